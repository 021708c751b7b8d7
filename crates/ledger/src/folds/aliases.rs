//! What the user knows of names: which are one somebody's, and which must not be joined.

use super::names::folded;
use rustc_hash::FxHashMap;

/// The user's knowledge of names; it goes before what the ledger finds.
///
/// One entry a line, `#` starts a comment:
///
/// ```text
/// Wolodymyr Selenskyj = Selenskij = Zelensky ; Q3874799
/// Lena Brandt != Karl Brandt
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    /// The set of a folded name.
    sets: FxHashMap<String, usize>,
    wikidata: Vec<Option<String>>,
    apart: Vec<(String, String)>,
}

/// A line that is no alias.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct AliasError {
    /// The line's number, from 1.
    pub line: usize,
    /// What is wrong, and how it should be.
    pub what: String,
}

impl Aliases {
    /// Reads the lines of an aliases file.
    ///
    /// # Errors
    ///
    /// If a line has neither `=` nor `!=`, a name is empty, or a name stands in two sets.
    pub fn parse(text: &str) -> Result<Aliases, AliasError> {
        let mut aliases = Aliases::default();
        for (at, line) in text.lines().enumerate() {
            let line_text = line.split('#').next().unwrap_or_default().trim();
            let fault = |what: String| AliasError { line: at + 1, what };
            if line_text.is_empty() {
                continue;
            }
            if let Some((one, other)) = line_text.split_once("!=") {
                let (one, other) = (key(one), key(other));
                if one.is_empty() || other.is_empty() {
                    return Err(fault("a name is missing beside `!=`".to_owned()));
                }
                aliases.apart.push((one, other));
                continue;
            }
            let (names, wikidata) = line_text.split_once(';').map_or((line_text, None), |(names, id)| (names, Some(id.trim().to_owned())));
            if let Some(id) =
                wikidata.as_ref().filter(|id| !(id.starts_with('Q') && id.len() > 1 && id[1..].bytes().all(|c| c.is_ascii_digit())))
            {
                return Err(fault(format!("`{id}` is no Wikidata item such as Q42")));
            }
            if !names.contains('=') && wikidata.is_none() {
                return Err(fault("write `Name = other name`, `Name ; Q42` or `Name != Name`".to_owned()));
            }
            let set = aliases.wikidata.len();
            aliases.wikidata.push(wikidata);
            for name in names.split('=') {
                let name_key = key(name);
                if name_key.is_empty() {
                    return Err(fault("a name is missing beside `=`".to_owned()));
                }
                if aliases.sets.insert(name_key, set).is_some_and(|before| before != set) {
                    return Err(fault(format!("`{}` stands in two lines; write all its names in one", name.trim())));
                }
            }
        }
        Ok(aliases)
    }

    /// The Wikidata item of a name.
    #[must_use]
    pub fn wikidata(&self, name: &str) -> Option<&str> {
        self.wikidata[self.set(name)?].as_deref()
    }

    /// Look-up keys by which the other names of somebody's set are filed: their words, folded.
    #[must_use]
    pub fn keys(&self, name: &str) -> Vec<String> {
        let Some(set) = self.set(name) else { return Vec::new() };
        let mut keys: Vec<String> = self
            .sets
            .iter()
            .filter(|(_, other)| **other == set)
            .filter_map(|(name, _)| name.split(' ').next_back())
            .map(str::to_owned)
            .collect();
        keys.sort();
        keys
    }

    /// True if a name is in one set with one of the others.
    pub(super) fn joins(&self, name: &str, others: &[String]) -> bool {
        let set = self.set(name);
        set.is_some() && others.iter().any(|other| self.set(other) == set)
    }

    /// True if the two names must not be joined.
    pub(super) fn parts(&self, one: &str, other: &str) -> bool {
        if self.apart.is_empty() {
            return false;
        }
        let (one, other) = (key(one), key(other));
        self.apart.iter().any(|(a, b)| *a == one && *b == other || *a == other && *b == one)
    }

    /// The set that a name stands in. Folding a name takes long, and most users have no aliases.
    fn set(&self, name: &str) -> Option<usize> {
        if self.sets.is_empty() { None } else { self.sets.get(&key(name)).copied() }
    }
}

fn key(name: &str) -> String {
    name.split_whitespace().map(folded).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Aliases;

    #[test]
    fn lines_join_and_part_names() {
        let aliases = Aliases::parse("# ours\nTheodor Quast = Theo Quast ; Q42\nLena Brandt != Karl Brandt\n").expect("good lines");
        assert!(aliases.joins("Theo Quast", &["Theodor Quast".to_owned()]));
        assert_eq!(aliases.wikidata("Theo  Quast"), Some("Q42"));
        assert!(aliases.parts("Karl Brandt", "Lena Brandt"));
        assert!(!aliases.joins("Lena Brandt", &["Karl Brandt".to_owned()]));
    }

    #[test]
    fn a_bad_line_is_named_by_its_number() {
        for (text, line) in [("A B = C\nQuast\n", 2), ("Quast = ", 1), ("Quast ; 42", 1), ("A = B\nB = C", 2), ("!= B", 1)] {
            assert_eq!(Aliases::parse(text).map_err(|error| error.line), Err(line), "{text}");
        }
    }
}
