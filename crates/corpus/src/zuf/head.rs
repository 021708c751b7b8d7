//! The head of a file: `key: value`, one a line.

use super::{Genre, Head, Sink, Style, Variety};

const KEYS: [&str; 12] =
    ["id", "outlet", "agency", "published", "genre", "style", "kind", "story", "kicker", "headline", "byline", "dateline"];
/// Keys that may be left out.
const OPTIONAL: &str = "kind";
const NEEDED: &str = "write every key of the head, with nothing behind the colon where there is nothing to say";

pub(super) fn read(raw: &str, first_line: usize, sink: &mut Sink<'_>) -> Head {
    let mut values: [Option<(&str, usize)>; KEYS.len()] = [None; KEYS.len()];
    for (index, line) in raw.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = first_line + index;
        let Some((key, value)) = line.split_once(':') else {
            sink.add(number, format!("“{line}” is no line of a head"), "write `key: value`");
            continue;
        };
        match KEYS.iter().position(|known| *known == key.trim()) {
            None => sink.add(number, format!("the head knows no “{}”", key.trim()), "use the keys that the corpus's README lists"),
            Some(at) if values[at].is_some() => sink.add(number, format!("“{}” stands there twice", key.trim()), "leave one out"),
            Some(at) => values[at] = Some((value.trim(), number)),
        }
    }
    for (key, _) in KEYS.iter().zip(&values).filter(|(key, value)| value.is_none() && **key != OPTIONAL) {
        sink.add(first_line, format!("the head has no “{key}”"), NEEDED);
    }
    let mut value_of = |key: &str| KEYS.iter().position(|known| *known == key).and_then(|at| values[at].take());
    let mut text_of = |key: &str| value_of(key).map(|(value, _)| value.to_owned()).filter(|value| !value.is_empty());
    let (agency, story, kicker, headline, byline, dateline) =
        (text_of("agency"), text_of("story"), text_of("kicker"), text_of("headline"), text_of("byline"), text_of("dateline"));
    let mut needed = |key: &str| {
        let (value, line) = value_of(key).unwrap_or(("", first_line));
        if value.is_empty() {
            sink.add(line, format!("“{key}” is empty"), "every article has one");
        }
        (value.to_owned(), line)
    };
    let (id, _) = needed("id");
    let (outlet, _) = needed("outlet");
    let (published, published_line) = needed("published");
    let (genre, genre_line) = needed("genre");
    let (style, style_line) = needed("style");
    let kind = value_of("kind").filter(|(value, _)| !value.is_empty());
    if !published.is_empty() && (published.parse::<jiff::Timestamp>().is_err() || !published.contains('T')) {
        let what = format!("“{published}” is no moment of the calendar");
        sink.add(published_line, what, "write RFC 3339: 2025-03-04T16:30:00+01:00");
    }
    let genre = Genre::from_name(&genre).unwrap_or_else(|| {
        sink.add(
            genre_line,
            format!("no such genre: “{genre}”"),
            "it is politics, business, court, sport, science, culture, local or international",
        );
        Genre::default()
    });
    let style = Style::from_name(&style).unwrap_or_else(|| {
        sink.add(style_line, format!("no such style: “{style}”"), "it is agency, newspaper, tabloid, broadcaster, austrian or swiss");
        Style::default()
    });
    let kind = kind.and_then(|(value, line)| {
        let found = Variety::from_name(value);
        if found.is_none() {
            let remedy = "it is interview, ticker, correction, flash, feature, press-review or fact-check, or left out for plain news";
            sink.add(line, format!("no such kind: “{value}”"), remedy);
        }
        found
    });
    Head { id, outlet, agency, published, genre, style, kind, story, kicker, headline, byline, dateline }
}
