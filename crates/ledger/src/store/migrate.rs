//! Formats of the file, and the ways from older ones to the newest.

use super::schema::{APPENDED, DERIVED, FORMAT, MAGIC};
use super::{Ledger, header};
use crate::LedgerError;

/// Checks the format of a ledger that is open for asking.
pub(super) fn check(ledger: &Ledger) -> Result<(), LedgerError> {
    let (magic, found) = header(&ledger.db).map_err(|error| ledger.error(error))?;
    let path = || ledger.path.clone();
    match found {
        _ if magic != MAGIC => Err(LedgerError::NotALedger(path())),
        FORMAT => Ok(()),
        newer if newer > FORMAT => Err(LedgerError::TooNew { path: path(), found, known: FORMAT }),
        _ => Err(LedgerError::TooOld { path: path(), found, known: FORMAT }),
    }
}

/// Makes the tables of an empty file, or brings an older ledger up to date.
///
/// The table of records has had one shape in all formats so far. All others are derived from it, so that the way from any older format
/// is to drop and derive them.
pub(super) fn bring_up(ledger: &mut Ledger) -> Result<(), LedgerError> {
    let (magic, found) = header(&ledger.db).map_err(|error| ledger.error(error))?;
    if magic == 0 && found == 0 && is_empty(ledger)? {
        return make(ledger);
    }
    match check(ledger) {
        Ok(()) => set_log(ledger),
        Err(LedgerError::TooOld { .. }) => {
            set_log(ledger)?;
            ledger.rebuild(&mut |_, _| {}).map(|_| ())
        }
        Err(error) => Err(error),
    }
}

fn is_empty(ledger: &Ledger) -> Result<bool, LedgerError> {
    let tables = ledger.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    tables.map(|tables| tables == 0).map_err(|error| ledger.error(error))
}

fn make(ledger: &Ledger) -> Result<(), LedgerError> {
    let make = || -> rusqlite::Result<()> {
        ledger.db.pragma_update(None, "page_size", 8192)?;
        set_pragmas(ledger)?;
        // Whoever is killed on the way leaves an empty file, or a whole ledger.
        let sql = format!("BEGIN IMMEDIATE; {APPENDED} {DERIVED} PRAGMA application_id = {MAGIC}; PRAGMA user_version = {FORMAT}; COMMIT;");
        // Two that make it at once: the second finds it made.
        ledger.db.execute_batch(&sql).or_else(|error| {
            let _ = ledger.db.execute_batch("ROLLBACK");
            if header(&ledger.db)? == (MAGIC, FORMAT) { Ok(()) } else { Err(error) }
        })
    };
    make().map_err(|error| ledger.error(error))
}

fn set_log(ledger: &Ledger) -> Result<(), LedgerError> {
    set_pragmas(ledger).map_err(|error| ledger.error(error))
}

/// A write-ahead log, so that readers go on while somebody writes; every commit on the disk before it is reported.
fn set_pragmas(ledger: &Ledger) -> rusqlite::Result<()> {
    ledger.db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    ledger.db.pragma_update(None, "synchronous", "full")?;
    ledger.db.pragma_update(None, "wal_autocheckpoint", 4000)
}
