//! Content under a noun, and the verb that answers it: "die Behauptung, dass …", "den Vorwurf, er habe gelogen, wies er zurück".

use super::clauses::{Clause, ClauseKind, Sentence, VerbComplex};
use super::lexicon::{ContentNoun, Speaker, Verb, class, complement};
use super::morphology::form;
use super::noun_phrases::Place;
use super::tags::Tagged;
use super::{Cue, Finder, rule, runs, verb_of};
use crate::attribution::Stance;
use crate::document::Token;
use crate::span::Span;

impl Finder<'_> {
    /// "Die Behauptung, dass …", "Andeutungen gemacht, dass …": content behind a noun.
    pub(super) fn behind_noun(&mut self, sentence: &Sentence, at: usize) -> Option<usize> {
        let told = Pair::new(self, sentence, at)?.told()?;
        if told.pair.ends_behind() {
            return self.around_content(sentence, at);
        }
        let (content, cue, until) = told.content()?;
        self.emit(rule::NOUN_CONTENT, vec![content], cue);
        Some(until)
    }

    /// Who stands before a participle and its noun: "die von der Opposition erhobene Forderung".
    fn raised_by(&self, start: usize, noun: usize) -> Option<Span<Token>> {
        let tags = &self.tagged.tags;
        let from = start + 2;
        let opens = from < noun && tags[start].is(class::DET_NOM | class::DET_OBL) && tags[start + 1].is(class::AGENT_PREPOSITION);
        let name =
            (from..noun).find(|at| tags[*at].nominal()).filter(|_| opens && !tags[noun - 1].capital && tags[noun - 1].mark == '\0')?;
        let stop = (name + 1..noun).find(|at| !tags[*at].nominal())?;
        let source = Span::new(from, stop);
        ((from..name).all(|at| tags[at].mark == '\0') && self.speaks(source)).then_some(source)
    }

    /// The clause in which the verb to a noun with its content stands: "Den Vorwurf, er habe gelogen, | wies er zurück", "Die Bank wollte Berichte,
    /// wonach …, | nicht kommentieren", "bezeichnete Meldungen, wonach …, | als falsch".
    fn answer_behind(&self, sentence: &Sentence, at: usize) -> Option<usize> {
        let verbs = sentence.clauses[at].verbs.as_ref();
        let tags = &self.tagged.tags;
        let behind = (at + 2..sentence.clauses.len()).find(|at| {
            let clause = &sentence.clauses[*at];
            let bare = |verbs: &VerbComplex| tags[verbs.finite].any_forms(form::INFINITIVE) && !clause.verb_first(&self.tagged);
            clause.before == ','
                && match verbs {
                    None => clause.kind == ClauseKind::Main && clause.verb_first(&self.tagged),
                    Some(verbs) if verbs.modal => clause.kind == ClauseKind::Main && clause.verbs.as_ref().is_some_and(bare),
                    Some(_) => clause.kind == ClauseKind::Fragment && tags[clause.start()].is(class::CALLED),
                }
        })?;
        tags[sentence.clauses[behind].start()].quotation.eq(&0).then_some(behind)
    }

    /// What the verb behind it does with a noun and its content.
    fn answering(&self, sentence: &Sentence, at: usize, behind: usize) -> Option<Cue> {
        let (clause, next) = (&sentence.clauses[at], &sentence.clauses[behind]);
        let verbs = next.verbs.as_ref().or(clause.verbs.as_ref())?;
        let verb = verb_of(&self.tagged, verbs.verb)
            .filter(|verb| verb.mode.is_some() && verb.complements & (complement::TOLD | complement::ALS) != 0)?;
        let mut cue = if clause.verbs.is_none() {
            self.cue_behind_content(sentence, behind, verbs, verb)
        } else if let Some(modal) = clause.verbs.as_ref().filter(|_| next.verbs.is_some()) {
            let whole = VerbComplex { modal: true, finite: modal.finite, ..verbs.clone() };
            let mut cue = self.cue(sentence, behind, &whole, verb);
            cue.cue.insert(0, Span::new(modal.finite, modal.finite + 1));
            cue.source = self.tagged.subject(sentence, at).into_iter().collect();
            cue
        } else {
            self.cue(sentence, at, verbs, verb)
        };
        cue.frame = vec![Span::new(self.frame_start(sentence, at), sentence.clauses[at + 1].start()), next.tokens];
        cue.source.iter().any(|source| self.speaks(*source)).then_some(cue)
    }

    /// "wies den Vorwurf, hinter dem Anschlag zu stecken, als absurd zurück": takes the clause behind `at` as what a verb conveys that ends behind it.
    fn around_content(&mut self, sentence: &Sentence, at: usize) -> Option<usize> {
        let (verbs, next) = (sentence.clauses[at].verbs.as_ref()?, &sentence.clauses[at + 1]);
        let verb = verb_of(&self.tagged, verbs.verb).filter(|verb| verb.mode.is_some())?;
        let mut cue = self.cue(sentence, at, verbs, verb);
        let end = sentence.clauses[at + 2..].iter().find(|clause| verbs.tokens.iter().any(|at| clause.tokens.contains(*at)))?.end();
        cue.frame = vec![Span::new(self.frame_start(sentence, at), next.start()), Span::new(next.end(), end)];
        self.emit(rule::NOUN_CONTENT, vec![next.tokens], cue);
        Some(end)
    }
}

/// A clause and the one behind it, which may be the content of a noun in it.
struct Pair<'a> {
    finder: &'a Finder<'a>,
    tagged: &'a Tagged<'a>,
    sentence: &'a Sentence,
    /// Which clause of the sentence it is.
    at: usize,
    clause: &'a Clause,
    verbs: Option<&'a VerbComplex>,
    next: &'a Clause,
    /// "Auf den Vorwurf, es gehe ums Geld, entgegnete Holm, dass …": what is answered is not what Holm says, nor is a question anybody's words.
    answered: bool,
}

impl<'a> Pair<'a> {
    /// The clause and its neighbour, if a noun in it may have a content there.
    fn new(finder: &'a Finder<'a>, sentence: &'a Sentence, at: usize) -> Option<Self> {
        let tagged = &finder.tagged;
        let clause = &sentence.clauses[at];
        let verbs = clause.verbs.as_ref();
        let next = sentence.clauses.get(at + 1)?;
        // "Die Forderung der Partei, das Amt zu schließen, fand kein Gehör": the verb stands behind the content.
        let fragment = at == 0 && clause.kind == ClauseKind::Fragment;
        let opens = || {
            let first = &tagged.tags[clause.start()];
            first.is(class::DET_NOM | class::DET_OBL) || clause.tokens.len() == 1 && first.nominal()
        };
        let answered =
            fragment && tagged.is_word(clause.start(), "auf") && tagged.tags[clause.start() + 1].is(class::DET_NOM | class::DET_OBL);
        if verbs.is_none() && !(fragment && opens() || answered) {
            return None;
        }
        let verb = verbs.and_then(|verbs| verb_of(tagged, verbs.verb));
        let conveys = |verb: &Verb| verb.mode.is_some() && verb.complements & (complement::THAT | complement::V2 | complement::ZU) != 0;
        if verb.is_some_and(conveys) {
            return None;
        }
        // "hatte so viel Erfahrung, dass …" tells a result.
        if verbs.is_some() && finder.measured(clause) && next.opener.is_some_and(|opener| tagged.tags[opener].is(class::COMPLEMENTISER)) {
            return None;
        }
        Some(Pair { finder, tagged, sentence, at, clause, verbs, next, answered })
    }

    /// The noun whose content the next clause is.
    fn told(self) -> Option<Told<'a>> {
        let (tagged, clause) = (self.tagged, self.clause);
        let kind = self.kind()?;
        let last = self.aimed_at().unwrap_or(clause.end());
        let at = self.noun(kind, last)?;
        // "Der Verkauf läuft nach Angaben der Stadt gut, die Karten seien fast weg."
        if kind & complement::V2 != 0 && self.finder.has_attributor(Span::new(at.saturating_sub(2).max(clause.start()), at + 1)) {
            return None;
        }
        let noun = tagged.lexicon.content_noun(tagged.lower(at)).filter(|noun| noun.complements & kind != 0)?;
        // "wollte den Bericht der „Times“, wonach …, nicht bestätigen"
        let answer = || self.verbs.is_some_and(|verbs| verbs.modal) && self.finder.answer_behind(self.sentence, self.at).is_some();
        let parts = |i: usize| tagged.tags[i].mark != '\0' && !(tagged.is_quotation_mark(i) && answer());
        if (at + 1..clause.end()).any(parts) {
            return None;
        }
        if self.answered && (kind == complement::ZU || tagged.lexicon.turns.asked.has(tagged.doc.word(at))) {
            return None;
        }
        Some(Told { pair: self, kind, noun, at, last })
    }

    /// What sort of content the next clause can be.
    fn kind(&self) -> Option<u16> {
        let (tagged, clause, next) = (self.tagged, self.clause, self.next);
        let opens = |classes: u64| next.opener.is_some_and(|opener| tagged.tags[opener].is(classes));
        match next.kind {
            ClauseKind::Subordinate if opens(class::COMPLEMENTISER | class::CONTENT_OPENER) => Some(complement::THAT),
            ClauseKind::Infinitive if next.before == ',' => Some(complement::ZU),
            // "Ihre Forderung: Die Firma muss zahlen."
            ClauseKind::Main if next.before == ':' && self.verbs.is_none() => Some(complement::COLON),
            // "Ihr Rat: Wer hustet, bleibt zu Hause."
            ClauseKind::Subordinate if next.before == ':' && self.verbs.is_none() => Some(complement::COLON),
            ClauseKind::Main
                if next.before == ','
                    && next.konjunktiv()
                    && !next.verb_first(tagged)
                    // "Das Niveau sei trotz der Nachfrage zu hoch, und Korrekturen seien möglich": what goes on.
                    && !(self.verbs.is_some() && clause.konjunktiv() && tagged.tags[next.start()].is(class::COORDINATOR)) =>
            {
                Some(complement::V2 | complement::THAT)
            }
            _ => None,
        }
    }

    /// "Der Vorwurf der Regierung an die Bahn, …": whom it is told stands last.
    fn aimed_at(&self) -> Option<usize> {
        let (tagged, clause) = (self.tagged, self.clause);
        let told_to = |i: &usize| tagged.is_one_of(*i, &tagged.lexicon.turns.aimed_at);
        let aimed = (clause.start() + 1..clause.end()).rev().find(told_to).filter(|_| self.verbs.is_none());
        aimed.filter(|at| tagged.noun_phrase(at + 1, clause.end(), Place::AfterVerb) == Some(clause.end()))
    }

    /// The last noun of the clause that takes such a content; verbs may stand behind it.
    fn noun(&self, kind: u16, last: usize) -> Option<usize> {
        let (tagged, clause) = (self.tagged, self.clause);
        let nominal = |i: usize| tagged.tags[i].nominal() && tagged.tags[i].mark == '\0';
        let mut runs_left = if kind == complement::COLON { 4 } else { 2 };
        // "die Forderung des Vorsitzenden Karl Holm": a title and a name are one.
        let kept = |i: usize| i + 1 < clause.end() && nominal(i + 1);
        let near = |i: &usize| -> bool {
            runs_left -= i32::from(!kept(*i));
            runs_left >= 0
        };
        let nouns = (clause.start()..last).rev().filter(|i| nominal(*i));
        nouns.take_while(near).find(|i| self.takes_content(*i))
    }

    /// "die Opposition" is no position.
    fn takes_content(&self, noun: usize) -> bool {
        let (lexicon, lower) = (self.tagged.lexicon, self.tagged.lower(noun));
        let compound = |noun: &ContentNoun| !lower.starts_with(&noun.singular.to_lowercase());
        let somebody = || matches!(lexicon.speaker(lower), Some(Speaker::Body | Speaker::Person));
        lexicon.content_noun(lower).is_some_and(|noun| !(compound(noun) && somebody()))
    }

    /// True for "wies den Vorwurf, …, als absurd zurück": the verb ends behind the content.
    fn ends_behind(&self) -> bool {
        self.verbs.is_some_and(|verbs| verbs.tokens.last().is_some_and(|last| *last >= self.next.end()))
    }
}

/// A noun with its content in the clause behind it.
struct Told<'a> {
    pair: Pair<'a>,
    /// What sort of content it is.
    kind: u16,
    noun: &'a ContentNoun,
    /// Where the noun stands.
    at: usize,
    /// Where what belongs to the noun ends.
    last: usize,
}

impl Told<'_> {
    /// The content, what is known of it, and up to where the sentence is told by it.
    fn content(&self) -> Option<(Span<Token>, Cue, usize)> {
        let Pair { finder, sentence, next, .. } = self.pair;
        let colon = self.kind == complement::COLON;
        let behind = finder.answer_behind(sentence, self.pair.at).filter(|_| !colon);
        if behind.is_some_and(|behind| sentence.clauses[behind].konjunktiv()) {
            // "Die Sorge, …, sei unbegründet, sagte Holm": all of it is what he said.
            return None;
        }
        let content = Span::new(next.start(), self.content_end(behind));
        let genitive = self.genitive();
        let source = self.source(genitive);
        if colon && source.is_none() && !next.konjunktiv() {
            return None;
        }
        // "Es gibt Zweifel daran, ob …" names nobody; "Es ist in der Geschichte selten vorgekommen, dass …" tells of nothing said.
        let tags = &self.pair.tagged.tags;
        let expletive = |source: &Span<Token>| source.len() == 1 && tags[source.start as usize].is(class::EXPLETIVE);
        let in_phrase = || (self.at.saturating_sub(2)..self.at).any(|at| tags[at].is(class::PREPOSITION));
        if source.as_ref().is_some_and(expletive) && in_phrase() {
            return None;
        }
        if let Some(answer) = behind.and_then(|behind| self.answer(behind, genitive)) {
            return Some((content, answer, sentence.body_end));
        }
        let looked_into = genitive.is_none() && self.is_looked_into();
        let cue = Cue {
            cue: runs(&self.words()),
            source: source.into_iter().filter(|source| !expletive(source) && !looked_into).collect(),
            addressee: Vec::new(),
            frame: vec![Span::new(finder.frame_start(sentence, self.pair.at), next.start())],
            mode: self.noun.mode,
            stance: self.noun.stance.clone(),
            lemma: Some(self.noun.singular),
            unsaid: false,
        };
        Some((content, cue, content.end as usize))
    }

    /// The words of the cue: the noun and the verbs of its clause.
    fn words(&self) -> Vec<usize> {
        let mut words = vec![self.at];
        words.extend(self.pair.verbs.iter().flat_map(|verbs| &verbs.tokens));
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Where the content ends: before the clause that answers it, or where it ends by itself.
    fn content_end(&self, behind: Option<usize>) -> usize {
        let Pair { finder, sentence, at, next, .. } = self.pair;
        let whole = self.kind == complement::COLON && next.kind == ClauseKind::Subordinate;
        let to_its_end = || if whole { sentence.body_end } else { finder.content_end(sentence, at + 1) };
        behind.map_or_else(to_its_end, |behind| sentence.clauses[behind - 1].end())
    }

    /// "der Partei", and before a colon "von Ministerin Brandt".
    fn genitive(&self) -> Option<Span<Token>> {
        let tagged = self.pair.tagged;
        let next = self.at + 1;
        let of = self.kind == complement::COLON && next < self.pair.clause.end() && tagged.lexicon.turns.of.has(tagged.doc.word(next));
        let whose = if of { next + 1 } else { next };
        (of || tagged.tags.get(whose).is_some_and(|tag| tag.is(class::GENITIVE)))
            .then(|| tagged.noun_phrase(whose, self.last, Place::AfterVerb))
            .flatten()
            .map(|stop| Span::new(whose, stop))
    }

    /// "Sein Hinweis, die Stadt habe kein Geld, …"
    fn possessive(&self) -> Option<usize> {
        let Pair { tagged, verbs, .. } = self.pair;
        self.at.checked_sub(1).filter(|at| verbs.is_none() && tagged.lexicon.turns.possessive_starts.begins(tagged.lower(*at)))
    }

    /// Whose words they are: whoever stands beside the noun, or beside the verb of its clause.
    fn source(&self, genitive: Option<Span<Token>>) -> Option<Span<Token>> {
        let Pair { finder, tagged, sentence, at, clause, verbs, .. } = self.pair;
        let raised = || finder.raised_by(clause.start(), self.at);
        genitive.or(self.possessive().map(|at| Span::new(at, at + 1))).or_else(raised).or_else(|| {
            // "Von den Grünen kam die Forderung, den Bau zu stoppen."
            let from = verbs.and_then(|verbs| verb_of(tagged, verbs.verb)).filter(|verb| verb.complements & complement::FROM != 0);
            if let Some(verb) = from {
                finder.document_phrase(sentence, at, verb).filter(|source| finder.speaks(*source))
            } else if verbs.is_some_and(|verbs| verbs.passive) {
                tagged.agent(clause)
            } else {
                tagged.subject(sentence, at).filter(|subject| !subject.contains(self.at))
            }
        })
    }

    /// "Die Staatsanwaltschaft prüft den Vorwurf, die Partei habe …": whoever looks into it has not said it.
    fn is_looked_into(&self) -> bool {
        let Pair { tagged, clause, .. } = self.pair;
        let turns = &tagged.lexicon.turns;
        let looks_into = |at: usize| !tagged.tags[at].capital && turns.looking_into.begins(tagged.doc.word(at));
        turns.accusation_ends.ends(tagged.lower(self.at)) && (clause.start()..clause.end()).any(looks_into)
    }

    /// What the verb behind it does with the content, and who: "Den Vorwurf, er habe gelogen, wies er zurück".
    fn answer(&self, behind: usize, genitive: Option<Span<Token>>) -> Option<Cue> {
        let Pair { finder, tagged, sentence, at, verbs, answered, .. } = self.pair;
        // "den Bericht der „Times“, wonach …": whosever it is, where a modal verb stands before it.
        let modal = verbs.is_some_and(|verbs| verbs.modal);
        let alone = !answered && genitive.is_none() && self.possessive().is_none();
        // "Den Vorwurf der Opposition, er habe gelogen, wies Holm zurück": whose claim it is denies nothing.
        let answers = |cue: &Cue| {
            let verb = sentence.clauses[behind].verbs.as_ref().and_then(|verbs| verb_of(tagged, verbs.verb));
            let object = verb.is_some_and(|verb| verb.through.accusative || verb.through.dative);
            modal || alone || object && cue.stance.iter().all(|one| matches!(one, Stance::Denies | Stance::Rejects))
        };
        finder.answering(sentence, at, behind).filter(answers)
    }
}
