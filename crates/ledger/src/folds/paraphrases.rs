//! Words that stand for one another, and words that say together what another says alone: `paraphrases.txt`.

use super::lists::list;
use super::words::{Stem, Word, Words, hash};
use rustc_hash::{FxHashMap, FxHashSet};
use zufolge::word_list::lines;

/// The numbers of the sets that a stem belongs to, the smallest sets first; 0 where there are fewer.
///
/// From [`OPPOSED`] on an even number and the next odd one are two sets that contradict each other: see [`Sets::opposed`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(into = "Vec<u16>", from = "Vec<u16>")]
pub(super) struct Sets([u16; MOST_SETS]);

/// How many sets of one stem are kept, the smallest first: those tell most.
const MOST_SETS: usize = 32;
/// The sets from this one on come in pairs, the words of one saying what the words of the other say is not so.
const OPPOSED: u16 = 1 << 15;

/// Most stems are in few sets, and a ledger keeps those of every word of every statement.
impl From<Sets> for Vec<u16> {
    fn from(sets: Sets) -> Vec<u16> {
        sets.0.into_iter().take_while(|set| *set != 0).collect()
    }
}

impl From<Vec<u16>> for Sets {
    fn from(known: Vec<u16>) -> Sets {
        let mut sets = Sets::default();
        sets.0.iter_mut().zip(known).for_each(|(set, known)| *set = known);
        sets
    }
}

impl Sets {
    /// True if there is a set that both belong to.
    pub(super) fn meet(self, other: Sets) -> bool {
        self.0[0] != 0 && other.0[0] != 0 && self.any(|set| set < OPPOSED && other.0.contains(&set))
    }

    /// True if one says that what the other says is not so.
    pub(super) fn opposed(self, other: Sets) -> bool {
        self.0[0] != 0 && other.0[0] != 0 && self.any(|set| set >= OPPOSED && other.0.contains(&(set ^ 1)))
    }

    /// The numbers of the sets, one for both of two that contradict each other.
    pub(super) fn marks(self) -> impl Iterator<Item = u32> {
        self.0.into_iter().take_while(|set| *set != 0).map(|set| u32::from(if set < OPPOSED { set } else { set | 1 }))
    }

    fn any(self, is: impl Fn(u16) -> bool) -> bool {
        self.0.iter().take_while(|set| **set != 0).any(|set| is(*set))
    }
}

/// Words that say together what others say alone.
#[derive(Debug)]
struct Phrase {
    /// The stems of the other words that must be there.
    rest: Vec<String>,
    /// The stems of what they say.
    means: Vec<String>,
}

/// What is known of words that stand for one another.
#[derive(Debug, Default)]
pub(super) struct Paraphrases {
    sets: FxHashMap<Stem, Sets>,
    /// By the stem of their first word.
    phrases: FxHashMap<String, Vec<Phrase>>,
}

/// A phrase that stands in a text.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// Which words it is made of, rising.
    pub(super) at: Vec<usize>,
    /// The stems of what it says.
    pub(super) means: &'a [String],
}

impl Paraphrases {
    /// Reads the lists, once `words` knows which stems are the same.
    pub(super) fn new(words: &Words, text: &str) -> Paraphrases {
        let mut found = Paraphrases::default();
        let mut sets: Vec<(u16, FxHashSet<Stem>)> = Vec::new();
        let (mut near, mut opposed) = (1..OPPOSED, (OPPOSED..u16::MAX).step_by(2));
        let stems = |entries: &str| -> Vec<String> { entries.split_whitespace().map(|word| words.stem(word)).collect() };
        let hashes = |entries: &str| -> FxHashSet<Stem> { stems(entries).iter().map(|stem| hash(stem)).collect() };
        for (list, line) in lines(text) {
            match list {
                "near" => sets.extend(near.next().map(|set| (set, hashes(line)))),
                "opposite" => {
                    let (one, other) = line.split_once(' ').unwrap_or((line, ""));
                    if let Some(set) = opposed.next() {
                        sets.extend([(set, hashes(one)), (set + 1, hashes(other))]);
                    }
                }
                "phrase" => {
                    let Some((means, said)) = line.split_once('|') else { continue };
                    let mut said = said.split_whitespace().map(|word| words.plain_stem(word));
                    let Some(first) = said.next() else { continue };
                    let mut means = stems(means);
                    means.dedup();
                    let phrase = Phrase { rest: said.collect(), means };
                    found.phrases.entry(first).or_default().push(phrase);
                }
                _ => {}
            }
        }
        sets.sort_by_key(|(set, stems)| (stems.len(), *set));
        for (set, stems) in sets {
            for stem in stems {
                let known = &mut found.sets.entry(stem).or_default().0;
                if let Some(free) = known.iter_mut().find(|known| **known == 0) {
                    *free = set;
                }
            }
        }
        found
    }

    /// The sets that a stem belongs to.
    pub(super) fn sets(&self, stem: Stem) -> Sets {
        self.sets.get(&stem).copied().unwrap_or_default()
    }

    /// The phrases that stand in a text whose words have these stems; of those that begin with one word, the longest.
    pub(super) fn phrases(&self, stems: &[String]) -> Vec<Found<'_>> {
        let find = |stem: &String| stems.iter().position(|known| known == stem);
        let mut found: Vec<Found<'_>> = Vec::new();
        for (at, stem) in stems.iter().enumerate() {
            let known = self.phrases.get(stem).into_iter().flatten();
            let whole = known.filter_map(|phrase| {
                let mut all = phrase.rest.iter().map(find).collect::<Option<Vec<usize>>>()?;
                all.push(at);
                all.sort_unstable();
                Some(Found { at: all, means: &phrase.means })
            });
            let longest = whole.max_by_key(|phrase| phrase.at.len());
            found.extend(longest.filter(|phrase| !found.iter().any(|known| known.means == phrase.means)));
        }
        found
    }
}

/// The words of a text and their stems, a particle that stands apart set before its verb: "fielen … aus" → "ausfall".
pub(super) fn stems(words: &Words, found: &[Word<'_>]) -> Vec<String> {
    let mut stems: Vec<String> = found.iter().map(|word| words.plain_stem(word.form)).collect();
    let mut start = 0;
    for at in 0..found.len() {
        if found[at].behind_comma {
            start = at;
        }
        let ends = found.get(at + 1).is_none_or(|next| next.behind_comma || words.is(next.form, list::CLAUSE));
        if !ends || !words.is_particle(found[at].form) {
            continue;
        }
        let verb = (start..at).find_map(|verb| {
            let form = found[verb].form;
            let whole = form.starts_with(char::is_lowercase).then(|| words.with_particle(found[at].form, &stems[verb]))?;
            whole.map(|whole| (verb, whole))
        });
        if let Some((verb, whole)) = verb {
            stems[verb] = whole;
            stems[at].clear();
        }
    }
    stems
}
