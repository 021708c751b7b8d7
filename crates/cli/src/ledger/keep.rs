//! A ledger kept whole: checked, copied, written out, read in, derived again.

use super::DbArgs;
use crate::{reading, terminal};
use anyhow::Context;
use clap::ValueEnum;
use indicatif::ProgressBar;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge_ledger::Ledger;

/// Check a ledger: its structure, checksums, references, and whether all spans are slices of their text
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    db: DbArgs,
}

pub(crate) fn verify(args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    let ledger = args.db.read()?;
    let mut records = 0;
    let findings = ledger.verify(&mut |count| records = count)?;
    for finding in &findings {
        terminal::complain(&format!("{}, {}: {}; {}", args.db.path().display(), finding.place, finding.message, finding.remedy));
    }
    if findings.is_empty() {
        writeln!(io::stdout(), "{}: whole; {records} records", args.db.path().display())?;
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Copy a ledger that may be in use to a new file
#[derive(Debug, clap::Args)]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    db: DbArgs,
    /// The new file
    #[arg(value_name = "TARGET")]
    target: PathBuf,
}

pub(crate) fn backup(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    args.db.read()?.backup(&args.target)?;
    Ok(ExitCode::SUCCESS)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// All records, one a line; `zufolge ledger import` makes the same ledger of them
    Jsonl,
}

/// Write a ledger out
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    db: DbArgs,
    /// As what
    #[arg(long, value_enum, default_value_t = ExportFormat::Jsonl)]
    format: ExportFormat,
    /// Where to; a file for jsonl [default: standard output]
    #[arg(long, short, value_name = "TARGET")]
    output: Option<PathBuf>,
}

pub(crate) fn export(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let ledger = args.db.read()?;
    let ExportFormat::Jsonl = args.format;
    match &args.output {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("{}: cannot be written; choose another place", path.display()))?;
            ledger.export_jsonl(&mut BufWriter::new(file), path)?;
        }
        None => {
            ledger.export_jsonl(&mut BufWriter::new(io::stdout().lock()), Path::new("standard output"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Append the records that `zufolge ledger export --format jsonl` wrote; the ledger is made if there is none
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    db: DbArgs,
    /// A file of records; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(crate) fn import(args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let mut input: Box<dyn BufRead> = if args.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(&args.file).with_context(|| format!("{}: cannot be opened; check the path", args.file.display()))?;
        Box::new(BufReader::new(file))
    };
    let (appended, known) = Ledger::open_or_create(args.db.path())?.import_jsonl(&mut input, &args.file)?;
    terminal::complain(&format!("{appended} records appended, {known} known already"));
    Ok(ExitCode::SUCCESS)
}

/// Drop all that is derived and derive it again from the records: after an update of the program, or where `verify` says so
#[derive(Debug, clap::Args)]
pub(crate) struct RebuildArgs {
    #[command(flatten)]
    db: DbArgs,
}

pub(crate) fn rebuild(args: &RebuildArgs) -> anyhow::Result<ExitCode> {
    let mut ledger = args.db.write()?;
    let bar = if io::stderr().is_terminal() { reading::bar(1, "records") } else { ProgressBar::hidden() };
    let rebuilt = ledger.rebuild(&mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    terminal::complain(&format!("{} records read again", rebuilt.records));
    Ok(ExitCode::SUCCESS)
}
