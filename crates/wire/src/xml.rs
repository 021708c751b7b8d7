//! A lenient XML tree: prefixes are not looked at, entities of the document's own are never expanded, nothing outside is ever fetched.

use crate::error::Fault;
use crate::options::{Limits, MAX_ELEMENTS};
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// An element, with what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Without prefix.
    pub(crate) name: String,
    /// Empty where there is none.
    pub(crate) prefix: String,
    /// As written, with prefixes.
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// A document, and what was wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) root: Element,
    /// What is missing or broken, if the tree is not all there.
    pub(crate) damage: Option<String>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All children of that name.
    pub(crate) fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element of that name at any depth, in document order; this one first.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        if self.name == name { Some(self) } else { self.elements().find_map(|element| element.find(name)) }
    }

    /// All elements of that name at any depth that are in no other one of that name.
    pub(crate) fn find_all<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        if self.name == name {
            found.push(self);
        } else {
            for element in self.elements() {
                element.find_all(name, found);
            }
        }
    }

    /// All text in it, white space collapsed; `None` if there is none.
    pub(crate) fn text(&self) -> Option<String> {
        let mut raw = String::new();
        self.gather(&mut raw);
        let text = raw.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    fn gather(&self, raw: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => raw.push_str(text),
                Node::Element(element) => element.gather(raw),
            }
        }
    }

    /// All text in it as it stands.
    pub(crate) fn raw_text(&self) -> String {
        let mut raw = String::new();
        self.gather(&mut raw);
        raw
    }
}

/// Reads a document. What is missing at the end, closed in the wrong order or no XML any more is told in [`Document::damage`].
///
/// # Errors
/// [`Fault::TooDeep`], [`Fault::TooManyElements`], and [`Fault::Malformed`] if there is no element at all.
pub(crate) fn parse(xml: &str, limits: &Limits) -> Result<Document, Fault> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    // The root of a document is the first child of this one.
    let mut open: Vec<Element> = vec![Element::default()];
    let mut damage: Option<String> = None;
    let mut count = 0usize;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                damage.get_or_insert_with(|| format!("at byte {}: {error}", reader.error_position()));
                break;
            }
        };
        match event {
            Event::Start(_) | Event::Empty(_) if count >= MAX_ELEMENTS => return Err(Fault::TooManyElements(MAX_ELEMENTS)),
            Event::Start(start) => {
                count += 1;
                if open.len() > limits.max_depth {
                    return Err(Fault::TooDeep(limits.max_depth));
                }
                open.push(element(&start));
            }
            Event::Empty(start) => {
                count += 1;
                append(&mut open, Node::Element(element(&start)));
            }
            Event::End(end) => {
                let name = local(end.name().into_inner()).to_owned();
                match open.iter().rposition(|element| element.name == name) {
                    Some(at) if at > 0 => {
                        if at + 1 < open.len() {
                            damage.get_or_insert_with(|| format!("<{}> is never closed", open[open.len() - 1].name));
                        }
                        close(&mut open, at);
                    }
                    _ => {
                        damage.get_or_insert_with(|| format!("</{name}> closes nothing"));
                    }
                }
            }
            Event::Text(text) => add_text(&mut open, &text),
            Event::CData(text) => add_text(&mut open, &text),
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    add_text(&mut open, c.encode_utf8(&mut [0; 4]));
                } else {
                    let name: &str = &reference;
                    match resolve_html5_entity(name) {
                        Some(text) => add_text(&mut open, text),
                        None => {
                            let short: String = name.chars().take(40).collect();
                            damage.get_or_insert_with(|| format!("the entity &{short}; is not expanded"));
                        }
                    }
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() > 1 {
        damage.get_or_insert_with(|| format!("<{}> is never closed", open[open.len() - 1].name));
        close(&mut open, 1);
    }
    let top = open.pop().unwrap_or_default();
    match top.children.into_iter().find_map(|node| if let Node::Element(element) = node { Some(element) } else { None }) {
        Some(root) => Ok(Document { root, damage }),
        None => Err(Fault::Malformed("XML", damage.unwrap_or_else(|| "no element in it".to_owned()))),
    }
}

/// Closes all elements from `at` on.
fn close(open: &mut Vec<Element>, at: usize) {
    while open.len() > at {
        if let Some(done) = open.pop() {
            append(open, Node::Element(done));
        }
    }
}

fn append(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(last) = open.last_mut() {
        if let Some(Node::Text(before)) = last.children.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            last.children.push(Node::Text(text.to_owned()));
        }
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start
        .html_attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .map(|attribute| {
            let value = unescape_with(&attribute.value, resolve_html5_entity).unwrap_or(Cow::Borrowed(&*attribute.value)).into_owned();
            (attribute.key.into_inner().to_owned(), value)
        })
        .collect();
    let name = start.name().into_inner();
    let prefix = name.rsplit_once(':').map_or("", |(prefix, _)| prefix);
    Element { name: local(name).to_owned(), prefix: prefix.to_owned(), attributes, children: Vec::new() }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a document that cannot be read has failed the test")]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    fn read(xml: &str) -> Document {
        parse(xml, &Limits::default()).unwrap()
    }

    #[test]
    fn prefixes_entities_and_cdata() {
        let document =
            read("<?xml version='1.0'?><!DOCTYPE x><a:b xml:lang='de' t='&quot;&ouml;'>Gr&uuml;&#223;e &amp; <![CDATA[<p>]]></a:b>");
        assert_eq!((document.root.name.as_str(), document.damage.as_deref()), ("b", None));
        assert_eq!(document.root.text().as_deref(), Some("Grüße & <p>"));
        assert_eq!(document.root.attribute("xml:lang"), Some("de"));
        assert_eq!(document.root.attribute("t"), Some("\"ö"));
    }

    #[test]
    fn a_billion_laughs_stay_one_diagnostic() {
        let mut xml = String::from("<!DOCTYPE lolz [<!ENTITY lol \"lol\">");
        for level in 1..10 {
            let before = if level == 1 { "lol".to_owned() } else { format!("lol{}", level - 1) };
            let _ = write!(xml, "<!ENTITY lol{level} \"{}\">", format!("&{before};").repeat(10));
        }
        xml.push_str("]><lolz>&lol9;</lolz>");
        let document = read(&xml);
        assert_eq!(document.root.text(), None);
        assert_eq!(document.damage.as_deref(), Some("the entity &lol9; is not expanded"));
    }

    #[test]
    fn external_entities_are_never_fetched() {
        let document = read("<!DOCTYPE x [<!ENTITY file SYSTEM \"file:///etc/passwd\">]><x>vorher &file; nachher</x>");
        assert_eq!(document.root.text().as_deref(), Some("vorher nachher"));
        assert!(document.damage.unwrap().contains("&file;"));
    }

    #[test]
    fn what_is_cut_off_or_crossed_is_read_as_far_as_it_goes() {
        let cut = read("<a><b>eins</b><b>zw");
        assert_eq!((cut.root.text().as_deref(), cut.damage.as_deref()), (Some("einszw"), Some("<b> is never closed")));
        let crossed = read("<a><b>eins</a>");
        assert_eq!((crossed.root.text().as_deref(), crossed.damage.as_deref()), (Some("eins"), Some("<b> is never closed")));
        assert_eq!(read("<a>eins</c></a>").damage.as_deref(), Some("</c> closes nothing"));
    }

    #[test]
    fn too_deep_and_too_many_are_refused() {
        assert_eq!(parse(&"<a>".repeat(300), &Limits::default()), Err(Fault::TooDeep(256)));
        assert_eq!(parse(&format!("<a>{}", "<b/>".repeat(MAX_ELEMENTS)), &Limits::default()), Err(Fault::TooManyElements(MAX_ELEMENTS)));
    }

    #[test]
    fn no_element_is_an_error() {
        assert!(matches!(parse("nur Text", &Limits::default()), Err(Fault::Malformed("XML", _))));
    }
}
