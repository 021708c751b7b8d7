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
pub use mode::{Conveyed, modes};
pub use roles::{Window, role_base, roles};

use crate::hash;

/// What a field sees of one sequence of tokens.
///
/// Features that many tokens share, those of their clause and sentence, are kept once; each token names the two groups that hold for it.
#[derive(Debug, Clone, Default)]
pub struct Observation {
    own: Vec<u32>,
    /// Where the features of each token end in `own`.
    ends: Vec<u32>,
    shared: Vec<u32>,
    /// Where each group ends in `shared`.
    shared_ends: Vec<u32>,
    /// The groups that hold for each token; the same one twice counts once.
    groups: Vec<[u32; 2]>,
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

    /// How many groups of features there are that tokens share.
    #[must_use]
    pub fn shared_len(&self) -> usize {
        self.shared_ends.len()
    }

    /// The features of one group.
    #[must_use]
    pub fn shared(&self, group: usize) -> &[u32] {
        let start = group.checked_sub(1).map_or(0, |before| self.shared_ends[before] as usize);
        &self.shared[start..self.shared_ends[group] as usize]
    }

    /// The features of all groups, one group after the other.
    pub fn all_shared(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.shared_len()).map(|group| self.shared(group))
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
                seen.shared.extend_from_slice(self.shared(clause as usize));
                seen.end_group();
            }
            seen.own.extend_from_slice(self.own(at));
            seen.own.extend_from_slice(more.own(at - range.start));
            seen.ends.push(seen.own.len() as u32);
            seen.groups.push([seen.shared_len() as u32 - 1; 2]);
        }
        seen
    }

    /// The same, with what `more` adds to the features of each token.
    #[must_use]
    pub fn with(&self, mut more: impl FnMut(usize, &mut Vec<u32>)) -> Observation {
        let mut seen = Observation { own: Vec::new(), ends: Vec::new(), ..self.clone() };
        for at in 0..self.len() {
            seen.own.extend_from_slice(self.own(at));
            more(at, &mut seen.own);
            seen.ends.push(seen.own.len() as u32);
        }
        seen
    }

    /// Nothing seen yet, with room for so many tokens of about so many features.
    fn with_room(tokens: usize, features: usize) -> Observation {
        Observation {
            own: Vec::with_capacity(tokens * features),
            ends: Vec::with_capacity(tokens),
            groups: Vec::with_capacity(tokens),
            contexts: Vec::with_capacity(tokens),
            ..Observation::default()
        }
    }

    /// The same, and one group without features.
    fn plain(tokens: usize, features: usize) -> Observation {
        Observation { shared_ends: vec![0], ..Observation::with_room(tokens, features) }
    }

    /// Closes a group of features that tokens share, and gives its number.
    fn end_group(&mut self) -> u32 {
        self.shared_ends.push(self.shared.len() as u32);
        self.shared_len() as u32 - 1
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

/// The hash of a sort of features, from its name (FNV-1a).
const fn kind(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (mut hash, mut at) = (0xcbf2_9ce4_8422_2325u64, 0);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
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
