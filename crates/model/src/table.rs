//! Weights of features, found by the features' hashes.

use crate::crf::{LANES, Row};

/// Weights of features: open addressing over 32-bit hashes, linear probing. Weights are whole multiples of `unit`, in 16 bits.
///
/// Two features with one hash share their weights; among a million features of 32 bits that befalls about one in 4,000.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Pairs of a feature's hash and the index of its row + 1; 0 marks a free place. A power of two of them, at most two thirds taken.
    places: Vec<(u32, u32)>,
    /// By how much a hash is shifted right to give its place: features that come by rising hash are stored one behind the other.
    shift: u32,
    /// The first one stands for features without weights.
    rows: Vec<[i16; LANES]>,
    unit: f32,
}

impl Table {
    /// A table of the given features, each once; weights are rounded to 16 bits of the largest.
    #[must_use]
    pub fn new(features: &[(u32, Row)]) -> Self {
        let largest = features.iter().flat_map(|(_, row)| row).fold(0.0f32, |largest, weight| largest.max(weight.abs()));
        let unit = if largest > 0.0 { largest / f32::from(i16::MAX) } else { 1.0 };
        let mut features: Vec<&(u32, Row)> = features.iter().collect();
        features.sort_unstable_by_key(|(hash, _)| *hash);
        let rows = features.iter().map(|(_, row)| row.map(|weight| (weight / unit).round() as i16));
        Table::of_rows(features.iter().map(|(hash, _)| *hash), rows, unit)
    }

    /// A table of rows in multiples of `unit`, in the order of `hashes`.
    #[must_use]
    pub fn of_rows(hashes: impl Iterator<Item = u32>, rows: impl Iterator<Item = [i16; LANES]>, unit: f32) -> Self {
        let rows: Vec<_> = std::iter::once([0; LANES]).chain(rows).collect();
        let size = (rows.len() * 3 / 2 + 2).next_power_of_two();
        let shift = u32::BITS - size.trailing_zeros();
        let mut places = vec![(0, 0); size];
        for (index, hash) in hashes.take(rows.len() - 1).enumerate() {
            let mut place = (hash >> shift) as usize;
            while places[place].1 != 0 {
                place = (place + 1) & (size - 1);
            }
            places[place] = (hash, index as u32 + 1);
        }
        Table { places, shift, rows, unit }
    }

    /// How many features have weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() - 1
    }

    /// True if no feature has weights.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Features with their weights, by hash; and the unit of the weights.
    #[must_use]
    pub fn features(&self) -> (Vec<(u32, [i16; LANES])>, f32) {
        let taken = self.places.iter().filter(|(_, row)| *row != 0);
        let mut features: Vec<_> = taken.map(|(hash, row)| (*hash, self.rows[*row as usize])).collect();
        features.sort_unstable_by_key(|(hash, _)| *hash);
        (features, self.unit)
    }

    /// The sum of the weights of some features; those that have none count nothing.
    ///
    /// Three loops over a handful of features rather than one: no load waits for another, and a text asks for a hundred features a token
    /// from a table that no cache holds.
    #[must_use]
    pub fn sum(&self, hashes: &[u32]) -> Row {
        const HANDFUL: usize = 16;
        let mut sums = [0i32; LANES];
        for hashes in hashes.chunks(HANDFUL) {
            let mut places = [(0u32, 0u32); HANDFUL];
            for (place, hash) in places.iter_mut().zip(hashes) {
                *place = self.places[(hash >> self.shift) as usize];
            }
            let mut rows = [0u32; HANDFUL];
            for (row, (hash, (known, index))) in rows.iter_mut().zip(hashes.iter().zip(places)) {
                *row = if index == 0 || known == *hash { index } else { self.behind(*hash) };
            }
            for row in &rows[..hashes.len()] {
                for (lane, weight) in sums.iter_mut().zip(&self.rows[*row as usize]) {
                    *lane += i32::from(*weight);
                }
            }
        }
        sums.map(|sum| sum as f32 * self.unit)
    }

    /// The index of a feature that does not stand in the place of its hash but behind it.
    fn behind(&self, hash: u32) -> u32 {
        let mask = self.places.len() - 1;
        let mut place = ((hash >> self.shift) as usize + 1) & mask;
        loop {
            let (known, index) = self.places[place];
            if index == 0 || known == hash {
                return index;
            }
            place = (place + 1) & mask;
        }
    }
}
