//! One screen: what the article mainly claims, on whose word, and who confirmed, denied or would not comment.
//!
//! Statements that share most of their words are one claim; answers ("dementiert", "wollte sich nicht äußern") go to the claim of
//! somebody else that shares most words with them, else to the last charge, report or demand before them, else to the last claim. Claims
//! count by how many statements and answers they draw, by the headline's words in them, and by how early they stand; an answer to one that
//! is not shown goes to the shown one that is likest. All of this is reading aid: nothing of it is stored in a report.

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

/// What calls for an answer.
const CALLING: [Stance; 7] =
    [Stance::Accuses, Stance::Reports, Stance::Demands, Stance::Criticises, Stance::Threatens, Stance::Requests, Stance::Proposes];

struct Claim<'r> {
    statement: &'r Attribution,
    words: BTreeSet<String>,
    /// Names of the origins that stand behind it, with how they are named.
    origins: BTreeSet<(String, bool)>,
    answers: Vec<Answer>,
    weight: f64,
    place: usize,
}

/// Who does what about a claim.
struct Answer {
    stance: Stance,
    who: String,
    words: BTreeSet<String>,
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
    let claims = claims(report, points);
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
            let mut who: Vec<&str> = Vec::new();
            for answer in claim.answers.iter().filter(|answer| answer.stance == stance) {
                if !who.contains(&answer.who.as_str()) {
                    who.push(&answer.who);
                }
            }
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
        self.answers.iter().map(|answer| answer.place).chain([self.place]).collect::<BTreeSet<usize>>().len()
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

fn claims<'r>(report: &'r Report, points: &CodePoints<'_>) -> Vec<Claim<'r>> {
    let headline = report.article.title.as_deref().map(telling).unwrap_or_default();
    let mut claims: Vec<Claim<'r>> = Vec::new();
    let mut answers: Vec<Answer> = Vec::new();
    for (place, attr) in report.attributions.iter().enumerate().take(MOST) {
        let words: BTreeSet<String> = attr.content.iter().flat_map(|span| telling(points.slice(*span))).collect();
        let origin = attr.chain.first().filter(|link| !link.name.is_empty());
        let name = origin.map(|origin| (origin.name.clone(), origin.naming == Naming::Anonymous));
        let answering = attr.stance.iter().copied().filter(|stance| ANSWERING.contains(stance));
        let who = || name.as_ref().map_or_else(|| "–".to_owned(), |(name, _)| name.clone());
        let before = answers.len();
        answers.extend(answering.map(|stance| Answer { stance, who: who(), words: words.clone(), place }));
        if answers.len() > before || attr.parent.is_some() {
            continue;
        }
        match nearest(&claims, &words, |_| true).filter(|(_, share)| *share >= SAME) {
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
    if claims.is_empty() {
        return alone(report, answers);
    }
    for answer in answers {
        let at = answered(&claims, &answer);
        claims[at].weight += 2.0;
        claims[at].answers.push(answer);
    }
    let heaviest = |one: &Claim<'_>, other: &Claim<'_>| other.weight.total_cmp(&one.weight);
    claims.sort_by(heaviest);
    let left: Vec<Answer> = claims.drain(CLAIMS.min(claims.len())..).flat_map(|claim| claim.answers).collect();
    claims.sort_by_key(|claim| claim.place);
    for answer in left {
        let at = answered(&claims, &answer);
        claims[at].answers.push(answer);
    }
    claims
}

/// The claim that an answer is about: never one that its own source alone stands behind, if there is another.
fn answered(claims: &[Claim<'_>], answer: &Answer) -> usize {
    let of_another = |claim: &Claim<'_>| claim.origins.iter().any(|(name, _)| *name != answer.who) || claim.origins.is_empty();
    if let Some((at, _)) = nearest(claims, &answer.words, of_another) {
        return at;
    }
    let before = |test: &dyn Fn(&Claim<'_>) -> bool| {
        let fitting = claims.iter().enumerate().filter(|(_, claim)| claim.place < answer.place && of_another(claim) && test(claim));
        fitting.max_by_key(|(_, claim)| claim.place).map(|(at, _)| at)
    };
    let calls = |claim: &Claim<'_>| claim.statement.stance.iter().any(|stance| CALLING.contains(stance));
    before(&calls).or_else(|| before(&|_| true)).unwrap_or(0)
}

/// Where nobody claims anything, what is denied or refused stands for itself.
fn alone(report: &Report, answers: Vec<Answer>) -> Vec<Claim<'_>> {
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for answer in answers {
        if claims.last().is_none_or(|last| last.place != answer.place) && claims.len() < CLAIMS {
            let statement = &report.attributions[answer.place];
            let origins = [(answer.who.clone(), false)].into();
            claims.push(Claim { statement, words: answer.words.clone(), origins, answers: Vec::new(), weight: 0.0, place: answer.place });
        }
        if let Some(last) = claims.last_mut().filter(|last| last.place == answer.place) {
            last.answers.push(answer);
        }
    }
    claims
}

/// The claim among those that `may` be which shares most words with a statement, and which share of the shorter one's words that is.
fn nearest(claims: &[Claim<'_>], words: &BTreeSet<String>, may: impl Fn(&Claim<'_>) -> bool) -> Option<(usize, f64)> {
    let share = |claim: &Claim<'_>| {
        let shorter = claim.words.len().min(words.len()).max(2);
        claim.words.intersection(words).count() as f64 / shorter as f64
    };
    let shares = claims.iter().enumerate().filter(|(_, claim)| may(claim)).map(|(at, claim)| (at, share(claim)));
    let shares = shares.filter(|(_, share)| *share > 0.0);
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
