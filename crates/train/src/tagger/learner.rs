//! Logistic regression over a table of hashed weights, with steps that shrink weight by weight (AdaGrad; Duchi et al. 2011).

use zufolge_model::tagger::weights::{Table, place};

/// Labels have numbers below this.
const LABELS: usize = 64;

/// Weights while they are learned.
#[derive(Debug)]
pub struct Learner {
    weights: Vec<f32>,
    /// Sums of the squares of all steps asked for so far.
    squares: Vec<f32>,
    mask: u32,
    rate: f32,
}

impl Learner {
    /// With 2^`bits` weights, all zero; the first step of each is about `rate`.
    pub fn new(bits: u32, rate: f32) -> Learner {
        let size = 1 << bits;
        Learner { weights: vec![0.0; size], squares: vec![0.0; size], mask: size as u32 - 1, rate }
    }

    /// The best of `labels` by the weights as they are; then learns from the right one, if it is known and among them.
    pub fn decide(&mut self, features: &[u32], labels: u64, right: Option<u32>) -> u32 {
        let mut scores = [0.0; LABELS];
        let (mut best, mut most) = (labels.trailing_zeros(), f32::NEG_INFINITY);
        for label in bits(labels) {
            let sum: f32 = features.iter().map(|&feature| self.weights[place(feature, label, self.mask)]).sum();
            scores[label as usize] = sum;
            if sum > most {
                (best, most) = (label, sum);
            }
        }
        let Some(right) = right.filter(|&right| labels >> right & 1 == 1) else { return best };
        let mut total = 0.0;
        for label in bits(labels) {
            let score = &mut scores[label as usize];
            *score = exp(*score - most);
            total += *score;
        }
        for label in bits(labels) {
            let gradient = scores[label as usize] / total - f32::from(label == right);
            if gradient.abs() > 0.005 {
                for &feature in features {
                    let at = place(feature, label, self.mask);
                    self.squares[at] += gradient * gradient;
                    self.weights[at] -= self.rate * gradient / (0.1 + self.squares[at]).sqrt();
                }
            }
        }
        best
    }

    /// The weights, in steps so wide that all but one in ten thousand of those that are not zero fit a byte.
    pub fn table(&self) -> Table {
        let mut sizes: Vec<f32> = self.weights.iter().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 10_000)).copied().unwrap_or(1.0);
        let scale = 127.0 / largest;
        let weights = self.weights.iter().map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8).collect();
        #[expect(clippy::expect_used, reason = "the size is a power of two by construction")]
        Table::new(weights).expect("a table of the learner's own size")
    }
}

/// The numbers of the bits that are set, rising.
fn bits(mut set: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let lowest = (set != 0).then(|| set.trailing_zeros())?;
        set &= set - 1;
        Some(lowest)
    })
}

/// e^x for x ≤ 0, by basic operations only: the library's function may differ from system to system, and with it the weights.
fn exp(x: f32) -> f32 {
    let power = (x * std::f32::consts::LOG2_E).max(-126.0);
    let whole = power.floor();
    let part = (power - whole) * std::f32::consts::LN_2;
    let series = 1.0 + part * (1.0 + part * (1.0 / 2.0 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0)))));
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * series
}

#[cfg(test)]
mod tests {
    use super::{Learner, exp};

    #[test]
    fn a_label_is_learned_and_survives_as_bytes() {
        let mut learner = Learner::new(10, 0.3);
        for _ in 0..20 {
            learner.decide(&[17, 900], 0b111, Some(2));
            learner.decide(&[17, 333], 0b111, Some(0));
        }
        assert_eq!(learner.table().best(&[17, 900], 0b111), 2);
        assert_eq!(learner.table().best(&[17, 333], 0b111), 0);
        assert_eq!(learner.table().best(&[17, 900], 0b011), 0, "only among those that are allowed");
    }

    #[test]
    fn the_exponential_is_near_the_librarys() {
        for step in 0..400 {
            let x = -0.05 * step as f32;
            assert!((exp(x) - x.exp()).abs() <= 3e-4 * x.exp(), "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-30);
    }
}
