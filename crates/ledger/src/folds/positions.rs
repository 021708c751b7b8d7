//! What one entity said on a claim over time, and where it changed its position.

use super::claim::by_time;
use super::compare::same_matter;
use super::likeness::{Weighing, likeness};
use super::names::{ends_so, medium};
use super::signature::Signature;
use super::statement::{Statement, Tie};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use zufolge::attribution::Stance;

/// One statement of an entity on a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Index of the statement.
    pub statement: usize,
    /// Who spoke: the entity itself or somebody on its behalf.
    pub speaker: String,
    /// True if the position differs from the one before.
    pub change: bool,
    /// True if the article tells again what was said before: no position of its day.
    pub told_again: bool,
}

/// Where somebody stands towards a claim; stances that differ only in tone are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// States, confirms, admits, announces it.
    For,
    /// Denies, rejects, doubts it.
    Against,
    /// Will not say.
    Silent,
    /// Wants it.
    Wants,
}

impl Side {
    fn of(statement: &Statement) -> Side {
        let said = if is_doubtful(statement) { Side::For } else { Side::of_stances(&statement.stance) };
        // "Es gebe keinen Plan": what is said, not how, turns it into a denial.
        // Who announces that no train will run any more announces an end, and denies nothing.
        let ends = statement.stance.iter().any(|stance| matches!(stance, Stance::Announces | Stance::Promises)) && statement.manner.no_more;
        if said == Side::For && statement.signature.negated && !ends { Side::Against } else { said }
    }

    fn of_stances(stances: &[Stance]) -> Side {
        let mut sides = stances.iter().map(|stance| match stance {
            Stance::Denies | Stance::Rejects | Stance::Doubts => Side::Against,
            Stance::DeclinesComment | Stance::DoesNotConfirm | Stance::DoesNotDeny => Side::Silent,
            Stance::Demands | Stance::Requests | Stance::Proposes | Stance::Hopes | Stance::Asks => Side::Wants,
            _ => Side::For,
        });
        let first = sides.next().unwrap_or(Side::For);
        // "wollte sich nicht äußern, dementierte aber": what is told beside the silence counts.
        if first == Side::Silent { sides.find(|side| *side != Side::Silent).unwrap_or(first) } else { first }
    }
}

/// A stance less likely than this makes nobody change a position: over the stories in `fixtures/ledger` four changes fewer are invented, and none is missed.
const DOUBTFUL: f64 = 0.3;

/// True if it is not even likely that somebody does with the content what the engine says.
fn is_doubtful(statement: &Statement) -> bool {
    statement.stance_confidence.is_some_and(|confidence| confidence < DOUBTFUL)
}

/// How sure it must be that two statements of one somebody are about the same matter for the one to be a position on the claim of the other.
const SAME_TOPIC: f32 = 0.6;
/// The same for what they will not speak of, which is told in few words.
const SAME_TOPIC_OF_SILENCE: f32 = 0.5;
/// The same for what they merely say after a denial: who has changed position mostly admits or announces it.
const SAME_TOPIC_OF_SAID: f32 = 0.8;
/// How sure it must be of two where another statement of the claim is about that matter surely.
const NEAR_TOPIC: f32 = 0.4;

/// Of how many claims it is asked whether somebody's silence was on them.
const MOST_BROKEN: usize = 16;

/// Of how many statements of one somebody it is looked at whether they are about the same matter.
const MOST_COMPARED: usize = 300;

/// A statement of another claim on the matter of later ones; all are told by their indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The statement.
    pub at: usize,
    /// Those on the same matter.
    pub on: Vec<usize>,
}

/// The positions that somebody took on each claim in statements of other claims, earlier: who ruled something out and announces it later has
/// changed position, though these are two claims.
///
/// `statements` are that somebody's, each with its claim, those to be looked at first; `answered` has at the same index what a statement answers
/// that has no content of its own, and is then about that. Gives, for a claim, such statements.
#[must_use]
pub fn earlier_elsewhere(statements: &[(i64, &Statement)], answered: &[Option<&Statement>]) -> BTreeMap<i64, Vec<Earlier>> {
    let compared = &statements[..statements.len().min(MOST_COMPARED)];
    let mut of_claim: BTreeMap<i64, Vec<&Signature>> = BTreeMap::new();
    for (claim, statement) in compared {
        of_claim.entry(*claim).or_default().push(&statement.signature);
    }
    let weighing = Weighing::of_claims(of_claim.into_values());
    let mut found: BTreeMap<i64, Vec<(Earlier, bool)>> = BTreeMap::new();
    for (later_at, (claim, later)) in compared.iter().enumerate() {
        for (at, (other, earlier)) in compared.iter().enumerate() {
            let turned = claim != other && earlier.published < later.published && Side::of(earlier) != Side::of(later);
            let merely_said =
                later.stance == [Stance::States] && Side::of(earlier) == Side::Against && plainness(&earlier.stance) == PLAINEST;
            let least = match Side::of(later) {
                Side::Silent => SAME_TOPIC_OF_SILENCE,
                _ if merely_said => SAME_TOPIC_OF_SAID,
                _ => SAME_TOPIC,
            };
            // What was denied without a word of what it is, is what they admit now.
            let about = |at: usize| answered.get(at).copied().flatten().filter(|_| Side::of(earlier) == Side::Against && owns_up(later));
            let near = || {
                let own = same_matter(earlier, later, &weighing);
                about(at).map_or(own, |about| own.max(same_matter(about, later, &weighing)))
            };
            let near = if turned { near() } else { 0.0 };
            if near >= NEAR_TOPIC {
                let of_claim = found.entry(*claim).or_default();
                let known = of_claim.iter().position(|(known, _)| known.at == at).unwrap_or_else(|| {
                    of_claim.push((Earlier { at, on: Vec::new() }, false));
                    of_claim.len() - 1
                });
                of_claim[known].0.on.push(later_at);
                of_claim[known].1 |= near >= least;
            }
        }
    }
    let sure = |all: Vec<(Earlier, bool)>| all.into_iter().filter(|(_, sure)| *sure).map(|(earlier, _)| earlier).collect::<Vec<_>>();
    let found = found.into_iter().map(|(claim, all)| (claim, sure(all)));
    found.filter(|(_, all)| !all.is_empty()).collect()
}

/// Where somebody only answers what an article tells, says nothing on it or denies it, and takes a position later: the answer is then on that
/// claim, whichever of the article's claims it was taken for. Who has denied it takes another one only by admitting it.
///
/// `statements` are that somebody's, each with its claim; `tells` is true if the article of the one at an index has a statement of a claim,
/// `shares` if the articles of two have statements of one claim. It is asked of the `MOST_BROKEN` statements that come first. Gives, for a
/// claim, such answers, and what was said on it later.
#[must_use]
pub fn answered_before(
    statements: &[(i64, &Statement)],
    mut tells: impl FnMut(usize, i64) -> bool,
    mut shares: impl FnMut(usize, usize) -> bool,
) -> BTreeMap<i64, Vec<Earlier>> {
    let compared = &statements[..statements.len().min(MOST_COMPARED)];
    let mut found: BTreeMap<i64, Vec<Earlier>> = BTreeMap::new();
    for (at, (claim, answer)) in compared.iter().enumerate() {
        let side = Side::of(answer);
        if !points(answer) || !(side == Side::Silent && !answer.told_back || answer.stance.contains(&Stance::Denies)) {
            continue;
        }
        let takes_another = |said: &Statement| match side {
            Side::Silent => Side::of(said) != Side::Silent && plainness(&said.stance) >= PLAIN,
            _ => owns_up(said),
        };
        let mut later: Vec<usize> = (0..compared.len())
            .filter(|index| answer.published < compared[*index].1.published && takes_another(compared[*index].1))
            .collect();
        later.sort_by_key(|index| (compared[*index].1.published, Reverse(plainness(&compared[*index].1.stance))));
        let is_new = |index: usize| {
            let (other, said) = compared[index];
            !compared.iter().any(|(claim, one)| *claim == other && one.published < said.published)
        };
        for index in later.iter().copied().take(MOST_BROKEN) {
            let (other, said) = compared[index];
            if other == *claim {
                break;
            }
            // "bestritt einen Bericht des Kuriers": what it told, and what they would not speak of to that paper, or confirm now.
            let back = points(said) || said.stance.contains(&Stance::Denies) || side == Side::Silent && owns_up(said);
            if is_new(index) && (tells(at, other) || back && cites(said, answer) && shares(at, index)) {
                let on = (0..compared.len()).filter(|one| compared[*one].0 == other).collect();
                found.entry(other).or_default().push(Earlier { at, on });
                break;
            }
        }
    }
    found
}

/// True if somebody admits or confirms that something is so.
fn owns_up(statement: &Statement) -> bool {
    Side::of(statement) == Side::For && statement.stance.iter().any(|stance| matches!(stance, Stance::Admits | Stance::Confirms))
}

/// True if the article of a statement names the paper that printed another one.
fn cites(statement: &Statement, other: &Statement) -> bool {
    let Some(outlet) = other.outlet.as_deref().map(medium) else { return false };
    statement.cited.iter().map(|name| medium(name)).any(|name| name == outlet || ends_so(&outlet, &name))
}

/// True if a statement has no content but that of the one it answers.
fn points(statement: &Statement) -> bool {
    statement.joins.as_ref().is_some_and(|joins| !joins.weak && joins.tie != Tie::Headline)
}

/// What somebody said on one claim, and earlier on the same matter in other claims.
#[derive(Debug, Clone, Default)]
pub struct Thread<'a> {
    /// The store's number of the claim.
    pub claim: i64,
    /// Their statements of the claim.
    pub own: Vec<&'a Statement>,
    /// Those of other claims, as [`earlier_elsewhere`] finds them.
    pub elsewhere: Vec<Elsewhere<'a>>,
}

/// A statement of another claim.
#[derive(Debug, Clone)]
pub struct Elsewhere<'a> {
    /// The store's number of that claim.
    pub claim: i64,
    /// What was said.
    pub statement: &'a Statement,
    /// Those of the thread's own statements that it is on the same matter as.
    pub on: Vec<&'a Statement>,
}

/// A change of position, with what tells whether it is one that another claim shows already.
#[derive(Debug, Clone, Copy)]
struct Turn<'a> {
    thread: usize,
    position: usize,
    to: Side,
    plainness: u8,
    /// The other claim in which the position before it was taken.
    from: Option<i64>,
    /// The article in which they were silent before.
    silent: Option<&'a str>,
}

/// What an entity, or those who speak for it, said on each of some claims, by time; [`Position::statement`] counts the thread's own statements
/// first, then those from elsewhere.
///
/// `entities` are the entity and, where its department or its head is to count too, those. A change is where the side is another than that
/// of the last article with a position of its day; what an article tells again is none, nor is silence after a word. One change that shows in
/// several claims is told once.
#[must_use]
pub fn positions<'a>(threads: &[Thread<'a>], entities: &[i64]) -> Vec<Vec<Position>> {
    let mut all = Vec::with_capacity(threads.len());
    let mut turns: Vec<Turn<'a>> = Vec::new();
    for (index, thread) in threads.iter().enumerate() {
        let (positions, found) = on_claim(thread, entities);
        turns.extend(found.into_iter().map(|turn| Turn { thread: index, ..turn }));
        all.push(positions);
    }
    let at = |turn: &Turn<'_>| threads[turn.thread].own[all[turn.thread][turn.position].statement];
    let told_elsewhere = |turn: &&Turn<'_>| {
        // Who was silent once and denies it in two articles has turned in the first.
        let again = |other: &Turn<'_>| {
            other.thread != turn.thread && other.to == turn.to && other.silent == turn.silent && at(other).published < at(turn).published
        };
        if turn.silent.is_some() && turn.to == Side::Against && turns.iter().any(again) {
            return true;
        }
        let Some(from) = turn.from else { return false };
        let (here, now) = (&at(turn).item.article, at(turn).published);
        turns.iter().filter(|other| other.thread != turn.thread && other.to == turn.to).any(|other| {
            // The claim in which the old position was taken shows the change, or another claim did before, or the article has it more plainly.
            threads[other.thread].claim == from && at(other).published <= now
                || other.from == turn.from && at(other).published < now
                || at(other).item.article == *here && other.plainness > turn.plainness
        })
    };
    let repeated: Vec<(usize, usize)> = turns.iter().filter(told_elsewhere).map(|turn| (turn.thread, turn.position)).collect();
    for (thread, position) in repeated {
        all[thread][position].change = false;
    }
    all
}

/// The positions of a thread, and the changes among them.
fn on_claim<'a>(thread: &Thread<'a>, entities: &[i64]) -> (Vec<Position>, Vec<Turn<'a>>) {
    let statements: Vec<&'a Statement> = thread.own.iter().copied().chain(thread.elsewhere.iter().map(|one| one.statement)).collect();
    let mut course = Course::of(thread, &statements);
    let speaks = |statement: &Statement| {
        let voice = statement.chain.first();
        voice.is_some_and(|voice| [voice.entity, voice.behalf].into_iter().flatten().any(|id| entities.contains(&id)))
    };
    let order: Vec<usize> = by_time(&statements).into_iter().filter(|at| speaks(statements[*at])).collect();
    for group in order.chunk_by(|a, b| statements[*a].item == statements[*b].item) {
        course.follow(group);
    }
    (course.found, course.turns)
}

/// Where somebody stands on a claim, article by article.
#[derive(Debug)]
struct Course<'t, 'a> {
    thread: &'t Thread<'a>,
    /// Those of the thread's claim, then those from elsewhere.
    statements: &'t [&'a Statement],
    found: Vec<Position>,
    turns: Vec<Turn<'a>>,
    now: Latest<'a>,
    /// All sides so far, and those of this claim.
    held: Vec<Side>,
    held_here: Vec<Side>,
}

/// The position of the last article that has one.
#[derive(Debug, Default)]
struct Latest<'a> {
    /// None before the first.
    sides: Vec<Side>,
    /// The other claim it was taken in.
    from: Option<i64>,
    /// Whether it is a plain admission.
    admitted: bool,
    /// Whether it was taken by more than saying that something is so.
    bound: bool,
    /// The article of the silence that it is.
    silent: Option<&'a str>,
}

impl Latest<'_> {
    fn is_none(&self) -> bool {
        self.sides.is_empty()
    }

    fn has(&self, side: Side) -> bool {
        self.sides.contains(&side)
    }

    /// True if it is that and nothing else.
    fn was(&self, side: Side) -> bool {
        self.sides.iter().all(|old| *old == side)
    }
}

/// One of the statements of an article.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    /// Its index.
    at: usize,
    statement: &'a Statement,
    side: Side,
    plain: u8,
    /// Whether an earlier one is printed from the same item of an agency.
    copied: bool,
    /// The other claim that it is from.
    elsewhere: Option<i64>,
}

impl Said<'_> {
    /// True for "will sich dazu nicht mehr äußern".
    fn is_silent_from_now(&self) -> bool {
        self.side == Side::Silent && self.statement.manner.no_more
    }
}

impl<'t, 'a> Course<'t, 'a> {
    fn of(thread: &'t Thread<'a>, statements: &'t [&'a Statement]) -> Course<'t, 'a> {
        let (found, turns, held, held_here) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Course { thread, statements, found, turns, now: Latest::default(), held, held_here }
    }

    /// What one article has: one new position at most, which is what it says most plainly.
    fn follow(&mut self, group: &[usize]) {
        let article: Vec<Said<'a>> = group.iter().map(|at| self.said(*at)).collect();
        self.begin(&article);
        let told_again: Vec<bool> = article.iter().map(|said| self.is_told_again(said, &article)).collect();
        let is_new = |index: &usize| {
            let said = &article[*index];
            !told_again[*index] && (self.now.is_none() || !said.statement.manner.still) && self.takes(said, &article, &told_again)
        };
        let new: Vec<usize> = (0..article.len()).filter(is_new).collect();
        let change = plainest(&article, new.iter().copied().filter(|index| self.is_turn(&article[*index])));
        for (index, said) in article.iter().enumerate() {
            let speaker = said.statement.chain.first().map_or(String::new(), |voice| voice.name.clone());
            if change == Some(index) {
                self.turns.push(self.turn(said));
            }
            self.found.push(Position { statement: said.at, speaker, change: change == Some(index), told_again: told_again[index] });
        }
        if let Some(index) = change.or_else(|| plainest(&article, new.iter().copied())) {
            let new: Vec<Said<'a>> = new.iter().map(|index| article[*index]).collect();
            self.now = latest_after(&article, &new, &article[index], change.is_some());
        }
        self.held_here.extend(article.iter().filter(|said| said.elsewhere.is_none()).map(|said| said.side));
        self.held.extend(article.iter().map(|said| said.side));
    }

    fn said(&self, at: usize) -> Said<'a> {
        let statement = self.statements[at];
        let elsewhere = at.checked_sub(self.thread.own.len()).map(|index| self.thread.elsewhere[index].claim);
        let copied = self.found.iter().any(|before| same_copy(self.statements[before.statement], statement));
        Said { at, statement, side: Side::of(statement), plain: plainness(&statement.stance), copied, elsewhere }
    }

    /// "Am Montag hatte sie das noch bestritten": the first article itself tells what was so before.
    fn begin(&mut self, article: &[Said<'_>]) {
        if !self.now.is_none() || article.iter().all(|said| said.statement.told_back) {
            return;
        }
        let old = |said: &&Said<'_>| said.statement.told_back && matches!(said.side, Side::Against | Side::Silent);
        if let Some(old) = article.iter().find(old) {
            (self.now.sides, self.now.bound) = (vec![old.side], true);
            self.held.push(old.side);
        }
    }

    /// True for what is no position of its day: it was said before, or is told once more.
    fn is_told_again(&self, said: &Said<'_>, article: &[Said<'_>]) -> bool {
        if self.now.is_none() {
            return false;
        }
        let known = self.held.contains(&said.side);
        let old = known && !self.now.has(said.side);
        // An article that tells the latest position too tells an older one only again.
        let is_latest = |side: Side| side != said.side && (self.now.has(side) || !self.held.contains(&side));
        let latest_too = || article.iter().any(|other| is_latest(other.side) && !said_before(other.statement));
        // Who has admitted it and is said to deny it most often did so before.
        let before_that = self.now.admitted && old && said.side == Side::Against;
        said_before(said.statement) || said.copied || known && said.statement.told_back || before_that || old && latest_too()
    }

    /// True for what takes a position: it says it plainly, or falls silent after a denial.
    fn takes(&self, said: &Said<'_>, article: &[Said<'_>], told_again: &[bool]) -> bool {
        if self.now.is_none() {
            return true;
        }
        let denial_or_none = is_doubtful(said.statement) && Side::of_stances(&said.statement.stance) != Side::For;
        let speaks = said.plain >= PLAIN && said.side != Side::Silent;
        !denial_or_none
            && said.statement.confidence >= UNSURE
            && (speaks || said.is_silent_from_now() || self.leaves_denial(said, article, told_again))
    }

    /// Who has denied it on this claim and will no longer speak of it leaves the denial.
    fn leaves_denial(&self, said: &Said<'_>, article: &[Said<'_>], told_again: &[bool]) -> bool {
        let denies = |(other, again): (&Said<'_>, &bool)| other.side == Side::Against && !again;
        let refuses = said.side == Side::Silent && !said.statement.manner.out_of_reach;
        refuses && self.now.sides == [Side::Against] && self.is_of_now(said) && !article.iter().zip(told_again).any(denies)
    }

    /// True for a position that is another than the last one, on the same matter.
    fn is_turn(&self, said: &Said<'_>) -> bool {
        // To want what one says is so, or will be, is no turn: "beharrt darauf".
        let insists = said.side == Side::Wants && self.now.has(Side::For);
        let another = !self.now.is_none() && !self.now.has(said.side) && !insists;
        // Who has said so on this claim before does not turn to it from what they said on another one.
        let from_now = said.is_silent_from_now();
        let turns_back = self.now.from.is_some() && self.held_here.contains(&said.side) && !from_now;
        another && said.elsewhere.is_none() && !turns_back && (from_now || self.is_of_now(said)) && !self.holds_on(said)
    }

    /// True for what reads like a turn, and is none.
    fn holds_on(&self, said: &Said<'_>) -> bool {
        let (now, statement) = (&self.now, said.statement);
        let merely_says = statement.stance == [Stance::States];
        // "Nur 23 Millionen", then "das stimmt nicht": what was merely said, and is denied now, was most often said against it.
        let denied_before = now.was(Side::For) && !now.bound && !owns_up(statement);
        // Two that are merely said, one of them with "nicht".
        let says_again = merely_says && now.was(Side::Against) && now.from.is_none() && !now.bound;
        // To want something is no turn from what was said elsewhere, nor what is merely said from wanting it.
        let wants = said.side == Side::Wants && now.from.is_some() || now.was(Side::Wants) && merely_says;
        // Who rejects a demand has not spoken up on what they were silent on elsewhere.
        let rejects = now.was(Side::Silent) && now.from.is_some() && statement.stance == [Stance::Rejects];
        denied_before || says_again || wants || rejects
    }

    /// True for what is said on the claim, or the matter, that the last position was on.
    fn is_of_now(&self, said: &Said<'_>) -> bool {
        let same = |one: &Statement| one.item == said.statement.item && Side::of(one) == said.side;
        let mut of_old = self.thread.elsewhere.iter().filter(|one| self.now.has(Side::of(one.statement)));
        self.now.from.is_none() || of_old.any(|one| one.on.iter().any(|on| same(on)))
    }

    /// The change that a statement is, which is the next of those found.
    fn turn(&self, said: &Said<'_>) -> Turn<'a> {
        let from = self.now.from.filter(|_| !self.now.sides.iter().any(|side| self.held_here.contains(side)));
        Turn { thread: 0, position: self.found.len(), to: said.side, plainness: said.plain, from, silent: self.now.silent }
    }
}

/// The index of what is said most plainly. What is said on the claim itself goes before what is said elsewhere.
fn plainest(article: &[Said<'_>], chosen: impl Iterator<Item = usize>) -> Option<usize> {
    chosen.max_by_key(|index| (article[*index].plain, article[*index].elsewhere.is_none(), Reverse(*index)))
}

/// The position after an article which says this new, one of it most plainly.
fn latest_after<'a>(article: &[Said<'a>], new: &[Said<'a>], plainest: &Said<'a>, change: bool) -> Latest<'a> {
    let as_plain = || new.iter().filter(|said| said.plain == plainest.plain).map(|said| said.side).collect();
    let sides: Vec<Side> = if change { vec![plainest.side] } else { as_plain() };
    let threatens = |said: &Said<'_>| said.statement.stance.contains(&Stance::Threatens);
    Latest {
        from: plainest.elsewhere,
        admitted: sides == [Side::For] && plainest.plain == PLAINEST,
        bound: plainest.plain == PLAINEST || new.iter().any(threatens) || article.iter().any(|said| said.side == Side::Silent),
        silent: (sides == [Side::Silent]).then_some(plainest.statement.item.article.as_str()),
        sides,
    }
}

/// True if both are printed from one agency within a day of each other, in nearly the same words.
fn same_copy(a: &Statement, b: &Statement) -> bool {
    let agency = a.agency.is_some() && a.agency == b.agency;
    let near = a.published.zip(b.published).is_some_and(|(a, b)| (a.as_second() - b.as_second()).abs() < 86_400);
    near && agency && likeness(&a.signature, &b.signature, &Weighing::default()).of_longer >= SAME_WORDS
}

/// How near the words of two statements must be for one to be a copy of the other.
const SAME_WORDS: f32 = 0.6;

/// Below this confidence of the engine, what seems to be said may be no statement at all.
const UNSURE: f32 = 0.2;
/// How plainly a statement must take a position to be a change of one, and how plainly one can.
const PLAIN: u8 = 2;
const PLAINEST: u8 = 3;

/// How plainly a statement takes a position: to admit, announce or deny says it, to state or criticise leaves it to the content; to be silent is
/// the least where something is said beside it.
fn plainness(stances: &[Stance]) -> u8 {
    let of = |stance: &Stance| match stance {
        Stance::Admits | Stance::Confirms | Stance::Announces | Stance::Promises | Stance::Denies | Stance::Rejects => 3,
        Stance::States | Stance::Doubts | Stance::Demands | Stance::Requests | Stance::Proposes => 2,
        Stance::DeclinesComment | Stance::DoesNotConfirm | Stance::DoesNotDeny => 0,
        _ => 1,
    };
    stances.iter().map(of).max().unwrap_or(0)
}

/// True if the text dates the statement before the day of its article: by a day where it is told in the pluperfect, else by two.
pub(super) fn said_before(statement: &Statement) -> bool {
    let Some((said, published)) = statement.said_at.as_deref().zip(statement.published) else { return false };
    let Some(day) = said.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok()) else { return false };
    let days = utc_day(published).since(day).map_or(0, |span| span.get_days());
    days > if statement.told_back { 0 } else { 1 }
}

fn utc_day(at: Timestamp) -> jiff::civil::Date {
    at.to_zoned(TimeZone::UTC).date()
}
