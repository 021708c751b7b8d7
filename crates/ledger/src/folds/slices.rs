//! Slices of a report's text by code points.

use zufolge::{CodePoint, Span};

/// A text with the byte at which every code point begins.
#[derive(Debug)]
pub(super) struct Slices<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> Slices<'a> {
    pub(super) fn new(text: &'a str) -> Slices<'a> {
        let starts = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        Slices { text, starts }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Where a span begins and ends, in bytes; the empty range at the end where it is no part of the text.
    pub(super) fn bytes(&self, span: Span<CodePoint>) -> (usize, usize) {
        let byte = |at: u32| self.starts.get(at as usize).map_or(self.text.len(), |at| *at as usize);
        (byte(span.start), byte(span.end))
    }

    /// The code point at which a byte stands.
    pub(super) fn point(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| (*start as usize) < byte)
    }

    /// The words of a span; empty where it is no part of the text.
    pub(super) fn slice(&self, span: Span<CodePoint>) -> &'a str {
        let (start, end) = self.bytes(span);
        &self.text[start..end]
    }
}
