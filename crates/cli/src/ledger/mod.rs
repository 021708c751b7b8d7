//! `zufolge ledger`: many articles in one file, and what is claimed in them.

mod add;
mod ask;
mod chosen;
mod keep;
mod know;
mod output;
mod table;

use anyhow::Context;
use clap::Subcommand;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge_ledger::Ledger;

/// Keep many articles in one file, and ask who claims what in them
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Add(add::Args),
    Articles(ask::ArticlesArgs),
    Entities(ask::EntitiesArgs),
    Claims(ask::ClaimsArgs),
    Claim(ask::ClaimArgs),
    Who(ask::WhoArgs),
    Said(ask::SaidArgs),
    Echoes(ask::EchoesArgs),
    Positions(ask::PositionsArgs),
    Sources(ask::SourcesArgs),
    Search(ask::SearchArgs),
    Stats(ask::StatsArgs),
    Alias(know::AliasArgs),
    Merges(know::MergesArgs),
    Merge(know::MergeArgs),
    Split(know::SplitArgs),
    Correct(know::CorrectArgs),
    Verify(keep::VerifyArgs),
    Backup(keep::BackupArgs),
    Export(keep::ExportArgs),
    Import(keep::ImportArgs),
    Rebuild(keep::RebuildArgs),
}

/// Which ledger.
#[derive(Debug, clap::Args)]
pub(crate) struct DbArgs {
    /// The ledger's file
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
}

impl DbArgs {
    fn path(&self) -> &Path {
        &self.db
    }

    /// For asking.
    fn read(&self) -> anyhow::Result<Ledger> {
        Ledger::open_read_only(&self.db).context("the ledger cannot be asked")
    }

    /// For writing.
    fn write(&self) -> anyhow::Result<Ledger> {
        Ledger::open(&self.db).context("the ledger cannot be opened")
    }
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Add(args) => add::run(args),
        Command::Articles(args) => ask::articles(args),
        Command::Entities(args) => ask::entities(args),
        Command::Claims(args) => ask::claims(args),
        Command::Claim(args) => ask::claim(args),
        Command::Who(args) => ask::who(args),
        Command::Said(args) => ask::said(args),
        Command::Echoes(args) => ask::echoes(args),
        Command::Positions(args) => ask::positions(args),
        Command::Sources(args) => ask::sources(args),
        Command::Search(args) => ask::search(args),
        Command::Stats(args) => ask::stats(args),
        Command::Alias(args) => know::alias(args),
        Command::Merges(args) => know::merges(args),
        Command::Merge(args) => know::merge(args),
        Command::Split(args) => know::split(args),
        Command::Correct(args) => know::correct(args),
        Command::Verify(args) => keep::verify(args),
        Command::Backup(args) => keep::backup(args),
        Command::Export(args) => keep::export(args),
        Command::Import(args) => keep::import(args),
        Command::Rebuild(args) => keep::rebuild(args),
    }
}
