//! The fuzz targets' seeds through the same function as they: everything must be read without a panic, and in time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[path = "../../../fuzz/exercise.rs"]
mod exercise;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

#[test]
fn seeds_are_read_by_every_target() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seeds = Vec::new();
    for folder in ["fuzz/seeds", "fixtures/formats"] {
        for target in std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
            seeds.extend(files(&target));
        }
    }
    assert!(seeds.len() > 30, "{}", seeds.len());
    for seed in seeds {
        let bytes = std::fs::read(&seed).unwrap();
        for target in exercise::TARGETS {
            let start = Instant::now();
            exercise::exercise(target, &bytes);
            assert!(start.elapsed() < Duration::from_secs(10), "{target} on {}", seed.display());
        }
    }
}

#[test]
fn every_target_has_its_program() {
    let programs = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets"));
    let mut names: Vec<String> = programs.iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    let mut targets = exercise::TARGETS.map(|target| target.replace('-', "_")).to_vec();
    targets.sort();
    assert_eq!(names, targets);
}
