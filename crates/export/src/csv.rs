//! CSV (RFC 4180, but lines end in `\n`): a header, then one row an attribution, UTF-8.
//!
//! Cells are verbatim. A spreadsheet takes one that begins with `=`, `+`, `-` or `@` for a formula unless told to read text.

use crate::table::{ATTRIBUTIONS, Cell, Column, Kind, Row, rows};
use crate::{Error, Export};
use std::fmt::Write as _;
use std::io::Write;
use zufolge::Report;

/// Writes rows as CSV.
#[derive(Debug)]
pub struct CsvExport<W: Write> {
    columns: &'static [Column],
    out: csv::Writer<W>,
    cell: String,
}

impl<W: Write> CsvExport<W> {
    /// A table of attributions.
    ///
    /// # Errors
    /// What the output fails with: the header is written at once.
    pub fn new(out: W) -> Result<Self, Error> {
        CsvExport::with_columns(out, ATTRIBUTIONS)
    }

    /// A table of other rows, written with [`CsvExport::row`].
    ///
    /// # Errors
    /// As in [`CsvExport::new`].
    pub fn with_columns(out: W, columns: &'static [Column]) -> Result<Self, Error> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(columns.iter().map(|column| column.name))?;
        Ok(CsvExport { columns, out, cell: String::new() })
    }

    /// Writes one row; cells past the last column are left out.
    ///
    /// # Errors
    /// What the output fails with, and a row with too few cells.
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        for (column, cell) in self.columns.iter().zip(row) {
            self.cell.clear();
            print(&mut self.cell, column.kind, cell);
            self.out.write_field(&self.cell)?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

fn print(out: &mut String, kind: Kind, cell: &Cell<'_>) {
    // Writing to a string cannot fail.
    let _ = match cell {
        Cell::Text(text) => out.write_str(text),
        Cell::MaybeText(text) => out.write_str(text.as_deref().unwrap_or_default()),
        Cell::Flag(flag) => write!(out, "{flag}"),
        Cell::Count(count) => write!(out, "{count}"),
        Cell::Number(number) | Cell::MaybeNumber(Some(number)) => write!(out, "{number}"),
        Cell::MaybeNumber(None) => Ok(()),
        Cell::Texts(texts) => {
            let between = if let Kind::Texts(between) = kind { between } else { " " };
            texts.iter().enumerate().try_for_each(|(index, text)| write!(out, "{}{text}", if index > 0 { between } else { "" }))
        }
        Cell::Places(spans) => spans
            .iter()
            .enumerate()
            .try_for_each(|(index, span)| write!(out, "{}{}-{}", if index > 0 { " " } else { "" }, span.start, span.end)),
    };
}

impl<W: Write> Export for CsvExport<W> {
    fn report(&mut self, report: &Report) -> Result<(), Error> {
        rows(report).try_for_each(|row| self.row(&row))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.out.flush()?;
        Ok(())
    }
}
