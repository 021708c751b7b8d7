//! Trained models, embedded in the binary; nothing else.
//!
//! Each folder `<language>-<date>` has a model's `weights.bin` (layout: `zufolge_model::file`) and its `card.toml`: data, licence, scores,
//! limits. `parts/` has what all models of a language share. `zufolge train` writes them.

/// A model with its card.
#[derive(Debug, Clone, Copy)]
pub struct Packed {
    /// Its folder's name: `"de-2026-11-29"`.
    pub name: &'static str,
    /// The name it is asked for by, whatever its date: `"de"`.
    pub alias: &'static str,
    /// What it was trained on, under which licence, and how good it is: `card.toml`.
    pub card: &'static str,
    /// The weights: `weights.bin`.
    pub weights: &'static [u8],
    /// The weights of stance and factuality, if it has its own instead of those of the language: `stance-weights.txt`.
    pub stance_weights: Option<&'static str>,
}

/// All models, the default first.
pub const PACKED: &[Packed] = &[
    Packed {
        name: "de-2026-11-29",
        alias: "de",
        card: include_str!("../de-2026-11-29/card.toml"),
        weights: include_bytes!("../de-2026-11-29/weights.bin"),
        stance_weights: Some(include_str!("../de-2026-11-29/stance-weights.txt")),
    },
    Packed {
        name: "de-open-2026-11-29",
        alias: "de-open",
        card: include_str!("../de-open-2026-11-29/card.toml"),
        weights: include_bytes!("../de-open-2026-11-29/weights.bin"),
        stance_weights: None,
    },
];

/// Weights of the German tagger.
pub const TAGGER: &[u8] = include_bytes!("../parts/tagger-de.bin");

/// German word clusters.
pub const CLUSTERS: &[u8] = include_bytes!("../parts/clusters-de.bin");
