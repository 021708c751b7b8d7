//! RSS 0.9 to 2.0, Atom and JSON Feed: an item an entry, with the whole article or only a summary in it.

use crate::blocks::{Block, join, of_element, of_text};
use crate::dates::rfc3339;
use crate::error::Fault;
use crate::html::{fragment, line};
use crate::item::{Parts, filled};
use crate::json::{list, text};
use crate::options::Limits;
use crate::xml::Element;
use serde_json::Value;
use zufolge::article::{Details, ItemKind, Link};

/// A text of at least this many characters in at least two paragraphs is an article, even where a feed calls it a description.
const FULL: usize = 1200;
/// A content that is this much longer than the summary is more than a summary.
const MORE: usize = 80;

/// Reads all entries of an RSS or Atom feed, in order.
pub(crate) fn items(root: &Element, limits: &Limits) -> Result<Vec<Result<Parts, Fault>>, Fault> {
    let atom = root.name == "feed";
    let head = if atom { root } else { root.find("channel").unwrap_or(root) };
    let feed = Feed { root, limits, outlet: None, language: None };
    let outlet = feed.text(head, "title").and_then(|title| line(&title, limits));
    let language = feed.text(head, "language").or_else(|| root.attribute("xml:lang").map(str::to_owned));
    let feed = Feed { outlet, language, ..feed };
    let mut entries = Vec::new();
    root.find_all(if atom { "entry" } else { "item" }, &mut entries);
    if entries.is_empty() {
        return Err(Fault::NoItem);
    }
    Ok(entries.into_iter().map(|entry| if atom { feed.atom(entry) } else { feed.rss(entry) }).collect())
}

struct Feed<'a> {
    root: &'a Element,
    limits: &'a Limits,
    outlet: Option<String>,
    language: Option<String>,
}

impl Feed<'_> {
    /// A child of the feed's own vocabulary, not one of `media:`, `itunes:` and the like.
    fn child<'e>(&self, parent: &'e Element, name: &str) -> Option<&'e Element> {
        parent.elements().find(|child| child.name == name && (child.prefix.is_empty() || child.prefix == self.root.prefix))
    }

    fn text(&self, parent: &Element, name: &str) -> Option<String> {
        filled(&self.child(parent, name)?.raw_text())
    }

    fn rss(&self, entry: &Element) -> Result<Parts, Fault> {
        let extended = |prefix: &str, name: &str| {
            entry.elements().find(|child| child.prefix == prefix && child.name == name).and_then(|child| filled(&child.raw_text()))
        };
        let prose = |html: Option<String>| html.map_or(Ok(Vec::new()), |html| prose(&html, self.limits));
        let entry_text = |name: &str| self.text(entry, name);
        let guid = entry_text("guid").or_else(|| entry.attribute("rdf:about").map(str::to_owned));
        let link = entry_text("link").or_else(|| guid.clone().filter(|guid| guid.contains("://")));
        let parts = Parts {
            id: guid.clone().or_else(|| link.clone()),
            title: entry_text("title").and_then(|title| line(&title, self.limits)),
            byline: extended("dc", "creator").or_else(|| entry_text("author")).and_then(|author| line(&author, self.limits)),
            published: entry_text("pubDate").or_else(|| extended("dc", "date")).and_then(|date| rfc3339(&date)),
            updated: extended("dcterms", "modified").or_else(|| extended("atom", "updated")).and_then(|date| rfc3339(&date)),
            url: link,
            urn: guid.filter(|guid| guid.starts_with("urn:") || guid.starts_with("tag:")),
            ..Parts::default()
        };
        Ok(self.finish(parts, prose(extended("content", "encoded"))?, prose(entry_text("description"))?, Vec::new()))
    }

    fn atom(&self, entry: &Element) -> Result<Parts, Fault> {
        let construct = |name: &str| -> Result<Vec<Block>, Fault> {
            let Some(text) = self.child(entry, name) else { return Ok(Vec::new()) };
            match text.attribute("type") {
                Some("xhtml" | "application/xhtml+xml") => Ok(of_element(text)),
                Some("text" | "text/plain") => Ok(of_text(&text.raw_text())),
                _ => prose(&text.raw_text(), self.limits),
            }
        };
        let links: Vec<Link> = entry
            .children_named("link")
            .filter_map(|link| {
                let relation = Some(link.attribute("rel").unwrap_or("alternate").to_owned());
                Some(Link { target: link.attribute("href")?.to_owned(), relation, title: link.attribute("title").map(str::to_owned) })
            })
            .collect();
        let relation = |link: &Link, names: &[&str]| link.relation.as_deref().is_some_and(|relation| names.contains(&relation));
        let authors = entry.children_named("author").filter_map(|author| author.child("name")?.text()).collect::<Vec<_>>().join(", ");
        let date = |name: &str| self.text(entry, name).and_then(|date| rfc3339(&date));
        let id = self.text(entry, "id");
        let parts = Parts {
            id: id.clone(),
            title: filled(&join(&construct("title")?)),
            byline: filled(&authors),
            published: date("published").or_else(|| date("updated")),
            updated: date("updated"),
            url: links.iter().find(|link| relation(link, &["alternate"])).map(|link| link.target.clone()),
            urn: id.filter(|id| id.starts_with("urn:") || id.starts_with("tag:")),
            details: Details { declared_language: entry.attribute("xml:lang").map(str::to_owned), ..Details::default() },
            ..Parts::default()
        };
        let related = links.into_iter().filter(|link| relation(link, &["related", "via"])).collect();
        Ok(self.finish(parts, construct("content")?, construct("summary")?, related))
    }

    /// Sets whether it is the article or only a summary.
    fn finish(&self, parts: Parts, content: Vec<Block>, summary: Vec<Block>, related: Vec<Link>) -> Parts {
        let (full, body, teaser) = choose(content, summary);
        let details = Details {
            kind: Some(if full { ItemKind::Article } else { ItemKind::Summary }),
            declared_language: parts.details.declared_language.clone().or_else(|| self.language.clone()),
            related,
            ..Details::default()
        };
        Parts { body, teaser, outlet: self.outlet.clone(), details, ..parts }
    }
}

/// Reads all items of a JSON Feed, in order.
pub(crate) fn json_items(json: &str, limits: &Limits) -> Result<Vec<Result<Parts, Fault>>, Fault> {
    let feed: Value = serde_json::from_str(json).map_err(|error| crate::json::malformed("JSON Feed", &error))?;
    let entries = list(&feed, "items");
    if entries.is_empty() {
        return Err(Fault::NoItem);
    }
    let root = Element::default();
    let outlet = text(&feed, "title").and_then(|title| line(&title, limits));
    let reader = Feed { root: &root, limits, outlet, language: text(&feed, "language") };
    Ok(entries.iter().map(|entry| reader.json(entry)).collect())
}

impl Feed<'_> {
    fn json(&self, entry: &Value) -> Result<Parts, Fault> {
        let content = match (text(entry, "content_html"), text(entry, "content_text")) {
            (Some(html), _) => fragment(&html, self.limits)?,
            (None, plain) => plain.map(|plain| of_text(&plain)).unwrap_or_default(),
        };
        let summary = text(entry, "summary").map(|summary| of_text(&summary)).unwrap_or_default();
        let mut authors: Vec<String> = list(entry, "authors").iter().filter_map(|author| text(author, "name")).collect();
        authors.extend(entry.get("author").and_then(|author| text(author, "name")).filter(|_| authors.is_empty()));
        let date = |name: &str| text(entry, name).and_then(|date| rfc3339(&date));
        let id = text(entry, "id");
        let parts = Parts {
            id: id.clone(),
            title: text(entry, "title").and_then(|title| line(&title, self.limits)),
            byline: filled(&authors.join(", ")),
            published: date("date_published"),
            updated: date("date_modified"),
            url: text(entry, "url").or_else(|| text(entry, "external_url")),
            urn: id.filter(|id| id.starts_with("urn:") || id.starts_with("tag:")),
            details: Details { declared_language: text(entry, "language"), ..Details::default() },
            ..Parts::default()
        };
        Ok(self.finish(parts, content, summary, Vec::new()))
    }
}

/// Whether content or summary are the whole article; the body; and the summary, if it stands beside it.
fn choose(mut content: Vec<Block>, mut summary: Vec<Block>) -> (bool, Vec<Block>, Option<String>) {
    let cut = if content.is_empty() { cut_link(&mut summary) } else { cut_link(&mut content) };
    if content.is_empty() {
        return (is_long(&summary) && !cut && !breaks_off(&summary), summary, None);
    }
    let more = is_long(&content) || length(&content) > length(&summary) + MORE && content.len() > 1 || length(&content) > FULL;
    let teaser = filled(&join(&summary).replace("\n\n", " ")).filter(|_| summary != content);
    (more && !cut && !breaks_off(&content), content, teaser)
}

/// A feed's text is HTML more often than it says so.
fn prose(text: &str, limits: &Limits) -> Result<Vec<Block>, Fault> {
    if !text.contains(['<', '&']) {
        return Ok(of_text(text));
    }
    let mut blocks = fragment(text, limits)?;
    // What blog systems add.
    let added = |last: &Block| {
        let said = |from: &str, to: &str| last.text.starts_with(from) && last.text.contains(to);
        said("The post ", " appeared first on ") || said("Der Beitrag ", " erschien zuerst auf ")
    };
    if blocks.last().is_some_and(added) {
        blocks.pop();
    }
    Ok(blocks)
}

fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.chars().count()).sum()
}

fn is_long(blocks: &[Block]) -> bool {
    blocks.len() > 1 && length(blocks) >= FULL
}

/// The text is cut off.
fn breaks_off(blocks: &[Block]) -> bool {
    let end = blocks.last().map_or("", |last| last.text.trim_end_matches([' ', ')', ']']));
    end.ends_with('…') || end.ends_with("...")
}

/// Takes off a link to the rest of the text at its end, and says whether there was one.
fn cut_link(blocks: &mut Vec<Block>) -> bool {
    let Some(last) = blocks.last_mut().filter(|last| last.linked > 0) else { return false };
    let end = last.text.trim_end_matches([' ', '»', '›', '→', '.', '…']).to_owned();
    let words = ["Weiterlesen", "Mehr lesen", "Weiter lesen", "Read more", "Continue reading", "Zum Artikel", "Zum ganzen Artikel", "Mehr"];
    let found = words.iter().find_map(|word| {
        let start = end.len().checked_sub(word.len())?;
        end.get(start..).filter(|tail| tail.eq_ignore_ascii_case(word) && start + last.linked >= end.len()).map(|_| start)
    });
    let Some(start) = found else { return false };
    last.text.truncate(end[..start].trim_end().len());
    if last.text.is_empty() {
        blocks.pop();
    }
    true
}
