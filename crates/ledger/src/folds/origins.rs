//! On how many independent legs a claim stands, and which article goes back to which.

use super::claim::{Gist, Part, Relation, asserts, is_demand, is_plan, likely_answers};
use super::compare::{asks, overlap, same_matter, same_speaker};
use super::copies::Copy;
use super::legs::{Copied, Lead, Leg, Legs, SAME_WORDS, ids_of, lead, like};
use super::likeness::Weighing;
use super::names::{ends_so, medium};
use super::place::has_it_from_other;
use super::positions::said_before;
use super::quantities::Quantity;
use super::statement::{ItemId, Statement, Tie, Voice};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zufolge::attribution::Stance;
use zufolge::report::{Kind, Naming};

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
    has_nobody(statement) && statement.cited.iter().any(prints)
}

/// The origins of a claim and each statement's part in it; `order` are the statements by time.
pub(super) fn origins(statements: &[&Statement], order: &[usize], copies: &[Copy]) -> (Vec<Origin>, Vec<Part>) {
    let claim = Claim::of(statements, order);
    let mut legs = Legs::none(statements, copies);
    for (at, may_tell) in claim.tellers() {
        if legs.all.is_empty() || !claim.denies(statements[at]) {
            legs.take(at, may_tell);
        }
    }
    for at in order.iter().copied().filter(|at| claim.names_figure(statements[*at])) {
        legs.say_again(at);
    }
    (legs.all.into_iter().map(|leg| leg.origin).collect(), legs.parts)
}

/// The statements of a claim, and what it is that they claim.
#[derive(Debug)]
struct Claim<'a> {
    statements: &'a [&'a Statement],
    gist: Gist,
    plan: bool,
    demand: bool,
    /// The statements that put it forward, by time.
    asserting: Vec<usize>,
    figure: Option<Quantity>,
}

impl<'a> Claim<'a> {
    fn of(statements: &'a [&'a Statement], order: &[usize]) -> Claim<'a> {
        let (gist, plan, demand) = (Gist::of(statements, order), is_plan(statements), is_demand(statements, order));
        let mut claim = Claim { statements, gist, plan, demand, asserting: Vec::new(), figure: None };
        claim.asserting = order.iter().copied().filter(|at| claim.is_put_forward(statements[*at])).collect();
        claim.figure = figure(statements, &claim.asserting);
        claim
    }

    /// True if a statement puts the claim forward. Who demands what others plan does not announce it; of what is demanded, who tells that
    /// somebody must do it demands it too.
    fn is_put_forward(&self, statement: &Statement) -> bool {
        let may_ask = || asks(statement) || statement.signature.obliges;
        asserts(statement, self.gist) && !(self.plan && asks(statement)) && !(self.demand && !self.plan && !may_ask())
    }

    /// The statements that put it forward, the sure ones first, each with whether it shows by itself that somebody claims to know. Where nothing
    /// better is there, what is unsure has to do; else it may only have an origin that is known already.
    fn tellers(&self) -> impl Iterator<Item = (usize, bool)> {
        let (sure, unsure): (Vec<usize>, Vec<usize>) = self.asserting.iter().copied().partition(|at| self.tells(*at));
        let (sure, unsure) = if sure.is_empty() { (unsure, sure) } else { (sure, unsure) };
        sure.into_iter().map(|at| (at, true)).chain(unsure.into_iter().map(|at| (at, false)))
    }

    fn tells(&self, at: usize) -> bool {
        let sure = tells_origin(self.statements[at], self.figure.as_ref());
        sure && !self.is_outer(at) && !leads(self.statements[at]) && !self.is_aside(at) && !self.is_loose(at)
    }

    /// True for words with nobody behind them which a statement with a source stands within: they are that one's.
    fn is_outer(&self, at: usize) -> bool {
        let outer = self.statements[at];
        let is_inner = |inner: &Statement| inner.item == outer.item && !has_nobody(inner) && overlap(outer, inner);
        has_nobody(outer) && self.asserting.iter().any(|other| *other != at && is_inner(self.statements[*other]))
    }

    /// True for who only praises, blames or promises something, and does not tell what is so, unless in the words of those who do.
    fn is_aside(&self, at: usize) -> bool {
        let here = self.statements[at];
        if self.plan || self.demand || !is_aside(here) {
            return false;
        }
        let mut telling = self.asserting.iter().map(|other| self.statements[*other]).filter(|other| !is_aside(other));
        let after = telling.clone().next().is_some_and(|first| first.published < here.published);
        let most = 2 * telling.clone().count() > self.asserting.len();
        after && most && !telling.any(|other| other.item != here.item && like(here, other) >= SAME_WORDS)
    }

    /// True for who stands alone in it.
    fn is_loose(&self, at: usize) -> bool {
        let all = self.asserting.iter().map(|other| self.statements[*other]);
        self.asserting.len() <= MANY && is_loose(self.statements[at], all, &Weighing::default())
    }

    /// True for a denial. One that reads like a claim of its own is one only where nobody has claimed it before.
    fn denies(&self, statement: &Statement) -> bool {
        !self.gist.negated && likely_answers(statement)
    }

    /// True if the number that the claim is about is there.
    fn names_figure(&self, statement: &Statement) -> bool {
        self.figure.as_ref().is_some_and(|figure| has_figure(statement, figure))
    }
}

/// True if nobody is behind the words.
fn has_nobody(statement: &Statement) -> bool {
    statement.chain.first().is_none_or(|voice| voice.naming == Naming::Implicit)
}

/// True for "Auch das Amt korrigierte sich.", which only leads to what its spokeswoman says next.
fn leads(statement: &Statement) -> bool {
    statement.joins.as_ref().is_some_and(|joins| joins.tie == Tie::Lead)
}

impl Legs<'_> {
    /// Puts a statement on its leg. Who may not tell by itself only stands on one that was there before.
    fn take(&mut self, at: usize, may_tell: bool) {
        let statement = self.statements[at];
        let copied = self.copied_from(statement);
        let mut stand = self.stand_of(statement, copied.as_ref());
        let within = if stand.leg.is_none() { self.around(statement) } else { None };
        if let Some(leg) = within {
            stand.evidence = vec![format!("stands in what {} says", self.all[leg].origin.name)];
        }
        let known = stand.leg.or(within);
        if !may_tell && known.is_none_or(|leg| !not_before(statement, &self.all[leg])) {
            return;
        }
        let leg = known.unwrap_or_else(|| self.add(statement, copied.as_ref()));
        let first_told = copied.is_none() && stand.echo.is_none();
        self.all[leg].name_by(statement);
        self.all[leg].admit(statement, first_told);
        // Only whoever it surely is is known by their name from now on.
        let again = statement.told_back && statement.chain.first().is_some_and(|voice| voice.naming == Naming::Role);
        if within.is_none() && (known.is_none() || !again) {
            self.all[leg].meet(statement);
        }
        let own = known.is_none() || self.all[leg].first.article == statement.item.article;
        let (relation, echo_of) = match copied {
            Some(copied) => (Relation::Echo, Some(self.printed_item(statement, copied))),
            None if own => (own_relation(statement, leg), None),
            None => (Relation::Echo, stand.echo.or_else(|| Some(self.all[leg].first.clone()))),
        };
        let echo_of = echo_of.filter(|item| item.article != statement.item.article);
        self.parts[at] = Part { origin: Some(leg), relation: Some(relation), echo_of, evidence: stand.evidence };
        self.before.add(at, statement);
    }

    /// The item that a copy is printed from. Two papers that print one item of an agency have it from there, however near their own texts are.
    fn printed_item(&self, statement: &Statement, copied: Copied) -> ItemId {
        let is_agencys = |item: &ItemId| self.before.of_article(&item.article).iter().any(|at| self.statements[*at].is_agencys_own());
        let sister = copied.statement.filter(|other| statement.agency.is_some() && self.statements[*other].agency == statement.agency);
        let printed = sister.and_then(|other| self.parts[other].echo_of.as_ref()).filter(|item| is_agencys(item));
        printed.cloned().unwrap_or(copied.item)
    }

    /// Who names the figure again that they have put forward says it again, whatever they do to what others say: "wies die
    /// Kritik zurück, es bleibe bei 40 Millionen".
    fn say_again(&mut self, at: usize) {
        if self.parts[at].relation.is_some() {
            return;
        }
        let statement = self.statements[at];
        let who: Vec<i64> = ids_of(statement).collect();
        let theirs = |leg: &Leg| not_before(statement, leg) && leg.entities.iter().any(|entity| who.contains(entity));
        let Some(leg) = self.all.iter().position(theirs) else { return };
        let copied = self.copied_from(statement).map(|copied| copied.item);
        let item = copied.unwrap_or_else(|| self.all[leg].first.clone());
        let own = item.article == statement.item.article;
        let relation = if own { first_or_independent(leg) } else { Relation::Echo };
        let evidence = vec![format!("the same source: {}", self.all[leg].origin.name)];
        self.parts[at] = Part { origin: Some(leg), relation: Some(relation), echo_of: Some(item).filter(|_| !own), evidence };
        self.before.add(at, statement);
    }
}

impl Leg {
    /// Whom the first paper did not name, this one does: "der Techniker", later "Anton Prill".
    fn name_by(&mut self, statement: &Statement) {
        let named = statement.chain.first().filter(|voice| voice.kind == Kind::Person && voice.naming == Naming::Named);
        if let Some(voice) = named.filter(|_| self.by_role) {
            let origin = &mut self.origin;
            (origin.name, origin.naming, origin.entity) = (voice.name.clone(), voice.naming, voice.entity);
            self.by_role = false;
        }
    }

    /// Who admits it days later, having said otherwise or left it open, says so for the first time.
    fn admit(&mut self, statement: &Statement, first_told: bool) {
        let admits = statement.stance.contains(&Stance::Admits);
        if admits && !self.admitted && first_told && at_first_hand(statement, self) {
            self.first = statement.item.clone();
        }
        self.admitted |= admits || statement.stance.contains(&Stance::Confirms);
    }

    /// They are known from now on by whoever the ledger takes them for here.
    fn meet(&mut self, statement: &Statement) {
        for entity in ids_of(statement) {
            if !self.entities.contains(&entity) {
                self.entities.push(entity);
            }
        }
    }
}

/// What a statement is that has its leg from no other article. What was told before ("hatte am Mittwoch verlangt"), in whatever article, is an echo.
fn own_relation(statement: &Statement, leg: usize) -> Relation {
    if told_before(statement) || told_by_another(statement) { Relation::Echo } else { first_or_independent(leg) }
}

/// The first leg is the claim's origin, the others stand beside it.
fn first_or_independent(leg: usize) -> Relation {
    if leg == 0 { Relation::Origin } else { Relation::Independent }
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
