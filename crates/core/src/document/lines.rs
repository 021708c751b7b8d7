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
/// A block of lines is hard wrapped if its lines break where the next word would not have fitted, and some of them in mid-sentence. Where
/// one block is, short blocks of the same width are too.
pub(super) fn split(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    while start <= text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |len| start + len);
        let trimmed = text[start..end].trim();
        after_blank |= trimmed.is_empty();
        if !trimmed.is_empty() {
            let from = end - text[start..end].trim_start().len();
            lines.push(Line { span: Span::new(from, from + trimmed.len()), after_blank, runs_on: false });
            after_blank = false;
        }
        start = end + 1;
    }
    let width = lines.chunk_by(|_, next| !next.after_blank).filter_map(|block| wrap_width(text, block)).max();
    for block in lines.chunk_by_mut(|_, next| !next.after_blank) {
        mark_wrapped(text, block, width);
    }
    lines
}

fn width_of(text: &str, line: &Line) -> usize {
    let line = &text[line.span.range()];
    // A long line is not wrapped anyway; how long does not matter.
    if line.len() > WIDEST_WRAP * 4 { line.len() } else { line.chars().count() }
}

/// The first word of the second line would not have fitted into the first one.
fn is_full(text: &str, pair: &[Line], widest: usize) -> bool {
    let next = &text[pair[1].span.range()];
    let word = next.split(' ').next().unwrap_or(next).chars().count();
    width_of(text, &pair[0]) + 1 + word > widest
}

fn is_open(text: &str, line: &Line) -> bool {
    !ends_sentence(&text[line.span.range()])
}

fn goes_on(text: &str, line: &Line) -> bool {
    text[line.span.range()].starts_with(char::is_lowercase)
}

/// The width that a block of lines is wrapped to, if it shows that it is.
fn wrap_width(text: &str, block: &[Line]) -> Option<usize> {
    if block.len() < 2 {
        return None;
    }
    let widest = block.iter().map(|line| width_of(text, line)).max()?;
    let (mut full, mut ragged, mut small) = (0, 0, 0);
    for pair in block.windows(2).filter(|pair| is_open(text, &pair[0])) {
        let fits = !is_full(text, pair, widest);
        full += usize::from(!fits);
        ragged += usize::from(fits);
        small += usize::from(goes_on(text, &pair[1]));
    }
    // Headlines one above the other may look full too, but their lines do not go on with small letters.
    ((NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) && full > ragged && small * 5 >= full).then_some(widest)
}

/// Marks the lines of a block that run on; `width` is the width that blocks of this text are wrapped to, if any are.
fn mark_wrapped(text: &str, block: &mut [Line], width: Option<usize>) {
    let widest = block.iter().map(|line| width_of(text, line)).max().unwrap_or(0);
    let width = width.filter(|width| widest <= *width);
    for at in 1..block.len() {
        let pair = &block[at - 1..=at];
        let goes_on = goes_on(text, &pair[1]) && is_open(text, &pair[0]);
        // One stray line break inside a sentence needs no wrapped block.
        let runs_on = match width {
            Some(width) => goes_on || is_full(text, pair, width),
            None => goes_on && width_of(text, &pair[0]) >= NARROWEST_WRAP,
        };
        block[at].runs_on = runs_on;
    }
}

/// The line closes with a stop, also inside marks and brackets.
pub(super) fn ends_sentence(line: &str) -> bool {
    let inner = line.trim_end_matches(|c: char| super::quotations::is_mark(c) || matches!(c, ')' | ']'));
    inner.ends_with(['.', '!', '?', '…', ':', ';', '‼', '⁉'])
}
