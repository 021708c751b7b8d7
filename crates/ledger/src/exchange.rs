//! Records out of a ledger and into another one.

use crate::record::Record;
use crate::store::{Added, Outcome, Prepared, Preparer, Stored};
use crate::time::{instant, rfc3339};
use crate::{Ledger, LedgerError};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};
use std::path::Path;

/// Records that are appended at once.
const BATCH: usize = 500;

/// A line of an export.
#[derive(Serialize, Deserialize)]
struct Line {
    added: String,
    record: Record,
}

impl Ledger {
    /// Writes all records, one JSON object a line: `added`, when it was appended, and the record. Reading it back with
    /// [`Ledger::import_jsonl`] gives a ledger with the same records, and so the same ledger.
    ///
    /// # Errors
    /// What the database says, a damaged record, or a target (`name` is what to call it) that cannot be written.
    pub fn export_jsonl(&self, out: &mut dyn Write, name: &Path) -> Result<u64, LedgerError> {
        let told = |error: io::Error| LedgerError::File {
            path: name.to_owned(),
            message: format!("cannot be written ({error}); choose another place"),
        };
        let mut count = 0;
        self.records(|Stored { added, record, .. }| {
            let line = Line { added: rfc3339(added), record };
            serde_json::to_writer(&mut *out, &line).map_err(|error| told(error.into()))?;
            out.write_all(b"\n").map_err(told)?;
            count += 1;
            Ok(())
        })?;
        out.flush().map_err(told)?;
        Ok(count)
    }

    /// Appends the records of an export, in order; those that are there already change nothing: articles, and what was said at the same time.
    /// What people know better holds as of when it was said, not of when it came here. Gives how many were appended and how many were known.
    ///
    /// # Errors
    /// If a line cannot be read: then those before it are kept, as they are on the disk. What the database says.
    pub fn import_jsonl(&mut self, input: &mut dyn BufRead, name: &Path) -> Result<(u64, u64), LedgerError> {
        let preparer = Preparer::default();
        let (mut appended, mut known) = (0, 0);
        let mut batch: Vec<(i64, Prepared)> = Vec::new();
        let mut count = |added: Vec<Added>| {
            let same = added.iter().filter(|one| one.outcome == Outcome::Known).count();
            known += same as u64;
            appended += (added.len() - same) as u64;
        };
        for (index, line) in input.lines().enumerate() {
            let fault = |message: String| LedgerError::File { path: name.to_owned(), message: format!("line {}: {message}", index + 1) };
            let line = line.map_err(|error| fault(format!("cannot be read ({error})")))?;
            if line.trim().is_empty() {
                continue;
            }
            let line: Line = serde_json::from_str(&line)
                .map_err(|error| fault(format!("is no record ({error}); give what `zufolge ledger export --format jsonl` wrote")))?;
            let added = instant(&line.added).ok_or_else(|| fault("“added” is no time".to_owned()))?;
            batch.push((added, preparer.record(line.record)));
            if batch.len() == BATCH {
                count(self.append(batch.iter().map(|(added, record)| (Some(*added), record)))?);
                batch.clear();
            }
        }
        count(self.append(batch.iter().map(|(added, record)| (Some(*added), record)))?);
        Ok((appended, known))
    }
}
