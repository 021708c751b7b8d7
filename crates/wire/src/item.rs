//! What every reader yields.

use crate::blocks::{Block, join};
use zufolge::article::{Details, ItemKind};
use zufolge::{Article, Diagnostic, Pipeline, Report};

/// One news item, and what its reader found odd about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its text, and all that the format says about it.
    pub article: Article,
    /// Remarks of the reader, on the format and on the item: `paywall`, `no-text`, `embargoed`. They point at no place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Item {
    /// The report of this item, with the reader's remarks before those on the text.
    #[must_use]
    pub fn report(&self, pipeline: &Pipeline) -> Report {
        let mut report = pipeline.read(&self.article);
        let own = self.diagnostics.iter().map(|remark| zufolge::report::Diagnostic {
            code: remark.code.into(),
            message: remark.message.clone(),
            span: None,
        });
        report.diagnostics.splice(0..0, own);
        report
    }
}

/// A remark of a reader.
pub(crate) fn remark(code: &'static str, message: impl Into<String>) -> Diagnostic {
    Diagnostic { code, message: message.into(), span: None }
}

/// The parts of an item as formats have them, before they become one text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts {
    /// Its own id: a URN, GUID or URL. The input's name where there is none.
    pub(crate) id: Option<String>,
    pub(crate) kicker: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) subhead: Option<String>,
    pub(crate) teaser: Option<String>,
    pub(crate) byline: Option<String>,
    /// As it is printed before the first sentence: "Hamburg (dnb) - ".
    pub(crate) dateline: Option<String>,
    pub(crate) body: Vec<Block>,
    /// The whole text as it stands, instead of all those.
    pub(crate) verbatim: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) updated: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) urn: Option<String>,
    /// Without teaser, subhead and dateline, which stand above.
    pub(crate) details: Details,
    pub(crate) remarks: Vec<Diagnostic>,
}

impl Parts {
    /// Puts the text together: kicker, headline, subhead, teaser, byline, and the body with its dateline, each a block of its own.
    ///
    /// What the body begins with already is not printed twice. A byline that does not say it is one ("Von …") stays out of the text, where
    /// it would pass for a sentence.
    pub(crate) fn item(mut self, name: &str) -> Item {
        if let Some(text) = self.verbatim {
            let article = Article { id: name.to_owned(), text, ..Article::default() };
            return Item { article, diagnostics: self.remarks };
        }
        let body = join(&self.body);
        self.remark_on_text(&body);
        let mut lines: Vec<String> = Vec::new();
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let head_of_body: String = plain(&body.chars().take(HEAD).collect::<String>());
        let first_blocks: Vec<String> = self.body.iter().take(HEAD_BLOCKS).map(|block| plain(&block.text)).collect();
        let byline = self.byline.as_deref().filter(|byline| ["Von ", "von ", "VON "].iter().any(|word| byline.starts_with(word)));
        let heads = [self.kicker.as_deref(), self.title.as_deref(), self.subhead.as_deref(), self.teaser.as_deref(), byline];
        for head in heads.into_iter().flatten() {
            let head = head.trim();
            let same = plain(head);
            // Short words, such as a kicker's, may begin a sentence by chance, but hardly fill a block.
            let said = head_of_body.starts_with(&same) && same.len() > SHORT || first_blocks.contains(&same);
            if !same.is_empty() && !said && !lines.iter().any(|line| plain(line) == same) {
                lines.push(head.to_owned());
            }
        }
        if !body.is_empty() {
            lines.push(with_dateline(self.dateline.as_deref(), &body));
        }
        let details = Details { teaser: self.teaser, subhead: self.subhead, dateline_text: self.dateline, ..self.details };
        let id = self.id.or_else(|| self.urn.clone()).or_else(|| self.url.clone()).unwrap_or_else(|| name.to_owned());
        let article = Article {
            id,
            text: lines.join("\n\n"),
            title: self.title,
            kicker: self.kicker,
            byline: self.byline,
            outlet: self.outlet,
            agency: self.agency,
            published: self.published,
            updated: self.updated,
            url: self.url,
            urn: self.urn,
            details,
        };
        Item { article, diagnostics: self.remarks }
    }

    /// Says what makes this item something else than an article that may be printed.
    fn remark_on_text(&mut self, body: &str) {
        let status = self.details.status.as_deref();
        if matches!(status, Some("canceled" | "cancelled")) || self.details.signals.iter().any(|signal| is_withdrawal(signal)) {
            self.remarks.push(remark("withdrawn", "the sender has withdrawn this item; do not use it"));
        } else if status == Some("withheld") {
            self.remarks.push(remark("withheld", "the sender withholds this item until further notice"));
        }
        if let Some(until) = &self.details.embargoed {
            self.remarks.push(remark("embargoed", format!("not to be published before {until}")));
        }
        let kind = self.details.kind.unwrap_or(ItemKind::Article);
        if body.is_empty() && kind != ItemKind::Summary {
            self.remarks.push(remark("no-content", "the item has no text of its own"));
        }
        match kind {
            ItemKind::Article => {}
            ItemKind::Summary => self.remarks.push(remark("summary-only", "only the beginning or a summary of the article is here")),
            other => self.remarks.push(remark("not-an-article", format!("the item is no article but {}", noun(other)))),
        }
    }
}

/// Blocks of the body among which headline and the like may stand.
const HEAD_BLOCKS: usize = 5;
/// Characters of the body that are compared with headline and teaser.
const HEAD: usize = 2000;
/// Letters up to which a line may begin the body by chance.
const SHORT: usize = 40;

fn is_withdrawal(signal: &str) -> bool {
    matches!(signal, "retraction" | "retract" | "withdrawal" | "withdrawn" | "withdraw" | "kill" | "cancel" | "canceled" | "cancelled")
}

fn noun(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Schedule => "a schedule",
        ItemKind::Notice => "a note of the sender",
        ItemKind::Picture => "a picture",
        ItemKind::Audio => "a sound",
        ItemKind::Video => "a video",
        ItemKind::Package => "a list of other items",
        _ => "something else",
    }
}

/// The body with its dateline before it, unless it has one already.
fn with_dateline(dateline: Option<&str>, body: &str) -> String {
    let Some(dateline) = dateline.map(str::trim).filter(|dateline| !dateline.is_empty()) else { return body.to_owned() };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    // As far as the first bracket or comma, for body and metadata often differ in the date.
    let place = letters(dateline.split(['(', ',', '-', '–', '—']).next().unwrap_or(dateline));
    let start: String = body.chars().take(dateline.chars().count() + 10).collect();
    let dash = ['-', '–', '—'];
    let has_one = letters(&start).starts_with(&letters(dateline))
        || !place.is_empty() && letters(&start).starts_with(&place) && start.contains(dash) && start.contains(['(', ',']);
    if has_one {
        body.to_owned()
    } else if dateline.ends_with(dash) {
        format!("{dateline} {body}")
    } else {
        format!("{dateline} - {body}")
    }
}

/// Trimmed, or `None` if nothing is left.
pub(crate) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What genre, subject and keyword names, and the headline, say an item is; `None` for an article.
///
/// Agencies mark schedules and notes to customers by genre, or only by the first words of the headline.
pub(crate) fn kind_by_names<'a>(genres: impl IntoIterator<Item = &'a str>, headline: Option<&str>) -> Option<ItemKind> {
    for genre in genres {
        let genre = genre.trim().to_lowercase();
        if SCHEDULES.contains(&genre.as_str()) {
            return Some(ItemKind::Schedule);
        }
        if NOTICES.contains(&genre.as_str()) {
            return Some(ItemKind::Notice);
        }
    }
    let headline = headline?.to_lowercase();
    if ["tagesvorschau", "wochenvorschau", "terminvorschau", "monatsvorschau", "themenvorschau", "terminkalender", "themenplanung"]
        .iter()
        .any(|word| headline.contains(word))
    {
        return Some(ItemKind::Schedule);
    }
    let notice = ["hinweis an die redaktion", "achtung redaktion", "an die redaktion", "kundenhinweis", "redaktionshinweis"];
    notice.iter().any(|word| headline.contains(word)).then_some(ItemKind::Notice)
}

/// Genres of lists of coming events; IPTC's names and those of German agencies.
const SCHEDULES: [&str; 15] = [
    "vorschau",
    "tagesvorschau",
    "wochenvorschau",
    "terminvorschau",
    "themenvorschau",
    "termine",
    "terminkalender",
    "tageskalender",
    "themenplanung",
    "planung",
    "daybook",
    "schedule",
    "forecast",
    "fixture",
    "program",
];
/// Genres of notes to customers.
const NOTICES: [&str; 7] =
    ["hinweis", "redaktionshinweis", "kundenhinweis", "redaktioneller hinweis", "advisory", "editorial advisory", "notice"];

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::paragraph(text)
    }

    fn text(parts: Parts) -> String {
        parts.item("x").article.text
    }

    #[test]
    fn heads_stand_before_the_body_once() {
        let parts = Parts {
            kicker: Some("Hafen".into()),
            title: Some("Die Bahn kommt".into()),
            teaser: Some("Die Bahn kommt".into()),
            byline: Some("Von Lena Brandt".into()),
            dateline: Some("Hamburg (dnb) - ".into()),
            body: vec![paragraph("Hafen und Stadt wachsen."), paragraph("So ist es.")],
            ..Parts::default()
        };
        assert_eq!(text(parts), "Hafen\n\nDie Bahn kommt\n\nVon Lena Brandt\n\nHamburg (dnb) - Hafen und Stadt wachsen.\n\nSo ist es.");
    }

    #[test]
    fn what_the_body_has_is_not_printed_twice() {
        let title = "Die neue Hafenbahn kommt erst im Frühjahr des Jahres 2027";
        let parts = Parts { title: Some(title.into()), body: vec![paragraph(title), paragraph("Mehr nicht.")], ..Parts::default() };
        assert_eq!(text(parts), format!("{title}\n\nMehr nicht."));
    }

    #[test]
    fn datelines_are_not_doubled() {
        for (dateline, body, wanted) in [
            ("Hamburg (dnb) - ", "Hamburg (dnb) - Es regnet.", "Hamburg (dnb) - Es regnet."),
            ("HAMBURG, Montag (dnb)", "HAMBURG, 3. Mai (dnb) – Es regnet.", "HAMBURG, 3. Mai (dnb) – Es regnet."),
            ("MADRID, 3. Mai (dnb) -", "Es regnet.", "MADRID, 3. Mai (dnb) - Es regnet."),
            ("Hamburg (dnb)", "Hamburg wächst.", "Hamburg (dnb) - Hamburg wächst."),
        ] {
            assert_eq!(with_dateline(Some(dateline), body), wanted);
        }
    }

    #[test]
    fn schedules_and_notes_are_told_by_genre_or_headline() {
        assert_eq!(kind_by_names(["Meldung", "Vorschau"], None), Some(ItemKind::Schedule));
        assert_eq!(kind_by_names([], Some("dnb-Tagesvorschau Wirtschaft für Montag")), Some(ItemKind::Schedule));
        assert_eq!(kind_by_names([], Some("Hinweis an die Redaktionen")), Some(ItemKind::Notice));
        assert_eq!(kind_by_names(["Meldung"], Some("Eine Vorschau auf das Spiel")), None);
    }
}
