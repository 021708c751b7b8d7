//! Our own corpus as a whole: what holds between articles, what they are exported to, and how two annotations are compared.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::{Path, PathBuf};
use zufolge::Resolver;
use zufolge::document::Orthography;
use zufolge_corpus::agreement::Agreement;
use zufolge_corpus::collection::splits::{Split, Splits};
use zufolge_corpus::export::{GoldReports, brat};
use zufolge_corpus::given::Given;
use zufolge_corpus::layers::Layers;
use zufolge_corpus::score::layers::{Layer, LayerTally, partners};
use zufolge_corpus::score::resolved::{ResolvedTally, Row};
use zufolge_corpus::statistics::{Quotas, Statistics};
use zufolge_corpus::zuf::{Article, parse};
use zufolge_corpus::{Collection, Part, PredictionWriter, Tokeniser, wikinews};
use zufolge_lexicon::GERMAN;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/zuf");

/// A folder that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("zufolge-own-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }

    fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn articles() -> Vec<Article> {
    Collection::open_sound(FIXTURES.as_ref()).unwrap().articles
}

/// An article without labels.
fn bare(id: &str, outlet: &str, genre: &str, story: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\noutlet: {outlet}\nagency:\npublished: 2025-03-04T16:30:00Z\ngenre: {genre}\nstyle: agency\nstory: {story}\nkicker:\n\
         headline: Titel\nbyline:\ndateline:\n---\n{text}\n===\n"
    )
}

fn whats(collection: &Collection) -> Vec<String> {
    collection.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_fixtures_are_sound() {
    let mut collection = Collection::open(FIXTURES.as_ref()).unwrap();
    collection.check(&GERMAN);
    assert_eq!(whats(&collection), [""; 0]);
    assert_eq!(collection.articles.len(), 2);
}

#[test]
fn brat_standoff() {
    for article in articles() {
        insta::assert_snapshot!(format!("brat_{}", article.head.id), brat::annotations(&article));
    }
}

#[test]
fn reports_are_the_contract() {
    let schema = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/report.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let reports = GoldReports::new(&GERMAN);
    for article in articles() {
        let mut report = serde_json::to_value(reports.report(&article)).unwrap();
        assert!(schema.is_valid(&report), "{:?}", schema.validate(&report));
        report["generator"]["version"] = "(this one's)".into();
        insta::assert_snapshot!(format!("report_{}", article.head.id), serde_json::to_string_pretty(&report).unwrap());
    }
}

#[test]
fn the_wikinews_format_is_read_back() {
    let scratch = Scratch::new("wikinews");
    let path = scratch.0.join("out.jsonl");
    let tokeniser = Tokeniser::new(&GERMAN);
    let mut writer = PredictionWriter::create(&path).unwrap();
    let written: Vec<_> = articles().iter().map(|article| tokeniser.article(article)).collect();
    for tokenised in &written {
        writer.write_document(&tokenised.sample, &tokenised.annotations).unwrap();
    }
    writer.finish().unwrap();
    let read: Vec<_> = wikinews::Reader::open(&path).unwrap().map(Result::unwrap).collect();
    for (read, written) in read.iter().zip(&written) {
        assert_eq!(read.sample, written.sample);
        for (read, written) in read.annotations.iter().zip(&written.annotations) {
            let reported = written.form == Some(zufolge::attribution::Form::Reported);
            for part in Part::ALL {
                let gone = reported && matches!(part, Part::Cue | Part::Frame);
                assert_eq!(read.role(part), &if gone { Vec::new() } else { written.role(part).clone() }, "{part:?}");
            }
            assert_eq!((read.form, read.mode, read.is_nested), (written.form, written.mode, written.is_nested));
        }
    }
    assert_eq!(read.iter().map(|document| document.annotations.len()).collect::<Vec<_>>(), [6, 2]);
    insta::assert_snapshot!("wikinews_speicherbrand-1", std::fs::read_to_string(&path).unwrap().lines().nth(1).unwrap());
}

#[test]
fn gold_reports_score_full_marks() {
    let (tokeniser, reports) = (Tokeniser::new(&GERMAN), GoldReports::new(&GERMAN));
    let (mut tally, mut resolved) = (LayerTally::default(), ResolvedTally::default());
    for article in articles() {
        let reference = Layers::of_article(&tokeniser, &article);
        let predicted = Layers::of_report(&reference.sample, &reports.report(&article)).unwrap();
        assert_eq!(predicted.annotations, reference.annotations);
        let partners = partners(&predicted, &reference);
        tally.add(&predicted, &reference, &partners);
        resolved.add(&predicted, &reference, &partners);
    }
    for row in Row::ALL {
        let share = resolved.share(row);
        assert_eq!(share.right, share.of, "{row:?}");
    }
    assert_eq!((resolved.pairs(), resolved.share(Row::StanceSpecial).of > 0), (8, true));
    assert_eq!(tally.met(), 8);
    for layer in Layer::ALL.into_iter().filter(|layer| *layer != Layer::Mixed) {
        let score = tally.score(layer).unwrap();
        assert_eq!((score.accuracy.unwrap_or(1.0), score.special.f1()), (1.0, 1.0), "{layer:?}");
    }
    assert_eq!(tally.score(Layer::Mixed), None, "nothing is mixed in them");
}

#[test]
fn losses_show_in_their_layer_only() {
    let (tokeniser, reports) = (Tokeniser::new(&GERMAN), GoldReports::new(&GERMAN));
    let article = &articles()[0];
    let reference = Layers::of_article(&tokeniser, article);
    let mut report = reports.report(article);
    let announces = report.attributions.iter().position(|attr| attr.id == "a1").unwrap();
    report.attributions[announces].stance = vec![zufolge::attribution::Stance::States];
    report.attributions[announces].said_at = None;
    // A pronoun that nobody resolved is not the origin.
    report.attributions[announces].chain[0].name = "sie".to_owned();
    report.attributions[announces].chain[0].entity = None;
    let mut tally = LayerTally::default();
    let predicted = Layers::of_report(&reference.sample, &report).unwrap();
    tally.add(&predicted, &reference, &partners(&predicted, &reference));
    let mut resolved = ResolvedTally::default();
    resolved.add(&predicted, &reference, &partners(&predicted, &reference));
    let missed = Row::ALL.into_iter().filter(|row| resolved.share(*row).right < resolved.share(*row).of).collect::<Vec<_>>();
    assert_eq!(missed, [Row::Source, Row::Name, Row::Stance, Row::StanceSpecial, Row::SaidAt]);
    let accuracy = |layer| tally.score(layer).unwrap().accuracy.unwrap();
    assert_eq!((tally.met(), accuracy(Layer::Stance), accuracy(Layer::Origin)), (6, 5.0 / 6.0, 5.0 / 6.0));
    assert_eq!(tally.score(Layer::SaidAt), None, "it was the only one");
    assert_eq!((accuracy(Layer::Certainty), accuracy(Layer::Nesting), accuracy(Layer::Naming)), (1.0, 1.0, 1.0));
    let stance = tally.score(Layer::Stance).unwrap().special;
    assert_eq!((stance.precision, stance.recall), (1.0, 5.0 / 6.0), "of six that are not “states”, one is missed");
}

#[test]
fn given_attributions_keep_their_ids_and_hold_no_gold() {
    let (orthography, resolver) = (Orthography::new(&GERMAN), Resolver::new(&GERMAN));
    let reports = GoldReports::new(&GERMAN);
    for article in articles() {
        let given = Given::of_article(&orthography, &article).report(&GERMAN, &resolver);
        let gold = reports.report(&article);
        assert_eq!((&given.text, given.attributions.len()), (&gold.text, gold.attributions.len()));
        for (given, gold) in given.attributions.iter().zip(&gold.attributions) {
            assert_eq!((&given.id, &given.parent, given.form), (&gold.id, &gold.parent, gold.form));
            assert_eq!((&given.content, &given.source, &given.cue), (&gold.content, &gold.source, &gold.cue));
            assert_eq!(given.evidence, ["given"]);
        }
    }
}

#[test]
fn two_annotations_are_compared() {
    let tokeniser = Tokeniser::new(&GERMAN);
    let article = &articles()[0];
    let one = Layers::of_article(&tokeniser, article);
    // The second person took one for another form, saw no promise, and heard it from somebody else.
    let raw = std::fs::read_to_string(&article.path).unwrap();
    let raw = raw.replace("a6 form=reported", "a6 form=indirect").replace("stance=criticises,accuses", "stance=accuses");
    let (second, faults) = parse(&article.path, &raw.replace("chain=e4>e3", "chain=e3"));
    assert_eq!(faults, []);
    let mut agreement = Agreement::default();
    agreement.add(&one, &Layers::of_article(&tokeniser, &second.unwrap())).unwrap();
    let rows = agreement.rows();
    let row = |name: &str| rows.iter().find(|row| row.name == name).unwrap();
    for name in ["attributions", "content", "source", "cue", "frame", "mode", "certainty", "polarity", "nesting"] {
        assert_eq!(row(name).agreement, 1.0, "{name}");
    }
    assert_eq!((row("form").count, row("form").agreement), (6, 5.0 / 6.0));
    assert!(row("form").kappa.is_some_and(|kappa| kappa > 0.7 && kappa < 5.0 / 6.0));
    assert_eq!(row("stance (whole set)").agreement, 5.0 / 6.0);
    assert_eq!(row("stance (all)").agreement, 2.0 * 6.0 / 13.0);
    assert_eq!((row("origin").agreement, row("chain").agreement), (5.0 / 6.0, 5.0 / 6.0));
    assert_eq!(row("said_at (where either has one)").count, 1);
    let other = Layers::of_article(&tokeniser, &articles()[1]);
    assert_eq!(agreement.add(&one, &other), None, "another text");
}

#[test]
fn bare_articles_have_the_same_text() {
    for article in articles() {
        let (bare, faults) = parse(&article.path, &article.bare());
        let bare = bare.unwrap();
        assert_eq!(faults, []);
        assert_eq!((bare.text, bare.head), (article.text, article.head));
        assert!(bare.attributions.is_empty() && bare.entities.is_empty() && bare.times.is_empty());
    }
}

const REPEATED: &str =
    "Der alte Kran am Hafen verlor gestern früh nach starkem Sturm beide schweren Ketten und kippte langsam Richtung Wasser.";

#[test]
fn wording_is_not_repeated_beyond_a_story() {
    let scratch = Scratch::new("repeats");
    scratch.write("local/a.zuf", &bare("a", "Eins", "local", "", REPEATED));
    scratch.write("local/b.zuf", &bare("b", "Zwei", "local", "", &format!("Zuvor war nichts.\n{REPEATED}")));
    scratch.write("stories/s/c.zuf", &bare("c", "Drei", "local", "s", "Die Möwe aß zwei Fische."));
    scratch.write("stories/s/d.zuf", &bare("d", "Vier", "local", "s", "Die Möwe aß zwei Fische."));
    scratch.write(
        "stories/s/gold.json",
        r#"{"claims": [{"id": "c1", "origins": [], "statements": [{"article": "c", "attribution": "a1"}]}]}"#,
    );
    let mut collection = Collection::open(&scratch.0).unwrap();
    collection.check(&GERMAN);
    let told = whats(&collection);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("local/b.zuf:15: “") && told[0].contains("local/a.zuf too"), "{}", told[0]);
    assert!(told[1].contains("gold.json:1: c has no attribution a1"), "{}", told[1]);
}

#[test]
fn ledgers_name_what_exists() {
    let scratch = Scratch::new("ledger");
    scratch.write("stories/s/c.zuf", &bare("c", "Drei", "local", "s", "Die Möwe aß."));
    let told = |ledger: &str| {
        scratch.write("stories/s/gold.json", ledger);
        let mut collection = Collection::open(&scratch.0).unwrap();
        collection.check(&GERMAN);
        whats(&collection)
    };
    let claim = |claim: &str| format!("{{\"claims\": [{{\n\"id\": \"c1\", \"origins\": [{{\"id\": \"o1\"}}], {claim}}}]}}");
    assert_eq!(told(&claim(r#""statements": [{"article": "c", "origin": "o1", "relation": "echo", "echo_of": "c"}]"#)), [""; 0]);
    for (ledger, words) in [
        ("{".to_owned(), "gold.json:1: no JSON"),
        (r#"{"claims": []}"#.to_owned(), "has no claims"),
        (claim(r#""statements": []"#), "gold.json:2: the claim c1 has no statements"),
        (claim(r#""statements": [{"article": "z"}]"#), "“z” is no article of this story"),
        (claim(r#""statements": [{"article": "c", "origin": "o2"}]"#), "no origin “o2”"),
        (claim(r#""statements": [{"article": "c", "relation": "copy"}]"#), "no such relation"),
        (claim(r#""statements": [{"article": "c", "stance": ["says"]}]"#), "no such stance"),
        (claim(r#""statements": [{"article": "c"}], "contradicts": ["c9"]"#), "contradicts “c9”"),
        (claim(r#""articles": 2, "statements": [{"article": "c"}]"#), "tells of 2 articles, its statements are in 1"),
        (claim(r#""statement": "Die Möwe trank.", "statements": [{"article": "c"}]"#), "has a wording that none"),
        (r#"{"claims": [{"id": "c1", "statements": [{"article": "c"}]}], "articles": []}"#.to_owned(), "the list of articles lacks c"),
        (
            r#"{"claims": [{"id": "c1", "statements": [{"article": "c"}]}], "articles": [{"id": "c", "title": "Anders"}]}"#.to_owned(),
            "the title of c is \"Titel\"",
        ),
    ] {
        let told = told(&ledger);
        assert!(told.len() == 1 && told[0].contains(words), "wanted “{words}”: {told:?}");
    }
}

#[test]
fn ledgers_follow_their_articles() {
    let collection = Collection::open(FIXTURES.as_ref()).unwrap();
    let path = collection.articles.iter().find(|article| article.head.story.is_some()).unwrap().path.clone();
    let scratch = Scratch::new("follow");
    let ledger = std::fs::read_to_string(path.with_file_name("gold.json")).unwrap();
    scratch.write("stories/speicherbrand/speicherbrand-1.zuf", &std::fs::read_to_string(&path).unwrap());
    let told = |from: &str, to: &str| {
        scratch.write("stories/speicherbrand/gold.json", &ledger.replace(from, to));
        let mut collection = Collection::open(&scratch.0).unwrap();
        collection.check(&GERMAN);
        whats(&collection)
    };
    assert_eq!(told("\"attribution\": \"a2\"", "\"attribution\": \"a2\", \"content\": [[94, 122]]"), [""; 0]);
    let moved = told("\"attribution\": \"a2\"", "\"attribution\": \"a2\", \"content\": [[80, 110]]");
    assert!(moved.len() == 1 && moved[0].contains("the content of speicherbrand-1 a2 is [[94,122]]"), "{moved:?}");
    let stance = told("[\"states\"]", "[\"denies\"]");
    assert!(stance.len() == 1 && stance[0].contains("the stance of speicherbrand-1 a2 is [\"states\"]"), "{stance:?}");
}

#[test]
fn splits_keep_stories_and_outlets_together() {
    let scratch = Scratch::new("splits");
    for (index, genre) in (0..60).map(|index| (index, ["politics", "sport", "local"][index % 3])) {
        let outlet = format!("Blatt {}", index / 4 * 7 % 15);
        scratch.write(&format!("{genre}/x{index}.zuf"), &bare(&format!("x{index}"), &outlet, genre, "", "Die Möwe aß."));
    }
    for index in 0..5 {
        let id = format!("y{index}");
        scratch.write(&format!("stories/s/{id}.zuf"), &bare(&id, &format!("Blatt {index}"), "court", "s", "Die Möwe aß."));
    }
    let mut collection = Collection::open(&scratch.0).unwrap();
    let none = Splits::read(&collection).1;
    assert!(none.len() == 1 && none[0].remedy.contains("corpus split --write"), "{none:?}");

    let splits = Splits::default().complete(&collection.articles);
    std::fs::write(Splits::path(&collection), splits.to_tsv()).unwrap();
    let (read, faults) = Splits::read(&collection);
    assert_eq!((&read, faults), (&splits, vec![]));
    let score = collection.articles.iter().filter(|article| splits.of(article) == Some(Split::Score)).count();
    assert!((17..=22).contains(&score), "three in ten of 65: {score}");
    for (genre, [build, score]) in splits.counts(&collection.articles) {
        assert!(build + score < 20 || (4..=8).contains(&score), "{genre:?}: {build} and {score}");
    }

    // What has its split keeps it, whatever comes later.
    let later = scratch.write("culture/z.zuf", &bare("z", "Blatt 1", "culture", "", "Die Möwe aß."));
    collection = Collection::open(&scratch.0).unwrap();
    let missing = Splits::read(&collection).1;
    assert!(missing.len() == 1 && missing[0].what == "z has no split", "{missing:?}");
    let more = splits.complete(&collection.articles);
    assert!(collection.articles.iter().all(|article| splits.of(article).is_none_or(|split| more.of(article) == Some(split))));
    std::fs::remove_file(later).unwrap();
    collection = Collection::open(&scratch.0).unwrap();

    let flip = |line: &str| if line.ends_with("build") { line.replace("build", "score") } else { line.replace("score", "build") };
    let torn =
        splits.to_tsv().lines().map(|line| if line.starts_with("y2\t") { flip(line) } else { line.to_owned() } + "\n").collect::<String>();
    std::fs::write(Splits::path(&collection), torn).unwrap();
    let faults = Splits::read(&collection).1;
    assert!(faults.len() == 1 && faults[0].what.contains("the story s is torn apart"), "{faults:?}");
}

#[test]
fn statistics_and_quotas() {
    let (statistics, counts) = Statistics::of(&articles(), &GERMAN);
    let (profile, labels) = (&statistics.profile, &statistics.labels);
    assert_eq!((profile.articles, profile.attributions, profile.cue_lemmas), (2, 8, counts.cues().len() - profile.patterns));
    assert_eq!((profile.forms["indirect"], profile.forms["direct"], profile.nested), (3.0 / 8.0, 2.0 / 8.0, 1.0 / 8.0));
    assert_eq!((labels.multi_link, labels.said_at, labels.imbalances, labels.outlets.len()), (2, 2, 1, 2));
    assert_eq!(labels.anonymous_share(), 3.0 / 8.0);
    let quotas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/quotas.toml");
    let mut quotas = Quotas::read(&quotas).unwrap();
    let missed = |quotas: &Quotas| quotas.missed(&statistics).iter().map(|missed| missed.what.clone()).collect::<Vec<_>>();
    assert!(missed(&quotas).iter().any(|what| what == "stance denies"));
    quotas = Quotas { articles: 2, anonymous_share: [0.0, 0.3], multi_link_share: [0.0, 1.0], story_articles: [2, 8], ..Quotas::default() };
    assert_eq!(missed(&quotas), ["articles of the story speicherbrand", "anonymous origins"]);
}
