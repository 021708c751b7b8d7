//! Why an input, or a part of one, gives no item.

use std::fmt;
use std::io;

/// What is wrong with an input: its name, the place in it where there is one, the cause and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The file, folder, URL or archive member: `archive.tar.gz/feed.xml`, `standard input`.
    pub input: String,
    /// Where in it: `line 12`, `record 3`, `offset 4096`.
    pub place: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{}, {place}: {}", self.input, self.fault),
            None => write!(f, "{}: {}", self.input, self.fault),
        }
    }
}

impl std::error::Error for Error {}

/// What can be wrong with an input. Prints the cause and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The system would not let us read it: the kind of error, and what the system says.
    #[error("{}", unreadable(*.0, .1))]
    Unreadable(io::ErrorKind, String),
    /// A folder with nothing in it that could be an article.
    #[error("the folder has no text files; give one with .txt or .md files, or name the files")]
    NothingInside,
    /// An archive, feed or table without a single item.
    #[error("there is no item in it; check that it is the right file")]
    NoItem,
    /// Nothing but white space.
    #[error("there is no text in it; give an article as plain text")]
    Empty,
    /// Bytes that are no text at all.
    #[error("is not a text file; save the article as plain text (UTF-8) first")]
    Binary,
    /// Bytes that are no text in any encoding we know.
    #[error("is in no encoding we know; save it as UTF-8, for instance with `iconv -t UTF-8`")]
    Undecodable,
    /// Larger than the limit, in bytes.
    #[error("is larger than {} allowed for one item; split it, or raise the limit with --max-size", size(*.0))]
    TooLarge(u64),
    /// Elements nested deeper than the limit.
    #[error("elements are nested deeper than the {0} levels allowed; if that is no attack, raise the limit with --max-depth")]
    TooDeep(usize),
    /// More elements than [`crate::MAX_ELEMENTS`].
    #[error("has more than {0} elements; no article has, so give the article alone")]
    TooManyElements(usize),
    /// It unpacks to far more than any text does.
    #[error("unpacks to more than {0} times its size, as only a decompression bomb does; unpack it yourself if you trust it")]
    Bomb(u64),
    /// Archives in archives in archives.
    #[error("archives are packed into one another more than {0} times; unpack the outer ones first")]
    NestedArchives(usize),
    /// The end is missing, or an archive's checksum or structure is wrong.
    #[error("the archive is damaged or cut off ({0}); fetch it again")]
    DamagedArchive(String),
    /// It is not what it says it is: the format's name, and what is wrong.
    #[error("is no readable {0} ({1}); check the file, or name its format with --from")]
    Malformed(&'static str, String),
    /// A format that is known, but not read.
    #[error("{0}")]
    Unsupported(String),
    /// A table without the column asked for: its name, and the columns there are.
    #[error("has no column “{0}”; name one of these with {2}: {1}")]
    NoColumn(String, String, &'static str),
    /// A web page that could not be fetched.
    #[error("{0}")]
    Fetch(String),
}

impl Fault {
    /// The fault with its input's name.
    #[must_use]
    pub fn of(self, input: impl Into<String>) -> Error {
        Error { input: input.into(), place: None, fault: self }
    }

    /// The fault with its input's name and a place in it.
    #[must_use]
    pub fn at(self, input: impl Into<String>, place: Option<String>) -> Error {
        Error { input: input.into(), place, fault: self }
    }
}

impl From<io::Error> for Fault {
    /// Our own faults travel through readers as [`io::Error`]s and come back whole.
    fn from(error: io::Error) -> Fault {
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
            return fault.clone();
        }
        Fault::Unreadable(error.kind(), error.to_string())
    }
}

fn unreadable(kind: io::ErrorKind, error: &str) -> String {
    match kind {
        io::ErrorKind::NotFound => "no such file or folder; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it; change its permissions or copy it".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder; name the files in it".to_owned(),
        _ => format!("cannot be read ({error}); check the file and the disk it is on"),
    }
}

fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 && bytes.is_multiple_of(1 << 20) { format!("the {} MiB", bytes >> 20) } else { format!("the {bytes} bytes") }
}
