//! What an article says, folded into what the ledger knows: entities, claims, near-copies.
//!
//! Nothing is searched through: what an article may have to do with is found by its keys, newest first, and only so much of it is looked at.

use super::kept::{Filed, Kept, Printed};
use super::prepared::{Derived, Preparer};
use crate::folds::{
    Candidate, Folds, ItemId, Known, MOST_ARTICLES, MOST_CANDIDATES, Meeting, NEAR_COPY, Place, Placing, Somebody, Statement, folded, place,
};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

/// What a statement or entity is stored as.
pub(crate) fn packed<T: serde::Serialize>(value: &T) -> rusqlite::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// What [`packed`] made.
pub(crate) fn unpacked<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<T> {
    postcard::from_bytes(bytes).map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, Box::new(error)))
}

/// An article that has just been stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stored<'a> {
    pub(super) article: i64,
    pub(super) item: i64,
    pub(super) id: &'a ItemId,
    /// When its version came out.
    pub(super) at: i64,
}

/// Folds an article into the ledger.
pub(super) fn fold(db: &Connection, kept: &mut Kept, tools: &Preparer, stored: Stored<'_>, derived: &Derived) -> rusqlite::Result<()> {
    let entities = entities(db, kept, tools.folds(), stored, &derived.persons)?;
    copies(db, kept, stored, derived)?;
    let mut statements = derived.statements.clone();
    for statement in &mut statements {
        settle(statement, stored, |local| entities.get(local).copied());
    }
    claims(db, kept, stored, statements, &derived.said, &derived.keys)
}

/// Fills in what is only known once an article is stored.
pub(super) fn settle(statement: &mut Statement, stored: Stored<'_>, entity: impl Fn(&str) -> Option<i64>) {
    statement.item = stored.id.clone();
    statement.published = jiff::Timestamp::from_millisecond(stored.at).ok();
    statement.resolve(entity);
}

/// Finds or makes the entity of everybody who is named; gives them by the ids of the report.
fn entities(
    db: &Connection,
    kept: &mut Kept,
    folds: &Folds,
    stored: Stored<'_>,
    persons: &[Somebody],
) -> rusqlite::Result<HashMap<String, i64>> {
    let aliases = kept.aliases(db)?;
    let mut found = HashMap::new();
    for somebody in persons {
        let mut somebody = somebody.clone();
        somebody.item = stored.id.clone();
        let mut keys = somebody.keys.clone();
        keys.extend(aliases.keys(&somebody.name));
        let candidates = candidates(db, kept, &keys)?;
        let borrowed: Vec<&Known> = candidates.iter().map(Rc::as_ref).collect();
        let (known, evidence, names) = match folds.meet(&somebody, &borrowed, &aliases) {
            Meeting::Is { entity, evidence } => {
                let mut known = Known::clone(&*kept.entity(db, entity)?);
                let names = known.names.len();
                known.absorb(&somebody);
                (known, evidence, names)
            }
            Meeting::New => {
                let mut known = Known::new(next_entity(db)?, &somebody);
                known.wikidata = aliases.wikidata(&somebody.name).map(str::to_owned);
                (known, String::new(), 0)
            }
        };
        store_entity(db, &known, stored.article)?;
        store_names(db, known.id, known.names.get(names..).unwrap_or_default())?;
        db.prepare_cached("INSERT INTO member (article, local, entity, name, evidence) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            stored.article,
            somebody.local,
            known.id,
            somebody.names.first().unwrap_or(&somebody.name),
            evidence
        ])?;
        found.insert(somebody.local, known.id);
        kept.keep_entity(Rc::new(known));
    }
    Ok(found)
}

pub(super) fn next_entity(db: &Connection) -> rusqlite::Result<i64> {
    // A number that was given once is not given again, even where its entity was joined to another one.
    let sql = "SELECT max(coalesce((SELECT max(entity) FROM entity), 0), coalesce((SELECT max(other) FROM decision), 0)) + 1";
    db.prepare_cached(sql)?.query_row([], |row| row.get(0))
}

/// The entities that share a key, those met last first.
fn candidates(db: &Connection, kept: &mut Kept, keys: &[String]) -> rusqlite::Result<Vec<Rc<Known>>> {
    let mut ids: Vec<i64> = Vec::new();
    let mut sql = db.prepare_cached("SELECT entity FROM entity_key WHERE key = ?1 ORDER BY last DESC, entity DESC LIMIT ?2")?;
    for key in keys {
        let rows = sql.query_map(params![key, MOST_CANDIDATES as i64], |row| row.get(0))?;
        for id in rows {
            let id = id?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids.into_iter().map(|id| kept.entity(db, id)).collect()
}

/// Writes an entity and its keys; `last` is the article that named it last.
pub(super) fn store_entity(db: &Connection, known: &Known, last: i64) -> rusqlite::Result<()> {
    let mut before = db.prepare_cached("SELECT last FROM entity WHERE entity = ?1")?;
    let before: Option<i64> = before.query_row([known.id], |row| row.get(0)).optional()?;
    let mut write = db.prepare_cached(
        "INSERT INTO entity (entity, name, kind, role, wikidata, last, folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (entity) DO UPDATE SET name = ?2, kind = ?3, role = ?4, wikidata = ?5, last = ?6, folded = ?7",
    )?;
    write.execute(params![known.id, known.name, name_of(&known.kind), known.role, known.wikidata, last, packed(known)?])?;
    let mut forget = db.prepare_cached("DELETE FROM entity_key WHERE key = ?1 AND last = ?2 AND entity = ?3")?;
    let mut file = db.prepare_cached("INSERT OR IGNORE INTO entity_key (key, last, entity) VALUES (?1, ?2, ?3)")?;
    for key in &known.keys {
        if let Some(before) = before.filter(|before| *before != last) {
            forget.execute(params![key, before, known.id])?;
        }
        file.execute(params![key, last, known.id])?;
    }
    Ok(())
}

/// Files an entity under the words of its names.
pub(super) fn store_names(db: &Connection, entity: i64, names: &[String]) -> rusqlite::Result<()> {
    let mut file = db.prepare_cached("INSERT OR IGNORE INTO entity_word (word, entity) VALUES (?1, ?2)")?;
    for name in names {
        for word in name_words(name) {
            file.execute(params![word, entity])?;
        }
    }
    Ok(())
}

/// The words of a name, in the form that all their spellings share; without those that are written small ("von", "die").
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let words = crate::words::words(name);
    words
        .filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .map(folded)
        .filter(|word| !word.is_empty())
        .collect()
}

/// The contract's name of an enumeration's value.
pub(crate) fn name_of<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Finds the articles that share much of the text.
fn copies(db: &Connection, kept: &mut Kept, stored: Stored<'_>, derived: &Derived) -> rusqlite::Result<()> {
    let keys = derived.fingerprint.keys();
    let mut shared: FxHashMap<i64, usize> = FxHashMap::default();
    let mut find = db.prepare_cached("SELECT article FROM copy_key WHERE key = ?1 ORDER BY article DESC LIMIT ?2")?;
    for key in keys {
        let key = i64::from(*key);
        for article in kept.copy_keys.articles(key, || newest(&mut find, key))? {
            *shared.entry(*article).or_default() += 1;
        }
    }
    let ranked = ranked(shared);
    let mut pair = db.prepare_cached("INSERT OR REPLACE INTO near_copy (article, other, overlap) VALUES (?1, ?2, ?3)")?;
    for other in ranked.into_iter().take(MOST_CANDIDATES) {
        let printed = kept.print(db, other)?;
        let overlap = derived.fingerprint.overlap(&printed.print);
        if printed.item != stored.item && overlap >= NEAR_COPY {
            pair.execute(params![stored.article, other, f64::from(overlap)])?;
            pair.execute(params![other, stored.article, f64::from(overlap)])?;
        }
    }
    let mut file = db.prepare_cached("INSERT OR IGNORE INTO copy_key (key, article) VALUES (?1, ?2)")?;
    for key in keys {
        file.execute(params![key, stored.article])?;
        kept.copy_keys.file(i64::from(*key), stored.article);
    }
    db.prepare_cached("INSERT INTO fingerprint (article, hashes) VALUES (?1, ?2)")?
        .execute(params![stored.article, derived.fingerprint.to_bytes()])?;
    kept.keep_print(stored.article, Printed { item: stored.item, print: derived.fingerprint.clone() });
    Ok(())
}

/// The newest articles that are filed under a key, the newest first.
fn newest(find: &mut rusqlite::CachedStatement<'_>, key: i64) -> rusqlite::Result<Vec<i64>> {
    find.query_map(params![key, MOST_CANDIDATES as i64], |row| row.get(0))?.collect()
}

/// Articles by how many keys they share, most first, then the newest.
fn ranked(shared: FxHashMap<i64, usize>) -> Vec<i64> {
    let mut ranked: Vec<(usize, i64)> = shared.into_iter().map(|(article, count)| (count, article)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    ranked.into_iter().map(|(_, article)| article).collect()
}

/// Finds or makes the claims that an article's statements belong to; `said` are the stems of their contents.
pub(super) fn claims(
    db: &Connection,
    kept: &mut Kept,
    stored: Stored<'_>,
    statements: Vec<Statement>,
    said: &[String],
    keys: &[u64],
) -> rusqlite::Result<()> {
    let near = near(db, kept, stored, keys)?;
    let articles: Vec<Rc<Vec<Filed>>> = near.into_iter().map(|article| kept.article(db, article)).collect::<Result<_, _>>()?;
    let candidates: Vec<Candidate<'_>> = articles
        .iter()
        .flat_map(|filed| filed.iter())
        .map(|filed| Candidate { claim: filed.claim.get(), statement: &filed.folded })
        .collect();
    let Placing { placed, joined } = place(&statements, &candidates);
    let mut claim_of: Vec<Option<i64>> = vec![None; statements.len()];
    // Those that found claims first: others may name them.
    for (at, placed) in placed.iter().enumerate() {
        match placed.to {
            Place::New => claim_of[at] = Some(new_claim(db)?),
            Place::Known(claim) => claim_of[at] = Some(claim),
            Place::With(_) => {}
        }
    }
    let resolved = |place: Place, claim_of: &[Option<i64>]| match place {
        Place::Known(claim) => Some(claim),
        Place::With(at) => claim_of.get(at).copied().flatten(),
        Place::New => None,
    };
    for (at, placed) in placed.iter().enumerate() {
        if claim_of[at].is_none() {
            claim_of[at] = Some(resolved(placed.to, &claim_of).map_or_else(|| new_claim(db), Ok)?);
        }
    }
    let mut filed = Vec::with_capacity(statements.len());
    for (((statement, said), placed), claim) in statements.into_iter().zip(said).zip(&placed).zip(claim_of.iter().copied().flatten()) {
        let number = insert(db, stored, claim, &statement, said, &placed.evidence.join("; "))?;
        for other in &placed.contradicts {
            if let Some(other) = resolved(*other, &claim_of).filter(|other| *other != claim) {
                contradict(db, kept, claim, other)?;
            }
        }
        filed.push(Filed { statement: number, claim: Cell::new(claim), folded: statement });
    }
    let mut file = db.prepare_cached("INSERT OR IGNORE INTO claim_key (key, article) VALUES (?1, ?2)")?;
    for key in keys {
        file.execute(params![key.cast_signed(), stored.article])?;
        kept.claim_keys.file(key.cast_signed(), stored.article);
    }
    kept.keep_article(stored.article, Rc::new(filed));
    for (gone, stays) in joined {
        join(db, kept, gone, stays)?;
    }
    Ok(())
}

/// Makes one claim of two, unless somebody has said of a statement of one of them which claim it belongs to.
fn join(db: &Connection, kept: &mut Kept, gone: i64, stays: i64) -> rusqlite::Result<()> {
    // Only corrections pin; most ledgers have none, and the rows of large claims are many.
    let sql = "SELECT 1 FROM statement WHERE EXISTS (SELECT 1 FROM correction) AND claim IN (?1, ?2) AND pinned = 1";
    if db.prepare_cached(sql)?.exists([gone, stays])? {
        return Ok(());
    }
    let mut articles = db.prepare_cached("SELECT DISTINCT article FROM statement WHERE claim = ?1")?;
    for article in articles.query_map([gone], |row| row.get(0))? {
        kept.became(article?, gone, stays);
    }
    // The newer claim is the smaller one most often: its items are looked for in the other one, whose own are not counted again.
    let sql = "SELECT DISTINCT item FROM statement JOIN article USING (article) WHERE claim = ?1 AND dropped = 0";
    let items: Vec<i64> = db.prepare_cached(sql)?.query_map([gone], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut more = 0;
    for item in items {
        more += i64::from(!says(db, item, stays)?);
    }
    db.prepare_cached("UPDATE statement SET claim = ?2, placed = ?2 WHERE claim = ?1")?.execute([gone, stays])?;
    db.prepare_cached("UPDATE claim SET articles = 0, became = ?2 WHERE claim = ?1")?.execute([gone, stays])?;
    db.prepare_cached("UPDATE claim SET articles = articles + ?2 WHERE claim = ?1")?.execute([stays, more])?;
    let mut others = db.prepare_cached("SELECT other FROM contradiction WHERE claim = ?1")?;
    let others: Vec<i64> = others.query_map([gone], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // Each pair stands there both ways, and is found by its first.
    let mut forget = db.prepare_cached("DELETE FROM contradiction WHERE claim = ?1 AND other = ?2")?;
    for other in others {
        forget.execute([gone, other])?;
        forget.execute([other, gone])?;
        if other != stays {
            contradict(db, kept, stays, other)?;
        }
    }
    Ok(())
}

/// Counts the items of a claim anew.
pub(super) fn count(db: &Connection, claim: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE claim SET articles = (SELECT count(DISTINCT item) FROM statement JOIN article USING (article)
         WHERE statement.claim = claim.claim AND dropped = 0) WHERE claim = ?1",
    )?
    .execute([claim])?;
    Ok(())
}

/// The articles that share most keys with this one: those with most in common first, then the newest. Other versions of it are among them.
fn near(db: &Connection, kept: &mut Kept, stored: Stored<'_>, keys: &[u64]) -> rusqlite::Result<Vec<i64>> {
    let mut shared: FxHashMap<i64, usize> = FxHashMap::default();
    let mut find = db.prepare_cached("SELECT article FROM claim_key WHERE key = ?1 ORDER BY article DESC LIMIT ?2")?;
    for key in keys {
        let key = key.cast_signed();
        for article in kept.claim_keys.articles(key, || newest(&mut find, key))? {
            *shared.entry(*article).or_default() += 1;
        }
    }
    let mut versions = db.prepare_cached("SELECT article FROM article WHERE item = ?1 AND article <> ?2")?;
    for article in versions.query_map([stored.item, stored.article], |row| row.get(0))? {
        *shared.entry(article?).or_default() += keys.len() + 1;
    }
    let mut near = ranked(shared);
    near.truncate(MOST_ARTICLES);
    Ok(near)
}

pub(super) fn new_claim(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("INSERT INTO claim (articles) VALUES (0)")?.execute([])?;
    Ok(db.last_insert_rowid())
}

/// Takes note that two claims contradict each other.
fn contradict(db: &Connection, kept: &mut Kept, claim: i64, other: i64) -> rusqlite::Result<()> {
    if !kept.contradict(claim, other) {
        return Ok(());
    }
    let mut pair = db.prepare_cached("INSERT OR IGNORE INTO contradiction (claim, other) VALUES (?1, ?2)")?;
    pair.execute([claim, other])?;
    pair.execute([other, claim])?;
    Ok(())
}

/// True if any version of an item has a claim.
fn says(db: &Connection, item: i64, claim: i64) -> rusqlite::Result<bool> {
    // From the few versions of the item to the claim, not from the many statements of the claim to the item.
    let sql = "SELECT 1 FROM article CROSS JOIN statement USING (article) WHERE item = ?1 AND claim = ?2 AND dropped = 0 LIMIT 1";
    db.prepare_cached(sql)?.exists([item, claim])
}

/// Stores a statement under its claim; `said` are the stems of its content.
pub(super) fn insert(
    db: &Connection,
    stored: Stored<'_>,
    claim: i64,
    statement: &Statement,
    said: &str,
    evidence: &str,
) -> rusqlite::Result<i64> {
    if !says(db, stored.item, claim)? {
        db.prepare_cached("UPDATE claim SET articles = articles + 1 WHERE claim = ?1")?.execute([claim])?;
    }
    let voice = statement.chain.first();
    let mut write = db.prepare_cached(
        "INSERT INTO statement (article, attribution, claim, placed, entity, behalf, who, naming, stance, evidence, folded, dropped, pinned)
         VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0)",
    )?;
    write.execute(params![
        stored.article,
        statement.attribution,
        claim,
        voice.and_then(|voice| voice.entity),
        voice.and_then(|voice| voice.behalf),
        voice.map(|voice| voice.name.as_str()),
        voice.map(|voice| name_of(&voice.naming)),
        stances(statement),
        evidence,
        packed(statement)?,
    ])?;
    let number = db.last_insert_rowid();
    db.prepare_cached("INSERT INTO statement_words (rowid, stems) VALUES (?1, ?2)")?
        .execute(params![number, statement_stems(statement, said.to_owned())])?;
    Ok(number)
}

/// What a statement is found by: the stems of its content, which are given, and its entities.
pub(super) fn statement_stems(statement: &Statement, said: String) -> String {
    let mut all = said;
    let voice = statement.chain.first();
    for entity in [voice.and_then(|voice| voice.entity), voice.and_then(|voice| voice.behalf)].into_iter().flatten() {
        all.push(' ');
        all.push_str(&entity_token(entity));
    }
    all
}

/// An entity among stems.
pub(crate) fn entity_token(entity: i64) -> String {
    format!("entity{entity}")
}

/// ",states,denies,": to be looked into with `instr`.
pub(super) fn stances(statement: &Statement) -> String {
    let names: Vec<&str> = statement.stance.iter().map(|stance| stance.name()).collect();
    format!(",{},", names.join(","))
}
