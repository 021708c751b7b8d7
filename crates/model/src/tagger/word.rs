//! What a word looks like: hashes of its form and its ending, and its entry in the lexicon.

use super::{Lexicon, Pos};

/// A set of parts of speech, bit `pos as u64` for each member.
pub type PosSet = u64;

/// The set of one member.
pub const fn only(pos: Pos) -> PosSet {
    1 << pos as u64
}

const LOWER_OPEN: PosSet = only(Pos::AttributiveAdjective)
    | only(Pos::PredicativeAdjective)
    | only(Pos::Adverb)
    | only(Pos::Other)
    | only(Pos::FiniteVerb)
    | only(Pos::Infinitive)
    | only(Pos::ZuInfinitive)
    | only(Pos::Participle);
const UPPER_OPEN: PosSet =
    only(Pos::Noun) | only(Pos::ProperNoun) | only(Pos::AttributiveAdjective) | only(Pos::Truncated) | only(Pos::Other);
const DIGITS_OPEN: PosSet =
    only(Pos::Cardinal) | only(Pos::AttributiveAdjective) | only(Pos::Noun) | only(Pos::Other) | only(Pos::ProperNoun);

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital and goes on small.
    Capital,
    /// Begins with a capital at the beginning of a sentence or of what is said in it.
    Initial,
    /// Has two capitals in front.
    Capitals,
    /// Begins with a digit.
    Digits,
    /// Has no letter and no digit in front.
    Mark,
}

/// A word as the features see it.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Hash of the form; one for all numbers of like length.
    pub form: u32,
    /// Hash of the form with a small first letter.
    pub lower: u32,
    /// The last eight bytes, the very last one highest; zeros in front of a shorter word.
    pub tail: u64,
    /// The first eight bytes, the first one lowest.
    pub head: u64,
    /// What the word can be.
    pub candidates: PosSet,
    /// Number of its set of candidates in the lexicon; 0 if it has no entry.
    pub class: u16,
    /// Its word cluster; 0 if it has none.
    pub cluster: u16,
    /// How it is written.
    pub shape: Shape,
    /// Place of the last word before the next comma or mark, in the sentence; its own for a mark.
    pub last: u32,
}

impl Word {
    /// Looks at a word; `initial` at the beginning of a sentence, and after an opening mark or a colon.
    pub fn new(text: &str, initial: bool, lexicon: &Lexicon) -> Word {
        let bytes = text.as_bytes();
        let (head, tail) = (first_bytes(bytes), last_bytes(bytes));
        if let Some(pos) = punctuation(text) {
            let hash = hash_form(bytes, head) as u32;
            return Word { form: hash, lower: hash, tail, head, candidates: only(pos), class: 1, cluster: 0, shape: Shape::Mark, last: 0 };
        }
        let shape = shape(text, initial);
        let hash = hash_form(bytes, head);
        let small = if matches!(shape, Shape::Capital | Shape::Initial) { hash_form(bytes, small_first(head)) } else { hash };
        let entry = lexicon.get(hash);
        let mut candidates = entry.map_or(0, |entry| lexicon.set(entry.class));
        let mut known = entry;
        if shape == Shape::Initial {
            let other = lexicon.get(small);
            candidates |= other.map_or(0, |entry| lexicon.set(entry.class));
            known = other.filter(|entry| entry.class != 0).or(known);
        }
        if candidates == 0 {
            candidates = open(shape);
        }
        let form = if shape == Shape::Digits { bytes.len().min(6) as u32 } else { hash as u32 };
        let (class, cluster) = known.map_or((0, 0), |entry| (entry.class, entry.cluster));
        Word {
            form,
            lower: if shape == Shape::Digits { form } else { small as u32 },
            tail,
            head,
            candidates,
            class,
            cluster,
            shape,
            last: 0,
        }
    }

    /// Makes it a word that was never seen, whose form hashes to `form`: training does so now and then, as texts do.
    pub fn forget(&mut self, form: u32) {
        if self.shape != Shape::Mark {
            (self.form, self.lower, self.class) = (form, form, 0);
            self.candidates = open(self.shape);
        }
    }

    /// The last `bytes` bytes, up to eight.
    pub const fn suffix(&self, bytes: u32) -> u64 {
        self.tail >> (64 - 8 * bytes)
    }

    /// The first `bytes` bytes, up to seven.
    pub const fn prefix(&self, bytes: u32) -> u64 {
        self.head & ((1 << (8 * bytes)) - 1)
    }
}

/// What a word can be that has no entry.
const fn open(shape: Shape) -> PosSet {
    match shape {
        Shape::Lower | Shape::Mark => LOWER_OPEN,
        Shape::Capital | Shape::Capitals => UPPER_OPEN,
        Shape::Initial => UPPER_OPEN | LOWER_OPEN,
        Shape::Digits => DIGITS_OPEN,
    }
}

/// What a punctuation mark is; nothing for words.
pub fn punctuation(text: &str) -> Option<Pos> {
    let first = text.chars().next()?;
    if first.is_alphanumeric() {
        return None;
    }
    if text.len() == first.len_utf8() {
        match first {
            ',' => return Some(Pos::Comma),
            '.' | '!' | '?' | ';' | ':' => return Some(Pos::Terminal),
            '%' | '$' | '€' | '§' | '&' | '+' | '°' | '@' | '#' | '=' | '~' => return None,
            _ => {}
        }
    }
    text.chars()
        .all(|c| !c.is_alphanumeric() && !matches!(c, '%' | '$' | '€' | '§' | '&' | '+' | '°' | '@' | '#' | '=' | '~'))
        .then_some(Pos::Mark)
}

/// Whether the word after this one may have a capital only because something begins with it.
pub fn begins_after(text: &str) -> bool {
    matches!(text, ":" | "„" | "»" | "«" | "“" | "\"" | "‚" | "›" | "–" | "." | "!" | "?" | "(" | "-" | "…" | "'")
}

fn shape(text: &str, initial: bool) -> Shape {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or('.');
    if first.is_ascii_digit() {
        Shape::Digits
    } else if first.is_lowercase() {
        Shape::Lower
    } else if first.is_uppercase() {
        match chars.next() {
            Some(second) if second.is_uppercase() => Shape::Capitals,
            _ if initial => Shape::Initial,
            _ => Shape::Capital,
        }
    } else {
        Shape::Mark
    }
}

/// The hash under which the lexicon keeps a form.
pub fn hash_word(text: &str) -> u64 {
    hash_form(text.as_bytes(), first_bytes(text.as_bytes()))
}

/// The hash of the form with a small first letter.
pub fn hash_small(text: &str) -> u64 {
    hash_form(text.as_bytes(), small_first(first_bytes(text.as_bytes())))
}

fn first_bytes(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = bytes.len().min(8);
    first[..length].copy_from_slice(&bytes[..length]);
    u64::from_le_bytes(first)
}

fn last_bytes(bytes: &[u8]) -> u64 {
    let mut last = [0; 8];
    let length = bytes.len().min(8);
    last[8 - length..].copy_from_slice(&bytes[bytes.len() - length..]);
    u64::from_le_bytes(last)
}

/// Makes the first letter small: ASCII, and Ä, Ö, Ü in UTF-8.
fn small_first(head: u64) -> u64 {
    match head as u8 {
        b'A'..=b'Z' => head | 0x20,
        0xC3 if matches!((head >> 8) & 0xff, 0x84 | 0x96 | 0x9C) => head | 0x2000,
        _ => head,
    }
}

/// Hashes a word whose first eight bytes are `head`. Part of the file format: it must not change.
fn hash_form(bytes: &[u8], head: u64) -> u64 {
    let mut hash = mix(head ^ (bytes.len() as u64) << 56);
    let mut rest = bytes.get(8..).unwrap_or_default();
    while !rest.is_empty() {
        hash = mix(hash ^ first_bytes(rest));
        rest = rest.get(8..).unwrap_or_default();
    }
    hash
}

fn mix(value: u64) -> u64 {
    let product = value.wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (product ^ (product >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

#[cfg(test)]
mod tests {
    use super::{Shape, hash_small, hash_word, punctuation, shape};
    use crate::tagger::Pos;

    #[test]
    fn a_capital_is_only_a_capital() {
        assert_eq!(hash_small("Übergabeprotokoll"), hash_word("übergabeprotokoll"));
        assert_eq!(hash_small("Zug"), hash_word("zug"));
        assert_ne!(hash_word("Zug"), hash_word("zug"));
        assert_eq!(hash_small("€uro"), hash_word("€uro"));
    }

    #[test]
    fn marks_are_told_from_words() {
        assert_eq!(punctuation(","), Some(Pos::Comma));
        assert_eq!(punctuation(":"), Some(Pos::Terminal));
        assert_eq!(punctuation("…"), Some(Pos::Mark));
        assert_eq!(punctuation("%"), None);
        assert_eq!(punctuation("-los"), None);
        assert_eq!(punctuation(""), None);
        assert_eq!(shape("ÖVP", true), Shape::Capitals);
        assert_eq!(shape("Öl", true), Shape::Initial);
        assert_eq!(shape("3.", true), Shape::Digits);
    }
}
