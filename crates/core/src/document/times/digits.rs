//! Tokens that begin with a digit: years, ordinals, dates, times of the clock, decades.

use super::words::{Unit, Word};

/// What a token that begins with a digit can be in an expression of time; `units` are those that may stand behind it and a hyphen.
pub(super) fn word(text: &str, units: &[(&str, Unit)]) -> Word {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if rest.is_empty() {
        return if digits <= 4 { number.parse().map_or(Word::Other, Word::Digits) } else { Word::Other };
    }
    if digits > 4 {
        return Word::Other;
    }
    match rest.as_bytes()[0] {
        b'.' if rest.len() == 1 => match number.parse() {
            Ok(day @ 1..=31) if digits <= 2 => Word::DigitOrdinal(day),
            _ => Word::Other,
        },
        b'.' => dotted(text),
        b':' => clock(number, &rest[1..], true),
        b'e' if rest.starts_with("er") => decade(number, &rest[2..]),
        b'-' => hyphenated(text, number, &rest[1..], units),
        _ => Word::Other,
    }
}

/// "23.3.1987", "1.9.39", "3.5.", "8.40"
fn dotted(text: &str) -> Word {
    let mut parts = text.split('.');
    let (Some(day), Some(month)) = (parts.next(), parts.next()) else { return Word::Other };
    let Some(year) = parts.next() else { return clock(day, month, false) };
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 {
        return Word::Other;
    }
    let (Ok(day @ 1..=31), Ok(month @ 1..=12)) = (day.parse(), month.parse()) else { return Word::Other };
    match (year.len(), year.parse::<i16>()) {
        (0, _) => Word::Date(0, month, day),
        (4, Ok(year)) => Word::Date(year, month, day),
        // Two digits: within the hundred years that end in the thirties.
        (2, Ok(year)) => Word::Date(if year < 39 { 2000 + year } else { 1900 + year }, month, day),
        _ => Word::Other,
    }
}

fn clock(hour: &str, minute: &str, colon: bool) -> Word {
    match (hour.parse(), minute.len(), minute.get(..2).unwrap_or_default().parse()) {
        (Ok(hour @ 0..=24), 2 | 5, Ok(minute @ 0..=59)) if hour < 24 || minute == 0 => Word::Clock(hour, minute, colon),
        _ => Word::Other,
    }
}

/// "1930er", "60er-Jahren"
fn decade(number: &str, tail: &str) -> Word {
    let years = match tail.strip_suffix('n').unwrap_or(tail) {
        "" => false,
        "-Jahre" | "jahre" => true,
        _ => return Word::Other,
    };
    match number.parse() {
        Ok(year) if year % 10 == 0 && matches!(number.len(), 2..=4) => Word::DecadeDigits(year, years),
        _ => Word::Other,
    }
}

/// "2024-03-04", "90-Tage", "154-tägiger"
fn hyphenated(text: &str, number: &str, tail: &str, units: &[(&str, Unit)]) -> Word {
    if number.len() == 4 {
        let mut parts = text.splitn(3, '-').skip(1);
        let (month, day) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        return match (number.parse(), month.parse(), day.get(..2).unwrap_or_default().parse()) {
            (Ok(year), Ok(month @ 1..=12), Ok(day @ 1..=31)) => Word::Date(year, month, day),
            _ => Word::Other,
        };
    }
    let unit = units.iter().find(|(name, _)| tail.strip_prefix(name).is_some_and(|tail| tail.len() <= 2 || tail.starts_with('-')));
    match (unit, number.parse::<u16>()) {
        (Some((_, unit)), Ok(number)) if number < 6000 => Word::Compound(number * 10, *unit),
        _ => Word::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_told_apart() {
        for (text, expected) in [
            ("1987", Word::Digits(1987)),
            ("17.", Word::DigitOrdinal(17)),
            ("40.", Word::Other),
            ("23.3.1987", Word::Date(1987, 3, 23)),
            ("1.9.39", Word::Date(1939, 9, 1)),
            ("03.05.24", Word::Date(2024, 5, 3)),
            ("3.5.", Word::Date(0, 5, 3)),
            ("2024-03-04", Word::Date(2024, 3, 4)),
            ("8.40", Word::Clock(8, 40, false)),
            ("17:43", Word::Clock(17, 43, true)),
            ("25.00", Word::Other),
            ("1930er", Word::DecadeDigits(1930, false)),
            ("60er-Jahren", Word::DecadeDigits(60, true)),
            ("90-Tage-Frist", Word::Compound(900, Unit::Day)),
            ("154-tägiger", Word::Compound(1540, Unit::Day)),
            ("12-Jährige", Word::Other),
            ("100.000", Word::Other),
            ("3,5", Word::Other),
        ] {
            assert_eq!(word(text, &[("tägig", Unit::Day), ("Tage", Unit::Day)]), expected, "{text}");
        }
    }
}
