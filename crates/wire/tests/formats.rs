//! Our own items in every format, and golden pages of what is read in them; see `fixtures/formats/`.
//!
//! When a page changes, read it: does the text hold the article and nothing else, and is what the format says about it all there? Then
//! `INSTA_UPDATE=always cargo test -p zufolge-wire --test formats`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use zufolge_wire::{Error, Format, Item, Options, read_all};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats")
}

/// All fixtures, by the name of their format's folder.
fn all() -> Vec<(Format, PathBuf)> {
    let mut found = Vec::new();
    for folder in
        std::fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir() && !path.ends_with("golden"))
    {
        let format: Format = folder.file_name().unwrap().to_str().unwrap().parse().unwrap();
        found.extend(std::fs::read_dir(folder).unwrap().map(|entry| (format, entry.unwrap().path())));
    }
    found.sort_by(|one, other| one.1.cmp(&other.1));
    found
}

fn page(result: &Result<Item, Error>) -> String {
    let item = match result {
        Ok(item) => item,
        Err(error) => return format!("error: {error}\n"),
    };
    let mut head = serde_json::to_value(&item.article).unwrap();
    let text = head.as_object_mut().unwrap().remove("text").unwrap();
    let mut page = String::new();
    for (field, value) in head.as_object().unwrap().iter().filter(|(_, value)| !value.is_null()) {
        writeln!(page, "{field}: {value}").unwrap();
    }
    for remark in &item.diagnostics {
        writeln!(page, "! {}: {}", remark.code, remark.message).unwrap();
    }
    let lines: Vec<String> = text.as_str().unwrap().lines().map(|line| format!("| {line}").trim_end().to_owned()).collect();
    format!("{page}{}\n", lines.join("\n"))
}

#[test]
fn every_format_reads_as_its_golden_page_says() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(fixtures().join("golden"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (format, path) in all() {
            let name = path.file_name().unwrap().to_str().unwrap();
            let items = read_all(name, &std::fs::read(&path).unwrap(), &Options::default());
            let pages: Vec<String> = items.iter().map(page).collect();
            insta::assert_snapshot!(format!("{format}-{}", name.replace('.', "-")), pages.join("\n---\n\n"));
        }
    });
}

#[test]
fn content_alone_tells_the_format() {
    for (format, path) in all() {
        let bytes = std::fs::read(&path).unwrap();
        let named = Options { from: Some(format), ..Options::default() };
        let (told, detected) = (read_all("x", &bytes, &named), read_all("x", &bytes, &Options::default()));
        assert_eq!(told, detected, "{}", path.display());
        assert!(detected.iter().any(Result::is_ok), "{}", path.display());
    }
}
