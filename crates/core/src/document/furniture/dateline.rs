//! Datelines: "Hamburg (dnb) - ", "BERLIN, 3. Mai (Reuters) –", "Genf/New York, 12. 5. (SDA) –", "(dnb) - ", "Wien – ",
//! "BERLIN dpa | ", "Zürich. (mbr) ", "Bonn, 3. Mai 2024. ", "Bonn (Deutschland), 03.05.2024 – ".

use super::super::Dateline;
use super::super::orthography::Orthography;
use crate::span::{Byte, Span};

/// A dateline is not longer than this, in bytes.
const LONGEST: usize = 90;
/// Nor the date in it.
const LONGEST_DATE: usize = 30;

/// The dateline that a line starts with, in offsets into the line; its span ends behind the dash.
///
/// With an agency in brackets any capitalised place will do, but an agency not in the lists must be written small ("(abc)"), for
/// "Lena Brandt (SPD) – " names a person. Without an agency the place must be a listed one, or stand in capitals.
pub(super) fn parse(orthography: &Orthography, line: &str) -> Option<Dateline> {
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let head = &line[..end];
    let (before, agency, rest) = match head.find('(') {
        Some(open) if head[..open].find(" – ").or_else(|| head[..open].find(" - ")).is_none() => {
            let close = open + head[open..].find(')')?;
            let name = &head[open + 1..close];
            // "Frankfurt (Meldag) - ": one word behind a place that is listed, before a dash.
            let listed = || head[..open].trim().split('/').all(|part| orthography.is_place(part));
            let sign = || (2..=12).contains(&name.len()) && name.chars().all(char::is_alphabetic);
            let agency = is_agency(orthography, name) || sign() && listed() && dash_end(line, close + 1).is_some();
            if !agency {
                return with_country(orthography, line, open, close + 1);
            }
            (&head[..open], Some(Span::new(open + 1, close)), close + 1)
        }
        _ => {
            if let Some(whole) = with_bar(orthography, head) {
                return Some(whole);
            }
            let dash = [" – ", " - ", " — ", " -- "].iter().filter_map(|dash| head.find(dash)).min();
            if let Some(whole) = dated(orthography, &head[..dash.unwrap_or(end)]) {
                return Some(whole);
            }
            (&head[..dash?], None, dash?)
        }
    };
    let (place, date) = place_and_date(orthography, before)?;
    let dash = dash_end(line, rest);
    match agency {
        Some(_) if place.is_empty() && (dash.is_none() || rest == line.len()) => return None,
        // Without a dash the bracket must be all that the line holds, or a sentence begin behind it: "Bonn (KNA) Die Bischöfe …", "Berlin (epd). Die …".
        Some(_) if dash.is_none() && rest < line.len() => {
            let end = rest + usize::from(line[rest..].starts_with('.'));
            // "Ahlen. (kbr) Die Stadt …": who wrote it.
            let name = agency.map_or("", |agency| &line[agency.range()]);
            let known = name.split('/').any(|part| orthography.is_agency(part.trim())) && !line[place.range()].ends_with('.');
            let town = line[place.range()].trim_end_matches('.');
            let agency = agency.filter(|_| known);
            if !known && (town.len() == place.len() || !orthography.is_place(town)) {
                return None;
            }
            let place = Span::new(place.start as usize, place.start as usize + town.len());
            let sentence = line[end..]
                .strip_prefix(' ')
                .is_some_and(|text| text.starts_with(|c: char| c.is_uppercase() || matches!(c, '„' | '"' | '»' | '«')));
            return sentence.then_some(Dateline { span: Span::new(0, end), place, agency, date });
        }
        None => {
            let name = &line[place.range()];
            let capitals = name.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !name.chars().any(char::is_lowercase);
            let listed = name.split('/').all(|part| orthography.is_place(part));
            let after = line[dash?..].trim_start();
            if place.is_empty()
                || !(capitals || listed)
                || !after.starts_with(|c: char| c.is_uppercase() || c == '„' || c == '"' || c == '»' || c == '«')
            {
                return None;
            }
            // "Wien – Graz – Linz": a route; "Hamburg - HSV 2:1": a match.
            let second = after.find(" – ").or_else(|| after.find(" - ")).is_some_and(|at| at < 60);
            if !capitals && (second || after.len() < 40) {
                return None;
            }
        }
        Some(_) => {}
    }
    Some(Dateline { span: Span::new(0, dash.unwrap_or(rest)), place, agency, date })
}

/// A teaser in front of a dateline is not longer than this, in bytes.
const LONGEST_TEASER: usize = 700;
/// Nor is what stands in front of the dash of such a dateline.
const LONGEST_PLACE: usize = 60;

/// Where a dateline begins behind a sentence or several that ran on into it: "Der Kanal bleibt zu. Kiel – Die Stadt …".
pub(super) fn behind_teaser(orthography: &Orthography, line: &str) -> Option<usize> {
    // Few lines have such a dash, and each sentence would be tried.
    let mut reach = line.len().min(LONGEST_TEASER + 2 * LONGEST_PLACE);
    while !line.is_char_boundary(reach) {
        reach -= 1;
    }
    let dash = |mark: char| matches!(mark, '–' | '—' | '-');
    if !line[..reach].match_indices(dash).any(|(at, _)| line[..at].ends_with([' ', ')'])) {
        return None;
    }
    let stops = line.match_indices(' ').map(|(at, _)| at).take_while(|at| *at < LONGEST_TEASER);
    let stop = |at: &usize| line[..*at].ends_with(['.', '!', '?', '"', '“', '«', '»']);
    stops.filter(stop).map(|at| at + 1).find(|at| parse_any(orthography, &line[*at..]).is_some())
}

/// The same as [`parse`], of what stands behind a teaser, where nothing but a dash tells: one of its places is a listed one, or what follows
/// happens there ("Zell – In Zell …").
pub(super) fn parse_any(orthography: &Orthography, line: &str) -> Option<Dateline> {
    let by_dash = |found: &Dateline| line[..found.span.end as usize].trim_end().ends_with(['–', '—', '-']);
    if let Some(found) = parse(orthography, line).filter(by_dash) {
        return Some(found);
    }
    let mut end = line.len().min(LONGEST_PLACE);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let head = &line[..end];
    let dash = [" – ", " - "].iter().filter_map(|dash| head.find(dash)).min()?;
    let (place, after) = (&line[..dash], line[dash..].trim_start_matches([' ', '–', '-']));
    let known = |part: &str| orthography.is_place(part) || part.len() > 2 && after.contains(&format!(" in {part}"));
    // "Bonn – Köln – Mainz": a route.
    let second = after.find(" – ").or_else(|| after.find(" - ")).is_some_and(|at| at < LONGEST_PLACE);
    let whole = is_place_like(orthography, place)
        && place.split('/').any(|part| known(part.trim()))
        && after.starts_with(|c: char| c.is_uppercase() || matches!(c, '„' | '"' | '»' | '«'))
        && after.len() >= 40
        && !second;
    let end = line[..line.len() - after.len()].trim_end().len();
    whole.then(|| Dateline { span: Span::new(0, end), place: Span::new(0, place.len()), agency: None, date: None })
}

/// "BERLIN dpa | Der Bund …": a place in capitals and a sign before a bar.
fn with_bar(orthography: &Orthography, head: &str) -> Option<Dateline> {
    let bar = head.find(" | ")?;
    let (place, sign) = head[..bar].rsplit_once(' ')?;
    let capitals = place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    let agency = Span::new(place.len() + 1, bar);
    (capitals && is_place_like(orthography, place) && is_agency(orthography, sign)).then(|| Dateline {
        span: Span::new(0, bar + 2),
        place: Span::new(0, place.len()),
        agency: Some(agency),
        date: None,
    })
}

/// "Berlin, 3. Mai 2024. Der Bund …": a place and a whole date that end as a sentence does.
fn dated(orthography: &Orthography, head: &str) -> Option<Dateline> {
    let year = |stop: &usize| *stop > 4 && head.as_bytes()[stop - 4..*stop].iter().all(u8::is_ascii_digit);
    let stop = head.match_indices(". ").map(|(at, _)| at).find(year)?;
    let (place, date) = place_and_date(orthography, &head[..stop])?;
    let listed = head[place.range()].split('/').all(|part| orthography.is_place(part));
    let behind = head[stop + 1..].trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '„' | '"' | '»' | '«'));
    (listed && date.is_some() && behind).then(|| Dateline { span: Span::new(0, stop + 1), place, agency: None, date })
}

/// "Bonn (Deutschland), 03.05.2024 – ", as Wikinews has it: `open` and `behind` are where the bracket begins and ends.
fn with_country(orthography: &Orthography, line: &str, open: usize, behind: usize) -> Option<Dateline> {
    let place = line[..open].trim_end();
    let country = &line[open + 1..behind - 1];
    let rest = line[behind..].strip_prefix(',')?;
    let dash = rest.find(['–', '—', '-']).filter(|at| *at <= LONGEST_DATE)?;
    let date = rest[..dash].trim();
    let start = date.as_ptr() as usize - line.as_ptr() as usize;
    let year = date.len() > 4 && date.as_bytes()[date.len() - 4..].iter().all(u8::is_ascii_digit);
    let whole =
        year && !place.is_empty() && is_place_like(orthography, place) && is_place_like(orthography, country) && is_date(orthography, date);
    let end = dash_end(line, start + date.len()).filter(|_| whole)?;
    Some(Dateline {
        span: Span::new(0, end),
        place: Span::new(0, place.len()),
        agency: None,
        date: Some(Span::new(start, start + date.len())),
    })
}

/// One past the dash after `from`, if a dash stands there.
fn dash_end(line: &str, from: usize) -> Option<usize> {
    let rest = line[from..].trim_start();
    let tail = rest.trim_start_matches(['-', '–', '—']);
    (tail.len() < rest.len() && (tail.is_empty() || tail.starts_with(' '))).then(|| line.len() - tail.len())
}

fn is_agency(orthography: &Orthography, name: &str) -> bool {
    let known = |part: &str| orthography.is_agency(part.trim());
    if known(name) {
        return true;
    }
    let mut parts = name.split(['/', ',', ' ']).filter(|part| !part.is_empty()).peekable();
    let Some(first) = parts.peek().copied() else { return false };
    let small = |part: &str| (2..=12).contains(&part.len()) && part.chars().all(|c| c.is_lowercase() || c == '-');
    // dpa marks its regional services so: "(dpa/lno)".
    if known(first) { parts.all(|part| known(part) || small(part) || part.len() <= 6) } else { name.len() <= 12 && parts.all(small) }
}

/// Splits "Genf/New York, 12. 5. " into place and date, in offsets.
fn place_and_date(orthography: &Orthography, before: &str) -> Option<(Span<Byte>, Option<Span<Byte>>)> {
    let trimmed = before.trim_end();
    let (place, rest) = match trimmed.split_once(',') {
        Some((place, rest)) => (place, Some(rest)),
        None => match trimmed.find(|c: char| c.is_ascii_digit()) {
            Some(digit) => (trimmed[..digit].trim_end(), Some(&trimmed[digit..])),
            None => (trimmed, None),
        },
    };
    if !place.is_empty() && !is_place_like(orthography, place) {
        return None;
    }
    let date = match rest {
        None => None,
        Some(rest) => {
            let date = rest.trim();
            if !is_date(orthography, date) {
                return None;
            }
            let start = date.as_ptr() as usize - before.as_ptr() as usize;
            Some(Span::new(start, start + date.len()))
        }
    };
    Some((Span::new(0, place.len()), date))
}

/// Up to five words, capitalised but for particles, without other marks than those of names.
fn is_place_like(orthography: &Orthography, place: &str) -> bool {
    let words = place.split([' ', '/']).filter(|word| !word.is_empty());
    words.clone().count() <= 6
        && place.len() <= 60
        && place.starts_with(char::is_uppercase)
        // "Der Plan (abc) – so heißt er – …"
        && words.clone().next().is_some_and(|word| !orthography.is_starter(word))
        && words.clone().all(|word| {
            let name = word.starts_with(char::is_uppercase)
                || orthography.is_particle(word)
                || orthography.is_place_word(word);
            name && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'))
        })
}

/// "3. Mai", "den 3. Mai 2024", "12. 5.", "12.05.2024"
fn is_date(orthography: &Orthography, date: &str) -> bool {
    let mut numbers = 0;
    let words = date.split([' ', '.']).filter(|word| !word.is_empty());
    for word in words {
        if word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 4 {
            numbers += 1;
        } else if !(orthography.is_month(word) || orthography.is_date_word(word)) {
            return false;
        }
    }
    numbers > 0 && numbers <= 3
}
