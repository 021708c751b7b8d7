//! A hundred sorts of sources in the ways newsrooms let them speak, and forty papers and agencies in the ways they pass on what others say: of each text of
//! `fixtures/frames` the chain is known.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Who says something, in a way of saying it.
struct Case {
    text: String,
    /// How many statements the text has; the last one is what is looked at.
    statements: usize,
    stances: Vec<String>,
    /// A word of each name in its chain, origin first.
    chain: Vec<String>,
}

/// The columns of each line of a fixture, comments left out.
fn lines(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/frames").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let content = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    content.map(|line| line.split('|').map(|column| column.trim().to_owned()).collect()).collect()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A frame with the first or second form of each verb in brackets.
fn inflected(frame: &str, many: bool) -> String {
    let mut out = String::new();
    let mut rest = frame;
    while let Some((before, behind)) = rest.split_once('[') {
        let (verb, after) = behind.split_once(']').unwrap();
        let (one, several) = verb.split_once('/').unwrap();
        write!(out, "{before}{}", if many { several } else { one }).unwrap();
        rest = after;
    }
    out + rest
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for source in lines("sources.txt") {
        let [subject, behind, key] = [&source[0], &source[1], &source[2]];
        let many = source.get(3).is_some_and(|number| number == "many");
        for frame in lines("frames.txt") {
            let text = inflected(&frame[2], many).replace("{N}", &capital(subject)).replace("{n}", subject).replace("{g}", behind);
            let stances = frame[1].split_whitespace().map(str::to_owned).collect();
            cases.push(Case { text, statements: frame[0].parse().unwrap(), stances, chain: vec![key.to_lowercase()] });
        }
    }
    cases
}

fn chains() -> Vec<Case> {
    let mut cases = Vec::new();
    for outlet in lines("outlets.txt") {
        let [subject, told, whose, key] = [&outlet[0], &outlet[1], &outlet[2], &outlet[3]];
        for frame in lines("chains.txt") {
            let text = frame[1].replace("{N}", &capital(subject)).replace("{n}", subject).replace("{d}", told).replace("{g}", whose);
            let chain = frame[0].split_whitespace().map(|link| if link == "outlet" { key.to_lowercase() } else { link.to_owned() });
            cases.push(Case { text, statements: 1, stances: Vec::new(), chain: chain.collect() });
        }
    }
    cases
}

/// What is wrong with a report, if anything.
fn fault(case: &Case, report: &Value) -> Option<String> {
    let found = report["attributions"].as_array().unwrap();
    let last = found.last();
    let chain = |last: &Value| last["chain"].as_array().unwrap().iter().map(|link| link["name"].as_str().unwrap().to_lowercase()).collect();
    let chain: Vec<String> = last.map(chain).unwrap_or_default();
    let stance = |last: &Value| last["stance"].as_array().unwrap().iter().map(|stance| stance.as_str().unwrap().to_owned()).collect();
    let stance: Vec<String> = last.map(stance).unwrap_or_default();
    let of_source = chain.len() == case.chain.len() && chain.iter().zip(&case.chain).all(|(link, word)| link.contains(word));
    let right =
        found.len() == case.statements && of_source && (case.stances.is_empty() || stance.len() == 1 && case.stances.contains(&stance[0]));
    (!right).then(|| format!("{} → {} found, of {chain:?}: {stance:?}", case.text, found.len()))
}

fn faults(cases: &[Case], engine: &[&str]) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("frames.jsonl");
    let items = cases.iter().enumerate().fold(String::new(), |items, (at, case)| {
        let item = json!({"id": at.to_string(), "text": case.text});
        items + &item.to_string() + "\n"
    });
    std::fs::write(&input, items).unwrap();
    let mut read = Command::new(env!("CARGO_BIN_EXE_zufolge"));
    let output = read.args(["read", "--format", "jsonl"]).args(engine).arg(&input).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let reports: Vec<Value> = String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), cases.len());
    (cases.len(), cases.iter().zip(&reports).filter_map(|(case, report)| fault(case, report)).collect())
}

#[test]
fn whoever_says_something_in_a_common_way_is_its_source() {
    let (all, faults) = faults(&cases(), &[]);
    assert!(all > 3_000, "{all} texts tell too little");
    assert!(faults.is_empty(), "{} of {all}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_rules_alone_find_nearly_all_of_them() {
    let (all, faults) = faults(&cases(), &["--engine", "rules"]);
    assert!(faults.len() <= 5, "{} of {all}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn nearly_all_papers_stand_in_the_chain_of_what_they_pass_on() {
    let (all, faults) = faults(&chains(), &[]);
    assert!(all > 600, "{all} texts tell too little");
    assert!(faults.len() <= 11, "{} of {all}:\n{}", faults.len(), faults.join("\n"));
}
