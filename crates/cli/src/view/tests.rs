#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::{Palette, Sheet, UiLanguage, in_short, render};
use unicode_width::UnicodeWidthStr;
use zufolge::attribution::rules::AttributionRules;
use zufolge::{Article, Pipeline, Report};
use zufolge_lexicon::GERMAN;

/// An article of our own with every form, nesting, furniture and a remark, annotated by hand.
fn report() -> Report {
    serde_json::from_str(include_str!("../../tests/reports/hafenbahn.json")).unwrap()
}

fn bare() -> Report {
    Report { attributions: Vec::new(), diagnostics: Vec::new(), ..report() }
}

fn plain(report: &Report, width: usize) -> String {
    render(report, Sheet { width, palette: Palette::Plain, words: UiLanguage::En })
}

#[test]
fn on_a_plain_sheet() {
    for width in [40, 80, 120] {
        insta::assert_snapshot!(format!("plain_{width}"), plain(&report(), width));
    }
}

/// Escapes are shown as `{…}` so that the snapshot can be read.
#[test]
fn in_colour() {
    for width in [40, 80, 120] {
        let view = render(&report(), Sheet { width, palette: Palette::Many, words: UiLanguage::En });
        insta::assert_snapshot!(format!("colour_{width}"), legible(&view));
    }
}

fn legible(view: &str) -> String {
    let mut parts = view.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |out, part| {
        let (code, rest) = part.split_once('m').unwrap();
        out + "{" + code + "}" + rest
    })
}

#[test]
fn colour_only_adds_to_the_words() {
    let sixteen = render(&report(), Sheet { width: 80, palette: Palette::Sixteen, words: UiLanguage::En });
    let many = render(&report(), Sheet { width: 80, palette: Palette::Many, words: UiLanguage::En });
    assert_eq!(unstyled(&sixteen), unstyled(&many));
    assert!(unstyled(&many).contains("die Mehrkosten lägen bei"));
}

fn unstyled(view: &str) -> String {
    view.split("\u{1b}[").enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 }).collect()
}

#[test]
fn no_line_is_wider_than_the_sheet() {
    for width in 20..160 {
        let view = plain(&report(), width);
        for line in view.lines() {
            assert!(line.width() <= width, "at {width}: {line:?}");
        }
    }
}

#[test]
fn every_attribution_is_on_the_page_and_has_a_ladder() {
    let view = plain(&report(), 120);
    for (index, attr) in report().attributions.iter().enumerate() {
        let mark = format!("[{}{}", index + 1, super::code(attr.form));
        assert!(view.contains(&mark), "{mark} is not on the page");
        let row = view.lines().filter(|line| line.trim_start().starts_with(&format!("{}  ", index + 1))).count();
        assert_eq!(row, 1, "row {}", index + 1);
    }
    assert_eq!(view.matches('[').count(), view.matches(']').count());
}

#[test]
fn a_stance_that_is_more_likely_wrong_than_right_is_in_doubt() {
    let shown = |confidence: Option<f64>| {
        let mut report = report();
        report.attributions[3].stance_confidence = confidence;
        plain(&report, 80).lines().find(|line| line.contains("criticises")).unwrap().trim().to_owned()
    };
    assert!(shown(Some(0.49)).starts_with("criticises? ·"), "{}", shown(Some(0.49)));
    for sure in [Some(0.5), None] {
        assert!(shown(sure).starts_with("criticises ·"), "{}", shown(sure));
    }
}

#[test]
fn the_view_speaks_german_where_asked() {
    let sheet = Sheet { width: 80, palette: Palette::Plain, words: UiLanguage::De };
    let view = render(&report(), sheet);
    assert!(view.contains("Wer sagt was") && view.contains("dieser Artikel"));
    assert!(!view.contains("Who says what") && !view.contains("this article"));
}

/// What the rules read in a text, in short.
fn short(text: &str, width: usize) -> String {
    let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));
    let report = pipeline.read(&Article { id: "a".into(), text: text.into(), ..Article::default() });
    in_short(&report, Sheet { width, palette: Palette::Plain, words: UiLanguage::En })
}

#[test]
fn in_short_is_one_screen_with_answers_at_their_claim() {
    let text = "Laut dem „Kurier“ schließt die Werft ihr Dock in Brenz. Eine Sprecherin der Werft dementierte das. \
        Die Stadt wollte sich dazu nicht äußern.";
    for width in [40, 80, 120] {
        let view = short(text, width);
        assert!(view.lines().count() <= 48 && view.lines().all(|line| line.width() <= width), "{view}");
        assert!(view.contains("✗ denies: Eine Sprecherin") && view.contains("no comment: Die Stadt"), "{view}");
        assert!(view.contains("source"), "{view}");
    }
}

#[test]
fn in_short_a_denial_of_something_else_is_no_answer() {
    let text = "Laut dem „Kurier“ schließt die Werft ihr Dock in Brenz. Der Trainer bestritt, die Spieler beleidigt zu haben.";
    let view = short(text, 80);
    assert!(view.contains("die Spieler beleidigt") && view.contains("Dock in Brenz"), "{view}");
    assert!(!view.contains("denies: Der Trainer"), "{view}");
}

#[test]
fn an_article_without_attributions_says_so() {
    let view = plain(&bare(), 80);
    assert!(view.contains("no statement of others found"));
    assert!(!view.contains("Remarks"));
}

#[test]
fn odd_reports_are_shown_all_the_same() {
    let mut odd = report();
    // A ring of parents, spans past the end, a title that the text does not have.
    odd.attributions[0].parent = Some("a1".to_owned());
    odd.attributions[1].content = vec![(9_000..9_100).into()];
    odd.diagnostics[0].span = Some((9_000..9_001).into());
    odd.article.title = Some("Anders\u{1b}]0;x\u{7} als im Text".to_owned());
    let view = plain(&odd, 80);
    assert!(view.contains("Anders]0;x als im Text"));
    assert!(!view.contains('\u{1b}'));
    let mut empty = bare();
    empty.text.clear();
    assert!(plain(&empty, 80).contains("Nordhaven verschiebt"));
}
