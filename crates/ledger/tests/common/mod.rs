//! Reports of our own making, and ledgers in folders that go away.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "tests; not every one of them uses everything"
)]

use serde_json::{Value, json};
use tempfile::TempDir;
use zufolge::Report;
use zufolge_ledger::{Added, Ledger, Preparer, Record};

/// A report on `text`, in which nobody is quoted; `head` goes over what is in `article`.
pub fn report(id: &str, text: &str, head: Value) -> Report {
    let mut report = json!({
        "schema": "zufolge/report@1",
        "generator": {"name": "zufolge", "version": "0.1.0", "model": "test"},
        "article": {"id": id, "language": "de"},
        "text": text, "sentences": [[0, text.chars().count()]], "entities": [], "attributions": [], "diagnostics": [],
    });
    for (name, value) in head.as_object().unwrap() {
        report["article"][name] = value.clone();
    }
    serde_json::from_value(report).unwrap()
}

/// Enough of a text to be told from others; `word` makes it another one.
pub fn text(word: &str) -> String {
    format!("Die {word} am Fluss bleibt nach Auskunft der Stadt bis auf Weiteres geschlossen, weil das Geländer erneuert werden muss.")
}

pub struct Temporary {
    pub ledger: Ledger,
    pub folder: TempDir,
}

impl Temporary {
    pub fn new() -> Temporary {
        let folder = tempfile::tempdir().unwrap();
        Temporary { ledger: Ledger::create(&folder.path().join("news.db")).unwrap(), folder }
    }

    pub fn add(&mut self, report: Report) -> Added {
        self.ledger.add(&[Preparer::default().article(report, true)]).unwrap().remove(0)
    }

    pub fn note(&mut self, record: Record) {
        self.ledger.add(&[Preparer::default().record(record)]).unwrap();
    }
}
