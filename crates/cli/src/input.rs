//! From the command line's INPUTs to the texts of articles.

use std::fmt;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zufolge::text::{DecodeError, decode, detect_language};

/// Where one article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    Stdin,
    File(PathBuf),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Stdin => f.write_str("standard input"),
            Origin::File(path) => path.display().fmt(f),
        }
    }
}

impl Origin {
    /// The id of its article: the path as given, `stdin` for standard input.
    pub(crate) fn id(&self) -> String {
        match self {
            Origin::Stdin => "stdin".to_owned(),
            Origin::File(path) => path.display().to_string(),
        }
    }

    /// The whole text, decoded, and what is to be said about it all the same.
    pub(crate) fn text(&self) -> Result<(String, Option<String>), Fault> {
        let mut bytes = Vec::new();
        match self {
            Origin::Stdin => {
                io::stdin().lock().read_to_end(&mut bytes).map_err(Fault::unreadable)?;
            }
            Origin::File(path) => bytes = std::fs::read(path).map_err(Fault::unreadable)?,
        }
        let decoded = decode(&bytes).map_err(|error| if error == DecodeError::Binary { Fault::Binary } else { Fault::Undecodable })?;
        let note = format!("some bytes mean nothing in {}; � stands in their place", decoded.encoding);
        if decoded.text.trim().is_empty() { Err(Fault::Empty) } else { Ok((decoded.text, decoded.malformed.then_some(note))) }
    }
}

/// Why an input gives no article. Prints the reason and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The kind of error, and what the system says of it.
    Unreadable(io::ErrorKind, String),
    /// A folder with nothing in it that could be an article.
    NothingInside,
    Empty,
    Binary,
    /// Bytes that are no text in any encoding we know.
    Undecodable,
    /// The language it looks like, in English.
    Foreign(&'static str),
}

impl Fault {
    #[allow(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
    fn unreadable(error: io::Error) -> Fault {
        Fault::Unreadable(error.kind(), error.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Unreadable(kind, error) => match kind {
                io::ErrorKind::NotFound => f.write_str("no such file or folder; check the path"),
                io::ErrorKind::PermissionDenied => f.write_str("no permission to read it; change its permissions or copy it"),
                _ => write!(f, "cannot be read ({error}); check the file and the disk it is on"),
            },
            Fault::NothingInside => f.write_str("the folder has no text files; give one with .txt or .md files, or name the files"),
            Fault::Empty => f.write_str("there is no text in it; give an article as plain text"),
            Fault::Binary => f.write_str("is not a text file; save the article as plain text (UTF-8) first"),
            Fault::Undecodable => f.write_str("is in no encoding we know; save it as UTF-8, for instance with `iconv -t UTF-8`"),
            Fault::Foreign(language) => {
                write!(f, "looks like {language}, and only German is read; if it is German all the same, add --force-language de")
            }
        }
    }
}

/// An article to read, or an INPUT that could not even be looked into.
pub(crate) type Item = Result<Origin, (PathBuf, Fault)>;

/// What the INPUTs stand for, in order, and what was passed over on the way.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) items: Vec<Item>,
    /// Files in folders that do not look like articles.
    pub(crate) skipped: Vec<PathBuf>,
    /// True if the INPUTs ask for any number of articles rather than for one.
    pub(crate) many: bool,
}

impl Inputs {
    /// Looks up the INPUTs: `-` (or none at all, when something is piped in) is standard input, folders are searched through in
    /// alphabetical order. `None` if there is nothing to read.
    pub(crate) fn new(paths: &[PathBuf]) -> Option<Inputs> {
        if paths.is_empty() {
            let item = Ok(Origin::Stdin);
            return (!io::stdin().is_terminal()).then(|| Inputs { items: vec![item], ..Inputs::default() });
        }
        let mut inputs = Inputs { many: paths.len() > 1, ..Inputs::default() };
        for path in paths {
            if path.as_os_str() == "-" {
                inputs.items.push(Ok(Origin::Stdin));
            } else if path.is_dir() {
                inputs.many = true;
                inputs.folder(path);
            } else {
                inputs.items.push(Ok(Origin::File(path.clone())));
            }
        }
        Some(inputs)
    }

    /// Hidden files and folders are not looked at; links inside are not followed, so that no search goes round in circles.
    fn folder(&mut self, folder: &Path) {
        let before = self.items.len();
        let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if is_article(entry.path()) => self.items.push(Ok(Origin::File(entry.into_path()))),
                Ok(entry) => self.skipped.push(entry.into_path()),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    self.items.push(Err((path, Fault::unreadable(error.into()))));
                }
            }
        }
        if self.items.len() == before {
            self.items.push(Err((folder.to_owned(), Fault::NothingInside)));
        }
    }

    /// "passed over 3 files that are not .txt or .md: a.pdf, b.png, c.html".
    pub(crate) fn skipped_note(&self) -> Option<String> {
        const SHOWN: usize = 3;
        let names: Vec<String> = self.skipped.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
        let more = if self.skipped.len() > SHOWN { ", …" } else { "" };
        let files = if self.skipped.len() == 1 { "1 file that is" } else { &format!("{} files that are", self.skipped.len()) };
        (!names.is_empty()).then(|| format!("passed over {files} not .txt or .md: {}{more}", names.join(", ")))
    }
}

/// Files in folders that are taken for articles: `.txt`, `.md`, or no extension at all.
fn is_article(path: &Path) -> bool {
    path.extension().is_none_or(|extension| extension.eq_ignore_ascii_case("txt") || extension.eq_ignore_ascii_case("md"))
}

/// Checks that a text is German, as far as it is long enough to tell.
pub(crate) fn check_german(text: &str) -> Result<(), Fault> {
    match detect_language(text) {
        Some(found) if found.code != "de" && found.reliable && text.chars().nth(ENOUGH_TO_JUDGE).is_some() => {
            Err(Fault::Foreign(language_name(found.code)))
        }
        _ => Ok(()),
    }
}

/// Characters from which on the language of a text is judged: shorter ones may be all names.
const ENOUGH_TO_JUDGE: usize = 200;

/// The English name of the languages that are met most; the code of the others.
fn language_name(code: &'static str) -> &'static str {
    match code {
        "cs" => "Czech",
        "da" => "Danish",
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "hu" => "Hungarian",
        "it" => "Italian",
        "nb" => "Norwegian",
        "nl" => "Dutch",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        code => code,
    }
}
