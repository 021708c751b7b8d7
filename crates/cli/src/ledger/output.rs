//! What is answered, as a table for people, as CSV or as JSON.

use crate::terminal;
use crate::view::UiLanguage;
use anstyle::Style;
use clap::ValueEnum;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people; as wide as the terminal
    Table,
    /// For spreadsheets; the columns of the table, uncut
    Csv,
    /// All there is to say, in the shapes that docs/ledger-answers.md describes
    Json,
}

#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl OutputArgs {
    /// Prints an answer.
    pub(crate) fn print<T: Serialize>(&self, answer: &T, table: impl FnOnce() -> Table) -> anyhow::Result<()> {
        self.print_with(answer, Vec::new, table)
    }

    /// Prints an answer; `head` gives lines that stand above the table.
    pub(crate) fn print_with<T: Serialize>(
        &self,
        answer: &T,
        head: impl FnOnce() -> Vec<String>,
        table: impl FnOnce() -> Table,
    ) -> anyhow::Result<()> {
        let mut out = BufWriter::new(anstream::stdout().lock());
        match self.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, answer).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Format::Csv => out.write_all(&table().csv()?)?,
            Format::Table => {
                let width = terminal::sheet(UiLanguage::default()).width;
                for line in head() {
                    // What goes on in a second line stands under the first one's text.
                    let indent = line.len() - line.trim_start().len();
                    for part in wrapped(&clean(&line), width.saturating_sub(indent)) {
                        writeln!(out, "{}{part}", " ".repeat(indent))?;
                    }
                }
                out.write_all(table().text(width).as_bytes())?;
            }
        }
        Ok(out.flush()?)
    }
}

/// "1 record", "2 records".
pub(super) fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What to call a file that was given, `-` for standard input.
pub(super) fn file_name(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() }
}

/// Rows of cells. One column takes what room the others leave, and is broken into lines.
pub(crate) struct Table {
    pub(crate) columns: Vec<&'static str>,
    pub(crate) flexible: usize,
    pub(crate) rows: Vec<Vec<String>>,
    /// What is said where there is no row.
    pub(crate) empty: &'static str,
}

/// Columns between two columns.
const GAP: usize = 2;
/// The widest that a column gets that is not flexible.
const WIDEST: usize = 32;
/// The narrowest that the flexible one gets.
const NARROWEST: usize = 24;

impl Table {
    fn csv(&self) -> anyhow::Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            writer.write_record(row)?;
        }
        Ok(writer.into_inner()?)
    }

    /// At most `width` wide, unless that is too narrow for anything.
    fn text(&self, width: usize) -> String {
        if self.rows.is_empty() {
            return format!("{}\n", self.empty);
        }
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
        let mut widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let cells = rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
                cells.min(WIDEST).max(self.columns[column].width())
            })
            .collect();
        let others: usize = widths.iter().enumerate().filter(|(column, _)| *column != self.flexible).map(|(_, width)| width + GAP).sum();
        let wanted = rows.iter().map(|row| row[self.flexible].width()).max().unwrap_or(0);
        widths[self.flexible] = wanted.min(width.saturating_sub(others)).max(NARROWEST).max(self.columns[self.flexible].width());
        let bold = Style::new().bold();
        let mut out = String::new();
        let head: Vec<String> = self.columns.iter().map(|name| name.replace('_', " ")).collect();
        let _ = write!(out, "{bold}");
        line(&mut out, &head.iter().map(String::as_str).collect::<Vec<_>>(), &widths);
        let _ = write!(out, "{bold:#}");
        for row in &rows {
            let cells: Vec<Vec<String>> = row.iter().zip(&widths).map(|(cell, width)| wrapped(cell, *width)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(1);
            for number in 0..height {
                line(&mut out, &cells.iter().map(|lines| lines.get(number).map_or("", String::as_str)).collect::<Vec<_>>(), &widths);
            }
        }
        out
    }
}

fn line(out: &mut String, cells: &[&str], widths: &[usize]) {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        let numeric = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || "%.,".contains(c) || c == ' ');
        let pad = " ".repeat(width.saturating_sub(cell.width()));
        let _ = if numeric { write!(line, "{pad}{cell}") } else { write!(line, "{cell}{pad}") };
        line.push_str(&" ".repeat(GAP));
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

/// One line, without what would steer the terminal.
fn clean(cell: &str) -> String {
    let mut clean = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            _ if c.is_whitespace() => {
                if !clean.ends_with(' ') {
                    clean.push(' ');
                }
            }
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            _ if c.is_control() => {}
            _ => clean.push(c),
        }
    }
    clean.trim().to_owned()
}

/// Lines of at most `width`, broken at spaces where there are any.
fn wrapped(cell: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in cell.split(' ') {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if line.width() + c.width().unwrap_or(0) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        Table {
            columns: vec!["id", "articles", "statement"],
            flexible: 2,
            rows: vec![
                row(["c1", "12", "Die Brücke bleibt bis auf Weiteres für Fahrzeuge gesperrt"]),
                row(["c104", "3", "kurz\u{7}\u{202e}"]),
            ],
            empty: "nothing",
        }
    }

    #[test]
    fn the_flexible_column_is_broken_and_numbers_stand_to_the_right() {
        let text = anstream::adapter::strip_str(&table().text(44)).to_string();
        assert_eq!(
            text,
            "id    articles  statement\nc1          12  Die Brücke bleibt bis auf\n                Weiteres für Fahrzeuge\n                gesperrt\nc104         3  kurz\n"
        );
        assert!(text.lines().all(|line| line.width() <= 44));
    }

    #[test]
    fn a_spreadsheet_gets_the_columns_uncut() {
        let csv = table().csv().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        assert!(csv.starts_with("id,articles,statement\nc1,12,Die Brücke bleibt bis auf Weiteres für Fahrzeuge gesperrt\n"), "{csv}");
    }

    #[test]
    fn words_longer_than_a_line_are_cut() {
        assert_eq!(wrapped("Donaudampfschiff ab", 8), ["Donaudam", "pfschiff", "ab"]);
    }
}
