//! Which articles are for building and which for scoring: `splits.tsv`, an id and its split a line.
//!
//! Whole stories and whole outlets are on one side, so that nothing that is scored was seen in another wording or from the same hand.
//! An outlet binds its standalone articles only: in a story it may appear on the other side.

use super::Collection;
use crate::zuf::{Article, Fault, Genre};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// What an article is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Split {
    /// Rules may be written and predictors trained with it.
    Build,
    /// Only ever scored.
    Score,
}

impl Split {
    /// The word in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Split::Build => "build",
            Split::Score => "score",
        }
    }

    fn from_name(name: &str) -> Option<Split> {
        [Split::Build, Split::Score].into_iter().find(|split| split.name() == name)
    }
}

/// The share of articles that are for scoring.
const SCORE: f64 = 0.3;
const REMEDY: &str = "run `zufolge corpus split --write` on the corpus";

/// The splits of a collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Splits {
    by_id: BTreeMap<String, Split>,
}

/// What goes to one side as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit<'a> {
    Story(&'a str),
    Outlet(&'a str),
}

impl<'a> Unit<'a> {
    fn of(article: &'a Article) -> Self {
        match &article.head.story {
            Some(story) => Unit::Story(story),
            None => Unit::Outlet(&article.head.outlet),
        }
    }

    fn name(self) -> String {
        match self {
            Unit::Story(name) => format!("the story {name}"),
            Unit::Outlet(name) => format!("the outlet {name}"),
        }
    }
}

impl Splits {
    /// Where the splits of a collection stand.
    #[must_use]
    pub fn path(collection: &Collection) -> PathBuf {
        collection.root.join("splits.tsv")
    }

    /// Reads the collection's file, and finds fault with it: every article has one split, no story and no outlet is torn apart.
    #[must_use]
    pub fn read(collection: &Collection) -> (Splits, Vec<Fault>) {
        let path = Splits::path(collection);
        let (mut splits, mut faults) = (Splits::default(), Vec::new());
        let raw = match std::fs::read_to_string(&path) {
            Ok(raw) => raw,
            Err(cause) => return (splits, vec![Fault::new(&path, 1, format!("no splits ({cause})"), REMEDY)]),
        };
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, line) in raw.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
            let Some((id, split)) = line.split_once('\t').and_then(|(id, split)| Some((id, Split::from_name(split.trim())?))) else {
                faults.push(Fault::new(&path, index + 1, format!("“{line}” is no split"), "write an id, a tab, and build or score"));
                continue;
            };
            if splits.by_id.insert(id.to_owned(), split).is_some() {
                faults.push(Fault::new(&path, index + 1, format!("{id} stands there twice"), "leave one out"));
            }
            lines.insert(id, index + 1);
            if !collection.articles.iter().any(|article| article.head.id == id) {
                faults.push(Fault::new(&path, index + 1, format!("{id} is no article"), REMEDY));
            }
        }
        let mut first: BTreeMap<Unit<'_>, (&str, Split)> = BTreeMap::new();
        for article in &collection.articles {
            let id = article.head.id.as_str();
            let Some(split) = splits.of(article) else {
                faults.push(Fault::new(&path, 1, format!("{id} has no split"), REMEDY));
                continue;
            };
            let (other, there) = *first.entry(Unit::of(article)).or_insert((id, split));
            if there != split {
                let what =
                    format!("{} is torn apart: {other} is for {}, {id} for {}", Unit::of(article).name(), there.name(), split.name());
                faults.push(Fault::new(&path, lines[id], what, "put both on one side"));
            }
        }
        (splits, faults)
    }

    /// What an article is for, if that is laid down.
    #[must_use]
    pub fn of(&self, article: &Article) -> Option<Split> {
        self.by_id.get(&article.head.id).copied()
    }

    /// Lays down a split for every article: what has one keeps it, and what belongs to the same story or outlet follows. The rest is put
    /// where it brings all genres, and all articles together, nearest to three in ten for scoring. The same articles always give the same
    /// splits.
    #[must_use]
    pub fn complete(&self, articles: &[Article]) -> Splits {
        let mut units: BTreeMap<Unit<'_>, (Vec<&Article>, Option<Split>)> = BTreeMap::new();
        for article in articles {
            let (members, fixed) = units.entry(Unit::of(article)).or_default();
            members.push(article);
            *fixed = fixed.or(self.of(article));
        }
        let units: Vec<(Vec<&Article>, Option<Split>)> = units.into_values().collect();
        let mut balance = Balance::new(articles);
        let mut split_of: Vec<Split> = units.iter().map(|(_, fixed)| fixed.unwrap_or(Split::Build)).collect();
        for ((members, _), _) in units.iter().zip(&split_of).filter(|(_, split)| **split == Split::Score) {
            balance.add(members, 1.0);
        }
        // Each step takes the one change that helps most; there are as many states as changes that help, so it ends.
        let flips = |split: Split| if split == Split::Build { (Split::Score, 1.0) } else { (Split::Build, -1.0) };
        loop {
            let free = || (0..units.len()).filter(|unit| units[*unit].1.is_none());
            let singles = free().map(|unit| vec![unit]);
            let pairs = free().flat_map(|one| free().filter(move |other| one < *other).map(move |other| vec![one, other]));
            let best = singles
                .chain(pairs)
                .map(|change| {
                    let mut trial = balance.clone();
                    change.iter().for_each(|unit| trial.add(&units[*unit].0, flips(split_of[*unit]).1));
                    (trial.distance(), change)
                })
                .min_by(|one, other| one.0.total_cmp(&other.0));
            match best {
                Some((distance, change)) if distance < balance.distance() - 1e-9 => {
                    for unit in change {
                        let (split, sign) = flips(split_of[unit]);
                        balance.add(&units[unit].0, sign);
                        split_of[unit] = split;
                    }
                }
                _ => break,
            }
        }
        let by_id =
            units.iter().zip(split_of).flat_map(|((members, _), split)| members.iter().map(move |one| (one.head.id.clone(), split)));
        Splits { by_id: by_id.collect() }
    }

    /// The file's text: lines in the order of the ids.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = String::new();
        for (id, split) in &self.by_id {
            let _ = writeln!(out, "{id}\t{}", split.name());
        }
        out
    }

    /// How many articles of each genre are for building and for scoring.
    #[must_use]
    pub fn counts(&self, articles: &[Article]) -> BTreeMap<Genre, [usize; 2]> {
        let mut counts: BTreeMap<Genre, [usize; 2]> = BTreeMap::new();
        for article in articles {
            if let Some(split) = self.of(article) {
                counts.entry(article.head.genre).or_default()[split as usize] += 1;
            }
        }
        counts
    }
}

/// How far the articles for scoring are from their share, by genre and on the whole.
#[derive(Debug, Clone)]
struct Balance {
    score: [f64; Genre::ALL.len()],
    wanted: [f64; Genre::ALL.len()],
}

impl Balance {
    fn new(articles: &[Article]) -> Self {
        let mut wanted = [0.0; Genre::ALL.len()];
        for article in articles {
            wanted[article.head.genre as usize] += SCORE;
        }
        Balance { score: [0.0; Genre::ALL.len()], wanted }
    }

    fn add(&mut self, members: &[&Article], sign: f64) {
        for article in members {
            self.score[article.head.genre as usize] += sign;
        }
    }

    fn distance(&self) -> f64 {
        let over = |index: usize| self.score[index] - self.wanted[index];
        let all: f64 = (0..self.score.len()).map(over).sum();
        (0..self.score.len()).map(|index| over(index).powi(2)).sum::<f64>() + all.powi(2)
    }
}
