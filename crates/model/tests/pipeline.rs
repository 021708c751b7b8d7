//! The built-in models on any text, however hostile: nothing panics, every span is verbatim and in order, reports keep the contract, and time
//! grows with the text.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap is a failed test")]

#[path = "../../core/tests/chance/mod.rs"]
mod chance;
#[path = "../../core/tests/invariants/mod.rs"]
mod invariants;

use invariants::Contract;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use zufolge::{Article, Pipeline, Report};
use zufolge_lexicon::GERMAN;
use zufolge_model::Predictor;
use zufolge_model::engine::linguistics;

static CONTRACT: LazyLock<Contract> = LazyLock::new(Contract::new);
static FIXTURES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/articles"));
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect()
});
static MODELS: LazyLock<Vec<Pipeline>> = LazyLock::new(|| {
    let pipeline = |packed: &zufolge_models::Packed| {
        let linguistics = linguistics(&GERMAN, zufolge_models::TAGGER, zufolge_models::CLUSTERS).unwrap();
        Pipeline::new(&GERMAN, Box::new(Predictor::from_bytes(packed.name, linguistics, packed.weights).unwrap()))
    };
    zufolge_models::PACKED.iter().map(pipeline).collect()
});

fn read(model: &Pipeline, text: &str) -> Report {
    model.read(&Article { id: "hostile".into(), text: text.into(), ..Article::default() })
}

/// Pieces of our own articles, cut anywhere and put together with marks between them.
fn hostile() -> impl Strategy<Value = String> {
    let piece = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1usize..160).prop_map(|(article, from, length)| {
        let text: Vec<char> = article.get(&FIXTURES).chars().collect();
        let from = from.index(text.len());
        text[from..(from + length).min(text.len())].iter().collect::<String>()
    });
    let joint = prop::sample::select(vec!["", " ", ", ", ". ", "\n\n", "„", "“", "«", "»", " – ", ": ", "(", ")", "\u{AD}", "\u{301}"]);
    let pieces = prop::collection::vec((piece, joint), 0..12);
    let cut = pieces.prop_map(|pieces| pieces.into_iter().map(|(piece, joint)| piece + joint).collect::<String>());
    prop_oneof![6 => cut, 1 => "\\PC{0,120}"]
}

proptest! {
    #![proptest_config(chance::cases(150))]

    #[test]
    fn reports_of_any_text_hold_together_and_keep_the_contract(text in hostile()) {
        for model in MODELS.iter() {
            let report = read(model, &text);
            let fault = invariants::broken(&report).and_then(|()| invariants::astray(&report)).and_then(|()| CONTRACT.broken(&report));
            if let Err(fault) = fault {
                return Err(TestCaseError::fail(format!("{fault}\nfor {text:?}")));
            }
        }
    }
}

#[test]
fn a_text_may_end_in_the_middle_of_what_is_denied() {
    let whole = "Am Montag widersprach der Sprecher der Regierung. dass Bericht, der dem „Kurier“ zufolge wirft";
    for (end, _) in whole.char_indices().chain([(whole.len(), ' ')]) {
        for model in MODELS.iter() {
            assert_eq!(invariants::broken(&read(model, &whole[..end])), Ok(()), "{:?}", &whole[..end]);
        }
    }
}

#[test]
fn what_lies_in_what_is_left_out_lies_in_nothing_behind_it() {
    let text = "Das Bezirksgericht bestätigte den Eingang der Anklage, wollte sich zum Termin aber noch nicht einem Vermerk, aus dem die \
                „Rundschau“ zitiert, wusste die Ministerin seit Juni Bescheid. Sie selbst hatte im Ausschuss erklärt, erst im August informiert \
                worden zu sein.";
    for model in MODELS.iter() {
        assert_eq!(invariants::broken(&read(model, text)), Ok(()));
    }
}

#[test]
fn the_models_find_what_is_said() {
    let text = "Hamburg (dnb) - Die Reederei Alsterlinie hat neue Fähren bestellt. „Wir fahren ab Mai“, sagte die Direktorin Imke Sommer am Montag. \
                Der Betriebsrat kritisierte, die Schiffe seien zu klein.\n";
    for model in MODELS.iter() {
        let report = read(model, text);
        let slice = |spans: &zufolge::report::Spans| {
            let points = zufolge::report::CodePoints::new(&report.text);
            spans.iter().map(|span| points.slice(*span).to_owned()).collect::<Vec<_>>().join(" … ")
        };
        let found: Vec<_> = report.attributions.iter().map(|attr| (slice(&attr.content), slice(&attr.source))).collect();
        assert!(found.contains(&("„Wir fahren ab Mai“".into(), "die Direktorin Imke Sommer".into())), "{found:?}");
        assert!(found.iter().any(|(content, source)| content == "die Schiffe seien zu klein" && source == "Der Betriebsrat"), "{found:?}");
        assert!(report.attributions.iter().all(|attr| attr.evidence[0] == "model"));
    }
}

#[test]
fn time_grows_with_the_text_not_with_its_square() {
    let texts: [fn(usize) -> String; 4] = [
        |n| "die Sprecherin sagte, er komme, ".repeat(n),
        |n| format!("„{}“, sagte er.", "Wir kommen. ".repeat(n)),
        |n| "„Ja“, sagte er. ".repeat(n),
        |n| "Er sei krank und komme nicht.\n\n".repeat(n),
    ];
    let model = &MODELS[0];
    let took = |text: &str| {
        let start = Instant::now();
        read(model, text);
        start.elapsed()
    };
    for text in texts {
        let small = (0..3).map(|_| took(&text(400))).min().unwrap();
        let large = (0..3).map(|_| took(&text(3200))).min().unwrap();
        // Eight times the text: thrice that is allowed for caches and a busy machine, the square would be sixty-four times.
        assert!(large < small * 24 + Duration::from_millis(50), "{small:?} {large:?} {:?}", &text(1));
    }
}
