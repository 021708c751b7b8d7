//! `zufolge read --format … --out …` from the outside: what is written where, and what stands there when something goes wrong.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const ARTICLE: &str = "Die Brücke kommt\n\n„Wir fangen im Mai an“, sagte die Baustadträtin. Das Geld sei da.\n";

fn zufolge(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zufolge")).current_dir(folder).stdin(Stdio::null()).args(args).output().unwrap()
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for number in 1..=9 {
        std::fs::write(folder.path().join(format!("{number}.txt")), ARTICLE).unwrap();
    }
    folder
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_format_goes_to_a_file_and_leaves_nothing_beside_it() {
    let folder = folder();
    for (format, begins) in [
        ("terminal", "  1.txt"),
        ("json", "[\n{"),
        ("jsonl", "{\"schema\""),
        ("items", "{\"agency\""),
        ("csv", "article_id,"),
        ("parquet", "PAR1"),
        ("html", "<!DOCTYPE html>"),
        ("webannotation", "{\"@context\""),
        ("jsonld", "{\"@context\""),
        ("tei", "<?xml"),
        ("conll", "# newdoc id = 1.txt"),
    ] {
        let before = names(folder.path());
        let output = zufolge(folder.path(), &["read", "1.txt", "2.txt", "--engine", "rules", "--format", format, "--out", "new"]);
        assert!(output.status.success() && output.stdout.is_empty(), "{format}: {}", err(&output));
        let bytes = std::fs::read(folder.path().join("new")).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{format}: {}", String::from_utf8_lossy(&bytes[..40]));
        std::fs::remove_file(folder.path().join("new")).unwrap();
        assert_eq!(names(folder.path()), before, "{format}");
    }
}

#[test]
fn parquet_can_be_piped_on() {
    let output = zufolge(folder().path(), &["read", "1.txt", "--engine", "rules", "--format", "parquet"]);
    assert!(output.stdout.starts_with(b"PAR1") && output.stdout.ends_with(b"PAR1"), "{}", err(&output));
}

#[test]
fn brat_needs_a_folder_of_its_own() {
    let folder = folder();
    let nowhere = zufolge(folder.path(), &["read", "1.txt", "--format", "brat"]);
    assert!(nowhere.status.code() == Some(1) && err(&nowhere).contains("--out DIR"), "{}", err(&nowhere));
    let taken = zufolge(folder.path(), &["read", "1.txt", "--format", "brat", "--out", "."]);
    assert!(taken.status.code() == Some(1) && err(&taken).contains("not an empty folder"), "{}", err(&taken));
    let output = zufolge(folder.path(), &["read", "2.txt", "1.txt", "--engine", "rules", "--format", "brat", "--out", "pairs"]);
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(names(&folder.path().join("pairs")), ["000001-2.ann", "000001-2.txt", "000002-1.ann", "000002-1.txt", "annotation.conf"]);
}

#[test]
fn places_that_cannot_be_written_are_named_with_the_remedy() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("a-folder")).unwrap();
    for (place, remedy) in [
        ("a-folder", "is a folder; give --out a file"),
        ("missing/new.csv", "missing/new.csv: there is no folder missing; make it first, or give --out another place"),
    ] {
        let output = zufolge(folder.path(), &["read", "1.txt", "--format", "csv", "--out", place]);
        assert!(output.status.code() == Some(1) && err(&output).contains(remedy), "{}", err(&output));
    }
}

#[test]
fn order_is_kept_with_several_jobs() {
    let folder = folder();
    let run = |jobs: &str| zufolge(folder.path(), &["read", ".", "--engine", "rules", "--format", "csv", "--jobs", jobs]).stdout;
    let (one, four) = (run("1"), run("4"));
    assert_eq!(String::from_utf8(one.clone()).unwrap(), String::from_utf8(four).unwrap());
    assert_eq!(String::from_utf8(one).unwrap().lines().count(), 1 + 9 * 2);
}

#[test]
fn an_article_that_cannot_be_read_does_not_cost_the_file() {
    let folder = folder();
    std::fs::write(folder.path().join("leer.txt"), "").unwrap();
    let output =
        zufolge(folder.path(), &["read", "1.txt", "leer.txt", "2.txt", "--engine", "rules", "--format", "csv", "--out", "new.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(folder.path().join("new.csv")).unwrap().lines().count(), 1 + 2 * 2);
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_interrupted_is_not_written() {
    let folder = folder();
    std::fs::write(folder.path().join("old.csv"), "as it was").unwrap();
    // Standard input never ends, so that there is something to interrupt.
    let mut child = Command::new(env!("CARGO_BIN_EXE_zufolge"))
        .current_dir(folder.path())
        .args(["read", "1.txt", "-", "--engine", "rules", "--format", "csv", "--out", "old.csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = child.stdin.take();
    // Until SIGINT, number 2, is caught.
    let caught = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap().trim().to_owned();
        u64::from_str_radix(&mask, 16).unwrap() & 2 != 0
    };
    while !caught() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    drop(input);
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert!(err(&output).contains("old.csv: not written"), "{}", err(&output));
    assert_eq!(std::fs::read_to_string(folder.path().join("old.csv")).unwrap(), "as it was");
    assert!(names(folder.path()).iter().all(|name| !name.starts_with(".zufolge")), "{:?}", names(folder.path()));
}

#[cfg(unix)]
#[test]
fn a_new_file_can_be_read_by_those_who_may_read_others() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let output = zufolge(folder.path(), &["read", "1.txt", "--engine", "rules", "--format", "csv", "--out", "new.csv"]);
    assert!(output.status.success(), "{}", err(&output));
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("new.csv"), mode("1.txt"));
}

#[test]
fn saved_reports_are_shown_in_every_format_too() {
    let folder = folder();
    let saved = zufolge(folder.path(), &["read", "1.txt", "2.txt", "--engine", "rules", "--format", "jsonl", "--out", "saved.jsonl"]);
    assert!(saved.status.success(), "{}", err(&saved));
    for format in ["csv", "tei", "html"] {
        let read = zufolge(folder.path(), &["read", "1.txt", "2.txt", "--engine", "rules", "--format", format]);
        let shown = zufolge(folder.path(), &["show", "saved.jsonl", "--format", format]);
        assert_eq!(String::from_utf8(read.stdout).unwrap(), String::from_utf8(shown.stdout).unwrap(), "{format}");
    }
}

#[test]
fn a_folder_that_is_missing_is_named_and_no_temporary_file() {
    let folder = folder();
    for format in ["jsonl", "brat"] {
        let output = zufolge(folder.path(), &["read", "1.txt", "--engine", "rules", "--format", format, "--out", "weg/new"]);
        assert!(!output.status.success());
        assert!(err(&output).contains("weg/new: there is no folder weg;") && !err(&output).contains(".zufolge-"), "{}", err(&output));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_its_place() {
    let folder = folder();
    let output = zufolge(folder.path(), &["read", "1.txt", "--engine", "rules", "--format", "jsonl", "--out", "/dev/full"]);
    assert!(!output.status.success());
    assert!(err(&output).starts_with("zufolge: /dev/full: cannot be written: "), "{}", err(&output));
}

#[test]
fn show_does_not_offer_what_it_always_refuses() {
    let folder = folder();
    let output = zufolge(folder.path(), &["show", "--help"]);
    let help = std::str::from_utf8(&output.stdout).unwrap();
    assert!(help.contains("jsonl") && !help.contains("items"), "{help}");
    let output = zufolge(folder.path(), &["show", "--format", "items", "1.txt"]);
    assert!(err(&output).contains("reports no longer hold the items"), "{}", err(&output));
}
