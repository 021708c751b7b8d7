//! On which leg of a claim a statement stands: whose words it has, which paper it names, which article it is printed from.

use super::claim::{Part, Relation};
use super::compare::same_names;
use super::copies::Copy;
use super::likeness::{Weighing, likeness};
use super::names::{ends_so, fold, medium};
use super::origins::Origin;
use super::statement::{ItemId, Statement, Voice};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use zufolge::attribution::Stance;
use zufolge::report::{Kind, Naming};
use zufolge::{CodePoint, Span};

/// A claim as far as it is known when a statement comes: the legs that it stands on, and the statements before that stand on them.
#[derive(Debug)]
pub(super) struct Legs<'a> {
    pub(super) statements: &'a [&'a Statement],
    /// The near-copies of each item.
    copies_of: FxHashMap<&'a ItemId, Vec<&'a Copy>>,
    pub(super) before: Before<'a>,
    /// The part of each statement in the claim.
    pub(super) parts: Vec<Part>,
    /// The legs, in the order in which they came.
    pub(super) all: Vec<Leg>,
}

/// Where a statement stands.
#[derive(Debug)]
pub(super) struct Stand {
    /// The known leg; `None` for one of its own.
    pub(super) leg: Option<usize>,
    /// The article that the statement takes it from.
    pub(super) echo: Option<ItemId>,
    /// Why, in words for people.
    pub(super) evidence: Vec<String>,
}

impl<'a> Legs<'a> {
    /// None so far.
    pub(super) fn none(statements: &'a [&'a Statement], copies: &'a [Copy]) -> Legs<'a> {
        let mut copies_of: FxHashMap<&ItemId, Vec<&Copy>> = FxHashMap::default();
        for copy in copies {
            copies_of.entry(&copy.first).or_default().push(copy);
            copies_of.entry(&copy.second).or_default().push(copy);
        }
        let parts = vec![Part { origin: None, relation: None, echo_of: None, evidence: Vec::new() }; statements.len()];
        Legs { statements, copies_of, before: Before::default(), parts, all: Vec::new() }
    }

    /// The known leg that a statement stands on, with the article that it takes it from.
    pub(super) fn stand_of(&self, statement: &Statement, copied: Option<&Copied>) -> Stand {
        Search { legs: self, statement, copied }.stand()
    }

    /// The leg of whoever says that somebody has said so: "Quast: Die Stadt habe um Aufschub gebeten". Whatever the city asked for, it is Quast
    /// who says so.
    pub(super) fn around(&self, statement: &Statement) -> Option<usize> {
        let mut here = self.before.of_article(&statement.item.article).iter().copied();
        here.find(|outer| stands_in(statement, self.statements[*outer])).and_then(|outer| self.parts[outer].origin)
    }

    /// Adds a leg that a statement is the first to stand on.
    pub(super) fn add(&mut self, statement: &Statement, copied: Option<&Copied>) -> usize {
        let mut leg = Leg::of(statement);
        // What prints an item that was replaced since has the origin that the item has.
        if let Some(copied) = copied {
            leg.first = copied.item.clone();
            leg.origin.first_seen = copied.published.or(statement.published);
        }
        self.all.push(leg);
        self.all.len() - 1
    }

    /// What of an earlier article this statement is printed from: the same words in a near-copy, or in the agency's item that was replaced since.
    pub(super) fn copied_from(&self, statement: &Statement) -> Option<Copied> {
        let copies = self.copies_of.get(&statement.item).map_or(&[][..], Vec::as_slice);
        let earlier = copies.iter().filter_map(|copy| {
            let (other, at) = if copy.first == statement.item {
                (&copy.second, copy.second_published)
            } else if copy.second == statement.item {
                (&copy.first, copy.first_published)
            } else {
                return None;
            };
            // The agency's own item is no copy of what papers made of an earlier version.
            let sooner = !(statement.is_agencys_own() && copy.agency.is_some())
                && at.zip(statement.published).is_some_and(|(at, published)| at < published);
            if !sooner || other.article == statement.item.article {
                return None;
            }
            let there = self.before.of_article(&other.article);
            // An insider's words that a minister repeats are not printed from there.
            let somebody = |statement: &Statement| matches!(lead(statement), Lead::Somebody(_));
            let alike = there.iter().copied().filter(|index| somebody(self.statements[*index]) == somebody(statement));
            let same = alike.map(|index| (index, like(statement, self.statements[index])));
            let same = same.filter(|(_, like)| *like >= SAME_WORDS).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(index, _)| index);
            let replaced = there.is_empty() && copy.agency.is_some() && copy.agency == statement.agency;
            (same.is_some() || replaced).then_some((
                copy.agency.is_some(),
                copy.overlap,
                at,
                Copied { item: other.clone(), published: at, statement: same },
            ))
        });
        // The agency's own item goes before another paper's copy of it, the nearest copy before the others.
        let best = earlier.max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(b.2.cmp(&a.2)));
        best.map(|(.., copied)| copied)
    }
}

/// A statement whose leg is looked for among the known ones.
#[derive(Debug)]
struct Search<'s, 'a> {
    legs: &'s Legs<'a>,
    statement: &'s Statement,
    copied: Option<&'s Copied>,
}

impl Search<'_, '_> {
    /// What tells whose words they are where somebody is named, the surest first.
    const OF_SOMEBODY: [fn(&Self, &Voice) -> Option<usize>; 9] = [
        Self::printed_from,
        Self::same_somebody,
        Self::told_alike,
        Self::same_document,
        Self::named_now,
        Self::only_body,
        Self::told_back,
        Self::group_of_the_paper,
        Self::group_of_another_paper,
    ];

    fn stand(&self) -> Stand {
        match lead(self.statement) {
            // Whoever has the name of a paper of the story is that paper.
            Lead::Somebody(voice) if self.is_paper(voice) => self.of_medium(Some(&voice.name), voice),
            Lead::Somebody(voice) => self.of_somebody(voice),
            Lead::Medium(name, voice) => self.of_medium(name.as_deref(), voice),
            Lead::Nameless(voice, via) => self.of_nameless(voice, via.as_deref()),
        }
    }

    fn is_paper(&self, voice: &Voice) -> bool {
        (voice.naming == Naming::Named || voice.kind != Kind::Person) && !self.legs.before.of_printer(&voice.name).is_empty()
    }

    /// Some one person, body or document: "sagte Quast", "das Amt", "laut einem Papier".
    fn of_somebody(&self, voice: &Voice) -> Stand {
        let leg = Self::OF_SOMEBODY.iter().find_map(|step| step(self, voice));
        let evidence = match leg {
            Some(leg) => format!("the same source: {}", self.legs.all[leg].origin.name),
            None => format!("a source of its own: {}", voice.name),
        };
        let cited = |leg: usize| self.cited().filter(|(_, origin)| *origin == Some(leg)).map(|(other, _)| other.item.clone());
        Stand { leg, echo: leg.and_then(cited), evidence: vec![evidence] }
    }

    /// A paper, station or agency: "wie der Kurier schreibt", "Medienberichten zufolge".
    fn of_medium(&self, name: Option<&str>, voice: &Voice) -> Stand {
        if let Some((other, leg)) = self.of_printed(name) {
            let printer = other.outlet.as_ref().or(other.agency.as_ref()).map_or("", String::as_str);
            return Stand { leg, echo: Some(other.item.clone()), evidence: vec![format!("cites {printer}")] };
        }
        let paper =
            || Stand { leg: self.of_unread_paper(name), echo: None, evidence: vec![format!("cites {}", name.unwrap_or(&voice.name))] };
        self.same_text().unwrap_or_else(paper)
    }

    /// Somebody who is not named, as told to an outlet, or nobody at all: "zwei Beamte", "hieß es".
    fn of_nameless(&self, voice: Option<&Voice>, via: Option<&str>) -> Stand {
        if let Some(stand) = self.same_text() {
            return stand;
        }
        let known =
            self.told_to(via).or_else(|| self.told_to_named()).or_else(|| self.printed_by_another(via)).or_else(|| self.of_reports());
        let again = if known.is_none() { self.told_again(voice) } else { None };
        let evidence = match (known, again) {
            (Some(_), _) => format!("told to {}", via.unwrap_or("the same outlet")),
            (None, Some(_)) => "told again, with no source of its own".to_owned(),
            (None, None) => "a source of its own that is not named".to_owned(),
        };
        Stand { leg: known.or(again), echo: None, evidence: vec![evidence] }
    }

    /// Whoever it is called in a copy, it is the same one.
    fn printed_from(&self, _: &Voice) -> Option<usize> {
        self.of_copied()
    }

    /// The same somebody in the ledger, or who speaks for them, or the same name.
    fn same_somebody(&self, voice: &Voice) -> Option<usize> {
        let entities: Vec<i64> = ids_of(self.statement).collect();
        let name = fold(&voice.name);
        self.position(|leg| {
            leg.entities.iter().any(|entity| entities.contains(entity)) || !leg.nameless && !name.is_empty() && leg.name == name
        })
    }

    /// "das Hilfswerk", and before "der Leiter des Hilfswerks": who is called what the other is known by.
    fn told_alike(&self, _: &Voice) -> Option<usize> {
        let Legs { statements, parts, all, before, .. } = self.legs;
        let alike = before.all.iter().copied().filter(|at| same_names(&self.statement.signature, &statements[*at].signature));
        // Who confirms what stands in a report of theirs adds their word to it.
        let confirms = self.statement.stance.iter().any(|stance| matches!(stance, Stance::Confirms | Stance::Admits));
        let alike = alike.filter(|at| !confirms || is_document(self.statement) == is_document(statements[*at]));
        // Of what stands in another's words, the leg is that one's.
        let own = |(at, leg): &(usize, usize)| {
            let mut who = ids_of(statements[*at]).peekable();
            !all[*leg].nameless && (who.peek().is_none() || who.any(|id| all[*leg].entities.contains(&id)))
        };
        alike.filter_map(|at| Some((at, parts[at].origin?))).filter(own).map(|(_, leg)| leg).min()
    }

    /// "ein Sitzungsprotokoll", in an article that names the paper which told of "ein Papier": the same document. So is "im Protokoll heißt es"
    /// behind "ein Papier zeigt, …" in one article.
    fn same_document(&self, voice: &Voice) -> Option<usize> {
        if Sort::of(voice) != Sort::Document {
            return None;
        }
        let leaked = self.cited_leg().filter(|leg| self.legs.all[*leg].sort == Sort::Document);
        leaked.or_else(|| self.position(|leg| leg.sort == Sort::Document && self.is_of_article(leg)))
    }

    /// "der frühere Techniker Anton Prill hatte dem Kurier gesagt": whom that paper had only as "der Techniker".
    fn named_now(&self, voice: &Voice) -> Option<usize> {
        let named = voice.kind == Kind::Person && voice.naming == Naming::Named;
        if named { self.cited_leg().filter(|leg| self.legs.all[*leg].by_role) } else { None }
    }

    /// "der Konzern": the body of the story, if only one has said so.
    fn only_body(&self, voice: &Voice) -> Option<usize> {
        if !is_any_body(self.statement, voice) {
            return None;
        }
        let all = &self.legs.all;
        let mut bodies = (0..all.len()).filter(|leg| all[*leg].sort == Sort::Body && !all[*leg].nameless);
        bodies.next().filter(|_| bodies.next().is_none())
    }

    /// "sein Sprecher hatte versichert": whoever it was, it is told again.
    fn told_back(&self, voice: &Voice) -> Option<usize> {
        let again = voice.naming == Naming::Role && self.statement.told_back;
        if again { self.legs.all.iter().rposition(|leg| !leg.nameless) } else { None }
    }

    /// "die beiden Beamten": those whom the article, or its paper before, has as its source.
    fn group_of_the_paper(&self, voice: &Voice) -> Option<usize> {
        if !is_group(voice) {
            return None;
        }
        let own: Vec<String> = self.printers().map(|name| medium(name)).collect();
        let of_own = |leg: &Leg| leg.nameless && own.iter().any(|own| leg.is_via(own));
        self.position(|leg| self.is_of_article(leg) && leg.sort == Sort::Document || of_own(leg))
    }

    /// "Ärzte des Konzerns", as another paper has it: whom that paper did not name.
    fn group_of_another_paper(&self, voice: &Voice) -> Option<usize> {
        if !is_group(voice) {
            return None;
        }
        let medium = self.statement.chain[1..].iter().find(|voice| matches!(voice.kind, Kind::Outlet | Kind::Agency));
        medium.and_then(|voice| self.printed_by(&voice.name)).and_then(|(_, leg)| leg).filter(|leg| self.legs.all[*leg].nameless)
    }

    /// What the paper that is named has printed. Of "wie der Kurier unter Verweis auf ein Portal schrieb" it is what the paper between has, where
    /// nothing of the first is there.
    fn of_printed(&self, name: Option<&str>) -> Option<(&Statement, Option<usize>)> {
        let between = || self.statement.chain[1..].iter().find_map(|voice| self.printed_by(&voice.name));
        name.and_then(|name| self.printed_by(name)).or_else(|| if name.is_none() { self.cited() } else { between() })
    }

    /// A paper whose article is not in the ledger: told by another one, or for the first time here.
    fn of_unread_paper(&self, name: Option<&str>) -> Option<usize> {
        match name.map(medium) {
            Some(paper) => self.position(|leg| leg.is_via(&paper)),
            None => self.first(),
        }
    }

    /// "zwei Beamte", and no paper beside them: those that this one has known before.
    fn told_to(&self, via: Option<&str>) -> Option<usize> {
        let here = via.map(medium)?;
        self.position(|leg| leg.nameless && leg.is_via(&here))
    }

    /// "zwei Beamte dem Kurier": the words for the source name the paper.
    fn told_to_named(&self) -> Option<usize> {
        let words = fold(&self.statement.source);
        self.position(|leg| leg.nameless && leg.origin.via.as_deref().is_some_and(|via| words.contains(&fold(via))))
    }

    /// What was told to another paper is what that paper has printed.
    fn printed_by_another(&self, via: Option<&str>) -> Option<usize> {
        let other = via.filter(|via| !self.printers().any(|own| medium(own) == medium(via)));
        other.and_then(|via| self.printed_by(via)).and_then(|(_, leg)| leg)
    }

    /// "Medienberichten zufolge", which rest on insiders: those of the paper that is named, else those whom a paper had first.
    fn of_reports(&self) -> Option<usize> {
        let of_a_paper = self.statement.chain.iter().skip(1).any(|voice| voice.unnamed_medium);
        if of_a_paper { self.cited_leg().or_else(|| self.first()) } else { None }
    }

    /// "hieß es", with nobody behind it, tells again what was told; so does what is told back with another paper's name.
    fn told_again(&self, voice: Option<&Voice>) -> Option<usize> {
        let again = voice.is_none() || self.statement.told_back;
        if again { self.cited_leg().or_else(|| self.first()) } else { None }
    }

    /// The leg of what it is printed from.
    fn same_text(&self) -> Option<Stand> {
        let leg = self.of_copied()?;
        let echo = self.copied.map(|copied| copied.item.clone());
        Some(Stand { leg: Some(leg), echo, evidence: vec!["prints the same text".to_owned()] })
    }

    fn of_copied(&self) -> Option<usize> {
        self.copied.and_then(|copied| copied.statement).and_then(|at| self.legs.parts[at].origin)
    }

    /// The last article of an outlet or agency, and the leg it has.
    fn printed_by(&self, name: &str) -> Option<(&Statement, Option<usize>)> {
        let Legs { statements, parts, before, .. } = self.legs;
        let before = before.of_printer(name);
        let printed = |at: &&usize| statements[**at].item.article != self.statement.item.article;
        // What it found out itself goes before what it told of others.
        let first_hand = before.iter().rev().filter(printed).find(|at| parts[**at].relation != Some(Relation::Echo));
        let at = first_hand.or_else(|| before.iter().rev().find(printed))?;
        Some((statements[*at], parts[*at].origin))
    }

    /// The same of the first paper that the article or the chain names, if anything of it is there.
    fn cited(&self) -> Option<(&Statement, Option<usize>)> {
        let mut names = self.statement.cited.iter().chain(self.statement.chain.iter().map(|voice| &voice.name));
        names.find_map(|name| self.printed_by(name))
    }

    fn cited_leg(&self) -> Option<usize> {
        self.cited().and_then(|(_, leg)| leg)
    }

    /// The names of the outlet and the agency that print the statement.
    fn printers(&self) -> impl Iterator<Item = &String> {
        [&self.statement.outlet, &self.statement.agency].into_iter().flatten()
    }

    fn is_of_article(&self, leg: &Leg) -> bool {
        leg.first.article == self.statement.item.article
    }

    fn position(&self, is: impl Fn(&Leg) -> bool) -> Option<usize> {
        self.legs.all.iter().position(is)
    }

    fn first(&self) -> Option<usize> {
        (!self.legs.all.is_empty()).then_some(0)
    }
}

/// True for "die beiden Beamten".
fn is_group(voice: &Voice) -> bool {
    voice.kind == Kind::Group && voice.naming == Naming::Role
}

/// An origin, with what tells that a later statement has the same one.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) origin: Origin,
    /// The somebody in the ledger, and who they speak for.
    pub(super) entities: Vec<i64>,
    name: String,
    /// True where nobody is identified: it is the outlet that tells one from another.
    pub(super) nameless: bool,
    /// What it is.
    sort: Sort,
    /// True for a person whom no article has named so far: "der Techniker", "der Gründer der Firma".
    pub(super) by_role: bool,
    /// The first article that has it.
    pub(super) first: ItemId,
    /// True once they have admitted or confirmed it.
    pub(super) admitted: bool,
}

impl Leg {
    /// A leg that nobody has stood on so far.
    fn of(statement: &Statement) -> Leg {
        let printer = statement.agency.clone().or_else(|| statement.outlet.clone());
        let (name, naming, entity, via, nameless) = match lead(statement) {
            Lead::Somebody(voice) => (voice.name.clone(), voice.naming, voice.entity, None, false),
            Lead::Nameless(voice, via) => (
                voice.map_or(String::new(), |voice| voice.name.clone()),
                voice.map_or(Naming::Implicit, |voice| voice.naming),
                voice.and_then(|voice| voice.entity),
                via,
                true,
            ),
            Lead::Medium(name, voice) => (voice.name.clone(), voice.naming, voice.entity, name, true),
        };
        let name = if name.is_empty() { printer.clone().unwrap_or_default() } else { name };
        Leg {
            name: fold(&name),
            entities: ids_of(statement).collect(),
            origin: Origin { name, naming, entity, via, first_seen: statement.published },
            nameless,
            sort: statement.chain.first().map_or(Sort::Other, Sort::of),
            by_role: statement.chain.first().is_some_and(|voice| voice.kind == Kind::Person && voice.naming == Naming::Role),
            first: statement.item.clone(),
            admitted: false,
        }
    }

    /// True if the origin spoke to a paper; `paper` as [`medium`] has it.
    fn is_via(&self, paper: &str) -> bool {
        self.origin.via.as_deref().map(medium).is_some_and(|via| via == paper || ends_so(&via, paper) || ends_so(paper, &via))
    }
}

/// What an origin is, where that tells it under another word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A document without a name: "ein internes Papier".
    Document,
    /// A body, or somebody who speaks for one.
    Body,
    Other,
}

impl Sort {
    fn of(voice: &Voice) -> Sort {
        if voice.kind == Kind::Document && voice.naming != Naming::Named {
            Sort::Document
        } else if matches!(voice.kind, Kind::Organisation | Kind::Office) || voice.behalf_local.is_some() || voice.behalf_name.is_some() {
            Sort::Body
        } else {
            Sort::Other
        }
    }
}

/// The statements that have an origin already, by time, found by their articles and by who printed them.
#[derive(Debug, Default)]
pub(super) struct Before<'a> {
    all: Vec<usize>,
    by_article: FxHashMap<&'a str, Vec<usize>>,
    /// By the names of outlet and agency, as [`medium`] has them.
    by_printer: FxHashMap<String, Vec<usize>>,
}

impl<'a> Before<'a> {
    pub(super) fn add(&mut self, at: usize, statement: &'a Statement) {
        self.all.push(at);
        self.by_article.entry(&statement.item.article).or_default().push(at);
        for printer in [&statement.outlet, &statement.agency].into_iter().flatten().map(|name| medium(name)).filter(|name| !name.is_empty())
        {
            self.by_printer.entry(printer).or_default().push(at);
        }
    }

    pub(super) fn of_article(&self, article: &str) -> &[usize] {
        self.by_article.get(article).map_or(&[], Vec::as_slice)
    }

    fn of_printer(&self, name: &str) -> &[usize] {
        let name = medium(name);
        if let Some(known) = self.by_printer.get(&name) {
            return known;
        }
        // "das Morgenblatt", where only one has a name that ends so.
        let mut known = self.by_printer.iter().filter(|(printer, _)| ends_so(printer, &name));
        known.next().filter(|_| known.next().is_none()).map_or(&[], |(_, known)| known)
    }
}

/// An earlier statement, or at least article, that one is printed from.
#[derive(Debug, Clone)]
pub(super) struct Copied {
    pub(super) item: ItemId,
    /// When it was printed.
    pub(super) published: Option<Timestamp>,
    /// The statement with the same words; `None` where that version was replaced since.
    pub(super) statement: Option<usize>,
}

/// What a statement's chain says of where it comes from.
#[derive(Debug)]
pub(super) enum Lead<'a> {
    /// Some one person, body or document.
    Somebody(&'a Voice),
    /// Somebody who is not named, as told to this outlet.
    Nameless(Option<&'a Voice>, Option<String>),
    /// A paper, station or agency; `None` for "Medienberichte".
    Medium(Option<String>, &'a Voice),
}

/// What the chain says: the origin if it is some one somebody, else the outlet it spoke to.
pub(super) fn lead(statement: &Statement) -> Lead<'_> {
    let printer = statement.agency.clone().or_else(|| statement.outlet.clone());
    let Some(origin) = statement.chain.first() else { return Lead::Nameless(None, printer) };
    let named = |voice: &Voice| voice.naming == Naming::Named && !voice.unnamed_medium;
    let medium = |voice: &Voice| matches!(voice.kind, Kind::Outlet | Kind::Agency) || voice.unnamed_medium;
    if medium(origin) {
        return Lead::Medium(named(origin).then(|| origin.name.clone()), origin);
    }
    if matches!(origin.naming, Naming::Anonymous | Naming::Implicit) {
        let via = statement.chain[1..].iter().find(|voice| medium(voice));
        let via = match via {
            Some(voice) if named(voice) => Some(voice.name.clone()),
            Some(_) => statement.cited.first().cloned().or(printer),
            None => printer,
        };
        let told = !origin.name.is_empty() && origin.naming == Naming::Anonymous;
        return Lead::Nameless(told.then_some(origin), via);
    }
    Lead::Somebody(origin)
}

/// True for "der Konzern", "die Firma", "deren Sprecherin": a body, or who speaks for one, that no word of its own tells, whichever the
/// article takes it for.
fn is_any_body(statement: &Statement, voice: &Voice) -> bool {
    let body = matches!(voice.kind, Kind::Organisation | Kind::Office) || voice.kind == Kind::Person && voice.naming == Naming::Role;
    body && statement.signature.called.is_empty() && !statement.signature.known_as.is_empty()
}

fn is_document(statement: &Statement) -> bool {
    statement.chain.first().is_some_and(|voice| voice.kind == Kind::Document)
}

/// The somebody in the ledger whose statement it is, and who they speak for.
pub(super) fn ids_of(statement: &Statement) -> impl Iterator<Item = i64> {
    statement.chain.first().into_iter().flat_map(|voice| [voice.entity, voice.behalf]).flatten()
}

/// True if a statement, with the words for its source, is a part of what another one of its article says.
fn stands_in(inner: &Statement, outer: &Statement) -> bool {
    let source = inner.source.split(" … ").next().unwrap_or_default();
    let covered = |span: &Span<CodePoint>| outer.content.iter().any(|content| content.covers(*span));
    !source.is_empty() && outer.text.len() > inner.text.len() && outer.text.contains(source) && inner.content.iter().all(covered)
}

/// How near the words of two statements must be for one to be printed from the other.
pub(super) const SAME_WORDS: f32 = 0.6;

pub(super) fn like(a: &Statement, b: &Statement) -> f32 {
    likeness(&a.signature, &b.signature, &Weighing::default()).of_longer
}
