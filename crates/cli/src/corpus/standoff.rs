//! `zufolge corpus strip` and `fill`: labels without the words they stand on, and back.

use anyhow::{Context, bail};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge_corpus::standoff::{self, Standoff};
use zufolge_corpus::{Collection, zuf};

/// Print the labels of articles without their words, one JSON object a line
///
/// For articles whose texts may not stand where the labels do: places in the text, no word of it.
#[derive(Debug, clap::Args)]
pub(crate) struct StripArgs {
    /// The folder of labelled articles
    #[arg(value_name = "DIR")]
    root: PathBuf,
    /// The file the texts come from: 10kGNAD's `topic;'text'`, an article a line
    #[arg(long, value_name = "FILE.csv")]
    texts: PathBuf,
}

pub(crate) fn strip(args: &StripArgs) -> anyhow::Result<ExitCode> {
    let texts = texts(&args.texts)?;
    let mut out = anstream::stdout().lock();
    for article in Collection::open_sound(&args.root)?.articles {
        let Some(row) = texts.iter().position(|text| text.trim() == article.text) else {
            bail!("{}: {} has no such text; give the file that it was taken from", article.path.display(), args.texts.display());
        };
        serde_json::to_writer(&mut out, &Standoff::of(&article.path, row)?)?;
        writeln!(out)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Put labels back on the texts they were taken from
#[derive(Debug, clap::Args)]
pub(crate) struct FillArgs {
    /// The labels, as `strip` prints them
    #[arg(value_name = "LABELS.jsonl")]
    labels: PathBuf,
    /// The file the texts come from: 10kGNAD's `topic;'text'`, an article a line
    #[arg(long, value_name = "FILE.csv")]
    texts: PathBuf,
    /// The folder to write the articles to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(crate) fn fill(args: &FillArgs) -> anyhow::Result<ExitCode> {
    let texts = texts(&args.texts)?;
    std::fs::create_dir_all(&args.out).with_context(|| format!("{}: cannot make this folder", args.out.display()))?;
    let mut count = 0;
    for (line, labels) in standoff::read(&args.labels)?.into_iter().enumerate() {
        let place = || format!("{}, line {}", args.labels.display(), line + 1);
        let text = texts.get(labels.row).with_context(|| format!("{}: {} has no row {}", place(), args.texts.display(), labels.row))?;
        let file = labels.fill(text.trim()).map_err(anyhow::Error::msg).with_context(place)?;
        let (article, faults) = zuf::parse(&args.labels, &file);
        let Some(article) = article.filter(|_| faults.is_empty()) else { bail!("{}: {}", place(), faults[0]) };
        let path = args.out.join(format!("{}.zuf", article.head.id));
        std::fs::write(&path, file).with_context(|| format!("{}: choose a folder that can be written to", path.display()))?;
        count += 1;
    }
    writeln!(anstream::stdout(), "{count} articles in {}", args.out.display())?;
    Ok(ExitCode::SUCCESS)
}

/// The texts of a file of 10kGNAD.
fn texts(path: &Path) -> anyhow::Result<Vec<String>> {
    let reader = csv::ReaderBuilder::new().delimiter(b';').quote(b'\'').has_headers(false).from_path(path);
    let mut rows = reader.with_context(|| format!("{}: give a file of 10kGNAD", path.display()))?;
    let text = |row: csv::Result<csv::StringRecord>| {
        let row = row.with_context(|| format!("{}: each line is a topic, a semicolon and a text in single quotes", path.display()))?;
        Ok(row.get(1).unwrap_or_default().to_owned())
    };
    rows.records().map(text).collect()
}
