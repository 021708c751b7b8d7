//! How well our own tokens and sentences meet a corpus's: precision and recall over sets of boundaries.

use crate::score::Score;

/// Counts over many documents; from them precision and recall.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BoundaryTally {
    shared: usize,
    predicted: usize,
    reference: usize,
}

impl BoundaryTally {
    /// Adds one document: sets as ascending lists. For tokens an entry is `(start, end)`, for sentences where each one's last token ends;
    /// both in Unicode code points of the text as the corpus gives it.
    pub fn add<T: Ord>(&mut self, predicted: &[T], reference: &[T]) {
        self.shared += predicted.iter().filter(|entry| reference.binary_search(entry).is_ok()).count();
        self.predicted += predicted.len();
        self.reference += reference.len();
    }

    /// Precision and recall over all documents.
    #[must_use]
    pub fn score(self) -> Score {
        let share = |of: usize| self.shared as f64 / of.max(1) as f64;
        Score { precision: share(self.predicted), recall: share(self.reference) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_over_all_documents_together() {
        let mut tally = BoundaryTally::default();
        assert_eq!(tally.score(), Score::default(), "nothing to share");
        tally.add(&[(0, 3), (4, 9)], &[(0, 3), (4, 8), (8, 9)]);
        tally.add(&[(0, 2), (2, 3)], &[(0, 2)]);
        assert_eq!(tally.score(), Score { precision: 0.5, recall: 0.5 });
        tally.add(&[], &[(1, 2), (5, 6)]);
        assert_eq!(tally.score(), Score { precision: 0.5, recall: 2.0 / 6.0 });
    }
}
