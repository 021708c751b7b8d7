//! Who is named, under which names.

use super::Filter;
use super::claims::{entity_id, number};
use crate::folds::{Known, folded};
use crate::store::fold::name_words;
use crate::store::kept::known;
use crate::words::words;
use crate::{Ledger, LedgerError};
use rusqlite::{named_params, params};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use zufolge::report::Kind;

/// Somebody across articles.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityRow {
    /// "e4".
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Office or function, as told last.
    pub role: Option<String>,
    /// From the user's aliases.
    pub wikidata: Option<String>,
    /// All forms.
    pub names: Vec<String>,
    /// In how many articles in force it is named.
    pub articles: u64,
    /// How many statements in them it stands behind.
    pub statements: u64,
}

/// Articles that are not in force.
pub(super) const REPLACED: &str = "SELECT article FROM article WHERE until IS NOT NULL OR withdrawn = 1";
/// Names that are looked at to find one somebody.
const MOST_NAMESAKES: i64 = 2000;
/// People of one name that are shown.
const MOST_SHOWN: usize = 50;

impl Ledger {
    /// Everybody who is named, those in most articles first.
    ///
    /// # Errors
    /// What the database says.
    pub fn entities(&self, filter: &Filter) -> Result<Vec<EntityRow>, LedgerError> {
        let ask = || -> rusqlite::Result<Vec<EntityRow>> {
            let (articles, statements) = if filter.chooses_all() { self.counts_of_all()? } else { self.counts_of_chosen(filter)? };
            let said = filter.naming.is_some() || filter.stance.is_some();
            let mut ranked: Vec<(u64, u64, i64)> = articles
                .into_iter()
                .map(|(entity, count)| (count, statements.get(&entity).copied().unwrap_or(0), entity))
                .filter(|(_, statements, _)| !said || *statements > 0)
                .collect();
            ranked.sort_unstable_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
            ranked.truncate(filter.limit.unwrap_or(usize::MAX));
            ranked.into_iter().map(|(articles, statements, entity)| Ok(row(known(&self.db, entity)?, articles, statements))).collect()
        };
        ask().map_err(|error| self.error(error))
    }

    /// Whoever goes by a name, whatever its case, umlauts or transliteration; or by an id, "e4". Those that bear exactly this name come first,
    /// then those in most articles.
    ///
    /// # Errors
    /// What the database says.
    pub fn who(&self, name: &str, filter: &Filter) -> Result<Vec<EntityRow>, LedgerError> {
        let ask = || -> rusqlite::Result<Vec<EntityRow>> {
            let mut found = Vec::new();
            let mut named = self.named(name)?;
            named.sort_by_key(|(exact, _)| std::cmp::Reverse(*exact));
            for (exact, known) in named.into_iter().take(MOST_SHOWN) {
                let (articles, statements) = self.counts_of(known.id, filter)?;
                if articles > 0 {
                    found.push((exact, row(known, articles, statements)));
                }
            }
            found.sort_by(|(a, x), (b, y)| b.cmp(a).then(y.articles.cmp(&x.articles)));
            Ok(found.into_iter().map(|(_, row)| row).collect())
        };
        ask().map_err(|error| self.error(error))
    }

    /// Others who go by the last word of somebody's name, the newest first; how often they are named is not told.
    ///
    /// # Errors
    /// What the database says.
    pub fn namesakes(&self, somebody: &EntityRow, most: usize) -> Result<Vec<EntityRow>, LedgerError> {
        let ask = || -> rusqlite::Result<Vec<EntityRow>> {
            let Some(word) = name_words(&somebody.name).pop() else { return Ok(Vec::new()) };
            let mut sql = self.db.prepare_cached("SELECT entity FROM entity_word WHERE word = ?1 ORDER BY entity DESC LIMIT ?2")?;
            let found: Vec<i64> = sql.query_map(params![word, most as i64 + 1], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let others = found.into_iter().filter(|entity| entity_id(*entity) != somebody.id).take(most);
            others.map(|entity| Ok(row(known(&self.db, entity)?, 0, 0))).collect()
        };
        ask().map_err(|error| self.error(error))
    }

    /// Those that a person means by a name: the ones that bear exactly that name, else all that share all its words.
    ///
    /// # Errors
    /// If there is nobody of that name; what the database says.
    pub(super) fn meant(&self, name: &str) -> Result<Vec<Known>, LedgerError> {
        let found = self.named(name).map_err(|error| self.error(error))?;
        let exact = found.iter().any(|(exact, _)| *exact);
        let meant: Vec<Known> = found.into_iter().filter(|(is, _)| *is == exact).map(|(_, known)| known).collect();
        if meant.is_empty() {
            let remedy = "`zufolge ledger entities` lists everybody; part of a name is enough";
            return Err(LedgerError::Unknown { path: self.path.clone(), what: "person or body", name: name.to_owned(), remedy });
        }
        Ok(meant)
    }

    /// Entities with all keys of a name, and whether they bear exactly that name; in the order of their numbers.
    fn named(&self, name: &str) -> rusqlite::Result<Vec<(bool, Known)>> {
        let mut exists = self.db.prepare_cached("SELECT 1 FROM entity WHERE entity = ?1")?;
        if let Some(entity) = number(name.trim(), 'e')
            && exists.exists([entity])?
        {
            return Ok(vec![(true, known(&self.db, entity)?)]);
        }
        // Whoever asks may write all of it small.
        let mut keys = name_words(name);
        if keys.is_empty() {
            keys = words(name).map(folded).collect();
        }
        let mut sql = self.db.prepare_cached("SELECT entity FROM entity_word WHERE word = ?1 ORDER BY entity DESC LIMIT ?2")?;
        let mut common: Option<BTreeSet<i64>> = None;
        for key in &keys {
            let these: BTreeSet<i64> = sql.query_map(params![key, MOST_NAMESAKES], |row| row.get(0))?.collect::<Result<_, _>>()?;
            common = Some(match common {
                Some(before) => before.intersection(&these).copied().collect(),
                None => these,
            });
        }
        let wanted: Vec<String> = words(name).map(folded).collect();
        let same = |known: &str| words(known).map(folded).eq(wanted.iter().cloned());
        let exact = |known: &Known| known.names.iter().chain([&known.name]).any(|known| same(known));
        common.unwrap_or_default().into_iter().map(|entity| known(&self.db, entity).map(|known| (exact(&known), known))).collect()
    }

    /// In how many articles in force everybody is named, and how many statements they stand behind; from indices alone.
    fn counts_of_all(&self) -> rusqlite::Result<(BTreeMap<i64, u64>, BTreeMap<i64, u64>)> {
        let count = |sql: String, counts: &mut BTreeMap<i64, u64>| -> rusqlite::Result<()> {
            let mut sql = self.db.prepare_cached(&sql)?;
            let mut rows = sql.query([])?;
            while let Some(row) = rows.next()? {
                *counts.entry(row.get(0)?).or_default() += row.get::<_, i64>(1)?.unsigned_abs();
            }
            Ok(())
        };
        let (mut articles, mut statements) = (BTreeMap::new(), BTreeMap::new());
        let members = "SELECT DISTINCT entity, article FROM member";
        count(format!("SELECT entity, count(*) FROM ({members}) WHERE article NOT IN ({REPLACED}) GROUP BY entity"), &mut articles)?;
        for (column, only) in [("entity", ""), ("behalf", "AND behalf IS NOT entity")] {
            let from = format!("FROM statement WHERE {column} IS NOT NULL AND dropped = 0 {only} AND article NOT IN ({REPLACED})");
            count(format!("SELECT {column}, count(*) {from} GROUP BY {column}"), &mut statements)?;
        }
        Ok((articles, statements))
    }

    fn counts_of_chosen(&self, filter: &Filter) -> rusqlite::Result<(BTreeMap<i64, u64>, BTreeMap<i64, u64>)> {
        let articles = self.counts("SELECT entity, count(DISTINCT item) FROM member JOIN article USING (article)", filter)?;
        let statements = self.counts(
            "SELECT entity, count(*) FROM (SELECT entity, article, naming, stance, dropped FROM statement
             UNION ALL SELECT behalf, article, naming, stance, dropped FROM statement WHERE behalf IS NOT entity) JOIN article USING (article)",
            filter,
        )?;
        Ok((articles, statements))
    }

    fn counts(&self, select: &str, filter: &Filter) -> rusqlite::Result<BTreeMap<i64, u64>> {
        let said = if select.contains("dropped") {
            "AND dropped = 0 AND (:naming IS NULL OR naming = :naming) AND (:stance IS NULL OR instr(stance, :stance))"
        } else {
            "AND (:naming IS NULL OR 1) AND (:stance IS NULL OR 1)"
        };
        let mut sql = self.db.prepare_cached(&format!(
            "{select} WHERE entity IS NOT NULL AND withdrawn = 0 AND at <= :end AND (until IS NULL OR until > :end) AND at >= :since
             AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE) {said} GROUP BY entity"
        ))?;
        let values = named_params! {
            ":end": filter.end(), ":since": filter.since.unwrap_or(i64::MIN), ":outlet": filter.outlet,
            ":naming": filter.naming_name(), ":stance": filter.stance_part(),
        };
        sql.query_map(values, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?.collect()
    }

    /// In how many articles an entity is named, and how many statements it stands behind.
    fn counts_of(&self, entity: i64, filter: &Filter) -> rusqlite::Result<(u64, u64)> {
        if filter.chooses_all() {
            let count = |sql: &str| -> rusqlite::Result<u64> {
                let sql = format!("SELECT count(*) FROM ({sql} AND article NOT IN ({REPLACED}))");
                self.db.prepare_cached(&sql)?.query_row([entity], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
            };
            let articles = count("SELECT DISTINCT article FROM member WHERE entity = ?1")?;
            let own = count("SELECT article FROM statement WHERE entity = ?1 AND dropped = 0")?;
            let others = count("SELECT article FROM statement WHERE behalf = ?1 AND entity IS NOT ?1 AND dropped = 0")?;
            return Ok((articles, own + others));
        }
        let in_force =
            "withdrawn = 0 AND at <= ?2 AND (until IS NULL OR until > ?2) AND at >= ?3 AND (?4 IS NULL OR outlet = ?4 COLLATE NOCASE)";
        let count = |select: &str| -> rusqlite::Result<u64> {
            let mut sql = self.db.prepare_cached(&format!("{select} AND {in_force}"))?;
            let values = params![entity, filter.end(), filter.since.unwrap_or(i64::MIN), filter.outlet];
            sql.query_row(values, |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
        };
        let articles = count("SELECT count(DISTINCT item) FROM member JOIN article USING (article) WHERE entity = ?1")?;
        let own = count("SELECT count(*) FROM statement JOIN article USING (article) WHERE entity = ?1 AND dropped = 0")?;
        let others =
            count("SELECT count(*) FROM statement JOIN article USING (article) WHERE behalf = ?1 AND entity IS NOT ?1 AND dropped = 0")?;
        Ok((articles, own + others))
    }
}

fn row(known: Known, articles: u64, statements: u64) -> EntityRow {
    EntityRow {
        id: entity_id(known.id),
        name: known.name,
        kind: known.kind,
        role: known.role,
        wikidata: known.wikidata,
        names: known.names,
        articles,
        statements,
    }
}
