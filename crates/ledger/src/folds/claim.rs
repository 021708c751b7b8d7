//! What stands behind one claim, at the time asked for.

use super::copies::Copy;
use super::origins::Origin;
use super::statement::{ItemId, Statement};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zufolge::attribution::Stance;
use zufolge::report::Naming;

/// An article's part in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// First with its origin, and its origin is the first.
    Origin,
    /// Goes back to another article: cites or copies it, or heard the same source later.
    Echo,
    /// Has the claim from an origin of its own, later than the first.
    Independent,
}

/// One statement's part in a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Index of its origin in [`ClaimFold::origins`]; `None` for denials and refusals to comment.
    pub origin: Option<usize>,
    /// The article's part; `None` where it only denies or refuses to comment.
    pub relation: Option<Relation>,
    /// The article it goes back to.
    pub echo_of: Option<ItemId>,
    /// Why, in words for people.
    pub evidence: Vec<String>,
}

/// One entry of a claim's status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// When it was printed.
    pub at: Option<Timestamp>,
    /// Who.
    pub who: String,
    /// The same in the ledger.
    pub entity: Option<i64>,
    /// What they did with the claim.
    pub stance: Stance,
    /// Index of the statement.
    pub statement: usize,
}

/// What stands behind a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimFold {
    /// Index of the statement with the clearest wording.
    pub wording: usize,
    /// When it was first printed.
    pub first_seen: Option<Timestamp>,
    /// Independent legs, the first one first.
    pub origins: Vec<Origin>,
    /// One for each statement given, in the same order.
    pub parts: Vec<Part>,
    /// Who did what with it, by time; repeats of one somebody are left out.
    pub status: Vec<Standing>,
}

/// Folds the statements of one claim that are in force, in whatever order; `copies` are near-copies among their articles.
///
/// The statements must not be empty; of none, everything is empty.
#[must_use]
pub fn fold_claim(statements: &[&Statement], _copies: &[Copy]) -> ClaimFold {
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| (statements[*at].published, &statements[*at].item, *at));
    let first = order.first().copied().unwrap_or_default();
    let mut fold = ClaimFold {
        wording: first,
        first_seen: statements.get(first).and_then(|statement| statement.published),
        origins: Vec::new(),
        parts: vec![Part { origin: None, relation: None, echo_of: None, evidence: Vec::new() }; statements.len()],
        status: Vec::new(),
    };
    for at in order {
        let statement = statements[at];
        let voice = statement.chain.first();
        let name = voice.map_or(String::new(), |voice| voice.name.clone());
        for stance in &statement.stance {
            let entity = voice.and_then(|voice| voice.entity);
            fold.status.push(Standing { at: statement.published, who: name.clone(), entity, stance: *stance, statement: at });
        }
        if super::compare::answers_back(statement) {
            continue;
        }
        let known = fold.origins.iter().position(|origin| origin.name == name);
        let origin = known.unwrap_or_else(|| {
            fold.origins.push(Origin {
                name,
                naming: voice.map_or(Naming::Implicit, |voice| voice.naming),
                entity: voice.and_then(|voice| voice.entity),
                via: None,
                first_seen: statement.published,
            });
            fold.origins.len() - 1
        });
        let relation = match (known, origin) {
            (Some(_), _) => Relation::Echo,
            (None, 0) => Relation::Origin,
            (None, _) => Relation::Independent,
        };
        fold.parts[at] = Part { origin: Some(origin), relation: Some(relation), echo_of: None, evidence: Vec::new() };
    }
    fold
}
