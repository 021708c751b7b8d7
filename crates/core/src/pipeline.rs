//! The stages in order.

use crate::attribution::Attribution;
use crate::document::{Document, Orthography};
use crate::text::CleanText;
use crate::{Article, Engine, Report, Resolver};
use crate::{report, resolution};
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
        let resolver = match engine.word_lists() {
            Some(lists) => Resolver::sharing(data, lists),
            None => Resolver::new(data),
        };
        Pipeline { language: data.code, orthography: Orthography::new(data), engine, resolver }
    }

    /// Reads one article. Total: odd text gives diagnostics in the report, never an error.
    #[must_use]
    pub fn read(&self, article: &Article) -> Report {
        let text = CleanText::new(&article.text);
        let doc = self.orthography.read(text);
        let (attributions, parse) = self.engine.read(&doc);
        let resolution = self.resolver.resolve_parsed(&doc, parse, article, &attributions);
        let heads = self.headlines(article, &doc, &attributions);
        let mut report = report::assemble(article, self.language, self.engine.name(), doc, &attributions, resolution);
        if let Some(heads) = heads {
            report.put_headlines(heads);
        }
        report
    }

    /// The same stages for the headlines alone: they are no part of the running text, and written in another way.
    fn headlines(&self, article: &Article, doc: &Document, found: &[Attribution]) -> Option<Report> {
        let heads = self.orthography.read_headlines(doc);
        let attributions = self.engine.headlines(&heads, doc, found);
        if attributions.is_empty() {
            return None;
        }
        // The agency may stand in the dateline only, which is below.
        let agency = resolution::agency(doc, article).map(str::to_owned);
        let article = &Article { agency, ..article.clone() };
        let mut resolution = self.resolver.resolve(&heads, article, &attributions);
        let verbless = |attr: &Attribution| attr.evidence.iter().any(|rule| rule.starts_with("headline-"));
        for (attr, resolved) in attributions.iter().zip(&mut resolution.resolved).filter(|(attr, _)| verbless(attr)) {
            // Stance is weighed by cues, which these have not; what the rule says is surer.
            resolved.stance.clone_from(&attr.stance);
            resolved.stance_confidence = attr.confidence;
        }
        Some(report::assemble(article, self.language, self.engine.name(), heads, &attributions, resolution))
    }
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipeline").field("language", &self.language).field("engine", &self.engine.name()).finish_non_exhaustive()
    }
}
