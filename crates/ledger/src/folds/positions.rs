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
        later.sort_by_key(|index| (compared[*index].1.published, std::cmp::Reverse(plainness(&compared[*index].1.stance))));
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

fn on_claim<'a>(thread: &Thread<'a>, entities: &[i64]) -> (Vec<Position>, Vec<Turn<'a>>) {
    let statements: Vec<&'a Statement> = thread.own.iter().copied().chain(thread.elsewhere.iter().map(|one| one.statement)).collect();
    let elsewhere = |at: usize| at.checked_sub(thread.own.len()).map(|index| thread.elsewhere[index].claim);
    let on_matter = |at: usize, old: &[Side]| {
        let mut of_old = thread.elsewhere.iter().filter(|one| old.contains(&Side::of(one.statement)));
        let same = |one: &Statement| one.item == statements[at].item && Side::of(one) == Side::of(statements[at]);
        of_old.any(|one| one.on.iter().any(|on| same(on)))
    };
    let speaks = |statement: &Statement| {
        let voice = statement.chain.first();
        voice.is_some_and(|voice| [voice.entity, voice.behalf].into_iter().flatten().any(|id| entities.contains(&id)))
    };
    let order: Vec<usize> = by_time(&statements).into_iter().filter(|at| speaks(statements[*at])).collect();
    let mut found: Vec<Position> = Vec::with_capacity(order.len());
    let mut turns: Vec<Turn<'a>> = Vec::new();
    // The position of the last article, the claim it was taken in, and whether it is a plain admission; all sides so far, and those of this claim.
    let (mut current, mut from, mut admitted): (Vec<Side>, Option<i64>, bool) = (Vec::new(), None, false);
    let (mut held, mut held_here): (Vec<Side>, Vec<Side>) = (Vec::new(), Vec::new());
    // True if it was taken by more than saying that something is so; the article of the silence that it is.
    let (mut bound, mut silent): (bool, Option<&str>) = (false, None);
    for group in order.chunk_by(|a, b| statements[*a].item == statements[*b].item) {
        let sides: Vec<Side> = group.iter().map(|at| Side::of(statements[*at])).collect();
        // "Am Montag hatte sie das noch bestritten": the article itself tells what was so before.
        let told_back = |at: &usize| statements[*at].told_back;
        let old = group.iter().zip(&sides).find(|(at, side)| told_back(at) && matches!(side, Side::Against | Side::Silent));
        if let (true, Some((_, old)), false) = (current.is_empty(), old, group.iter().all(told_back)) {
            (current, bound) = (vec![*old], true);
            held.push(*old);
        }
        let plain: Vec<u8> = group.iter().map(|at| plainness(&statements[*at].stance)).collect();
        let copy_of_earlier = |at: &usize| found.iter().any(|before: &Position| same_copy(statements[before.statement], statements[*at]));
        let copied: Vec<bool> = group.iter().map(copy_of_earlier).collect();
        let told_again = |index: usize| {
            let (statement, side) = (statements[group[index]], sides[index]);
            let known = held.contains(&side);
            let old = known && !current.contains(&side);
            // An article that tells the latest position too tells an older one only again.
            let mut of_today = (0..group.len()).filter(|other| !said_before(statements[group[*other]])).map(|other| sides[other]);
            let latest_too = of_today.any(|other| other != side && (current.contains(&other) || !held.contains(&other)));
            // Who has admitted it and is said to deny it most often did so before.
            let before_that = admitted && old && side == Side::Against;
            !current.is_empty()
                && (said_before(statement) || copied[index] || known && statement.told_back || old && latest_too || before_that)
        };
        let takes = |index: &usize| {
            let statement = statements[group[*index]];
            let speaks = plain[*index] >= PLAIN && sides[*index] != Side::Silent;
            // Who has denied it on this claim and will no longer speak of it leaves the denial.
            let denies = |other: usize| sides[other] == Side::Against && !told_again(other);
            let refuses = sides[*index] == Side::Silent && !statement.manner.out_of_reach;
            let denial_or_none = is_doubtful(statement) && Side::of_stances(&statement.stance) != Side::For;
            if denial_or_none && !current.is_empty() {
                return false;
            }
            let leaves = refuses
                && current == [Side::Against]
                && (from.is_none() || on_matter(group[*index], &current))
                && !(0..group.len()).any(denies);
            current.is_empty()
                || (speaks || leaves || sides[*index] == Side::Silent && statement.manner.no_more) && statement.confidence >= UNSURE
        };
        let new = |index: &usize| !told_again(*index) && (current.is_empty() || !statements[group[*index]].manner.still);
        let said: Vec<usize> = (0..group.len()).filter(new).filter(takes).collect();
        // One article has one new position at most: what it says most plainly.
        let plainest = |chosen: &mut dyn Iterator<Item = usize>| {
            // What is said on the claim itself goes before what is said elsewhere.
            chosen.max_by_key(|index| (plain[*index], elsewhere(group[*index]).is_none(), std::cmp::Reverse(*index)))
        };
        // What reads like a turn, and is none.
        let holds_on = |index: &usize| {
            let (statement, side) = (statements[group[*index]], sides[*index]);
            let merely_says = statement.stance == [Stance::States];
            let was = |side: Side| current.iter().all(|old| *old == side);
            // "Nur 23 Millionen", then "das stimmt nicht": what was merely said, and is denied now, was most often said against it.
            let denied_before = was(Side::For) && !bound && !owns_up(statement);
            // Two that are merely said, one of them with "nicht".
            let says_again = merely_says && was(Side::Against) && from.is_none() && !bound;
            // To want something is no turn from what was said elsewhere, nor what is merely said from wanting it.
            let wants = side == Side::Wants && from.is_some() || was(Side::Wants) && merely_says;
            // Who rejects a demand has not spoken up on what they were silent on elsewhere.
            let rejects = was(Side::Silent) && from.is_some() && statement.stance == [Stance::Rejects];
            denied_before || says_again || wants || rejects
        };
        let turned = |index: &usize| {
            // Who has said so on this claim before does not turn to it from what they said on another one.
            let no_more = sides[*index] == Side::Silent && statements[group[*index]].manner.no_more;
            let turns_back = from.is_some() && held_here.contains(&sides[*index]) && !no_more;
            // To want what one says is so, or will be, is none either: "beharrt darauf".
            let insists = sides[*index] == Side::Wants && current.contains(&Side::For);
            let another = !current.is_empty() && !current.contains(&sides[*index]) && !insists;
            another
                && elsewhere(group[*index]).is_none()
                && !turns_back
                && (from.is_none() || no_more || on_matter(group[*index], &current))
                && !holds_on(index)
        };
        let change = plainest(&mut said.iter().copied().filter(turned));
        for (index, &at) in group.iter().enumerate() {
            let speaker = statements[at].chain.first().map_or(String::new(), |voice| voice.name.clone());
            if change == Some(index) {
                let from = from.filter(|_| !current.iter().any(|side| held_here.contains(side)));
                turns.push(Turn { thread: 0, position: found.len(), to: sides[index], plainness: plain[index], from, silent });
            }
            found.push(Position { statement: at, speaker, change: change == Some(index), told_again: told_again(index) });
        }
        if let Some(index) = change.or_else(|| plainest(&mut said.iter().copied())) {
            let most = plain[index];
            let now = if change.is_some() {
                vec![sides[index]]
            } else {
                said.iter().filter(|index| plain[**index] == most).map(|index| sides[*index]).collect()
            };
            (current, from) = (now, elsewhere(group[index]));
            admitted = current == [Side::For] && most == PLAINEST;
            let threatens = |index: &usize| statements[group[*index]].stance.contains(&Stance::Threatens);
            bound = most == PLAINEST || said.iter().any(threatens) || sides.contains(&Side::Silent);
            silent = (current == [Side::Silent]).then(|| statements[group[index]].item.article.as_str());
        }
        held_here.extend(group.iter().zip(&sides).filter(|(at, _)| elsewhere(**at).is_none()).map(|(_, side)| *side));
        held.extend(&sides);
    }
    (found, turns)
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
