//! How long and how often: durations and sets.

use super::Modifier;
use super::patterns::{Finder, Found, Meaning};
use super::words::{Part, Preposition, Unit, Word};

/// Tenths of a unit; 0 where left open.
type Amount = (u16, Unit);

impl Finder<'_> {
    /// "jeden Montag", "alle vier Jahre", "pro Jahr", "montags", "täglich", "Jahr um Jahr", "im Jahr"
    pub(super) fn set(&self, at: usize) -> Option<(usize, Meaning)> {
        let set = |end, value: String| Some((end, Meaning::Set(value)));
        match self.word(at) {
            Word::Often(value) => set(at + 1, value.to_owned()),
            // "zweimal wöchentlich", "dreimal im Jahr"
            Word::Repeat => self.set(at + 1),
            // "Montags" as the first word
            Word::Weekday(day) if at == self.start && self.text(at).ends_with('s') && self.text(at + 1) != "," => {
                set(at + 1, format!("XXXX-WXX-{day}"))
            }
            Word::WeekdayHabit(day) => set(at + 1, format!("XXXX-WXX-{day}")),
            Word::Habit(part) => Some((at + 1, Meaning::Set(format!("XXXX-XX-XXT{}", part.name())))),
            Word::Every => match self.word(at + 1) {
                Word::Unit(unit) => set(at + 2, every(10, unit)),
                Word::Weekday(day) => set(at + 2, format!("XXXX-WXX-{day}")),
                Word::WeekdayPart(day, part) => set(at + 2, format!("XXXX-WXX-{day}T{}", part.name())),
                Word::Month(month) => set(at + 2, format!("XXXX-{month:02}")),
                Word::Season(season) => set(at + 2, format!("XXXX-{}", season.name())),
                Word::Part(part) => set(at + 2, format!("XXXX-XX-XXT{}", part.name())),
                // "jedes zweite Jahr"
                Word::Ordinal(number @ 2..) => match self.word(at + 2) {
                    Word::Unit(unit) => set(at + 3, every(number as u16 * 10, unit)),
                    _ => None,
                },
                _ => None,
            },
            Word::All => match (self.word(at + 1), self.word(at + 2)) {
                (Word::Number(tenths), Word::Units(unit)) => set(at + 3, every(tenths, unit)),
                (Word::Digits(number), Word::Units(unit)) if number < 1000 => set(at + 3, every(number * 10, unit)),
                _ => None,
            },
            Word::Preposition(Preposition::Per) => match self.word(at + 1) {
                Word::Unit(unit) => set(at + 2, every(10, unit)),
                Word::Part(Part::Night) => set(at + 2, "XXXX-XX-XXTNI".to_owned()),
                _ => None,
            },
            // "im Jahr", "am Tag": so much each time, behind a number of something
            Word::Preposition(Preposition::At) => match self.word(at + 1) {
                Word::Unit(unit @ (Unit::Year | Unit::Month | Unit::Day | Unit::Quarter))
                    if self.turns.each_time.has(self.text(at)) && !self.names_one(at + 2) && self.counts_before(at) =>
                {
                    set(at + 2, every(10, unit))
                }
                _ => None,
            },
            Word::Unit(unit) if self.word(at + 2) == Word::Unit(unit) && self.turns.time_by_time.has(self.text(at + 1)) => {
                set(at + 3, every(10, unit))
            }
            _ => None,
        }
    }

    /// True if what stands behind a unit makes it a certain one: "im Jahr 2012", "im Jahr des Drachen", "am Tag danach".
    fn names_one(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            Word::Digits(_) | Word::Article | Word::Later(_) | Word::Preposition(Preposition::Before | Preposition::After)
        )
    }

    /// True if a number stands within the words before: "fünf Millionen Tonnen im Jahr".
    fn counts_before(&self, at: usize) -> bool {
        (1..=5).any(|back| {
            at.checked_sub(back).is_some_and(|at| {
                self.text(at).starts_with(|c: char| c.is_ascii_digit()) && !matches!(self.before(at + 1), Word::DigitOrdinal(_))
                    || matches!(self.before(at + 1), Word::Number(_) | Word::Some)
                    || self.before(at + 1) == Word::Repeat
                    || self.turns.large_numbers.has(self.text(at))
            })
        })
    }

    /// A duration, with what says how exact it is; or a time so long behind or before another.
    pub(super) fn duration(&self, at: usize) -> Option<Found> {
        match self.word(at) {
            Word::Lasting(value) => return Some(Found { start: at, end: at + 1, meaning: Meaning::Lasting(value), modifier: None }),
            Word::Compound(tenths, unit) => return Some(self.measured(at, at + 1, tenths, unit, None)),
            _ => {}
        }
        let (inner, modifier) = self.approximation(at);
        // "fast genau"
        let inner = if inner > at && matches!(self.word(inner), Word::Approx(None)) { inner + 1 } else { inner };
        let (inner, opened) = self.opening(inner);
        if let Some((end, (tenths, unit), rest)) = self.amount(inner) {
            let aged = self.word(end) == Word::Aged || unit == Unit::Year && self.is_age(at);
            let named = tenths == 10 && unit == Unit::Day && self.text(end - 1).ends_with('s');
            if aged || named {
                return None;
            }
            let mut found = self.measured(at, end, tenths, unit, rest);
            found.modifier = modifier;
            return Some(found);
        }
        if let Some((end, unit)) = self.whole(at) {
            return Some(self.measured(at, end, 10, unit, None));
        }
        if inner > at && !opened {
            return None;
        }
        // "den vergangenen Wochen", "Jahre zuvor", "seit Jahren"
        let Word::Units(unit) = self.word(inner) else { return None };
        let alone = inner == at
            && (matches!(
                self.before(at),
                Word::Preposition(Preposition::Since | Preposition::Before | Preposition::After | Preposition::Until | Preposition::For)
            ) || matches!(self.word(inner + 1), Word::Later(_)));
        let numbered = matches!(self.word(inner + 1), Word::Digits(_));
        (!numbered && (opened || alone)).then(|| self.measured(at, inner + 1, 0, unit, None))
    }

    /// "im Alter von 78 Jahren", "Jugendliche unter 20 Jahren"
    fn is_age(&self, at: usize) -> bool {
        let back = |by: usize| if at >= self.start + by { self.text(at - by) } else { "" };
        back(1) == "von" && back(2) == "Alter" || back(1) == "unter" && back(2).starts_with(char::is_uppercase)
    }

    /// "den ganzen Tag", "das ganze Jahr"
    fn whole(&self, at: usize) -> Option<(usize, Unit)> {
        let next = if matches!(self.word(at), Word::Article | Word::Number(10)) { at + 1 } else { return None };
        match self.word(next + 1) {
            Word::Unit(unit) if self.turns.whole_of_time.has(self.text(next)) => Some((next + 2, unit)),
            _ => None,
        }
    }

    /// "fast", "rund", "mehr als", "genau"
    fn approximation(&self, at: usize) -> (usize, Option<Modifier>) {
        match (self.word(at), self.word(at + 1)) {
            (Word::Approx(modifier), _) => (at + 1, modifier),
            (Word::More, Word::Than) => (at + 2, Some(Modifier::MoreThan)),
            (Word::Less, Word::Than) => (at + 2, Some(Modifier::LessThan)),
            _ => (at, None),
        }
    }

    /// "den vergangenen", "die ganzen", "all diese", "diesen": in front of the number or unit; true if something before it says which.
    fn opening(&self, at: usize) -> (usize, bool) {
        let mut next = at;
        next += usize::from(self.word(next) == Word::Article || self.text(next) == "all");
        let from = next;
        while next < from + 2 && (matches!(self.word(next), Word::Shift(_) | Word::Next(_)) || self.turns.before_units.has(self.text(next)))
        {
            next += 1;
        }
        let shifted = (from..next).any(|at| matches!(self.word(at), Word::Shift(_) | Word::Next(_)));
        if next > from { (next, shifted) } else { (at, false) }
    }

    /// A number and its unit: its end, the amount, and a second one: "drei Jahre und vier Monate".
    fn amount(&self, at: usize) -> Option<(usize, Amount, Option<Amount>)> {
        let (end, tenths, unit) = self.one_amount(at)?;
        if self.word(end) == Word::And
            && let Some((second, more, finer)) = self.one_amount(end + 1)
            && matches!(
                (unit, finer),
                (Unit::Year, Unit::Month | Unit::Day | Unit::Week)
                    | (Unit::Hour, Unit::Minute)
                    | (Unit::Week, Unit::Day)
                    | (Unit::Minute, Unit::Second)
                    | (Unit::Month, Unit::Day | Unit::Week)
            )
        {
            return Some((second, (tenths, unit), Some((more, finer))));
        }
        Some((end, (tenths, unit), None))
    }

    fn one_amount(&self, at: usize) -> Option<(usize, u16, Unit)> {
        let (mut next, tenths) = match self.word(at) {
            Word::Digits(number) if number < 6000 => (at + 1, number * 10),
            Word::Number(10) => match self.word(at + 1) {
                Word::Number(5) => (at + 2, 5),
                Word::Some => (at + 2, 0),
                _ => (at + 1, 10),
            },
            Word::Number(tenths) => (at + 1, tenths),
            Word::Some | Word::Less => (at + 1, 0),
            _ => return None,
        };
        if matches!(self.word(next), Word::Approx(_)) || self.is_adjective(next) {
            next += 1;
        }
        match self.word(next) {
            Word::Unit(unit) if tenths <= 10 && tenths > 0 => Some((next + 1, tenths, unit)),
            Word::Units(unit) => Some((next + 1, tenths, unit)),
            Word::Span(span, unit) if tenths == 10 => Some((next + 1, span, unit)),
            // "drei schlaflosen Nächten" are days
            _ => None,
        }
    }

    /// "17 lange Jahre", "eine zähe Woche": a small word with an adjective's ending before a unit.
    fn is_adjective(&self, at: usize) -> bool {
        let text = self.text(at);
        let unit = matches!(self.word(at + 1), Word::Unit(_) | Word::Units(_));
        unit && matches!(self.word(at), Word::Other | Word::Some)
            && text.len() > 3
            && text.starts_with(char::is_lowercase)
            && text.ends_with(['e', 'n', 'r', 's', 'm'])
    }

    /// The amount as a duration, or as an offset where "später" or "zuvor" stands behind.
    fn measured(&self, start: usize, end: usize, tenths: u16, unit: Unit, rest: Option<Amount>) -> Found {
        let found = |end, meaning| Found { start, end, meaning, modifier: None };
        if let Word::Later(sign) = self.word(end) {
            // "drei Tage davor warnen" is no offset, but "zuvor" and "später" are.
            return found(end + 1, Meaning::Offset { tenths, unit, sign });
        }
        if self.text(end) == "früher" {
            return found(end + 1, Meaning::Duration { tenths, unit, rest, ago: false, after: false });
        }
        let preposition = |wanted| self.before(start) == Word::Preposition(wanted);
        let (ago, after) = (preposition(Preposition::Before), preposition(Preposition::After));
        let long = self.word(end) == Word::Long;
        found(end + usize::from(long), Meaning::Duration { tenths, unit, rest, ago, after })
    }
}

/// "jedes Jahr" is `P1Y`, "alle vier Jahre" `P4Y`.
fn every(tenths: u16, unit: Unit) -> String {
    super::calendar::duration(tenths, unit, None)
}
