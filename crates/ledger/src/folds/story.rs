//! The statements that a new article may have to do with: each is compared with many, and most of what a comparison asks is told once.

use super::compare::{Compared, Pair, compared};
use super::likeness::{Likeness, Weighed, Weighing, alike, likeness_in};
use super::place::Place;
use super::signature::Signature;
use super::statement::{ItemId, Statement};
use super::words::Stem;

/// Statements that are compared with one another, named by their numbers in the order in which they were given.
#[derive(Debug)]
pub(super) struct Story<'a> {
    members: Vec<Member<'a>>,
    weighing: Weighing,
    /// What there is to compare, each once: what several papers print of an agency is the same.
    contents: Vec<Weighed<'a>>,
    /// How near the content of one statement is to others, with the row in which that was told; earlier rows are of no use any more.
    row: Vec<(usize, Likeness)>,
    /// The row that is worked on, and its content.
    at: (usize, usize),
    /// What articles are about, each once.
    topics: Vec<&'a [Stem]>,
    /// How many words two of these have in common, where that was asked.
    matters: Vec<Option<usize>>,
}

#[derive(Debug)]
struct Member<'a> {
    statement: &'a Statement,
    content: usize,
    /// The article and its topic, as numbers.
    item: usize,
    topic: usize,
}

impl<'a> Story<'a> {
    /// `claims` tells of each statement whose words are to be weighed which claim it belongs to, or that it is one of its own.
    pub(super) fn new(statements: &[&'a Statement], claims: impl IntoIterator<Item = Option<Place>>) -> Story<'a> {
        let (content_of, contents) = alike(statements.iter().map(|statement| &statement.signature));
        let of_claims = claims.into_iter().zip(&content_of);
        let mut of_claims: Vec<(Place, usize)> = of_claims.filter_map(|(claim, content)| Some((claim?, *content))).collect();
        of_claims.sort_unstable();
        of_claims.dedup();
        let of_claims = of_claims.chunk_by(|a, b| a.0 == b.0);
        let weighing = Weighing::of_claims(of_claims.map(|claim| claim.iter().map(|(_, content)| contents[*content]).collect()));
        Story::weighed(statements, &content_of, contents, weighing)
    }

    /// Two statements that are compared without a story.
    pub(super) fn of_two(first: &'a Statement, second: &'a Statement) -> Story<'a> {
        Story::weighed(&[first, second], &[0, 1], vec![&first.signature, &second.signature], Weighing::default())
    }

    fn weighed(statements: &[&'a Statement], content_of: &[usize], contents: Vec<&'a Signature>, weighing: Weighing) -> Story<'a> {
        let (mut items, mut topics): (Vec<&ItemId>, Vec<&[Stem]>) = (Vec::new(), Vec::new());
        let members = statements.iter().zip(content_of).map(|(statement, content)| {
            let item = number(&mut items, &statement.item);
            Member { statement, content: *content, item, topic: number(&mut topics, &statement.signature.topic) }
        });
        let members = members.collect();
        let row = vec![(0, Likeness::default()); contents.len()];
        Story {
            members,
            contents: contents.into_iter().map(|signature| weighing.weighed(signature)).collect(),
            weighing,
            row,
            at: (0, 0),
            matters: vec![None; topics.len() * topics.len()],
            topics,
        }
    }

    /// Compares two of the statements; it is best to compare one with many before the next one.
    pub(super) fn compare(&mut self, first: usize, second: usize) -> Compared {
        let Story { members, weighing, contents, row, at, topics, matters } = self;
        let (a, b) = (&members[first], &members[second]);
        if at.0 == 0 || at.1 != a.content {
            *at = (at.0 + 1, a.content);
        }
        let found = &mut row[b.content];
        if found.0 != at.0 {
            *found = (at.0, likeness_in(&contents[a.content], &contents[b.content], weighing));
        }
        let shared = || topics[a.topic].iter().filter(|stem| topics[b.topic].contains(stem)).count();
        let matters = *matters[a.topic * topics.len() + b.topic].get_or_insert_with(shared);
        compared(&Pair { first: a.statement, second: b.statement, apart: a.item != b.item, matters }, &found.1)
    }
}

/// The number of a value among those that were met, of which the last is the likeliest.
fn number<T: PartialEq + Copy>(met: &mut Vec<T>, value: T) -> usize {
    met.iter().rposition(|known| *known == value).unwrap_or_else(|| {
        met.push(value);
        met.len() - 1
    })
}
