//! `<standOff>`: who and what is named, and what is known of each attribution; and `<back>`: what is quoted from writing.

use super::body::{Body, is_written};
use super::{Page, Xml};
use crate::Error;
use crate::layers::Role;
use zufolge::report::{Attribution, Entity, Kind, Source};

pub(super) fn write(xml: &mut Xml, page: &Page<'_>, body: &Body) -> Result<(), Error> {
    let report = page.report;
    if report.entities.is_empty() && report.attributions.is_empty() {
        return Ok(());
    }
    xml.start("standOff", &[])?;
    for list in ["listPerson", "listBibl", "listOrg"] {
        let entities: Vec<usize> = (0..report.entities.len()).filter(|&at| list_of(report.entities[at].kind) == list).collect();
        if entities.is_empty() {
            continue;
        }
        xml.line();
        xml.start(list, &[])?;
        for at in entities {
            entity(xml, list, &page.entity(at), &report.entities[at])?;
        }
        xml.end(list)?;
    }
    for (at, attr) in report.attributions.iter().enumerate() {
        xml.line();
        attribution(xml, page, body, at, attr)?;
    }
    xml.line();
    xml.end("standOff")?;
    xml.line();
    Ok(())
}

fn list_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person | Kind::Office | Kind::Group | Kind::Author => "listPerson",
        Kind::Document => "listBibl",
        _ => "listOrg",
    }
}

fn entity(xml: &mut Xml, list: &str, id: &str, entity: &Entity) -> Result<(), Error> {
    let attributes = [("xml:id", id), ("type", entity.kind.name())];
    match list {
        "listPerson" => {
            xml.start("person", &[("xml:id", id), ("role", entity.kind.name())])?;
            xml.element("persName", &[], &entity.name)?;
            if let Some(role) = &entity.role {
                xml.element("occupation", &[], role)?;
            }
            xml.end("person")
        }
        "listBibl" => {
            xml.start("bibl", &attributes)?;
            xml.element("title", &[], &entity.name)?;
            xml.end("bibl")
        }
        _ => {
            xml.start("org", &attributes)?;
            xml.element("orgName", &[], &entity.name)?;
            if let Some(role) = &entity.role {
                xml.element("desc", &[], role)?;
            }
            xml.end("org")
        }
    }
}

fn attribution(xml: &mut Xml, page: &Page<'_>, body: &Body, at: usize, attr: &Attribution) -> Result<(), Error> {
    let id = page.attribution(at);
    let pieces: Vec<String> =
        Role::ALL.into_iter().map(|role| body.references(page, at, role)).filter(|references| !references.is_empty()).collect();
    let pieces = pieces.join(" ");
    let mut attributes = vec![("xml:id", id.as_str()), ("type", "attribution")];
    if !pieces.is_empty() {
        attributes.push(("corresp", &pieces));
    }
    xml.start("fs", &attributes)?;
    symbol(xml, "form", attr.form.name())?;
    feature(xml, "mixed", |xml| xml.empty("binary", &[("value", if attr.mixed { "true" } else { "false" })]))?;
    symbols(xml, "mode", attr.mode.names())?;
    symbols(xml, "stance", attr.stance.iter().map(|stance| stance.name()))?;
    symbol(xml, "certainty", attr.factuality.certainty.name())?;
    symbol(xml, "polarity", attr.factuality.polarity.name())?;
    if let Some(said) = &attr.said_at {
        feature(xml, "saidAt", |xml| xml.element("string", &[], &said.value))?;
    }
    feature(xml, "confidence", |xml| xml.empty("numeric", &[("value", &attr.confidence.to_string())]))?;
    if let Some(confidence) = attr.stance_confidence {
        feature(xml, "stanceConfidence", |xml| xml.empty("numeric", &[("value", &confidence.to_string())]))?;
    }
    if let Some(parent) = page.index.parent(attr) {
        xml.empty("f", &[("name", "parent"), ("fVal", &format!("#{}", page.attribution(parent)))])?;
    }
    if !attr.chain.is_empty() {
        feature(xml, "chain", |xml| {
            xml.start("vColl", &[("org", "list")])?;
            attr.chain.iter().try_for_each(|link| source(xml, page, link))?;
            xml.end("vColl")
        })?;
    }
    feature(xml, "evidence", |xml| {
        xml.start("vColl", &[("org", "list")])?;
        attr.evidence.iter().try_for_each(|name| xml.element("string", &[], name))?;
        xml.end("vColl")
    })?;
    xml.end("fs")
}

fn source(xml: &mut Xml, page: &Page<'_>, link: &Source) -> Result<(), Error> {
    xml.start("fs", &[("type", "source")])?;
    feature(xml, "name", |xml| xml.element("string", &[], page.index.name(link)))?;
    symbol(xml, "kind", link.kind.name())?;
    symbol(xml, "naming", link.naming.name())?;
    if let Some(entity) = page.index.entity_at(link) {
        xml.empty("f", &[("name", "entity"), ("fVal", &format!("#{}", page.entity(entity)))])?;
    }
    xml.end("fs")
}

fn feature(xml: &mut Xml, name: &str, value: impl FnOnce(&mut Xml) -> Result<(), Error>) -> Result<(), Error> {
    xml.start("f", &[("name", name)])?;
    value(xml)?;
    xml.end("f")
}

fn symbol(xml: &mut Xml, name: &str, value: &str) -> Result<(), Error> {
    feature(xml, name, |xml| xml.empty("symbol", &[("value", value)]))
}

fn symbols(xml: &mut Xml, name: &str, mut values: impl Iterator<Item = &'static str>) -> Result<(), Error> {
    feature(xml, name, |xml| {
        xml.start("vColl", &[("org", "set")])?;
        values.try_for_each(|value| xml.empty("symbol", &[("value", value)]))?;
        xml.end("vColl")
    })
}

/// What is quoted from writing, each with what it is quoted from.
pub(super) fn citations(xml: &mut Xml, page: &Page<'_>, body: &Body) -> Result<(), Error> {
    let written = || page.report.attributions.iter().enumerate().filter(|(_, attr)| is_written(attr) && !attr.content.is_empty());
    if written().next().is_none() {
        return Ok(());
    }
    xml.start("back", &[])?;
    xml.start("div", &[("type", "citations")])?;
    for (at, attr) in written() {
        xml.line();
        xml.start("cit", &[("ana", &format!("#{}", page.attribution(at)))])?;
        let references = body.references(page, at, Role::Content);
        let words: Vec<&str> = attr.content.iter().map(|&span| page.points.slice(span)).collect();
        let attributes: &[(&str, &str)] = if references.is_empty() { &[] } else { &[("corresp", &references)] };
        xml.element("quote", attributes, &words.join(" … "))?;
        let name = attr.chain.first().map_or("", |origin| page.index.name(origin));
        let origin = page.origin(at);
        match &origin {
            Some(origin) => xml.element("bibl", &[("corresp", origin)], name)?,
            None => xml.element("bibl", &[], name)?,
        }
        xml.end("cit")?;
    }
    xml.line();
    xml.end("div")?;
    xml.end("back")
}
