//! Clauses that an apposition or a relative clause parts in two.

use super::clause_kinds::clause;
use super::clauses::{Clause, ClauseKind};
use super::lexicon::class;
use super::morphology::form;
use super::tags::Tagged;
use super::verb_of;

/// Most appositions and relative clauses that stand inside a clause.
const MOST_INTERRUPTIONS: usize = 3;

/// Joins what an apposition or relative clause parts: "wie Karl Pohl, Sprecher der Stadt, mitteilte", "gab der Leiter, Karl Pohl, bekannt".
pub(super) fn join_interrupted(tagged: &Tagged<'_>, clauses: &[Clause]) -> Vec<Clause> {
    let mut joined: Vec<Clause> = Vec::with_capacity(clauses.len());
    let mut at = 0;
    while at < clauses.len() {
        let inside = |clause: &&Clause| {
            clause.before == ','
                && matches!(clause.kind, ClauseKind::Fragment | ClauseKind::Relative)
                && !tagged.tags[clause.start()].is(class::SO)
        };
        let between = clauses[at + 1..].iter().take(MOST_INTERRUPTIONS).take_while(inside).count();
        let whole = (at + 1..=at + 1 + between).rev().find_map(|last| {
            let closing = clauses.get(last).filter(|clause| clause.before == ',')?;
            let behind_relative = clauses[last - 1].kind == ClauseKind::Relative;
            Some((last, completed(tagged, &clauses[at], closing, behind_relative)?))
        });
        let (last, clause) = whole.unwrap_or_else(|| (at, clauses[at].clone()));
        joined.push(clause);
        at = last + 1;
    }
    joined
}

/// The clause that `first` and `last` make together, if `last` brings the verb that `first` lacks; behind a relative clause or not.
fn completed(tagged: &Tagged<'_>, first: &Clause, last: &Clause, behind_relative: bool) -> Option<Clause> {
    let (tags, end) = (&tagged.tags, last.end());
    let whole = || clause(tagged, first.start(), end, first.before);
    match &first.verbs {
        // Its finite verb stands at the end.
        None => {
            // "ein Bericht, nach dem 40 Boote, genau 41, fehlen"
            let pronoun = first.start() + 1;
            let relative = first.before == ','
                && tags[first.start()].is(class::PREPOSITION)
                && pronoun + 1 < first.end()
                && tags[pronoun].is(class::RELATIVE)
                && !tags[pronoun + 1].nominal();
            let opened =
                first.kind == ClauseKind::Subordinate || relative || (tags[first.start()].is(class::AS) && first.end() - first.start() > 1);
            let final_verb = last.verbs.as_ref().is_some_and(|verbs| verbs.tokens.last() == Some(&(end - 1)));
            // "Wie der Leiter, Karl Pohl, der Zeitung sagte": no relative clause.
            let told_to = || {
                let cue = last.verbs.as_ref().and_then(|verbs| verb_of(tagged, verbs.verb)).is_some_and(|verb| verb.mode.is_some());
                let dative = tags[last.start()].is(class::DATIVE | class::DATIVE_BEHIND)
                    && last.start() + 1 < end
                    && tags[last.start() + 1].nominal();
                cue && dative && tags[first.start()].is(class::AS)
            };
            (opened
                && final_verb
                && (matches!(last.kind, ClauseKind::Main | ClauseKind::Fragment) || last.kind == ClauseKind::Relative && told_to()))
            .then(whole)
            .filter(|whole| matches!(whole.kind, ClauseKind::Subordinate | ClauseKind::Relative) && whole.verbs.is_some())
        }
        // Its particle, participle or infinitive does.
        Some(verbs) => {
            let open = first.kind == ClauseKind::Main && verbs.tokens.len() == 1;
            let bare = open && last.kind == ClauseKind::Fragment;
            let detached = || {
                tagged.lexicon.readings(tags[verbs.finite].word).any(|reading| {
                    let verb = &tagged.lexicon.verbs[reading.verb as usize];
                    reading.detached && reading.form & form::FINITE != 0 && tagged.is_word(end - 1, verb.prefix)
                })
            };
            let participle = tags[verbs.finite].is(class::AUXILIARY) && !tags[end - 1].capital && tags[end - 1].any_forms(form::PARTICIPLE);
            // "hatte Holm, der die Firma leitet, am Montag erklärt": spelled as a finite verb, which would not stand at the end.
            let spelled = || {
                let alone = last.verbs.as_ref().is_some_and(|read| read.tokens == [end - 1]);
                // "…, die Tat bestritten": an article, and no relative pronoun.
                let article = || last.kind == ClauseKind::Relative && last.opener == Some(last.start()) && tags[last.start() + 1].nominal();
                open && participle && behind_relative && alone && (last.kind == ClauseKind::Main || article())
            };
            (bare && (participle || detached()) || spelled())
                .then(whole)
                .filter(|whole| whole.verbs.as_ref().is_some_and(|read| read.finite == verbs.finite))
        }
    }
}
