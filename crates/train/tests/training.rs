//! Training learns what it is shown, and learns the same from the same seed.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap is a failed test")]

use std::path::Path;
use zufolge::document::Orthography;
use zufolge_corpus::Collection;
use zufolge_lexicon::GERMAN;
use zufolge_model::engine::linguistics;
use zufolge_train::card::Measured;
use zufolge_train::data;
use zufolge_train::fit::Options;
use zufolge_train::learn::{Learned, Plan, learn, prepare};
use zufolge_train::lessons::{self, Lesson};
use zufolge_train::workshop::Workshop;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn parts() -> zufolge_model::features::Linguistics {
    let read = |name: &str| std::fs::read(root().join("models/parts").join(name)).expect("the parts are in the repository");
    linguistics(&GERMAN, &read("tagger-de.bin"), &read("clusters-de.bin")).unwrap()
}

fn quick() -> Plan {
    let short = Options { epochs: 3, rounds: 1, ..Options::default() };
    Plan { outer: Options { epochs: 6, ..short }, inner: short, roles: Options { epochs: 6, ..short }, mode: short, judge: short, parts: 2 }
}

#[test]
fn the_same_seed_gives_the_same_bytes_whether_broken_off_or_not() {
    let (linguistics, orthography) = (parts(), Orthography::new(&GERMAN));
    let collection = Collection::open(&root().join("corpus/de")).unwrap();
    let mut documents = data::own(&collection.articles, &orthography);
    documents.truncate(24);
    let unseen = documents.split_off(18);
    let prepared = prepare(&documents, &linguistics);
    let all: Vec<_> = prepared.iter().collect();
    let kept = tempfile::tempdir().unwrap();
    let workshop = Workshop { kept: Some(kept.path().to_owned()), done: None };
    let bytes = learn(&all, &[], quick(), &workshop).model.to_bytes(&linguistics);
    assert!(std::fs::read_dir(kept.path()).unwrap().count() > 10, "fields are kept");
    // Half of the fields are lost, as by a break; the rest is read again.
    for file in std::fs::read_dir(kept.path()).unwrap().map(|file| file.unwrap().path()).step_by(2) {
        std::fs::remove_file(file).unwrap();
    }
    assert!(learn(&all, &[], quick(), &workshop).model.to_bytes(&linguistics) == bytes, "taken up after a break");
    let Learned { model, held_out } = learn(&all, &[], quick(), &Workshop::default());
    assert!(model.to_bytes(&linguistics) == bytes, "in one run, nothing kept");
    assert!(learn(&all, &[], quick().with_seed(2), &Workshop::default()).model.to_bytes(&linguistics) != bytes, "another seed");
    assert!((0.4..0.95).contains(&held_out.tally.messages().f1()), "{:?}", held_out.tally.messages());
    // Eighteen articles are enough to read others better than chance.
    let measured = Measured::new(&model, &prepare(&unseen, &linguistics));
    assert!(measured.tally.messages().f1() > 0.6, "{:?}", measured.tally.messages());
    assert!(measured.tally.roles().f1() > 0.5, "{:?}", measured.tally.roles());
}

#[test]
fn a_plain_text_teaches_besides_and_the_same_each_time() {
    let (linguistics, orthography) = (parts(), Orthography::new(&GERMAN));
    let collection = Collection::open(&root().join("corpus/de")).unwrap();
    let mut documents = data::own(&collection.articles, &orthography);
    documents.truncate(12);
    let prepared = prepare(&documents, &linguistics);
    let all: Vec<_> = prepared.iter().collect();
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("plain.txt");
    let paragraph = "Die Fähre fährt wieder. Der Hafenmeister teilte mit, der Steg sei nun fest. Am Abend kamen viele Leute ans Ufer.\n";
    std::fs::write(&text, paragraph.repeat(80)).unwrap();
    let materials = lessons::plain(&text, 3, &orthography, &linguistics).unwrap();
    let lessons = lessons::prepare(&materials, &linguistics);
    assert_eq!(lessons.len(), 3);
    let bytes = |lessons: &[Lesson<'_>]| learn(&all, lessons, quick(), &Workshop::default()).model.to_bytes(&linguistics);
    let taught = bytes(&lessons);
    assert!(taught == bytes(&lessons), "the same bytes");
    assert!(taught != bytes(&[]), "it teaches something");
}
