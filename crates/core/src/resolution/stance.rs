//! What a source does with the content.

use super::linear::{Linear, best};
use super::signs::Signs;
use crate::attribution::Stance;
use std::collections::HashMap;
use zufolge_lexicon::LanguageData;

const STANCES: usize = Stance::ALL.len();

/// How much it speaks for `reports` that the source is the press and the cue tells no more, beside the trained weights: on real news the
/// contents are more varied than those that the weights are trained on, and outweigh it. Chosen on `wikinews-quotes` dev.
const PRESS: f32 = 2.0;

/// Behind a plain cue a stance that does its source wrong where it is wrong is told only if it is at least that likely, or a word tells it: less
/// likely ones are right less often than `states` is. Chosen on our own `score` split.
const SURE_ENOUGH: f32 = 0.35;

/// What is told of the stance of one attribution.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Told {
    /// One, seldom two; never empty.
    pub(super) stance: Vec<Stance>,
    /// How likely it is to be right, 0 to 1.
    pub(super) confidence: f32,
}

/// Weighs the signs of a stance.
#[derive(Debug, Clone, Default)]
pub(super) struct StanceRules {
    weights: Linear<STANCES>,
    sureness: Sureness,
}

/// From the shares of the weighed stances to how often what is told is right: fitted on articles left out of training.
#[derive(Debug, Clone, Copy)]
struct Sureness {
    /// Added to the log odds, and what they are multiplied with before (Platt scaling).
    shift: f32,
    slope: f32,
    /// Of what plain wording tells without weighing.
    worded: f32,
}

impl Default for Sureness {
    fn default() -> Self {
        Sureness { shift: 0.0, slope: 1.0, worded: 1.0 }
    }
}

impl Sureness {
    /// Reads the section `confidence` of the weights, in which each line is a name, a tab and a number.
    fn read(text: &str) -> Self {
        let lines = text.lines().skip_while(|line| *line != "[confidence]").skip(1).take_while(|line| !line.starts_with('['));
        let numbers: HashMap<&str, f32> =
            lines.filter_map(|line| line.split_once('\t')).filter_map(|(name, n)| Some((name, n.parse().ok()?))).collect();
        let usual = Sureness::default();
        let number = |name, or| numbers.get(name).copied().unwrap_or(or);
        Sureness { shift: number("shift", usual.shift), slope: number("slope", usual.slope), worded: number("worded", usual.worded) }
    }

    /// How likely the stance `label` is to be right, of those that these scores weigh.
    fn of(self, scores: &[f32; STANCES], label: usize) -> f32 {
        // The log odds against all others together.
        let others = scores.iter().enumerate().filter(|(other, _)| *other != label);
        let against: f32 = others.map(|(_, score)| (score - scores[label]).exp()).sum();
        1.0 / (1.0 + (self.slope * against.ln() - self.shift).exp())
    }
}

impl StanceRules {
    pub(super) fn new(data: &LanguageData) -> Self {
        StanceRules {
            weights: Linear::read(data.stance_weights, "stance", std::array::from_fn(|label| Stance::ALL[label].name())),
            sureness: Sureness::read(data.stance_weights),
        }
    }

    /// The stance of each attribution.
    pub(super) fn stances(&self, signs: &Signs<'_>) -> Vec<Told> {
        let mut told: Vec<Told> = Vec::with_capacity(signs.attributions.len());
        for index in 0..signs.attributions.len() {
            let stance = match signs.same_as(index) {
                Some(outer) => told[outer].clone(),
                None => self.stance(signs, index, &told),
            };
            told.push(stance);
        }
        told
    }

    fn stance(&self, signs: &Signs<'_>, index: usize, told: &[Told]) -> Told {
        let worded = |stance| Told { stance, confidence: self.sureness.worded };
        let sense = &signs.senses[index];
        let refusals: Vec<Stance> = sense.stance.iter().copied().filter(|stance| refuses(*stance)).collect();
        // "wollte das weder bestätigen noch dementieren": two acts in so many words.
        if refusals.len() > 1 && !refusals.contains(&Stance::Denies) {
            return worded(Stance::ALL.iter().copied().filter(|stance| refusals.contains(stance)).collect());
        }
        if signs.threatens(index) {
            return worded(vec![Stance::Threatens]);
        }
        if signs.rules_nothing_out(index) {
            return worded(vec![Stance::Hints]);
        }
        if signs.refuses_to_speak(index) {
            return worded(vec![Stance::DeclinesComment]);
        }
        if let Some(stance) = signs.says_whether(index) {
            return worded(vec![stance]);
        }
        let missing = signs.answers_missing(index);
        if !missing.is_empty() {
            return worded(missing);
        }
        if let Some(stance) = signs.claims_of_itself(index) {
            return worded(vec![stance]);
        }
        if signs.claims_to_know(index) {
            return worded(vec![Stance::States]);
        }
        if let Some(stance) = signs.calls_so(index) {
            return worded(vec![stance]);
        }
        if let Some(stance) = signs.calls_untrue(index) {
            return worded(vec![stance]);
        }
        if signs.leaves_open(index) {
            return worded(vec![Stance::DoesNotConfirm]);
        }
        if signs.leaves_no_doubt(index) {
            return worded(vec![Stance::States]);
        }
        if let Some(stance) = signs.cries_nonsense(index).or_else(|| signs.judges(index)).or_else(|| signs.says_it_is(index)) {
            return worded(vec![stance]);
        }
        if signs.confirms_one_of_two(index) {
            return worded(vec![Stance::Confirms, Stance::DoesNotConfirm]);
        }
        if signs.denies_reports(index) {
            return worded(vec![Stance::Denies]);
        }
        if signs.cannot_say(index) {
            return worded(vec![Stance::DoesNotConfirm]);
        }
        if signs.passes_over(index) {
            return worded(vec![Stance::DeclinesComment]);
        }
        if let Some(stance) =
            signs.rules_out(index).or_else(|| signs.settled(index)).or_else(|| signs.longer_cue(index)).or_else(|| signs.will_do(index))
        {
            return worded(vec![stance]);
        }
        let mut scores = [0.0; STANCES];
        signs.of(index, &mut |sign| self.weights.add(sign, &mut scores));
        // The press passes on, however telling the content.
        let press =
            || signs.is_press(&signs.attributions[index]) || signs.by_press.get(index) == Some(&true) && signs.told_by_phrase(index);
        if sense.is_plain() && press() {
            scores[Stance::Reports as usize] += PRESS;
        }
        if let Some(before) = signs.goes_on(index) {
            told[before].stance.iter().for_each(|stance| self.weights.add(&goes_on_sign(*stance), &mut scores));
        }
        // Whoever refuses or is negated confirms nothing, whatever the other signs say; nor does anybody whom no word says to do so.
        let goes_on = || signs.goes_on(index).is_some_and(|before| told[before].stance.contains(&Stance::Confirms));
        let confirms = || refusals.is_empty() && !sense.negated.contains(&true) && (signs.may_confirm(index) || goes_on());
        // And nobody refuses where nothing says so.
        let may_refuse = || !refusals.is_empty() || sense.stance.contains(&Stance::Rejects) || signs.may_refuse(index);
        let possible = |stance: Stance| match stance {
            Stance::Confirms => confirms(),
            Stance::Denies => true,
            Stance::Admits => !signs.only_confirms(index),
            stance => !refuses(stance) || may_refuse(),
        };
        // What is possible takes all words to tell: only of the best is it asked.
        let mut ruled_out = [false; STANCES];
        loop {
            let label = best(&scores, |label| !ruled_out[label]);
            if possible(Stance::ALL[label]) {
                let (stance, confidence) = (Stance::ALL[label], self.sureness.of(&scores, label));
                let unsure = || confidence < SURE_ENOUGH && sense.is_plain() && signs.nothing_tells(index, stance);
                if signs.cannot_mean(index, stance) || unsure() {
                    scores[label] = f32::MIN;
                    return Told { stance: vec![Stance::States], confidence: self.sureness.of(&scores, Stance::States as usize) };
                }
                return Told { stance: vec![stance], confidence };
            }
            // What cannot be speaks against nothing else.
            scores[label] = f32::MIN;
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
