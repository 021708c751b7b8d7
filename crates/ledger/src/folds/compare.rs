//! Do two statements say the same?

use super::quantities::Quantity;
use super::signature::{Signature, Term};
use super::statement::Statement;
use super::words::Stem;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use zufolge::attribution::Stance;

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
/// What each trait adds to the log odds that two statements say the same: logistic regression over the pairs of statements of the five stories
/// in `fixtures/ledger` that are for reading, each left out once to choose traits. The last three, of which one story tells nothing, were
/// set by hand so that hardly any two articles of Wikinews train, which are about unrelated events, share a claim.
#[rustfmt::skip]
const WEIGHTS: [f32; TRAITS] = [
    2.8,   // how much of the lighter one is shared
    3.1,   // how much of the weightier one is shared
    1.2,   // how many words, numbers and times are shared
    2.6,   // the same number
    0.1,   // the same day
    -3.6,  // both name a number or a day, and not the same
    -2.2,  // one of them names a number or a day
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
];
const BIAS: f32 = -2.8;
/// What is left of the weight of words that all claims of a story have.
const COMMONEST: f32 = 0.3;
/// What an agreeing number is worth, in bits.
const NUMBER: f32 = 10.0;
/// What an agreeing time is worth, in bits.
const TIME: f32 = 5.0;
/// What a day that is named is worth on top of that, in bits.
const DATE: f32 = 5.0;

/// How much terms tell among the claims of one story: what all of them speak of tells nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Weighing {
    /// The factor of each stem that stands in more than one claim.
    factors: FxHashMap<Stem, f32>,
    /// That of all others.
    rare: Option<f32>,
}

impl Weighing {
    /// Counts in how many of the claims, each with all its statements, a stem stands.
    pub(super) fn new<'a>(claims: impl IntoIterator<Item = Vec<&'a Signature>>) -> Weighing {
        let mut with: FxHashMap<Stem, u32> = FxHashMap::default();
        let mut claims_seen = 0_u32;
        let mut stems: Vec<Stem> = Vec::new();
        for claim in claims {
            stems.clear();
            for signature in claim {
                stems.extend(signature.terms.iter().flat_map(|term| [term.stem, term.parts[0], term.parts[1]]));
                stems.extend(signature.quantities.iter().map(Quantity::stem));
                stems.extend(&signature.times);
            }
            stems.sort_unstable();
            stems.dedup();
            for stem in &stems {
                *with.entry(*stem).or_default() += 1;
            }
            claims_seen += 1;
        }
        // Told once for each stem: comparisons ask for it very often.
        let all = (claims_seen as f32).max(4.0);
        let factor = |with: u32| ((all + 2.0) / (with as f32 + 1.0)).ln() / ((all + 2.0) / 2.0).ln();
        let factors = with.into_iter().filter(|(_, with)| *with > 1).map(|(stem, with)| (stem, factor(with))).collect();
        Weighing { factors, rare: Some(factor(1)) }
    }

    /// 1 for what stands in few claims, down to little for what stands in most.
    fn factor(&self, stem: Stem) -> f32 {
        self.factors.get(&stem).copied().or(self.rare).unwrap_or(1.0)
    }

    fn weight(&self, term: &Term) -> f32 {
        f32::from(term.weight) * self.factor(term.stem).clamp(COMMONEST, 1.0)
    }

    fn number(&self, quantity: &Quantity) -> f32 {
        let unit = if quantity.unit == 0 { 0.5 } else { 1.0 };
        NUMBER * unit * self.factor(quantity.stem()).clamp(COMMONEST, 1.0)
    }

    fn time(&self, time: Stem) -> f32 {
        TIME * self.factor(time).clamp(COMMONEST, 1.0)
    }

    fn sum(&self, signature: &Signature) -> f32 {
        signature.terms.iter().map(|term| self.weight(term)).sum::<f32>()
            + signature.quantities.iter().map(|quantity| 0.5 * self.number(quantity)).sum::<f32>()
            + signature.times.iter().map(|time| self.time(*time)).sum::<f32>()
    }

    /// The weights of a signature, for [`likeness_in`]: they are the same whatever it is compared with.
    pub(super) fn sums(&self, signature: &Signature) -> Sums {
        Sums { all: self.sum(signature), own: self.own_sum(signature) }
    }

    /// The weight of what stands in a signature apart from what its article is about.
    fn own_sum(&self, signature: &Signature) -> f32 {
        signature.terms.iter().filter(|term| !term.topical).map(|term| self.weight(term)).sum::<f32>()
            + signature.quantities.iter().map(|quantity| self.number(quantity)).sum::<f32>()
            + DATE * signature.dates.len() as f32
    }
}

/// The weight of all that stands in a signature, and of what stands there apart from what its article is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    all: f32,
    own: f32,
}

/// How near two words are: the same, one a part of the other, or with a part in common.
fn nearness(a: &Term, b: &Term) -> f32 {
    let part = |stem: Stem, term: &Term| stem != 0 && term.parts.contains(&stem);
    if a.stem == b.stem {
        1.0
    } else if part(a.stem, b) || part(b.stem, a) {
        0.75
    } else if part(a.parts[0], b) || part(a.parts[1], b) {
        0.4
    } else {
        0.0
    }
}

/// How near two signatures are, and where they clash.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Likeness {
    /// 0 to 1.
    pub(super) score: f32,
    /// The weight of what they share, in bits.
    pub(super) shared: f32,
    /// The part of the weightier one that is shared, 0 to 1.
    pub(super) of_longer: f32,
    /// How many words, numbers and times they share.
    pub(super) features: u8,
    pub(super) number_agrees: bool,
    /// The same count under another word: "43 Tote", "43 Leichen".
    pub(super) number_echoes: bool,
    pub(super) number_clashes: bool,
    /// The same day.
    pub(super) date_agrees: bool,
    /// How many times they share.
    pub(super) times: u8,
    /// What they share apart from what their articles are about, in bits.
    pub(super) own: f32,
    /// The weight of each, and of each apart from what its article is about.
    pub(super) sums: (f32, f32),
    pub(super) own_sums: (f32, f32),
    /// True if the first says of what both speak of that it is not so; the same for the second.
    pub(super) negated: (bool, bool),
}

pub(super) fn likeness(a: &Signature, b: &Signature, weighing: &Weighing) -> Likeness {
    likeness_in(a, b, weighing, [weighing.sums(a), weighing.sums(b)])
}

/// True if [`likeness`] cannot tell the two apart, whatever they are compared with.
pub(super) fn compare_alike(a: &Signature, b: &Signature) -> bool {
    a.terms == b.terms && a.quantities == b.quantities && a.times == b.times && a.dates == b.dates && a.negated == b.negated
}

/// [`likeness`], for whoever has the sums of both already.
pub(super) fn likeness_in(a: &Signature, b: &Signature, weighing: &Weighing, sums: [Sums; 2]) -> Likeness {
    let mut shared = 0.0;
    let mut found = Likeness::default();
    // The weight of what is shared that is not negated, less that of what is.
    let mut plain = (0.0_f32, 0.0_f32);
    let sign = |negated: bool| if negated { -1.0 } else { 1.0 };
    for term in &a.terms {
        let mut best = 0.0_f32;
        let mut near = 0.0_f32;
        let mut there = false;
        let mut own = 0.0_f32;
        for other in &b.terms {
            let nearness = nearness(term, other) * if term.behind == other.behind { 1.0 } else { 0.5 };
            if nearness == 0.0 {
                continue;
            }
            let weight = nearness * weighing.weight(term).min(weighing.weight(other));
            if weight > best {
                (best, there) = (weight, other.negated);
            }
            if !term.topical && !other.topical {
                own = own.max(weight);
            }
            near = near.max(nearness);
        }
        shared += best;
        found.own += own;
        plain.0 += best * sign(term.negated);
        plain.1 += best * sign(there);
        found.features += u8::from(near > 0.7);
    }
    for x in &a.quantities {
        if let Some(y) = b.quantities.iter().find(|y| x.agrees(y)) {
            let weight = weighing.number(x);
            shared += weight;
            found.own += weight;
            plain.0 += weight * sign(x.negated);
            plain.1 += weight * sign(y.negated);
            // A number with its unit is as telling as two words.
            found.features += if x.unit == 0 { 1 } else { 2 };
            found.number_agrees |= x.unit != 0;
        } else if let Some(y) = b.quantities.iter().find(|y| x.echoes(y)) {
            let weight = 0.6 * weighing.number(x);
            shared += weight;
            found.own += weight;
            plain.0 += weight * sign(x.negated);
            plain.1 += weight * sign(y.negated);
            found.features += 1;
            found.number_echoes = true;
        } else if b.quantities.iter().any(|y| x.unit == y.unit && x.unit != 0 && !a.quantities.iter().any(|x| x.agrees(y))) {
            found.number_clashes = true;
        }
    }
    for time in a.times.iter().filter(|time| b.times.contains(time)) {
        shared += weighing.time(*time);
        found.features += 1;
        found.times += 1;
    }
    found.date_agrees = a.dates.iter().any(|date| b.dates.contains(date));
    if found.date_agrees {
        found.own += DATE;
    }
    // "am 14. Oktober", "am 20. Oktober"
    found.number_clashes |= !a.dates.is_empty() && !b.dates.is_empty() && !found.date_agrees;
    let is_negated = |plain: f32, whole: bool| plain < 0.0 || plain == 0.0 && whole;
    found.negated = (is_negated(plain.0, a.negated), is_negated(plain.1, b.negated));
    let (first, second) = (sums[0].all, sums[1].all);
    found.sums = (first, second);
    found.own_sums = (sums[0].own, sums[1].own);
    let measure = 0.8 * first.min(second) + 0.2 * first.max(second);
    found.shared = shared;
    found.of_longer = if second.max(first) > 0.0 { (shared / second.max(first)).min(1.0) } else { 0.0 };
    found.score = if measure > 0.0 { (shared / measure).min(1.0) * shared / (shared + 5.0) } else { 0.0 };
    found
}

/// What tells whether two statements say the same, each between 0 and about 1, in the order of [`WEIGHTS`].
fn traits(first: &Statement, second: &Statement, found: &Likeness) -> [f32; TRAITS] {
    let (a, b) = (&first.signature, &second.signature);
    let yes = |true_: bool| if true_ { 1.0 } else { 0.0 };
    // Within one article the speaker is often the same: that does not tell that something is said twice.
    let apart = first.item != second.item;
    let matters = if apart { a.shared_topic(b) } else { 0 };
    let number = if found.number_agrees { 1.0 } else { 0.7 * yes(found.number_echoes) };
    let anchors = (a.is_anchored(), b.is_anchored());
    let agree = number > 0.0 || found.date_agrees;
    let part = |shared: f32, of: f32| (shared / of).min(1.0);
    let own = (found.own_sums.0.min(found.own_sums.1), found.own_sums.0.max(found.own_sums.1));
    [
        part(found.shared, found.sums.0.min(found.sums.1).max(1.0)),
        found.of_longer,
        f32::from(found.features.min(5)) / 5.0,
        number,
        yes(found.date_agrees),
        yes(anchors.0 && anchors.1 && !agree),
        yes(anchors.0 != anchors.1),
        yes(apart && same_speaker(first, second)),
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
    ]
}

/// The days between two articles, [`MOST_DAYS`] at most.
fn days_between(first: &Statement, second: &Statement) -> f32 {
    let days = first.published.zip(second.published).map(|(a, b)| (a.as_second() - b.as_second()).abs() / 86_400);
    days.map_or(0.0, |days| (days as f32).min(MOST_DAYS))
}

/// From how many days on it is all the same how many they are.
const MOST_DAYS: f32 = 60.0;

/// How many traits there are.
const TRAITS: usize = 18;

/// Compares two statements by their signatures; takes time proportional to the product of their terms.
#[must_use]
pub fn compare(first: &Statement, second: &Statement) -> Comparison {
    let weighing = Weighing::default();
    compare_in(first, second, &weighing, [weighing.sums(&first.signature), weighing.sums(&second.signature)])
}

/// The same among the claims of a story; `sums` are the weights of the two.
pub(super) fn compare_in(first: &Statement, second: &Statement, weighing: &Weighing, sums: [Sums; 2]) -> Comparison {
    let (a, b) = (&first.signature, &second.signature);
    let found = likeness_in(a, b, weighing, sums);
    if found.shared < LEAST || !found.number_agrees && too_little(first, second, &found) {
        return Comparison::Unrelated;
    }
    // Who demands something is part of what is claimed: two who demand the same are two claims.
    let both_ask = asks(first) && asks(second);
    if both_ask && other_speaker(first, second) {
        return Comparison::Unrelated;
    }
    let otherwise = found.negated.0 != found.negated.1;
    let about = |no: &Signature, other: &Signature| no.negated && no.focus != 0 && !other.terms.iter().any(|term| term.stem == no.focus);
    if otherwise && (about(a, b) || about(b, a)) {
        // "14 Meter seien nicht normal" denies that they are normal, not that they are 14.
        return Comparison::Unrelated;
    }
    let mut traits = traits(first, second, &found);
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
        return if score >= SAME_MATTER { Comparison::Different { why, score } } else { Comparison::Unrelated };
    }
    let score = sureness(&traits);
    if score < SAME {
        return Comparison::Unrelated;
    }
    let mut evidence = vec![format!("words in common: {:.0} bits", found.shared)];
    if found.number_agrees || found.number_echoes {
        evidence.push("same number".to_owned());
    }
    Comparison::Same { score, evidence }
}

/// How sure it is that two statements are about the same matter, 0 to 1, whatever they say of it: one may rule out what the other announces.
pub(super) fn same_matter(first: &Statement, second: &Statement, weighing: &Weighing) -> f32 {
    let found = likeness(&first.signature, &second.signature, weighing);
    if found.shared < LEAST {
        return 0.0;
    }
    let mut traits = traits(first, second, &found);
    for stands_apart in [CLASHES, ANCHORED, DENIES, ASKS, OTHERWISE] {
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

/// True if both have one origin: somebody in the ledger, or by the words for them.
fn same_speaker(first: &Statement, second: &Statement) -> bool {
    let who = |statement: &Statement| statement.chain.first().and_then(|voice| voice.entity);
    who(first).is_some() && who(first) == who(second) || same_names(&first.signature, &second.signature)
}

/// True if what one origin is called are words that the other is known by: "das Hilfswerk", "der Leiter des Hilfswerks, …".
pub(super) fn same_names(a: &Signature, b: &Signature) -> bool {
    let among = |called: &[Stem], known_as: &[Stem]| !called.is_empty() && called.iter().all(|stem| known_as.contains(stem));
    among(&a.called, &b.known_as) || among(&b.called, &a.known_as)
}

/// True if both have an origin who is somebody in the ledger, and these are two.
pub(super) fn other_speaker(first: &Statement, second: &Statement) -> bool {
    let who = |statement: &Statement| -> Vec<i64> {
        statement.chain.first().into_iter().flat_map(|voice| [voice.entity, voice.behalf]).flatten().collect()
    };
    let (a, b) = (who(first), who(second));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|id| b.contains(id)) && !same_names(&first.signature, &second.signature)
}

/// True if two statements share too little to say the same where they stand, whatever else speaks for it.
fn too_little(first: &Statement, second: &Statement, found: &Likeness) -> bool {
    if first.item == second.item {
        let enough = found.shared >= LEAST_WITHIN && found.of_longer >= PART_WITHIN;
        return !enough && !overlap(first, second);
    }
    let apart = (days_between(first, second) - DAYS_OF_STORY).max(0.0) * MORE_EACH_DAY;
    if found.times > 0 || found.shared >= apart + LEAST_OF_OTHERS {
        return false;
    }
    // Asked last: it takes the longest.
    found.shared < apart || first.signature.shared_topic(&second.signature) == 0
}

/// True if the words of one stand within those of the other: a quotation inside what is told.
fn overlap(first: &Statement, second: &Statement) -> bool {
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

pub(super) fn asks(statement: &Statement) -> bool {
    let asking = |stance: &Stance| matches!(stance, Stance::Demands | Stance::Requests | Stance::Proposes | Stance::Asks);
    statement.signature.demand || statement.stance.iter().any(asking)
}

impl Likeness {
    /// How much of the first stands in the second, 0 to 1, less where that is little.
    pub(super) fn share_of_first(&self, first: &Signature, weighing: &Weighing) -> f32 {
        let sum = weighing.sum(first);
        if sum > 0.0 { (self.shared / sum).min(1.0) * self.shared / (self.shared + 3.0) } else { 0.0 }
    }
}
