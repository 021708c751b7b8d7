//! The rule engine: hand-written linguistics over plain-text word lists.

use super::{Attribution, Engine};
use crate::document::Document;
use zufolge_lexicon::LanguageData;

/// Finds attributions by rules.
#[derive(Debug)]
pub struct AttributionRules {}

impl AttributionRules {
    /// Compiles the rule data of a language.
    #[must_use]
    pub fn new(_data: &LanguageData) -> Self {
        AttributionRules {}
    }
}

impl Engine for AttributionRules {
    fn name(&self) -> &str {
        "rules"
    }

    fn attributions(&self, _doc: &Document) -> Vec<Attribution> {
        Vec::new()
    }
}
