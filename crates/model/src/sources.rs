//! What the field for roles takes into a source that cannot belong to it.

use crate::features::Facts;
use crate::labels::Roles;
use zufolge::Span;
use zufolge::attribution::rules::{ClauseFacts, ClauseKind};
use zufolge::attribution::{Form, Role};
use zufolge::document::Token;

mod agreement;
mod bounds;
mod choice;
mod edges;
mod subject;

pub(crate) use agreement::agree;
pub(crate) use edges::SourceEdges;
pub(crate) use subject::is_mute;

/// Takes out of a source what belongs to the content, and gives whoever was spoken to their own role. `told` is what the cue tells, where a source
/// stands outside of it.
pub(crate) fn tidy(facts: &Facts<'_>, told: &Role, roles: &mut Roles) {
    let Roles { source, addressee, frame, cue, .. } = roles;
    // "Der Stürmer fällt, wie der Verein schrieb, lange aus": of two phrases the one that is spoken of.
    let inside = |span: &Span<Token>| told.iter().any(|whole| whole.covers(*span));
    if source.iter().any(|span| !inside(span)) {
        source.retain(|span| !inside(span));
    }
    for span in &mut *source {
        *span = bounds::trimmed(facts, *span, cue, frame, addressee);
    }
    // "enthüllte vergangenes Jahr die Initiative"
    source.retain(|span| !bounds::is_time(facts, *span));
    let tokens = &facts.analysis.tokens;
    // "warf der Klinik Vertuschung vor": what they are accused of.
    for span in &mut *addressee {
        let last = span.end as usize - 1;
        if span.len() > 1 && tokens[last].deed && tokens[last - 1].nominal {
            *span = Span::new(span.start as usize, last);
        }
    }
    choice::choose(facts, told, roles);
}

/// Who goes on to speak in marks, where nobody is found to: „Der Wolf ist zahm“, so Holm. „Er tut nichts.“ The rules follow who spoke last, in the
/// sentence before: of what goes on in Konjunktiv, or further off, they know no better than whoever resolves it.
pub(crate) fn goes_on(facts: &Facts<'_>, content: &Role) -> Option<Role> {
    let rule = facts.findings(content).find(|rule| rule.form == Form::Direct && rule.cue.is_empty())?;
    // "Demnach", "laut Bericht"
    let adverb = |span: &Span<Token>| span.len() == 1 && facts.analysis.tokens[span.start as usize].attributor != 0;
    let here = facts.sentence_of(content.first()?.start as usize);
    let far = |span: &Span<Token>| facts.sentence_of(span.start as usize) + 1 < here;
    let speaks = !rule.source.iter().any(|span| adverb(span) || far(span)) && !is_mute(facts, &rule.source);
    speaks.then(|| rule.source.clone())
}

/// The clause that a token stands in.
fn clause_at<'a>(facts: &'a Facts<'_>, at: usize) -> Option<&'a ClauseFacts> {
    let clauses = &facts.analysis.clauses;
    let behind = clauses.partition_point(|clause| clause.tokens.start as usize <= at);
    behind.checked_sub(1).map(|this| &clauses[this]).filter(|clause| clause.tokens.contains(at))
}

/// True for the finite verb of a main clause.
fn is_main_verb(facts: &Facts<'_>, at: usize) -> bool {
    clause_at(facts, at)
        .is_some_and(|clause| clause.kind == ClauseKind::Main && clause.verbs.as_ref().is_some_and(|verbs| verbs.finite == at))
}

/// The number of a noun for something written in [`zufolge::attribution::rules::TokenFacts::speaker`].
const DOCUMENT: u8 = 4;

/// The number of a noun for a paper or station in the same.
const OUTLET: u8 = 3;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
