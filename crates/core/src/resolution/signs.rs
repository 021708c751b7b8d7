//! What the words of an attribution tell of its stance and factuality, as named signs for a linear model.
//!
//! A sign is a short text: `v=ankündigen` (the cue's verb), `vs=announces` (what the lexicon says that this verb does), `g=danger` (a
//! word of a group of `stance-words.txt` in the content), `m=sollen2` (the content's modal verb, in Konjunktiv II). What a cue says by
//! itself weighs more than what its content says, but most cues say nothing: signs of the content come in two sorts, behind plain cues
//! and behind telling ones.

mod content;
mod judgements;
mod limits;
mod refusals;

use super::stance::refuses;
use super::stance_words::{Lowered, StanceWords, stem};
use crate::attribution::rules::reading::{Predicate, PredicateKind, Reading, SpeakerClass};
use crate::attribution::{Attribution, Form, Role, Stance};
use crate::document::{Document, Token};
use crate::span::Span;
use crate::turns::Turns;
use std::fmt::{self, Write};

/// Contents are read up to here, in tokens: the beginning decides, and nested contents must not be read again and again to the end.
const READ: usize = 100;

/// What the lexicon says of an attribution's cue, negation included.
#[derive(Debug, Clone, Default)]
pub(super) struct CueSense<'a> {
    /// The clauses whose verbs are the cue; without a cue, of told acts, the clauses that tell.
    pub(super) predicates: Vec<Predicate<'a>>,
    /// For each of these clauses, whether its verb is negated.
    pub(super) negated: Vec<bool>,
    /// What its verbs and nouns do; empty where they tell nothing.
    pub(super) stance: Vec<Stance>,
}

impl CueSense<'_> {
    /// The cue tells no more than that something is conveyed.
    pub(super) fn is_plain(&self) -> bool {
        self.stance.iter().all(|stance| matches!(stance, Stance::States | Stance::Reports))
    }
}

/// All that is read of one document.
pub(super) struct Signs<'a> {
    pub(super) doc: &'a Document,
    pub(super) reading: &'a Reading<'a>,
    pub(super) words: &'a StanceWords,
    turns: &'a Turns,
    pub(super) attributions: &'a [Attribution],
    pub(super) senses: Vec<CueSense<'a>>,
    /// For each attribution whether its source was found to be a paper or agency, if that is known.
    pub(super) by_press: Vec<bool>,
    /// The words of all sentences that attributions lie in.
    lowered: Lowered<'a>,
}

impl<'a> Signs<'a> {
    pub(super) fn new(
        doc: &'a Document,
        reading: &'a Reading<'a>,
        words: &'a StanceWords,
        turns: &'a Turns,
        attributions: &'a [Attribution],
    ) -> Self {
        let mut wanted = vec![false; doc.tokens.len()];
        for attr in attributions {
            for span in [&attr.content, &attr.cue, &attr.frame, &attr.source].into_iter().flatten() {
                let first = doc.sentences.partition_point(|sentence| sentence.tokens.end <= span.start);
                for sentence in doc.sentences[first..].iter().take_while(|sentence| sentence.tokens.start < span.end) {
                    if !wanted[sentence.tokens.start as usize] {
                        wanted[sentence.tokens.range()].fill(true);
                    }
                }
            }
        }
        let lowered = Lowered::new(doc, words, |at| wanted[at]);
        let mut signs = Signs { doc, reading, words, turns, attributions, senses: Vec::new(), by_press: Vec::new(), lowered };
        signs.senses = attributions.iter().map(|attr| signs.sense(attr)).collect();
        signs
    }

    fn sense(&self, attr: &Attribution) -> CueSense<'a> {
        let mut predicates = self.reading.cue_predicates(&attr.cue);
        if attr.cue.is_empty() && attr.form == Form::Reported {
            predicates = self.begin(&attr.content).flat_map(|span| self.reading.told_predicates(span)).collect();
        }
        let inside = |at: usize| attr.form != Form::Reported && attr.content.iter().any(|span| span.contains(at));
        let of_others = |at: usize| self.tells_of_somebody(at, attr);
        let in_frame =
            attr.form != Form::Reported && self.tokens_of(&attr.frame).any(|at| !inside(at) && self.negates(at) && !of_others(at));
        // "rügte die Vergabe als „nicht nachvollziehbar“": what is negated in marks is not the verb.
        let cue_marks = attr.cue.first().map(|cue| self.reading.marks_around(cue.start as usize));
        let in_marks = |at: usize| {
            let marks = self.reading.marks_around(at);
            marks.is_some() && cue_marks.is_some_and(|of_cue| of_cue != marks)
        };
        let negates = |at: usize| !inside(at) && self.negates(at) && !in_marks(at);
        let negated: Vec<bool> = predicates.iter().map(|predicate| in_frame || predicate.tokens.range().any(negates)).collect();
        let mut stance = Vec::new();
        let add = |stance: &mut Vec<Stance>, more: &[Stance]| {
            for one in more {
                if !stance.contains(one) {
                    stance.push(*one);
                }
            }
        };
        for (predicate, negated) in predicates.iter().zip(&negated) {
            add(&mut stance, if *negated { predicate.negated_stance } else { predicate.stance });
        }
        // "wollte das weder bestätigen noch dementieren".
        for predicate in &predicates {
            for other in self.reading.neither_nor(predicate.tokens) {
                let refused = other.negated_stance.iter().copied();
                add(&mut stance, &refused.filter(|one| matches!(one, Stance::DoesNotConfirm | Stance::DoesNotDeny)).collect::<Vec<_>>());
            }
        }
        // "wollte sich nicht äußern, dementierte aber auch nicht": the second act may stand outside of the cue.
        if attr.form == Form::Reported && stance.iter().copied().any(refuses) {
            for predicate in self.begin(&attr.content).flat_map(|span| self.reading.told_predicates(span)) {
                if predicate.tokens.range().any(|at| self.negates(at)) {
                    let refused = predicate.negated_stance.iter().copied();
                    add(&mut stance, &refused.filter(|one| refuses(*one)).collect::<Vec<_>>());
                }
            }
        }
        for at in attr.cue.iter().flat_map(|span| span.range()) {
            if let Some((_, of_noun)) = self.reading.content_noun(at) {
                if !self.doubts_nothing(at) {
                    add(&mut stance, of_noun);
                }
            } else if let Some(of_phrase) = self.words.attributor(self.lowered.word(at)) {
                add(&mut stance, &[of_phrase]);
            }
        }
        // "nach Plänen der Stadt": where no verb tells anything, the noun that the source begins with may.
        if predicates.is_empty() && !attr.cue.is_empty() && stance.is_empty() {
            let mut of_source = attr.source.first().into_iter().flat_map(|span| span.range().take(READ));
            let noun = of_source.find_map(|at| self.reading.content_noun(at));
            add(&mut stance, noun.map_or(&[], |(_, of_noun)| of_noun));
        }
        if stance.len() > 1 {
            stance.retain(|one| *one != Stance::States);
        }
        CueSense { predicates, negated, stance }
    }

    /// True inside a clause without the cue that tells something of its own: "das bestätigten Beamte, die nicht befugt sind", "erst wusste er
    /// nichts, dann gab er zu, dass".
    fn tells_of_somebody(&self, at: usize, attr: &Attribution) -> bool {
        let clauses = self.reading.predicates(Span::new(at, at + 1));
        let cued = |clause: Span<Token>| attr.cue.iter().any(|cue| cue.overlaps(clause));
        let own = |clause: &Predicate<'_>| {
            clause.kind == PredicateKind::Main && clause.finite.is_some() && attr.cue.iter().any(|cue| cue.start >= clause.tokens.end)
        };
        clauses.iter().any(|clause| (clause.kind == PredicateKind::Relative || own(clause)) && !cued(clause.tokens))
    }

    /// A negation that is none of "nicht nur", "nicht zuletzt".
    fn negates(&self, at: usize) -> bool {
        self.reading.is_negation(at) && !(self.doc.tokens.len() > at + 1 && self.turns.not_only.has(self.doc.word(at + 1)))
    }

    /// The first [`READ`] tokens of a role, one by one.
    fn tokens_of(&self, role: &Role) -> impl Iterator<Item = usize> {
        self.begin(role).flat_map(Span::range)
    }

    /// The words among the first [`READ`] tokens of a role.
    fn words_of(&self, role: &Role) -> impl Iterator<Item = usize> {
        self.tokens_of(role).filter(|at| self.reading.mark(*at) == '\0')
    }

    /// The first [`READ`] tokens of a role, by its spans.
    fn begin<'r>(&self, role: &'r Role) -> impl Iterator<Item = Span<Token>> + 'r {
        let mut left = READ;
        role.iter().map_while(move |span| {
            let take = span.len().min(left);
            left -= take;
            (take > 0).then(|| Span::new(span.start as usize, span.start as usize + take))
        })
    }

    /// The attribution that has the same stance for sure: words in marks inside what the same cue conveys.
    pub(super) fn same_as(&self, index: usize) -> Option<usize> {
        let attr = &self.attributions[index];
        let outer = attr.parent.filter(|parent| *parent < index)?;
        (attr.form == Form::Direct && self.attributions[outer].cue == attr.cue).then_some(outer)
    }

    /// The attribution whose stance this one may carry on: the one before, of the same source, if this one has no cue.
    pub(super) fn goes_on(&self, index: usize) -> Option<usize> {
        let attr = &self.attributions[index];
        let before = index.checked_sub(1)?;
        (attr.cue.is_empty() && attr.form != Form::Reported && self.attributions[before].source == attr.source).then_some(before)
    }

    /// Hands the signs of the attribution at `index` to `emit`, in a fixed order; some more than once.
    pub(super) fn of(&self, index: usize, emit: &mut dyn FnMut(&str)) {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let mut put = spelled(emit);
        put(format_args!("1"));
        put(format_args!("form={}", attr.form.name()));
        attr.mode.names().for_each(|mode| put(format_args!("mode={mode}")));
        self.cue(attr, sense, &mut put);
        self.source(attr, sense, &mut put);
        self.around(index, &mut put);
        self.content(attr, sense, &mut put);
    }

    /// Hands the signs of certainty and polarity to `emit`: the stance, the content's verbs and hedges, and both together.
    pub(super) fn of_commitment(&self, index: usize, stances: &[Stance], emit: &mut dyn FnMut(&str)) {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        let mut put = spelled(emit);
        put(format_args!("1"));
        put(format_args!("form={}", attr.form.name()));
        stances.iter().for_each(|stance| put(format_args!("st={}", stance.name())));
        let first = stances.first().copied().unwrap_or(Stance::States).name();
        put(format_args!("st={first}/{}", attr.form.name()));
        for (predicate, negated) in sense.predicates.iter().zip(&sense.negated) {
            let not = if *negated { "!" } else { "" };
            if let Some(verb) = predicate.verb {
                put(format_args!("v={not}{}", Verb(verb)));
            }
            if let Some(modal) = predicate.modal {
                put(format_args!("vm={not}{modal}"));
            }
        }
        sense.stance.iter().for_each(|stance| put(format_args!("vs={}", stance.name())));
        for at in attr.cue.iter().chain(&attr.frame).flat_map(|span| span.range()).take(READ) {
            self.words.names(self.words.hedges(self.lowered.groups(at))).for_each(|group| put(format_args!("fh={group}")));
        }
        // The content's own signs, by themselves and with the stance.
        self.clauses(attr, "", &mut |words| {
            put(words);
            put(format_args!("{first}&{words}"));
        });
        for at in self.words_of(&attr.content) {
            let word = self.lowered.word(at);
            self.words.names(self.lowered.groups(at)).for_each(|group| put(format_args!("g={group}")));
            if !self.reading.is_nominal(at) {
                put(format_args!("w={}", stem(word)));
            }
        }
    }

    fn cue(&self, attr: &Attribution, sense: &CueSense<'_>, put: &mut dyn FnMut(fmt::Arguments<'_>)) {
        for (predicate, negated) in sense.predicates.iter().zip(&sense.negated) {
            let not = if *negated { "!" } else { "" };
            if let Some(verb) = predicate.verb {
                let verb = Verb(verb);
                put(format_args!("v={not}{verb}"));
                if let Some(modal) = predicate.modal {
                    put(format_args!("v={not}{modal}+{verb}"));
                }
            }
            if let Some(modal) = predicate.modal {
                put(format_args!("vm={not}{modal}"));
            }
            if predicate.passive {
                put(format_args!("passive"));
            }
            if predicate.konjunktiv_1 || predicate.konjunktiv_2 {
                put(format_args!("vk"));
            }
        }
        if attr.cue.is_empty() {
            put(format_args!("uncued"));
        }
        match sense.stance.as_slice() {
            [] => put(format_args!("vs=0")),
            stances => stances.iter().for_each(|stance| {
                put(format_args!("vs={}", stance.name()));
                put(format_args!("vs={}/{}", stance.name(), attr.form.name()));
            }),
        }
        let inside = |role: &Role, at: usize| role.iter().any(|span| span.contains(at));
        for at in attr.cue.iter().flat_map(|span| span.range()) {
            let word = self.lowered.word(at);
            put(format_args!("k={}", stem(word)));
            if let Some((noun, stances)) = self.reading.content_noun(at) {
                put(format_args!("n={noun}"));
                stances.iter().for_each(|stance| put(format_args!("ns={}", stance.name())));
            }
        }
        // What stands beside the cue: in the frame, or, of told acts, in the content.
        for at in self.tokens_of(&attr.frame).filter(|at| !inside(&attr.cue, *at) && !inside(&attr.source, *at)) {
            self.word(at, "f", sense, &mut *put);
        }
        if attr.form == Form::Reported {
            for at in self.tokens_of(&attr.content) {
                if !inside(&attr.cue, at) && !inside(&attr.source, at) {
                    self.word(at, "r", sense, &mut *put);
                }
                if let Some((noun, stances)) = self.reading.content_noun(at).filter(|_| !inside(&attr.cue, at)) {
                    put(format_args!("rn={noun}"));
                    stances.iter().for_each(|stance| put(format_args!("rs={}", stance.name())));
                }
            }
        }
    }

    /// A word and its groups, these also together with what the cue does.
    fn word(&self, at: usize, place: &str, sense: &CueSense<'_>, put: &mut dyn FnMut(fmt::Arguments<'_>)) {
        if self.reading.mark(at) != '\0' {
            return;
        }
        let word = self.lowered.word(at);
        put(format_args!("{place}={}", stem(word)));
        for group in self.words.names(self.lowered.groups(at)) {
            put(format_args!("{place}g={group}"));
            sense.stance.iter().for_each(|stance| put(format_args!("{}&{place}g={group}", stance.name())));
        }
    }

    fn source(&self, attr: &Attribution, sense: &CueSense<'_>, put: &mut dyn FnMut(fmt::Arguments<'_>)) {
        let mut head = None;
        for at in attr.source.iter().flat_map(|span| span.range()).take(READ) {
            let class = self.reading.speaker(at).map(|class| match class {
                SpeakerClass::Person => "person",
                SpeakerClass::Body => "body",
                SpeakerClass::Outlet => "outlet",
                SpeakerClass::Document => "document",
            });
            if let Some(class) = class.filter(|_| self.reading.is_nominal(at)) {
                head = head.or(Some((at, class)));
            }
        }
        if self.is_press(attr) {
            put(format_args!("press"));
            put(format_args!("press/{}", if sense.is_plain() { "p" } else { "n" }));
        }
        match head {
            Some((at, class)) => {
                put(format_args!("sk={class}"));
                put(format_args!("s={}", stem(self.lowered.word(at))));
                put(format_args!("sk={class}/{}", attr.form.name()));
            }
            None => put(format_args!("sk={}", if attr.source.is_empty() { "none" } else { "name" })),
        }
    }

    /// The source is a paper, station, agency or their reports.
    pub(super) fn is_press(&self, attr: &Attribution) -> bool {
        let mut words = attr.source.iter().flat_map(|span| span.range()).take(READ);
        words.any(|at| {
            self.reading.is_nominal(at) && self.reading.speaker(at) == Some(SpeakerClass::Outlet)
                || self.words.has(self.lowered.groups(at), "press")
        })
    }

    /// True where a preposition is the cue: "laut", "demnach".
    pub(super) fn told_by_phrase(&self, index: usize) -> bool {
        let (attr, sense) = (&self.attributions[index], &self.senses[index]);
        attr.form == Form::Indirect && !attr.cue.is_empty() && sense.predicates.is_empty()
    }

    /// What was conveyed around and before it.
    fn around(&self, index: usize, put: &mut dyn FnMut(fmt::Arguments<'_>)) {
        let attr = &self.attributions[index];
        let uncued = if attr.cue.is_empty() { "u" } else { "" };
        if let Some(parent) = attr.parent.filter(|parent| *parent < index) {
            let outer = &self.attributions[parent];
            let same = if outer.cue == attr.cue { "same" } else { "" };
            put(format_args!("in{same}"));
            self.senses[parent].stance.iter().for_each(|stance| put(format_args!("in{same}={}", stance.name())));
        }
        for back in 1..=2 {
            let Some(before) = index.checked_sub(back) else { break };
            let same = if self.attributions[before].source == attr.source { "same" } else { "" };
            for stance in &self.senses[before].stance {
                put(format_args!("b{back}{uncued}{same}={}", stance.name()));
            }
        }
    }
}

/// Hands on signs as words, in a buffer that is used again.
fn spelled(emit: &mut dyn FnMut(&str)) -> impl FnMut(fmt::Arguments<'_>) {
    let mut sign = String::with_capacity(64);
    move |words| {
        sign.clear();
        // Writing to a String cannot fail.
        let _ = sign.write_fmt(words);
        emit(&sign);
    }
}

/// A verb by its parts: "zu Protokoll geben", "mitteilen".
struct Verb<'a>((&'a [&'static str], &'static str, &'static str));

impl fmt::Display for Verb<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (phrase, prefix, infinitive) = self.0;
        phrase.iter().try_for_each(|word| write!(f, "{word}_"))?;
        write!(f, "{}{infinitive}", prefix.replace(' ', "_"))
    }
}
