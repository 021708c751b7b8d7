//! Content under a noun, and the verb that answers it: "die Behauptung, dass …", "den Vorwurf, er habe gelogen, wies er zurück".

use super::clauses::{ClauseKind, Sentence, VerbComplex};
use super::lexicon::{ContentNoun, Speaker, class, complement};
use super::morphology::form;
use super::{Cue, Finder, rule, runs, verb_of};
use crate::attribution::Stance;
use crate::document::Token;
use crate::span::Span;

impl Finder<'_> {
    /// "Die Behauptung, dass …", "Andeutungen gemacht, dass …": content behind a noun.
    pub(super) fn behind_noun(&mut self, sentence: &Sentence, at: usize) -> Option<usize> {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[at];
        let verbs = clause.verbs.as_ref();
        let next = sentence.clauses.get(at + 1)?;
        // "Die Forderung der Partei, das Amt zu schließen, fand kein Gehör": the verb stands behind the content.
        let fragment = at == 0 && clause.kind == ClauseKind::Fragment;
        let opens = || {
            let first = &tagged.tags[clause.start()];
            first.is(class::DET_NOM | class::DET_OBL) || clause.tokens.len() == 1 && first.nominal()
        };
        // "Auf den Vorwurf, es gehe ums Geld, entgegnete Holm, dass …": what is answered is not what Holm says, nor is a question anybody's words.
        let answered =
            fragment && tagged.is_word(clause.start(), "auf") && tagged.tags[clause.start() + 1].is(class::DET_NOM | class::DET_OBL);
        if verbs.is_none() && !(fragment && opens() || answered) {
            return None;
        }
        if verbs
            .and_then(|verbs| verb_of(tagged, verbs.verb))
            .is_some_and(|verb| verb.mode.is_some() && verb.complements & (complement::THAT | complement::V2 | complement::ZU) != 0)
        {
            return None;
        }
        // "hatte so viel Erfahrung, dass …" tells a result.
        if verbs.is_some() && self.measured(clause) && next.opener.is_some_and(|opener| tagged.tags[opener].is(class::COMPLEMENTISER)) {
            return None;
        }
        let opener = next.opener.map(|opener| tagged.tags[opener]);
        let kind = match next.kind {
            ClauseKind::Subordinate if opener.is_some_and(|tag| tag.is(class::COMPLEMENTISER)) => complement::THAT,
            ClauseKind::Subordinate if next.opener.is_some_and(|opener| tagged.tags[opener].is(class::CONTENT_OPENER)) => complement::THAT,
            ClauseKind::Infinitive if next.before == ',' => complement::ZU,
            // "Ihre Forderung: Die Firma muss zahlen."
            ClauseKind::Main if next.before == ':' && verbs.is_none() => complement::COLON,
            // "Ihr Rat: Wer hustet, bleibt zu Hause."
            ClauseKind::Subordinate if next.before == ':' && verbs.is_none() => complement::COLON,
            ClauseKind::Main
                if next.before == ','
                    && next.konjunktiv()
                    && !next.verb_first(tagged)
                    // "Das Niveau sei trotz der Nachfrage zu hoch, und Korrekturen seien möglich": what goes on.
                    && !(verbs.is_some() && clause.konjunktiv() && tagged.tags[next.start()].is(class::COORDINATOR)) =>
            {
                complement::V2 | complement::THAT
            }
            _ => return None,
        };
        // "die Opposition" is no position.
        let takes = |lower: &str| {
            let compound = |noun: &ContentNoun| !lower.starts_with(&noun.singular.to_lowercase());
            let somebody = || matches!(tagged.lexicon.speaker(lower), Some(Speaker::Body | Speaker::Person));
            tagged.lexicon.content_noun(lower).is_some_and(|noun| !(compound(noun) && somebody()))
        };
        // The last noun of the clause that takes such a content; verbs may stand behind it.
        let nominal = |i: usize| tagged.tags[i].nominal() && tagged.tags[i].mark == '\0';
        let (mut runs_left, kept) = (if kind == complement::COLON { 4 } else { 2 }, |i: usize| i + 1 < clause.end() && nominal(i + 1));
        // "die Forderung des Vorsitzenden Karl Holm": a title and a name are one.
        let near = |i: &usize| -> bool {
            runs_left -= i32::from(!kept(*i));
            runs_left >= 0
        };
        // "Der Vorwurf der Regierung an die Bahn, …": whom it is told stands last.
        let told_to = |i: &usize| tagged.is_one_of(*i, &tagged.lexicon.turns.aimed_at);
        let aimed = (clause.start() + 1..clause.end()).rev().find(told_to).filter(|_| verbs.is_none());
        let aimed =
            aimed.filter(|at| tagged.noun_phrase(at + 1, clause.end(), super::noun_phrases::Place::AfterVerb) == Some(clause.end()));
        let last = aimed.unwrap_or(clause.end());
        let nouns = (clause.start()..last).rev().filter(|i| nominal(*i));
        let noun_at = nouns.take_while(near).find(|i| takes(tagged.lower(*i)))?;
        // "Der Verkauf läuft nach Angaben der Stadt gut, die Karten seien fast weg."
        if kind & complement::V2 != 0 && self.has_attributor(Span::new(noun_at.saturating_sub(2).max(clause.start()), noun_at + 1)) {
            return None;
        }
        let noun = tagged.lexicon.content_noun(tagged.lower(noun_at)).filter(|noun| noun.complements & kind != 0)?.clone();
        // "wollte den Bericht der „Times“, wonach …, nicht bestätigen"
        let answer = || verbs.is_some_and(|verbs| verbs.modal) && self.answer_behind(sentence, at).is_some();
        let parts = |i: usize| tagged.tags[i].mark != '\0' && !(tagged.is_quotation_mark(i) && answer());
        if (noun_at + 1..clause.end()).any(parts) {
            return None;
        }
        if answered && (kind == complement::ZU || tagged.lexicon.turns.asked.has(tagged.doc.word(noun_at))) {
            return None;
        }
        let start = next.start();
        if verbs.is_some_and(|verbs| verbs.tokens.last().is_some_and(|last| *last >= next.end())) {
            return self.around_content(sentence, at);
        }
        let behind = self.answer_behind(sentence, at).filter(|_| kind != complement::COLON);
        if behind.is_some_and(|behind| sentence.clauses[behind].konjunktiv()) {
            // "Die Sorge, …, sei unbegründet, sagte Holm": all of it is what he said.
            return None;
        }
        let whole = kind == complement::COLON && next.kind == ClauseKind::Subordinate;
        let to_its_end = || if whole { sentence.body_end } else { self.content_end(sentence, at + 1) };
        let end = behind.map_or_else(to_its_end, |behind| sentence.clauses[behind - 1].end());
        let mut cue: Vec<usize> = vec![noun_at];
        cue.extend(verbs.iter().flat_map(|verbs| &verbs.tokens));
        cue.sort_unstable();
        cue.dedup();
        // "der Partei", and before a colon "von Ministerin Brandt".
        let of = kind == complement::COLON && noun_at + 1 < clause.end() && tagged.lexicon.turns.of.has(tagged.doc.word(noun_at + 1));
        let whose = noun_at + if of { 2 } else { 1 };
        let genitive = (of || tagged.tags.get(whose).is_some_and(|tag| tag.is(class::GENITIVE)))
            .then(|| tagged.noun_phrase(whose, last, super::noun_phrases::Place::AfterVerb))
            .flatten()
            .map(|stop| Span::new(whose, stop));
        // "Sein Hinweis, die Stadt habe kein Geld, …"
        let possessive =
            noun_at.checked_sub(1).filter(|at| verbs.is_none() && tagged.lexicon.turns.possessive_starts.begins(tagged.lower(*at)));
        // "Von den Grünen kam die Forderung, den Bau zu stoppen."
        let from = verbs.and_then(|verbs| verb_of(tagged, verbs.verb)).filter(|verb| verb.complements & complement::FROM != 0);
        let raised = || self.raised_by(clause.start(), noun_at);
        let source = genitive.or(possessive.map(|at| Span::new(at, at + 1))).or_else(raised).or_else(|| {
            if let Some(verb) = from {
                self.document_phrase(sentence, at, verb).filter(|source| self.speaks(*source))
            } else if verbs.is_some_and(|verbs| verbs.passive) {
                tagged.agent(clause)
            } else {
                tagged.subject(sentence, at).filter(|subject| !subject.contains(noun_at))
            }
        });
        if kind == complement::COLON && source.is_none() && !next.konjunktiv() {
            return None;
        }
        // "Es gibt Zweifel daran, ob …" names nobody; "Es ist in der Geschichte selten vorgekommen, dass …" tells of nothing said.
        let expletive = |source: &Span<Token>| source.len() == 1 && tagged.tags[source.start as usize].is(class::EXPLETIVE);
        let in_phrase = || (noun_at.saturating_sub(2)..noun_at).any(|at| tagged.tags[at].is(class::PREPOSITION));
        if source.as_ref().is_some_and(expletive) && in_phrase() {
            return None;
        }
        // "Die Staatsanwaltschaft prüft den Vorwurf, die Partei habe …": whoever looks into it has not said it.
        let turns = &tagged.lexicon.turns;
        let looks_into = |at: usize| !tagged.tags[at].capital && turns.looking_into.begins(tagged.doc.word(at));
        let looked_into =
            genitive.is_none() && turns.accusation_ends.ends(tagged.lower(noun_at)) && (clause.start()..clause.end()).any(looks_into);
        let source = source.filter(|source| !expletive(source) && !looked_into);
        // "den Bericht der „Times“, wonach …": whosever it is, where a modal verb stands before it.
        let modal = verbs.is_some_and(|verbs| verbs.modal);
        let alone = !answered && genitive.is_none() && possessive.is_none();
        // "Den Vorwurf der Opposition, er habe gelogen, wies Holm zurück": whose claim it is denies nothing.
        let answers = |cue: &Cue, behind: usize| {
            let verb = sentence.clauses[behind].verbs.as_ref().and_then(|verbs| verb_of(tagged, verbs.verb));
            let object = verb.is_some_and(|verb| verb.through.accusative || verb.through.dative);
            modal || alone || object && cue.stance.iter().all(|one| matches!(one, Stance::Denies | Stance::Rejects))
        };
        let answer = behind.and_then(|behind| self.answering(sentence, at, behind).filter(|cue| answers(cue, behind)));
        if let Some(answer) = answer {
            self.emit(rule::NOUN_CONTENT, vec![Span::new(start, end)], answer);
            return Some(sentence.body_end);
        }
        let cue = Cue {
            cue: runs(&cue),
            source: source.into_iter().collect(),
            addressee: Vec::new(),
            frame: vec![Span::new(self.frame_start(sentence, at), start)],
            mode: noun.mode,
            stance: noun.stance,
            lemma: Some(noun.singular),
            unsaid: false,
        };
        self.emit(rule::NOUN_CONTENT, vec![Span::new(start, end)], cue);
        Some(end)
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
