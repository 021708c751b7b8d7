//! Records as they were appended, read one by one.

use super::Ledger;
use super::prepared::{inflated, parsed};
use crate::LedgerError;
use crate::record::Record;
use rusqlite::{OptionalExtension, params};
use serde::Deserialize;
use zufolge::Report;
use zufolge::report::Spans;

/// A report's text and sentences: what is read of it where nothing else is wanted.
#[derive(Debug, Deserialize)]
pub(crate) struct Glance {
    pub(crate) text: String,
    pub(crate) sentences: Spans,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Glanced {
    Article { report: Glance },
}

/// A record, its number and when it was appended.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its number, from 1.
    pub seq: i64,
    /// When it was appended: milliseconds since 1970, UTC.
    pub added: i64,
    /// The record.
    pub record: Record,
}

impl Ledger {
    /// Calls `each` with all records, in the order of appending.
    ///
    /// # Errors
    /// What the database says, a record that is damaged, or what `each` fails with.
    pub fn records(&self, mut each: impl FnMut(Stored) -> Result<(), LedgerError>) -> Result<(), LedgerError> {
        let mut statement =
            self.db.prepare("SELECT seq, added, body, checksum FROM record ORDER BY seq").map_err(|error| self.error(error))?;
        let mut rows = statement.query([]).map_err(|error| self.error(error))?;
        while let Some(row) = rows.next().map_err(|error| self.error(error))? {
            let read = || Ok((row.get(0)?, row.get(1)?, row.get_ref(2)?.as_blob()?, row.get_ref(3)?.as_blob()?));
            let (seq, added, body, checksum): (i64, i64, &[u8], &[u8]) = read().map_err(|error: rusqlite::Error| self.error(error))?;
            each(Stored { seq, added, record: parsed(&self.path, seq, body, checksum)? })?;
        }
        Ok(())
    }

    /// The report of one version of an article, as it was read; `None` for a version that is not there.
    ///
    /// # Errors
    /// What the database says, or a record that is damaged.
    pub fn report(&self, id: &str, version: Option<u64>) -> Result<Option<Report>, LedgerError> {
        let found = match version {
            Some(version) => self
                .db
                .prepare_cached("SELECT article FROM article JOIN item USING (item) WHERE id = ?1 AND version = ?2")
                .and_then(|mut sql| sql.query_row(params![id, version as i64], |row| row.get(0)).optional()),
            None => self
                .db
                .prepare_cached("SELECT article FROM article JOIN item USING (item) WHERE id = ?1 ORDER BY place DESC LIMIT 1")
                .and_then(|mut sql| sql.query_row([id], |row| row.get(0)).optional()),
        };
        found.map_err(|error| self.error(error))?.map(|article| self.report_of(article)).transpose()
    }

    /// The report of a stored version.
    pub(crate) fn report_of(&self, article: i64) -> Result<Report, LedgerError> {
        match self.record(article)? {
            Record::Article(article) => Ok(article.report),
            other => Err(LedgerError::Record {
                path: self.path.clone(),
                seq: article,
                message: format!("an article is expected there, and it is of kind {}", other.kind()),
            }),
        }
    }

    /// What a hit shows of the report of a stored version; without a check of the record's checksum, which takes half of the time.
    pub(crate) fn glance(&self, article: i64) -> Result<Glance, LedgerError> {
        let row = self.db.prepare_cached("SELECT body FROM record WHERE seq = ?1").and_then(|mut sql| {
            sql.query_row([article], |row| {
                let json = inflated(row.get_ref(0)?.as_blob()?);
                Ok(json.and_then(|json| serde_json::from_slice(&json).map_err(|error| error.to_string())))
            })
        });
        let read = row.map_err(|error| self.error(error))?;
        let Glanced::Article { report } = read.map_err(|message| LedgerError::Record { path: self.path.clone(), seq: article, message })?;
        Ok(report)
    }

    /// One record.
    pub(crate) fn record(&self, seq: i64) -> Result<Record, LedgerError> {
        let row = self.db.prepare_cached("SELECT body, checksum FROM record WHERE seq = ?1").and_then(|mut sql| {
            sql.query_row([seq], |row| Ok(parsed(&self.path, seq, row.get_ref(0)?.as_blob()?, row.get_ref(1)?.as_blob()?)))
        });
        row.map_err(|error| self.error(error))?
    }
}
