//! What the reader noticed and could not set right.

use crate::span::{Byte, Span};

/// A remark on odd input, such as a quotation mark that nothing closes. Never fatal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable, hyphenated code: `unclosed-quotation`.
    pub code: &'static str,
    /// One English sentence for people.
    pub message: String,
    /// Where in the clean text, if at a place.
    pub span: Option<Span<Byte>>,
}
