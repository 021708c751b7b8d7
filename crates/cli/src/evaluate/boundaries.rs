//! Our own tokens and sentences of the raw text against the corpus's.

use zufolge::document::Orthography;
use zufolge::text::CleanText;
use zufolge::{Byte, Span};
use zufolge_corpus::{BoundaryTally, Sample};
use zufolge_lexicon::LanguageData;

/// Reads raw texts and counts boundaries, in code points of the raw text.
#[derive(Debug)]
pub(super) struct Boundaries {
    orthography: Orthography,
    /// Token spans.
    pub(super) tokens: BoundaryTally,
    /// Where the last token of each sentence ends.
    pub(super) sentences: BoundaryTally,
}

impl Boundaries {
    pub(super) fn new(data: &LanguageData) -> Self {
        Boundaries { orthography: Orthography::new(data), tokens: BoundaryTally::default(), sentences: BoundaryTally::default() }
    }

    pub(super) fn add(&mut self, sample: &Sample) {
        let code_points = CodePoints::new(&sample.text);
        let reference: Vec<(usize, usize)> = sample.tokens.iter().map(|token| code_points.around(token.span)).collect();
        let reference_ends: Vec<usize> = sample.sentences.iter().map(|sentence| reference[sentence.end as usize - 1].1).collect();

        let clean = CleanText::new(&sample.text);
        let offsets = clean.offsets().clone();
        let doc = self.orthography.read(clean);
        let predicted: Vec<(usize, usize)> = doc.tokens.iter().map(|token| code_points.around(offsets.to_input(token.span))).collect();
        let predicted_ends: Vec<usize> = doc.sentences.iter().map(|sentence| predicted[sentence.tokens.end as usize - 1].1).collect();

        self.tokens.add(&predicted, &reference);
        self.sentences.add(&predicted_ends, &reference_ends);
    }
}

/// How many code points stand before each byte of a text.
struct CodePoints(Vec<u32>);

impl CodePoints {
    fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        for (count, character) in text.chars().enumerate() {
            before.extend(std::iter::repeat_n(count as u32, character.len_utf8()));
        }
        before.push(text.chars().count() as u32);
        CodePoints(before)
    }

    fn around(&self, span: Span<Byte>) -> (usize, usize) {
        (self.0[span.start as usize] as usize, self.0[span.end as usize] as usize)
    }
}
