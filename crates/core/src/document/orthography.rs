//! The compiled orthography of one language: what the document stage knows of abbreviations, ordinals, agencies, quotation marks.

use super::furniture::{self, Layout};
use super::{Document, FurnitureKind, Paragraph, Token, lines, paragraphs, quotations, sentences, tokens};
use crate::span::{Byte, Span};
use crate::text::CleanText;
use crate::word_list;
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
    counted: FxHashSet<&'static str>,
    numbered: FxHashSet<&'static str>,
    /// In small letters.
    agencies: FxHashSet<String>,
    places: FxHashSet<&'static str>,
    particles: FxHashSet<&'static str>,
    months: FxHashSet<&'static str>,
    contacts: FxHashSet<&'static str>,
    notes: FxHashSet<&'static str>,
    place_words: FxHashSet<&'static str>,
    date_words: FxHashSet<&'static str>,
    bylines: FxHashSet<&'static str>,
    rights: Vec<&'static str>,
    clitics: FxHashSet<&'static str>,
}

impl Orthography {
    /// Compiles the orthography of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        let words = |list, name| word_list::lines(list).filter(move |(section, _)| *section == name).map(|(_, word)| word);
        let inner = words(data.abbreviations, "inner").map(|word| (word, Period::Inner));
        let last = words(data.abbreviations, "final").map(|word| (word, Period::Final));
        Orthography {
            abbreviations: inner.chain(last).collect(),
            starters: words(data.abbreviations, "starter").collect(),
            counted: words(data.abbreviations, "counted").collect(),
            numbered: words(data.abbreviations, "numbered").collect(),
            agencies: words(data.furniture, "agency").map(str::to_lowercase).collect(),
            places: words(data.furniture, "place").collect(),
            particles: words(data.furniture, "particle").collect(),
            months: words(data.furniture, "month").collect(),
            contacts: words(data.furniture, "contact").collect(),
            notes: words(data.furniture, "notes").collect(),
            place_words: words(data.furniture, "place-word").collect(),
            date_words: words(data.furniture, "date-word").collect(),
            bylines: words(data.furniture, "byline").collect(),
            rights: words(data.furniture, "rights").collect(),
            clitics: words(data.abbreviations, "clitic").collect(),
        }
    }

    /// Finds furniture, paragraphs, sentences, tokens and quotation marks. Total: nothing fails.
    #[must_use]
    pub fn read(&self, text: CleanText) -> Document {
        let layout = furniture::find(self, text.as_str(), &lines::split(text.as_str()));
        self.read_layout(text, layout)
    }

    /// The same, but everything is running text, headline-like lines too: for measuring against corpora that know no furniture.
    #[must_use]
    pub fn read_body(&self, text: CleanText) -> Document {
        let layout = furniture::none(&lines::split(text.as_str()));
        self.read_layout(text, layout)
    }

    /// The headlines of `doc` as a document of their own: its text up to their end, in which nothing else is running text. Places are the
    /// same in both.
    #[must_use]
    pub fn read_headlines(&self, doc: &Document) -> Document {
        let headlines = doc.furniture.iter().filter(|piece| piece.kind == FurnitureKind::Headline);
        let paragraphs: Vec<Span<Byte>> = headlines.map(|piece| piece.span).collect();
        let end = paragraphs.last().map_or(0, |span| span.end as usize);
        self.read_layout(CleanText::new(&doc.text[..end]), Layout { paragraphs, ..Layout::default() })
    }

    fn read_layout(&self, text: CleanText, layout: Layout) -> Document {
        let (text, offsets) = text.into_parts();
        let Layout { furniture, dateline, paragraphs } = layout;
        let mut doc = Document { text, offsets, furniture, dateline, ..Document::default() };
        // German news has six to seven bytes a token, and a hundred a sentence.
        doc.tokens.reserve(doc.text.len() / 6);
        doc.sentences.reserve(doc.text.len() / 100);
        let mut glued_ends = Vec::new();
        for span in paragraphs {
            let (first, first_sentence) = (doc.tokens.len(), doc.sentences.len());
            glued_ends.clear();
            tokens::cut(self, &doc.text, span, &mut doc.tokens, &mut glued_ends);
            let paragraph = doc.paragraphs.len() as u32;
            sentences::cut(self, &doc.text, &doc.tokens, first, &glued_ends, paragraph, &mut doc.sentences);
            if doc.sentences.len() > first_sentence {
                doc.paragraphs.push(Paragraph { sentences: Span::new(first_sentence, doc.sentences.len()) });
            }
        }
        quotations::pair(self, &mut doc);
        doc
    }

    /// The same over tokens and sentences given from outside (a corpus's own); both in order, sentences covering the tokens they hold.
    /// Paragraphs come from the line breaks between sentences; quotation marks are paired as in [`Orthography::read`].
    #[must_use]
    pub fn read_tokenised(&self, text: String, tokens: Vec<Token>, sentences: &[Span<Token>]) -> Document {
        let (sentences, paragraphs) = paragraphs::group(&text, &tokens, sentences);
        let mut doc = Document { text, tokens, sentences, paragraphs, ..Document::default() };
        quotations::pair(self, &mut doc);
        doc
    }

    pub(super) fn period(&self, word: &str) -> Option<Period> {
        self.abbreviations.get(word).copied()
    }

    pub(super) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains_key(word)
    }

    /// "Art": an abbreviation if a number follows.
    pub(super) fn is_numbered(&self, word: &str) -> bool {
        self.numbered.contains(word)
    }

    pub(super) fn is_agency(&self, name: &str) -> bool {
        self.agencies.contains(name) || self.agencies.contains(&name.to_lowercase())
    }

    pub(super) fn is_place(&self, name: &str) -> bool {
        self.places.contains(name)
    }

    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    pub(super) fn is_month(&self, word: &str) -> bool {
        self.months.contains(word)
    }

    pub(super) fn is_contact(&self, word: &str) -> bool {
        self.contacts.contains(word)
    }

    /// A line behind which come notes to editors.
    pub(super) fn opens_notes(&self, line: &str) -> bool {
        self.notes.contains(line)
    }

    /// A small word inside the name of a place: "am".
    pub(super) fn is_place_word(&self, word: &str) -> bool {
        self.place_words.contains(word)
    }

    /// A small word before or inside a date: "den".
    pub(super) fn is_date_word(&self, word: &str) -> bool {
        self.date_words.contains(word)
    }

    /// The word that a byline begins with.
    pub(super) fn opens_byline(&self, word: &str) -> bool {
        self.bylines.contains(word)
    }

    /// A line that says whose the rights are.
    pub(super) fn tells_rights(&self, line: &str) -> bool {
        self.rights.iter().any(|start| line.starts_with(start))
    }

    /// What is left of a word that begins with an apostrophe: "ne".
    pub(super) fn is_clitic(&self, word: &str) -> bool {
        self.clitics.contains(word)
    }

    /// A noun that high ordinal numbers stand before.
    pub(super) fn is_counted(&self, word: &str) -> bool {
        self.counted.contains(word)
    }

    /// A capitalised word that begins sentences.
    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}
