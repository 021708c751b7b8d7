//! Trains the weights of stance and factuality on the build split of our own corpus, and on real news if labels and articles are given;
//! tells how well they do on articles left out.
//!
//! `cargo run --release -p zufolge-train --example stance -- corpus/de corpus/stance-examples.txt crates/lexicon/de/stance-weights.txt`
//! makes the weights of the language, which are free;
//! `cargo run --release -p zufolge-train --example stance -- corpus/de corpus/stance-examples.txt models/de-2026-11-29/stance-weights.txt crates/corpus/gold/wikinews-train-stance.jsonl ../shared/data/wikinews-quotes/train.jsonl target/10kgnad`
//! those of the model `de`. Folders behind the real news hold more articles in the format of our own corpus; those of 10kGNAD are put there by
//! `zufolge corpus fill crates/corpus/gold/10kgnad-build.jsonl --texts ../shared/data/10kgnad-test/test.csv --out target/10kgnad`.
#![allow(clippy::print_stdout, reason = "a command line tool")]

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;
use zufolge::attribution::{Attribution, Form, Mode, Stance};
use zufolge::document::Orthography;
use zufolge::report::{Certainty, Polarity};
use zufolge::resolution::StanceSigns;
use zufolge::text::CleanText;
use zufolge::{Resolver, Span};
use zufolge_corpus::collection::splits::{Split, Splits};
use zufolge_corpus::given::Given;
use zufolge_corpus::zuf::Article;
use zufolge_corpus::{Collection, wikinews};
use zufolge_lexicon::GERMAN;
use zufolge_train::stance::{Decision, Settings, Sureness, Weights};

/// In how many parts the articles are cut for the check.
const FOLDS: usize = 5;
/// How much one written example counts beside an attribution of the corpus, and how much of that one of the usual stance: there are more of them, and
/// news is not written like them. Chosen on the parts left out.
const EXAMPLE: f32 = 0.2;
const USUAL_EXAMPLE: f32 = 0.15;
/// `certain` and `positive` are the most common and the least telling, as `states` is among stances: mistakes on them count less. Chosen by
/// how much is told of the others, and how little is lost over all, on the parts left out.
const CERTAIN: f32 = 0.45;
const POSITIVE: f32 = 0.2;

/// How to learn; of stances, how much mistakes on `states` count, and what weights are too small to keep.
#[derive(Clone, Copy)]
struct Ways {
    settings: Settings,
    states: f32,
    smallest: f32,
}

/// From our own corpus alone: what is seen seldom is chance, and a strong pull towards no weight does better on news of other makers.
const OWN: Ways =
    Ways { settings: Settings { least: 5, epochs: 20, decay: 0.1, smallest: 0.1, rate: 0.03, average: 10 }, states: 0.45, smallest: 0.1 };
/// With real news among it, rarer signs and stronger weights hold for other news as well; so many that the small ones, a quarter of the file, are left
/// out, and as `states` has none of the large ones its mistakes count a little more. Of 0.1, 0.15 and 0.2 and of 0.3, 0.35 and 0.4 these were chosen on the parts left out.
const WITH_NEWS: Ways = Ways { settings: Settings { least: 2, decay: 0.02, ..OWN.settings }, states: 0.35, smallest: 0.15 };

/// One article with what is right about it.
struct Read {
    given: Given,
    stances: Vec<Vec<Stance>>,
    certainty: Vec<usize>,
    polarity: Vec<usize>,
    signs: Vec<StanceSigns>,
    /// Of told acts, by index, the same without their cues.
    without_cues: Vec<(usize, StanceSigns)>,
    /// The part it belongs to: trained with the others, it is measured on this.
    fold: usize,
    /// What its figures are called.
    source: &'static str,
}

/// What is right about one attribution of the Wikinews corpus.
#[derive(Deserialize)]
struct Label {
    document: String,
    annotation: usize,
    stance: Vec<Stance>,
    certainty: Certainty,
    polarity: Polarity,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, examples, out, news @ ..] = &args[..] else {
        bail!(
            "give the corpus's folder, the file of examples, the file to write and, if you like, labels and articles of real news and folders of more"
        )
    };
    let mut articles = read(Path::new(corpus))?;
    let ways = match news {
        [] => OWN,
        [labels, documents, daily @ ..] => {
            articles.extend(read_news(Path::new(labels), Path::new(documents))?);
            for folder in daily {
                let collection = Collection::open_sound(Path::new(folder))?;
                articles.extend(read_articles(collection.articles.iter(), "daily", |article| &article.head.id));
            }
            WITH_NEWS
        }
        [_] => bail!("{}: give labels, and the articles that they are of", news.join(" ")),
    };
    let examples = examples_of(Path::new(examples))?;
    let resolver = Resolver::new(&GERMAN);
    let names: Vec<&str> = Stance::ALL.iter().map(|stance| stance.name()).collect();
    // What the model says of articles it was not trained on: the measure of it, and what factuality is trained on.
    let mut tally = Tally::default();
    let mut said = Vec::new();
    let mut told: Vec<Vec<Vec<Stance>>> = articles.iter().map(|_| Vec::new()).collect();
    for fold in 0..FOLDS {
        let model = stance_model(articles.iter().filter(|article| article.fold != fold), &examples, ways);
        let resolver = resolver_with(model.section("stance", &names) + Sureness::UNFITTED);
        for (article, told) in articles.iter().zip(&mut told).filter(|(article, _)| article.fold == fold) {
            let report = article.given.clone().report(&GERMAN, &resolver);
            let confidence: Vec<f64> = report.attributions.iter().filter_map(|attr| attr.stance_confidence).collect();
            *told = report.attributions.into_iter().map(|attr| attr.stance).collect();
            for ((right, told), confidence) in article.stances.iter().zip(&*told).zip(confidence) {
                said.push((confidence, right == told));
                tally.add(article.source, "stance", right == told, right != &[Stance::States]);
                if right != told {
                    *tally.confused.entry((right[0].name(), told[0].name())).or_default() += 1;
                }
            }
        }
    }
    let commitment: Vec<Vec<Vec<String>>> =
        articles.iter().zip(&told).map(|(article, told)| article.given.factuality_signs(&resolver, told)).collect();
    for fold in 0..FOLDS {
        let train = |label: fn(&Read) -> &Vec<usize>, labels, usual| {
            let rows = articles.iter().zip(&commitment).filter(|(article, _)| article.fold != fold);
            Weights::learn(&decisions(rows.map(|(article, signs)| (signs, label(article))), usual), labels, ways.settings)
        };
        let certainty = train(|article| &article.certainty, 4, CERTAIN);
        let polarity = train(|article| &article.polarity, 3, POSITIVE);
        for (article, signs) in articles.iter().zip(&commitment).filter(|(article, _)| article.fold == fold) {
            for (index, signs) in signs.iter().enumerate() {
                let (right_certainty, right_polarity) = (article.certainty[index], article.polarity[index]);
                tally.add(article.source, "certainty", certainty.decide(signs) == right_certainty, right_certainty != 0);
                let unknown = place(Certainty::Unknown);
                let told = if certainty.decide(signs) == unknown { side(Polarity::Unknown) } else { polarity.decide(signs) };
                tally.add(article.source, "polarity", told == right_polarity, right_polarity != 0);
            }
        }
    }
    tally.print();
    let sure = Sureness::learn(&said);
    print_sureness(sure, &said);

    let mut text = head(&args);
    text += &stance_model(articles.iter(), &examples, ways).section("stance", &names);
    let all = |label: fn(&Read) -> &Vec<usize>, usual| {
        decisions(articles.iter().zip(&commitment).map(|(article, signs)| (signs, label(article))), usual)
    };
    let model = Weights::learn(&all(|article| &article.certainty, CERTAIN), 4, ways.settings);
    text += &model.section("certainty", &Certainty::ALL.iter().map(|certainty| certainty.name()).collect::<Vec<_>>());
    let model = Weights::learn(&all(|article| &article.polarity, POSITIVE), 3, ways.settings);
    text += &model.section("polarity", &Polarity::ALL.iter().map(|polarity| polarity.name()).collect::<Vec<_>>());
    text += &sure.section();
    std::fs::write(out, text).with_context(|| format!("{out}: choose a file that can be written"))
}

/// How often what is told with a confidence of about so much is right.
fn print_sureness(sure: Sureness, said: &[(f64, bool)]) {
    println!("confidence {sure:?}");
    for tenth in 0..10 {
        let all: Vec<bool> =
            said.iter().filter(|(confidence, _)| (sure.of(*confidence) * 10.0) as usize == tenth).map(|(_, right)| *right).collect();
        let right = all.iter().filter(|right| **right).count();
        println!("confidence 0.{tenth}: {:6.2} of {}", 100.0 * right as f64 / all.len().max(1) as f64, all.len());
    }
}

/// What the file of weights begins with.
fn head(args: &[String]) -> String {
    let licence = match &args[3..] {
        [] => "CC0, as these are",
        _ => "and labels on real news, the German Wikinews quotation corpus and, where it is named, 10kGNAD: CC BY-NC-SA 4.0, as this is",
    };
    format!(
        "\
# How much each sign of stance, certainty and polarity weighs: trained, not written.
#
# Made by `cargo run --release -p zufolge-train --example stance -- {}`
# from the build split of our own corpus and the written examples, {licence}. What the
# signs mean stands in crates/core/src/resolution/signs.rs. A line is a sign, a tab, and the weight it adds to each label; a section in
# brackets is one decision.
",
        args.join(" ")
    )
}

fn stance_model<'a>(articles: impl Iterator<Item = &'a Read>, examples: &[Decision], ways: Ways) -> Weights {
    let label = |stance: &Stance| Stance::ALL.iter().position(|known| known == stance).unwrap_or_default();
    let mut all = examples.to_vec();
    for article in articles {
        for (index, signs) in article.signs.iter().enumerate().chain(article.without_cues.iter().map(|(index, signs)| (*index, signs))) {
            let stances = &article.stances[index];
            let mut names = signs.signs.clone();
            names.extend(signs.goes_on.iter().flat_map(|before| &article.stances[*before]).map(|stance| StanceSigns::after(*stance)));
            for stance in stances {
                let weight = if *stance == Stance::States { ways.states } else { 1.0 };
                all.push(Decision { signs: names.clone(), label: label(stance), weight: weight / stances.len() as f32 });
            }
        }
    }
    Weights::learn(&all, Stance::ALL.len(), Settings { smallest: ways.smallest, ..ways.settings })
}

/// A resolver that tells stance by these weights: for good, as the weights of a language are, so one for each part.
fn resolver_with(weights: String) -> Resolver {
    let mut data = GERMAN;
    data.stance_weights = Box::leak(weights.into_boxed_str());
    Resolver::new(&data)
}

/// Decisions between labels of which the first is the usual one, which counts `usual`.
fn decisions<'a>(rows: impl Iterator<Item = (&'a Vec<Vec<String>>, &'a Vec<usize>)>, usual: f32) -> Vec<Decision> {
    let pairs = rows.flat_map(|(signs, labels)| signs.iter().zip(labels));
    pairs.map(|(signs, label)| Decision { signs: signs.clone(), label: *label, weight: if *label == 0 { usual } else { 1.0 } }).collect()
}

/// The contents of a file of examples, each under the name of its stance in brackets, with the signs of the content alone.
fn examples_of(path: &Path) -> Result<Vec<Decision>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: give the file of examples", path.display()))?;
    let (orthography, resolver) = (Orthography::new(&GERMAN), Resolver::new(&GERMAN));
    let (mut label, mut examples) = (None, Vec::new());
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let place = || format!("{}, line {}: “{line}”", path.display(), number + 1);
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            label = Some(Stance::ALL.iter().position(|stance| stance.name() == name).with_context(|| format!("{} is no stance", place()))?);
            continue;
        }
        let example = Example::read(line).with_context(|| format!("{}: no cue in brackets, or no “::” before the content", place()))?;
        let signs = example.signs(&orthography, &resolver);
        let label = label.with_context(|| format!("{} stands under no stance", place()))?;
        let weight = if Stance::ALL[label] == Stance::States { EXAMPLE * USUAL_EXAMPLE } else { EXAMPLE };
        examples.push(Decision { signs, label, weight });
    }
    Ok(examples)
}

/// A written example: a text, and where in it, in bytes, content and cue stand.
struct Example {
    form: Form,
    text: String,
    content: Range<usize>,
    cue: Vec<Range<usize>>,
    frame: Range<usize>,
    /// The frame around the content is the example's own.
    framed: bool,
}

impl Example {
    /// Reads one line of the file of examples, as its head describes them; `None` if it is not written so.
    fn read(line: &str) -> Option<Example> {
        if let Some(told) = line.strip_prefix("* ") {
            return Some(Example {
                form: Form::Reported,
                text: told.to_owned(),
                content: 0..told.len(),
                cue: Vec::new(),
                frame: 0..0,
                framed: true,
            });
        }
        let (line, framed) = match line.strip_prefix("> ") {
            Some(line) => (line.to_owned(), true),
            None => (format!("Brandt [sagte], :: {line}"), false),
        };
        let (before, content) = line.split_once(" :: ")?;
        let (mut text, mut cue, mut open) = (String::new(), Vec::new(), None);
        for c in before.chars() {
            match c {
                '[' => open = Some(text.len()),
                ']' => cue.push(open.take()?..text.len()),
                _ => text.push(c),
            }
        }
        let frame = 0..text.len();
        text.push(' ');
        let content = text.len()..text.len() + content.len();
        text.push_str(&line[line.len() - content.len()..]);
        let form = if text[content.start..].starts_with('„') { Form::Direct } else { Form::Indirect };
        text.push('.');
        (!cue.is_empty()).then_some(Example { form, text, content, cue, frame, framed })
    }

    /// The signs of its stance, as far as they are the example's own.
    fn signs(&self, orthography: &Orthography, resolver: &Resolver) -> Vec<String> {
        let doc = orthography.read_body(CleanText::new(&self.text));
        let tokens = |bytes: &Range<usize>| {
            let start = doc.tokens.partition_point(|token| (token.span.end as usize) <= bytes.start);
            let end = doc.tokens.partition_point(|token| (token.span.start as usize) < bytes.end);
            Span::new(start, end.max(start))
        };
        let attribution = Attribution {
            form: self.form,
            mixed: false,
            mode: Mode::SPEECH,
            content: vec![tokens(&self.content)],
            cue: self.cue.iter().map(tokens).collect(),
            source: Vec::new(),
            addressee: Vec::new(),
            frame: Some(tokens(&self.frame)).filter(|_| self.framed && self.form != Form::Reported).into_iter().collect(),
            parent: None,
            stance: Vec::new(),
            confidence: 1.0,
            evidence: vec!["example"],
        };
        let mut signs = resolver.stance_signs(&doc, &[attribution]).pop().unwrap_or_default().signs;
        // Who speaks is not marked; a frame that is none of the example's own says nothing, nor does that an example is a part of a sentence.
        signs.retain(|sign| {
            if self.framed {
                !sign.starts_with("sk=") && !sign.starts_with("mode=")
            } else {
                sign.starts_with('p') && sign != "passive" && !sign.starts_with("pc=")
            }
        });
        signs
    }
}

/// The articles of the build split. Articles of one outlet or story are in one part, as in the splits.
fn read(root: &Path) -> Result<Vec<Read>> {
    let collection = Collection::open_sound(root)?;
    let (splits, faults) = Splits::read(&collection);
    if let Some(fault) = faults.first() {
        bail!("{fault}");
    }
    let build = collection.articles.iter().filter(|article| splits.of(article) == Some(Split::Build));
    Ok(read_articles(build, "own", |article| article.head.story.as_deref().unwrap_or(&article.head.outlet)))
}

/// Articles in the format of our own corpus; those of one group are measured together.
fn read_articles<'a>(
    articles: impl Iterator<Item = &'a Article>,
    source: &'static str,
    group: impl Fn(&'a Article) -> &'a str,
) -> Vec<Read> {
    let (orthography, resolver) = (Orthography::new(&GERMAN), Resolver::new(&GERMAN));
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    let read = articles.map(|article| {
        let next = groups.len();
        let fold = *groups.entry(group(article)).or_insert(next) % FOLDS;
        let given = Given::of_article(&orthography, article);
        let attributions = &article.attributions;
        let signs = given.stance_signs(&resolver);
        Read {
            without_cues: without_cues(&given, &resolver, &signs),
            signs,
            given,
            stances: attributions.iter().map(|attr| attr.stance.clone()).collect(),
            certainty: attributions.iter().map(|attr| place(attr.factuality.certainty)).collect(),
            polarity: attributions.iter().map(|attr| side(attr.factuality.polarity)).collect(),
            source,
            fold,
        }
    });
    read.collect()
}

fn place(certainty: Certainty) -> usize {
    Certainty::ALL.iter().position(|known| *known == certainty).unwrap_or_default()
}

fn side(polarity: Polarity) -> usize {
    Polarity::ALL.iter().position(|known| *known == polarity).unwrap_or_default()
}

/// The documents of the Wikinews corpus all of whose annotations have labels.
fn read_news(labels: &Path, documents: &Path) -> Result<Vec<Read>> {
    let mut all: HashMap<(String, String), Label> = HashMap::new();
    let text = std::fs::read_to_string(labels).with_context(|| format!("{}: give the file of labels", labels.display()))?;
    for (number, line) in text.lines().enumerate() {
        let label: Label = serde_json::from_str(line).with_context(|| format!("{}, line {}", labels.display(), number + 1))?;
        all.insert((label.document.clone(), label.annotation.to_string()), label);
    }
    let (orthography, resolver) = (Orthography::new(&GERMAN), Resolver::new(&GERMAN));
    let mut read = Vec::new();
    for document in wikinews::Reader::open(documents)? {
        let document = document?;
        let given = Given::of_document(&orthography, &document);
        let labels: Vec<Label> = given.ids().iter().filter_map(|id| all.remove(&(document.sample.name.clone(), id.clone()))).collect();
        if labels.is_empty() || labels.len() < given.ids().len() {
            continue;
        }
        read.push(Read {
            signs: given.stance_signs(&resolver),
            without_cues: Vec::new(),
            given,
            stances: labels.iter().map(|label| label.stance.clone()).collect(),
            certainty: labels.iter().map(|label| place(label.certainty)).collect(),
            polarity: labels.iter().map(|label| side(label.polarity)).collect(),
            fold: read.len() % FOLDS,
            source: "news",
        });
    }
    match all.keys().next() {
        None => Ok(read),
        Some((document, id)) => {
            bail!("{}: {} has no annotation {id} in “{document}”, or one without a label", labels.display(), documents.display())
        }
    }
}

/// Told acts without their cues, as the Wikinews corpus has them.
fn without_cues(given: &Given, resolver: &Resolver, signs: &[StanceSigns]) -> Vec<(usize, StanceSigns)> {
    let all = given.without_told_cues().stance_signs(resolver);
    all.into_iter().enumerate().filter(|(index, other)| signs[*index] != *other).collect()
}

/// How many decisions are right, of all and of those whose label is not the usual one.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<(&'static str, &'static str), [usize; 4]>,
    confused: BTreeMap<(&'static str, &'static str), usize>,
}

impl Tally {
    fn add(&mut self, of: &'static str, what: &'static str, right: bool, special: bool) {
        let counts = self.counts.entry((of, what)).or_default();
        counts[0] += usize::from(right);
        counts[1] += 1;
        counts[2] += usize::from(right && special);
        counts[3] += usize::from(special);
    }

    fn print(&self) {
        for ((of, what), [right, all, special_right, special]) in &self.counts {
            let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
            println!(
                "{of} {what:10} {:6.2} of {all}, not usual {:6.2} of {special}",
                percent(*right, *all),
                percent(*special_right, *special)
            );
        }
        let mut confused: Vec<_> = self.confused.iter().collect();
        confused.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for ((right, told), count) in confused.iter().take(40) {
            println!("{count:4} {right} told as {told}");
        }
    }
}
