//! One document → its items.

use crate::charset::{decode_markup, decode_plain};
use crate::error::{Error, Fault};
use crate::format::{Format, Shape, detect};
use crate::item::{Item, Parts, remark};
use crate::options::Options;
use crate::unpack::Packing;
use crate::{feed, html, json, newsml, nitf, xml};
use zufolge::Diagnostic;

/// What standard input is called.
pub const STDIN: &str = "standard input";

/// One document's bytes, and what is known of it from where it was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    /// What to call it: the file, URL or archive member. Its items' id, where they have none of their own.
    pub name: String,
    /// Where in that: `line 12`, `record 3`.
    pub place: Option<String>,
    /// The document, unpacked.
    pub bytes: Vec<u8>,
    /// Its format, if that is known or the user says so; else it is detected.
    pub format: Option<Format>,
    /// The URL it came from.
    pub url: Option<String>,
    /// The charset that a server declared.
    pub charset: Option<String>,
    /// Remarks on how it was found, handed on to its items.
    pub remarks: Vec<Diagnostic>,
}

impl Raw {
    /// A document by name.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Raw {
        Raw { name: name.into(), bytes, ..Raw::default() }
    }

    /// An error about this document.
    pub(crate) fn error(&self, fault: Fault) -> Error {
        fault.at(&*self.name, self.place.clone())
    }

    /// True if an item of this document has this id only because it has none of its own.
    #[must_use]
    pub fn gave_id(&self, id: &str) -> bool {
        let rest = id.strip_prefix(if self.name == STDIN { "stdin" } else { &self.name });
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
    }

    /// The id of an item without one: the name, with the number in it where there are several.
    fn id(&self, number: Option<usize>) -> String {
        let name = if self.name == STDIN { "stdin" } else { &self.name };
        let place = self.place.as_deref().map(|place| place.rsplit(' ').next().unwrap_or(place).to_owned());
        match (place, number) {
            (None, None) => name.to_owned(),
            (Some(place), None) => format!("{name}#{place}"),
            (None, Some(number)) => format!("{name}#{number}"),
            (Some(place), Some(number)) => format!("{name}#{place}.{number}"),
        }
    }
}

/// Reads all items of one document, in order. Total: whatever cannot be read is told in its place.
#[must_use]
pub fn read(raw: &Raw, options: &Options) -> Vec<Result<Item, Error>> {
    if raw.bytes.len() as u64 > options.limits.max_size {
        return vec![Err(raw.error(Fault::TooLarge(options.limits.max_size)))];
    }
    let mut remarks = raw.remarks.clone();
    let items = match items(raw, options, &mut remarks) {
        Ok(items) => items,
        Err(fault) => return vec![Err(raw.error(fault))],
    };
    let several = items.len() > 1;
    items
        .into_iter()
        .enumerate()
        .map(|(index, parts)| {
            let mut parts = parts.map_err(|fault| {
                let place = if several { Some(format!("item {}", index + 1)) } else { None };
                fault.at(&*raw.name, [raw.place.clone(), place].into_iter().flatten().reduce(|a, b| format!("{a}, {b}")))
            })?;
            parts.remarks.splice(0..0, remarks.iter().cloned());
            Ok(parts.item(&raw.id(several.then_some(index + 1))))
        })
        .collect()
}

fn items(raw: &Raw, options: &Options, remarks: &mut Vec<Diagnostic>) -> Result<Vec<Result<Parts, Fault>>, Fault> {
    let shape = match raw.format.or(options.from) {
        Some(format) => Shape::Is(format),
        None => detect(&raw.bytes, options),
    };
    if Packing::of(&raw.bytes).is_some() {
        let said = "is an archive where one document is expected; unpack it, or give the file itself to `zufolge read`";
        return Err(Fault::Unsupported(said.to_owned()));
    }
    let markup = |remarks: &mut Vec<Diagnostic>| filled(decode_markup(&raw.bytes, raw.charset.as_deref(), remarks)?);
    match shape {
        Shape::Is(Format::Text) => Ok(vec![Ok(plain(filled(decode_plain(&raw.bytes, remarks)?)?))]),
        Shape::Is(Format::Html) => Ok(vec![Ok(html::page(&markup(remarks)?, raw.url.as_deref(), &options.limits)?)]),
        Shape::Is(Format::Feed) => {
            let text = markup(remarks)?;
            if text.trim_start().starts_with('{') {
                return feed::json_items(&text, &options.limits);
            }
            feed::items(&tree(&text, options, remarks)?, &options.limits)
        }
        Shape::Is(Format::Nitf) => Ok(vec![Ok(nitf::item(&tree(&markup(remarks)?, options, remarks)?))]),
        Shape::Is(Format::Newsml) => {
            let items = newsml::items(&tree(&markup(remarks)?, options, remarks)?, &options.limits);
            if items.is_empty() { Err(Fault::NoItem) } else { Ok(items) }
        }
        Shape::Is(from @ (Format::Ninjs | Format::Dpa)) => json_items(raw, Some(from), options, remarks),
        Shape::Is(Format::Jsonl) | Shape::Json => json_items(raw, None, options, remarks),
        Shape::Is(Format::Csv | Format::Warc) => Err(Fault::Unsupported(
            "is a table or web archive where one document is expected; give the file itself to `zufolge read`".to_owned(),
        )),
        Shape::NewsMlOne => Err(Fault::Unsupported(
            "is NewsML 1, which is not read; give NewsML-G2, or the NITF that it carries with --from nitf".to_owned(),
        )),
        Shape::Foreign(name) => Err(Fault::Unsupported(format!("is {name}; save it as plain text or HTML, and give that"))),
        Shape::OtherXml => Err(Fault::Unsupported(
            "is XML of no kind we read; give NewsML-G2, NITF, RSS, Atom or XHTML, or name its format with --from".to_owned(),
        )),
    }
}

fn json_items(
    raw: &Raw,
    from: Option<Format>,
    options: &Options,
    remarks: &mut Vec<Diagnostic>,
) -> Result<Vec<Result<Parts, Fault>>, Fault> {
    let text = filled(decode_plain(&raw.bytes, remarks)?)?;
    if from.is_none() && json::is_json_feed(&text) { feed::json_items(&text, &options.limits) } else { json::items(&text, from, options) }
}

/// Plain text is taken as it stands: what in it is headline or byline the core sees.
fn plain(text: String) -> Parts {
    Parts { verbatim: Some(text), ..Parts::default() }
}

fn filled(text: String) -> Result<String, Fault> {
    if text.trim().is_empty() { Err(Fault::Empty) } else { Ok(text) }
}

fn tree(text: &str, options: &Options, remarks: &mut Vec<Diagnostic>) -> Result<xml::Element, Fault> {
    let document = xml::parse(text, &options.limits)?;
    if let Some(damage) = document.damage {
        remarks.push(remark("damaged-xml", format!("the XML is damaged or incomplete: {damage}")));
    }
    Ok(document.root)
}
