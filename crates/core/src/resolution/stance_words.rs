//! Words that tell what somebody does by what they say: the groups of `stance-words.txt`.

use crate::attribution::Stance;
use crate::document::Document;
use rustc_hash::FxHashMap;
use zufolge_lexicon::LanguageData;

/// At most this many groups; their bits are a word.
const GROUPS: usize = 64;

/// The compiled groups.
#[derive(Debug, Clone, Default)]
pub(super) struct StanceWords {
    groups: Vec<&'static str>,
    /// Groups that tell how sure something is.
    hedges: u64,
    stems: FxHashMap<String, u64>,
    /// Last parts of compounds.
    endings: FxHashMap<String, u64>,
    /// Words that attribute by themselves, and what they tell beyond stating.
    attributors: FxHashMap<String, Stance>,
}

/// What no last part of a compound is longer than, in letters.
const LONGEST_PART: usize = 48;

impl StanceWords {
    /// Compiles the lists of a language.
    pub(super) fn new(data: &LanguageData) -> Self {
        let mut words = StanceWords::default();
        let lines =
            |text: &'static str| text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty());
        for line in lines(data.stance_words) {
            let Some((group, entries)) = line.split_once(';') else { continue };
            let (group, hedge) = match group.trim().strip_prefix("hedge ") {
                Some(group) => (group, true),
                None => (group.trim(), false),
            };
            let index = words.groups.iter().position(|known| *known == group).unwrap_or_else(|| {
                words.groups.push(group);
                words.groups.len() - 1
            });
            if index >= GROUPS {
                continue;
            }
            words.hedges |= u64::from(hedge) << index;
            for entry in entries.split_whitespace().map(str::to_lowercase) {
                match entry.strip_prefix('-') {
                    Some(ending) => *words.endings.entry(stem(ending).to_owned()).or_default() |= 1 << index,
                    None => *words.stems.entry(stem(&entry).to_owned()).or_default() |= 1 << index,
                }
            }
        }
        for line in lines(data.prepositions) {
            let columns: Vec<&str> = line.split(';').map(str::trim).collect();
            let [_, pattern, _, stance, ..] = columns[..] else { continue };
            let stance = Stance::from_name(stance).filter(|stance| *stance != Stance::States);
            let noun = pattern.split([' ', '/']).find(|word| word.starts_with(char::is_uppercase));
            if let (Some(stance), Some(word)) = (stance, noun.or(Some(pattern).filter(|pattern| !pattern.contains(' ')))) {
                words.attributors.insert(word.to_lowercase(), stance);
            }
        }
        words
    }

    /// The groups a word, in small letters, belongs to, one bit each.
    pub(super) fn group_bits(&self, lower: &str) -> u64 {
        let stem = stem(lower);
        if let Some(bits) = self.stems.get(stem) {
            return *bits;
        }
        // Shorter last parts are chance: "Satz" in "Umsatz".
        let from = stem.char_indices().rev().nth(LONGEST_PART - 1).map_or(0, |(at, _)| at);
        let parts = stem[from..].char_indices().map(|(at, _)| from + at).filter(|at| *at >= 2 && stem.len() - at >= 4);
        parts.filter_map(|at| self.endings.get(&stem[at..])).next().copied().unwrap_or_default()
    }

    /// Those of the groups that are hedges.
    pub(super) fn hedges(&self, groups: u64) -> u64 {
        groups & self.hedges
    }

    /// The names of groups.
    pub(super) fn names(&self, mut bits: u64) -> impl Iterator<Item = &'static str> {
        std::iter::from_fn(move || {
            let index = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            self.groups.get(index).copied()
        })
    }

    /// True if the group of that name is among these.
    pub(super) fn has(&self, bits: u64, name: &str) -> bool {
        bits != 0 && self.names(bits).any(|group| group == name)
    }

    /// What an attributing word such as "Drängen" tells beyond stating.
    pub(super) fn attributor(&self, lower: &str) -> Option<Stance> {
        self.attributors.get(lower).copied()
    }
}

/// The words of a document with the groups of some of them, each worked out once: attributions lie inside each other and their words are
/// looked at for one thing after another.
#[derive(Debug, Clone)]
pub(super) struct Lowered<'a> {
    doc: &'a Document,
    groups: Vec<u64>,
}

impl<'a> Lowered<'a> {
    /// Of a document, with the groups of all tokens for which `wanted` holds; the others have none.
    pub(super) fn new(doc: &'a Document, words: &StanceWords, wanted: impl Fn(usize) -> bool) -> Self {
        let groups = |at: usize| if wanted(at) { words.group_bits(doc.lower(at)) } else { 0 };
        Lowered { doc, groups: (0..doc.tokens.len()).map(groups).collect() }
    }

    /// The word of a token in small letters.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.doc.lower(at)
    }

    /// Its groups, one bit each.
    pub(super) fn groups(&self, at: usize) -> u64 {
        self.groups[at]
    }
}

/// A word, in small letters, without its inflectional ending; crude, but the same for all forms of most words. What remains has at least
/// four letters.
pub(super) fn stem(lower: &str) -> &str {
    // By their last letter, the longest first: a word is held against those alone that it can end in.
    let endings: &[&str] = match lower.bytes().next_back() {
        Some(b'n') => &["eten", "sten", "ten", "ern", "en", "n"],
        Some(b's') => &["etes", "tes", "es", "s"],
        Some(b'r') => &["eter", "ter", "er"],
        Some(b'e') => &["ende", "ete", "te", "e"],
        Some(b't') => &["et", "st", "t"],
        Some(b'd') => &["end"],
        Some(b'm') => &["em"],
        _ => &[],
    };
    endings.iter().find_map(|ending| lower.strip_suffix(ending).filter(|stem| stem.len() >= 4)).unwrap_or(lower)
}
