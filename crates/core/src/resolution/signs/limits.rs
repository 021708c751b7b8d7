//! What cannot be meant, however the weights add up: nobody accuses themselves, promises what is past, or denies that something has run out.

use super::Signs;
use crate::attribution::rules::reading::{Predicate, PredicateKind, SpeakerClass};
use crate::attribution::{Form, Stance};
use crate::span::Span;
use crate::word_list::WordList;

/// A prefix that is longer is no particle but an adjective: "sich erschüttert zeigen".
const LONGEST_PARTICLE: usize = 6;

/// Groups of words by which somebody who speaks of something judges it.
const JUDGED_BAD: &[&str] = &["bad", "wrong", "falsity", "judged-bad", "judged-poor", "judged-unsound"];
const JUDGED_GOOD: &[&str] = &["good", "judged-good"];

/// How many words name whoever goes, where that is all that is said.
const LONGEST_SUBJECT: usize = 3;

impl Signs<'_> {
    /// The stance that the lexicon has for a cue that means one thing: "distanzierte sich", "zeigte sich erschüttert".
    pub(in crate::resolution) fn settled(&self, index: usize) -> Option<Stance> {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let ([predicate], true) = (&sense.predicates[..], self.is_cued(attr, &self.turns.reflexive)) else { return None };
        let ([stance], Some((_, prefix, infinitive))) = (predicate.stance, predicate.verb) else { return None };
        let feels = self.turns.feeling.has(infinitive) && prefix.len() > LONGEST_PARTICLE;
        if attr.form != Form::Reported || !feels && !self.turns.settled_verbs.has(infinitive) {
            return None;
        }
        // "zeigte sich wenig begeistert", "alles andere als begeistert"
        let weakens = |at: usize| self.turns.by_no_means.has(self.lowered.word(at)) || self.negates(at);
        let mut words = self.tokens_of(&attr.content);
        let adjective = words.find(|at| feels && self.lowered.word(*at) == prefix).unwrap_or_default();
        let weak = (adjective.saturating_sub(2)..adjective).any(weakens);
        match (weak || sense.negated.contains(&true), predicate.negated_stance) {
            (true, [opposite]) => Some(*opposite),
            (negated, _) => (!negated).then_some(*stance),
        }
    }

    /// True if the weights may not be believed that this is meant: all that is told then is that somebody states it.
    pub(in crate::resolution) fn cannot_mean(&self, index: usize, stance: Stance) -> bool {
        match stance {
            Stance::Denies => {
                self.thinks(index)
                    || self.tells_of_want(index)
                    || self.lacks(index)
                    || self.nothing_happened(index)
                    || self.nobody_was_hurt(index)
            }
            Stance::Doubts | Stance::Rejects => self.thinks(index),
            Stance::Criticises => {
                self.tells_of_want(index) && self.tells_of_itself(index)
                    || self.speaks_plainly_of(index, JUDGED_BAD)
                    || self.only_goes(index)
            }
            Stance::Praises => self.speaks_plainly_of(index, JUDGED_GOOD),
            Stance::Accuses => self.tells_own_deed(index) || self.speaks_plainly_of(index, JUDGED_BAD),
            Stance::Promises => self.holds_for_a_fact(index, &self.turns.assuring_starts) || self.is_told_to(index),
            Stance::Demands => self.holds_for_a_fact(index, &self.turns.insisting_starts) || self.is_told_to(index),
            Stance::Reports => self.is_person(index),
            Stance::Admits => self.regrets(index),
            _ => false,
        }
    }

    /// "Das Gericht gab der Klägerin recht": a cue that confirms admits nothing, unless a word tells a fault.
    pub(in crate::resolution) fn only_confirms(&self, index: usize) -> bool {
        let fault = |at: usize| ["fault", "admit-verb"].iter().any(|group| self.words.has(self.lowered.groups(at), group));
        self.senses[index].stance == [Stance::Confirms]
            && !self.tokens_of(&self.attributions[index].content).any(|at| fault(at) || self.negates(at))
    }

    /// "Wir werden die Forderungen erfüllen", "Das Amt wird die Zahlen veröffentlichen": what will be done is promised or announced, if nothing is said
    /// of how good that is.
    pub(in crate::resolution) fn will_do(&self, index: usize) -> Option<Stance> {
        let (attr, turns) = (&self.attributions[index], self.turns);
        let words: Vec<usize> = self.words_of(&attr.content).collect();
        let any = |list: &WordList| words.iter().any(|at| list.has(self.lowered.word(*at)));
        let last = self.lowered.word(*words.last()?);
        let (grants, makes_known) = (turns.granting.has(last) && any(&turns.who_refuses), turns.making_known_later.has(last));
        if !matches!(attr.form, Form::Direct | Form::Indirect)
            || !self.senses[index].is_plain()
            || !(grants || makes_known)
            || !any(&turns.going_to)
        {
            return None;
        }
        (!words.iter().any(|at| self.negates(*at))).then_some(if grants { Stance::Promises } else { Stance::Announces })
    }

    /// "Der Minister gehe", „Er bleibt“: that somebody goes or stays, and no word of how good that is.
    fn only_goes(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let mut words: Vec<usize> = self.words_of(&attr.content).collect();
        let goes = words.pop().is_some_and(|last| self.turns.going_or_staying.has(self.lowered.word(last)));
        let plain = |at: &usize| {
            self.reading.is_nominal(*at) || self.turns.article.has(self.doc.word(*at)) || self.turns.he.has(self.doc.word(*at))
        };
        goes && words.len() <= LONGEST_SUBJECT && attr.form != Form::Reported && words.iter().all(plain) && self.senses[index].is_plain()
    }

    /// "Er kündigte an, den Hafen zu sperren, falls nicht gezahlt werde": what is announced for a case is a threat.
    pub(in crate::resolution) fn threatens(&self, index: usize) -> bool {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let in_case = |at: usize| self.turns.in_case.has(self.lowered.word(at));
        sense.stance == [Stance::Announces] && attr.form == Form::Indirect && self.tokens_of(&attr.content).any(in_case)
    }

    /// True if no word of the content speaks for a stance that is turned round, or says something against its source, where it is wrong.
    pub(in crate::resolution) fn nothing_tells(&self, index: usize, stance: Stance) -> bool {
        let attr = &self.attributions[index];
        let fault = |at: usize| ["fault", "admit-verb"].iter().any(|group| self.words.has(self.lowered.groups(at), group));
        match stance {
            Stance::Denies | Stance::Rejects => !self.may_negate(index, &[]),
            Stance::Admits => !self.tokens_of(&attr.content).any(fault),
            Stance::Praises | Stance::Threatens => true,
            _ => false,
        }
    }

    /// "Man habe den Konvoi angegriffen", "Wir haben geschossen": all that is told is what the source itself has done.
    fn tells_own_deed(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let (Some(content), true) = (attr.content.first(), self.senses[index].is_plain() && attr.form != Form::Reported) else {
            return false;
        };
        let mut words = content.range().filter(|at| self.reading.mark(*at) == '\0');
        let Some(first) = words.next() else { return false };
        let is = |list: &WordList, at: usize| list.has(self.lowered.word(at));
        // A body speaks of itself by its pronoun, and so do several: "Die Armee erklärte, sie habe die Stadt erobert".
        let plural = |clause: &Predicate<'_>| clause.finite.is_some_and(|at| self.turns.plural_ends.ends(self.lowered.word(at)));
        let several = || {
            let plural_cue = self.senses[index].predicates.iter().any(plural);
            plural_cue && content.range().take(3).any(|at| is(&self.turns.plural_verbs_of_perfect, at))
        };
        let body = || {
            let mut source = attr.source.iter().flat_map(|span| span.range()).filter(|at| self.reading.is_nominal(*at));
            let article = attr.source.first().map(|span| self.lowered.word(span.start as usize));
            let before = attr.source.iter().all(|span| span.end <= content.start);
            before
                && source.next().is_some_and(|at| {
                    several() || self.reading.speaker(at).is_none_or(|class| class == SpeakerClass::Body) || is(&self.turns.armed, at)
                })
                && article.is_some_and(|article| self.turns.definite.has(article))
        };
        let own = match attr.form {
            Form::Direct => is(&self.turns.i_or_we, first),
            _ => (is(&self.turns.one, first) || is(&self.turns.she_or_they, first)) && body(),
        };
        // Words in marks are not parsed into clauses.
        let words = || content.range().filter(|at| self.reading.mark(*at) == '\0');
        let finite = || words().filter(|at| self.reading.may_be_finite(*at) && Some(*at) != words().next_back()).count();
        let clauses = self.reading.predicates(*content);
        let mut told = clauses.iter().filter(|clause| clause.finite.is_some_and(|at| content.contains(at)));
        let mut one = || told.next().is_some_and(|clause| clause.kind == PredicateKind::Main && !clause.passive) && told.next().is_none();
        let passive = || content.range().any(|at| is(&self.turns.passive_participle, at));
        own && !passive() && if attr.form == Form::Direct { finite() == 1 } else { one() }
    }

    /// "Wir haben keine Betten mehr", "Es gebe kein Wasser mehr": that something has run out answers nothing.
    fn tells_of_want(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let tokens: Vec<usize> = self.tokens_of(&attr.content).collect();
        let has = |list: &WordList, at: usize| list.has(self.lowered.word(at));
        let Some(none) = tokens.iter().position(|at| has(&self.turns.none_of, *at)) else { return false };
        let words = || tokens[none..].iter().copied().take_while(|at| self.reading.mark(*at) == '\0');
        let mut behind = words().skip_while(|at| !has(&self.turns.no_more, *at));
        let ended = behind.next().is_some() && behind.all(|at| has(&self.turns.left_over, at));
        ended && self.senses[index].is_plain() && tokens.iter().any(|at| has(&self.turns.there_is, *at))
    }

    /// "Wir haben keine Zeit", "Die Stadt habe kein Geld für Schulen": who lacks something denies nothing; but "Er habe kein Geld genommen".
    fn lacks(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let words: Vec<usize> = self.words_of(&attr.content).collect();
        let has = |list: &WordList, at: usize| list.has(self.lowered.word(words[at]));
        let lacked = |at: usize| has(&self.turns.none_of, at) && has(&self.turns.lacked, at + 1);
        let ends = |at: usize| at == words.len() || has(&self.turns.behind_lacked, at);
        let lacks = || (1..words.len()).any(|at| lacked(at - 1) && ends(at + 1));
        attr.form != Form::Reported && self.senses[index].is_plain() && lacks()
    }

    /// "Geschehen sei seither nichts": that nobody did anything answers nothing.
    fn nothing_happened(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let any = |list: &WordList| self.tokens_of(&attr.content).any(|at| list.has(self.lowered.word(at)));
        attr.form != Form::Reported
            && self.senses[index].is_plain()
            && [&self.turns.happened, &self.turns.since_then, &self.turns.it_or_nothing].iter().all(|list| any(list))
    }

    /// "Laut Polizei gab es keine Verletzten": good news, and no answer to anybody.
    fn nobody_was_hurt(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let words: Vec<&str> = self.words_of(&attr.content).map(|at| self.lowered.word(at)).collect();
        let none = |pair: &[&str]| self.turns.none_of.has(pair[0]) && self.turns.casualties.has(pair[1]);
        attr.form != Form::Reported && self.senses[index].is_plain() && words.windows(2).any(none)
    }

    /// "Nun sollen wir die Rechnung zahlen": what others want of somebody they neither promise nor demand themselves.
    fn is_told_to(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let words: Vec<&str> = self.tokens_of(&attr.content).map(|at| self.lowered.word(at)).collect();
        let (turns, either) = (self.turns, |one: &str, other: &str| self.turns.ought.has(one) && self.turns.i_or_we.has(other));
        let own = words.windows(2).any(|pair| either(pair[0], pair[1]) || either(pair[1], pair[0]));
        own && self.senses[index].is_plain() && !words.iter().any(|word| turns.will_do.has(word))
    }

    /// "50 Menschen sollen verletzt worden sein": hearsay, and no more than likely.
    pub(in crate::resolution) fn is_said_to_be_done(&self, index: usize) -> bool {
        let words: Vec<&str> = self.tokens_of(&self.attributions[index].content).map(|at| self.lowered.word(at)).collect();
        let turns = self.turns;
        let done = |pair: &[&str]| turns.passive_participle.has(pair[0]) && turns.perfect_infinitives.has(pair[1]);
        words.iter().any(|word| turns.ought.has(word)) && words.windows(2).any(done)
    }

    /// "Höhere Preise schloss sie aus": what somebody may do or not is rejected, and no report denied.
    pub(in crate::resolution) fn rules_out(&self, index: usize) -> Option<Stance> {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let plans = |at: usize| self.reading.is_nominal(at) && self.turns.planned_ends.ends(self.lowered.word(at));
        let cued = self.is_cued(attr, &self.turns.ruling_out) && sense.stance == [Stance::Denies] && !sense.negated.contains(&true);
        let planned = || self.tokens_of(&attr.content).any(plans);
        (attr.form == Form::Reported && cued && planned()).then_some(Stance::Rejects)
    }

    /// "Wir haben nichts mehr", "Es gibt kein Wasser mehr", not "Dieses Land hat keine Regierung mehr".
    fn tells_of_itself(&self, index: usize) -> bool {
        let own = |at: usize| [&self.turns.who_refuses, &self.turns.it_or_nothing].iter().any(|list| list.has(self.lowered.word(at)));
        self.tokens_of(&self.attributions[index].content).take(3).any(own)
    }

    /// The stance of a longer verb than the cue has, whose other words stand in a told act: "sieht die Länder in der Pflicht".
    pub(in crate::resolution) fn longer_cue(&self, index: usize) -> Option<Stance> {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let ([short], Form::Reported) = (&sense.predicates[..], attr.form) else { return None };
        let (phrase, prefix, infinitive) = short.verb.filter(|(phrase, prefix, _)| phrase.is_empty() && prefix.is_empty())?;
        let longer = |clause: &Predicate<'_>| {
            let same = clause.verb.is_some_and(|verb| verb.2 == infinitive && (verb.0.len(), verb.1.len()) != (phrase.len(), prefix.len()));
            same && clause.tokens == short.tokens
        };
        let clauses: Vec<_> = self.begin(&attr.content).flat_map(|span| self.reading.predicates(span)).collect();
        let found = clauses.iter().find(|clause| longer(clause))?;
        // "plädierte auf nicht schuldig": a verb of its own, whatever the shorter one tells.
        let phrase = found.verb.map_or(&[][..], |verb| verb.0);
        let negated = short.tokens.range().any(|at| self.negates(at) && !phrase.contains(&self.lowered.word(at)));
        let [stance] = found.stance else { return None };
        (!negated && (sense.is_plain() || !phrase.is_empty())).then_some(*stance)
    }

    /// "sprach von sieben Verletzten": nothing is judged where no word does so.
    fn speaks_plainly_of(&self, index: usize, judging: &[&str]) -> bool {
        let (attr, turns) = (&self.attributions[index], self.turns);
        let words = || self.tokens_of(&attr.content);
        let judges = |at: usize| {
            let groups = self.lowered.groups(at);
            self.reading.marks_around(at).is_some() || judging.iter().any(|group| self.words.has(groups, group))
        };
        attr.form == Form::Reported
            && self.is_cued(attr, &turns.speaking_of)
            && words().any(|at| turns.thought_of.has(self.lowered.word(at)))
            && !words().any(judges)
    }

    /// "Die Papiere seien echt, versicherte er": a cue that begins so tells what is or was, not what somebody will or ought to do.
    fn holds_for_a_fact(&self, index: usize, cue_starts: &WordList) -> bool {
        let (attr, turns) = (&self.attributions[index], self.turns);
        let mut cue = attr.cue.iter().flat_map(|span| span.range());
        if attr.form == Form::Reported || !cue.any(|at| cue_starts.begins(self.lowered.word(at))) {
            return false;
        }
        let clauses: Vec<_> = self.begin(&attr.content).flat_map(|span| self.reading.predicates(span)).collect();
        let is = |list: &WordList, at: usize| list.has(self.lowered.word(at));
        // Perfect, past, or what something is.
        let fact = |at: usize| is(&turns.copula, at) || is(&turns.perfect_helpers, at);
        let mut main = clauses.iter().filter(|clause| clause.finite.is_some_and(|at| attr.content.iter().any(|span| span.contains(at))));
        let words = || self.tokens_of(&attr.content);
        let told = match attr.form {
            // Words in marks are not parsed into clauses.
            Form::Direct => words().find(|at| self.reading.may_be_finite(*at)).is_some_and(fact),
            _ => main.next().is_some_and(|clause| clause.past || clause.finite.is_some_and(fact)),
        };
        told && !words().any(|at| is(&turns.will_do, at))
    }

    /// "Der Verein bedauerte den Abgang des Trainers": what somebody else did or suffered is regretted, and nothing admitted.
    fn regrets(&self, index: usize) -> bool {
        let (attr, turns) = (&self.attributions[index], self.turns);
        let mut cue = attr.cue.iter().flat_map(|span| span.range());
        let any = |list: &WordList| self.tokens_of(&attr.content).any(|at| list.has(self.lowered.word(at)));
        let regrets = attr.form == Form::Reported && cue.any(|at| turns.regretting_starts.begins(self.lowered.word(at)));
        regrets && any(&turns.losses) && !any(&turns.oneself)
    }

    /// True if the source is a person who does not write for the press, and so passes on nothing: a witness who tells.
    fn is_person(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let mut source = attr.source.iter().flat_map(|span| span.range()).filter(|at| self.reading.is_nominal(*at));
        // "Die Deutsche Welle" is none.
        let person = |at: usize| self.reading.speaker(at) == Some(SpeakerClass::Person) && !self.turns.german.has(self.doc.word(at));
        // "hatte unter Berufung auf Ermittler berichtet": the press passes on what they say.
        let cue_noun = attr.cue.iter().flat_map(|span| span.range()).any(|at| self.reading.is_nominal(at));
        source.next().is_some_and(person) && !cue_noun && !self.is_press(attr)
    }

    /// True if the content may be held not to be so: something negates, or the stance or a word tells that it is not.
    pub(in crate::resolution) fn may_negate(&self, index: usize, stance: &[Stance]) -> bool {
        let attr = &self.attributions[index];
        let against = |stance: &Stance| matches!(stance, Stance::Denies | Stance::Rejects | Stance::Doubts);
        let refuses = |stance: &Stance| super::refuses(*stance);
        let negative = |at: usize| {
            let groups = self.lowered.groups(at);
            self.reading.is_negation(at)
                || ["falsity", "unlikely", "without", "refuse", "judged-unsound"].iter().any(|group| self.words.has(groups, group))
        };
        let mut tokens = [&attr.content, &attr.cue, &attr.frame].into_iter().flat_map(|role| self.begin(role)).flat_map(Span::range);
        stance.iter().any(against) || stance.iter().any(refuses) || tokens.any(negative)
    }
}
