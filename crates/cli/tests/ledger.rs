//! `zufolge ledger` as it is used: articles in, questions, and what becomes of a ledger whose writer is killed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use serde_json::{Value, json};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use zufolge_ledger::Ledger;
use zufolge_ledger::ask::Filter;

fn zufolge(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zufolge"));
    command.stdin(Stdio::null()).args(args);
    command
}

fn run(args: &[&str]) -> Output {
    zufolge(args).output().unwrap()
}

fn out(output: &Output) -> &str {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn story() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/ledger/talsperre/items.jsonl")
}

/// A ledger of the story, read by the rules, which need no model to be unpacked.
fn ledger(folder: &Path) -> String {
    let db = folder.join("news.db").display().to_string();
    let added = run(&["ledger", "add", "--db", &db, "--engine", "rules", story().to_str().unwrap()]);
    let lines: Vec<&str> = out(&added).lines().collect();
    assert_eq!(lines.len(), 22, "{lines:?}");
    assert!(lines.contains(&"newer\turn:newsml:mdd.example:mdd-260508-52\t2"), "{lines:?}");
    assert!(err(&added).contains("21 added, 1 newer versions"), "{}", err(&added));
    db
}

fn ask(db: &str, args: &[&str]) -> Value {
    let mut all = vec!["ledger"];
    all.extend_from_slice(args);
    all.extend_from_slice(&["--db", db, "--format", "json"]);
    serde_json::from_str(out(&run(&all))).unwrap()
}

#[test]
fn a_story_is_added_asked_rebuilt_and_copied() {
    let folder = tempfile::tempdir().unwrap();
    let db = ledger(folder.path());
    let again = run(&["ledger", "add", "--db", &db, "--engine", "rules", story().to_str().unwrap()]);
    assert!(out(&again).lines().all(|line| line.starts_with("known\t")), "{}", out(&again));

    let articles = ask(&db, &["articles"]);
    assert_eq!(articles.as_array().unwrap().len(), 22);
    let versions: Vec<&Value> =
        articles.as_array().unwrap().iter().filter(|row| row["id"] == "urn:newsml:mdd.example:mdd-260508-52").collect();
    assert_eq!((&versions[0]["superseded"], &versions[1]["supersedes"]), (&json!(true), &json!(1)));
    assert_eq!(versions[1]["published"], "2026-05-08T13:05:00+02:00");
    assert_eq!(ask(&db, &["articles", "--as-of", "2026-05-04"]).as_array().unwrap().len(), 5);

    let claims = ask(&db, &["claims"]);
    let first = &claims[0];
    for field in ["id", "statement", "first_seen", "articles", "outlets", "origins", "statements", "status", "contradicts"] {
        assert!(!first[field].is_null(), "{field} in {first}");
    }
    let texts: Vec<&str> = first["statements"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert!(texts.contains(&first["statement"].as_str().unwrap()));
    assert_eq!(ask(&db, &["claim", first["id"].as_str().unwrap()]), *first);

    for question in [
        vec!["entities"],
        vec!["who", "hellriegel"],
        vec!["said", "Hellriegel"],
        vec!["positions", "Hellriegel"],
        vec!["echoes"],
        vec!["sources", "--article", "urn:newsml:mdd.example:mdd-260511-63"],
        vec!["search", "Talsperren"],
        vec!["merges"],
    ] {
        assert!(!ask(&db, &question).as_array().unwrap().is_empty(), "{question:?}");
    }
    assert!(ask(&db, &["stats"])["articles"] == 21);
    let csv = run(&["ledger", "claims", "--db", &db, "--format", "csv"]);
    assert!(out(&csv).starts_with("id,first_seen,articles,outlets,origins,claim,status\nc"));

    let open = |path: &Path| Ledger::open(path).unwrap();
    let mut original = open(db.as_ref());
    let rows = original.derived_rows().unwrap();
    original.rebuild(&mut |_, _| {}).unwrap();
    assert!(original.derived_rows().unwrap() == rows, "a rebuild gives something else");
    assert_eq!(original.verify(&mut |_| {}).unwrap(), []);
    let (records, other) = (folder.path().join("records.jsonl"), folder.path().join("other.db"));
    out(&run(&["ledger", "export", "--db", &db, "--out", records.to_str().unwrap()]));
    out(&run(&["ledger", "import", "--db", other.to_str().unwrap(), records.to_str().unwrap()]));
    assert!(open(&other).derived_rows().unwrap() == rows, "an import gives something else");
    let copy = folder.path().join("copy.db");
    out(&run(&["ledger", "backup", "--db", &db, copy.to_str().unwrap()]));
    assert!(open(&copy).derived_rows().unwrap() == rows, "a backup is something else");
    assert!(out(&run(&["ledger", "verify", "--db", &db])).ends_with("whole; 22 records, and all tables are what they give\n"));
    // What was not looked at is told.
    let quick = run(&["ledger", "verify", "--quick", "--db", &db]);
    assert!(!out(&quick).contains("whole") && out(&quick).contains("was not looked at; leave out --quick"), "{}", out(&quick));
}

#[test]
fn a_merge_and_the_split_that_undoes_it_leave_a_story_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let db = ledger(folder.path());
    let tables = || {
        let rows = Ledger::open(db.as_ref()).unwrap().derived_rows().unwrap();
        rows.into_iter().filter(|(table, _)| table != "note").collect::<Vec<_>>()
    };
    let id = |name: &str| ask(&db, &["who", name])[0]["id"].as_str().unwrap().to_owned();
    let (minister, leader) = (id("Arndt Hellriegel"), id("Sibel Arikan"));
    // She goes by her surname alone in one article.
    let called = ask(&db, &["merges", &leader]).to_string();
    assert!(called.contains("\"name\":\"Arikan\""), "{called}");
    let before = tables();
    for name in ["Sibel Arikan", &leader, "Arndt Hellriegel"] {
        let merged = run(&["ledger", "merge", &minister, &leader, "--db", &db]);
        out(&merged);
        assert!(err(&merged).contains("Sibel Arikan is") && err(&merged).contains("takes it back"), "{}", err(&merged));
        assert!(tables() != before);
        out(&run(&["ledger", "split", &minister, "--name", name, "--db", &db]));
        assert!(tables() == before, "split --name {name} leaves something else");
    }
    out(&run(&["ledger", "verify", "--db", &db]));
}

#[test]
fn faults_name_file_place_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("news.db").display().to_string();
    let missing = run(&["ledger", "claims", "--db", &db]);
    assert!(!missing.status.success() && err(&missing).contains("news.db: there is no ledger here"), "{}", err(&missing));
    let nowhere = folder.path().join("no/news.db").display().to_string();
    let added = run(&["ledger", "add", "--db", &nowhere, "--engine", "rules", story().to_str().unwrap()]);
    assert!(!added.status.success() && err(&added).contains("no such folder"), "{}", err(&added));
    let full = run(&["ledger", "add", "--db", &db, "--engine", "rules", "--limit-size", "300000", story().to_str().unwrap()]);
    assert!(!full.status.success() && err(&full).contains("the disk is full"), "{}", err(&full));
    out(&run(&["ledger", "verify", "--db", &db]));
    ledger(folder.path());
    let unknown = run(&["ledger", "claim", "c9999", "--db", &db]);
    assert!(!unknown.status.success() && err(&unknown).contains("there is no claim “c9999”"), "{}", err(&unknown));
    let mistyped = run(&["ledger", "claims", "--db", &db, "--outlet", "Niemandsblatt"]);
    assert!(!mistyped.status.success() && err(&mistyped).contains("there is no outlet “Niemandsblatt”"), "{}", err(&mistyped));
    let printed = ask(&db, &["articles"])[0]["outlet"].as_str().unwrap().to_uppercase();
    assert_ne!(ask(&db, &["articles", "--outlet", &printed]), Value::Array(Vec::new()));
    let none = run(&["ledger", "claims", "--db", &db, "--limit", "0"]);
    assert!(!none.status.success() && err(&none).contains("give a number, 1 or more"), "{}", err(&none));
    let bad = folder.path().join("bad.jsonl");
    std::fs::write(&bad, "{}\n").unwrap();
    let imported = run(&["ledger", "import", "--db", &db, bad.to_str().unwrap()]);
    assert!(!imported.status.success() && err(&imported).contains("bad.jsonl: line 1: is no record"), "{}", err(&imported));
    std::fs::write(&bad, b"\x00\x01 no ledger at all").unwrap();
    let foreign = run(&["ledger", "articles", "--db", bad.to_str().unwrap()]);
    assert!(!foreign.status.success() && err(&foreign).contains("is no ledger"), "{}", err(&foreign));
}

/// Kills the writer `kills` times, each at another moment: every other time as it starts, else after it has reported something. Whatever it
/// had reported must be there, and the ledger whole.
fn kill(kills: u32) {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("many.jsonl");
    let mut rows = String::new();
    for number in 0..4000 {
        let text = format!(
            "Die Lage am Deich {number} sei ernst, sagte Deichgraf Nummer {number} am Montag. Er warnte vor {number} weiteren Rissen."
        );
        writeln!(rows, "{}", json!({"id": format!("n{number}"), "outlet": "Elbkurier", "text": text})).unwrap();
    }
    std::fs::write(&input, rows).unwrap();
    let mut db = folder.path().join("news0.db");
    let mut reported: HashSet<String> = HashSet::new();
    let mut most = 0;
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for number in 0..kills {
        // A new ledger now and then, so that its making is killed too.
        if number % 10 == 0 {
            db = folder.path().join(format!("news{number}.db"));
            reported.clear();
        }
        let mut child =
            zufolge(&["ledger", "add", "--engine", "rules", "--jobs", "1", "--db", db.to_str().unwrap(), input.to_str().unwrap()])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let (first, reported_first) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            let line = |line| {
                let _ = first.send(());
                line
            };
            lines.lines().map_while(Result::ok).map(line).collect::<Vec<String>>()
        });
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        if number % 2 == 1 {
            // Nothing comes if all was added before: then it is done.
            let _ = reported_first.recv_timeout(Duration::from_secs(60));
        }
        std::thread::sleep(Duration::from_micros(state % 300_000));
        child.kill().unwrap();
        child.wait().unwrap();
        // A line that was cut off was not reported.
        let whole = reader.join().unwrap().into_iter().filter(|line| line.matches('\t').count() == 2);
        reported.extend(whole.map(|line| line.split('\t').nth(1).unwrap().to_owned()));
        most = most.max(reported.len());
        if !db.exists() {
            assert!(reported.is_empty());
            continue;
        }
        let ledger = Ledger::open(&db).unwrap();
        let there: HashSet<String> = ledger.articles(&Filter::default()).unwrap().into_iter().map(|row| row.id).collect();
        let lost: Vec<&String> = reported.difference(&there).collect();
        assert!(lost.is_empty(), "kill {number}: {lost:?} were reported and are not there");
        if number % 10 == 9 {
            assert_eq!(ledger.verify(&mut |_| {}).unwrap(), [], "kill {number}");
        }
    }
    assert!(most > 0, "nothing was ever reported: the moments are too early to show anything");
}

#[test]
fn a_killed_writer_loses_nothing_that_it_reported() {
    kill(10);
}

#[test]
#[ignore = "minutes; run it with --release after work on the store"]
fn a_writer_that_is_killed_two_hundred_times_loses_nothing_that_it_reported() {
    kill(200);
}
