//! What people know better: taken down, and shown.

use super::ArticleFace;
use super::claims::{entity_id, number};
use crate::folds::Aliases;
use crate::record::{Change, Correction, EntityPlace, Merge, Record, Split};
use crate::store::kept::aliases;
use crate::store::know::{along, article_at, claim_of, corrections, joined_before};
use crate::store::prepared::parsed;
use crate::{Ledger, LedgerError, Preparer, corrected};
use rusqlite::params;
use serde::Serialize;
use std::collections::BTreeSet;
use zufolge::Report;

/// A correction, and when it was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MadeCorrection {
    /// When it was appended.
    pub added: String,
    /// What it says.
    #[serde(flatten)]
    pub correction: Correction,
}

/// Whom the ledger takes for one somebody, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MergedEntity {
    /// "e4".
    pub entity: String,
    /// The fullest name.
    pub name: String,
    /// Where it is named, in the order of the articles.
    pub members: Vec<MergedMember>,
}

/// Somebody in an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MergedMember {
    /// The article's id.
    pub article: String,
    /// Its version.
    pub version: u64,
    /// The entity's id in that report.
    pub local: String,
    /// The fullest name there.
    pub name: String,
    /// Why it is that one; empty for the first.
    pub evidence: String,
    /// What the article is, for people.
    #[serde(skip)]
    pub face: ArticleFace,
    /// Its record.
    #[serde(skip)]
    pub number: i64,
}

impl Ledger {
    /// Appends what people know better, after a check that what it speaks of is there. All or none.
    ///
    /// # Errors
    /// If it names an article, attribution, entity or claim that is not there, or an alias contradicts an earlier one; and as
    /// [`Ledger::add`].
    pub fn note(&mut self, records: &[Record]) -> Result<(), LedgerError> {
        let mut lines = Vec::new();
        for record in records {
            match record {
                Record::Article(_) => return Err(LedgerError::Refused("articles are added, not noted".to_owned())),
                Record::Alias(alias) => lines.push(alias.line.as_str()),
                Record::Merge(Merge { keep, join, .. }) => [keep, join].into_iter().try_for_each(|place| self.check_entity(place))?,
                Record::Split(split) => split.places.iter().try_for_each(|place| self.check_entity(place))?,
                Record::Correction(correction) => self.check_correction(correction)?,
            }
        }
        if !lines.is_empty() {
            let mut all = self.aliases()?;
            for line in lines {
                all.take_up(line).map_err(|what| LedgerError::Refused(format!("“{line}” is no alias: {what}")))?;
            }
        }
        let preparer = Preparer::default();
        let prepared: Vec<_> = records.iter().map(|record| preparer.record(record.clone())).collect();
        self.add(&prepared).map(|_| ())
    }

    fn check_entity(&self, place: &EntityPlace) -> Result<(), LedgerError> {
        let found = crate::store::know::entity_at(&self.db, place).map_err(|error| self.error(error))?;
        let name = || format!("{}, version {}, {}", place.article, place.version, place.entity);
        found.map(|_| ()).ok_or_else(|| self.unknown("entity", name(), "`zufolge ledger merges` lists those there are"))
    }

    fn check_correction(&self, correction: &Correction) -> Result<(), LedgerError> {
        let place = &correction.place;
        let there = article_at(&self.db, &place.article, place.version).map_err(|error| self.error(error))?;
        if there.is_none() {
            let name = format!("{}, version {}", place.article, place.version);
            return Err(self.unknown("article", name, "`zufolge ledger articles` lists those there are"));
        }
        let mut places = vec![place];
        match &correction.change {
            Change::Missed { .. } => places.clear(),
            Change::SameClaim { other } => places.push(other),
            _ => {}
        }
        for place in places {
            if claim_of(&self.db, place).map_err(|error| self.error(error))?.is_none() {
                let name = format!("{}, version {}, {}", place.article, place.version, place.attribution);
                return Err(self.unknown("statement", name, "`zufolge ledger sources --article ID` lists those there are"));
            }
        }
        let (article, ..) = there.unwrap_or_default();
        let text = self.report_of(article)?.text;
        let total = zufolge::report::CodePoints::new(&text).total();
        let spans: Vec<_> = match &correction.change {
            Change::Source { span, .. } => span.iter().collect(),
            Change::Content { content } => content.iter().collect(),
            Change::Missed { content, source, cue, .. } => content.iter().chain(source).chain(cue).collect(),
            _ => Vec::new(),
        };
        match spans.iter().find(|span| span.end > total || span.is_empty()) {
            Some(span) => Err(LedgerError::Refused(format!(
                "{span:?} is no place in {}, version {}: its text has {total} characters",
                place.article, place.version
            ))),
            None => Ok(()),
        }
    }

    pub(super) fn unknown(&self, what: &'static str, name: String, remedy: &'static str) -> LedgerError {
        LedgerError::Unknown { path: self.path.clone(), what, name, remedy }
    }

    /// Notes that two entities are one: `join` is joined to `keep`.
    ///
    /// # Errors
    /// If they are one already; and as [`Ledger::note`].
    pub fn merge_entities(&mut self, keep: &str, join: &str, note: Option<String>) -> Result<(), LedgerError> {
        let same = number(keep, 'e') == number(join, 'e');
        let (keep_at, join_at) = (self.some_place(keep)?, self.some_place(join)?);
        if same {
            return Err(LedgerError::Refused(format!("{keep} is one already; name two, `zufolge ledger entities` lists those there are")));
        }
        self.note(&[Record::Merge(Merge { keep: keep_at, join: join_at, note })])
    }

    /// Notes that an entity is somebody else in these articles, or where its fullest name is one of these; gives the id of that one.
    ///
    /// # Errors
    /// If nothing or all of it is chosen; and as [`Ledger::note`].
    pub fn split_entity(
        &mut self,
        entity: &str,
        articles: &[String],
        names: &[String],
        note: Option<String>,
    ) -> Result<String, LedgerError> {
        let number = self.entity_number(entity)?;
        let members: Vec<MergedMember> = self.merged(number, i64::MAX)?.members;
        let chosen = self.chosen(number, &members, articles, names).map_err(|error| self.error(error))?;
        let (out, stay): (Vec<MergedMember>, Vec<MergedMember>) =
            members.into_iter().partition(|member| chosen.contains(&(member.number, member.local.clone())));
        if out.is_empty() || stay.is_empty() {
            let what = if out.is_empty() { "nothing" } else { "all" };
            return Err(LedgerError::Refused(format!(
                "{what} of {entity} is chosen; choose a part of what `zufolge ledger merges {entity}` lists, with --article or --name"
            )));
        }
        let places: Vec<EntityPlace> =
            out.into_iter().map(|member| EntityPlace { article: member.article, version: member.version, entity: member.local }).collect();
        let first = places[0].clone();
        self.note(&[Record::Split(Split { places, note })])?;
        let now = crate::store::know::entity_at(&self.db, &first).map_err(|error| self.error(error))?;
        Ok(now.map(entity_id).unwrap_or_default())
    }

    /// The places of an entity that these articles and names choose.
    fn chosen(
        &self,
        entity: i64,
        members: &[MergedMember],
        articles: &[String],
        names: &[String],
    ) -> rusqlite::Result<BTreeSet<(i64, String)>> {
        let of = |chosen: &dyn Fn(&MergedMember) -> bool| -> Vec<(i64, String)> {
            members.iter().filter(|member| chosen(member)).map(|member| (member.number, member.local.clone())).collect()
        };
        let mut chosen: BTreeSet<(i64, String)> = of(&|member| articles.contains(&member.article)).into_iter().collect();
        for name in names {
            let before = number(name, 'e').map_or(Ok(None), |other| joined_before(&self.db, entity, other))?;
            let places = before.unwrap_or_else(|| of(&|member| member.name == *name));
            if !places.is_empty() {
                chosen.extend(along(&self.db, entity, places, &[name])?);
            }
        }
        Ok(chosen)
    }

    /// The number of an entity's id that is there.
    fn entity_number(&self, id: &str) -> Result<i64, LedgerError> {
        self.some_place(id)?;
        Ok(number(id, 'e').unwrap_or_default())
    }

    /// The first place where an entity is named.
    fn some_place(&self, entity: &str) -> Result<EntityPlace, LedgerError> {
        let found = number(entity, 'e').map(|entity| {
            let mut sql = self.db.prepare_cached(
                "SELECT id, version, local FROM member JOIN article USING (article) JOIN item USING (item)
                 WHERE entity = ?1 ORDER BY member.article, local LIMIT 1",
            )?;
            sql.query_row([entity], |row| {
                Ok(EntityPlace { article: row.get(0)?, version: row.get::<_, i64>(1)?.unsigned_abs(), entity: row.get(2)? })
            })
        });
        match found {
            Some(Ok(place)) => Ok(place),
            Some(Err(rusqlite::Error::QueryReturnedNoRows)) | None => {
                Err(self.unknown("entity", entity.to_owned(), "`zufolge ledger entities` lists those there are"))
            }
            Some(Err(error)) => Err(self.error(error)),
        }
    }

    /// Entities that are named in more than one article, and why each is taken for the one it is; with `name`, those of that name.
    ///
    /// # Errors
    /// If nobody goes by that name; what the database says.
    pub fn merges(&self, name: Option<&str>, limit: Option<usize>) -> Result<Vec<MergedEntity>, LedgerError> {
        let chosen: Vec<i64> = match name {
            Some(name) => self.meant(name)?.into_iter().map(|known| known.id).collect(),
            None => {
                let ask = || -> rusqlite::Result<Vec<i64>> {
                    let mut sql = self.db.prepare_cached(
                        "SELECT entity FROM member GROUP BY entity HAVING count(*) > 1 ORDER BY count(*) DESC, entity LIMIT ?1",
                    )?;
                    sql.query_map([limit.map_or(i64::MAX, |limit| limit as i64)], |row| row.get(0))?.collect()
                };
                ask().map_err(|error| self.error(error))?
            }
        };
        chosen.into_iter().map(|entity| self.merged(entity, i64::MAX)).collect()
    }

    /// Where an entity, "e4", is named, and why that is taken for it, in the first so many articles.
    ///
    /// # Errors
    /// What the database says.
    pub fn members(&self, entity: &str, most: usize) -> Result<Vec<MergedMember>, LedgerError> {
        let Some(entity) = number(entity, 'e') else { return Ok(Vec::new()) };
        self.merged(entity, most as i64).map(|merged| merged.members)
    }

    fn merged(&self, entity: i64, most: i64) -> Result<MergedEntity, LedgerError> {
        let ask = || -> rusqlite::Result<(String, Vec<MergedMember>)> {
            let name = self.db.prepare_cached("SELECT name FROM entity WHERE entity = ?1")?.query_row([entity], |row| row.get(0))?;
            let mut sql = self.db.prepare_cached(
                "SELECT id, version, local, name, evidence, title, outlet, published, article FROM member JOIN article USING (article) JOIN item USING (item)
                 WHERE entity = ?1 ORDER BY member.article, local LIMIT ?2",
            )?;
            let row = |row: &rusqlite::Row<'_>| {
                Ok(MergedMember {
                    article: row.get(0)?,
                    version: row.get::<_, i64>(1)?.unsigned_abs(),
                    local: row.get(2)?,
                    name: row.get(3)?,
                    evidence: row.get(4)?,
                    face: ArticleFace { title: row.get(5)?, outlet: row.get(6)?, published: row.get(7)? },
                    number: row.get(8)?,
                })
            };
            Ok((name, sql.query_map(params![entity, most], row)?.collect::<Result<_, _>>()?))
        };
        let (name, members) = ask().map_err(|error| self.error(error))?;
        Ok(MergedEntity { entity: entity_id(entity), name, members })
    }

    /// The report of a version of an article, the newest if none is given, as people have put it right; `None` if it is not there.
    ///
    /// # Errors
    /// What the database says, or a record that is damaged.
    pub fn corrected_report(&self, id: &str, version: Option<u64>) -> Result<Option<Report>, LedgerError> {
        let article = match self.article_number(id, version) {
            Ok(article) => article,
            Err(LedgerError::Unknown { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let corrections = corrections(&self.db, article).map_err(|error| self.error(error))?;
        Ok(Some(corrected(&self.report_of(article)?, &corrections)))
    }

    /// The reports of all articles that people have put right, in the order of adding.
    ///
    /// # Errors
    /// What the database says, or a record that is damaged.
    pub fn corrected_reports(&self) -> Result<Vec<Report>, LedgerError> {
        let ask = || -> rusqlite::Result<Vec<i64>> {
            let mut sql = self.db.prepare_cached("SELECT DISTINCT article FROM correction ORDER BY article")?;
            sql.query_map([], |row| row.get(0))?.collect()
        };
        let articles = ask().map_err(|error| self.error(error))?;
        let corrected = |article: i64| {
            let corrections = corrections(&self.db, article).map_err(|error| self.error(error))?;
            Ok(corrected(&self.report_of(article)?, &corrections))
        };
        articles.into_iter().map(corrected).collect()
    }

    /// The corrections of an article, or of all, the latest first.
    ///
    /// # Errors
    /// What the database says, or a record that is damaged.
    pub fn corrections(&self, article: Option<&str>, most: usize) -> Result<Vec<MadeCorrection>, LedgerError> {
        type Row = (i64, i64, Vec<u8>, Vec<u8>);
        let ask = || -> rusqlite::Result<Vec<Row>> {
            let mut sql = self.db.prepare_cached(
                "SELECT seq, added, body, checksum FROM record WHERE seq IN (
                     SELECT correction.seq FROM correction JOIN note USING (seq) JOIN article USING (article) JOIN item USING (item)
                     WHERE ?1 IS NULL OR id = ?1 ORDER BY said DESC, correction.seq DESC LIMIT ?2)
                 ORDER BY added DESC, seq DESC",
            )?;
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            sql.query_map(params![article, most as i64], row)?.collect()
        };
        let mut made = Vec::new();
        for (seq, added, body, checksum) in ask().map_err(|error| self.error(error))? {
            if let Record::Correction(correction) = parsed(&self.path, seq, &body, &checksum)? {
                made.push(MadeCorrection { added: crate::time::rfc3339(added), correction });
            }
        }
        Ok(made)
    }

    /// The user's aliases.
    ///
    /// # Errors
    /// What the database says.
    pub fn aliases(&self) -> Result<Aliases, LedgerError> {
        aliases(&self.db).map_err(|error| self.error(error))
    }
}
