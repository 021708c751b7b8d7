//! Which texts are dates that other formats take.

/// True for a day, or a moment with its offset: what XML Schema takes for a date.
pub(crate) fn is_date(text: &str) -> bool {
    let (day, time) = text.split_at_checked(10).unwrap_or((text, ""));
    let shape = |text: &str, pattern: &str| {
        text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(|(c, p)| if p == b'0' { c.is_ascii_digit() } else { c == p })
    };
    let zone = |text: &str| text == "Z" || shape(text, "+00:00") || shape(text, "-00:00");
    let is_time = time.split_at_checked(9).is_some_and(|(clock, offset)| shape(clock, "T00:00:00") && zone(offset));
    shape(day, "0000-00-00") && (time.is_empty() || is_time)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn days_and_moments_are_dates() {
        assert!(is_date("2025-11-04") && is_date("2025-11-04T08:30:00+01:00") && is_date("2025-11-04T08:30:00Z"));
        assert!(!is_date("gestern") && !is_date("2025-11") && !is_date("2025-11-04T08:30") && !is_date("2025-11-0ä") && !is_date(""));
    }
}
