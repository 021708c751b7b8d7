//! Content under a verb: "sagte, dass …", "…, sagte er", "wie er sagte", "hieß es".

use super::clauses::{Clause, ClauseKind, Sentence, VerbComplex};
use super::lexicon::{AttributorKind, Verb, class, complement};
use super::morphology::form;
use super::{Finder, rule, verb_of};
use crate::attribution::{Attribution, Form, Mode};
use crate::document::Token;
use crate::span::Span;
use crate::word_list::WordList;

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
            if self.is_still_to_be_said(&sentence, at, told_behind) {
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
            // "hieß es beim Essen", but "hieß es beim Zoll"
            let meanwhile = || tagged.is_word(at, "beim") && !tagged.can_speak_in(at + 1, stop);
            let nowhere = tagged.is_one_of(at + 1, &tagged.lexicon.turns.no_documents);
            (!when && !meanwhile() && !nowhere).then(|| Span::new(at + 1, stop))
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

    /// "Will er sagen, dass …?", "Die Reisenden müssen angeben, dass …", "Insgesamt lässt sich sagen, dass …": nobody has said so yet. `told_behind` tells
    /// whether somebody does behind the clause.
    fn is_still_to_be_said(&self, sentence: &Sentence, at: usize, told_behind: impl Fn() -> bool) -> bool {
        let (tagged, turns, clause) = (&self.tagged, &self.tagged.lexicon.turns, &sentence.clauses[at]);
        let Some(verbs) = clause.verbs.as_ref() else { return false };
        let asked = at == 0 && clause.verb_first(tagged) && tagged.tags[sentence.tokens.end as usize - 1].mark == '?';
        let modal = verbs.modal && tagged.is_one_of(verbs.finite, &turns.must_or_may);
        let last = |list: &WordList| verbs.tokens.last().is_some_and(|last| tagged.is_one_of(*last, list));
        // "Spender von Beträgen bis 500 Euro können aber angeben, dass …": the modal stands in a clause before.
        let main = sentence.clauses[..at].iter().rfind(|before| before.kind == ClauseKind::Main).and_then(|before| before.verbs.as_ref());
        let rest = verbs.tokens.len() == 1
            && verbs.finite + 1 == clause.end()
            && tagged.tags[verbs.finite].any_forms(form::INFINITIVE)
            && main.is_some_and(|verbs| verbs.tokens.len() == 1 && tagged.is_one_of(verbs.finite, &turns.must_or_may));
        let to_be_declared = (modal || rest) && last(&turns.to_be_declared) || verbs.modal && last(&turns.to_be_decided);
        // "Insgesamt lässt sich sagen, dass …", but not "Dem Bericht lässt sich entnehmen, dass …".
        let reflexive = || (clause.start()..clause.end()).any(|at| tagged.tags[at].is(class::REFLEXIVE));
        let anybody = turns.letting.begins(tagged.lower(verbs.finite)) && last(&turns.anybody_says) && reflexive();
        asked || anybody || to_be_declared && clause.kind == ClauseKind::Main && !told_behind()
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
