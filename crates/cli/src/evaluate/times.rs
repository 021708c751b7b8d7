//! Expressions of time against a corpus of them.

use super::{Args, SplitName};
use anstyle::{AnsiColor, Style};
use anyhow::bail;
use serde_json::json;
use std::fmt::Write;
use zufolge::document::Orthography;
use zufolge::document::times::TimeRules;
use zufolge::text::CleanText;
use zufolge_corpus::score::Score;
use zufolge_corpus::score::times::TimeTally;
use zufolge_corpus::timex::{self, Timed, TimexDocument};
use zufolge_lexicon::GERMAN;

/// Scores the time rules on a folder of articles, and shows the documents with the most mistakes.
pub(super) fn evaluate(args: &Args) -> anyhow::Result<String> {
    if args.split != SplitName::All || args.from.is_some() || args.predictions.is_some() || args.by_rule {
        bail!("--split, --from, --predictions and --by-rule are for attributions; leave them out with --corpus timex");
    }
    let documents = timex::read(&args.file)?;
    if documents.is_empty() {
        bail!("{}: no article in it; give a folder of .tml files, or one with the folders in and key", args.file.display());
    }
    let reader = Reader { orthography: Orthography::new(&GERMAN), rules: TimeRules::new(&GERMAN) };
    let mut tally = TimeTally::default();
    let mut worst: Vec<(usize, String)> = Vec::new();
    for document in &documents {
        let predicted = reader.read(document);
        let pairs = tally.add(&predicted, &document.times);
        if args.errors > 0 {
            let page = page(document, &predicted, &pairs);
            worst.extend((page.0 > 0).then_some(page));
            worst.sort_by_key(|(mistakes, _)| std::cmp::Reverse(*mistakes));
            worst.truncate(args.errors);
        }
    }
    if args.json {
        return Ok(format!("{}\n", json(documents.len(), tally)));
    }
    let mut out = text(documents.len(), tally);
    for (_, page) in &worst {
        out += page;
    }
    Ok(out)
}

struct Reader {
    orthography: Orthography,
    rules: TimeRules,
}

impl Reader {
    /// The corpora know no furniture: everything is running text.
    fn read(&self, document: &TimexDocument) -> Vec<Timed> {
        let clean = CleanText::new(&document.text);
        let offsets = clean.offsets().clone();
        let doc = self.orthography.read_body(clean);
        let times = self.rules.read(&doc, document.published);
        let timed = |time: zufolge::document::times::TimeExpression| Timed {
            span: offsets.to_input(doc.bytes(time.tokens)),
            kind: Some(time.kind),
            value: time.value,
        };
        times.into_iter().map(timed).collect()
    }
}

fn rows(tally: TimeTally) -> [(&'static str, Score); 4] {
    [
        ("strict", tally.strict()),
        ("relaxed", tally.relaxed()),
        ("strict_value", tally.strict_value()),
        ("relaxed_value", tally.relaxed_value()),
    ]
}

fn text(documents: usize, tally: TimeTally) -> String {
    let bold = Style::new().bold();
    let (predicted, reference) = tally.counts();
    let mut out = format!("{documents} documents: {reference} expressions of time in the reference, {predicted} predicted\n\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{bold}{:22} {:>9} {:>9} {:>9}{bold:#}", "", "precision", "recall", "F1");
    for (name, score) in rows(tally) {
        let _ = writeln!(out, "{name:22} {:9.2} {:9.2} {:9.2}", 100.0 * score.precision, 100.0 * score.recall, 100.0 * score.f1());
    }
    let _ = writeln!(out, "\nof those that overlap, value {:.2}", 100.0 * tally.value_accuracy());
    if let Some(kind) = tally.kind_accuracy() {
        let _ = writeln!(out, "of those that overlap, type  {:.2}", 100.0 * kind);
    }
    out
}

fn json(documents: usize, tally: TimeTally) -> serde_json::Value {
    let (predicted, reference) = tally.counts();
    let mut out = json!({"documents": documents, "predicted": predicted, "reference": reference,
        "value": {"accuracy": tally.value_accuracy()}, "type": {"accuracy": tally.kind_accuracy()}});
    for (name, score) in rows(tally) {
        out[name] = json!({"precision": score.precision, "recall": score.recall, "f1": score.f1()});
    }
    out
}

/// How many mistakes a document has, and each of them on a line.
fn page(document: &TimexDocument, predicted: &[Timed], pairs: &[(usize, usize)]) -> (usize, String) {
    let mut lines: Vec<(u32, &str, Option<&Timed>, Option<&Timed>)> = Vec::new();
    for &(p, r) in pairs {
        let (p, r) = (&predicted[p], &document.times[r]);
        let verdict = match (p.span == r.span, p.value == r.value, r.kind.is_none() || p.kind == r.kind) {
            (true, true, true) => continue,
            (false, true, _) => "extent",
            (true, true, false) => "type",
            (true, false, _) => "value",
            (false, false, _) => "both",
        };
        lines.push((r.span.start, verdict, Some(r), Some(p)));
    }
    for (r, one) in document.times.iter().enumerate() {
        if pairs.iter().all(|pair| pair.1 != r) {
            lines.push((one.span.start, "missed", Some(one), None));
        }
    }
    for (p, one) in predicted.iter().enumerate() {
        if pairs.iter().all(|pair| pair.0 != p) {
            lines.push((one.span.start, "invented", None, Some(one)));
        }
    }
    lines.sort_by_key(|line| line.0);
    let (bold, red) = (Style::new().bold(), Style::new().fg_color(Some(AnsiColor::Red.into())));
    let mut out = format!("\n{bold}{}{bold:#}\n", document.name);
    let show = |one: Option<&Timed>| {
        one.map_or_else(
            || "–".to_owned(),
            |one| format!("{} {} {}", &document.text[one.span.range()], one.kind.map_or("", |kind| kind.name()), one.value),
        )
    };
    for (start, verdict, reference, predicted) in &lines {
        let around = context(&document.text, *start as usize);
        let _ = writeln!(out, "{red}{verdict:9}{red:#}{} | {}   …{around}…", show(*reference), show(*predicted));
    }
    (lines.len(), out)
}

/// Some words around a byte, on one line.
fn context(text: &str, at: usize) -> String {
    let from = text[..at].char_indices().rev().take(30).last().map_or(at, |(from, _)| from);
    let to = text[at..].char_indices().nth(45).map_or(text.len(), |(to, _)| at + to);
    text[from..to].replace(char::is_whitespace, " ")
}
