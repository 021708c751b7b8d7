//! One screen: what the article mainly claims, on whose word, and who confirmed, denied or would not comment.
//!
//! Statements that share most of their words are one claim; answers ("dementiert", "wollte sich nicht äußern") go to the claim that
//! shares most words with them, else to the last one before them that is not the answerer's own. Claims count by how many statements and answers they draw, by the
//! headline's words in them, and by how early they stand. All of this is reading aid: nothing of it is stored in a report.

use super::glyphs::{Glyphs, WIDE_SPACE};
use super::ink::Ink;
use super::ladder;
use super::{Lines, MEASURE};
use std::collections::BTreeSet;
use zufolge::Report;
use zufolge::attribution::Stance;
use zufolge::report::{Attribution, CodePoints, Naming};

/// How many claims fit on one screen.
const CLAIMS: usize = 5;
/// How many answers of one kind are listed by name.
const ANSWERS: usize = 4;
/// Which share of the shorter one's words two statements have in common if they claim the same.
const SAME: f64 = 0.5;
/// From how many letters on a word tells what a statement is about.
const TELLING: usize = 5;
/// How many statements are compared: enough for any article, a bound for the rest.
const MOST: usize = 200;

/// What answers a claim, in the order in which it is shown.
const ANSWERING: [Stance; 6] =
    [Stance::Confirms, Stance::Denies, Stance::Rejects, Stance::DoesNotConfirm, Stance::DoesNotDeny, Stance::DeclinesComment];

struct Claim<'r> {
    statement: &'r Attribution,
    words: BTreeSet<String>,
    /// Names of the origins that stand behind it, with how they are named.
    origins: BTreeSet<(String, bool)>,
    answers: Vec<(Stance, String)>,
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
        for stance in ANSWERING {
            let who: Vec<&str> = claim.answers.iter().filter(|(answer, _)| *answer == stance).map(|(_, who)| who.as_str()).collect();
            if !who.is_empty() {
                let mut answer = ladder::stances(&[stance], lines.sheet);
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

/// "3 sources, 1 of them anonymous"
fn behind(claim: &Claim<'_>, lines: &Lines) -> Glyphs {
    let words = lines.sheet.words;
    let (all, anonymous) = (claim.origins.len(), claim.origins.iter().filter(|(_, nameless)| *nameless).count());
    let mut behind = Glyphs::of(&if all == 1 { words.say("sources.one").to_owned() } else { words.count("sources.many", all) }, Ink::QUIET);
    if anonymous > 0 {
        behind.text(", ", Ink::QUIET);
        behind.text(&words.count("sources.anonymous", anonymous), Ink::ALARM);
    }
    behind
}

/// `nobody` is how an answerer is called who is not named.
fn claims<'r>(report: &'r Report, points: &CodePoints<'_>, nobody: &str) -> Vec<Claim<'r>> {
    let headline = report.article.title.as_deref().map(telling).unwrap_or_default();
    let mut claims: Vec<Claim<'r>> = Vec::new();
    for (place, attr) in report.attributions.iter().enumerate().take(MOST) {
        let answers: Vec<Stance> = attr.stance.iter().copied().filter(|stance| ANSWERING.contains(stance)).collect();
        let words: BTreeSet<String> = attr.content.iter().flat_map(|span| telling(points.slice(*span))).collect();
        let origin = attr.chain.first().filter(|link| !link.name.is_empty());
        let name = origin.map(|origin| (origin.name.clone(), origin.naming == Naming::Anonymous));
        let nearest = nearest(&claims, &words);
        let own = |claim: &Claim<'_>| name.as_ref().is_some_and(|name| claim.origins.contains(name));
        let answered = match nearest {
            Some((at, _)) => Some(at).filter(|at| !own(&claims[*at])),
            None => claims.iter().rposition(|claim| !own(claim)),
        };
        if let Some(at) = answered.filter(|_| !answers.is_empty()) {
            let who = name.map_or_else(|| nobody.to_owned(), |(name, _)| name);
            for answer in answers.into_iter().filter(|answer| !claims[at].answers.contains(&(*answer, who.clone()))).collect::<Vec<_>>() {
                claims[at].answers.push((answer, who.clone()));
                claims[at].weight += 2.0;
            }
            continue;
        }
        if attr.parent.is_some() {
            continue;
        }
        match nearest.filter(|(_, share)| *share >= SAME) {
            Some((at, _)) => {
                claims[at].origins.extend(name);
                claims[at].weight += 1.0;
            }
            None => {
                let in_headline = words.iter().filter(|word| headline.contains(*word)).count();
                let weight = in_headline as f64 + 3.0 / (1.0 + place as f64);
                claims.push(Claim { statement: attr, words, origins: name.into_iter().collect(), answers: Vec::new(), weight, place });
            }
        }
    }
    let heaviest = |one: &Claim<'_>, other: &Claim<'_>| other.weight.total_cmp(&one.weight);
    claims.sort_by(heaviest);
    claims.truncate(CLAIMS);
    claims.sort_by_key(|claim| claim.place);
    claims
}

/// The claim that shares most words with a statement, and which share of the shorter one's words that is.
fn nearest(claims: &[Claim<'_>], words: &BTreeSet<String>) -> Option<(usize, f64)> {
    let share = |claim: &Claim<'_>| {
        let shorter = claim.words.len().min(words.len()).max(2);
        claim.words.intersection(words).count() as f64 / shorter as f64
    };
    let shares = claims.iter().map(share).enumerate().filter(|(_, share)| *share > 0.0);
    shares.max_by(|one, other| one.1.total_cmp(&other.1))
}

/// The words of a text that tell what it is about, without their endings.
fn telling(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= TELLING);
    words
        .filter(|word| word.starts_with(char::is_uppercase) || word.chars().count() > TELLING + 1)
        .map(|word| word.to_lowercase().chars().take(TELLING + 2).collect())
        .collect()
}
