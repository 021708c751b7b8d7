//! One person or body under all its names, across articles.

use super::Folds;
use super::aliases::Aliases;
use super::lists::list;
use super::names::{PersonName, folded};
use super::slices::Slices;
use super::statement::{Item, ItemId, Statement};
use super::voices::SPOKEN_FOR;
use super::words::{hash, words};
use serde::{Deserialize, Serialize};
use zufolge::report::{Entity, Kind};

/// How many topic terms of its last articles an entity is known by.
const TOPICS: usize = 60;
/// How many terms two topics must share, names of the entity itself not counted, to be of one story.
const SAME_STORY: usize = 2;
/// Rarity, in bits, from which on a body's word is a name of its own rather than the word for a sort of body.
const PROPER: u8 = 20;

/// An entity of one article, made ready to be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Somebody {
    /// Where it is named.
    pub item: ItemId,
    /// Its id in the report, "e4".
    pub local: String,
    /// The fullest form in the text, without the determiner.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Office or function.
    pub role: Option<String>,
    /// The forms it is named by, verbatim, each once; pronouns are left out.
    pub names: Vec<String>,
    /// What its article is about, the entity's own names left out.
    pub topic: Vec<u32>,
    /// Look-up keys: surnames, or stems of a body's names.
    pub keys: Vec<String>,
    /// Stems of a body's names, one list a name: "landestalsperrenbetrieb"; "ltb".
    pub stems: Vec<Vec<String>>,
    /// True if the name alone tells which body it is.
    pub proper: bool,
    /// The stem of the name where that is no more than a word for a sort of body, or an office: "das Ministerium", "die Ministerin".
    pub generic: Option<String>,
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
    /// Topic terms of its last articles, the newest last.
    pub topic: Vec<u32>,
    /// Look-up keys.
    pub keys: Vec<String>,
    /// Stems of a body's names.
    pub stems: Vec<Vec<String>>,
    /// True if one of its names alone tells which body it is.
    pub proper: bool,
    /// The stem of its name where all articles have only a word for a sort of body, or an office.
    pub generic: Option<String>,
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
            stems: somebody.stems.clone(),
            proper: somebody.proper,
            generic: somebody.generic.clone(),
        }
    }

    /// Takes up what one more article says of it.
    pub fn absorb(&mut self, somebody: &Somebody) {
        let full = |name: &str| (name.split_whitespace().count() > 1, name.len());
        if self.kind != Kind::Person && somebody.proper && !self.proper
            || self.kind == Kind::Person && !full(&self.name).0 && full(&somebody.name).0
        {
            self.name.clone_from(&somebody.name);
        }
        if somebody.role.is_some() {
            self.role.clone_from(&somebody.role);
        }
        if self.name.strip_suffix('s') == Some(&somebody.name) {
            self.name.clone_from(&somebody.name);
        }
        self.proper |= somebody.proper;
        if somebody.generic.is_none() {
            self.generic = None;
        }
        extend(&mut self.names, &somebody.names);
        extend(&mut self.keys, &somebody.keys);
        extend(&mut self.stems, &somebody.stems);
        for stem in &somebody.topic {
            self.topic.retain(|known| known != stem);
            self.topic.push(*stem);
        }
        let old = self.topic.len().saturating_sub(TOPICS);
        self.topic.drain(..old);
    }
}

fn extend<T: PartialEq + Clone>(list: &mut Vec<T>, more: &[T]) {
    for item in more {
        if !list.contains(item) {
            list.push(item.clone());
        }
    }
}

impl Folds {
    /// Whom an article names, in the report's order, and the bodies that it names only as those somebody speaks for.
    #[must_use]
    pub fn persons(&self, item: &Item<'_>) -> Vec<Somebody> {
        self.of_article(item).0
    }

    /// The same of an article whose topic and statements are known.
    pub(super) fn persons_in(&self, item: &Item<'_>, text: &Slices<'_>, topic: &[u32], statements: &[Statement]) -> Vec<Somebody> {
        let mut all: Vec<Somebody> = item.report.entities.iter().map(|entity| self.somebody(item, text, topic, entity)).collect();
        for at in 0..all.len() {
            if let Some(body) = self.short_for(&all[at], &all).cloned() {
                let short = std::mem::replace(&mut all[at], body);
                let stems = self.body_stems(&short.name);
                extend(&mut all[at].names, &short.names);
                extend(&mut all[at].keys, &stems);
                extend(&mut all[at].stems, &[stems]);
                all[at].local = short.local;
            }
        }
        for local in statements.iter().flat_map(|statement| &statement.chain).filter_map(|voice| voice.behalf_local.as_ref()) {
            let Some(name) = local.strip_prefix(SPOKEN_FOR).filter(|_| !all.iter().any(|known| known.local == *local)) else { continue };
            let (id, name) = (local.clone(), name.to_owned());
            let body = Entity { id, name, kind: Kind::Organisation, role: None, wikidata: None, mentions: Vec::new() };
            all.push(self.somebody(item, text, topic, &body));
        }
        all
    }

    /// The body of the article that one word is short for, which was taken for a person: "Nordia" for "Reederei Nordia Line". Not where a person of
    /// the article has that surname.
    fn short_for<'a>(&self, short: &Somebody, all: &'a [Somebody]) -> Option<&'a Somebody> {
        let word = short.name.as_str();
        if !matches!(short.kind, Kind::Person | Kind::Organisation)
            || short.role.is_some()
            || word.contains(' ')
            || !word.starts_with(char::is_uppercase)
        {
            return None;
        }
        let surname = |other: &Somebody| other.kind == Kind::Person && other.name.rsplit_once(' ').is_some_and(|(_, last)| last == word);
        let begins = |other: &&Somebody| {
            let mut said = other.name.split_whitespace().skip(usize::from(self.opens_with_sort(&other.name)));
            other.kind == Kind::Organisation && said.next() == Some(word) && said.next().is_some()
        };
        all.iter().find(begins).filter(|_| !all.iter().any(surname))
    }

    fn somebody(&self, item: &Item<'_>, text: &Slices<'_>, topic: &[u32], entity: &Entity) -> Somebody {
        let mut names: Vec<String> = Vec::new();
        let mentions = entity.mentions.iter().map(|span| text.slice(*span));
        for name in std::iter::once(entity.name.as_str()).chain(mentions) {
            let capital = name.split_whitespace().any(|word| word.starts_with(char::is_uppercase) && !self.words.is(word, list::STOP));
            if capital && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        let name = self.without_determiner(&entity.name);
        // "die Ministerin" is a person, whatever she was taken for.
        let person = entity.kind == Kind::Person || self.leads_alone(entity);
        let (mut keys, mut stems, mut proper) = (Vec::new(), Vec::new(), false);
        if person {
            let parts = self.person_name(&name);
            keys.extend([Some(parts.surname), parts.bare, parts.english].into_iter().flatten().filter(|key| key.chars().count() > 2));
            let office = self.office_alone(&entity.name);
            keys.extend(office.iter().map(|office| office_key(office)));
            keys.extend(entity.role.iter().flat_map(|role| self.offices(role)).map(|office| office_key(&office)));
            keys.sort();
            keys.dedup();
        } else if matches!(entity.kind, Kind::Organisation | Kind::Office | Kind::Outlet | Kind::Agency | Kind::Place) {
            let is_proper = |stems: &[String]| stems.iter().any(|stem| self.words.rarity(stem) >= PROPER);
            for form in std::iter::once(&name).chain(&names) {
                for part in form.split(['(', ')']) {
                    let found = self.body_stems(part);
                    // Of other mentions ("der Betreiber", "das Blatt") only what is a name leads to it from other articles.
                    let mut enter = |found: Vec<String>| {
                        if !found.is_empty() && !stems.contains(&found) && (stems.is_empty() || is_proper(&found)) {
                            stems.push(found);
                        }
                    };
                    // "der Hersteller Ormgard" is Ormgard, whatever sort of firm it is told to be.
                    if found.len() > 1 && self.opens_with_sort(part) && is_proper(&found[1..]) {
                        enter(found[1..].to_vec());
                    }
                    enter(found);
                }
            }
            stems.truncate(8);
            proper = stems.first().is_some_and(|own| is_proper(own));
            for found in &stems {
                keys.extend(found.first().cloned());
                keys.extend(found.last().cloned());
                keys.extend(found.last().and_then(|last| self.words.parts(last)).map(|(_, tail)| tail));
            }
            keys.sort();
            keys.dedup();
        }
        keys.extend(self.full_name_keys(&name));
        let generic = match &stems[..] {
            _ if person => self.office_alone(&entity.name),
            [only, ..] if only.len() == 1 && name.split_whitespace().count() == 1 => {
                self.words.ends(&name, list::AUTHORITY).map(|_| only[0].clone())
            }
            _ => None,
        };
        let own: Vec<u32> = words(&name).map(|word| hash(&self.words.stem(word.form))).collect();
        Somebody {
            item: item.id.clone(),
            local: entity.id.clone(),
            name,
            kind: if person { Kind::Person } else { entity.kind },
            role: entity.role.clone(),
            names,
            topic: topic.iter().copied().filter(|stem| !own.contains(stem)).collect(),
            keys,
            stems,
            proper,
            generic,
        }
    }

    /// True for who leads a body, named by nothing else than that: "die Ministerin", "der Bürgermeister".
    fn leads_alone(&self, entity: &Entity) -> bool {
        let office = entity.name.split_once(' ').map(|(_, office)| office).filter(|_| self.office_alone(&entity.name).is_some());
        matches!(entity.kind, Kind::Organisation | Kind::Office)
            && office.is_some_and(|office| self.words.ends(office, list::HEAD | list::LEADER).is_some())
    }

    /// The office, as a stem, where a person is named by nothing else: "die Ministerin".
    fn office_alone(&self, name: &str) -> Option<String> {
        let (determiner, office) = name.split_once(' ')?;
        let definite = self.words.turns.definite_article.has(&determiner.to_lowercase());
        let alone =
            office.starts_with(char::is_uppercase) && !office.contains(' ') && self.words.ends(office, list::SPOKESPERSON).is_none();
        (definite && alone).then(|| self.words.stem(office))
    }

    /// The offices that a role names, as stems: "Umweltministerin des Landes" → "umweltministerin", "ministerin".
    fn offices(&self, role: &str) -> Vec<String> {
        let first =
            words(role).find(|word| word.form.starts_with(char::is_uppercase) && self.words.ends(word.form, list::SPOKESPERSON).is_none());
        let Some(stem) = first.map(|word| self.words.stem(word.form)) else { return Vec::new() };
        let tail = self.words.parts(&stem).map(|(_, tail)| tail);
        std::iter::once(stem).chain(tail).collect()
    }

    fn without_determiner(&self, name: &str) -> String {
        let name = name.trim_matches(|c: char| matches!(c, '„' | '“' | '”' | '«' | '»' | '"' | ' ' | ','));
        let cut = name.split_once(' ').filter(|(first, _)| self.words.is(first, list::STOP));
        cut.map_or(name, |(_, rest)| rest).to_owned()
    }

    pub(super) fn person_name(&self, name: &str) -> PersonName {
        let mut name = PersonName::new(name, |word| self.words.is(word, list::TITLE));
        name.given = name.given.into_iter().map(|given| self.words.given_name(given)).collect();
        name
    }

    /// The stems of a body's name, without what any body may have: determiners, places behind "in".
    fn body_stems(&self, name: &str) -> Vec<String> {
        let name = name.split(" in ").next().unwrap_or(name);
        words(name)
            .filter(|word| !self.words.is(word.form, list::STOP) && word.form.starts_with(char::is_uppercase))
            .map(|word| self.words.stem(word.form))
            .collect()
    }

    /// True if the first noun of a name tells a sort of firm.
    fn opens_with_sort(&self, name: &str) -> bool {
        let mut nouns = words(name).filter(|word| !self.words.is(word.form, list::STOP) && word.form.starts_with(char::is_uppercase));
        nouns.next().is_some_and(|word| self.words.ends(word.form, list::BODY).is_some())
    }

    /// The known entity that somebody is, among those that share a key.
    ///
    /// The user's aliases go before all else. A full name leads to a person with that name, and never to one whose given name differs; a
    /// surname alone only to the one person of the same story who has it. A body's proper name leads to it anywhere, the word for its sort
    /// ("das Ministerium") only within a story.
    #[must_use]
    pub fn meet(&self, somebody: &Somebody, candidates: &[&Known], aliases: &Aliases) -> Meeting {
        if let Some(known) = candidates.iter().find(|known| aliases.joins(&somebody.name, &known.names)) {
            return Meeting::Is { entity: known.id, evidence: format!("the aliases say that {} is {}", somebody.name, known.name) };
        }
        let (name, full_names) = (self.person_name(&somebody.name), self.full_name_keys(&somebody.name));
        let mut found: Vec<(u8, &Known, String)> = candidates
            .iter()
            .filter(|known| !aliases.parts(&somebody.name, &known.name))
            .filter_map(|known| {
                if let Some(evidence) = same_full_name(somebody, &full_names, known) {
                    return Some((SURE - 1, *known, evidence));
                }
                let (rank, evidence) = if somebody.kind == Kind::Person {
                    self.same_person(somebody, &name, known)?
                } else {
                    self.same_body(somebody, known)?
                };
                Some((rank, *known, evidence))
            })
            .collect();
        found.sort_by_key(|(rank, known, _)| (std::cmp::Reverse(*rank), std::cmp::Reverse(known.id)));
        match &found[..] {
            [] => Meeting::New,
            // Two who could be meant, and nothing that tells which: neither.
            [first, second, ..] if first.0 == second.0 && first.0 < SURE => Meeting::New,
            [(_, known, evidence), ..] => Meeting::Is { entity: known.id, evidence: evidence.clone() },
        }
    }

    /// What everybody is looked up by whose name has several words, whatever it was taken for; "Konzern" and the like are no part of it, and
    /// "Fluggesellschaft" need not be.
    fn full_name_keys(&self, name: &str) -> Vec<String> {
        let mut capitals: Vec<&str> = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).collect();
        capitals.retain(|word| !self.words.is(word, list::BODY));
        let sort = usize::from(capitals.first().is_some_and(|first| self.words.ends(first, list::BODY).is_some()));
        let key =
            |words: &[&str]| (words.len() > 1).then(|| format!("~{}", words.iter().map(|word| folded(word)).collect::<Vec<_>>().join(" ")));
        let mut keys: Vec<String> = [key(&capitals), key(&capitals[sort..])].into_iter().flatten().collect();
        keys.dedup();
        keys
    }

    fn same_person(&self, somebody: &Somebody, a: &PersonName, known: &Known) -> Option<(u8, String)> {
        if known.kind != Kind::Person {
            return None;
        }
        let story = || shared(&somebody.topic, &known.topic);
        let holds = |office: &Option<String>, keys: &[String]| office.as_ref().is_some_and(|office| keys.contains(&office_key(office)));
        if somebody.generic.is_some() != known.generic.is_some() {
            // "die Ministerin": the one person of the story who holds that office.
            let same = holds(&somebody.generic, &known.keys) || holds(&known.generic, &somebody.keys);
            return (same && story() >= SAME_STORY)
                .then(|| (2, format!("the office within one story: {} = {}", somebody.name, known.name)));
        }
        let b = self.person_name(&known.name);
        if !a.agrees(&b) || a.surname.chars().count() < 3 {
            return None;
        }
        if a.is_full() && b.is_full() {
            return Some((SURE, format!("full name: {} = {}", somebody.name, known.name)));
        }
        let (story, role) = (story(), same_role(somebody.role.as_deref(), known.role.as_deref()));
        let same = story >= SAME_STORY || story > 0 && (role || leads(&somebody.topic, &known.topic));
        same.then(|| (if role { 3 } else { 2 }, format!("surname within one story: {} = {}", somebody.name, known.name)))
    }
}

/// Why two of one story are one, whatever an article took a body for: a name of several words is the same.
fn same_full_name(somebody: &Somebody, names: &[String], known: &Known) -> Option<String> {
    let people = somebody.kind == Kind::Person && known.kind == Kind::Person;
    let same = !people && names.iter().any(|name| known.keys.contains(name)) && shared(&somebody.topic, &known.topic) >= SAME_STORY;
    same.then(|| format!("the same name: {}", known.name))
}

/// What persons are looked up by who may be told by their office alone.
fn office_key(office: &str) -> String {
    format!("={office}")
}

/// The rank of what needs no story.
const SURE: u8 = 5;

impl Folds {
    fn same_body(&self, somebody: &Somebody, known: &Known) -> Option<(u8, String)> {
        let media = |kind: Kind| matches!(kind, Kind::Outlet | Kind::Agency);
        if known.kind == Kind::Person || media(somebody.kind) != media(known.kind) || somebody.stems.is_empty() {
            return None;
        }
        let equal = somebody.stems.iter().find(|stems| known.stems.contains(stems));
        if let Some(stems) =
            equal.filter(|stems| somebody.proper && known.proper && (somebody.stems[0] == **stems || known.stems[0] == **stems))
        {
            return Some((SURE, format!("the same name: {}", stems.join(" "))));
        }
        // What the two are about is asked last: it takes the longest.
        let shortens = equal.is_none() && (self.shortens(&somebody.stems, &known.stems) || self.shortens(&known.stems, &somebody.stems));
        let may_be = equal.is_some() || shortens || somebody.generic.is_some() || known.generic.is_some();
        if !may_be || shared(&somebody.topic, &known.topic) < SAME_STORY {
            return None;
        }
        if let Some(stems) = equal {
            // A name of its own tells more than what else it was called by: the town in "Landgericht Altenau" is no name of the court.
            let own = somebody.stems.first() == Some(stems) || known.stems.first() == Some(stems);
            let rank = if own { 4 } else { 2 };
            return Some((rank, format!("the same name within one story: {}", stems.join(" "))));
        }
        if shortens {
            return Some((3, format!("a part of the name within one story: {} = {}", somebody.name, known.name)));
        }
        let part = self.shorter(somebody.generic.as_deref(), &known.stems).max(self.shorter(known.generic.as_deref(), &somebody.stems));
        part.map(|rank| (rank, format!("the short name within one story: {} = {}", somebody.name, known.name)))
    }

    /// True if a body's name is the beginning of the other's, and tells which body it is: "Ormgard" for "Ormgard Energie GmbH"; or several words
    /// of which the other has one more before them: "Institut für Wasserbau", "Brenzer Institut für Wasserbau".
    fn shortens(&self, short: &[Vec<String>], long: &[Vec<String>]) -> bool {
        let (Some(short), Some(long)) = (short.first(), long.first()) else { return false };
        let without_place = short.len() > 1 && long.len() == short.len() + 1 && long.ends_with(short);
        without_place || long.len() > short.len() && long.starts_with(short) && self.words.rarity(&short[0]) >= PROPER
    }

    /// A rank if a word for a sort of body is short for a longer name: "der Landkreis" for "Landkreis Kaltenrode" before "das Ministerium" for
    /// "Umweltministerium". "Staatsanwaltschaft" is not short for "Generalstaatsanwaltschaft".
    fn shorter(&self, generic: Option<&str>, names: &[Vec<String>]) -> Option<u8> {
        let generic = generic?;
        let rank = |name: &Vec<String>| match &name[..] {
            // "Landesamt" is short for "Landesamt für Fischerei".
            [only] => {
                let before = only.strip_suffix(generic).filter(|before| before.len() > 2)?;
                (!self.words.is(before, list::RANK)).then_some(2)
            }
            [first, ..] => (first == generic).then_some(3),
            [] => None,
        };
        names.iter().filter_map(rank).max()
    }
}

/// True if one of the first terms of an article's topic is one the entity is known by.
fn leads(topic: &[u32], known: &[u32]) -> bool {
    topic.iter().take(4).any(|stem| known.contains(stem))
}

fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|stem| b.contains(stem)).count()
}

fn same_role(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let last = |role: &str| folded(role.split_whitespace().next().unwrap_or_default());
    let (a, b) = (last(a), last(b));
    a.ends_with(&b) || b.ends_with(&a)
}
