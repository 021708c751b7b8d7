//! `--given attributions`: a corpus's own attributions, of which only what is resolved is measured.

use super::{Args, Corpus, SplitName, open_gold, refuse_to_overwrite};
use crate::corpus::chosen;
use anyhow::{Context, bail};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use zufolge::document::Orthography;
use zufolge::{Report, Resolver};
use zufolge_corpus::given::Given;
use zufolge_corpus::layers::Layers;
use zufolge_corpus::score::resolved::ResolvedTally;
use zufolge_corpus::{Sample, Tokeniser, wikinews};
use zufolge_lexicon::GERMAN;

/// What is measured: how many documents were read, of which only those with gold are in the tally.
pub(super) struct Resolved {
    pub(super) documents: usize,
    pub(super) tally: ResolvedTally,
}

pub(super) fn evaluate(args: &Args) -> anyhow::Result<Resolved> {
    let bench = Bench { orthography: Orthography::new(&GERMAN), resolver: Resolver::new(&args.engine.language()) };
    refuse_to_overwrite(args, args.reports.as_deref())?;
    let mut reports = args.reports.as_deref().map(Reports::create).transpose()?;
    let mut resolved = Resolved { documents: 0, tally: ResolvedTally::default() };
    match args.corpus {
        Corpus::Zufolge => bench.own(args, &mut reports, &mut resolved)?,
        Corpus::Wikinews => bench.wikinews(args, &mut reports, &mut resolved)?,
        Corpus::Timex => bail!("a corpus of times has no attributions; give --corpus wikinews or --corpus zufolge"),
        Corpus::Spkatt => bail!("the Bundestag speeches have no chains or stances; give --corpus wikinews or --corpus zufolge"),
    }
    reports.map(Reports::finish).transpose()?;
    if resolved.documents == 0 {
        bail!("{}: no document in it, or none in this split", args.file.display());
    }
    Ok(resolved)
}

/// All that is needed to resolve given attributions.
struct Bench {
    orthography: Orthography,
    resolver: Resolver,
}

impl Bench {
    fn own(&self, args: &Args, reports: &mut Option<Reports<'_>>, resolved: &mut Resolved) -> anyhow::Result<()> {
        let tokeniser = Tokeniser::new(&GERMAN);
        for article in chosen(&args.file, args.split)? {
            let reference = Layers::of_article(&tokeniser, &article);
            let partners: Vec<_> = (0..reference.attributions.len()).map(Some).collect();
            let report = Given::of_article(&self.orthography, &article).report(&GERMAN, &self.resolver);
            write(reports, &report)?;
            resolved.tally.add(&layers(&reference.sample, &report)?, &reference, &partners);
            resolved.documents += 1;
        }
        Ok(())
    }

    fn wikinews(&self, args: &Args, reports: &mut Option<Reports<'_>>, resolved: &mut Resolved) -> anyhow::Result<()> {
        if args.split != SplitName::All {
            bail!("--split is for our own corpus; leave it out, or add --corpus zufolge");
        }
        let mut gold = open_gold(args)?;
        for document in wikinews::Reader::open(&args.file)? {
            let document = document?;
            let report = Given::of_document(&self.orthography, &document).report(&GERMAN, &self.resolver);
            write(reports, &report)?;
            resolved.documents += 1;
            if let Some(gold) = &mut gold
                && let Some((reference, known)) = gold.take(&document)?
            {
                // The report has the attributions in the order of their contents, the corpus in its own.
                let place = |id: usize| report.attributions.iter().position(|attr| attr.id == id.to_string());
                let ids = reference.annotations.iter().map(|one| one.id);
                let partners: Vec<_> = ids.zip(known).map(|(id, known)| place(id).filter(|_| known)).collect();
                resolved.tally.add(&layers(&document.sample, &report)?, &reference, &partners);
            }
        }
        match gold.as_ref().and_then(|gold| gold.left()) {
            Some(left) => {
                bail!("{}: has no document “{left}”, which the gold is about; give the file that it was made on", args.file.display())
            }
            None => Ok(()),
        }
    }
}

fn layers(sample: &Sample, report: &Report) -> anyhow::Result<Layers> {
    Layers::of_report(sample, report).with_context(|| format!("{}: the report is about another text", sample.name))
}

fn write(reports: &mut Option<Reports<'_>>, report: &Report) -> anyhow::Result<()> {
    reports.as_mut().map_or(Ok(()), |reports| reports.write(report))
}

/// A file of reports, one a line.
pub(super) struct Reports<'a> {
    path: &'a Path,
    file: BufWriter<File>,
}

impl<'a> Reports<'a> {
    pub(super) fn create(path: &'a Path) -> anyhow::Result<Self> {
        let file = File::create(path).with_context(|| format!("{}: choose a file that can be written", path.display()))?;
        Ok(Reports { path, file: BufWriter::new(file) })
    }

    pub(super) fn write(&mut self, report: &Report) -> anyhow::Result<()> {
        let place = || format!("{}", self.path.display());
        serde_json::to_writer(&mut self.file, report).with_context(place)?;
        writeln!(self.file).with_context(|| format!("{}", self.path.display()))
    }

    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.file.flush().with_context(|| format!("{}", self.path.display()))
    }
}
