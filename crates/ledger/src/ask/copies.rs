//! Near-copies among the articles of one claim.

use super::claims::Loaded;
use crate::Ledger;
use crate::folds::{Copy, ItemId};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// What of a version of an article tells whose copy it is.
#[derive(Clone)]
pub(super) struct Face {
    /// When it came out, in milliseconds since 1970.
    pub(super) at: i64,
    /// The same in its own words.
    pub(super) published: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) agency: Option<String>,
    /// True if its item has no other version.
    pub(super) only: bool,
}

impl Face {
    fn moment(&self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.at).ok()
    }

    /// The agency that both name, if one of them is its own item.
    fn agency_of_both(&self, other: &Face) -> Option<String> {
        let wire = |face: &Face| face.outlet == face.agency;
        self.agency.clone().filter(|_| self.agency == other.agency && (wire(self) || wire(other)))
    }
}

/// When articles were published, in their own words, by the moment.
type Printed = HashMap<Timestamp, String>;

impl Ledger {
    /// Near-copies in which an article of these has a part, and an item of these the other; and when the versions of these items were published.
    pub(super) fn copies_among(&self, statements: &[Loaded]) -> rusqlite::Result<(Vec<Copy>, Printed)> {
        let mut versions: BTreeMap<i64, (ItemId, Face)> = BTreeMap::new();
        for one in statements {
            if let Some(face) = &one.face {
                versions.entry(one.article).or_insert_with(|| (one.folded.item.clone(), face.clone()));
            }
        }
        let mut items = versions.values().map(|(id, _)| &id.article);
        let first = items.next();
        if items.all(|item| Some(item) == first) {
            return Ok((Vec::new(), printed(&versions)));
        }
        let own: Vec<i64> = versions.keys().copied().collect();
        // Other versions of these items, in which the claim need not stand.
        let mut sql = self.db.prepare_cached(
            "SELECT other.article, other.version, other.at, other.outlet, other.agency, other.published FROM article own JOIN article other USING (item)
             WHERE own.article = ?1",
        )?;
        for article in &own {
            let Some((item, _)) = versions.get(article).filter(|(_, face)| !face.only) else { continue };
            let item = item.article.clone();
            let mut rows = sql.query([article])?;
            while let Some(row) = rows.next()? {
                let id = ItemId { article: item.clone(), version: row.get::<_, i64>(1)?.unsigned_abs() };
                let face = Face { at: row.get(2)?, outlet: row.get(3)?, agency: row.get(4)?, published: row.get(5)?, only: false };
                versions.entry(row.get(0)?).or_insert((id, face));
            }
        }
        // An agency's item has copies all over the ledger: which of them are looked at is told by their numbers alone.
        let mut sql = self.db.prepare_cached("SELECT other, overlap FROM near_copy WHERE article = ?1 ORDER BY other")?;
        let mut copies = Vec::new();
        for article in &own {
            let Some((first, face)) = versions.get(article) else { continue };
            let mut rows = sql.query([article])?;
            while let Some(row) = rows.next()? {
                let number = row.get(0)?;
                let Some((second, other)) = versions.get(&number) else { continue };
                // Copies are stored both ways.
                if number < *article && own.binary_search(&number).is_ok() {
                    continue;
                }
                copies.push(Copy {
                    first: first.clone(),
                    first_published: face.moment(),
                    second: second.clone(),
                    second_published: other.moment(),
                    agency: face.agency_of_both(other),
                    overlap: row.get::<_, f64>(1)? as f32,
                });
            }
        }
        Ok((copies, printed(&versions)))
    }
}

/// When versions were published; of those of one moment, as the first one has it.
fn printed(versions: &BTreeMap<i64, (ItemId, Face)>) -> Printed {
    let told = versions.values().rev().filter_map(|(_, face)| Some((face.moment()?, face.published.clone()?)));
    told.collect()
}
