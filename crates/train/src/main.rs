//! The `zufolge-train` command: from data to weights.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use zufolge::document::Orthography;
use zufolge_lexicon::GERMAN;
use zufolge_model::clusters::Clusters;
use zufolge_model::tagger::{Tagger, Workspace};
use zufolge_train::tagger::{Settings, measure, train, treebank, vocabulary};
use zufolge_train::{clusters, silver};

/// Trains the parts of Zufolge that learn.
#[derive(Debug, Parser)]
#[command(name = "zufolge-train", version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Sample sentences of plain text from standard input for a teacher, one a line, tokens between spaces
    Sentences {
        /// Which sample
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Look at one piece of text in so many
        #[arg(long, default_value_t = 1)]
        thin: u64,
    },
    /// Build the table of word clusters from text: form and path, the most frequent form first
    Clusters {
        /// The text, see crates/train/silver/clusters.py
        list: PathBuf,
        /// How many forms to take
        #[arg(long, default_value_t = 300_000)]
        forms: usize,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
    },
    /// Train the tagger
    Tagger {
        /// Treebanks in CoNLL-U
        #[arg(long, required = true, num_args = 1..)]
        gold: Vec<PathBuf>,
        /// Sentences tagged by a teacher, in CoNLL-U
        #[arg(long, num_args = 1..)]
        silver: Vec<PathBuf>,
        /// Word clusters as text
        #[arg(long)]
        clusters: PathBuf,
        /// Measure on these treebanks in the end
        #[arg(long, num_args = 1..)]
        test: Vec<PathBuf>,
        /// Decides the order of the sentences
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Times over all sentences
        #[arg(long, default_value_t = 8)]
        epochs: u32,
        /// Sizes of the first steps in the first and in the second pass
        #[arg(long, num_args = 2, default_values_t = [0.15, 0.015])]
        rates: Vec<f32>,
        /// Share of open-class words that are treated as never seen
        #[arg(long, default_value_t = 0.15)]
        forgotten: f64,
        /// How often a gold sentence counts
        #[arg(long, default_value_t = 3)]
        gold_weight: usize,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
    },
    /// Measure a trained tagger on treebanks, and how fast it is
    TaggerTest {
        /// The tagger's file
        tagger: PathBuf,
        /// Treebanks in CoNLL-U
        #[arg(required = true)]
        treebanks: Vec<PathBuf>,
    },
    /// Show what a trained tagger says of sentences on standard input, one a line, tokens between spaces
    TaggerShow {
        /// The tagger's file
        tagger: PathBuf,
    },
}

fn main() -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match Cli::parse().command {
        Command::Sentences { seed, thin } => {
            silver::sample(io::stdin().lock(), out, &Orthography::new(&GERMAN), seed, thin.max(1))
                .context("standard input: not read as UTF-8 text")?;
        }
        Command::Clusters { list, forms, out: path } => {
            let text = fs::read_to_string(&list).with_context(|| format!("{}: cannot be read", list.display()))?;
            let clusters = Clusters::new(clusters::parse(&text, &list)?.into_iter().take(forms));
            write(&path, &clusters.to_bytes())?;
        }
        Command::Tagger { gold, silver, clusters: list, test, seed, epochs, rates, gold_weight, forgotten, out: path } => {
            let text = fs::read_to_string(&list).with_context(|| format!("{}: cannot be read", list.display()))?;
            let (gold, silver) = (read(&gold)?, read(&silver)?);
            let lexicon = vocabulary::build(&[gold.as_slice(), &silver].concat(), clusters::parse(&text, &list)?, 60_000);
            let settings = Settings { seed, epochs, rates: [rates[0], rates[1]], gold_weight, forgotten, ..Settings::default() };
            let start = Instant::now();
            let tagger = train(&gold, &silver, lexicon, settings, |pass, epoch| {
                let _ = writeln!(io::stderr(), "pass {pass}, epoch {} of {epochs}: {:.0} s", epoch + 1, start.elapsed().as_secs_f64());
            });
            write(&path, &tagger.to_bytes())?;
            report(&tagger, &test, &mut out)?;
        }
        Command::TaggerTest { tagger, treebanks } => report(&load(&tagger)?, &treebanks, &mut out)?,
        Command::TaggerShow { tagger } => {
            let tagger = load(&tagger)?;
            for line in io::stdin().lines() {
                let line = line?;
                let words: Vec<&str> = line.split_whitespace().collect();
                for (word, tag) in words.iter().zip(tagger.tag(&words)) {
                    let case = tag.case.map_or("", zufolge_model::tagger::Case::name);
                    let number = tag.number.map_or("", zufolge_model::tagger::Number::name);
                    let mood = tag.mood.map_or("", zufolge_model::tagger::Mood::name);
                    writeln!(out, "{word}\t{}\t{case}\t{number}\t{mood}\t{}", tag.pos.name(), if tag.subject { "subject" } else { "" })?;
                }
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

fn read(paths: &[PathBuf]) -> Result<Vec<treebank::Sentence>> {
    paths.iter().map(|path| treebank::read(path)).collect::<Result<Vec<_>>>().map(|found| found.concat())
}

fn load(path: &Path) -> Result<Tagger> {
    let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    Tagger::from_bytes(&bytes).with_context(|| path.display().to_string())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
}

fn report(tagger: &Tagger, treebanks: &[PathBuf], out: &mut impl Write) -> Result<()> {
    for path in treebanks {
        let sentences = treebank::read(path)?;
        writeln!(out, "{}\n{}", path.display(), measure::measure(tagger, &sentences))?;
    }
    let sentences = read(treebanks)?;
    let bytes: usize = sentences.iter().flat_map(|sentence| &sentence.words).map(|word| word.len() + 1).sum();
    let (mut space, mut tags, mut words) = (Workspace::default(), Vec::new(), 0);
    let start = Instant::now();
    for _ in 0..10 {
        for sentence in &sentences {
            tagger.tag_into(sentence.words.iter().map(String::as_str), &mut space, &mut tags);
            words += tags.len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    writeln!(out, "speed           {:.2} MB/s, {:.0} words/s", bytes as f64 * 10.0 / 1e6 / seconds, words as f64 / seconds)?;
    Ok(())
}
