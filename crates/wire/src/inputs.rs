//! From a command line's arguments to inputs: files, the files in folders, standard input, web pages.

use crate::error::{Error, Fault};
use crate::format::{Format, Shape, detect};
use crate::options::Options;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Where documents come from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A web page.
    Url(String),
}

/// What arguments stand for, in order.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The inputs, and what could not even be looked into.
    pub found: Vec<Result<Input, Error>>,
    /// Files in folders that do not look like news.
    pub skipped: Vec<PathBuf>,
    /// True if the arguments ask for any number of items rather than for one.
    pub many: bool,
}

impl Inputs {
    /// Looks up arguments: `-` is standard input, `http://` and `https://` begin a URL, folders are searched through in alphabetical order.
    #[must_use]
    pub fn of(arguments: &[PathBuf], options: &Options) -> Inputs {
        let mut inputs = Inputs { many: arguments.len() > 1, ..Inputs::default() };
        for path in arguments {
            if path.as_os_str() == "-" {
                inputs.found.push(Ok(Input::Stdin));
            } else if let Some(url) = path.to_str().filter(|url| is_url(url)) {
                inputs.found.push(Ok(Input::Url(url.to_owned())));
            } else if path.is_dir() {
                inputs.many = true;
                inputs.folder(path, options);
            } else {
                inputs.found.push(Ok(Input::File(path.clone())));
            }
        }
        inputs
    }

    /// Hidden files and folders are not looked at; links inside are not followed, so that no search goes round in circles.
    fn folder(&mut self, folder: &Path, options: &Options) {
        let before = self.found.len();
        let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if is_news(entry.path(), options) => self.found.push(Ok(Input::File(entry.into_path()))),
                Ok(entry) => self.skipped.push(entry.into_path()),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).display().to_string();
                    self.found.push(Err(Fault::from(std::io::Error::from(error)).of(path)));
                }
            }
        }
        if self.found.len() == before {
            self.found.push(Err(Fault::NothingInside.of(folder.display().to_string())));
        }
    }
}

fn is_url(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Files whose name says that they are text, and those whose beginning says that they are something we read.
fn is_news(path: &Path, options: &Options) -> bool {
    if is_text_name(path) {
        return true;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head));
    read.is_ok() && has_known_shape(&head, options)
}

/// `.txt`, `.md`, or no extension at all: what is taken for plain text.
pub(crate) fn is_text_name(path: &Path) -> bool {
    path.extension().is_none_or(|extension| extension.eq_ignore_ascii_case("txt") || extension.eq_ignore_ascii_case("md"))
}

/// The beginning shows an archive or a format other than plain text.
pub(crate) fn has_known_shape(head: &[u8], options: &Options) -> bool {
    match detect(head, options) {
        Shape::Foreign(_) => false,
        Shape::Is(Format::Text) | Shape::OtherXml => crate::unpack::Packing::of(head).is_some(),
        _ => true,
    }
}
