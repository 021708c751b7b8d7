//! What the program makes of the articles in `fixtures/articles/`, kept in `fixtures/golden/` as pages that a linguist can read.
//!
//! A page shows what the program does, not what is right. When one changes, read the difference as German; if it is better, or the loss
//! is known and told, accept it:
//!
//! ```text
//! INSTA_UPDATE=always cargo test -p zufolge --test golden
//! ```
#![allow(clippy::unwrap_used, reason = "a missing article has failed the test")]

use std::collections::BTreeSet;
use std::fmt::{self, Display, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use zufolge::attribution::rules::AttributionRules;
use zufolge::document::{Document, FurnitureKind, Orthography};
use zufolge::report::{Attribution, CodePoints, Spans};
use zufolge::text::CleanText;
use zufolge::{Article, Pipeline, Report};
use zufolge_lexicon::GERMAN;

const HEAD: &str = "What is read in this article: a page for people, made by crates/core/tests/golden.rs. \
    To update all pages: INSTA_UPDATE=always cargo test -p zufolge --test golden; then read the difference as German (CONTRIBUTING.md).";

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN))));
static ORTHOGRAPHY: LazyLock<Orthography> = LazyLock::new(|| Orthography::new(&GERMAN));

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// One test for each article, and the list of all that have one.
macro_rules! articles {
    ($($test:ident = $file:literal;)*) => {
        const ARTICLES: &[&str] = &[$($file),*];
        $(#[test] fn $test() { check($file); })*
    };
}

articles! {
    agency = "01-agency";
    flash = "02-flash";
    politics = "03-politics";
    court = "04-court";
    sport = "05-sport";
    science = "06-science";
    interview = "07-interview";
    ticker = "08-ticker";
    press_release = "09-press-release";
    police = "10-police";
    business = "11-business";
    culture = "12-culture";
    local = "13-local";
    swiss = "14-swiss";
    austrian = "15-austrian";
    faulty_marks = "16-faulty-marks";
    narration = "17-narration";
}

fn check(name: &str) {
    let text = std::fs::read_to_string(fixtures().join("articles").join(format!("{name}.txt"))).unwrap();
    let doc = ORTHOGRAPHY.read(CleanText::new(&text));
    let report = PIPELINE.read(&Article { id: name.to_owned(), text, ..Article::default() });
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../fixtures/golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(HEAD);
    settings.bind(|| insta::assert_snapshot!(name, Page { doc: &doc, report: &report }.to_string()));
}

#[test]
fn every_article_has_its_page_and_every_page_its_article() {
    let stems = |folder: &str, extension: &str| -> BTreeSet<String> {
        let paths = std::fs::read_dir(fixtures().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
        wanted.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    };
    let tested: BTreeSet<String> = ARTICLES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(tested, stems("articles", "txt"));
    assert!(stems("golden", "snap").is_subset(&tested));
}

/// The page of one article.
struct Page<'a> {
    doc: &'a Document,
    report: &'a Report,
}

impl Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.doc.furniture {
            writeln!(f, "{:11} «{}»", kind(piece.kind), self.doc.text[piece.span.range()].replace('\n', " ⏎ "))?;
        }
        if let Some(line) = &self.report.article.dateline {
            let part = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!(" {name} «{value}»")).unwrap_or_default();
            let parts = [part("place", &line.place), part("agency", &line.agency), part("date", &line.date)].concat();
            writeln!(f, "{:11}{parts}", "dateline is")?;
        }
        writeln!(f, "{:11} {} in {} paragraphs", "sentences", self.report.sentences.len(), self.doc.paragraphs.len())?;
        writeln!(f, "{:11} {}", "statements", self.report.attributions.len())?;
        let points = CodePoints::new(&self.report.text);
        for attr in &self.report.attributions {
            writeln!(f)?;
            attribution(f, &points, attr)?;
        }
        if !self.report.diagnostics.is_empty() {
            writeln!(f, "\nDIAGNOSTICS")?;
        }
        for remark in &self.report.diagnostics {
            writeln!(f, "{}: {}", remark.code, remark.message)?;
            if let Some(span) = remark.span {
                let after = points.slice(zufolge::Span::new(span.end as usize, span.end as usize + 40));
                writeln!(f, "    at «{}» before «{}»", points.slice(span), one_line(after))?;
            }
        }
        Ok(())
    }
}

fn attribution(f: &mut fmt::Formatter<'_>, points: &CodePoints<'_>, attr: &Attribution) -> fmt::Result {
    let mut first = format!("[{}] {}", &attr.id[1..], attr.form.name());
    if attr.mixed {
        first.push_str(", mixed");
    }
    if let Some(parent) = &attr.parent {
        write!(first, ", nested in {}", &parent[1..])?;
    }
    let modes: Vec<&str> = attr.mode.names().collect();
    let stances: Vec<&str> = attr.stance.iter().map(|stance| stance.name()).collect();
    for list in [modes.join("/"), stances.join(" + ")] {
        if !list.is_empty() {
            write!(first, " · {list}")?;
        }
    }
    writeln!(f, "{first}")?;
    let roles =
        [("source", &attr.source), ("cue", &attr.cue), ("addressee", &attr.addressee), ("frame", &attr.frame), ("content", &attr.content)];
    for (name, spans) in roles {
        if !spans.is_empty() {
            writeln!(f, "    {name:9} {}", slices(points, spans))?;
        }
    }
    let links: Vec<&str> = attr.chain.iter().map(|link| if link.name.is_empty() { "–" } else { &link.name }).collect();
    if links.len() > 1 {
        writeln!(f, "    {:9} {}", "chain", links.join(" → "))?;
    }
    writeln!(f, "    {:9} {} ({})", "because", attr.evidence.join(", "), attr.confidence)
}

/// «one piece» … «the next»
fn slices(points: &CodePoints<'_>, spans: &Spans) -> String {
    spans.iter().map(|span| format!("«{}»", one_line(points.slice(*span)))).collect::<Vec<_>>().join(" … ")
}

fn one_line(words: &str) -> String {
    words.replace('\n', " ⏎ ")
}

fn kind(kind: FurnitureKind) -> &'static str {
    match kind {
        FurnitureKind::Headline => "headline",
        FurnitureKind::Kicker => "kicker",
        FurnitureKind::Byline => "byline",
        FurnitureKind::Dateline => "dateline",
        FurnitureKind::Subhead => "subhead",
        FurnitureKind::SignOff => "sign-off",
        _ => "other",
    }
}
