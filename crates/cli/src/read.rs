//! `zufolge read`: articles in, their attributions out.

use crate::input::skipped_note;
use crate::reading::{self, Found, Reading, ReadingArgs};
use crate::terminal;
use crate::view::{self, Sheet, UiLanguage};
use crate::workers::{self, Done};
use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;
use zufolge::Report;
use zufolge_wire::{Error, Item, Raw};

/// Read articles and show who says what in them
///
/// Text, HTML, RSS, Atom, JSON Feed, ninjs, NewsML-G2, NITF, dpa JSON, WARC, JSON Lines and CSV are told apart by their content, also in
/// .gz, .zst, .zip and .tar; docs/formats.md tells what is read of each. Without --format the view for people is printed, without colours where the output is piped. NO_COLOR, CLICOLOR, CLICOLOR_FORCE and
/// COLUMNS are respected. Articles that cannot be read are named on standard error with the reason; the others are read all the same,
/// and the exit code is 1.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,

    /// One screen an article: the main claims, how many stand behind each, who confirmed, denied or would not comment
    #[arg(long, conflicts_with = "format")]
    summary: bool,

    /// The language of headings and labels; reports are the same in all
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t)]
    lang_ui: UiLanguage,

    #[command(flatten)]
    reading: ReadingArgs,
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

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let inputs = args.reading.inputs();
    if inputs.found.is_empty() {
        reading::complain_of_no_input("read");
        return Ok(ExitCode::from(2));
    }
    let reader = Reader {
        reading: args.reading.reading()?,
        set: Setter { format: args.format, sheet: terminal::sheet(args.lang_ui), summary: args.summary },
    };
    let progress = reading::progress(&inputs);
    if let Some(note) = skipped_note(&inputs.skipped) {
        progress.suspend(|| terminal::complain(&note));
    }
    let mut printer = Printer::new(args.format, inputs.many, reader.set.sheet);
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
    let done = workers::run(inputs.found, args.reading.options(), args.reading.jobs(), &progress, move |raw| reader.read(raw), print)?;
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
    reading: Reading,
    set: Setter,
}

impl Reader {
    fn read(&self, raw: Result<Raw, Error>) -> Vec<Line> {
        self.reading.items(raw).into_iter().map(|found| self.item(found?)).collect()
    }

    fn item(&self, found: Found) -> Line {
        if self.set.format == Format::Items {
            return Ok((self.set.item(&found.item), found.note));
        }
        let report = self.reading.report(&found)?;
        Ok((self.set.report(&report), found.note))
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
