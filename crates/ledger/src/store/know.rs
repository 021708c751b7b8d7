//! What people know better, taken up in the tables: readings put right, names, entities that are one or are not.

use super::fold::{self, Stored, packed, settle, store_entity, store_names};
use super::kept::{Kept, filed, known};
use super::prepared::{Preparer, parsed};
use crate::correct::corrected;
use crate::folds::{Item, ItemId, Known, Somebody, Statement, folded, keys};
use crate::record::{Alias, AttributionPlace, Change, Correction, EntityPlace, Merge, Record, Split};
use crate::words::words;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use zufolge::Report;

/// What taking up needs: the tables, the folds, what to call the file in errors.
pub(super) struct Knowing<'a> {
    pub(super) db: &'a Connection,
    pub(super) kept: &'a mut Kept,
    pub(super) tools: &'a Preparer,
    pub(super) seq: i64,
}

impl Knowing<'_> {
    /// Takes up a record. One that names an article, attribution or entity that is not there changes nothing.
    pub(super) fn take_up(&mut self, record: &Record) -> rusqlite::Result<()> {
        match record {
            Record::Article(_) => Ok(()),
            Record::Alias(alias) => self.alias(alias),
            Record::Merge(merge) => self.merge(merge),
            Record::Split(split) => self.split(split),
            Record::Correction(correction) => self.correction(correction),
        }
    }

    fn correction(&mut self, correction: &Correction) -> rusqlite::Result<()> {
        let place = &correction.place;
        let Some((article, item, at)) = article_at(self.db, &place.article, place.version)? else { return Ok(()) };
        let kind = fold::name_of(&ChangeKind(&correction.change));
        self.db.prepare_cached("INSERT INTO correction (seq, article, attribution, kind) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            self.seq,
            article,
            place.attribution,
            kind
        ])?;
        let id = ItemId { article: place.article.clone(), version: place.version };
        let stored = Stored { article, item, id: &id, at };
        match &correction.change {
            Change::SameClaim { other } => {
                if let Some(claim) = claim_of(self.db, other)? {
                    self.move_to(stored, &place.attribution, claim)?;
                }
            }
            Change::OwnClaim => {
                let claim = fold::new_claim(self.db)?;
                self.move_to(stored, &place.attribution, claim)?;
            }
            change => self.read_again(stored, &place.attribution, matches!(change, Change::AsRead))?,
        }
        self.kept.clear();
        Ok(())
    }

    /// Moves a statement to a claim, where it stays.
    fn move_to(&self, stored: Stored<'_>, attribution: &str, claim: i64) -> rusqlite::Result<()> {
        let mut find = self.db.prepare_cached("SELECT claim FROM statement WHERE article = ?1 AND attribution = ?2")?;
        let Some(before) = find.query_row(params![stored.article, attribution], |row| row.get::<_, i64>(0)).optional()? else {
            return Ok(());
        };
        self.db.prepare_cached("UPDATE statement SET claim = ?3, pinned = 1 WHERE article = ?1 AND attribution = ?2")?.execute(params![
            stored.article,
            attribution,
            claim
        ])?;
        fold::count(self.db, before)?;
        fold::count(self.db, claim)
    }

    /// Derives one statement again from the report as it is corrected by now.
    fn read_again(&mut self, stored: Stored<'_>, attribution: &str, as_read: bool) -> rusqlite::Result<()> {
        let Some(report) = self.report(stored.article)? else { return Ok(()) };
        let report = corrected(&report, &corrections(self.db, stored.article)?);
        let head = &report.article;
        let outlet = head.outlet.as_deref().or(head.agency.as_deref());
        let item = Item { id: stored.id, outlet, agency: head.agency.as_deref(), published: None, report: &report };
        let found = self.tools.folds().statements(&item).into_iter().find(|statement| statement.attribution == attribution);
        let mut before =
            self.db.prepare_cached("SELECT statement, claim, placed FROM statement WHERE article = ?1 AND attribution = ?2")?;
        let before: Option<(i64, i64, i64)> =
            before.query_row(params![stored.article, attribution], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        let Some(mut statement) = found else {
            if let Some((number, claim, _)) = before {
                self.db.prepare_cached("UPDATE statement SET dropped = 1 WHERE statement = ?1")?.execute([number])?;
                self.db.prepare_cached("DELETE FROM statement_words WHERE rowid = ?1")?.execute([number])?;
                fold::count(self.db, claim)?;
            }
            return Ok(());
        };
        let locals = locals(self.db, stored.article)?;
        settle(&mut statement, stored, |local| locals.get(local).copied());
        let Some((number, claim, placed)) = before else {
            let keys = keys(std::slice::from_ref(&statement));
            let said = self.tools.stems().of_text(&statement.text);
            self.kept.clear();
            return fold::claims(self.db, self.kept, stored, vec![statement], &[said], &keys);
        };
        let now = if as_read { placed } else { claim };
        self.db
            .prepare_cached("UPDATE statement SET claim = ?2, pinned = pinned AND NOT ?3, dropped = 0 WHERE statement = ?1")?
            .execute(params![number, now, as_read])?;
        self.write(number, &statement)?;
        fold::count(self.db, claim)?;
        fold::count(self.db, now)
    }

    /// Writes what has changed about a stored statement.
    fn write(&self, number: i64, statement: &Statement) -> rusqlite::Result<()> {
        let voice = statement.chain.first();
        self.db
            .prepare_cached(
                "UPDATE statement SET entity = ?2, behalf = ?3, who = ?4, naming = ?5, stance = ?6, folded = ?7 WHERE statement = ?1",
            )?
            .execute(params![
                number,
                voice.and_then(|voice| voice.entity),
                voice.and_then(|voice| voice.behalf),
                voice.map(|voice| voice.name.as_str()),
                voice.map(|voice| fold::name_of(&voice.naming)),
                fold::stances(statement),
                packed(statement)?,
            ])?;
        self.db.prepare_cached("DELETE FROM statement_words WHERE rowid = ?1")?.execute([number])?;
        self.db
            .prepare_cached("INSERT INTO statement_words (rowid, stems) VALUES (?1, ?2)")?
            .execute(params![number, fold::statement_stems(statement, self.tools.stems().of_text(&statement.text))])?;
        Ok(())
    }

    /// Takes up a line of aliases: entities that bear its names are joined, or parted where it says that they are two.
    fn alias(&mut self, alias: &Alias) -> rusqlite::Result<()> {
        let mut insert = self.db.prepare_cached("INSERT INTO alias (seq, line) VALUES (?1, ?2)")?;
        insert.execute(params![self.seq, alias.line])?;
        self.kept.clear();
        if let Some((one, other)) = alias.line.split_once("!=") {
            return self.part(one.trim(), other.trim());
        }
        let (names, wikidata) = alias.line.split_once(';').map_or((alias.line.as_str(), None), |(names, id)| (names, Some(id.trim())));
        let mut bearers: BTreeSet<i64> = BTreeSet::new();
        for name in names.split('=') {
            bearers.extend(self.bearers(name.trim())?);
        }
        let mut bearers = bearers.into_iter();
        let Some(first) = bearers.next() else { return Ok(()) };
        let mut one = known(self.db, first)?;
        for other in bearers {
            let other = known(self.db, other)?;
            self.join(&mut one, &other, "one in the aliases")?;
            self.decide("alias", one.id, Some(other.id), Some(&alias.line))?;
        }
        one.wikidata = wikidata.map(str::to_owned).or(one.wikidata);
        self.store(&one)
    }

    /// Takes those of the second name out of entities that bear both.
    fn part(&mut self, one: &str, other: &str) -> rusqlite::Result<()> {
        let both: BTreeSet<i64> = self.bearers(one)?.intersection(&self.bearers(other)?).copied().collect();
        for entity in both {
            let mut sql = self.db.prepare_cached("SELECT article, local FROM member WHERE entity = ?1 ORDER BY article, local")?;
            let members: Vec<(i64, String)> = sql.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            let mut taken = Vec::new();
            for (article, local) in members {
                let is = self.persons(article)?.into_iter().any(|somebody| somebody.local == local && same_name(&somebody.name, other));
                if is {
                    taken.push((article, local));
                }
            }
            self.take_out(entity, &taken, "two in the aliases", None)?;
        }
        Ok(())
    }

    /// Entities that bear exactly this name.
    fn bearers(&self, name: &str) -> rusqlite::Result<BTreeSet<i64>> {
        let words = fold::name_words(name);
        let Some(word) = words.last() else { return Ok(BTreeSet::new()) };
        let mut sql = self.db.prepare_cached("SELECT entity FROM entity_word WHERE word = ?1")?;
        let found: Vec<i64> = sql.query_map([word], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut bearers = BTreeSet::new();
        for entity in found {
            let known = known(self.db, entity)?;
            if known.names.iter().chain([&known.name]).any(|known| same_name(known, name)) {
                bearers.insert(entity);
            }
        }
        Ok(bearers)
    }

    fn merge(&mut self, merge: &Merge) -> rusqlite::Result<()> {
        let (Some(keep), Some(join)) = (entity_at(self.db, &merge.keep)?, entity_at(self.db, &merge.join)?) else { return Ok(()) };
        if keep == join {
            return Ok(());
        }
        let mut one = known(self.db, keep)?;
        let other = known(self.db, join)?;
        self.join(&mut one, &other, "joined by hand")?;
        self.store(&one)?;
        self.decide("merge", keep, Some(join), merge.note.as_deref())
    }

    /// Takes all that is `other`'s into `one`; `other` is gone then.
    fn join(&mut self, one: &mut Known, other: &Known, why: &str) -> rusqlite::Result<()> {
        add_new(&mut one.names, other.names.iter().cloned());
        add_new(&mut one.keys, other.keys.iter().cloned());
        add_new(&mut one.topic, other.topic.iter().copied());
        add_new(&mut one.stems, other.stems.iter().cloned());
        one.proper |= other.proper;
        one.role = one.role.clone().or_else(|| other.role.clone());
        one.wikidata = one.wikidata.clone().or_else(|| other.wikidata.clone());
        // Those who first met the other one have no reason yet.
        self.db
            .prepare_cached(
                "UPDATE member SET entity = ?2, evidence = CASE evidence WHEN '' THEN ?3 ELSE evidence || '; ' || ?3 END WHERE entity = ?1",
            )?
            .execute(params![other.id, one.id, why])?;
        self.db.prepare_cached("UPDATE decision SET entity = ?2 WHERE entity = ?1")?.execute([other.id, one.id])?;
        self.resettle(one.id)?;
        for table in ["entity_key", "entity_word"] {
            self.db.prepare_cached(&format!("DELETE FROM {table} WHERE entity = ?1"))?.execute([other.id])?;
        }
        self.db.prepare_cached("DELETE FROM entity WHERE entity = ?1")?.execute([other.id])?;
        Ok(())
    }

    fn split(&mut self, split: &Split) -> rusqlite::Result<()> {
        let mut places: Vec<(i64, i64, &str)> = Vec::new();
        for place in &split.places {
            if let (Some((article, ..)), Some(entity)) = (article_at(self.db, &place.article, place.version)?, entity_at(self.db, place)?) {
                places.push((entity, article, &place.entity));
            }
        }
        let Some(before) = places.first().map(|(entity, ..)| *entity) else { return Ok(()) };
        let taken: Vec<(i64, String)> =
            places.iter().filter(|(entity, ..)| *entity == before).map(|(_, article, local)| (*article, (*local).to_owned())).collect();
        self.take_out(before, &taken, "parted by hand", split.note.as_deref())
    }

    /// Takes members out of an entity and makes one other of them, unless all would go.
    fn take_out(&mut self, entity: i64, taken: &[(i64, String)], why: &str, note: Option<&str>) -> rusqlite::Result<()> {
        let mut count = self.db.prepare_cached("SELECT count(*) FROM member WHERE entity = ?1")?;
        if count.query_row([entity], |row| row.get::<_, i64>(0))? <= taken.len() as i64 {
            return Ok(());
        }
        let mut new: Option<Known> = None;
        for (article, local) in taken {
            let Some(somebody) = self.persons(*article)?.into_iter().find(|somebody| somebody.local == *local) else { continue };
            let one = match new.take() {
                Some(mut one) => {
                    one.absorb(&somebody);
                    one
                }
                None => Known::new(fold::next_entity(self.db)?, &somebody),
            };
            store_entity(self.db, &one, *article)?;
            store_names(self.db, one.id, &one.names)?;
            self.db
                .prepare_cached("UPDATE member SET entity = ?3, evidence = ?4 WHERE article = ?1 AND local = ?2")?
                .execute(params![article, local, one.id, why])?;
            new = Some(one);
        }
        let Some(new) = new else { return Ok(()) };
        self.resettle(new.id)?;
        self.refold(entity)?;
        self.decide("split", entity, Some(new.id), note.or(Some(why)))
    }

    /// Folds an entity again from all that is left of it.
    fn refold(&mut self, entity: i64) -> rusqlite::Result<()> {
        let mut sql = self.db.prepare_cached("SELECT article, local FROM member WHERE entity = ?1 ORDER BY article, local")?;
        let members: Vec<(i64, String)> = sql.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let before = known(self.db, entity)?;
        let mut folded: Option<Known> = None;
        for (article, local) in members {
            for somebody in self.persons(article)?.into_iter().filter(|somebody| somebody.local == local) {
                match &mut folded {
                    Some(one) => one.absorb(&somebody),
                    None => folded = Some(Known::new(entity, &somebody)),
                }
            }
        }
        let Some(mut one) = folded else { return Ok(()) };
        one.wikidata.clone_from(&before.wikidata);
        for table in ["entity_key", "entity_word"] {
            self.db.prepare_cached(&format!("DELETE FROM {table} WHERE entity = ?1"))?.execute([entity])?;
        }
        self.store(&one)
    }

    /// Fills the entities into all statements of the articles that name somebody, as they are members now.
    fn resettle(&self, entity: i64) -> rusqlite::Result<()> {
        let mut sql = self.db.prepare_cached("SELECT DISTINCT article FROM member WHERE entity = ?1 ORDER BY article")?;
        let articles: Vec<i64> = sql.query_map([entity], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for article in articles {
            let locals = locals(self.db, article)?;
            for mut filed in filed(self.db, article)? {
                let before = filed.folded.clone();
                filed.folded.resolve(|local| locals.get(local).copied());
                if filed.folded != before {
                    self.write(filed.statement, &filed.folded)?;
                }
            }
        }
        Ok(())
    }

    fn persons(&self, article: i64) -> rusqlite::Result<Vec<Somebody>> {
        let Some(report) = self.report(article)? else { return Ok(Vec::new()) };
        let id: (String, i64) = self
            .db
            .prepare_cached("SELECT id, version FROM article JOIN item USING (item) WHERE article = ?1")?
            .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let id = ItemId { article: id.0, version: id.1.unsigned_abs() };
        let head = &report.article;
        let item = Item { id: &id, outlet: head.outlet.as_deref(), agency: head.agency.as_deref(), published: None, report: &report };
        Ok(self.tools.folds().persons(&item))
    }

    fn report(&self, article: i64) -> rusqlite::Result<Option<Report>> {
        Ok(match record(self.db, article)? {
            Some(Record::Article(article)) => Some(article.report),
            _ => None,
        })
    }

    fn store(&mut self, known: &Known) -> rusqlite::Result<()> {
        let last: Option<i64> =
            self.db.prepare_cached("SELECT max(article) FROM member WHERE entity = ?1")?.query_row([known.id], |row| row.get(0))?;
        store_entity(self.db, known, last.unwrap_or(0))?;
        store_names(self.db, known.id, &known.names)?;
        self.kept.clear();
        Ok(())
    }

    fn decide(&self, kind: &str, entity: i64, other: Option<i64>, note: Option<&str>) -> rusqlite::Result<()> {
        self.db
            .prepare_cached("INSERT INTO decision (seq, kind, entity, other, note) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![self.seq, kind, entity, other, note])?;
        Ok(())
    }
}

/// The name of a change's kind, as its record has it.
struct ChangeKind<'a>(&'a Change);

impl serde::Serialize for ChangeKind<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self.0 {
            Change::NoAttribution => "no_attribution",
            Change::AsRead => "as_read",
            Change::Source { .. } => "source",
            Change::Stance { .. } => "stance",
            Change::Content { .. } => "content",
            Change::SameClaim { .. } => "same_claim",
            Change::OwnClaim => "own_claim",
            Change::Missed { .. } => "missed",
        })
    }
}

/// Whether two names are the same, however they are spelt.
fn same_name(one: &str, other: &str) -> bool {
    words(one).map(folded).eq(words(other).map(folded))
}

fn add_new<T: PartialEq>(all: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

/// The record, item and time of a version of an article.
pub(crate) fn article_at(db: &Connection, id: &str, version: u64) -> rusqlite::Result<Option<(i64, i64, i64)>> {
    db.prepare_cached("SELECT article, article.item, at FROM article JOIN item USING (item) WHERE id = ?1 AND version = ?2")?
        .query_row(params![id, version as i64], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()
}

/// The entity that somebody in an article was found to be.
pub(crate) fn entity_at(db: &Connection, place: &EntityPlace) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT entity FROM member JOIN article USING (article) JOIN item USING (item) WHERE id = ?1 AND version = ?2 AND local = ?3",
    )?
    .query_row(params![place.article, place.version as i64, place.entity], |row| row.get(0))
    .optional()
}

/// The claim of a statement.
pub(crate) fn claim_of(db: &Connection, place: &AttributionPlace) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT claim FROM statement JOIN article USING (article) JOIN item USING (item) WHERE id = ?1 AND version = ?2 AND attribution = ?3",
    )?
    .query_row(params![place.article, place.version as i64, place.attribution], |row| row.get(0))
    .optional()
}

/// The ledger's entities by the ids of a report.
fn locals(db: &Connection, article: i64) -> rusqlite::Result<HashMap<String, i64>> {
    let mut sql = db.prepare_cached("SELECT local, entity FROM member WHERE article = ?1")?;
    sql.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn record(db: &Connection, seq: i64) -> rusqlite::Result<Option<Record>> {
    let mut sql = db.prepare_cached("SELECT body, checksum FROM record WHERE seq = ?1")?;
    let read = |row: &rusqlite::Row<'_>| Ok(parsed(Path::new(""), seq, row.get_ref(0)?.as_blob()?, row.get_ref(1)?.as_blob()?).ok());
    Ok(sql.query_row([seq], read).optional()?.flatten())
}

/// The corrections of an article that count, oldest first.
pub(crate) fn corrections(db: &Connection, article: i64) -> rusqlite::Result<Vec<Correction>> {
    let mut sql = db.prepare_cached("SELECT seq FROM correction WHERE article = ?1 ORDER BY seq")?;
    let seqs: Vec<i64> = sql.query_map([article], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for seq in seqs {
        if let Some(Record::Correction(correction)) = record(db, seq)? {
            found.push(correction);
        }
    }
    Ok(found)
}
