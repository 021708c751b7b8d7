//! Do two statements say the same?

use super::likeness::{Likeness, Weighing, likeness};
use super::signature::Signature;
use super::statement::Statement;
use super::story::Story;
use super::words::Stem;
use serde::{Deserialize, Serialize};
use zufolge::attribution::Stance;
use zufolge::report::Kind;

/// What comparing two statements gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Comparison {
    /// They say the same.
    Same {
        /// 0 to 1.
        score: f32,
        /// What they have in common, in words for people.
        evidence: Vec<String>,
    },
    /// They speak of the same, and differ where it matters.
    Different {
        /// Where they differ: a number, a negation.
        why: &'static str,
        /// How near they are otherwise, 0 to 1.
        score: f32,
    },
    /// Neither.
    Unrelated,
}

/// Below this score two statements do not say the same.
const SAME: f32 = 0.05;
/// From which score on two statements that differ in a number or a negation speak of the same.
const SAME_MATTER: f32 = 0.3;
/// How many bits two statements share at least.
const LEAST: f32 = 1.0;
/// How much two statements of one article must share, in bits and of the weightier one, to say the same: an article seldom says a thing twice,
/// and all it says is about one matter.
const LEAST_WITHIN: f32 = 15.0;
const PART_WITHIN: f32 = 0.4;
/// How much two articles that are about nothing in common must share, in bits.
const LEAST_OF_OTHERS: f32 = 8.0;
/// From how many days between them on two articles must share more, and how much more, in bits a day.
const DAYS_OF_STORY: f32 = 14.0;
const MORE_EACH_DAY: f32 = 0.3;
/// The traits that are left out where it is asked whether two that differ speak of the same.
const CLASHES: usize = 5;
const ANCHORED: usize = 6;
const DENIES: usize = 8;
const ASKS: usize = 9;
const OTHERWISE: usize = 14;
const THIN: usize = 18;
/// What each trait adds to the log odds that two statements say the same: logistic regression over the pairs of statements of the five stories
/// in `fixtures/ledger` that are for reading, each left out once to choose traits. The last four, and how much a number tells that only one of
/// them names, were set by hand: those of matters and days so that hardly any two articles of Wikinews train, which are about unrelated events, share a
/// claim, the others by sixteen stories.
#[rustfmt::skip]
const WEIGHTS: [f32; TRAITS] = [
    2.8,   // how much of the lighter one is shared
    3.1,   // how much of the weightier one is shared
    1.2,   // how many words, numbers and times are shared
    2.6,   // the same number
    0.1,   // the same day
    -3.6,  // both name a number or a day, and not the same
    -3.3,  // one of them names a number or a day
    1.2,   // the same speaker, in two articles
    -1.2,  // one of them denies, rejects or will not say
    -2.5,  // one asks for what the other says is so
    -2.8,  // one of them puts a mere case
    0.1,   // how much of the lighter one is shared, apart from what the articles are about
    1.3,   // how much of the weightier one, likewise
    2.8,   // times that are shared, twice at most
    -1.2,  // one says that it is not so
    -2.5,  // nothing of what the two articles are about is the same
    -0.5,  // one word of it is
    -5.0,  // the days between them, sixty at most
    -1.2,  // how little is shared
];
const BIAS: f32 = -2.8;

/// Two statements, and what their articles have to do with one another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) first: &'a Statement,
    pub(super) second: &'a Statement,
    /// True if they stand in two articles.
    pub(super) apart: bool,
    /// How many words for what the two articles are about are the same.
    pub(super) matters: usize,
}

/// What tells whether two statements say the same, each between 0 and about 1, in the order of [`WEIGHTS`].
fn traits(pair: &Pair<'_>, found: &Likeness) -> [f32; TRAITS] {
    let Pair { first, second, apart, matters } = *pair;
    let (a, b) = (&first.signature, &second.signature);
    let yes = |true_: bool| if true_ { 1.0 } else { 0.0 };
    // Within one article the speaker is often the same: that does not tell that something is said twice.
    let number = if found.number_agrees { 1.0 } else { 0.7 * yes(found.number_echoes) };
    let anchors = (a.anchor(), b.anchor());
    let agree = number > 0.0 || found.date_agrees;
    let part = |shared: f32, of: f32| (shared / of).min(1.0);
    let own = (found.own_sums.0.min(found.own_sums.1), found.own_sums.0.max(found.own_sums.1));
    [
        part(found.shared, found.sums.0.min(found.sums.1).max(1.0)),
        found.of_longer,
        f32::from(found.features.min(5)) / 5.0,
        number,
        yes(found.date_agrees),
        if agree { 0.0 } else { anchors.0.min(anchors.1) },
        if agree { 0.0 } else { (anchors.0 - anchors.1).abs() },
        if apart && same_speaker(first, second) { if same_act(first, second) { ACT } else { 1.0 } } else { 0.0 },
        yes(answers_back(first) != answers_back(second) && !(a.negated && b.negated)),
        yes(acts_apart(first, second)),
        yes(a.hypothetical != b.hypothetical),
        part(found.own, own.0.max(3.0)),
        part(found.own, own.1.max(3.0)),
        f32::from(found.times.min(2)),
        yes(found.negated.0 != found.negated.1),
        yes(apart && matters == 0),
        yes(apart && matters == 1),
        days_between(first, second) / MOST_DAYS,
        if apart { 1.0 - part(found.shared, MUCH) } else { 0.0 },
    ]
}

/// How much more it tells that the same speaker announces or admits something within two days than that they say something.
const ACT: f32 = 2.2;

/// True if both announce, or both admit something, within two days.
pub(super) fn same_act(first: &Statement, second: &Statement) -> bool {
    let act = |statement: &Statement, of: &[Stance]| statement.stance.iter().any(|stance| of.contains(stance));
    let both = |of: &[Stance]| act(first, of) && act(second, of);
    days_between(first, second) <= 2.0 && (both(&[Stance::Announces, Stance::Promises]) || both(&[Stance::Admits, Stance::Confirms]))
}

/// The days between two articles, [`MOST_DAYS`] at most.
pub(super) fn days_between(first: &Statement, second: &Statement) -> f32 {
    let days = first.published.zip(second.published).map(|(a, b)| (a.as_second() - b.as_second()).abs() / 86_400);
    days.map_or(0.0, |days| (days as f32).min(MOST_DAYS))
}

/// From how many days on it is all the same how many they are.
const MOST_DAYS: f32 = 60.0;

/// From how many bits on it is all the same how much two statements of two articles share: short ones may be alike in one or two words.
const MUCH: f32 = 8.0;

/// How many traits there are.
const TRAITS: usize = 19;

/// Compares two statements by their signatures; takes time proportional to the product of their terms.
#[must_use]
pub fn compare(first: &Statement, second: &Statement) -> Comparison {
    match Story::of_two(first, second).compare(0, 1) {
        Compared::Same { score, common } => Comparison::Same { score, evidence: common.evidence() },
        Compared::Different { why, score } => Comparison::Different { why, score },
        Compared::Unrelated => Comparison::Unrelated,
    }
}

/// As [`Comparison`], without the words for people.
#[derive(Debug, Clone, Copy)]
pub(super) enum Compared {
    Same { score: f32, common: Common },
    Different { why: &'static str, score: f32 },
    Unrelated,
}

/// What two statements have in common.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Common {
    /// In bits.
    shared: f32,
    number: bool,
}

impl Common {
    /// In words for people.
    pub(super) fn evidence(self) -> Vec<String> {
        let number = self.number.then(|| "same number".to_owned());
        std::iter::once(format!("words in common: {:.0} bits", self.shared)).chain(number).collect()
    }
}

/// Compares two statements whose likeness is known.
pub(super) fn compared(pair: &Pair<'_>, found: &Likeness) -> Compared {
    let Pair { first, second, .. } = *pair;
    let (a, b) = (&first.signature, &second.signature);
    // "Gewusst habe er davon seit Juni": the month alone tells it, where the same somebody says both.
    let dated = || found.times > 0 && same_speaker(first, second);
    if found.worded < LEAST && !dated() || !found.number_agrees && too_little(pair, found) {
        return Compared::Unrelated;
    }
    // Who demands something is part of what is claimed: two who demand the same are two claims.
    let both_ask = asks(first) && asks(second);
    if both_ask && other_speaker(first, second) {
        return Compared::Unrelated;
    }
    let otherwise = found.negated.0 != found.negated.1;
    let about = |no: &Signature, other: &Signature| no.negated && no.focus != 0 && !other.has(no.focus);
    if otherwise && (about(a, b) || about(b, a)) {
        // "14 Meter seien nicht normal" denies that they are normal, not that they are 14.
        return Compared::Unrelated;
    }
    let mut traits = traits(pair, found);
    let back = answers_back(first) || answers_back(second);
    let why = if found.number_clashes {
        Some("number")
    } else if otherwise && !back && !(both_ask && same_speaker(first, second)) {
        Some("negation")
    } else {
        None
    };
    if let Some(why) = why {
        (traits[CLASHES], traits[OTHERWISE]) = (0.0, 0.0);
        let score = sureness(&traits);
        return if score >= SAME_MATTER { Compared::Different { why, score } } else { Compared::Unrelated };
    }
    let score = sureness(&traits);
    if score < SAME {
        return Compared::Unrelated;
    }
    Compared::Same { score, common: Common { shared: found.shared, number: found.number_agrees || found.number_echoes } }
}

/// How sure it is that two statements are about the same matter, 0 to 1, whatever they say of it: one may rule out what the other announces.
pub(super) fn same_matter(first: &Statement, second: &Statement, weighing: &Weighing) -> f32 {
    let found = likeness(&first.signature, &second.signature, weighing);
    if found.shared < LEAST {
        return 0.0;
    }
    let (apart, matters) = (first.item != second.item, first.signature.shared_topic(&second.signature));
    let mut traits = traits(&Pair { first, second, apart, matters }, &found);
    for stands_apart in [CLASHES, ANCHORED, DENIES, ASKS, OTHERWISE, THIN] {
        traits[stands_apart] = 0.0;
    }
    sureness(&traits)
}

/// The logistic function of the weighed traits.
fn sureness(traits: &[f32; TRAITS]) -> f32 {
    let sum = BIAS + traits.iter().zip(&WEIGHTS).map(|(trait_, weight)| trait_ * weight).sum::<f32>();
    1.0 / (1.0 + (-sum).exp())
}

/// True if what the source does already turns the content into its opposite, or leaves it open.
pub(super) fn answers_back(statement: &Statement) -> bool {
    statement.stance.iter().any(|stance| {
        matches!(
            stance,
            Stance::Denies | Stance::Rejects | Stance::DoesNotConfirm | Stance::DoesNotDeny | Stance::DeclinesComment | Stance::Doubts
        )
    })
}

/// True if both have one origin: somebody in the ledger or a body that both speak for, or by the words for them.
pub(super) fn same_speaker(first: &Statement, second: &Statement) -> bool {
    let who = |statement: &Statement| statement.chain.first().map_or([None; 2], |voice| [voice.entity, voice.behalf]);
    who(first).iter().any(|id| id.is_some() && who(second).contains(id)) || same_names(&first.signature, &second.signature)
}

/// True if what one origin is called are words that the other is known by: "das Hilfswerk", "der Leiter des Hilfswerks, …".
pub(super) fn same_names(a: &Signature, b: &Signature) -> bool {
    let among = |called: &[Stem], known_as: &[Stem]| !called.is_empty() && called.iter().all(|stem| known_as.contains(stem));
    among(&a.called, &b.known_as) || among(&b.called, &a.known_as)
}

/// True if both have an origin who is somebody in the ledger, and these are two.
pub(super) fn other_speaker(first: &Statement, second: &Statement) -> bool {
    let who = |statement: &Statement| statement.chain.first().map_or([None; 2], |voice| [voice.entity, voice.behalf]);
    let (a, b) = (who(first), who(second));
    let known = |who: [Option<i64>; 2]| who.iter().any(Option::is_some);
    let shared = a.iter().any(|id| id.is_some() && b.contains(id));
    known(a) && known(b) && !shared && !same_names(&first.signature, &second.signature)
}

/// True if two statements share too little to say the same where they stand, whatever else speaks for it.
fn too_little(pair: &Pair<'_>, found: &Likeness) -> bool {
    let Pair { first, second, .. } = *pair;
    if !pair.apart {
        let enough = found.shared >= LEAST_WITHIN && found.of_longer >= PART_WITHIN;
        return !enough && !overlap(first, second);
    }
    let apart = (days_between(first, second) - DAYS_OF_STORY).max(0.0) * MORE_EACH_DAY;
    if found.times > 0 || found.shared >= apart + LEAST_OF_OTHERS {
        return false;
    }
    found.shared < apart || pair.matters == 0
}

/// True if the words of one stand within those of the other: a quotation inside what is told.
pub(super) fn overlap(first: &Statement, second: &Statement) -> bool {
    first.content.iter().any(|a| second.content.iter().any(|b| a.covers(*b) || b.covers(*a)))
}

pub(super) fn announces(statement: &Statement) -> bool {
    statement.stance.iter().any(|stance| matches!(stance, Stance::Announces | Stance::Promises))
}

/// True if one asks for what the other says is so.
fn acts_apart(first: &Statement, second: &Statement) -> bool {
    let may_ask = |statement: &Statement| asks(statement) || statement.signature.obliges || answers_back(statement);
    asks(first) && !may_ask(second) || asks(second) && !may_ask(first)
}

/// True if a statement asks for something. A paper that tells what is to be done asks for nothing, and who accuses somebody of a demand, or
/// confirms one, has not made it.
pub(super) fn asks(statement: &Statement) -> bool {
    let asking = |stance: &Stance| matches!(stance, Stance::Demands | Stance::Requests | Stance::Proposes | Stance::Asks);
    let of_another = |stance: &Stance| matches!(stance, Stance::Accuses | Stance::Admits | Stance::Confirms);
    let document = statement.chain.first().is_some_and(|voice| voice.kind == Kind::Document);
    let demand = statement.signature.demand && !statement.stance.iter().any(of_another);
    demand || !document && statement.stance.iter().any(asking)
}
