//! Headlines: the short form of what a statement of the article says.

use super::Folds;
use super::compare::{Weighing, likeness};
use super::slices::Slices;
use super::statement::{HEADLINE, Item, Joins, Statement};
use super::words::words;
use zufolge::Span;

/// How much of a headline must stand in the statement that it is the short form of.
const SHORT_FORM: f32 = 0.4;

impl Folds {
    /// The headline as a statement, if it says what a statement of the article says; whose it is, is what that one's chain tells.
    pub(super) fn headline(&self, item: &Item<'_>, text: &Slices<'_>, statements: &[Statement]) -> Option<Statement> {
        let title = item.report.article.title.as_deref()?.trim();
        let at = text.text().find(title)?;
        // "Betreiber: …", "Landkreis: …": what stands before the colon is whose words they are.
        let body = title.rsplit_once(": ").map_or(title, |(_, body)| body);
        let start = at + title.len() - body.len();
        let found: Vec<_> = words(body).collect();
        let mut signature = self.signature(&found);
        let weighing = Weighing::new(statements.iter().map(|statement| vec![&statement.signature]));
        let near = |statement: &Statement| {
            let like = likeness(&signature, &statement.signature, &weighing);
            if like.number_clashes { 0.0 } else { like.share_of_first(&signature, &weighing) }
        };
        let free = statements.iter().filter(|statement| statement.joins.is_none());
        let (best, score) = free.map(|statement| (statement, near(statement))).fold(None, |best: Option<(&Statement, f32)>, next| {
            if best.is_none_or(|(_, most)| next.1 > most) { Some(next) } else { best }
        })?;
        let covered = statements.iter().any(|statement| statement.content.iter().any(|span| text.bytes(*span).0 < at + title.len()));
        if score < SHORT_FORM || covered {
            return None;
        }
        signature.topic.clone_from(&best.signature.topic);
        Some(Statement {
            attribution: HEADLINE.to_owned(),
            content: vec![Span::new(text.point(start), text.point(at + title.len()))],
            text: body.to_owned(),
            source: String::new(),
            joins: Some(Joins { attribution: best.attribution.clone(), why: format!("headline of {}", best.attribution) }),
            signature,
            ..best.clone()
        })
    }
}
