//! `zufolge model`: what the built-in models are.

use crate::engine::packed;
use anyhow::Context;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use zufolge_models::PACKED;

/// Tell what a built-in model was trained on, under which licence, and how good it is
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print the card of a model: data, licence, scores, limits; without NAME list the models
    Info {
        /// The model, with or without its date
        name: Option<String>,
    },
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Command::Info { name } = &args.command;
    let text = match name {
        Some(name) => {
            packed(name).map(|packed| packed.card.to_owned()).with_context(|| format!("{name}: no such model; built in are {}", names()))?
        }
        None => list()?,
    };
    anstream::stdout().lock().write_all(text.as_bytes()).context("cannot write to standard output")?;
    Ok(ExitCode::SUCCESS)
}

fn names() -> String {
    PACKED.iter().map(|packed| packed.alias).collect::<Vec<_>>().join(", ")
}

fn list() -> anyhow::Result<String> {
    let mut out = String::new();
    for (index, packed) in PACKED.iter().enumerate() {
        let card: toml::Table = packed.card.parse().with_context(|| format!("the card of {}", packed.name))?;
        let licence = card.get("licence").and_then(toml::Value::as_str).unwrap_or("?");
        let default = if index == 0 { "  (default)" } else { "" };
        let megabytes = packed.weights.len() as f64 / 1e6;
        writeln!(out, "{:8} {:20} {megabytes:5.1} MB  {licence}{default}", packed.alias, packed.name)?;
    }
    Ok(out)
}
