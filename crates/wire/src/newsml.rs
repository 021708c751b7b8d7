//! IPTC NewsML-G2: news items, packages, and messages that carry them; their text inline as XHTML, NITF or plain.

use crate::blocks::{Block, is_beside, join, of_element, of_text};
use crate::dates::rfc3339;
use crate::error::Fault;
use crate::html::fragment;
use crate::item::{Parts, filled, kind_by_names, remark};
use crate::nitf;
use crate::options::Limits;
use crate::xml::Element;
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use zufolge::article::{Details, ItemKind, Link};

/// Reads all items of a document, in order. Concepts, catalogues and the like are none.
pub(crate) fn items(root: &Element, limits: &Limits) -> Vec<Result<Parts, Fault>> {
    match root.name.as_str() {
        "newsMessage" | "itemSet" => {
            let set = root.child("itemSet").unwrap_or(root);
            set.elements()
                .filter(|item| matches!(item.name.as_str(), "newsItem" | "packageItem" | "planningItem"))
                .map(|one| item(one, limits))
                .collect()
        }
        "conceptItem" | "knowledgeItem" | "catalogItem" => {
            vec![Err(Fault::Unsupported(format!("a NewsML-G2 {} holds no news; give news items, packages or messages", root.name)))]
        }
        _ => vec![item(root, limits)],
    }
}

/// Also parts of an item alone, a `contentSet` or `contentMeta`, are read as far as they go.
fn item(root: &Element, limits: &Limits) -> Result<Parts, Fault> {
    let nothing = Element::default();
    let part = |name: &str| if root.name == name { root } else { root.child(name).unwrap_or(&nothing) };
    let (item_meta, content_meta, content_set) = (part("itemMeta"), part("contentMeta"), part("contentSet"));
    let text = |parent: &Element, name: &str| parent.child(name).and_then(Element::text);
    let date = |parent: &Element, name: &str| text(parent, name).and_then(|date| rfc3339(&date));

    let content = content(content_set, limits)?;
    let inner = content.nitf.unwrap_or_default();
    let mut title = None;
    let (mut subhead, mut kicker) = (inner.subhead, None);
    for headline in content_meta.children_named("headline") {
        let role = headline.attribute("role").unwrap_or_default().to_lowercase();
        let slot = if role.contains("sub") {
            &mut subhead
        } else if ["kicker", "dachzeile", "overline", "roofline"].iter().any(|name| role.contains(name)) {
            &mut kicker
        } else {
            &mut title
        };
        if slot.is_none() {
            *slot = headline.text();
        }
    }
    let title = title.or(inner.title).or_else(|| text(item_meta, "title")).or(content.title);
    let description = content_meta.children_named("description").find(|one| {
        let role = one.attribute("role").unwrap_or_default();
        role.is_empty() || ["summary", "teaser", "lead", "abstract"].iter().any(|name| role.contains(name))
    });
    let genres: Vec<String> = content_meta
        .children_named("genre")
        .flat_map(|genre| {
            genre.children_named("name").filter_map(Element::text).chain(genre.attribute("qcode").map(bare)).collect::<Vec<_>>()
        })
        .collect();
    let class = item_meta.child("itemClass").and_then(code);
    let kind = if root.name == "packageItem" {
        Some(ItemKind::Package)
    } else if root.name == "planningItem" {
        Some(ItemKind::Schedule)
    } else {
        kind_by_class(class.as_deref())
            .or_else(|| kind_by_names(genres.iter().map(String::as_str), title.as_deref()))
            .or(inner.details.kind)
            .or((!content.body.is_empty()).then_some(ItemKind::Article))
    };
    let guid = root.attribute("guid").map(str::to_owned);
    let is_url = |id: &String| id.starts_with("http://") || id.starts_with("https://");
    let signals = item_meta.children_named("signal").filter_map(code).chain(inner.details.signals).collect();
    let mut remarks = Vec::new();
    let embargoed = date(item_meta, "embargoed").or(inner.details.embargoed);
    if embargoed.is_none() && item_meta.child("embargoed").is_some() {
        remarks.push(remark("embargoed", "not to be published before the sender lifts the embargo"));
    }
    remarks.extend(content.remark);
    let agency = named(content_meta, "infoSource").or_else(|| named(item_meta, "provider")).or(inner.agency);
    Ok(Parts {
        id: guid.clone().or(inner.id),
        kicker,
        title,
        subhead,
        teaser: description.and_then(Element::text).or(inner.teaser),
        byline: text(content_meta, "by").or(inner.byline).or_else(|| named(content_meta, "creator")),
        dateline: text(content_meta, "dateline").or(inner.dateline),
        body: content.body,
        agency,
        outlet: inner.outlet,
        published: date(item_meta, "firstCreated")
            .or_else(|| date(item_meta, "versionCreated"))
            .or_else(|| date(content_meta, "contentCreated"))
            .or(inner.published),
        updated: date(item_meta, "versionCreated").or_else(|| date(content_meta, "contentModified")).or(inner.updated),
        url: guid.clone().filter(is_url),
        urn: guid.filter(|guid| !is_url(guid)).or(inner.urn),
        details: Details {
            kind,
            located: named(content_meta, "located"),
            declared_language: content_meta
                .child("language")
                .and_then(|language| language.attribute("tag"))
                .or_else(|| root.attribute("xml:lang"))
                .map(str::to_owned)
                .or(inner.details.declared_language),
            version: root.attribute("version").and_then(|version| version.parse().ok()).or(inner.details.version),
            embargoed,
            status: item_meta.child("pubStatus").and_then(code).or(inner.details.status),
            signals,
            notes: item_meta.children_named("edNote").filter_map(Element::text).chain(inner.details.notes).collect(),
            infobox: content.infobox,
            related: related(root, item_meta),
            ..Details::default()
        },
        remarks,
        ..Parts::default()
    })
}

/// What a content set holds.
#[derive(Default)]
struct Content {
    body: Vec<Block>,
    nitf: Option<Parts>,
    title: Option<String>,
    infobox: Option<String>,
    remark: Option<zufolge::Diagnostic>,
}

/// The best rendition of the text: XHTML or NITF inline, then HTML or plain text as data.
fn content(set: &Element, limits: &Limits) -> Result<Content, Fault> {
    for inline in set.children_named("inlineXML") {
        if let Some(nitf) = inline.find("nitf") {
            let mut parts = nitf::item(nitf);
            let body = std::mem::take(&mut parts.body);
            return Ok(Content { body, nitf: Some(parts), ..Content::default() });
        }
        let body = inline.find("body").unwrap_or(inline);
        let mut beside = Vec::new();
        find_beside(body, &mut beside);
        let infobox =
            beside.iter().filter(|one| one.attribute("class").is_some_and(|class| class.contains("box") && !class.contains("link")));
        let content = Content {
            body: of_element(body),
            title: inline.find("title").and_then(Element::text),
            infobox: filled(&infobox.map(|one| join(&of_element(one))).collect::<Vec<_>>().join("\n\n")),
            ..Content::default()
        };
        if !content.body.is_empty() {
            return Ok(content);
        }
    }
    for data in set.children_named("inlineData") {
        let Some(raw) = decoded(data) else {
            let remark = Some(remark("unread-content", "inline data in an encoding of its own was passed over"));
            return Ok(Content { remark, ..Content::default() });
        };
        let is_html = data.attribute("contenttype").is_some_and(|kind| kind.contains("html")) || raw.contains("</p>");
        let body = if is_html { fragment(&raw, limits)? } else { of_text(&raw) };
        if !body.is_empty() {
            return Ok(Content { body, ..Content::default() });
        }
    }
    Ok(Content::default())
}

/// The text of inline data: as it stands, or out of Base64. `None` for other encodings, and for bytes that are no UTF-8.
fn decoded(data: &Element) -> Option<String> {
    let raw = data.raw_text();
    let Some(encoding) = data.attribute("encoding") else { return Some(raw) };
    if !bare(encoding).eq_ignore_ascii_case("base64") {
        return None;
    }
    let packed: String = raw.chars().filter(|c| !c.is_whitespace()).collect();
    String::from_utf8(BASE64.decode(packed).ok()?).ok()
}

/// The outermost elements that stand beside the article by their class.
fn find_beside<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    for inner in element.elements() {
        if inner.attribute("class").is_some_and(is_beside) {
            found.push(inner);
        } else {
            find_beside(inner, found);
        }
    }
}

fn kind_by_class(class: Option<&str>) -> Option<ItemKind> {
    match class? {
        "picture" | "graphic" | "photo" => Some(ItemKind::Picture),
        "audio" => Some(ItemKind::Audio),
        "video" | "animation" => Some(ItemKind::Video),
        "composite" | "package" => Some(ItemKind::Package),
        "event" | "planning" => Some(ItemKind::Schedule),
        _ => None,
    }
}

/// Links of the item, the members of a package, and remote renditions of its content.
fn related(root: &Element, item_meta: &Element) -> Vec<Link> {
    let mut links = Vec::new();
    let target = |one: &Element| ["residref", "href", "idref"].iter().find_map(|name| one.attribute(name)).map(str::to_owned);
    let title = |one: &Element| one.child("title").or_else(|| one.child("headline")).and_then(Element::text);
    for link in item_meta.children_named("link") {
        if let Some(target) = target(link) {
            links.push(Link { target, relation: link.attribute("rel").map(bare), title: title(link) });
        }
    }
    if root.name == "packageItem" {
        let mut members = Vec::new();
        root.find_all("itemRef", &mut members);
        links.extend(
            members
                .into_iter()
                .filter_map(|one| Some(Link { target: target(one)?, relation: Some("member".to_owned()), title: title(one) })),
        );
    }
    links
}

/// The name of a party: in words, else the last part of its code. A bare URI names nobody.
fn named(parent: &Element, name: &str) -> Option<String> {
    let mut parties = parent.children_named(name);
    parties.find_map(|party| {
        party
            .child("name")
            .and_then(Element::text)
            .or_else(|| party.attribute("literal").map(str::to_owned))
            .or_else(|| party.attribute("qcode").map(bare))
    })
}

/// A controlled value, without its scheme.
fn code(element: &Element) -> Option<String> {
    element.attribute("qcode").or_else(|| element.attribute("uri")).or_else(|| element.attribute("literal")).map(bare)
}

/// "sig:update" and "http://cv.iptc.org/newscodes/signal/update" → "update".
fn bare(code: &str) -> String {
    code.rsplit([':', '/']).next().unwrap_or(code).to_owned()
}
