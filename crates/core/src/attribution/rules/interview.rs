//! The answers of an interview: "Brandt: Im Mai. Danach wird gebaut."

use super::{Cue, Finder, rule};
use crate::attribution::{Mode, Stance};
use crate::document::{Furniture, FurnitureKind, Paragraph, Token};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// A label before the colon is not longer than this, in tokens.
const LONGEST_LABEL: usize = 6;

/// What one says at a stretch, with the name before its colon.
struct Turn {
    label: Span<Token>,
    /// Behind the colon, up to the next turn or the paragraph's end.
    words: Span<Token>,
    /// What stands before it asks.
    asked: bool,
    /// It ends with a question itself.
    asks: bool,
}

impl Finder<'_> {
    /// Finds the answers that stand without marks in an interview: the same name opens several paragraphs, or several sentences where the text has lost
    /// its line breaks, and several questions stand before such names.
    pub(super) fn interview(&mut self) {
        let turns = self.turns();
        let asked = turns.iter().filter(|turn| turn.asked && !turn.asks).count();
        let lexicon = self.tagged.lexicon;
        // "Wochenpost: Das sagen alle. Antwort: Ja.": what asks has no mark.
        let answered = |turn: &&Turn| lexicon.turns.answered_by.has(self.tagged.doc.word(turn.label.end as usize - 1));
        if asked < 2 && (asked == 0 || turns.iter().filter(answered).count() < 2) {
            return;
        }
        // The first turn may give the full name, the others the last: by last word, how many turns, and how many of them ask.
        let name = |turn: &Turn| self.tagged.doc.word(turn.label.end as usize - 1);
        let mut speakers: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
        for turn in &turns {
            let (turns, questions) = speakers.entry(name(turn)).or_default();
            *turns += 1;
            *questions += usize::from(turn.asks);
        }
        // Who mostly asks is the paper; what stands in marks is direct speech.
        let answers = |turn: &&Turn| {
            let (turns, questions) = speakers[name(turn)];
            turns > 1 && questions * 2 < turns && self.tagged.tags[turn.words.start as usize].quotation == 0
        };
        let found: Vec<(Span<Token>, Span<Token>)> = turns.iter().filter(answers).map(|turn| (turn.label, turn.words)).collect();
        for (label, words) in found {
            // "Antwort: …" does not say whose.
            let last = label.end as usize - 1;
            let named =
                lexicon.content_noun(self.tagged.lower(last)).is_none() && !lexicon.turns.answered_by.has(self.tagged.doc.word(last));
            let cue = Cue {
                source: if named { vec![label] } else { Vec::new() },
                mode: Mode::SPEECH,
                stance: vec![Stance::States],
                ..Cue::default()
            };
            self.emit(rule::INTERVIEW_ANSWER, vec![words], cue);
        }
    }

    /// The turns of a talk: paragraphs that a name and a colon open; inside of a paragraph sentences where the same name opens several.
    fn turns(&self) -> Vec<Turn> {
        let (doc, tags) = (self.tagged.doc, &self.tagged.tags);
        let question = |before: usize| before > 0 && tags[before - 1].mark == '?';
        // Above a paragraph a question may stand as a subhead.
        let headed = |tokens: Span<Token>| {
            let Some(start) = doc.tokens.get(tokens.start as usize).map(|token| token.span.start) else { return false };
            let above = doc.furniture.partition_point(|piece| piece.span.start < start).checked_sub(1);
            let asks = |piece: &Furniture| piece.kind == FurnitureKind::Subhead && doc.text[piece.span.range()].ends_with('?');
            let last = |piece: &Furniture| doc.text[piece.span.end as usize..start as usize].trim().is_empty();
            above.map(|above| &doc.furniture[above]).is_some_and(|piece| asks(piece) && last(piece))
        };
        let mut turns = Vec::new();
        for paragraph in &doc.paragraphs {
            let tokens = self.tokens_of(paragraph);
            let labels: Vec<Span<Token>> =
                doc.sentences[paragraph.sentences.range()].iter().filter_map(|sentence| self.label_of_turn(sentence.tokens)).collect();
            let labels = self.with_labels_behind_dots(tokens, &labels);
            let name = |label: &Span<Token>| doc.word(label.end as usize - 1);
            let mut often: FxHashMap<&str, usize> = FxHashMap::default();
            labels.iter().for_each(|label| *often.entry(name(label)).or_default() += 1);
            let opens = |label: &&Span<Token>| label.start == tokens.start || often[name(label)] > 1;
            let labels: Vec<Span<Token>> = labels.iter().filter(opens).copied().collect();
            for (at, label) in labels.iter().enumerate() {
                let end = labels.get(at + 1).map_or(tokens.end, |next| next.start) as usize;
                let words = Span::new(label.end as usize + 1, end);
                let asked = question(label.start as usize) || label.start == tokens.start && headed(tokens);
                turns.push(Turn { label: *label, words, asked, asks: question(end) });
            }
        }
        turns
    }

    /// "Es geht um Verlangen ... Nordbote: Wie schwierig war das?": behind dots no sentence ends for sure, but a label that opens others does.
    fn with_labels_behind_dots(&self, tokens: Span<Token>, labels: &[Span<Token>]) -> Vec<Span<Token>> {
        let (doc, tags) = (self.tagged.doc, &self.tagged.tags);
        let dots = |at: usize| matches!(doc.word(at), "…" | "...") || tags[at].mark == '.' && at > 0 && tags[at - 1].mark == '.';
        let same = |label: &Span<Token>, at: usize| label.len() == 1 && doc.word(label.start as usize) == doc.word(at);
        let behind = |at: usize| at + 1 < tokens.end as usize && tags[at + 1].mark == ':' && labels.iter().any(|label| same(label, at));
        let more = tokens.range().skip(1).filter(|at| dots(at - 1) && behind(*at)).map(|at| Span::new(at, at + 1));
        let mut all: Vec<Span<Token>> = if labels.is_empty() { Vec::new() } else { labels.iter().copied().chain(more).collect() };
        all.sort_unstable_by_key(|label| label.start);
        all.dedup();
        all
    }

    fn tokens_of(&self, paragraph: &Paragraph) -> Span<Token> {
        let sentences = &self.tagged.doc.sentences[paragraph.sentences.range()];
        match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => Span::new(first.tokens.start as usize, last.tokens.end as usize),
            _ => Span::new(0, 0),
        }
    }

    /// The name that opens a sentence before a colon.
    fn label_of_turn(&self, tokens: Span<Token>) -> Option<Span<Token>> {
        let tags = &self.tagged.tags;
        let start = tokens.start as usize;
        let colon = tokens.range().take(LONGEST_LABEL).find(|at| tags[*at].mark == ':')?;
        let name = |at: usize| tags[at].mark == '\0' && tags[at].capital || tags[at].mark == '.';
        let named = colon > start && colon + 1 < tokens.end as usize && (start..colon).all(name);
        named.then(|| Span::new(start, colon))
    }
}
