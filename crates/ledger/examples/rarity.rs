//! Writes `crates/lexicon/de/rarity.txt`: how rare German stems are.
//!
//! ```text
//! rarity < de_lexeme_prob.tsv > crates/lexicon/de/rarity.txt
//! ```
//!
//! Input: a form, a tab, the natural logarithm of its probability; one a line.

#![allow(clippy::print_stdout, reason = "a chore writes to the terminal")]

use std::collections::BTreeMap;
use std::io::BufRead;
use zufolge_ledger::folds::Folds;
use zufolge_lexicon::GERMAN;

/// How many stems are kept.
const MOST: usize = 32_000;

fn main() -> std::io::Result<()> {
    let folds = Folds::new(&GERMAN);
    let mut stems: BTreeMap<String, f64> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let Some((form, probability)) = line.split_once('\t') else { continue };
        let Ok(probability) = probability.parse::<f64>() else { continue };
        let letters = form.chars().all(char::is_alphabetic) && form.chars().count() > 1;
        let stem = folds.stem(form);
        if letters && stem.is_ascii() {
            *stems.entry(stem).or_default() += probability.exp();
        }
    }
    let mut ranked: Vec<(String, f64)> = stems.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(MOST);
    let mut classes: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for (stem, probability) in ranked {
        classes.entry((-probability.log2()).round().clamp(0.0, 255.0) as u8).or_default().push(stem);
    }
    print!("{HEAD}");
    for (class, mut stems) in classes {
        stems.sort();
        println!("\n[{class}]");
        let mut line = String::new();
        for stem in stems {
            if line.len() + stem.len() > 138 {
                println!("{line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&stem);
        }
        println!("{line}");
    }
    Ok(())
}

const HEAD: &str = "\
# How rare German stems are: read by the folds of the ledger, which weigh words by it and split compounds with it.
#
# A line `[n]` opens the stems that are one word in about 2^n of running text; they follow, separated by blanks. `#` starts a comment. A
# stem is what the German Snowball stemmer and the crude cuts of `crates/ledger/src/folds/words.rs` leave of a form. What stands in no list
# is rare.
#
# Made, not written: from the lexeme probabilities of the PyPI package spacy-lookups-data 1.0.5 (MIT, (c) 2019 ExplosionAI GmbH; notice in
# models/parts/LICENSE-clusters) by the commands in `crates/ledger/examples/rarity.rs`. To change it, run them again.
#
# Examples
#   +  bruck     \u{201e}Br\u{fc}cke\u{201c}, \u{201e}Br\u{fc}cken\u{201c}    one stem
#   \u{2013}  sagt      \u{201e}sagte\u{201c}              frequent: tells nothing
";
