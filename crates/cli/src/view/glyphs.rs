//! Inked text, and how it is broken into lines.

use super::ink::{Ink, Palette};
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// A space that no line is broken at; printed as a plain one.
pub(crate) const FIXED_SPACE: char = '\u{a0}';

/// Two columns between signs, at which a line may be broken.
pub(crate) const WIDE_SPACE: &str = "\u{a0} ";

/// A stretch of inked text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Glyphs(Vec<(char, Ink)>);

impl Glyphs {
    pub(crate) fn of(text: &str, ink: Ink) -> Glyphs {
        let mut glyphs = Glyphs::default();
        glyphs.text(text, ink);
        glyphs
    }

    /// Appends text. Line ends and runs of white space become one space.
    pub(crate) fn text(&mut self, text: &str, ink: Ink) {
        for c in text.chars() {
            self.glyph(c, ink);
        }
    }

    /// Appends one character. What would steer the terminal (control characters, turns of the writing direction) is left out, so that
    /// no text can do more than be read.
    pub(crate) fn glyph(&mut self, c: char, ink: Ink) {
        match c {
            FIXED_SPACE | '\u{202f}' => self.0.push((FIXED_SPACE, ink)),
            _ if c.is_whitespace() => {
                if self.0.last().is_some_and(|(last, _)| *last != ' ') {
                    self.0.push((' ', ink));
                }
            }
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            _ if c.is_control() => {}
            _ => self.0.push((c, ink)),
        }
    }

    pub(crate) fn append(&mut self, other: &Glyphs) {
        self.0.extend_from_slice(&other.0);
    }

    /// Fills with fixed spaces up to `width` columns.
    pub(crate) fn pad_to(&mut self, width: usize) {
        for _ in self.width()..width {
            self.0.push((FIXED_SPACE, Ink::BODY));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In columns.
    pub(crate) fn width(&self) -> usize {
        width(&self.0)
    }

    /// Broken into lines of at most `columns`: at spaces; a word too long for a line after a hyphen, or wherever the line ends.
    pub(crate) fn wrapped(&self, columns: usize) -> Vec<Glyphs> {
        let columns = columns.max(1);
        let mut lines: Vec<Glyphs> = Vec::new();
        let mut line: Vec<(char, Ink)> = Vec::new();
        let mut at = 0_usize;
        for word in self.0.split(|(c, _)| *c == ' ') {
            let space = at.checked_sub(1).map(|before| self.0[before]);
            at += word.len() + 1;
            let mut word = word;
            if word.is_empty() {
                continue;
            }
            if let (Some(space), false) = (space, line.is_empty()) {
                if width(&line) + 1 + width(word) <= columns {
                    line.push(space);
                } else {
                    lines.push(Glyphs(std::mem::take(&mut line)));
                }
            }
            while line.is_empty() && width(word) > columns {
                let (head, tail) = word.split_at(break_point(word, columns));
                lines.push(Glyphs(head.to_vec()));
                word = tail;
            }
            line.extend_from_slice(word);
        }
        if !line.is_empty() {
            lines.push(Glyphs(line));
        }
        lines
    }

    /// The same broken into at most `lines` lines; an ellipsis stands for what is left out.
    pub(crate) fn clipped(&self, columns: usize, lines: usize) -> Vec<Glyphs> {
        let mut wrapped = self.wrapped(columns);
        if wrapped.len() > lines {
            wrapped.truncate(lines);
            if let Some(last) = wrapped.last_mut() {
                let ink = last.0.last().map_or(Ink::BODY, |(_, ink)| *ink);
                if last.width() >= columns {
                    // No room for the ellipsis: the last word goes, or the last letters of the only one.
                    let end = last.0.iter().rposition(|(c, _)| *c == ' ').unwrap_or(last.0.len().saturating_sub(1));
                    last.0.truncate(end);
                }
                while last.0.last().is_some_and(|(c, _)| " .,;:–…".contains(*c)) {
                    last.0.pop();
                }
                last.0.push(('…', ink));
            }
        }
        wrapped
    }

    /// Writes the escape codes and text of one line, with no space at its end.
    pub(crate) fn print(&self, out: &mut String, palette: Palette) {
        let end = self.0.iter().rposition(|(c, _)| !matches!(*c, ' ' | FIXED_SPACE)).map_or(0, |last| last + 1);
        let mut current = Ink::BODY;
        for &(c, ink) in &self.0[..end] {
            if ink != current && palette != Palette::Plain {
                // Writing to a string does not fail.
                let _ = write!(out, "{}{}", current.style(palette).render_reset(), ink.style(palette).render());
            }
            current = ink;
            out.push(if c == FIXED_SPACE { ' ' } else { c });
        }
        if palette != Palette::Plain {
            let _ = write!(out, "{}", current.style(palette).render_reset());
        }
    }
}

fn width(glyphs: &[(char, Ink)]) -> usize {
    glyphs.iter().map(|(c, _)| c.width().unwrap_or(0)).sum()
}

/// Where to break a word that is too long: after its last hyphen or slash that fits, else where the line is full.
fn break_point(word: &[(char, Ink)], columns: usize) -> usize {
    let mut used = 0;
    let fits = word.iter().take_while(|(c, _)| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    let full = fits.count().max(1);
    word[..full].iter().rposition(|(c, _)| matches!(c, '-' | '/' | '–')).map_or(full, |hyphen| hyphen + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[Glyphs]) -> Vec<String> {
        lines
            .iter()
            .map(|line| {
                let mut out = String::new();
                line.print(&mut out, Palette::Plain);
                out
            })
            .collect()
    }

    fn wrapped(text: &str, columns: usize) -> Vec<String> {
        lines(&Glyphs::of(text, Ink::BODY).wrapped(columns))
    }

    #[test]
    fn lines_break_at_spaces_and_count_columns() {
        assert_eq!(wrapped("eins  zwei\ndrei", 9), ["eins zwei", "drei"]);
        assert_eq!(wrapped("ä\u{308}ö 東京 東京", 7), ["ä\u{308}ö 東京", "東京"]);
        assert_eq!(wrapped("", 9), Vec::<String>::new());
    }

    #[test]
    fn long_words_break_after_a_hyphen_or_where_the_line_ends() {
        assert_eq!(wrapped("die Hafenbahn-Gesellschaft sagt", 12), ["die", "Hafenbahn-", "Gesellschaft", "sagt"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("東京", 1), ["東", "京"]);
    }

    #[test]
    fn what_does_not_fit_is_an_ellipsis() {
        let clipped = |columns, count| lines(&Glyphs::of("Das ist, sagt er, gut", Ink::BODY).clipped(columns, count));
        assert_eq!(clipped(8, 1), ["Das…"]);
        assert_eq!(clipped(9, 2), ["Das ist,", "sagt er…"]);
        assert_eq!(clipped(40, 1), ["Das ist, sagt er, gut"]);
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        assert_eq!(wrapped("a\u{1b}[31mb\u{7}\u{202e}c\u{9b}d", 40), ["a[31mbcd"]);
    }

    #[test]
    fn styles_end_with_the_line() {
        let mut glyphs = Glyphs::of("fett", Ink::BOLD);
        glyphs.text(" und", Ink::BODY);
        let mut out = String::new();
        glyphs.print(&mut out, Palette::Many);
        assert_eq!(out, "\u{1b}[1mfett\u{1b}[0m und");
    }
}
