//! One person or body under all its names, across articles.

use super::Folds;
use super::names::name_keys;
use super::statement::{Item, ItemId};
use serde::{Deserialize, Serialize};
use zufolge::report::Kind;

/// An entity of one article, made ready to be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Somebody {
    /// Where it is named.
    pub item: ItemId,
    /// Its id in the report, "e4".
    pub local: String,
    /// The fullest form in the text.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Office or function.
    pub role: Option<String>,
    /// The forms it is named by, verbatim, each once.
    pub names: Vec<String>,
    /// What its article is about, as in [`super::Signature`].
    pub topic: Vec<u32>,
    /// Look-up keys.
    pub keys: Vec<String>,
}

/// An entity that the ledger knows; a fold over the [`Somebody`]s that were found to be it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The store's number.
    pub id: i64,
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Office or function, as told last.
    pub role: Option<String>,
    /// From the user's aliases.
    pub wikidata: Option<String>,
    /// All forms.
    pub names: Vec<String>,
    /// Topic terms of its articles, the newest last.
    pub topic: Vec<u32>,
    /// Look-up keys.
    pub keys: Vec<String>,
}

/// What looking somebody up gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meeting {
    /// Known already.
    Is {
        /// The store's number.
        entity: i64,
        /// Why, in words for people.
        evidence: String,
    },
    /// Not met before.
    New,
}

/// What the user knows: names of one somebody, and names that must not be joined.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {}

impl Known {
    /// A new entity.
    #[must_use]
    pub fn new(id: i64, somebody: &Somebody) -> Known {
        Known {
            id,
            name: somebody.name.clone(),
            kind: somebody.kind,
            role: somebody.role.clone(),
            wikidata: None,
            names: somebody.names.clone(),
            topic: somebody.topic.clone(),
            keys: somebody.keys.clone(),
        }
    }

    /// Takes up what one more article says of it.
    pub fn absorb(&mut self, somebody: &Somebody) {
        if somebody.name.len() > self.name.len() {
            self.name.clone_from(&somebody.name);
        }
        if somebody.role.is_some() {
            self.role.clone_from(&somebody.role);
        }
        for name in &somebody.names {
            if !self.names.contains(name) {
                self.names.push(name.clone());
            }
        }
        for key in &somebody.keys {
            if !self.keys.contains(key) {
                self.keys.push(key.clone());
            }
        }
    }
}

impl Folds {
    /// Whom an article names, in the report's order.
    #[must_use]
    pub fn persons(&self, item: &Item<'_>) -> Vec<Somebody> {
        let text = super::slices::Slices::new(&item.report.text);
        let one = |entity: &zufolge::report::Entity| {
            let mut names: Vec<String> = vec![entity.name.clone()];
            for span in &entity.mentions {
                let name = text.slice(*span);
                if !name.is_empty() && !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
            Somebody {
                item: item.id.clone(),
                local: entity.id.clone(),
                name: entity.name.clone(),
                kind: entity.kind,
                role: entity.role.clone(),
                keys: name_keys(&entity.name),
                names,
                topic: Vec::new(),
            }
        };
        item.report.entities.iter().map(one).collect()
    }
}

/// The known entity that somebody is, among those that share a key.
#[must_use]
pub fn meet(somebody: &Somebody, candidates: &[&Known], _aliases: &Aliases) -> Meeting {
    for known in candidates {
        if known.name == somebody.name {
            return Meeting::Is { entity: known.id, evidence: format!("same name: {}", known.name) };
        }
    }
    Meeting::New
}
