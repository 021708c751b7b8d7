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

/// What an article looks like to people, who do not know its id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticleFace {
    /// The headline.
    pub title: Option<String>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// When it was published, as it says itself.
    pub published: Option<String>,
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
    /// What it is, for people.
    #[serde(skip)]
    pub face: ArticleFace,
}

impl Ledger {
    /// Whether an outlet of this name printed anything, in capitals or not.
    ///
    /// # Errors
    /// If none did; what the database says.
    pub fn known_outlet(&self, name: &str) -> Result<(), LedgerError> {
        let printed = "SELECT EXISTS (SELECT 1 FROM article WHERE outlet = ?1 COLLATE NOCASE)";
        match self.db.query_row(printed, [name], |row| row.get(0)) {
            Ok(true) => Ok(()),
            Ok(false) => Err(self.unknown("outlet", name.to_owned(), "`zufolge ledger stats` lists those there are")),
            Err(error) => Err(self.error(error)),
        }
    }

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
                   AND (:naming IS NULL AND :stance IS NULL OR EXISTS (
                       SELECT 1 FROM statement WHERE statement.article = article.article AND dropped = 0
                         AND (:naming IS NULL OR naming = :naming) AND (:stance IS NULL OR instr(stance, :stance))))
                 ORDER BY at, article LIMIT :limit",
            )?;
            let values = named_params! {
                ":as_of": filter.as_of.unwrap_or(i64::MAX),
                ":end": filter.end(),
                ":since": filter.since.unwrap_or(i64::MIN),
                ":outlet": filter.outlet,
                ":naming": filter.naming_name(),
                ":stance": filter.stance_part(),
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
            let mut articles: Vec<ArticleRow> = sql.query_map(values, row)?.collect::<Result<_, _>>()?;
            let mut sql = self.db.prepare_cached(
                "SELECT id, version, overlap, title, outlet, published FROM near_copy JOIN article ON article.article = near_copy.other JOIN item USING (item)
                 WHERE near_copy.article = ?1 AND at <= ?2 ORDER BY overlap DESC, other",
            )?;
            for article in &mut articles {
                let copy = |row: &rusqlite::Row<'_>| {
                    let overlap = (row.get::<_, f64>(2)? * 1000.0).round() / 1000.0;
                    let face = ArticleFace { title: row.get(3)?, outlet: row.get(4)?, published: row.get(5)? };
                    Ok(NearCopy { article: row.get(0)?, version: row.get::<_, i64>(1)?.unsigned_abs(), overlap, face })
                };
                article.near_copies = sql.query_map(rusqlite::params![article.article, filter.end()], copy)?.collect::<Result<_, _>>()?;
            }
            Ok(articles)
        };
        ask().map_err(|error| self.error(error))
    }
}
