//! What people know better: names, entities that are one or are not, readings put right.

use super::DbArgs;
use super::output::{OutputArgs, Table, count, file_name};
use crate::terminal;
use anyhow::{Context, bail};
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge_ledger::ask::Filter;
use zufolge_ledger::record::{Alias, Correction};
use zufolge_ledger::{Ledger, Record};

/// Tell the ledger which names are one somebody's: `Lena Brandt = Magdalena Brandt ; Q42`, or which are not: `Lena Brandt != Karl Brandt`
#[derive(Debug, clap::Args)]
pub(crate) struct AliasArgs {
    #[command(flatten)]
    db: DbArgs,
    /// Lines such as those above
    #[arg(value_name = "LINE")]
    lines: Vec<String>,
    /// A file of such lines; `#` begins a comment
    #[arg(long, value_name = "FILE")]
    aliases: Option<PathBuf>,
}

pub(crate) fn alias(args: &AliasArgs) -> anyhow::Result<ExitCode> {
    let mut lines = args.lines.clone();
    if let Some(path) = &args.aliases {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read; check the path", path.display()))?;
        zufolge_ledger::folds::Aliases::parse(&text).map_err(|error| anyhow::anyhow!("{}, {error}", path.display()))?;
        lines.extend(text.lines().map(|line| line.split('#').next().unwrap_or_default().trim().to_owned()).filter(|line| !line.is_empty()));
    }
    if lines.is_empty() {
        bail!("no alias; give lines such as 'Lena Brandt = Magdalena Brandt', or a file of them with --aliases FILE");
    }
    let records: Vec<Record> = lines.into_iter().map(|line| Record::Alias(Alias { line })).collect();
    args.db.write()?.note(&records)?;
    terminal::complain(&format!("{} noted", count(records.len(), "alias", "aliases")));
    Ok(ExitCode::SUCCESS)
}

/// Say that two entities are one
#[derive(Debug, clap::Args)]
pub(crate) struct MergeArgs {
    #[command(flatten)]
    db: DbArgs,
    /// The one that stays: its id, such as e4
    keep: String,
    /// The one that is joined to it
    join: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub(crate) fn merge(args: &MergeArgs) -> anyhow::Result<ExitCode> {
    let mut ledger = args.db.write()?;
    let names = |ledger: &Ledger, id: &str| -> anyhow::Result<String> {
        Ok(ledger.who(id, &Filter::default())?.first().map_or_else(|| id.to_owned(), |one| format!("{id} {}", one.name)))
    };
    let (keep, join) = (names(&ledger, &args.keep)?, names(&ledger, &args.join)?);
    ledger.merge_entities(&args.keep, &args.join, args.note.clone())?;
    let back = format!("`zufolge ledger split {} --name {}` takes it back", args.keep, args.join);
    terminal::complain(&format!("{join} is {keep} now; {back}"));
    Ok(ExitCode::SUCCESS)
}

/// Say that an entity is two: those of its mentions that are named are somebody else
#[derive(Debug, clap::Args)]
pub(crate) struct SplitArgs {
    #[command(flatten)]
    db: DbArgs,
    /// The entity: its id, such as e4
    entity: String,
    /// Who is somebody else: it in these articles
    #[arg(long, value_name = "ID")]
    article: Vec<String>,
    /// Who is somebody else: it wherever an article has this as its fullest name, and those who go along with it: what `merge` had joined
    /// goes as it came, and "Brandt" goes with "Lena Brandt" where no other Brandt stays. Or the id that it had before `merge`
    #[arg(long, value_name = "NAME")]
    name: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub(crate) fn split(args: &SplitArgs) -> anyhow::Result<ExitCode> {
    let mut ledger = args.db.write()?;
    let new = ledger.split_entity(&args.entity, &args.article, &args.name, args.note.clone())?;
    let name = ledger.who(&new, &Filter::default())?.into_iter().next().map(|one| one.name).unwrap_or_default();
    terminal::complain(&format!("{new} {name} stands by itself now"));
    Ok(ExitCode::SUCCESS)
}

/// Which names in which articles were taken for one somebody, and why
#[derive(Debug, clap::Args)]
pub(crate) struct MergesArgs {
    /// Only this one: a name, or an id such as e4
    name: Option<String>,
    #[command(flatten)]
    db: DbArgs,
    /// How many at most
    #[arg(long, value_name = "N", value_parser = super::chosen::limit)]
    limit: Option<usize>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn merges(args: &MergesArgs) -> anyhow::Result<ExitCode> {
    let merges = args.db.read()?.merges(args.name.as_deref(), args.limit)?;
    args.output.print(&merges, || Table {
        columns: vec!["entity", "name", "article", "there", "named", "why"],
        flexible: 5,
        rows: merges
            .iter()
            .flat_map(|entity| entity.members.iter().map(move |member| (entity, member)))
            .map(|(entity, member)| {
                vec![
                    entity.entity.clone(),
                    entity.name.clone(),
                    member.article.clone(),
                    member.local.clone(),
                    member.name.clone(),
                    member.evidence.clone(),
                ]
            })
            .collect(),
        empty: "Nobody was taken for one.",
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Put readings right: corrections, one JSON object a line, as docs/ledger.md describes them
#[derive(Debug, clap::Args)]
pub(crate) struct CorrectArgs {
    #[command(flatten)]
    db: DbArgs,
    /// A file of corrections; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(crate) fn correct(args: &CorrectArgs) -> anyhow::Result<ExitCode> {
    let name = file_name(&args.file);
    let input: Box<dyn BufRead> = if args.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(std::fs::File::open(&args.file).with_context(|| format!("{name}: cannot be opened; check the path"))?))
    };
    let mut records = Vec::new();
    for (index, line) in input.lines().enumerate() {
        let line = line.with_context(|| format!("{name}: cannot be read"))?;
        if line.trim().is_empty() {
            continue;
        }
        let correction: Correction = serde_json::from_str(&line)
            .with_context(|| format!("{name}, line {}: is no correction; docs/ledger.md shows what one looks like", index + 1))?;
        records.push(Record::Correction(correction));
    }
    args.db.write()?.note(&records)?;
    terminal::complain(&format!("{} noted", count(records.len(), "correction", "corrections")));
    Ok(ExitCode::SUCCESS)
}
