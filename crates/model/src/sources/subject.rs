//! Which of two phrases on both sides of a verb is its subject.

use super::is_main_verb;
use crate::features::Facts;
use crate::tagger::Pos;
use zufolge::Span;
use zufolge::attribution::Role;
use zufolge::document::Token;

/// The pronoun right behind the finite verb of a cue, where it is the subject and not what stands before: "Höhere Preise schloss sie aus."
pub(super) fn pronoun_behind(facts: &Facts<'_>, source: &Role, cue: &Role) -> Option<Span<Token>> {
    let edges = &facts.edges;
    let plain = |at: usize| at < facts.len() && facts.analysis.tokens[at].quotation == 0;
    let verbs = cue.iter().map(|span| span.start as usize).filter(|at| plain(at + 1) && is_main_verb(facts, *at));
    { verbs }.find_map(|verb| {
        let before = source.iter().find(|span| span.end as usize == verb)?;
        let pronoun = facts.doc.word(verb + 1);
        let subject = edges.he.has(pronoun) || edges.subjects.has(pronoun) && is_bare_thing(facts, *before);
        subject.then(|| Span::new(verb + 1, verb + 2))
    })
}

/// "Höhere Preise", "Kritik": a common noun without an article that nobody is called by.
fn is_bare_thing(facts: &Facts<'_>, span: Span<Token>) -> bool {
    let tokens = &facts.analysis.tokens;
    let (first, last) = (span.start as usize, span.end as usize - 1);
    let nobody = span.range().all(|at| tokens[at].speaker == 0 && tokens[at].attributor == 0 && tokens[at].quotation == 0);
    let described = || (first..last).all(|at| facts.is_a(at, Pos::AttributiveAdjective)) && facts.is_a(last, Pos::Noun);
    nobody && if first == last { tokens[last].deed } else { described() }
}

/// True for what does not speak: "Der Beifall hielt an.", "Tiefgekühlt sieht es anders aus."
pub(crate) fn is_mute(facts: &Facts<'_>, source: &Role) -> bool {
    let tokens = &facts.analysis.tokens;
    let [span] = source.as_slice() else { return false };
    let common = |at: usize| [Pos::Noun, Pos::PredicativeAdjective, Pos::Participle].iter().any(|pos| facts.is_a(at, *pos));
    let head = span.range().find(|at| tokens[*at].nominal || span.len() == 1);
    let hangs = |at: usize| {
        let noun = &tokens[at];
        let speaks = noun.speaker != 0 || noun.attributor != 0 || noun.content_noun || facts.is_a(at, Pos::ProperNoun);
        noun.quotation == 0 && !(noun.nominal && speaks)
    };
    head.is_some_and(|head| common(head) && span.range().all(hangs))
}
