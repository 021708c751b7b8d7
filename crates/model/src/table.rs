//! Weights of features, found by the features' hashes.

use crate::crf::{LANES, Row, wide};

/// The largest weight in units, as learned: so many that [`HANDFUL`] of them can be added in 16 bits.
const LARGEST: f32 = (i16::MAX / HANDFUL as i16) as f32;

/// The largest weight in units, rounded.
const LARGEST_ROUNDED: f32 = i8::MAX as f32;

/// Of so many weights one is larger than [`LARGEST_ROUNDED`], and is cut to it: for the few large ones the many small ones would be told less
/// finely.
const CUT: usize = 10_000;

/// Features whose weights are looked up together.
const HANDFUL: usize = 16;

/// Features to a bucket, on average: so many share a pilot.
const BUCKET: usize = 3;

/// Weights of features. They are whole multiples of `unit`: in 16 bits as learned, in 8 as used, since most of a sum's time is waiting for rows.
///
/// A perfect hash function gives each known feature a slot of its own (CHD of Belazzougui, Botelho and Dietzfelbinger 2009, with the pilots of
/// PTHash, Pibiri and Trani 2021): features fall into small buckets, and each bucket has a *pilot*, a number with which its features fall into
/// slots that are free. A slot has a mark, half of its feature's hash, and what has another mark has no weights; a feature is taken for another
/// once in tens of thousands of times. A look-up reads a pilot and a mark, all of which fit into near caches, and weights, which do not, only
/// where there are any.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub(crate) pilots: Vec<u8>,
    pub(crate) marks: Vec<u16>,
    slots: Slots,
    pub(crate) unit: f32,
}

/// Few labels have short rows, since what is looked up has to be fetched.
#[derive(Debug, Clone, PartialEq)]
enum Slots {
    Learned(Vec<[i16; LANES]>),
    Short(Vec<Short>),
    Long(Vec<Long>),
}

/// So aligned that it lies in one line of a cache.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(align(8))]
struct Short([i8; LANES / 2]);

/// As [`Short`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(align(16))]
struct Long([i8; LANES]);

impl Table {
    /// A table of the given features, each once, as learned.
    ///
    /// # Panics
    /// If no perfect hash function is found; hashes of features are too evenly spread for that.
    #[must_use]
    #[allow(clippy::expect_used, reason = "see above")]
    pub fn new(features: &[(u32, Row)]) -> Self {
        Table::found(features).expect("no two features share a hash")
    }

    /// As [`Table::new`]; none if there is no perfect hash function.
    fn found(features: &[(u32, Row)]) -> Option<Self> {
        let largest = features.iter().flat_map(|(_, row)| row).fold(0.0f32, |largest, weight| largest.max(weight.abs()));
        let unit = if largest > 0.0 { largest / LARGEST } else { 1.0 };
        let mut features: Vec<&(u32, Row)> = features.iter().collect();
        features.sort_unstable_by_key(|(hash, _)| *hash);
        let hashes: Vec<u32> = features.iter().map(|(hash, _)| *hash).collect();
        let (pilots, size) = pilots(&hashes)?;
        let (mut marks, mut rows) = (vec![0; size], vec![[0; LANES]; size]);
        for (hash, row) in features {
            let place = slot(*hash, pilots[bucket(*hash, pilots.len())], size);
            marks[place] = mark(*hash);
            rows[place] = row.map(|weight| (weight / unit).round() as i16);
        }
        Some(Table { pilots, marks, slots: Slots::Learned(rows), unit })
    }

    /// A table of its parts, a row for each mark, weights in 16 bits; none if it has no pilot, no slot, or weights that are too large.
    pub(crate) fn learned(pilots: Vec<u8>, marks: Vec<u16>, rows: Vec<[i16; LANES]>, unit: f32) -> Option<Self> {
        let fit = rows.iter().flatten().all(|weight| f32::from(weight.unsigned_abs()) <= LARGEST);
        let table = Table { pilots, marks, slots: Slots::Learned(rows), unit };
        table.is_whole().then_some(table).filter(|_| fit)
    }

    /// The same, weights in 8 bits, for so many labels.
    pub(crate) fn used(
        labels: usize,
        pilots: Vec<u8>,
        marks: Vec<u16>,
        rows: impl Iterator<Item = [i8; LANES]>,
        unit: f32,
    ) -> Option<Self> {
        let slots = if labels <= LANES / 2 {
            Slots::Short(rows.map(|row| Short(std::array::from_fn(|lane| row[lane]))).collect())
        } else {
            Slots::Long(rows.map(Long).collect())
        };
        let table = Table { pilots, marks, slots, unit };
        table.is_whole().then_some(table)
    }

    /// True if every look-up finds a pilot, a mark and a row.
    fn is_whole(&self) -> bool {
        let rows = match &self.slots {
            Slots::Learned(slots) => slots.len(),
            Slots::Short(slots) => slots.len(),
            Slots::Long(slots) => slots.len(),
        };
        !self.pilots.is_empty() && rows > 0 && rows == self.marks.len()
    }

    /// The same in 8 bits, for so many labels.
    #[must_use]
    pub fn rounded(&self, labels: usize) -> Self {
        let Slots::Learned(rows) = &self.slots else { return self.clone() };
        let mut sizes: Vec<u16> = rows
            .iter()
            .filter(|row| row.iter().any(|weight| *weight != 0))
            .flat_map(|row| &row[..labels])
            .map(|weight| weight.unsigned_abs())
            .collect();
        sizes.sort_unstable();
        let largest = sizes.len().checked_sub(1 + sizes.len() / CUT).map_or(0, |at| sizes[at]);
        let scale = f32::from(largest.max(1)) / LARGEST_ROUNDED;
        let round = |weight: i16| (f32::from(weight) / scale).round().clamp(-LARGEST_ROUNDED, LARGEST_ROUNDED) as i8;
        let rows = rows.iter().map(|row| row.map(round));
        Table::used(labels, self.pilots.clone(), self.marks.clone(), rows, self.unit * scale).unwrap_or_else(|| self.clone())
    }

    /// The weights of each slot, in units; and whether they are rounded.
    pub(crate) fn rows(&self) -> (Vec<[i16; LANES]>, bool) {
        let wide = |row: &[i8]| std::array::from_fn(|lane| row.get(lane).map_or(0, |weight| i16::from(*weight)));
        match &self.slots {
            Slots::Learned(slots) => (slots.clone(), false),
            Slots::Short(slots) => (slots.iter().map(|slot| wide(&slot.0)).collect(), true),
            Slots::Long(slots) => (slots.iter().map(|slot| wide(&slot.0)).collect(), true),
        }
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
            Slots::Learned(slots) => self.sum_of(slots, |slot| slot, hashes),
            Slots::Short(slots) => self.sum_of(slots, |slot| &slot.0, hashes),
            Slots::Long(slots) => self.sum_of(slots, |slot| &slot.0, hashes),
        }
    }

    /// Loops over a handful of features rather than one: no look-up waits for another. Nor does anything branch on whether a feature has weights,
    /// which cannot be foretold: each is written down, and the next one over it if it has none.
    #[inline(always)]
    #[allow(clippy::needless_range_loop, reason = "as below")]
    fn sum_of<S, W: Copy + Into<i16>, const WIDTH: usize>(&self, slots: &[S], row: impl Fn(&S) -> &[W; WIDTH], hashes: &[u32]) -> Row {
        let mut sums = [0i32; WIDTH];
        let (handfuls, rest) = hashes.as_chunks();
        for handful in handfuls {
            self.add_handful(slots, &row, handful, HANDFUL, &mut sums);
        }
        if !rest.is_empty() {
            let mut handful = [0; HANDFUL];
            handful[..rest.len()].copy_from_slice(rest);
            self.add_handful(slots, &row, &handful, rest.len(), &mut sums);
        }
        let mut weights = [0.0; LANES];
        for lane in 0..WIDTH {
            weights[lane] = sums[lane] as f32 * self.unit;
        }
        weights
    }

    /// Adds the weights of the first `length` of a handful of features.
    #[inline(always)]
    #[allow(clippy::needless_range_loop, reason = "lanes are counted: loops over several lists at once are not always made wide")]
    fn add_handful<S, W: Copy + Into<i16>, const WIDTH: usize>(
        &self,
        slots: &[S],
        row: impl Fn(&S) -> &[W; WIDTH],
        handful: &[u32; HANDFUL],
        length: usize,
        sums: &mut [i32; WIDTH],
    ) {
        // One step after the other for all of them: what only reckons is done for several at once.
        let mut places = [0; HANDFUL];
        for at in 0..HANDFUL {
            places[at] = bucket(handful[at], self.pilots.len());
        }
        let mut pilots = [0; HANDFUL];
        for at in 0..HANDFUL {
            pilots[at] = self.pilots[places[at]];
        }
        for at in 0..HANDFUL {
            places[at] = slot(handful[at], pilots[at], slots.len());
        }
        let mut found = [0; HANDFUL];
        let mut count = 0;
        for at in 0..length.min(HANDFUL) {
            found[count % HANDFUL] = places[at];
            count += usize::from(self.marks[places[at]] == mark(handful[at]));
        }
        let mut small = [0i16; WIDTH];
        for slot in &found[..count] {
            let weights = row(&slots[*slot]);
            for lane in 0..WIDTH {
                small[lane] = small[lane].wrapping_add(weights[lane].into());
            }
        }
        for lane in 0..WIDTH {
            sums[lane] += i32::from(small[lane]);
        }
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{LARGEST, Table};
    use crate::crf::LANES;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

        /// Of hashes that crowd in a few places, and of labels that have short or long rows.
        #[test]
        fn every_feature_is_found_and_no_other(
            hashes in prop::collection::btree_set(prop_oneof![any::<u32>(), 0u32..40, (u32::MAX - 9)..=u32::MAX], 0..90),
            labels in prop_oneof![Just(3usize), Just(8), Just(9), Just(16)],
        ) {
            // The largest weight is a whole number of units, learned and rounded.
            let row = |weight: f32| { let mut row = [0.0; LANES]; row[labels - 1] = weight; row };
            let mut known: Vec<(u32, f32)> = hashes.iter().copied().zip((1..).map(|weight| weight as f32)).collect();
            known.iter_mut().take(1).for_each(|(_, weight)| *weight = 127.0);
            let features: Vec<_> = known.iter().map(|(hash, weight)| (*hash, row(*weight))).collect();
            let learned = Table::new(&features);
            for (table, near) in [(&learned, 0.05), (&learned.rounded(labels), 0.05)] {
                for (hash, weight) in &known {
                    prop_assert!((table.sum(&[*hash])[labels - 1] - weight).abs() < near);
                }
                let all: Vec<u32> = hashes.iter().copied().collect();
                prop_assert!((table.sum(&all)[labels - 1] - known.iter().map(|(_, weight)| weight).sum::<f32>()).abs() < 90.0 * near);
            }
        }
    }

    #[test]
    fn a_feature_without_weights_counts_nothing() {
        let table = Table::new(&[(1 << 31, [1.0; LANES]), (5, [2.0; LANES])]).rounded(2);
        for hash in [0, 1, 4, 6, (1 << 31) + 1, u32::MAX] {
            assert!(table.sum(&[hash])[..2].iter().all(|lane| *lane == 0.0), "{hash}");
        }
    }

    #[test]
    fn hashes_that_no_function_tells_apart_make_no_table() {
        let table = |hashes: &[u32]| Table::found(&hashes.iter().map(|hash| (*hash, [1.0; LANES])).collect::<Vec<_>>());
        assert!(table(&[3, 9]).is_some());
        assert!(table(&[3, 3]).is_none());
        assert!(table(&(0..30_000).collect::<Vec<_>>()).is_none(), "all in one bucket");
    }

    #[test]
    fn parts_that_do_not_fit_make_no_table() {
        let used = |pilots: usize, marks: usize, rows: usize| {
            Table::used(15, vec![0; pilots], vec![0; marks], vec![[0; LANES]; rows].into_iter(), 1.0)
        };
        assert!(used(1, 2, 2).is_some());
        for (pilots, marks, rows) in [(0, 2, 2), (1, 0, 0), (1, 2, 3)] {
            assert!(used(pilots, marks, rows).is_none(), "{pilots} {marks} {rows}");
        }
        let learned = |weight: i16| Table::learned(vec![0], vec![0], vec![[weight; LANES]], 1.0);
        assert!(learned(-(LARGEST as i16)).is_some());
        assert!(learned(i16::MIN).is_none(), "sixteen of them would not fit into 16 bits");
    }

    #[test]
    fn a_thousand_of_the_largest_weights_do_not_overflow() {
        let learned = Table::new(&[(7, [-3.0; LANES])]);
        for table in [&learned, &learned.rounded(15)] {
            assert!((table.sum(&[7; 1_000])[14] + 3_000.0).abs() < 0.5);
        }
        let lowest = Table::used(15, vec![0], vec![7], [[i8::MIN; LANES]].into_iter(), 1.0).unwrap();
        assert_eq!(lowest.sum(&[7; 1_000])[0], -128_000.0);
    }

    #[test]
    fn one_large_weight_among_ten_thousand_does_not_coarsen_the_others() {
        let mut features: Vec<(u32, [f32; LANES])> = (0..20_000u32).map(|at| (at.wrapping_mul(0x9e37_79b9), [0.01; LANES])).collect();
        features[3].1[0] = 2.0;
        let table = Table::new(&features).rounded(1);
        assert!((table.sum(&[features[4].0])[0] - 0.01).abs() < 0.0005);
    }
}
