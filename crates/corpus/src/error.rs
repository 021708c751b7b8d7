//! What can go wrong while a corpus is read or predictions are written.

use crate::zuf::Fault;
use std::io;
use std::path::PathBuf;

/// Why a corpus could not be read. Every message names the file, the line where there is one, the cause, and what to do about it; since it
/// holds the cause already, there is no [`source`](std::error::Error::source) to print after it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be opened.
    #[error("{}: {cause}; give the path of a corpus file, one JSON document a line", path.display())]
    Open {
        /// The file as given.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A line could not be read as UTF-8 text.
    #[error("{}, line {line}: {cause}; check that the file is complete, unpacked and in UTF-8", path.display())]
    Read {
        /// The file as given.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// Why.
        cause: io::Error,
    },
    /// A line is not a JSON document with the fields the corpus has.
    #[error("{}, line {line}: {cause}; each line must be one whole {format} document in JSON", path.display())]
    Json {
        /// The file as given.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// Name of the corpus format expected.
        format: &'static str,
        /// Why.
        cause: serde_json::Error,
    },
    /// A document contradicts itself: offsets beside the text, sentences with gaps, ids of no token.
    #[error("{}, line {line}: {what}; {remedy}", path.display())]
    Document {
        /// The file as given.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
        /// What to do about it.
        remedy: &'static str,
    },
    /// The predictions could not be written.
    #[error("{}: {cause}; choose a file in a folder that exists and can be written to", path.display())]
    Write {
        /// The file as given.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// An article of our own corpus could not be read.
    #[error("{}: {cause}; give an article of the corpus (.zuf, in UTF-8) or a folder of them", path.display())]
    Article {
        /// The file as given.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// An article of our own corpus is not as its format has it: all its faults, in order.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faults(Vec<Fault>),
}
