//! Scores a predictor trained on `train` on `dev`, or by cross-validation: for trying things out.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::path::Path;
use std::time::Instant;
use zufolge::attribution::rules::AttributionRules;
use zufolge::document::Orthography;
use zufolge_corpus::score::{Scheme, Tally};
use zufolge_corpus::{Example as Scored, wikinews};
use zufolge_lexicon::GERMAN;
use zufolge_train::data;
use zufolge_train::learn::{Plan, learn, prepare};

fn show(name: &str, tally: &Tally) {
    let s = |score: zufolge_corpus::score::Score| format!("{:.1}/{:.1}/{:.1}", 100.0 * score.precision, 100.0 * score.recall, 100.0 * score.f1());
    println!("{name}: M {} R {} J {} F {} Med {}", s(tally.messages()), s(tally.roles()), s(tally.joint()), s(tally.form()), s(tally.mode()));
    for part in [zufolge_corpus::Part::Addressee, zufolge_corpus::Part::Cue, zufolge_corpus::Part::Frame, zufolge_corpus::Part::Source] {
        print!("  {} {}", part.name(), s(tally.score(&[part])));
    }
    for (form, found) in tally.by_form() {
        print!("  {form:?} {found:?}");
    }
    println!();
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let folds: usize = args.get(1).map_or(0, |arg| arg.parse().unwrap());
    let root = Path::new("/work/shared/data/wikinews-quotes");
    let orthography = Orthography::new(&GERMAN);
    let rules = zufolge_model::features::Linguistics::new(
        AttributionRules::new(&GERMAN),
        zufolge_model::tagger::Tagger::from_bytes(&std::fs::read("models/parts/tagger-de.bin").unwrap()).unwrap(),
        zufolge_model::clusters::Clusters::from_bytes(&std::fs::read("models/parts/clusters-de.bin").unwrap()).unwrap(),
    );
    let mode = args.get(2).map_or("w", String::as_str).to_owned();
    let collection = zufolge_corpus::Collection::open_sound(Path::new("corpus/de")).unwrap();
    let (splits, _) = zufolge_corpus::collection::splits::Splits::read(&collection);
    use zufolge_corpus::collection::splits::Split;
    let (build, score): (Vec<_>, Vec<_>) = collection.articles.into_iter().partition(|article| splits.of(article) == Some(Split::Build));
    let mut train = Vec::new();
    if mode.contains('w') { train.extend(data::wikinews(&root.join("train.jsonl"), &orthography).unwrap()); }
    if mode.contains('o') { train.extend(data::own(&build, &orthography)); }
    let dev = data::wikinews(&root.join("dev.jsonl"), &orthography).unwrap();
    let own = data::own(&score, &orthography);
    let workshop = zufolge_train::workshop::Workshop { kept: Some("/tmp/team/kept".into()), done: None };
    let start = Instant::now();
    let prepared = prepare(&train, &rules);
    let prepared_dev = prepare(&dev, &rules);
    let prepared_own = prepare(&own, &rules);
    println!("prepared in {:?}", start.elapsed());
    let mut plan = Plan::default();
    for arg in args.iter().skip(3) {
        let (key, value) = arg.split_once('=').unwrap();
        let value: f32 = value.parse().unwrap();
        match key {
            "jpenalty" => plan.judge.penalty = value,
            "jepochs" => plan.judge.epochs = value as usize,
            "epochs" => plan.outer.epochs = value as usize,
            "repochs" => plan.roles.epochs = value as usize,
            "penalty" => plan.outer.penalty = value,
            "rpenalty" => plan.roles.penalty = value,
            "ipenalty" => plan.inner.penalty = value,
            "mpenalty" => plan.mode.penalty = value,
            "rate" => plan.outer.rate = value,
            "rrate" => plan.roles.rate = value,
            "parts" => plan.parts = value as usize,
            _ => panic!("{key}"),
        }
    }
    if let Ok(out) = std::env::var("SAVE") {
        let all: Vec<_> = prepared.iter().collect();
        let model = learn(&all, plan, &workshop);
        std::fs::write(out, model.to_bytes(&rules)).unwrap();
        return;
    }
    if folds == 0 {
        let all: Vec<_> = prepared.iter().collect();
        let model = learn(&all, plan, &workshop);
        println!("learned in {:?}; features {} {} {} {}", start.elapsed(), model.outer.table.len(), model.inner.table.len(), model.roles.table.len(), model.mode.table.len());
        let mut model = model;
        let mut oracle = std::collections::BTreeMap::<_, [usize; 2]>::new();
        for document in &prepared_dev {
            let outer = zufolge_model::candidates::Outer::new(&model.outer, &document.facts);
            let all = zufolge_model::candidates::candidates(&model, &document.facts, &outer);
            for annotation in &document.example.annotations {
                let hit = all.iter().any(|c| zufolge_corpus::score::overlap(&c.found.content, &annotation.content) >= 0.5);
                let entry = oracle.entry(annotation.form).or_default();
                entry[0] += 1;
                entry[1] += usize::from(hit);
            }
        }
        println!("oracle {oracle:?}");
        for caution in [plan.least, [[0.15,0.2],[0.25,0.3],[0.15,0.2],[0.15,0.2],[0.15,0.2]], [[0.3,0.4];5]] {
            model.least = caution;
            let mut tally = Tally::new(Scheme::Wikinews);
            for document in &prepared_dev {
                let predicted = wikinews::annotations(&model.attributions(&document.facts));
                tally.add(&Scored { predicted, reference: document.example.annotations.clone() });
            }
            show(&format!("dev {caution:?}"), &tally);
            let mut tally = Tally::new(Scheme::Wikinews);
            for document in &prepared_own {
                let predicted = zufolge_corpus::Annotation::from_attributions(&model.attributions(&document.facts));
                tally.add(&Scored { predicted, reference: document.example.annotations.clone() });
            }
            show(&format!("own {caution:?}"), &tally);
            let mut bins = [[0.0f64; 3]; 10];
            for document in &prepared_dev {
                let attributions = model.attributions(&document.facts);
                let predicted = wikinews::annotations(&attributions);
                for (right, attr) in zufolge_train::learn::right(&document.example.annotations, &predicted).into_iter().zip(&attributions) {
                    let bin = &mut bins[((attr.confidence * 10.0) as usize).min(9)];
                    bin[0] += 1.0;
                    bin[1] += f64::from(attr.confidence);
                    bin[2] += f64::from(u8::from(right));
                }
            }
            let all: f64 = bins.iter().map(|bin| bin[0]).sum();
            let ece: f64 = bins.iter().map(|bin| (bin[1] - bin[2]).abs()).sum::<f64>() / all;
            print!("  ece {ece:.3}");
            for bin in bins {
                print!("  {}:{:.2}", bin[0], bin[2] / bin[0]);
            }
            println!();
        }
        return;
    }
    let cautions = [plan.least, [[0.2,0.3];5], [[0.3,0.4];5], [[0.4,0.5];5]];
    let mut tallies = cautions.map(|_| Tally::new(Scheme::Wikinews));
    for fold in 0..folds {
        let rest: Vec<_> = prepared.iter().enumerate().filter(|(i, _)| i % folds != fold).map(|(_, p)| p).collect();
        let mut model = learn(&rest, plan, &workshop);
        for (caution, tally) in cautions.iter().zip(&mut tallies) {
        model.least = *caution;
        for document in prepared.iter().enumerate().filter(|(i, _)| i % folds == fold).map(|(_, p)| p) {
            let predicted = wikinews::annotations(&model.attributions(&document.facts));
            let scored = Scored { predicted, reference: document.example.annotations.clone() };
            tally.add(&scored);
        }
        }
        println!("fold {fold} {:?}", start.elapsed());
    }
    for (caution, tally) in cautions.iter().zip(&tallies) {
        show(&format!("cv {caution:?}"), tally);
    }
}
