//! Expressions of time in German text, with values in TIMEX3.
//!
//! Three steps, each in its file: `words` (and `digits`) say what single tokens can be; `patterns` puts neighbouring tokens together
//! into what they mean before the calendar is asked; `resolution` asks it, against the day of publication or, in narration that has none,
//! against the time named last. Types and values are those of TimeML 1.2.1 (Saurí et al. 2006, "TIMEX3"); how far an expression goes
//! follows the German guidelines behind the KRAUTS corpus (Strötgen et al., LREC 2018): the preposition stands outside, an article that
//! makes a unit definite ("den achtziger Jahren", "der vergangenen Woche") inside. That time is told in two steps, words first and then
//! values under a domain's own anchor, is how HeidelTime (Strötgen & Gertz 2013) describes it; words and rules here are our own.

mod calendar;
mod clock;
mod digits;
mod direction;
mod durations;
mod patterns;
mod resolution;
mod words;
mod years;

use super::{Document, Token};
use crate::span::Span;
use crate::turns::Turns;
use jiff::civil::{Date, DateTime};
use std::sync::Arc;
use words::{Word, Words};
use zufolge_lexicon::LanguageData;

/// The TIMEX3 type of an expression of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A day or longer on the calendar, or a reference such as `PRESENT_REF`.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeKind {
    /// TIMEX3's name: `"DATE"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// What TIMEX3's `mod` says beside the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "TIMEX3's own names")]
pub enum Modifier {
    Start,
    Mid,
    End,
    Approx,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
}

impl Modifier {
    fn read(name: &str) -> Option<Option<Modifier>> {
        Some(Some(match name {
            "START" => Modifier::Start,
            "MID" => Modifier::Mid,
            "END" => Modifier::End,
            "APPROX" => Modifier::Approx,
            "LESS_THAN" => Modifier::LessThan,
            "MORE_THAN" => Modifier::MoreThan,
            "EQUAL_OR_LESS" => Modifier::EqualOrLess,
            "EQUAL_OR_MORE" => Modifier::EqualOrMore,
            "EXACT" => return Some(None),
            _ => return None,
        }))
    }

    /// TIMEX3's name: `"START"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Approx => "APPROX",
            Modifier::LessThan => "LESS_THAN",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::EqualOrLess => "EQUAL_OR_LESS",
            Modifier::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// A time told from now and left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reference {
    Present,
    Past,
    Future,
}

impl Reference {
    fn value(self) -> &'static str {
        match self {
            Reference::Present => "PRESENT_REF",
            Reference::Past => "PAST_REF",
            Reference::Future => "FUTURE_REF",
        }
    }
}

/// One expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its tokens, without a preposition in front.
    pub tokens: Span<Token>,
    /// Its TIMEX3 type.
    pub kind: TimeKind,
    /// Its TIMEX3 value; places that the text leaves open are `X`.
    pub value: String,
    /// TIMEX3's `mod`.
    pub modifier: Option<Modifier>,
    /// The point in time that the value does not tell: where a duration ends that is told from now ("vor zwei Wochen"), and the day on which
    /// "heute" is nowadays.
    pub point: Option<String>,
    /// Its first day, where it is a time on the calendar.
    pub begins: Option<Date>,
}

/// When a text was published: what its times are told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// The hour, where it is known: whether "am Abend" is today's or yesterday's.
    pub hour: Option<i8>,
}

impl Published {
    /// Reads an RFC 3339 time, or a date alone; `None` if it is neither. The local day and hour count, whatever the offset.
    #[must_use]
    pub fn read(text: &str) -> Option<Published> {
        let local = text.get(..19).and_then(|local| local.parse::<DateTime>().ok());
        match local {
            Some(local) => Some(Published { date: local.date(), hour: Some(local.hour()) }),
            None => Some(Published { date: text.get(..10)?.parse().ok()?, hour: None }),
        }
    }
}

/// A value that begins with a day, moved by some days: the new day, and the value with all that stood behind the old one.
pub(crate) fn shifted(value: &str, days: i32) -> Option<(Date, String)> {
    let day: Date = value.get(..10)?.parse().ok()?;
    let moved = day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some((moved, format!("{}{}", calendar::Point::day(moved).value(), &value[10..])))
}

/// Finds expressions of time and says what they mean.
#[derive(Debug, Clone)]
pub struct TimeRules {
    words: Words,
    turns: Arc<Turns>,
}

impl TimeRules {
    /// Compiles the words of time of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        TimeRules::sharing(data, Arc::new(Turns::new(data.turns)))
    }

    /// The same with the turns of phrase that others have compiled already.
    pub(crate) fn sharing(data: &LanguageData, turns: Arc<Turns>) -> Self {
        TimeRules { words: Words::new(data), turns }
    }

    /// When a text was published: as is known from outside of it, else as its dateline says if that names the year.
    #[must_use]
    pub fn published(&self, doc: &Document, known: Option<&str>) -> Option<Published> {
        known.and_then(Published::read).or_else(|| {
            let date = doc.dateline?.date?;
            let words: Vec<Word> = doc.text[date.range()].split_whitespace().map(|word| self.words.word(word)).collect();
            let date = match words[..] {
                [Word::DigitOrdinal(day), Word::Month(month), Word::Digits(year)] => Date::new(year as i16, month, day),
                [Word::Date(year @ 1.., month, day)] => Date::new(year, month, day),
                _ => return None,
            };
            Some(Published { date: date.ok()?, hour: None })
        })
    }

    /// All expressions of time in the running text, in order, not overlapping.
    ///
    /// Times are told from `published`; a text without it is taken for narration, and they are told from the time named last.
    #[must_use]
    pub fn read(&self, doc: &Document, published: Option<Published>) -> Vec<TimeExpression> {
        let words = self.words.all(doc);
        let mut resolver = resolution::Resolver::new(doc, &words, &self.turns, published);
        let mut times = Vec::new();
        for sent in &doc.sentences {
            let finder = patterns::Finder::new(doc, &words, &self.turns, sent.tokens);
            let mut at = sent.tokens.start as usize;
            while at < sent.tokens.end as usize {
                match finder.at(at) {
                    Some(found) => {
                        at = found.end;
                        times.push(resolver.resolve(&found, sent));
                    }
                    None => at += 1,
                }
            }
        }
        times
    }
}

#[cfg(test)]
mod tests;
