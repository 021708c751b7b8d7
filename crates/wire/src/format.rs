//! The formats, and how content tells them apart.

use crate::options::Options;
use std::fmt;
use std::str::FromStr;

/// A format that items come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text or Markdown, one item.
    Text,
    /// An HTML page.
    Html,
    /// RSS 0.9 to 2.0, Atom, JSON Feed.
    Feed,
    /// IPTC ninjs 1.x, 2.x, 3.x.
    Ninjs,
    /// IPTC NewsML-G2: news item, package, news message.
    Newsml,
    /// IPTC NITF.
    Nitf,
    /// dpa digital wires, JSON.
    Dpa,
    /// Web archive, WARC 1.0 and 1.1.
    Warc,
    /// JSON, a value a line: of another JSON format, or with a text column.
    Jsonl,
    /// Comma, semicolon or tab separated values with a header.
    Csv,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 10] = [
        Format::Text,
        Format::Html,
        Format::Feed,
        Format::Ninjs,
        Format::Newsml,
        Format::Nitf,
        Format::Dpa,
        Format::Warc,
        Format::Jsonl,
        Format::Csv,
    ];

    /// The name that `--from` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::Feed => "feed",
            Format::Ninjs => "ninjs",
            Format::Newsml => "newsml-g2",
            Format::Nitf => "nitf",
            Format::Dpa => "dpa",
            Format::Warc => "warc",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
        }
    }

    /// The name for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "HTML",
            Format::Feed => "feed",
            Format::Ninjs => "ninjs",
            Format::Newsml => "NewsML-G2",
            Format::Nitf => "NITF",
            Format::Dpa => "dpa item",
            Format::Warc => "WARC",
            Format::Jsonl => "JSON",
            Format::Csv => "CSV",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
            format!("no format “{name}”; there are {}", names.join(", "))
        })
    }
}

/// What the beginning of a document shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A format that can be told from the beginning.
    Is(Format),
    /// JSON: which, the whole value tells; and whether a line holds one, only its end.
    Json,
    /// NewsML 1, the elder standard of another make than NewsML-G2.
    NewsMlOne,
    /// XML of a kind that is not read: only its beginning is known.
    OtherXml,
}

/// Bytes that [`detect`] looks at.
pub(crate) const PREFIX: usize = 64 * 1024;

/// Tells the format by the first [`PREFIX`] bytes of a document.
pub(crate) fn detect(prefix: &[u8], options: &Options) -> Shape {
    if prefix.starts_with(b"WARC/") {
        return Shape::Is(Format::Warc);
    }
    let prefix = &prefix[..prefix.len().min(PREFIX)];
    let text = match encoding_rs::Encoding::for_bom(prefix) {
        Some((encoding, len)) => encoding.decode_without_bom_handling(&prefix[len..]).0,
        None if looks_like_utf16(prefix) => encoding_rs::UTF_16LE.decode_without_bom_handling(&prefix[usize::from(prefix[0] == 0)..]).0,
        None => String::from_utf8_lossy(prefix),
    };
    let start = text.trim_start();
    if start.starts_with('<') {
        return markup(start);
    }
    if start.starts_with('{') && start[1..].trim_start().starts_with(['"', '}'])
        || start.starts_with('[') && start[1..].trim_start().starts_with('{')
    {
        return Shape::Json;
    }
    let early: String = start.chars().take(1024).collect::<String>().to_ascii_lowercase();
    if early.contains("<!doctype html") || early.contains("<html") {
        return Shape::Is(Format::Html);
    }
    if is_csv(start, &options.text_column) { Shape::Is(Format::Csv) } else { Shape::Is(Format::Text) }
}

/// `<` and a NUL: markup in UTF-16 without a byte order mark.
fn looks_like_utf16(prefix: &[u8]) -> bool {
    prefix.starts_with(b"<\0") || prefix.starts_with(b"\0<") || prefix.starts_with(b"{\0") || prefix.starts_with(b"\0{")
}

/// By the name of the first element, past declarations, comments and processing instructions.
fn markup(start: &str) -> Shape {
    let mut rest = start;
    loop {
        rest = rest.trim_start();
        if rest.starts_with("<?") {
            rest = rest.find("?>").map_or("", |end| &rest[end + 2..]);
        } else if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
        } else if rest.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype")) {
            let name: String = rest[9..].trim_start().chars().take_while(|c| c.is_alphanumeric()).collect();
            if name.eq_ignore_ascii_case("html") {
                return Shape::Is(Format::Html);
            }
            rest = past_doctype(rest);
        } else {
            break;
        }
    }
    let name: String =
        rest.strip_prefix('<').unwrap_or_default().chars().take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/')).collect();
    let local = name.rsplit(':').next().unwrap_or_default();
    match local {
        "rss" | "feed" | "RDF" | "channel" => Shape::Is(Format::Feed),
        "nitf" => Shape::Is(Format::Nitf),
        "newsItem" | "newsMessage" | "packageItem" | "itemSet" | "contentSet" | "contentMeta" | "inlineXML" | "conceptItem"
        | "knowledgeItem" | "planningItem" | "catalogItem" => Shape::Is(Format::Newsml),
        "NewsML" => Shape::NewsMlOne,
        _ if start.starts_with("<?xml") && !local.eq_ignore_ascii_case("html") => Shape::OtherXml,
        _ => Shape::Is(Format::Html),
    }
}

/// What follows a document type declaration, which may hold declarations in square brackets.
fn past_doctype(text: &str) -> &str {
    let end = match (text.find('>'), text.find('[')) {
        (Some(end), Some(inside)) if inside < end => text.find("]").and_then(|close| Some(close + text[close..].find('>')?)),
        (end, _) => end,
    };
    end.map_or("", |end| &text[end + 1..])
}

/// The first line names the text column, and the next ones have as many fields.
fn is_csv(start: &str, text_column: &str) -> bool {
    let header = start.lines().next().unwrap_or_default();
    let Some(delimiter) = delimiter(header) else { return false };
    let is_column = |field: &str| field.trim().trim_matches('"').eq_ignore_ascii_case(text_column);
    header.split(delimiter as char).any(is_column) && start.lines().nth(1).is_some()
}

/// The separator that a header has most of: comma, semicolon or tab.
pub(crate) fn delimiter(header: &str) -> Option<u8> {
    let count = |byte: u8| header.bytes().filter(|other| *other == byte).count();
    [b',', b';', b'\t'].into_iter().filter(|byte| count(*byte) > 0).max_by_key(|byte| count(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, shape: Shape) {
        assert_eq!(detect(text.as_bytes(), &Options::default()), shape, "{text}");
    }

    #[test]
    fn content_tells_the_format() {
        use Format::{Csv, Feed, Html, Newsml, Nitf, Text, Warc};
        for (text, format) in [
            ("WARC/1.1\r\nWARC-Type: response", Warc),
            ("<!DOCTYPE html><html>", Html),
            ("\u{FEFF}  <!doctype HTML PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">", Html),
            ("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", Html),
            ("<!-- x --><div><p>Text", Html),
            ("\n\n<HTML>", Html),
            ("Unsinn davor <html>", Html),
            ("<?xml version='1.0'?><!-- <rss> --><feed xmlns='http://www.w3.org/2005/Atom'>", Feed),
            ("<rss version='2.0'>", Feed),
            ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Feed),
            ("<?xml version='1.0'?>\n<newsItem\n guid='x'>", Newsml),
            ("<nar:newsMessage>", Newsml),
            ("<!DOCTYPE nitf SYSTEM \"nitf-3-4.dtd\" [<!ENTITY a \"b\">]>\n<nitf>", Nitf),
            ("id;text\n1;Es regnet", Csv),
            ("\"Text\",\"Id\"\na,b", Csv),
            ("Die Regierung teilte mit, man prüfe den Text, so oder so.\nEs regnet.", Text),
            ("# Überschrift\n\nText", Text),
            ("{Stand: Montag} Es regnet.", Text),
            ("[Hamburg] Es regnet.", Text),
            ("", Text),
        ] {
            is(text, Shape::Is(format));
        }
        is("{\"a\": 1}", Shape::Json);
        is("[\n {\"a\": 1}]", Shape::Json);
        is("<?xml version='1.0'?><kml>", Shape::OtherXml);
        is("<!DOCTYPE NewsML SYSTEM 'NewsML_1.2.dtd'>\n<NewsML Version='1.2'>", Shape::NewsMlOne);
    }

    #[test]
    fn names_are_read_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        assert!("word".parse::<Format>().is_err_and(|said| said.contains("newsml-g2")));
    }
}
