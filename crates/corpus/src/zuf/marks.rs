//! The marked text of a file: `{labels|words}`, nested.

use super::{Sink, Spans};
use std::collections::BTreeMap;
use zufolge::Span;

/// The text without its marks, and where each label stands.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub(super) text: String,
    pub(super) spans: BTreeMap<String, Spans>,
    /// The line in which each label stands first.
    pub(super) lines: BTreeMap<String, usize>,
    /// Where each line of the file starts in the text.
    pub(super) line_starts: Vec<(u32, usize)>,
}

const LABELS: &str = "before the `|` stand labels such as `a1.c`, `a1.s`, `a1.k`, `a1.d`, `a1.f`, `e1`, `t1`, `q1`, parted by blanks";

/// An open mark: its labels, where its words start, its line.
struct Open<'a>(Vec<&'a str>, usize, usize);

pub(super) fn read(raw: &str, first_line: usize, sink: &mut Sink<'_>) -> Marked {
    let mut marked = Marked::default();
    let mut open: Vec<Open<'_>> = Vec::new();
    let (mut line, mut at) = (first_line, 0);
    // White space is held back until it is clear what it is.
    let mut held = 0..0;
    while let Some(c) = raw[at..].chars().next() {
        if c.is_ascii_whitespace() {
            held.end = at + 1;
            at += 1;
            line += usize::from(c == '\n');
            continue;
        }
        marked.blank(&raw[held]);
        if marked.line_starts.last().is_none_or(|(_, last)| *last != line) {
            marked.line_starts.push((marked.text.len() as u32, line));
        }
        match c {
            '{' => {
                let rest = &raw[at + 1..];
                match rest.find(['|', '{', '}']).filter(|end| rest[*end..].starts_with('|')) {
                    Some(end) => {
                        let labels: Vec<&str> = rest[..end].split_whitespace().collect();
                        if labels.is_empty() {
                            sink.add(line, "a mark has no labels", LABELS);
                        }
                        for label in labels.iter().filter(|label| !is_label(label)) {
                            sink.add(line, format!("“{label}” is no label"), LABELS);
                        }
                        open.push(Open(labels.into_iter().filter(|label| is_label(label)).collect(), marked.text.len(), line));
                        line += rest[..end].matches('\n').count();
                        at += end + 1;
                    }
                    None => {
                        sink.add(line, "a `{` has no `|` that ends its labels", LABELS);
                        open.push(Open(Vec::new(), marked.text.len(), line));
                    }
                }
            }
            '}' => match open.pop() {
                Some(mark) => marked.close(mark, line, sink),
                None => sink.add(line, format!("a `}}` behind “{}” closes no mark", tail(&marked.text)), "take it out, or open the mark"),
            },
            '|' => {
                sink.add(
                    line,
                    format!("a `|` behind “{}” stands in no mark", tail(&marked.text)),
                    "put `{labels` in front, or take it out",
                );
            }
            c => marked.text.push(c),
        }
        at += c.len_utf8();
        held = at..at;
    }
    for Open(labels, start, line) in open {
        let what = format!("the mark “{}” on “{}” is not closed", labels.join(" "), first_words(&marked.text[start..]));
        sink.add(line, what, "close it with `}`");
    }
    for spans in marked.spans.values_mut() {
        spans.sort_unstable();
    }
    marked
}

impl Marked {
    /// What white space in the file is in the text.
    fn blank(&mut self, held: &str) {
        if self.text.is_empty() || held.is_empty() {
            return;
        }
        match held.matches('\n').count() {
            0 => self.text.push_str(held),
            1 => self.text.push(' '),
            _ => self.text.push_str("\n\n"),
        }
    }

    fn close(&mut self, Open(labels, start, opened): Open<'_>, line: usize, sink: &mut Sink<'_>) {
        let words = &self.text[start..];
        if words.is_empty() {
            sink.add(opened, format!("the mark “{}” has no words", labels.join(" ")), "put it on words, or take it out");
            return;
        }
        if words.trim() != words {
            let what = format!("the mark “{}” begins or ends with a blank: “{}”", labels.join(" "), first_words(words));
            sink.add(if words.starts_with(char::is_whitespace) { opened } else { line }, what, "put the blank outside");
        }
        for label in labels {
            self.spans.entry(label.to_owned()).or_default().push(Span::new(start, self.text.len()));
            let first = self.lines.entry(label.to_owned()).or_insert(opened);
            *first = opened.min(*first);
        }
    }
}

fn is_label(label: &str) -> bool {
    let number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match label.split_at_checked(1) {
        Some(("a", rest)) => rest.split_once('.').is_some_and(|(id, role)| number(id) && matches!(role, "c" | "s" | "k" | "d" | "f")),
        Some(("e" | "t" | "q", rest)) => number(rest),
        _ => false,
    }
}

/// Enough of the words for people to find the place.
pub(super) fn first_words(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(19).map_or(0, |(at, _)| at);
    &text[start..]
}
