//! Decoded text → clean text: NFC, plain spaces, line feeds, nothing invisible.

use super::OffsetMap;
use crate::span::Span;
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc, is_nfc_quick};

/// Text in NFC with plain spaces and line feeds, and the way back to the input it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CleanText {
    text: String,
    offsets: OffsetMap,
}

impl CleanText {
    /// Cleans decoded text. Total: any string is cleaned, nothing fails.
    ///
    /// The result is in NFC; all white space but the line feed is a plain space; all line ends (CRLF, CR, NEL, U+2028, U+2029, vertical
    /// tab, form feed) are line feeds; soft hyphens, byte order marks, zero-width and direction characters and other control characters
    /// are gone. Joiners stay between symbols, where they make one picture of two. Text past 4 GiB is cut off.
    #[must_use]
    pub fn new(input: &str) -> Self {
        let mut end = input.len().min(u32::MAX as usize);
        while !input.is_char_boundary(end) {
            end -= 1;
        }
        Cleaner { input: &input[..end], text: String::with_capacity(end), offsets: OffsetMap::default(), closed_up: false }.run()
    }

    /// The clean text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The way back to the input.
    #[must_use]
    pub fn offsets(&self) -> &OffsetMap {
        &self.offsets
    }

    /// The clean text, by value.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// The clean text and the way back to the input, by value.
    #[must_use]
    pub fn into_parts(self) -> (String, OffsetMap) {
        (self.text, self.offsets)
    }
}

struct Cleaner<'a> {
    input: &'a str,
    text: String,
    offsets: OffsetMap,
    /// A character was removed before one that could combine with what is now before it.
    closed_up: bool,
}

/// What happens to a character.
enum Fate {
    Stays,
    Goes,
    Becomes(&'static str),
}

impl Cleaner<'_> {
    fn run(mut self) -> CleanText {
        let bytes = self.input.as_bytes();
        // What was read and kept, but not yet copied, starts here.
        let mut kept = 0;
        let mut at = 0;
        while at < bytes.len() {
            if PLAIN[usize::from(bytes[at])] {
                at += 1;
                continue;
            }
            let Some(c) = self.input[at..].chars().next() else { break };
            let width = c.len_utf8();
            let (fate, width) = match c {
                '\r' if bytes.get(at + 1) == Some(&b'\n') => (Fate::Becomes("\n"), 2),
                _ => (self.fate(c, at), width),
            };
            if let Fate::Stays = fate {
                if c < '\u{300}' || is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0 {
                    at += width;
                } else {
                    // A character that may not be in NFC: normalise from the starter before it up to the next one.
                    let start = self.input[kept..at].char_indices().next_back().map_or(at, |(before, _)| kept + before);
                    let end = at + self.cluster(at);
                    self.keep(kept, start);
                    self.normalise(start, end);
                    (kept, at) = (end, end);
                }
                continue;
            }
            self.keep(kept, at);
            self.replace(at, at + width, if let Fate::Becomes(text) = fate { text } else { "" });
            at += width;
            kept = at;
            self.closed_up |= matches!(fate, Fate::Goes) && self.input[at..].starts_with(|c| c >= '\u{300}');
        }
        self.keep(kept, bytes.len());
        self.finish()
    }

    /// A removed character between a letter and its accent, or between Hangul parts, can leave text that is not in NFC.
    fn finish(self) -> CleanText {
        let Cleaner { input, text, offsets, closed_up } = self;
        if !closed_up || is_nfc(&text) {
            return CleanText { text, offsets };
        }
        // Rare enough for one change that spans the whole input.
        let normal: String = text.nfc().collect();
        let mut offsets = OffsetMap::default();
        offsets.push(Span::new(0, input.len()), Span::new(0, normal.len()));
        CleanText { text: normal, offsets }
    }

    fn keep(&mut self, from: usize, to: usize) {
        self.text.push_str(&self.input[from..to]);
    }

    fn replace(&mut self, from: usize, to: usize, with: &str) {
        let start = self.text.len();
        self.text.push_str(with);
        self.offsets.push(Span::new(from, to), Span::new(start, self.text.len()));
    }

    /// Bytes from `at` to the next character that surely starts something new.
    fn cluster(&self, at: usize) -> usize {
        let rest = &self.input[at..];
        rest.char_indices()
            .skip(1)
            .find(|(offset, c)| {
                let settled = canonical_combining_class(*c) == 0 && is_nfc_quick(std::iter::once(*c)) == IsNormalized::Yes;
                settled || !matches!(self.fate(*c, at + offset), Fate::Stays)
            })
            .map_or(rest.len(), |(offset, _)| offset)
    }

    fn normalise(&mut self, from: usize, to: usize) {
        let piece = &self.input[from..to];
        let normal: String = piece.nfc().collect();
        if normal == piece { self.keep(from, to) } else { self.replace(from, to, &normal) }
    }

    fn fate(&self, c: char, at: usize) -> Fate {
        match c {
            '\n' => Fate::Stays,
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Becomes("\n"),
            '\t' => Fate::Becomes(" "),
            '\u{AD}' | '\u{FEFF}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' => Fate::Goes,
            '\u{2066}'..='\u{206F}' | '\u{180E}' | '\u{FFF9}'..='\u{FFFB}' => Fate::Goes,
            '\u{200C}' => Fate::Goes,
            '\u{200D}' => {
                let before = self.input[..at].chars().next_back();
                let after = self.input[at + c.len_utf8()..].chars().next();
                let pictures = before.is_some_and(joins) && after.is_some_and(joins);
                if pictures { Fate::Stays } else { Fate::Goes }
            }
            _ if c.is_control() => Fate::Goes,
            ' ' => Fate::Stays,
            _ if c.is_whitespace() => Fate::Becomes(" "),
            _ => Fate::Stays,
        }
    }
}

/// A character that a joiner can join to a picture.
fn joins(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E0020}'..='\u{E007F}')
}

/// Bytes that need no thought: printable ASCII, line feeds, and the letters of Latin-1 and Latin Extended-A and -B (whose second bytes
/// never lead a character).
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0x20;
    while byte < 0x7F {
        table[byte] = true;
        byte += 1;
    }
    table[b'\n' as usize] = true;
    byte = 0x80;
    while byte < 0xC0 {
        table[byte] = true;
        byte += 1;
    }
    byte = 0xC3;
    while byte < 0xCA {
        table[byte] = true;
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Byte;

    #[track_caller]
    fn assert_clean(input: &str, expected: &str) {
        assert_eq!(CleanText::new(input).as_str(), expected, "{input:?}");
    }

    #[test]
    fn clean_text_stays_and_needs_no_map() {
        for text in ["", "Größe, „Maß“ – 5 € …\n\nŻółć.", "한국어 और हिन्दी", "👩‍👩‍👧 und 🇩🇪"]
        {
            assert_clean(text, text);
            assert!(CleanText::new(text).offsets().is_identity(), "{text}");
        }
    }

    #[test]
    fn letters_and_their_marks_become_one() {
        assert_clean("u\u{308}ber A\u{30A}l", "über Ål");
        assert_clean("\u{212B}", "Å");
        assert_clean("q\u{323}\u{307} q\u{307}\u{323}", "q\u{323}\u{307} q\u{323}\u{307}");
    }

    #[test]
    fn a_removed_character_between_letter_and_mark_still_gives_nfc() {
        assert_clean("u\u{AD}\u{308}ber", "über");
        assert_clean("u\u{200B}\u{308}", "ü");
    }

    #[test]
    fn soft_hyphens_and_invisible_characters_go() {
        assert_clean("\u{FEFF}Bundes\u{AD}regie\u{AD}rung\u{200B} \u{200E}tagt\u{2060}\u{0}\u{7}", "Bundesregierung tagt");
    }

    #[test]
    fn joiners_stay_in_pictures_only() {
        assert_clean("Auf\u{200C}lage und Auf\u{200D}lage 👩\u{200D}🚒", "Auflage und Auflage 👩\u{200D}🚒");
    }

    #[test]
    fn all_spaces_are_plain() {
        assert_clean("5\u{A0}Mio.\u{202F}Euro\tund\u{2009}z.\u{2007}B.\u{3000}so", "5 Mio. Euro und z. B. so");
    }

    #[test]
    fn all_line_ends_are_line_feeds() {
        assert_clean("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{B}g\u{C}h\r\n\r\ni", "a\nb\nc\nd\ne\nf\ng\nh\n\ni");
    }

    #[test]
    fn spans_lead_back_to_the_input() {
        let input = "Die\u{A0}Bundes\u{AD}regierung\r\nu\u{308}bt.";
        let clean = CleanText::new(input);
        assert_eq!(clean.as_str(), "Die Bundesregierung\nübt.");
        let back = |word: &str| {
            let start = clean.as_str().find(word).unwrap_or_default();
            let span = clean.offsets().to_input(Span::<Byte>::new(start, start + word.len()));
            assert_eq!(clean.offsets().from_input(span), Span::new(start, start + word.len()), "{word}");
            &input[span.range()]
        };
        assert_eq!(back("Die"), "Die");
        assert_eq!(back("Bundesregierung"), "Bundes\u{AD}regierung");
        assert_eq!(back("Bundes"), "Bundes");
        assert_eq!(back("regierung"), "regierung");
        assert_eq!(back("\n"), "\r\n");
        assert_eq!(back("übt"), "u\u{308}bt");
        assert_eq!(back("."), ".");
    }
}
