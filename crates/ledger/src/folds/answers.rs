//! Statements without content of their own: "Die Behörde wies das zurück" answers what stands before it.
//!
//! What is answered is looked for among the statements of the article, by signs that add up: how near it stands, whether it names whoever
//! answers, whether what they say next is about it, and which words the answer itself has.

use super::Folds;
use super::compare::{answers_back, asks};
use super::likeness::{Likeness, Weighing, likeness};
use super::lists::list;
use super::signature::{Signature, Term};
use super::slices::Slices;
use super::statement::{Item, Joins, Statement, Tie};
use super::words::{Stem, Word, hash, words};
use zufolge::attribution::Stance;
use zufolge::report::Kind;

/// How many statements away an answered one is looked for.
const REACH: usize = 8;
/// The least sum of signs for an answer without content, and for one whose content no claim has.
const ANSWERS: f32 = 0.35;

/// What it adds that an answer points at what was told right before it.
const RIGHT_BEFORE: f32 = 0.6;

/// What it takes away that a demand is refused a word.
const ASKED: f32 = 0.3;

/// How many words that tell something may stand beside "solche" in what only points back.
const FEW: usize = 2;

/// The least that a denial with words of its own must share with what it answers, in bits.
const SHARES: f32 = 3.0;

/// How long a pronoun is at most, in bytes.
const PRONOUN: usize = 3;

/// Below this confidence of the engine, what seems to answer may be no statement at all.
const UNSURE: f32 = 0.2;

impl Folds {
    /// Links every answer to the statement of the same article that it answers.
    pub(super) fn answer(&self, item: &Item<'_>, text: &Slices<'_>, statements: &mut [Statement]) {
        let title = item.report.article.title.as_deref().unwrap_or_default();
        let title = self.signature(&words(title).collect::<Vec<_>>());
        let weighing = Weighing::of_statements(statements.iter().map(|statement| &statement.signature));
        let papers = self.papers(item, text);
        let thin: Vec<bool> = statements.iter().map(|statement| self.is_thin(statement, &papers)).collect();
        let any_of = |statement: &Statement, bits: u32| words(&statement.text).any(|word| self.words.is(word.form, bits));
        let empty: Vec<bool> = statements.iter().map(|statement| any_of(statement, list::EMPTY)).collect();
        for (at, _) in thin.iter().enumerate().filter(|(_, thin)| **thin) {
            // "nannte die Darstellung falsch": whatever the verb does, the words deny.
            let empty = empty[at];
            let claim = words(&statements[at].text).any(|word| self.words.is(word.form, list::CLAIM));
            let leaves_open = matches!(statements[at].stance[..], [Stance::States | Stance::Criticises | Stance::Accuses]);
            if empty && claim && leaves_open && !statements[at].signature.negated {
                statements[at].stance = vec![Stance::Denies];
                statements[at].stance_confidence = None;
            }
        }
        let mut found: Vec<(usize, Joins)> = Vec::new();
        for at in 0..statements.len() {
            let statement = &statements[at];
            if statement.confidence < UNSURE || statement.joins.is_some() {
                continue;
            }
            let refuses = statement
                .stance
                .iter()
                .any(|stance| matches!(stance, Stance::DeclinesComment | Stance::DoesNotConfirm | Stance::DoesNotDeny));
            let denies = statement.stance.iter().any(|stance| matches!(stance, Stance::Denies | Stance::Rejects | Stance::Doubts));
            let confirms = statement.stance.iter().any(|stance| matches!(stance, Stance::Confirms | Stance::Admits));
            let points = words(&statement.text).any(|word| self.words.is(word.form, list::CLAIM | list::POINTER));
            let thin_denial = thin[at] && denies && (points || statement.stance.contains(&Stance::Denies));
            let goes_on =
                |next: &Statement| same_voice(next, statement) || next.stance == [Stance::Admits] && statement.stance == next.stance;
            // "widersprach einem Bericht, wonach …": what is denied is told in the same sentence.
            let same_sentence = |next: &Statement| sentence_of(item, next) == sentence_of(item, statement);
            let denied_next =
                |next: &Statement| denies && next.stance == statement.stance && same_voice(next, statement) && same_sentence(next);
            // "bestätigte diese Zahl": the one that was told last.
            let figure = points && words(&statement.text).any(|word| self.words.turns.figure.has(word.form));
            let leads = |next: &Statement| confirms && goes_on(next) && !figure || denied_next(next);
            // "Das Amt korrigierte seine Zahlen": what they are comes next, whoever says so for it.
            let itself = statement.source.len() > PRONOUN && statement.text.contains(&statement.source);
            let own_up = confirms && itself && self.corrects_own(&statement.text);
            if (thin[at] || own_up) && statements.get(at + 1).is_some_and(|next| (leads(next) || own_up) && !thin[at + 1]) {
                // "korrigierte sich": what they admit comes next, whatever it calls them there.
                let attribution = statements[at + 1].attribution.clone();
                found.push((at, Joins { why: format!("leads to {attribution}"), tie: Tie::Lead, attribution, weak: false }));
                continue;
            }
            // "Am Montag hatte er das noch bestritten", beside what he admits now: that is what it is about.
            let range = at.saturating_sub(NEAR)..statements.len().min(at + 1 + NEAR);
            let now = range.filter(|other| statement.told_back && (denies || refuses) && owns_up(&statements[*other]));
            let now = now.filter(|other| same_voice(&statements[*other], statement));
            if let Some(other) = now.min_by_key(|other| (other.abs_diff(at), *other)) {
                let attribution = statements[other].attribution.clone();
                found.push((at, Joins { why: format!("takes back {attribution}"), tie: Tie::Answer, attribution, weak: !thin[at] }));
                continue;
            }
            let weak = match (refuses, denies, confirms, thin[at]) {
                // "bestätigte nicht, dass …" is about what it names; "wollte dazu keine Auskunft geben" is about what was said before.
                (true, ..) if !thin[at] && !empty[at] => true,
                (true, ..) | (_, _, true, true) => false,
                _ if thin_denial => false,
                (_, true, _, false) if statement.stance.contains(&Stance::Denies) => true,
                _ => continue,
            };
            let names = self.names_of(item, text, statement);
            let range = at.saturating_sub(REACH)..at;
            // "nicht normal" denies that something is normal, and answers nobody who has not said so.
            let own = &statement.signature;
            let says_it = |other: &Signature| own.focus == 0 || other.has(own.focus);
            let meant = |other: &usize| !(weak && own.negated) || says_it(&statements[*other].signature);
            let last_figure = range.clone().rev().find(|other| statements[*other].signature.is_anchored()).filter(|_| figure);
            let range = last_figure.map_or(range, |last| last..last + 1);
            let candidates = range.filter(|other| !thin[*other] && puts_forward(&statements[*other])).filter(meant);
            let told = statement.text.contains(&statement.source) && any_of(statement, list::CLAIM | list::POINTER);
            let reported = self.points_back(statement) || !statement.source.is_empty() && told;
            let shares = |other: &usize| {
                if !weak || reported {
                    return true;
                }
                let like = likeness(&statement.signature, &statements[*other].signature, &weighing);
                !like.number_clashes && like.shared >= SHARES
            };
            // Nobody denies, or keeps silent on, what they say themselves.
            let of_another = |other: &usize| confirms || !same_voice(&statements[*other], statement);
            let candidates = candidates.filter(shares).filter(of_another);
            // "Das Amt bestreitet das.": what was told right before.
            let that = thin[at] && self.says_that(&statement.text);
            let right_before = |other: usize| {
                let (here, there) = (sentence_of(item, statement), last_sentence_of(item, &statements[other]));
                that && here.zip(there).is_some_and(|(here, there)| (there..=there + 1).contains(&here))
            };
            let points = |other: usize| if right_before(other) { RIGHT_BEFORE } else { 0.0 };
            let scored = candidates.map(|other| {
                let sum = signs(statements, at, other, &names, &weighing) + lead(&statements[other], &title, &weighing);
                // Who will not speak of it most often will not speak of what is said to be so.
                let sum = if refuses && asks(&statements[other]) { sum - ASKED } else { sum };
                (other, sum + points(other))
            });
            let best = scored.fold(
                None,
                |best: Option<(usize, f32)>, next| {
                    if best.is_none_or(|(_, most)| next.1 > most) { Some(next) } else { best }
                },
            );
            // "Auch die Bank schwieg.": to what the one before would not answer.
            let along = (refuses && self.goes_along(&statement.text)).then(|| at.checked_sub(1)).flatten();
            let along = along.and_then(|before| found.iter().find(|(answer, _)| *answer == before));
            if let Some((_, joins)) = along {
                let joins = joins.clone();
                found.push((at, joins));
                continue;
            }
            // "Das Amt hat Berichte über Risse dementiert.", and only then which paper has them.
            let best = best.filter(|(_, score)| *score >= ANSWERS).or_else(|| {
                let of_reports = denies
                    && words(&statement.text)
                        .any(|word| self.words.ends(word.form, list::REPORT).is_some() || self.words.is(word.form, list::CLAIM));
                let behind = (at + 1..statements.len().min(at + 1 + REACH)).filter(|other| statements[*other].stance == [Stance::Reports]);
                behind.filter(|other| of_reports && shares(other)).map(|other| (other, ANSWERS)).next()
            });
            if let Some((other, _)) = best {
                let attribution = statements[other].attribution.clone();
                found.push((at, Joins { why: format!("answers {attribution}"), tie: Tie::Answer, attribution, weak }));
            }
        }
        for (at, joins) in found {
            statements[at].joins = Some(joins);
        }
    }

    /// True for "Das Amt korrigierte seine Zahlen".
    fn corrects_own(&self, text: &str) -> bool {
        let said: Vec<Word<'_>> = words(text).collect();
        said.windows(2).any(|pair| self.words.is(pair[0].form, list::POSSESSIVE) && self.words.is(pair[1].form, list::CLAIM))
    }

    /// True for "Die Bank bestreitet das", where no noun stands behind "das".
    fn says_that(&self, text: &str) -> bool {
        let mut all = words(text).peekable();
        while let Some(word) = all.next() {
            let noun = all.peek().is_some_and(|next| next.form.starts_with(char::is_uppercase));
            if !noun && self.words.turns.that.has(&word.form.to_lowercase()) {
                return true;
            }
        }
        false
    }

    /// True for "Auch die Bank schwieg".
    fn goes_along(&self, text: &str) -> bool {
        words(text).next().is_some_and(|word| self.words.turns.also.has(&word.form.to_lowercase()))
    }

    /// True for a denial of what was said before under a word for it: "Solche Pläne gibt es nicht".
    fn points_back(&self, statement: &Statement) -> bool {
        let such = words(&statement.text).any(|word| self.words.is(word.form, list::SUCH));
        let negated = statement.signature.negated || statement.signature.focus != 0;
        such && negated && self.telling(statement).count() <= FEW
    }

    /// True if the content has nothing but words for claims as such, and that they are untrue: "wies die Darstellung zurück".
    /// So has who says so to a paper.
    fn is_thin(&self, statement: &Statement, papers: &[Stem]) -> bool {
        statement.signature.quantities.is_empty() && self.telling(statement).all(|term| papers.contains(&term.stem))
    }

    /// The stems of the names of all papers and agencies that an article names.
    fn papers(&self, item: &Item<'_>, text: &Slices<'_>) -> Vec<Stem> {
        let papers = item.report.entities.iter().filter(|entity| matches!(entity.kind, Kind::Outlet | Kind::Agency));
        let mentions = papers.flat_map(|paper| &paper.mentions).flat_map(|span| words(text.slice(*span)));
        mentions.map(|word| hash(&self.words.stem(word.form))).collect()
    }

    /// The terms of a statement that tell more than that there is a claim, and that it is untrue.
    fn telling<'a>(&self, statement: &'a Statement) -> impl Iterator<Item = &'a Term> {
        let claim = |word: &Word<'_>| self.words.is(word.form, list::CLAIM) || self.words.ends(word.form, list::REPORT).is_some();
        let claims: Vec<Stem> = words(&statement.text).filter(claim).map(|word| hash(&self.words.stem(word.form))).collect();
        // By stems, since "aus der Luft gegriffen" means one word that is on the list.
        statement.signature.terms.iter().filter(move |term| !claims.contains(&term.stem) && !self.words.empty.contains(&term.stem))
    }

    /// The stems of all names of whoever a statement is from, and of who they speak for; parts of compounds too.
    fn names_of(&self, item: &Item<'_>, text: &Slices<'_>, statement: &Statement) -> Vec<Stem> {
        let mut names = Vec::new();
        let Some(voice) = statement.chain.first() else { return names };
        let mut add = |phrase: &str| {
            for word in words(phrase).filter(|word| word.form.starts_with(char::is_uppercase) && !self.words.is(word.form, list::STOP)) {
                let stem = self.words.stem(word.form);
                if let Some((head, tail)) = self.words.parts(&stem) {
                    names.extend(self.words.parts(&head).into_iter().flat_map(|(head, tail)| [hash(&head), hash(&tail)]));
                    names.extend([hash(&head), hash(&tail)]);
                }
                names.push(hash(&stem));
            }
        };
        add(&voice.name);
        voice.behalf_name.iter().for_each(|name| add(name));
        for local in [&voice.local, &voice.behalf_local].into_iter().flatten() {
            let entity = item.report.entities.iter().find(|entity| entity.id == *local);
            entity.iter().flat_map(|entity| &entity.mentions).for_each(|span| add(text.slice(*span)));
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The signs that the statement at `at` answers the one at `other`, summed up.
fn signs(statements: &[Statement], at: usize, other: usize, names: &[Stem], weighing: &Weighing) -> f32 {
    let (answer, asked) = (&statements[at], &statements[other]);
    let mut score = 0.6 / (1.0 + 0.15 * (at - other - 1) as f32);
    let refers = other + 1 == at && answer.stance.iter().any(|stance| matches!(stance, Stance::Confirms | Stance::Admits));
    if same_voice(answer, asked) && !refers {
        // Nobody answers themselves in the next sentence; but "das räumte er ein" refers to what is told as his before it.
        score -= 0.6;
    }
    let terms = &asked.signature.terms;
    if terms.iter().any(|term| names.contains(&term.stem)) {
        score += 0.7;
    } else if terms.iter().any(|term| term.parts.iter().any(|part| *part != 0 && names.contains(part))) {
        score += 0.35;
    }
    let near = |like: Likeness| (like.shared / 20.0).min(0.4) + if like.number_clashes { 0.4 } else { 0.0 };
    score += near(likeness(&answer.signature, &asked.signature, weighing));
    let next = statements[at + 1..].iter().take(2).find(|next| same_voice(next, answer) && next.attribution != asked.attribution);
    score + next.map_or(0.0, |next| near(likeness(&next.signature, &asked.signature, weighing)))
}

/// More for what the headline tells, which a refusal to comment is most often about; less for what the engine was unsure of.
fn lead(asked: &Statement, title: &Signature, weighing: &Weighing) -> f32 {
    let like = likeness(title, &asked.signature, weighing);
    0.5 * like.share_of_first(title, weighing) - if asked.confidence < 0.3 { 0.3 } else { 0.0 }
}

/// The number of the sentence in which what a statement says begins.
fn sentence_of(item: &Item<'_>, statement: &Statement) -> Option<usize> {
    let start = statement.content.first()?.start;
    Some(item.report.sentences.partition_point(|sentence| sentence.end <= start))
}

/// The number of the sentence in which it ends.
fn last_sentence_of(item: &Item<'_>, statement: &Statement) -> Option<usize> {
    let end = statement.content.last()?.end;
    Some(item.report.sentences.partition_point(|sentence| sentence.end < end))
}

/// How many statements away an earlier denial is looked for that is taken back.
const NEAR: usize = 4;

/// True for what somebody admits or announces now.
fn owns_up(statement: &Statement) -> bool {
    let act = |stance: &Stance| matches!(stance, Stance::Admits | Stance::Confirms | Stance::Announces | Stance::Promises);
    !statement.told_back && statement.stance.iter().any(act)
}

fn puts_forward(statement: &Statement) -> bool {
    !answers_back(statement) && !statement.stance.iter().any(|stance| matches!(stance, Stance::Criticises | Stance::Praises | Stance::Asks))
}

/// True if both are from one somebody or their spokesperson.
fn same_voice(a: &Statement, b: &Statement) -> bool {
    let all = |statement: &Statement| -> Vec<String> {
        let voice = statement.chain.first();
        voice.into_iter().flat_map(|voice| [voice.local.clone(), voice.behalf_local.clone()]).flatten().collect()
    };
    let (a, b) = (all(a), all(b));
    a.iter().any(|id| b.contains(id))
}
