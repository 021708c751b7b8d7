//! Stylesheet and script, built by Vite from `web/` and embedded; no page needs anything from elsewhere.

use crate::problem::Problem;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use std::fmt::Write;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// What pages ask for, with the hash of its content, so that browsers may keep it for good.
pub(crate) static STYLE: LazyLock<String> = LazyLock::new(|| address("zufolge.css"));
pub(crate) static SCRIPT: LazyLock<String> = LazyLock::new(|| address("zufolge.js"));

fn address(name: &str) -> String {
    match Assets::get(name) {
        Some(file) => format!("/assets/{name}?v={}", short_hash(&file)),
        None => format!("/assets/{name}"),
    }
}

fn short_hash(file: &rust_embed::EmbeddedFile) -> String {
    file.metadata.sha256_hash()[..8].iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

/// `GET /assets/{name}`
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let file = Assets::get(&name).ok_or_else(|| Problem::not_found("there is no such file"))?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let tag = format!("\"{}\"", short_hash(&file));
    let fresh = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned())];
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, fresh).into_response());
    }
    Ok((fresh, [(header::CONTENT_TYPE, kind.to_owned())], file.data).into_response())
}
