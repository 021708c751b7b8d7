//! The dates of formats → RFC 3339.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;

/// A date as RFC 3339, with the offset from UTC it was given in. A day alone stays one; so does a time without an offset, for which moment
/// it means is not known. `None` if it is no date.
///
/// Read are ISO 8601 as formats and pages have it (`2025-11-04T08:30:00+01:00`, `+0100`, `20251104T083000Z`, a blank for the T), and
/// RFC 2822 (`Tue, 04 Nov 2025 08:30:00 +0100`).
pub(crate) fn rfc3339(raw: &str) -> Option<String> {
    let raw = raw.trim();
    if raw.len() < 8 || raw.len() > 64 {
        return None;
    }
    if !raw.starts_with(|c: char| c.is_ascii_digit()) {
        let zoned = jiff::fmt::rfc2822::parse(raw).ok()?;
        let moment = zoned.timestamp().display_with_offset(zoned.offset()).to_string();
        // GMT is a Z.
        return Some(moment.strip_suffix("+00:00").map_or_else(|| moment.clone(), |local| format!("{local}Z")));
    }
    // A blank before the offset is common and no part of ISO 8601.
    let joined = raw.replacen(" +", "+", 1).replacen(" UTC", "Z", 1);
    if let Ok(pieces) = Pieces::parse(&joined) {
        return match (pieces.to_numeric_offset(), joined.parse::<Timestamp>()) {
            (Some(_), Ok(moment)) if joined.ends_with(['Z', 'z']) => Some(moment.to_string()),
            (Some(offset), Ok(moment)) => Some(moment.display_with_offset(offset).to_string()),
            _ => Some(pieces.date().to_string()),
        };
    }
    raw.get(..10).and_then(|day| day.parse::<Date>().ok()).map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    #[test]
    fn dates_of_formats_become_rfc_3339() {
        for (raw, wanted) in [
            ("2025-11-04T08:30:00+01:00", Some("2025-11-04T08:30:00+01:00")),
            (" 2025-11-04T08:30:00Z\n", Some("2025-11-04T08:30:00Z")),
            ("2025-11-04T08:30:00.123456Z", Some("2025-11-04T08:30:00.123456Z")),
            ("2025-11-04T08:30:00+0100", Some("2025-11-04T08:30:00+01:00")),
            ("2025-11-04T08:30+01:00", Some("2025-11-04T08:30:00+01:00")),
            ("2025-11-04 08:30:00 +0100", Some("2025-11-04T08:30:00+01:00")),
            ("20251104T083000Z", Some("2025-11-04T08:30:00Z")),
            ("20251104T083000+0100", Some("2025-11-04T08:30:00+01:00")),
            ("2025-11-04T08:30:00", Some("2025-11-04")),
            ("2025-11-04", Some("2025-11-04")),
            ("20251104", Some("2025-11-04")),
            ("Tue, 04 Nov 2025 08:30:00 +0100", Some("2025-11-04T08:30:00+01:00")),
            ("Tue, 04 Nov 2025 07:30:00 GMT", Some("2025-11-04T07:30:00Z")),
            ("2025-02-30", None),
            ("gestern", None),
            ("", None),
        ] {
            assert_eq!(rfc3339(raw).as_deref(), wanted, "{raw}");
        }
    }
}
