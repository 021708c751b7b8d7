//! Reports as a table: one row an attribution, the same columns in every tabular format.
//!
//! A [`Column`] says what a column is called, what is in it and what it means; CSV's header, Arrow's schema and the table in
//! `docs/formats.md` come from that. Other tables of the same kind (a ledger's, say) are other lists of columns, written by the same writers.

use crate::index::Index;
use std::borrow::Cow;
use zufolge::report::{Attribution, CodePoints, Report, Spans};

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, in snake_case.
    pub name: &'static str,
    /// What is in it.
    pub kind: Kind,
    /// What it means, in one line.
    pub meaning: &'static str,
}

/// What is in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text that is always there.
    Text,
    /// Text that may be missing; in CSV an empty cell.
    MaybeText,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Count,
    /// A number with decimals.
    Number,
    /// One that may be missing; in CSV an empty cell.
    MaybeNumber,
    /// Several texts; in CSV with this between them.
    Texts(&'static str),
    /// Half-open ranges of code points in the report's text; in CSV as `3-8 12-20`.
    Places,
}

impl Kind {
    /// What a document calls it: "text, may be missing".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::MaybeText => "text or nothing",
            Kind::Flag => "true or false",
            Kind::Count => "whole number",
            Kind::Number => "number",
            Kind::MaybeNumber => "number or nothing",
            Kind::Texts(_) => "list of texts",
            Kind::Places => "list of places",
        }
    }
}

/// What stands in one row under one column; of the column's [`Kind`].
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'r> {
    /// Of [`Kind::Text`].
    Text(Cow<'r, str>),
    /// Of [`Kind::MaybeText`].
    MaybeText(Option<Cow<'r, str>>),
    /// Of [`Kind::Flag`].
    Flag(bool),
    /// Of [`Kind::Count`].
    Count(i64),
    /// Of [`Kind::Number`].
    Number(f64),
    /// Of [`Kind::MaybeNumber`].
    MaybeNumber(Option<f64>),
    /// Of [`Kind::Texts`].
    Texts(Vec<Cow<'r, str>>),
    /// Of [`Kind::Places`].
    Places(Cow<'r, Spans>),
}

impl Cell<'_> {
    /// True if the cell can stand in a column of this kind.
    #[must_use]
    pub fn is(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Cell::Text(_), Kind::Text)
                | (Cell::MaybeText(_), Kind::MaybeText)
                | (Cell::Flag(_), Kind::Flag)
                | (Cell::Count(_), Kind::Count)
                | (Cell::Number(_), Kind::Number)
                | (Cell::MaybeNumber(_), Kind::MaybeNumber)
                | (Cell::Texts(_), Kind::Texts(_))
                | (Cell::Places(_), Kind::Places)
        )
    }
}

/// One row: a cell for each column, in the columns' order.
pub type Row<'r> = Vec<Cell<'r>>;

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

/// What stands between pieces of the text that lie apart.
pub const PIECES: &str = " … ";

/// The columns of a table of attributions. New ones are added at the end; these keep their names and meanings.
pub const ATTRIBUTIONS: &[Column] = &[
    column("article_id", Kind::Text, "the article's id, or the file's name"),
    column("title", Kind::MaybeText, "the article's headline"),
    column("outlet", Kind::MaybeText, "who printed the article"),
    column("agency", Kind::MaybeText, "the news agency it came from"),
    column("published", Kind::MaybeText, "when it was published, RFC 3339 or a day"),
    column("url", Kind::MaybeText, "where it stands on the web"),
    column("urn", Kind::MaybeText, "its URN"),
    column("attribution_id", Kind::Text, "the attribution's id, unique in the article: `a1`"),
    column("parent_id", Kind::MaybeText, "the attribution whose content holds this one"),
    column("form", Kind::Text, "`direct`, `indirect`, `reported`, `free_indirect`, `indirect_free_indirect`"),
    column("mixed", Kind::Flag, "whether indirect or reported content is partly quoted"),
    column("mode", Kind::Texts(" "), "`speech`, `writing`, `thought`, or two of them"),
    column("source", Kind::Texts(PIECES), "the words that name who conveys it"),
    column("source_name", Kind::MaybeText, "who that is: the chain's first link, its fullest name in the article"),
    column("source_role", Kind::MaybeText, "that one's office or function, where the article names one"),
    column("source_kind", Kind::MaybeText, "`person`, `office`, `organisation` … as in the report"),
    column("source_naming", Kind::MaybeText, "`named`, `role`, `anonymous`, `implicit`"),
    column("source_entity", Kind::MaybeText, "the id of that one in the article: `e1`"),
    column("chain", Kind::Texts(" → "), "from the origin to who printed it; `?` for one without a name"),
    column("cue", Kind::Texts(PIECES), "the words that signal the attribution"),
    column("content", Kind::Texts(PIECES), "what is conveyed, verbatim, a piece for each place"),
    column("addressee", Kind::Texts(PIECES), "to whom"),
    column("frame", Kind::Texts(PIECES), "the reporting clause around them"),
    column("stance", Kind::Texts(" "), "what the source does with the content: `denies` …"),
    column("certainty", Kind::Text, "`certain`, `probable`, `possible`, `unknown`"),
    column("polarity", Kind::Text, "`positive`, `negative`, `unknown`"),
    column("said_at", Kind::MaybeText, "when it was said, a TIMEX3 value"),
    column("confidence", Kind::Number, "how sure the program is, 0 to 1"),
    column("evidence", Kind::Texts(" "), "the rules or the model that found it"),
    column("model", Kind::Text, "the engine or model that read the article"),
    column("source_places", Kind::Places, "where the source stands, in code points of the report's text"),
    column("cue_places", Kind::Places, "where the cue stands"),
    column("content_places", Kind::Places, "where the content stands"),
    column("addressee_places", Kind::Places, "where the addressee stands"),
    column("frame_places", Kind::Places, "where the frame stands"),
    column("stance_confidence", Kind::MaybeNumber, "how likely the stance is to be the right one, 0 to 1"),
];

/// The rows of a report under [`ATTRIBUTIONS`], in the report's order.
pub fn rows(report: &Report) -> impl Iterator<Item = Row<'_>> {
    let (points, index) = (CodePoints::new(&report.text), Index::new(report));
    report.attributions.iter().map(move |attr| row(report, &points, &index, attr))
}

fn row<'r>(report: &'r Report, points: &CodePoints<'r>, index: &Index<'r>, attr: &'r Attribution) -> Row<'r> {
    let article = &report.article;
    let maybe = |field: &'r Option<String>| Cell::MaybeText(field.as_deref().map(Cow::Borrowed));
    let text = |words: &'r str| Cell::Text(Cow::Borrowed(words));
    let pieces = |spans: &Spans| Cell::Texts(spans.iter().map(|&span| Cow::Borrowed(points.slice(span))).collect());
    let names = |names: &mut dyn Iterator<Item = &'static str>| Cell::Texts(names.map(Cow::Borrowed).collect());
    let places = |spans: &'r Spans| Cell::Places(Cow::Borrowed(spans));
    let origin = attr.chain.first();
    let entity = origin.and_then(|link| index.entity(link));
    let name = origin.map(|link| index.name(link)).filter(|name| !name.is_empty());
    let known = |name: Option<&'static str>| Cell::MaybeText(name.map(Cow::Borrowed));
    vec![
        text(&article.id),
        maybe(&article.title),
        maybe(&article.outlet),
        maybe(&article.agency),
        maybe(&article.published),
        maybe(&article.url),
        maybe(&article.urn),
        text(&attr.id),
        maybe(&attr.parent),
        text(attr.form.name()),
        Cell::Flag(attr.mixed),
        names(&mut attr.mode.names()),
        pieces(&attr.source),
        Cell::MaybeText(name.map(Cow::Borrowed)),
        Cell::MaybeText(entity.and_then(|entity| entity.role.as_deref()).map(Cow::Borrowed)),
        known(origin.map(|link| link.kind.name())),
        known(origin.map(|link| link.naming.name())),
        Cell::MaybeText(origin.and_then(|link| link.entity.as_deref()).map(Cow::Borrowed)),
        Cell::Texts(attr.chain.iter().map(|link| Cow::Borrowed(if link.name.is_empty() { "?" } else { &link.name })).collect()),
        pieces(&attr.cue),
        pieces(&attr.content),
        pieces(&attr.addressee),
        pieces(&attr.frame),
        names(&mut attr.stance.iter().map(|stance| stance.name())),
        text(attr.factuality.certainty.name()),
        text(attr.factuality.polarity.name()),
        Cell::MaybeText(attr.said_at.as_ref().map(|said| Cow::Borrowed(said.value.as_str()))),
        Cell::Number(attr.confidence),
        Cell::Texts(attr.evidence.iter().map(|name| Cow::Borrowed(&**name)).collect()),
        text(&report.generator.model),
        places(&attr.source),
        places(&attr.cue),
        places(&attr.content),
        places(&attr.addressee),
        places(&attr.frame),
        Cell::MaybeNumber(attr.stance_confidence),
    ]
}
