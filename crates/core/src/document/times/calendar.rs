//! Arithmetic on the calendar, and how TIMEX3 writes what comes out of it.

use super::words::{Feast, Season, Unit};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// How long a time is: from a century down to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Century,
    Decade,
    Year,
    Half,
    Season,
    Quarter,
    Month,
    Week,
    Day,
}

/// A time on the calendar: its first day, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) first: Date,
    pub(super) grain: Grain,
    pub(super) before_christ: bool,
}

impl Point {
    pub(super) fn day(date: Date) -> Point {
        Point { first: date, grain: Grain::Day, before_christ: false }
    }

    /// The TIMEX3 value: `1987`, `1987-03`, `1987-SU`, `1987-W12`, `198`, `BC0490`.
    pub(super) fn value(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        let era = if self.before_christ { "BC" } else { "" };
        match self.grain {
            Grain::Century => format!("{era}{:02}", year / 100),
            Grain::Decade => format!("{era}{:03}", year / 10),
            Grain::Year => format!("{era}{year:04}"),
            Grain::Half => format!("{era}{year:04}-H{}", (month - 1) / 6 + 1),
            Grain::Quarter => format!("{era}{year:04}-Q{}", (month - 1) / 3 + 1),
            Grain::Season => format!("{era}{year:04}-{}", season_of(month).name()),
            Grain::Month => format!("{era}{year:04}-{month:02}"),
            Grain::Week => week(self.first),
            Grain::Day => format!("{era}{year:04}-{month:02}-{:02}", self.first.day()),
        }
    }

    /// The point so many units away; `None` at the end of the calendar.
    pub(super) fn step(self, unit: Unit, by: i32) -> Option<Point> {
        let by = i64::from(by);
        let first = self.first;
        let (moved, grain) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => (first, Grain::Day),
            Unit::Day => (first.checked_add(by.days()).ok()?, Grain::Day),
            Unit::Week | Unit::Weekend => (first.checked_add(by.weeks()).ok()?, Grain::Week),
            Unit::Month => (first.checked_add(by.months()).ok()?.first_of_month(), Grain::Month),
            Unit::Quarter => {
                let moved = first.checked_add((by * 3).months()).ok()?;
                (Date::new(moved.year(), (moved.month() - 1) / 3 * 3 + 1, 1).ok()?, Grain::Quarter)
            }
            Unit::Year => (first.checked_add(by.years()).ok()?.first_of_year(), Grain::Year),
            Unit::Decade => (of_year(round(first.checked_add((by * 10).years()).ok()?.year(), 10))?, Grain::Decade),
            Unit::Century => (of_year(round(first.checked_add((by * 100).years()).ok()?.year(), 100))?, Grain::Century),
        };
        Some(Point { first: moved, grain, before_christ: self.before_christ })
    }
}

fn round(year: i16, to: i16) -> i16 {
    year / to * to
}

/// The first of January of a year.
pub(super) fn of_year(year: i16) -> Option<Date> {
    Date::new(year, 1, 1).ok()
}

fn season_of(month: i8) -> Season {
    match month {
        3..=5 => Season::Spring,
        6..=8 => Season::Summer,
        9..=11 => Season::Autumn,
        _ => Season::Winter,
    }
}

/// "2024-W12"
pub(super) fn week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The nearest day of the week (1 is Monday) at or before a date.
pub(super) fn weekday_before(date: Date, weekday: i8) -> Option<Date> {
    let back = (date.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    date.checked_sub(i64::from(back).days()).ok()
}

/// The nearest day of the week (1 is Monday) at or after a date.
pub(super) fn weekday_after(date: Date, weekday: i8) -> Option<Date> {
    let on = (weekday - date.weekday().to_monday_one_offset()).rem_euclid(7);
    date.checked_add(i64::from(on).days()).ok()
}

/// The day of a feast in a year.
pub(super) fn feast(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Fixed(month, day) => Date::new(year, month, day).ok(),
        Feast::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
        Feast::Advent(days) => {
            let christmas = Date::new(year, 12, 24).ok()?;
            let advent = if christmas.weekday() == Weekday::Sunday { christmas } else { weekday_before(christmas, 7)? };
            advent.checked_add(i64::from(days).days()).ok()
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, *Astronomical Algorithms*, ch. 8).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25);
    let h = (19 * a + b - d - g + 15) % 30;
    let (j, k) = (c / 4, c % 4);
    let m = (a + 11 * h) / 319;
    let r = (2 * e + 2 * j - k - h + m + 32) % 7;
    let month = (h - m + r + 90) / 25;
    let day = (h - m + r + month + 19) % 32;
    Date::new(year as i16, month as i8, day as i8).ok()
}

/// A TIMEX3 duration; amounts in tenths, 0 where left open: `P3D`, `PT90M`, `P1.5Y`, `PXW`.
pub(super) fn duration(tenths: u16, unit: Unit, rest: Option<(u16, Unit)>) -> String {
    // Half a unit is written in the next smaller one; of years KRAUTS writes "P0.5Y".
    let (tenths, unit) = match (tenths, unit) {
        (5, Unit::Hour) => (300, Unit::Minute),
        (5, Unit::Decade) => (50, Unit::Year),
        (5, Unit::Century) => (50, Unit::Decade),
        other => other,
    };
    let mut value = String::from("P");
    amount(&mut value, tenths, unit);
    if let Some((tenths, unit)) = rest {
        amount(&mut value, tenths, unit);
    }
    value
}

fn amount(value: &mut String, tenths: u16, unit: Unit) {
    if unit.of_clock() && !value.contains('T') {
        value.push('T');
    }
    match (tenths, tenths % 10) {
        (0, _) => value.push('X'),
        (_, 0) => *value += &(tenths / 10).to_string(),
        (_, part) => *value += &format!("{}.{part}", tenths / 10),
    }
    *value += unit.letters();
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn feasts_that_move() {
        for (year, sunday) in [(1995, date(1995, 4, 16)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2038, date(2038, 4, 25))] {
            assert_eq!(feast(Feast::Easter(0), year).unwrap(), sunday);
        }
        // The day of repentance is the Wednesday before the last Sunday of the church year.
        assert_eq!(feast(Feast::Advent(-32), 2024).unwrap(), date(2024, 11, 20));
        assert_eq!(feast(Feast::Advent(-32), 2023).unwrap(), date(2023, 11, 22));
    }

    #[test]
    fn durations_are_written_as_timex3_has_them() {
        assert_eq!(duration(30, Unit::Day, None), "P3D");
        assert_eq!(duration(480, Unit::Hour, None), "PT48H");
        assert_eq!(duration(0, Unit::Minute, None), "PTXM");
        assert_eq!(duration(15, Unit::Year, None), "P1.5Y");
        assert_eq!(duration(5, Unit::Year, None), "P0.5Y");
        assert_eq!(duration(30, Unit::Year, Some((40, Unit::Month))), "P3Y4M");
    }
}
