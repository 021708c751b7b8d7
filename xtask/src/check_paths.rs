//! `cargo xtask check-paths`: documents may name only what exists.

use crate::COMMANDS;
use crate::markdown::parts;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Documents whose backticks and commands are checked too, not only their links.
const GUIDES: &[&str] = &["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"];

/// Endings that make a word without a slash a file's name.
const ENDINGS: &[&str] = &[".json", ".jsonl", ".md", ".png", ".rs", ".snap", ".svg", ".toml", ".txt"];

/// Checks every Markdown file outside hidden and build folders; lists all faults before it fails.
pub(crate) fn run(root: &Path, _args: &[String]) -> Result<()> {
    let mut files = Vec::new();
    list(root, &mut files)?;
    let mut faults = Vec::new();
    let mut documents = 0;
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
        let name = file.strip_prefix(root)?.display().to_string();
        let text = std::fs::read_to_string(file).with_context(|| format!("reading {name}"))?;
        let home = file.parent().unwrap_or(root);
        let guide = GUIDES.contains(&name.as_str());
        faults.extend(
            stale(&text, guide, &|path| home.join(path).exists(), &|word| named(root, &files, word))
                .map(|fault| format!("{name}: {fault}")),
        );
        documents += 1;
    }
    if faults.is_empty() {
        println!("check-paths: {documents} documents name nothing that is not there");
        return Ok(());
    }
    bail!("documents name what does not exist:\n  {}", faults.join("\n  "));
}

/// What a document names and should not. `beside` tells whether a path relative to the document exists, `named` whether a path from the
/// root does.
fn stale(text: &str, guide: bool, beside: &dyn Fn(&str) -> bool, named: &dyn Fn(&str) -> bool) -> impl Iterator<Item = String> {
    let parts = parts(text);
    let mut faults = Vec::new();
    for link in parts.links.iter().filter(|link| !link.contains(':')) {
        let path = link.split('#').next().unwrap_or_default();
        if !path.is_empty() && !beside(path) {
            faults.push(format!("link to `{link}`"));
        }
    }
    if guide {
        for piece in parts.code.iter().chain(&parts.shell) {
            for word in piece.split_whitespace().filter(|word| looks_like_path(word)) {
                if !named(word) {
                    faults.push(format!("path `{word}`"));
                }
            }
            faults.extend(
                chores(piece)
                    .filter(|name| !COMMANDS.iter().any(|command| command.name == *name))
                    .map(|name| format!("chore `cargo xtask {name}`")),
            );
        }
    }
    faults.into_iter()
}

/// The chores that a command line calls.
fn chores(line: &str) -> impl Iterator<Item = &str> {
    line.split("cargo xtask ")
        .skip(1)
        .filter_map(|rest| rest.split_whitespace().next())
        .filter(|name| name.starts_with(char::is_alphabetic))
}

/// True for `crates/core`, `xtask/` and `floors.toml`; false for options, patterns, URLs, versions and absolute paths.
fn looks_like_path(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    plain
        && !word.starts_with(['-', '/'])
        && (word.contains('/') || ENDINGS.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending)))
}

/// True if a path from the root exists, or, for a bare file name, if any file has it.
fn named(root: &Path, files: &[PathBuf], word: &str) -> bool {
    root.join(word).exists() || (!word.contains('/') && files.iter().any(|file| file.file_name().is_some_and(|name| name == word)))
}

/// All files below a folder, sorted; hidden folders, `target` and `node_modules` are passed over.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).and_then(Iterator::collect).with_context(|| format!("listing {}", folder.display()))?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            if name != "target" && name != "node_modules" && !name.to_string_lossy().starts_with('.') {
                list(&entry.path(), files)?;
            }
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str, guide: bool, existing: &[&str]) -> Vec<String> {
        let exists = |path: &str| existing.contains(&path);
        stale(text, guide, &exists, &exists).collect()
    }

    #[test]
    fn paths_are_told_from_other_words() {
        for path in ["crates/core", "xtask/", ".ci/run", "floors.toml", "fixtures/articles/01-agency.txt"] {
            assert!(looks_like_path(path), "{path}");
        }
        for word in ["zufolge", "--help", "https://example.org/a", "/etc/passwd", "crates/*", "0.1.0", ".rs", "Apache-2.0", "<dir>/a", "&&"]
        {
            assert!(!looks_like_path(word), "{word}");
        }
    }

    #[test]
    fn a_moved_folder_is_found_in_backticks_and_in_commands() {
        let text = "Stages in `crates/old`.\n\n```sh\ncargo install --path crates/shell && true\n```\n";
        assert_eq!(faults(text, true, &[]), ["path `crates/old`", "path `crates/shell`"]);
        assert!(faults(text, true, &["crates/old", "crates/shell"]).is_empty());
    }

    #[test]
    fn a_broken_link_is_found_in_any_document_but_backticks_only_in_guides() {
        let text = "[schema](docs/schema.json#top) `crates/old` [web](https://example.org) [here](#below)";
        assert_eq!(faults(text, false, &[]), ["link to `docs/schema.json#top`"]);
        assert!(faults(text, false, &["docs/schema.json"]).is_empty());
    }

    #[test]
    fn a_chore_that_is_not_there_is_found() {
        assert_eq!(faults("`cargo xtask dust` `cargo xtask check-paths` `cargo xtask --help`", true, &[]), ["chore `cargo xtask dust`"]);
    }
}
