//! `POST /api/v1/read`: one article in, its report out.

use super::body_fault;
use crate::problem::{Problem, ProblemBody};
use crate::reading::{self, Known};
use crate::state::AppState;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use zufolge::Article;
use zufolge_wire::{Format, Raw};

/// An article to be read: exactly one of `text`, `html` and `url`, and what is known of it.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ReadRequest {
    /// The article as plain text: headline, byline and body, blocks parted by line breaks.
    pub(crate) text: Option<String>,
    /// A web page, of which the article is read.
    pub(crate) html: Option<String>,
    /// The address of a page to be fetched. Private addresses are refused.
    #[schema(format = "uri")]
    pub(crate) url: Option<String>,
    /// The item's own id; comes back in the report.
    pub(crate) id: Option<String>,
    /// The headline, where it does not stand in the text.
    pub(crate) title: Option<String>,
    /// The short line above the headline.
    pub(crate) kicker: Option<String>,
    /// Who wrote it.
    pub(crate) byline: Option<String>,
    /// Who printed it: the last link of every chain.
    pub(crate) outlet: Option<String>,
    /// The news agency it came from.
    pub(crate) agency: Option<String>,
    /// When it was published: `2025-11-04`, or with the time `2025-11-04T08:30:00+01:00`.
    pub(crate) published: Option<String>,
    /// When it was last changed, likewise.
    pub(crate) updated: Option<String>,
    /// Its URN.
    pub(crate) urn: Option<String>,
}

/// How to read.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReadOptions {
    /// Take every text for German, whatever it looks like.
    #[param(inline)]
    pub(crate) language: Option<TextLanguage>,
}

/// A language that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TextLanguage {
    /// German
    De,
}

/// Read one article.
///
/// The body is JSON of the form below, or a document in any format that `zufolge read` takes, sent with a content type other than
/// `application/json`: plain text, HTML, RSS, NewsML-G2, NITF, ninjs, dpa JSON. What it is, its content tells.
/// A document with several items, such as a feed, is refused; send its items to `/api/v1/read/bulk`.
#[utoipa::path(
    post,
    path = "/api/v1/read",
    tag = "read",
    params(ReadOptions),
    request_body(content(
        (ReadRequest = "application/json", example = json!({"text": "Laut Polizei gab es keine Verletzten.", "outlet": "Nordkurier"})),
        (String = "text/plain", example = "Laut Polizei gab es keine Verletzten."),
        (String = "text/html"),
        (Vec<u8> = "application/octet-stream")
    )),
    responses(
        (status = 200, description = "The report", body = serde_json::Value, content_type = "application/json"),
        (status = 400, description = "The body or a parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "There is nothing that can be read", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn read(
    State(state): State<AppState>,
    options: Result<Query<ReadOptions>, QueryRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|error| Problem::bad_request(error.body_text()))?;
    let body = body.map_err(|error| body_fault(&error))?;
    let any_language = options.language.is_some();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (essence, charset) = media_type(kind);
    let (raw, known) = if essence == "application/json" {
        let request: ReadRequest =
            serde_json::from_slice(&body).map_err(|error| Problem::bad_request(format!("the body is not as described: {error}")))?;
        request.document(&state, any_language).await?
    } else {
        // A browser's or a program's guess at a format is worth less than a look at the content, but plain text is meant as such.
        let format = (essence == "text/plain").then_some(Format::Text);
        (Raw { format, charset, ..Raw::new("request", body.to_vec()) }, Known { any_language, ..Known::default() })
    };
    let report = reading::only(reading::read(&state, raw, known).await?)?;
    Ok(Json(report).into_response())
}

impl ReadRequest {
    /// The document to be read, fetched where it is on the web, and what is known of it.
    pub(crate) async fn document(self, state: &AppState, any_language: bool) -> Result<(Raw, Known), Problem> {
        for (name, moment) in [("published", &self.published), ("updated", &self.updated)] {
            if let Some(moment) = moment.as_deref().filter(|moment| !is_moment(moment)) {
                let detail =
                    format!("{name} is “{}”; write it as 2025-11-04 or as 2025-11-04T08:30:00+01:00", crate::marked::shortened(moment, 60));
                return Err(Problem::unprocessable("no-date", detail));
            }
        }
        let raw = match (self.text, self.html, self.url) {
            (Some(text), None, None) => Raw { format: Some(Format::Text), ..Raw::new("request", text.into_bytes()) },
            (None, Some(html), None) => {
                // A string is decoded already, whatever charset the page names.
                Raw { format: Some(Format::Html), charset: Some("utf-8".into()), ..Raw::new("request", html.into_bytes()) }
            }
            (None, None, Some(url)) => reading::fetch(state, &url).await?,
            _ => return Err(Problem::unprocessable("no-text", "give exactly one of text, html and url")),
        };
        let article = Article {
            id: self.id.unwrap_or_default(),
            title: self.title,
            kicker: self.kicker,
            byline: self.byline,
            outlet: self.outlet,
            agency: self.agency,
            published: self.published,
            updated: self.updated,
            urn: self.urn,
            ..Article::default()
        };
        Ok((raw, Known { article, any_language }))
    }
}

/// The type without parameters, in lower case, and its charset.
fn media_type(header: &str) -> (String, Option<String>) {
    let mut parts = header.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    });
    (essence, charset)
}

/// A day, or a moment with its offset from UTC.
pub(crate) fn is_moment(given: &str) -> bool {
    if given.len() == 10 {
        given.parse::<jiff::civil::Date>().is_ok()
    } else {
        given.len() <= 40 && given.parse::<jiff::Timestamp>().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_taken_apart() {
        assert_eq!(media_type("Text/HTML; charset=\"ISO-8859-1\""), ("text/html".into(), Some("ISO-8859-1".into())));
        assert_eq!(media_type(""), (String::new(), None));
    }

    #[test]
    fn days_and_moments_are_told_from_other_words() {
        assert!(["2025-11-04", "2025-11-04T08:30:00+01:00", "2025-11-04T08:30:00Z"].iter().all(|given| is_moment(given)));
        assert!(!["", "gestern", "04.11.2025", "2025-02-30", "2025-11-04T08:30:00"].iter().any(|given| is_moment(given)));
    }
}
