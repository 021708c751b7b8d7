//! What the words of a source lead to: a noun phrase, a pronoun, whoever spoke last, or nobody.

use super::mentions::{Found, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{CLOSED, Class, gender, list};
use crate::attribution::Attribution;
use crate::document::Token;
use crate::span::Span;

/// How far into a source a phrase is looked for where its beginning is none, in tokens.
const LONGEST_DETOUR: usize = 12;
/// Longest name in quotation marks that is written small, marks included.
const LONGEST_NAME_IN_MARKS: usize = 5;
/// Longest source phrase that is looked at, in tokens.
const LONGEST_SOURCE: usize = 60;

impl Reader<'_> {
    /// What a source span leads to, and where that stands. The cue of `attr` helps to tell singular from plural.
    pub(super) fn source(&self, span: Span<Token>, attr: &Attribution) -> Option<Found> {
        let (start, end) = (span.start as usize, self.source_end(span));
        if let Some(phrase) = self.name_with_von(start, end) {
            return Some((What::Phrase(phrase), start, end));
        }
        let at = self.source_opens(start, end);
        if at >= end {
            return (start..end).find_map(|at| self.adverb(at).map(|what| (what, at, at + 1)));
        }
        if let Some(found) = self.pointer(start, at, end, attr) {
            return Some(found);
        }
        let in_front = self.press_in_front(at, end).and_then(|(_, head)| Some(Phrase { start: at, ..self.phrase(head, end)? }));
        let Some(phrase) = in_front.or_else(|| self.phrase(at, end)).or_else(|| self.inner_phrase(at, end)) else {
            return Some(self.leftover(at, end));
        };
        let mut phrase = self.behind_place(phrase, end);
        if self.hearsay(at, &phrase, end) {
            return Some((What::Unsaid, phrase.start, phrase.core.min(end)));
        }
        self.somebody_within(at, &mut phrase);
        self.surname_with_particle(&mut phrase, attr);
        let end = if phrase.person { end.max(phrase.end) } else { end };
        if let Some(told) = self.told(&phrase, end) {
            return Some(told);
        }
        let end = self.name_behind(&phrase, end);
        self.whole(&mut phrase, end);
        self.by_its_cue(&mut phrase, end, attr);
        self.one_or_several(at, &mut phrase);
        let (start, end) = (phrase.start, phrase.end);
        Some((What::Phrase(phrase), start, end))
    }

    /// Where the words of a source end, with those that an engine has cut off.
    fn source_end(&self, span: Span<Token>) -> usize {
        let start = span.start as usize;
        let end = (span.end as usize).min(self.facts.len()).min(start + LONGEST_SOURCE);
        // "die Initiative Stille | Nacht": the last word of a name
        let cut = end > start + 1 && end < self.facts.len() && self.called_so_behind(end - 2, end + 1);
        let end = self.end_of_marks(start, end + usize::from(cut));
        let end = self.text_that_came_out(start, end);
        self.end_of_called(self.end_of_taking_part(end))
    }

    /// "die „Stimme am | Morgen“"
    fn end_of_marks(&self, start: usize, end: usize) -> usize {
        let opens = (start..end).rev().find(|at| self.quotation_end[*at] > 0);
        let name = opens.and_then(|at| self.quoted_name(at, (at + LONGEST_SOURCE).min(self.facts.len())));
        name.map_or(end, |(.., behind)| behind.max(end))
    }

    /// Where the text ends that came out in the paper at the end of a source: "einer im Fachblatt „Küste“ | erschienenen Studie".
    pub(super) fn text_that_came_out(&self, start: usize, end: usize) -> usize {
        let came_out = end + 1 < self.facts.len() && self.turns.came_out.has(self.doc.word(end)) && self.facts[end + 1].nominal();
        let text = || self.phrase(start, self.facts.len().min(end + LONGEST_SOURCE)).filter(|phrase| phrase.core > end);
        if came_out { text().map_or(end, |phrase| phrase.end) } else { end }
    }

    /// "der nicht an der Studie | beteiligte Geograf Jan Holm"
    fn end_of_taking_part(&self, end: usize) -> usize {
        let takes_part = end + 1 < self.facts.len() && self.turns.taking_part.has(self.doc.word(end)) && self.facts[end + 1].nominal();
        let somebody = || self.phrase(end + 1, self.facts.len().min(end + LONGEST_SOURCE));
        let person = if takes_part { somebody().filter(|phrase| phrase.class == Some(Class::Person)) } else { None };
        person.map_or(end, |phrase| phrase.end)
    }

    /// "eine Gruppe | namens „Graue Welle“"
    fn end_of_called(&self, end: usize) -> usize {
        let called = end + 1 < self.facts.len() && self.turns.called.has(self.doc.word(end));
        let name = || self.quoted_name(end + 1, (end + LONGEST_SOURCE).min(self.facts.len()));
        if called { name().map_or(end, |(.., behind)| behind) } else { end }
    }

    /// Where the phrase of a source starts: behind prepositions, marks and adverbs.
    fn source_opens(&self, start: usize, end: usize) -> usize {
        // "am Montag gefassten Beschlusses der Bank"
        let dated = |i: usize| i > 0 && i + 1 < end && self.facts[i - 1].is(list::PREPOSITION) && self.facts[i].is(list::TIME_NOUN);
        // "mit der Sache vertraute Personen"
        let hung_on = || self.embedded(start, end).is_some_and(|adjective| self.turns.close_to.has(self.doc.word(adjective)));
        let close = self.turns.before_close_to.has(self.lower(start)) && hung_on();
        let mut at = start;
        while at < end && !close && (self.opens_nothing(at) || at > start && dated(at)) {
            at += 1;
        }
        // "al Hassan"
        if at + 1 < end && !self.facts[at].capital && self.facts[at].is(list::PARTICLE) && self.facts[at + 1].nominal() {
            let name = self.phrase(at + 1, end).filter(|phrase| phrase.name.is_some() && !self.facts[at].is(CLOSED));
            at += usize::from(name.is_some());
        }
        at
    }

    /// True for marks and small words that no phrase starts with.
    fn opens_nothing(&self, at: usize) -> bool {
        let fact = &self.facts[at];
        fact.mark != '\0' && self.quotation_end[at] == 0
            || fact.is(list::PREPOSITION) && !fact.is(list::DET_NOM | list::DET_OBL) && !self.number(at)
            || fact.is(list::PREPOSITION) && self.lower(at) != "über" && !self.turns.definite.has(self.doc.word(at))
            || fact.is(list::ADVERB | list::COORDINATOR) && !fact.is(list::DET_NOM | list::DET_OBL | list::LAST_SPEAKER)
    }

    /// "dort", "sie", "Seite 9": what points at somebody or a text that other words name.
    fn pointer(&self, start: usize, at: usize, end: usize, attr: &Attribution) -> Option<Found> {
        if at + 1 == end {
            // "Zur Begründung hieß es": whoever decided; "in der Begründung" is a text.
            let given = at > start && self.turns.as_reason.has(self.doc.word(at - 1)) && self.turns.reasons.has(self.doc.word(at));
            let adverb = if given { Some(What::LastSpeaker) } else { self.adverb(at) };
            if let Some(what) = adverb {
                return Some((what, at, end));
            }
        }
        let pronoun = self.pronoun(at, end, attr).map(|what| (what, at, at + 1));
        pronoun.or_else(|| self.page(at).then_some((What::There, at, at + 2)))
    }

    /// "hieß es in Brüssel aus der Kommission": who it is, rather than where.
    fn behind_place(&self, phrase: Phrase, end: usize) -> Phrase {
        let from = phrase.core;
        if !phrase.place || from + 1 >= end || !self.turns.out_of.has(self.doc.word(from)) {
            return phrase;
        }
        let behind = self.phrase(from + 1, end).filter(|behind| !behind.place && behind.class.is_some());
        behind.unwrap_or(phrase)
    }

    /// "dem Vernehmen nach", "auf der Pressekonferenz": words behind which nobody stands.
    fn hearsay(&self, at: usize, phrase: &Phrase, end: usize) -> bool {
        let event = || phrase.head.is_some_and(|head| self.facts[head].is(list::PRESS_EVENT));
        let occasion = at > 0 && self.facts[at - 1].is(list::PREPOSITION) && event();
        occasion || (phrase.start..phrase.core.min(end)).any(|i| self.facts[i].is(list::HEARSAY))
    }

    /// "aus der Belegschaft": somebody in it.
    fn somebody_within(&self, at: usize, phrase: &mut Phrase) {
        if at > 0
            && self.facts[at - 1].is(list::PREPOSITION)
            && self.lower(at - 1) == "aus"
            && phrase.name.is_none()
            && matches!(phrase.class, Some(Class::Organisation | Class::Group))
        {
            phrase.class = Some(Class::Anonymous);
            phrase.determiner = Determiner::Indefinite;
            phrase.gender = gender::P;
        }
    }

    /// What the cue tells of a phrase: whether it is one or several, an office or a name.
    fn by_its_cue(&self, phrase: &mut Phrase, end: usize, attr: &Attribution) {
        self.one_in_two_offices(phrase, attr);
        let office = self.bare_office(phrase, attr);
        if !phrase.person && !phrase.coordinated {
            self.named_behind_comma(phrase, end);
        }
        self.before_what_it_quotes(phrase, attr);
        if !office {
            self.noun_that_is_a_name(phrase, attr);
        }
        if !self.several_that_speak(phrase, attr) {
            self.name_that_speaks(phrase, attr);
        }
    }

    /// "zitiert der Sender aus dem Papier": that is no part of the station.
    fn before_what_it_quotes(&self, phrase: &mut Phrase, attr: &Attribution) {
        let press = matches!(phrase.class, Some(Class::Outlet | Class::Agency));
        let mut cue = attr.cue.iter().flat_map(|span| span.range()).take(8).filter(|at| *at < self.facts.len());
        if press && phrase.end > phrase.core && cue.any(|at| self.turns.quoting.begins(self.doc.word(at))) {
            phrase.end = (phrase.core..phrase.end).find(|at| self.turns.out_of.has(self.doc.word(*at))).unwrap_or(phrase.end);
        }
    }

    /// "die Mahnung der Lehrer", "eine der Prüferinnen": what the words at the start of a phrase tell of how many it means.
    fn one_or_several(&self, at: usize, phrase: &mut Phrase) {
        // "die Mahnung der Lehrer" is that of several
        let hangs = at > 0 && self.doc.word(at) == "der" && self.facts[at - 1].nominal();
        if hangs && !phrase.person && phrase.class == Some(Class::Person) && phrase.gender & gender::F == 0 {
            phrase.gender = gender::P;
        }
        // "eine der Prüferinnen": whichever it is.
        let among = self.turns.one_of.has(self.doc.word(at))
            && self.facts.get(at + 1).is_some_and(|_| self.turns.of_several.has(self.doc.word(at + 1)));
        if among && !phrase.person && phrase.class == Some(Class::Person) {
            phrase.class = Some(Class::Anonymous);
            phrase.determiner = Determiner::Indefinite;
            phrase.gender = gender::M | gender::F;
        }
    }

    /// "Von der Leyen", "von Storch": a name that opens with "von", as the whole of a source.
    fn name_with_von(&self, at: usize, end: usize) -> Option<Phrase> {
        let inner = end.checked_sub(at).filter(|length| (2..=3).contains(length)).map(|_| end - 1)?;
        let fact = &self.facts[inner];
        let name = fact.capital && fact.mark == '\0' && fact.noun.is_none() && !fact.acronym;
        let known = fact.is(list::COUNTRY | list::CITY | list::TIME_NOUN | list::BODY | list::TOLD | list::TOLD_TEXT);
        let article = inner == at + 1 || self.facts[at + 1].is(list::DET_NOM | list::DET_OBL);
        (self.lower(at) == "von" && name && !known && article).then(|| Phrase {
            start: at,
            core: end,
            end,
            name: Some((at, end)),
            person: true,
            class: Some(Class::Person),
            gender: gender::M | gender::F,
            ..Phrase::default()
        })
    }

    /// The first phrase inside a source whose beginning is none: "den spröden, „alten“ Beamten Ohlsen".
    fn inner_phrase(&self, at: usize, end: usize) -> Option<Phrase> {
        let opens = |i: &usize| self.facts[*i].nominal() || self.quotation_end[*i] > 0;
        let mut found = (at + 1..end.min(at + LONGEST_DETOUR)).filter(opens).filter_map(|i| self.phrase(i, end));
        let opens_it = |phrase: &Phrase| phrase.person || phrase.class.is_some() && !phrase.guessed;
        let closing = || (at + 1..end).filter(opens).filter_map(|i| self.phrase(i, end)).find(|phrase| phrase.person && phrase.end == end);
        let first = found.find(opens_it)?;
        let mut phrase = if first.end < end && !self.turns.before_agent.has(self.doc.word(first.start - 1)) {
            closing().unwrap_or(first)
        } else {
            first
        };
        phrase.start = at;
        Some(phrase)
    }

    /// A source without a noun that is known as such: "norda", "einer der beiden".
    pub(super) fn leftover(&self, at: usize, end: usize) -> Found {
        let word = |i: usize| self.doc.word(i);
        let last = (at..end).rev().find(|i| self.facts[*i].mark == '\0').unwrap_or(at);
        let mut phrase = Phrase { start: at, core: end, end, gender: gender::ANY, ..Phrase::default() };
        if self.facts[at].is(list::LAST_SPEAKER | list::DA_ADVERB) {
            return (What::LastSpeaker, at, end);
        }
        // „küste kompakt“
        let close = self.quotation_end[at] as usize;
        if close > at + 2 && close <= end && close <= at + LONGEST_NAME_IN_MARKS {
            phrase.name = Some((at + 1, close - 1));
            phrase.class = Some(self.class_in_marks(at + 1, close - 1));
            phrase.vague = true;
            return (What::Phrase(phrase), at, end);
        }
        let bare = last == at || last == at + 1 && self.turns.article.has(word(at));
        if bare && !self.facts[last].is(CLOSED) && self.facts[last].mark == '\0' {
            phrase.name = Some((last, last + 1));
            phrase.class = Some(self.facts[last].class().unwrap_or(Class::Agency));
        } else if (at..end).any(|i| self.facts[i].is(list::TEXT) || self.facts[i].class() == Some(Class::Document)) {
            phrase.class = Some(Class::Document);
        } else {
            // "wurde entgegnet"
            if self.facts[at].is(list::AUXILIARY) && (at..end).all(|i| !self.facts[i].capital) {
                return (What::Unsaid, at, end);
            }
            // "einer von ihnen", "zwei weitere", "die anderen"
            let one = self.turns.somebody.has(self.lower(at));
            phrase.class = Some(if one { Class::Person } else { Class::Group });
            phrase.determiner = Determiner::Indefinite;
            phrase.gender = if one { gender::M | gender::F } else { gender::P };
        }
        (What::Phrase(phrase), at, end)
    }
}
