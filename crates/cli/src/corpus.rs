//! `zufolge corpus`: our own corpus of German news: checked, split, exported, compared.

mod check;
mod split;
mod table;

use clap::Subcommand;
use std::process::ExitCode;

/// Check, split, export and compare corpora in our own format
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Split(split::Args),
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Check(args) => check::run(args),
        Command::Split(args) => split::run(args),
    }
}
