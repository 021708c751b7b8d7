//! The weights by which stance, certainty and polarity are told from signs: logistic regression over our own corpus.

use std::collections::HashMap;
use std::fmt::Write;

/// One decision to learn from: the signs, and the label that is right.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// By name; a sign that stands there twice counts twice.
    pub signs: Vec<String>,
    /// Index of the label.
    pub label: usize,
    /// How much it counts.
    pub weight: f32,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Signs seen less often are passed over.
    pub least: usize,
    /// How often all decisions are gone through.
    pub epochs: usize,
    /// Strength of the pull towards no weight at all.
    pub decay: f32,
    /// Weights smaller than this are none.
    pub smallest: f32,
    /// How fast weights change.
    pub rate: f32,
    /// The weights are the mean of those after each of this many last rounds: where single rounds waver, their mean does not.
    pub average: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { least: 2, epochs: 20, decay: 0.01, smallest: 0.1, rate: 0.03, average: 10 }
    }
}

/// Weights of signs, one for each label.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    labels: usize,
    signs: HashMap<String, usize>,
    weights: Vec<f32>,
}

impl Weights {
    /// Learns to tell `labels` labels apart: multinomial logistic regression by AdaGrad, always in the same order and so always the same.
    #[must_use]
    pub fn learn(decisions: &[Decision], labels: usize, settings: Settings) -> Weights {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for sign in decisions.iter().flat_map(|decision| &decision.signs) {
            *counts.entry(sign).or_default() += 1;
        }
        let mut known: Vec<&str> = counts.iter().filter(|(_, count)| **count >= settings.least).map(|(sign, _)| *sign).collect();
        known.sort_unstable();
        let signs: HashMap<String, usize> = known.into_iter().enumerate().map(|(index, sign)| (sign.to_owned(), index)).collect();
        let rows: Vec<Vec<usize>> =
            decisions.iter().map(|decision| decision.signs.iter().filter_map(|sign| signs.get(sign).copied()).collect()).collect();
        let size = signs.len() * labels;
        let mut learned = Weights { labels, signs, weights: vec![0.0; size] };
        let mut squares = vec![1e-6f32; size];
        let mut order: Vec<usize> = (0..decisions.len()).collect();
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut sum = vec![0.0f32; size];
        for round in 0..settings.epochs {
            for at in (1..order.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(at, (state >> 33) as usize % (at + 1));
            }
            for &index in &order {
                let chances = learned.chances(&rows[index]);
                let decision = &decisions[index];
                for &sign in &rows[index] {
                    for (label, chance) in chances.iter().enumerate() {
                        let at = sign * labels + label;
                        let error = chance - f32::from(u8::from(label == decision.label));
                        let gradient = decision.weight * error + settings.decay * learned.weights[at];
                        squares[at] += gradient * gradient;
                        learned.weights[at] -= settings.rate * gradient / squares[at].sqrt();
                    }
                }
            }
            if round + settings.average >= settings.epochs {
                sum.iter_mut().zip(&learned.weights).for_each(|(sum, weight)| *sum += weight);
            }
        }
        let rounds = settings.average.clamp(1, settings.epochs.max(1)) as f32;
        learned.weights = sum.into_iter().map(|weight| weight / rounds).collect();
        for row in learned.weights.chunks_mut(labels) {
            // The same taken from all labels changes no decision, and leaves few weights that are anything.
            let mut sorted = row.to_vec();
            sorted.sort_unstable_by(f32::total_cmp);
            let middle = sorted[labels / 2];
            row.iter_mut().for_each(|weight| *weight -= middle);
            row.iter_mut().filter(|weight| weight.abs() < settings.smallest).for_each(|weight| *weight = 0.0);
        }
        learned
    }

    fn chances(&self, row: &[usize]) -> Vec<f32> {
        let mut scores = vec![0.0f32; self.labels];
        for sign in row {
            let weights = &self.weights[sign * self.labels..][..self.labels];
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
        }
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        scores.iter_mut().for_each(|score| *score = (*score - most).exp());
        let sum: f32 = scores.iter().sum();
        scores.iter_mut().for_each(|score| *score /= sum);
        scores
    }

    /// The label that the signs speak for.
    #[must_use]
    pub fn decide(&self, signs: &[String]) -> usize {
        let row: Vec<usize> = signs.iter().filter_map(|sign| self.signs.get(sign).copied()).collect();
        let chances = self.chances(&row);
        (0..self.labels).max_by(|one, other| chances[*one].total_cmp(&chances[*other]).then(other.cmp(one))).unwrap_or_default()
    }

    /// One section of `stance-weights.txt`: a sign a line, in order, with two decimals.
    #[must_use]
    pub fn section(&self, name: &str, labels: &[&str]) -> String {
        let mut signs: Vec<(&String, &usize)> = self.signs.iter().collect();
        signs.sort_unstable();
        let mut out = format!("[{name}]\n");
        for (sign, row) in signs {
            let weights = self.weights[row * self.labels..][..self.labels].iter().zip(labels);
            let kept: Vec<String> =
                weights.filter(|(weight, _)| **weight != 0.0).map(|(weight, label)| format!("{label}:{weight:.2}")).collect();
            if !kept.is_empty() {
                // Writing to a String cannot fail.
                let _ = writeln!(out, "{sign}\t{}", kept.join(" "));
            }
        }
        out
    }
}

/// How sure to be of a stance: from what a resolver with unfitted weights says of it to how often that is right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sureness {
    /// Of the log odds: p = σ(slope · logit + shift), J. Platt, "Probabilistic Outputs for Support Vector Machines" (1999).
    pub slope: f64,
    /// Added to them.
    pub shift: f64,
    /// How often what wording tells without weighing is right.
    pub worded: f64,
}

impl Sureness {
    /// The section of the weights that a resolver is to have which is asked for [`Sureness::learn`]: as weighed, and 0 where nothing was.
    pub const UNFITTED: &'static str = "[confidence]\nshift\t0\nslope\t1\nworded\t0\n";

    /// Fits it to pairs of what a resolver that has [`Sureness::UNFITTED`] said, and whether it was right.
    #[must_use]
    pub fn learn(said: &[(f64, bool)]) -> Sureness {
        let share = |right: usize, all: usize| (right + 1) as f64 / (all + 2) as f64;
        let (worded, weighed): (Vec<_>, Vec<_>) = said.iter().partition(|(confidence, _)| *confidence <= 0.0);
        let worded = share(worded.iter().filter(|(_, right)| *right).count(), worded.len());
        let logits: Vec<(f64, f64)> =
            weighed.iter().map(|(confidence, right)| (logit(confidence.clamp(0.001, 0.999)), f64::from(u8::from(*right)))).collect();
        let (mut slope, mut shift) = (1.0, 0.0);
        // Newton's method on two numbers: a handful of steps is all it takes.
        for _ in 0..30 {
            let (mut g, mut h) = ([0.0; 2], [1e-6, 0.0, 1e-6]);
            for &(x, right) in &logits {
                let p = sigmoid(slope * x + shift);
                let (error, curve) = (p - right, p * (1.0 - p));
                g = [g[0] + error * x, g[1] + error];
                h = [h[0] + curve * x * x, h[1] + curve * x, h[2] + curve];
            }
            let det = h[0] * h[2] - h[1] * h[1];
            slope -= (h[2] * g[0] - h[1] * g[1]) / det;
            shift -= (h[0] * g[1] - h[1] * g[0]) / det;
        }
        Sureness { slope, shift, worded }
    }

    /// How likely it is right, where a resolver that has [`Sureness::UNFITTED`] says `confidence`.
    #[must_use]
    pub fn of(&self, confidence: f64) -> f64 {
        if confidence <= 0.0 { self.worded } else { sigmoid(self.slope * logit(confidence.clamp(0.001, 0.999)) + self.shift) }
    }

    /// The section `confidence` of `stance-weights.txt`.
    #[must_use]
    pub fn section(&self) -> String {
        format!("[confidence]\nshift\t{:.3}\nslope\t{:.3}\nworded\t{:.3}\n", self.shift, self.slope, self.worded)
    }
}

fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resolver_that_is_too_sure_is_brought_down_to_what_is_right() {
        let said: Vec<(f64, bool)> = (0..400).flat_map(|at| [(0.9, at % 10 < 6), (0.5, at % 10 < 3), (0.0, at % 10 < 9)]).collect();
        let sure = Sureness::learn(&said);
        for (confidence, right) in [(0.9, 0.6), (0.5, 0.3), (0.0, 0.9)] {
            assert!((sure.of(confidence) - right).abs() < 0.01, "{confidence}: {}", sure.of(confidence));
        }
        assert!(sure.section().starts_with("[confidence]\nshift\t-"), "{}", sure.section());
    }

    fn decision(signs: &[&str], label: usize) -> Decision {
        Decision { signs: signs.iter().map(|sign| (*sign).to_owned()).collect(), label, weight: 1.0 }
    }

    #[test]
    fn what_tells_labels_apart_gets_the_weight() {
        let all: Vec<Decision> = (0..20).flat_map(|_| [decision(&["1", "rain"], 0), decision(&["1", "sun"], 1)]).collect();
        let learned = Weights::learn(&all, 2, Settings::default());
        assert_eq!((learned.decide(&["rain".to_owned()]), learned.decide(&["sun".to_owned()])), (0, 1));
        let section = learned.section("weather", &["wet", "dry"]);
        assert!(section.starts_with("[weather]\n"), "{section}");
        assert!(section.lines().any(|line| line.starts_with("rain\tdry:-")), "rain speaks against dry: {section}");
        assert_eq!(section, Weights::learn(&all, 2, Settings::default()).section("weather", &["wet", "dry"]), "always the same");
    }

    #[test]
    fn what_is_seen_once_is_passed_over() {
        let learned = Weights::learn(&[decision(&["often"], 0), decision(&["often", "once"], 1)], 2, Settings::default());
        assert!(!learned.section("s", &["a", "b"]).contains("once"));
    }
}
