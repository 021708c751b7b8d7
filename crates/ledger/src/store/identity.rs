//! Which item a version belongs to, and which place it has among the versions there.
//!
//! An item is known by its URN, its URL, its own id (together with the outlet, for ids are one's own), and, where none of these is known,
//! by outlet, headline and text together: agency copy that two papers print word for word is two items. A sender's number decides which of
//! two versions is the newer one; where one has none, or both the same, the time does, and then the order of arrival.

use crate::record::ArticleRecord;
use crate::time::instant;
use rusqlite::{Connection, OptionalExtension, params};
use std::fmt::Write;
use zufolge::Report;
use zufolge::report::Article;

/// Texts of fewer characters are not taken for the same item because they are the same text: "Folgt in Kürze".
const ENOUGH_TEXT: usize = 80;

/// What an item is known by, what tells most first.
pub(super) struct Keys(Vec<(KeyKind, String)>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyKind {
    Urn,
    Url,
    Id,
    Text,
}

impl Keys {
    pub(super) fn of(record: &ArticleRecord, content: &[u8; 32]) -> Keys {
        let article = &record.report.article;
        let outlet = article.outlet.as_deref().unwrap_or_default();
        let mut keys = Vec::new();
        let urn = article.urn.as_deref().or_else(|| Some(&*article.id).filter(|id| is_urn(id)));
        if let Some(urn) = urn.filter(|urn| !urn.trim().is_empty()) {
            keys.push((KeyKind::Urn, format!("urn:{}", urn.trim().to_lowercase())));
        }
        if let Some(url) = article.url.as_deref().filter(|url| !url.trim().is_empty()) {
            keys.push((KeyKind::Url, format!("url:{}", plain_url(url))));
        }
        if record.own_id && !is_urn(&article.id) {
            keys.push((KeyKind::Id, format!("id:{outlet}\u{1f}{}", article.id)));
        }
        if record.report.text.chars().nth(ENOUGH_TEXT).is_some() {
            keys.push((KeyKind::Text, format!("text:{outlet}\u{1f}{}", hex(content))));
        }
        Keys(keys)
    }

    /// The item that is known by one of these.
    pub(super) fn find(&self, db: &Connection) -> rusqlite::Result<Option<i64>> {
        let mut sql = db.prepare_cached("SELECT item FROM item_key WHERE key = ?1")?;
        let has_urn = self.0.iter().any(|(kind, _)| *kind == KeyKind::Urn);
        for (kind, key) in &self.0 {
            let Some(item) = sql.query_row([key], |row| row.get(0)).optional()? else { continue };
            // Two URNs are two items, even where the words are the same.
            if *kind == KeyKind::Text && has_urn && is_known_by_urn(db, item)? {
                continue;
            }
            return Ok(Some(item));
        }
        Ok(None)
    }

    /// Remembers that the item is known by these. What another item is known by already stays with that one.
    pub(super) fn store(&self, db: &Connection, item: i64) -> rusqlite::Result<()> {
        let mut sql = db.prepare_cached("INSERT OR IGNORE INTO item_key (key, item) VALUES (?1, ?2)")?;
        for (_, key) in &self.0 {
            sql.execute(params![key, item])?;
        }
        Ok(())
    }
}

fn is_known_by_urn(db: &Connection, item: i64) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM item_key WHERE item = ?1 AND key >= 'urn:' AND key < 'urn;'")?.exists([item])
}

fn is_urn(id: &str) -> bool {
    id.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:"))
}

/// Without what differs between links to one page: fragment, trailing slash, parameters that only count visitors, the case of the host.
fn plain_url(url: &str) -> String {
    let url = url.trim().split('#').next().unwrap_or_default();
    let (page, query) = url.split_once('?').unwrap_or((url, ""));
    let (scheme, rest) = page.split_once("://").unwrap_or(("", page));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let scheme = if scheme.eq_ignore_ascii_case("http") { "https" } else { scheme };
    let mut plain = format!("{}://{}/{}", scheme.to_lowercase(), host.to_lowercase(), path.trim_end_matches('/'));
    let kept = query.split('&').filter(|part| !part.is_empty() && !part.to_lowercase().starts_with("utm_"));
    for (index, part) in kept.enumerate() {
        plain.push(if index == 0 { '?' } else { '&' });
        plain.push_str(part);
    }
    plain
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Whether the sender has taken an item back with this version: its reader remarks on it, or its status says so.
pub(super) fn is_withdrawn(report: &Report) -> bool {
    let status = report.article.details.status.as_deref();
    matches!(status, Some("canceled" | "cancelled")) || report.diagnostics.iter().any(|remark| remark.code == "withdrawn")
}

/// When a version came out; `added` where it does not say.
pub(super) fn at(article: &Article, added: i64) -> i64 {
    published(article).and_then(instant).unwrap_or(added)
}

/// When a version came out, in its own words: when it was changed, where that is later than when it was first published.
pub(super) fn published(article: &Article) -> Option<&str> {
    let times = [article.published.as_deref(), article.updated.as_deref()];
    times.into_iter().flatten().filter(|time| instant(time).is_some()).reduce(|a, b| if instant(b) > instant(a) { b } else { a })
}

/// A version of an item that is stored.
pub(super) struct Version {
    pub(super) article: i64,
    pub(super) version: i64,
    pub(super) given: Option<i64>,
    pub(super) withdrawn: bool,
    pub(super) content: [u8; 32],
    pub(super) at: i64,
}

/// The versions of an item, oldest first.
pub(super) fn versions(db: &Connection, item: i64) -> rusqlite::Result<Vec<Version>> {
    let mut sql =
        db.prepare_cached("SELECT article, version, given, withdrawn, content, at FROM article WHERE item = ?1 ORDER BY place")?;
    let row = |row: &rusqlite::Row<'_>| {
        Ok(Version {
            article: row.get(0)?,
            version: row.get(1)?,
            given: row.get(2)?,
            withdrawn: row.get(3)?,
            content: row.get(4)?,
            at: row.get(5)?,
        })
    };
    sql.query_map([item], row)?.collect()
}

impl Version {
    /// Whether this newcomer is a version that is stored already.
    pub(super) fn is_same(&self, stored: &Version) -> bool {
        let numbers = self.given.is_none() || stored.given.is_none() || self.given == stored.given;
        self.content == stored.content && self.withdrawn == stored.withdrawn && numbers
    }

    /// Whether this newcomer is newer than a version that is stored.
    pub(super) fn is_newer(&self, stored: &Version) -> bool {
        match (self.given, stored.given) {
            (Some(mine), Some(theirs)) if mine != theirs => mine > theirs,
            _ => self.at >= stored.at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain_url;

    #[test]
    fn links_to_one_page_are_one() {
        let plain = "https://elbkurier.example/hafen?id=7";
        for url in [plain, "http://Elbkurier.example/hafen/?id=7#c", "https://elbkurier.example/hafen?utm_source=x&id=7"] {
            assert_eq!(plain_url(url), plain);
        }
        assert_ne!(plain_url("https://elbkurier.example/hafen?id=8"), plain);
    }
}
