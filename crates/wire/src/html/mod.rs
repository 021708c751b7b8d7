//! HTML: whole pages, with the article picked out of them, and fragments, which are all article.

mod clutter;
mod guard;
mod metadata;
mod page;

pub(crate) use page::page;

use metadata::Metadata;

use crate::blocks::{Block, Blocks, is_beside};
use crate::error::Fault;
use crate::options::Limits;
use dom_query::{Document, NodeRef};
use zufolge::article::Link;

/// The blocks of a piece of HTML that is all prose: the body of an agency item, the content of a feed's entry.
pub(crate) fn fragment(html: &str, limits: &Limits) -> Result<Vec<Block>, Fault> {
    guard::check(html, limits)?;
    Ok(blocks(&Document::fragment(html).root()))
}

/// The blocks of the whole of a piece of HTML that is itself a box beside an article.
pub(crate) fn infobox(html: &str, limits: &Limits) -> Result<Option<String>, Fault> {
    guard::check(html, limits)?;
    let doc = Document::fragment(html);
    doc.select("[class]").remove_attr("class");
    Ok(crate::item::filled(&crate::blocks::join(&blocks(&doc.root()))))
}

/// The links in a piece of HTML.
pub(crate) fn links(html: &str, limits: &Limits) -> Result<Vec<Link>, Fault> {
    guard::check(html, limits)?;
    let doc = Document::fragment(html);
    let anchors = doc.select("a[href]");
    let links = anchors.nodes().iter().filter_map(|link| {
        let title = crate::item::filled(&link.text().split_whitespace().collect::<Vec<_>>().join(" "));
        Some(Link { target: crate::item::filled(&link.attr("href")?)?, relation: Some("link".to_owned()), title })
    });
    Ok(links.collect())
}

/// The words of a piece of HTML on one line: a headline with markup or entities.
pub(crate) fn line(html: &str, limits: &Limits) -> Option<String> {
    if !html.contains(['<', '&']) {
        return crate::item::filled(&html.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    }
    let blocks = fragment(html, limits).ok()?;
    crate::item::filled(&blocks.iter().map(|block| block.text.replace('\n', " ")).collect::<Vec<_>>().join(" "))
}

/// The blocks of everything inside a node. Goes through the tree without recursion.
fn blocks(root: &NodeRef<'_>) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let mut next = root.first_child();
    while let Some(node) = next {
        if node.is_text() {
            blocks.text(&node.text());
        } else if let Some(name) = node.node_name().filter(|_| node.is_element()) {
            blocks.open(&name);
            let beside = node.class().is_some_and(|class| is_beside(&class));
            if let Some(child) = node.first_child().filter(|_| !beside) {
                next = Some(child);
                continue;
            }
            blocks.close(&name);
        }
        // On to the next node after this one, closing what ends on the way.
        let mut done = node;
        next = loop {
            if let Some(sibling) = done.next_sibling() {
                break Some(sibling);
            }
            match done.parent() {
                Some(parent) if parent.id != root.id => {
                    if let Some(name) = parent.node_name() {
                        blocks.close(&name);
                    }
                    done = parent;
                }
                _ => break None,
            }
        };
    }
    blocks.finish()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a fragment that cannot be read has failed the test")]
mod tests {
    use super::*;
    use crate::blocks::join;

    #[test]
    fn fragments_become_paragraphs_and_subheads() {
        let html = "<section class=\"main\"><p><span>Hamburg <i>(dnb)</i> - </span>Es&nbsp;regnet. </p><h2>Wo?</h2><p></p><ul><li>Hier<li>Da</ul></section>";
        let blocks = fragment(html, &Limits::default()).unwrap();
        assert_eq!(join(&blocks), "Hamburg (dnb) - Es\u{A0}regnet.\n\nWo?\n\nHier\n\nDa");
        assert!(blocks[1].heading);
    }

    #[test]
    fn bare_text_is_a_paragraph() {
        assert_eq!(join(&fragment("Nur Text &amp; nichts", &Limits::default()).unwrap()), "Nur Text & nichts");
        assert_eq!(line("Ein <b>Titel</b>\n &ndash; so", &Limits::default()).as_deref(), Some("Ein Titel – so"));
        assert_eq!(line("  ", &Limits::default()), None);
    }
}
