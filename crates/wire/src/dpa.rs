//! dpa digital wires: the JSON of dpa's news API, format `digitalwires@…`.

use crate::dates::rfc3339;
use crate::error::Fault;
use crate::html::{fragment, infobox, line, links};
use crate::item::{Parts, kind_by_names};
use crate::json::{list, number, text};
use crate::options::Limits;
use serde_json::Value;
use zufolge::article::{Details, ItemKind, Link};

/// True if this is such an item.
pub(crate) fn is_one(value: &Value) -> bool {
    value.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("digitalwires"))
        || value.get("article_html").is_some() && value.get("urn").is_some() && value.get("version_created").is_some()
}

/// Reads one item.
pub(crate) fn item(value: &Value, limits: &Limits) -> Result<Parts, Fault> {
    let head = |name: &str| line(&text(value, name)?, limits);
    let body = text(value, "article_html").map_or(Ok(Vec::new()), |html| fragment(&html, limits))?;
    let infobox = text(value, "infobox_html").map_or(Ok(None), |html| infobox(&html, limits))?;
    let named = |kind: &str| -> Vec<String> {
        let all = list(value, "categories").iter().filter(|entry| text(entry, "type").as_deref() == Some(kind));
        all.filter_map(|entry| text(entry, "name")).collect()
    };
    let names = |name: &str| -> Vec<String> { list(value, name).iter().filter_map(Value::as_str).map(str::to_owned).collect() };
    let genres = [named("dnltype:genre"), names("genre_names"), names("dpasubject_names"), names("keyword_names")].concat();
    let title = head("headline");
    let kind = if body.is_empty() {
        media(value)
    } else {
        kind_by_names(genres.iter().map(String::as_str), title.as_deref()).or(Some(ItemKind::Article))
    };
    let mut signals: Vec<String> = text(value, "signal").into_iter().chain(named("dnltype:signal")).map(|signal| bare(&signal)).collect();
    signals.dedup();
    let mut related = text(value, "linkbox_html").map_or(Ok(Vec::new()), |html| links(&html, limits))?;
    related.extend(list(value, "associations").iter().filter_map(|other| {
        let target = text(other, "urn").filter(|urn| Some(urn) != text(value, "urn").as_ref())?;
        Some(Link { target, relation: text(other, "type"), title: text(other, "headline") })
    }));
    let infosource = named("dnltype:infosource").into_iter().next();
    let details = Details {
        kind,
        located: named("dnltype:locationcreated").into_iter().next(),
        declared_language: text(value, "language"),
        version: number(value, "version"),
        embargoed: text(value, "embargoed").and_then(|date| rfc3339(&date)),
        status: text(value, "pubstatus").map(|status| bare(&status)),
        signals,
        notes: notes(value),
        infobox,
        related,
        ..Details::default()
    };
    Ok(Parts {
        id: text(value, "urn").or_else(|| text(value, "entry_id")),
        kicker: head("kicker"),
        title,
        subhead: head("subhead"),
        teaser: head("teaser"),
        byline: head("byline"),
        dateline: text(value, "dateline"),
        body,
        agency: text(value, "creditline").or(infosource).or_else(|| named("dnltype:provider").into_iter().next()),
        published: text(value, "version_created").and_then(|date| rfc3339(&date)),
        updated: text(value, "updated").and_then(|date| rfc3339(&date)),
        urn: text(value, "urn"),
        details,
        ..Parts::default()
    })
}

/// What an item without an article is: what is associated with it.
fn media(value: &Value) -> Option<ItemKind> {
    let kinds = list(value, "associations").iter().filter_map(|other| text(other, "type"));
    let kinds: Vec<String> = kinds.chain(text(value, "type")).collect();
    let of = |name: &String| match name.as_str() {
        "image" | "picture" | "photo" | "graphic" | "infographic" => Some(ItemKind::Picture),
        "audio" => Some(ItemKind::Audio),
        "video" => Some(ItemKind::Video),
        _ => None,
    };
    kinds.iter().find_map(of).or(Some(ItemKind::Other))
}

/// Notes that the sender gives with corrections, updates and embargoes, and those without a role; not twice the same.
fn notes(value: &Value) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for note in list(value, "ednotes") {
        let role = text(note, "role").unwrap_or_default();
        let wanted = ["correction", "update", "embargo", "withdraw", "retract"].iter().any(|word| role.contains(word));
        if let Some(words) = text(note, "ednote").filter(|_| wanted || role.is_empty())
            && !notes.contains(&words)
        {
            notes.push(words);
        }
    }
    notes
}

/// "sig:update" → "update".
fn bare(code: &str) -> String {
    code.rsplit(':').next().unwrap_or(code).to_owned()
}
