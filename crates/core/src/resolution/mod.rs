//! Stage 4 of 5: attributions → resolved: who exactly stands behind each, through whom, how firmly, and when.
//!
//! An engine says which words name a source and what they convey; it does not say who that is. This stage does, for whatever engine
//! found the attributions: [`Resolver::resolve`] reads their words again, in their document, and never changes what was found.

mod chain;
mod entities;
mod factuality;
mod linear;
mod said;
mod signs;
mod source;
mod stance;
mod stance_words;

pub use factuality::{Certainty, Factuality, Polarity};
pub use source::{Entity, Kind, Link, Naming};

use self::entities::EntityRules;
use self::factuality::FactualityRules;
use self::signs::Signs;
use self::stance::StanceRules;
use self::stance_words::StanceWords;
use crate::Article;
use crate::attribution::rules::reading::Grammar;
use crate::attribution::rules::{Parse, WordLists};
use crate::attribution::{Attribution, Role, Stance};
use crate::document::Document;
use crate::document::times::TimeRules;
use crate::turns::Turns;
use std::sync::Arc;
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
    /// How likely that stance is to be the right one, 0 to 1; not how likely the attribution is.
    pub stance_confidence: f32,
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

/// What the stance of an attribution is told from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StanceSigns {
    /// Names of signs; some more than once.
    pub signs: Vec<String>,
    /// The attribution whose stance this one may carry on: [`StanceSigns::after`] is a sign too.
    pub goes_on: Option<usize>,
}

impl StanceSigns {
    /// The sign that an attribution goes on behind one of this stance.
    #[must_use]
    pub fn after(stance: Stance) -> String {
        stance::goes_on_sign(stance)
    }
}

/// Resolves the attributions of a document.
#[derive(Debug)]
pub struct Resolver {
    sources: EntityRules,
    turns: Arc<Turns>,
    grammar: Grammar,
    words: StanceWords,
    stance: StanceRules,
    factuality: FactualityRules,
    times: TimeRules,
}

impl Resolver {
    /// Compiles what a language needs.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        Resolver::sharing(data, WordLists::new(data))
    }

    /// As [`Resolver::new`], with the word lists of the same language that an engine has compiled already.
    #[must_use]
    pub fn sharing(data: &LanguageData, lists: WordLists) -> Self {
        let turns = lists.turns();
        Resolver {
            sources: EntityRules::new(data),
            times: TimeRules::sharing(data, Arc::clone(&turns)),
            turns,
            grammar: Grammar::new(lists),
            words: StanceWords::new(data),
            stance: StanceRules::new(data),
            factuality: FactualityRules::new(data),
        }
    }

    /// Resolves `attributions`, found in `doc`; of `article` only what is known from outside its text is looked at.
    ///
    /// Total: what cannot be resolved stays open. A parent that does not stand before its child is no parent.
    #[must_use]
    pub fn resolve(&self, doc: &Document, article: &Article, attributions: &[Attribution]) -> Resolution {
        self.resolve_parsed(doc, None, article, attributions)
    }

    /// The same with what an engine read by the word lists that are [shared](Resolver::sharing), if it did.
    pub(crate) fn resolve_parsed(
        &self,
        doc: &Document,
        parse: Option<Parse>,
        article: &Article,
        attributions: &[Attribution],
    ) -> Resolution {
        let printed_by = chain::printed_by(agency(doc, article), article.outlet.as_deref());
        let published = self.times.published(doc, article.published.as_deref());
        let sources = self.sources.resolve(doc, &self.turns, attributions, &printed_by);
        let said = said::Said::new(doc, &self.turns, self.times.read(doc, published), published, attributions).all(&sources.chains);
        let reading = match parse {
            Some(parse) => self.grammar.reading(doc, parse),
            None => self.grammar.read(doc),
        };
        let mut signs = Signs::new(doc, &reading, &self.words, &self.turns, attributions);
        let press = |chain: &Vec<Link>| chain.first().is_some_and(|origin| matches!(origin.kind, Kind::Outlet | Kind::Agency));
        signs.by_press = sources.chains.iter().map(press).collect();
        let resolved = sources
            .chains
            .into_iter()
            .zip(self.stance.stances(&signs))
            .zip(said)
            .enumerate()
            .map(|(index, ((mut chain, told), said_at))| {
                chain.extend_from_slice(&printed_by);
                let factuality = self.factuality.factuality(&signs, index, &told.stance);
                Resolved { chain, factuality, stance: told.stance, stance_confidence: told.confidence, said_at }
            })
            .collect();
        Resolution { entities: sources.entities, resolved }
    }

    /// The signs that stance is told from, for each attribution, in a fixed order: what the weights are trained on.
    #[must_use]
    pub fn stance_signs(&self, doc: &Document, attributions: &[Attribution]) -> Vec<StanceSigns> {
        let reading = self.grammar.read(doc);
        let signs = Signs::new(doc, &reading, &self.words, &self.turns, attributions);
        let collect = |index| {
            let mut all = Vec::new();
            signs.of(index, &mut |sign| all.push(sign.to_owned()));
            StanceSigns { signs: all, goes_on: signs.goes_on(index) }
        };
        (0..attributions.len()).map(collect).collect()
    }

    /// The signs that certainty and polarity are told from, given what stance each attribution has.
    #[must_use]
    pub fn factuality_signs(&self, doc: &Document, attributions: &[Attribution], stances: &[Vec<Stance>]) -> Vec<Vec<String>> {
        let reading = self.grammar.read(doc);
        let signs = Signs::new(doc, &reading, &self.words, &self.turns, attributions);
        let collect = |(index, stance): (usize, &Vec<Stance>)| {
            let mut all = Vec::new();
            signs.of_commitment(index, stance, &mut |sign| all.push(sign.to_owned()));
            all
        };
        stances.iter().enumerate().take(attributions.len()).map(collect).collect()
    }
}

/// The agency that an article came from: as the caller says, else as its dateline says.
#[must_use]
pub fn agency<'a>(doc: &'a Document, article: &'a Article) -> Option<&'a str> {
    let dateline = || doc.dateline.and_then(|line| line.agency).map(|span| doc.text[span.range()].trim());
    article.agency.as_deref().or_else(|| dateline().filter(|name| !name.is_empty()))
}

#[cfg(test)]
mod judgement_tests;
#[cfg(test)]
mod tests;
