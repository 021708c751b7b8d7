//! `zufolge read` and `zufolge show` from the outside: what goes in, what comes out, and what is said of what cannot be read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const GERMAN: &str = "Die Stadt baut die neue Brücke. „Wir fangen im Mai an“, sagte die Baustadträtin. Das Geld sei da.\n";

fn zufolge(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zufolge"));
    command.current_dir(folder).stdin(Stdio::null()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    zufolge(folder).args(args).output().unwrap()
}

fn piped(args: &[&str], input: &[u8]) -> Output {
    let folder = TempDir::new().unwrap();
    let mut command = zufolge(folder.path());
    let mut child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn ids(output: &Output) -> Vec<String> {
    out(output).lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["article"]["id"].as_str().unwrap().to_owned()).collect()
}

/// The parts of the complaint about one input, the exit code, and that the good article beside it was read all the same.
fn complains(name: &str, bytes: &[u8], parts: &[&str]) {
    let folder = folder(&[(name, bytes), ("good.txt", GERMAN.as_bytes())]);
    let output = run(folder.path(), &["read", "--format", "jsonl", name, "good.txt"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(ids(&output), ["good.txt"]);
    assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
    for part in [name].iter().chain(parts) {
        assert!(err(&output).contains(part), "{part:?} is not in {:?}", err(&output));
    }
}

#[test]
fn an_empty_file_is_named() {
    complains("leer.txt", b"", &["no text in it", "give an article"]);
    complains("blank.txt", b" \n\t\n", &["no text in it"]);
}

#[test]
fn a_binary_file_is_named() {
    complains("bild.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["not a text file", "save the article as plain text"]);
}

#[test]
fn undecodable_bytes_are_named() {
    complains("alt.txt", &[b"\xEF\xBB\xBF", &b"\xFFa\xC3".repeat(60)[..]].concat(), &["in no encoding we know", "save it as UTF-8"]);
}

#[test]
fn other_encodings_are_read_and_damage_is_mentioned() {
    let folder = folder(&[
        ("latin.txt", b"Das Bl\xFCmchen bl\xFCht, sagte sie."),
        ("utf16.txt", &[b"\xFF\xFE", &"Öl".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()[..]].concat()),
    ]);
    let mut torn = "Größe, Mühe, Blüte, Straße, Übermut: ".as_bytes().to_vec();
    torn.extend(b"\xFF so ist es eben.");
    std::fs::write(folder.path().join("riss.txt"), torn).unwrap();
    let output = run(folder.path(), &["read", "--format", "jsonl", "latin.txt", "utf16.txt", "riss.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("Blümchen blüht") && out(&output).contains("Öl"));
    assert_eq!(err(&output), "zufolge: riss.txt: some bytes mean nothing in UTF-8; � stands in their place\n");
}

#[test]
fn files_of_other_programs_are_named_and_not_read_as_prose() {
    for (name, bytes, what) in [
        ("brief.docx", &b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0\0\0[Content_Types].xml"[..], "an Office document (.docx"),
        ("brief.odt", b"PK\x03\x04\x14\0\0\x08\0\0mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
        ("brief.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "an Office document of the old kind"),
        ("brief.txt", b"{\\rtf1\\ansi Die Stadt baut, sagte sie.}", "an RTF document"),
        ("seite.pdf", b"%PDF-1.4\n1 0 obj\nBT (Die Stadt baut, sagte sie.) Tj ET\n", "a PDF"),
        ("post.eml", b"From: a@example.org\r\nDate: heute\r\nSubject: Bau\r\n\r\nDie Stra=C3=9Fe, sagte sie.", "an e-mail"),
    ] {
        complains(name, bytes, &[what, "save it as plain text or HTML"]);
    }
}

#[test]
fn a_list_of_nothing_has_no_item() {
    complains("leer.json", b"[]\n", &["there is no item in it"]);
}

#[test]
fn a_column_that_is_missing_is_told_of_a_table_known_by_its_content() {
    let folder = folder(&[("zeilen.csv", b"id,text\n1,Es regnet.\n")]);
    let output = run(folder.path(), &["read", "--format", "jsonl", "--text-column", "inhalt", "zeilen.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("has no column “inhalt”"), "{}", err(&output));
}

#[test]
fn a_line_is_counted_once() {
    let folder = folder(&[("zwei.jsonl", b"{\"text\": \"Es regnet.\"}\n{\"text\": \n")]);
    let output = run(folder.path(), &["read", "--format", "jsonl", "zwei.jsonl"]);
    assert!(err(&output).contains("line 2: ") && !err(&output).contains("line 1"), "{}", err(&output));
}

#[test]
fn text_of_an_old_mac_is_read_and_a_doubtful_guess_is_mentioned() {
    let folder = folder(&[
        ("mac.txt", b"Das Bl\x9Fmchen bl\x9Fht, sagte sie."),
        ("dos.txt", b"Die Gr\x94\xE1e der Str\x84nge, sagte M\x81ller, sei sch\x94n."),
    ]);
    let output = run(folder.path(), &["read", "--format", "jsonl", "mac.txt", "dos.txt"]);
    assert!(out(&output).contains("Blümchen blüht"), "{}", out(&output));
    assert!(err(&output).starts_with("zufolge: dos.txt: its encoding was guessed as"), "{}", err(&output));
}

#[test]
fn no_number_and_no_address_are_told_with_the_remedy() {
    let folder = folder(&[("good.txt", GERMAN.as_bytes())]);
    let output = run(folder.path(), &["read", "--jobs", "0", "good.txt"]);
    assert!(err(&output).contains("write a whole number from 1 on"), "{}", err(&output));
    let output = run(folder.path(), &["serve", "--bind", "nirgends"]);
    assert!(err(&output).contains("write it as 127.0.0.1:7070, [::1]:7070 or localhost:7070"), "{}", err(&output));
    // A name is understood: what is complained of is another thing.
    let output = run(folder.path(), &["serve", "--bind", "localhost:0", "--token-file", "weg"]);
    assert!(err(&output).contains("weg: cannot be read"), "{}", err(&output));
}

#[test]
fn a_missing_file_is_named() {
    let folder = folder(&[("good.txt", GERMAN.as_bytes())]);
    let output = run(folder.path(), &["read", "--format", "jsonl", "weg.txt", "good.txt"]);
    assert_eq!((output.status.code(), ids(&output)), (Some(1), vec!["good.txt".to_owned()]));
    assert!(err(&output).contains("weg.txt: no such file or folder; check the path"));
}

const ENGLISH: &str = "The harbour railway will not open before the spring of 2027, the transport authority said on Tuesday. \
    The senator told reporters that her office was still looking into the bridges, and that nobody should expect the first train \
    before everything had been tested.\n";

#[test]
fn a_text_in_another_language_is_named() {
    complains("englisch.txt", ENGLISH.as_bytes(), &["looks like English", "--force-language de"]);
}

#[test]
fn the_language_can_be_forced() {
    assert_eq!(piped(&["read", "--force-language", "de"], ENGLISH.as_bytes()).status.code(), Some(0));
    assert_eq!(piped(&["read"], ENGLISH.as_bytes()).status.code(), Some(1));
}

#[test]
fn short_texts_are_not_judged() {
    assert_eq!(piped(&["read"], b"Washington Post, New York Times: What is the news?").status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn odd_names_cannot_steer_the_terminal() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["read", "a\u{1b}[31m.txt"]);
    assert!(err(&output).contains(r"a\u{1b}[31m.txt"), "{}", err(&output));
}

#[test]
fn folders_are_searched_in_order_and_say_what_they_pass_over() {
    let german = GERMAN.as_bytes();
    let folder = folder(&[
        ("news/b.txt", german),
        ("news/a/z.md", german),
        ("news/c", german),
        ("news/d.pdf", b"%PDF"),
        ("news/.versteckt/e.txt", german),
        ("last.txt", german),
    ]);
    let output = run(folder.path(), &["read", "--format", "jsonl", "last.txt", "news"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(ids(&output), ["last.txt", "news/a/z.md", "news/b.txt", "news/c"]);
    assert_eq!(err(&output), "zufolge: passed over 1 file that is not .txt or .md: news/d.pdf\n");
}

#[test]
fn many_reports_come_in_the_order_of_the_inputs() {
    let folder = TempDir::new().unwrap();
    let names: Vec<String> = (0..150).map(|number| format!("{number:03}.txt")).collect();
    for (number, name) in names.iter().enumerate() {
        // Long and short ones in turn, so that they are not done in the order they were begun.
        std::fs::write(folder.path().join(name), GERMAN.repeat(1 + 10 * (number % 3))).unwrap();
    }
    let output = run(folder.path(), &["read", "--format", "jsonl", "."]);
    let wanted: Vec<String> = names.iter().map(|name| format!("./{name}")).collect();
    assert_eq!(ids(&output), wanted);
}

#[test]
fn a_folder_without_articles_is_named() {
    let folder = folder(&[("bilder/a.png", b"x")]);
    let output = run(folder.path(), &["read", "bilder"]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), ""));
    assert!(err(&output).contains("bilder: the folder has no text files"));
}

#[test]
fn reports_keep_the_contract() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let args = ["read", "--format", "json", "--published", "2025-11-04T08:30:00+01:00", "--outlet", "Nordkurier"];
    let output = piped(&args, GERMAN.as_bytes());
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    let faults: Vec<String> = validator.iter_errors(&report).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(report["article"]["id"], "stdin");
    assert_eq!(report["article"]["outlet"], "Nordkurier");
    assert_eq!(report["article"]["published"], "2025-11-04T08:30:00+01:00");
    assert!(
        report["generator"]["model"].as_str().unwrap().starts_with("de-20"),
        "the default model by its full name: {}",
        report["generator"]["model"]
    );
    let rules: Value = serde_json::from_str(out(&piped(&["read", "--format", "json", "--engine", "rules"], GERMAN.as_bytes()))).unwrap();
    assert_eq!(rules["generator"]["model"], "rules");
    let by_hand: Value = serde_json::from_str(include_str!("reports/hafenbahn.json")).unwrap();
    assert!(validator.is_valid(&by_hand));
}

#[test]
fn json_is_one_report_for_one_article_and_an_array_for_several() {
    let folder = folder(&[("a/a.txt", GERMAN.as_bytes()), ("b.txt", GERMAN.as_bytes()), ("leer.txt", b"")]);
    let json = |args: &[&str]| {
        let output = run(folder.path(), &[&["read", "--format", "json"], args].concat());
        serde_json::from_str::<Value>(out(&output)).ok()
    };
    assert_eq!(json(&["b.txt"]).unwrap()["article"]["id"], "b.txt");
    assert_eq!(json(&["a"]).unwrap().as_array().unwrap().len(), 1);
    assert_eq!(json(&["a", "leer.txt", "b.txt"]).unwrap().as_array().unwrap().len(), 2);
    assert_eq!(json(&["leer.txt", "weg.txt"]).unwrap().as_array().unwrap().len(), 0);
    assert_eq!(json(&["leer.txt"]), None);
}

#[test]
fn standard_input_is_an_input_like_any_other() {
    let dash = piped(&["read", "--format", "jsonl", "-"], GERMAN.as_bytes());
    let none = piped(&["read", "--format", "jsonl"], GERMAN.as_bytes());
    assert_eq!(ids(&dash), ["stdin"]);
    assert_eq!(dash.stdout, none.stdout);
    assert_eq!(err(&none), "");
    let empty = piped(&["read"], b"");
    assert_eq!(empty.status.code(), Some(1));
    assert!(err(&empty).contains("standard input: there is no text in it"));
}

#[test]
fn piped_output_is_plain_and_colour_can_be_forced() {
    let folder = folder(&[("a.txt", GERMAN.as_bytes())]);
    let plain = run(folder.path(), &["read", "a.txt"]);
    assert!(out(&plain).contains("Who says what"));
    assert!(!out(&plain).contains('\u{1b}'));
    let forced = zufolge(folder.path()).args(["read", "a.txt"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(out(&forced).contains("\u{1b}["));
}

#[test]
fn columns_set_the_width() {
    let folder = folder(&[("a.txt", GERMAN.repeat(3).as_bytes())]);
    for width in [40, 100] {
        let output = zufolge(folder.path()).args(["read", "a.txt"]).env("COLUMNS", width.to_string()).output().unwrap();
        let widest = out(&output).lines().map(|line| line.chars().count()).max().unwrap();
        assert!((width - 15..=width).contains(&widest), "{widest} of {width}");
    }
}

#[test]
fn wrong_usage_is_exit_code_two() {
    let folder = folder(&[("a.txt", GERMAN.as_bytes())]);
    for (args, said) in [
        (&["read", "--published", "gestern", "a.txt"][..], "2025-11-04T08:30:00+01:00"),
        (&["read", "--format", "xml", "a.txt"], "jsonl"),
        (&["read", "--engine", "oracle", "a.txt"], "rules"),
        (&["read", "--outlet", "", "a.txt"], "--outlet"),
        (&["read", "--force-language", "en", "a.txt"], "de"),
        (&["lies", "a.txt"], "Usage"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""), "{args:?}");
        assert!(err(&output).contains(said), "{args:?}: {}", err(&output));
    }
}

#[test]
fn whoever_stops_reading_ends_it_quietly() {
    let folder = folder(&[("a.txt", GERMAN.repeat(100).as_bytes())]);
    let inputs = vec!["a.txt"; 40];
    let mut command = zufolge(folder.path());
    let mut child = command.args(["read", "--format", "jsonl"]).args(inputs).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    // Dropped after its first line, as `head -1` does.
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    assert!(first.contains("zufolge/report@1"));
}

#[test]
fn saved_reports_are_shown_as_fresh_ones_are() {
    let folder = folder(&[("a.txt", GERMAN.as_bytes()), ("b.txt", GERMAN.as_bytes()), ("kein.json", b"{\"a\": 1}")]);
    let fresh = run(folder.path(), &["read", "a.txt", "b.txt"]);
    for format in ["json", "jsonl"] {
        let saved = run(folder.path(), &["read", "--format", format, "a.txt", "b.txt"]);
        let shown = piped(&["show", "-"], &saved.stdout);
        assert_eq!(out(&shown), out(&fresh));
    }
    let wrong = run(folder.path(), &["show", "kein.json"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(err(&wrong).contains("kein.json: no report; give the output of"));
    let nothing = piped(&["show", "-"], b"");
    assert_eq!(nothing.status.code(), Some(1));
    assert!(err(&nothing).contains("standard input: no report"));
    let missing = run(folder.path(), &["show", "weg.json"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(err(&missing).contains("weg.json: cannot be opened; check the path"));
}
