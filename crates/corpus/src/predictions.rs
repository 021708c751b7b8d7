//! Predictions, and whole documents, as a file in the Wikinews corpus's own format, for anything that reads that: one JSON document a line.

use crate::wikinews::{self, form_name, mode_name};
use crate::{Annotation, Error, Sample};
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use zufolge::attribution::Role;

/// Writes the predictions of one document after the other.
#[derive(Debug)]
pub struct PredictionWriter {
    path: PathBuf,
    file: BufWriter<File>,
}

impl PredictionWriter {
    /// Creates the file, or empties it.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let file = File::create(path).map_err(|cause| Error::Write { path: path.to_owned(), cause })?;
        Ok(PredictionWriter { path: path.to_owned(), file: BufWriter::new(file) })
    }

    /// Adds one line: the document's name and its predictions, with offsets in code points and verbatim text beside the token ids.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&mut self, sample: &Sample, predicted: &[Annotation]) -> Result<(), Error> {
        self.line(&document(sample, predicted))
    }

    /// Adds one line with a whole document: text, tokens and sentences too, so that it is a corpus. Reported annotations lose their cue and
    /// frame, which this corpus does not mark.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write_document(&mut self, sample: &Sample, annotations: &[Annotation]) -> Result<(), Error> {
        let annotations: Vec<Annotation> = annotations.iter().cloned().map(wikinews::conventional).collect();
        let mut document = document(sample, &annotations);
        document.original_text = Some(&sample.text);
        let offsets = offsets(sample);
        let word = |token: u32| &sample.text[sample.tokens[token as usize].span.range()];
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        for (id, span) in sample.sentences.iter().enumerate() {
            let ids: Vec<u32> = (span.start..span.end).collect();
            tokens.extend(ids.iter().zip(1..).map(|(token, place)| {
                let (char_begin, char_end) = offsets[*token as usize];
                OutToken { char_begin, char_end, id: *token, sentence: id + 1, text: word(*token), word: place }
            }));
            sentences.push(OutSentence {
                begin: span.start,
                char_begin: offsets[span.start as usize].0,
                char_end: offsets[span.end as usize - 1].1,
                end: span.end,
                id,
                tokens: ids.iter().map(|token| word(*token)).collect(),
                token_ids: ids,
            });
        }
        (document.tokens, document.sentences) = (Some(tokens), Some(sentences));
        self.line(&document)
    }

    fn line(&mut self, document: &OutDocument<'_>) -> Result<(), Error> {
        let line = serde_json::to_string(document).map_err(io::Error::from);
        line.and_then(|line| writeln!(self.file, "{line}")).map_err(|cause| self.error(cause))
    }

    /// Sees to it that everything is in the file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(mut self) -> Result<(), Error> {
        self.file.flush().map_err(|cause| self.error(cause))
    }

    fn error(&self, cause: io::Error) -> Error {
        Error::Write { path: self.path.clone(), cause }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutDocument<'a> {
    document_name: &'a str,
    annotations: Vec<OutAnnotation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<OutSentence<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<OutToken<'a>>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutToken<'a> {
    char_begin: usize,
    char_end: usize,
    id: u32,
    sentence: usize,
    text: &'a str,
    word: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutSentence<'a> {
    begin: u32,
    char_begin: usize,
    char_end: usize,
    end: u32,
    id: usize,
    tokens: Vec<&'a str>,
    token_ids: Vec<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutAnnotation {
    addressee: OutRole,
    cue: OutRole,
    frame: OutRole,
    has_nested: bool,
    id: usize,
    is_nested: bool,
    medium: Option<&'static str>,
    quote: OutRole,
    speaker: OutRole,
    #[serde(rename = "type")]
    form: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutRole {
    spans: Vec<OutSpan>,
    text: String,
    token_ids: Vec<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutSpan {
    begin: u32,
    char_begin: usize,
    char_end: usize,
    end: u32,
}

/// Where each token starts and ends in code points: one walk over the text.
fn offsets(sample: &Sample) -> Vec<(usize, usize)> {
    let (mut code_points, mut byte) = (0, 0);
    let mut advance = |to: usize| {
        code_points += sample.text[byte..to].chars().count();
        byte = to;
        code_points
    };
    sample.tokens.iter().map(|token| (advance(token.span.start as usize), advance(token.span.end as usize))).collect()
}

fn document<'a>(sample: &'a Sample, predicted: &[Annotation]) -> OutDocument<'a> {
    let offsets = offsets(sample);
    let role = |role: &Role| {
        let inside = || role.iter().filter(|span| !span.is_empty() && span.end as usize <= sample.tokens.len());
        let text = |span: &zufolge::Span<_>| {
            let (first, last) = (sample.tokens[span.start as usize].span, sample.tokens[span.end as usize - 1].span);
            &sample.text[first.start as usize..last.end as usize]
        };
        OutRole {
            spans: inside()
                .map(|span| OutSpan {
                    begin: span.start,
                    char_begin: offsets[span.start as usize].0,
                    char_end: offsets[span.end as usize - 1].1,
                    end: span.end,
                })
                .collect(),
            text: inside().map(text).collect::<Vec<_>>().join(" "),
            token_ids: inside().flat_map(|span| span.start..span.end).collect(),
        }
    };
    let annotations = predicted
        .iter()
        .map(|annotation| OutAnnotation {
            addressee: role(&annotation.addressee),
            cue: role(&annotation.cue),
            frame: role(&annotation.frame),
            has_nested: annotation.has_nested,
            id: annotation.id,
            is_nested: annotation.is_nested,
            medium: annotation.mode.map(mode_name),
            quote: role(&annotation.content),
            speaker: role(&annotation.source),
            form: annotation.form.map(form_name),
        })
        .collect();
    OutDocument { document_name: &sample.name, annotations, original_text: None, sentences: None, tokens: None }
}
