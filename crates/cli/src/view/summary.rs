//! One screen: what the article mainly claims, on whose word, and who confirmed, denied or would not comment.
//!
//! Which statements are one claim, and what "dementiert", "wollte sich nicht äußern" answer, the ledger's folds tell, as they do over many articles. Claims
//! count by how many statements and answers they draw, by the headline's words in them, and by how early they stand. All of this is reading aid:
//! nothing of it is stored in a report.

use super::glyphs::{Glyphs, WIDE_SPACE};
use super::ink::Ink;
use super::ladder;
use super::{Lines, MEASURE};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use zufolge::Report;
use zufolge::attribution::Stance;
use zufolge::report::{Attribution, CodePoints, Naming};
use zufolge_ledger::folds::{Folds, Item, ItemId, Place, Statement, place};
use zufolge_lexicon::GERMAN;

static FOLDS: LazyLock<Folds> = LazyLock::new(|| Folds::new(&GERMAN));

/// How many claims fit on one screen.
const CLAIMS: usize = 5;
/// How many answers of one kind are listed by name.
const ANSWERS: usize = 4;
/// From how many letters on a word tells what a statement is about.
const TELLING: usize = 5;
/// What answers a claim, in the order in which it is shown.
const ANSWERING: [Stance; 6] =
    [Stance::Confirms, Stance::Denies, Stance::Rejects, Stance::DoesNotConfirm, Stance::DoesNotDeny, Stance::DeclinesComment];

struct Claim<'r> {
    statement: &'r Attribution,
    /// Names of the origins that stand behind it, with how they are named.
    origins: BTreeSet<(String, bool)>,
    /// What, whether that is unsure, and who.
    answers: Vec<(Stance, bool, String)>,
    weight: f64,
    place: usize,
}

pub(super) fn render(report: &Report, points: &CodePoints<'_>, lines: &mut Lines) {
    let words = lines.sheet.words;
    let mut heading = Glyphs::of(words.say("heading.summary"), Ink::BOLD);
    heading.text(WIDE_SPACE, Ink::BODY);
    let count = match report.attributions.len() {
        0 => words.say("count.none").to_owned(),
        1 => words.say("count.one").to_owned(),
        count => words.count("count.many", count),
    };
    heading.text(&count, Ink::QUIET);
    lines.lines(&heading, MEASURE);
    let claims = claims(report, points, words.say("naming.implicit"));
    for claim in claims.iter().take(CLAIMS) {
        lines.blank();
        let inner = lines.sheet.inner(MEASURE).saturating_sub(2).max(8);
        let content = ladder::text(report, points, &claim.statement.content, Ink::of(claim.statement.form));
        for line in content.clipped(lines.sheet.inner(MEASURE), 2) {
            lines.line(&line);
        }
        let mut below: Vec<Glyphs> =
            ladder::rungs(report, claim.statement, lines.sheet).into_iter().flat_map(|(rung, _)| rung.clipped(inner, 1)).collect();
        below.extend(behind(claim, lines).clipped(inner, 1));
        for (stance, unsure) in ANSWERING.into_iter().flat_map(|stance| [(stance, false), (stance, true)]) {
            let given = |answer: &&(Stance, bool, String)| (answer.0, answer.1) == (stance, unsure);
            let who: Vec<&str> = claim.answers.iter().filter(given).map(|(.., who)| who.as_str()).collect();
            if !who.is_empty() {
                let mut answer = ladder::stances(&[stance], unsure, lines.sheet);
                answer.text(": ", Ink::QUIET);
                answer.text(&who.iter().take(ANSWERS).copied().collect::<Vec<_>>().join(" · "), Ink::BODY);
                below.extend(answer.clipped(inner, 1));
            }
        }
        for part in below {
            let mut line = Glyphs::default();
            line.pad_to(2);
            line.append(&part);
            lines.line(&line);
        }
    }
    let told: usize = claims.iter().take(CLAIMS).map(Claim::place_count).sum();
    let left = report.attributions.len().saturating_sub(told);
    if left > 0 && !claims.is_empty() {
        lines.blank();
        lines.lines(&Glyphs::of(&words.count("more", left), Ink::QUIET), MEASURE);
    }
}

impl Claim<'_> {
    /// How many statements this claim stands for on the screen.
    fn place_count(&self) -> usize {
        1 + self.answers.len()
    }
}

/// "3 sources, 1 of them anonymous"; "1 source, anonymous"
fn behind(claim: &Claim<'_>, lines: &Lines) -> Glyphs {
    let words = lines.sheet.words;
    let (all, anonymous) = (claim.origins.len(), claim.origins.iter().filter(|(_, nameless)| *nameless).count());
    let mut behind = Glyphs::of(&if all == 1 { words.say("sources.one").to_owned() } else { words.count("sources.many", all) }, Ink::QUIET);
    if anonymous > 0 {
        behind.text(", ", Ink::QUIET);
        let told = if all == 1 { words.say("sources.anonymous_one").to_owned() } else { words.count("sources.anonymous", anonymous) };
        behind.text(&told, Ink::ALARM);
    }
    behind
}

/// `nobody` is how an answerer is called who is not named.
fn claims<'r>(report: &'r Report, points: &CodePoints<'_>, nobody: &str) -> Vec<Claim<'r>> {
    let headline = report.article.title.as_deref().map(telling).unwrap_or_default();
    let mut claims: Vec<Claim<'r>> = Vec::new();
    for members in together(report) {
        let answering = |attr: &Attribution| attr.stance.iter().any(|stance| ANSWERING.contains(stance));
        let Some(lead) = members.iter().find(|at| !answering(&report.attributions[**at])).or(members.first()).copied() else { continue };
        let statement = &report.attributions[lead];
        let words: BTreeSet<String> = statement.content.iter().flat_map(|span| telling(points.slice(*span))).collect();
        let in_headline = words.iter().filter(|word| headline.contains(*word)).count();
        let weight = in_headline as f64 + 3.0 / (1.0 + lead as f64);
        let mut claim = Claim { statement, origins: BTreeSet::new(), answers: Vec::new(), weight, place: lead };
        for attr in members.iter().map(|at| &report.attributions[*at]) {
            let origin = attr.chain.first().filter(|link| !link.name.is_empty());
            let own = std::ptr::eq(attr, statement);
            // Nobody answers their own claim, and who denies the same says the same.
            let by_whom = |attr: &Attribution| attr.chain.first().map(|link| (link.entity.clone(), link.name.clone()));
            let answers = |stance: &Stance| ANSWERING.contains(stance) && !statement.stance.contains(stance);
            let others = !own && (origin.is_none() || by_whom(attr) != by_whom(statement));
            let answers = attr.stance.iter().copied().filter(|stance| others && answers(stance));
            let who = origin.map_or_else(|| nobody.to_owned(), |link| link.name.clone());
            let new: Vec<_> = answers
                .map(|stance| (stance, attr.stance_is_unsure(), who.clone()))
                .filter(|answer| !claim.answers.contains(answer))
                .collect();
            if own || new.is_empty() && (!answering(attr) || others && attr.stance.iter().all(|stance| statement.stance.contains(stance))) {
                claim.origins.extend(origin.map(|origin| (origin.name.clone(), origin.naming == Naming::Anonymous)));
            }
            claim.weight += if own { 0.0 } else { 1.0 } + new.len() as f64;
            claim.answers.extend(new);
        }
        claims.push(claim);
    }
    let heaviest = |one: &Claim<'_>, other: &Claim<'_>| other.weight.total_cmp(&one.weight);
    claims.sort_by(heaviest);
    claims.truncate(CLAIMS);
    claims.sort_by_key(|claim| claim.place);
    claims
}

/// The attributions of each claim, by their indices, in the order of the text. What lies in the content of another one stands for itself only if it
/// answers something.
fn together(report: &Report) -> Vec<Vec<usize>> {
    let id = ItemId { article: report.article.id.clone(), version: 1 };
    let item = Item { id: &id, outlet: None, agency: None, published: None, report };
    let statements = FOLDS.statements(&item);
    let placed = place(&statements, &[]).placed;
    let attribution = |statement: &Statement| report.attributions.iter().position(|attr| attr.id == statement.attribution);
    let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, (statement, placed)) in statements.iter().zip(&placed).enumerate() {
        let founder = if let Place::With(founder) = placed.to { founder } else { at };
        let Some(index) = attribution(statement) else { continue };
        let attr = &report.attributions[index];
        let answers = placed.to != Place::New && attr.stance.iter().any(|stance| ANSWERING.contains(stance));
        if attr.parent.is_none() || answers {
            claims.entry(founder).or_default().push(index);
        }
    }
    let mut claims: Vec<Vec<usize>> = claims.into_values().collect();
    claims.iter_mut().for_each(|members| members.sort_unstable());
    claims.sort();
    claims
}

/// The words of a text that tell what it is about, without their endings.
fn telling(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= TELLING);
    words
        .filter(|word| word.starts_with(char::is_uppercase) || word.chars().count() > TELLING + 1)
        .map(|word| word.to_lowercase().chars().take(TELLING + 2).collect())
        .collect()
}
