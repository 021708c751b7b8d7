//! Years: which numbers are some, and where the year of a month or day stands.

use super::patterns::{Base, Calendar, Finder, Meaning, Year};
use super::words::{Preposition, Unit, Word};

impl Finder<'_> {
    /// A year, named as such by what stands before it: "2012", "490 v. Chr.", "1941/42".
    pub(super) fn year(&self, at: usize) -> Option<(usize, Calendar)> {
        let Word::Digits(year @ 1..) = self.word(at) else { return None };
        let (end, before_christ) = self.before_christ(at + 1);
        // "im Jahr 88 Millionen"
        if !before_christ && self.text(at).len() < 4 && self.is_noun(end) {
            return None;
        }
        let end = if end == at + 1 && year >= 1000 { self.second_year(end) } else { end };
        Some((end, Calendar { year: Some(Year::Number(year as i16)), before_christ, ..Calendar::default() }))
    }

    /// "/42" behind "1941" is the winter's second year.
    fn second_year(&self, at: usize) -> usize {
        match self.word(at + 1) {
            Word::Digits(_) if self.text(at) == "/" && self.text(at + 1).len() == 2 => at + 2,
            _ => at,
        }
    }

    /// "v. Chr."
    pub(super) fn before_christ(&self, at: usize) -> (usize, bool) {
        let era = |at: usize| self.text(at).starts_with("Chr");
        match self.text(at) {
            "v." | "v" if era(at + 1) => (at + 2, true),
            "v." | "v" if self.text(at + 1) == "." && era(at + 2) => (at + 3, true),
            "v.Chr." | "v.Chr" => (at + 1, true),
            "vor" if self.text(at + 1).starts_with("Christus") => (at + 2, true),
            _ => (at, false),
        }
    }

    /// A number that is a year by its size and its neighbours.
    pub(super) fn bare_year(&self, at: usize, of_edge: bool) -> Option<(usize, Meaning)> {
        let Word::Digits(year) = self.word(at) else { return None };
        let (end, before_christ) = self.before_christ(at + 1);
        let calendar = Calendar { year: Some(Year::Number(year as i16)), before_christ, ..Calendar::default() };
        if before_christ {
            return Some((end, Meaning::Calendar(calendar)));
        }
        // "1914/18": the second year, in the century of the first.
        if at >= self.start + 2 && self.text(at - 1) == "/" && self.text(at).len() == 2 {
            let Word::Digits(first @ 1000..=2099) = self.words[at - 2] else { return None };
            let year = Some(Year::Number((first / 100 * 100 + year) as i16));
            return Some((at + 1, Meaning::Calendar(Calendar { year, ..Calendar::default() })));
        }
        if !(1000..=2100).contains(&year) || self.text(at).len() != 4 {
            return None;
        }
        // "2002/2003"
        let second = at >= self.start + 2 && self.text(at - 1) == "/" && self.words[at - 2] == Word::Digits(year - 1);
        if second {
            return Some((at + 1, Meaning::Calendar(calendar)));
        }
        let behind_preposition = of_edge
            || matches!(
                self.before(at),
                Word::Preposition(Preposition::Since | Preposition::Until | Preposition::From | Preposition::Before | Preposition::After)
            );
        let modern = (1900..=2035).contains(&year);
        let next = self.text(at + 1);
        let noun = next.starts_with(char::is_uppercase);
        let over = matches!(self.text(at.max(1) - 1), "über") && at > self.start && next != "hinaus";
        let counts = self.word(at + 1) == Word::Counted
            || over
            || self.text(at + 1) == "auf" && matches!(self.word(at + 2), Word::Digits(_))
            || matches!(self.before(at), Word::Approx(_) | Word::Than) && (noun || !modern)
            || self.before(at) == Word::Some
            || matches!(self.text(at + 1), "%" | "€" | "$" | "°")
            || at > self.start && (matches!(self.text(at - 1), "§" | "/") || self.turns.before_other_number.has(self.text(at - 1)));
        // "1500 neue Stellen"; "1500 starb er" has no noun behind.
        let before_noun = next.starts_with(char::is_uppercase) && next.ends_with(['e', 'n', 'r', 's'])
            || next.ends_with(['e', 'n', 'r'])
                && self.text(at + 2).starts_with(char::is_uppercase)
                && self.word(at + 1) == Word::Other
                && !self.turns.possessives.has(next);
        let plain = if modern { !counts } else { !counts && !before_noun && year < 1900 };
        let plain = plain && (year % 100 != 0 || behind_preposition || !before_noun) || behind_preposition && !counts;
        plain.then_some((at + 1, Meaning::Calendar(calendar)))
    }

    /// The year behind a month, season or feast: "1998", "des Jahres 2005", "dieses Jahres", "des Vorjahres".
    pub(super) fn with_year(&self, at: usize, named: Calendar) -> Option<(usize, Meaning)> {
        let found = |end, year: Year| Some((end, Meaning::Calendar(Calendar { year: Some(year), ..named })));
        if let Word::Digits(year) = self.word(at) {
            let four = self.text(at).len() == 4 && (1000..=2100).contains(&year);
            let (end, year) = self.year(at)?;
            return (four || year.before_christ)
                .then_some((end, Meaning::Calendar(Calendar { year: year.year, before_christ: year.before_christ, ..named })));
        }
        let inner = if self.word(at) == Word::Article { at + 1 } else { at };
        let year_behind = self.word(inner + 1) == Word::Unit(Unit::Year);
        match self.word(inner) {
            Word::Unit(Unit::Year) if inner > at => match self.year(inner + 1) {
                Some((end, year)) => found(end, year.year?),
                None => found(inner + 1, Year::Step(0, Base::Speech)),
            },
            Word::Shift(by) if year_behind => found(inner + 2, Year::Step(by, Base::Speech)),
            Word::Same if year_behind => found(inner + 2, Year::Step(0, Base::Last)),
            Word::Next(by) if year_behind => found(inner + 2, Year::Step(by, Base::Last)),
            Word::Beside(by, Unit::Year) if inner > at => found(inner + 1, Year::Step(by, Base::Speech)),
            _ => None,
        }
    }

    /// The year that a later month of the same list has: "Mai/Juni 1940", "3. März und 5. April 1941".
    pub(super) fn year_ahead(&self, at: usize) -> Option<Year> {
        let mut next = at;
        while next < at + 6 && self.joins(next) {
            next += 1;
        }
        if next == at {
            return None;
        }
        next += usize::from(matches!(self.word(next), Word::DigitOrdinal(_)));
        match (self.word(next), self.word(next + 1)) {
            (Word::Month(_) | Word::Season(_), Word::Digits(year @ 1000..=2100)) => Some(Year::Number(year as i16)),
            _ => None,
        }
    }

    /// The month, and year, that a later day of the same list has: "21. bis 27. Februar".
    pub(super) fn month_ahead(&self, at: usize) -> Option<(i8, Option<Year>)> {
        let mut next = at;
        while next < at + 12 && (self.joins(next) || next > at && matches!(self.word(next), Word::DigitOrdinal(_))) {
            next += 1;
        }
        match self.word(next) {
            Word::Month(month) if next > at + 1 && matches!(self.word(next - 1), Word::DigitOrdinal(_)) => {
                let year = match self.word(next + 1) {
                    Word::Digits(year @ 1000..=2100) => Some(Year::Number(year as i16)),
                    _ => self.year_ahead(next + 1),
                };
                Some((month, year))
            }
            _ => None,
        }
    }

    /// A word or mark that joins the members of a list.
    fn joins(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            Word::Joint | Word::And | Word::Article | Word::Weekday(_) | Word::Preposition(Preposition::At | Preposition::Until)
        ) || matches!(self.text(at), "/" | "," | "–" | "-" | "—")
    }
}
