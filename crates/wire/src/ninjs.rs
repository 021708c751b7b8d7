//! IPTC ninjs: 1.x (`body_text`, `headline`), 2.x (`bodies`, `headlines` with roles) and 3.x (the same in camel case).

use crate::blocks::{Block, of_text};
use crate::dates::rfc3339;
use crate::error::Fault;
use crate::html::{fragment, line};
use crate::item::{Parts, kind_by_names};
use crate::options::Limits;
use serde_json::{Map, Value};
use zufolge::article::{Details, ItemKind, Link};

/// True if this is such an item: it has an identifier, and a field that only ninjs has.
pub(crate) fn is_one(value: &Value) -> bool {
    let Some(fields) = value.as_object() else { return false };
    let has = |name: &str| field(fields, name).is_some();
    has("uri")
        && ["versioncreated", "pubstatus", "bodies", "headlines", "renditions", "associations", "bodytext", "bodyxhtml"]
            .iter()
            .any(|name| has(name))
}

/// Names differ between versions only in case and underlines: `body_text`, `bodyText`.
fn field<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    fields.get(name).or_else(|| fields.iter().find(|(known, _)| same(known, name)).map(|(_, value)| value)).filter(|value| !value.is_null())
}

fn same(known: &str, name: &str) -> bool {
    known.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).eq(name.chars())
}

fn text(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match field(fields, name)? {
        Value::String(text) => crate::item::filled(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The objects of a list, or those of an object's fields (associations of 1.x), with their names.
fn objects<'a>(fields: &'a Map<String, Value>, name: &str) -> Vec<(Option<&'a str>, &'a Map<String, Value>)> {
    match field(fields, name) {
        Some(Value::Array(values)) => values.iter().filter_map(|value| Some((None, value.as_object()?))).collect(),
        Some(Value::Object(values)) => values.iter().filter_map(|(name, value)| Some((Some(name.as_str()), value.as_object()?))).collect(),
        _ => Vec::new(),
    }
}

/// Reads one item.
pub(crate) fn item(value: &Value, limits: &Limits) -> Result<Parts, Fault> {
    let Some(fields) = value.as_object() else { return Err(Fault::Malformed("ninjs", "an item is no object".to_owned())) };
    let date = |name: &str| text(fields, name).and_then(|date| rfc3339(&date));
    let title = by_role(fields, "headlines", &["main", "primary", "headline", ""])
        .or_else(|| text(fields, "headline"))
        .or_else(|| text(fields, "title"))
        .and_then(|title| line(&title, limits));
    let subhead = by_role(fields, "headlines", &["sub", "subhead", "subheadline", "secondary"]).and_then(|sub| line(&sub, limits));
    let kicker = by_role(fields, "headlines", &["kicker", "overline", "roofline", "dachzeile"]).and_then(|kicker| line(&kicker, limits));
    let teaser = by_role(fields, "descriptions", &["summary", "teaser", "lead", "abstract", "main", ""])
        .or_else(|| text(fields, "descriptiontext"))
        .or_else(|| text(fields, "descriptionxhtml"))
        .and_then(|teaser| line(&teaser, limits));
    let body = body(fields, limits)?;
    let uri = text(fields, "uri");
    let is_url = |uri: &String| uri.starts_with("http://") || uri.starts_with("https://");
    let genres: Vec<String> = ["genres", "genre", "subjects", "subject"]
        .iter()
        .flat_map(|name| objects(fields, name))
        .filter_map(|(_, entry)| text(entry, "name"))
        .collect();
    let kind = kind(text(fields, "type").as_deref(), !body.is_empty())
        .or_else(|| kind_by_names(genres.iter().map(String::as_str), title.as_deref()))
        .or((!body.is_empty()).then_some(ItemKind::Article));
    // When the content was created may be long before: a photo's day.
    let published = date("firstcreated").or_else(|| date("versioncreated")).or_else(|| date("contentcreated"));
    let status = text(fields, "pubstatus");
    let signals = objects(fields, "signals")
        .into_iter()
        .filter_map(|(_, signal)| text(signal, "name").or_else(|| text(signal, "code")))
        .chain(field(fields, "signals").or_else(|| field(fields, "signal")).into_iter().flat_map(|value| match value {
            Value::String(one) => vec![one.clone()],
            Value::Array(many) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }));
    let sources = objects(fields, "infosources").into_iter().chain(objects(fields, "infosource"));
    let details = Details {
        kind,
        located: text(fields, "located"),
        declared_language: text(fields, "language"),
        version: text(fields, "version").and_then(|version| version.parse().ok()),
        embargoed: date("embargoed"),
        status: status.map(|status| status.rsplit(':').next().unwrap_or_default().to_owned()),
        signals: signals.map(|signal| signal.rsplit(':').next().unwrap_or_default().to_owned()).collect(),
        notes: text(fields, "ednote").into_iter().collect(),
        related: related(fields),
        ..Details::default()
    };
    Ok(Parts {
        id: uri.clone(),
        kicker,
        title,
        subhead,
        teaser,
        byline: text(fields, "by").or_else(|| text(fields, "byline")).and_then(|by| line(&by, limits)),
        dateline: text(fields, "dateline"),
        agency: text(fields, "copyrightholder").or_else(|| sources.filter_map(|(_, source)| text(source, "name")).next()),
        published,
        updated: date("versioncreated").or_else(|| date("contentmodified")),
        url: uri.clone().filter(is_url),
        urn: uri.filter(|uri| !is_url(uri)),
        body,
        details,
        ..Parts::default()
    })
}

/// The value with the first of these roles that there is; the empty role is any.
fn by_role(fields: &Map<String, Value>, name: &str, roles: &[&str]) -> Option<String> {
    let entries = objects(fields, name);
    roles.iter().find_map(|role| {
        let found =
            entries.iter().find(|(_, entry)| role.is_empty() || text(entry, "role").is_some_and(|own| own.eq_ignore_ascii_case(role)));
        text(found?.1, "value")
    })
}

/// The body: marked up rather than plain, for only markup keeps paragraphs; of roles, the main one.
fn body(fields: &Map<String, Value>, limits: &Limits) -> Result<Vec<Block>, Fault> {
    let mut found: Vec<(u8, String, bool)> = Vec::new();
    for (_, entry) in objects(fields, "bodies") {
        let Some(value) = text(entry, "value") else { continue };
        let role = text(entry, "role").unwrap_or_default().to_lowercase();
        let marked_up = is_markup(&text(entry, "contenttype").unwrap_or_default(), &value);
        let side = ["caption", "summary", "teaser", "infobox", "sidebar", "social", "tweet", "transcript", "alt"]
            .iter()
            .any(|word| role.contains(word));
        found.push((2 * u8::from(side) + u8::from(!marked_up), value, marked_up));
    }
    // 1.x has a field a kind: body_text, body_xhtml, body_html5 …
    for (name, value) in fields {
        if let (Some(kind), Value::String(value)) = (name.to_ascii_lowercase().strip_prefix("body"), value)
            && !value.trim().is_empty()
        {
            let marked_up = is_markup(kind, value);
            found.push((u8::from(!marked_up), value.clone(), marked_up));
        }
    }
    found.sort_by_key(|(rank, ..)| *rank);
    match found.into_iter().next() {
        Some((_, value, true)) => fragment(&value, limits),
        Some((_, value, false)) => Ok(of_text(&value)),
        None => Ok(Vec::new()),
    }
}

fn is_markup(content_type: &str, value: &str) -> bool {
    let content_type = content_type.to_ascii_lowercase();
    let tags = ["<p", "<div", "<section", "<br", "<h1", "<h2", "<ul"].iter().any(|tag| value.contains(tag));
    (content_type.contains("html") || content_type.contains("nitf") || content_type.contains("xml")) && value.contains('<') || tags
}

/// What the type says, as far as it is no text.
fn kind(name: Option<&str>, has_body: bool) -> Option<ItemKind> {
    match name? {
        "picture" | "photo" | "image" | "graphic" => Some(ItemKind::Picture),
        "audio" => Some(ItemKind::Audio),
        "video" | "animation" => Some(ItemKind::Video),
        "planning" | "event" => Some(ItemKind::Schedule),
        "package" => Some(ItemKind::Package),
        "composite" if !has_body => Some(ItemKind::Package),
        "component" | "data" | "model" if !has_body => Some(ItemKind::Other),
        _ => None,
    }
}

/// Associated items, and others that it says it stems from.
fn related(fields: &Map<String, Value>) -> Vec<Link> {
    let mut links: Vec<Link> = objects(fields, "associations")
        .into_iter()
        .filter_map(|(name, other)| {
            let title = text(other, "headline").or_else(|| by_role(other, "headlines", &["main", ""]));
            let relation = name.map(str::to_owned).or_else(|| text(other, "name")).or_else(|| text(other, "type"));
            Some(Link { target: text(other, "uri")?, relation, title })
        })
        .collect();
    for (name, relation) in [("evolvedfrom", "evolved_from"), ("derivedfrom", "derived_from"), ("replacedby", "replaced_by")] {
        links.extend(text(fields, name).map(|target| Link { target, relation: Some(relation.to_owned()), title: None }));
    }
    links
}
