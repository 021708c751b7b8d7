//! `zufolge train`: from annotated news to a model.

use crate::corpus::chosen;
use crate::evaluate::SplitName;
use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge::document::Orthography;
use zufolge_lexicon::GERMAN;
use zufolge_model::engine::linguistics;
use zufolge_model::predictor::Model;
use zufolge_models::{CLUSTERS, TAGGER};
use zufolge_train::card::{Card, Measured};
use zufolge_train::data;
use zufolge_train::learn::{Learned, Plan, Prepared, fits, learn, prepare};
use zufolge_train::lessons::{self, Lesson};
use zufolge_train::workshop::Workshop;

/// Train a model: `weights.bin` and `card.toml` in a folder of its own
///
/// Learns from the `build` split of our own corpus, and from the Wikinews corpus if its file is given, which limits the licence of the model;
/// from a plain text, if one is given, what the rules find in it.
/// The same data, seed and version of the program give the same bytes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The model's folder, named as the model is to be: models/de-2026-11-29
    #[arg(value_name = "DIR")]
    out: PathBuf,
    /// Our own corpus
    #[arg(long, value_name = "DIR", default_value = "corpus/de")]
    own: PathBuf,
    /// Further articles in the format of our own corpus, all to learn from: `zufolge corpus fill`
    #[arg(long, value_name = "DIR")]
    also: Vec<PathBuf>,
    /// `train.jsonl` of the Wikinews corpus
    #[arg(long, value_name = "FILE.jsonl")]
    wikinews: Option<PathBuf>,
    /// A large plain text, a paragraph a line, such as minutes of a parliament: the rules teach what they are sure of in excerpts of it
    #[arg(long, value_name = "FILE.txt")]
    plain: Option<PathBuf>,
    /// How many excerpts of it
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    excerpts: u64,
    /// `dev.jsonl` of the Wikinews corpus, to measure the model in the end
    #[arg(long, value_name = "FILE.jsonl")]
    dev: Option<PathBuf>,
    /// Train nothing to keep, but measure: cut the Wikinews articles into so many parts, and read each with a model trained on the rest
    #[arg(long, value_name = "N", requires = "wikinews", value_parser = clap::value_parser!(u8).range(2..=20))]
    folds: Option<u8>,
    /// Decides the order in which documents are seen
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Learn nothing but how sure to be: all else is taken from these weights, which the rules have moved on from
    #[arg(long, value_name = "WEIGHTS.bin", conflicts_with = "folds")]
    fields: Option<PathBuf>,
    /// Keep fitted fields in this folder, and take up there after a break
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Some(name) = args.out.file_name().and_then(|name| name.to_str()) else {
        bail!("{}: give a folder whose name is to be the model's", args.out.display());
    };
    let linguistics = linguistics(&GERMAN, TAGGER, CLUSTERS)?;
    let orthography = Orthography::new(&GERMAN);
    let mut documents = match &args.wikinews {
        Some(path) => data::wikinews(path, &orthography)?,
        None => Vec::new(),
    };
    documents.extend(data::own(&chosen(&args.own, SplitName::Build)?, &orthography));
    for folder in &args.also {
        documents.extend(data::own(&chosen(folder, SplitName::All)?, &orthography));
    }
    if documents.is_empty() {
        bail!("{}: no article to learn from", args.own.display());
    }
    let materials = match &args.plain {
        Some(path) => lessons::plain(path, args.excerpts, &orthography, &linguistics)?,
        None => Vec::new(),
    };
    let lessons = lessons::prepare(&materials, &linguistics);
    let plan = Plan::default().with_seed(args.seed);
    if let Some(folds) = args.folds {
        return cross_validate(&prepare(&documents, &linguistics), &lessons, usize::from(folds), plan, args);
    }
    for folder in args.keep.iter().chain([&args.out]) {
        fs::create_dir_all(folder).with_context(|| format!("{}: cannot make this folder", folder.display()))?;
    }
    let given = args.fields.as_ref().map(|path| -> anyhow::Result<Model> {
        let bytes = fs::read(path).with_context(|| format!("{}: give the weights of a model", path.display()))?;
        Model::from_bytes(&bytes, &linguistics).with_context(|| format!("{}", path.display()))
    });
    let given = given.transpose()?;
    let prepared = prepare(&documents, &linguistics);
    let progress = progress(fits(plan, !lessons.is_empty()))?;
    let done = || progress.inc(1);
    let Learned { model, held_out } =
        learn(&prepared.iter().collect::<Vec<_>>(), &lessons, plan, &Workshop { kept: args.keep.clone(), done: Some(&done) });
    progress.finish_and_clear();
    let held_out_of = match &given {
        None => "held-out parts of what it was trained on",
        Some(_) => "held-out parts, all fields learned anew",
    };
    let model = match given {
        None => model,
        Some(given) => Model { sure: model.sure, calibration: model.calibration, ..given },
    };
    let command: Vec<String> = std::env::args().skip(1).collect();
    let command = format!("zufolge {}", command.join(" "));
    let plain = args.plain.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
    let mut card = Card { name, wikinews: args.wikinews.is_some(), plain: plain.as_deref(), seed: args.seed, command: &command }.to_toml();
    card += &held_out.scores_to_toml(held_out_of);
    if let Some(path) = &args.dev {
        let dev = data::wikinews(path, &orthography)?;
        card += &Measured::new(&model, &prepare(&dev, &linguistics)).to_toml("German Wikinews quotations, dev");
    }
    let score = data::own(&chosen(&args.own, SplitName::Score)?, &orthography);
    card += &Measured::new(&model, &prepare(&score, &linguistics)).to_toml("our own corpus, score");
    for (file, bytes) in [("weights.bin", model.to_bytes(&linguistics)), ("card.toml", card.into_bytes())] {
        let path = args.out.join(file);
        fs::write(&path, bytes).with_context(|| format!("{}: cannot write", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn progress(fields: usize) -> anyhow::Result<ProgressBar> {
    let progress = ProgressBar::new(fields as u64).with_message("fields fitted");
    progress.set_style(ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}, {elapsed}")?);
    progress.tick();
    Ok(progress)
}

/// Scores of Wikinews articles by models that have not seen them.
fn cross_validate(prepared: &[Prepared<'_>], lessons: &[Lesson<'_>], folds: usize, plan: Plan, args: &Args) -> anyhow::Result<ExitCode> {
    let progress = progress(folds * fits(plan, !lessons.is_empty()))?;
    let done = || progress.inc(1);
    let mut measured = Measured::default();
    for fold in 0..folds {
        let (unseen, rest): (Vec<_>, Vec<_>) =
            prepared.iter().enumerate().partition(|(index, document)| document.example.wikinews && index % folds == fold);
        let only = |documents: Vec<(usize, _)>| documents.into_iter().map(|(_, document)| document).collect::<Vec<_>>();
        let learned = learn(&only(rest), lessons, plan, &Workshop { kept: args.keep.clone(), done: Some(&done) });
        measured.add(&learned.model, &only(unseen));
    }
    progress.finish_and_clear();
    let text = measured.to_toml(&format!("Wikinews, {folds} folds"));
    anstream::stdout().lock().write_all(text.trim_start().as_bytes()).context("cannot write to standard output")?;
    Ok(ExitCode::SUCCESS)
}
