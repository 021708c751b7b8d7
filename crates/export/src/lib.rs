//! [`Report`]s → the formats that other programs read, one file a format.
//!
//! A format is an [`Export`]: it takes one report after the other and writes them to whatever it was made with, holding no more than the
//! one at hand (Parquet: one row group). `docs/formats.md` describes each format for its readers.

pub mod brat;
mod conll;
mod csv;
mod dates;
mod error;
mod html;
mod index;
mod iri;
mod json_ld;
mod layers;
mod parquet;
pub mod table;
mod tei;
mod web_annotation;
mod words;

pub use self::csv::CsvExport;
pub use self::parquet::{ParquetExport, ParquetTable};
pub use brat::BratExport;
pub use conll::ConllExport;
pub use error::Error;
pub use html::HtmlExport;
pub use json_ld::JsonLdExport;
pub use table::{ATTRIBUTIONS, Cell, Column, Row};
pub use tei::TeiExport;
pub use web_annotation::WebAnnotationExport;
pub use words::UiLanguage;

use zufolge::Report;

/// One format, on its way to where it is written.
pub trait Export {
    /// Writes one report.
    ///
    /// # Errors
    /// What the output fails with; then it is of no more use.
    fn report(&mut self, report: &Report) -> Result<(), Error>;

    /// Writes what must stand at the end, and flushes. Without it, some formats cannot be read.
    ///
    /// # Errors
    /// What the output fails with.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}
