//! What the caller may choose.

use crate::format::Format;

/// More elements than this in one HTML or XML document are refused: an article has a few thousand.
pub const MAX_ELEMENTS: usize = 500_000;
/// Archives may be packed into one another this often: `.zip` in `.tar` in `.gz`.
pub const MAX_ARCHIVES: usize = 3;
/// What unpacks to more than this times its size, and to more than [`BOMB_FLOOR`], is refused.
pub const MAX_RATIO: u64 = 200;
/// Bytes that anything may unpack to, whatever its size.
pub const BOMB_FLOOR: u64 = 256 << 20;

/// What the caller may choose; the default reads everything that is detected.
#[derive(Debug, Clone)]
pub struct Options {
    /// The format, where it is not to be detected.
    pub from: Option<Format>,
    /// The column with the text in tables (JSON Lines, CSV). Default `text`.
    pub text_column: String,
    /// The column with the ids in tables; default `id` where there is one, else the line's number.
    pub id_column: Option<String>,
    /// Bounds on untrusted input.
    pub limits: Limits,
    /// Fetch from private, loopback and link-local addresses too. Default no.
    pub allow_private: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { from: None, text_column: "text".to_owned(), id_column: None, limits: Limits::default(), allow_private: false }
    }
}

/// Bounds on untrusted input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one document, unpacked: a file, an archive's member, a line of a table, a record of a web archive. Default 64 MiB.
    pub max_size: u64,
    /// Levels of nested elements in HTML and XML. Default 256.
    pub max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { max_size: 64 << 20, max_depth: 256 }
    }
}
