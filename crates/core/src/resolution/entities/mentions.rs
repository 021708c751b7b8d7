//! Mentions: the ways that words lead to somebody, pronouns, and what the verb of a source tells of the phrase that names it.

use super::facts::Fact;
use super::phrases::{Determiner, Phrase, Reader};
use super::premodifiers::adjective;
use super::words::{CLOSED, Class, PronounSort, gender, list};
use crate::attribution::{Attribution, Form};
use crate::document::Token;
use crate::span::Span;

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

/// What words lead to, and where they start and end.
pub(super) type Found = (What, usize, usize);

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

impl Reader<'_> {
    /// Takes in the surname of "Trainer van Buren", "Kollege den Haan", "Minister von Arnim": behind what one person is, and with a small word before it.
    pub(super) fn surname_with_particle(&self, phrase: &mut Phrase, attr: &Attribution) {
        let office = phrase.head.filter(|head| phrase.class == Some(Class::Person) && !phrase.person && head + 1 == phrase.core);
        let Some((head, noun)) = office.and_then(|head| Some((head, self.facts[head].noun?))) else { return };
        let particle = |at: &usize| self.facts[*at].is(list::PARTICLE) && !self.facts[*at].capital;
        let Some(name) = (phrase.core..self.facts.len().min(phrase.core + 3)).find(|at| !particle(at)).filter(|at| *at > phrase.core)
        else {
            return;
        };
        let (fact, next) = (&self.facts[name], self.facts.get(name + 1));
        let plain = fact.capital && fact.mark == '\0' && fact.lists == 0 && fact.noun.is_none() && !fact.acronym;
        let verb = self.verb_of(attr);
        let one = noun.gender & gender::SINGULAR != 0 && verb.is_none_or(|verb| self.number_of_verb(verb) != gender::P);
        let bare = phrase.determiner == Determiner::Bare;
        // "der Minister von Nordau", "gab der Trainer den Auftrag": what are words of their own tell less.
        let sure = match self.lower(phrase.core) {
            "von" => bare && phrase.start == head,
            // "der Verantwortliche der Feier lachte"
            _ if self.facts[phrase.core].is(list::DET_NOM) => false,
            word if self.turns.german_particles.has(word) => bare && noun.gender & gender::P == 0 || verb == Some(name + 1),
            _ => bare || phrase.gender & gender::SINGULAR != 0,
        };
        if plain && one && sure && !next.is_some_and(Fact::nominal) {
            phrase.role = Some((head, phrase.core));
            phrase.name = Some((phrase.core, name + 1));
            phrase.person = true;
            phrase.gender = noun.gender & gender::SINGULAR;
            (phrase.core, phrase.end) = (name + 1, name + 1);
        }
    }

    /// "Jäger wollte nichts sagen": one word for a man or for several, with a verb for one and no article, is a surname.
    pub(super) fn noun_that_is_a_name(&self, phrase: &mut Phrase, attr: &Attribution) {
        let Some(head) = phrase.head.filter(|head| phrase.start == *head && phrase.end == head + 1) else { return };
        let noun = phrase.determiner == Determiner::Bare
            && matches!(phrase.class, Some(Class::Person | Class::Anonymous))
            && self.facts[head].noun.is_some_and(|noun| noun.gender & gender::M != 0 && !noun.whole)
            && !self.turns.called_without_article.has(self.doc.word(head));
        let verb = self.verb_of(attr);
        // "Holms Jäger", "von Jägern" are others.
        let opens = self.facts[head].first || matches!(self.facts[head - 1].mark, ',' | '“' | '"' | '»' | '«' | '–');
        let beside = |at: usize| at + 1 == head || at == head + 1 && opens;
        let one = verb.is_some_and(|at| {
            beside(at) && self.number_of_verb(at) == gender::F && self.turns.past_or_present_ends.ends(self.doc.word(at))
        });
        // Headlines leave articles out.
        let sentence = self.doc.sentences.iter().find(|sentence| sentence.tokens.contains(head));
        let closed = sentence.is_some_and(|sentence| {
            let last = sentence.tokens.end as usize;
            self.facts[last.saturating_sub(2)..last].iter().any(|fact| matches!(fact.mark, '.' | '!' | '?'))
        });
        if noun && one && closed {
            phrase.name = Some((head, head + 1));
            phrase.head = None;
            phrase.person = true;
            phrase.class = Some(Class::Person);
            phrase.gender = gender::M | gender::F;
        }
    }

    /// The first word of the cue that may be its verb.
    fn verb_of(&self, attr: &Attribution) -> Option<usize> {
        let verb = |at: &usize| self.facts.get(*at).is_some_and(|fact| !fact.capital && fact.mark == '\0' && !fact.is(list::PREPOSITION));
        attr.cue.iter().flat_map(|span| span.range()).take(8).find(verb)
    }

    /// "Der Bäcker und Stadtrat sagte", "Vizekanzler und Parteichef Holm sagte": one article or name, and a verb for one.
    pub(super) fn one_in_two_offices(&self, phrase: &mut Phrase, attr: &Attribution) {
        if !phrase.coordinated || phrase.named_all {
            return;
        }
        let someone = |one: &Phrase| one.class == Some(Class::Person);
        let Some(first) = self.phrase(phrase.start, phrase.end).filter(|first| someone(first) && !first.person) else { return };
        if first.end + 1 >= phrase.end || !self.turns.joins.has(self.lower(first.end)) {
            return;
        }
        let last = |other: &Phrase| someone(other) && other.determiner == Determiner::Bare && other.end == phrase.end;
        let Some(other) = self.phrase(first.end + 1, phrase.end).filter(last) else { return };
        let definite = first.determiner == Determiner::Definite;
        let verb = self.verb_of(attr);
        let one = verb.is_some_and(|at| self.number_of_verb(at) != gender::P);
        if !one || !(definite || first.determiner == Determiner::Bare && other.person) {
            return;
        }
        let known = if other.person { other.gender } else { first.gender & gender::SINGULAR };
        *phrase = Phrase {
            core: other.core,
            end: other.end,
            also: other.head,
            name: other.name,
            person: other.person,
            role: other.name.map(|(from, _)| (first.start + usize::from(definite), from)),
            gender: if known == 0 { gender::M | gender::F } else { known },
            ..first
        };
    }

    /// "Bundeskanzler: Es bleibt dabei", "Bürgermeister fordert Geduld": a heading leaves the article out, and one speaks. True
    /// if it is so.
    pub(super) fn bare_office(&self, phrase: &mut Phrase, attr: &Attribution) -> bool {
        let Some(head) = phrase.head.filter(|head| phrase.start == *head && phrase.end == head + 1) else { return false };
        let bare = phrase.determiner == Determiner::Bare && phrase.class == Some(Class::Person) && phrase.gender == gender::P;
        let singular = self.facts[head].noun.map_or(0, |noun| noun.gender & gender::SINGULAR);
        if !bare || phrase.coordinated || singular == 0 || !self.turns.office_ends.ends(self.lower(head)) {
            return false;
        }
        let verb = self.verb_of(attr);
        let one = match verb {
            Some(verb) => verb == phrase.end && self.number_of_verb(verb) != gender::P,
            None => self.facts.get(phrase.end).is_some_and(|fact| matches!(fact.mark, ':' | '"' | '„' | '»')),
        };
        if one {
            phrase.gender = singular;
        }
        one
    }

    /// "Kreter sagten", "Erboste Kreter sagten": one unknown word without an article that has a verb for several, and an ending of plurals, is no
    /// name. True if it is so.
    pub(super) fn several_that_speak(&self, phrase: &mut Phrase, attr: &Attribution) -> bool {
        let Some((from, to)) = phrase.name.filter(|(_, to)| phrase.end == *to && phrase.determiner == Determiner::Bare && !phrase.place)
        else {
            return false;
        };
        let last = to - 1;
        let fact = &self.facts[last];
        let unknown = fact.noun.is_none() && !fact.acronym && fact.lists & !list::HUMAN == 0;
        let opens =
            from == last || from + 1 == last && self.facts[from].first && adjective(self.doc.word(from)) && self.facts[from].noun.is_none();
        let first_name = self.facts[from].is(list::FIRST_M | list::FIRST_F);
        if !unknown || !opens || first_name || !self.turns.several_ends.ends(self.doc.word(last)) {
            return false;
        }
        // "Holm, Pohl und Kern sagten" are others; "soll Kern gesagt haben" has no verb of its own for several.
        let verb = self.verb_of(attr);
        let beside = |at: usize| at == to || at + 1 == from;
        let several = verb.is_some_and(|at| beside(at) && self.number_of_verb(at) == gender::P);
        if several {
            phrase.name = None;
            phrase.role = None;
            phrase.head = Some(last);
            phrase.person = false;
            phrase.class = Some(Class::Person);
            phrase.guessed = false;
            phrase.vague = false;
            phrase.gender = gender::P;
        }
        several
    }

    /// A name of one or two words that no list has is a person's if a verb says so that bodies seldom have: "meinte Holm".
    pub(super) fn name_that_speaks(&self, phrase: &mut Phrase, attr: &Attribution) {
        let Some((from, to)) = phrase.name else { return };
        // „Freie Küste“ fordert: no paper.
        let demands = || {
            let mut cue = attr.cue.iter().flat_map(|span| span.range()).take(8).filter(|at| *at < self.facts.len());
            cue.any(|at| self.turns.demanding.begins(self.doc.word(at)))
        };
        if phrase.vague && phrase.class == Some(Class::Outlet) && !self.outlet_inside(phrase) && demands() {
            phrase.class = Some(Class::Organisation);
            phrase.vague = false;
            return;
        }
        let rival = phrase.head.is_some_and(|head| self.turns.rival_ends.ends(self.lower(head)));
        let unknown = phrase.class.is_none() || phrase.class == Some(Class::Organisation) && (phrase.guessed || rival);
        let other = list::FIRM_MARK | list::COUNTRY | list::CITY | list::BODY | list::OUTLET_MARK | list::UNION;
        let plain = (from..to).all(|at| {
            let (fact, word) = (&self.facts[at], self.doc.word(at));
            !fact.acronym && !fact.is(other) && fact.noun.is_none() && !word.contains(|c: char| c.is_ascii_digit() || c == '.')
        });
        let cue = || attr.cue.iter().flat_map(|span| span.range()).take(8).filter(|at| *at < self.facts.len());
        // "gab an", but not "gab bekannt", as firms do
        let made_known = cue().any(|at| self.turns.made_known.has(self.doc.word(at)));
        let interviewed = || {
            attr.frame
                .iter()
                .flat_map(|span| span.range())
                .take(40)
                .any(|at| self.facts.get(at).is_some_and(|fact| fact.is(list::INTERVIEW)))
        };
        // „Das reicht nicht“, so Holm
        let spoken = attr.form == Form::Direct && cue().all(|at| self.turns.as_told.has(self.doc.word(at)));
        // "wird mit den Worten zitiert", "Dass er das gewusst habe, bestritt Terhagen"
        let passive = || cue().any(|at| self.turns.passive_helpers.begins(self.doc.word(at)));
        let quoted = cue().any(|at| self.turns.quoted.has(self.doc.word(at))) && passive();
        let second = attr.content.first().map(|content| content.start as usize + 1).filter(|at| *at < self.facts.len());
        let of_him = || second.is_some_and(|at| self.turns.he.has(self.doc.word(at)));
        let denies = cue().any(|at| self.turns.denying_starts.begins(self.doc.word(at))) && of_him();
        // "Holm: Wir bauen weiter.", in an interview
        let colon = attr.content.first().and_then(|content| self.facts.get((content.start as usize).checked_sub(1)?));
        let answers = attr.form == Form::FreeIndirect && attr.cue.is_empty() && colon.is_some_and(|colon| colon.mark == ':');
        let human = !made_known
            && (spoken
                || answers
                || quoted
                || denies
                || cue().any(|at| !self.facts[at].capital && self.facts[at].is(list::HUMAN_VERB))
                || interviewed());
        if unknown && plain && human && !phrase.place && to <= from + 3 && (matches!(phrase.determiner, Determiner::Bare) || rival) {
            phrase.person = true;
            phrase.class = Some(Class::Person);
            phrase.guessed = false;
            phrase.gender = self.name_gender(from);
        }
    }

    /// A pronoun at `at`.
    pub(super) fn pronoun(&self, at: usize, end: usize, attr: &Attribution) -> Option<What> {
        let alone = at + 1 == end;
        let relative = at > 0
            && (self.facts[at - 1].mark == ',' || self.facts[at - 1].is(list::PREPOSITION) && at > 1 && self.facts[at - 2].mark == ',');
        let Some(pronoun) = self.words.pronoun(self.lower(at)) else {
            return (alone && self.facts[at].is(list::LAST_SPEAKER)).then_some(What::LastSpeaker);
        };
        if pronoun.alone && !alone {
            return None;
        }
        let genders = pronoun.genders.unwrap_or_else(|| self.number_of_sie(at, attr));
        Some(match pronoun.sort {
            PronounSort::Personal => What::Pronoun(genders),
            PronounSort::Speaking => What::Speaking,
            PronounSort::Nobody => What::Nobody,
            // "eine Klage, nach der": behind a preposition it is no man.
            PronounSort::Pointing
                if relative && self.facts[at - 1].is(list::PREPOSITION) && self.turns.genitive_article.has(self.lower(at)) =>
            {
                What::Relative(gender::F)
            }
            PronounSort::Pointing if relative => What::Relative(genders),
            PronounSort::Pointing | PronounSort::Demonstrative => What::Demonstrative(genders),
            PronounSort::Relative => What::Relative(genders),
        })
    }

    /// True for a cue that points back at whoever spoke last: "demnach".
    pub(super) fn points_back(&self, cue: Span<Token>) -> bool {
        cue.len() == 1 && self.facts.get(cue.start as usize).is_some_and(|fact| fact.is(list::LAST_SPEAKER))
    }

    /// "dort" and "darin" point at a place or text, "demnach" and "danach" at who spoke last.
    pub(super) fn adverb(&self, at: usize) -> Option<What> {
        let word = self.lower(at);
        if self.turns.there.has(word) {
            return Some(What::There);
        }
        (word == "darunter" || self.facts[at].is(list::LAST_SPEAKER | list::DA_ADVERB)).then_some(What::LastSpeaker)
    }

    /// Whether "sie" at `at` is one or several, by the verb beside it.
    fn number_of_sie(&self, at: usize, attr: &Attribution) -> u8 {
        let in_cue = |i: usize| attr.cue.iter().any(|span| span.contains(i));
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().find(|i| *i < self.facts.len() && in_cue(*i));
        // "die der Überzeugung sind"
        let finite = |i: &usize| {
            let fact = &self.facts[*i];
            !fact.capital && fact.mark == '\0' && (!fact.is(CLOSED) || fact.is(list::AUXILIARY | list::MODAL))
        };
        let cued = || attr.cue.iter().flat_map(|span| span.range()).take(8).filter(|i| *i < self.facts.len()).find(finite);
        let verb = beside.or_else(cued).or_else(|| attr.cue.first().map(|span| span.start as usize)).or(Some(at + 1));
        let Some(verb) = verb.filter(|i| *i < self.facts.len() && !self.facts[*i].capital) else { return gender::F | gender::P };
        self.number_of_verb(verb)
    }

    /// Feminine or plural, by the ending of a finite verb.
    pub(super) fn number_of_verb(&self, at: usize) -> u8 {
        let word = self.lower(at);
        let plural =
            self.turns.plural_verbs.has(word) || word.len() > 3 && word.ends_with("en") || word.ends_with("ern") || word.ends_with("eln");
        if plural { gender::P } else { gender::F }
    }
}
