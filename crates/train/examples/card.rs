//! Measures a trained model with today's rules, and prints the scores as its card has them: what is read changes while weights stay.
//!
//! `cargo run --release -p zufolge-train --example card -- models/de-2026-11-29/weights.bin ../shared/data/wikinews-quotes/dev.jsonl corpus/de`
#![allow(clippy::print_stdout, reason = "a command line tool")]

use anyhow::{Context, Result, bail};
use std::path::Path;
use zufolge::document::Orthography;
use zufolge_corpus::Collection;
use zufolge_corpus::collection::splits::{Split, Splits};
use zufolge_lexicon::GERMAN;
use zufolge_model::engine::linguistics;
use zufolge_model::predictor::Model;
use zufolge_train::card::Measured;
use zufolge_train::data::{self, Example};
use zufolge_train::learn::prepare;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [weights, dev, corpus] = &args[..] else { bail!("give the file of weights, the articles of real news, and the corpus's folder") };
    let bytes = |path: &Path| std::fs::read(path).with_context(|| format!("{}: cannot read this file", path.display()));
    let parts = Path::new("models/parts");
    let linguistics = linguistics(&GERMAN, &bytes(&parts.join("tagger-de.bin"))?, &bytes(&parts.join("clusters-de.bin"))?)?;
    let model = Model::from_bytes(&bytes(Path::new(weights))?, &linguistics)?;
    let orthography = Orthography::new(&GERMAN);
    let print = |title, examples: &[Example]| print!("{}", Measured::new(&model, &prepare(examples, &linguistics)).to_toml(title));
    print("German Wikinews quotations, dev", &data::wikinews(Path::new(dev), &orthography)?);
    let collection = Collection::open_sound(Path::new(corpus))?;
    let (splits, faults) = Splits::read(&collection);
    if let Some(fault) = faults.first() {
        bail!("{fault}");
    }
    let score: Vec<_> = collection.articles.iter().filter(|article| splits.of(article) == Some(Split::Score)).cloned().collect();
    print("our own corpus, score", &data::own(&score, &orthography));
    Ok(())
}
