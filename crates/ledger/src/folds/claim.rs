//! What stands behind one claim, at the time asked for.

use super::compare::{answers_back, asks};
use super::copies::Copy;
use super::likeness::{Weighed, Weighing, alike, likeness_in};
use super::origins::{Origin, origins};
use super::statement::{ItemId, Statement, Voice};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use zufolge::attribution::Stance;
use zufolge::report::Polarity;

/// An article's part in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// First with its origin, and its origin is the first.
    Origin,
    /// Goes back to another article: cites or copies it, or heard the same source later.
    Echo,
    /// Has the claim from an origin of its own, later than the first.
    Independent,
}

/// One statement's part in a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Index of its origin in [`ClaimFold::origins`]; `None` for denials and refusals to comment.
    pub origin: Option<usize>,
    /// The article's part; `None` where it only denies or refuses to comment.
    pub relation: Option<Relation>,
    /// The article it goes back to.
    pub echo_of: Option<ItemId>,
    /// Why, in words for people.
    pub evidence: Vec<String>,
}

/// One entry of a claim's status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// When it was printed.
    pub at: Option<Timestamp>,
    /// Who.
    pub who: String,
    /// The same in the ledger.
    pub entity: Option<i64>,
    /// What they did with the claim.
    pub stance: Stance,
    /// How likely it is that they did, by the surest of the statements that tell it; `None` if nobody said.
    pub stance_confidence: Option<f64>,
    /// Index of the statement.
    pub statement: usize,
}

/// What stands behind a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimFold {
    /// Index of the statement with the clearest wording.
    pub wording: usize,
    /// When it was first printed.
    pub first_seen: Option<Timestamp>,
    /// Independent legs, the first one first.
    pub origins: Vec<Origin>,
    /// One for each statement given, in the same order.
    pub parts: Vec<Part>,
    /// Who did what with it, by time; repeats of one somebody are left out.
    pub status: Vec<Standing>,
}

/// How a claim is put: as its first statement that answers nobody has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gist {
    /// It says that something is not so.
    pub(super) negated: bool,
    /// It puts a mere case.
    supposed: bool,
}

impl Gist {
    /// `order` are the statements by time.
    pub(super) fn of(statements: &[&Statement], order: &[usize]) -> Gist {
        let first = order.iter().find(|at| !answers_back(statements[**at])).or(order.first());
        let signature = first.map(|at| &statements[*at].signature);
        Gist {
            negated: signature.is_some_and(|signature| signature.negated),
            supposed: signature.is_some_and(|signature| signature.hypothetical),
        }
    }
}

/// How likely a denial must be that answers nothing of its article: more likely than not.
const LIKELY: f64 = 0.5;

/// True if the source answers what others say. Who is only taken for one that does, and answers nothing of the article, says what they say.
pub(super) fn likely_answers(statement: &Statement) -> bool {
    let likely = statement.joins.is_some() || statement.stance_confidence.is_none_or(|confidence| confidence >= LIKELY);
    answers_back(statement) && likely
}

/// True if the source puts the claim forward, rather than denying it or refusing to comment.
pub(super) fn asserts(statement: &Statement, gist: Gist) -> bool {
    let signature = &statement.signature;
    if !likely_answers(statement) {
        // "Es gebe keinen Plan" is said of a plan to deny it; "lief fünf Tage nicht" says what "fiel fünf Tage aus" says, and to demand that
        // nothing more be paid is to demand a stop. Who only asks whether it is so, or puts the case that it were, claims nothing.
        // Nor does who admits that something is not as it should be: "dass die Schicht nicht hält".
        let owns_up = statement.stance.iter().any(|stance| matches!(stance, Stance::Admits | Stance::Confirms));
        let denies = signature.negated && !gist.negated && !signature.is_anchored() && !asks(statement) && !owns_up;
        let supposes = signature.hypothetical && !gist.supposed;
        return !denies && !supposes && statement.stance != [Stance::Asks];
    }
    // A counter-claim denies what others say, and asserts what it says itself.
    let denies = statement.stance.contains(&Stance::Denies) && statement.joins.as_ref().is_none_or(|joins| joins.weak);
    let same = signature.negated == gist.negated;
    denies && same && (gist.negated || statement.joins.is_none() && statement.factuality.polarity == Polarity::Positive)
}

/// True if the claim is that something will be done: more announce it than ask for it. Those who only ask for it do not claim that it comes.
pub(super) fn is_plan(statements: &[&Statement]) -> bool {
    let announces = |statement: &&Statement| statement.stance.iter().any(|stance| matches!(stance, Stance::Announces | Stance::Promises));
    let (announce, others): (Vec<&Statement>, Vec<&Statement>) = statements.iter().copied().partition(announces);
    announce.len() > others.into_iter().filter(|statement| asks(statement)).count()
}

/// True if what a claim says is that something should be done: its first statement that answers nobody tells, unless most others do not.
pub(super) fn is_demand(statements: &[&Statement], order: &[usize]) -> bool {
    let mut telling = order.iter().map(|at| statements[*at]).filter(|statement| !answers_back(statement)).peekable();
    telling.peek().is_some_and(|first| asks(first)) && {
        let (mut asking, mut all) = (0, 0);
        for statement in telling {
            all += 1;
            asking += usize::from(asks(statement) || statement.signature.obliges);
        }
        2 * asking >= all
    }
}

/// The statements by time: of publication, then as they stand in the article.
pub(super) fn by_time(statements: &[&Statement]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| {
        let statement = statements[*at];
        (statement.published, &statement.item, statement.content.first().map(|span| span.start), *at)
    });
    order
}

/// Folds the statements of one claim that are in force, in whatever order; `copies` are near-copies among their articles.
///
/// Of no statements, everything is empty.
#[must_use]
pub fn fold_claim(statements: &[&Statement], copies: &[Copy]) -> ClaimFold {
    let order = by_time(statements);
    let (origins, parts) = origins(statements, &order, copies);
    let first = order.first().copied();
    ClaimFold {
        wording: clearest(statements, &order).unwrap_or_default(),
        first_seen: first.and_then(|first| statements[first].published),
        origins,
        parts,
        status: status(statements, &order),
    }
}

/// The index of the statement with the clearest wording, as [`ClaimFold::wording`] has it, at less cost; `None` of no statements.
#[must_use]
pub fn wording(statements: &[&Statement]) -> Option<usize> {
    clearest(statements, &by_time(statements))
}

/// On how many legs the statements of one claim stand, as many as [`ClaimFold::origins`] has, at less cost.
#[must_use]
pub fn legs(statements: &[&Statement], copies: &[Copy]) -> usize {
    origins(statements, &by_time(statements), copies).0.len()
}

/// The statement whose words say most of what all say, in the fewest words: of those that assert, and that are no headline.
fn clearest(statements: &[&Statement], order: &[usize]) -> Option<usize> {
    let common = Weighing::default();
    let gist = Gist::of(statements, order);
    let says = |at: &usize| asserts(statements[*at], gist) && statements[*at].joins.is_none();
    let mut chosen: Vec<usize> = order.iter().copied().filter(says).collect();
    if chosen.is_empty() {
        chosen = order.to_vec();
    }
    // A sample is enough to tell what is common, and keeps large claims cheap.
    let sample: Vec<usize> = chosen.iter().copied().take(SAMPLE).collect();
    // What several papers print of an agency is compared once.
    let (alike, firsts) = alike(sample.iter().map(|at| &statements[*at].signature));
    let weighed: Vec<Weighed<'_>> = firsts.into_iter().map(|signature| common.weighed(signature)).collect();
    let mut compared: FxHashMap<(usize, usize), f32> = FxHashMap::default();
    let mut score = |index: usize| {
        let mut near = 0.0_f32;
        for other in (0..sample.len()).filter(|other| *other != index) {
            let (a, b) = (alike[index], alike[other]);
            let compare = || likeness_in(&weighed[a], &weighed[b], &common).score;
            near += *compared.entry((a, b)).or_insert_with(compare);
        }
        let statement = statements[sample[index]];
        let words = statement.text.split_whitespace().count() as f32;
        let pieces = if statement.content.len() > 1 { 0.2 } else { 0.0 };
        near / sample.len().max(1) as f32 - (words - 14.0).abs() / 100.0 - pieces
    };
    let mut best: Option<(usize, f32)> = None;
    for (index, at) in sample.iter().enumerate() {
        let score = score(index);
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((*at, score));
        }
    }
    best.map(|(at, _)| at)
}

/// How many statements of a claim are compared for its clearest wording.
const SAMPLE: usize = 24;

/// Who did what with a claim, by time; what somebody says again, or another paper tells again, is left out.
fn status(statements: &[&Statement], order: &[usize]) -> Vec<Standing> {
    let mut all: Vec<Standing> = Vec::new();
    let mut said: Vec<(Speaker<'_>, Stance)> = Vec::new();
    for &at in order {
        let statement = statements[at];
        let Some(voice) = statement.chain.first() else { continue };
        for stance in &statement.stance {
            let event = (Speaker::of(voice), *stance);
            if let Some(told) = said.iter().position(|known| *known == event) {
                let before = &mut all[told].stance_confidence;
                *before = before.zip(statement.stance_confidence).map(|(one, other)| one.max(other));
            } else {
                said.push(event);
                all.push(Standing {
                    at: statement.published,
                    who: voice.name.clone(),
                    entity: voice.entity,
                    stance: *stance,
                    stance_confidence: statement.stance_confidence,
                    statement: at,
                });
            }
        }
    }
    all
}

/// Whoever it is in the ledger, or the words where nobody is known.
#[derive(Debug, PartialEq, Eq)]
enum Speaker<'a> {
    Known(i64),
    Words(&'a str),
}

impl Speaker<'_> {
    fn of(voice: &Voice) -> Speaker<'_> {
        voice.behalf.or(voice.entity).map_or(Speaker::Words(&voice.name), Speaker::Known)
    }
}
