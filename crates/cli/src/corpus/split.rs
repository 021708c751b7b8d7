//! `zufolge corpus split`: lays down which articles are for building and which for scoring.

use anyhow::Context;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge_corpus::Collection;
use zufolge_corpus::collection::splits::Splits;

/// Lay down which articles are for building and which for scoring
///
/// Three articles in ten are for scoring, with all genres in balance. A story goes to one side as a whole, and so do an outlet's standalone
/// articles. What has its split in DIR/splits.tsv keeps it. Without --write the result is only shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of all articles
    #[arg(value_name = "DIR")]
    root: PathBuf,
    /// Write DIR/splits.tsv
    #[arg(long)]
    write: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let collection = Collection::open(&args.root)?;
    let path = Splits::path(&collection);
    let before = if path.exists() { Splits::read(&collection).0 } else { Splits::default() };
    let splits = before.complete(&collection.articles);
    if args.write {
        std::fs::write(&path, splits.to_tsv()).with_context(|| format!("{}: choose a folder that can be written to", path.display()))?;
    }
    let mut out = anstream::stdout().lock();
    let counts = splits.counts(&collection.articles);
    writeln!(out, "{:14} {:>6} {:>6} {:>8}", "", "build", "score", "score")?;
    let all = counts.values().fold([0, 0], |all, count| [all[0] + count[0], all[1] + count[1]]);
    for (name, [build, score]) in counts.iter().map(|(genre, count)| (genre.name(), *count)).chain([("all", all)]) {
        let share = 100.0 * score as f64 / (build + score).max(1) as f64;
        writeln!(out, "{name:14} {build:6} {score:6} {share:6.1} %")?;
    }
    Ok(ExitCode::SUCCESS)
}
