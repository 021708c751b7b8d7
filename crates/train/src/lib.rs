//! Training of the models that `zufolge-model` applies.

pub mod clusters;
pub mod silver;
pub mod tagger;
