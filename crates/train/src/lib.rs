//! Training of the models that `zufolge-model` applies, and of the weights of stance.

pub mod clusters;
pub mod silver;
pub mod stance;
pub mod tagger;
