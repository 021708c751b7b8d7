//! The terminal view of a report: the article with its attributions marked, and below it the ladders of who says what; or one screen in short.
//!
//! Computed from a [`Report`] alone, so that saved reports can be shown as well as fresh ones.

mod glyphs;
mod ink;
mod ladder;
mod page;
mod remarks;
mod summary;

pub(crate) use ink::Palette;
pub(crate) use zufolge_export::UiLanguage;

use glyphs::{Glyphs, WIDE_SPACE};
use ink::{Ink, code};
use zufolge::Report;
use zufolge::attribution::Form;
use zufolge::report::CodePoints;

/// What the view is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Columns from edge to edge.
    pub(crate) width: usize,
    pub(crate) palette: Palette,
    /// The language of the view's own words.
    pub(crate) words: UiLanguage,
}

/// The widest line of running text that is still comfortable to read.
const MEASURE: usize = 88;

/// Below this, margins are narrow.
const NARROW: usize = 74;

impl Sheet {
    fn margin(self) -> usize {
        if self.width < NARROW { 1 } else { 2 }
    }

    /// Columns between the margins, at most `limit`.
    fn inner(self, limit: usize) -> usize {
        self.width.saturating_sub(2 * self.margin()).clamp(10, limit)
    }
}

/// Lines, as they are put on a sheet.
struct Lines {
    sheet: Sheet,
    out: String,
}

impl Lines {
    fn line(&mut self, glyphs: &Glyphs) {
        if !glyphs.is_empty() {
            self.out.extend(std::iter::repeat_n(' ', self.sheet.margin()));
            glyphs.print(&mut self.out, self.sheet.palette);
        }
        self.out.push('\n');
    }

    fn lines(&mut self, glyphs: &Glyphs, limit: usize) {
        for line in glyphs.wrapped(self.sheet.inner(limit)) {
            self.line(&line);
        }
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }
}

/// The view of one report, lines ended.
pub(crate) fn render(report: &Report, sheet: Sheet) -> String {
    let points = CodePoints::new(&report.text);
    let mut lines = Lines { sheet, out: String::with_capacity(report.text.len() * 2) };
    imprint(report, &mut lines);
    page::render(report, &points, &mut lines);
    lines.blank();
    ladder::render(report, &points, &mut lines);
    if !report.attributions.is_empty() {
        lines.blank();
        legend(report, &mut lines);
    }
    remarks::render(report, &points, &mut lines);
    lines.out
}

/// One screen of a report: its main claims, and who stands behind and against them.
pub(crate) fn in_short(report: &Report, sheet: Sheet) -> String {
    let points = CodePoints::new(&report.text);
    let mut lines = Lines { sheet, out: String::new() };
    imprint(report, &mut lines);
    if let Some(title) = &report.article.title {
        lines.lines(&Glyphs::of(title, Ink::BOLD), MEASURE);
        lines.blank();
    }
    summary::render(report, &points, &mut lines);
    lines.out
}

/// What stands between the views of two reports.
pub(crate) fn divider(sheet: Sheet) -> String {
    let mut lines = Lines { sheet, out: "\n".to_owned() };
    lines.line(&Glyphs::of(&"━".repeat(sheet.inner(MEASURE)), Ink::QUIET));
    lines.blank();
    lines.out
}

/// Where the article comes from: "hafenbahn.txt · dnb · Nordkurier · 2025-11-04".
fn imprint(report: &Report, lines: &mut Lines) {
    let article = &report.article;
    let mut parts = vec![article.id.as_str()];
    for part in [&article.agency, &article.outlet, &article.published].into_iter().flatten() {
        if !parts.contains(&part.as_str()) {
            parts.push(part);
        }
    }
    lines.lines(&Glyphs::of(&parts.join(" · "), Ink::QUIET), MEASURE);
    lines.blank();
}

/// What the signs on the page mean; only those that are there.
fn legend(report: &Report, lines: &mut Lines) {
    let (plain, words) = (lines.sheet.palette == Palette::Plain, lines.sheet.words);
    let mut legend = Glyphs::default();
    let mut sign = |text: &str, ink| {
        if !legend.is_empty() {
            legend.text(WIDE_SPACE, Ink::BODY);
        }
        legend.text(&text.replace(' ', "\u{a0}"), ink);
    };
    for form in Form::ALL.into_iter().filter(|form| report.attributions.iter().any(|attr| attr.form == *form)) {
        let name = words.form(form);
        if plain { sign(&format!("{} = {name}", code(form)), Ink::BODY) } else { sign(&format!("■ {name}"), Ink::of(form)) }
    }
    if !plain {
        sign(words.say("source"), Ink::BOLD);
        sign(words.say("cue"), Ink::CUE);
        if report.attributions.iter().any(|attr| attr.parent.is_some()) {
            sign(words.say("nested"), Ink { underline: true, ..Ink::BODY });
        }
    }
    lines.lines(&legend, MEASURE);
}

#[cfg(test)]
mod tests;
