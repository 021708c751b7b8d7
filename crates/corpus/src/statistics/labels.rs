//! Counts of the labels that only our own corpus has.

use crate::zuf::words::word_of;
use crate::zuf::{Article, Genre, Style, Variety};
use std::collections::{BTreeMap, BTreeSet};
use zufolge::attribution::Stance;
use zufolge::report::Naming;

/// How often each label stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelCounts {
    /// Articles of each genre.
    pub genres: BTreeMap<Genre, usize>,
    /// Articles of each house style.
    pub styles: BTreeMap<Style, usize>,
    /// Articles that are no plain news.
    pub varieties: BTreeMap<Variety, usize>,
    /// Stories, each with the number of its articles.
    pub stories: BTreeMap<String, usize>,
    /// Outlets.
    pub outlets: BTreeSet<String>,
    /// Attributions.
    pub attributions: usize,
    /// Attributions of each stance; one can have several.
    pub stances: BTreeMap<Stance, usize>,
    /// How origins are named, by the contract's word.
    pub namings: BTreeMap<String, usize>,
    /// What origins are, by the contract's word.
    pub kinds: BTreeMap<String, usize>,
    /// Attributions whose chain has more than one link.
    pub multi_link: usize,
    /// Attributions of each certainty, by the contract's word.
    pub certainties: BTreeMap<String, usize>,
    /// Attributions of each polarity, by the contract's word.
    pub polarities: BTreeMap<String, usize>,
    /// Attributions that say when the statement was made.
    pub said_at: usize,
    /// Attributions that are partly quoted.
    pub mixed: usize,
    /// Entities.
    pub entities: usize,
    /// Mentions of entities.
    pub mentions: usize,
    /// Expressions of time.
    pub times: usize,
    /// Places with marks out of balance.
    pub imbalances: usize,
}

impl LabelCounts {
    pub(super) fn add(&mut self, article: &Article) {
        let head = &article.head;
        *self.genres.entry(head.genre).or_default() += 1;
        *self.styles.entry(head.style).or_default() += 1;
        if let Some(kind) = head.kind {
            *self.varieties.entry(kind).or_default() += 1;
        }
        if let Some(story) = &head.story {
            *self.stories.entry(story.clone()).or_default() += 1;
        }
        self.outlets.insert(head.outlet.clone());
        for attr in &article.attributions {
            self.attributions += 1;
            for stance in &attr.stance {
                *self.stances.entry(*stance).or_default() += 1;
            }
            if let Some(origin) = attr.chain.first() {
                *self.namings.entry(word_of(origin.naming)).or_default() += 1;
                *self.kinds.entry(word_of(article.entities[origin.entity].kind)).or_default() += 1;
            }
            self.multi_link += usize::from(attr.chain.len() > 1);
            *self.certainties.entry(word_of(attr.factuality.certainty)).or_default() += 1;
            *self.polarities.entry(word_of(attr.factuality.polarity)).or_default() += 1;
            self.said_at += usize::from(attr.said.is_some());
            self.mixed += usize::from(attr.mixed);
        }
        self.entities += article.entities.len();
        self.mentions += article.entities.iter().map(|entity| entity.mentions.len()).sum::<usize>();
        self.times += article.times.len();
        self.imbalances += article.imbalances.len();
    }

    /// Share of attributions whose origin is anonymous, 0 to 1.
    #[must_use]
    pub fn anonymous_share(&self) -> f64 {
        let anonymous = self.namings.get(&word_of(Naming::Anonymous)).copied().unwrap_or_default();
        anonymous as f64 / self.attributions.max(1) as f64
    }

    /// Share of attributions whose chain has more than one link, 0 to 1.
    #[must_use]
    pub fn multi_link_share(&self) -> f64 {
        self.multi_link as f64 / self.attributions.max(1) as f64
    }
}
