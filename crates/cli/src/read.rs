//! `zufolge read`: articles in, their attributions out.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge::attribution::rules::AttributionRules;
use zufolge::{Article, Pipeline};
use zufolge_lexicon::GERMAN;

/// Read articles and show who says what in them.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Text files; `-` is standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    inputs: Vec<PathBuf>,
    /// How to print: one JSON report a line
    #[arg(long, default_value = "jsonl")]
    format: String,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    match print(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "zufolge: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn print(args: &Args) -> anyhow::Result<()> {
    let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for input in &args.inputs {
        let text = if input.as_os_str() == "-" {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        } else {
            std::fs::read_to_string(input)?
        };
        let article = Article { id: input.display().to_string(), text, ..Article::default() };
        serde_json::to_writer(&mut out, &pipeline.read(&article))?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
