//! What a statement is about, in few bytes: what comparisons look at instead of the text.

use super::Folds;
use super::lists::list;
use super::paraphrases::{self, Sets};
use super::quantities::Quantity;
use super::statement::Statement;
use super::words::{Stem, Word, hash, words};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What a statement is about.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// Content words, rising by stem, each once.
    pub(super) terms: Vec<Term>,
    /// Numbers with units.
    pub(super) quantities: Vec<Quantity>,
    /// Times that the content names: "Januar", "Montag", a year.
    pub(super) times: Vec<Stem>,
    /// Days that the content names: "14. Oktober"; each stands among the times too.
    pub(super) dates: Vec<Stem>,
    /// What the whole article is about: the stems of its weightiest terms, the weightiest first.
    pub(super) topic: Vec<Stem>,
    /// True if the weightiest clause of the content says that something is not so.
    pub(super) negated: bool,
    /// The names of whose statement it is: the surname, the body they speak for.
    pub(super) speaker: Vec<Stem>,
    /// Whom the content speaks of, if the article tells their full name: the surname's stem, and the given name.
    pub(super) people: Vec<(Stem, Stem)>,
    /// The words of the name of whose statement it is, where that is a body or an office: "Präsident".
    pub(super) called: Vec<Stem>,
    /// All words that the article has for whose statement it is: name, role, body.
    pub(super) known_as: Vec<Stem>,
    /// The word that the negation is about ("nicht normal"); 0 where it is about the whole.
    pub(super) focus: Stem,
    /// True if the content puts a case: "bei vier Metern würde ich gehen".
    pub(super) hypothetical: bool,
    /// True if a word of the content says that something is demanded: "Rücktrittsforderung".
    pub(super) demand: bool,
    /// True if a word of the content may say so: "müsse".
    pub(super) obliges: bool,
}

/// A content word.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Term {
    pub(super) stem: Stem,
    /// The parts of a compound; 0 where there is none.
    pub(super) parts: [Stem; 2],
    /// Which words stand for it.
    pub(super) sets: Sets,
    /// Which words stand for the last part of a compound.
    pub(super) part_sets: Sets,
    /// How much it tells, in bits.
    pub(super) weight: u8,
    /// True if it stands in a clause behind the first: "…, der vor Rissen warnt".
    pub(super) behind: bool,
    /// True if its clause says that something is not so.
    pub(super) negated: bool,
    /// True if it is of what the whole article is about.
    pub(super) topical: bool,
}

impl Signature {
    /// Tells what the article is about.
    pub(super) fn set_topic(&mut self, topic: &[Stem]) {
        self.topic = topic.to_vec();
        for term in &mut self.terms {
            term.topical = topic.contains(&term.stem);
        }
    }

    /// How many words for what the two articles are about are the same.
    pub(super) fn shared_topic(&self, other: &Signature) -> usize {
        self.topic.iter().filter(|stem| other.topic.contains(stem)).count()
    }

    /// True if a word stands there, also as a part of a compound.
    pub(super) fn has(&self, word: Stem) -> bool {
        self.terms.iter().any(|term| term.stem == word || term.parts.contains(&word))
    }

    /// True if what both have is the surname of two people: "Karl Brandt", "Lena Brandt".
    pub(super) fn tells_apart(&self, other: &Signature, surname: Stem) -> bool {
        let given = |signature: &Signature| signature.people.iter().find(|(known, _)| *known == surname).map(|(_, given)| *given);
        !self.people.is_empty() && given(self).zip(given(other)).is_some_and(|(one, another)| one != another)
    }

    /// True if it names a number with what it counts, or a day.
    pub(super) fn is_anchored(&self) -> bool {
        self.quantities.iter().any(|quantity| quantity.unit != 0) || !self.dates.is_empty()
    }

    /// How much its numbers and days tell it from what names none, 0 to 1: a day, "zwei Krankenhäuser" and "drei Tage" are often told by some
    /// and left out by others.
    pub(super) fn anchor(&self) -> f32 {
        let small = |quantity: &Quantity| quantity.value <= SMALL && quantity.value.fract() == 0.0;
        let mut counted = self.quantities.iter().filter(|quantity| quantity.unit != 0);
        match (counted.any(|quantity| !small(quantity)), self.is_anchored()) {
            (true, _) => 1.0,
            (false, true) => LITTLE,
            (false, false) => 0.0,
        }
    }

    /// Takes over whose statement it is.
    pub(super) fn take_speaker(&mut self, other: &Signature) {
        self.speaker.clone_from(&other.speaker);
        self.called.clone_from(&other.called);
        self.known_as.clone_from(&other.known_as);
    }

    /// Lets a term tell this much at most.
    pub(super) fn weigh(&mut self, stem: Stem, most: u8) {
        if let Ok(at) = self.terms.binary_search_by_key(&stem, |term| term.stem) {
            self.terms[at].weight = self.terms[at].weight.min(most);
        }
    }

    /// Adds a term where it is not there yet.
    pub(super) fn add(&mut self, term: Option<Term>) {
        let Some(term) = term else { return };
        if let Err(at) = self.terms.binary_search_by_key(&term.stem, |term| term.stem) {
            self.terms.insert(at, term);
        }
    }
}

/// Whole numbers up to this one are small.
const SMALL: f64 = 3.0;
/// How much a day or a small number tells, beside 1 for another number.
const LITTLE: f32 = 0.4;

/// "14"
fn is_day(form: &str) -> bool {
    form.len() <= 2 && form.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

/// How many of an article's terms stand for its topic.
const TOPIC: usize = 12;
/// Rarity below which a word tells nothing; three quarters of what is above it, up to [`MOST_WEIGHT`], are a term's weight.
const COMMON: u8 = 7;
const MOST_WEIGHT: u8 = 11;
/// How many words behind a negation what it is about may stand.
const FOCUS: u8 = 3;
/// How many words behind a negation what takes it back may stand.
const TAKEN_BACK: usize = 2;
/// How many keys an article is filed under at most.
pub const MOST_KEYS: usize = 64;

impl Folds {
    /// The signature of words, without the topic. What stands in a clause behind the first ("…, der vor Rissen warnt") counts half.
    pub(super) fn signature(&self, found: &[Word<'_>]) -> Signature {
        let mut taken = Vec::new();
        let mut signature = Signature::default();
        let mut quantities = self.words.quantities(found, &mut taken);
        taken.sort_unstable();
        let (mut behind, mut focus, mut would, mut case) = (false, 0, false, false);
        let stems = paraphrases::stems(&self.words, found);
        let phrases = self.words.paraphrases.phrases(&stems);
        // "war nicht erreichbar" says that somebody was offline, and not that they were not.
        let of_phrase = |at: usize| phrases.iter().any(|phrase| phrase.at.contains(&at));
        let (clauses, forbids) = self.clauses(found, of_phrase);
        let negated = |at: usize| clauses.iter().rev().find(|(start, _)| *start <= at).is_some_and(|(_, negated)| *negated);
        let mut weights: FxHashMap<bool, u32> = FxHashMap::default();
        for (at, quantity) in &mut quantities {
            quantity.negated = negated(*at);
            *weights.entry(quantity.negated).or_default() += u32::from(MOST_WEIGHT);
        }
        signature.quantities = quantities.into_iter().map(|(_, quantity)| quantity).collect();
        for (at, word) in found.iter().enumerate() {
            let next = found.get(at + 1).map_or("", |next| next.form);
            let opens = self.words.is(word.form, list::CLAUSE) || self.words.is(word.form, list::STOP) && self.words.is(next, list::CLAUSE);
            behind |= word.behind_comma && !signature.terms.is_empty() && opens;
            signature.obliges |= self.words.is(word.form, list::MODAL);
            signature.demand |= self.words.ends(word.form, list::DEMAND).is_some();
            would |= self.words.is(word.form, list::HYPOTHETICAL);
            case |= self.words.is(word.form, list::CASE);
            if self.words.is(word.form, list::NEGATION) && !behind && negated(at) && !of_phrase(at) {
                focus = FOCUS;
            } else {
                focus = focus.saturating_sub(1);
            }
            if self.words.is(word.form, list::TIME) {
                let time = self.words.stem(word.form);
                if let Some(day) = at.checked_sub(1).map(|before| found[before].form).filter(|form| is_day(form)) {
                    let date = hash(&format!("{day} {time}"));
                    signature.times.push(date);
                    signature.dates.push(date);
                }
                signature.times.push(hash(&time));
            } else if word.form.starts_with(|c: char| c.is_ascii_digit()) {
                if word.form.len() == 4 && taken.binary_search(&at).is_err() {
                    signature.times.push(hash(word.form));
                }
            } else if taken.binary_search(&at).is_err() {
                // What a phrase is made of says something else than each word alone.
                if stems[at].is_empty() || of_phrase(at) || !self.tells(word.form) {
                    continue;
                }
                let Some(term) = self.term_of(&self.words.one_of(stems[at].clone())) else { continue };
                if focus > 0 && signature.focus == 0 {
                    signature.focus = term.stem;
                }
                let weight = if behind { term.weight.div_ceil(2) } else { term.weight };
                *weights.entry(negated(at)).or_default() += u32::from(weight);
                signature.terms.push(Term { weight, behind, negated: negated(at), ..term });
            }
        }
        let weight = |negated: bool| weights.get(&negated).copied().unwrap_or(0);
        let any = clauses.iter().any(|(_, negated)| *negated);
        signature.negated = any && (weight(true) > weight(false) || weight(true) == weight(false) && clauses[0].1);
        signature.hypothetical = would && case;
        if forbids {
            signature.terms.extend(self.words.turns.forbid.iter().next().and_then(|verb| self.term(verb)));
        }
        for phrase in &phrases {
            let negated = negated(phrase.at[0]);
            signature.terms.extend(phrase.means.iter().filter_map(|stem| Some(Term { negated, ..self.term_of(stem)? })));
        }
        signature.terms.sort_by_key(|term| (term.stem, std::cmp::Reverse(term.weight)));
        signature.terms.dedup_by_key(|term| term.stem);
        signature.times.sort_unstable();
        signature.times.dedup();
        signature
    }

    /// Where the clauses of a content begin, each with whether it says that something is not so. A negation that is taken back ("nicht
    /// nur", "kein Zweifel") is none, nor is one that belongs to a phrase; and whether one forbids, which says that something is so: "darf nicht fahren".
    fn clauses(&self, found: &[Word<'_>], of_phrase: impl Fn(usize) -> bool) -> (Vec<(usize, bool)>, bool) {
        let mut clauses = vec![(0, false)];
        let mut may = vec![false];
        for (at, word) in found.iter().enumerate() {
            if word.behind_comma && at > 0 {
                clauses.push((at, false));
                may.push(false);
            }
            if let Some(may) = may.last_mut() {
                *may |= self.words.turns.may.has(&word.form.to_lowercase());
            }
            if self.words.is(word.form, list::NEGATION) && !of_phrase(at) {
                let next = found[at + 1..].iter().take(TAKEN_BACK).take_while(|next| !next.behind_comma);
                let taken_back = { next }.any(|next| self.words.is(next.form, list::TAKEN_BACK));
                // "63 Nächte und nicht acht": what there were is told before.
                let number =
                    |word: &Word<'_>| word.form.starts_with(|c: char| c.is_ascii_digit()) || self.words.numbers.contains_key(word.form);
                let instead = at > 0 && self.words.turns.and.has(found[at - 1].form) && found.get(at + 1).is_some_and(number);
                let taken_back = taken_back || instead;
                if let Some(clause) = clauses.last_mut() {
                    clause.1 |= !taken_back;
                }
            }
        }
        // "Eine Anweisung, darüber zu schweigen, gebe es nicht": what stands before it is what there is not.
        let there_is = |at: usize| {
            let (verb, it) = (found[at].form, found.get(at + 1).map_or("", |next| next.form));
            self.words.turns.there_is.has(verb) && self.words.turns.it.has(it)
        };
        if let Some(last) = clauses.iter().rposition(|(at, negated)| *negated && *at > 0 && there_is(*at)) {
            clauses[..last].iter_mut().for_each(|clause| clause.1 = true);
        }
        let mut forbids = false;
        for ((_, negated), _) in clauses.iter_mut().zip(may).filter(|(_, may)| *may) {
            forbids |= std::mem::take(negated);
        }
        (clauses, forbids)
    }

    /// A term of its own for what the content names only by its speaker: "sein Haus", "unsere Behörde".
    pub(super) fn named_by_speaker(&self, found: &[Word<'_>], body: &str) -> Option<Term> {
        let owned = found.windows(2).any(|pair| self.words.is(pair[0].form, list::POSSESSIVE) && self.words.is(pair[1].form, list::HOUSE));
        words(body).next().filter(|_| owned).and_then(|word| self.term(word.form))
    }

    pub(super) fn term(&self, form: &str) -> Option<Term> {
        self.tells(form).then(|| self.term_of(&self.words.stem(form)))?
    }

    /// The term that a stem stands for, if it tells something.
    fn term_of(&self, stem: &str) -> Option<Term> {
        let weight = self.weight(stem);
        let part = |part: String| if part.is_empty() { 0 } else { hash(&self.words.one_of(part)) };
        let parts = self.words.parts(stem).map_or([0; 2], |(head, tail)| [part(head), part(tail)]);
        let sets = self.words.paraphrases.sets(hash(stem));
        let part_sets = self.words.paraphrases.sets(parts[1]);
        let term = Term { stem: hash(stem), parts, sets, part_sets, weight, behind: false, negated: false, topical: false };
        (weight > 0).then_some(term)
    }

    /// False for what tells nothing, whatever its stem.
    fn tells(&self, form: &str) -> bool {
        !self.words.is(form, list::STOP) && form.chars().count() >= 3
    }

    /// How much a stem tells, in bits.
    fn weight(&self, stem: &str) -> u8 {
        (self.words.rarity(stem).saturating_sub(COMMON) * 3).div_ceil(4).min(MOST_WEIGHT)
    }

    /// What an article is about: its terms by how often they stand there and how rare they are elsewhere.
    pub(super) fn topic(&self, text: &str) -> Vec<Stem> {
        let mut counts: FxHashMap<Stem, (u32, u32)> = FxHashMap::default();
        for word in words(text).filter(|word| word.form.starts_with(char::is_uppercase)) {
            if !self.tells(word.form) || self.words.is(word.form, list::TIME) {
                continue;
            }
            let stem = self.words.stem(word.form);
            let weight = self.weight(&stem);
            if weight > 0 {
                let entry = counts.entry(hash(&stem)).or_insert((0, u32::from(weight)));
                entry.0 += 1;
            }
        }
        // The second time counts more than the rarity of what is named once.
        let mut ranked: Vec<(u32, Stem)> =
            counts.into_iter().map(|(stem, (count, weight))| (weight * (1 + 2 * count.min(6)), stem)).collect();
        ranked.sort_unstable_by_key(|(score, stem)| (std::cmp::Reverse(*score), *stem));
        ranked.truncate(TOPIC);
        ranked.into_iter().map(|(_, stem)| stem).collect()
    }
}

/// How many terms of its topic an article is filed under. With four of them, articles of one story were not compared where each told it in other
/// words; with eight, claims are joined that should not be.
const TOPIC_KEYS: usize = 6;
/// Tells a key that is whoever speaks from one that is a word of what they say.
const SPEAKER: u64 = 1 << 63;

/// What an article is filed under, at most [`MOST_KEYS`]: the first terms of its topic, each statement's rarest ones and whoever speaks, and pairs of
/// terms.
#[must_use]
pub fn keys(statements: &[Statement]) -> Vec<u64> {
    let mut keys = Vec::new();
    if let Some(first) = statements.first() {
        let topic = &first.signature.topic;
        let topic = &topic[..topic.len().min(TOPIC_KEYS)];
        keys.extend(topic.iter().map(|stem| u64::from(*stem)));
        pairs(topic, &mut keys);
    }
    let mut rarest: Vec<Vec<&Term>> = Vec::with_capacity(statements.len());
    for statement in statements {
        let mut own: Vec<&Term> = statement.signature.terms.iter().collect();
        own.sort_by_key(|term| (std::cmp::Reverse(term.weight), term.stem));
        own.truncate(3);
        keys.extend(own.iter().take(2).filter(|term| term.weight + 3 >= MOST_WEIGHT).map(|term| u64::from(term.stem)));
        // Who speaks: an article that tells what they say in other words.
        keys.extend(statement.signature.speaker.iter().map(|stem| SPEAKER | u64::from(*stem)));
        rarest.push(own);
    }
    for (statement, own) in statements.iter().zip(rarest) {
        let mut own: Vec<Stem> = own.iter().map(|term| term.stem).collect();
        own.extend(statement.signature.quantities.first().map(Quantity::stem));
        pairs(&own, &mut keys);
    }
    let mut seen = rustc_hash::FxHashSet::default();
    keys.retain(|key| seen.insert(*key));
    keys.truncate(MOST_KEYS);
    keys
}

fn pairs(stems: &[Stem], keys: &mut Vec<u64>) {
    for (at, first) in stems.iter().enumerate() {
        keys.extend(stems[at + 1..].iter().map(|second| u64::from(*first.min(second)) << 32 | u64::from(*first.max(second))));
    }
}
