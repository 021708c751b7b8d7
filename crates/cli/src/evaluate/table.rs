//! The scores as a table, and as JSON.

use super::Evaluation;
use super::given::Resolved;
use anstyle::Style;
use serde_json::{Map, Value, json};
use std::fmt::Write;
use zufolge_corpus::Part;
use zufolge_corpus::score::layers::Layer;
use zufolge_corpus::score::resolved::{ResolvedTally, Row};
use zufolge_corpus::score::{Scheme, Score};
use zufolge_corpus::wikinews::form_name;

/// The rows, in blocks that belong together.
fn blocks(evaluation: &Evaluation) -> Vec<Vec<(&'static str, Score)>> {
    let tally = &evaluation.tally;
    let roles = evaluation.scheme.parts().iter().filter(|part| **part != Part::Content);
    let mut blocks = vec![
        vec![("messages", tally.messages()), ("roles", tally.roles()), ("joint", tally.joint())],
        roles.map(|part| (part.name(), tally.score(&[*part]))).collect(),
    ];
    if evaluation.scheme == Scheme::Wikinews {
        blocks.push(vec![("form", tally.form()), ("medium", tally.mode())]);
    }
    if let Some(boundaries) = &evaluation.boundaries {
        blocks.push(vec![("tokens", boundaries.tokens.score()), ("sentences", boundaries.sentences.score())]);
    }
    blocks
}

/// For a terminal, in percent.
pub(super) fn text(evaluation: &Evaluation) -> String {
    let bold = Style::new().bold();
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{} documents: {} attributions in the reference, {} predicted by {}, {} groups\n",
        evaluation.documents,
        evaluation.reference,
        evaluation.predicted,
        evaluation.engine,
        evaluation.tally.groups()
    );
    let _ = writeln!(out, "{bold}{:22} {:>9} {:>9} {:>9}{bold:#}", "", "precision", "recall", "F1");
    for block in blocks(evaluation) {
        for (name, score) in block {
            let _ = writeln!(out, "{name:22} {:9.2} {:9.2} {:9.2}", 100.0 * score.precision, 100.0 * score.recall, 100.0 * score.f1());
        }
        out.push('\n');
    }
    if let Some(layers) = &evaluation.layers {
        let head = ["right", "gold", "predicted", "precision", "recall", "F1"].map(|name| format!(" {name:>9}")).concat();
        let _ = writeln!(out, "{bold}{:22}{head}{bold:#}", format!("layer ({} met)", layers.met()));
        for layer in Layer::ALL {
            let cells = match layers.score(layer) {
                None => ["-"; 6].map(str::to_owned),
                Some(score) => {
                    let percent = |share: f64| format!("{:.2}", 100.0 * share);
                    let special = score.special;
                    [
                        score.accuracy.map_or_else(|| "-".to_owned(), percent),
                        score.reference.to_string(),
                        score.predicted.to_string(),
                        percent(special.precision),
                        percent(special.recall),
                        percent(special.f1()),
                    ]
                }
            };
            let _ = writeln!(out, "{:22}{}", layer.name(), cells.map(|cell| format!(" {cell:>9}")).concat());
        }
        out.push('\n');
    }
    if let Some(resolved) = &evaluation.resolved {
        out += &resolved_text(resolved, "met");
        out.push('\n');
    }
    if evaluation.scheme == Scheme::Wikinews {
        let _ = writeln!(out, "{bold}{:22} {:>9} {:>9} {:>9}{bold:#}", "form", "gold", "found", "exact");
        for (form, found) in evaluation.tally.by_form() {
            let share = |of: usize| 100.0 * of as f64 / found.reference as f64;
            let name = form.map_or("(none)", form_name);
            let _ = writeln!(out, "{name:22} {:9} {:9.1} {:9.1}", found.reference, share(found.found), share(found.exact));
        }
    }
    if let Some(by_rule) = evaluation.by_rule.as_ref().filter(|by_rule| !by_rule.is_empty()) {
        let _ = writeln!(out, "\n{bold}{:22} {:>9} {:>9} {:>9}{bold:#}", "rule", "predicted", "right", "exact");
        let mut rules: Vec<_> = by_rule.iter().collect();
        rules.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.predicted));
        for (name, tally) in rules {
            let share = |of: usize| 100.0 * of as f64 / tally.predicted as f64;
            let _ = writeln!(out, "{name:22} {:9} {:9.1} {:9.1}", tally.predicted, share(tally.right), share(tally.exact));
        }
    }
    out
}

fn resolved_text(tally: &ResolvedTally, pairs: &str) -> String {
    let bold = Style::new().bold();
    let mut out = String::new();
    let _ = writeln!(out, "{bold}{:24} {:>9} {:>9} {:>9}{bold:#}", format!("resolved ({} {pairs})", tally.pairs()), "right", "of", "share");
    for row in Row::ALL {
        let share = tally.share(row);
        let _ = writeln!(out, "{:24} {:9} {:9} {:9.2}", row.title(), share.right, share.of, 100.0 * share.value());
    }
    out
}

fn resolved_json(tally: &ResolvedTally) -> Value {
    let rows = Row::ALL.into_iter().map(|row| {
        let share = tally.share(row);
        (row.name().to_owned(), json!({"right": share.value(), "gold": share.of}))
    });
    Value::Object(rows.collect())
}

/// For a terminal, in percent: what is resolved about given attributions.
pub(super) fn text_of_given(resolved: &Resolved) -> String {
    format!("{} documents\n\n{}", resolved.documents, resolved_text(&resolved.tally, "given"))
}

/// One object: `documents`, how many attributions were compared, and `resolved` by name with the share that is `right` of how many in `gold`.
pub(super) fn json_of_given(resolved: &Resolved) -> Value {
    json!({"documents": resolved.documents, "reference": resolved.tally.pairs(), "resolved": resolved_json(&resolved.tally)})
}

/// One object: the rows by name with `precision`, `recall`, `f1` from 0 to 1; `by_form` with `gold` (how many), `found`, `exact` (shares);
/// `resolved` as with given attributions, over those that were met; `layers` by name with `accuracy` over the `met` pairs, `gold` and `predicted` (how many are not plain), and the scores of these, or null;
/// how many `documents`, `reference`, `predicted`, `groups` there are, and the `engine`.
pub(super) fn json(evaluation: &Evaluation) -> Value {
    let mut out = Map::new();
    out.insert("engine".into(), json!(evaluation.engine));
    out.insert("documents".into(), json!(evaluation.documents));
    out.insert("reference".into(), json!(evaluation.reference));
    out.insert("predicted".into(), json!(evaluation.predicted));
    out.insert("groups".into(), json!(evaluation.tally.groups()));
    for (name, score) in blocks(evaluation).into_iter().flatten() {
        out.insert(name.into(), json!({"precision": score.precision, "recall": score.recall, "f1": score.f1()}));
    }
    if evaluation.scheme == Scheme::Wikinews {
        let forms = evaluation.tally.by_form().iter().map(|(form, found)| {
            let share = |of: usize| of as f64 / found.reference as f64;
            let scores = json!({"gold": found.reference, "found": share(found.found), "exact": share(found.exact)});
            (form.map_or("none", form_name).to_owned(), scores)
        });
        out.insert("by_form".into(), Value::Object(forms.collect()));
    }
    if let Some(layers) = &evaluation.layers {
        let scores = Layer::ALL.into_iter().map(|layer| {
            let scores = layers.score(layer).map(|score| {
                let Score { precision, recall } = score.special;
                json!({"accuracy": score.accuracy, "gold": score.reference, "predicted": score.predicted,
                    "precision": precision, "recall": recall, "f1": score.special.f1()})
            });
            (layer.name().to_owned(), scores.unwrap_or(Value::Null))
        });
        out.insert("met".into(), json!(layers.met()));
        out.insert("layers".into(), Value::Object(scores.collect()));
    }
    if let Some(resolved) = &evaluation.resolved {
        out.insert("resolved".into(), resolved_json(resolved));
    }
    Value::Object(out)
}
