//! Stage 4 of 5: attributions → resolved: who exactly stands behind each, through whom, how firmly, and when.
//!
//! An engine says which words name a source and what they convey; it does not say who that is. This stage does, for whatever engine
//! found the attributions: [`Resolver::resolve`] reads their words again, in their document, and never changes what was found.

mod chain;
mod entities;
mod factuality;
mod said;
mod source;
mod stance;

pub use factuality::{Certainty, Factuality, Polarity};
pub use source::{Entity, Kind, Link, Naming};

use self::entities::EntityRules;
use crate::Article;
use crate::attribution::{Attribution, Role, Stance};
use crate::document::Document;
use crate::document::times::TimeRules;
use zufolge_lexicon::LanguageData;

/// What is known about a document's attributions beyond their words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolution {
    /// Who and what is named as a source, in the order of first mention.
    pub entities: Vec<Entity>,
    /// One for each attribution, in the same order.
    pub resolved: Vec<Resolved>,
}

/// What is known about one attribution beyond its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// Who conveys it: origin first, the article's own agency and outlet last. Never empty if one of these is known.
    pub chain: Vec<Link>,
    /// What the source does with the content: one, seldom two; never empty.
    pub stance: Vec<Stance>,
    /// How far the source commits itself to the content.
    pub factuality: Factuality,
    /// When it was said; `None` where the text does not say.
    pub said_at: Option<SaidAt>,
}

/// When a statement was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidAt {
    /// A TIMEX3 value: "2024-09", "2024-11-17TEV".
    pub value: String,
    /// The words that say so.
    pub text: Role,
}

/// Resolves the attributions of a document.
#[derive(Debug, Clone)]
pub struct Resolver {
    sources: EntityRules,
    times: TimeRules,
}

impl Resolver {
    /// Compiles what a language needs.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        Resolver { sources: EntityRules::new(data), times: TimeRules::new(data) }
    }

    /// Resolves `attributions`, found in `doc`; of `article` only what is known from outside its text is looked at.
    ///
    /// Total: what cannot be resolved stays open. A parent that does not stand before its child is no parent.
    #[must_use]
    pub fn resolve(&self, doc: &Document, article: &Article, attributions: &[Attribution]) -> Resolution {
        let printed_by = chain::printed_by(agency(doc, article), article.outlet.as_deref());
        let published = self.times.published(doc, article.published.as_deref());
        let said = said::Said::new(doc, self.times.read(doc, published), published, attributions);
        let sources = self.sources.resolve(doc, attributions, &printed_by);
        let resolved = sources
            .chains
            .into_iter()
            .enumerate()
            .map(|(index, mut chain)| {
                chain.extend_from_slice(&printed_by);
                let stance = stance::stance(doc, &attributions[index]);
                let factuality = factuality::factuality(doc, &attributions[index], &stance);
                Resolved { chain, factuality, stance, said_at: said.said_at(index) }
            })
            .collect();
        Resolution { entities: sources.entities, resolved }
    }
}

/// The agency that an article came from: as the caller says, else as its dateline says.
#[must_use]
pub fn agency<'a>(doc: &'a Document, article: &'a Article) -> Option<&'a str> {
    let dateline = || doc.dateline.and_then(|line| line.agency).map(|span| doc.text[span.range()].trim());
    article.agency.as_deref().or_else(|| dateline().filter(|name| !name.is_empty()))
}
