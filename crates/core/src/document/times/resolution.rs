//! What expressions of time mean on the calendar, in the order of the text.

use super::calendar::{self, Grain, Point, feast, of_year, week, weekday_after, weekday_before};
use super::direction::{self, Direction};
use super::patterns::{Base, Calendar, Found, Meaning, Year};
use super::words::{Preposition, Unit, Word};
use super::{Published, TimeExpression, TimeKind};
use crate::document::{Document, Paragraph, Sentence};
use crate::span::Span;
use crate::turns::Turns;
use jiff::ToSpan;
use jiff::civil::Date;

/// Resolves one text's expressions one after the other, and remembers the time named last.
pub(super) struct Resolver<'a> {
    doc: &'a Document,
    words: &'a [Word],
    turns: &'a Turns,
    published: Option<Published>,
    /// The time named last, whatever its length.
    last: Option<Point>,
    /// The last day, and the paragraph it was named in.
    last_day: Option<(Date, u32)>,
    /// The paragraphs that are headings, in order. Only in narration.
    headings: Vec<u32>,
    /// The years that a heading names, first and last, and its paragraph.
    section: Option<(i16, i16, u32)>,
    /// The paragraph in which a year was named last.
    year_named: Option<u32>,
    /// The last expression with a day: where it ended, and the day.
    day_before: Option<(usize, Date)>,
    /// The last set of days: the sentence it stands in, and what its times of the clock begin with: "XXXX-WXX-3".
    habit: Option<(u32, String)>,
    /// A text that speaks of yesterday: its "heute" is a day.
    daily: bool,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(doc: &'a Document, words: &'a [Word], turns: &'a Turns, published: Option<Published>) -> Self {
        let headings = if published.is_none() { headings(doc) } else { Vec::new() };
        let daily = words.contains(&Word::Day(-1));
        Resolver {
            doc,
            words,
            turns,
            published,
            last: None,
            last_day: None,
            headings,
            section: None,
            year_named: None,
            day_before: None,
            habit: None,
            daily,
        }
    }

    pub(super) fn resolve(&mut self, found: &Found, sent: &Sentence) -> TimeExpression {
        let time = self.resolved(found, sent);
        let day = time.value.get(..10).and_then(|day| day.parse().ok());
        self.day_before = day.map(|day| (found.end, day));
        if time.kind == TimeKind::Set {
            let days = match time.value.get(..10) {
                Some(weekday) if weekday.starts_with("XXXX-W") => Some(weekday.to_owned()),
                _ if time.value == "P1D" || time.value.starts_with("XXXX-XX-XX") => Some("XXXX-XX-XX".to_owned()),
                _ => None,
            };
            self.habit = days.map(|days| (sent.tokens.start, days));
        }
        time
    }

    fn resolved(&mut self, found: &Found, sent: &Sentence) -> TimeExpression {
        let mut time = TimeExpression {
            tokens: Span::new(found.start, found.end),
            kind: TimeKind::Date,
            value: String::new(),
            modifier: found.modifier,
            point: None,
            begins: None,
        };
        match &found.meaning {
            Meaning::Reference(reference) => reference.value().clone_into(&mut time.value),
            Meaning::Lasting(value) => (time.kind, time.value) = (TimeKind::Duration, (*value).to_owned()),
            Meaning::Set(value) => (time.kind, time.value) = (TimeKind::Set, value.clone()),
            Meaning::Today { part } => match (self.published, part) {
                (Some(published), Some(part)) => {
                    time.kind = TimeKind::Time;
                    time.value = format!("{}T{}", Point::day(published.date).value(), part.name());
                    time.begins = Some(published.date);
                }
                (Some(published), None) if self.is_today(found, sent) => time.value = Point::day(published.date).value(),
                _ => {
                    "PRESENT_REF".clone_into(&mut time.value);
                    time.point = self.published.map(|published| Point::day(published.date).value());
                }
            },
            Meaning::Duration { tenths, unit, rest, ago, after } => {
                time.kind = TimeKind::Duration;
                time.value = calendar::duration(*tenths, *unit, *rest);
                if *ago && !self.before_something(found, sent) {
                    time.point = self.offset(self.speech(), *tenths, *unit, -1).map(Point::value);
                }
                if *after
                    && self.published.is_none()
                    && !self.before_something(found, sent)
                    && let Some(point) = self.offset(self.last, *tenths, *unit, 1)
                {
                    (time.kind, time.value) = (TimeKind::Date, point.value());
                    self.remember(point, sent);
                }
            }
            Meaning::Offset { tenths, unit, sign } => {
                let base = self.last.or_else(|| self.speech());
                match self.offset(base, *tenths, *unit, *sign) {
                    Some(point) => {
                        time.value = point.value();
                        time.begins = Some(point.first);
                        self.remember(point, sent);
                    }
                    None if *sign > 0 => "FUTURE_REF".clone_into(&mut time.value),
                    None => "PAST_REF".clone_into(&mut time.value),
                }
            }
            Meaning::Step { unit: Unit::Weekend, by: 1, base: Base::Speech, .. } if self.published.is_some() => {
                // Before the weekend, the one to come is this week's.
                let saturday = self.speech().and_then(|today| weekday_after(today.first.checked_add(1.day()).ok()?, 6));
                time.value = saturday.map_or_else(|| open(Unit::Weekend).to_owned(), |day| format!("{}-WE", week(day)));
                time.begins = saturday;
                if let Some(day) = saturday {
                    self.remember(Point::day(day), sent);
                }
            }
            Meaning::Step { unit, by, base, part } => {
                let from = if *base == Base::Last { self.last.or_else(|| self.speech()) } else { self.speech() };
                let point = self.stepped(from, *unit, *by, *base);
                time.value = match point {
                    Some(_) if unit.of_clock() => "PRESENT_REF".to_owned(),
                    Some(point) if *unit == Unit::Weekend => format!("{}-WE", point.value()),
                    Some(point) => point.value(),
                    None => open(*unit).to_owned(),
                };
                if let Some(part) = part {
                    time.kind = TimeKind::Time;
                    time.value += "T";
                    time.value += part.name();
                }
                if let Some(point) = point {
                    time.begins = Some(point.first);
                    self.remember(point, sent);
                }
            }
            Meaning::Calendar(named) => self.calendar(named, found, sent, &mut time),
        }
        time
    }

    /// The time of speech: the day of publication; in narration the time named last.
    fn speech(&self) -> Option<Point> {
        self.published.map(|published| Point::day(published.date)).or(self.last)
    }

    fn remember(&mut self, point: Point, sent: &Sentence) {
        self.last = Some(point);
        if point.grain == Grain::Day {
            self.last_day = Some((point.first, sent.paragraph));
        }
        if point.grain >= Grain::Year && self.headings.binary_search(&sent.paragraph).is_ok() {
            let year = point.first.year();
            self.section = match self.section {
                Some((first, last, paragraph)) if paragraph == sent.paragraph => Some((first.min(year), last.max(year), paragraph)),
                _ => Some((year, year, sent.paragraph)),
            };
        }
    }

    /// The year that narration is in for a month: the one named last, unless it was named in passing and the heading above speaks of others.
    fn year_told(&self, month: i8, sent: &Sentence) -> Option<i16> {
        let last = self.last?.first;
        match self.section {
            Some((from, to, _)) if (from..=to).contains(&last.year()) => {
                // Under "1944/45" April comes behind December.
                let next = last.year() < to && self.last.is_some_and(|last| last.grain >= Grain::Season) && month + 6 < last.month();
                Some(last.year() + i16::from(next))
            }
            Some((from, ..)) if self.year_named != Some(sent.paragraph) => Some(from),
            _ => Some(last.year()),
        }
    }

    /// "heute" as the day of publication, not as nowadays: what happened or will happen happens on a day, what is the case does not.
    fn is_today(&self, found: &Found, sent: &Sentence) -> bool {
        let direction = direction::direction(self.doc, self.words, sent.tokens, found.start, found.end);
        let mut behind = (found.end..sent.tokens.end as usize).take(3).map(|at| self.words[at]);
        let at_an_hour = behind.any(|word| matches!(word, Word::Clock(..) | Word::Uhr | Word::Part(_) | Word::Weekday(_)));
        let until_now = found.start > 0 && self.words[found.start - 1] == Word::Preposition(Preposition::Until);
        at_an_hour || self.daily && !until_now || matches!(direction, Direction::Past | Direction::Future)
    }

    /// "zwei Wochen vor dem Fest": told from what stands behind.
    fn before_something(&self, found: &Found, sent: &Sentence) -> bool {
        found.end < sent.tokens.end as usize && self.turns.behind_offset.has(self.doc.word(found.end))
    }

    /// So many units behind or before a point, as exact as the unit; `None` where the amount is open.
    fn offset(&self, base: Option<Point>, tenths: u16, unit: Unit, sign: i8) -> Option<Point> {
        let base = base.filter(|_| tenths > 0 && !unit.of_clock())?;
        let (amount, unit) = match (tenths, unit) {
            (5, Unit::Year) => (6, Unit::Month),
            _ if tenths.is_multiple_of(10) => (i32::from(tenths / 10), unit),
            (_, Unit::Year) => (i32::from(tenths) * 12 / 10, Unit::Month),
            _ => return None,
        };
        // Weeks away from a day are a day.
        let unit_days = if unit == Unit::Week { (Unit::Day, 7) } else { (unit, 1) };
        if base.grain < Grain::Day && unit == Unit::Day {
            return None;
        }
        base.step(unit_days.0, amount * unit_days.1 * i32::from(sign))
    }

    fn stepped(&self, from: Option<Point>, unit: Unit, by: i8, base: Base) -> Option<Point> {
        let from = from?;
        let too_coarse = match unit {
            Unit::Day => from.grain < Grain::Day,
            Unit::Week | Unit::Weekend => from.grain < Grain::Week,
            Unit::Month => from.grain < Grain::Month,
            _ => false,
        };
        match (too_coarse, base, self.last_day) {
            (false, ..) => from.step(unit, i32::from(by)),
            // "am selben Tag" behind "im selben Jahr": the day named last.
            (true, Base::Last, Some((day, _))) => Point::day(day).step(unit, i32::from(by)),
            _ => None,
        }
    }

    fn calendar(&mut self, named: &Calendar, found: &Found, sent: &Sentence, time: &mut TimeExpression) {
        let bare = Calendar { part: None, clock: None, ..*named } == Calendar::default();
        let habit = self.habit.as_ref().filter(|(sentence, _)| bare && *sentence == sent.tokens.start).map(|(_, days)| days.clone());
        let point = if habit.is_some() { None } else { self.point(named, found, sent) };
        time.value = match point {
            None if habit.is_some() => habit.unwrap_or_default(),
            Some(point) => point.value(),
            None => left_open(named),
        };
        if named.weekday == Some(8) {
            time.value = point.map_or_else(|| "XXXX-WXX-WE".to_owned(), |point| format!("{}-WE", week(point.first)));
        }
        if let Some(part) = named.part {
            time.kind = TimeKind::Time;
            time.value += "T";
            time.value += part.name();
        } else if let Some((hour, minute)) = named.clock {
            time.kind = TimeKind::Time;
            time.value += &format!("T{hour:02}:{minute:02}");
        }
        if let Some(point) = point {
            time.begins = Some(point.first).filter(|_| !point.before_christ);
            // In narration what is still to come is no time that it goes on from: "Der Tunnel soll 2031 fertig sein."
            let ahead = || direction::direction(self.doc, self.words, sent.tokens, found.start, found.end) == Direction::Future;
            if self.published.is_some() || !ahead() {
                self.remember(point, sent);
            }
        }
    }

    fn point(&mut self, named: &Calendar, found: &Found, sent: &Sentence) -> Option<Point> {
        let before_christ = named.before_christ;
        let point = |first: Option<Date>, grain| first.map(|first| Point { first, grain, before_christ });
        if let Some(century) = named.century {
            return point(of_year((century * 100) as i16), Grain::Century);
        }
        if let Some(decade) = named.decade {
            return point(self.decade(decade as i16).and_then(of_year), Grain::Decade);
        }
        if let (Some(weekday), Some(by)) = (named.weekday, named.week) {
            let week = self.speech()?.step(Unit::Week, i32::from(by))?.first;
            return weekday_before(week, 1).and_then(|monday| weekday_after(monday, weekday)).map(Point::day);
        }
        if let Some(weekday) = named.weekday {
            let date = self.weekday(weekday, named.shift, found, sent)?;
            return Some(Point::day(date));
        }
        let year = match named.year {
            Some(Year::Number(year)) => {
                self.year_named = Some(sent.paragraph);
                Some(year)
            }
            Some(Year::Step(by, base)) => {
                let from = if base == Base::Last { self.last } else { self.speech() };
                Some(from?.first.year().checked_add(i16::from(by))?)
            }
            None => None,
        };
        let era = before_christ || year.is_none() && self.published.is_none() && self.last.is_some_and(|last| last.before_christ);
        let point = |first: Option<Date>, grain| first.map(|first| Point { first, grain, before_christ: era });
        if let Some(feast_named) = named.feast {
            let year = year.or_else(|| self.year_of(named, found, sent, |year| feast(feast_named, year)))?;
            return point(feast(feast_named, year), Grain::Day);
        }
        let (month, grain) = match (named.month, named.season, named.quarter, named.half) {
            (Some(month), ..) => (month, if named.day.is_some() { Grain::Day } else { Grain::Month }),
            (_, Some(season), ..) => (season.first_month(), Grain::Season),
            (_, _, Some(quarter), _) => ((quarter as i8 - 1) * 3 + 1, Grain::Quarter),
            (_, _, _, Some(half)) => ((half as i8 - 1) * 6 + 1, Grain::Half),
            _ if year.is_some() => (1, Grain::Year),
            // Nothing but a part of the day or a time of the clock.
            _ => return self.day_at_hand(named, found, sent).map(Point::day),
        };
        let date = |year| Date::new(year, month, named.day.unwrap_or(1)).ok();
        let year = year.or_else(|| self.year_of(named, found, sent, date))?;
        point(date(year), grain)
    }

    /// "achtziger Jahre" are the last ones that have begun; in narration those of the century spoken of.
    fn decade(&self, decade: i16) -> Option<i16> {
        if decade >= 10 {
            return Some(decade * 10);
        }
        let Some(published) = self.published else { return self.last.map(|last| last.first.year() / 100 * 100 + decade * 10) };
        let year = published.date.year();
        let begun = year / 100 * 100 + decade * 10;
        Some(if begun + 5 > year { begun - 100 } else { begun })
    }

    fn weekday(&self, weekday: i8, shift: Option<i8>, found: &Found, sent: &Sentence) -> Option<Date> {
        let weekend = weekday == 8;
        let weekday = if weekend { 6 } else { weekday };
        let Some(published) = self.published else {
            // Narration goes forward.
            return self.last.filter(|last| last.grain == Grain::Day).and_then(|last| weekday_after(last.first, weekday));
        };
        let today = published.date;
        if let Some(day) = self.day_joined(found).filter(|_| shift.is_none()) {
            return weekday_after(day, weekday);
        }
        let direction = direction::direction(self.doc, self.words, sent.tokens, found.start, found.end);
        match (shift, direction) {
            (Some(-1), _) => weekday_before(today.checked_sub(1.day()).ok()?, weekday),
            (Some(1), _) => weekday_after(today.checked_add(1.day()).ok()?, weekday),
            // "Sonntag, 10 Uhr, Pfarrkirche" announces.
            (None, Direction::Unknown) if self.at_an_hour(found, sent) => weekday_after(today, weekday),
            // The text speaks of days ahead.
            (None, Direction::Unknown) if self.last_day.is_some_and(|(day, _)| day > today) => weekday_after(today, weekday),
            (Some(_), Direction::Past) | (None, Direction::Past | Direction::Unknown) => weekday_before(today, weekday),
            // On a Sunday the weekend has begun.
            _ if weekend && today.weekday().to_monday_one_offset() == 7 => weekday_before(today, weekday),
            _ => weekday_after(today, weekday),
        }
    }

    /// "Sonntag um 10 Uhr", "Sonntag, 10.30 Uhr", but not "gegen", which is how one tells of what has been.
    fn at_an_hour(&self, found: &Found, sent: &Sentence) -> bool {
        let skipped = |at: &usize| matches!(self.doc.word(*at), "," | "–") || self.turns.before_hour.has(self.doc.word(*at));
        let mut behind = (found.end..sent.tokens.end as usize).take(4).skip_while(skipped);
        behind.next().is_some_and(|at| {
            matches!(self.words[at], Word::Clock(..) | Word::Digits(_) | Word::Number(_))
                && (self.words.get(at + 1) == Some(&Word::Uhr)
                    || behind.next().is_some_and(|_| behind.any(|at| self.words[at] == Word::Uhr)))
        })
    }

    /// The day that a weekday is joined to: "heute, Freitag", "von Montag bis Freitag", "am Samstag und am Sonntag".
    fn day_joined(&self, found: &Found) -> Option<Date> {
        let (end, day) = self.day_before?;
        let between = end..found.start;
        let joint = |at: usize| {
            matches!(self.words[at], Word::And | Word::Joint | Word::Preposition(Preposition::At | Preposition::Until))
                || matches!(self.doc.word(at), "," | "–" | "-" | "sowie")
        };
        (!between.is_empty() && between.len() <= 3 && between.into_iter().all(joint)).then_some(day)
    }

    /// The year of a month, season or feast that the words leave open; `first_day` gives its first day in a year.
    fn year_of(&self, named: &Calendar, found: &Found, sent: &Sentence, first_day: impl Fn(i16) -> Option<Date>) -> Option<i16> {
        let Some(published) = self.published else {
            return self.year_told(first_day(2000)?.month(), sent);
        };
        let today = published.date;
        let this_year = today.year();
        // Months and longer have begun if their first day has.
        let begun = first_day(this_year)? <= today;
        let running = first_day(this_year).is_some_and(|first| first.year() == today.year() && first.month() == today.month());
        match named.shift {
            Some(-1) if begun && !running => return Some(this_year),
            Some(-1) => return Some(this_year - 1),
            Some(1) if begun => return Some(this_year + 1),
            Some(1) => return Some(this_year),
            Some(_) => return Some(this_year),
            None => {}
        }
        let months_ahead = (first_day(this_year)?.month() - today.month()).rem_euclid(12);
        Some(match direction::direction(self.doc, self.words, sent.tokens, found.start, found.end) {
            Direction::Past if begun => this_year,
            Direction::Past => this_year - 1,
            Direction::Future if begun && !running => this_year + 1,
            Direction::Future => this_year,
            // The nearest one, and what is past rather than what is to come.
            Direction::Unknown | Direction::Present if begun && months_ahead <= 3 && !running => this_year + 1,
            Direction::Unknown | Direction::Present if begun => this_year,
            Direction::Unknown | Direction::Present if months_ahead <= 4 => this_year,
            Direction::Unknown | Direction::Present => this_year - 1,
        })
    }

    /// The day that "am Abend" or "um acht Uhr" is of: the one named last in the paragraph, or for an hour in the one before,
    /// else the day of publication.
    fn day_at_hand(&self, named: &Calendar, found: &Found, sent: &Sentence) -> Option<Date> {
        let named_here = self.last_day.filter(|(_, paragraph)| *paragraph == sent.paragraph).map(|(day, _)| day);
        let Some(published) = self.published else {
            return self.last.filter(|last| last.grain == Grain::Day).map(|last| last.first);
        };
        // "Das Gesetz soll am 1. Juli kommen. Sie sagte am Nachmittag, …": hardly the afternoon of a day to come.
        let past = || direction::direction(self.doc, self.words, sent.tokens, found.start, found.end) == Direction::Past;
        if let Some(day) = named_here.filter(|day| *day <= published.date || !past()) {
            return Some(day);
        }
        // An hour within a sentence goes on with the day named in the paragraph before; one that opens it is a ticker's.
        let near = |(day, paragraph): &(Date, u32)| {
            paragraph + 1 == sent.paragraph && published.date.since(*day).is_ok_and(|span| (-7..=7).contains(&span.get_days()))
        };
        if named.clock.is_some()
            && found.start > sent.tokens.start as usize
            && let Some((day, _)) = self.last_day.filter(near)
        {
            return Some(day);
        }
        // In the morning paper "am Abend" was yesterday.
        let later = match (named.part, named.clock, published.hour) {
            (Some(part), _, Some(hour)) => hour < part.first_hour(),
            _ => false,
        };
        if later { published.date.checked_sub(1.day()).ok() } else { Some(published.date) }
    }
}

/// The paragraphs of one sentence that ends in no mark.
fn headings(doc: &Document) -> Vec<u32> {
    let is_heading = |paragraph: &Paragraph| {
        let last = doc.sentences[paragraph.sentences.end as usize - 1].tokens.end as usize - 1;
        paragraph.sentences.len() == 1 && doc.word(last).ends_with(char::is_alphanumeric)
    };
    (0u32..).zip(&doc.paragraphs).filter(|(_, paragraph)| is_heading(paragraph)).map(|(index, _)| index).collect()
}

/// What TIMEX3 writes for a unit whose place is not known.
fn open(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "PRESENT_REF",
        Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// The value where no year can be told.
fn left_open(named: &Calendar) -> String {
    match (named.month, named.day, named.season, named.weekday) {
        (Some(month), Some(day), ..) => format!("XXXX-{month:02}-{day:02}"),
        (Some(month), None, ..) => format!("XXXX-{month:02}"),
        (_, _, Some(season), _) => format!("XXXX-{}", season.name()),
        (_, _, _, Some(weekday)) => format!("XXXX-WXX-{weekday}"),
        _ if named.part.is_some() || named.clock.is_some() || named.feast.is_some() => "XXXX-XX-XX".to_owned(),
        _ if named.quarter.is_some() => "XXXX-QX".to_owned(),
        _ if named.half.is_some() => "XXXX-HX".to_owned(),
        _ if named.decade.is_some() => "XXX".to_owned(),
        _ => "XXXX".to_owned(),
    }
}
