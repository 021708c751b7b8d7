//! What a writer keeps in memory of the tables.

use super::fold::unpacked;
use super::recent::Recent;
use crate::folds::{Aliases, Fingerprint, Known, Statement};
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Articles whose statements are kept in memory.
const MOST_KEPT: usize = 4000;
/// Entities that are kept in memory.
const MOST_KNOWN: usize = 20_000;
/// Pairs of claims that are kept in memory.
const MOST_CONTRADICTIONS: usize = 100_000;

/// What a writer keeps in memory of what it has read and written last. It holds what the tables hold.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    articles: BTreeMap<i64, Rc<Vec<Filed>>>,
    entities: HashMap<i64, Rc<Known>>,
    aliases: Option<Rc<Aliases>>,
    pub(super) claim_keys: Recent,
    pub(super) copy_keys: Recent,
    prints: BTreeMap<i64, Rc<Printed>>,
    /// Claims that contradict each other, the older one first: the same two are met again and again.
    contradictions: FxHashSet<(i64, i64)>,
    /// What the database counted when other processes had written last.
    seen: Option<i64>,
}

/// A stored statement.
#[derive(Debug)]
pub(super) struct Filed {
    pub(super) statement: i64,
    /// Another one once its claim has become that.
    pub(super) claim: Cell<i64>,
    pub(super) folded: Statement,
}

/// The item of an article, and the fingerprint of its text.
#[derive(Debug, Default)]
pub(super) struct Printed {
    pub(super) item: i64,
    pub(super) print: Fingerprint,
}

impl Kept {
    /// Forgets everything, as after a change that was taken back.
    pub(crate) fn clear(&mut self) {
        self.articles.clear();
        self.entities.clear();
        self.aliases = None;
        self.claim_keys.clear();
        self.copy_keys.clear();
        self.prints.clear();
        self.contradictions.clear();
    }

    /// Forgets everything if another process, or connection, has written in the meantime.
    pub(super) fn keep_up(&mut self, db: &Connection) -> rusqlite::Result<()> {
        let now = db.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if self.seen.replace(now) != Some(now) {
            self.clear();
        }
        Ok(())
    }

    /// What the user knows of names.
    pub(super) fn aliases(&mut self, db: &Connection) -> rusqlite::Result<Rc<Aliases>> {
        if let Some(aliases) = &self.aliases {
            return Ok(Rc::clone(aliases));
        }
        let aliases = Rc::new(aliases(db)?);
        self.aliases = Some(Rc::clone(&aliases));
        Ok(aliases)
    }

    /// The statements of an article.
    pub(super) fn article(&mut self, db: &Connection, article: i64) -> rusqlite::Result<Rc<Vec<Filed>>> {
        if let Some(kept) = self.articles.get(&article) {
            return Ok(Rc::clone(kept));
        }
        let read = Rc::new(filed(db, article)?);
        self.keep_article(article, Rc::clone(&read));
        Ok(read)
    }

    /// Keeps the statements of an article, and lets go of those of the oldest one where there are too many.
    pub(super) fn keep_article(&mut self, article: i64, filed: Rc<Vec<Filed>>) {
        self.articles.insert(article, filed);
        if self.articles.len() > MOST_KEPT {
            self.articles.pop_first();
        }
    }

    /// Takes note that a claim of an article turned out to be another one.
    pub(super) fn became(&self, article: i64, gone: i64, stays: i64) {
        let filed = self.articles.get(&article).into_iter().flat_map(|filed| filed.iter());
        filed.filter(|filed| filed.claim.get() == gone).for_each(|filed| filed.claim.set(stays));
    }

    /// Takes note that two claims contradict each other; false if that is known already.
    pub(super) fn contradict(&mut self, claim: i64, other: i64) -> bool {
        if self.contradictions.len() >= MOST_CONTRADICTIONS {
            self.contradictions.clear();
        }
        self.contradictions.insert((claim.min(other), claim.max(other)))
    }

    /// The fingerprint of an article.
    pub(super) fn print(&mut self, db: &Connection, article: i64) -> rusqlite::Result<Rc<Printed>> {
        if let Some(kept) = self.prints.get(&article) {
            return Ok(Rc::clone(kept));
        }
        let mut read = db.prepare_cached("SELECT item, hashes FROM fingerprint JOIN article USING (article) WHERE article = ?1")?;
        let printed = |row: &rusqlite::Row<'_>| {
            let print = Fingerprint::from_bytes(row.get_ref(1)?.as_blob()?).unwrap_or_default();
            Ok(Printed { item: row.get(0)?, print })
        };
        let printed = read.query_row([article], printed).optional()?.unwrap_or_default();
        Ok(self.keep_print(article, printed))
    }

    /// Keeps the fingerprint of an article, and lets go of that of the oldest one where there are too many.
    pub(super) fn keep_print(&mut self, article: i64, printed: Printed) -> Rc<Printed> {
        let printed = Rc::new(printed);
        self.prints.insert(article, Rc::clone(&printed));
        if self.prints.len() > MOST_KEPT {
            self.prints.pop_first();
        }
        printed
    }

    pub(super) fn entity(&mut self, db: &Connection, entity: i64) -> rusqlite::Result<Rc<Known>> {
        if let Some(known) = self.entities.get(&entity) {
            return Ok(Rc::clone(known));
        }
        let read = Rc::new(known(db, entity)?);
        self.keep_entity(Rc::clone(&read));
        Ok(read)
    }

    pub(super) fn keep_entity(&mut self, known: Rc<Known>) {
        if self.entities.len() >= MOST_KNOWN {
            self.entities.clear();
        }
        self.entities.insert(known.id, known);
    }
}

/// The user's aliases, whichever ledger they were first told to: of two that contradict each other the later one holds.
pub(crate) fn aliases(db: &Connection) -> rusqlite::Result<Aliases> {
    let mut sql = db.prepare_cached("SELECT line FROM alias JOIN note USING (seq) ORDER BY said, seq")?;
    let lines: Vec<String> = sql.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Aliases::of_lines(lines))
}

/// The statements of an article that count, as they are stored.
pub(super) fn filed(db: &Connection, article: i64) -> rusqlite::Result<Vec<Filed>> {
    let mut sql =
        db.prepare_cached("SELECT statement, claim, folded FROM statement WHERE article = ?1 AND dropped = 0 ORDER BY statement")?;
    let row = |row: &rusqlite::Row<'_>| {
        Ok(Filed { statement: row.get(0)?, claim: Cell::new(row.get(1)?), folded: unpacked(row.get_ref(2)?.as_blob()?)? })
    };
    sql.query_map([article], row)?.collect()
}

/// An entity, as it is stored.
pub(crate) fn known(db: &Connection, entity: i64) -> rusqlite::Result<Known> {
    db.prepare_cached("SELECT folded FROM entity WHERE entity = ?1")?.query_row([entity], |row| unpacked(row.get_ref(0)?.as_blob()?))
}
