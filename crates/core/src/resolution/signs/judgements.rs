//! What somebody thinks of something in so many words: "nannte den Plan mutig", "hält die Aufnahmen für echt", „ein Skandal“.

use super::{READ, Signs};
use crate::attribution::rules::reading::{Predicate, PredicateKind};
use crate::attribution::{Attribution, Form, Stance};
use crate::document::Token;
use crate::span::Span;
use crate::word_list::WordList;

/// Words in marks that are nothing but a judgement are not longer than this, in tokens.
const LONGEST_JUDGEMENT: usize = 12;

/// And what only says that something is not so, in words.
const LONGEST_CRY: usize = 3;

impl Signs<'_> {
    /// True for "kein Zweifel", "ohne jeden Zweifel", "außer Zweifel".
    pub(super) fn doubts_nothing(&self, at: usize) -> bool {
        let doubt = self.reading.content_noun(at).is_some_and(|(_, stances)| stances == [Stance::Doubts]);
        let none = |at: usize| self.negates(at) || self.turns.beyond.has(self.lowered.word(at));
        // An adjective may stand between.
        let plain = |at: usize| self.reading.mark(at) == '\0' && !self.reading.is_nominal(at) && !self.reading.may_be_finite(at);
        doubt && at > 0 && (none(at - 1) || at > 1 && plain(at - 1) && none(at - 2))
    }

    /// True if a word of the content negates.
    pub(in crate::resolution) fn content_negates(&self, index: usize) -> bool {
        self.tokens_of(&self.attributions[index].content).any(|at| self.negates(at) && !self.negates_doubt(at))
    }

    /// True for the "kein" of "kein Zweifel".
    fn negates_doubt(&self, at: usize) -> bool {
        (at + 1..self.doc.tokens.len().min(at + 3)).any(|noun| self.doubts_nothing(noun))
    }

    /// "Die Richterin hat keinen Zweifel daran, dass er schoss": what is held to be so for sure.
    pub(in crate::resolution) fn leaves_no_doubt(&self, index: usize) -> bool {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let beside = if attr.form == Form::Reported { &attr.content } else { &attr.frame };
        let inside = |at: usize| attr.form != Form::Reported && attr.content.iter().any(|span| span.contains(at));
        let mut words = [&attr.cue, beside].into_iter().flat_map(|role| self.begin(role)).flat_map(Span::range);
        // "hat Zweifel" has another meaning without "keine".
        let plain = || sense.is_plain() || sense.stance == [Stance::Doubts];
        !attr.cue.is_empty() && words.any(|at| !inside(at) && self.doubts_nothing(at)) && plain()
    }

    /// What is thought of something, if a verb of judging says so or a few words in marks are a judgement and no more.
    pub(in crate::resolution) fn judges(&self, index: usize) -> Option<Stance> {
        let (attr, sense, turns) = (&self.attributions[index], &self.senses[index], self.turns);
        // "hält das nicht für gut": the lexicon has doubts there.
        if !(sense.is_plain() || sense.stance == [Stance::Doubts] && sense.negated.contains(&true)) {
            return None;
        }
        let tokens: Vec<usize> = self.tokens_of(&attr.content).filter(|at| !self.is_quotation_mark(*at)).collect();
        if attr.form == Form::Direct {
            let called = self.is_cued(attr, &turns.calling);
            let judged = self.bare_judgement(&tokens, called)?;
            let not = judged.iter().any(|at| self.negates(*at));
            let untrue = judged.iter().any(|at| turns.untrue.has(self.lowered.word(*at)));
            let judges = |stance: &Stance| not || matches!(stance, Stance::Criticises | Stance::Praises);
            let told = || self.judgement(judged, not, called).filter(judges);
            return if untrue && !not { Some(Stance::Denies) } else { told() };
        }
        // "Dass der Preis steigt, nannte sie absurd"
        if attr.form == Form::Indirect && self.is_cued(attr, &turns.calling) {
            let frame: Vec<usize> = self.tokens_of(&attr.frame).filter(|at| !self.is_quotation_mark(*at)).collect();
            let judged = self.judged_behind(attr, &frame, &turns.thought_as).or_else(|| self.called(attr, &frame))?;
            return self.judgement(judged, frame.iter().any(|at| self.negates(*at)), true);
        }
        if attr.form == Form::Reported { self.judged_by_verb(index, &tokens) } else { None }
    }

    /// „Völliger Unsinn“, "Alles erlogen": a few words that say no more than that something is not so.
    pub(in crate::resolution) fn cries_nonsense(&self, index: usize) -> Option<Stance> {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let words: Vec<usize> = self.words_of(&attr.content).collect();
        let last = *words.last().filter(|_| words.len() <= LONGEST_CRY)?;
        let cries = self.turns.nonsense.has(self.lowered.word(last)) && !words.iter().any(|at| self.negates(*at));
        // "sagte", and nothing more telling.
        let says = sense.is_plain() && !self.is_cued(attr, &self.turns.calling);
        (attr.form != Form::Reported && cries && says).then_some(Stance::Denies)
    }

    /// What a verb of judging says that something is.
    fn judged_by_verb(&self, index: usize, tokens: &[usize]) -> Option<Stance> {
        let (attr, sense, turns) = (&self.attributions[index], &self.senses[index], self.turns);
        let any = |list: &WordList| tokens.iter().any(|at| list.has(self.lowered.word(*at)));
        if any(&turns.oneself) {
            return None;
        }
        let not = sense.negated.contains(&true) || tokens.iter().any(|at| self.negates(*at) && !self.in_relative(*at));
        if self.is_cued(attr, &turns.weighing) && !not {
            let own = |list: &WordList| tokens.iter().any(|at| list.has(self.lowered.word(*at)) && !self.in_relative(*at));
            let ways = [
                (&turns.differently, Stance::Rejects),
                (&turns.critically, Stance::Criticises),
                (&turns.sceptically, Stance::Doubts),
                (&turns.likewise, Stance::Confirms),
            ];
            if let Some((_, stance)) = ways.into_iter().find(|(list, _)| own(list)) {
                return Some(stance);
            }
        }
        let behind = |opener: &WordList| self.judged_behind(attr, tokens, opener);
        if self.is_cued(attr, &turns.holding) {
            let judged = behind(&turns.thought_for)?;
            // A figure that is held for too high is not believed.
            let figure = |stance| {
                if stance == Stance::Criticises && any(&turns.too) && any(&turns.told_by_others) { Stance::Doubts } else { stance }
            };
            return self.judgement(judged, not, true).map(figure).or_else(|| self.belief(attr, judged, not));
        }
        if self.is_cued(attr, &turns.calling) {
            // "nannte als Grund ein Versagen der Pumpe"
            if behind(&turns.thought_as).is_some_and(|named| turns.causes.has(self.lowered.word(named[0]))) {
                return Some(Stance::States);
            }
            return self.judgement(behind(&turns.thought_as).or_else(|| self.called(attr, tokens))?, not, true);
        }
        if self.is_cued(attr, &turns.deeming)
            && let Some(judged) = behind(&turns.thought_as)
        {
            return self.judgement(judged, not, true);
        }
        if self.is_cued(attr, &turns.seeing_in_it) && any(&turns.in_it) {
            // "sieht in einem Verbot einen Fehler"
            let in_it = |at: usize| turns.said_within.has(self.lowered.word(at));
            let opens = |at: usize| turns.a_or_none.has(self.lowered.word(tokens[at])) && !(at > 0 && in_it(tokens[at - 1]));
            return (0..tokens.len()).filter(|at| opens(*at)).find_map(|at| self.judgement(self.phrase(&tokens[at..]), not, true));
        }
        if self.is_cued(attr, &turns.speaking_of) && !not {
            let judged = behind(&turns.thought_of).filter(|judged| !turns.article.has(self.lowered.word(judged[0])))?;
            if judged.iter().any(|at| turns.false_news.has(self.lowered.word(*at))) {
                return Some(Stance::Denies);
            }
            return self.judgement(judged, not, true).filter(|stance| *stance != Stance::States);
        }
        None
    }

    /// True if the cue is a plain verb of thinking that is not negated, and nothing tells doubt: whoever holds something for something, or
    /// sees it so, neither doubts nor rejects by that.
    pub(super) fn thinks(&self, index: usize) -> bool {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let tokens: Vec<usize> = self.tokens_of(&attr.content).collect();
        let any = |list: &WordList| tokens.iter().any(|at| list.has(self.lowered.word(*at)));
        let holds = || self.is_cued(attr, &self.turns.holding) && any(&self.turns.thought_for);
        let sees = || self.is_cued(attr, &self.turns.seeing_in_it) && (any(&self.turns.in_it) || any(&self.turns.thought_as));
        let doubts =
            |at: usize| ["doubt", "falsity", "refuse", "no-answer"].iter().any(|group| self.words.has(self.lowered.groups(at), group));
        let list_of_doubt =
            |word: &str| [&self.turns.by_no_means, &self.turns.otherwise, &self.turns.told_by_others].iter().any(|list| list.has(word));
        let against = |at: usize| self.negates(at) || doubts(at) || self.is_quotation_mark(at) || list_of_doubt(self.lowered.word(at));
        let plain = sense.is_plain() && !sense.negated.contains(&true);
        attr.form == Form::Reported && plain && (holds() || sees()) && !tokens.iter().any(|at| against(*at))
    }

    pub(super) fn is_cued(&self, attr: &Attribution, list: &WordList) -> bool {
        attr.cue.iter().flat_map(|span| span.range()).any(|at| list.has(self.lowered.word(at)))
    }

    fn is_quotation_mark(&self, at: usize) -> bool {
        matches!(self.reading.mark(at), '„' | '“' | '”' | '"' | '«' | '»' | '‚' | '‘' | '’' | '‹' | '›')
    }

    /// Words in marks that have no verb and are a predicate: „ein Skandal“, „völlig gerecht“; not „der Skandal von Rissen“, „gerechten Strafe“.
    /// „Nicht hilfreich“ is one where something is `called` so.
    fn bare_judgement<'t>(&self, tokens: &'t [usize], called: bool) -> Option<&'t [usize]> {
        let end = tokens.iter().position(|at| self.reading.mark(*at) != '\0').unwrap_or(tokens.len());
        let words = &tokens[..end];
        let first = *words.first()?;
        let single = words.len() == 1 || self.turns.a_or_none.has(self.lowered.word(first));
        let adjective = !self.reading.is_nominal(words[words.len() - 1]) && !words[1..].iter().any(|at| self.reading.is_nominal(*at));
        let verb = |at: &usize| self.negates(*at) && !called || self.reading.may_be_finite(*at);
        ((single || adjective) && tokens.len() <= LONGEST_JUDGEMENT && !tokens.iter().any(verb)).then(|| self.phrase(words))
    }

    /// What stands behind the first word of `opener`, up to the end of its phrase.
    fn judged_behind<'t>(&self, attr: &Attribution, tokens: &'t [usize], opener: &WordList) -> Option<&'t [usize]> {
        let inside = |at: usize| attr.source.iter().any(|span| span.contains(at));
        let from = 1 + tokens.iter().position(|at| opener.has(self.lowered.word(*at)) && !inside(*at))?;
        // The verb ends it, but the phrase itself may belong to the cue: "wertete das als Erfolg".
        let cued = |at: usize| attr.cue.iter().any(|span| span.contains(at));
        let own = tokens[from..].iter().take_while(|at| cued(**at)).count();
        let ends = |at: usize| self.reading.mark(at) != '\0' || cued(at);
        let end = tokens[from + own..].iter().position(|at| ends(*at)).map_or(tokens.len(), |length| from + own + length);
        Some(self.phrase(&tokens[from..end])).filter(|judged| !judged.is_empty())
    }

    /// The adjective or the noun with its article at the end of a clause in which something is called so: "nannte den Plan mutig".
    fn called<'t>(&self, attr: &Attribution, tokens: &'t [usize]) -> Option<&'t [usize]> {
        let cued = |at: usize| attr.cue.iter().any(|span| span.contains(at));
        let verb = tokens.iter().position(|at| cued(*at)).unwrap_or_default();
        let word = |at: usize| self.lowered.word(tokens[at]);
        // Before the verb where that stands last, behind it otherwise.
        let next = verb + tokens[verb..].iter().position(|at| !cued(*at)).unwrap_or(tokens.len() - verb);
        let behind = next < tokens.len() && self.reading.mark(tokens[next]) == '\0';
        let end = if behind {
            next + tokens[next..].iter().position(|at| self.reading.mark(*at) != '\0' || cued(*at)).unwrap_or(tokens.len() - next)
        } else {
            verb
        };
        let start = if behind { next } else { 0 };
        if end <= start {
            return None;
        }
        let last = end - 1;
        if !self.reading.is_nominal(tokens[last]) {
            let from = if last > start && self.turns.too.has(word(last - 1)) { last - 1 } else { last };
            return Some(&tokens[from..end]);
        }
        let opens = |at: &usize| self.turns.a_or_none.has(word(*at));
        let bare = || {
            Some(last).filter(|last| *last > start && !self.turns.article.has(word(last - 1)) && !self.turns.genitive.has(word(last - 1)))
        };
        let from = (start..end).rev().find(opens).or_else(bare)?;
        Some(self.phrase(&tokens[from..end]))
    }

    /// Up to the first noun and what hangs on it in the genitive.
    fn phrase<'t>(&self, tokens: &'t [usize]) -> &'t [usize] {
        let noun = |from: usize| tokens[from..].iter().position(|at| self.reading.is_nominal(*at)).map(|length| from + length);
        let Some(mut last) = noun(0) else { return tokens };
        while last + 1 < tokens.len()
            && self.turns.genitive.has(self.lowered.word(tokens[last + 1]))
            && let Some(next) = noun(last + 1)
        {
            last = next;
        }
        &tokens[..=last]
    }

    /// What a predicate tells of what is thought, if it tells one thing only; `not` if it is negated, `by_verb` if a verb of judging
    /// says that it is a judgement.
    fn judgement(&self, judged: &[usize], not: bool, by_verb: bool) -> Option<Stance> {
        let of = |group: &str| judged.iter().any(|at| self.words.has(self.lowered.groups(*at), group));
        let (bad, good, sound, unsound) =
            (of("judged-bad") || by_verb && of("judged-poor"), of("judged-good"), of("judged-sound"), of("judged-unsound"));
        let nominal = |at: usize| self.reading.is_nominal(at);
        let due = of("judged-due") && !judged.iter().any(|at| nominal(*at));
        let too = by_verb && judged.windows(2).any(|pair| self.turns.too.has(self.lowered.word(pair[0])) && !nominal(pair[1]));
        let first = *judged.first()?;
        let weakens = |at: usize| self.turns.by_no_means.has(self.lowered.word(at));
        // "nicht völlig abwegig", but not "einen Skandal, dass niemand hilft"
        let is_not = || judged.iter().copied().chain(first.saturating_sub(2)..first).any(|at| self.negates(at));
        // "so gut wie tot"
        if judged
            .windows(2)
            .any(|pair| self.turns.like.has(self.lowered.word(pair[1])) && self.words.has(self.lowered.groups(pair[0]), "judged-good"))
        {
            return None;
        }
        let not = not || judged.iter().any(|at| weakens(*at)) || (first.saturating_sub(2)..first).any(weakens);
        match (bad || too, good, due, sound, unsound) {
            (true, false, false, _, false) if !not => Some(Stance::Criticises),
            (true, false, false, _, false) if by_verb && is_not() => Some(Stance::States),
            (false, true, false, _, false) => Some(if not { Stance::Criticises } else { Stance::Praises }),
            (false, false, true, ..) => Some(if not { Stance::Rejects } else { Stance::Demands }),
            (false, false, false, true, false) => Some(if not { Stance::Doubts } else { Stance::States }),
            (false, false, false, false, true) if !not => Some(Stance::Doubts),
            _ => None,
        }
    }

    /// What somebody holds something for states no more than that, unless it is something bad that may come.
    fn belief(&self, attr: &Attribution, judged: &[usize], not: bool) -> Option<Stance> {
        let of = |groups: &[&str]| judged.iter().any(|at| groups.iter().any(|group| self.words.has(self.lowered.groups(*at), group)));
        // Of claims and of words in marks the trained weights tell better.
        let untold = |at: usize| {
            let word = self.lowered.word(at);
            self.is_quotation_mark(at) || self.turns.told_by_others.has(word) || self.turns.by_no_means.has(word)
        };
        let other = || self.tokens_of(&attr.content).any(untold);
        if not
            || other()
            || of(&["hint", "refuse", "bad", "good", "wrong", "doubt", "falsity", "judged-bad", "judged-good", "judged-unsound"])
        {
            return None;
        }
        Some(if of(&["danger"]) { Stance::Warns } else { Stance::States })
    }

    /// "Der Haushalt sei ein Dokument des Scheiterns": a content of one main clause that only says what something is.
    pub(in crate::resolution) fn says_it_is(&self, index: usize) -> Option<Stance> {
        let (attr, turns) = (&self.attributions[index], self.turns);
        let [content] = attr.content[..] else { return None };
        // "Es war falsch, und ich wusste es": what is said of oneself is told by other means.
        let of_oneself = |at: usize| turns.first_person.has(self.lowered.word(at)) || turns.who_refuses.has(self.lowered.word(at));
        if attr.form == Form::Reported || !self.senses[index].is_plain() || content.range().take(READ).any(of_oneself) {
            return None;
        }
        let last = match attr.form {
            Form::Direct => content,
            _ => self.only_main_clause(content)?,
        };
        let is_copula = |at: &usize| turns.copula.has(self.lowered.word(*at));
        let copula = last.range().find(is_copula)?;
        // Words in marks are not parsed into clauses.
        if attr.form == Form::Direct && (content.len() > READ || last.range().any(|at| at != copula && self.reading.may_be_finite(at))) {
            return None;
        }
        let tokens: Vec<usize> = (copula + 1..last.end as usize).filter(|at| !self.is_quotation_mark(*at)).collect();
        let end = tokens.iter().position(|at| self.reading.mark(*at) != '\0').unwrap_or(tokens.len());
        let not = last.range().any(|at| self.negates(at));
        let judged = self.predicative(&tokens[..end])?;
        self.judgement(judged, not, false).filter(|stance| matches!(stance, Stance::Criticises | Stance::Praises))
    }

    /// The main clause of a content that has no other, with "to be" as its verb; "Sollte das stimmen" before it is no other, since a condition
    /// says nothing by itself.
    fn only_main_clause(&self, content: Span<Token>) -> Option<Span<Token>> {
        let clauses = self.reading.predicates(content);
        let begins = |clause: &Predicate<'_>| clause.tokens.range().find(|at| self.reading.mark(*at) == '\0') == clause.finite;
        let mut main = clauses.iter().filter(|clause| clause.kind == PredicateKind::Main && clause.finite.is_some());
        let last = main.next_back()?;
        let is = !last.passive && last.verb.is_none_or(|(.., infinitive)| self.turns.to_be.has(infinitive));
        (is && main.all(begins) && content.end <= last.tokens.end + 1).then_some(last.tokens)
    }

    /// The predicate of a copula: the noun with its "ein", or the last word if that is an adjective.
    fn predicative<'t>(&self, tokens: &'t [usize]) -> Option<&'t [usize]> {
        let opens = |at: &usize| self.turns.a_or_none.has(self.lowered.word(*at));
        if let Some(from) = tokens.iter().position(opens) {
            return Some(self.phrase(&tokens[from..]));
        }
        let last = tokens.len().checked_sub(1)?;
        (!self.reading.is_nominal(tokens[last])).then_some(&tokens[last..])
    }
}
