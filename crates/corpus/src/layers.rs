//! All layers of one article in tokens: roles, nesting, stance, factuality, chain, time. Gold and reports come in the same shape.

use crate::zuf::{Article, holds_name};
use crate::{Annotation, Sample, Tokenised, Tokeniser, role_of};
use zufolge::attribution::{Role, Stance};
use zufolge::report::{CodePoints, Factuality, Kind, Naming, Spans};
use zufolge::{Byte, Report, Span};

/// One article with all its layers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layers {
    /// The text in our own tokens.
    pub sample: Sample,
    /// Who conveys what.
    pub attributions: Vec<Layered>,
    /// The same attributions with their roles, form and mode, for the quote metric.
    pub annotations: Vec<Annotation>,
    /// Where marks are out of balance: code and place.
    pub diagnostics: Vec<(String, Role)>,
}

/// What the quote metric does not look at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layered {
    /// Index of the attribution whose content holds this one.
    pub parent: Option<usize>,
    /// Partly quoted.
    pub mixed: bool,
    /// What the source does.
    pub stance: Vec<Stance>,
    /// A report is in doubt of that.
    pub stance_unsure: bool,
    /// How far it commits itself.
    pub factuality: Factuality,
    /// Origin first, without the article's own agency and outlet.
    pub chain: Vec<ChainLink>,
    /// A TIMEX3 value: when the statement was made.
    pub said: Option<String>,
}

/// One link of a chain.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainLink {
    /// The fullest name of its entity; the words of the source where no entity was found; empty where there are none.
    pub name: String,
    /// Where its entity is named; `None` where no entity was found.
    pub mentions: Option<Role>,
    /// What it is.
    pub kind: Kind,
    /// How it is named here.
    pub naming: Naming,
}

impl ChainLink {
    /// True if this is the link that `reference` is: its entity is named by the fullest name, or most of where it is named is where the
    /// reference is named. Words alone, such as a pronoun, that no entity stands behind are only right if they are the fullest name.
    #[must_use]
    pub fn is_for(&self, reference: &ChainLink) -> bool {
        if reference.naming == Naming::Implicit || self.naming == Naming::Implicit {
            return reference.naming == self.naming;
        }
        let most = |mentions: &Role| {
            let there = reference.mentions.as_ref().map_or(0, |there| crate::score::shared_tokens(mentions, there));
            2 * there > crate::score::token_count(mentions)
        };
        holds_name(&self.name, &reference.name) || self.mentions.as_ref().is_some_and(most)
    }
}

impl ChainLink {
    /// True if this link's name holds the fullest name, which is the reference's; endings may differ.
    #[must_use]
    pub fn bears_name_of(&self, reference: &ChainLink) -> bool {
        if reference.naming == Naming::Implicit || self.naming == Naming::Implicit {
            return reference.naming == self.naming;
        }
        holds_name(&self.name, &reference.name)
    }
}

impl Layers {
    /// The labels of an article of our own corpus.
    #[must_use]
    pub fn of_article(tokeniser: &Tokeniser, article: &Article) -> Layers {
        let Tokenised { sample, annotations } = tokeniser.article(article);
        let attributions = article
            .attributions
            .iter()
            .map(|attr| Layered {
                parent: attr.parent,
                mixed: attr.mixed,
                stance: attr.stance.clone(),
                stance_unsure: false,
                factuality: attr.factuality,
                chain: attr
                    .chain
                    .iter()
                    .map(|link| {
                        let entity = &article.entities[link.entity];
                        let mentions = Some(sample.role(&entity.mentions));
                        ChainLink { name: entity.name.clone(), mentions, kind: entity.kind, naming: link.naming }
                    })
                    .collect(),
                said: attr.said.map(|time| article.times[time].value.clone()),
            })
            .collect();
        let imbalances = article.imbalances.iter();
        let diagnostics = imbalances.map(|imbalance| (imbalance.kind.name().to_owned(), sample.role(&imbalance.spans))).collect();
        Layers { sample, attributions, annotations, diagnostics }
    }

    /// What a report says of the article whose text in tokens is `sample`; `None` if it is about another text.
    ///
    /// Links at a chain's end that are the article's own agency and outlet are left out: they are given, not found.
    #[must_use]
    pub fn of_report(sample: &Sample, report: &Report) -> Option<Layers> {
        if report.text != sample.text {
            return None;
        }
        let points = CodePoints::new(&report.text);
        let bytes = |spans: &Spans| spans.iter().map(|span| points.to_bytes(*span)).collect::<Vec<Span<Byte>>>();
        let role = |spans: &Spans| sample.role(&bytes(spans));
        let index_of = |id: &str| report.attributions.iter().position(|attr| attr.id == id);
        let parents: Vec<Option<usize>> = report.attributions.iter().map(|attr| attr.parent.as_deref().and_then(index_of)).collect();
        let (mut attributions, mut annotations) = (Vec::new(), Vec::new());
        for (id, attr) in report.attributions.iter().enumerate() {
            let mut chain = &attr.chain[..];
            let outlet = report.article.outlet.as_ref();
            let agency = report.article.agency.as_ref().filter(|agency| Some(*agency) != outlet);
            for printed_by in [outlet, agency] {
                if let [rest @ .., last] = chain
                    && Some(&last.name) == printed_by
                    && last.span.is_none()
                {
                    chain = rest;
                }
            }
            let link = |link: &zufolge::report::Source| {
                let entity = link.entity.as_ref().and_then(|id| report.entities.iter().find(|entity| entity.id == *id));
                ChainLink {
                    name: entity.map_or(&link.name, |entity| &entity.name).clone(),
                    mentions: entity.map(|entity| role(&entity.mentions)),
                    kind: link.kind,
                    naming: link.naming,
                }
            };
            attributions.push(Layered {
                parent: parents[id],
                mixed: attr.mixed,
                stance: attr.stance.clone(),
                stance_unsure: attr.stance_is_unsure(),
                factuality: attr.factuality,
                chain: chain.iter().map(link).collect(),
                said: attr.said_at.as_ref().map(|said| said.value.clone()),
            });
            annotations.push(Annotation {
                id,
                form: Some(attr.form),
                mode: Some(attr.mode),
                content: role(&attr.content),
                cue: role(&attr.cue),
                source: role(&attr.source),
                addressee: role(&attr.addressee),
                frame: role(&attr.frame),
                is_nested: parents[id].is_some(),
                has_nested: parents.contains(&Some(id)),
                other: Vec::new(),
                rule: None,
            });
        }
        let diagnostics = report.diagnostics.iter().map(|remark| {
            let place = remark.span.map_or_else(|| role_of([]), |span| role(&vec![span]));
            (remark.code.to_string(), place)
        });
        Some(Layers { sample: sample.clone(), attributions, annotations, diagnostics: diagnostics.collect() })
    }
}
