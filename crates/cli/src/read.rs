//! `zufolge read`: articles in, their attributions out.

use crate::input::skipped_note;
use crate::output::{Format, OutputArgs, Printer, Set, Setter};
use crate::reading::{self, Found, Reading, ReadingArgs};
use crate::terminal;
use crate::view::UiLanguage;
use crate::workers::{self, Done};
use std::io;
use std::process::ExitCode;
use zufolge_wire::{Error, Raw};

/// Read articles and show who says what in them
///
/// Text, HTML, RSS, Atom, JSON Feed, ninjs, NewsML-G2, NITF, dpa JSON, WARC, JSON Lines and CSV are told apart by their content, also in
/// .gz, .zst, .zip and .tar; docs/formats.md tells what is read of each, and what each --format is made of. Without --format
/// the view for people is printed, without colours where the output is piped. NO_COLOR, CLICOLOR, CLICOLOR_FORCE and COLUMNS are respected. Articles that cannot be read are named on standard error with the reason; the others are read all the same,
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
    output: OutputArgs,

    #[command(flatten)]
    reading: ReadingArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let inputs = args.reading.inputs();
    if inputs.found.is_empty() {
        reading::complain_of_no_input("read");
        return Ok(ExitCode::from(2));
    }
    let set = Setter::new(args.format, terminal::sheet(args.lang_ui), args.summary, &args.output);
    let mut printer = Printer::new(&set, inputs.many, &args.output)?;
    let reader = Reader { reading: args.reading.reading()?, set };
    let progress = reading::progress(&inputs);
    if let Some(note) = skipped_note(&inputs.skipped) {
        progress.suspend(|| terminal::complain(&note));
    }
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
    if done == Done::Interrupted {
        printer.interrupt()?;
        // Reading standard input may still wait for more; nobody needs it.
        std::process::exit(130);
    }
    printer.finish()?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What is printed of an item, and what is said about it on standard error; or why there is none.
type Line = Result<(Set, Option<String>), String>;

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
        Ok((self.set.report(report), found.note))
    }
}
