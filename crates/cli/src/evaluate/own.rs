//! Our own corpus: every layer of a report against its gold.

use super::{Args, Evaluation};
use crate::corpus::chosen;
use anyhow::{Context, bail};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use zufolge::{Pipeline, Report};
use zufolge_corpus::layers::Layers;
use zufolge_corpus::score::resolved::ResolvedTally;
use zufolge_corpus::zuf::Article;
use zufolge_corpus::{Example, Tokeniser};
use zufolge_lexicon::GERMAN;

pub(super) fn evaluate(args: &Args) -> anyhow::Result<Evaluation> {
    let articles = chosen(&args.file, args.split)?;
    let reader = match &args.from {
        Some(path) => Reader::Reports(path.display().to_string(), reports(path)?),
        None => {
            let engine = args.engine.engine()?;
            Reader::Engine(engine.name().to_owned(), Box::new(Pipeline::new(&args.engine.language(), engine)))
        }
    };
    let create = |path: &Path| File::create(path).map(BufWriter::new).with_context(|| format!("{}", path.display()));
    let mut writer = args.predictions.as_deref().map(create).transpose()?;
    let tokeniser = Tokeniser::new(&GERMAN);
    let (Reader::Engine(name, _) | Reader::Reports(name, _)) = &reader;
    let mut evaluation = Evaluation::new(args.corpus, name);
    evaluation.by_rule = args.by_rule.then(std::collections::BTreeMap::new);
    evaluation.resolved = Some(ResolvedTally::default());
    for article in &articles {
        let report = reader.read(article)?;
        if let Some(writer) = &mut writer {
            serde_json::to_writer(&mut *writer, &report)?;
            writeln!(writer)?;
        }
        let reference = Layers::of_article(&tokeniser, article);
        let Some(predicted) = Layers::of_report(&reference.sample, &report) else {
            bail!("{}: the report is about another text; predict on this version of the corpus", article.path.display());
        };
        evaluation.add_layers(&predicted, &reference, None);
        let example = Example { predicted: predicted.annotations, reference: reference.annotations };
        evaluation.add(reference.sample, example, args.errors);
    }
    writer.map(|mut writer| writer.flush()).transpose()?;
    if evaluation.documents == 0 {
        bail!("{}: no article in this split; see `zufolge corpus split`", args.file.display());
    }
    Ok(evaluation)
}

/// Where reports come from; the label is the name to print.
enum Reader {
    Engine(String, Box<Pipeline>),
    Reports(String, HashMap<String, Report>),
}

impl Reader {
    /// An engine is handed the bare article, which has no labels it could look at.
    fn read(&self, article: &Article) -> anyhow::Result<Report> {
        match self {
            Reader::Engine(_, pipeline) => Ok(pipeline.read(&article.to_read())),
            Reader::Reports(path, reports) => {
                let id = &article.head.id;
                reports.get(id).cloned().with_context(|| format!("{path} has no report with the article id “{id}”; predict it too"))
            }
        }
    }
}

fn reports(path: &Path) -> anyhow::Result<HashMap<String, Report>> {
    let file = File::open(path).with_context(|| format!("{}: give a file with one report a line", path.display()))?;
    let mut reports = HashMap::new();
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let place = || format!("{}, line {}: each line must be one report", path.display(), index + 1);
        let line = line.with_context(place)?;
        if !line.trim().is_empty() {
            let report: Report = serde_json::from_str(&line).with_context(place)?;
            reports.insert(report.article.id.clone(), report);
        }
    }
    Ok(reports)
}
