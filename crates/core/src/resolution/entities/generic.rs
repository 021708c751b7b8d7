//! Who words for any body, paper, text or group of a kind mean: "das Unternehmen", "das Blatt", "die Behörde", "das Papier".

use super::clusters::{Cluster, Clusters};
use super::mentions::Mention;
use super::phrases::Phrase;
use super::words::{Class, list};
use crate::turns::Turns;
use crate::word_list::WordList;

impl Clusters<'_> {
    /// "das Unternehmen", "das Blatt", "die Behörde", "das Papier": the last one of its kind.
    pub(super) fn generic(&self, phrase: &Phrase, lists: u64, plural: bool, mention: &Mention) -> Option<usize> {
        let generic = Generic { clusters: self, turns: self.reader.turns, phrase, lists, mention };
        if plural {
            return generic.group();
        }
        let named = if generic.of(list::GENERIC_OUTLET) && !generic.of(list::AT_LARGE) { generic.press() } else { generic.country() };
        named
            .or_else(|| generic.of(list::GENERIC_DOCUMENT).then(|| generic.document())?)
            .or_else(|| generic.of(list::GENERIC_AUTHORITY).then(|| generic.authority())?)
            .or_else(|| generic.of(list::GENERIC_COMPANY | list::GENERIC_ASSOCIATION).then(|| generic.firm())?)
    }
}

/// Words for any firm.
const FIRMS: u64 = list::GENERIC_COMPANY;
/// Words for any club or union: a firm is no "Verband", a club no "Unternehmen".
const CLUBS: u64 = list::GENERIC_ASSOCIATION | list::UNION;

/// A word for any body, paper, text or group of a kind, and who it could mean.
struct Generic<'a> {
    clusters: &'a Clusters<'a>,
    turns: &'a Turns,
    phrase: &'a Phrase,
    /// The lists that its noun stands in.
    lists: u64,
    mention: &'a Mention,
}

impl Generic<'_> {
    fn of(&self, lists: u64) -> bool {
        self.lists & lists != 0
    }

    /// The last one that fits, but for whoever is the subject beside it.
    fn find(&self, fits: &dyn Fn(&Cluster) -> bool) -> Option<usize> {
        let clusters = self.clusters;
        let others = |at: &usize| !clusters.subject_beside(&clusters.list[*at], self.mention);
        clusters.recent.iter().rev().copied().filter(others).find(|at| fits(&clusters.list[*at]))
    }

    /// True for what was last told of at most so many sentences before.
    fn near(&self, cluster: &Cluster, sentences: usize) -> bool {
        self.mention.sentence - cluster.last_sentence.min(self.mention.sentence) <= sentences
    }

    fn head_is(&self, is: impl Fn(&str) -> bool) -> bool {
        self.phrase.head.is_some_and(|head| is(self.clusters.reader.lower(head)))
    }

    /// What the heads of somebody end in.
    fn ends(&self, cluster: &Cluster) -> u64 {
        cluster.heads.iter().map(|head| self.clusters.reader.words.ends_of(head)).fold(0, |all, one| all | one)
    }

    fn is_named_body(&self, cluster: &Cluster) -> bool {
        matches!(cluster.class, Some(Class::Organisation) | None) && !cluster.person && !cluster.place && cluster.name.is_some()
    }

    /// A word of the name of somebody that is such a one.
    fn name_has(&self, cluster: &Cluster, is: impl Fn(&str) -> bool) -> bool {
        cluster.name.is_some_and(|(from, to)| (from..to).any(|at| is(self.clusters.reader.doc.word(at))))
    }

    /// "Das Ministerium dementiert. Aus dem Haus heißt es …", "Die Bahn schweigt. Der Konzern …": a body without a name that was told of lately.
    fn spoken_of(&self, cluster: &Cluster, ends: &WordList) -> bool {
        let body = cluster.class == Some(Class::Organisation) && !cluster.introduced && !cluster.plural() && !cluster.place;
        body && cluster.name.is_none() && cluster.heads.iter().any(|head| ends.ends(head)) && self.near(cluster, 3)
    }

    /// "die Ermittler"
    fn group(&self) -> Option<usize> {
        if !self.of(list::GENERIC_GROUP) {
            return None;
        }
        let words = self.clusters.reader.words;
        let function = list::GENERIC_GROUP | list::PUBLIC_GROUP;
        let speaks = |cluster: &Cluster| cluster.spoke.is_some() || cluster.heads.iter().any(|head| words.lists_of(head) & function != 0);
        let people = |cluster: &Cluster| matches!(cluster.class, Some(Class::Person | Class::Anonymous | Class::Group));
        // "Die Polizei sucht Zeugen. Die Ermittler …"
        let private = |cluster: &Cluster| cluster.heads.iter().any(|head| words.ends_of(head) & list::PRIVATE != 0);
        let officers = self.head_is(|head| self.turns.officers.has(head));
        // "Die Polizei nahm zwei Männer fest. Die Ermittler …"
        let silent = |cluster: &Cluster| cluster.spoke.is_none() && !cluster.heads.iter().any(|head| self.turns.officers.has(head));
        let other = |cluster: &Cluster| officers && (private(cluster) || silent(cluster));
        let fits = |cluster: &Cluster| people(cluster) && speaks(cluster) && !other(cluster);
        self.find(&|cluster| cluster.plural() && fits(cluster) && self.near(cluster, 4))
    }

    /// "Der Iran bestritt das. Das Land drohte …"
    fn country(&self) -> Option<usize> {
        let land = self.phrase.end == self.phrase.core && self.head_is(|head| self.turns.country_nouns.has(head));
        if !land || self.phrase.class != Some(Class::Organisation) {
            return None;
        }
        let bears = |cluster: &Cluster| cluster.name.is_some_and(|(from, _)| self.clusters.reader.facts[from].is(list::COUNTRY));
        self.find(&|cluster| cluster.place && bears(cluster) && cluster.spoke.is_some() && self.near(cluster, 2))
    }

    /// "das Blatt" is no agency, "die Agentur" no paper.
    fn press(&self) -> Option<usize> {
        self.find(&|cluster| !cluster.own && cluster.name.is_some() && cluster.class == self.phrase.class)
    }

    /// "das Papier", "der Bericht"
    fn document(&self) -> Option<usize> {
        let list = &self.clusters.list;
        // "die Antwort auf eine Anfrage": who asks tells nothing.
        let asks = |cluster: &Cluster| {
            let silent = cluster.spoke.is_none() && !cluster.heads.is_empty();
            silent && cluster.heads.iter().all(|head| self.turns.request_nouns.has(head))
        };
        let text = |cluster: &Cluster| cluster.class == Some(Class::Document) && self.near(cluster, 8) && !asks(cluster);
        // "Der Eintrag fehlt laut dem Papier": what is told of is not what tells it.
        let text = self.find(&|cluster| text(cluster) && cluster.last_sentence < self.mention.sentence).or_else(|| self.find(&text));
        let press = |cluster: &Cluster| matches!(cluster.class, Some(Class::Outlet | Class::Agency));
        let outlet = || self.find(&|cluster| press(cluster) && cluster.spoke.is_some() && self.near(cluster, 6));
        let later = |one: usize, other: usize| if list[one].last_token > list[other].last_token { one } else { other };
        let report = self.clusters.reader.doc.lower(self.phrase.head.unwrap_or(self.phrase.start));
        if !self.turns.report_starts.begins(report) {
            return text;
        }
        match (text, outlet()) {
            // "Der Vertrag werde gelöst, heißt es in dem Bericht.": what is only told of has reported nothing.
            (Some(text), Some(outlet)) if list[text].spoke.is_some() => Some(later(text, outlet)),
            (text, outlet) => outlet.or(text),
        }
    }

    /// "die Behörde"
    fn authority(&self) -> Option<usize> {
        let clusters = self.clusters;
        // A court or a government is no "Behörde".
        let high = |cluster: &Cluster| cluster.heads.iter().any(|head| self.turns.high_ends.ends(head));
        let party = |cluster: &Cluster| self.name_has(cluster, |word| self.turns.parties.has(word));
        let state = |cluster: &Cluster| clusters.authority(cluster) || cluster.heads.is_empty();
        let office = |cluster: &Cluster| self.is_named_body(cluster) && state(cluster) && !party(cluster);
        let told = |cluster: &Cluster| self.spoken_of(cluster, &self.turns.authority_ends);
        // Of two that have said nothing neither is meant.
        let only = clusters.recent.iter().filter(|at| told(&clusters.list[**at])).count() == 1;
        let here = |cluster: &Cluster| told(cluster) && (cluster.spoke.is_some() || only && cluster.last_subject);
        let other = |cluster: &Cluster| high(cluster) || self.phrase.head.is_some_and(|head| clusters.no_such_authority(cluster, head));
        self.find(&|cluster| (office(cluster) && self.near(cluster, 10) || here(cluster)) && !other(cluster))
    }

    /// "das Unternehmen", "der Verband"
    fn firm(&self) -> Option<usize> {
        let (clusters, doc) = (self.clusters, self.clusters.reader.doc);
        // "im Werk Nord": where the firm works, and not the firm.
        let plant = |cluster: &Cluster| cluster.name.is_some_and(|(from, _)| self.turns.plant.has(doc.word(from)));
        let fits = |cluster: &Cluster| {
            let body = self.is_named_body(cluster) && !clusters.authority(cluster) && self.is_firm_or_club(cluster);
            body && self.near(cluster, 12) && !self.is_another_firm(cluster)
        };
        let here = |cluster: &Cluster| self.of(FIRMS) && self.spoken_of(cluster, &self.turns.firm_nouns);
        let found = self.find(&|cluster| (fits(cluster) || here(cluster)) && !plant(cluster)).or_else(|| self.find(&fits))?;
        // "Der SV Nord siegte gegen den VfL Süd. Der Verein …": whom the sentence is about rather than the opponent.
        let last = &clusters.list[found];
        let opponent = last.last_token.checked_sub(1).is_some_and(|before| self.turns.against.has(doc.word(before)));
        let about = |cluster: &Cluster| fits(cluster) && cluster.last_sentence == last.last_sentence && cluster.last_subject;
        Some(if opponent { self.find(&about).unwrap_or(found) } else { found })
    }

    /// True for a body that was called by no other kind of word.
    fn is_firm_or_club(&self, cluster: &Cluster) -> bool {
        if cluster.heads.is_empty() {
            return true;
        }
        let (ends, kinds) = (self.ends(cluster), FIRMS | CLUBS | list::BODY_GROUP | list::FIRM_MARK);
        let another = match (self.of(FIRMS), self.of(CLUBS)) {
            (true, false) => ends & CLUBS != 0 && ends & FIRMS == 0,
            (false, true) => ends & FIRMS != 0 && ends & CLUBS == 0,
            _ => false,
        };
        ends & kinds != 0 && !another
    }

    /// True for a firm where a club is meant ("die Autobahn GmbH … der Verein"), or one of another trade.
    fn is_another_firm(&self, cluster: &Cluster) -> bool {
        let limited = || self.of(CLUBS) && !self.of(FIRMS) && self.name_has(cluster, |word| self.turns.legal_form.has(word));
        let trade = || self.phrase.head.is_some_and(|head| self.clusters.no_such_firm(cluster, head));
        limited() || self.of(FIRMS) && !self.of(list::GENERIC_ASSOCIATION) && trade()
    }
}
