//! Training of the models that `zufolge-model` applies.

pub mod card;
pub mod clusters;
pub mod data;
pub mod fit;
pub mod learn;
pub mod silver;
pub mod tagger;
pub mod workshop;
