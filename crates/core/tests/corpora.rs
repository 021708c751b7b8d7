//! The whole pipeline over corpora, where they are: nothing panics, every span is verbatim, every report keeps the contract.
//!
//! They are looked for in the folder that `ZUFOLGE_DATA` names, else in `../shared/data` beside the project, and cannot be given out with
//! it. Without them these tests pass with a note, seen with `--nocapture`.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a malformed corpus fails the test; what was not read is told")]

mod invariants;

use invariants::Contract;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use zufolge::attribution::rules::AttributionRules;
use zufolge::{Article, Pipeline, Report};
use zufolge_lexicon::GERMAN;

/// The file, if it is there.
fn corpus(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = std::env::var_os("ZUFOLGE_DATA").map_or_else(beside, PathBuf::from).join(name);
    let there = path.is_file();
    if !there {
        eprintln!("not read: there is no corpus at {}", path.display());
    }
    there.then_some(path)
}

/// Reads all texts and fails with the names of those whose report `check` or the contract finds wrong, each with its first fault.
fn read_all(check: fn(&Report) -> Result<(), String>, texts: impl Iterator<Item = (String, String)>) {
    let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));
    let contract = Contract::new();
    let (mut read, mut statements) = (0, 0);
    let mut faults = Vec::new();
    for (id, text) in texts {
        let report = pipeline.read(&Article { id: id.clone(), text, ..Article::default() });
        read += 1;
        statements += report.attributions.len();
        if let Err(fault) = check(&report).and_then(|()| contract.broken(&report)) {
            faults.push(format!("{id}: {fault}"));
        }
    }
    assert!(faults.is_empty(), "{} of {read} reports are wrong:\n{}", faults.len(), faults.join("\n"));
    assert!(statements > read, "only {statements} statements in {read} texts");
    eprintln!("{read} texts, {statements} statements");
}

fn read_wikinews(file: &str, check: fn(&Report) -> Result<(), String>) {
    let Some(path) = corpus(&format!("wikinews-quotes/{file}.jsonl")) else { return };
    let lines = std::fs::read_to_string(path).unwrap();
    read_all(
        check,
        lines.lines().map(|line| {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| article[name].as_str().unwrap().to_owned();
            (field("documentName"), field("originalText"))
        }),
    );
}

#[test]
fn every_article_of_wikinews_dev_is_read() {
    read_wikinews("dev", invariants::broken);
}

#[test]
fn every_article_of_wikinews_train_is_read() {
    read_wikinews("train", invariants::broken);
}

#[test]
fn cues_and_addressees_stay_with_their_statement() {
    read_wikinews("dev", invariants::astray);
    read_wikinews("train", invariants::astray);
}

/// Austrian newspaper articles, each without a line break: `cargo test --release -p zufolge --test corpora -- --ignored --nocapture`
#[test]
#[ignore = "slow without --release"]
fn every_newspaper_article_is_read() {
    let Some(path) = corpus("10kgnad-test/test.csv") else { return };
    let lines = std::fs::read_to_string(path).unwrap();
    read_all(
        invariants::broken,
        lines.lines().enumerate().map(|(index, line)| {
            let (_, quoted) = line.split_once(';').unwrap();
            // A text with an apostrophe in it is quoted in apostrophes, with those inside doubled.
            let text = match quoted.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
                Some(inside) => inside.replace("''", "'"),
                None => quoted.to_owned(),
            };
            (format!("line {}", index + 1), text)
        }),
    );
}

/// Five megabytes of minutes, a paragraph of up to a day's length at a time and once as a whole; unpacked by `xz`. Run as the one above.
#[test]
#[ignore = "slow without --release"]
fn minutes_of_parliament_are_read() {
    const MEGABYTES: u64 = 5;
    let Some(path) = corpus("bundestag-plenary/bundestag-plenary.txt.xz") else { return };
    let Ok(mut xz) = Command::new("xz").args(["-dc"]).arg(path).stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
        eprintln!("not read: there is no xz");
        return;
    };
    let mut bytes = Vec::new();
    xz.stdout.take().unwrap().take(MEGABYTES * 1_000_000).read_to_end(&mut bytes).unwrap();
    let _ = xz.wait();
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(bytes.len() as u64, MEGABYTES * 1_000_000);
    let pieces = text.lines().enumerate().map(|(index, line)| (format!("line {}", index + 1), line.to_owned()));
    read_all(invariants::broken, pieces.chain([("the whole".to_owned(), text.to_string())]));
}
