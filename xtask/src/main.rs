//! The project's own chores, run as `cargo xtask COMMAND`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the person at the terminal")]

mod check_paths;
mod check_words;
mod gate;
mod markdown;
mod readme;

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// One chore.
struct Command {
    name: &'static str,
    help: &'static str,
    run: fn(root: &Path, args: &[String]) -> Result<()>,
}

/// All chores, in the order of the help text; `check-paths` also knows from here which ones the documents may name.
const COMMANDS: &[Command] = &[
    Command { name: "check-paths", help: "Fail if a document names a path, link or chore that does not exist", run: check_paths::run },
    Command { name: "check-words", help: "Fail if a list of German words stands in code, not in the lexicon", run: check_words::run },
    Command {
        name: "readme",
        help: "Run the sh blocks of README.md and docs/formats.md; installs go to a temporary folder",
        run: readme::run,
    },
    Command { name: "gate", help: "Fail if a measured score falls below crates/corpus/floors.toml", run: gate::run },
];

fn main() -> ExitCode {
    // Asked when run, not when built: a build folder may serve several checkouts.
    let own = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let root = own.parent().unwrap_or(Path::new("."));
    let args: Vec<String> = std::env::args().skip(1).collect();
    match chore(root, &args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Never the backtrace that CI environments ask for: the faults listed are the message.
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore(root: &Path, args: &[String]) -> Result<()> {
    match args.split_first() {
        None => usage(),
        Some((name, _)) if name == "--help" || name == "-h" => usage(),
        Some((name, rest)) => match COMMANDS.iter().find(|command| command.name == *name) {
            Some(command) => (command.run)(root, rest)?,
            None => bail!("no such chore: {name} (cargo xtask --help lists them)"),
        },
    }
    Ok(())
}

fn usage() {
    println!("Usage: cargo xtask COMMAND\n");
    for command in COMMANDS {
        println!("  {:<12} {}", command.name, command.help);
    }
}
