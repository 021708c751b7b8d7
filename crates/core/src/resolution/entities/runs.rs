//! Runs of nouns and names, with the marks and small words inside them.

use super::facts::Fact;
use super::phrases::{Determiner, Phrase, Reader};
use super::premodifiers::adjective;
use super::words::{CLOSED, Class, gender, list};

/// Longest run of nouns and names, in tokens.
const LONGEST_RUN: usize = 16;
/// Shorter words, in bytes, and what stands before them in a compound, may be parts of names by chance.
const SHORT_THING: usize = 3;
/// Longest name in quotation marks, marks included.
const LONGEST_QUOTED_NAME: usize = 9;

impl Reader<'_> {
    /// The name in marks that starts at `at`: tokens inside, and the end of the marks.
    pub(super) fn quoted_name(&self, at: usize, limit: usize) -> Option<(usize, usize, usize)> {
        let end = *self.quotation_end.get(at)? as usize;
        if end <= at + 2 || end > limit || end - at > LONGEST_QUOTED_NAME {
            return None;
        }
        let inside = at + 1..end - 1;
        // Papers write themselves small, too: "das Magazin „profil“".
        let paper = at > 0 && self.facts[at - 1].class() == Some(Class::Outlet);
        // „Diese Meldung entbehrt jeder Grundlage“ is what somebody says.
        let alone = at == 0 || !self.facts[at - 1].nominal() && !self.facts[at - 1].is(list::DET_NOM | list::DET_OBL);
        let name = (self.facts[at + 1].capital || paper)
            && inside.clone().all(|i| {
                self.facts[i].mark == '\0' || matches!(self.facts[i].mark, '-' | '–' | '&' | '/') || paper && self.facts[i].mark == ','
            })
            && !self.facts[at + 1..end - 1].iter().any(|fact| fact.is(list::AUXILIARY | list::MODAL))
            && !inside
                .clone()
                .any(|i| alone && !self.facts[i].capital && self.facts[i].mark == '\0' && !self.facts[i].is(CLOSED) && !self.number(i));
        name.then_some((at + 1, end - 1, end))
    }

    /// Behind the marks in "Klaus „Kalle“ Brömmel".
    pub(super) fn nickname(&self, at: usize, limit: usize) -> Option<usize> {
        let first = at > 0 && self.facts[at - 1].is(list::FIRST_M | list::FIRST_F);
        let end = *self.quotation_end.get(at).filter(|_| first)? as usize;
        (end > at + 2 && end < limit && self.facts[end].nominal()).then_some(end)
    }

    /// Behind the "a. D." of "Minister a. D. Karl Holm".
    pub(super) fn out_of_office(&self, at: usize) -> Option<usize> {
        let person = at > 0 && self.facts[at - 1].class() == Some(Class::Person);
        let says = |at: usize| self.turns.out_of_office.has(self.lower(at));
        let end = (at..self.facts.len().min(at + 2)).take_while(|at| says(*at)).last()? + 1;
        (person && (end > at + 1 || self.doc.word(at).len() > 2)).then_some(end)
    }

    /// "Trainer Bauer", "Minister Fischer": behind a bare office in the singular a word for a man is a surname, but not in "Vorsitzender Richter", "Herr
    /// Minister", "Trainer Bauers Anwalt".
    pub(super) fn trade_as_surname(&self, phrase: &Phrase, at: usize) -> bool {
        let person = |at: usize| self.facts[at].noun.filter(|noun| noun.class == Class::Person);
        let (Some(office), Some(name)) = (person(at - 1), person(at)) else { return false };
        let (before, word) = (self.lower(at - 1), self.lower(at));
        let known = |form: &str| self.words.class_of(form) == Some(Class::Person);
        let adjectival = before.ends_with('e') || before.strip_suffix('r').is_some_and(|weak| weak.ends_with('e') && known(weak));
        let other = self.facts[at - 1].is(list::TITLE_M | list::TITLE_F) || before.ends_with('s');
        let one = office.gender & gender::M != 0 && name.gender & gender::M != 0;
        phrase.determiner == Determiner::Bare && one && !adjectival && !other && known(word)
    }

    /// Behind the run of nouns, names and what stands inside names.
    pub(super) fn run(&self, at: usize, limit: usize) -> Option<usize> {
        let mut i = at;
        let mut names = 0;
        let limit = limit.min(at + LONGEST_RUN);
        while i < limit {
            let fact = &self.facts[i];
            if fact.nominal() {
                // "Jonas Winter"
                let surname = i > at && self.facts[i - 1].is(list::FIRST_M | list::FIRST_F);
                let time = fact.is(list::TIME_NOUN) && fact.noun.is_none() && !surname;
                // "die Initiative Stille Nacht"
                let named_so = || i >= at + 2 && self.called_so_behind(i - 2, i + 1);
                if time && i > at && !(fact.acronym && self.facts[i - 1].acronym) && !named_so() {
                    break;
                }
                // "schloss Minister Jan Holm Steuererhöhungen aus"
                let thing = || {
                    fact.noun.is_none()
                        && self.abstraction(self.doc.word(i))
                        && self.facts[i - names..i].iter().any(|fact| fact.is(list::FIRST_M | list::FIRST_F))
                };
                // "hat Karl Sandmann Kunden betrogen"
                let others = || {
                    let first = |at: usize| self.facts[at].is(list::FIRST_M | list::FIRST_F);
                    fact.noun.is_some() && first(i - names) && !first(i - 1) && !self.facts[i - 1].is(list::PARTICLE)
                };
                // "warf der Klinik Vertuschung vor", but not "der Stiftung Denkmalpflege"
                let accused = || {
                    let body = self.facts[i - 1].is(list::GENERIC_PERSON | list::HUMAN)
                        || self.facts[i - 1]
                            .noun
                            .is_some_and(|noun| !matches!(noun.class, Class::Outlet | Class::Agency | Class::Document));
                    let article =
                        at > 0 && self.facts[at - 1].is(list::DET_NOM | list::DET_OBL) || self.facts[at].is(list::DET_NOM | list::DET_OBL);
                    let named_so = self.turns.titled_ends.ends(self.lower(i - 1));
                    body && article && fact.noun.is_none() && !named_so && self.abstraction(self.doc.word(i))
                };
                // "der Hansa AG Einnahmen zugesichert"
                let of_firm = || self.turns.legal_form.has(self.doc.word(i - 1)) && !self.turns.legal_form.has(self.doc.word(i));
                // "hat ein Mitarbeiter des Amtes Angaben bestätigt"
                let told = || {
                    let genitive =
                        at > 0 && self.turns.genitive_masculine.has(self.doc.word(at - 1)) && self.doc.word(i - 1).ends_with('s');
                    genitive && fact.is(list::TOLD | list::TOLD_TEXT)
                };
                if names >= 2 && (thing() || others())
                    || i > at && (accused() || told() || self.no_name_behind(i, at, limit))
                    || i > at + 1 && of_firm()
                {
                    break;
                }
                // "gab in der ARD Entwarnung"
                let station = i > at && self.facts[i - 1].noun.is_some_and(|noun| noun.whole && noun.class == Class::Outlet);
                if station && fact.noun.is_none() && self.abstraction(self.doc.word(i)) {
                    break;
                }
                names = if fact.noun.is_some() { 0 } else { names + 1 };
                i += (fact.phrase as usize).max(1);
            } else if i > at
                && (self.particle(i, limit, names) || self.joins_names(i, limit) || self.apostrophe(i, limit) || self.station_number(i))
            {
                i += 1;
            } else if let Some(behind) = self.out_of_office(i).filter(|behind| i > at && *behind < limit) {
                i = behind;
            } else if let Some(end) = self.nickname(i, limit) {
                i = end;
            } else if let Some((_, _, end)) = self.quoted_name(i, limit).filter(|_| i == at || self.facts[i - 1].nominal()) {
                return Some(end);
            } else {
                break;
            }
        }
        // A phrase of several words may reach over the limit.
        (i > at).then_some(i.min(limit))
    }

    /// True for a noun at `at` of a run that is not called so: "hat gegen den Leiter Anklage erhoben", "wiesen die Forscher Partikel nach".
    fn no_name_behind(&self, at: usize, from: usize, limit: usize) -> bool {
        let first = |at: usize| self.facts[at].is(list::FIRST_M | list::FIRST_F | list::TITLE_M | list::TITLE_F);
        // "die Anti Doping Agentur"
        let last = || !self.facts.get(at + 1).is_some_and(Fact::nominal);
        let accused = || self.facts[at].noun.is_none() && last() && self.misdeed(self.lower(at));
        // "Kanzler Stocker Untätigkeit", "die Staatsanwaltschaft Untersuchungshaft": behind a title and a name, behind an authority and its article
        let deed = || {
            // "Dezernentin Rosalba Tennigkeit" bears that name.
            let behind_body = from > 0 && self.facts[from - 1].nominal();
            let title =
                behind_body && at > from + 1 && self.facts[at - 2].class() == Some(Class::Person) && self.facts[at - 1].noun.is_none();
            let authority = at == from + 1 && from > 0 && self.facts[from - 1].is(list::DET_NOM | list::DET_OBL);
            let known = authority && self.turns.authority_ends.ends(self.lower(from)) && self.turns.deed_ends.ends(self.lower(at));
            last() && (title && self.facts[at].noun.is_none() && self.abstraction(self.doc.word(at)) || known)
        };
        let word = self.doc.word(at);
        let whole = || at == from + 1 && self.turns.whole_bodies.has(word) && self.facts[from].class() == Some(Class::Organisation);
        if !first(at - 1) && (self.turns.verb_nouns.has(word) || accused() || deed() || whole()) || self.title_behind_body(at, from) {
            return true;
        }
        // "hat der Bank Kundengelder gestohlen", "schlugen die Wellen Risse in den Rumpf"
        let article = from > 0 && self.facts[from - 1].is(list::DET_NOM | list::DET_OBL);
        let thing = || matches!(self.facts[at].class(), None | Some(Class::Document)) && self.common_thing(word);
        // "der Verein Kinder in Not", "die Ulmer Verträge"
        let named_so = || {
            let of_town = self.facts[from].noun.is_none() && self.turns.town_ends.ends(self.doc.word(from));
            of_town || self.turns.naming_nouns.has(self.lower(from))
        };
        if article && at == from + 1 && last() && thing() && !named_so() {
            return true;
        }
        // Several people bear one name only as a family does: "die Minister Holm und Pohl" are two.
        let article = from.checked_sub(1).map(|before| self.doc.word(before));
        let several = article.is_some_and(|article| {
            self.turns.plural_article.has(article) || self.turns.dative_plural_article.has(article) && self.doc.word(at - 1).ends_with('n')
        });
        let people = matches!(self.facts[at - 1].noun, Some(noun) if noun.class == Class::Person && noun.gender & gender::P != 0 && noun.gender & gender::F == 0);
        let alone = at == from + 1 && (at + 1 >= limit || !self.facts[at + 1].nominal() && self.facts[at + 1].mark == '\0');
        let joined = at + 1 < self.facts.len() && (self.turns.joins.has(self.doc.word(at + 1)) || self.facts[at + 1].mark != '\0');
        // "wonach chinesische Firmen Drohnenteile geliefert haben": nor do firms.
        let firms = self.turns.several_firms_ends.ends(self.lower(at - 1));
        (several && people || firms) && alone && !joined && matches!(self.facts[at].class(), None | Some(Class::Document))
    }

    /// A word for what is no name, or a compound that ends in one: "Gelder", "Kundengelder".
    fn common_thing(&self, word: &str) -> bool {
        let ends_so = |known: &str| {
            let mut letters = known.chars();
            let first = letters.next().map(char::to_lowercase).and_then(|mut first| first.next());
            let before = word.strip_suffix(letters.as_str()).filter(|_| known.len() > SHORT_THING);
            before.is_some_and(|before| before.chars().count() > SHORT_THING && before.chars().next_back() == first)
        };
        self.turns.no_surnames.has(word) || self.turns.no_surnames.iter().any(ends_so)
    }

    /// "warf die SPÖ | Kanzler Stocker Wortbruch vor": a title that does not agree with the article of the body before it, and a name behind it.
    fn title_behind_body(&self, at: usize, from: usize) -> bool {
        let named = |at: usize| self.facts.get(at).is_some_and(|fact| fact.nominal() && fact.noun.is_none());
        let title = self.facts[at].class() == Some(Class::Person) && named(at + 1);
        let known = self.facts[from].class() == Some(Class::Organisation) || self.turns.whole_bodies.has(self.doc.word(from));
        let body = known || self.facts[from].acronym;
        let adjective = |at: &usize| adjective(self.doc.word(*at)) && !self.facts[*at].capital;
        let article = (0..from).rev().find(|at| !adjective(at)).filter(|_| title && body);
        article.is_some_and(|article| {
            let (word, turns) = (self.lower(article), self.turns);
            turns.neuter_article.has(word) || turns.feminine_article.has(word) && !turns.feminine_title_ends.ends(self.lower(at))
        })
    }

    /// A mark or number inside a name: "Bündnis 90/Die Grünen", "Küste & Söhne".
    fn joins_names(&self, at: usize, limit: usize) -> bool {
        let next = self.facts.get(at + 1).filter(|_| at + 1 < limit);
        let of = at > 0 && self.doc.word(at) == "of" && self.facts[at - 1].capital;
        // "Haus- und Wohnungsverein"
        let cut_off = |at: usize| self.doc.word(at).ends_with('-') && self.facts[at].capital;
        let joins = |at: usize| at < limit && self.turns.joins.has(self.doc.word(at));
        let cut = at > 0 && cut_off(at - 1) && joins(at);
        // "Küsten-, Seen-, und Flussfischer"
        let comma = |at: usize| at > 0 && self.facts[at].mark == ',' && cut_off(at - 1);
        if comma(at) && (joins(at + 1) || at + 1 < limit && cut_off(at + 1))
            || at > 1 && joins(at) && comma(at - 1) && next.is_some_and(Fact::nominal)
        {
            return true;
        }
        // "das Wochenblatt Die Woche"
        let titled = at > 0 && self.facts[at - 1].is(list::GENERIC_OUTLET) && self.turns.article_in_title.has(self.doc.word(at));
        if (cut || titled) && next.is_some_and(Fact::nominal) {
            return true;
        }
        next.is_some_and(|next| (matches!(self.facts[at].mark, '/' | '&') || of) && next.capital || self.number(at) && next.mark == '/')
    }

    /// The number in "Kanal 5", "Radio 7"; but not in "bot dem Sender 20 Filme an".
    fn station_number(&self, at: usize) -> bool {
        let digits = self.doc.word(at);
        let short = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let counts = self.facts.get(at + 1).is_some_and(Fact::nominal);
        short && !counts && self.facts[at - 1].class() == Some(Class::Outlet)
    }

    /// The mark in "O’Harlow", where it stands apart.
    pub(super) fn apostrophe(&self, at: usize, limit: usize) -> bool {
        let close = |one: usize, other: usize| self.doc.tokens[one].span.end == self.doc.tokens[other].span.start;
        matches!(self.facts[at].mark, '’' | '\'')
            && at + 1 < limit
            && self.turns.before_apostrophe.has(self.doc.word(at - 1))
            && self.facts[at + 1].capital
            && close(at - 1, at)
            && close(at, at + 1)
    }

    /// A small word inside a name: "van", "de", "al"; "von" only behind first names and titles of nobles.
    fn particle(&self, at: usize, limit: usize, names: usize) -> bool {
        // "Benno Graf von Hattstein"
        let first = |at: usize| self.facts[at].is(list::FIRST_M | list::FIRST_F);
        let noble = at > 1 && self.turns.noble.has(self.doc.word(at - 1)) && first(at - 2);
        if names == 0 && !noble || !self.facts[at].is(list::PARTICLE) || self.facts[at].capital {
            return false;
        }
        let next = (at + 1..limit.min(at + 3)).find(|i| !self.facts[*i].is(list::PARTICLE));
        let named = next.is_some_and(|next| {
            let fact = &self.facts[next];
            fact.capital && fact.noun.is_none() && !fact.acronym && !fact.is(list::COUNTRY | list::CITY | list::TIME_NOUN | list::BODY)
        });
        let german = self.turns.german_particles.has(self.lower(at));
        named && (!german || noble || first(at - 1) || self.facts[at - 1].is(list::PARTICLE))
    }
}
