//! What a corpus is made of: counts that can be set beside those of another corpus, and floors that they must reach.

mod labels;
mod quotas;

pub use labels::LabelCounts;
pub use quotas::{Quotas, Shortfall};

use crate::zuf::Article;
use crate::{Annotation, Sample};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use zufolge::attribution::rules::{AttributionRules, CueName};
use zufolge::attribution::{Form, Role};
use zufolge_lexicon::LanguageData;

/// What can be counted in any corpus: shares are from 0 to 1, lengths in tokens.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Number of articles.
    pub articles: usize,
    /// Number of words: stretches between blanks.
    pub words: usize,
    /// Number of attributions.
    pub attributions: usize,
    /// Attributions to a hundred words.
    pub per_hundred_words: f64,
    /// Share of each form among the attributions, by the contract's name.
    pub forms: BTreeMap<String, f64>,
    /// Share of each mode or set of modes, by the contract's names joined by `+`.
    pub modes: BTreeMap<String, f64>,
    /// Share that lies in another one's content.
    pub nested: f64,
    /// Share whose content stands in more than one piece.
    pub discontinuous: f64,
    /// Mean length of contents.
    pub content_mean: f64,
    /// Median length of contents.
    pub content_median: usize,
    /// Length that one content in ten exceeds.
    pub content_tenth: usize,
    /// Share with words for the source.
    pub sourced: f64,
    /// Share whose source is a pronoun, among those with words for it.
    pub pronoun_sources: f64,
    /// Share of sources in the first, middle and last third of their sentence, among those with words for it.
    pub source_thirds: [f64; 3],
    /// Share with words for the addressee.
    pub addressed: f64,
    /// Number of different names of verbal and nominal cues ([`AttributionRules::cue_name`]).
    pub cue_lemmas: usize,
    /// Number of different attributing prepositions, adverbs and phrases.
    pub patterns: usize,
    /// Share of verbal cues that are the ten most common ones.
    pub top_ten_cues: f64,
}

/// Counts documents one after the other; from them a [`Profile`].
#[derive(Debug)]
pub struct ProfileCounts {
    rules: AttributionRules,
    pronouns: BTreeSet<&'static str>,
    articles: usize,
    words: usize,
    forms: BTreeMap<String, usize>,
    modes: BTreeMap<String, usize>,
    nested: usize,
    discontinuous: usize,
    lengths: Vec<usize>,
    sourced: usize,
    pronoun_sources: usize,
    source_thirds: [usize; 3],
    addressed: usize,
    cues: BTreeMap<CueName, usize>,
}

impl ProfileCounts {
    /// Nothing counted yet; cues are named by the lexicon of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        ProfileCounts {
            rules: AttributionRules::new(data),
            pronouns: pronouns(data),
            articles: 0,
            words: 0,
            forms: BTreeMap::new(),
            modes: BTreeMap::new(),
            nested: 0,
            discontinuous: 0,
            lengths: Vec::new(),
            sourced: 0,
            pronoun_sources: 0,
            source_thirds: [0; 3],
            addressed: 0,
            cues: BTreeMap::new(),
        }
    }

    /// Adds one document.
    pub fn add(&mut self, sample: &Sample, annotations: &[Annotation]) {
        self.articles += 1;
        self.words += sample.text.split_whitespace().count();
        for annotation in annotations {
            *self.forms.entry(annotation.form.map_or("none", Form::name).to_owned()).or_default() += 1;
            let modes: Vec<&str> = annotation.mode.iter().flat_map(|mode| mode.names()).collect();
            *self.modes.entry(if modes.is_empty() { "none".to_owned() } else { modes.join("+") }).or_default() += 1;
            self.nested += usize::from(annotation.is_nested);
            self.discontinuous += usize::from(annotation.content.len() > 1);
            self.lengths.push(annotation.content.iter().map(|span| span.len()).sum());
            self.addressed += usize::from(!annotation.addressee.is_empty());
            let source = words(sample, &annotation.source);
            if let Some(first) = annotation.source.first() {
                self.sourced += 1;
                self.pronoun_sources += usize::from(source.len() == 1 && self.pronouns.contains(source[0].to_lowercase().as_str()));
                if let Some(sentence) = sample.sentences.iter().find(|sentence| sentence.contains(first.start as usize)) {
                    let third = 3 * (first.start - sentence.start) as usize / sentence.len();
                    self.source_thirds[third] += 1;
                }
            }
            if let Some(name) = self.rules.cue_name(&words(sample, &annotation.cue), &source) {
                *self.cues.entry(name).or_default() += 1;
            }
        }
    }

    /// What has been counted.
    #[must_use]
    pub fn profile(&self) -> Profile {
        let attributions = self.lengths.len();
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        let shares =
            |counts: &BTreeMap<String, usize>| counts.iter().map(|(name, count)| (name.clone(), share(*count, attributions))).collect();
        let mut lengths = self.lengths.clone();
        lengths.sort_unstable();
        let at = |part: f64| lengths.get((part * attributions as f64) as usize).copied().unwrap_or_default();
        let (mut verbs, mut patterns) = (Vec::new(), 0);
        for (name, count) in &self.cues {
            match name {
                CueName::Pattern(_) => patterns += 1,
                CueName::Verb(_) | CueName::Other(_) => verbs.push(*count),
            }
        }
        verbs.sort_unstable_by(|one, other| other.cmp(one));
        Profile {
            articles: self.articles,
            words: self.words,
            attributions,
            per_hundred_words: 100.0 * share(attributions, self.words),
            forms: shares(&self.forms),
            modes: shares(&self.modes),
            nested: share(self.nested, attributions),
            discontinuous: share(self.discontinuous, attributions),
            content_mean: share(lengths.iter().sum(), attributions),
            content_median: at(0.5),
            content_tenth: at(0.9),
            sourced: share(self.sourced, attributions),
            pronoun_sources: share(self.pronoun_sources, self.sourced),
            source_thirds: self.source_thirds.map(|count| share(count, self.sourced)),
            addressed: share(self.addressed, attributions),
            cue_lemmas: verbs.len(),
            patterns,
            top_ten_cues: share(verbs.iter().take(10).sum(), verbs.iter().sum()),
        }
    }

    /// Names of cues with how often each stands there, the most common first.
    #[must_use]
    pub fn cues(&self) -> Vec<(&CueName, usize)> {
        let mut cues: Vec<(&CueName, usize)> = self.cues.iter().map(|(name, count)| (name, *count)).collect();
        cues.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        cues
    }
}

/// Everything that is counted in our own corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// What any corpus has.
    pub profile: Profile,
    /// What only ours has.
    pub labels: LabelCounts,
}

impl Statistics {
    /// Counts articles, in tokens of our own.
    #[must_use]
    pub fn of(articles: &[Article], data: &LanguageData) -> (Statistics, ProfileCounts) {
        let tokeniser = crate::tokenised::Tokeniser::new(data);
        let mut counts = ProfileCounts::new(data);
        let mut labels = LabelCounts::default();
        for article in articles {
            let tokenised = tokeniser.article(article);
            counts.add(&tokenised.sample, &tokenised.annotations);
            labels.add(article);
        }
        (Statistics { profile: counts.profile(), labels }, counts)
    }
}

fn words<'a>(sample: &'a Sample, role: &Role) -> Vec<&'a str> {
    role.iter().flat_map(|span| &sample.tokens[span.range()]).map(|token| &sample.text[token.span.range()]).collect()
}

/// Personal, relative and demonstrative pronouns.
fn pronouns(data: &LanguageData) -> BTreeSet<&'static str> {
    let mut pronouns = BTreeSet::new();
    let mut inside = false;
    for line in data.function_words.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
        if line.starts_with('[') {
            inside = matches!(line, "[pronoun-nominative]" | "[pronoun-oblique]" | "[relative]");
        } else if inside {
            pronouns.extend(line.split_whitespace());
        }
    }
    pronouns
}
