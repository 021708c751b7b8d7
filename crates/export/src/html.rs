//! One page of HTML that holds everything: the articles with their attributions marked, and beside each paragraph who says what in it.
//!
//! The page loads nothing, runs nothing and says so in its Content-Security-Policy. Notes stand in the margin, under the paragraph where
//! there is none, and on paper; hovering over a passage or its note, or moving to its number with the keyboard, marks both and shows all
//! that is known. Everything that came from outside is escaped; a control character is shown as �.

mod article;
mod style;

use crate::words::UiLanguage;
use crate::{Error, Export};
use std::io::Write;
use zufolge::Report;

/// Writes one page of all reports.
#[derive(Debug)]
pub struct HtmlExport<W: Write> {
    out: W,
    words: UiLanguage,
    count: usize,
    /// The first article: whether it is the only one decides what stands above it.
    held: Option<(String, Option<String>)>,
    /// Titles of all articles, for the contents at the end.
    titles: Vec<Option<String>>,
}

impl<W: Write> HtmlExport<W> {
    /// A page whose own words are in this language.
    pub fn new(out: W, words: UiLanguage) -> Self {
        HtmlExport { out, words, count: 0, held: None, titles: Vec::new() }
    }

    fn head(&mut self, title: Option<&str>) -> Result<(), Error> {
        let (words, says) = (self.words, self.words.say("page.title"));
        let title = title.map_or_else(|| says.to_owned(), |title| format!("{} – {says}", escaped(title)));
        write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"zufolge {version}\">\n\
             <style>\n{style}</style>\n</head>\n<body>\n<main>\n",
            code = words.code(),
            version = env!("CARGO_PKG_VERSION"),
            style = style::SHEET.as_str(),
        )?;
        Ok(())
    }

    fn flush_held(&mut self, only: bool) -> Result<(), Error> {
        if let Some((article, title)) = self.held.take() {
            self.head(title.as_deref().filter(|_| only))?;
            self.out.write_all(article.as_bytes())?;
        }
        Ok(())
    }
}

impl<W: Write> Export for HtmlExport<W> {
    fn report(&mut self, report: &Report) -> Result<(), Error> {
        self.count += 1;
        let title = report.article.title.clone();
        let article = article::render(report, self.count, self.words);
        self.titles.push(title.clone());
        if self.count == 1 {
            self.held = Some((article, title));
            return Ok(());
        }
        self.flush_held(false)?;
        self.out.write_all(article.as_bytes())?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        if self.count == 0 {
            self.head(None)?;
        }
        self.flush_held(true)?;
        self.out.write_all(b"</main>\n")?;
        if self.count > 1 {
            writeln!(self.out, "<nav id=\"contents\">\n<h2>{}</h2>\n<ol>", self.words.say("page.contents"))?;
            for (number, title) in (1..).zip(&self.titles) {
                let title = title.as_deref().map_or_else(|| self.words.say("page.untitled").to_owned(), escaped);
                writeln!(self.out, "<li><a href=\"#d{number}\">{title}</a></li>")?;
            }
            self.out.write_all(b"</ol>\n</nav>\n")?;
        }
        self.out.write_all(b"</body>\n</html>\n")?;
        self.out.flush()?;
        Ok(())
    }
}

/// Text as it stands in HTML, between tags and in attributes alike.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    escape(&mut out, text);
    out
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}
