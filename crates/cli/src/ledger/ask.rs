//! Questions to a ledger.

use super::chosen::AskArgs;
use super::output::{Table, count};
use std::process::ExitCode;
use zufolge::attribution::Stance;
use zufolge_ledger::ask::{Claim, ClaimStatement, EntityRow};
use zufolge_ledger::folds::Relation;

/// All versions of all articles, in the order in which they came out
#[derive(Debug, clap::Args)]
pub(crate) struct ArticlesArgs {
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn articles(ArticlesArgs { ask }: &ArticlesArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let articles = ledger.articles(&filter)?;
    ask.output.print(&articles, || Table {
        columns: vec!["published", "outlet", "title", "version", "near_copies", "statements", "id"],
        flexible: 2,
        rows: articles
            .iter()
            .map(|article| {
                let version = match (article.withdrawn, article.superseded) {
                    (true, _) => format!("{} withdrawn", article.version),
                    (_, true) => format!("{} superseded", article.version),
                    _ => article.version.to_string(),
                };
                vec![
                    moment(article.published.as_deref()),
                    article.outlet.clone().unwrap_or_default(),
                    article.title.clone().unwrap_or_default(),
                    version,
                    if article.near_copies.is_empty() { String::new() } else { article.near_copies.len().to_string() },
                    article.attributions.to_string(),
                    article.id.clone(),
                ]
            })
            .collect(),
        empty: "There is no article.",
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Who and what is named, those in most articles first
///
/// "statements" are what they say and what others say for them, in articles in force: what a spokesperson says counts for both. `stats`
/// counts for who speaks alone.
#[derive(Debug, clap::Args)]
pub(crate) struct EntitiesArgs {
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn entities(EntitiesArgs { ask }: &EntitiesArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let entities = ledger.entities(&filter)?;
    ask.output.print(&entities, || entity_table(&entities))?;
    Ok(ExitCode::SUCCESS)
}

/// Who goes by a name, whatever its case, umlauts or transliteration
#[derive(Debug, clap::Args)]
pub(crate) struct WhoArgs {
    /// A name or whole words of one ("Arikan", not "Arik"), or an id such as e4
    name: String,
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn who(WhoArgs { name, ask }: &WhoArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let entities = ledger.who(name, &filter)?;
    ask.output.print(&entities, || entity_table(&entities))?;
    Ok(ExitCode::SUCCESS)
}

fn entity_table(entities: &[EntityRow]) -> Table {
    Table {
        columns: vec!["id", "name", "kind", "role", "articles", "statements", "names"],
        flexible: 6,
        rows: entities
            .iter()
            .map(|entity| {
                let others: Vec<&str> = entity.names.iter().map(String::as_str).filter(|name| *name != entity.name).collect();
                vec![
                    entity.id.clone(),
                    entity.name.clone(),
                    word(&entity.kind),
                    entity.role.clone().unwrap_or_default(),
                    entity.articles.to_string(),
                    entity.statements.to_string(),
                    others.join(", "),
                ]
            })
            .collect(),
        empty: "Nobody goes by that name.",
    }
}

/// What is claimed, and on how many legs it stands; claims in most articles first
#[derive(Debug, clap::Args)]
pub(crate) struct ClaimsArgs {
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn claims(ClaimsArgs { ask }: &ClaimsArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let claims = ledger.claims(&filter)?;
    ask.output.print(&claims, || Table {
        columns: vec!["id", "first_seen", "articles", "outlets", "origins", "claim", "status"],
        flexible: 5,
        rows: claims
            .iter()
            .map(|claim| {
                vec![
                    claim.id.clone(),
                    moment(claim.first_seen.as_deref()),
                    claim.articles.to_string(),
                    claim.outlets.to_string(),
                    claim.origins.len().to_string(),
                    claim.statement.clone(),
                    claim.status.last().map(|status| spaced(status.stance.name())).unwrap_or_default(),
                ]
            })
            .collect(),
        empty: "There is no claim.",
    })?;
    Ok(ExitCode::SUCCESS)
}

/// One claim: its origins, its statements, what became of it
#[derive(Debug, clap::Args)]
pub(crate) struct ClaimArgs {
    /// Its id, such as c12
    id: String,
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn claim(ClaimArgs { id, ask }: &ClaimArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let claim = ledger.claim(id, &filter)?;
    let table = || Table {
        columns: vec!["published", "outlet", "source", "stance", "relation", "origin", "text"],
        flexible: 6,
        rows: claim.statements.iter().map(|one| statement_row(&claim, one)).collect(),
        empty: "There is no statement.",
    };
    ask.output.print_with(&claim, || head(&claim), table)?;
    Ok(ExitCode::SUCCESS)
}

/// What stands above the table of a claim's statements.
fn head(claim: &Claim) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", claim.id, claim.statement)];
    lines.push(format!(
        "first seen {}; {}, {}, {}",
        claim.first_seen.as_deref().map_or_else(|| "on no date that is known".to_owned(), |at| moment(Some(at))),
        count(claim.articles, "article", "articles"),
        count(claim.outlets, "outlet", "outlets"),
        count(claim.origins.len(), "origin", "origins"),
    ));
    for origin in &claim.origins {
        let via = origin.via.as_ref().map(|via| format!(", to {via}")).unwrap_or_default();
        lines.push(format!("  {}  {} ({}{via})", origin.id, origin.name, word(&origin.naming)));
    }
    for status in &claim.status {
        lines.push(format!("  {}  {} {}", moment(status.at.as_deref()), status.who, spaced(status.stance.name())));
    }
    if !claim.contradicts.is_empty() {
        lines.push(format!("contradicts {}", claim.contradicts.join(", ")));
    }
    lines.push(String::new());
    lines
}

fn statement_row(claim: &Claim, one: &ClaimStatement) -> Vec<String> {
    let relation = match one.relation {
        _ if one.superseded => "superseded".to_owned(),
        Some(Relation::Echo) => one.echo_of.as_ref().map_or("echo".to_owned(), |of| {
            let printed = claim.statements.iter().find(|other| other.article == *of).and_then(|other| other.outlet.clone());
            format!("echo of {}", printed.as_ref().unwrap_or(of))
        }),
        Some(relation) => word(&relation),
        None => String::new(),
    };
    vec![
        moment(one.published.as_deref()),
        one.outlet.clone().unwrap_or_default(),
        one.source.clone(),
        stances(&one.stance),
        relation,
        one.origin.clone().unwrap_or_default(),
        one.text.clone(),
    ]
}

/// What somebody said, or others said for them, newest first
#[derive(Debug, clap::Args)]
pub(crate) struct SaidArgs {
    /// A name or whole words of one ("Arikan", not "Arik"), or an id such as e4
    name: String,
    /// Only what has all these words, whatever their inflection; in quotation marks, as a phrase
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn said(SaidArgs { name, about, ask }: &SaidArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let said = ledger.said(name, about.as_deref(), &filter)?;
    ask.output.print(&said, || Table {
        columns: vec!["published", "outlet", "source", "stance", "claim", "text"],
        flexible: 5,
        rows: said
            .iter()
            .map(|said| {
                let one = &said.statement;
                let outlet = one.outlet.clone().unwrap_or_default();
                vec![
                    moment(one.published.as_deref()),
                    outlet,
                    one.source.clone(),
                    stances(&one.stance),
                    said.claim.clone(),
                    one.text.clone(),
                ]
            })
            .collect(),
        empty: "They said nothing of that.",
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Where somebody stood on each claim over time; changes of position come first and are marked
///
/// What they said on the same matter in another claim before stands there too, with that claim under "of": "rules out", then "announces". So
/// one statement may stand under several claims.
#[derive(Debug, clap::Args)]
pub(crate) struct PositionsArgs {
    /// A name or whole words of one ("Arikan", not "Arik"), or an id such as e4
    name: String,
    /// Only claims of which they said something with all these words
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn positions(PositionsArgs { name, about, ask }: &PositionsArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let positions = ledger.positions(name, about.as_deref(), &filter)?;
    ask.output.print(&positions, || Table {
        columns: vec!["claim", "at", "speaker", "change", "stance", "of", "text"],
        flexible: 6,
        rows: positions
            .iter()
            .flat_map(|row| row.statements.iter().map(move |one| (row, one)))
            .map(|(row, one)| {
                let change = if one.change { "change" } else { "" };
                let of = if one.claim == row.claim { String::new() } else { one.claim.clone() };
                let (at, stance) = (moment(one.at.as_deref()), stances(&one.stance));
                vec![row.claim.clone(), at, one.speaker.clone(), change.to_owned(), stance, of, one.text.clone()]
            })
            .collect(),
        empty: "They took no position.",
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Which article brought a claim first, which ones echo which, and which have it from somebody else
#[derive(Debug, clap::Args)]
pub(crate) struct EchoesArgs {
    /// Only the claims of this article
    #[arg(long, value_name = "ID")]
    article: Option<String>,
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn echoes(EchoesArgs { article, ask }: &EchoesArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let echoes = ledger.echoes(article.as_deref(), &filter)?;
    ask.output.print(&echoes, || Table {
        columns: vec!["claim", "published", "outlet", "relation", "echo_of", "origin", "why"],
        flexible: 6,
        rows: echoes
            .iter()
            .map(|row| {
                vec![
                    row.claim.clone(),
                    moment(row.published.as_deref()),
                    row.outlet.clone().unwrap_or_default(),
                    word(&row.relation),
                    row.echo_of.clone().unwrap_or_default(),
                    row.origin.clone().unwrap_or_default(),
                    row.evidence.join("; "),
                ]
            })
            .collect(),
        empty: "No claim is in more than one article.",
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Who stands behind each statement of an article, through whom
#[derive(Debug, clap::Args)]
pub(crate) struct SourcesArgs {
    /// The article's id
    #[arg(long, value_name = "ID")]
    article: String,
    /// Its version [default: the newest one]
    #[arg(long, value_name = "N")]
    version: Option<u64>,
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn sources(SourcesArgs { article, version, ask }: &SourcesArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let sources = ledger.sources(article, *version, &filter)?;
    ask.output.print(&sources, || Table {
        columns: vec!["attribution", "claim", "chain", "naming", "stance", "text"],
        flexible: 5,
        rows: sources
            .iter()
            .map(|row| {
                let chain: Vec<&str> = row.chain.iter().map(|link| link.name.as_str()).filter(|name| !name.is_empty()).collect();
                vec![
                    row.attribution.clone(),
                    row.claim.clone(),
                    chain.join(" > "),
                    row.chain.first().map(|link| word(&link.naming)).unwrap_or_default(),
                    stances(&row.stance),
                    row.text.clone(),
                ]
            })
            .collect(),
        empty: "Nobody is quoted in it.",
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Articles in which all these words stand, whatever their inflection, newest first
#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {
    /// Words; in quotation marks, as a phrase
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn search(SearchArgs { words, ask }: &SearchArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let hits = ledger.search(&words.join(" "), &filter)?;
    ask.output.print(&hits, || Table {
        columns: vec!["published", "outlet", "title", "found", "id"],
        flexible: 3,
        rows: hits
            .iter()
            .map(|hit| {
                vec![
                    moment(hit.published.as_deref()),
                    hit.outlet.clone().unwrap_or_default(),
                    hit.title.clone().unwrap_or_default(),
                    hit.snippet.clone(),
                    hit.article.clone(),
                ]
            })
            .collect(),
        empty: "There is no such article.",
    })?;
    Ok(ExitCode::SUCCESS)
}

/// How the articles are sourced: anonymous sources, single sources, agency copy, who is quoted most
///
/// Who is quoted most is told by what they say themselves; `entities` counts what others say for them too.
#[derive(Debug, clap::Args)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    ask: AskArgs,
}

pub(crate) fn stats(StatsArgs { ask }: &StatsArgs) -> anyhow::Result<ExitCode> {
    let (ledger, filter) = ask.open()?;
    let stats = ledger.stats(&filter)?;
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let head = || {
        let quoted = |what: &str, all: &[zufolge_ledger::ask::Quoted]| {
            let names: Vec<String> = all.iter().take(5).map(|one| format!("{} ({})", one.name, one.statements)).collect();
            (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")))
        };
        let persons = quoted("most quoted people", &stats.most_quoted_persons);
        let bodies = quoted("most quoted bodies", &stats.most_quoted_bodies);
        persons.into_iter().chain(bodies).chain([String::new()]).collect()
    };
    let table = || Table {
        columns: vec!["outlet", "articles", "statements", "anonymous", "sources_per_article", "single_source", "agency_copy"],
        flexible: 0,
        rows: std::iter::once((Some("all".to_owned()), &stats.all))
            .chain(stats.outlets.iter().map(|one| (one.outlet.clone(), &one.sourcing)))
            .map(|(outlet, one)| {
                vec![
                    outlet.unwrap_or_else(|| "(none named)".to_owned()),
                    one.articles.to_string(),
                    one.statements.to_string(),
                    percent(one.anonymous_share),
                    format!("{:.1}", one.sources_per_article),
                    percent(one.single_source_share),
                    percent(one.agency_copy_share),
                ]
            })
            .collect(),
        empty: "There is no article.",
    };
    ask.output.print_with(&stats, head, table)?;
    Ok(ExitCode::SUCCESS)
}

/// "declines comment".
fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

fn stances(all: &[Stance]) -> String {
    spaced(&all.iter().map(|stance| stance.name()).collect::<Vec<_>>().join(", "))
}

/// The contract's name of a value.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// "2025-11-04 08:30", as it was where it was printed; empty where the article does not say.
fn moment(time: Option<&str>) -> String {
    let Some(time) = time else { return String::new() };
    match time.split_once('T') {
        Some((day, rest)) => format!("{day} {}", rest.get(..5).unwrap_or(rest)),
        None => time.to_owned(),
    }
}
