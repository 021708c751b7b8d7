//! TEI P5: the text with what is said in `<said>` and what is quoted from writing in `<quote>`, sources in `<rs>`, cues, addressees and
//! frames beside them; entities and all that is known of an attribution in `<standOff>`; quotations from writing as `<cit>` in `<back>`.
//!
//! Places that lie apart, cross one another or go over the end of a paragraph are cut into elements that fit into one another, each with
//! the id of the next and the one before it (`@next`, `@prev`). The elements of one role, put together, are the role's words. One report is
//! a `<TEI>`, several are a `<teiCorpus>`. A character that XML cannot hold is written as �.

mod body;
mod header;
mod stand_off;

use crate::index::Index;
use crate::{Error, Export};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;
use std::io::Write;
use zufolge::report::{CodePoints, Report};

const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

/// Writes a TEI document, or a corpus of them.
#[derive(Debug)]
pub struct TeiExport<W: Write> {
    out: W,
    count: usize,
    /// The first document: whether it is the only one decides what stands around it.
    held: Option<Vec<u8>>,
}

impl<W: Write> TeiExport<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        TeiExport { out, count: 0, held: None }
    }

    fn begin_corpus(&mut self) -> Result<(), Error> {
        self.out.write_all(&document(|xml| {
            xml.declaration()?;
            xml.start("teiCorpus", &[("xmlns", NAMESPACE)])?;
            header::of_corpus(xml)
        })?)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }
}

impl<W: Write> Export for TeiExport<W> {
    fn report(&mut self, report: &Report) -> Result<(), Error> {
        self.count += 1;
        if self.count == 1 {
            self.held = Some(tei(report, 1)?);
            return Ok(());
        }
        if let Some(first) = self.held.take() {
            self.begin_corpus()?;
            self.out.write_all(&first)?;
        }
        self.out.write_all(&tei(report, self.count)?)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        match self.held.take() {
            Some(only) => {
                self.out.write_all(&document(Xml::declaration)?)?;
                self.out.write_all(b"\n")?;
                self.out.write_all(&only)?;
            }
            None => {
                if self.count == 0 {
                    self.begin_corpus()?;
                }
                self.out.write_all(b"</teiCorpus>\n")?;
            }
        }
        self.out.flush()?;
        Ok(())
    }
}

/// One report as a `<TEI>`, with its number in all ids.
fn tei(report: &Report, number: usize) -> Result<Vec<u8>, Error> {
    let points = CodePoints::new(&report.text);
    let page = Page { report, points: &points, index: Index::new(report), number };
    let mut bytes = document(|xml| {
        let id = format!("d{number}");
        xml.start("TEI", &[("xmlns", NAMESPACE), ("xml:id", &id), ("xml:lang", language(report))])?;
        header::of_report(xml, report)?;
        let body = body::Body::new(&page);
        stand_off::write(xml, &page, &body)?;
        xml.start("text", &[])?;
        body.write(xml, &page)?;
        stand_off::citations(xml, &page, &body)?;
        xml.end("text")?;
        xml.end("TEI")
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A language tag as TEI has them.
fn language(report: &Report) -> &str {
    let tag = report.article.language.as_str();
    let is_tag = !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_tag { tag } else { "und" }
}

/// A report on its way into XML.
struct Page<'r> {
    report: &'r Report,
    points: &'r CodePoints<'r>,
    index: Index<'r>,
    number: usize,
}

impl Page<'_> {
    /// The id of an entity's element.
    fn entity(&self, at: usize) -> String {
        format!("d{}.e{}", self.number, at + 1)
    }

    /// The id of an attribution's feature structure.
    fn attribution(&self, at: usize) -> String {
        format!("d{}.a{}", self.number, at + 1)
    }

    /// The entity that an attribution comes from, as a reference.
    fn origin(&self, at: usize) -> Option<String> {
        let origin = self.report.attributions[at].chain.first()?;
        self.index.entity_at(origin).map(|entity| format!("#{}", self.entity(entity)))
    }
}

fn document(write: impl FnOnce(&mut Xml) -> Result<(), Error>) -> Result<Vec<u8>, Error> {
    let mut xml = Xml(Writer::new(Vec::new()));
    write(&mut xml)?;
    Ok(xml.0.into_inner())
}

/// A writer of elements.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn declaration(&mut self) -> Result<(), Error> {
        Ok(self.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?)
    }

    fn line(&mut self) {
        self.0.get_mut().push(b'\n');
    }

    fn tag<'t>(name: &'t str, attributes: &[(&str, &str)]) -> BytesStart<'t> {
        let mut tag = BytesStart::new(name);
        for (key, value) in attributes {
            // An XML reader takes line ends in attributes for spaces; nothing here depends on them.
            tag.push_attribute((*key, &*clean(value)));
        }
        tag
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), Error> {
        Ok(self.0.write_event(Event::Start(Xml::tag(name, attributes)))?)
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), Error> {
        Ok(self.0.write_event(Event::Empty(Xml::tag(name, attributes)))?)
    }

    fn end(&mut self, name: &str) -> Result<(), Error> {
        Ok(self.0.write_event(Event::End(BytesEnd::new(name)))?)
    }

    fn words(&mut self, text: &str) -> Result<(), Error> {
        Ok(self.0.write_event(Event::Text(BytesText::new(&clean(text))))?)
    }

    /// An element with nothing but text in it.
    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> Result<(), Error> {
        self.start(name, attributes)?;
        self.words(text)?;
        self.end(name)
    }
}

/// Text without the characters that XML 1.0 cannot hold. One takes the place of one, so that places keep their offsets.
fn clean(text: &str) -> Cow<'_, str> {
    let holds = |c: char| matches!(c, '\t' | '\n' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(holds) { Cow::Borrowed(text) } else { text.chars().map(|c| if holds(c) { c } else { '\u{fffd}' }).collect() }
}
