//! The ledger over HTTP: articles, claims, entities, search, figures, and corrections of them.

use super::read::{ReadOptions, ReadRequest};
use crate::access::Visitor;
use crate::answers;
use crate::contract;
use crate::links;
use crate::pages::chosen::Chosen;
use crate::problem::{Problem, ProblemBody};
use crate::reading;
use crate::state::AppState;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{Extension, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use zufolge::Report;
use zufolge_ledger::ask::{Filter, Stats};
use zufolge_ledger::record::Correction;
use zufolge_ledger::{Added, Ledger, Outcome, Record};

/// Things on a page if nothing is said.
const USUAL: usize = 50;
/// Things on a page at most.
const MOST: usize = 200;
/// How far pages lead: beyond that, ask for a narrower period.
const DEEPEST: usize = 10_000;

/// What is looked at, and which page of it.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paged {
    /// Things on a page, 1 to 200; 50 if nothing is said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// Things before this page, up to 10000; `next` of the page before.
    #[param(maximum = 10_000)]
    offset: Option<usize>,
    /// What came out then or later: `2025-11-04`, or with the time.
    since: Option<String>,
    /// What came out then or before.
    until: Option<String>,
    /// What this outlet printed.
    outlet: Option<String>,
    /// Statements whose origin is named like this: `named`, `role`, `anonymous`, `implicit`.
    naming: Option<String>,
    /// Statements that do this with their content: `denies`, ….
    stance: Option<String>,
    /// Words to look for, or a name.
    q: Option<String>,
}

impl Paged {
    /// The filter, with one more than fits on the page, so that it is known whether there is a next one.
    fn filter(&self) -> Result<(Filter, usize, usize), Problem> {
        let (limit, offset) = page(self.limit, self.offset)?;
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        let chosen = Chosen {
            since: given(&self.since),
            until: given(&self.until),
            outlet: given(&self.outlet),
            naming: given(&self.naming),
            stance: given(&self.stance),
        };
        Ok((chosen.filter(offset + limit + 1)?, limit, offset))
    }

    fn words(&self) -> &str {
        self.q.as_deref().unwrap_or_default().trim()
    }
}

/// How many things a page has, and how many stand before it.
pub(super) fn page(limit: Option<usize>, offset: Option<usize>) -> Result<(usize, usize), Problem> {
    let (limit, offset) = (limit.unwrap_or(USUAL), offset.unwrap_or(0));
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::bad_request(format!("limit is 1 to {MOST}")));
    }
    if offset > DEEPEST {
        return Err(Problem::bad_request(format!("offset is at most {DEEPEST}; ask for a narrower period with since and until")));
    }
    Ok((limit, offset))
}

/// A page of things.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PageOf<T> {
    items: Vec<T>,
    /// The `offset` of the next page; `null` on the last one.
    next: Option<usize>,
}

pub(super) fn page_of<T: Serialize>(mut all: Vec<T>, limit: usize, offset: usize) -> Response {
    let mut items = all.split_off(offset.min(all.len()));
    let more = items.len() > limit;
    items.truncate(limit);
    Json(PageOf { next: more.then_some(offset + limit), items }).into_response()
}

type Asked = Result<Query<Paged>, QueryRejection>;
pub(super) type Id = Result<Path<String>, PathRejection>;

pub(super) fn query<T>(asked: Result<Query<T>, QueryRejection>) -> Result<T, Problem> {
    asked.map(|Query(asked)| asked).map_err(|error| Problem::bad_request(error.body_text()))
}

fn id(given: Id) -> Result<String, Problem> {
    given.map(|Path(id)| id).map_err(|error| Problem::bad_request(error.body_text()))
}

pub(super) fn json<T: DeserializeOwned>(body: Result<Bytes, BytesRejection>) -> Result<T, Problem> {
    let body = body.map_err(|error| super::body_fault(&error))?;
    serde_json::from_slice(&body).map_err(|error| Problem::bad_request(format!("the body is not as described: {error}")))
}

macro_rules! listed {
    ($(#[$doc:meta])* $name:ident, $path:literal, $tag:literal, $body:ty, |$ledger:ident, $filter:ident, $words:ident| $ask:expr) => {
        $(#[$doc])*
        #[utoipa::path(
            get, path = $path, tag = $tag, params(Paged),
            responses(
                (status = 200, description = "A page of them", body = PageOf<$body>, content_type = "application/json"),
                (status = 400, description = "A parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
                (status = 422, description = "A parameter makes no sense", body = ProblemBody, content_type = "application/problem+json"),
            )
        )]
        pub(crate) async fn $name(State(state): State<AppState>, asked: Asked) -> Result<Response, Problem> {
            let paged = query(asked)?;
            let ($filter, limit, offset) = paged.filter()?;
            let $words = paged.words().to_owned();
            let found = state.store()?.ask(move |$ledger| $ask).await?;
            Ok(page_of(found, limit, offset))
        }
    };
}

listed! {
    /// Stored articles, all versions, by time.
    articles, "/api/v1/articles", "articles", contract::ArticleRow, |ledger, filter, _words| ledger.articles(&filter)
}
listed! {
    /// Claims, those in most articles first.
    claims, "/api/v1/claims", "claims", contract::Claim, |ledger, filter, _words| ledger.claims(&filter)
}
listed! {
    /// People and bodies, those in most articles first; with `q` those of that name.
    entities, "/api/v1/entities", "entities", contract::Entity,
    |ledger, filter, words| if words.is_empty() { ledger.entities(&filter) } else { ledger.who(&words, &filter) }
}
listed! {
    /// Articles in which all words of `q` stand, newest first, with the statements that hold them.
    search, "/api/v1/search", "search", contract::Hit,
    |ledger, filter, words| if words.chars().any(char::is_alphanumeric) { ledger.search(&words, &filter) } else { Ok(Vec::new()) }
}

/// Which version.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Version {
    /// Its number; the newest one if nothing is said.
    version: Option<u64>,
}

/// The report of a stored article, as corrected.
#[utoipa::path(
    get, path = "/api/v1/articles/{id}", tag = "articles", params(("id" = String, Path, description = "The article's id, escaped"), Version),
    responses(
        (status = 200, description = "The report", body = serde_json::Value, content_type = "application/json"),
        (status = 400, description = "A parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is none", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn article(
    State(state): State<AppState>,
    given: Id,
    asked: Result<Query<Version>, QueryRejection>,
) -> Result<Response, Problem> {
    let (id, version) = (id(given)?, query(asked)?.version);
    let report: Option<Report> = state.store()?.ask(move |ledger| ledger.corrected_report(&id, version)).await?;
    report
        .map(|report| Json(report).into_response())
        .ok_or_else(|| Problem::not_found("the ledger has no such article, or not in that version"))
}

/// One claim with its statements, origins and status.
#[utoipa::path(
    get, path = "/api/v1/claims/{id}", tag = "claims", params(("id" = String, Path, description = "`c12`")),
    responses(
        (status = 200, description = "The claim", body = contract::Claim, content_type = "application/json"),
        (status = 400, description = "A parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is none", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn claim(State(state): State<AppState>, given: Id) -> Result<Response, Problem> {
    let id = id(given)?;
    Ok(Json(state.store()?.ask(move |ledger| ledger.claim(&id, &Filter::default())).await?).into_response())
}

/// One person or body.
#[utoipa::path(
    get, path = "/api/v1/entities/{id}", tag = "entities", params(("id" = String, Path, description = "`e4`")),
    responses(
        (status = 200, description = "Them", body = contract::Entity, content_type = "application/json"),
        (status = 400, description = "A parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is nobody of that id", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn entity(State(state): State<AppState>, given: Id) -> Result<Response, Problem> {
    let id = entity_id(given)?;
    let found = state.store()?.ask(move |ledger| ledger.who(&id, &Filter::default())).await?;
    found.into_iter().next().map(|row| Json(row).into_response()).ok_or_else(nobody)
}

/// What somebody said on each claim, in order, with changes of position.
#[utoipa::path(
    get, path = "/api/v1/entities/{id}/positions", tag = "entities", params(("id" = String, Path, description = "`e4`")),
    responses(
        (status = 200, description = "Their positions", body = Vec<contract::Position>, content_type = "application/json"),
        (status = 400, description = "A parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is nobody of that id", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn positions(State(state): State<AppState>, given: Id) -> Result<Response, Problem> {
    let id = entity_id(given)?;
    let filter = Filter { limit: Some(MOST), ..Filter::default() };
    Ok(Json(state.store()?.ask(move |ledger| ledger.positions(&id, None, &filter)).await?).into_response())
}

pub(super) fn entity_id(given: Id) -> Result<String, Problem> {
    Some(id(given)?).filter(|id| crate::pages::is_entity_id(id)).ok_or_else(nobody)
}

fn nobody() -> Problem {
    Problem::not_found("the ledger has nobody of that id; /api/v1/entities?q=NAME looks for a name")
}

/// How articles are sourced: the audit figures.
#[utoipa::path(
    get, path = "/api/v1/stats", tag = "stats", params(Paged),
    responses(
        (status = 200, description = "Figures; shares are 0 to 1", body = serde_json::Value, content_type = "application/json"),
        (status = 400, description = "A parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "A parameter makes no sense", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn stats(State(state): State<AppState>, asked: Asked) -> Result<Response, Problem> {
    let (filter, limit, _) = query(asked)?.filter()?;
    let (filter, kept) = (crate::pages::figures_filter(filter), Arc::clone(&state.stats));
    let given = state.store()?.ask(move |ledger| kept.answer(ledger, &filter, Ledger::stats)).await?;
    let mut stats = Stats::clone(&given.value);
    stats.most_quoted_persons.truncate(limit);
    stats.most_quoted_bodies.truncate(limit);
    Ok(answers::of(given.holds, Json(stats)))
}

/// What became of an article that was sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Kept {
    /// The id of the item in the ledger.
    id: String,
    version: u64,
    /// `new`, `newer` (replaces a version), `older` (came late), `withdrawn` or `known` (nothing was changed).
    outcome: &'static str,
}

/// Read an article and keep it.
///
/// When this is answered, it is on the disk. The same article again changes nothing.
#[utoipa::path(
    post, path = "/api/v1/articles", tag = "articles", params(ReadOptions), request_body(content = ReadRequest, content_type = "application/json"),
    responses(
        (status = 200, description = "It was there already", body = Kept, content_type = "application/json"),
        (status = 201, description = "It was added", body = Kept, content_type = "application/json"),
        (status = 400, description = "The body is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "There is nothing that can be read", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn add(
    State(state): State<AppState>,
    options: Result<Query<ReadOptions>, QueryRejection>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let any_language = query(options)?.language.is_some();
    let request: ReadRequest = json(body)?;
    let own_id = request.id.is_some() || request.urn.is_some() || request.url.is_some();
    let store = state.store()?;
    let (raw, known) = request.document(&state, any_language).await?;
    let report = reading::only(reading::read(&state, raw, known).await?)?;
    let kept = kept(store.keep(report, own_id).await?);
    let status = if kept.outcome == "known" { StatusCode::OK } else { StatusCode::CREATED };
    let place = format!("/api/v1{}", links::article(&kept.id, Some(kept.version)));
    Ok((status, [(header::LOCATION, place)], Json(kept)).into_response())
}

fn kept(added: Added) -> Kept {
    let outcome = match added.outcome {
        Outcome::New | Outcome::Noted => "new",
        Outcome::Newer { .. } => "newer",
        Outcome::Older => "older",
        Outcome::Withdrawn => "withdrawn",
        Outcome::Known => "known",
    };
    Kept { id: added.id, version: added.version, outcome }
}

/// Say what is right.
///
/// The correction is appended to the ledger: it wins over what was read, and outlives every rebuild. Who says so is told by the token.
#[utoipa::path(
    post, path = "/api/v1/corrections", tag = "corrections", request_body(content = contract::CorrectionRequest, content_type = "application/json"),
    responses(
        (status = 201, description = "It was appended", body = serde_json::Value, content_type = "application/json"),
        (status = 400, description = "The body is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is no such statement", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The correction makes no sense there", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn correct(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let given: Correction = json(body)?;
    let correction = Correction { by: visitor.name, ..given };
    let record = Record::Correction(correction.clone());
    state.store()?.change(move |ledger| ledger.note(&[record])).await?;
    Ok((StatusCode::CREATED, Json(correction)).into_response())
}
