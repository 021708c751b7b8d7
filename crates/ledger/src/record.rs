//! What is appended to a ledger: articles as they were read, and what people know better.
//!
//! Records name articles, their attributions and entities by the ids that stand in the reports, never by a number that is derived: so they
//! mean the same after a rebuild, and when the folds have learned to fold better. A record prints as a JSON object with one
//! field, whose name says what it is.

use serde::{Deserialize, Serialize};
use zufolge::Report;
use zufolge::attribution::{Form, Stance};
use zufolge::report::{Kind, Naming, Spans};

/// One record of a ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A version of an article.
    Article(Box<ArticleRecord>),
    /// What somebody knows of names.
    Alias(Alias),
    /// Two entities that are one.
    Merge(Merge),
    /// Mentions that are somebody else.
    Split(Split),
    /// A reading put right.
    Correction(Correction),
}

impl Record {
    /// The name that a record's JSON has for its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Record::Article(_) => "article",
            Record::Alias(_) => "alias",
            Record::Merge(_) => "merge",
            Record::Split(_) => "split",
            Record::Correction(_) => "correction",
        }
    }
}

/// A version of an article, as it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// True if the article's id is its own, and not made of the name of a file: then it tells the article from others.
    pub own_id: bool,
    /// What was read in it.
    pub report: Report,
}

/// What somebody knows of names: a line of an aliases file, as [`crate::folds::Aliases`] reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// `Lena Brandt = Magdalena Brandt ; Q42`, or `Lena Brandt != Karl Brandt`.
    pub line: String,
}

/// An entity of one version of an article: "e3" there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityPlace {
    /// The article's id.
    pub article: String,
    /// Its version.
    pub version: u64,
    /// The entity's id in that report.
    pub entity: String,
}

/// An attribution of one version of an article: "a3" there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AttributionPlace {
    /// The article's id.
    pub article: String,
    /// Its version.
    pub version: u64,
    /// The attribution's id in that report.
    pub attribution: String,
}

/// The entities that these two belong to are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// One of the entity that stays.
    pub keep: EntityPlace,
    /// One of the entity that goes.
    pub join: EntityPlace,
    /// Why, in somebody's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// These are not who they were taken for, but one other together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// What is taken out.
    pub places: Vec<EntityPlace>,
    /// Why, in somebody's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What somebody who looked at the text says instead of the program. The latest of one place holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What is corrected.
    #[serde(flatten)]
    pub place: AttributionPlace,
    /// What is right.
    pub change: Change,
    /// Why, in somebody's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// What is right instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Nobody conveys anything there.
    NoAttribution,
    /// All is as it was read: takes back what was corrected before, and is a good example to train on.
    AsRead,
    /// Somebody else stands at the beginning of the chain.
    Source {
        /// The words that name the source; empty where there are none.
        name: String,
        /// Where they stand, if the text has them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        span: Spans,
        /// The id of its entity in that report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entity: Option<String>,
        /// What it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source_kind: Option<Kind>,
        /// How it is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        naming: Option<Naming>,
    },
    /// It does something else with the content.
    Stance {
        /// What it does.
        stance: Vec<Stance>,
    },
    /// The content goes from here to there.
    Content {
        /// Its pieces, in order.
        content: Spans,
    },
    /// It says the same as another statement.
    SameClaim {
        /// That statement.
        other: AttributionPlace,
    },
    /// It says what no other statement says.
    OwnClaim,
    /// Somebody conveys something that was not found; `attribution` is a new id: "m1", "m2", ….
    Missed {
        /// How it is given.
        form: Form,
        /// What is conveyed.
        content: Spans,
        /// Who conveys it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        source: Spans,
        /// What signals it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cue: Spans,
    },
}
