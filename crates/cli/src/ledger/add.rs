//! `zufolge ledger add`: articles in.

use super::DbArgs;
use crate::input::skipped_note;
use crate::reading::{self, ReadingArgs};
use crate::terminal;
use crate::workers::{self, Done};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use zufolge_ledger::{Added, Ledger, LedgerError, Outcome, Prepared, Preparer};

/// Articles that are put on the disk together, at most: their keys lie all over the file, so that many together write little more than few.
const BATCH: usize = 1024;
/// How long an article waits for others to go with it.
const LATEST: Duration = Duration::from_millis(500);

/// Read articles and add them to a ledger, which is made if there is none
///
/// Takes whatever `zufolge read` takes. Prints a line for each article once it is safely on the disk: what became of it (added, newer, older,
/// withdrawn, known), its id and its version, with tabs between. An article that is there already, by URN, URL or wording, changes nothing;
/// a newer version supersedes the older one, which stays readable.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    db: DbArgs,

    /// Print nothing but the sums
    #[arg(long, short)]
    quiet: bool,

    /// The most bytes that the ledger may grow to
    #[arg(long, value_name = "BYTES", hide = true)]
    limit_size: Option<u64>,

    #[command(flatten)]
    reading: ReadingArgs,
}

type Ready = (Prepared, Option<String>);

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let inputs = args.reading.inputs();
    if inputs.found.is_empty() {
        reading::complain_of_no_input("ledger add --db FILE");
        return Ok(ExitCode::from(2));
    }
    let ledger = Ledger::open_or_create(args.db.path())?;
    if let Some(bytes) = args.limit_size {
        ledger.limit_size(bytes)?;
    }
    let progress = reading::progress(&inputs);
    if let Some(note) = skipped_note(&inputs.skipped) {
        progress.suspend(|| terminal::complain(&note));
    }
    let (reading, preparer) = (args.reading.reading()?, Preparer::default());
    let work = move |raw| -> Vec<Result<Ready, String>> {
        let found = reading.items(raw).into_iter();
        let ready = |found: reading::Found| Ok((preparer.article(reading.report(&found)?, found.own_id), found.note));
        found.map(|found| found.and_then(ready)).collect()
    };
    let mut writer = Writer {
        ledger,
        waiting: Vec::new(),
        since: Instant::now(),
        sums: [0; 5],
        out: (!args.quiet).then(|| BufWriter::new(io::stdout().lock())),
        fault: None,
    };
    let mut failed = false;
    let print = |lines: Vec<Result<Ready, String>>| -> io::Result<()> {
        for line in lines {
            match line {
                Ok((prepared, note)) => {
                    if let Some(note) = note {
                        progress.suspend(|| terminal::complain(&note));
                    }
                    writer.take(prepared)?;
                }
                Err(error) => {
                    failed = true;
                    progress.suspend(|| terminal::complain(&error));
                }
            }
        }
        writer.pause()
    };
    let done = workers::run(inputs.found, args.reading.options(), args.reading.jobs(), &progress, work, print);
    let written = writer.write();
    progress.finish_and_clear();
    if let Some(fault) = writer.fault.take() {
        return Err(fault.into());
    }
    written?;
    terminal::complain(&writer.sum());
    Ok(match done? {
        // Reading standard input may still wait for more; nobody needs it.
        Done::Interrupted => std::process::exit(130),
        Done::All if failed => ExitCode::FAILURE,
        Done::All => ExitCode::SUCCESS,
    })
}

/// Puts articles into the ledger, several at once, and tells when they are there.
struct Writer {
    ledger: Ledger,
    waiting: Vec<Prepared>,
    /// When the first of those that wait came.
    since: Instant,
    sums: [usize; 5],
    out: Option<BufWriter<StdoutLock<'static>>>,
    /// What stopped the writing.
    fault: Option<LedgerError>,
}

impl Writer {
    fn take(&mut self, prepared: Prepared) -> io::Result<()> {
        if self.waiting.is_empty() {
            self.since = Instant::now();
        }
        self.waiting.push(prepared);
        if self.waiting.len() >= BATCH { self.write() } else { Ok(()) }
    }

    /// Nothing more may come for a while.
    fn pause(&mut self) -> io::Result<()> {
        if self.since.elapsed() >= LATEST { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() || self.fault.is_some() {
            return Ok(());
        }
        let added = match self.ledger.add(&std::mem::take(&mut self.waiting)) {
            Ok(added) => added,
            Err(fault) => {
                self.fault = Some(fault);
                return Err(io::Error::other("the ledger cannot be written"));
            }
        };
        for one in &added {
            self.sums[kind(one.outcome)] += 1;
            if let Some(out) = &mut self.out {
                let Added { id, version, outcome } = one;
                let id: String = id.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
                writeln!(out, "{}\t{id}\t{version}", KINDS[kind(*outcome)])?;
            }
        }
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }

    /// "12 added, 2 newer versions, 1 known already".
    fn sum(&self) -> String {
        let words = ["added", "newer versions", "older versions", "withdrawn", "known already"];
        let parts: Vec<String> =
            self.sums.iter().zip(words).filter(|(count, _)| **count > 0).map(|(count, words)| format!("{count} {words}")).collect();
        if parts.is_empty() { "nothing was added".to_owned() } else { parts.join(", ") }
    }
}

const KINDS: [&str; 5] = ["added", "newer", "older", "withdrawn", "known"];

fn kind(outcome: Outcome) -> usize {
    match outcome {
        Outcome::New | Outcome::Noted => 0,
        Outcome::Newer { .. } => 1,
        Outcome::Older => 2,
        Outcome::Withdrawn => 3,
        Outcome::Known => 4,
    }
}
