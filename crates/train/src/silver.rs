//! Sentences for a teacher to tag: a sample of a large plain text, closer to news than the text as a whole.

use rustc_hash::FxHashSet;
use std::hash::Hasher;
use std::io::{self, BufRead, Write};
use zufolge::document::Orthography;
use zufolge::text::CleanText;

/// Bounds of a useful sentence, in tokens.
const LENGTH: std::ops::RangeInclusive<usize> = 6..=45;

/// Forms that make a sentence worth more: Konjunktiv as news uses it.
const KONJUNKTIV: &[&str] = &[
    "sei", "seien", "habe", "werde", "könne", "müsse", "wolle", "solle", "dürfe", "wisse", "gebe", "gehe", "komme", "hätten", "wäre",
    "wären",
];

/// Words of the speaker's hall, which news has seldom.
const ADDRESS: &[&str] =
    &["ich", "wir", "Ich", "Wir", "Sie", "Ihnen", "uns", "mir", "mich", "Ihre", "Ihr", "Herr", "Frau", "Damen", "Kollege", "Kollegin"];

/// How many sentences of a kind are kept, in a thousand.
const KEPT: [(Kind, u64); 3] = [(Kind::Konjunktiv, 130), (Kind::News, 45), (Kind::Address, 12)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Konjunktiv,
    News,
    Address,
}

/// Writes a sample of the sentences of `input`, one a line, tokens between spaces; returns how many.
///
/// Which ones are kept depends on their words and `seed` only. About a line in `thin` is looked at.
///
/// # Errors
///
/// What reading and writing gives.
pub fn sample(input: impl BufRead, mut output: impl Write, orthography: &Orthography, seed: u64, thin: u64) -> io::Result<usize> {
    let mut seen = FxHashSet::default();
    let mut kept = 0;
    for line in input.lines() {
        let line = without_brackets(&line?);
        for piece in line.split("  ").flat_map(|piece| piece.split('\t')) {
            if piece.len() < 40 || !hash(piece, seed).is_multiple_of(thin) {
                continue;
            }
            let doc = orthography.read_body(CleanText::new(piece));
            for sentence in &doc.sentences {
                let words: Vec<&str> = sentence.tokens.range().map(|token| doc.word(token)).collect();
                let ends = words.last().is_some_and(|word| matches!(*word, "." | "!" | "?" | ":"));
                if !LENGTH.contains(&words.len()) || !ends || words.iter().any(|word| word.contains(' ')) {
                    continue;
                }
                let text = words.join(" ");
                let number = hash(&text, seed ^ 1);
                let kind = kind(&words);
                let share = KEPT.iter().find(|(known, _)| *known == kind).map_or(0, |(_, share)| *share);
                if (number >> 20) % 1000 < share && seen.insert(number) {
                    writeln!(output, "{text}")?;
                    kept += 1;
                }
            }
        }
    }
    Ok(kept)
}

fn kind(words: &[&str]) -> Kind {
    if words.iter().any(|word| ADDRESS.contains(word)) {
        Kind::Address
    } else if words.iter().any(|word| KONJUNKTIV.contains(word)) {
        Kind::Konjunktiv
    } else {
        Kind::News
    }
}

/// The line without what stands in round brackets: calls and applause.
fn without_brackets(line: &str) -> String {
    let mut depth = 0_u32;
    line.chars()
        .filter(|&c| {
            depth += u32::from(c == '(');
            let outside = depth == 0;
            depth = depth.saturating_sub(u32::from(c == ')'));
            outside
        })
        .collect()
}

fn hash(text: &str, seed: u64) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write_u64(seed);
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{sample, without_brackets};
    use zufolge::document::Orthography;
    use zufolge_lexicon::GERMAN;

    #[test]
    fn brackets_fall_out_with_what_they_hold() {
        assert_eq!(without_brackets("Gut so. (Beifall (links)) Weiter."), "Gut so.  Weiter.");
    }

    #[test]
    fn the_same_seed_gives_the_same_sample() {
        let text: String = (0..900).map(|n| format!("Die Kommission sagte im Jahr {n}, der Hafen sei geschlossen.\n")).collect();
        let run = |seed| {
            let mut out = Vec::new();
            let kept = sample(text.as_bytes(), &mut out, &Orthography::new(&GERMAN), seed, 1).expect("reading memory");
            (kept, String::from_utf8(out).expect("text"))
        };
        let (kept, text) = run(1);
        assert!((40..400).contains(&kept), "{kept}");
        assert!(text.lines().all(|line| line.contains(" , der Hafen sei geschlossen .")));
        assert_eq!(run(1), (kept, text.clone()));
        assert_ne!(run(2).1, text);
    }
}
