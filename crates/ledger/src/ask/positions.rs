//! What somebody said on a claim over time, and all they said about something.

use super::Filter;
use super::claims::{ClaimStatement, Loaded, claim_id, entity_id, statement};
use super::search::matching;
use crate::folds::{Statement, positions};
use crate::store::fold::unpacked;
use crate::{Ledger, LedgerError};
use rusqlite::{named_params, params};
use serde::Serialize;
use zufolge::attribution::Stance;

/// The statements of somebody on one claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PositionRow {
    /// "e4".
    pub entity: String,
    /// Their name.
    pub name: String,
    /// "c12".
    pub claim: String,
    /// Its clearest wording.
    pub claim_statement: String,
    /// What they said, by time.
    pub statements: Vec<PositionStatement>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PositionStatement {
    /// When it was printed.
    pub at: String,
    /// What they do with the claim.
    pub stance: Vec<Stance>,
    /// Where it was printed.
    pub article: String,
    /// The attribution's id in that report.
    pub attribution: String,
    /// Who spoke: themselves, or somebody for them.
    pub speaker: String,
    /// The content.
    pub text: String,
    /// True if the position differs from the one before.
    pub change: bool,
}

/// A statement of somebody, and the claim that it belongs to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    /// "c12".
    pub claim: String,
    /// The statement.
    #[serde(flatten)]
    pub statement: ClaimStatement,
}

impl Ledger {
    /// What somebody said on each claim, changes of position first; `about` chooses claims with a statement of theirs in which all these
    /// words stand.
    ///
    /// # Errors
    /// If nobody goes by that name; what the database says.
    pub fn positions(&self, name: &str, about: Option<&str>, filter: &Filter) -> Result<Vec<PositionRow>, LedgerError> {
        let mut rows = Vec::new();
        for known in self.meant(name)? {
            let ask = || -> rusqlite::Result<Vec<PositionRow>> {
                let claims = self.claims_of(known.id, about, filter)?;
                claims.into_iter().filter_map(|claim| self.positions_on(claim, known.id, &known.name, filter).transpose()).collect()
            };
            rows.extend(ask().map_err(|error| self.error(error))?);
        }
        let changes = |row: &PositionRow| row.statements.iter().filter(|one| one.change).count();
        rows.sort_by_key(|row| (std::cmp::Reverse(changes(row)), std::cmp::Reverse(row.statements.len())));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows)
    }

    /// What somebody said, or others said for them, newest first; `about` chooses statements in which all these words stand.
    ///
    /// # Errors
    /// If nobody goes by that name; what the database says.
    pub fn said(&self, name: &str, about: Option<&str>, filter: &Filter) -> Result<Vec<Said>, LedgerError> {
        let mut all: Vec<(i64, Said)> = Vec::new();
        for known in self.meant(name)? {
            all.extend(self.said_by(known.id, about, filter).map_err(|error| self.error(error))?);
        }
        all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        all.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(all.into_iter().map(|(_, said)| said).collect())
    }

    fn said_by(&self, entity: i64, about: Option<&str>, filter: &Filter) -> rusqlite::Result<Vec<(i64, Said)>> {
        let words = about.map(|about| matching(&self.stems, about, Some(entity)));
        let from = if words.is_some() {
            "SELECT rowid AS statement FROM statement_words WHERE statement_words MATCH :words"
        } else {
            "SELECT statement FROM statement WHERE entity = :entity UNION SELECT statement FROM statement WHERE behalf = :entity"
        };
        let mut sql = self.db.prepare_cached(&format!(
            "SELECT folded, evidence, article, published, at, claim FROM ({from}) JOIN statement USING (statement) JOIN article USING (article)
             WHERE dropped = 0 AND (entity = :entity OR behalf = :entity) AND withdrawn = 0 AND at <= :end AND (until IS NULL OR until > :end)
               AND at >= :since AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE)
               AND (:naming IS NULL OR naming = :naming) AND (:stance IS NULL OR instr(stance, :stance)) AND (:words IS NULL OR 1)
             ORDER BY at DESC, statement LIMIT :limit"
        ))?;
        let values = named_params! {
            ":entity": entity, ":words": words, ":end": filter.end(), ":since": filter.since.unwrap_or(i64::MIN),
            ":outlet": filter.outlet, ":naming": filter.naming_name(), ":stance": filter.stance_part(), ":limit": filter.rows(),
        };
        let row = |row: &rusqlite::Row<'_>| {
            let at: i64 = row.get(4)?;
            let loaded = Loaded {
                folded: unpacked(row.get_ref(0)?.as_blob()?)?,
                evidence: row.get(1)?,
                article: row.get(2)?,
                published: row.get::<_, Option<String>>(3)?.unwrap_or_else(|| crate::time::rfc3339(at)),
                in_force: true,
            };
            Ok((at, Said { claim: claim_id(row.get(5)?), statement: statement(&loaded, None) }))
        };
        sql.query_map(values, row)?.collect()
    }

    /// The claims on which somebody has said something.
    fn claims_of(&self, entity: i64, about: Option<&str>, filter: &Filter) -> rusqlite::Result<Vec<i64>> {
        match about {
            None => {
                let mut sql = self.db.prepare_cached(
                    "SELECT claim FROM statement WHERE entity = ?1 AND dropped = 0
                     UNION SELECT claim FROM statement WHERE behalf = ?1 AND dropped = 0 ORDER BY claim DESC LIMIT ?2",
                )?;
                sql.query_map(params![entity, filter.rows()], |row| row.get(0))?.collect()
            }
            Some(about) => {
                let mut sql = self.db.prepare_cached(
                    "SELECT DISTINCT claim FROM statement_words JOIN statement ON statement = statement_words.rowid
                     WHERE statement_words MATCH ?1 AND dropped = 0 ORDER BY claim DESC LIMIT ?2",
                )?;
                sql.query_map(params![matching(&self.stems, about, Some(entity)), filter.rows()], |row| row.get(0))?.collect()
            }
        }
    }

    fn positions_on(&self, claim: i64, entity: i64, name: &str, filter: &Filter) -> rusqlite::Result<Option<PositionRow>> {
        let Some(picture) = self.picture(claim, filter.end())? else { return Ok(None) };
        if !picture.any_in_force {
            return Ok(None);
        }
        let chosen: Vec<&Loaded> = picture.counted.iter().map(|at| &picture.statements[*at]).collect();
        let folded: Vec<&Statement> = chosen.iter().map(|one| &one.folded).collect();
        let found = positions(&folded, &[entity]);
        let statements: Vec<PositionStatement> = found
            .into_iter()
            .filter_map(|position| {
                let one = chosen.get(position.statement)?;
                Some(PositionStatement {
                    at: one.published.clone(),
                    stance: one.folded.stance.clone(),
                    article: one.folded.item.article.clone(),
                    attribution: one.folded.attribution.clone(),
                    speaker: position.speaker,
                    text: one.folded.text.clone(),
                    change: position.change,
                })
            })
            .filter(|one| filter.stance.is_none_or(|stance| one.stance.contains(&stance)))
            .collect();
        let claim_statement = chosen.get(picture.fold.wording).map_or(String::new(), |one| one.folded.text.clone());
        Ok((!statements.is_empty()).then(|| PositionRow {
            entity: entity_id(entity),
            name: name.to_owned(),
            claim: claim_id(claim),
            claim_statement,
            statements,
        }))
    }
}
