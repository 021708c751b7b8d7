//! What goes in: one news item, whatever format it came in.

/// One news item: its text as received (decoded, not yet cleaned) and what is known about it from outside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The item's own id, or the file's name.
    pub id: String,
    /// Decoded text, not yet cleaned: headline, byline and body, blocks separated by line breaks.
    pub text: String,
    /// The headline, where the format carries it apart from the text.
    pub title: Option<String>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The news agency it came from, where the format says so.
    pub agency: Option<String>,
    /// When it was published, RFC 3339 (a date alone is allowed).
    pub published: Option<String>,
    /// When it was last changed, RFC 3339.
    pub updated: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Its URN.
    pub urn: Option<String>,
}
