//! One article in all its versions.

use super::{ArticleFace, ArticleRow, NearCopy};
use crate::{Ledger, LedgerError};

impl Ledger {
    /// The versions of one article, oldest first, with their near-copies; empty if there is no such article.
    ///
    /// # Errors
    /// What the database says.
    pub fn versions(&self, id: &str) -> Result<Vec<ArticleRow>, LedgerError> {
        let ask = || -> rusqlite::Result<Vec<ArticleRow>> {
            let mut sql = self.db.prepare_cached(
                "SELECT id, version, until IS NOT NULL, withdrawn, outlet, agency, published, title, attributions, article
                 FROM article JOIN item USING (item) WHERE id = ?1 ORDER BY place",
            )?;
            let row = |row: &rusqlite::Row<'_>| {
                Ok(ArticleRow {
                    id: row.get(0)?,
                    version: row.get::<_, i64>(1)?.unsigned_abs(),
                    superseded: row.get(2)?,
                    supersedes: None,
                    withdrawn: row.get(3)?,
                    outlet: row.get(4)?,
                    agency: row.get(5)?,
                    published: row.get(6)?,
                    title: row.get(7)?,
                    attributions: row.get::<_, i64>(8)?.unsigned_abs(),
                    near_copies: Vec::new(),
                    article: row.get(9)?,
                })
            };
            let mut versions: Vec<ArticleRow> = sql.query_map([id], row)?.collect::<Result<_, _>>()?;
            for at in 1..versions.len() {
                versions[at].supersedes = Some(versions[at - 1].version);
            }
            let mut copies = self.db.prepare_cached(
                "SELECT id, version, overlap, title, outlet, published FROM near_copy JOIN article ON article.article = near_copy.other JOIN item USING (item)
                 WHERE near_copy.article = ?1 ORDER BY overlap DESC, other",
            )?;
            for version in &mut versions {
                let copy = |row: &rusqlite::Row<'_>| {
                    let face = ArticleFace { title: row.get(3)?, outlet: row.get(4)?, published: row.get(5)? };
                    Ok(NearCopy { article: row.get(0)?, version: row.get::<_, i64>(1)?.unsigned_abs(), overlap: row.get(2)?, face })
                };
                version.near_copies = copies.query_map([version.article], copy)?.collect::<Result<_, _>>()?;
            }
            Ok(versions)
        };
        ask().map_err(|error| self.error(error))
    }
}
