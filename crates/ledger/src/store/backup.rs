//! A copy of a ledger that is in use.

use super::Ledger;
use crate::LedgerError;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// Pages that are copied at once.
const PAGES: i32 = 4096;
/// How long to wait where a writer is in the way.
const WAIT: Duration = Duration::from_millis(50);

impl Ledger {
    /// Copies the ledger as it is now into a new file, while others may read and write it. The copy is whole or not there: it gets its
    /// name when it is done.
    ///
    /// # Errors
    /// If the target is there already or cannot be written.
    pub fn backup(&self, target: &Path) -> Result<(), LedgerError> {
        if target.exists() {
            return Err(LedgerError::Exists(target.to_owned()));
        }
        let mut name = target.as_os_str().to_owned();
        name.push(".part");
        let part = Path::new(&name);
        let _ = fs::remove_file(part);
        let failed = |error| LedgerError::of(target, error);
        let copied = (|| {
            let mut copy = Connection::open(part).map_err(failed)?;
            {
                let backup = Backup::new(&self.db, &mut copy).map_err(failed)?;
                loop {
                    match backup.step(PAGES).map_err(failed)? {
                        StepResult::Done => break,
                        StepResult::More => {}
                        _ => sleep(WAIT),
                    }
                }
            }
            // One file, without a log beside it.
            copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(())).map_err(failed)?;
            copy.close().map_err(|(_, error)| failed(error))
        })();
        let placed = copied.and_then(|()| {
            let told = |error: std::io::Error| LedgerError::File {
                path: target.to_owned(),
                message: format!("cannot be written ({error}); choose another place"),
            };
            fs::File::open(part).and_then(|file| file.sync_all()).map_err(told)?;
            fs::rename(part, target).map_err(told)
        });
        if placed.is_err() {
            let _ = fs::remove_file(part);
        }
        placed
    }
}
