//! What is derived, dropped and derived again from the records.

use super::Ledger;
use super::add::Deriving;
use super::prepared::{Preparer, parsed};
use super::schema::{DERIVED, DERIVED_TABLES, FORMAT};
use crate::LedgerError;
use rusqlite::{Connection, TransactionBehavior};

/// What was rebuilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many records there are.
    pub records: u64,
}

impl Ledger {
    /// Drops all that is derived and derives it again from the records, in one transaction: readers see the old tables until it is done,
    /// and whoever is killed on the way leaves them. `progress` is told how many records of how many are done.
    ///
    /// # Errors
    /// If another process writes, a record is damaged, or the file cannot be written; then all is as before.
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<Rebuilt, LedgerError> {
        self.check_writable()?;
        let path = self.path.clone();
        let failed = |error| LedgerError::of(&path, error);
        // Tables that are dropped are not to be searched for what refers to them.
        self.db.pragma_update(None, "foreign_keys", false).map_err(failed)?;
        let done = (|| {
            let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
            for table in derived_tables(&tx).map_err(failed)? {
                tx.execute_batch(&format!("DROP TABLE \"{table}\"")).map_err(failed)?;
            }
            tx.execute_batch(DERIVED).map_err(failed)?;
            self.kept.clear();
            let tools = self.tools.get_or_init(Preparer::default);
            let mut deriving = Deriving { db: &tx, kept: &mut self.kept, tools: &self.tools };
            let all: u64 = tx.query_row("SELECT count(*) FROM record", [], |row| row.get::<_, i64>(0)).map_err(failed)?.unsigned_abs();
            let mut records = 0;
            {
                let mut read = tx.prepare("SELECT seq, added, body, checksum FROM record ORDER BY seq").map_err(failed)?;
                let mut rows = read.query([]).map_err(failed)?;
                while let Some(row) = rows.next().map_err(failed)? {
                    let columns = || Ok((row.get(0)?, row.get(1)?, row.get_ref(2)?.as_blob()?, row.get_ref(3)?.as_blob()?));
                    let (seq, added, body, checksum): (i64, i64, &[u8], &[u8]) = columns().map_err(failed)?;
                    let record = parsed(&path, seq, body, checksum)?;
                    deriving.derive(seq, added, &record, &tools.derived(&record), || Ok(0)).map_err(failed)?;
                    records += 1;
                    progress(records, all);
                }
            }
            tx.pragma_update(None, "user_version", FORMAT).map_err(failed)?;
            tx.commit().map_err(failed)?;
            Ok(Rebuilt { records })
        })();
        self.db.pragma_update(None, "foreign_keys", true).map_err(|error| LedgerError::of(&self.path, error))?;
        done
    }

    /// All rows of all derived tables, in order, as text: what two ledgers with the same records have in common.
    ///
    /// # Errors
    /// What the database says.
    pub fn derived_rows(&self) -> Result<Vec<(String, Vec<String>)>, LedgerError> {
        DERIVED_TABLES.iter().map(|table| Ok(((*table).to_owned(), rows(&self.db, table).map_err(|error| self.error(error))?))).collect()
    }
}

/// All tables but that of the records; those that an older format had too.
fn derived_tables(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let virtual_first = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'record'
                         ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, rootpage DESC";
    let mut names: Vec<String> = Vec::new();
    let mut read = db.prepare(virtual_first)?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        // The tables that a virtual table keeps for itself go with it.
        if !names.iter().any(|known| name.strip_prefix(known.as_str()).is_some_and(|rest| rest.starts_with('_')) && is_virtual(db, known)) {
            names.push(name);
        }
    }
    Ok(names)
}

/// True for a full-text index.
pub(super) fn is_virtual(db: &Connection, table: &str) -> bool {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = ?1 AND sql LIKE 'CREATE VIRTUAL%'";
    db.prepare_cached(sql).and_then(|mut sql| sql.exists([table])).unwrap_or(false)
}

fn rows(db: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    // An index without its texts has no rows to show: its words are.
    let sql = if is_virtual(db, table) {
        db.execute_batch(&format!("CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_shown USING fts5vocab(main, {table}, instance)"))?;
        format!("SELECT * FROM temp.{table}_shown ORDER BY doc, col, offset, term")
    } else {
        format!("SELECT * FROM {table}")
    };
    let mut read = db.prepare(&sql)?;
    let columns = read.column_count();
    let mut found = Vec::new();
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let cells: rusqlite::Result<Vec<String>> = (0..columns).map(|column| Ok(format!("{:?}", row.get_ref(column)?))).collect();
        found.push(cells?.join("|"));
    }
    found.sort_unstable();
    Ok(found)
}
