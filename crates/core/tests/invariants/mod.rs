//! What holds for every report, whatever was read: shared by the tests over hostile text and over corpora.

use std::collections::HashSet;
use zufolge::report::{Attribution, CodePoints, Entity, Naming, Spans};
use zufolge::{CodePoint, Report, Span};

/// The first thing about the report that must not be, with the words it is about; nothing if all is well.
pub(crate) fn broken(report: &Report) -> Result<(), String> {
    let points = CodePoints::new(&report.text);
    in_order(&points, "sentences", &report.sentences)?;
    for diagnostic in &report.diagnostics {
        if let Some(span) = diagnostic.span {
            in_order(&points, "diagnostic", &vec![span])?;
        }
    }
    if let Some(dateline) = &report.article.dateline {
        in_order(&points, "dateline", &vec![dateline.span])?;
    }
    for (index, attr) in report.attributions.iter().enumerate() {
        attribution(report, &points, index, attr).map_err(|fault| format!("{fault}\nin {attr:?}"))?;
    }
    for one in &report.entities {
        entity(report, &points, one).map_err(|fault| format!("{fault}\nin {one:?}"))?;
    }
    Ok(())
}

/// The first cue or addressee that stands outside of its statement. A source may: "Der Bürgermeister fragte nach und erfuhr, dass …".
pub(crate) fn astray(report: &Report) -> Result<(), String> {
    let points = CodePoints::new(&report.text);
    for attr in report.attributions.iter().filter(|attr| !attr.frame.is_empty()) {
        for (name, role) in [("cue", &attr.cue), ("addressee", &attr.addressee)] {
            let out = role.iter().find(|span| !covered(**span, &attr.frame) && !covered(**span, &attr.content));
            let Some(span) = out else { continue };
            return Err(format!("{name} «{}» is in neither frame nor content\nin {attr:?}", points.slice(*span)));
        }
    }
    Ok(())
}

fn attribution(report: &Report, points: &CodePoints<'_>, index: usize, attr: &Attribution) -> Result<(), String> {
    ensure(attr.id == format!("a{}", index + 1), || format!("{} is number {}", attr.id, index + 1))?;
    let roles =
        [("content", &attr.content), ("cue", &attr.cue), ("source", &attr.source), ("addressee", &attr.addressee), ("frame", &attr.frame)];
    for (name, role) in roles {
        in_order(points, name, role)?;
    }
    ensure(!attr.content.is_empty(), || "no content".into())?;
    ensure(!attr.evidence.is_empty() && attr.evidence.iter().all(|name| !name.trim().is_empty()), || "no evidence".into())?;
    ensure((0.0..=1.0).contains(&attr.confidence), || format!("confidence {}", attr.confidence))?;
    ensure(!overlap(&attr.frame, &attr.content), || "frame and content overlap".into())?;
    chain(report, points, attr)?;
    if index > 0 {
        let before = &report.attributions[index - 1];
        ensure(before.content[0].start <= attr.content[0].start, || format!("stands behind {}", before.id))?;
    }
    match &attr.parent {
        None => Ok(()),
        // A parent stands before its child, so there can be no ring.
        Some(parent) => {
            let parent = report.attributions[..index].iter().find(|other| other.id == *parent);
            let holds = parent
                .is_some_and(|parent| parent.content != attr.content && attr.content.iter().all(|span| covered(*span, &parent.content)));
            ensure(holds, || "its parent does not stand before it, or does not hold it".into())
        }
    }
}

/// A chain holds somebody; its links bear the names of their entities; nobody at all has no name.
fn chain(report: &Report, points: &CodePoints<'_>, attr: &Attribution) -> Result<(), String> {
    ensure(!attr.chain.is_empty(), || "no chain".into())?;
    let printer = |name: &str| [&report.article.agency, &report.article.outlet].into_iter().flatten().any(|known| known == name);
    for link in &attr.chain {
        let sound = match &link.entity {
            Some(id) => report.entities.iter().any(|entity| entity.id == *id && entity.name == link.name && entity.kind == link.kind),
            None => link.name.is_empty() == (link.naming == Naming::Implicit) && (link.name.is_empty() || printer(&link.name)),
        };
        ensure(sound, || format!("a link that is nobody: {link:?}"))?;
        in_order(points, "link", &link.span.into_iter().collect())?;
    }
    Ok(())
}

/// A name is not empty and stands in the text, but for line breaks; mentions are places in it.
fn entity(report: &Report, points: &CodePoints<'_>, entity: &Entity) -> Result<(), String> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    ensure(!entity.name.trim().is_empty() && !entity.mentions.is_empty(), || "no name or no mention".into())?;
    ensure(report.text.contains(&entity.name) || one_line(&report.text).contains(&entity.name), || "the name is not in the text".into())?;
    entity.mentions.iter().try_for_each(|span| in_order(points, "mention", &vec![*span]))
}

/// Inside the text, not empty, one behind the other, and no white space at the edges.
fn in_order(points: &CodePoints<'_>, name: &str, spans: &Spans) -> Result<(), String> {
    let mut end = 0;
    for span in spans {
        ensure(span.start >= end && span.start < span.end && span.end <= points.total(), || format!("{name}: {spans:?} is out of order"))?;
        end = span.end;
        let words = points.slice(*span);
        ensure(words.trim() == words, || format!("{name}: «{words}» has white space at an edge"))?;
        ensure(words.chars().count() == span.len(), || format!("{name}: {span:?} is no slice"))?;
    }
    Ok(())
}

fn covered(span: Span<CodePoint>, role: &Spans) -> bool {
    role.iter().any(|whole| whole.covers(span))
}

fn overlap(one: &Spans, other: &Spans) -> bool {
    one.iter().any(|span| other.iter().any(|other| other.overlaps(*span)))
}

fn ensure(holds: bool, fault: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(fault()) }
}

/// Checks reports against the contract, as printed.
pub(crate) struct Contract(jsonschema::Validator);

impl Contract {
    /// The contract of `docs/report.schema.json`.
    pub(crate) fn new() -> Self {
        let schema = serde_json::from_str(include_str!("../../../../docs/report.schema.json")).expect("the contract is JSON");
        Contract(jsonschema::validator_for(&schema).expect("the contract is a JSON schema"))
    }

    /// What of the report the contract does not allow.
    pub(crate) fn broken(&self, report: &Report) -> Result<(), String> {
        let json = serde_json::to_value(report).map_err(|error| error.to_string())?;
        let faults: HashSet<String> = self.0.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
        ensure(faults.is_empty(), || faults.into_iter().collect::<Vec<_>>().join("\n"))
    }
}
