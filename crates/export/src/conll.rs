//! Tokens, one a line, with a column for each attribution that the sentence has a part in.
//!
//! The first four columns are the token's number in its sentence, its form, and where it starts and ends in the report's text (code points,
//! half-open). Then follows one column an attribution, as CoNLL-2009 has one a predicate, so that what is nested stands side by side:
//! the roles that the token has in it, `B-` where a place of the role begins, `I-` within, `|` between several, `_` for none. Lines that
//! begin with `#` say which columns there are and what is known of each attribution. A blank line ends a sentence.

use crate::index::Index;
use crate::layers::{Cutter, Layer, layers};
use crate::{Error, Export};
use std::io::Write;
use zufolge::document::Orthography;
use zufolge::report::{Attribution, CodePoints, Report};
use zufolge::text::CleanText;
use zufolge::{Byte, Span};

/// Writes sentences with their tokens.
#[derive(Debug)]
pub struct ConllExport<W: Write> {
    out: W,
    orthography: Orthography,
}

impl<W: Write> ConllExport<W> {
    /// Tokens are cut by this orthography, the one that the reports' language has.
    pub fn new(out: W, orthography: Orthography) -> Self {
        ConllExport { out, orthography }
    }

    fn sentence(&mut self, page: &Page<'_>, number: usize, tokens: &[Span<Byte>], cutter: &mut Cutter<'_>) -> Result<(), Error> {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Ok(()) };
        let over: Vec<Vec<usize>> = tokens
            .iter()
            .map(|token| {
                let mut over: Vec<usize> = cutter.cut(token.range()).into_iter().flat_map(|segment| segment.over).collect();
                over.sort_unstable();
                over.dedup();
                over
            })
            .collect();
        let mut here: Vec<usize> = over.iter().flatten().map(|&at| page.layers[at].attr).collect();
        here.sort_unstable();
        here.dedup();
        let text = &page.report.text[first.start as usize..last.end as usize];
        writeln!(self.out, "# sent_id = {number}")?;
        writeln!(self.out, "# text = {}", one_line(text))?;
        for &attr in &here {
            writeln!(self.out, "# attribution = {}", page.describe(&page.report.attributions[attr]))?;
        }
        write!(self.out, "# columns = ID FORM START END")?;
        for &attr in &here {
            write!(self.out, " {}", one_word(&page.report.attributions[attr].id))?;
        }
        writeln!(self.out)?;
        for (index, (token, over)) in tokens.iter().zip(&over).enumerate() {
            let place = page.points.of_bytes(*token);
            let form = one_word(&page.report.text[token.range()]);
            write!(self.out, "{}\t{form}\t{}\t{}", index + 1, place.start, place.end)?;
            for &attr in &here {
                let mut cell = String::new();
                for layer in over.iter().map(|&at| &page.layers[at]).filter(|layer| layer.attr == attr) {
                    let begins = layer.bytes.start >= token.start as usize;
                    cell.push_str(if cell.is_empty() { "" } else { "|" });
                    cell.push_str(if begins { "B-" } else { "I-" });
                    cell.push_str(layer.role.name());
                }
                write!(self.out, "\t{}", if cell.is_empty() { "_" } else { &cell })?;
            }
            writeln!(self.out)?;
        }
        writeln!(self.out)?;
        Ok(())
    }
}

struct Page<'r> {
    report: &'r Report,
    points: CodePoints<'r>,
    layers: Vec<Layer>,
    index: Index<'r>,
}

impl Page<'_> {
    /// `a3 form=indirect parent=a1 stance=denies,reports … source=Lena Brandt`; the source comes last, for it may hold blanks.
    fn describe(&self, attr: &Attribution) -> String {
        let stances: Vec<&str> = attr.stance.iter().map(|stance| stance.name()).collect();
        let parent = attr.parent.as_deref().map_or("_".into(), one_word);
        let source = attr.chain.first().map_or("", |origin| self.index.name(origin));
        format!(
            "{} form={} parent={parent} stance={} certainty={} polarity={} confidence={}{} source={}",
            one_word(&attr.id),
            attr.form.name(),
            if stances.is_empty() { "_".to_owned() } else { stances.join(",") },
            attr.factuality.certainty.name(),
            attr.factuality.polarity.name(),
            attr.confidence,
            attr.stance_confidence.map_or_else(String::new, |confidence| format!(" stance_confidence={confidence}")),
            if source.is_empty() { "_".into() } else { one_line(source) },
        )
    }
}

impl<W: Write> Export for ConllExport<W> {
    fn report(&mut self, report: &Report) -> Result<(), Error> {
        let points = CodePoints::new(&report.text);
        let page = Page { report, layers: layers(report, &points), points, index: Index::new(report) };
        let doc = self.orthography.read(CleanText::new(&report.text));
        writeln!(self.out, "# newdoc id = {}", one_line(&report.article.id))?;
        // A text that was cleaned before is not changed by cleaning; one from elsewhere may be, and then its words are cut at spaces.
        let tokens: Vec<Span<Byte>> =
            if doc.text == report.text { doc.tokens.iter().map(|token| token.span).collect() } else { words(&report.text) };
        let mut cutter = Cutter::new(&page.layers);
        // Headlines are no sentences of the running text; they stand before them, where something is attributed in them.
        let heads = self.orthography.read_headlines(&doc);
        let mut number = 0;
        for sent in &heads.sentences {
            let tokens: Vec<Span<Byte>> = heads.tokens[sent.tokens.range()].iter().map(|token| token.span).collect();
            let within = tokens.first().zip(tokens.last()).map(|(first, last)| first.start as usize..last.end as usize);
            if doc.text == report.text
                && within
                    .is_some_and(|within| page.layers.iter().any(|layer| layer.bytes.start < within.end && within.start < layer.bytes.end))
            {
                number += 1;
                self.sentence(&page, number, &tokens, &mut cutter)?;
            }
        }
        let mut next = 0;
        for sentence in &report.sentences {
            number += 1;
            let sentence = page.points.to_bytes(*sentence);
            let start = next + tokens[next..].partition_point(|token| token.start < sentence.start);
            let end = start + tokens[start..].partition_point(|token| token.end <= sentence.end);
            self.sentence(&page, number, &tokens[start..end], &mut cutter)?;
            next = end;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.out.flush()?;
        Ok(())
    }
}

/// What stands between white space.
fn words(text: &str) -> Vec<Span<Byte>> {
    let mut at = 0;
    let pieces = text.split_inclusive(char::is_whitespace).map(|piece| {
        let start = at;
        at += piece.len();
        Span::new(start, start + piece.trim_end().len())
    });
    pieces.filter(|span: &Span<Byte>| !span.is_empty()).collect()
}

/// White space and control characters in a cell would end it.
fn one_word(text: &str) -> String {
    text.replace(|c: char| c.is_whitespace() || c.is_control(), "_")
}

fn one_line(text: &str) -> String {
    text.replace(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}', " ")
}
