//! What stands around an article on its page: menus, banners, boxes that lead elsewhere, captions, credits.

use crate::blocks::Block;
use dom_query::{Document, NodeRef};

/// Parts of class names and ids that name what is no part of an article, whatever is in it.
const FOREIGN: [&str; 47] = [
    "cookie",
    "cookies",
    "consent",
    "cmp",
    "gdpr",
    "newsletter",
    "share",
    "sharing",
    "social",
    "socials",
    "advert",
    "advertisement",
    "ads",
    "anzeige",
    "werbung",
    "comments",
    "kommentare",
    "comment",
    "commentlist",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "caption",
    "bildunterschrift",
    "bildunterzeile",
    "credit",
    "outbrain",
    "taboola",
    "popup",
    "modal",
    "signup",
    "subscribe",
    "navigation",
    "meistgelesen",
    "mostread",
    "paywall",
    "paygate",
    "poll",
    "quiz",
    "authorbox",
    "skip",
    "toolbar",
    "pagination",
    "podlove",
    "tags",
    "tagcloud",
    "disclaimer",
];
/// Parts of class names and ids that name boxes of links, if most of what is in them is links.
const LEADING_ON: [&str; 18] = [
    "teaser",
    "teasers",
    "related",
    "recommendation",
    "recommendations",
    "recommended",
    "promo",
    "more",
    "mehr",
    "readmore",
    "weiterlesen",
    "links",
    "linkbox",
    "menu",
    "nav",
    "footer",
    "list",
    "widget",
];
/// A box with more than this share of a page's paragraphs is the article itself, whatever its class says.
const MOST: f32 = 0.35;

/// Takes out of a page what is surely no part of the article.
pub(super) fn remove(doc: &Document) {
    for never in ["nav", "iframe", "form", "button", "dialog", "figure", "svg", "template"] {
        doc.select(never).remove();
    }
    let all = mass(&doc.root()).max(1);
    // What goes is not looked into; so each paragraph is counted once for each box around it that stays.
    let mut next = vec![doc.root()];
    while let Some(node) = next.pop() {
        let name = node.node_name().unwrap_or_default();
        let fixed = matches!(&*name, "html" | "body" | "main" | "article" | "head" | "h1" | "meta" | "link" | "script");
        if !fixed && node.is_element() && is_foreign(&node) && (mass(&node) as f32) < MOST * all as f32 {
            node.remove_from_parent();
        } else {
            next.extend(node.children_it(true).filter(NodeRef::is_element));
        }
    }
}

/// Bytes of text in paragraphs.
fn mass(node: &NodeRef<'_>) -> usize {
    node.descendants_it().filter(|node| node.has_name("p")).map(|node| node.text().trim().len()).sum()
}

fn is_foreign(node: &NodeRef<'_>) -> bool {
    if matches!(node.attr("role").as_deref(), Some("navigation" | "banner" | "dialog" | "complementary" | "search" | "alertdialog")) {
        return true;
    }
    let names = [node.attr("class"), node.attr("id")].into_iter().flatten().map(|name| name.to_string()).collect::<Vec<_>>().join(" ");
    let mut leads_on = false;
    for word in words(&names) {
        if FOREIGN.contains(&word.as_str()) {
            return true;
        }
        leads_on |= LEADING_ON.contains(&word.as_str());
    }
    leads_on && is_mostly_links(node)
}

/// "c-newsletterBox__title" → "c", "newsletter", "box", "title"; and "newsletterbox" as one word, for `authorBox`.
fn words(names: &str) -> Vec<String> {
    let mut words = Vec::new();
    for name in names.split(|c: char| !c.is_alphanumeric()).filter(|name| !name.is_empty()) {
        words.push(name.to_lowercase());
        let mut word = String::new();
        for c in name.chars() {
            if c.is_uppercase() && word.ends_with(char::is_lowercase) {
                words.push(std::mem::take(&mut word));
            }
            word.extend(c.to_lowercase());
        }
        words.push(word);
    }
    words
}

fn is_mostly_links(node: &NodeRef<'_>) -> bool {
    let all = node.text().trim().len();
    let linked: usize = node.descendants_it().filter(|node| node.has_name("a")).map(|link| link.text().trim().len()).sum();
    linked * 2 > all
}

/// Blocks of an article's body that are none of its prose: dates, credits, invitations to read something else.
pub(super) fn is_furniture(block: &Block) -> bool {
    let text = block.text.as_str();
    if text.len() > 250 {
        return false;
    }
    let lower = text.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let whole = lower.trim_end_matches([':', '.', '…', '!']);
    let linked = block.linked * 10 > text.len() * 6;
    matches!(
        whole,
        "anzeige" | "werbung" | "advertisement" | "mehr zum thema" | "zum thema" | "auch interessant" | "das könnte sie auch interessieren"
    ) || linked
        && begins(&[
            "lesen sie ",
            "lesen sie auch",
            "mehr zum thema",
            "mehr dazu",
            "mehr lesen",
            "weiterlesen",
            "auch interessant",
            "zum thema",
            "hintergrund:",
            "siehe auch",
            "read more",
            "hier geht es ",
        ])
        || text.len() < 160 && begins(&["foto:", "bild:", "fotos:", "© ", "(c) ", "quelle:", "bildquelle", "fotocredit"])
        || is_date(&lower)
}

/// "Stand: 3. Mai 2024, 10:15 Uhr", "03.05.2024 | Lesezeit: 3 Min."
fn is_date(lower: &str) -> bool {
    let mut digits = false;
    let dated = lower.len() < 120
        && lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
            let number = word.bytes().all(|byte| byte.is_ascii_digit());
            digits |= number;
            number || DATE_WORDS.contains(&word)
        });
    dated && digits
}

const DATE_WORDS: [&str; 45] = [
    "uhr",
    "stand",
    "am",
    "um",
    "vom",
    "den",
    "veröffentlicht",
    "aktualisiert",
    "zuletzt",
    "erstellt",
    "publiziert",
    "update",
    "lesezeit",
    "min",
    "minuten",
    "minute",
    "lesedauer",
    "datum",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "januar",
    "jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_fall_into_words() {
        assert_eq!(words("c-newsletterBox__title x"), ["c", "c", "newsletterbox", "newsletter", "box", "title", "title", "x", "x"]);
    }

    #[test]
    fn dates_and_credits_are_furniture_and_sentences_are_not() {
        for line in
            ["Stand: 3. Mai 2024, 10:15 Uhr", "03.05.2024 | Lesezeit: 3 Min.", "Foto: Lena Brandt/dnb", "Anzeige", "Mehr zum Thema:"]
        {
            assert!(is_furniture(&Block::paragraph(line)), "{line}");
        }
        for line in ["Am 3. Mai regnete es.", "Lesen Sie auch?", "Mai.", "Die Quelle: ein Brief aus dem Amt."] {
            assert!(!is_furniture(&Block::paragraph(line)), "{line}");
        }
    }
}
