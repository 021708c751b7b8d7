//! Short lists of words by name, compiled from a text of the lexicon: what a construction is told by.
//!
//! Sets that every token is looked up in are bits of its entry in a table. The lists here are asked where a rule has come so far already, and
//! are looked through one by one.

use rustc_hash::FxHashMap;

/// The words of one list, as they are spelled in the file.
#[derive(Debug, Clone, Default)]
pub struct WordList {
    words: Vec<&'static str>,
    /// The first bytes, the last ones and the lengths of its words, one bit each: most words that are asked for are turned away by these.
    first: u64,
    last: u64,
    lengths: u64,
}

impl WordList {
    /// Puts the words of a line, parted by blanks, behind those that are there.
    pub fn extend(&mut self, line: &'static str) {
        for word in line.split_ascii_whitespace() {
            self.first |= bit(word.bytes().next());
            self.last |= bit(word.bytes().next_back());
            self.lengths |= 1 << (word.len() & 63);
            self.words.push(word);
        }
    }

    /// True if the list has the word, spelled so.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        let first = word.bytes().next();
        // Of words as long the first letter is held against that of the word, before all of them are.
        self.first & bit(first) != 0
            && self.lengths & 1 << (word.len() & 63) != 0
            && self.words.iter().any(|known| known.len() == word.len() && known.bytes().next() == first && *known == word)
    }

    /// True if the word begins with one of the list, or is one.
    #[must_use]
    pub fn begins(&self, word: &str) -> bool {
        self.first & bit(word.bytes().next()) != 0 && self.words.iter().any(|start| word.starts_with(start))
    }

    /// The part of the list that the word ends in, if it does.
    #[must_use]
    pub fn end_of(&self, word: &str) -> Option<&'static str> {
        let last = word.bytes().next_back();
        if self.last & bit(last) == 0 {
            return None;
        }
        self.words.iter().copied().find(|end| end.bytes().next_back() == last && word.ends_with(end))
    }

    /// True if the word ends in one of the list, or is one.
    #[must_use]
    pub fn ends(&self, word: &str) -> bool {
        self.end_of(word).is_some()
    }

    /// The words, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.words.iter().copied()
    }

    /// True if the file has no such list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn bit(byte: Option<u8>) -> u64 {
    byte.map_or(0, |byte| 1 << (byte & 63))
}

/// The lines of a text of `[lists]`, each with the name of its list; comments cut off.
pub fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut name = "";
    text.lines().filter_map(move |line| {
        let line = line.split('#').next().unwrap_or_default().trim();
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(list) => {
                name = list;
                None
            }
            None => (!line.is_empty()).then_some((name, line)),
        }
    })
}

/// Gives every word with ß that a table knows its Swiss spelling as well, unless that is another word already: "ausserdem".
pub(crate) fn spell_swiss<T: Copy>(table: &mut FxHashMap<Box<str>, T>) {
    let swiss: Vec<(Box<str>, T)> = table
        .iter()
        .filter(|(word, _)| word.contains('ß'))
        .map(|(word, known)| (word.replace('ß', "ss").into_boxed_str(), *known))
        .collect();
    for (word, known) in swiss {
        table.entry(word).or_insert(known);
    }
}

/// True if a field is that of a list: `told_in` of "told-in".
#[must_use]
pub fn names(field: &str, list: &str) -> bool {
    field.len() == list.len() && field.bytes().zip(list.bytes()).all(|(a, b)| a == if b == b'-' { b'_' } else { b })
}

/// Declares a struct of [`WordList`]s that is compiled from a text of `[lists]`: a field `told_in` is the list `[told-in]`.
///
/// `LISTS` has the fields' names, by which a test can hold them against the file.
#[macro_export]
macro_rules! word_lists {
    ($(#[$meta:meta])* $vis:vis struct $lists:ident { $($(#[$doc:meta])* $list:ident,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default)]
        $vis struct $lists { $($(#[$doc])* $vis $list: $crate::word_list::WordList,)* }

        impl $lists {
            /// The lists with their names, with `_` for `-`.
            const LISTS: &[(&str, fn(&mut Self) -> &mut $crate::word_list::WordList)] =
                &[$((stringify!($list), |lists| &mut lists.$list)),*];

            /// Compiles the lists of a text; others in it are left out.
            $vis fn new(text: &'static str) -> Self {
                let mut lists = Self::default();
                let (mut open, mut list) = ("", None);
                for (name, line) in $crate::word_list::lines(text) {
                    if name != open {
                        open = name;
                        list = Self::LISTS.iter().find(|(field, _)| $crate::word_list::names(field, name)).map(|(_, list)| list);
                    }
                    if let Some(list) = list {
                        list(&mut lists).extend(line);
                    }
                }
                lists
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::word_lists! {
        /// Two lists for the tests.
        struct Two {
            /// Ends of words.
            some_ends,
            /// Whole words.
            whole,
        }
    }

    const TEXT: &str = "# head\n[some-ends]\nung heit # ends\nkeit\n[other]\nnichts\n[whole]\nSee Ufer\n";

    #[test]
    fn fields_are_the_lists_of_their_names() {
        let two = Two::new(TEXT);
        assert!(names("some_ends", "some-ends") && !names("some_ends", "some-end") && !names("some_ends", "same-ends"));
        assert_eq!(two.some_ends.iter().collect::<Vec<_>>(), ["ung", "heit", "keit"]);
        assert!(two.whole.has("See") && !two.whole.has("see") && !two.whole.has("") && !two.whole.has("Seeufer"));
        assert!(!two.whole.has("nichts") && !two.some_ends.has("nichts"));
    }

    #[test]
    fn words_begin_and_end_in_parts_of_a_list() {
        let two = Two::new(TEXT);
        assert_eq!(two.some_ends.end_of("Mündung"), Some("ung"));
        assert!(two.some_ends.ends("heit") && !two.some_ends.ends("Fluss") && !two.some_ends.ends(""));
        assert!(two.whole.begins("Seeufer") && two.whole.begins("Ufer") && !two.whole.begins("Am Ufer"));
    }
}
