//! Sentences that tell whose words stand before them: "Das teilte die Polizei mit.", "Mit diesen Worten …", "Der Satz stammt von Holm."; and whose they
//! are where the verb is left out: "…, die Opposition von einem „Vorwand“."

use super::clauses::{ClauseKind, Sentence, VerbComplex};
use super::lexicon::{Verb, class, complement};
use super::noun_phrases::Place;
use super::tags::Tagged;
use super::{Cue, Finder, rule, runs};
use crate::attribution::{Attribution, Form, Mode, Role, Stance};
use crate::document::Token;
use crate::span::Span;

/// How many words a sentence has that tells whose words stand before it: "Der Satz stammt von Holm".
const FEWEST_WORDS: usize = 5;

impl Finder<'_> {
    /// "Das teilte die Polizei mit.", "Dies geht aus einem Bericht hervor.", "So steht es in einem Vermerk.": the content is the sentence
    /// before, and what points to it.
    pub(super) fn points_back(&mut self, sentence: &Sentence, index: usize, at: usize, verbs: &VerbComplex, verb: &Verb) -> bool {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[at];
        let start = clause.start();
        // "Das jedenfalls schreibt die Zeitung."
        let second = (start + 1..verbs.finite).all(|at| tagged.tags[at].is(class::ADVERB)) && start < verbs.finite;
        // "Davon geht das Amt aus.": where the verb takes what is said by that preposition; "Darüber verhandelt das Amt" names a topic.
        let adverb = tagged.tags[start].is(class::DA_ADVERB)
            && !tagged.is_one_of(start, &tagged.lexicon.turns.topical)
            && verb.through.prepositions.iter().any(|preposition| tagged.lower(start).ends_with(preposition));
        let pronoun = at == 0 && second && (tagged.tags[start].is(class::POINTER) || adverb);
        // "So sieht es auch der Verband."
        let so = at == 0
            && start + 1 == verbs.finite
            && tagged.tags[start].is(class::SO)
            && tagged.tags.get(verbs.finite + 1).is_some_and(|tag| tag.is(class::EXPLETIVE));
        // "Zu diesem Schluss kommt eine Studie."
        let phrase = at == 0 && start + verb.phrase.len() == verbs.finite && verb.phrase.get(1) == Some(&"diesem");
        let passes_on = |stance: &Stance| {
            matches!(stance, Stance::States | Stance::Reports | Stance::Announces | Stance::Confirms | Stance::Expects | Stance::Hints)
        };
        // "Der Vertrag soll im Mai kommen. Das verspricht die Stadt."
        let wanted =
            |stance: &Stance| matches!(stance, Stance::Promises | Stance::Demands) && pronoun && self.tells_what_is_to_be(index - 1);
        let neutral = verb.complements & (complement::THAT | complement::WIE) != 0
            && (verb.stance.iter().all(passes_on) || index > 0 && verb.stance.iter().all(wanted));
        if !(pronoun || so || phrase) || !neutral || index == 0 || verbs.modal {
            return false;
        }
        let source = if verb.complements & complement::FROM != 0 {
            self.document_phrase(sentence, at, verb)
        } else {
            tagged.subject_after(verbs.finite, sentence, at)
        };
        let Some(source) = source.filter(|source| !tagged.tags[source.start as usize].is(class::EXPLETIVE)) else { return false };
        let mut cue = self.cue(sentence, at, verbs, verb);
        // "Das verspricht Ärger."
        let thing = tagged.lexicon.turns.no_surnames.has(tagged.doc.word(source.end as usize - 1));
        if verb.stance.iter().any(wanted) && (thing || !self.speaks(source)) {
            return false;
        }
        let told = tagged.told_paper(source, clause, verbs, verb);
        let source = told.map_or(source, |(source, _)| source);
        cue.addressee.extend(told.filter(|_| cue.addressee.is_empty()).map(|(_, paper)| paper));
        // "Das steckte er der Zeitung", but not "Das steckt in der Wand".
        if verb.complements & complement::LINKED != 0 && verb.through.prepositions.is_empty() && cue.addressee.is_empty() {
            return false;
        }
        cue.source = vec![source];
        let before = self.sentences[index - 1].tokens;
        // What the sentence before has found already stays with whom it belongs to, unless they only know it: "In der Firma ist seit März
        // bekannt, dass sich Räder lösen. Das berichten Mechaniker.", or nobody is told to have said it: "Die Stadt ist informiert worden, dass …"
        let said = |attr: &&Attribution| attr.mode != Mode::THOUGHT && !(attr.form == Form::Indirect && attr.source.is_empty());
        if self.found_in(index - 1).filter(said).any(|attr| attr.content.iter().any(|span| span.overlaps(before))) {
            // "Das geht aus einem Brief hervor": a text that all of the sentence before stands in, whoever it says has said so.
            if so || verb.complements & complement::FROM == 0 {
                return so && self.emit(rule::TOLD, vec![sentence.tokens], cue).is_some();
            }
        }
        // What points back stands for the content.
        let pointer = Span::new(start, if phrase { verbs.finite } else { start + 1 });
        cue.cue = runs(&cue.cue.iter().flat_map(|span| span.range()).filter(|at| !pointer.contains(*at)).collect::<Vec<_>>());
        cue.frame = vec![Span::new(pointer.end as usize, sentence.body_end)];
        self.emit(rule::POINTS_BACK, vec![before, pointer], cue);
        true
    }

    /// True for a sentence of what shall or must be: "Der Vertrag soll im Mai kommen.", "Die Fahrt wird nicht teurer."
    fn tells_what_is_to_be(&self, index: usize) -> bool {
        let tagged = &self.tagged;
        let main = self.sentences[index].clauses.iter().find(|clause| clause.kind == ClauseKind::Main);
        main.and_then(|clause| clause.verbs.as_ref()).is_some_and(|verbs| {
            let plain = tagged.tags[verbs.finite].quotation == 0 && !verbs.passive;
            plain && tagged.is_one_of(verbs.finite, &tagged.lexicon.turns.to_be_done)
        })
    }

    /// Tells whose words stand in marks in the sentence before, where this one does: "Mit diesen Worten kommentierte der Minister den Streik.",
    /// "Der das sagt, heißt Holm.", "Der Satz stammt von Holm."
    pub(super) fn tells_whose_words(&mut self, sentence: &Sentence, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).map(|before| self.sentences[before].tokens) else { return false };
        // All of them look at the first words.
        if sentence.body_end < sentence.start() + FEWEST_WORDS {
            return false;
        }
        let found = self.in_these_words(sentence).or_else(|| self.who_says_that(sentence)).or_else(|| self.stems_from(sentence));
        let Some((source, cue)) = found else { return false };
        let frame = vec![Span::new(sentence.start(), sentence.body_end)];
        let alone = |attr: &Attribution| {
            attr.form == Form::Direct && attr.cue.is_empty() && attr.content.last().is_some_and(|span| before.covers(*span))
        };
        if let Some(spoken) = self.touching[index - 1].iter().rev().copied().find(|found| alone(&self.found[*found])) {
            let found = &mut self.found[spoken];
            (found.source, found.cue, found.frame) = (vec![source], cue, frame);
        } else {
            let quoted = self.tagged.outer_quotation(before.start as usize).map(|quotation| self.tagged.doc.quotations[quotation].tokens);
            let Some(quoted) = quoted.filter(|quoted| quoted.covers(before)) else { return false };
            let stance = vec![Stance::States];
            self.emit(
                rule::QUOTATION_ALONE,
                vec![quoted],
                Cue { source: vec![source], cue, frame, mode: Mode::SPEECH, stance, ..Cue::default() },
            );
        }
        true
    }

    /// "Mit diesen Worten kommentierte der Minister den Streik.", "Mit diesem Ruf weckte Holm das Haus."
    fn in_these_words(&self, sentence: &Sentence) -> Option<(Span<Token>, Role)> {
        let source = self.with_these_words(sentence, 0)?;
        Some((source, runs(&sentence.clauses.first()?.verbs.as_ref()?.tokens)))
    }

    /// Who does something with the words that stand before, where the clause opens with "mit diesen Worten".
    pub(super) fn with_these_words(&self, sentence: &Sentence, at: usize) -> Option<Span<Token>> {
        let (tagged, clause) = (&self.tagged, sentence.clauses.get(at)?);
        let (turns, start) = (&tagged.lexicon.turns, clause.start());
        let verbs = clause.verbs.as_ref().filter(|verbs| verbs.finite == start + 3)?;
        let noun = start + 2;
        let words = turns.words_told.has(tagged.doc.word(noun)) || tagged.lexicon.content_noun(tagged.lower(noun)).is_some();
        let these = (start..noun).all(|at| turns.in_these.has(tagged.doc.word(at)));
        tagged.subject_after(verbs.finite, sentence, at).filter(|source| these && words && self.speaks(*source))
    }

    /// "Der das sagt, heißt Holm.", "Die das sagt, ist die Chefin der Behörde."
    fn who_says_that(&self, sentence: &Sentence) -> Option<(Span<Token>, Role)> {
        let (tagged, start) = (&self.tagged, sentence.start());
        let turns = &tagged.lexicon.turns;
        let [_, is, ..] = sentence.clauses.as_slice() else { return None };
        let opens = turns.who.has(tagged.doc.word(start)) && tagged.tags[start + 1].is(class::POINTER);
        let says =
            tagged.lexicon.readings(tagged.tags[start + 2].word).any(|reading| tagged.lexicon.verbs[reading.verb as usize].mode.is_some());
        let named = is.verbs.as_ref().filter(|verbs| verbs.finite == start + 4 && turns.is_called.has(tagged.doc.word(verbs.finite)))?;
        let from = named.finite + 1;
        let stop = tagged.noun_phrase(from, is.end(), Place::AfterVerb).filter(|_| opens && says && is.start() == start + 4)?;
        let source = Span::new(from, stop);
        self.speaks(source).then(|| (source, vec![Span::new(start + 2, start + 3)]))
    }

    /// "Der Satz stammt von Holm."
    fn stems_from(&self, sentence: &Sentence) -> Option<(Span<Token>, Role)> {
        let (tagged, start) = (&self.tagged, sentence.start());
        let turns = &tagged.lexicon.turns;
        let verbs = sentence.clauses.first()?.verbs.as_ref().filter(|verbs| verbs.finite == start + 2)?;
        let words = turns.words_told.has(tagged.doc.word(start + 1)) && turns.stems.has(tagged.doc.word(verbs.finite));
        let from = verbs.finite + 2;
        let of = turns.of.has(tagged.doc.word(from - 1));
        let source = Span::new(from, tagged.noun_phrase(from, sentence.body_end, Place::AfterVerb).filter(|_| words && of)?);
        self.speaks(source).then(|| (source, runs(&verbs.tokens)))
    }

    /// Gives words in marks to the subject of their own clause where its verb is left out, and takes them out of the act before.
    pub(super) fn gapped_quotations(&mut self) {
        let doc = self.tagged.doc;
        for tokens in doc.quotations.iter().map(|quotation| quotation.tokens) {
            let sentence = self.sentence_of(tokens.start as usize);
            let Some(gap) = self.tagged.gapped(&self.sentences[sentence], tokens) else { continue };
            let direct = self.touching[sentence].iter().copied().filter(|at| self.found[*at].form == Form::Direct);
            let mut before = direct.clone().filter(|at| self.found[*at].content.iter().all(|span| span.end < gap.clause.start));
            if let Some(own) = direct.clone().find(|at| self.found[*at].content == [tokens]) {
                self.found[own].source = vec![gap.source];
            } else if let Some(first) = before.next_back().filter(|_| tokens.len() > 2 && !self.tagged.is_title(tokens)) {
                let first = &self.found[first];
                let cue = Cue {
                    cue: first.cue.clone(),
                    source: vec![gap.source],
                    addressee: Role::default(),
                    frame: Role::default(),
                    mode: first.mode,
                    stance: first.stance.clone(),
                    lemma: None,
                    unsaid: false,
                };
                self.emit(rule::QUOTATION_NESTED, vec![tokens], cue);
            } else {
                continue;
            }
            for outer in &self.touching[sentence] {
                let outer = &mut self.found[*outer];
                gap.cut(outer.form, &mut outer.content);
            }
        }
    }
}

/// A clause that leaves its verb out: "…, die Opposition von einem „Vorwand“".
#[derive(Debug, Clone, Copy)]
pub struct Gap {
    /// Its subject.
    pub source: Span<Token>,
    /// All of it.
    pub clause: Span<Token>,
}

impl Gap {
    /// Ends a told act before the clause, if it goes beyond.
    pub fn cut(&self, form: Form, content: &mut Role) {
        if let (Form::Reported, Some(last)) = (form, content.last_mut())
            && last.start + 1 < self.clause.start
            && last.covers(self.clause)
        {
            *last = Span::new(last.start as usize, self.clause.start as usize - 1);
        }
    }
}

impl Tagged<'_> {
    /// The subject of a clause that leaves its verb out: "Der Minister sprach von einem „Angriff“, die Opposition von einem „Vorwand“.", "Von einem „Angriff“
    /// sprach Moskau, von einer „Provokation“ Kiew." It has the preposition, or "als", of the clause before, or is all subject and words in marks, as
    /// there: "Moskau nannte es „mutig“, Kiew „töricht“."
    pub(super) fn gapped(&self, sentence: &Sentence, tokens: Span<Token>) -> Option<Gap> {
        let (open, close) = (tokens.start as usize, tokens.end as usize);
        let parts = |at: usize| matches!(self.tags[at].mark, ',' | ';') && self.tags[at].quotation == 0;
        let start = (sentence.start()..open).rev().find(|at| parts(*at))? + 1;
        let end = (close..sentence.body_end).find(|at| parts(*at)).unwrap_or(sentence.body_end);
        let mut verbs = sentence.clauses.iter().filter_map(|clause| clause.verbs.as_ref()).flat_map(|verbs| &verbs.tokens);
        if verbs.clone().any(|verb| (start..end).contains(verb)) || !verbs.any(|verb| *verb < start) {
            return None;
        }
        let links = |at: usize| self.tags[at].is(class::PREPOSITION | class::CALLED) && self.tags[at].quotation == 0;
        let link = (start..open).find(|at| links(*at));
        let same = |at: usize| link.is_none_or(|link| links(at) && self.lower(at) == self.lower(link));
        let marks = || self.doc.quotations_in(Span::new(sentence.start(), start)).next().is_some();
        if !(sentence.start()..start).any(same) || link.is_none() && (close < end || !marks()) {
            return None;
        }
        let link = link.unwrap_or(open);
        // "Brandt dagegen von einem „Vorgang“"
        let stop = (start..link).find(|at| self.tags[*at].is(class::ADVERB) && !self.tags[*at].nominal()).unwrap_or(link);
        let subject = if link > start { Span::new(start, stop) } else { Span::new(close, end) };
        let plain = subject.range().all(|at| self.tags[at].mark == '\0');
        let opens = subject.range().next().is_some_and(|at| self.tags[at].is(class::DET_NOM) || self.tags[at].nominal());
        // "von „Chaos“, Panik von „Kindern“": a bare noun is somebody for sure only where a word sets it against the one before.
        let named = || self.bare_name(subject) && stop != link;
        let speaks =
            || self.can_speak_in(subject.start as usize, subject.end as usize) || named() || link == start && self.bare_name(subject);
        (plain && opens && speaks()).then_some(Gap { source: subject, clause: Span::new(start, end) })
    }
}
