//! Predictions must not depend on annotations; the scores are those of the metric.

use super::*;
use zufolge::Document;
use zufolge::attribution::{Attribution, Form, Mode};

/// Attributes the tail of every sentence to its first word: wrong mostly, but never nothing.
struct EverySentence;

impl Engine for EverySentence {
    fn name(&self) -> &str {
        "every-sentence"
    }

    fn attributions(&self, doc: &Document) -> Vec<Attribution> {
        // Not from doc.sentences: this test is about what the engine is handed, not about how sentences are found.
        let ends = (0..doc.tokens.len()).filter(|token| doc.word(*token) == ".");
        let mut first = 0;
        ends.map(|end| {
            let start = std::mem::replace(&mut first, end + 1);
            Attribution {
                form: Form::Indirect,
                mixed: false,
                mode: Mode::SPEECH,
                content: vec![zufolge::Span::new(start + 1, end)],
                cue: Vec::new(),
                source: vec![zufolge::Span::new(start, start + 1)],
                addressee: Vec::new(),
                frame: Vec::new(),
                parent: None,
                stance: Vec::new(),
                confidence: 0.1,
                evidence: vec!["a test"],
            }
        })
        .collect()
    }
}

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/tests/fixtures/wikinews.jsonl");

fn predictions(path: &std::path::Path) -> Vec<Vec<Annotation>> {
    let predictor = Predictor::Engine {
        orthography: Box::new(Orthography::new(&GERMAN)),
        engine: Box::new(EverySentence),
        resolver: Box::new(Resolver::new(&GERMAN)),
        corpus: Corpus::Wikinews,
    };
    wikinews::Reader::open(path).unwrap().map(|document| predictor.predict(&document.unwrap().sample).unwrap()).collect()
}

#[test]
fn annotations_do_not_reach_the_engine() {
    let blank: String = std::fs::read_to_string(CORPUS)
        .unwrap()
        .lines()
        .map(|line| {
            let mut document: serde_json::Value = serde_json::from_str(line).unwrap();
            document["annotations"] = serde_json::json!([]);
            format!("{document}\n")
        })
        .collect();
    let path = std::env::temp_dir().join(format!("zufolge-blank-{}.jsonl", std::process::id()));
    std::fs::write(&path, blank).unwrap();
    let (with, without) = (predictions(CORPUS.as_ref()), predictions(&path));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(with.iter().map(Vec::len).collect::<Vec<_>>(), [4, 2, 3], "the toy engine found something everywhere");
    assert_eq!(with, without);
}
