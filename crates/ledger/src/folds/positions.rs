//! What one entity said on a claim over time, and where it changed its position.

use super::claim::by_time;
use super::statement::Statement;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
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
    fn of(stances: &[Stance]) -> Side {
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

/// The statements on one claim of an entity, or of those who speak for it, by time.
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
    let mut found = Vec::with_capacity(order.len());
    let mut last: Option<Side> = None;
    let mut held: Vec<Side> = Vec::new();
    for group in order.chunk_by(|a, b| statements[*a].item == statements[*b].item) {
        let sides: Vec<Side> = group.iter().map(|at| Side::of(&statements[*at].stance)).collect();
        let before = last;
        for (&at, &side) in group.iter().zip(&sides) {
            let statement = statements[at];
            let old = held.contains(&side) && Some(side) != last;
            // An article that tells the latest position too tells an older one only again.
            let latest_too = sides.iter().any(|other| *other != side && (Some(*other) == last || !held.contains(other)));
            let told_again =
                before.is_some() && (said_before(statement) || statement.told_back && held.contains(&side) || old && latest_too);
            let change = !told_again && last.is_some_and(|last| last != side);
            if !told_again {
                last = Some(side);
            }
            let speaker = statement.chain.first().map_or(String::new(), |voice| voice.name.clone());
            found.push(Position { statement: at, speaker, change, told_again });
        }
        held.extend(&sides);
    }
    found
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
