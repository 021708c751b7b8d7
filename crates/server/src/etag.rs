//! ETags for what can be asked again: whoever has an answer already gets 304.

use crate::problem::Problem;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Answers larger than this would have been streamed.
pub(crate) const MOST: usize = 64 << 20;

/// Tags answers to GET by their content.
pub(crate) async fn tagged(request: Request, next: Next) -> Response {
    let known = (*request.method() == Method::GET).then(|| request.headers().get(header::IF_NONE_MATCH).cloned());
    let answer = next.run(request).await;
    let Some(known) = known.filter(|_| answer.status() == StatusCode::OK && !answer.headers().contains_key(header::ETAG)) else {
        return answer;
    };
    let (mut parts, body) = answer.into_parts();
    let bytes = match to_bytes(body, MOST).await {
        Ok(bytes) => bytes,
        Err(error) => return Problem::internal(&error).into_response(),
    };
    let Some(tag) = of(&bytes) else { return Response::from_parts(parts, Body::from(bytes)) };
    let same = is_known(known.as_ref(), Some(&tag));
    parts.headers.insert(header::ETAG, tag);
    if same {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The tag of a content.
pub(crate) fn of(content: &Bytes) -> Option<HeaderValue> {
    let tag = Sha256::digest(content)[..12].iter().fold("\"".to_owned(), |mut tag, byte| {
        let _ = write!(tag, "{byte:02x}");
        tag
    });
    HeaderValue::from_str(&(tag + "\"")).ok()
}

/// True if `If-None-Match` names the tag of an answer.
pub(crate) fn is_known(known: Option<&HeaderValue>, tag: Option<&HeaderValue>) -> bool {
    let text = |value: Option<&HeaderValue>| value.and_then(|value| value.to_str().ok()).map(str::to_owned);
    text(known).zip(text(tag)).is_some_and(|(known, tag)| matches(&known, &tag))
}

/// `If-None-Match` is a list of tags, or `*`.
fn matches(known: &str, tag: &str) -> bool {
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags_are_found_in_lists() {
        assert!(super::matches("\"a\", W/\"b\"", "\"b\""));
        assert!(super::matches("*", "\"b\""));
        assert!(!super::matches("\"ab\"", "\"b\""));
    }
}
