//! A tagger of German words: part of speech, and the morphology that tells who speaks.

mod tag;

pub use tag::{Case, Mood, Number, Pos, Tag};
