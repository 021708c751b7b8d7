//! `<teiHeader>`: what the text is, where it comes from, what read it.

use super::{Xml, language};
use crate::Error;
use crate::dates::is_date;
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
        xml.element("distributor", &[], agency)?;
    }
    if let Some(outlet) = &article.outlet {
        xml.element("publisher", &[], outlet)?;
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
