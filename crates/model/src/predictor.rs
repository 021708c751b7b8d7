//! The trained predictor: fields for contents, contents in contents, roles and modes, one after the other.

use crate::crf::{Crf, LANES, Row};
use crate::features::{self, Facts, Window};
use crate::labels::{self, Found, Roles, content};
use zufolge::attribution::{Attribution, Form, Mode, Role};
use zufolge::Span;

/// Modes in the order of their labels.
pub const MODES: [Mode; 6] = [
    Mode::SPEECH,
    Mode::SPEECH_WRITING,
    Mode::WRITING,
    Mode::SPEECH_THOUGHT,
    Mode::THOUGHT,
    Mode { speech: false, writing: true, thought: true },
];

/// The fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Finds outermost contents.
    pub outer: Crf,
    /// Finds contents inside contents.
    pub inner: Crf,
    /// Finds the roles of a content.
    pub roles: Crf,
    /// Tells the mode; its sequences are one label long.
    pub mode: Crf,
    /// Added to the score of "nothing" in the outermost layer: below zero finds more, above finds less.
    pub caution: f32,
}

/// A content with the layer it was found in.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Form and place.
    pub found: Found,
    /// Index of the candidate around it.
    pub parent: Option<usize>,
    /// How likely the field finds it: the mean over its tokens of the probability of being content of this form.
    pub likely: f32,
}

impl Model {
    /// The label of each token in the outermost layer.
    #[must_use]
    pub fn outer_labels(&self, facts: &Facts<'_>) -> (Vec<u8>, Vec<Row>) {
        let seen = features::content(facts);
        let mut scores = self.outer.scores(&seen);
        for row in &mut scores {
            for none in &mut row[..usize::from(content::FIRST)] {
                *none += self.caution;
            }
        }
        (self.outer.best(&scores, &seen.contexts), self.outer.marginals(&scores, &seen.contexts))
    }

    /// All contents: outer ones before those inside them.
    #[must_use]
    pub fn candidates(&self, facts: &Facts<'_>, labels: &[u8], marginals: &[Row]) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for found in labels::contents(facts, 0, labels) {
            let stretch = Span::new(found.content[0].start as usize, found.content[found.content.len() - 1].end as usize);
            let likely = mean_probability(&found, 0, marginals);
            let parent = candidates.len();
            let outside = found.content.clone();
            candidates.push(Candidate { found, parent: None, likely });
            if stretch.len() < 3 {
                continue;
            }
            let seen = features::nested(facts, stretch, labels);
            let scores = self.inner.scores(&seen);
            let inner = self.inner.best(&scores, &seen.contexts);
            if inner.iter().all(|label| *label < content::FIRST) {
                continue;
            }
            let marginals = self.inner.marginals(&scores, &seen.contexts);
            for found in labels::contents(facts, stretch.start as usize, &inner) {
                let held = found.content.iter().all(|span| outside.iter().any(|whole| whole.covers(*span)));
                let likely = mean_probability(&found, stretch.start as usize, &marginals);
                candidates.push(Candidate { found, parent: held.then_some(parent), likely });
            }
        }
        candidates
    }

    /// The attributions of a document.
    #[must_use]
    pub fn attributions(&self, facts: &Facts<'_>) -> Vec<Attribution> {
        let (labels, marginals) = self.outer_labels(facts);
        let candidates = self.candidates(facts, &labels, &marginals);
        let mut attributions: Vec<Attribution> = Vec::with_capacity(candidates.len());
        let mut previous: Option<Role> = None;
        for candidate in candidates {
            let Found { form, content } = candidate.found;
            let roles = self.roles_of(facts, form, &content, &labels, previous.as_ref());
            let mode = self.mode_of(facts, form, &content, &roles);
            if !roles.source.is_empty() {
                previous = Some(roles.source.clone());
            }
            attributions.push(Attribution {
                form,
                mixed: false,
                mode,
                content,
                cue: roles.cue,
                source: roles.source,
                addressee: roles.addressee,
                frame: roles.frame,
                parent: candidate.parent,
                stance: Vec::new(),
                confidence: candidate.likely,
                evidence: vec!["model"],
            });
        }
        attributions
    }

    /// The roles of one content.
    #[must_use]
    pub fn roles_of(&self, facts: &Facts<'_>, form: Form, content: &Role, labels: &[u8], previous: Option<&Role>) -> Roles {
        let window = Window::new(facts, form, content);
        let seen = features::roles(facts, form, content, &window, labels, previous);
        let path = self.roles.best(&self.roles.scores(&seen), &seen.contexts);
        Roles::of_labels(&window.tokens, &path)
    }

    /// The mode of one content.
    #[must_use]
    pub fn mode_of(&self, facts: &Facts<'_>, form: Form, content: &Role, roles: &Roles) -> Mode {
        let seen = features::mode(facts, form, content, roles);
        let label = self.mode.best(&self.mode.scores(&seen), &seen.contexts);
        label.first().map_or(Mode::SPEECH, |label| MODES[usize::from(*label).min(MODES.len() - 1)])
    }
}

/// The mean probability of a content's tokens being content of its form.
fn mean_probability(found: &Found, from: usize, marginals: &[Row]) -> f32 {
    let label = usize::from(labels::of_content(found.form, true));
    let (mut sum, mut count) = (0.0, 0.0);
    for at in found.content.iter().flat_map(|span| span.range()) {
        let row = &marginals[at - from];
        sum += (row[label] + row[(label + 1).min(LANES - 1)]).min(1.0);
        count += 1.0;
    }
    sum / f32::max(count, 1.0)
}
