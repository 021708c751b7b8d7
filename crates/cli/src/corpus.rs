//! `zufolge corpus`: our own corpus of German news: checked, split, exported, compared.

mod agree;
mod check;
mod export;
mod split;
mod standoff;
mod table;

use crate::evaluate::SplitName;
use anyhow::bail;
use clap::Subcommand;
use std::path::Path;
use std::process::ExitCode;
use zufolge_corpus::Collection;
use zufolge_corpus::collection::splits::{Split, Splits};
use zufolge_corpus::zuf::Article;

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
    Export(export::Args),
    Agree(agree::Args),
    Bare(agree::BareArgs),
    Strip(standoff::StripArgs),
    Fill(standoff::FillArgs),
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Check(args) => check::run(args),
        Command::Split(args) => split::run(args),
        Command::Export(args) => export::run(args),
        Command::Agree(args) => agree::run(args),
        Command::Bare(args) => agree::bare(args),
        Command::Strip(args) => standoff::strip(args),
        Command::Fill(args) => standoff::fill(args),
    }
}

/// The sound articles of one split.
pub(crate) fn chosen(root: &Path, split: SplitName) -> anyhow::Result<Vec<Article>> {
    let collection = Collection::open_sound(root)?;
    let wanted = match split {
        SplitName::All => return Ok(collection.articles),
        SplitName::Build => Split::Build,
        SplitName::Score => Split::Score,
    };
    let (splits, faults) = Splits::read(&collection);
    if let Some(fault) = faults.first() {
        bail!("{fault}");
    }
    Ok(collection.articles.into_iter().filter(|article| splits.of(article) == Some(wanted)).collect())
}
