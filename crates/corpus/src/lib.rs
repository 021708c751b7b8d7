//! Readers of annotated quotation corpora, and the scorers.
//!
//! A reader ([`wikinews`], [`spkatt`]) walks a file line by line and yields [`Annotated`] documents: what a prediction may see
//! ([`Sample`]: text, tokens, sentences) and, apart from it, what it is measured against ([`Annotation`]s).

mod annotated;
mod error;
mod lines;
pub mod spkatt;
pub mod wikinews;

pub use annotated::{Annotated, Annotation, Part, Sample, role_of};
pub use error::Error;
