//! schema.org as JSON-LD: one `NewsArticle` a line, with what is quoted as `Quotation` and what is claimed as `Claim` in its `hasPart`.
//!
//! Direct speech is a `Quotation`. What a source holds to be so or not so is a `Claim`, with author, appearance and date as the
//! `itemReviewed` of a `ClaimReview` wants them; a demand or a question is none. What is neither is a plain `CreativeWork`.

use crate::index::Index;
use crate::table::PIECES;
use crate::{Error, Export, iri};
use serde_json::{Map, Value, json};
use std::io::Write;
use zufolge::attribution::{Form, Stance};
use zufolge::report::{Attribution, CodePoints, Kind, Report, Source};

/// Writes a line an article.
#[derive(Debug)]
pub struct JsonLdExport<W: Write> {
    out: W,
}

impl<W: Write> JsonLdExport<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        JsonLdExport { out }
    }
}

impl<W: Write> Export for JsonLdExport<W> {
    fn report(&mut self, report: &Report) -> Result<(), Error> {
        serde_json::to_writer(&mut self.out, &article(report)).map_err(std::io::Error::from)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.out.flush()?;
        Ok(())
    }
}

fn article(report: &Report) -> Value {
    let article = &report.article;
    let page = Page { report, points: CodePoints::new(&report.text), index: Index::new(report), iri: iri::article(article) };
    let mut node = Map::new();
    node.insert("@context".into(), "https://schema.org".into());
    node.insert("@type".into(), "NewsArticle".into());
    node.insert("@id".into(), page.iri.clone().into());
    node.insert("identifier".into(), article.id.clone().into());
    node.insert("inLanguage".into(), article.language.clone().into());
    node.insert("articleBody".into(), report.text.clone().into());
    let texts = [
        ("headline", &article.title),
        ("alternativeHeadline", &article.kicker),
        ("datePublished", &article.published),
        ("dateModified", &article.updated),
        ("creditText", &article.byline),
        ("url", &article.url),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            node.insert(key.into(), text.clone().into());
        }
    }
    for (key, name) in [("publisher", &article.outlet), ("sourceOrganization", &article.agency)] {
        if let Some(name) = name {
            node.insert(key.into(), json!({"@type": "NewsMediaOrganization", "name": name}));
        }
    }
    let parts: Vec<Value> = report.attributions.iter().enumerate().map(|(at, attr)| page.part(at, attr)).collect();
    if !parts.is_empty() {
        node.insert("hasPart".into(), parts.into());
    }
    Value::Object(node)
}

struct Page<'r> {
    report: &'r Report,
    points: CodePoints<'r>,
    index: Index<'r>,
    iri: String,
}

impl Page<'_> {
    fn part(&self, at: usize, attr: &Attribution) -> Value {
        let mut types = Vec::new();
        if attr.form == Form::Direct {
            types.push("Quotation");
        }
        if is_claim(attr) {
            types.push("Claim");
        }
        let mut node = Map::new();
        node.insert("@id".into(), iri::within(&self.iri, &attr.id).into());
        node.insert(
            "@type".into(),
            match types.as_slice() {
                [] => "CreativeWork".into(),
                [only] => (*only).into(),
                _ => types.clone().into(),
            },
        );
        node.insert("position".into(), (at + 1).into());
        let words: Vec<&str> = attr.content.iter().map(|&span| self.points.slice(span)).collect();
        if !words.is_empty() {
            node.insert("text".into(), words.join(PIECES).into());
        }
        node.insert("inLanguage".into(), self.report.article.language.clone().into());
        let whole =
            self.index.parent(attr).map_or_else(|| self.iri.clone(), |parent| iri::within(&self.iri, &self.report.attributions[parent].id));
        node.insert("isPartOf".into(), json!({"@id": whole}));
        if types.contains(&"Claim") {
            node.insert("appearance".into(), json!({"@id": self.iri}));
        }
        if let Some((origin, way)) = attr.chain.split_first() {
            if let Some(origin) = self.somebody(origin) {
                if types.contains(&"Quotation") {
                    node.insert("spokenByCharacter".into(), origin.clone());
                }
                node.insert("author".into(), origin);
            }
            let way: Vec<Value> = way.iter().filter_map(|link| self.somebody(link)).collect();
            if !way.is_empty() {
                node.insert("contributor".into(), way.into());
            }
        }
        // Of TIMEX3 values, those that are ISO dates.
        if let Some(said) = attr.said_at.as_ref().filter(|said| is_date(&said.value)) {
            node.insert("dateCreated".into(), said.value.clone().into());
        }
        let term =
            |set: &str, name: &str| json!({"@type": "DefinedTerm", "termCode": name, "inDefinedTermSet": format!("{}{set}", iri::TERMS)});
        let mut keywords = vec![term("form", attr.form.name())];
        keywords.extend(attr.stance.iter().map(|stance| term("stance", stance.name())));
        keywords.push(term("certainty", attr.factuality.certainty.name()));
        keywords.push(term("polarity", attr.factuality.polarity.name()));
        node.insert("keywords".into(), keywords.into());
        Value::Object(node)
    }

    /// A person or body; `None` for one without a name.
    fn somebody(&self, link: &Source) -> Option<Value> {
        let name = self.index.name(link);
        if name.is_empty() {
            return None;
        }
        let entity = self.index.entity(link);
        let kind = entity.map_or(link.kind, |entity| entity.kind);
        let is_person = matches!(kind, Kind::Person | Kind::Office | Kind::Author);
        let mut node = Map::new();
        let class = match kind {
            _ if is_person => "Person",
            Kind::Outlet | Kind::Agency => "NewsMediaOrganization",
            _ => "Organization",
        };
        node.insert("@type".into(), class.into());
        node.insert("name".into(), name.into());
        if let Some(entity) = entity {
            node.insert("@id".into(), iri::within(&self.iri, &entity.id).into());
            if let Some(role) = &entity.role {
                node.insert(if is_person { "jobTitle" } else { "description" }.into(), role.clone().into());
            }
            if let Some(item) = &entity.wikidata {
                node.insert("sameAs".into(), format!("http://www.wikidata.org/entity/{item}").into());
            }
        }
        Some(Value::Object(node))
    }
}

/// True if somebody holds something to be so or not so, and it can be reviewed.
fn is_claim(attr: &Attribution) -> bool {
    let holds = |stance: &Stance| {
        use Stance::{Accuses, Admits, Announces, Confirms, Denies, Doubts, Expects, Fears, Hints, Reports, States, Warns};
        matches!(stance, States | Reports | Confirms | Denies | Hints | Announces | Warns | Accuses | Admits | Doubts | Expects | Fears)
    };
    !attr.content.is_empty() && attr.stance.iter().any(holds)
}

/// True for a year, a month or a day, with a time or without.
fn is_date(value: &str) -> bool {
    let day = value.split('T').next().unwrap_or_default();
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = day.split('-');
    let sound = parts.next().is_some_and(|year| digits(year, 4)) && parts.all(|part| digits(part, 2)) && day.len() <= 10;
    let time = &value[day.len()..];
    sound
        && (time.is_empty() || day.len() == 10 && time.len() >= 6 && digits(&time[1..3], 2) && &time[3..4] == ":" && digits(&time[4..6], 2))
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn some_times_are_dates() {
        assert!(["2025", "2025-11", "2025-11-04", "2025-11-04T08:30"].into_iter().all(is_date));
        assert!(
            ["", "P3D", "2025-W44", "2024-11-17TEV", "2025-SU", "PRESENT_REF", "20ä5", "2025-11-04Tä"]
                .into_iter()
                .all(|text| !is_date(text))
        );
    }
}
