//! What is claimed, by whom, and on how many legs it stands.

use super::Filter;
use super::copies::Face;
use crate::folds::{ClaimFold, Part, Relation, Statement, fold_claim, legs, wording};
use crate::store::fold::unpacked;
use crate::{Ledger, LedgerError};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, named_params, params};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use zufolge::attribution::Stance;
use zufolge::report::{Naming, Spans};

/// A claim, and what stands behind it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// "c12".
    pub id: String,
    /// Its clearest wording, verbatim from one of its statements.
    pub statement: String,
    /// When it was first printed, in whatever version, those that were replaced since included; `None` where no article tells its date.
    pub first_seen: Option<String>,
    /// How many articles have it; only versions in force are counted.
    pub articles: usize,
    /// How many outlets have it.
    pub outlets: usize,
    /// Who claims to know, independent of one another.
    pub origins: Vec<ClaimOrigin>,
    /// What says, denies or refuses to comment on it, by time; superseded versions too.
    pub statements: Vec<ClaimStatement>,
    /// What became of it.
    pub status: Vec<ClaimStatus>,
    /// Claims that say otherwise.
    pub contradicts: Vec<String>,
}

/// A claim in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimLine {
    /// "c12".
    pub id: String,
    /// Its clearest wording.
    pub statement: String,
    /// How many articles in force have it.
    pub articles: usize,
    /// How many claim to know, independent of one another.
    pub legs: usize,
}

/// Somebody who claims to know.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimOrigin {
    /// "o1", within the claim.
    pub id: String,
    /// The words that name it best.
    pub name: String,
    /// How it is named.
    pub naming: Naming,
    /// "e4".
    pub entity: Option<String>,
    /// The outlet or agency that it spoke to.
    pub via: Option<String>,
    /// When it first stood in print, in whatever version.
    pub first_seen: Option<String>,
}

/// A statement of a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimStatement {
    /// The article's id.
    pub article: String,
    /// Its version.
    pub version: u64,
    /// The attribution's id in that report.
    pub attribution: String,
    /// Where the content stands in the article's text.
    pub content: Spans,
    /// The content.
    pub text: String,
    /// Who printed it.
    pub outlet: Option<String>,
    /// When that version was published, in its own words; `None` where it does not say.
    pub published: Option<String>,
    /// The words of the source.
    pub source: String,
    /// "e4": who stands at the beginning of the chain.
    pub entity: Option<String>,
    /// How that one is named.
    pub naming: Option<Naming>,
    /// What the source does with the content.
    pub stance: Vec<Stance>,
    /// How likely the stance is to be the right one, 0 to 1; `None` if nobody said.
    pub stance_confidence: Option<f64>,
    /// Its origin within the claim; `None` for what only denies or refuses to comment.
    pub origin: Option<String>,
    /// The article's part in the claim.
    pub relation: Option<Relation>,
    /// The article that it goes back to.
    pub echo_of: Option<String>,
    /// True if a newer version has replaced the article, or the sender took it back.
    pub superseded: bool,
    /// Why it belongs to the claim, and why it has the part it has, in words for people.
    pub evidence: Vec<String>,
    /// What it is put in order by: when that version was published, or added where it does not say. Milliseconds since 1970, UTC.
    #[serde(skip)]
    pub came: i64,
}

/// One entry of a claim's status.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimStatus {
    /// When it was printed; `None` where the article does not say.
    pub at: Option<String>,
    /// Who.
    pub who: String,
    /// "e4".
    pub entity: Option<String>,
    /// What they did with the claim.
    pub stance: Stance,
    /// How likely it is that they did; `None` if nobody said.
    pub stance_confidence: Option<f64>,
    /// Where it was printed.
    pub article: String,
    /// The attribution's id in that report.
    pub attribution: String,
}

/// A statement of a claim, as it is stored.
pub(super) struct Loaded {
    pub(super) folded: Statement,
    pub(super) evidence: String,
    pub(super) article: i64,
    /// In the article's own words.
    pub(super) published: Option<String>,
    pub(super) in_force: bool,
    /// The article's part in near-copies; `None` where nobody asks for it.
    pub(super) face: Option<Face>,
}

/// A claim's statements at a time, and the fold over those in force.
pub(super) struct Picture {
    pub(super) statements: Vec<Loaded>,
    /// Indices of those in force; of all, if none is.
    pub(super) counted: Vec<usize>,
    pub(super) any_in_force: bool,
    pub(super) fold: ClaimFold,
    /// When its articles were published, in their own words.
    printed: HashMap<Timestamp, String>,
}

pub(super) fn claim_id(claim: i64) -> String {
    format!("c{claim}")
}

pub(super) fn entity_id(entity: i64) -> String {
    format!("e{entity}")
}

/// The number of an id such as "c12".
pub(super) fn number(id: &str, letter: char) -> Option<i64> {
    id.strip_prefix(letter).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

impl Ledger {
    /// Claims, those in most articles first. The filter chooses claims by their statements; each is shown whole, as of the filter's end.
    ///
    /// # Errors
    /// What the database says.
    pub fn claims(&self, filter: &Filter) -> Result<Vec<Claim>, LedgerError> {
        let ask = || -> rusqlite::Result<Vec<Claim>> {
            let numbers = self.claims_by(filter)?;
            let claims: rusqlite::Result<Vec<Option<(i64, Claim)>>> =
                numbers.into_iter().map(|claim| Ok(self.claim_at(claim, filter)?.map(|found| (claim, found)))).collect();
            let mut claims: Vec<(i64, Claim)> = claims?.into_iter().flatten().collect();
            claims.sort_by(|(a, x), (b, y)| y.articles.cmp(&x.articles).then(a.cmp(b)));
            Ok(claims.into_iter().map(|(_, claim)| claim).collect())
        };
        ask().map_err(|error| self.error(error))
    }

    /// One claim by its id, "c12", as of the filter's end.
    ///
    /// # Errors
    /// If there is none at that time; what the database says.
    pub fn claim(&self, id: &str, filter: &Filter) -> Result<Claim, LedgerError> {
        let found = match number(id, 'c') {
            Some(claim) => self.became(claim).and_then(|claim| self.claim_at(claim, filter)).map_err(|error| self.error(error))?,
            None => None,
        };
        found.ok_or_else(|| LedgerError::Unknown {
            path: self.path.clone(),
            what: "claim",
            name: id.to_owned(),
            remedy: "`zufolge ledger claims` lists those there are",
        })
    }

    /// The claim that a claim turned out to be one with; most are what they were.
    fn became(&self, claim: i64) -> rusqlite::Result<i64> {
        let mut next = self.db.prepare_cached("SELECT became FROM claim WHERE claim = ?1 AND became IS NOT NULL")?;
        let mut now = claim;
        // A claim is only ever joined to an older one, so this comes to an end.
        while let Some(older) = next.query_row([now], |row| row.get::<_, i64>(0)).optional()?.filter(|older| *older < now) {
            now = older;
        }
        Ok(now)
    }

    /// The numbers of the claims that a filter chooses, those in most articles first.
    fn claims_by(&self, filter: &Filter) -> rusqlite::Result<Vec<i64>> {
        if filter.chooses_all() {
            // All of them are ranked already.
            let mut sql = self.db.prepare_cached("SELECT claim FROM claim WHERE articles > 0 ORDER BY articles DESC, claim LIMIT ?1")?;
            return sql.query_map([filter.rows()], |row| row.get(0))?.collect();
        }
        if filter.since.is_none() && filter.end() == i64::MAX {
            // They are ranked already too; as many are looked at as it takes.
            let mut sql = self.db.prepare_cached(
                "SELECT claim FROM claim WHERE articles > 0 AND EXISTS (
                     SELECT 1 FROM statement JOIN article USING (article)
                     WHERE statement.claim = claim.claim AND dropped = 0 AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE)
                       AND (:naming IS NULL OR naming = :naming) AND (:stance IS NULL OR instr(stance, :stance)))
                 ORDER BY articles DESC, claim LIMIT :limit",
            )?;
            let values = named_params! {
                ":outlet": filter.outlet, ":naming": filter.naming_name(), ":stance": filter.stance_part(), ":limit": filter.rows(),
            };
            return sql.query_map(values, |row| row.get(0))?.collect();
        }
        let mut sql = self.db.prepare_cached(
            "SELECT claim, count(DISTINCT item) AS spread FROM statement JOIN article USING (article)
             WHERE dropped = 0 AND at <= :end AND claim IN (
                 SELECT claim FROM statement JOIN article USING (article)
                 WHERE dropped = 0 AND at <= :end AND at >= :since AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE)
                   AND (:naming IS NULL OR naming = :naming) AND (:stance IS NULL OR instr(stance, :stance)))
             GROUP BY claim ORDER BY spread DESC, claim LIMIT :limit",
        )?;
        let values = named_params! {
            ":end": filter.end(), ":since": filter.since.unwrap_or(i64::MIN), ":outlet": filter.outlet,
            ":naming": filter.naming_name(), ":stance": filter.stance_part(), ":limit": filter.rows(),
        };
        sql.query_map(values, |row| row.get(0))?.collect()
    }

    /// A claim as of the filter's end; `None` if it was not there yet.
    pub(super) fn claim_at(&self, claim: i64, filter: &Filter) -> rusqlite::Result<Option<Claim>> {
        let Some(picture) = self.picture(claim, filter.end())? else { return Ok(None) };
        // Whatever was said at any time is counted with the claim; only for an earlier time the statements must be looked at.
        let mut others = self.db.prepare_cached(
            "SELECT other FROM contradiction JOIN claim ON claim.claim = other WHERE contradiction.claim = ?1 AND articles > 0
               AND (?2 = 9223372036854775807 OR EXISTS (SELECT 1 FROM statement JOIN article USING (article)
                    WHERE statement.claim = other AND dropped = 0 AND at <= ?2)) ORDER BY other",
        )?;
        let contradicts = others.query_map(params![claim, filter.end()], |row| row.get(0).map(claim_id))?.collect::<Result<_, _>>()?;
        Ok(Some(picture.claim(claim, contradicts)))
    }

    /// The statements of a claim at a time, and the indices of those that count: those in force, or all if none is.
    fn counted(&self, claim: i64, end: i64) -> rusqlite::Result<(Vec<Loaded>, Vec<usize>, bool)> {
        let mut sql = self.db.prepare_cached(
            "SELECT folded, evidence, article, published, at, withdrawn = 0 AND (until IS NULL OR until > :end), outlet, agency,
                    place = 0 AND until IS NULL
             FROM statement JOIN article USING (article) WHERE claim = :claim AND dropped = 0 AND at <= :end ORDER BY at, statement",
        )?;
        let row = |row: &Row<'_>| {
            Ok(Loaded {
                folded: unpacked(row.get_ref(0)?.as_blob()?)?,
                evidence: row.get(1)?,
                article: row.get(2)?,
                published: row.get(3)?,
                in_force: row.get(5)?,
                face: Some(Face { at: row.get(4)?, published: row.get(3)?, outlet: row.get(6)?, agency: row.get(7)?, only: row.get(8)? }),
            })
        };
        let statements: Vec<Loaded> = sql.query_map(named_params! { ":claim": claim, ":end": end }, row)?.collect::<Result<_, _>>()?;
        let any_in_force = statements.iter().any(|one| one.in_force);
        let counted: Vec<usize> = (0..statements.len()).filter(|at| statements[*at].in_force || !any_in_force).collect();
        Ok((statements, counted, any_in_force))
    }

    /// The clearest wording of a claim, as of the filter's end; empty where there is none of that id.
    ///
    /// # Errors
    /// What the database says.
    pub fn claim_wording(&self, id: &str, filter: &Filter) -> Result<String, LedgerError> {
        let (mut statements, counted, _) = self.counted(number(id, 'c').unwrap_or(0), filter.end()).map_err(|error| self.error(error))?;
        let chosen: Vec<&Statement> = counted.iter().map(|at| &statements[*at].folded).collect();
        let found = wording(&chosen).and_then(|at| counted.get(at).copied());
        Ok(found.map(|at| std::mem::take(&mut statements[at].folded.text)).unwrap_or_default())
    }

    /// The claims that say otherwise, those in most articles first.
    ///
    /// # Errors
    /// What the database says.
    pub fn contradicting(&self, id: &str, most: usize) -> Result<Vec<String>, LedgerError> {
        let Some(claim) = number(id, 'c') else { return Ok(Vec::new()) };
        let ask = || -> rusqlite::Result<Vec<String>> {
            let mut sql = self.db.prepare_cached(
                "SELECT other FROM contradiction JOIN claim ON claim.claim = other WHERE contradiction.claim = ?1 AND articles > 0
                 ORDER BY articles DESC, other LIMIT ?2",
            )?;
            sql.query_map(params![claim, most as i64], |row| row.get(0).map(claim_id))?.collect()
        };
        ask().map_err(|error| self.error(error))
    }

    /// A claim in one line; an empty one where there is none of that id.
    ///
    /// # Errors
    /// What the database says.
    pub fn claim_line(&self, id: &str) -> Result<ClaimLine, LedgerError> {
        let ask = || -> rusqlite::Result<ClaimLine> {
            let (statements, counted, any_in_force) = self.counted(number(id, 'c').unwrap_or(0), i64::MAX)?;
            let chosen: Vec<&Statement> = counted.iter().map(|at| &statements[*at].folded).collect();
            let (legs, articles) = if any_in_force { self.legs_of(&statements, &counted)? } else { (0, 0) };
            let statement = wording(&chosen).map(|at| chosen[at].text.clone()).unwrap_or_default();
            Ok(ClaimLine { id: id.to_owned(), statement, articles, legs })
        };
        ask().map_err(|error| self.error(error))
    }

    /// On how many legs a claim stands, and how many articles have it, as [`ClaimLine`] has them, at less cost.
    ///
    /// # Errors
    /// What the database says.
    pub fn claim_legs(&self, id: &str) -> Result<(usize, usize), LedgerError> {
        let ask = || {
            let (statements, counted, any_in_force) = self.counted(number(id, 'c').unwrap_or(0), i64::MAX)?;
            if any_in_force { self.legs_of(&statements, &counted) } else { Ok((0, 0)) }
        };
        ask().map_err(|error| self.error(error))
    }

    /// Legs and articles of the statements that are counted.
    fn legs_of(&self, statements: &[Loaded], counted: &[usize]) -> rusqlite::Result<(usize, usize)> {
        let chosen: Vec<&Statement> = counted.iter().map(|at| &statements[*at].folded).collect();
        let items: BTreeSet<&str> = chosen.iter().map(|one| one.item.article.as_str()).collect();
        Ok((legs(&chosen, &self.copies_among(statements)?.0), items.len()))
    }

    /// The statements of a claim at a time, folded.
    pub(super) fn picture(&self, claim: i64, end: i64) -> rusqlite::Result<Option<Picture>> {
        let (statements, counted, any_in_force) = self.counted(claim, end)?;
        if statements.is_empty() {
            return Ok(None);
        }
        let (copies, printed) = self.copies_among(&statements)?;
        let chosen: Vec<&Statement> = counted.iter().map(|at| &statements[*at].folded).collect();
        let fold = fold_claim(&chosen, &copies);
        Ok(Some(Picture { counted, any_in_force, fold, statements, printed }))
    }
}

impl Picture {
    fn claim(&self, claim: i64, contradicts: Vec<String>) -> Claim {
        let chosen: Vec<&Loaded> = self.counted.iter().map(|at| &self.statements[*at]).collect();
        let time = |at: Timestamp| self.printed.get(&at).cloned();
        let in_force = || chosen.iter().filter(|one| one.in_force);
        let items: BTreeSet<&str> = in_force().map(|one| one.folded.item.article.as_str()).collect();
        let outlets: BTreeSet<&str> = in_force().filter_map(|one| one.folded.outlet.as_deref().or(one.folded.agency.as_deref())).collect();
        let origins = if self.any_in_force { self.fold.origins.as_slice() } else { &[] };
        let (superseded, before) = self.superseded_parts();
        let mut parts: HashMap<usize, &Part> = self.counted.iter().copied().zip(&self.fold.parts).collect();
        for (at, part) in &superseded {
            parts.entry(*at).or_insert(part);
        }
        let statements = self.statements.iter().enumerate().map(|(at, one)| statement(one, parts.get(&at).copied()));
        let status = self.fold.status.iter().filter_map(|standing| {
            let one = chosen.get(standing.statement)?;
            Some(ClaimStatus {
                at: one.published.clone(),
                who: standing.who.clone(),
                entity: standing.entity.map(entity_id),
                stance: standing.stance,
                stance_confidence: standing.stance_confidence,
                article: one.folded.item.article.clone(),
                attribution: one.folded.attribution.clone(),
            })
        });
        Claim {
            id: claim_id(claim),
            statement: chosen.get(self.fold.wording).map_or(String::new(), |one| one.folded.text.clone()),
            first_seen: self
                .statements
                .iter()
                .filter(|one| one.published.is_some())
                .filter_map(|one| one.folded.published)
                .min()
                .and_then(time),
            articles: items.len(),
            outlets: outlets.len(),
            origins: origins
                .iter()
                .enumerate()
                .map(|(at, origin)| ClaimOrigin {
                    id: format!("o{}", at + 1),
                    name: origin.name.clone(),
                    naming: origin.naming,
                    entity: origin.entity.map(entity_id),
                    via: origin.via.clone(),
                    first_seen: origin.first_seen.into_iter().chain(before.get(at).copied().flatten()).min().and_then(time),
                })
                .collect(),
            statements: statements.collect(),
            status: status.collect(),
            contradicts,
        }
    }

    /// The parts of statements in superseded versions: what they were before they were replaced. Their origins are named only where they
    /// still are origins; when each of these first stood in print, then, is the other half.
    fn superseded_parts(&self) -> (Vec<(usize, Part)>, Vec<Option<Timestamp>>) {
        if self.counted.len() == self.statements.len() {
            return (Vec::new(), Vec::new());
        }
        let all: Vec<&Statement> = self.statements.iter().map(|one| &one.folded).collect();
        let fold = fold_claim(&all, &[]);
        let same = |origin: usize| {
            let old = fold.origins.get(origin)?;
            self.fold.origins.iter().position(|new| (&new.name, new.entity, &new.via) == (&old.name, old.entity, &old.via))
        };
        let mut before = vec![None; self.fold.origins.len()];
        for (at, old) in fold.origins.iter().enumerate() {
            if let Some(new) = same(at) {
                before[new] = old.first_seen;
            }
        }
        let parts = fold.parts.into_iter().enumerate();
        let parts = parts.map(|(at, part)| (at, Part { origin: part.origin.and_then(same), ..part })).collect();
        (parts, before)
    }
}

/// A statement in the contract's shape.
pub(super) fn statement(one: &Loaded, part: Option<&Part>) -> ClaimStatement {
    let folded = &one.folded;
    let voice = folded.chain.first();
    let why = part.map(|part| part.evidence.as_slice()).unwrap_or_default();
    ClaimStatement {
        article: folded.item.article.clone(),
        version: folded.item.version,
        attribution: folded.attribution.clone(),
        content: folded.content.clone(),
        text: folded.text.clone(),
        outlet: folded.outlet.clone().or_else(|| folded.agency.clone()),
        published: one.published.clone(),
        source: folded.source.clone(),
        entity: voice.and_then(|voice| voice.entity).map(entity_id),
        naming: voice.map(|voice| voice.naming),
        stance: folded.stance.clone(),
        stance_confidence: folded.stance_confidence,
        origin: part.and_then(|part| part.origin).map(|origin| format!("o{}", origin + 1)),
        relation: part.and_then(|part| part.relation),
        echo_of: part.and_then(|part| part.echo_of.as_ref()).map(|item| item.article.clone()),
        superseded: !one.in_force,
        came: folded.published.map_or(0, Timestamp::as_millisecond),
        evidence: Some(&one.evidence).filter(|evidence| !evidence.is_empty()).into_iter().chain(why).cloned().collect(),
    }
}
