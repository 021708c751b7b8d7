//! The documents with the most lost: reference and predicted side by side.

use super::Evaluation;
use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use zufolge::attribution::Role;
use zufolge_corpus::score::{Group, Scheme, Tally, overlap};
use zufolge_corpus::wikinews::{form_name, mode_name};
use zufolge_corpus::{Annotation, Example, Part, Sample};

/// Width of the left margin with the names of the roles.
const MARGIN: usize = 14;
/// Width of a line where the terminal does not say.
const LINE: usize = 140;

/// One document with its groups and what they are worth.
#[derive(Debug)]
pub(super) struct Judged {
    sample: Sample,
    example: Example,
    groups: Vec<Group>,
    f1: f64,
    /// The groups lost: their number times what the joint F1 of this document lacks.
    pub(super) lost: f64,
}

impl Judged {
    pub(super) fn new(sample: Sample, example: Example, scheme: Scheme) -> Self {
        let mut tally = Tally::new(scheme);
        tally.add(&example);
        let groups = example.groups(scheme);
        let f1 = tally.joint().f1();
        Judged { lost: groups.len() as f64 * (1.0 - f1), sample, example, groups, f1 }
    }
}

pub(super) fn text(evaluation: &Evaluation) -> String {
    let line = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(LINE).clamp(80, 200);
    let page = Page { scheme: evaluation.scheme, column: (line - MARGIN) / 2 - 1 };
    let mut out = String::new();
    for (place, judged) in evaluation.worst.iter().enumerate() {
        page.document(&mut out, place + 1, judged);
    }
    out
}

struct Page {
    scheme: Scheme,
    /// Width of each of the two columns.
    column: usize,
}

impl Page {
    fn document(&self, out: &mut String, place: usize, judged: &Judged) {
        let bold = Style::new().bold();
        let Judged { sample, example, groups, f1, lost } = judged;
        let _ = writeln!(out, "\n{bold}{place}. {}{bold:#}", sample.name);
        let _ = writeln!(out, "joint F1 {:.1} over {} groups: {lost:.1} lost", 100.0 * f1, groups.len());
        self.row(out, bold, "", "reference", "predicted");
        let mut right = 0;
        for group in groups {
            let reference = group.reference.map(|index| &example.reference[index]);
            let predicted = group.predicted.map(|index| &example.predicted[index]);
            match (reference, predicted) {
                (Some(r), Some(p)) if self.same(r, p) => right += 1,
                _ => self.group(out, sample, reference, predicted),
            }
        }
        if right > 0 {
            let _ = writeln!(out, "{right} more without a fault");
        }
    }

    fn same(&self, reference: &Annotation, predicted: &Annotation) -> bool {
        let same_labels = self.scheme != Scheme::Wikinews || (reference.form == predicted.form && reference.mode == predicted.mode);
        same_labels && self.scheme.parts().iter().all(|part| reference.role(*part) == predicted.role(*part))
    }

    /// The labels and the content, then every other role in which the two differ.
    fn group(&self, out: &mut String, sample: &Sample, reference: Option<&Annotation>, predicted: Option<&Annotation>) {
        let verdict = match (reference, predicted) {
            (Some(_), None) => "missed".to_owned(),
            (None, _) => "invented".to_owned(),
            (Some(r), Some(p)) => match overlap(&r.content, &p.content) {
                0.0 => "elsewhere".to_owned(),
                overlap => format!("met {overlap:.2}"),
            },
        };
        let color = if verdict.starts_with("met") { AnsiColor::Yellow } else { AnsiColor::Red };
        self.row(out, Style::new().fg_color(Some(color.into())), &verdict, &labels(reference), &labels(predicted));
        let nothing = Role::new();
        for &part in self.scheme.parts() {
            let r = reference.map_or(&nothing, |one| one.role(part));
            let p = predicted.map_or(&nothing, |one| one.role(part));
            if r != p || (part == Part::Content && !r.is_empty()) {
                let left = if reference.is_some() { self.excerpt(sample, r) } else { String::new() };
                let right = if predicted.is_some() { self.excerpt(sample, p) } else { String::new() };
                self.row(out, Style::new(), &format!("  {}", part.name()), &left, &right);
            }
        }
    }

    fn row(&self, out: &mut String, style: Style, name: &str, left: &str, right: &str) {
        let pad = self.column.saturating_sub(left.width());
        let line = format!("{left}{:pad$} {right}", "");
        let _ = writeln!(out, "{style}{name:MARGIN$}{style:#}{}", line.trim_end());
    }

    /// The words of a role on one line. Where they are too long the middle is left out, since mistakes are at the ends.
    fn excerpt(&self, sample: &Sample, role: &Role) -> String {
        let mut words = String::new();
        for span in role {
            let tokens = sample.tokens.get(span.range()).unwrap_or_default();
            if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                words += if words.is_empty() { "" } else { " … " };
                words += &sample.text[first.span.start as usize..last.span.end as usize];
            }
        }
        let words = words.replace(|character: char| character.is_control(), " ");
        match words.is_empty() {
            true => "–".to_owned(),
            false => shorten(&words, self.column - 1),
        }
    }
}

fn labels(annotation: Option<&Annotation>) -> String {
    let Some(annotation) = annotation else { return String::new() };
    let labels = [annotation.form.map(form_name), annotation.mode.map(mode_name)];
    labels.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// At most `width` columns of the text: its start and its end.
fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let half = (width - 3) / 2;
    let within = |characters: &mut dyn Iterator<Item = char>| -> String {
        let mut used = 0;
        characters
            .take_while(|character| {
                used += character.width().unwrap_or(0);
                used <= half
            })
            .collect()
    };
    let start = within(&mut text.chars());
    let end: String = within(&mut text.chars().rev()).chars().rev().collect();
    format!("{} … {}", start.trim_end(), end.trim_start())
}

#[cfg(test)]
mod tests {
    use super::shorten;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn long_text_keeps_both_ends() {
        assert_eq!(shorten("kurz", 10), "kurz");
        assert_eq!(shorten("dass die Brücke noch heute gesperrt werde", 25), "dass die Br … perrt werde");
        for width in 5..40 {
            assert!(shorten("„Über die Brücke führt künftig ein Weg, 日本語“, sagte er.", width).width() <= width, "{width}");
        }
    }
}
