//! Scores of the layers beyond the quote metric.
//!
//! Attributions are paired as for the quote metric. A pair counts as met if its contents overlap with an F1 of one half or more; what a
//! layer says is compared over met pairs, which gives `accuracy`. Since most values are plain (certain, positive, named, one link), each
//! layer also has precision and recall of the values that are not, from end to end: what was not met is missed, or predicted in vain.

use super::{Example, Scheme, Score, overlap};
use crate::layers::{ChainLink, Layered, Layers};
use zufolge::attribution::Stance;
use zufolge::document::Token;
use zufolge::report::{Certainty, Kind, Naming, Polarity};

/// From which overlap of contents on a pair is met.
pub const MET: f64 = 0.5;

/// What is scored beside roles, form and mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Layer {
    /// Which attribution holds it. Plain: none.
    Nesting,
    /// Partly quoted. Plain: not.
    Mixed,
    /// The whole set of stances; precision and recall are over single stances. Plain: `states`.
    Stance,
    /// Plain: certain.
    Certainty,
    /// Plain: positive.
    Polarity,
    /// Who the origin is. Nothing is plain.
    Origin,
    /// How the origin is named. Plain: named.
    Naming,
    /// What the origin is. Plain: a person.
    Kind,
    /// All links in order. Plain: one link.
    Chain,
    /// The TIMEX3 value of when it was said. Plain: none.
    SaidAt,
    /// Marks out of balance, by code and paragraph: no matter of pairs, so it has no accuracy.
    Diagnostics,
}

impl Layer {
    /// All of them.
    pub const ALL: [Layer; 11] = [
        Layer::Nesting,
        Layer::Mixed,
        Layer::Stance,
        Layer::Certainty,
        Layer::Polarity,
        Layer::Origin,
        Layer::Naming,
        Layer::Kind,
        Layer::Chain,
        Layer::SaidAt,
        Layer::Diagnostics,
    ];

    /// The name in tables and JSON: `"said_at"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Layer::Nesting => "nesting",
            Layer::Mixed => "mixed",
            Layer::Stance => "stance",
            Layer::Certainty => "certainty",
            Layer::Polarity => "polarity",
            Layer::Origin => "origin",
            Layer::Naming => "naming",
            Layer::Kind => "kind",
            Layer::Chain => "chain",
            Layer::SaidAt => "said_at",
            Layer::Diagnostics => "diagnostics",
        }
    }
}

/// Counts of one layer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    right: usize,
    hits: usize,
    predicted: usize,
    reference: usize,
    /// The engine said something of this layer somewhere.
    spoken: bool,
}

/// Scores of one layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerScore {
    /// Share of met pairs whose values are equal; `None` for layers that are no matter of pairs.
    pub accuracy: Option<f64>,
    /// Precision and recall of values that are not plain, from end to end.
    pub special: Score,
    /// How many values of the reference are not plain.
    pub reference: usize,
    /// How many predicted ones are not.
    pub predicted: usize,
}

/// Adds up layers over many articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayerTally {
    met: usize,
    counts: [Counts; Layer::ALL.len()],
}

/// For each attribution of the reference the predicted one that meets it.
#[must_use]
pub fn partners(predicted: &Layers, reference: &Layers) -> Vec<Option<usize>> {
    let example = Example { predicted: predicted.annotations.clone(), reference: reference.annotations.clone() };
    let mut partners = vec![None; reference.annotations.len()];
    for group in example.groups(Scheme::Wikinews) {
        if let (Some(r), Some(p)) = (group.reference, group.predicted)
            && overlap(&example.reference[r].content, &example.predicted[p].content) >= MET
        {
            partners[r] = Some(p);
        }
    }
    partners
}

/// The value of a layer in each of the two.
fn both<T>(r: Option<&Layered>, p: Option<&Layered>, of: impl Fn(&Layered) -> T) -> (Option<T>, Option<T>) {
    (r.map(&of), p.map(&of))
}

impl LayerTally {
    /// Adds one article. Both must be of the same text; `partner` is what [`partners`] finds.
    pub fn add(&mut self, predicted: &Layers, reference: &Layers, partner: &[Option<usize>]) {
        for (r, attr) in reference.attributions.iter().enumerate() {
            let other = partner[r].map(|p| &predicted.attributions[p]);
            self.met += usize::from(other.is_some());
            self.compare(Some(attr), other);
            if let Some(other) = other {
                let same = match (attr.parent, other.parent) {
                    (None, None) => true,
                    (Some(r), Some(p)) => partner[r] == Some(p),
                    _ => false,
                };
                self.nesting(same, attr.parent.is_some());
            }
        }
        for (_, attr) in predicted.attributions.iter().enumerate().filter(|(p, _)| !partner.contains(&Some(*p))) {
            self.compare(None, Some(attr));
        }
        self.diagnostics(predicted, reference);
    }

    fn nesting(&mut self, same: bool, nested: bool) {
        let counts = self.of(Layer::Nesting);
        counts.right += usize::from(same);
        counts.hits += usize::from(same && nested);
    }

    fn of(&mut self, layer: Layer) -> &mut Counts {
        &mut self.counts[layer as usize]
    }

    /// All layers but diagnostics, of a met pair or of one that is alone; whether nesting is right is counted elsewhere.
    fn compare(&mut self, r: Option<&Layered>, p: Option<&Layered>) {
        let nesting = self.of(Layer::Nesting);
        nesting.reference += usize::from(r.is_some_and(|attr| attr.parent.is_some()));
        nesting.predicted += usize::from(p.is_some_and(|attr| attr.parent.is_some()));
        nesting.spoken |= p.is_some_and(|attr| attr.parent.is_some());
        self.value(Layer::Mixed, both(r, p, |attr| attr.mixed), (&false, &false));
        self.value(Layer::Certainty, both(r, p, |attr| attr.factuality.certainty), (&Certainty::Certain, &Certainty::Unknown));
        self.value(Layer::Polarity, both(r, p, |attr| attr.factuality.polarity), (&Polarity::Positive, &Polarity::Unknown));
        self.value(Layer::Naming, both(r, p, |attr| attr.chain.first().map(|origin| origin.naming)), (&Some(Naming::Named), &None));
        let kinds = (&Some(Kind::Person), &Some(Kind::Unknown));
        self.value(Layer::Kind, both(r, p, |attr| attr.chain.first().map(|origin| origin.kind)), kinds);
        self.value(Layer::SaidAt, both(r, p, |attr| attr.said.clone()), (&None, &None));
        self.stance(r, p);
        self.sources(r, p);
    }

    /// `plain` is the usual value, `silent` the one that says nothing.
    fn value<T: PartialEq>(&mut self, layer: Layer, (r, p): (Option<T>, Option<T>), (plain, silent): (&T, &T)) {
        let counts = self.of(layer);
        let special = |value: &Option<T>| value.as_ref().is_some_and(|value| value != plain);
        let same = r.is_some() && r == p;
        counts.right += usize::from(same);
        counts.hits += usize::from(same && special(&r));
        counts.reference += usize::from(special(&r));
        counts.predicted += usize::from(special(&p));
        counts.spoken |= p.is_some_and(|value| value != *silent);
    }

    fn stance(&mut self, r: Option<&Layered>, p: Option<&Layered>) {
        let sorted = |attr: Option<&Layered>| {
            let mut stance = attr.map(|attr| attr.stance.clone()).unwrap_or_default();
            stance.sort_unstable();
            stance
        };
        let (reference, predicted) = (sorted(r), sorted(p));
        let special = |stances: &[Stance]| stances.iter().filter(|stance| **stance != Stance::States).count();
        let shared: Vec<Stance> = reference.iter().copied().filter(|stance| predicted.contains(stance)).collect();
        let counts = self.of(Layer::Stance);
        counts.right += usize::from(r.is_some() && p.is_some() && reference == predicted);
        counts.hits += special(&shared);
        counts.reference += special(&reference);
        counts.predicted += special(&predicted);
        counts.spoken |= !predicted.is_empty();
    }

    fn sources(&mut self, r: Option<&Layered>, p: Option<&Layered>) {
        let chain = |attr: Option<&Layered>| -> Vec<ChainLink> { attr.map(|attr| attr.chain.clone()).unwrap_or_default() };
        let (reference, predicted) = (chain(r), chain(p));
        let both = r.is_some() && p.is_some();
        let origin = both && matches!((reference.first(), predicted.first()), (Some(r), Some(p)) if p.is_for(r));
        let same = both && reference.len() == predicted.len() && predicted.iter().zip(&reference).all(|(p, r)| p.is_for(r));
        let counts = self.of(Layer::Origin);
        counts.right += usize::from(origin);
        counts.hits += usize::from(origin);
        counts.reference += usize::from(!reference.is_empty());
        counts.predicted += usize::from(!predicted.is_empty());
        counts.spoken |= !predicted.is_empty();
        let counts = self.of(Layer::Chain);
        counts.right += usize::from(same);
        counts.hits += usize::from(same && reference.len() > 1);
        counts.reference += usize::from(reference.len() > 1);
        counts.predicted += usize::from(predicted.len() > 1);
        counts.spoken |= !predicted.is_empty();
    }

    fn diagnostics(&mut self, predicted: &Layers, reference: &Layers) {
        let sample = &reference.sample;
        let paragraph = |place: &[zufolge::Span<Token>]| {
            let token = place.first().map_or(0, |span| span.start as usize);
            sample.tokens.get(token).map(|token| sample.text[..token.span.start as usize].matches("\n\n").count())
        };
        let mut open: Vec<_> = predicted.diagnostics.iter().map(|(code, place)| (code, paragraph(place))).collect();
        let counts = self.of(Layer::Diagnostics);
        counts.reference += reference.diagnostics.len();
        counts.predicted += open.len();
        counts.spoken = true;
        for (code, place) in &reference.diagnostics {
            if let Some(at) = open.iter().position(|found| *found == (code, paragraph(place))) {
                open.swap_remove(at);
                counts.hits += 1;
            }
        }
    }

    /// Number of pairs whose contents overlap enough.
    #[must_use]
    pub fn met(&self) -> usize {
        self.met
    }

    /// The scores of a layer; `None` where nothing predicted ever spoke of it.
    #[must_use]
    pub fn score(&self, layer: Layer) -> Option<LayerScore> {
        let counts = self.counts[layer as usize];
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        counts.spoken.then(|| LayerScore {
            accuracy: (layer != Layer::Diagnostics).then(|| share(counts.right, self.met)),
            special: Score { precision: share(counts.hits, counts.predicted), recall: share(counts.hits, counts.reference) },
            reference: counts.reference,
            predicted: counts.predicted,
        })
    }
}
