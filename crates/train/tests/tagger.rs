//! Training of the tagger on a handful of sentences of our own.

use zufolge_model::tagger::{Case, Mood, Number, Pos, Tagger};
use zufolge_train::tagger::treebank::{Gold, Sentence};
use zufolge_train::tagger::{Settings, measure, train, vocabulary};

fn word(text: &str, pos: Pos) -> (String, Gold) {
    (text.to_owned(), Gold { pos: Some(pos), ..Gold::default() })
}

fn sentences() -> Vec<Sentence> {
    let mut found = Vec::new();
    for (subject, verb, mood, object) in [
        ("Bote", "melde", Mood::Subjunctive, "Sieg"),
        ("Bote", "meldet", Mood::Indicative, "Sieg"),
        ("Wirt", "suche", Mood::Subjunctive, "Boten"),
        ("Wirt", "sucht", Mood::Indicative, "Boten"),
    ] {
        let noun = |text: &str, case, subject| {
            let gold = Gold { pos: Some(Pos::Noun), case: Some(case), number: Some(Number::Singular), subject, mood: None };
            (text.to_owned(), gold)
        };
        let mut finite = word(verb, Pos::FiniteVerb);
        (finite.1.mood, finite.1.number) = (Some(mood), Some(Number::Singular));
        let words = [
            word("Der", Pos::Article),
            noun(subject, Case::Nominative, true),
            finite,
            word("den", Pos::Article),
            noun(object, Case::Accusative, false),
            word(".", Pos::Terminal),
        ];
        let (words, gold) = words.into_iter().unzip();
        found.push(Sentence { words, gold });
    }
    found
}

fn trained(seed: u64) -> Tagger {
    let sentences = sentences();
    let lexicon = vocabulary::build(&sentences, [("Bote", 6), ("Wirt", 6), ("Sieg", 9)], 10);
    let settings = Settings { seed, epochs: 10, bits: [12, 12], ..Settings::default() };
    train(&sentences, &sentences[..1], lexicon, settings, |_, _| {})
}

#[test]
fn what_was_shown_is_learned() {
    let scores = measure::measure(&trained(1), &sentences());
    assert_eq!((scores.pos.right, scores.pos.all), (20, 20));
    assert_eq!((scores.case.right, scores.case.all), (8, 8));
    assert_eq!((scores.mood.right, scores.mood.all), (4, 4));
    assert_eq!((scores.subject.both, scores.subject.predicted), (4, 4));
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_other_ones() {
    let bytes = trained(1).to_bytes();
    assert!(trained(1).to_bytes() == bytes);
    assert!(trained(2).to_bytes() != bytes);
}
