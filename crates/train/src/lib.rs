//! Training of the models that `zufolge-model` applies.

pub mod tagger;
