//! Clauses that tell what somebody else does with what stands before them: "…, was der Betreiber bestreitet".

use super::clauses::Sentence;
use super::lexicon::complement;
use super::{Cue, Finder, rule, verb_of};
use crate::attribution::Stance;

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
        // "Sie wiederholte, was der Betreiber bestreitet": the clause is what is said itself.
        let says = || !sentence.clauses[0].konjunktiv() && cued(0).is_some_and(|verb| verb.mode.is_some());
        // "Der Konzern sprach von Einzelfällen, was die Verbände bezweifeln": it is told already.
        if at == 0 || at == 1 && says() && self.told_cue(sentence, 0).is_none() {
            return None;
        }
        let verbs = clause.verbs.as_ref().filter(|verbs| !verbs.modal && !verbs.passive)?;
        let verb = cued(at).filter(|verb| verb.mode.is_some() && verb.complements & complement::TOLD != 0)?;
        let cue = self.cue(sentence, at, verbs, verb);
        let answers = |stance: &Stance| {
            matches!(
                stance,
                Stance::Confirms
                    | Stance::Denies
                    | Stance::DoesNotConfirm
                    | Stance::DoesNotDeny
                    | Stance::Rejects
                    | Stance::Doubts
                    | Stance::Admits
            )
        };
        let somebody = cue.source.first().is_some_and(|source| self.speaks(*source));
        (somebody && cue.stance.iter().any(answers)).then_some(cue)
    }
}
