//! What people know better, taken up in the tables: readings put right, names, entities that are one or are not.

use super::fold::{self, Stored, packed, settle, store_entity, store_names, unpacked};
use super::kept::{Kept, filed, known};
use super::prepared::{Preparer, parsed};
use crate::correct::corrected;
use crate::folds::{Item, ItemId, Known, Somebody, Statement, folded, keys};
use crate::record::{Alias, AttributionPlace, Change, Correction, EntityPlace, Merge, Record, Split};
use crate::words::words;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use zufolge::Report;

/// What taking up needs: the tables, the folds, what to call the file in errors.
pub(super) struct Knowing<'a> {
    pub(super) db: &'a Connection,
    pub(super) kept: &'a mut Kept,
    pub(super) tools: &'a Preparer,
    /// The record that is taken up.
    pub(super) seq: i64,
    /// When it was said.
    pub(super) said: i64,
    /// The last record; it is another one than `seq` only where an earlier record is taken up once more.
    pub(super) now: i64,
}

/// What a join can be taken back by.
#[derive(Debug, Serialize, Deserialize)]
struct Joined {
    /// The one that stayed, as it was, and where it was named.
    one: Known,
    ones: Vec<Place>,
    /// The one that was joined to it, as it was; where it was named, and why that was taken for it.
    other: Known,
    others: Vec<(Place, String)>,
    /// Decisions on the other one.
    decided: Vec<(i64, i64)>,
    /// The last record by then.
    last: i64,
}

/// An article, and the id of somebody in its report.
type Place = (i64, String);

impl Joined {
    /// True if an entity whose members were these by then is still what the join made of the two.
    fn is_all(&self, members: &[Place]) -> bool {
        let then = members.iter().filter(|(article, _)| *article <= self.last);
        let both: BTreeSet<&Place> = self.ones.iter().chain(self.others()).collect();
        then.clone().count() == both.len() && then.into_iter().all(|place| both.contains(place))
    }

    fn others(&self) -> impl Iterator<Item = &Place> {
        self.others.iter().map(|(place, _)| place)
    }
}

impl Knowing<'_> {
    /// Takes up a record. One that names an article, attribution or entity that is not there changes nothing.
    ///
    /// What was said later holds, in whatever order the records came: an import brings earlier ones.
    pub(super) fn take_up(&mut self, record: &Record) -> rusqlite::Result<()> {
        match record {
            Record::Article(_) => Ok(()),
            Record::Correction(correction) => self.correction(correction),
            names => {
                if let Record::Alias(alias) = names {
                    let mut insert = self.db.prepare_cached("INSERT INTO alias (seq, line) VALUES (?1, ?2)")?;
                    insert.execute(params![self.seq, alias.line])?;
                }
                self.names(names)?;
                self.names_said_later()
            }
        }
    }

    fn names(&mut self, record: &Record) -> rusqlite::Result<()> {
        match record {
            Record::Alias(alias) => self.alias(alias),
            Record::Merge(merge) => self.merge(merge),
            Record::Split(split) => self.split(split),
            Record::Article(_) | Record::Correction(_) => Ok(()),
        }
    }

    /// Takes up once more what was said of names later than this record, and came before it.
    fn names_said_later(&mut self) -> rusqlite::Result<()> {
        let mut sql = self.db.prepare_cached(
            "SELECT seq, said FROM note WHERE said > ?2 AND seq < ?1 AND kind IN ('alias', 'merge', 'split') ORDER BY said, seq",
        )?;
        let later: Vec<(i64, i64)> =
            sql.query_map([self.seq, self.said], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let own = (self.seq, self.said);
        for (seq, said) in later {
            if let Some(record) = record(self.db, seq)? {
                (self.seq, self.said) = (seq, said);
                self.names(&record)?;
            }
        }
        (self.seq, self.said) = own;
        Ok(())
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
            Change::SameClaim { .. } | Change::OwnClaim if self.claim_was_told_later(article, &place.attribution)? => {}
            Change::SameClaim { other } => {
                if let Some(claim) = claim_of(self.db, other)? {
                    self.move_to(stored, &place.attribution, claim)?;
                }
            }
            Change::OwnClaim => {
                let claim = fold::new_claim(self.db)?;
                self.move_to(stored, &place.attribution, claim)?;
            }
            change => {
                let back = matches!(change, Change::AsRead) && !self.claim_was_told_later(article, &place.attribution)?;
                self.read_again(stored, &place.attribution, back)?;
            }
        }
        self.kept.clear();
        Ok(())
    }

    /// Whether another record says later which claim a statement belongs to.
    fn claim_was_told_later(&self, article: i64, attribution: &str) -> rusqlite::Result<bool> {
        let mut sql = self.db.prepare_cached(
            "SELECT 1 FROM correction JOIN note USING (seq) WHERE article = ?1 AND attribution = ?2 AND said > ?3
               AND correction.kind IN ('same_claim', 'own_claim', 'as_read')",
        )?;
        sql.exists(params![article, attribution, self.said])
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
    /// With `back`, it goes back to the claim that it was placed in.
    fn read_again(&mut self, stored: Stored<'_>, attribution: &str, back: bool) -> rusqlite::Result<()> {
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
        let now = if back { placed } else { claim };
        self.db
            .prepare_cached("UPDATE statement SET claim = ?2, pinned = pinned AND NOT ?3, dropped = 0 WHERE statement = ?1")?
            .execute(params![number, now, back])?;
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
            self.join(&mut one, &other, "one in the aliases", ("alias", Some(&alias.line)))?;
            // The next one is joined to what these two are now.
            self.store(&one)?;
        }
        one.wikidata = wikidata.map(str::to_owned).or(one.wikidata);
        self.store(&one)
    }

    /// Takes those of the second name out of entities that bear both.
    fn part(&mut self, one: &str, other: &str) -> rusqlite::Result<()> {
        let both: BTreeSet<i64> = self.bearers(one)?.intersection(&self.bearers(other)?).copied().collect();
        for entity in both {
            let mut taken = Vec::new();
            for (article, local) in members(self.db, entity)? {
                let is = self.persons(article)?.into_iter().any(|somebody| somebody.local == local && same_name(&somebody.name, other));
                if is {
                    taken.push((article, local));
                }
            }
            let taken = along(self.db, entity, taken, &[other])?;
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
        self.join(&mut one, &other, "joined by hand", ("merge", merge.note.as_deref()))?;
        self.store(&one)
    }

    /// Takes all that is `other`'s into `one`; `other` is gone then. `decision` is its kind and its note.
    fn join(&mut self, one: &mut Known, other: &Known, why: &str, decision: (&str, Option<&str>)) -> rusqlite::Result<()> {
        let joined = Joined {
            one: one.clone(),
            ones: members(self.db, one.id)?,
            other: other.clone(),
            others: reasons(self.db, other.id)?,
            decided: decided(self.db, other.id)?,
            last: self.now,
        };
        self.decide(decision.0, one.id, other.id, decision.1, Some(&joined))?;
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
        self.forget_names(other.id)?;
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

    /// Takes members out of an entity and makes one other of them, unless all would go. What was joined by hand comes apart as it was.
    fn take_out(&mut self, entity: i64, taken: &[Place], why: &str, note: Option<&str>) -> rusqlite::Result<()> {
        let members = members(self.db, entity)?;
        let (taken, stay): (Vec<Place>, Vec<Place>) = members.iter().cloned().partition(|place| taken.contains(place));
        if taken.is_empty() || stay.is_empty() {
            return Ok(());
        }
        for (seq, joined) in joins(self.db, entity)? {
            let then: BTreeSet<&Place> = taken.iter().filter(|(article, _)| *article <= joined.last).collect();
            if !joined.is_all(&members) {
                continue;
            }
            if then == joined.others().collect() {
                return self.take_back(seq, joined, (&stay, &taken), why);
            }
            if then == joined.ones.iter().collect() {
                return self.take_back(seq, joined, (&taken, &stay), why);
            }
        }
        let new = fold::next_entity(self.db)?;
        let (Some(parted), Some(mut left)) = (self.folded(new, &taken)?, self.folded(entity, &stay)?) else { return Ok(()) };
        left.wikidata = known(self.db, entity)?.wikidata;
        // It must be there before anything can be its.
        store_entity(self.db, &parted, 0)?;
        self.hand_over(&taken, new, why)?;
        for known in [parted, left] {
            self.forget_names(known.id)?;
            self.store(&known)?;
        }
        self.resettle(new)?;
        self.decide("split", entity, new, note.or(Some(why)), None)
    }

    /// Takes a join back: both are what they were, and what each was called since. The places are those of the one that had stayed, and of
    /// the other one.
    fn take_back(&mut self, seq: i64, joined: Joined, (ones, others): (&[Place], &[Place]), why: &str) -> rusqlite::Result<()> {
        let Joined { one, other, others: before, decided, last, .. } = joined;
        let (kept, back) = (one.id, other.id);
        self.forget_names(kept)?;
        store_entity(self.db, &other, 0)?;
        self.hand_over(others, back, why)?;
        let mut was = self.db.prepare_cached("UPDATE member SET evidence = ?3 WHERE article = ?1 AND local = ?2")?;
        for ((article, local), evidence) in &before {
            was.execute(params![article, local, evidence])?;
        }
        let mut undone = self.db.prepare_cached("DELETE FROM decision WHERE seq = ?1 AND other = ?2")?;
        undone.execute([seq, back])?;
        let mut theirs = self.db.prepare_cached("UPDATE decision SET entity = ?3 WHERE seq = ?1 AND other = ?2")?;
        for (seq, parted) in decided {
            theirs.execute([seq, parted, back])?;
        }
        let aliases = self.kept.aliases(self.db)?;
        for (mut known, places) in [(one, ones), (other, others)] {
            let since: Vec<Place> = places.iter().filter(|(article, _)| *article > last).cloned().collect();
            for somebody in self.somebodies(&since)? {
                known.absorb(&somebody);
            }
            let told = known.names.iter().chain([&known.name]).find_map(|name| aliases.wikidata(name));
            known.wikidata = told.map(str::to_owned).or(known.wikidata);
            self.forget_names(known.id)?;
            self.store(&known)?;
            self.resettle(known.id)?;
        }
        Ok(())
    }

    /// Makes members those of another entity.
    fn hand_over(&self, places: &[Place], entity: i64, why: &str) -> rusqlite::Result<()> {
        let mut update = self.db.prepare_cached("UPDATE member SET entity = ?3, evidence = ?4 WHERE article = ?1 AND local = ?2")?;
        places.iter().try_for_each(|(article, local)| update.execute(params![article, local, entity, why]).map(|_| ()))
    }

    /// What an entity is that is named at these places.
    fn folded(&self, entity: i64, places: &[Place]) -> rusqlite::Result<Option<Known>> {
        let mut folded: Option<Known> = None;
        for somebody in self.somebodies(places)? {
            match &mut folded {
                Some(one) => one.absorb(&somebody),
                None => folded = Some(Known::new(entity, &somebody)),
            }
        }
        Ok(folded)
    }

    /// Whom articles name at these places, in the order in which they were met.
    fn somebodies(&self, places: &[Place]) -> rusqlite::Result<Vec<Somebody>> {
        let mut found = Vec::new();
        for article in places.iter().map(|(article, _)| *article).collect::<BTreeSet<i64>>() {
            let is = |somebody: &Somebody| places.iter().any(|(at, local)| *at == article && *local == somebody.local);
            found.extend(self.persons(article)?.into_iter().filter(is));
        }
        Ok(found)
    }

    /// Takes an entity out of what names are looked up in.
    fn forget_names(&self, entity: i64) -> rusqlite::Result<()> {
        for table in ["entity_key", "entity_word"] {
            self.db.prepare_cached(&format!("DELETE FROM {table} WHERE entity = ?1"))?.execute([entity])?;
        }
        Ok(())
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

    fn decide(&self, kind: &str, entity: i64, other: i64, note: Option<&str>, joined: Option<&Joined>) -> rusqlite::Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO decision (seq, kind, entity, other, note, before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![self.seq, kind, entity, other, note, joined.map(packed).transpose()?])?;
        Ok(())
    }
}

/// Where an entity is named, in the order of the articles.
fn members(db: &Connection, entity: i64) -> rusqlite::Result<Vec<Place>> {
    let mut sql = db.prepare_cached("SELECT article, local FROM member WHERE entity = ?1 ORDER BY article, local")?;
    sql.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The same, and why that was taken for it.
fn reasons(db: &Connection, entity: i64) -> rusqlite::Result<Vec<(Place, String)>> {
    let mut sql = db.prepare_cached("SELECT article, local, evidence FROM member WHERE entity = ?1 ORDER BY article, local")?;
    sql.query_map([entity], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?.collect()
}

/// The decisions on an entity.
fn decided(db: &Connection, entity: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut sql = db.prepare_cached("SELECT seq, other FROM decision WHERE entity = ?1 ORDER BY seq, other")?;
    sql.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// What was joined to an entity by hand, the latest first, and by which record.
fn joins(db: &Connection, entity: i64) -> rusqlite::Result<Vec<(i64, Joined)>> {
    let mut sql =
        db.prepare_cached("SELECT seq, before FROM decision WHERE entity = ?1 AND before IS NOT NULL ORDER BY seq DESC, other DESC")?;
    sql.query_map([entity], |row| Ok((row.get(0)?, unpacked(row.get_ref(1)?.as_blob()?)?)))?.collect()
}

/// The places where an entity bears these names, `chosen`, with those that go along with them: what was joined by hand goes as it came, and
/// so does who is called by a part of the name that nobody else of the entity bears, "Brandt" with "Lena Brandt".
pub(crate) fn along(db: &Connection, entity: i64, chosen: Vec<Place>, names: &[&str]) -> rusqlite::Result<Vec<Place>> {
    let chosen: BTreeSet<Place> = chosen.into_iter().collect();
    let all = members(db, entity)?;
    for (_, joined) in joins(db, entity)?.into_iter().filter(|(_, joined)| joined.is_all(&all)) {
        let (ones, others): (BTreeSet<Place>, BTreeSet<Place>) =
            (joined.ones.iter().cloned().collect(), joined.others().cloned().collect());
        for (side, across) in [(&others, &ones), (&ones, &others)] {
            if chosen.iter().any(|place| side.contains(place)) && chosen.is_disjoint(across) {
                return Ok(chosen.union(side).cloned().collect());
            }
        }
    }
    let mut called = db.prepare_cached("SELECT name FROM member WHERE article = ?1 AND local = ?2")?;
    let mut rest: Vec<(Place, Vec<String>)> = Vec::new();
    for place in all.into_iter().filter(|place| !chosen.contains(place)) {
        let name: String = called.query_row(params![place.0, place.1], |row| row.get(0))?;
        rest.push((place, fold::name_words(&name)));
    }
    let within =
        |short: &[String], long: &[String]| !short.is_empty() && short.len() < long.len() && short.iter().all(|word| long.contains(word));
    let names: Vec<Vec<String>> = names.iter().map(|name| fold::name_words(name)).collect();
    let goes = |words: &[String]| names.iter().any(|name| within(words, name)) && !rest.iter().any(|(_, other)| within(words, other));
    let more: Vec<Place> = rest.iter().filter(|(_, words)| goes(words)).map(|(place, _)| place.clone()).collect();
    Ok(chosen.into_iter().chain(more).collect())
}

/// The places where one that was joined to an entity by hand was named; `None` if it was not.
pub(crate) fn joined_before(db: &Connection, entity: i64, other: i64) -> rusqlite::Result<Option<Vec<Place>>> {
    let mut found = joins(db, entity)?.into_iter().filter(|(_, joined)| joined.other.id == other);
    Ok(found.next().map(|(_, joined)| joined.others().cloned().collect()))
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

/// The corrections of an article that count, what was said first before what was said later.
pub(crate) fn corrections(db: &Connection, article: i64) -> rusqlite::Result<Vec<Correction>> {
    let mut sql = db.prepare_cached("SELECT seq FROM correction JOIN note USING (seq) WHERE article = ?1 ORDER BY said, seq")?;
    let seqs: Vec<i64> = sql.query_map([article], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for seq in seqs {
        if let Some(Record::Correction(correction)) = record(db, seq)? {
            found.push(correction);
        }
    }
    Ok(found)
}
