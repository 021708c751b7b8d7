//! The statements of a ledger as a table for other programs.

use anyhow::Context;
use std::borrow::Cow;
use std::io::Write;
use std::path::Path;
use zufolge_export::ParquetTable;
use zufolge_export::table::{Cell, Column, Kind};
use zufolge_ledger::Ledger;

/// The columns' version, in the file's metadata.
const VERSION: &str = "zufolge/ledger-statements@1";

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

const STATEMENTS: &[Column] = &[
    column("claim", Kind::Text, "The claim that the statement belongs to: c12"),
    column("article", Kind::Text, "The article's id"),
    column("version", Kind::Count, "Its version"),
    column("superseded", Kind::Flag, "True if a newer version has replaced it, or the sender took it back"),
    column("attribution", Kind::Text, "The attribution's id in the article's report"),
    column("outlet", Kind::MaybeText, "Who printed it"),
    column("published", Kind::MaybeText, "When that version was published, RFC 3339; null where it does not say"),
    column("source", Kind::Text, "The words that name the source; empty where there are none"),
    column("entity", Kind::MaybeText, "Who stands at the beginning of the chain: e4"),
    column("naming", Kind::MaybeText, "How that one is named"),
    column("stance", Kind::Texts("; "), "What the source does with the content"),
    column("content", Kind::Places, "Where the content stands in the article's text"),
    column("text", Kind::Text, "The content"),
    column("stance_confidence", Kind::MaybeNumber, "How likely the stance is to be the right one, 0 to 1"),
];

/// Writes all statements as Parquet, and gives how many there are.
pub(super) fn parquet(ledger: &Ledger, out: impl Write + Send, name: &Path) -> anyhow::Result<usize> {
    let cannot = || format!("{}: cannot be written; choose another place", name.display());
    let mut table = ParquetTable::new(out, STATEMENTS, VERSION).with_context(cannot)?;
    let mut count = 0;
    ledger.statements(|said| -> anyhow::Result<()> {
        let one = said.statement;
        let naming = one.naming.map(|naming| super::ask::word(&naming));
        count += 1;
        let row = vec![
            Cell::Text(said.claim.into()),
            Cell::Text(one.article.into()),
            Cell::Count(one.version as i64),
            Cell::Flag(one.superseded),
            Cell::Text(one.attribution.into()),
            Cell::MaybeText(one.outlet.map(Into::into)),
            Cell::MaybeText(one.published.map(Into::into)),
            Cell::Text(one.source.into()),
            Cell::MaybeText(one.entity.map(Into::into)),
            Cell::MaybeText(naming.map(Into::into)),
            Cell::Texts(one.stance.iter().map(|stance| stance.name().into()).collect()),
            Cell::Places(Cow::Owned(one.content)),
            Cell::Text(one.text.into()),
            Cell::MaybeNumber(one.stance_confidence),
        ];
        table.row(&row).with_context(cannot)
    })?;
    table.close().with_context(cannot)?;
    Ok(count)
}
