//! Second pass: noun phrases with case, number and subject; mood and number of finite verbs.

use super::weights::{Decider, MOOD, NUMBER, SUBJECT, Task, VERB_NUMBER, feature};
use super::word::Word;
use super::{Case, Mood, Number, Pos, Tag};

/// How many features decide over a noun phrase.
pub const FEATURES: usize = 29;
/// How many features decide over a verb.
pub const VERB_FEATURES: usize = 12;

/// A noun phrase without what follows its noun, or a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// First word.
    pub start: usize,
    /// One behind the last word.
    pub end: usize,
    /// Its noun, the first one of a name, or its pronoun.
    pub head: usize,
}

/// Finds the noun phrases; a name that follows its noun belongs to it, a genitive does not.
pub fn phrases(words: &[Word], tags: &[Pos], found: &mut Vec<Phrase>) {
    found.clear();
    let mut open: Option<Open> = None;
    for (at, &pos) in tags.iter().enumerate() {
        let follows = |open: &Open| open.last + 1 == at;
        let starts = match pos {
            Pos::Article | Pos::Possessive | Pos::DemonstrativeDeterminer | Pos::IndefiniteDeterminer | Pos::PrepositionArticle => {
                !open.as_ref().is_some_and(|open| open.noun.is_none() && follows(open))
            }
            Pos::AttributiveAdjective | Pos::Cardinal | Pos::Truncated => open.as_ref().is_none_or(|open| open.noun.is_some()),
            Pos::Noun => open.as_ref().is_none_or(|open| open.noun.is_some()),
            Pos::ProperNoun => open.as_ref().is_none_or(|open| match open.noun {
                None => false,
                Some(noun) => {
                    !follows(open) || (tags[noun] == Pos::Noun && tags[at - 1] == Pos::Noun && words[at].suffix(1) == u64::from(b's'))
                }
            }),
            Pos::PersonalPronoun
            | Pos::ReflexivePronoun
            | Pos::DemonstrativePronoun
            | Pos::IndefinitePronoun
            | Pos::RelativePronoun
            | Pos::InterrogativePronoun => true,
            // Within a phrase that still waits for its noun.
            Pos::Adverb | Pos::PredicativeAdjective | Pos::Coordinator | Pos::Comma | Pos::Negation | Pos::Participle | Pos::Mark => {
                if !open.as_ref().is_some_and(|open| open.noun.is_none() && at - open.last <= 2) {
                    close(&mut open, tags, found);
                }
                continue;
            }
            _ => {
                close(&mut open, tags, found);
                continue;
            }
        };
        if starts {
            close(&mut open, tags, found);
        }
        let now = open.get_or_insert(Open { start: at, last: at, noun: None });
        now.last = at;
        if matches!(pos, Pos::Noun | Pos::ProperNoun) && now.noun.is_none() {
            now.noun = Some(at);
        }
        if starts && pos.is_pronoun() {
            now.noun = Some(at);
            close(&mut open, tags, found);
        }
    }
    close(&mut open, tags, found);
}

struct Open {
    start: usize,
    last: usize,
    noun: Option<usize>,
}

fn close(open: &mut Option<Open>, tags: &[Pos], found: &mut Vec<Phrase>) {
    if let Some(open) = open.take() {
        // A number alone has no case that shows.
        if open.noun.is_some() || tags[open.start] != Pos::Cardinal {
            found.push(Phrase { start: open.start, end: open.last + 1, head: open.noun.unwrap_or(open.last) });
        }
    }
}

/// What belongs to one finite verb.
#[derive(Debug, Clone, Default)]
pub struct Clause {
    finite: Option<usize>,
    /// The last verb that is not finite.
    other: Option<usize>,
    /// A personal pronoun of it, or `man`.
    pronoun: u32,
    number: u64,
    nominative: bool,
    accusative: bool,
}

/// The clause of each word. Pieces between marks are clauses; one without a finite verb joins the one that it begins or goes on with.
pub fn clauses(words: &[Word], tags: &[Pos], clauses: &mut Vec<Clause>, of: &mut Vec<u32>) {
    clauses.clear();
    of.clear();
    // The last main clause that still waits for its verb.
    let mut waiting: Option<u32> = None;
    let mut start = 0;
    while start < tags.len() {
        let end = piece_end(tags, start);
        let piece = start..end;
        let first = piece.clone().find(|&at| !matches!(tags[at], Pos::Mark | Pos::Coordinator | Pos::Adverb));
        let finite = piece.clone().find(|&at| tags[at].is_finite());
        let begins = |at: usize| tags.get(at).is_some_and(|pos| is_subordinating(*pos));
        let subordinate = first.is_some_and(|at| begins(at) || (tags[at] == Pos::Preposition && begins(at + 1)));
        let last = clauses.len().checked_sub(1).map(|last| last as u32);
        let own = match (finite, waiting, last) {
            (None, Some(waiting), _) if !subordinate => Some(waiting),
            (None, None, Some(last)) if !subordinate => Some(last),
            (Some(at), Some(waiting), _) if !subordinate && Some(at) == first => Some(waiting),
            _ => None,
        };
        let own = own.unwrap_or_else(|| {
            clauses.push(Clause::default());
            clauses.len() as u32 - 1
        });
        if !subordinate {
            waiting = if finite.is_some() || clauses[own as usize].finite.is_some() { None } else { Some(own) };
        }
        let clause = &mut clauses[own as usize];
        clause.finite = clause.finite.or(finite);
        for at in piece {
            match tags[at] {
                Pos::PersonalPronoun if clause.pronoun == 0 => clause.pronoun = words[at].lower,
                pos if pos.is_verb() && !pos.is_finite() => clause.other = Some(at),
                _ => {}
            }
        }
        let next = if tags.get(end).is_some_and(|pos| matches!(pos, Pos::Comma | Pos::Terminal)) { end + 1 } else { end };
        of.resize(next, own);
        start = next;
    }
}

/// Where a piece of a sentence ends: at a mark, before a subordinating conjunction, and at the last `und` before a second finite verb.
fn piece_end(tags: &[Pos], start: usize) -> usize {
    let (mut finite, mut coordinator) = (false, None);
    for (at, &pos) in tags.iter().enumerate().skip(start) {
        match pos {
            Pos::Comma | Pos::Terminal => return at,
            Pos::Subordinator if at > start => return at,
            Pos::Coordinator if finite => coordinator = Some(at),
            pos if pos.is_finite() => match coordinator {
                Some(coordinator) => return coordinator,
                None => finite = true,
            },
            _ => {}
        }
    }
    tags.len()
}

const fn is_subordinating(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::Subordinator | Pos::InfinitiveSubordinator | Pos::RelativePronoun | Pos::InterrogativePronoun | Pos::InterrogativeAdverb
    )
}

/// Room for one sentence, kept from one to the next.
#[derive(Debug, Default)]
pub struct Room {
    phrases: Vec<Phrase>,
    clauses: Vec<Clause>,
    clause_of: Vec<u32>,
}

/// Decides over verbs, then over noun phrases from left to right, and fills in the tags.
pub fn tag(words: &[Word], tags: &[Pos], decider: &mut impl Decider, room: &mut Room, out: &mut Vec<Tag>) {
    out.clear();
    out.extend(tags.iter().map(|&pos| Tag { pos, case: None, number: None, mood: None, subject: false }));
    phrases(words, tags, &mut room.phrases);
    clauses(words, tags, &mut room.clauses, &mut room.clause_of);
    for at in (0..words.len()).filter(|&at| tags[at].is_finite()) {
        let clause = &mut room.clauses[room.clause_of[at] as usize];
        let features = verb_features(words, tags, at, clause);
        let mood = decider.decide(Task::Mood, at, &features, 3 << MOOD) - MOOD;
        let number = decider.decide(Task::VerbNumber, at, &features, 3 << VERB_NUMBER) - VERB_NUMBER;
        out[at].mood = Some(Mood::ALL[mood as usize]);
        out[at].number = Some(Number::ALL[number as usize]);
        if clause.finite == Some(at) {
            clause.number = u64::from(number) + 1;
        }
    }
    for place in 0..room.phrases.len() {
        let phrase = room.phrases[place];
        let own = room.clause_of[phrase.head];
        let features = {
            let view = View { words, tags, out, phrases: &room.phrases, clause_of: &room.clause_of };
            view.features(place, &room.clauses[own as usize])
        };
        let case = Case::ALL[decider.decide(Task::Case, phrase.head, &features, 0b1111) as usize];
        let number = Number::ALL[(decider.decide(Task::Number, phrase.head, &features, 3 << NUMBER) - NUMBER) as usize];
        let subject = case == Case::Nominative && decider.decide(Task::Subject, phrase.head, &features, 3 << SUBJECT) == SUBJECT + 1;
        for at in phrase.start..phrase.end {
            if tags[at].is_nominal() {
                out[at].case = Some(case);
                out[at].number = Some(number);
            }
        }
        out[phrase.head].subject = subject;
        let clause = &mut room.clauses[own as usize];
        clause.nominative |= case == Case::Nominative;
        clause.accusative |= case == Case::Accusative && !has_preposition(tags, phrase.start);
    }
}

fn has_preposition(tags: &[Pos], start: usize) -> bool {
    tags[start] == Pos::PrepositionArticle || start.checked_sub(1).is_some_and(|before| tags[before] == Pos::Preposition)
}

fn verb_features(words: &[Word], tags: &[Pos], at: usize, clause: &Clause) -> [u32; VERB_FEATURES] {
    let word = &words[at];
    let form = u64::from(word.lower);
    let pronoun = u64::from(clause.pronoun);
    let near = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or(0, |word| u64::from(word.lower));
    let kind = |at: Option<usize>| at.and_then(|at| tags.get(at)).map_or(63, |&pos| pos as u64);
    let (before, next) = (at.checked_sub(1), Some(at + 1));
    [
        feature(33, form, 0, 0),
        feature(34, word.suffix(2), tags[at] as u64, 0),
        feature(35, word.suffix(3), 0, 0),
        feature(36, word.suffix(4), 0, 0),
        feature(37, form, pronoun, 0),
        feature(38, word.suffix(2), pronoun, 0),
        feature(39, word.suffix(3), kind(next), kind(before)),
        feature(40, form, near(next), 0),
        feature(41, form, near(before), 0),
        feature(42, word.suffix(2), near(next), 0),
        feature(43, u64::from(word.cluster), 0, 0),
        feature(44, word.suffix(2), near(before), 0),
    ]
}

struct View<'a> {
    words: &'a [Word],
    tags: &'a [Pos],
    out: &'a [Tag],
    phrases: &'a [Phrase],
    clause_of: &'a [u32],
}

impl View<'_> {
    fn lower(&self, at: Option<usize>) -> u64 {
        at.map_or(0, |at| u64::from(self.words[at].lower))
    }

    /// How a phrase begins: its determiner or pronoun; otherwise what kind of word.
    fn beginning(&self, phrase: Phrase) -> u64 {
        match self.tags[phrase.start] {
            pos @ (Pos::Noun | Pos::ProperNoun | Pos::Truncated | Pos::Cardinal | Pos::AttributiveAdjective) => pos as u64 + 1,
            _ => u64::from(self.words[phrase.start].lower) << 8,
        }
    }

    fn features(&self, place: usize, clause: &Clause) -> [u32; FEATURES] {
        let phrase = self.phrases[place];
        let (words, tags) = (self.words, self.tags);
        let head = &words[phrase.head];
        let determiner = self.beginning(phrase);
        let adjective =
            (phrase.start..phrase.head).rev().find(|&at| tags[at] == Pos::AttributiveAdjective).map_or(0, |at| words[at].suffix(2));
        let before = phrase.start.checked_sub(1);
        let preposition = match tags[phrase.start] {
            Pos::PrepositionArticle => u64::from(words[phrase.start].lower),
            _ => self.lower(before.filter(|&at| tags[at] == Pos::Preposition)),
        };
        let behind = before.map_or(63, |at| tags[at] as u64);
        // The case of the phrase before, if it touches this one or is joined to it.
        let earlier = place.checked_sub(1).map(|place| self.phrases[place]);
        let joined = earlier.filter(|earlier| {
            phrase.start == earlier.end
                || (phrase.start == earlier.end + 1
                    && matches!(tags[earlier.end], Pos::Coordinator | Pos::Comma | Pos::Comparison | Pos::Mark))
        });
        let inherited = joined.map_or(0, |earlier| {
            let tag = self.out[earlier.head];
            1 + tag.case.map_or(0, |case| case as u64) + 8 * (phrase.start - earlier.end) as u64 + 16 * u64::from(tag.subject)
        });
        let next = self.phrases[place + 1..]
            .iter()
            .take(3)
            .find(|next| self.clause_of[next.head] == self.clause_of[phrase.head] && !has_preposition(tags, next.start));
        let next_beginning = next.map_or(0, |&next| self.beginning(next));
        let side = match clause.finite {
            None => 0,
            Some(finite) if finite + 1 == phrase.start => 1,
            Some(finite) if finite < phrase.start => 2,
            Some(_) => 3,
        };
        let bare = u64::from(preposition == 0);
        let state = side | u64::from(clause.nominative) << 2 | u64::from(clause.accusative) << 3 | bare << 4;
        let (form, kind) = (u64::from(head.lower), tags[phrase.head] as u64);
        // A postposition governs what stands before it.
        let after = match tags.get(phrase.end) {
            Some(Pos::Postposition) => u64::from(words[phrase.end].lower) << 8,
            Some(&pos) => pos as u64,
            None => 63,
        };
        let cluster = u64::from(head.cluster);
        let verb = self.lower(clause.finite);
        let main = self.lower(clause.other.or(clause.finite));
        let short = cluster & 0x3f;
        [
            feature(1, determiner, preposition, 0),
            feature(2, determiner, adjective, bare),
            feature(3, determiner, head.suffix(3), bare),
            feature(4, determiner, form, bare),
            feature(5, determiner, cluster, bare),
            feature(6, preposition, form, 0),
            feature(7, preposition, main, determiner),
            feature(8, determiner, state, kind),
            feature(9, determiner, state, behind),
            feature(10, determiner, inherited, behind),
            feature(11, determiner, state, next_beginning),
            feature(12, determiner, state, main),
            feature(13, state, verb, kind),
            feature(14, form, behind, bare),
            feature(15, head.suffix(2), behind, preposition),
            feature(16, adjective, head.suffix(2), preposition),
            feature(17, determiner, state, clause.number),
            feature(18, cluster, state, 0),
            feature(19, preposition, determiner, head.suffix(2)),
            feature(20, clause.number << 8 | state, determiner, head.suffix(2)),
            feature(21, inherited, behind, preposition),
            feature(22, kind, state, inherited),
            feature(23, form, 0, 0),
            feature(24, head.suffix(3), bare, 0),
            feature(25, clause.number << 8 | state, next_beginning, short << 8 | kind),
            feature(27, after, determiner, preposition),
            feature(28, after, state, kind),
            feature(29, after, behind, state),
            feature(26, state << 8 | clause.number, u64::from(clause.pronoun), determiner),
        ]
    }
}
