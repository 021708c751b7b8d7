#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::{Kind, Naming, Report, Spans, assemble};
use crate::attribution::{self, Form, Mode, Stance};
use crate::document::{Document, Furniture, FurnitureKind, Sentence, Token};
use crate::report::CodePoints;
use crate::span::Span;
use crate::{Article, Diagnostic, Resolver};
use serde_json::Value;

const TEXT: &str = "Fähre fällt aus\n\n„Größer“ geht’s nicht, hieß es laut der Reederei Küste & Söhne. Über Nacht – 🚢 – sei alles ruhig.";

/// Tokens are the words between spaces; enough to point at things.
fn document() -> Document {
    let start = TEXT.find('„').unwrap();
    let mut tokens = Vec::new();
    let mut at = start;
    for word in TEXT[start..].split(' ') {
        tokens.push(Token { span: Span::new(at, at + word.len()) });
        at += word.len() + 1;
    }
    let end = tokens.len();
    let full_stop = tokens.iter().position(|token| TEXT[token.span.range()].ends_with("Söhne.")).unwrap() + 1;
    let sentence = |tokens| Sentence { tokens, paragraph: 0 };
    Document {
        text: TEXT.to_owned(),
        tokens,
        sentences: vec![sentence(Span::new(0, full_stop)), sentence(Span::new(full_stop, end))],
        furniture: vec![Furniture { kind: FurnitureKind::Headline, span: Span::new(0, TEXT.find('\n').unwrap()) }],
        diagnostics: vec![Diagnostic { code: "odd", message: "Something is odd.".to_owned(), span: Some(Span::new(start, start + 3)) }],
        ..Document::default()
    }
}

fn attributions(doc: &Document) -> Vec<attribution::Attribution> {
    let at = |word: &str| doc.tokens.iter().position(|token| &TEXT[token.span.range()] == word).unwrap();
    let outer = attribution::Attribution {
        form: Form::Indirect,
        mixed: true,
        mode: Mode::SPEECH_WRITING,
        content: vec![Span::new(0, at("nicht,") + 1)],
        cue: vec![Span::new(at("laut"), at("laut") + 1)],
        source: vec![Span::new(at("der"), at("Söhne.") + 1)],
        addressee: Vec::new(),
        frame: Vec::new(),
        parent: None,
        stance: vec![Stance::States, Stance::DoesNotDeny],
        confidence: 0.912_345,
        evidence: vec!["preposition"],
    };
    let inner = attribution::Attribution {
        form: Form::Direct,
        content: vec![Span::new(0, 1)],
        cue: vec![Span::new(at("hieß"), at("es") + 1)],
        source: Vec::new(),
        parent: Some(0),
        confidence: f32::NAN,
        ..outer.clone()
    };
    vec![outer, inner]
}

fn report() -> Report {
    let doc = document();
    let attributions = attributions(&doc);
    let article = Article {
        id: "fähre.txt".to_owned(),
        text: TEXT.to_owned(),
        agency: Some("dnb".to_owned()),
        outlet: Some("Nordkurier".to_owned()),
        published: Some("2025-11-04".to_owned()),
        ..Article::default()
    };
    assembled(&article, doc, &attributions)
}

fn assembled(article: &Article, doc: Document, attributions: &[attribution::Attribution]) -> Report {
    let resolution = Resolver::new(&zufolge_lexicon::GERMAN).resolve(&doc, article, attributions);
    assemble(article, "de", "rules", doc, attributions, resolution)
}

/// What keeps this report from being one by the contract; empty if nothing.
fn faults(report: &Value) -> Vec<String> {
    let schema = serde_json::from_str(include_str!("../../../../docs/report.schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap().iter_errors(report).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

#[test]
fn keeps_the_contract() {
    assert_eq!(faults(&serde_json::to_value(report()).unwrap()), Vec::<String>::new());
    // The check itself bites.
    let mut wrong = serde_json::to_value(report()).unwrap();
    wrong["attributions"][0]["form"] = "spoken".into();
    assert_eq!(faults(&wrong).len(), 1);
}

#[test]
fn reads_back_what_it_prints() {
    let report = report();
    let json = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
}

#[test]
fn reads_fields_of_later_versions() {
    let mut value = serde_json::to_value(report()).unwrap();
    value["attributions"][0]["tone"] = "calm".into();
    value["weather"] = "fine".into();
    assert_eq!(serde_json::from_value::<Report>(value).unwrap(), report());
}

#[test]
fn refuses_a_span_that_ends_before_it_starts() {
    let mut value = serde_json::to_value(report()).unwrap();
    value["sentences"][0] = serde_json::json!([9, 3]);
    assert!(serde_json::from_value::<Report>(value).unwrap_err().to_string().contains("[9, 3]"));
}

#[test]
fn spans_count_code_points() {
    let report = report();
    let points: Vec<char> = report.text.chars().collect();
    let words = |spans: &Spans| spans.iter().map(|span| points[span.range()].iter().collect::<String>()).collect::<Vec<_>>();
    assert_eq!(words(&report.attributions[0].content), ["„Größer“ geht’s nicht,"]);
    assert_eq!(words(&report.attributions[0].source), ["der Reederei Küste & Söhne."]);
    assert_eq!(words(&report.attributions[1].cue), ["hieß es"]);
    assert_eq!(words(&report.sentences)[1], "Über Nacht – 🚢 – sei alles ruhig.");
    assert_eq!(words(&report.diagnostics.iter().filter_map(|remark| remark.span).collect()), ["„"]);
}

#[test]
fn chain_runs_from_the_origin_to_the_press() {
    let report = report();
    assert_eq!(report.attributions[1].parent.as_deref(), Some("a1"));
    let links: Vec<_> = report.attributions[1].chain.iter().map(|link| (link.name.as_str(), link.kind, link.naming)).collect();
    assert_eq!(
        links,
        [
            ("", Kind::Unknown, Naming::Implicit),
            ("Reederei Küste & Söhne.", Kind::Organisation, Naming::Named),
            ("dnb", Kind::Agency, Naming::Named),
            ("Nordkurier", Kind::Outlet, Naming::Named),
        ]
    );
    let span = report.attributions[1].chain[1].span.unwrap();
    assert_eq!(CodePoints::new(&report.text).slice(span), "der Reederei Küste & Söhne.");
}

#[test]
fn a_parent_that_does_not_stand_before_its_child_is_none() {
    let doc = document();
    let mut ring = attributions(&doc);
    ring[0].parent = Some(1);
    let report = assembled(&Article::default(), doc, &ring);
    assert_eq!(report.attributions[0].parent, None);
    assert_eq!(report.attributions[1].chain.len(), 2);
}

#[test]
fn confidence_is_rounded_and_always_a_number() {
    let confidence: Vec<f64> = report().attributions.iter().map(|attr| attr.confidence).collect();
    assert_eq!(confidence, [0.912, 0.0]);
}

#[test]
fn the_headline_stands_in_for_a_missing_title() {
    assert_eq!(report().article.title.as_deref(), Some("Fähre fällt aus"));
}
