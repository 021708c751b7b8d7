//! The card of a model: what it was trained on, under which licence, and how good it is.

use crate::learn::{Prepared, right};
use std::fmt::Write as _;
use zufolge_corpus::score::{Scheme, Score, Tally};
use zufolge_corpus::{Annotation, Example, wikinews};
use zufolge_model::predictor::Model;

/// How good a model is on some documents it has not seen.
#[derive(Debug)]
pub struct Measured {
    /// Roles, form and mode.
    pub tally: Tally,
    /// By tenths of confidence: how many attributions, the sum of their confidences, and how many are right.
    pub bins: [[f64; 3]; 10],
}

impl Default for Measured {
    fn default() -> Self {
        Measured { tally: Tally::new(Scheme::Wikinews), bins: [[0.0; 3]; 10] }
    }
}

impl Measured {
    /// Reads documents with a model and compares.
    #[must_use]
    pub fn new(model: &Model, documents: &[Prepared<'_>]) -> Self {
        let mut measured = Measured::default();
        measured.add(model, &documents.iter().collect::<Vec<_>>());
        measured
    }

    /// Adds documents read with a model.
    pub fn add(&mut self, model: &Model, documents: &[&Prepared<'_>]) {
        for document in documents {
            let attributions = model.attributions(&document.facts);
            let reference = document.example.annotations.clone();
            let predicted =
                if document.example.wikinews { wikinews::annotations(&attributions) } else { Annotation::from_attributions(&attributions) };
            for (right, attr) in right(&reference, &predicted).into_iter().zip(&attributions) {
                let bin = &mut self.bins[((attr.confidence * 10.0) as usize).min(9)];
                *bin = [bin[0] + 1.0, bin[1] + f64::from(attr.confidence), bin[2] + f64::from(u8::from(right))];
            }
            self.tally.add(&Example { predicted, reference });
        }
    }

    /// The expected calibration error: how far confidence is from how often it is right, on average.
    #[must_use]
    pub fn calibration_error(&self) -> f64 {
        let all: f64 = self.bins.iter().map(|[count, ..]| count).sum();
        self.bins.iter().map(|[_, said, right]| (said - right).abs()).sum::<f64>() / all.max(1.0)
    }

    /// How many attributions are printed with a confidence of 0.9 or more, and what share of them is right.
    #[must_use]
    pub fn sure(&self) -> (f64, f64) {
        let [count, _, right] = self.bins[9];
        (count, right / count.max(1.0))
    }

    /// A table of a card.
    #[must_use]
    pub fn to_toml(&self, title: &str) -> String {
        let mut out = self.scores_to_toml(title);
        let (count, share) = self.sure();
        let _ = writeln!(out, "expected_calibration_error = {:.3}", self.calibration_error());
        let _ = writeln!(out, "printed_with_confidence_of_90_or_more = {count}");
        let _ = writeln!(out, "of_these_right = {:.1}", 100.0 * share);
        out
    }

    /// The same without what it says of confidence.
    #[must_use]
    pub fn scores_to_toml(&self, title: &str) -> String {
        let percent = |score: Score| (score.f1() * 1000.0).round() / 10.0;
        let mut out = format!("\n[scores.\"{title}\"]\n");
        let tally = &self.tally;
        for (name, score) in [
            ("messages", tally.messages()),
            ("roles", tally.roles()),
            ("joint", tally.joint()),
            ("form", tally.form()),
            ("medium", tally.mode()),
        ] {
            let _ = writeln!(out, "{name} = {:.1}", percent(score));
        }
        for (form, found) in tally.by_form() {
            if let Some(form) = form {
                let _ = writeln!(out, "found_{} = {:.1}", form.name(), 100.0 * found.found as f64 / found.reference.max(1) as f64);
            }
        }
        out
    }
}

/// What a card says besides scores.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// The model's name.
    pub name: &'a str,
    /// Includes the Wikinews corpus.
    pub wikinews: bool,
    /// The name of a plain text that the rules read, if there is one.
    pub plain: Option<&'a str>,
    /// Where the order of documents comes from.
    pub seed: u64,
    /// The command that trains it again.
    pub command: &'a str,
}

impl Card<'_> {
    /// The card without its scores.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let Card { name, wikinews, plain, seed, command } = *self;
        let (licence, first) = if wikinews {
            (
                "CC-BY-NC-SA-4.0",
                "  \"German Wikinews quotation corpus, train (Petersen-Frey and Biemann, LREC-COLING 2024): CC BY-NC-SA 4.0\",\n",
            )
        } else {
            ("CC-BY-SA-4.0", "")
        };
        let limits = if wikinews {
            "  \"not for commercial use: the licence of the Wikinews corpus extends to what is learned from it\",\n"
        } else {
            "  \"learned from invented articles, which are denser than most news: on Wikinews it marks more told speech acts than that corpus does\",\n"
        };
        let plain =
            plain.map_or_else(String::new, |name| format!("  \"excerpts of {name}, of which the rules tell what they are sure of\",\n"));
        format!(
            "name = \"{name}\"\nlanguage = \"de\"\nlicence = \"{licence}\"\nseed = {seed}\ncommand = '''{command}'''\ndata = [\n{first}  \
             \"our own corpus, corpus/de, split build: CC0\",\n{plain}  \"the tagger of models/parts: CC BY-SA 4.0\",\n  \"the word clusters of models/parts: \
             MIT\",\n]\nlimits = [\n{limits}  \"German news; speeches, fiction and social media were not seen\",\n  \"needs the word lists and the parts it was \
             trained with; the program refuses it where word classes differ\",\n]\n"
        )
    }
}
