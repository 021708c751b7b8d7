//! Building of the tagger's lexicon: what each form was tagged as, and its word cluster.

use super::treebank::Sentence;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use zufolge_model::tagger::Pos;
use zufolge_model::tagger::lexicon::{Entry, Lexicon};
use zufolge_model::tagger::word::{PosSet, begins_after, hash_small, hash_word, only, punctuation};

/// Forms seen less often may be more than they were seen as.
const OFTEN: u32 = 25;
/// A part of speech that a form has less often than this share is taken for an error.
const SHARE: f64 = 0.004;
/// Forms seen less often have no set, only features.
const LEAST: u32 = 2;

/// The lexicon of the tagged sentences, with clusters of forms, the most frequent ones first.
///
/// Of the clusters' forms, those in the sentences and the first `frequent` of the list have an entry.
pub fn build<'a>(sentences: &[Sentence], clusters: impl IntoIterator<Item = (&'a str, u16)>, frequent: usize) -> Lexicon {
    let mut counts: FxHashMap<u64, [u32; Pos::ALL.len()]> = FxHashMap::default();
    for sentence in sentences {
        let mut initial = true;
        for (word, gold) in sentence.words.iter().zip(&sentence.gold) {
            if let (Some(pos), None) = (gold.pos, punctuation(word)) {
                // At the beginning a capital tells nothing, except on nouns and in front of capitals.
                let small = initial && !matches!(pos, Pos::Noun | Pos::ProperNoun | Pos::Other | Pos::Truncated);
                let hash = if small { hash_small(word) } else { hash_word(word) };
                counts.entry(hash).or_insert([0; Pos::ALL.len()])[pos as usize] += 1;
            }
            initial = begins_after(word);
        }
    }
    let mut found: BTreeMap<u32, (PosSet, u16)> = BTreeMap::new();
    let mut hashes: Vec<(&u64, &[u32; Pos::ALL.len()])> = counts.iter().collect();
    hashes.sort_unstable();
    for (hash, count) in hashes {
        if let Some(set) = candidates(count) {
            found.entry((hash >> 32) as u32).or_insert((0, 0)).0 |= set;
        }
    }
    // Paths are numbered as they come; 0 stands for none.
    let mut numbers: FxHashMap<u16, u16> = FxHashMap::default();
    for (rank, (form, path)) in clusters.into_iter().enumerate() {
        let next = numbers.len() as u16 + 1;
        let number = *numbers.entry(path).or_insert(next);
        let key = (hash_word(form) >> 32) as u32;
        if let Some(entry) = found.get_mut(&key) {
            if entry.1 == 0 {
                entry.1 = number;
            }
        } else if rank < frequent {
            found.insert(key, (0, number));
        }
    }
    let mut sets: Vec<PosSet> = found.values().map(|&(set, _)| set).collect();
    sets.extend([0, only(Pos::Mark)]);
    sets.sort_unstable();
    sets.dedup();
    let class = |set: &PosSet| sets.binary_search(set).unwrap_or_default() as u16;
    let (keys, entries) = found.iter().map(|(&key, (set, cluster))| (key, Entry { class: class(set), cluster: *cluster })).unzip();
    #[expect(clippy::expect_used, reason = "keys are unique and in order, classes are those of the sets")]
    Lexicon::new(sets.clone(), keys, entries).expect("a lexicon that is in order by construction")
}

fn candidates(count: &[u32; Pos::ALL.len()]) -> Option<PosSet> {
    let total: u32 = count.iter().sum();
    if total < LEAST {
        return None;
    }
    let least = (f64::from(total) * SHARE).max(1.0);
    let mut set = Pos::ALL.iter().filter(|&&pos| f64::from(count[pos as usize]) >= least).fold(0, |set, &pos| set | only(pos));
    if total < OFTEN {
        let verbs = [Pos::FiniteVerb, Pos::Infinitive, Pos::Participle, Pos::ZuInfinitive];
        let adjectives = [Pos::AttributiveAdjective, Pos::PredicativeAdjective];
        let names = [Pos::Noun, Pos::ProperNoun];
        let has = |set: PosSet, some: &[Pos]| some.iter().any(|&pos| set & only(pos) != 0);
        let all = |some: &[Pos]| some.iter().fold(0, |set, &pos| set | only(pos));
        let seen = set;
        if has(seen, &verbs) {
            set |= all(&verbs) | all(&adjectives);
        }
        if has(seen, &adjectives) {
            set |= all(&adjectives) | only(Pos::Participle) | only(Pos::FiniteVerb) | only(Pos::Adverb);
        }
        if has(seen, &names) {
            set |= all(&names);
        }
    }
    Some(set)
}
