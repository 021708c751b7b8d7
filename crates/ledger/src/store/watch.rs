//! Has a ledger changed?

use crate::LedgerError;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// Tells whether a ledger has changed, in a few microseconds, and from any thread.
#[derive(Debug)]
pub struct Watch {
    db: Connection,
    path: PathBuf,
}

impl Watch {
    /// Watches the ledger in a file.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub fn new(path: &Path) -> Result<Watch, LedgerError> {
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| LedgerError::of(path, error))?;
        Ok(Watch { db, path: path.to_owned() })
    }

    /// A number that is another one after every change, by whichever connection or process; it tells nothing to other watches.
    ///
    /// # Errors
    /// What the database says.
    pub fn changes(&self) -> Result<i64, LedgerError> {
        let ask = || self.db.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0));
        ask().map_err(|error| LedgerError::of(&self.path, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ledger, Record, record::Alias};

    #[test]
    fn a_change_by_another_connection_is_seen_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.db");
        let mut ledger = Ledger::create(&path).expect("a ledger");
        let watch = Watch::new(&path).expect("a watch");
        let before = watch.changes().expect("a number");
        assert_eq!(watch.changes().expect("a number"), before, "nothing has changed");
        ledger.note(&[Record::Alias(Alias { line: "Lena Brandt = Magdalena Brandt".to_owned() })]).expect("noted");
        let after = watch.changes().expect("a number");
        assert_ne!(after, before);
        ledger.rebuild(&mut |_, _| {}).expect("rebuilt");
        assert_ne!(watch.changes().expect("a number"), after);
    }
}
