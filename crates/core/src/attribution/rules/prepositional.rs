//! Content under a preposition, an adverb or `so`: "laut Polizei …", "nach Angaben der Behörde", "… zufolge", "demnach", "so der Minister".

use super::clauses::{Clause, ClauseKind, Sentence};
use super::lexicon::class;
use super::noun_phrases::Place;
use super::phrases::Phrase;
use super::{Cue, Finder, rule};
use crate::attribution::{Attribution, Form, Mode, Stance};
use crate::span::Span;

impl Finder<'_> {
    /// Finds contents under the attributing phrases of a sentence.
    pub(super) fn prepositional(&mut self, index: usize) {
        let sentence = self.sentences[index].clone();
        // First, for what is said so may itself be "nach Angaben der Ärzte".
        for at in 0..sentence.clauses.len() {
            let clause = &sentence.clauses[at];
            if clause.kind == ClauseKind::Fragment && self.attributes(&sentence, at) && self.tagged.tags[clause.start()].quotation == 0 {
                self.so(&sentence, at);
            }
        }
        let mut at = sentence.start();
        while at < sentence.body_end {
            match self.phrase(&sentence, at) {
                Some(phrase) if self.tagged.tags[at].quotation == 0 => {
                    at = phrase.whole.end as usize;
                    self.attributed(&sentence, &phrase);
                }
                _ => at += 1,
            }
        }
        for at in 0..sentence.clauses.len() {
            let clause = &sentence.clauses[at];
            if self.tagged.tags[clause.start()].quotation == 0 {
                self.conditional(&sentence, at);
            }
        }
    }

    /// Adds the attribution of a phrase: its clause, or the sentence, without the phrase.
    fn attributed(&mut self, sentence: &Sentence, phrase: &Phrase) {
        let tagged = &self.tagged;
        let (start, stop) = (phrase.whole.start as usize, phrase.whole.end as usize);
        let Some(at) = sentence.clause_at(start) else { return };
        let clause = &sentence.clauses[at];
        // "sagte laut Tass, man prüfe das": by whom it was passed on.
        let says = clause.verbs.as_ref().filter(|verbs| clause.kind == ClauseKind::Main && verbs.finite < start && clause.end() == stop);
        let passed_on = |attr: &Attribution| {
            let (cued, behind) = (|at: usize| attr.cue.iter().any(|cue| cue.contains(at)), attr.content[0].start as usize >= stop);
            attr.form == Form::Indirect && behind && says.is_some_and(|verbs| cued(verbs.finite))
        };
        if self.found_in(self.sentence_of(start)).any(passed_on) {
            return;
        }
        // "Das sei so, sagte Holm laut dem Boten.", "…, sagte Holm dem Boten zufolge.": the way is told from the preposition alone.
        let laut = [rule::PREPOSITION_BEFORE.name, rule::PREPOSITION_AFTER.name].contains(&phrase.rule.name);
        let tells = clause.verbs.as_ref().filter(|_| laut && self.tells_whose(sentence, at));
        let cued = |attr: &Attribution| tells.is_some_and(|verbs| attr.cue.iter().any(|cue| cue.contains(verbs.finite)));
        if self.found_in(self.sentence_of(start)).any(cued) {
            return;
        }
        let own_main = sentence.clauses[..at].iter().any(|before| before.kind == ClauseKind::Main);
        let inner = match clause.kind {
            ClauseKind::Relative | ClauseKind::Subordinate | ClauseKind::Infinitive => true,
            // "…, darunter laut Polizei zwei Kinder"
            ClauseKind::Fragment => own_main && clause.before == ',',
            ClauseKind::Main => false,
        };
        // "…, diese Taten seien laut Polizei verjährt": a main clause of its own.
        let second = own_main && clause.kind == ClauseKind::Main && clause.before == ',' && !clause.verb_first(tagged);
        let from = if inner || second {
            clause.start()
        } else {
            let unit = self.frame_start(sentence, at);
            unit.max(self.content_start(sentence, at))
        };
        // "laut einem Vermerk, der dem Boten vorliegt, …": what is told of the source.
        let last = sentence.clause_at(stop - 1).unwrap_or(at);
        let behind = sentence.clauses.get(last + 1).filter(|next| next.kind == ClauseKind::Relative && next.before == ',');
        let ends = sentence.clauses[last].end() == stop;
        let stop = behind.filter(|_| ends && phrase.source.is_some()).map_or(stop, |relative| {
            let comma = relative.end() < sentence.body_end && tagged.tags[relative.end()].mark == ',';
            relative.end() + usize::from(comma)
        });
        let to = if inner { clause.end() } else { self.unit_end(sentence, at) }.max(stop);
        let mut frame = Span::new(start, stop);
        // "- nach Angaben der Polizei -": the dashes belong to the frame.
        if start > from && stop < to && tagged.tags[start - 1].separates() && tagged.tags[stop].separates() {
            frame = Span::new(start - 1, stop + 1);
        }
        let mut content = Vec::new();
        if frame.start as usize > from {
            content.push(Span::new(from, frame.start as usize));
        }
        if to > frame.end as usize {
            content.push(Span::new(frame.end as usize, to));
        }
        let cue = Cue {
            cue: vec![phrase.cue],
            source: phrase.source.into_iter().collect(),
            frame: vec![frame],
            mode: phrase.mode,
            stance: vec![Stance::States],
            ..Cue::default()
        };
        self.emit(phrase.rule, content, cue);
    }

    /// Where the main clause that holds clause `at` ends: before a conjunction that opens another main clause, or with the sentence.
    fn unit_end(&self, sentence: &Sentence, at: usize) -> usize {
        let whole = |clauses: &[Clause]| clauses.iter().any(|clause| clause.kind == ClauseKind::Main && clause.verbs.is_some());
        for next in at + 1..sentence.clauses.len() {
            let clause = &sentence.clauses[next];
            let other = clause.kind == ClauseKind::Main && matches!(clause.before, ';') && !clause.konjunktiv()
                || self.attributes(sentence, next)
                // But not in "Laut einem Bericht, der vorliegt, wusste der Vorstand davon".
                || whole(&sentence.clauses[at..next]) && self.tells_whose(sentence, next)
                || self.answers(sentence, next)
                || self.other_figure(sentence, next)
                || self.opens_told(sentence, next);
            if other {
                return sentence.clauses[next - 1].end();
            }
        }
        sentence.body_end
    }

    /// "Laut Polizei kamen 3000, laut Veranstalter 8000 Menschen": a clause that leaves out its verb, by somebody else.
    fn other_figure(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        // "…, das Unternehmen zählte 350"
        let counts = || {
            let verbs = clause
                .verbs
                .as_ref()
                .filter(|_| clause.kind == ClauseKind::Main && clause.before == ',' && !clause.verb_first(&self.tagged));
            verbs.is_some_and(|verbs| {
                self.tagged.is_one_of(verbs.finite, &self.tagged.lexicon.turns.counting)
                    && self.tagged.figure(verbs.finite + 1, clause.end())
                    && self
                        .tagged
                        .subject(sentence, at)
                        .is_some_and(|source| source.start as usize == clause.start() && self.speaks(source))
            })
        };
        counts()
            || clause.kind == ClauseKind::Fragment
                && clause.before == ','
                && self.phrase(sentence, clause.start()).is_some_and(|phrase| (phrase.whole.end as usize) < clause.end())
    }

    /// "…, so der Minister."
    fn so(&mut self, sentence: &Sentence, at: usize) {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[at];
        let so = clause.start();
        let mut from = so + 1;
        while from < clause.end() && tagged.tags[from].is(class::ADVERB) {
            from += 1;
        }
        if from >= clause.end() {
            return;
        }
        let Some(stop) = tagged.noun_phrase(from, clause.end(), Place::BeforeVerb) else { return };
        if (from..stop).any(|at| tagged.tags[at].nominal() && tagged.lexicon.turns.labels.has(tagged.lower(at))) {
            return;
        }
        let mut next = at + 1;
        let mut source_end = stop;
        while next < sentence.clauses.len()
            && sentence.clauses[next].kind == ClauseKind::Fragment
            && sentence.clauses[next].before == ','
            && source_end == sentence.clauses[next - 1].end()
            && !tagged.is_quotation_mark(sentence.clauses[next].start())
            && tagged.noun_phrase(sentence.clauses[next].start(), sentence.clauses[next].end(), Place::BeforeVerb)
                == Some(sentence.clauses[next].end())
        {
            source_end = sentence.clauses[next].end();
            next += 1;
        }
        // A quotation has this cue already.
        if self.found_in(self.sentence_of(so)).any(|attr| attr.cue.contains(&Span::new(so, so + 1))) {
            return;
        }
        let Some((content, frame)) = self.around(sentence, at, next, so) else { return };
        let cue = Cue {
            cue: vec![Span::new(so, so + 1)],
            source: vec![Span::new(from, source_end)],
            frame: vec![frame],
            mode: Mode::SPEECH_WRITING,
            stance: vec![Stance::States],
            ..Cue::default()
        };
        self.emit(rule::SO, content, cue);
    }
}
