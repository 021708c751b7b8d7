//! A ledger kept whole: checked, copied, written out, read in, derived again.

use super::output::{count, file_name};
use super::{DbArgs, table};
use crate::{reading, terminal};
use anyhow::Context;
use clap::ValueEnum;
use indicatif::ProgressBar;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge_ledger::Ledger;

/// Check a ledger: its structure, checksums, references, spans, and whether its tables are what the records give
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    db: DbArgs,
    /// Leave out what takes as long as a rebuild: whether the tables are what the records give
    #[arg(long)]
    quick: bool,
}

pub(crate) fn verify(args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    let ledger = args.db.read()?;
    let mut records = 0;
    let mut findings = ledger.verify(&mut |count| records = count)?;
    // Damaged records give nothing that could be compared.
    let compare = !args.quick && findings.is_empty();
    if compare {
        let bar = record_bar();
        findings = ledger.verify_derived(&mut |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        })?;
        bar.finish_and_clear();
    }
    for finding in &findings {
        terminal::complain(&format!("{}, {}: {}; {}", args.db.path().display(), finding.place, finding.message, finding.remedy));
    }
    let db = args.db.path().display();
    let records = count(records as usize, "record", "records");
    if !findings.is_empty() {
        if !compare && !args.quick {
            terminal::complain(&format!("{db}: whether the tables are what the records give was not looked at, for this is wrong before"));
        }
    } else if compare {
        writeln!(io::stdout(), "{db}: whole; {records}, and all tables are what they give")?;
    } else {
        let left_out = "whether the tables are what they give was not looked at; leave out --quick";
        writeln!(io::stdout(), "{db}: structure, checksums, references and spans are right; {records}; {left_out}")?;
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn record_bar() -> ProgressBar {
    if io::stderr().is_terminal() { reading::bar(1, "records") } else { ProgressBar::hidden() }
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
    /// A table of all statements, Apache Parquet
    Parquet,
    /// The reports that people have put right, one a line: to train on
    Corrected,
}

/// Write a ledger out
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    db: DbArgs,
    /// As what
    #[arg(long, value_enum, default_value_t = ExportFormat::Jsonl)]
    format: ExportFormat,
    /// The file to write [default: standard output]
    #[arg(long, short_alias = 'o', alias = "output", value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn export(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let ledger = args.db.read()?;
    let name = args.out.as_deref().unwrap_or(Path::new("standard output"));
    let mut out: Box<dyn Write + Send> = match &args.out {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("{}: cannot be written; choose another place", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None if args.format == ExportFormat::Parquet && io::stdout().is_terminal() => {
            anyhow::bail!("Parquet is not for reading; name a file with --out FILE.parquet")
        }
        None => Box::new(BufWriter::new(io::stdout())),
    };
    match args.format {
        ExportFormat::Jsonl => _ = ledger.export_jsonl(&mut out, name)?,
        ExportFormat::Parquet => _ = table::parquet(&ledger, out, name)?,
        ExportFormat::Corrected => {
            for report in ledger.corrected_reports()? {
                serde_json::to_writer(&mut out, &report).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            out.flush()?;
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
    let (appended, known) = Ledger::open_or_create(args.db.path())?.import_jsonl(&mut input, Path::new(&file_name(&args.file)))?;
    terminal::complain(&format!("{} appended, {known} known already", count(appended as usize, "record", "records")));
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
    let bar = record_bar();
    let rebuilt = ledger.rebuild(&mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    terminal::complain(&format!("{} read again", count(rebuilt.records as usize, "record", "records")));
    Ok(ExitCode::SUCCESS)
}
