//! Many articles: what is claimed in them, and on how many legs it stands.
//!
//! Records are appended to a store; claims, sources and timelines are folds over them and can be rebuilt.

pub mod folds;
