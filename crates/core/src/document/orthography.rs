//! The compiled orthography of one language: what the document stage knows of abbreviations, ordinals, agencies, quotation marks.

use super::{Document, Paragraph, Token, paragraphs, quotations, sentences, tokens};
use crate::span::{Byte, Span};
use crate::text::CleanText;
use rustc_hash::{FxHashMap, FxHashSet};
use zufolge_lexicon::LanguageData;

/// What the period of an abbreviation can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    /// It never ends a sentence.
    Inner,
    /// It ends a sentence too, if the next word starts one.
    Final,
}

/// Turns clean text into a [`Document`], by the writing rules of one language.
#[derive(Debug)]
pub struct Orthography {
    abbreviations: FxHashMap<&'static str, Period>,
    starters: FxHashSet<&'static str>,
}

impl Orthography {
    /// Compiles the orthography of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        let mut abbreviations = FxHashMap::default();
        let mut starters = FxHashSet::default();
        for (section, word) in entries(data.abbreviations) {
            match section {
                "inner" => drop(abbreviations.insert(word, Period::Inner)),
                "final" => drop(abbreviations.insert(word, Period::Final)),
                _ => drop(starters.insert(word)),
            }
        }
        Orthography { abbreviations, starters }
    }

    /// Finds furniture, paragraphs, sentences, tokens and quotation marks. Total: nothing fails.
    #[must_use]
    pub fn read(&self, text: CleanText) -> Document {
        self.read_body(text)
    }

    /// The same, but everything is running text, headline-like lines too: for measuring against corpora that know no furniture.
    #[must_use]
    pub fn read_body(&self, text: CleanText) -> Document {
        let (text, offsets) = text.into_parts();
        let mut doc = Document { text, offsets, ..Document::default() };
        let regions: Vec<Span<Byte>> = doc
            .text
            .split('\n')
            .scan(0, |at, line| {
                let s = *at;
                *at += line.len() + 1;
                Some(Span::new(s, s + line.len()))
            })
            .collect();
        self.fill(&mut doc, &regions);
        doc
    }

    fn fill(&self, doc: &mut Document, regions: &[Span<Byte>]) {
        let mut glued_ends = Vec::new();
        for region in regions {
            let (first, first_sentence) = (doc.tokens.len(), doc.sentences.len());
            glued_ends.clear();
            tokens::cut(self, &doc.text, *region, &mut doc.tokens, &mut glued_ends);
            let paragraph = doc.paragraphs.len() as u32;
            sentences::cut(self, &doc.text, &doc.tokens, first, &glued_ends, paragraph, &mut doc.sentences);
            if doc.sentences.len() > first_sentence {
                doc.paragraphs.push(Paragraph { sentences: Span::new(first_sentence, doc.sentences.len()) });
            }
        }
        quotations::pair(doc);
    }

    /// The same over tokens and sentences given from outside (a corpus's own); both in order, sentences covering the tokens they hold.
    /// Paragraphs come from the line breaks between sentences; quotation marks are paired as in [`Orthography::read`].
    #[must_use]
    pub fn read_tokenised(&self, text: String, tokens: Vec<Token>, sentences: &[Span<Token>]) -> Document {
        let (sentences, paragraphs) = paragraphs::group(&text, &tokens, sentences);
        let mut doc = Document { text, tokens, sentences, paragraphs, ..Document::default() };
        quotations::pair(&mut doc);
        doc
    }

    pub(super) fn period(&self, word: &str) -> Option<Period> {
        self.abbreviations.get(word).copied()
    }

    pub(super) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains_key(word)
    }

    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}

/// The lines of a sectioned word list, each with its section, without comments and blank lines.
fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    list.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
            return None;
        }
        (!line.is_empty()).then_some((section, line))
    })
}
