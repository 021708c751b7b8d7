//! What the reader found odd, with the place quoted.

use super::glyphs::Glyphs;
use super::ink::{Ink, Palette};
use super::{Lines, MEASURE};
use zufolge::Report;
use zufolge::report::CodePoints;

/// Characters of text shown before and after the place.
const CONTEXT: usize = 32;

pub(super) fn render(report: &Report, points: &CodePoints<'_>, lines: &mut Lines) {
    if report.diagnostics.is_empty() {
        return;
    }
    lines.blank();
    lines.line(&Glyphs::of(lines.sheet.words.say("heading.remarks"), Ink::BOLD));
    for remark in &report.diagnostics {
        let mut said = Glyphs::of(&format!("!\u{a0}{}", remark.code), Ink::ALARM);
        said.text(&format!("  {}", remark.message), Ink::BODY);
        lines.lines(&said, MEASURE);
        let Some(span) = remark.span else { continue };
        let place = points.to_bytes(span).range();
        let from = place.start - before_place(&report.text[..place.start]).len();
        let to = place.end + after_place(&report.text[place.end..]).len();
        let mut quote = Glyphs::default();
        if !report.text[..from].is_empty() && !report.text[..from].ends_with('\n') {
            quote.text("… ", Ink::QUIET);
        }
        quote.text(&report.text[from..place.start], Ink::QUIET);
        let (open, close) = if lines.sheet.palette == Palette::Plain { (">>>", "<<<") } else { ("", "") };
        quote.text(open, Ink::ALARM);
        quote.text(&report.text[place.clone()], Ink { bold: true, ..Ink::ALARM });
        quote.text(close, Ink::ALARM);
        quote.text(&report.text[place.end..to], Ink::QUIET);
        if !report.text[to..].is_empty() && !report.text[to..].starts_with('\n') {
            quote.text(" …", Ink::QUIET);
        }
        let inner = lines.sheet.inner(MEASURE) - 2;
        for line in quote.clipped(inner, 3) {
            let mut indented = Glyphs::default();
            indented.pad_to(2);
            indented.append(&line);
            lines.line(&indented);
        }
    }
}

/// The last words before a place, of the same line, whole.
fn before_place(text: &str) -> &str {
    let line = text.rsplit('\n').next().unwrap_or_default();
    match line.char_indices().rev().nth(CONTEXT) {
        None => line,
        Some((at, _)) => line[at..].split_once(' ').map_or("", |(_, words)| words),
    }
}

/// The next words after a place, of the same line, whole.
fn after_place(text: &str) -> &str {
    let line = text.split('\n').next().unwrap_or_default();
    match line.char_indices().nth(CONTEXT) {
        None => line,
        Some((at, _)) => line[..at].rsplit_once(' ').map_or("", |(words, _)| words),
    }
}
