//! Noun phrases as mentions: determiner, role, name, what hangs on them.

use super::words::{CLOSED, Class, Fact, Words, gender, list};
use crate::document::Document;
use crate::span::Span;

/// How a phrase is determined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Determiner {
    /// None: a name, or a bare plural.
    #[default]
    Bare,
    /// "der Minister"
    Definite,
    /// "ein Sprecher", "zwei Insider", "mehrere Anwohner"
    Indefinite,
    /// "dieser Mann", "jene"
    Demonstrative,
    /// "sein Anwalt", "Putins Sprecher"
    Possessive,
    /// "kein Minister", "niemand"
    Negative,
}

/// One noun phrase that names somebody or something.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase {
    /// First token, with the determiner.
    pub(super) start: usize,
    /// Behind the run of nouns and names.
    pub(super) core: usize,
    /// Behind everything that hangs on it.
    pub(super) end: usize,
    pub(super) determiner: Determiner,
    /// The noun that says what it is, if one does.
    pub(super) head: Option<usize>,
    /// The head of an apposition.
    pub(super) also: Option<usize>,
    /// The proper name, as tokens.
    pub(super) name: Option<(usize, usize)>,
    /// The name is a human being's.
    pub(super) person: bool,
    pub(super) class: Option<Class>,
    pub(super) gender: u8,
    /// The case tells that it is no subject.
    pub(super) oblique: bool,
    /// Office or function before or behind the name, as tokens.
    pub(super) role: Option<(usize, usize)>,
    /// A place that stands for its government, or a building for its office.
    pub(super) place: bool,
    /// The outlet that prints the article: "diese Zeitung".
    pub(super) own: bool,
    /// The abbreviation in brackets behind it: "(IAEA)".
    pub(super) alias: Option<usize>,
    /// A name in marks, with no word beside it that tells what bears it.
    pub(super) vague: bool,
    /// Its class is told by the ending of an unknown word: enough for a source, not for the rest of the text.
    pub(super) guessed: bool,
    /// "A und B"
    pub(super) coordinated: bool,
    /// Coordinated, and each is named: "die SPD und die Grünen".
    pub(super) named_all: bool,
}

/// Longest run of words between a determiner and its noun.
const LONGEST_PREMODIFIER: usize = 9;
/// How deep noun phrases hang on each other.
const DEEPEST: usize = 4;
/// Longest run of nouns and names, and how far what hangs on it reaches, in tokens.
const LONGEST_RUN: usize = 16;
const LONGEST_TAIL: usize = 30;
/// Longest name in quotation marks, marks included.
const LONGEST_QUOTED_NAME: usize = 9;

/// A document with facts about its tokens.
pub(super) struct Reader<'a> {
    pub(super) doc: &'a Document,
    pub(super) words: &'a Words,
    pub(super) facts: Vec<Fact>,
    /// For each token that opens a quotation the end of the outermost one there, else 0.
    pub(super) quotation_end: Vec<u32>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(doc: &'a Document, words: &'a Words) -> Self {
        let facts = words.facts(doc);
        let mut quotation_end = vec![0; facts.len()];
        for quotation in doc.quotations.iter().rev() {
            quotation_end[quotation.tokens.start as usize] = quotation.tokens.end;
        }
        Reader { doc, words, facts, quotation_end }
    }

    /// The word in lower case.
    pub(super) fn lower(&self, at: usize) -> String {
        self.doc.word(at).to_lowercase()
    }

    /// The noun phrase that starts at `at` and ends before `limit`, with what hangs on it.
    pub(super) fn phrase(&self, at: usize, limit: usize) -> Option<Phrase> {
        let mut phrase = self.core(at, limit)?;
        self.brackets(&mut phrase, limit);
        phrase.end = self.postmodifiers(&phrase, limit, 0);
        self.passage(&mut phrase);
        self.full_body_name(&mut phrase);
        self.abbreviated(&mut phrase, limit);
        Some(phrase)
    }

    /// True if an abbreviation begins as the phrase does: "Bund der Imker (BdI)", but not "in Europa (OSZE)".
    fn initial_fits(&self, phrase: &Phrase, alias: usize) -> bool {
        let first = (phrase.start..phrase.end).find(|at| self.facts[*at].nominal());
        let letter = |at: usize| self.doc.word(at).chars().next().map(|c| c.to_lowercase().to_string());
        first.is_some_and(|at| letter(at) == letter(alias))
    }

    /// "eine Stelle aus dem Bericht" is text, not a body.
    fn passage(&self, phrase: &mut Phrase) {
        let of = phrase.end > phrase.core
            && phrase.head.is_some_and(|head| matches!(self.doc.word(head), "Stelle" | "Stellen" | "Passage" | "Passagen" | "Abschnitt"))
            && self.facts[phrase.end - 1].class() == Some(Class::Document);
        if of {
            phrase.class = Some(Class::Document);
            phrase.name = None;
        }
    }

    /// "die Schutzgemeinschaft der Imker (SdI)", "der Verein offene tür (ot)": an abbreviation in brackets makes a name of what stands before.
    fn abbreviated(&self, phrase: &mut Phrase, limit: usize) {
        let limit = limit.min(self.facts.len());
        let body = matches!(phrase.class, None | Some(Class::Organisation | Class::Group | Class::Agency | Class::Outlet));
        if phrase.person || !body || phrase.coordinated {
            return;
        }
        let lower = |at: usize| !self.facts[at].capital && self.facts[at].mark == '\0' && !self.facts[at].is(CLOSED) && !self.number(at);
        let mut open = phrase.end;
        while open < limit && open < phrase.end + 3 && phrase.end == phrase.core && lower(open) {
            open += 1;
        }
        let own_name = open > phrase.end;
        if phrase.alias.is_none() && open + 2 < limit && self.facts[open].mark == '(' && self.facts[open + 2].mark == ')' {
            let (inside, first) = (self.doc.word(open + 1), self.facts[phrase.end - 1].capital);
            let short = inside.chars().count() <= 8 && inside.chars().all(|c| c.is_alphabetic() || c == '-');
            let capitals = inside.chars().filter(|c| c.is_uppercase()).count();
            // "das Kinderwerk der Vereinten Häfen (KIDWEL)": no abbreviation of what hangs on it
            let inner = (phrase.core + 1..phrase.end).find(|at| self.facts[*at].nominal());
            let other = |at: usize| self.doc.word(at).chars().next() != inside.chars().next();
            let of_all = phrase.class == Some(Class::Organisation) && capitals > 2 && inner.is_some_and(other);
            let fits = of_all || self.initial_fits(phrase, open + 1);
            if short && first && (capitals > 1 && fits || own_name) {
                phrase.alias = Some(open + 1);
                if own_name {
                    phrase.name = Some((phrase.core, open));
                } else if phrase.name.is_none() || phrase.end > phrase.core {
                    phrase.name = (phrase.start..phrase.end).find(|at| self.facts[*at].nominal()).map(|from| (from, phrase.end));
                }
                phrase.end = open + 3;
                phrase.core = phrase.end;
            }
        } else if phrase.alias.is_some_and(|alias| self.facts[alias].acronym && self.initial_fits(phrase, alias))
            && phrase.name.is_none()
            && phrase.end == phrase.core
        {
            let open = phrase.alias.map_or(phrase.end, |alias| alias - 1);
            phrase.name = (phrase.start..open).find(|at| self.facts[*at].nominal()).map(|from| (from, open));
        }
        let fits = phrase.alias.is_some_and(|alias| self.initial_fits(phrase, alias)) || own_name && phrase.alias == Some(open + 1);
        if fits && phrase.name.is_some() {
            phrase.guessed = false;
        }
        if fits && phrase.name.is_some() && matches!(phrase.class, None | Some(Class::Group)) {
            phrase.class = Some(Class::Organisation);
        }
    }

    /// Determiner, adjectives, and the run of nouns and names.
    pub(super) fn core(&self, at: usize, limit: usize) -> Option<Phrase> {
        let limit = limit.min(self.facts.len());
        if at >= limit {
            return None;
        }
        let mut phrase = Phrase { start: at, gender: gender::ANY, ..Phrase::default() };
        let (mut i, mut nominative, mut oblique, mut counted) = (at, gender::ANY, gender::ANY, false);
        let vague = self.facts[at].is(list::PREPOSITION | list::ADVERB)
            && !self.facts.get(at + 1).is_some_and(|next| next.is(list::DET_NOM))
            && !(at + 1 < limit && self.number(at + 1));
        if !vague && self.facts[at].is(list::DET_NOM | list::DET_OBL) || self.number(at) {
            let word = self.lower(at);
            phrase.own = self.facts[at].is(list::OWN);
            if let Some((determiner, nom, obl)) = determiner(&word) {
                (phrase.determiner, nominative, oblique) = (determiner, nom, obl);
                i += 1;
            } else if self.number(at) || self.facts[at].is(list::DET_NOM | list::DET_OBL) && word.len() > 3 {
                phrase.determiner = Determiner::Indefinite;
                (nominative, oblique) = (gender::P, gender::P);
                counted = true;
                i += 1;
            }
        }
        // "vom Minister", "beim Amt": an article all the same
        if i == at && at > 0 && matches!(self.doc.word(at - 1), "vom" | "beim" | "zum" | "im" | "am" | "Vom" | "Beim" | "Im") {
            (phrase.determiner, nominative, oblique) = (Determiner::Definite, 0, gender::M | gender::N);
        }
        i = self.premodifiers(i, limit, i > at)?;
        // "Putins Sprecher", "Scholz' Sprecher"
        if i == at
            && let Some(next) = self.possessor(i, limit)
        {
            phrase.determiner = Determiner::Possessive;
            i = next;
        }
        let (start, end) = (i, self.run(i, limit)?);
        phrase.core = end;
        phrase.end = end;
        self.classify(&mut phrase, start, end);
        self.firm(&mut phrase, end);
        if phrase.person && phrase.determiner == Determiner::Possessive && phrase.head.is_none() {
            phrase.determiner = Determiner::Bare;
        }
        let known = phrase.gender;
        if known & nominative != 0 {
            phrase.gender = known & nominative;
            phrase.oblique = false;
        } else if known & oblique != 0 {
            phrase.gender = known & oblique;
            phrase.oblique = true;
        } else if known == gender::P && nominative == 0 && oblique == gender::M | gender::N {
            // "des Chefs" looks like a plural.
            phrase.gender = gender::M;
            phrase.oblique = true;
        }
        let common =
            !phrase.person && phrase.name.is_none() && matches!(phrase.class, Some(Class::Person | Class::Group | Class::Anonymous));
        let dative_plural =
            at < start && self.facts[at].is(list::DET_OBL) && self.doc.word(at).ends_with("en") && self.doc.word(end - 1).ends_with('n');
        // "die Verantwortlichen": one woman would be "die Verantwortliche".
        let weak_plural = common && phrase.gender == gender::F | gender::P && self.doc.word(end - 1).ends_with("en");
        // A bare common noun is a plural; "den Insidern" is one too.
        if weak_plural
            || counted && common
            || phrase.gender & gender::P != 0 && common && (phrase.determiner == Determiner::Bare || dative_plural)
        {
            phrase.gender = gender::P;
        }
        Some(phrase)
    }

    /// "Bundesamt für Naturschutz": what hangs on the head with "für" makes it a name.
    fn full_body_name(&self, phrase: &mut Phrase) {
        if phrase.class == Some(Class::Organisation)
            && phrase.end > phrase.core
            && let Some(head) = phrase.head
            && (self.doc.word(phrase.core) == "für"
                || matches!(self.doc.word(phrase.core), "der" | "des") && (phrase.name.is_some() || self.facts[head].is(list::UNION)))
        {
            let from = phrase.name.map_or(head, |(from, _)| from);
            // "aus dem Haushalt" is no part of it
            let of = self.doc.word(phrase.core) != "für";
            let end = (phrase.core + 2..phrase.end).find(|at| !of && self.doc.word(*at) == "aus").unwrap_or(phrase.end);
            phrase.name = Some((from, end));
            phrase.end = end;
            phrase.core = end;
        }
    }

    pub(super) fn number(&self, at: usize) -> bool {
        self.doc.word(at).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    }

    /// Behind the words between determiner and noun; `None` if no noun follows.
    fn premodifiers(&self, mut i: usize, limit: usize, determined: bool) -> Option<usize> {
        let from = i;
        while i < limit && (!self.facts[i].nominal() || self.measured(i, from, limit)) && self.quoted_name(i, limit).is_none() {
            let fact = &self.facts[i];
            if fact.capital {
                i += 1;
                continue;
            }
            // "mit dem Vorgang vertraute Personen", "der für Verkehr zuständige Minister"
            if i == from && determined && fact.is(list::PREPOSITION) {
                i = self.embedded(i, limit)?;
                continue;
            }
            // "die den Unfall überlebende Frau"
            if i == from
                && determined
                && matches!(self.doc.word(i), "das" | "die" | "den" | "dem" | "der")
                && let Some(end) = self.embedded(i, limit)
            {
                i = end;
                continue;
            }
            let number = self.number(i);
            // "nicht näher bezeichnete Quellen"
            let negation = fact.is(list::NEGATION) && self.facts.get(i + 1).is_some_and(|next| !next.capital && next.mark == '\0');
            let open = number || negation || fact.is(list::ADVERB) || determined && fact.is(list::DET_NOM | list::DET_OBL);
            if self.joins_adjectives(i, from, limit) {
                i += 1;
                continue;
            }
            let closed = fact.is(CLOSED) && !open;
            let modifies = determined || number || negation || i > from && fact.is(list::ADVERB) || adjective(self.doc.word(i));
            if fact.mark != '\0' || closed || i - from > LONGEST_PREMODIFIER || !modifies {
                return None;
            }
            i += 1;
        }
        (i < limit).then_some(i)
    }

    /// The comma or "und" in "der junge, laute Trainer", "der finanz- und ratlose Verein"
    fn joins_adjectives(&self, at: usize, from: usize, limit: usize) -> bool {
        let joint = self.facts[at].mark == ',' || matches!(self.doc.word(at), "und" | "oder");
        if !joint || at == from || at + 2 >= limit {
            return false;
        }
        let attributive = |i: usize| !self.facts[i].capital && !self.facts[i].is(CLOSED) && adjective(self.doc.word(i));
        (attributive(at - 1) || self.doc.word(at - 1).ends_with('-')) && attributive(at + 1) && self.facts[at + 2].nominal()
    }

    /// "Seiten" in "der 80 Seiten dicke Ordner"
    fn measured(&self, at: usize, from: usize, limit: usize) -> bool {
        at > from
            && self.facts[at].is(list::MEASURE | list::TIME_NOUN)
            && self.number(at - 1)
            && at + 2 < limit
            && !self.facts[at + 1].capital
            && !self.facts[at + 1].is(CLOSED)
            && adjective(self.doc.word(at + 1))
            && self.facts[at + 2].nominal()
    }

    /// Behind a prepositional phrase in front of the adjective it hangs on.
    fn embedded(&self, at: usize, limit: usize) -> Option<usize> {
        let last = limit.min(at + LONGEST_PREMODIFIER);
        (at + 2..last).find(|&i| {
            let (fact, next) = (&self.facts[i], self.facts.get(i + 1));
            !fact.capital
                && fact.mark == '\0'
                && !fact.is(CLOSED)
                && adjective(self.doc.word(i))
                && next.is_some_and(Fact::nominal)
                && (at..i).any(|before| self.facts[before].capital)
        })
    }

    /// Behind a name in the genitive that stands before a head: "Putins" in "Putins Sprecher".
    fn possessor(&self, at: usize, limit: usize) -> Option<usize> {
        let apostrophe = |i: usize| self.facts.get(i).is_some_and(|fact| matches!(fact.mark, '’' | '\''));
        let mut i = at;
        while i < limit && self.facts[i].nominal() && self.facts[i].noun.is_none() && i - at < 4 {
            let word = self.doc.word(i);
            let genitive = word.ends_with('s') && !self.facts[i].acronym || word.ends_with('’') || word.ends_with('\'');
            let mut next = i + 1;
            if apostrophe(next) {
                next += 1;
            }
            let mut head = next;
            while head < limit && !self.facts[head].capital && adjective(self.doc.word(head)) && !self.facts[head].is(CLOSED) {
                head += 1;
            }
            // "Bremens früherer Regierender Bürgermeister"
            let capital_adjective = |at: usize| {
                let next = self.facts.get(at + 1);
                self.facts[at].capital
                    && self.facts[at].noun.is_none()
                    && adjective(self.doc.word(at))
                    && next.is_some_and(|next| next.class() == Some(Class::Person))
            };
            if head + 1 < limit && capital_adjective(head) {
                head += 1;
            }
            let headed = head < limit
                && self.facts[head].capital
                && (matches!(self.facts[head].class(), Some(Class::Person | Class::Group | Class::Organisation | Class::Anonymous))
                    || self.facts[head].is(list::GENERIC_AUTHORITY));
            // "Jens Sprecher": a first name is no genitive.
            if headed && (genitive && !self.facts[i].is(list::FIRST_M | list::FIRST_F) || next > i + 1) {
                return Some(head);
            }
            i += 1;
        }
        None
    }

    /// The name in marks that starts at `at`: tokens inside, and the end of the marks.
    pub(super) fn quoted_name(&self, at: usize, limit: usize) -> Option<(usize, usize, usize)> {
        let end = *self.quotation_end.get(at)? as usize;
        if end <= at + 2 || end > limit || end - at > LONGEST_QUOTED_NAME {
            return None;
        }
        let inside = at + 1..end - 1;
        // Papers write themselves small, too: "das Magazin „profil“".
        let paper = at > 0 && self.facts[at - 1].class() == Some(Class::Outlet);
        let name = (self.facts[at + 1].capital || paper)
            && inside.clone().all(|i| {
                self.facts[i].mark == '\0' || matches!(self.facts[i].mark, '-' | '–' | '&' | '/') || paper && self.facts[i].mark == ','
            })
            && !self.facts[at + 1..end - 1].iter().any(|fact| fact.is(list::AUXILIARY | list::MODAL));
        name.then_some((at + 1, end - 1, end))
    }

    /// Behind the run of nouns, names and what stands inside names.
    fn run(&self, at: usize, limit: usize) -> Option<usize> {
        let mut i = at;
        let mut names = 0;
        let limit = limit.min(at + LONGEST_RUN);
        while i < limit {
            let fact = &self.facts[i];
            if fact.nominal() {
                if fact.is(list::TIME_NOUN) && fact.noun.is_none() && i > at && !(fact.acronym && self.facts[i - 1].acronym) {
                    break;
                }
                names = if fact.noun.is_some() { 0 } else { names + 1 };
                i += (fact.phrase as usize).max(1);
            } else if i > at && (self.particle(i, limit, names) || self.joins_names(i, limit) || self.apostrophe(i, limit)) {
                i += 1;
            } else if let Some((_, _, end)) = self.quoted_name(i, limit).filter(|_| i == at || self.facts[i - 1].nominal()) {
                return Some(end);
            } else {
                break;
            }
        }
        // A phrase of several words may reach over the limit.
        (i > at).then_some(i.min(limit))
    }

    /// A mark or number inside a name: "Bündnis 90/Die Grünen", "Küste & Söhne".
    fn joins_names(&self, at: usize, limit: usize) -> bool {
        let next = self.facts.get(at + 1).filter(|_| at + 1 < limit);
        let of = at > 0 && self.doc.word(at) == "of" && self.facts[at - 1].capital;
        // "Haus- und Wohnungsverein"
        let cut = at > 0 && self.doc.word(at - 1).ends_with('-') && matches!(self.doc.word(at), "und" | "sowie" | "oder");
        // "das Wochenblatt Die Woche"
        let titled = at > 0 && self.facts[at - 1].is(list::GENERIC_OUTLET) && matches!(self.doc.word(at), "Die" | "Der" | "Das");
        if (cut || titled) && next.is_some_and(Fact::nominal) {
            return true;
        }
        next.is_some_and(|next| (matches!(self.facts[at].mark, '/' | '&') || of) && next.capital || self.number(at) && next.mark == '/')
    }

    /// The mark in "O’Harlow", where it stands apart.
    pub(super) fn apostrophe(&self, at: usize, limit: usize) -> bool {
        let close = |one: usize, other: usize| self.doc.tokens[one].span.end == self.doc.tokens[other].span.start;
        matches!(self.facts[at].mark, '’' | '\'')
            && at + 1 < limit
            && matches!(self.doc.word(at - 1), "O" | "D" | "L")
            && self.facts[at + 1].capital
            && close(at - 1, at)
            && close(at, at + 1)
    }

    /// A small word inside a name: "van", "de", "al"; "von" only behind first names.
    fn particle(&self, at: usize, limit: usize, names: usize) -> bool {
        if names == 0 || !self.facts[at].is(list::PARTICLE) || self.facts[at].capital {
            return false;
        }
        let next = (at + 1..limit.min(at + 3)).find(|i| !self.facts[*i].is(list::PARTICLE));
        let named = next.is_some_and(|next| {
            let fact = &self.facts[next];
            fact.capital && fact.noun.is_none() && !fact.acronym && !fact.is(list::COUNTRY | list::CITY | list::TIME_NOUN | list::BODY)
        });
        let word = self.lower(at);
        let german = matches!(word.as_str(), "das" | "von" | "zu" | "der" | "den" | "zur" | "zum" | "vom" | "ten" | "ter");
        let first = self.facts[at - 1].is(list::FIRST_M | list::FIRST_F) || self.facts[at - 1].is(list::PARTICLE);
        named && (!german || first)
    }

    /// Takes in "(54)", "(SPD)", "(IAEA)".
    fn brackets(&self, phrase: &mut Phrase, limit: usize) {
        let limit = limit.min(self.facts.len());
        if phrase.core < limit && self.facts[phrase.core].mark == '(' {
            let close = (phrase.core + 1..limit.min(phrase.core + 9)).find(|i| self.facts[*i].mark == ')');
            if let Some(close) = close {
                let inside = phrase.core + 1;
                if close == inside + 1 && self.facts[inside].capital && !phrase.person {
                    phrase.alias = Some(inside);
                }
                phrase.core = close + 1;
                phrase.end = close + 1;
            }
        }
    }

    /// Behind the genitives and prepositional phrases that hang on a head.
    fn postmodifiers(&self, phrase: &Phrase, limit: usize, depth: usize) -> usize {
        let limit = limit.min(self.facts.len()).min(phrase.core + LONGEST_TAIL);
        let mut i = phrase.core;
        if phrase.person || depth > DEEPEST {
            return i;
        }
        while i < limit && !self.facts[i].capital {
            let word = self.lower(i);
            let genitive = matches!(
                word.as_str(),
                "des" | "der" | "eines" | "einer" | "seiner" | "ihrer" | "seines" | "ihres" | "zweier" | "dieser" | "dieses"
            );
            let hanging = matches!(word.as_str(), "von" | "vom" | "für" | "aus" | "namens");
            let from = if genitive { i } else { i + 1 };
            if !genitive && !hanging || i == phrase.start {
                break;
            }
            let Some(inner) = self.core(from, limit) else { break };
            if genitive
                && !inner.oblique
                && inner.gender & gender::P == 0
                && inner.class.is_some()
                && !inner.guessed
                && word != "des"
                && word != "eines"
                && !(depth == 0 && matches!(phrase.class, Some(Class::Organisation | Class::Group)) && phrase.name.is_none())
            {
                break;
            }
            if self.facts[inner.core - 1].is(list::TIME_NOUN) {
                break;
            }
            i = self.postmodifiers(&inner, limit, depth + 1);
        }
        i
    }

    /// The text of tokens, on one line.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let slice = self.doc.slice(Span::new(from, to));
        if slice.contains(['\n', '\t']) || slice.contains("  ") {
            slice.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            slice.to_owned()
        }
    }
}

/// Kind of a determiner in lower case, and the genders it can agree with: as nominative, and in the other cases.
fn determiner(word: &str) -> Option<(Determiner, u8, u8)> {
    use gender::{F, M, N, P};
    Some(match word {
        "der" => (Determiner::Definite, M, F | P),
        "die" => (Determiner::Definite, F | P, 0),
        "das" => (Determiner::Definite, N, 0),
        "dem" => (Determiner::Definite, 0, M | N),
        "den" => (Determiner::Definite, 0, M | P),
        "des" => (Determiner::Definite, 0, M | N),
        "beide" | "alle" => (Determiner::Definite, P, 0),
        "beiden" | "allen" => (Determiner::Definite, 0, P),
        "deren" | "dessen" => (Determiner::Possessive, M | F | N | P, M | F | N | P),
        "kein" => (Determiner::Negative, M | N, 0),
        "keine" => (Determiner::Negative, F | P, 0),
        "keinem" | "keinen" | "keiner" | "keines" => (Determiner::Negative, 0, M | F | N | P),
        "ein" | "irgendein" => (Determiner::Indefinite, M | N, 0),
        "eine" | "irgendeine" => (Determiner::Indefinite, F, 0),
        "einem" => (Determiner::Indefinite, 0, M | N),
        "einen" => (Determiner::Indefinite, 0, M),
        "einer" => (Determiner::Indefinite, 0, F),
        "eines" => (Determiner::Indefinite, 0, M | N),
        _ => {
            let (stem, determiner) = ["sein", "ihr", "mein", "unser", "euer", "dein"]
                .iter()
                .map(|stem| (*stem, Determiner::Possessive))
                .chain([("dies", Determiner::Demonstrative), ("jen", Determiner::Demonstrative)])
                .find(|(stem, _)| word.starts_with(stem))?;
            match (&word[stem.len()..], determiner) {
                ("", Determiner::Possessive) => (determiner, M | N, 0),
                ("e", _) => (determiner, F | P, 0),
                ("er", Determiner::Possessive) => (determiner, 0, F | P),
                ("er", _) => (determiner, M, F | P),
                ("es", Determiner::Possessive) => (determiner, 0, M | N),
                ("es", _) => (determiner, N, M | N),
                ("em", _) => (determiner, 0, M | N),
                ("en", _) => (determiner, 0, M | P),
                _ => return None,
            }
        }
    })
}

/// Ends as attributive adjectives and participles do.
pub(super) fn adjective(word: &str) -> bool {
    ["e", "en", "er", "es", "em"].iter().any(|end| word.ends_with(end)) && word.len() > 3
}
