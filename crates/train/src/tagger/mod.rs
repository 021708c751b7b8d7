//! Training of the tagger: tagged sentences in, weights out.

pub mod learner;
pub mod measure;
pub mod treebank;
pub mod vocabulary;

use learner::Learner;
use treebank::{Gold, Sentence};
use zufolge_model::tagger::weights::{Decider, MOOD, NUMBER, SUBJECT, Task, VERB_NUMBER};
use zufolge_model::tagger::word::Word;
use zufolge_model::tagger::{Lexicon, Pos, Tagger, phrases, words};

/// How the tagger learns.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Decides the order of the sentences.
    pub seed: u64,
    /// Times over all sentences.
    pub epochs: u32,
    /// How often a gold sentence is seen in an epoch; a silver one is seen once.
    pub gold_weight: usize,
    /// Binary logarithms of the sizes of the tables of both passes.
    pub bits: [u32; 2],
    /// Share of open-class words that are treated as never seen.
    pub forgotten: f64,
    /// Sizes of the first steps in both passes.
    pub rates: [f32; 2],
}

impl Default for Settings {
    fn default() -> Self {
        Settings { seed: 1, epochs: 8, gold_weight: 3, forgotten: 0.15, bits: [21, 20], rates: [0.15, 0.015] }
    }
}

/// Trains a tagger; `progress` is told of each pass and epoch that is done.
pub fn train(gold: &[Sentence], silver: &[Sentence], lexicon: Lexicon, settings: Settings, mut progress: impl FnMut(u32, u32)) -> Tagger {
    let mut order: Vec<&Sentence> = silver.iter().collect();
    for _ in 0..settings.gold_weight {
        order.extend(gold);
    }
    let mut random = settings.seed ^ 0x9E37_79B9_7F4A_7C15;
    let mut first = Learner::new(settings.bits[0], settings.rates[0]);
    let (mut looked, mut tags) = (Vec::new(), Vec::new());
    for epoch in 0..settings.epochs {
        shuffle(&mut order, &mut random);
        for sentence in &order {
            words::look(sentence.words.iter().map(String::as_str), &lexicon, &mut looked);
            forget(&mut looked, sentence, settings.forgotten, &mut random);
            words::tag(&looked, &mut Learning { learner: &mut first, gold: &sentence.gold }, &mut tags);
        }
        progress(1, epoch);
    }
    let first = first.table();
    let mut second = Learner::new(settings.bits[1], settings.rates[1]);
    let (mut room, mut out) = (phrases::Room::default(), Vec::new());
    for epoch in 0..settings.epochs {
        shuffle(&mut order, &mut random);
        for sentence in &order {
            words::look(sentence.words.iter().map(String::as_str), &lexicon, &mut looked);
            forget(&mut looked, sentence, settings.forgotten, &mut random);
            words::tag(&looked, &mut Fixed(&first), &mut tags);
            phrases::tag(&looked, &tags, &mut Learning { learner: &mut second, gold: &sentence.gold }, &mut room, &mut out);
        }
        progress(2, epoch);
    }
    Tagger::new(lexicon, first, second.table())
}

struct Learning<'a> {
    learner: &'a mut Learner,
    gold: &'a [Gold],
}

impl Decider for Learning<'_> {
    fn decide(&mut self, task: Task, at: usize, features: &[u32], labels: u64) -> u32 {
        let gold = &self.gold[at];
        let right = match task {
            Task::Pos => gold.pos.map(|pos| pos as u32),
            Task::Case => gold.case.map(|case| case as u32),
            Task::Number => gold.number.map(|number| NUMBER + number as u32),
            Task::Subject => Some(SUBJECT + u32::from(gold.subject)),
            Task::Mood => gold.mood.map(|mood| MOOD + mood as u32),
            Task::VerbNumber => gold.mood.and(gold.number).map(|number| VERB_NUMBER + number as u32),
        };
        self.learner.decide(features, labels, right)
    }
}

struct Fixed<'a>(&'a zufolge_model::tagger::weights::Table);

impl Decider for Fixed<'_> {
    fn decide(&mut self, _task: Task, _at: usize, features: &[u32], labels: u64) -> u32 {
        self.0.best(features, labels)
    }
}

/// Makes some of the words unknown: nouns, names, adjectives and main verbs, as they are in texts to come.
fn forget(words: &mut [Word], sentence: &Sentence, share: f64, random: &mut u64) {
    let limit = (share * (1_u64 << 32) as f64) as u64;
    for (word, gold) in words.iter_mut().zip(&sentence.gold) {
        let open = gold.pos.is_none_or(|pos| {
            matches!(pos, Pos::Noun | Pos::ProperNoun | Pos::AttributiveAdjective | Pos::PredicativeAdjective)
                || matches!(pos, Pos::FiniteVerb | Pos::Infinitive | Pos::ZuInfinitive | Pos::Participle)
        });
        let number = next(random);
        if open && number >> 32 < limit {
            word.forget(number as u32);
        }
    }
}

/// The next number of splitmix64 (Steele et al. 2014).
fn next(random: &mut u64) -> u64 {
    *random = random.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut value = *random;
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// Fisher and Yates.
fn shuffle<T>(items: &mut [T], random: &mut u64) {
    for at in (1..items.len()).rev() {
        items.swap(at, (next(random) % (at as u64 + 1)) as usize);
    }
}
