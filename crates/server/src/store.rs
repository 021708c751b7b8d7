//! The ledger, asked and written to on threads of its own: a few that only read, and one that writes.
//!
//! A ledger keeps what it has looked up, and stays on the thread that opened it. Questions come to the threads as work in a bounded queue.

use crate::problem::Problem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::{io, thread};
use tokio::sync::oneshot;
use zufolge::Report;
use zufolge_ledger::{Added, Ledger, LedgerError, Preparer, Watch};

/// Questions answered at once, each on a connection of its own.
const ASKED_AT_ONCE: usize = 4;
/// Questions, or changes, that may wait.
const WAITING: usize = 256;

type Work = Box<dyn FnOnce(Result<&mut Ledger, LedgerError>) + Send>;

/// A ledger file that is open.
pub(crate) struct Store {
    askers: SyncSender<Work>,
    writer: SyncSender<Work>,
    preparer: Arc<Preparer>,
    watch: Mutex<Watch>,
}

impl Store {
    /// Opens a ledger, or makes it if there is none.
    pub(crate) fn open(path: &Path) -> Result<Store, LedgerError> {
        // Said here and now, not to the first who asks.
        drop(Ledger::open_or_create(path)?);
        let (for_asking, for_writing) = (path.to_owned(), path.to_owned());
        let failed = |error: io::Error| LedgerError::Refused(format!("no thread can be started for it ({error})"));
        Ok(Store {
            askers: staff(ASKED_AT_ONCE, move || Ledger::open_read_only(&for_asking)).map_err(failed)?,
            writer: staff(1, move || Ledger::open(&for_writing)).map_err(failed)?,
            preparer: Arc::default(),
            watch: Mutex::new(Watch::new(path)?),
        })
    }

    /// A number that is another one after every change of the ledger, by whomever; takes microseconds.
    pub(crate) fn changes(&self) -> Result<i64, LedgerError> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner).changes()
    }

    /// Asks the ledger something.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Problem> {
        hand_in(&self.askers, move |ledger| ledger.at_one_moment(question)).await
    }

    /// Begins work that only reads, and that nobody waits for.
    pub(crate) fn prepare(&self, work: impl FnOnce(&Ledger) + Send + 'static) {
        let begin = move |ledger: Result<&mut Ledger, LedgerError>| {
            if let Ok(ledger) = ledger {
                work(ledger);
            }
        };
        // Where so much waits that there is no room, it is done when it is asked for.
        let _ = self.askers.try_send(Box::new(begin));
    }

    /// Changes the ledger; changes wait for one another. When this returns, they are on the disk.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Problem> {
        hand_in(&self.writer, change).await
    }

    /// Appends an article that was read.
    pub(crate) async fn keep(&self, report: Report, own_id: bool) -> Result<Added, Problem> {
        let preparer = Arc::clone(&self.preparer);
        let added = self.change(move |ledger| ledger.add(&[preparer.article(report, own_id)])).await?;
        added.into_iter().next().ok_or_else(|| Problem::internal(&"nothing was added"))
    }
}

/// Threads that do work on a ledger each; they end when nobody can hand in any more.
fn staff(count: usize, open: impl Fn() -> Result<Ledger, LedgerError> + Send + Clone + 'static) -> io::Result<SyncSender<Work>> {
    let (sender, queue) = mpsc::sync_channel(WAITING);
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..count {
        let (queue, open) = (Arc::clone(&queue), open.clone());
        thread::Builder::new().name("ledger".to_owned()).spawn(move || work(&queue, &open))?;
    }
    Ok(sender)
}

fn work(queue: &Mutex<Receiver<Work>>, open: &impl Fn() -> Result<Ledger, LedgerError>) {
    let mut kept: Option<Ledger> = None;
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(next) = next else { return };
        let done = catch_unwind(AssertUnwindSafe(|| {
            if kept.is_none() {
                match open() {
                    Ok(ledger) => kept = Some(ledger),
                    Err(error) => return next(Err(error)),
                }
            }
            if let Some(ledger) = &mut kept {
                next(Ok(ledger));
            }
        }));
        if done.is_err() {
            // What it had begun is rolled back with the connection; the next work finds a fresh one.
            kept = None;
        }
    }
}

/// Hands work in and waits for what comes of it. Work that nobody waits for any more when its turn comes is not begun.
async fn hand_in<T: Send + 'static>(
    staff: &SyncSender<Work>,
    work: impl FnOnce(&mut Ledger) -> Result<T, LedgerError> + Send + 'static,
) -> Result<T, Problem> {
    let (sender, answer) = oneshot::channel();
    let handed = staff.try_send(Box::new(move |ledger| {
        if !sender.is_closed() {
            let _ = sender.send(ledger.and_then(work));
        }
    }));
    handed.map_err(|_| Problem::busy())?;
    match answer.await {
        Ok(answer) => answer.map_err(|error| failed(&error)),
        Err(_) => Err(Problem::internal(&"a question to the ledger panicked")),
    }
}

fn failed(error: &LedgerError) -> Problem {
    match error {
        LedgerError::Unknown { what, name, .. } => {
            Problem::not_found(format!("the ledger has no {what} “{}”", crate::marked::shortened(name, 80)))
        }
        LedgerError::Refused(why) => Problem::unprocessable("refused", why.clone()),
        error => Problem::internal(error),
    }
}
