//! The newest articles of each key, kept in memory.

use crate::folds::MOST_CANDIDATES;
use rustc_hash::FxHashMap;

/// Keys that are kept in memory.
const MOST_KEYS: usize = 100_000;

/// The articles that are filed under keys, up to [`MOST_CANDIDATES`] of each, the newest first: what the table of keys has, for those keys
/// that were looked up last.
#[derive(Debug, Default)]
pub(super) struct Recent {
    keys: FxHashMap<i64, Vec<i64>>,
}

impl Recent {
    /// The articles of a key; `read` gives them where they are not kept.
    pub(super) fn articles(&mut self, key: i64, read: impl FnOnce() -> rusqlite::Result<Vec<i64>>) -> rusqlite::Result<&[i64]> {
        if self.keys.len() >= MOST_KEYS && !self.keys.contains_key(&key) {
            self.keys.clear();
        }
        Ok(match self.keys.entry(key) {
            std::collections::hash_map::Entry::Occupied(kept) => kept.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => place.insert(read()?),
        })
    }

    /// Takes note that an article was filed under a key.
    pub(super) fn file(&mut self, key: i64, article: i64) {
        let Some(articles) = self.keys.get_mut(&key) else { return };
        match articles.first() {
            // What comes late is sorted in by the table.
            Some(newest) if *newest >= article => {
                self.keys.remove(&key);
            }
            _ => {
                articles.truncate(MOST_CANDIDATES - 1);
                articles.insert(0, article);
            }
        }
    }

    pub(super) fn clear(&mut self) {
        self.keys.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_the_table_would_give() {
        let mut recent = Recent::default();
        assert_eq!(recent.articles(7, || Ok(vec![3, 1])).expect("read"), [3, 1]);
        recent.file(7, 5);
        recent.file(8, 5);
        let kept = || -> rusqlite::Result<Vec<i64>> { Err(rusqlite::Error::InvalidQuery) };
        assert_eq!(recent.articles(7, kept).expect("kept"), [5, 3, 1]);
        for article in 6..200 {
            recent.file(7, article);
        }
        let newest: Vec<i64> = (0..200).rev().take(MOST_CANDIDATES).collect();
        assert_eq!(recent.articles(7, kept).expect("kept"), newest);
        recent.file(7, 4);
        assert!(recent.articles(7, kept).is_err(), "what came late is read again");
        assert!(recent.articles(8, kept).is_err(), "what was never read is not known");
    }
}
