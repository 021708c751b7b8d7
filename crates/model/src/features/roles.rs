//! Features of the field that finds who conveys a content, to whom and by which words.

use super::content::{context, token_sort};
use super::facts::{Facts, form_number};
use super::{Context, Observation, both, bucket, put};
use zufolge::Span;
use zufolge::attribution::{Attribution, Form, Role};
use zufolge::document::Token;

/// In how many sentences before and behind a content its roles are looked for. In `wikinews-quotes` train these hold 97 % of the sources:
/// what goes on without a cue has its source further back, and only direct speech has it behind.
fn reach(form: Form) -> (usize, usize) {
    match form {
        Form::Direct => (2, 1),
        Form::Indirect | Form::Reported => (1, 0),
        Form::IndirectFreeIndirect | Form::FreeIndirect => (3, 0),
    }
}

/// And in how many tokens at most, however long the sentences are.
const TOKENS_BEFORE: usize = 250;
const TOKENS_BEHIND: usize = 100;

/// The tokens among which the roles of one content are looked for.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// Their places in the document, in order; the content itself is left out where it cannot hold its own roles.
    pub tokens: Vec<usize>,
}

impl Window {
    /// The window of a content: its sentences, and some before and behind.
    #[must_use]
    pub fn new(facts: &Facts<'_>, form: Form, content: &Role) -> Self {
        let (Some(first), Some(last)) = (content.first(), content.last()) else { return Window::default() };
        let (before, behind) = reach(form);
        let from = facts.sentence_of(first.start as usize).saturating_sub(before);
        let to = (facts.sentence_of(last.end as usize - 1) + behind).min(facts.doc.sentences.len() - 1);
        let start = (facts.doc.sentences[from].tokens.start as usize).max((first.start as usize).saturating_sub(TOKENS_BEFORE));
        let end = (facts.doc.sentences[to].tokens.end as usize).min(last.end as usize + TOKENS_BEHIND);
        let range = start..end;
        let inside = |at: &usize| content.iter().any(|span| span.contains(*at));
        Window { tokens: range.filter(|at| form == Form::Reported || !inside(at)).collect() }
    }
}

/// What the field for roles sees of the window of one content.
///
/// `outer` has the label of each token of the document in the outermost layer; `previous` is the source of the content before, if any.
#[must_use]
pub fn roles(facts: &Facts<'_>, form: Form, content: &Role, window: &Window, outer: &[u8], previous: Option<&Role>) -> Observation {
    let mut seen = Observation { shared: vec![Vec::new()], ..Observation::default() };
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return seen };
    let (start, end) = (first.start as usize, last.end as usize);
    let sentences = facts.sentence_of(start)..facts.sentence_of(end - 1) + 1;
    let (first_clause, last_clause) = (facts.clause_of[start], facts.clause_of[end - 1]);
    let class = match form {
        Form::Direct => 0u64,
        Form::Indirect => 1,
        Form::IndirectFreeIndirect | Form::FreeIndirect => 2,
        Form::Reported => 3,
    };
    let rule = best_rule(facts, content);
    let rule_bits = |at: usize| {
        rule.map_or(0u64, |attr| {
            let bit = |role: &Role, bit: u64| if role.iter().any(|span| span.contains(at)) { bit } else { 0 };
            16 | bit(&attr.cue, 1) | bit(&attr.source, 2) | bit(&attr.addressee, 4) | bit(&attr.frame, 8)
        })
    };
    let in_previous = |at: usize| previous.map_or(0u64, |role| 1 + u64::from(role.iter().any(|span| span.contains(at))));
    let rule_source = rule.is_some_and(|attr| !attr.source.is_empty());
    let mut group = None;
    for (index, &at) in window.tokens.iter().enumerate() {
        // Where it stands.
        let side = if at < start {
            0u64
        } else if at >= end {
            2
        } else if content.iter().any(|span| span.contains(at)) {
            3
        } else {
            1
        };
        let sentence = facts.sentence_of(at);
        let away = if sentence < sentences.start {
            sentences.start - sentence
        } else if sentence >= sentences.end {
            10 + sentence - sentences.end
        } else {
            0
        } as u64;
        let clause = facts.clause_of[at];
        let clauses_away = if clause == u32::MAX || first_clause == u32::MAX {
            99
        } else if side == 0 {
            u64::from(first_clause.saturating_sub(clause).min(6))
        } else if side == 2 {
            10 + u64::from(clause.saturating_sub(last_clause).min(6))
        } else {
            20
        };
        let tokens_away = match side {
            0 => bucket(start - 1 - at),
            2 => 20 + bucket(at - end),
            _ => 40,
        };
        let place = both(class, both(side, both(away, clauses_away)));
        let key = (clause, facts.in_clause(at), side, away);
        if group.is_none_or(|(_, known)| known != key) {
            seen.shared.push(clause_features(facts, at, place, class));
            group = Some((seen.shared.len() as u32 - 1, key));
        }
        let rule_here = rule_bits(at);
        let sort = token_sort(facts, at);
        let label = u64::from(outer[at]);
        let own = &mut seen.own;
        put!(own, "r-place", place);
        put!(own, "r-side", both(class, both(side, tokens_away)));
        put!(own, "r-form", u64::from(form_number(form)));
        put!(own, "r-rule", both(class, rule_here));
        put!(own, "r-rule-place", both(place, rule_here));
        put!(own, "r-rule-sort", both(both(class, rule_here), sort));
        put!(own, "r-rules-here", both(both(class, rule_here), u64::from(facts.rule_roles[at])));
        put!(own, "r-label", both(class, label));
        put!(own, "r-label-place", both(place, label));
        put!(own, "r-label-rule", both(both(class, label), rule_here));
        put!(own, "r-previous", both(class, in_previous(at)));
        put!(own, "r-previous-place", both(place, both(in_previous(at), u64::from(rule_source))));
        put!(own, "r-previous-label", both(both(class, in_previous(at)), label));
        let before = index.checked_sub(1).map(|before| window.tokens[before]);
        let behind = window.tokens.get(index + 1).copied();
        let bits = |other: Option<usize>| other.map_or(99, |other| both(rule_bits(other), u64::from(outer[other])));
        put!(own, "r-rule-before", both(both(class, rule_here), bits(before)));
        put!(own, "r-rule-behind", both(both(class, rule_here), bits(behind)));
        let word = |other: Option<usize>| other.map_or(0, |other| facts.words[other].lower);
        let spelled = &facts.words[at];
        let w = spelled.lower;
        put!(own, "r-w", both(side, w));
        put!(own, "r-w-class", both(class, both(away, w)));
        put!(own, "r-w-1", both(class, word(before)));
        put!(own, "r-w+1", both(class, word(behind)));
        put!(own, "r-ww", both(word(before), w));
        put!(own, "r-suffix", both(side, facts.words[at].suffix_4));
        put!(own, "r-shape", both(class, facts.words[at].shape));
        let other =
            |step: isize| at.checked_add_signed(step).filter(|other| *other < facts.len()).map_or(0, |other| token_sort(facts, other));
        put!(own, "r-sort", both(place, sort));
        put!(own, "r-sort-class", both(class, sort));
        put!(own, "r-sorts", both(both(class, other(-1)), both(sort, other(1))));
        let token = &facts.analysis.tokens[at];
        put!(own, "r-classes", both(class, token.classes));
        put!(own, "r-classes-place", both(place, token.classes));
        put!(own, "r-forms", both(class, both(token.any_forms, u64::from(token.cue_mode.is_some()))));
        if let Some(index) = facts.clause(at) {
            let signs = &facts.signs[index];
            if let Some(verbs) = &facts.analysis.clauses[index].verbs {
                let verb = if verbs.tokens.contains(&at) {
                    1u64
                } else if at < verbs.finite {
                    0
                } else {
                    2
                };
                let cue = u64::from(signs.cue.is_some());
                put!(own, "r-verb", both(both(class, verb), both(cue, both(side, away))));
                put!(own, "r-verb-name", both(both(class, verb), signs.verb));
                put!(own, "r-verb-place", both(place, both(verb, cue)));
                put!(own, "r-verb-sort", both(both(verb, cue), both(sort, both(class, clauses_away))));
                put!(own, "r-verb-distance", both(both(class, verb), both(cue, bucket(at.abs_diff(verbs.finite)))));
                put!(own, "r-verb-tag", both(both(verb, cue), both(spelled.tag, both(class, u64::from(side == 3)))));
                put!(own, "r-verb-classes", both(both(verb, cue), both(token.classes, signs.build)));
            }
        }
        let pos = |step: isize| at.checked_add_signed(step).and_then(|other| facts.words.get(other)).map_or(0, |word| word.pos);
        put!(own, "r-tag", both(class, spelled.tag));
        put!(own, "r-tag-place", both(place, spelled.tag));
        put!(own, "r-pos-rule", both(both(class, rule_here), spelled.tag));
        put!(own, "r-pos3", both(class, both(both(pos(-1), spelled.pos), pos(1))));
        put!(own, "r-pos-2", both(class, both(pos(-2), both(pos(-1), spelled.pos))));
        put!(own, "r-pos+2", both(class, both(both(spelled.pos, pos(1)), pos(2))));
        for cluster in spelled.clusters {
            put!(own, "r-cluster", both(class, cluster));
        }
        let quoted = facts.quotation(at).is_some();
        put!(own, "r-quoted", both(place, u64::from(quoted)));
        let skipped = before.is_some_and(|before| before + 1 != at);
        let around = if skipped { Context::Clause } else { context(facts, at) };
        put!(own, "r-context", both(class, around as u64));
        seen.end_token([group.map_or(0, |(group, _)| group); 2], around);
    }
    seen
}

/// What holds for all tokens of a clause.
fn clause_features(facts: &Facts<'_>, at: usize, place: u64, class: u64) -> Vec<u32> {
    let mut out = Vec::new();
    let Some(index) = facts.clause(at) else { return out };
    let signs = &facts.signs[index];
    put!(out, "r-clause", both(place, signs.build));
    put!(out, "r-clause-cue", both(place, u64::from(signs.cue.is_some())));
    put!(out, "r-clause-verb", both(class, signs.verb));
    put!(out, "r-clause-verb-place", both(place, signs.verb));
    put!(out, "r-clause-opener", both(place, signs.opener));
    let attributor = facts.analysis.tokens[facts.analysis.clauses[index].tokens.range()]
        .iter()
        .filter(|token| token.attributor != 0)
        .fold(0u64, |all, token| all | 1 << token.attributor);
    put!(out, "r-clause-attributor", both(place, attributor));
    out
}

/// The finding of the rules whose content overlaps a content most.
pub(super) fn best_rule<'a>(facts: &'a Facts<'_>, content: &Role) -> Option<&'a Attribution> {
    let shares = facts.findings(content).map(|attr| (share(&attr.content, content), attr));
    shares.filter(|(share, _)| *share > 0.2).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, attr)| attr)
}

/// The F1 of the overlap of two roles, in tokens; 1 if both are empty.
pub(super) fn share(one: &Role, other: &Role) -> f32 {
    let length = |role: &Role| role.iter().map(|span| span.len()).sum::<usize>();
    let both = |one: &Span<Token>, other: &Span<Token>| one.end.min(other.end).saturating_sub(one.start.max(other.start)) as usize;
    let shared: usize = one.iter().flat_map(|one| other.iter().map(move |other| both(one, other))).sum();
    let all = length(one) + length(other);
    if all == 0 { 1.0 } else { 2.0 * shared as f32 / all as f32 }
}
