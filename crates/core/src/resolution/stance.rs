//! What a source does with the content.

use super::linear::{Linear, best};
use super::signs::Signs;
use crate::attribution::Stance;
use zufolge_lexicon::LanguageData;

const STANCES: usize = Stance::ALL.len();

/// How much it speaks for `reports` that the source is the press and the cue tells no more, beside the trained weights: on real news the
/// contents are more varied than those that the weights are trained on, and outweigh it. Chosen on `wikinews-quotes` dev.
const PRESS: f32 = 2.0;

/// Weighs the signs of a stance.
#[derive(Debug, Clone, Default)]
pub(super) struct StanceRules {
    weights: Linear<STANCES>,
}

impl StanceRules {
    pub(super) fn new(data: &LanguageData) -> Self {
        StanceRules { weights: Linear::read(data.stance_weights, "stance", std::array::from_fn(|label| Stance::ALL[label].name())) }
    }

    /// The stance of each attribution: never empty.
    pub(super) fn stances(&self, signs: &Signs<'_>) -> Vec<Vec<Stance>> {
        let mut told: Vec<Vec<Stance>> = Vec::with_capacity(signs.attributions.len());
        for index in 0..signs.attributions.len() {
            let stance = match signs.same_as(index) {
                Some(outer) => told[outer].clone(),
                None => self.stance(signs, index, &told),
            };
            told.push(stance);
        }
        told
    }

    fn stance(&self, signs: &Signs<'_>, index: usize, told: &[Vec<Stance>]) -> Vec<Stance> {
        let sense = &signs.senses[index];
        let refusals: Vec<Stance> = sense.stance.iter().copied().filter(|stance| refuses(*stance)).collect();
        // "wollte das weder bestätigen noch dementieren": two acts in so many words.
        if refusals.len() > 1 && !refusals.contains(&Stance::Denies) {
            return Stance::ALL.iter().copied().filter(|stance| refusals.contains(stance)).collect();
        }
        if signs.refuses_to_speak(index) {
            return vec![Stance::DeclinesComment];
        }
        if signs.claims_innocence(index) {
            return vec![Stance::Denies];
        }
        let mut scores = [0.0; STANCES];
        signs.of(index, &mut |sign| self.weights.add(sign, &mut scores));
        // The press passes on, however telling the content.
        if sense.is_plain() && signs.is_press(&signs.attributions[index]) {
            scores[Stance::Reports as usize] += PRESS;
        }
        if let Some(before) = signs.goes_on(index) {
            told[before].iter().for_each(|stance| self.weights.add(&goes_on_sign(*stance), &mut scores));
        }
        // Whoever refuses or is negated confirms nothing, whatever the other signs say; nor does anybody whom no word says to do so.
        let goes_on = || signs.goes_on(index).is_some_and(|before| told[before].contains(&Stance::Confirms));
        let confirms = || refusals.is_empty() && !sense.negated.contains(&true) && (signs.may_confirm(index) || goes_on());
        // And nobody refuses where nothing says so.
        let may_refuse = || !refusals.is_empty() || sense.stance.contains(&Stance::Rejects) || signs.may_refuse(index);
        let possible = |stance: Stance| match stance {
            Stance::Confirms => confirms(),
            Stance::Denies => true,
            stance => !refuses(stance) || may_refuse(),
        };
        // What is possible takes all words to tell: only of the best is it asked.
        let mut ruled_out = [false; STANCES];
        loop {
            let label = best(&scores, |label| !ruled_out[label]);
            if possible(Stance::ALL[label]) {
                return vec![Stance::ALL[label]];
            }
            ruled_out[label] = true;
        }
    }
}

/// The sign that an attribution goes on behind one of this stance.
pub(super) fn goes_on_sign(stance: Stance) -> String {
    format!("q={}", stance.name())
}

/// Refusals and denials.
pub(super) fn refuses(stance: Stance) -> bool {
    matches!(stance, Stance::Denies | Stance::DoesNotConfirm | Stance::DoesNotDeny | Stance::DeclinesComment)
}
