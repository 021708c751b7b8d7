//! What a cue clause tells beside its content: who speaks, to whom, and what they do with it.

use super::clauses::{Clause, ClauseKind, Sentence, VerbComplex};
use super::lexicon::{Verb, class, complement};
use super::morphology::form;
use super::tags::Tagged;
use super::{Cue, Finder, runs};
use crate::attribution::Stance;
use crate::document::Token;
use crate::span::Span;

impl Finder<'_> {
    /// The roles that a cue clause gives.
    pub(super) fn cue(&self, sentence: &Sentence, at: usize, verbs: &VerbComplex, verb: &Verb) -> Cue {
        let telling = Telling { finder: self, tagged: &self.tagged, sentence, at, clause: &sentence.clauses[at], verbs, verb };
        let (source, addressee) = telling.roles();
        let (stance, unsaid) = telling.stance(source);
        Cue {
            cue: runs(&telling.words()),
            source: source.into_iter().collect(),
            addressee: addressee.into_iter().collect(),
            frame: Vec::new(),
            mode: verb.mode.unwrap_or_default(),
            stance,
            lemma: Some(verb.infinitive),
            unsaid,
        }
    }

    /// True for what is asked, before a verb that takes it as its object: "Eine Anfrage ließ das Unternehmen unbeantwortet."
    fn is_request(&self, span: Span<Token>, verbs: &VerbComplex, verb: &Verb) -> bool {
        let head = span.range().find(|at| self.tagged.tags[*at].nominal());
        let asked = |head: usize| self.tagged.lexicon.turns.request_nouns.has(self.tagged.lower(head));
        span.end as usize <= verbs.finite && verb.through.accusative && head.is_some_and(asked)
    }

    /// True for how something is seen, which has a capital at the start of a sentence: "Kritisch sieht das der Abgeordnete."
    fn tells_how(&self, span: Span<Token>) -> bool {
        let at = span.start as usize;
        span.len() == 1 && self.tagged.tags[at].first && self.tagged.lexicon.turns.manner_ends.ends(self.tagged.lower(at))
    }

    /// The cue of a clause whose finite verb stands right behind the content: the source stands behind the verb.
    pub(super) fn cue_behind_content(&self, sentence: &Sentence, at: usize, verbs: &VerbComplex, verb: &Verb) -> Cue {
        let mut cue = self.cue(sentence, at, verbs, verb);
        if !verbs.passive && verb.infinitive != "heißen" {
            // "so steht es in der Klage"
            let text = if verb.complements & complement::FROM != 0 { self.document_phrase(sentence, at, verb) } else { None };
            let behind = text.or_else(|| self.tagged.subject_after(verbs.finite, sentence, at));
            let told = behind.and_then(|source| self.tagged.told_paper(source, &sentence.clauses[at], verbs, verb));
            cue.source = told.map(|(source, _)| source).or(behind).into_iter().collect();
            if let Some((_, paper)) = told {
                cue.addressee = vec![paper];
            }
        }
        cue
    }
}

/// A clause that tells something by its verb.
pub(super) struct Telling<'a> {
    pub(super) finder: &'a Finder<'a>,
    pub(super) tagged: &'a Tagged<'a>,
    pub(super) sentence: &'a Sentence,
    /// Which clause of the sentence it is.
    pub(super) at: usize,
    pub(super) clause: &'a Clause,
    pub(super) verbs: &'a VerbComplex,
    pub(super) verb: &'a Verb,
}

impl Telling<'_> {
    /// The words of the cue: the verbs, and what belongs to them.
    fn words(&self) -> Vec<usize> {
        let (tagged, clause, verbs) = (self.tagged, self.clause, self.verbs);
        let mut tokens = verbs.tokens.clone();
        if self.verb.reflexive {
            tokens.extend((clause.start()..clause.end()).find(|i| tagged.tags[*i].is(class::REFLEXIVE)));
        }
        tokens.extend((verbs.finite + 1..clause.end()).find(|i| self.is_content_adverb(*i)));
        tokens.extend(self.impersonal());
        if clause.kind == ClauseKind::Subordinate {
            tokens.extend(clause.opener.filter(|opener| tagged.tags[*opener].is(class::AS)));
        }
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    /// "ging davon aus": the pronominal adverb that stands for the content.
    fn is_content_adverb(&self, at: usize) -> bool {
        let tag = &self.tagged.tags[at];
        // "spricht dagegen von zwei Toten": that one sets off what others say.
        let sets_off = || {
            let through = |preposition: &&str| self.tagged.lower(at).ends_with(preposition);
            tag.is(class::ADVERB) && !self.verb.through.prepositions.iter().any(|preposition| through(&&**preposition))
        };
        tag.is(class::DA_ADVERB) && !tag.is(class::DA_ADVERB_FREE) && !tag.capital && !sets_off()
    }

    /// "es" in "hieß es", where nobody says it.
    fn impersonal(&self) -> Option<usize> {
        let beside = |at: &usize| self.tagged.tags[*at].is(class::EXPLETIVE) && at.abs_diff(self.verbs.finite) == 1;
        if self.verb.infinitive == "heißen" { (self.clause.start()..self.clause.end()).find(beside) } else { None }
    }

    /// Who conveys, and to whom.
    fn roles(&self) -> (Option<Span<Token>>, Option<Span<Token>>) {
        let (tagged, clause, verbs, verb) = (self.tagged, self.clause, self.verbs, self.verb);
        let (source, addressee) = if verbs.passive && verb.complements & complement::QUOTED != 0 {
            (self.quoted(), None)
        } else if verbs.passive || self.is_state() {
            self.of_passive()
        } else {
            let source = self.source();
            (source, tagged.addressee(clause, verb, source))
        };
        let source = source.map(|source| tagged.without_topic(source, clause, verbs.finite, verb));
        let source = source.map(|source| tagged.without_object(source, clause, verbs.finite, verb));
        let source = source.map(|source| tagged.without_place(source, clause, verbs.finite, verb));
        let dative = source.and_then(|source| {
            tagged.told_paper(source, clause, verbs, verb).or_else(|| tagged.dative_behind(source, clause, verbs, verb))
        });
        match dative {
            Some((source, object)) => (Some(source), addressee.or(Some(object))),
            None => (source, addressee),
        }
    }

    /// "Holm wird zitiert": the subject of such a passive is who said it.
    fn quoted(&self) -> Option<Span<Token>> {
        if self.clause.start() == self.verbs.finite {
            self.tagged.subject_after(self.verbs.finite, self.sentence, self.at)
        } else {
            self.subject()
        }
    }

    /// "Bestätigt ist das nicht.": a passive of what is, and not of what is done.
    fn is_state(&self) -> bool {
        let (tagged, finite) = (self.tagged, self.verbs.finite);
        let participle = |at: &usize| *at != finite && tagged.tags[*at].any_forms(form::PARTICIPLE);
        self.verb.through.accusative
            && !self.verb.reflexive
            && tagged.is_one_of(finite, &tagged.lexicon.turns.copula)
            && self.verbs.tokens.iter().any(participle)
    }

    /// "wurde von der Opposition kritisiert", "wurde gebeten, …": the agent of a passive, and whoever it was done to.
    fn of_passive(&self) -> (Option<Span<Token>>, Option<Span<Token>>) {
        let (tagged, verb) = (self.tagged, self.verb);
        // "Im Bericht wird kritisiert, dass …"
        let text = || self.document_phrase().filter(|phrase| self.finder.is_document(*phrase));
        // "Im Finanzministerium wurde betont, dass …"
        let house = || {
            let opens = |phrase: &Span<Token>| phrase.start as usize == self.clause.start() + 1;
            let body = |phrase: &Span<Token>| phrase.range().any(|at| tagged.lexicon.turns.house_ends.ends(tagged.lower(at)));
            self.document_phrase().filter(|phrase| opens(phrase) && body(phrase))
        };
        let source = tagged.agent(self.clause).or_else(text).or_else(house);
        if !verb.addressee.accusative {
            return (source, tagged.addressee(self.clause, verb, source));
        }
        // With another object the subject is what is told: "der Vorwurf wurde bestätigt".
        let asked = |span: &Span<Token>| !verb.through.accusative || tagged.can_speak(span.end as usize - 1) || span.len() < 4;
        let addressee = self.subject().filter(|span| !tagged.tags[span.start as usize].is(class::EXPLETIVE) && asked(span));
        (source, addressee)
    }

    /// Who conveys by an active verb: its subject, or what the verb takes from somewhere.
    fn source(&self) -> Option<Span<Token>> {
        let (tagged, finder) = (self.tagged, self.finder);
        if self.impersonal().is_some() || self.verb.complements & (complement::FROM | complement::IMPERSONAL) != 0 {
            return self.document_phrase();
        }
        let subject = self.subject();
        // "Uhlig bestreitet das": a name that is spelled as an adjective, and what it denies.
        let points = |span: &Span<Token>| span.len() == 1 && tagged.tags[span.start as usize].is(class::POINTER);
        let behind = || {
            let after = tagged.subject_after(self.verbs.finite, self.sentence, self.at);
            after.filter(|span| finder.speaks(*span) && !points(span))
        };
        let no_subject = |span: &Span<Token>| finder.is_request(*span, self.verbs, self.verb) || finder.tells_how(*span);
        let subject = subject.filter(no_subject).and_then(|_| behind()).or(subject);
        subject.filter(|span| !(span.len() == 1 && tagged.tags[span.start as usize].is(class::EXPLETIVE)))
    }

    fn subject(&self) -> Option<Span<Token>> {
        self.tagged.subject(self.sentence, self.at)
    }

    fn document_phrase(&self) -> Option<Span<Token>> {
        self.finder.document_phrase(self.sentence, self.at, self.verb)
    }

    /// How the source stands to what is told, and whether a negation leaves it unsaid.
    fn stance(&self, source: Option<Span<Token>>) -> (Vec<Stance>, bool) {
        let (tagged, verb) = (self.tagged, self.verb);
        if !self.is_negated(source) {
            return (verb.stance.clone(), false);
        }
        if !verb.negated_stance.is_empty() {
            return (verb.negated_stance.clone(), false);
        }
        let turns = &tagged.lexicon.turns;
        // "wollte nicht sagen, ob"
        if self.verbs.modal && tagged.is_one_of(self.verbs.finite, &turns.refusing) && verb.stance == [Stance::States] {
            return (vec![Stance::DeclinesComment], false);
        }
        // "konnte nicht sagen, wann"
        if self.verbs.modal && tagged.is_one_of(self.verbs.finite, &turns.being_able) {
            return (vec![Stance::DoesNotConfirm], false);
        }
        (Vec::new(), true)
    }

    fn is_negated(&self, source: Option<Span<Token>>) -> bool {
        let tags = &self.tagged.tags;
        // "Ein namentlich nicht genannter Beamter sagte, …"
        let of_source = |i: usize| {
            source.is_some_and(|source| {
                let first = source.start as usize;
                // "Ein nicht genannter Beamter"
                let article = first + 1 == i && tags[first].is(class::DET_NOM | class::DET_OBL);
                source.contains(i) && (first + 1 < i || article)
            })
        };
        let negates = |i: usize| tags[i].is(class::NEGATION) && tags[i].quotation == 0 && !of_source(i) && !self.negates_phrase(i);
        (self.clause.start()..self.clause.end()).any(negates)
    }

    /// "Auf Nachfrage und nicht als Teil der Rede sagte er", "stützte sich auf nicht näher genannte Quellen": a phrase is negated, and not the verb.
    fn negates_phrase(&self, at: usize) -> bool {
        let (tags, clause, verbs) = (&self.tagged.tags, self.clause, self.verbs);
        let before = clause.kind == ClauseKind::Main && at > clause.start() && at + 1 < verbs.finite && !verbs.tokens.contains(&(at + 1));
        let next = at + 1 + usize::from(at + 2 < clause.end() && !tags[at + 2].capital && tags[at + 2].mark == '\0');
        let opens = at > clause.start() && tags[at - 1].is(class::PREPOSITION | class::DET_NOM | class::DET_OBL);
        let told = |at: usize| at + 1 < clause.end() && tags[at + 1].nominal() && !verbs.tokens.contains(&at) && !tags[at].capital;
        self.tagged.is_word(at, "nicht") && (before || opens && (told(next) || told(at + 1)))
    }
}
