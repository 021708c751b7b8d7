//! The Source page: a person or body, what they said, when, about what, where they changed their position, and who quotes them.

use super::correct::OwnFault;
use super::{Page, html};
use crate::answers;
use crate::kept::{self, Given};
use crate::links;
use crate::marked::{Sign, signs};
use crate::problem::Problem;
use crate::state::AppState;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use zufolge_ledger::Ledger;
use zufolge_ledger::ask::{EntityRow, Filter, PositionRow, Said};

/// Statements shown of one somebody, and claims.
const SAID: usize = 30;
const POSITIONS: usize = 10;
/// Articles shown in which they are named.
const MEMBERS: usize = 60;
/// Names in the list of everybody.
pub(super) const LISTED: usize = 100;

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    page: Page,
    entity: EntityRow,
    kind: &'static str,
    positions: Vec<PositionView>,
    said: Vec<SaidView>,
    quoted_by: Vec<(String, usize)>,
    /// Others of a like name, who may be the same.
    namesakes: Vec<(String, EntityRow)>,
    /// Where they are named, and why that is taken for them.
    members: Vec<MemberView>,
    fault: Option<OwnFault>,
}

/// Somebody in one article, who is taken for this one.
struct MemberView {
    article: String,
    name: String,
    title: String,
    outlet: Option<String>,
    when: String,
    href: String,
    evidence: String,
}

/// What they said on one claim, in order.
struct PositionView {
    claim: String,
    href: String,
    changes: usize,
    points: Vec<Point>,
}

struct Point {
    when: String,
    stances: Vec<Sign>,
    speaker: String,
    text: String,
    href: String,
    change: bool,
}

struct SaidView {
    when: String,
    stances: Vec<Sign>,
    text: String,
    outlet: String,
    href: String,
    claim: String,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    page: Page,
    query: String,
    /// `None` while they are counted.
    entities: Option<Vec<(String, &'static str, EntityRow)>>,
    /// True if something was added since they were counted.
    lags: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// `GET /sources`
pub(crate) async fn list(State(state): State<AppState>, page: Page, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let name = asked.q.trim().to_owned();
    let query = name.clone();
    let filter = Filter { limit: Some(LISTED), ..Filter::default() };
    let found = if name.is_empty() {
        kept::counted(&state, |shared| &shared.everybody, filter, Ledger::entities).await?
    } else {
        let value = state.store()?.ask(move |ledger| ledger.who(&name, &filter)).await?;
        Some(Given { value: Arc::new(value), holds: true })
    };
    let language = page.language;
    let holds = found.as_ref().is_some_and(|found| found.holds);
    let row = |row: &EntityRow| (links::entity(&row.id), kind_name(row, language), row.clone());
    let entities = found.map(|found| found.value.iter().take(LISTED).map(row).collect());
    let shown = SourcesPage { entities, query, lags: !holds, page: page.of("sources") };
    Ok(answers::of(holds, html(&shown)?))
}

/// `GET /sources/{id}`
pub(crate) async fn source(State(state): State<AppState>, page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    show(&state, page, id, None).await
}

/// The page, with what is wrong with a form that was sent from it.
pub(crate) async fn show(state: &AppState, page: Page, id: String, fault: Option<OwnFault>) -> Result<Response, Problem> {
    if !is_entity_id(&id) {
        return Err(Problem::not_found("the ledger has nobody of that id"));
    }
    let (lines, changes) = (Arc::clone(&state.lines), state.store()?.changes().ok());
    let (entity, positions, said, namesakes, members) = state
        .store()?
        .ask(move |ledger| {
            let few = |limit| Filter { limit: Some(limit), ..Filter::default() };
            let Some(entity) = ledger.who(&id, &Filter::default())?.into_iter().next() else { return Ok(None) };
            let wording = |claim: &str| lines.wording(ledger, changes, claim);
            let positions = ledger.positions_worded(&id, None, &few(POSITIONS), wording)?;
            let said = ledger.said(&id, None, &few(SAID))?;
            let namesakes = ledger.namesakes(&entity, 10)?;
            let members = ledger.members(&id, MEMBERS)?;
            Ok(Some((entity, positions, said, namesakes, members)))
        })
        .await?
        .ok_or_else(|| Problem::not_found("the ledger has nobody of that id"))?;
    let page = page.of("sources");
    let mut quoted: BTreeMap<String, usize> = BTreeMap::new();
    for one in &said {
        *quoted.entry(one.statement.outlet.clone().unwrap_or_else(|| one.statement.article.clone())).or_default() += 1;
    }
    let mut quoted_by: Vec<(String, usize)> = quoted.into_iter().collect();
    quoted_by.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    html(&SourcePage {
        kind: kind_name(&entity, page.language),
        positions: positions.iter().map(|row| position(row, &page)).collect(),
        said: said.iter().map(|one| said_view(one, &page)).collect(),
        quoted_by,
        members: members
            .into_iter()
            .map(|member| MemberView {
                href: links::article(&member.article, Some(member.version)),
                title: member.face.title.unwrap_or_else(|| member.article.clone()),
                outlet: member.face.outlet,
                when: member.face.published.as_deref().map(|at| page.language.when(at)).unwrap_or_default(),
                article: member.article,
                name: member.name,
                evidence: page.language.why(&member.evidence),
            })
            .collect(),
        namesakes: namesakes.into_iter().map(|other| (links::entity(&other.id), other)).collect(),
        fault,
        entity,
        page,
    })
}

/// `e4`, and not a name, for which the ledger would look too.
pub(crate) fn is_entity_id(id: &str) -> bool {
    id.strip_prefix('e').is_some_and(|digits| !digits.is_empty() && digits.len() < 19 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn kind_name(row: &EntityRow, language: crate::language::Language) -> &'static str {
    use zufolge::report::Kind;
    let name = match row.kind {
        Kind::Person => "person",
        Kind::Office => "office",
        Kind::Organisation => "organisation",
        Kind::Outlet => "outlet",
        Kind::Agency => "agency",
        Kind::Document => "document",
        Kind::Group => "group",
        Kind::Place => "place",
        Kind::Author => "author",
        Kind::Unknown => "unknown",
    };
    language.named("kind", name)
}

fn position(row: &PositionRow, page: &Page) -> PositionView {
    let points = row.statements.iter().map(|one| Point {
        when: one.at.as_deref().map(|at| page.language.when(at)).unwrap_or_default(),
        stances: signs(&one.stance, one.stance_confidence, page.language),
        speaker: one.speaker.clone(),
        text: one.text.clone(),
        href: format!("{}#{}", links::article(&one.article, None), links::escaped(&one.attribution)),
        change: one.change,
    });
    PositionView {
        claim: row.claim_statement.clone(),
        href: links::claim(&row.claim),
        changes: row.statements.iter().filter(|one| one.change).count(),
        points: points.collect(),
    }
}

fn said_view(said: &Said, page: &Page) -> SaidView {
    let one = &said.statement;
    SaidView {
        when: one.published.as_deref().map(|at| page.language.when(at)).unwrap_or_default(),
        stances: signs(&one.stance, one.stance_confidence, page.language),
        text: one.text.clone(),
        outlet: one.outlet.clone().unwrap_or_default(),
        href: links::statement(&one.article, one.version, &one.attribution),
        claim: links::claim(&said.claim),
    }
}
