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
        // Whoever speaks without marks is told where something is conveyed.
        let own = first.start as usize..last.end as usize;
        let silent = |at: &usize| form != Form::Direct && !own.contains(at) && facts.is_silent(facts.sentence_of(*at));
        Window { tokens: range.filter(|at| (form == Form::Reported || !inside(at)) && !silent(at)).collect() }
    }
}

/// The forms that look for their roles in the same way.
fn class(form: Form) -> u64 {
    match form {
        Form::Direct => 0,
        Form::Indirect => 1,
        Form::IndirectFreeIndirect | Form::FreeIndirect => 2,
        Form::Reported => 3,
    }
}

/// What the field for roles sees of a token for every content of the same kind of form, and so needs to be looked at once only.
///
/// `outer` has the label of each token of the document in the outermost layer.
pub fn role_base(facts: &Facts<'_>, form: Form, outer: &[u8], at: usize, own: &mut Vec<u32>) {
    let class = class(form);
    let word = |step: isize| at.checked_add_signed(step).and_then(|other| facts.words.get(other));
    let lower = |step: isize| word(step).map_or(0, |word| word.lower);
    let pos = |step: isize| word(step).map_or(0, |word| word.pos);
    let sort = |step: isize| at.checked_add_signed(step).filter(|other| *other < facts.len()).map_or(0, |at| token_sort(facts, at));
    let (spelled, token) = (&facts.words[at], &facts.analysis.tokens[at]);
    let w = spelled.lower;
    put!(own, "r-w", both(class, w));
    put!(own, "r-w-1", both(class, lower(-1)));
    put!(own, "r-w+1", both(class, lower(1)));
    put!(own, "r-suffix", both(class, spelled.suffix_4));
    put!(own, "r-shape", both(class, spelled.shape));
    put!(own, "r-sort-class", both(class, sort(0)));
    put!(own, "r-sorts", both(both(class, sort(-1)), both(sort(0), sort(1))));
    put!(own, "r-classes", both(class, token.classes));
    put!(own, "r-forms", both(class, u64::from(token.any_forms) << 1 | u64::from(token.cue_mode.is_some())));
    put!(own, "r-tag", both(class, spelled.tag));
    put!(own, "r-pos+2", class << 24 | spelled.pos << 16 | pos(1) << 8 | pos(2));
    if spelled.clusters[2] != 0 {
        for cluster in spelled.clusters {
            put!(own, "r-cluster", both(class, cluster));
        }
    }
    put!(own, "r-label", class << 8 | u64::from(outer[at]));
    put!(own, "r-rules-here", class << 16 | u64::from(facts.rule_roles[at]) << 8 | u64::from(outer[at]));
    let clause = facts.clause(at);
    if let Some((verbs, signs)) = clause.and_then(|clause| Some((facts.analysis.clauses[clause].verbs.as_ref()?, &facts.signs[clause]))) {
        // Before, in or behind the verb.
        let side = if verbs.tokens.contains(&at) {
            1u64
        } else if at < verbs.finite {
            0
        } else {
            2
        };
        let cue = u64::from(signs.cue.is_some());
        put!(own, "r-verb-tag", both(class << 8 | side << 1 | cue, spelled.tag));
        put!(own, "r-verb-distance", class << 16 | side << 9 | cue << 8 | bucket(at.abs_diff(verbs.finite)));
    }
}

/// What the field for roles sees of the window of one content beyond [`role_base`].
///
/// `outer` has the label of each token of the document in the outermost layer; `previous` is the source of the content before, if any.
#[must_use]
pub fn roles(facts: &Facts<'_>, form: Form, content: &Role, window: &Window, outer: &[u8], previous: Option<&Role>) -> Observation {
    let mut seen = Observation::plain(window.tokens.len(), 13);
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return seen };
    let (start, end) = (first.start as usize, last.end as usize);
    let sentences = facts.sentence_of(start)..facts.sentence_of(end - 1) + 1;
    let (first_clause, last_clause) = (facts.clause_of[start], facts.clause_of[end - 1]);
    let class = class(form);
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
        let place = class << 24 | side << 20 | away << 12 | clauses_away;
        let key = (clause, facts.in_clause(at), side, away);
        if group.is_none_or(|(_, known)| known != key) {
            clause_features(facts, form, at, place, &mut seen.shared);
            group = Some((seen.end_group(), key));
        }
        let (rule_here, label) = (rule_bits(at), u64::from(outer[at]));
        let (sort, spelled, token) = (token_sort(facts, at), &facts.words[at], &facts.analysis.tokens[at]);
        let own = &mut seen.own;
        put!(own, "r-side", class << 16 | side << 8 | tokens_away);
        if rule.is_some() {
            put!(own, "r-rule-place", both(place, rule_here));
            put!(own, "r-rule-sort", both(class << 8 | rule_here, sort));
            put!(own, "r-label-rule", class << 16 | rule_here << 8 | label);
            put!(own, "r-pos-rule", both(class << 8 | rule_here, spelled.tag));
        }
        put!(own, "r-label-place", both(place, label));
        if previous.is_some() {
            put!(own, "r-previous-place", both(place, in_previous(at) << 1 | u64::from(rule_source)));
            put!(own, "r-previous-label", class << 16 | in_previous(at) << 8 | label);
        }
        put!(own, "r-w-place", both(class << 8 | away, spelled.lower));
        put!(own, "r-sort", both(place, sort));
        put!(own, "r-classes-place", both(place, token.classes));
        put!(own, "r-tag-place", both(place, spelled.tag));
        let skipped = index > 0 && window.tokens[index - 1] + 1 != at;
        let around = if skipped { Context::Clause } else { context(facts, at) };
        seen.end_token([group.map_or(0, |(group, _)| group); 2], around);
    }
    seen
}

/// What holds for all tokens of a clause.
fn clause_features(facts: &Facts<'_>, form: Form, at: usize, place: u64, out: &mut Vec<u32>) {
    put!(out, "r-place", place);
    put!(out, "r-form", u64::from(form_number(form)));
    let Some(index) = facts.clause(at) else { return };
    let signs = &facts.signs[index];
    put!(out, "r-clause", both(place, signs.build));
    put!(out, "r-clause-cue", both(place, u64::from(signs.cue.is_some())));
    put!(out, "r-clause-verb", both(class(form), signs.verb));
    put!(out, "r-clause-verb-place", both(place, signs.verb));
    put!(out, "r-clause-opener", both(place, signs.opener));
    let attributor = facts.analysis.tokens[facts.analysis.clauses[index].tokens.range()]
        .iter()
        .filter(|token| token.attributor != 0)
        .fold(0u64, |all, token| all | 1 << token.attributor);
    put!(out, "r-clause-attributor", both(place, attributor));
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
