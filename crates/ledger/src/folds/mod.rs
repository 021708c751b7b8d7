//! Pure functions over what is stored: claims, origins, echoes, status, positions, entities. No database, no clock, no files.
//!
//! Once for each version of an article, when it is added:
//!
//! 1. [`Folds::persons`]: a report → whom it names, each with name keys; [`Folds::meet`] finds the one the ledger knows among those that share one;
//! 2. [`Folds::statements`]: a report → its [`Statement`]s, each with a [`Signature`]; [`Statement::resolve`] fills in the ledger's entities;
//! 3. [`Fingerprint::of`]: a text → its winnowed shingles; [`Fingerprint::overlap`] tells near-copies among those that share a key;
//! 4. [`keys`]: the rare pairs of terms under which the article is filed; [`place`]: its statements and all those of the articles that share
//!    most keys → the claims they join.
//!
//! Per claim, when it is asked for: [`fold_claim`] gives origins, relations and status of its statements in force; [`positions`] the
//! statements of one entity with changes marked. "As of" is a choice of statements before these.
//!
//! Every look-up is by key; of what a key finds, the newest [`MOST_CANDIDATES`] are looked at, and statements of [`MOST_ARTICLES`] articles
//! are compared, so that an article costs the same in a large ledger as in a small one.

mod aliases;
mod answers;
mod claim;
mod compare;
mod copies;
mod entities;
mod headlines;
mod legs;
mod likeness;
mod lists;
mod names;
mod origins;
mod paraphrases;
mod place;
mod positions;
mod quantities;
mod signature;
mod slices;
mod statement;
mod story;
mod voices;
mod words;

pub use aliases::{AliasError, Aliases};
pub use claim::{ClaimFold, Part, Relation, Standing, fold_claim, legs, wording};
pub use compare::{Comparison, compare};
pub use copies::{COPY_KEYS, Copy, Fingerprint, NEAR_COPY};
pub use entities::{Known, Meeting, Somebody};
pub use names::folded;
pub use origins::Origin;
pub use place::{Candidate, MOST_ARTICLES, Place, Placed, Placing, place};
pub use positions::{Earlier, Elsewhere, Position, Thread, answered_before, earlier_elsewhere, positions};
pub use quantities::Quantity;
pub use signature::{MOST_KEYS, Signature, keys};
pub use statement::{HEADLINE, Item, ItemId, Joins, Manner, Statement, Tie, Voice, instant};

use words::Words;
use zufolge_lexicon::LanguageData;

/// How many articles, entities or fingerprints that share one key with a new one are looked at, the newest first.
pub const MOST_CANDIDATES: usize = 64;

/// What the folds know of a language.
#[derive(Debug)]
pub struct Folds {
    words: Words,
}

impl Folds {
    /// Compiles what a language needs.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        Folds { words: Words::new(data) }
    }
}

impl Folds {
    /// What remains of a form when inflection and derivation are cut off, whatever says the same; what `rarity.txt` lists.
    #[must_use]
    pub fn stem(&self, form: &str) -> String {
        self.words.plain_stem(form)
    }
}

#[cfg(test)]
mod tests;
