//! A report as people have put it right.

use crate::record::{Change, Correction};
use zufolge::Report;
use zufolge::report::{Attribution, Factuality, Kind, Naming, Source};

/// The report with corrections of it applied, oldest first. Those of places that it does not have change nothing; which claim a
/// statement belongs to is no matter of the report.
#[must_use]
pub fn corrected(report: &Report, corrections: &[Correction]) -> Report {
    let mut new = report.clone();
    for correction in corrections {
        let id = correction.place.attribution.as_str();
        match &correction.change {
            Change::SameClaim { .. } | Change::OwnClaim => {}
            Change::NoAttribution => new.attributions.retain(|attr| attr.id != id),
            Change::AsRead => {
                let read = report.attributions.iter().position(|attr| attr.id == id);
                let now = new.attributions.iter().position(|attr| attr.id == id);
                match (read, now) {
                    (Some(read), Some(now)) => new.attributions[now] = report.attributions[read].clone(),
                    (Some(read), None) => {
                        // Back among those that stood around it.
                        let before = &report.attributions[..read];
                        let at = new.attributions.iter().rposition(|attr| before.iter().any(|other| other.id == attr.id));
                        new.attributions.insert(at.map_or(0, |at| at + 1), report.attributions[read].clone());
                    }
                    (None, Some(now)) => drop(new.attributions.remove(now)),
                    (None, None) => {}
                }
            }
            Change::Missed { form, content, source, cue } => {
                if new.attributions.iter().all(|attr| attr.id != id) {
                    let words = zufolge::report::CodePoints::new(&report.text);
                    let name = source.first().map_or(String::new(), |span| words.slice(*span).to_owned());
                    let naming = if name.is_empty() { Naming::Implicit } else { Naming::Named };
                    let entity = report.entities.iter().find(|entity| entity.mentions.iter().any(|mention| source.contains(mention)));
                    let link = Source {
                        name: entity.map_or(name, |entity| entity.name.clone()),
                        entity: entity.map(|entity| entity.id.clone()),
                        span: source.first().copied(),
                        kind: entity.map_or(Kind::Unknown, |entity| entity.kind),
                        naming,
                        anonymity_reason: Vec::new(),
                    };
                    new.attributions.push(Attribution {
                        id: id.to_owned(),
                        form: *form,
                        mixed: false,
                        mode: zufolge::attribution::Mode::default(),
                        content: content.clone(),
                        cue: cue.clone(),
                        source: source.clone(),
                        addressee: Vec::new(),
                        frame: Vec::new(),
                        parent: None,
                        chain: vec![link],
                        stance: vec![zufolge::attribution::Stance::States],
                        stance_confidence: Some(1.0),
                        factuality: Factuality::default(),
                        said_at: None,
                        confidence: 1.0,
                        evidence: vec!["correction".into()],
                    });
                }
            }
            change => {
                if let Some(attr) = new.attributions.iter_mut().find(|attr| attr.id == id) {
                    change_one(attr, change);
                }
            }
        }
    }
    new
}

fn change_one(attr: &mut Attribution, change: &Change) {
    match change {
        Change::Stance { stance } if !stance.is_empty() => {
            attr.stance.clone_from(stance);
            attr.stance_confidence = Some(1.0);
        }
        Change::Content { content } if !content.is_empty() => attr.content.clone_from(content),
        Change::Source { name, span, entity, source_kind, naming } => {
            let before = attr.chain.first().cloned();
            let link = Source {
                name: name.clone(),
                entity: entity.clone(),
                span: span.first().copied(),
                kind: source_kind.or(before.as_ref().map(|link| link.kind)).unwrap_or(Kind::Unknown),
                naming: naming.unwrap_or(if name.is_empty() { Naming::Implicit } else { Naming::Named }),
                anonymity_reason: Vec::new(),
            };
            if before.is_some() {
                attr.chain[0] = link;
            } else {
                attr.chain.push(link);
            }
            attr.source.clone_from(span);
        }
        _ => return,
    }
    attr.confidence = 1.0;
    if attr.evidence.iter().all(|name| name != "correction") {
        attr.evidence.push("correction".into());
    }
}
