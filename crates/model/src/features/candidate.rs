//! Features that tell how good a candidate for a content is, and how sure a whole attribution.

use super::content::{context, token_sort};
use super::facts::{Facts, form_number};
use super::roles::{best_rule, share};
use super::{Context, Observation, both, bucket, put};
use crate::candidates::Candidate;
use crate::hash;
use crate::labels::Roles;
use zufolge::attribution::Role;

/// Probabilities in steps that are finer near both ends.
fn level(probability: f32) -> u64 {
    const STEPS: [f32; 11] = [0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.7, 0.85, 0.93, 0.97, 0.99];
    STEPS.iter().filter(|step| probability > **step).count() as u64
}

/// What the judge of candidates sees of one: a sequence of one. `rivals` is the highest mean probability among the candidates that overlap it
/// and are of its layer, and whether one of them is longer.
#[must_use]
pub fn candidate(facts: &Facts<'_>, candidate: &Candidate, rivals: (f32, bool)) -> Observation {
    let mut seen = Observation::plain(1, 64);
    common(facts, candidate, &mut seen.own);
    let own = &mut seen.own;
    let form = u64::from(form_number(candidate.found.form)) | u64::from(candidate.inner) << 3;
    put!(own, "c-rivals", both(form, both(level(rivals.0), level(candidate.mean))));
    put!(own, "c-rivals-longer", both(form, u64::from(rivals.1)));
    put!(own, "c-by-mean", both(form, both(u64::from(candidate.by), level(candidate.mean))));
    seen.end_token([0; 2], Context::Paragraph);
    seen
}

/// What the judge of attributions sees of one: a sequence of one. `likely` is the candidate's worth as judged before.
#[must_use]
pub fn attribution(facts: &Facts<'_>, candidate: &Candidate, roles: &Roles, sure: [f32; 2], worth: f32) -> Observation {
    let mut seen = Observation::plain(1, 64);
    common(facts, candidate, &mut seen.own);
    let own = &mut seen.own;
    let form = u64::from(form_number(candidate.found.form)) | u64::from(candidate.inner) << 3;
    let empty = |role: &Role| u64::from(role.is_empty());
    put!(own, "s-worth", level(worth));
    put!(own, "s-worth-form", both(form, level(worth)));
    put!(own, "s-roles", both(form, empty(&roles.source) | empty(&roles.cue) << 1 | empty(&roles.frame) << 2));
    put!(own, "s-sure", both(form, both(level(sure[0]), level(sure[1]))));
    put!(own, "s-source-sure", level(sure[0]));
    put!(own, "s-cue-sure", level(sure[1]));
    put!(own, "s-source-length", both(form, bucket(roles.source.iter().map(|span| span.len()).sum())));
    if let Some(span) = roles.source.first() {
        let (first, last) = (span.start as usize, span.end as usize - 1);
        put!(own, "s-source-first", facts.words[first].lower);
        put!(own, "s-source-tags", both(facts.words[first].tag, facts.words[last].tag));
        let next = facts.words.get(last + 1).map_or(0, |word| word.pos);
        put!(own, "s-source-next", both(facts.words[last].pos, next));
        put!(own, "s-source-sorts", both(token_sort(facts, first), token_sort(facts, last)));
        let behind = facts.analysis.tokens.get(last + 1).map_or('\0', |token| token.mark);
        put!(own, "s-source-behind", u64::from(behind));
        let distance = facts.sentence_of(candidate.found.content[0].start as usize).abs_diff(facts.sentence_of(first));
        put!(own, "s-source-distance", both(form, distance as u64));
    }
    for at in roles.cue.iter().flat_map(|span| span.range()) {
        put!(own, "s-cue", facts.words[at].lower);
    }
    if let Some(rule) = best_rule(facts, &candidate.found.content) {
        let agree = |one: &Role, other: &Role| (share(one, other) * 4.0) as u64;
        put!(own, "s-rule-source", both(form, agree(&rule.source, &roles.source)));
        put!(
            own,
            "s-rule-agrees",
            both(agree(&rule.source, &roles.source), both(agree(&rule.content, &candidate.found.content), agree(&rule.cue, &roles.cue)))
        );
    }
    seen.end_token([0; 2], Context::Paragraph);
    seen
}

fn common(facts: &Facts<'_>, candidate: &Candidate, own: &mut Vec<u32>) {
    let content = &candidate.found.content;
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return };
    let (start, end) = (first.start as usize, last.end as usize - 1);
    let form = u64::from(form_number(candidate.found.form)) | u64::from(candidate.inner) << 3;
    put!(own, "c-form", form);
    put!(own, "c-density", both(form, facts.density));
    put!(own, "c-density-mean", both(form, both(facts.density, level(candidate.mean))));
    put!(own, "c-by", both(form, u64::from(candidate.by)));
    put!(own, "c-mean", both(form, level(candidate.mean)));
    put!(own, "c-least", both(form, level(candidate.least)));
    put!(own, "c-begins", both(form, level(candidate.begins)));
    put!(own, "c-ends", both(form, level(candidate.ends)));
    put!(own, "c-means", both(level(candidate.mean), both(level(candidate.begins), level(candidate.ends))));
    put!(own, "c-length", both(form, bucket(content.iter().map(|span| span.len()).sum())));
    put!(own, "c-pieces", both(form, content.len() as u64));
    let sentences = facts.sentence_of(end) - facts.sentence_of(start);
    put!(own, "c-sentences", both(form, sentences.min(4) as u64));
    let whole = facts.doc.sentences[facts.sentence_of(start)].tokens.start as usize == start;
    let to_end = facts.doc.sentences[facts.sentence_of(end)].tokens.end as usize - 1 == end;
    put!(own, "c-whole", both(form, u64::from(whole) << 1 | u64::from(to_end)));
    put!(own, "c-start-context", both(form, context(facts, start) as u64));
    let after = if end + 1 < facts.len() { context(facts, end + 1) } else { Context::Paragraph };
    put!(own, "c-end-context", both(form, after as u64));
    put!(own, "c-first", both(form, facts.words[start].lower));
    put!(own, "c-last", both(form, facts.words[end].lower));
    put!(own, "c-sorts", both(form, both(token_sort(facts, start), token_sort(facts, end))));
    let pos = |at: Option<usize>| at.and_then(|at| facts.words.get(at)).map_or(0, |word| word.pos);
    put!(own, "c-pos-start", both(form, both(pos(start.checked_sub(1)), pos(Some(start)))));
    put!(own, "c-pos-end", both(form, both(pos(Some(end)), pos(Some(end + 1)))));
    let mark = |at: Option<usize>| at.and_then(|at| facts.analysis.tokens.get(at)).map_or(0, |token| u64::from(token.mark));
    put!(own, "c-marks", both(form, both(mark(start.checked_sub(1)), mark(Some(end + 1)))));
    let word = |at: Option<usize>| at.and_then(|at| facts.words.get(at)).map_or(0, |word| word.lower);
    put!(own, "c-before", both(form, word(start.checked_sub(1))));
    put!(own, "c-behind", both(form, word(Some(end + 1))));
    if let Some(quotation) = facts.quotation(start) {
        let exact = quotation.start as usize == start && quotation.end as usize == end + 1;
        put!(own, "c-quotation", both(form, both(u64::from(exact), bucket(quotation.len()))));
        let signs = &facts.quotations[facts.analysis.tokens[start].quotation as usize - 1];
        put!(own, "c-quotation-build", form << 16 | signs.build << 8 | signs.words << 1 | u64::from(exact));
        put!(own, "c-quotation-around", both(form << 8 | signs.words, signs.around));
        put!(own, "c-quotation-cue", both(form << 8 | signs.words, u64::from(signs.cue != 0) << 1 | u64::from(signs.opens_sentence)));
        let (inside, last) = (facts.words.get(start + 1), end.checked_sub(1).map(|at| &facts.words[at]));
        put!(own, "c-quotation-pos", both(form, inside.map_or(0, |word| word.pos) << 8 | last.map_or(0, |word| word.pos)));
        put!(own, "c-quotation-sort", both(form, signs.before.map_or(0, |before| token_sort(facts, before))));
    } else {
        put!(own, "c-unquoted", form);
    }
    if let Some(clause) = facts.clause(start) {
        let signs = &facts.signs[clause];
        put!(own, "c-clause", both(form, signs.build));
        put!(own, "c-clause-opener", both(form, both(signs.opener, signs.before)));
        put!(own, "c-clause-verb", both(form, signs.verb));
        put!(own, "c-clause-cue", both(form, u64::from(signs.cue.is_some())));
        if let Some(before) = clause.checked_sub(1).map(|before| &facts.signs[before]) {
            put!(own, "c-clause-before", both(form, both(before.cue.unwrap_or(0), u64::from(before.sentence == signs.sentence))));
        }
        if let Some(after) = facts.clause(end).and_then(|clause| facts.signs.get(clause + 1)) {
            put!(own, "c-clause-after", both(form, both(after.cue.unwrap_or(0), u64::from(after.sentence == signs.sentence))));
        }
    }
    match best_rule(facts, content) {
        Some(rule) => {
            let agree = (share(&rule.content, content) * 8.0) as u64;
            let name = rule.evidence.first().map_or(0, |name| hash::text(name));
            put!(own, "c-rule-density", both(form, both(facts.density, name)));
            put!(own, "c-rule", both(form, both(agree, name)));
            put!(own, "c-rule-form", both(form, both(agree, u64::from(form_number(rule.form)))));
            put!(own, "c-rule-lemma", both(form, rule.evidence.get(1).map_or(0, |name| hash::text(name))));
            put!(own, "c-rule-mean", both(level(candidate.mean), both(agree, name)));
        }
        None => put!(own, "c-no-rule", both(form, level(candidate.mean))),
    }
}
