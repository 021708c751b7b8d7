//! The signs of what is conveyed: its words, and the verbs of its clauses.

use super::super::stance_words::stem;
use super::{CueSense, READ, Signs, Verb};
use crate::attribution::rules::reading::{Predicate, PredicateKind};
use crate::attribution::{Attribution, Form};
use std::fmt;

impl Signs<'_> {
    pub(super) fn content(&self, attr: &Attribution, sense: &CueSense<'_>, put: &mut dyn FnMut(fmt::Arguments<'_>)) {
        if attr.form == Form::Reported {
            self.clauses(attr, "t", &mut *put);
            return;
        }
        let sort = if sense.is_plain() { "p" } else { "n" };
        let telling = sense.stance.iter().filter(|_| sort == "n");
        self.clauses(attr, sort, &mut |words| {
            put(words);
            telling.clone().for_each(|stance| put(format_args!("{}&{words}", stance.name())));
        });
        let mut negated_at = None;
        let mut length = 0;
        for at in self.tokens_of(&attr.content) {
            length += 1;
            let mark = self.reading.mark(at);
            if mark != '\0' {
                match mark {
                    '?' | '!' => put(format_args!("{sort}{mark}")),
                    _ => {}
                }
                continue;
            }
            if self.negates(at) {
                negated_at = Some(at);
            }
            let word = self.lowered.word(at);
            let not = if negated_at.is_some_and(|before| at - before <= 4) { "!" } else { "" };
            if self.reading.is_first_person(at) || self.turns.first_person.has(word) {
                put(format_args!("{sort}ich"));
            }
            if self.turns.third_person.has(word) {
                put(format_args!("{sort}er"));
            }
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                put(format_args!("{sort}#"));
            }
            put(format_args!("{sort}w={}", stem(word)));
            for group in self.words.names(self.lowered.groups(at)) {
                put(format_args!("{sort}g={not}{group}"));
                telling.clone().for_each(|stance| put(format_args!("{}&g={not}{group}", stance.name())));
            }
        }
        let size = [3, 7, 12, 20, 35].iter().take_while(|limit| length > **limit).count();
        put(format_args!("size={size}"));
    }

    /// The verbs of the content.
    pub(super) fn clauses(&self, attr: &Attribution, sort: &str, put: &mut dyn FnMut(fmt::Arguments<'_>)) {
        let mut predicates: Vec<Predicate<'_>> = Vec::new();
        for span in self.begin(&attr.content) {
            for predicate in self.reading.predicates(span) {
                let outside = predicate.finite.is_some_and(|at| !span.contains(at));
                if !outside && predicates.last().is_none_or(|last| last.tokens != predicate.tokens) {
                    predicates.push(predicate);
                }
            }
        }
        let main = predicates.iter().position(|predicate| predicate.finite.is_some() || predicate.kind == PredicateKind::Infinitive);
        for (index, predicate) in predicates.iter().enumerate() {
            let place = if Some(index) == main { "1" } else { "2" };
            let inside = |at: &usize| attr.content.iter().any(|span| span.contains(*at));
            let negated = predicate.tokens.range().filter(inside).any(|at| self.negates(at));
            let not = if negated { "!" } else { "" };
            if place == "1" {
                let kind = match predicate.kind {
                    PredicateKind::Main => "main",
                    PredicateKind::Subordinate => "sub",
                    PredicateKind::Relative => "rel",
                    PredicateKind::Infinitive => "inf",
                    PredicateKind::Fragment => "frag",
                };
                put(format_args!("{sort}c={kind}"));
                if let Some(opener) = predicate.opener {
                    put(format_args!("{sort}o={}", self.lowered.word(opener)));
                }
                put(format_args!("{sort}{}", if negated { "no" } else { "yes" }));
            } else if negated {
                put(format_args!("{sort}no2"));
            }
            let mood = if predicate.konjunktiv_2 {
                "2"
            } else if predicate.konjunktiv_1 {
                "1"
            } else if predicate.past {
                "p"
            } else {
                ""
            };
            if let Some(modal) = predicate.modal {
                put(format_args!("{sort}m{place}={not}{modal}{mood}"));
            } else if let Some(finite) = predicate.finite {
                put(format_args!("{sort}mood{place}={mood}"));
                if self.reading.is_helping_verb(finite) {
                    put(format_args!("{sort}a{place}={not}{}", self.lowered.word(finite)));
                }
            }
            if let Some(verb) = predicate.verb {
                put(format_args!("{sort}v{place}={not}{}", Verb(verb)));
            }
            let stances = if negated { predicate.negated_stance } else { predicate.stance };
            stances.iter().for_each(|stance| put(format_args!("{sort}s{place}={}", stance.name())));
            // Hedges count where they stand.
            let mut groups = 0;
            for at in predicate.tokens.range().filter(inside).take(READ) {
                if self.reading.mark(at) == '\0' {
                    groups |= self.words.hedges(self.lowered.groups(at));
                }
            }
            self.words.names(groups).for_each(|group| put(format_args!("{sort}h{place}={group}")));
        }
        if main.is_none() {
            put(format_args!("{sort}c=none"));
        }
    }
}
