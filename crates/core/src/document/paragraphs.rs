//! Paragraphs from the line breaks between sentences.

use super::{Paragraph, Sentence, Token};
use crate::span::Span;

/// Groups given sentences into paragraphs: a blank line always parts two paragraphs, a single line break does unless the text is hard
/// wrapped, that is, unless more lines break within sentences than between them. Sentences without tokens are dropped.
pub(super) fn group(text: &str, tokens: &[Token], spans: &[Span<Token>]) -> (Vec<Sentence>, Vec<Paragraph>) {
    let gap =
        |before: usize, after: usize| text.get(tokens[before].span.end as usize..tokens[after].span.start as usize).unwrap_or_default();
    let breaks = |before: usize, after: usize| gap(before, after).bytes().filter(|byte| *byte == b'\n').count();
    let spans = || spans.iter().copied().filter(|span| !span.is_empty());
    let within: usize = spans().map(|span| (span.range().start + 1..span.range().end).filter(|at| breaks(at - 1, *at) == 1).count()).sum();
    let between = spans().zip(spans().skip(1)).filter(|(a, b)| breaks(a.end as usize - 1, b.start as usize) == 1).count();
    let needed = if within > between { 2 } else { 1 };

    let mut sentences: Vec<Sentence> = Vec::new();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut first = 0;
    for span in spans() {
        if let Some(last) = sentences.last()
            && breaks(last.tokens.end as usize - 1, span.start as usize) >= needed
        {
            paragraphs.push(Paragraph { sentences: Span::new(first, sentences.len()) });
            first = sentences.len();
        }
        sentences.push(Sentence { tokens: span, paragraph: paragraphs.len() as u32 });
    }
    if first < sentences.len() {
        paragraphs.push(Paragraph { sentences: Span::new(first, sentences.len()) });
    }
    (sentences, paragraphs)
}
