//! Our own corpus in formats that others read: reports, brat standoff, and the Wikinews corpus's format.

pub mod brat;

use crate::zuf::{Article, Link};
use std::borrow::Cow;
use zufolge::document::Document;
use zufolge::report::{Attribution, CodePoints, Diagnostic, Entity, Generator, Kind, Naming, SaidAt, Source, Spans};
use zufolge::{Byte, CodePoint, Engine, Pipeline, Report, Span};
use zufolge_lexicon::LanguageData;

/// What stands as `generator.model` and as `evidence` in reports of labels that people gave.
pub const GOLD: &str = "gold";

/// Turns articles into reports with their gold labels.
#[derive(Debug)]
pub struct GoldReports {
    pipeline: Pipeline,
}

/// Finds no attribution: the labels have them.
struct Nothing;

impl Engine for Nothing {
    fn name(&self) -> &str {
        GOLD
    }

    fn attributions(&self, _: &Document) -> Vec<zufolge::Attribution> {
        Vec::new()
    }
}

impl GoldReports {
    /// Sentences and datelines are found by the writing rules of a language; everything else is the article's own.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        GoldReports { pipeline: Pipeline::new(data, Box::new(Nothing)) }
    }

    /// The report that a reader who makes no mistake would give. Entities without words in the text are left out, and their links have no
    /// name, as the contract has it. Chains end with the article's agency and outlet.
    #[must_use]
    pub fn report(&self, article: &Article) -> Report {
        let mut report = self.pipeline.read(&article.to_read());
        let points = CodePoints::new(&article.text);
        let places = |spans: &[Span<Byte>]| -> Spans { spans.iter().map(|span| points.of_bytes(*span)).collect() };
        report.generator = Generator { name: "zufolge".into(), version: env!("CARGO_PKG_VERSION").into(), model: GOLD.to_owned() };
        report.article.kicker.clone_from(&article.head.kicker);
        report.article.byline.clone_from(&article.head.byline);
        report.entities = article
            .entities
            .iter()
            .filter(|entity| !entity.mentions.is_empty())
            .map(|entity| Entity {
                id: entity.id.clone(),
                name: entity.name.clone(),
                kind: entity.kind,
                role: entity.role.clone(),
                wikidata: None,
                mentions: places(&entity.mentions),
            })
            .collect();
        report.attributions = article
            .attributions
            .iter()
            .map(|attr| Attribution {
                id: attr.id.clone(),
                form: attr.form,
                mixed: attr.mixed,
                mode: attr.mode,
                content: places(&attr.content),
                cue: places(&attr.cue),
                source: places(&attr.source),
                addressee: places(&attr.addressee),
                frame: places(&attr.frame),
                parent: attr.parent.map(|parent| article.attributions[parent].id.clone()),
                chain: chain(article, &attr.chain, &attr.source, &|span| points.of_bytes(span)),
                stance: attr.stance.clone(),
                stance_confidence: None,
                factuality: attr.factuality,
                said_at: attr.said.map(|time| {
                    let time = &article.times[time];
                    SaidAt { value: time.value.clone(), text: places(&time.spans) }
                }),
                confidence: 1.0,
                evidence: vec![Cow::Borrowed(GOLD)],
            })
            .collect();
        report.diagnostics = article
            .imbalances
            .iter()
            .map(|imbalance| Diagnostic {
                code: imbalance.kind.name().into(),
                message: "The quotation marks are out of balance here.".to_owned(),
                span: imbalance.spans.first().map(|span| points.of_bytes(*span)),
            })
            .collect();
        report
    }
}

/// The links of a chain, each where the source of this attribution names it, or else where it is named first.
fn chain(article: &Article, links: &[Link], source: &[Span<Byte>], point: &dyn Fn(Span<Byte>) -> Span<CodePoint>) -> Vec<Source> {
    let link = |link: &Link| {
        let entity = &article.entities[link.entity];
        let here = entity.mentions.iter().find(|mention| source.iter().any(|span| span.overlaps(**mention)));
        let span = here.or(entity.mentions.first()).map(|span| point(*span));
        let named = span.is_some();
        Source {
            name: if named { entity.name.clone() } else { String::new() },
            entity: named.then(|| entity.id.clone()),
            span,
            kind: entity.kind,
            naming: link.naming,
            anonymity_reason: Vec::new(),
        }
    };
    let head = &article.head;
    let printed_by = |name: &str, kind| Source {
        name: name.to_owned(),
        entity: None,
        span: None,
        kind,
        naming: Naming::Named,
        anonymity_reason: Vec::new(),
    };
    let agency = head.agency.iter().map(|agency| printed_by(agency, Kind::Agency));
    let outlet = (head.agency.as_ref() != Some(&head.outlet)).then(|| printed_by(&head.outlet, Kind::Outlet));
    links.iter().map(link).chain(agency).chain(outlet).collect()
}
