//! The way from clean text back to its input, as runs of bytes that were kept.

use crate::span::{Byte, Span};

/// Maps byte offsets of the clean text to byte offsets of the input, and back.
///
/// Stores one entry for every place where something was changed, not one for every byte; text that was clean already has none. Each
/// change is a piece of input that became a piece of clean text; between changes both run in step. Offsets inside a changed piece map to
/// the edge of that piece: its start for the start of a span, its end for the end of a span.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    changes: Vec<Change>,
}

/// A piece of input and what became of it; either may be empty, not both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    input: Span<Byte>,
    clean: Span<Byte>,
}

impl OffsetMap {
    /// True if the clean text is the input, byte for byte.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.changes.is_empty()
    }

    /// The span of the input that a span of the clean text came from. Where the clean text ends or starts at a place where something was
    /// removed, the removed piece stays outside.
    #[must_use]
    pub fn to_input(&self, span: Span<Byte>) -> Span<Byte> {
        if span.is_empty() {
            let at = self.input_end(span.start);
            return Span::new(at as usize, at as usize);
        }
        Span::new(self.input_start(span.start) as usize, self.input_end(span.end) as usize)
    }

    /// The span of the clean text that a span of the input became; empty if all of it was removed.
    #[must_use]
    pub fn from_input(&self, span: Span<Byte>) -> Span<Byte> {
        let start = self.clean_start(span.start);
        Span::new(start as usize, self.clean_end(span.end).max(start) as usize)
    }

    /// Adds a change behind all others; neighbouring ones are merged.
    pub(super) fn push(&mut self, input: Span<Byte>, clean: Span<Byte>) {
        match self.changes.last_mut() {
            // Removals and replacements stay apart, so that a removed character next to a replaced one does not blur it.
            Some(last) if last.input.end == input.start && last.clean.end == clean.start && last.clean.is_empty() && clean.is_empty() => {
                last.input.end = input.end;
            }
            _ => self.changes.push(Change { input, clean }),
        }
    }

    /// Where a span that starts at a clean offset starts in the input: behind everything removed there.
    fn input_start(&self, at: u32) -> u32 {
        let index = self.changes.partition_point(|change| change.clean.start <= at);
        let Some(last) = index.checked_sub(1).map(|index| self.changes[index]) else { return at };
        if at < last.clean.end { last.input.start } else { last.input.end + (at - last.clean.end) }
    }

    /// Where a span that ends at a clean offset ends in the input: before everything removed there.
    fn input_end(&self, at: u32) -> u32 {
        let index = self.changes.partition_point(|change| change.clean.start < at);
        let Some(last) = index.checked_sub(1).map(|index| self.changes[index]) else { return at };
        if at < last.clean.end { last.input.end } else { last.input.end + (at - last.clean.end) }
    }

    fn clean_start(&self, at: u32) -> u32 {
        let index = self.changes.partition_point(|change| change.input.start <= at);
        let Some(last) = index.checked_sub(1).map(|index| self.changes[index]) else { return at };
        if at < last.input.end { last.clean.start } else { last.clean.end + (at - last.input.end) }
    }

    fn clean_end(&self, at: u32) -> u32 {
        let index = self.changes.partition_point(|change| change.input.start < at);
        let Some(last) = index.checked_sub(1).map(|index| self.changes[index]) else { return at };
        if at < last.input.end { last.clean.end } else { last.clean.end + (at - last.input.end) }
    }
}
