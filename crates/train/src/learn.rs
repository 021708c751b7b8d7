//! From documents to a model: the fields are fitted one after the other.

use crate::data::{self, Example};
use crate::fit::{self, Options, Sequence};
use rayon::prelude::*;
use zufolge::attribution::rules::AttributionRules;
use zufolge::attribution::{Form, Role};
use zufolge_model::features::{self, Facts, Window};
use zufolge_model::labels::{Roles, content, role};
use zufolge_model::predictor::{MODES, Model};

/// How each field is fitted.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Outermost contents.
    pub outer: Options,
    /// Contents inside contents.
    pub inner: Options,
    /// Roles.
    pub roles: Options,
    /// Modes.
    pub mode: Options,
    /// Parts into which the data is cut so that labels of the outermost layer come from fields that have not seen the document.
    pub parts: usize,
    /// [`Model::caution`].
    pub caution: f32,
}

impl Default for Plan {
    fn default() -> Self {
        let options = Options::default();
        Plan { outer: options, inner: options, roles: options, mode: Options { epochs: 10, ..options }, parts: 4, caution: 0.0 }
    }
}

/// A document ready to learn from.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// The document and its annotations.
    pub example: &'a Example,
    /// What is known of it.
    pub facts: Facts<'a>,
    /// What the field for outermost contents sees, and should say.
    outer: Sequence,
}

/// Looks at all documents once.
#[must_use]
pub fn prepare<'a>(examples: &'a [Example], rules: &AttributionRules) -> Vec<Prepared<'a>> {
    examples
        .par_iter()
        .map(|example| {
            let facts = Facts::new(&example.doc, rules);
            let outer = Sequence { seen: features::content(&facts), labels: example.outer() };
            Prepared { example, facts, outer }
        })
        .collect()
}

/// Fits all fields.
#[must_use]
pub fn learn(documents: &[&Prepared<'_>], plan: Plan) -> Model {
    let fit_outer = |documents: &[&Prepared<'_>]| {
        let data: Vec<Sequence> = documents.iter().map(|document| document.outer.clone()).collect();
        fit::fit(content::COUNT, &data, plan.outer)
    };
    // The labels that later fields see come from fields that have not seen the document, as they will when the model is used.
    let jobs: Vec<Option<usize>> = (0..plan.parts).map(Some).chain([None]).collect();
    let mut fields: Vec<_> = jobs
        .par_iter()
        .map(|part| match part {
            Some(part) => {
                let rest: Vec<&Prepared<'_>> = pick(documents, |index| index % plan.parts != *part);
                fit_outer(&rest)
            }
            None => fit_outer(documents),
        })
        .collect();
    let outer = fields.pop().unwrap_or_else(|| unreachable!("one job fits the whole"));
    let seen: Vec<Vec<u8>> =
        documents.par_iter().enumerate().map(|(index, document)| fit::predict(&fields[index % plan.parts], &document.outer.seen)).collect();
    let inner_data = || -> Vec<Sequence> {
        documents
            .iter()
            .flat_map(|document| {
                let labels = &document.outer.labels;
                let sequence = |(stretch, inner)| Sequence { seen: features::nested(&document.facts, stretch, labels), labels: inner };
                document.example.inner().into_iter().map(sequence).collect::<Vec<_>>()
            })
            .collect()
    };
    let role_data = || -> (Vec<Sequence>, Vec<Sequence>) {
        let (mut roles, mut modes) = (Vec::new(), Vec::new());
        for (document, seen) in documents.iter().zip(&seen) {
            let mut previous: Option<&Role> = None;
            let mut annotations: Vec<_> = document.example.annotations.iter().filter(|annotation| !annotation.content.is_empty()).collect();
            annotations.sort_by_key(|annotation| (annotation.content[0].start, std::cmp::Reverse(annotation.content.last().map(|span| span.end))));
            for annotation in annotations {
                let form = annotation.form.unwrap_or(Form::Indirect);
                let window = Window::new(&document.facts, form, &annotation.content);
                let observation = features::roles(&document.facts, form, &annotation.content, &window, seen, previous);
                roles.push(Sequence { seen: observation, labels: data::role_labels(annotation, &window, form) });
                let own = Roles {
                    cue: annotation.cue.clone(),
                    source: annotation.source.clone(),
                    addressee: annotation.addressee.clone(),
                    frame: annotation.frame.clone(),
                };
                if let Some(mode) = annotation.mode {
                    let observation = features::mode(&document.facts, form, &annotation.content, &own);
                    modes.push(Sequence { seen: observation, labels: vec![data::mode_label(mode)] });
                }
                if !annotation.source.is_empty() {
                    previous = Some(&annotation.source);
                }
            }
        }
        (roles, modes)
    };
    let (inner, (roles, mode)) = rayon::join(
        || fit::fit(content::COUNT, &inner_data(), plan.inner),
        || {
            let (roles, modes) = role_data();
            (fit::fit(role::COUNT, &roles, plan.roles), fit::fit(MODES.len(), &modes, plan.mode))
        },
    );
    Model { outer, inner, roles, mode, caution: plan.caution }
}

fn pick<'a, 'b>(documents: &[&'a Prepared<'b>], mut keep: impl FnMut(usize) -> bool) -> Vec<&'a Prepared<'b>> {
    documents.iter().enumerate().filter(|(index, _)| keep(*index)).map(|(_, document)| *document).collect()
}
