//! Whole answers about the ledger, kept by address until the ledger changes.
//!
//! What a page shows hangs on its address, its language, what its visitor may do, and the ledger. The first three are the key under which the
//! answer is kept, and so is the number of changes that the ledger has seen: read before the answer is worked out, so that an answer that is
//! kept is never older than it says. Nothing has to be thrown away when the ledger changes; what is not asked for any more makes room.
//!
//! Several who ask the same at once get what the first one of them gets.

use crate::access::{Role, Visitor};
use crate::etag;
use crate::language::Language;
use crate::pages::language_of;
use crate::problem::Problem;
use crate::state::AppState;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{OriginalUri, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;
use zufolge_ledger::ask::{ClaimLine, Filter};
use zufolge_ledger::{Ledger, LedgerError};

/// Bytes of answers that are kept.
const MOST: u64 = 64 << 20;
/// Claims of which wording, and legs, are kept: some 60 MiB in all.
const LINES: usize = 200_000;
/// Bytes of one answer; larger ones are given and forgotten.
const LARGEST: usize = 1 << 20;
/// What an answer takes on average, for a first guess at how many there will be.
const USUAL: u64 = 16 << 10;

/// In the extensions of an answer that is not to be kept: it tells of an older state of the ledger.
#[derive(Debug, Clone, Copy)]
struct Passing;

/// What stands of claims on many pages: in what contradicts them, in the articles and on the pages of those who have them. Each is kept by the
/// number of changes that the ledger had seen before it was asked, and the claim's id.
pub(crate) struct Lines {
    wordings: Cache<(i64, String), Arc<str>>,
    legs: Cache<(i64, String), (usize, usize)>,
}

impl Default for Lines {
    fn default() -> Self {
        Lines { wordings: Cache::new(LINES), legs: Cache::new(LINES) }
    }
}

impl Lines {
    /// A claim in one line.
    pub(crate) fn line(&self, ledger: &Ledger, changes: Option<i64>, claim: &str) -> Result<ClaimLine, LedgerError> {
        let Some(changes) = changes else { return ledger.claim_line(claim) };
        let key = (changes, claim.to_owned());
        if let (Some(wording), Some((legs, articles))) = (self.wordings.get(&key), self.legs.get(&key)) {
            return Ok(ClaimLine { id: claim.to_owned(), statement: wording.to_string(), articles, legs });
        }
        let line = ledger.claim_line(claim)?;
        self.wordings.insert(key.clone(), line.statement.as_str().into());
        self.legs.insert(key, (line.legs, line.articles));
        Ok(line)
    }

    /// A claim's clearest wording.
    pub(crate) fn wording(&self, ledger: &Ledger, changes: Option<i64>, claim: &str) -> Result<String, LedgerError> {
        let work = || ledger.claim_wording(claim, &Filter::default()).map(|wording| Arc::from(wording.as_str()));
        let Some(changes) = changes else { return ledger.claim_wording(claim, &Filter::default()) };
        Ok(self.wordings.get_or_insert_with(&(changes, claim.to_owned()), work)?.to_string())
    }

    /// On how many legs a claim stands.
    pub(crate) fn legs(&self, ledger: &Ledger, changes: Option<i64>, claim: &str) -> Result<usize, LedgerError> {
        let Some(changes) = changes else { return Ok(ledger.claim_legs(claim)?.0) };
        Ok(self.legs.get_or_insert_with(&(changes, claim.to_owned()), || ledger.claim_legs(claim))?.0)
    }
}

/// An answer that is kept only if what it tells holds.
pub(crate) fn of(holds: bool, answer: impl IntoResponse) -> Response {
    let mut answer = answer.into_response();
    if !holds {
        answer.extensions_mut().insert(Passing);
    }
    answer
}

/// Answers by what was asked.
pub(crate) struct Answers(Cache<Question, Arc<Answer>, Bulk>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Question {
    /// How many changes the ledger had seen.
    changes: i64,
    address: Box<str>,
    language: Language,
    may_write: bool,
    logged_in: bool,
}

struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Clone)]
struct Bulk;

impl Weighter<Question, Arc<Answer>> for Bulk {
    fn weight(&self, question: &Question, answer: &Arc<Answer>) -> u64 {
        // Headers and book-keeping are small and much the same everywhere.
        (question.address.len() + answer.body.len() + 512) as u64
    }
}

impl Default for Answers {
    fn default() -> Self {
        Answers(Cache::with_weighter((MOST / USUAL) as usize, MOST, Bulk))
    }
}

/// Answers GET from what is kept, and keeps what was answered.
pub(crate) async fn kept(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let changes = state.store.as_ref().and_then(|store| store.changes().ok());
    let Some(changes) = changes.filter(|_| *request.method() == Method::GET) else { return next.run(request).await };
    let (mut parts, body) = request.into_parts();
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    let visitor = parts.extensions.get::<Visitor>();
    let question = Question {
        changes,
        address: uri.path_and_query().map_or("/", |address| address.as_str()).into(),
        language: language_of(&parts),
        may_write: visitor.is_some_and(|visitor| visitor.role == Role::Write),
        logged_in: visitor.is_some_and(|visitor| visitor.name.is_some()),
    };
    // Whoever has the answer already is told so here: inside, the whole one is made, for all.
    let known = parts.headers.remove(header::IF_NONE_MATCH);
    let answer = match state.answers.0.get_value_or_guard_async(&question).await {
        Ok(answer) => answer,
        Err(place) => {
            let answer = next.run(Request::from_parts(parts, body)).await;
            if answer.status() != StatusCode::OK {
                return answer;
            }
            let passing = answer.extensions().get::<Passing>().is_some();
            let answer = match whole(answer).await {
                Ok(answer) => Arc::new(answer),
                Err(problem) => return problem.into_response(),
            };
            if !passing && answer.body.len() <= LARGEST {
                // Where somebody else was faster, theirs is as good.
                let _ = place.insert(Arc::clone(&answer));
            }
            answer
        }
    };
    let mut headers = answer.headers.clone();
    if etag::is_known(known.as_ref(), headers.get(header::ETAG)) {
        headers.remove(header::CONTENT_TYPE);
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, Body::from(answer.body.clone())).into_response()
}

/// An answer with all of its body, tagged.
async fn whole(answer: Response) -> Result<Answer, Problem> {
    let (mut parts, body) = answer.into_parts();
    let body = to_bytes(body, etag::MOST).await.map_err(|error| Problem::internal(&error))?;
    parts.headers.remove(header::CONTENT_LENGTH);
    if !parts.headers.contains_key(header::ETAG)
        && let Some(tag) = etag::of(&body)
    {
        parts.headers.insert(header::ETAG, tag);
    }
    Ok(Answer { headers: parts.headers, body })
}
