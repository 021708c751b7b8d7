//! On how many independent legs a claim stands.

use serde::{Deserialize, Serialize};
use zufolge::report::Naming;

/// Who claims to know, independent of the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The words that name it best: "Justizkreise".
    pub name: String,
    /// How it is named.
    pub naming: Naming,
    /// Its entity in the ledger.
    pub entity: Option<i64>,
    /// The outlet or agency that an anonymous origin spoke to.
    pub via: Option<String>,
    /// When it first stood in print.
    pub first_seen: Option<jiff::Timestamp>,
}
