//! Weights of features, found by the features' hashes.

use crate::crf::{LANES, Row, wide};

/// The largest weight in units: so many that [`HANDFUL`] of them can be added in 16 bits.
const LARGEST: i16 = i16::MAX / HANDFUL as i16;

/// Features whose weights are looked up together.
const HANDFUL: usize = 16;

/// Features to a bucket, on average: so many share a pilot.
const BUCKET: usize = 3;

/// Weights of features. They are whole multiples of `unit`, in 16 bits.
///
/// A perfect hash function gives each known feature a slot of its own (CHD of Belazzougui, Botelho and Dietzfelbinger 2009, with the pilots of
/// PTHash, Pibiri and Trani 2021): features fall into small buckets, and each bucket has a *pilot*, a number with which its features fall into
/// slots that are free. A slot has a mark, half of its feature's hash, and what has another mark has no weights; a feature is taken for another
/// once in tens of thousands of times. A look-up reads a pilot and a mark, all of which fit into near caches, and weights, which do not, only
/// where there are any.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pilots: Vec<u8>,
    marks: Vec<u16>,
    slots: Slots,
    /// Rising.
    hashes: Vec<u32>,
    unit: f32,
}

/// Few labels have short rows, since what is looked up has to be fetched.
#[derive(Debug, Clone, PartialEq)]
enum Slots {
    Short(Vec<Short>),
    Long(Vec<Long>),
}

/// So aligned that it lies in one line of a cache.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(align(16))]
struct Short([i16; LANES / 2]);

/// As [`Short`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(align(32))]
struct Long([i16; LANES]);

impl Table {
    /// A table of the given features, each once, for so many labels; weights are rounded to a 2,047th of the largest.
    ///
    /// # Panics
    /// If no perfect hash function is found; hashes of features are too evenly spread for that.
    #[must_use]
    #[allow(clippy::expect_used, reason = "see above")]
    pub fn new(labels: usize, features: &[(u32, Row)]) -> Self {
        let largest = features.iter().flat_map(|(_, row)| row).fold(0.0f32, |largest, weight| largest.max(weight.abs()));
        let unit = if largest > 0.0 { largest / f32::from(LARGEST) } else { 1.0 };
        let mut features: Vec<&(u32, Row)> = features.iter().collect();
        features.sort_unstable_by_key(|(hash, _)| *hash);
        let rows = features.iter().map(|(_, row)| row.map(|weight| (weight / unit).round() as i16));
        Table::of_rows(labels, features.iter().map(|(hash, _)| *hash), rows, unit).expect("no two features share a hash")
    }

    /// A table of rows in multiples of `unit`, in the order of `hashes`; none if these do not rise, each greater than the one before, if there
    /// are more labels than lanes, or if no perfect hash function is found.
    #[must_use]
    pub fn of_rows(labels: usize, hashes: impl Iterator<Item = u32>, rows: impl Iterator<Item = [i16; LANES]>, unit: f32) -> Option<Self> {
        let hashes: Vec<u32> = hashes.collect();
        if labels > LANES || !hashes.is_sorted_by(|a, b| a < b) {
            return None;
        }
        let (pilots, size) = pilots(&hashes)?;
        let places: Vec<usize> = hashes.iter().map(|hash| slot(*hash, pilots[bucket(*hash, pilots.len())], size)).collect();
        let mut marks = vec![0; size];
        places.iter().zip(&hashes).for_each(|(place, hash)| marks[*place] = mark(*hash));
        let rows = places.iter().zip(rows);
        let slots = if labels <= LANES / 2 {
            let mut slots = vec![Short::default(); size];
            rows.for_each(|(place, row)| slots[*place].0 = narrowed(&row));
            Slots::Short(slots)
        } else {
            let mut slots = vec![Long::default(); size];
            rows.for_each(|(place, row)| slots[*place].0 = narrowed(&row));
            Slots::Long(slots)
        };
        Some(Table { pilots, marks, slots, hashes, unit })
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
        let place = |hash: u32| slot(hash, self.pilots[bucket(hash, self.pilots.len())], self.marks.len());
        let row = |hash: u32| -> [i16; LANES] {
            match &self.slots {
                Slots::Short(slots) => widened(&slots[place(hash)].0),
                Slots::Long(slots) => slots[place(hash)].0,
            }
        };
        (self.hashes.iter().map(|hash| (*hash, row(*hash))).collect(), self.unit)
    }

    /// The sum of the weights of some features; those that have none count nothing.
    #[must_use]
    pub fn sum(&self, hashes: &[u32]) -> Row {
        sum(self, hashes)
    }

    /// The same, as part of what is wide already.
    #[inline(always)]
    pub(crate) fn add(&self, hashes: &[u32]) -> Row {
        match &self.slots {
            Slots::Short(slots) => self.sum_of(slots, |slot| &slot.0, hashes),
            Slots::Long(slots) => self.sum_of(slots, |slot| &slot.0, hashes),
        }
    }

    /// Loops over a handful of features rather than one: no look-up waits for another. Nor does anything branch on whether a feature has weights,
    /// which cannot be foretold: each is written down, and the next one over it if it has none.
    #[inline(always)]
    fn sum_of<S, const WIDTH: usize>(&self, slots: &[S], row: impl Fn(&S) -> &[i16; WIDTH], hashes: &[u32]) -> Row {
        let mut sums = [0i32; WIDTH];
        for hashes in hashes.chunks(HANDFUL) {
            let mut found = [0usize; HANDFUL];
            let mut count = 0;
            for hash in hashes {
                let slot = slot(*hash, self.pilots[bucket(*hash, self.pilots.len())], slots.len());
                found[count % HANDFUL] = slot;
                count += usize::from(self.marks[slot] == mark(*hash));
            }
            let mut small = [0i16; WIDTH];
            for slot in &found[..count] {
                for (lane, weight) in small.iter_mut().zip(row(&slots[*slot])) {
                    *lane = lane.wrapping_add(*weight);
                }
            }
            for (lane, sum) in sums.iter_mut().zip(small) {
                *lane += i32::from(sum);
            }
        }
        std::array::from_fn(|lane| if lane < WIDTH { sums[lane] as f32 * self.unit } else { 0.0 })
    }
}

wide! {
    /// See [`Table::sum`].
    fn sum<'a>(table: &'a Table, hashes: &'a [u32]) -> Row {
        table.add(hashes)
    }
}

/// What is kept of a feature's hash beside its weights.
fn mark(hash: u32) -> u16 {
    hash as u16
}

/// The bucket of a feature, of so many.
fn bucket(hash: u32, buckets: usize) -> usize {
    ((u64::from(hash) * buckets as u64) >> 32) as usize
}

/// The slot of a feature, of so many, with the pilot of its bucket.
fn slot(hash: u32, pilot: u8, slots: usize) -> usize {
    let mixed = (hash ^ u32::from(pilot).wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    ((u64::from(mixed) * slots as u64) >> 32) as usize
}

/// Pilots for the buckets of the given hashes, which rise, and how many slots there are: a fifth more than features, up to four times as many if
/// there are no such pilots.
fn pilots(hashes: &[u32]) -> Option<(Vec<u8>, usize)> {
    let buckets = hashes.len() / BUCKET + 1;
    let mut bounds = vec![0; buckets + 1];
    for hash in hashes {
        bounds[bucket(*hash, buckets) + 1] += 1;
    }
    for at in 0..buckets {
        bounds[at + 1] += bounds[at];
    }
    // The fullest first: they are the hardest to place.
    let mut order: Vec<usize> = (0..buckets).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(bounds[bucket + 1] - bounds[*bucket]));
    let mut size = hashes.len() * 6 / 5 + 2;
    while size < hashes.len() * 4 + 200 {
        let mut pilots = vec![0; buckets];
        let mut taken = vec![false; size];
        let placed = order.iter().all(|bucket| {
            let inside = &hashes[bounds[*bucket]..bounds[bucket + 1]];
            let pilot = (0..=u8::MAX).find(|pilot| {
                let free = inside.iter().position(|hash| std::mem::replace(&mut taken[slot(*hash, *pilot, size)], true));
                if let Some(until) = free {
                    inside[..until].iter().for_each(|hash| taken[slot(*hash, *pilot, size)] = false);
                }
                free.is_none()
            });
            pilots[*bucket] = pilot.unwrap_or_default();
            pilot.is_some()
        });
        if placed {
            return Some((pilots, size));
        }
        size += size / 4 + 1;
    }
    None
}

/// A row as a slot holds it.
fn narrowed<const WIDTH: usize>(row: &[i16; LANES]) -> [i16; WIDTH] {
    std::array::from_fn(|lane| row[lane].clamp(-LARGEST, LARGEST))
}

/// The row that a short slot holds.
fn widened<const WIDTH: usize>(slot: &[i16; WIDTH]) -> [i16; LANES] {
    std::array::from_fn(|lane| if lane < WIDTH { slot[lane] } else { 0 })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
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
            labels in prop_oneof![Just(3usize), Just(8), Just(9), Just(16)],
        ) {
            let known: BTreeMap<u32, i16> = hashes.iter().zip(1..).map(|(hash, weight)| (*hash, weight)).collect();
            let row = |weight: i16| { let mut row = [0; LANES]; row[labels - 1] = weight; row };
            let table = Table::of_rows(labels, known.keys().copied(), known.values().map(|weight| row(*weight)), 1.0).unwrap();
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
    fn hashes_that_no_function_tells_apart_make_no_table() {
        let table = |labels: usize, hashes: &[u32]| Table::of_rows(labels, hashes.iter().copied(), hashes.iter().map(|_| [1; LANES]), 1.0);
        assert!(table(15, &[3, 9]).is_some());
        assert!(table(15, &[3, 3]).is_none());
        assert!(table(15, &[9, 3]).is_none());
        assert!(table(17, &[3, 9]).is_none());
        assert!(table(15, &(0..30_000).collect::<Vec<_>>()).is_none(), "all in one bucket");
    }

    #[test]
    fn a_hundred_of_the_largest_weights_do_not_overflow() {
        let table = Table::new(LANES, &[(7, [-3.0; LANES])]);
        assert!((table.sum(&[7; 100])[15] + 300.0).abs() < 0.1);
        let hostile = Table::of_rows(15, [7].into_iter(), [[i16::MIN; LANES]].into_iter(), 1.0).unwrap();
        assert_eq!(hostile.sum(&[7; 100])[0], -100.0 * f32::from(LARGEST));
    }
}
