//! The metric: predicted against reference attributions, as in Task 2 of SpkAtt-2023 and on the Wikinews corpus.
//!
//! In each document predicted and reference attributions are paired one to one so that the summed F1 of their contents' token overlap
//! is largest; the same form, then the same mode break ties. Each pair, and each attribution left alone, is one group. Precision and
//! recall are counted in tokens inside a group, one value for each role that has any token there, and averaged over all groups of all
//! documents; F1 is their harmonic mean.

pub mod layers;
pub mod resolved;
pub mod times;

use crate::assignment::heaviest_assignment;
use crate::{Annotation, Part};
use std::collections::BTreeMap;
use zufolge::attribution::{Form, Role};

/// What one document's predictions are, and what they should be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Example {
    /// What an engine found.
    pub predicted: Vec<Annotation>,
    /// What the corpus says.
    pub reference: Vec<Annotation>,
}

/// Which annotation scheme the reference follows: what is paired by, and what is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Pairs by content, then form and mode. All roles, form and mode are scored.
    Wikinews,
    /// Every annotation has a cue and four in ten no content: pairs by content and cue, equally. No frame, form or mode is scored.
    Spkatt,
}

impl Scheme {
    /// The roles this scheme has.
    #[must_use]
    pub fn parts(self) -> &'static [Part] {
        match self {
            Scheme::Wikinews => &Part::ALL,
            Scheme::Spkatt => &[Part::Content, Part::Addressee, Part::Cue, Part::Source],
        }
    }

    fn weight(self, reference: &Annotation, predicted: &Annotation) -> f64 {
        let content = overlap(&reference.content, &predicted.content);
        match self {
            Scheme::Wikinews if content > 0.0 => {
                let same_form = f64::from(reference.form == predicted.form);
                let same_mode = f64::from(reference.mode == predicted.mode);
                content + (0.01 * same_form + 0.001 * same_mode)
            }
            Scheme::Wikinews => 0.0,
            Scheme::Spkatt => content + overlap(&reference.cue, &predicted.cue),
        }
    }
}

/// Two attributions compared, or one that found no partner. Indices into the lists of an [`Example`]; at least one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Index into [`Example::reference`].
    pub reference: Option<usize>,
    /// Index into [`Example::predicted`].
    pub predicted: Option<usize>,
}

impl Example {
    /// The pairs, then what was predicted in vain, then what was missed.
    #[must_use]
    pub fn groups(&self, scheme: Scheme) -> Vec<Group> {
        let (rows, columns) = (self.reference.len(), self.predicted.len());
        let weights: Vec<f64> = self.reference.iter().flat_map(|r| self.predicted.iter().map(move |p| scheme.weight(r, p))).collect();
        let assignment = heaviest_assignment(rows, columns, &weights);
        let mut alone = vec![true; columns];
        let mut groups = Vec::with_capacity(rows.max(columns));
        for (row, column) in assignment.iter().enumerate() {
            if let Some(column) = *column {
                alone[column] = false;
                groups.push(Group { reference: Some(row), predicted: Some(column) });
            }
        }
        groups.extend((0..columns).filter(|column| alone[*column]).map(|column| Group { reference: None, predicted: Some(column) }));
        groups.extend((0..rows).filter(|row| assignment[*row].is_none()).map(|row| Group { reference: Some(row), predicted: None }));
        groups
    }
}

/// How often one rule was right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// Attributions that the rule found.
    pub predicted: usize,
    /// Of these, those whose content overlaps the reference it is paired with by an F1 of 0.5 or more.
    pub right: usize,
    /// Of these, those whose content is just the reference's.
    pub exact: usize,
}

impl Example {
    /// Adds each prediction that names its rule to that rule's tally.
    pub fn add_by_rule(&self, scheme: Scheme, tallies: &mut BTreeMap<&'static str, RuleTally>) {
        for group in self.groups(scheme) {
            let Some(predicted) = group.predicted.map(|index| &self.predicted[index]) else { continue };
            let Some(rule) = predicted.rule else { continue };
            let same = group.reference.map_or(0.0, |index| overlap(&self.reference[index].content, &predicted.content));
            let tally = tallies.entry(rule).or_default();
            tally.predicted += 1;
            tally.right += usize::from(same >= 0.5);
            tally.exact += usize::from(same >= 1.0);
        }
    }
}

/// Number of tokens that two roles share.
#[must_use]
pub fn shared_tokens(one: &Role, other: &Role) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        shared += a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize;
        if a.end <= b.end { i += 1 } else { j += 1 }
    }
    shared
}

/// Number of tokens in a role.
#[must_use]
pub fn token_count(role: &Role) -> usize {
    role.iter().map(|span| span.len()).sum()
}

/// F1 of the tokens that two roles share: 1 for the same tokens, 0 for none in common or two empty roles.
#[must_use]
pub fn overlap(one: &Role, other: &Role) -> f64 {
    match shared_tokens(one, other) {
        0 => 0.0,
        shared => (2 * shared) as f64 / (token_count(one) + token_count(other)) as f64,
    }
}

/// Precision and recall, each from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// How much of what is predicted is right.
    pub precision: f64,
    /// How much of what is right is predicted.
    pub recall: f64,
}

impl Score {
    /// The harmonic mean of the two; 0 where both are.
    #[must_use]
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// How many reference attributions of one form were met, whatever form was predicted for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// How many there are.
    pub reference: usize,
    /// How many have a partner whose content overlaps with an F1 of one half or more.
    pub found: usize,
    /// How many have a partner with the very same content.
    pub exact: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    fn over(means: impl Iterator<Item = Mean>) -> f64 {
        let all = means.fold(Mean::default(), |all, mean| Mean { sum: all.sum + mean.sum, count: all.count + mean.count });
        if all.count == 0 { 0.0 } else { all.sum / all.count as f64 }
    }
}

/// Label counts; a label only one side has is not counted against the other.
#[derive(Debug, Clone, Copy, Default)]
struct Labels {
    right: usize,
    predicted_wrong: usize,
    reference_missed: usize,
}

impl Labels {
    fn add<T: PartialEq + Copy>(&mut self, reference: Option<T>, predicted: Option<T>) {
        if reference == predicted {
            self.right += 1;
        } else {
            self.predicted_wrong += usize::from(predicted.is_some());
            self.reference_missed += usize::from(reference.is_some());
        }
    }

    fn score(self) -> Score {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        Score { precision: share(self.right + self.predicted_wrong), recall: share(self.right + self.reference_missed) }
    }
}

/// Adds up the groups of many documents.
#[derive(Debug, Clone)]
pub struct Tally {
    scheme: Scheme,
    precision: [Mean; Part::ALL.len()],
    recall: [Mean; Part::ALL.len()],
    form: Labels,
    mode: Labels,
    by_form: BTreeMap<Option<Form>, Found>,
    groups: usize,
}

impl Tally {
    /// An empty tally.
    #[must_use]
    pub fn new(scheme: Scheme) -> Self {
        Tally {
            scheme,
            precision: Default::default(),
            recall: Default::default(),
            form: Labels::default(),
            mode: Labels::default(),
            by_form: BTreeMap::new(),
            groups: 0,
        }
    }

    /// Adds one document.
    pub fn add(&mut self, example: &Example) {
        for group in example.groups(self.scheme) {
            let reference = group.reference.map(|index| &example.reference[index]);
            let predicted = group.predicted.map(|index| &example.predicted[index]);
            self.add_group(reference, predicted);
        }
    }

    fn add_group(&mut self, reference: Option<&Annotation>, predicted: Option<&Annotation>) {
        let nothing = Annotation::default();
        let (r, p) = (reference.unwrap_or(&nothing), predicted.unwrap_or(&nothing));
        self.groups += 1;
        for &part in self.scheme.parts() {
            let shared = shared_tokens(r.role(part), p.role(part)) as f64;
            for (role, mean) in [(p.role(part), &mut self.precision[part as usize]), (r.role(part), &mut self.recall[part as usize])] {
                if !role.is_empty() {
                    mean.add(shared / token_count(role) as f64);
                }
            }
        }
        self.form.add(r.form, p.form);
        self.mode.add(r.mode, p.mode);
        if reference.is_some() {
            let overlap = overlap(&r.content, &p.content);
            let found = self.by_form.entry(r.form).or_default();
            found.reference += 1;
            found.found += usize::from(overlap >= 0.5);
            found.exact += usize::from(overlap == 1.0);
        }
    }

    /// Number of groups so far.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// Precision and recall over some roles together.
    #[must_use]
    pub fn score(&self, parts: &[Part]) -> Score {
        let over = |means: &[Mean]| Mean::over(parts.iter().map(|part| means[*part as usize]));
        Score { precision: over(&self.precision), recall: over(&self.recall) }
    }

    /// The contents alone ("messages").
    #[must_use]
    pub fn messages(&self) -> Score {
        self.score(&[Part::Content])
    }

    /// All roles beside the content.
    #[must_use]
    pub fn roles(&self) -> Score {
        self.score(&Part::ALL[1..])
    }

    /// Contents and roles together.
    #[must_use]
    pub fn joint(&self) -> Score {
        self.score(&Part::ALL)
    }

    /// The forms, counted by group.
    #[must_use]
    pub fn form(&self) -> Score {
        self.form.score()
    }

    /// The modes, counted by group; a mode of two must be met as a whole.
    #[must_use]
    pub fn mode(&self) -> Score {
        self.mode.score()
    }

    /// What was met of each form of the reference.
    #[must_use]
    pub fn by_form(&self) -> &BTreeMap<Option<Form>, Found> {
        &self.by_form
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role_of;

    fn annotation(content: &[u32], cue: &[u32]) -> Annotation {
        Annotation { content: role_of(content.iter().copied()), cue: role_of(cue.iter().copied()), ..Annotation::default() }
    }

    #[test]
    fn spans_share_tokens_wherever_they_are_cut() {
        let (one, other) = (role_of([1, 2, 3, 7, 8, 9]), role_of([0, 1, 3, 4, 5, 6, 7, 9, 11]));
        assert_eq!(shared_tokens(&one, &other), 4);
        assert_eq!(shared_tokens(&other, &one), 4);
        assert_eq!(overlap(&one, &other), 8.0 / 15.0);
        assert_eq!(overlap(&Role::new(), &Role::new()), 0.0);
    }

    #[test]
    fn values_are_averaged_by_group_and_only_where_a_role_has_tokens() {
        let reference = vec![annotation(&[1, 2, 3, 4], &[0]), annotation(&[10, 11], &[])];
        let predicted = vec![annotation(&[30], &[]), annotation(&[3, 4, 5], &[6])];
        let example = Example { predicted, reference };
        let pair = |reference, predicted| Group { reference, predicted };
        assert_eq!(example.groups(Scheme::Wikinews), [pair(Some(0), Some(1)), pair(Some(1), Some(0))]);
        let mut tally = Tally::new(Scheme::Wikinews);
        tally.add(&example);
        // Contents: the first pair shares two tokens of three and four, the second none. Cues: only the first pair has any, none shared.
        assert_eq!(tally.messages(), Score { precision: 2.0 / 3.0 / 2.0, recall: 2.0 / 4.0 / 2.0 });
        assert_eq!(tally.joint(), Score { precision: 2.0 / 3.0 / 3.0, recall: 2.0 / 4.0 / 3.0 });
        assert_eq!(tally.score(&[Part::Frame]), Score::default());
    }

    #[test]
    fn speeches_are_paired_by_their_cues_too() {
        // No content in the reference: by content alone the first two would be paired, since all are equally bad.
        let example = Example { predicted: vec![annotation(&[8], &[7]), annotation(&[4], &[3])], reference: vec![annotation(&[], &[3])] };
        assert_eq!(example.groups(Scheme::Spkatt)[0], Group { reference: Some(0), predicted: Some(1) });
        assert_eq!(example.groups(Scheme::Wikinews)[0], Group { reference: Some(0), predicted: Some(0) });
    }
}
