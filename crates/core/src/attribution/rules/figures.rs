//! Figures that somebody gives: "kommt auf rund 300 Tote", "auf das Doppelte".

use super::lexicon::class;
use super::tags::Tagged;

/// Small numbers in letters.
const SMALL: [&str; 11] = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
/// Nouns that are figures by themselves.
const NOUNS: [&str; 14] = [
    "hunderte",
    "tausende",
    "dutzende",
    "million",
    "millionen",
    "milliarde",
    "milliarden",
    "doppelte",
    "dreifache",
    "vierfache",
    "hälfte",
    "drittel",
    "viertel",
    "bruchteil",
];
/// What may stand before a figure besides adverbs and determiners.
const BEFORE: [&str; 7] = ["mehr", "weniger", "als", "bis", "zu", "gut", "maximal"];
/// What votes and matches give: nobody's count.
const RESULTS: [&str; 10] =
    ["prozent", "prozentpunkte", "punkte", "punkten", "stimmen", "sitze", "mandate", "tore", "treffer", "länderspiele"];

impl Tagged<'_> {
    /// A number in digits, or a small one in letters.
    pub(super) fn is_amount(&self, at: usize) -> bool {
        self.tags[at].mark == '\0' && (self.is_number(at) || SMALL.iter().any(|word| self.is_word(at, word)))
    }

    /// True if a figure stands at `at`, "mindestens" and the like before it aside: "auf mehr als 40 Tonnen", "auf das Doppelte".
    pub(super) fn figure(&self, at: usize, end: usize) -> bool {
        let filler = |i: &usize| {
            let tag = &self.tags[*i];
            tag.is(class::ADVERB | class::DET_NOM | class::DET_OBL) || BEFORE.iter().any(|word| self.is_word(*i, word))
        };
        let first = (at..end.min(at + 4)).find(|i| self.is_amount(*i) || !filler(i));
        let result = |i: usize| {
            (i + 1..end.min(i + 3)).any(|i| self.is_word(i, "%") || self.tags[i].nominal() && RESULTS.contains(&self.lower(i).as_str()))
        };
        first.is_some_and(|i| self.is_amount(i) && !result(i) || self.tags[i].nominal() && NOUNS.contains(&self.lower(i).as_str()))
    }

    /// Digits, with points, commas and colons.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.doc.word(at).bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b':' | b','))
    }
}
