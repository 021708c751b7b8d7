//! Pages for people: askama templates over view models, without JavaScript where it is off.

mod article;
pub(crate) mod chosen;
mod claim;
mod correct;
mod error;
mod login;
mod overview;
mod read;
mod source;

pub(crate) use error::show_problems;
pub(crate) use overview::{figures_filter, usual_filters};
pub(crate) use source::is_entity_id;

use crate::access::{Role, Visitor, cookie};
use crate::answers;
use crate::assets::{SCRIPT, STYLE};
use crate::guard::writers_only;
use crate::language::Language;
use crate::problem::Problem;
use crate::state::AppState;
use askama::Template;
use axum::Router;
use axum::extract::{FromRequestParts, OriginalUri, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::convert::Infallible;

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    let writing = Router::new()
        .route("/articles/{id}/correct", get(correct::form).post(correct::correct))
        .route("/sources/{id}/merge", post(correct::merge))
        .route("/sources/{id}/split", post(correct::split))
        .route_layer(from_fn(writers_only));
    let about_ledger = Router::new()
        .route("/", get(home))
        .route("/search", get(overview::search))
        .route("/claims/{id}", get(claim::claim))
        .route("/articles/{id}", get(article::article))
        .route("/sources", get(source::list))
        .route("/sources/{id}", get(source::source))
        .route_layer(from_fn_with_state(state.clone(), answers::kept));
    Router::new()
        .merge(writing)
        .merge(about_ledger)
        .route("/read", get(read::form).post(read::read))
        .route("/api", get(crate::api::page))
        .route("/login", get(login::form).post(login::enter))
        .route("/logout", post(login::leave))
        .layer(from_fn(remember_language))
}

/// `GET /`: what is claimed, where there is a ledger; else the page that reads.
async fn home(state: State<AppState>, page: Page, request: Request) -> Result<Response, Problem> {
    if state.store.is_none() {
        return Ok(Redirect::to("/read").into_response());
    }
    let chosen = Query::try_from_uri(request.uri());
    overview::overview(state, page, chosen, Query::try_from_uri(request.uri()).unwrap_or_default()).await
}

/// What every page knows of its request.
pub(crate) struct Page {
    pub(crate) language: Language,
    pub(crate) style: &'static str,
    pub(crate) script: &'static str,
    /// The part of the site that the page belongs to, as in the navigation.
    pub(crate) section: &'static str,
    /// The page's address in the other language.
    pub(crate) other_language: String,
    /// True where there is a ledger, and so pages about it.
    pub(crate) ledger: bool,
    pub(crate) may_write: bool,
    /// True where somebody is logged in and can log out.
    pub(crate) logged_in: bool,
}

impl Page {
    /// The same page in another section of the navigation.
    pub(crate) fn of(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }

    /// The words for a source; that nobody is named, where there are none.
    pub(crate) fn named_or_nobody(&self, source: &str) -> String {
        if source.is_empty() { self.language.say("who.nobody").to_owned() } else { source.to_owned() }
    }

    pub(crate) fn other(&self) -> Language {
        match self.language {
            Language::De => Language::En,
            Language::En => Language::De,
        }
    }
}

impl FromRequestParts<AppState> for Page {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let language = language_of(parts);
        let visitor = parts.extensions.get::<Visitor>();
        let mut page = Page {
            language,
            style: STYLE.as_str(),
            script: SCRIPT.as_str(),
            section: "",
            other_language: String::new(),
            ledger: state.store.is_some(),
            may_write: state.store.is_some() && visitor.is_some_and(|visitor| visitor.role == Role::Write),
            logged_in: visitor.is_some_and(|visitor| visitor.name.is_some()),
        };
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let kept = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let query: Vec<&str> = kept.collect();
        let and = if query.is_empty() { String::new() } else { format!("{}&", query.join("&")) };
        page.other_language = format!("{}?{and}lang={}", uri.path(), page.other().code());
        Ok(page)
    }
}

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

/// Asked for in the address, else chosen before, else what the browser prefers, else German.
pub(crate) fn language_of(parts: &Parts) -> Language {
    let asked = Query::<Asked>::try_from_uri(&parts.uri).ok().and_then(|asked| Language::of_code(asked.lang.as_deref()?));
    let chosen = || cookie(&parts.headers, "lang").and_then(Language::of_code);
    let preferred = || Language::accepted(parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?);
    asked.or_else(chosen).or_else(preferred).unwrap_or_default()
}

/// Keeps a language that was asked for in a cookie.
async fn remember_language(request: Request, next: axum::middleware::Next) -> Response {
    let asked = Query::<Asked>::try_from_uri(request.uri()).ok().and_then(|asked| Language::of_code(asked.lang.as_deref()?));
    let mut answer = next.run(request).await;
    if let Some(language) = asked {
        let cookie = format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", language.code());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    answer
}

/// A template as an answer.
pub(crate) fn html(template: &impl Template) -> Result<Response, Problem> {
    let text = template.render().map_err(|error| Problem::internal(&error))?;
    Ok(Html(text).into_response())
}
