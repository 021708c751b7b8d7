//! What stands beside a name and belongs to it: offices, other names, lists of names.

use super::phrases::{Determiner, Phrase, Reader};
use super::words::{CLOSED, Class, gender, list};

/// How far behind a comma a whole name ends, in tokens.
const LONGEST_NAME: usize = 8;
/// Most names behind the first of a list.
const LONGEST_LIST: usize = 8;

impl Reader<'_> {
    /// "der Oberpriester Kretas, Jannis Holm": a full name behind a comma is whose the office is, known or not.
    pub(super) fn named_behind_comma(&self, phrase: &mut Phrase, end: usize) {
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

    /// Where the name ends that stands behind the comma after a source: "Kritik kommt vom Anwalt der Familie, Jan Holm: …".
    pub(super) fn name_behind(&self, phrase: &Phrase, end: usize) -> usize {
        let mark = |at: usize| self.facts.get(at).map_or('.', |fact| fact.mark);
        if phrase.person || phrase.coordinated || phrase.class != Some(Class::Person) {
            return end;
        }
        // "der Chef der Grünen | im Landtag, Jan Holm,", where an engine has cut the source
        let plain = |at: &usize| {
            self.facts[*at].nominal() || self.facts[*at].is(list::PREPOSITION) && at + 1 < self.facts.len() && self.facts[at + 1].nominal()
        };
        let hangs = (end..self.facts.len().min(end + 4)).find(|at| !plain(at)).filter(|at| *at > end && mark(*at) == ',');
        let (end, cut) = (hangs.unwrap_or(end), end);
        if mark(end) != ',' {
            return cut;
        }
        let full = |other: &Phrase| {
            let name = other.name.is_some_and(|(from, to)| from == end + 1 && to > from + 1 && to == other.end);
            other.person && name && other.determiner == Determiner::Bare && matches!(mark(other.end), ',' | ':' | '.' | ';')
        };
        let named = |other: &Phrase| {
            full(other) || hangs.is_none() && other.start == end + 1 && mark(other.end) == ',' && self.surname_of(phrase, other)
        };
        self.phrase(end + 1, self.facts.len().min(end + LONGEST_NAME)).filter(named).map_or(cut, |other| other.end)
    }

    /// True for one word behind the comma after an office and what it is of, that is nothing but a name: "der Präsident des Verbandes, Okafor, …".
    fn surname_of(&self, phrase: &Phrase, other: &Phrase) -> bool {
        let office = phrase.class == Some(Class::Person) && phrase.determiner == Determiner::Definite && phrase.name.is_none();
        let one = phrase.end > phrase.core && phrase.gender & gender::SINGULAR != 0;
        let bare = other.determiner == Determiner::Bare && other.class.is_none() && !other.place && other.end == other.start + 1;
        let fact = &self.facts[other.start];
        let name = fact.capital && fact.noun.is_none() && fact.lists == 0 && !fact.acronym && !self.abstraction(self.doc.word(other.start));
        office && one && bare && name && other.name.is_some()
    }

    /// Takes in coordination and apposition up to the end of a source.
    pub(super) fn whole(&self, phrase: &mut Phrase, end: usize) {
        self.called_by_all(phrase, end);
        if self.listed(phrase, end) {
            return;
        }
        let comma = (phrase.end..end).find(|at| self.facts[*at].mark == ',').filter(|_| !self.two_offices(phrase, end));
        if let Some(comma) = comma.filter(|comma| *comma == phrase.end || !phrase.person) {
            let before = phrase.end;
            phrase.end = comma;
            if !self.apposition(phrase, end) {
                phrase.end = before;
            }
        }
        self.named_behind_a_body(phrase, end);
        // "der Leiter des Amtes in Kiel und andere Beamte"
        if let Some(joint) = self.joint_behind_place(phrase, end) {
            phrase.end = joint;
        }
        // "die Vertreterin für Innen- und Außenpolitik" is one.
        let cut = self.doc.word(phrase.end - 1).ends_with('-');
        // "der Richter, die Anwälte der Firma und die des Amtes" are several.
        if !cut && self.joined_people(phrase, end) || self.several_listed(phrase, end) {
            return;
        }
        if let Some(joint) = self.joint(phrase, end).filter(|_| !cut)
            && let Some(other) = self.phrase(joint + 1, end)
        {
            if self.one_with(phrase, &other) {
                return;
            }
            self.two_with(phrase, &other);
            self.name_of_the_last(phrase, end);
        }
        // What hangs on a source up to its end belongs to it: "die Opposition im Landtag".
        let dated = self.turns.before_date.has(self.doc.word(phrase.end.min(end - 1)))
            && (phrase.end..end).take(3).any(|i| self.facts[i].is(list::TIME_NOUN));
        // "die Ministerin selbst" is she.
        let herself = phrase.end + 1 == end && self.turns.emphatic.has(self.doc.word(phrase.end));
        let inside = |i: usize| matches!(self.facts[i].mark, '\0' | '(' | ')') && !dated && !herself;
        if phrase.end < end && !phrase.coordinated && (phrase.end..end).all(inside) && !phrase.person {
            phrase.end = end;
        }
    }

    /// Takes the rest of a source for the name, where only that is left: what no list has, or what a body is for.
    fn called_by_all(&self, phrase: &mut Phrase, end: usize) {
        let called = |phrase: &mut Phrase, from: usize| {
            phrase.name = Some((from, end));
            phrase.core = end;
            phrase.end = end;
        };
        // "die Agentur norda"
        if phrase.end + 1 == end
            && phrase.name.is_none()
            && matches!(phrase.class, Some(Class::Agency | Class::Outlet))
            && self.facts[phrase.end].mark == '\0'
            && !self.facts[phrase.end].is(CLOSED)
        {
            called(phrase, phrase.end);
        }
        // "die Arbeitsgemeinschaft Eingliederung im Kreis"
        let union = |head: &usize| {
            let body = phrase.class == Some(Class::Organisation) && phrase.name.is_none() && self.facts[*head].is(list::UNION);
            body && phrase.core == head + 1 && *head + 1 < end && self.facts[*head + 1].nominal()
        };
        if let Some(head) = phrase.head.filter(union) {
            called(phrase, head);
        }
        // "die Gewerkschaft Grenze und Bahn"
        if phrase.class == Some(Class::Organisation)
            && phrase.end + 2 == end
            && self.lower(phrase.end) == "und"
            && self.facts[phrase.end + 1].noun.is_none_or(|noun| noun.whole)
            && let Some((from, _)) = phrase.name
        {
            called(phrase, from);
        }
    }

    /// "der Vorsitzende der Selbstverwaltung Jan Ohlsen"
    fn named_behind_a_body(&self, phrase: &mut Phrase, end: usize) {
        let definite = phrase.determiner == Determiner::Definite;
        if !definite || phrase.class != Some(Class::Person) || phrase.person || phrase.coordinated {
            return;
        }
        let unlisted = |at: usize| {
            let fact = &self.facts[at];
            fact.capital && fact.mark == '\0' && fact.lists == 0 && fact.noun.is_none() && !fact.acronym
        };
        let given = (phrase.core + 2..end.saturating_sub(1)).find(|at| {
            let two = *at + 2 == end && unlisted(*at) && unlisted(*at + 1) && self.facts[*at - 1].noun.is_some();
            (two || self.facts[*at].is(list::FIRST_M | list::FIRST_F))
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

    /// Where another phrase is joined to one: at "und" right behind it, or "sowohl Kern als auch Pohl".
    fn joint(&self, phrase: &Phrase, end: usize) -> Option<usize> {
        let paired = phrase.end + 2 < end
            && phrase.start > 0
            && self.turns.pairing.has(self.lower(phrase.start - 1))
            && self.turns.pairing_joins.has(self.lower(phrase.end));
        let joint = phrase.end + usize::from(paired && self.lower(phrase.end + 1) == "auch");
        (joint + 1 < end && (joint > phrase.end || self.turns.joins.has(self.lower(joint)))).then_some(joint)
    }

    /// Joins to a phrase what is the same somebody, if it is.
    fn one_with(&self, phrase: &mut Phrase, other: &Phrase) -> bool {
        // "Jan Holm, Dekan und Vorsitzender des Ausschusses" is one.
        let behind_name = phrase.name.is_some_and(|(_, to)| to < phrase.end && self.facts[to].mark == ',');
        let described = phrase.person && behind_name && !other.person;
        // "dem Entwurf der Koalition und der Länder": whose it is are several, and it is one.
        let text = phrase.class == Some(Class::Document) && phrase.end > phrase.core && other.class != Some(Class::Document);
        if described || text {
            phrase.end = other.end;
            return true;
        }
        // "der Vizekanzler und Arbeitsminister Jan Holm", "Bankchef und Stadtrat Jan Holm" is one.
        let one = !phrase.person && phrase.class == Some(Class::Person) && phrase.gender & gender::SINGULAR != 0;
        let bare = phrase.determiner == Determiner::Bare && phrase.gender & gender::P == 0 && phrase.end == phrase.core;
        if one && other.person && other.determiner == Determiner::Bare && (phrase.determiner == Determiner::Definite || bare) {
            let known = phrase.gender & other.gender;
            phrase.role = Some((phrase.start + usize::from(!bare), other.name.map_or(phrase.end, |(from, _)| from)));
            phrase.name = other.name;
            phrase.also = other.head;
            phrase.person = true;
            phrase.gender = if known == 0 { other.gender } else { known };
            phrase.core = other.core;
            phrase.end = other.end;
            return true;
        }
        false
    }

    /// Makes several of a phrase and another.
    fn two_with(&self, phrase: &mut Phrase, other: &Phrase) {
        phrase.end = other.end;
        phrase.core = other.end;
        // "Jan Holm und Kollegen"
        let company = phrase.person && other.head.is_some_and(|head| self.turns.company.has(self.doc.word(head)));
        phrase.named_all = phrase.name.is_some() && (other.name.is_some() || company);
        phrase.coordinated = true;
        phrase.gender = gender::P;
        phrase.name = None;
        phrase.person = false;
        // "Berlin und Paris" are several.
        phrase.place = false;
        phrase.class = Some(Class::Group);
    }

    /// Takes in "der Richter, die Anwälte der Firma und die des Amtes" up to the end: behind one somebody stand several others, and "und".
    fn several_listed(&self, phrase: &mut Phrase, end: usize) -> bool {
        let one = phrase.class == Some(Class::Person) && phrase.determiner == Determiner::Definite && phrase.gender & gender::SINGULAR != 0;
        if !one || phrase.coordinated || phrase.end + 2 >= end || self.facts[phrase.end].mark != ',' {
            return false;
        }
        let several = |other: &Phrase| other.determiner == Determiner::Definite && other.gender & gender::SINGULAR == 0;
        let Some(other) = self.phrase(phrase.end + 1, end).filter(several) else { return false };
        if other.end + 1 >= end || !self.turns.joins.has(self.lower(other.end)) {
            return false;
        }
        *phrase = several_people(phrase.start, end);
        true
    }

    /// Where "und" stands behind the place that hangs on a phrase: "der Leiter des Amtes in Kiel | und andere Beamte".
    fn joint_behind_place(&self, phrase: &Phrase, end: usize) -> Option<usize> {
        let hangs = phrase.end + 2 < end && !phrase.person && self.turns.in_country.has(self.doc.word(phrase.end));
        let place = self.phrase(phrase.end + 1, end).filter(|place| hangs && place.place)?;
        (place.end + 1 < end && self.turns.joins.has(self.lower(place.end))).then_some(place.end)
    }

    /// True for "der Sekretär und der Vorsitzende der Union, Jan Holm": the name behind the comma is that of the second alone.
    fn two_offices(&self, phrase: &Phrase, end: usize) -> bool {
        let joined = phrase.class == Some(Class::Person) && phrase.end + 1 < end && self.turns.joins.has(self.lower(phrase.end));
        let other = self.phrase(phrase.end + 1, end).filter(|_| joined);
        other.is_some_and(|other| other.class == Some(Class::Person) && other.determiner == Determiner::Definite && !other.oblique)
    }

    /// Takes in the rest of "Jan Holm von der Partei und Ina Brandt", "der Leiter, Jan Holm, und Ina Brandt": people who are all named, up to the end.
    fn joined_people(&self, phrase: &mut Phrase, end: usize) -> bool {
        if !phrase.person || phrase.end + 2 >= end {
            return false;
        }
        let hangs = self.turns.hanging.has(self.lower(phrase.end));
        let of = self.phrase(phrase.end + 1, end).filter(|of| hangs && !of.person && !of.coordinated);
        let joint = of.map_or(phrase.end, |of| of.end);
        let joint = if self.facts[joint.min(end - 1)].mark == ',' { joint + 1 } else { joint };
        let joins = joint > phrase.end && joint + 1 < end && self.turns.joins.has(self.lower(joint));
        let Some(mut other) = self.phrase(joint + 1, end).filter(|_| joins) else { return false };
        self.whole(&mut other, end);
        let named = other.person || other.named_all;
        if named {
            *phrase = Phrase { named_all: true, ..several_people(phrase.start, end) };
        }
        named
    }

    /// Takes in ", Jan Holm" behind the second of two offices, up to the end.
    fn name_of_the_last(&self, phrase: &mut Phrase, end: usize) {
        let comma = phrase.end + 1 < end && self.facts[phrase.end].mark == ',';
        let name = self.phrase(phrase.end + 1, end).filter(|name| comma && name.person && name.determiner == Determiner::Bare);
        phrase.end = name.filter(|name| name.end == end).map_or(phrase.end, |name| name.end);
    }

    /// Takes in the rest of "die Verbände Nordwind, Südwind und Flaute": names with commas and "und" between, up to the end.
    fn listed(&self, phrase: &mut Phrase, end: usize) -> bool {
        let mut at = phrase.end;
        let (mut names, mut last) = (0, false);
        while at + 1 < end && !last {
            last = self.turns.joins.has(self.lower(at));
            if !last && self.facts[at].mark != ',' || names == LONGEST_LIST {
                return false;
            }
            // "die Abgeordneten Holm, Pohl und Brandt": behind the first the office is left out.
            let surname = |other: &Phrase| phrase.person && phrase.head.is_some() && other.class.is_none() && !other.place;
            let alike = |other: &Phrase| other.name.is_some() && (other.person == phrase.person || surname(other));
            let Some(other) = self.phrase(at + 1, end).filter(alike) else {
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
        let surname = other.end == limit && self.surname_of(phrase, &other);
        if !phrase.person && phrase.class == Some(Class::Person) && (other.person || surname) && phrase.determiner != Determiner::Negative {
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
}

/// People who are told one after the other, from `start` up to `end`.
fn several_people(start: usize, end: usize) -> Phrase {
    Phrase { start, core: end, end, gender: gender::P, class: Some(Class::Group), coordinated: true, ..Phrase::default() }
}
