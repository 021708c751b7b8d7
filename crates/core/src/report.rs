//! Stage 5 of 5: attributions and what is known about them → report, the JSON contract.
//!
//! The structs print exactly what `docs/report.schema.json` describes, and read it back. Fields of later versions of the contract are
//! passed over when reading.

mod assemble;
mod blocks;
mod code_points;
mod headlines;
mod names;

pub use crate::resolution::{Certainty, Factuality, Kind, Naming, Polarity};
pub use assemble::assemble;
pub use blocks::{Block, BlockKind, blocks, stretches};
pub use code_points::CodePoints;

use crate::article::Details;
use crate::attribution::{Form, Mode, Stance};
use crate::span::{CodePoint, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The contract's name and version, printed as `schema`.
pub const SCHEMA: &str = "zufolge/report@1";

/// Places in [`Report::text`], in order.
pub type Spans = Vec<Span<CodePoint>>;

/// What one article says, and who says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: Cow<'static, str>,
    /// What made the report.
    pub generator: Generator,
    /// What is known of the article.
    pub article: Article,
    /// The clean text that every span points into.
    pub text: String,
    /// The sentences of the running text, in order.
    pub sentences: Spans,
    /// Who and what is named as a source.
    pub entities: Vec<Entity>,
    /// Who conveys what, in the order of the content; a parent stands before its children.
    pub attributions: Vec<Attribution>,
    /// What was odd in the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// What made the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generator {
    /// `"zufolge"`.
    pub name: Cow<'static, str>,
    /// The version of the library.
    pub version: Cow<'static, str>,
    /// The name of the engine or model that found the attributions.
    pub model: String,
}

/// What is known of the article, from its text and from outside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The item's own id, or the file's name.
    pub id: String,
    /// ISO 639-1 code, `"de"`.
    pub language: String,
    /// The headline.
    #[serde(default)]
    pub title: Option<String>,
    /// The short line above the headline.
    #[serde(default)]
    pub kicker: Option<String>,
    /// Who wrote it, as printed: "Von Lena Brandt".
    #[serde(default)]
    pub byline: Option<String>,
    /// Who printed it.
    #[serde(default)]
    pub outlet: Option<String>,
    /// The news agency it came from.
    #[serde(default)]
    pub agency: Option<String>,
    /// Place, date and agency before the first sentence.
    #[serde(default)]
    pub dateline: Option<Dateline>,
    /// When it was published, RFC 3339 (a date alone is allowed).
    #[serde(default)]
    pub published: Option<String>,
    /// When it was last changed, RFC 3339.
    #[serde(default)]
    pub updated: Option<String>,
    /// Where it stands on the web.
    #[serde(default)]
    pub url: Option<String>,
    /// Its URN.
    #[serde(default)]
    pub urn: Option<String>,
    /// What only some formats carry.
    #[serde(flatten)]
    pub details: Details,
}

/// Place, date and agency before the first sentence: "Hamburg (dnb) - ".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place; left out where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The agency in brackets.
    #[serde(default)]
    pub agency: Option<String>,
    /// The date as printed.
    #[serde(default)]
    pub date: Option<String>,
    /// Where it stands.
    pub span: Span<CodePoint>,
}

/// Somebody or something that a text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// "e1", "e2", …
    pub id: String,
    /// The fullest form in the text.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Office or function: "Verkehrssenatorin".
    #[serde(default)]
    pub role: Option<String>,
    /// Its Wikidata item, `"Q42"`.
    #[serde(default)]
    pub wikidata: Option<String>,
    /// Where it is named.
    pub mentions: Spans,
}

/// One link of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The words that name it; empty where the text has none.
    pub name: String,
    /// The id of its entity.
    #[serde(default)]
    pub entity: Option<String>,
    /// Where it is named.
    #[serde(default)]
    pub span: Option<Span<CodePoint>>,
    /// What it is.
    pub kind: Kind,
    /// How it is named.
    pub naming: Naming,
    /// The words that say why it is not named; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anonymity_reason: Spans,
}

/// One attribution: somebody conveys some content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// "a1", "a2", … in order.
    pub id: String,
    /// How the content is given.
    pub form: Form,
    /// True if indirect or reported content is partly quoted.
    #[serde(default)]
    pub mixed: bool,
    /// By what means.
    pub mode: Mode,
    /// What is conveyed.
    pub content: Spans,
    /// The words that signal the attribution.
    pub cue: Spans,
    /// The words that name who conveys.
    pub source: Spans,
    /// To whom.
    pub addressee: Spans,
    /// The reporting clause around cue, source and addressee.
    pub frame: Spans,
    /// The id of the attribution whose content holds this one.
    pub parent: Option<String>,
    /// Origin first, printing outlet or agency last.
    pub chain: Vec<Source>,
    /// What the source does with the content.
    pub stance: Vec<Stance>,
    /// How likely the stance is to be the right one, 0 to 1, to three decimals; `None` if whoever made the report did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance_confidence: Option<f64>,
    /// How far the source commits itself to the content.
    pub factuality: Factuality,
    /// When the statement was made.
    #[serde(default)]
    pub said_at: Option<SaidAt>,
    /// How sure the engine is of content and source, 0 to 1, to three decimals.
    pub confidence: f64,
    /// Names of the rules or the model that found it.
    pub evidence: Vec<Cow<'static, str>>,
}

impl Attribution {
    /// True if the stance says more than that something was said, and is more likely wrong than right.
    #[must_use]
    pub fn stance_is_unsure(&self) -> bool {
        is_unsure(&self.stance, self.stance_confidence)
    }
}

/// The same of a stance and what is known of its likelihood, wherever they stand.
#[must_use]
pub fn is_unsure(stance: &[Stance], confidence: Option<f64>) -> bool {
    stance != [Stance::States] && confidence.is_some_and(|confidence| confidence < 0.5)
}

/// When a statement was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidAt {
    /// A TIMEX3 value: "2024-09", "2024-11-17TEV".
    pub value: String,
    /// The words that say so.
    #[serde(default)]
    pub text: Spans,
}

/// A remark on odd input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable, hyphenated code: `unclosed-quotation`.
    pub code: Cow<'static, str>,
    /// One English sentence for people.
    pub message: String,
    /// Where, if at a place.
    #[serde(default)]
    pub span: Option<Span<CodePoint>>,
}

#[cfg(test)]
mod tests;
