//! Which word of a run of nouns and names says what it stands for.

use super::phrases::{Phrase, Reader};
use super::words::{Class, list};

/// The words of a run that say what it is, and where its name begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heading {
    /// A name in marks at the end: its mark, its first token, and where it ends.
    pub(super) quoted: Option<(usize, usize, usize)>,
    /// Where the words before that name end.
    pub(super) words_end: usize,
    /// A first name, behind which a surname stands.
    pub(super) given: Option<usize>,
    /// The noun that says what it is.
    pub(super) head: Option<usize>,
    /// Whether the head is only what a body is called by.
    pub(super) so_called: bool,
    /// Whether all of it is the seat of a state: "die Vereinigten Staaten" are no states that unite.
    pub(super) seat: bool,
}

impl Reader<'_> {
    /// The words of a run that say what it is.
    pub(super) fn heading(&self, phrase: &Phrase, start: usize, end: usize) -> Heading {
        // die Zeitung „Nordkurier“
        let marks = |i: &usize| self.nickname(*i, end).is_none();
        let quoted = (start..end).filter(marks).find_map(|i| self.quoted_name(i, end).map(|(from, to, _)| (i, from, to)));
        let words_end = quoted.map_or(end, |(mark, _, _)| mark);
        let is_head = |i: usize| self.is_head(phrase, start, i);
        let first = |i: usize| self.facts[i].is(list::FIRST_M | list::FIRST_F);
        let given = (start..words_end).find(|&i| first(i) && i + 1 < words_end && !is_head(i + 1));
        let stop = given.unwrap_or(words_end);
        let person = (start..stop).rev().find(|&i| is_head(i) && self.facts[i].class() == Some(Class::Person));
        let body = person.filter(|_| given.is_none()).and_then(|person| self.body_behind(person, stop));
        let union = Some(start).filter(|_| given.is_none() && self.union_of_several(start, words_end));
        let so_called = (start..words_end).find(|at| given.is_none() && self.called_so_behind(*at, words_end));
        let head = so_called.or(union).or(body).or(person).or_else(|| (start..stop).find(|&i| is_head(i)));
        // "New Yorker Feuerwehr" are no paper.
        let town = head.filter(|head| self.facts[*head].phrase > 1 && self.doc.word(*head) == "New");
        let behind = town.and_then(|town| (town + 2..stop).find(|&i| is_head(i) && self.facts[i].class() == Some(Class::Organisation)));
        let head = behind.or(head);
        // "die Nachrichten Agentur norda"
        let press = |i: &usize| matches!(self.facts[*i].class(), Some(Class::Agency | Class::Outlet)) && is_head(*i);
        let text = head.filter(|head| self.facts[*head].class() == Some(Class::Document) && *head + 1 < stop);
        let head = text.map(|text| text + 1).filter(press).or(head);
        let seat = self.facts[start].metonym && end == start + self.facts[start].phrase as usize;
        Heading { quoted, words_end, given, head: head.filter(|_| !seat), so_called: so_called.is_some(), seat }
    }

    /// True for a noun that can say what a run is: "Lena Fischer" has none, since behind a first name a noun is a surname.
    fn is_head(&self, phrase: &Phrase, start: usize, at: usize) -> bool {
        let fact = &self.facts[at];
        let surname = || match fact.class() {
            Some(Class::Person | Class::Document | Class::Group | Class::Anonymous) => true,
            // "Michael Bloomberg", but not "Paul Reuters-Meldung"
            Some(Class::Outlet | Class::Agency) => fact.noun.is_some_and(|noun| noun.whole),
            // "Malte Ruhnstrat", which ends as councils do
            Some(Class::Organisation) => self.words.class_of(self.lower(at)).is_none() && !self.doc.word(at).contains('-'),
            None => false,
        };
        let behind_first = || self.facts[at - 1].is(list::FIRST_M | list::FIRST_F) && fact.phrase < 2 && surname();
        fact.noun.is_some() && !(at > start && (behind_first() || self.trade_as_surname(phrase, at)))
    }

    /// "Deutsche Presseagentur", "Grüne Liga": behind an adjectival noun the body's own noun counts.
    fn body_behind(&self, head: usize, stop: usize) -> Option<usize> {
        let adjectival = |at: usize| self.doc.word(at).ends_with(['e', 'n', 's', 'r']);
        let of_title = self.facts[head].is(list::TITLE_M | list::TITLE_F) || self.turns.feminine_ends.ends(self.doc.word(head));
        // "Deutsche Sicherheitskreise" too
        let organised =
            |at: &usize| matches!(self.facts[*at].class(), Some(Class::Organisation | Class::Outlet | Class::Agency | Class::Anonymous));
        // "die Vorsitzende Jadwiga Szeliga" leads no league.
        let named = |at: &usize| (head + 1..*at).all(|between| adjectival(between) || self.facts[between].noun.is_some());
        (head + 1..stop).find(organised).filter(|at| adjectival(head) && !of_title && named(at))
    }

    /// "der Bundesverband Deutscher Fischer": whose union it is does not say what it is.
    fn union_of_several(&self, start: usize, end: usize) -> bool {
        let of_several =
            |at: usize| self.facts[at].capital && self.doc.word(at).ends_with("er") && self.facts[at].noun.is_none_or(|noun| !noun.whole);
        let union = |at: usize| self.facts[at].is(list::UNION) && self.facts[at].class() == Some(Class::Organisation);
        start + 2 < end && union(start) && of_several(start + 1)
    }
}
