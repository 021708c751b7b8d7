//! Furniture: what the wire puts around the running text. Precision comes first: a line that could be running text stays running text.
//!
//! - Headline, kicker: short lines without a closing stop before the first paragraph.
//! - Byline: "Von" and names, nothing else, among or behind them.
//! - Dateline: place, date, agency and a dash at the start of the first paragraph, or on a line of their own.
//! - Subhead: one short line without a closing stop between two paragraphs; in a text with a headline or dateline also a question.
//! - Sign-off: agency and initials, credits, contacts and copyright in the last lines, or in brackets behind the last sentence.

use super::lines::{Line, ends_sentence};
use super::orthography::Orthography;
use super::{Dateline, Furniture, FurnitureKind};
use crate::span::{Byte, Span};
use std::borrow::Cow;

/// A headline is not longer than this, in bytes.
const LONGEST_HEADLINE: usize = 130;
/// A subhead is not longer than this, in bytes.
const LONGEST_SUBHEAD: usize = 70;
const LONGEST_SIGN_OFF: usize = 160;
/// More lines than this before the first paragraph are a list, of which only the first can be a headline.
const MOST_HEAD_LINES: usize = 4;

/// The dateline is looked for in this many lines of the body.
const MOST_TEASER_LINES: usize = 4;

/// The furniture of a text, and the running text between it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) furniture: Vec<Furniture>,
    pub(super) dateline: Option<Dateline>,
    /// Stretches of running text in order, a paragraph each.
    pub(super) paragraphs: Vec<Span<Byte>>,
}

/// All lines as running text.
pub(super) fn none(lines: &[Line]) -> Layout {
    Layout { paragraphs: join(lines), ..Layout::default() }
}

/// Tells furniture from running text.
pub(super) fn find(orthography: &Orthography, text: &str, lines: &[Line]) -> Layout {
    let mut layout = Layout::default();
    let (lines, teaser) = apart_from_teaser(orthography, text, lines);
    let lines = lines.as_ref();
    let finder = Finder { orthography, text, lines, teaser };
    let end = finder.sign_offs(lines.len());
    let body = finder.head(end, &mut layout);
    let dateline = finder.dateline(body, end, &mut layout);
    // Only a text that shows other furniture has questions for subheads, and bylines in its body.
    let wire = dateline.is_some() || layout.furniture.iter().any(|piece| piece.kind == FurnitureKind::Headline);
    let mut rest = Vec::new();
    for (at, line) in lines.iter().enumerate().take(end).skip(body) {
        let is_dateline = dateline.is_some_and(|(of, _)| of == at);
        let kind = if is_dateline {
            None
        } else if wire && finder.is_byline_in_body(body, at, dateline) {
            Some(FurnitureKind::Byline)
        } else if finder.is_subhead(body, at, end, wire) {
            Some(FurnitureKind::Subhead)
        } else {
            None
        };
        match (kind, dateline) {
            (Some(kind), _) => {
                layout.furniture.push(Furniture { kind, span: line.span });
                layout.paragraphs.append(&mut join(&rest));
                rest.clear();
            }
            (None, Some((_, start))) if is_dateline => {
                // A line of its own stands between two paragraphs even if the next line runs on.
                layout.paragraphs.append(&mut join(&rest));
                rest.clear();
                let span = Span::new(start, line.span.end as usize);
                if !span.is_empty() {
                    rest.push(Line { span, ..*line });
                }
            }
            _ => rest.push(*line),
        }
    }
    layout.paragraphs.append(&mut join(&rest));
    if let Some(last) = layout.paragraphs.last_mut()
        && let Some(span) = finder.trailing_sign_off(*last)
    {
        last.end = (last.start as usize + text[last.start as usize..span.start as usize].trim_end().len()) as u32;
        layout.furniture.push(Furniture { kind: FurnitureKind::SignOff, span });
    }
    for line in &lines[end..] {
        layout.furniture.push(Furniture { kind: FurnitureKind::SignOff, span: line.span });
    }
    layout.furniture.sort_by_key(|piece| piece.span);
    layout
}

/// The lines, and which of them is a teaser that ran on into the dateline: "Der Kanal bleibt zu. Kiel – Die Stadt …" is two, as some feeds lose the
/// break between.
fn apart_from_teaser<'a>(orthography: &Orthography, text: &str, lines: &'a [Line]) -> (Cow<'a, [Line]>, Option<usize>) {
    let line = |at: usize| &text[lines[at].span.range()];
    let found = (0..lines.len().min(MOST_TEASER_LINES))
        .take_while(|at| dateline::parse(orthography, line(*at)).is_none())
        .find_map(|at| Some((at, dateline::behind_teaser(orthography, line(at))?)));
    let Some((at, start)) = found else { return (Cow::Borrowed(lines), None) };
    let mut lines = lines.to_vec();
    let whole = lines[at];
    let (from, end) = (whole.span.start as usize, whole.span.end as usize);
    lines[at].span = Span::new(from, from + text[from..from + start].trim_end().len());
    lines.insert(at + 1, Line { span: Span::new(from + start, end), after_blank: false, runs_on: false });
    (Cow::Owned(lines), Some(at))
}

/// Lines into paragraphs.
fn join(lines: &[Line]) -> Vec<Span<Byte>> {
    let mut paragraphs: Vec<Span<Byte>> = Vec::new();
    for line in lines {
        match paragraphs.last_mut() {
            Some(last) if line.runs_on => last.end = line.span.end,
            _ => paragraphs.push(line.span),
        }
    }
    paragraphs
}

struct Finder<'a> {
    orthography: &'a Orthography,
    text: &'a str,
    lines: &'a [Line],
    /// The line that was cut before the dateline in it.
    teaser: Option<usize>,
}

impl<'a> Finder<'a> {
    fn line(&self, at: usize) -> &'a str {
        &self.text[self.lines[at].span.range()]
    }

    /// The line stands alone: neither wrapped from the line before nor into the next one.
    fn is_whole(&self, at: usize) -> bool {
        !self.lines[at].runs_on && self.lines.get(at + 1).is_none_or(|next| !next.runs_on)
    }

    /// Something closes with a stop behind this line: there is a body for this line to head.
    fn body_follows(&self, at: usize, end: usize) -> bool {
        (at + 1..end).any(|later| ends_sentence(self.line(later)))
    }

    /// Headlines, kicker and bylines. Returns the first line of the body.
    fn head(&self, end: usize, layout: &mut Layout) -> usize {
        let mut heads: Vec<usize> = Vec::new();
        let mut at = 0;
        while at < end && at <= MOST_HEAD_LINES && self.body_follows(at, end) && self.is_whole(at) {
            let line = self.line(at);
            if dateline::parse(self.orthography, line).is_some() {
                break;
            }
            if self.is_byline(line) && (at > 0 || self.starts_body(at + 1)) {
                layout.furniture.push(Furniture { kind: FurnitureKind::Byline, span: self.lines[at].span });
                at += 1;
                break;
            }
            if !self.looks_like_headline(at, end) {
                break;
            }
            heads.push(at);
            at += 1;
        }
        if heads.len() > MOST_HEAD_LINES {
            heads.truncate(1);
            at = 1;
        }
        let words = |at: usize| self.line(at).split(' ').count();
        let kicker = heads.len() > 1 && words(heads[0]) <= 4 && words(heads[1]) > words(heads[0]);
        for (index, line) in heads.iter().enumerate() {
            let kind = match index {
                0 if kicker => FurnitureKind::Kicker,
                0 => FurnitureKind::Headline,
                1 if kicker => FurnitureKind::Headline,
                _ => FurnitureKind::Subhead,
            };
            layout.furniture.push(Furniture { kind, span: self.lines[*line].span });
        }
        at
    }

    /// What follows a byline at the head of the text is a body.
    fn starts_body(&self, at: usize) -> bool {
        ends_sentence(self.line(at)) || dateline::parse(self.orthography, self.line(at)).is_some()
    }

    fn looks_like_headline(&self, at: usize, end: usize) -> bool {
        let line = self.line(at);
        if line.len() > LONGEST_HEADLINE || line.starts_with(char::is_lowercase) || is_list_item(line) || !self.body_follows(at, end) {
            return false;
        }
        // The next line goes on with this one's sentence.
        if self.line(at + 1).starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ',' | ')')) && !self.shows_headline(at + 1) {
            return false;
        }
        let inner = line.trim_end_matches(|c: char| super::quotations::is_mark(c) || matches!(c, ')' | ']'));
        match inner.chars().next_back() {
            // A question or a cry is a headline only if what comes next shows it.
            Some('?' | '!') => self.shows_headline(at + 1),
            Some('.' | '…' | ':' | ';' | ',' | '‼' | '⁉') => false,
            _ => true,
        }
    }

    fn shows_headline(&self, next: usize) -> bool {
        self.is_byline(self.line(next)) || dateline::parse(self.orthography, self.line(next)).is_some()
    }

    /// "Von Lena Brandt", "Von Lena Brandt und Kai Voss, Hamburg"
    fn is_byline(&self, line: &str) -> bool {
        let Some((_, names)) = line.split_once(' ').filter(|(word, _)| self.orthography.opens_byline(word)) else { return false };
        let mut capitals = 0;
        for word in names.split([' ', '/', ',']).filter(|word| !word.is_empty()) {
            if word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’')) {
                capitals += 1;
            } else if !(self.orthography.is_particle(word) || self.orthography.is_agency(word)) {
                return false;
            }
        }
        // "Autorin: Brandt", but "Von Brandt" may open anything.
        let least = if line[..line.len() - names.len() - 1].ends_with(':') { 1 } else { 2 };
        (least..=12).contains(&capitals) && line.len() <= 100 && !line.ends_with('.')
    }

    /// Recognises the dateline at the start of the body, or with an agency also a little further on, behind a teaser. Returns its line and
    /// the byte where the running text of that line starts.
    fn dateline(&self, body: usize, end: usize, layout: &mut Layout) -> Option<(usize, usize)> {
        let (of, found) = (body..end.min(body + MOST_TEASER_LINES))
            .filter(|at| !self.lines[*at].runs_on)
            .find_map(|at| {
                let cut = self.teaser.is_some_and(|teaser| teaser + 1 == at);
                let found = if cut { dateline::parse_any(self.orthography, self.line(at)) } else { None };
                Some((at, cut, found.or_else(|| dateline::parse(self.orthography, self.line(at)))?))
            })
            .filter(|(at, cut, found)| *cut || *at == body || found.agency.is_some())
            .map(|(at, _, found)| (at, found))?;
        let line = self.lines[of].span;
        let at = line.start as usize;
        let shift = |span: Span<Byte>| Span::new(at + span.start as usize, at + span.end as usize);
        let span = shift(found.span);
        layout.dateline = Some(Dateline { span, place: shift(found.place), agency: found.agency.map(shift), date: found.date.map(shift) });
        layout.furniture.push(Furniture { kind: FurnitureKind::Dateline, span });
        Some((of, line.end as usize - self.text[span.end as usize..line.end as usize].trim_start().len()))
    }

    /// A byline behind the teaser, before the dateline or near it.
    fn is_byline_in_body(&self, body: usize, at: usize, dateline: Option<(usize, usize)>) -> bool {
        let last = dateline.map_or(body, |(of, _)| of) + 1;
        at <= last && self.is_whole(at) && self.is_byline(self.line(at))
    }

    /// One short line without a stop, between two paragraphs that end with one.
    fn is_subhead(&self, first: usize, at: usize, end: usize, wire: bool) -> bool {
        if at <= first || at + 1 >= end || !self.is_whole(at) {
            return false;
        }
        let line = self.line(at);
        let (before, after) = (self.line(at - 1), self.line(at + 1));
        line.len() <= LONGEST_SUBHEAD
            && line.split(' ').count() <= 9
            && !line.starts_with(char::is_lowercase)
            && line.chars().any(char::is_alphabetic)
            && !is_list_item(line)
            && ![". ", "! ", "? "].iter().any(|stop| line.contains(stop))
            && !line.ends_with([',', '-', '–', '"'])
            && (!ends_sentence(line) || wire && line.ends_with('?'))
            && ends_sentence(before)
            && !before.ends_with([':', ';'])
            && !after.starts_with(char::is_lowercase)
            && !is_list_item(after)
            && !(line.ends_with('?') && opens_turn(line) && opens_turn(after))
            && after.len() > line.len()
            && self.paragraph_ends_with_stop(at + 1, end)
    }

    fn paragraph_ends_with_stop(&self, at: usize, end: usize) -> bool {
        let last = (at + 1..end).take_while(|next| self.lines[*next].runs_on).last().unwrap_or(at);
        ends_sentence(self.line(last))
    }

    /// The first of the sign-off lines at the end of the text.
    fn sign_offs(&self, end: usize) -> usize {
        // Behind the line that says so, everything is notes.
        let notes = (1..end)
            .find(|at| self.orthography.opens_notes(self.line(*at).trim_start_matches(['#', '=', '*', ' ']).trim_end_matches([':', '.'])));
        let mut first = notes.unwrap_or(end);
        while first > 1 && !self.lines[first - 1].runs_on && self.is_sign_off(self.line(first - 1)) {
            first -= 1;
        }
        first
    }

    fn is_sign_off(&self, line: &str) -> bool {
        if line.len() > LONGEST_SIGN_OFF {
            return false;
        }
        let stop = ends_sentence(line) && !line.ends_with(')');
        if line.starts_with('©')
            || line.starts_with("(c) ")
            || line.starts_with("Copyright ")
            || self.orthography.tells_rights(line)
            || is_security(line)
        {
            return true;
        }
        if let Some((label, rest)) = line.split_once(':')
            && self.orthography.is_contact(label.split(' ').next().unwrap_or(label))
            && label.len() <= 40
        {
            return !stop && rest.len() <= 80;
        }
        if line.contains('@') && !stop && line.split(' ').any(is_mail) {
            return line.split(' ').count() <= 8;
        }
        if line.len() >= 3 && line.chars().all(|c| matches!(c, '*' | '-' | '–' | '—' | '=' | '_' | '+' | ' ')) {
            return true;
        }
        self.is_initials(line.strip_prefix('(').and_then(|line| line.strip_suffix(')')).unwrap_or(line), line.starts_with('('))
    }

    /// "dnb lb/km", "lb/km", and in brackets also "dnb" or "dnb, 3.5.2024"
    fn is_initials(&self, line: &str, bracketed: bool) -> bool {
        if line.len() > 40 || line.is_empty() {
            return false;
        }
        let mut words = line.split([' ', '/', ',', ';']).filter(|word| !word.is_empty());
        let agency = words.clone().any(|word| self.orthography.is_agency(word));
        let small = words.all(|word| {
            self.orthography.is_agency(word)
                || word.len() <= 5 && word.chars().all(|c| c.is_lowercase() || c.is_ascii_digit())
                || word.chars().all(|c| c.is_ascii_digit() || c == '.')
        });
        let letters = line.starts_with(char::is_alphabetic) || line.starts_with('/');
        small && letters && (agency || line.contains('/') || bracketed && line.len() <= 5)
    }

    /// "… sagte sie. (dnb/lb)", "… sagte sie./lb/DP/km": the bracket or initials at the end of a paragraph.
    fn trailing_sign_off(&self, paragraph: Span<Byte>) -> Option<Span<Byte>> {
        let text = &self.text[paragraph.range()];
        if let Some(initials) = glued_initials(text) {
            return Some(Span::new(paragraph.start as usize + initials, paragraph.end as usize));
        }
        let inner = text.strip_suffix(')')?;
        let open = inner.rfind('(')?;
        let before = text[..open].trim_end();
        let inside = &inner[open + 1..];
        let found = open > before.len() && ends_sentence(before) && (self.is_initials(inside, true) || ends_with_date(inside));
        found.then(|| Span::new(paragraph.start as usize + open, paragraph.end as usize))
    }
}

/// Where "/lb/DP/km" begins, the initials of a financial wire right behind the last stop of a text.
fn glued_initials(text: &str) -> Option<usize> {
    let word = text.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let slash = word + text[word..].find('/')?;
    let mut groups = text[slash + 1..].split('/');
    let initials = |group: &str| (2..=4).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_alphabetic());
    (slash > word && ends_sentence(&text[..slash]) && text[slash + 1..].contains('/') && groups.all(initials)).then_some(slash)
}

/// "ISIN DE000RWC0007": the number of a security by ISO 6166, which financial wires set below a text.
fn is_security(line: &str) -> bool {
    let code = |code: &str| code.len() == 12 && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    line.strip_prefix("ISIN").is_some_and(|rest| rest.split_whitespace().all(code) && rest.len() > 12)
}

/// "Frage: Wann wird gebaut?", before "Antwort: Im Mai.": what one says in an interview.
fn opens_turn(line: &str) -> bool {
    let Some((label, words)) = line.split_once(':') else { return false };
    words.starts_with(' ') && label.split(' ').count() <= 3 && label.split(' ').all(|word| word.starts_with(char::is_uppercase))
}

/// "- …", "• …", "1) …"
fn is_list_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '–' | '—' | '•' | '*' | '·' | '►' | '→' | '+' | '#' | '|' | ':' | '=') => true,
        Some(c) if c.is_ascii_digit() => line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([')', '.']),
        _ => false,
    }
}

/// "red, 3. 5. 2024", "Lena Brandt, 3.5.24": Austrian papers sign with the date.
fn ends_with_date(inside: &str) -> bool {
    let mut numbers = inside.rsplit('.').take(3).map(str::trim);
    let (Some(year), Some(month), Some(rest)) = (numbers.next(), numbers.next(), numbers.next()) else { return false };
    let day = rest.rsplit([' ', ',']).next().unwrap_or(rest);
    let digits =
        |part: &str, lengths: std::ops::RangeInclusive<usize>| lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    inside.len() <= 80 && digits(year, 2..=4) && digits(month, 1..=2) && digits(day, 1..=2)
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

mod dateline;
