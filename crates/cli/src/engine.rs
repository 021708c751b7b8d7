//! The engines by the names that `--engine` and `--model` take.

use anyhow::{Context, bail};
use clap::ValueEnum;
use std::path::Path;
use zufolge::Engine;
use zufolge::attribution::rules::AttributionRules;
use zufolge_lexicon::{GERMAN, LanguageData};
use zufolge_model::Predictor;
use zufolge_model::engine::linguistics;
use zufolge_models::{CLUSTERS, PACKED, Packed, TAGGER};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineName {
    /// Learned from annotated news
    Model,
    /// Hand-written rules over word lists
    Rules,
}

/// What finds the attributions.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct EngineArgs {
    /// What finds the attributions
    #[arg(long, value_enum, default_value_t = EngineName::Model)]
    engine: EngineName,
    /// Which model: a name that `zufolge model info` lists, or a file that `zufolge train` wrote
    #[arg(long, value_name = "NAME|FILE", default_value = PACKED[0].alias)]
    model: String,
}

impl EngineArgs {
    /// The engine.
    pub(crate) fn engine(&self) -> anyhow::Result<Box<dyn Engine>> {
        if self.engine == EngineName::Rules {
            if self.model != PACKED[0].alias {
                bail!("--model {} has no meaning with --engine rules; leave one of them out", self.model);
            }
            return Ok(Box::new(AttributionRules::new(&GERMAN)));
        }
        let linguistics = linguistics(&GERMAN, TAGGER, CLUSTERS)?;
        if let Some(packed) = packed(&self.model) {
            return Ok(Box::new(Predictor::from_bytes(packed.name, linguistics, packed.weights)?));
        }
        let path = Path::new(&self.model);
        let path = if path.is_dir() { path.join("weights.bin") } else { path.to_owned() };
        let bytes = std::fs::read(&path)
            .with_context(|| format!("{}: no such model; `zufolge model info` lists those that are built in", path.display()))?;
        // Named by its folder, as those that are built in are.
        let name = path.canonicalize().ok().and_then(|path| Some(path.parent()?.file_name()?.to_str()?.to_owned()));
        let predictor = Predictor::from_bytes(name.as_deref().unwrap_or("model"), linguistics, &bytes);
        Ok(Box::new(predictor.with_context(|| path.display().to_string())?))
    }
}

impl EngineArgs {
    /// The German data, with what the chosen model knows of stance: those that are free, and the rules, know what the language's data does.
    pub(crate) fn language(&self) -> LanguageData {
        let of_model = packed(&self.model).filter(|_| self.engine == EngineName::Model).and_then(|packed| packed.stance_weights);
        let mut data = GERMAN;
        data.stance_weights = of_model.unwrap_or(data.stance_weights);
        data
    }
}

/// The built-in model of that name.
pub(crate) fn packed(name: &str) -> Option<&'static Packed> {
    PACKED.iter().find(|packed| packed.alias == name || packed.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_model_that_has_them_brings_stance_weights_of_its_own() {
        let weights = |engine, model: &str| EngineArgs { engine, model: model.to_owned() }.language().stance_weights;
        let of_de = weights(EngineName::Model, "de");
        for section in ["\n[stance]\n", "\n[certainty]\n", "\n[polarity]\n"] {
            assert!(of_de.contains(section), "{section}");
        }
        assert_ne!(of_de, GERMAN.stance_weights);
        assert_eq!(weights(EngineName::Model, "de-open"), GERMAN.stance_weights);
        assert_eq!(weights(EngineName::Rules, "de"), GERMAN.stance_weights, "the rules are free");
    }
}
