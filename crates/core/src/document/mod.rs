//! Stage 2 of 5: clean text → document: furniture, paragraphs, sentences, tokens, quotation marks.

mod furniture;
mod letters;
mod lines;
mod orthography;
mod paragraphs;
mod quotations;
mod sentences;
pub mod times;
mod tokens;

pub use orthography::Orthography;

use crate::diagnostic::Diagnostic;
use crate::span::{Byte, Span};
use crate::text::{OffsetMap, lowercase_into};
use std::sync::OnceLock;

/// One token: a word, number, abbreviation with its period, URL or a single punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the clean text; never empty.
    pub span: Span<Byte>,
}

/// One sentence of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens; never empty.
    pub tokens: Span<Token>,
    /// Index of its paragraph in [`Document::paragraphs`].
    pub paragraph: u32,
}

/// One paragraph of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Its sentences; never empty.
    pub sentences: Span<Sentence>,
}

/// What a piece of the wire's furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FurnitureKind {
    /// The headline.
    Headline,
    /// The short line above the headline.
    Kicker,
    /// Who wrote it: "Von Lena Brandt".
    Byline,
    /// Place, date and agency before the first sentence: "Hamburg (dnb) - ".
    Dateline,
    /// A short line without closing punctuation between paragraphs.
    Subhead,
    /// Agency sign-off, e-mail, editors' initials at the end: "dnb lb/km".
    SignOff,
}

/// A piece of the wire's furniture: recognised, never part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Where in the clean text.
    pub span: Span<Byte>,
}

/// Where, when and by which agency the text was sent, as its first line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with the dash behind it: "BERLIN, 3. Mai (Reuters) –".
    pub span: Span<Byte>,
    /// "BERLIN"; empty if only an agency is named.
    pub place: Span<Byte>,
    /// "Reuters", without the brackets.
    pub agency: Option<Span<Byte>>,
    /// "3. Mai"
    pub date: Option<Span<Byte>>,
}

/// One stretch of text in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The tokens from the opening mark to the closing mark, both included. Where a mark is missing, to where the local pairing ends.
    pub tokens: Span<Token>,
    /// Nesting depth: 0 outermost.
    pub depth: u8,
    /// False where the closing mark is missing. The end is a guess then, unless a quotation of the next paragraph continues this one.
    pub closed: bool,
    /// Index of the quotation of the paragraph before that this one continues: the opening mark is repeated at the start of the paragraph,
    /// or left out there and only the closing mark stands in it.
    pub continues: Option<u32>,
}

/// A text with everything found in it that is not yet an attribution.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The clean text.
    pub text: String,
    /// The way from the clean text back to the input.
    pub offsets: OffsetMap,
    /// In order, not overlapping; furniture has none.
    pub tokens: Vec<Token>,
    /// In order, not overlapping, together covering all tokens.
    pub sentences: Vec<Sentence>,
    /// In order, together covering all sentences.
    pub paragraphs: Vec<Paragraph>,
    /// In order, not overlapping.
    pub furniture: Vec<Furniture>,
    /// The parts of the dateline, which is a piece of furniture too.
    pub dateline: Option<Dateline>,
    /// In order of their opening mark; outer before inner.
    pub quotations: Vec<Quotation>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
    /// The words in small letters, put there when one is first asked for: tokens do not change once they are told.
    pub(crate) small: OnceLock<SmallLetters>,
}

/// The words of all tokens in small letters, one behind the other.
#[derive(Debug, Clone)]
pub(crate) struct SmallLetters {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl SmallLetters {
    fn new(doc: &Document) -> Self {
        let (mut text, mut ends) = (String::with_capacity(doc.text.len()), Vec::with_capacity(doc.tokens.len()));
        for token in 0..doc.tokens.len() {
            lowercase_into(doc.word(token), &mut text);
            ends.push(text.len() as u32);
        }
        SmallLetters { text, ends }
    }
}

impl Document {
    /// The words of a token.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        &self.text[self.tokens[token].span.range()]
    }

    /// The words of a token in small letters.
    #[must_use]
    pub fn lower(&self, token: usize) -> &str {
        let small = self.small.get_or_init(|| SmallLetters::new(self));
        let start = token.checked_sub(1).map_or(0, |before| small.ends[before] as usize);
        &small.text[start..small.ends[token] as usize]
    }

    /// The bytes that a run of tokens covers, from the first token's start to the last one's end.
    #[must_use]
    pub fn bytes(&self, tokens: Span<Token>) -> Span<Byte> {
        if tokens.is_empty() {
            return Span::default();
        }
        Span::new(self.tokens[tokens.start as usize].span.start as usize, self.tokens[tokens.end as usize - 1].span.end as usize)
    }

    /// The quotations that lie wholly in `span`.
    pub fn quotations_in(&self, span: Span<Token>) -> impl Iterator<Item = Span<Token>> {
        let first = self.quotations.partition_point(|quotation| quotation.tokens.start < span.start);
        let inside = self.quotations[first..].iter().take_while(move |quotation| quotation.tokens.start < span.end);
        inside.map(|quotation| quotation.tokens).filter(move |tokens| span.covers(*tokens))
    }

    /// The text that a run of tokens covers, verbatim.
    #[must_use]
    pub fn slice(&self, tokens: Span<Token>) -> &str {
        &self.text[self.bytes(tokens).range()]
    }
}
