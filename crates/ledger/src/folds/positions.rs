//! What one entity said on a claim over time, and where it changed its position.

use super::claim::by_time;
use super::compare::{Weighing, same_matter};
use super::signature::Signature;
use super::statement::Statement;
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
        let said = Side::of_stances(&statement.stance);
        // "Es gebe keinen Plan": what is said, not how, turns it into a denial.
        if said == Side::For && statement.signature.negated { Side::Against } else { said }
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

/// How sure it must be that two statements of one somebody are about the same matter for the one to be a position on the claim of the other.
const SAME_TOPIC: f32 = 0.6;

/// Of how many statements of one somebody it is looked at whether they are about the same matter.
const MOST_COMPARED: usize = 300;

/// The positions that somebody took on each claim in statements of other claims, earlier: who ruled something out and announces it later has
/// changed position, though these are two claims.
///
/// `statements` are that somebody's, each with its claim, those to be looked at first. Gives, for a claim, the indices of such statements.
#[must_use]
pub fn earlier_elsewhere(statements: &[(i64, &Statement)]) -> BTreeMap<i64, Vec<usize>> {
    let compared = &statements[..statements.len().min(MOST_COMPARED)];
    let mut of_claim: BTreeMap<i64, Vec<&Signature>> = BTreeMap::new();
    for (claim, statement) in compared {
        of_claim.entry(*claim).or_default().push(&statement.signature);
    }
    let weighing = Weighing::new(of_claim.into_values());
    let mut found: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (claim, later) in compared {
        for (at, (other, earlier)) in compared.iter().enumerate() {
            let turned = claim != other && earlier.published < later.published && Side::of(earlier) != Side::of(later);
            if turned && same_matter(earlier, later, &weighing) >= SAME_TOPIC {
                let of_claim = found.entry(*claim).or_default();
                if !of_claim.contains(&at) {
                    of_claim.push(at);
                }
            }
        }
    }
    found
}

/// The statements on one topic of an entity, or of those who speak for it, by time.
///
/// `entities` are the entity and, where its department or its head is to count too, those. A change is where the side is another than that
/// of the last statement; what an article tells again is none.
#[must_use]
pub fn positions(statements: &[&Statement], entities: &[i64]) -> Vec<Position> {
    let speaks = |statement: &Statement| {
        let voice = statement.chain.first();
        voice.is_some_and(|voice| [voice.entity, voice.behalf].into_iter().flatten().any(|id| entities.contains(&id)))
    };
    let order: Vec<usize> = by_time(statements).into_iter().filter(|at| speaks(statements[*at])).collect();
    let mut found: Vec<Position> = Vec::with_capacity(order.len());
    let mut last: Option<Side> = None;
    let mut held: Vec<Side> = Vec::new();
    for group in order.chunk_by(|a, b| statements[*a].item == statements[*b].item) {
        let sides: Vec<Side> = group.iter().map(|at| Side::of(statements[*at])).collect();
        let told_again = |index: usize| {
            let (statement, side) = (statements[group[index]], sides[index]);
            let old = held.contains(&side) && Some(side) != last;
            // An article that tells the latest position too tells an older one only again.
            let latest_too = sides.iter().any(|other| *other != side && (Some(*other) == last || !held.contains(other)));
            last.is_some() && (said_before(statement) || statement.told_back && held.contains(&side) || old && latest_too)
        };
        // One article has one new position at most: what it says most plainly.
        let said = (0..group.len()).filter(|index| !told_again(*index));
        let plainest = said
            .clone()
            .filter(|index| last.is_none_or(|last| last != sides[*index]))
            .max_by_key(|index| (plainness(&statements[group[*index]].stance), std::cmp::Reverse(*index)));
        let change = plainest.filter(|_| last.is_some());
        for (index, &at) in group.iter().enumerate() {
            let speaker = statements[at].chain.first().map_or(String::new(), |voice| voice.name.clone());
            found.push(Position { statement: at, speaker, change: change == Some(index), told_again: told_again(index) });
        }
        last = plainest.map(|index| sides[index]).or(last);
        held.extend(&sides);
    }
    found
}

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

/// True if the text dates the statement at least a day before its article.
fn said_before(statement: &Statement) -> bool {
    let Some((said, published)) = statement.said_at.as_deref().zip(statement.published) else { return false };
    let day = said.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    day.is_some_and(|day| day < utc_day(published) && statement.told_back)
}

fn utc_day(at: Timestamp) -> jiff::civil::Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// Who belongs to an entity's sphere, as the statements tell it: the bodies it speaks for.
#[must_use]
pub fn speaks_for(statements: &[&Statement], entity: i64) -> Vec<i64> {
    let voices = statements.iter().filter_map(|statement| statement.chain.first());
    let mut bodies: Vec<i64> = voices.filter(|voice| voice.entity == Some(entity)).filter_map(|voice| voice.behalf).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}
