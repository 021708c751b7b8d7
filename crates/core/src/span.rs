//! Half-open ranges that carry their unit in the type.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// Unit: UTF-8 bytes of the clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Byte {}

/// Unit: Unicode code points of the clean text; used only at the border (JSON).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePoint {}

/// A half-open range `[start, end)` counted in `U`: [`Byte`], [`CodePoint`], or an index into a document's tokens
/// ([`crate::document::Token`]) or sentences ([`crate::document::Sentence`]).
pub struct Span<U> {
    /// First position inside.
    pub start: u32,
    /// First position after the end.
    pub end: u32,
    unit: PhantomData<fn() -> U>,
}

impl<U> Span<U> {
    /// A span from `start` up to, not including, `end`. An `end` before `start` gives the empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end.max(start) as u32, unit: PhantomData }
    }

    /// Number of units inside.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True if nothing is inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// The same as a `usize` range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// True if `at` lies inside.
    #[must_use]
    pub fn contains(self, at: usize) -> bool {
        self.range().contains(&at)
    }

    /// True if `other` lies wholly inside.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share at least one unit.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl<U> Clone for Span<U> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<U> Copy for Span<U> {}
impl<U> PartialEq for Span<U> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<U> Eq for Span<U> {}
impl<U> PartialOrd for Span<U> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<U> Ord for Span<U> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<U> Hash for Span<U> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<U> Default for Span<U> {
    fn default() -> Self {
        Span::new(0, 0)
    }
}
impl<U> fmt::Debug for Span<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
impl<U> From<Range<usize>> for Span<U> {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}
