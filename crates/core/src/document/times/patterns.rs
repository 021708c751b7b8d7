//! Which neighbouring tokens are one expression of time, and what they mean before the calendar is asked.

use super::words::{Feast, Part, Preposition, Season, Unit, Word};
use super::{Modifier, Reference};
use crate::document::{Document, Token};
use crate::span::Span;
use crate::turns::Turns;

/// A place on the calendar as far as the words name it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Calendar {
    /// Before Christ.
    pub(super) before_christ: bool,
    /// The first two digits of a century: 19 is the twentieth.
    pub(super) century: Option<u16>,
    /// The first three digits of a decade; below ten only the last of them is known.
    pub(super) decade: Option<u16>,
    pub(super) year: Option<Year>,
    pub(super) half: Option<u8>,
    pub(super) quarter: Option<u8>,
    pub(super) season: Option<Season>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) weekday: Option<i8>,
    pub(super) feast: Option<Feast>,
    pub(super) part: Option<Part>,
    pub(super) clock: Option<(i8, i8)>,
    /// "vergangenen Freitag", "nächsten Sommer"
    pub(super) shift: Option<i8>,
    /// "Freitag kommender Woche"
    pub(super) week: Option<i8>,
}

/// How a year is named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Year {
    Number(i16),
    /// "des vergangenen Jahres"
    Step(i8, Base),
}

/// What a step is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of publication; in narration the time named last.
    Speech,
    /// The time named last.
    Last,
}

/// What an expression means before the calendar is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    Calendar(Calendar),
    /// So many units from the base: "letzte Woche", "gestern Abend", "am selben Tag".
    Step {
        unit: Unit,
        by: i8,
        base: Base,
        part: Option<Part>,
    },
    /// So long behind or before the time named last; tenths, 0 where left open.
    Offset {
        tenths: u16,
        unit: Unit,
        sign: i8,
    },
    /// How long; tenths, 0 where left open; `ago` behind "vor".
    Duration {
        tenths: u16,
        unit: Unit,
        rest: Option<(u16, Unit)>,
        ago: bool,
        after: bool,
    },
    /// A duration in one word.
    Lasting(&'static str),
    Set(String),
    Reference(Reference),
    /// "bis heute", "heutige": today or nowadays.
    Today {
        part: Option<Part>,
    },
}

/// An expression of time before the calendar is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) modifier: Option<Modifier>,
}

/// Looks for expressions of time in one sentence.
pub(super) struct Finder<'a> {
    pub(super) doc: &'a Document,
    pub(super) words: &'a [Word],
    pub(super) turns: &'a Turns,
    pub(super) start: usize,
    end: usize,
}

impl<'a> Finder<'a> {
    pub(super) fn new(doc: &'a Document, words: &'a [Word], turns: &'a Turns, sent: Span<Token>) -> Self {
        Finder { doc, words, turns, start: sent.start as usize, end: sent.end as usize }
    }

    pub(super) fn word(&self, at: usize) -> Word {
        if at < self.end { self.words[at] } else { Word::Other }
    }

    pub(super) fn before(&self, at: usize) -> Word {
        if at > self.start { self.words[at - 1] } else { Word::Other }
    }

    pub(super) fn text(&self, at: usize) -> &str {
        if at < self.end { self.doc.word(at) } else { "" }
    }

    /// The longest expression that begins at a token.
    pub(super) fn at(&self, at: usize) -> Option<Found> {
        if self.word(at) == Word::Other || self.is_name(at) {
            return None;
        }
        let found = |start, (end, meaning)| Found { start, end, meaning, modifier: None };
        self.set(at)
            .map(|core| found(at, core))
            .or_else(|| self.edge(at))
            .or_else(|| self.duration(at))
            .or_else(|| self.phrase(at).map(|core| found(at, core)))
            .or_else(|| self.core(at, false).map(|core| found(at, core)))
    }

    /// True for the word of time in the name of a paper: "Welt am Sonntag", „Kurier am Abend“, „Heute“.
    fn is_name(&self, at: usize) -> bool {
        if !matches!(self.word(at), Word::Weekday(_) | Word::Part(_) | Word::Unit(Unit::Weekend) | Word::Day(_)) {
            return false;
        }
        let closed = matches!(self.text(at + 1), "“" | "”" | "\"" | "«" | "»" | "‘" | "‹" | "›");
        let opened = |at: usize| at >= self.start && matches!(self.text(at), "„" | "“" | "\"" | "«" | "»" | "‚" | "‹" | "›");
        let alone = closed && at > self.start && opened(at - 1);
        let capitals = |at: usize| !self.text(at).contains(char::is_lowercase);
        let am = at >= self.start + 2 && self.text(at - 1).eq_ignore_ascii_case("am");
        let noun = am && self.is_noun(at - 2);
        alone
            || am && self.word(at - 2) == Word::Paper && capitals(at - 2) == capitals(at - 1)
            || closed && noun && (2..6).any(|back| at >= back && opened(at - back))
    }

    /// "Anfang Mai", "Mitte der achtziger Jahre", "Ende des vergangenen Jahres", "Laufe des Jahres 1966"
    fn edge(&self, at: usize) -> Option<Found> {
        let Word::Edge(modifier) = self.word(at) else { return None };
        let inner = if self.word(at + 1) == Word::Article { at + 2 } else { at + 1 };
        let (end, meaning) = self.phrase(at + 1).or_else(|| self.core(inner, true))?;
        let coarse = match &meaning {
            Meaning::Calendar(calendar) => {
                calendar.day.is_none() && calendar.weekday.is_none() && calendar.part.is_none() && calendar.clock.is_none()
            }
            Meaning::Step { unit, part, .. } => *unit != Unit::Day && part.is_none(),
            _ => false,
        };
        coarse.then_some(Found { start: at, end, meaning, modifier: Some(modifier) })
    }

    /// What an article or a word such as "vergangen" opens; the article is part of it.
    fn phrase(&self, at: usize) -> Option<(usize, Meaning)> {
        let inner = if self.word(at) == Word::Article { at + 1 } else { at };
        let articled = inner > at;
        let calendar = |end, calendar| Some((end, Meaning::Calendar(calendar)));
        match self.word(inner) {
            Word::Shift(by) => self.shifted(inner + 1, by, false),
            Word::Same => self.shifted(inner + 1, 0, true),
            Word::Next(by) => self.shifted(inner + 1, by, true),
            Word::Decade(_) | Word::DecadeDigits(..) | Word::Decades(_) => self.decade(inner),
            Word::Ordinal(_) | Word::DigitOrdinal(_) => self.century(inner).or_else(|| self.part_of_year(inner)),
            Word::Unit(Unit::Year) | Word::Units(Unit::Year) if articled => {
                if let Some((end, year)) = self.year(inner + 1) {
                    return calendar(end, year);
                }
                let genitive = self.text(at).eq_ignore_ascii_case("des");
                genitive.then_some((inner + 1, Meaning::Step { unit: Unit::Year, by: 0, base: Base::Speech, part: None }))
            }
            // "der Tag, an dem", "das Jahr, in dem"
            Word::Unit(unit) if articled && !self.edged(at) && self.text(inner + 1) == "," && self.is_relative(inner + 2) => {
                Some((inner + 1, Meaning::Duration { tenths: 10, unit, rest: None, ago: false, after: false }))
            }
            Word::Reference(reference) if articled && self.is_noun(inner) => Some((inner + 1, Meaning::Reference(reference))),
            Word::Beside(by, unit) if articled => {
                Some((inner + 1, Meaning::Step { unit, by, base: if unit == Unit::Day { Base::Last } else { Base::Speech }, part: None }))
            }
            _ => None,
        }
    }

    fn edged(&self, at: usize) -> bool {
        matches!(self.before(at), Word::Edge(_))
    }

    /// "an dem", "in der", "als", "da": tells which time is meant.
    fn is_relative(&self, at: usize) -> bool {
        self.turns.before_relative_time.has(self.text(at)) && self.turns.relative_time.has(self.text(at + 1))
            || self.turns.time_conjunctions.has(self.text(at))
    }

    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// What stands behind "vergangen", "dieser", "nächst", "selb", "folgend".
    fn shifted(&self, at: usize, by: i8, from_last: bool) -> Option<(usize, Meaning)> {
        let calendar = |end, calendar| Some((end, Meaning::Calendar(Calendar { shift: Some(by), ..calendar })));
        match self.word(at) {
            Word::Unit(unit) => {
                // "an diesem Tag", "am nächsten Tag": told from the day named last.
                let base = if from_last || unit == Unit::Day && by >= 0 { Base::Last } else { Base::Speech };
                Some((at + 1, Meaning::Step { unit, by, base, part: None }))
            }
            Word::Part(part) if from_last || by >= 0 => {
                Some((at + 1, Meaning::Step { unit: Unit::Day, by, base: Base::Last, part: Some(part) }))
            }
            Word::Part(part) if part == Part::Night => {
                Some((at + 1, Meaning::Step { unit: Unit::Day, by: 0, base: Base::Speech, part: Some(part) }))
            }
            Word::Weekday(day) => {
                let part = self.small_part(at + 1);
                calendar(at + 1 + usize::from(part.is_some()), Calendar { weekday: Some(day), part, ..Calendar::default() })
            }
            Word::WeekdayPart(day, part) => calendar(at + 1, Calendar { weekday: Some(day), part: Some(part), ..Calendar::default() }),
            Word::Month(month) => calendar(at + 1, Calendar { month: Some(month), ..Calendar::default() }),
            Word::Season(season) => calendar(at + 1, Calendar { season: Some(season), ..Calendar::default() }),
            Word::Feast(feast) => calendar(at + 1, Calendar { feast: Some(feast), ..Calendar::default() }),
            Word::Time | Word::Moment if self.word(at) == Word::Time || by == 0 => {
                let reference = match by {
                    1 => Reference::Future,
                    0 if self.text(at).starts_with("Zeitp") || self.text(at).starts_with("Zeitr") => Reference::Present,
                    _ => Reference::Past,
                };
                Some((at + 1, Meaning::Reference(reference)))
            }
            _ => None,
        }
    }

    /// An expression without an article in front; `of_edge` behind "Anfang", "Ende": bare units count there.
    fn core(&self, at: usize, of_edge: bool) -> Option<(usize, Meaning)> {
        let calendar = |end, calendar| Some((end, Meaning::Calendar(calendar)));
        match self.word(at) {
            Word::DigitOrdinal(day) => self.day(at, day),
            Word::Weekday(day) => self.weekday(at, day),
            Word::WeekdayPart(day, part) => calendar(at + 1, Calendar { weekday: Some(day), part: Some(part), ..Calendar::default() }),
            Word::Month(month) => {
                let named = Calendar { month: Some(month), ..Calendar::default() };
                self.with_year(at + 1, named).or_else(|| {
                    let year = self.year_ahead(at + 1);
                    calendar(at + 1, Calendar { year, ..named })
                })
            }
            Word::Season(season) => {
                let named = Calendar { season: Some(season), ..Calendar::default() };
                self.with_year(at + 1, named).or_else(|| calendar(at + 1, Calendar { year: self.year_ahead(at + 1), ..named }))
            }
            Word::Feast(feast) => {
                let named = Calendar { feast: Some(feast), ..Calendar::default() };
                let end = at + 1 + usize::from(self.word(at + 1) == Word::Tail);
                self.with_year(end, named).or_else(|| calendar(end, named))
            }
            Word::Part(part) => self.part(at, part),
            Word::PartBehind(part) if self.before(at) == Word::Article => self.part(at, part),
            Word::Eve => Some((at + 1, Meaning::Step { unit: Unit::Day, by: -1, base: Base::Last, part: Some(Part::Evening) })),
            // "am Tag darauf", "im Jahr zuvor"
            Word::Unit(unit) if !of_edge && matches!(self.word(at + 1), Word::Later(_)) => {
                let Word::Later(by) = self.word(at + 1) else { return None };
                Some((at + 2, Meaning::Step { unit, by, base: Base::Last, part: None }))
            }
            Word::Midnight => calendar(at + 1, Calendar { clock: Some((24, 0)), ..Calendar::default() }),
            Word::Day(by) => self.deictic(at, by),
            Word::Date(year, month, day) => {
                let year = (year > 0).then_some(Year::Number(year));
                calendar(at + 1, Calendar { year, month: Some(month), day: Some(day), ..Calendar::default() })
            }
            Word::Digits(_) | Word::Number(_) | Word::Clock(..) | Word::Half | Word::Quarter => {
                self.clock(at).or_else(|| self.bare_year(at, of_edge))
            }
            Word::Unit(Unit::Year) | Word::Units(Unit::Year) => match self.year(at + 1) {
                Some((end, year)) => calendar(end, year),
                None => of_edge.then_some((at + 1, Meaning::Step { unit: Unit::Year, by: 0, base: Base::Speech, part: None })),
            },
            Word::Unit(unit) if of_edge && !unit.of_clock() => {
                Some((at + 1, Meaning::Step { unit, by: 0, base: Base::Speech, part: None }))
            }
            Word::Unit(Unit::Weekend) if self.before(at) != Word::Number(10) => {
                Some((at + 1, Meaning::Calendar(Calendar { weekday: Some(8), ..Calendar::default() })))
            }
            // "früher oder später"
            Word::Reference(_) if self.text(at + 1) == "oder" && matches!(self.word(at + 2), Word::Later(_)) => None,
            Word::Reference(reference) => {
                // "Vergangenheit" and its like without an article only behind a preposition: "in Zukunft".
                let noun = self.is_noun(at) && self.text(at).ends_with(['t']) && self.text(at).len() > 8 || self.text(at) == "Zukunft";
                (!noun || matches!(self.before(at), Word::Preposition(_))).then_some((at + 1, Meaning::Reference(reference)))
            }
            Word::Preposition(Preposition::At) if self.is_now(at) => Some((at + 2, Meaning::Reference(Reference::Present))),
            Word::Early => match self.word(at + 1) {
                Word::Part(part) => self.part(at + 1, part),
                Word::WeekdayPart(..) | Word::Season(_) => self.core(at + 1, false),
                _ => None,
            },
            Word::EdgeOf(modifier, unit) => self.edge_of(at, modifier, unit),
            Word::Beside(by, unit) => {
                let base = if unit == Unit::Day { Base::Last } else { Base::Speech };
                Some((at + 1, Meaning::Step { unit, by, base, part: None }))
            }
            Word::Decade(_) | Word::DecadeDigits(..) | Word::Decades(_) => self.decade(at),
            Word::Soon => self.soon(at),
            _ => None,
        }
    }

    /// "im Moment", "zur Stunde", "zur Zeit"; not "zur Zeit des Krieges".
    fn is_now(&self, at: usize) -> bool {
        let (text, next) = (self.text(at), at + 1);
        let moment = self.turns.at_this_moment.has(text) && self.word(next) == Word::Moment
            || self.turns.at_this_hour.has(text) && self.turns.hours_of_now.has(self.text(next));
        moment && self.word(at + 2) != Word::Article && !self.text(at + 2).starts_with("von")
    }

    /// "kurz zuvor", "wenig später", "kurze Zeit darauf"
    fn soon(&self, at: usize) -> Option<(usize, Meaning)> {
        let next = if self.word(at + 1) == Word::Moment { at + 2 } else { at + 1 };
        let Word::Later(sign) = self.word(next) else { return None };
        Some((next + 1, Meaning::Reference(if sign > 0 { Reference::Future } else { Reference::Past })))
    }

    /// "Jahresende", "Jahresbeginn 1942", "Wochenbeginn"
    fn edge_of(&self, at: usize, modifier: Modifier, unit: Unit) -> Option<(usize, Meaning)> {
        if unit == Unit::Year
            && let Some((end, year)) = self.year(at + 1)
        {
            return Some((end, Meaning::Calendar(year)));
        }
        if unit == Unit::Week && modifier == Modifier::Start {
            return Some((at + 1, Meaning::Calendar(Calendar { weekday: Some(1), ..Calendar::default() })));
        }
        Some((at + 1, Meaning::Step { unit, by: 0, base: Base::Speech, part: None }))
    }

    /// "achtziger Jahre", "1930er-Jahren", "Neunzigern"
    fn decade(&self, at: usize) -> Option<(usize, Meaning)> {
        let behind = matches!(self.word(at + 1), Word::Units(Unit::Year) | Word::Unit(Unit::Year));
        let (end, decade) = match self.word(at) {
            Word::Decade(decade) if behind => (at + 2, decade as u16 / 10),
            Word::Decades(decade) => (at + 1, decade as u16 / 10),
            Word::DecadeDigits(year, true) => (at + 1, year / 10),
            Word::DecadeDigits(year, false) if behind => (at + 2, year / 10),
            Word::DecadeDigits(year, false) if self.text(at).ends_with('n') || self.before(at) == Word::Article => (at + 1, year / 10),
            _ => return None,
        };
        let (end, before_christ) = self.before_christ(end);
        Some((end, Meaning::Calendar(Calendar { decade: Some(decade), before_christ, ..Calendar::default() })))
    }

    /// "20. Jahrhundert", "sechsten Jahrhunderts v. Chr."
    fn century(&self, at: usize) -> Option<(usize, Meaning)> {
        let (Word::Ordinal(number) | Word::DigitOrdinal(number)) = self.word(at) else { return None };
        if self.word(at + 1) != Word::Unit(Unit::Century) {
            return None;
        }
        let (end, before_christ) = self.before_christ(at + 2);
        let century = Some((number - 1).max(0) as u16);
        Some((end, Meaning::Calendar(Calendar { century, before_christ, ..Calendar::default() })))
    }

    /// "ersten Quartal 2024", "1. Halbjahr", "zweiten Jahreshälfte"
    fn part_of_year(&self, at: usize) -> Option<(usize, Meaning)> {
        let (Word::Ordinal(number) | Word::DigitOrdinal(number)) = self.word(at) else { return None };
        let named = match (self.word(at + 1), number) {
            (Word::Unit(Unit::Quarter), 1..=4) => Calendar { quarter: Some(number as u8), ..Calendar::default() },
            (Word::Span(60, Unit::Month), 1..=2) => Calendar { half: Some(number as u8), ..Calendar::default() },
            _ => return None,
        };
        self.with_year(at + 2, named).or(Some((at + 2, Meaning::Calendar(named))))
    }

    /// A day of the month: "8. Mai", "21. bis 27. Februar"
    fn day(&self, at: usize, day: i8) -> Option<(usize, Meaning)> {
        let calendar = |end, calendar| Some((end, Meaning::Calendar(calendar)));
        match self.word(at + 1) {
            Word::Month(month) => {
                let named = Calendar { day: Some(day), month: Some(month), ..Calendar::default() };
                self.with_year(at + 2, named).or_else(|| calendar(at + 2, Calendar { year: self.year_ahead(at + 2), ..named }))
            }
            // "5. 3. 2001"
            Word::DigitOrdinal(month @ 1..=12) if matches!(self.word(at + 2), Word::Digits(1900..=2100)) => {
                self.with_year(at + 2, Calendar { day: Some(day), month: Some(month), ..Calendar::default() })
            }
            _ => {
                let (month, year) = self.month_ahead(at + 1)?;
                calendar(at + 1, Calendar { day: Some(day), month: Some(month), year, ..Calendar::default() })
            }
        }
        .or_else(|| self.century(at))
        .or_else(|| self.part_of_year(at))
    }

    /// "Samstag", "Montag früh", "Samstag, 17. Januar", "Dienstag, dem 20. Mai 1941"
    fn weekday(&self, at: usize, weekday: i8) -> Option<(usize, Meaning)> {
        // "Freitag kommender Woche", "Montag der vergangenen Woche"
        let shift = if self.word(at + 1) == Word::Article { at + 2 } else { at + 1 };
        if let (Word::Shift(by), Word::Unit(Unit::Week)) = (self.word(shift), self.word(shift + 1)) {
            let calendar = Calendar { weekday: Some(weekday), week: Some(by), ..Calendar::default() };
            return Some((shift + 2, Meaning::Calendar(calendar)));
        }
        let mut next = at + 1;
        next += usize::from(self.text(next) == ",");
        next += usize::from(self.word(next) == Word::Article);
        match self.word(next) {
            Word::DigitOrdinal(day) => {
                if let Some((end, meaning)) = self.day(next, day) {
                    return Some((end, meaning));
                }
            }
            Word::Date(..) => return self.core(next, false),
            _ => {}
        }
        let part = self.small_part(at + 1);
        let end = at + 1 + usize::from(part.is_some());
        Some((end, Meaning::Calendar(Calendar { weekday: Some(weekday), part, ..Calendar::default() })))
    }

    fn small_part(&self, at: usize) -> Option<Part> {
        match self.word(at) {
            Word::PartSmall(part) | Word::Part(part) | Word::Habit(part) => Some(part),
            _ => None,
        }
    }

    /// "heute Abend", "gestern abend", "morgen früh"
    fn deictic(&self, at: usize, by: i8) -> Option<(usize, Meaning)> {
        let part = match self.word(at + 1) {
            // "gestern morgen"
            Word::Day(1) => Some(Part::Morning),
            _ => self.small_part(at + 1),
        };
        let end = at + 1 + usize::from(part.is_some());
        // "am heutigen Freitag", "der heutige Tag"
        if let Word::Weekday(_) | Word::Unit(Unit::Day) = self.word(at + 1) {
            return Some((at + 2, Meaning::Step { unit: Unit::Day, by, base: Base::Speech, part: None }));
        }
        Some(match by {
            0 => (end, Meaning::Today { part }),
            by => (end, Meaning::Step { unit: Unit::Day, by, base: Base::Speech, part }),
        })
    }

    /// "Abend", "Morgen des 22. Juni 1941", "Nacht zum Montag", "Nacht vom 8. auf den 9. Mai"
    fn part(&self, at: usize, part: Part) -> Option<(usize, Meaning)> {
        // "Morgen" as the first word is "tomorrow".
        let article = matches!(self.before(at), Word::Article | Word::Preposition(_) | Word::Shift(_) | Word::Edge(_));
        if part == Part::Morning && self.text(at) == "Morgen" && !article && self.before(at) == Word::Other && at == self.start {
            return Some((at + 1, Meaning::Step { unit: Unit::Day, by: 1, base: Base::Speech, part: None }));
        }
        let mut next = at + 1;
        if self.turns.before_day_of_part.has(self.text(next)) {
            next += 1;
            next += usize::from(self.word(next) == Word::Article);
            let inner = match self.word(next) {
                Word::DigitOrdinal(day) => self.day(next, day),
                Word::Weekday(day) => self.weekday(next, day),
                Word::Date(..) => self.core(next, false),
                _ => None,
            };
            if let Some((end, Meaning::Calendar(calendar))) = inner {
                return Some((end, Meaning::Calendar(Calendar { part: Some(part), ..calendar })));
            }
        }
        Some((at + 1, Meaning::Calendar(Calendar { part: Some(part), ..Calendar::default() })))
    }
}
