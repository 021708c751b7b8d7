//! `zufolge show`: saved reports, laid out as `zufolge read` would, in any of its formats.

use crate::output::{Format, OutputArgs, Printer, Setter};
use crate::terminal;
use crate::view::UiLanguage;
use anyhow::{Context, bail};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::Value;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge::Report;
use zufolge_wire::STDIN;

/// Lay out saved reports: the output of `zufolge read --format json` or jsonl
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files of reports; `-` is standard input
    #[arg(value_name = "REPORT", required = true)]
    reports: Vec<PathBuf>,

    /// How to print
    #[arg(long, default_value = "terminal", value_parser = formats())]
    format: Format,

    /// One screen a report: the main claims, how many stand behind each, who confirmed, denied or would not comment
    #[arg(long, conflicts_with = "format")]
    summary: bool,

    /// The language of headings and labels
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t)]
    lang_ui: UiLanguage,

    #[command(flatten)]
    output: OutputArgs,
}

/// All formats. That of items is not offered, for reports do not hold them; whoever asks for it all the same is told so.
fn formats() -> impl TypedValueParser<Value = Format> {
    let known = Format::value_variants().iter().filter_map(|format| Some(format.to_possible_value()?.hide(*format == Format::Items)));
    PossibleValuesParser::new(known).try_map(|name| Format::from_str(&name, false))
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if args.format == Format::Items {
        bail!("reports no longer hold the items that they were made from; give `zufolge read --format items` the articles");
    }
    let set = Setter::new(args.format, terminal::sheet(args.lang_ui), args.summary, &args.output);
    let mut printer = Printer::new(&set, args.reports.len() > 1, &args.output)?;
    for path in &args.reports {
        let standard = path.as_os_str() == "-";
        let name = if standard { STDIN.to_owned() } else { path.display().to_string() };
        let what = || format!("{name}: no report; give the output of `zufolge read --format json`");
        let bytes: Box<dyn Read> = if standard { Box::new(io::stdin().lock()) } else { Box::new(open(path)?) };
        let mut empty = true;
        for value in serde_json::Deserializer::from_reader(BufReader::new(bytes)).into_iter::<Value>() {
            empty = false;
            let reports: Vec<Report> = match value.with_context(what)? {
                Value::Array(values) => values.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().with_context(what)?,
                value => vec![serde_json::from_value(value).with_context(what)?],
            };
            for report in reports {
                printer.print(set.report(report))?;
            }
        }
        if empty {
            bail!(what());
        }
    }
    printer.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> anyhow::Result<std::fs::File> {
    std::fs::File::open(path).with_context(|| format!("{}: cannot be opened; check the path", path.display()))
}
