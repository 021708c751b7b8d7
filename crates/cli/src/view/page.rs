//! The article as it stands on the page: furniture set apart, paragraphs kept, attributions marked.

use super::glyphs::{FIXED_SPACE, Glyphs};
use super::ink::{Ink, Palette, code};
use super::{Lines, MEASURE};
use std::ops::Range;
use zufolge::Report;
use zufolge::report::{CodePoints, Spans};

/// A run of lines that is set as one.
struct Block {
    bytes: Range<usize>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Kicker, byline and what else stands above the text.
    Quiet,
    Headline,
    Subhead,
    Paragraph,
    /// What stands below the text.
    SignOff,
}

pub(super) fn render(report: &Report, points: &CodePoints<'_>, lines: &mut Lines) {
    let blocks = blocks(report, points);
    let printed = blocks.iter().any(|block| block.kind == Kind::Headline);
    if let Some(title) = report.article.title.as_deref().filter(|_| !printed) {
        lines.lines(&Glyphs::of(title, Ink::BOLD), MEASURE);
        lines.blank();
    }
    let page = Page::new(report, points, lines.sheet.palette == Palette::Plain);
    let mut before = None;
    for block in &blocks {
        // Kicker, headline and byline stand together; everything else is set apart by a blank line.
        let head = |kind| matches!(kind, Kind::Quiet | Kind::Headline);
        if before.is_some_and(|kind| !(head(kind) && head(block.kind))) {
            lines.blank();
        }
        let ink = match block.kind {
            Kind::Headline | Kind::Subhead => Ink::BOLD,
            Kind::Quiet | Kind::SignOff => Ink::QUIET,
            Kind::Paragraph => Ink::BODY,
        };
        lines.lines(&page.glyphs(block.bytes.clone(), ink), MEASURE);
        before = Some(block.kind);
    }
}

/// The text's blocks, told from its lines, its sentences (running text) and the furniture that the report names.
fn blocks(report: &Report, points: &CodePoints<'_>) -> Vec<Block> {
    let text = report.text.as_str();
    let sentences: Vec<Range<usize>> = report.sentences.iter().map(|&span| points.to_bytes(span).range()).collect();
    let inside = |at: usize| {
        let next = sentences.partition_point(|sent| sent.end <= at);
        sentences.get(next).is_some_and(|sent| sent.start < at)
    };
    let runs_through = |line: &Range<usize>| {
        let next = sentences.partition_point(|sent| sent.end <= line.start);
        sentences.get(next).is_some_and(|sent| sent.start < line.end)
    };
    // In a text of fixed line length a line end means nothing; elsewhere it ends a paragraph.
    let hard_wrapped = text.match_indices('\n').any(|(at, _)| inside(at));
    let (first, last) = (sentences.first().map_or(0, |sent| sent.start), sentences.last().map_or(text.len(), |sent| sent.end));
    let is = |field: &Option<String>, line: &str| field.as_deref().is_some_and(|value| value.trim() == line);
    let (mut blocks, mut blank_before, mut at) = (Vec::<Block>::new(), true, 0);
    for raw in text.split_inclusive('\n') {
        let line = raw.trim();
        let start = at + (raw.len() - raw.trim_start().len());
        let bytes = start..start + line.len();
        at += raw.len();
        if line.is_empty() {
            blank_before = true;
            continue;
        }
        let kind = if runs_through(&bytes) || sentences.is_empty() {
            Kind::Paragraph
        } else if is(&report.article.title, line) {
            Kind::Headline
        } else if bytes.start < first {
            Kind::Quiet
        } else if bytes.start < last {
            Kind::Subhead
        } else {
            Kind::SignOff
        };
        match blocks.last_mut() {
            Some(block) if block.kind == kind && kind == Kind::Paragraph && (inside(bytes.start) || hard_wrapped) && !blank_before => {
                block.bytes.end = bytes.end;
            }
            _ => blocks.push(Block { bytes, kind }),
        }
        blank_before = false;
    }
    blocks
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

/// The bytes of a role's spans, with those joined that only spaces part: sentence after sentence of one statement is one stretch.
pub(super) fn stretches(points: &CodePoints<'_>, text: &str, spans: &Spans) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans.iter().map(|&span| points.to_bytes(span).range()).filter(|span| !span.is_empty()) {
        match stretches.last_mut() {
            Some(last) if last.end <= span.start && text[last.end..span.start].chars().all(|c| c == ' ') => last.end = span.end,
            _ => stretches.push(span),
        }
    }
    stretches
}

/// The number in superscript digits: "¹²".
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}
