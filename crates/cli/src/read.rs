//! `zufolge read`: articles in, their attributions out.

use crate::engine::EngineArgs;
use crate::input::{InputArgs, check_german, skipped_note};
use crate::terminal;
use crate::view::{self, Sheet, UiLanguage};
use crate::workers::{self, Done};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use zufolge::{Pipeline, Report};
use zufolge_lexicon::GERMAN;
use zufolge_wire::{Error, Input, Inputs, Item, Options, Raw};

/// Read articles and show who says what in them
///
/// Text, HTML, RSS, Atom, JSON Feed, ninjs, NewsML-G2, NITF, dpa JSON, WARC, JSON Lines and CSV are told apart by their content, also in
/// .gz, .zst, .zip and .tar; docs/formats.md tells what is read of each. Without --format the view for people is printed, without colours where the output is piped. NO_COLOR, CLICOLOR, CLICOLOR_FORCE and
/// COLUMNS are respected. Articles that cannot be read are named on standard error with the reason; the others are read all the same,
/// and the exit code is 1.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, folders to search for them, or http(s):// URLs; `-` is standard input, and so is no INPUT at all when something is piped in.
    /// In folders and archives, plain text is read from *.txt, *.md and files without extension only
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,

    /// One screen an article: the main claims, how many stand behind each, who confirmed, denied or would not comment
    #[arg(long, conflicts_with = "format")]
    summary: bool,

    /// The language of headings and labels; reports are the same in all
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t)]
    lang_ui: UiLanguage,

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

    /// How many articles are read at once [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    input: InputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The article with its statements marked, and the ladder of each: from whom, through whom, and what they do with it
    Terminal,
    /// One report, or an array of them for several INPUTs or a folder
    Json,
    /// One report a line, as soon as it is there
    Jsonl,
    /// What the inputs hold, before anything is looked for in it: one item a line, with its text and all that its format says about it
    Items,
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
    let options = args.input.options();
    let inputs = if args.inputs.is_empty() && !io::stdin().is_terminal() {
        Inputs { found: vec![Ok(Input::Stdin)], ..Inputs::default() }
    } else {
        Inputs::of(&args.inputs, &options)
    };
    if inputs.found.is_empty() {
        terminal::complain("no INPUT; name files or folders, or pipe a text in: `zufolge read article.txt`");
        return Ok(ExitCode::from(2));
    }
    let reader = Reader {
        outlet: args.outlet.clone(),
        published: args.published.clone(),
        any_language: args.force_language.is_some(),
        options: options.clone(),
        pipeline: Pipeline::new(&GERMAN, args.engine.engine()?),
        set: Setter { format: args.format, sheet: terminal::sheet(args.lang_ui), summary: args.summary },
    };
    let progress = progress(&inputs);
    if let Some(note) = skipped_note(&inputs.skipped) {
        progress.suspend(|| terminal::complain(&note));
    }
    let mut printer = Printer::new(args.format, inputs.many, reader.set.sheet);
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut failed = false;
    let print = |lines: Vec<Line>| -> io::Result<()> {
        for line in lines {
            match line {
                Ok((report, note)) => {
                    if let Some(note) = note {
                        progress.suspend(|| terminal::complain(&note));
                    }
                    // Taking the bar away and drawing it anew for every article costs more than reading one.
                    if printer.live { progress.suspend(|| printer.print(report))? } else { printer.print(report)? }
                }
                Err(error) => {
                    failed = true;
                    progress.suspend(|| terminal::complain(&error));
                }
            }
        }
        Ok(())
    };
    let done = workers::run(inputs.found, options, jobs, &progress, move |raw| reader.read(raw), print)?;
    progress.finish_and_clear();
    printer.finish()?;
    Ok(match done {
        // Reading standard input may still wait for more; nobody needs it.
        Done::Interrupted => std::process::exit(130),
        Done::All if failed => ExitCode::FAILURE,
        Done::All => ExitCode::SUCCESS,
    })
}

/// What is printed of an item, and what is said about it on standard error; or why there is none.
type Line = Result<(Vec<u8>, Option<String>), String>;

/// Turns documents into what is printed; at work on all cores at once.
struct Reader {
    outlet: Option<String>,
    published: Option<String>,
    any_language: bool,
    options: Options,
    pipeline: Pipeline,
    set: Setter,
}

impl Reader {
    fn read(&self, raw: Result<Raw, Error>) -> Vec<Line> {
        let raw = match raw {
            Ok(raw) => raw,
            Err(error) => return vec![Err(error.to_string())],
        };
        let place = raw.place.as_ref().map_or_else(|| raw.name.clone(), |place| format!("{}, {place}", raw.name));
        let items = zufolge_wire::read(&raw, &self.options);
        items.into_iter().map(|item| item.map_err(|error| error.to_string()).and_then(|item| self.item(item, &place))).collect()
    }

    fn item(&self, mut item: Item, place: &str) -> Line {
        // What the user says goes before what the format says.
        item.article.outlet = self.outlet.clone().or(item.article.outlet);
        item.article.published = self.published.clone().or(item.article.published);
        let damaged = item.diagnostics.iter().find(|remark| remark.code == "malformed-bytes");
        let note = damaged.map(|remark| format!("{place}: {}", remark.message));
        if self.set.format == Format::Items {
            return Ok((self.set.item(&item), note));
        }
        if !self.any_language {
            check_german(&item.article.text).map_err(|said| format!("{place}: {said}"))?;
        }
        Ok((self.set.report(&item.report(&self.pipeline)), note))
    }
}

/// A bar on standard error, where somebody is there to watch it and it takes longer than a glance; else one that draws nothing.
fn progress(inputs: &Inputs) -> ProgressBar {
    if inputs.found.len() < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(inputs.found.len() as u64);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} inputs, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Turns reports into what is printed of them.
struct Setter {
    format: Format,
    sheet: Sheet,
    summary: bool,
}

/// Text, numbers and lists of them are all that reports and items hold.
const NO_SURPRISE: &str = "nothing that JSON cannot hold";

impl Setter {
    fn report(&self, report: &Report) -> Vec<u8> {
        match self.format {
            Format::Terminal if self.summary => view::in_short(report, self.sheet).into_bytes(),
            Format::Terminal => view::render(report, self.sheet).into_bytes(),
            Format::Json => serde_json::to_vec_pretty(report).expect(NO_SURPRISE),
            Format::Jsonl | Format::Items => serde_json::to_vec(report).expect(NO_SURPRISE),
        }
    }

    fn item(&self, item: &Item) -> Vec<u8> {
        let mut value = serde_json::to_value(&item.article).expect(NO_SURPRISE);
        let remarks = item.diagnostics.iter().map(|remark| serde_json::json!({"code": remark.code, "message": remark.message})).collect();
        value["diagnostics"] = serde_json::Value::Array(remarks);
        serde_json::to_vec(&value).expect(NO_SURPRISE)
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
    /// A first report that is the only one, or the first of an array, as the next one will show.
    held: Option<Vec<u8>>,
}

impl Printer {
    fn new(format: Format, many: bool, sheet: Sheet) -> Self {
        let live = io::stdout().is_terminal();
        let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        Printer { out, format, many, divider: view::divider(sheet), live, count: 0, held: None }
    }

    fn print(&mut self, report: Vec<u8>) -> io::Result<()> {
        if self.format == Format::Json && !self.many {
            if self.count == 0 {
                self.count = 1;
                self.held = Some(report);
                return Ok(());
            }
            self.many = true;
            self.count = 0;
            let first = self.held.take().unwrap_or_default();
            self.write(&first)?;
        }
        self.write(&report)?;
        if self.live { self.out.flush() } else { Ok(()) }
    }

    fn write(&mut self, report: &[u8]) -> io::Result<()> {
        let (before, after): (&[u8], &[u8]) = match (self.format, self.count) {
            (Format::Terminal, 0) => (b"", b""),
            (Format::Terminal, _) => (self.divider.as_bytes(), b""),
            (Format::Json, 0) => (b"[\n", b""),
            (Format::Json, _) => (b",\n", b""),
            (Format::Jsonl | Format::Items, _) => (b"", b"\n"),
        };
        for part in [before, report, after] {
            self.out.write_all(part)?;
        }
        self.count += 1;
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        if let Some(only) = self.held.take() {
            self.out.write_all(&only)?;
        }
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
