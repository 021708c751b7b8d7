//! A corpus's attributions as if an engine had found them, so that what is resolved about them can be measured by itself.
//!
//! Content, source, cue, addressee, frame, form, mode and nesting are handed over; nothing that is to be resolved is.

use crate::zuf::Article;
use crate::{Annotated, Annotation, Sample, wikinews};
use std::cmp::Reverse;
use zufolge::attribution::{Form, Role, Stance};
use zufolge::document::{Document, Orthography};
use zufolge::resolution::StanceSigns;
use zufolge::text::CleanText;
use zufolge::{Attribution, Report, Resolver, report};
use zufolge_lexicon::LanguageData;

/// What stands as `generator.model` and as `evidence` where attributions were given.
pub const GIVEN: &str = "given";

/// One document with the corpus's attributions.
#[derive(Debug, Clone)]
pub struct Given {
    article: zufolge::Article,
    doc: Document,
    attributions: Vec<Attribution>,
    /// The corpus's own ids, in the order of `attributions`.
    ids: Vec<String>,
}

impl Given {
    /// An article of our own corpus. All of it is running text, as labels may stand on any word; the dateline is read all the same.
    #[must_use]
    pub fn of_article(orthography: &Orthography, article: &Article) -> Given {
        let mut doc = orthography.read_body(CleanText::new(&article.text));
        doc.dateline = orthography.read(CleanText::new(&article.text)).dateline;
        let sample = Sample { text: doc.text.clone(), tokens: doc.tokens.clone(), ..Sample::default() };
        let attributions = article.attributions.iter().map(|attr| Attribution {
            form: attr.form,
            mixed: attr.mixed,
            mode: attr.mode,
            content: sample.role(&attr.content),
            cue: sample.role(&attr.cue),
            source: sample.role(&attr.source),
            addressee: sample.role(&attr.addressee),
            frame: sample.role(&attr.frame),
            parent: attr.parent,
            stance: Vec::new(),
            confidence: 1.0,
            evidence: vec![GIVEN],
        });
        let attributions = attributions.collect();
        let ids = article.attributions.iter().map(|attr| attr.id.clone()).collect();
        Given { article: article.to_read(), doc, attributions, ids }
    }

    /// A document of the Wikinews corpus, in the corpus's own tokens and its text as it stands there; headline and date are in its name.
    #[must_use]
    pub fn of_document(orthography: &Orthography, document: &Annotated) -> Given {
        let doc = document.sample.read(orthography);
        let mut annotations: Vec<&Annotation> = document.annotations.iter().collect();
        let start = |role: &Role| role.first().map(|span| span.start);
        annotations.sort_by_key(|one| (start(&one.content), Reverse(one.content.last().map(|span| span.end)), one.is_nested, one.id));
        let parent = |child: usize| {
            let inner = &annotations[child].content;
            let holds = |outer: &Role| !inner.is_empty() && inner.iter().all(|span| outer.iter().any(|whole| whole.covers(*span)));
            (0..child).rev().find(|outer| annotations[child].is_nested && holds(&annotations[*outer].content))
        };
        let attributions = annotations.iter().enumerate().map(|(index, one)| Attribution {
            form: one.form.unwrap_or(Form::Indirect),
            mixed: false,
            mode: one.mode.unwrap_or_default(),
            content: one.content.clone(),
            cue: one.cue.clone(),
            source: one.source.clone(),
            addressee: one.addressee.clone(),
            frame: one.frame.clone(),
            parent: parent(index),
            stance: Vec::new(),
            confidence: 1.0,
            evidence: vec![GIVEN],
        });
        let attributions = attributions.collect();
        let ids = annotations.iter().map(|one| one.id.to_string()).collect();
        Given { article: wikinews::article(&document.sample), doc, attributions, ids }
    }

    /// The corpus's own ids of the attributions, in their order.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The signs that stance is told from, for each attribution.
    #[must_use]
    pub fn stance_signs(&self, resolver: &Resolver) -> Vec<StanceSigns> {
        resolver.stance_signs(&self.doc, &self.attributions)
    }

    /// The same attributions, but told acts have no cue and no frame: as the Wikinews corpus has them.
    #[must_use]
    pub fn without_told_cues(&self) -> Given {
        let mut given = self.clone();
        for attr in given.attributions.iter_mut().filter(|attr| attr.form == Form::Reported) {
            attr.cue.clear();
            attr.frame.clear();
        }
        given
    }

    /// The signs that certainty and polarity are told from, given what stance each attribution has.
    #[must_use]
    pub fn factuality_signs(&self, resolver: &Resolver, stances: &[Vec<Stance>]) -> Vec<Vec<String>> {
        resolver.factuality_signs(&self.doc, &self.attributions, stances)
    }

    /// The report on these attributions, under the corpus's own ids.
    #[must_use]
    pub fn report(self, data: &LanguageData, resolver: &Resolver) -> Report {
        let Given { article, doc, attributions, ids } = self;
        let resolution = resolver.resolve(&doc, &article, &attributions);
        let mut report = report::assemble(&article, data.code, GIVEN, doc, &attributions, resolution);
        for ((attr, given), id) in report.attributions.iter_mut().zip(&attributions).zip(&ids) {
            attr.id.clone_from(id);
            attr.parent = attr.parent.as_ref().and(given.parent).map(|parent| ids[parent].clone());
        }
        report
    }
}
