//! Quotation marks and apostrophes as they stand in the text: which glyph, and what surrounds it.

use crate::document::{Document, Token};
use crate::span::{Byte, Span};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Double,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glyph {
    /// „ ‚ and two commas: opens.
    Low,
    /// “ ‘ : closes German, opens English quotations.
    High,
    /// ” : closes German and English ones, opens and closes Swedish ones. ’ likewise, and is an apostrophe.
    Right,
    /// " ' '' and accents in their stead.
    Straight,
    /// « » ‹ › : either way.
    Guillemet,
}

/// A quotation mark or apostrophe as it stands in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) span: Span<Byte>,
    /// The tokens it stands in: one, or two where `''` was split.
    pub(super) tokens: Span<Token>,
    pub(super) level: Level,
    pub(super) glyph: Glyph,
    /// How much the text before it looks like a place to open at: 2 white space, 1 bracket or dash, 0 other.
    pub(super) before: u8,
    /// How much the text after it looks like a place to close at.
    pub(super) after: u8,
}

impl Mark {
    pub(super) fn looks_opening(&self) -> bool {
        self.before > self.after
    }

    pub(super) fn looks_closing(&self) -> bool {
        self.after > self.before
    }
}

/// Collects the marks within some tokens.
pub(super) fn find_marks(doc: &Document, tokens: Span<Token>, marks: &mut Vec<Mark>) {
    marks.clear();
    let bytes = doc.bytes(tokens).range();
    let text = doc.text.as_bytes();
    let mut at = bytes.start;
    let mut token = tokens.start as usize;
    while at < bytes.end {
        if !CAN_START[usize::from(text[at])] {
            at += 1;
            continue;
        }
        let Some((level, glyph, len)) = glyph_at(&text[..bytes.end], at) else {
            at += 1;
            continue;
        };
        while doc.tokens[token].span.end as usize <= at {
            token += 1;
        }
        if doc.tokens[token].span.start as usize <= at {
            let mut last = token;
            while (doc.tokens[last].span.end as usize) < at + len {
                last += 1;
            }
            let (before, after) = (boundary_before(&doc.text, at), boundary_after(&doc.text, at + len));
            let comma = glyph == Glyph::Low && text[at] == b',' && (after != 0 || before == 0);
            if !comma {
                marks.push(Mark { span: Span::new(at, at + len), tokens: Span::new(token, last + 1), level, glyph, before, after });
            }
        }
        at += len;
    }
}

/// Bytes that can begin a quotation mark in UTF-8.
const CAN_START: [bool; 256] = {
    let mut table = [false; 256];
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table[b'`' as usize] = true;
    table[b',' as usize] = true;
    table[0xC2] = true;
    table[0xE2] = true;
    table
};

/// The mark that begins at a byte, with its length in bytes. Primes (′ ″) are none.
fn glyph_at(text: &[u8], at: usize) -> Option<(Level, Glyph, usize)> {
    use {Glyph::*, Level::*};
    let twice = |len: usize| text[at..].starts_with(&text[at..at + len].repeat(2)[..]);
    Some(match &text[at..] {
        [b'"', ..] => (Double, Straight, 1),
        [b',', b',', ..] => (Double, Low, 2),
        [b'\'', b'\'', ..] | [b'`', b'`', ..] => (Double, Straight, 2),
        [b'\'' | b'`', ..] => (Single, Straight, 1),
        [0xC2, 0xAB | 0xBB, ..] => (Double, Guillemet, 2),
        [0xC2, 0xB4, ..] if twice(2) => (Double, Straight, 4),
        [0xC2, 0xB4, ..] => (Single, Straight, 2),
        [0xE2, 0x80, third, ..] => match third {
            0x98 => (Single, High, 3),
            0x99 => (Single, Right, 3),
            0x9A => (Single, Low, 3),
            0x9B => (Single, High, 3),
            0x9C | 0x9F => (Double, High, 3),
            0x9D => (Double, Right, 3),
            0x9E => (Double, Low, 3),
            0xB9 | 0xBA => (Single, Guillemet, 3),
            _ => return None,
        },
        _ => return None,
    })
}

/// A quotation mark or apostrophe of any sort.
pub(in crate::document) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '‹' | '›')
}

/// Looks past neighbouring marks, so that both of „‚ see the space before them.
fn boundary_before(text: &str, at: usize) -> u8 {
    match text[..at].chars().rev().take(8).find(|c| !is_mark(*c)) {
        None => 2,
        Some(c) if c.is_whitespace() => 2,
        Some('(' | '[' | '{' | '–' | '—' | '-' | '/' | '=' | '<' | '>') => 1,
        Some(_) => 0,
    }
}

fn boundary_after(text: &str, at: usize) -> u8 {
    match text[at..].chars().take(8).find(|c| !is_mark(*c)) {
        None => 2,
        Some(c) if c.is_whitespace() => 2,
        Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…' | '–' | '—' | '-' | '/' | '<') => 1,
        Some(_) => 0,
    }
}
