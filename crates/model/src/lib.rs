//! What was learned from data, ready for use: files of weights are read here and applied to text.
//!
//! Nothing in this crate trains: that is the work of `zufolge-train`, on which nothing depends.

pub mod candidates;
pub mod clusters;
pub mod crf;
pub mod engine;
pub mod features;
pub mod file;
pub mod hash;
pub mod labels;
pub mod predictor;
mod sources;
pub mod table;
pub mod tagger;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod testing;

pub use engine::Predictor;
