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
    assert_eq!((claim.articles, claim.outlets, claim.first_seen.as_str()), (2, 2, "2025-11-03T08:00:00+01:00"));
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
