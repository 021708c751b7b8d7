//! What becomes of articles that are given to a ledger, and of the file that holds them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Temporary, report, report_of, text};
use serde_json::json;
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use zufolge_ledger::ask::Filter;
use zufolge_ledger::{Ledger, LedgerError, Outcome, Preparer};

fn versions(ledger: &Ledger) -> Vec<(String, u64, bool, Option<u64>)> {
    let rows = ledger.articles(&Filter::default()).unwrap();
    rows.into_iter().map(|row| (row.id, row.version, row.superseded, row.supersedes)).collect()
}

#[test]
fn the_same_item_again_changes_nothing() {
    let mut it = Temporary::new();
    let urn = |id: &str| report(id, &text("Brücke"), json!({"urn": "urn:newsml:dnb.example:7", "outlet": "dnb"}));
    assert_eq!(it.add(urn("a")).outcome, Outcome::New);
    assert_eq!(it.add(urn("a")).outcome, Outcome::Known);
    // A copy of one URN under another id.
    let copy = it.add(urn("feed.xml#3"));
    assert_eq!((copy.outcome, copy.id.as_str()), (Outcome::Known, "a"));
    // By URL, whoever counts the visitors.
    let url = |url: &str| report("b", &text("Schleuse"), json!({"url": url}));
    assert_eq!(it.add(url("https://elbkurier.example/schleuse")).outcome, Outcome::New);
    assert_eq!(it.add(url("https://elbkurier.example/schleuse?utm_source=rss")).outcome, Outcome::Known);
    // By wording, where nothing else is known.
    assert_eq!(it.add(report("c", &text("Fähre"), json!({}))).outcome, Outcome::New);
    assert_eq!(it.add(report("d", &text("Fähre"), json!({}))).outcome, Outcome::Known);
    assert_eq!(versions(&it.ledger).len(), 3);
}

#[test]
fn agency_copy_that_two_papers_print_word_for_word_is_two_articles() {
    let mut it = Temporary::new();
    for (outlet, url) in [("Elbkurier", "https://elbkurier.example/1"), ("Nordblatt", "https://nordblatt.example/1")] {
        assert_eq!(it.add(report(url, &text("Brücke"), json!({"outlet": outlet, "url": url, "agency": "dnb"}))).outcome, Outcome::New);
    }
}

#[test]
fn two_urns_are_two_items_even_with_the_same_words() {
    let mut it = Temporary::new();
    for urn in ["urn:a", "urn:b"] {
        assert_eq!(it.add(report(urn, &text("Brücke"), json!({"urn": urn, "outlet": "dnb"}))).outcome, Outcome::New);
    }
}

#[test]
fn a_newer_version_supersedes_and_an_older_one_that_comes_late_is_superseded() {
    let mut it = Temporary::new();
    let version = |number: u64, word: &str| {
        report("x", &text(word), json!({"urn": "urn:x", "version": number, "published": format!("2025-11-0{number}")}))
    };
    assert_eq!(it.add(version(2, "Brücke")).outcome, Outcome::New);
    assert_eq!(it.add(version(4, "Schleuse")).outcome, Outcome::Newer { supersedes: 2 });
    assert_eq!(it.add(version(1, "Fähre")).outcome, Outcome::Older);
    assert_eq!(it.add(version(3, "Werft")).outcome, Outcome::Older);
    let id = || "x".to_owned();
    assert_eq!(
        versions(&it.ledger),
        [(id(), 1, true, None), (id(), 2, true, Some(1)), (id(), 3, true, Some(2)), (id(), 4, false, Some(3))]
    );
    assert!(it.ledger.report("x", Some(1)).unwrap().unwrap().text.contains("Fähre"));
    assert!(it.ledger.report("x", None).unwrap().unwrap().text.contains("Schleuse"));
    assert_eq!(it.ledger.report("x", Some(9)).unwrap(), None);
}

#[test]
fn the_picture_at_a_time_has_the_version_of_that_time() {
    let mut it = Temporary::new();
    for (number, word) in [(1, "Brücke"), (2, "Schleuse")] {
        it.add(report(
            "x",
            &text(word),
            json!({"urn": "urn:x", "version": number, "published": "2025-11-03", "updated": format!("2025-11-0{}T12:00:00Z", 3 + number)}),
        ));
    }
    let at = |time: &str| {
        let filter = Filter { as_of: zufolge_ledger::time::until(time).ok(), ..Filter::default() };
        it.ledger.articles(&filter).unwrap().into_iter().map(|row| (row.version, row.superseded)).collect::<Vec<_>>()
    };
    assert_eq!(at("2025-11-03"), []);
    assert_eq!(at("2025-11-04"), [(1, false)]);
    assert_eq!(at("2025-11-05T11:59:59Z"), [(1, false)]);
    assert_eq!(at("2025-11-05"), [(1, true), (2, false)]);
}

#[test]
fn without_numbers_the_time_decides_and_then_the_order_of_arrival() {
    let mut it = Temporary::new();
    let at = |word: &str, updated: &str| report("x", &text(word), json!({"url": "https://e.example/x", "updated": updated}));
    it.add(at("Brücke", "2025-11-04T10:00:00+01:00"));
    assert_eq!(it.add(at("Schleuse", "2025-11-04T08:59:00Z")).outcome, Outcome::Older);
    assert_eq!(it.add(at("Fähre", "2025-11-04T09:00:00Z")).outcome, Outcome::Newer { supersedes: 1 });
}

#[test]
fn an_item_that_is_taken_back_is_marked() {
    let mut it = Temporary::new();
    let item = |version: u64, status: &str| report("x", &text("Brücke"), json!({"urn": "urn:x", "version": version, "status": status}));
    it.add(item(1, "usable"));
    assert_eq!(it.add(item(2, "canceled")).outcome, Outcome::Withdrawn);
    assert_eq!(it.add(item(2, "canceled")).outcome, Outcome::Known);
    let rows = it.ledger.articles(&Filter::default()).unwrap();
    assert_eq!(
        rows.iter().map(|row| (row.version, row.superseded, row.withdrawn)).collect::<Vec<_>>(),
        [(1, true, false), (2, false, true)]
    );
}

#[test]
fn two_items_of_one_id_are_told_apart() {
    let mut it = Temporary::new();
    let prepared = |word: &str| Preparer::default().article(report("stdin", &text(word), json!({})), false);
    let added = it.ledger.add(&[prepared("Brücke"), prepared("Schleuse"), prepared("Brücke")]).unwrap();
    assert_eq!(added[0].id, "stdin");
    assert!(added[1].id.starts_with("stdin~") && added[1].outcome == Outcome::New, "{added:?}");
    assert_eq!((added[2].id.as_str(), added[2].outcome), ("stdin", Outcome::Known));
}

#[test]
fn a_rebuild_gives_the_same() {
    let mut it = Temporary::new();
    for number in [3, 1, 2] {
        it.add(report("x", &text(&format!("Brücke {number}")), json!({"urn": "urn:x", "version": number})));
        it.add(report("y", &text(&format!("Fähre {number}")), json!({"url": "https://e.example/y"})));
    }
    let before = it.ledger.derived_rows().unwrap();
    assert_eq!(it.ledger.rebuild(&mut |_, _| {}).unwrap().records, 6);
    assert_eq!(it.ledger.derived_rows().unwrap(), before);
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
}

#[test]
fn what_is_written_out_and_read_in_is_the_same_ledger() {
    let mut it = Temporary::new();
    for number in [2, 1] {
        it.add(report("x", &text(&format!("Brücke {number}")), json!({"urn": "urn:x", "version": number})));
    }
    let mut lines = Vec::new();
    assert_eq!(it.ledger.export_jsonl(&mut lines, "out".as_ref()).unwrap(), 2);
    let mut other = Ledger::create(&it.folder.path().join("other.db")).unwrap();
    assert_eq!(other.import_jsonl(&mut &*lines, "in".as_ref()).unwrap(), (2, 0));
    assert_eq!(other.import_jsonl(&mut &*lines, "in".as_ref()).unwrap(), (0, 2));
    assert_eq!(other.derived_rows().unwrap(), it.ledger.derived_rows().unwrap());
    let mut again = Vec::new();
    other.export_jsonl(&mut again, "out".as_ref()).unwrap();
    assert_eq!(lines, again);
    let fault = other.import_jsonl(&mut &b"\n{}\n"[..], "in.jsonl".as_ref()).unwrap_err().to_string();
    assert!(fault.starts_with("in.jsonl: line 2: is no record"), "{fault}");
}

#[test]
fn a_copy_is_made_while_the_ledger_is_in_use() {
    let mut it = Temporary::new();
    it.add(report("x", &text("Brücke"), json!({})));
    let reader = Ledger::open_read_only(it.ledger.path()).unwrap();
    let target = it.folder.path().join("copy.db");
    reader.backup(&target).unwrap();
    it.add(report("y", &text("Fähre"), json!({})));
    let copy = Ledger::open_read_only(&target).unwrap();
    assert_eq!(copy.articles(&Filter::default()).unwrap().len(), 1);
    // The reader sees what was added meanwhile.
    assert_eq!(reader.articles(&Filter::default()).unwrap().len(), 2);
    assert!(matches!(reader.backup(&target), Err(LedgerError::Exists(_))));
}

#[test]
fn what_is_no_ledger_is_told_with_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let fault = |path: &std::path::Path| Ledger::open_read_only(path).unwrap_err();
    assert!(matches!(fault(&path), LedgerError::Missing(_)));
    fs::write(&path, "Das ist kein Ledger, sondern ein Brief an die Redaktion.").unwrap();
    assert!(matches!(fault(&path), LedgerError::NotALedger(_)), "{}", fault(&path));
    assert!(matches!(Ledger::open(&path), Err(LedgerError::NotALedger(_))));
    assert!(matches!(Ledger::create(&path), Err(LedgerError::Exists(_))));
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE letter (text TEXT)").unwrap();
    assert!(matches!(Ledger::open(&foreign), Err(LedgerError::NotALedger(_))));
}

#[test]
fn a_ledger_of_a_later_format_is_left_alone() {
    let it = Temporary::new();
    let path = it.ledger.path().to_owned();
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
    for fault in [Ledger::open(&path).unwrap_err(), Ledger::open_read_only(&path).unwrap_err()] {
        assert!(fault.to_string().contains("format 999") && fault.to_string().contains("newer zufolge"), "{fault}");
    }
}

#[test]
fn ledgers_of_older_formats_are_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let formats = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut seen = 0;
    for packed in
        fs::read_dir(formats).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|kind| kind == "gz"))
    {
        let path = folder.path().join(packed.file_stem().unwrap());
        let mut file = fs::File::create(&path).unwrap();
        std::io::copy(&mut flate2::read::GzDecoder::new(fs::File::open(&packed).unwrap()), &mut file).unwrap();
        // Who only asks changes no file, and is told what to do.
        let fault = Ledger::open_read_only(&path).unwrap_err();
        assert!(matches!(fault, LedgerError::TooOld { .. }), "{}: {fault}", packed.display());
        let mut ledger = Ledger::open(&path).unwrap();
        assert_eq!(ledger.verify(&mut |_| {}).unwrap(), [], "{}", packed.display());
        // What was derived anew is what a new ledger makes of the same records: articles, an alias, a merge, a correction.
        let mut lines = Vec::new();
        let records = ledger.export_jsonl(&mut lines, "out".as_ref()).unwrap();
        let kinds: Vec<&str> = ["alias", "merge", "correction"].into_iter().filter(|kind| !has(&lines, kind)).collect();
        assert!(kinds.is_empty() && records > 6, "{}: {records} records, none of {kinds:?}", packed.display());
        let mut other = Ledger::create(&path.with_extension("new")).unwrap();
        assert_eq!(other.import_jsonl(&mut &*lines, "in".as_ref()).unwrap().0, records);
        assert!(ledger.derived_rows().unwrap() == other.derived_rows().unwrap(), "{}", packed.display());
        // It can be written to, and read by whoever only asks.
        let added = ledger.add(&[Preparer::default().article(report("x", &text("Brücke"), json!({})), true)]).unwrap();
        assert_eq!(added[0].outcome, Outcome::New);
        assert!(Ledger::open_read_only(&path).unwrap().articles(&Filter::default()).unwrap().iter().any(|row| row.id == "x"));
        seen += 1;
    }
    assert!(seen > 0, "no file of an older format is there");
}

/// Whether a record of a kind stands in lines that were written out.
fn has(lines: &[u8], kind: &str) -> bool {
    let lines = std::str::from_utf8(lines).unwrap();
    lines.lines().any(|line| serde_json::from_str::<serde_json::Value>(line).unwrap().to_string().contains(&format!("\"{kind}\"")))
}

#[test]
fn one_writes_at_a_time_and_none_who_only_asks() {
    let mut it = Temporary::new();
    let mut reader = Ledger::open_read_only(it.ledger.path()).unwrap();
    let prepared = Preparer::default().article(report("x", &text("Brücke"), json!({})), true);
    assert!(matches!(reader.add(std::slice::from_ref(&prepared)), Err(LedgerError::ReadOnly(_))));
    it.ledger.add(&[prepared]).unwrap();
}

#[test]
fn a_writer_forgot_nothing_that_another_one_had_changed() {
    // Two programs had one ledger open for writing: the first went on with the entities that it had in memory.
    let mut it = Temporary::new();
    let said = |id: &str, who: &str| {
        let words = format!("Die Brücke am Hafen werde im Mai {id} gesperrt");
        let text = format!("{who} sagte: {words}. Mehr war am Abend in Lindau nicht zu hören.");
        report_of(id, &text, json!({"urn": format!("urn:{id}"), "outlet": "Elbkurier"}), &[(who, "person", &words, "states")])
    };
    it.add(said("a", "Theodor Quast"));
    it.add(said("b", "Theo Quast"));
    let mut other = Ledger::open(it.ledger.path()).unwrap();
    let id = |ledger: &Ledger, name: &str| ledger.who(name, &Filter::default()).unwrap()[0].id.clone();
    let (keep, join) = (id(&other, "Theodor Quast"), id(&other, "Theo Quast"));
    assert_ne!(keep, join, "the names are two people until somebody says otherwise");
    other.merge_entities(&keep, &join, None).unwrap();
    it.add(said("c", "Theo Quast"));
    it.add(said("d", "Theodor Quast"));
    let before = it.ledger.derived_rows().unwrap();
    it.ledger.rebuild(&mut |_, _| {}).unwrap();
    assert!(it.ledger.derived_rows().unwrap() == before, "what was added is not what the records tell");
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
}

#[test]
fn a_full_disk_is_told_and_costs_nothing_that_was_added() {
    let mut it = Temporary::new();
    it.add(report("x", &text("Brücke"), json!({})));
    it.ledger.limit_size(200_000).unwrap();
    let long = |number: usize| {
        let words: String = (0..4000).map(|word| format!("Wort{} ", word * 7919 + number)).collect();
        Preparer::default().article(report(&format!("l{number}"), &words, json!({})), true)
    };
    let fault = (0..40).find_map(|number| it.ledger.add(&[long(number)]).err()).unwrap();
    assert!(matches!(fault, LedgerError::Full(_)), "{fault}");
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
    let kept = it.ledger.articles(&Filter::default()).unwrap().len();
    it.ledger.limit_size(1 << 30).unwrap();
    it.add(report("y", &text("Fähre"), json!({})));
    assert_eq!(it.ledger.articles(&Filter::default()).unwrap().len(), kept + 1);
}

#[test]
fn a_flipped_byte_is_found() {
    let mut it = Temporary::new();
    it.add(report("x", &text("Brücke"), json!({})));
    let path = it.ledger.path().to_owned();
    drop(it.ledger);
    let body: Vec<u8> = rusqlite::Connection::open(&path).unwrap().query_row("SELECT body FROM record", [], |row| row.get(0)).unwrap();
    let bytes = fs::read(&path).unwrap();
    let at = bytes.windows(body.len()).position(|window| window == body).unwrap() + body.len() / 2;
    let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(at as u64)).unwrap();
    file.write_all(&[bytes[at] ^ 0x40]).unwrap();
    drop(file);
    let ledger = Ledger::open_read_only(&path).unwrap();
    let findings = ledger.verify(&mut |_| {}).unwrap();
    assert!(findings.iter().any(|finding| finding.place == "record 1"), "{findings:?}");
    assert!(matches!(ledger.report("x", None), Err(LedgerError::Record { seq: 1, .. })));
}

#[test]
fn a_reference_that_leads_nowhere_is_found() {
    let mut it = Temporary::new();
    it.add(report("x", &text("Brücke"), json!({})));
    let db = rusqlite::Connection::open(it.ledger.path()).unwrap();
    db.execute_batch("PRAGMA foreign_keys = off; UPDATE article SET item = 77, place = 3").unwrap();
    let findings = it.ledger.verify(&mut |_| {}).unwrap();
    let places: Vec<&str> = findings.iter().map(|finding| finding.place.as_str()).collect();
    assert!(places.contains(&"table article") && places.contains(&"table item, row 1"), "{findings:?}");
    it.ledger.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
}

#[test]
fn a_ledger_in_which_nobody_is_named_is_sound() {
    let mut it = Temporary::new();
    let text = "Am Abend hieß es, die Brücke am Fluss bleibe bis auf Weiteres geschlossen, weil das Geländer fehle.";
    let mut value =
        serde_json::to_value(report_of("x", text, json!({}), &[("Fluss", "unknown", "die Brücke am Fluss bleibe", "states")])).unwrap();
    value["entities"] = json!([]);
    value["attributions"][0]["source"] = json!([]);
    value["attributions"][0]["chain"] = json!([{"name": "", "entity": null, "span": null, "kind": "unknown", "naming": "implicit"}]);
    it.add(serde_json::from_value(value).unwrap());
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
}

/// Three papers have one claim of one engineer.
fn papers() -> Temporary {
    let mut it = Temporary::new();
    for (id, hour) in [("a", 8), ("b", 10)] {
        it.add(bridge(id, "am Montag", json!({"outlet": format!("Blatt {id}"), "published": format!("2025-11-03T{hour:02}:00:00+01:00")})));
    }
    it
}

fn bridge(id: &str, when: &str, head: serde_json::Value) -> zufolge::Report {
    const BRIDGE: &str = "Die Selmebrücke müsse wegen rostiger Schrauben bis August gesperrt bleiben";
    let text = format!("Kaltenrode. {BRIDGE}, sagte Theodor Quast {when} in Kaltenrode vor Journalisten.");
    report_of(id, &text, head, &[("Theodor Quast", "person", BRIDGE, "states")])
}

#[test]
fn tables_that_were_altered_are_told_of_by_table_and_row() {
    let it = papers();
    assert_eq!(it.ledger.verify_derived(&mut |_, _| {}).unwrap(), []);
    let db = rusqlite::Connection::open(it.ledger.path()).unwrap();
    db.execute_batch(
        "PRAGMA foreign_keys = OFF;
         UPDATE statement SET stance = ',denies,' WHERE statement = 1;
         UPDATE entity SET name = 'Jule Santer' WHERE entity = 1;
         UPDATE article SET published = '2020-01-01' WHERE article = 2;
         UPDATE claim SET articles = 9 WHERE claim = 1;
         INSERT INTO claim (claim, articles) VALUES (77, 0);
         UPDATE statement SET claim = 77 WHERE statement = 2;
         DELETE FROM claim_key WHERE article = 1;
         DELETE FROM statement_words WHERE rowid = 2;",
    )
    .unwrap();
    let findings = it.ledger.verify_derived(&mut |_, _| {}).unwrap();
    let told: Vec<String> = findings.iter().map(|one| format!("{}: {}", one.place, one.message)).collect();
    for expected in [
        "table statement, row 1: stance is “,denies,”, and by the records “,states,”",
        "table entity, row 1: name is “Jule Santer”, and by the records “Theodor Quast”",
        "table article, row 2: published is “2020-01-01”, and by the records “2025-11-03T10:00:00+01:00”",
        "table claim, row 1: articles is 9, and by the records 2",
        "table claim, row 77: the records do not give it",
        "table statement, row 2: claim is 77, and by the records 1",
    ] {
        assert!(told.iter().any(|one| one == expected), "{expected} is not in {told:#?}");
    }
    for table in ["claim_key", "statement_words"] {
        assert!(told.iter().any(|one| one.starts_with(&format!("table {table}"))), "{table} is not in {told:#?}");
    }
    // Who only asks finds it too, and a rebuild puts it right.
    assert_eq!(Ledger::open_read_only(it.ledger.path()).unwrap().verify_derived(&mut |_, _| {}).unwrap().len(), findings.len());
    let mut ledger = Ledger::open(it.ledger.path()).unwrap();
    ledger.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(ledger.verify_derived(&mut |_, _| {}).unwrap(), []);
}

#[test]
fn a_correction_that_supersedes_an_article_leaves_when_its_claim_was_first_seen() {
    let mut it = papers();
    let corrected = json!({"outlet": "Blatt a", "published": "2025-11-03T08:00:00+01:00", "updated": "2025-11-03T12:00:00+01:00"});
    it.add(bridge("a", "am Montagmorgen", corrected));
    let claim = it.ledger.claim("c1", &Filter::default()).unwrap();
    assert_eq!(claim.statements.iter().map(|one| one.superseded).collect::<Vec<_>>(), [true, false, false]);
    let first = Some("2025-11-03T08:00:00+01:00");
    assert_eq!((claim.first_seen.as_deref(), claim.origins[0].first_seen.as_deref()), (first, first));
    // All times are as the articles have them.
    let text = serde_json::to_string(&claim).unwrap();
    assert!(text.contains("+01:00") && !text.contains(":00Z"), "{text}");
}

#[test]
fn the_time_of_adding_is_never_told_as_that_of_publication() {
    let mut it = Temporary::new();
    it.add(bridge("a", "am Montag", json!({"outlet": "Blatt a"})));
    let all = Filter::default();
    assert_eq!(it.ledger.articles(&all).unwrap()[0].published, None);
    assert_eq!(it.ledger.said("Quast", None, &all).unwrap()[0].statement.published, None);
    assert_eq!(it.ledger.positions("Quast", None, &all).unwrap()[0].statements[0].at, None);
    let claim = it.ledger.claim("c1", &all).unwrap();
    assert_eq!((claim.first_seen, claim.origins[0].first_seen.clone(), claim.status[0].at.clone()), (None, None, None));
    it.add(bridge("b", "am Dienstag", json!({"outlet": "Blatt b", "published": "2025-11-03T08:00:00+01:00"})));
    assert_eq!(it.ledger.claim("c1", &all).unwrap().first_seen.as_deref(), Some("2025-11-03T08:00:00+01:00"));
}
