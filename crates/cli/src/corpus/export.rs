//! `zufolge corpus export`: our own corpus in formats that others read.

use super::chosen;
use crate::evaluate::SplitName;
use anyhow::Context;
use clap::ValueEnum;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge_corpus::export::{GoldReports, brat};
use zufolge_corpus::zuf::Article;
use zufolge_corpus::{PredictionWriter, Tokeniser};
use zufolge_lexicon::GERMAN;

/// Write articles with their labels in formats that others read
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of all articles
    #[arg(value_name = "DIR")]
    root: PathBuf,
    /// What to write
    #[arg(long, value_enum)]
    format: Format,
    /// The file to write, or for brat the folder
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Which part
    #[arg(long, value_enum, default_value_t = SplitName::All)]
    split: SplitName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One report a line, as `zufolge read` gives them, with the labels of the corpus
    Jsonl,
    /// A folder for the brat annotation tool: ID.txt, ID.ann, annotation.conf
    Brat,
    /// One document a line in the format of the German Wikinews corpus: roles, form and medium only
    Wikinews,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let articles = chosen(&args.root, args.split)?;
    match args.format {
        Format::Jsonl => jsonl(&articles, &args.out)?,
        Format::Brat => standoff(&articles, &args.out)?,
        Format::Wikinews => wikinews(&articles, &args.out)?,
    }
    writeln!(anstream::stdout(), "{} articles in {}", articles.len(), args.out.display())?;
    Ok(ExitCode::SUCCESS)
}

fn jsonl(articles: &[Article], out: &Path) -> anyhow::Result<()> {
    let place = || format!("{}: choose a file in a folder that exists", out.display());
    let mut file = BufWriter::new(File::create(out).with_context(place)?);
    let reports = GoldReports::new(&GERMAN);
    for article in articles {
        serde_json::to_writer(&mut file, &reports.report(article)).with_context(place)?;
        writeln!(file).with_context(place)?;
    }
    file.flush().with_context(place)
}

fn standoff(articles: &[Article], out: &Path) -> anyhow::Result<()> {
    let write = |name: String, text: &str| {
        let path = out.join(name);
        std::fs::write(&path, text).with_context(|| format!("{}: choose a folder that can be written to", path.display()))
    };
    std::fs::create_dir_all(out).with_context(|| format!("{}: choose another folder", out.display()))?;
    write("annotation.conf".to_owned(), brat::CONFIGURATION)?;
    for article in articles {
        write(format!("{}.txt", article.head.id), &article.text)?;
        write(format!("{}.ann", article.head.id), &brat::annotations(article))?;
    }
    Ok(())
}

fn wikinews(articles: &[Article], out: &Path) -> anyhow::Result<()> {
    let mut writer = PredictionWriter::create(out)?;
    let tokeniser = Tokeniser::new(&GERMAN);
    for article in articles {
        let tokenised = tokeniser.article(article);
        writer.write_document(&tokenised.sample, &tokenised.annotations)?;
    }
    Ok(writer.finish()?)
}
