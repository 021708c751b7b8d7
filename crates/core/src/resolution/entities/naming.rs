//! What a source is, how it is named, and why it is not (annotation guide, "Source and chain").

use super::clusters::Cluster;
use super::descriptions::same_word;
use super::mentions::{Mention, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{Class, gender, list};
use crate::document::Token;
use crate::resolution::{Kind, Naming};
use crate::span::Span;

/// Longest relative clause that is looked at for a reason, in tokens.
const LONGEST_REASON: usize = 30;

/// Letters, in bytes, of what is only "das Gesetz".
const SHORT_LAW: usize = 9;

impl Reader<'_> {
    /// The phrases that name a cluster, in order.
    fn phrases<'m>(&self, cluster: &'m Cluster, mentions: &'m [Mention]) -> impl Iterator<Item = &'m Phrase> {
        cluster.mentions.iter().filter_map(|at| match &mentions[*at].what {
            What::Phrase(phrase) => Some(phrase),
            _ => None,
        })
    }

    /// What a cluster is.
    pub(super) fn kind(&self, cluster: &Cluster, mentions: &[Mention]) -> Kind {
        let plural = || {
            let first = self.phrases(cluster, mentions).next();
            cluster.gender == gender::P || first.is_some_and(|phrase| phrase.gender & gender::SINGULAR == 0)
        };
        // "Hilfsorganisationen", but "die Stadtwerke" are one body.
        let bodies = || {
            let head = cluster.heads.first().is_some_and(|head| self.words.ends_of(head) & list::BODY_GROUP == 0);
            cluster.name.is_none() && head && plural()
        };
        // "Behörden", "Krankenkassen": several bodies of one sort that are spoken of as such.
        let sort = || cluster.heads.first().is_some_and(|head| self.words.ends_of(head) & list::MANY_BODIES != 0);
        let sole = || {
            let bare =
                |phrase: &Phrase| phrase.determiner == Determiner::Bare && phrase.end == phrase.core && phrase.end == phrase.start + 1;
            let head = |head: &String| self.turns.office_ends.ends(head) && !head.ends_with('n');
            // "Minister fordern mehr Geld"
            let many = |at: usize| at < self.facts.len() && !self.facts[at].capital && self.number_of_verb(at) == gender::P;
            let beside = |mention: &Mention| mention.start.checked_sub(1).is_some_and(many) || many(mention.end);
            let several = cluster.mentions.iter().any(|at| beside(&mentions[*at]));
            cluster.heads.first().is_some_and(head) && self.phrases(cluster, mentions).all(bare) && !several
        };
        let source = || !plural() && cluster.heads.first().is_some_and(|head| head == "quelle");
        let woman = || cluster.heads.first().is_some_and(|head| self.turns.woman_ends.ends(head));
        match cluster.class {
            _ if cluster.place => Kind::Place,
            // "Kanzler: Vorschlag liegt vor": of such a one there are not several, though a headline leaves out the article.
            Some(Class::Person) if !cluster.person && plural() && !sole() => Kind::Group,
            Some(Class::Person) if !cluster.person && cluster.name.is_none() && self.office(cluster, mentions) => Kind::Office,
            Some(Class::Person) => Kind::Person,
            // "eine Quelle": somebody or something, who knows.
            Some(Class::Anonymous) if source() => Kind::Unknown,
            Some(Class::Anonymous) if plural() || cluster.gender == gender::N => Kind::Group,
            Some(Class::Anonymous) => Kind::Person,
            Some(Class::Group) if cluster.heads.first().is_some_and(|head| self.words.ends_of(head) & list::GENERIC_OUTLET != 0) => {
                Kind::Outlet
            }
            Some(Class::Group) => Kind::Group,
            Some(Class::Organisation | Class::Outlet | Class::Agency) if bodies() && !sort() => Kind::Group,
            Some(Class::Organisation) => Kind::Organisation,
            Some(Class::Outlet) => Kind::Outlet,
            Some(Class::Agency) => Kind::Agency,
            Some(Class::Document) => Kind::Document,
            // Nouns for women end in a way that is known; other feminines are things.
            None if !cluster.person && cluster.name.is_none() && cluster.gender == gender::F && !woman() => Kind::Document,
            // "die Rothemden" are many, "die Enac" is a body.
            None if !cluster.person && cluster.name.is_none() && cluster.gender == gender::F | gender::P && !woman() => {
                let many = cluster.heads.first().is_some_and(|head| head.ends_with("en") || head.ends_with("er"));
                if many { Kind::Group } else { Kind::Organisation }
            }
            None if matches!(cluster.gender, gender::M | gender::F) => Kind::Person,
            None if !cluster.person && cluster.name.is_none() && cluster.gender == gender::P => Kind::Group,
            None if cluster.person || cluster.name.is_none() && cluster.gender & gender::N == 0 => Kind::Person,
            None => Kind::Organisation,
        }
    }

    /// "der Justizminister", "ihr Bürgermeister": the office speaks, whoever holds it.
    fn office(&self, cluster: &Cluster, mentions: &[Mention]) -> bool {
        let held = |phrase: &Phrase| matches!(phrase.determiner, Determiner::Definite | Determiner::Possessive);
        self.phrases(cluster, mentions).all(held)
            && cluster.heads.iter().any(|head| self.turns.office_ends.ends(head.trim_end_matches('s')))
    }

    /// How a cluster is named.
    pub(super) fn naming(&self, cluster: &Cluster, mentions: &[Mention]) -> Naming {
        if cluster.nobody {
            return Naming::Anonymous;
        }
        if cluster.name.is_some() && !cluster.own {
            return Naming::Named;
        }
        if cluster.own {
            return Naming::Role;
        }
        if cluster.class == Some(Class::Anonymous) || self.phrases(cluster, mentions).any(|phrase| self.nameless(phrase)) {
            return Naming::Anonymous;
        }
        // "UNO-Angaben"
        let part = |(at, length): (usize, usize)| self.doc.word(at).get(..length).unwrap_or_default().trim_end_matches('-');
        let by_name = |part: &str| {
            let capitals = part.chars().count() > 1 && part.chars().all(|c| c.is_uppercase() || c == '-');
            capitals || self.words.lists_of(&part.to_lowercase()) & list::BODY != 0
        };
        if let Some(part) = cluster.part.map(part) {
            let press = matches!(cluster.class, Some(Class::Outlet | Class::Agency | Class::Group));
            if press && self.words.lists_of(&part.to_lowercase()) & list::GENERIC_OUTLET != 0 {
                return Naming::Anonymous;
            }
            // "israelische Militärangaben"
            let adjective = cluster.part.is_some_and(|(at, _)| at > 0 && self.facts[at - 1].is(list::OF_PLACE));
            let of_country = adjective && self.words.ends_of(&part.to_lowercase()) & list::STATE_BODY != 0;
            if press || of_country || by_name(part) {
                return Naming::Named;
            }
        }
        if self.phrases(cluster, mentions).any(|phrase| phrase.named_all) {
            return Naming::Named;
        }
        let kind = self.kind(cluster, mentions);
        if self.phrases(cluster, mentions).any(|phrase| self.told_by_place(phrase) || kind != Kind::Person && self.by_given_name(phrase)) {
            return Naming::Named;
        }
        // "die Mission im Süden (UNFOR)"
        let short =
            |phrase: &Phrase| phrase.class == Some(Class::Organisation) && phrase.alias.is_some_and(|alias| self.facts[alias].acronym);
        if self.phrases(cluster, mentions).any(short) {
            return Naming::Named;
        }
        let Some(phrase) = self.phrases(cluster, mentions).next() else { return Naming::Role };
        // "der Leiter und andere Mitarbeiter": of several the first tells.
        let first = phrase.head.filter(|_| phrase.coordinated).map_or(phrase.core, |head| head + 1);
        let known = |bits: u64| (phrase.start..first).any(|at| self.facts[at].is(bits));
        // "Umweltgruppen fordern": whichever they are.
        let some = phrase.determiner == Determiner::Bare && phrase.gender & gender::SINGULAR == 0 && phrase.end == phrase.core;
        let some = some && !phrase.coordinated && !known(list::PUBLIC_GROUP);
        match kind {
            Kind::Person | Kind::Group if known(list::PRIVATE) => Naming::Anonymous,
            Kind::Person if phrase.determiner == Determiner::Indefinite && !known(list::OFFICIAL) => Naming::Anonymous,
            Kind::Document if self.law(phrase) => Naming::Named,
            Kind::Document if self.whosoever(phrase) => Naming::Anonymous,
            // "ein Sender", "Medien": whichever they are.
            Kind::Outlet if phrase.determiner != Determiner::Definite || phrase.gender & gender::SINGULAR == 0 => Naming::Anonymous,
            Kind::Outlet if known(list::AT_LARGE) => Naming::Anonymous,
            Kind::Group if known(list::AT_LARGE) => Naming::Anonymous,
            Kind::Group if cluster.class == Some(Class::Group) && phrase.determiner != Determiner::Indefinite && !some => Naming::Role,
            Kind::Group
                if phrase.determiner == Determiner::Indefinite || phrase.determiner == Determiner::Bare && !known(list::PUBLIC_GROUP) =>
            {
                if phrase.coordinated {
                    Naming::Role
                } else {
                    Naming::Anonymous
                }
            }
            _ => Naming::Role,
        }
    }

    /// True if a body of state is told by the country or town it is of, which there is one of: "die irische Regierung", "die Polizei Kenias".
    fn told_by_place(&self, phrase: &Phrase) -> bool {
        let Some(head) = phrase.head.filter(|_| phrase.class == Some(Class::Organisation) && phrase.determiner != Determiner::Indefinite)
        else {
            return false;
        };
        // "die irischen Behörden" speak as one.
        let several = phrase.gender & gender::SINGULAR == 0 && !self.facts[head].is(list::MANY_BODIES);
        if !self.facts[head].is(list::STATE_BODY) || several {
            return false;
        }
        let adjective = |at: usize| self.facts[at].is(list::OF_PLACE) || self.facts[at].capital && self.city_adjective(at);
        let place = |at: usize| {
            let fact = &self.facts[at];
            let genitive = || self.words.lists_of(self.lower(at).trim_end_matches('s')) & (list::COUNTRY | list::CITY) != 0;
            fact.is(list::COUNTRY | list::CITY) || fact.metonym || fact.capital && genitive()
        };
        let before = (phrase.start..head).any(|at| adjective(at) || at == phrase.start && place(at));
        let behind = head + 1;
        // "das Ministerium in Karalabad": a town that no list has.
        let unlisted = |at: usize| {
            let fact = &self.facts[at];
            fact.nominal() && fact.noun.is_none() && fact.lists == 0
        };
        let town = behind + 2 == phrase.end && self.turns.before_town.has(self.doc.word(behind)) && unlisted(behind + 1);
        let hangs = behind < phrase.end && (place(behind) || self.turns.before_place_of_body.has(self.doc.word(behind)));
        before || town || hangs && (behind..phrase.end.min(behind + 4)).any(place)
    }

    /// "das Mietgesetz", "Artikel 3 der Landesverfassung": laws are told apart by their names.
    fn law(&self, phrase: &Phrase) -> bool {
        (phrase.start..phrase.end.min(self.facts.len())).any(|at| self.facts[at].is(list::LAW) && self.doc.word(at).len() > SHORT_LAW)
    }

    /// "Berichten zufolge", "laut Statistik", "nach ersten Schätzungen": a text that is told without whose it is.
    fn whosoever(&self, phrase: &Phrase) -> bool {
        let Some(head) = phrase.head.filter(|_| phrase.end == phrase.core) else { return false };
        let plural = phrase.gender & gender::SINGULAR == 0;
        let first = (phrase.start..head).any(|at| self.facts[at].is(list::PASSED_ON));
        let bits = self.words.lists_of(self.lower(head));
        let told = bits & list::TOLD_TEXT != 0 && bits & list::TOLD_FOR == 0;
        match phrase.determiner {
            Determiner::Bare => plural || told || first,
            Determiner::Indefinite => first,
            _ => first && plural && bits & list::TOLD_TEXT != 0,
        }
    }

    /// "ein Kanal namens „Kurvenfunk“"
    fn by_given_name(&self, phrase: &Phrase) -> bool {
        (phrase.core..phrase.end.min(self.facts.len())).any(|at| self.doc.word(at) == "namens")
    }

    /// True if the words themselves, or a relative clause behind them, say that a name is held back.
    fn nameless(&self, phrase: &Phrase) -> bool {
        (phrase.start..phrase.end.min(self.facts.len())).any(|at| self.facts[at].is(list::NAMELESS)) || self.reason(phrase).is_some()
    }

    /// The words that say why a cluster is not named, at whichever mention they stand.
    pub(super) fn stated_reason(&self, cluster: &Cluster, mentions: &[Mention]) -> Option<Span<Token>> {
        self.phrases(cluster, mentions).find_map(|phrase| self.reason(phrase))
    }

    /// The relative clause behind a phrase that says why no name is given: "der nicht genannt werden wollte".
    pub(super) fn reason(&self, phrase: &Phrase) -> Option<Span<Token>> {
        let comma = phrase.end;
        let (mark, from) = (self.facts.get(comma)?, comma + 1);
        if mark.mark != ',' || !self.facts.get(from)?.is(list::RELATIVE | list::PREPOSITION) {
            return None;
        }
        let limit = self.facts.len().min(from + LONGEST_REASON);
        let stop = (from..limit).find(|at| matches!(self.facts[*at].mark, '.' | ':' | '–' | '„' | '«' | '»'))?;
        let told = (from..stop).find(|at| self.facts[*at].is(list::ANONYMITY))?;
        let end = (told..stop).find(|at| self.facts[*at].mark == ',').unwrap_or(stop);
        Some(Span::new(from, end))
    }

    /// The fullest name of a cluster: the proper name, else the words of a mention, determiner and all.
    pub(super) fn fullest(&self, cluster: &Cluster, mentions: &[Mention]) -> String {
        if let Some((from, to)) = cluster.name {
            return self.text(from, to);
        }
        if let Some((at, length)) = cluster.part {
            return self.doc.word(at).get(..length).unwrap_or_default().to_owned();
        }
        let mut phrases = self.phrases(cluster, mentions).map(|phrase| (phrase, (phrase.end - phrase.start, self.may_be_subject(phrase))));
        let Some((first, rank)) = phrases.next() else {
            return cluster.mentions.first().map(|at| self.text(mentions[*at].start, mentions[*at].end)).unwrap_or_default();
        };
        let head = |phrase: &Phrase| phrase.head.map(|head| self.lower(head));
        let same = |phrase: &Phrase| match (head(phrase), head(first)) {
            (Some(one), Some(other)) => same_word(one, other),
            (one, other) => one == other,
        };
        let (best, _) =
            phrases.filter(|(phrase, _)| same(phrase)).fold((first, rank), |best, next| if next.1 > best.1 { next } else { best });
        let mut end = best.end;
        while end > best.start + 1 && matches!(self.facts[end - 1].mark, ',' | ';' | ':' | '.') {
            end -= 1;
        }
        self.text(best.start, end)
    }

    /// True if a phrase can stand in the nominative: not "des Ministeriums".
    fn may_be_subject(&self, phrase: &Phrase) -> bool {
        let determiner = self.words.determiner(self.lower(phrase.start));
        determiner.is_none_or(|(_, nominative, _)| nominative & phrase.gender != 0)
    }
}
