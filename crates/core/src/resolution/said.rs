//! When something was said: the expression of time that belongs to the reporting clause itself (annotation guide, "Cases that were decided").
//!
//! It stands in the frame; told speech acts have none, and there it stands in the clause of the cue. What lies in the content of another
//! attribution tells when something else was. A day that is still to come is none on which something was said.

use super::SaidAt;
use crate::attribution::{Attribution, Form, Role};
use crate::document::times::{Published, TimeExpression, TimeKind, shifted};
use crate::document::{Document, Token};
use crate::span::Span;

/// The times of one document, and which attributions lie in which.
#[derive(Debug)]
pub(super) struct Said<'a> {
    doc: &'a Document,
    times: Vec<TimeExpression>,
    published: Option<Published>,
    attributions: &'a [Attribution],
    /// For each attribution those that lie in its content.
    children: Vec<Vec<usize>>,
}

impl<'a> Said<'a> {
    pub(super) fn new(
        doc: &'a Document,
        times: Vec<TimeExpression>,
        published: Option<Published>,
        attributions: &'a [Attribution],
    ) -> Self {
        let mut children = vec![Vec::new(); attributions.len()];
        for (index, attr) in attributions.iter().enumerate() {
            if let Some(parent) = attr.parent.filter(|parent| *parent < index) {
                children[parent].push(index);
            }
        }
        Said { doc, times, published, attributions, children }
    }

    /// When the statement was made; `None` where its clause does not say.
    pub(super) fn said_at(&self, index: usize) -> Option<SaidAt> {
        let attr = &self.attributions[index];
        let told = attr.frame.is_empty() && attr.form == Form::Reported;
        let region = if told { &attr.content } else { &attr.frame };
        if attr.cue.is_empty() {
            return None;
        }
        let candidates = region.iter().flat_map(|span| self.within(*span));
        let candidates = candidates.filter(|time| !told || !self.of_a_child(index, time.tokens));
        let best = candidates.filter_map(|time| Some((self.distance(attr, time)?, time, self.value(time)?))).min_by_key(|best| best.0);
        best.map(|(_, time, value)| SaidAt { value, text: vec![self.with_contraction(time.tokens)] })
    }

    /// The times that lie in a span.
    fn within(&self, span: Span<Token>) -> impl Iterator<Item = &TimeExpression> {
        let first = self.times.partition_point(|time| time.tokens.start < span.start);
        self.times[first..].iter().take_while(move |time| time.tokens.end <= span.end)
    }

    fn of_a_child(&self, index: usize, time: Span<Token>) -> bool {
        let covers = |role: &Role| role.iter().any(|span| span.covers(time));
        self.children[index].iter().map(|child| &self.attributions[*child]).any(|child| covers(&child.content) || covers(&child.frame))
    }

    /// How far the time stands from the cue, in tokens; `None` if it is no adverbial of the cue's clause.
    fn distance(&self, attr: &Attribution, time: &TimeExpression) -> Option<u32> {
        let before = time.tokens.start.checked_sub(1).map(|at| self.doc.word(at as usize));
        // "für Dienstag", "bis Freitag", "die Sitzung vom Montag"
        if before.is_some_and(|word| matches!(word, "für" | "bis" | "ab" | "zum" | "auf" | "über" | "nach" | "vor" | "gegen" | "als"))
            && time.kind != TimeKind::Duration
        {
            return None;
        }
        let in_source = attr.source.iter().any(|span| span.covers(time.tokens));
        if before == Some("vom") && !in_source {
            return None;
        }
        let gap = |from: u32, to: u32| {
            let parted = (from..to).any(|at| self.parts(at as usize));
            (!parted).then_some(to.saturating_sub(from))
        };
        let near = |cue: &Span<Token>| {
            if cue.covers(time.tokens) || cue.overlaps(time.tokens) {
                Some(0)
            } else if cue.end <= time.tokens.start {
                gap(cue.end, time.tokens.start)
            } else {
                gap(time.tokens.end, cue.start)
            }
        };
        attr.cue.iter().filter_map(near).min()
    }

    /// A mark that ends a clause.
    fn parts(&self, at: usize) -> bool {
        matches!(self.doc.word(at), "," | ";" | ":" | "–" | "—" | "“" | "”" | "„" | "\"" | "«" | "»" | "(" | ")")
    }

    /// The value of the point in time; `None` where places are open, or where nothing can have been said yet.
    fn value(&self, time: &TimeExpression) -> Option<String> {
        let value = match (time.kind, &time.point) {
            (TimeKind::Date | TimeKind::Time, None) => &time.value,
            (TimeKind::Date | TimeKind::Duration, Some(point)) => point,
            _ => return None,
        };
        if value.contains('X') || value.ends_with("_REF") {
            return None;
        }
        match (time.begins, self.published) {
            (Some(begins), Some(published)) if begins > published.date => {
                // "wie die Polizei am Montag mitteilt" looks like a Monday to come.
                let named = self.doc.slice(time.tokens).bytes().any(|byte| byte.is_ascii_digit());
                let past = (!named).then(|| shifted(value, -7))?;
                past.filter(|(day, _)| *day <= published.date).map(|(_, value)| value)
            }
            _ => Some(value.clone()),
        }
    }

    /// "am Dienstag": a preposition that is one word with its article belongs to the words that say so.
    fn with_contraction(&self, tokens: Span<Token>) -> Span<Token> {
        match tokens.start.checked_sub(1).map(|at| self.doc.word(at as usize)) {
            Some("am" | "im" | "Am" | "Im" | "zum" | "zur" | "vom" | "Zum" | "Zur") => {
                Span::new(tokens.start as usize - 1, tokens.end as usize)
            }
            _ => tokens,
        }
    }
}
