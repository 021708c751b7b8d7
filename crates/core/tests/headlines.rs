//! What headlines say, and how it goes together with the text below them.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use zufolge::attribution::rules::AttributionRules;
use zufolge::{Article, Pipeline, Report};
use zufolge_lexicon::GERMAN;

fn read(text: &str) -> Report {
    let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));
    pipeline.read(&Article { id: "headline".into(), text: text.into(), outlet: Some("Bote".into()), ..Article::default() })
}

fn content(report: &Report, at: usize) -> String {
    let chars: Vec<char> = report.text.chars().collect();
    report.attributions[at].content.iter().map(|span| chars[span.start as usize..span.end as usize].iter().collect::<String>()).collect()
}

#[test]
fn a_surname_in_the_headline_is_the_person_below() {
    let report = read(
        "Brook: Brücke hält noch zehn Jahre\n\nDie Brücke halte noch zehn Jahre, sagte Ingenieur Jan Brook am Montag. Er fügte hinzu, dass \
         sie alt sei.",
    );
    assert_eq!(content(&report, 0), "Brücke hält noch zehn Jahre");
    let brook = report.entities.iter().find(|entity| entity.name == "Jan Brook").unwrap();
    assert_eq!(report.attributions[0].chain[0].entity.as_ref(), Some(&brook.id));
    assert_eq!(report.entities.iter().filter(|entity| entity.name.ends_with("Brook")).count(), 1);
    assert_eq!(brook.mentions[0].start, 0);
    let ids: Vec<_> = report.attributions.iter().map(|attr| attr.id.as_str()).collect();
    assert_eq!(ids, ["a1", "a2", "a3"]);
    assert!(report.sentences[0].start > 30, "a headline is no sentence of the running text");
}

#[test]
fn parents_keep_their_children_behind_a_headline() {
    let report = read(
        "Brook: Brücke hält noch\n\nBürgermeisterin Eva Brook sagte, die Brücke sei „ein Geschenk an die Stadt“ und halte noch. Das ist alles.",
    );
    for attr in &report.attributions {
        if let Some(parent) = &attr.parent {
            let parent = report.attributions.iter().find(|other| &other.id == parent).unwrap();
            assert!(parent.content[0].start <= attr.content[0].start && attr.content[0].end <= parent.content[0].end);
        }
    }
    assert!(report.attributions.iter().skip(1).any(|attr| attr.parent.is_some()), "{:?}", report.attributions);
}

#[test]
fn a_topic_before_the_colon_is_nobody() {
    let report = read("Talbrücke: Sperrung dauert an\n\nDie Talbrücke bleibt gesperrt. Das teilte die Stadt am Montag mit.");
    assert!(report.attributions.iter().all(|attr| attr.content[0].start > 30), "{:?}", report.attributions);
}
