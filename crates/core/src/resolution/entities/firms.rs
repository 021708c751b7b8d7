//! Firms that are called much as people are.

use super::phrases::{Phrase, Reader};
use super::words::{Class, gender, list};

impl Reader<'_> {
    /// "die Anna Holm AG", "die Konzerntochter Nordra": a firm, however much like somebody it is called.
    pub(super) fn firm(&self, phrase: &mut Phrase, start: usize, end: usize) {
        if let Some(mark) = (start + 1..end).find(|at| self.facts[*at].mark == '&') {
            self.partners(phrase, start, mark, end);
        }
        let Some((from, _)) = phrase.name.filter(|_| phrase.person) else { return };
        let form = |word: &str| self.turns.legal_form.has(word) || self.turns.legal_form_only.has(word);
        let legal = end > from + 1 && form(self.doc.word(end - 1));
        let daughter = |head: usize| self.turns.daughter_ends.ends(self.doc.word(head));
        let owned = phrase.head.is_some_and(daughter) && !self.facts[from].is(list::FIRST_F);
        if legal || owned {
            phrase.name = Some((from, end));
            phrase.person = false;
            phrase.class = Some(Class::Organisation);
            phrase.role = None;
            phrase.gender = gender::ANY;
        }
    }

    /// "Das Büro Hartl & Partner", "Bauer & Sohn": such a mark joins the names of firms.
    fn partners(&self, phrase: &mut Phrase, start: usize, mark: usize, end: usize) {
        // "die Moderatoren Pohl & Brandt", "Verkäufer Jan Holm & Partner"
        let titled = phrase.head.is_some_and(|head| head + 1 < mark && self.facts[head].class() == Some(Class::Person));
        let known =
            matches!(phrase.class, Some(Class::Outlet | Class::Agency | Class::Document)) || phrase.name.is_some() && !phrase.person;
        if titled || known {
            return;
        }
        let sort = start + 1 < mark && self.turns.sort_of_firm_ends.ends(self.lower(start));
        phrase.head = sort.then_some(start);
        phrase.name = Some((if sort { start + 1 } else { start }, end));
        phrase.person = false;
        phrase.class = Some(Class::Organisation);
        phrase.role = None;
        phrase.guessed = false;
        phrase.gender = self.facts[start].noun.filter(|_| sort).map_or(gender::ANY, |noun| noun.gender);
    }

    /// True for one unknown word behind a word for who competes or invests: rather a firm.
    pub(super) fn rival_firm(&self, phrase: &Phrase, (from, to): (usize, usize)) -> bool {
        let rival = phrase.head.is_some_and(|head| head + 1 == from && self.turns.rival_ends.ends(self.lower(head)));
        rival && to == from + 1 && self.facts[from].lists == 0 && self.facts[from].noun.is_none()
    }
}
