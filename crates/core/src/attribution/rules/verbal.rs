//! Content under a verb: "sagte, dass …", "…, sagte er", "wie er sagte", "hieß es".

use super::clauses::{Clause, ClauseKind, Sentence, VerbComplex};
use super::lexicon::{AttributorKind, Verb, class, complement};
use super::morphology::form;
use super::noun_phrases::Place;
use super::{Finder, rule, verb_of};
use crate::attribution::{Attribution, Form, Mode};
use crate::document::Token;
use crate::span::Span;
use crate::word_list::WordList;

/// How far behind its cue clause a content clause may start: appositions and relative clauses between.
const CLAUSES_BETWEEN: usize = 4;

impl Finder<'_> {
    /// Finds contents under the verbs of a sentence.
    pub(super) fn verbal(&mut self, index: usize) {
        let sentence = self.sentences[index].clone();
        if self.tells_whose_words(&sentence, index) {
            return;
        }
        let mut until = 0;
        for at in 0..sentence.clauses.len() {
            let clause = &sentence.clauses[at];
            if clause.start() < until {
                continue;
            }
            let quoted = clause.verbs.as_ref().map_or(clause.start(), |verbs| verbs.finite);
            if self.tagged.tags[quoted].quotation > 0 {
                continue;
            }
            if let Some(end) = self.behind_noun(&sentence, at) {
                until = end;
                continue;
            }
            let Some(verbs) = &clause.verbs else { continue };
            let Some(verb) = verb_of(&self.tagged, verbs.verb).cloned() else { continue };
            // A cue that is told itself, "Er wisse nicht, …", belongs to who tells it.
            if verb.mode.is_none() || clause.kind == ClauseKind::Main && verbs.konjunktiv_1 {
                continue;
            }
            let told_behind = || (at + 1..sentence.clauses.len()).any(|next| self.tells_whose(&sentence, next));
            let so_behind = || (at + 1..sentence.clauses.len()).any(|next| self.attributes(&sentence, next));
            // "Wenn er sagt, …", "Hätte er gesagt, …": nobody has said it; "Offen ist, ob das Amt einräumt, dass …": nor what is asked.
            let turns = &self.tagged.lexicon.turns;
            let open = |opener: usize| {
                self.tagged.tags[opener].is(class::CONDITION) || self.tagged.is_one_of(opener, &turns.whether) && !told_behind()
            };
            let condition = clause.kind == ClauseKind::Subordinate && clause.opener.is_some_and(open)
                || clause.verb_first(&self.tagged) && verbs.konjunktiv_2;
            // "Wir empfehlen, das Tor zu schließen, sagte Holm.": all of it is what Holm said.
            let own = |at: usize| {
                let first = self.tagged.tags[at].is(class::FIRST_PERSON) || self.tagged.is_one_of(at, &turns.first_person);
                first && self.tagged.tags[at].quotation == 0
            };
            // "Die Daten deuteten darauf hin, dass der Wall bricht, sagte Holm.": so is what a thing tells.
            let thing = || {
                let subject = self.tagged.subject(&sentence, at);
                at == 0
                    && clause.kind == ClauseKind::Main
                    && subject.is_some_and(|subject| !self.speaks(subject) || self.is_document(subject))
            };
            // "Wir sind gefordert, den Deich zu bauen, so Holm."
            // "Forscher hätten herausgefunden, dass der Staub schade, erzählt Holm."
            let told = || at == 0 && clause.kind == ClauseKind::Main && clause.konjunktiv();
            let of_other = ((clause.start()..clause.end()).any(own) || thing() || told()) && told_behind();
            if condition || of_other || (clause.start()..clause.end()).any(own) && so_behind() {
                continue;
            }
            // "Will er sagen, dass …?": that is asked.
            let asked = at == 0 && clause.verb_first(&self.tagged) && self.tagged.tags[sentence.tokens.end as usize - 1].mark == '?';
            // "Die Reisenden müssen angeben, dass …": nobody has said so yet.
            let modal = verbs.modal && self.tagged.is_one_of(verbs.finite, &turns.must_or_may);
            let last = |list: &WordList| verbs.tokens.last().is_some_and(|last| self.tagged.is_one_of(*last, list));
            // "Spender von Beträgen bis 500 Euro können aber angeben, dass …": the modal stands in a clause before.
            let main =
                sentence.clauses[..at].iter().rfind(|before| before.kind == ClauseKind::Main).and_then(|before| before.verbs.as_ref());
            let rest = verbs.tokens.len() == 1
                && verbs.finite + 1 == clause.end()
                && self.tagged.tags[verbs.finite].any_forms(form::INFINITIVE)
                && main.is_some_and(|verbs| verbs.tokens.len() == 1 && self.tagged.is_one_of(verbs.finite, &turns.must_or_may));
            let to_be_declared = (modal || rest) && last(&turns.to_be_declared) || verbs.modal && last(&turns.to_be_decided);
            // "Insgesamt lässt sich sagen, dass …", but not "Dem Bericht lässt sich entnehmen, dass …".
            let reflexive = || (clause.start()..clause.end()).any(|at| self.tagged.tags[at].is(class::REFLEXIVE));
            let anybody = turns.letting.begins(self.tagged.lower(verbs.finite)) && last(&turns.anybody_says) && reflexive();
            if asked || anybody || to_be_declared && clause.kind == ClauseKind::Main && !told_behind() {
                continue;
            }
            // "Es ist davon auszugehen, dass …": what may be thought, by nobody in particular.
            let to_be_done =
                |at: usize| self.tagged.tags[at].any_forms(form::ZU_INFINITIVE) || self.tagged.tags[at - 1].is(class::INFINITIVE_PARTICLE);
            let possible =
                turns.is_to.has(self.tagged.lower(verbs.finite)) && verbs.tokens.iter().any(|at| *at > verbs.finite && to_be_done(*at));
            // But "Aus dem Amt ist zu hören, dass …".
            let thought = verb.mode.is_some_and(|mode| mode.thought);
            if possible && thought && !self.has_attributor(clause.tokens) {
                continue;
            }
            // "Aus den Akten ergibt sich, dass …", but not "Aus der Lage ergibt sich, dass …".
            let shown = verb.complements & complement::FROM != 0 && verb.complements & complement::DOCUMENT != 0;
            if shown && !self.document_phrase(&sentence, at, &verb).is_some_and(|phrase| self.is_document(phrase)) {
                continue;
            }
            if self.points_back(&sentence, index, at, verbs, &verb) {
                break;
            }
            if let Some(end) = self.insertion(&sentence, at, verbs, &verb) {
                until = end;
                continue;
            }
            if let Some(end) = self.content_behind(&sentence, at, verbs, &verb) {
                until = end;
            }
        }
        for at in 0..sentence.clauses.len() {
            self.konjunktiv_behind(index, &sentence, at);
        }
    }

    /// "Er begegnete dem Vorwurf mit dem Satz, man habe getan, was möglich sei": Konjunktiv I behind an indicative clause is content,
    /// whatever the verb.
    fn konjunktiv_behind(&mut self, index: usize, sentence: &Sentence, at: usize) {
        let tagged = &self.tagged;
        let (clause, Some(next)) = (&sentence.clauses[at], sentence.clauses.get(at + 1)) else { return };
        let Some(verbs) = clause.verbs.as_ref().filter(|_| clause.kind == ClauseKind::Main && !clause.konjunktiv()) else { return };
        // "als habe sie gewonnen" compares.
        let content = next.kind == ClauseKind::Main
            && !tagged.tags[next.start()].is(class::CALLED)
            && next.before == ','
            && !next.verb_first(tagged)
            && next.verbs.as_ref().is_some_and(|verbs| verbs.konjunktiv_1);
        let covered = |at: usize| self.found_in(index).any(|attr| attr.content.iter().chain(&attr.frame).any(|span| span.contains(at)));
        if !content || covered(next.start()) || covered(verbs.finite) || tagged.tags[verbs.finite].quotation > 0 {
            return;
        }
        let verb = verb_of(tagged, verbs.verb).cloned().unwrap_or_default();
        let mut cue = self.cue(sentence, at, verbs, &verb);
        // "Der Verkauf läuft nach Angaben der Stadt gut, die Karten seien fast weg": whoever says the first says the second.
        let attributed = || [clause, next].iter().any(|clause| self.has_attributor(clause.tokens));
        // "Die Wege blieben erhalten, auch der Bus fahre": goes on with what was told before.
        if verb.mode.is_none() && attributed() || verb.mode.is_none() && !cue.source.iter().any(|source| self.speaks(*source)) {
            return;
        }
        if verb.mode.is_none() {
            cue.mode = Mode::SPEECH_WRITING;
        }
        cue.frame = vec![Span::new(self.frame_start(sentence, at), next.start())];
        let content = Span::new(next.start(), self.content_end(sentence, at + 1));
        self.emit(rule::KONJUNKTIV_BEHIND, vec![content], cue);
    }

    /// "Die Leiterin prangerte Mängel an, die seit Jahren bekannt seien": a relative clause in Konjunktiv I behind what somebody tells is told, too.
    pub(super) fn told_relatives(&mut self) {
        for index in 0..self.sentences.len() {
            for at in 1..self.sentences[index].clauses.len() {
                if self.told_relative(index, at) {
                    self.told_relative_one(index, at);
                }
            }
        }
    }

    /// True for a relative clause in Konjunktiv I that no content but a told act holds.
    fn told_relative(&self, index: usize, at: usize) -> bool {
        let clause = &self.sentences[index].clauses[at];
        let told =
            clause.kind == ClauseKind::Relative && clause.before == ',' && clause.verbs.as_ref().is_some_and(|verbs| verbs.konjunktiv_1);
        let inside = |attr: &Attribution| attr.form != Form::Reported && attr.content.iter().any(|span| span.contains(clause.start()));
        told && self.tagged.tags[clause.start()].quotation == 0 && !self.found_in(index).any(inside)
    }

    fn told_relative_one(&mut self, index: usize, at: usize) {
        let sentence = self.sentences[index].clone();
        let content = Span::new(sentence.clauses[at].start(), self.content_end(&sentence, at));
        let before = &sentence.clauses[at - 1];
        let Some(verbs) = before.verbs.as_ref().filter(|verbs| !verbs.konjunktiv_1) else { return };
        let Some(verb) = verb_of(&self.tagged, verbs.verb).filter(|verb| verb.mode.is_some()).cloned() else { return };
        let mut cue = self.cue(&sentence, at - 1, verbs, &verb);
        if cue.source.is_empty() {
            return;
        }
        // "Sie bezeichnete das als Fehler, der sich rächen werde."
        let called = (before.start()..before.end()).find(|at| self.tagged.tags[*at].is(class::CALLED));
        if let Some(called) = called.filter(|_| verb.complements & complement::ALS != 0) {
            let mut words: Vec<usize> = cue.cue.iter().flat_map(|span| span.range()).chain([called]).collect();
            words.sort_unstable();
            cue.cue = super::runs(&words);
        }
        cue.frame = vec![Span::new(self.frame_start(&sentence, at - 1), content.start as usize)];
        self.emit(rule::KONJUNKTIV_BEHIND, vec![content], cue);
    }

    /// True if a preposition in these words tells whose they are: "laut Polizei", "nach Angaben der Stadt".
    pub(super) fn has_attributor(&self, words: Span<Token>) -> bool {
        let kind = |at: usize| match self.tagged.tags[at].word.attributor {
            None if self.tagged.tags[at].nominal() => self.tagged.lexicon.attributor(self.tagged.lower(at)),
            other => other,
        };
        words.range().filter(|at| self.tagged.tags[*at].quotation == 0).any(|at| match kind(at).map(|(kind, _)| kind) {
            None | Some(AttributorKind::Adverb) => false,
            Some(AttributorKind::NachNoun) => {
                (at.saturating_sub(2)..at).any(|before| words.contains(before) && self.tagged.tags[before].is(class::NACH))
            }
            Some(AttributorKind::Before | AttributorKind::After) => true,
        })
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

    /// "im Bericht", "in der Mitteilung der Behörde": the source of "heißt es". Where the verb names its prepositions, behind one of these.
    pub(super) fn document_phrase(&self, sentence: &Sentence, at: usize, verb: &Verb) -> Option<Span<Token>> {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[at];
        // "In dem Bericht, der …, heißt es": the phrase may stand before a relative clause.
        let start = tagged.interrupted(sentence, at).filter(|_| clause.verb_first(tagged)).unwrap_or(clause.start());
        let governed: &[&str] = if verb.complements & complement::FROM != 0 { &verb.through.prepositions } else { &[] };
        let opens = |at: usize| match governed {
            // "ist von Rissen die Rede": what the verb takes by its preposition is what is told.
            [] => {
                let taken = verb.through.prepositions.iter().any(|word| tagged.is_preposition(at, word));
                tagged.tags[at].is(class::DOCUMENT_PREPOSITION) && !taken
            }
            words => words.iter().any(|word| tagged.is_preposition(at, word)),
        };
        (start..clause.end()).find(|at| opens(*at)).and_then(|at| {
            let stop = tagged.noun_phrase(at + 1, clause.end(), super::noun_phrases::Place::AfterVerb)?;
            // "stößt bei den Schülern auf Ablehnung"
            let of_verb = clause.verbs.iter().flat_map(|verbs| &verbs.tokens).copied().filter(|token| (at + 2..stop).contains(token));
            let stop = of_verb.min().unwrap_or(stop);
            // "in einem am Montag vorgelegten Bericht"
            let when = tagged.time_phrase(at + 1, stop) && !tagged.can_speak_in(at + 1, stop);
            let nowhere = tagged.is_one_of(at + 1, &tagged.lexicon.turns.no_documents);
            (!when && !nowhere).then(|| Span::new(at + 1, stop))
        })
    }

    /// Where the reporting clause of clause `at` starts: the sentence's start, or behind a conjunction that opens a main clause of its own.
    pub(super) fn frame_start(&self, sentence: &Sentence, at: usize) -> usize {
        let mut clause = at;
        while clause > 0 {
            let this = &sentence.clauses[clause];
            // "Während die SPD von einem Erfolg sprach, | nannte die FDP ihn „halbherzig“."
            if this.kind == ClauseKind::Main && this.verb_first(&self.tagged) && self.contrasts(sentence, clause - 1) {
                return this.start();
            }
            let opens =
                matches!(this.before, '&' | ';' | ':') || (this.before == ',' && self.tagged.tags[this.start()].is(class::COORDINATOR));
            if opens && this.kind == ClauseKind::Main && sentence.clauses[..clause].iter().any(|before| before.kind == ClauseKind::Main) {
                // "und" itself belongs to neither clause.
                let coordinator = self.tagged.tags[this.start()].is(class::COORDINATOR) && this.end() - this.start() > 1;
                return this.start() + usize::from(coordinator);
            }
            clause -= 1;
        }
        sentence.start()
    }

    /// Where content that starts with clause `from` ends: before the main clause goes on.
    pub(super) fn content_end(&self, sentence: &Sentence, from: usize) -> usize {
        let first = &sentence.clauses[from];
        let mut open = first.kind == ClauseKind::Subordinate && first.verbs.is_none();
        let mut at = from + 1;
        while at < sentence.clauses.len() {
            let clause = &sentence.clauses[at];
            if clause.kind == ClauseKind::Main {
                let verbs = clause.verbs.as_ref();
                let sure = verbs.is_some_and(|verbs| {
                    !self.tagged.tags[verbs.finite].any_forms(form::INFINITIVE | form::PARTICIPLE) || clause.before == '&'
                });
                let resumes = match first.kind {
                    // "Sie sagte: Der Kreis springt ein und hilft."
                    ClauseKind::Main if first.before == ':' && clause.before == '&' => false,
                    ClauseKind::Main => {
                        !clause.konjunktiv() && (sure && (clause.verb_first(&self.tagged) || matches!(clause.before, ';' | '&')))
                    }
                    _ => {
                        (clause.verb_first(&self.tagged) && (sure || self.tells_whose(sentence, at)) || matches!(clause.before, ';'))
                            && !clause.konjunktiv()
                            || self.behind_dash(sentence, first, at)
                    }
                } || self.another_speaks(sentence, first, clause);
                if open && clause.verb_first(&self.tagged) {
                    open = false;
                } else if resumes {
                    return sentence.clauses[at - 1].end();
                }
            } else if self.attributes(sentence, at) || self.answers(sentence, at) || sentence.closes(at) {
                return sentence.clauses[at - 1].end();
            }
            at += 1;
        }
        sentence.body_end
    }

    /// "Der Fall erinnert an Vorgänge im Sport, wo Vereine …": a clause about the noun before it, where the verb has its phrase already.
    fn hangs_on_noun(&self, sentence: &Sentence, at: usize, next: usize, verb: &Verb) -> bool {
        let (tagged, clause) = (&self.tagged, &sentence.clauses[next]);
        let noun = clause.before == ',' && clause.start() > 1 && tagged.tags[clause.start() - 2].nominal();
        let place = clause.opener.is_some_and(|opener| tagged.is_one_of(opener, &tagged.lexicon.turns.where_words));
        noun && place && self.takes_its_phrase(&sentence.clauses[at], verb)
    }

    /// "…, dass er so lange warte – immerhin beginnt morgen die Wahl": behind a finished clause that no dash goes on with, another sentence.
    fn behind_dash(&self, sentence: &Sentence, first: &Clause, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let dash = |clause: &Clause| matches!(clause.before, '–' | '-');
        let finished = first.kind == ClauseKind::Subordinate && first.verbs.as_ref().is_some_and(|verbs| verbs.finite + 1 == first.end());
        dash(clause) && finished && !clause.konjunktiv() && !sentence.clauses[at + 1..].iter().any(dash)
    }

    /// "… behauptete, er sei krank, doch die Wirtin erklärte, …": behind content in Konjunktiv somebody else tells something, in the indicative.
    fn another_speaks(&self, sentence: &Sentence, first: &Clause, clause: &Clause) -> bool {
        let at = sentence.clauses.iter().position(|other| other.tokens == clause.tokens);
        let tells = |verbs: &VerbComplex| verb_of(&self.tagged, verbs.verb).is_some_and(|verb| verb.mode.is_some());
        let joined = self.tagged.tags[clause.start()].is(class::COORDINATOR);
        first.konjunktiv()
            && !clause.konjunktiv()
            && (joined || at.is_some_and(|at| self.opens_told(sentence, at)))
            && clause.verbs.as_ref().is_some_and(tells)
            && !clause.verb_first(&self.tagged)
            && at.and_then(|at| self.tagged.subject(sentence, at)).is_some_and(|source| self.speaks(source))
    }

    /// True for what somebody was asked: "„Ja“, sagte Holm auf die Frage, ob er gehe."
    fn was_asked(&self, sentence: &Sentence, clause: &Clause) -> bool {
        let Some(noun) = clause.start().checked_sub(2).filter(|noun| *noun > 0) else { return false };
        let asks = self.tagged.lexicon.turns.asked.has(self.tagged.doc.word(noun));
        let said = || (sentence.start()..noun).any(|at| self.tagged.tags[at].quotation > 0);
        asks && (noun.saturating_sub(2)..noun).any(|at| self.tagged.is_word(at, "auf")) && said()
    }

    /// Cue clause first, content behind it.
    fn content_behind(&mut self, sentence: &Sentence, at: usize, verbs: &VerbComplex, verb: &Verb) -> Option<usize> {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[at];
        let da = (clause.start()..clause.end()).any(|i| tagged.tags[i].is(class::DA_ADVERB));
        let mut next = at + 1;
        let mut found = None;
        while next < sentence.clauses.len() && next <= at + CLAUSES_BETWEEN {
            let candidate = &sentence.clauses[next];
            let opener = candidate.opener.map(|opener| tagged.tags[opener]);
            // "so dass" tells a result, and so does "hatte so viel Geld, dass".
            let result = candidate.opener.is_some_and(|opener| {
                opener > candidate.start() && tagged.tags[opener - 1].is(class::SO)
                    || tagged.tags[opener].is(class::COMPLEMENTISER) && self.measured(clause)
            });
            let purpose = tagged.tags[candidate.start()].is(class::PURPOSE);
            // "…, wie das Amt mitteilte" tells who says what stands before.
            let that = candidate.kind == ClauseKind::Subordinate
                && !result
                && !self.attributes(sentence, next)
                && !self.answers(sentence, next)
                && !self.goes_on_from_it(sentence, next)
                && !self.was_asked(sentence, candidate)
                && opener.is_some_and(|tag| {
                    tag.is(class::COMPLEMENTISER)
                        || tag.is(class::W_WORD)
                            && !tag.is(class::ADVERB)
                            && !self.hangs_on_noun(sentence, at, next, verb)
                            && verb.complements & complement::THAT != 0
                            && candidate.before == ','
                });
            let direct_neighbour = next == at + 1
                || sentence.clauses[at + 1..next]
                    .iter()
                    .all(|between| between.kind == ClauseKind::Fragment || between.kind == ClauseKind::Relative);
            if that && (verb.complements & complement::THAT != 0 || da || verb.complements & complement::V2 != 0) {
                found = Some((next, rule::VERB_THAT));
                break;
            }
            let whole_quotation = tagged
                .outer_quotation(candidate.start())
                .is_some_and(|quotation| tagged.doc.quotations[quotation].tokens.covers(candidate.tokens));
            // "soll angewiesen haben, …": hearsay of a demand is told of, not told.
            if candidate.kind == ClauseKind::Infinitive && self.hearsay_verbs(verbs) {
                break;
            }
            if candidate.kind == ClauseKind::Infinitive
                && !purpose
                && !whole_quotation
                && (!verbs.passive || clause.kind != ClauseKind::Relative)
                && verb.complements & complement::ZU != 0
                && direct_neighbour
            {
                found = Some((next, rule::VERB_INFINITIVE));
                break;
            }
            if verb.complements & complement::V2 != 0 && next <= at + 2 && self.conditioned(sentence, at + 1) {
                found = Some((at + 1, rule::VERB_KONJUNKTIV));
                break;
            }
            if candidate.kind == ClauseKind::Main
                && direct_neighbour
                && verb.complements & (complement::V2 | complement::THAT) != 0
                && tagged.outer_quotation(candidate.start()).is_none()
            {
                let konjunktiv = candidate.konjunktiv();
                if candidate.before == ':' && konjunktiv && at == 0 && next == 1 && self.tells_by_itself(sentence) {
                    return self.told_before_colon(sentence);
                } else if matches!(candidate.before, ',' | '–') && konjunktiv && !candidate.verb_first(tagged) {
                    found = Some((next, rule::VERB_KONJUNKTIV));
                } else if konjunktiv && candidate.before == ',' && next > at + 1 && sentence.clauses[at + 1].before == ',' {
                    // "sagte, Pohl, der krank war, habe gekündigt": the subject of the content stands before the comma.
                    found = Some((at + 1, rule::VERB_KONJUNKTIV));
                } else if candidate.before == ':' && clause.kind == ClauseKind::Relative && self.has_attributor(candidate.tokens) {
                    // "…, der den Schaden angegeben hatte: Die Polizei ermittelt nach eigenen Angaben": another says it.
                    break;
                } else if candidate.before == ':' && (konjunktiv || verb.complements & complement::V2 != 0) {
                    found = Some((next, rule::VERB_COLON));
                } else if candidate.before == ','
                    && verb.complements & complement::V2 != 0
                    && !candidate.verb_first(tagged)
                    && candidate.start() < candidate.end()
                    && !tagged.tags[candidate.start()].is(class::COORDINATOR)
                    // "Sie gingen, nachdem er den Brand gemeldet hatte, die Halle blieb leer", "Die Türen wurden geschlossen, die Halle blieb leer"
                    && (clause.kind != ClauseKind::Subordinate
                        || clause.opener.is_some_and(|opener| tagged.tags[opener].is(class::COMPLEMENTISER | class::AS)))
                    && !verbs.passive
                    // "Mehr wollte er nicht sagen, im Flur klapperte Geschirr"
                    && !(clause.start()..clause.end()).any(|at| tagged.tags[at].is(class::NEGATION) && tagged.tags[at].quotation == 0)
                    && !self.tells_whose(sentence, next)
                    && !self.opens_told(sentence, next)
                    && !self.calls_out(sentence, next)
                    && !self.goes_on_with_another(sentence, at, next)
                    && self.no_object(sentence, at, verbs)
                    && !self.takes_its_phrase(clause, verb)
                {
                    found = Some((next, rule::VERB_INDICATIVE));
                }
                break;
            }
            if !matches!(candidate.kind, ClauseKind::Fragment | ClauseKind::Relative) {
                if candidate.kind == ClauseKind::Subordinate && !that {
                    next += 1;
                    continue;
                }
                break;
            }
            next += 1;
        }
        let (next, rule) = found?;
        // "Als sie bemerkte, dass …" tells what happened.
        let narrates = clause.kind == ClauseKind::Subordinate
            && verb.mode.is_some_and(|mode| mode.thought)
            && !clause.opener.is_some_and(|opener| tagged.tags[opener].is(class::COMPLEMENTISER | class::AS));
        if narrates || !self.is_linked(clause, verb) {
            return None;
        }
        let start = sentence.clauses[next].start();
        let end = self.content_end(sentence, next);
        let mut cue = self.cue(sentence, at, verbs, verb);
        // "Für die Partei steht fest, dass …", but not "Für 2027 steht fest, dass …".
        let whose = complement::FROM | complement::LINKED;
        let somebody = |source: &Span<Token>| {
            let pronoun = &tagged.tags[source.start as usize];
            self.speaks(*source) || pronoun.is(class::PRON_OBL) && !pronoun.is(class::REFLEXIVE)
        };
        if verb.complements & whose == whose && !cue.source.iter().any(somebody) {
            return None;
        }
        // "Ein Blick auf die Zahlen ergibt, dass …": nobody says so.
        let glance = |source: &Span<Token>| {
            let article = tagged.tags[source.start as usize].is(class::DET_NOM) && tagged.lower(source.start as usize).starts_with("ein");
            article && source.len() > 2 && tagged.is_one_of(source.start as usize + 1, &tagged.lexicon.turns.glances)
        };
        // "Seitdem der Krieg gezeigt hat, dass …": what shows something and is no text says nothing.
        let shows = clause.kind == ClauseKind::Subordinate
            && verb.complements & complement::DOCUMENT != 0
            && !clause.opener.is_some_and(|opener| tagged.tags[opener].is(class::COMPLEMENTISER | class::AS))
            && cue.source.iter().any(|source| !self.speaks(*source) && !self.is_document(*source));
        if cue.source.iter().any(glance) || shows {
            return None;
        }
        cue.frame = vec![Span::new(self.frame_start(sentence, at), start)];
        self.emit(rule, vec![Span::new(start, end)], cue);
        Some(end)
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

    /// True for "ein anderer", "die beiden".
    fn stands_alone(&self, source: Span<Token>) -> bool {
        self.tagged.lexicon.turns.standing_alone.has(self.tagged.doc.word(source.end as usize - 1))
    }

    /// True for "das Rote Kreuz", "das Weiße Haus": an adjective with a capital inside of a sentence opens a name.
    fn adjective_name(&self, source: Span<Token>) -> bool {
        let (tagged, start) = (&self.tagged, source.start as usize);
        let ending = |at: usize| ["e", "en", "er", "es"].iter().any(|ending| tagged.doc.word(at).ends_with(ending));
        source.len() == 3
            && tagged.tags[start].is(class::DET_NOM | class::DET_OBL)
            && ending(start + 1)
            && (start + 1..start + 3).all(|at| tagged.tags[at].nominal() && tagged.tags[at].mark == '\0')
    }

    /// True for "Ina Pohl von der Stadtliste".
    fn name_with_more(&self, source: Span<Token>) -> bool {
        let (start, head) = (source.start as usize, self.tagged.head_alone(source));
        let name = Span::new(start, head);
        name.len() > 1 && head < source.end as usize && self.tagged.bare_name(name) && !self.tagged.bare_deed(name)
    }

    /// True for "die Ukraine", "die kleine Schweiz", "der Iran und Polen", but not "der Krieg gegen den Iran".
    fn country(&self, source: Span<Token>) -> bool {
        let (tagged, first, end) = (&self.tagged, source.start as usize + 1, source.end as usize);
        let head = if tagged.adjective(first, end) { first + 1 } else { first };
        head < end && tagged.lexicon.turns.countries_with_article.has(tagged.doc.word(head))
    }

    /// True for "die Pontivar AG".
    fn is_firm(&self, source: Span<Token>) -> bool {
        let (start, last) = (source.start as usize, source.end as usize - 1);
        let named = source.len() > 2 && (start + 1..=last).all(|at| self.tagged.tags[at].nominal());
        named && self.tagged.tags[start].is(class::DET_NOM) && self.tagged.lexicon.turns.legal_form.has(self.tagged.doc.word(last))
    }

    /// True for "AOK", "IG Metall".
    fn acronym(&self, name: Span<Token>) -> bool {
        let tagged = &self.tagged;
        tagged.is_acronym(name.start as usize) && name.range().all(|at| tagged.tags[at].nominal() && tagged.tags[at].mark == '\0')
    }

    /// True for names and nouns without an article, one or more: "Pohl", "Frankreich und Polen".
    fn bare_names(&self, source: Span<Token>) -> bool {
        let tagged = &self.tagged;
        let name = |at: usize| tagged.tags[at].nominal() && tagged.tags[at].mark == '\0';
        let pairs = |at: usize| tagged.is_one_of(at, &tagged.lexicon.turns.pairing_joins);
        let joins = |at: usize| tagged.tags[at].mark == ',' || tagged.tags[at].is(class::COORDINATOR) || pairs(at);
        let (start, last) = (source.start as usize, source.end as usize - 1);
        name(start) && name(last) && source.range().all(|at| name(at) || joins(at) && name(at + 1) || tagged.in_name(source, at))
    }

    /// True if the words can name somebody who speaks: a pronoun, a head of the word list, a bare name.
    pub(super) fn speaks(&self, source: Span<Token>) -> bool {
        let tagged = &self.tagged;
        // "Ina Pohl, gebürtige Grazerin"
        let comma = source.range().find(|at| tagged.tags[*at].mark == ',' && tagged.tags[*at].quotation == 0);
        if let Some(comma) = comma.filter(|comma| *comma > source.start as usize)
            && self.speaks(Span::new(source.start as usize, comma))
        {
            return true;
        }
        let first = &tagged.tags[source.start as usize];
        source.len() == 1 && first.is(class::PERSONAL | class::PRON_NOM) && !first.is(class::EXPLETIVE)
            || source
                .range()
                .any(|at| tagged.tags[at].nominal() && (tagged.can_speak(at) || tagged.lexicon.turns.aged_ends.ends(tagged.lower(at))))
            || tagged.shares_in(source.start as usize, source.end as usize)
            || self.is_firm(source)
            || first.is(class::DET_NOM) && self.country(source)
            || source.len() == 2 && first.is(class::DET_NOM) && self.stands_alone(source)
            || source.len() > 1 && first.is(class::DET_NOM) && self.acronym(Span::new(source.start as usize + 1, source.end as usize))
            || self.bare_names(source)
            || self.name_with_more(source)
            || tagged.named_in_marks(source)
            || tagged.titled_name(source)
            || self.adjective_name(source)
            || tagged.name_with_von(source.start as usize, source.end as usize) == Some(source)
    }
}
