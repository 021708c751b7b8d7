//! What was learned from data, ready for use: files of weights are read here and applied to text.
//!
//! Nothing in this crate trains: that is the work of `zufolge-train`, on which nothing depends.

pub mod clusters;
pub mod tagger;
