//! How often the tagger is right.

use super::treebank::Sentence;
use std::collections::BTreeMap;
use std::fmt;
use zufolge_model::tagger::{Case, Mood, Pos, Tagger, Workspace};

/// Counts of right ones and of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Right ones.
    pub right: usize,
    /// All.
    pub all: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:5.2} % of {}", 100.0 * self.right as f64 / self.all.max(1) as f64, self.all)
    }
}

/// Precision and recall of a class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// Predicted and in the treebank.
    pub both: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the treebank.
    pub gold: usize,
}

impl Found {
    fn add(&mut self, predicted: bool, gold: bool) {
        self.both += usize::from(predicted && gold);
        self.predicted += usize::from(predicted);
        self.gold += usize::from(gold);
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |all: usize| 100.0 * self.both as f64 / all.max(1) as f64;
        let f1 = 200.0 * self.both as f64 / (self.predicted + self.gold).max(1) as f64;
        write!(f, "P {:.1} R {:.1} F1 {f1:.1} of {}", part(self.predicted), part(self.gold), self.gold)
    }
}

/// What was measured on a treebank.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Part of speech, of words; marks are not counted.
    pub pos: Share,
    /// Case, of nouns, names and pronouns.
    pub case: Share,
    /// The nominative among them.
    pub nominative: Found,
    /// Number, of the same.
    pub number: Share,
    /// Mood, of finite verbs that were taken for such.
    pub mood: Share,
    /// The subjunctive among all words.
    pub subjunctive: Found,
    /// Heads of subjects among all words.
    pub subject: Found,
    /// The most frequent confusions of parts of speech: treebank, predicted.
    pub confusions: BTreeMap<(Pos, Pos), usize>,
}

/// Tags the sentences and compares.
pub fn measure(tagger: &Tagger, sentences: &[Sentence]) -> Scores {
    let (mut scores, mut space, mut tags) = (Scores::default(), Workspace::default(), Vec::new());
    for sentence in sentences {
        tagger.tag_into(sentence.words.iter().map(String::as_str), &mut space, &mut tags);
        for (tag, gold) in tags.iter().zip(&sentence.gold) {
            if let Some(pos) = gold.pos.filter(|pos| !matches!(pos, Pos::Comma | Pos::Terminal | Pos::Mark)) {
                scores.pos.add(tag.pos == pos);
                if tag.pos != pos {
                    *scores.confusions.entry((pos, tag.pos)).or_default() += 1;
                }
            }
            let heads = matches!(tag.pos, Pos::Noun | Pos::ProperNoun) || tag.pos.is_pronoun();
            if let Some(case) = gold.case.filter(|_| heads) {
                scores.case.add(tag.case == Some(case));
                scores.nominative.add(tag.case == Some(Case::Nominative), case == Case::Nominative);
            }
            if let Some(number) = gold.number.filter(|_| heads) {
                scores.number.add(tag.number == Some(number));
            }
            if let Some(mood) = gold.mood.filter(|_| tag.mood.is_some()) {
                scores.mood.add(tag.mood == Some(mood));
            }
            scores.subjunctive.add(tag.mood == Some(Mood::Subjunctive), gold.mood == Some(Mood::Subjunctive));
            scores.subject.add(tag.subject, gold.subject);
        }
    }
    scores
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "part of speech  {}", self.pos)?;
        writeln!(f, "case            {}", self.case)?;
        writeln!(f, "  nominative    {}", self.nominative)?;
        writeln!(f, "number          {}", self.number)?;
        writeln!(f, "mood            {}", self.mood)?;
        writeln!(f, "  subjunctive   {}", self.subjunctive)?;
        writeln!(f, "subject         {}", self.subject)?;
        let mut confusions: Vec<_> = self.confusions.iter().collect();
        confusions.sort_by_key(|(pair, count)| (std::cmp::Reverse(**count), **pair));
        let confusions: Vec<String> =
            confusions.iter().take(12).map(|((gold, predicted), count)| format!("{}→{} {count}", gold.name(), predicted.name())).collect();
        writeln!(f, "taken for       {}", confusions.join(", "))
    }
}
