//! Features that tell by what means a content is conveyed.

use super::facts::{Facts, form_number};
use super::roles::best_rule;
use super::{Context, Observation, both, bucket, put};
use crate::labels::Roles;
use zufolge::attribution::{Form, Role};

/// What the field for modes sees of one attribution: a sequence of one.
#[must_use]
pub fn mode(facts: &Facts<'_>, form: Form, content: &Role, roles: &Roles) -> Observation {
    let mut seen = Observation { shared: vec![Vec::new()], ..Observation::default() };
    let form = u64::from(form_number(form));
    let own = &mut seen.own;
    let words = |role: &Role| -> Vec<usize> { role.iter().flat_map(|span| span.range()).collect() };
    put!(own, "m-form", form);
    put!(own, "m-density", both(form, facts.density));
    let cue = words(&roles.cue);
    put!(own, "m-cue-length", both(form, bucket(cue.len())));
    for &at in &cue {
        put!(own, "m-cue", facts.words[at].lower);
        put!(own, "m-cue-prefix", facts.words[at].prefix);
        if let Some(cue) = facts.clause(at).and_then(|clause| facts.signs[clause].cue) {
            put!(own, "m-cue-verb", cue);
        }
    }
    let source = words(&roles.source);
    put!(own, "m-source-length", both(form, bucket(source.len())));
    for &at in &source {
        let token = &facts.analysis.tokens[at];
        put!(own, "m-source", facts.words[at].lower);
        put!(own, "m-source-suffix", facts.words[at].suffix_4);
        if token.speaker > 0 {
            put!(own, "m-speaker", u64::from(token.speaker));
            put!(own, "m-speaker-form", both(form, u64::from(token.speaker)));
        }
    }
    if let Some(&first) = source.first() {
        put!(own, "m-source-first", facts.words[first].lower);
        put!(own, "m-source-sort", both(form, facts.analysis.tokens[first].classes));
    }
    for &at in words(&roles.frame).iter().filter(|at| !cue.contains(at) && !source.contains(at)) {
        put!(own, "m-frame", facts.words[at].lower);
    }
    for &at in &words(&roles.addressee) {
        put!(own, "m-addressee", facts.words[at].suffix_4);
    }
    if let Some(rule) = best_rule(facts, content) {
        let mode = u64::from(rule.mode.speech) | u64::from(rule.mode.writing) << 1 | u64::from(rule.mode.thought) << 2;
        put!(own, "m-rule", both(form, mode));
        put!(own, "m-rule-name", both(mode, rule.evidence.first().map_or(0, |name| crate::hash::text(name))));
        put!(own, "m-rule-lemma", rule.evidence.get(1).map_or(0, |name| crate::hash::text(name)));
    }
    for at in content.iter().flat_map(|span| span.range()).take(4) {
        put!(own, "m-content", facts.words[at].lower);
    }
    if let Some(clause) = content.first().and_then(|span| facts.clause(span.start as usize)) {
        put!(own, "m-content-verb", both(form, facts.signs[clause].cue.unwrap_or(0)));
    }
    seen.end_token([0; 2], Context::Paragraph);
    seen
}
