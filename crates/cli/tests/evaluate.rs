//! `zufolge evaluate` from outside: what it prints, and how it fails.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/tests/fixtures").join(name)
}

fn evaluate(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zufolge")).arg("evaluate").args(args).env("COLUMNS", "140").output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A folder that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("zufolge-evaluate-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The tiny corpus as predictions for itself, each document changed by `change`.
fn predicted(change: impl Fn(usize, &mut Value)) -> String {
    let lines = std::fs::read_to_string(corpus("wikinews.jsonl")).unwrap();
    lines
        .lines()
        .enumerate()
        .map(|(number, line)| {
            let document: Value = serde_json::from_str(line).unwrap();
            let mut out = json!({"documentName": document["documentName"], "annotations": document["annotations"]});
            change(number, &mut out);
            format!("{out}\n")
        })
        .collect()
}

#[test]
fn the_reference_scores_full_marks_against_itself() {
    let file = corpus("wikinews.jsonl");
    let file = file.to_str().unwrap();
    let scores: Value = serde_json::from_str(&stdout(&evaluate(&["--json", "--from", file, file]))).unwrap();
    for row in ["messages", "roles", "joint", "addressee", "cue", "frame", "source", "form", "medium"] {
        assert_eq!(scores[row], json!({"precision": 1.0, "recall": 1.0, "f1": 1.0}), "{row}");
    }
    assert_eq!(scores["by_form"]["Indirect"], json!({"gold": 4, "found": 1.0, "exact": 1.0}));
    assert_eq!((&scores["documents"], &scores["groups"]), (&json!(3), &json!(7)));
    assert!(scores["tokens"]["f1"].is_number() && scores["sentences"]["f1"].is_number());
}

#[test]
fn losses_are_counted_and_shown_side_by_side() {
    let scratch = Scratch::new("losses");
    // The first document loses one attribution of three, and a second one gets the wrong source; the third loses nothing.
    let from = scratch.file(
        "predicted.jsonl",
        &predicted(|number, document| {
            if number == 0 {
                let annotations = document["annotations"].as_array_mut().unwrap();
                annotations.remove(0);
                annotations[0]["speaker"]["tokenIds"] = json!([0, 1]);
            }
        }),
    );
    let file = corpus("wikinews.jsonl");
    let file = file.to_str().unwrap();
    let scores: Value = serde_json::from_str(&stdout(&evaluate(&["--json", "--from", &from, file]))).unwrap();
    assert_eq!(scores["messages"]["precision"], json!(1.0));
    assert_eq!(scores["messages"]["recall"], json!(6.0 / 7.0));
    assert_eq!(scores["source"]["precision"], json!(5.0 / 6.0));
    assert_eq!(scores["source"]["recall"], json!(5.0 / 7.0));
    assert_eq!(scores["by_form"]["Direct"], json!({"gold": 1, "found": 0.0, "exact": 0.0}));

    let shown = stdout(&evaluate(&["--errors", "1", "--from", &from, file]));
    let table: Vec<&str> = shown.lines().filter(|line| line.starts_with("messages")).collect();
    assert_eq!(table, ["messages                  100.00     85.71     92.31"]);
    let page = &shown[shown.find("1. 1 - Fähre nach Grünau").unwrap()..];
    assert!(!page.contains("Spuren im Forst"), "one document was asked for:\n{page}");
    assert!(page.lines().any(|line| line.starts_with("missed        Direct, Speech")), "{page}");
    let source = page.lines().find(|line| line.contains("source") && line.contains("Reederei")).unwrap();
    assert_eq!(source.split_whitespace().collect::<Vec<_>>(), ["source", "Reederei", "Die", "Fähre"]);
    assert!(page.contains("1 more without a fault"), "{page}");
}

#[test]
fn predictions_do_not_depend_on_annotations() {
    let scratch = Scratch::new("blind");
    let blank: String = std::fs::read_to_string(corpus("wikinews.jsonl"))
        .unwrap()
        .lines()
        .map(|line| {
            let mut document: Value = serde_json::from_str(line).unwrap();
            document["annotations"] = json!([]);
            format!("{document}\n")
        })
        .collect();
    let blank = scratch.file("blank.jsonl", &blank);
    let (with, without) = (scratch.file("with.jsonl", ""), scratch.file("without.jsonl", ""));
    stdout(&evaluate(&["--predictions", &with, corpus("wikinews.jsonl").to_str().unwrap()]));
    stdout(&evaluate(&["--predictions", &without, &blank]));
    let with = std::fs::read_to_string(with).unwrap();
    assert_eq!(with.lines().count(), 3);
    assert_eq!(with, std::fs::read_to_string(without).unwrap());
}

#[test]
fn speeches_are_scored_on_their_own_roles() {
    let shown = stdout(&evaluate(&["--corpus", "spkatt", corpus("spkatt.jsonl").to_str().unwrap()]));
    let rows: Vec<&str> = shown.lines().skip(3).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(rows, ["messages", "roles", "joint", "addressee", "cue", "source"]);
    assert!(shown.starts_with("1 documents: 3 attributions in the reference"), "{shown}");
}

/// Exit code 1, nothing on standard output, and a message that holds every one of `says`.
fn fails(args: &[&str], says: &[&str]) {
    let output = evaluate(args);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(output.stdout.is_empty());
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(message.matches("os error").count() <= 1, "the cause once is enough: {message}");
    for part in says {
        assert!(message.contains(part), "“{part}” is not in: {message}");
    }
}

#[test]
fn failures_name_file_line_and_remedy() {
    let scratch = Scratch::new("failures");
    let file = corpus("wikinews.jsonl");
    let file = file.to_str().unwrap();
    fails(&["no-such-file.jsonl"], &["no-such-file.jsonl", "give the path of a corpus file"]);
    fails(&[scratch.0.to_str().unwrap()], &["is a folder", "--corpus zufolge"]);
    fails(&["--corpus", "zufolge", "no-such-folder"], &["no-such-folder: No such file", "a folder of them"]);

    let broken = scratch.file("broken.jsonl", &(std::fs::read_to_string(file).unwrap() + "{\"documentName\": \"4\n"));
    fails(&[&broken], &["broken.jsonl, line 4", "one whole Wikinews document"]);

    let empty = scratch.file("empty.jsonl", "\n");
    fails(&[&empty], &["empty.jsonl: no document in it", "give a corpus file"]);

    let fewer = scratch.file("fewer.jsonl", predicted(|_, _| {}).split_inclusive('\n').next().unwrap());
    fails(&["--from", &fewer, file], &["wikinews.jsonl, line 2", "“2 - Schnee im Tal” has no prediction", "predict it too"]);

    let beyond = predicted(|number, document| {
        if number == 2 {
            document["annotations"][0]["cue"]["tokenIds"] = json!([5000]);
        }
    });
    let beyond = scratch.file("beyond.jsonl", &beyond);
    fails(&["--from", &beyond, file], &["wikinews.jsonl, line 3", "beyond its last", "same version of the corpus"]);

    fails(
        &["--predictions", scratch.0.join("no/folder/out.jsonl").to_str().unwrap(), file],
        &["out.jsonl", "choose a file in a folder that exists"],
    );

    let copy = scratch.file("copy.jsonl", &std::fs::read_to_string(file).unwrap());
    fails(&["--predictions", &copy, &copy], &["copy.jsonl", "choose another file"]);
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), std::fs::read_to_string(file).unwrap(), "the corpus was not overwritten");
}

/// Gold for the tiny corpus: for two attributions of its first document, in the second of which a denial is missed.
fn gold(stance: &str) -> String {
    let line = |annotation: u32, tokens: &str, kind: &str, stance: &str| {
        format!(
            "{{\"document\": \"1 - Fähre nach Grünau\", \"annotation\": {annotation}, \"chain\": [{{\"name\": {tokens}, \"kind\": \"{kind}\", \
             \"naming\": \"named\"}}], \"stance\": [\"{stance}\"], \"certainty\": \"certain\", \"polarity\": \"positive\", \"said_at\": null}}\n"
        )
    };
    line(1, "[[21, 23]]", "person", "states") + &line(2, "[[34, 36]]", "office", stance)
}

#[test]
fn given_attributions_are_reported_under_the_corpus_s_own_ids() {
    let scratch = Scratch::new("given");
    let file = corpus("wikinews.jsonl");
    let file = file.to_str().unwrap();
    let (gold, out) = (scratch.file("gold.jsonl", &gold("denies")), scratch.file("reports.jsonl", ""));
    let args = ["--given", "attributions", "--gold", &gold, "--reports", &out, "--json", file];
    let scores: Value = serde_json::from_str(&stdout(&evaluate(&args))).unwrap();
    assert_eq!((&scores["documents"], &scores["reference"]), (&json!(3), &json!(2)));
    let row = |name: &str| (scores["resolved"][name]["right"].as_f64().unwrap(), scores["resolved"][name]["gold"].as_u64().unwrap());
    assert_eq!(row("stance"), (0.5, 2));
    assert_eq!((row("stance_special"), row("no_false_confirms"), row("said_at")), ((0.0, 1), (1.0, 1), (1.0, 0)));

    let reports: Vec<Value> = std::fs::read_to_string(&out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let documents: Vec<Value> = std::fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (report, document) in reports.iter().zip(&documents) {
        assert_eq!(report["article"]["id"], document["documentName"]);
        assert_eq!(report["text"], document["originalText"]);
        let ids: Vec<&str> = report["attributions"].as_array().unwrap().iter().map(|attr| attr["id"].as_str().unwrap()).collect();
        assert_eq!(ids, (0..ids.len()).map(|id| id.to_string()).collect::<Vec<_>>());
        assert_eq!(ids.len(), document["annotations"].as_array().unwrap().len(), "with or without gold");
    }
    assert_eq!(reports[2]["attributions"][1]["parent"], "0");
    let span: Vec<usize> = serde_json::from_value(reports[0]["attributions"][0]["content"][0].clone()).unwrap();
    let content: String = reports[0]["text"].as_str().unwrap().chars().skip(span[0]).take(span[1] - span[0]).collect();
    assert_eq!(content, "„Das Schiff ist überholt 🚢 und sicher“");
}

#[test]
fn gold_that_does_not_fit_is_refused() {
    let scratch = Scratch::new("gold");
    let file = corpus("wikinews.jsonl");
    let file = file.to_str().unwrap();
    let given = |gold: &str, says: &[&str]| fails(&["--given", "attributions", "--gold", gold, file], says);
    let sound = gold("denies");
    given(&scratch.file("id.jsonl", &sound.replace("\"annotation\": 2", "\"annotation\": 9")), &["id.jsonl, line 2", "no annotation 9"]);
    given(&scratch.file("range.jsonl", &sound.replace("34, 36", "34, 3600")), &["range.jsonl, line 2", "no range"]);
    given(&scratch.file("twice.jsonl", &(sound.clone() + &sound)), &["twice.jsonl, line 3", "stood in line 1"]);
    given(&scratch.file("stance.jsonl", &sound.replace("denies", "denie")), &["stance.jsonl, line 2", "denie"]);
    given(&scratch.file("name.jsonl", &sound.replace("nach Grünau", "nach Gründorf")), &["wikinews.jsonl", "1 - Fähre nach Gründorf"]);
    fails(&["--gold", &scratch.file("own.jsonl", &sound), "--corpus", "zufolge", file], &["--gold is for the Wikinews corpus"]);
    let copy = scratch.file("copy.jsonl", &sound);
    fails(&["--given", "attributions", "--gold", &copy, "--reports", &copy, file], &["copy.jsonl", "choose another file"]);
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), sound);
}

#[test]
fn times_are_scored_strictly_and_relaxed() {
    let scores: Value =
        serde_json::from_str(&stdout(&evaluate(&["--corpus", "timex", "--json", corpus("timex/krauts").to_str().unwrap()]))).unwrap();
    assert_eq!((&scores["reference"], &scores["predicted"]), (&json!(2), &json!(2)));
    assert_eq!((&scores["strict_value"]["f1"], &scores["type"]["accuracy"]), (&json!(1.0), &json!(1.0)));
    let page = stdout(&evaluate(&["--corpus", "timex", "--errors", "3", corpus("timex/wikiwars").to_str().unwrap()]));
    assert!(page.contains("1 documents: 2 expressions of time in the reference, 2 predicted"), "{page}");
    assert!(!page.contains("of those that overlap, type"), "the corpus has no types: {page}");
}

#[test]
fn a_folder_without_times_is_told() {
    let scratch = Scratch::new("no-times");
    let output = evaluate(&["--corpus", "timex", scratch.0.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && told.contains("no article in it; give a folder of .tml files"), "{told}");
    let output = evaluate(&["--corpus", "timex", "--by-rule", corpus("timex/krauts").to_str().unwrap()]);
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("leave them out"), "options without a meaning");
}
