//! First pass: parts of speech, from left to right.

use super::weights::{Decider, Task, feature};
use super::word::{Shape, Word, begins_after};
use super::{Lexicon, Pos};

/// How many features decide a part of speech.
pub const FEATURES: usize = 28;

/// Looks at all words of a sentence.
pub fn look<'a>(texts: impl IntoIterator<Item = &'a str>, lexicon: &Lexicon, words: &mut Vec<Word>) {
    words.clear();
    let mut initial = true;
    for text in texts {
        words.push(Word::new(text, initial, lexicon));
        initial = begins_after(text);
    }
    let mut last = None;
    for at in (0..words.len()).rev() {
        if words[at].shape == Shape::Mark {
            last = None;
            words[at].last = at as u32;
        } else {
            words[at].last = *last.get_or_insert(at as u32);
        }
    }
}

/// Decides the part of speech of each word.
pub fn tag(words: &[Word], decider: &mut impl Decider, tags: &mut Vec<Pos>) {
    tags.clear();
    let mut clause = Clause::default();
    for (at, word) in words.iter().enumerate() {
        let pos = if word.candidates.is_power_of_two() {
            Pos::ALL[word.candidates.trailing_zeros() as usize]
        } else {
            let features = features(words, at, tags, &clause);
            Pos::ALL[decider.decide(Task::Pos, at, &features, word.candidates) as usize]
        };
        clause.step(pos);
        tags.push(pos);
    }
}

/// What has been seen of the clause up to here.
#[derive(Default)]
struct Clause {
    finite: bool,
    subordinate: bool,
    /// Whether the clause before had its finite verb.
    before: bool,
}

impl Clause {
    fn step(&mut self, pos: Pos) {
        match pos {
            Pos::Comma | Pos::Terminal => *self = Clause { finite: false, subordinate: false, before: self.finite },
            Pos::Subordinator
            | Pos::RelativePronoun
            | Pos::InfinitiveSubordinator
            | Pos::InterrogativeAdverb
            | Pos::InterrogativePronoun => {
                *self = Clause { finite: false, subordinate: true, before: self.finite };
            }
            _ => self.finite |= pos.is_finite(),
        }
    }

    fn number(&self) -> u64 {
        u64::from(self.finite) | u64::from(self.subordinate) << 1 | u64::from(self.before) << 2
    }
}

/// What stands outside of the sentence.
const NOTHING: Word = Word { form: 1, lower: 1, tail: 1, head: 1, candidates: 0, class: 0, cluster: 0, shape: Shape::Mark, last: 0 };

fn features(words: &[Word], at: usize, tags: &[Pos], clause: &Clause) -> [u32; FEATURES] {
    let word = &words[at];
    let before = at.checked_sub(1).map_or(&NOTHING, |at| &words[at]);
    let next = words.get(at + 1).unwrap_or(&NOTHING);
    let after = words.get(at + 2).unwrap_or(&NOTHING);
    let tag = |back: usize| at.checked_sub(back).map_or(63, |at| tags[at] as u64);
    let (tag1, tag2) = (tag(1), tag(2));
    let form = u64::from(word.form);
    let class = u64::from(word.class) << 3 | word.shape as u64;
    // An unknown neighbour is known by its ending.
    let sort = |word: &Word| if word.class == 0 { word.suffix(2) << 19 | 1 << 18 } else { u64::from(word.class) } << 3 | word.shape as u64;
    let (next_class, after_class) = (sort(next), sort(after));
    let state = clause.number();
    // Where a finite verb stands last, the clause is subordinate.
    let last = words.get(word.last as usize).unwrap_or(&NOTHING);
    let distance = u64::from(word.last).saturating_sub(at as u64).min(3);
    let final_sort = sort(last) << 2 | distance;
    [
        feature(1, form, 0, 0),
        feature(2, u64::from(word.lower), word.shape as u64, 0),
        feature(3, word.suffix(2), class, 0),
        feature(4, word.suffix(3), word.shape as u64, 0),
        feature(5, word.suffix(4), word.shape as u64, 0),
        feature(6, word.suffix(5), 0, 0),
        feature(7, word.prefix(3), word.suffix(2), 0),
        feature(8, u64::from(before.form), class, 0),
        feature(9, u64::from(next.form), class, 0),
        feature(10, tag1, class, 0),
        feature(11, tag1, tag2, class),
        feature(12, tag1, form, 0),
        feature(13, form, next_class, 0),
        feature(14, next_class, after_class, class),
        feature(15, tag1, next_class, class),
        feature(16, form, u64::from(next.form), 0),
        feature(17, u64::from(before.form), form, 0),
        feature(18, state, class, word.suffix(2)),
        feature(19, state, form, next.candidates & 0x3ff),
        feature(20, u64::from(word.cluster), word.shape as u64, tag1),
        feature(21, u64::from(word.cluster & 0xff), u64::from(next.cluster), class),
        feature(22, tag1, word.suffix(3), next_class),
        feature(23, u64::from(after.form), class, 0),
        feature(24, state, tag1, word.suffix(3)),
        feature(25, final_sort, form, tag1),
        feature(26, final_sort, class, state),
        feature(27, u64::from(last.form), class, distance),
        feature(28, final_sort, next_class, form),
    ]
}
