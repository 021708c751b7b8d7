//! Headlines: the short form of what a statement of the article says.

use super::Folds;
use super::compare::{answers_back, asks};
use super::likeness::{Weighing, likeness};
use super::signature::Signature;
use super::slices::Slices;
use super::statement::{HEADLINE, Item, Joins, Statement, Tie};
use super::words::words;
use zufolge::Span;
use zufolge::attribution::Stance;
use zufolge::report::{Kind, Naming};

/// How much of a headline must stand in the statement that it is the short form of.
const SHORT_FORM: f32 = 0.4;
/// The same where the headline names somebody who says it.
const SHORT_FORM_OF_NAMED: f32 = 0.6;
/// How many words a headline must share with what it shortens, if no number: a name alone tells only whom both are about.
const WORDS: u8 = 2;
/// The same where the headline has only a word for the source: "Experte: …".
const SHORT_FORM_OF_NAMELESS: f32 = 0.2;

/// From which confidence on a headline's own stance is taken, if that of the text below is less sure.
const LIKELY: f64 = 0.7;

/// What is left of the confidence in what only the headline says.
const ONLY_ABOVE: f32 = 0.5;

impl Folds {
    /// Joins what stands in the headline to the statement of the body that it is the short form of; a headline that no attribution stands
    /// in becomes a statement of its own, whose source is that of the statement it shortens.
    pub(super) fn headline(&self, item: &Item<'_>, text: &Slices<'_>, statements: &mut Vec<Statement>) {
        let Some(title) = item.report.article.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) else { return };
        let Some(at) = text.text().find(title) else { return };
        let weighing = Weighing::of_statements(statements.iter().map(|statement| &statement.signature));
        let above = |statement: &Statement| statement.content.iter().any(|span| text.bytes(*span).0 < at + title.len());
        let (heads, body): (Vec<usize>, Vec<usize>) = (0..statements.len()).partition(|index| above(&statements[*index]));
        let near = |head: &Signature, other: usize| {
            let like = likeness(head, &statements[other].signature, &weighing);
            if like.number_clashes || like.features < WORDS && !like.number_agrees { 0.0 } else { like.share_of_first(head, &weighing) }
        };
        let best = |head: &Signature, fits: &dyn Fn(&usize) -> bool| {
            // However unsure the engine is of it: that the headline says so too speaks for it.
            let free = |index: &&usize| statements[**index].joins.is_none();
            let scored = body.iter().filter(free).filter(|index| fits(index)).map(|index| (*index, near(head, *index)));
            scored.fold(None, |best: Option<(usize, f32)>, next| if best.is_none_or(|(_, most)| next.1 > most) { Some(next) } else { best })
        };
        if heads.is_empty() {
            // "Betreiber: …", "Landkreis: …": what stands before the colon is whose words they are.
            let words_of = title.rsplit_once(": ").map_or(title, |(_, body)| body);
            let start = at + title.len() - words_of.len();
            let mut signature = self.signature(&words(words_of).collect::<Vec<_>>());
            let Some((index, _)) = best(&signature, &|_: &usize| true).filter(|(_, score)| *score >= SHORT_FORM) else { return };
            let full = statements[index].clone();
            signature.set_topic(&full.signature.topic);
            signature.take_speaker(&full.signature);
            statements.push(Statement {
                attribution: HEADLINE.to_owned(),
                content: vec![Span::new(text.point(start), text.point(at + title.len()))],
                manner: self.manner(words_of),
                text: words_of.to_owned(),
                source: String::new(),
                joins: Some(Joins {
                    attribution: full.attribution.clone(),
                    why: format!("headline of {}", full.attribution),
                    tie: Tie::Headline,
                    weak: false,
                }),
                signature,
                ..full
            });
            return;
        }
        let (mut found, mut lonely): (Vec<(usize, usize, bool)>, Vec<usize>) = (Vec::new(), Vec::new());
        for head in heads.into_iter().filter(|head| statements[*head].joins.is_none()) {
            let speaks = |index: &usize| {
                let (a, b) = (statements[head].chain.first(), statements[*index].chain.first());
                a.zip(b).is_some_and(|(a, b)| a.local.is_some() && a.local == b.local)
            };
            let named = statements[head].chain.first().is_some_and(|voice| voice.naming == Naming::Named);
            // "Mohn räumt Fehler ein": what Mohn says below, before what others say of it.
            let whose = &statements[head].signature;
            let says = |index: &usize| {
                let below = &statements[*index].signature;
                whose.speaker.iter().chain(&whose.called).any(|name| below.speaker.contains(name))
            };
            let own = best(whose, &says).filter(|(_, score)| *score >= SHORT_FORM);
            let least = if named { SHORT_FORM_OF_NAMED } else { SHORT_FORM_OF_NAMELESS };
            match own.or_else(|| best(whose, &|_: &usize| true).filter(|(_, score)| *score >= least)) {
                Some((index, score)) => found.push((head, index, score < SHORT_FORM)),
                // Other words, but the same person who does the same: "Quast: Der Minister muss gehen".
                None => {
                    let theirs = || body.iter().copied().filter(speaks);
                    let same = theirs().find(|index| statements[*index].stance == statements[head].stance);
                    // "Quast: Der Minister muss gehen", where below she demands it.
                    let obliges = statements[head].signature.obliges && !answers_back(&statements[head]);
                    let same = same.or_else(|| theirs().find(|index| obliges && asks(&statements[*index])));
                    // "Nordland bestätigt …": what its minister confirms below.
                    let of_its_own = || body.iter().copied().any(|index| speaks(&index));
                    let first = body
                        .first()
                        .copied()
                        .filter(|first| same.is_none() && acts_for(&statements[head], &statements[*first]) && !of_its_own());
                    let same = same.or(first);
                    found.extend(same.map(|index| (head, index, true)));
                    lonely.extend(same.is_none().then_some(head));
                }
            }
        }
        // Nobody in the text says so: it may be no statement at all.
        for head in lonely {
            // "Früherer Manager: …" is whoever speaks first below.
            let first = body.iter().copied().find(|index| !answers_back(&statements[*index]) || answers_back(&statements[head]));
            if let Some(first) = first.filter(|first| may_be(&statements[head], &statements[*first])) {
                statements[head].chain = statements[first].chain.clone();
                let full = statements[first].signature.clone();
                statements[head].signature.take_speaker(&full);
                // What they say there, if no claim has the headline's words.
                let attribution = statements[first].attribution.clone();
                statements[head].joins =
                    Some(Joins { why: format!("headline of {attribution}"), tie: Tie::Headline, attribution, weak: true });
            }
            statements[head].confidence *= ONLY_ABOVE;
        }
        for (head, index, weak) in found {
            let attribution = statements[index].attribution.clone();
            // "Insider: …" names nobody else than the text below does in full, and does with the content what they do there.
            statements[head].chain = statements[index].chain.clone();
            let full = statements[index].signature.clone();
            statements[head].signature.take_speaker(&full);
            // "Behörde räumt ein: …" says what it does, where below it only "said".
            let owns_up = matches!(statements[head].stance[..], [Stance::Admits | Stance::Confirms]);
            // "Holm lehnt Treffen ab", where below it the words alone must tell that it is no promise.
            let sureness = |at: usize| statements[at].stance_confidence;
            let surer = sureness(head).zip(sureness(index)).is_some_and(|(head, below)| head > below && head > LIKELY);
            if !(surer || owns_up && matches!(statements[index].stance[..], [Stance::States | Stance::Reports])) {
                statements[head].stance = statements[index].stance.clone();
                statements[head].stance_confidence = statements[index].stance_confidence;
            }
            statements[head].joins = Some(Joins { why: format!("headline of {attribution}"), tie: Tie::Headline, attribution, weak });
        }
    }
}

/// True if the words for what the source does tell a position.
fn acts(statement: &Statement) -> bool {
    let plain =
        |stance: &Stance| matches!(stance, Stance::Admits | Stance::Confirms | Stance::Announces | Stance::Denies | Stance::Rejects);
    statement.stance.iter().any(plain)
}

/// True if a body or country does above what a named person does below.
fn acts_for(head: &Statement, below: &Statement) -> bool {
    let (Some(body), Some(person)) = (head.chain.first(), below.chain.first()) else { return false };
    let bodies = matches!(body.kind, Kind::Organisation | Kind::Office | Kind::Place);
    bodies && person.kind == Kind::Person && person.naming == Naming::Named && head.stance == below.stance && acts(head)
}

/// True if "Früherer Manager", one or several without a name, may be whose words stand below: a person's, or those of "zwei Manager".
fn may_be(head: &Statement, below: &Statement) -> bool {
    let (Some(head), Some(below)) = (head.chain.first().filter(|_| !head.source.is_empty()), below.chain.first()) else { return false };
    let by_role = matches!(head.naming, Naming::Role | Naming::Anonymous) && matches!(head.kind, Kind::Person | Kind::Group | Kind::Office);
    let person = below.kind == Kind::Person && matches!(below.naming, Naming::Named | Naming::Role);
    let group = head.kind == Kind::Group && below.kind == Kind::Group && below.naming == Naming::Anonymous;
    by_role && (person || group)
}
