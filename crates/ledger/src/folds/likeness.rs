//! How near two statements are by their words.

use super::quantities::Quantity;
use super::signature::{Signature, Term};
use super::words::Stem;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// What is left of the weight of words that all claims of a story have.
const COMMONEST: f32 = 0.3;
/// What a claim of one statement counts as where claims are counted that have a word: it may be one with another that has not been recognised. Of 1, 0.7,
/// 0.5 and 0.3 the one that costs no origin; B³ F1 of 18 stories that were read 89.4 to 89.6, of six others 81.0 to 81.3.
const SINGLE: f32 = 0.7;
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
    pub(super) fn of_claims<'a>(claims: impl IntoIterator<Item = Vec<&'a Signature>>) -> Weighing {
        let counts = |claim: &Vec<&Signature>| if claim.len() == 1 { SINGLE } else { 1.0 };
        Weighing::counted(claims.into_iter().map(|claim| (counts(&claim), claim)))
    }

    /// The same of the statements of one article, each by itself.
    pub(super) fn of_statements<'a>(statements: impl IntoIterator<Item = &'a Signature>) -> Weighing {
        Weighing::counted(statements.into_iter().map(|signature| (1.0, vec![signature])))
    }

    fn counted<'a>(claims: impl Iterator<Item = (f32, Vec<&'a Signature>)>) -> Weighing {
        let mut with: FxHashMap<Stem, f32> = FxHashMap::default();
        let mut claims_seen = 0.0_f32;
        let mut stems: Vec<Stem> = Vec::new();
        for (counts, claim) in claims {
            stems.clear();
            for signature in claim {
                stems.extend(signature.terms.iter().flat_map(|term| [term.stem, term.parts[0], term.parts[1]]));
                stems.extend(signature.quantities.iter().map(Quantity::stem));
                stems.extend(&signature.times);
            }
            stems.sort_unstable();
            stems.dedup();
            for stem in &stems {
                *with.entry(*stem).or_default() += counts;
            }
            claims_seen += counts;
        }
        // Told once for each stem: comparisons ask for it very often.
        let all = claims_seen.max(4.0);
        let factor = |with: f32| ((all + 2.0) / (with + 1.0)).ln() / ((all + 2.0) / 2.0).ln();
        let factors = with.into_iter().filter(|(_, with)| *with > 1.0).map(|(stem, with)| (stem, factor(with))).collect();
        Weighing { factors, rare: Some(factor(1.0)) }
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

    /// A signature with its weights: they are the same whatever it is compared with.
    pub(super) fn weighed<'a>(&self, signature: &'a Signature) -> Weighed<'a> {
        Weighed {
            signature,
            weights: signature.terms.iter().map(|term| self.weight(term)).collect(),
            marks: signature.terms.iter().map(marks).collect(),
            all: self.sum(signature),
            own: self.own_sum(signature),
        }
    }

    /// The weight of what stands in a signature apart from what its article is about.
    fn own_sum(&self, signature: &Signature) -> f32 {
        signature.terms.iter().filter(|term| !term.topical).map(|term| self.weight(term)).sum::<f32>()
            + signature.quantities.iter().map(|quantity| self.number(quantity)).sum::<f32>()
            + DATE * signature.dates.len() as f32
    }
}

/// How near two words are that desks put for one another.
const PARAPHRASE: f32 = 0.8;

/// How near a word and a compound are that ends in what desks put for it: "Unterlagen", "Wartungsakten".
const PART_PARAPHRASED: f32 = 0.5;

/// A signature among the claims of a story.
#[derive(Debug)]
pub(super) struct Weighed<'a> {
    signature: &'a Signature,
    /// The weight of each term.
    weights: Vec<f32>,
    /// The [`marks`] of each term.
    marks: Vec<u64>,
    /// The weight of all that stands there.
    all: f32,
    /// The weight of what stands there apart from what its article is about.
    own: f32,
}

/// Bits for all that [`nearness`] looks at: two terms without a common one are not near. Most pairs of terms have nothing in common, and this
/// tells it of nearly all of them at once.
fn marks(term: &Term) -> u64 {
    let stems = std::iter::once(term.stem).chain(term.parts.into_iter().filter(|part| *part != 0));
    let sets = term.sets.marks().chain(term.part_sets.marks());
    // The high bits of a product are well mixed.
    let bit = |value: u32| 1_u64 << (value.wrapping_mul(0x9E37_79B1) >> 26);
    stems.chain(sets).map(bit).fold(0, |all, bit| all | bit)
}

/// How near two words are: the same, one a part of the other, one that desks put for the other or that says the opposite, or with a part in
/// common.
fn nearness(a: &Term, b: &Term) -> f32 {
    let part = |stem: Stem, term: &Term| stem != 0 && term.parts.contains(&stem);
    if a.stem == b.stem {
        1.0
    } else if part(a.stem, b) || part(b.stem, a) {
        0.75
    } else if a.sets.meet(b.sets) || a.sets.opposed(b.sets) || a.parts[0] != 0 && a.parts[0] == b.parts[0] && a.part_sets.meet(b.part_sets)
    {
        PARAPHRASE
    } else if a.sets.meet(b.part_sets) || b.sets.meet(a.part_sets) {
        PART_PARAPHRASED
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
    /// The same without times: what is shared of what is said to have happened then.
    pub(super) worded: f32,
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
    likeness_in(&weighing.weighed(a), &weighing.weighed(b), weighing)
}

/// Numbers signatures so that those have the same number that [`likeness`] cannot tell apart, whatever they are compared with; gives the
/// first of each number too.
pub(super) fn alike<'a>(signatures: impl IntoIterator<Item = &'a Signature>) -> (Vec<usize>, Vec<&'a Signature>) {
    let mut firsts: Vec<&Signature> = Vec::new();
    let mut known: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let numbers = signatures.into_iter().map(|signature| {
        let same_hash = known.entry(hash_of_what_is_compared(signature)).or_default();
        let found = same_hash.iter().copied().find(|number| compare_alike(firsts[*number], signature));
        found.unwrap_or_else(|| {
            same_hash.push(firsts.len());
            firsts.push(signature);
            firsts.len() - 1
        })
    });
    (numbers.collect(), firsts)
}

fn hash_of_what_is_compared(signature: &Signature) -> u64 {
    let mut hasher = FxHasher::default();
    signature.terms.iter().for_each(|term| hasher.write_u32(term.stem));
    signature.quantities.iter().for_each(|quantity| hasher.write_u64(quantity.value.to_bits()));
    signature.times.iter().for_each(|time| hasher.write_u32(*time));
    hasher.finish()
}

fn compare_alike(a: &Signature, b: &Signature) -> bool {
    a.terms == b.terms
        && a.quantities == b.quantities
        && a.times == b.times
        && a.dates == b.dates
        && a.negated == b.negated
        && a.people == b.people
}

/// [`likeness`], for whoever compares both with others too.
pub(super) fn likeness_in(first: &Weighed<'_>, second: &Weighed<'_>, weighing: &Weighing) -> Likeness {
    let (a, b) = (first.signature, second.signature);
    let all_marks = second.marks.iter().fold(0, |all, marks| all | marks);
    let mut shared = 0.0;
    let mut found = Likeness::default();
    // How often one says what the other says is not so, if that is odd.
    let mut opposed = false;
    // The weight of what is shared that is not negated, less that of what is.
    let mut plain = (0.0_f32, 0.0_f32);
    let sign = |negated: bool| if negated { -1.0 } else { 1.0 };
    for ((term, term_weight), marks) in a.terms.iter().zip(&first.weights).zip(&first.marks).filter(|(_, marks)| **marks & all_marks != 0) {
        let mut best = 0.0_f32;
        let mut near = 0.0_f32;
        let (mut there, mut against) = (false, false);
        let mut own = 0.0_f32;
        let mut halves = [0.0_f32; 2];
        for ((other, other_weight), _) in b.terms.iter().zip(&second.weights).zip(&second.marks).filter(|(_, other)| *other & marks != 0) {
            let nearness = nearness(term, other) * if term.behind == other.behind { 1.0 } else { 0.5 };
            if nearness == 0.0 || term.stem == other.stem && a.tells_apart(b, term.stem) {
                continue;
            }
            let weight = nearness * term_weight.min(*other_weight);
            if weight > best {
                (best, there, against) = (weight, other.negated, term.stem != other.stem && term.sets.opposed(other.sets));
            }
            if !term.topical && !other.topical {
                own = own.max(weight);
            }
            near = near.max(nearness);
            for (half, part) in halves.iter_mut().zip(term.parts) {
                if part != 0 && (part == other.stem || other.parts.contains(&part)) {
                    *half = half.max(weight);
                }
            }
        }
        // "Raketenlieferung": "… Raketen geliefert".
        if halves[0] > 0.0 && halves[1] > 0.0 && near < 1.0 {
            best = (halves[0] + halves[1]).clamp(best, term_weight.max(best));
        }
        shared += best;
        opposed ^= against;
        found.own += own;
        plain.0 += best * sign(term.negated);
        plain.1 += best * sign(there);
        found.features += u8::from(near > 0.7);
    }
    for x in &a.quantities {
        let alike = |x: &Quantity, y: &Quantity| x.agrees(y) || x.recounts(y, b) || y.recounts(x, a);
        if let Some(y) = b.quantities.iter().find(|y| alike(x, y)) {
            let weight = weighing.number(x);
            shared += weight;
            found.own += weight;
            plain.0 += weight * sign(x.negated);
            plain.1 += weight * sign(y.negated);
            // A number with its unit is as telling as two words.
            found.features += if x.unit == 0 { 1 } else { 2 };
            found.number_agrees |= x.unit != 0 || y.unit != 0;
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
    found.worded = shared;
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
    found.negated = (is_negated(plain.0, a.negated), is_negated(plain.1, b.negated) != opposed);
    found.own_sums = (first.own, second.own);
    let (first, second) = (first.all, second.all);
    found.sums = (first, second);
    let measure = 0.8 * first.min(second) + 0.2 * first.max(second);
    found.shared = shared;
    found.of_longer = if second.max(first) > 0.0 { (shared / second.max(first)).min(1.0) } else { 0.0 };
    found.score = if measure > 0.0 { (shared / measure).min(1.0) * shared / (shared + 5.0) } else { 0.0 };
    found
}

impl Likeness {
    /// How much of the first stands in the second, 0 to 1, less where that is little.
    pub(super) fn share_of_first(&self, first: &Signature, weighing: &Weighing) -> f32 {
        let sum = weighing.sum(first);
        if sum > 0.0 { (self.shared / sum).min(1.0) * self.shared / (self.shared + 3.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Folds;
    use super::super::words::words;
    use super::*;
    use zufolge_lexicon::GERMAN;

    #[test]
    fn terms_that_are_near_have_a_mark_in_common() {
        let folds = Folds::new(&GERMAN);
        // Words as such, parts of compounds, what desks put for one another, what says the opposite.
        let text = "Hafen Hafensanierung Sanierung Unterlagen Wartungsakten Akten zugestimmt gebilligt abgelehnt Tote Todesopfer \
                    Raketenlieferung Raketen geliefert Streik Arbeitsniederlegung Preise Verteuerung gestiegen gesunken";
        let terms: Vec<Term> = words(text).filter_map(|word| folds.term(word.form)).collect();
        let mut near = 0;
        for (a, b) in terms.iter().flat_map(|a| terms.iter().map(move |b| (a, b))) {
            let apart = marks(a) & marks(b) == 0;
            assert!(!apart || nearness(a, b) == 0.0, "{a:?} {b:?}");
            near += usize::from(nearness(a, b) > 0.0);
        }
        assert!(near > terms.len() + 10, "too few pairs are near to tell anything: {near} of {} terms", terms.len());
    }

    #[test]
    fn what_is_worded_alike_has_one_number() {
        let folds = Folds::new(&GERMAN);
        let signed = |text: &str| folds.signature(&words(text).collect::<Vec<_>>());
        let texts = ["Die Brücke wird gesperrt", "Der Hafen kostet 12 Euro", "Die Brücke wird gesperrt", "Die Brücke wird nicht gesperrt"];
        let signatures = texts.map(signed);
        let (numbers, firsts) = alike(&signatures);
        assert_eq!(numbers, [0, 1, 0, 2]);
        assert!(firsts.into_iter().eq([&signatures[0], &signatures[1], &signatures[3]]));
    }
}
