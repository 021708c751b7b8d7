//! What a corpus in the Wikinews format is made of, as TOML; `--cues` lists its cues instead.
//!
//! ```sh
//! cargo run --release -p zufolge-corpus --example profile -- train.jsonl
//! ```
#![allow(clippy::print_stdout, reason = "an example may print")]

use zufolge_corpus::statistics::ProfileCounts;
use zufolge_corpus::wikinews;
use zufolge_lexicon::GERMAN;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("name a corpus file in the Wikinews format")?;
    let mut counts = ProfileCounts::new(&GERMAN);
    for document in wikinews::Reader::open(file.as_ref())? {
        let document = document?;
        counts.add(&document.sample, &document.annotations);
    }
    if args.next().is_some_and(|arg| arg == "--cues") {
        for (name, count) in counts.cues() {
            println!("{count}\t{name:?}");
        }
    } else {
        print!("{}", toml::to_string(&counts.profile())?);
    }
    Ok(())
}
