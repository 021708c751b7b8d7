//! How far a source commits itself to what it conveys.

use super::linear::{Linear, best};
use super::signs::Signs;
use crate::attribution::Stance;
use serde::{Deserialize, Serialize};
use zufolge_lexicon::LanguageData;

/// How far a source commits itself to the content (FactBank's scale).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factuality {
    /// How firmly.
    pub certainty: Certainty,
    /// For or against.
    pub polarity: Polarity,
}

/// How firmly a source holds the content to be so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It is so.
    Certain,
    /// It is likely so.
    Probable,
    /// It may be so.
    Possible,
    /// The text does not say.
    #[default]
    Unknown,
}

/// Whether a source holds the content to be so or not so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so.
    Negative,
    /// The text does not say.
    #[default]
    Unknown,
}

/// Weighs the signs of certainty and polarity.
#[derive(Debug, Clone, Default)]
pub(super) struct FactualityRules {
    certainty: Linear<4>,
    polarity: Linear<3>,
}

impl FactualityRules {
    pub(super) fn new(data: &LanguageData) -> Self {
        FactualityRules {
            certainty: Linear::read(data.stance_weights, "certainty", std::array::from_fn(|label| Certainty::ALL[label].name())),
            polarity: Linear::read(data.stance_weights, "polarity", std::array::from_fn(|label| Polarity::ALL[label].name())),
        }
    }

    /// How far the source of the attribution at `index`, which takes the stance `stance`, commits itself to the content.
    pub(super) fn factuality(&self, signs: &Signs<'_>, index: usize, stance: &[Stance]) -> Factuality {
        if *stance == [Stance::Denies] && signs.denies_outright(index) {
            return Factuality { certainty: Certainty::Certain, polarity: Polarity::Negative };
        }
        if signs.leaves_open(index) {
            return Factuality { certainty: Certainty::Unknown, polarity: Polarity::Unknown };
        }
        let (mut certainty, mut polarity) = ([0.0; 4], [0.0; 3]);
        signs.of_commitment(index, stance, &mut |sign| {
            self.certainty.add(sign, &mut certainty);
            self.polarity.add(sign, &mut polarity);
        });
        let no_doubt = signs.leaves_no_doubt(index);
        let certainty = match Certainty::ALL[best(&certainty, |_| true)] {
            _ if no_doubt => Certainty::Certain,
            Certainty::Certain if signs.is_said_to_be_done(index) => Certainty::Probable,
            certainty => certainty,
        };
        let polarity = match Polarity::ALL[best(&polarity, |_| true)] {
            // What nothing negates is not denied; "kein Zweifel" negates nothing.
            _ if no_doubt && !signs.content_negates(index) => Polarity::Positive,
            Polarity::Negative if !signs.may_negate(index, stance) => Polarity::Positive,
            polarity => polarity,
        };
        // FactBank knows no commitment of unknown strength for or against: its value is Uu.
        Factuality { certainty, polarity: if certainty == Certainty::Unknown { Polarity::Unknown } else { polarity } }
    }
}
