//! What the rules know of each token.

use super::lexicon::{Lexicon, Speaker, Word, class};
use super::morphology::form;
use crate::document::Document;
use crate::word_list::WordList;

/// What is known of one token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tag {
    /// From the word lists.
    pub(super) word: Word,
    /// The single character of a punctuation mark, else `'\0'`.
    pub(super) mark: char,
    /// Starts with a capital letter or a digit followed by letters.
    pub(super) capital: bool,
    /// First word of its sentence or of a quotation.
    pub(super) first: bool,
    /// Index + 1 of the innermost quotation it stands in, marks included.
    pub(super) quotation: u32,
}

impl Tag {
    pub(super) fn is(&self, classes: u64) -> bool {
        self.word.classes & classes != 0
    }

    pub(super) fn forms(&self, forms: u16) -> bool {
        self.word.forms & forms != 0
    }

    pub(super) fn any_forms(&self, forms: u16) -> bool {
        self.word.any_forms & forms != 0
    }

    /// A comma, dash, semicolon or colon.
    pub(super) fn separates(&self) -> bool {
        matches!(self.mark, ',' | ';' | ':' | '–' | '—' | '-')
    }

    /// A word that is written with a capital because it is a noun or a name. Of a sentence's first words those that may be something else are none,
    /// but for who can speak: "Zeugen".
    pub(super) fn nominal(&self) -> bool {
        let verb = || self.forms(form::FINITE | form::PARTICIPLE) && self.word.speaker.is_none();
        self.capital && !(self.first && (self.word.classes != 0 || verb()))
    }

    /// A lower-case word that could be a finite verb; of a sentence's first words, which are written with a capital, only the auxiliaries
    /// and modals, since the others are nouns more often than not ("Versuche").
    pub(super) fn may_be_finite(&self) -> bool {
        let verb = self.is(class::AUXILIARY | class::MODAL);
        // "einer, der lange mitregiert": spelled like "man lange zu".
        let adverb = self.is(class::ADVERB) && !self.any_forms(form::INDICATIVE);
        (!self.capital || self.first && verb)
            && self.any_forms(form::FINITE)
            && !adverb
            && (verb
                || !self.is(class::PREPOSITION | class::COORDINATOR | class::DET_NOM | class::DET_OBL | class::PRON_OBL | class::PERSONAL))
    }
}

/// Quotations further in are noise: nobody quotes a quotation of a quotation of a quotation.
const DEEPEST_QUOTATION: u8 = 3;

/// True if a letter behind the first is a capital.
fn mixed_case(text: &str) -> bool {
    // Most words have neither, and are not cut.
    text.bytes().any(|byte| byte == b'-' || byte.is_ascii_uppercase())
        && (text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
            || text.split('-').skip(1).any(|part| part.starts_with(char::is_uppercase)))
}

/// A document with tags on its tokens.
pub(super) struct Tagged<'a> {
    pub(super) doc: &'a Document,
    pub(super) lexicon: &'a Lexicon,
    pub(super) tags: Vec<Tag>,
}

impl<'a> Tagged<'a> {
    pub(super) fn new(doc: &'a Document, lexicon: &'a Lexicon) -> Self {
        let mut tags: Vec<Tag> = Vec::with_capacity(doc.tokens.len());
        for index in 0..doc.tokens.len() {
            let text = doc.word(index);
            let first_char = text.chars().next().unwrap_or_default();
            // "al-Dschasira", "90-Jährige", "eBay" and "dpa" are nouns too.
            let small = || lexicon.turns.written_small.has(text);
            let capital = first_char.is_uppercase() || mixed_case(text) || lexicon.turns.is_site(text) || small();
            let mark = if first_char.is_alphanumeric() || text.chars().nth(1).is_some() { '\0' } else { first_char };
            let word = if mark != '\0' {
                Word::default()
            } else if lexicon.turns.is_site(text) {
                Word::speaking(Speaker::Outlet)
            } else {
                lexicon.word(doc.lower(index))
            };
            tags.push(Tag { word, mark, capital, first: false, quotation: 0 });
        }
        for sentence in &doc.sentences {
            if let Some(at) = sentence.tokens.range().find(|at| tags[*at].mark == '\0') {
                tags[at].first = true;
            }
        }
        // "Hamad bin Chalifa": what is a verb elsewhere is none between two names.
        for at in 1..tags.len().saturating_sub(1) {
            let (tag, name) = (&tags[at], |at: usize| tags[at].capital && tags[at].mark == '\0' && !tags[at].is(class::PERSONAL));
            if !tag.capital && tag.is(class::NAME_PARTICLE) && tag.is(class::AUXILIARY) && name(at - 1) && name(at + 1) {
                tags[at].word = Word::only(class::NAME_PARTICLE);
            }
        }
        // "Pro Asyl": a name, and no preposition.
        for at in 1..tags.len() {
            if tags[at - 1].is(class::PREPOSITION) && lexicon.turns.opens_society(doc.word(at - 1), doc.word(at), tags[at - 1].first) {
                tags[at - 1].word = Word::default();
            }
        }
        for (index, quotation) in doc.quotations.iter().enumerate().filter(|(_, quotation)| quotation.depth <= DEEPEST_QUOTATION) {
            for at in quotation.tokens.range() {
                tags[at].quotation = index as u32 + 1;
            }
            if quotation.tokens.len() > 2 {
                let tag = &mut tags[quotation.tokens.start as usize + 1];
                tag.first = true;
                // „taz“: papers that write their names small.
                let paper = tag.word.speaker == Some(Speaker::Outlet) && tag.word.classes == 0 && !tag.forms(form::FINITE);
                tag.capital |= quotation.closed && quotation.tokens.len() == 3 && paper;
            }
        }
        Tagged { doc, lexicon, tags }
    }

    /// An infinitive with `zu`, before it or inside: "zu kommen", "mitzuteilen"; of unknown verbs too.
    pub(super) fn zu_infinitive(&self, start: usize, at: usize) -> bool {
        let (tag, word) = (&self.tags[at], self.doc.word(at));
        if tag.capital || tag.mark != '\0' {
            return false;
        }
        let infinitive =
            |word: &str| word.ends_with("en") || word.ends_with("eln") || word.ends_with("ern") || word == "sein" || word == "tun";
        tag.forms(form::ZU_INFINITIVE)
            || at > start
                && self.tags[at - 1].is(class::INFINITIVE_PARTICLE)
                && (tag.any_forms(form::INFINITIVE) || tag.word.classes == 0 && infinitive(word))
            || tag.word.any_forms == 0
                && word.find("zu").is_some_and(|zu| {
                    zu > 0 && infinitive(&word[zu..]) && self.lexicon.word(&word[..zu]).classes & class::SEPARABLE_PREFIX != 0
                })
    }

    /// The word in lower case.
    pub(super) fn lower(&self, at: usize) -> &'a str {
        self.doc.lower(at)
    }

    /// True if the token is spelled so, whatever the case of its first letter.
    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        // Asked for every token by several lists: most words are told apart by their length and their last letter, before the text is cut.
        let span = self.doc.tokens[at].span;
        let same_letter = |one: u8, other: u8| (one ^ other) & !0x20 == 0 || !one.is_ascii() || !other.is_ascii();
        let last = || self.doc.text.as_bytes().get((span.end as usize).wrapping_sub(1));
        if span.len() != word.len() || !last().zip(word.as_bytes().last()).is_some_and(|(one, other)| same_letter(*one, *other)) {
            return false;
        }
        self.doc.word(at) == word || self.lower(at) == word
    }

    /// True if the token is one of a list, whatever the case of its first letter.
    pub(super) fn is_one_of(&self, at: usize, list: &WordList) -> bool {
        list.iter().any(|word| self.is_word(at, word))
    }

    /// True if the word in question is, or ends in, a noun for somebody who can speak.
    pub(super) fn can_speak(&self, at: usize) -> bool {
        self.tags[at].is(class::PERSONAL) || self.lexicon.speaker(self.lower(at)).is_some()
    }

    /// True for a quotation mark.
    pub(super) fn is_quotation_mark(&self, at: usize) -> bool {
        self.tags[at].mark != '\0' && self.tags[at].quotation > 0
    }

    /// True for "AOK": two to six capitals.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let word = self.doc.word(at);
        (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
    }

    /// The quotation around `at`, the outermost one; none behind the last token.
    pub(super) fn outer_quotation(&self, at: usize) -> Option<usize> {
        let index = self.tags.get(at)?.quotation.checked_sub(1)? as usize;
        // Outer ones stand before inner ones, and no two outermost ones overlap.
        (0..=index).rev().find(|i| self.doc.quotations[*i].depth == 0).filter(|i| self.doc.quotations[*i].tokens.contains(at))
    }
}
