//! Scores a file of predictions in the corpus's format: `cargo run --release -p zufolge-corpus --example score -- GOLD.jsonl PREDICTED.jsonl`
//!
//! Prints the metric as JSON under the names other scorers of this corpus use. A document with no predictions counts as missed.
#![allow(clippy::print_stdout, reason = "the point of the program")]

use serde_json::{Map, Value, json};
use zufolge_corpus::score::{Scheme, Tally};
use zufolge_corpus::wikinews::{Reader, form_name, read_predictions};
use zufolge_corpus::{Example, Part};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args_os().skip(1);
    let (Some(reference), Some(predicted)) = (paths.next(), paths.next()) else {
        return Err("give the paths of a corpus file and of predictions for it".into());
    };
    let mut predicted = read_predictions(predicted.as_ref())?;
    let mut tally = Tally::new(Scheme::Wikinews);
    for document in Reader::open(reference.as_ref())? {
        let document = document?;
        let predicted = predicted.remove(&document.sample.name).unwrap_or_default();
        tally.add(&Example { predicted, reference: document.annotations });
    }
    let scores = [
        ("messages", tally.messages()),
        ("roles", tally.roles()),
        ("joint", tally.joint()),
        ("addressee", tally.score(&[Part::Addressee])),
        ("cue", tally.score(&[Part::Cue])),
        ("frame", tally.score(&[Part::Frame])),
        ("speaker", tally.score(&[Part::Source])),
        ("form", tally.form()),
        ("medium", tally.mode()),
    ];
    let mut out = Map::new();
    for (name, score) in scores {
        out.insert(name.to_owned(), json!({"precision": score.precision, "recall": score.recall, "f1": score.f1()}));
    }
    let by_form: Map<String, Value> = tally
        .by_form()
        .iter()
        .map(|(form, found)| {
            let share = |of: usize| of as f64 / found.reference as f64;
            let name = form.map_or("null", form_name).to_owned();
            (name, json!({"gold": found.reference, "found": share(found.found), "exact": share(found.exact)}))
        })
        .collect();
    out.insert("by_form".to_owned(), Value::Object(by_form));
    println!("{}", Value::Object(out));
    Ok(())
}
