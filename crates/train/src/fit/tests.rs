use super::{Options, Sequence, fit};
use std::path::Path;
use zufolge::document::Orthography;
use zufolge::text::CleanText;
use zufolge_lexicon::GERMAN;
use zufolge_model::engine::linguistics;
use zufolge_model::features::{self, Facts, Observation};

/// Both sentences convey something: of a silent one nothing is seen, so nothing can be learned.
const TEXT: &str = "Die Reederei teilte mit, ihr sei davon nichts bekannt. Das Schiff liege im Hafen, und der Hafen sei zu.";

fn seen(text: &str) -> Observation {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/parts"));
    let read = |name: &str| std::fs::read(root.join(name)).unwrap();
    let linguistics = linguistics(&GERMAN, &read("tagger-de.bin"), &read("clusters-de.bin")).unwrap();
    let doc = Orthography::new(&GERMAN).read(CleanText::new(text));
    features::content(&Facts::new(&doc, &linguistics))
}

/// Every third token is of another label.
fn told(seen: &Observation) -> Sequence {
    Sequence::new(seen.clone(), (0..seen.len()).map(|at| u8::from(at % 3 == 0)).collect())
}

const OPTIONS: Options = Options { epochs: 8, rate: 0.1, penalty: 0.1, dropout: 0.0, least: 1, rounds: 1, seed: 1 };

#[test]
fn open_labels_teach_nothing_and_the_others_what_they_do_alone() {
    let seen = seen(TEXT);
    let told = told(&seen);
    let none_open = Sequence { open: vec![false; seen.len()], ..told.clone() };
    let open = Sequence { open: vec![true; seen.len()], ..told.clone() };
    let path = |data: &Sequence| {
        let field = fit(2, std::slice::from_ref(data), OPTIONS);
        let scores = field.scores(&seen);
        (field.best(&scores, &seen.contexts), scores)
    };
    assert_eq!(path(&told).0, told.labels);
    assert_eq!(path(&none_open).0, told.labels);
    assert!(path(&open).1.iter().flatten().all(|score| *score == 0.0));
}

#[test]
fn a_sequence_that_counts_less_moves_weights_less() {
    let seen = seen(TEXT);
    let whole = told(&seen);
    let second = |weight: f32| {
        let field = fit(2, &[whole.clone(), Sequence { labels: vec![1; seen.len()], weight, ..whole.clone() }], OPTIONS);
        field.scores(&seen).iter().map(|row| row[1] - row[0]).sum::<f32>()
    };
    assert!(second(0.9) > second(0.1), "the second sequence draws to the second label");
}
