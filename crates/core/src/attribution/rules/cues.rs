//! What a cue clause tells beside its content: who speaks, to whom, and what they do with it.

use super::clauses::{ClauseKind, Sentence, VerbComplex};
use super::lexicon::{Verb, class, complement};
use super::{Cue, Finder, runs};
use crate::attribution::Stance;
use crate::document::Token;
use crate::span::Span;

impl Finder<'_> {
    /// The roles that a cue clause gives.
    pub(super) fn cue(&self, sentence: &Sentence, at: usize, verbs: &VerbComplex, verb: &Verb) -> Cue {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[at];
        let mut tokens = verbs.tokens.clone();
        if verb.reflexive {
            tokens.extend((clause.start()..clause.end()).find(|i| tagged.tags[*i].is(class::REFLEXIVE)));
        }
        // "ging davon aus": the pronominal adverb that stands for the content.
        // "spricht dagegen von zwei Toten": that one sets off what others say.
        let sets_off = |i: usize| {
            let through = |preposition: &&str| tagged.lower(i).ends_with(preposition);
            tagged.tags[i].is(class::ADVERB) && !verb.through.prepositions.iter().any(|preposition| through(&&**preposition))
        };
        let content_adverb = |i: &usize| {
            let tag = &tagged.tags[*i];
            tag.is(class::DA_ADVERB) && !tag.is(class::DA_ADVERB_FREE) && !tag.capital && !sets_off(*i)
        };
        tokens.extend((verbs.finite + 1..clause.end()).find(content_adverb));
        let impersonal = (clause.start()..clause.end()).find(|i| tagged.tags[*i].is(class::EXPLETIVE) && i.abs_diff(verbs.finite) == 1);
        let says_itself = verb.infinitive == "heißen" && impersonal.is_some();
        if says_itself {
            tokens.extend(impersonal);
        }
        let (source, addressee);
        if verbs.passive && verb.complements & complement::QUOTED != 0 {
            source = if clause.start() == verbs.finite {
                tagged.subject_after(verbs.finite, sentence, at)
            } else {
                tagged.subject(sentence, at)
            };
            addressee = None;
        } else if verbs.passive {
            // "Im Bericht wird kritisiert, dass …"
            let text = || self.document_phrase(sentence, at, verb).filter(|phrase| self.is_document(*phrase));
            // "Im Finanzministerium wurde betont, dass …"
            let house = || {
                let opens = |phrase: &Span<Token>| phrase.start as usize == clause.start() + 1;
                let body = |phrase: &Span<Token>| phrase.range().any(|at| tagged.lexicon.turns.house_ends.ends(tagged.lower(at)));
                self.document_phrase(sentence, at, verb).filter(|phrase| opens(phrase) && body(phrase))
            };
            source = tagged.agent(clause).or_else(text).or_else(house);
            addressee = if verb.addressee.accusative {
                // With another object the subject is what is told: "der Vorwurf wurde bestätigt".
                let asked = |span: &Span<Token>| !verb.through.accusative || tagged.can_speak(span.end as usize - 1) || span.len() < 4;
                tagged.subject(sentence, at).filter(|span| !tagged.tags[span.start as usize].is(class::EXPLETIVE) && asked(span))
            } else {
                tagged.addressee(clause, verb, source)
            };
        } else {
            source = if says_itself || verb.complements & (complement::FROM | complement::IMPERSONAL) != 0 {
                self.document_phrase(sentence, at, verb)
            } else {
                let subject = tagged.subject(sentence, at);
                // "Uhlig bestreitet das": a name that is spelled as an adjective, and what it denies.
                let points = |span: &Span<Token>| span.len() == 1 && tagged.tags[span.start as usize].is(class::POINTER);
                let behind = || tagged.subject_after(verbs.finite, sentence, at).filter(|span| self.speaks(*span) && !points(span));
                let no_subject = |span: &Span<Token>| self.is_request(*span, verbs, verb) || self.tells_how(*span);
                let subject = subject.filter(no_subject).and_then(|_| behind()).or(subject);
                subject.filter(|span| !(span.len() == 1 && tagged.tags[span.start as usize].is(class::EXPLETIVE)))
            };
            addressee = tagged.addressee(clause, verb, source);
        }
        let source = source.map(|source| tagged.without_topic(source, clause, verbs.finite, verb));
        let source = source.map(|source| tagged.without_object(source, clause, verbs.finite, verb));
        let source = source.map(|source| tagged.without_place(source, clause, verbs.finite, verb));
        let dative = source.and_then(|source| {
            tagged.told_paper(source, clause, verbs, verb).or_else(|| tagged.dative_behind(source, clause, verbs, verb))
        });
        let (source, addressee) = match dative {
            Some((source, object)) => (Some(source), addressee.or(Some(object))),
            None => (source, addressee),
        };
        if clause.kind == ClauseKind::Subordinate
            && let Some(opener) = clause.opener.filter(|opener| tagged.tags[*opener].is(class::AS))
        {
            tokens.push(opener);
        }
        tokens.sort_unstable();
        tokens.dedup();
        // "Ein namentlich nicht genannter Beamter sagte, …"
        let of_source = |i: usize| {
            source.is_some_and(|source| {
                let first = source.start as usize;
                // "Ein nicht genannter Beamter"
                let article = first + 1 == i && tagged.tags[first].is(class::DET_NOM | class::DET_OBL);
                source.contains(i) && (first + 1 < i || article)
            })
        };
        // "Auf Nachfrage und nicht als Teil der Rede sagte er", "stützte sich auf nicht näher genannte Quellen": a phrase is negated, and not the verb.
        let of_phrase = |i: usize| {
            let before = clause.kind == ClauseKind::Main && i > clause.start() && i + 1 < verbs.finite && !verbs.tokens.contains(&(i + 1));
            let next = i + 1 + usize::from(i + 2 < clause.end() && !tagged.tags[i + 2].capital && tagged.tags[i + 2].mark == '\0');
            let opens = i > clause.start() && tagged.tags[i - 1].is(class::PREPOSITION | class::DET_NOM | class::DET_OBL);
            let told = |at: usize| {
                at + 1 < clause.end() && tagged.tags[at + 1].nominal() && !verbs.tokens.contains(&at) && !tagged.tags[at].capital
            };
            tagged.is_word(i, "nicht") && (before || opens && (told(next) || told(i + 1)))
        };
        let negates = |i: &usize| tagged.tags[*i].is(class::NEGATION) && tagged.tags[*i].quotation == 0 && !of_source(*i) && !of_phrase(*i);
        let negated = (clause.start()..clause.end()).any(|i| negates(&i));
        // "wollte nicht sagen, ob"
        let refuses = negated
            && verbs.modal
            && tagged.is_one_of(verbs.finite, &tagged.lexicon.turns.refusing)
            && verb.negated_stance.is_empty()
            && verb.stance == [Stance::States];
        // "konnte nicht sagen, wann"
        let cannot =
            negated && verbs.modal && verb.negated_stance.is_empty() && tagged.is_one_of(verbs.finite, &tagged.lexicon.turns.being_able);
        let stance = match (negated, refuses) {
            (_, true) => vec![Stance::DeclinesComment],
            _ if cannot => vec![Stance::DoesNotConfirm],
            (true, false) => verb.negated_stance.clone(),
            (false, false) => verb.stance.clone(),
        };
        Cue {
            cue: runs(&tokens),
            source: source.into_iter().collect(),
            addressee: addressee.into_iter().collect(),
            frame: Vec::new(),
            mode: verb.mode.unwrap_or_default(),
            stance,
            lemma: Some(verb.infinitive),
            unsaid: negated && !refuses && !cannot && verb.negated_stance.is_empty(),
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
