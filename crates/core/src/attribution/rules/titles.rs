//! Titles and names in marks, which are nobody's words: "der Frachter „Nordstern“".

use super::lexicon::{Speaker, class};
use super::tags::{Tag, Tagged};
use crate::document::Token;
use crate::span::Span;
use rustc_hash::FxHashSet;

/// The most words of a name that is known again wherever it stands in marks.
const LONGEST_NAME: usize = 3;

/// How far a verb that calls something so stands from the marks at most.
const CALLED_NEAR: usize = 10;

/// The most tokens of a title in marks, these among them.
const LONGEST_TITLE: usize = 8;

impl Tagged<'_> {
    /// Of each quotation, whether it is a title or name: what is one somewhere ("der Frachter „Nordstern“") is one wherever it stands in marks.
    pub(super) fn titles(&self) -> Vec<bool> {
        let quotations = &self.doc.quotations;
        let mut titles: Vec<bool> = quotations.iter().map(|quotation| self.is_title(quotation.tokens)).collect();
        let inner = |index: usize| {
            let tokens = quotations[index].tokens;
            tokens.start as usize + 1..(tokens.end as usize).saturating_sub(1)
        };
        let words = |index: usize| inner(index).map(|at| self.doc.word(at)).collect::<Vec<_>>();
        let capitals = |at: usize| self.tags[at].mark == '\0' && (self.tags[at].capital || self.is_number(at));
        let is_name = |index: &usize| (1..=LONGEST_NAME).contains(&inner(*index).len()) && inner(*index).all(capitals);
        let names: Vec<usize> = (0..quotations.len()).filter(is_name).collect();
        let known: FxHashSet<Vec<&str>> = names.iter().copied().filter(|index| titles[*index]).map(words).collect();
        for index in names.into_iter().filter(|_| !known.is_empty()) {
            titles[index] |= known.contains(&words(index));
        }
        titles
    }

    /// True if the words in marks are the title or name of what stands right before them: "der Frachter „Nordstern“", "in der Sendung „Am Tisch“".
    pub(super) fn is_title(&self, tokens: Span<Token>) -> bool {
        let (open, close) = (tokens.start as usize, tokens.end as usize);
        let ends_in_title = |at: usize| self.tags[at].nominal() && self.lexicon.turns.titled_ends.ends(self.lower(at));
        let sentence = || (open + 1..close).any(|at| matches!(self.tags[at].mark, '.' | '!' | '?' | ',' | ':'));
        // "den sie „den Admiral“ nennen"
        let nickname = || {
            let noun = |at: usize| self.tags[at].nominal() && self.tags[at].mark == '\0';
            let article = self.tags[open + 1].is(class::DET_NOM | class::DET_OBL) && (open + 2..close - 1).all(noun);
            article && close > open + 3 && close < self.tags.len() && self.lexicon.turns.called_so.has(self.doc.word(close))
        };
        // "in der „Hamburger Abendwarte“": several words, each with a capital.
        let name = || {
            let words = open + 1..close - 1;
            let of = self.is_one_of(open - 1, &self.lexicon.turns.of);
            let inside = self.tags[open - 1].is(class::DET_NOM | class::DET_OBL | class::CONTRACTED) || of;
            let paper = || self.lexicon.speaker(self.lower(open + 1)) == Some(Speaker::Outlet);
            // "Recherchen der „Küstenpost“"
            let of_text = || {
                let noun = open.checked_sub(2).map(|noun| self.lower(noun)).unwrap_or_default();
                !self.is_one_of(open - 1, &self.lexicon.turns.a_or_none)
                    && (self.lexicon.is_document(noun) || self.lexicon.attributor(noun).is_some())
            };
            (words.len() > 1 || words.len() == 1 && (paper() || of_text()))
                && inside
                && words.into_iter().all(|at| self.tags[at].mark == '\0' && (self.tags[at].capital || self.is_number(at)))
        };
        // "die Organisation „Reporter gegen Zäune“", "der neue „Hohe Rat“", "in „Radio Nord“": a name wherever no verb calls somebody so.
        let alone = || self.name_alone(tokens);
        // "die Operation „Lead“ („Blei“)": what it means.
        let translated = || {
            self.tags[open - 1].mark == '('
                && open > 1
                && self.is_quotation_mark(open - 2)
                && self.tags.get(close).is_some_and(|tag| tag.mark == ')')
        };
        // "aus dem „Seewall“-Vertrag"
        let compound = || close < self.tags.len() && self.tags[open + 1].capital && self.doc.word(close).starts_with('-');
        // "„Nordbund für freie Fahrt“ (NFF)", "„Bund der Bücher“ (Books United)": a short form or another name in brackets behind it.
        let shortened = || {
            let inside = |at: &usize| self.tags[*at].mark == '\0' && (self.tags[*at].capital || self.tags[*at].is(class::NAME_PARTICLE));
            let stop = (close + 1..self.tags.len()).take(LONGEST_TITLE).take_while(inside).last().unwrap_or(close);
            let brackets =
                self.tags.get(close).is_some_and(|tag| tag.mark == '(') && self.tags.get(stop + 1).is_some_and(|tag| tag.mark == ')');
            brackets && (stop > close + 1 || stop > close && self.is_acronym(stop)) && self.tags[open + 1].capital
        };
        // "„Der Weg im Tal“ von Karl Holm"
        let written = || {
            let of = close + 1 < self.tags.len() && self.lexicon.turns.of.has(self.doc.word(close)) && self.tags[close + 1].nominal();
            let small = class::PREPOSITION | class::CONTRACTED | class::DET_NOM | class::DET_OBL | class::COORDINATOR;
            let words = || open + 1..close - 1;
            let word = |at: usize| self.tags[at].mark == '\0' && (self.tags[at].capital || self.is_number(at) || self.tags[at].is(small));
            of && !self.can_speak(close + 1)
                && self.tags[open + 1].capital
                && words().len() > 1
                && words().all(word)
                && !self.called(open, close)
        };
        // "die sich „Rat der Freien“ nennt"
        let own_name = || {
            self.tags[open - 1].is(class::REFLEXIVE)
                || open > 1 && self.is_word(open - 1, "selbst") && self.tags[open - 2].is(class::REFLEXIVE)
        };
        let own_name = || own_name() && close < self.tags.len() && self.lexicon.turns.called_so.has(self.doc.word(close));
        // "in seinem Buch „Der Fluss – wie eine Stadt ihr Ufer verlor und wiederfand“"
        let book = || tokens.len() <= 2 * LONGEST_TITLE && self.tags[open + 1].capital && ends_in_title(open - 1) && !sentence();
        // "Ina Holm: „Der Weg zurück ins Tal“. Roman. Nordverlag, Lienz 2009"
        let listed = || {
            let behind = |at: usize| {
                self.tags.get(at + 1).is_none_or(|tag| tag.separates() || tag.mark != '\0' || tag.capital || self.is_number(at + 1))
            };
            let publisher = |at: &usize| self.tags[*at].nominal() && self.lexicon.turns.publisher_ends.ends(self.lower(*at)) && behind(*at);
            let ends = |at: &usize| self.tags[*at].quotation > 0 || self.tags[*at].may_be_finite() && !self.tags[*at].capital;
            let published = (close..self.tags.len()).take(2 * LONGEST_TITLE).take_while(|at| !ends(at)).find(publisher);
            let article = |at: usize| self.tags[at - 1].is(class::DET_NOM | class::DET_OBL | class::CONTRACTED);
            // No more than names before the colon.
            let before = (0..open - 1).rev().take(2 * LONGEST_TITLE).take_while(|at| self.tags[*at].mark != '.');
            let authors = || {
                { before }.all(|at| {
                    self.tags[at].capital || self.tags[at].mark != '\0' || self.tags[at].is(class::COORDINATOR | class::NAME_PARTICLE)
                })
            };
            self.tags[open - 1].mark == ':' && tokens.len() <= 2 * LONGEST_TITLE && published.is_some_and(|at| !article(at)) && authors()
        };
        open > 0 && tokens.len() > 2 && (book() || listed())
            || open > 0
                && (3..=LONGEST_TITLE).contains(&tokens.len())
                && (ends_in_title(open - 1) && !sentence()
                    || shortened()
                    || written()
                    || own_name()
                    || nickname()
                    || name()
                    || compound()
                    || translated()
                    || alone()
                    || self.weekly(open).is_some())
    }

    /// True for several words in marks that are a name by themselves: all with a capital; or the first of them behind a noun, in a phrase that is no object.
    fn name_alone(&self, tokens: Span<Token>) -> bool {
        let (open, close) = (tokens.start as usize, tokens.end as usize);
        let words = open + 1..close - 1;
        let plain = |at: usize| self.tags[at].mark == '\0';
        let capital = |at: usize| self.tags[at].capital || self.is_number(at) || self.tags[at].is(class::NAME_PARTICLE);
        let before = &self.tags[open - 1];
        // "die „Liga de Bola“, kurz LB"
        let short = self.tags.get(close + 1).is_some_and(|_| self.tags[close].mark == ',' && self.is_word(close + 1, "kurz"));
        let behind = !short && self.tags.get(close).is_some_and(Tag::separates);
        let said = before.separates() || before.mark == ':' || before.is(class::CALLED) || behind;
        if words.len() < 2 || said || !words.clone().all(plain) || !self.tags[open + 1].capital || self.called(open, close) {
            return false;
        }
        let noun = before.nominal() && before.mark == '\0' && !self.lexicon.turns.inscribed_ends.ends(self.lower(open - 1));
        let definite =
            || before.is(class::CONTRACTED) || before.is(class::DET_NOM | class::DET_OBL) && self.lower(open - 1).starts_with('d');
        // "Der „Funk mini“ soll bald kommen."
        let subject = || {
            let verb = self.tags.get(close).is_some_and(Tag::may_be_finite);
            verb && words.len() < LONGEST_NAME && before.is(class::DET_NOM) && before.first && definite()
        };
        // "Die „Initiative für Ruhe“ berichtete", "Mit dem „Glas der Ruhe“ wird": but „Kritik an der Stadt“ is somebody's words.
        let opens_sentence = || {
            let small = class::PREPOSITION | class::CONTRACTED | class::DET_NOM | class::DET_OBL | class::COORDINATOR;
            let first = before.first || open > 1 && self.tags[open - 2].first && self.tags[open - 2].is(class::PREPOSITION);
            let (head, turns) = (self.lower(open + 1), &self.lexicon.turns);
            let deed = turns.abstract_ends.ends(head) || turns.misdeeds.has(head) || self.lexicon.content_noun(head).is_some();
            let word = |at: usize| capital(at) || self.tags[at].is(small);
            first && definite() && !deed && self.tags[open + 1].nominal() && words.clone().all(word)
        };
        short
            || subject()
            || opens_sentence()
            || words.clone().all(capital) && (noun || before.is(class::PREPOSITION | class::COORDINATOR) || self.adjective(open - 1, close))
            || noun && self.tags[open + 1].nominal() && self.no_object_ends(open)
    }

    /// True if a verb that calls somebody something stands near: "nannte den Plan „Irrsinn mit Ansage“".
    fn called(&self, open: usize, close: usize) -> bool {
        let calls = |at: usize| self.lexicon.readings(self.tags[at].word).any(|reading| self.calls_so(reading.verb as usize));
        let near = |at: &usize| self.tags[*at].mark == '\0' || self.tags[*at].quotation > 0;
        (0..open).rev().take(CALLED_NEAR).take_while(near).any(calls)
            || (close..self.tags.len()).take(CALLED_NEAR).take_while(near).any(calls)
    }

    /// True if the noun before `open` stands behind a preposition or opens its sentence: "in der Gruppe", "Die Gruppe", but not "warf der Gruppe".
    fn no_object_ends(&self, open: usize) -> bool {
        let small = |at: &usize| {
            !self.tags[*at].capital && self.tags[*at].mark == '\0' && !self.tags[*at].is(class::PREPOSITION | class::CONTRACTED)
        };
        let first = (0..open - 1).rev().take(3).take_while(small).last().unwrap_or(open - 1);
        let opens = |at: usize| self.tags[at].first;
        opens(first)
            || first > 0
                && (self.tags[first - 1].is(class::PREPOSITION | class::CONTRACTED)
                    || opens(first - 1) && self.tags[first - 1].is(class::DET_NOM))
    }
}
