//! The words that views and pages say themselves, in the language of their reader. They stand in `words/`, one file a language.

use zufolge::attribution::{Form, Stance};
use zufolge::report::{Certainty, Kind, Naming, Polarity};

/// The language that views and pages speak; the article's own is another matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum UiLanguage {
    /// German
    De,
    /// English
    #[default]
    En,
}

impl UiLanguage {
    fn text(self) -> &'static str {
        match self {
            UiLanguage::De => include_str!("../words/de.txt"),
            UiLanguage::En => include_str!("../words/en.txt"),
        }
    }

    /// The words for a key; the key itself where a language has none, which a test rules out.
    #[must_use]
    pub fn say(self, key: &'static str) -> &'static str {
        entries(self.text()).find(|(known, _)| *known == key).map_or(key, |(_, words)| words)
    }

    /// The words for a key, with a number in the place of `{}`.
    #[must_use]
    pub fn count(self, key: &'static str, number: usize) -> String {
        self.say(key).replace("{}", &number.to_string())
    }

    /// "denies"
    #[must_use]
    pub fn stance(self, stance: Stance) -> &'static str {
        self.named("stance", stance.name())
    }

    /// "indirect"
    #[must_use]
    pub fn form(self, form: Form) -> &'static str {
        self.named("form", form.name())
    }

    /// "anonymous"
    #[must_use]
    pub fn naming(self, naming: Naming) -> &'static str {
        self.named("naming", naming.name())
    }

    /// "organisation"
    #[must_use]
    pub fn kind(self, kind: Kind) -> &'static str {
        self.named("kind", kind.name())
    }

    /// "spoken", for a contract name of [`zufolge::attribution::Mode`].
    #[must_use]
    pub fn mode(self, name: &'static str) -> &'static str {
        self.named("mode", name)
    }

    /// "probably so"
    #[must_use]
    pub fn certainty(self, certainty: Certainty) -> &'static str {
        self.named("certainty", certainty.name())
    }

    /// "not so"
    #[must_use]
    pub fn polarity(self, polarity: Polarity) -> &'static str {
        self.named("polarity", polarity.name())
    }

    /// ISO 639-1 code, `"de"`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            UiLanguage::De => "de",
            UiLanguage::En => "en",
        }
    }

    fn named(self, group: &str, name: &'static str) -> &'static str {
        let found = entries(self.text()).find(|(key, _)| key.strip_prefix(group).and_then(|rest| rest.strip_prefix('.')) == Some(name));
        found.map_or(name, |(_, words)| words)
    }
}

fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('=')).map(|(key, words)| (key.trim(), words.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_language_has_the_same_keys_and_all_stances_and_forms() {
        let keys = |language: UiLanguage| entries(language.text()).map(|(key, _)| key).collect::<BTreeSet<_>>();
        assert_eq!(keys(UiLanguage::De), keys(UiLanguage::En));
        let has = |key: &str| keys(UiLanguage::En).contains(key);
        assert!(Stance::ALL.iter().all(|stance| has(&format!("stance.{}", stance.name()))));
        assert!(Form::ALL.iter().all(|form| has(&format!("form.{}", form.name()))));
        assert!(Naming::ALL.iter().all(|naming| has(&format!("naming.{}", naming.name()))));
        assert!(Kind::ALL.iter().all(|kind| has(&format!("kind.{}", kind.name()))));
        assert!(Certainty::ALL.iter().all(|certainty| has(&format!("certainty.{}", certainty.name()))));
        assert!(Polarity::ALL.iter().all(|polarity| has(&format!("polarity.{}", polarity.name()))));
        assert_eq!(UiLanguage::De.count("count.many", 3), "3 Aussagen");
    }
}
