//! Weak supervision: plain texts, of which the rules tell what they are sure of.
//!
//! Articles that were written to hold many attributions teach that nearly everything is one. Plain texts show how thinly most texts attribute:
//! what the rules find there with some confidence is taught at a lower weight than an annotated article, what they half believe is left open.

use crate::data::{Example, tokens};
use crate::fit::Sequence;
use crate::learn::{self, Prepared};
use anyhow::Context as _;
use rayon::prelude::*;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;
use zufolge::attribution::Role;
use zufolge::document::Orthography;
use zufolge::text::CleanText;
use zufolge_corpus::Annotation;
use zufolge_corpus::score::overlap;
use zufolge_model::candidates::{self, Outer};
use zufolge_model::features::{self, Facts, Linguistics};
use zufolge_model::predictor::Model;

/// How much a lesson counts, beside 1 for an annotated article.
const WEIGHT: f32 = 0.3;

/// From which confidence on a finding of the rules is taught.
const SURE: f32 = 0.6;

/// Bytes of a plain text, from which on it ends with its paragraph, and at which it is cut.
const EXCERPT: (usize, usize) = (2500, 6000);

/// What a lesson is made of.
#[derive(Debug)]
pub struct Material {
    /// The text, annotated by the rules.
    example: Example,
    /// For each annotation, whether the rules are sure of it.
    sure: Vec<bool>,
    /// For each token, whether its label is left open.
    open: Vec<bool>,
}

/// A text ready to learn from.
#[derive(Debug)]
pub struct Lesson<'a> {
    pub(crate) document: Prepared<'a>,
    material: &'a Material,
}

/// Looks at all texts once.
#[must_use]
pub fn prepare<'a>(materials: &'a [Material], linguistics: &Linguistics) -> Vec<Lesson<'a>> {
    materials
        .par_iter()
        .map(|material| {
            let facts = Facts::new(&material.example.doc, linguistics);
            let (seen, labels) = (features::content(&facts), material.example.outer());
            let outer = Sequence { seen, labels, open: material.open.clone(), weight: WEIGHT };
            Lesson { document: Prepared { example: &material.example, facts, outer }, material }
        })
        .collect()
}

impl Lesson<'_> {
    /// What the field for roles sees and should say; `seen` are the labels of the outermost layer.
    pub(crate) fn roles(&self, seen: &[u8]) -> Vec<Sequence> {
        let all = learn::roles_data(&self.document, seen).into_iter().zip(learn::in_order(&self.material.example.annotations));
        all.filter(|(_, annotation)| self.material.sure[annotation.id]).map(|(one, _)| Sequence { weight: WEIGHT, ..one }).collect()
    }

    /// What the judge of candidates sees and should say; `seen` is what a field says that has not seen the text.
    pub(crate) fn judged(&self, model: &Model, seen: &Outer) -> Vec<Sequence> {
        let all = candidates::candidates(model, &self.document.facts, seen);
        let unsure = |content: &Role| {
            let half_believed = self.material.example.annotations.iter().zip(&self.material.sure).filter(|(_, sure)| !**sure);
            half_believed.into_iter().any(|(annotation, _)| overlap(&annotation.content, content) > TOUCHED)
        };
        learn::worth_data(&self.document, &all)
            .into_iter()
            .zip(&all)
            .filter(|(_, candidate)| !unsure(&candidate.found.content))
            .map(|(one, _)| Sequence { weight: WEIGHT, ..one })
            .collect()
    }
}

/// From which overlap on a candidate is about the same words.
const TOUCHED: f64 = 0.2;

/// Excerpts of a large plain text, a paragraph a line, as evenly spread over the file as can be.
///
/// # Errors
/// If the file cannot be read as UTF-8.
pub fn plain(path: &Path, count: u64, orthography: &Orthography, linguistics: &Linguistics) -> anyhow::Result<Vec<Material>> {
    let excerpts = excerpts(path, count).with_context(|| format!("{}: cannot be read as plain text", path.display()))?;
    let material = |(number, text): (usize, String)| {
        let doc = orthography.read(CleanText::new(&text));
        let found = linguistics.rules().analyse(&doc).found;
        let annotations = Annotation::from_attributions(&found);
        let sure: Vec<bool> = found.iter().map(|attr| attr.confidence >= SURE).collect();
        let example = Example { name: format!("excerpt {number}"), doc, annotations, wikinews: false };
        let mut open = vec![false; example.doc.tokens.len()];
        for (attr, _) in found.iter().zip(&sure).filter(|(attr, sure)| attr.parent.is_none() && !**sure) {
            for at in [&attr.content, &attr.frame, &attr.source].into_iter().flat_map(tokens) {
                open[at] = true;
            }
        }
        Material { example, sure, open }
    };
    Ok(excerpts.into_par_iter().enumerate().map(material).collect())
}

fn excerpts(path: &Path, count: u64) -> std::io::Result<Vec<String>> {
    let mut file = BufReader::new(std::fs::File::open(path)?);
    let size = file.get_ref().metadata()?.len();
    let mut excerpts = Vec::new();
    for number in 0..count {
        file.seek(SeekFrom::Start(size * number / count))?;
        let mut bytes = Vec::new();
        if number > 0 {
            // The rest of a paragraph.
            file.read_until(b'\n', &mut bytes)?;
            bytes.clear();
        }
        let mut text = String::new();
        while text.len() < EXCERPT.0 && file.read_until(b'\n', &mut bytes)? > 0 {
            let line = std::str::from_utf8(&bytes).map_err(std::io::Error::other)?.trim();
            if !line.is_empty() {
                text.push_str(line);
                text.push_str("\n\n");
            }
            bytes.clear();
        }
        let end = (0..=EXCERPT.1.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or(0));
        if !text.is_empty() {
            excerpts.push(text);
        }
    }
    Ok(excerpts)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
