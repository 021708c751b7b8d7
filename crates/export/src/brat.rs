//! brat standoff (<https://brat.nlplab.org/standoff.html>): the text as it is, and beside it one annotation a line.
//!
//! Text-bound annotations are the five roles and the mentions of entities. An attribution is its content: the other roles hang on it by
//! relations, labels as attributes. One without content is its cue, or whatever of it the text has. Offsets count code points; an
//! annotation that goes over a line end stands in pieces, for brat does not show others.

use crate::index::Index;
use crate::layers::Role;
use crate::{Error, Export};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use zufolge::report::{Attribution, CodePoints, Report, Spans};
use zufolge::{Byte, Span};

/// What brat must know of the annotations: `annotation.conf`.
pub const CONFIGURATION: &str = include_str!("brat/annotation.conf");

/// Writes annotations, a line each, and counts them.
#[derive(Debug)]
pub struct Standoff<'t> {
    text: &'t str,
    points: CodePoints<'t>,
    out: String,
    texts: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl<'t> Standoff<'t> {
    /// Annotations of this text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Standoff { text, points: CodePoints::new(text), out: String::new(), texts: 0, relations: 0, attributes: 0, notes: 0 }
    }

    /// A text-bound annotation on some places; its number, or `None` if nothing but line ends stands there.
    pub fn text(&mut self, name: &str, places: &[Span<Byte>]) -> Option<usize> {
        let (mut offsets, mut words) = (Vec::new(), Vec::new());
        for place in places {
            for (start, line) in lines(self.text, *place) {
                let span = self.points.of_bytes(Span::new(start, start + line.len()));
                offsets.push(format!("{} {}", span.start, span.end));
                words.push(line);
            }
        }
        if offsets.is_empty() {
            return None;
        }
        self.texts += 1;
        let _ = writeln!(self.out, "T{}\t{name} {}\t{}", self.texts, offsets.join(";"), words.join(" "));
        Some(self.texts)
    }

    /// A relation between two text-bound annotations.
    pub fn relation(&mut self, name: &str, from: usize, to: usize) {
        self.relations += 1;
        let _ = writeln!(self.out, "R{}\t{name} Arg1:T{from} Arg2:T{to}", self.relations);
    }

    /// Says that text-bound annotations are of the same.
    pub fn same(&mut self, ids: &[usize]) {
        if ids.len() > 1 {
            let ids: Vec<String> = ids.iter().map(|id| format!("T{id}")).collect();
            let _ = writeln!(self.out, "*\tSame {}", ids.join(" "));
        }
    }

    /// An attribute of a text-bound annotation, with a value unless it is one that is there or not.
    pub fn attribute(&mut self, name: &str, of: usize, value: Option<&str>) {
        self.attributes += 1;
        let value = value.map(|value| format!(" {value}")).unwrap_or_default();
        let _ = writeln!(self.out, "A{}\t{name} T{of}{value}", self.attributes);
    }

    /// A note on a text-bound annotation, in one line.
    pub fn note(&mut self, of: usize, words: &str) {
        self.notes += 1;
        let words = words.replace(|c: char| c.is_control(), " ");
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes T{of}\t{words}", self.notes);
    }

    /// The content of the `.ann` file.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }
}

/// The lines that a span goes over, each with the byte it starts at.
fn lines(text: &str, span: Span<Byte>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = span.start as usize;
    text[span.range()].split('\n').filter_map(move |line| {
        let start = at;
        at += line.len() + 1;
        (!line.is_empty()).then_some((start, line))
    })
}

/// The annotations of a report: the content of its `.ann` file. The `.txt` file is [`Report::text`].
#[must_use]
pub fn annotations(report: &Report) -> String {
    let (points, index) = (CodePoints::new(&report.text), Index::new(report));
    let mut page = Standoff::new(&report.text);
    let mentions: Vec<Option<usize>> = report
        .entities
        .iter()
        .map(|entity| {
            let places = bytes(&points, &entity.mentions);
            let ids: Vec<usize> = places.iter().filter_map(|place| page.text("Mention", &[*place])).collect();
            let first = *ids.first()?;
            page.attribute("Kind", first, Some(entity.kind.name()));
            let role = entity.role.as_ref().map(|role| format!("; {role}")).unwrap_or_default();
            page.note(first, &format!("{}: {}{role}", entity.id, entity.name));
            page.same(&ids);
            Some(first)
        })
        .collect();
    let mut anchors: Vec<Option<usize>> = Vec::with_capacity(report.attributions.len());
    for attr in &report.attributions {
        let ids = Role::ALL.map(|role| (role, page.text(name(role), &bytes(&points, role.spans(attr)))));
        let of = |wanted: Role| ids.iter().find(|(role, _)| *role == wanted).and_then(|(_, id)| *id);
        let anchor = [Role::Content, Role::Cue, Role::Source, Role::Frame, Role::Addressee].into_iter().find_map(of);
        anchors.push(anchor);
        let Some(anchor) = anchor else { continue };
        for (role, id) in ids {
            if let Some(id) = id.filter(|id| *id != anchor) {
                page.relation(&format!("{}Of", name(role)), id, anchor);
            }
        }
        labels(&mut page, attr, anchor);
        if let Some(parent) = index.parent(attr).and_then(|parent| anchors.get(parent).copied().flatten()) {
            page.relation("Parent", anchor, parent);
        }
        if let Some(said) = &attr.said_at {
            match page.text("Time", &bytes(&points, &said.text)) {
                Some(time) => {
                    page.relation("SaidAt", anchor, time);
                    page.note(time, &said.value);
                }
                None => page.note(anchor, &format!("said at {}", said.value)),
            }
        }
        for (number, link) in (1..).zip(&attr.chain) {
            match index.entity_at(link).and_then(|entity| mentions[entity]) {
                Some(mention) if number <= LINKS => page.relation(&format!("Link{number}"), anchor, mention),
                _ => page.note(anchor, &format!("link {number}: {}", link.name)),
            }
            page.note(anchor, &format!("link {number}: {}, {}", link.kind.name(), link.naming.name()));
        }
    }
    page.finish()
}

/// Links of a chain, and stances, that the configuration knows.
const LINKS: usize = 4;
const STANCES: usize = 3;

fn name(role: Role) -> &'static str {
    match role {
        Role::Frame => "Frame",
        Role::Content => "Content",
        Role::Addressee => "Addressee",
        Role::Source => "Source",
        Role::Cue => "Cue",
    }
}

fn labels(page: &mut Standoff<'_>, attr: &Attribution, anchor: usize) {
    page.attribute("Form", anchor, Some(attr.form.name()));
    for (name, on) in [("Mixed", attr.mixed), ("Speech", attr.mode.speech), ("Writing", attr.mode.writing), ("Thought", attr.mode.thought)]
    {
        if on {
            page.attribute(name, anchor, None);
        }
    }
    for (number, stance) in (1..).zip(attr.stance.iter().take(STANCES)) {
        // An attribute has one value in brat.
        let name = if number == 1 { "Stance".to_owned() } else { format!("Stance{number}") };
        page.attribute(&name, anchor, Some(stance.name()));
    }
    page.attribute("Certainty", anchor, Some(attr.factuality.certainty.name()));
    page.attribute("Polarity", anchor, Some(attr.factuality.polarity.name()));
    page.note(anchor, &format!("{}, confidence {}, {}", attr.id, attr.confidence, attr.evidence.join(" ")));
}

fn bytes(points: &CodePoints<'_>, spans: &Spans) -> Vec<Span<Byte>> {
    spans.iter().map(|&span| points.to_bytes(span)).collect()
}

/// Writes a pair of files an article into a folder: `000001-NAME.txt` and `.ann`, and `annotation.conf` beside them.
#[derive(Debug)]
pub struct BratExport {
    folder: PathBuf,
    count: usize,
}

impl BratExport {
    /// Writes into this folder, which must be there.
    ///
    /// # Errors
    /// What the file system fails with.
    pub fn new(folder: PathBuf) -> Result<Self, Error> {
        fs::write(folder.join("annotation.conf"), CONFIGURATION)?;
        Ok(BratExport { folder, count: 0 })
    }
}

impl Export for BratExport {
    fn report(&mut self, report: &Report) -> Result<(), Error> {
        self.count += 1;
        let name = format!("{:06}-{}", self.count, file_name(&report.article.id));
        fs::write(self.folder.join(format!("{name}.txt")), &report.text)?;
        fs::write(self.folder.join(format!("{name}.ann")), annotations(report))?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        Ok(())
    }
}

/// An article's id as a file name that every system takes: the number before it keeps two of them apart.
fn file_name(id: &str) -> String {
    const LONGEST: usize = 60;
    let stem = id.strip_suffix(".txt").or_else(|| id.strip_suffix(".md")).unwrap_or(id);
    let last = stem.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let safe: String = last.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).take(LONGEST).collect();
    if safe.is_empty() { "article".to_owned() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn file_names_stay_in_their_folder() {
        assert_eq!(file_name("news/hafenbahn.txt"), "hafenbahn");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("https://nordkurier.example/a/b?c=ü"), "b_c__");
        assert_eq!(file_name("a\\..\\b\0"), "a_.._b_");
        assert_eq!(file_name(""), "article");
        assert_eq!(file_name(&"x".repeat(500)).len(), 60);
    }
}
