//! The `zufolge` command.

mod evaluate;
mod read;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads news and shows who says what, on whose word, and how firmly.
#[derive(Debug, Parser)]
#[command(name = "zufolge", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Read(read::Args),
    Evaluate(evaluate::Args),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Read(args) => read::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
    }
}
