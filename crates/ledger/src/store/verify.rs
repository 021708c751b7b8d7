//! Whether a ledger is whole.

use super::Ledger;
use super::prepared::unpacked;
use crate::LedgerError;
use crate::folds::Statement;
use crate::record::Record;
use zufolge::Report;
use zufolge::report::CodePoints;

/// Something wrong with a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: "record 12", "table article", "article … version 2, a3".
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: &'static str,
}

const FROM_BACKUP: &str = "go back to a backup, or export what can be read";
pub(super) const REBUILD: &str = "`zufolge ledger rebuild` derives it again";

impl Ledger {
    /// Looks at everything: the file's own structure, checksums of all records, references between tables, and whether all spans of all
    /// reports are slices of their text. Gives what is wrong, in order; nothing is changed. Whether the tables are what the records give, which
    /// takes as long as a rebuild, [`Ledger::verify_derived`] tells.
    ///
    /// # Errors
    /// If the file is so damaged that it cannot be looked at.
    pub fn verify(&self, progress: &mut dyn FnMut(u64)) -> Result<Vec<Finding>, LedgerError> {
        let mut findings = Vec::new();
        self.structure(&mut findings)?;
        self.references(&mut findings)?;
        self.wordings(&mut findings)?;
        let mut read = self.db.prepare("SELECT seq, kind, body, checksum FROM record ORDER BY seq").map_err(|error| self.error(error))?;
        let mut rows = read.query([]).map_err(|error| self.error(error))?;
        let mut count = 0;
        while let Some(row) = rows.next().map_err(|error| self.error(error))? {
            let columns = || Ok((row.get(0)?, row.get(1)?, row.get_ref(2)?.as_blob()?, row.get_ref(3)?.as_blob()?));
            let (seq, kind, body, checksum): (i64, String, &[u8], &[u8]) = columns().map_err(|error: rusqlite::Error| self.error(error))?;
            let mut find = |message| findings.push(Finding { place: format!("record {seq}"), message, remedy: FROM_BACKUP });
            match unpacked(body, checksum).and_then(|json| serde_json::from_slice::<Record>(&json).map_err(|error| error.to_string())) {
                Err(message) => find(message),
                Ok(record) => {
                    if record.kind() != kind {
                        find(format!("it is of kind {}, and the table says {kind}", record.kind()));
                    }
                    if let Record::Article(article) = &record {
                        for message in faults(&article.report) {
                            find(message);
                        }
                    }
                }
            }
            count += 1;
            progress(count);
        }
        Ok(findings)
    }

    fn structure(&self, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
        for (pragma, remedy) in [("integrity_check", FROM_BACKUP), ("foreign_key_check", REBUILD)] {
            let mut check = self.db.prepare(&format!("PRAGMA {pragma}")).map_err(|error| self.error(error))?;
            let mut rows = check.query([]).map_err(|error| self.error(error))?;
            while let Some(row) = rows.next().map_err(|error| self.error(error))? {
                let first: String = row.get(0).map_err(|error| self.error(error))?;
                match pragma {
                    "integrity_check" if first == "ok" => {}
                    "integrity_check" => findings.push(Finding { place: "file".to_owned(), message: first, remedy }),
                    _ => {
                        let message = "a row refers to one that is not there".to_owned();
                        findings.push(Finding { place: format!("table {first}"), message, remedy });
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether statements say what stands in the reports.
    fn wordings(&self, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
        let mut read = self
            .db
            .prepare("SELECT article, statement, folded FROM statement ORDER BY article, statement")
            .map_err(|error| self.error(error))?;
        let mut rows = read.query([]).map_err(|error| self.error(error))?;
        let mut report: Option<(i64, Report)> = None;
        while let Some(row) = rows.next().map_err(|error| self.error(error))? {
            let columns = || Ok((row.get(0)?, row.get(1)?, unpacked_statement(row.get_ref(2)?.as_blob()?)));
            let (article, number, statement): (i64, i64, Option<Statement>) =
                columns().map_err(|error: rusqlite::Error| self.error(error))?;
            if report.as_ref().is_none_or(|(known, _)| *known != article) {
                // A record that cannot be read is told of elsewhere.
                let Ok(read) = self.report_of(article) else { continue };
                report = Some((article, read));
            }
            let Some((_, report)) = &report else { continue };
            let words = CodePoints::new(&report.text);
            let text = |statement: &Statement| statement.content.iter().map(|span| words.slice(*span)).collect::<Vec<_>>().join(" … ");
            if statement.is_none_or(|statement| text(&statement) != statement.text) {
                let message = "it does not say what stands in the text".to_owned();
                findings.push(Finding { place: format!("table statement, row {number}"), message, remedy: REBUILD });
            }
        }
        Ok(())
    }

    fn references(&self, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
        for (table, message, sql) in REFERENCES {
            let mut read = self.db.prepare(sql).map_err(|error| self.error(error))?;
            let mut rows = read.query([]).map_err(|error| self.error(error))?;
            while let Some(row) = rows.next().map_err(|error| self.error(error))? {
                let number: i64 = row.get(0).map_err(|error| self.error(error))?;
                findings.push(Finding { place: format!("table {table}, row {number}"), message: (*message).to_owned(), remedy: REBUILD });
            }
        }
        Ok(())
    }
}

fn unpacked_statement(bytes: &[u8]) -> Option<Statement> {
    super::fold::unpacked(bytes).ok()
}

/// What must not be found: the table, what is wrong, and the question that gives the rows.
const REFERENCES: &[(&str, &str, &str)] = &[
    (
        "article",
        "an article record has no article",
        "SELECT seq FROM record WHERE kind = 'article' AND seq NOT IN (SELECT article FROM article)",
    ),
    ("item", "an item has no version", "SELECT item FROM item WHERE item NOT IN (SELECT item FROM article)"),
    (
        "article",
        "the places of an item's versions are not in order",
        "SELECT item FROM article GROUP BY item HAVING min(place) <> 0 OR max(place) <> count(*) - 1 OR count(DISTINCT place) <> count(*)",
    ),
    (
        "article",
        "a version that is superseded has no end, or the newest one has",
        "SELECT a.article FROM article a WHERE (a.until IS NULL) <> (a.place = (SELECT max(place) FROM article b WHERE b.item = a.item))",
    ),
    (
        "statement",
        "a statement belongs to a claim that is not there",
        "SELECT statement FROM statement WHERE claim NOT IN (SELECT claim FROM claim)",
    ),
    (
        "claim",
        "a claim that became another one has statements, or became a newer one",
        "SELECT claim FROM claim WHERE became >= claim OR became IS NOT NULL AND EXISTS (
             SELECT 1 FROM statement WHERE statement.claim = claim.claim)",
    ),
    (
        "statement",
        "a statement names an entity that is not there",
        // Where there is no entity at all, even NULL is not among them.
        "SELECT statement FROM statement WHERE entity IS NOT NULL AND entity NOT IN (SELECT entity FROM entity)
             OR behalf IS NOT NULL AND behalf NOT IN (SELECT entity FROM entity)",
    ),
    ("entity", "an entity is named nowhere", "SELECT entity FROM entity WHERE entity NOT IN (SELECT entity FROM member)"),
    (
        "near_copy",
        "a near-copy is one only from one side",
        "SELECT article FROM near_copy a WHERE NOT EXISTS (SELECT 1 FROM near_copy b WHERE b.article = a.other AND b.other = a.article)",
    ),
    (
        "article",
        "the words of an article are not in the index",
        "SELECT article FROM article WHERE article NOT IN (SELECT rowid FROM article_words)",
    ),
    (
        "statement",
        "the words of a statement are not in the index",
        "SELECT statement FROM statement WHERE dropped = 0 AND statement NOT IN (SELECT rowid FROM statement_words)",
    ),
];

/// What is wrong with the spans and references of a report.
fn faults(report: &Report) -> Vec<String> {
    let total = CodePoints::new(&report.text).total();
    let odd = |what: &str, id: &str, spans: &[zufolge::Span<zufolge::CodePoint>]| {
        let span = spans.iter().find(|span| span.end > total || span.is_empty())?;
        Some(format!("{what} of {id} is {span:?}, and the text has {total} characters"))
    };
    let mut faults = Vec::new();
    faults.extend(odd("a sentence", "the article", &report.sentences));
    for entity in &report.entities {
        faults.extend(odd("a mention", &entity.id, &entity.mentions));
    }
    for attr in &report.attributions {
        let roles = [
            ("content", &attr.content),
            ("cue", &attr.cue),
            ("source", &attr.source),
            ("addressee", &attr.addressee),
            ("frame", &attr.frame),
        ];
        faults.extend(roles.iter().filter_map(|(what, spans)| odd(what, &attr.id, spans)));
        let named = attr.chain.iter().filter_map(|link| link.entity.as_ref());
        let unknown = named.filter(|id| report.entities.iter().all(|entity| entity.id != **id));
        faults.extend(unknown.map(|id| format!("the chain of {} names {id}, which is not there", attr.id)));
    }
    faults
}
