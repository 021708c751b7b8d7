//! Features of the fields that find contents.

use super::facts::{ClauseSigns, Facts};
use super::{Context, Observation, both, bucket, put};
use crate::hash;
use zufolge::Span;
use zufolge::document::Token;

/// What the field for outermost contents sees of a document.
#[must_use]
pub fn content(facts: &Facts<'_>) -> Observation {
    let mut seen = Observation::with_room(facts.len(), 64);
    let groups = clause_groups(facts, &mut seen);
    let sentences = sentence_groups(facts, &mut seen);
    for at in 0..facts.len() {
        if !facts.is_silent(facts.sentence_of(at)) {
            token(facts, at, &mut seen.own);
        }
        seen.end_token([groups[at], sentences[facts.sentence_of(at)]], context(facts, at));
    }
    seen
}

/// What the field for contents inside contents sees of a stretch of a document beyond what the outer field sees of it: the label of each token
/// in the outermost layer (`outer`), and where in the stretch it stands.
#[must_use]
pub fn nested(facts: &Facts<'_>, stretch: Span<Token>, outer: &[u8]) -> Observation {
    let mut seen = Observation::plain(stretch.len(), 5);
    for at in stretch.range() {
        let own = &mut seen.own;
        put!(own, "outer", u64::from(outer[at]));
        let position = (at - stretch.start as usize).min(stretch.end as usize - 1 - at);
        put!(own, "outer-edge", both(u64::from(outer[at]), position.min(3) as u64));
        put!(own, "outer-start", both(u64::from(outer[at]), u64::from(at == stretch.start as usize)));
        let inner = facts.rule_marks[at][1];
        put!(own, "outer-inner", both(u64::from(outer[at]), both(inner.form, inner.place)));
        if let Some(quotation) = facts.quotation(at) {
            let whole = stretch.covers(quotation) && quotation.len() < stretch.len();
            put!(own, "quotation-in", both(u64::from(outer[at]), both(u64::from(whole), bucket(quotation.len()))));
        }
        seen.end_token([0; 2], context(facts, at));
    }
    seen
}

/// What lies between a token and the one before.
pub(super) fn context(facts: &Facts<'_>, at: usize) -> Context {
    if at == 0 {
        return Context::Paragraph;
    }
    let (here, before) = (facts.sentence_of(at), facts.sentence_of(at - 1));
    if here != before {
        let paragraph = facts.doc.sentences[here].paragraph != facts.doc.sentences[before].paragraph;
        return if paragraph { Context::Paragraph } else { Context::Sentence };
    }
    let tokens = &facts.analysis.tokens;
    if facts.quotation(at).is_some_and(|quotation| quotation.start as usize == at) {
        return Context::Opens;
    }
    if facts.quotation(at - 1).is_some_and(|quotation| quotation.end as usize == at) {
        return Context::Closes;
    }
    let separates = |mark: char| matches!(mark, ',' | ';' | ':' | '–' | '—' | '-' | '(' | ')');
    if separates(tokens[at].mark) {
        Context::Separator
    } else if separates(tokens[at - 1].mark) {
        Context::BehindSeparator
    } else if facts.clause_of[at] != facts.clause_of[at - 1] {
        Context::Clause
    } else {
        Context::Inside
    }
}

/// A group for each stretch of tokens of one clause, and for the separators behind it.
fn clause_groups(facts: &Facts<'_>, seen: &mut Observation) -> Vec<u32> {
    let mut last = None;
    (0..facts.len())
        .map(|at| {
            let key = (facts.clause_of[at], facts.in_clause(at), facts.sentence_of(at));
            if last != Some(key) {
                last = Some(key);
                if !facts.is_silent(facts.sentence_of(at)) {
                    clause_features(facts, at, &mut seen.shared);
                }
                seen.end_group();
            }
            seen.shared_len() as u32 - 1
        })
        .collect()
}

/// What holds for all tokens of the clause of `at`, or for the separators behind it.
fn clause_features(facts: &Facts<'_>, at: usize, out: &mut Vec<u32>) {
    let Some(index) = facts.clause(at) else {
        put!(out, "no-clause", 0);
        return;
    };
    let inside = facts.in_clause(at);
    let signs = &facts.signs[index];
    let range = facts.clauses_of[signs.sentence].clone();
    let neighbour = |step: isize| {
        let other = index.checked_add_signed(step)?;
        range.contains(&other).then(|| &facts.signs[other])
    };
    let before = neighbour(-1);
    let after = neighbour(1);
    let here = u64::from(inside);
    put!(out, "clause", both(here, signs.build));
    put!(out, "clause-verb", both(here, signs.verb));
    put!(out, "clause-opener", both(here, signs.opener));
    put!(out, "clause-before", both(here, signs.before));
    put!(out, "clause-build-before", both(here, both(signs.build, signs.before)));
    put!(out, "clause-opener-build", both(here, both(signs.opener, signs.build)));
    put!(out, "clause-length", both(here, bucket(facts.analysis.clauses[index].tokens.len())));
    if let Some(cue) = signs.cue {
        put!(out, "clause-cue", both(here, 1u64));
        put!(out, "clause-cue-complements", both(here, signs.complements));
        put!(out, "clause-cue-build", both(cue, signs.build));
    }
    let mut beside = |side: u64, other: Option<&ClauseSigns>| {
        let Some(other) = other else {
            put!(out, "beside-none", both(side, signs.build));
            return;
        };
        put!(out, "beside-verb", both(side, other.verb));
        put!(out, "beside-build", both(side, both(other.build, signs.build)));
        put!(out, "beside-cue", both(side, u64::from(other.cue.is_some())));
        put!(out, "beside-cue-build", both(side, both(u64::from(other.cue.is_some()), both(other.build, signs.build))));
        put!(out, "beside-cue-opener", both(side, both(u64::from(other.cue.is_some()), both(signs.opener, signs.build))));
        put!(out, "beside-opener", both(side, both(other.opener, u64::from(signs.cue.is_some()))));
        if let Some(cue) = other.cue {
            put!(out, "beside-cue-verb", both(side, both(cue, signs.build)));
            put!(out, "beside-complements", both(side, both(other.complements, signs.build & 15)));
        }
    };
    beside(0, before);
    beside(1, after);
    // The nearest clause with a cue, on either side.
    for (side, step) in [(0u64, -1isize), (1, 1)] {
        let found = (1..=6).find_map(|distance| {
            let other = neighbour(step * distance)?;
            other.cue.map(|cue| (cue, other))
        });
        match found {
            Some((cue, other)) => {
                put!(out, "cue-at-verb", both(side, cue));
                put!(out, "cue-at-konjunktiv", both(side, both(other.build, both(signs.konjunktiv_1, signs.konjunktiv_2))));
            }
            None => put!(out, "cue-nowhere", both(side, signs.build)),
        }
    }
    // The sentence before: its last clause and its mood, for speech that goes on.
    if let Some(previous) = signs.sentence.checked_sub(1) {
        let clauses = facts.clauses_of[previous].clone();
        let konjunktiv = facts.signs[clauses.clone()].iter().any(|clause| clause.konjunktiv_1);
        let cue = facts.signs[clauses].iter().any(|clause| clause.cue.is_some());
        let same = facts.doc.sentences[previous].paragraph == facts.doc.sentences[signs.sentence].paragraph;
        put!(out, "previous", both(signs.build, both(u64::from(konjunktiv) << 2 | u64::from(cue) << 1, u64::from(same))));
    }
    // What the rules make of the clause.
    let tokens = facts.analysis.clauses[index].tokens;
    let middle = facts.rule_marks[tokens.start as usize];
    let end = facts.rule_marks[tokens.end as usize - 1];
    put!(out, "clause-rule", both(middle[0].form, both(end[0].form, signs.build)));
}

/// What a sentence tells its own tokens and those of its neighbours.
#[derive(Debug, Clone, Copy)]
struct SentenceSigns {
    konjunktiv: bool,
    cue: bool,
    /// How much of it is quoted, from 0 to 3.
    quoted: u64,
    attributor: u64,
    last: char,
    /// The forms of the rules' findings, a bit each.
    forms: u64,
}

impl SentenceSigns {
    fn new(facts: &Facts<'_>, index: usize) -> Self {
        let range = facts.doc.sentences[index].tokens.range();
        let tokens = &facts.analysis.tokens[range.clone()];
        let clauses = &facts.signs[facts.clauses_of[index].clone()];
        let quoted = match tokens.iter().filter(|token| token.quotation > 0).count() {
            0 => 0,
            quoted if quoted == tokens.len() => 3,
            quoted => 1 + u64::from(quoted * 2 > tokens.len()),
        };
        let marks = facts.rule_marks[range].iter().filter(|mark| mark[0].form > 0);
        SentenceSigns {
            konjunktiv: clauses.iter().any(|clause| clause.konjunktiv_1),
            cue: clauses.iter().any(|clause| clause.cue.is_some()),
            quoted,
            attributor: tokens.iter().filter(|token| token.attributor != 0).fold(0, |all, token| all | 1 << token.attributor),
            last: tokens.last().map_or('\0', |token| token.mark),
            forms: marks.fold(0, |forms, mark| forms | 1 << mark[0].form),
        }
    }

    fn number(self) -> u64 {
        let colon = u64::from(self.last == ':');
        self.forms | u64::from(self.konjunktiv) << 8 | u64::from(self.cue) << 9 | self.quoted << 10 | colon << 12
    }
}

/// A group for each sentence.
fn sentence_groups(facts: &Facts<'_>, seen: &mut Observation) -> Vec<u32> {
    let signs: Vec<SentenceSigns> = (0..facts.doc.sentences.len()).map(|index| SentenceSigns::new(facts, index)).collect();
    let mut groups = Vec::with_capacity(signs.len());
    for (index, sentence) in facts.doc.sentences.iter().enumerate() {
        let out = &mut seen.shared;
        let SentenceSigns { konjunktiv, cue, quoted, attributor, last, forms } = signs[index];
        let summary = u64::from(konjunktiv) | u64::from(cue) << 1 | quoted << 2 | attributor << 8;
        put!(out, "sentence", summary);
        put!(out, "density", facts.density);
        put!(out, "sentence-end", u64::from(last));
        put!(out, "sentence-length", bucket(sentence.tokens.len()));
        put!(out, "sentence-quoted", both(quoted, u64::from(cue)));
        for clause in &facts.signs[facts.clauses_of[index].clone()] {
            if let Some(cue) = clause.cue {
                put!(out, "sentence-cue", cue);
            }
        }
        put!(out, "sentence-rules", forms);
        let paragraph = sentence.paragraph;
        let first_of = facts.doc.paragraphs[paragraph as usize].sentences.start as usize;
        put!(out, "sentence-place", both(bucket(index - first_of), u64::from(paragraph == 0)));
        let number = |other: Option<&SentenceSigns>| other.map_or(u64::MAX, |signs| signs.number());
        let before = both(number(index.checked_sub(1).map(|before| &signs[before])), u64::from(index > first_of));
        put!(out, "sentence-before", before);
        put!(out, "sentence-behind", number(signs.get(index + 1)));
        groups.push(seen.end_group());
    }
    groups
}

/// The features of one token alone.
fn token(facts: &Facts<'_>, at: usize, out: &mut Vec<u32>) {
    let sentence = facts.doc.sentences[facts.sentence_of(at)].tokens;
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let word =
        |step: isize| at.checked_add_signed(step).filter(|other| (start..end).contains(other)).map_or(0, |other| facts.words[other].lower);
    let (w, p, n) = (word(0), word(-1), word(1));
    put!(out, "w", w);
    put!(out, "w-1", p);
    put!(out, "w+1", n);
    put!(out, "ww+1", both(w, n));
    let spelled = &facts.words[at];
    put!(out, "suffix", spelled.suffix);
    put!(out, "suffix4", spelled.suffix_4);
    put!(out, "prefix", spelled.prefix);
    put!(out, "shape", spelled.shape);
    // Word classes here and on both sides.
    for (side, other) in
        [(0u64, Some(at)), (1, at.checked_sub(1).filter(|other| *other >= start)), (2, Some(at + 1).filter(|other| *other < end))]
    {
        let Some(other) = other else {
            put!(out, "edge", side);
            continue;
        };
        let token = &facts.analysis.tokens[other];
        put!(out, "sort", both(side, token_sort(facts, other)));
        if token.any_forms != 0 {
            put!(out, "forms", both(side, both(token.any_forms, u64::from(token.cue_mode.is_some()))));
        }
        if other == at {
            bits(out, token.classes);
        }
    }
    let beside = |step: isize| at.checked_add_signed(step).filter(|other| (start..end).contains(other)).map(|other| &facts.words[other]);
    let pos = |step: isize| beside(step).map_or(0, |word| word.pos);
    put!(out, "tag", spelled.tag);
    let (before, here, behind) = (pos(-1), spelled.pos, pos(1));
    put!(out, "pos-1", before << 8 | here);
    put!(out, "pos+1", here << 8 | behind);
    put!(out, "pos-2", pos(-2) << 16 | before << 8 | here);
    put!(out, "pos+2", here << 16 | behind << 8 | pos(2));
    // Of the words beside, a middle-sized group is enough.
    let near = |step: isize| beside(step).map_or(0, |word| word.clusters[1]);
    for (side, cluster) in [(0u64, spelled.clusters[1]), (0, spelled.clusters[2]), (1, near(-1)), (2, near(1))] {
        if cluster != 0 {
            put!(out, "cluster", both(side, cluster));
        }
    }
    quotation(facts, at, out);
    let boundary = context(facts, at) as u64;
    put!(out, "context", boundary);
    put!(out, "from-start", bucket(at - start));
    put!(out, "to-end", bucket(end - 1 - at));
    clause_place(facts, at, out);
    rule_findings(facts, at, boundary, out);
}

/// Each class by itself. Bits are named by their place in `function-words.txt`.
fn bits(out: &mut Vec<u32>, mut classes: u64) {
    while classes != 0 {
        put!(out, "class", u64::from(classes.trailing_zeros()));
        classes &= classes - 1;
    }
}

/// A coarse word class: what a tagger would say, as far as the lists go.
pub(super) fn token_sort(facts: &Facts<'_>, at: usize) -> u64 {
    let token = &facts.analysis.tokens[at];
    if token.mark != '\0' {
        return 0x100 | u64::from(token.mark) << 16;
    }
    u64::from(token.nominal)
        | u64::from(token.speaker) << 1
        | u64::from(token.attributor) << 4
        | u64::from(token.content_noun) << 7
        | u64::from(token.cue_mode.is_some()) << 9
        | u64::from(token.any_forms != 0) << 10
        | u64::from(token.classes != 0) << 11
}

fn quotation(facts: &Facts<'_>, at: usize, out: &mut Vec<u32>) {
    let Some(tokens) = facts.quotation(at) else {
        put!(out, "unquoted", 0);
        return;
    };
    let place = if at == tokens.start as usize {
        0u64
    } else if at + 1 == tokens.end as usize {
        2
    } else {
        1
    };
    let signs = &facts.quotations[facts.analysis.tokens[at].quotation as usize - 1];
    let words = signs.words;
    put!(out, "quoted", both(place, words));
    put!(out, "quoted-depth", both(place, signs.depth));
    put!(out, "quoted-around", both(place, signs.around));
    put!(out, "quoted-start", both(place, both(u64::from(signs.opens_sentence), words)));
    put!(out, "quoted-build", both(place, both(words, signs.build)));
    put!(out, "quoted-behind-word", both(place, signs.word_before));
    let sort_before = signs.before.map_or(0, |before| token_sort(facts, before));
    put!(out, "quoted-behind-sort", both(place, both(sort_before, words)));
    put!(out, "quoted-cue", both(place, both(words, signs.cue)));
}

fn clause_place(facts: &Facts<'_>, at: usize, out: &mut Vec<u32>) {
    let Some(index) = facts.clause(at) else { return };
    let clause = facts.analysis.clauses[index].tokens;
    let signs = &facts.signs[index];
    let place = if !clause.contains(at) {
        4u64
    } else if clause.len() == 1 {
        3
    } else if at == clause.start as usize {
        1
    } else if at + 1 == clause.end as usize {
        2
    } else {
        0
    };
    put!(out, "place-cue", both(place, u64::from(signs.cue.is_some())));
    put!(out, "place-mark", both(place, u64::from(facts.analysis.tokens[at].mark)));
    // Where in its clause the token stands: before, in or behind the verb.
    if let Some(verbs) = &facts.analysis.clauses[index].verbs {
        let side = if verbs.tokens.contains(&at) {
            1u64
        } else if at < verbs.finite {
            0
        } else {
            2
        };
        put!(out, "verb-side", both(side, both(signs.verb, u64::from(signs.cue.is_some()))));
        put!(out, "verb-side-build", both(side, both(signs.build, token_sort(facts, at))));
    }
}

fn rule_findings(facts: &Facts<'_>, at: usize, boundary: u64, out: &mut Vec<u32>) {
    let [outer, inner] = facts.rule_marks[at];
    let roles = facts.rule_roles[at];
    put!(out, "rule", both(outer.form, outer.place));
    put!(out, "rule-name", both(outer.rule, outer.place));
    put!(out, "rule-roles", both(roles, outer.form));
    put!(out, "rule-boundary", both(both(outer.form, outer.place), boundary));
    put!(out, "rule-quoted", both(both(outer.form, outer.place), u64::from(facts.quotation(at).is_some())));
    if inner.form > 0 {
        put!(out, "rule-inner", both(both(inner.form, inner.place), outer.form));
    }
    let before = at.checked_sub(1);
    let mark = |other: Option<usize>| {
        other.map_or(0, |other| hash::pair(u64::from(facts.rule_marks[other][0].form), u64::from(facts.rule_roles[other])))
    };
    put!(out, "rule-before", both(mark(before), both(outer.form, outer.place)));
    if let Some(index) = facts.clause(at) {
        let signs = &facts.signs[index];
        put!(out, "rule-clause", both(both(outer.form, outer.place), signs.build));
    }
}
