//! Readers of annotated quotation corpora, and the scorers.
//!
//! A reader ([`wikinews`], [`spkatt`]) walks a file line by line and yields [`Annotated`] documents: what a prediction may see
//! ([`Sample`]: text, tokens, sentences) and, apart from it, what it is measured against ([`Annotation`]s). What an engine found is
//! brought into the same shape ([`Annotation::from_attributions`]) and the two meet as an [`Example`], which a [`score::Tally`] adds up.

pub mod agreement;
mod annotated;
pub mod assignment;
mod boundaries;
pub mod collection;
mod error;
pub mod export;
pub mod given;
pub mod gold;
pub mod layers;
mod lines;
mod predictions;
pub mod score;
pub mod spkatt;
pub mod standoff;
pub mod statistics;
pub mod timex;
mod tokenised;
pub mod wikinews;
pub mod zuf;

pub use annotated::{Annotated, Annotation, Part, Sample, role_of};
pub use boundaries::BoundaryTally;
pub use collection::Collection;
pub use error::Error;
pub use predictions::PredictionWriter;
pub use score::Example;
pub use tokenised::{Tokenised, Tokeniser};
