//! `cargo xtask check-words`: lists of German words stand in the lexicon, not in the code.
//!
//! A rule may name the one word that it is about (`zufolge`, `dass`). Two or more that stand for one another are a list, and a list is
//! language data. What is looked for are string literals side by side, parted by `|` or `,` alone, of which two are words of the lexicon's
//! lists of function words; lists of nothing but endings of inflection are grammar.

use anyhow::{Context, Result, bail};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The lists whose words must not be listed in code.
const LISTS: &[&str] = &["function-words.txt", "turns.txt", "source-edges.txt"];

/// Endings of German inflection, some of them words too.
const ENDINGS: &[&str] = &["e", "el", "eln", "em", "en", "er", "ern", "es", "et", "n", "s", "st", "t", "te", "ten"];

/// Files that may list such words, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("cli/src/ledger/ask.rs", "columns: English words that are German ones as well"),
    ("core/src/attribution/rules/morphology.rs", "the prefixes of German verbs, part of how they are inflected"),
    ("core/src/resolution/stance_words.rs", "a stemmer's endings, on which trained weights rest"),
    ("core/src/text/language.rs", "tells German from other languages, before the lexicon of one is chosen"),
    ("corpus/src/score/resolved.rs", "a measure must not change with the word lists that are measured"),
    ("ledger/src/folds/voices.rs", "the article before a paper's name is cut where statements are folded, without a lexicon"),
    ("ledger/src/folds/words.rs", "a stemmer's joints of compounds, on which stored stems rest"),
    ("server/src/dates.rs", "the interface's own words"),
    ("train/src/silver.rs", "chooses sentences of parliament for training, and reads nothing"),
    ("train/src/tagger/treebank.rs", "the treebank's own lemmas"),
    ("wire/src/html/clutter.rs", "tells the furniture of web pages in all languages"),
];

/// Looks through the code of all crates outside of tests; lists all faults before it fails.
pub(crate) fn run(root: &Path, _args: &[String]) -> Result<()> {
    let crates = root.join("crates");
    let mut known = HashSet::new();
    for list in LISTS {
        let path = crates.join("lexicon/de").join(list);
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        known.extend(vocabulary(&text));
    }
    let mut files = Vec::new();
    list(&crates, &mut files)?;
    let (mut faults, mut needed) = (Vec::new(), HashSet::new());
    for file in &files {
        let name = file.strip_prefix(&crates)?.display().to_string();
        let code = std::fs::read_to_string(file).with_context(|| format!("reading {name}"))?;
        for (line, words) in word_lists(&code, &known) {
            match EXCEPTIONS.iter().find(|(path, _)| *path == name) {
                Some((path, _)) => drop(needed.insert(*path)),
                None => faults.push(format!("crates/{name}:{line}: {}", words.join(" "))),
            }
        }
    }
    let idle = EXCEPTIONS.iter().filter(|(path, _)| !needed.contains(path));
    faults.extend(idle.map(|(path, why)| format!("crates/{path}: an exception that nothing needs ({why})")));
    if faults.is_empty() {
        println!("check-words: {} files list no German words; {} exceptions", files.len(), EXCEPTIONS.len());
        return Ok(());
    }
    bail!("German words are listed in code; move them to crates/lexicon/de/ (turns.txt is for short lists):\n  {}", faults.join("\n  "));
}

/// The Rust files under `folder` that are no tests.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "tests" | "examples" | "benches" | "target" | "node_modules") {
                list(&path, files)?;
            }
        } else if name.ends_with(".rs") && name != "tests.rs" && !name.ends_with("_tests.rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

/// The words of a file of lists, in lower case; single letters are none.
fn vocabulary(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default()).filter(|line| !line.trim_start().starts_with('['));
    let words = lines.flat_map(str::split_whitespace).filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic));
    words.map(str::to_lowercase)
}

/// Runs of literals parted by `|` or `,` that list words of the vocabulary: the line each begins in, and those words.
fn word_lists(code: &str, known: &HashSet<String>) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut run: Vec<(usize, String)> = Vec::new();
    for piece in pieces(code) {
        match piece {
            Piece::Literal(line, text) => run.push((line, text)),
            Piece::Joint => {}
            Piece::Other => end(&mut run, known, &mut found),
        }
    }
    end(&mut run, known, &mut found);
    found
}

fn end(run: &mut Vec<(usize, String)>, known: &HashSet<String>, found: &mut Vec<(usize, Vec<String>)>) {
    let line = run.first().map_or(0, |(line, _)| *line);
    let words: Vec<String> = run.drain(..).map(|(_, word)| word).filter(|word| known.contains(&word.to_lowercase())).collect();
    if words.len() > 1 && !words.iter().all(|word| ENDINGS.contains(&word.as_str())) {
        found.push((line, words));
    }
}

/// What code is made of, as far as it matters here.
enum Piece {
    /// A string literal and its line.
    Literal(usize, String),
    /// `|` or `,`
    Joint,
    Other,
}

/// The pieces of code up to its tests, without comments and white space.
fn pieces(code: &str) -> Vec<Piece> {
    let code = &code[..tests_at(code)];
    let (mut pieces, mut at) = (Vec::new(), 0);
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        let line = || code[..at].matches('\n').count() + 1;
        let (length, piece) = if first.is_whitespace() {
            (first.len_utf8(), None)
        } else if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), None)
        } else if let Some((length, text)) = string(rest) {
            (length, Some(Piece::Literal(line(), text.to_owned())))
        } else if first == '\'' {
            (character(rest), Some(Piece::Other))
        } else if first.is_alphanumeric() || first == '_' {
            (rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()), Some(Piece::Other))
        } else {
            (first.len_utf8(), Some(if matches!(first, '|' | ',') { Piece::Joint } else { Piece::Other }))
        };
        pieces.extend(piece);
        at += length;
    }
    pieces
}

/// Where the tests begin that stand in the file itself; its end if there are none.
fn tests_at(code: &str) -> usize {
    let inline = |at: &usize| code[*at..].lines().find(|line| !line.trim_start().starts_with("#[")).is_some_and(|line| line.ends_with('{'));
    code.match_indices("#[cfg(test)]\n").map(|(at, _)| at).find(inline).unwrap_or(code.len())
}

/// The length of the string literal that code begins with, and what stands in it as it is spelled there.
fn string(code: &str) -> Option<(usize, &str)> {
    let plain = code.strip_prefix('b').unwrap_or(code);
    if let Some(body) = plain.strip_prefix('"') {
        let mut escaped = false;
        let end = body.find(|c: char| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })?;
        return Some((code.len() - body.len() + end + 1, &body[..end]));
    }
    let raw = plain.strip_prefix('r')?;
    let marks = raw.len() - raw.trim_start_matches('#').len();
    let body = raw[marks..].strip_prefix('"')?;
    let end = body.find(&format!("\"{}", "#".repeat(marks)))?;
    Some((code.len() - body.len() + end + 1 + marks, &body[..end]))
}

/// The length of the character literal, or of the mark of a lifetime, that code begins with.
fn character(code: &str) -> usize {
    let escaped = code.strip_prefix("'\\").and_then(|body| body.get(1..)?.find('\'')).map(|end| end + 4);
    let plain = || code.char_indices().nth(2).filter(|(_, close)| *close == '\'').map(|(at, _)| at + 1);
    escaped.or_else(plain).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(code: &str) -> Vec<(usize, Vec<String>)> {
        word_lists(code, &vocabulary("# head\n[some]\nund oder # joints\n[ends]\ner es sowie\n").collect())
    }

    #[test]
    fn words_side_by_side_are_a_list_wherever_they_stand() {
        let one = [(1, vec!["und".to_owned(), "sowie".to_owned()])];
        assert_eq!(listed(r##"matches!(word, "und" | "sowie")"##), one);
        assert_eq!(listed(r##"const A: [&str; 3] = ["und", r#"mit"#, "sowie"];"##), one);
        assert_eq!(listed("// first\n[\n    \"Und\",\n    // between\n    \"oder\",\n]"), [(3, vec!["Und".to_owned(), "oder".to_owned()])]);
    }

    #[test]
    fn one_word_endings_and_other_words_are_none() {
        assert!(listed(r#"word == "und" && next == "oder""#).is_empty());
        assert!(listed(r#"f("und", x, "oder"); ["red", "green"]; ["er", "es"]"#).is_empty());
        assert_eq!(listed(r#"["er", "es", "sowie"]"#).len(), 1);
    }

    #[test]
    fn comments_characters_and_tests_are_not_looked_at() {
        assert!(listed("// \"und\" | \"oder\"\n/* \"und\", \"oder\" */").is_empty());
        assert_eq!(listed(r#"'"'; '\''; '\u{fc}'; fn f<'a>() { ["und", "oder"] }"#).len(), 1);
        let tests = "#[cfg(test)]\n#[allow(x)]\nmod tests {\n    [\"und\", \"oder\"];\n}\n";
        assert!(listed(tests).is_empty());
        assert_eq!(listed("#[cfg(test)]\nmod tests;\nfn f() { [\"und\", \"oder\"] }").len(), 1, "tests of their own file end nothing");
    }
}
