//! Whether a bare weekday, month or feast lies behind or ahead: by the verbs of its clause and the preposition before it.

use super::words::{Preposition, Word};
use crate::document::Document;
use crate::span::Span;

/// Where a time lies, seen from the time of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    /// Present tense, which in news is mostly ahead, but not far.
    Present,
    Unknown,
}

/// A clause seldom has more tokens on one side of its time.
const REACH: usize = 25;

/// Judges the clause around the expression `start..end` of a sentence.
pub(super) fn direction(doc: &Document, words: &[Word], sent: Span<crate::document::Token>, start: usize, end: usize) -> Direction {
    let breaks = |at: &usize| matches!(doc.word(*at), "," | ";" | ":" | "–" | "—" | "(" | ")" | "“" | "”" | "„" | "\"" | "«" | "»");
    let left = (sent.start as usize..start).rev().take(REACH).take_while(|at| !breaks(at));
    let right = (end..sent.end as usize).take(REACH).take_while(|at| !breaks(at));
    let (mut past, mut weak, mut future, mut present) = (false, false, false, false);
    let mut last = end;
    for at in left.chain(right) {
        last = last.max(at);
        match words[at] {
            Word::Past => past = true,
            Word::Future => future = true,
            Word::Is => present = true,
            Word::Other => {
                let text = doc.word(at);
                let attributive = at > 0 && matches!(words[at - 1], Word::Article | Word::Number(_) | Word::Preposition(_));
                let infinitive = at > 0 && doc.word(at - 1) == "zu" && text.ends_with('n');
                past |= is_preterite(text, "te") && !attributive;
                weak |= is_preterite(text, "ten") && !attributive && !infinitive;
                future |= infinitive || is_zu_infinitive(text);
                // "ist … gestorben"
                past |= present && is_participle(text);
            }
            _ => {}
        }
    }
    // "…, die am Samstag antritt": the finite verb ends the clause.
    present |= last > end && last + 1 < sent.end as usize && words[last] == Word::Other && is_present(doc.word(last));
    // "Am Samstag steigt das Fest", "das Fest steigt am Samstag": the finite verb stands beside its time.
    let beside = [start.checked_sub(2), Some(end)].into_iter().flatten();
    let mut inside = beside.filter(|at| (sent.start as usize..sent.end as usize).contains(at));
    present |= inside.any(|at| words[at] == Word::Other && is_present(doc.word(at)));
    if past || weak && !future {
        return Direction::Past;
    }
    let before = |by| start.checked_sub(by).filter(|at| *at >= sent.start as usize).map(|at| words[at]);
    // "seit dem Sommer"
    let preposition = if before(1) == Some(Word::Article) { before(2) } else { before(1) };
    match preposition {
        Some(Word::Preposition(Preposition::Since)) => Direction::Past,
        Some(Word::Preposition(Preposition::Until | Preposition::From | Preposition::For)) => Direction::Future,
        _ if future => Direction::Future,
        _ if present => Direction::Present,
        _ => Direction::Unknown,
    }
}

/// "sagte", "meldeten"; strong verbs do not show it.
fn is_preterite(text: &str, ending: &str) -> bool {
    text.len() > 4 && text.starts_with(char::is_lowercase) && text.ends_with(ending)
}

fn is_participle(text: &str) -> bool {
    text.starts_with("ge") && (text.ends_with('t') || text.ends_with("en")) || text.ends_with("iert")
}

/// "vorzulegen"
fn is_zu_infinitive(text: &str) -> bool {
    text.len() > 8
        && text.starts_with(char::is_lowercase)
        && text.ends_with("en")
        && text.find("zu").is_some_and(|at| (2..=6).contains(&at))
}

/// "antritt", "erscheint"
fn is_present(text: &str) -> bool {
    text.len() > 4 && text.starts_with(char::is_lowercase) && text.ends_with('t') && !is_participle(text)
}
