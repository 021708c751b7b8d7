//! Cue clauses behind or inside their content: "…, sagte er", "…, wie er sagte, …", and what stands around them.

use super::clauses::{Clause, ClauseKind, Sentence, VerbComplex};
use super::lexicon::{Speaker, Verb, class, complement};
use super::morphology::form;
use super::noun_phrases::Place;
use super::{Finder, rule, verb_of};
use crate::attribution::{Form, Role};
use crate::document::Token;
use crate::span::Span;

/// How many words stand at most before the colon of a sentence to call for attention: "Pikant dabei".
const LONGEST_KICKER: usize = 3;

impl Finder<'_> {
    /// True if the clause is an attributing insertion: "so der Minister", "wie er sagte".
    pub(super) fn attributes(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let tagged = &self.tagged;
        match clause.kind {
            ClauseKind::Fragment => {
                tagged.tags[clause.start()].is(class::SO)
                    && clause.end() - clause.start() > 1
                    // "…, so viele wie noch nie"
                    && !tagged.is_one_of(clause.start() + 1, &tagged.lexicon.turns.how_far)
                    && !tagged.tags[clause.start() + 1].is(class::ADVERB | class::PREPOSITION)
            }
            // "Wie berichtet, …": nobody is named, and the paper itself did.
            ClauseKind::Subordinate if clause.tokens.len() == 2 && tagged.tags[clause.end() - 1].any_forms(form::PARTICIPLE) => false,
            ClauseKind::Subordinate => {
                clause.opener.is_some_and(|opener| {
                    tagged.tags[opener].is(class::AS)
                        && (clause.start()..opener).all(|at| tagged.tags[at].is(class::COORDINATOR | class::SO))
                }) && !clause.konjunktiv()
                    && !self.compares(clause)
                    && !self.asks_how(sentence, at)
                    // "Sie verstehe nicht, wie das Amt das behaupten konnte": that is asked, and tells nothing.
                    && !clause.verbs.as_ref().is_some_and(|verbs| verbs.modal && tagged.is_one_of(verbs.finite, &tagged.lexicon.turns.being_able))
                    && clause.verbs.as_ref().and_then(|verbs| verb_of(tagged, verbs.verb)).is_some_and(|verb| {
                        verb.mode.is_some() && verb.complements & (complement::WIE | complement::THAT | complement::V2) != 0
                    })
            }
            _ => false,
        }
    }

    /// True for "Ich verstehe nicht, | wie das Amt das empfiehlt": what is not understood, and not whose words these are.
    fn asks_how(&self, sentence: &Sentence, at: usize) -> bool {
        let tagged = &self.tagged;
        let Some(before) = at.checked_sub(1).map(|before| &sentence.clauses[before]) else { return false };
        let verb = before.verbs.as_ref().and_then(|verbs| verb_of(tagged, verbs.verb));
        let asks = verb.is_some_and(|verb| tagged.lexicon.turns.how_verbs.has(verb.infinitive));
        asks && sentence.clauses[at].before == ',' && (before.start()..before.end()).any(|at| tagged.tags[at].is(class::NEGATION))
    }

    /// True for "einen Rücktritt, wie ihn die Partei fordert": the pronoun stands for the noun before, so that the clause tells what is wanted, not whose
    /// words the sentence is.
    fn compares(&self, clause: &Clause) -> bool {
        let tagged = &self.tagged;
        // "dreimal so viele, wie der Konzern zugibt"
        let so = |at: usize| tagged.tags[at].is(class::SO);
        let measured = clause.before == ',' && (2..=3).any(|back| clause.start().checked_sub(back + 1).is_some_and(so));
        if measured && clause.start() >= 2 && !tagged.tags[clause.start() - 2].nominal() && tagged.tags[clause.start() - 2].mark == '\0' {
            return true;
        }
        let Some(object) = clause.opener.map(|opener| opener + 1).filter(|at| *at + 1 < clause.end()) else { return false };
        // "wie viel der Konzern verlangte"
        if tagged.is_one_of(object, &tagged.lexicon.turns.how_far) {
            return true;
        }
        let noun = clause.before == ',' && clause.start() >= 2 && tagged.tags[clause.start() - 2].nominal();
        let pronoun = tagged.is_one_of(object, &tagged.lexicon.turns.object_pronouns);
        let subject =
            || tagged.noun_phrase(object + 1, clause.end(), Place::BeforeVerb).is_some_and(|end| self.speaks(Span::new(object + 1, end)));
        noun && pronoun && subject()
    }

    /// Cue clause behind or inside its content: "…, sagte er", "…, wie er sagte, …", "Wie er sagte, …".
    pub(super) fn insertion(&mut self, sentence: &Sentence, at: usize, verbs: &VerbComplex, verb: &Verb) -> Option<usize> {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[at];
        let rule = if clause.kind == ClauseKind::Subordinate {
            if !self.attributes(sentence, at) {
                return None;
            }
            rule::WIE_CLAUSE
        } else {
            let after_content = self.tells_whose(sentence, at)
                && !self.second_act(sentence, at)
                && self.could_be_content(sentence, at)
                && !self.found_in(self.sentence_of(verbs.finite)).any(|attr| attr.cue.iter().any(|cue| cue.contains(verbs.finite)));
            if !after_content {
                return None;
            }
            rule::VERB_BEHIND
        };
        // Appositions of the source belong to the cue clause.
        let cue_source = tagged.subject(sentence, at);
        let mut next = at + 1;
        while next < sentence.clauses.len()
            && (cue_source.is_some_and(|source| source.overlaps(sentence.clauses[next].tokens))
                || sentence.clauses[next].kind == ClauseKind::Relative
                || self.goes_on_relatively(sentence, next))
        {
            next += 1;
        }
        // "sagte ein Offizier, der ungenannt bleiben will, | der dpa"
        let told = sentence.clauses.get(next).filter(|_| next > at + 1 && verb.addressee.dative).and_then(|told| tagged.told_alone(told));
        next += usize::from(told.is_some());
        let (content, frame) = self.around(sentence, at, next, clause.start())?;
        let behind = clause.kind == ClauseKind::Main;
        let mut cue = if behind { self.cue_behind_content(sentence, at, verbs, verb) } else { self.cue(sentence, at, verbs, verb) };
        // "…, wie der Fall gezeigt hat": what shows something and is no text says nothing.
        let shows = rule.name == rule::WIE_CLAUSE.name && verb.complements & complement::DOCUMENT != 0;
        if shows && cue.source.iter().any(|source| !self.speaks(*source) && !self.is_document(*source)) {
            return None;
        }
        cue.addressee.extend(told.filter(|_| cue.addressee.is_empty()));
        cue.frame = vec![frame];
        let end = content.last().map_or(sentence.body_end, |span| span.end as usize).max(frame.end as usize);
        self.emit(rule, content, cue);
        Some(end)
    }

    /// "…, der das Verfahren kennt und seinen Posten nicht verlieren möchte": the second half of a relative clause, told by its verb at the end.
    fn goes_on_relatively(&self, sentence: &Sentence, at: usize) -> bool {
        let (tagged, clause) = (&self.tagged, &sentence.clauses[at]);
        let from = clause.start() + usize::from(tagged.tags[clause.start()].is(class::COORDINATOR));
        let last = clause.verbs.as_ref().is_some_and(|verbs| verbs.finite + 1 == clause.end() && verbs.finite > from);
        // "… und die Preise stiegen" is a clause of its own.
        let of_its_own = || tagged.noun_phrase(from, clause.end() - 1, Place::BeforeVerb) == Some(clause.end() - 1);
        clause.before == '&' && sentence.clauses[at - 1].kind == ClauseKind::Relative && last && !of_its_own()
    }

    /// True if the clause tells whose words came before: "…, sagte er", "…, das behauptet jedenfalls sie".
    pub(super) fn tells_whose(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let Some(verbs) = &clause.verbs else { return false };
        let tags = &self.tagged.tags;
        // "das jedenfalls sagt der Bericht", "davon ist sie überzeugt"
        let pointer = clause.start() < verbs.finite
            && tags[clause.start()].is(class::SO | class::POINTER | class::DA_ADVERB)
            && (clause.start() + 1..verbs.finite).all(|at| tags[at].is(class::ADVERB));
        let carries = if pointer { complement::V2 | complement::QUOTE | complement::THAT } else { complement::V2 | complement::QUOTE };
        at > 0
            && matches!(clause.before, ',' | '–' | '-' | ';')
            && (pointer || clause.start() == verbs.finite)
            && !clause.konjunktiv()
            && verb_of(&self.tagged, verbs.verb).is_some_and(|verb| {
                let document = || verb.complements & complement::FROM != 0 && self.document_phrase(sentence, at, verb).is_some();
                verb.mode.is_some()
                    && verb.complements & carries != 0
                    && (verb.infinitive == "heißen" || self.speaks_behind(sentence, at, verbs, verb) || document())
            })
    }

    /// True if the clause goes on with the subject before instead of telling whose words came before: "…, dementierte aber auch nicht".
    fn second_act(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let joined = (clause.start()..clause.end()).any(|i| {
            let tag = &self.tagged.tags[i];
            tag.quotation == 0 && tag.is(class::ADVERSATIVE | class::NEGATION)
        });
        // "Wann die Schule öffnet, konnte Holm nicht sagen.", "Wie hoch der Schaden ist, teilte die Firma nicht mit."
        let question = || {
            let first = &sentence.clauses[0];
            let modal = clause.verbs.as_ref().is_some_and(|verbs| verbs.modal);
            let asks = |opener: usize| self.asks(opener) || modal && self.tagged.tags[opener].is(class::COMPLEMENTISER);
            at == 1 && first.kind == ClauseKind::Subordinate && first.opener.is_some_and(asks)
        };
        joined && !sentence.clauses[..at].iter().any(Clause::konjunktiv) && !question()
    }

    /// True for the word that opens a question: "ob", "wann", "wie hoch", but not "wie die Firma mitteilte".
    pub(super) fn asks(&self, opener: usize) -> bool {
        let (tagged, turns) = (&self.tagged, &self.tagged.lexicon.turns);
        let how = || opener + 1 < tagged.tags.len() && tagged.is_one_of(opener + 1, &turns.how_far);
        tagged.is_one_of(opener, &turns.whether) || tagged.tags[opener].is(class::W_WORD) && (!tagged.tags[opener].is(class::AS) || how())
    }

    /// True if what stands before clause `at` can be content: a main clause, a dass-, ob- or w-clause, or the start of a clause that goes on
    /// behind; not an adverbial clause, and not a subject with its relative clause.
    fn could_be_content(&self, sentence: &Sentence, at: usize) -> bool {
        let from = self.content_start(sentence, at);
        if self.on_a_question(from) || at == 1 && self.hangs_on_participle(&sentence.clauses[0]) || self.tells_when(sentence, at) {
            return false;
        }
        let left = sentence.clauses[..at].iter().filter(|clause| clause.start() >= from);
        // "Ein Drittel weniger als früher, klagt Holm.": no subject of that verb.
        // "Alles Quatsch, sagt das Ministerium.": no comma parts a subject that nothing interrupts from its verb.
        let alone = || at == 1 && left.clone().count() == 1;
        let nobody = || alone() || !left.clone().any(|clause| self.tagged.can_speak_in(clause.start(), clause.end()) || self.bare(clause));
        left.clone().any(|clause| match clause.kind {
            ClauseKind::Main => true,
            ClauseKind::Subordinate => {
                clause.opener.is_some_and(|opener| self.tagged.tags[opener].is(class::COMPLEMENTISER) || self.asks(opener))
            }
            _ => false,
        }) || (self.tagged.interrupted(sentence, at).is_none() || !sentence.clauses[at].verb_first(&self.tagged) || nobody())
            && left.clone().all(|clause| clause.kind == ClauseKind::Fragment)
            || sentence.clauses.get(at + 1).is_some_and(|next| next.konjunktiv() && next.verb_first(&self.tagged))
    }

    /// "Aufbauend auf dieser Annahme, vermuten Forscher, dass …": what that is said on.
    fn hangs_on_participle(&self, clause: &Clause) -> bool {
        let (tagged, start) = (&self.tagged, clause.start());
        let preposition = || tagged.tags[start + 1].is(class::PREPOSITION | class::CONTRACTED);
        clause.kind == ClauseKind::Fragment && clause.tokens.len() > 2 && tagged.lower(start).ends_with("end") && preposition()
    }

    /// "Als sie vorne lag und nicht halten wollte, maulte er: Sie möge warten.": when somebody said what stands behind the colon.
    fn tells_when(&self, sentence: &Sentence, at: usize) -> bool {
        let first = &sentence.clauses[0];
        let content = |opener: usize| self.tagged.tags[opener].is(class::COMPLEMENTISER) || self.asks(opener);
        let when = first.kind == ClauseKind::Subordinate && first.opener.is_some_and(|opener| !content(opener));
        let colon = sentence.clauses.get(at + 1).is_some_and(|next| next.before == ':' && next.kind == ClauseKind::Main);
        when && colon && sentence.clauses[1..at].iter().all(|clause| clause.before == '&')
    }

    /// "Auf die Frage, ob er gehe, sagte Holm, …", "Zur Frage, …": what somebody was asked is none of their words.
    fn on_a_question(&self, from: usize) -> bool {
        let turns = &self.tagged.lexicon.turns;
        let noun = (from + 1..from + 3).filter(|at| *at < self.tagged.tags.len()).any(|at| turns.asked.has(self.tagged.doc.word(at)));
        turns.before_asked.has(self.tagged.lower(from)) && noun
    }

    /// A clause that is only names.
    fn bare(&self, clause: &Clause) -> bool {
        self.tagged.bare_name(clause.tokens) || self.tagged.titled_name(clause.tokens)
    }

    /// True if the finite verb of the clause is followed by a noun phrase for somebody who speaks: "…, sagte Holm", and "…, wird Holm zitiert".
    fn speaks_behind(&self, sentence: &Sentence, at: usize, verbs: &VerbComplex, verb: &Verb) -> bool {
        (!verbs.passive || verb.complements & complement::QUOTED != 0)
            && self
                .tagged
                .subject_after(verbs.finite, sentence, at)
                .is_some_and(|source| self.speaks(source) || self.somebody(source, verbs, verb))
    }

    /// True for "…, sagte der Tiroler.", "…, rief ein stolzer Moser.": behind a verb of saying a masculine noun in the nominative is somebody, though no
    /// list has it.
    fn somebody(&self, source: Span<Token>, verbs: &VerbComplex, verb: &Verb) -> bool {
        let (tagged, turns) = (&self.tagged, &self.tagged.lexicon.turns);
        let (first, end) = (source.start as usize, tagged.head_alone(source));
        let Some(noun) = end.checked_sub(1).filter(|noun| *noun > first && tagged.tags[*noun].nominal()) else { return false };
        let says = verb.mode.is_some_and(|mode| mode.speech) && verb.complements & complement::QUOTE != 0;
        let article = tagged.tags[first].is(class::DET_NOM);
        // "ein stolzer": a nominative whatever the noun.
        let stolzer = || (first + 1..noun).any(|at| !tagged.tags[at].capital && tagged.doc.word(at).ends_with("er"));
        let definite = || tagged.tags[first].is(class::DATIVE_BEHIND) && turns.person_ends.ends(tagged.lower(noun));
        let known = tagged.lexicon.feminine(tagged.lower(noun)) || tagged.lexicon.content_noun(tagged.lower(noun)).is_some();
        says && verbs.tokens.len() == 1 && article && !known && (definite() || !tagged.tags[first].is(class::DATIVE_BEHIND) && stolzer())
    }

    /// Content around an inserted cue that takes clauses `at..next`: what stands before it, and behind it as far as it goes on. Gives the
    /// content and the frame, which takes the separators along.
    pub(super) fn around(&self, sentence: &Sentence, at: usize, next: usize, cue_start: usize) -> Option<(Role, Span<Token>)> {
        let tagged = &self.tagged;
        // "Der Fund wirft alles um: Wie Holm mitteilt, ist er alt.": only what stands behind.
        let colon = sentence.clauses[at].before == ':' && sentence.clauses[at].kind == ClauseKind::Subordinate;
        let first_clause = if colon { cue_start } else { self.content_start(sentence, at) };
        let left = Span::new(
            first_clause,
            cue_start.saturating_sub(usize::from(cue_start > sentence.start() && tagged.tags[cue_start - 1].separates())),
        );
        let frame_from = if left.is_empty() { sentence.start() } else { left.end as usize };
        let behind = sentence.clauses.get(next);
        if left.is_empty() {
            let behind = behind?;
            let end = self.content_end_around(sentence, next);
            let frame_from = if colon { cue_start } else { sentence.start() };
            return Some((vec![Span::new(behind.start(), end)], Span::new(frame_from, behind.start())));
        }
        // "Der Plan sei gut, sagte sie, aber teuer, sagte er": what has a cue of its own does not go on.
        // "Dass er tot ist, bestätigte das Militär, seine Familie bestreitet es": what somebody else does.
        let own_cue = (next + 1..sentence.clauses.len()).any(|at| self.tells_whose(sentence, at))
            || next < sentence.clauses.len() && self.opens_told(sentence, next);
        let tells_of = behind.is_some_and(|behind| self.tells_of_the_speaker(&sentence.clauses[..at], first_clause, behind));
        // "Der Plan trifft wenige, so Kern: „…“": words in marks are another's, or others of his.
        let marks = behind.is_some_and(|behind| behind.before == ':' && tagged.tags[behind.start()].quotation > 0);
        let goes_on = !own_cue
            && !tells_of
            && !marks
            && behind.is_some_and(|behind| {
                let left_complete =
                    sentence.clauses[..at].iter().any(|clause| clause.kind == ClauseKind::Main && clause.start() >= first_clause);
                match behind.kind {
                    ClauseKind::Main => {
                        // "Das Dach ist alt – so die Stadt – und muss weg"
                        let shares = || {
                            sentence.clauses[at].verbs.is_none()
                                && tagged.tags[behind.start()].is(class::COORDINATOR)
                                && behind.verbs.as_ref().is_some_and(|verbs| verbs.finite == behind.start() + 1)
                        };
                        !left_complete || behind.konjunktiv() || behind.before == ',' && !behind.verb_first(tagged) || shares()
                    }
                    ClauseKind::Subordinate => {
                        !behind.opener.is_some_and(|opener| tagged.tags[opener].is(class::COMPLEMENTISER)) && !left_complete
                    }
                    ClauseKind::Fragment => {
                        // Only behind more than the name of who says it: "…, sagte Holm, Leiter des Amtes, | am Abend im Rundfunk".
                        let when = sentence.clauses[at].kind == ClauseKind::Main && next > at + 1 && self.tells_when_said(behind);
                        !(left_complete && (self.tells_who(behind) || when))
                    }
                    ClauseKind::Infinitive => !(left_complete && self.keeps_back(behind)),
                    ClauseKind::Relative => false,
                }
            });
        if let Some(behind) = behind.filter(|_| goes_on) {
            let end = self.content_end_around(sentence, next);
            return Some((vec![left, Span::new(behind.start(), end)], Span::new(frame_from, behind.start())));
        }
        let another = sentence.clauses.get(next).is_some() && self.opens_told(sentence, next);
        let frame_to = if own_cue || another || tells_of || marks { sentence.clauses[next - 1].end() } else { sentence.body_end };
        Some((vec![left], Span::new(frame_from, frame_to)))
    }

    /// True for "Alles werde gut, sagte Holm, | und er weiß seine Worte zu wählen.", "Wir schaffen das, sagte sie, | und sie klingt müde.": behind Konjunktiv, or
    /// words of one's own, a clause in the indicative about whoever said them; and for "…, sagt Holm, | angesprochen auf den Streit".
    fn tells_of_the_speaker(&self, left: &[Clause], from: usize, behind: &Clause) -> bool {
        let (tagged, turns) = (&self.tagged, &self.tagged.lexicon.turns);
        let start = behind.start();
        if behind.kind == ClauseKind::Fragment {
            return behind.before == ','
                && (tagged.is_one_of(start, &turns.asked_about) || tagged.is_one_of(behind.end() - 1, &turns.asked_about));
        }
        let first = start + usize::from(tagged.tags[start].is(class::COORDINATOR));
        let main: Vec<&Clause> = left.iter().filter(|clause| clause.kind == ClauseKind::Main && clause.start() >= from).collect();
        let own = |clause: &Clause| {
            (clause.start()..clause.end()).any(|at| tagged.tags[at].is(class::FIRST_PERSON) || tagged.is_one_of(at, &turns.first_person))
        };
        let other_voice = || !main.is_empty() && (main.iter().all(|clause| clause.konjunktiv()) || main.iter().any(|clause| own(clause)));
        // "wolle er": in the Konjunktiv it goes on.
        let plain = |verbs: &VerbComplex| verbs.finite == first + 1 && !verbs.konjunktiv_1 && !verbs.konjunktiv_2;
        behind.kind == ClauseKind::Main
            && tagged.is_one_of(first, &turns.he_or_she)
            && behind.verbs.as_ref().is_some_and(plain)
            && !own(behind)
            && other_voice()
    }

    /// True for words without a verb that tell who has just been named: "…, sagt Holm, | ehemals langjähriger Direktor des Parks".
    fn tells_who(&self, clause: &Clause) -> bool {
        let tagged = &self.tagged;
        let Some(noun) = (clause.start()..clause.end()).find(|at| tagged.tags[*at].nominal()) else { return false };
        let plain = |at: usize| {
            let tag = &tagged.tags[at];
            tag.mark == '\0'
                && !tag.is(class::PREPOSITION | class::DET_NOM | class::DET_OBL | class::COORDINATOR | class::NEGATION | class::AS)
        };
        clause.before == ','
            && clause.verbs.is_none()
            && (clause.start()..noun).all(plain)
            && (tagged.lexicon.speaker(tagged.lower(noun)) == Some(Speaker::Person)
                // "gebürtiger Lienzer"
                || noun > clause.start()
                    && tagged.doc.word(noun - 1).ends_with("er")
                    && tagged.lexicon.turns.person_ends.ends(tagged.lower(noun)))
    }

    /// True for a time without a verb: "am Abend im Rundfunk".
    fn tells_when_said(&self, clause: &Clause) -> bool {
        let (tagged, start) = (&self.tagged, clause.start());
        let opens = tagged.tags[start].is(class::PREPOSITION | class::CONTRACTED);
        clause.before == ',' && clause.verbs.is_none() && opens && tagged.time_phrase(start + 1, clause.end())
    }

    /// True for what is not said beside it: "…, sagte Holm, | ohne Namen zu nennen".
    fn keeps_back(&self, clause: &Clause) -> bool {
        let (tagged, turns) = (&self.tagged, &self.tagged.lexicon.turns);
        let last = clause.end().saturating_sub(1);
        clause.before == ',' && turns.without.has(tagged.lower(clause.start())) && turns.keeping_back.has(tagged.lower(last))
    }

    fn content_end_around(&self, sentence: &Sentence, next: usize) -> usize {
        (next + 1..sentence.clauses.len())
            .find(|at| self.attributes(sentence, *at))
            .map_or(sentence.body_end, |at| sentence.clauses[at - 1].end())
    }

    /// Where content that ends before clause `at` starts: the sentence's start, or behind the last content or frame found in this sentence.
    pub(super) fn content_start(&self, sentence: &Sentence, at: usize) -> usize {
        let limit = sentence.clauses[at].start();
        let mut start = sentence.start();
        // "Dann sprach der Minister: Er habe gewusst, …, sagte er": Konjunktiv behind a colon is content, the indicative before it is not.
        if let Some(colon) = (1..at).rev().find(|clause| sentence.clauses[*clause].before == ':') {
            let told = |clause: &&Clause| clause.kind == ClauseKind::Main;
            let before = sentence.clauses[..colon].iter().rfind(told).is_some_and(|clause| !clause.konjunktiv());
            if before && sentence.clauses[colon..at].iter().find(told).is_some_and(Clause::konjunktiv) {
                start = sentence.clauses[colon].start();
            }
        }
        // "Pikant: Wie die Polizei mitteilte, …"
        let kicker = &sentence.clauses[0];
        let bare = kicker.verbs.is_none() && kicker.end() - kicker.start() <= LONGEST_KICKER;
        if bare && let Some(second) = sentence.clauses[..=at].get(1).filter(|second| second.before == ':') {
            start = second.start();
        }
        for attr in self.found_in(self.sentence_of(limit)) {
            for span in attr.content.iter().chain(&attr.frame) {
                let end = span.end as usize;
                if attr.form != Form::Direct && end <= limit && end > start && span.start as usize >= sentence.start() {
                    start = end;
                }
            }
        }
        start.min(limit)
    }
}
