//! Word lists and rule data as plain text, embedded in the binary; nothing else.
//!
//! Each language is one folder of text files and one [`LanguageData`]. The files are read and compiled by `zufolge` (crate `core`);
//! their format is described in the head of each file, and `cargo xtask lexicon` audits them.

/// The text files of one language.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct LanguageData {
    /// ISO 639-1 code, `"de"`.
    pub code: &'static str,
    /// Verbs with their principal parts, and what they convey: `verbs.txt`.
    pub verbs: &'static str,
    /// Abbreviations, and the words that begin sentences after them: `abbreviations.txt`.
    pub abbreviations: &'static str,
    /// Agencies, places and words that mark the furniture of the wire: `furniture.txt`.
    pub furniture: &'static str,
}

/// German.
pub const GERMAN: LanguageData = LanguageData {
    code: "de",
    verbs: include_str!("../de/verbs.txt"),
    abbreviations: include_str!("../de/abbreviations.txt"),
    furniture: include_str!("../de/furniture.txt"),
};
