//! Links to papers and stations that the words around a source name: for whom a reporter works, in which show something was said, who printed a text.

use super::mentions::What;
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{Class, list};
use crate::attribution::{Attribution, Form};
use crate::document::{Quotation, Token};
use crate::span::Span;

/// How far behind a relative pronoun the verb stands that tells who printed a text, in tokens.
const RELATIVE_REACH: usize = 12;

impl Reader<'_> {
    /// True behind "in der Sendung „Am Tisch“": whose it is comes next.
    pub(super) fn aired(&self, at: usize) -> bool {
        if at == 0 || self.facts[at - 1].mark == '\0' {
            return false;
        }
        let ends = |quotation: &&Quotation| quotation.tokens.end as usize == at;
        let Some(title) = self.doc.quotations.iter().find(ends).map(|quotation| quotation.tokens.start as usize) else { return false };
        let show = title.checked_sub(1).filter(|show| self.turns.titled_ends.ends(self.lower(*show)));
        show.is_some_and(|show| (show.saturating_sub(2)..show).any(|at| self.turns.told_in.has(self.lower(at))))
    }

    /// "als „Unsinn“ abgetan", "einen „Saftladen“ genannt": what somebody calls something is no paper.
    pub(super) fn word_in_marks(&self, phrase: &Phrase) -> bool {
        let called = phrase.start.checked_sub(1).is_some_and(|before| self.turns.thought_as.has(self.doc.word(before)));
        phrase.vague && !self.outlet_inside(phrase) && (called || phrase.determiner == Determiner::Indefinite)
    }

    /// "Seite 14", "Absatz 2"
    pub(super) fn page(&self, at: usize) -> bool {
        self.turns.pages.has(self.doc.word(at)) && at + 1 < self.facts.len() && self.number(at + 1)
    }

    /// True for whoever works for a paper: "ein Redakteur".
    pub(super) fn of_the_press(&self, phrase: &Phrase) -> bool {
        phrase.head.is_some_and(|head| self.facts[head].is(list::REPORTER) || self.turns.press_role_ends.ends(self.lower(head)))
    }

    /// "„Küstenpost“-Kritikerin Elke Pohl", behind an article or not: the name in marks, and the noun for somebody that it is a part of.
    pub(super) fn press_in_front(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let open = (at..end.min(at + 2)).find(|open| self.quotation_end[*open] > 0)?;
        let head = self.quotation_end[open] as usize;
        let article = open == at || self.facts[at].is(list::DET_NOM | list::DET_OBL);
        let rest = head < end && self.doc.word(head).starts_with('-') && self.facts[head].class() == Some(Class::Person);
        (article && rest).then_some((open + 1, head))
    }

    /// For which paper somebody writes whom it stands in front of.
    pub(super) fn writes_for(&self, source: Span<Token>) -> Option<(What, usize, usize)> {
        let (start, end) = self.reach(source);
        let (paper, head) = self.press_in_front(start, end)?;
        let press = self.facts[head].is(list::REPORTER) || self.turns.press_role_ends.ends(self.lower(head));
        self.outlet_at(paper, head).filter(|_| press)
    }

    /// For whom a reporter works who is a source: "eine Korrespondentin des Senders Nordfunk", "ein norda-Reporter".
    pub(super) fn works_for(&self, source: Span<Token>) -> Option<(What, usize, usize)> {
        let (start, end) = self.reach(source);
        let reporter = (start..end).find(|at| self.facts[*at].is(list::REPORTER))?;
        if let Some((length, class)) = self.press_part(reporter) {
            return Some((What::Part(length, class), reporter, reporter + 1));
        }
        self.outlet_behind(reporter, end)
    }

    /// The paper whose name stands behind a noun, or behind a small word there: "Reporter des Nordkurier", but not in "Reporter Jan Nordfunk".
    pub(super) fn outlet_behind(&self, noun: usize, end: usize) -> Option<(What, usize, usize)> {
        if noun + 1 >= end {
            return None;
        }
        let small = !self.facts[noun + 1].nominal();
        self.outlet_at(noun + 1, end).or_else(|| self.outlet_at(noun + 2, end).filter(|_| small))
    }

    /// Who printed what is told: "eine Studie, über die der Kurier berichtete", "ein Vermerk, den der Bote veröffentlichte".
    pub(super) fn printed_by(&self, attr: &Attribution) -> Option<(What, usize, usize)> {
        let told = attr.frame.is_empty() && attr.form == Form::Reported;
        let regions = if told { &attr.content } else { &attr.frame };
        regions.iter().find_map(|region| {
            let (start, end) = self.reach(*region);
            (start..end).filter(|at| self.facts[*at].mark == ',').find_map(|comma| {
                let pronoun = comma + 1 + usize::from(self.facts.get(comma + 1)?.is(list::PREPOSITION));
                let outlet = self.facts.get(pronoun)?.is(list::RELATIVE).then(|| self.outlet_at(pronoun + 1, end))??;
                // The frame may end before the verb: "aus dem der Kurier | zitiert".
                let verb = (outlet.2..self.facts.len().min(outlet.2 + RELATIVE_REACH)).take_while(|at| self.facts[*at].mark != ',');
                verb.into_iter().any(|at| self.turns.printed.has(self.doc.word(at))).then_some(outlet)
            })
        })
    }
}
