//! `POST /api/v1/read/bulk`: a request a line in, a report a line out, in order, as soon as each is there.

use super::read::{ReadOptions, ReadRequest};
use crate::problem::{Problem, ProblemBody};
use crate::reading;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, TryStreamExt};
use serde::Serialize;
use std::convert::Infallible;
use tokio_util::codec::{AnyDelimiterCodec, AnyDelimiterCodecError, FramedRead};
use tokio_util::io::StreamReader;

/// Lines of one request that are read at once: enough that no reader waits for the line before.
const AHEAD: usize = 4;

/// What is wrong with a line.
#[derive(Serialize)]
struct LineProblem {
    /// Its number, from 1.
    line: usize,
    #[serde(flatten)]
    problem: ProblemBody,
}

/// Read many articles.
///
/// Each line is a JSON object as `/api/v1/read` takes it; each line of the answer is the report of one, in order, or a problem with its
/// `line`. Lines are read while the request still comes, so that any number may be sent. A line longer than a single body may be ends
/// the answer.
#[utoipa::path(
    post,
    path = "/api/v1/read/bulk",
    tag = "read",
    params(ReadOptions),
    request_body(content = String, content_type = "application/jsonl", example = "{\"id\": \"1\", \"text\": \"Laut Polizei gab es keine Verletzten.\"}\n"),
    responses(
        (status = 200, description = "A report or a problem a line", body = String, content_type = "application/jsonl"),
        (status = 400, description = "A parameter is malformed", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn read(
    State(state): State<AppState>,
    options: Result<Query<ReadOptions>, QueryRejection>,
    body: Body,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|error| Problem::bad_request(error.body_text()))?;
    let any_language = options.language.is_some();
    let bytes = StreamReader::new(body.into_data_stream().map_err(std::io::Error::other));
    let lines = FramedRead::new(bytes, AnyDelimiterCodec::new_with_max_length(b"\n".to_vec(), Vec::new(), state.settings.max_body));
    let answers = lines
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| std::future::ready(!line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty())))
        .map(move |(number, line)| {
            let state = state.clone();
            async move {
                let read = match line {
                    Ok(line) => one(&state, &line, any_language).await,
                    Err(AnyDelimiterCodecError::MaxChunkLengthExceeded) => {
                        Err(Problem::new(axum::http::StatusCode::PAYLOAD_TOO_LARGE, "too-large", "the line is too long"))
                    }
                    Err(AnyDelimiterCodecError::Io(error)) => Err(Problem::bad_request(format!("the request broke off: {error}"))),
                };
                let mut text = read.unwrap_or_else(|problem| {
                    serde_json::to_vec(&LineProblem { line: number, problem: problem.body() }).unwrap_or_default()
                });
                text.push(b'\n');
                Ok::<_, Infallible>(text)
            }
        })
        .buffered(AHEAD);
    Ok(([(header::CONTENT_TYPE, "application/jsonl")], Body::from_stream(answers)).into_response())
}

/// The reports of one line. A document of several items, a feed at a URL, gives a line for each.
async fn one(state: &AppState, line: &[u8], any_language: bool) -> Result<Vec<u8>, Problem> {
    let request: ReadRequest =
        serde_json::from_slice(line).map_err(|error| Problem::bad_request(format!("the line is not as described: {error}")))?;
    let (raw, known) = request.document(state, any_language).await?;
    let mut text = Vec::new();
    for outcome in reading::read(state, raw, known).await? {
        if !text.is_empty() {
            text.push(b'\n');
        }
        serde_json::to_writer(&mut text, &outcome?).map_err(|error| Problem::internal(&error))?;
    }
    Ok(text)
}
