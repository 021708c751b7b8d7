//! Where a source begins and ends.

use super::{DOCUMENT, OUTLET, SourceEdges, is_main_verb};
use crate::features::Facts;
use zufolge::Span;
use zufolge::attribution::Role;
use zufolge::attribution::rules::TokenFacts;
use zufolge::document::Token;

/// How many words stand at most before an adjective that a phrase hangs on: "mit der heiklen Angelegenheit vertraute".
const LONGEST_HUNG: usize = 5;

/// What of a source can belong to it; whoever is spoken to inside of it becomes the addressee.
pub(super) fn trimmed(facts: &Facts<'_>, span: Span<Token>, cue: &Role, frame: &Role, addressee: &mut Role) -> Span<Token> {
    let (tokens, edges) = (facts.analysis.tokens.as_slice(), &facts.edges);
    let mut phrase = Phrase { facts, tokens, edges, cue, frame, start: span.start as usize, end: span.end as usize };
    phrase.begin(addressee);
    phrase.leave_objects(addressee);
    phrase.leave_occasion();
    phrase.leave_papers(addressee);
    phrase.begin_behind_others(addressee);
    phrase.leave_other_phrases();
    phrase.leave_clauses();
    phrase.span()
}

/// True for "vergangenes Jahr": when somebody says something.
pub(super) fn is_time(facts: &Facts<'_>, span: Span<Token>) -> bool {
    let (first, last) = (span.start as usize, span.end as usize - 1);
    last == first + 1 && facts.edges.last_or_next.has(facts.doc.lower(first)) && facts.edges.spans_of_time.has(facts.doc.lower(last))
}

/// A source that is made shorter.
struct Phrase<'a> {
    facts: &'a Facts<'a>,
    tokens: &'a [TokenFacts],
    edges: &'a SourceEdges,
    cue: &'a Role,
    frame: &'a Role,
    start: usize,
    end: usize,
}

impl<'a> Phrase<'a> {
    fn lower(&self, at: usize) -> &'a str {
        self.facts.doc.lower(at)
    }

    fn len(&self) -> usize {
        self.end - self.start
    }

    /// Places behind the first word and before the last one.
    fn inner(&self) -> std::ops::Range<usize> {
        self.start + 1..self.end.saturating_sub(1)
    }

    /// Ends the phrase before the place, if there is one.
    fn end_at(&mut self, place: Option<usize>) {
        self.end = place.unwrap_or(self.end);
    }

    /// True for what no list of people, bodies or things said has: a name, mostly.
    fn is_bare_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.speaker == 0 && token.attributor == 0 && !token.content_noun
    }

    /// Takes what cannot begin a source from its beginning, and what stands behind a pronoun that is one.
    fn begin(&mut self, addressee: &mut Role) {
        let edges = self.edges;
        // "sieht das die Ministerin": what is seen so.
        let seen = |at: usize| self.lower(at) == "das" && edges.articles.has(self.lower(at + 1));
        let mut start = self.start;
        // "sagt diplomatisch Ina Holm": how.
        let how = |at: usize| !self.tokens[at].capital && self.tokens[at + 1].nominal && edges.manner_ends.ends(self.lower(at));
        while self.end - start > 1 && (edges.not_first.has(self.lower(start)) || seen(start) || how(start)) {
            start += 1;
        }
        self.start = start;
        // "Pallwitz: Die Gewerkschaft rief zum Streik auf": where.
        let place = { self.inner() }.find(|at| self.tokens[*at].mark == ':' && self.tokens[*at].quotation == 0);
        if let Some(at) = place.filter(|at| (at + 1..self.end).any(|noun| self.tokens[noun].nominal)) {
            self.start = at + 1;
        }
        // "entgegnete ihm Brandt", "sagte ihr ein Sprecher"
        let her = |at: usize| edges.her.has(self.lower(at)) && edges.any_article.has(self.lower(at + 1));
        if self.len() > 1 && (edges.spoken_to.has(self.lower(self.start)) || her(self.start)) {
            if addressee.is_empty() {
                addressee.push(Span::new(self.start, self.start + 1));
            }
            self.start += 1;
        }
        if self.len() > 1 && edges.subjects.has(self.lower(self.start)) && !edges.with_subject.has(self.lower(self.start + 1)) {
            self.end = self.start + 1;
        }
        // "So haben es zwei Zeugen geschildert": what was told.
        if self.len() > 1 && self.lower(self.start) == "es" {
            self.start += 1;
            while self.len() > 1 && edges.behind_it.has(self.lower(self.start)) {
                self.start += 1;
            }
        }
    }

    /// "sagten Beamte dem Kurier", "widersprach Holm einem Bericht": no genitive, so another phrase.
    fn leave_objects(&mut self, addressee: &mut Role) {
        let (tokens, edges) = (self.tokens, self.edges);
        let dative = |at: &usize| edges.dative_articles.has(self.lower(*at)) && tokens[at - 1].nominal && tokens[*at].quotation == 0;
        if let Some(at) = (self.start + 1..self.end).find(dative) {
            let told = Span::new(at, self.end);
            let document = told.range().find(|at| tokens[*at].nominal).is_some_and(|noun| tokens[noun].speaker == DOCUMENT);
            if told.len() > 1 && !document && addressee.is_empty() && self.frame.iter().any(|frame| frame.covers(told)) {
                addressee.push(told);
            }
            self.end = at;
        }
    }

    /// "eigenen Angaben im Raum Nord", "so Holm auf Nachfrage", "sagte der Verteidiger in einer Pause": where or when, if a noun for that follows.
    fn leave_occasion(&mut self) {
        let (tokens, edges) = (self.tokens, self.edges);
        if self.len() > 2 && edges.own_words.has(self.lower(self.start)) && tokens[self.start + 1].attributor != 0 {
            self.end = self.start + 2;
        }
        let occasion = |at: &usize| {
            let noun = (at + 1..self.end.min(at + 4)).find(|noun| tokens[*noun].nominal);
            let follows = || noun.is_some_and(|noun| edges.occasions.ends(self.lower(noun)));
            tokens[at - 1].nominal && edges.at_which.has(self.lower(*at)) && follows()
        };
        self.end_at({ self.inner() }.find(occasion));
    }

    /// "sagte Holm der Rundschau", but not "der Sprecher der Rundschau"; "sagte Holm dieser Zeitung", but not "ein Reporter dieser Zeitung".
    fn leave_papers(&mut self, addressee: &mut Role) {
        let (tokens, edges) = (self.tokens, self.edges);
        let to_paper = |at: &usize| {
            // "der Deutschen Presse-Agentur"
            let adjective = self.is_bare_name(at - 1) && at + 2 < self.end && tokens[at + 2].nominal && self.lower(at + 1).ends_with("en");
            let noun = at + 1 + usize::from(adjective);
            let paper = || tokens[noun].speaker == OUTLET || tokens[noun].nominal && edges.paper_ends.ends(self.lower(noun));
            let outlet = self.lower(*at) == "der" && tokens[*at].quotation == 0 && tokens[at - 1].nominal && paper();
            outlet && !edges.of_a_paper.ends(self.lower(at - 1)) && !edges.speaks_for.ends(self.lower(at - 1))
        };
        let said_before = || self.cue.iter().any(|cue| cue.end as usize <= self.start);
        if let Some(at) = { self.inner() }.find(to_paper).filter(|_| said_before()) {
            if addressee.is_empty() {
                addressee.push(Span::new(at, self.end));
            }
            self.end = at;
        }
        let to_us = |at: &usize| {
            let ours = edges.ours.has(self.lower(*at)) && edges.medium.ends(self.lower(at + 1));
            ours && tokens[at - 1].nominal && !edges.of_a_paper.ends(self.lower(at - 1))
        };
        if let Some(at) = { self.inner() }.find(to_us) {
            if addressee.is_empty() {
                addressee.push(Span::new(at, at + 2));
            }
            self.end = at;
        }
    }

    /// "Das sagten dem Kurier zwei Beamte": who is spoken to may stand first.
    fn begin_behind_others(&mut self, addressee: &mut Role) {
        let (tokens, edges) = (self.tokens, self.edges);
        if let Some(at) = { self.inner() }.find(|at| edges.according.has(self.lower(*at))) {
            self.start = at + 1;
        }
        let behind_cue = self.cue.iter().any(|span| span.end as usize == self.start);
        let subject = |at: &usize| tokens[at - 1].nominal && edges.nominatives.has(self.facts.doc.word(*at));
        let subject = (self.start + 2..self.end).find(subject);
        if let Some(at) = subject.filter(|_| self.lower(self.start) == "dem" && behind_cue) {
            if addressee.is_empty() {
                addressee.push(Span::new(self.start, at));
            }
            self.start = at;
        }
    }

    /// Ends the phrase where another one of the clause begins.
    fn leave_other_phrases(&mut self) {
        let (facts, tokens, edges) = (self.facts, self.tokens, self.edges);
        let word = |at: usize| facts.doc.word(at);
        // "zitiert das Blatt einen Insider", "hat das Amt zwei Todesfälle bestätigt"
        let another = |at: &usize| edges.another_begins.has(word(*at)) && tokens[at - 1].nominal && tokens[*at].quotation == 0;
        self.end_at((self.start + 1..self.end).find(another));
        // "versicherte das Amt in einer Stellungnahme": what it says so in.
        let said_in = |at: &usize| edges.said_in.has(word(*at)) && edges.one.begins(self.lower(at + 1)) && tokens[at - 1].nominal;
        self.end_at({ self.inner() }.find(said_in).filter(|_| tokens[self.end - 1].speaker == DOCUMENT));
        // "Das erfuhr der Kurier von zwei Beamten": whom he heard it from stands apart.
        let heard = |at: &usize| edges.heard_from.has(self.lower(*at)) && tokens[at - 1].nominal;
        let hears = || self.cue.iter().flat_map(|span| span.range()).any(|at| edges.hears.begins(self.lower(at)));
        self.end_at((self.start + 1..self.end).find(heard).filter(|_| hears()));
        // "zitierte die Agentur Nordra Holm": whom it quotes, if the text names him so elsewhere.
        let quotes = self.cue.iter().any(|span| edges.quoting.begins(self.lower(span.start as usize)));
        let (phrase, last) = (self.start..self.end, self.end - 1);
        let press = || { phrase.clone() }.find(|at| tokens[*at].nominal).filter(|at| tokens[*at].speaker == OUTLET && at + 2 < phrase.end);
        let elsewhere = || {
            let name = word(last);
            (1..facts.len()).any(|at| word(at) == name && tokens[at - 1].nominal && !phrase.contains(&at))
        };
        if quotes && press().is_some() && tokens[last].nominal && tokens[last - 1].nominal && elsewhere() {
            self.end -= 1;
        }
    }

    /// Ends the phrase where another clause begins.
    fn leave_clauses(&mut self) {
        let (facts, tokens, edges) = (self.facts, self.tokens, self.edges);
        // "Die Klägerin warf dem Nachbarn, …, vor": its verb is no part of a phrase.
        self.end_at((self.start + 1..self.end).find(|at| is_main_verb(facts, *at)));
        // "einem Bericht, der der Agentur vorliegt": behind the comma no noun, so no apposition.
        let relative = |at: &usize| {
            let follows = |word: usize| word < self.end && edges.articles.has(self.lower(word));
            let pronouns = || at + 2 < self.end && !tokens[at + 2].nominal && edges.any_article.has(self.lower(at + 2));
            tokens[*at].mark == ',' && follows(at + 1) && pronouns()
        };
        self.end_at((self.start + 1..self.end).find(relative));
        while self.len() > 1 && edges.openers.has(self.lower(self.end - 1)) {
            self.end -= 1;
        }
    }

    /// What is left. "mit der Sache vertraute Personen", of which there is the end, begins with its article, if it has one.
    fn span(&self) -> Span<Token> {
        Span::new(self.close_to().unwrap_or(self.start), self.end)
    }

    fn close_to(&self) -> Option<usize> {
        let (start, tokens, edges) = (self.start, self.tokens, self.edges);
        let adjective = (start..self.end.min(start + LONGEST_HUNG)).find(|at| edges.close_to.has(self.lower(*at)))?;
        let inner = (adjective.saturating_sub(LONGEST_HUNG)..adjective).rev().take_while(|at| tokens[*at].mark == '\0');
        let opens =
            { inner }.find(|at| edges.before_close_to.has(self.lower(*at))).filter(|at| *at < start && tokens[adjective - 1].nominal)?;
        let article = opens > 0 && edges.any_article.has(self.lower(opens - 1));
        Some(opens - usize::from(article))
    }
}
