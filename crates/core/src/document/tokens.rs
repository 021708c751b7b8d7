//! Tokens of German running text, cut the way the annotated corpora are: one pass over the bytes, no allocation per token.
//!
//! The hard part is the period. It belongs to its word after an abbreviation, an initial or an ordinal number, stands alone at the end
//! of a sentence, and can be both at once ("Inc."). All three are decided here, since all need the next word.

use super::Token;
use super::letters::{Class, class_at, is_lower, is_upper, word_at};
use super::orthography::{Orthography, Period};
use crate::span::Span;

/// Ordinal numbers of so many digits stand before few nouns.
const HIGH_ORDINAL: usize = 3;

/// Cuts one stretch of running text into tokens and appends them. `glued_ends` gets the index of every token whose own
/// period also ends a sentence.
pub(super) fn cut(orthography: &Orthography, text: &str, span: Span<crate::Byte>, tokens: &mut Vec<Token>, glued_ends: &mut Vec<u32>) {
    let cutter = Cutter { orthography, text: &text[..span.end as usize], bytes: &text.as_bytes()[..span.end as usize] };
    let first = tokens.len();
    let mut at = span.start as usize;
    while at < cutter.bytes.len() {
        let (class, width) = class_at(cutter.text, at);
        let end = match class {
            Class::Space => {
                at += width;
                continue;
            }
            Class::Letter | Class::Digit => {
                let word = cutter.word(at, tokens.len() == first);
                if word.ends_sentence {
                    glued_ends.push(tokens.len() as u32);
                }
                word.end
            }
            Class::Other => cutter.punctuation(at, width, tokens[first..].last()),
        };
        tokens.push(Token { span: Span::new(at, end) });
        at = end;
    }
}

struct Word {
    end: usize,
    ends_sentence: bool,
}

struct Cutter<'a> {
    orthography: &'a Orthography,
    /// All text up to the end of the stretch.
    text: &'a str,
    bytes: &'a [u8],
}

impl Cutter<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    fn class(&self, at: usize) -> Class {
        if at < self.bytes.len() { class_at(self.text, at).0 } else { Class::Space }
    }

    fn is_alnum(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Letter | Class::Digit)
    }

    /// A word, number, date, time, address or abbreviation that starts with a letter or digit.
    fn word(&self, start: usize, opens_paragraph: bool) -> Word {
        let whole = |end| Word { end, ends_sentence: false };
        let mut at = start;
        // Nothing but digits and their separators so far.
        let mut numeric = true;
        loop {
            let (class, width) = if at < self.bytes.len() { class_at(self.text, at) } else { (Class::Space, 0) };
            match class {
                Class::Letter => {
                    numeric = false;
                    at += width;
                    continue;
                }
                Class::Digit => {
                    at += width;
                    continue;
                }
                Class::Space => return whole(at),
                Class::Other => {}
            }
            let next = at + width;
            match self.byte(at) {
                b'-' if numeric && self.class(next) == Class::Digit => return whole(at),
                b'-' if self.is_alnum(next) => at = next,
                // A truncated compound: "Ein- und Ausfuhr".
                b'-' if self.byte(next) != b'-' => return whole(next),
                b'_' => {
                    numeric = false;
                    at = next;
                }
                b',' if self.between_digits(at) => at = next,
                b':' if self.between_digits(at) => at = next,
                b':' if self.text[next..].starts_with("//") => return whole(self.address_end(next)),
                // "Bürger:innen", "Bürger*innen"
                b':' | b'*' if !numeric && self.text[next..].starts_with("in") && is_lower(self.text, next) => at = next,
                b'&' if self.is_alnum(next) => at = next,
                b'@' if self.is_alnum(next) => return whole(self.address_end(next)),
                b'%' if numeric
                    && (self.class(next) == Class::Letter || self.byte(next) == b'-' && self.class(next + 1) == Class::Letter) =>
                {
                    numeric = false;
                    at = next;
                }
                b'.' => match self.period(start, at, numeric, opens_paragraph) {
                    Dot::Inside => at = next,
                    Dot::Address => return whole(self.address_end(next)),
                    Dot::Outside => return whole(at),
                    Dot::Glued => return whole(next),
                    Dot::GluedEnd => return Word { end: next, ends_sentence: true },
                },
                b'\'' | b'`' if self.class(next) == Class::Letter && !numeric => at = next,
                // ’ ‘ ′ ´ and the non-breaking hyphen
                0xC2 | 0xE2
                    if matches!(&self.text[at..next], "’" | "‘" | "′" | "´" | "‑" | "‐")
                        && self.class(next) == Class::Letter
                        && self.class_before(at) == Class::Letter =>
                {
                    at = next;
                }
                // "Kiel–Rostock"; but "1990–1995" is three tokens.
                0xE2 if &self.text[at..next] == "–" && self.class(next) == Class::Letter && self.class_before(at) == Class::Letter => {
                    at = next;
                }
                _ => return whole(at),
            }
        }
    }

    fn class_before(&self, at: usize) -> Class {
        self.text[..at].char_indices().next_back().map_or(Class::Space, |(before, _)| class_at(self.text, before).0)
    }

    fn between_digits(&self, at: usize) -> bool {
        at > 0 && self.bytes[at - 1].is_ascii_digit() && self.byte(at + 1).is_ascii_digit()
    }

    /// The end of a URL or e-mail address: white space or a closing mark ends it, trailing punctuation is not part of it.
    fn address_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let len = rest
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '"' | '<' | '>' | '|' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '(' | ')' | '[' | ']')
            })
            .unwrap_or(rest.len());
        from + rest[..len].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…']).len()
    }

    /// What the period at `at` is to the word that began at `start`.
    fn period(&self, start: usize, at: usize, numeric: bool, opens_paragraph: bool) -> Dot {
        let after = at + 1;
        let word = &self.text[start..at];
        let part = &word[word.rfind('.').map_or(0, |dot| dot + 1)..];
        match (self.class(after), self.byte(after)) {
            (_, b'.') => return Dot::Outside,
            (Class::Digit, _) if self.bytes[at - 1].is_ascii_digit() => return Dot::Inside,
            (Class::Digit, _) if self.orthography.is_abbreviation(part) => return Dot::Glued,
            (Class::Digit, _) => return Dot::Inside,
            (Class::Letter, _) if numeric => return Dot::Glued,
            (Class::Letter, _) => return self.period_before_letter(word, part, after),
            // "St.-Pauli-Spieler", "K.-o.-Runde"
            (_, b'-') if !numeric && (is_single_letter(part) || self.orthography.is_abbreviation(part)) => {
                return if self.class(after + 1) == Class::Letter { Dot::Inside } else { Dot::Glued };
            }
            _ => {}
        }
        let next = Next::find(self.text, after);
        if numeric { self.period_after_number(word, next, opens_paragraph) } else { self.period_after_word(start, word, part, next) }
    }

    /// "z.B.", "example.org", or the end of a sentence with the space forgotten.
    fn period_before_letter(&self, word: &str, part: &str, after: usize) -> Dot {
        let following = word_at(self.text, after);
        let short = following.chars().take(5).count() < 5;
        if is_single_letter(part) {
            return if short { Dot::Inside } else { Dot::Glued };
        }
        if word.eq_ignore_ascii_case("www") {
            return Dot::Address;
        }
        if is_lower(self.text, after) && !self.orthography.is_abbreviation(part) {
            let end = after + following.len();
            return if self.byte(end) == b'/' && self.is_alnum(end + 1) { Dot::Address } else { Dot::Inside };
        }
        if self.orthography.is_abbreviation(part) { Dot::Glued } else { Dot::Outside }
    }

    fn period_after_number(&self, word: &str, next: Next<'_>, opens_paragraph: bool) -> Dot {
        let plain = word.bytes().all(|byte| byte.is_ascii_digit());
        let day_and_month = !plain && is_day_and_month(word);
        if !(plain && word.len() <= 3 || day_and_month) {
            return match next.kind {
                // "im Jahr 2004.,": no sentence end, but no ordinal either.
                _ if plain && next.kind == Kind::Lower && word.len() < 4 => Dot::Glued,
                _ => Dot::Outside,
            };
        }
        match next.kind {
            Kind::End => {
                if opens_paragraph || day_and_month {
                    Dot::Glued
                } else {
                    Dot::Outside
                }
            }
            Kind::Quote if next.attached => Dot::Outside,
            // "zählte 350. „Die Stimmung ist gut“, sagte er": but „Fluch“ may be the 100. „Tatort“.
            Kind::Quote if plain && word.len() == HIGH_ORDINAL && !opens_paragraph && self.orthography.is_starter(next.word) => {
                Dot::Outside
            }
            // "die Firma von 900. Betroffen waren …": few things are counted so far.
            Kind::Upper if plain && word.len() == HIGH_ORDINAL && !opens_paragraph && !self.orthography.is_counted(next.word) => {
                Dot::Outside
            }
            Kind::Upper if self.orthography.is_starter(next.word) && !opens_paragraph && word != "1" => {
                if day_and_month {
                    Dot::GluedEnd
                } else {
                    Dot::Outside
                }
            }
            _ => Dot::Glued,
        }
    }

    fn period_after_word(&self, start: usize, word: &str, part: &str, next: Next<'_>) -> Dot {
        let starter = next.kind == Kind::Upper && self.orthography.is_starter(next.word);
        let kind = self.orthography.period(word).or_else(|| if part.len() < word.len() { self.orthography.period(part) } else { None });
        if let Some(kind) = kind {
            // Quotation marks close or open a sentence of their own.
            let ends = match kind {
                Period::Inner => false,
                Period::Final => starter || next.kind == Kind::Quote && !next.attached,
            };
            return if ends { Dot::GluedEnd } else { Dot::Glued };
        }
        // "Art. 51", "Deichstr. 5", but "nach ihrer Art."
        let street = word.ends_with("str") || word.ends_with("-Str");
        if next.kind == Kind::Digit && (street || self.orthography.is_numbered(word)) {
            return Dot::Glued;
        }
        let single = is_single_letter(part);
        if single && part.len() < word.len() {
            return if starter { Dot::GluedEnd } else { Dot::Glued };
        }
        if single || is_roman(word) {
            let unit = matches!(word, "m" | "g" | "l" | "t" | "h" | "s") && self.follows_number(start);
            return match next.kind {
                Kind::End => Dot::Outside,
                Kind::Quote if next.attached && !single => Dot::Outside,
                _ if unit && next.kind != Kind::Lower => Dot::Outside,
                _ if starter => Dot::GluedEnd,
                _ => Dot::Glued,
            };
        }
        Dot::Outside
    }

    /// "5 m"
    fn follows_number(&self, start: usize) -> bool {
        self.text[..start].trim_end().ends_with(|c: char| c.is_ascii_digit())
    }

    /// A token that starts with neither letter nor digit.
    fn punctuation(&self, at: usize, width: usize, last: Option<&Token>) -> usize {
        let byte = self.bytes[at];
        let next = at + width;
        let run = |limit: usize| at + self.bytes[at..].iter().take(limit).take_while(|b| **b == byte).count();
        let apart = last.is_none_or(|token| (token.span.end as usize) < at);
        match byte {
            b'.' => run(usize::MAX),
            b'-' if self.byte(next) == b'-' => run(usize::MAX),
            // "-bedarf" after a space, "-Zeitung" after a mark
            b'-' if self.class(next) == Class::Letter => self.word(next, false).end,
            b'\'' | b'`' | b',' if self.byte(next) == byte => run(2),
            0xC2 if self.text[next..].starts_with('´') && self.text[at..].starts_with('´') => next + width,
            b'#' | b'@' if apart && self.is_alnum(next) => {
                let rest = &self.text[next..];
                next + rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            b':' | b';' if apart && is_face(&self.text[at..]) => {
                let rest = &self.text[at..];
                at + rest.find(char::is_whitespace).unwrap_or(rest.len())
            }
            0xE2..=0xF4 => self.symbol(at, width),
            _ => next,
        }
    }

    /// A symbol with the joiners, selectors and skin tones that make one picture with it.
    fn symbol(&self, at: usize, width: usize) -> usize {
        let regional = |c: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
        let mut end = at + width;
        let mut chars = self.text[at..].chars();
        let Some(first) = chars.next() else { return end };
        let mut joined = false;
        let mut flag = regional(first);
        for c in chars {
            let extends =
                matches!(c, '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}');
            if !(extends || joined && !c.is_whitespace() && !c.is_alphanumeric() || flag && regional(c)) {
                break;
            }
            flag = false;
            joined = c == '\u{200D}';
            end += c.len_utf8();
        }
        end
    }
}

enum Dot {
    /// The word goes on behind it.
    Inside,
    /// The word is an address that goes on behind it.
    Address,
    /// A token of its own.
    Outside,
    /// The last character of the word.
    Glued,
    /// The last character of the word and of its sentence.
    GluedEnd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    End,
    Lower,
    Upper,
    Digit,
    Quote,
    Other,
}

/// What comes after a period.
#[derive(Debug, Clone, Copy)]
struct Next<'a> {
    kind: Kind,
    /// No space in between.
    attached: bool,
    /// The word, if one comes.
    word: &'a str,
}

impl<'a> Next<'a> {
    fn find(text: &'a str, at: usize) -> Next<'a> {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        let start = text.len() - trimmed.len();
        let attached = start == at;
        let kind = match trimmed.chars().next() {
            None => return Next { kind: Kind::End, attached: false, word: "" },
            Some(c) if super::quotations::is_mark(c) => Kind::Quote,
            Some(c) if c.is_ascii_digit() => Kind::Digit,
            _ if is_upper(text, start) => Kind::Upper,
            _ if is_lower(text, start) => Kind::Lower,
            _ => Kind::Other,
        };
        // Behind marks the first word inside.
        let marks = if kind == Kind::Quote { trimmed.chars().next().map_or(0, char::len_utf8) } else { 0 };
        Next { kind, attached, word: word_at(text, start + marks) }
    }
}

fn is_single_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// "II", "XVI"
fn is_roman(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// "3.10"
fn is_day_and_month(word: &str) -> bool {
    let Some((day, month)) = word.split_once('.') else { return false };
    let within = |part: &str, max: u8| part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| (1..=max).contains(&number));
    within(day, 31) && within(month, 12)
}

/// ":-)", ";)"
fn is_face(text: &str) -> bool {
    let rest = text[1..].strip_prefix('-').unwrap_or(&text[1..]);
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| matches!(c, ')' | '(' | 'D' | 'P')) && chars.next().is_none_or(char::is_whitespace)
}
