//! The answers of an interview: "Brandt: Im Mai. Danach wird gebaut."

use super::{Cue, Finder, rule};
use crate::attribution::{Mode, Stance};
use crate::document::{Paragraph, Token};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// A label before the colon is not longer than this, in tokens.
const LONGEST_LABEL: usize = 6;

/// A paragraph with the name before its colon.
struct Turn {
    paragraph: usize,
    label: Span<Token>,
    /// Behind the colon.
    words: Span<Token>,
}

impl Finder<'_> {
    /// Finds the answers that stand without marks in an interview: the same name opens several paragraphs, and several questions stand
    /// before paragraphs with such names.
    pub(super) fn interview(&mut self) {
        let paragraphs = &self.tagged.doc.paragraphs;
        let turns: Vec<Turn> = (0..paragraphs.len()).filter_map(|at| self.turn(at)).collect();
        let asks = |at: usize| self.tokens_of(&paragraphs[at]).range().next_back().is_some_and(|last| self.tagged.tags[last].mark == '?');
        let asked = turns.iter().filter(|turn| turn.paragraph > 0 && asks(turn.paragraph - 1) && !asks(turn.paragraph)).count();
        if asked < 2 {
            return;
        }
        // The first turn may give the full name, the others the last: by last word, how many turns, and how many of them ask.
        let name = |turn: &Turn| self.tagged.doc.word(turn.label.end as usize - 1);
        let mut speakers: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
        for turn in &turns {
            let (turns, questions) = speakers.entry(name(turn)).or_default();
            *turns += 1;
            *questions += usize::from(asks(turn.paragraph));
        }
        // Who mostly asks is the paper; what stands in marks is direct speech.
        let answers = |turn: &&Turn| {
            let (turns, questions) = speakers[name(turn)];
            turns > 1 && questions * 2 < turns && self.tagged.tags[turn.words.start as usize].quotation == 0
        };
        let found: Vec<(Span<Token>, Span<Token>)> = turns.iter().filter(answers).map(|turn| (turn.label, turn.words)).collect();
        for (label, words) in found {
            let cue = Cue { source: vec![label], mode: Mode::SPEECH, stance: vec![Stance::States], ..Cue::default() };
            self.emit(rule::INTERVIEW_ANSWER, vec![words], cue);
        }
    }

    fn tokens_of(&self, paragraph: &Paragraph) -> Span<Token> {
        let sentences = &self.tagged.doc.sentences[paragraph.sentences.range()];
        match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => Span::new(first.tokens.start as usize, last.tokens.end as usize),
            _ => Span::new(0, 0),
        }
    }

    /// The paragraph as a turn, if a name and a colon open it.
    fn turn(&self, paragraph: usize) -> Option<Turn> {
        let tags = &self.tagged.tags;
        let tokens = self.tokens_of(&self.tagged.doc.paragraphs[paragraph]);
        let start = tokens.start as usize;
        let colon = tokens.range().take(LONGEST_LABEL).find(|at| tags[*at].mark == ':')?;
        let name = |at: usize| tags[at].mark == '\0' && tags[at].capital || tags[at].mark == '.';
        let named = colon > start && colon + 1 < tokens.end as usize && (start..colon).all(name);
        named.then(|| Turn { paragraph, label: Span::new(start, colon), words: Span::new(colon + 1, tokens.end as usize) })
    }
}
