//! Lines, and which of them belong to one paragraph.

use crate::span::{Byte, Span};

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Without white space around it.
    pub(super) span: Span<Byte>,
    /// A blank line, or the start of the text, comes before it.
    pub(super) after_blank: bool,
    /// It runs on from the line before: the text is hard wrapped there.
    pub(super) runs_on: bool,
}

/// Lines wider than this were not wrapped by hand or by a mailer.
const WIDEST_WRAP: usize = 120;
/// Lines narrower than this are verse, a list or a table.
const NARROWEST_WRAP: usize = 40;

/// The lines of a text, with hard-wrapped ones marked.
///
/// A block of lines is hard wrapped if its lines break where the next word would not have fitted, and some of them in mid-sentence.
pub(super) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    let mut block = 0;
    while start <= text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |len| start + len);
        let trimmed = text[start..end].trim();
        if trimmed.is_empty() {
            mark_wrapped(text, &mut lines[block..]);
            block = lines.len();
            after_blank = true;
        } else {
            let from = end - text[start..end].trim_start().len();
            lines.push(Line { span: Span::new(from, from + trimmed.len()), after_blank, runs_on: false });
            after_blank = false;
        }
        start = end + 1;
    }
    mark_wrapped(text, &mut lines[block..]);
    lines
}

fn mark_wrapped(text: &str, block: &mut [Line]) {
    if block.len() < 2 {
        return;
    }
    let width = |line: &Line| text[line.span.range()].chars().count();
    let widest = block.iter().map(width).max().unwrap_or(0);
    let wraps = (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest);
    let full = |pair: &[Line]| {
        let next = &text[pair[1].span.range()];
        let word = next.split(' ').next().unwrap_or(next).chars().count();
        width(&pair[0]) + 1 + word > widest
    };
    let open = |line: &Line| !ends_sentence(&text[line.span.range()]);
    let evidence = block.windows(2).filter(|pair| open(&pair[0]) && full(pair)).count();
    let against = block.windows(2).filter(|pair| open(&pair[0]) && !full(pair)).count();
    let wrapped = wraps && evidence > against;
    for at in 1..block.len() {
        let pair = &block[at - 1..=at];
        let goes_on = text[pair[1].span.range()].starts_with(char::is_lowercase);
        // One stray line break inside a sentence.
        let stray = goes_on && open(&pair[0]) && width(&pair[0]) >= NARROWEST_WRAP;
        block[at].runs_on = wrapped && (full(pair) || goes_on && open(&pair[0])) || stray;
    }
}

/// The line closes with a stop, also inside marks and brackets.
pub(super) fn ends_sentence(line: &str) -> bool {
    let inner = line.trim_end_matches(|c: char| super::quotations::is_mark(c) || matches!(c, ')' | ']'));
    inner.ends_with(['.', '!', '?', '…', ':', ';', '‼', '⁉'])
}
