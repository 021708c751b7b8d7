//! Behind a noun of saying: "Angaben der Polizei", "seiner Ansicht", "eigenen Angaben", "Polizeiangaben".

use super::mentions::{Found, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{CLOSED, Class, gender, list};

/// How far behind a noun of saying "aus" may stand, in tokens.
const OUT_OF_REACH: usize = 12;

/// A phrase with a noun of saying, and where the source that it stands in ends.
struct Told<'a> {
    reader: &'a Reader<'a>,
    phrase: &'a Phrase,
    /// The noun of saying.
    noun: usize,
    /// Where its run of nouns and names ends.
    first: usize,
    end: usize,
    /// "Bericht", "Studie": a noun for a text of its own.
    own_text: bool,
}

impl Reader<'_> {
    /// Whose "Angaben" a source is, if it has such a noun.
    pub(super) fn told(&self, phrase: &Phrase, end: usize) -> Option<Found> {
        let told = Told::new(self, phrase, end)?;
        if told.name_in_run() {
            return told.somebody_at(told.noun + 1);
        }
        if let Some(found) = told.behind() {
            return (!told.text_of(&found.0)).then_some(found);
        }
        if let Some(found) = told.out_of().or_else(|| told.spoken_for()) {
            return Some(found);
        }
        if told.own_text && phrase.start < told.noun {
            return told.press_part();
        }
        if let Some(found) = told.possessive().or_else(|| told.other_article()) {
            return Some(found);
        }
        if told.name_in_front() {
            let mut inner = self.phrase(phrase.start, told.noun)?;
            inner.end = inner.core;
            return Some((What::Phrase(inner), phrase.start, told.noun));
        }
        let part = self.compound_part(told.noun, self.lower(told.noun));
        part.or_else(|| if told.own_text { None } else { told.left_open() })
    }

    /// "Polizei" of "Polizeiangaben", "dnb" of "dnb-Informationen".
    fn compound_part(&self, noun: usize, lower: &str) -> Option<Found> {
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
        // "Augenzeugenberichte" are what those say, as "Berichte der Augenzeugen" are.
        if text && class == Some(Class::Person) && self.facts[noun].is(list::TOLD_FOR) {
            let (class, gender, determiner) = (Some(Class::Anonymous), gender::P, Determiner::Indefinite);
            let people = Phrase { start: noun, core: noun + 1, end: noun + 1, class, gender, determiner, ..Phrase::default() };
            return Some((What::Phrase(people), noun, noun + 1));
        }
        let class = class.filter(|class| !text || matches!(class, Class::Agency | Class::Outlet));
        let capitals = self.doc.word(noun).get(..part.len()).is_some_and(|part| part.chars().all(char::is_uppercase));
        let class = class.or((hyphen && !text).then_some(if capitals { Class::Organisation } else { Class::Agency })).filter(|class| {
            let media = || self.words.lists_of(part) & list::GENERIC_OUTLET != 0;
            let group = *class == Class::Group && (media() || lower.ends_with("sicht"));
            matches!(class, Class::Organisation | Class::Agency | Class::Outlet) || group
        })?;
        (self.doc.word(noun).len() == lower.len()).then_some((What::Part(part.len(), class), noun, noun + 1))
    }
}

impl<'a> Told<'a> {
    fn new(reader: &'a Reader<'a>, phrase: &'a Phrase, end: usize) -> Option<Self> {
        let (facts, first) = (&reader.facts, phrase.core.min(end));
        let given = |i: usize| i > 0 && facts[i - 1].is(list::FIRST_M | list::FIRST_F);
        // „Stimme der Küste“, a paper
        let marked = |i: usize| i > 0 && reader.quotation_end[i - 1] > 0 && phrase.name.is_some_and(|(from, _)| from == i);
        let noun = (phrase.start..first).find(|i| facts[*i].capital && facts[*i].is(list::TOLD) && !given(*i) && !marked(*i))?;
        // "Die Versicherung schwieg": with its article alone a word that means a body as well means that.
        let alone = phrase.determiner == Determiner::Definite && phrase.start + 1 == noun && noun + 1 == end;
        if alone && facts[noun].class() == Some(Class::Organisation) || reader.called_so_behind(noun, first) {
            return None;
        }
        Some(Told { reader, phrase, noun, first, end, own_text: facts[noun].is(list::TOLD_TEXT) })
    }

    /// "Angaben Putins": the name stands in the same run.
    fn name_in_run(&self) -> bool {
        let (facts, next) = (&self.reader.facts, self.noun + 1);
        next < self.first && facts[next].nominal() && !facts[next].is(list::TIME_NOUN)
    }

    /// Who is named at `at`, whose they may be.
    fn somebody_at(&self, at: usize) -> Option<Found> {
        let (reader, end) = (self.reader, self.end);
        let mut inner = reader.phrase(at, end).or_else(|| reader.small_agency(at, end))?;
        // "Planungen aus dem Jahr 2005"
        let time = |i: usize| reader.facts[i].capital && reader.facts[i].is(list::TIME_NOUN);
        let dated = || (inner.start..inner.core.min(end)).any(time);
        let press = matches!(inner.class, Some(Class::Outlet | Class::Agency)) && inner.name.is_some();
        // "sein Bericht von einem „Rattenschwanz“"
        if reader.word_in_marks(&inner) || !press && !inner.person && dated() {
            return None;
        }
        reader.whole(&mut inner, end);
        // "Angaben der Hacker" are those of several.
        let genitive = at == self.noun + 1 && reader.doc.word(at) == "der";
        if genitive && !inner.person && inner.name.is_none() && inner.class == Some(Class::Person) && inner.gender & gender::F == 0 {
            inner.gender = gender::P;
        }
        let (start, stop) = (inner.start, inner.end);
        Some((What::Phrase(inner), start, stop))
    }

    /// "Angaben der Polizei", "Angaben von Holm", "Angaben örtlicher Medien": who stands behind the noun.
    fn behind(&self) -> Option<Found> {
        let (reader, next) = (self.reader, self.noun + 1);
        if next >= self.end || reader.facts[next].capital {
            return None;
        }
        let word = reader.lower(next);
        let at = if reader.turns.whose.has(word) {
            next
        } else if reader.turns.by_whom.has(word) {
            next + 1
        } else {
            (adjective_like(word) && next + 1 < self.end).then_some(next)?
        };
        self.pronoun_at(at).or_else(|| self.somebody_at(at)).or_else(|| self.small_word_at(at))
    }

    /// "Angaben von ihr"
    fn pronoun_at(&self, at: usize) -> Option<Found> {
        if at + 1 != self.end {
            return None;
        }
        let genders = match self.reader.lower(at) {
            "ihm" => gender::M | gender::N,
            "ihr" => gender::F,
            _ => return None,
        };
        Some((What::Pronoun(genders), at, at + 1))
    }

    /// "Angaben von dnb", but not "von Montag"
    fn small_word_at(&self, at: usize) -> Option<Found> {
        let last = at > self.noun + 1 && at + 1 == self.end;
        let open = |at: usize| !self.reader.facts[at].is(CLOSED | list::TIME_NOUN) && self.reader.facts[at].mark == '\0';
        (last && open(at)).then(|| self.reader.leftover(at, self.end))
    }

    /// "ein Bericht der Finanzkontrolle": a report of a body is a text of its own, that of an outlet is the outlet.
    fn text_of(&self, whose: &What) -> bool {
        let (reader, fact) = (self.reader, &self.reader.facts[self.noun]);
        // "Meldungen der kretischen Presse"
        let media = |inner: &Phrase| inner.head.is_some_and(|head| reader.facts[head].is(list::GENERIC_OUTLET));
        let outlet = |inner: &Phrase| matches!(inner.class, Some(Class::Outlet | Class::Agency)) || media(inner);
        let body = |inner: &Phrase| !inner.guessed && (inner.person || inner.coordinated || inner.class == Some(Class::Organisation));
        let speaks = |inner: &Phrase| outlet(inner) || fact.is(list::TOLD_FOR) && body(inner);
        self.own_text && fact.class() == Some(Class::Document) && !matches!(whose, What::Phrase(inner) if speaks(inner))
    }

    /// "Informationen der Zeitung aus Kreisen": who knows stands behind "aus".
    fn out_of(&self) -> Option<Found> {
        let within = (self.noun + 1..self.end.min(self.noun + OUT_OF_REACH)).rev();
        let from = within.into_iter().find(|i| self.reader.lower(*i) == "aus" && *i + 1 < self.end);
        from.filter(|_| !self.own_text).and_then(|from| self.somebody_at(from + 1))
    }

    /// "heißt es in ihrer Erklärung": what somebody speaks by, and nothing behind it.
    fn spoken_for(&self) -> Option<Found> {
        let whole = self.noun + 1 == self.end && self.reader.speaks_for(self.noun);
        self.possessive().filter(|_| whole)
    }

    /// "seiner Ansicht", "ihren Angaben"
    fn possessive(&self) -> Option<Found> {
        let (at, article) = (self.phrase.start, self.reader.lower(self.phrase.start));
        let genders = match article {
            his if his.starts_with("sein") => gender::M | gender::N,
            her if her.starts_with("ihr") => gender::F | gender::P,
            _ => return None,
        };
        Some((What::Pronoun(genders), at, at + 1))
    }

    /// "deren Angaben", "unserer Ansicht", "eigenen Angaben"
    fn other_article(&self) -> Option<Found> {
        let (at, article) = (self.phrase.start, self.reader.lower(self.phrase.start));
        match article {
            "deren" => Some((What::Demonstrative(gender::F | gender::P), at, at + 1)),
            "dessen" => Some((What::Demonstrative(gender::M | gender::N), at, at + 1)),
            our if our.starts_with("mein") || our.starts_with("unser") => Some((What::Speaking, at, at + 1)),
            _ => {
                let own = (at..self.noun).any(|i| self.reader.lower(i).starts_with("eigen"));
                own.then_some((What::Own, at, self.noun + 1))
            }
        }
    }

    /// "einer dnb-Meldung zufolge": of texts the first part of a compound counts if that is the press.
    fn press_part(&self) -> Option<Found> {
        let word = self.reader.lower(self.noun);
        let generic = |length: usize| {
            let part = word.get(..length).unwrap_or_default().trim_end_matches('s');
            self.reader.words.lists_of(part) & list::GENERIC_OUTLET != 0
        };
        let press = |length: usize, class: Class| matches!(class, Class::Agency | Class::Outlet) && !generic(length);
        let part = self.reader.compound_part(self.noun, word);
        part.filter(|(what, ..)| matches!(what, What::Part(length, class) if press(*length, *class)))
    }

    /// "Merkels Worten", but not "Offiziellen Angaben"
    fn name_in_front(&self) -> bool {
        let reader = self.reader;
        let genitive = |at: usize| reader.doc.word(at).ends_with(['s', 'x', 'z', '’', '\'']);
        let name = |at: usize| reader.facts[at].nominal() && reader.facts[at].noun.is_none();
        self.noun > self.phrase.start && genitive(self.noun - 1) && name(self.noun - 1)
    }

    /// Whose they are where no word names or points at somebody.
    fn left_open(&self) -> Option<Found> {
        let (phrase, end) = (self.phrase, self.noun + 1);
        // "bisherigen Erkenntnissen zufolge": whoever has them.
        let passed_on = || (phrase.start..self.noun).any(|i| self.reader.facts[i].is(list::PASSED_ON));
        if phrase.determiner != Determiner::Indefinite && passed_on() {
            return Some((What::Unsaid, phrase.start, end));
        }
        match phrase.determiner {
            // "anderen Aussagen zufolge": somebody's.
            Determiner::Bare => {
                let (class, determiner) = (Some(Class::Anonymous), Determiner::Indefinite);
                let somebody = Phrase { start: phrase.start, core: end, end, class, determiner, gender: gender::P, ..Phrase::default() };
                Some((What::Phrase(somebody), phrase.start, end))
            }
            // "In der von Richter Holm verfassten Meinung heißt es": what something is said in is a text.
            Determiner::Definite if self.nobodys() && self.said_within() => {
                let text = Phrase { class: Some(Class::Document), name: None, ..phrase.clone() };
                Some((What::Phrase(text), phrase.start, phrase.end))
            }
            Determiner::Definite if self.nobodys() => Some((What::Unsaid, phrase.start, end)),
            Determiner::Definite | Determiner::Demonstrative => Some((What::LastSpeaker, phrase.start, end)),
            _ => None,
        }
    }

    /// "die Frage lautete": whose it is, nobody tells; but "nach den Angaben", "den Angaben zufolge"
    fn nobodys(&self) -> bool {
        let (reader, turns, behind) = (self.reader, self.reader.turns, self.noun + 1);
        let cue = |at: usize| turns.according_at_start.has(reader.doc.word(at));
        let by = self.phrase.start.checked_sub(1).is_some_and(cue)
            || behind < reader.facts.len() && turns.according_behind.has(reader.doc.word(behind));
        let open = matches!(reader.facts[self.noun].class(), None | Some(Class::Document));
        open && !by && reader.facts[self.phrase.start].is(list::DET_NOM)
    }

    fn said_within(&self) -> bool {
        let within = |before: usize| self.reader.turns.said_within.has(self.reader.doc.word(before));
        self.phrase.start.checked_sub(1).is_some_and(within)
    }
}

fn adjective_like(word: &str) -> bool {
    word.len() > 4 && ["er", "en", "es"].iter().any(|end| word.ends_with(end))
}
