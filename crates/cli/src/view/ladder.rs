//! The ladder of every attribution: from whom it comes, through whom, up to this article, and what they do with it.

use super::glyphs::{FIXED_SPACE, Glyphs};
use super::ink::Ink;
use super::{Lines, MEASURE, Sheet};
use zufolge::Report;
use zufolge::attribution::Stance;
use zufolge::report::{Attribution, CodePoints, Naming, Source, Spans, stretches};

/// Columns between number and ladder.
const GAP: usize = 2;

/// How many links of a chain are shown, and how deep nesting is drawn.
const LINKS: usize = 8;
const DEEPEST: usize = 4;

pub(super) fn render(report: &Report, points: &CodePoints<'_>, lines: &mut Lines) {
    let words = lines.sheet.words;
    let mut heading = Glyphs::of(words.say("heading.ladder"), Ink::BOLD);
    heading.text(super::glyphs::WIDE_SPACE, Ink::BODY);
    let count = match report.attributions.len() {
        0 => words.say("count.none").to_owned(),
        1 => words.say("count.one").to_owned(),
        count => words.count("count.many", count),
    };
    heading.text(&count, Ink::QUIET);
    lines.lines(&heading, MEASURE);
    let numbers = report.attributions.len().to_string().len();
    for (index, attr) in report.attributions.iter().enumerate() {
        lines.blank();
        let number = Glyphs::of(&(index + 1).to_string(), Ink { bold: true, ..Ink::of(attr.form) });
        let mut block = rungs(report, attr, lines.sheet);
        block.push((act(report, points, attr, lines.sheet), 2));
        block.push((text(report, points, &attr.content, Ink::BODY), 2));
        let nested = 2 * depth(report, attr);
        let indent = numbers + GAP + nested;
        let inner = lines.sheet.inner(MEASURE).saturating_sub(indent).max(8);
        let rows = block.iter().flat_map(|(part, most)| part.clipped(inner, *most));
        for (row, part) in rows.enumerate() {
            let mut line = Glyphs::default();
            if row == 0 {
                line.pad_to(numbers - number.width());
                line.append(&number);
                if nested > 0 {
                    line.pad_to(numbers + GAP + nested - 2);
                    line.text(&format!("└{FIXED_SPACE}"), Ink::QUIET);
                }
            }
            line.pad_to(indent);
            line.append(&part);
            lines.line(&line);
        }
    }
}

/// One line a link, origin first; behind the last one stands the article. Each with the most lines it may take.
pub(super) fn rungs(report: &Report, attr: &Attribution, sheet: Sheet) -> Vec<(Glyphs, usize)> {
    let words = sheet.words;
    let printed =
        attr.chain.iter().rev().take_while(|link| link.entity.is_none() && link.span.is_none() && link.naming == Naming::Named).count();
    let links = &attr.chain[..attr.chain.len() - printed];
    let mut rungs: Vec<(Glyphs, usize)> = Vec::new();
    for (step, link) in links.iter().take(LINKS).enumerate() {
        let mut rung = Glyphs::default();
        if step > 0 {
            rung.pad_to(2 * (step - 1));
            rung.text(&format!("└→{FIXED_SPACE}"), Ink::QUIET);
        }
        rung.append(&link_name(report, link, sheet));
        rungs.push((rung, 2));
    }
    let mut last = rungs.pop().unwrap_or_else(|| (Glyphs::of(words.say("this-article"), Ink::BOLD), 1));
    if !links.is_empty() {
        last.0.text(&format!(" →{FIXED_SPACE}"), Ink::QUIET);
        last.0.text(words.say("this-article"), Ink::QUIET);
    }
    rungs.push(last);
    rungs
}

/// "● Lena Brandt, Verkehrssenatorin", "◌ Regierungskreise (anonymous)".
fn link_name(report: &Report, link: &Source, sheet: Sheet) -> Glyphs {
    let words = sheet.words;
    let sign = match link.naming {
        Naming::Named => "●",
        Naming::Role => "○",
        Naming::Anonymous => "◌",
        Naming::Implicit => "∅",
    };
    let nameless = matches!(link.naming, Naming::Anonymous | Naming::Implicit);
    let mut name = Glyphs::of(&format!("{sign}{FIXED_SPACE}"), if nameless { Ink::ALARM } else { Ink::QUIET });
    if link.name.is_empty() {
        name.text(words.say("not-named"), Ink::ALARM);
        return name;
    }
    name.text(&link.name, Ink::BOLD);
    let role =
        link.entity.as_ref().and_then(|id| report.entities.iter().find(|entity| entity.id == *id)).and_then(|entity| entity.role.as_ref());
    if let Some(role) = role {
        name.text(&format!(", {role}"), Ink::QUIET);
    }
    match link.naming {
        Naming::Named => {}
        Naming::Anonymous | Naming::Implicit => {
            name.text(" (", Ink::QUIET);
            name.text(words.naming(link.naming), Ink::ALARM);
            name.text(")", Ink::QUIET);
        }
        Naming::Role => name.text(&format!(" ({})", words.naming(link.naming)), Ink::QUIET),
    }
    name
}

/// What they do with it, by what words, in what form, and how sure the program is.
fn act(report: &Report, points: &CodePoints<'_>, attr: &Attribution, sheet: Sheet) -> Glyphs {
    let mut act = stances(&attr.stance, attr.stance_is_unsure(), sheet);
    let mut form = Glyphs::of(sheet.words.form(attr.form), Ink::of(attr.form));
    if attr.mixed {
        form.text(" „…“", Ink::of(attr.form));
    }
    for part in [form, text(report, points, &attr.cue, Ink::CUE), Glyphs::of(&format!("{:.2}", attr.confidence), Ink::QUIET)] {
        if !part.is_empty() {
            if !act.is_empty() {
                act.text("\u{a0}· ", Ink::QUIET);
            }
            act.append(&part);
        }
    }
    act
}

/// "✗ denies + ∅ no comment": those that answer a claim have a sign each, so that they are told apart at a glance. "criticises?" is more
/// likely wrong than right.
pub(super) fn stances(stances: &[Stance], unsure: bool, sheet: Sheet) -> Glyphs {
    let mut glyphs = Glyphs::default();
    for stance in stances {
        if !glyphs.is_empty() {
            glyphs.text(" + ", Ink::QUIET);
        }
        let sign = sign(*stance);
        let ink = match sign {
            _ if unsure => Ink::QUIET,
            "" => Ink::BODY,
            _ => Ink::BOLD,
        };
        if !sign.is_empty() {
            glyphs.text(&format!("{sign}{FIXED_SPACE}"), ink);
        }
        glyphs.text(sheet.words.stance(*stance), ink);
        if unsure {
            glyphs.text("?", ink);
        }
    }
    glyphs
}

fn sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Confirms | Stance::Admits => "✓",
        Stance::Denies | Stance::Rejects => "✗",
        Stance::DoesNotConfirm => "✓̸",
        Stance::DoesNotDeny => "✗̸",
        Stance::DeclinesComment => "–",
        _ => "",
    }
}

/// The text of a role; an ellipsis stands for what is between its parts.
pub(super) fn text(report: &Report, points: &CodePoints<'_>, spans: &Spans, ink: Ink) -> Glyphs {
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
    std::iter::successors(parent(attr), |attr| parent(attr)).take(DEEPEST).count()
}
