//! `zufolge corpus check`: every fault by file and line, and what the corpus is made of.

use super::table;
use anyhow::Context;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge::attribution::rules::CueName;
use zufolge_corpus::Collection;
use zufolge_corpus::collection::splits::Splits;
use zufolge_corpus::statistics::{Profile, Quotas, Statistics};
use zufolge_lexicon::GERMAN;

/// Check articles, and count what they are made of
///
/// Format, spans, labels, names, times, marks, repeated wording, the stories' ledgers: every fault is told on its own line, as
/// file:line: what is wrong; what to do. Then comes a table of what the articles are made of, beside the Wikinews corpus. Where a file
/// quotas.toml stands beside DIR, it is the whole corpus: what the quotas miss is told, and every article must have its split. The exit
/// code is 1 if there is a fault, or a quota is missed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A folder of articles (*.zuf, searched through), or one article
    #[arg(value_name = "DIR")]
    root: PathBuf,
    /// The floors to reach [default: quotas.toml beside DIR, if it is there]
    #[arg(long, value_name = "FILE.toml")]
    quotas: Option<PathBuf>,
    /// List all cues by the names they are counted under, the most common first
    #[arg(long, conflicts_with = "faults")]
    cues: bool,
    /// Only faults: no table, no quotas, no splits, for articles that are still being written
    #[arg(long, conflicts_with = "quotas")]
    faults: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut collection = Collection::open(&args.root)?;
    collection.check(&GERMAN);
    let beside = |name: &str| Some(parent(&args.root).join(name)).filter(|path| path.is_file());
    let quotas = args.quotas.clone().or_else(|| beside("quotas.toml")).filter(|_| !args.faults);
    if quotas.is_some() {
        let (_, faults) = Splits::read(&collection);
        collection.faults.extend(faults);
    }
    let mut out = anstream::stdout().lock();
    for fault in &collection.faults {
        writeln!(out, "{fault}")?;
    }
    let (articles, faults) = (collection.articles.len(), collection.faults.len());
    let mut sound = faults == 0;
    if !args.faults {
        let (statistics, counts) = Statistics::of(&collection.articles, &GERMAN);
        for (name, count) in counts.cues().into_iter().filter(|_| args.cues) {
            let (CueName::Verb(name) | CueName::Pattern(name) | CueName::Other(name)) = name;
            writeln!(out, "{count:6} {name}")?;
        }
        let other = beside("wikinews.toml").map(|path| profile(&path)).transpose()?;
        writeln!(out, "{}", table::text(&statistics, other.as_ref()))?;
        if let Some(path) = quotas {
            let missed = Quotas::read(&path).map_err(|fault| anyhow::anyhow!("{fault}"))?.missed(&statistics);
            sound &= missed.is_empty();
            for shortfall in &missed {
                writeln!(out, "{}: {shortfall}", path.display())?;
            }
            writeln!(
                out,
                "{}\n",
                if missed.is_empty() { "all quotas are met".to_owned() } else { format!("{} quotas are missed", missed.len()) }
            )?;
        }
    }
    writeln!(out, "{articles} articles, {faults} faults in {} files", collection.faulty_files())?;
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The folder that holds a path, also one without any slash.
fn parent(path: &Path) -> PathBuf {
    path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned)).unwrap_or_default()
}

fn profile(path: &Path) -> anyhow::Result<Profile> {
    let raw = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    toml::from_str(&raw).with_context(|| format!("{}: write it anew with the command in its head", path.display()))
}
