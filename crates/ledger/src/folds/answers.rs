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
        let empty: Vec<bool> = statements.iter().map(|statement| self.any_of(statement, list::EMPTY)).collect();
        for (_, statement) in statements.iter_mut().enumerate().filter(|(at, _)| thin[*at] && empty[*at]) {
            self.deny_in_words(statement);
        }
        let mut found: Vec<(usize, Joins)> = Vec::new();
        let article = Article { folds: self, item, text, statements, title, weighing, thin, empty };
        for at in 0..article.statements.len() {
            found.extend(article.joins(at, &found).map(|joins| (at, joins)));
        }
        for (at, joins) in found {
            statements[at].joins = Some(joins);
        }
    }

    /// "nannte die Darstellung falsch": whatever the verb does, the words deny.
    fn deny_in_words(&self, statement: &mut Statement) {
        let leaves_open = matches!(statement.stance[..], [Stance::States | Stance::Criticises | Stance::Accuses]);
        if leaves_open && !statement.signature.negated && self.any_of(statement, list::CLAIM) {
            statement.stance = vec![Stance::Denies];
            statement.stance_confidence = None;
        }
    }

    fn any_of(&self, statement: &Statement, bits: u32) -> bool {
        words(&statement.text).any(|word| self.words.is(word.form, bits))
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

/// The statements of an article, among which is what an answer answers.
struct Article<'s> {
    folds: &'s Folds,
    item: &'s Item<'s>,
    text: &'s Slices<'s>,
    statements: &'s [Statement],
    title: Signature,
    weighing: Weighing,
    /// Which have no content of their own, and which have words that mean nothing in them.
    thin: Vec<bool>,
    empty: Vec<bool>,
}

/// What an answer does, and how it points at what it answers.
struct Answer<'s> {
    at: usize,
    statement: &'s Statement,
    thin: bool,
    refuses: bool,
    denies: bool,
    confirms: bool,
    /// It has a word for what was said: "die Vorwürfe".
    points: bool,
    /// "bestätigte diese Zahl": the one that was told last.
    figure: bool,
}

impl Article<'_> {
    /// What a statement joins, if it answers anything; `found` are the answers before it.
    fn joins(&self, at: usize, found: &[(usize, Joins)]) -> Option<Joins> {
        let statement = &self.statements[at];
        if statement.confidence < UNSURE || statement.joins.is_some() {
            return None;
        }
        let answer = self.read(at);
        self.leads_on(&answer).or_else(|| self.takes_back(&answer)).or_else(|| {
            let weak = self.is_weak(&answer)?;
            self.along(&answer, found).or_else(|| {
                let other = self.most_likely(&answer, weak).or_else(|| self.told_behind(&answer, weak))?;
                Some(self.join(other, "answers", Tie::Answer, weak))
            })
        })
    }

    fn read(&self, at: usize) -> Answer<'_> {
        let (words_of, statement) = (&self.folds.words, &self.statements[at]);
        let has = |is: fn(&Stance) -> bool| statement.stance.iter().any(is);
        let points = self.folds.any_of(statement, list::CLAIM | list::POINTER);
        Answer {
            at,
            statement,
            thin: self.thin[at],
            refuses: has(|stance| matches!(stance, Stance::DeclinesComment | Stance::DoesNotConfirm | Stance::DoesNotDeny)),
            denies: has(|stance| matches!(stance, Stance::Denies | Stance::Rejects | Stance::Doubts)),
            confirms: has(|stance| matches!(stance, Stance::Confirms | Stance::Admits)),
            points,
            figure: points && words(&statement.text).any(|word| words_of.turns.figure.has(word.form)),
        }
    }

    fn join(&self, other: usize, how: &str, tie: Tie, weak: bool) -> Joins {
        let attribution = self.statements[other].attribution.clone();
        Joins { why: format!("{how} {attribution}"), tie, attribution, weak }
    }

    /// "korrigierte sich": what they admit comes next, whatever it calls them there.
    fn leads_on(&self, answer: &Answer<'_>) -> Option<Joins> {
        let statement = answer.statement;
        let goes_on = |next: &Statement| same_voice(next, statement) || next.stance == [Stance::Admits] && statement.stance == next.stance;
        // "widersprach einem Bericht, wonach …": what is denied is told in the same sentence.
        let same_sentence = |next: &Statement| sentence_of(self.item, next) == sentence_of(self.item, statement);
        let denied_next =
            |next: &Statement| answer.denies && next.stance == statement.stance && same_voice(next, statement) && same_sentence(next);
        let leads = |next: &Statement| answer.confirms && goes_on(next) && !answer.figure || denied_next(next);
        // "Das Amt korrigierte seine Zahlen": what they are comes next, whoever says so for it.
        let itself = statement.source.len() > PRONOUN && statement.text.contains(&statement.source);
        let own_up = answer.confirms && itself && self.folds.corrects_own(&statement.text);
        let next = answer.at + 1;
        let is_led_to = |said: &Statement| (leads(said) || own_up) && !self.thin[next];
        let led = (answer.thin || own_up) && self.statements.get(next).is_some_and(is_led_to);
        led.then(|| self.join(next, "leads to", Tie::Lead, false))
    }

    /// "Am Montag hatte er das noch bestritten", beside what he admits now: that is what it is about.
    fn takes_back(&self, answer: &Answer<'_>) -> Option<Joins> {
        let Answer { at, statement, .. } = *answer;
        if !statement.told_back || !(answer.denies || answer.refuses) {
            return None;
        }
        let range = at.saturating_sub(NEAR)..self.statements.len().min(at + 1 + NEAR);
        let now = range.filter(|other| owns_up(&self.statements[*other]) && same_voice(&self.statements[*other], statement));
        let other = now.min_by_key(|other| (other.abs_diff(at), *other))?;
        Some(self.join(other, "takes back", Tie::Answer, !answer.thin))
    }

    /// Whether what answers may as well be a claim of its own; `None` for what answers nothing.
    fn is_weak(&self, answer: &Answer<'_>) -> Option<bool> {
        let plainly = answer.statement.stance.contains(&Stance::Denies);
        match (answer.refuses, answer.denies, answer.confirms, answer.thin) {
            // "bestätigte nicht, dass …" is about what it names; "wollte dazu keine Auskunft geben" is about what was said before.
            (true, ..) if !answer.thin && !self.empty[answer.at] => Some(true),
            (true, ..) | (_, _, true, true) => Some(false),
            (_, true, _, true) if answer.points || plainly => Some(false),
            (_, true, _, false) if plainly => Some(true),
            _ => None,
        }
    }

    /// "Auch die Bank schwieg.": to what the one before would not answer.
    fn along(&self, answer: &Answer<'_>, found: &[(usize, Joins)]) -> Option<Joins> {
        let before = answer.at.checked_sub(1).filter(|_| answer.refuses && self.folds.goes_along(&answer.statement.text))?;
        found.iter().find(|(answer, _)| *answer == before).map(|(_, joins)| joins.clone())
    }

    /// The statement before it that most signs point at.
    fn most_likely(&self, answer: &Answer<'_>, weak: bool) -> Option<usize> {
        let Answer { at, statement, .. } = *answer;
        let names = self.folds.names_of(self.item, self.text, statement);
        let range = at.saturating_sub(REACH)..at;
        let last_figure = range.clone().rev().find(|other| self.statements[*other].signature.is_anchored()).filter(|_| answer.figure);
        let range = last_figure.map_or(range, |last| last..last + 1);
        // "Das Amt bestreitet das.": what was told right before.
        let that = answer.thin && self.folds.says_that(&statement.text);
        let mut best: Option<(usize, f32)> = None;
        for other in range.filter(|other| self.may_be_meant(answer, weak, *other)) {
            let asked = &self.statements[other];
            let sum = signs(self.statements, at, other, &names, &self.weighing) + lead(asked, &self.title, &self.weighing);
            // Who will not speak of it most often will not speak of what is said to be so.
            let sum = if answer.refuses && asks(asked) { sum - ASKED } else { sum };
            let score = sum + if that && self.is_right_before(asked, statement) { RIGHT_BEFORE } else { 0.0 };
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((other, score));
            }
        }
        best.filter(|(_, score)| *score >= ANSWERS).map(|(other, _)| other)
    }

    fn may_be_meant(&self, answer: &Answer<'_>, weak: bool, other: usize) -> bool {
        let (own, asked) = (&answer.statement.signature, &self.statements[other]);
        // "nicht normal" denies that something is normal, and answers nobody who has not said so.
        let says_it = || own.focus == 0 || asked.signature.has(own.focus);
        // Nobody denies, or keeps silent on, what they say themselves.
        let of_another = || answer.confirms || !same_voice(asked, answer.statement);
        !self.thin[other]
            && puts_forward(asked)
            && (!(weak && own.negated) || says_it())
            && self.shares(answer, weak, other)
            && of_another()
    }

    /// True if a denial with words of its own has some of what it may answer, or points back.
    fn shares(&self, answer: &Answer<'_>, weak: bool, other: usize) -> bool {
        let statement = answer.statement;
        let told = || !statement.source.is_empty() && statement.text.contains(&statement.source) && answer.points;
        if !weak || self.folds.points_back(statement) || told() {
            return true;
        }
        let like = likeness(&statement.signature, &self.statements[other].signature, &self.weighing);
        !like.number_clashes && like.shared >= SHARES
    }

    fn is_right_before(&self, asked: &Statement, answer: &Statement) -> bool {
        let (here, there) = (sentence_of(self.item, answer), last_sentence_of(self.item, asked));
        here.zip(there).is_some_and(|(here, there)| (there..=there + 1).contains(&here))
    }

    /// "Das Amt hat Berichte über Risse dementiert.", and only then which paper has them.
    fn told_behind(&self, answer: &Answer<'_>, weak: bool) -> Option<usize> {
        let is = &self.folds.words;
        let of_reports = |word: Word<'_>| is.ends(word.form, list::REPORT).is_some() || is.is(word.form, list::CLAIM);
        if !answer.denies || !words(&answer.statement.text).any(of_reports) {
            return None;
        }
        let mut behind = answer.at + 1..self.statements.len().min(answer.at + 1 + REACH);
        behind.find(|other| self.statements[*other].stance == [Stance::Reports] && self.shares(answer, weak, *other))
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
