//! The audit questions of a newsroom.

use super::Filter;
use super::claims::entity_id;
use super::entities::REPLACED;
use crate::folds::NEAR_COPY;
use crate::{Ledger, LedgerError};
use rusqlite::{OptionalExtension, named_params};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::collections::BTreeMap;

/// How articles in force are sourced.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stats {
    /// Articles in force.
    pub articles: u64,
    /// Their statements.
    pub statements: u64,
    /// All outlets together.
    pub all: Sourcing,
    /// Each outlet, those with most articles first.
    pub outlets: Vec<OutletStats>,
    /// Persons, those who are quoted most first.
    pub most_quoted_persons: Vec<Quoted>,
    /// Offices, bodies, outlets, documents, those that are quoted most first.
    pub most_quoted_bodies: Vec<Quoted>,
}

/// How one outlet's articles are sourced.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutletStats {
    /// Its name; `None` for articles that name none.
    pub outlet: Option<String>,
    /// How they are sourced.
    #[serde(flatten)]
    pub sourcing: Sourcing,
}

/// How articles are sourced. Shares are from 0 to 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Sourcing {
    /// Articles in force.
    pub articles: u64,
    /// Those in which anybody conveys anything.
    pub quoting_articles: u64,
    /// Their statements.
    pub statements: u64,
    /// How many statements go back to somebody named, to a role, to somebody who is kept nameless, or to nobody in the text.
    pub naming: BTreeMap<String, u64>,
    /// The share of statements that go back to somebody who is kept nameless.
    pub anonymous_share: f64,
    /// Sources per quoting article, on average.
    pub sources_per_article: f64,
    /// How many quoting articles have so many sources: "1", "2", ….
    pub articles_by_sources: BTreeMap<u64, u64>,
    /// The share of quoting articles with one source only.
    pub single_source_share: f64,
    /// The share of articles that name an agency, or share much of their text with an agency's item; the agencies' own are not counted.
    pub agency_copy_share: f64,
}

/// Somebody, and how often they are quoted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quoted {
    /// "e4".
    pub entity: String,
    /// The name.
    pub name: String,
    /// Office or function.
    pub role: Option<String>,
    /// Statements that go back to them.
    pub statements: u64,
    /// Articles with such.
    pub articles: u64,
}

/// How many of the most quoted are listed if the filter does not say.
const USUAL_LIMIT: usize = 20;

const IN_FORCE: &str = "withdrawn = 0 AND at <= :end AND (until IS NULL OR until > :end) AND at >= :since
     AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE)";

/// Kinds as the tables have them.
const PERSON: &str = "'person'";
const BODIES: &str = "'office', 'organisation', 'outlet', 'agency', 'document', 'place'";

/// One of an article's sources.
#[derive(PartialEq, Eq, Hash)]
enum Source {
    Known(i64),
    /// How it is named, and the words.
    Words(String, String),
}

/// Sums over articles, before they are divided.
#[derive(Default)]
struct Sums {
    sourcing: Sourcing,
    papers: u64,
    copies: u64,
}

impl Ledger {
    /// How articles in force are sourced.
    ///
    /// # Errors
    /// What the database says.
    pub fn stats(&self, filter: &Filter) -> Result<Stats, LedgerError> {
        self.ask_stats(filter).map_err(|error| self.error(error))
    }

    fn ask_stats(&self, filter: &Filter) -> rusqlite::Result<Stats> {
        let values = named_params! { ":end": filter.end(), ":since": filter.since.unwrap_or(i64::MIN), ":outlet": filter.outlet };
        let mut all: BTreeMap<Option<String>, Sums> = BTreeMap::new();
        let mut articles = self.db.prepare_cached(&format!(
            "SELECT article.article, outlet, agency IS NOT NULL AND agency IS outlet,
                    agency IS NOT NULL OR EXISTS (SELECT 1 FROM near_copy JOIN article wire ON wire.article = near_copy.other
                        WHERE near_copy.article = article.article AND overlap >= {NEAR_COPY} AND wire.agency IS wire.outlet AND wire.agency IS NOT NULL)
             FROM article WHERE {IN_FORCE}"
        ))?;
        // Rows of statements are long, for they hold what is said: each is gone to once.
        let mut statements = self
            .db
            .prepare_cached("SELECT naming, entity, who FROM statement WHERE article = ?1 AND dropped = 0 AND naming IS NOT NULL")?;
        let mut rows = articles.query(values)?;
        let mut sources: FxHashSet<Source> = FxHashSet::default();
        while let Some(row) = rows.next()? {
            let (wire, copy): (bool, bool) = (row.get(2)?, row.get(3)?);
            let sums = all.entry(row.get(1)?).or_default();
            let mut said = statements.query([row.get::<_, i64>(0)?])?;
            sources.clear();
            while let Some(one) = said.next()? {
                let naming = one.get_ref(0)?.as_str()?;
                sums.sourcing.statements += 1;
                match sums.sourcing.naming.get_mut(naming) {
                    Some(count) => *count += 1,
                    None => drop(sums.sourcing.naming.insert(naming.to_owned(), 1)),
                }
                // Sources are told apart by entity, and by name where there is none.
                let source = match one.get(1)? {
                    Some(entity) => Some(Source::Known(entity)),
                    None => one.get::<_, Option<String>>(2)?.map(|who| Source::Words(naming.to_owned(), who)),
                };
                sources.extend(source);
            }
            sums.sourcing.articles += 1;
            if !sources.is_empty() {
                sums.sourcing.quoting_articles += 1;
                *sums.sourcing.articles_by_sources.entry(sources.len() as u64).or_default() += 1;
            }
            if !wire {
                sums.papers += 1;
                sums.copies += u64::from(copy);
            }
        }
        let mut whole = Sums::default();
        for sums in all.values() {
            whole.take_up(sums);
        }
        let mut outlets: Vec<OutletStats> =
            all.into_iter().map(|(outlet, sums)| OutletStats { outlet, sourcing: sums.divided() }).collect();
        outlets.sort_by(|a, b| b.sourcing.articles.cmp(&a.sourcing.articles).then_with(|| a.outlet.cmp(&b.outlet)));
        let sourcing = whole.divided();
        let [most_quoted_persons, most_quoted_bodies] = if filter.chooses_all() {
            self.most_quoted_of_all(filter)?
        } else {
            [self.most_quoted(filter, PERSON)?, self.most_quoted(filter, BODIES)?]
        };
        Ok(Stats {
            articles: sourcing.articles,
            statements: sourcing.statements,
            all: sourcing,
            outlets,
            most_quoted_persons,
            most_quoted_bodies,
        })
    }

    /// As [`Ledger::most_quoted`] of everything, persons and bodies; from an index alone but for those who are told.
    fn most_quoted_of_all(&self, filter: &Filter) -> rusqlite::Result<[Vec<Quoted>; 2]> {
        let most = filter.limit.unwrap_or(USUAL_LIMIT);
        let mut sql = self.db.prepare_cached(&format!(
            "SELECT entity, count(*) AS statements FROM statement WHERE entity IS NOT NULL AND dropped = 0 AND article NOT IN ({REPLACED})
             GROUP BY entity ORDER BY statements DESC, entity"
        ))?;
        let mut is = self.db.prepare_cached(&format!(
            "SELECT kind IN ({PERSON}), name, role FROM entity WHERE entity = ?1 AND kind IN ({PERSON}, {BODIES})"
        ))?;
        let mut count = self.db.prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT DISTINCT article FROM statement WHERE entity = ?1 AND dropped = 0 AND article NOT IN ({REPLACED}))"
        ))?;
        let mut found = [Vec::new(), Vec::new()];
        let mut rows = sql.query([])?;
        while found.iter().any(|list| list.len() < most) {
            let Some(row) = rows.next()? else { break };
            let (entity, statements): (i64, i64) = (row.get(0)?, row.get(1)?);
            let told = is.query_row([entity], |row| Ok((row.get::<_, bool>(0)?, row.get(1)?, row.get(2)?))).optional()?;
            let Some((person, name, role)) = told else { continue };
            let list = &mut found[usize::from(!person)];
            if list.len() < most {
                let articles = count.query_row([entity], |row| row.get::<_, i64>(0))?.unsigned_abs();
                list.push(Quoted { entity: entity_id(entity), name, role, statements: statements.unsigned_abs(), articles });
            }
        }
        Ok(found)
    }

    fn most_quoted(&self, filter: &Filter, kinds: &str) -> rusqlite::Result<Vec<Quoted>> {
        let mut sql = self.db.prepare_cached(&format!(
            "SELECT entity, name, role, count(*) AS statements, count(DISTINCT item)
             FROM article CROSS JOIN statement USING (article) CROSS JOIN entity USING (entity)
             WHERE dropped = 0 AND kind IN ({kinds}) AND {IN_FORCE} GROUP BY entity ORDER BY statements DESC, entity LIMIT :limit"
        ))?;
        let values = named_params! {
            ":end": filter.end(), ":since": filter.since.unwrap_or(i64::MIN), ":outlet": filter.outlet,
            ":limit": filter.limit.unwrap_or(USUAL_LIMIT) as i64,
        };
        let row = |row: &rusqlite::Row<'_>| {
            Ok(Quoted {
                entity: entity_id(row.get(0)?),
                name: row.get(1)?,
                role: row.get(2)?,
                statements: row.get::<_, i64>(3)?.unsigned_abs(),
                articles: row.get::<_, i64>(4)?.unsigned_abs(),
            })
        };
        sql.query_map(values, row)?.collect()
    }
}

impl Sums {
    fn take_up(&mut self, other: &Sums) {
        self.papers += other.papers;
        self.copies += other.copies;
        let (mine, theirs) = (&mut self.sourcing, &other.sourcing);
        mine.articles += theirs.articles;
        mine.quoting_articles += theirs.quoting_articles;
        mine.statements += theirs.statements;
        for (naming, count) in &theirs.naming {
            *mine.naming.entry(naming.clone()).or_default() += count;
        }
        for (sources, count) in &theirs.articles_by_sources {
            *mine.articles_by_sources.entry(*sources).or_default() += count;
        }
    }

    fn divided(self) -> Sourcing {
        let share = |part: u64, whole: u64| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let Sums { mut sourcing, papers, copies } = self;
        sourcing.anonymous_share = share(sourcing.naming.get("anonymous").copied().unwrap_or(0), sourcing.statements);
        let sources = sourcing.articles_by_sources.iter().map(|(sources, count)| sources * count).sum();
        sourcing.sources_per_article = share(sources, sourcing.quoting_articles);
        sourcing.single_source_share = share(sourcing.articles_by_sources.get(&1).copied().unwrap_or(0), sourcing.quoting_articles);
        sourcing.agency_copy_share = share(copies, papers);
        sourcing
    }
}
