//! Candidates for contents: more than there are, so that a judge can choose among them.
//!
//! A field's best path is one reading of a text. Others come from paths that are freer with contents (a bonus on every label but "nothing"),
//! from the rules, and from all that stands in quotation marks. What several of them find counts once.

use crate::crf::{IMPOSSIBLE, LANES, Row};
use crate::features::{self, Facts, Observation};
use crate::labels::{self, Found, content};
use crate::predictor::Model;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::LazyCell;
use zufolge::Span;
use zufolge::attribution::{Form, Role, Stance};
use zufolge::document::{Quotation, Token};

mod unfit;

/// Quotation marks around one word have nothing to choose from: titles, scare quotes, terms.
const MARKS: usize = 3;

/// What is asked of words in marks inside of what somebody says, beside what was chosen for the best F1: whoever sets marks there has the words from
/// somebody. Of 1 to 0.15; of the direct speech of dev 89.7 % is found with 0.7 and 92.6 % with this, for a tenth of a point of Messages F1.
const MARKED_INSIDE: f32 = 0.35;

/// How much more other direct speech counts than what overlaps it, mostly indirect speech that takes the words in marks for its own: marks are seldom
/// there without words of somebody's. Not where it stands in something longer, in which it is found all the same. Of the direct speech of dev 93.4 % is
/// found without this and 95.6 % with 1.1 to 2, messages stay.
const SPOKEN_FIRST: f32 = 1.15;

/// What is asked of indirect speech inside of what somebody says, where the rules find it too: of 1, 0.8 and 0.6 the last two do the same, a third of
/// train left out has messages 80.8, 81.0, dev 80.6, 80.4.
const RULED_INSIDE: f32 = 0.8;

/// What is taken off the score of "nothing" on the stricter path and on the freer one.
const BONUSES: [f32; 2] = [0.0, 1.2];

/// The bit of [`Candidate::by`] that stands for the rules.
pub const BY_RULES: u8 = 1 << BONUSES.len();

/// The bit that stands for quotation marks.
pub const BY_MARKS: u8 = BY_RULES << 1;

/// Of what only the freer path finds, with a mean probability under this, two in 1,473 were chosen: it is not judged.
const UNLIKELY: f32 = 0.02;

/// A content that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Form and place.
    pub found: Found,
    /// True if it was found inside another content.
    pub inner: bool,
    /// Which paths found it, one bit each in the order of their bonuses; then [`BY_RULES`], [`BY_MARKS`].
    pub by: u8,
    /// The mean probability of its tokens being content of its form.
    pub mean: f32,
    /// The lowest of these probabilities.
    pub least: f32,
    /// The probability that a content of its form begins with its first token.
    pub begins: f32,
    /// The probability that none goes on behind its last token.
    pub ends: f32,
}

/// The candidates of a document.
#[must_use]
pub fn candidates(model: &Model, facts: &Facts<'_>, outer: &Outer) -> Vec<Candidate> {
    let mut all = Pool::default();
    for (path, labels) in outer.paths.iter().enumerate() {
        // What both paths find is the candidate of the stricter one.
        let unlikely =
            |found: &Found| path > 0 && mean_of(found, 0, &outer.marginals) < UNLIKELY && facts.ruled(found.form, &found.content).is_none();
        for found in labels::contents(facts, 0, labels).into_iter().filter(|found| !unlikely(found)) {
            all.add(found, false, 1 << path, 0, &outer.marginals);
        }
    }
    let outermost: Vec<Role> = all.candidates.iter().map(|candidate| candidate.found.content.clone()).collect();
    for attr in &facts.analysis.found {
        if attr.parent.is_none() {
            let found = Found { form: attr.form, content: attr.content.clone() };
            all.add(found, false, BY_RULES, 0, &outer.marginals);
        }
    }
    let quoted = |quotation: &Quotation| Found { form: Form::Direct, content: vec![quotation.tokens] };
    let spoken = |quotation: &Quotation| quotation.tokens.len() > MARKS;
    for quotation in facts.doc.quotations.iter().filter(|quotation| spoken(quotation) && quotation.depth == 0) {
        all.add(quoted(quotation), false, BY_MARKS, 0, &outer.marginals);
    }
    // What the inner field says of a token wherever it stands; stretches share tokens.
    let mut bases: Vec<Option<Row>> = vec![None; facts.len()];
    let mut clauses: Vec<Option<Row>> = vec![None; outer.seen.shared_len()];
    // Contents in contents: each stretch is looked at once, however many candidates share it.
    let mut stretches: Vec<Span<Token>> =
        outermost.iter().map(|content| Span::new(content[0].start as usize, content[content.len() - 1].end as usize)).collect();
    stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.end));
    stretches.dedup();
    for stretch in stretches.into_iter().filter(|stretch| stretch.len() > 2 && facts.may_hold(*stretch)) {
        let seen = features::nested(facts, stretch, &outer.paths[0]);
        let mut scores = model.inner.scores(&seen);
        for (at, score) in stretch.range().zip(&mut scores) {
            let base = bases[at].get_or_insert_with(|| base(model, &outer.seen, &mut clauses, at));
            score.iter_mut().zip(base).for_each(|(lane, weight)| *lane += *weight);
        }
        let from = stretch.start as usize;
        // Most stretches hold no content, and then nobody asks.
        let marginals = LazyCell::new(|| model.inner.marginals(&scores, &seen.contexts));
        let contents = |bonus: f32| labels::contents(facts, from, &model.inner.best(&freer(&scores, bonus), &seen.contexts));
        // Where the freer path has nothing, the stricter one has nothing either.
        let free = contents(BONUSES[1]);
        let strict = if free.is_empty() { Vec::new() } else { contents(BONUSES[0]) };
        for (path, contents) in [strict, free].into_iter().enumerate() {
            for found in contents {
                let whole = found.content.len() == 1 && found.content[0] == stretch;
                if !whole {
                    all.add(found, true, 1 << path, from, &marginals);
                }
            }
        }
        let first = facts.doc.quotations.partition_point(|quotation| quotation.tokens.start < stretch.start);
        let near = facts.doc.quotations[first..].iter().take_while(|quotation| quotation.tokens.start < stretch.end);
        for quotation in near.filter(|quotation| spoken(quotation) && stretch.covers(quotation.tokens) && stretch != quotation.tokens) {
            all.add(quoted(quotation), true, BY_MARKS, from, &marginals);
        }
        let first = facts.analysis.found.partition_point(|attr| attr.content[0].start < stretch.start);
        for attr in facts.analysis.found[first..].iter().take_while(|attr| attr.content[0].start < stretch.end) {
            let inside = attr.content.iter().all(|span| stretch.covers(*span)) && attr.content[0] != stretch;
            if attr.parent.is_some() && inside {
                let found = Found { form: attr.form, content: attr.content.clone() };
                all.add(found, true, BY_RULES, from, &marginals);
            }
        }
    }
    all.candidates.retain(|candidate| unfit::may_stand(facts, candidate));
    all.candidates
}

/// True if a verb or noun in a content can tell an act: not in "Die Vorräte reichten bis Mai".
#[must_use]
pub fn tells(facts: &Facts<'_>, content: &[Span<Token>]) -> bool {
    content.iter().any(|span| {
        let clauses = &facts.analysis.clauses;
        let first = clauses.partition_point(|clause| clause.tokens.end <= span.start);
        let near = clauses[first..].iter().take_while(|clause| clause.tokens.start < span.end);
        near.filter_map(|clause| clause.verbs.as_ref()).any(|verbs| verbs.mode.is_some())
            || span.range().any(|at| facts.analysis.tokens[at].content_noun)
    })
}

/// What the inner field says of a token by itself and by its clause.
fn base(model: &Model, seen: &Observation, clauses: &mut [Option<Row>], at: usize) -> Row {
    let Some(clause) = seen.groups(at).next() else { return [0.0; LANES] };
    let clause = *clauses[clause].get_or_insert_with(|| model.inner.table.sum(seen.shared(clause)));
    let mut row = model.inner.table.sum(seen.own(at));
    row.iter_mut().zip(clause).for_each(|(lane, weight)| *lane += weight);
    row
}

/// What the field for outermost contents says of a document.
#[derive(Debug, Clone)]
pub struct Outer {
    /// What the field sees.
    pub seen: Observation,
    /// The labels of each path, from the strictest to the freest.
    pub paths: Vec<Vec<u8>>,
    /// The probability of each label.
    pub marginals: Vec<Row>,
}

impl Outer {
    /// Asks the field.
    #[must_use]
    pub fn new(field: &crate::crf::Crf, facts: &Facts<'_>) -> Self {
        let seen = features::content(facts);
        let scores = field.scores(&seen);
        // What is silent is nothing, whatever stands around it: one token stands for the sentence.
        let sentences = facts.doc.sentences.iter().enumerate();
        let asked: Vec<usize> = sentences
            .flat_map(|(index, sentence)| sentence.tokens.range().take(if facts.is_silent(index) { 1 } else { usize::MAX }))
            .collect();
        let score = |at: &usize| if facts.is_silent(facts.sentence_of(*at)) { NOTHING } else { scores[*at] };
        let (scores, contexts): (Vec<Row>, Vec<u8>) = asked.iter().map(|at| (score(at), seen.contexts[*at])).unzip();
        let path = |bonus: &f32| spread(&field.best(&freer(&scores, *bonus), &contexts), &asked, content::NONE, facts.len());
        let paths = BONUSES.iter().map(path).collect();
        let marginals = spread(&field.marginals(&scores, &contexts), &asked, SURELY_NOTHING, facts.len());
        Outer { seen, paths, marginals }
    }
}

/// What a token is scored that can be nothing but nothing.
const NOTHING: Row = nothing_and(0.0, IMPOSSIBLE);
/// The probabilities of its labels.
const SURELY_NOTHING: Row = nothing_and(1.0, 0.0);

const fn nothing_and(nothing: f32, others: f32) -> Row {
    let mut row = [others; LANES];
    row[content::NONE as usize] = nothing;
    row
}

/// What was found of some tokens, and `others` at all the rest of so many.
fn spread<T: Copy>(found: &[T], at: &[usize], others: T, tokens: usize) -> Vec<T> {
    let mut all = vec![others; tokens];
    at.iter().zip(found).for_each(|(at, found)| all[*at] = *found);
    all
}

/// Scores with a bonus on contents.
fn freer(scores: &[Row], bonus: f32) -> Cow<'_, [Row]> {
    let mut scores = Cow::Borrowed(scores);
    if bonus != 0.0 {
        for row in scores.to_mut() {
            row[..usize::from(content::FIRST)].iter_mut().for_each(|lane| *lane -= bonus);
        }
    }
    scores
}

/// Candidates, each once.
#[derive(Debug, Default)]
struct Pool {
    candidates: Vec<Candidate>,
    /// By first and last token, the candidates between them.
    between: FxHashMap<(u32, u32), Vec<u32>>,
}

impl Pool {
    /// Adds a candidate, or the way it was found to the one that is there. `marginals` are those of the tokens from `from` on.
    fn add(&mut self, found: Found, inner: bool, by: u8, from: usize, marginals: &[Row]) {
        let (first, end) = (found.content[0].start, found.content[found.content.len() - 1].end);
        let between = self.between.entry((first, end)).or_default();
        for index in between.iter() {
            let known = &mut self.candidates[*index as usize];
            if known.inner == inner && known.found == found {
                known.by |= by;
                return;
            }
        }
        between.push(self.candidates.len() as u32);
        let label = usize::from(labels::of_content(found.form, true));
        let at = |at: u32| marginals.get((at as usize).wrapping_sub(from)).map_or(0.0, |row| row[label]);
        let goes_on = |at: u32| marginals.get((at as usize).wrapping_sub(from)).map_or(0.0, |row| row[label + 1]);
        let mean = mean_of(&found, from, marginals);
        let least = probabilities(&found, from, marginals).fold(1.0, f32::min);
        self.candidates.push(Candidate { inner, by, mean, least, begins: at(first), ends: 1.0 - goes_on(end), found });
    }
}

/// The probability of each token being content of this form. `marginals` are those of the tokens from `from` on.
fn probabilities(found: &Found, from: usize, marginals: &[Row]) -> impl Iterator<Item = f32> {
    let label = usize::from(labels::of_content(found.form, true));
    let tokens = found.content.iter().flat_map(|span| span.range());
    tokens.map(move |at| marginals.get(at.wrapping_sub(from)).map_or(0.0, |row| (row[label] + row[label + 1]).min(1.0)))
}

/// Their mean.
fn mean_of(found: &Found, from: usize, marginals: &[Row]) -> f32 {
    let (sum, count) =
        probabilities(found, from, marginals).fold((0.0, 0.0f32), |(sum, count), probability| (sum + probability, count + 1.0));
    sum / count.max(1.0)
}

/// Highest mean probability among the rivals of each candidate, and whether one of them is longer.
#[must_use]
pub fn rivals(all: &[Candidate]) -> Vec<(f32, bool)> {
    let bounds = |candidate: &Candidate| (candidate.found.content[0].start, candidate.found.content[candidate.found.content.len() - 1].end);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_unstable_by_key(|index| bounds(&all[*index]));
    let mut out = vec![(0.0f32, false); all.len()];
    for (place, &one) in order.iter().enumerate() {
        let (start, end) = bounds(&all[one]);
        for &other in
            order[place + 1..].iter().take_while(|other| bounds(&all[**other]).0 < end).filter(|other| all[**other].inner == all[one].inner)
        {
            let (from, to) = bounds(&all[other]);
            for (index, rival, longer) in [(one, other, to - from > end - start), (other, one, end - start > to - from)] {
                out[index].0 = out[index].0.max(all[rival].mean);
                out[index].1 |= longer;
            }
        }
    }
    out
}

/// Hands what a told act is worth to the acts in it, where the rules find several: "Die Firma wies das zurück und kündigte eine Klage an." is two.
pub fn tell_acts_apart(all: &[Candidate], worth: &mut [f32]) {
    let told = |index: &usize| all[*index].found.form == Form::Reported && !all[*index].inner;
    let by_rules = |index: &usize| all[*index].by & BY_RULES != 0;
    let mut ruled: Vec<usize> = (0..all.len()).filter(|index| told(index) && by_rules(index)).collect();
    ruled.sort_by_key(|index| all[*index].found.content[0].start);
    for whole in (0..all.len()).filter(|index| told(index) && !by_rules(index)) {
        let inside =
            |act: &Candidate| act.found.content.iter().all(|span| all[whole].found.content.iter().any(|whole| whole.covers(*span)));
        let first = ruled.partition_point(|act| all[*act].found.content[0].start < all[whole].found.content[0].start);
        let acts = ruled[first..].iter().copied().take_while(|act| inside(&all[*act]));
        // "…, kündigte an | und verlor": up to the end of the whole.
        let end = |content: &Role| content.last().map_or(0, |span| span.end);
        let whole_end = end(&all[whole].found.content);
        if acts.clone().count() > 1 && acts.clone().any(|act| end(&all[act].found.content) + 1 >= whole_end) {
            acts.for_each(|act| worth[act] = worth[act].max(worth[whole]));
            worth[whole] = 0.0;
        }
    }
}

/// The same where words in marks tell the first act and have a cue of their own: "Sie räumte „Fehler“ ein, wies aber den Vorwurf zurück."; and where the
/// second leaves a question open, which then is good enough of its form: "Das Amt bestätigte den Brand, wollte aber nicht sagen, was verbrannte."
pub fn tell_words_apart(facts: &Facts<'_>, all: &[Candidate], worth: &mut [f32], least: &[[f32; 2]; 5]) {
    let told = |index: usize| all[index].found.form == Form::Reported;
    let by_rules = |index: usize| all[index].by & BY_RULES != 0;
    let span = |index: usize| {
        let content = &all[index].found.content;
        Span::<Token>::new(content[0].start as usize, content[content.len() - 1].end as usize)
    };
    let rule = |index: usize| facts.findings(&all[index].found.content).find(|rule| rule.content == all[index].found.content);
    let open =
        |index: usize| all[index].found.form == Form::Indirect && rule(index).is_some_and(|rule| rule.stance == [Stance::DeclinesComment]);
    let act_or_words =
        |index: &usize| by_rules(*index) && !all[*index].inner && (told(*index) || all[*index].found.form == Form::Direct || open(*index));
    let least = |form: Form| least[usize::from(features::form_number(form))][0];
    let mut ruled: Vec<usize> = (0..all.len()).filter(act_or_words).collect();
    ruled.sort_by_key(|index| span(*index).start);
    for whole in (0..all.len()).filter(|index| told(*index) && !by_rules(*index) && !all[*index].inner) {
        let first = ruled.partition_point(|part| span(*part).start < span(whole).start);
        let near = ruled[first..].iter().copied().take_while(|part| span(*part).start < span(whole).end);
        let parts: Vec<usize> = near.filter(|part| span(whole).covers(span(*part))).collect();
        let [first, second] = parts[..] else { continue };
        let (words, act) = if open(second) { (second, first) } else { (first, second) };
        let cue = rule(words).map(|rule| &rule.cue);
        let apart = cue.is_some_and(|cue| !cue.is_empty() && !cue.iter().any(|cue| span(act).overlaps(*cue)));
        if !told(words) && told(act) && apart {
            parts.iter().for_each(|part| worth[*part] = worth[*part].max(worth[whole]));
            if open(words) && worth[whole] >= least(Form::Reported) {
                worth[words] = worth[words].max(least(Form::Indirect));
            }
            worth[whole] = 0.0;
        }
    }
}

/// Makes what stands behind "Ihre Antwort:" worth as much as must be, where the rules find it.
pub fn tell_answers(facts: &Facts<'_>, all: &[Candidate], worth: &mut [f32]) {
    // "Ihre Antwort", "die Antwort der Ärztin", not "das Ergebnis der Wahl".
    let tokens = &facts.analysis.tokens;
    let whose =
        |source: &Role| source.iter().any(|span| span.len() == 1 || span.range().any(|at| tokens[at].nominal && tokens[at].speaker != 0));
    let answers = |candidate: &Candidate| {
        let content = &candidate.found.content;
        let ruled = candidate.by & BY_RULES != 0 && candidate.found.form == Form::Indirect && !candidate.inner;
        let colon = || content[0].start.checked_sub(1).is_some_and(|at| facts.analysis.tokens[at as usize].mark == ':');
        let rule = || facts.findings(content).find(|rule| rule.content == *content && rule.form == Form::Indirect);
        ruled && colon() && rule().is_some_and(|rule| rule.evidence.contains(&NOUN_CONTENT) && whose(&rule.source))
    };
    for (_, worth) in all.iter().zip(worth).filter(|(one, _)| answers(one)) {
        *worth = worth.max(ANSWERED);
    }
}

/// Makes one word in marks worth as much as must be, where the rules find that somebody calls something so: "Holm nannte das „töricht“."; and that they
/// call it so in words of their own: "Holm bezeichnete das als Irrweg."
pub fn tell_callings(facts: &Facts<'_>, all: &[Candidate], worth: &mut [f32], least: &[[f32; 2]; 5]) {
    let calls = |candidate: &Candidate| {
        let Found { form, content } = &candidate.found;
        let first = content[0].start as usize;
        let by = |rule: &'static str| facts.findings(content).any(|found| found.content == *content && found.evidence.contains(&rule));
        let called = || content[0].range().any(|at| facts.doc.word(at) == "als");
        candidate.by & BY_RULES != 0
            && facts.calls(first)
            && match form {
                Form::Direct => content[0].len() == MARKS && by(IN_CLAUSE),
                Form::Reported => !candidate.inner && called() && by(TOLD),
                _ => false,
            }
    };
    for (one, worth) in all.iter().zip(worth).filter(|(one, _)| calls(one)) {
        *worth = worth.max(least[usize::from(features::form_number(one.found.form))][0]);
    }
}

/// The rule that finds what is told, not worded.
const TOLD: &str = "told";

/// The rule that finds "nannte den Plan „Unsinn“".
const IN_CLAUSE: &str = "quotation-in-clause";

/// The rule that finds "Ihre Antwort: …".
const NOUN_CONTENT: &str = "noun-content";

/// What is behind such a colon is worth at least.
const ANSWERED: f32 = 0.6;

/// How far candidates reach: by where they start, the last end of all that start there or before.
struct Around(Vec<(u32, u32)>);

impl Around {
    fn new<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> Self {
        let mut reach: Vec<(u32, u32)> = candidates.map(hull).collect();
        reach.sort_unstable();
        let mut last = 0;
        reach.iter_mut().for_each(|(_, end)| {
            last = last.max(*end);
            *end = last;
        });
        Around(reach)
    }

    /// True if one of them begins before this one and does not end before it, or begins with it and ends behind it.
    fn holds(&self, inner: &Candidate) -> bool {
        let (start, end) = hull(inner);
        let reach = |behind: usize| behind.checked_sub(1).map_or(0, |at| self.0[at].1);
        reach(self.0.partition_point(|(known, _)| *known < start)) >= end
            || reach(self.0.partition_point(|(known, _)| *known <= start)) > end
    }
}

/// From the first token of a content to behind its last.
fn hull(candidate: &Candidate) -> (u32, u32) {
    let content = &candidate.found.content;
    (content.first().map_or(0, |span| span.start), content.last().map_or(0, |span| span.end))
}

/// Chooses candidates that can stand together, the best first: outer ones that do not overlap, and inner ones inside them.
///
/// `worth` says how good each is, and `least` how good an outer and an inner one of each form must be. Gives their indices with the index, in the result, of
/// the one around each; in the order of their content, outer ones first.
#[must_use]
pub fn choose(all: &[Candidate], worth: &[f32], least: &[[f32; 2]; 5]) -> Vec<(usize, Option<usize>)> {
    let asked = |candidate: &Candidate| {
        let asked = least[usize::from(features::form_number(candidate.found.form))][usize::from(candidate.inner)];
        match (candidate.found.form, candidate.inner) {
            (Form::Direct, true) => asked * MARKED_INSIDE,
            (Form::Indirect, true) if candidate.by & BY_RULES != 0 => asked * RULED_INSIDE,
            _ => asked,
        }
    };
    let mut order: Vec<usize> = (0..all.len()).filter(|index| worth[*index] >= asked(&all[*index])).collect();
    let around = Around::new(order.iter().map(|index| &all[*index]).filter(|one| !one.inner && one.found.form != Form::Direct));
    let rank: Vec<f32> = (0..all.len())
        .map(|index| match (all[index].found.form, all[index].inner) {
            (Form::Direct, false) if !around.holds(&all[index]) => worth[index] * SPOKEN_FIRST,
            _ => worth[index],
        })
        .collect();
    let rank = |index: usize| rank[index];
    order.sort_by(|a, b| rank(*b).total_cmp(&rank(*a)).then(a.cmp(b)));
    let content = |index: usize| &all[index].found.content;
    let mut outer = Taken::default();
    for &index in order.iter().filter(|index| !all[**index].inner) {
        outer.add(index, content(index));
    }
    let mut taken = Taken::default();
    let mut inner = complete(all, &mut outer);
    inner.retain(|index| taken.add(*index, content(*index)));
    let holds = |outer: usize, inner: usize| {
        let (outer, inner) = (content(outer), content(inner));
        outer != inner && inner.iter().all(|span| outer.iter().any(|whole| whole.covers(*span)))
    };
    inner.extend(order.iter().filter(|index| all[**index].inner && taken.add(**index, content(**index))));
    // Words in marks that no other path has looked for inside of what was chosen.
    let marked = |index: &usize| !all[*index].inner && all[*index].found.form == Form::Direct;
    let told = |index: usize| move |around: &usize| all[*around].found.form != Form::Direct && holds(*around, index);
    let inside = |index: usize| outer.meeting(content(index)).iter().any(told(index));
    let asked = least[usize::from(features::form_number(Form::Direct))][1] * MARKED_INSIDE;
    let mut words: Vec<usize> = (0..all.len()).filter(marked).filter(|index| worth[*index] >= asked && inside(*index)).collect();
    words.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b)));
    inner.extend(words.into_iter().filter(|index| taken.add(*index, content(*index))));
    let mut outer = outer.owners();
    let start = |index: usize| content(index)[0].start;
    outer.sort_unstable_by_key(|index| start(*index));
    inner.sort_unstable_by_key(|index| start(*index));
    let mut chosen: Vec<(usize, Option<usize>)> = Vec::new();
    let mut next = 0;
    for index in outer {
        let parent = chosen.len();
        chosen.push((index, None));
        let end = hull(&all[index]).1;
        while next < inner.len() && start(inner[next]) < end {
            if holds(index, inner[next]) {
                chosen.push((inner[next], Some(parent)));
            }
            next += 1;
        }
    }
    // A content in the gap of another may stand before what is inside that one.
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|place| {
        let (start, end) = hull(&all[chosen[*place].0]);
        (start, std::cmp::Reverse(end))
    });
    let mut places = vec![0; chosen.len()];
    order.iter().enumerate().for_each(|(new, old)| places[*old] = new);
    order.iter().map(|old| (chosen[*old].0, chosen[*old].1.map(|parent| places[parent]))).collect()
}

/// Puts what the rules find around words in marks, or in pieces around these or a cue, in the place of what was chosen of it: "Die Wege seien „voller
/// Löcher“." is more than its marks, "Für Holm, so schrieb dieser, sei es ein Glück." one content. Gives the direct speech that lies in it now.
fn complete(all: &[Candidate], outer: &mut Taken) -> Vec<usize> {
    let content = |index: usize| &all[index].found.content;
    let covers = |outer: usize, inner: usize| content(inner).iter().all(|span| content(outer).iter().any(|whole| whole.covers(*span)));
    let marked = |index: usize| all[index].found.form == Form::Direct;
    let told = |form: Form| matches!(form, Form::Indirect | Form::IndirectFreeIndirect);
    let mut inside = Vec::new();
    for whole in (0..all.len()).filter(|index| !all[*index].inner && all[*index].by & BY_RULES != 0 && told(all[*index].found.form)) {
        let parts = outer.meeting(content(whole));
        let pieces = content(whole).len() > 1 || parts.iter().any(|part| marked(*part));
        let piece = |index: usize| pieces && all[index].found.form == all[whole].found.form && content(index).len() == 1;
        if !parts.is_empty() && parts.iter().all(|part| *part != whole && covers(whole, *part) && (marked(*part) || piece(*part))) {
            parts.iter().for_each(|part| outer.remove(content(*part)));
            outer.add(whole, content(whole));
            inside.extend(parts.into_iter().filter(|part| marked(*part)));
        }
    }
    inside
}

/// Stretches that are taken, by their starts: where each ends, and by which candidate it is.
#[derive(Debug, Default)]
struct Taken(std::collections::BTreeMap<u32, (u32, usize)>);

impl Taken {
    /// Takes all spans of a candidate's content; false, and nothing taken, if one overlaps what is taken.
    fn add(&mut self, index: usize, content: &Role) -> bool {
        let free = |span: &Span<Token>| self.0.range(..span.end).next_back().is_none_or(|(_, (end, _))| *end <= span.start);
        let all = content.iter().all(free);
        if all {
            self.0.extend(content.iter().map(|span| (span.start, (span.end, index))));
        }
        all
    }

    /// Gives back what was taken for a content.
    fn remove(&mut self, content: &Role) {
        for span in content {
            self.0.remove(&span.start);
        }
    }

    /// Whose stretches a content overlaps, each once.
    fn meeting(&self, content: &Role) -> Vec<usize> {
        let over = |span: &Span<Token>| {
            let start = span.start;
            self.0.range(..span.end).rev().take_while(move |(_, (end, _))| *end > start).map(|(_, (_, index))| *index)
        };
        distinct(content.iter().flat_map(over))
    }

    /// By whom something is taken.
    fn owners(&self) -> Vec<usize> {
        distinct(self.0.values().map(|(_, index)| *index))
    }
}

fn distinct(indices: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut indices: Vec<usize> = indices.collect();
    indices.sort_unstable();
    indices.dedup();
    indices
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
