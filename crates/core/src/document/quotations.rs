//! Quotation marks: which marks are marks, which of them belong together, and how far a quotation goes that nothing closes.
//!
//! The pairing works paragraph by paragraph with a stack of open marks. Glyphs say little in the wild (`“` closes German and opens
//! English quotations, `»` does either), so a mark's direction comes from its glyph, from the space around it and from what is open.
//!
//! A quotation that nothing closes
//! - goes to its paragraph's end if the next paragraph takes it up again, by repeating the mark or by closing it;
//! - otherwise ends with its sentence, or before the next mark of its kind opens within that sentence.

mod marks;

pub(super) use marks::is_mark;

use super::{Document, Orthography, Quotation};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use marks::{Glyph, Level, Mark, find_marks};

/// How many marks ahead a decision may look, so that hostile text cannot make it slow.
const LOOKAHEAD: usize = 48;

/// A quotation in the making.
#[derive(Debug)]
struct Open {
    mark: Mark,
    paragraph: u32,
    /// One past the token of its closing mark.
    end: Option<u32>,
    continues: Option<u32>,
    /// The paragraph after this one takes it up again.
    continued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Opens,
    Closes,
    /// An apostrophe, an inch, a comma.
    Neither,
}

/// Finds the quotation marks of a document that has its tokens, sentences and paragraphs, and pairs them.
pub(super) fn pair(orthography: &Orthography, doc: &mut Document) {
    let mut opened: Vec<Open> = Vec::new();
    let mut strays: Vec<Mark> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    for (paragraph, span) in doc.paragraphs.iter().enumerate() {
        let first = doc.sentences[span.sentences.start as usize].tokens.start;
        let end = doc.sentences[span.sentences.end as usize - 1].tokens.end;
        find_marks(doc, Span::new(first as usize, end as usize), &mut marks);
        if !marks.is_empty() {
            let mut pairing =
                Pairing { orthography, text: &doc.text, marks: &marks, paragraph: paragraph as u32, stack: Vec::new(), doubles: 0 };
            pairing.run(&mut opened, &mut strays);
        }
    }
    link_paragraphs(doc, &mut opened);
    finish(doc, &opened, &strays);
}

/// A paragraph's pairing.
struct Pairing<'a> {
    orthography: &'a Orthography,
    text: &'a str,
    marks: &'a [Mark],
    paragraph: u32,
    /// Indexes into the opened quotations.
    stack: Vec<(usize, Level)>,
    /// How many of the stack are double marks.
    doubles: usize,
}

impl Pairing<'_> {
    fn run(&mut self, opened: &mut Vec<Open>, strays: &mut Vec<Mark>) {
        for (at, mark) in self.marks.iter().enumerate() {
            match self.direction(at, opened) {
                Direction::Neither => {}
                Direction::Opens => {
                    self.stack.push((opened.len(), mark.level));
                    self.doubles += usize::from(mark.level == Level::Double);
                    opened.push(Open { mark: *mark, paragraph: self.paragraph, end: None, continues: None, continued: false });
                }
                Direction::Closes => {
                    let level = if self.is_open(mark.level) { mark.level } else { other(mark.level) };
                    if self.is_open(level) {
                        // What is open further in stays unclosed.
                        while let Some((index, found)) = self.stack.pop() {
                            self.doubles -= usize::from(found == Level::Double);
                            if found == level {
                                opened[index].end = Some(mark.tokens.end);
                                break;
                            }
                        }
                    } else {
                        strays.push(*mark);
                    }
                }
            }
        }
    }

    fn is_open(&self, level: Level) -> bool {
        match level {
            Level::Double => self.doubles > 0,
            Level::Single => self.stack.len() > self.doubles,
        }
    }

    fn direction(&self, at: usize, opened: &[Open]) -> Direction {
        let mark = &self.marks[at];
        match mark.level {
            Level::Double => self.double_direction(at, mark, opened),
            Level::Single => self.single_direction(at, mark, opened),
        }
    }

    fn double_direction(&self, at: usize, mark: &Mark, opened: &[Open]) -> Direction {
        let open = self.is_open(Level::Double);
        match mark.glyph {
            Glyph::Low if open && mark.looks_closing() => Direction::Closes,
            Glyph::Low => Direction::Opens,
            Glyph::High if open => {
                // Only a whole English pair inside a German one opens: a German mark after a stray space still closes.
                let english = self.marks.get(at + 1).is_some_and(|next| next.level == Level::Double && next.glyph == Glyph::Right);
                if mark.looks_opening() && english { Direction::Opens } else { Direction::Closes }
            }
            // Inches, unless a straight mark is open.
            Glyph::Straight
                if self.follows_digit(mark)
                    && !self.stack.iter().any(|(index, level)| *level == Level::Double && opened[*index].mark.glyph == Glyph::Straight) =>
            {
                Direction::Neither
            }
            _ if mark.looks_opening() => Direction::Opens,
            _ if mark.looks_closing() => self.closes_double_or_lone_single(mark, open),
            _ if open => Direction::Closes,
            _ if self.closer_ahead(at, Level::Double) => Direction::Opens,
            _ => Direction::Closes,
        }
    }

    /// A double mark closes a single one only if that one is a low or angled mark: a straight one was an apostrophe.
    fn closes_double_or_lone_single(&self, mark: &Mark, open: bool) -> Direction {
        // Two apostrophes that close nothing are two apostrophes.
        if !open && mark.glyph == Glyph::Straight && self.is_open(Level::Single) { Direction::Neither } else { Direction::Closes }
    }

    fn single_direction(&self, at: usize, mark: &Mark, opened: &[Open]) -> Direction {
        let open = self.is_open(Level::Single);
        match mark.glyph {
            // ‚ before a space is a comma of the wrong sort.
            Glyph::Low if mark.after == 2 => Direction::Neither,
            Glyph::Low => Direction::Opens,
            Glyph::Guillemet if mark.looks_opening() => Direction::Opens,
            Glyph::Guillemet if mark.looks_closing() || open => Direction::Closes,
            Glyph::Guillemet => Direction::Opens,
            _ if self.inside_word(mark) => Direction::Neither,
            _ if mark.looks_opening() => {
                let elided = self.elides(mark);
                // Only a pair shows that it is a mark at all.
                if !elided && self.single_closer_ahead(at) { Direction::Opens } else { Direction::Neither }
            }
            _ if open => {
                let low = self.stack.iter().rev().find(|(_, level)| *level == Level::Single).is_some_and(|(index, _)| {
                    let glyph = opened[*index].mark.glyph;
                    glyph == Glyph::Low && mark.glyph == Glyph::High
                });
                if !low && self.genitive(at, mark) { Direction::Neither } else { Direction::Closes }
            }
            // „…‘ : the wrong glyph, if nothing better comes.
            Glyph::High if mark.looks_closing() && self.is_open(Level::Double) && !self.closer_ahead(at, Level::Double) => {
                Direction::Closes
            }
            _ => Direction::Neither,
        }
    }

    /// A later mark of the paragraph could close a quotation of this level.
    fn closer_ahead(&self, at: usize, level: Level) -> bool {
        self.ahead(at).iter().any(|mark| mark.level == level && mark.glyph != Glyph::Low && !mark.looks_opening())
    }

    fn single_closer_ahead(&self, at: usize) -> bool {
        self.ahead(at).iter().take_while(|mark| !(mark.level == Level::Double && self.is_open(Level::Double) && mark.looks_closing())).any(
            |mark| {
                let closer = matches!(mark.glyph, Glyph::High | Glyph::Right | Glyph::Straight);
                mark.level == Level::Single && closer && mark.looks_closing()
            },
        )
    }

    fn ahead(&self, at: usize) -> &[Mark] {
        &self.marks[at + 1..self.marks.len().min(at + 1 + LOOKAHEAD)]
    }

    fn char_before(&self, mark: &Mark) -> Option<char> {
        self.text[..mark.span.start as usize].chars().next_back()
    }

    fn follows_digit(&self, mark: &Mark) -> bool {
        self.char_before(mark).is_some_and(|c| c.is_ascii_digit())
    }

    /// "geht's"
    fn inside_word(&self, mark: &Mark) -> bool {
        let after = self.text[mark.span.end as usize..].chars().next();
        self.char_before(mark).is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    }

    /// "'68er", "'s ist", "'ne"
    fn elides(&self, mark: &Mark) -> bool {
        let rest = &self.text[mark.span.end as usize..];
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        digits == 2 || self.orthography.is_clitic(word)
    }

    /// "Scholz' Plan" inside single marks: a word that takes the apostrophe goes on, and the real closing mark comes later.
    fn genitive(&self, at: usize, mark: &Mark) -> bool {
        let takes_apostrophe = self.char_before(mark).is_some_and(|c| matches!(c, 's' | 'x' | 'z' | 'ß'));
        let goes_on = self.text[mark.span.end as usize..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        let next = self.ahead(at).iter().find(|next| next.level == Level::Single && !self.inside_word(next));
        takes_apostrophe
            && goes_on
            && next.is_some_and(|next| next.looks_closing() && (next.glyph == mark.glyph || next.glyph == Glyph::High))
    }
}

fn other(level: Level) -> Level {
    match level {
        Level::Double => Level::Single,
        Level::Single => Level::Double,
    }
}

/// Joins a quotation that runs on into the next paragraph with the one that opens there: only a repeated opening mark at the paragraph's
/// start joins them, for a lone closing mark further on may close anything.
fn link_paragraphs(doc: &Document, opened: &mut [Open]) {
    let mut start = 0;
    let mut pending: Option<usize> = None;
    for paragraph in 0..doc.paragraphs.len() as u32 {
        let end = start + opened[start..].iter().take_while(|open| open.paragraph == paragraph).count();
        let first_token = doc.sentences[doc.paragraphs[paragraph as usize].sentences.start as usize].tokens.start;
        let first = opened[start..end].first();
        if let Some(before) = pending
            && first.is_some_and(|open| {
                open.mark.tokens.start == first_token
                    && open.mark.glyph == opened[before].mark.glyph
                    && open.mark.level == opened[before].mark.level
            })
        {
            opened[before].continued = true;
            opened[start].continues = Some(before as u32);
        }
        pending = runs_on(doc, &opened[start..end]).map(|index| start + index);
        start = end;
    }
    // A chain that nothing closes at its end is no quotation over paragraphs.
    for index in (0..opened.len()).rev() {
        if opened[index].end.is_none()
            && !opened[index].continued
            && let Some(before) = opened[index].continues.take()
        {
            opened[before as usize].continued = false;
        }
    }
}

/// The quotation of a paragraph that may run on into the next one: the last double one, unclosed, and begun where a sentence begins.
fn runs_on(doc: &Document, opened: &[Open]) -> Option<usize> {
    let index = opened.iter().rposition(|open| open.mark.level == Level::Double)?;
    let open = &opened[index];
    if open.end.is_some() {
        // Closed ones inside an open one of another glyph do not hide it: „… "…" …
        let outer = opened.iter().rposition(|open| open.mark.level == Level::Double && open.end.is_none())?;
        let nested =
            opened[outer + 1..].iter().all(|inner| inner.mark.glyph != opened[outer].mark.glyph || inner.mark.level == Level::Single);
        return (nested && begins_speech(doc, &opened[outer])).then_some(outer);
    }
    begins_speech(doc, open).then_some(index)
}

/// The mark stands at the start of its sentence or after a colon.
fn begins_speech(doc: &Document, open: &Open) -> bool {
    let token = open.mark.tokens.start as usize;
    let sentence = doc.sentences.partition_point(|sentence| sentence.tokens.end as usize <= token);
    doc.sentences.get(sentence).is_some_and(|sentence| sentence.tokens.start as usize == token) || token > 0 && doc.word(token - 1) == ":"
}

/// Gives every quotation its end and depth, and reports what does not pair.
fn finish(doc: &mut Document, opened: &[Open], strays: &[Mark]) {
    let mut sentence = 0;
    let mut enclosing: Vec<u32> = Vec::new();
    for (index, open) in opened.iter().enumerate() {
        let start = open.mark.tokens.start;
        while sentence + 1 < doc.sentences.len() && doc.sentences[sentence].tokens.end <= start {
            sentence += 1;
        }
        let of_paragraph = doc.paragraphs[open.paragraph as usize].sentences;
        let paragraph_end = doc.sentences[of_paragraph.end as usize - 1].tokens.end;
        let end = match open.end {
            Some(end) => end,
            None if open.continued => paragraph_end,
            None => cut(opened, index, doc.sentences[sentence].tokens.end),
        };
        while enclosing.last().is_some_and(|outer| *outer <= start) {
            enclosing.pop();
        }
        // An inner one that nothing closes ends with its outer one at the latest.
        let end = enclosing.last().map_or(end, |outer| end.min(*outer)).max(start + 1);
        let depth = u8::try_from(enclosing.len()).unwrap_or(u8::MAX);
        enclosing.push(end);
        let tokens = Span::new(start as usize, end as usize);
        doc.quotations.push(Quotation { tokens, depth, closed: open.end.is_some(), continues: open.continues });
        if open.end.is_none() && !open.continued {
            let message = "Nothing closes this quotation mark; the quotation is taken to end with its sentence.".to_owned();
            doc.diagnostics.push(Diagnostic { code: "unclosed-quotation", message, span: Some(open.mark.span) });
        }
    }
    for mark in strays {
        let message = "This closing quotation mark closes nothing.".to_owned();
        doc.diagnostics.push(Diagnostic { code: "unopened-quotation", message, span: Some(mark.span) });
    }
}

/// Where an unclosed quotation ends: with its sentence, but before a mark of its kind opens, and without crossing another quotation.
fn cut(opened: &[Open], index: usize, sentence_end: u32) -> u32 {
    let open = &opened[index];
    for inner in &opened[index + 1..] {
        let start = inner.mark.tokens.start;
        if start >= sentence_end {
            break;
        }
        if inner.mark.level == open.mark.level || inner.end.is_some_and(|end| end > sentence_end) {
            return start;
        }
    }
    sentence_end
}

#[cfg(test)]
mod tests;
