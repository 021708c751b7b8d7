//! The compiled orthography of one language: what the document stage knows of abbreviations, ordinals, agencies, quotation marks.

use super::{Document, Token, paragraphs, quotations};
use crate::span::Span;
use crate::text::CleanText;
use zufolge_lexicon::LanguageData;

/// Turns clean text into a [`Document`], by the writing rules of one language.
#[derive(Debug)]
pub struct Orthography {}

impl Orthography {
    /// Compiles the orthography of a language.
    #[must_use]
    pub fn new(_data: &LanguageData) -> Self {
        Orthography {}
    }

    /// Finds furniture, paragraphs, sentences, tokens and quotation marks. Total: nothing fails.
    #[must_use]
    pub fn read(&self, text: CleanText) -> Document {
        Document { text: text.into_string(), ..Document::default() }
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
}
