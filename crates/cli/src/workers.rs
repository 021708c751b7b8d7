//! Documents through several workers at once, with the order kept and memory bounded.

use indicatif::ProgressBar;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use zufolge_wire::{Error, Input, Options, Raw, documents};

/// Documents under way for each worker: enough that none waits.
const AHEAD: usize = 4;
/// Bytes of documents under way; one that is larger goes alone.
const MOST_BYTES: usize = 32 << 20;
/// Parsers of hostile documents may go deep before they give up.
const STACK: usize = 8 << 20;
/// How often a wait looks whether it was interrupted.
const GLANCE: Duration = Duration::from_millis(100);

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    All,
    /// By Ctrl-C or a request to terminate: everything before is printed, nothing is cut off.
    Interrupted,
}

/// What becomes of a document: what is printed of each of its items, or why there is none.
pub(crate) type Lines<T> = Vec<Result<T, String>>;

/// Reads all documents of the inputs with `work`, at most `jobs` at once, and gives the results to `print` in the order of the documents;
/// an empty list where none came for a moment.
///
/// The threads are not waited for when the run is interrupted, for the one that reads may wait for input that never comes; the caller is
/// to end the process then. A second Ctrl-C ends it at once.
///
/// # Errors
/// What `print` fails with; then nothing more is printed.
pub(crate) fn run<T: Send + 'static>(
    inputs: Vec<Result<Input, Error>>,
    options: Options,
    jobs: usize,
    progress: &ProgressBar,
    work: impl Fn(Result<Raw, Error>) -> Lines<T> + Send + Sync + 'static,
    mut print: impl FnMut(Lines<T>) -> io::Result<()>,
) -> io::Result<Done> {
    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, 130, Arc::clone(&interrupted))?;
        flag::register(signal, Arc::clone(&interrupted))?;
    }
    let load = Arc::new(Load { most: jobs * AHEAD, under_way: Mutex::default(), less: Condvar::new() });
    let (to_workers, from_reader) = mpsc::channel();
    let from_reader = Arc::new(Mutex::new(from_reader));
    let (to_printer, results) = mpsc::channel();
    let work = Arc::new(work);
    for _ in 0..jobs {
        let (from_reader, to_printer, work) = (Arc::clone(&from_reader), to_printer.clone(), Arc::clone(&work));
        thread::Builder::new().stack_size(STACK).spawn(move || worker(&from_reader, &to_printer, &*work))?;
    }
    drop(to_printer);
    let (reading, bar) = (Arc::clone(&load), progress.clone());
    thread::Builder::new().stack_size(STACK).spawn(move || hand_out(&inputs, &options, &reading, &bar, &to_workers))?;

    let mut early = BTreeMap::new();
    let mut next = 0;
    loop {
        if interrupted.load(Ordering::Relaxed) {
            return Ok(Done::Interrupted);
        }
        match results.recv_timeout(GLANCE) {
            Ok(Finished { number, bytes, lines }) => {
                early.insert(number, (bytes, lines));
                while let Some((bytes, lines)) = early.remove(&next) {
                    print(lines)?;
                    load.take_off(bytes);
                    next += 1;
                }
            }
            // Nothing came for a while: whoever gathers results may hand on what there is.
            Err(RecvTimeoutError::Timeout) => print(Vec::new())?,
            Err(RecvTimeoutError::Disconnected) => return Ok(Done::All),
        }
    }
}

/// A document, its number in order, and its size.
struct Job {
    number: usize,
    bytes: usize,
    raw: Result<Raw, Error>,
}

/// What became of it.
struct Finished<T> {
    number: usize,
    bytes: usize,
    lines: Lines<T>,
}

/// Hands documents to the workers, as long as not too many are under way.
fn hand_out(inputs: &[Result<Input, Error>], options: &Options, load: &Load, progress: &ProgressBar, to_workers: &Sender<Job>) {
    let mut number = 0;
    let mut send = |raw: Result<Raw, Error>| {
        let bytes = raw.as_ref().map_or(0, |raw| raw.bytes.len());
        load.put_on(bytes);
        let sent = to_workers.send(Job { number, bytes, raw });
        number += 1;
        if sent.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    for input in inputs {
        let flow = match input {
            Ok(input) => documents(input, options, &mut send),
            Err(error) => send(Err(error.clone())),
        };
        progress.inc(1);
        if flow.is_break() {
            return;
        }
    }
}

fn worker<T>(jobs: &Mutex<Receiver<Job>>, to_printer: &Sender<Finished<T>>, work: &impl Fn(Result<Raw, Error>) -> Lines<T>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { number, bytes, raw }) = job else { return };
        let name = raw.as_ref().map_or_else(|error| error.input.clone(), |raw| raw.name.clone());
        // A fault in a parser must not cost the other documents. Nothing is shared that a half-done reading could leave odd.
        let lines = catch_unwind(AssertUnwindSafe(|| work(raw)))
            .unwrap_or_else(|_| vec![Err(format!("{name}: reading it failed by a fault of ours; please report it with the document"))]);
        if to_printer.send(Finished { number, bytes, lines }).is_err() {
            return;
        }
    }
}

/// What is read and not yet printed.
struct Load {
    most: usize,
    under_way: Mutex<(usize, usize)>,
    less: Condvar,
}

impl Load {
    /// Waits until there is room for a document of so many bytes.
    fn put_on(&self, bytes: usize) {
        let full = |(count, all): &mut (usize, usize)| *count > 0 && (*count >= self.most || *all + bytes > MOST_BYTES);
        let under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let mut under_way = self.less.wait_while(under_way, full).unwrap_or_else(PoisonError::into_inner);
        *under_way = (under_way.0 + 1, under_way.1 + bytes);
    }

    fn take_off(&self, bytes: usize) {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        *under_way = (under_way.0 - 1, under_way.1 - bytes);
        self.less.notify_all();
    }
}
