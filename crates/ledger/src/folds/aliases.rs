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

/// What a line says.
enum AliasLine {
    /// Names of one somebody: each as it is looked up and as it is written; the Wikidata item.
    One(Vec<(String, String)>, Option<String>),
    /// Names of two, as they are looked up.
    Two(String, String),
}

impl AliasLine {
    /// `None` for a line that says nothing.
    fn parse(line: &str) -> Result<Option<AliasLine>, String> {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            return Ok(None);
        }
        if let Some((one, other)) = line.split_once("!=") {
            let (one, other) = (key(one), key(other));
            if one.is_empty() || other.is_empty() {
                return Err("a name is missing beside `!=`".to_owned());
            }
            return Ok(Some(AliasLine::Two(one, other)));
        }
        let (names, wikidata) = line.split_once(';').map_or((line, None), |(names, id)| (names, Some(id.trim().to_owned())));
        let is_item = |id: &str| id.starts_with('Q') && id.len() > 1 && id[1..].bytes().all(|c| c.is_ascii_digit());
        if let Some(id) = wikidata.as_ref().filter(|id| !is_item(id)) {
            return Err(format!("`{id}` is no Wikidata item such as Q42"));
        }
        if !names.contains('=') && wikidata.is_none() {
            return Err("write `Name = other name`, `Name ; Q42` or `Name != Name`".to_owned());
        }
        let names: Vec<(String, String)> = names.split('=').map(|name| (key(name), name.trim().to_owned())).collect();
        if names.iter().any(|(key, _)| key.is_empty()) {
            return Err("a name is missing beside `=`".to_owned());
        }
        Ok(Some(AliasLine::One(names, wikidata)))
    }
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
            aliases.take_up(line).map_err(|what| AliasError { line: at + 1, what })?;
        }
        Ok(aliases)
    }

    /// What lines that were taken up one after the other come to. Where two contradict each other, as those of two ledgers may, the later
    /// one holds.
    #[must_use]
    pub fn of_lines<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> Aliases {
        let mut aliases = Aliases::default();
        for line in lines {
            if let Ok(Some(line)) = AliasLine::parse(line.as_ref()) {
                aliases.add(line);
            }
        }
        aliases
    }

    /// Takes up one more line. It may say more of earlier names, or part what an earlier one joined; to take one name out of a set and into
    /// another is more likely a mistake.
    ///
    /// # Errors
    ///
    /// What is wrong with the line, and how it should be.
    pub fn take_up(&mut self, line: &str) -> Result<(), String> {
        let Some(line) = AliasLine::parse(line)? else { return Ok(()) };
        if let AliasLine::One(names, _) = &line {
            let torn = names.iter().find(|(key, _)| {
                let left = |set| self.sets.iter().any(|(other, is)| *is == set && names.iter().all(|(key, _)| key != other));
                self.sets.get(key).is_some_and(|set| left(*set))
            });
            if let Some((_, name)) = torn {
                return Err(format!("`{name}` stands in two lines; write all its names in one"));
            }
        }
        self.add(line);
        Ok(())
    }

    fn add(&mut self, line: AliasLine) {
        match line {
            AliasLine::Two(one, other) => {
                if self.sets.get(&one).is_some_and(|set| self.sets.get(&other) == Some(set)) {
                    self.sets.remove(&other);
                }
                self.apart.push((one, other));
            }
            AliasLine::One(names, wikidata) => {
                let has = |wanted: &String| names.iter().any(|(key, _)| key == wanted);
                self.apart.retain(|(one, other)| !(has(one) && has(other)));
                let before = names.iter().find_map(|(key, _)| self.sets.get(key).and_then(|set| self.wikidata[*set].clone()));
                let set = self.wikidata.len();
                self.wikidata.push(wikidata.or(before));
                self.sets.extend(names.into_iter().map(|(key, _)| (key, set)));
            }
        }
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
    fn a_later_line_says_more_or_takes_back_what_an_earlier_one_said() {
        let theo = ["Theo Quast".to_owned()];
        let more = Aliases::parse("Theodor Quast = Theo Quast ; Q42\nTheodor Quast = Theo Quast = Teddy Quast").expect("good lines");
        assert!(more.joins("Teddy Quast", &theo) && more.wikidata("Teddy Quast") == Some("Q42"));
        let parted = "Theodor Quast = Theo Quast\nTheodor Quast != Theo Quast";
        let two = Aliases::parse(parted).expect("good lines");
        assert!(!two.joins("Theodor Quast", &theo) && two.parts("Theodor Quast", "Theo Quast"));
        let again = Aliases::parse(&format!("{parted}\nTheodor Quast = Theo Quast")).expect("good lines");
        assert!(again.joins("Theodor Quast", &theo) && !again.parts("Theodor Quast", "Theo Quast"));
    }

    #[test]
    fn of_lines_of_two_ledgers_that_contradict_each_other_the_later_one_holds() {
        let aliases = Aliases::of_lines(["Theodor Quast = Theo Quast", "Theo Quast = Jule Santer", "Lena Brandt = Magda Brandt"]);
        assert!(aliases.joins("Theo Quast", &["Jule Santer".to_owned()]));
        assert!(!aliases.joins("Theo Quast", &["Theodor Quast".to_owned()]));
        assert!(aliases.joins("Lena Brandt", &["Magda Brandt".to_owned()]));
    }

    #[test]
    fn a_bad_line_is_named_by_its_number() {
        for (text, line) in [("A B = C\nQuast\n", 2), ("Quast = ", 1), ("Quast ; 42", 1), ("A = B\nB = C", 2), ("!= B", 1)] {
            assert_eq!(Aliases::parse(text).map_err(|error| error.line), Err(line), "{text}");
        }
    }
}
