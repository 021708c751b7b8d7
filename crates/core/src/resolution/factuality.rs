//! How far a source commits itself to what it conveys.

use crate::attribution::{Attribution, Stance};
use crate::document::Document;
use serde::{Deserialize, Serialize};

/// How far a source commits itself to the content (FactBank's scale).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factuality {
    /// How firmly.
    pub certainty: Certainty,
    /// For or against.
    pub polarity: Polarity,
}

/// How firmly a source holds the content to be so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It is so.
    Certain,
    /// It is likely so.
    Probable,
    /// It may be so.
    Possible,
    /// The text does not say.
    #[default]
    Unknown,
}

/// Whether a source holds the content to be so or not so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so.
    Negative,
    /// The text does not say.
    #[default]
    Unknown,
}

/// How far the source of `attr`, which takes the stance `stance`, commits itself to the content.
pub(super) fn factuality(_doc: &Document, _attr: &Attribution, _stance: &[Stance]) -> Factuality {
    Factuality::default()
}
