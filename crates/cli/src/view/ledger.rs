//! The ledger of one article: a line for every attribution.

use super::glyphs::{FIXED_SPACE, Glyphs, WIDE_SPACE};
use super::ink::{Ink, form_name};
use super::page::stretches;
use super::{LEDGER, Lines, MEASURE, NARROW};
use zufolge::Report;
use zufolge::report::{Attribution, CodePoints, Spans};

/// From this width on, the cue has a column of its own; below, it stands under the source.
const WIDE: usize = 100;

/// Columns between two cells.
const GAP: usize = 2;

/// What the ledger says of one attribution.
struct Entry {
    number: Glyphs,
    /// How many attributions hold it.
    depth: usize,
    source: Glyphs,
    /// The links of the chain before the source, origin first: whom the source has it from.
    origins: Vec<Glyphs>,
    cue: Glyphs,
    form: Glyphs,
    stance: Vec<Glyphs>,
    content: Glyphs,
    confidence: Glyphs,
}

pub(super) fn render(report: &Report, points: &CodePoints<'_>, lines: &mut Lines) {
    let mut heading = Glyphs::of("Who says what", Ink::BOLD);
    let count = match report.attributions.len() {
        0 => "no statement of others found".to_owned(),
        1 => "1 statement".to_owned(),
        count => format!("{count} statements"),
    };
    heading.text(WIDE_SPACE, Ink::BODY);
    heading.text(&count, Ink::QUIET);
    lines.lines(&heading, MEASURE);
    if report.attributions.is_empty() {
        return;
    }
    let entries: Vec<Entry> = report.attributions.iter().enumerate().map(|(index, attr)| entry(report, points, index, attr)).collect();
    if lines.sheet.width < NARROW { stacked(&entries, lines) } else { table(&entries, lines) }
}

fn entry(report: &Report, points: &CodePoints<'_>, index: usize, attr: &Attribution) -> Entry {
    let colour = Ink::of(attr.form);
    let mut source = Glyphs::default();
    let depth = depth(report, attr);
    if depth > 0 {
        source.pad_to(2 * (depth - 1));
        source.text(&format!("└{FIXED_SPACE}"), Ink::QUIET);
    }
    if attr.source.is_empty() {
        source.text("not named", Ink::QUIET);
    } else {
        source.append(&words(report, points, &attr.source, Ink::BOLD));
    }
    let mut form = Glyphs::of(form_name(attr.form), colour);
    if attr.mixed {
        form.text(" „…“", colour);
    }
    let origins = attr.chain.iter().take_while(|link| link.span.is_some() && link.span != attr.source.first().copied());
    let origins = origins.map(|link| Glyphs::of(&format!("←{FIXED_SPACE}{}", link.name), Ink::QUIET)).collect();
    let stance = attr.stance.iter().map(|stance| Glyphs::of(&stance.name().replace('_', " "), Ink::BODY)).collect();
    Entry {
        number: Glyphs::of(&(index + 1).to_string(), Ink { bold: true, ..colour }),
        depth,
        source,
        origins,
        cue: words(report, points, &attr.cue, Ink::CUE),
        form,
        stance,
        content: words(report, points, &attr.content, Ink::BODY),
        confidence: Glyphs::of(&format!("{:.2}", attr.confidence), Ink::QUIET),
    }
}

/// The text of a role; an ellipsis stands for what is between its parts.
fn words(report: &Report, points: &CodePoints<'_>, spans: &Spans, ink: Ink) -> Glyphs {
    let mut glyphs = Glyphs::default();
    for (index, stretch) in stretches(points, &report.text, spans).into_iter().enumerate() {
        if index > 0 {
            glyphs.text(" … ", Ink::QUIET);
        }
        glyphs.text(&report.text[stretch], ink);
    }
    glyphs
}

/// How many attributions hold this one.
fn depth(report: &Report, attr: &Attribution) -> usize {
    let parent = |attr: &Attribution| report.attributions.iter().find(|other| Some(&other.id) == attr.parent.as_ref());
    // A saved report may hold anything, rings too.
    std::iter::successors(parent(attr), |attr| parent(attr)).take(4).count()
}

/// One block of lines for each entry: who; how; what.
fn stacked(entries: &[Entry], lines: &mut Lines) {
    let numbers = entries.iter().map(|entry| entry.number.width()).max().unwrap_or(0);
    let indent = numbers + GAP;
    let inner = lines.sheet.inner(MEASURE).saturating_sub(indent).max(8);
    for entry in entries {
        lines.blank();
        let mut how = Glyphs::default();
        let parts = [&entry.cue, &entry.form].into_iter().chain(&entry.stance).filter(|part| !part.is_empty());
        for part in parts {
            if !how.is_empty() {
                how.text("\u{a0}· ", Ink::QUIET);
            }
            how.append(part);
        }
        how.text("\u{a0}·\u{a0}", Ink::QUIET);
        how.append(&entry.confidence);
        let mut parts = vec![entry.source.clipped(inner, 2)];
        parts.extend(entry.origins.iter().map(|origin| origin.clipped(inner, 1)));
        parts.extend([how.clipped(inner, 3), entry.content.clipped(inner, 2)]);
        for (index, part) in parts.iter().flatten().enumerate() {
            let mut line = Glyphs::default();
            if index == 0 {
                line.pad_to(numbers - entry.number.width());
                line.append(&entry.number);
            }
            line.pad_to(indent);
            line.append(part);
            lines.line(&line);
        }
    }
}

/// One column: its heading, and how wide it may get.
struct Column {
    heading: &'static str,
    width: usize,
    right: bool,
}

fn table(entries: &[Entry], lines: &mut Lines) {
    let inner = lines.sheet.inner(LEDGER);
    let wide = inner >= WIDE;
    // Cells hold parts that stand below each other.
    let rows: Vec<Vec<Vec<Glyphs>>> = entries
        .iter()
        .map(|entry| {
            let below = |part: &Glyphs| {
                let mut indented = Glyphs::default();
                indented.pad_to(2 * entry.depth);
                indented.append(part);
                indented
            };
            let mut who = vec![entry.source.clone()];
            who.extend(entry.origins.iter().map(below));
            let mut row = vec![vec![entry.number.clone()]];
            if wide {
                row.extend([who, vec![entry.cue.clone()]]);
            } else {
                who.extend(Some(&entry.cue).filter(|cue| !cue.is_empty()).map(below));
                row.push(who);
            }
            row.push(std::iter::once(&entry.form).chain(&entry.stance).cloned().collect());
            row.extend([vec![entry.content.clone()], vec![entry.confidence.clone()]]);
            row
        })
        .collect();
    let caps: &[(&'static str, usize)] = if wide {
        &[("", 4), ("Source", inner / 4), ("Cue", inner / 6), ("Form, stance", 18), ("What", usize::MAX), ("Conf.", 5)]
    } else {
        &[("", 4), ("Source, cue", inner / 3), ("Form, stance", 18), ("What", usize::MAX), ("Conf.", 5)]
    };
    let mut columns: Vec<Column> = caps
        .iter()
        .enumerate()
        .map(|(at, &(heading, cap))| {
            let natural = rows.iter().flat_map(|row| &row[at]).map(Glyphs::width).max().unwrap_or(0);
            Column { heading, width: natural.max(heading.len()).min(cap), right: at == 0 }
        })
        .collect();
    // The content takes what the others leave.
    let what = columns.len() - 2;
    let others: usize = columns.iter().enumerate().filter(|(at, _)| *at != what).map(|(_, column)| column.width + GAP).sum();
    columns[what].width = inner.saturating_sub(others).max(12).min(columns[what].width);
    let headings: Vec<Glyphs> = columns.iter().map(|column| Glyphs::of(column.heading, Ink::QUIET)).collect();
    let full: usize = columns.iter().map(|column| column.width + GAP).sum::<usize>() - GAP;
    lines.blank();
    lines.line(&joined(&columns, headings.iter().map(Some)));
    lines.line(&Glyphs::of(&"─".repeat(full), Ink::QUIET));
    for row in &rows {
        let mut cells: Vec<Vec<Glyphs>> = row
            .iter()
            .zip(&columns)
            .map(|(parts, column)| parts.iter().filter(|part| !part.is_empty()).flat_map(|part| part.clipped(column.width, 2)).collect())
            .collect();
        // The content fills the height that the other cells need, two lines at least where they are short.
        let others = cells.iter().enumerate().filter(|(at, _)| *at != what).map(|(_, cell)| cell.len()).max().unwrap_or(1);
        cells[what] = row[what][0].clipped(columns[what].width, others.max(2));
        for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            lines.line(&joined(&columns, cells.iter().map(|cell| cell.get(line))));
        }
    }
}

/// One line of cells, each filled up to its column's width.
fn joined<'g>(columns: &[Column], cells: impl Iterator<Item = Option<&'g Glyphs>>) -> Glyphs {
    let mut line = Glyphs::default();
    let mut end = 0;
    for (column, cell) in columns.iter().zip(cells) {
        let start = end;
        end += column.width;
        if let Some(cell) = cell {
            if column.right {
                line.pad_to(end - cell.width().min(column.width));
            }
            line.append(cell);
        }
        end += GAP;
        line.pad_to(end.max(start));
    }
    line
}
