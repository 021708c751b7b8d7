//! Reads news and shows who says what, on whose word, and how firmly.
//!
//! Data flows one way: [`text`] (clean text with an offset map) → [`document`] (furniture, tokens, sentences, quotation marks) →
//! [`attribution`] (who conveys what) → [`resolution`] (who that is, how firmly, when) → [`report`] (the JSON contract). [`pipeline`] lists the stages in order. Everything here is
//! pure: no files, clock, network or globals. Reading prose is total: odd text gives [`Diagnostic`]s, never an error.

pub mod article;
pub mod attribution;
mod diagnostic;
pub mod document;
pub mod pipeline;
pub mod report;
pub mod resolution;
mod span;
pub mod text;
mod turns;
pub mod word_list;

pub use article::Article;
pub use attribution::{Attribution, Engine};
pub use diagnostic::Diagnostic;
pub use document::Document;
pub use pipeline::Pipeline;
pub use report::Report;
pub use resolution::Resolver;
pub use span::{Byte, CodePoint, Span};
