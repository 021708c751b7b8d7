//! `zufolge corpus check`: every fault by file and line.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge_corpus::Collection;
use zufolge_corpus::collection::splits::Splits;
use zufolge_lexicon::GERMAN;

/// Check articles: format, spans, labels, times, marks, repeats, stories, splits
///
/// Every fault is told on its own line: file, line, what is wrong, what to do. The exit code is 1 if there is any.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A folder of articles (*.zuf, searched through), or one article
    #[arg(value_name = "DIR")]
    root: PathBuf,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut collection = Collection::open(&args.root)?;
    collection.check(&GERMAN);
    if Splits::path(&collection).exists() {
        let (_, faults) = Splits::read(&collection);
        collection.faults.extend(faults);
    }
    let mut out = anstream::stdout().lock();
    for fault in &collection.faults {
        writeln!(out, "{fault}")?;
    }
    let (articles, faults) = (collection.articles.len(), collection.faults.len());
    writeln!(out, "{articles} articles, {faults} faults in {} files", collection.faulty_files())?;
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
