//! The Read page: a text, a file or an address in, the article with its statements marked out.

use super::{Page, html};
use crate::links;
use crate::marked::Marked;
use crate::problem::Problem;
use crate::reading::{self, Known, Outcome};
use crate::state::AppState;
use askama::Template;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::StatusCode;
use axum::response::Response;
use zufolge::Article;
use zufolge_wire::{Format, Raw};

/// Articles of one document that are shown; a feed may hold hundreds.
const MOST_SHOWN: usize = 20;
/// A name or date longer than this is none.
const LONGEST_FIELD: usize = 200;

#[derive(Template)]
#[template(path = "read.html")]
struct ReadPage {
    page: Page,
    given: Given,
    articles: Vec<Marked>,
    /// Items that could not be read, and how many were left out.
    faults: Vec<String>,
    left_out: usize,
    /// Articles that were put into the ledger, and where they stand now.
    kept: Vec<(String, String)>,
    /// The text looks like another language.
    foreign: Option<&'static str>,
    problem: Option<&'static str>,
}

/// What was put into the form; shown again with the result.
#[derive(Default)]
struct Given {
    text: String,
    url: String,
    outlet: String,
    published: String,
    /// Put it into the ledger too.
    keep: bool,
    file: Option<(String, Vec<u8>)>,
}

/// `GET /read`
pub(crate) async fn form(page: Page) -> Result<Response, Problem> {
    html(&ReadPage::empty(page))
}

impl ReadPage {
    fn empty(page: Page) -> Self {
        let page = page.of("read");
        ReadPage {
            page,
            given: Given::default(),
            articles: Vec::new(),
            faults: Vec::new(),
            left_out: 0,
            kept: Vec::new(),
            foreign: None,
            problem: None,
        }
    }
}

/// `POST /read`
pub(crate) async fn read(
    State(state): State<AppState>,
    page: Page,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let mut given = fields(form.map_err(|error| Problem::bad_request(error.body_text()))?).await?;
    let read = outcomes(&state, &mut given).await;
    let mut shown = ReadPage { given, ..ReadPage::empty(page) };
    let outcomes = match read {
        Ok(outcomes) => outcomes,
        // Left to the page for all problems: it has nothing to do with what was given.
        Err(problem) if problem.status.is_server_error() => return Err(problem),
        Err(problem) => {
            let status = problem.status;
            shown.problem = Some(problem.code);
            shown.faults.push(problem.detail);
            return with_status(html(&shown)?, status);
        }
    };
    let language = shown.page.language;
    let many = outcomes.len() > 1;
    shown.left_out = outcomes.len().saturating_sub(MOST_SHOWN);
    for (index, outcome) in outcomes.into_iter().take(MOST_SHOWN).enumerate() {
        match outcome {
            Ok(report) => {
                shown.foreign = shown.foreign.or(reading::foreign(&report.text));
                let prefix = if many { format!("i{}-", index + 1) } else { String::new() };
                if shown.given.keep && shown.page.may_write {
                    // Without an id of its own it is known by its text.
                    let own_id = report.article.urn.is_some() || report.article.url.is_some();
                    let kept = state.store()?.keep(report.clone(), own_id).await?;
                    shown.kept.push((kept.id.clone(), links::article(&kept.id, Some(kept.version))));
                }
                shown.articles.push(Marked::new(&report, language, &prefix, &|_, _| None));
            }
            Err(problem) => shown.faults.push(problem.detail),
        }
    }
    let status = if shown.articles.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    with_status(html(&shown)?, status)
}

fn with_status(mut answer: Response, status: StatusCode) -> Result<Response, Problem> {
    *answer.status_mut() = status;
    Ok(answer)
}

/// Reads what was given: the file, else the address, else the text.
async fn outcomes(state: &AppState, given: &mut Given) -> Result<Vec<Outcome>, Problem> {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    if given.published.len() > LONGEST_FIELD || given.outlet.len() > LONGEST_FIELD {
        return Err(Problem::bad_request("the outlet or the date is too long"));
    }
    if !given.published.is_empty() && !crate::api::is_moment(&given.published) {
        return Err(Problem::unprocessable("no-date", "the date is none; write it as 2025-11-04"));
    }
    let article = Article { outlet: filled(&given.outlet), published: filled(&given.published), ..Article::default() };
    // People see at once whether a text is German; a page that shows it anyway, with a remark, serves them better than a refusal.
    let known = Known { article, any_language: true };
    let raw = match given.file.take() {
        Some((name, bytes)) => Raw::new(name, bytes),
        None if !given.url.is_empty() => reading::fetch(state, &given.url).await?,
        None if given.text.trim().is_empty() => {
            return Err(Problem::unprocessable("no-text", "there is no text; paste one, or give a file or an address"));
        }
        // What is pasted as text is one, whatever it looks like.
        None => Raw { format: Some(Format::Text), ..Raw::new("text", given.text.clone().into_bytes()) },
    };
    reading::read(state, raw, known).await
}

async fn fields(mut form: Multipart) -> Result<Given, Problem> {
    let fault = |error: axum::extract::multipart::MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "that is more than is read at once; give a smaller part");
        }
        Problem::bad_request(error.body_text())
    };
    let mut given = Given::default();
    while let Some(field) = form.next_field().await.map_err(fault)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let file_name = field.file_name().map(str::to_owned);
            let bytes = field.bytes().await.map_err(fault)?;
            // A file field left empty is sent all the same.
            if !bytes.is_empty() {
                given.file = Some((file_name.unwrap_or_else(|| "file".to_owned()), bytes.to_vec()));
            }
            continue;
        }
        let bytes = field.bytes().await.map_err(fault)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "text" => given.text = text.replace("\r\n", "\n"),
            "url" => given.url = text.trim().to_owned(),
            "outlet" => given.outlet = text.trim().to_owned(),
            "published" => given.published = text.trim().to_owned(),
            "keep" => given.keep = true,
            _ => {}
        }
    }
    Ok(given)
}
