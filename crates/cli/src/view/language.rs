//! The words of the view itself, in the language of its reader. They stand in `ui/`, one file a language, apart from the code.

use clap::ValueEnum;
use zufolge::attribution::{Form, Stance};
use zufolge::report::Naming;

/// The language the view speaks; the article's own is another matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum UiLanguage {
    /// German
    De,
    /// English
    #[default]
    En,
}

impl UiLanguage {
    fn text(self) -> &'static str {
        match self {
            UiLanguage::De => include_str!("ui/de.txt"),
            UiLanguage::En => include_str!("ui/en.txt"),
        }
    }

    /// The words for a key; the key itself where a language has none, which a test rules out.
    pub(crate) fn say(self, key: &'static str) -> &'static str {
        entries(self.text()).find(|(known, _)| *known == key).map_or(key, |(_, words)| words)
    }

    /// The words for a key, with a number in the place of `{}`.
    pub(crate) fn count(self, key: &'static str, number: usize) -> String {
        self.say(key).replace("{}", &number.to_string())
    }

    /// "denies"
    pub(crate) fn stance(self, stance: Stance) -> &'static str {
        self.named("stance", stance.name())
    }

    /// "indirect"
    pub(crate) fn form(self, form: Form) -> &'static str {
        self.named("form", form.name())
    }

    /// "anonymous"
    pub(crate) fn naming(self, naming: Naming) -> &'static str {
        self.say(match naming {
            Naming::Named => "naming.named",
            Naming::Role => "naming.role",
            Naming::Anonymous => "naming.anonymous",
            Naming::Implicit => "naming.implicit",
        })
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
        assert_eq!(UiLanguage::De.count("count.many", 3), "3 Aussagen");
    }
}
