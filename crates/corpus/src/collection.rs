//! All articles of our own corpus together, and what must hold between them.

mod repeats;
pub mod splits;
mod stories;

use crate::Error;
use crate::zuf::{self, Article, Fault};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zufolge_lexicon::LanguageData;

/// The articles of a folder, and every fault that was met on the way.
#[derive(Debug, Clone)]
pub struct Collection {
    /// The folder, or the one file.
    pub root: PathBuf,
    /// In the order of their paths; also those with faults, as far as they could be understood.
    pub articles: Vec<Article>,
    /// In order.
    pub faults: Vec<Fault>,
}

impl Collection {
    /// Reads all `.zuf` files in a folder and below, or one file.
    ///
    /// # Errors
    /// If the folder or a file cannot be read, or there is no article at all. Faults of articles are no error here.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let mut collection = Collection { root: root.to_owned(), articles: Vec::new(), faults: Vec::new() };
        let mut files = 0;
        for entry in WalkDir::new(root).sort_by_file_name() {
            let entry = entry.map_err(|error| Error::Article { path: error.path().unwrap_or(root).to_owned(), cause: unwrapped(error) })?;
            if entry.file_type().is_dir() || entry.path().extension().is_none_or(|extension| extension != "zuf") {
                continue;
            }
            files += 1;
            let path = entry.path();
            let raw = std::fs::read_to_string(path).map_err(|cause| Error::Article { path: path.to_owned(), cause })?;
            let (article, faults) = zuf::parse(path, &raw);
            collection.faults.extend(faults);
            if let Some(article) = article {
                collection.faults.extend(zuf::faults(&article));
                collection.articles.push(article);
            }
        }
        if files == 0 {
            let cause = std::io::Error::new(std::io::ErrorKind::NotFound, "no article (.zuf) in it");
            return Err(Error::Article { path: root.to_owned(), cause });
        }
        Ok(collection)
    }

    /// The same, but faults are errors: for whatever builds on the articles.
    ///
    /// # Errors
    /// As [`Collection::open`], and with all faults of all articles.
    pub fn open_sound(root: &Path) -> Result<Self, Error> {
        let collection = Collection::open(root)?;
        if collection.faults.is_empty() { Ok(collection) } else { Err(Error::Faults(collection.faults)) }
    }

    /// Judges what must hold between articles: ids are unique, nothing is written twice, and the stories' ledgers name what exists.
    pub fn check(&mut self, data: &LanguageData) {
        let mut first: HashMap<&str, &Article> = HashMap::new();
        for article in &self.articles {
            if let Some(other) = first.insert(&article.head.id, article) {
                let what = format!("the id “{}” is that of {} too", article.head.id, other.path.display());
                self.faults.push(Fault::new(&article.path, 2, what, "give one of the two another id"));
            }
        }
        self.faults.extend(repeats::faults(&self.articles, data));
        self.faults.extend(stories::faults(&self.articles));
        self.faults.sort();
        self.faults.dedup();
    }

    /// How many files have faults.
    #[must_use]
    pub fn faulty_files(&self) -> usize {
        let mut paths: Vec<&Path> = self.faults.iter().map(|fault| fault.path.as_path()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths.len()
    }
}

/// The cause alone: the file is named beside it.
fn unwrapped(error: walkdir::Error) -> std::io::Error {
    let told = error.to_string();
    error.into_io_error().unwrap_or_else(|| std::io::Error::other(told))
}
