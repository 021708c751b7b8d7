//! Records in: appended, and what follows from them derived in the same transaction.

use super::Ledger;
use super::fold::{Stored, fold};
use super::identity::{Keys, Version, at, hex, is_withdrawn, published, versions};
use super::kept::Kept;
use super::know::Knowing;
use super::prepared::{Derived, Prepared, Preparer};
use crate::LedgerError;
use crate::folds::ItemId;
use crate::record::{ArticleRecord, Record};
use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use std::cell::OnceCell;

/// What became of an article that was given to the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The id of the item in the ledger.
    pub id: String,
    /// The version.
    pub version: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A new item.
    New,
    /// A newer version; the one before it is superseded.
    Newer {
        /// That one.
        supersedes: u64,
    },
    /// An older version that came late; it is stored as superseded.
    Older,
    /// The sender has taken the item back with this version.
    Withdrawn,
    /// It is there already; nothing was changed.
    Known,
    /// A record that is no article.
    Noted,
}

impl Ledger {
    /// Appends records, all or none: when this returns, they are on the disk. The outcomes are in the same order.
    ///
    /// # Errors
    /// If another process writes, the disk is full or cannot be written; then none was added.
    pub fn add(&mut self, records: &[Prepared]) -> Result<Vec<Added>, LedgerError> {
        self.append(records.iter().map(|record| (None, record)))
    }

    /// As [`Ledger::add`], each with the time at which it was first appended, or `None` for now.
    ///
    /// # Errors
    /// As [`Ledger::add`].
    pub(crate) fn append<'p>(&mut self, records: impl IntoIterator<Item = (Option<i64>, &'p Prepared)>) -> Result<Vec<Added>, LedgerError> {
        self.check_writable()?;
        let path = self.path.clone();
        let failed = |error| LedgerError::of(&path, error);
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let kept = &mut self.kept;
        kept.keep_up(&tx).map_err(failed)?;
        let mut outcomes = Vec::new();
        let now = Timestamp::now().as_millisecond();
        let mut deriving = Deriving { db: &tx, kept, tools: &self.tools };
        let done = records.into_iter().try_for_each(|(added, prepared)| {
            let added = added.map_or_else(|| deriving.time_of(&prepared.record, now), Ok)?;
            outcomes.push(deriving.append(added, prepared)?);
            Ok(())
        });
        if let Err(error) = done.and_then(|()| tx.commit()) {
            // What is kept in memory was written in vain.
            self.kept.clear();
            return Err(failed(error));
        }
        Ok(outcomes)
    }
}

/// Derives what follows from records, one by one, in their order.
pub(super) struct Deriving<'a> {
    pub(super) db: &'a Connection,
    pub(super) kept: &'a mut Kept,
    pub(super) tools: &'a OnceCell<Preparer>,
}

impl Deriving<'_> {
    /// When a record is appended that comes now: what people know better is said later than all that was said before, even within one
    /// moment, so that it can be told from the same said once more.
    fn time_of(&self, record: &Record, now: i64) -> rusqlite::Result<i64> {
        if matches!(record, Record::Article(_)) {
            return Ok(now);
        }
        let last: Option<i64> = self.db.prepare_cached("SELECT max(said) FROM note")?.query_row([], |row| row.get(0))?;
        Ok(last.map_or(now, |last| now.max(last + 1)))
    }

    /// Appends one record, unless it is there already.
    fn append(&mut self, added: i64, prepared: &Prepared) -> rusqlite::Result<Added> {
        let db = self.db;
        let seq = db.prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM record")?.query_row([], |row| row.get::<_, i64>(0))?;
        let append = || {
            db.prepare_cached("INSERT INTO record (seq, kind, body, checksum, added) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
                seq,
                prepared.record.kind(),
                prepared.body,
                prepared.checksum,
                added
            ])
        };
        self.derive(seq, added, &prepared.record, &prepared.derived, append)
    }

    /// Derives what follows from a record. `append` is called first, unless nothing follows.
    pub(super) fn derive(
        &mut self,
        seq: i64,
        added: i64,
        record: &Record,
        derived: &Derived,
        append: impl FnOnce() -> rusqlite::Result<usize>,
    ) -> rusqlite::Result<Added> {
        if let Record::Article(article) = record {
            return self.article(seq, added, article, derived, append);
        }
        let noted = |outcome| Added { id: String::new(), version: 0, outcome };
        // Text, numbers and lists of them are all that a record holds.
        let checksum: [u8; 32] = Sha256::digest(serde_json::to_vec(record).unwrap_or_default()).into();
        if self.db.prepare_cached("SELECT 1 FROM note WHERE said = ?1 AND checksum = ?2")?.exists(params![added, checksum])? {
            return Ok(noted(Outcome::Known));
        }
        append()?;
        let mut note = self.db.prepare_cached("INSERT INTO note (seq, kind, said, checksum) VALUES (?1, ?2, ?3, ?4)")?;
        note.execute(params![seq, record.kind(), added, checksum])?;
        let tools = self.tools.get_or_init(Preparer::default);
        Knowing { db: self.db, kept: self.kept, tools, seq, said: added, now: seq }.take_up(record)?;
        Ok(noted(Outcome::Noted))
    }

    fn article(
        &mut self,
        seq: i64,
        added: i64,
        record: &ArticleRecord,
        derived: &Derived,
        append: impl FnOnce() -> rusqlite::Result<usize>,
    ) -> rusqlite::Result<Added> {
        let db = self.db;
        let article = &record.report.article;
        let keys = Keys::of(record, &derived.content);
        let found = keys.find(db)?;
        let before = found.map_or(Ok(Vec::new()), |item| versions(db, item))?;
        let given = article.details.version.map(|version| i64::try_from(version).unwrap_or(i64::MAX));
        let withdrawn = is_withdrawn(&record.report);
        let at = at(article, added);
        let new = Version { article: seq, version: 0, given, withdrawn, content: derived.content, at };
        if let (Some(item), Some(same)) = (found, before.iter().find(|stored| new.is_same(stored))) {
            return Ok(Added { id: id_of(db, item)?, version: same.version.unsigned_abs(), outcome: Outcome::Known });
        }
        append()?;
        let (item, id) = match found {
            Some(item) => (item, id_of(db, item)?),
            None => new_item(db, record, &derived.content)?,
        };
        keys.store(db, item)?;
        let last = before.iter().map(|stored| stored.version).max().unwrap_or(0);
        let version = given.filter(|given| before.iter().all(|stored| stored.version != *given)).unwrap_or(last + 1);
        let new = Version { version, ..new };
        let place = before.iter().position(|stored| !new.is_newer(stored)).unwrap_or(before.len());
        let outcome = match before.last() {
            Some(_) if place < before.len() => Outcome::Older,
            _ if withdrawn => Outcome::Withdrawn,
            Some(head) => Outcome::Newer { supersedes: head.version.unsigned_abs() },
            None => Outcome::New,
        };
        insert_article(db, item, place, &new, record)?;
        if !before.is_empty() {
            let mut order = before;
            order.insert(place, new);
            set_places(db, &order)?;
        }
        db.prepare_cached("INSERT INTO article_words (rowid, stems) VALUES (?1, ?2)")?.execute(params![seq, derived.stems])?;
        let version = version.unsigned_abs();
        let item_id = ItemId { article: id, version };
        let tools = self.tools.get_or_init(Preparer::default);
        fold(db, self.kept, tools, Stored { article: seq, item, id: &item_id, at }, derived)?;
        Ok(Added { id: item_id.article, version, outcome })
    }
}

fn id_of(db: &Connection, item: i64) -> rusqlite::Result<String> {
    db.prepare_cached("SELECT id FROM item WHERE item = ?1")?.query_row([item], |row| row.get(0))
}

/// A new item under its own id; with the beginning of its hash behind it if another item has that id.
fn new_item(db: &Connection, record: &ArticleRecord, content: &[u8; 32]) -> rusqlite::Result<(i64, String)> {
    let given = &record.report.article.id;
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO item (id) VALUES (?1)")?;
    let mut digits = 0;
    let hash = hex(content);
    loop {
        let id = if digits == 0 { given.clone() } else { format!("{given}~{}", &hash[..digits]) };
        if insert.execute([&id])? == 1 {
            return Ok((db.last_insert_rowid(), id));
        }
        // Two with all digits in common are one text: then only the number tells them apart.
        if digits == hash.len() {
            let count: i64 = db.query_row("SELECT count(*) FROM item", [], |row| row.get(0))?;
            let id = format!("{id}~{count}");
            insert.execute([&id])?;
            return Ok((db.last_insert_rowid(), id));
        }
        digits = (digits * 2).clamp(8, hash.len());
    }
}

fn insert_article(db: &Connection, item: i64, place: usize, new: &Version, record: &ArticleRecord) -> rusqlite::Result<()> {
    let article = &record.report.article;
    let mut insert = db.prepare_cached(
        "INSERT INTO article (article, item, version, given, place, withdrawn, content, outlet, agency, title, published, at, attributions)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    insert.execute(params![
        new.article,
        item,
        new.version,
        new.given,
        place as i64,
        new.withdrawn,
        new.content,
        article.outlet.as_ref().or(article.agency.as_ref()),
        article.agency,
        article.title,
        published(article),
        new.at,
        record.report.attributions.len() as i64,
    ])?;
    Ok(())
}

/// Puts the versions of an item in order, each in force until the next one came out.
fn set_places(db: &Connection, order: &[Version]) -> rusqlite::Result<()> {
    let mut update = db.prepare_cached("UPDATE article SET place = ?2, until = ?3 WHERE article = ?1")?;
    for (place, version) in order.iter().enumerate() {
        let until = order[place + 1..].iter().map(|newer| newer.at).min().map(|until| until.max(version.at));
        update.execute(params![version.article, place as i64, until])?;
    }
    Ok(())
}
