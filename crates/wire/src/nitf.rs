//! IPTC NITF: a document of its own, or the inline content of a NewsML-G2 item.

use crate::blocks::{Block, of_element};
use crate::dates::rfc3339;
use crate::item::{Parts, kind_by_names};
use crate::xml::Element;
use zufolge::article::{Details, ItemKind};

/// Reads a document.
pub(crate) fn item(root: &Element) -> Parts {
    let nitf = root.find("nitf").unwrap_or(root);
    let head = nitf.child("head");
    let body = nitf.find("body");
    let body_head = body.and_then(|body| body.child("body.head"));
    let docdata = head.and_then(|head| head.find("docdata"));
    let text = |element: Option<&Element>| element.and_then(Element::text);
    let hedline = body_head.and_then(|head| head.find("hedline"));
    let title = text(hedline.and_then(|hedline| hedline.child("hl1"))).or_else(|| text(head.and_then(|head| head.child("title"))));
    let abstract_ = body_head.and_then(|head| head.child("abstract"));
    let date = |name: &str| docdata.and_then(|docdata| rfc3339(docdata.child(name)?.attribute("norm")?));
    let publication = head.and_then(|head| head.find("pubdata"));
    let status = docdata.and_then(|docdata| docdata.attribute("management-status")).map(str::to_owned);
    let version = publication.and_then(|data| data.attribute("edition.version")).or_else(|| nitf.attribute("version"));
    let types: Vec<&str> = head
        .and_then(|head| head.child("tobject"))
        .into_iter()
        .flat_map(|object| {
            let properties = object.children_named("tobject.property").filter_map(|property| property.attribute("tobject.property.type"));
            properties.chain(object.attribute("tobject.type"))
        })
        .collect();
    let mut notes: Vec<String> = Vec::new();
    let mut signals = Vec::new();
    for data in docdata.into_iter().flat_map(Element::elements) {
        let info = data.attribute("info").map(str::to_owned).or_else(|| data.text());
        match data.name.as_str() {
            "ed-msg" => notes.extend(info),
            "correction" => {
                signals.push("correction".to_owned());
                notes.extend(info);
            }
            _ => {}
        }
    }
    let identifier = docdata.and_then(|docdata| docdata.child("doc-id")?.attribute("id-string")).or_else(|| nitf.attribute("uno"));
    let kind = kind_by_names(types, title.as_deref());
    let body = content(body);
    let embargoed = date("date.release").filter(|_| status.as_deref().is_some_and(|status| status.contains("embargo")));
    Parts {
        id: identifier.map(str::to_owned),
        subhead: text(hedline.and_then(|hedline| hedline.child("hl2"))),
        teaser: text(abstract_),
        byline: text(body_head.and_then(|head| head.child("byline"))),
        dateline: text(body_head.and_then(|head| head.child("dateline"))),
        agency: text(body_head.and_then(|head| head.child("distributor")))
            .or_else(|| docdata.and_then(|docdata| Some(docdata.child("doc.copyright")?.attribute("holder")?.to_owned()))),
        outlet: publication.and_then(|data| data.attribute("name")).map(str::to_owned),
        published: date("date.issue").or_else(|| publication.and_then(|data| rfc3339(data.attribute("date.publication")?))),
        updated: nitf.attribute("change.date").and_then(rfc3339),
        url: publication.and_then(|data| data.attribute("ex-ref")).filter(|url| url.contains("://")).map(str::to_owned),
        urn: identifier.filter(|id| id.starts_with("urn:")).map(str::to_owned),
        details: Details {
            kind: kind.or((!body.is_empty()).then_some(ItemKind::Article)),
            declared_language: nitf.attribute("xml:lang").or_else(|| nitf.attribute("lang")).map(str::to_owned),
            version: version.and_then(|version| version.parse().ok()),
            embargoed,
            status,
            signals,
            notes,
            ..Details::default()
        },
        title,
        body,
        ..Parts::default()
    }
}

/// The running text: `body.content`, or all of a body that has none.
fn content(body: Option<&Element>) -> Vec<Block> {
    let Some(body) = body else { return Vec::new() };
    match body.child("body.content") {
        Some(content) => of_element(content),
        None if body.child("body.head").is_some() => Vec::new(),
        None => of_element(body),
    }
}
