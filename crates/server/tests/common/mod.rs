//! The router without a port, and requests to it.

#![allow(dead_code, unreachable_pub, reason = "every test file uses another part")]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use tower::ServiceExt;
use zufolge::Pipeline;
use zufolge::attribution::rules::AttributionRules;
use zufolge_lexicon::GERMAN;
use zufolge_server::{AppState, Settings};

pub const READ: &str = "read-0123456789abcdef";
pub const WRITE: &str = "write-0123456789abcdef";

/// An article of our own in which much is said.
pub const ARTICLE: &str = "Hafenbahn kommt später\n\nHamburg (dnb) - Die neue Hafenbahn kommt nach Angaben aus Senatskreisen erst 2027. \
„Das stimmt nicht“, sagte Verkehrssenatorin Lena Brandt am Montag. Die Behörde dementierte den Bericht. Der Betreiber wollte sich \
nicht äußern. Ein Sprecher teilte mit, man prüfe die Sache.\n";

/// Built once: it takes longer than most tests.
static PIPELINE: LazyLock<Arc<Pipeline>> = LazyLock::new(|| Arc::new(Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)))));

pub fn app_with(settings: Settings) -> Router {
    zufolge_server::app(AppState::new(Arc::clone(&PIPELINE), settings))
}

/// Over a ledger, which is made if there is none.
pub fn app_over(settings: Settings, ledger: &Path) -> Router {
    zufolge_server::app(AppState::with_ledger(Arc::clone(&PIPELINE), settings, ledger).expect("a ledger"))
}

pub fn app() -> Router {
    app_with(Settings::default())
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("UTF-8")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a plain header"))
    }
}

pub async fn ask(app: &Router, request: Request<Body>) -> Answer {
    let answer = app.clone().oneshot(request).await.expect("an answer");
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

pub fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, "localhost:7070")
}

pub async fn get(app: &Router, path: &str) -> Answer {
    ask(app, request("GET", path).body(Body::empty()).expect("a request")).await
}

pub async fn post(app: &Router, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
    ask(app, request("POST", path).header(header::CONTENT_TYPE, kind).body(body.into()).expect("a request")).await
}

/// The Read page's form, as a browser sends it.
pub fn form(fields: &[(&str, &str)]) -> (String, String) {
    let mut body = String::new();
    for (name, value) in fields {
        body.push_str(&format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    body.push_str("--limit--\r\n");
    ("multipart/form-data; boundary=limit".to_owned(), body)
}

pub async fn post_form(app: &Router, path: &str, fields: &[(&str, &str)]) -> Answer {
    let (kind, body) = form(fields);
    post(app, path, &kind, body).await
}
