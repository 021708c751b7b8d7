//! Fits the weights of a field to labelled sequences.
//!
//! Stochastic gradient descent on the conditional log-likelihood, one sequence a step, with a step size of its own for each weight (AdaGrad:
//! Duchi, Hazan and Singer 2011) and a quadratic penalty. A feature's share of the penalty is spread over the places where it occurs, so
//! that rare features are not let off. At each step some features are left out at random. The weights of the last epochs are averaged.
//! Everything follows from the seed. Where the labels of some tokens are open, the likelihood is that of all sequences with the others'
//! (Tsuboi et al. 2008, "Training conditional random fields using incomplete annotations").

use rustc_hash::FxHashMap;
use zufolge_model::crf::{Crf, LANES, Lattice, Row, Steps};
use zufolge_model::features::{Context, Observation};
use zufolge_model::table::Table;

/// What to learn from.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// What the field sees.
    pub seen: Observation,
    /// The right label of each token.
    pub labels: Vec<u8>,
    /// Of which tokens the label is not known; empty where all are.
    pub open: Vec<bool>,
    /// How much it counts.
    pub weight: f32,
}

impl Sequence {
    /// A sequence of which all is known.
    #[must_use]
    pub fn new(seen: Observation, labels: Vec<u8>) -> Self {
        Sequence { seen, labels, open: Vec::new(), weight: 1.0 }
    }
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Walks over the data.
    pub epochs: usize,
    /// The first step size.
    pub rate: f32,
    /// The weight of the penalty.
    pub penalty: f32,
    /// What share of the features of each token, clause and sentence is looked away from at each step (dropout: Srivastava et al. 2014), so
    /// that weights do not lean on one another: many features say nearly the same.
    pub dropout: f32,
    /// Features that occur in fewer places are left out.
    pub least: u32,
    /// Fits from the beginning, in another order each time, whose weights are averaged: what one order makes of the data is chance.
    pub rounds: usize,
    /// Where the order of the sequences comes from.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { epochs: 14, rate: 0.1, penalty: 1.0, dropout: 0.0, least: 2, rounds: 3, seed: 1 }
    }
}

/// Epochs at the end whose weights are averaged.
const AVERAGED: usize = 4;

/// Features all of whose weights are smaller are dropped.
const SLIGHTEST: f32 = 0.01;

/// The score of a label that cannot be.
const RULED_OUT: f32 = -1.0e6;

/// A sequence whose features are numbered without gaps.
struct Numbered<'a> {
    own: Vec<u32>,
    ends: Vec<u32>,
    shared: Vec<Vec<u32>>,
    sequence: &'a Sequence,
}

impl Numbered<'_> {
    fn own(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.own[start..self.ends[at] as usize]
    }

    /// What is left of it when each feature is looked away from with some probability.
    fn thinned(&self, dropout: f32, state: &mut u64) -> Self {
        let (mut left, mut bits) = (0, 0u64);
        let below = (dropout * 65536.0) as u64;
        let mut keeps = |_: &&u32| {
            if left == 0 {
                (left, bits) = (4, next(state));
            }
            let drawn = bits & 0xffff;
            (left, bits) = (left - 1, bits >> 16);
            drawn >= below
        };
        let (mut own, mut ends) = (Vec::with_capacity(self.own.len()), Vec::with_capacity(self.ends.len()));
        for at in 0..self.ends.len() {
            own.extend(self.own(at).iter().filter(&mut keeps));
            ends.push(own.len() as u32);
        }
        let shared = self.shared.iter().map(|group| group.iter().filter(&mut keeps).copied().collect()).collect();
        Numbered { own, ends, shared, sequence: self.sequence }
    }
}

/// Fits a field with so many labels.
#[must_use]
pub fn fit(labels: usize, data: &[Sequence], options: Options) -> Crf {
    let (hashes, numbered, uses) = number(data, options.least);
    let share = |uses: &u32| options.penalty / (*uses).max(1) as f32;
    let mut field = Field {
        labels,
        rate: options.rate,
        features: Rows::new(uses.iter().map(share).collect()),
        transitions: Rows::new(vec![options.penalty / data.len() as f32; Context::COUNT * LANES]),
    };
    let mut order: Vec<usize> = (0..numbered.len()).collect();
    let mut state = options.seed;
    let mut averaged = 0.0f32;
    for walk in 0..options.rounds * options.epochs {
        let epoch = walk % options.epochs;
        if epoch == 0 {
            field.features.begin();
            field.transitions.begin();
        }
        shuffle(&mut order, &mut state);
        for &index in &order {
            let thinned = (options.dropout > 0.0).then(|| numbered[index].thinned(options.dropout, &mut state));
            field.learn(thinned.as_ref().unwrap_or(&numbered[index]));
        }
        if epoch + AVERAGED >= options.epochs {
            averaged += 1.0;
            field.features.keep();
            field.transitions.keep();
        }
    }
    let mean = |row: &Row| row.map(|lane| lane / averaged.max(1.0));
    // All features speak together later.
    let share = |row: Row| row.map(|lane| lane * (1.0 - options.dropout));
    let features: Vec<(u32, Row)> = hashes
        .iter()
        .copied()
        .zip(field.features.sums.iter().map(mean).map(share))
        .filter(|(_, row)| row.iter().any(|weight| weight.abs() > SLIGHTEST))
        .collect();
    Crf::new(labels, field.transitions.sums.iter().map(mean).collect(), Table::new(&features))
}

/// A field that is being fitted.
struct Field {
    labels: usize,
    rate: f32,
    features: Rows,
    /// `[context * LANES + label before][label behind]`.
    transitions: Rows,
}

impl Field {
    /// One step down the slope of one sequence.
    fn learn(&mut self, example: &Numbered<'_>) {
        if example.sequence.labels.is_empty() {
            return;
        }
        let scores = self.scores(example);
        let (mut slopes, mut moved) = self.slopes(example.sequence, &scores);
        let weight = example.sequence.weight;
        if weight != 1.0 {
            slopes.iter_mut().chain(&mut moved).flatten().for_each(|lane| *lane *= weight);
        }
        self.descend(example, &slopes, &moved);
    }

    /// What the features say of each token's labels.
    fn scores(&self, example: &Numbered<'_>) -> Vec<Row> {
        let sum = |ids: &[u32]| {
            let mut row = [0.0; LANES];
            ids.iter().for_each(|id| add(&mut row, &self.features.weights[*id as usize]));
            row
        };
        let shared: Vec<Row> = example.shared.iter().map(|group| sum(group)).collect();
        (0..example.sequence.labels.len())
            .map(|at| {
                let mut row = sum(example.own(at));
                example.sequence.seen.groups(at).for_each(|group| add(&mut row, &shared[group]));
                row
            })
            .collect()
    }

    /// How much more each label is expected at each token than it is told, and each label behind each other one.
    fn slopes(&self, sequence: &Sequence, scores: &[Row]) -> (Vec<Row>, Vec<Row>) {
        let contexts = &sequence.seen.contexts;
        let onward = if scores.len() > 1 { Steps::new(self.labels, &self.transitions.weights) } else { Steps::default() };
        let lattice = Lattice::new(self.labels, &onward, scores, contexts);
        let mut slopes = lattice.marginals();
        let mut moved = vec![[0.0f32; LANES]; self.transitions.weights.len()];
        lattice.transitions(|context, before, row| add(&mut moved[usize::from(context) * LANES + before], row));
        let told = told(scores, sequence);
        if told.is_empty() {
            for (slope, label) in slopes.iter_mut().zip(&sequence.labels) {
                slope[usize::from(*label)] -= 1.0;
            }
            for at in 1..sequence.labels.len() {
                let row = usize::from(contexts[at]) * LANES + usize::from(sequence.labels[at - 1]);
                moved[row][usize::from(sequence.labels[at])] -= 1.0;
            }
        } else {
            let told = Lattice::new(self.labels, &onward, &told, contexts);
            slopes.iter_mut().zip(told.marginals()).for_each(|(slope, mass)| subtract(slope, &mass));
            told.transitions(|context, before, row| subtract(&mut moved[usize::from(context) * LANES + before], row));
        }
        (slopes, moved)
    }

    fn descend(&mut self, example: &Numbered<'_>, slopes: &[Row], moved: &[Row]) {
        let mut grouped = vec![[0.0f32; LANES]; example.shared.len()];
        for (at, slope) in slopes.iter().enumerate() {
            example.sequence.seen.groups(at).for_each(|group| add(&mut grouped[group], slope));
            example.own(at).iter().for_each(|id| self.features.step(*id as usize, slope, self.rate));
        }
        for (group, slope) in example.shared.iter().zip(&grouped) {
            group.iter().for_each(|id| self.features.step(*id as usize, slope, self.rate));
        }
        for (row, slope) in moved.iter().enumerate() {
            self.transitions.step(row, slope, self.rate);
        }
    }
}

/// Rows of weights while they are learned.
struct Rows {
    weights: Vec<Row>,
    /// The sums of the squares of their slopes.
    squares: Vec<Row>,
    /// The sums of the weights that are averaged.
    sums: Vec<Row>,
    /// How strongly each row is pulled towards none.
    decay: Vec<f32>,
}

impl Rows {
    fn new(decay: Vec<f32>) -> Self {
        let rows = vec![[0.0; LANES]; decay.len()];
        Rows { weights: rows.clone(), squares: rows.clone(), sums: rows, decay }
    }

    /// Forgets all but the sums.
    fn begin(&mut self) {
        self.weights.fill([0.0; LANES]);
        self.squares.fill([1.0; LANES]);
    }

    #[inline]
    fn step(&mut self, row: usize, slope: &Row, rate: f32) {
        let (weights, squares, decay) = (&mut self.weights[row], &mut self.squares[row], self.decay[row]);
        for lane in 0..LANES {
            let slope = slope[lane] + decay * weights[lane];
            squares[lane] += slope * slope;
            weights[lane] -= rate * slope / squares[lane].sqrt();
        }
    }

    /// Lets the weights count in the average.
    fn keep(&mut self) {
        self.sums.iter_mut().zip(&self.weights).for_each(|(sum, row)| add(sum, row));
    }
}

#[inline]
fn add(sum: &mut Row, row: &Row) {
    for lane in 0..LANES {
        sum[lane] += row[lane];
    }
}

#[inline]
fn subtract(sum: &mut Row, row: &Row) {
    for lane in 0..LANES {
        sum[lane] -= row[lane];
    }
}

/// Scores with which only those labels can be that are told; none where all are.
fn told(scores: &[Row], sequence: &Sequence) -> Vec<Row> {
    let only = |row: &Row, label: u8| -> Row { std::array::from_fn(|lane| if lane == usize::from(label) { row[lane] } else { RULED_OUT }) };
    let rows = scores.iter().zip(&sequence.labels).zip(&sequence.open);
    rows.map(|((row, label), open)| if *open { *row } else { only(row, *label) }).collect()
}

/// Numbers the features that occur often enough, in the order in which they come, and counts the places where each occurs.
fn number(data: &[Sequence], least: u32) -> (Vec<u32>, Vec<Numbered<'_>>, Vec<u32>) {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let each = |sequence: &Sequence, see: &mut dyn FnMut(u32)| {
        for at in 0..sequence.seen.len() {
            sequence.seen.own(at).iter().for_each(|hash| see(*hash));
        }
        sequence.seen.all_shared().flatten().for_each(|hash| see(*hash));
    };
    for sequence in data {
        each(sequence, &mut |hash| *counts.entry(hash).or_default() += 1);
    }
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    let (mut hashes, mut uses) = (Vec::new(), Vec::new());
    for sequence in data {
        each(sequence, &mut |hash| {
            if counts[&hash] >= least && !numbers.contains_key(&hash) {
                numbers.insert(hash, hashes.len() as u32);
                hashes.push(hash);
                uses.push(counts[&hash]);
            }
        });
    }
    let numbered = data
        .iter()
        .map(|sequence| {
            let known = |hashes: &[u32]| -> Vec<u32> { hashes.iter().filter_map(|hash| numbers.get(hash).copied()).collect() };
            let (mut own, mut ends) = (Vec::new(), Vec::new());
            for at in 0..sequence.seen.len() {
                own.extend(known(sequence.seen.own(at)));
                ends.push(own.len() as u32);
            }
            Numbered { own, ends, shared: sequence.seen.all_shared().map(known).collect(), sequence }
        })
        .collect();
    (hashes, numbered, uses)
}

/// Fisher and Yates' shuffle, with splitmix64.
fn shuffle(order: &mut [usize], state: &mut u64) {
    for last in (1..order.len()).rev() {
        order.swap(last, (next(state) % (last as u64 + 1)) as usize);
    }
}

/// The next number of splitmix64 (Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut value = *state;
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
