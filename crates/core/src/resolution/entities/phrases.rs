//! Noun phrases as mentions: determiner, role, name, what hangs on them.

use super::facts::Fact;
use super::words::{Class, Words, gender, list};
use crate::document::Document;
use crate::span::Span;
use crate::turns::Turns;
use rustc_hash::FxHashSet;

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

/// How deep noun phrases hang on each other.
const DEEPEST: usize = 4;
/// How far what hangs on a run of nouns and names reaches, in tokens.
const LONGEST_TAIL: usize = 30;

/// A document with facts about its tokens.
pub(super) struct Reader<'a> {
    pub(super) doc: &'a Document,
    pub(super) words: &'a Words,
    pub(super) turns: &'a Turns,
    pub(super) facts: Vec<Fact>,
    /// For each token that opens a quotation the end of the outermost one there, else 0.
    pub(super) quotation_end: Vec<u32>,
    /// The words that no list has and that are written with a capital, as they are spelled.
    pub(super) spelled: FxHashSet<&'a str>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(doc: &'a Document, words: &'a Words, turns: &'a Turns) -> Self {
        let facts = words.facts(doc, turns);
        let mut quotation_end = vec![0; facts.len()];
        for quotation in doc.quotations.iter().rev() {
            quotation_end[quotation.tokens.start as usize] = quotation.tokens.end;
        }
        let names = (0..facts.len()).filter(|at| facts[*at].nominal() && facts[*at].noun.is_none() && !facts[*at].first);
        let spelled = names.map(|at| doc.word(at)).collect();
        Reader { doc, words, turns, facts, quotation_end, spelled }
    }

    /// The word in lower case.
    pub(super) fn lower(&self, at: usize) -> &'a str {
        self.doc.lower(at)
    }

    /// The noun phrase that starts at `at` and ends before `limit`, with what hangs on it.
    pub(super) fn phrase(&self, at: usize, limit: usize) -> Option<Phrase> {
        let mut phrase = self.core(at, limit)?;
        self.brackets(&mut phrase, limit);
        self.called(&mut phrase, limit);
        phrase.end = self.postmodifiers(&phrase, limit, 0);
        self.passage(&mut phrase);
        self.full_body_name(&mut phrase);
        self.abbreviated(&mut phrase, limit);
        Some(phrase)
    }

    /// "ein Mann namens Jure Holm": the name of somebody.
    fn called(&self, phrase: &mut Phrase, limit: usize) {
        // "eine Gruppe namens „Graue Welle“"
        let several = matches!(phrase.class, Some(Class::Group | Class::Organisation | Class::Anonymous));
        if several && phrase.name.is_none() && phrase.core + 1 < limit && self.turns.called.has(self.doc.word(phrase.core)) {
            let Some((from, to, end)) = self.quoted_name(phrase.core + 1, limit) else { return };
            phrase.name = Some((from, to));
            phrase.core = end;
            phrase.end = end;
            return;
        }
        let (from, someone) = (phrase.core + 1, phrase.class == Some(Class::Person) && phrase.gender & gender::SINGULAR != 0);
        if someone && phrase.name.is_none() && from < limit && self.turns.called.has(self.doc.word(phrase.core)) {
            let Some(name) = self.core(from, limit).filter(|name| name.determiner == Determiner::Bare) else { return };
            phrase.role = Some((phrase.start + usize::from(phrase.determiner != Determiner::Bare), phrase.core));
            phrase.name = Some((from, name.core));
            phrase.person = true;
            phrase.core = name.core;
            phrase.end = name.core;
        }
    }

    /// "eine Stelle aus dem Bericht" is text, not a body.
    fn passage(&self, phrase: &mut Phrase) {
        let of = phrase.end > phrase.core
            && phrase.head.is_some_and(|head| self.turns.passages.has(self.doc.word(head)))
            && self.facts[phrase.end - 1].class() == Some(Class::Document);
        if of {
            phrase.class = Some(Class::Document);
            phrase.name = None;
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
            if let Some((determiner, nom, obl)) = self.words.determiner(word) {
                // "ein Papier, das dieser Zeitung vorliegt"
                let this = |at: usize| matches!(self.words.determiner(self.lower(at)), Some((Determiner::Demonstrative, ..)));
                if at > 0 && self.facts[at - 1].mark == ',' && i + 1 < limit && this(i + 1) {
                    return None;
                }
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
        if i == at && at > 0 && self.turns.contracted.has(self.doc.word(at - 1)) {
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
        self.firm(&mut phrase, start, end);
        if phrase.person && phrase.determiner == Determiner::Possessive && phrase.head.is_none() {
            phrase.determiner = Determiner::Bare;
        }
        // "der Landesunion" is no subject, though no list has the word.
        if phrase.gender == gender::ANY && !phrase.person && self.turns.feminine_noun_ends.ends(self.doc.word(end - 1)) {
            phrase.gender = gender::F;
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
        // "befragte den Angeklagten": one or several, where nothing governs a dative; "den Forschern" are several.
        let word = self.doc.word(end - 1);
        let may_be_one = || phrase.gender & gender::M != 0 && !word.ends_with("ern") && !self.governed(at, end);
        let dative_plural =
            at < start && self.facts[at].is(list::DET_OBL) && self.doc.word(at).ends_with("en") && word.ends_with('n') && !may_be_one();
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
            && self.facts[phrase.core - 1].mark == '\0'
            && let Some(head) = phrase.head
            // "Betreiber Pontivar für ausbleibende Autos"
            && phrase.name.is_none_or(|(from, _)| from <= head)
            // "ein Werk für Module"
            && (phrase.determiner != Determiner::Indefinite || !self.words.is_bare_end(self.lower(head), list::FIRM_MARK))
            && (self.doc.word(phrase.core) == "für"
                || self.turns.genitive_article.has(self.doc.word(phrase.core))
                    && (phrase.name.is_some() || self.facts[head].is(list::UNION)))
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

    /// Behind the genitives and prepositional phrases that hang on a head.
    fn postmodifiers(&self, phrase: &Phrase, limit: usize, depth: usize) -> usize {
        let limit = limit.min(self.facts.len()).min(phrase.core + LONGEST_TAIL);
        let mut i = phrase.core;
        if phrase.person || depth > DEEPEST {
            return i;
        }
        while i < limit && !self.facts[i].capital {
            let word = self.lower(i);
            let genitive = self.turns.genitive.has(word);
            let hanging = self.turns.hanging.has(word);
            let from = if genitive { i } else { i + 1 };
            if !genitive && !hanging || i == phrase.start {
                break;
            }
            let Some(inner) = self.core(from, limit) else { break };
            // "der Kandidat der NFD": letters of which no list tells the gender are a party's or a union's.
            let letters =
                inner.class == Some(Class::Organisation) && self.facts[inner.core - 1].acronym && self.facts[inner.core - 1].noun.is_none();
            if genitive
                && !inner.oblique
                && !letters
                && inner.gender & gender::P == 0
                && inner.class.is_some()
                && !inner.guessed
                && !self.turns.genitive_masculine.has(word)
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
