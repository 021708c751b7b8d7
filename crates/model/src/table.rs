//! Weights of features, found by the features' hashes.

use crate::crf::{LANES, Row};

/// The largest weight in units: so many that [`HANDFUL`] of them can be added in 16 bits.
const LARGEST: i16 = i16::MAX / HANDFUL as i16;

/// Features whose weights are looked up together.
const HANDFUL: usize = 16;

/// Weights of features. They are whole multiples of `unit`, in 16 bits.
///
/// Features are found by open addressing with linear probing. Of 2ⁿ places each holds in 32 bits the index of a row, 0 for none, and above
/// that the lower 32 − n bits of the hash; the upper ones say where to look first. So a feature that does not stand in its first place is
/// taken for another once in thousands of times, and nothing is lost of what is looked up to see that.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// A power of two of them, at most two thirds taken.
    places: Vec<u32>,
    /// By how much a hash is shifted right to give its place: features that come by rising hash are stored one behind the other.
    shift: u32,
    rows: Rows,
    /// Rising.
    hashes: Vec<u32>,
    unit: f32,
}

/// The first row stands for features without weights. Few labels have short rows, since what is looked up has to be fetched.
#[derive(Debug, Clone, PartialEq)]
enum Rows {
    Short(Vec<[i16; LANES / 2]>),
    Long(Vec<[i16; LANES]>),
}

impl Table {
    /// A table of the given features, each once, for so many labels; weights are rounded to a 2,047th of the largest.
    #[must_use]
    pub fn new(labels: usize, features: &[(u32, Row)]) -> Self {
        let largest = features.iter().flat_map(|(_, row)| row).fold(0.0f32, |largest, weight| largest.max(weight.abs()));
        let unit = if largest > 0.0 { largest / f32::from(LARGEST) } else { 1.0 };
        let mut features: Vec<&(u32, Row)> = features.iter().collect();
        features.sort_unstable_by_key(|(hash, _)| *hash);
        let rows = features.iter().map(|(_, row)| row.map(|weight| (weight / unit).round() as i16));
        Table::of_rows(labels, features.iter().map(|(hash, _)| *hash), rows, unit)
    }

    /// A table of rows in multiples of `unit`, in the order of `hashes`, which rise.
    #[must_use]
    pub fn of_rows(labels: usize, hashes: impl Iterator<Item = u32>, rows: impl Iterator<Item = [i16; LANES]>, unit: f32) -> Self {
        let hashes: Vec<u32> = hashes.collect();
        let rows = std::iter::once([0; LANES]).chain(rows.map(|row| row.map(|weight| weight.clamp(-LARGEST, LARGEST))));
        let rows = if labels <= LANES / 2 {
            Rows::Short(rows.map(|row| std::array::from_fn(|lane| row[lane])).collect())
        } else {
            Rows::Long(rows.collect())
        };
        let size = (hashes.len() * 3 / 2 + 2).next_power_of_two();
        let shift = u32::BITS - size.trailing_zeros();
        let mut places = vec![0; size];
        for (row, hash) in hashes.iter().enumerate() {
            let mut place = (hash >> shift) as usize;
            while places[place] != 0 {
                place = (place + 1) & (size - 1);
            }
            places[place] = lower_bits(*hash, size) | (row as u32 + 1);
        }
        Table { places, shift, rows, hashes, unit }
    }

    /// How many features have weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// True if no feature has weights.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Features with their weights, by hash; and the unit of the weights.
    #[must_use]
    pub fn features(&self) -> (Vec<(u32, [i16; LANES])>, f32) {
        let row = |index: usize| match &self.rows {
            Rows::Short(rows) => std::array::from_fn(|lane| rows[index].get(lane).copied().unwrap_or(0)),
            Rows::Long(rows) => rows[index],
        };
        (self.hashes.iter().enumerate().map(|(index, hash)| (*hash, row(index + 1))).collect(), self.unit)
    }

    /// The sum of the weights of some features; those that have none count nothing.
    #[must_use]
    pub fn sum(&self, hashes: &[u32]) -> Row {
        match &self.rows {
            Rows::Short(rows) => self.sum_of(rows, hashes),
            Rows::Long(rows) => self.sum_of(rows, hashes),
        }
    }

    /// Loops over a handful of features rather than one: no load waits for another, and a text asks for a hundred features a token from a
    /// table that no near cache holds.
    fn sum_of<const WIDTH: usize>(&self, rows: &[[i16; WIDTH]], hashes: &[u32]) -> Row {
        let mask = self.places.len() - 1;
        let mut sums = [0i32; WIDTH];
        for hashes in hashes.chunks(HANDFUL) {
            let mut found = [0u32; HANDFUL];
            for (place, hash) in found.iter_mut().zip(hashes) {
                *place = self.places[(hash >> self.shift) as usize & mask];
            }
            for (row, hash) in found.iter_mut().zip(hashes) {
                *row = if self.is(*row, *hash) { *row & mask as u32 } else { self.behind(*hash) };
            }
            let mut small = [0i16; WIDTH];
            for row in &found[..hashes.len()] {
                for (lane, weight) in small.iter_mut().zip(&rows[*row as usize]) {
                    *lane = lane.wrapping_add(*weight);
                }
            }
            for (lane, sum) in sums.iter_mut().zip(small) {
                *lane += i32::from(sum);
            }
        }
        std::array::from_fn(|lane| sums.get(lane).map_or(0.0, |sum| *sum as f32 * self.unit))
    }

    /// True if what a place holds is a feature of this hash, or nothing.
    fn is(&self, place: u32, hash: u32) -> bool {
        let mask = self.places.len() as u32 - 1;
        place & mask == 0 || place & !mask == lower_bits(hash, self.places.len())
    }

    /// The index of a feature that does not stand in the place of its hash but behind it.
    #[inline(never)]
    fn behind(&self, hash: u32) -> u32 {
        let mask = self.places.len() - 1;
        let mut place = (hash >> self.shift) as usize;
        loop {
            place = (place + 1) & mask;
            let held = self.places[place];
            if self.is(held, hash) {
                return held & mask as u32;
            }
        }
    }
}

/// The bits of a hash that a place of so many keeps, above its index.
fn lower_bits(hash: u32, places: usize) -> u32 {
    hash << places.trailing_zeros()
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, Table};
    use crate::crf::LANES;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

        /// Of hashes that crowd in a few places, and of labels that have short or long rows.
        #[test]
        fn every_feature_is_found_and_no_other(
            hashes in prop::collection::btree_set(prop_oneof![any::<u32>(), 0u32..40, (u32::MAX - 9)..=u32::MAX], 0..90),
            labels in prop_oneof![Just(3usize), Just(8), Just(9), Just(15)],
        ) {
            let known: BTreeMap<u32, i16> = hashes.iter().zip(1..).map(|(hash, weight)| (*hash, weight)).collect();
            let row = |weight: i16| { let mut row = [0; LANES]; row[labels - 1] = weight; row };
            let table = Table::of_rows(labels, known.keys().copied(), known.values().map(|weight| row(*weight)), 1.0);
            prop_assert_eq!(table.len(), known.len());
            for (hash, weight) in &known {
                prop_assert_eq!(table.sum(&[*hash])[labels - 1], f32::from(*weight));
            }
            let all: Vec<u32> = known.keys().copied().collect();
            prop_assert_eq!(table.sum(&all)[labels - 1], known.values().map(|weight| f32::from(*weight)).sum::<f32>());
            let (features, _) = table.features();
            prop_assert_eq!(features, known.iter().map(|(hash, weight)| (*hash, row(*weight))).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_feature_without_weights_counts_nothing() {
        let table = Table::new(2, &[(1 << 31, [1.0; LANES]), (5, [2.0; LANES])]);
        for hash in [0, 1, 4, 6, (1 << 31) + 1, u32::MAX] {
            assert!(table.sum(&[hash])[..2].iter().all(|lane| *lane == 0.0), "{hash}");
        }
    }

    #[test]
    fn a_hundred_of_the_largest_weights_do_not_overflow() {
        let table = Table::new(15, &[(7, [-3.0; LANES])]);
        assert!((table.sum(&[7; 100])[14] + 300.0).abs() < 0.1);
        let hostile = Table::of_rows(15, [7].into_iter(), [[i16::MIN; LANES]].into_iter(), 1.0);
        assert_eq!(hostile.sum(&[7; 100])[0], -100.0 * f32::from(LARGEST));
    }
}
