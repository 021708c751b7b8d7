//! Documents to learn from, with the labels that their annotations stand for.

use anyhow::Context as _;
use std::path::Path;
use zufolge::attribution::{Form, Mode, Role};
use zufolge::document::Orthography;
use zufolge::text::CleanText;
use zufolge::{Byte, Document, Span};
use zufolge_corpus::zuf::Article;
use zufolge_corpus::{Annotation, wikinews};
use zufolge_model::features::Window;
use zufolge_model::labels::{self, content, role};
use zufolge_model::predictor::MODES;

/// One annotated document.
#[derive(Debug)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// The document as the predictor reads it.
    pub doc: Document,
    /// What it should find.
    pub annotations: Vec<Annotation>,
    /// True for the Wikinews corpus, where reported attributions have neither cue nor frame.
    pub wikinews: bool,
}

/// Reads a file of the Wikinews corpus.
///
/// # Errors
/// If the file cannot be read, or is not in the corpus's format.
pub fn wikinews(path: &Path, orthography: &Orthography) -> anyhow::Result<Vec<Example>> {
    wikinews::Reader::open(path)?
        .map(|document| {
            let document = document.with_context(|| format!("{}", path.display()))?;
            let sample = document.sample;
            let doc = orthography.read_tokenised(sample.text, sample.tokens, &sample.sentences);
            Ok(Example { name: sample.name, doc, annotations: document.annotations, wikinews: true })
        })
        .collect()
}

/// Articles of our own corpus.
#[must_use]
pub fn own(articles: &[Article], orthography: &Orthography) -> Vec<Example> {
    articles
        .iter()
        .map(|article| {
            let doc = orthography.read(CleanText::new(&article.to_read().text));
            let role = |spans: &[Span<Byte>]| tokens_of(&doc, spans);
            let annotations = article
                .attributions
                .iter()
                .enumerate()
                .map(|(id, attr)| Annotation {
                    id,
                    form: Some(attr.form),
                    mode: Some(attr.mode),
                    content: role(&attr.content),
                    cue: role(&attr.cue),
                    source: role(&attr.source),
                    addressee: role(&attr.addressee),
                    frame: role(&attr.frame),
                    ..Annotation::default()
                })
                .collect();
            Example { name: article.head.id.clone(), annotations, doc, wikinews: false }
        })
        .collect()
}

/// The tokens that some places in the text touch. Furniture has none.
fn tokens_of(doc: &Document, spans: &[Span<Byte>]) -> Role {
    let touched = |span: &Span<Byte>| {
        let first = doc.tokens.partition_point(|token| token.span.end <= span.start);
        let after = doc.tokens.partition_point(|token| token.span.start < span.end);
        first as u32..after.max(first) as u32
    };
    zufolge_corpus::role_of(spans.iter().flat_map(touched))
}

/// The tokens of a role.
pub(crate) fn tokens(role: &Role) -> impl Iterator<Item = usize> + '_ {
    role.iter().flat_map(|span| span.range())
}

/// For each annotation the one whose content holds its own most closely, and how many hold it.
#[must_use]
pub fn holders(annotations: &[Annotation]) -> Vec<(Option<usize>, usize)> {
    let size = |annotation: &Annotation| tokens(&annotation.content).count();
    (0..annotations.len())
        .map(|inner| {
            let holds = |outer: &usize| {
                let (one, other) = (&annotations[*outer].content, &annotations[inner].content);
                *outer != inner && other.iter().all(|span| one.iter().any(|whole| whole.covers(*span))) && (one != other || *outer < inner)
            };
            let holding: Vec<usize> = (0..annotations.len()).filter(holds).collect();
            (holding.iter().copied().min_by_key(|outer| size(&annotations[*outer])), holding.len())
        })
        .collect()
}

impl Example {
    /// The labels of the outermost layer.
    #[must_use]
    pub fn outer(&self) -> Vec<u8> {
        let mut labels = vec![content::NONE; self.doc.tokens.len()];
        let layers = holders(&self.annotations);
        let outermost = || self.annotations.iter().zip(&layers).filter(|(_, (_, depth))| *depth == 0).map(|(annotation, _)| annotation);
        for annotation in outermost() {
            put_frame(&mut labels, 0, annotation);
        }
        for annotation in outermost() {
            put_content(&mut labels, 0, annotation);
        }
        labels
    }

    /// For each outermost content its stretch, and the labels of what lies in it.
    #[must_use]
    pub fn inner(&self) -> Vec<(Span<zufolge::document::Token>, Vec<u8>)> {
        let layers = holders(&self.annotations);
        let mut stretches = Vec::new();
        for (index, annotation) in self.annotations.iter().enumerate().filter(|(index, _)| layers[*index].1 == 0) {
            let (Some(first), Some(last)) = (annotation.content.first(), annotation.content.last()) else { continue };
            let stretch: Span<zufolge::document::Token> = Span::new(first.start as usize, last.end as usize);
            if stretch.len() < 3 {
                continue;
            }
            let mut labels = vec![content::NONE; stretch.len()];
            let children = || (0..self.annotations.len()).filter(|child| layers[*child] == (Some(index), 1));
            for child in children() {
                put_frame(&mut labels, stretch.start as usize, &self.annotations[child]);
            }
            for child in children() {
                put_content(&mut labels, stretch.start as usize, &self.annotations[child]);
            }
            stretches.push((stretch, labels));
        }
        stretches
    }
}

fn put_frame(labels: &mut [u8], from: usize, annotation: &Annotation) {
    let frame = &annotation.frame;
    for (part, label) in [
        (frame, content::FRAME),
        (&annotation.addressee, content::ADDRESSEE),
        (&annotation.source, content::SOURCE),
        (&annotation.cue, content::CUE),
    ] {
        for at in tokens(part).filter(|at| frame.iter().any(|span| span.contains(*at))) {
            if let Some(known) = at.checked_sub(from).and_then(|at| labels.get_mut(at)) {
                *known = label;
            }
        }
    }
}

fn put_content(labels: &mut [u8], from: usize, annotation: &Annotation) {
    let Some(form) = annotation.form else { return };
    for (index, at) in tokens(&annotation.content).enumerate() {
        if let Some(label) = at.checked_sub(from).and_then(|at| labels.get_mut(at)) {
            *label = labels::of_content(form, index == 0);
        }
    }
}

/// The labels of the roles of one annotation in its window.
#[must_use]
pub fn role_labels(annotation: &Annotation, window: &Window, form: Form) -> Vec<u8> {
    let has = |part: &Role, at: usize| part.iter().any(|span| span.contains(at));
    window
        .tokens
        .iter()
        .map(|&at| {
            // Reported content holds its own roles; where there is no frame they stand apart.
            let framed = has(&annotation.frame, at) || form == Form::Reported && has(&annotation.content, at);
            if framed && has(&annotation.cue, at) {
                role::CUE
            } else if has(&annotation.source, at) {
                if framed { role::SOURCE } else { role::SOURCE_APART }
            } else if framed && has(&annotation.addressee, at) {
                role::ADDRESSEE
            } else if has(&annotation.frame, at) {
                role::FRAME
            } else {
                role::NONE
            }
        })
        .collect()
}

/// The label of a mode, as near as there is one.
#[must_use]
pub fn mode_label(mode: Mode) -> u8 {
    MODES.iter().position(|known| *known == mode).unwrap_or(0) as u8
}
