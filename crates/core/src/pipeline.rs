//! The stages in order.

use crate::document::Orthography;
use crate::report;
use crate::text::CleanText;
use crate::{Article, Engine, Report, Resolver};
use std::fmt;
use zufolge_lexicon::LanguageData;

/// The stages, with what they need, validated at construction.
pub struct Pipeline {
    language: &'static str,
    orthography: Orthography,
    engine: Box<dyn Engine>,
    resolver: Resolver,
}

impl Pipeline {
    /// A pipeline for the language of `data` with the given engine.
    #[must_use]
    pub fn new(data: &LanguageData, engine: Box<dyn Engine>) -> Self {
        Pipeline { language: data.code, orthography: Orthography::new(data), engine, resolver: Resolver::new(data) }
    }

    /// Reads one article. Total: odd text gives diagnostics in the report, never an error.
    #[must_use]
    pub fn read(&self, article: &Article) -> Report {
        let text = CleanText::new(&article.text);
        let doc = self.orthography.read(text);
        let attributions = self.engine.attributions(&doc);
        let resolution = self.resolver.resolve(&doc, article, &attributions);
        report::assemble(article, self.language, self.engine.name(), doc, &attributions, resolution)
    }
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipeline").field("language", &self.language).field("engine", &self.engine.name()).finish_non_exhaustive()
    }
}
