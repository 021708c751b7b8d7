#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use crate::attribution::rules::AttributionRules;
use crate::report::{Attribution, Kind, Naming};
use crate::{Article, Pipeline, Report};
use zufolge_lexicon::GERMAN;

fn read(text: &str) -> Report {
    let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));
    pipeline.read(&Article { text: text.to_owned(), ..Article::default() })
}

/// The names of the chain of the attribution whose content begins so.
fn chain<'r>(report: &'r Report, content: &str) -> Vec<&'r str> {
    attribution(report, content).chain.iter().map(|link| link.name.as_str()).collect()
}

fn attribution<'r>(report: &'r Report, content: &str) -> &'r Attribution {
    let at = report.text.find(content).unwrap();
    let at = report.text[..at].chars().count() as u32;
    report.attributions.iter().find(|attr| attr.content.first().is_some_and(|span| span.start == at)).unwrap()
}

#[test]
fn surname_office_epithet_and_pronoun_are_one_person() {
    let report = read(
        "Verkehrssenatorin Lena Brandt sagte am Montag, der Tunnel werde teurer. Sie sagte, man suche nach Geld. Brandt sagte, es gebe Streit. \
         Die Senatorin sagte, der Streit sei bald vorbei.",
    );
    for content in ["der Tunnel", "man suche", "es gebe", "der Streit"] {
        assert_eq!(chain(&report, content), ["Lena Brandt"], "{content}");
    }
    let entity = &report.entities[0];
    assert_eq!((entity.kind, entity.role.as_deref(), entity.mentions.len()), (Kind::Person, Some("Verkehrssenatorin"), 4));
}

#[test]
fn a_spokesperson_is_not_who_they_speak_for() {
    let report = read("Minister Jens Ohlsen schwieg. Ohlsens Sprecher sagte, der Termin stehe fest.");
    assert_eq!(chain(&report, "der Termin"), ["Ohlsens Sprecher"]);
    assert_eq!(attribution(&report, "der Termin").chain[0].naming, Naming::Role);
}

#[test]
fn a_pronoun_agrees_in_gender_rather_than_meaning_who_was_named_last() {
    let report = read("Bürgermeisterin Anna Lund traf am Freitag den Architekten Peter Voss. Sie sagte, der Entwurf gefalle ihr.");
    assert_eq!(chain(&report, "der Entwurf"), ["Anna Lund"]);
}

#[test]
fn the_origin_stands_before_the_paper_that_refers_to_it() {
    let report = read("Der „Küstenbote“ berichtete unter Berufung auf Regierungskreise, der Hafen werde verkauft.");
    assert_eq!(chain(&report, "der Hafen"), ["Regierungskreise", "Küstenbote"]);
    let links = &attribution(&report, "der Hafen").chain;
    assert_eq!((links[0].kind, links[0].naming, links[1].kind), (Kind::Group, Naming::Anonymous, Kind::Outlet));
}

#[test]
fn whom_a_paper_quotes_is_the_origin() {
    let report = read("Der „Küstenbote“ zitierte einen Beamten mit den Worten: „Der Deich hält nicht mehr lange durch.“");
    assert_eq!(chain(&report, "„Der Deich"), ["einen Beamten", "Küstenbote"]);
}

#[test]
fn a_stated_reason_for_anonymity_is_kept() {
    let report = read("Ein Mitarbeiter, der nicht namentlich genannt werden wollte, sagte, das Geld sei weg.");
    let link = &attribution(&report, "das Geld").chain[0];
    assert_eq!((link.name.as_str(), link.naming), ("Ein Mitarbeiter", Naming::Anonymous));
    let reason: String = report.text.chars().skip(link.anonymity_reason[0].start as usize).take(link.anonymity_reason[0].len()).collect();
    assert_eq!(reason, "der nicht namentlich genannt werden wollte");
}

#[test]
fn a_weekday_is_no_paper() {
    let report = read("Der Sprecher der Werft sagte am Freitag, das Dock sei voll.");
    assert_eq!(chain(&report, "das Dock"), ["Der Sprecher der Werft"]);
}

#[test]
fn nobody_at_all_is_implicit() {
    let report = read("Es hieß, die Brücke bleibe gesperrt.");
    let link = &attribution(&report, "die Brücke").chain[0];
    assert_eq!((link.name.as_str(), link.naming, link.kind), ("", Naming::Implicit, Kind::Unknown));
}

#[test]
fn an_apposition_gives_the_name() {
    let report = read("Der Hafenkapitän von Norderby, Jens Ohlsen, sagte, die Fähre fahre wieder. Ohlsen sagte, der Sturm sei vorbei.");
    assert_eq!(chain(&report, "die Fähre"), ["Jens Ohlsen"]);
    assert_eq!(chain(&report, "der Sturm"), ["Jens Ohlsen"]);
}
