//! Who conveys: the subject of a cue, the agent of a passive.

use super::clauses::{Clause, ClauseKind, Sentence};
use super::lexicon::{Speaker, Verb, class, complement};
use super::morphology::form;
use super::noun_phrases::Place;
use super::tags::Tagged;
use crate::attribution::Mode;
use crate::document::Token;
use crate::span::Span;

/// From how many tokens on what has "von" inside is no name.
const LONGEST_VON: usize = 6;

impl Tagged<'_> {
    /// The words before the finite verb if they can be its subject, adverbs and appended clauses cut off.
    pub(super) fn subject_before(&self, start: usize, finite: usize) -> Option<Span<Token>> {
        let tags = &self.tags;
        let mut from = start;
        while from < finite
            && (tags[from].is(class::COORDINATOR)
                || tags[from].mark == ','
                || self.is_one_of(from, &self.lexicon.turns.pairing)
                || (tags[from].is(class::ADVERB) && !tags[from].is(class::DET_NOM | class::PRON_NOM) && from + 1 < finite))
        {
            from += 1;
        }
        if from >= finite {
            return None;
        }
        let tag = &tags[from];
        let nominative = tag.is(class::DET_NOM | class::PRON_NOM)
            || (tag.word.classes == 0 && (tag.nominal() || tag.first || self.adjective(from, finite))
                || tag.mark != '\0' && tag.quotation > 0)
            || tag.capital && !tag.is(class::PREPOSITION | class::SUBORDINATOR | class::DET_OBL | class::ADVERB | class::DA_ADVERB);
        // "über 100 Menschen", but not "über den Minister".
        let preposition = tag.is(class::PREPOSITION) && !(tag.is(class::DET_NOM) && from + 1 < finite && self.is_number(from + 1));
        if !nominative
            || preposition
            || self.oblique_feminine(from, finite)
            || self.opens_no_nominative(from, finite)
            || !self.shares_in(from, finite)
                && !self.named_like_a_season(from, finite)
                && (self.time_phrase(from, finite) && !self.can_speak_in(from, finite)
                    // "Vorigen Montag"
                    || tag.first && tag.nominal() && self.tags[from + 1].is(class::TIME_NOUN) && !self.can_speak(from))
        {
            return None;
        }
        // "Ähnliches meldet die Firma", "Erschwerend wertete das Gericht"
        let turns = &self.lexicon.turns;
        if from + 1 == finite
            && (turns.things_told.has(self.doc.word(from)) || tag.first && turns.participle_ends.ends(self.doc.word(from)))
        {
            return None;
        }
        let mut to = finite;
        while to > from
            && (tags[to - 1].mark == ',' || tags[to - 1].is(class::ADVERB | class::DA_ADVERB) && to > from + 1 && !tags[to - 1].capital)
        {
            to -= 1;
        }
        // A bare noun phrase, then whatever hangs on it. "Wiese" right before the verb is a name, though it may be spelled as a verb is.
        let verb_as_name =
            tag.first && tag.capital && to == from + 1 && to == finite && !tag.any_forms(form::PARTICIPLE | form::INFINITIVE);
        self.noun_phrase(from, to, Place::BeforeVerb).or_else(|| (verb_as_name && tag.word.classes == 0).then_some(to))?;
        // Relative clauses do not belong to the source; appositions do.
        if let Some(comma) = (from..to).find(|at| {
            tags[*at].mark == ','
                && tags[*at].quotation == 0
                && *at + 1 < to
                && (tags[*at + 1].is(class::RELATIVE) && !self.apposition(*at + 1, to)
                    || tags[*at + 1].is(class::SUBORDINATOR | class::PREPOSITION))
        }) {
            to = comma;
        }
        to = self.without_medium(from, to);
        (to > from).then(|| Span::new(from, to))
    }

    /// True for "Einer Koalition", "Höheren Löhnen": what opens so before a noun is no nominative, whoever the noun is.
    fn opens_no_nominative(&self, from: usize, finite: usize) -> bool {
        let (turns, noun) = (&self.lexicon.turns, from + 1);
        let nominal = |at: usize| at < finite && self.tags[at].nominal() && self.tags[at].mark == '\0';
        let (lower, tag) = (self.lower(from), &self.tags[from]);
        let first = tag.first && tag.mark == '\0' && tag.word.classes == 0;
        let determiner = turns.oblique_er.has(lower) && (nominal(noun) || self.adjective(noun, finite) && nominal(noun + 1));
        let many = || turns.oblique_adjectives.has(self.doc.word(from)) && self.doc.word(noun).ends_with('n');
        determiner || first && nominal(noun) && (turns.oblique_adjective_ends.ends(lower) || many())
    }

    /// True for "Karl Winter", and for "Sommer" alone, which is no time without an article: not for "Letzten Winter".
    fn named_like_a_season(&self, from: usize, finite: usize) -> bool {
        let turns = &self.lexicon.turns;
        let given = |at: usize| {
            let inflected = ["e", "en", "er", "es", "em"].iter().any(|ending| self.doc.word(at).ends_with(ending));
            self.tags[at].nominal() && !inflected && !self.tags[at].is(class::TIME_NOUN)
        };
        let behind = |last: usize| finite == last + 1 && turns.seasons.has(self.doc.word(last));
        behind(from) || behind(from + 1) && given(from)
    }

    /// True if a share of people stands there: "drei Viertel".
    pub(super) fn shares_in(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.tags[at].nominal() && self.lexicon.turns.shares.has(self.lower(at)))
    }

    pub(super) fn can_speak_in(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.tags[at].nominal() && self.can_speak(at))
    }

    /// True if "der …" at `at` opens an apposition, not a relative clause: a noun phrase up to the next comma, without a verb at its end.
    fn apposition(&self, at: usize, end: usize) -> bool {
        let stop = (at..end).find(|i| self.tags[*i].mark == ',').unwrap_or(end);
        stop > at && (self.tags[stop - 1].capital || !self.tags[stop - 1].forms(form::FINITE))
    }

    /// The first nominative noun phrase behind the finite verb.
    pub(super) fn subject_after(&self, finite: usize, sentence: &Sentence, clause: usize) -> Option<Span<Token>> {
        let tags = &self.tags;
        let end = sentence.clauses[clause].end();
        let passive = sentence.clauses[clause].verbs.as_ref().is_none_or(|verbs| verbs.passive);
        let mut with_von = None;
        let mut at = finite + 1;
        while at < end {
            let tag = &tags[at];
            if tag.mark == '(' || (tag.mark != '\0' && tag.quotation == 0) {
                return with_von;
            }
            if tag.quotation > 0 && tag.quotation != tags[finite].quotation && tag.mark != '\0' && !self.short_name(at) {
                at = self.doc.quotations[tag.quotation as usize - 1].tokens.end as usize;
                continue;
            }
            let oblique = tag.is(class::DET_OBL | class::PRON_OBL | class::REFLEXIVE) && !tag.is(class::DET_NOM | class::PRON_NOM)
                || self.oblique_feminine(at, end);
            // "über 100 Menschen", but not "über seinen Anwalt"
            let figure = at + 1 < end && self.is_number(at + 1);
            if tag.is(class::PREPOSITION) && !(tag.is(class::DET_NOM) && figure) {
                if at == finite + 1 {
                    with_von = self.name_with_von(at, end).filter(|_| !passive);
                }
                // "bestätigten mit der Sache vertraute Personen": without an article a phrase opens with what its adjective hangs on.
                if let Some(stop) = self.hangs_before(at, end) {
                    return Some(Span::new(at, stop));
                }
                // "widersprach am Montag Roloff"
                let day = at + 2 < end && tags[at + 1].is(class::TIME_NOUN) && tags[at + 2].nominal() && !tags[at + 2].is(class::TIME_NOUN);
                let stop = if day { Some(at + 2) } else { self.noun_phrase(at + 1, end, Place::AfterVerb) };
                at = stop.unwrap_or(at + 1).max(at + 1);
                continue;
            }
            if oblique {
                at = self.noun_phrase(at, end, Place::AfterVerb).unwrap_or(at + 1).max(at + 1);
                continue;
            }
            if tag.is(class::ADVERB | class::DA_ADVERB | class::NEGATION) && !tag.is(class::DET_NOM | class::PRON_NOM) {
                at += 1;
                continue;
            }
            // "So haben es zwei Zeugen geschildert": what was told.
            if tag.is(class::EXPLETIVE) && at == finite + 1 && self.subject_behind_es(at + 1, end) {
                at += 1;
                continue;
            }
            // "Anders sieht das Minister Pohl", but not "sieht das Ministerium".
            if tag.is(class::POINTER) && at == finite + 1 && at + 1 < end {
                let next = at + 1;
                let noun = self.lower(next);
                let other = self.tags[next].nominal() && (self.lexicon.masculine(noun) || self.lexicon.feminine(noun));
                if (other || self.tags[next].is(class::DET_NOM)) && self.subject_behind_es(next, end) {
                    at = next;
                    continue;
                }
            }
            if let Some(stop) = self.noun_phrase(at, end, Place::AfterVerb) {
                // "machte keine Angaben"
                let none = tag.is(class::NEGATION);
                let part = |token: &usize| *token == at || none && *token > at && *token < stop;
                let of_verb = sentence.clauses[clause].verbs.as_ref().is_some_and(|verbs| verbs.tokens.iter().any(part));
                if of_verb || self.time_phrase(at, stop) && !self.can_speak_in(at, stop) {
                    at = stop;
                    continue;
                }
                // "wollten sich weder die Polizei noch die Bahn äußern"
                let neither = at > finite && self.is_word(at - 1, "weder") && stop + 1 < end && self.is_word(stop, "noch");
                let stop = neither.then(|| self.noun_phrase(stop + 1, end, Place::AfterVerb)).flatten().unwrap_or(stop);
                let stop = self.without_medium(at, self.appositions(stop, sentence, clause));
                return Some(Span::new(at, stop));
            }
            at += 1;
        }
        with_von
    }

    /// The name of somebody that opens with "von", where nothing else can be the subject: "von der Leyen", "Von Storch".
    pub(super) fn name_with_von(&self, at: usize, end: usize) -> Option<Span<Token>> {
        let article = at + 1 < end && self.is_word(at + 1, "der");
        let name = at + 1 + usize::from(article);
        let tag = self.tags.get(name).filter(|tag| name < end && tag.nominal() && tag.mark == '\0' && tag.word.classes == 0)?;
        let lower = self.lower(name);
        let thing = self.lexicon.content_noun(lower).is_some()
            || self.lexicon.turns.abstract_ends.ends(lower)
            || self.lexicon.feminine(lower)
            || self.lexicon.masculine(lower)
            || tag.is(class::TIME_NOUN);
        let alone = self.tags.get(name + 1).is_none_or(|next| !next.nominal());
        (self.tags[at].is(class::NAME_VON) && alone && !thing && !self.can_speak(name)).then(|| Span::new(at, name + 1))
    }

    /// Behind "mit der Sache vertraute Personen", which opens at `at`.
    fn hangs_before(&self, at: usize, end: usize) -> Option<usize> {
        let turns = &self.lexicon.turns;
        let inner = self.noun_phrase(at + 1, end, Place::AfterVerb).filter(|_| turns.before_close_to.has(self.lower(at)))?;
        let close = inner + 1 < end && turns.close_to.has(self.doc.word(inner)) && self.tags[inner + 1].nominal();
        if close { self.noun_phrase(inner, end, Place::AfterVerb) } else { None }
    }

    /// True if a noun phrase for somebody who speaks stands at `at`, adverbs aside, and can be a subject.
    fn subject_behind_es(&self, at: usize, end: usize) -> bool {
        let from = (at..end).find(|i| !self.tags[*i].is(class::ADVERB));
        let named = |from: usize, stop: usize| {
            self.tags[from].is(class::DET_NOM) && (from + 1..stop).filter(|at| self.tags[*at].nominal()).count() > 1
        };
        from.filter(|from| !self.tags[*from].is(class::PREPOSITION) && !self.oblique_feminine(*from, end))
            .filter(|from| !self.tags[*from].is(class::DET_OBL | class::PRON_OBL) || self.tags[*from].is(class::DET_NOM))
            .and_then(|from| Some((from, self.noun_phrase(from, end, Place::AfterVerb)?)))
            .is_some_and(|(from, stop)| self.can_speak_in(from, stop) || self.bare_name(Span::new(from, stop)) || named(from, stop))
    }

    /// A name in quotation marks of at most five words.
    pub(super) fn short_name(&self, at: usize) -> bool {
        self.doc.quotations[self.tags[at].quotation as usize - 1].tokens.len() <= 7
    }

    /// Takes in the appositions behind a noun phrase that ends its clause.
    fn appositions(&self, stop: usize, sentence: &Sentence, clause: usize) -> usize {
        let mut stop = stop;
        let end = sentence.clauses[clause].end();
        // Inside the clause, where its verb stands behind them.
        while stop < end && self.tags[stop].mark == ',' && self.tags[stop].quotation == 0 {
            let comma = (stop + 1..end).find(|at| self.tags[*at].mark == ',');
            let place = if comma.is_some() { Place::BeforeVerb } else { Place::AfterVerb };
            let Some(found) = self.noun_phrase(stop + 1, comma.unwrap_or(end), place) else { break };
            // "wie die Leiterin, Ina Pohl, der Zeitung sagte": what another comma does not close stands beside the verb.
            let open = comma.map_or(found < end, |comma| comma != found);
            if open || self.tags[stop + 1].is(class::PREPOSITION) {
                break;
            }
            stop = found;
        }
        let mut next = clause + 1;
        while next < sentence.clauses.len() && stop == sentence.clauses[next - 1].end() {
            let clause = &sentence.clauses[next];
            let start = clause.start();
            let tag = &self.tags[start];
            let noun_phrase = clause.kind == ClauseKind::Fragment
                && clause.before == ','
                && (tag.is(class::DET_NOM) || tag.nominal() || self.adjective(start, clause.end()))
                && self.noun_phrase(start, clause.end(), Place::BeforeVerb) == Some(clause.end());
            if !noun_phrase {
                break;
            }
            stop = clause.end();
            next += 1;
        }
        stop
    }

    /// "die „Abendwarte“": a name in marks behind its article, and nothing else.
    pub(super) fn named_in_marks(&self, source: Span<Token>) -> bool {
        let (start, open) = (source.start as usize, source.start as usize + 1);
        let Some(quotation) = self.outer_quotation(open).filter(|_| source.len() > 3 && self.tags[start].is(class::DET_NOM)) else {
            return false;
        };
        let marks = self.doc.quotations[quotation].tokens;
        let inner = marks.start as usize + 1..marks.end as usize - 1;
        marks == Span::new(open, source.end as usize)
            && inner.into_iter().all(|at| self.tags[at].mark == '\0' && (self.tags[at].capital || self.is_number(at)))
    }

    /// "Der Geograf Urs Camenzind": a noun with a whole name behind it is somebody, whatever the noun.
    pub(super) fn titled_name(&self, span: Span<Token>) -> bool {
        let names = span.range().rev().take_while(|at| self.tags[*at].nominal() && self.tags[*at].mark == '\0').count();
        names > 2 && names < span.len()
    }

    /// Where that begins that hangs on the noun of a phrase: "eine Sitzung des Rats", "eine Erklärung im Rat" cannot speak though a council can.
    pub(super) fn head_alone(&self, span: Span<Token>) -> usize {
        let hangs = |at: &usize| self.tags[*at].is(class::GENITIVE | class::PREPOSITION) && self.tags[*at - 1].nominal();
        (span.start as usize + 1..span.end as usize).find(hangs).unwrap_or(span.end as usize)
    }

    /// True if the words are names or nouns without a determiner, and none that stands for a speech act: "Pohl", but not "Kritik".
    pub(super) fn bare_name(&self, span: Span<Token>) -> bool {
        span.range().all(|at| self.in_name(span, at) || self.tags[at].nominal() && self.lexicon.content_noun(self.lower(at)).is_none())
    }

    /// True for a small word inside a name: "Karl van Holm", "Hamad bin Chalifa", "Ina von der Treu".
    pub(super) fn in_name(&self, span: Span<Token>, at: usize) -> bool {
        let (von, tag) = (span.start as usize + 1, &self.tags[at]);
        if !(von..span.end as usize - 1).contains(&at) || tag.mark != '\0' {
            return false;
        }
        let behind_first = span.len() < LONGEST_VON && self.tags[von].is(class::NAME_VON);
        tag.is(class::NAME_PARTICLE) || behind_first && (at == von || at == von + 1 && tag.is(class::DET_NOM | class::DET_OBL))
    }

    /// True if the word is the preposition, or one with the article inside: "vom" for "von".
    pub(super) fn is_preposition(&self, at: usize, preposition: &str) -> bool {
        let word = self.doc.word(at);
        let contracted = |stem: &str| {
            word.strip_prefix(stem).is_some_and(|rest| matches!(rest, "m" | "r" | "s" | "n")) && self.tags[at].is(class::CONTRACTED)
        };
        self.is_word(at, preposition) || contracted(preposition) || contracted(preposition.trim_end_matches('n'))
    }

    /// The agent of a passive: "von der Opposition", "durch", "seitens".
    pub(super) fn agent(&self, clause: &Clause) -> Option<Span<Token>> {
        // "wurde in Regierungskreisen bestätigt", "wurde aus dem Ministerium bestätigt"
        let heard = |at: &usize| {
            let circles = self.is_word(*at, "in") && *at + 1 < clause.end() && self.lower(*at + 1).ends_with("kreisen");
            circles || self.is_word(*at, "aus")
        };
        // "mit 27 von 35 Stimmen"
        let share = |at: &usize| *at > clause.start() && self.is_number(*at - 1) && *at + 1 < clause.end() && self.is_number(*at + 1);
        let opens = |at: &usize| (self.tags[*at].is(class::AGENT_PREPOSITION) || heard(at)) && !share(at);
        (clause.start()..clause.end()).filter(opens).find_map(|at| {
            let stop = self.noun_phrase(at + 1, clause.end(), Place::AfterVerb)?;
            let names = (at + 1..stop).all(|i| self.tags[i].nominal()) && !self.time_phrase(at + 1, stop);
            (self.can_speak_in(at + 1, stop) || names).then(|| Span::new(at + 1, stop))
        })
    }

    /// "spricht der Konzern von einer Panne", "während der Konzern von einer Panne sprach": what the verb takes by its preposition is no part of the
    /// subject.
    pub(super) fn without_topic(&self, source: Span<Token>, clause: &Clause, finite: usize, verb: &Verb) -> Span<Token> {
        let (start, end) = (source.start as usize, source.end as usize);
        if clause.kind == ClauseKind::Main && start < finite || verb.complements & complement::TOLD == 0 {
            return source;
        }
        let topic = |at: &usize| verb.through.prepositions.iter().any(|preposition| self.is_preposition(*at, preposition));
        Span::new(start, (start + 1..end).rfind(topic).unwrap_or(end))
    }

    /// "Als Grund nannte die Polizei Glatteis": what is named is no part of the body's name.
    pub(super) fn without_object(&self, source: Span<Token>, clause: &Clause, finite: usize, verb: &Verb) -> Span<Token> {
        let (start, end) = (source.start as usize, source.end as usize);
        let tags = &self.tags;
        let as_what = tags[clause.start()].is(class::CALLED) && clause.start() + 1 < finite && tags[clause.start() + 1].nominal();
        if !as_what || start < finite || !verb.through.accusative || !tags[start].is(class::DET_NOM) {
            return source;
        }
        let body = (start + 1..end).find(|at| matches!(self.lexicon.speaker(self.lower(*at)), Some(Speaker::Body | Speaker::Outlet)));
        let alone = |body: &usize| body + 1 < end && tags[body + 1].nominal() && !self.can_speak(body + 1);
        body.filter(alone).map_or(source, |body| Span::new(start, body + 1))
    }

    /// "Den Täter vermutet die Polizei im Ausland": where that is, and not which police.
    pub(super) fn without_place(&self, source: Span<Token>, clause: &Clause, finite: usize, verb: &Verb) -> Span<Token> {
        let (start, end) = (source.start as usize, source.end as usize);
        let told_before = clause.kind == ClauseKind::Main && start > finite && clause.start() < finite;
        let place = |at: &usize| self.tags[*at].is(class::PLACE_PREPOSITION) && self.tags[*at - 1].nominal();
        let locates = told_before && end == clause.end() && self.lexicon.turns.locating.has(verb.infinitive);
        Span::new(start, (start + 1..end).find(place).filter(|_| locates).unwrap_or(end))
    }

    /// The mode of a cue narrowed by who uses it: a paper or document writes, a person speaks.
    pub(super) fn narrow(&self, mode: Mode, source: Option<Span<Token>>) -> Mode {
        if mode != Mode::SPEECH_WRITING {
            return mode;
        }
        let Some(source) = source else { return mode };
        // The head is the first noun that can speak; a bare name is a person's.
        let speaker = source.range().find_map(|at| {
            (self.tags[at].nominal() && self.lexicon.attributor(self.lower(at)).is_none())
                .then(|| self.lexicon.speaker(self.lower(at)))
                .flatten()
        });
        let pronoun = source.len() == 1 && self.tags[source.start as usize].is(class::PERSONAL);
        match speaker {
            Some(Speaker::Person) => Mode::SPEECH,
            Some(Speaker::Outlet | Speaker::Document) => Mode::WRITING,
            None if pronoun || source.len() >= 2 && source.range().all(|at| self.tags[at].nominal()) => Mode::SPEECH,
            _ => mode,
        }
    }
}
