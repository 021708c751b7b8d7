//! Which claims the statements of an article join.

use super::compare::{Common, Compared, announces, answers_back, asks, days_between, other_speaker, same_speaker};
use super::names::{ends_so, medium};
use super::statement::{Joins, Statement, Tie};
use super::story::Story;
use std::collections::{BTreeMap, BTreeSet};
use zufolge::report::Kind;

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

impl Place {
    /// The store's number of a known claim.
    fn known(self) -> Option<i64> {
        match self {
            Place::Known(claim) => Some(claim),
            Place::With(_) | Place::New => None,
        }
    }
}

/// From which score on a statement joins a claim.
const JOINS: f32 = 0.4;
/// How much the statement of a claim that is nearest counts; the rest is the mean of them all, which keeps one odd statement from drawing
/// others into its claim.
const NEAREST: f32 = 0.6;
/// What is left of the score where a statement of the claim has another number: what leaves the number out does not join two claims.
const OTHER_NUMBER: f32 = 0.8;

/// How near a claim must be to another one, when a statement comes that fits both, to be one with it.
const JOINS_CLAIM: f32 = 0.42;
/// From which nearness on they are one whatever it comes from. Below it, those of their statements that are alike at all must be plainly so: two
/// claims on one matter (the talks, and where they are held) have many pairs that are a little alike, and one or two that are much.
const JOINS_ANYHOW: f32 = 0.44;
/// How near the pairs that are alike must be in the mean for that.
const PLAINLY_ALIKE: f32 = 0.36;
/// How much the two nearest statements of two claims count for that; the rest is the mean of all.
const NEAREST_OF_CLAIMS: f32 = 0.3;
/// From which score on a statement fits a claim, though it joins another one.
const FITS: f32 = 0.7;
/// How many of the pairs of statements of two claims that are one may differ in a number or a negation: some of them were read wrong.
const MOST_CLASHES: f32 = 0.25;
/// How many statements of a claim are looked at for that.
const MOST_LINKED: usize = 8;

/// Within how many days what somebody says is likely said on one occasion.
const ONE_OCCASION: f32 = 3.0;
/// How much nearer than all others one claim must be for a statement to join it for the occasion alone.
const PLAINLY: f32 = 1.5;

/// What is left of the score of what somebody announces where a claim is that somebody else demands it.
const DEMANDED: f32 = 0.3;

/// How near a statement is to those of one claim.
#[derive(Debug, Clone, Default)]
struct Near {
    /// The highest score, and why.
    most: f32,
    common: Common,
    /// The sum of all scores, and of how many.
    sum: f32,
    of: u16,
    other_number: bool,
    /// Somebody else demands it, and nobody announces it.
    demanded: bool,
    announced: bool,
    /// The highest score of what is likely told of [`one_occasion`].
    tied: f32,
}

impl Near {
    /// Adds a statement that says the same, so surely; whether it was likely told of one occasion is only asked where that counts.
    fn add(&mut self, score: f32, common: Common, one_occasion: impl FnOnce() -> bool) {
        self.sum += score;
        if score > self.tied && one_occasion() {
            self.tied = score;
        }
        if score > self.most {
            (self.most, self.common) = (score, common);
        }
    }

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

/// What an article does to the claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placing {
    /// The claims that its statements join, in the order of the statements.
    pub placed: Vec<Placed>,
    /// Known claims that it shows to be one: the newer one of two, and the older one, which stays. No claim is in two of them.
    pub joined: Vec<(i64, i64)>,
}

/// The claims that the statements of one article join, and those that they show to be one.
///
/// `candidates` are all statements of the articles that share [`super::keys`] with this one, at most [`MOST_ARTICLES`] of them.
#[must_use]
pub fn place<'a>(statements: &'a [Statement], candidates: &[Candidate<'a>]) -> Placing {
    let mut article = Article::of(statements, candidates);
    let founds = |statement: &Statement| !joins_surely(statement);
    for (at, statement) in statements.iter().enumerate().filter(|(_, statement)| founds(statement)) {
        article.place(at, statement);
    }
    for (at, statement) in statements.iter().enumerate() {
        article.place_along(at, statement);
    }
    let joined = article.joined();
    let new = || Placed { to: Place::New, score: 0.0, evidence: Vec::new(), contradicts: Vec::new() };
    Placing { placed: article.placed.into_iter().map(|placed| placed.unwrap_or_else(new)).collect(), joined }
}

/// A new article, whose statements are placed one after the other.
#[derive(Debug)]
struct Article<'a> {
    statements: &'a [Statement],
    /// What its statements may join, in order: known claims, then what each of them founds.
    places: Vec<Place>,
    /// Its statements, then the candidates.
    all: Vec<&'a Statement>,
    story: Story<'a>,
    /// The candidates that tell what is claimed: the index of the place, and of the statement.
    known: Vec<(usize, usize)>,
    /// Which of all announce something.
    announcing: Vec<bool>,
    /// The claim of each candidate.
    claims: Vec<i64>,
    /// Its statements with a place so far, in any claim.
    before: Vec<(Place, usize)>,
    placed: Vec<Option<Placed>>,
    /// Two claims that one statement fits.
    ties: BTreeSet<(i64, i64)>,
}

/// A place for a statement, with the score and what they have in common.
type Fit = (Place, f32, Common);

impl<'a> Article<'a> {
    fn of(statements: &'a [Statement], candidates: &[Candidate<'a>]) -> Article<'a> {
        let claims: Vec<i64> = candidates.iter().map(|candidate| candidate.claim).collect();
        let distinct: BTreeSet<i64> = claims.iter().copied().collect();
        let places: Vec<Place> = distinct.into_iter().map(Place::Known).chain((0..statements.len()).map(Place::With)).collect();
        let all: Vec<&Statement> = statements.iter().chain(candidates.iter().map(|candidate| candidate.statement)).collect();
        let own = statements.iter().enumerate().map(|(at, statement)| (!joins_surely(statement)).then_some(Place::With(at)));
        let story = Story::new(&all, own.chain(claims.iter().map(|claim| Some(Place::Known(*claim)))));
        let known = candidates.iter().zip(statements.len()..).filter(|(one, _)| speaks(one.statement));
        let known = known.map(|(one, at)| (index_of(&places, Place::Known(one.claim)), at)).collect();
        let announcing = all.iter().map(|statement| announces(statement)).collect();
        let (before, placed, ties) = (Vec::new(), vec![None; statements.len()], BTreeSet::new());
        Article { statements, places, all, story, known, announcing, claims, before, placed, ties }
    }

    /// Places a statement by what it says. One that may be a mere answer waits, where no claim has its content.
    fn place(&mut self, at: usize, statement: &Statement) {
        let (near, contradicts) = self.compare(at);
        let best = self.nearest(&near).or_else(|| self.of_one_occasion(&near));
        if best.is_none() && statement.joins.is_some() {
            return;
        }
        let (to, score, evidence) = best.map_or((Place::New, 0.0, Vec::new()), |(place, score, common)| (place, score, common.evidence()));
        if let Some(joined) = to.known() {
            self.ties.extend(self.fits_too(&near, joined).map(|other| (other.max(joined), other.min(joined))));
        }
        self.before.push((if to == Place::New { Place::With(at) } else { to }, at));
        self.placed[at] = Some(Placed { to, score, evidence, contradicts: distinct(contradicts, to) });
    }

    /// How near a statement is to each place, and which it contradicts, how surely.
    fn compare(&mut self, at: usize) -> (Vec<Near>, Vec<(f32, Place)>) {
        let statement = self.all[at];
        let mut near: Vec<Near> = vec![Near::default(); self.places.len()];
        let mut contradicts: Vec<(f32, Place)> = Vec::new();
        let mine = self.before.iter().map(|(place, at)| (index_of(&self.places, *place), *at));
        for (index, other_at) in self.known.iter().copied().chain(mine) {
            let (to, other) = (&mut near[index], self.all[other_at]);
            to.of += 1;
            to.announced |= self.announcing[other_at];
            to.demanded |= self.announcing[at] && asks(other) && other_speaker(statement, other);
            match self.story.compare(at, other_at) {
                Compared::Same { score, common } => {
                    to.add(score, common, || statement.item != other.item && one_occasion(statement, other));
                }
                Compared::Different { score, why } => {
                    contradicts.push((score, self.places[index]));
                    to.other_number |= why == "number";
                }
                Compared::Unrelated => {}
            }
        }
        (near, contradicts)
    }

    /// The place that a statement is nearest to, if near enough.
    fn nearest(&self, near: &[Near]) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        for (place, near) in self.compared(near) {
            let score = near.score();
            if score >= JOINS && best.as_ref().is_none_or(|(_, most, _)| score > *most) {
                best = Some((*place, score, near.common));
            }
        }
        best
    }

    /// The place where the same was likely said on [`one_occasion`], if one is plainly nearer than the others: "sprach von einem Versehen", and
    /// in another paper what she had said there.
    fn of_one_occasion(&self, near: &[Near]) -> Option<Fit> {
        let free = |place: &Place| !self.before.iter().any(|(taken, _)| taken == place);
        let tied = self.compared(near).filter(|(place, near)| near.tied > 0.0 && !near.other_number && free(place));
        let mut tied: Vec<Fit> = tied.map(|(place, near)| (*place, near.tied, near.common)).collect();
        tied.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let plainly = |score: f32| tied.get(1).is_none_or(|(_, second, _)| score >= PLAINLY * second);
        tied.first().filter(|(_, score, _)| plainly(*score)).copied()
    }

    /// The known claim that a statement fits best, beside its own. Only one, since each takes many comparisons.
    fn fits_too(&self, near: &[Near], joined: i64) -> Option<i64> {
        let fitted = self.compared(near).filter(|(_, near)| near.most >= FITS);
        let others = fitted.filter_map(|(place, near)| Some((near.most, place.known()?))).filter(|(_, other)| *other != joined);
        others.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, other)| other)
    }

    /// The places where there was anything to compare.
    fn compared<'n>(&self, near: &'n [Near]) -> impl Iterator<Item = (&Place, &'n Near)> {
        self.places.iter().zip(near).filter(|(_, near)| near.of > 0)
    }

    /// Places what has no place so far with the statement that it joins: "wies das zurück", a headline.
    fn place_along(&mut self, at: usize, statement: &Statement) {
        let (Some(joined), None) = (&statement.joins, &self.placed[at]) else { return };
        let index = followed(self.statements, joined);
        let to = index.and_then(|index| self.before.iter().find(|(_, at)| *at == index)).map_or(Place::New, |(place, _)| *place);
        self.placed[at] = Some(Placed { to, score: 1.0, evidence: vec![joined.why.clone()], contradicts: Vec::new() });
    }

    /// The known claims that are one.
    fn joined(&mut self) -> Vec<(i64, i64)> {
        if self.ties.is_empty() {
            return Vec::new();
        }
        let mine = self.before.iter().map(|(place, at)| (place.known(), *at));
        let known = self.claims.iter().zip(self.statements.len()..).map(|(claim, at)| (Some(*claim), at));
        let mut members: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (claim, at) in mine.chain(known).filter(|(_, at)| speaks(self.all[*at])) {
            if let Some(claim) = claim {
                let of = members.entry(claim).or_default();
                if of.len() < MOST_LINKED {
                    of.push(at);
                }
            }
        }
        let ties = std::mem::take(&mut self.ties);
        joined(ties, |claim| members.get(&claim).map_or(&[][..], Vec::as_slice), &self.all, &mut self.story)
    }
}

/// The index of a place among those of an article, which are sorted.
fn index_of(places: &[Place], place: Place) -> usize {
    places.partition_point(|known| *known < place)
}

/// The claims that are contradicted, the surest first, without the one that is joined.
fn distinct(mut contradicts: Vec<(f32, Place)>, joined: Place) -> Vec<Place> {
    contradicts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut found: Vec<Place> = Vec::new();
    for (_, place) in contradicts {
        if place != joined && !found.contains(&place) {
            found.push(place);
        }
    }
    found
}

/// Those of the ties between two claims that make them one, the nearest first, each claim once. `members` gives the statements of a claim.
fn joined<'m>(
    ties: BTreeSet<(i64, i64)>,
    members: impl Fn(i64) -> &'m [usize],
    all: &[&Statement],
    story: &mut Story<'_>,
) -> Vec<(i64, i64)> {
    let mut near: Vec<(f32, (i64, i64))> = ties.into_iter().map(|tie| (link(members(tie.0), members(tie.1), all, story), tie)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (_, (gone, kept)) in near.into_iter().take_while(|(score, _)| *score >= JOINS_CLAIM) {
        if !joined.iter().any(|(a, b)| [*a, *b].iter().any(|claim| *claim == gone || *claim == kept)) {
            joined.push((gone, kept));
        }
    }
    joined
}

/// How near the statements of two claims are on the whole, 0 to 1.
fn link(a: &[usize], b: &[usize], all: &[&Statement], story: &mut Story<'_>) -> f32 {
    // A demand is what half of the statements demand.
    let is_demand = |claim: &[usize]| 2 * claim.iter().filter(|at| asks(all[**at])).count() >= claim.len();
    let announced = |claim: &[usize]| claim.iter().any(|at| announces(all[*at]));
    if is_demand(a) && announced(b) || is_demand(b) && announced(a) {
        return 0.0;
    }
    let (mut scores, mut clashes) = (Vec::new(), 0_u16);
    for first in a {
        for second in b {
            match story.compare(*first, *second) {
                Compared::Same { score, .. } => scores.push(score),
                Compared::Different { .. } => clashes += 1,
                Compared::Unrelated => {}
            }
        }
    }
    let pairs = (a.len() * b.len()).max(1) as f32;
    if f32::from(clashes) > MOST_CLASHES * pairs { 0.0 } else { on_the_whole(&scores, pairs) }
}

/// How near two claims are of whose pairs of statements these are alike, so much.
fn on_the_whole(alike: &[f32], pairs: f32) -> f32 {
    let most = alike.iter().copied().fold(0.0, f32::max);
    let sum = alike.iter().sum::<f32>();
    let near = NEAREST_OF_CLAIMS * most + (1.0 - NEAREST_OF_CLAIMS) * sum / pairs;
    let plainly = sum >= PLAINLY_ALIKE * alike.len() as f32;
    if near >= JOINS_ANYHOW || plainly { near } else { 0.0 }
}

/// True for what tells what is claimed: who only answers ("nahm dazu keine Stellung") has words of the article, and none of that.
fn speaks(statement: &Statement) -> bool {
    !joins_surely(statement) || is_headline(statement)
}

/// True if two statements are likely about one thing that was said, however little their words share: the same somebody says both, or one has it from
/// who printed the other, or both from a third, within a few days, and they do the same sort of thing with it.
fn one_occasion(first: &Statement, second: &Statement) -> bool {
    let tied = || same_speaker(first, second) || has_it_from_other(first, second);
    days_between(first, second) <= ONE_OCCASION && same_sort(first, second) && tied()
}

/// True if the first cites the paper or agency that printed the second, or one that the second cites too.
pub(super) fn has_it_from_other(first: &Statement, second: &Statement) -> bool {
    let cites = |statement: &Statement| -> Vec<String> {
        let media = statement.chain.iter().filter(|voice| matches!(voice.kind, Kind::Outlet | Kind::Agency));
        media.map(|voice| medium(&voice.name)).filter(|name| !name.is_empty()).collect()
    };
    let (cited, third) = (cites(first), cites(second));
    let printers: Vec<String> = [&second.outlet, &second.agency].into_iter().flatten().map(|name| medium(name)).collect();
    cited.iter().any(|name| third.contains(name) || printers.iter().any(|printer| printer == name || ends_so(printer, name)))
}

/// True if two statements do the same sort of thing with what they say: ask for it, announce it, answer with a no, or tell it.
fn same_sort(first: &Statement, second: &Statement) -> bool {
    let sort = |statement: &Statement| (asks(statement), answers_back(statement), announces(statement));
    sort(first) == sort(second)
}

/// True for the short form of another statement of its article.
fn is_headline(statement: &Statement) -> bool {
    statement.joins.as_ref().is_some_and(|joins| joins.tie == Tie::Headline)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_claims_on_one_matter_are_not_one_for_many_pairs_that_are_a_little_alike() {
        const PAIRS: f32 = 24.0;
        // Of "Die Stadt verhandelt mit dem Hafen" and "Getroffen habe man sich im Zollhaus" most pairs share a word or two, and one pair more.
        let little = [&[0.9][..], &[0.3; 15][..]].concat();
        assert!(on_the_whole(&little, PAIRS) < JOINS_CLAIM);
        // The same sum in few pairs that say the same in other words, beside many that share nothing.
        let plainly = [&[0.9][..], &[0.75; 6][..]].concat();
        assert!((JOINS_CLAIM..JOINS_ANYHOW).contains(&on_the_whole(&plainly, PAIRS)));
    }
}
