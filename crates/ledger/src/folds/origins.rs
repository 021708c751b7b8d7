//! On how many independent legs a claim stands, and which article goes back to which.

use super::claim::{Gist, Part, Relation, asserts, is_demand, is_plan, likely_answers};
use super::compare::{asks, overlap, same_matter, same_names, same_speaker};
use super::copies::Copy;
use super::likeness::{Weighing, likeness};
use super::names::{ends_so, fold, medium};
use super::place::has_it_from_other;
use super::positions::said_before;
use super::quantities::Quantity;
use super::statement::{ItemId, Statement, Tie, Voice};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use zufolge::attribution::Stance;
use zufolge::report::{Kind, Naming};
use zufolge::{CodePoint, Span};

/// Who claims to know, independent of the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The words that name it best: "Justizkreise".
    pub name: String,
    /// How it is named.
    pub naming: Naming,
    /// Its entity in the ledger.
    pub entity: Option<i64>,
    /// The outlet or agency that it spoke to, or that first printed it.
    pub via: Option<String>,
    /// When it first stood in print.
    pub first_seen: Option<Timestamp>,
}

/// An origin, with what tells that a later statement has the same one.
#[derive(Debug)]
struct Leg {
    origin: Origin,
    /// The somebody in the ledger, and who they speak for.
    entities: Vec<i64>,
    name: String,
    /// True where nobody is identified: it is the outlet that tells one from another.
    nameless: bool,
    /// What it is.
    sort: Sort,
    /// True for a person whom no article has named so far: "der Techniker", "der Gründer der Firma".
    by_role: bool,
    /// The first article that has it.
    first: ItemId,
    /// True once they have admitted or confirmed it.
    admitted: bool,
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

/// True for "der Konzern", "die Firma", "deren Sprecherin": a body, or who speaks for one, that no word of its own tells, whichever the
/// article takes it for.
fn is_any_body(statement: &Statement, voice: &Voice) -> bool {
    let body = matches!(voice.kind, Kind::Organisation | Kind::Office) || voice.kind == Kind::Person && voice.naming == Naming::Role;
    body && statement.signature.called.is_empty() && !statement.signature.known_as.is_empty()
}

/// Below this confidence of the engine, what seems to be said may be no statement at all.
const UNSURE: f32 = 0.1;

/// The number that a claim is about: one with a unit that two thirds of the statements have which put it forward.
fn figure(statements: &[&Statement], asserting: &[usize]) -> Option<Quantity> {
    let with = |quantity: &Quantity| asserting.iter().filter(|at| has_figure(statements[**at], quantity)).count();
    let all = asserting.iter().flat_map(|at| &statements[*at].signature.quantities).filter(|quantity| quantity.unit != 0);
    let most = all.map(|quantity| (with(quantity), quantity)).max_by_key(|(count, _)| *count);
    most.filter(|(count, _)| *count > 1 && 3 * count >= 2 * asserting.len()).map(|(_, quantity)| *quantity)
}

fn has_figure(statement: &Statement, figure: &Quantity) -> bool {
    statement.signature.quantities.iter().any(|quantity| quantity.agrees(figure) || quantity.echoes(figure))
}

/// True if a statement is sure enough to show that somebody claims to know: the engine is sure that anybody speaks, and the number that the claim
/// is about is there, or it is an answer to the claim.
fn tells_origin(statement: &Statement, figure: Option<&Quantity>) -> bool {
    let answers = || statement.joins.is_some() || statement.stance.iter().any(|stance| matches!(stance, Stance::Confirms | Stance::Admits));
    statement.confidence >= UNSURE && figure.is_none_or(|figure| has_figure(statement, figure) || answers())
}

/// True for what is said of what is so, rather than that it is so.
fn is_aside(statement: &Statement) -> bool {
    let aside = |stance: &Stance| {
        matches!(stance, Stance::Praises | Stance::Criticises | Stance::Warns | Stance::Promises | Stance::Requests | Stance::Announces)
    };
    statement.stance.iter().all(aside)
}

/// How sure it must be that somebody speaks of what others of the claim speak of, to be an origin of it.
const SAME_MATTER: f32 = 0.85;

/// Of a claim of more statements it is not asked who stands alone in it: each would be held against all others.
const MANY: usize = 200;

/// True for who stands alone in a claim: nobody in another article surely speaks of that, is the same somebody, or has it from there. Such a one
/// mostly says something else, in some of the claim's words. Who confirms or admits it, or answers what their article tells, does not; and of
/// two nobody can tell which one stands alone.
fn is_loose<'a>(statement: &Statement, mut others: impl Iterator<Item = &'a Statement> + Clone, weighing: &Weighing) -> bool {
    let answers = statement.joins.as_ref().is_some_and(|joins| !joins.weak);
    if answers || statement.stance.iter().any(|stance| matches!(stance, Stance::Confirms | Stance::Admits)) {
        return false;
    }
    let apart = |other: &&Statement| other.item.article != statement.item.article;
    let has_it = |one: &Statement, other: &Statement| has_it_from_other(one, other) || tells_again(one, other);
    let tied = |other: &Statement| {
        same_speaker(statement, other)
            || has_it(statement, other)
            || has_it(other, statement)
            || same_matter(statement, other, weighing) >= SAME_MATTER
    };
    others.clone().filter(apart).take(2).count() > 1 && !others.any(|other| apart(&other) && tied(other))
}

/// True if nobody is behind what an article says which names the paper that printed the other one.
fn tells_again(statement: &Statement, other: &Statement) -> bool {
    let printers: Vec<String> = [&other.outlet, &other.agency].into_iter().flatten().map(|name| medium(name)).collect();
    let prints = |name: &String| printers.iter().any(|printer| *printer == medium(name) || ends_so(printer, &medium(name)));
    statement.chain.first().is_none_or(|voice| voice.naming == Naming::Implicit) && statement.cited.iter().any(prints)
}

/// The statements that have an origin already, by time, found by their articles and by who printed them.
#[derive(Debug, Default)]
struct Before<'a> {
    all: Vec<usize>,
    by_article: FxHashMap<&'a str, Vec<usize>>,
    /// By the names of outlet and agency, as [`medium`] has them.
    by_printer: FxHashMap<String, Vec<usize>>,
}

impl<'a> Before<'a> {
    fn add(&mut self, at: usize, statement: &'a Statement) {
        self.all.push(at);
        self.by_article.entry(&statement.item.article).or_default().push(at);
        for printer in [&statement.outlet, &statement.agency].into_iter().flatten().map(|name| medium(name)).filter(|name| !name.is_empty())
        {
            self.by_printer.entry(printer).or_default().push(at);
        }
    }

    fn of_article(&self, article: &str) -> &[usize] {
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

/// What a statement's chain says of where it comes from.
#[derive(Debug)]
enum Lead<'a> {
    /// Some one person, body or document.
    Somebody(&'a Voice),
    /// Somebody who is not named, as told to this outlet.
    Nameless(Option<&'a Voice>, Option<String>),
    /// A paper, station or agency; `None` for "Medienberichte".
    Medium(Option<String>, &'a Voice),
}

/// The origins of a claim and each statement's part in it; `order` are the statements by time.
pub(super) fn origins(statements: &[&Statement], order: &[usize], copies: &[Copy]) -> (Vec<Origin>, Vec<Part>) {
    let (gist, plan, demand) = (Gist::of(statements, order), is_plan(statements), is_demand(statements, order));
    let may_ask = |statement: &Statement| asks(statement) || statement.signature.obliges;
    let mut legs: Vec<Leg> = Vec::new();
    let mut before = Before::default();
    let mut copies_of: FxHashMap<&ItemId, Vec<&Copy>> = FxHashMap::default();
    for copy in copies {
        copies_of.entry(&copy.first).or_default().push(copy);
        copies_of.entry(&copy.second).or_default().push(copy);
    }
    let mut parts = vec![Part { origin: None, relation: None, echo_of: None, evidence: Vec::new() }; statements.len()];
    // A denial that reads like a claim of its own is one only where nobody has claimed it before.
    let denies = |statement: &Statement| !gist.negated && likely_answers(statement);
    let puts_forward =
        |statement: &Statement| asserts(statement, gist) && !(plan && asks(statement)) && !(demand && !plan && !may_ask(statement));
    let asserting: Vec<usize> = order.iter().copied().filter(|at| puts_forward(statements[*at])).collect();
    let figure = figure(statements, &asserting);
    // Words with nobody behind them, which a statement with a source stands within, are that one's.
    let nobody = |at: usize| statements[at].chain.first().is_none_or(|voice| voice.naming == Naming::Implicit);
    let outer = |at: usize| {
        let inner = |other: &usize| *other != at && statements[*other].item == statements[at].item && !nobody(*other);
        nobody(at) && asserting.iter().filter(|other| inner(other)).any(|other| overlap(statements[at], statements[*other]))
    };
    // "Auch das Amt korrigierte sich." only leads to what its spokeswoman says next.
    let leads = |at: usize| statements[at].joins.as_ref().is_some_and(|joins| joins.tie == Tie::Lead);
    // Who only praises, blames or promises something does not tell what is so, unless in the words of those who do.
    let aside = |at: usize| {
        let near = |other: &usize| statements[*other].item != statements[at].item && like(statements[at], statements[*other]) >= SAME_WORDS;
        let mut telling = asserting.iter().filter(|other| !is_aside(statements[**other]));
        let after = telling.clone().next().is_some_and(|first| statements[*first].published < statements[at].published);
        let most = 2 * telling.clone().count() > asserting.len();
        !plan && !demand && is_aside(statements[at]) && after && most && !telling.any(near)
    };
    let common = Weighing::default();
    let loose = |at: usize| asserting.len() <= MANY && is_loose(statements[at], asserting.iter().map(|other| statements[*other]), &common);
    let tells = |at: &usize| tells_origin(statements[*at], figure.as_ref()) && !outer(*at) && !leads(*at) && !aside(*at) && !loose(*at);
    let (sure, unsure): (Vec<usize>, Vec<usize>) = asserting.iter().copied().partition(tells);
    // Where nothing better is there, what is unsure has to do. Else it may only have an origin that is known already.
    let (sure, unsure) = if sure.is_empty() { (unsure, sure) } else { (sure, unsure) };
    let tellers = sure.into_iter().map(|at| (at, true)).chain(unsure.into_iter().map(|at| (at, false)));
    for (at, may_tell) in tellers {
        let statement = statements[at];
        if denies(statement) && !legs.is_empty() {
            continue;
        }
        let copies = copies_of.get(&statement.item).map_or(&[][..], Vec::as_slice);
        let copied = copied_from(statement, statements, &before, copies);
        let (found, echo, mut evidence) = place_leg(statement, statements, &before, &parts, &legs, copied.as_ref());
        // "Quast: Die Stadt habe um Aufschub gebeten": whatever the city asked for, it is Quast who says so.
        let around = || before.of_article(&statement.item.article).iter().copied().find(|outer| stands_in(statement, statements[*outer]));
        let within = if found.is_none() { around().and_then(|outer| parts[outer].origin) } else { None };
        if let Some(leg) = within {
            evidence = vec![format!("stands in what {} says", legs[leg].origin.name)];
        }
        let found = found.or(within);
        let (leg, new) = match found {
            Some(leg) if may_tell || not_before(statement, &legs[leg]) => (leg, false),
            _ if !may_tell => continue,
            Some(leg) => (leg, false),
            None => {
                legs.push(new_leg(statement));
                // What prints an item that was replaced since has the origin that the item has.
                if let Some(copied) = &copied {
                    let index = legs.len() - 1;
                    legs[index].first = copied.item.clone();
                    legs[index].origin.first_seen = copied.published.or(statement.published);
                }
                (legs.len() - 1, true)
            }
        };
        // Whom the first paper did not name, this one does.
        let named = statement.chain.first().filter(|voice| voice.kind == Kind::Person && voice.naming == Naming::Named);
        if let Some(voice) = named.filter(|_| legs[leg].by_role) {
            let origin = &mut legs[leg].origin;
            (origin.name, origin.naming, origin.entity) = (voice.name.clone(), voice.naming, voice.entity);
            legs[leg].by_role = false;
        }
        // Who admits it days later, having said otherwise or left it open, says so for the first time.
        let admits = statement.stance.contains(&Stance::Admits);
        if admits && !legs[leg].admitted && copied.is_none() && echo.is_none() && at_first_hand(statement, &legs[leg]) {
            legs[leg].first = statement.item.clone();
        }
        legs[leg].admitted |= admits || statement.stance.contains(&Stance::Confirms);
        let own = legs[leg].first.article == statement.item.article;
        // Only whoever it surely is is known by their name from now on.
        let again = !new && statement.told_back && statement.chain.first().is_some_and(|voice| voice.naming == Naming::Role);
        let surely = within.is_none() && !again;
        for entity in ids_of(statement).filter(|_| surely) {
            if !legs[leg].entities.contains(&entity) {
                legs[leg].entities.push(entity);
            }
        }
        let (relation, echo_of) = match (copied, own || new) {
            (Some(copied), _) => {
                // Two papers that print one item of an agency have it from there, however near their own texts are.
                let sister = copied.statement.filter(|other| statement.agency.is_some() && statements[*other].agency == statement.agency);
                let printed = sister.and_then(|other| parts[other].echo_of.clone());
                let printed = printed.filter(|item| before.of_article(&item.article).iter().any(|at| statements[*at].is_agencys_own()));
                (Relation::Echo, Some(printed.unwrap_or(copied.item)))
            }
            // "hatte am Mittwoch verlangt": it was told before, in whatever article.
            (None, true) if told_before(statement) => (Relation::Echo, None),
            (None, true) if told_by_another(statement) => (Relation::Echo, None),
            (None, true) if leg == 0 => (Relation::Origin, None),
            (None, true) => (Relation::Independent, None),
            (None, false) => (Relation::Echo, echo.or_else(|| Some(legs[leg].first.clone()))),
        };
        let part = &mut parts[at];
        part.origin = Some(leg);
        part.evidence = evidence;
        part.relation = Some(relation);
        part.echo_of = echo_of.filter(|item| item.article != statement.item.article);
        before.add(at, statement);
    }
    // Who names the figure again that they have put forward says it again, whatever they do to what others say.
    for &at in order.iter().filter(|at| figure.as_ref().is_some_and(|figure| has_figure(statements[**at], figure))) {
        let statement = statements[at];
        let who: Vec<i64> = ids_of(statement).collect();
        let theirs = legs.iter().position(|leg| not_before(statement, leg) && leg.entities.iter().any(|entity| who.contains(entity)));
        let (Some(leg), None) = (theirs, parts[at].relation) else { continue };
        let copies = copies_of.get(&statement.item).map_or(&[][..], Vec::as_slice);
        let copied = copied_from(statement, statements, &before, copies).map(|copied| copied.item);
        let item = copied.unwrap_or_else(|| legs[leg].first.clone());
        let own = item.article == statement.item.article;
        let relation = if !own {
            Relation::Echo
        } else if leg == 0 {
            Relation::Origin
        } else {
            Relation::Independent
        };
        let evidence = vec![format!("the same source: {}", legs[leg].origin.name)];
        parts[at] = Part { origin: Some(leg), relation: Some(relation), echo_of: Some(item).filter(|_| !own), evidence };
        before.add(at, statement);
    }
    (legs.into_iter().map(|leg| leg.origin).collect(), parts)
}

fn is_document(statement: &Statement) -> bool {
    statement.chain.first().is_some_and(|voice| voice.kind == Kind::Document)
}

/// The somebody in the ledger whose statement it is, and who they speak for.
fn ids_of(statement: &Statement) -> impl Iterator<Item = i64> {
    statement.chain.first().into_iter().flat_map(|voice| [voice.entity, voice.behalf]).flatten()
}

/// True if a statement, with the words for its source, is a part of what another one of its article says.
fn stands_in(inner: &Statement, outer: &Statement) -> bool {
    let source = inner.source.split(" … ").next().unwrap_or_default();
    let covered = |span: &Span<CodePoint>| outer.content.iter().any(|content| content.covers(*span));
    !source.is_empty() && outer.text.len() > inner.text.len() && outer.text.contains(source) && inner.content.iter().all(covered)
}

/// True for what somebody says to the paper itself, some days after what is known of them.
fn at_first_hand(statement: &Statement, leg: &Leg) -> bool {
    let medium = |voice: &Voice| matches!(voice.kind, Kind::Outlet | Kind::Agency) || voice.unnamed_medium;
    let apart = leg.origin.first_seen.zip(statement.published).is_some_and(|(a, b)| b.as_second() - a.as_second() > 2 * 86_400);
    apart && !leg.nameless && !statement.told_back && !statement.chain[1..].iter().any(medium)
}

/// True if an article only tells again what was said some days before, or what insiders had told to another paper.
fn told_before(statement: &Statement) -> bool {
    let to_another = || matches!(lead(statement), Lead::Nameless(Some(_), _)) && !statement.cited.is_empty();
    statement.told_back && (said_before(statement) || to_another())
}

/// True for what an article has from another paper, be it none of the ledger's, or tells again of its own: "wie der Kurier schreibt", "sagte er
/// dem Kurier", "diese Zeitung hatte berichtet".
fn told_by_another(statement: &Statement) -> bool {
    let own: Vec<String> = [&statement.outlet, &statement.agency].into_iter().flatten().map(|name| medium(name)).collect();
    let of_own = |voice: &Voice| {
        let name = medium(&voice.name);
        own.iter().any(|own| *own == name || ends_so(own, &name))
    };
    let is_medium = |voice: &&Voice| matches!(voice.kind, Kind::Outlet | Kind::Agency) || voice.unnamed_medium;
    let mut media = statement.chain.iter().filter(is_medium);
    media.clone().any(|voice| voice.unnamed_medium || !of_own(voice)) || statement.told_back && media.next().is_some()
}

/// True if an origin was there when a statement was printed.
fn not_before(statement: &Statement, leg: &Leg) -> bool {
    leg.first.article == statement.item.article || leg.origin.first_seen <= statement.published
}

/// An earlier statement, or at least article, that one is printed from.
#[derive(Debug, Clone)]
struct Copied {
    item: ItemId,
    /// When it was printed.
    published: Option<Timestamp>,
    /// The statement with the same words; `None` where that version was replaced since.
    statement: Option<usize>,
}

/// What of an earlier article this statement is printed from: the same words in a near-copy, or in the agency's item that was replaced since.
fn copied_from(statement: &Statement, statements: &[&Statement], before: &Before<'_>, copies: &[&Copy]) -> Option<Copied> {
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
        let there = before.of_article(&other.article);
        // An insider's words that a minister repeats are not printed from there.
        let somebody = |statement: &Statement| matches!(lead(statement), Lead::Somebody(_));
        let alike = there.iter().copied().filter(|index| somebody(statements[*index]) == somebody(statement));
        let same = alike.map(|index| (index, like(statement, statements[index])));
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

/// How near the words of two statements must be for one to be printed from the other.
const SAME_WORDS: f32 = 0.6;

fn like(a: &Statement, b: &Statement) -> f32 {
    likeness(&a.signature, &b.signature, &Weighing::default()).of_longer
}

/// The known leg that a statement stands on, the article it takes it from, and why.
fn place_leg(
    statement: &Statement,
    statements: &[&Statement],
    before: &Before<'_>,
    parts: &[Part],
    legs: &[Leg],
    copied: Option<&Copied>,
) -> (Option<usize>, Option<ItemId>, Vec<String>) {
    let of_copied = |copied: &Copied| copied.statement.and_then(|at| parts[at].origin);
    // The last article of an outlet or agency, and the leg it has.
    let printed_by = |name: &str| {
        let before = before.of_printer(name);
        let printed = |at: &&usize| statements[**at].item.article != statement.item.article;
        // What it found out itself goes before what it told of others.
        let first_hand = before.iter().rev().filter(printed).find(|at| parts[**at].relation != Some(Relation::Echo));
        let at = first_hand.or_else(|| before.iter().rev().find(printed))?;
        Some((statements[*at], parts[*at].origin))
    };
    let cited = || statement.cited.iter().chain(statement.chain.iter().map(|voice| &voice.name)).find_map(|name| printed_by(name));
    let lead = match lead(statement) {
        // Whoever has the name of a paper of the story is that paper.
        Lead::Somebody(voice)
            if (voice.naming == Naming::Named || voice.kind != Kind::Person) && !before.of_printer(&voice.name).is_empty() =>
        {
            Lead::Medium(Some(voice.name.clone()), voice)
        }
        lead => lead,
    };
    match lead {
        Lead::Somebody(voice) => {
            let entities: Vec<i64> = ids_of(statement).collect();
            let name = fold(&voice.name);
            let same = |leg: &Leg| {
                leg.entities.iter().any(|entity| entities.contains(entity)) || !leg.nameless && !name.is_empty() && leg.name == name
            };
            let told_alike = || {
                let alike = before.all.iter().copied().filter(|at| same_names(&statement.signature, &statements[*at].signature));
                // Who confirms what stands in a report of theirs adds their word to it.
                let confirms = statement.stance.iter().any(|stance| matches!(stance, Stance::Confirms | Stance::Admits));
                let alike = alike.filter(|at| !confirms || is_document(statement) == is_document(statements[*at]));
                // Of what stands in another's words, the leg is that one's.
                let own = |(at, leg): &(usize, usize)| {
                    let mut who = ids_of(statements[*at]).peekable();
                    !legs[*leg].nameless && (who.peek().is_none() || who.any(|id| legs[*leg].entities.contains(&id)))
                };
                alike.filter_map(|at| Some((at, parts[at].origin?))).filter(own).map(|(_, leg)| leg).min()
            };
            // Whoever it is called in a copy, it is the same one.
            let found = copied.and_then(of_copied).or_else(|| legs.iter().position(same));
            let found = found.or_else(told_alike);
            // "ein Sitzungsprotokoll", in an article that names the paper which told of "ein Papier": the same document.
            let leaked = || cited().and_then(|(_, leg)| leg).filter(|leg| legs[*leg].sort == Sort::Document);
            // "Ein Papier zeigt, …", and in the same article "im Protokoll heißt es".
            let same_article = |leg: &Leg| leg.sort == Sort::Document && leg.first.article == statement.item.article;
            let leaked = || leaked().or_else(|| legs.iter().position(same_article));
            let found = found.or_else(|| if Sort::of(voice) == Sort::Document { leaked() } else { None });
            // "der frühere Techniker Anton Prill hatte dem Kurier gesagt": whom that paper had only as "der Techniker".
            let by_name = || cited().and_then(|(_, leg)| leg).filter(|leg| legs[*leg].by_role);
            let named = voice.kind == Kind::Person && voice.naming == Naming::Named;
            let found = found.or_else(|| if named { by_name() } else { None });
            // "der Konzern": the body of the story, if only one has said so.
            let only = || {
                let mut bodies = (0..legs.len()).filter(|leg| legs[*leg].sort == Sort::Body && !legs[*leg].nameless);
                bodies.next().filter(|_| bodies.next().is_none())
            };
            let found = found.or_else(|| if is_any_body(statement, voice) { only() } else { None });
            // "sein Sprecher hatte versichert": whoever it was, it is told again.
            let again = voice.naming == Naming::Role && statement.told_back;
            let found = found.or_else(|| if again { (0..legs.len()).rev().find(|leg| !legs[*leg].nameless) } else { None });
            // "die beiden Beamten": those whom the article, or its paper before, has as its source.
            let theirs = || {
                let own = [&statement.outlet, &statement.agency].into_iter().flatten().map(|name| medium(name)).collect::<Vec<_>>();
                let of_own = |leg: &Leg| leg.nameless && own.iter().any(|own| is_via(leg, own));
                let here = |leg: &Leg| leg.first.article == statement.item.article && matches!(leg.sort, Sort::Document);
                legs.iter().position(|leg| here(leg) || of_own(leg))
            };
            let group = voice.kind == Kind::Group && voice.naming == Naming::Role;
            let found = found.or_else(|| if group { theirs() } else { None });
            // "Ärzte des Konzerns", as another paper has it: whom that paper did not name.
            let told_there = || {
                let medium = statement.chain[1..].iter().find(|voice| matches!(voice.kind, Kind::Outlet | Kind::Agency));
                medium.and_then(|voice| printed_by(&voice.name)).and_then(|(_, leg)| leg).filter(|leg| legs[*leg].nameless)
            };
            let found = found.or_else(|| if group { told_there() } else { None });
            let evidence = match found {
                Some(leg) => vec![format!("the same source: {}", legs[leg].origin.name)],
                None => vec![format!("a source of its own: {}", voice.name)],
            };
            let echo = found.and_then(|leg| cited().filter(|(_, origin)| *origin == Some(leg)).map(|(other, _)| other.item.clone()));
            (found, echo, evidence)
        }
        Lead::Medium(name, voice) => {
            let named = name.as_deref().and_then(printed_by);
            // "wie der Kurier unter Verweis auf ein Portal schrieb": the paper between, where nothing of the first is there.
            let between = || statement.chain[1..].iter().find_map(|voice| printed_by(&voice.name));
            let found = named.or_else(|| if name.is_none() { cited() } else { between() });
            if let Some((other, leg)) = found {
                let printer = other.outlet.as_ref().or(other.agency.as_ref()).map_or("", String::as_str);
                return (leg, Some(other.item.clone()), vec![format!("cites {printer}")]);
            }
            if let Some(leg) = copied.and_then(of_copied) {
                return (Some(leg), copied.map(|copied| copied.item.clone()), vec!["prints the same text".to_owned()]);
            }
            // A paper whose article is not in the ledger: told by another one, or for the first time here.
            let via = name.as_deref().map(medium);
            let known = legs.iter().position(|leg| via.as_deref().is_some_and(|via| is_via(leg, via)));
            let known = known.or_else(|| if name.is_none() { first_of(legs) } else { None });
            (known, None, vec![format!("cites {}", name.as_deref().unwrap_or(&voice.name))])
        }
        Lead::Nameless(voice, via) => {
            if let Some(leg) = copied.and_then(of_copied) {
                return (Some(leg), copied.map(|copied| copied.item.clone()), vec!["prints the same text".to_owned()]);
            }
            let here = via.as_deref().map(medium);
            let known = legs.iter().position(|leg| leg.nameless && here.as_deref().is_some_and(|here| is_via(leg, here)));
            // "zwei Beamte dem Kurier": the words for the source name the paper.
            let words = fold(&statement.source);
            let named = |leg: &Leg| leg.origin.via.as_deref().is_some_and(|via| words.contains(&fold(via)));
            let known = known.or_else(|| legs.iter().position(|leg| leg.nameless && named(leg)));
            // What was told to another paper is what that paper has printed.
            let others = via
                .as_deref()
                .filter(|via| ![&statement.outlet, &statement.agency].into_iter().flatten().any(|own| medium(own) == medium(via)));
            let known = known.or_else(|| others.and_then(printed_by).and_then(|(_, leg)| leg));
            let of_a_paper = statement.chain.iter().skip(1).any(|voice| voice.unnamed_medium);
            let known = known.or_else(|| cited().filter(|_| of_a_paper).and_then(|(_, leg)| leg));
            // "Medienberichten zufolge", which rest on insiders: those whom a paper had first.
            let known = known.or_else(|| if of_a_paper { first_of(legs) } else { None });
            // "hieß es", with nobody behind it, tells again what was told; so does what is told back with another paper's name.
            let told_again = voice.is_none() || statement.told_back;
            let again = if known.is_none() && told_again { cited().and_then(|(_, leg)| leg).or_else(|| first_of(legs)) } else { None };
            let evidence = match (known, again) {
                (Some(_), _) => vec![format!("told to {}", via.as_deref().unwrap_or("the same outlet"))],
                (None, Some(_)) => vec!["told again, with no source of its own".to_owned()],
                (None, None) => vec!["a source of its own that is not named".to_owned()],
            };
            (known.or(again), None, evidence)
        }
    }
}

fn first_of(legs: &[Leg]) -> Option<usize> {
    (!legs.is_empty()).then_some(0)
}

/// What the chain says: the origin if it is some one somebody, else the outlet it spoke to.
fn lead(statement: &Statement) -> Lead<'_> {
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

fn new_leg(statement: &Statement) -> Leg {
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

/// True if an origin spoke to a paper; `paper` as [`medium`] has it.
fn is_via(leg: &Leg, paper: &str) -> bool {
    leg.origin.via.as_deref().map(medium).is_some_and(|via| via == paper || ends_so(&via, paper) || ends_so(paper, &via))
}
