//! What stands between a determiner and its noun: adjectives, what hangs on them, and whose the noun is.

use super::facts::Fact;
use super::phrases::Reader;
use super::words::{CLOSED, Class, list};

/// Longest run of words between a determiner and its noun.
const LONGEST_PREMODIFIER: usize = 9;

impl Reader<'_> {
    /// Behind the words between determiner and noun; `None` if no noun follows.
    pub(super) fn premodifiers(&self, mut i: usize, limit: usize, determined: bool) -> Option<usize> {
        let from = i;
        while i < limit && (!self.facts[i].nominal() || self.measured(i, from, limit)) && self.quoted_name(i, limit).is_none() {
            let fact = &self.facts[i];
            if fact.capital {
                i += 1;
                continue;
            }
            // "mit dem Vorgang vertraute Personen", "der für Verkehr zuständige Minister"
            if i == from && fact.is(list::PREPOSITION) {
                let close = |end: &usize| determined || self.turns.close_to.has(self.doc.word(*end));
                i = self.embedded(i, limit).filter(close)?;
                continue;
            }
            // "die den Unfall überlebende Frau"
            if i == from
                && determined
                && self.turns.article_before_participle.has(self.doc.word(i))
                && let Some(end) = self.embedded(i, limit)
            {
                i = end;
                continue;
            }
            // "Das sagte die Ministerin": behind a word like an adjective an article opens what another one hangs on, or a phrase of its own.
            if i > from && self.turns.article_before_participle.has(self.doc.word(i)) {
                i = self.embedded(i, limit)?;
                continue;
            }
            let number = self.number(i);
            // "nicht näher bezeichnete Quellen"
            let negation = fact.is(list::NEGATION) && self.facts.get(i + 1).is_some_and(|next| !next.capital && next.mark == '\0');
            let open = number || negation || fact.is(list::ADVERB) || determined && fact.is(list::DET_NOM | list::DET_OBL);
            if self.joins_adjectives(i, from, limit) {
                i += 1;
                continue;
            }
            let closed = fact.is(CLOSED) && !open;
            let modifies = determined || number || negation || i > from && fact.is(list::ADVERB) || adjective(self.doc.word(i));
            if fact.mark != '\0' || closed || i - from > LONGEST_PREMODIFIER || !modifies {
                return None;
            }
            i += 1;
        }
        (i < limit).then_some(i)
    }

    /// The comma or "und" in "der junge, laute Trainer", "der finanz- und ratlose Verein"
    fn joins_adjectives(&self, at: usize, from: usize, limit: usize) -> bool {
        let joint = self.facts[at].mark == ',' || self.turns.joins_adjectives.has(self.doc.word(at));
        if !joint || at == from || at + 2 >= limit {
            return false;
        }
        let attributive = |i: usize| !self.facts[i].capital && !self.facts[i].is(CLOSED) && adjective(self.doc.word(i));
        (attributive(at - 1) || self.doc.word(at - 1).ends_with('-')) && attributive(at + 1) && self.facts[at + 2].nominal()
    }

    /// "Seiten" in "der 80 Seiten dicke Ordner", "der zwei Seiten lange Brief"
    fn measured(&self, at: usize, from: usize, limit: usize) -> bool {
        let counted = || self.number(at - 1) || self.turns.small_numbers.has(self.doc.word(at - 1));
        // "lange" is an adverb too.
        let closed = |at: usize| self.facts[at].is(CLOSED) && !self.facts[at].is(list::ADVERB);
        at > from
            && self.facts[at].is(list::MEASURE | list::TIME_NOUN)
            && counted()
            && at + 2 < limit
            && !self.facts[at + 1].capital
            && !closed(at + 1)
            && adjective(self.doc.word(at + 1))
            && self.facts[at + 2].nominal()
    }

    /// Behind a prepositional phrase in front of the adjective it hangs on.
    pub(super) fn embedded(&self, at: usize, limit: usize) -> Option<usize> {
        let last = limit.min(at + LONGEST_PREMODIFIER);
        // "die den Job machen: Das neue Gesetz"
        let colon = (at..last).find(|i| matches!(self.facts[*i].mark, ':' | ';' | '.'));
        (at + 2..colon.unwrap_or(last)).find(|&i| {
            let (fact, next) = (&self.facts[i], self.facts.get(i + 1));
            !fact.capital
                && fact.mark == '\0'
                && !fact.is(CLOSED)
                && adjective(self.doc.word(i))
                && next.is_some_and(Fact::nominal)
                && (at..i).any(|before| self.facts[before].capital)
        })
    }

    /// Behind a name in the genitive that stands before a head: "Putins" in "Putins Sprecher".
    pub(super) fn possessor(&self, at: usize, limit: usize) -> Option<usize> {
        let apostrophe = |i: usize| self.facts.get(i).is_some_and(|fact| matches!(fact.mark, '’' | '\''));
        let mut i = at;
        while i < limit && self.facts[i].nominal() && self.facts[i].noun.is_none() && i - at < 4 {
            let word = self.doc.word(i);
            let genitive = word.ends_with('s') && !self.facts[i].acronym || word.ends_with('’') || word.ends_with('\'');
            let mut next = i + 1;
            if apostrophe(next) {
                next += 1;
            }
            let mut head = next;
            while head < limit && !self.facts[head].capital && adjective(self.doc.word(head)) && !self.facts[head].is(CLOSED) {
                head += 1;
            }
            // "Bremens früherer Regierender Bürgermeister"
            let capital_adjective = |at: usize| {
                let next = self.facts.get(at + 1);
                self.facts[at].capital
                    && self.facts[at].noun.is_none()
                    && adjective(self.doc.word(at))
                    && next.is_some_and(|next| next.class() == Some(Class::Person))
            };
            if head + 1 < limit && capital_adjective(head) {
                head += 1;
            }
            let headed = head < limit
                && self.facts[head].capital
                && (matches!(self.facts[head].class(), Some(Class::Person | Class::Group | Class::Organisation | Class::Anonymous))
                    || self.facts[head].is(list::GENERIC_AUTHORITY)
                    || self.turns.office_of.has(self.lower(head)));
            // "Jens Sprecher": a first name is no genitive.
            if headed && (genitive && !self.facts[i].is(list::FIRST_M | list::FIRST_F) || next > i + 1) {
                return Some(head);
            }
            i += 1;
        }
        None
    }
}

/// Ends as attributive adjectives and participles do.
pub(super) fn adjective(word: &str) -> bool {
    ["e", "en", "er", "es", "em"].iter().any(|end| word.ends_with(end)) && word.len() > 3
}
