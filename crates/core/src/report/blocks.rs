//! How a report's text is set on a page: what in it is headline, paragraph and furniture, and which stretches a role covers.

use super::{CodePoints, Report, Spans};
use std::ops::Range;

/// A run of lines that is set as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, in bytes of [`Report::text`].
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Kicker, byline and what else stands above the text.
    Quiet,
    /// The article's title.
    Headline,
    /// A line between paragraphs.
    Subhead,
    /// Running text.
    Paragraph,
    /// What stands below the text.
    SignOff,
}

/// The text's blocks, told from its lines, its sentences (running text) and the furniture that the report names.
#[must_use]
pub fn blocks(report: &Report, points: &CodePoints<'_>) -> Vec<Block> {
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
            BlockKind::Paragraph
        } else if is(&report.article.title, line) {
            BlockKind::Headline
        } else if bytes.start < first {
            BlockKind::Quiet
        } else if bytes.start < last {
            BlockKind::Subhead
        } else {
            BlockKind::SignOff
        };
        match blocks.last_mut() {
            Some(block) if block.kind == kind && kind == BlockKind::Paragraph && (inside(bytes.start) || hard_wrapped) && !blank_before => {
                block.bytes.end = bytes.end;
            }
            _ => blocks.push(Block { bytes, kind }),
        }
        blank_before = false;
    }
    blocks
}

/// The bytes of a role's spans, with those joined that only spaces part: sentence after sentence of one statement is one stretch.
#[must_use]
pub fn stretches(points: &CodePoints<'_>, text: &str, spans: &Spans) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans.iter().map(|&span| points.to_bytes(span).range()).filter(|span| !span.is_empty()) {
        match stretches.last_mut() {
            Some(last) if last.end <= span.start && text[last.end..span.start].chars().all(|c| c == ' ') => last.end = span.end,
            _ => stretches.push(span),
        }
    }
    stretches
}
