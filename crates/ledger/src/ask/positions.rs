//! What somebody said on a claim over time, and all they said about something.

use super::Filter;
use super::claims::{ClaimStatement, Loaded, claim_id, entity_id, statement};
use super::search::matching;
use crate::folds::{Elsewhere, Known, Position, Statement, Thread, answered_before, earlier_elsewhere, positions};
use crate::store::fold::unpacked;
use crate::{Ledger, LedgerError};
use rusqlite::{OptionalExtension, named_params, params};
use serde::Serialize;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
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
    /// When it was printed; `None` where the article does not say.
    pub at: Option<String>,
    /// What they do with the claim.
    pub stance: Vec<Stance>,
    /// How likely the stance is to be the right one, 0 to 1; `None` if nobody said.
    pub stance_confidence: Option<f64>,
    /// Where it was printed.
    pub article: String,
    /// The attribution's id in that report.
    pub attribution: String,
    /// The claim that it belongs to: another one than the row's where it was said earlier on the same matter, "c9".
    pub claim: String,
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

/// Claims of one somebody that are looked at, those they spoke on last, where only some are asked for.
const MOST_LOOKED_AT: usize = 100;
/// Statements of one somebody from which on the newest ones are looked for in the newest articles.
const MANY: i64 = 1500;

impl Ledger {
    /// What somebody said on each claim, changes of position first; `about` chooses claims with a statement of theirs in which all these
    /// words stand.
    ///
    /// # Errors
    /// If nobody goes by that name; what the database says.
    pub fn positions(&self, name: &str, about: Option<&str>, filter: &Filter) -> Result<Vec<PositionRow>, LedgerError> {
        self.positions_worded(name, about, filter, |claim| self.claim_wording(claim, filter))
    }

    /// As [`Ledger::positions`]; `wording` gives the clearest wording of a claim by its id.
    ///
    /// # Errors
    /// As [`Ledger::positions`]; what `wording` fails with.
    pub fn positions_worded(
        &self,
        name: &str,
        about: Option<&str>,
        filter: &Filter,
        mut wording: impl FnMut(&str) -> Result<String, LedgerError>,
    ) -> Result<Vec<PositionRow>, LedgerError> {
        let mut rows = Vec::new();
        for known in self.meant(name)? {
            let ask = || -> rusqlite::Result<Vec<PositionRow>> {
                let stands = self.stands(known.id, about, filter)?;
                let said: Vec<(i64, &Loaded)> =
                    stands.iter().rev().flat_map(|(claim, said)| said.iter().map(|one| (*claim, one))).collect();
                let folded: Vec<(i64, &Statement)> = said.iter().map(|(claim, one)| (*claim, &one.folded)).collect();
                let answered: Vec<Option<Loaded>> = said.iter().map(|(_, one)| self.answered(one)).collect::<rusqlite::Result<_>>()?;
                let answered: Vec<Option<&Statement>> = answered.iter().map(|one| one.as_ref().map(|one| &one.folded)).collect();
                let mut elsewhere = earlier_elsewhere(&folded, &answered);
                let mut has = self.db.prepare_cached("SELECT 1 FROM statement WHERE claim = ?1 AND article = ?2 AND dropped = 0")?;
                let mut both = self.db.prepare_cached(
                    "SELECT 1 FROM statement a JOIN statement b USING (claim) WHERE a.article = ?1 AND b.article = ?2 AND a.dropped = 0 AND b.dropped = 0",
                )?;
                let failed = RefCell::new(None);
                let told = |exists: rusqlite::Result<bool>| {
                    exists.unwrap_or_else(|error| {
                        failed.replace(Some(error));
                        false
                    })
                };
                let article = |at: usize| said[at].1.article;
                let tells = |at, claim| told(has.exists(params![claim, article(at)]));
                let answered = answered_before(&folded, tells, |one, other| told(both.exists(params![article(one), article(other)])));
                if let Some(error) = failed.into_inner() {
                    return Err(error);
                }
                for (claim, answers) in answered {
                    let of_claim = elsewhere.entry(claim).or_default();
                    let known: Vec<usize> = of_claim.iter().map(|one| one.at).collect();
                    of_claim.extend(answers.into_iter().filter(|one| !known.contains(&one.at)));
                }
                let earlier = |claim: &i64| elsewhere.get(claim).into_iter().flatten();
                let threads = stands.iter().map(|(claim, own)| Thread {
                    claim: *claim,
                    own: own.iter().map(|one| &one.folded).collect(),
                    elsewhere: earlier(claim)
                        .map(|one| Elsewhere {
                            claim: said[one.at].0,
                            statement: folded[one.at].1,
                            on: one.on.iter().map(|at| folded[*at].1).collect(),
                        })
                        .collect(),
                });
                let threads: Vec<Thread<'_>> = threads.collect();
                let found = positions(&threads, &[known.id]);
                let rows = stands.iter().zip(found).filter_map(|((claim, own), found)| {
                    let all: Vec<(i64, &Loaded)> =
                        own.iter().map(|one| (*claim, one)).chain(earlier(claim).map(|one| said[one.at])).collect();
                    position_row(&known, *claim, &all, found, filter)
                });
                Ok(rows.collect())
            };
            rows.extend(ask().map_err(|error| self.error(error))?);
        }
        let changes = |row: &PositionRow| row.statements.iter().filter(|one| one.change).count();
        rows.sort_by_key(|row| (std::cmp::Reverse(changes(row)), std::cmp::Reverse(row.statements.len())));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        // The wording of a claim hangs on all its statements: looked for where it is shown.
        let worded = |mut row: PositionRow| {
            row.claim_statement = wording(&row.claim)?;
            Ok(row)
        };
        rows.into_iter().map(worded).collect()
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
                Ok(Said { claim: claim_id(row.get(6)?), statement: statement(&loaded(row, row.get(5)?)?, None) })
            };
            each(said().map_err(failed)?)?;
        }
        Ok(())
    }

    fn said_by(&self, entity: i64, about: Option<&str>, filter: &Filter) -> rusqlite::Result<Vec<(i64, Said)>> {
        let mut found: Vec<(i64, i64)> = Vec::new();
        match about {
            Some(about) => {
                let from = "statement_words JOIN statement ON statement = statement_words.rowid JOIN article USING (article)";
                let of = "statement_words MATCH :words AND (entity = :entity OR behalf = :entity)";
                found.extend(self.newest(from, of, entity, Some(&matching(&self.stems, about, Some(entity))), filter)?);
            }
            None => {
                for column in ["entity", "behalf"] {
                    let from = if filter.limit.is_some() && self.says_much(column, entity)? {
                        "article INDEXED BY article_by_time CROSS JOIN statement USING (article)"
                    } else {
                        "statement JOIN article USING (article)"
                    };
                    found.extend(self.newest(from, &format!("{column} = :entity"), entity, None, filter)?);
                }
            }
        }
        found.sort_unstable_by_key(|(at, statement)| (std::cmp::Reverse(*at), *statement));
        found.dedup();
        found.truncate(filter.limit.unwrap_or(usize::MAX));
        let mut sql = self.db.prepare_cached(
            "SELECT folded, evidence, article, published, at, claim FROM statement JOIN article USING (article) WHERE statement = ?1",
        )?;
        let mut said = |(at, number): (i64, i64)| {
            let row =
                |row: &rusqlite::Row<'_>| Ok((at, Said { claim: claim_id(row.get(5)?), statement: statement(&loaded(row, true)?, None) }));
            sql.query_row([number], row)
        };
        found.into_iter().map(&mut said).collect()
    }

    /// When the newest statements in force were printed, and their numbers; `of` tells whose.
    fn newest(&self, from: &str, of: &str, entity: i64, words: Option<&str>, filter: &Filter) -> rusqlite::Result<Vec<(i64, i64)>> {
        let mut sql = self.db.prepare_cached(&format!(
            "SELECT at, statement FROM {from} WHERE {of} AND dropped = 0 AND withdrawn = 0 AND at <= :end AND (until IS NULL OR until > :end)
               AND at >= :since AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE)
               AND (:naming IS NULL OR naming = :naming) AND (:stance IS NULL OR instr(stance, :stance)) AND (:words IS NULL OR 1)
             ORDER BY at DESC, statement LIMIT :limit"
        ))?;
        let values = named_params! {
            ":entity": entity, ":words": words, ":end": filter.end(), ":since": filter.since.unwrap_or(i64::MIN),
            ":outlet": filter.outlet, ":naming": filter.naming_name(), ":stance": filter.stance_part(), ":limit": filter.rows(),
        };
        sql.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    /// True if somebody stands behind so many statements that the newest of them are found sooner in the newest articles than by putting all
    /// in order.
    fn says_much(&self, column: &str, entity: i64) -> rusqlite::Result<bool> {
        let mut sql = self
            .db
            .prepare_cached(&format!("SELECT count(*) FROM (SELECT 1 FROM statement WHERE {column} = ?1 AND dropped = 0 LIMIT {MANY})"))?;
        sql.query_row([entity], |row| row.get::<_, i64>(0)).map(|count| count == MANY)
    }

    /// The claims on which somebody has said something.
    fn claims_of(&self, entity: i64, about: Option<&str>, filter: &Filter) -> rusqlite::Result<Vec<i64>> {
        // Which of them show a change is only known when they are folded: more are looked at than are wanted.
        let most = filter.limit.map_or(i64::MAX, |limit| limit.max(MOST_LOOKED_AT) as i64);
        match about {
            None => {
                let mut newest: Vec<(i64, i64)> = Vec::new();
                for column in ["entity", "behalf"] {
                    let mut sql = self.db.prepare_cached(&format!(
                        "SELECT article, claim FROM statement WHERE {column} = ?1 AND dropped = 0 ORDER BY article DESC LIMIT ?2"
                    ))?;
                    let rows = sql.query_map(params![entity, most.saturating_mul(2)], |row| Ok((row.get(0)?, row.get(1)?)))?;
                    newest.extend(rows.collect::<Result<Vec<_>, _>>()?);
                }
                newest.sort_unstable_by(|a, b| b.cmp(a));
                let mut seen = BTreeSet::new();
                let claims = newest.into_iter().map(|(_, claim)| claim).filter(|claim| seen.insert(*claim));
                Ok(claims.take(usize::try_from(most).unwrap_or(usize::MAX)).collect())
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

    /// What somebody said on each of their claims, in force, by time.
    fn stands(&self, entity: i64, about: Option<&str>, filter: &Filter) -> rusqlite::Result<BTreeMap<i64, Vec<Loaded>>> {
        let claims: BTreeSet<i64> = self.claims_of(entity, about, filter)?.into_iter().collect();
        let mut stands: BTreeMap<i64, Vec<Loaded>> = BTreeMap::new();
        if self.says_much("entity", entity)? || self.says_much("behalf", entity)? {
            for claim in claims {
                stands.insert(claim, self.stand_on(claim, entity, filter)?);
            }
        } else {
            // An index tells which these are: the statements of others on the same claims need not be looked at.
            let mut wanted: BTreeSet<i64> = BTreeSet::new();
            for column in ["entity", "behalf"] {
                let mut sql =
                    self.db.prepare_cached(&format!("SELECT claim, statement FROM statement WHERE {column} = ?1 AND dropped = 0"))?;
                let rows = sql.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?;
                for row in rows {
                    let (claim, statement) = row?;
                    if claims.contains(&claim) {
                        wanted.insert(statement);
                    }
                }
            }
            let mut sql = self.db.prepare_cached(
                "SELECT folded, evidence, article, published, at, claim FROM statement JOIN article USING (article)
                 WHERE statement = ?1 AND withdrawn = 0 AND at <= ?2 AND (until IS NULL OR until > ?2)",
            )?;
            let mut found: Vec<(i64, i64, i64, Loaded)> = Vec::new();
            for statement in wanted {
                let row = |row: &rusqlite::Row<'_>| Ok((row.get(5)?, row.get(4)?, statement, loaded(row, true)?));
                found.extend(sql.query_row(params![statement, filter.end()], row).optional()?);
            }
            found.sort_by_key(|(claim, at, statement, _)| (*claim, *at, *statement));
            for (claim, _, _, one) in found {
                stands.entry(claim).or_default().push(one);
            }
        }
        stands.retain(|_, said| !said.is_empty());
        Ok(stands)
    }

    /// What a statement answers that has no content of its own.
    fn answered(&self, answer: &Loaded) -> rusqlite::Result<Option<Loaded>> {
        let Some(joins) = answer.folded.joins.as_ref().filter(|joins| !joins.weak) else { return Ok(None) };
        let mut sql = self.db.prepare_cached(
            "SELECT folded, evidence, article, published, at FROM statement JOIN article USING (article)
             WHERE article = ?1 AND attribution = ?2 AND dropped = 0",
        )?;
        sql.query_row(params![answer.article, joins.attribution], |row| loaded(row, true)).optional()
    }

    /// What somebody said on a claim, in force, by time.
    fn stand_on(&self, claim: i64, entity: i64, filter: &Filter) -> rusqlite::Result<Vec<Loaded>> {
        let mut sql = self.db.prepare_cached(
            "SELECT folded, evidence, article, published, at FROM statement JOIN article USING (article)
             WHERE claim = :claim AND dropped = 0 AND (entity = :entity OR behalf = :entity)
               AND withdrawn = 0 AND at <= :end AND (until IS NULL OR until > :end) ORDER BY at, statement",
        )?;
        let values = named_params! { ":claim": claim, ":entity": entity, ":end": filter.end() };
        sql.query_map(values, |row| loaded(row, true))?.collect()
    }
}

/// A statement in force, of the columns `folded, evidence, article, published, at`.
fn loaded(row: &rusqlite::Row<'_>, in_force: bool) -> rusqlite::Result<Loaded> {
    Ok(Loaded {
        folded: unpacked(row.get_ref(0)?.as_blob()?)?,
        evidence: row.get(1)?,
        article: row.get(2)?,
        published: row.get(3)?,
        in_force,
        face: None,
    })
}

/// The positions of somebody on a claim, as they are told; `all` are the statements that they count, with the claim of each.
fn position_row(known: &Known, claim: i64, all: &[(i64, &Loaded)], positions: Vec<Position>, filter: &Filter) -> Option<PositionRow> {
    let statements: Vec<PositionStatement> = positions
        .into_iter()
        .filter_map(|position| {
            let (belongs, one) = all.get(position.statement)?;
            Some(PositionStatement {
                claim: claim_id(*belongs),
                at: one.published.clone(),
                stance: one.folded.stance.clone(),
                stance_confidence: one.folded.stance_confidence,
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
        claim_statement: String::new(),
        statements,
    };
    Some(row).filter(|row| !row.statements.is_empty())
}
