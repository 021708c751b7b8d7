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
    /// Files of other programs, which hold text but are none: what they are called.
    Foreign(&'static str),
}

/// Bytes that [`detect`] looks at.
pub(crate) const PREFIX: usize = 64 * 1024;

/// Tells the format by the first [`PREFIX`] bytes of a document.
pub(crate) fn detect(prefix: &[u8], options: &Options) -> Shape {
    if prefix.starts_with(b"WARC/") {
        return Shape::Is(Format::Warc);
    }
    if let Some(name) = foreign(prefix) {
        return Shape::Foreign(name);
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
        || start.starts_with('[') && start[1..].trim() == "]"
    {
        return Shape::Json;
    }
    let early: String = start.chars().take(1024).collect::<String>().to_ascii_lowercase();
    if early.contains("<!doctype html") || early.contains("<html") {
        return Shape::Is(Format::Html);
    }
    if is_csv(start, &options.text_column) { Shape::Is(Format::Csv) } else { Shape::Is(Format::Text) }
}

/// Files of word processors and the like by their first bytes, letters by their header.
pub(crate) fn foreign(prefix: &[u8]) -> Option<&'static str> {
    let begins = |mark: &[u8]| prefix.starts_with(mark);
    let early = &prefix[..prefix.len().min(4096)];
    let has = |words: &str| memchr::memmem::find(early, words.as_bytes()).is_some();
    if begins(b"%PDF-") {
        Some("a PDF")
    } else if begins(b"{\\rtf") {
        Some("an RTF document")
    } else if begins(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        Some("an Office document of the old kind (.doc, .xls, .ppt)")
    } else if begins(b"PK\x03\x04") {
        // The members' names, and what a member "mimetype" holds, are not packed.
        if has("application/vnd.oasis.opendocument") {
            Some("an OpenDocument file (.odt, .ods, .odp)")
        } else if has("application/epub+zip") {
            Some("an e-book (EPUB)")
        } else if has("[Content_Types].xml") || has("_rels/.rels") {
            Some("an Office document (.docx, .xlsx, .pptx)")
        } else if has("Index/Document.iwa") {
            Some("a Pages document")
        } else {
            None
        }
    } else if is_letter(early) {
        Some("an e-mail or a web page saved as one (.eml, .mht)")
    } else {
        None
    }
}

/// Lines of an e-mail's header from the first line on, among them one that only mail has, or what every mail has.
fn is_letter(early: &[u8]) -> bool {
    let mut named: Vec<String> = Vec::new();
    for (index, line) in early.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii_end();
        if line.is_empty() || index == 64 {
            break;
        }
        // A long field goes on in the next line; a mailbox puts a line of its own before each letter.
        if index > 0 && line.starts_with(b" ") || line.starts_with(b"\t") || index == 0 && line.starts_with(b"From ") {
            continue;
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let is_name = name.len() < line.len() && !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        if !is_name {
            break;
        }
        named.push(String::from_utf8_lossy(name).to_ascii_lowercase());
    }
    let has = |name: &str| named.iter().any(|known| known == name);
    named.len() > 1 && ["mime-version", "message-id", "received", "return-path"].into_iter().any(has)
        || ["from", "date", "subject"].into_iter().all(has)
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

/// The first line names the text column, and there are more. Whoever asks for another column than the usual one has a table, so the usual
/// one, and short names alone, show it too: that the column is missing is told then.
fn is_csv(start: &str, text_column: &str) -> bool {
    let usual = Options::default().text_column;
    let mut lines = start.lines();
    let header = lines.next().unwrap_or_default();
    let (Some(delimiter), Some(row)) = (delimiter(header), lines.next()) else { return false };
    let fields = || header.split(delimiter as char).map(|field| field.trim().trim_matches('"'));
    let names = || fields().all(|name| !name.is_empty() && name.len() <= 40 && !name.contains([' ', '.']));
    fields().any(|field| field.eq_ignore_ascii_case(text_column))
        || text_column != usual && (fields().any(|field| field.eq_ignore_ascii_case(&usual)) || names() && row.contains(delimiter as char))
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
        is(" [ ]\n", Shape::Json);
        is("[\n {\"a\": 1}]", Shape::Json);
        is("<?xml version='1.0'?><kml>", Shape::OtherXml);
        is("<!DOCTYPE NewsML SYSTEM 'NewsML_1.2.dtd'>\n<NewsML Version='1.2'>", Shape::NewsMlOne);
    }

    #[test]
    fn files_of_other_programs_are_no_prose() {
        let named = |bytes: &[u8], name: &str| {
            let shape = detect(bytes, &Options::default());
            assert!(matches!(shape, Shape::Foreign(known) if known.contains(name)), "{shape:?}, not {name}");
        };
        named(b"%PDF-1.4\n1 0 obj\n(Die Stadt baut.) Tj", "PDF");
        named(b"{\\rtf1\\ansi Die Stadt baut, sagte sie.}", "RTF");
        named(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", ".doc");
        named(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0....[Content_Types].xml", ".docx");
        named(b"PK\x03\x04\x14\0\0\x08\0\0....mimetypeapplication/vnd.oasis.opendocument.textPK", ".odt");
        named(b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Bau\r\nDate: Mon, 3 Nov 2025 08:00:00 +0100\r\n\r\nText", ".eml");
        named(b"Return-Path: <a@example.org>\nReceived: from x\n\tby y\n\nText", ".eml");
        named(b"From: <Saved by Blink>\nSnapshot-Content-Location: https://x/\nMIME-Version: 1.0\n\n", ".mht");
        // An article may begin with a line that looks like a field.
        is("From: Hamburg\n\nDate: heute", Shape::Is(Format::Text));
        is("Update: Die Stadt baut.\n\nSie sagte: nichts.", Shape::Is(Format::Text));
    }

    #[test]
    fn a_column_that_a_table_lacks_does_not_make_it_prose() {
        let options = Options { text_column: "inhalt".to_owned(), ..Options::default() };
        for table in ["id,text\n1,Es regnet", "id;body;datum\n1;Es regnet;heute", "Inhalt,Nr\nEs regnet,1"] {
            assert_eq!(detect(table.as_bytes(), &options), Shape::Is(Format::Csv), "{table}");
        }
        let prose = "Die Regierung teilte mit, man prüfe es.\nEs regnet, so oder so.";
        assert_eq!(detect(prose.as_bytes(), &options), Shape::Is(Format::Text));
    }

    #[test]
    fn names_are_read_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        assert!("word".parse::<Format>().is_err_and(|said| said.contains("newsml-g2")));
    }
}
