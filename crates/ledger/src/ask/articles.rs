//! Which articles there are.

use super::Filter;
use crate::{Ledger, LedgerError};
use rusqlite::named_params;
use serde::Serialize;

/// A stored version of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticleRow {
    /// The item's id.
    pub id: String,
    /// The version.
    pub version: u64,
    /// True if a newer version has replaced it.
    pub superseded: bool,
    /// The version that it replaced.
    pub supersedes: Option<u64>,
    /// True if the sender has taken the item back with this version.
    pub withdrawn: bool,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The agency it came from.
    pub agency: Option<String>,
    /// When it was published, as it says itself.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// How many attributions were found in it.
    pub attributions: u64,
    /// Articles that share much of its text.
    pub near_copies: Vec<NearCopy>,
    /// Its record.
    #[serde(skip)]
    pub article: i64,
}

/// An article that shares much of another one's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearCopy {
    /// The item's id.
    pub article: String,
    /// The version.
    pub version: u64,
    /// The share of the shorter text that both have, 0 to 1.
    pub overlap: f64,
}

impl Ledger {
    /// All versions of all articles, in the order in which they came out.
    ///
    /// # Errors
    /// What the database says.
    pub fn articles(&self, filter: &Filter) -> Result<Vec<ArticleRow>, LedgerError> {
        let ask = || -> rusqlite::Result<Vec<ArticleRow>> {
            let mut sql = self.db.prepare_cached(
                "SELECT id, version, until IS NOT NULL AND until <= :as_of, withdrawn, outlet, agency, published, title, attributions, article,
                        (SELECT version FROM article before WHERE before.item = article.item AND before.place = article.place - 1)
                 FROM article JOIN item USING (item)
                 WHERE at <= :end AND at >= :since AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE)
                 ORDER BY at, article LIMIT :limit",
            )?;
            let values = named_params! {
                ":as_of": filter.as_of.unwrap_or(i64::MAX),
                ":end": filter.end(),
                ":since": filter.since.unwrap_or(i64::MIN),
                ":outlet": filter.outlet,
                ":limit": filter.rows(),
            };
            let row = |row: &rusqlite::Row<'_>| {
                Ok(ArticleRow {
                    id: row.get(0)?,
                    version: row.get::<_, i64>(1)?.unsigned_abs(),
                    superseded: row.get(2)?,
                    withdrawn: row.get(3)?,
                    outlet: row.get(4)?,
                    agency: row.get(5)?,
                    published: row.get(6)?,
                    title: row.get(7)?,
                    attributions: row.get::<_, i64>(8)?.unsigned_abs(),
                    article: row.get(9)?,
                    supersedes: row.get::<_, Option<i64>>(10)?.map(i64::unsigned_abs),
                    near_copies: Vec::new(),
                })
            };
            sql.query_map(values, row)?.collect()
        };
        ask().map_err(|error| self.error(error))
    }
}
