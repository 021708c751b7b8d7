//! A report made ready for the store: all that takes time and needs no ledger, so that readers do it on all cores.

use crate::LedgerError;
use crate::folds::{Fingerprint, Folds, Item, ItemId, Somebody, Statement, keys};
use crate::record::{ArticleRecord, Record};
use crate::words::Stems;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use zufolge::Report;
use zufolge_lexicon::GERMAN;

/// Levels of zlib above this one take longer and save little on a report (docs/ledger.md).
const LEVEL: u32 = 3;

/// Makes reports ready.
#[derive(Debug)]
pub struct Preparer {
    stems: Stems,
    folds: Folds,
}

impl Default for Preparer {
    fn default() -> Self {
        Preparer { stems: Stems::default(), folds: Folds::new(&GERMAN) }
    }
}

/// A record that can be appended.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) record: Record,
    pub(crate) body: Vec<u8>,
    pub(crate) checksum: [u8; 32],
    pub(crate) derived: Derived,
}

/// What is derived from a record alone.
#[derive(Debug, Default)]
pub(crate) struct Derived {
    /// SHA-256 of headline and text of an article.
    pub(crate) content: [u8; 32],
    /// Stems of headline and text.
    pub(crate) stems: String,
    /// Whom it names.
    pub(crate) persons: Vec<Somebody>,
    /// What is said in it; the store fills in what is only known there.
    pub(crate) statements: Vec<Statement>,
    /// Stems of their contents, in the same order.
    pub(crate) said: Vec<String>,
    /// What it is filed under.
    pub(crate) keys: Vec<u64>,
    /// The shingles of its text.
    pub(crate) fingerprint: Fingerprint,
}

impl Preparer {
    /// Makes an article ready. `own_id` is true if its id is its own, not made of the name of a file.
    #[must_use]
    pub fn article(&self, report: Report, own_id: bool) -> Prepared {
        self.record(Record::Article(Box::new(ArticleRecord { own_id, report })))
    }

    /// Makes any record ready.
    #[must_use]
    pub fn record(&self, record: Record) -> Prepared {
        // Text, numbers and lists of them are all that a record holds, and a Vec takes whatever is written to it.
        let json = serde_json::to_vec(&record).unwrap_or_default();
        let derived = self.derived(&record);
        Prepared { record, body: packed(&json), checksum: Sha256::digest(&json).into(), derived }
    }

    pub(crate) fn derived(&self, record: &Record) -> Derived {
        let Record::Article(article) = record else { return Derived::default() };
        let report = &article.report;
        let title = report.article.title.as_deref().unwrap_or_default();
        let mut hash = Sha256::new();
        hash.update(title);
        hash.update([0]);
        hash.update(&report.text);
        let whole = if report.text.contains(title) { None } else { Some(format!("{title}\n{}", report.text)) };
        let head = &report.article;
        // Which item and version it is, and when it came out, the store will tell.
        let id = ItemId { article: head.id.clone(), version: 0 };
        let outlet = head.outlet.as_deref().or(head.agency.as_deref());
        let item = Item { id: &id, outlet, agency: head.agency.as_deref(), published: None, report };
        let (persons, statements) = self.folds.of_article(&item);
        Derived {
            content: hash.finalize().into(),
            stems: self.stems.of_text(whole.as_deref().unwrap_or(&report.text)),
            persons,
            said: statements.iter().map(|statement| self.stems.of_text(&statement.text)).collect(),
            keys: keys(&statements),
            statements,
            fingerprint: Fingerprint::of(&report.text),
        }
    }

    pub(super) fn folds(&self) -> &Folds {
        &self.folds
    }

    pub(super) fn stems(&self) -> &Stems {
        &self.stems
    }
}

fn packed(json: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::with_capacity(json.len() / 4), Compression::new(LEVEL));
    let done = packer.write_all(json).and_then(|()| packer.finish());
    done.unwrap_or_default()
}

/// A stored record's JSON, whatever its checksum.
pub(super) fn inflated(body: &[u8]) -> Result<Vec<u8>, String> {
    let mut json = Vec::with_capacity(body.len() * 4);
    ZlibDecoder::new(body).read_to_end(&mut json).map_err(|error| format!("it cannot be unpacked ({error})"))?;
    Ok(json)
}

/// A stored record's JSON.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn unpacked(body: &[u8], checksum: &[u8]) -> Result<Vec<u8>, String> {
    let json = inflated(body)?;
    if Sha256::digest(&json)[..] == *checksum { Ok(json) } else { Err("its checksum is wrong".to_owned()) }
}

/// A stored record.
pub(crate) fn parsed(path: &std::path::Path, seq: i64, body: &[u8], checksum: &[u8]) -> Result<Record, LedgerError> {
    let record = unpacked(body, checksum)
        .and_then(|json| serde_json::from_slice(&json).map_err(|error| format!("it is no record that this program knows ({error})")));
    record.map_err(|message| LedgerError::Record { path: path.to_owned(), seq, message })
}
