//! A report as it stands on a page: the text in pieces with what each belongs to, and the statements with their ladders.
//!
//! Everything here is text for templates, which escape it; no markup is made in this file.

use crate::language::Language;
use std::collections::BTreeSet;
use std::ops::Range;
use zufolge::Report;
use zufolge::attribution::Stance;
use zufolge::report::{Attribution, BlockKind, Certainty, CodePoints, Naming, Polarity, Source, Spans, blocks, is_unsure, stretches};

/// Below this, a statement counts as found with little confidence.
pub(crate) const LOW: f64 = 0.6;
/// Deeper nesting is drawn as this deep.
const DEEPEST: usize = 3;
/// Characters of a statement in its card.
const LONGEST_CONTENT: usize = 320;

/// A report for a page.
pub(crate) struct Marked {
    /// Begins all ids of this article, so that several fit on one page.
    pub(crate) prefix: String,
    /// The headline, where it does not stand in the text.
    pub(crate) title: Option<String>,
    /// The headline, wherever it stands.
    pub(crate) heading: Option<String>,
    /// Agency, outlet, date: what stands above the article.
    pub(crate) imprint: Vec<String>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) audit: Audit,
}

/// What stands in one paragraph, headline or line.
pub(crate) struct Block {
    pub(crate) kind: &'static str,
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of text of one kind, with the numbers of the statements that begin before it.
#[derive(Default)]
pub(crate) struct Piece {
    pub(crate) numbers: Vec<Number>,
    pub(crate) text: String,
    /// CSS classes; empty where nobody else vouches for it.
    pub(crate) class: String,
    /// The id of the innermost statement that it belongs to, without prefix.
    pub(crate) statement: String,
    pub(crate) source: bool,
    pub(crate) cue: bool,
}

/// The number of a statement, where its content begins.
pub(crate) struct Number {
    pub(crate) number: usize,
    pub(crate) statement: String,
    /// Where it begins for the first time, and can be led back to.
    pub(crate) first: bool,
    /// Read aloud instead of the number alone.
    pub(crate) label: String,
    pub(crate) class: String,
}

/// One attribution.
pub(crate) struct Statement {
    pub(crate) id: String,
    pub(crate) number: usize,
    /// For the filters: `anonymous`, `denial`, `low`.
    pub(crate) class: String,
    pub(crate) depth: usize,
    pub(crate) who: String,
    pub(crate) nameless: bool,
    pub(crate) content: String,
    pub(crate) cue: String,
    pub(crate) addressee: String,
    pub(crate) ladder: Vec<Rung>,
    pub(crate) stances: Vec<Sign>,
    pub(crate) form: &'static str,
    pub(crate) form_name: &'static str,
    pub(crate) mixed: bool,
    pub(crate) mode: String,
    pub(crate) certainty: &'static str,
    pub(crate) polarity: &'static str,
    pub(crate) said_at: Option<String>,
    pub(crate) said_at_words: String,
    /// The confidence as a share of 100.
    pub(crate) bar: u32,
    pub(crate) percent: String,
    pub(crate) low: bool,
    pub(crate) evidence: String,
    pub(crate) parent: Option<usize>,
    /// The claim that it makes, and where that stands; known of stored articles only.
    pub(crate) claim: Option<(String, String)>,
    /// True if that stands on one leg only.
    pub(crate) one_leg: bool,
    /// Where it can be corrected.
    pub(crate) correct: Option<String>,
}

/// One link of a chain.
pub(crate) struct Rung {
    pub(crate) sign: &'static str,
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    /// Said of all that are not named.
    pub(crate) naming: Option<&'static str>,
    pub(crate) reason: String,
    /// Where one comes to read more of it.
    pub(crate) href: Option<String>,
}

/// A stance as it is shown.
pub(crate) struct Sign {
    pub(crate) sign: &'static str,
    pub(crate) name: &'static str,
    /// `for`, `against`, `withheld` or nothing.
    pub(crate) class: &'static str,
    /// What is said of a stance that is more likely wrong than right.
    pub(crate) unsure: Option<&'static str>,
}

/// A diagnostic with the words it is about.
pub(crate) struct Remark {
    pub(crate) message: String,
    pub(crate) words: String,
}

/// How well an article names its sources.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Audit {
    pub(crate) statements: usize,
    pub(crate) named: usize,
    pub(crate) by_role: usize,
    pub(crate) anonymous: usize,
    pub(crate) denials: usize,
    pub(crate) low: usize,
    /// Claims of the article that stand on one leg only; `None` where no ledger tells.
    pub(crate) single_source: Option<usize>,
}

/// How a page leads from a statement, by its id, and a link of its chain to the somebody that it names.
pub(crate) type EntityHref<'a> = &'a dyn Fn(&str, &Source) -> Option<String>;

impl Marked {
    pub(crate) fn new(report: &Report, language: Language, prefix: &str, href: EntityHref<'_>) -> Self {
        let points = CodePoints::new(&report.text);
        let page = Page { report, points: &points, language };
        let statements: Vec<Statement> =
            report.attributions.iter().enumerate().map(|(index, attr)| page.statement(index, attr, href)).collect();
        let article = &report.article;
        let mut imprint: Vec<String> = Vec::new();
        let published = article.published.as_deref().map(|published| language.when(published));
        for part in [article.agency.clone(), article.outlet.clone(), published].into_iter().flatten() {
            if !imprint.contains(&part) {
                imprint.push(part);
            }
        }
        let set = blocks(report, &points);
        let printed = set.iter().any(|block| block.kind == BlockKind::Headline);
        let title = article.title.clone().filter(|_| !printed);
        let audit = Audit::of(report);
        let blocks = page.blocks(&set, &statements);
        let heading = article.title.clone();
        Marked { prefix: prefix.to_owned(), title, heading, imprint, blocks, remarks: page.remarks(), statements, audit }
    }

    /// The anchor of a statement, or of its place in the text.
    pub(crate) fn anchor(&self, statement: &str) -> String {
        format!("{}{statement}", self.prefix)
    }
}

impl Audit {
    pub(crate) fn of(report: &Report) -> Self {
        let mut audit = Audit { statements: report.attributions.len(), ..Audit::default() };
        for attr in &report.attributions {
            match attr.chain.first().map(|origin| origin.naming) {
                Some(Naming::Named) => audit.named += 1,
                Some(Naming::Role) => audit.by_role += 1,
                _ => audit.anonymous += 1,
            }
            audit.denials += usize::from(is_denial(attr));
            audit.low += usize::from(attr.confidence < LOW);
        }
        audit
    }
}

fn is_denial(attr: &Attribution) -> bool {
    attr.stance.iter().any(|stance| matches!(stance, Stance::Denies | Stance::Rejects))
}

/// Whom the statement comes from is not known by name or office.
fn is_anonymous(attr: &Attribution) -> bool {
    attr.chain.first().is_none_or(|origin| matches!(origin.naming, Naming::Anonymous | Naming::Implicit))
}

fn filters(attr: &Attribution) -> String {
    let on = [(is_anonymous(attr), "anonymous"), (is_denial(attr), "denial"), (attr.confidence < LOW, "low")];
    on.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
}

/// What is shown of stances, of which a report says how likely they are.
pub(crate) fn signs(stances: &[Stance], confidence: Option<f64>, language: Language) -> Vec<Sign> {
    let unsure = is_unsure(stances, confidence);
    stances.iter().map(|stance| sign(*stance, unsure, language)).collect()
}

/// The signs of stances that answer a claim, so that they are told apart without colour.
pub(crate) fn sign(stance: Stance, unsure: bool, language: Language) -> Sign {
    let (sign, class) = match stance {
        Stance::Confirms | Stance::Admits => ("✓", "for"),
        Stance::Denies | Stance::Rejects => ("✗", "against"),
        Stance::DoesNotConfirm | Stance::DoesNotDeny => ("∼", "withheld"),
        Stance::DeclinesComment => ("–", "withheld"),
        _ => ("", ""),
    };
    let class = if unsure { "" } else { class };
    Sign { sign, name: language.stance(stance), class, unsure: unsure.then(|| language.say("statement.stance-unsure")) }
}

pub(crate) fn naming_sign(naming: Naming) -> &'static str {
    match naming {
        Naming::Named => "●",
        Naming::Role => "○",
        Naming::Anonymous => "◌",
        Naming::Implicit => "∅",
    }
}

pub(crate) fn naming_name(naming: Naming, language: Language) -> &'static str {
    language.named(
        "naming",
        match naming {
            Naming::Named => "named",
            Naming::Role => "role",
            Naming::Anonymous => "anonymous",
            Naming::Implicit => "implicit",
        },
    )
}

struct Page<'r> {
    report: &'r Report,
    points: &'r CodePoints<'r>,
    language: Language,
}

impl Page<'_> {
    /// The words of a role; an ellipsis stands for what is between its parts.
    fn words(&self, spans: &Spans) -> String {
        let parts = stretches(self.points, &self.report.text, spans).into_iter();
        parts.map(|part| self.report.text[part].split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(" … ")
    }

    fn statement(&self, index: usize, attr: &Attribution, href: EntityHref<'_>) -> Statement {
        let language = self.language;
        // Those who printed the article stand behind every statement alike.
        let printed = attr.chain.iter().rev().take_while(|link| is_imprint(link)).count();
        let told = attr.chain.len() - printed;
        let ladder: Vec<Rung> = attr.chain.iter().map(|link| self.rung(link, href(&attr.id, link))).collect();
        let who = ladder.first().filter(|_| told > 0);
        let certainty = match attr.factuality.certainty {
            Certainty::Certain => "certain",
            Certainty::Probable => "probable",
            Certainty::Possible => "possible",
            Certainty::Unknown => "unknown",
        };
        let polarity = match attr.factuality.polarity {
            Polarity::Positive => "positive",
            Polarity::Negative => "negative",
            Polarity::Unknown => "unknown",
        };
        Statement {
            id: attr.id.clone(),
            number: index + 1,
            class: filters(attr),
            depth: self.depth(attr),
            who: who.map_or_else(|| language.say("who.nobody").to_owned(), |rung| rung.name.clone()),
            nameless: is_anonymous(attr),
            content: shortened(&self.words(&attr.content), LONGEST_CONTENT),
            cue: self.words(&attr.cue),
            addressee: self.words(&attr.addressee),
            ladder,
            stances: signs(&attr.stance, attr.stance_confidence, language),
            form: attr.form.name(),
            form_name: language.form(attr.form),
            mixed: attr.mixed,
            mode: attr.mode.names().map(|name| language.named("mode", name)).collect::<Vec<_>>().join(", "),
            certainty: language.named("certainty", certainty),
            polarity: language.named("polarity", polarity),
            said_at: attr.said_at.as_ref().map(|said| said.value.clone()),
            said_at_words: attr.said_at.as_ref().map(|said| self.words(&said.text)).unwrap_or_default(),
            bar: (attr.confidence.clamp(0.0, 1.0) * 100.0).round() as u32,
            percent: language.percent(attr.confidence),
            low: attr.confidence < LOW,
            evidence: attr.evidence.join(", "),
            parent: attr.parent.as_ref().and_then(|id| self.report.attributions.iter().position(|other| other.id == *id)).map(|at| at + 1),
            claim: None,
            one_leg: false,
            correct: None,
        }
    }

    fn rung(&self, link: &Source, href: Option<String>) -> Rung {
        let entity = link.entity.as_ref().and_then(|id| self.report.entities.iter().find(|entity| entity.id == *id));
        let name = if link.name.is_empty() { self.language.say("who.nobody") } else { &link.name };
        Rung {
            sign: naming_sign(link.naming),
            name: name.to_owned(),
            role: entity.and_then(|entity| entity.role.clone()).filter(|role| role != name),
            naming: (link.naming != Naming::Named && !link.name.is_empty()).then(|| naming_name(link.naming, self.language)),
            reason: self.words(&link.anonymity_reason),
            href,
        }
    }

    fn depth(&self, attr: &Attribution) -> usize {
        let parent = |attr: &Attribution| self.report.attributions.iter().find(|other| Some(&other.id) == attr.parent.as_ref());
        // A stored report may hold anything, rings too.
        std::iter::successors(parent(attr), |attr| parent(attr)).take(DEEPEST).count()
    }

    fn remarks(&self) -> Vec<Remark> {
        let words = |remark: &zufolge::report::Diagnostic| remark.span.map(|span| self.words(&vec![span])).unwrap_or_default();
        let remark = |remark| Remark { message: zufolge::report::Diagnostic::clone(remark).message, words: shortened(&words(remark), 80) };
        self.report.diagnostics.iter().map(remark).collect()
    }

    fn blocks(&self, set: &[zufolge::report::Block], statements: &[Statement]) -> Vec<Block> {
        let edges = self.edges();
        let mut active = Active::default();
        let mut next = 0;
        let mut started = vec![false; statements.len()];
        let mut out = Vec::with_capacity(set.len());
        for block in set {
            let kind = match block.kind {
                BlockKind::Quiet => "quiet",
                BlockKind::Headline => "headline",
                BlockKind::Subhead => "subhead",
                BlockKind::Paragraph => "paragraph",
                BlockKind::SignOff => "sign-off",
            };
            let mut pieces: Vec<Piece> = Vec::new();
            let mut at = block.bytes.start;
            let mut numbers = Vec::new();
            loop {
                while let Some(edge) = edges.get(next).filter(|edge| edge.at <= at) {
                    if let Some(index) = active.pass(edge) {
                        numbers.push(self.number(&statements[index], !std::mem::replace(&mut started[index], true)));
                    }
                    next += 1;
                }
                if at >= block.bytes.end {
                    break;
                }
                let until = edges.get(next).map_or(block.bytes.end, |edge| edge.at.min(block.bytes.end));
                pieces.push(self.piece(at..until, &active, statements, std::mem::take(&mut numbers)));
                at = until;
            }
            // A statement that begins in the white space behind a block is numbered all the same.
            if !numbers.is_empty() {
                pieces.push(Piece { numbers, ..Piece::default() });
            }
            out.push(Block { kind, pieces });
        }
        out
    }

    fn number(&self, statement: &Statement, first: bool) -> Number {
        let stances: Vec<&str> = statement.stances.iter().map(|stance| stance.name).collect();
        let label = format!(
            "{} {}: {}, {}, {}",
            self.language.say("statement"),
            statement.number,
            statement.who,
            stances.join(" + "),
            statement.form_name
        );
        let sign = statement.stances.iter().map(|stance| stance.class).find(|class| !class.is_empty()).unwrap_or_default();
        let class = format!("{sign} {}", statement.class).trim().to_owned();
        Number { number: statement.number, statement: statement.id.clone(), first, label, class }
    }

    fn piece(&self, bytes: Range<usize>, active: &Active, statements: &[Statement], numbers: Vec<Number>) -> Piece {
        let text = self.report.text[bytes].to_owned();
        let (source, cue) = (!active.sources.is_empty(), !active.cues.is_empty());
        // A parent stands before its children, so the last one is the innermost.
        let innermost = active.contents.last();
        let owner = innermost.or(active.sources.last()).or(active.cues.last()).map(|&index| &statements[index]);
        let class = match innermost.map(|&index| &statements[index]) {
            Some(statement) => {
                let nested = if active.contents.len() > 1 { " nested" } else { "" };
                format!("said {}{nested} {}", statement.form, statement.class).trim_end().to_owned()
            }
            None => String::new(),
        };
        let statement = owner.map(|statement| statement.id.clone()).unwrap_or_default();
        Piece { numbers, text, class, statement, source, cue }
    }

    /// All places where a role of a statement begins or ends, in order; ends before beginnings.
    fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (index, attr) in self.report.attributions.iter().enumerate() {
            for (role, spans) in [(Role::Content, &attr.content), (Role::Source, &attr.source), (Role::Cue, &attr.cue)] {
                for stretch in stretches(self.points, &self.report.text, spans) {
                    edges.push(Edge { at: stretch.end, opens: false, role, index });
                    edges.push(Edge { at: stretch.start, opens: true, role, index });
                }
            }
        }
        edges.sort_by_key(|edge| (edge.at, edge.opens, edge.index));
        edges
    }
}

/// Links at the end of a chain that stand for agency and outlet, not for words of the text.
fn is_imprint(link: &Source) -> bool {
    link.entity.is_none() && link.span.is_none() && link.naming == Naming::Named
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Content,
    Source,
    Cue,
}

struct Edge {
    at: usize,
    opens: bool,
    role: Role,
    index: usize,
}

/// The statements whose roles cover a place.
#[derive(Default)]
struct Active {
    contents: BTreeSet<usize>,
    sources: BTreeSet<usize>,
    cues: BTreeSet<usize>,
}

impl Active {
    /// Goes past an edge; gives the statement whose content begins there.
    fn pass(&mut self, edge: &Edge) -> Option<usize> {
        let set = match edge.role {
            Role::Content => &mut self.contents,
            Role::Source => &mut self.sources,
            Role::Cue => &mut self.cues,
        };
        if edge.opens {
            set.insert(edge.index);
            return (edge.role == Role::Content).then_some(edge.index);
        }
        set.remove(&edge.index);
        None
    }
}

/// The first words, whole, up to so many characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((at, _)) => format!("{} …", text[..at].rsplit_once(' ').map_or(&text[..at], |(words, _)| words)),
    }
}

/// As [`shortened`], with the first of the words that were looked for in it, which may be inflected.
pub(crate) fn shortened_around(text: &str, looked_for: &str, most: usize) -> String {
    /// Letters before the word that are kept.
    const BEFORE: usize = 60;
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    // Of long words the end may be another one.
    let beginnings: Vec<String> =
        words(looked_for).iter().map(|word| word.chars().take(word.chars().count().saturating_sub(2).max(3)).collect()).collect();
    let is_hit = |word: &str| words(word).iter().any(|word| beginnings.iter().any(|beginning| word.starts_with(beginning)));
    let mut at = 0;
    let hit = text.split_inclusive(' ').find_map(|word| {
        let here = at;
        at += word.len();
        is_hit(word).then_some(here)
    });
    let Some(hit) = hit.filter(|hit| text[..*hit].chars().count() + BEFORE > most) else { return shortened(text, most) };
    let start = text[..hit].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let start = text[start..hit].find(' ').map_or(start, |blank| start + blank + 1);
    if start == 0 { shortened(text, most) } else { format!("… {}", shortened(&text[start..], most)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_shows_the_word_that_was_looked_for() {
        let text = format!(
            "{}Am Ende steht, dass die alten Brücken gesperrt bleiben. {}",
            "Davor steht vieles andere. ".repeat(20),
            "Danach auch. ".repeat(40)
        );
        let snippet = shortened_around(&text, "Brücke", 200);
        assert!(snippet.starts_with("… ") && snippet.ends_with(" …") && snippet.contains("Brücken"), "{snippet}");
        assert!(snippet.chars().count() <= 205, "{snippet}");
        for word in ["Davor", "Fähre", ""] {
            assert_eq!(shortened_around(&text, word, 200), shortened(&text, 200), "{word}");
        }
        assert_eq!(shortened_around("Kurz und gut.", "gut", 200), "Kurz und gut.");
    }
}
