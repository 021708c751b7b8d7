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

/// A report in which `said` are attributions: source, kind, content, stance; sources of one name are one entity. All words must stand in
/// `text`.
pub fn report_of(id: &str, text: &str, head: Value, said: &[(&str, &str, &str, &str)]) -> Report {
    let mut value = serde_json::to_value(report(id, text, head)).unwrap();
    let span = |words: &str| {
        let at = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in the text"));
        let start = text[..at].chars().count();
        json!([start, start + words.chars().count()])
    };
    let mut names: Vec<&str> = said.iter().map(|(source, ..)| *source).collect();
    names.dedup();
    for (at, name) in names.iter().enumerate() {
        let kind = said.iter().find(|(source, ..)| source == name).unwrap().1;
        value["entities"]
            .as_array_mut()
            .unwrap()
            .push(json!({"id": format!("e{}", at + 1), "name": name, "kind": kind, "mentions": [span(name)]}));
    }
    for (at, (source, kind, content, stance)) in said.iter().enumerate() {
        let entity = format!("e{}", names.iter().position(|name| name == source).unwrap() + 1);
        value["attributions"].as_array_mut().unwrap().push(json!({
            "id": format!("a{}", at + 1), "form": "indirect", "mode": ["speech"], "content": [span(content)], "cue": [], "source": [span(source)],
            "addressee": [], "frame": [], "parent": null,
            "chain": [{"name": source, "entity": entity, "span": span(source), "kind": kind, "naming": "named"}],
            "stance": [stance], "factuality": {"certainty": "certain", "polarity": "positive"}, "confidence": 0.9, "evidence": ["test"],
        }));
    }
    serde_json::from_value(value).unwrap()
}
