//! What every fuzz target does, and CI with the seeds.

use zufolge_wire::{Limits, Options, read_all};

/// The readers by `--from`, and `detect`, which leaves the choice to the bytes: archives too.
pub(crate) const TARGETS: [&str; 11] = ["csv", "detect", "dpa", "feed", "html", "jsonl", "newsml-g2", "ninjs", "nitf", "text", "warc"];

/// Reads the bytes in the target's format, and all that is in the items.
pub(crate) fn exercise(target: &str, bytes: &[u8]) {
    let limits = Limits { max_size: 1 << 20, max_depth: 128 };
    let options = Options { from: target.parse().ok(), limits, ..Options::default() };
    for result in read_all("fuzz", bytes, &options) {
        match result {
            Ok(item) => assert!(item.article.text.len() <= 4 << 20, "a text grows beyond what it was read from"),
            Err(error) => assert!(!error.to_string().is_empty(), "an error says what is wrong"),
        }
    }
}
