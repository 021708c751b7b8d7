//! Figures that somebody gives: "kommt auf rund 300 Tote", "auf das Doppelte".

use super::clauses::Clause;
use super::lexicon::class;
use super::tags::Tagged;

/// How far behind its preposition a penalty ends, in tokens: "zu einer Haftstrafe von …", "zu zwei Jahren und sechs Monaten".
const LONGEST_PENALTY: usize = 6;

impl Tagged<'_> {
    /// A number in digits, or a small one in letters.
    pub(super) fn is_amount(&self, at: usize) -> bool {
        self.tags[at].mark == '\0' && (self.is_number(at) || self.is_one_of(at, &self.lexicon.turns.small_numbers))
    }

    /// True if a figure stands at `at`, "mindestens" and the like before it aside: "auf mehr als 40 Tonnen", "auf das Doppelte".
    pub(super) fn figure(&self, at: usize, end: usize) -> bool {
        let filler = |i: &usize| {
            let tag = &self.tags[*i];
            tag.is(class::ADVERB | class::DET_NOM | class::DET_OBL) || self.is_one_of(*i, &self.lexicon.turns.before_figure)
        };
        let first = (at..end.min(at + 4)).find(|i| self.is_amount(*i) || !filler(i));
        let result = |i: usize| {
            (i + 1..end.min(i + 3)).any(|i| self.is_word(i, "%") || self.tags[i].nominal() && self.lexicon.turns.results.has(self.lower(i)))
        };
        first.is_some_and(|i| {
            self.is_amount(i) && !result(i) || self.tags[i].nominal() && self.lexicon.turns.figure_nouns.has(self.lower(i))
        })
    }

    /// True if what somebody is sentenced to stands in the clause behind the preposition: "zu neun Jahren Haft".
    pub(super) fn sentences_to(&self, clause: &Clause, preposition: &str) -> bool {
        let penalty = |at: usize| self.tags[at].nominal() && self.lexicon.turns.penalty_ends.ends(self.lower(at));
        (clause.start()..clause.end())
            .any(|at| self.is_preposition(at, preposition) && (at + 1..clause.end().min(at + LONGEST_PENALTY)).any(penalty))
    }

    /// Digits, with points, commas and colons.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.doc.word(at).bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b':' | b','))
    }
}
