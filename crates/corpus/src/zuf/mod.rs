//! Our own corpus of German news: one `.zuf` file an article, with all labels inline (format: `corpus/README.md`).
//!
//! [`read`] takes a file that must be sound; [`parse`] takes what is there and names every fault of it, and [`faults()`] judges what an
//! article says of itself: spans, names, times, marks.

mod faults;
mod head;
mod labels;
mod marks;
mod timex;
pub(crate) mod words;

pub use faults::faults;
pub(crate) use faults::holds_name;
pub use timex::Timex;
pub use words::{Genre, ImbalanceKind, Style, TimeKind, Variety};

use crate::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use zufolge::attribution::{Form, Mode, Stance};
use zufolge::report::{Factuality, Kind, Naming};
use zufolge::{Byte, Span};

/// Places in [`Article::text`], in order.
pub type Spans = Vec<Span<Byte>>;

/// One article of the corpus with all its labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The file it was read from.
    pub path: PathBuf,
    /// What stands above the text.
    pub head: Head,
    /// The head's lines as they stand in the file.
    pub head_lines: String,
    /// The running text without marks: line breaks inside a paragraph are one blank, paragraphs are parted by two line feeds.
    pub text: String,
    /// Who and what is named as a source, in the file's order.
    pub entities: Vec<Entity>,
    /// Who conveys what, in the order of the content; a parent stands before its children.
    pub attributions: Vec<Attribution>,
    /// Expressions of time, in the file's order.
    pub times: Vec<Time>,
    /// Where quotation marks are out of balance on purpose, in the file's order.
    pub imbalances: Vec<Imbalance>,
    /// Where each line of the file starts in the text: byte, line.
    line_starts: Vec<(u32, usize)>,
}

impl Article {
    /// The words of some places, joined by blanks.
    #[must_use]
    pub fn words(&self, spans: &[Span<Byte>]) -> String {
        spans.iter().map(|span| &self.text[span.range()]).collect::<Vec<_>>().join(" ")
    }

    /// The line of the file that a byte of the text stands in, counted from 1.
    #[must_use]
    pub fn line_at(&self, byte: u32) -> usize {
        let after = self.line_starts.partition_point(|(start, _)| *start <= byte);
        after.checked_sub(1).map_or(1, |at| self.line_starts[at].1)
    }

    /// The file without any label: head and text, for somebody who is to label it anew without having seen this.
    #[must_use]
    pub fn bare(&self) -> String {
        format!("---\n{}---\n{}\n===\n", self.head_lines, self.text)
    }

    /// The article as it reaches a reader: no labels.
    #[must_use]
    pub fn to_read(&self) -> zufolge::Article {
        zufolge::Article {
            id: self.head.id.clone(),
            text: self.text.clone(),
            title: self.head.headline.clone(),
            outlet: Some(self.head.outlet.clone()),
            agency: self.head.agency.clone(),
            published: Some(self.head.published.clone()),
            ..zufolge::Article::default()
        }
    }
}

/// What is known of an article from outside its text; empty fields are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Unique in the corpus; the file's name without its ending.
    pub id: String,
    /// Who prints it.
    pub outlet: String,
    /// The agency whose copy it is.
    pub agency: Option<String>,
    /// When it was published, RFC 3339.
    pub published: String,
    /// What it is about.
    pub genre: Genre,
    /// The house style it is written in.
    pub style: Style,
    /// What it is if not plain news.
    pub kind: Option<Variety>,
    /// The story it belongs to: the name of its folder.
    pub story: Option<String>,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// Place, date and agency, as the text begins with them.
    pub dateline: Option<String>,
}

/// Somebody or something that a text names as a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// "e1"; unique in its article.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// How it is named on the whole.
    pub naming: Naming,
    /// The fullest name in the text, or a name in brackets where the text has none.
    pub name: String,
    /// Office or function.
    pub role: Option<String>,
    /// Where it is named.
    pub mentions: Spans,
    /// Line of the file.
    pub line: usize,
}

/// One attribution with all its labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// "a1"; unique in its article.
    pub id: String,
    /// How the content is given.
    pub form: Form,
    /// True if indirect or reported content is partly quoted.
    pub mixed: bool,
    /// By what means.
    pub mode: Mode,
    /// What the source does with the content.
    pub stance: Vec<Stance>,
    /// How far the source commits itself.
    pub factuality: Factuality,
    /// Origin first. The article's own agency and outlet are not in it.
    pub chain: Vec<Link>,
    /// When the statement was made: index into [`Article::times`].
    pub said: Option<usize>,
    /// What is conveyed.
    pub content: Spans,
    /// The words that signal the attribution.
    pub cue: Spans,
    /// The words that name who conveys.
    pub source: Spans,
    /// To whom.
    pub addressee: Spans,
    /// The reporting clause.
    pub frame: Spans,
    /// Index, in [`Article::attributions`], of the smallest attribution whose content holds this one's.
    pub parent: Option<usize>,
    /// Line of the file.
    pub line: usize,
}

/// One link of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Index into [`Article::entities`].
    pub entity: usize,
    /// How it is named here, which may differ from how it is named on the whole.
    pub naming: Naming,
}

/// An expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// "t1"; unique in its article.
    pub id: String,
    /// Its TIMEX3 type.
    pub kind: TimeKind,
    /// Its TIMEX3 value.
    pub value: String,
    /// Its words.
    pub spans: Spans,
    /// Line of the file.
    pub line: usize,
}

/// A place where quotation marks are out of balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imbalance {
    /// "q1"; unique in its article.
    pub id: String,
    /// What is wrong with the marks.
    pub kind: ImbalanceKind,
    /// Where.
    pub spans: Spans,
    /// Line of the file.
    pub line: usize,
}

/// What is wrong at one place of the corpus, and what to do about it. Prints as `file:line: what; remedy`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: &'static str,
}

impl Fault {
    /// A fault at a line of a file.
    #[must_use]
    pub fn new(path: &Path, line: usize, what: impl Into<String>, remedy: &'static str) -> Self {
        Fault { path: path.to_owned(), line, what: what.into(), remedy }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}", self.path.display(), self.line, self.what, self.remedy)
    }
}

/// Reads a file that must be sound in itself.
///
/// # Errors
/// If the file cannot be read, or with all its faults together: those of [`parse`] and of [`faults()`].
pub fn read(path: &Path) -> Result<Article, Error> {
    let raw = std::fs::read_to_string(path).map_err(|cause| Error::Article { path: path.to_owned(), cause })?;
    let (article, mut found) = parse(path, &raw);
    found.extend(article.iter().flat_map(faults));
    found.sort();
    match article {
        Some(article) if found.is_empty() => Ok(article),
        _ => Err(Error::Faults(found)),
    }
}

/// Reads the text of a file, and names everything that is not as the format has it. Labels that cannot be understood are left out of the
/// article; there is none at all where the file does not have its three parts.
#[must_use]
pub fn parse(path: &Path, raw: &str) -> (Option<Article>, Vec<Fault>) {
    let mut sink = Sink { path, faults: Vec::new() };
    let article = parts(raw, &mut sink).map(|parts| {
        let (head, head_lines) = (head::read(parts.head, parts.head_line, &mut sink), parts.head.to_owned());
        let marked = marks::read(parts.text, parts.text_line, &mut sink);
        let labels = labels::read(parts.labels, parts.labels_line, &mut sink);
        labels::join(path, (head, head_lines), marked, labels, &mut sink)
    });
    sink.faults.sort();
    (article, sink.faults)
}

/// Where faults are collected.
struct Sink<'a> {
    path: &'a Path,
    faults: Vec<Fault>,
}

impl Sink<'_> {
    fn add(&mut self, line: usize, what: impl Into<String>, remedy: &'static str) {
        self.faults.push(Fault::new(self.path, line, what, remedy));
    }
}

/// The three parts of a file, each with the line it starts in.
struct Parts<'a> {
    head: &'a str,
    head_line: usize,
    text: &'a str,
    text_line: usize,
    labels: &'a str,
    labels_line: usize,
}

const THREE_PARTS: &str = "a file has a head between two lines `---`, the text, a line `===`, and the labels";

fn parts<'a>(raw: &'a str, sink: &mut Sink<'_>) -> Option<Parts<'a>> {
    let mut starts = Vec::with_capacity(3);
    let mut at = 0;
    for (index, line) in raw.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        let due = if starts.len() < 2 { "---" } else { "===" };
        if bare == due && starts.len() < 3 {
            starts.push((at, at + line.len(), index + 2));
        } else if starts.is_empty() && !bare.is_empty() {
            sink.add(index + 1, "the file does not begin with a line `---`", THREE_PARTS);
            return None;
        }
        at += line.len();
    }
    let [head, text, labels] = starts[..] else {
        let missing = if starts.len() < 2 { "the head is not closed by a line `---`" } else { "there is no line `===` behind the text" };
        sink.add(raw.lines().count().max(1), missing, THREE_PARTS);
        return None;
    };
    Some(Parts {
        head: &raw[head.1..text.0],
        head_line: head.2,
        text: &raw[text.1..labels.0],
        text_line: text.2,
        labels: &raw[labels.1..],
        labels_line: labels.2,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests;
