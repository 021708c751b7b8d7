//! Questions to a ledger.

use super::DbArgs;
use super::output::{OutputArgs, Table};
use std::process::ExitCode;
use zufolge_ledger::ask::Filter;
use zufolge_ledger::time;

/// What is looked at.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What is looked at")]
pub(crate) struct FilterArgs {
    /// The picture at this time: 2025-11-04 (the end of that day) or 2025-11-04T08:30:00+01:00
    #[arg(long, value_name = "TIME", value_parser = time::until)]
    as_of: Option<i64>,
    /// What came out at this time or later
    #[arg(long, value_name = "TIME", value_parser = time::since)]
    since: Option<i64>,
    /// What came out at this time or before
    #[arg(long, value_name = "TIME", value_parser = time::until)]
    until: Option<i64>,
    /// What this outlet printed
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// How many at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl FilterArgs {
    fn filter(&self) -> Filter {
        Filter {
            as_of: self.as_of,
            since: self.since,
            until: self.until,
            outlet: self.outlet.clone(),
            limit: self.limit,
            ..Filter::default()
        }
    }
}

/// All versions of all articles, in the order in which they came out
#[derive(Debug, clap::Args)]
pub(crate) struct ArticlesArgs {
    #[command(flatten)]
    db: DbArgs,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn articles(args: &ArticlesArgs) -> anyhow::Result<ExitCode> {
    let articles = args.db.read()?.articles(&args.filter.filter())?;
    args.output.print(&articles, || Table {
        columns: vec!["published", "outlet", "title", "version", "attributions", "id"],
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
                    article.published.clone().unwrap_or_default(),
                    article.outlet.clone().or_else(|| article.agency.clone()).unwrap_or_default(),
                    article.title.clone().unwrap_or_default(),
                    version,
                    article.attributions.to_string(),
                    article.id.clone(),
                ]
            })
            .collect(),
        empty: "There is no article.",
    })?;
    Ok(ExitCode::SUCCESS)
}
