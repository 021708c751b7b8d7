//! TIMEX3 values, as far as the corpus uses them (TimeML 1.2.1, "The value attribute"; ISO 8601 with parts of the day and of the year).

use super::TimeKind;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// What a well-formed value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timex {
    /// The first day it can mean; `None` for durations, sets, references (`PAST_REF`) and values with places left open (`XXXX-10`).
    pub first_day: Option<Date>,
}

impl Timex {
    /// Reads a value of the given type.
    ///
    /// # Errors
    /// What is wrong with it: not of this type's shape, or not in the calendar.
    pub fn read(kind: TimeKind, value: &str) -> Result<Timex, &'static str> {
        match kind {
            TimeKind::Duration if is_duration(value) => Ok(Timex { first_day: None }),
            TimeKind::Duration => Err("is no duration such as P3D, PT2H, P1Y6M or PXD"),
            TimeKind::Set if is_duration(value) => Ok(Timex { first_day: None }),
            TimeKind::Set => moment(value).map(|_| Timex { first_day: None }),
            TimeKind::Date if matches!(value, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF") => Ok(Timex { first_day: None }),
            TimeKind::Date => match moment(value)? {
                (_, true) => Err("has a time of day, which makes it a TIME"),
                (first_day, false) => Ok(Timex { first_day }),
            },
            TimeKind::Time => match moment(value)? {
                (_, false) => Err("has no time of day (T16:30, TMO, TEV …), which makes it a DATE"),
                (first_day, true) => Ok(Timex { first_day }),
            },
        }
    }
}

const SHAPE: &str = "is no date such as 2025, 2025-03, 2025-03-04, 2025-W10, 2025-Q1, 2025-SP, XXXX-10 or 2025-03-04TEV";
const CALENDAR: &str = "is not in the calendar";

/// The first day of a date, and whether a time of day follows.
fn moment(value: &str) -> Result<(Option<Date>, bool), &'static str> {
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    if time.is_some_and(|time| !is_time_of_day(time)) {
        return Err("has no such time of day; it is T16:30, T16, TMO, TMI, TAF, TEV, TNI or TDT");
    }
    if day.is_empty() && time.is_some() {
        return Ok((None, true));
    }
    Ok((first_day(day)?, time.is_some()))
}

fn is_time_of_day(time: &str) -> bool {
    let within = |part: &str, below: u8| part == "XX" || part.len() == 2 && part.parse::<u8>().is_ok_and(|number| number < below);
    let mut parts = time.split(':');
    let clock = parts.next().is_some_and(|hour| within(hour, 25)) && parts.by_ref().take(2).all(|part| within(part, 60));
    matches!(time, "MO" | "MI" | "AF" | "EV" | "NI" | "DT") || clock && parts.next().is_none()
}

/// `None` where places are left open.
fn first_day(day: &str) -> Result<Option<Date>, &'static str> {
    if let Some(year) = day.strip_prefix("BC") {
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        return if is_year { Ok(None) } else { Err(SHAPE) };
    }
    let mut parts = day.splitn(2, '-');
    let year = parts.next().unwrap_or_default();
    let open_or_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) || part.bytes().all(|byte| byte == b'X');
    if !(2..=4).contains(&year.len()) || !open_or_digits(year) {
        return Err(SHAPE);
    }
    let number: Option<i16> = year.parse().ok();
    let Some(rest) = parts.next() else {
        // "199" is a decade, "19" a century.
        let scale = [100, 10, 1][year.len() - 2];
        return Ok(number.and_then(|number| Date::new(number * scale, 1, 1).ok()));
    };
    if year.len() != 4 {
        return Err(SHAPE);
    }
    let month = match rest {
        "SP" | "Q2" => Some(if rest == "SP" { 3 } else { 4 }),
        "SU" => Some(6),
        "H2" | "Q3" => Some(7),
        "FA" => Some(9),
        "WI" => Some(12),
        "Q4" => Some(10),
        "H1" | "Q1" => Some(1),
        _ => None,
    };
    if let Some(month) = month {
        return Ok(number.and_then(|year| Date::new(year, month, 1).ok()));
    }
    if matches!(rest, "QX" | "HX") {
        return Ok(None);
    }
    if let Some(week) = rest.strip_prefix('W') {
        return week_of(number, week);
    }
    let (month, day) = rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
    if month.len() != 2 || !open_or_digits(month) || day.is_some_and(|day| day.len() != 2 || !open_or_digits(day)) {
        return Err(SHAPE);
    }
    let (month, day): (Option<i8>, Option<i8>) = (month.parse().ok(), day.map_or(Some(1), |day| day.parse().ok()));
    // A leap year stands in for an open year: the 29th of February exists.
    let known = Date::new(number.unwrap_or(2000), month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| CALENDAR)?;
    Ok((number.is_some() && month.is_some() && day.is_some()).then_some(known))
}

fn week_of(year: Option<i16>, week: &str) -> Result<Option<Date>, &'static str> {
    let (week, day) = week.split_once('-').map_or((week, None), |(week, day)| (week, Some(day)));
    let weekday = match day {
        None | Some("X") => 1,
        Some("WE") => 6,
        Some(day) => day.parse().ok().filter(|day| (1..=7).contains(day)).ok_or(SHAPE)?,
    };
    if week == "XX" {
        return Ok(None);
    }
    let week: i8 = week.parse().ok().filter(|_| week.len() == 2).ok_or(SHAPE)?;
    let weekday = Weekday::from_monday_one_offset(weekday).map_err(|_| SHAPE)?;
    // 2020 had 53 weeks.
    let known = ISOWeekDate::new(year.unwrap_or(2020), week, weekday).map_err(|_| CALENDAR)?;
    Ok(year.map(|_| known.date()))
}

fn is_duration(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('P') else { return false };
    let (days, clock) = rest.split_once('T').map_or((rest, None), |(days, clock)| (days, Some(clock)));
    let amounts = |mut part: &str, units: &[&str]| {
        while !part.is_empty() {
            let unit = part.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == 'X')).unwrap_or(part.len());
            let Some(name) = units.iter().find(|name| part[unit..].starts_with(**name)).filter(|_| unit > 0) else { return false };
            part = &part[unit + name.len()..];
        }
        true
    };
    amounts(days, &["DE", "CE", "WE", "Y", "M", "W", "D", "Q"])
        && clock.is_none_or(|clock| !clock.is_empty() && amounts(clock, &["H", "M", "S", "MO", "EV", "NI"]))
        && (!days.is_empty() || clock.is_some())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn first_days() {
        for (kind, value, first) in [
            (TimeKind::Date, "2025-03-04", Some(date(2025, 3, 4))),
            (TimeKind::Date, "2025-03", Some(date(2025, 3, 1))),
            (TimeKind::Date, "2025", Some(date(2025, 1, 1))),
            (TimeKind::Date, "199", Some(date(1990, 1, 1))),
            (TimeKind::Date, "2025-W10", Some(date(2025, 3, 3))),
            (TimeKind::Date, "2025-W10-WE", Some(date(2025, 3, 8))),
            (TimeKind::Date, "2024-Q4", Some(date(2024, 10, 1))),
            (TimeKind::Date, "2024-SP", Some(date(2024, 3, 1))),
            (TimeKind::Date, "XXXX-02-29", None),
            (TimeKind::Date, "PAST_REF", None),
            (TimeKind::Time, "2024-11-17TEV", Some(date(2024, 11, 17))),
            (TimeKind::Time, "2024-11-17T16:30", Some(date(2024, 11, 17))),
            (TimeKind::Time, "T16:30", None),
            (TimeKind::Date, "BC1850", None),
            (TimeKind::Duration, "P1Y6M", None),
            (TimeKind::Duration, "PT36H", None),
            (TimeKind::Duration, "PXD", None),
            (TimeKind::Set, "XXXX-WXX-1", None),
            (TimeKind::Set, "P1W", None),
        ] {
            assert_eq!(Timex::read(kind, value), Ok(Timex { first_day: first }), "{value}");
        }
    }

    #[test]
    fn what_is_no_time_is_told() {
        for (kind, value) in [
            (TimeKind::Date, "2025-02-29"),
            (TimeKind::Date, "2025-13"),
            (TimeKind::Date, "2025-W54"),
            (TimeKind::Date, "25-03-04"),
            (TimeKind::Date, "2025-3-4"),
            (TimeKind::Date, "gestern"),
            (TimeKind::Date, "2025-03-04TEV"),
            (TimeKind::Time, "2025-03-04"),
            (TimeKind::Date, "2019/2022"),
            (TimeKind::Duration, "PRESENT_REF"),
            (TimeKind::Time, "2025-03-04T16:75"),
            (TimeKind::Duration, "3D"),
            (TimeKind::Duration, "P"),
            (TimeKind::Duration, "PT"),
            (TimeKind::Duration, "P3X"),
        ] {
            assert!(Timex::read(kind, value).is_err(), "{value}");
        }
    }
}
