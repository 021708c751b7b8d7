//! `zufolge evaluate`: scores an engine against an annotated corpus.

mod boundaries;
mod errors;
mod own;
mod table;
mod times;

use crate::engine::EngineName;
use anyhow::{Context, bail};
use boundaries::Boundaries;
use clap::ValueEnum;
use errors::Judged;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge::Engine;
use zufolge::document::Orthography;
use zufolge_corpus::score::layers::LayerTally;
use zufolge_corpus::score::{RuleTally, Scheme, Tally};
use zufolge_corpus::{Annotated, Annotation, Example, Part, PredictionWriter, Sample, spkatt, wikinews};
use zufolge_lexicon::GERMAN;

/// Score an engine against an annotated corpus
///
/// Predicted and reference attributions are paired so that their contents overlap best; precision and recall are counted in tokens, role by
/// role, and averaged. "messages" are the contents, "roles" all other roles, "joint" all of them; "medium" is the corpus's word for the mode.
/// The engine reads the corpus's own tokens and sentences and never sees its annotations. "tokens" and "sentences" compare what Zufolge
/// makes of the raw text with the corpus's own: the share of equal token spans, and of equal sentence ends.
///
/// On our own corpus the engine gets the bare article and everything is counted in our own tokens. The other layers are compared where
/// contents overlap by half or more ("right"), and scored from end to end over all values that are not the usual ones; `-` stands where
/// the engine has nothing to say.
///
/// Of expressions of time, "strict" counts equal extents and "relaxed" those that overlap, as TempEval-3 does; with "value" their TIMEX3
/// value must be the same too. No engine is asked: the time rules serve all of them.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The corpus file: one annotated document a line, in JSON; for our own corpus and expressions of time a folder
    #[arg(value_name = "FILE.jsonl|DIR")]
    file: PathBuf,
    /// Which corpus it is
    #[arg(long, value_enum, default_value_t = Corpus::Wikinews)]
    corpus: Corpus,
    /// Which part of our own corpus
    #[arg(long, value_enum, default_value_t = SplitName::All)]
    split: SplitName,
    /// What finds the attributions
    #[arg(long, value_enum, default_value_t = EngineName::Rules)]
    engine: EngineName,
    /// Score these predictions instead of running an engine: in the Wikinews corpus's format, or reports one a line for our own corpus
    #[arg(long, value_name = "PREDICTED.jsonl", conflicts_with = "engine")]
    from: Option<PathBuf>,
    /// Write the predictions to this file: in the Wikinews corpus's format, or reports one a line for our own corpus
    #[arg(long, value_name = "OUT.jsonl")]
    predictions: Option<PathBuf>,
    /// Show the N documents with the most lost, reference and predicted side by side
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "json")]
    errors: usize,
    /// Show for each rule how often what it finds is right
    #[arg(long)]
    by_rule: bool,
    /// Print the scores as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Corpus {
    /// German Wikinews with quotation attribution: all roles, form and medium
    Wikinews,
    /// SpkAtt-2023, speeches in the Bundestag: cue, source, message and addressee
    Spkatt,
    /// Our own German news, in a folder: every layer of a report
    Zufolge,
    /// Expressions of time, in a folder: TIMEX3 in TimeML (KRAUTS), or TIMEX2 under in/ and key/ (WikiWarsDE)
    Timex,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SplitName {
    /// For building: rules may be written and predictors trained with it
    Build,
    /// For scoring only
    Score,
    /// Both
    All,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let text = evaluate(args)?;
    anstream::stdout().lock().write_all(text.as_bytes()).context("cannot write to standard output")?;
    Ok(ExitCode::SUCCESS)
}

/// Everything that is reported about one corpus file.
#[derive(Debug)]
struct Evaluation {
    scheme: Scheme,
    engine: String,
    documents: usize,
    reference: usize,
    predicted: usize,
    tally: Tally,
    /// Only where the corpus has a text of its own.
    boundaries: Option<Boundaries>,
    /// Only for our own corpus.
    layers: Option<LayerTally>,
    /// The documents with the most lost, worst first, as many as asked for.
    worst: Vec<Judged>,
    /// Only where asked for.
    by_rule: Option<BTreeMap<&'static str, RuleTally>>,
}

fn evaluate(args: &Args) -> anyhow::Result<String> {
    let evaluation = match args.corpus {
        Corpus::Wikinews => documents(args, wikinews::Reader::open(&args.file)?)?,
        Corpus::Spkatt => documents(args, spkatt::Reader::open(&args.file)?)?,
        Corpus::Zufolge => own::evaluate(args)?,
        Corpus::Timex => return times::evaluate(args),
    };
    Ok(if args.json { format!("{}\n", table::json(&evaluation)) } else { table::text(&evaluation) + &errors::text(&evaluation) })
}

/// A corpus of one document a line.
fn documents(args: &Args, documents: impl Iterator<Item = Result<Annotated, zufolge_corpus::Error>>) -> anyhow::Result<Evaluation> {
    if args.split != SplitName::All {
        bail!("--split is for our own corpus; leave it out, or add --corpus zufolge");
    }
    if args.file.is_dir() {
        bail!(
            "{}: is a folder; give a file with one JSON document a line, or --corpus zufolge for a folder of articles",
            args.file.display()
        );
    }
    let predictor = Predictor::new(args)?;
    if let Some(out) = &args.predictions {
        let place = |path: &PathBuf| std::fs::canonicalize(path).ok();
        if [Some(&args.file), args.from.as_ref()].into_iter().flatten().any(|read| place(read).is_some() && place(read) == place(out)) {
            bail!("{}: predictions would overwrite what they are read from; choose another file", out.display());
        }
    }
    let mut writer = args.predictions.as_deref().map(PredictionWriter::create).transpose()?;
    let mut evaluation = Evaluation::new(args.corpus, predictor.name());
    evaluation.by_rule = args.by_rule.then(BTreeMap::new);
    for document in documents {
        let Annotated { sample, annotations: reference, line } = document?;
        let predicted = predictor.predict(&sample).with_context(|| format!("{}, line {line}", args.file.display()))?;
        if let Some(writer) = &mut writer {
            writer.write(&sample, &predicted)?;
        }
        evaluation.add(sample, Example { predicted, reference }, args.errors);
    }
    writer.map(PredictionWriter::finish).transpose()?;
    if evaluation.documents == 0 {
        bail!("{}: no document in it; give a corpus file with one JSON document a line", args.file.display());
    }
    Ok(evaluation)
}

impl Evaluation {
    fn new(corpus: Corpus, engine: &str) -> Self {
        let scheme = match corpus {
            Corpus::Wikinews | Corpus::Zufolge | Corpus::Timex => Scheme::Wikinews,
            Corpus::Spkatt => Scheme::Spkatt,
        };
        Evaluation {
            scheme,
            engine: engine.to_owned(),
            documents: 0,
            reference: 0,
            predicted: 0,
            tally: Tally::new(scheme),
            boundaries: (corpus == Corpus::Wikinews).then(|| Boundaries::new(&GERMAN)),
            layers: (corpus == Corpus::Zufolge).then(LayerTally::default),
            worst: Vec::new(),
            by_rule: None,
        }
    }

    fn add(&mut self, sample: Sample, example: Example, keep: usize) {
        self.documents += 1;
        self.reference += example.reference.len();
        self.predicted += example.predicted.len();
        self.tally.add(&example);
        if let Some(by_rule) = &mut self.by_rule {
            example.add_by_rule(self.scheme, by_rule);
        }
        if let Some(boundaries) = &mut self.boundaries {
            boundaries.add(&sample);
        }
        if keep > 0 {
            let judged = Judged::new(sample, example, self.scheme);
            self.worst.extend((judged.lost > 0.0).then_some(judged));
            self.worst.sort_by(|one, other| other.lost.total_cmp(&one.lost));
            self.worst.truncate(keep);
        }
    }
}

/// Where predictions come from. It is handed a [`Sample`], which has no annotations it could look at.
enum Predictor {
    Engine { orthography: Box<Orthography>, engine: Box<dyn Engine>, corpus: Corpus },
    File { path: PathBuf, predictions: HashMap<String, Vec<Annotation>> },
}

impl Predictor {
    fn new(args: &Args) -> anyhow::Result<Self> {
        if let Some(path) = &args.from {
            return Ok(Predictor::File { path: path.clone(), predictions: wikinews::read_predictions(path)? });
        }
        Ok(Predictor::Engine { orthography: Box::new(Orthography::new(&GERMAN)), engine: args.engine.engine(), corpus: args.corpus })
    }

    fn name(&self) -> &str {
        match self {
            Predictor::Engine { engine, .. } => engine.name(),
            Predictor::File { path, .. } => path.to_str().unwrap_or("file"),
        }
    }

    fn predict(&self, sample: &Sample) -> anyhow::Result<Vec<Annotation>> {
        match self {
            Predictor::Engine { orthography, engine, corpus } => {
                let doc = orthography.read_tokenised(sample.text.clone(), sample.tokens.clone(), &sample.sentences);
                let attributions = engine.attributions(&doc);
                Ok(match corpus {
                    Corpus::Wikinews => wikinews::annotations(&attributions),
                    Corpus::Spkatt | Corpus::Zufolge | Corpus::Timex => Annotation::from_attributions(&attributions),
                })
            }
            Predictor::File { path, predictions } => {
                let Some(predicted) = predictions.get(&sample.name) else {
                    bail!(
                        "“{}” has no prediction in {}; predict it too, with no annotations if there are none",
                        sample.name,
                        path.display()
                    );
                };
                let last = predicted.iter().flat_map(|one| Part::ALL.map(|part| one.role(part).last().map_or(0, |span| span.end))).max();
                if last.is_some_and(|last| last as usize > sample.tokens.len()) {
                    bail!("{} has tokens for “{}” beyond its last; predict on the same version of the corpus", path.display(), sample.name);
                }
                Ok(predicted.clone())
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests;
