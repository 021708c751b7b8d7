//! `zufolge evaluate`: scores an engine against an annotated corpus.

mod boundaries;
mod errors;
mod given;
mod own;
mod table;
mod times;

use crate::engine::EngineArgs;
use anyhow::{Context, bail};
use boundaries::Boundaries;
use clap::ValueEnum;
use errors::Judged;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zufolge::document::Orthography;
use zufolge::{Engine, Resolver, report};
use zufolge_corpus::gold::Gold;
use zufolge_corpus::layers::Layers;
use zufolge_corpus::score::layers::{LayerTally, partners};
use zufolge_corpus::score::resolved::ResolvedTally;
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
///
/// With --given attributions no engine runs: the corpus's attributions are taken as they are, and the table says how often the right
/// source, chain, stance, factuality and time are resolved for them, on our own corpus or, with --gold, on the Wikinews corpus. Without it
/// the same table is printed over the attributions that were met.
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
    #[command(flatten)]
    engine: EngineArgs,
    /// Score these predictions instead of running an engine: in the Wikinews corpus's format, or reports one a line for our own corpus
    #[arg(long, value_name = "PREDICTED.jsonl", conflicts_with = "engine")]
    from: Option<PathBuf>,
    /// Write the predictions to this file: in the Wikinews corpus's format, or reports one a line for our own corpus
    #[arg(long, value_name = "OUT.jsonl")]
    predictions: Option<PathBuf>,
    /// Take these as the corpus has them, and measure only what is resolved about them
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with_all = ["engine", "from", "predictions", "errors", "by_rule"])]
    given: Option<GivenName>,
    /// Write what is resolved to this file: one report a line, `article.id` the document's name, attributions under the corpus's own ids
    #[arg(long, value_name = "OUT.jsonl", requires = "given")]
    reports: Option<PathBuf>,
    /// Standoff gold of sources, chains, stance, factuality and time, for the Wikinews corpus, which does not mark them
    #[arg(long, value_name = "GOLD.jsonl", conflicts_with = "from")]
    gold: Option<PathBuf>,
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
enum GivenName {
    /// Content, source, cue, addressee, frame, form, mode and nesting
    Attributions,
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
    /// Only for our own corpus and where gold was given.
    resolved: Option<ResolvedTally>,
    /// The documents with the most lost, worst first, as many as asked for.
    worst: Vec<Judged>,
    /// Only where asked for.
    by_rule: Option<BTreeMap<&'static str, RuleTally>>,
}

fn evaluate(args: &Args) -> anyhow::Result<String> {
    if args.gold.is_some() && args.corpus != Corpus::Wikinews {
        bail!("--gold is for the Wikinews corpus; leave it out, or add --corpus wikinews");
    }
    if args.given.is_some() {
        let resolved = given::evaluate(args)?;
        return Ok(if args.json { format!("{}\n", table::json_of_given(&resolved)) } else { table::text_of_given(&resolved) });
    }
    let evaluation = match args.corpus {
        Corpus::Wikinews => documents(args, wikinews::Reader::open(&args.file)?)?,
        Corpus::Spkatt => documents(args, spkatt::Reader::open(&args.file)?)?,
        Corpus::Zufolge => own::evaluate(args)?,
        Corpus::Timex => return times::evaluate(args),
    };
    Ok(if args.json { format!("{}\n", table::json(&evaluation)) } else { table::text(&evaluation) + &errors::text(&evaluation) })
}

/// An error if what is to be written is one of the files that are read.
fn refuse_to_overwrite(args: &Args, out: Option<&Path>) -> anyhow::Result<()> {
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    let read = [Some(&args.file), args.from.as_ref(), args.gold.as_ref()].into_iter().flatten();
    match out {
        Some(out) if read.into_iter().any(|read| place(read).is_some() && place(read) == place(out)) => {
            bail!("{}: this would overwrite what is read; choose another file", out.display())
        }
        _ => Ok(()),
    }
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
    let mut gold = open_gold(args)?;
    refuse_to_overwrite(args, args.predictions.as_deref())?;
    let mut writer = args.predictions.as_deref().map(PredictionWriter::create).transpose()?;
    let mut evaluation = Evaluation::new(args.corpus, predictor.name());
    evaluation.by_rule = args.by_rule.then(BTreeMap::new);
    evaluation.resolved = gold.as_ref().map(|_| ResolvedTally::default());
    for document in documents {
        let document = document?;
        if let Some(gold) = &mut gold
            && let Some((reference, known)) = gold.take(&document)?
            && let Some(predicted) = predictor.layers(&document.sample)
        {
            evaluation.add_layers(&predicted, &reference, Some(&known));
        }
        let Annotated { sample, annotations: reference, line } = document;
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
            resolved: None,
            worst: Vec::new(),
            by_rule: None,
        }
    }

    /// Adds what one article says beyond roles, form and mode; only of attributions that are `known` to have gold, if not all have.
    fn add_layers(&mut self, predicted: &Layers, reference: &Layers, known: Option<&[bool]>) {
        let mut partners = partners(predicted, reference);
        if let Some(layers) = &mut self.layers {
            layers.add(predicted, reference, &partners);
        }
        if let Some(known) = known {
            partners.iter_mut().zip(known).filter(|(_, known)| !**known).for_each(|(partner, _)| *partner = None);
        }
        if let Some(resolved) = &mut self.resolved {
            resolved.add(predicted, reference, &partners);
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

fn open_gold(args: &Args) -> anyhow::Result<Option<Gold>> {
    Ok(args.gold.as_deref().map(Gold::read).transpose()?)
}

/// Where predictions come from. It is handed a [`Sample`], which has no annotations it could look at.
enum Predictor {
    Engine { orthography: Box<Orthography>, engine: Box<dyn Engine>, resolver: Box<Resolver>, corpus: Corpus },
    File { path: PathBuf, predictions: HashMap<String, Vec<Annotation>> },
}

impl Predictor {
    fn new(args: &Args) -> anyhow::Result<Self> {
        if let Some(path) = &args.from {
            return Ok(Predictor::File { path: path.clone(), predictions: wikinews::read_predictions(path)? });
        }
        let (orthography, resolver) = (Box::new(Orthography::new(&GERMAN)), Box::new(Resolver::new(&args.engine.language())));
        Ok(Predictor::Engine { orthography, engine: args.engine.engine()?, resolver, corpus: args.corpus })
    }

    fn name(&self) -> &str {
        match self {
            Predictor::Engine { engine, .. } => engine.name(),
            Predictor::File { path, .. } => path.to_str().unwrap_or("file"),
        }
    }

    /// Everything an engine and what comes after it say of a document of the Wikinews corpus.
    fn layers(&self, sample: &Sample) -> Option<Layers> {
        let Predictor::Engine { orthography, engine, resolver, .. } = self else { return None };
        let (doc, article) = (sample.read(orthography), wikinews::article(sample));
        let attributions = engine.attributions(&doc);
        let resolution = resolver.resolve(&doc, &article, &attributions);
        Layers::of_report(sample, &report::assemble(&article, GERMAN.code, engine.name(), doc, &attributions, resolution))
    }

    fn predict(&self, sample: &Sample) -> anyhow::Result<Vec<Annotation>> {
        match self {
            Predictor::Engine { orthography, engine, corpus, .. } => {
                let doc = sample.read(orthography);
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
