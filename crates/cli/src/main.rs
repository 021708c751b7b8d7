//! The `zufolge` command.

mod corpus;
mod engine;
mod evaluate;
mod input;
mod ledger;
mod model;
mod output;
mod read;
mod reading;
mod serve;
mod show;
mod terminal;
mod train;
mod view;
mod workers;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reading makes and drops many small lists; this one hands out room for them faster than the C library's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads news and shows who says what, on whose word, and how firmly.
#[derive(Debug, Parser)]
#[command(name = "zufolge", version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Read(read::Args),
    Evaluate(evaluate::Args),
    Show(show::Args),
    Ledger(ledger::Args),
    Corpus(corpus::Args),
    Model(model::Args),
    Train(train::Args),
    Serve(serve::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Read(args) => read::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Ledger(args) => ledger::run(&args),
        Command::Corpus(args) => corpus::run(&args),
        Command::Model(args) => model::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Serve(args) => serve::run(&args),
    };
    match done {
        Ok(code) => code,
        // Whoever read our output has seen enough: `zufolge read … | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe))
}
