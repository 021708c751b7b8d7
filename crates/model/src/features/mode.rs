//! Features that tell by what means contents are conveyed.

use super::facts::{Facts, form_number};
use super::roles::best_rule;
use super::{Context, Observation, both, bucket, put};
use crate::hash;
use crate::labels::Roles;
use zufolge::attribution::{Form, Role};

/// One attribution whose mode is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Conveyed<'a> {
    /// Its form.
    pub form: Form,
    /// Its content.
    pub content: &'a Role,
    /// Who conveys it by which words.
    pub roles: &'a Roles,
    /// Index of the one around it.
    pub parent: Option<usize>,
}

/// What the field for modes sees of the attributions of a document, in their order: who wrote a sentence also wrote what goes on with it.
#[must_use]
pub fn modes(facts: &Facts<'_>, all: &[Conveyed<'_>]) -> Observation {
    let mut seen = Observation::plain(all.len(), 32);
    for (index, one) in all.iter().enumerate() {
        conveyed(facts, one, &mut seen.own);
        let before = index.checked_sub(1).map(|before| &all[before]);
        seen.end_token([0; 2], before.map_or(Context::Paragraph, |before| link(facts, before, one, one.parent == Some(index - 1))));
    }
    seen
}

/// How an attribution hangs together with the one before, in terms of what stands between tokens: inside it, going on with it, by a source of the
/// same words, by a pronoun, or not at all.
fn link(facts: &Facts<'_>, before: &Conveyed<'_>, one: &Conveyed<'_>, nested: bool) -> Context {
    let words = |roles: &Roles| -> Vec<u64> { places(&roles.source).map(|at| facts.words[at].lower).collect() };
    let paragraph = |content: &Role| content.first().map(|span| facts.doc.sentences[facts.sentence_of(span.start as usize)].paragraph);
    if nested {
        Context::Inside
    } else if one.roles.cue.is_empty() && matches!(one.form, Form::IndirectFreeIndirect | Form::FreeIndirect) {
        Context::Clause
    } else if one.roles.source == before.roles.source || words(one.roles) == words(before.roles) {
        Context::Separator
    } else if places(&one.roles.source).count() == 1 && paragraph(one.content) == paragraph(before.content) {
        Context::BehindSeparator
    } else {
        Context::Sentence
    }
}

fn places(role: &Role) -> impl Iterator<Item = usize> + '_ {
    role.iter().flat_map(|span| span.range())
}

fn conveyed(facts: &Facts<'_>, one: &Conveyed<'_>, own: &mut Vec<u32>) {
    let Conveyed { form, content, roles, .. } = *one;
    let form = u64::from(form_number(form));
    put!(own, "m-form", form);
    put!(own, "m-density", both(form, facts.density));
    // Who: what sort of speaker, and how the phrase begins and ends.
    let speaker = places(&roles.source).map(|at| facts.analysis.tokens[at].speaker).max().unwrap_or(0);
    let kind = match roles.source.first() {
        None => 0,
        Some(span) => facts.words[span.start as usize].pos << 8 | u64::from(speaker) << 1 | 1,
    };
    put!(own, "m-kind", both(form, kind));
    put!(own, "m-cue-length", both(form, bucket(places(&roles.cue).count())));
    for at in places(&roles.cue) {
        let word = &facts.words[at];
        put!(own, "m-cue", word.lower);
        put!(own, "m-cue-form", both(form, word.lower));
        put!(own, "m-cue-kind", both(word.lower, kind));
        put!(own, "m-cue-prefix", word.prefix);
        for cluster in word.clusters.iter().filter(|cluster| **cluster != 0) {
            put!(own, "m-cue-cluster", *cluster);
        }
        if let Some(cue) = facts.clause(at).and_then(|clause| facts.signs[clause].cue) {
            put!(own, "m-cue-verb", cue);
            put!(own, "m-cue-verb-kind", both(cue, u64::from(speaker)));
        }
    }
    put!(own, "m-source-length", both(form, bucket(places(&roles.source).count())));
    for at in places(&roles.source) {
        let (word, token) = (&facts.words[at], &facts.analysis.tokens[at]);
        put!(own, "m-source", word.lower);
        put!(own, "m-source-suffix", word.suffix_4);
        if token.nominal {
            for cluster in word.clusters.iter().filter(|cluster| **cluster != 0) {
                put!(own, "m-source-cluster", *cluster);
            }
        }
        if token.speaker > 0 {
            put!(own, "m-speaker", u64::from(token.speaker));
            put!(own, "m-speaker-form", both(form, u64::from(token.speaker)));
        }
    }
    if let Some(first) = places(&roles.source).next() {
        put!(own, "m-source-first", facts.words[first].lower);
        put!(own, "m-source-sort", both(form, facts.analysis.tokens[first].classes));
    }
    for at in places(&roles.frame).filter(|at| ![&roles.cue, &roles.source].iter().any(|role| role.iter().any(|span| span.contains(*at)))) {
        put!(own, "m-frame", facts.words[at].lower);
        put!(own, "m-frame-suffix", facts.words[at].suffix_4);
    }
    for at in places(&roles.addressee) {
        put!(own, "m-addressee", facts.words[at].suffix_4);
    }
    if let Some(rule) = best_rule(facts, content) {
        let mode = u64::from(rule.mode.speech) | u64::from(rule.mode.writing) << 1 | u64::from(rule.mode.thought) << 2;
        put!(own, "m-rule", both(form, mode));
        put!(own, "m-rule-name", both(mode, rule.evidence.first().map_or(0, |name| hash::text(name))));
        put!(own, "m-rule-lemma", rule.evidence.get(1).map_or(0, |name| hash::text(name)));
    }
    for at in places(content).take(4) {
        put!(own, "m-content", facts.words[at].lower);
    }
    if let Some(span) = content.first() {
        let start = span.start as usize;
        if let Some(clause) = facts.clause(start) {
            put!(own, "m-content-verb", both(form, facts.signs[clause].cue.unwrap_or(0)));
            put!(own, "m-content-build", both(form, facts.signs[clause].build));
        }
        // An interview, a letter, a broadcast may be named anywhere in the sentence.
        let sentence = facts.doc.sentences[facts.sentence_of(start)].tokens;
        for at in sentence.range().filter(|at| facts.analysis.tokens[*at].nominal).take(24) {
            put!(own, "m-near", facts.words[at].lower);
        }
    }
}
