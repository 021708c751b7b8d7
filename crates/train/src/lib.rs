//! Training of the models that `zufolge-model` applies, and of the weights of stance.

pub mod card;
pub mod clusters;
pub mod data;
pub mod fit;
pub mod learn;
pub mod lessons;
pub mod silver;
pub mod stance;
pub mod tagger;
pub mod workshop;
