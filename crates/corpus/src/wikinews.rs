//! The German Wikinews corpus of attributed quotations (Petersen-Frey & Biemann, LREC-COLING 2024), one JSON document a line.
//!
//! Each line has `documentName`, `originalText`, `tokens` (offsets in Unicode code points), `sentences` (ranges of tokens) and
//! `annotations`, each with `quote`, `speaker`, `cue`, `frame`, `addressee` (the `tokenIds` count, the rest is derived from them),
//! `type` and `medium`. In this project's terms (annotation guide) `quote` is the content, `speaker` the source, `type` the form and
//! `medium` the mode.

use crate::lines::{Fault, Lines};
use crate::{Annotated, Annotation, Error, Sample, role_of};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use zufolge::attribution::{Form, Mode, Role};
use zufolge::document::Token;
use zufolge::{Byte, Span};

const FORMAT: &str = "Wikinews";
const OFFSETS: &str = "offsets are half-open and count the Unicode code points of originalText, from the document's start";
const SENTENCES: &str = "sentences are half-open ranges of tokens that follow each other without a gap, from the first token to the last";
const TOKEN_IDS: &str = "tokenIds count the document's tokens from 0";
const FORMS: &str = "the type is one of Direct, Indirect, Reported, FreeIndirect, IndirectFreeIndirect";
const MODES: &str = "the medium is one of Speech, Writing, Thought, SW, ST, TW, STW, none";

/// Reads a corpus file document by document; after the first error in a line it can go on with the next.
///
/// ```no_run
/// # fn main() -> Result<(), zufolge_corpus::Error> {
/// for document in zufolge_corpus::wikinews::Reader::open("dev.jsonl".as_ref())? {
///     let sample = document?.sample;
///     println!("{}: {} tokens, {} sentences", sample.name, sample.tokens.len(), sample.sentences.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Reader {
    lines: Lines,
}

impl Reader {
    /// Opens a corpus file.
    ///
    /// # Errors
    /// If the file cannot be opened.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Ok(Reader { lines: Lines::open(path)? })
    }
}

impl Iterator for Reader {
    type Item = Result<Annotated, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let document = self.lines.next(FORMAT, |raw: RawDocument<'_>, line| raw.read(line))?;
        Some(document.and_then(|document| self.lines.name_once(&document.sample.name).map(|()| document)))
    }
}

/// What is known of a document from outside its text: its name is a number, the headline and the day, "11 - Damm bricht (2005-08-20)".
#[must_use]
pub fn article(sample: &Sample) -> zufolge::Article {
    let name = sample.name.as_str();
    let (title, published) = match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((title, day)) if day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => (title, Some(day)),
        _ => (name, None),
    };
    let numbered = title.split_once(" - ").filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    zufolge::Article {
        id: name.to_owned(),
        text: sample.text.clone(),
        title: Some(numbered.map_or(title, |(_, title)| title).to_owned()),
        outlet: Some("Wikinews".to_owned()),
        published: published.map(str::to_owned),
        ..zufolge::Article::default()
    }
}

/// Reads a file of predictions in the corpus's format (only `documentName` and `annotations` are needed), by document name.
///
/// # Errors
/// If the file cannot be opened, a line is malformed, or a document stands there twice.
pub fn read_predictions(path: &Path) -> Result<HashMap<String, Vec<Annotation>>, Error> {
    let mut lines = Lines::open(path)?;
    let mut documents = HashMap::new();
    while let Some(document) = lines.next(FORMAT, |raw: RawPrediction<'_>, _| {
        let annotations = raw.annotations.into_iter().map(|annotation| annotation.read(u32::MAX as usize)).collect::<Result<_, Fault>>()?;
        Ok((raw.document_name.into_owned(), annotations))
    }) {
        let (name, annotations): (String, Vec<Annotation>) = document?;
        lines.name_once(&name)?;
        documents.insert(name, annotations);
    }
    Ok(documents)
}

/// What an engine found, by this corpus's conventions: reported attributions have no cue and no frame here, for the words that tell the act
/// are part of the content; and what somebody thinks is known because it was said, so that mere thought hardly occurs (once in train, speech
/// or thought 227 times). Engines and our own corpus do mark both.
#[must_use]
pub fn annotations(attributions: &[zufolge::Attribution]) -> Vec<Annotation> {
    Annotation::from_attributions(attributions).into_iter().map(conventional).collect()
}

/// One annotation by this corpus's conventions ([`annotations`]).
pub(crate) fn conventional(mut annotation: Annotation) -> Annotation {
    if annotation.form == Some(Form::Reported) {
        annotation.cue = Role::new();
        annotation.frame = Role::new();
    }
    if annotation.mode == Some(Mode::THOUGHT) {
        annotation.mode = Some(Mode::SPEECH_THOUGHT);
    }
    annotation
}

/// The corpus's name of a form: `"IndirectFreeIndirect"`.
#[must_use]
pub fn form_name(form: Form) -> &'static str {
    match form {
        Form::Direct => "Direct",
        Form::Indirect => "Indirect",
        Form::Reported => "Reported",
        Form::FreeIndirect => "FreeIndirect",
        Form::IndirectFreeIndirect => "IndirectFreeIndirect",
    }
}

/// The corpus's name of a mode: `"SW"` for said or written, `"none"` for no mode at all. The corpus has no word for all three at once;
/// `"STW"` goes on in its manner.
#[must_use]
pub fn mode_name(mode: Mode) -> &'static str {
    match (mode.speech, mode.writing, mode.thought) {
        (true, false, false) => "Speech",
        (false, true, false) => "Writing",
        (false, false, true) => "Thought",
        (true, true, false) => "SW",
        (true, false, true) => "ST",
        (false, true, true) => "TW",
        (true, true, true) => "STW",
        (false, false, false) => "none",
    }
}

/// The form of one of the corpus's names, or `None` if there is no such name.
#[must_use]
pub fn form_from_name(name: &str) -> Option<Form> {
    [Form::Direct, Form::Indirect, Form::Reported, Form::FreeIndirect, Form::IndirectFreeIndirect]
        .into_iter()
        .find(|form| form_name(*form) == name)
}

/// The mode of one of the corpus's names (letters in any order), or `None` if there is no such name.
#[must_use]
pub fn mode_from_name(name: &str) -> Option<Mode> {
    Some(match name {
        "Speech" => Mode::SPEECH,
        "Writing" => Mode::WRITING,
        "Thought" => Mode::THOUGHT,
        "none" => Mode::default(),
        letters => {
            let mode = Mode { speech: letters.contains('S'), writing: letters.contains('W'), thought: letters.contains('T') };
            let count = mode.names().count();
            return (count >= 2 && letters.len() == count).then_some(mode);
        }
    })
}

fn form_of(name: &str) -> Result<Form, Fault> {
    form_from_name(name).ok_or_else(|| (format!("no such type: “{name}”"), FORMS))
}

fn mode_of(name: &str) -> Result<Mode, Fault> {
    mode_from_name(name).ok_or_else(|| (format!("no such medium: “{name}”"), MODES))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawDocument<'a> {
    #[serde(borrow)]
    document_name: Cow<'a, str>,
    #[serde(borrow)]
    original_text: Cow<'a, str>,
    #[serde(borrow)]
    tokens: Vec<RawToken<'a>>,
    sentences: Vec<RawSentence>,
    #[serde(borrow)]
    annotations: Vec<RawAnnotation<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawPrediction<'a> {
    #[serde(borrow)]
    document_name: Cow<'a, str>,
    #[serde(borrow)]
    annotations: Vec<RawAnnotation<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawToken<'a> {
    char_begin: usize,
    char_end: usize,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

#[derive(Deserialize)]
struct RawSentence {
    begin: usize,
    end: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawAnnotation<'a> {
    #[serde(default)]
    id: usize,
    #[serde(borrow, rename = "type")]
    form: Option<Cow<'a, str>>,
    #[serde(borrow)]
    medium: Option<Cow<'a, str>>,
    quote: Option<RawRole>,
    speaker: Option<RawRole>,
    cue: Option<RawRole>,
    frame: Option<RawRole>,
    addressee: Option<RawRole>,
    #[serde(default)]
    is_nested: bool,
    #[serde(default)]
    has_nested: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawRole {
    #[serde(default)]
    token_ids: Vec<u32>,
}

impl RawDocument<'_> {
    fn read(self, line: usize) -> Result<Annotated, Fault> {
        let tokens = tokens_of(&self.original_text, &self.tokens)?;
        let mut sentences = Vec::with_capacity(self.sentences.len());
        let mut covered = 0;
        for RawSentence { begin, end } in self.sentences {
            if begin != covered || end <= begin || end > tokens.len() {
                return Err((format!("a sentence runs from token {begin} to {end} where one from {covered} was due"), SENTENCES));
            }
            covered = end;
            sentences.push(Span::new(begin, end));
        }
        if covered != tokens.len() {
            return Err((format!("the sentences hold {covered} of {} tokens", tokens.len()), SENTENCES));
        }
        let annotations = self.annotations.into_iter().map(|raw| raw.read(tokens.len())).collect::<Result<_, Fault>>()?;
        let (name, text) = (self.document_name.into_owned(), self.original_text.into_owned());
        Ok(Annotated { sample: Sample { name, text, tokens, sentences }, annotations, line })
    }
}

/// Offsets in code points → offsets in bytes, in one walk over the text.
fn tokens_of(text: &str, raw: &[RawToken<'_>]) -> Result<Vec<Token>, Fault> {
    let mut bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    // How many positions the walk has passed, and the byte of the last one.
    let (mut passed, mut byte) = (0, 0);
    let mut byte_of = |code_point: usize| {
        if code_point >= passed {
            byte = bytes.nth(code_point - passed)?;
            passed = code_point + 1;
        }
        (code_point + 1 == passed).then_some(byte)
    };
    let mut tokens = Vec::with_capacity(raw.len());
    for RawToken { char_begin, char_end, text: word } in raw {
        let span: Option<Span<Byte>> = byte_of(*char_begin).and_then(|start| Some(Span::new(start, byte_of(*char_end)?)));
        match span {
            Some(span) if char_begin < char_end && text[span.range()] == **word => tokens.push(Token { span }),
            _ => return Err((format!("the token “{word}” does not stand at {char_begin} to {char_end} in the text"), OFFSETS)),
        }
    }
    Ok(tokens)
}

impl RawAnnotation<'_> {
    /// Ids of `tokens`, the number of tokens of the document, or beyond are a fault.
    fn read(self, tokens: usize) -> Result<Annotation, Fault> {
        let id = self.id;
        let role = |raw: Option<RawRole>| -> Result<Role, Fault> {
            let ids = raw.map(|raw| raw.token_ids).unwrap_or_default();
            match ids.iter().find(|id| **id as usize >= tokens) {
                Some(beyond) => Err((format!("annotation {id} names token {beyond}, the document has {tokens}"), TOKEN_IDS)),
                None => Ok(role_of(ids)),
            }
        };
        Ok(Annotation {
            id,
            form: self.form.map(|name| form_of(&name)).transpose()?,
            mode: self.medium.map(|name| mode_of(&name)).transpose()?,
            content: role(self.quote)?,
            cue: role(self.cue)?,
            source: role(self.speaker)?,
            addressee: role(self.addressee)?,
            frame: role(self.frame)?,
            is_nested: self.is_nested,
            has_nested: self.has_nested,
            other: Vec::new(),
            rule: None,
        })
    }
}
