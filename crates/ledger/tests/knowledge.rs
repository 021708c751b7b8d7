//! What people know better: corrections, aliases, merges and splits, and that they outlive a rebuild.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Temporary, report_of};
use serde_json::json;
use zufolge::attribution::{Form, Stance};
use zufolge::report::CodePoints;
use zufolge_ledger::ask::Filter;
use zufolge_ledger::record::{Alias, AttributionPlace, Change, Correction};
use zufolge_ledger::{Ledger, LedgerError, Record};

const BRIDGE: &str = "Die Selmebrücke müsse wegen rostiger Schrauben bis August gesperrt bleiben";
const FERRY: &str = "Die Autofähre nach Kaltenrode fahre ab Sonntag wieder im Halbstundentakt";

/// Two papers with the same claim of one engineer, one of them with a second statement, and a third about something else.
fn ledger() -> Temporary {
    let mut it = Temporary::new();
    let head = |outlet: &str, day: u8| json!({"outlet": outlet, "published": format!("2025-11-0{day}T08:00:00+01:00")});
    let article = |source: &str, content: &str| format!("Kaltenrode. {content}, sagte {source} am Montag in Kaltenrode vor Journalisten.");
    it.add(report_of("a", &article("Theodor Quast", BRIDGE), head("Elbkurier", 3), &[("Theodor Quast", "person", BRIDGE, "states")]));
    it.add(report_of("b", &article("Theo Quast", BRIDGE), head("Nordblatt", 4), &[("Theo Quast", "person", BRIDGE, "states")]));
    it.add(report_of("c", &article("Jule Santer", FERRY), head("Nordblatt", 5), &[("Jule Santer", "person", FERRY, "announces")]));
    it
}

fn place(article: &str) -> AttributionPlace {
    AttributionPlace { article: article.to_owned(), version: 1, attribution: "a1".to_owned() }
}

fn correct(it: &mut Temporary, article: &str, change: Change) {
    let correction = Correction { place: place(article), change, note: None, by: Some("desk".to_owned()) };
    it.ledger.note(&[Record::Correction(correction)]).unwrap();
    let before = it.ledger.derived_rows().unwrap();
    it.ledger.rebuild(&mut |_, _| {}).unwrap();
    assert!(it.ledger.derived_rows().unwrap() == before, "a rebuild gives something else");
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
}

/// The articles of each claim, and their stances.
fn claims(it: &Temporary) -> Vec<Vec<(String, Stance)>> {
    let claims = it.ledger.claims(&Filter::default()).unwrap();
    claims.into_iter().map(|claim| claim.statements.into_iter().map(|one| (one.article, one.stance[0])).collect()).collect()
}

#[test]
fn one_claim_in_two_papers_is_one() {
    let it = ledger();
    let states = |article: &str| (article.to_owned(), Stance::States);
    assert_eq!(claims(&it), [vec![states("a"), states("b")], vec![("c".to_owned(), Stance::Announces)]]);
    let claim = it.ledger.claim("c1", &Filter::default()).unwrap();
    assert_eq!((claim.articles, claim.outlets, claim.first_seen.as_deref()), (2, 2, Some("2025-11-03T08:00:00+01:00")));
    assert_eq!(it.ledger.search("Brücken gesperrte", &Filter::default()).unwrap().len(), 0);
    assert_eq!(it.ledger.search("rostigen Schraube", &Filter::default()).unwrap().len(), 2);
    assert_eq!(it.ledger.said("santer", Some("Autofähren"), &Filter::default()).unwrap().len(), 1);
    assert!(matches!(it.ledger.claim("c77", &Filter::default()), Err(LedgerError::Unknown { what: "claim", .. })));
    assert!(matches!(it.ledger.said("Niemand", None, &Filter::default()), Err(LedgerError::Unknown { .. })));
}

/// What two papers say of two matters, until one of a third paper's statements shows that they are one.
const DETOUR: &str = "Lastwagen aus Kaltenrode müssten den Umweg über die Autobahn nehmen";
const BRIDGE_AND_DETOUR: &str =
    "Die Selmebrücke müsse wegen rostiger Schrauben gesperrt bleiben, Lastwagen müssten den Umweg über die Autobahn nehmen";

fn add(it: &mut Temporary, id: &str, day: u8, content: &str) {
    let head = json!({"outlet": format!("Blatt {id}"), "published": format!("2025-11-0{day}T08:00:00+01:00")});
    let text = format!("Kaltenrode. {content}, sagte Theodor Quast am Montag in Kaltenrode vor Journalisten.");
    it.add(report_of(id, &text, head, &[("Theodor Quast", "person", content, "states")]));
}

fn sizes(it: &Temporary) -> Vec<usize> {
    claims(it).iter().map(Vec::len).collect()
}

#[test]
fn two_claims_that_a_third_paper_shows_to_be_one_are_one() {
    let mut it = Temporary::new();
    add(&mut it, "a", 3, BRIDGE);
    add(&mut it, "b", 4, DETOUR);
    assert_eq!(sizes(&it), [1, 1]);
    add(&mut it, "c", 5, BRIDGE_AND_DETOUR);
    assert_eq!(sizes(&it), [3]);
    let by_old_number = it.ledger.claim("c2", &Filter::default()).unwrap();
    assert_eq!((by_old_number.id.as_str(), by_old_number.articles), ("c1", 3));
    let before = it.ledger.derived_rows().unwrap();
    it.ledger.rebuild(&mut |_, _| {}).unwrap();
    assert!(it.ledger.derived_rows().unwrap() == before, "a rebuild gives something else");
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
}

#[test]
fn what_a_writer_keeps_in_memory_is_what_the_file_has() {
    const NO_DETOUR: &str = "Lastwagen aus Kaltenrode müssten den Umweg über die Autobahn nicht nehmen";
    let (mut one, mut reopened) = (Temporary::new(), Temporary::new());
    // The last ones meet a claim that has become another one, a contradiction that is known, and a copy.
    for (day, content) in [BRIDGE, DETOUR, NO_DETOUR, BRIDGE_AND_DETOUR, DETOUR, NO_DETOUR, BRIDGE].into_iter().enumerate() {
        for it in [&mut one, &mut reopened] {
            add(it, &format!("n{day}"), 1 + u8::try_from(day).unwrap(), content);
        }
        reopened.ledger = Ledger::open(reopened.ledger.path()).unwrap();
    }
    assert_eq!(sizes(&one).len(), 2, "{:?}", claims(&one));
    assert!(one.ledger.derived_rows().unwrap() == reopened.ledger.derived_rows().unwrap());
}

#[test]
fn a_claim_that_somebody_has_set_apart_is_joined_to_none() {
    let mut it = Temporary::new();
    add(&mut it, "a", 3, BRIDGE);
    add(&mut it, "b", 4, DETOUR);
    correct(&mut it, "b", Change::OwnClaim);
    add(&mut it, "c", 5, BRIDGE_AND_DETOUR);
    assert_eq!(sizes(&it), [2, 1]);
}

#[test]
fn what_is_no_attribution_is_gone_until_it_is_taken_back() {
    let mut it = ledger();
    correct(&mut it, "b", Change::NoAttribution);
    assert_eq!(claims(&it)[0].len(), 1);
    assert_eq!(it.ledger.corrected_report("b", None).unwrap().unwrap().attributions, []);
    assert_eq!(it.ledger.report("b", None).unwrap().unwrap().attributions.len(), 1);
    correct(&mut it, "b", Change::AsRead);
    assert_eq!(claims(&it)[0].len(), 2);
}

#[test]
fn an_item_counts_again_once_a_newer_version_says_what_was_no_attribution() {
    let mut it = ledger();
    let spread = |it: &Temporary| {
        let rows = it.ledger.derived_rows().unwrap();
        rows.into_iter().find(|(table, _)| table == "claim").unwrap().1[0].clone()
    };
    assert!(spread(&it).contains("|Integer(2)|"), "{}", spread(&it));
    correct(&mut it, "b", Change::NoAttribution);
    assert!(spread(&it).contains("|Integer(1)|"), "{}", spread(&it));
    let text = format!("Kaltenrode. {BRIDGE}, sagte Theo Quast am Montag in Kaltenrode vor vielen Journalisten.");
    let head = json!({"outlet": "Nordblatt", "published": "2025-11-05T08:00:00+01:00"});
    it.add(report_of("b", &text, head, &[("Theo Quast", "person", BRIDGE, "states")]));
    assert!(spread(&it).contains("|Integer(2)|"), "{}", spread(&it));
}

#[test]
fn stance_source_and_claim_are_put_right() {
    let mut it = ledger();
    correct(&mut it, "b", Change::Stance { stance: vec![Stance::Denies] });
    assert_eq!(claims(&it)[0][1], ("b".to_owned(), Stance::Denies));
    correct(&mut it, "b", Change::OwnClaim);
    assert_eq!(claims(&it).len(), 3);
    correct(&mut it, "c", Change::SameClaim { other: place("b") });
    assert_eq!(claims(&it).iter().map(Vec::len).max(), Some(2));
    let change =
        Change::Source { name: "Jule Santer".into(), span: Vec::new(), entity: Some("e1".into()), source_kind: None, naming: None };
    correct(&mut it, "a", change);
    let said = it.ledger.said("Theodor Quast", None, &Filter::default()).unwrap();
    assert!(said.iter().all(|said| said.statement.article != "c"), "{said:?}");
}

#[test]
fn what_was_missed_is_added() {
    let mut it = ledger();
    let text = it.ledger.report("c", None).unwrap().unwrap().text;
    let words = CodePoints::new(&text);
    let at = text.find("Halbstundentakt").unwrap();
    let content = vec![words.of_bytes(zufolge::Span::new(at, at + "Halbstundentakt".len()))];
    let correction = Correction {
        place: AttributionPlace { attribution: "m1".to_owned(), ..place("c") },
        change: Change::Missed { form: Form::Reported, content, source: Vec::new(), cue: Vec::new() },
        note: None,
        by: None,
    };
    it.ledger.note(&[Record::Correction(correction)]).unwrap();
    let sources = it.ledger.sources("c", None, &Filter::default()).unwrap();
    assert!(sources.iter().any(|row| row.attribution == "m1" && row.text == "Halbstundentakt"), "{sources:?}");
    let before = it.ledger.derived_rows().unwrap();
    it.ledger.rebuild(&mut |_, _| {}).unwrap();
    assert!(it.ledger.derived_rows().unwrap() == before);
}

#[test]
fn a_correction_of_what_is_not_there_is_refused() {
    let mut it = ledger();
    for (article, change) in [("x", Change::NoAttribution), ("a", Change::SameClaim { other: place("x") })] {
        let correction = Correction { place: place(article), change, note: None, by: None };
        assert!(matches!(it.ledger.note(&[Record::Correction(correction)]), Err(LedgerError::Unknown { .. })));
    }
    let beyond = Change::Content { content: vec![zufolge::Span::new(4, 9_000)] };
    let correction = Correction { place: place("a"), change: beyond, note: None, by: None };
    assert!(matches!(it.ledger.note(&[Record::Correction(correction)]), Err(LedgerError::Refused(_))));
}

#[test]
fn entities_are_joined_and_parted_by_hand() {
    let mut it = ledger();
    let who = |it: &Temporary, name: &str| it.ledger.who(name, &Filter::default()).unwrap();
    let (one, other) = (who(&it, "Jule Santer")[0].id.clone(), who(&it, "Theodor Quast")[0].id.clone());
    it.ledger.merge_entities(&other, &one, Some("Tippfehler".to_owned())).unwrap();
    let joined = who(&it, "Santer");
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].id, other);
    let merges = it.ledger.merges(Some(&other), None).unwrap();
    assert!(merges[0].members.iter().any(|member| member.article == "c" && member.evidence == "joined by hand"), "{merges:?}");
    let new = it.ledger.split_entity(&other, &[], &["Jule Santer".to_owned()], None).unwrap();
    assert_eq!(who(&it, "Santer")[0].id, new);
    assert!(matches!(it.ledger.merge_entities(&new, &new, None), Err(LedgerError::Refused(_))));
    assert!(matches!(it.ledger.merge_entities("e9999", "e9999", None), Err(LedgerError::Unknown { .. })));
    assert_eq!(it.ledger.said(&new, None, &Filter::default()).unwrap().len(), 1);
    assert!(matches!(it.ledger.split_entity(&other, &["nichts".to_owned()], &[], None), Err(LedgerError::Refused(_))));
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
    let before = it.ledger.derived_rows().unwrap();
    it.ledger.rebuild(&mut |_, _| {}).unwrap();
    assert!(it.ledger.derived_rows().unwrap() == before);
}

#[test]
fn aliases_join_what_is_there_and_what_comes() {
    let mut it = ledger();
    let alias = |line: &str| Record::Alias(Alias { line: line.to_owned() });
    it.ledger.note(&[alias("Theodor Quast = Jule Santer ; Q42")]).unwrap();
    let found = it.ledger.who("Santer", &Filter::default()).unwrap();
    assert_eq!((found.len(), found[0].wikidata.as_deref()), (1, Some("Q42")));
    let refused = it.ledger.note(&[alias("Jule Santer = Nadine Kolbe")]).unwrap_err().to_string();
    assert!(refused.contains("“Jule Santer = Nadine Kolbe” is no alias"), "{refused}");
    let before = it.ledger.derived_rows().unwrap();
    it.ledger.rebuild(&mut |_, _| {}).unwrap();
    assert!(it.ledger.derived_rows().unwrap() == before);
}

/// All derived tables but those of the notes themselves.
fn tables(ledger: &Ledger) -> Vec<(String, Vec<String>)> {
    let rows = ledger.derived_rows().unwrap();
    rows.into_iter().filter(|(table, _)| !["note", "alias", "correction"].contains(&table.as_str())).collect()
}

fn rebuilt_is_the_same(ledger: &mut Ledger) {
    let before = ledger.derived_rows().unwrap();
    ledger.rebuild(&mut |_, _| {}).unwrap();
    assert!(ledger.derived_rows().unwrap() == before, "a rebuild gives something else");
}

fn export(ledger: &Ledger) -> Vec<u8> {
    let mut lines = Vec::new();
    ledger.export_jsonl(&mut lines, "out".as_ref()).unwrap();
    lines
}

fn import(ledger: &mut Ledger, lines: &[u8]) -> (u64, u64) {
    ledger.import_jsonl(&mut &*lines, "in".as_ref()).unwrap()
}

fn stance(article: &str, stance: Stance) -> Record {
    let change = Change::Stance { stance: vec![stance] };
    Record::Correction(Correction { place: place(article), change, note: None, by: None })
}

fn as_read(article: &str) -> Record {
    Record::Correction(Correction { place: place(article), change: Change::AsRead, note: None, by: None })
}

fn alias(line: &str) -> Record {
    Record::Alias(Alias { line: line.to_owned() })
}

#[test]
fn an_older_export_that_is_imported_again_overrules_no_newer_decision() {
    let mut it = ledger();
    it.ledger.note(&[stance("b", Stance::Praises), alias("Jule Santer ; Q42")]).unwrap();
    let old = export(&it.ledger);
    it.ledger.note(&[as_read("b")]).unwrap();
    let rows = it.ledger.derived_rows().unwrap();
    assert_eq!(import(&mut it.ledger, &old), (0, 5));
    assert!(it.ledger.derived_rows().unwrap() == rows, "what was known already was taken up again");
    assert_eq!(claims(&it)[0][1], ("b".to_owned(), Stance::States));
}

#[test]
fn what_is_said_three_times_within_one_moment_is_said_three_times() {
    let mut it = ledger();
    it.ledger.note(&[stance("b", Stance::Denies), as_read("b"), stance("b", Stance::Denies)]).unwrap();
    assert_eq!(claims(&it)[0][1], ("b".to_owned(), Stance::Denies));
    rebuilt_is_the_same(&mut it.ledger);
}

#[test]
fn of_what_two_ledgers_say_of_one_matter_the_later_holds_in_both() {
    let moment = || std::thread::sleep(std::time::Duration::from_millis(3));
    let (mut one, mut other) = (ledger(), Temporary::new());
    import(&mut other.ledger, &export(&one.ledger));
    let ids = |ledger: &Ledger| ["Theodor Quast", "Jule Santer"].map(|name| ledger.who(name, &Filter::default()).unwrap()[0].id.clone());
    let [quast, santer] = ids(&one.ledger);
    let apart = tables(&one.ledger);
    // The one says it first, and the other one says otherwise later.
    one.ledger.merge_entities(&quast, &santer, None).unwrap();
    let own_claim = |article: &str| {
        Record::Correction(Correction { place: place(article), change: Change::OwnClaim, note: None, by: Some("one".to_owned()) })
    };
    one.ledger.note(&[own_claim("b"), stance("a", Stance::Denies), alias("Jule Santer = Nadine Kolbe")]).unwrap();
    moment();
    other.ledger.merge_entities(&quast, &santer, None).unwrap();
    other.ledger.split_entity(&quast, &[], &["Jule Santer".to_owned()], None).unwrap();
    other.ledger.note(&[as_read("b"), stance("a", Stance::Praises), alias("Nadine Kolbe = Magda Kolbe")]).unwrap();
    assert!(ids(&other.ledger) == [quast, santer]);
    let (from_one, from_other) = (export(&one.ledger), export(&other.ledger));
    assert_eq!(import(&mut other.ledger, &from_one), (4, 3));
    assert_eq!(import(&mut one.ledger, &from_other), (5, 3));
    for ledger in [&mut one.ledger, &mut other.ledger] {
        let santer = ledger.who("Jule Santer", &Filter::default()).unwrap();
        assert!(santer[0].names.iter().all(|name| !name.contains("Quast")), "{santer:?}");
        let aliases = ledger.aliases().unwrap();
        assert!(aliases.keys("Magda Kolbe").len() == 2 && aliases.keys("Jule Santer").len() == 1, "the later line holds");
        // The claim of "b" and who is who are as they were; the stance of "a" is what was said last.
        let mut different: Vec<String> =
            tables(ledger).into_iter().zip(&apart).filter(|(now, before)| now != *before).map(|(now, _)| now.0).collect();
        // A claim that was made for a statement stays, with nothing in it.
        different.retain(|table| table != "claim");
        assert_eq!(different, ["statement"], "only a stance was put right");
        rebuilt_is_the_same(ledger);
        assert_eq!(ledger.verify(&mut |_| {}).unwrap(), []);
    }
    assert_eq!(claims(&one)[0], [("a".to_owned(), Stance::Praises), ("b".to_owned(), Stance::States)]);
    assert_eq!(claims(&one), claims(&other));
    // And again, either way, it changes nothing.
    assert_eq!(import(&mut other.ledger, &export(&one.ledger)).0, 0);
    assert_eq!(import(&mut one.ledger, &from_one).0, 0);
}

#[test]
fn what_is_joined_by_hand_comes_apart_as_it_was_whichever_of_the_two_is_named() {
    let mut it = ledger();
    let before = tables(&it.ledger);
    let id = |it: &Temporary, name: &str| it.ledger.who(name, &Filter::default()).unwrap()[0].id.clone();
    let (quast, santer) = (id(&it, "Theodor Quast"), id(&it, "Jule Santer"));
    for (keep, join, name, new) in [
        (&quast, &santer, "Jule Santer", &santer),
        (&quast, &santer, "Theodor Quast", &quast),
        (&santer, &quast, "Theodor Quast", &quast),
        (&santer, &quast, quast.as_str(), &quast),
    ] {
        it.ledger.merge_entities(keep, join, None).unwrap();
        assert!(tables(&it.ledger) != before);
        assert_eq!(it.ledger.split_entity(keep, &[], &[name.to_owned()], None).unwrap(), *new);
        assert!(tables(&it.ledger) == before, "{keep}, {join}: {name}");
    }
    it.ledger.note(&[alias("Theodor Quast = Jule Santer")]).unwrap();
    assert!(tables(&it.ledger) != before);
    it.ledger.note(&[alias("Theodor Quast != Jule Santer")]).unwrap();
    assert!(tables(&it.ledger) == before, "an alias is taken back");
    rebuilt_is_the_same(&mut it.ledger);
}

#[test]
fn what_was_joined_to_what_was_joined_comes_apart_as_it_was() {
    let mut it = ledger();
    it.add(report_of(
        "d",
        "Kaltenrode. Die Werft stelle zehn Leute ein, sagte Nadine Kolbe am Montag.",
        json!({"outlet": "Nordblatt", "published": "2025-11-06T08:00:00+01:00"}),
        &[("Nadine Kolbe", "person", "Die Werft stelle zehn Leute ein", "states")],
    ));
    let id = |it: &Temporary, name: &str| it.ledger.who(name, &Filter::default()).unwrap()[0].id.clone();
    let (quast, santer, kolbe) = (id(&it, "Theodor Quast"), id(&it, "Jule Santer"), id(&it, "Nadine Kolbe"));
    let apart = tables(&it.ledger);
    it.ledger.merge_entities(&santer, &kolbe, None).unwrap();
    let two = tables(&it.ledger);
    it.ledger.merge_entities(&quast, &santer, None).unwrap();
    // Whoever is named since stays with whom it was found to be.
    let text = format!("Kaltenrode. {DETOUR}, sagte Theodor Quast am Dienstag in Kaltenrode.");
    let head = json!({"outlet": "Elbkurier", "published": "2025-11-07T08:00:00+01:00"});
    let late = report_of("e", &text, head, &[("Theodor Quast", "person", DETOUR, "demands")]);
    let mut never = Temporary::new();
    import(&mut never.ledger, &export(&it.ledger)[..]);
    assert_eq!(it.ledger.split_entity(&quast, &[], &["Jule Santer".to_owned(), "Nadine Kolbe".to_owned()], None).unwrap(), santer);
    assert!(tables(&it.ledger) == two);
    it.ledger.split_entity(&santer, &[], std::slice::from_ref(&kolbe), None).unwrap();
    assert!(tables(&it.ledger) == apart);
    it.add(late.clone());
    never.add(late);
    never.ledger.split_entity(&quast, &[], &["Theodor Quast".to_owned()], None).unwrap();
    never.ledger.split_entity(&santer, &[], &["Jule Santer".to_owned()], None).unwrap();
    let all = Filter::default();
    assert_eq!(it.ledger.entities(&all).unwrap(), never.ledger.entities(&all).unwrap());
    assert_eq!(it.ledger.merges(None, None).unwrap().len(), never.ledger.merges(None, None).unwrap().len());
    // One line may join three.
    it.ledger.note(&[alias("Theodor Quast = Jule Santer = Nadine Kolbe")]).unwrap();
    assert_eq!(it.ledger.who("Kolbe", &Filter::default()).unwrap()[0].id, id(&it, "Santer"));
    rebuilt_is_the_same(&mut it.ledger);
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
}

#[test]
fn what_was_read_as_one_is_parted_and_joined_again_by_hand() {
    let mut it = Temporary::new();
    add(&mut it, "a", 3, BRIDGE);
    add(&mut it, "b", 4, DETOUR);
    let who = |it: &Temporary| it.ledger.who("Theodor Quast", &Filter::default()).unwrap();
    let one = who(&it)[0].id.clone();
    let new = it.ledger.split_entity(&one, &["b".to_owned()], &[], None).unwrap();
    assert_eq!(who(&it).len(), 2);
    assert_eq!([&one, &new].map(|id| it.ledger.said(id, None, &Filter::default()).unwrap().len()), [1, 1]);
    rebuilt_is_the_same(&mut it.ledger);
    it.ledger.merge_entities(&one, &new, None).unwrap();
    assert_eq!(it.ledger.said(&one, None, &Filter::default()).unwrap().len(), 2);
    rebuilt_is_the_same(&mut it.ledger);
    assert_eq!(it.ledger.verify(&mut |_| {}).unwrap(), []);
    assert_eq!(it.ledger.verify_derived(&mut |_, _| {}).unwrap(), []);
}
