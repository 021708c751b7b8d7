//! The predictor as an engine of the pipeline.

use crate::clusters::Clusters;
use crate::features::{Facts, Linguistics};
use crate::file;
use crate::predictor::Model;
use crate::tagger::{self, Tagger};
use std::fmt;
use zufolge::attribution::rules::{Parse, WordLists};
use zufolge::{Attribution, Document, Engine};
use zufolge_lexicon::LanguageData;

/// Why there is no predictor.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The tagger's weights cannot be used.
    Tagger(tagger::FormatError),
    /// The word clusters cannot be used.
    Clusters(crate::clusters::FormatError),
    /// The model cannot be used.
    Model(file::FormatError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Tagger(error) => write!(f, "the tagger: {error}"),
            Error::Clusters(error) => write!(f, "the word clusters: {error}"),
            Error::Model(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {}

/// What a predictor needs to know of the language: the lists of `data`, and the files of tagger and word clusters.
///
/// # Errors
/// If a file is not in its format.
pub fn linguistics(data: &LanguageData, tagger: &[u8], clusters: &[u8]) -> Result<Linguistics, Error> {
    let tagger = Tagger::from_bytes(tagger).map_err(Error::Tagger)?;
    let clusters = Clusters::from_bytes(clusters).map_err(Error::Clusters)?;
    Ok(Linguistics::new(data, tagger, clusters))
}

/// Finds attributions by what was learned from annotated news. The rules' findings are among what it looks at.
#[derive(Debug)]
pub struct Predictor {
    name: String,
    linguistics: Linguistics,
    model: Model,
}

impl Predictor {
    /// A predictor that goes by `name`, from the bytes of a model's file.
    ///
    /// # Errors
    /// If the bytes are no model, or one fitted on other lists.
    pub fn from_bytes(name: &str, linguistics: Linguistics, bytes: &[u8]) -> Result<Self, Error> {
        let model = Model::from_bytes(bytes, &linguistics).map_err(Error::Model)?;
        Ok(Predictor { name: name.to_owned(), linguistics, model })
    }
}

impl Engine for Predictor {
    fn name(&self) -> &str {
        &self.name
    }

    fn attributions(&self, doc: &Document) -> Vec<Attribution> {
        self.read(doc).0
    }

    fn read(&self, doc: &Document) -> (Vec<Attribution>, Option<Parse>) {
        let facts = Facts::new(doc, &self.linguistics);
        (self.model.attributions(&facts), Some(facts.into_parse()))
    }

    fn word_lists(&self) -> Option<WordLists> {
        self.linguistics.rules().word_lists()
    }

    fn headlines(&self, heads: &Document, doc: &Document, found: &[Attribution]) -> Vec<Attribution> {
        // Headlines are not annotated in any corpus at hand: there is nothing to learn from.
        self.linguistics.rules().headlines(heads, doc, found)
    }
}
