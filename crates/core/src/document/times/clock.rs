//! Times of the clock.

use super::patterns::{Calendar, Finder, Meaning};
use super::words::{Part, Preposition, Word};

impl Finder<'_> {
    /// "17 Uhr", "4 Uhr 45", "8.40 Uhr", "halb neun", "neun Uhr", "7 Uhr früh"; the "9" of "von 9 bis 12 Uhr"
    pub(super) fn clock(&self, at: usize) -> Option<(usize, Meaning)> {
        let by = matches!(self.before(at), Word::Preposition(Preposition::By | Preposition::From | Preposition::Until));
        let (end, (hour, minute)) = match self.word(at) {
            Word::Clock(hour, minute, _) if self.word(at + 1) == Word::Uhr => (at + 2, (hour, minute)),
            Word::Clock(hour, minute, true) if by => (at + 1, (hour, minute)),
            Word::Clock(hour, minute, _) if self.opens_range(at) => (at + 1, (hour, minute)),
            Word::Digits(_) | Word::Number(_) => {
                let hour = self.hour(at)?;
                match (self.word(at + 1), self.word(at + 2)) {
                    (Word::Uhr, Word::Digits(minute @ 0..=59)) => (at + 3, (hour, minute as i8)),
                    (Word::Uhr, _) => (at + 2, (hour, 0)),
                    _ if self.opens_range(at) => (at + 1, (hour, 0)),
                    _ => return None,
                }
            }
            Word::Half if by => match self.hour(at + 1)? {
                hour @ 1..=12 => (at + 2 + usize::from(self.word(at + 2) == Word::Uhr), (hour - 1, 30)),
                _ => return None,
            },
            _ => return None,
        };
        let part = match self.word(end) {
            Word::PartSmall(part) | Word::Habit(part) if self.word(end - 1) == Word::Uhr => Some(part),
            _ => None,
        };
        let hour = match (part, hour) {
            (Some(Part::Midday | Part::Afternoon), 1..=8) | (Some(Part::Evening), 4..=11) | (Some(Part::Night), 9..=11) => hour + 12,
            _ => hour,
        };
        let end = end + usize::from(part.is_some());
        Some((end, Meaning::Calendar(Calendar { clock: Some((hour, minute)), ..Calendar::default() })))
    }

    fn hour(&self, at: usize) -> Option<i8> {
        match self.word(at) {
            Word::Digits(hour @ 0..=24) => Some(hour as i8),
            Word::Number(tenths @ 10..=240) if tenths % 10 == 0 => Some((tenths / 10) as i8),
            _ => None,
        }
    }

    /// True for the first hour of "von 9 bis 12.30 Uhr", "zwischen acht und neun Uhr", "8–10 Uhr".
    fn opens_range(&self, at: usize) -> bool {
        let joined = self.word(at + 1) == Word::And
            || self.word(at + 1) == Word::Preposition(Preposition::Until)
            || matches!(self.text(at + 1), "–" | "-" | "oder");
        let second = matches!(self.word(at + 2), Word::Clock(..)) || self.hour(at + 2).is_some();
        joined && second && self.word(at + 3) == Word::Uhr
    }
}
