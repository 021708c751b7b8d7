//! Our own articles in tokens, the unit that everything is scored in.

use crate::zuf::Article;
use crate::{Annotation, Sample, role_of};
use zufolge::attribution::Role;
use zufolge::document::{Orthography, Token};
use zufolge::text::CleanText;
use zufolge::{Byte, Span};
use zufolge_lexicon::LanguageData;

/// Cuts articles into tokens and puts their labels on them.
#[derive(Debug)]
pub struct Tokeniser {
    orthography: Orthography,
}

/// One article in tokens.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tokenised {
    /// The text with its tokens and sentences.
    pub sample: Sample,
    /// The attributions, in the article's order; the ids are their places in it.
    pub annotations: Vec<Annotation>,
}

impl Tokeniser {
    /// By the writing rules of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        Tokeniser { orthography: Orthography::new(data) }
    }

    /// The text in tokens. All of it is running text, subheads and datelines too: labels may stand on any word.
    #[must_use]
    pub fn sample(&self, name: &str, text: &str) -> Sample {
        let doc = self.orthography.read_body(CleanText::new(text));
        let sentences = doc.sentences.iter().map(|sentence| sentence.tokens).collect();
        Sample { name: name.to_owned(), text: doc.text, tokens: doc.tokens, sentences }
    }

    /// The article in tokens with its attributions.
    #[must_use]
    pub fn article(&self, article: &Article) -> Tokenised {
        let sample = self.sample(&article.head.id, &article.text);
        let role = |spans: &[Span<Byte>]| sample.role(spans);
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
                is_nested: attr.parent.is_some(),
                has_nested: article.attributions.iter().any(|child| child.parent == Some(id)),
                other: Vec::new(),
                rule: None,
            })
            .collect();
        Tokenised { sample, annotations }
    }
}

impl Sample {
    /// The tokens that some places in the text touch.
    #[must_use]
    pub fn role(&self, spans: &[Span<Byte>]) -> Role {
        let touched = |span: &Span<Byte>| {
            let first = self.tokens.partition_point(|token| token.span.end <= span.start);
            let after = self.tokens.partition_point(|token: &Token| token.span.start < span.end);
            first as u32..after.max(first) as u32
        };
        role_of(spans.iter().flat_map(touched))
    }
}
