//! Linear-chain conditional random fields: scores, the best path, marginals.
//!
//! After Lafferty, McCallum and Pereira (2001). The score of a label sequence is the sum of what its features say of each label, and of a
//! transition weight for each pair of neighbours. Transition weights depend on a *context* of the place between the two tokens (inside a
//! clause, at a comma, at a sentence's end …), since labels change where clauses do.

use crate::features::Observation;
use crate::table::Table;

/// How wide rows of weights are, so that the compiler can add them without a loop over labels. No field has more labels.
pub const LANES: usize = 16;

/// How wide the rows of fields with few labels are reckoned.
const NARROW: usize = LANES / 2;

/// One weight, or score, for each label; lanes beyond the last label stay zero.
pub type Row = [f32; LANES];

/// A score that no path with it can win.
pub(crate) const IMPOSSIBLE: f32 = -1.0e9;

/// Defines a function whose loops use the widest instructions that the processor has. All processors give the same numbers: no sum is done in
/// another order. Closures in it would be compiled for any processor, functions too unless they are inlined.
macro_rules! wide {
    ($(#[$meta:meta])* $visible:vis fn $name:ident<$life:lifetime>($($argument:ident: $type:ty),*) -> $result:ty { $($body:tt)* }) => {
        $(#[$meta])*
        $visible fn $name<$life>($($argument: $type),*) -> $result {
            struct Work<$life>($($type),*);
            impl<$life> pulp::NullaryFnOnce for Work<$life> {
                type Output = $result;
                #[inline(always)]
                fn call(self) -> $result {
                    let Work($($argument),*) = self;
                    $($body)*
                }
            }
            pulp::Arch::new().dispatch(Work($($argument),*))
        }
    };
}
pub(crate) use wide;

/// A trained field.
#[derive(Debug, Clone, PartialEq)]
pub struct Crf {
    /// How many labels there are.
    pub labels: usize,
    /// For each context and label before, the weight of each label behind it: `transitions[context * LANES + before]`.
    pub transitions: Vec<Row>,
    /// The weights of the features.
    pub table: Table,
    steps: Steps,
}

/// What a field says of one sequence: `[token][label]`.
pub type Scores = Vec<Row>;

impl Crf {
    /// A field of its weights.
    #[must_use]
    pub fn new(labels: usize, transitions: Vec<Row>, table: Table) -> Self {
        let steps = Steps::new(labels, &transitions);
        Crf { labels, transitions, table, steps }
    }

    /// What the features say of each token's labels, transitions left out.
    #[must_use]
    pub fn scores(&self, seen: &Observation) -> Scores {
        scores(&self.table, seen)
    }

    /// The label sequence with the highest score.
    #[must_use]
    pub fn best(&self, scores: &[Row], contexts: &[u8]) -> Vec<u8> {
        best(self.labels, &self.transitions, scores, contexts)
    }

    /// The probability of each label of a sequence of one.
    #[must_use]
    pub fn probabilities(&self, seen: &Observation) -> Row {
        let Some(score) = self.scores(seen).pop() else { return [0.0; LANES] };
        let mut row = exponential::<LANES>(self.labels, &score);
        let sum: f32 = row.iter().sum();
        row.iter_mut().for_each(|lane| *lane /= sum);
        row
    }

    /// The probability of each label at each token.
    #[must_use]
    pub fn marginals(&self, scores: &[Row], contexts: &[u8]) -> Vec<Row> {
        Lattice::new(self.labels, &self.steps, scores, contexts).marginals()
    }
}

wide! {
    /// What the features say of each token's labels.
    fn scores<'a>(table: &'a Table, seen: &'a Observation) -> Scores {
        // Loops, since a closure in another function's hands is not made wide.
        let mut shared: Vec<Row> = Vec::with_capacity(seen.shared_len());
        for group in seen.all_shared() {
            shared.push(table.add(group));
        }
        let mut scores = Vec::with_capacity(seen.len());
        for at in 0..seen.len() {
            let mut row = table.add(seen.own(at));
            for group in seen.groups(at) {
                let group = &shared[group];
                for lane in 0..LANES {
                    row[lane] += group[lane];
                }
            }
            scores.push(row);
        }
        scores
    }
}

wide! {
    /// Viterbi's algorithm.
    #[must_use]
    pub fn best<'a>(labels: usize, transitions: &'a [Row], scores: &'a [Row], contexts: &'a [u8]) -> Vec<u8> {
        if labels <= NARROW { best_of::<NARROW>(labels, transitions, scores, contexts) } else { best_of::<LANES>(labels, transitions, scores, contexts) }
    }
}

/// The same, with rows of so many lanes.
///
/// Which label led to which is not kept on the way, since the maxima alone go side by side in few instructions: it is asked again behind, for
/// the labels of the best path only.
#[inline(always)]
fn best_of<const WIDTH: usize>(labels: usize, transitions: &[Row], scores: &[Row], contexts: &[u8]) -> Vec<u8> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut reached: Vec<[f32; WIDTH]> = Vec::with_capacity(scores.len());
    let mut before = [0.0; WIDTH];
    before.copy_from_slice(&first[..WIDTH]);
    for (score, context) in scores.iter().zip(contexts).skip(1) {
        reached.push(before);
        let step = &transitions[usize::from(*context) * LANES..][..LANES];
        let mut now = [IMPOSSIBLE; WIDTH];
        for (old, weights) in before.iter().zip(step).take(labels) {
            for lane in 0..WIDTH {
                let sum = old + weights[lane];
                now[lane] = if sum > now[lane] { sum } else { now[lane] };
            }
        }
        for lane in 0..WIDTH {
            now[lane] += score[lane];
        }
        before = now;
    }
    let mut label = (0..labels).max_by(|a, b| before[*a].total_cmp(&before[*b])).unwrap_or(0);
    let mut path = vec![label as u8];
    for (before, context) in reached.iter().zip(&contexts[1..]).rev() {
        let step = &transitions[usize::from(*context) * LANES..][..LANES];
        let mut top = IMPOSSIBLE;
        let behind = label;
        for old in 0..labels {
            let sum = before[old] + step[old][behind];
            if sum > top {
                (top, label) = (sum, old);
            }
        }
        path.push(label as u8);
    }
    path.reverse();
    path
}

/// Exponentials of transition weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Steps {
    /// `[context * LANES + before][after]`.
    onward: Vec<Row>,
    /// `[context * LANES + after][before]`.
    back: Vec<Row>,
}

impl Steps {
    /// Of transition weights as they stand in a [`Crf`].
    #[must_use]
    pub fn new(labels: usize, transitions: &[Row]) -> Self {
        let mut steps = Steps { onward: vec![[0.0; LANES]; transitions.len()], back: vec![[0.0; LANES]; transitions.len()] };
        for (row, weights) in transitions.iter().enumerate().filter(|(row, _)| row % LANES < labels) {
            let context = row - row % LANES;
            for (lane, weight) in weights.iter().enumerate().take(labels) {
                let step = weight.exp();
                steps.onward[row][lane] = step;
                steps.back[context + lane][row % LANES] = step;
            }
        }
        steps
    }
}

/// The exponentials of a row of scores, the largest taken out.
#[inline(always)]
fn exponential<const WIDTH: usize>(labels: usize, score: &Row) -> Row {
    let top = score[..labels].iter().copied().fold(f32::MIN, f32::max);
    let mut row = [0.0; LANES];
    for lane in 0..WIDTH {
        row[lane] = exp(score[lane] - top);
    }
    row[labels..].fill(0.0);
    row
}

/// The exponential of what is not above zero, to a millionth of it; nothing below -16, since what is a millionth of the largest counts nothing.
///
/// A row of them takes no longer than one of the library's, and all machines give the same numbers: a power of two by the bits of the float, and
/// the rest by Taylor's series around half a power.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let powers = x.max(-17.0) * std::f32::consts::LOG2_E;
    let whole = (powers - 0.5) as i32;
    let rest = (powers - whole as f32) * std::f32::consts::LN_2;
    let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest * (1.0 / 720.0))))));
    let power = f32::from_bits(((whole + 127) << 23) as u32);
    if x > -16.0 { series * power } else { 0.0 }
}

/// Forward and backward sums of one sequence, each token's scaled to sum to one (Rabiner 1989, section V.A), so that long texts do not
/// overflow.
#[derive(Debug)]
pub struct Lattice<'a> {
    labels: usize,
    contexts: &'a [u8],
    steps: &'a Steps,
    /// Exponentials of the scores, each token's largest taken out.
    local: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    scale: Vec<f32>,
}

wide! {
    /// The sums of [`Lattice::new`].
    fn sums<'a>(labels: usize, steps: &'a Steps, scores: &'a [Row], contexts: &'a [u8]) -> Lattice<'a> {
        if labels <= NARROW { sums_of::<NARROW>(labels, steps, scores, contexts) } else { sums_of::<LANES>(labels, steps, scores, contexts) }
    }
}

/// The same, with so many lanes of each row reckoned.
#[inline(always)]
fn sums_of<'a, const WIDTH: usize>(labels: usize, steps: &'a Steps, scores: &'a [Row], contexts: &'a [u8]) -> Lattice<'a> {
    let length = scores.len();
    let mut local = Vec::with_capacity(length);
    for score in scores {
        local.push(exponential::<WIDTH>(labels, score));
    }
    let mut forward: Vec<Row> = Vec::with_capacity(length);
    let mut scale = Vec::with_capacity(length);
    for at in 0..length {
        let mut row = [0.0; LANES];
        if at == 0 {
            row = local[0];
        } else {
            let step = &steps.onward[usize::from(contexts[at]) * LANES..][..LANES];
            for (mass, weights) in forward[at - 1].iter().zip(step).take(labels) {
                for lane in 0..WIDTH {
                    row[lane] += mass * weights[lane];
                }
            }
            for lane in 0..WIDTH {
                row[lane] *= local[at][lane];
            }
        }
        let sum: f32 = row[..WIDTH].iter().sum::<f32>().max(f32::MIN_POSITIVE);
        row[..WIDTH].iter_mut().for_each(|lane| *lane /= sum);
        scale.push(sum);
        forward.push(row);
    }
    let mut backward = vec![[0.0; LANES]; length];
    if let Some(last) = backward.last_mut() {
        last[..labels].fill(1.0);
    }
    for at in (1..length).rev() {
        let step = &steps.back[usize::from(contexts[at]) * LANES..][..LANES];
        let mut ahead = [0.0; WIDTH];
        for lane in 0..WIDTH {
            ahead[lane] = backward[at][lane] * local[at][lane] / scale[at];
        }
        let mut row = [0.0; LANES];
        for (mass, weights) in ahead.iter().zip(step).take(labels) {
            for lane in 0..WIDTH {
                row[lane] += mass * weights[lane];
            }
        }
        backward[at - 1] = row;
    }
    Lattice { labels, contexts, steps, local, forward, backward, scale }
}

impl<'a> Lattice<'a> {
    /// Computes the sums.
    #[must_use]
    pub fn new(labels: usize, steps: &'a Steps, scores: &'a [Row], contexts: &'a [u8]) -> Self {
        sums(labels, steps, scores, contexts)
    }

    /// The probability of each label at each token.
    #[must_use]
    pub fn marginals(&self) -> Vec<Row> {
        self.forward
            .iter()
            .zip(&self.backward)
            .map(|(forward, backward)| {
                let mut row = [0.0; LANES];
                for lane in 0..self.labels {
                    row[lane] = forward[lane] * backward[lane];
                }
                row
            })
            .collect()
    }

    /// Calls `add(context, before, probabilities)` for each label before each place but the first: the probabilities of the labels behind.
    pub fn transitions(&self, mut add: impl FnMut(u8, usize, &Row)) {
        for at in 1..self.local.len() {
            let context = self.contexts[at];
            let step = &self.steps.onward[usize::from(context) * LANES..][..LANES];
            let mut ahead = [0.0; LANES];
            for (lane, mass) in ahead.iter_mut().enumerate() {
                *mass = self.backward[at][lane] * self.local[at][lane] / self.scale[at];
            }
            for (old, weights) in step.iter().enumerate().take(self.labels) {
                let mut row = [0.0; LANES];
                for (lane, mass) in row.iter_mut().enumerate() {
                    *mass = self.forward[at - 1][old] * weights[lane] * ahead[lane];
                }
                add(context, old, &row);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
