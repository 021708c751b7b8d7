//! Questions to a ledger, answered in the shapes that `zufolge ledger … --format json` prints.

mod articles;
mod claims;
mod copies;
mod entities;
mod knowledge;
mod positions;
mod search;
mod sources;
mod stats;
mod versions;

pub use articles::{ArticleFace, ArticleRow, NearCopy};
pub use claims::{Claim, ClaimLine, ClaimOrigin, ClaimStatement, ClaimStatus};
pub use entities::EntityRow;
pub use knowledge::{MadeCorrection, MergedEntity, MergedMember};
pub use positions::{PositionRow, PositionStatement, Said};
pub use search::{Hit, HitStatement};
pub use sources::{EchoRow, SourceLink, SourceRow};
pub use stats::{OutletStats, Quoted, Sourcing, Stats};

use zufolge::attribution::Stance;
use zufolge::report::Naming;

/// What is looked at; the default is everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// The picture at this time: what came out later is not there. Milliseconds since 1970, UTC.
    pub as_of: Option<i64>,
    /// What came out at this time or later.
    pub since: Option<i64>,
    /// What came out at this time or before.
    pub until: Option<i64>,
    /// What this outlet printed.
    pub outlet: Option<String>,
    /// Statements whose origin is named like this.
    pub naming: Option<Naming>,
    /// Statements that do this with their content.
    pub stance: Option<Stance>,
    /// How many at most.
    pub limit: Option<usize>,
}

impl Filter {
    /// True if nothing is left out but what goes beyond the limit.
    pub(crate) fn chooses_all(&self) -> bool {
        *self == Filter { limit: self.limit, ..Filter::default() }
    }

    /// The last moment that is looked at.
    pub(crate) fn end(&self) -> i64 {
        self.as_of.unwrap_or(i64::MAX).min(self.until.unwrap_or(i64::MAX))
    }

    /// The naming as the tables have it.
    pub(crate) fn naming_name(&self) -> Option<String> {
        self.naming.map(|naming| crate::store::fold::name_of(&naming))
    }

    /// The stance as a part of what the tables have.
    pub(crate) fn stance_part(&self) -> Option<String> {
        self.stance.map(|stance| format!(",{},", stance.name()))
    }

    /// As SQLite counts.
    pub(crate) fn rows(&self) -> i64 {
        self.limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(i64::MAX)
    }
}
