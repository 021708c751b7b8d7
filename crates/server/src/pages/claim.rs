//! The Claim page: its clearest wording, on how many legs it stands, who took it from whom, and what became of it.

use super::{Page, html};
use crate::links;
use crate::marked::{Sign, naming_name, naming_sign, sign, signs};
use crate::picture::{Part, Picture};
use crate::problem::Problem;
use crate::state::AppState;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use std::sync::Arc;
use zufolge::report::is_unsure;
use zufolge_ledger::ask::{Claim, ClaimLine, ClaimStatement, Filter};
use zufolge_ledger::folds::Relation;

/// Claims shown that say otherwise.
const OTHERS: usize = 6;

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage {
    first_seen: String,
    page: Page,
    claim: Claim,
    picture: Picture,
    /// The first and the last day in the picture.
    span: (String, String),
    origins: Vec<OriginRow>,
    statements: Vec<StatementRow>,
    status: Vec<StatusRow>,
    others: Vec<(String, ClaimLine)>,
    /// How many more there are.
    more: usize,
}

struct OriginRow {
    sign: &'static str,
    name: String,
    naming: &'static str,
    via: Option<String>,
    first_seen: String,
    href: Option<String>,
}

struct StatementRow {
    when: String,
    outlet: String,
    source: String,
    stances: Vec<Sign>,
    text: String,
    href: String,
    relation: &'static str,
    /// The outlet of the article that it goes back to, and where that stands.
    echo_of: Option<(String, String)>,
    superseded: bool,
    evidence: String,
}

struct StatusRow {
    when: String,
    who: String,
    href: Option<String>,
    stance: Sign,
    article: String,
}

/// `GET /claims/{id}`
pub(crate) async fn claim(State(state): State<AppState>, page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let (lines, changes) = (Arc::clone(&state.lines), state.store()?.changes().ok());
    let (claim, others) = state
        .store()?
        .ask(move |ledger| {
            let filter = Filter::default();
            let claim = ledger.claim(&id, &filter)?;
            let others = ledger.contradicting(&id, OTHERS)?;
            let others = others.iter().map(|other| lines.line(ledger, changes, other)).collect::<Result<Vec<_>, _>>()?;
            Ok((claim, others))
        })
        .await?;
    let language = page.language;
    let origins = claim.origins.iter().map(|origin| OriginRow {
        sign: naming_sign(origin.naming),
        name: origin.name.clone(),
        naming: naming_name(origin.naming, language),
        via: origin.via.clone(),
        first_seen: origin.first_seen.as_deref().map(|at| language.when(at)).unwrap_or_default(),
        href: origin.entity.as_deref().map(links::entity),
    });
    let status = claim.status.iter().map(|status| StatusRow {
        when: status.at.as_deref().map(|at| language.when(at)).unwrap_or_default(),
        who: status.who.clone(),
        href: status.entity.as_deref().map(links::entity),
        stance: sign(status.stance, is_unsure(&[status.stance], status.stance_confidence), language),
        article: links::article(&status.article, None),
    });
    let statements: Vec<StatementRow> = claim.statements.iter().map(|one| row(one, &claim, &page)).collect();
    let day = |one: Option<&ClaimStatement>| {
        one.and_then(|one| one.published.as_deref()?.get(..10)).map(|day| language.when(day)).unwrap_or_default()
    };
    let in_picture = || claim.statements.iter().filter(|one| !one.superseded && one.relation.is_some());
    let span = (day(in_picture().next()), day(in_picture().next_back()));
    let shown = ClaimPage {
        first_seen: claim.first_seen.as_deref().map(|at| language.when(at)).unwrap_or_default(),
        span,
        picture: picture(&claim, &page),
        origins: origins.collect(),
        status: status.collect(),
        statements,
        others: others.into_iter().map(|other| (links::claim(&other.id), other)).collect(),
        more: claim.contradicts.len().saturating_sub(OTHERS),
        page: page.of("overview"),
        claim,
    };
    html(&shown)
}

pub(crate) fn relation_name(relation: Option<Relation>) -> &'static str {
    match relation {
        Some(Relation::Origin) => "origin",
        Some(Relation::Echo) => "echo",
        Some(Relation::Independent) => "independent",
        None => "",
    }
}

fn row(one: &ClaimStatement, claim: &Claim, page: &Page) -> StatementRow {
    let back = one.echo_of.as_ref().map(|article| {
        let outlet = claim.statements.iter().find(|other| other.article == *article).and_then(|other| other.outlet.clone());
        (outlet.unwrap_or_else(|| article.clone()), links::article(article, None))
    });
    StatementRow {
        when: one.published.as_deref().map(|at| page.language.when(at)).unwrap_or_default(),
        outlet: one.outlet.clone().unwrap_or_else(|| one.article.clone()),
        source: page.named_or_nobody(&one.source),
        stances: signs(&one.stance, one.stance_confidence, page.language),
        text: one.text.clone(),
        href: links::statement(&one.article, one.version, &one.attribution),
        relation: relation_name(one.relation),
        echo_of: back,
        superseded: one.superseded,
        evidence: page.language.why(&one.evidence.join("; ")),
    }
}

/// One node an article in force that has a part.
fn picture(claim: &Claim, page: &Page) -> Picture {
    let mut seen = std::collections::BTreeSet::new();
    let day = |one: &ClaimStatement| one.published.as_deref().map(|at| format!(", {}", page.language.when(at))).unwrap_or_default();
    let parts = claim.statements.iter().filter(|one| !one.superseded && one.relation.is_some() && seen.insert(one.article.clone()));
    let parts = parts.map(|one| {
        let outlet = one.outlet.as_deref().unwrap_or(&one.article);
        let relation = relation_name(one.relation);
        Part {
            article: &one.article,
            outlet,
            at: one.came,
            relation,
            echo_of: one.echo_of.as_deref(),
            label: format!("{outlet}{}: {}", day(one), page.language.named("relation", relation)),
            href: links::statement(&one.article, one.version, &one.attribution),
        }
    });
    Picture::new(&parts.collect::<Vec<_>>())
}
