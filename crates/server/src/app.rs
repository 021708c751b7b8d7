//! The router: what is answered where, and what stands before it.

use crate::problem::Problem;
use crate::state::AppState;
use crate::{api, assets, guard, metrics, pages};
use axum::Router;
use axum::error_handling::HandleErrorLayer;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower::{BoxError, ServiceBuilder};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// Everything there is, as a service that needs no port.
pub fn app(state: AppState) -> Router {
    let settings = &state.settings;
    let bounded = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(|_: BoxError| async { Problem::busy() }))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(settings.in_flight));
    Router::new()
        .merge(pages::routes(&state))
        .nest("/api/v1", api::routes(&state))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/metrics", get(metrics::metrics))
        .route("/assets/{name}", get(assets::asset))
        .fallback(|| async { Problem::not_found("there is no such page") })
        .method_not_allowed_fallback(|| async {
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "this address does not take that method")
        })
        .layer(DefaultBodyLimit::max(settings.max_body))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, settings.timeout))
        .layer(RequestBodyTimeoutLayer::new(settings.timeout))
        .layer(from_fn_with_state(state.clone(), guard::guard))
        .layer(bounded)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), pages::show_problems))
        .layer(from_fn(guard::headers))
        .layer(from_fn_with_state(state.clone(), metrics::count))
        .with_state(state)
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::internal(&"a handler panicked").into_response()
}
