//! What no candidate can be, whatever a judge says of it.

use super::{BY_RULES, Candidate};
use crate::features::Facts;
use crate::labels::Found;
use crate::tagger::Pos;
use zufolge::Span;
use zufolge::attribution::rules::{ClauseKind, VerbFacts};
use zufolge::attribution::{Attribution, Form, Role};
use zufolge::document::Token;

/// How many words the name of a ship or thing has at most.
const LONGEST_NAME: usize = 3;

/// How many words hang at most on a source before its verb.
const LONGEST_HANGING: u32 = 8;

/// Among how many findings of the rules before a candidate its frame is looked for.
const NEAR: usize = 4;

/// Among how many words at the beginning the claims stand that nobody could check.
const CLAIMS: usize = 4;

/// False for what is surely nobody's words.
pub(super) fn may_stand(facts: &Facts<'_>, candidate: &Candidate) -> bool {
    let found = &candidate.found;
    !(has_no_word(facts, found)
        || is_beside(facts, candidate)
        || was_asked(facts, found)
        || opens_with_a_question(facts, found)
        || opens_with_the_source(facts, candidate)
        || is_not_done(facts, candidate)
        || is_who_says_it(facts, candidate)
        || anybody_may_think(facts, found)
        || is_title(facts, candidate)
        || tells_whose(facts, found)
        || is_cut_off(facts, found)
        || takes_in_who_says_it(facts, found)
        || takes_in_another(facts, candidate)
        || takes_in_another_figure(facts, candidate)
        || takes_in_who_was_told(facts, found)
        || takes_in_who_it_is(facts, found)
        || cuts_a_verb(facts, candidate)
        || talks_with(facts, candidate)
        || nobody_checked(facts, candidate)
        || is_told_by_nobody(facts, candidate)
        || tells_by_words_alone(facts, candidate)
        || only_says_that_more_comes(facts, found)
        || keeps_a_name_back(facts, candidate)
        || tells_when(facts, candidate)
        || tells_no_act(facts, candidate))
}

/// True for marks alone: "sei „aus der Luft gegriffen“ | ."
fn has_no_word(facts: &Facts<'_>, found: &Found) -> bool {
    found.content.iter().flat_map(|span| span.range()).all(|at| facts.analysis.tokens[at].mark != '\0')
}

/// True for what goes on with somebody who spoke before, or is told by nobody: it begins a sentence.
fn goes_on(form: Form) -> bool {
    matches!(form, Form::IndirectFreeIndirect | Form::FreeIndirect)
}

/// True for titles, which are nobody's words, and for what begins with a mark and does not end with one.
fn is_title(facts: &Facts<'_>, Candidate { found, inner, by, .. }: &Candidate) -> bool {
    let (Form::Direct, [content]) = (found.form, found.content.as_slice()) else { return false };
    let Some(at) = facts.quotation_at(content.start) else { return false };
    let quotation = &facts.doc.quotations[at];
    let whole = *content == quotation.tokens;
    // "die Fregatte „Nordwind“", "vor der App „Quick Pay“": names right behind a noun.
    let tokens = &facts.analysis.tokens;
    let capital = |at: usize| tokens[at].nominal && facts.doc.word(at).starts_with(char::is_uppercase);
    let noun = |at: usize| capital(at) && !tokens[at].content_noun && tokens[at].attributor == 0;
    let named = || {
        let inside = content.start as usize + 1..(content.end as usize).saturating_sub(1);
        let before = (content.start as usize).checked_sub(1).is_some_and(noun);
        by & BY_RULES == 0 && before && !inside.is_empty() && inside.len() <= LONGEST_NAME && inside.into_iter().all(capital)
    };
    if whole { facts.analysis.titles[at] || named() } else { *inner && content.end < quotation.tokens.end && quotation.closed }
}

/// True for ", so Holm weiter", which tells whose words they are.
fn tells_whose(facts: &Facts<'_>, found: &Found) -> bool {
    let first = found.content[0].start as usize;
    let says = || first + 1 < facts.len() && facts.edges.says_who.has(facts.doc.word(first + 1));
    goes_on(found.form) && facts.analysis.tokens[first].mark == ',' && says()
}

/// True for a piece that has lost its noun ("über den zuerst der | „Kurier“ berichtet hatte"), and for what is no sentence that goes on ("…, wer | „man“
/// ist.").
fn is_cut_off(facts: &Facts<'_>, found: &Found) -> bool {
    let last = found.content[found.content.len() - 1].end as usize - 1;
    let tokens = &facts.analysis.tokens;
    let noun_lost = facts.edges.any_article.has(facts.doc.word(last)) && tokens.get(last + 1).is_some_and(|next| next.quotation > 0);
    let first = found.content[0].start as usize;
    let marks = |at: usize| tokens[at].quotation > 0 && tokens[at].mark != '\0';
    // "Das bestätigte der Minister": what points back is no content.
    let points_back = found.form != Form::Direct && found.content.len() == 1 && found.content[0].len() == 1 && {
        facts.edges.points_back.has(facts.doc.lower(first))
    };
    // "nach „Kurier“ | -Informationen"
    let rest = |span: &Span<Token>| {
        let at = span.start as usize;
        at > 0 && facts.doc.word(at).len() > 1 && facts.doc.word(at).starts_with('-') && marks(at - 1)
    };
    points_back
        || noun_lost
        || found.content.iter().any(rest)
        || goes_on(found.form) && marks(first) && first > 0 && tokens[first - 1].mark == '\0'
}

/// True for "Holm sagte | laut Tass, | man prüfe das": what Holm said, and who passed it on.
fn takes_in_who_says_it(facts: &Facts<'_>, found: &Found) -> bool {
    let [before, content] = found.content.as_slice() else { return false };
    let on = before.end as usize;
    let passes_on = found.form == Form::Indirect && on < facts.len() && facts.analysis.tokens[on].attributor != 0;
    let first = facts.analysis.found.partition_point(|attr| attr.content[0].start < content.start);
    let same = facts.analysis.found[first..].iter().take_while(|attr| attr.content[0].start == content.start);
    passes_on && { same }.any(|attr| attr.content == [*content] && !attr.cue.is_empty() && attr.cue.iter().all(|cue| before.covers(*cue)))
}

/// True for "laut Verdi | 900 Beschäftigte, das Unternehmen zählte 350", where the rules tell that what is said ends before another one's figure.
fn takes_in_another_figure(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let (Form::Indirect, Some(last)) = (found.form, found.content.last()) else { return false };
    if by & BY_RULES != 0 {
        return false;
    }
    let counts = |end: u32| {
        let clauses = &facts.analysis.clauses;
        let next = clauses.partition_point(|clause| clause.tokens.start <= end);
        let verbs = clauses.get(next).filter(|clause| clause.tokens.start == end + 1).and_then(|clause| clause.verbs.as_ref());
        verbs.is_some_and(|verbs| facts.edges.counting.has(facts.doc.word(verbs.finite)))
    };
    let ends_before = |ruled: &Role| {
        let same = ruled.iter().zip(&found.content).all(|(one, other)| one.start == other.start);
        same && ruled.len() == found.content.len() && ruled.last().is_some_and(|ruled| ruled.end < last.end && counts(ruled.end))
    };
    facts.findings(&found.content).any(|rule| rule.form == Form::Indirect && ends_before(&rule.content))
}

/// True for "Das sei so, sagte eine Frau, die ungenannt bleiben wollte, | der „Küstenpost“.": who was told goes on with nothing.
fn takes_in_who_was_told(facts: &Facts<'_>, found: &Found) -> bool {
    let Some(last) = found.content.last() else { return false };
    let (first, end) = (last.start as usize, last.end as usize);
    let tokens = &facts.analysis.tokens;
    let told = |at: usize| facts.edges.told_behind.has(facts.doc.word(at)) && at > 1 && tokens[at - 1].mark == ',';
    // No more than an article, a word for a paper and its name, in marks or not.
    let only = |from: usize| from < end && (from..end).all(|at| tokens[at].nominal || tokens[at].quotation > 0);
    let somebody = |from: usize| tokens[from].quotation > 0 || (from..end).any(|at| tokens[at].nominal && tokens[at].speaker != 0);
    let behind_relative = |at: usize| {
        let clause = facts.analysis.clauses.partition_point(|clause| (clause.tokens.end as usize) < at);
        clause.checked_sub(1).is_some_and(|before| facts.analysis.clauses[before].kind == ClauseKind::Relative)
    };
    match found.form {
        Form::Direct => {
            let name = last.len() <= LONGEST_NAME + 2 && tokens.get(end).is_none_or(|next| matches!(next.mark, '.' | ','));
            name && tokens[first].quotation > 0 && first > 2 && told(first - 1) && behind_relative(first - 1)
        }
        _ => told(first) && only(first + 1) && somebody(first + 1) && (found.content.len() > 1 || behind_relative(first)),
    }
}

/// True for "Der Wald muss weg, sagt Holm, | ehemals langjähriger Direktor des Parks.", "…, sagte Pohl in Cleveland, | Ohio.": what tells who or where that is.
fn takes_in_who_it_is(facts: &Facts<'_>, found: &Found) -> bool {
    let ([left, last], Form::Indirect) = (found.content.as_slice(), found.form) else { return false };
    let (first, tokens) = (last.start as usize, &facts.analysis.tokens);
    // A relative clause may hang on it.
    let comma = last.range().find(|at| tokens[*at].mark == ',');
    let end = comma.unwrap_or(last.end as usize);
    let complete = left.range().any(|at| facts.is_finite(at));
    let verb = (first..end).any(|at| facts.is_finite(at));
    let behind_comma = first > 0 && tokens[first - 1].mark == ',';
    let Some(noun) = (first..end).find(|at| tokens[*at].nominal) else { return false };
    let plain = |at: usize| [Pos::AttributiveAdjective, Pos::Adverb, Pos::PredicativeAdjective].iter().any(|pos| facts.is_a(at, *pos));
    // "gebürtiger Lienzer"
    let nominative = || noun > first && facts.is_a(noun - 1, Pos::AttributiveAdjective) && facts.doc.word(noun - 1).ends_with("er");
    // A place behind a place.
    let place = || first + 1 == end && first > 2 && tokens[first - 2].nominal && facts.is_a(first - 3, Pos::Preposition);
    let who = tokens[noun].speaker == 1 && first + 1 < end || nominative() || place();
    complete && !verb && behind_comma && (first..noun).all(plain) && who
}

/// True for "seien 26 Menschen getötet | und 40 verletzt worden", "dass in Zukunft leichter |, schneller und mehr gebaut werden kann": a verb has lost the rest
/// of it.
fn cuts_a_verb(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    if by & BY_RULES != 0 || found.form != Form::Indirect {
        return false;
    }
    let inside = |at: usize| found.content.iter().any(|span| span.contains(at));
    let clauses = &facts.analysis.clauses;
    let (first, last) = (found.content[0], found.content[found.content.len() - 1]);
    // The clause that the content ends in.
    let at = clauses.partition_point(|clause| clause.tokens.end < last.end);
    let lost = clauses
        .get(at)
        .filter(|clause| clause.tokens.start < last.end && clause.tokens.end > last.end)
        .and_then(|clause| clause.verbs.as_ref());
    let rest = lost.is_some_and(|verbs| inside(verbs.finite) && verbs.tokens.iter().any(|token| *token >= last.end as usize));
    let opens = clauses[clauses.partition_point(|clause| clause.tokens.end <= first.start)..].first();
    let that = opens.is_some_and(|clause| clause.kind == ClauseKind::Subordinate && clause.opener == Some(first.start as usize));
    let cut = rest || that && !found.content.iter().flat_map(|span| span.range()).any(|at| facts.is_finite(at));
    // Something longer is there to choose instead.
    let longer = |rule: &Role| rule[0].start == first.start && rule.last().is_some_and(|span| span.end > last.end);
    cut && facts.findings(&found.content).any(|rule| rule.form == found.form && longer(&rule.content))
}

/// True for "| die Rundschau legte nach: Der Hafen …", where the rules tell that another one says the rest.
fn takes_in_another(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let [content] = found.content.as_slice() else { return false };
    if found.form != Form::Indirect || by & BY_RULES != 0 {
        return false;
    }
    let first = facts.analysis.found.partition_point(|attr| attr.content[0].start <= content.start);
    let inside = facts.analysis.found[first..].iter().take_while(|attr| attr.content[0].start < content.end);
    let colon = |at: u32| facts.analysis.tokens[at as usize - 1].mark == ':';
    let opens = |source: &Role| source.first().is_some_and(|span| span.start == content.start);
    { inside }.any(|attr| attr.form == Form::Indirect && opens(&attr.source) && colon(attr.content[0].start) && !attr.cue.is_empty())
}

/// True for "Der Präsident sprach mit dem Kanzler in Genf.": that somebody talks is no act of theirs that is told.
fn talks_with(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    if found.form != Form::Reported || by & BY_RULES != 0 {
        return false;
    }
    let words = || found.content.iter().flat_map(|span| span.range());
    let is = |at: usize, list: &zufolge::word_list::WordList| list.has(facts.doc.lower(at));
    let marks = words().any(|at| facts.analysis.tokens[at].quotation > 0);
    !marks && words().any(|at| is(at, &facts.edges.talking)) && !words().any(|at| is(at, &facts.edges.talked_about))
}

/// True for "Holm unterbrach die Sitzung.", "Der Beifall hielt an.": verbs that tell something only with the words that were said; and for "lässt nicht
/// locker".
fn tells_by_words_alone(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    if found.form != Form::Reported || by & BY_RULES != 0 {
        return false;
    }
    let clauses = &facts.analysis.clauses;
    let (first, end) = (found.content[0].start, found.content[found.content.len() - 1].end);
    let behind = clauses.partition_point(|clause| clause.tokens.end <= first);
    let inside = clauses[behind..].iter().take_while(|clause| clause.tokens.start < end);
    let mut verbs = inside.filter_map(|clause| clause.verbs.as_ref()).peekable();
    let idle = |verbs: &VerbFacts| facts.edges.idle.has(&format!("{}{}", verbs.prefix, verbs.infinitive));
    let (mut told, mut wordless) = (verbs.peek().is_none(), false);
    for verbs in verbs {
        told |= !idle(verbs) && (verbs.mode.is_none() || verbs.complements & facts.tells != 0);
        wordless |= !idle(verbs);
    }
    // "hielt eine Ansprache": the noun tells, if it is no subject.
    let tokens = &facts.analysis.tokens;
    let noun = |at: usize| wordless && tokens[at].content_noun && tokens[at].speaker == 0 && !facts.opens_clause(at);
    // "spricht weiter von 34 Kisten"
    let is = |at: usize, list: &zufolge::word_list::WordList| list.has(facts.doc.lower(at));
    let mut words = found.content.iter().flat_map(|span| span.range());
    let of_something = words.clone().any(|at| is(at, &facts.edges.talking)) && words.clone().any(|at| is(at, &facts.edges.talked_about));
    // "reagierte knapp": how it was said tells that it was.
    let how = |at: usize| [Pos::PredicativeAdjective, Pos::Participle].iter().any(|pos| facts.is_a(at, *pos));
    !told && !of_something && !words.any(|at| tokens[at].quotation > 0 || noun(at) || wordless && how(at))
}

/// True for "Noch etwas stellte die Sprecherin klar.": what, the next sentence tells.
fn only_says_that_more_comes(facts: &Facts<'_>, found: &Found) -> bool {
    let first = found.content[0].start as usize;
    let is = |at: usize, list: &zufolge::word_list::WordList| at < facts.len() && list.has(facts.doc.lower(at));
    let verb = || facts.is_finite(first + 2);
    found.form == Form::Reported && is(first, &facts.edges.still) && is(first + 1, &facts.edges.something) && verb()
}

/// True for "…, ihre Namen wollen sie nicht gedruckt sehen": why somebody is not named.
fn keeps_a_name_back(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let edges = &facts.edges;
    let words = || found.content.iter().flat_map(|span| span.range()).map(|at| facts.doc.lower(at));
    let parts = || [&edges.names, &edges.made_public, &edges.not].iter().all(|list| words().any(|word| list.has(word)));
    found.form != Form::Direct && by & BY_RULES == 0 && parts()
}

/// True for "Unabhängig überprüfen ließen sich die Angaben nicht.": the paper says so itself, and nobody declines to comment.
fn nobody_checked(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let words = || found.content.iter().flat_map(|span| span.range()).map(|at| facts.doc.lower(at));
    let (independently, checked) = (&facts.edges.independently, &facts.edges.checked);
    let nobody = || words().any(|word| independently.has(word)) && words().any(|word| checked.has(word));
    // "Die Angaben beider Seiten lassen sich nicht überprüfen.", but not "Die Angaben wollte die Polizei nicht bestätigen."
    let is = |list: &'static str| words().any(|word| word == list);
    let could_be = || {
        is("sich") && words().any(|word| facts.edges.letting.begins(word))
            || is("werden") && words().any(|word| facts.edges.could.has(word))
    };
    let claims = || words().take(CLAIMS).any(|word| facts.edges.claims.has(word));
    let by_whom = || words().zip(words().skip(1)).any(|(by, whom)| facts.edges.agent.has(by) && !independently.has(whom));
    let caveat = || claims() && is("nicht") && words().any(|word| checked.has(word)) && could_be() && !by_whom();
    found.form == Form::Reported && by & BY_RULES == 0 && (nobody() || caveat())
}

/// True for "Holm kann darüber nur lachen.": without "soll" nobody is told to have said so.
fn is_told_by_nobody(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let mut tokens = found.content.iter().flat_map(|span| span.range());
    found.form == Form::FreeIndirect && by & BY_RULES == 0 && !tokens.any(|at| facts.edges.hearsay.has(facts.doc.lower(at)))
}

/// True for "„Nein“, rief die Wirtin, als er ging.": when somebody says something, and not what.
fn tells_when(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let ([content], Form::Indirect) = (found.content.as_slice(), found.form) else { return false };
    let first = content.start as usize;
    let clauses = &facts.analysis.clauses;
    let clause = clauses.partition_point(|clause| clause.tokens.end as usize <= first);
    let Some(clause) = clauses.get(clause).filter(|clause| clause.opener == Some(first) && content.end <= clause.tokens.end) else {
        return false;
    };
    let own = clause.verbs.as_ref().is_some_and(|verbs| verbs.konjunktiv_1 || verbs.konjunktiv_2);
    by & BY_RULES == 0 && clause.before == ',' && !own && facts.edges.when.has(facts.doc.lower(first))
}

/// True for "Dem Wirt droht eine Strafe.", "Das Gericht verurteilte ihn zu zwei Jahren Haft.": what is to come over somebody, and what is decided.
fn tells_no_act(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    if found.form != Form::Reported || by & BY_RULES != 0 {
        return false;
    }
    let words = || found.content.iter().flat_map(|span| span.range()).map(|at| facts.doc.lower(at));
    let any = |list: &zufolge::word_list::WordList| words().any(|word| list.has(word));
    let comes = any(&facts.edges.threatening) && !any(&facts.edges.threatened_with);
    let sentenced = || any(&facts.edges.sentencing) && words().any(|word| facts.edges.penalty_ends.ends(word));
    comes || sentenced()
}

/// True for "…, sagte Holm, der kurz vor Schluss getroffen hatte.", "Das teilte die Polizei mit, zwei Tage nach dem Unfall.": beside what is said.
fn is_beside(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let first = found.content[0].start as usize;
    let clauses = &facts.analysis.clauses;
    let clause = clauses.partition_point(|clause| clause.tokens.end as usize <= first);
    let behind_comma = first > 0 && facts.analysis.tokens[first - 1].mark == ',';
    let Some(clause) = clauses.get(clause).filter(|clause| clause.tokens.start as usize == first && behind_comma) else { return false };
    // "der Mann, der laut Polizei getrunken hatte", "…, der getrunken habe"
    let own = clause.tokens.range().any(|at| facts.analysis.tokens[at].attributor != 0)
        || clause.verbs.as_ref().is_some_and(|verbs| verbs.konjunktiv_1 || verbs.konjunktiv_2 || verbs.modal);
    let relative = !own && clause.kind == ClauseKind::Relative && facts.edges.any_article.has(facts.doc.lower(first));
    let verbless = by & BY_RULES == 0 && clause.verbs.is_none() && found.content.len() == 1 && found.content[0].end <= clause.tokens.end;
    let time = || (first..clause.tokens.end as usize).find(|at| facts.analysis.tokens[*at].nominal);
    found.form == Form::Indirect && (relative || verbless && time().is_some_and(|at| facts.edges.spans_of_time.has(facts.doc.lower(at))))
}

/// True for "Auf die Frage, ob er gehe, sagte Holm, …", "Zur Frage, …": what somebody was asked is no part of what is said.
fn opens_with_a_question(facts: &Facts<'_>, found: &Found) -> bool {
    let first = found.content[0].start as usize;
    // But "Zu fragen sei, ob …".
    let noun = |at: usize| facts.analysis.tokens.get(at).is_some_and(|token| token.nominal);
    let asks = |at: usize| noun(at) && facts.edges.questions.has(facts.doc.lower(at));
    let on = facts.edges.before_questions.has(facts.doc.lower(first)) && (asks(first + 1) || asks(first + 2));
    on && found.form == Form::Indirect
}

/// True for "Nach Angaben des Leiters | in den Alpen bleibt …", where the rules tell that the source goes on up to the verb.
fn opens_with_the_source(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let first = found.content[0].start;
    let ruled = facts.analysis.found.partition_point(|attr| attr.content[0].start <= first);
    let mut near = facts.analysis.found[ruled..].iter().take_while(|attr| attr.content[0].start <= first + LONGEST_HANGING);
    by & BY_RULES == 0
        && found.form == Form::Indirect
        && near
            .any(|attr| attr.source.iter().any(|source| source.start < first && source.end == attr.content[0].start && first < source.end))
}

/// True for "…, sagte Holm, ohne Namen zu nennen.": what somebody does not do beside it.
fn is_not_done(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let [content] = found.content.as_slice() else { return false };
    let first = content.start as usize;
    let behind_comma = first > 0 && facts.analysis.tokens[first - 1].mark == ',';
    let last = content.end as usize - 1;
    let kept_back = facts.edges.without.has(facts.doc.word(first)) && facts.edges.keeping_back.has(facts.doc.lower(last));
    by & BY_RULES == 0 && found.form == Form::Indirect && behind_comma && kept_back
}

/// True for "Das sei so, | sagte Holm | laut dem Boten.": who says it is not what is said.
fn is_who_says_it(facts: &Facts<'_>, Candidate { found, by, .. }: &Candidate) -> bool {
    let [content] = found.content.as_slice() else { return false };
    let behind = facts.analysis.found.partition_point(|attr| attr.content[0].start <= content.start);
    let mut near = facts.analysis.found[..behind].iter().rev().take(NEAR);
    let frame =
        |attr: &Attribution| attr.frame.iter().any(|frame| frame.covers(*content)) && attr.cue.iter().any(|cue| content.covers(*cue));
    by & BY_RULES == 0 && found.form == Form::Indirect && near.any(frame)
}

/// True for "Es ist davon auszugehen, dass er kommt": what may be thought, by nobody in particular.
fn anybody_may_think(facts: &Facts<'_>, found: &Found) -> bool {
    let (first, edges) = (found.content[0].start as usize, &facts.edges);
    let clauses = &facts.analysis.clauses;
    let at = clauses.partition_point(|clause| clause.tokens.end as usize <= first);
    let before = at.checked_sub(1).map(|before| &clauses[before]);
    let Some(clause) = before.filter(|before| before.tokens.end as usize + 1 == first && found.form == Form::Indirect) else {
        return false;
    };
    let last = clause.tokens.end as usize - 1;
    let thought =
        edges.to_be_done.has(facts.doc.lower(last)) || edges.to_think.has(facts.doc.lower(last)) && edges.zu.has(facts.doc.lower(last - 1));
    let anybody = clause.tokens.range().all(|at| facts.analysis.tokens[at].attributor == 0);
    thought && anybody && clause.verbs.as_ref().is_some_and(|verbs| edges.to_be.has(facts.doc.lower(verbs.finite)))
}

/// True for what somebody was asked: "„Ja“, sagte Holm auf die Frage, ob er gehe."
fn was_asked(facts: &Facts<'_>, found: &Found) -> bool {
    let first = found.content[0].start as usize;
    let asks = |at: usize| facts.edges.questions.has(facts.doc.lower(at));
    let on = |at: usize| (at.saturating_sub(2)..at).any(|before| facts.doc.word(before) == "auf");
    let said = || {
        let sentence = facts.doc.sentences[facts.sentence_of(first)].tokens;
        (sentence.start as usize..first).any(|at| facts.analysis.tokens[at].quotation > 0)
    };
    first > 2 && facts.analysis.tokens[first - 1].mark == ',' && asks(first - 2) && on(first - 2) && said()
}
