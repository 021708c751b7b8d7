//! The article as it stands on the page: furniture set apart, paragraphs kept, attributions marked.

use super::glyphs::{FIXED_SPACE, Glyphs};
use super::ink::{Ink, Palette, code};
use super::{Lines, MEASURE};
use std::ops::Range;
use zufolge::Report;
use zufolge::report::{BlockKind, CodePoints, Spans, blocks, stretches};

pub(super) fn render(report: &Report, points: &CodePoints<'_>, lines: &mut Lines) {
    let blocks = blocks(report, points);
    let printed = blocks.iter().any(|block| block.kind == BlockKind::Headline);
    if let Some(title) = report.article.title.as_deref().filter(|_| !printed) {
        lines.lines(&Glyphs::of(title, Ink::BOLD), MEASURE);
        lines.blank();
    }
    let page = Page::new(report, points, lines.sheet.palette == Palette::Plain);
    let mut before = None;
    for block in &blocks {
        // Kicker, headline and byline stand together; everything else is set apart by a blank line.
        let head = |kind| matches!(kind, BlockKind::Quiet | BlockKind::Headline);
        if before.is_some_and(|kind| !(head(kind) && head(block.kind))) {
            lines.blank();
        }
        let ink = match block.kind {
            BlockKind::Headline | BlockKind::Subhead => Ink::BOLD,
            BlockKind::Quiet | BlockKind::SignOff => Ink::QUIET,
            BlockKind::Paragraph => Ink::BODY,
        };
        lines.lines(&page.glyphs(block.bytes.clone(), ink), MEASURE);
        before = Some(block.kind);
    }
}

/// A sign before or after a place in the text.
struct Mark {
    at: usize,
    glyphs: Glyphs,
}

/// The text with its inks and marks.
struct Page<'r> {
    text: &'r str,
    /// The ink of every byte; `None`: that of its block.
    inks: Vec<Option<Ink>>,
    /// In order.
    opening: Vec<Mark>,
    /// In order.
    closing: Vec<Mark>,
}

impl<'r> Page<'r> {
    fn new(report: &'r Report, points: &CodePoints<'_>, plain: bool) -> Self {
        let mut inks = vec![None; report.text.len()];
        let mut paint = |spans: &Spans, ink: &dyn Fn(Ink) -> Ink| {
            for &span in spans {
                for byte in &mut inks[points.to_bytes(span).range()] {
                    *byte = Some(ink(byte.unwrap_or(Ink::BODY)));
                }
            }
        };
        if let Some(dateline) = &report.article.dateline {
            paint(&vec![dateline.span], &|_| Ink::QUIET);
        }
        // A parent stands before its children, so the innermost form is painted last; sources and cues lie on top of all contents.
        for attr in &report.attributions {
            let ink = Ink { underline: attr.parent.is_some(), ..Ink::of(attr.form) };
            paint(&attr.content, &|_| ink);
        }
        for attr in &report.attributions {
            paint(&attr.source, &|below| Ink { bold: true, ..below });
            paint(&attr.cue, &|below| Ink { italic: true, ..below });
        }
        let (opening, closing) = marks(report, points, plain);
        Page { text: &report.text, inks, opening, closing }
    }

    fn glyphs(&self, bytes: Range<usize>, ink: Ink) -> Glyphs {
        let mut glyphs = Glyphs::default();
        let mut opening = self.opening[self.opening.partition_point(|mark| mark.at < bytes.start)..].iter().peekable();
        // What closes where this block begins closed in the block before.
        let mut closing = self.closing[self.closing.partition_point(|mark| mark.at <= bytes.start)..].iter().peekable();
        for (at, c) in self.text[bytes.clone()].char_indices().map(|(at, c)| (at + bytes.start, c)) {
            while let Some(mark) = closing.next_if(|mark| mark.at <= at) {
                glyphs.append(&mark.glyphs);
            }
            while let Some(mark) = opening.next_if(|mark| mark.at <= at) {
                glyphs.append(&mark.glyphs);
            }
            glyphs.glyph(c, self.inks[at].unwrap_or(ink));
        }
        while let Some(mark) = closing.next_if(|mark| mark.at <= bytes.end) {
            glyphs.append(&mark.glyphs);
        }
        glyphs
    }
}

/// The number of every attribution where its content begins: a raised number in the colour of its form, "[3i " … "]" on a plain sheet.
fn marks(report: &Report, points: &CodePoints<'_>, plain: bool) -> (Vec<Mark>, Vec<Mark>) {
    let mut contents: Vec<(Range<usize>, usize)> = Vec::new();
    for (index, attr) in report.attributions.iter().enumerate() {
        contents.extend(stretches(points, &report.text, &attr.content).into_iter().map(|stretch| (stretch, index)));
    }
    // Outer before inner where two begin at one place.
    contents.sort_by_key(|(span, index)| (span.start, std::cmp::Reverse(span.end), *index));
    let mut opening: Vec<Mark> = Vec::new();
    for (span, index) in &contents {
        let attr = &report.attributions[*index];
        let mut glyphs = Glyphs::default();
        let bold = Ink { bold: true, ..Ink::of(attr.form) };
        if plain {
            glyphs.text(&format!("[{}{}{FIXED_SPACE}", index + 1, code(attr.form)), bold);
        } else {
            if opening.last().is_some_and(|mark| mark.at == span.start) {
                glyphs.text("·", Ink::QUIET);
            }
            glyphs.text(&raised(index + 1), bold);
        }
        opening.push(Mark { at: span.start, glyphs });
    }
    let mut closing: Vec<Mark> = Vec::new();
    if plain {
        closing.extend(contents.iter().map(|(span, _)| Mark { at: span.end, glyphs: Glyphs::of("]", Ink::BODY) }));
        closing.sort_by_key(|mark| mark.at);
    }
    (opening, closing)
}

/// The number in superscript digits: "¹²".
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}
