//! Whether somebody refuses to speak, claims that something was not so, or confirms: what no weight may overrule.

use super::Signs;
use crate::attribution::rules::reading::{Predicate, PredicateKind};
use crate::attribution::{Form, Stance};
use crate::document::Token;
use crate::span::Span;
use crate::word_list::WordList;

/// Contents that refuse to speak are not longer than this, in tokens.
const LONGEST_REFUSAL: usize = 20;

/// The subject of a clause begins within so many words.
const SUBJECT: usize = 4;

/// Contents that only say whether something is so are not longer than this, in tokens.
const LONGEST_VERDICT: usize = 9;

/// "Das sei völlig korrekt", in words.
const LONGEST_ASSENT: usize = 4;

impl Signs<'_> {
    /// True if the words may tell a refusal although no verb says so: something is negated, or two words are of those that refusals are
    /// told in ("ließ Fragen unbeantwortet"), not only "daran" and "weitere".
    pub(in crate::resolution) fn may_refuse(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        // What is conveyed beside it by the same words is another statement: "Er schweige nicht, sagte er, auch wenn es spät sei."
        let beside = |at: &usize| {
            let near = index.saturating_sub(1)..(index + 2).min(self.attributions.len());
            near.filter(|other| *other != index && attr.parent != Some(*other))
                .any(|other| self.attributions[other].content.iter().any(|span| span.contains(*at)))
        };
        // "ließ ausrichten" lets something be known.
        let in_cue = |starts: &WordList| attr.cue.iter().flat_map(|span| span.range()).any(|at| starts.begins(self.lowered.word(at)));
        let lets = in_cue(&self.turns.letting) && in_cue(&self.turns.let_known);
        let letting = |at: &usize| lets && self.turns.letting.begins(self.lowered.word(*at));
        let tokens = || {
            let own = [&attr.content, &attr.cue].into_iter().flat_map(|role| self.begin(role)).flat_map(Span::range);
            own.chain(self.tokens_of(&attr.frame).filter(|at| !beside(at)))
        };
        let of = |group: &'static str| move |at: &usize| self.words.has(self.lowered.groups(*at), group);
        let no_answer = |at: &usize| of("no-answer")(at) && !letting(at);
        // "die nicht genannt werden wollen" tells of a source that speaks.
        let word = |at: usize| if at < self.doc.tokens.len() { self.doc.word(at) } else { "" };
        let of_name = |at: usize| word(at + 1) == "namentlich" || word(at + 1) == "genannt" && self.turns.to_be.has(word(at + 2));
        if attr.content.iter().any(|span| self.speaks_of_another_thing(*span)) {
            return false;
        }
        tokens().any(|at| self.negates(at) && !of_name(at) && !self.in_relative(at))
            || tokens().any(|at| no_answer(&at) && !of("aside")(&at)) && tokens().filter(no_answer).take(2).count() == 2
    }

    /// True if the content itself refuses to speak, in the present: "Dazu nehmen wir keine Stellung", "Kein Kommentar", or what is refused
    /// is to speak: "lehnte es ab, sich zu äußern". Not "Ich habe mich nie dazu geäußert", which denies.
    pub(in crate::resolution) fn refuses_to_speak(&self, index: usize) -> bool {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let Some(first) = attr.content.first().filter(|_| attr.form != Form::Reported) else { return false };
        let rejects = sense.stance == [Stance::Rejects];
        if !(rejects || sense.is_plain()) || attr.content.len() > 1 || first.len() > LONGEST_REFUSAL {
            return false;
        }
        let negated = first.range().any(|at| self.negates(at) && !self.turns.never.has(self.lowered.word(at)));
        let no_comment = || {
            let words = first.range().filter(|at| self.reading.mark(*at) == '\0');
            words.clone().count() <= 3 && words.clone().any(|at| self.lowered.word(at).starts_with("kommentar"))
        };
        let speaks = || {
            let verbs = self.reading.cue_predicates(&attr.content);
            verbs.iter().any(|verb| verb.negated_stance.contains(&Stance::DeclinesComment))
        };
        let own = || {
            let mut words = first.range();
            let helps = words.clone().any(|at| self.turns.perfect_helpers.has(self.lowered.word(at)));
            !helps && words.any(|at| self.turns.who_refuses.has(self.lowered.word(at)))
        };
        if self.speaks_of_another_thing(*first) {
            return false;
        }
        // "wies den Vorwurf zurück, zu spät reagiert zu haben"
        let charged = || self.tokens_of(&attr.frame).any(|at| self.turns.told_by_others.has(self.lowered.word(at)));
        negated && no_comment() || rejects && speaks() && !charged() || negated && own() && speaks()
    }

    /// "Ausschließen kann ich es nicht", "Ein Anschlag sei nicht auszuschließen": who does not rule something out hints at it.
    pub(in crate::resolution) fn rules_nothing_out(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let Some(first) = attr.content.first().filter(|_| attr.form != Form::Reported && self.senses[index].is_plain()) else {
            return false;
        };
        let words: Vec<usize> = first.range().filter(|at| self.reading.mark(*at) == '\0').collect();
        let last = words.iter().rev().take(2).position(|at| self.turns.to_be_ruled_out.has(self.lowered.word(*at)));
        if last.and_then(|last| words.len().checked_sub(last + 2)).is_some_and(|not| self.negates(words[not])) {
            return true;
        }
        let any = |list: &WordList| words.iter().any(|at| list.has(self.lowered.word(*at)));
        let one_clause = || !first.range().any(|at| self.reading.mark(at) == ',');
        let short = attr.content.len() == 1 && first.len() <= LONGEST_REFUSAL;
        short && any(&self.turns.to_rule_out) && any(&self.turns.being_able) && one_clause() && words.iter().any(|at| self.negates(*at))
    }

    /// "Wir reden hier nicht über ein Versehen".
    fn speaks_of_another_thing(&self, content: Span<Token>) -> bool {
        let (start, end) = (content.start as usize, content.end as usize);
        (start + 1..end.saturating_sub(1)).any(|not| {
            let word = |at: usize| self.lowered.word(at);
            self.negates(not) && self.turns.here.has(word(not - 1)) && self.turns.about.has(word(not + 1))
        })
    }

    /// "Der Chef will nichts gewusst haben", "Zeugen wollen es gesehen haben": what somebody claims of themselves, and whether that it was not so.
    pub(in crate::resolution) fn claims_of_itself(&self, index: usize) -> Option<Stance> {
        let attr = &self.attributions[index];
        let wants = |at: usize| self.turns.wanting.has(self.lowered.word(at));
        let words = || self.words_of(&attr.content);
        let claims = attr.form == Form::Reported
            && !attr.cue.is_empty()
            && attr.cue.iter().flat_map(|span| span.range()).all(|at| wants(at) || self.reading.is_helping_verb(at))
            && attr.cue.iter().flat_map(|span| span.range()).any(wants)
            && words().last().is_some_and(|at| self.turns.perfect_infinitives.has(self.lowered.word(at)));
        let denies = || words().any(|at| self.negates(at));
        claims.then(|| if denies() { Stance::Denies } else { Stance::States })
    }

    /// "Ein Zeuge will wissen, dass der Fahrer betrunken war."
    pub(in crate::resolution) fn claims_to_know(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let cued = |starts: &WordList| attr.cue.iter().flat_map(|span| span.range()).any(|at| starts.begins(self.lowered.word(at)));
        let that = attr.content.first().is_some_and(|span| self.turns.that.has(self.lowered.word(span.start as usize)));
        that && attr.form == Form::Indirect && cued(&self.turns.wanting) && cued(&self.turns.knowing) && !self.is_press(attr)
    }

    /// "Die Nato wies Berichte zurück, wonach Truppen verlegt werden.": what others have said is denied.
    pub(in crate::resolution) fn denies_reports(&self, index: usize) -> bool {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let denies = !sense.stance.is_empty() && sense.stance.iter().all(|stance| matches!(stance, Stance::Denies | Stance::Rejects));
        let told = || self.tokens_of(&attr.frame).any(|at| self.turns.told_by_others.has(self.lowered.word(at)));
        attr.form == Form::Indirect && denies && !sense.negated.contains(&true) && told()
    }

    /// "Auf den Vorwurf, er habe gelogen, ging er nicht ein."
    pub(in crate::resolution) fn passes_over(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let cued = |list: &WordList| attr.cue.iter().flat_map(|span| span.range()).any(|at| list.has(self.lowered.word(at)));
        let negated = || self.begin(&attr.frame).chain(self.begin(&attr.content)).flat_map(Span::range).any(|at| self.negates(at));
        cued(&self.turns.going) && cued(&self.turns.into) && negated()
    }

    /// "Wann die Strecke öffnet, konnte die Bahn nicht sagen."
    pub(in crate::resolution) fn cannot_say(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let able = attr.cue.iter().flat_map(|span| span.range()).any(|at| self.turns.being_able.has(self.lowered.word(at)));
        let inside = |at: usize| attr.form != Form::Reported && attr.content.iter().any(|span| span.contains(at));
        let role = if attr.form == Form::Reported { &attr.content } else { &attr.frame };
        able && self.senses[index].is_plain() && self.tokens_of(role).any(|at| !inside(at) && self.negates(at))
    }

    /// "nannte den Bericht falsch", "bezeichnete die Zahlen als zutreffend": whether what somebody has said is called untrue or true.
    pub(in crate::resolution) fn calls_so(&self, index: usize) -> Option<Stance> {
        let attr = &self.attributions[index];
        let calls = self.is_cued(attr, &self.turns.calling) || self.is_cued(attr, &self.turns.holding);
        // "Den Vorwurf, er habe gelogen, nannte sie absurd": what it is called stands around the content.
        let around = attr.form == Form::Indirect;
        if !calls || attr.form != Form::Reported && !around {
            return None;
        }
        // "Dass er gelogen habe, nannte sie absurd": what others say.
        let clauses: Vec<_> = self.begin(&attr.content).flat_map(|span| self.reading.predicates(span)).collect();
        let that = |clause: &&Predicate<'_>| clause.opener.is_some_and(|at| self.turns.that.has(self.lowered.word(at)));
        let claimed = clauses.iter().filter(that).find(|clause| clause.konjunktiv_1).map(|clause| clause.tokens);
        let own = |at: &usize| self.reading.mark(*at) == '\0' && !claimed.is_some_and(|clause| clause.contains(*at));
        let role = if around { &attr.frame } else { &attr.content };
        let tokens: Vec<usize> = self.tokens_of(role).filter(own).collect();
        let any = |list: &WordList| tokens.iter().any(|at| list.has(self.lowered.word(*at)));
        let told_noun = || any(&self.turns.told_by_others) || around && any(&self.turns.feared);
        let told = || claimed.is_some() || told_noun();
        if around && !told() {
            return None;
        }
        if tokens.iter().any(|at| self.negates(*at)) {
            return None;
        }
        if any(&self.turns.oneself) {
            return any(&self.turns.innocent).then_some(Stance::Denies);
        }
        let invented = || any(&self.turns.invention) && (told() || any(&self.turns.it_or_nothing));
        let untrue = any(&self.turns.untrue) || any(&self.turns.wrong) && told() || invented();
        untrue.then_some(Stance::Denies).or_else(|| (any(&self.turns.is_true) && told_noun()).then_some(Stance::Confirms))
    }

    /// "Der Bericht treffe zu", "Das sei falsch", „Ich war es nicht“: all that is said is whether something is so.
    pub(in crate::resolution) fn says_whether(&self, index: usize) -> Option<Stance> {
        let (attr, turns) = (&self.attributions[index], self.turns);
        let tokens: Vec<usize> = self.words_of(&attr.content).collect();
        if attr.form == Form::Reported || !self.senses[index].is_plain() || tokens.len() > LONGEST_VERDICT {
            return None;
        }
        let any = |list: &WordList| tokens.iter().any(|at| list.has(self.lowered.word(*at)));
        let negated = tokens.iter().any(|at| self.negates(*at));
        if attr.form == Form::Direct && any(&turns.i) {
            let innocent = negated && any(&turns.it_or_nothing) && any(&turns.of_deeds);
            return innocent.then_some(Stance::Denies);
        }
        let mut nouns = tokens.iter().filter(|at| self.reading.is_nominal(**at));
        let of_others = nouns.clone().count() > 0;
        let about_it = nouns.all(|at| turns.told_by_others.has(self.lowered.word(*at))) && (of_others || any(&turns.it_or_nothing));
        let applies = any(&turns.applies) && tokens.last().is_some_and(|at| self.lowered.word(*at) == "zu") || any(&turns.holds);
        let (is_true, untrue) = (applies || any(&turns.is_true), any(&turns.untrue) || any(&turns.wrong));
        if any(&turns.unclear) || any(&turns.whether) || any(&turns.conditions) {
            return None;
        }
        // "Das sei korrekt" says so of what was said, "Das war richtig" of what was done.
        let is = |list: &WordList, at: Option<&usize>| at.is_some_and(|at| list.has(self.lowered.word(*at)));
        let says_so = tokens.len() <= LONGEST_ASSENT
            && is(&turns.said_so, tokens.first())
            && is(&turns.copula, tokens.get(1))
            && !is(&turns.pluperfect, tokens.get(1))
            && is(&turns.is_true, tokens.last());
        match (about_it, is_true, untrue, negated) {
            (true, false, true, false) | (true, true, false, true) => Some(Stance::Denies),
            (true, true, false, false) if of_others || applies || says_so => Some(Stance::Confirms),
            _ => None,
        }
    }

    /// "Vorwürfe, sie habe gelogen, seien haltlos": however long, the content ends in saying that something is not so.
    pub(in crate::resolution) fn calls_untrue(&self, index: usize) -> Option<Stance> {
        let (attr, turns) = (&self.attributions[index], self.turns);
        // "Der Vorwurf, er habe gelogen, sei absurd": the claim may be the cue.
        let claim_is_cue = self.is_cued(attr, &turns.told_by_others) || self.is_cued(attr, &turns.feared);
        if attr.form == Form::Reported || !(self.senses[index].is_plain() || claim_is_cue) {
            return None;
        }
        let words: Vec<usize> = self.words_of(&attr.content).collect();
        let is = |list: &WordList, at: usize| list.has(self.lowered.word(words[at]));
        let end = words.len().checked_sub(1)?;
        // "dass die Sorge unbegründet sei"
        let last = if end > 0 && is(&turns.copula, end) { end - 1 } else { end };
        let copula = if last < end { last } else { (end.saturating_sub(4)..end).rev().find(|at| is(&turns.copula, *at))? };
        let behind_clause = words[copula] > 0 && self.reading.mark(words[copula] - 1) == ',';
        // The claim is the subject: "wie er behaupten könne, der Bericht sei falsch" is another matter.
        let told = (0..last.min(SUBJECT)).any(|at| is(&turns.told_by_others, at) || is(&turns.feared, at)) || claim_is_cue && behind_clause;
        // A suit may be groundless too, and nobody denies by that.
        let groundless = is(&turns.groundless, last) && (told || behind_clause);
        let negated = (copula.min(last)..last).any(|at| self.negates(words[at])) || last > 0 && self.negates(words[last - 1]);
        let untrue = groundless || told && (is(&turns.untrue, last) || is(&turns.wrong, last));
        untrue.then_some(if negated { Stance::States } else { Stance::Denies })
    }

    /// "Ob das stimmt, sei unklar": nothing is said of whether it is so.
    pub(in crate::resolution) fn leaves_open(&self, index: usize) -> bool {
        let (attr, turns) = (&self.attributions[index], self.turns);
        if attr.form == Form::Reported || !self.senses[index].is_plain() || attr.content.len() > 1 {
            return false;
        }
        let clauses: Vec<_> = self.begin(&attr.content).flat_map(|span| self.reading.predicates(span)).collect();
        let open = |clause: &Span<Token>| {
            let has = |list: &WordList| clause.range().any(|at| list.has(self.lowered.word(at)));
            has(&turns.copula) && has(&turns.unclear) && !clause.range().any(|at| self.negates(at))
        };
        let whether = clauses.iter().any(|clause| clause.opener.is_some_and(|at| turns.whether.has(self.lowered.word(at))));
        let mut main = clauses.iter().filter(|clause| clause.kind == PredicateKind::Main && clause.finite.is_some());
        whether && main.next().is_some_and(|clause| open(&clause.tokens)) && main.next().is_none()
    }

    /// True if the words themselves say that what is told is not so.
    pub(in crate::resolution) fn denies_outright(&self, index: usize) -> bool {
        let denies = Some(Stance::Denies);
        self.says_whether(index) == denies || self.calls_so(index) == denies || self.calls_untrue(index) == denies
    }

    /// "Eine Stellungnahme der Firma lag nicht vor", "Von der Firma kam weder eine Bestätigung noch ein Dementi": what somebody has not given; empty
    /// where nothing of the kind is told.
    pub(in crate::resolution) fn answers_missing(&self, index: usize) -> Vec<Stance> {
        let (attr, turns) = (&self.attributions[index], self.turns);
        let finite =
            |at: usize| [&turns.staying, &turns.standing, &turns.coming, &turns.being].iter().any(|list| list.has(self.lowered.word(at)));
        if attr.form != Form::Reported || !attr.cue.iter().flat_map(|span| span.range()).any(finite) {
            return Vec::new();
        }
        let tokens: Vec<usize> = self.words_of(&attr.content).collect();
        let any = |list: &WordList| tokens.iter().any(|at| list.has(self.lowered.word(*at)));
        let noun = any(&turns.answer_nouns) || any(&turns.request_nouns) && any(&turns.unanswered);
        let last = tokens.last().is_some_and(|at| turns.outstanding.has(self.lowered.word(*at)));
        if !noun || !(last || any(&turns.unanswered) || tokens.iter().any(|at| self.negates(*at))) {
            return Vec::new();
        }
        let kinds = [(&turns.confirming_nouns, Stance::DoesNotConfirm), (&turns.denying_nouns, Stance::DoesNotDeny)];
        let told: Vec<Stance> = kinds.into_iter().filter(|(nouns, _)| any(nouns)).map(|(_, stance)| stance).collect();
        if told.is_empty() { vec![Stance::DeclinesComment] } else { told }
    }

    /// "bestätigte den Eingang, nicht aber den Inhalt": of two things one is confirmed.
    pub(in crate::resolution) fn confirms_one_of_two(&self, index: usize) -> bool {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let [predicate] = &sense.predicates[..] else { return false };
        if attr.form != Form::Reported || predicate.stance != [Stance::Confirms] {
            return false;
        }
        let tokens: Vec<usize> = self.tokens_of(&attr.content).collect();
        let contrasts = |at: usize| self.turns.but.has(self.lowered.word(at));
        let of_other = |pair: &[usize]| {
            self.reading.mark(pair[0]) == ','
                && (self.negates(pair[1]) && contrasts(pair[2]) || contrasts(pair[1]) && self.negates(pair[2]))
        };
        let Some(comma) = tokens.windows(3).position(of_other) else { return false };
        let (before, behind) = tokens.split_at(comma);
        !before.iter().any(|at| self.negates(*at)) && !behind.iter().any(|at| self.reading.may_be_finite(*at))
    }

    /// True inside a relative clause: "Holm, der an der Studie nicht beteiligt war, hält sie für verfrüht".
    pub(super) fn in_relative(&self, at: usize) -> bool {
        self.reading.predicates(Span::new(at, at + 1)).iter().any(|clause| clause.kind == PredicateKind::Relative)
    }

    /// True if a verb of the cue or any other word tells a confirmation.
    pub(in crate::resolution) fn may_confirm(&self, index: usize) -> bool {
        let attr = &self.attributions[index];
        let tokens = || [&attr.content, &attr.cue, &attr.frame].into_iter().flat_map(|role| self.begin(role)).flat_map(Span::range);
        // "…, wenn die Vorwürfe stimmten, trete er zurück"
        let would = || self.tokens_of(&attr.content).any(|at| self.turns.conditions.has(self.lowered.word(at)));
        self.senses[index].stance.contains(&Stance::Confirms)
            || tokens().any(|at| self.words.has(self.lowered.groups(at), "confirm")) && !would()
    }
}
