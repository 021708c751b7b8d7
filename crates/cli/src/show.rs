//! `zufolge show`: saved reports, laid out as `zufolge read` would.

use crate::view::UiLanguage;
use crate::{terminal, view};
use anyhow::{Context, bail};
use serde_json::Value;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge::Report;

/// Lay out saved reports: the output of `zufolge read --format json` or jsonl
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files of reports; `-` is standard input
    #[arg(value_name = "REPORT", required = true)]
    reports: Vec<PathBuf>,

    /// One screen a report: the main claims, how many stand behind each, who confirmed, denied or would not comment
    #[arg(long)]
    summary: bool,

    /// The language of headings and labels
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t)]
    lang_ui: UiLanguage,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let sheet = terminal::sheet(args.lang_ui);
    let view = if args.summary { view::in_short } else { view::render };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut first = true;
    for path in &args.reports {
        let what = || format!("{}: no report; give the output of `zufolge read --format json`", path.display());
        let bytes: Box<dyn Read> = if path.as_os_str() == "-" { Box::new(io::stdin().lock()) } else { Box::new(open(path)?) };
        let mut empty = true;
        for value in serde_json::Deserializer::from_reader(BufReader::new(bytes)).into_iter::<Value>() {
            empty = false;
            let reports: Vec<Report> = match value.with_context(what)? {
                Value::Array(values) => values.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().with_context(what)?,
                value => vec![serde_json::from_value(value).with_context(what)?],
            };
            for report in &reports {
                if !std::mem::take(&mut first) {
                    out.write_all(view::divider(sheet).as_bytes())?;
                }
                out.write_all(view(report, sheet).as_bytes())?;
            }
        }
        if empty {
            bail!(what());
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> anyhow::Result<std::fs::File> {
    std::fs::File::open(path).with_context(|| format!("{}: cannot be opened; check the path", path.display()))
}
