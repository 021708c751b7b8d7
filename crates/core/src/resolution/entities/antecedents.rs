//! Whom a pronoun means: by gender and number, by who was the subject, by who is speaking, by how long ago that was.
//!
//! The weights follow what centering theory and the work on German pronouns agree on (subject before object, the running topic before the
//! newcomer; demonstratives the other way round: Bosch, Katz & Umbach 2007, "The non-subject bias of German demonstrative pronouns"), and
//! were set by hand on the `build` part of our own corpus. A conditional logit over 36 signs of the candidates, fitted to the 559 pronouns of
//! that part and of `wikinews-train.jsonl` whose antecedent is a candidate, finds no more of them in articles left out (539; by hand 540): what it
//! showed, that the same paragraph counts for a candidate and being a paper against it, is taken over.

use super::clusters::{Cluster, Clusters};
use super::mentions::{Mention, What};
use super::words::{Class, gender, list};
use crate::document::Token;
use crate::span::Span;
use rustc_hash::FxHashSet;

/// How many sentences back a pronoun reaches.
const REACH: usize = 6;
/// How many sentences "der Mann" reaches back beyond its paragraph.
const EPITHET_REACH: usize = 2;
/// How many tokens of a statement are looked at for who is named in it.
const SAID: usize = 60;

impl Clusters<'_> {
    /// Whom "er" or "sie" means.
    pub(super) fn antecedent(&self, mention: &Mention, genders: u8) -> Option<usize> {
        // Who spoke last is the topic until another is the subject of a later sentence.
        let topic = self.speaker.filter(|speaker| {
            let known = &self.list[*speaker];
            let spoke = if known.last_subject { known.last_sentence } else { known.spoke.unwrap_or_default() };
            let instead = |cluster: &Cluster| cluster.last_subject && cluster.human() && cluster.gender & genders != 0;
            let between = |cluster: &Cluster| cluster.last_sentence > spoke && cluster.last_sentence < mention.sentence;
            !self.recent.iter().any(|at| at != speaker && between(&self.list[*at]) && instead(&self.list[*at]))
        });
        // "Die Ministerin habe gelogen, sagte Kern. Sie bestritt das.": hardly who has just said so.
        let denied = self.denied(mention);
        // "Der Botschafter selbst, so zitiert ihn die Zeitung, habe gezögert.": whoever the sentence is about.
        let quoted = self.is_quoted(mention);
        // "Dass die Gewerkschaft gegangen sei, nannte sie beispiellos.": nobody calls so what it has done itself.
        let first = self.reader.doc.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.start as usize);
        let told_of = mention.source && self.reader.turns.that.has(self.reader.lower(first));
        let passed_on = self.tells_of_its_own_sentence(mention, first);
        // "sagte eine Wirtin zu Journalisten. Sie zeigten …": who was only there to listen is not who goes on.
        let listens = |cluster: &Cluster| {
            let press = |head: &String| self.reader.turns.the_press.iter().any(|word| word.to_lowercase() == *head);
            !cluster.last_free && cluster.spoke.is_none() && cluster.name.is_none() && cluster.heads.iter().any(press)
        };
        self.best(mention, genders, |at, cluster, distance| {
            if listens(cluster) {
                return None;
            }
            if told_of && distance == 0.0 && cluster.mentions.len() == 1 && !cluster.human() {
                return None;
            }
            let mut score = -1.5 * distance;
            score += if cluster.last_subject { 1.5 } else { 0.0 };
            score -= if denied == Some(at) { 4.0 } else { 0.0 };
            score += if quoted && distance == 0.0 && cluster.last_subject { 2.0 } else { 0.0 };
            if topic == Some(at) && distance <= 3.0 {
                score += 2.0;
            }
            let says = cluster.human() || passed_on == Some(true) && matches!(cluster.class, Some(Class::Organisation | Class::Group));
            score += if passed_on.is_some() && says && distance == 0.0 && cluster.last_subject { 4.5 } else { 0.0 };
            Some(score)
        })
    }

    /// "Der Konzern prüft Klagen, wie er mitteilte": whose sentence it is says so, whoever spoke before. True for verbs that bodies have: "Der Konzern
    /// prüft Klagen, wie er sagte" may be another's words.
    fn tells_of_its_own_sentence(&self, mention: &Mention, first: usize) -> Option<bool> {
        let reader = self.reader;
        let start = mention.start;
        let clause = mention.source
            && start > first + 2
            && reader.turns.as_opener.has(reader.doc.word(start - 1))
            && reader.facts[start - 2].mark == ',';
        let verbs = start + 1..reader.doc.sentences.get(mention.sentence).map_or(start, |sentence| sentence.tokens.end as usize);
        clause.then(|| !verbs.into_iter().any(|at| reader.facts[at].is(list::HUMAN_VERB)))
    }

    /// Who has just said what a mention denies.
    fn denied(&self, mention: &Mention) -> Option<usize> {
        self.speaker.filter(|speaker| {
            let near = self.list[*speaker].spoke.is_some_and(|sentence| mention.sentence.saturating_sub(sentence) <= 1);
            near && self.denials.contains(&mention.start)
        })
    }

    /// Whom "der 54-Jährige" means: a person who is spoken of, and whom the word, in lower case, can be said of.
    pub(super) fn epithet(&self, mention: &Mention, genders: u8, lower: &str) -> Option<usize> {
        // "Den Auftrag habe Technikchef Gero Holm erteilt, sagte der Firmenchef."
        let said = self.named_by(mention);
        let nation = self.nation(lower);
        // "Niemann kritisierte Henseler. Der Kritisierte …": rather not who spoke.
        let object = self.reader.turns.objects_of_blame.has(lower);
        let denied = self.denied(mention);
        let found = self.best(mention, genders, |at, cluster, distance| {
            let somebody = cluster.person || cluster.human() && (cluster.introduced || cluster.spoke.is_some());
            if !somebody
                || denied == Some(at)
                || self.told_apart(cluster, lower, nation.as_deref())
                || self.subject_beside(cluster, mention)
            {
                return None;
            }
            let mut score = -distance;
            score += if cluster.last_subject && !object { 1.0 } else { 0.0 };
            score += if cluster.spoke.is_some() && !object { 1.0 } else { 0.0 };
            score -= if cluster.last_subject && object { 1.0 } else { 0.0 };
            score += if nation.is_some() && cluster.country == nation { 4.0 } else { 0.0 };
            Some(score)
        });
        // "Der Mann" is hardly who spoke some sentences before the paragraph that speaks of him.
        let reached = |cluster: &Cluster| {
            cluster.last_sentence >= self.paragraph(mention) || mention.sentence.saturating_sub(cluster.last_sentence) <= EPITHET_REACH
        };
        found.filter(|at| {
            let cluster = &self.list[*at];
            reached(cluster) && !(self.names(cluster, &said) && cluster.spoke.is_none())
        })
    }

    /// Whom "dieser" means: rather not the subject, and who was named last.
    pub(super) fn pointed_at(&self, mention: &Mention, genders: u8) -> Option<usize> {
        // "Pohl und ein Berater. Letzterer schwieg.": nobody but who was named last.
        let latter = self.reader.turns.latter.has(self.reader.lower(mention.start));
        self.best(mention, genders, |_, cluster, distance| {
            if latter {
                return Some(cluster.last_token as f32 * 10.0);
            }
            let mut score = -3.0 * distance;
            score += if cluster.last_subject { -0.5 } else { 0.0 };
            // "Holm nannte die Baugesellschaft feige. Diese wies das zurück.": who would be "sie" is hardly pointed at.
            score -= if cluster.last_subject && cluster.person && mention.source { 3.0 } else { 0.0 };
            Some(score + cluster.last_token as f32 / 1e4)
        })
    }

    fn best(&self, mention: &Mention, genders: u8, weigh: impl Fn(usize, &Cluster, f32) -> Option<f32>) -> Option<usize> {
        let plural = genders & gender::SINGULAR == 0;
        let said = self.named_by(mention);
        // A told act holds its source.
        let told = self.contents.get(&mention.start).into_iter().flatten().any(|span| span.contains(mention.start));
        let paragraph = self.paragraph(mention);
        let (fronted, texts) = (self.fronted(mention), self.of_a_text(mention));
        // "eine Studie der Universität. Diese weist darauf hin": what is pointed at may be a text.
        let points = matches!(mention.what, What::Demonstrative(_)) && mention.source;
        let mut found: Option<(usize, f32)> = None;
        for (order, at) in self.recent.iter().enumerate() {
            let cluster = &self.list[*at];
            let distance = mention.sentence.saturating_sub(cluster.last_sentence);
            let thing = matches!(cluster.class, Some(Class::Document)) && genders & gender::N == 0 && !plural && !points;
            if cluster.gender & genders == 0 || distance > REACH || cluster.nobody || cluster.own || thing || self.barred == Some(*at) {
                continue;
            }
            // "Sie besagt, dass …": a rule, and nobody who speaks.
            if texts && self.speaks_itself(cluster) {
                continue;
            }
            let Some(weight) = weigh(*at, cluster, distance as f32) else { continue };
            let mut score = weight + 0.05 * order as f32;
            score += if cluster.last_sentence >= paragraph { 1.5 } else { 0.0 };
            score += match cluster.class {
                _ if cluster.place => -4.0,
                Some(Class::Document) if points => -1.5,
                Some(Class::Document) => -4.0,
                Some(Class::Person | Class::Anonymous) => 0.0,
                Some(Class::Outlet | Class::Agency) if cluster.spoke.is_some() => -2.0,
                Some(Class::Group) if plural => 0.0,
                Some(_) if cluster.spoke.is_some() => -1.0,
                Some(Class::Organisation) => -2.5,
                Some(_) => -3.0,
                None if cluster.person => 0.0,
                None => -2.5,
            };
            score += if cluster.person { 0.5 } else { 0.0 };
            // Hardly anybody speaks of himself by name, and nobody in one clause: "Fragen nach dem Stürmer Pohl wollte er nicht beantworten."
            score += match self.names(cluster, &said) {
                true if told && distance == 0 => -3.0,
                true => -1.0,
                false => 0.0,
            };
            score -= if cluster.person && fronted.contains(&cluster.last_token) { 4.0 } else { 0.0 };
            score += if cluster.last_quoted && !mention.quoted { -2.0 } else { 0.0 };
            score += if cluster.gender.count_ones() > 1 { -0.3 } else { 0.0 };
            if found.is_none_or(|(_, best)| score > best) {
                found = Some((*at, score));
            }
        }
        found.map(|(at, _)| at)
    }

    /// True for the subject of a verb that texts have and nobody who speaks: "Sie besagt, dass …".
    pub(super) fn of_a_text(&self, mention: &Mention) -> bool {
        let says = |at: usize| at < self.reader.facts.len() && self.reader.turns.texts_say.has(self.reader.doc.word(at));
        mention.source && (says(mention.end) || mention.start > 0 && says(mention.start - 1))
    }

    /// True for "Sie" with a capital where no sentence begins.
    pub(super) fn is_addressed(&self, mention: &Mention) -> bool {
        let (reader, at) = (self.reader, mention.start);
        let inside = at > 0 && matches!(reader.facts[at - 1].mark, '\0' | ',' | ';' | '–');
        mention.end == at + 1 && reader.doc.word(at) == "Sie" && !reader.facts[at].first && inside
    }

    /// True for somebody or a body, which are no texts.
    pub(super) fn speaks_itself(&self, cluster: &Cluster) -> bool {
        cluster.human() || !matches!(cluster.class, None | Some(Class::Document))
    }

    /// The object in front of the verb that a pronoun is the subject of, if that is no part of what is said: "Holms Plan nannte er „mutig“" is
    /// another's judgement.
    fn fronted(&self, mention: &Mention) -> std::ops::Range<usize> {
        let (reader, start) = (self.reader, mention.start);
        let first = reader.doc.sentences.get(mention.sentence).map_or(start, |sentence| sentence.tokens.start as usize);
        let verb = start.checked_sub(1).filter(|at| *at > first && !reader.facts[*at].capital && reader.facts[*at].mark == '\0');
        let object = reader.facts[first].nominal() || reader.facts[first].is(list::DET_NOM | list::DET_OBL);
        let opens = object && !reader.facts[first].is(list::PREPOSITION | list::SUBORDINATOR | list::PRONOUN);
        let said = self.contents.get(&start).into_iter().flatten().any(|span| (span.start as usize) < start);
        let closed = |at: usize| reader.facts[at].is(list::PREPOSITION | list::SUBORDINATOR | list::COORDINATOR | list::ADVERB);
        match verb.filter(|at| matches!(mention.what, What::Pronoun(_)) && mention.source && opens && !said && !closed(*at)) {
            Some(verb) => first..verb,
            None => start..start,
        }
    }

    /// True for a person whose name is among these.
    fn names(&self, cluster: &Cluster, said: &FxHashSet<&str>) -> bool {
        cluster.person && cluster.name.is_some_and(|(_, to)| said.contains(&self.reader.doc.word(to - 1)))
    }

    /// The first sentence of the paragraph that a mention stands in.
    fn paragraph(&self, mention: &Mention) -> usize {
        let paragraphs = &self.reader.doc.paragraphs;
        let behind = paragraphs.partition_point(|paragraph| paragraph.sentences.start as usize <= mention.sentence);
        behind.checked_sub(1).map_or(0, |at| paragraphs[at].sentences.start as usize)
    }

    /// The names in what a source says, with the ending of the genitive and without.
    fn named_by(&self, mention: &Mention) -> FxHashSet<&str> {
        let contents = self.contents.get(&mention.start).filter(|_| mention.source).into_iter().flatten();
        let facts = &self.reader.facts;
        let names = contents.flat_map(|span| span.range()).take(SAID).filter(|at| facts[*at].nominal() && facts[*at].noun.is_none());
        names.map(|at| self.reader.doc.word(at)).flat_map(|word| [Some(word), word.strip_suffix('s')]).flatten().collect()
    }

    /// The noun that a relative pronoun belongs to: the one right before its comma.
    pub(super) fn relative(&self, mention: &Mention, index: usize, mentions: &[Mention], genders: u8) -> Option<usize> {
        // "ein Antrag im Rat, in dem", "ein Antrag der Partei, nach dem": rather what can be read
        let within = mention.start > 0
            && self.reader.turns.in_or_according.has(self.reader.doc.word(mention.start - 1))
            && mention.start > 1
            && self.reader.facts[mention.start - 2].mark == ',';
        let text = |cluster: usize| within && self.list[cluster].class == Some(Class::Document);
        let before = mentions[..index].iter().enumerate().rev().take(8);
        before
            .filter(|(_, other)| other.sentence == mention.sentence && matches!(other.what, What::Phrase(_)))
            .filter_map(|(at, other)| Some((other, self.of_mention[at]?)))
            .filter(|(_, cluster)| self.list[*cluster].gender & genders != 0)
            .max_by_key(|(other, cluster)| (text(*cluster), other.end.min(mention.start), std::cmp::Reverse(other.start)))
            .map(|(_, cluster)| cluster)
    }

    /// "bestätigte Berichte nicht, wonach", "kehrte zur Version zurück, wonach": the text before it in its sentence, or the subject there.
    pub(super) fn before(&self, mention: &Mention, index: usize, mentions: &[Mention]) -> Option<usize> {
        let here = || (0..index).rev().take(8).take_while(|at| mentions[*at].sentence == mention.sentence);
        let of = |at: usize| self.of_mention[at];
        let text =
            |at: &usize| of(*at).is_some_and(|at| matches!(self.list[at].class, Some(Class::Document | Class::Outlet | Class::Agency)));
        let ends = |at: &usize| mentions[*at].end + 1 == mention.start && matches!(mentions[*at].what, What::Phrase(_));
        here()
            .find(ends)
            .or_else(|| here().find(text))
            .or_else(|| here().find(|at| mentions[*at].subject))
            .or_else(|| here().last())
            .and_then(of)
    }

    /// "Die Behörde gab Einzelheiten bekannt. Demnach …": the subject of the sentence before, if nobody has spoken there.
    pub(super) fn announcer(&self, mention: &Mention) -> Option<usize> {
        let before = self.unsaid_before(mention)?;
        let fits = |cluster: &Cluster| {
            // "Dort sollen Männer üben. Demnach …": people of whom no more is told have made nothing known.
            let function = |head: &String| self.reader.words.ends_of(head) & list::PUBLIC_GROUP != 0;
            let bare = || !self.reader.facts[cluster.last_token].is(list::DET_NOM | list::DET_OBL);
            let some = cluster.plural() && cluster.name.is_none() && cluster.mentions.len() == 1 && bare();
            let people =
                matches!(cluster.class, None | Some(Class::Group | Class::Anonymous)) || some && !cluster.heads.iter().any(function);
            let speaks = cluster.person || !people && !cluster.heads.is_empty();
            cluster.last_sentence == before && speaks && !cluster.place && !cluster.nobody
        };
        let subject = self.recent.iter().rev().copied().find(|at| self.list[*at].last_subject && fits(&self.list[*at]));
        subject.or_else(|| {
            self.recent
                .iter()
                .rev()
                .copied()
                .find(|at| self.list[*at].last_free && self.list[*at].class != Some(Class::Document) && fits(&self.list[*at]))
        })
    }

    /// "Dem Blatt liegt ein Protokoll vor. Demnach …": the text that the sentence before speaks of, where nobody speaks in it.
    pub(super) fn text_before(&self, mention: &Mention) -> Option<usize> {
        let before = self.unsaid_before(mention)?;
        let text = |cluster: &Cluster| cluster.class == Some(Class::Document) && cluster.last_sentence == before;
        self.recent.iter().rev().copied().find(|at| text(&self.list[*at]))
    }

    /// The sentence before, where nobody has spoken in it.
    fn unsaid_before(&self, mention: &Mention) -> Option<usize> {
        let before = mention.sentence.checked_sub(1)?;
        let spoke = |at: usize| self.list[at].spoke.is_some_and(|sentence| sentence >= before);
        // What was told goes on there: "…, teilte das Amt mit. Der Wall habe gehalten. Demnach …"
        let told = self.spoken.last().and_then(|(start, _)| self.contents.get(start));
        let goes_on = |span: &Span<Token>| self.reader.doc.sentences.get(before).is_some_and(|sentence| sentence.tokens.overlaps(*span));
        if told.is_some_and(|told| told.iter().any(goes_on)) {
            return None;
        }
        (!self.speaker.is_some_and(spoke)).then_some(before)
    }
}
