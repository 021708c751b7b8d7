//! Apache Parquet: the columns of [`crate::table`] with types of their own, in row groups small enough that memory stays flat.
//!
//! Texts are `string`, lists `list<string>`, places `list<struct<start: int32, end: int32>>`; only columns that may lack a value are
//! nullable. Each field carries its meaning as `description`, the schema the version of the columns as `zufolge.table`.

use crate::table::{ATTRIBUTIONS, Cell, Column, Kind, Row, rows};
use crate::{Error, Export};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;
use zufolge::Report;

/// The columns' version, in the file's metadata.
pub(crate) const VERSION: &str = "zufolge/attributions@1";

/// Rows that are turned into columns at once.
const BATCH_ROWS: usize = 1024;
/// Bounds of a row group: what a writer holds, and what a reader must.
const GROUP_ROWS: usize = 65_536;
const GROUP_BYTES: usize = 16 << 20;

/// Writes rows as Parquet.
pub struct ParquetTable<W: Write + Send> {
    columns: &'static [Column],
    schema: SchemaRef,
    builders: Vec<Builder>,
    waiting: usize,
    out: ArrowWriter<W>,
}

impl<W: Write + Send> ParquetTable<W> {
    /// A table with these columns; `version` names them for those who read the file.
    ///
    /// # Errors
    /// What the output fails with.
    pub fn new(out: W, columns: &'static [Column], version: &str) -> Result<Self, Error> {
        let schema = Arc::new(schema(columns, version));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_created_by(concat!("zufolge ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
        Ok(ParquetTable { columns, schema, builders: columns.iter().map(|column| Builder::new(column.kind)).collect(), waiting: 0, out })
    }

    /// Takes one row, a cell for each column.
    ///
    /// # Errors
    /// What the output fails with, and a row that is not of these columns.
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        if row.len() != self.columns.len() || !row.iter().zip(self.columns).all(|(cell, column)| cell.is(column.kind)) {
            return Err(Error::Io(std::io::Error::new(std::io::ErrorKind::InvalidInput, "a row that is not of this table's columns")));
        }
        for (builder, cell) in self.builders.iter_mut().zip(row) {
            builder.push(cell);
        }
        self.waiting += 1;
        if self.waiting >= BATCH_ROWS { self.write_batch() } else { Ok(()) }
    }

    fn write_batch(&mut self) -> Result<(), Error> {
        if self.waiting == 0 {
            return Ok(());
        }
        self.waiting = 0;
        let arrays = self.builders.iter_mut().map(Builder::finish).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(parquet::errors::ParquetError::from)?;
        self.out.write(&batch)?;
        if self.out.memory_size() >= GROUP_BYTES {
            self.out.flush()?;
        }
        Ok(())
    }

    /// Writes what is left and the file's footer, without which it cannot be read.
    ///
    /// # Errors
    /// What the output fails with.
    pub fn close(mut self) -> Result<(), Error> {
        self.write_batch()?;
        self.out.finish()?;
        self.out.inner_mut().flush()?;
        Ok(())
    }
}

impl<W: Write + Send> std::fmt::Debug for ParquetTable<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetTable").field("columns", &self.columns.len()).field("waiting", &self.waiting).finish_non_exhaustive()
    }
}

/// Writes attributions as Parquet.
#[derive(Debug)]
pub struct ParquetExport<W: Write + Send>(ParquetTable<W>);

impl<W: Write + Send> ParquetExport<W> {
    /// A table of attributions.
    ///
    /// # Errors
    /// What the output fails with.
    pub fn new(out: W) -> Result<Self, Error> {
        ParquetTable::new(out, ATTRIBUTIONS, VERSION).map(ParquetExport)
    }
}

impl<W: Write + Send> Export for ParquetExport<W> {
    fn report(&mut self, report: &Report) -> Result<(), Error> {
        rows(report).try_for_each(|row| self.0.row(&row))
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        self.0.close()
    }
}

fn schema(columns: &[Column], version: &str) -> Schema {
    let field = |column: &Column| {
        let kind = match column.kind {
            Kind::Text | Kind::MaybeText => DataType::Utf8,
            Kind::Flag => DataType::Boolean,
            Kind::Count => DataType::Int64,
            Kind::Number | Kind::MaybeNumber => DataType::Float64,
            Kind::Texts(_) => DataType::List(Arc::new(Field::new("item", DataType::Utf8, false))),
            Kind::Places => DataType::List(Arc::new(Field::new("item", DataType::Struct(place()), false))),
        };
        let field = Field::new(column.name, kind, matches!(column.kind, Kind::MaybeText | Kind::MaybeNumber));
        field.with_metadata([("description".to_owned(), column.meaning.to_owned())].into())
    };
    Schema::new(columns.iter().map(field).collect::<Fields>()).with_metadata([("zufolge.table".to_owned(), version.to_owned())].into())
}

fn place() -> Fields {
    ["start", "end"].into_iter().map(|name| Field::new(name, DataType::Int32, false)).collect()
}

/// Cells of one column on their way to an array.
enum Builder {
    Text(StringBuilder),
    Flag(BooleanBuilder),
    Count(Int64Builder),
    Number(Float64Builder),
    Texts(ListBuilder<StringBuilder>),
    Places(ListBuilder<StructBuilder>),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text | Kind::MaybeText => Builder::Text(StringBuilder::new()),
            Kind::Flag => Builder::Flag(BooleanBuilder::new()),
            Kind::Count => Builder::Count(Int64Builder::new()),
            Kind::Number | Kind::MaybeNumber => Builder::Number(Float64Builder::new()),
            Kind::Texts(_) => Builder::Texts(ListBuilder::new(StringBuilder::new()).with_field(Field::new("item", DataType::Utf8, false))),
            Kind::Places => {
                let places = StructBuilder::from_fields(place(), 0);
                Builder::Places(ListBuilder::new(places).with_field(Field::new("item", DataType::Struct(place()), false)))
            }
        }
    }

    /// Takes a cell of the column's kind; [`ParquetTable::row`] has looked that it is.
    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Builder::Text(builder), Cell::Text(text)) => builder.append_value(text),
            (Builder::Text(builder), Cell::MaybeText(text)) => builder.append_option(text.as_deref()),
            (Builder::Flag(builder), Cell::Flag(flag)) => builder.append_value(*flag),
            (Builder::Count(builder), Cell::Count(count)) => builder.append_value(*count),
            (Builder::Number(builder), Cell::Number(number)) => builder.append_value(*number),
            (Builder::Number(builder), Cell::MaybeNumber(number)) => builder.append_option(*number),
            (Builder::Texts(builder), Cell::Texts(texts)) => builder.append_value(texts.iter().map(Some)),
            (Builder::Places(builder), Cell::Places(spans)) => {
                for span in spans.iter() {
                    let place = builder.values();
                    for (index, at) in [span.start, span.end].into_iter().enumerate() {
                        if let Some(ends) = place.field_builder::<Int32Builder>(index) {
                            ends.append_value(i32::try_from(at).unwrap_or(i32::MAX));
                        }
                    }
                    place.append(true);
                }
                builder.append(true);
            }
            _ => {}
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(builder) => Arc::new(builder.finish()),
            Builder::Flag(builder) => Arc::new(builder.finish()),
            Builder::Count(builder) => Arc::new(builder.finish()),
            Builder::Number(builder) => Arc::new(builder.finish()),
            Builder::Texts(builder) => Arc::new(builder.finish()),
            Builder::Places(builder) => Arc::new(builder.finish()),
        }
    }
}
