//! Clauses that tell what somebody else does with what stands before them: "…, was der Betreiber bestreitet".

use super::clauses::Sentence;
use super::lexicon::complement;
use super::uncued::is_refusal;
use super::{Cue, Finder, rule, verb_of};
use crate::attribution::Stance;
use crate::document::Token;
use crate::span::Span;

impl Finder<'_> {
    /// True if clause `at` tells an answer to what stands before it, and so is no part of that.
    pub(super) fn answers(&self, sentence: &Sentence, at: usize) -> bool {
        self.answer(sentence, at).is_some()
    }

    /// Finds the answers in a sentence, each a told act of its own.
    pub(super) fn answered(&mut self, index: usize) {
        let sentence = self.sentences[index].clone();
        for at in 0..sentence.clauses.len() {
            if let Some(cue) = self.answer(&sentence, at) {
                self.emit(rule::TOLD, vec![sentence.clauses[at].tokens], cue);
            }
        }
    }

    fn answer(&self, sentence: &Sentence, at: usize) -> Option<Cue> {
        let clause = &sentence.clauses[at];
        let tagged = &self.tagged;
        let opens = clause.before == ',' && clause.opener == Some(clause.start());
        if !opens || !tagged.is_one_of(clause.start(), &tagged.lexicon.turns.what) || tagged.tags[clause.start()].quotation > 0 {
            return None;
        }
        let cued = |clause: usize| sentence.clauses[clause].verbs.as_ref().and_then(|verbs| verb_of(tagged, verbs.verb));
        let before = at.checked_sub(1)?;
        // "Sie wiederholte, was der Betreiber bestreitet": the clause is what is said itself.
        let says = || !sentence.clauses[before].konjunktiv() && cued(before).is_some_and(|verb| verb.mode.is_some());
        // "„Das war falsch“, sagte Holm, was Brandt bestritt": what is said stands before.
        let behind_it = before > 0 && sentence.clauses[before].verb_first(tagged);
        if says() && !behind_it && !self.told_already(sentence, before) {
            return None;
        }
        let verbs = clause.verbs.as_ref().filter(|verbs| !verbs.passive)?;
        let verb = cued(at).filter(|verb| verb.mode.is_some() && verb.complements & complement::TOLD != 0)?;
        let mut cue = self.cue(sentence, at, verbs, verb);
        // "…, was sie weder bestätigen noch dementieren wollte"
        for stance in self.further_acts(sentence, at) {
            if !cue.stance.contains(&stance) {
                cue.stance.push(stance);
            }
        }
        let answers = |stance: &Stance| {
            matches!(
                stance,
                Stance::Confirms
                    | Stance::Denies
                    | Stance::DoesNotConfirm
                    | Stance::DoesNotDeny
                    | Stance::DeclinesComment
                    | Stance::Rejects
                    | Stance::Doubts
                    | Stance::Admits
                    | Stance::Criticises
                    | Stance::Praises
            )
        };
        // "…, was der Minister ablehnen will": only a refusal is told with such a verb.
        if verbs.modal && !cue.stance.iter().any(is_refusal) {
            return None;
        }
        let somebody = cue.source.first().is_some_and(|source| self.speaks(*source));
        (somebody && cue.stance.iter().any(answers)).then_some(cue)
    }

    /// "Der Konzern sprach von Einzelfällen, was die Verbände bezweifeln": what is told stands in the clause itself. Not in "Er gestand der Frau, was sie
    /// bestreitet", "Er wollte nicht sagen, was die Stadt kritisiert".
    fn told_already(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let Some((verbs, mut cue)) = clause.verbs.as_ref().zip(self.told_cue(sentence, at)) else { return false };
        cue.source.append(&mut cue.addressee);
        verb_of(&self.tagged, verbs.verb).is_some_and(|verb| self.told_through(clause, verbs, verb, &cue))
    }

    /// True for a clause that goes on from all that stands before it, and is no part of what is told: "Sie beantragte ein Gutachten, womit sie scheiterte."
    pub(super) fn goes_on_from_it(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let opens = clause.before == ',' && clause.opener == Some(clause.start());
        let before = at.checked_sub(1).filter(|_| opens && self.tagged.is_one_of(clause.start(), &self.tagged.lexicon.turns.upon_which));
        // "Der Schaden wurde auf zwei Millionen geschätzt, womit er der größte ist": the subject is what is told.
        let subject = |before: usize| {
            let passive = sentence.clauses[before].verbs.as_ref().is_some_and(|verbs| verbs.passive);
            let named = |span: Span<Token>| span.range().any(|at| self.tagged.tags[at].nominal()) && !self.speaks(span);
            passive && self.tagged.subject(sentence, before).is_some_and(named)
        };
        before.is_some_and(|before| self.told_already(sentence, before) || subject(before))
    }
}
