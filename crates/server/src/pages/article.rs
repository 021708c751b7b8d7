//! The Article page: a stored article as the Read page shows one, its audit line, its versions and how they differ.

use super::{Page, html};
use crate::links;
use crate::marked::Marked;
use crate::problem::Problem;
use crate::state::AppState;
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};
use zufolge::Report;
use zufolge_ledger::ask::{ArticleRow, Filter, SourceRow};

/// Two versions are compared for so long; then what is left counts as changed.
const COMPARED: Duration = Duration::from_millis(300);

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    page: Page,
    id: String,
    a: Marked,
    versions: Vec<VersionRow>,
    /// What a newer version says otherwise than the one before.
    changes: Vec<Change>,
    compared_with: Option<u64>,
    near_copies: Vec<CopyRow>,
}

/// An article that shares much of the text.
struct CopyRow {
    title: String,
    outlet: Option<String>,
    when: String,
    href: String,
    share: String,
}

struct VersionRow {
    version: u64,
    when: String,
    href: String,
    shown: bool,
    superseded: bool,
    withdrawn: bool,
}

/// A piece of text that both versions have, or only one.
struct Change {
    text: String,
    gone: bool,
    new: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    version: Option<u64>,
}

/// `GET /articles/{id}`
pub(crate) async fn article(
    State(state): State<AppState>,
    page: Page,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(asked) = asked.map_err(|error| Problem::bad_request(error.body_text()))?;
    let stored = stored(&state, id, asked.version).await?;
    let language = page.language;
    let sources: HashMap<&str, &SourceRow> = stored.sources.iter().map(|row| (row.attribution.as_str(), row)).collect();
    let href = |attribution: &str, link: &zufolge::report::Source| {
        let row = sources.get(attribution)?;
        row.chain.iter().find(|known| known.name == link.name)?.entity.as_deref().map(links::entity)
    };
    let mut a = Marked::new(&stored.report, language, "", &href);
    for statement in &mut a.statements {
        if let Some(row) = sources.get(statement.id.as_str()) {
            statement.claim = Some((row.claim.clone(), links::claim(&row.claim)));
            statement.one_leg = stored.single_source.contains(&row.claim);
        }
        if page.may_write {
            let path = links::article(&stored.id, None);
            statement.correct = Some(format!("{path}/correct?version={}&attribution={}", stored.version, links::escaped(&statement.id)));
        }
    }
    a.audit.single_source = Some(stored.single_source.len());
    let versions = stored.versions.iter().map(|row| VersionRow {
        version: row.version,
        when: row.published.as_deref().map(|at| language.when(at)).unwrap_or_default(),
        href: links::article(&row.id, Some(row.version)),
        shown: row.version == stored.version,
        superseded: row.superseded,
        withdrawn: row.withdrawn,
    });
    let shown = stored.versions.iter().find(|row| row.version == stored.version);
    let copies = shown.into_iter().flat_map(|row| &row.near_copies);
    let near_copies = copies.map(|copy| CopyRow {
        title: copy.face.title.clone().unwrap_or_else(|| copy.article.clone()),
        outlet: copy.face.outlet.clone(),
        when: copy.face.published.as_deref().map(|at| language.when(at)).unwrap_or_default(),
        href: links::article(&copy.article, Some(copy.version)),
        share: language.percent(copy.overlap),
    });
    html(&ArticlePage {
        versions: versions.collect(),
        changes: stored.before.as_ref().map(|before| changes(before, &stored.report.text)).unwrap_or_default(),
        compared_with: stored.before_version,
        near_copies: near_copies.collect(),
        id: stored.id,
        a,
        page,
    })
}

struct StoredArticle {
    id: String,
    version: u64,
    report: Report,
    versions: Vec<ArticleRow>,
    sources: Vec<SourceRow>,
    /// The text of the version before.
    before: Option<String>,
    before_version: Option<u64>,
    /// Claims of the article that stand on one leg only.
    single_source: HashSet<String>,
}

async fn stored(state: &AppState, id: String, version: Option<u64>) -> Result<StoredArticle, Problem> {
    let (lines, changes) = (Arc::clone(&state.lines), state.store()?.changes().ok());
    let found = state
        .store()?
        .ask(move |ledger| {
            let versions = ledger.versions(&id)?;
            let Some(row) = versions.iter().rfind(|row| version.is_none_or(|version| row.version == version)) else { return Ok(None) };
            let (version, before_version) = (row.version, row.supersedes);
            let Some(report) = ledger.corrected_report(&id, Some(version))? else { return Ok(None) };
            let filter = Filter::default();
            let sources = ledger.sources(&id, Some(version), &filter)?;
            let mut claims: Vec<&str> = sources.iter().map(|row| row.claim.as_str()).collect();
            claims.sort_unstable();
            claims.dedup();
            let mut single_source = HashSet::new();
            for claim in claims {
                if lines.legs(ledger, changes, claim)? == 1 {
                    single_source.insert(claim.to_owned());
                }
            }
            let before = match before_version {
                Some(before) => ledger.report(&id, Some(before))?.map(|report| report.text),
                None => None,
            };
            Ok(Some(StoredArticle { id, version, report, versions, sources, before, before_version, single_source }))
        })
        .await?;
    found.ok_or_else(|| Problem::not_found("the ledger has no such article, or not in that version"))
}

/// Word by word; long stretches that both have are told in short.
fn changes(before: &str, after: &str) -> Vec<Change> {
    const KEPT: usize = 60;
    let diff = TextDiff::configure().deadline(Instant::now() + COMPARED).diff_words(before, after);
    let mut changes: Vec<Change> = Vec::new();
    for change in diff.iter_all_changes() {
        let (gone, new) = (change.tag() == ChangeTag::Delete, change.tag() == ChangeTag::Insert);
        match changes.last_mut().filter(|last| (last.gone, last.new) == (gone, new)) {
            Some(last) => last.text.push_str(change.value()),
            None => changes.push(Change { text: change.value().to_owned(), gone, new }),
        }
    }
    if changes.iter().all(|change| !change.gone && !change.new) {
        return Vec::new();
    }
    let count = changes.len();
    for (index, change) in changes.iter_mut().enumerate().filter(|(_, change)| !change.gone && !change.new) {
        let points: Vec<char> = change.text.chars().collect();
        if points.len() > 2 * KEPT + 20 {
            let head: String = if index == 0 { String::new() } else { points[..KEPT].iter().collect() };
            let tail: String = if index + 1 == count { String::new() } else { points[points.len() - KEPT..].iter().collect() };
            change.text = format!("{head} […] {tail}");
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_stands_out_and_the_rest_is_short() {
        let long = "Das bleibt, wie es ist. ".repeat(20);
        let found = changes(&format!("{long}Drei Schiffe fehlen. {long}"), &format!("{long}Vier Schiffe fehlen. {long}"));
        assert!(found.iter().any(|change| change.gone && change.text.contains("Drei")));
        assert!(found.iter().any(|change| change.new && change.text.contains("Vier")));
        assert!(found.iter().map(|change| change.text.len()).sum::<usize>() < 400);
        assert!(changes("Gleich.", "Gleich.").is_empty());
    }
}
