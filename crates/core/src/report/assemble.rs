//! Puts a report together from what the stages before it found.

use super::{Article, Attribution, CodePoints, Dateline, Diagnostic, Entity, Generator, Report, SCHEMA, SaidAt, Source, Spans};
use crate::attribution::{self, parent};
use crate::document::{Document, FurnitureKind};
use crate::resolution::{self, Link, Resolution};
use crate::span::{Byte, Span};
use std::borrow::Cow;

/// The report of one article: `model` names the engine that found `attributions` in `doc`, `resolution` is of these attributions.
#[must_use]
pub fn assemble(
    article: &crate::Article,
    language: &str,
    model: &str,
    doc: Document,
    attributions: &[attribution::Attribution],
    resolution: Resolution,
) -> Report {
    let points = CodePoints::new(&doc.text);
    let head = head(article, language, &doc, &points);
    let sentences = doc.sentences.iter().map(|sent| points.of_bytes(doc.bytes(sent.tokens))).collect();
    let roles = |role: &attribution::Role| -> Spans { role.iter().map(|&span| points.of_bytes(doc.bytes(span))).collect() };
    let entity_id = |index: usize| format!("e{}", index + 1);
    let link = |link: Link| Source {
        name: link.name,
        entity: link.entity.map(entity_id),
        span: link.span.map(|span| points.of_bytes(doc.bytes(span))),
        kind: link.kind,
        naming: link.naming,
        anonymity_reason: link.anonymity_reason.iter().map(|span| points.of_bytes(doc.bytes(*span))).collect(),
    };
    let attributions = attributions
        .iter()
        .zip(resolution.resolved)
        .enumerate()
        .map(|(index, (attr, resolved))| Attribution {
            id: id(index),
            form: attr.form,
            mixed: attr.mixed,
            mode: attr.mode,
            content: roles(&attr.content),
            cue: roles(&attr.cue),
            source: roles(&attr.source),
            addressee: roles(&attr.addressee),
            frame: roles(&attr.frame),
            parent: parent(attributions, index).map(id),
            chain: resolved.chain.into_iter().map(link).collect(),
            stance: resolved.stance,
            stance_confidence: Some(rounded(resolved.stance_confidence)),
            factuality: resolved.factuality,
            said_at: resolved.said_at.map(|said| SaidAt { value: said.value, text: roles(&said.text) }),
            confidence: rounded(attr.confidence),
            evidence: attr.evidence.iter().copied().map(Cow::Borrowed).collect(),
        })
        .collect();
    let entities = resolution.entities.into_iter().enumerate();
    let entities = entities.map(|(index, entity)| Entity {
        id: entity_id(index),
        name: entity.name,
        kind: entity.kind,
        role: entity.role,
        wikidata: None,
        mentions: roles(&entity.mentions),
    });
    let entities = entities.collect();
    let diagnostics = doc
        .diagnostics
        .iter()
        .map(|remark| Diagnostic {
            code: remark.code.into(),
            message: remark.message.clone(),
            span: remark.span.map(|span| points.of_bytes(span)),
        })
        .collect();
    Report {
        schema: SCHEMA.into(),
        generator: Generator { name: "zufolge".into(), version: env!("CARGO_PKG_VERSION").into(), model: model.to_owned() },
        article: head,
        sentences,
        entities,
        attributions,
        diagnostics,
        text: doc.text,
    }
}

fn id(index: usize) -> String {
    format!("a{}", index + 1)
}

/// Three decimals are more than any engine can tell apart; what is not a number is no confidence at all.
fn rounded(confidence: f32) -> f64 {
    if confidence.is_nan() { 0.0 } else { (f64::from(confidence.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0 }
}

/// What the caller knows goes before what the text says.
fn head(article: &crate::Article, language: &str, doc: &Document, points: &CodePoints<'_>) -> Article {
    let slice = |span: Span<Byte>| Some(doc.text[span.range()].trim().to_owned()).filter(|words| !words.is_empty());
    let words = |kind| doc.furniture.iter().find(|piece| piece.kind == kind).and_then(|piece| slice(piece.span));
    let dateline = doc.dateline.map(|line| Dateline {
        place: slice(line.place),
        agency: line.agency.and_then(slice),
        date: line.date.and_then(slice),
        span: points.of_bytes(line.span),
    });
    Article {
        id: article.id.clone(),
        language: language.to_owned(),
        title: article.title.clone().or_else(|| words(FurnitureKind::Headline)),
        kicker: article.kicker.clone().or_else(|| words(FurnitureKind::Kicker)),
        byline: article.byline.clone().or_else(|| words(FurnitureKind::Byline)),
        outlet: article.outlet.clone(),
        agency: resolution::agency(doc, article).map(str::to_owned),
        dateline,
        published: article.published.clone(),
        updated: article.updated.clone(),
        url: article.url.clone(),
        urn: article.urn.clone(),
        details: article.details.clone(),
    }
}
