//! German words as they are looked for: stems, without case and umlauts.

use rust_stemmers::{Algorithm, Stemmer};

/// Longer ones are no words, and would blow up the index.
const LONGEST: usize = 60;

/// Makes stems of words.
pub struct Stems {
    stemmer: Stemmer,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stems")
    }
}

impl Default for Stems {
    fn default() -> Self {
        Stems { stemmer: Stemmer::create(Algorithm::German) }
    }
}

impl Stems {
    /// The stem of one word: Snowball's for German, which folds umlauts too.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        let lower = word.to_lowercase().replace('ß', "ss");
        self.stemmer.stem(&lower).into_owned()
    }

    /// The stems of a text, in order, with a space between them.
    #[must_use]
    pub fn of_text(&self, text: &str) -> String {
        let mut stems = String::with_capacity(text.len());
        for word in words(text) {
            if !stems.is_empty() {
                stems.push(' ');
            }
            stems.push_str(&self.stem(word));
        }
        stems
    }
}

/// A letter as it stands in a stem: without umlaut.
#[must_use]
pub(crate) fn without_umlaut(letter: char) -> char {
    match letter {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        other => other,
    }
}

/// Runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && word.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_words_have_one_stem() {
        let stems = Stems::default();
        for (one, other) in
            [("Häuser", "Häusern"), ("Verkehrssenatorin", "verkehrssenatorin"), ("Straße", "Strassen"), ("Vertrages", "Vertrag")]
        {
            assert_eq!(stems.stem(one), stems.stem(other), "{one} {other}");
        }
        assert_ne!(stems.stem("Hafen"), stems.stem("Haft"));
    }

    #[test]
    fn a_stem_begins_as_its_word_does() {
        let stems = Stems::default();
        let first = |word: &str| word.chars().next().and_then(|c| c.to_lowercase().next()).map(without_umlaut);
        for word in ["Übergabe", "Äpfeln", "öffnete", "ÖPNV", "Jahr", "yacht", "Uhren", "Élysée", "ßx", "5G", "Iwan", "USA"] {
            let begins = first(word);
            assert!(first(&stems.stem(word)) == begins || word.starts_with('ß'), "{word}: {}", stems.stem(word));
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("„Ja“, U5-Bahn: 3,5!").collect::<Vec<_>>(), ["Ja", "U5", "Bahn", "3", "5"]);
    }
}
