//! Lists what a predictor misses and invents on held-out documents of `train`.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]
use std::path::Path;
use zufolge::attribution::rules::AttributionRules;
use zufolge::document::Orthography;
use zufolge_corpus::{Example as Scored, wikinews};
use zufolge_corpus::score::{Scheme, overlap};
use zufolge_lexicon::GERMAN;
use zufolge_train::data;
use zufolge_train::learn::{Plan, learn, prepare};
fn main() {
    let orthography = Orthography::new(&GERMAN);
    let rules = zufolge_model::features::Linguistics::new(
        AttributionRules::new(&GERMAN),
        zufolge_model::tagger::Tagger::from_bytes(&std::fs::read("models/parts/tagger-de.bin").unwrap()).unwrap(),
        zufolge_model::clusters::Clusters::from_bytes(&std::fs::read("models/parts/clusters-de.bin").unwrap()).unwrap(),
    );
    let train = data::wikinews(Path::new("/work/shared/data/wikinews-quotes/train.jsonl"), &orthography).unwrap();
    let prepared = prepare(&train, &rules);
    let rest: Vec<_> = prepared.iter().enumerate().filter(|(i, _)| i % 3 != 0).map(|(_, p)| p).collect();
    let mut model = learn(&rest, Plan { parts: 2, ..Plan::default() }, &zufolge_train::workshop::Workshop::default());
    model.least = [[0.3, 0.4]; 5];
    for document in prepared.iter().enumerate().filter(|(i, _)| i % 3 == 0).map(|(_, p)| p) {
        let predicted = wikinews::annotations(&model.attributions(&document.facts));
        let doc = &document.example.doc;
        let text = |role: &zufolge::attribution::Role| role.iter().map(|span| doc.slice(*span)).collect::<Vec<_>>().join(" … ").replace('\n', " ");
        let scored = Scored { predicted, reference: document.example.annotations.clone() };
        for group in scored.groups(Scheme::Wikinews) {
            let gold = group.reference.map(|i| &scored.reference[i]);
            let pred = group.predicted.map(|i| &scored.predicted[i]);
            match (gold, pred) {
                (Some(gold), None) => println!("MISS {:?} nested={} mode={:?} | {} | src {} | cue {} | frame {}", gold.form.unwrap(), gold.is_nested, gold.mode.map(|m| m.names().collect::<Vec<_>>()), text(&gold.content), text(&gold.source), text(&gold.cue), text(&gold.frame)),
                (None, Some(pred)) => println!("EXTRA {:?} | {} | src {} | cue {}", pred.form.unwrap(), text(&pred.content), text(&pred.source), text(&pred.cue)),
                (Some(gold), Some(pred)) => {
                    let o = overlap(&gold.content, &pred.content);
                    if o < 0.8 { println!("SPAN {:?}/{:?} {o:.2} nested={} | {} || {}", gold.form.unwrap(), pred.form.unwrap(), gold.is_nested, text(&gold.content), text(&pred.content)); }
                    if gold.form != pred.form { println!("FORM {:?}/{:?} | {}", gold.form.unwrap(), pred.form.unwrap(), text(&gold.content)); }
                    if overlap(&gold.source, &pred.source) < 0.7 && !(gold.source.is_empty() && pred.source.is_empty()) { println!("SRC {:?} gold {} || pred {} || frame {} | content {}", gold.form.unwrap(), text(&gold.source), text(&pred.source), text(&gold.frame), text(&gold.content)); }
                    if gold.mode != pred.mode { println!("MODE {:?} gold {:?} pred {:?} cue {} | src {}", gold.form.unwrap(), gold.mode.map(|m| m.names().collect::<Vec<_>>()), pred.mode.map(|m| m.names().collect::<Vec<_>>()), text(&gold.cue), text(&gold.source)); }
                }
                _ => {}
            }
        }
    }
}
