//! The rule engine: hand-written linguistics over plain-text word lists.
//!
//! Each sentence is split into clauses ([`analysis`]); then the rules look, in this order, for direct speech ([`direct`]), content under
//! a verb ([`verbal`]), under a preposition, adverb or `so` ([`prepositional`]), and last for what has no cue of its own: the told
//! speech act and the Konjunktiv or `soll` that goes on ([`uncued`]).

mod analysis;
mod cue_names;
mod direct;
mod lexicon;
mod morphology;
mod prepositional;
mod sources;
mod uncued;
mod verbal;

pub use self::cue_names::CueName;

use self::analysis::{Sentence, Tagged};
use self::lexicon::{Lexicon, Verb};
use super::{Attribution, Engine, Form, Mode, Role, Stance};
use crate::document::Document;
use crate::span::Span;
use std::fmt::Write as _;
use zufolge_lexicon::LanguageData;

/// Finds attributions by rules.
#[derive(Debug)]
pub struct AttributionRules {
    lexicon: Lexicon,
}

impl AttributionRules {
    /// Compiles the rule data of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        AttributionRules { lexicon: Lexicon::new(data) }
    }

    /// The clauses the rules see, one a line: kind, words, cue verb with its mode. For people who write rules; the layout may change.
    #[must_use]
    pub fn describe(&self, doc: &Document) -> String {
        let tagged = Tagged::new(doc, &self.lexicon);
        let mut out = String::new();
        for sentence in Sentence::all(&tagged) {
            for clause in sentence.clauses {
                let _ = write!(out, "{} {:12} {}", clause.before, format!("{:?}", clause.kind), doc.slice(clause.tokens));
                if let Some(verbs) = &clause.verbs {
                    let words: Vec<&str> = verbs.tokens.iter().map(|at| doc.word(*at)).collect();
                    let verb = verb_of(&tagged, verbs.verb);
                    let name = verb.map_or(String::from("?"), |verb| verb.prefix.join(" ") + "|" + verb.infinitive);
                    let _ = write!(
                        out,
                        "   [{} = {name}{}{}]",
                        words.join(" "),
                        if verb.is_some_and(|verb| verb.mode.is_some()) { " cue" } else { "" },
                        if clause.konjunktiv() { " konjunktiv" } else { "" }
                    );
                }
                out.push('\n');
            }
            out.push('\n');
        }
        out
    }
}

impl Engine for AttributionRules {
    fn name(&self) -> &str {
        "rules"
    }

    fn attributions(&self, doc: &Document) -> Vec<Attribution> {
        let tagged = Tagged::new(doc, &self.lexicon);
        let sentences = Sentence::all(&tagged);
        let mut finder = Finder { tagged, sentences, found: Vec::new() };
        finder.direct();
        for index in 0..finder.sentences.len() {
            finder.verbal(index);
            finder.prepositional(index);
        }
        finder.uncued();
        finder.nested_quotations();
        finder.finish()
    }
}

/// Collects what the rules find in one document.
struct Finder<'a> {
    tagged: Tagged<'a>,
    sentences: Vec<Sentence>,
    found: Vec<Attribution>,
}

/// The roles of an attribution besides its content.
#[derive(Debug, Clone, Default)]
struct Roles {
    cue: Role,
    source: Role,
    addressee: Role,
    frame: Role,
}

impl Finder<'_> {
    /// Adds an attribution; `None` spans and empty ones are dropped, and so is an attribution without content.
    fn emit(
        &mut self,
        rule: &'static str,
        form: Form,
        mode: Mode,
        confidence: f32,
        content: Role,
        roles: Roles,
        stance: Vec<Stance>,
    ) -> Option<usize> {
        let content = tidy(&self.tagged, content);
        if content.is_empty() {
            return None;
        }
        let mode = self.tagged.narrow(mode, roles.source.first().copied());
        let frame = roles.frame.into_iter().filter(|span| !span.is_empty()).collect();
        self.found.push(Attribution {
            form,
            mixed: false,
            mode,
            content,
            cue: roles.cue,
            source: roles.source,
            addressee: roles.addressee,
            frame,
            parent: None,
            stance,
            confidence,
            evidence: vec![rule],
        });
        Some(self.found.len() - 1)
    }

    /// Orders by content, links children to parents, marks mixed contents.
    fn finish(self) -> Vec<Attribution> {
        let Finder { tagged, mut found, .. } = self;
        let bounds = |attr: &Attribution| (attr.content[0].start, std::cmp::Reverse(attr.content[attr.content.len() - 1].end));
        found.sort_by_key(bounds);
        for child in 0..found.len() {
            let inner = found[child].content.clone();
            found[child].parent = (0..child).rev().find(|parent| {
                let outer = &found[*parent].content;
                outer != &inner && inner.iter().all(|span| outer.iter().any(|whole| whole.covers(*span)))
            });
        }
        for attr in &mut found {
            attr.mixed = attr.form != Form::Direct
                && tagged
                    .doc
                    .quotations
                    .iter()
                    .any(|q| attr.content.iter().any(|span| span.covers(q.tokens) && q.tokens.len() < span.len()));
        }
        found
    }
}

/// The verb of a clause's verb complex, if the lexicon has it.
fn verb_of<'a>(tagged: &'a Tagged<'_>, verb: usize) -> Option<&'a Verb> {
    tagged.lexicon.verbs.get(verb)
}

/// Merges neighbouring spans of tokens given in order into runs.
fn runs(tokens: &[usize]) -> Role {
    let mut role: Role = Vec::new();
    for at in tokens {
        match role.last_mut() {
            Some(last) if last.end as usize == *at => last.end += 1,
            _ => role.push(Span::new(*at, *at + 1)),
        }
    }
    role
}

/// Cuts separators off both ends of each span and drops empty spans.
fn tidy(tagged: &Tagged<'_>, content: Role) -> Role {
    content
        .into_iter()
        .filter_map(|span| {
            let (mut start, mut end) = (span.start as usize, span.end as usize);
            while start < end && matches!(tagged.tags[start].mark, ',' | ';' | ':' | '–' | '-' | '.' | ')') {
                start += 1;
            }
            while end > start && matches!(tagged.tags[end - 1].mark, ',' | ';' | ':' | '–' | '-' | '(') {
                end -= 1;
            }
            (end > start).then(|| Span::new(start, end))
        })
        .collect()
}
