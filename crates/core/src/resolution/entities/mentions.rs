//! Mentions: where the text names or points at somebody, read off the words of sources first, then off the rest of the text.

use super::phrases::{Determiner, Phrase, Reader};
use super::words::{CLOSED, Class, gender, list};
use crate::attribution::Attribution;
use crate::document::Token;
use crate::span::Span;
use rustc_hash::FxHashSet;

/// How a mention leads to somebody.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// By a noun phrase.
    Phrase(Phrase),
    /// By a personal pronoun or possessive of these genders: "er", "ihrer Meinung".
    Pronoun(u8),
    /// "dieser", "die" as a subject of its own.
    Demonstrative(u8),
    /// A relative pronoun.
    Relative(u8),
    /// "ich", "wir": whoever is speaking.
    Speaking,
    /// "demnach", "den Angaben zufolge": whoever spoke last.
    LastSpeaker,
    /// "dort", "darin": the text or body named last.
    There,
    /// "eigenen Angaben": the subject of the sentence.
    Own,
    /// "man", "niemand", and other words for nobody in particular.
    Nobody,
    /// Words for nobody at all: "dem Vernehmen nach".
    Unsaid,
    /// The first part of a compound: "Polizei" in "Polizeiangaben"; its length in bytes.
    Part(usize, Class),
}

/// One mention.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
    /// It is the source of an attribution, or a link of a chain.
    pub(super) source: bool,
    pub(super) sentence: usize,
    /// It stands in direct speech.
    pub(super) quoted: bool,
    /// Likely the subject of its clause.
    pub(super) subject: bool,
}

/// How far into a source a phrase is looked for where its beginning is none, in tokens.
const LONGEST_DETOUR: usize = 12;
/// Most names behind the first of a list.
const LONGEST_LIST: usize = 8;
/// Longest name in quotation marks that is written small, marks included.
const LONGEST_NAME_IN_MARKS: usize = 5;
/// Longest source phrase that is looked at, in tokens.
const LONGEST_SOURCE: usize = 60;

impl Reader<'_> {
    /// What a source span leads to, and where that stands. `cue` helps to tell singular from plural.
    pub(super) fn source(&self, span: Span<Token>, attr: &Attribution) -> Option<(What, usize, usize)> {
        let end = (span.end as usize).min(self.facts.len()).min(span.start as usize + LONGEST_SOURCE);
        let mut at = span.start as usize;
        let skipped = |i: usize| {
            let fact = &self.facts[i];
            let word = self.doc.word(i);
            fact.mark != '\0' && self.quotation_end[i] == 0
                || fact.is(list::PREPOSITION) && !fact.is(list::DET_NOM | list::DET_OBL) && !self.number(i)
                || fact.is(list::PREPOSITION) && self.lower(i) != "über" && !matches!(word, "die" | "der" | "das")
                || fact.is(list::ADVERB | list::COORDINATOR) && !fact.is(list::DET_NOM | list::DET_OBL | list::LAST_SPEAKER)
        };
        // "am Montag gefassten Beschlusses der Bank"
        let dated = |i: usize| i > 0 && i + 1 < end && self.facts[i - 1].is(list::PREPOSITION) && self.facts[i].is(list::TIME_NOUN);
        while at < end && (skipped(at) || at > span.start as usize && dated(at)) {
            at += 1;
        }
        // "al Hassan"
        if at + 1 < end && !self.facts[at].capital && self.facts[at].is(list::PARTICLE) && self.facts[at + 1].nominal() {
            let name = self.phrase(at + 1, end).filter(|phrase| phrase.name.is_some() && !self.facts[at].is(CLOSED));
            at += usize::from(name.is_some());
        }
        if at >= end {
            return (span.start as usize..end).find_map(|at| self.adverb(at).map(|what| (what, at, at + 1)));
        }
        if let Some(what) = self.pronoun(at, end, attr) {
            return Some((what, at, at + 1));
        }
        let Some(mut phrase) = self.phrase(at, end).or_else(|| self.inner_phrase(at, end)) else { return Some(self.leftover(at, end)) };
        let occasion =
            at > 0 && self.facts[at - 1].is(list::PREPOSITION) && phrase.head.is_some_and(|head| self.facts[head].is(list::PRESS_EVENT));
        if occasion || (phrase.start..phrase.core.min(end)).any(|i| self.facts[i].is(list::HEARSAY)) {
            return Some((What::Unsaid, phrase.start, phrase.core.min(end)));
        }
        // "aus der Belegschaft": somebody in it.
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
        if let Some(told) = self.told(&phrase, end) {
            return Some(told);
        }
        self.whole(&mut phrase, end);
        if !phrase.person && !phrase.coordinated {
            self.named_behind_comma(&mut phrase, end);
        }
        self.name_that_speaks(&mut phrase, attr);
        // "eine der Prüferinnen": whichever it is.
        let among = matches!(self.doc.word(at), "einer" | "eine" | "eines" | "Einer" | "Eine" | "Eines")
            && self.facts.get(at + 1).is_some_and(|_| matches!(self.doc.word(at + 1), "der" | "von" | "dieser" | "seiner" | "ihrer"));
        if among && !phrase.person && phrase.class == Some(Class::Person) {
            phrase.class = Some(Class::Anonymous);
            phrase.determiner = Determiner::Indefinite;
            phrase.gender = gender::M | gender::F;
        }
        let (start, end) = (phrase.start, phrase.end);
        Some((What::Phrase(phrase), start, end))
    }

    /// The first phrase inside a source whose beginning is none: "den spröden, „alten“ Beamten Ohlsen".
    fn inner_phrase(&self, at: usize, end: usize) -> Option<Phrase> {
        let opens = |i: &usize| self.facts[*i].nominal() || self.quotation_end[*i] > 0;
        let mut found = (at + 1..end.min(at + LONGEST_DETOUR)).filter(opens).filter_map(|i| self.phrase(i, end));
        let mut phrase = found.find(|phrase| phrase.person || phrase.class.is_some() && !phrase.guessed)?;
        phrase.start = at;
        Some(phrase)
    }

    /// "der Oberpriester Kretas, Jannis Holm": a full name behind a comma is whose the office is, known or not.
    fn named_behind_comma(&self, phrase: &mut Phrase, end: usize) {
        let text = matches!(phrase.class, Some(Class::Document | Class::Outlet | Class::Agency));
        let Some(comma) = (phrase.core.min(end)..end).rev().find(|at| self.facts[*at].mark == ',' && *at + 2 < end) else { return };
        let Some(other) = self.phrase(comma + 1, end).filter(|_| !text) else { return };
        let whole = other.start == comma + 1 && other.end + 1 >= end && other.determiner == Determiner::Bare;
        let full = other.name.is_some_and(|(from, to)| to > from + 1);
        if other.person && whole && full {
            let head = phrase.head;
            phrase.role = Some((phrase.start, comma));
            phrase.name = other.name;
            phrase.person = true;
            phrase.class = Some(Class::Person);
            phrase.also = other.head;
            phrase.head = head;
            phrase.gender = self.name_gender(other.name.map_or(comma, |(from, _)| from));
            phrase.end = end;
        }
    }

    /// A name of one or two words that no list has is a person's if a verb says so that bodies seldom have: "meinte Holm".
    fn name_that_speaks(&self, phrase: &mut Phrase, attr: &Attribution) {
        let Some((from, to)) = phrase.name else { return };
        // „Freie Küste“ fordert: no paper.
        let demands = || {
            let mut cue = attr.cue.iter().flat_map(|span| span.range()).take(8).filter(|at| *at < self.facts.len());
            cue.any(|at| DEMANDS.iter().any(|start| self.doc.word(at).starts_with(start)))
        };
        if phrase.vague && phrase.class == Some(Class::Outlet) && !self.outlet_inside(phrase) && demands() {
            phrase.class = Some(Class::Organisation);
            phrase.vague = false;
            return;
        }
        let unknown = phrase.class.is_none() || phrase.class == Some(Class::Organisation) && phrase.guessed;
        let other = list::FIRM_MARK | list::COUNTRY | list::CITY | list::BODY | list::OUTLET_MARK | list::UNION;
        let plain = (from..to).all(|at| {
            let (fact, word) = (&self.facts[at], self.doc.word(at));
            !fact.acronym && !fact.is(other) && fact.noun.is_none() && !word.contains(|c: char| c.is_ascii_digit() || c == '.')
        });
        let cue = || attr.cue.iter().flat_map(|span| span.range()).take(8).filter(|at| *at < self.facts.len());
        // "gab an", but not "gab bekannt", as firms do
        let made_known = cue().any(|at| matches!(self.doc.word(at), "bekannt" | "heraus"));
        let interviewed = || {
            attr.frame
                .iter()
                .flat_map(|span| span.range())
                .take(40)
                .any(|at| self.facts.get(at).is_some_and(|fact| fact.is(list::INTERVIEW)))
        };
        let human = !made_known && (cue().any(|at| !self.facts[at].capital && self.facts[at].is(list::HUMAN_VERB)) || interviewed());
        if unknown && plain && human && !phrase.place && to <= from + 3 && matches!(phrase.determiner, Determiner::Bare) {
            phrase.person = true;
            phrase.class = Some(Class::Person);
            phrase.guessed = false;
            phrase.gender = self.name_gender(from);
        }
    }

    /// A pronoun at `at`.
    pub(super) fn pronoun(&self, at: usize, end: usize, attr: &Attribution) -> Option<What> {
        use gender::{F, M, N, P};
        let alone = at + 1 == end;
        let relative = at > 0
            && (self.facts[at - 1].mark == ',' || self.facts[at - 1].is(list::PREPOSITION) && at > 1 && self.facts[at - 2].mark == ',');
        let word = self.lower(at);
        let pointing = |genders| if relative && !word.starts_with("dies") { What::Relative(genders) } else { What::Demonstrative(genders) };
        Some(match word.as_str() {
            "er" | "ihn" | "derselbe" => What::Pronoun(M),
            "ihm" => What::Pronoun(M | N),
            "sie" => What::Pronoun(self.number_of_sie(at, attr)),
            "ihr" if alone => What::Pronoun(F),
            "ihnen" => What::Pronoun(P),
            "es" => What::Pronoun(N),
            "ich" | "mir" | "mich" | "wir" | "uns" => What::Speaking,
            "man" | "niemand" | "jemand" | "keiner" | "jeder" | "wer" if alone => What::Nobody,
            "sein" | "seine" if alone => What::Pronoun(M | N),
            "ihre" if alone => What::Pronoun(F | P),
            "seiner" | "ihrer" if alone => What::Pronoun(if word == "seiner" { M | N } else { F | P }),
            "dieser" | "jener" | "der" | "letzterer" | "ersterer" if alone => pointing(M),
            "diese" | "jene" | "die" | "letztere" | "erstere" if alone => pointing(self.number_of_sie(at, attr)),
            "das" | "dies" | "dieses" if alone => pointing(N),
            "dem" if alone => pointing(M | N),
            "denen" | "deren" if alone => pointing(F | P),
            "welcher" if alone => What::Relative(M),
            "welche" if alone => What::Relative(F | P),
            "beide" | "beiden" | "alle" if alone => What::Demonstrative(P),
            _ if alone && self.facts[at].is(list::LAST_SPEAKER) => What::LastSpeaker,
            _ => return None,
        })
    }

    /// "dort" and "darin" point at a place or text, "demnach" and "danach" at who spoke last.
    fn adverb(&self, at: usize) -> Option<What> {
        match self.lower(at).as_str() {
            "dort" | "darin" | "darunter" | "hier" => Some(What::There),
            _ => self.facts[at].is(list::LAST_SPEAKER | list::DA_ADVERB).then_some(What::LastSpeaker),
        }
    }

    /// Whether "sie" at `at` is one or several, by the verb beside it.
    fn number_of_sie(&self, at: usize, attr: &Attribution) -> u8 {
        let in_cue = |i: usize| attr.cue.iter().any(|span| span.contains(i));
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().find(|i| *i < self.facts.len() && in_cue(*i));
        let verb = beside.or_else(|| attr.cue.first().map(|span| span.start as usize)).or(Some(at + 1));
        let Some(verb) = verb.filter(|i| *i < self.facts.len() && !self.facts[*i].capital) else { return gender::F | gender::P };
        self.number_of_verb(verb)
    }

    /// Feminine or plural, by the ending of a finite verb.
    pub(super) fn number_of_verb(&self, at: usize) -> u8 {
        let word = self.lower(at);
        let plural =
            word == "sind" || word == "seien" || word.len() > 3 && word.ends_with("en") || word.ends_with("ern") || word.ends_with("eln");
        if plural { gender::P } else { gender::F }
    }

    /// Behind a noun of saying: "Angaben der Polizei", "seiner Ansicht", "eigenen Angaben", "Polizeiangaben".
    fn told(&self, phrase: &Phrase, end: usize) -> Option<(What, usize, usize)> {
        use gender::{F, M, N, P};
        let first = phrase.core.min(end);
        let given = |i: usize| i > 0 && self.facts[i - 1].is(list::FIRST_M | list::FIRST_F);
        let noun = (phrase.start..first).find(|i| self.facts[*i].capital && self.facts[*i].is(list::TOLD) && !given(*i))?;
        let own_text = self.facts[noun].is(list::TOLD_TEXT);
        let word = self.lower(noun);
        // "Informationen der Zeitung aus Kreisen": who knows stands behind "aus".
        let from = (noun + 1..end.min(noun + 12)).rev().find(|i| matches!(self.lower(*i).as_str(), "aus") && *i + 1 < end);
        let source = |at: usize| {
            let mut inner = self.phrase(at, end).or_else(|| self.small_agency(at, end))?;
            // "Planungen aus dem Jahr 2005"
            let dated = || (inner.start..inner.core.min(end)).any(|i| self.facts[i].capital && self.facts[i].is(list::TIME_NOUN));
            let press = matches!(inner.class, Some(Class::Outlet | Class::Agency)) && inner.name.is_some();
            if !press && !inner.person && dated() {
                return None;
            }
            self.whole(&mut inner, end);
            // "Angaben der Hacker" are those of several.
            let genitive = at == noun + 1 && self.doc.word(at) == "der";
            if genitive && !inner.person && inner.name.is_none() && inner.class == Some(Class::Person) && inner.gender & gender::F == 0 {
                inner.gender = gender::P;
            }
            let (start, stop) = (inner.start, inner.end);
            Some((What::Phrase(inner), start, stop))
        };
        // "Angaben Putins": the name stands in the same run.
        if noun + 1 < first && self.facts[noun + 1].nominal() && !self.facts[noun + 1].is(list::TIME_NOUN) {
            return source(noun + 1);
        }
        if noun + 1 < end && !self.facts[noun + 1].capital {
            let next = self.lower(noun + 1);
            let at = match next.as_str() {
                "des" | "der" | "eines" | "einer" | "seiner" | "ihrer" | "seines" | "ihres" | "unseres" | "unserer" | "zweier"
                | "dreier" | "mehrerer" | "dieser" | "dieses" | "einiger" | "vieler" | "aller" | "deren" => Some(noun + 1),
                "von" | "vom" | "durch" | "seitens" | "aus" | "zufolge" => Some(noun + 2),
                _ if adjective_like(&next) && noun + 2 < end => Some(noun + 1),
                _ => None,
            };
            if let Some(found) = at.and_then(|at| {
                let pronoun = (at + 1 == end).then(|| self.lower(at)).and_then(|word| match word.as_str() {
                    "ihm" => Some(M | N),
                    "ihr" => Some(F),
                    _ => None,
                });
                let lower = at > noun + 1 && at + 1 == end && !self.facts[at].is(CLOSED) && self.facts[at].mark == '\0';
                pronoun
                    .map(|genders| (What::Pronoun(genders), at, at + 1))
                    .or_else(|| source(at))
                    .or_else(|| lower.then(|| self.leftover(at, end)))
            }) {
                let outlet = matches!(&found.0, What::Phrase(inner) if matches!(inner.class, Some(Class::Outlet | Class::Agency)));
                // A report of a body is a text of its own, that of an outlet is the outlet.
                let body = || matches!(&found.0, What::Phrase(inner) if !inner.guessed && (inner.person || inner.class == Some(Class::Organisation)));
                let speaks = self.facts[noun].is(list::TOLD_FOR) && body();
                let text = own_text && !outlet && !speaks && matches!(self.facts[noun].class(), Some(Class::Document));
                return (!text).then_some(found);
            }
        }
        if let Some(found) = from.filter(|_| !own_text).and_then(|from| source(from + 1)) {
            return Some(found);
        }
        let article = self.lower(phrase.start);
        if own_text && (phrase.start < noun) {
            // "einer dnb-Meldung zufolge"
            let press = |length: usize, class: Class| {
                let generic = self.words.lists_of(word.get(..length).unwrap_or_default().trim_end_matches('s')) & list::GENERIC_OUTLET != 0;
                matches!(class, Class::Agency | Class::Outlet) && !generic
            };
            return self
                .compound_part(noun, &word)
                .filter(|(what, ..)| matches!(what, What::Part(length, class) if press(*length, *class)));
        }
        if article.starts_with("sein") {
            return Some((What::Pronoun(M | N), phrase.start, phrase.start + 1));
        }
        if article.starts_with("ihr") {
            return Some((What::Pronoun(F | P), phrase.start, phrase.start + 1));
        }
        if article == "deren" || article == "dessen" {
            let genders = if article == "deren" { F | P } else { M | N };
            return Some((What::Demonstrative(genders), phrase.start, phrase.start + 1));
        }
        if article.starts_with("mein") || article.starts_with("unser") {
            return Some((What::Speaking, phrase.start, phrase.start + 1));
        }
        if (phrase.start..noun).any(|i| self.lower(i).starts_with("eigen")) {
            return Some((What::Own, phrase.start, noun + 1));
        }
        // "Merkels Worten", but not "Offiziellen Angaben"
        let genitive = noun > phrase.start && self.doc.word(noun - 1).ends_with(['s', 'x', 'z', '’', '\'']);
        if genitive && self.facts[noun - 1].nominal() && self.facts[noun - 1].noun.is_none() {
            let mut inner = self.phrase(phrase.start, noun)?;
            inner.end = inner.core;
            return Some((What::Phrase(inner), phrase.start, noun));
        }
        if let Some(part) = self.compound_part(noun, &word) {
            return Some(part);
        }
        if own_text {
            return None;
        }
        // "bisherigen Erkenntnissen zufolge": whoever has them.
        let one = phrase.determiner == Determiner::Indefinite;
        if !one && (phrase.start..noun).any(|i| self.facts[i].is(list::PASSED_ON)) {
            return Some((What::Unsaid, phrase.start, noun + 1));
        }
        if phrase.determiner == Determiner::Bare {
            // "anderen Aussagen zufolge": somebody's.
            let class = Some(Class::Anonymous);
            let determiner = Determiner::Indefinite;
            let somebody =
                Phrase { start: phrase.start, core: noun + 1, end: noun + 1, class, determiner, gender: gender::P, ..Phrase::default() };
            return Some((What::Phrase(somebody), phrase.start, noun + 1));
        }
        matches!(phrase.determiner, Determiner::Definite | Determiner::Demonstrative).then_some((What::LastSpeaker, phrase.start, noun + 1))
    }

    /// "der dnb": an agency that writes itself small, behind its article.
    fn small_agency(&self, at: usize, end: usize) -> Option<Phrase> {
        let name = at + 1;
        let known = name < end && matches!(self.doc.word(at), "der" | "des") && !self.facts[name].capital;
        let class = self.facts.get(name)?.class().filter(|class| known && matches!(class, Class::Agency | Class::Outlet));
        let name = Some((name, name + 1));
        class.map(|class| Phrase { start: at, core: at + 2, end: at + 2, name, class: Some(class), gender: gender::F, ..Phrase::default() })
    }

    /// "Polizei" of "Polizeiangaben", "dnb" of "dnb-Informationen".
    fn compound_part(&self, noun: usize, lower: &str) -> Option<(What, usize, usize)> {
        if self.words.lists_of(lower) & list::TOLD != 0 {
            return None;
        }
        let cut = lower
            .char_indices()
            .map(|(at, _)| at)
            .skip(2)
            .find(|at| self.words.lists_of(lower[*at..].trim_start_matches('-')) & list::TOLD != 0)?;
        let part = lower[..cut].trim_end_matches('-');
        let class = self.words.class_of(part).or_else(|| part.strip_suffix('s').and_then(|part| self.words.class_of(part)));
        let hyphen = lower[cut..].starts_with('-') || lower[..cut].ends_with('-');
        // "IAEA-Bericht" is a text, "dnb-Meldung" the agency.
        let text = self.facts[noun].is(list::TOLD_TEXT);
        let class = class.filter(|class| !text || matches!(class, Class::Agency | Class::Outlet));
        let capitals = self.doc.word(noun).get(..part.len()).is_some_and(|part| part.chars().all(char::is_uppercase));
        let class = class.or((hyphen && !text).then_some(if capitals { Class::Organisation } else { Class::Agency })).filter(|class| {
            let media = || self.words.lists_of(part) & list::GENERIC_OUTLET != 0;
            matches!(class, Class::Organisation | Class::Agency | Class::Outlet) || *class == Class::Group && media()
        })?;
        (self.doc.word(noun).len() == lower.len()).then_some((What::Part(part.len(), class), noun, noun + 1))
    }

    /// Takes in coordination and apposition up to the end of a source.
    pub(super) fn whole(&self, phrase: &mut Phrase, end: usize) {
        // "die Agentur norda"
        if phrase.end + 1 == end
            && phrase.name.is_none()
            && matches!(phrase.class, Some(Class::Agency | Class::Outlet))
            && self.facts[phrase.end].mark == '\0'
            && !self.facts[phrase.end].is(CLOSED)
        {
            phrase.name = Some((phrase.end, end));
            phrase.core = end;
            phrase.end = end;
        }
        // "die Gewerkschaft Grenze und Bahn"
        if phrase.class == Some(Class::Organisation)
            && phrase.name.is_some()
            && phrase.end + 2 == end
            && self.lower(phrase.end) == "und"
            && self.facts[phrase.end + 1].noun.is_none_or(|noun| noun.whole)
            && let Some((from, _)) = phrase.name
        {
            phrase.name = Some((from, end));
            phrase.core = end;
            phrase.end = end;
        }
        if self.listed(phrase, end) {
            return;
        }
        let comma = (phrase.end..end).find(|at| self.facts[*at].mark == ',');
        if let Some(comma) = comma.filter(|comma| *comma == phrase.end || !phrase.person) {
            let before = phrase.end;
            phrase.end = comma;
            if !self.apposition(phrase, end) {
                phrase.end = before;
            }
        }
        // "der Vorsitzende der Selbstverwaltung Jan Ohlsen"
        let definite = phrase.determiner == Determiner::Definite;
        if definite && phrase.class == Some(Class::Person) && !phrase.person && !phrase.coordinated {
            let given = (phrase.core + 2..end.saturating_sub(1)).find(|at| {
                self.facts[*at].is(list::FIRST_M | list::FIRST_F)
                    && self.facts[*at - 1].nominal()
                    && self.facts[*at - 1].class() != Some(Class::Person)
                    && self.facts[*at + 1].nominal()
            });
            if let Some(given) = given {
                phrase.role = Some((phrase.start, given));
                phrase.name = Some((given, end.min(given + 3)));
                phrase.person = true;
                phrase.end = end;
                let sex = self.name_gender(given) & phrase.gender;
                phrase.gender = if sex == 0 { phrase.gender } else { sex };
            }
        }
        // "die Vertreterin für Innen- und Außenpolitik" is one.
        let cut = self.doc.word(phrase.end - 1).ends_with('-');
        if phrase.end + 1 < end
            && !cut
            && matches!(self.lower(phrase.end).as_str(), "und" | "sowie" | "oder")
            && let Some(other) = self.phrase(phrase.end + 1, end)
        {
            // "Jan Holm, Dekan und Vorsitzender des Ausschusses" is one.
            let behind_name = phrase.name.is_some_and(|(_, to)| to < phrase.end && self.facts[to].mark == ',');
            if phrase.person && behind_name && !other.person {
                phrase.end = other.end;
                return;
            }
            // "der Vizekanzler und Arbeitsminister Jan Holm" is one.
            let one = !phrase.person && phrase.class == Some(Class::Person) && phrase.gender & gender::SINGULAR != 0;
            if one && other.person && other.determiner == Determiner::Bare && phrase.determiner == Determiner::Definite {
                let known = phrase.gender & other.gender;
                phrase.role = Some((phrase.start + 1, other.name.map_or(phrase.end, |(from, _)| from)));
                phrase.name = other.name;
                phrase.also = other.head;
                phrase.person = true;
                phrase.gender = if known == 0 { other.gender } else { known };
                phrase.core = other.core;
                phrase.end = other.end;
                return;
            }
            phrase.end = other.end;
            phrase.core = other.end;
            phrase.named_all = phrase.name.is_some() && other.name.is_some();
            phrase.coordinated = true;
            phrase.gender = gender::P;
            phrase.name = None;
            phrase.person = false;
            phrase.class = Some(Class::Group);
        }
        // What hangs on a source up to its end belongs to it: "die Opposition im Landtag".
        let dated = matches!(self.doc.word(phrase.end.min(end - 1)), "im" | "am" | "vom" | "seit")
            && (phrase.end..end).take(3).any(|i| self.facts[i].is(list::TIME_NOUN));
        let inside = |i: usize| matches!(self.facts[i].mark, '\0' | '(' | ')') && !dated;
        if phrase.end < end && !phrase.coordinated && (phrase.end..end).all(inside) && !phrase.person {
            phrase.end = end;
        }
    }

    /// Takes in the rest of "die Verbände Nordwind, Südwind und Flaute": names with commas and "und" between, up to the end.
    fn listed(&self, phrase: &mut Phrase, end: usize) -> bool {
        let mut at = phrase.end;
        let (mut names, mut last) = (0, false);
        while at + 1 < end && !last {
            last = matches!(self.lower(at).as_str(), "und" | "sowie" | "oder");
            if !last && self.facts[at].mark != ',' || names == LONGEST_LIST {
                return false;
            }
            let Some(other) = self.phrase(at + 1, end).filter(|other| other.name.is_some() && other.person == phrase.person) else {
                return false;
            };
            names += 1;
            at = other.end;
        }
        if !last || names < 2 || at < end || phrase.name.is_none() {
            return false;
        }
        phrase.end = end;
        phrase.core = end;
        phrase.name = None;
        phrase.person = false;
        phrase.role = None;
        phrase.coordinated = true;
        phrase.named_all = true;
        phrase.gender = gender::P;
        phrase.class = Some(Class::Group);
        true
    }

    /// Takes in ", Verkehrspolitiker der Partei" behind a name, or ", Jure Marasović," behind an office.
    pub(super) fn apposition(&self, phrase: &mut Phrase, limit: usize) -> bool {
        let at = phrase.end + 1;
        if at >= limit {
            return false;
        }
        let Some(other) = self.phrase(at, limit) else { return false };
        let counted = other.gender & gender::SINGULAR == 0;
        if phrase.person && !other.person && other.class == Some(Class::Person) && !counted {
            let head = other.head.unwrap_or(other.start);
            let known = phrase.gender & other.gender;
            phrase.gender = if known == 0 { phrase.gender } else { known };
            if phrase.role.is_none() {
                let from = if matches!(other.determiner, Determiner::Bare) { other.start } else { (other.start + 1).min(head) };
                phrase.role = Some((from, other.end));
                phrase.head = Some(head);
            }
            phrase.end = other.end;
            return true;
        }
        if !phrase.person && phrase.class == Some(Class::Person) && other.person && phrase.determiner != Determiner::Negative {
            let from = if phrase.determiner == Determiner::Bare { phrase.start } else { phrase.start + 1 };
            phrase.role = Some((from, phrase.end));
            phrase.name = other.name;
            phrase.person = true;
            phrase.also = other.head;
            let named = other.gender & self.name_gender(other.name.map_or(other.start, |name| name.0));
            let neutral = phrase.head.is_some_and(|head| self.facts[head].is(list::NEUTRAL));
            let known = if neutral { named } else { phrase.gender & named };
            phrase.gender = if known == 0 { phrase.gender } else { known };
            phrase.end = other.end;
            return true;
        }
        // "der Betreiber der Anlage, der Versorger Nordstrom"
        let unnamed = phrase.name.is_none()
            && matches!(phrase.class, Some(Class::Person | Class::Organisation))
            && phrase.determiner == Determiner::Definite;
        if unnamed && other.name.is_some() && other.class == Some(Class::Organisation) {
            phrase.name = other.name;
            phrase.class = other.class;
            phrase.also = other.head;
            phrase.end = other.end;
            return true;
        }
        false
    }

    /// A source without a noun that is known as such: "norda", "einer der beiden".
    fn leftover(&self, at: usize, end: usize) -> (What, usize, usize) {
        let word = |i: usize| self.doc.word(i);
        let last = (at..end).rev().find(|i| self.facts[*i].mark == '\0').unwrap_or(at);
        let mut phrase = Phrase { start: at, core: end, end, gender: gender::ANY, ..Phrase::default() };
        if self.facts[at].is(list::LAST_SPEAKER | list::DA_ADVERB) {
            return (What::LastSpeaker, at, end);
        }
        // „küste online“
        let close = self.quotation_end[at] as usize;
        if close > at + 2 && close <= end && close <= at + LONGEST_NAME_IN_MARKS {
            phrase.name = Some((at + 1, close - 1));
            phrase.class = Some(self.class_in_marks(at + 1, close - 1));
            phrase.vague = true;
            return (What::Phrase(phrase), at, end);
        }
        let bare = last == at || last == at + 1 && matches!(word(at), "der" | "die" | "das" | "Der" | "Die" | "Das" | "dem" | "den");
        if bare && !self.facts[last].is(CLOSED) && self.facts[last].mark == '\0' {
            phrase.name = Some((last, last + 1));
            phrase.class = Some(self.facts[last].class().unwrap_or(Class::Agency));
        } else if (at..end).any(|i| self.facts[i].is(list::TEXT) || self.facts[i].class() == Some(Class::Document)) {
            phrase.class = Some(Class::Document);
        } else {
            // "einer von ihnen", "zwei weitere", "die anderen"
            let one = matches!(self.lower(at).as_str(), "einer" | "eine" | "ein" | "einem" | "einen" | "jemand");
            phrase.class = Some(if one { Class::Person } else { Class::Group });
            phrase.determiner = Determiner::Indefinite;
            phrase.gender = if one { gender::M | gender::F } else { gender::P };
        }
        (What::Phrase(phrase), at, end)
    }

    /// "die Anwältin Ohlsens", where a Jens Ohlsen is named: whose she is, not who.
    pub(super) fn genitives(&self, mentions: &mut [Mention]) {
        let full = |mention: &Mention| match &mention.what {
            What::Phrase(Phrase { person: true, name: Some((from, to)), .. }) if *to > from + 1 => Some(self.doc.word(to - 1)),
            _ => None,
        };
        let surnames: FxHashSet<&str> = mentions.iter().filter_map(full).collect();
        for mention in mentions {
            let What::Phrase(phrase) = &mut mention.what else { continue };
            let Some((from, to)) = phrase.name.filter(|(from, to)| phrase.person && *to == from + 1 && phrase.core == *to) else {
                continue;
            };
            let word = self.doc.word(from);
            let office = phrase.head.is_some_and(|head| head + 1 == from && !self.facts[head].is(list::TITLE_M | list::TITLE_F));
            let genitive = word.strip_suffix('s').is_some_and(|owner| surnames.contains(owner)) && !surnames.contains(word);
            if office && genitive && phrase.end == to {
                phrase.name = None;
                phrase.person = false;
                phrase.role = None;
                phrase.core = from;
            }
        }
    }

    /// "Nord Solar", taken for a person, where "Nord Solar GmbH" is named: the firm.
    pub(super) fn bodies(&self, mentions: &mut [Mention]) {
        let spelled = |from: usize, to: usize| self.doc.slice(Span::new(from, to));
        let marked = |mention: &Mention| match &mention.what {
            What::Phrase(Phrase { person: false, guessed: false, class: Some(Class::Organisation), name: Some((from, to)), .. }) => {
                let firm = (*from..*to).find(|at| self.facts[*at].is(list::FIRM_MARK))?;
                (firm > from + 1).then(|| spelled(*from, firm))
            }
            _ => None,
        };
        let firms: FxHashSet<&str> = mentions.iter().filter_map(marked).collect();
        if firms.is_empty() {
            return;
        }
        for mention in mentions {
            let What::Phrase(phrase) = &mut mention.what else { continue };
            if let Some((from, to)) = phrase.name.filter(|_| phrase.person && phrase.head.is_none())
                && firms.contains(spelled(from, to))
            {
                phrase.person = false;
                phrase.class = Some(Class::Organisation);
                phrase.gender = gender::ANY;
            }
        }
    }

    /// The mentions that stand outside of sources, for those who are introduced before they speak. `taken` are the sources, in order.
    pub(super) fn scan(&self, taken: &mut Vec<Mention>, sentence_of: &[u32], quoted: &[bool]) {
        let mut found: Vec<Mention> = Vec::with_capacity(taken.len() * 2);
        let mut next = 0;
        let (mut i, mut last_sentence) = (0, usize::MAX);
        while i < self.facts.len() {
            let sentence = sentence_of[i] as usize;
            if next < taken.len() && taken[next].start <= i {
                // Sources that start in a stretch already read still count.
                let mention = taken[next].clone();
                i = i.max(mention_core(&mention).max(mention.start + 1));
                last_sentence = mention.sentence;
                found.push(mention);
                next += 1;
                continue;
            }
            let limit = taken.get(next).map_or(self.facts.len(), |mention| mention.start);
            let sentence_end = self.doc.sentences.get(sentence).map_or(self.facts.len(), |sentence| sentence.tokens.end as usize);
            let fact = &self.facts[i];
            let first_in_sentence = last_sentence != sentence;
            if let Some(genders) = self.scanned_pronoun(i) {
                found.push(Mention {
                    start: i,
                    end: i + 1,
                    what: What::Pronoun(genders),
                    source: false,
                    sentence,
                    quoted: quoted[i],
                    subject: true,
                });
                last_sentence = sentence;
                i += 1;
                continue;
            }
            let opens = fact.nominal() || fact.is(list::DET_NOM | list::DET_OBL) && fact.mark == '\0' || self.quotation_end[i] > 0;
            if !opens {
                i += 1;
                continue;
            }
            match self.phrase(i, limit.min(sentence_end)).filter(|phrase| self.worth(phrase)) {
                Some(mut phrase) => {
                    // Behind an apposition stands a comma or the sentence's end.
                    let (before, end) = (phrase.clone(), limit.min(sentence_end));
                    if phrase.end < end && self.facts[phrase.end].mark == ',' && self.apposition(&mut phrase, end) {
                        let closed = phrase.end >= end || matches!(self.facts[phrase.end].mark, ',' | '.' | ')' | '–');
                        if !closed {
                            phrase = before;
                        }
                    }
                    let after_preposition = i > 0 && self.facts[i - 1].is(list::PREPOSITION);
                    let subject = !phrase.oblique && !after_preposition && first_in_sentence;
                    let core = if phrase.end > phrase.core && phrase.person { phrase.end } else { phrase.core };
                    let end = phrase.end;
                    found.push(Mention { start: i, end, what: What::Phrase(phrase), source: false, sentence, quoted: quoted[i], subject });
                    last_sentence = sentence;
                    i = core.max(i + 1);
                }
                None => i += 1,
            }
        }
        *taken = found;
    }

    /// "er" and "sie" outside of sources: they keep somebody in mind.
    fn scanned_pronoun(&self, at: usize) -> Option<u8> {
        if !self.facts[at].is(list::PRONOUN) {
            return None;
        }
        match self.doc.word(at) {
            "er" | "Er" => Some(gender::M),
            "sie" | "Sie" => {
                let verb = at + 1;
                Some(if verb < self.facts.len() && !self.facts[verb].capital && self.facts[verb].mark == '\0' {
                    self.number_of_verb(verb)
                } else {
                    gender::F | gender::P
                })
            }
            _ => None,
        }
    }

    /// True if a name in marks has a word of the names of papers or bodies in it.
    fn outlet_inside(&self, phrase: &Phrase) -> bool {
        let marks = list::OUTLET_MARK | list::OUTLET_FIRST | list::QUOTED_BODY | list::FIRM_MARK;
        phrase.name.is_some_and(|(from, to)| (from..to).any(|at| self.facts[at].is(marks) || self.facts[at].noun.is_some()))
    }

    /// True if somebody who could be a source later is named here.
    fn worth(&self, phrase: &Phrase) -> bool {
        match phrase.class {
            // "am Freitag" is no paper.
            // A saying in marks is no paper either.
            Some(_) => {
                (!phrase.vague || phrase.determiner != Determiner::Bare || self.outlet_inside(phrase))
                    && !phrase.guessed
                    && !phrase.head.is_some_and(|head| self.facts[head].noun.is_some_and(|noun| noun.marked) && phrase.core == head + 1)
            }
            None => {
                phrase.place
                    || phrase
                        .name
                        .is_some_and(|(from, to)| phrase.determiner == Determiner::Bare && to == from + 1 && !self.facts[from].first)
            }
        }
    }
}

/// How verbs begin by which bodies speak and papers do not.
const DEMANDS: &[&str] = &["forder", "gefordert", "verlang", "protest", "appell", "klag", "ruft", "rief"];

/// Behind the part of a mention inside which no other one is looked for.
fn mention_core(mention: &Mention) -> usize {
    match &mention.what {
        What::Phrase(phrase) if phrase.person || phrase.coordinated => phrase.end,
        What::Phrase(phrase) => phrase.core.min(phrase.end),
        _ => mention.end,
    }
}

fn adjective_like(word: &str) -> bool {
    word.len() > 4 && ["er", "en", "es"].iter().any(|end| word.ends_with(end))
}
