//! The rule engine: hand-written linguistics over plain-text word lists.

mod analysis;
mod lexicon;
mod morphology;

use self::analysis::{Sentence, Tagged};
use self::lexicon::Lexicon;
use super::{Attribution, Engine};
use crate::document::Document;
use zufolge_lexicon::LanguageData;

/// Finds attributions by rules.
#[derive(Debug)]
pub struct AttributionRules {
    lexicon: Lexicon,
}

impl AttributionRules {
    /// Compiles the rule data of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        AttributionRules { lexicon: Lexicon::new(data) }
    }
}

impl Engine for AttributionRules {
    fn name(&self) -> &str {
        "rules"
    }

    fn attributions(&self, doc: &Document) -> Vec<Attribution> {
        let tagged = Tagged::new(doc, &self.lexicon);
        let _sentences: Vec<Sentence> = (0..doc.sentences.len()).map(|index| Sentence::new(&tagged, index)).collect();
        Vec::new()
    }
}
