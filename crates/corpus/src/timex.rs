//! Corpora with expressions of time: TimeML (KRAUTS) and the ACE key format (WikiWarsDE).
//!
//! KRAUTS (Strötgen, Minard, Lange, Speranza, Magnini: LREC 2018) has one `.tml` file an article, TIMEX3 inline; expressions without words
//! (begin and end points of durations) are left out, as TempEval-3 does. WikiWarsDE (Strötgen & Gertz, GSCL 2011) has texts under `in/`
//! and TIMEX2 standoff under `key/`, in bytes of the text without its tags; of two `VAL`s the first is the anchor. It knows no types.
//! Its articles tell history, and the day they were fetched says nothing of the times in them: they have no day of publication.

use crate::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::fs;
use std::path::{Path, PathBuf};
use zufolge::document::times::{Published, TimeKind};
use zufolge::{Byte, Span};

/// One document with its expressions of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimexDocument {
    /// The file's name without its endings.
    pub name: String,
    /// The running text.
    pub text: String,
    /// The day of publication; `None` where times are told from each other.
    pub published: Option<Published>,
    /// In order of their start.
    pub times: Vec<Timed>,
}

/// One expression of time, in the reference or predicted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// Where in the text.
    pub span: Span<Byte>,
    /// Its TIMEX3 type; `None` where the corpus has none.
    pub kind: Option<TimeKind>,
    /// Its TIMEX3 value.
    pub value: String,
}

/// Reads a folder of `.tml` files, or one with `in/*.sgm` and `key/*.key.apf.xml`; documents in the order of their names.
///
/// # Errors
/// [`Error::Open`] if a file or the folder cannot be read, [`Error::Document`] if one is not in its format. A folder with neither gives an
/// empty list.
pub fn read(folder: &Path) -> Result<Vec<TimexDocument>, Error> {
    let key = folder.join("key");
    if key.is_dir() {
        return files(&key, ".key.apf.xml")?.iter().map(|(path, name)| wikiwars(folder, path, name)).collect();
    }
    files(folder, ".tml")?.iter().map(|(path, name)| krauts(path, name)).collect()
}

/// The files of a folder with an ending, by name.
fn files(folder: &Path, ending: &str) -> Result<Vec<(PathBuf, String)>, Error> {
    let open = |cause| Error::Open { path: folder.to_owned(), cause };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(open)? {
        let path = entry.map_err(open)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(ending)).map(str::to_owned);
        found.extend(name.map(|name| (path, name)));
    }
    found.sort();
    Ok(found)
}

fn open(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|cause| Error::Open { path: path.to_owned(), cause })
}

/// Why a file is not in its format, at a byte of it.
fn fault(path: &Path, text: &str, at: usize, what: String) -> Error {
    let line = text.get(..at).unwrap_or(text).lines().count().max(1);
    Error::Document { path: path.to_owned(), line, what, remedy: "get the file anew, as the corpus has it" }
}

/// An attribute's last value: WikiWarsDE writes the anchor's and the expression's under one name.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let values = attributes.with_checks(false).flatten().filter(|attribute| attribute.key.as_ref() == name);
    values.last().and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok()).map(std::borrow::Cow::into_owned)
}

fn kind(name: &str) -> Option<TimeKind> {
    [TimeKind::Date, TimeKind::Time, TimeKind::Duration, TimeKind::Set].into_iter().find(|kind| kind.name() == name)
}

fn krauts(path: &Path, name: &str) -> Result<TimexDocument, Error> {
    let file = open(path)?;
    let mut reader = Reader::from_str(&file);
    let mut document = TimexDocument { name: name.to_owned(), text: String::new(), published: None, times: Vec::new() };
    let (mut in_text, mut in_dct) = (false, false);
    let mut started: Vec<Timed> = Vec::new();
    loop {
        let at = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|cause| fault(path, &file, at, cause.to_string()))?;
        match event {
            Event::Eof => break,
            Event::Start(tag) => match tag.name().as_ref() {
                "TEXT" => in_text = true,
                "DCT" => in_dct = true,
                "TIMEX3" => {
                    let value = attribute(&tag, "value").unwrap_or_default();
                    if in_dct {
                        document.published = Published::read(&value);
                    }
                    let kind = attribute(&tag, "type").and_then(|name| kind(&name));
                    started.push(Timed { span: Span::new(document.text.len(), document.text.len()), kind, value });
                }
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "TEXT" => in_text = false,
                "DCT" => in_dct = false,
                "TIMEX3" => {
                    if let Some(time) = started.pop().filter(|_| in_text) {
                        document.times.push(Timed { span: Span::new(time.span.start as usize, document.text.len()), ..time });
                    }
                }
                _ => {}
            },
            Event::Text(words) if in_text => document.text += &words.xml10_content(),
            Event::GeneralRef(entity) if in_text => {
                let character = match entity.xml10_content().as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                document.text.extend(character);
            }
            _ => {}
        }
    }
    document.times.retain(|time| !time.span.is_empty());
    document.times.sort_by_key(|time| time.span);
    if document.published.is_none() {
        return Err(fault(path, &file, 0, "has no DCT with the day of publication".to_owned()));
    }
    Ok(document)
}

fn wikiwars(folder: &Path, key: &Path, name: &str) -> Result<TimexDocument, Error> {
    let source = folder.join("in").join(format!("{name}.sgm"));
    let raw = open(&source)?;
    let text = untagged(&raw);
    // The head holds the day it was fetched.
    let head = raw.find("<TEXT>").map_or(0, |at| untagged(&raw[..at]).len());
    let file = open(key)?;
    let mut reader = Reader::from_str(&file);
    let (mut value, mut start) = (String::new(), None);
    let mut times = Vec::new();
    loop {
        let at = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|cause| fault(key, &file, at, cause.to_string()))?;
        match event {
            Event::Eof => break,
            Event::Start(tag) => match tag.name().as_ref() {
                "timex2" => value = attribute(&tag, "VAL").unwrap_or_default(),
                "charseq" => start = attribute(&tag, "START").and_then(|start| start.parse::<usize>().ok()),
                _ => {}
            },
            Event::Text(words) => {
                let words = words.xml10_content();
                if let Some(start) = start.take().filter(|start| *start >= head) {
                    let end = start + words.len();
                    if text.get(start..end) != Some(words.as_ref()) {
                        return Err(fault(key, &file, at, format!("“{words}” does not stand at byte {start} of {}", source.display())));
                    }
                    times.push(Timed { span: Span::new(start - head, end - head), kind: None, value: value.clone() });
                }
            }
            _ => {}
        }
    }
    times.sort_by_key(|time| time.span);
    Ok(TimexDocument { name: name.to_owned(), text: text[head..].to_owned(), published: None, times })
}

/// The text without its tags. The files are SGML with bare ampersands, which an XML reader refuses.
fn untagged(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        rest = tag.split_once('>').map_or("", |(_, behind)| behind);
    }
    text + rest
}
