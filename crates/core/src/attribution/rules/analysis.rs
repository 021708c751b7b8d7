//! What the rules know of a document, laid open for engines that learn from it.

use super::clauses::Sentence;
use super::lexicon::{AttributorKind, CLASS_NAMES, Speaker, complement};
use super::morphology::form;
use super::pointers::Gap;
use super::tags::Tagged;
use super::{AttributionRules, Finder, Parse, verb_of};
use crate::attribution::{Attribution, Mode};
use crate::document::{Document, Quotation, Token};
use crate::span::Span;

pub use super::clauses::ClauseKind;

/// What the rules know of a document: facts on its tokens and clauses, and the attributions they find.
///
/// The facts are those the rules themselves decide by. Bits have no fixed place: [`AttributionRules::class_names`] and its sisters name
/// them, so that what was learned of a bit stays true when the lists grow.
#[derive(Debug)]
pub struct Analysis {
    /// One for each token of the document.
    pub tokens: Vec<TokenFacts>,
    /// In order, not overlapping; separators lie between them.
    pub clauses: Vec<ClauseFacts>,
    /// For each quotation of the document whether it is the title or name of what stands before it: "der Frachter „Nordstern“".
    pub titles: Vec<bool>,
    /// For each quotation the clause that it stands in, where that leaves its verb out.
    pub gapped: Vec<Option<Gap>>,
    /// What the rules find, as [`crate::Engine::attributions`] gives it.
    pub found: Vec<Attribution>,
    /// What all of it was read from.
    pub parse: Parse,
}

/// What is known of one token.
#[derive(Debug, Clone, Copy)]
pub struct TokenFacts {
    /// Closed word classes, one bit each, in the order of [`AttributionRules::class_names`].
    pub classes: u64,
    /// What verb form the spelling can be, one bit each, in the order of [`AttributionRules::form_names`]; separable prefix attached.
    pub forms: u16,
    /// The same with the prefix detached too.
    pub any_forms: u16,
    /// The character of a punctuation mark, else `'\0'`.
    pub mark: char,
    /// Starts with a capital, or has one inside.
    pub capital: bool,
    /// Written with a capital because it is a noun or a name.
    pub nominal: bool,
    /// First word of its sentence or quotation.
    pub first: bool,
    /// Index + 1 of the innermost quotation around it.
    pub quotation: u32,
    /// What the noun stands for if it can speak: 0 nothing, 1 person, 2 body, 3 outlet, 4 document.
    pub speaker: u8,
    /// An attributing preposition or adverb: 0 none, 1 before its phrase, 2 behind it, 3 a noun that makes `nach` one, 4 standing alone.
    pub attributor: u8,
    /// A noun that takes a content clause or stands for a speech act.
    pub content_noun: bool,
    /// A noun for what is done or what somebody is accused of, and no name: "Untätigkeit", "Betrug".
    pub deed: bool,
    /// The verb it can be a form of that conveys something, if any: its mode.
    pub cue_mode: Option<Mode>,
}

/// What is known of one clause.
#[derive(Debug, Clone)]
pub struct ClauseFacts {
    /// Its tokens, separators excluded.
    pub tokens: Span<Token>,
    /// Index of its sentence in the document.
    pub sentence: usize,
    /// What kind of clause it is.
    pub kind: ClauseKind,
    /// The separator before it: `,` `;` `:` `–`, `&` for a conjunction without comma, `^` at the sentence's start.
    pub before: char,
    /// The word that opens it, if it is subordinate.
    pub opener: Option<usize>,
    /// Its verbs, if it has any.
    pub verbs: Option<VerbFacts>,
}

/// The verbs of a clause, read together.
#[derive(Debug, Clone)]
pub struct VerbFacts {
    /// The finite verb.
    pub finite: usize,
    /// All tokens in order: finite verb, prefix, participles, infinitives.
    pub tokens: Vec<usize>,
    /// The infinitive, without its prefix; empty where the lexicon does not know it.
    pub infinitive: &'static str,
    /// The separable prefix.
    pub prefix: &'static str,
    /// By what means it conveys, if it does.
    pub mode: Option<Mode>,
    /// What can carry its content, one bit each, in the order of [`AttributionRules::complement_names`].
    pub complements: u16,
    /// "wird … vorgeworfen".
    pub passive: bool,
    /// Surely Konjunktiv I.
    pub konjunktiv_1: bool,
    /// Surely Konjunktiv II.
    pub konjunktiv_2: bool,
    /// A modal is the finite verb.
    pub modal: bool,
}

impl AttributionRules {
    /// All that the rules know of a document.
    #[must_use]
    pub fn analyse(&self, doc: &Document) -> Analysis {
        let Parse { tags, sentences } = Parse::new(doc, &self.lexicon);
        let tagged = Tagged { doc, lexicon: &self.lexicon, tags };
        let tokens = (0..doc.tokens.len()).map(|at| token(&tagged, at)).collect();
        let clauses = sentences.iter().flat_map(|sentence| clauses(&tagged, sentence)).collect();
        let titles = tagged.titles();
        let sentence =
            |at: usize| sentences.partition_point(|sentence| sentence.tokens.end as usize <= at).min(sentences.len().saturating_sub(1));
        let gapped = |quotation: &Quotation| tagged.gapped(sentences.get(sentence(quotation.tokens.start as usize))?, quotation.tokens);
        let gapped = doc.quotations.iter().map(gapped).collect();
        let (found, parse) = Finder::find(doc, &self.lexicon, Parse { tags: tagged.tags, sentences });
        Analysis { tokens, clauses, titles, gapped, found, parse }
    }

    /// The names of the bits of [`TokenFacts::classes`].
    pub fn class_names() -> impl Iterator<Item = &'static str> {
        CLASS_NAMES.iter().map(|(name, _)| *name)
    }

    /// The names of the bits of [`TokenFacts::forms`].
    #[must_use]
    pub fn form_names() -> &'static [&'static str] {
        form::NAMES
    }

    /// The names of the bits of [`VerbFacts::complements`].
    pub fn complement_names() -> impl Iterator<Item = &'static str> {
        complement::NAMES.iter().map(|(name, _)| *name)
    }
}

fn token(tagged: &Tagged<'_>, at: usize) -> TokenFacts {
    let tag = &tagged.tags[at];
    let word = if tag.nominal() { tagged.lower(at) } else { "" };
    let speaker = match tagged.lexicon.speaker(word).or(tag.word.speaker) {
        None => 0,
        Some(Speaker::Person) => 1,
        Some(Speaker::Body) => 2,
        Some(Speaker::Outlet) => 3,
        Some(Speaker::Document) => 4,
    };
    let attributor = tag.word.attributor.or_else(|| if word.is_empty() { None } else { tagged.lexicon.attributor(word) });
    let attributor = match attributor.map(|(kind, _)| kind) {
        None => 0,
        Some(AttributorKind::Before) => 1,
        Some(AttributorKind::After) => 2,
        Some(AttributorKind::NachNoun) => 3,
        Some(AttributorKind::Adverb) => 4,
    };
    let turns = &tagged.lexicon.turns;
    let cue_mode = tagged.lexicon.readings(tag.word).find_map(|reading| tagged.lexicon.verbs[reading.verb as usize].mode);
    TokenFacts {
        classes: tag.word.classes,
        forms: tag.word.forms,
        any_forms: tag.word.any_forms,
        mark: tag.mark,
        capital: tag.capital,
        nominal: tag.nominal(),
        first: tag.first,
        quotation: tag.quotation,
        speaker,
        attributor,
        deed: !word.is_empty() && speaker == 0 && (turns.abstract_ends.ends(word) || turns.misdeeds.has(word)),
        content_noun: !word.is_empty() && tagged.lexicon.content_noun(word).is_some(),
        cue_mode,
    }
}

fn clauses<'a>(tagged: &'a Tagged<'_>, sentence: &'a Sentence) -> impl Iterator<Item = ClauseFacts> + 'a {
    sentence.clauses.iter().map(|clause| ClauseFacts {
        tokens: clause.tokens,
        sentence: sentence.index,
        kind: clause.kind,
        before: clause.before,
        opener: clause.opener,
        verbs: clause.verbs.as_ref().map(|verbs| {
            let verb = verb_of(tagged, verbs.verb);
            VerbFacts {
                finite: verbs.finite,
                tokens: verbs.tokens.clone(),
                infinitive: verb.map_or("", |verb| verb.infinitive),
                prefix: verb.map_or("", |verb| verb.prefix),
                mode: verb.and_then(|verb| verb.mode),
                complements: verb.map_or(0, |verb| verb.complements),
                passive: verbs.passive,
                konjunktiv_1: verbs.konjunktiv_1,
                konjunktiv_2: verbs.konjunktiv_2,
                modal: verbs.modal,
            }
        }),
    })
}
