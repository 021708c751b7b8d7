//! The tagger's lexicon: what frequent forms can be, and the word clusters they belong to.

use super::word::PosSet;

/// What is known of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Number of its set of parts of speech; 0 if only its cluster is known.
    pub class: u16,
    /// Its word cluster; 0 for none.
    pub cluster: u16,
}

/// Forms by the upper half of their hash.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    sets: Vec<PosSet>,
    keys: Vec<u32>,
    entries: Vec<Entry>,
    /// Where the keys with each upper half begin; one more at the end.
    starts: Vec<u32>,
}

impl Lexicon {
    /// From its sets, and its entries in the order of their keys.
    ///
    /// # Errors
    ///
    /// What is wrong with them, in a few words.
    pub fn new(sets: Vec<PosSet>, keys: Vec<u32>, entries: Vec<Entry>) -> Result<Lexicon, &'static str> {
        if keys.len() != entries.len() {
            return Err("as many keys as entries are needed");
        }
        if keys.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err("the keys of the lexicon are not in order");
        }
        if entries.iter().any(|entry| usize::from(entry.class) >= sets.len()) {
            return Err("an entry of the lexicon names a set that is not there");
        }
        if sets.first() != Some(&0) || sets.iter().any(|&set| set >= 1 << super::Pos::ALL.len()) || sets.iter().skip(1).any(|&set| set == 0)
        {
            return Err("a set of parts of speech is not valid");
        }
        let mut starts = vec![0; (1 << 16) + 1];
        for &key in &keys {
            starts[(key >> 16) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Ok(Lexicon { sets, keys, entries, starts })
    }

    /// The entry of a form, by its [hash](super::word::hash_word).
    pub fn get(&self, hash: u64) -> Option<Entry> {
        let key = (hash >> 32) as u32;
        let bucket = (key >> 16) as usize;
        let (start, end) = (*self.starts.get(bucket)? as usize, *self.starts.get(bucket + 1)? as usize);
        let at = self.keys[start..end].iter().position(|&known| known == key)?;
        Some(self.entries[start + at])
    }

    /// The set of that number; the empty one for 0.
    pub fn set(&self, class: u16) -> PosSet {
        self.sets[usize::from(class)]
    }

    /// All sets, the empty one first.
    pub fn sets(&self) -> &[PosSet] {
        &self.sets
    }

    /// All keys with their entries, in order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (u32, Entry)> + '_ {
        self.keys.iter().copied().zip(self.entries.iter().copied())
    }
}
