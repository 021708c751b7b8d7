//! Measures tokens and sentences against a corpus of one JSON document a line, with `originalText`, `tokens` (`charBegin`, `charEnd` in
//! code points) and `sentences` (`begin`, `end` in tokens). Run it with the corpus's path:
//!
//! ```text
//! ZUFOLGE_TOKEN_CORPUS=dev.jsonl cargo test --release -p zufolge --test document_corpus -- --ignored --nocapture
//! ```
//!
//! `ZUFOLGE_SHOW=60` prints that many differences.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a malformed corpus fails the measurement; its result is printed")]

use std::collections::HashSet;
use std::time::Instant;
use zufolge::document::Orthography;
use zufolge::text::CleanText;
use zufolge::{Byte, Span};
use zufolge_lexicon::GERMAN;

type Spans = HashSet<(usize, usize)>;

#[derive(Default)]
struct Score {
    predicted: usize,
    reference: usize,
    both: usize,
}

impl Score {
    fn add(&mut self, predicted: &Spans, reference: &Spans) {
        self.predicted += predicted.len();
        self.reference += reference.len();
        self.both += predicted.intersection(reference).count();
    }

    fn f1(&self) -> f64 {
        200.0 * self.both as f64 / (self.predicted + self.reference) as f64
    }
}

fn starts_of(spans: &Spans) -> Spans {
    spans.iter().map(|span| (span.0, span.0)).collect()
}

#[test]
#[ignore = "needs a corpus"]
fn tokens_and_sentences_match_the_corpus() {
    let path = std::env::var("ZUFOLGE_TOKEN_CORPUS").unwrap();
    let mut show: usize = std::env::var("ZUFOLGE_SHOW").map_or(0, |show| show.parse().unwrap());
    let orthography = Orthography::new(&GERMAN);
    // Whole spans, and for sentences their starts alone.
    let (mut tokens, mut sentences, mut starts) = (Score::default(), Score::default(), Score::default());
    let (mut bytes, mut time) = (0, 0.0);
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = value["originalText"].as_str().unwrap();
        let list = |key: &str, start: &str, end: &str| -> Vec<(usize, usize)> {
            let number = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
            value[key].as_array().unwrap().iter().map(|item| (number(&item[start]), number(&item[end]))).collect()
        };
        let reference = list("tokens", "charBegin", "charEnd");
        let reference_sentences: Spans =
            list("sentences", "begin", "end").iter().map(|(begin, end)| (reference[*begin].0, reference[*end - 1].1)).collect();
        let reference: Spans = reference.into_iter().collect();

        let start = Instant::now();
        let doc = orthography.read_body(CleanText::new(text));
        time += start.elapsed().as_secs_f64();
        bytes += text.len();

        // Code points from input bytes.
        let mut points = vec![0; text.len() + 1];
        for (count, (at, _)) in text.char_indices().enumerate() {
            points[at] = count;
        }
        points[text.len()] = text.chars().count();
        let outside = |span: Span<Byte>| {
            let input = doc.offsets.to_input(span);
            (points[input.start as usize], points[input.end as usize])
        };
        let predicted: Spans = doc.tokens.iter().map(|token| outside(token.span)).collect();
        let predicted_sentences: Spans = doc.sentences.iter().map(|sent| outside(doc.bytes(sent.tokens))).collect();
        tokens.add(&predicted, &reference);
        sentences.add(&predicted_sentences, &reference_sentences);
        let (ours, theirs) = (starts_of(&predicted_sentences), starts_of(&reference_sentences));
        starts.add(&ours, &theirs);

        let chars: Vec<char> = text.chars().collect();
        let slice = |start: usize, end: usize| chars[start..end].iter().collect::<String>().replace('\n', "⏎");
        let around = |at: usize| format!("{} ‖ {}", slice(at.saturating_sub(40), at), slice(at, (at + 30).min(chars.len())));
        let mut differences: Vec<(usize, String)> = Vec::new();
        for (sign, these, those) in [("+", &predicted, &reference), ("-", &reference, &predicted)] {
            differences.extend(these.difference(those).map(|(a, b)| (*a, format!("T{sign} {:?} in {}", slice(*a, *b), around(*a)))));
        }
        for (sign, these, those) in [("+", &ours, &theirs), ("-", &theirs, &ours)] {
            differences.extend(these.difference(those).map(|(a, _)| (*a, format!("S{sign} {}", around(*a)))));
        }
        differences.sort();
        for (_, difference) in differences.iter().take(show) {
            println!("{difference}");
        }
        show = show.saturating_sub(differences.len());
    }
    println!("token F1 {:.2}", tokens.f1());
    println!("sentence start F1 {:.2}", starts.f1());
    println!("sentence span F1 {:.2}", sentences.f1());
    println!("{:.1} MB/s over {:.1} MB", bytes as f64 / time / 1e6, bytes as f64 / 1e6);
    assert!(tokens.f1() >= 99.5 && starts.f1() >= 97.0);
}
