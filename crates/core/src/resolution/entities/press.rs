//! Links to papers and stations that the words around a source name: for whom a reporter works, in which show something was said, who printed a text.

use super::facts::Fact;
use super::mentions::{Mention, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{Class, gender, list};
use crate::attribution::{Attribution, Form};
use crate::document::{Quotation, Token};
use crate::span::Span;
use rustc_hash::FxHashSet;

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

    /// "Laut einem Bericht des „Boten“ …": the report is one with the paper that is the source, which "der Bericht" means from then on.
    pub(super) fn reports(&self, mentions: &mut Vec<Mention>) {
        let press = |mention: &Mention| {
            mention.source && matches!(&mention.what, What::Phrase(phrase) if matches!(phrase.class, Some(Class::Outlet | Class::Agency)))
        };
        let text = |mention: &Mention| {
            !mention.source
                && matches!(&mention.what, What::Phrase(phrase) if phrase.class == Some(Class::Document) && phrase.name.is_none())
        };
        let papers: FxHashSet<usize> = mentions.iter().filter(|mention| press(mention)).map(|mention| mention.start).collect();
        mentions.retain(|mention| !(papers.contains(&mention.end) && text(mention)));
    }

    /// For whom a reporter works who is a source: "eine Korrespondentin des Senders Nordfunk", "ein norda-Reporter".
    pub(super) fn works_for(&self, source: Span<Token>) -> Option<(What, usize, usize)> {
        let (start, end) = self.reach(source);
        // "eine „Küstenpost“-Reporterin"
        if let Some((paper, head)) = self.press_in_front(start, end).filter(|(_, head)| self.facts[*head].is(list::REPORTER)) {
            return self.outlet_at(paper, head);
        }
        // "der Kritiker der „Rundschau“", but "die Kritiker" are nobody's
        let critic = |at: usize| self.turns.critics.has(self.lower(at)) && !self.facts.get(at + 1).is_some_and(Fact::nominal);
        let one =
            || self.phrase(start, end).is_some_and(|phrase| phrase.gender & gender::SINGULAR != 0 && phrase.determiner != Determiner::Bare);
        let reporter = (start..end).find(|at| self.facts[*at].is(list::REPORTER) || critic(*at) && one())?;
        if let Some((length, class)) = self.press_part(reporter) {
            return Some((What::Part(length, class), reporter, reporter + 1));
        }
        self.outlet_behind(reporter, end)
    }

    /// To which paper a text lies before that is a source: "einem dem Nordkurier vorliegenden Vermerk".
    pub(super) fn lies_before(&self, source: Span<Token>) -> Option<(What, usize, usize)> {
        let (start, end) = self.reach(source);
        let lies = (start..end).find(|at| self.turns.lying_before.has(self.doc.word(*at)))?;
        (start + 1..lies).find_map(|at| self.outlet_at(at, lies).filter(|(.., stop)| *stop == lies))
    }

    /// The paper whose name stands behind a noun, or behind a small word there: "Reporter des Nordkurier", but not in "Reporter Jan Nordfunk".
    pub(super) fn outlet_behind(&self, noun: usize, end: usize) -> Option<(What, usize, usize)> {
        if noun + 1 >= end {
            return None;
        }
        let small = !self.facts[noun + 1].nominal();
        self.outlet_at(noun + 1, end).or_else(|| self.outlet_at(noun + 2, end).filter(|_| small))
    }

    /// "der dnb": an agency that writes itself small, behind its article.
    pub(super) fn small_agency(&self, at: usize, end: usize) -> Option<Phrase> {
        let name = at + 1;
        let known = name < end && self.turns.genitive_article.has(self.doc.word(at)) && !self.facts[name].capital;
        let class = self.facts.get(name)?.class().filter(|class| known && matches!(class, Class::Agency | Class::Outlet));
        let name = Some((name, name + 1));
        class.map(|class| Phrase { start: at, core: at + 2, end: at + 2, name, class: Some(class), gender: gender::F, ..Phrase::default() })
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
                let verbs = (outlet.2..self.facts.len().min(outlet.2 + RELATIVE_REACH)).take_while(|at| self.facts[*at].mark != ',');
                // "In einem Brief, der dem Boten vorliegt, wirft Holm …"
                let verb = |at: usize| self.turns.printed.has(self.doc.word(at)) || told && self.turns.at_hand.has(self.doc.word(at));
                verbs.into_iter().any(verb).then_some(outlet)
            })
        })
    }

    /// The paper, station or agency whose name starts at `at`.
    pub(super) fn outlet_at(&self, at: usize, end: usize) -> Option<(What, usize, usize)> {
        let phrase = self.phrase(at, end).filter(|phrase| self.outlet_by_name(phrase))?;
        let (from, to) = (phrase.start, phrase.end);
        Some((What::Phrase(phrase), from, to))
    }

    /// "sagte er der Nordlandia": with an article an unknown name is no person's; whom one tells something by such a name is a paper.
    pub(super) fn unknown_paper(&self, span: Span<Token>) -> Option<(What, usize, usize)> {
        let phrase = self.phrase(span.start as usize, span.end as usize)?;
        let (head, name) = (phrase.head.filter(|_| phrase.class.is_none()), phrase.name.filter(|_| phrase.guessed));
        let unknown = head.is_some_and(|head| self.facts[head].noun.is_none() && phrase.core == head + 1) || name.is_some();
        let told = (phrase.start..phrase.core).any(|at| self.turns.to_an_unknown.has(self.doc.word(at)));
        let one = told && phrase.determiner == Determiner::Definite && !phrase.person && phrase.end == phrase.core && !phrase.place;
        let name = name.or(head.map(|head| (head, head + 1))).filter(|_| unknown && one)?;
        let (from, to) = (phrase.start, phrase.end);
        Some((What::Phrase(Phrase { name: Some(name), head: None, class: Some(Class::Outlet), vague: true, ..phrase }), from, to))
    }

    /// "sagte er der „rundschau“": a paper that writes itself small, told something behind an article.
    pub(super) fn small_paper(&self, span: Span<Token>) -> Option<(What, usize, usize)> {
        let start = span.start as usize;
        let name = start + 2;
        let one = name + 1 < self.facts.len() && self.quotation_end[start + 1] as usize == name + 2 && self.facts[name].mark == '\0';
        let told = one && self.turns.to_an_unknown.has(self.doc.word(start)) && !self.facts[name].capital;
        let (class, determiner, gender) = (Some(Class::Outlet), Determiner::Definite, gender::SINGULAR);
        let phrase =
            Phrase { start, core: name + 2, end: name + 2, name: Some((name, name + 1)), class, determiner, gender, ..Phrase::default() };
        told.then_some((What::Phrase(phrase), start, name + 2))
    }

    /// "sagte er mehreren Zeitungen": papers that are not told apart; but what is said to "Medien" or "der Presse" is said to everybody.
    pub(super) fn some_papers(&self, span: Span<Token>) -> Option<(What, usize, usize)> {
        let phrase = self.phrase(span.start as usize, (span.end as usize).min(self.facts.len()))?;
        let head = phrase.head.filter(|_| phrase.determiner == Determiner::Indefinite && phrase.name.is_none())?;
        let papers = phrase.class == Some(Class::Outlet) || self.words.ends_of(self.lower(head)) & list::GENERIC_OUTLET != 0;
        let (from, to) = (phrase.start, phrase.end);
        papers.then_some((What::Phrase(phrase), from, to))
    }

    /// For whom a reporter works that something was told to: "einem NDR-Reporter", "einer Journalistin des Nordkurier"; "einem NDR-Interview".
    pub(super) fn reporter_of(&self, phrase: &Phrase) -> Option<(What, usize, usize)> {
        let asks = |head: usize| {
            let fact = &self.facts[head];
            fact.is(list::REPORTER) || fact.is(list::INTERVIEW) && self.press_part(head).is_some()
        };
        let head = phrase.head.filter(|head| !phrase.person && asks(*head))?;
        if let Some((length, class)) = self.press_part(head) {
            return Some((What::Part(length, class), head, head + 1));
        }
        self.outlet_behind(head, phrase.end)
    }

    /// True if a phrase is the name of a paper, station or agency beyond doubt: known as such, in marks, or of several words.
    pub(super) fn outlet_by_name(&self, phrase: &Phrase) -> bool {
        let Some((from, to)) = phrase.name.filter(|_| matches!(phrase.class, Some(Class::Outlet | Class::Agency)) && !phrase.own) else {
            return false;
        };
        let fact = &self.facts[from];
        // What somebody writes in a network was not told to it.
        let first = |at: usize| self.doc.word(at).split_once('-').map_or(0, |(first, _)| self.words.lists_of(&first.to_lowercase()));
        if (from..to).any(|at| (self.facts[at].lists | first(at)) & list::PLATFORM != 0) {
            return false;
        }
        let quoted = from > 0 && self.facts[from - 1].mark != '\0' && self.quotation_end[from - 1] > 0;
        let compound = fact.is(list::OUTLET_MARK) && self.words.lists_of(self.lower(from)) & list::OUTLET_MARK == 0;
        let headed = phrase.head.is_some_and(|head| head < from && self.facts[head].is(list::GENERIC_OUTLET));
        quoted
            || headed
            || compound
            || self.press_part(from).is_some()
            || to > from + 1 && !self.facts[to - 1].is(list::TIME_NOUN)
            || fact.noun.is_some_and(|noun| noun.whole && !noun.marked)
    }

    /// "im hessischen Radio": what a press organ is called whose only name is where it is.
    pub(super) fn regional_outlet(&self, phrase: &Phrase) -> Option<(usize, usize)> {
        let head = phrase.head.filter(|head| phrase.name.is_none() && self.facts[*head].is(list::GENERIC_OUTLET))?;
        let adjective = head.checked_sub(1).filter(|at| *at > 0)?;
        let regional = self.turns.regional_ends.ends(self.doc.word(adjective));
        let told = self.turns.before_regional.has(self.doc.word(adjective - 1));
        (regional && told).then_some((adjective, head + 1))
    }
}
