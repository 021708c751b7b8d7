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
    /// Nouns that stand for an act of speech, writing or thought, and how their content follows: `nouns.txt`.
    pub nouns: &'static str,
    /// Heads of noun phrases that can speak, by class (people, bodies, outlets, papers, pronouns): `persons.txt`.
    pub persons: &'static str,
    /// Prepositions, adverbs and phrases that attribute without a verb: `prepositions.txt`.
    pub prepositions: &'static str,
}

/// German.
pub const GERMAN: LanguageData = LanguageData {
    code: "de",
    verbs: include_str!("../de/verbs.txt"),
    nouns: include_str!("../de/nouns.txt"),
    persons: include_str!("../de/persons.txt"),
    prepositions: include_str!("../de/prepositions.txt"),
};
