//! The stages in order.

use crate::document::Orthography;
use crate::text::CleanText;
use crate::{Article, Engine, Report};
use zufolge_lexicon::LanguageData;

/// The stages, with what they need, validated at construction.
pub struct Pipeline {
    orthography: Orthography,
    engine: Box<dyn Engine>,
}

impl Pipeline {
    /// A pipeline for the language of `data` with the given engine.
    #[must_use]
    pub fn new(data: &LanguageData, engine: Box<dyn Engine>) -> Self {
        Pipeline { orthography: Orthography::new(data), engine }
    }

    /// Reads one article. Total: odd text gives diagnostics in the report, never an error.
    #[must_use]
    pub fn read(&self, article: &Article) -> Report {
        let text = CleanText::new(&article.text);
        let doc = self.orthography.read(text);
        let _attributions = self.engine.attributions(&doc);
        Report {}
    }
}
