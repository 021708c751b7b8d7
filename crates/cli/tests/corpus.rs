//! `zufolge corpus` and `zufolge evaluate --corpus zufolge` from outside: what they print, write, and how they fail.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/tests/fixtures/zuf");

fn zufolge(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zufolge")).args(args).output().unwrap()
}

#[track_caller]
fn done(args: &[&str]) -> String {
    let output = zufolge(args);
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{out}{}", String::from_utf8_lossy(&output.stderr));
    out
}

#[track_caller]
fn failed(args: &[&str]) -> String {
    let output = zufolge(args);
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// A copy of the fixtures as a corpus of its own, in a folder that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("zufolge-corpus-cli-{}-{name}", std::process::id()));
        copy(FIXTURES.as_ref(), &folder.join("de"));
        Scratch(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn check_tells_faults_and_counts() {
    let scratch = Scratch::new("check");
    let de = scratch.path("de");
    let out = done(&["corpus", "check", &de]);
    assert!(out.contains("\nattributions                                   8\n"), "{out}");
    assert!(out.ends_with("2 articles, 0 faults in 0 files\n"), "{out}");
    assert_eq!(done(&["corpus", "check", "--faults", &de]), "2 articles, 0 faults in 0 files\n");

    // With floors beside it, it is the whole corpus.
    let quotas = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/quotas.toml")).unwrap();
    std::fs::write(scratch.path("quotas.toml"), quotas).unwrap();
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/wikinews.toml"), scratch.path("wikinews.toml")).unwrap();
    let out = failed(&["corpus", "check", &de]);
    assert!(out.contains("splits.tsv:1: no splits"), "{out}");
    assert!(out.contains("quotas.toml: articles: 2, wanted 300 or more\n"), "{out}");
    assert!(out.lines().any(|line| line.split_whitespace().eq(["articles", "2", "700"])), "{out}");

    let article = scratch.path("de/local/faehre-001.zuf");
    let raw = std::fs::read_to_string(&article).unwrap();
    std::fs::write(&article, raw.replace("stance=promises", "stance=versprochen").replace("t2 DATE 2025-05", "t2 DATE 2025-15")).unwrap();
    let out = failed(&["corpus", "check", "--faults", &de]);
    let told: Vec<&str> = out.lines().map(|line| line.strip_prefix(article.as_str()).unwrap_or(line)).collect();
    assert_eq!(
        told,
        [
            ":32: a4: no such stance: “versprochen”; use the words of the annotation guide, lists with commas",
            ":36: t2: 2025-15 is not in the calendar; write a TIMEX3 value",
            "2 articles, 2 faults in 1 files"
        ]
    );
    assert!(
        failed(&["corpus", "export", &de, "--format", "jsonl", "--out", &scratch.path("x")]).contains("versprochen"),
        "faults are told"
    );
    assert!(failed(&["corpus", "check", &scratch.path("nowhere")]).contains("give an article of the corpus"), "and what is no corpus");
}

#[test]
fn split_and_evaluate() {
    let scratch = Scratch::new("split");
    let de = scratch.path("de");
    assert!(failed(&["evaluate", "--corpus", "zufolge", "--split", "score", &de]).contains("corpus split --write"));
    let shown = done(&["corpus", "split", &de]);
    assert!(!Path::new(&scratch.path("de/splits.tsv")).exists(), "only shown");
    assert_eq!(done(&["corpus", "split", "--write", &de]), shown);
    let splits = std::fs::read_to_string(scratch.path("de/splits.tsv")).unwrap();
    assert_eq!(splits.lines().map(|line| line.split('\t').next().unwrap()).collect::<Vec<_>>(), ["faehre-001", "speicherbrand-1"]);

    std::fs::write(scratch.path("de/splits.tsv"), "faehre-001\tbuild\nspeicherbrand-1\tscore\n").unwrap();
    let scores = |args: &[&str]| -> Value {
        let args: Vec<&str> = ["evaluate", "--corpus", "zufolge", "--json", &de].iter().chain(args).copied().collect();
        serde_json::from_str(&done(&args)).unwrap()
    };
    assert_eq!(scores(&["--split", "score"])["reference"], json!(2));
    assert_eq!(scores(&["--split", "build"])["reference"], json!(6));
    let rules = scores(&["--engine", "rules"]);
    assert_eq!((&rules["engine"], &rules["documents"], &rules["reference"]), (&json!("rules"), &json!(2), &json!(8)));
    assert!(rules["messages"]["f1"].as_f64().unwrap() > 0.3, "the rules find something: {rules}");

    // What the rules predict is the same when it comes from a file, and gold is all right.
    let (predicted, gold) = (scratch.path("predicted.jsonl"), scratch.path("gold.jsonl"));
    scores(&["--engine", "rules", "--predictions", &predicted]);
    let mut again = scores(&["--from", &predicted]);
    again["engine"] = json!("rules");
    assert_eq!(again, rules);
    done(&["corpus", "export", &de, "--format", "jsonl", "--out", &gold]);
    let gold = scores(&["--from", &gold]);
    assert_eq!((&gold["joint"]["f1"], &gold["layers"]["chain"]["f1"], &gold["met"]), (&json!(1.0), &json!(1.0), &json!(8)));
    assert_eq!(gold["layers"]["mixed"], Value::Null);
    let table = done(&["evaluate", "--corpus", "zufolge", &de]);
    assert!(table.lines().any(|line| line.split_whitespace().next() == Some("said_at")), "{table}");
}

#[test]
fn labels_do_not_reach_the_engine() {
    let scratch = Scratch::new("blind");
    let (de, bare) = (scratch.path("de"), scratch.path("bare"));
    done(&["corpus", "bare", &de, "--out", &bare]);
    assert!(!std::fs::read_to_string(scratch.path("bare/local/faehre-001.zuf")).unwrap().contains('{'), "no marks are left");
    std::fs::copy(scratch.path("de/stories/speicherbrand/gold.json"), scratch.path("bare/stories/speicherbrand/gold.json")).unwrap();
    let (with, without) = (scratch.path("with.jsonl"), scratch.path("without.jsonl"));
    done(&["evaluate", "--corpus", "zufolge", &de, "--predictions", &with]);
    done(&["evaluate", "--corpus", "zufolge", &bare, "--predictions", &without]);
    let (with, without) = (std::fs::read_to_string(with).unwrap(), std::fs::read_to_string(without).unwrap());
    assert!(with.contains("\"attributions\":[{"), "something was found");
    assert_eq!(with, without);
}

#[test]
fn two_annotations_are_compared() {
    let scratch = Scratch::new("agree");
    let (de, bare) = (scratch.path("de"), scratch.path("bare"));
    done(&["corpus", "bare", &de, "faehre-001", "--out", &bare]);
    assert!(failed(&["corpus", "bare", &de, "faehre-001", "--out", &bare]).contains("there already"), "nothing is written over");
    assert!(failed(&["corpus", "bare", &de, "faehre-9", "--out", &bare]).contains("faehre-9"));
    let again = scratch.path("bare/local/faehre-001.zuf");
    std::fs::copy(scratch.path("de/local/faehre-001.zuf"), &again).unwrap();
    let out = done(&["corpus", "agree", &de, &bare]);
    assert!(out.starts_with("1 articles in both\n"), "{out}");
    let row = |name: &str| out.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!((row("attributions"), row("form")), ("attributions 12 F1 1.000 -".to_owned(), "form 6 same 1.000 1.000".to_owned()));
    std::fs::write(&again, std::fs::read_to_string(&again).unwrap().replace("kam von", "kommt von")).unwrap();
    assert!(failed(&["corpus", "agree", &de, &bare]).contains("differs from that of"), "the texts must be the same");
}

#[test]
fn exports_are_written() {
    let scratch = Scratch::new("export");
    let (de, brat, wikinews) = (scratch.path("de"), scratch.path("brat"), scratch.path("out.jsonl"));
    done(&["corpus", "export", &de, "--format", "brat", "--out", &brat]);
    for name in ["annotation.conf", "faehre-001.txt", "faehre-001.ann", "speicherbrand-1.txt", "speicherbrand-1.ann"] {
        assert!(!std::fs::read_to_string(Path::new(&brat).join(name)).unwrap().is_empty(), "{name}");
    }
    done(&["corpus", "export", &de, "--format", "wikinews", "--out", &wikinews]);
    let scores: Value = serde_json::from_str(&done(&["evaluate", "--json", "--from", &wikinews, &wikinews])).unwrap();
    assert_eq!((&scores["joint"]["f1"], &scores["reference"]), (&json!(1.0), &json!(8)));
}

#[test]
fn labels_part_from_their_texts_and_come_back() {
    let scratch = Scratch::new("standoff");
    let text = "Die Reederei „Süd“ teilte mit, 'man prüfe' das, so Holm. Mehr nicht.";
    let file = format!(
        "---\nid: x\noutlet: Kurier\nagency:\npublished: 2025-03-04T16:30:00+01:00\ngenre: business\nstyle: newspaper\nstory:\nkicker:\nheadline:\nbyline:\ndateline:\n---\n{}\n===\ne1 organisation named \"Reederei „Süd“\"\na1 form=indirect mode=speech stance=states certainty=certain polarity=positive chain=e1 mixed\n",
        "{a1.f|{a1.s e1|Die Reederei „Süd“} {a1.k|teilte mit},} {a1.c|'man prüfe' das}, so Holm. Mehr nicht."
    );
    std::fs::create_dir_all(scratch.path("labelled")).unwrap();
    std::fs::write(scratch.path("labelled/x.zuf"), &file).unwrap();
    let quoted = text.replace('\'', "''");
    std::fs::write(scratch.path("texts.csv"), format!("Sport;'Etwas anderes.'\nWirtschaft;'{quoted}'\n")).unwrap();
    let labels = done(&["corpus", "strip", &scratch.path("labelled"), "--texts", &scratch.path("texts.csv")]);
    assert!(labels.starts_with("{\"row\":1,") && !labels.contains("Reederei"), "{labels}");
    std::fs::write(scratch.path("labels.jsonl"), &labels).unwrap();
    let (labels, out) = (scratch.path("labels.jsonl"), scratch.path("filled"));
    done(&["corpus", "fill", &labels, "--texts", &scratch.path("texts.csv"), "--out", &out]);
    assert_eq!(std::fs::read_to_string(scratch.path("filled/x.zuf")).unwrap(), file);
    std::fs::write(scratch.path("other.csv"), "Sport;'Etwas anderes.'\nWirtschaft;'Ganz etwas anderes.'\n").unwrap();
    let told = failed(&["corpus", "fill", &labels, "--texts", &scratch.path("other.csv"), "--out", &out]);
    assert!(told.contains("labels.jsonl, line 1: row 1 is another text"), "{told}");
    std::fs::write(scratch.path("short.csv"), "Sport;'Etwas anderes.'\n").unwrap();
    let texts = scratch.path("short.csv");
    assert!(failed(&["corpus", "fill", &labels, "--texts", &texts, "--out", &out]).contains("has no row 1"));
    assert!(failed(&["corpus", "strip", &scratch.path("labelled"), "--texts", &texts]).contains("has no such text"));
}
