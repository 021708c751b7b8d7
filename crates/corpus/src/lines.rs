//! A file of one JSON document a line, read line by line, with errors that say where.

use crate::Error;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// What is wrong with a document, and what to do about it; the place is added by [`Lines::place`].
pub(crate) type Fault = (String, &'static str);

/// The lines of a file that hold something, and where the last one stood.
#[derive(Debug)]
pub(crate) struct Lines {
    path: PathBuf,
    reader: BufReader<File>,
    line: usize,
    text: String,
    names: HashMap<String, usize>,
}

impl Lines {
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|cause| Error::Open { path: path.to_owned(), cause })?;
        // Large lines (a whole article each) make the default buffer of 8 kB a poor fit.
        let reader = BufReader::with_capacity(1 << 16, file);
        Ok(Lines { path: path.to_owned(), reader, line: 0, text: String::new(), names: HashMap::new() })
    }

    /// The next document, handed to `read`, or `None` at the end of the file. Blank lines are passed over.
    pub(crate) fn next<'s, T, R>(
        &'s mut self,
        format: &'static str,
        read: impl FnOnce(T, usize) -> Result<R, Fault>,
    ) -> Option<Result<R, Error>>
    where
        T: serde::Deserialize<'s>,
    {
        loop {
            self.text.clear();
            self.line += 1;
            match self.reader.read_line(&mut self.text) {
                Ok(0) => return None,
                Ok(_) if self.text.trim().is_empty() => {}
                Ok(_) => break,
                Err(cause) => return Some(Err(Error::Read { path: self.path.clone(), line: self.line, cause })),
            }
        }
        let (path, line) = (&self.path, self.line);
        Some(match serde_json::from_str(&self.text) {
            Err(cause) => Err(Error::Json { path: path.clone(), line, format, cause }),
            Ok(raw) => read(raw, line).map_err(|(what, remedy)| Error::Document { path: path.clone(), line, what, remedy }),
        })
    }

    /// An error if a document of this name was read before.
    pub(crate) fn name_once(&mut self, name: &str) -> Result<(), Error> {
        match self.names.insert(name.to_owned(), self.line) {
            None => Ok(()),
            Some(first) => Err(Error::Document {
                path: self.path.clone(),
                line: self.line,
                what: format!("the document “{name}” stood in line {first} already"),
                remedy: "leave one of the two out, or rename one",
            }),
        }
    }
}
