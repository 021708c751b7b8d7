//! Classes of characters, fast for the bytes that most text is made of.

use unicode_normalization::char::is_combining_mark;

/// What a character can be in a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// White space.
    Space,
    /// A letter, or a mark that combines with one.
    Letter,
    /// A digit of any script.
    Digit,
    /// Punctuation, symbols, the rest.
    Other,
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        if c.is_ascii_alphabetic() {
            table[byte] = Class::Letter;
        } else if c.is_ascii_digit() {
            table[byte] = Class::Digit;
        } else if c == b' ' || (c >= 9 && c <= 13) {
            table[byte] = Class::Space;
        }
        byte += 1;
    }
    table
};

/// The class and length in bytes of the character at a byte offset inside the text.
pub(super) fn class_at(text: &str, at: usize) -> (Class, usize) {
    let byte = text.as_bytes()[at];
    if byte < 128 { (ASCII[usize::from(byte)], 1) } else { class_beyond_ascii(text, at) }
}

fn class_beyond_ascii(text: &str, at: usize) -> (Class, usize) {
    let Some(c) = text[at..].chars().next() else { return (Class::Other, 1) };
    let class = match c {
        'À'..='ɏ' if c != '×' && c != '÷' => Class::Letter,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' => Class::Other,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphabetic() || is_combining_mark(c) && !('\u{FE00}'..='\u{FE0F}').contains(&c) && c != '\u{20E3}' => Class::Letter,
        _ => Class::Other,
    };
    (class, c.len_utf8())
}

/// A small letter stands at a byte offset.
pub(super) fn is_lower(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_lowercase)
}

/// A capital letter stands at a byte offset.
pub(super) fn is_upper(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_uppercase)
}

/// The letters from a byte offset on; empty if none stands there.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let mut end = at;
    while end < text.len() {
        let (class, width) = class_at(text, end);
        if class != Class::Letter {
            break;
        }
        end += width;
    }
    &text[at..end]
}
