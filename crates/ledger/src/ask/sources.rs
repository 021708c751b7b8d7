//! Who stands behind what one article says, and which articles echo which.

use super::Filter;
use super::claims::{claim_id, entity_id};
use crate::folds::{Relation, Statement};
use crate::store::fold::unpacked;
use crate::{Ledger, LedgerError};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use std::collections::BTreeMap;
use zufolge::attribution::Stance;
use zufolge::report::{Kind, Naming};

/// A statement of an article with all that is known of where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceRow {
    /// The article's id.
    pub article: String,
    /// Its version.
    pub version: u64,
    /// The attribution's id in the report.
    pub attribution: String,
    /// "c12".
    pub claim: String,
    /// The words of the source.
    pub source: String,
    /// Origin first; without agency and outlet that print the article.
    pub chain: Vec<SourceLink>,
    /// What the source does with the content.
    pub stance: Vec<Stance>,
    /// How likely the stance is to be the right one, 0 to 1; `None` if nobody said.
    pub stance_confidence: Option<f64>,
    /// The content.
    pub text: String,
}

/// A link of its chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceLink {
    /// The words that name it.
    pub name: String,
    /// "e4".
    pub entity: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// How it is named.
    pub naming: Naming,
}

/// An article's part in a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EchoRow {
    /// "c12".
    pub claim: String,
    /// Its clearest wording.
    pub statement: String,
    /// The article's id.
    pub article: String,
    /// Its version in force.
    pub version: u64,
    /// Who printed it.
    pub outlet: Option<String>,
    /// When it was published; `None` where it does not say.
    pub published: Option<String>,
    /// Its part.
    pub relation: Relation,
    /// The article that it goes back to.
    pub echo_of: Option<String>,
    /// The name of the origin.
    pub origin: Option<String>,
    /// Why, in words for people.
    pub evidence: Vec<String>,
}

impl Ledger {
    /// The statements of one article, the version in force if none is given, and where each comes from.
    ///
    /// # Errors
    /// If there is no such article; what the database says.
    pub fn sources(&self, article: &str, version: Option<u64>, filter: &Filter) -> Result<Vec<SourceRow>, LedgerError> {
        let number = self.article_number(article, version)?;
        let ask = || -> rusqlite::Result<Vec<SourceRow>> {
            let mut sql =
                self.db.prepare_cached("SELECT folded, claim FROM statement WHERE article = ?1 AND dropped = 0 ORDER BY statement")?;
            let rows = sql.query_map([number], |row| Ok((unpacked::<Statement>(row.get_ref(0)?.as_blob()?)?, row.get(1)?)))?;
            let mut sources = Vec::new();
            for row in rows {
                let (statement, claim) = row?;
                let naming = statement.chain.first().map(|voice| voice.naming);
                let stance = filter.stance.is_none_or(|stance| statement.stance.contains(&stance));
                if stance && (filter.naming.is_none() || filter.naming == naming) {
                    sources.push(source(statement, claim));
                }
            }
            Ok(sources)
        };
        ask().map_err(|error| self.error(error))
    }

    /// The record of a version of an article; of the newest one if none is given.
    pub(crate) fn article_number(&self, id: &str, version: Option<u64>) -> Result<i64, LedgerError> {
        let found = self.db.prepare_cached(
            "SELECT article FROM article JOIN item USING (item) WHERE id = ?1 AND (?2 IS NULL OR version = ?2) ORDER BY place DESC LIMIT 1",
        );
        let found =
            found.and_then(|mut sql| sql.query_row(params![id, version.map(|version| version as i64)], |row| row.get(0)).optional());
        found.map_err(|error| self.error(error))?.ok_or_else(|| LedgerError::Unknown {
            path: self.path.clone(),
            what: "article",
            name: version.map_or_else(|| id.to_owned(), |version| format!("{id}, version {version}")),
            remedy: "`zufolge ledger articles` lists those there are",
        })
    }

    /// For claims that several articles have: which article is its origin, which ones echo which, and which are independent. With `article`,
    /// the claims of that article only.
    ///
    /// # Errors
    /// If there is no such article; what the database says.
    pub fn echoes(&self, article: Option<&str>, filter: &Filter) -> Result<Vec<EchoRow>, LedgerError> {
        let claims = match article {
            None => self.claims(filter)?,
            Some(id) => {
                let number = self.article_number(id, None)?;
                let ask = || -> rusqlite::Result<Vec<_>> {
                    let mut sql =
                        self.db.prepare_cached("SELECT DISTINCT claim FROM statement WHERE article = ?1 AND dropped = 0 ORDER BY claim")?;
                    let numbers: Vec<i64> = sql.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?;
                    numbers.into_iter().filter_map(|claim| self.claim_at(claim, filter).transpose()).collect()
                };
                ask().map_err(|error| self.error(error))?
            }
        };
        let mut rows = Vec::new();
        for claim in claims.into_iter().filter(|claim| claim.articles > 1) {
            // Of several statements of one article the strongest part counts.
            let rank = |relation: Relation| match relation {
                Relation::Origin => 0,
                Relation::Independent => 1,
                Relation::Echo => 2,
            };
            let mut parts: BTreeMap<(i64, String), EchoRow> = BTreeMap::new();
            for one in claim.statements.iter().filter(|one| !one.superseded) {
                let Some(relation) = one.relation else { continue };
                let origin = claim.origins.iter().find(|origin| Some(&origin.id) == one.origin.as_ref());
                let row = EchoRow {
                    claim: claim.id.clone(),
                    statement: claim.statement.clone(),
                    article: one.article.clone(),
                    version: one.version,
                    outlet: one.outlet.clone(),
                    published: one.published.clone(),
                    relation,
                    echo_of: one.echo_of.clone(),
                    origin: origin.map(|origin| origin.name.clone()),
                    evidence: one.evidence.clone(),
                };
                let key = (one.came, one.article.clone());
                if parts.get(&key).is_none_or(|before| rank(before.relation) > rank(relation)) {
                    parts.insert(key, row);
                }
            }
            rows.extend(parts.into_values());
        }
        Ok(rows)
    }
}

fn source(statement: Statement, claim: i64) -> SourceRow {
    SourceRow {
        article: statement.item.article,
        version: statement.item.version,
        attribution: statement.attribution,
        claim: claim_id(claim),
        source: statement.source,
        chain: statement
            .chain
            .into_iter()
            .map(|voice| SourceLink { name: voice.name, entity: voice.entity.map(entity_id), kind: voice.kind, naming: voice.naming })
            .collect(),
        stance: statement.stance,
        stance_confidence: statement.stance_confidence,
        text: statement.text,
    }
}
