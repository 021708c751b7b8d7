//! Bytes ↔ code points: inside, spans count bytes; at the border they count Unicode code points.

use crate::span::{Byte, CodePoint, Span};

/// Bytes between two stored counts: small enough that the rest is counted at once, large enough that the table costs little.
const BLOCK: usize = 64;

/// Converts positions of one text between bytes and code points.
///
/// Built in one pass over the text; every conversion after that looks at one block of 64 bytes at most, in any order. A text in plain
/// ASCII needs no table at all.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before each block; empty for ASCII.
    before: Vec<u32>,
    total: u32,
}

impl<'t> CodePoints<'t> {
    /// Counts the text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return CodePoints { text, before: Vec::new(), total: text.len() as u32 };
        }
        let mut total = 0;
        let before = text
            .as_bytes()
            .chunks(BLOCK)
            .map(|block| {
                let so_far = total;
                total += starts(block);
                so_far
            })
            .collect();
        CodePoints { text, before, total }
    }

    /// Number of code points in the text.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.total
    }

    /// The same span counted in code points. Positions past the end are taken as the end.
    #[must_use]
    pub fn of_bytes(&self, span: Span<Byte>) -> Span<CodePoint> {
        Span::new(self.of_byte(span.start as usize), self.of_byte(span.end as usize))
    }

    /// The same span counted in bytes, at character boundaries. Positions past the end are taken as the end.
    #[must_use]
    pub fn to_bytes(&self, span: Span<CodePoint>) -> Span<Byte> {
        Span::new(self.to_byte(span.start), self.to_byte(span.end))
    }

    /// The words that a span covers.
    #[must_use]
    pub fn slice(&self, span: Span<CodePoint>) -> &'t str {
        &self.text[self.to_bytes(span).range()]
    }

    fn of_byte(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.total as usize;
        }
        match self.before.get(byte / BLOCK) {
            None => byte,
            Some(before) => (before + starts(&self.text.as_bytes()[byte / BLOCK * BLOCK..byte])) as usize,
        }
    }

    fn to_byte(&self, point: u32) -> usize {
        if point >= self.total {
            return self.text.len();
        }
        if self.before.is_empty() {
            return point as usize;
        }
        // The last block that begins with no more than `point` code points before it; the first one has none, so there is one.
        let block = self.before.partition_point(|&before| before <= point) - 1;
        let mut left = point - self.before[block];
        let mut byte = block * BLOCK;
        loop {
            if self.text.is_char_boundary(byte) {
                if left == 0 {
                    return byte;
                }
                left -= 1;
            }
            byte += 1;
        }
    }
}

/// Number of characters that start in these bytes: all bytes but UTF-8's continuation bytes (0b10xx_xxxx).
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_found_both_ways() {
        let texts = [
            String::new(),
            "plain ASCII, ".repeat(20),
            "„Größe“ – ‚naïve‘ 🚲 ".repeat(23),
            format!("{}é", "a".repeat(63)),
            format!("{}🚲{}", "a".repeat(62), "b".repeat(80)),
        ];
        for text in &texts {
            let points = CodePoints::new(text);
            assert_eq!(points.total() as usize, text.chars().count());
            for (point, (byte, c)) in text.char_indices().enumerate() {
                let bytes = Span::new(byte, byte + c.len_utf8());
                let span = Span::new(point, point + 1);
                assert_eq!(points.of_bytes(bytes), span);
                assert_eq!(points.to_bytes(span), bytes);
                assert_eq!(points.slice(span), c.to_string());
            }
        }
    }

    #[test]
    fn positions_past_the_end_are_the_end() {
        for text in ["abc", "äöü"] {
            let points = CodePoints::new(text);
            assert_eq!(points.of_bytes(Span::new(0, 900)), Span::new(0, 3));
            assert_eq!(points.slice(Span::new(2, 900)), text.chars().last().map(String::from).unwrap_or_default());
        }
    }
}
