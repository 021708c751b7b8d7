//! How far two people who labelled the same texts agree, layer by layer.
//!
//! Attributions of the two are paired as for the quote metric ([`crate::score`]). Tokens are compared over all pairs, and what found no
//! partner counts against; labels are compared over pairs whose contents overlap with an F1 of one half or more. Kappa is Cohen's (1960):
//! agreement beyond what the two would reach if each drew labels at random in their own proportions.

use crate::layers::{ChainLink, Layered, Layers};
use crate::score::layers::MET;
use crate::score::{Example, Scheme, overlap, shared_tokens, token_count};
use crate::zuf::words::word_of;
use crate::{Annotation, Part};
use std::collections::BTreeMap;
use zufolge::attribution::{Form, Stance};

/// Agreement in one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The layer: `"content"`, `"stance (first)"`.
    pub name: &'static str,
    /// What was compared: pairs, or tokens of both for roles, or attributions of both.
    pub count: usize,
    /// What `agreement` is.
    pub measure: &'static str,
    /// From 0 to 1.
    pub agreement: f64,
    /// Beyond chance; `None` where that means nothing.
    pub kappa: Option<f64>,
}

/// Adds up two annotations of many articles.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    articles: usize,
    attributions: [usize; 2],
    /// By role: tokens of the first, of the second, of both.
    tokens: [[usize; 3]; Part::ALL.len()],
    pairs: usize,
    /// By layer, in the order of [`LABELS`]: the two labels of every pair.
    labels: [Vec<(String, String)>; LABELS.len()],
    /// By layer, in the order of [`SAME`]: pairs that agree, pairs that say something.
    same: [[usize; 2]; SAME.len()],
    /// Single stances: of the first, of the second, of both.
    stances: [usize; 3],
}

/// Layers with one label of a closed list.
const LABELS: [&str; 8] = ["form", "mode", "mixed", "stance (first)", "certainty", "polarity", "naming of origin", "kind of origin"];
/// Layers that agree or do not.
const SAME: [&str; 5] = ["stance (whole set)", "nesting", "origin", "chain", "said_at (where either has one)"];

impl Agreement {
    /// Adds one article, labelled by both. `None`, and nothing is added, if the texts differ.
    pub fn add(&mut self, one: &Layers, other: &Layers) -> Option<()> {
        if one.sample.text != other.sample.text {
            return None;
        }
        self.articles += 1;
        self.attributions[0] += one.attributions.len();
        self.attributions[1] += other.attributions.len();
        let example = Example { predicted: other.annotations.clone(), reference: one.annotations.clone() };
        let nothing = Annotation::default();
        let mut partner = vec![None; one.attributions.len()];
        for group in example.groups(Scheme::Wikinews) {
            let (a, b) = (group.reference.map(|at| &example.reference[at]), group.predicted.map(|at| &example.predicted[at]));
            let (a, b) = (a.unwrap_or(&nothing), b.unwrap_or(&nothing));
            for part in Part::ALL {
                let counts = &mut self.tokens[part as usize];
                counts[0] += token_count(a.role(part));
                counts[1] += token_count(b.role(part));
                counts[2] += shared_tokens(a.role(part), b.role(part));
            }
            if let (Some(first), Some(second)) = (group.reference, group.predicted)
                && overlap(&a.content, &b.content) >= MET
            {
                partner[first] = Some(second);
            }
        }
        for (first, second) in partner.iter().enumerate().filter_map(|(first, second)| Some((first, (*second)?))) {
            self.pairs += 1;
            self.roles(&one.annotations[first], &other.annotations[second]);
            let (a, b) = (&one.attributions[first], &other.attributions[second]);
            self.pair(a, b);
            let same_parent = match (a.parent, b.parent) {
                (None, None) => true,
                (Some(a), Some(b)) => partner[a] == Some(b),
                _ => false,
            };
            self.agree(1, same_parent);
        }
        Some(())
    }

    fn roles(&mut self, a: &Annotation, b: &Annotation) {
        let form = |annotation: &Annotation| annotation.form.map_or("", Form::name).to_owned();
        let mode = |annotation: &Annotation| annotation.mode.iter().flat_map(|mode| mode.names()).collect::<Vec<_>>().join(",");
        self.labels[0].push((form(a), form(b)));
        self.labels[1].push((mode(a), mode(b)));
    }

    fn pair(&mut self, a: &Layered, b: &Layered) {
        let mut label = |layer: usize, of: &dyn Fn(&Layered) -> String| self.labels[layer].push((of(a), of(b)));
        let origin = |attr: &Layered, word: &dyn Fn(&ChainLink) -> String| attr.chain.first().map(word).unwrap_or_default();
        label(2, &|attr| attr.mixed.to_string());
        label(3, &|attr| attr.stance.first().map_or("", |stance| stance.name()).to_owned());
        label(4, &|attr| word_of(attr.factuality.certainty));
        label(5, &|attr| word_of(attr.factuality.polarity));
        label(6, &|attr| origin(attr, &|link| word_of(link.naming)));
        label(7, &|attr| origin(attr, &|link| word_of(link.kind)));
        let set = |attr: &Layered| {
            let mut stance: Vec<Stance> = attr.stance.clone();
            stance.sort_unstable();
            stance
        };
        let (first, second) = (set(a), set(b));
        self.stances[0] += first.len();
        self.stances[1] += second.len();
        self.stances[2] += first.iter().filter(|stance| second.contains(stance)).count();
        self.agree(0, first == second);
        // Which of the two gave the fuller name does not matter.
        let same = |one: &ChainLink, other: &ChainLink| one.is_for(other) || other.is_for(one);
        let origins = a.chain.first().zip(b.chain.first());
        self.agree(2, origins.is_some_and(|(one, other)| same(one, other)));
        self.agree(3, a.chain.len() == b.chain.len() && a.chain.iter().zip(&b.chain).all(|(one, other)| same(one, other)));
        if a.said.is_some() || b.said.is_some() {
            self.agree(4, a.said == b.said);
        }
    }

    fn agree(&mut self, layer: usize, same: bool) {
        self.same[layer][0] += usize::from(same);
        self.same[layer][1] += 1;
    }

    /// Number of articles.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// All layers.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let f1 = |shared: usize, one: usize, other: usize| if one + other == 0 { 1.0 } else { (2 * shared) as f64 / (one + other) as f64 };
        let row = |name, count, measure, agreement, kappa| Row { name, count, measure, agreement, kappa };
        let [one, other] = self.attributions;
        let mut rows = vec![row("attributions", one + other, "F1", f1(self.pairs, one, other), None)];
        for part in Part::ALL {
            let [one, other, both] = self.tokens[part as usize];
            rows.push(row(part.name(), one + other, "token F1", f1(both, one, other), None));
        }
        for (name, pairs) in LABELS.iter().zip(&self.labels) {
            let same = pairs.iter().filter(|(one, other)| one == other).count();
            let share = if pairs.is_empty() { 1.0 } else { same as f64 / pairs.len() as f64 };
            rows.push(row(name, pairs.len(), "same", share, kappa(pairs)));
        }
        let [one, other, both] = self.stances;
        rows.push(row("stance (all)", one + other, "F1", f1(both, one, other), None));
        for (name, [same, count]) in SAME.iter().zip(self.same) {
            rows.push(row(name, count, "same", if count == 0 { 1.0 } else { same as f64 / count as f64 }, None));
        }
        rows
    }
}

/// Cohen's kappa; `None` without pairs, or where chance alone would give full agreement.
fn kappa(pairs: &[(String, String)]) -> Option<f64> {
    let count = pairs.len() as f64;
    let mut uses: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
    for (one, other) in pairs {
        uses.entry(one).or_default()[0] += 1.0;
        uses.entry(other).or_default()[1] += 1.0;
    }
    let chance: f64 = uses.values().map(|[one, other]| one / count * (other / count)).sum();
    let same = pairs.iter().filter(|(one, other)| one == other).count() as f64 / count;
    (!pairs.is_empty() && chance < 1.0).then(|| (same - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_takes_chance_off() {
        let pairs = |counts: &[(&str, &str, usize)]| -> Vec<(String, String)> {
            counts.iter().flat_map(|(one, other, count)| vec![((*one).to_owned(), (*other).to_owned()); *count]).collect()
        };
        // The textbook's table: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
        let table = pairs(&[("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)]);
        assert!(kappa(&table).is_some_and(|kappa| (kappa - 0.4).abs() < 1e-9));
        assert_eq!(kappa(&pairs(&[("yes", "yes", 3)])), None, "no other label was ever used");
        assert_eq!(kappa(&[]), None);
    }
}
