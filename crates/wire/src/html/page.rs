//! A whole page → its article.

use super::{Metadata, blocks, clutter, fragment, guard, metadata};
use crate::blocks::{Block, of_text};
use crate::error::Fault;
use crate::item::{Parts, filled, remark};
use crate::options::Limits;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use zufolge::article::{Details, ItemKind};

/// A body shorter than this, in characters, may be what stands before a paywall.
const STUB: usize = 1500;

/// Reads a page. `url` is where it was fetched from, if it was.
pub(crate) fn page(html: &str, url: Option<&str>, limits: &Limits) -> Result<Parts, Fault> {
    guard::check(html, limits)?;
    let doc = Document::from(html);
    let data = metadata::read(&doc);
    doc.select("script, style").remove();
    let walled = wall(&doc);
    clutter::remove(&doc);
    let head = Head::of(&doc, &data);
    let declared = declared_body(&doc).unwrap_or_default();
    let length = |blocks: &[Block]| blocks.iter().map(|block| block.text.chars().count()).sum::<usize>();
    let picked = picked_body(doc);
    // What the page declares is exact, unless only a part of the article is in it.
    let mut body = if length(&declared) * 3 > length(&picked) * 2 { declared } else { picked };
    body.retain(|block| !clutter::is_furniture(block));
    head.cut_from(&mut body, &data);
    let mut remarks = Vec::new();
    if let Some(told) = &data.body {
        // The publisher's own text, where the page shows less: scripts put the rest there.
        let told = if told.contains("</p>") { fragment(told, limits)? } else { of_text(told) };
        if length(&body) * 2 < length(&told) {
            body = told;
            remarks.push(remark("text-from-metadata", "the page's body was not found; its text comes from its structured data"));
        }
    }
    if data.free == Some(false) || walled && length(&body) < STUB {
        remarks.push(remark("paywall", "the publisher keeps part of this page for subscribers; the text may end early"));
    }
    if data.broken {
        remarks.push(remark("broken-metadata", "structured data of the page is no JSON and was passed over"));
    }
    let kind = if body.is_empty() { Some(ItemKind::Other) } else { data.is_article.then_some(ItemKind::Article) };
    let url = data.url.or_else(|| url.map(str::to_owned));
    Ok(Parts {
        id: None,
        kicker: head.kicker,
        title: head.title,
        teaser: data.teaser.filter(|_| !body.is_empty()).or(head.teaser),
        byline: data.byline,
        body,
        outlet: data.outlet,
        published: data.published,
        updated: data.updated,
        url,
        details: Details { kind, declared_language: data.language, ..Details::default() },
        remarks,
        ..Parts::default()
    })
}

/// The headline and what stands with it.
#[derive(Debug, Default)]
struct Head {
    kicker: Option<String>,
    title: Option<String>,
    teaser: Option<String>,
}

impl Head {
    /// The headline as printed, if the page's only `<h1>` (or that in its article) is like the one in the metadata; else that one.
    fn of(doc: &Document, data: &Metadata) -> Head {
        let mut head = Head::default();
        let in_article = doc.select("article h1, main h1");
        let all = doc.select("h1");
        let printed = if in_article.length() == 1 { in_article } else { all };
        if let Some(h1) = printed.nodes().first().filter(|_| printed.length() == 1) {
            let kicker = kicker(h1);
            let words = |node: &NodeRef<'_>| filled(&node.text().split_whitespace().collect::<Vec<_>>().join(" "));
            head.kicker = kicker.as_ref().and_then(words).map(|words| words.trim_end_matches([':', '|', '+', ' ']).to_owned());
            if let Some(inner) = kicker.filter(|kicker| kicker.ancestors_it(Some(6)).any(|above| above.id == h1.id)) {
                inner.remove_from_parent();
            }
            head.title = words(h1).filter(|title| data.title.as_deref().is_none_or(|known| alike(title, known)));
        }
        let from_title = || {
            let title = doc.select_single("title").text();
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let end = [" | ", " – ", " - ", " :: "].iter().filter_map(|mark| title.rfind(mark)).max().unwrap_or(title.len());
            filled(&title[..end])
        };
        head.title = head.title.or_else(|| data.title.clone()).or_else(from_title);
        head
    }

    /// The body need not begin with the headline, kicker or teaser again: they are put before it.
    fn cut_from(&self, body: &mut Vec<Block>, data: &Metadata) {
        for _ in 0..4 {
            let Some(first) = body.first() else { return };
            let said = [self.title.as_deref(), self.kicker.as_deref(), data.title.as_deref(), data.teaser.as_deref()];
            let byline = data.byline.as_deref().is_some_and(|byline| first.text.len() < byline.len() + 40 && first.text.contains(byline));
            if said.into_iter().flatten().any(|line| line == first.text) || byline {
                body.remove(0);
            } else {
                return;
            }
        }
    }
}

/// The line above the headline: in the `<h1>`, or right before it.
fn kicker<'a>(h1: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let is_one = |node: &NodeRef<'_>| {
        let class = node.class().map(|class| class.to_lowercase()).unwrap_or_default();
        KICKERS.iter().any(|word| class.contains(word)) && node.text().trim().len() < 120
    };
    let inside = h1.descendants_it().find(|node| node.is_element() && is_one(node));
    let before = || {
        let mut at = *h1;
        for _ in 0..3 {
            let mut left = at.prev_element_sibling();
            for _ in 0..2 {
                let Some(node) = left else { break };
                if is_one(&node) {
                    return Some(node);
                }
                left = node.prev_element_sibling();
            }
            at = at.parent()?;
        }
        None
    };
    inside.or_else(before)
}

const KICKERS: [&str; 10] =
    ["kicker", "dachzeile", "overline", "topline", "roofline", "spitzmarke", "eyebrow", "pretitle", "pre-title", "supertitle"];

/// Half of the shorter one's words stand in the other one.
fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(60).map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    shared * 2 >= short.len().max(1)
}

/// The body where the page itself says which it is.
fn declared_body(doc: &Document) -> Option<Vec<Block>> {
    let found = doc.select("[itemprop~='articleBody']");
    let node = found.nodes().first().filter(|_| found.length() == 1)?;
    let blocks = blocks(node);
    let prose: usize = blocks.iter().filter(|block| !block.heading).map(|block| block.text.len()).sum();
    (prose > 400).then_some(blocks)
}

/// The body as readability finds it.
fn picked_body(doc: Document) -> Vec<Block> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let Ok(mut readability) = Readability::with_document(doc, None, Some(config)) else { return Vec::new() };
    let Ok(article) = readability.parse() else { return Vec::new() };
    blocks(&Document::fragment(article.content).root())
}

/// The page shows a wall: a box named so, or the words on one.
fn wall(doc: &Document) -> bool {
    let named =
        "[class*='paywall'], [id*='paywall'], [class*='paygate'], [id*='paygate'], [class*='piano-'], [class*='plus-wall'], [data-paywall]";
    if doc.select(named).exists() {
        return true;
    }
    let words = [
        "jetzt weiterlesen",
        "weiterlesen mit",
        "artikel weiterlesen",
        "sie möchten weiterlesen",
        "lesen sie diesen artikel mit",
        "jetzt abonnieren",
        "mit abo weiterlesen",
        "nur für abonnenten",
        "exklusiv für abonnenten",
        "diesen artikel freischalten",
        "jetzt testen und weiterlesen",
        "bereits abonnent",
        "sie haben bereits ein abo",
    ];
    let text = doc.select("body").text().to_lowercase();
    words.iter().any(|word| text.contains(word))
}
