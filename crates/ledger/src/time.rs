//! Points in time, as articles and questions give them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Milliseconds since 1970, UTC: what times are compared by. `None` for what is neither RFC 3339 nor a date.
///
/// A date alone is the beginning of that day, UTC.
#[must_use]
pub fn instant(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_millisecond());
    }
    day(text).map(Timestamp::as_millisecond)
}

/// The last moment that a time given by a person stands for: the end of the day, for a date alone.
///
/// # Errors
/// How to write it.
pub fn until(text: &str) -> Result<i64, String> {
    match day(text.trim()) {
        Some(start) => Ok((start + SignedDuration::from_hours(24)).as_millisecond() - 1),
        None => since(text),
    }
}

/// The first moment that a time given by a person stands for.
///
/// # Errors
/// How to write it.
pub fn since(text: &str) -> Result<i64, String> {
    instant(text).ok_or_else(|| "write it as 2025-11-04 or, with the time, as 2025-11-04T08:30:00+01:00".to_owned())
}

/// Milliseconds since 1970 as RFC 3339, UTC.
#[must_use]
pub fn rfc3339(millis: i64) -> String {
    Timestamp::from_millisecond(millis).map(|moment| moment.to_string()).unwrap_or_default()
}

/// Midnight of a date alone.
fn day(text: &str) -> Option<Timestamp> {
    (text.len() == 10).then(|| text.parse::<Date>().ok())??.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lasts_until_its_end() {
        let end = until("2025-11-04").unwrap_or_default();
        assert_eq!(rfc3339(end), "2025-11-04T23:59:59.999Z");
        assert_eq!(instant("2025-11-04").map(rfc3339).as_deref(), Some("2025-11-04T00:00:00Z"));
        assert_eq!(until("2025-11-04T08:30:00+01:00"), Ok(instant("2025-11-04T07:30:00Z").unwrap_or_default()));
    }

    #[test]
    fn what_is_no_time_is_told_how_to_be_one() {
        for odd in ["", "gestern", "2025-13-01", "2025-11-04T08:30:00"] {
            assert_eq!(instant(odd), None, "{odd}");
            assert!(until(odd).is_err_and(|remedy| remedy.contains("2025-11-04")), "{odd}");
        }
    }
}
