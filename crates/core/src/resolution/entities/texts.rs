//! Texts by which somebody speaks: "laut einer Mitteilung des Amtes", "in einer Erklärung", "im Bericht von Jan Holm".

use super::links::Links;
use super::mentions::What;
use super::phrases::{Phrase, Reader};
use super::words::{Class, list};
use crate::attribution::Attribution;
use crate::document::Token;
use crate::span::Span;

impl Reader<'_> {
    /// The text by which a source speaks stands behind it in the chain; who wrote a text that is the source stands before it.
    pub(super) fn texts(&self, attr: &Attribution, links: &mut Links) {
        let mut texts = Vec::new();
        for span in &attr.source {
            let end = (span.end as usize).min(self.facts.len());
            let (source, start) = match self.source(*span, attr) {
                Some((What::Phrase(source), start, _)) => (source, start),
                // "in ihrer Erklärung"
                Some((What::Pronoun(_), start, _)) if start + 1 < end => {
                    texts.extend(self.statement(start + 1, end, end));
                    continue;
                }
                _ => continue,
            };
            match source.class {
                Some(Class::Outlet | Class::Agency) => return,
                Some(Class::Document) => links.origins.extend(self.writer(&source, end)),
                _ => texts.extend(self.statement(span.start as usize, start, end)),
            }
        }
        if texts.is_empty() && !attr.source.is_empty() {
            texts.extend(attr.frame.iter().find_map(|region| self.spoken_in(*region, attr)));
        }
        links.outer.splice(0..0, texts);
    }

    /// The text that speaks for a body, its noun within tokens, it all before `limit`: "einer am Dienstag verbreiteten Mitteilung des Amtes".
    fn statement(&self, start: usize, end: usize, limit: usize) -> Option<(What, usize, usize)> {
        let noun = (start..end).find(|at| self.speaks_for(*at))?;
        let opens = |at: &usize| !self.facts[*at].is(list::PREPOSITION) || self.facts[*at].is(list::DET_NOM | list::DET_OBL);
        let at = (start..=noun).find(opens)?;
        let text = self.phrase(at, limit).filter(|text| text.head == Some(noun) || text.core == noun + 1)?;
        let (from, to) = (text.start, text.end);
        let text = Phrase { class: Some(Class::Document), name: None, alias: None, person: false, coordinated: false, ..text };
        Some((What::Phrase(text), from, to))
    }

    /// "teilte in einer Erklärung mit"
    fn spoken_in(&self, region: Span<Token>, attr: &Attribution) -> Option<(What, usize, usize)> {
        let (start, end) = self.reach(region);
        let in_source = |at: usize| attr.source.iter().any(|span| span.contains(at));
        (start..end).filter(|at| self.turns.in_a_text.has(self.doc.word(*at)) && !in_source(*at)).find_map(|at| {
            let phrase = self.phrase(at + 1, end)?;
            self.statement(at + 1, phrase.core, end)
        })
    }

    /// True for one text by which a body speaks, not for its reports in general: "Mitteilung", not "Meldungen".
    pub(super) fn speaks_for(&self, at: usize) -> bool {
        self.facts[at].capital && self.facts[at].is(list::TOLD_FOR) && !self.doc.word(at).ends_with("en")
    }

    /// The person whose text a source is: "dem Buch von Jan Holm".
    fn writer(&self, text: &Phrase, end: usize) -> Option<(What, usize, usize)> {
        let noun = text.head.filter(|noun| noun + 2 < end)?;
        let word = self.doc.word(noun + 1);
        let at = if self.turns.of.has(word) { noun + 2 } else { noun + 1 };
        if at == noun + 1 && !self.turns.genitive_article.has(word) {
            return None;
        }
        let writer = self.phrase(at, end).filter(|writer| writer.person)?;
        let (from, to) = (writer.start, writer.end);
        Some((What::Phrase(writer), from, to))
    }
}
