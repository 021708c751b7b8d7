//! Lists what a prediction may see of each document: `cargo run --release -p zufolge-corpus --example documents -- FILE.jsonl`
#![allow(clippy::print_stdout, reason = "the point of the program")]

use zufolge_corpus::{Sample, wikinews};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("give the path of a corpus file")?;
    for document in wikinews::Reader::open(path.as_ref())? {
        let Sample { name, text, tokens, sentences } = document?.sample;
        println!("{name}: {} bytes, {} tokens, {} sentences", text.len(), tokens.len(), sentences.len());
    }
    Ok(())
}
