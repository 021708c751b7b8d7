//! The file: SQLite with a write-ahead log, one writer and many readers.

mod add;
mod backup;
mod compared;
pub(crate) mod fold;
mod identity;
pub(crate) mod kept;
pub(crate) mod know;
mod migrate;
pub(crate) mod prepared;
mod rebuild;
mod recent;
pub(crate) mod records;
pub(crate) mod schema;
mod verify;
mod watch;

pub use add::{Added, Outcome};
pub use prepared::{Prepared, Preparer};
pub use rebuild::Rebuilt;
pub use records::Stored;
pub use verify::Finding;
pub use watch::Watch;

use crate::LedgerError;
use crate::words::Stems;
use kept::Kept;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another one to be done with its batch.
const PATIENCE: Duration = Duration::from_secs(10);
/// Kibibytes of pages that a writer keeps in memory, and one who asks, of whom there are several in a server.
const WRITERS_CACHE: i64 = 128 << 10;
const READERS_CACHE: i64 = 64 << 10;
/// Bytes of the file that a writer maps into memory. Who asks maps nothing: every connection would count all of a large ledger as its own, and
/// the system keeps what is read often anyway.
const MAPPED: i64 = 1 << 30;

/// How far a ledger has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The last record.
    last: i64,
    /// Goes up with every rebuild.
    tables: i64,
}

/// A store of articles and what they say, open for reading or for writing.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    pub(crate) stems: Stems,
    writable: bool,
    kept: Kept,
    /// What records are read with that change what others say; made when the first one comes.
    tools: OnceCell<Preparer>,
}

impl Ledger {
    /// Makes a new ledger.
    ///
    /// # Errors
    /// If something is there already, or the file cannot be written.
    pub fn create(path: &Path) -> Result<Ledger, LedgerError> {
        if path.exists() {
            return Err(LedgerError::Exists(path.to_owned()));
        }
        Ledger::open_or_create(path)
    }

    /// Opens a ledger for writing, or makes it if there is none.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_or_create(path: &Path) -> Result<Ledger, LedgerError> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            let message = "no such folder; make it first, or check the path given with --db".to_owned();
            return Err(LedgerError::File { path: folder.to_owned(), message });
        }
        Ledger::writer(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a ledger for writing. One of an older format is brought up to date.
    ///
    /// # Errors
    /// If there is none, it is something else, too new, damaged, or cannot be written.
    pub fn open(path: &Path) -> Result<Ledger, LedgerError> {
        present(path)?;
        Ledger::writer(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a ledger for asking. Any number may be open, also while somebody writes; each question sees the ledger as it is then.
    ///
    /// # Errors
    /// If there is none, it is something else, of another format, or damaged.
    pub fn open_read_only(path: &Path) -> Result<Ledger, LedgerError> {
        present(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let opened = Connection::open_with_flags(path, flags).and_then(|db| header(&db).map(|_| db));
        let db = match opened {
            Ok(db) => db,
            // A ledger on a medium that cannot be written: there can be no writer either, and so no log to look at.
            Err(error) if matches!(LedgerError::of(path, cloned(&error)), LedgerError::ReadOnly(_)) => {
                let uri = format!("file:{}?immutable=1", escaped(path));
                Connection::open_with_flags(uri, flags).map_err(|error| LedgerError::of(path, error))?
            }
            Err(error) => return Err(LedgerError::of(path, error)),
        };
        let ledger = Ledger::over(db, path, false);
        ledger.set_up()?;
        migrate::check(&ledger)?;
        Ok(ledger)
    }

    fn writer(path: &Path, flags: OpenFlags) -> Result<Ledger, LedgerError> {
        let db =
            Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(|error| LedgerError::of(path, error))?;
        let mut ledger = Ledger::over(db, path, true);
        ledger.set_up()?;
        migrate::bring_up(&mut ledger)?;
        Ok(ledger)
    }

    fn over(db: Connection, path: &Path, writable: bool) -> Ledger {
        Ledger { db, path: path.to_owned(), stems: Stems::default(), writable, kept: Kept::default(), tools: OnceCell::new() }
    }

    fn set_up(&self) -> Result<(), LedgerError> {
        let set = || -> rusqlite::Result<()> {
            self.db.busy_timeout(PATIENCE)?;
            self.db.pragma_update(None, "cache_size", -if self.writable { WRITERS_CACHE } else { READERS_CACHE })?;
            self.db.pragma_update(None, "foreign_keys", true)?;
            self.db.pragma_update(None, "temp_store", "memory")?;
            self.db.pragma_update(None, "mmap_size", if self.writable { MAPPED } else { 0 })?;
            self.db.set_prepared_statement_cache_capacity(128);
            // Without it SQLite compiles a statement again for each value that is bound to its LIMIT.
            self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            Ok(())
        };
        set().map_err(|error| self.error(error))
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Asks several questions of the ledger as it stands at one moment, whatever is written meanwhile. Each question by itself would ask for a
    /// lock of its own.
    ///
    /// # Errors
    /// What the questions fail with; what the database says.
    pub fn at_one_moment<T>(&self, questions: impl FnOnce(&Ledger) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        let moment = self.db.unchecked_transaction().map_err(|error| self.error(error))?;
        let answer = questions(self);
        // Nothing was written: to end it is to let go of it.
        moment.finish().map_err(|error| self.error(error))?;
        answer
    }

    /// How far the ledger has come: as long as this is the same, so are all answers.
    ///
    /// # Errors
    /// What the database says.
    pub fn standing(&self) -> Result<Standing, LedgerError> {
        let ask = || -> rusqlite::Result<Standing> {
            let last = self.db.prepare_cached("SELECT coalesce(max(seq), 0) FROM record")?.query_row([], |row| row.get(0))?;
            // A rebuild makes the tables anew.
            Ok(Standing { last, tables: self.db.pragma_query_value(None, "schema_version", |row| row.get(0))? })
        };
        ask().map_err(|error| self.error(error))
    }

    /// The most bytes that the file may grow to; what would go beyond fails as on a full disk.
    ///
    /// # Errors
    /// What the database says.
    pub fn limit_size(&self, bytes: u64) -> Result<(), LedgerError> {
        let size: i64 = self.db.pragma_query_value(None, "page_size", |row| row.get(0)).map_err(|error| self.error(error))?;
        let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / size;
        self.db.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).map_err(|error| self.error(error))
    }

    pub(crate) fn error(&self, error: rusqlite::Error) -> LedgerError {
        LedgerError::of(&self.path, error)
    }

    /// # Errors
    /// If it was opened for asking.
    pub(crate) fn check_writable(&self) -> Result<(), LedgerError> {
        if self.writable { Ok(()) } else { Err(LedgerError::ReadOnly(self.path.clone())) }
    }
}

/// The magic number and the format.
pub(crate) fn header(db: &Connection) -> rusqlite::Result<(i64, i64)> {
    let magic = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok((magic, db.pragma_query_value(None, "user_version", |row| row.get(0))?))
}

fn present(path: &Path) -> Result<(), LedgerError> {
    if path.is_file() { Ok(()) } else { Err(LedgerError::Missing(path.to_owned())) }
}

/// Only the code matters to whoever asks for it.
fn cloned(error: &rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, message) => rusqlite::Error::SqliteFailure(*code, message.clone()),
        _ => rusqlite::Error::InvalidQuery,
    }
}

/// A path as part of a URI.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
