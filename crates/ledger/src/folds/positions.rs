//! What one entity said on a claim over time, and where it changed its position.

use super::statement::Statement;
use serde::{Deserialize, Serialize};

/// One statement of an entity on a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Index of the statement.
    pub statement: usize,
    /// Who spoke: the entity itself or somebody on its behalf.
    pub speaker: String,
    /// True if the position differs from the one before.
    pub change: bool,
}

/// The statements of one entity, or of those who speak for it, on one claim, by time.
#[must_use]
pub fn positions(statements: &[&Statement], entity: i64) -> Vec<Position> {
    let speaks =
        |statement: &Statement| statement.chain.first().is_some_and(|voice| voice.entity == Some(entity) || voice.behalf == Some(entity));
    let mut order: Vec<usize> = (0..statements.len()).filter(|at| speaks(statements[*at])).collect();
    order.sort_by_key(|at| (statements[*at].published, &statements[*at].item, *at));
    let mut before: Option<&[zufolge::attribution::Stance]> = None;
    order
        .into_iter()
        .map(|at| {
            let statement = statements[at];
            let change = before.is_some_and(|before| before != statement.stance);
            before = Some(&statement.stance);
            Position { statement: at, speaker: statement.chain.first().map_or(String::new(), |voice| voice.name.clone()), change }
        })
        .collect()
}
