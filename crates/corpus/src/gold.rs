//! Standoff gold: what is to be resolved about the attributions of a corpus that does not mark it, without the corpus's text.
//!
//! One JSON object a line, for one attribution: `document` and `annotation` (the corpus's names for it), `chain` (origin first, without
//! the outlet that prints it; each link has `name` and `mentions`, half-open ranges of the document's tokens, `kind` and `naming`),
//! `stance`, `certainty`, `polarity`, and `said_at`, a TIMEX3 value or null.

use crate::layers::{ChainLink, Layered, Layers};
use crate::lines::Lines;
use crate::{Annotated, Error, role_of};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use zufolge::Span;
use zufolge::attribution::{Role, Stance};
use zufolge::report::{Certainty, Factuality, Kind, Naming, Polarity};

const FORMAT: &str = "standoff gold";
const TOKENS: &str = "ranges of tokens are half-open, count from 0, are not empty and end with the document";

/// The gold of one corpus file: for each document, by its annotations' ids.
#[derive(Debug, Default)]
pub struct Gold {
    documents: HashMap<String, BTreeMap<usize, (usize, Entry)>>,
    path: std::path::PathBuf,
}

#[derive(Debug, Deserialize)]
struct Entry {
    document: String,
    annotation: usize,
    chain: Vec<Link>,
    stance: Vec<Stance>,
    certainty: Certainty,
    polarity: Polarity,
    said_at: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Link {
    name: Vec<[u32; 2]>,
    #[serde(default)]
    mentions: Vec<[u32; 2]>,
    kind: Kind,
    naming: Naming,
}

impl Gold {
    /// Reads a file of standoff gold.
    ///
    /// # Errors
    /// If the file cannot be read, a line is malformed, or an annotation stands there twice.
    pub fn read(path: &Path) -> Result<Gold, Error> {
        let mut lines = Lines::open(path)?;
        let mut gold = Gold { documents: HashMap::new(), path: path.to_owned() };
        while let Some(entry) = lines.next(FORMAT, |entry: Entry, line| Ok((line, entry))) {
            let (line, entry) = entry?;
            let annotation = entry.annotation;
            let of_document = gold.documents.entry(entry.document.clone()).or_default();
            if let Some((first, _)) = of_document.insert(annotation, (line, entry)) {
                let what = format!("annotation {annotation} of this document stood in line {first} already");
                return Err(Error::Document { path: gold.path, line, what, remedy: "leave one of the two out" });
            }
        }
        Ok(gold)
    }

    /// Takes out the gold of a document: its annotations with their layers, and which of them have gold; `None` if it has none at all.
    ///
    /// # Errors
    /// If the gold names an annotation or a token that the document does not have.
    pub fn take(&mut self, document: &Annotated) -> Result<Option<(Layers, Vec<bool>)>, Error> {
        let Some(mut entries) = self.documents.remove(&document.sample.name) else { return Ok(None) };
        let mut layers = Layers { sample: document.sample.clone(), annotations: document.annotations.clone(), ..Layers::default() };
        let mut known = Vec::with_capacity(document.annotations.len());
        for annotation in &document.annotations {
            let entry = entries.remove(&annotation.id);
            known.push(entry.is_some());
            layers.attributions.push(match entry {
                None => Layered::default(),
                Some((line, entry)) => self.layered(document, line, entry)?,
            });
        }
        match entries.into_iter().next() {
            None => Ok(Some((layers, known))),
            Some((id, (line, _))) => {
                Err(self.error(line, format!("the document has no annotation {id}"), "give the id that the corpus prints"))
            }
        }
    }

    /// The name of a document that has gold and was not taken yet.
    #[must_use]
    pub fn left(&self) -> Option<&str> {
        self.documents.keys().min().map(String::as_str)
    }

    fn layered(&self, document: &Annotated, line: usize, entry: Entry) -> Result<Layered, Error> {
        let sample = &document.sample;
        let role = |ranges: &[[u32; 2]]| -> Result<Role, Error> {
            match ranges.iter().find(|[start, end]| start >= end || *end as usize > sample.tokens.len()) {
                Some(range) => Err(self.error(line, format!("{range:?} is no range of the document's tokens"), TOKENS)),
                None => Ok(role_of(ranges.iter().flat_map(|[start, end]| *start..*end))),
            }
        };
        let words = |spans: &Role| {
            let slice = |span: &Span<_>| sample.slice(*span);
            spans.iter().map(slice).collect::<Vec<_>>().join(" ")
        };
        let mut chain = Vec::with_capacity(entry.chain.len());
        for link in &entry.chain {
            let name = role(&link.name)?;
            let mentions = role_of(name.iter().chain(&role(&link.mentions)?).flat_map(|span| span.start..span.end));
            chain.push(ChainLink { name: words(&name), mentions: Some(mentions), kind: link.kind, naming: link.naming });
        }
        Ok(Layered {
            stance: entry.stance,
            factuality: Factuality { certainty: entry.certainty, polarity: entry.polarity },
            chain,
            said: entry.said_at,
            ..Layered::default()
        })
    }

    fn error(&self, line: usize, what: String, remedy: &'static str) -> Error {
        Error::Document { path: self.path.clone(), line, what, remedy }
    }
}
