//! Problems as pages.

use super::{Page, html};
use crate::problem::Problem;
use crate::state::AppState;
use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    code: &'static str,
    status: u16,
    detail: String,
}

/// Makes a page of a problem where a browser asked for a page. The API's answers stay as they are.
pub(crate) async fn show_problems(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let accepts =
        request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    if path.starts_with("/api/") || !accepts {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(page) = Page::from_request_parts(&mut parts, &state).await;
    let mut answer = next.run(Request::from_parts(parts, body)).await;
    let Some(problem) = answer.extensions_mut().remove::<Problem>() else { return answer };
    let template = ErrorPage { page, code: problem.code, status: problem.status.as_u16(), detail: problem.detail.clone() };
    let Ok(mut shown) = html(&template) else { return answer };
    *shown.status_mut() = problem.status;
    for name in [header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
        if let Some(value) = answer.headers_mut().remove(&name) {
            shown.headers_mut().insert(name, value);
        }
    }
    shown
}
