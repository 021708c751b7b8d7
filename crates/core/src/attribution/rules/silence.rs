//! Answers that somebody has not given, told without anybody as a subject: "Eine Stellungnahme der Firma lag nicht vor.", "Aus dem Rathaus kam weder eine
//! Bestätigung noch ein Dementi.", "Eine Anfrage an die Bank blieb unbeantwortet."

use super::clauses::{Clause, ClauseKind, Sentence};
use super::lexicon::{Speaker, class};
use super::noun_phrases::Place;
use super::{Cue, Finder, rule, runs};
use crate::attribution::{Mode, Stance};
use crate::document::Token;
use crate::span::Span;

impl Finder<'_> {
    /// Finds such an answer in a sentence that nothing else is found in.
    pub(super) fn silence(&mut self, index: usize) {
        if !self.touching[index].is_empty() {
            return;
        }
        let sentence = &self.sentences[index];
        let found = (0..sentence.clauses.len()).find_map(|at| self.missing_answer(sentence, at));
        let Some(cue) = found else { return };
        let content = sentence.tokens;
        self.emit(rule::TOLD, vec![content], cue);
    }

    /// "…, wollte aber nicht sagen, welche": what is not answered is a question of one word.
    pub(super) fn asks_one_word(&self, sentence: &Sentence, at: usize) -> bool {
        let question = sentence.clauses.get(at + 1).filter(|next| next.kind == ClauseKind::Fragment && next.before == ',');
        question.is_some_and(|next| next.tokens.len() == 1 && self.tagged.tags[next.start()].is(class::W_WORD))
    }

    /// True for "die Bafin": an article and a word that no list has, which can be a body's name.
    pub(super) fn unknown_body(&self, source: Span<Token>) -> bool {
        let (start, noun) = (source.start as usize, source.end as usize - 1);
        let lower = self.tagged.lower(noun);
        let lexicon = &self.tagged.lexicon;
        source.len() == 2
            && self.tagged.tags[start].is(class::DET_NOM)
            && self.tagged.tags[noun].nominal()
            && !lexicon.is_document(lower)
            && lexicon.attributor(lower).is_none()
            && lexicon.content_noun(lower).is_none()
    }

    /// The roles of a main clause that tells of an answer that is missing, if it does.
    pub(super) fn missing_answer(&self, sentence: &Sentence, at: usize) -> Option<Cue> {
        let (tagged, clause) = (&self.tagged, &sentence.clauses[at]);
        if clause.kind != ClauseKind::Main {
            return None;
        }
        let turns = &tagged.lexicon.turns;
        let verbs = clause.verbs.as_ref().filter(|verbs| !verbs.modal)?;
        let plain = |at: usize| tagged.tags[at].quotation == 0;
        let tokens = || (clause.start()..clause.end()).filter(|at| plain(*at));
        let is = |at: usize, list: &crate::word_list::WordList| list.has(tagged.lower(at));
        let noun = |list: &crate::word_list::WordList| tokens().find(|at| tagged.tags[*at].nominal() && is(*at, list));
        let finite = |list: &crate::word_list::WordList| is(verbs.finite, list);
        let negation = tokens().find(|at| tagged.tags[*at].is(class::NEGATION));
        let last = tokens().rev().find(|at| tagged.tags[*at].mark == '\0')?;
        let (answer, asked) = (noun(&turns.answer_nouns), noun(&turns.request_nouns));
        let mut cue = verbs.tokens.clone();
        // "Das Amt war für eine Stellungnahme nicht zu erreichen.", "Sie war für die Redaktion nicht erreichbar."
        let to_reach = last > clause.start() && is(last, &turns.not_reached) && tagged.tags[last - 1].is(class::INFINITIVE_PARTICLE);
        let wanted = || {
            let paper = |at: usize| tagged.lexicon.speaker(tagged.lower(at)) == Some(Speaker::Outlet);
            let before = |at: usize| turns.for_whom.has(tagged.lower(at - 1)) || at > 1 && turns.for_whom.has(tagged.lower(at - 2));
            answer.is_some() || asked.is_some() || tokens().skip(1).any(|at| tagged.tags[at].nominal() && paper(at) && before(at))
        };
        // "Von der Gemeinde war niemand zu erreichen.", "Beim Konzern war niemand für eine Stellungnahme zu erreichen."
        let reached = to_reach || is(last, &turns.reachable);
        if let Some(nobody) = tokens().find(|at| is(*at, &turns.nobody)).filter(|_| finite(&turns.being) && reached) {
            let source = self.whose_answer(clause, answer.as_slice())?;
            cue.extend(to_reach.then_some(last - 1));
            cue.extend([nobody, last]);
            cue.sort_unstable();
            cue.dedup();
            let (mode, stance) = (Mode::SPEECH_WRITING, vec![Stance::DeclinesComment]);
            return Some(Cue { cue: runs(&cue), source: vec![source], mode, stance, ..Cue::default() });
        }
        if negation.is_some() && finite(&turns.being) && reached && wanted() {
            let before = tagged.noun_phrase(clause.start(), verbs.finite, Place::BeforeVerb).filter(|stop| *stop == verbs.finite);
            let source = before.map(|stop| Span::new(clause.start(), stop)).or_else(|| tagged.subject_after(verbs.finite, sentence, at));
            let source = source.filter(|source| self.speaks(*source))?;
            cue.extend(negation);
            cue.extend(to_reach.then_some(last - 1));
            cue.push(last);
            cue.sort_unstable();
            cue.dedup();
            let (mode, stance) = (Mode::SPEECH_WRITING, vec![Stance::DeclinesComment]);
            return Some(Cue { cue: runs(&cue), source: vec![source], mode, stance, ..Cue::default() });
        }
        let first = if let Some(asked) = asked.filter(|_| finite(&turns.staying) && is(last, &turns.unanswered)) {
            // "Eine Anfrage an die Bank blieb unbeantwortet."
            cue.push(last);
            asked
        } else {
            let answer = answer?;
            let outstanding = (finite(&turns.staying) || finite(&turns.standing)) && is(last, &turns.outstanding);
            let to_have = last > clause.start() && is(last, &turns.to_be_had) && tagged.tags[last - 1].is(class::INFINITIVE_PARTICLE);
            let absent = negation.is_some() && (finite(&turns.coming) || finite(&turns.being) && to_have);
            if !outstanding && !absent {
                return None;
            }
            cue.extend(outstanding.then_some(last));
            cue.extend(to_have.then_some([last - 1, last]).into_iter().flatten());
            cue.extend(negation.filter(|_| absent));
            answer
        };
        let answers: Vec<usize> =
            tokens().filter(|at| tagged.tags[*at].nominal() && (*at == first || is(*at, &turns.answer_nouns))).collect();
        let source = self.whose_answer(clause, &answers)?;
        cue.extend(&answers);
        cue.sort_unstable();
        cue.dedup();
        cue.retain(|at| !source.contains(*at));
        // Which answer it is, the resolution tells from the words.
        let stance = vec![Stance::DeclinesComment];
        Some(Cue { cue: runs(&cue), source: vec![source], mode: Mode::SPEECH_WRITING, stance, ..Cue::default() })
    }

    /// Whose answer it is: "der Firma" behind the noun, "von der Firma", "aus dem Rathaus", "an die Bank".
    fn whose_answer(&self, clause: &Clause, answers: &[usize]) -> Option<Span<Token>> {
        let tagged = &self.tagged;
        let behind_noun = |at: usize| {
            let genitive = at < clause.end() && tagged.tags[at].is(class::GENITIVE) && !tagged.tags[at].is(class::NEGATION);
            genitive.then(|| tagged.noun_phrase(at, clause.end(), Place::BeforeVerb)).flatten().map(|stop| Span::new(at, stop))
        };
        let own = answers.iter().find_map(|at| behind_noun(at + 1)).filter(|source| self.speaks(*source));
        own.or_else(|| {
            let heard = |at: &usize| {
                tagged.tags[*at].quotation == 0 && tagged.lexicon.turns.heard_from_whom.has(tagged.lower(*at)) && at + 1 < clause.end()
            };
            (clause.start()..clause.end()).filter(heard).find_map(|at| {
                let stop = tagged.noun_phrase(at + 1, clause.end(), Place::AfterVerb)?;
                let source = Span::new(at + 1, stop);
                (self.speaks(source) || !answers.is_empty() && self.any_body(at, source)).then_some(source)
            })
        })
    }

    /// "Von | der Finanzprokuratur war keine Stellungnahme zu erhalten.": behind its article whoever has not answered, be the word known or not.
    fn any_body(&self, preposition: usize, source: Span<Token>) -> bool {
        let (tagged, turns) = (&self.tagged, &self.tagged.lexicon.turns);
        let word = tagged.lower(preposition);
        let (start, last) = (source.start as usize, source.end as usize - 1);
        let article = turns.fused_of_whom.has(word) || source.len() == 2 && tagged.tags[start].is(class::DET_NOM | class::DET_OBL);
        let noun = tagged.tags[last].nominal() && source.len() <= 2 && !tagged.tags[last].is(class::TIME_NOUN);
        let thing = turns.abstract_ends.ends(tagged.lower(last)) || tagged.lexicon.content_noun(tagged.lower(last)).is_some();
        turns.of_whom.has(word) && article && noun && !thing
    }
}
