//! Expressions of time as TempEval-3 counts them (UzZaman et al., SemEval 2013, Task 1 A).

use super::Score;
use crate::timex::Timed;

/// Counts over many documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimeTally {
    predicted: usize,
    reference: usize,
    strict: usize,
    relaxed: usize,
    strict_value: usize,
    relaxed_value: usize,
    relaxed_kind: usize,
    with_kind: usize,
}

impl TimeTally {
    /// Adds one document and gives the pairs: indices into the two lists.
    pub fn add(&mut self, predicted: &[Timed], reference: &[Timed]) -> Vec<(usize, usize)> {
        self.predicted += predicted.len();
        self.reference += reference.len();
        let pairs = pairs(predicted, reference);
        for &(p, r) in &pairs {
            let (predicted, reference) = (&predicted[p], &reference[r]);
            let same_value = predicted.value == reference.value;
            let strict = predicted.span == reference.span;
            self.relaxed += 1;
            self.strict += usize::from(strict);
            self.relaxed_value += usize::from(same_value);
            self.strict_value += usize::from(strict && same_value);
            if reference.kind.is_some() {
                self.with_kind += 1;
                self.relaxed_kind += usize::from(predicted.kind == reference.kind);
            }
        }
        pairs
    }

    /// The same extent.
    #[must_use]
    pub fn strict(self) -> Score {
        self.share(self.strict)
    }

    /// Extents that overlap.
    #[must_use]
    pub fn relaxed(self) -> Score {
        self.share(self.relaxed)
    }

    /// The same extent and value.
    #[must_use]
    pub fn strict_value(self) -> Score {
        self.share(self.strict_value)
    }

    /// Extents that overlap, and the same value: TempEval-3's value F1.
    #[must_use]
    pub fn relaxed_value(self) -> Score {
        self.share(self.relaxed_value)
    }

    /// How many of the pairs that overlap have the same value, 0 to 1.
    #[must_use]
    pub fn value_accuracy(self) -> f64 {
        self.relaxed_value as f64 / self.relaxed.max(1) as f64
    }

    /// How many of the pairs that overlap have the same type; `None` where the corpus has no types.
    #[must_use]
    pub fn kind_accuracy(self) -> Option<f64> {
        (self.with_kind > 0).then(|| self.relaxed_kind as f64 / self.with_kind as f64)
    }

    /// How many expressions were predicted, and how many there are.
    #[must_use]
    pub fn counts(self) -> (usize, usize) {
        (self.predicted, self.reference)
    }

    fn share(self, of: usize) -> Score {
        let share = |all: usize| of as f64 / all.max(1) as f64;
        Score { precision: share(self.predicted), recall: share(self.reference) }
    }
}

/// Pairs expressions one to one: equal extents first, then those that overlap, in the order of the text. Both lists are in that order.
fn pairs(predicted: &[Timed], reference: &[Timed]) -> Vec<(usize, usize)> {
    let mut partner: Vec<Option<usize>> = predicted.iter().map(|one| reference.iter().position(|other| other.span == one.span)).collect();
    let mut free: Vec<bool> = vec![true; reference.len()];
    for taken in &mut partner {
        // Two predictions of one extent share no partner.
        if let Some(index) = *taken
            && !std::mem::replace(&mut free[index], false)
        {
            *taken = None;
        }
    }
    for (one, partner) in predicted.iter().zip(partner.iter_mut()).filter(|(_, partner)| partner.is_none()) {
        *partner = reference.iter().enumerate().position(|(index, other)| free[index] && other.span.overlaps(one.span));
        if let Some(index) = *partner {
            free[index] = false;
        }
    }
    partner.iter().enumerate().filter_map(|(p, r)| r.map(|r| (p, r))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use zufolge::Span;

    fn timed(start: usize, end: usize, value: &str) -> Timed {
        Timed { span: Span::new(start, end), kind: None, value: value.to_owned() }
    }

    #[test]
    fn strict_and_relaxed_are_told_apart() {
        let reference = [timed(0, 4, "1987"), timed(10, 20, "P2Y"), timed(30, 40, "2001-05"), timed(50, 60, "PXD")];
        let predicted = [timed(0, 4, "1987"), timed(12, 20, "P2Y"), timed(30, 40, "2002-05"), timed(70, 75, "P1D")];
        let mut tally = TimeTally::default();
        assert_eq!(tally.add(&predicted, &reference), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(tally.strict(), Score { precision: 0.5, recall: 0.5 });
        assert_eq!(tally.relaxed(), Score { precision: 0.75, recall: 0.75 });
        assert_eq!(tally.strict_value(), Score { precision: 0.25, recall: 0.25 });
        assert_eq!(tally.relaxed_value(), Score { precision: 0.5, recall: 0.5 });
        assert_eq!(tally.kind_accuracy(), None);
    }

    #[test]
    fn an_expression_is_the_partner_of_one_only() {
        let mut tally = TimeTally::default();
        assert_eq!(tally.add(&[timed(0, 3, ""), timed(4, 9, "")], &[timed(0, 9, "")]), [(0, 0)]);
        assert_eq!(tally.add(&[timed(0, 9, "")], &[timed(0, 3, ""), timed(0, 9, "")]), [(0, 1)]);
        assert_eq!(tally.counts(), (3, 3));
    }
}
