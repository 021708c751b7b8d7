//! What the tests of this crate share.

use crate::features::Linguistics;
use std::sync::LazyLock;
use zufolge::document::{Document, Orthography, Token};
use zufolge::text::CleanText;
use zufolge::{Span, attribution::Role};
use zufolge_lexicon::GERMAN;

/// Built once: it takes longer than most tests.
pub(crate) static LINGUISTICS: LazyLock<Linguistics> = LazyLock::new(|| {
    let tagger = include_bytes!("../../../models/parts/tagger-de.bin");
    let clusters = include_bytes!("../../../models/parts/clusters-de.bin");
    crate::engine::linguistics(&GERMAN, tagger, clusters).unwrap()
});

/// A text without a headline.
pub(crate) fn read(text: &str) -> Document {
    Orthography::new(&GERMAN).read_body(CleanText::new(text))
}

/// Where pieces of a text first stand, each given as its words with blanks between.
pub(crate) fn spans(doc: &Document, pieces: &[&str]) -> Role {
    let words: Vec<&str> = (0..doc.tokens.len()).map(|at| doc.word(at)).collect();
    let span = |piece: &&str| -> Span<Token> {
        let wanted: Vec<&str> = piece.split(' ').collect();
        let at = words.windows(wanted.len()).position(|window| window == wanted).unwrap();
        Span::new(at, at + wanted.len())
    };
    pieces.iter().map(span).collect()
}
