//! No article repeats another: eight content words in a row are somebody's wording.

use crate::zuf::{Article, Fault};
use std::collections::{HashMap, HashSet};
use zufolge::document::Orthography;
use zufolge::text::CleanText;
use zufolge::{Byte, Span};
use zufolge_lexicon::LanguageData;

/// Content words in a row that must not stand in two articles.
const RUN: usize = 8;

/// The content words of an article, in small letters, in order.
struct Words {
    words: Vec<String>,
    /// Where each stands, and whether in a title in marks.
    places: Vec<(u32, bool)>,
}

/// Every pair of articles that share a run of content words, told once at the run's place in the later one. Articles of one story may:
/// they echo each other. So may titles in marks, which are names.
pub(super) fn faults(articles: &[Article], data: &LanguageData) -> Vec<Fault> {
    let stop_words = stop_words(data);
    let orthography = Orthography::new(data);
    let all: Vec<Words> = articles.iter().map(|article| Words::new(article, &orthography, &stop_words)).collect();
    let mut first: HashMap<&[String], usize> = HashMap::new();
    let mut told = HashSet::new();
    let mut faults = Vec::new();
    for (index, words) in all.iter().enumerate() {
        for (at, run) in words.words.windows(RUN).enumerate() {
            if words.places[at..at + RUN].iter().all(|(_, in_title)| *in_title) {
                continue;
            }
            let holder = *first.entry(run).or_insert(index);
            let (article, other) = (&articles[index], &articles[holder]);
            let same_story = article.head.story.is_some() && article.head.story == other.head.story;
            if holder != index && !same_story && told.insert((holder, index)) {
                let what = format!("“{}” stands in {} too", run.join(" "), other.path.display());
                faults.push(Fault::new(&article.path, article.line_at(words.places[at].0), what, "write one of the two in other words"));
            }
        }
    }
    faults
}

/// All function words of a language.
fn stop_words(data: &LanguageData) -> HashSet<&'static str> {
    let lines = data.function_words.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.starts_with('[')).flat_map(str::split_whitespace).collect()
}

impl Words {
    fn new(article: &Article, orthography: &Orthography, stop_words: &HashSet<&str>) -> Self {
        let doc = orthography.read_body(CleanText::new(&article.text));
        let said = |span: Span<Byte>| article.attributions.iter().flat_map(|attr| &attr.content).any(|content| content.covers(span));
        let titles: Vec<Span<Byte>> =
            doc.quotations.iter().map(|quotation| doc.bytes(quotation.tokens)).filter(|span| !said(*span)).collect();
        let (mut words, mut places) = (Vec::new(), Vec::new());
        for token in &doc.tokens {
            let word = doc.text[token.span.range()].to_lowercase();
            if word.starts_with(char::is_alphanumeric) && !stop_words.contains(word.as_str()) {
                places.push((token.span.start, titles.iter().any(|title| title.covers(token.span))));
                words.push(word);
            }
        }
        Words { words, places }
    }
}
