//! The HTTP API, `/api/v1`: reports as the contract has them, problems as RFC 9457 has them, described by OpenAPI 3.1 from the code.

mod bulk;
mod describe;
mod know;
mod ledger;
mod read;

pub use describe::openapi;
pub(crate) use describe::page;
pub(crate) use read::is_moment;

use crate::answers;
use crate::etag::tagged;
use crate::guard;
use crate::problem::Problem;
use crate::state::AppState;
use axum::Router;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    let writing = Router::new()
        .route("/articles", post(ledger::add))
        .route("/corrections", post(ledger::correct))
        .route("/entities/{id}/merge", post(know::merge))
        .route("/entities/{id}/split", post(know::split))
        .route_layer(from_fn(guard::writers_only));
    let about_ledger = Router::new()
        .route("/articles", get(ledger::articles))
        .route("/articles/{id}", get(ledger::article))
        .route("/claims", get(ledger::claims))
        .route("/claims/{id}", get(ledger::claim))
        .route("/entities", get(ledger::entities))
        .route("/entities/{id}", get(ledger::entity))
        .route("/entities/{id}/positions", get(ledger::positions))
        .route("/corrections", get(know::corrections))
        .route("/search", get(ledger::search))
        .route("/stats", get(ledger::stats))
        .route_layer(from_fn_with_state(state.clone(), answers::kept));
    Router::new()
        .route("/read", post(read::read))
        .route("/read/bulk", post(bulk::read))
        .route("/openapi.json", get(describe::document))
        .merge(about_ledger)
        .merge(writing)
        .layer(from_fn(tagged))
        .fallback(|| async { Problem::not_found("there is no such resource; /api lists all") })
}

/// A body that is too large, or broke off.
fn body_fault(error: &BytesRejection) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-large",
            "the body is larger than is read at once; split it, or use /api/v1/read/bulk",
        );
    }
    Problem::bad_request(error.body_text())
}
