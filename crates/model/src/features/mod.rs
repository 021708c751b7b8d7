//! What a field sees of a text: for each token the hashes of its features.

mod candidate;
mod content;
mod facts;
mod mode;
mod roles;

pub use candidate::{attribution, candidate};
pub use content::{content, nested};
pub(crate) use facts::form_number;
pub use facts::{Facts, Linguistics};
pub use mode::mode;
pub use roles::{Window, roles};

use crate::hash;

/// What a field sees of one sequence of tokens.
///
/// Features that many tokens share, those of their clause and sentence, are kept once; each token names the two groups that hold for it.
#[derive(Debug, Clone, Default)]
pub struct Observation {
    own: Vec<u32>,
    /// Where the features of each token end in `own`.
    ends: Vec<u32>,
    /// Features that tokens share.
    pub shared: Vec<Vec<u32>>,
    /// The groups of `shared` that hold for each token; the same one twice counts once.
    pub groups: Vec<[u32; 2]>,
    /// What lies between each token and the one before; see [`Context`].
    pub contexts: Vec<u8>,
}

impl Observation {
    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of one token alone.
    #[must_use]
    pub fn own(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.own[start..self.ends[at] as usize]
    }

    /// The groups that hold for a token, each once.
    pub fn groups(&self, at: usize) -> impl Iterator<Item = usize> {
        let [one, other] = self.groups[at];
        std::iter::once(one as usize).chain((one != other).then_some(other as usize))
    }

    /// What is seen of a stretch of the tokens here, and what `more` sees of each of them besides; sentences are left out.
    #[must_use]
    pub fn stretch(&self, range: std::ops::Range<usize>, more: &Observation) -> Observation {
        let mut seen = Observation { contexts: more.contexts.clone(), ..Observation::default() };
        let mut last = None;
        for at in range.clone() {
            let clause = self.groups[at][0];
            if last != Some(clause) {
                last = Some(clause);
                seen.shared.push(self.shared[clause as usize].clone());
            }
            seen.own.extend_from_slice(self.own(at));
            seen.own.extend_from_slice(more.own(at - range.start));
            seen.ends.push(seen.own.len() as u32);
            seen.groups.push([seen.shared.len() as u32 - 1; 2]);
        }
        seen
    }

    /// Closes the features of a token.
    fn end_token(&mut self, groups: [u32; 2], context: Context) {
        self.ends.push(self.own.len() as u32);
        self.groups.push(groups);
        self.contexts.push(context as u8);
    }
}

/// What lies between two neighbouring tokens: each sort has transition weights of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// Both are in one clause.
    Inside,
    /// The second is a separator.
    Separator,
    /// The first is a separator.
    BehindSeparator,
    /// A clause ends without a separator.
    Clause,
    /// A quotation opens with the second.
    Opens,
    /// A quotation closes with the first.
    Closes,
    /// A sentence ends.
    Sentence,
    /// A paragraph ends.
    Paragraph,
}

impl Context {
    /// How many sorts there are.
    pub const COUNT: usize = 8;
}

/// The hash of a sort of features, from its name.
const fn kind(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let (mut hash, mut at) = (0x811c_9dc5u32, 0);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// Collects features: `put!(features, "name", value)`; the name is hashed at compile time.
macro_rules! put {
    ($features:expr, $name:literal, $value:expr) => {
        $features.push($crate::hash::feature(const { $crate::features::kind($name) }, $value))
    };
}
use put;

/// A feature of two values.
fn both(one: impl Into<u64>, other: impl Into<u64>) -> u64 {
    hash::pair(one.into(), other.into())
}

/// Numbers in growing steps: 0, 1, 2, 3, then 4–5, 6–8, 9–14, 15–25, more.
fn bucket(number: usize) -> u64 {
    match number {
        0..=3 => number as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        15..=25 => 7,
        26..=50 => 8,
        _ => 9,
    }
}
