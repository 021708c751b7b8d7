//! Why a ledger cannot do what is asked of it.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// What can be wrong with a ledger or a question to it. Prints the file, the place, the cause and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is no such file.
    #[error("{0}: there is no ledger here; make one with `zufolge ledger add --db {0} INPUT…`")]
    Missing(PathBuf),
    /// There is a file already where one is to be made.
    #[error("{0}: there is something here already; choose another name or remove it first")]
    Exists(PathBuf),
    /// The file is something else.
    #[error("{0}: is no ledger; check the path given with --db")]
    NotALedger(PathBuf),
    /// Written by a later version of the program.
    #[error("{path}: is a ledger of format {found}, and this program knows up to {known}; use a newer zufolge")]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The last one that is known.
        known: i64,
    },
    /// Written by an earlier version, and opened for reading only.
    #[error("{path}: is a ledger of format {found}; bring it up to {known} first: `zufolge ledger rebuild --db {path}`")]
    TooOld {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The one that is wanted.
        known: i64,
    },
    /// Another process writes.
    #[error("{0}: another process is writing to this ledger; wait until it is done, one can write at a time")]
    Busy(PathBuf),
    /// The file, its folder or its disk cannot be written.
    #[error("{0}: cannot be written; check the permissions of the file and its folder, and whether the disk is mounted read-only")]
    ReadOnly(PathBuf),
    /// No room.
    #[error("{0}: the disk is full; what was reported as added is kept, make room and add the rest again")]
    Full(PathBuf),
    /// The file is damaged: what the database says.
    #[error("{path}: the file is damaged ({message}); go back to a backup, or save what can be read with `zufolge ledger export`")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// A record cannot be read.
    #[error("{path}, record {seq}: {message}; go back to a backup")]
    Record {
        /// The file.
        path: PathBuf,
        /// Its number.
        seq: i64,
        /// What is wrong.
        message: String,
    },
    /// Nothing of that name is there.
    #[error("there is no {what} “{name}” in {path}; {remedy}")]
    Unknown {
        /// The ledger.
        path: PathBuf,
        /// "claim", "entity", "article".
        what: &'static str,
        /// As it was given.
        name: String,
        /// What to do.
        remedy: &'static str,
    },
    /// What is asked for cannot be done: why, and what can.
    #[error("{0}")]
    Refused(String),
    /// A file beside the ledger: its name, what is wrong and the remedy.
    #[error("{path}: {message}")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong, and the remedy.
        message: String,
    },
    /// Anything else that the database says.
    #[error("{path}: {error}")]
    Database {
        /// The ledger.
        path: PathBuf,
        /// What it says.
        error: rusqlite::Error,
    },
}

impl LedgerError {
    /// What an error of the database means for this ledger.
    pub(crate) fn of(path: &Path, error: rusqlite::Error) -> LedgerError {
        let path = path.to_owned();
        let message = || match &error {
            rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
            other => other.to_string(),
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Busy(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => LedgerError::ReadOnly(path),
            Some(ErrorCode::DiskFull) => LedgerError::Full(path),
            Some(ErrorCode::NotADatabase) => LedgerError::NotALedger(path),
            Some(ErrorCode::DatabaseCorrupt) => LedgerError::Damaged { message: message(), path },
            // Some systems tell a full disk only as a failed write.
            Some(ErrorCode::SystemIoFailure) => LedgerError::Damaged { message: message(), path },
            _ => LedgerError::Database { path, error },
        }
    }
}
