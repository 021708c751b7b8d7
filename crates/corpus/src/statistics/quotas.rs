//! What the corpus must have at least: `corpus/quotas.toml`.

use super::Statistics;
use crate::zuf::{Fault, Genre, Variety};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use zufolge::attribution::Stance;

/// The floors, as they stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    /// Articles.
    pub articles: usize,
    /// Words.
    pub words: usize,
    /// Different verbal and nominal cues.
    pub cue_lemmas: usize,
    /// Different attributing prepositions, adverbs and phrases.
    pub patterns: usize,
    /// Stories.
    pub stories: usize,
    /// Least and greatest number of articles in each story.
    pub story_articles: [usize; 2],
    /// Least and greatest share of anonymous origins, 0 to 1.
    pub anonymous_share: [f64; 2],
    /// Least and greatest share of chains with more than one link, 0 to 1.
    pub multi_link_share: [f64; 2],
    /// Attributions of each stance that `stances` does not name.
    pub each_stance: usize,
    /// Attributions of some stances.
    pub stances: BTreeMap<String, usize>,
    /// Articles of each genre.
    pub genres: BTreeMap<String, usize>,
    /// Articles of some kinds.
    pub kinds: BTreeMap<String, usize>,
}

/// A quota that is missed.
#[derive(Debug, Clone, PartialEq)]
pub struct Shortfall {
    /// What there is too little of, or too much.
    pub what: String,
    /// How it is.
    pub measured: String,
    /// How it should be.
    pub wanted: String,
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, wanted {}", self.what, self.measured, self.wanted)
    }
}

impl Quotas {
    /// Reads the floors.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(path: &Path) -> Result<Quotas, Fault> {
        const REMEDY: &str = "write all floors, by the names that the file's head lists";
        let raw = std::fs::read_to_string(path).map_err(|cause| Fault::new(path, 1, cause.to_string(), REMEDY))?;
        let quotas: Quotas = toml::from_str(&raw).map_err(|error| {
            let line = error.span().map_or(1, |span| raw[..span.start].matches('\n').count() + 1);
            Fault::new(path, line, error.message().to_owned(), REMEDY)
        })?;
        let stances = quotas.stances.keys().find(|name| Stance::from_name(name).is_none());
        let genres = quotas.genres.keys().find(|name| Genre::from_name(name).is_none());
        let kinds = quotas.kinds.keys().find(|name| Variety::from_name(name).is_none());
        match stances.or(genres).or(kinds) {
            Some(name) => Err(Fault::new(path, 1, format!("“{name}” is no stance, genre or kind"), REMEDY)),
            None => Ok(quotas),
        }
    }

    /// All quotas that are missed.
    #[must_use]
    pub fn missed(&self, statistics: &Statistics) -> Vec<Shortfall> {
        let Statistics { profile, labels } = statistics;
        let mut missed = Missed(Vec::new());
        missed.floor("articles", profile.articles, self.articles);
        missed.floor("words", profile.words, self.words);
        missed.floor("cue lemmas", profile.cue_lemmas, self.cue_lemmas);
        missed.floor("attributing prepositions and adverbs", profile.patterns, self.patterns);
        missed.floor("stories", labels.stories.len(), self.stories);
        for (story, articles) in &labels.stories {
            let [least, most] = self.story_articles;
            if *articles < least || *articles > most {
                missed.add(format!("articles of the story {story}"), articles.to_string(), format!("{least} to {most}"));
            }
        }
        missed.share("anonymous origins", labels.anonymous_share(), self.anonymous_share);
        missed.share("chains of several links", labels.multi_link_share(), self.multi_link_share);
        for stance in Stance::ALL {
            let floor = self.stances.get(stance.name()).copied().unwrap_or(self.each_stance);
            missed.floor(&format!("stance {}", stance.name()), labels.stances.get(stance).copied().unwrap_or_default(), floor);
        }
        for genre in Genre::ALL {
            let floor = self.genres.get(genre.name()).copied().unwrap_or_default();
            missed.floor(&format!("genre {}", genre.name()), labels.genres.get(genre).copied().unwrap_or_default(), floor);
        }
        for kind in Variety::ALL {
            let floor = self.kinds.get(kind.name()).copied().unwrap_or_default();
            missed.floor(&format!("kind {}", kind.name()), labels.varieties.get(kind).copied().unwrap_or_default(), floor);
        }
        missed.0
    }
}

struct Missed(Vec<Shortfall>);

impl Missed {
    fn add(&mut self, what: String, measured: String, wanted: String) {
        self.0.push(Shortfall { what, measured, wanted });
    }

    fn floor(&mut self, what: &str, measured: usize, floor: usize) {
        if measured < floor {
            self.add(what.to_owned(), measured.to_string(), format!("{floor} or more"));
        }
    }

    fn share(&mut self, what: &str, measured: f64, [least, most]: [f64; 2]) {
        if !(least..=most).contains(&measured) {
            let percent = |share: f64| format!("{:.1} %", 100.0 * share);
            self.add(what.to_owned(), percent(measured), format!("{} to {}", percent(least), percent(most)));
        }
    }
}
