//! Which claims the statements of an article join.

use super::compare::{Comparison, announces, asks, compare_in, other_speaker};
use super::likeness::{Sums, Weighing};
use super::statement::{HEADLINE, Joins, Statement};
use std::collections::BTreeMap;

/// How many articles that share keys with a new one are looked at, those with most keys in common first.
pub const MOST_ARTICLES: usize = 24;

/// A statement of an article that shares a key with the new one, and the claim it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The store's number of the claim.
    pub claim: i64,
    /// One of its statements.
    pub statement: &'a Statement,
}

/// A claim, as [`place`] names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A known claim.
    Known(i64),
    /// The claim of the statement at this index of the new article, which founds it.
    With(usize),
    /// A claim of its own.
    New,
}

/// From which score on a statement joins a claim.
const JOINS: f32 = 0.35;
/// How much the statement of a claim that is nearest counts; the rest is the mean of them all, which keeps one odd statement from drawing
/// others into its claim.
const NEAREST: f32 = 0.6;
/// What is left of the score where a statement of the claim has another number: what leaves the number out does not join two claims.
const OTHER_NUMBER: f32 = 0.8;

/// What is left of the score of what somebody announces where a claim is that somebody else demands it.
const DEMANDED: f32 = 0.3;

/// How near a statement is to those of one claim.
#[derive(Debug, Default)]
struct Near {
    /// The highest score, and why.
    most: f32,
    evidence: Vec<String>,
    /// The sum of all scores, and of how many.
    sum: f32,
    of: u16,
    other_number: bool,
    /// Somebody else demands it, and nobody announces it.
    demanded: bool,
    announced: bool,
}

impl Near {
    fn score(&self) -> f32 {
        let score = NEAREST * self.most + (1.0 - NEAREST) * self.sum / f32::from(self.of.max(1));
        let demanded = if self.demanded && !self.announced { DEMANDED } else { 1.0 };
        score * demanded * if self.other_number { OTHER_NUMBER } else { 1.0 }
    }
}

/// Where a statement belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The claim it says, denies, or will not comment on.
    pub to: Place,
    /// How sure that is, 0 to 1.
    pub score: f32,
    /// Why, in words for people; empty for a claim of its own.
    pub evidence: Vec<String>,
    /// Claims that it contradicts: the same with another number, or with "nicht".
    pub contradicts: Vec<Place>,
}

/// The claims that the statements of one article join, in the order of the statements.
///
/// `candidates` are all statements of the articles that share [`super::keys`] with this one, at most [`MOST_ARTICLES`] of them.
#[must_use]
pub fn place<'a>(statements: &'a [Statement], candidates: &[Candidate<'a>]) -> Vec<Placed> {
    let mut claims: BTreeMap<Place, Vec<&Statement>> = BTreeMap::new();
    for candidate in candidates {
        claims.entry(Place::Known(candidate.claim)).or_default().push(candidate.statement);
    }
    let own = statements.iter().filter(|statement| !joins_surely(statement));
    let signatures = |all: &Vec<&'a Statement>| all.iter().map(|statement| &statement.signature).collect();
    let weighing = Weighing::new(claims.values().map(signatures).chain(own.map(|statement| vec![&statement.signature])));
    let sums = |statement: &Statement| weighing.sums(&statement.signature);
    let candidate_sums: Vec<Sums> = candidates.iter().map(|candidate| sums(candidate.statement)).collect();
    let own_sums: Vec<Sums> = statements.iter().map(sums).collect();
    let mut placed: Vec<Option<Placed>> = vec![None; statements.len()];
    let mut before: Vec<(Place, usize)> = Vec::new();
    for (at, statement) in statements.iter().enumerate().filter(|(_, statement)| !joins_surely(statement)) {
        // Who only answers ("nahm dazu keine Stellung") has words of the article, and none that tell what is claimed.
        let speaks = |one: &Statement| !joins_surely(one) || is_headline(one);
        let known = candidates.iter().zip(&candidate_sums).filter(|(one, _)| speaks(one.statement));
        let known = known.map(|(one, sums)| (Place::Known(one.claim), one.statement, *sums));
        let mine = before.iter().map(|(place, index)| (*place, &statements[*index], own_sums[*index]));
        let mut near: BTreeMap<Place, Near> = BTreeMap::new();
        let mut contradicts: Vec<(f32, Place)> = Vec::new();
        for (place, other, sums) in known.chain(mine) {
            let to = near.entry(place).or_default();
            to.of += 1;
            to.announced |= announces(other);
            to.demanded |= announces(statement) && asks(other) && other_speaker(statement, other);
            match compare_in(statement, other, &weighing, [own_sums[at], sums]) {
                Comparison::Same { score, evidence } => {
                    to.sum += score;
                    if score > to.most {
                        (to.most, to.evidence) = (score, evidence);
                    }
                }
                Comparison::Different { score, why } => {
                    contradicts.push((score, place));
                    to.other_number |= why == "number";
                }
                Comparison::Unrelated => {}
            }
        }
        let mut best: Option<(Place, f32, Vec<String>)> = None;
        for (place, near) in near {
            let score = near.score();
            if score >= JOINS && best.as_ref().is_none_or(|(_, most, _)| score > *most) {
                best = Some((place, score, near.evidence));
            }
        }
        if best.is_none() && statement.joins.is_some() {
            continue;
        }
        let (to, score, evidence) = best.unwrap_or((Place::New, 0.0, Vec::new()));
        contradicts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut found: Vec<Place> = Vec::new();
        for (_, place) in contradicts {
            if place != to && !found.contains(&place) {
                found.push(place);
            }
        }
        before.push((if to == Place::New { Place::With(at) } else { to }, at));
        placed[at] = Some(Placed { to, score, evidence, contradicts: found });
    }
    for (at, statement) in statements.iter().enumerate() {
        let (Some(joined), None) = (&statement.joins, &placed[at]) else { continue };
        let index = followed(statements, joined);
        let to = index.and_then(|index| before.iter().find(|(_, at)| *at == index)).map_or(Place::New, |(place, _)| *place);
        placed[at] = Some(Placed { to, score: 1.0, evidence: vec![joined.why.clone()], contradicts: Vec::new() });
    }
    placed
        .into_iter()
        .map(|placed| placed.unwrap_or(Placed { to: Place::New, score: 0.0, evidence: Vec::new(), contradicts: Vec::new() }))
        .collect()
}

/// True for the short form of another statement of its article.
fn is_headline(statement: &Statement) -> bool {
    statement.joins.as_ref().is_some_and(|joins| joins.why.starts_with(HEADLINE))
}

fn joins_surely(statement: &Statement) -> bool {
    statement.joins.as_ref().is_some_and(|joins| !joins.weak)
}

/// The statement at the end of a chain of joins: a headline that shortens an answer.
fn followed(statements: &[Statement], joins: &Joins) -> Option<usize> {
    let find = |attribution: &str| statements.iter().position(|other| other.attribution == attribution);
    let mut at = find(&joins.attribution)?;
    for _ in 0..3 {
        match &statements[at].joins {
            Some(next) if !next.weak => at = find(&next.attribution)?,
            _ => break,
        }
    }
    Some(at)
}
