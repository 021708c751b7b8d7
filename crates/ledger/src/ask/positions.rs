//! What somebody said on a claim over time, and all they said about something.

use super::Filter;
use super::claims::{ClaimStatement, Loaded, claim_id, entity_id, statement};
use super::search::matching;
use crate::folds::{Known, Position, Statement, Thread, earlier_elsewhere, positions};
use crate::store::fold::unpacked;
use crate::{Ledger, LedgerError};
use rusqlite::{named_params, params};
use serde::Serialize;
use std::collections::BTreeMap;
use zufolge::attribution::Stance;

/// The statements of somebody on one claim, and earlier ones on the same matter that belong to other claims.
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

/// Claims of one somebody that are looked at, the newest first, where only some are asked for.
const MOST_LOOKED_AT: usize = 300;

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
                let mut stands: BTreeMap<i64, Stand> = BTreeMap::new();
                for claim in self.claims_of(known.id, about, filter)? {
                    stands.extend(self.stand_on(claim, known.id, filter)?.map(|stand| (claim, stand)));
                }
                let said: Vec<(i64, &Loaded)> =
                    stands.iter().rev().flat_map(|(claim, stand)| stand.said.iter().map(|one| (*claim, one))).collect();
                let folded: Vec<(i64, &Statement)> = said.iter().map(|(claim, one)| (*claim, &one.folded)).collect();
                let elsewhere = earlier_elsewhere(&folded);
                let earlier = |claim: &i64| elsewhere.get(claim).into_iter().flatten().map(|at| said[*at]);
                let threads = stands.iter().map(|(claim, stand)| Thread {
                    claim: *claim,
                    own: stand.said.iter().map(|one| &one.folded).collect(),
                    elsewhere: earlier(claim).map(|(other, one)| (other, &one.folded)).collect(),
                });
                let threads: Vec<Thread<'_>> = threads.collect();
                let found = positions(&threads, &[known.id]);
                let rows = stands.iter().zip(found).filter_map(|((claim, stand), found)| {
                    let all: Vec<&Loaded> = stand.said.iter().chain(earlier(claim).map(|(_, one)| one)).collect();
                    position_row(&known, *claim, &stand.wording, &all, found, filter)
                });
                Ok(rows.collect())
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

    /// Calls `each` with all statements of all stored versions, in the order of adding, and the claim that each belongs to. What depends on
    /// the other statements of a claim, origin and relation, is not told.
    ///
    /// # Errors
    /// What the database says, or what `each` fails with.
    pub fn statements<E: From<LedgerError>>(&self, mut each: impl FnMut(Said) -> Result<(), E>) -> Result<(), E> {
        let failed = |error| E::from(self.error(error));
        let mut sql = self
            .db
            .prepare(
                "SELECT folded, evidence, article, published, at, withdrawn = 0 AND until IS NULL, claim
                 FROM statement JOIN article USING (article) WHERE dropped = 0 ORDER BY statement",
            )
            .map_err(failed)?;
        let mut rows = sql.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let said = || -> rusqlite::Result<Said> {
                let loaded = Loaded {
                    folded: unpacked(row.get_ref(0)?.as_blob()?)?,
                    evidence: row.get(1)?,
                    article: row.get(2)?,
                    published: row.get::<_, Option<String>>(3)?.map_or_else(|| row.get(4).map(crate::time::rfc3339), Ok)?,
                    in_force: row.get(5)?,
                };
                Ok(Said { claim: claim_id(row.get(6)?), statement: statement(&loaded, None) })
            };
            each(said().map_err(failed)?)?;
        }
        Ok(())
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
        // Which of them show a change is only known when they are folded: more are looked at than are wanted.
        let most = filter.limit.map_or(i64::MAX, |limit| limit.max(MOST_LOOKED_AT) as i64);
        match about {
            None => {
                let mut sql = self.db.prepare_cached(
                    "SELECT claim FROM statement WHERE entity = ?1 AND dropped = 0
                     UNION SELECT claim FROM statement WHERE behalf = ?1 AND dropped = 0 ORDER BY claim DESC LIMIT ?2",
                )?;
                sql.query_map(params![entity, most], |row| row.get(0))?.collect()
            }
            Some(about) => {
                let mut sql = self.db.prepare_cached(
                    "SELECT DISTINCT claim FROM statement_words JOIN statement ON statement = statement_words.rowid
                     WHERE statement_words MATCH ?1 AND dropped = 0 ORDER BY claim DESC LIMIT ?2",
                )?;
                sql.query_map(params![matching(&self.stems, about, Some(entity)), most], |row| row.get(0))?.collect()
            }
        }
    }

    /// What somebody said on a claim; `None` if nothing of it is in force.
    fn stand_on(&self, claim: i64, entity: i64, filter: &Filter) -> rusqlite::Result<Option<Stand>> {
        let Some(picture) = self.picture(claim, filter.end())? else { return Ok(None) };
        if !picture.any_in_force {
            return Ok(None);
        }
        let wording = picture.counted.get(picture.fold.wording).map(|at| picture.statements[*at].folded.text.clone());
        let mut counted = picture.counted.iter().copied().peekable();
        let in_force = picture.statements.into_iter().enumerate().filter(|(at, _)| counted.next_if_eq(at).is_some());
        let speaks = |statement: &Statement| {
            let voice = statement.chain.first();
            voice.is_some_and(|voice| voice.entity == Some(entity) || voice.behalf == Some(entity))
        };
        let said: Vec<Loaded> = in_force.map(|(_, one)| one).filter(|one| speaks(&one.folded)).collect();
        Ok((!said.is_empty()).then(|| Stand { wording: wording.unwrap_or_default(), said }))
    }
}

/// What somebody said on one claim, and what the claim is.
struct Stand {
    wording: String,
    said: Vec<Loaded>,
}

/// The positions of somebody on a claim, as they are told; `all` are the statements that they count.
fn position_row(
    known: &Known,
    claim: i64,
    wording: &str,
    all: &[&Loaded],
    positions: Vec<Position>,
    filter: &Filter,
) -> Option<PositionRow> {
    let statements: Vec<PositionStatement> = positions
        .into_iter()
        .filter_map(|position| {
            let one = all.get(position.statement)?;
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
    let row = PositionRow {
        entity: entity_id(known.id),
        name: known.name.clone(),
        claim: claim_id(claim),
        claim_statement: wording.to_owned(),
        statements,
    };
    Some(row).filter(|row| !row.statements.is_empty())
}
