//! Weights of hashed features, and how they decide.

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// The part of speech of a word; labels are the numbers of [`Pos`](super::Pos).
    Pos,
    /// The case of a noun phrase, by its head; labels are the numbers of [`Case`](super::Case).
    Case,
    /// The number of a noun phrase, by its head; labels begin at [`NUMBER`].
    Number,
    /// Whether a noun phrase is a subject, by its head; labels begin at [`SUBJECT`].
    Subject,
    /// The mood of a finite verb; labels begin at [`MOOD`].
    Mood,
    /// The number of a finite verb; labels begin at [`VERB_NUMBER`].
    VerbNumber,
}

/// First label of [`Task::Number`].
pub const NUMBER: u32 = 4;
/// First label of [`Task::Subject`]: no, then yes.
pub const SUBJECT: u32 = 6;
/// First label of [`Task::Mood`].
pub const MOOD: u32 = 8;
/// First label of [`Task::VerbNumber`].
pub const VERB_NUMBER: u32 = 10;

/// Chooses labels; the tagger by its weights, the trainer by its own while it learns.
pub trait Decider {
    /// One of `labels` (a bit for each, never empty) for the word at `at`, in view of hashed features.
    fn decide(&mut self, task: Task, at: usize, features: &[u32], labels: u64) -> u32;
}

/// The place of the weight of a feature for a label, in a table of `mask + 1` weights.
///
/// All labels of a feature lie in 64 neighbouring places, which a processor fetches at once; features that share these 64 have their
/// labels in different orders.
pub const fn place(feature: u32, label: u32, mask: u32) -> usize {
    ((feature ^ label) & mask) as usize
}

/// Hashes a feature: its template with up to three values. Part of the file format: it must not change.
pub fn feature(template: u32, a: u64, b: u64, c: u64) -> u32 {
    let mut hash = (a ^ u64::from(template) << 57).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ (hash >> 29) ^ b).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 32) ^ c).wrapping_mul(0x94D0_49BB_1331_11EB);
    (hash ^ u64::from(template).wrapping_mul(0xD6E8_FEB8_6659_FD93)).wrapping_shr(32) as u32
}

/// A table of weights in steps of one; 2ⁿ of them, n ≥ 6.
#[derive(Debug, Clone)]
pub struct Table {
    weights: Vec<i8>,
    mask: u32,
}

impl Table {
    /// From its weights.
    ///
    /// # Errors
    ///
    /// If there are not 2ⁿ of them with 6 ≤ n ≤ 28.
    pub fn new(weights: Vec<i8>) -> Result<Table, &'static str> {
        if !weights.len().is_power_of_two() || !(64..=1 << 28).contains(&weights.len()) {
            return Err("a table of weights has a wrong size");
        }
        let mask = weights.len() as u32 - 1;
        Ok(Table { weights, mask })
    }

    /// The weights.
    pub fn weights(&self) -> &[i8] {
        &self.weights
    }

    /// The label with the highest sum of weights, the first one if several have it.
    pub fn best(&self, features: &[u32], labels: u64) -> u32 {
        // A feature's weights for all labels are fetched at once; see `place`.
        let (lines, _) = self.weights.as_chunks::<LINE>();
        let mut sums = [0i32; LINE];
        for feature in features {
            let line = &lines[(feature & self.mask) as usize / LINE];
            for label in ones(labels) {
                sums[label as usize] += i32::from(line[(feature ^ label) as usize % LINE]);
            }
        }
        let (mut best, mut most) = (labels.trailing_zeros(), i32::MIN);
        for label in ones(labels) {
            if sums[label as usize] > most {
                (best, most) = (label, sums[label as usize]);
            }
        }
        best
    }
}

/// How many labels there can be, and how many weights stand together.
const LINE: usize = 64;

/// The bits that are set.
fn ones(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros())?;
        bits &= bits - 1;
        Some(bit)
    })
}
