//! Word lists and rule data as plain text, embedded in the binary; nothing else.
//!
//! Each language is one folder of text files and one [`LanguageData`]. The files are read and compiled by `zufolge` (crate `core`);
//! their format is described in the head of each file, and `cargo test -p zufolge lexicon examples` audits them.

/// The text files of one language.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct LanguageData {
    /// ISO 639-1 code, `"de"`.
    pub code: &'static str,
    /// Verbs with their principal parts, and what they convey: `verbs.txt`.
    pub verbs: &'static str,
    /// Closed classes: determiners, pronouns, conjunctions, prepositions, adverbs: `function-words.txt`.
    pub function_words: &'static str,
    /// Nouns that take content clauses or stand for speech acts: `nouns.txt`.
    pub nouns: &'static str,
    /// Heads of noun phrases that can speak: `persons.txt`.
    pub persons: &'static str,
    /// Attributing prepositions and adverbs: `prepositions.txt`.
    pub prepositions: &'static str,
    /// Words that tell who a source is and which mentions are the same: `entities.txt`.
    pub entities: &'static str,
    /// Short lists that tell one construction from another: `turns.txt`.
    pub turns: &'static str,
    /// Words at the edges of sources that a model has found: `source-edges.txt`.
    pub source_edges: &'static str,
    /// Words that tell what somebody does by what they say: `stance-words.txt`.
    pub stance_words: &'static str,
    /// How much each sign of stance and factuality weighs, trained: `stance-weights.txt`.
    pub stance_weights: &'static str,
    /// Words of the calendar and the clock: `times.txt`.
    pub times: &'static str,
    /// What each rule must find and leave alone: `examples.txt`.
    pub examples: &'static str,
    /// Words that tell whether two statements say the same: `claims.txt`.
    pub claims: &'static str,
    /// What one desk writes where another writes something else: `paraphrases.txt`.
    pub paraphrases: &'static str,
    /// How rare stems are: `rarity.txt`.
    pub rarity: &'static str,
    /// Abbreviations, and the words that begin sentences after them: `abbreviations.txt`.
    pub abbreviations: &'static str,
    /// Agencies, places and words that mark the furniture of the wire: `furniture.txt`.
    pub furniture: &'static str,
}

/// German.
pub const GERMAN: LanguageData = LanguageData {
    code: "de",
    verbs: include_str!("../de/verbs.txt"),
    function_words: include_str!("../de/function-words.txt"),
    nouns: include_str!("../de/nouns.txt"),
    persons: include_str!("../de/persons.txt"),
    prepositions: include_str!("../de/prepositions.txt"),
    entities: include_str!("../de/entities.txt"),
    turns: include_str!("../de/turns.txt"),
    source_edges: include_str!("../de/source-edges.txt"),
    stance_words: include_str!("../de/stance-words.txt"),
    stance_weights: include_str!("../de/stance-weights.txt"),
    times: include_str!("../de/times.txt"),
    examples: include_str!("../de/examples.txt"),
    claims: include_str!("../de/claims.txt"),
    paraphrases: include_str!("../de/paraphrases.txt"),
    rarity: include_str!("../de/rarity.txt"),
    abbreviations: include_str!("../de/abbreviations.txt"),
    furniture: include_str!("../de/furniture.txt"),
};
