//! The shapes of the ledger's answers, as the API's description tells them; `tests/ledger.rs` holds the answers against it.

use serde::Serialize;
use utoipa::ToSchema;

/// One stored version of an article.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ArticleRow {
    /// The item's own id or URN.
    pub(crate) id: String,
    pub(crate) version: u64,
    /// A newer version replaced it.
    pub(crate) superseded: bool,
    /// The version that it replaced.
    pub(crate) supersedes: Option<u64>,
    /// The sender took it back.
    pub(crate) withdrawn: bool,
    pub(crate) outlet: Option<String>,
    pub(crate) agency: Option<String>,
    /// RFC 3339; a date alone is allowed.
    pub(crate) published: Option<String>,
    pub(crate) title: Option<String>,
    /// Statements found in it.
    pub(crate) attributions: u64,
    /// Articles that share much of its text.
    pub(crate) near_copies: Vec<NearCopy>,
}

/// An article that shares much of another one's text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct NearCopy {
    pub(crate) article: String,
    pub(crate) version: u64,
    /// The share of the shorter text that both have, 0 to 1.
    pub(crate) overlap: f64,
}

/// What several statements say.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Claim {
    pub(crate) id: String,
    /// The clearest wording, verbatim from one of its statements.
    pub(crate) statement: String,
    pub(crate) first_seen: Option<String>,
    /// Articles in force that have it.
    pub(crate) articles: u64,
    /// Outlets that printed it.
    pub(crate) outlets: u64,
    /// On whose word it stands: the independent origins.
    pub(crate) origins: Vec<Origin>,
    pub(crate) statements: Vec<ClaimStatement>,
    /// What became of it, over time.
    pub(crate) status: Vec<Status>,
    /// Claims that say otherwise.
    pub(crate) contradicts: Vec<String>,
}

/// Somebody on whose word a claim stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Origin {
    pub(crate) id: String,
    pub(crate) name: String,
    /// `named`, `role`, `anonymous` or `implicit`.
    pub(crate) naming: String,
    pub(crate) entity: Option<String>,
    /// The outlet that had it from there.
    pub(crate) via: Option<String>,
    pub(crate) first_seen: Option<String>,
}

/// An attribution that makes a claim.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ClaimStatement {
    pub(crate) article: String,
    pub(crate) version: u64,
    pub(crate) attribution: String,
    /// Code points into that article's text.
    pub(crate) content: Vec<[u32; 2]>,
    pub(crate) text: String,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) source: String,
    /// Who stands at the beginning of the chain.
    pub(crate) entity: Option<String>,
    /// How that one is named.
    pub(crate) naming: Option<String>,
    pub(crate) stance: Vec<String>,
    /// How likely it is to be right, 0 to 1; null if nobody said.
    pub(crate) stance_confidence: Option<f64>,
    pub(crate) origin: Option<String>,
    /// `origin`: the first with this origin; `echo`: goes back to `echo_of`; `independent`: has it from an origin of its own.
    pub(crate) relation: Option<String>,
    pub(crate) echo_of: Option<String>,
    /// A newer version has replaced the article, or the sender took it back.
    pub(crate) superseded: bool,
    /// Why it belongs to the claim and has the part it has, in English.
    pub(crate) evidence: Vec<String>,
}

/// Somebody's answer to a claim.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Status {
    pub(crate) at: Option<String>,
    pub(crate) who: String,
    pub(crate) entity: Option<String>,
    pub(crate) stance: String,
    /// How likely it is to be right, 0 to 1; null if nobody said.
    pub(crate) stance_confidence: Option<f64>,
    pub(crate) article: String,
    pub(crate) attribution: String,
}

/// A person or body, under all its names.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) role: Option<String>,
    pub(crate) wikidata: Option<String>,
    pub(crate) names: Vec<String>,
    pub(crate) articles: u64,
    pub(crate) statements: u64,
}

/// What somebody said about one claim, in order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Position {
    pub(crate) entity: String,
    pub(crate) name: String,
    pub(crate) claim: String,
    /// Its clearest wording.
    pub(crate) claim_statement: String,
    pub(crate) statements: Vec<PositionStatement>,
}

/// One statement of a position.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PositionStatement {
    pub(crate) at: Option<String>,
    pub(crate) stance: Vec<String>,
    /// How likely it is to be right, 0 to 1; null if nobody said.
    pub(crate) stance_confidence: Option<f64>,
    pub(crate) article: String,
    pub(crate) attribution: String,
    /// The claim that it belongs to: another one than the position's where it was said earlier on the same matter.
    pub(crate) claim: String,
    /// Who spoke: themselves, or somebody for them.
    pub(crate) speaker: String,
    pub(crate) text: String,
    /// It is another position than the one before.
    pub(crate) change: bool,
}

/// An article in which words were found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Hit {
    pub(crate) article: String,
    pub(crate) version: u64,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) title: Option<String>,
    /// The sentence with most of the words.
    pub(crate) snippet: String,
    /// Statements in which one of the words stands.
    pub(crate) statements: Vec<HitStatement>,
}

/// A statement in which words were found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct HitStatement {
    pub(crate) attribution: String,
    pub(crate) claim: String,
    pub(crate) source: String,
    pub(crate) entity: Option<String>,
    pub(crate) stance: Vec<String>,
    /// How likely it is to be right, 0 to 1; null if nobody said.
    pub(crate) stance_confidence: Option<f64>,
    pub(crate) text: String,
}

/// A correction that was made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Correction {
    /// When.
    pub(crate) added: String,
    pub(crate) article: String,
    pub(crate) version: u64,
    /// The statement's id in that report, `a3`.
    pub(crate) attribution: String,
    /// What is right instead, with its `kind`.
    #[schema(value_type = serde_json::Value)]
    pub(crate) change: serde_json::Value,
    /// Why, in somebody's own words.
    pub(crate) note: Option<String>,
    /// Who says so.
    pub(crate) by: Option<String>,
}

/// What is right about one statement.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CorrectionRequest {
    pub(crate) article: String,
    pub(crate) version: u64,
    /// Its id in that report, `a3`.
    pub(crate) attribution: String,
    pub(crate) change: ChangeRequest,
    /// Why, in somebody's own words.
    pub(crate) note: Option<String>,
}

/// What is right instead.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(dead_code, reason = "only its schema is used: the ledger reads the request")]
pub(crate) enum ChangeRequest {
    /// Nobody conveys anything there.
    NoAttribution,
    /// All is as it was read: takes back what was corrected before.
    AsRead,
    /// Somebody else stands at the beginning of the chain.
    Source {
        /// The words that name the source; empty where there are none.
        name: String,
    },
    /// It does something else with the content: contract names.
    Stance { stance: Vec<String> },
    /// It says the same as another statement.
    SameClaim { other: StatementPlace },
    /// It says what no other statement says.
    OwnClaim,
}

/// A statement of a stored article.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct StatementPlace {
    pub(crate) article: String,
    pub(crate) version: u64,
    pub(crate) attribution: String,
}
