//! What people know better, over HTTP: who is one and who is two, and the corrections there are.

use super::ledger::{Id, PageOf, entity_id, json, page_of, query};
use crate::contract;
use crate::links;
use crate::pages::is_entity_id;
use crate::problem::{Problem, ProblemBody};
use crate::state::AppState;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use zufolge_ledger::ask::Filter;

/// Words that somebody writes beside it, in characters.
const LONGEST_NOTE: usize = 1000;
/// Articles or names that are split off at once.
const MOST_PLACES: usize = 500;

/// Who is one with somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeRequest {
    /// The one that is joined to the one of the address, and is gone then: `e17`.
    with: String,
    /// Why, in somebody's own words.
    #[schema(max_length = 1000)]
    note: Option<String>,
}

/// Where somebody is somebody else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitRequest {
    /// In these articles, by their ids.
    #[serde(default)]
    #[schema(max_items = 500)]
    articles: Vec<String>,
    /// Wherever an article has one of these as the fullest name.
    #[serde(default)]
    #[schema(max_items = 500)]
    names: Vec<String>,
    /// Why, in somebody's own words.
    #[schema(max_length = 1000)]
    note: Option<String>,
}

/// Who was split off.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SplitOff {
    /// The new one, `e18`.
    entity: String,
}

/// Which page, and of what.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Corrections {
    /// Things on a page, 1 to 200; 50 if nothing is said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// Things before this page, up to 10000; `next` of the page before.
    #[param(maximum = 10_000)]
    offset: Option<usize>,
    /// Only those of the article with this id.
    article: Option<String>,
}

/// Say that two are one.
///
/// It is appended to the ledger, and outlives every rebuild.
#[utoipa::path(
    post, path = "/api/v1/entities/{id}/merge", tag = "entities", params(("id" = String, Path, description = "The one that stays, `e4`")),
    request_body(content = MergeRequest, content_type = "application/json"),
    responses(
        (status = 201, description = "They are one; who that is", body = contract::Entity, content_type = "application/json"),
        (status = 400, description = "The body is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is nobody of that id", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "They are one already, or the other is no id", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn merge(State(state): State<AppState>, given: Id, body: Result<Bytes, BytesRejection>) -> Result<Response, Problem> {
    let keep = entity_id(given)?;
    let request: MergeRequest = json(body)?;
    let note = noted(request.note)?;
    if !is_entity_id(&request.with) || request.with == keep {
        return Err(Problem::unprocessable("refused", "with is the id of another entity, such as e17"));
    }
    let merged = move |ledger: &mut zufolge_ledger::Ledger| {
        ledger.merge_entities(&keep, &request.with, note)?;
        ledger.who(&keep, &Filter::default())
    };
    let rows = state.store()?.change(merged).await?;
    let row = rows.into_iter().next().ok_or_else(|| Problem::internal(&"who was merged is not there"))?;
    Ok((StatusCode::CREATED, Json(row)).into_response())
}

/// Say that one is two.
///
/// It is appended to the ledger, and outlives every rebuild. What is chosen becomes somebody else; a part must be left.
#[utoipa::path(
    post, path = "/api/v1/entities/{id}/split", tag = "entities", params(("id" = String, Path, description = "`e4`")),
    request_body(content = SplitRequest, content_type = "application/json"),
    responses(
        (status = 201, description = "Somebody else was made of what was chosen", body = SplitOff, content_type = "application/json"),
        (status = 400, description = "The body is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is nobody of that id", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Nothing or all of it was chosen", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn split(State(state): State<AppState>, given: Id, body: Result<Bytes, BytesRejection>) -> Result<Response, Problem> {
    let from = entity_id(given)?;
    let request: SplitRequest = json(body)?;
    let note = noted(request.note)?;
    let (articles, names) = (request.articles, request.names);
    if articles.len() > MOST_PLACES || names.len() > MOST_PLACES {
        return Err(Problem::unprocessable("refused", format!("articles and names are at most {MOST_PLACES} each")));
    }
    let entity = state.store()?.change(move |ledger| ledger.split_entity(&from, &articles, &names, note)).await?;
    let place = format!("/api/v1/entities/{}", links::escaped(&entity));
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(SplitOff { entity })).into_response())
}

fn noted(note: Option<String>) -> Result<Option<String>, Problem> {
    match note {
        Some(note) if note.chars().count() > LONGEST_NOTE => {
            Err(Problem::unprocessable("refused", format!("a note has at most {LONGEST_NOTE} characters")))
        }
        note => Ok(note.filter(|note| !note.trim().is_empty())),
    }
}

/// Corrections that were made, the latest first.
#[utoipa::path(
    get, path = "/api/v1/corrections", tag = "corrections", params(Corrections),
    responses(
        (status = 200, description = "A page of them", body = PageOf<contract::Correction>, content_type = "application/json"),
        (status = 400, description = "A parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn corrections(
    State(state): State<AppState>,
    asked: Result<Query<Corrections>, QueryRejection>,
) -> Result<Response, Problem> {
    let Corrections { limit, offset, article } = query(asked)?;
    let (limit, offset) = super::ledger::page(limit, offset)?;
    let found = state.store()?.ask(move |ledger| ledger.corrections(article.as_deref(), offset + limit + 1)).await?;
    Ok(page_of(found, limit, offset))
}
