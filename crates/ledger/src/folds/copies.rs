//! Near-copies: an agency's item printed by several papers.
//!
//! Shingles of [`SHINGLE`] words are hashed, and of every [`WINDOW`] neighbouring hashes the least is kept (winnowing: Schleimer, Wilkerson
//! and Aiken, SIGMOD 2003): a passage of `SHINGLE + WINDOW - 1` words that two texts share leaves a common hash in both.

use super::statement::ItemId;
use super::words::{hash, words};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Hashes of which the least is kept.
const WINDOW: usize = 4;
/// How many hashes of a text serve as look-up keys.
pub const COPY_KEYS: usize = 12;

/// The hashes that stand for a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Rising, each once.
    hashes: Vec<u32>,
}

impl Fingerprint {
    /// The fingerprint of a text, without regard to case, punctuation and quotation marks.
    #[must_use]
    pub fn of(text: &str) -> Fingerprint {
        let stems: Vec<u32> = words(text).map(|word| hash(&word.form.to_lowercase())).collect();
        let shingles: Vec<u32> = stems
            .windows(SHINGLE)
            .map(|shingle| shingle.iter().fold(0x811c_9dc5_u32, |sum, word| (sum ^ word).wrapping_mul(0x0100_0193).rotate_left(5)))
            .collect();
        let mut hashes = Vec::new();
        // A queue of rising hashes makes the least of every window known in constant time.
        let mut queue: VecDeque<usize> = VecDeque::new();
        for (at, hash) in shingles.iter().enumerate() {
            while queue.back().is_some_and(|last| shingles[*last] >= *hash) {
                queue.pop_back();
            }
            queue.push_back(at);
            if queue.front().is_some_and(|first| first + WINDOW <= at) {
                queue.pop_front();
            }
            if at + 1 >= WINDOW.min(shingles.len()) {
                hashes.extend(queue.front().map(|first| shingles[*first]));
            }
        }
        hashes.sort_unstable();
        hashes.dedup();
        Fingerprint { hashes }
    }

    /// A few of the hashes, chosen alike in all texts: near-copies share some.
    #[must_use]
    pub fn keys(&self) -> &[u32] {
        &self.hashes[..self.hashes.len().min(COPY_KEYS)]
    }

    /// How much of the shorter text stands in the other, 0 to 1.
    #[must_use]
    pub fn overlap(&self, other: &Fingerprint) -> f32 {
        let (mut i, mut j, mut shared) = (0, 0, 0_usize);
        while i < self.hashes.len() && j < other.hashes.len() {
            match self.hashes[i].cmp(&other.hashes[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        let shorter = self.hashes.len().min(other.hashes.len());
        if shorter == 0 { 0.0 } else { shared as f32 / shorter as f32 }
    }

    /// The hashes as bytes, little-endian, for the store.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect()
    }

    /// What [`Fingerprint::to_bytes`] wrote; `None` for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Fingerprint> {
        let (chunks, rest) = bytes.as_chunks::<4>();
        let hashes: Vec<u32> = chunks.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect();
        (rest.is_empty() && hashes.windows(2).all(|pair| pair[0] < pair[1])).then_some(Fingerprint { hashes })
    }
}

/// Two items of which one is a near-copy of the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// One of them.
    pub first: ItemId,
    /// When it was published.
    pub first_published: Option<Timestamp>,
    /// The other.
    pub second: ItemId,
    /// When it was published.
    pub second_published: Option<Timestamp>,
    /// The agency that one of them comes from whole, if the other names the same.
    pub agency: Option<String>,
    /// How much of the shorter stands in the other, 0 to 1.
    pub overlap: f32,
}

/// From which overlap on a text is a near-copy.
pub const NEAR_COPY: f32 = 0.4;
