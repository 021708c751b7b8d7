//! The engines by the names that `--engine` takes.

use clap::ValueEnum;
use zufolge::Engine;
use zufolge::attribution::rules::AttributionRules;
use zufolge_lexicon::GERMAN;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineName {
    /// Hand-written rules over word lists
    Rules,
}

impl EngineName {
    pub(crate) fn engine(self) -> Box<dyn Engine> {
        match self {
            EngineName::Rules => Box::new(AttributionRules::new(&GERMAN)),
        }
    }
}
