//! The readers of corpora with expressions of time, over small files of our own in their formats.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::{Path, PathBuf};
use zufolge::document::times::{Published, TimeKind};
use zufolge_corpus::timex::{self, TimexDocument};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/timex").join(name)
}

fn times(document: &TimexDocument) -> Vec<(&str, Option<TimeKind>, &str)> {
    document.times.iter().map(|time| (&document.text[time.span.range()], time.kind, time.value.as_str())).collect()
}

#[test]
fn timeml_with_entities_and_without_empty_expressions() {
    let documents = timex::read(&fixture("krauts")).unwrap();
    let [document] = &documents[..] else { panic!("one document: {documents:?}") };
    assert_eq!(document.name, "hafen");
    assert_eq!(document.published, Published::read("2025-03-12"));
    assert!(document.text.starts_with("\nKai & Söhne räumten gestern"), "{}", document.text);
    assert_eq!(times(document), [("gestern", Some(TimeKind::Date), "2025-03-11"), ("drei Jahren", Some(TimeKind::Duration), "P3Y")]);
}

#[test]
fn standoff_in_bytes_of_the_text_without_tags() {
    let documents = timex::read(&fixture("wikiwars")).unwrap();
    let [document] = &documents[..] else { panic!("one document: {documents:?}") };
    assert_eq!(document.published, None, "the day it was fetched is not the day of the story");
    assert_eq!(times(document), [("3. Mai 1871", None, "1871-05-03"), ("Zwei Tage später", None, "1871-05-05")]);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let error = timex::read(&fixture("nirgends")).unwrap_err().to_string();
    assert!(error.contains("nirgends"), "{error}");
}
