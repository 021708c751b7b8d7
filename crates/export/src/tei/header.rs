//! `<teiHeader>`: what the text is, where it comes from, what read it.

use super::{Xml, language};
use crate::Error;
use zufolge::report::Report;

pub(super) fn of_corpus(xml: &mut Xml) -> Result<(), Error> {
    xml.start("teiHeader", &[])?;
    xml.start("fileDesc", &[])?;
    xml.start("titleStmt", &[])?;
    xml.element("title", &[], "News articles with their attributions")?;
    xml.end("titleStmt")?;
    publication(xml)?;
    xml.start("sourceDesc", &[])?;
    xml.element("p", &[], "See the header of each article.")?;
    xml.end("sourceDesc")?;
    xml.end("fileDesc")?;
    xml.end("teiHeader")
}

pub(super) fn of_report(xml: &mut Xml, report: &Report) -> Result<(), Error> {
    let article = &report.article;
    let title = article.title.as_deref().unwrap_or(&article.id);
    xml.line();
    xml.start("teiHeader", &[])?;
    xml.start("fileDesc", &[])?;
    xml.start("titleStmt", &[])?;
    xml.element("title", &[], title)?;
    xml.end("titleStmt")?;
    publication(xml)?;
    xml.start("sourceDesc", &[])?;
    xml.start("bibl", &[])?;
    xml.element("title", &[], title)?;
    if let Some(byline) = &article.byline {
        xml.element("author", &[], byline)?;
    }
    if let Some(agency) = &article.agency {
        xml.element("publisher", &[("role", "agency")], agency)?;
    }
    if let Some(outlet) = &article.outlet {
        xml.element("publisher", &[("role", "outlet")], outlet)?;
    }
    if let Some(published) = &article.published {
        let when = [("when", published.as_str())];
        xml.element("date", if is_date(published) { &when } else { &[] }, published)?;
    }
    xml.element("idno", &[("type", "id")], &article.id)?;
    if let Some(url) = &article.url {
        xml.element("idno", &[("type", "url")], url)?;
    }
    if let Some(urn) = &article.urn {
        xml.element("idno", &[("type", "urn")], urn)?;
    }
    xml.end("bibl")?;
    xml.end("sourceDesc")?;
    xml.end("fileDesc")?;
    xml.start("encodingDesc", &[])?;
    xml.start("appInfo", &[])?;
    xml.start("application", &[("ident", "zufolge"), ("version", env!("CARGO_PKG_VERSION"))])?;
    xml.element("label", &[], &report.generator.model)?;
    xml.end("application")?;
    xml.end("appInfo")?;
    xml.end("encodingDesc")?;
    xml.start("profileDesc", &[])?;
    xml.start("langUsage", &[])?;
    xml.element("language", &[("ident", language(report))], language(report))?;
    xml.end("langUsage")?;
    xml.end("profileDesc")?;
    xml.end("teiHeader")?;
    xml.line();
    Ok(())
}

fn publication(xml: &mut Xml) -> Result<(), Error> {
    xml.start("publicationStmt", &[])?;
    xml.element("p", &[], "Made by zufolge from the text as it was received.")?;
    xml.end("publicationStmt")
}

/// True for a day, or a moment with its offset: what XML Schema takes for a date.
fn is_date(text: &str) -> bool {
    let (day, time) = text.split_at_checked(10).unwrap_or((text, ""));
    let shape = |text: &str, pattern: &str| {
        text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(|(c, p)| if p == b'0' { c.is_ascii_digit() } else { c == p })
    };
    let zone = |text: &str| text == "Z" || shape(text, "+00:00") || shape(text, "-00:00");
    let is_time = time.split_at_checked(9).is_some_and(|(clock, offset)| shape(clock, "T00:00:00") && zone(offset));
    shape(day, "0000-00-00") && (time.is_empty() || is_time)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn days_and_moments_are_dates() {
        assert!(is_date("2025-11-04") && is_date("2025-11-04T08:30:00+01:00") && is_date("2025-11-04T08:30:00Z"));
        assert!(!is_date("gestern") && !is_date("2025-11") && !is_date("2025-11-04T08:30") && !is_date("2025-11-0ä") && !is_date(""));
    }
}
