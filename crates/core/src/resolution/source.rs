//! Who and what can be a source.

use crate::document::Token;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Somebody or something that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest form in the text.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Office or function: "Verkehrssenatorin".
    pub role: Option<String>,
    /// Where it is named, in order; not merged where mentions touch.
    pub mentions: Vec<Span<Token>>,
}

/// One link of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words that name it; empty where the text has none.
    pub name: String,
    /// Index of its entity in [`super::Resolution::entities`].
    pub entity: Option<usize>,
    /// Where it is named.
    pub span: Option<Span<Token>>,
    /// What it is.
    pub kind: Kind,
    /// How it is named.
    pub naming: Naming,
    /// The words that say why it is not named: "der nicht genannt werden wollte".
    pub anonymity_reason: Option<Span<Token>>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A human being.
    Person,
    /// An office or its holder, spoken of as such.
    Office,
    /// A company, party, authority, association.
    Organisation,
    /// A newspaper, broadcaster, website.
    Outlet,
    /// A news agency.
    Agency,
    /// A report, letter, law, study.
    Document,
    /// People taken together: "Anwohner".
    Group,
    /// A place that stands for a government or body: "in Washington hieß es".
    Place,
    /// Whoever wrote the article.
    Author,
    /// Not known.
    Unknown,
}

/// How a source is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Naming {
    /// A person or body by name.
    Named,
    /// An identifiable office, spokesperson or body, not by name.
    Role,
    /// Kept nameless: "Regierungskreise".
    Anonymous,
    /// Not in the text at all: "es hieß".
    Implicit,
}
