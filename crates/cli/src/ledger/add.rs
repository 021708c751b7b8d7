//! `zufolge ledger add`: articles in.

use super::DbArgs;
use crate::input::skipped_note;
use crate::reading::{self, ReadingArgs};
use crate::terminal;
use crate::workers::{self, Done};
use std::io::{self, BufWriter, Stdout, Write};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread::{self, JoinHandle};
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
    let (to_writer, writer) = writer(args)?;
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
    let mut failed = false;
    let (failing, bar) = (&mut failed, &progress);
    let hand_on = move |lines: Vec<Result<Ready, String>>| -> io::Result<()> {
        for line in lines {
            match line {
                Ok((prepared, note)) => {
                    if let Some(note) = note {
                        bar.suspend(|| terminal::complain(&note));
                    }
                    to_writer.send(prepared).map_err(|_| io::Error::other("the ledger cannot be written"))?;
                }
                Err(error) => {
                    *failing = true;
                    bar.suspend(|| terminal::complain(&error));
                }
            }
        }
        Ok(())
    };
    let done = workers::run(inputs.found, args.reading.options(), args.reading.jobs(), &progress, work, hand_on);
    // Nobody can send more: what waits is written, and the thread ends.
    let written = writer.join().map_err(|_| anyhow::anyhow!("writing the ledger failed by a fault of ours; what was printed is in it"))?;
    progress.finish_and_clear();
    terminal::complain(&sum(&written?));
    Ok(match done? {
        // Reading standard input may still wait for more; nobody needs it.
        Done::Interrupted => std::process::exit(130),
        Done::All if failed => ExitCode::FAILURE,
        Done::All => ExitCode::SUCCESS,
    })
}

/// How many articles became what, in the order of [`KINDS`].
type Sums = [usize; 5];

/// Opens the ledger, or makes it, on a thread that writes what it is sent: reading goes on meanwhile, for as many articles as are written
/// together.
fn writer(args: &Args) -> anyhow::Result<(SyncSender<Prepared>, JoinHandle<anyhow::Result<Sums>>)> {
    let (to_writer, articles) = mpsc::sync_channel(BATCH);
    let (to_opener, opened) = mpsc::channel();
    let (path, limit, quiet) = (args.db.path().to_owned(), args.limit_size, args.quiet);
    let write = move || -> anyhow::Result<Sums> {
        // A ledger stays on the thread that opened it.
        let open = || -> Result<Ledger, LedgerError> {
            let ledger = Ledger::open_or_create(&path)?;
            limit.map_or(Ok(()), |bytes| ledger.limit_size(bytes))?;
            Ok(ledger)
        };
        let ledger = match open() {
            Ok(ledger) => ledger,
            Err(fault) => {
                let _ = to_opener.send(Err(fault));
                return Ok(Sums::default());
            }
        };
        let _ = to_opener.send(Ok(()));
        let out = (!quiet).then(|| BufWriter::new(io::stdout()));
        Writer { ledger, waiting: Vec::new(), since: Instant::now(), sums: Sums::default(), out }.run(&articles)
    };
    let thread = thread::Builder::new().name("writer".to_owned()).spawn(write)?;
    opened.recv()??;
    Ok((to_writer, thread))
}

/// Puts articles into the ledger, several at once, and tells when they are there.
struct Writer {
    ledger: Ledger,
    waiting: Vec<Prepared>,
    /// When the first of those that wait came.
    since: Instant,
    sums: Sums,
    out: Option<BufWriter<Stdout>>,
}

impl Writer {
    /// Writes what comes, until nobody can send any more.
    fn run(mut self, articles: &Receiver<Prepared>) -> anyhow::Result<Sums> {
        loop {
            let patience = if self.waiting.is_empty() { LATEST } else { LATEST.saturating_sub(self.since.elapsed()) };
            match articles.recv_timeout(patience) {
                Ok(prepared) => {
                    if self.waiting.is_empty() {
                        self.since = Instant::now();
                    }
                    self.waiting.push(prepared);
                    // Those that came while others were written are there already, however long ago the first of them came.
                    while self.waiting.len() < BATCH
                        && let Ok(prepared) = articles.try_recv()
                    {
                        self.waiting.push(prepared);
                    }
                    if self.waiting.len() >= BATCH {
                        self.write()?;
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.write()?,
                Err(RecvTimeoutError::Disconnected) => {
                    self.write()?;
                    return Ok(self.sums);
                }
            }
        }
    }

    fn write(&mut self) -> anyhow::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        for one in self.ledger.add(&std::mem::take(&mut self.waiting))? {
            self.sums[kind(one.outcome)] += 1;
            if let Some(out) = &mut self.out {
                let Added { id, version, outcome } = one;
                let id: String = id.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
                writeln!(out, "{}\t{id}\t{version}", KINDS[kind(outcome)])?;
            }
        }
        Ok(self.out.as_mut().map_or(Ok(()), Write::flush)?)
    }
}

/// "12 added, 2 newer versions, 1 known already".
fn sum(sums: &Sums) -> String {
    let words = ["added", "newer versions", "older versions", "withdrawn", "known already"];
    let parts: Vec<String> =
        sums.iter().zip(words).filter(|(count, _)| **count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    if parts.is_empty() { "nothing was added".to_owned() } else { parts.join(", ") }
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
