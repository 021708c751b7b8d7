//! `zufolge read`: articles in, their attributions out.

use crate::engine::EngineArgs;
use crate::input::{Inputs, Item, Origin, check_german};
use crate::view::{self, Sheet};
use crate::{input, terminal};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge::{Article, Pipeline, Report};
use zufolge_lexicon::GERMAN;

/// Articles read at once: enough for every core, few enough that memory stays small and the first output comes soon.
const BATCH: usize = 32;

/// Read articles and show who says what in them
///
/// Without --format the view for people is printed, without colours where the output is piped. NO_COLOR, CLICOLOR, CLICOLOR_FORCE and
/// COLUMNS are respected. Articles that cannot be read are named on standard error with the reason; the others are read all the same,
/// and the exit code is 1.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Text files, or folders to search for them (*.txt, *.md and files without extension); `-` is standard input, and so is no INPUT
    /// at all when something is piped in
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,

    /// When the articles were published: 2025-11-04 or 2025-11-04T08:30:00+01:00
    #[arg(long, value_name = "DATE", value_parser = published)]
    published: Option<String>,

    /// Who printed the articles: the last link of every chain
    #[arg(long, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    outlet: Option<String>,

    #[command(flatten)]
    engine: EngineArgs,

    /// Take every text for one in this language, whatever it looks like
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    force_language: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The article with its statements marked, and a table of who says what
    Terminal,
    /// One report, or an array of them for several INPUTs or a folder
    Json,
    /// One report a line, as soon as it is there
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    /// German
    De,
}

/// A day, or a moment with its offset from UTC.
fn published(given: &str) -> Result<String, String> {
    let day = || (given.len() == 10).then(|| given.parse::<jiff::civil::Date>().ok()).flatten().map(|date| date.to_string());
    let moment = || {
        // The offset is kept: it tells what day it was where the article was printed.
        let offset = jiff::fmt::temporal::Pieces::parse(given).ok()?.to_numeric_offset();
        let moment: jiff::Timestamp = given.parse().ok()?;
        Some(match offset.filter(|_| !given.ends_with(['Z', 'z'])) {
            Some(offset) => moment.display_with_offset(offset).to_string(),
            None => moment.to_string(),
        })
    };
    day().or_else(moment).ok_or_else(|| "write it as 2025-11-04 or, with the time, as 2025-11-04T08:30:00+01:00".to_owned())
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Some(inputs) = Inputs::new(&args.inputs) else {
        terminal::complain("no INPUT; name files or folders, or pipe a text in: `zufolge read article.txt`");
        return Ok(ExitCode::from(2));
    };
    let pipeline = Pipeline::new(&GERMAN, args.engine.engine()?);
    let progress = progress(&inputs);
    if let Some(note) = inputs.skipped_note() {
        progress.suspend(|| terminal::complain(&note));
    }
    let set = Setter { format: args.format, sheet: terminal::sheet() };
    let mut printer = Printer::new(args.format, inputs.many, set.sheet);
    let read = |item: &Item| match item {
        Ok(origin) => article(origin, args)
            .map(|(article, note)| (set.set(&pipeline.read(&article)), note))
            .map_err(|fault| (origin.to_string(), fault)),
        Err((path, fault)) => Err((path.display().to_string(), fault.clone())),
    };
    let mut failed = false;
    for batch in inputs.items.chunks(BATCH) {
        let done: Vec<_> = if batch.len() == 1 { batch.iter().map(read).collect() } else { batch.par_iter().map(read).collect() };
        for result in done {
            match result {
                Ok((report, note)) => {
                    if let Some(note) = note {
                        progress.suspend(|| terminal::complain(&note));
                    }
                    // Taking the bar away and drawing it anew for every article costs more than reading one.
                    if printer.live { progress.suspend(|| printer.print(&report))? } else { printer.print(&report)? }
                }
                Err((name, fault)) => {
                    failed = true;
                    progress.suspend(|| terminal::complain(&format!("{name}: {fault}")));
                }
            }
            progress.inc(1);
        }
    }
    progress.finish_and_clear();
    printer.finish()?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn article(origin: &Origin, args: &Args) -> Result<(Article, Option<String>), input::Fault> {
    let (text, note) = origin.text()?;
    if args.force_language.is_none() {
        check_german(&text)?;
    }
    let article = Article { id: origin.id(), text, outlet: args.outlet.clone(), published: args.published.clone(), ..Article::default() };
    Ok((article, note.map(|note| format!("{origin}: {note}"))))
}

/// A bar on standard error, where somebody is there to watch it and it takes longer than a glance; else one that draws nothing.
fn progress(inputs: &Inputs) -> ProgressBar {
    if inputs.items.len() < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(inputs.items.len() as u64);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} articles, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Turns reports into what is printed of them; at work on all cores at once.
struct Setter {
    format: Format,
    sheet: Sheet,
}

impl Setter {
    fn set(&self, report: &Report) -> Vec<u8> {
        let json = match self.format {
            Format::Terminal => return view::render(report, self.sheet).into_bytes(),
            Format::Json => serde_json::to_vec_pretty(report),
            Format::Jsonl => serde_json::to_vec(report),
        };
        json.expect("a report is text, numbers and lists of them: nothing that JSON cannot hold")
    }
}

/// Prints what is set, in order, with what stands between.
struct Printer {
    out: BufWriter<StdoutLock<'static>>,
    format: Format,
    many: bool,
    /// Between two views.
    divider: String,
    /// True if people watch the output come.
    live: bool,
    count: usize,
}

impl Printer {
    fn new(format: Format, many: bool, sheet: Sheet) -> Self {
        let live = io::stdout().is_terminal();
        let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        Printer { out, format, many, divider: view::divider(sheet), live, count: 0 }
    }

    fn print(&mut self, report: &[u8]) -> io::Result<()> {
        let (before, after): (&[u8], &[u8]) = match (self.format, self.many, self.count) {
            (Format::Terminal, _, 0) | (Format::Json, false, _) => (b"", b""),
            (Format::Terminal, ..) => (self.divider.as_bytes(), b""),
            (Format::Json, true, 0) => (b"[\n", b""),
            (Format::Json, true, _) => (b",\n", b""),
            (Format::Jsonl, ..) => (b"", b"\n"),
        };
        for part in [before, report, after] {
            self.out.write_all(part)?;
        }
        self.count += 1;
        if self.live { self.out.flush() } else { Ok(()) }
    }

    fn finish(mut self) -> io::Result<()> {
        self.out.write_all(match (self.format, self.many, self.count) {
            (Format::Json, true, 0) => b"[]\n",
            (Format::Json, true, _) => b"\n]\n",
            (Format::Json, false, 1) => b"\n",
            _ => b"",
        })?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn dates_and_moments_are_read() {
        for (given, kept) in [
            ("2025-11-04", "2025-11-04"),
            ("2025-11-04T08:30:00+01:00", "2025-11-04T08:30:00+01:00"),
            ("2025-11-04T08:30:00Z", "2025-11-04T08:30:00Z"),
        ] {
            assert_eq!(published(given).as_deref(), Ok(kept));
        }
    }

    #[test]
    fn other_dates_are_refused_with_the_remedy() {
        for given in ["", "gestern", "04.11.2025", "2025-02-30", "2025-11-04T08:30:00", "20251104"] {
            assert!(published(given).is_err_and(|remedy| remedy.contains("2025-11-04T08:30:00+01:00")), "{given}");
        }
    }
}
