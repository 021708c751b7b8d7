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
    let steps = Context::COUNT * LANES;
    let (mut sums, mut transition_sums) = (vec![[0.0f32; LANES]; hashes.len()], vec![[0.0f32; LANES]; steps]);
    let decay: Vec<f32> = uses.iter().map(|uses| options.penalty / (*uses).max(1) as f32).collect();
    let (mut weights, mut squares) = (sums.clone(), sums.clone());
    let (mut transitions, mut transition_squares) = (transition_sums.clone(), transition_sums.clone());
    let mut order: Vec<usize> = (0..numbered.len()).collect();
    let mut state = options.seed;
    let mut averaged = 0.0f32;
    for walk in 0..options.rounds * options.epochs {
        let epoch = walk % options.epochs;
        if epoch == 0 {
            weights.fill([0.0; LANES]);
            squares.fill([1.0; LANES]);
            transitions.fill([0.0; LANES]);
            transition_squares.fill([1.0; LANES]);
        }
        shuffle(&mut order, &mut state);
        for &index in &order {
            let thinned = (options.dropout > 0.0).then(|| numbered[index].thinned(options.dropout, &mut state));
            let example = thinned.as_ref().unwrap_or(&numbered[index]);
            let sequence = example.sequence;
            if sequence.labels.is_empty() {
                continue;
            }
            let sum = |ids: &[u32]| {
                let mut row = [0.0; LANES];
                for id in ids {
                    for (lane, weight) in row.iter_mut().zip(&weights[*id as usize]) {
                        *lane += weight;
                    }
                }
                row
            };
            let shared: Vec<Row> = example.shared.iter().map(|group| sum(group)).collect();
            let scores: Vec<Row> = (0..sequence.labels.len())
                .map(|at| {
                    let mut row = sum(example.own(at));
                    for group in sequence.seen.groups(at) {
                        for (lane, weight) in row.iter_mut().zip(&shared[group]) {
                            *lane += weight;
                        }
                    }
                    row
                })
                .collect();
            let onward = if scores.len() > 1 { Steps::new(labels, &transitions) } else { Steps::default() };
            let lattice = Lattice::new(labels, &onward, &scores, &sequence.seen.contexts);
            let mut slopes = lattice.marginals();
            let told = told(&scores, sequence);
            let told = (!told.is_empty()).then(|| Lattice::new(labels, &onward, &told, &sequence.seen.contexts));
            if let Some(told) = &told {
                for (slope, mass) in slopes.iter_mut().zip(told.marginals()) {
                    slope.iter_mut().zip(mass).for_each(|(lane, mass)| *lane -= mass);
                }
            } else {
                for (slope, label) in slopes.iter_mut().zip(&sequence.labels) {
                    slope[usize::from(*label)] -= 1.0;
                }
            }
            let mut moved = vec![[0.0f32; LANES]; steps];
            lattice.transitions(|context, before, row| {
                for (lane, mass) in moved[usize::from(context) * LANES + before].iter_mut().zip(row) {
                    *lane += mass;
                }
            });
            if let Some(told) = &told {
                told.transitions(|context, before, row| {
                    for (lane, mass) in moved[usize::from(context) * LANES + before].iter_mut().zip(row) {
                        *lane -= mass;
                    }
                });
            } else {
                for at in 1..sequence.labels.len() {
                    let row = usize::from(sequence.seen.contexts[at]) * LANES + usize::from(sequence.labels[at - 1]);
                    moved[row][usize::from(sequence.labels[at])] -= 1.0;
                }
            }
            if sequence.weight != 1.0 {
                slopes.iter_mut().chain(&mut moved).flatten().for_each(|lane| *lane *= sequence.weight);
            }
            let mut grouped = vec![[0.0f32; LANES]; example.shared.len()];
            for (at, slope) in slopes.iter().enumerate() {
                for group in sequence.seen.groups(at) {
                    for (lane, part) in grouped[group].iter_mut().zip(slope) {
                        *lane += part;
                    }
                }
                for id in example.own(at) {
                    step(&mut weights[*id as usize], &mut squares[*id as usize], slope, decay[*id as usize], options.rate);
                }
            }
            for (group, slope) in example.shared.iter().zip(&grouped) {
                for id in group {
                    step(&mut weights[*id as usize], &mut squares[*id as usize], slope, decay[*id as usize], options.rate);
                }
            }
            for (row, slope) in moved.iter().enumerate() {
                step(&mut transitions[row], &mut transition_squares[row], slope, options.penalty / data.len() as f32, options.rate);
            }
        }
        if epoch + AVERAGED >= options.epochs {
            averaged += 1.0;
            add(&mut sums, &weights);
            add(&mut transition_sums, &transitions);
        }
    }
    let mean = |row: &Row| row.map(|lane| lane / averaged.max(1.0));
    // All features speak together later.
    let share = |row: Row| row.map(|lane| lane * (1.0 - options.dropout));
    let features: Vec<(u32, Row)> = hashes
        .iter()
        .copied()
        .zip(sums.iter().map(mean).map(share))
        .filter(|(_, row)| row.iter().any(|weight| weight.abs() > SLIGHTEST))
        .collect();
    Crf::new(labels, transition_sums.iter().map(mean).collect(), Table::new(&features))
}

/// One step of one row of weights.
#[inline]
fn step(weights: &mut Row, squares: &mut Row, slope: &Row, decay: f32, rate: f32) {
    for lane in 0..LANES {
        let slope = slope[lane] + decay * weights[lane];
        squares[lane] += slope * slope;
        weights[lane] -= rate * slope / squares[lane].sqrt();
    }
}

/// Scores with which only those labels can be that are told; none where all are.
fn told(scores: &[Row], sequence: &Sequence) -> Vec<Row> {
    let only = |row: &Row, label: u8| -> Row { std::array::from_fn(|lane| if lane == usize::from(label) { row[lane] } else { RULED_OUT }) };
    let rows = scores.iter().zip(&sequence.labels).zip(&sequence.open);
    rows.map(|((row, label), open)| if *open { *row } else { only(row, *label) }).collect()
}

fn add(sums: &mut [Row], weights: &[Row]) {
    for (sum, row) in sums.iter_mut().zip(weights) {
        for lane in 0..LANES {
            sum[lane] += row[lane];
        }
    }
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
