//! Content behind the clause whose verb tells it: "sagte, dass …", "forderte, das Tor zu schließen", "sagte, er komme".

use super::clauses::{Clause, ClauseKind, Sentence, VerbComplex};
use super::cues::Telling;
use super::lexicon::{Verb, class, complement};
use super::noun_phrases::Place;
use super::{Finder, Rule, rule, verb_of};
use crate::attribution::Role;
use crate::document::Token;
use crate::span::Span;
use std::ops::ControlFlow;

/// How far behind its cue clause a content clause may start: appositions and relative clauses between.
const CLAUSES_BETWEEN: usize = 4;

impl Finder<'_> {
    /// Cue clause first, content behind it.
    pub(super) fn content_behind(&mut self, sentence: &Sentence, at: usize, verbs: &VerbComplex, verb: &Verb) -> Option<usize> {
        let cued = Telling { finder: self, tagged: &self.tagged, sentence, at, clause: &sentence.clauses[at], verbs, verb };
        let (next, rule) = match cued.content()? {
            Content::From(next, rule) => (next, rule),
            Content::AroundColon => return self.told_before_colon(sentence),
        };
        if cued.narrates() || !self.is_linked(cued.clause, verb) {
            return None;
        }
        let start = sentence.clauses[next].start();
        let end = self.content_end(sentence, next);
        let mut cue = self.cue(sentence, at, verbs, verb);
        // "Für die Partei steht fest, dass …", but not "Für 2027 steht fest, dass …".
        let whose = complement::FROM | complement::LINKED;
        let somebody = |source: &Span<Token>| {
            let pronoun = &self.tagged.tags[source.start as usize];
            self.speaks(*source) || pronoun.is(class::PRON_OBL) && !pronoun.is(class::REFLEXIVE)
        };
        if verb.complements & whose == whose && !cue.source.iter().any(somebody) {
            return None;
        }
        if self.shows_by_itself(&sentence.clauses[at], verb, &cue.source) {
            return None;
        }
        cue.frame = vec![Span::new(self.frame_start(sentence, at), start)];
        self.emit(rule, vec![Span::new(start, end)], cue);
        Some(end)
    }

    /// True if the clause has the preposition, or its pronominal adverb, that a linked verb needs for content.
    fn is_linked(&self, clause: &Clause, verb: &Verb) -> bool {
        verb.complements & complement::LINKED == 0
            || (clause.start()..clause.end()).any(|at| {
                let lower = self.tagged.lower(at);
                verb.through.prepositions.iter().any(|preposition| {
                    self.tagged.tags[at].is(class::DA_ADVERB) && lower.ends_with(preposition) || self.tagged.is_preposition(at, preposition)
                })
            })
    }

    /// "Ein Blick auf die Zahlen ergibt, dass …", "Seitdem der Krieg gezeigt hat, dass …": what shows something and is no text says nothing.
    fn shows_by_itself(&self, clause: &Clause, verb: &Verb, source: &Role) -> bool {
        let tagged = &self.tagged;
        let glance = |source: &Span<Token>| {
            let article = tagged.tags[source.start as usize].is(class::DET_NOM) && tagged.lower(source.start as usize).starts_with("ein");
            article && source.len() > 2 && tagged.is_one_of(source.start as usize + 1, &tagged.lexicon.turns.glances)
        };
        let shows = clause.kind == ClauseKind::Subordinate
            && verb.complements & complement::DOCUMENT != 0
            && !clause.opener.is_some_and(|opener| tagged.tags[opener].is(class::COMPLEMENTISER | class::AS));
        let thing = |source: &Span<Token>| !self.speaks(*source) && !self.is_document(*source);
        source.iter().any(glance) || shows && source.iter().any(thing)
    }

    /// "Der Fall erinnert an Vorgänge im Sport, wo Vereine …": a clause about the noun before it, where the verb has its phrase already.
    fn hangs_on_noun(&self, sentence: &Sentence, at: usize, next: usize, verb: &Verb) -> bool {
        let (tagged, clause) = (&self.tagged, &sentence.clauses[next]);
        let noun = clause.before == ',' && clause.start() > 1 && tagged.tags[clause.start() - 2].nominal();
        let place = clause.opener.is_some_and(|opener| tagged.is_one_of(opener, &tagged.lexicon.turns.where_words));
        noun && place && self.takes_its_phrase(&sentence.clauses[at], verb)
    }

    /// True for what somebody was asked: "„Ja“, sagte Holm auf die Frage, ob er gehe."
    fn was_asked(&self, sentence: &Sentence, clause: &Clause) -> bool {
        let Some(noun) = clause.start().checked_sub(2).filter(|noun| *noun > 0) else { return false };
        let asks = self.tagged.lexicon.turns.asked.has(self.tagged.doc.word(noun));
        let said = || (sentence.start()..noun).any(|at| self.tagged.tags[at].quotation > 0);
        asks && (noun.saturating_sub(2)..noun).any(|at| self.tagged.is_word(at, "auf")) && said()
    }

    /// "…, wenn das stimme, trete er zurück", "…, sollte das stimmen, trete er zurück": content in Konjunktiv whose condition stands before it.
    fn conditioned(&self, sentence: &Sentence, at: usize) -> bool {
        let (Some(first), Some(second)) = (sentence.clauses.get(at), sentence.clauses.get(at + 1)) else { return false };
        let condition = match first.kind {
            ClauseKind::Subordinate => !first.opener.is_some_and(|opener| self.tagged.tags[opener].is(class::COMPLEMENTISER | class::AS)),
            ClauseKind::Main => {
                first.verb_first(&self.tagged) && first.verbs.as_ref().is_some_and(|verbs| verbs.konjunktiv_2 || verbs.modal)
            }
            _ => false,
        };
        let told = second.kind == ClauseKind::Main && second.verb_first(&self.tagged) && second.konjunktiv();
        condition && told && [first, second].iter().all(|clause| clause.before == ',' && self.tagged.tags[clause.start()].quotation == 0)
    }

    /// True for a clause that says itself what stands behind its colon: "…, die Zeitung legte nach: …".
    fn calls_out(&self, sentence: &Sentence, at: usize) -> bool {
        let verb = sentence.clauses[at].verbs.as_ref().and_then(|verbs| verb_of(&self.tagged, verbs.verb));
        let says = verb.is_some_and(|verb| verb.mode.is_some() && verb.complements & complement::V2 != 0);
        says && sentence.clauses.get(at + 1).is_some_and(|next| next.before == ':')
    }

    /// True for a clause that says itself what stands behind its comma, where the one before has told something already: "Die Union fordert neue Gesetze, die
    /// Linke verlangt, die Polizei zu entlasten".
    fn goes_on_with_another(&self, sentence: &Sentence, before: usize, at: usize) -> bool {
        let (first, clause, tagged) = (&sentence.clauses[before], &sentence.clauses[at], &self.tagged);
        let Some(finite) = first.verbs.as_ref().map(|verbs| verbs.finite) else { return false };
        let verb = clause.verbs.as_ref().and_then(|verbs| verb_of(tagged, verbs.verb));
        let content = sentence.clauses.get(at + 1).filter(|next| next.before == ',').is_some_and(|next| {
            let that = next.opener.is_some_and(|opener| tagged.tags[opener].is(class::COMPLEMENTISER));
            let takes = |bits: u16| verb.is_some_and(|verb| verb.mode.is_some() && verb.complements & bits != 0);
            next.kind == ClauseKind::Infinitive && takes(complement::ZU) || that && takes(complement::THAT)
        });
        let subject = tagged.subject(sentence, before);
        // "schärfere Gesetze": whom something is told has an article, or a name.
        let described = |i: usize| !tagged.tags[i - 1].capital && tagged.tags[i - 1].word.classes == 0;
        let thing = |i: usize| {
            let other = tagged.tags[i].nominal() && !subject.is_some_and(|subject| subject.contains(i));
            other && (!tagged.can_speak(i) || described(i))
        };
        content && (finite + 1..first.end()).any(thing)
    }

    /// True for "hatte so viel Geld".
    pub(super) fn measured(&self, clause: &Clause) -> bool {
        let tagged = &self.tagged;
        let so = |at: usize| tagged.tags[at].is(class::SO) && tagged.is_one_of(at + 1, &tagged.lexicon.turns.how_far);
        (clause.start()..clause.end().saturating_sub(1)).any(so)
    }

    /// True for "hofft auf weniger Regen": what is told stands in the phrase that the verb takes.
    fn takes_its_phrase(&self, clause: &Clause, verb: &Verb) -> bool {
        let tagged = &self.tagged;
        let taken = |at: usize| verb.through.prepositions.iter().any(|word| tagged.is_preposition(at, word));
        verb.complements & complement::TOLD != 0
            && (clause.start()..clause.end()).any(|at| taken(at) && tagged.noun_phrase(at + 1, clause.end(), Place::AfterVerb).is_some())
    }

    /// True if nothing but a subject, adverbs and prepositional phrases stands beside the verb.
    fn no_object(&self, sentence: &Sentence, at: usize, verbs: &VerbComplex) -> bool {
        let clause = &sentence.clauses[at];
        // "Aus dem Amt hieß es, die Planungen liefen."
        if verbs.tokens.len() == 1 && verb_of(&self.tagged, verbs.verb).is_some_and(|verb| verb.infinitive == "heißen") {
            return self.tagged.tags[clause.end() - 1].is(class::EXPLETIVE);
        }
        let Some(subject) = self.tagged.subject(sentence, at).filter(|subject| self.speaks(*subject)) else { return false };
        // "kündigte Revision an": a noun right behind the verb or its subject is what is told.
        let bare = |i: usize| {
            let before = &self.tagged.tags[i - 1];
            let thing = self.tagged.tags[i].nominal() && !self.tagged.can_speak(i) && !self.tagged.time_phrase(i, i + 1);
            thing && (i == verbs.finite + 1 || i == subject.end as usize || before.is(class::ADVERB)) && !before.is(class::PREPOSITION)
        };
        // "Das berichten zwei Zeugen, ihre Namen …": what they say stands before.
        let points = self.tagged.tags[clause.start()].is(class::POINTER) && !subject.contains(clause.start());
        subject.start as usize >= clause.start()
            && !points
            && (verbs.finite + 1..clause.end()).all(|i| {
                let tag = &self.tagged.tags[i];
                let nothing = tag.quotation == 0 && !tag.is(class::DET_NOM | class::DET_OBL) && !bare(i);
                subject.contains(i) || nothing || self.tagged.time_phrase(i, clause.end())
            })
    }
}

/// Where content is.
enum Content {
    /// From a clause of the sentence on, found by a rule.
    From(usize, Rule),
    /// On both sides of the colon behind the first clause.
    AroundColon,
}

impl Telling<'_> {
    /// The content in the clauses behind.
    fn content(&self) -> Option<Content> {
        let end = self.sentence.clauses.len().min(self.at + 1 + CLAUSES_BETWEEN);
        for next in self.at + 1..end {
            if let ControlFlow::Break(content) = self.look_at(next) {
                return content;
            }
        }
        None
    }

    /// Looks for content at a clause; goes on behind what may stand between.
    fn look_at(&self, next: usize) -> ControlFlow<Option<Content>> {
        let found = |at: usize, rule: Rule| ControlFlow::Break(Some(Content::From(at, rule)));
        let candidate = &self.sentence.clauses[next];
        let that = self.is_that_clause(next);
        if that && (self.takes(complement::THAT | complement::V2) || self.has_pronominal_adverb()) {
            return found(next, rule::VERB_THAT);
        }
        // "soll angewiesen haben, …": hearsay of a demand is told of, not told.
        if candidate.kind == ClauseKind::Infinitive && self.finder.hearsay_verbs(self.verbs) {
            return ControlFlow::Break(None);
        }
        if self.is_told_infinitive(next) {
            return found(next, rule::VERB_INFINITIVE);
        }
        if self.takes(complement::V2) && next <= self.at + 2 && self.finder.conditioned(self.sentence, self.at + 1) {
            return found(self.at + 1, rule::VERB_KONJUNKTIV);
        }
        if candidate.kind == ClauseKind::Main
            && self.is_near(next)
            && self.takes(complement::V2 | complement::THAT)
            && self.tagged.outer_quotation(candidate.start()).is_none()
        {
            return ControlFlow::Break(self.main_clause(next));
        }
        match candidate.kind {
            ClauseKind::Fragment | ClauseKind::Relative => ControlFlow::Continue(()),
            ClauseKind::Subordinate if !that => ControlFlow::Continue(()),
            _ => ControlFlow::Break(None),
        }
    }

    fn takes(&self, complements: u16) -> bool {
        self.verb.complements & complements != 0
    }

    fn has_pronominal_adverb(&self) -> bool {
        (self.clause.start()..self.clause.end()).any(|at| self.tagged.tags[at].is(class::DA_ADVERB))
    }

    /// True if only appositions and relative clauses stand before a clause.
    fn is_near(&self, next: usize) -> bool {
        let between = &self.sentence.clauses[self.at + 1..next];
        between.iter().all(|between| between.kind == ClauseKind::Fragment || between.kind == ClauseKind::Relative)
    }

    /// True for "sagte, dass …", "sagte, wann …".
    fn is_that_clause(&self, next: usize) -> bool {
        let (finder, sentence, candidate) = (self.finder, self.sentence, &self.sentence.clauses[next]);
        let opens = |at: usize| {
            let tag = &self.tagged.tags[at];
            let asks = tag.is(class::W_WORD) && !tag.is(class::ADVERB) && self.takes(complement::THAT) && candidate.before == ',';
            let asks = asks && !finder.hangs_on_noun(sentence, self.at, next, self.verb);
            tag.is(class::COMPLEMENTISER) || asks
        };
        candidate.kind == ClauseKind::Subordinate
            && !self.is_result(candidate)
            // "…, wie das Amt mitteilte" tells who says what stands before.
            && !finder.attributes(sentence, next)
            && !finder.answers(sentence, next)
            && !finder.goes_on_from_it(sentence, next)
            && !finder.was_asked(sentence, candidate)
            && candidate.opener.is_some_and(opens)
    }

    /// "so dass" tells a result, and so does "hatte so viel Geld, dass".
    fn is_result(&self, candidate: &Clause) -> bool {
        let tags = &self.tagged.tags;
        candidate.opener.is_some_and(|opener| {
            opener > candidate.start() && tags[opener - 1].is(class::SO)
                || tags[opener].is(class::COMPLEMENTISER) && self.finder.measured(self.clause)
        })
    }

    /// True for "forderte, das Tor zu schließen", but not "sagte das, um das Tor zu schließen".
    fn is_told_infinitive(&self, next: usize) -> bool {
        let (tagged, candidate) = (self.tagged, &self.sentence.clauses[next]);
        let purpose = || tagged.tags[candidate.start()].is(class::PURPOSE);
        let whole_quotation = || {
            let outer = tagged.outer_quotation(candidate.start());
            outer.is_some_and(|quotation| tagged.doc.quotations[quotation].tokens.covers(candidate.tokens))
        };
        candidate.kind == ClauseKind::Infinitive
            && !purpose()
            && !whole_quotation()
            && (!self.verbs.passive || self.clause.kind != ClauseKind::Relative)
            && self.takes(complement::ZU)
            && self.is_near(next)
    }

    /// The content in a main clause: "sagte, er komme", "sagte: Er kommt.", "sagte, er kommt".
    fn main_clause(&self, next: usize) -> Option<Content> {
        let (sentence, candidate) = (self.sentence, &self.sentence.clauses[next]);
        let konjunktiv = candidate.konjunktiv();
        let behind = |rule: Rule| Some(Content::From(next, rule));
        match candidate.before {
            ':' if konjunktiv && self.at == 0 && next == 1 && self.finder.tells_by_itself(sentence) => Some(Content::AroundColon),
            // "…, der den Schaden angegeben hatte: Die Polizei ermittelt nach eigenen Angaben": another says it.
            ':' if self.clause.kind == ClauseKind::Relative && self.finder.has_attributor(candidate.tokens) => None,
            ':' if konjunktiv || self.takes(complement::V2) => behind(rule::VERB_COLON),
            ',' | '–' if konjunktiv && !candidate.verb_first(self.tagged) => behind(rule::VERB_KONJUNKTIV),
            // "sagte, Pohl, der krank war, habe gekündigt": the subject of the content stands before the comma.
            ',' if konjunktiv && next > self.at + 1 && sentence.clauses[self.at + 1].before == ',' => {
                Some(Content::From(self.at + 1, rule::VERB_KONJUNKTIV))
            }
            ',' if self.takes(complement::V2) && self.is_told_in_indicative(next) => behind(rule::VERB_INDICATIVE),
            _ => None,
        }
    }

    /// True for "sagte, er kommt": not where the clause before the comma tells all, or the one behind it something else.
    fn is_told_in_indicative(&self, next: usize) -> bool {
        let (tags, finder, sentence, clause) = (&self.tagged.tags, self.finder, self.sentence, self.clause);
        let candidate = &sentence.clauses[next];
        !candidate.verb_first(self.tagged)
            && candidate.start() < candidate.end()
            && !tags[candidate.start()].is(class::COORDINATOR)
            // "Sie gingen, nachdem er den Brand gemeldet hatte, die Halle blieb leer", "Die Türen wurden geschlossen, die Halle blieb leer"
            && (clause.kind != ClauseKind::Subordinate || self.opens_as_content())
            && !self.verbs.passive
            // "Mehr wollte er nicht sagen, im Flur klapperte Geschirr"
            && !(clause.start()..clause.end()).any(|at| tags[at].is(class::NEGATION) && tags[at].quotation == 0)
            && !finder.tells_whose(sentence, next)
            && !finder.opens_told(sentence, next)
            && !finder.calls_out(sentence, next)
            && !finder.goes_on_with_another(sentence, self.at, next)
            && finder.no_object(sentence, self.at, self.verbs)
            && !finder.takes_its_phrase(clause, self.verb)
    }

    /// True for "dass er sagte", "wie er sagte".
    fn opens_as_content(&self) -> bool {
        self.clause.opener.is_some_and(|opener| self.tagged.tags[opener].is(class::COMPLEMENTISER | class::AS))
    }

    /// "Als sie bemerkte, dass …" tells what happened.
    fn narrates(&self) -> bool {
        self.clause.kind == ClauseKind::Subordinate && self.verb.mode.is_some_and(|mode| mode.thought) && !self.opens_as_content()
    }
}
