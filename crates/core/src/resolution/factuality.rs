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

const CERTAINTIES: [(&str, Certainty); 4] = [
    ("certain", Certainty::Certain),
    ("probable", Certainty::Probable),
    ("possible", Certainty::Possible),
    ("unknown", Certainty::Unknown),
];
const POLARITIES: [(&str, Polarity); 3] =
    [("positive", Polarity::Positive), ("negative", Polarity::Negative), ("unknown", Polarity::Unknown)];

/// Weighs the signs of certainty and polarity.
#[derive(Debug, Clone, Default)]
pub(super) struct FactualityRules {
    certainty: Linear<4>,
    polarity: Linear<3>,
}

impl FactualityRules {
    pub(super) fn new(data: &LanguageData) -> Self {
        FactualityRules {
            certainty: Linear::read(data.stance_weights, "certainty", CERTAINTIES.map(|(name, _)| name)),
            polarity: Linear::read(data.stance_weights, "polarity", POLARITIES.map(|(name, _)| name)),
        }
    }

    /// How far the source of the attribution at `index`, which takes the stance `stance`, commits itself to the content.
    pub(super) fn factuality(&self, signs: &Signs<'_>, index: usize, stance: &[Stance]) -> Factuality {
        let (mut certainty, mut polarity) = ([0.0; 4], [0.0; 3]);
        signs.of_commitment(index, stance, &mut |sign| {
            self.certainty.add(sign, &mut certainty);
            self.polarity.add(sign, &mut polarity);
        });
        let certainty = CERTAINTIES[best(&certainty, |_| true)].1;
        let polarity = POLARITIES[best(&polarity, |_| true)].1;
        // FactBank knows no commitment of unknown strength for or against: its value is Uu.
        Factuality { certainty, polarity: if certainty == Certainty::Unknown { Polarity::Unknown } else { polarity } }
    }
}
