//! Whether the derived tables are what the records give.

use super::add::Deriving;
use super::kept::Kept;
use super::prepared::{Preparer, parsed};
use super::rebuild::is_virtual;
use super::schema::{DERIVED, DERIVED_TABLES};
use super::verify::{Finding, REBUILD};
use super::{Ledger, WRITERS_CACHE, cloned, escaped};
use crate::LedgerError;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Rows};
use std::cmp::Ordering;
use std::path::Path;

/// Rows of a table that are told of; there may be millions.
const MOST_TOLD: u64 = 5;
/// Characters of a value that are told.
const LONGEST_TOLD: usize = 60;

type Row = Vec<Value>;

impl Ledger {
    /// Derives all tables once more, in a temporary file, and compares them row by row with those of the ledger; nothing is changed, and as
    /// much is held in memory as a writer holds. `progress` is told how many records of how many are done.
    ///
    /// # Errors
    /// If a record is damaged, as [`Ledger::verify`] tells; if there is no room for the temporary file.
    pub fn verify_derived(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Vec<Finding>, LedgerError> {
        let db = self.beside_a_copy()?;
        self.derive_again(&db, progress)?;
        let mut findings = Vec::new();
        for table in DERIVED_TABLES {
            if let Err(error) = compare(&db, table, &mut findings) {
                let message = format!("it cannot be compared with what the records give ({error})");
                findings.push(Finding { place: format!("table {table}"), message, remedy: REBUILD });
            }
        }
        Ok(findings)
    }

    /// An empty database in a temporary file, beside which the ledger stands as `ledger`, as it is now.
    fn beside_a_copy(&self) -> Result<Connection, LedgerError> {
        let failed = |error| self.error(error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        // Without a name it is a file that is gone when it is closed.
        let db = Connection::open_with_flags("", flags).map_err(failed)?;
        let set = || -> rusqlite::Result<()> {
            db.pragma_update(None, "page_size", 8192)?;
            db.pragma_update_and_check(None, "journal_mode", "off", |_| Ok(()))?;
            db.pragma_update(None, "synchronous", "off")?;
            db.pragma_update(None, "cache_size", -WRITERS_CACHE)?;
            // What the tables refer to, the records, stands in the other file.
            db.pragma_update(None, "foreign_keys", false)?;
            db.busy_timeout(super::PATIENCE)?;
            db.set_prepared_statement_cache_capacity(128);
            Ok(())
        };
        set().map_err(failed)?;
        let attach = |how: &str| -> rusqlite::Result<()> {
            db.execute("ATTACH ?1 AS ledger", [format!("file:{}?{how}", escaped(&self.path))])?;
            db.query_row("SELECT count(*) FROM ledger.sqlite_schema", [], |_| Ok(()))
        };
        if let Err(error) = attach("mode=ro") {
            // As for asking: on a medium that cannot be written nobody writes.
            if !matches!(LedgerError::of(&self.path, cloned(&error)), LedgerError::ReadOnly(_)) {
                return Err(failed(error));
            }
            let _ = db.execute("DETACH ledger", []);
            attach("immutable=1").map_err(failed)?;
        }
        // The ledger is looked at as it is at one moment, whatever is written meanwhile.
        db.execute_batch("BEGIN; SELECT count(*) FROM ledger.sqlite_schema;").map_err(failed)?;
        Ok(db)
    }

    /// Derives the tables of the temporary database from the records, which are found in the ledger beside it.
    fn derive_again(&self, db: &Connection, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LedgerError> {
        let failed = |error| LedgerError::of(Path::new("a temporary copy of the derived tables"), error);
        db.execute_batch(DERIVED).map_err(failed)?;
        let all: i64 = db.query_row("SELECT count(*) FROM record", [], |row| row.get(0)).map_err(failed)?;
        let tools = self.tools.get_or_init(Preparer::default);
        let mut kept = Kept::default();
        let mut deriving = Deriving { db, kept: &mut kept, tools: &self.tools };
        let mut read = db.prepare("SELECT seq, added, body, checksum FROM record ORDER BY seq").map_err(failed)?;
        let mut rows = read.query([]).map_err(failed)?;
        let mut done = 0;
        while let Some(row) = rows.next().map_err(failed)? {
            let columns = || Ok((row.get(0)?, row.get(1)?, row.get_ref(2)?.as_blob()?, row.get_ref(3)?.as_blob()?));
            let (seq, added, body, checksum): (i64, i64, &[u8], &[u8]) = columns().map_err(failed)?;
            let record = parsed(&self.path, seq, body, checksum)?;
            deriving.derive(seq, added, &record, &tools.derived(&record), || Ok(0)).map_err(failed)?;
            done += 1;
            progress(done, all.unsigned_abs());
        }
        Ok(())
    }
}

/// Compares a table of the ledger with that of the temporary database, in the order of its key.
fn compare(db: &Connection, table: &str, findings: &mut Vec<Finding>) -> rusqlite::Result<()> {
    let (columns, keys) = shape(db, table)?;
    let select = |schema: &str| -> rusqlite::Result<String> {
        if !is_virtual(db, table) {
            let order: Vec<&str> = keys.iter().map(|at| columns[*at].as_str()).collect();
            return Ok(format!("SELECT {} FROM {schema}.{table} ORDER BY {}", columns.join(", "), order.join(", ")));
        }
        // An index without its texts has no rows to show: its words are, and they come in order.
        db.execute_batch(&format!("CREATE VIRTUAL TABLE temp.{schema}_{table} USING fts5vocab({schema}, {table}, instance)"))?;
        Ok(format!("SELECT {} FROM temp.{schema}_{table}", columns.join(", ")))
    };
    let (mut is, mut should) = (db.prepare(&select("ledger")?)?, db.prepare(&select("main")?)?);
    let (mut is, mut should) = (is.query([])?, should.query([])?);
    let (mut one, mut other) = (next(&mut is, columns.len())?, next(&mut should, columns.len())?);
    let mut wrong = 0;
    let mut tell = |row: &Row, message: String| {
        wrong += 1;
        if wrong <= MOST_TOLD {
            let key: Vec<String> = keys.iter().map(|at| told(&row[*at])).collect();
            findings.push(Finding { place: format!("table {table}, row {}", key.join(" ")), message, remedy: REBUILD });
        }
    };
    loop {
        let order = match (&one, &other) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => {
                keys.iter().map(|at| by_value(&one[*at], &other[*at])).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
            }
        };
        match order {
            Ordering::Less => one.iter().for_each(|row| tell(row, "the records do not give it".to_owned())),
            Ordering::Greater => other.iter().for_each(|row| tell(row, "the records give it, and it is not there".to_owned())),
            Ordering::Equal => {
                if let (Some(row), Some(given)) = (&one, &other)
                    && row != given
                {
                    let differ = (0..columns.len()).filter(|at| row[*at] != given[*at]);
                    let differ: Vec<String> = differ.map(|at| difference(&columns[at], &row[at], &given[at])).collect();
                    tell(row, differ.join("; "));
                }
            }
        }
        if order.is_le() {
            one = next(&mut is, columns.len())?;
        }
        if order.is_ge() {
            other = next(&mut should, columns.len())?;
        }
    }
    if wrong > MOST_TOLD {
        let message = format!("{} more rows are not what the records give", wrong - MOST_TOLD);
        findings.push(Finding { place: format!("table {table}"), message, remedy: REBUILD });
    }
    Ok(())
}

/// The columns of a table, and the indices of those that are its key.
fn shape(db: &Connection, table: &str) -> rusqlite::Result<(Vec<String>, Vec<usize>)> {
    if is_virtual(db, table) {
        return Ok((["term", "doc", "col", "\"offset\""].map(str::to_owned).to_vec(), vec![0, 1, 2, 3]));
    }
    let mut sql = db.prepare("SELECT name, pk FROM pragma_table_info(?1, 'main')")?;
    let found: Vec<(String, i64)> = sql.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut keys: Vec<usize> = (0..found.len()).filter(|at| found[*at].1 > 0).collect();
    keys.sort_by_key(|at| found[*at].1);
    Ok((found.into_iter().map(|(name, _)| format!("\"{name}\"")).collect(), keys))
}

fn next(rows: &mut Rows<'_>, columns: usize) -> rusqlite::Result<Option<Row>> {
    let Some(row) = rows.next()? else { return Ok(None) };
    (0..columns).map(|at| row.get(at)).collect::<Result<Row, _>>().map(Some)
}

/// As SQLite orders values of one type; keys are numbers or text.
fn by_value(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
        // Numbers stand before text.
        (Value::Text(_), _) => Ordering::Greater,
        (_, Value::Text(_)) => Ordering::Less,
        _ => Ordering::Equal,
    }
}

fn difference(column: &str, is: &Value, given: &Value) -> String {
    let column = column.trim_matches('"');
    match (is, given) {
        (Value::Blob(_), _) | (_, Value::Blob(_)) => format!("{column} is not what the records give"),
        _ => format!("{column} is {}, and by the records {}", told(is), told(given)),
    }
}

fn told(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) if text.chars().nth(LONGEST_TOLD).is_some() => {
            format!("“{}…”", text.chars().take(LONGEST_TOLD).collect::<String>())
        }
        Value::Text(text) => format!("“{text}”"),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
