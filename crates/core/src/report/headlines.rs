//! What was read in the headlines goes into the report of the text below them.

use super::{Attribution, Entity, Kind, Report, Source};
use crate::span::{CodePoint, Span};
use std::collections::HashMap;

impl Report {
    /// Puts the attributions of `heads`, a report of nothing but the headlines of the same text, before those of the text. Who is named in
    /// both is one entity, with the fullest name of the text.
    pub(crate) fn put_headlines(&mut self, heads: Report) {
        if heads.attributions.is_empty() {
            return;
        }
        let slices = Slices::new(&self.text);
        let mut ids: HashMap<String, String> = HashMap::new();
        let mut entities = std::mem::take(&mut self.entities);
        for entity in heads.entities {
            let id = if let Some(at) = same(&slices, &entities, &entity) {
                let known = &mut entities[at];
                known.mentions.splice(0..0, entity.mentions);
                known.id.clone()
            } else {
                let id = format!("e{}", entities.len() + 1);
                entities.push(Entity { id: id.clone(), ..entity.clone() });
                id
            };
            ids.insert(entity.id, id);
        }
        let mut attributions = heads.attributions;
        for attr in &mut attributions {
            for link in &mut attr.chain {
                link.entity = link.entity.as_ref().and_then(|id| ids.get(id).cloned());
                // The text below says better what it is, and how it is called, than a headline without articles.
                if let Some(entity) = entities.iter().find(|entity| link.entity.as_ref() == Some(&entity.id)) {
                    link.kind = entity.kind;
                    link.name.clone_from(&entity.name);
                }
                if let Some(below) = link.entity.as_ref().and_then(|id| link_of(&self.attributions, id)) {
                    (link.kind, link.naming) = (below.kind, below.naming);
                }
            }
        }
        let first = attributions.len();
        for attr in &mut self.attributions {
            attr.id = later(&attr.id, first);
            attr.parent = attr.parent.as_ref().map(|id| later(id, first));
        }
        attributions.append(&mut self.attributions);
        self.entities = entities;
        self.attributions = attributions;
    }
}

/// The id behind `first` others.
fn later(id: &str, first: usize) -> String {
    id.strip_prefix('a').and_then(|number| number.parse::<usize>().ok()).map_or_else(|| id.to_owned(), |n| format!("a{}", n + first))
}

/// The only entity of the text that bears the name, ends in it, or is called so by an office: "Brandt" is Lena Brandt, and "Landrat" the one of the text.
fn same(slices: &Slices<'_>, entities: &[Entity], entity: &Entity) -> Option<usize> {
    let named = |other: &&Entity| other.name == entity.name || other.mentions.iter().any(|span| slices.at(*span) == entity.name);
    if let Some(at) = entities.iter().position(|other| named(&other)) {
        return Some(at);
    }
    let ends_so = |other: &Entity| {
        let before = other.name.strip_suffix(entity.name.as_str());
        before.is_some_and(|before| before.ends_with(' ')) && (other.kind == entity.kind || other.kind == Kind::Person)
    };
    let holds = |other: &Entity| {
        let office = other.role.as_deref().and_then(|role| role.split_whitespace().next());
        other.kind == Kind::Person && office == Some(entity.name.as_str())
    };
    only(entities, ends_so).or_else(|| only(entities, holds))
}

/// The entity that is so, if no other is.
fn only(entities: &[Entity], is: impl Fn(&Entity) -> bool) -> Option<usize> {
    let mut all = entities.iter().enumerate().filter(|(_, other)| is(other)).map(|(at, _)| at);
    all.next().filter(|_| all.next().is_none())
}

/// The first link of the text's chains that is of this entity.
fn link_of<'a>(attributions: &'a [Attribution], entity: &str) -> Option<&'a Source> {
    attributions.iter().flat_map(|attr| &attr.chain).find(|link| link.entity.as_deref() == Some(entity))
}

/// The text, to be cut by code points.
struct Slices<'a> {
    text: &'a str,
    /// The byte where each code point starts, and the text's end.
    starts: Vec<usize>,
}

impl<'a> Slices<'a> {
    fn new(text: &'a str) -> Self {
        Slices { text, starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn at(&self, span: Span<CodePoint>) -> &'a str {
        &self.text[self.starts[span.start as usize]..self.starts[span.end as usize]]
    }
}
