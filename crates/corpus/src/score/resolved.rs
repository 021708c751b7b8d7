//! What is resolved about an attribution: who, through whom, how firmly, when.
//!
//! Counted over pairs of a reference attribution and the one predicted for it: with the corpus's attributions given, every reference
//! attribution is in such a pair; from end to end, those that were met. Most values are plain (`states`, certain, positive, named),
//! and always giving these would score well, so each layer has a row over the references whose value is not plain.

use crate::layers::{Layered, Layers};
use zufolge::attribution::Stance;
use zufolge::report::{Certainty, Naming, Polarity};

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Row {
    /// The origin is the right entity: it bears its fullest name, or is named mostly where the reference is.
    Source,
    /// The same where the source is a pronoun or has no words.
    SourceReferring,
    /// The origin bears the fullest name itself, but for articles, titles before it and endings.
    Name,
    /// The same where the source is a pronoun or has no words.
    NameReferring,
    /// What the origin is.
    Kind,
    /// How the origin is named.
    Naming,
    /// The same where it is not by name.
    NamingSpecial,
    /// All links in order, where there are two or more before the outlet.
    Chain,
    /// The whole set of stances.
    Stance,
    /// The same where the reference does not only state.
    StanceSpecial,
    /// Stances other than `states` that the prediction does not doubt.
    StanceSure,
    /// Denials and refusals that are not taken for confirmations.
    NoFalseConfirms,
    /// How firmly.
    Certainty,
    /// The same where not certain.
    CertaintySpecial,
    /// For or against.
    Polarity,
    /// The same where not positive.
    PolaritySpecial,
    /// When it was said, where the reference tells.
    SaidAt,
    /// When it was said, where the prediction tells.
    SaidAtPrecision,
}

impl Row {
    /// All, in the table's order.
    pub const ALL: [Row; 18] = [
        Row::Source,
        Row::SourceReferring,
        Row::Name,
        Row::NameReferring,
        Row::Kind,
        Row::Naming,
        Row::NamingSpecial,
        Row::Chain,
        Row::Stance,
        Row::StanceSpecial,
        Row::StanceSure,
        Row::NoFalseConfirms,
        Row::Certainty,
        Row::CertaintySpecial,
        Row::Polarity,
        Row::PolaritySpecial,
        Row::SaidAt,
        Row::SaidAtPrecision,
    ];

    /// The name in JSON: `"stance_special"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// The name in tables: `"stance, not “states”"`.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Row::Source => ("source", "source"),
            Row::SourceReferring => ("source_referring", "  pronoun or no words"),
            Row::Name => ("name", "source's fullest name"),
            Row::NameReferring => ("name_referring", "  pronoun or no words"),
            Row::Kind => ("kind", "kind"),
            Row::Naming => ("naming", "naming"),
            Row::NamingSpecial => ("naming_special", "  not named"),
            Row::Chain => ("chain", "chain of two or more"),
            Row::Stance => ("stance", "stance"),
            Row::StanceSpecial => ("stance_special", "  not states"),
            Row::StanceSure => ("stance_sure", "  told, not in doubt"),
            Row::NoFalseConfirms => ("no_false_confirms", "  refused, not confirms"),
            Row::Certainty => ("certainty", "certainty"),
            Row::CertaintySpecial => ("certainty_special", "  not certain"),
            Row::Polarity => ("polarity", "polarity"),
            Row::PolaritySpecial => ("polarity_special", "  not positive"),
            Row::SaidAt => ("said_at", "said_at"),
            Row::SaidAtPrecision => ("said_at_precision", "  of those predicted"),
        }
    }
}

/// How many of a row are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Right ones.
    pub right: usize,
    /// All that the row is about.
    pub of: usize,
}

impl Share {
    /// From 0 to 1; 1 if there was nothing to get wrong.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.of == 0 { 1.0 } else { self.right as f64 / self.of as f64 }
    }
}

/// Adds up rows over many articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResolvedTally {
    pairs: usize,
    shares: [Share; Row::ALL.len()],
}

impl ResolvedTally {
    /// Adds one article. `partners` has for each attribution of the reference the one predicted for it; those with none are passed over.
    pub fn add(&mut self, predicted: &Layers, reference: &Layers, partners: &[Option<usize>]) {
        for (r, partner) in partners.iter().enumerate() {
            let Some(attr) = partner.and_then(|partner| predicted.attributions.get(partner)) else { continue };
            self.pairs += 1;
            let source = &reference.annotations[r].source;
            let refers = match source.as_slice() {
                [] => true,
                [one] if one.len() == 1 => is_pronoun(reference.sample.slice(*one)),
                _ => false,
            };
            self.pair(attr, &reference.attributions[r], refers);
        }
    }

    fn count(&mut self, row: Row, counts: bool, right: bool) {
        let share = &mut self.shares[row as usize];
        share.of += usize::from(counts);
        share.right += usize::from(counts && right);
    }

    fn pair(&mut self, predicted: &Layered, reference: &Layered, refers: bool) {
        if let Some(origin) = reference.chain.first() {
            let found = predicted.chain.first();
            let right = found.is_some_and(|found| found.is_for(origin));
            self.count(Row::Source, true, right);
            self.count(Row::SourceReferring, refers, right);
            let right = found.is_some_and(|found| found.bears_name_of(origin));
            self.count(Row::Name, true, right);
            self.count(Row::NameReferring, refers, right);
            self.count(Row::Kind, true, found.is_some_and(|found| found.kind == origin.kind));
            let right = found.is_some_and(|found| found.naming == origin.naming);
            self.count(Row::Naming, true, right);
            self.count(Row::NamingSpecial, origin.naming != Naming::Named, right);
        }
        let same_length = predicted.chain.len() == reference.chain.len();
        let same = same_length && predicted.chain.iter().zip(&reference.chain).all(|(p, r)| p.is_for(r));
        self.count(Row::Chain, reference.chain.len() > 1, same);
        let same = predicted.stance.len() == reference.stance.len() && predicted.stance.iter().all(|one| reference.stance.contains(one));
        self.count(Row::Stance, true, same);
        self.count(Row::StanceSpecial, reference.stance != [Stance::States], same);
        self.count(Row::StanceSure, predicted.stance != [Stance::States] && !predicted.stance_unsure, same);
        let refuses = |one: &Stance| matches!(one, Stance::Denies | Stance::DoesNotConfirm | Stance::DoesNotDeny | Stance::DeclinesComment);
        let refused = reference.stance.iter().any(refuses) && !reference.stance.contains(&Stance::Confirms);
        self.count(Row::NoFalseConfirms, refused, !predicted.stance.contains(&Stance::Confirms));
        let (certainty, polarity) = (reference.factuality.certainty, reference.factuality.polarity);
        let same = predicted.factuality.certainty == certainty;
        self.count(Row::Certainty, true, same);
        self.count(Row::CertaintySpecial, certainty != Certainty::Certain, same);
        let same = predicted.factuality.polarity == polarity;
        self.count(Row::Polarity, true, same);
        self.count(Row::PolaritySpecial, polarity != Polarity::Positive, same);
        let same = predicted.said == reference.said;
        self.count(Row::SaidAt, reference.said.is_some(), same);
        self.count(Row::SaidAtPrecision, predicted.said.is_some(), same);
    }

    /// Number of pairs compared.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.pairs
    }

    /// The counts of a row.
    #[must_use]
    pub fn share(&self, row: Row) -> Share {
        self.shares[row as usize]
    }
}

/// A source of one such word stands for somebody named elsewhere.
fn is_pronoun(word: &str) -> bool {
    const PRONOUNS: &[&str] = &[
        "er",
        "sie",
        "es",
        "ihm",
        "ihr",
        "ihnen",
        "ihn",
        "ich",
        "wir",
        "mir",
        "uns",
        "man",
        "der",
        "die",
        "das",
        "dem",
        "den",
        "denen",
        "dieser",
        "diese",
        "dieses",
        "diesem",
        "diesen",
        "jener",
        "jene",
        "letzterer",
        "letztere",
        "beide",
        "welcher",
        "welche",
        "welches",
        "wer",
        "dessen",
        "deren",
        "sein",
        "seine",
        "seinen",
        "seinem",
        "seiner",
        "ihre",
        "ihren",
        "ihrem",
        "ihrer",
        "eigenen",
    ];
    PRONOUNS.contains(&word.to_lowercase().as_str())
}
