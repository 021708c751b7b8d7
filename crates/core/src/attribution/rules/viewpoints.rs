//! Content under a phrase or clause with a place for whoever sees it so: "aus Sicht der Stadt", "aus Holms Sicht", "wenn es nach der Partei geht".

use super::clauses::Sentence;
use super::lexicon::class;
use super::noun_phrases::Place;
use super::phrases::Phrase;
use super::{Cue, Finder, rule};
use crate::attribution::{Mode, Stance};
use crate::document::Token;
use crate::span::Span;

/// One pattern of the word list: the words before and behind the place of the source, in lower case.
#[derive(Debug, Clone)]
pub(super) struct Viewpoint {
    pub(super) before: Vec<String>,
    pub(super) behind: Vec<String>,
    pub(super) mode: Mode,
    pub(super) stance: Vec<Stance>,
    /// A clause, not a phrase with a preposition.
    pub(super) clause: bool,
}

/// How many words whoever sees it so may have between the two parts of a pattern.
const LONGEST_SOURCE: usize = 12;

impl Finder<'_> {
    /// The phrase that starts at `at`: "aus Sicht der Stadt", "aus ihrer Sicht", "aus Holms Sicht".
    pub(super) fn viewpoint(&self, at: usize, end: usize) -> Option<Phrase> {
        let tagged = &self.tagged;
        if !tagged.tags[at].word.opens_viewpoint {
            return None;
        }
        tagged.lexicon.viewpoints.iter().filter(|pattern| !pattern.clause).find_map(|pattern| {
            let from = self.spelled(at, end, &pattern.before)?;
            let (source, stop) = if pattern.behind.is_empty() {
                // "aus Sicht von Holm": "von" is no part of the name.
                let from = from + usize::from(from < end && tagged.is_one_of(from, &tagged.lexicon.turns.of));
                let stop = tagged.noun_phrase(from, end, Place::AfterVerb)?;
                let source = Span::new(from, stop);
                (self.speaks(source).then_some(source)?, stop)
            } else {
                let behind = (from + 1..end.min(from + LONGEST_SOURCE)).find(|at| self.spelled(*at, end, &pattern.behind).is_some())?;
                let whose = tagged.lexicon.turns.possessive_starts.begins(tagged.doc.word(from)) && behind == from + 1
                    || tagged.tags[from].nominal() && tagged.may_be_genitive(behind - 1);
                let stop = behind + pattern.behind.len();
                (whose.then_some(Span::new(from, stop))?, stop)
            };
            let cue = Span::new(at, source.start as usize);
            Some(Phrase { whole: Span::new(at, stop), cue, source: Some(source), mode: pattern.mode, rule: rule::PREPOSITION_BEFORE })
        })
    }

    /// Finds the content beside clause `at` if that only says by whom: "Wenn es nach der Partei geht, …", "Glaubt man dem Bericht, …".
    pub(super) fn conditional(&mut self, sentence: &Sentence, at: usize) {
        let tagged = &self.tagged;
        let (start, end) = (sentence.clauses[at].start(), sentence.clauses[at].end());
        if !tagged.tags[start].word.opens_viewpoint {
            return;
        }
        let found = tagged.lexicon.viewpoints.iter().filter(|pattern| pattern.clause).find_map(|pattern| {
            let from = self.spelled(start, end, &pattern.before)?;
            let to = end.checked_sub(pattern.behind.len()).filter(|to| *to > from)?;
            self.spelled(to, end, &pattern.behind)?;
            let stop = tagged.noun_phrase(from, to, Place::BeforeVerb)?;
            let source = Span::new(from, stop);
            (stop == to && self.named(source)).then(|| (pattern.clone(), source))
        });
        let Some((pattern, source)) = found else { return };
        let Some((content, frame)) = self.around(sentence, at, at + 1, start) else { return };
        let mut cue: Vec<Span<_>> = vec![Span::new(start, source.start as usize)];
        cue.extend((!pattern.behind.is_empty()).then(|| Span::new(source.end as usize, end)));
        let cue =
            Cue { cue, source: vec![source], frame: vec![frame], mode: pattern.mode, stance: pattern.stance.clone(), ..Cue::default() };
        self.emit(rule::PREPOSITION_BEFORE, content, cue);
    }

    /// True for whoever can speak, and for a noun with an article: "geht es nach dem Plan", but not "geht es nach Hause".
    fn named(&self, source: Span<Token>) -> bool {
        let start = source.start as usize;
        self.tagged.tags[start].is(class::DET_OBL) || self.speaks(source) && (source.len() > 1 || self.tagged.can_speak(start))
    }

    /// The token behind some words, if they stand at `at`.
    fn spelled(&self, at: usize, end: usize, words: &[String]) -> Option<usize> {
        let stop = at + words.len();
        (stop <= end && words.iter().zip(at..).all(|(word, at)| self.tagged.is_word(at, word))).then_some(stop)
    }
}
