//! Logging in: a browser keeps its token in a cookie that no script can read and no other site can make it send.

use super::{Page, html};
use crate::access::COOKIE;
use crate::problem::Problem;
use crate::state::AppState;
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "login.html")]
struct Login {
    page: Page,
    /// True where the service asks for a token at all.
    asked: bool,
    wrong: bool,
}

#[derive(Deserialize)]
pub(crate) struct Given {
    token: String,
}

/// `GET /login`
pub(crate) async fn form(State(state): State<AppState>, page: Page) -> Result<Response, Problem> {
    html(&Login { page, asked: state.settings.tokens.is_some(), wrong: false })
}

/// `POST /login`
pub(crate) async fn enter(
    State(state): State<AppState>,
    page: Page,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(given) = given.map_err(|error| Problem::bad_request(error.body_text()))?;
    let token = given.token.trim();
    let known = state.settings.tokens.as_ref().is_none_or(|tokens| tokens.visitor(token).is_some());
    if !known {
        let mut answer = html(&Login { page, asked: true, wrong: true })?;
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(answer);
    }
    let mut answer = Redirect::to("/").into_response();
    if state.settings.tokens.is_some() {
        let secure = state.settings.trust_proxy && headers.get("x-forwarded-proto").is_some_and(|proto| proto.as_bytes() == b"https");
        let secure = if secure { "; Secure" } else { "" };
        let cookie = HeaderValue::from_str(&format!("{COOKIE}={token}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict{secure}"));
        answer.headers_mut().append(header::SET_COOKIE, cookie.map_err(|error| Problem::internal(&error))?);
    }
    Ok(answer)
}

/// `POST /logout`
pub(crate) async fn leave() -> Response {
    let mut answer = Redirect::to("/login").into_response();
    let cookie = HeaderValue::from_static("zufolge_token=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    answer
}
