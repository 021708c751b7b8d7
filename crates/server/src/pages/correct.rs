//! Correct: an editor says what is right. Corrections are records of the ledger: they win over what was read and outlive every rebuild.

use super::source::{is_entity_id, show};
use super::{Page, html};
use crate::access::Visitor;
use crate::links;
use crate::marked::Marked;
use crate::problem::Problem;
use crate::state::AppState;
use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Extension, Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use zufolge::Report;
use zufolge::attribution::Stance;
use zufolge::report::Naming;
use zufolge_ledger::Record;
use zufolge_ledger::ask::{ClaimStatement, Filter};
use zufolge_ledger::record::{AttributionPlace, Change, Correction};

/// Words that somebody writes beside a correction.
const LONGEST_NOTE: usize = 1000;
/// A name.
const LONGEST_NAME: usize = 300;
/// Articles that are split off at once.
const MOST_PLACES: usize = 500;

/// What is wrong with a form, as a key of the pages' words.
pub(crate) type OwnFault = &'static str;

#[derive(Template)]
#[template(path = "correct.html")]
struct CorrectPage {
    page: Page,
    back: String,
    version: u64,
    attribution: String,
    a: Marked,
    stances_offered: Vec<(&'static str, &'static str, bool)>,
    namings: Vec<(&'static str, &'static str)>,
    fault: Option<OwnFault>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Where {
    version: u64,
    attribution: String,
}

/// What the form says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Given {
    version: u64,
    attribution: String,
    change: String,
    source: String,
    naming: String,
    stance: String,
    claim: String,
    note: String,
}

/// `GET /articles/{id}/correct`
pub(crate) async fn form(
    State(state): State<AppState>,
    page: Page,
    Path(id): Path<String>,
    place: Result<Query<Where>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(place) = place.map_err(|error| Problem::bad_request(error.body_text()))?;
    ask(&state, page, id, place, None).await
}

async fn ask(state: &AppState, page: Page, id: String, place: Where, fault: Option<OwnFault>) -> Result<Response, Problem> {
    let mut report = report(state, &id, place.version).await?;
    // Nobody needs the other statements here.
    report.attributions.retain(|attr| attr.id == place.attribution);
    let Some(attr) = report.attributions.first() else { return Err(Problem::not_found("the article has no such statement")) };
    let language = page.language;
    let has = attr.stance.clone();
    let stances_offered = Stance::ALL.iter().map(|stance| (stance.name(), language.stance(*stance), has.contains(stance))).collect();
    let namings = super::chosen::NAMINGS.iter().map(|(name, _)| (*name, language.named("naming", name))).collect();
    let a = Marked::new(&report, language, "", &|_, _| None);
    let back = links::statement(&id, place.version, &place.attribution);
    html(&CorrectPage { back, version: place.version, attribution: place.attribution, a, stances_offered, namings, fault, page })
}

async fn report(state: &AppState, id: &str, version: u64) -> Result<Report, Problem> {
    let id = id.to_owned();
    let found = state.store()?.ask(move |ledger| ledger.corrected_report(&id, Some(version))).await?;
    found.ok_or_else(|| Problem::not_found("the ledger has no such article, or not in that version"))
}

/// `POST /articles/{id}/correct`
pub(crate) async fn correct(
    State(state): State<AppState>,
    page: Page,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(given) = given.map_err(|error| Problem::bad_request(error.body_text()))?;
    let place = Where { version: given.version, attribution: given.attribution.clone() };
    let own = AttributionPlace { article: id.clone(), version: given.version, attribution: given.attribution.clone() };
    let Some(change) = change(&state, &given, &own).await? else {
        return ask(&state, page, id, place, Some(fault(&given))).await;
    };
    let record = Record::Correction(Correction { place: own, change, note: note(&given.note), by: visitor.name });
    state.store()?.change(move |ledger| ledger.note(&[record])).await?;
    Ok(Redirect::to(&links::statement(&id, given.version, &given.attribution)).into_response())
}

/// The change that the form asks for; `None` if something is missing.
async fn change(state: &AppState, given: &Given, own: &AttributionPlace) -> Result<Option<Change>, Problem> {
    let naming = super::chosen::NAMINGS.iter().find(|(name, _)| *name == given.naming).map(|(_, naming)| *naming);
    Ok(match given.change.as_str() {
        "no_attribution" => Some(Change::NoAttribution),
        "as_read" => Some(Change::AsRead),
        "own_claim" => Some(Change::OwnClaim),
        "stance" => Stance::from_name(&given.stance).map(|stance| Change::Stance { stance: vec![stance] }),
        "source" => {
            let name = given.source.trim();
            let nameless = matches!(naming, Some(Naming::Implicit));
            (name.len() <= LONGEST_NAME && (!name.is_empty() || nameless)).then(|| Change::Source {
                name: name.to_owned(),
                span: Vec::new(),
                entity: None,
                source_kind: None,
                naming,
            })
        }
        "same_claim" => {
            let claim = given.claim.trim().trim_start_matches("/claims/").to_owned();
            let statements =
                state.store()?.ask(move |ledger| Ok(ledger.claim(&claim, &Filter::default()).ok().map(|claim| claim.statements))).await?;
            let other = statements.into_iter().flatten().map(|one| place(&one)).find(|place| place != own);
            other.map(|other| Change::SameClaim { other })
        }
        _ => None,
    })
}

fn fault(given: &Given) -> OwnFault {
    match given.change.as_str() {
        "source" => "correct.fault.source",
        "same_claim" => "correct.fault.claim",
        _ => "correct.fault",
    }
}

fn place(one: &ClaimStatement) -> AttributionPlace {
    AttributionPlace { article: one.article.clone(), version: one.version, attribution: one.attribution.clone() }
}

fn note(given: &str) -> Option<String> {
    let note = given.trim();
    (!note.is_empty()).then(|| note.chars().take(LONGEST_NOTE).collect())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MergeGiven {
    /// One of those of a like name, and the number of any other, which goes before it.
    with: String,
    number: String,
    note: String,
}

/// `POST /sources/{id}/merge`: the other one is this one.
pub(crate) async fn merge(
    State(state): State<AppState>,
    page: Page,
    Path(id): Path<String>,
    given: Result<Form<MergeGiven>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(given) = given.map_err(|error| Problem::bad_request(error.body_text()))?;
    let other = if given.number.trim().is_empty() { &given.with } else { &given.number };
    let other = other.trim().trim_start_matches("/sources/").to_owned();
    if !is_entity_id(&other) || other == id {
        return show(&state, page, id, Some("merge.fault")).await;
    }
    let (keep, why) = (id.clone(), note(&given.note));
    state.store()?.change(move |ledger| ledger.merge_entities(&keep, &other, why)).await?;
    Ok(Redirect::to(&links::entity(&id)).into_response())
}

/// `POST /sources/{id}/split`: in some of the articles it is somebody else. The form repeats `article` for each.
pub(crate) async fn split(
    State(state): State<AppState>,
    page: Page,
    Path(id): Path<String>,
    given: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(given) = given.map_err(|error| Problem::bad_request(error.body_text()))?;
    let why = given.iter().find(|(name, _)| name == "note").and_then(|(_, text)| note(text));
    let articles: Vec<String> =
        given.into_iter().filter(|(name, _)| name == "article").take(MOST_PLACES).map(|(_, article)| article).collect();
    if articles.is_empty() || !is_entity_id(&id) {
        return show(&state, page, id, Some("split.fault")).await;
    }
    let from = id.clone();
    match state.store()?.change(move |ledger| ledger.split_entity(&from, &articles, &[], why)).await {
        Ok(_) => Ok(Redirect::to(&links::entity(&id)).into_response()),
        Err(problem) if problem.code == "refused" => show(&state, page, id, Some("split.fault")).await,
        Err(problem) => Err(problem),
    }
}
