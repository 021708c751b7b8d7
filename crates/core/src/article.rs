//! What goes in: one news item, whatever format it came in.

use serde::{Deserialize, Serialize};

/// One news item: its text as received (decoded, not yet cleaned) and what is known about it from outside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The item's own id, or the file's name.
    pub id: String,
    /// Decoded text, not yet cleaned: headline, byline and body, blocks separated by line breaks.
    pub text: String,
    /// The headline, where the format carries it apart from the text.
    pub title: Option<String>,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// Who wrote it, as the format has it: "Von Lena Brandt", "Lena Brandt".
    pub byline: Option<String>,
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
    /// What only some formats carry.
    #[serde(flatten)]
    pub details: Details,
}

/// What some formats tell of an item beyond the contract; all of it may be missing, and what is missing is not printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// What the item is, where it is no plain article or the format says what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ItemKind>,
    /// The standfirst or summary; it is part of the text too where the format prints it before the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teaser: Option<String>,
    /// The line below the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subhead: Option<String>,
    /// The dateline as the format has it apart from the text: "Hamburg (dnb) - ".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline_text: Option<String>,
    /// Where it was written, as the format says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub located: Option<String>,
    /// The language that the format declares, a BCP 47 tag: `"de"`, `"de-CH"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_language: Option<String>,
    /// The number of this version; a higher one of the same URN replaces it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// Not to be published before, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargoed: Option<String>,
    /// `"usable"`, `"withheld"` or `"canceled"`, in the words of IPTC's publishing status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What this version does to the ones before: `"update"`, `"correction"`, `"retraction"` and others, without the scheme's prefix.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<String>,
    /// Notes to editors: what was corrected, until when it is withheld.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The box beside the text, which is not part of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infobox: Option<String>,
    /// Items that this one links to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Link>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ItemKind {
    /// Running text with news.
    Article,
    /// The first lines of an article only: an entry of a feed.
    Summary,
    /// A list of what will be reported: a day's schedule, a preview.
    Schedule,
    /// A note of the sender to its customers.
    Notice,
    /// A photo, drawing or graphic with its caption.
    Picture,
    /// Sound.
    Audio,
    /// Moving pictures.
    Video,
    /// A list of other items.
    Package,
    /// Something else, such as a data set or an event.
    Other,
}

/// A link from one item to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// A URL or URN.
    pub target: String,
    /// What the other is to this one: `"seeAlso"`, `"previous_version"`, `"member"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// Its headline or the words of the link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}
