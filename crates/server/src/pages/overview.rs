//! Overview and search: what is claimed most, on how many legs, how articles are sourced, and what was written about something.

use super::chosen::{Chosen, NAMINGS};
use super::{Page, html};
use crate::answers;
use crate::kept;
use crate::links;
use crate::marked::{Sign, shortened, shortened_around, sign, signs};
use crate::problem::Problem;
use crate::state::AppState;
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;
use zufolge::attribution::Stance;
use zufolge::report::is_unsure;
use zufolge_ledger::Ledger;
use zufolge_ledger::ask::{Claim, Filter, Hit, Sourcing, Stats};

/// Claims on the overview.
const CLAIMS: usize = 30;
/// Claims among which those on most legs are looked for: a claim has hardly more legs than articles.
const MOST_SPREAD: usize = 150;
/// Articles on a page of a search.
const HITS: usize = 10;
/// How far its pages lead.
const DEEPEST: usize = 1000;
/// Outlets in the audit.
const OUTLETS: usize = 12;
/// Persons, and bodies, that figures tell of: as many as the API lists at most.
const MOST_QUOTED: usize = 200;

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    page: Page,
    chosen: Chosen,
    by_legs: bool,
    claims: Vec<ClaimLine>,
    /// `None` while they are counted.
    stats: Option<Arc<Stats>>,
    /// True if something was added since these were counted.
    lags: bool,
    /// This page's address.
    here: String,
    audit: Vec<AuditRow>,
    quoted: Vec<Quoted>,
    order_links: [String; 2],
}

pub(crate) struct ClaimLine {
    pub(crate) href: String,
    pub(crate) statement: String,
    pub(crate) articles: usize,
    pub(crate) outlets: usize,
    pub(crate) origins: usize,
    pub(crate) first_seen: String,
    /// What others did with it: confirmed, denied.
    pub(crate) answers: Vec<Sign>,
}

/// How one outlet names its sources, as shares of its statements in hundred.
struct AuditRow {
    outlet: String,
    articles: u64,
    statements: u64,
    /// Left edge and width of each share, and its name.
    shares: Vec<Share>,
    single_source: String,
    agency_copy: String,
    sources_per_article: String,
}

struct Share {
    class: &'static str,
    name: &'static str,
    left: f64,
    width: f64,
    percent: String,
}

struct Quoted {
    name: String,
    role: Option<String>,
    href: String,
    statements: u64,
    width: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Order {
    order: String,
}

/// `GET /`, where there is a ledger.
pub(crate) async fn overview(
    State(state): State<AppState>,
    page: Page,
    chosen: Result<Query<Chosen>, QueryRejection>,
    Query(order): Query<Order>,
) -> Result<Response, Problem> {
    let Query(chosen) = chosen.map_err(|error| Problem::bad_request(error.body_text()))?;
    let by_legs = order.order == "legs";
    let (claims_filter, stats_filter) =
        (chosen.filter(if by_legs { MOST_SPREAD } else { CLAIMS })?, figures_filter(chosen.filter(CLAIMS)?));
    let kept_claims = Arc::clone(&state.claims);
    let claims = state.store()?.ask(move |ledger| kept_claims.answer(ledger, &claims_filter, Ledger::claims)).await?.value;
    let figures = kept::counted(&state, |shared| &shared.stats, stats_filter, Ledger::stats).await?;
    let mut claims: Vec<&Claim> = claims.iter().collect();
    if by_legs {
        claims.sort_by_key(|claim| std::cmp::Reverse((claim.origins.len(), claim.articles)));
        claims.truncate(CLAIMS);
    }
    let page = page.of("overview");
    let holds = figures.as_ref().is_some_and(|figures| figures.holds);
    let stats = figures.map(|figures| figures.value);
    let (audit, quoted) = stats.as_deref().map(|stats| (audits(stats, &page), quoted(stats))).unwrap_or_default();
    let kept = chosen.as_query();
    let order_links = [format!("/?{}", kept.trim_start_matches('&')), format!("/?order=legs{kept}")];
    let claims = claims.into_iter().map(|claim| line(claim, &page)).collect();
    let here = order_links[usize::from(by_legs)].clone();
    Ok(answers::of(holds, html(&Overview { chosen, by_legs, claims, audit, quoted, order_links, stats, lags: !holds, here, page })?))
}

/// All together, then each outlet.
fn audits(stats: &Stats, page: &Page) -> Vec<AuditRow> {
    let all = audit(page.language.say("audit.all").to_owned(), &stats.all, page);
    let outlets = stats.outlets.iter().take(OUTLETS).map(|row| {
        let name = row.outlet.clone().unwrap_or_else(|| page.language.say("audit.no-outlet").to_owned());
        audit(name, &row.sourcing, page)
    });
    std::iter::once(all).chain(outlets).collect()
}

/// Persons and bodies together, those who are quoted most first.
fn quoted(stats: &Stats) -> Vec<Quoted> {
    let both = || stats.most_quoted_persons.iter().chain(&stats.most_quoted_bodies);
    let most = both().map(|one| one.statements).max().unwrap_or(1).max(1);
    let mut quoted: Vec<Quoted> = both()
        .map(|one| Quoted {
            name: one.name.clone(),
            role: one.role.clone(),
            href: links::entity(&one.entity),
            statements: one.statements,
            width: 100.0 * one.statements as f64 / most as f64,
        })
        .collect();
    quoted.sort_by_key(|one| std::cmp::Reverse(one.statements));
    quoted.truncate(12);
    quoted
}

/// The filter by which figures are counted and kept: they hang on period and outlet alone, and those who ask for fewer get the first of them.
pub(crate) fn figures_filter(filter: Filter) -> Filter {
    Filter { naming: None, stance: None, limit: Some(MOST_QUOTED), ..filter }
}

/// What the overview shows of everything, its claims and its figures, and what the list of sources shows.
pub(crate) fn usual_filters() -> (Filter, Filter, Filter) {
    let of = |limit| Filter { limit: Some(limit), ..Filter::default() };
    (of(CLAIMS), figures_filter(Filter::default()), of(super::source::LISTED))
}

fn line(claim: &Claim, page: &Page) -> ClaimLine {
    // Of those who do the same the surest counts.
    let mut answers: Vec<(Stance, bool)> =
        claim.status.iter().map(|status| (status.stance, is_unsure(&[status.stance], status.stance_confidence))).collect();
    answers.sort_unstable();
    answers.dedup_by_key(|(stance, _)| *stance);
    ClaimLine {
        href: links::claim(&claim.id),
        statement: shortened(&claim.statement, 240),
        articles: claim.articles,
        outlets: claim.outlets,
        origins: claim.origins.len(),
        first_seen: claim.first_seen.as_deref().map(|at| page.language.when(at)).unwrap_or_default(),
        answers: answers
            .into_iter()
            .map(|(stance, unsure)| sign(stance, unsure, page.language))
            .filter(|sign| !sign.sign.is_empty())
            .collect(),
    }
}

fn audit(outlet: String, sourcing: &Sourcing, page: &Page) -> AuditRow {
    let whole = sourcing.naming.values().sum::<u64>().max(1) as f64;
    let mut left = 0.0;
    let shares = NAMINGS.iter().map(|(name, _)| {
        let share = sourcing.naming.get(*name).copied().unwrap_or_default() as f64 / whole;
        let row = Share {
            class: name,
            name: page.language.named("naming", name),
            left,
            width: share * 100.0,
            percent: page.language.percent(share),
        };
        left += share * 100.0;
        row
    });
    AuditRow {
        outlet,
        articles: sourcing.articles,
        statements: sourcing.statements,
        shares: shares.collect(),
        single_source: page.language.percent(sourcing.single_source_share),
        agency_copy: page.language.percent(sourcing.agency_copy_share),
        sources_per_article: page.language.decimal(sourcing.sources_per_article),
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    page: Page,
    chosen: Chosen,
    query: String,
    hits: Vec<HitView>,
    asked: bool,
    /// Where the hits before and behind these stand.
    before: Option<String>,
    behind: Option<String>,
    people: Vec<(String, String, Option<String>)>,
}

struct HitView {
    title: String,
    outlet: Option<String>,
    when: String,
    href: String,
    snippet: String,
    statements: Vec<HitStatementView>,
}

struct HitStatementView {
    source: String,
    stances: Vec<Sign>,
    text: String,
    claim: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    /// Hits before the first one that is shown.
    from: usize,
}

/// `GET /search`
pub(crate) async fn search(
    State(state): State<AppState>,
    page: Page,
    asked: Result<Query<Asked>, QueryRejection>,
    chosen: Result<Query<Chosen>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(chosen) = chosen.map_err(|error| Problem::bad_request(error.body_text()))?;
    let Query(asked) = asked.map_err(|error| Problem::bad_request(error.body_text()))?;
    // One more than is shown tells whether there are more.
    let filter = chosen.filter(HITS + 1)?;
    let from = asked.from.min(DEEPEST);
    let query = asked.q.trim().to_owned();
    let page = page.of("search");
    let store = state.store()?;
    if query.is_empty() {
        let (before, behind) = (None, None);
        return html(&SearchPage { chosen, query, hits: Vec::new(), asked: false, before, behind, people: Vec::new(), page });
    }
    let question = query.clone();
    let (hits, people) = store
        .ask(move |ledger| {
            // Words without a letter or digit ask for nothing; that is no fault of the ledger.
            if !question.chars().any(char::is_alphanumeric) {
                return Ok((Vec::new(), Vec::new()));
            }
            let people = if from == 0 { ledger.who(&question, &filter)? } else { Vec::new() };
            Ok((ledger.search_from(&question, &filter, from)?, people))
        })
        .await?;
    let people = people.into_iter().take(5).map(|row| (links::entity(&row.id), row.name, row.role)).collect();
    let other = |from: usize| {
        let from = if from == 0 { String::new() } else { format!("&from={from}") };
        format!("/search?q={}{}{from}", links::escaped(&query), chosen.as_query())
    };
    let before = (from > 0).then(|| other(from.saturating_sub(HITS)));
    let behind = (hits.len() > HITS && from + HITS <= DEEPEST).then(|| other(from + HITS));
    let hits = hits.iter().take(HITS).map(|hit| hit_view(hit, &query, &page)).collect();
    html(&SearchPage { chosen, query, hits, asked: true, before, behind, people, page })
}

fn hit_view(hit: &Hit, query: &str, page: &Page) -> HitView {
    let statements = hit.statements.iter().take(3).map(|one| HitStatementView {
        source: page.named_or_nobody(&one.source),
        stances: signs(&one.stance, one.stance_confidence, page.language),
        text: shortened_around(&one.text, query, 200),
        claim: links::claim(&one.claim),
    });
    HitView {
        title: hit.title.clone().unwrap_or_else(|| hit.article.clone()),
        outlet: hit.outlet.clone(),
        when: hit.published.as_deref().map(|at| page.language.when(at)).unwrap_or_default(),
        href: links::article(&hit.article, Some(hit.version)),
        snippet: shortened_around(&hit.snippet, query, 300),
        statements: statements.collect(),
    }
}
