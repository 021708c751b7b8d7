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

/// From which score on two statements say the same.
const SAME: f32 = 0.53;
/// From which score on two statements that differ in a number or a negation speak of the same.
const SAME_MATTER: f32 = 0.45;
/// From how many bits on one word in common is enough to look closer.
const TELLING: f32 = 10.0;
/// What is left of the weight of words that all claims of a story have.
const COMMONEST: f32 = 0.3;
/// What an agreeing number is worth, in bits.
const NUMBER: f32 = 10.0;
/// What an agreeing time is worth, in bits.
const TIME: f32 = 5.0;

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
    pub(super) number_clashes: bool,
    /// The weight of all of the first, and of all of the second, in bits; 0 where nothing is shared.
    pub(super) sums: (f32, f32),
}

pub(super) fn likeness(a: &Signature, b: &Signature, weighing: &Weighing) -> Likeness {
    let mut shared = 0.0;
    let mut found = Likeness::default();
    for term in &a.terms {
        let mut best = 0.0_f32;
        let mut near = 0.0_f32;
        for other in &b.terms {
            let nearness = nearness(term, other) * if term.behind == other.behind { 1.0 } else { 0.5 };
            if nearness == 0.0 {
                continue;
            }
            best = best.max(nearness * weighing.weight(term).min(weighing.weight(other)));
            near = near.max(nearness);
        }
        shared += best;
        found.features += u8::from(near > 0.7);
    }
    for x in &a.quantities {
        if b.quantities.iter().any(|y| x.agrees(y)) {
            shared += weighing.number(x);
            // A number with its unit is as telling as two words.
            found.features += if x.unit == 0 { 1 } else { 2 };
            found.number_agrees |= x.unit != 0;
        } else if b.quantities.iter().any(|y| x.unit == y.unit && x.unit != 0 && !a.quantities.iter().any(|x| x.agrees(y))) {
            found.number_clashes = true;
        }
    }
    for time in a.times.iter().filter(|time| b.times.contains(time)) {
        shared += weighing.time(*time);
        found.features += 1;
    }
    // "am 14. Oktober", "am 20. Oktober"
    found.number_clashes |= !a.dates.is_empty() && !b.dates.is_empty() && !a.dates.iter().any(|date| b.dates.contains(date));
    if shared == 0.0 {
        return found;
    }
    let (first, second) = (weighing.sum(a), weighing.sum(b));
    found.sums = (first, second);
    let measure = 0.8 * first.min(second) + 0.2 * first.max(second);
    found.shared = shared;
    found.of_longer = if second.max(first) > 0.0 { (shared / second.max(first)).min(1.0) } else { 0.0 };
    found.score = if measure > 0.0 { (shared / measure).min(1.0) * shared / (shared + 5.0) } else { 0.0 };
    found
}

/// The part of two articles' topics that is the same, 0 to 1.
pub(super) fn same_story(a: &Signature, b: &Signature) -> f32 {
    let least = a.topic.len().min(b.topic.len());
    let shared = a.topic.iter().filter(|stem| b.topic.contains(stem)).count();
    if least == 0 { 0.0 } else { shared as f32 / least as f32 }
}

/// Compares two statements by their signatures; takes time proportional to the product of their terms.
#[must_use]
pub fn compare(first: &Statement, second: &Statement) -> Comparison {
    compare_in(first, second, &Weighing::default())
}

/// The same among the claims of a story.
pub(super) fn compare_in(first: &Statement, second: &Statement, weighing: &Weighing) -> Comparison {
    let (a, b) = (&first.signature, &second.signature);
    let found = likeness(a, b, weighing);
    if found.shared < 2.0 {
        return Comparison::Unrelated;
    }
    let back = answers_back(first) || answers_back(second);
    let short = if found.sums.0 <= found.sums.1 { first } else { second };
    // One word alone says the same only if there is little else, or if it is what somebody answers to.
    let own_words = same_speaker(first, second);
    let alone = answers_back(short) && found.features > 0 && found.score > if own_words { 0.1 } else { 0.3 };
    let concerns = concerns(first, second) || concerns(second, first);
    let features = found.features + u8::from(concerns);
    if features < 2 && (found.features == 0 || found.shared < TELLING) && found.of_longer < 0.6 && !alone {
        return Comparison::Unrelated;
    }
    // Within one article the story is always the same and the speaker often: neither tells that something is said twice.
    let apart = first.item != second.item;
    let story = if apart { same_story(a, b) } else { 0.0 };
    let mut score = found.score + 0.2 * (4.0 * story).min(1.0);
    if apart && own_words {
        score += 0.15;
    }
    if concerns {
        score += 0.1;
    }
    if found.number_agrees {
        score += 0.1;
    }
    if acts_apart(first, second) {
        score -= 0.45;
    }
    if a.hypothetical != b.hypothetical {
        score -= 0.3;
    }
    if let (Some(x), Some(y)) = (first.published, second.published) {
        let days = (x.as_second() - y.as_second()).abs() / 86_400;
        score -= (days as f32 / 60.0).min(0.3);
    }
    if found.number_clashes {
        return if score >= SAME_MATTER { Comparison::Different { why: "number", score } } else { Comparison::Unrelated };
    }
    let about = |no: &Signature, other: &Signature| no.negated && no.focus != 0 && !other.terms.iter().any(|term| term.stem == no.focus);
    if says_no(first) != says_no(second) && (about(a, b) || about(b, a)) {
        // "14 Meter seien nicht normal" denies that they are normal, not that they are 14.
        return Comparison::Unrelated;
    }
    // Who demands something is part of what is claimed: two who demand the same are two claims.
    if asks(first) && asks(second) && other_speaker(first, second) {
        return Comparison::Unrelated;
    }
    let both_ask = asks(first) && asks(second) && same_speaker(first, second);
    if says_no(first) != says_no(second) && (back || both_ask) {
        score -= 0.1;
    } else if says_no(first) != says_no(second) {
        return if score >= SAME_MATTER { Comparison::Different { why: "negation", score } } else { Comparison::Unrelated };
    }
    let score = score.clamp(COMMONEST, 1.0);
    if score < SAME {
        return Comparison::Unrelated;
    }
    let mut evidence = vec![format!("words in common: {:.0} bits", found.shared)];
    if found.number_agrees {
        evidence.push("same number".to_owned());
    }
    Comparison::Same { score, evidence }
}

fn says_no(statement: &Statement) -> bool {
    statement.signature.negated
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

/// True if one answers what the other says of whoever answers.
fn concerns(answer: &Statement, asked: &Statement) -> bool {
    let names = &answer.signature.speaker;
    answers_back(answer) && asked.signature.terms.iter().any(|term| names.contains(&term.stem))
}

/// True if both have one origin who is somebody in the ledger.
fn same_speaker(first: &Statement, second: &Statement) -> bool {
    let who = |statement: &Statement| statement.chain.first().and_then(|voice| voice.entity);
    who(first).is_some() && who(first) == who(second)
}

/// True if both have an origin who is somebody in the ledger, and these are two.
fn other_speaker(first: &Statement, second: &Statement) -> bool {
    let who = |statement: &Statement| -> Vec<i64> {
        statement.chain.first().into_iter().flat_map(|voice| [voice.entity, voice.behalf]).flatten().collect()
    };
    let (a, b) = (who(first), who(second));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|id| b.contains(id))
}

/// True if one asks for what the other says is so.
fn acts_apart(first: &Statement, second: &Statement) -> bool {
    let may_ask = |statement: &Statement| asks(statement) || statement.signature.obliges || answers_back(statement);
    asks(first) && !may_ask(second) || asks(second) && !may_ask(first)
}

/// True if two statements cannot say the same, however alike their words are: one denies what the other says, asks for it, or puts a case.
pub(super) fn apart(first: &Statement, second: &Statement) -> bool {
    acts_apart(first, second)
        || says_no(first) != says_no(second)
        || first.signature.hypothetical != second.signature.hypothetical
        || asks(first) && asks(second) && other_speaker(first, second)
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
