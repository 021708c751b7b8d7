//! The chain of a statement: from who claims to know, outward to who prints it.
//!
//! This is all that is known without resolving who a source *is*: the links carry the text's own words, their kind stays open, and how
//! they are named is told from the words alone (`sources.txt`).

use super::{Kind, Link, Naming};
use crate::attribution::{Attribution, parent};
use crate::document::Document;
use zufolge_lexicon::LanguageData;

/// Tells from a source's words how it is named.
#[derive(Debug, Clone)]
pub struct SourceRules {
    anonymous: Vec<String>,
    exceptions: Vec<String>,
    openers: Vec<String>,
}

impl SourceRules {
    /// Compiles the lists of a language. Lists with a name it does not know are passed over.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        let mut rules = SourceRules { anonymous: Vec::new(), exceptions: Vec::new(), openers: Vec::new() };
        for line in data.sources.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((list, words)) = line.split_once(';') else { continue };
            let list = match list.trim() {
                "anonymous" => &mut rules.anonymous,
                "not" => &mut rules.exceptions,
                "opener" => &mut rules.openers,
                _ => continue,
            };
            list.extend(words.split_whitespace().map(str::to_lowercase));
        }
        rules
    }

    /// How the source that these words stand for is named.
    #[must_use]
    pub fn naming(&self, words: &str) -> Naming {
        if words.trim().is_empty() {
            Naming::Implicit
        } else if words.split(|c: char| !c.is_alphanumeric()).any(|word| self.is_anonymous(word)) {
            Naming::Anonymous
        } else if self.holds_name(words) {
            Naming::Named
        } else {
            Naming::Role
        }
    }

    fn is_anonymous(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        !word.is_empty()
            && !self.exceptions.contains(&word)
            && self.anonymous.iter().any(|entry| match entry.strip_prefix('-') {
                Some(ending) => word.ends_with(ending),
                None => word == *entry,
            })
    }

    /// Two capitalised words in a row ("Lena Brandt"), the first no mere sentence opener, or an acronym ("IHK").
    fn holds_name(&self, words: &str) -> bool {
        let mut after_capital = false;
        for word in words.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if is_acronym(bare) {
                return true;
            }
            let capital = bare.starts_with(char::is_uppercase) && !self.openers.contains(&bare.to_lowercase());
            if capital && after_capital {
                return true;
            }
            // A comma or bracket after the word parts it from the next one.
            after_capital = capital && word.ends_with(char::is_alphanumeric);
        }
        false
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

/// What of a chain is the same for a whole article: who sent it out and who printed it.
pub(super) fn printed_by(agency: Option<&str>, outlet: Option<&str>) -> Vec<Link> {
    let link = |name: &str, kind| Link { name: name.to_owned(), entity: None, span: None, kind, naming: Naming::Named };
    let agency = agency.map(|name| link(name, Kind::Agency));
    // An agency that prints its own item is one link, not two.
    let outlet = outlet.filter(|name| agency.as_ref().is_none_or(|agency| agency.name != *name)).map(|name| link(name, Kind::Outlet));
    agency.into_iter().chain(outlet).collect()
}

/// The chain of the attribution at `index`: its source, the sources of those that hold it, and `printed_by`.
pub(super) fn chain(doc: &Document, attributions: &[Attribution], index: usize, rules: &SourceRules, printed_by: &[Link]) -> Vec<Link> {
    let mut links = Vec::with_capacity(1 + printed_by.len());
    let mut next = Some(index);
    while let Some(at) = next {
        let link = link(doc, &attributions[at], rules);
        // Words in marks inside indirect speech have its source: one link, not two.
        if links.last() != Some(&link) {
            links.push(link);
        }
        next = parent(attributions, at);
    }
    links.extend_from_slice(printed_by);
    links
}

fn link(doc: &Document, attr: &Attribution, rules: &SourceRules) -> Link {
    // A source broken by other words or by a line end is named on one line.
    let words = attr.source.iter().flat_map(|&span| doc.slice(span).split_whitespace());
    let name = words.collect::<Vec<_>>().join(" ");
    let span = attr.source.first().copied();
    Link { naming: rules.naming(&name), name, entity: None, span, kind: Kind::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn naming_follows_the_words() {
        let rules = SourceRules::new(&zufolge_lexicon::GERMAN);
        let cases = [
            ("", Naming::Implicit),
            ("Lena Brandt", Naming::Named),
            ("die Senatorin Lena Brandt", Naming::Named),
            ("die IHK", Naming::Named),
            ("Der Minister", Naming::Role),
            ("Der Minister, Brandt", Naming::Role),
            ("er", Naming::Role),
            ("eine Sprecherin der Behörde", Naming::Role),
            ("Regierungskreise", Naming::Anonymous),
            ("Kreisen der Justiz", Naming::Anonymous),
            ("ein Insider", Naming::Anonymous),
            ("die Landkreise", Naming::Role),
        ];
        for (words, naming) in cases {
            assert_eq!(rules.naming(words), naming, "{words:?}");
        }
    }

    #[test]
    fn an_agency_that_prints_its_own_item_is_one_link() {
        let names = |agency, outlet| printed_by(agency, outlet).into_iter().map(|link| (link.name, link.kind)).collect::<Vec<_>>();
        assert_eq!(names(Some("dnb"), Some("dnb")), [("dnb".to_owned(), Kind::Agency)]);
        assert_eq!(names(Some("dnb"), Some("Nordkurier")), [("dnb".to_owned(), Kind::Agency), ("Nordkurier".to_owned(), Kind::Outlet)]);
        assert_eq!(names(None, None), []);
    }
}
