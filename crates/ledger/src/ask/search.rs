//! Articles and statements by their words.

use super::Filter;
use super::claims::{claim_id, entity_id};
use crate::folds::Statement;
use crate::store::fold::unpacked;
use crate::store::records::Glance;
use crate::words::{Stems, words};
use crate::{Ledger, LedgerError};
use rusqlite::named_params;
use serde::Serialize;
use std::collections::BTreeSet;
use zufolge::attribution::Stance;
use zufolge::report::CodePoints;

/// An article in which words were found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The article's id.
    pub article: String,
    /// Its version.
    pub version: u64,
    /// Who printed it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The sentence with most of the words.
    pub snippet: String,
    /// Statements in which one of the words stands.
    pub statements: Vec<HitStatement>,
}

/// A statement in which words were found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HitStatement {
    /// The attribution's id in the report.
    pub attribution: String,
    /// "c12".
    pub claim: String,
    /// The words of the source.
    pub source: String,
    /// "e4".
    pub entity: Option<String>,
    /// What the source does with the content.
    pub stance: Vec<Stance>,
    /// How likely the stance is to be the right one, 0 to 1; `None` if nobody said.
    pub stance_confidence: Option<f64>,
    /// The content.
    pub text: String,
}

/// Where a search stops if the filter does not say.
const USUAL_LIMIT: usize = 20;

/// The question to the full-text index: all these words, whatever their inflection; words in quotation marks as a phrase. With `entity`,
/// statements of that one only.
pub(super) fn matching(stems: &Stems, question: &str, entity: Option<i64>) -> String {
    let mut parts: Vec<String> = entity.map(crate::store::fold::entity_token).into_iter().collect();
    for (index, part) in question.split(['"', '„', '“', '”', '»', '«']).enumerate() {
        let found: Vec<String> = words(part).map(|word| stems.stem(word)).collect();
        if index % 2 == 1 && !found.is_empty() {
            parts.push(found.join(" "));
        } else {
            parts.extend(found);
        }
    }
    // Quoted, no stem is taken for an operator.
    parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(" AND ")
}

impl Ledger {
    /// Articles in force in which all these words stand, whatever their inflection, newest first. Words in quotation marks are a phrase.
    ///
    /// # Errors
    /// If there is no word in `question`; what the database says.
    pub fn search(&self, question: &str, filter: &Filter) -> Result<Vec<Hit>, LedgerError> {
        self.search_from(question, filter, 0)
    }

    /// As [`Ledger::search`], without the first so many.
    ///
    /// # Errors
    /// As [`Ledger::search`].
    pub fn search_from(&self, question: &str, filter: &Filter, skipped: usize) -> Result<Vec<Hit>, LedgerError> {
        let words = matching(&self.stems, question, None);
        if words.is_empty() {
            return Err(LedgerError::Refused("there is no word to search for; give one or more".to_owned()));
        }
        let mut hits = Vec::new();
        for article in self.found(&words, filter, skipped).map_err(|error| self.error(error))? {
            let glance = self.glance(article)?;
            hits.push(self.hit(article, &glance, question).map_err(|error| self.error(error))?);
        }
        Ok(hits)
    }

    fn found(&self, words: &str, filter: &Filter, skipped: usize) -> rusqlite::Result<Vec<i64>> {
        let said = if filter.naming.is_some() || filter.stance.is_some() {
            "EXISTS (SELECT 1 FROM statement WHERE statement.article = article.article AND dropped = 0
                     AND (:naming IS NULL OR naming = :naming) AND (:stance IS NULL OR instr(stance, :stance)))"
        } else {
            ":naming IS NULL AND :stance IS NULL"
        };
        // Articles are numbered as they come in: the newest have the highest numbers, and the index gives them first.
        let mut sql = self.db.prepare_cached(&format!(
            "SELECT article FROM article_words JOIN article ON article = article_words.rowid
             WHERE article_words MATCH :words AND withdrawn = 0 AND at <= :end AND (until IS NULL OR until > :end) AND at >= :since
               AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE) AND {said}
             ORDER BY article_words.rowid DESC LIMIT :limit OFFSET :skipped"
        ))?;
        let values = named_params! {
            ":words": words, ":end": filter.end(), ":since": filter.since.unwrap_or(i64::MIN), ":outlet": filter.outlet,
            ":naming": filter.naming_name(), ":stance": filter.stance_part(),
            ":limit": filter.limit.unwrap_or(USUAL_LIMIT) as i64, ":skipped": skipped as i64,
        };
        sql.query_map(values, |row| row.get(0))?.collect()
    }

    fn hit(&self, article: i64, report: &Glance, question: &str) -> rusqlite::Result<Hit> {
        let wanted: BTreeSet<String> = words(question).map(|word| self.stems.stem(word)).collect();
        // A stem begins as its words do: the others need no stemming.
        let first = |word: &str| word.chars().next().and_then(|c| c.to_lowercase().next()).map(crate::words::without_umlaut);
        let beginnings: Vec<Option<char>> = wanted.iter().map(|stem| first(stem)).collect();
        let share = |text: &str| {
            let found = words(text).filter(|word| beginnings.contains(&first(word))).map(|word| self.stems.stem(word));
            found.filter(|stem| wanted.contains(stem)).collect::<BTreeSet<_>>().len()
        };
        let points = CodePoints::new(&report.text);
        let mut best = (0, "");
        for sentence in &report.sentences {
            let sentence = points.slice(*sentence);
            let count = share(sentence);
            if count > best.0 || best.1.is_empty() {
                best = (count, sentence);
            }
        }
        let mut sql =
            self.db.prepare_cached("SELECT folded, claim FROM statement WHERE article = ?1 AND dropped = 0 ORDER BY statement")?;
        let statements = sql.query_map([article], |row| Ok((unpacked::<Statement>(row.get_ref(0)?.as_blob()?)?, row.get::<_, i64>(1)?)))?;
        let mut found = Vec::new();
        for statement in statements {
            let (statement, claim) = statement?;
            if share(&statement.text) > 0 {
                found.push(HitStatement {
                    attribution: statement.attribution,
                    claim: claim_id(claim),
                    source: statement.source,
                    entity: statement.chain.first().and_then(|voice| voice.entity).map(entity_id),
                    stance: statement.stance,
                    stance_confidence: statement.stance_confidence,
                    text: statement.text,
                });
            }
        }
        let mut head = self
            .db
            .prepare_cached("SELECT id, version, outlet, published, title FROM article JOIN item USING (item) WHERE article = ?1")?;
        head.query_row([article], |row| {
            Ok(Hit {
                article: row.get(0)?,
                version: row.get::<_, i64>(1)?.unsigned_abs(),
                outlet: row.get(2)?,
                published: row.get(3)?,
                title: row.get(4)?,
                snippet: best.1.to_owned(),
                statements: found,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_becomes_stems_and_phrases() {
        let stems = Stems::default();
        assert_eq!(matching(&stems, "Brücken NEAR gesperrte", None), "\"bruck\" AND \"near\" AND \"gesperrt\"");
        assert_eq!(matching(&stems, "Hafen „neue Brücken“", Some(4)), "\"entity4\" AND \"haf\" AND \"neu bruck\"");
        assert_eq!(matching(&stems, "…", None), "");
    }
}
