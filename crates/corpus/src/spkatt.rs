//! The speeches of SpkAtt-2023 (GermEval 2023, Task 1), one JSON document a line: lists of tokens by sentence, no text.
//!
//! Each line has `DocumentName`, `Sentences` (each with its `Tokens`) and `Annotations`: lists of tokens, each named "sentence:token" from
//! 0. In this project's terms `Message` is the content, `Source` the source, `Addr` the addressee; `Cue` and `PTC` (a verb's separated
//! prefix or reflexive pronoun) together are the cue. `Topic`, `Medium` and `Evidence` are kept in [`Annotation::other`]. The scheme knows
//! no frame and no form, annotates a cue even where nothing conveyed is named, and counts perception and evidence as attribution.

use crate::lines::{Fault, Lines};
use crate::{Annotated, Annotation, Error, Sample, role_of};
use serde::Deserialize;
use std::borrow::Cow;
use std::path::Path;
use zufolge::Span;
use zufolge::attribution::Role;
use zufolge::document::Token;

const FORMAT: &str = "SpkAtt-2023";
const WORDS: &str = "every sentence must have a token, and every token more than blanks";
const TOKEN_IDS: &str = "tokens are named “sentence:token”, both counted from 0";

/// Reads a corpus file document by document; after the first error in a line it can go on with the next.
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

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawDocument<'a> {
    #[serde(borrow)]
    document_name: Cow<'a, str>,
    #[serde(borrow)]
    sentences: Vec<RawSentence<'a>>,
    #[serde(borrow)]
    annotations: Vec<RawAnnotation<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawSentence<'a> {
    #[serde(borrow)]
    tokens: Vec<Cow<'a, str>>,
}

type RawRole<'a> = Vec<Cow<'a, str>>;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawAnnotation<'a> {
    #[serde(borrow, default)]
    addr: RawRole<'a>,
    #[serde(borrow, default)]
    evidence: RawRole<'a>,
    #[serde(borrow, default)]
    medium: RawRole<'a>,
    #[serde(borrow, default)]
    message: RawRole<'a>,
    #[serde(borrow, default)]
    source: RawRole<'a>,
    #[serde(borrow, default)]
    topic: RawRole<'a>,
    #[serde(borrow, default)]
    cue: RawRole<'a>,
    #[serde(borrow, default, rename = "PTC")]
    ptc: RawRole<'a>,
}

impl RawDocument<'_> {
    fn read(self, line: usize) -> Result<Annotated, Fault> {
        let mut sample = Sample { name: self.document_name.into_owned(), ..Sample::default() };
        for (number, sentence) in self.sentences.iter().enumerate() {
            let first = sample.tokens.len();
            for (place, word) in sentence.tokens.iter().enumerate() {
                // The corpus has a few blanks at the ends of tokens.
                let word = word.trim();
                if word.is_empty() {
                    return Err((format!("token {number}:{place} is blank"), WORDS));
                }
                if place > 0 {
                    sample.text.push(' ');
                }
                let start = sample.text.len();
                sample.text.push_str(word);
                sample.tokens.push(Token { span: Span::new(start, sample.text.len()) });
            }
            if sentence.tokens.is_empty() {
                return Err((format!("sentence {number} is empty"), WORDS));
            }
            sample.text.push('\n');
            sample.sentences.push(Span::new(first, sample.tokens.len()));
        }
        let annotations =
            self.annotations.iter().enumerate().map(|(id, raw)| raw.read(id, &sample.sentences)).collect::<Result<_, Fault>>()?;
        Ok(Annotated { sample, annotations, line })
    }
}

impl RawAnnotation<'_> {
    fn read(&self, id: usize, sentences: &[Span<Token>]) -> Result<Annotation, Fault> {
        let role = |names: &mut dyn Iterator<Item = &Cow<'_, str>>| -> Result<Role, Fault> {
            let tokens =
                names.map(|name| token_of(name, sentences).ok_or_else(|| unknown(id, name))).collect::<Result<Vec<u32>, Fault>>()?;
            Ok(role_of(tokens))
        };
        let mut other = Vec::new();
        for (name, tokens) in [("Topic", &self.topic), ("Medium", &self.medium), ("Evidence", &self.evidence)] {
            if !tokens.is_empty() {
                other.push((name, role(&mut tokens.iter())?));
            }
        }
        Ok(Annotation {
            id,
            content: role(&mut self.message.iter())?,
            cue: role(&mut self.cue.iter().chain(&self.ptc))?,
            source: role(&mut self.source.iter())?,
            addressee: role(&mut self.addr.iter())?,
            other,
            ..Annotation::default()
        })
    }
}

fn token_of(name: &str, sentences: &[Span<Token>]) -> Option<u32> {
    let (sentence, token) = name.split_once(':')?;
    let sentence = sentences.get(sentence.parse::<usize>().ok()?)?;
    let token: u32 = token.parse().ok()?;
    ((token as usize) < sentence.len()).then_some(sentence.start + token)
}

fn unknown(id: usize, name: &str) -> Fault {
    (format!("annotation {id} names token “{name}”, which the document does not have"), TOKEN_IDS)
}
