//! Noun phrases: where one that starts at a token ends.

use super::lexicon::{Speaker, class};
use super::morphology::form;
use super::tags::{Tag, Tagged};
use crate::document::Token;
use crate::span::Span;

/// Where a noun phrase stands: before the finite verb everything belongs to one phrase, behind it adverbials follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    BeforeVerb,
    AfterVerb,
}

/// Longest run of words between a determiner and its noun.
const LONGEST_PREMODIFIER: usize = 9;

/// How long the sign of an agency is in lower case.
const LONGEST_SIGN: usize = 4;

/// How many words stand at most before an adjective and hang on it, with itself.
const LONGEST_INSET: usize = 6;

/// How many words stand at most in the marks of a name.
const LONGEST_NAME: usize = 5;

/// How many words a name has with its title.
pub(super) const TITLED: usize = 3;

impl Tagged<'_> {
    /// The end of the noun phrase that starts at `at`, or `None` if none does. Reads determiners, adjectives, nouns and names, then
    /// genitives, brackets, prepositional phrases that belong to nouns, coordination.
    pub(super) fn noun_phrase(&self, at: usize, end: usize, place: Place) -> Option<usize> {
        let tags = &self.tags;
        if at >= end {
            return None;
        }
        if tags[at].is(class::PERSONAL | class::PRON_OBL) && !tags[at].is(class::DET_NOM | class::DET_OBL) {
            return Some(at + 1);
        }
        // "dem Gesetz von 1957"
        if self.doc.word(at).len() == 4 && self.is_number(at) && at + 1 < end && !tags[at + 1].nominal() {
            return Some(at + 1);
        }
        // "mehr als die Hälfte"
        if at + 2 < end && self.is_one_of(at, &self.lexicon.turns.before_figure) && tags[at + 1].is(class::CALLED) {
            return self.noun_phrase(at + 2, end, place);
        }
        // "sieben von zehn Befragten"
        if at + 3 < end && self.is_amount(at) && self.tags[at + 1].is(class::NAME_VON) && self.is_amount(at + 2) {
            return self.noun_phrase(at + 2, end, place);
        }
        // "das keine Folklore": two phrases.
        if tags[at].is(class::POINTER) && at + 1 < end && tags[at + 1].is(class::DET_NOM | class::DET_OBL) {
            return Some(at + 1);
        }
        // "die „Aktion Dorf hilft“"
        if tags[at].is(class::DET_NOM | class::DET_OBL)
            && let Some(name) = self.name_in_marks(at + 1).filter(|name| *name <= end)
        {
            return Some(self.postmodifiers(name, end, place));
        }
        let mut i = at;
        while i < end && !tags[i].nominal() && i - at <= LONGEST_PREMODIFIER {
            let tag = &tags[i];
            let quoted_name = matches!(tag.mark, '„' | '"' | '»' | '«' | '‚' | '›' | '‹' | '“' | '\'');
            let premodifier = quoted_name
                || tag.is(class::DET_NOM | class::DET_OBL)
                || (tag.mark == '\0'
                    && !tag.is(class::PREPOSITION | class::COORDINATOR | class::SUBORDINATOR | class::REFLEXIVE | class::PERSONAL));
            // "der für Verkehr zuständige Minister", "einem am Montag vorgelegten Bericht"
            // "einem gemeinsam mit der Stadt vorgelegten Bericht"
            let first = i == at + 1 || i == at + 2 && !tags[at + 1].capital && tags[at + 1].mark == '\0';
            if first
                && tags[at].is(class::DET_NOM | class::DET_OBL)
                && tag.is(class::PREPOSITION | class::CONTRACTED)
                && let Some(inner) = self.noun_phrase(i + 1, end, Place::AfterVerb)
                && let second = self.tags.get(inner).is_some_and(|tag| tag.is(class::PREPOSITION | class::CONTRACTED) && tag.mark == '\0')
                && let inner = second.then(|| self.hung_on(inner, end)).flatten().unwrap_or(inner)
                && self.takes_inset(inner, end)
            {
                i = inner;
                continue;
            }
            // "einem der Zeitung vorliegenden Vermerk", "in der der Zeitung vorliegenden Anklage"
            if i == at + 1
                && (self.is_one_of(at, &self.lexicon.turns.a_or_none) || tags[at].is(class::DET_NOM | class::DET_OBL))
                && tag.is(class::DET_NOM | class::DET_OBL)
                && let Some(inner) = self.hung_on(i, end)
            {
                i = inner;
                continue;
            }
            // "Informationen der „Welt am Sonntag“"
            if quoted_name
                && i > at
                && let Some(stop) = self.weekly(i).filter(|stop| *stop <= end)
            {
                return Some(self.postmodifiers(stop, end, place));
            }
            let finite = tag.forms(form::FINITE) && !tag.is(class::DET_NOM | class::DET_OBL) && !tag.forms(form::PARTICIPLE) && i > at;
            if !premodifier || (finite && !(i + 1 < end && tags[i + 1].nominal())) {
                break;
            }
            i += 1;
        }
        // "der 52 Jahre alte Landwirt", "der zwei Seiten lange Brief"
        let sized = |at: usize| tags[at].is(class::TIME_NOUN) && self.is_number(at - 1) || self.measures(at);
        let aged = i > at + 1 && i + 2 < end && tags[i].nominal() && sized(i);
        if aged && tags[at].is(class::DET_NOM | class::DET_OBL) && self.takes_inset(i + 1, end) && tags[i + 2].nominal() {
            i += 2;
        }
        if i >= end || !tags[i].nominal() {
            // "ein anderer", "die beiden", "der drei"
            let stands_alone = |at: usize| self.lexicon.turns.standing_alone.has(self.doc.word(at));
            if tags[at].is(class::DET_NOM | class::DET_OBL) && at + 1 < end && stands_alone(at + 1) {
                return Some(at + 2);
            }
            // Pronouns that are spelled like determiners: "dieser sagte", "die meisten".
            return (tags[at].is(class::PRON_NOM) && at < end).then_some(at + 1);
        }
        i = self.names(i, end, place);
        Some(self.whole_marks(at, self.postmodifiers(i, end, place), end))
    }

    /// True for such a noun, and behind it an adjective and the noun of both: "80 | Seiten langen Gutachten".
    pub(super) fn measured_noun(&self, at: usize, end: usize) -> bool {
        self.measures(at) && at + 2 < end && self.takes_inset(at + 1, end)
    }

    /// True for a noun that counts and a number before it: "80 Seiten".
    fn measures(&self, at: usize) -> bool {
        at > 0 && self.lexicon.turns.measuring_nouns.has(self.doc.word(at)) && self.is_amount(at - 1)
    }

    /// Takes in a name in marks that would be cut: "die Sektion von „Köche ohne Grenzen“".
    fn whole_marks(&self, at: usize, stop: usize, end: usize) -> usize {
        let Some(quotation) = self.outer_quotation(stop - 1).map(|outer| self.doc.quotations[outer].tokens) else { return stop };
        let (open, close) = (quotation.start as usize, quotation.end as usize);
        let cut = open > at && open + 1 < stop && stop < close && close <= end && quotation.len() <= 8;
        let named =
            || (open + 1..close - 1).all(|at| self.tags[at].mark == '\0') && self.tags[close - 2].capital && self.tags[open + 1].capital;
        if cut && named() && !(open..close).any(|at| self.tags[at].forms(form::FINITE) && !self.tags[at].capital) { close } else { stop }
    }

    /// Where the adjective stands that a phrase opening at `at` hangs on: "eine am Dienstag | in Genf veröffentlichte Studie", "einem | der Zeitung
    /// vorliegenden Vermerk". It looks a few words ahead only: phrases in phrases would be read again and again.
    fn hung_on(&self, at: usize, end: usize) -> Option<usize> {
        // "einem | der „Tagespost“ vorliegenden Vermerk"
        let noun = |at: usize| self.tags[at].nominal() || self.is_quotation_mark(at) && self.tags[at - 1].nominal();
        (at + 2..end.min(at + LONGEST_INSET)).find(|i| noun(*i - 1) && self.takes_inset(*i, end))
    }

    /// True for an adjective or participle, a noun behind it, that a phrase may hang on: "zuständige Minister", "vorgelegten Bericht".
    fn takes_inset(&self, at: usize, end: usize) -> bool {
        at + 1 < end && (self.adjective(at, end) || self.participle_before_noun(at) || self.inflected_before_noun(at))
    }

    /// True for the noun whose adjective a noun hangs on: "die von den Grünen geforderte | Sitzung".
    pub(super) fn outer_noun(&self, at: usize) -> bool {
        let adjective = |at: usize| !self.tags[at].capital && self.tags[at].word.classes == 0 && self.tags[at].mark == '\0';
        at > 1 && self.tags[at].nominal() && adjective(at - 1) && self.tags[at - 2].nominal()
    }

    /// Behind the marks of a name of several words, small ones among them, that opens at `at`: „Aktion Dorf hilft“.
    fn name_in_marks(&self, at: usize) -> Option<usize> {
        let quotation = self.doc.quotations[self.outer_quotation(at)?].tokens;
        let (first, last) = (quotation.start as usize + 1, quotation.end as usize - 1);
        let named = at + 1 == first && (2..=LONGEST_NAME).contains(&last.saturating_sub(first)) && self.tags[first].nominal();
        (named && (first..last).all(|at| self.tags[at].mark == '\0')).then_some(last + 1)
    }

    /// Behind the marks of a title such as „Welt am Sonntag“ that opens at `at`.
    pub(super) fn weekly(&self, at: usize) -> Option<usize> {
        let quotation = self.doc.quotations[self.outer_quotation(at)?].tokens;
        let (first, last) = (quotation.start as usize + 1, quotation.end as usize - 1);
        let named = at + 1 == first && first + 2 < last && self.tags[first].capital && self.tags[last - 1].is(class::TIME_NOUN);
        // "Welt am Sonntag", but not "Wir spielen am Freitag".
        let when =
            last.checked_sub(2).is_some_and(|at| self.tags[at].is(class::CONTRACTED) && (first..at).all(|at| self.tags[at].nominal()));
        (named && when).then_some(last + 1)
    }

    /// The end of a run of nouns, names and name particles that starts at `at`.
    fn names(&self, at: usize, end: usize, place: Place) -> usize {
        let tags = &self.tags;
        let mut i = at + 1;
        while i < end {
            let tag = &tags[i];
            let particle = tag.is(class::NAME_PARTICLE)
                || tag.is(class::NAME_VON) && !self.can_speak(i - 1) && i > at && i >= 2 && self.tags[i - 2].nominal();
            let opening = matches!(tag.mark, '„' | '»' | '«' | '‚' | '"');
            // "die Hilfsorganisation Köche ohne Grenzen"
            let without = i + 2 < end && tag.nominal() && self.is_word(i + 1, "ohne") && tags[i + 2].nominal();
            if without && self.lexicon.speaker(self.lower(i - 1)) == Some(Speaker::Body) {
                i += 3;
                continue;
            }
            if place == Place::AfterVerb && self.no_name_of(i) {
                break;
            }
            // "Artikel 54 der Verfassung"
            if self.compound_of_marks(i) || self.lexicon.turns.numbered.has(self.lower(i - 1)) && self.is_number(i) {
                i += 1;
                continue;
            }
            // "der Sender Kanal 5", but not "dem Sender 20 Filme"
            if self.station_number(i) {
                i += 1;
                continue;
            }
            // "Minister a. D. Karl Holm"
            let former = |at: usize| self.is_one_of(at, &self.lexicon.turns.out_of_office);
            if former(i) && (former(i - 1) || tags[i - 1].nominal() && self.can_speak(i - 1)) {
                i += 1;
                continue;
            }
            // "wusste laut „Kurier“ Bescheid"
            let behind_marks = self.is_quotation_mark(i - 1) && tag.quotation != tags[i - 1].quotation;
            if place == Place::AfterVerb && behind_marks && tag.nominal() && tag.mark == '\0' {
                break;
            }
            // "die Agentur svd"
            let small = !tag.capital
                && tag.mark == '\0'
                && tag.word.classes == 0
                && self.doc.word(i).len() <= LONGEST_SIGN
                && self.lower(i - 1).ends_with("agentur");
            let agency = small || matches!(tag.word.speaker, Some(Speaker::Outlet)) && !tag.is(class::DET_NOM | class::DET_OBL);
            if (tag.nominal() || agency) && tag.mark == '\0' {
                i += 1;
            } else if opening && tag.quotation > 0 && tag.quotation != tags[at].quotation {
                // A name in quotation marks: die Zeitung „Nordkurier“
                let quotation = self.doc.quotations[tag.quotation as usize - 1].tokens;
                // "ihres Trainers „eine lange Fahrt“"
                let opens = |tag: &Tag| tag.is(class::DET_NOM | class::DET_OBL) && !tag.capital;
                let clause = tags.get(quotation.start as usize + 1).is_some_and(opens);
                let name = !clause
                    && quotation
                        .range()
                        .all(|at| tags[at].mark != '\0' || tags[at].capital || tags[at].word.classes != 0 || self.is_number(at));
                // "nannte Trainer Max Roth „Quatsch“": a person has a name already.
                let person = i > at + 1
                    && self.lexicon.speaker(self.lower(i - 1)).is_none()
                    && !self.lexicon.turns.titled_ends.ends(self.lower(i - 1));
                // "warf dem Verein „Trödelei“ vor"
                let misdeed = quotation.len() == 3 && {
                    let (word, turns) = (self.lower(quotation.start as usize + 1), &self.lexicon.turns);
                    turns.abstract_ends.ends(word) && self.lexicon.speaker(word).is_none() || turns.misdeeds.has(word)
                };
                if misdeed || quotation.len() > 8 || quotation.end as usize > end || person || !(name || self.name_of_paper(quotation)) {
                    break;
                }
                i = quotation.end as usize;
            } else if particle && i + 1 < end && tags[i + 1].nominal() && (i == at + 1 || tags[i - 1].nominal()) {
                i += 2;
            } else if tag.mark != '\0'
                && tag.quotation > 0
                && tag.quotation == tags[at].quotation
                && matches!(tag.mark, '“' | '”' | '«' | '»' | '"')
            {
                i += 1;
            } else {
                break;
            }
        }
        i
    }

    /// True for the number in the name of a station: "Kanal 5".
    fn station_number(&self, at: usize) -> bool {
        let short = self.doc.word(at).len() <= 2 && self.doc.word(at).bytes().all(|byte| byte.is_ascii_digit());
        let station = short && self.tags[at - 1].nominal() && self.lexicon.speaker(self.lower(at - 1)) == Some(Speaker::Outlet);
        station && !self.noun_behind(at)
    }

    /// True for "-Bericht" behind a name in marks: "laut „Kurier“-Bericht".
    pub(super) fn compound_of_marks(&self, at: usize) -> bool {
        self.is_quotation_mark(at - 1) && self.doc.word(at).len() > 1 && self.doc.word(at).starts_with('-')
    }

    /// True for the name of a paper behind the word for one, whatever its words: "der Zeitung „Der neue Tag“".
    fn name_of_paper(&self, quotation: Span<Token>) -> bool {
        let (open, close) = (quotation.start as usize, quotation.end as usize - 1);
        let paper = self.tags[open - 1].nominal() && matches!(self.lexicon.speaker(self.lower(open - 1)), Some(Speaker::Outlet));
        let says = |at: usize| self.tags[at].forms(form::FINITE) && !self.tags[at].capital;
        let ends = |at: usize| self.tags[at].capital && self.tags[at].mark == '\0';
        // "das Portal „watson“"
        let one_word = open + 2 == close && self.tags[open + 1].mark == '\0' && !says(open + 1);
        paper && open + 1 < close && (one_word || ends(open + 1) && ends(close - 1) && !(open + 1..close).any(says))
    }

    fn postmodifiers(&self, mut i: usize, end: usize, place: Place) -> usize {
        let tags = &self.tags;
        while i < end {
            let tag = &tags[i];
            if tag.mark == '(' {
                match (i + 1..end.min(i + 12)).find(|close| tags[*close].mark == ')') {
                    Some(close) => {
                        i = close + 1;
                        continue;
                    }
                    None => break,
                }
            }
            if tag.mark == ','
                && let Some(stop) = self.rest_of_list(i, end)
            {
                i = stop;
                continue;
            }
            // "sagte Pohl der Zeitung": behind a name "der" is a dative.
            let name = place == Place::AfterVerb
                && tag.is(class::DATIVE_BEHIND)
                && (self.oblique_feminine(i, end) || self.title_in_marks(i + 1, end))
                && !self.can_speak(i - 1)
                && !self.is_number(i - 1)
                && !self.has_article(i - 1)
                && self.lexicon.content_noun(self.lower(i - 1)).is_none()
                && self.lexicon.attributor(self.lower(i - 1)).is_none()
                && self.tags[i - 1].word.classes == 0;
            // "sagte ein Sprecher der Regierung der Nachrichtenagentur Nordra": a government has no agency, it tells one.
            let told = place == Place::AfterVerb
                && tag.is(class::DATIVE_BEHIND)
                && self.lexicon.speaker(self.lower(i - 1)) == Some(Speaker::Body)
                && tags[i - 1].nominal()
                && (i + 1..end.min(i + 4))
                    .find(|at| tags[*at].nominal())
                    .is_some_and(|noun| self.lexicon.speaker(self.lower(noun)) == Some(Speaker::Outlet));
            // "am Abend der Sender": who reported then, not whose evening.
            let at_a_time = place == Place::AfterVerb
                && tags[i - 1].is(class::TIME_NOUN)
                && tag.is(class::DET_NOM)
                && (i + 1..end.min(i + 3)).find(|at| tags[*at].nominal()).is_some_and(|noun| self.can_speak(noun));
            // "nach Darstellung der Wasserwacht der Vater": a nominative.
            // "laut Studie der Anteil"
            let masculine =
                |noun: usize| self.lexicon.masculine(self.lower(noun)) || self.lexicon.turns.masculine_noun_ends.ends(self.lower(noun));
            let he = || (i + 1..end.min(i + 4)).find(|at| tags[*at].nominal()).is_some_and(masculine);
            // "nach Auskunft der Klinik der größte Teil": a genitive would be "größten".
            let weak = || {
                let ends = |at: usize| {
                    tags[at].word.classes == 0 && tags[at].mark == '\0' && !tags[at].capital && self.doc.word(at).ends_with('e')
                };
                i + 2 < end && self.is_word(i, "der") && ends(i + 1) && tags[i + 2].nominal()
            };
            let nominative = tag.is(class::DATIVE_BEHIND) && (he() || weak());
            let genitive = tag.is(class::GENITIVE) && !tag.capital && !name && !told && !at_a_time && !nominative
                // "nach Angaben norwegischer Behörden"
                || self.bare_genitive(i, end);
            // "verstrickte sich nach Ansicht der Verteidigung in Widersprüche"
            let of_clause = place == Place::AfterVerb && i + 1 < end && self.lexicon.turns.no_surnames.has(self.doc.word(i + 1));
            let attributive = tag.is(class::ATTRIBUTIVE_PREP)
                && !tag.capital
                && !of_clause
                && i + 1 < end
                && !tags[i + 1].is(class::REFLEXIVE)
                && match place {
                    Place::BeforeVerb => true,
                    Place::AfterVerb
                        if self.counts_or_leads(i, end)
                            || self.out_of_a_thing(i)
                            || self.for_a_reason(i, end)
                            || self.in_a_thing(i, end)
                            || self.by_another(i) =>
                    {
                        false
                    }
                    Place::AfterVerb => {
                        tag.is(class::NOUN_PREPOSITION)
                            || tag.is(class::PLACE_PREPOSITION)
                                && !self.time_phrase(i + 1, end)
                                // "nach Angaben seines Arztes in stabilem Zustand"
                                && (tags[i + 1].nominal() || self.lexicon.speaker(self.lower(i - 1)) != Some(Speaker::Person))
                                // "nach eigenen Angaben im Süden des Landes"
                                && !(i > 1 && self.is_word(i - 2, "eigenen"))
                                && tags[i - 1].nominal()
                                && self.can_speak(i - 1)
                    }
                };
            let joined = (tag.is(class::JOINER) || matches!(tag.mark, '/' | '&'))
                && i + 1 < end
                && (tags[i + 1].nominal()
                    // "NDR und „Kurier“", "„Spiegel“ und „Monde“"
                    || self.title_in_marks(i + 1, end) && self.is_paper(i - 1)
                    || tags[i + 1].is(class::DET_NOM | class::DET_OBL | class::PREPOSITION)
                    || self.adjective(i + 1, end));
            // "ein Team um den Physiker Jan Kohl"
            let around = self.lexicon.turns.around.has(self.doc.word(i)) && self.lexicon.turns.team_ends.ends(self.lower(i - 1));
            if genitive || attributive || joined || around {
                let mut next = i + 1;
                if joined && tags[next].is(class::PREPOSITION) {
                    next += 1;
                }
                let from = if genitive { i } else { next };
                let Some(stop) = self.noun_phrase(from, end, place).filter(|stop| *stop > next || !genitive) else { break };
                i = stop;
            } else {
                break;
            }
        }
        i
    }

    /// Behind a list of papers or bodies whose first one ends before the comma at `at`: "laut NDR, WDR und „Kurier“".
    pub(super) fn rest_of_list(&self, at: usize, end: usize) -> Option<usize> {
        let tags = &self.tags;
        let before = at.checked_sub(1)?;
        let in_marks = self.is_quotation_mark(before) && tags[at].quotation == 0;
        if !in_marks && !matches!(self.lexicon.speaker(self.lower(before)), Some(Speaker::Outlet | Speaker::Body)) {
            return None;
        }
        // Behind one of the list: a name in marks, or up to three names.
        let element = |from: usize| {
            if from < end && tags[from].quotation > 0 {
                let quotation = self.doc.quotations[self.outer_quotation(from)?].tokens;
                let named =
                    quotation.start as usize == from && quotation.len() <= 2 + TITLED && tags.get(from + 1).is_some_and(|tag| tag.capital);
                return named.then_some(quotation.end as usize);
            }
            let names = (from..end).take(TITLED).take_while(|at| tags[*at].nominal() && tags[*at].mark == '\0').count();
            (names > 0).then_some(from + names)
        };
        let known = |last: usize| {
            tags[last].quotation > 0 || matches!(self.lexicon.speaker(self.lower(last)), Some(Speaker::Outlet | Speaker::Body))
        };
        let mut stop = at;
        while stop < end && tags[stop].mark == ',' {
            stop = element(stop + 1)?;
        }
        let last = (stop < end && tags[stop].is(class::JOINER)).then(|| element(stop + 1)).flatten();
        last.filter(|last| known(last - 1))
    }

    /// True if a noun of saying stands before `at`, and there an adjective that a genitive without an article begins with: "Angaben norwegischer Behörden".
    fn bare_genitive(&self, at: usize, end: usize) -> bool {
        let adjective = self.doc.word(at).ends_with("er") && self.adjective(at, end) && self.tags[at + 1].nominal();
        adjective && self.lexicon.attributor(self.lower(at - 1)).is_some()
    }

    /// True if an article, adjectives between aside, stands before the noun at `at`: "einem Vergleich".
    pub(super) fn has_article(&self, at: usize) -> bool {
        let mut before = (0..at).rev().take(3).skip_while(|at| self.adjective(*at, self.tags.len()));
        before.next().is_some_and(|at| self.tags[at].is(class::DET_NOM | class::DET_OBL))
    }

    /// True for a name that ends as names in the genitive do, or the apostrophe behind one: "Holms", "Voß’".
    pub(super) fn may_be_genitive(&self, at: usize) -> bool {
        self.doc.word(at).ends_with(['s', 'ß', 'x', 'z', '’', '\''])
    }

    /// True if the preposition at `at` says of the clause how much or whither, and nothing of the noun before it: "nach Angaben der Stadt für
    /// zwei Millionen Euro", "… in die Halle". "Angaben von zwei Zeugen" tells whose they are.
    fn counts_or_leads(&self, at: usize, end: usize) -> bool {
        let next = at + 1;
        let whose =
            || self.lexicon.attributor(self.lower(at - 1)).is_some() || self.lexicon.speaker(self.lower(at - 1)) == Some(Speaker::Document);
        let counted = self.is_amount(next) && !whose() && !self.can_speak_in(next, end.min(next + 3));
        let noun = (next + 1..end.min(next + 4)).find(|i| self.tags[*i].nominal());
        let whither = self.is_word(at, "in")
            && (self.is_one_of(next, &self.lexicon.turns.accusative_articles)
                // "in den Niederlanden" is where, "in den Bau" whither.
                || self.is_word(next, "den") && noun.is_some_and(|noun| !self.doc.word(noun).ends_with(['n', 's', 'A'])));
        counted || whither
    }

    /// True if "aus" at `at` stands behind a paper and before a thing: "nach Informationen der Zeitung aus dem Projekt aussteigen".
    fn out_of_a_thing(&self, at: usize) -> bool {
        // A name in marks is a paper's.
        let before = &self.tags[at - 1];
        let outlet = before.nominal() && self.lexicon.speaker(self.lower(at - 1)) == Some(Speaker::Outlet)
            || before.mark != '\0' && before.quotation > 0;
        let next = at + 1;
        let thing = || {
            let noun = (next + 1..self.tags.len().min(next + 3)).find(|at| self.tags[*at].nominal());
            self.tags[next].is(class::DET_OBL) && noun.is_some_and(|noun| !self.can_speak(noun))
        };
        self.is_one_of(at, &self.lexicon.turns.out_of) && outlet && thing()
    }

    /// True if "aus" at `at` tells why: "machte die Klinik aus Rücksicht auf die Familie keine Angaben".
    fn for_a_reason(&self, at: usize, end: usize) -> bool {
        let noun = (at + 1..end.min(at + 4)).find(|at| self.tags[*at].nominal());
        let why = |noun: usize| {
            let lower = self.lower(noun);
            self.lexicon.turns.why.has(lower) || self.lexicon.turns.why_ends.ends(lower)
        };
        // "laut Ministerium in Absprache mit Biologen"
        let with_others = self.is_word(at, "in") && at + 1 < end && self.lexicon.turns.with_others.has(self.doc.word(at + 1));
        with_others || self.is_one_of(at, &self.lexicon.turns.out_of) && noun.is_some_and(why)
    }

    /// True if "in" at `at` stands behind whose words they are and before a thing: "das Feuer brach nach Angaben der Feuerwehr im Keller aus", but not
    /// "in der Klinik", "im Gazastreifen".
    fn in_a_thing(&self, at: usize, end: usize) -> bool {
        let (tag, next) = (&self.tags[at], at + 1);
        let article = tag.is(class::CONTRACTED) || self.tags[next].is(class::DET_OBL | class::NEGATION);
        let from = if tag.is(class::CONTRACTED) { next } else { next + 1 };
        let noun = || (from..end.min(from + 3)).find(|at| self.tags[*at].nominal());
        let thing = |noun: usize| !self.can_speak(noun) && !self.lexicon.turns.where_ends.ends(self.lower(noun));
        tag.is(class::PLACE_PREPOSITION) && article && noun().is_some_and(thing)
    }

    /// True if "von" at `at` stands between a body and an article: "wurde nach Angaben der Universität von der Stiftung bezahlt", but not "Angaben von
    /// der Polizei".
    fn by_another(&self, at: usize) -> bool {
        let body = matches!(self.lexicon.speaker(self.lower(at - 1)), Some(Speaker::Body | Speaker::Outlet));
        let agent = self.tags[at].is(class::AGENT_PREPOSITION);
        let by = agent && self.tags[at + 1].is(class::DET_NOM | class::DET_OBL) && self.has_article(at - 1);
        // "laut BBC von rund 10.000 Menschen begrüßt"
        let by_many = agent && self.is_one_of(at + 1, &self.lexicon.turns.roughly) && self.is_amount(at + 2);
        body && (by || by_many) && self.lexicon.attributor(self.lower(at - 1)).is_none()
    }

    /// True for the last word of a paper's name, or the mark behind it.
    fn is_paper(&self, at: usize) -> bool {
        self.is_quotation_mark(at) || self.lexicon.speaker(self.lower(at)) == Some(Speaker::Outlet)
    }

    /// True for a name in marks: "der „Lauerbacher Zeitung“".
    pub(super) fn title_in_marks(&self, at: usize, end: usize) -> bool {
        let opens = at + 1 < end && self.is_quotation_mark(at) && self.tags[at + 1].capital;
        opens && self.outer_quotation(at).is_some_and(|outer| self.doc.quotations[outer].tokens.start as usize == at)
    }

    /// A lower-case word right before a noun, that may be spelled like a verb: "veröffentlichten" of "einer hier veröffentlichten Studie".
    fn participle_before_noun(&self, at: usize) -> bool {
        let tag = &self.tags[at];
        !tag.capital && tag.mark == '\0' && tag.word.classes == 0 && self.doc.word(at).ends_with('n') && self.noun_behind(at)
    }

    /// True for a noun or name right behind a word, which may be the text's last one.
    fn noun_behind(&self, at: usize) -> bool {
        self.tags.get(at + 1).is_some_and(Tag::nominal)
    }

    /// The same with any ending of an adjective: "eine mit dem Vorgang vertraute Person".
    fn inflected_before_noun(&self, at: usize) -> bool {
        let tag = &self.tags[at];
        let ending = ["e", "er", "es", "em"].iter().any(|ending| self.doc.word(at).ends_with(ending));
        !tag.capital && tag.mark == '\0' && tag.word.classes == 0 && ending && self.noun_behind(at)
    }

    /// A lower-case word right before a noun that is no function word and no verb.
    pub(super) fn adjective(&self, at: usize, end: usize) -> bool {
        let Some(tag) = self.tags.get(at).filter(|_| at + 1 < end) else { return false };
        !tag.capital
            && tag.mark == '\0'
            && tag.word.classes == 0
            && !tag.forms(form::FINITE)
            && (self.tags[at + 1].nominal() || self.tags[at + 1].word.classes == 0 && at + 2 < end && self.tags[at + 2].nominal())
    }

    /// True if the phrase at `at` tells a time: "am Montag", "vergangene Woche", "2019".
    pub(super) fn time_phrase(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 4))
            .take_while(|i| self.tags[*i].mark == '\0')
            .find(|i| self.tags[*i].nominal() || self.is_number(*i))
            .is_some_and(|i| self.tags[i].is(class::TIME_NOUN) || self.is_number(i))
    }

    /// True if "der …" at `at` is no nominative because its noun is feminine: "der Zeitung".
    pub(super) fn oblique_feminine(&self, at: usize, end: usize) -> bool {
        self.tags[at].is(class::DATIVE_BEHIND)
            && (at + 1..end.min(at + 4)).find(|i| self.tags[*i].nominal()).is_some_and(|noun| self.lexicon.feminine(self.lower(noun)))
    }
}
