//! Direct speech: quotations and the words that say whose they are.

use super::clause_kinds::clause;
use super::clauses::{Clause, ClauseKind, Sentence};
use super::lexicon::{class, complement};
use super::morphology::form;
use super::noun_phrases::{Place, TITLED};
use super::{Cue, Finder, rule, verb_of};
use crate::attribution::{Attribution, Form, Mode, Stance};
use crate::document::Token;
use crate::span::Span;

/// A quotation of fewer words, with no cue, is a name, a title or a scare quote.
const SHORTEST_UNCUED: usize = 6;

impl Finder<'_> {
    /// Finds the outermost quotations that are direct speech.
    pub(super) fn direct(&mut self) {
        for quotation in 0..self.tagged.doc.quotations.len() {
            let found = self.tagged.doc.quotations[quotation];
            if found.depth == 0 && found.tokens.len() > 2 && !self.tagged.is_title(found.tokens) {
                if !found.closed && found.continues.is_none() && self.direct_unclosed(found.tokens) {
                    continue;
                }
                self.direct_one(found.tokens);
            }
        }
    }

    /// „Wir gehen, sagte sie: where the closing mark is missing, the speech ends before a comma and a verb of saying.
    fn direct_unclosed(&mut self, tokens: Span<Token>) -> bool {
        let tagged = &self.tagged;
        let says = |at: usize| {
            tagged.lexicon.readings(tagged.tags[at].word).any(|reading| {
                let verb = &tagged.lexicon.verbs[reading.verb as usize];
                reading.form & form::FINITE != 0 && !reading.detached && verb.mode.is_some() && verb.complements & complement::QUOTE != 0
            })
        };
        let found = (tokens.start as usize + 2..tokens.end as usize).find_map(|comma| {
            // A mark of the wrong sort may stand behind the comma.
            let verb = [comma + 1, comma + 2].into_iter().take_while(|at| *at < tokens.end as usize).find(|at| says(*at))?;
            (tagged.tags[comma].mark == ',' && (verb == comma + 1 || tagged.tags[comma + 1].mark != '\0')).then_some((comma, verb))
        });
        let Some((comma, verb)) = found else { return false };
        let end = self.sentences[self.sentence_of(verb)].body_end.max(verb + 1);
        let source = tagged.noun_phrase(verb + 1, end, Place::AfterVerb).map(|stop| Span::new(verb + 1, stop));
        let cue = Cue {
            cue: vec![Span::new(verb, verb + 1)],
            source: source.into_iter().collect(),
            frame: vec![Span::new(comma, end)],
            mode: Mode::SPEECH_WRITING,
            stance: vec![Stance::States],
            ..Cue::default()
        };
        self.emit(rule::QUOTATION_UNCLOSED, vec![Span::new(tokens.start as usize, comma)], cue);
        true
    }

    fn direct_one(&mut self, tokens: Span<Token>) {
        let (open, end) = (tokens.start as usize, tokens.end as usize);
        let (first, last) = (self.sentence_of(open), self.sentence_of(end - 1));
        if self.cue_behind(last, tokens) || self.cue_before(first, tokens) || (first == last && self.cue_around(first, tokens)) {
            return;
        }
        if first == last && self.of_a_view(first, tokens) {
            return;
        }
        let words = tokens.range().filter(|at| self.tagged.tags[*at].mark == '\0').count();
        // A whole sentence or more in marks goes on with the speaker before.
        let whole = open == self.sentences[first].start() && words >= SHORTEST_UNCUED;
        if whole {
            let source = self.found.last().map(|attr| attr.source.clone()).unwrap_or_default();
            let mode = self.found.last().map_or(Mode::SPEECH, |attr| attr.mode);
            self.emit(rule::QUOTATION_ALONE, vec![tokens], Cue { source, mode, stance: vec![Stance::States], ..Cue::default() });
        }
    }

    /// „…“, sagte er. · „…“, so der Minister.
    fn cue_behind(&mut self, index: usize, tokens: Span<Token>) -> bool {
        let mut sentence = self.sentences[index].clone();
        let open = tokens.start as usize;
        // A sentence that is only partly quoted is indirect speech. „Ja“, sagte Anna, „nein“, sagte Bert: a frame ends where the next begins.
        if open > sentence.start()
            && !matches!(self.tagged.tags[open - 1].mark, ':' | '“' | '”' | '«' | '»' | '"')
            && self.tagged.tags[open - 1].quotation == 0
            && self.sentence_of(open) == index
            && !self.found_in(index).any(|attr| attr.frame.iter().any(|frame| frame.end as usize == open))
        {
            return false;
        }
        let mut at = tokens.end as usize;
        let comma = at < sentence.body_end && self.tagged.tags[at].separates();
        at += usize::from(comma);
        if at >= sentence.body_end {
            return false;
        }
        let Some(clause_at) = sentence.clause_at(at) else { return false };
        // Where the comma behind the marks is missing, the reporting clause begins there all the same, not with what stands before them.
        let whole = &mut sentence.clauses[clause_at];
        if whole.start() < at {
            *whole = clause(&self.tagged, at, whole.end(), ',');
        }
        let clause = &sentence.clauses[clause_at];
        let frame_from = tokens.end as usize;
        let frame_to = self.frame_until_quotation(frame_from, sentence.body_end);
        if self.tagged.tags[at].is(class::SO) && at + 1 < clause.end() {
            let Some(stop) = self.tagged.noun_phrase(at + 1, clause.end(), Place::BeforeVerb) else { return false };
            let cue = Cue {
                cue: vec![Span::new(at, at + 1)],
                source: vec![Span::new(at + 1, stop)],
                frame: vec![Span::new(frame_from, frame_to)],
                mode: Mode::SPEECH_WRITING,
                stance: vec![Stance::States],
                ..Cue::default()
            };
            self.emit(rule::QUOTATION_SO, vec![tokens], cue);
            return true;
        }
        let Some(verbs) = clause.verbs.clone() else { return false };
        // „Morgenstern“ teilte mit, dass …: a name that is the subject, where no comma parts it from its verb.
        let content_behind =
            || sentence.clauses.get(clause_at + 1).is_some_and(|next| next.before == ',' && next.kind != ClauseKind::Relative);
        if !comma && verbs.finite == at && tokens.len() == 3 && content_behind() {
            return false;
        }
        // „…“, mit diesen Worten meldete er sich zurück.
        if let Some(source) = self.with_these_words(&sentence, clause_at) {
            let cue = Cue {
                cue: super::runs(&verbs.tokens),
                source: vec![source],
                frame: vec![Span::new(frame_from, frame_to)],
                mode: Mode::SPEECH,
                stance: vec![Stance::States],
                ..Cue::default()
            };
            self.emit(rule::QUOTATION_VERB_BEHIND, vec![tokens], cue);
            return true;
        }
        let Some(verb) = verb_of(&self.tagged, verbs.verb).filter(|verb| verb.mode.is_some()).cloned() else { return false };
        let wie = self.tagged.tags[at].is(class::AS) && clause.kind == ClauseKind::Subordinate;
        if !wie && verbs.finite != at {
            return false;
        }
        let mut cue =
            if wie { self.cue(&sentence, clause_at, &verbs, &verb) } else { self.cue_behind_content(&sentence, clause_at, &verbs, &verb) };
        // A quoted name inside the reporting clause does not end it.
        let roles_to = cue.cue.iter().chain(&cue.source).chain(&cue.addressee).map(|span| span.end as usize).max().unwrap_or(0);
        let frame_to = if roles_to > frame_to { self.frame_until_quotation(roles_to, sentence.body_end) } else { frame_to };
        cue.frame = vec![Span::new(frame_from, frame_to)];
        self.emit(rule::QUOTATION_VERB_BEHIND, vec![tokens], cue);
        true
    }

    /// The frame behind a quotation goes up to the next quotation of the sentence, or to the sentence's end.
    fn frame_until_quotation(&self, from: usize, end: usize) -> usize {
        (from..end).find(|at| self.tagged.tags[*at].quotation > 0).unwrap_or(end)
    }

    /// Er sagte: „…“ · Sie rief „…“.
    fn cue_before(&mut self, index: usize, tokens: Span<Token>) -> bool {
        let open = tokens.start as usize;
        let mut sentence = self.sentences[index].clone();
        let colon = open > 0 && self.tagged.tags[open - 1].mark == ':';
        // "Sie rät, „nicht zu reisen“": a comma does, if the marks hold the whole clause behind it.
        let comma = open > sentence.start()
            && self.tagged.tags[open - 1].mark == ','
            && sentence.clause_at(open).is_some_and(|at| tokens.covers(sentence.clauses[at].tokens));
        if !colon && !comma {
            return false;
        }
        if open == sentence.start() && index > 0 {
            sentence = self.sentences[index - 1].clone();
        }
        if colon && let Some(at) = self.named_before_colon(&sentence, open) {
            let source = sentence.clauses[at].tokens;
            let (frame, stance) = (vec![Span::new(source.start as usize, open)], vec![Stance::States]);
            self.emit(
                rule::QUOTATION_COLON,
                vec![tokens],
                Cue { source: vec![source], frame, mode: Mode::SPEECH, stance, ..Cue::default() },
            );
            return true;
        }
        // "Der Plan trifft wenige, so der Philosoph Kern: „…“"
        if colon && let Some(source) = self.so_before_colon(&sentence, open) {
            let cue = Span::new(source.start as usize - 1, source.start as usize);
            let (frame, stance) = (vec![Span::new(cue.start as usize - 1, open)], vec![Stance::States]);
            let cue = Cue { cue: vec![cue], source: vec![source], frame, mode: Mode::SPEECH_WRITING, stance, ..Cue::default() };
            self.emit(rule::QUOTATION_SO, vec![tokens], cue);
            return true;
        }
        // The nearest clause with a verb that conveys something; else whatever stands there.
        let clauses = sentence.clauses.iter().enumerate().filter(|(_, clause)| clause.end() <= open);
        let cue_clause = clauses
            .rev()
            .filter_map(|(at, clause)| clause.verbs.as_ref().map(|verbs| (at, clause.kind, verbs)))
            // A main clause that conveys nothing has a subject of its own, and hides what stands before it.
            // What is told itself hides nothing: "Er sagte, man habe gerungen: „…“"
            // "Im Antrag heißt es zur Frage, warum man das beschlossen hat: „…“": a question says nothing.
            .filter(|(at, _, _)| !self.asks_behind_speech(&sentence, *at))
            .find(|(_, kind, verbs)| {
                *kind == ClauseKind::Main && !verbs.konjunktiv_1
                    || verb_of(&self.tagged, verbs.verb).is_some_and(|verb| verb.mode.is_some())
            })
            .filter(|(_, _, verbs)| verb_of(&self.tagged, verbs.verb).is_some_and(|verb| verb.mode.is_some()))
            .map(|(at, _, verbs)| (at, verbs.clone()));
        if comma && cue_clause.as_ref().is_none_or(|(at, _)| sentence.clauses[*at].end() + 1 != open) {
            return false;
        }
        // Behind interrupted speech the frame is what interrupts it.
        let spoken = self.found_in(self.sentence_of(open)).flat_map(|attr| &attr.content).map(|span| span.end as usize);
        let after_speech = spoken.filter(|end| *end <= open).max().unwrap_or(0);
        let frame_from = |cue: &Cue| {
            let roles = cue.cue.iter().chain(&cue.source).map(|span| span.start as usize);
            if roles.min().is_some_and(|first| first >= after_speech) { after_speech.max(sentence.start()) } else { sentence.start() }
        };
        if let Some((at, verbs)) = cue_clause {
            let Some(verb) = verb_of(&self.tagged, verbs.verb).cloned() else { return false };
            let mut cue = self.cue(&sentence, at, &verbs, &verb);
            cue.frame = vec![Span::new(frame_from(&cue), open)];
            // "Von Rücktritt wollte der Minister nichts wissen: „Ich bleibe.“": what is negated is no saying.
            cue.unsaid &= !colon || verb.mode.is_some_and(|mode| mode.speech || mode.writing);
            self.emit(rule::QUOTATION_VERB_BEFORE, vec![tokens], cue);
        } else {
            let last = sentence.clauses.iter().rposition(|clause| clause.end() <= open && clause.verbs.is_some());
            // "Die Halle sei leer: „…“": what is told itself has another voice, which is known later.
            let told = last.is_some_and(|at| sentence.clauses[at].verbs.as_ref().is_some_and(|verbs| verbs.konjunktiv_1));
            if told {
                let cue = Cue { mode: Mode::SPEECH, stance: vec![Stance::States], ..Cue::default() };
                self.emit(rule::QUOTATION_COLON, vec![tokens], cue);
                return true;
            }
            let source = match last {
                Some(at) => self.for_whom(&sentence, at).or_else(|| self.tagged.subject(&sentence, at)),
                None => self.tagged.noun_phrase(sentence.start(), open, Place::BeforeVerb).map(|stop| Span::new(sentence.start(), stop)),
            };
            // "Es geht um Angst: „…“", "Es bietet sich ein schöner Anblick: „…“": what says nothing.
            let source = source.filter(|source| last.is_none() || self.speaks(*source) || self.is_document(*source));
            let cue = last.filter(|_| source.is_some()).and_then(|at| sentence.clauses[at].verbs.clone());
            let cue = cue.map(|verbs| super::runs(&verbs.tokens)).unwrap_or_default();
            let cue = Cue {
                cue,
                source: source.into_iter().collect(),
                frame: vec![Span::new(sentence.start(), open)],
                mode: Mode::SPEECH,
                stance: vec![Stance::States],
                ..Cue::default()
            };
            self.emit(rule::QUOTATION_COLON, vec![tokens], cue);
        }
        true
    }

    /// "Rat stimmt für Wahl – Holm: „Wir sind bereit“": the clause that is only a name behind a dash, right before the colon at `open - 1`.
    fn named_before_colon(&self, sentence: &Sentence, open: usize) -> Option<usize> {
        let at = sentence.clauses.iter().rposition(|clause| clause.end() + 1 == open)?;
        let clause = &sentence.clauses[at];
        let name = self.tagged.bare_name(clause.tokens) || self.tagged.titled_name(clause.tokens);
        (matches!(clause.before, '–' | '-') && clause.verbs.is_none() && clause.tokens.len() <= TITLED && name).then_some(at)
    }

    /// "Der Plan trifft wenige, so der Philosoph Kern: „…“": who stands behind "so" in the clause right before the colon at `open - 1`.
    fn so_before_colon(&self, sentence: &Sentence, open: usize) -> Option<Span<Token>> {
        let at = sentence.clauses.iter().rposition(|clause| clause.end() + 1 == open)?;
        let clause = &sentence.clauses[at];
        let source = Span::new(clause.start() + 1, clause.end());
        let so = at > 0 && clause.kind == ClauseKind::Fragment && self.attributes(sentence, at);
        (so && self.tagged.noun_phrase(clause.start() + 1, clause.end(), Place::BeforeVerb) == Some(clause.end()) && self.speaks(source))
            .then_some(source)
    }

    /// True for a question behind a clause that says something.
    fn asks_behind_speech(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let says = |before: &Clause| {
            let verb = before.verbs.as_ref().and_then(|verbs| verb_of(&self.tagged, verbs.verb));
            before.kind == ClauseKind::Main && verb.is_some_and(|verb| verb.mode.is_some_and(|mode| mode.speech || mode.writing))
        };
        let asks =
            clause.opener.is_some_and(|opener| self.tagged.tags[opener].is(class::W_WORD) && !self.tagged.tags[opener].is(class::AS));
        clause.kind == ClauseKind::Subordinate && asks && sentence.clauses[..at].iter().any(says)
    }

    /// "Für den Forscher ist das keine Folklore: „…“": whose view it is, where the subject is no more than a pronoun for what stands before.
    fn for_whom(&self, sentence: &Sentence, at: usize) -> Option<Span<Token>> {
        let (tagged, start) = (&self.tagged, sentence.clauses[at].start());
        let subject = tagged.subject(sentence, at)?;
        let pointer = subject.len() == 1 && tagged.tags[subject.start as usize].is(class::POINTER | class::EXPLETIVE);
        // "Für Huber ist die Sache erledigt: „…“"
        let thing = || !tagged.somebody(subject) && tagged.tags[subject.start as usize].is(class::DET_NOM);
        let whose = tagged.is_one_of(start, &tagged.lexicon.turns.in_whose_view) && (pointer || thing());
        let source = Span::new(start + 1, tagged.noun_phrase(start + 1, sentence.clauses[at].end(), Place::AfterVerb).filter(|_| whose)?);
        self.speaks(source).then_some(source)
    }

    /// Er nannte den Plan „…“. · Das sei „…“, sagte er: a part of a clause in marks.
    fn cue_around(&mut self, index: usize, tokens: Span<Token>) -> bool {
        let sentence = self.sentences[index].clone();
        let Some(at) = sentence.clauses.iter().position(|clause| clause.tokens.overlaps(tokens)) else { return false };
        let clause = &sentence.clauses[at];
        // "Wie „Radio nord“ berichtet"
        if clause.opener.is_some_and(|opener| self.tagged.tags[opener].is(class::AS) && opener + 1 == tokens.start as usize) {
            return false;
        }
        // In a told clause the marks belong to who tells it.
        let Some(verbs) = clause.verbs.clone().filter(|verbs| !verbs.konjunktiv_1) else { return false };
        let Some(verb) = verb_of(&self.tagged, verbs.verb).filter(|verb| verb.mode.is_some()).cloned() else { return false };
        // "Wie Holm erklärte, sieht die Stadt darin „kein Hindernis“": whoever says what another one thinks has the words.
        if verb.mode.is_some_and(|mode| mode.thought) && at > 0 && self.attributes(&sentence, 0) {
            return false;
        }
        if !self.wording(tokens) && (verb.complements & complement::ALS == 0 || self.named_in_phrase(tokens))
            || verb.complements & (complement::QUOTE | complement::ALS | complement::TOLD | complement::V2) == 0
        {
            return false;
        }
        let mut cue = self.cue(&sentence, at, &verbs, &verb);
        // "Die Vorwürfe nannte Kern „Unsinn“": what is called so is no part of the name.
        for source in &mut cue.source {
            let name = Span::new(source.start as usize, (tokens.start as usize).max(source.start as usize));
            if !name.is_empty() && source.covers(tokens) && self.tagged.bare_name(name) {
                *source = name;
            }
        }
        if cue.source.iter().any(|source| source.overlaps(tokens)) {
            return false;
        }
        if verb.complements & complement::ALS != 0
            && let Some(als) = (clause.start()..tokens.start as usize).rev().take(4).find(|at| self.tagged.tags[*at].is(class::CALLED))
        {
            let mut cued: Vec<usize> = cue.cue.iter().flat_map(|span| span.range()).chain([als]).collect();
            cued.sort_unstable();
            cue.cue = super::runs(&cued);
        }
        cue.frame = vec![Span::new(self.frame_start(&sentence, at), tokens.start as usize), Span::new(tokens.end as usize, clause.end())];
        self.emit(rule::QUOTATION_IN_CLAUSE, vec![tokens], cue);
        true
    }

    /// "Für den Trainer war das Spiel „ein schlechter Witz“.", "Bänder mit der Aufschrift „Kritik ist Terror“": marks that a phrase before them tells of.
    fn of_a_view(&mut self, index: usize, tokens: Span<Token>) -> bool {
        let tagged = &self.tagged;
        let (open, turns) = (tokens.start as usize, &tagged.lexicon.turns);
        let Some(at) = self.sentences[index].clauses.iter().position(|clause| clause.tokens.covers(tokens)) else { return false };
        let sentence = &self.sentences[index];
        let clause = &sentence.clauses[at];
        let verbs =
            clause.verbs.as_ref().filter(|verbs| !verbs.konjunktiv_1 && verbs.finite < open && tagged.tags[verbs.finite].quotation == 0);
        // "Parolen wie „…“"
        let noun = (clause.start()..open).rev().take(3).find(|at| !tagged.tags[*at].is(class::AS));
        let written = noun.is_some_and(|noun| tagged.tags[noun].nominal() && turns.inscribed_ends.ends(tagged.lower(noun)));
        let source = if written {
            verbs.and_then(|_| tagged.subject(sentence, at)).filter(|source| self.speaks(*source) && !source.overlaps(tokens))
        } else {
            let view = verbs
                .filter(|verbs| tagged.is_one_of(clause.start(), &turns.in_whose_view) && tagged.tags[verbs.finite].is(class::AUXILIARY));
            let stop = view.and_then(|verbs| tagged.noun_phrase(clause.start() + 1, verbs.finite, Place::AfterVerb));
            stop.map(|stop| Span::new(clause.start() + 1, stop)).filter(|source| self.speaks(*source))
        };
        // "Für die Partei ist das Gesetz ein „Feigenblatt“": what the subject is said to be ends the clause.
        let said_of = || {
            let ends = (tokens.end as usize..clause.end()).all(|at| tagged.tags[at].mark != '\0');
            ends && tagged.tags[open - 1].is(class::DET_NOM)
                && tagged.subject(sentence, at).is_some_and(|subject| !subject.overlaps(tokens))
        };
        if !written && (source.is_none() || !self.wording(tokens) && !said_of()) {
            return false;
        }
        let cue = if written { noun } else { verbs.map(|verbs| verbs.finite) };
        let cue = Cue {
            cue: cue.into_iter().map(|at| Span::new(at, at + 1)).collect(),
            source: source.into_iter().collect(),
            frame: vec![Span::new(clause.start(), open), Span::new(tokens.end as usize, clause.end())],
            mode: if written { Mode::WRITING } else { Mode::SPEECH_WRITING },
            stance: vec![Stance::States],
            ..Cue::default()
        };
        self.emit(rule::QUOTATION_IN_CLAUSE, vec![tokens], cue);
        true
    }

    /// True if the marks stand in a prepositional phrase as a name does: "im „Boten“", "in der „Küste“".
    fn named_in_phrase(&self, tokens: Span<Token>) -> bool {
        let open = tokens.start as usize;
        let tag = |back: usize| open.checked_sub(back).map(|at| &self.tagged.tags[at]);
        tag(1).is_some_and(|tag| tag.is(class::PREPOSITION | class::CONTRACTED) && !tag.is(class::DET_NOM))
            || tag(1).is_some_and(|tag| tag.is(class::DET_OBL))
                && tag(2).is_some_and(|tag| tag.is(class::PREPOSITION) && !tag.is(class::CALLED))
    }

    /// True if the marks hold somebody's wording rather than a name or title: a word in lower case that is no article or preposition.
    pub(super) fn wording(&self, tokens: Span<Token>) -> bool {
        let inner = tokens.start as usize + 1..tokens.end as usize - 1;
        inner.into_iter().any(|at| {
            let tag = &self.tagged.tags[at];
            tag.mark == '\0'
                && !tag.capital
                && !tag.is(class::PREPOSITION | class::DET_OBL | class::COORDINATOR)
                && !self.tagged.is_number(at)
        })
    }

    /// „Mein Vater sagte immer: ‚Lern was!‘“, erzählte sie: words in inner marks whose speaker the outer ones name.
    pub(super) fn quoted_inside(&mut self) {
        for inner in 0..self.tagged.doc.quotations.len() {
            let found = self.tagged.doc.quotations[inner];
            if found.depth == 1 && found.tokens.len() > 2 {
                self.quoted_inside_one(found.tokens);
            }
        }
    }

    fn quoted_inside_one(&mut self, tokens: Span<Token>) -> Option<()> {
        let tagged = &self.tagged;
        let colon = (tokens.start as usize).checked_sub(1).filter(|at| tagged.tags[*at].mark == ':')?;
        let outer = tagged.doc.quotations[tagged.outer_quotation(colon)?].tokens;
        let from = self.sentences[self.sentence_of(colon)].start().max(outer.start as usize + 1);
        let says = |at: &usize| {
            tagged.lexicon.readings(tagged.tags[*at].word).any(|reading| {
                let verb = &tagged.lexicon.verbs[reading.verb as usize];
                reading.form & (form::FINITE | form::PARTICIPLE) != 0 && verb.mode.is_some() && verb.complements & complement::QUOTE != 0
            })
        };
        let verb = (from..colon).rev().find(says)?;
        let helps = |at: &usize| *at == verb || tagged.tags[*at].is(class::AUXILIARY) && tagged.tags[*at].forms(form::FINITE);
        let finite = (from..=verb).find(helps)?;
        let before = tagged.noun_phrase(from, finite, Place::BeforeVerb).filter(|stop| *stop == finite).map(|stop| Span::new(from, stop));
        let behind = || {
            let stop = tagged.noun_phrase(finite + 1, colon, Place::AfterVerb)?;
            (!tagged.tags[finite + 1].is(class::PREPOSITION)).then_some(Span::new(finite + 1, stop))
        };
        let source = before.or_else(behind)?;
        let mut cue = vec![finite, verb];
        cue.dedup();
        let (mode, stance) = (Mode::SPEECH, vec![Stance::States]);
        let frame = vec![Span::new(from, tokens.start as usize)];
        let cue = Cue { cue: super::runs(&cue), source: vec![source], frame, mode, stance, ..Cue::default() };
        self.emit(rule::QUOTATION_NESTED, vec![tokens], cue).map(|_| ())
    }

    /// Gives words in marks that have no source yet that of what stands right before them: "Die Halle sei leer: „…“", "Und: „…“", and of who tells
    /// something in the sentence before.
    pub(super) fn voices_of_marks(&mut self) {
        let ends = |attr: &Attribution| attr.content.iter().chain(&attr.frame).map(|span| span.end).max().unwrap_or(0);
        let mut order: Vec<usize> = (0..self.found.len()).filter(|index| !self.found[*index].source.is_empty()).collect();
        order.sort_by_key(|index| ends(&self.found[*index]));
        for index in 0..self.found.len() {
            let attr = &self.found[index];
            if attr.form != Form::Direct || !attr.source.is_empty() || !attr.cue.is_empty() {
                continue;
            }
            let start = attr.content[0].start;
            let sentence = self.sentence_of(start as usize);
            let from = self.sentences[sentence.saturating_sub(1)].tokens.start;
            let before = order.partition_point(|other| ends(&self.found[*other]) <= start);
            let Some(voice) = order[..before].last().map(|other| &self.found[*other]).filter(|voice| ends(voice) > from) else { continue };
            let (source, mode) = (self.antecedent(&voice.source), voice.mode);
            (self.found[index].source, self.found[index].mode) = (source, mode);
        }
    }

    /// Quotations inside indirect or told content, as attributions nested in it with the same roles.
    pub(super) fn nested_quotations(&mut self) {
        let mut outer: Vec<_> =
            self.found.iter().enumerate().filter(|(_, attr)| attr.form != Form::Direct).map(|(index, _)| index).collect();
        // The innermost one tells whose they are: "Der Zeuge gab an, der Mann habe gesagt, er werde „alle mitnehmen“."
        outer.sort_by_key(|index| self.found[*index].content.iter().map(|span| span.len()).sum::<usize>());
        for index in outer {
            let attr = self.found[index].clone();
            let inside: Vec<Span<Token>> = attr.content.iter().flat_map(|span| self.tagged.doc.quotations_in(*span)).collect();
            for tokens in inside {
                if tokens.len() <= 2 || !self.wording(tokens) || self.tagged.is_title(tokens) {
                    continue;
                }
                if self
                    .found_in(self.sentence_of(tokens.start as usize))
                    .any(|other| other.form == Form::Direct && other.content[0].overlaps(tokens))
                {
                    continue;
                }
                let cue = Cue {
                    cue: attr.cue.clone(),
                    source: attr.source.clone(),
                    addressee: attr.addressee.clone(),
                    frame: attr.frame.clone(),
                    mode: attr.mode,
                    stance: attr.stance.clone(),
                    lemma: None,
                    unsaid: false,
                };
                self.emit(rule::QUOTATION_NESTED, vec![tokens], cue);
            }
        }
    }
}
