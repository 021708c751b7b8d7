//! What is read in the short texts of `fixtures/constructions`, counted as their README tells: a count that falls below its floor is a regression.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Of the words of a find that many must lie in a content for it to be found: three of five.
const COVERED: (usize, usize) = (3, 5);

/// How many finds there are, are found, have the right origin, have the right chain.
type Counts = [usize; 4];

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn span(value: &Value) -> (usize, usize) {
    let end = |at: usize| usize::try_from(value[at].as_u64().unwrap()).unwrap();
    (end(0), end(1))
}

/// The words of a name, articles and endings aside.
fn stems(name: &str) -> BTreeSet<String> {
    const ARTICLES: [&str; 13] = ["der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "einem", "eines", "von", "zu"];
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let words = words.filter(|word| !word.is_empty() && !ARTICLES.contains(&word.as_str()));
    let stem = |word: String| ["es", "en", "s", "n", "e"].iter().find_map(|end| word.strip_suffix(end).map(str::to_owned)).unwrap_or(word);
    words.map(stem).collect()
}

fn same(one: &str, other: &str) -> bool {
    one.is_empty() && other.is_empty() || !stems(one).is_disjoint(&stems(other))
}

/// Whether the origin of an attribution is that of gold, and whether all its links are.
fn resolved(report: &Value, text: &[char], attribution: &Value, gold: &[Value]) -> (bool, bool) {
    let name = |link: &Value| link["name"].as_str().unwrap_or_default().to_owned();
    let chain: Vec<String> = list(&attribution["chain"]).iter().map(name).collect();
    let wanted: Vec<&str> = gold.iter().filter_map(Value::as_str).collect();
    let origin = wanted.first().copied().unwrap_or_default();
    let mut names = vec![chain.first().cloned().unwrap_or_default()];
    let entity = list(&report["entities"]).iter().find(|entity| entity["id"] == attribution["chain"][0]["entity"]);
    for mention in entity.map_or(&[][..], |entity| list(&entity["mentions"])) {
        let (start, end) = span(mention);
        names.push(text[start..end].iter().collect());
    }
    let right = names.iter().any(|name| same(name, origin));
    let whole = right && chain.len() == wanted.len().max(1) && chain.iter().zip(&wanted).skip(1).all(|(one, other)| same(one, other));
    (right, whole)
}

/// Counts what is read of one text.
fn count(item: &Value, report: &Value, counts: &mut Counts) {
    let text: Vec<char> = report["text"].as_str().unwrap().chars().collect();
    for find in list(&item["finds"]) {
        let words: Vec<char> = find["content"].as_str().unwrap().chars().collect();
        let start = text.windows(words.len()).position(|window| window == words).unwrap();
        let end = start + words.len();
        let spans = |attr: &Value| list(&attr["content"]).iter().map(span).collect::<Vec<_>>();
        let covered = |attr: &Value| spans(attr).iter().map(|(from, to)| (*to).min(end).saturating_sub((*from).max(start))).sum::<usize>();
        let candidates = list(&report["attributions"]).iter().filter(|attr| covered(attr) * COVERED.1 >= words.len() * COVERED.0);
        let judged = candidates.map(|attr| {
            let (right, whole) = resolved(report, &text, attr, list(&find["chain"]));
            (!right, spans(attr).iter().map(|(from, to)| to - from).sum::<usize>(), whole)
        });
        counts[0] += 1;
        if let Some((wrong, _, whole)) = judged.min_by_key(|(wrong, length, _)| (*wrong, *length)) {
            counts[1] += 1;
            counts[2] += usize::from(!wrong);
            counts[3] += usize::from(whole);
        }
    }
}

fn counts(name: &str) -> Counts {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/constructions").join(format!("{name}.jsonl"));
    let items: Vec<Value> = std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    let rows = folder.path().join("rows.jsonl");
    let row = |(at, item): (usize, &Value)| json!({"id": format!("{name}-{at}"), "text": item["text"]}).to_string() + "\n";
    std::fs::write(&rows, items.iter().enumerate().map(row).collect::<String>()).unwrap();
    let args = ["read", "--format", "jsonl", rows.to_str().unwrap()];
    let output = Command::new(env!("CARGO_BIN_EXE_zufolge")).stdin(Stdio::null()).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let reports: Vec<Value> = String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), items.len());
    let mut counts = Counts::default();
    for (item, report) in items.iter().zip(&reports) {
        count(item, report, &mut counts);
    }
    counts
}

#[test]
fn what_newsrooms_write_is_found_and_led_to_whoever_said_it() {
    let floors: [(&str, Counts); 12] = [
        ("courts-and-towns", [87, 82, 75, 72]),
        ("world-and-science", [100, 91, 82, 79]),
        ("agency", [113, 107, 97, 95]),
        ("weeklies", [86, 76, 67, 62]),
        ("regional", [90, 82, 73, 73]),
        ("articles", [273, 266, 246, 242]),
        ("chains", [231, 223, 186, 156]),
        ("quotations", [152, 145, 129, 126]),
        ("genres", [223, 215, 189, 178]),
        ("mixed", [266, 259, 239, 221]),
        ("newsrooms", [194, 192, 180, 177]),
        ("digests", [212, 201, 185, 178]),
    ];
    let told: Vec<_> = floors.iter().map(|(name, floor)| (name, counts(name), floor)).collect();
    assert!(told.iter().all(|(_, counts, floor)| counts.iter().zip(*floor).all(|(count, floor)| count >= floor)), "{told:?}");
}

/// What is read of a text with the built-in model.
fn read(text: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("text.txt");
    std::fs::write(&file, text).unwrap();
    let args = ["read", "--format", "json", file.to_str().unwrap()];
    let output = Command::new(env!("CARGO_BIN_EXE_zufolge")).stdin(Stdio::null()).args(args).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The contents of a form, each with all of its words.
fn contents(report: &Value, form: &str) -> Vec<String> {
    let chars: Vec<char> = report["text"].as_str().unwrap().chars().collect();
    let words = |(from, to): (usize, usize)| chars[from..to].iter().collect::<String>();
    let of_form = list(&report["attributions"]).iter().filter(|attr| attr["form"] == form);
    of_form.map(|attr| list(&attr["content"]).iter().map(|content| words(span(content))).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn narration_beside_speech_is_no_told_act() {
    let text = "„Ich kam mir vor wie im Film“, sagte Jan Holm. Die Wirtin zuckt mit den Schultern. Die Aktie legte um vier Prozent zu.";
    let report = read(text);
    assert_eq!(contents(&report, "direct"), ["„Ich kam mir vor wie im Film“"]);
    let reported = contents(&report, "reported");
    assert!(!reported.iter().any(|told| told.contains("Aktie")), "{reported:?}");
    let report = read("„Ich kam mir vor wie im Film“, sagte Jan Holm. Die Partei forderte mehr Geld.");
    assert_eq!(contents(&report, "reported"), ["Die Partei forderte mehr Geld."]);
}

#[test]
fn what_one_sentence_tells_of_several_acts_is_told_apart() {
    let sources = |report: &Value| -> Vec<String> {
        list(&report["attributions"]).iter().map(|attr| attr["chain"][0]["name"].as_str().unwrap().to_owned()).collect()
    };
    let report = read("Die Grünen begrüßten den Vorschlag, die FDP lehnte ihn ab.");
    assert_eq!(contents(&report, "reported"), ["Die Grünen begrüßten den Vorschlag", "die FDP lehnte ihn ab"]);
    assert_eq!(sources(&report), ["Grünen", "FDP"]);
    let report = read("Die Gewerkschaft kritisierte den Vorstand und forderte die Regierung zum Handeln auf.");
    assert_eq!(contents(&report, "reported"), ["Die Gewerkschaft kritisierte den Vorstand", "forderte die Regierung zum Handeln auf"]);
    assert_eq!(sources(&report), ["Die Gewerkschaft", "Die Gewerkschaft"]);
    let report = read("Die SPD nannte den Plan „mutig“, die Grünen „viel zu wenig“.");
    assert_eq!(sources(&report), ["SPD", "Grünen"]);
    let report = read("Das Ministerium wollte sich nicht äußern, dementierte aber auch nicht.");
    assert_eq!(sources(&report).len(), 1, "{report}");
}

#[test]
fn what_points_back_is_told_and_what_follows_has_the_same_source() {
    let report = read("Das bestätigte am Dienstag Karl Brandt: Die Halle sei leer.");
    assert_eq!(contents(&report, "reported"), ["Das bestätigte am Dienstag Karl Brandt"]);
    assert!(list(&report["attributions"]).iter().all(|attr| attr["chain"][0]["name"] == "Karl Brandt"), "{report}");
}

#[test]
fn titles_and_pieces_of_quotations_are_no_speech() {
    let report = read("In der Sendung „Runde am Sonntag“ nannte Minister Jan Holm das Paket „längst überfällig“.");
    assert_eq!(contents(&report, "direct"), ["„längst überfällig“"]);
    let report = read("»Da sagt eine Kollegin zu mir: ›Jan, das tu ich mir nicht an‹«, erzählte Jan Holm.");
    assert_eq!(
        contents(&report, "direct"),
        ["»Da sagt eine Kollegin zu mir: ›Jan, das tu ich mir nicht an‹«", "›Jan, das tu ich mir nicht an‹"]
    );
}

#[test]
fn inner_words_are_not_whose_who_quotes_them() {
    let text = "Ministerin Lena Brandt lobte den Rat. „Als ich fragte, ob jemand Einwände hat, sagte Herr Ohlsen: ‚Nur gegen den Kaffee‘“, berichtet die Ministerin.";
    let report = read(text);
    let chars: Vec<char> = report["text"].as_str().unwrap().chars().collect();
    let inner = list(&report["attributions"]).iter().find(|attr| {
        let (from, to) = span(&attr["content"][0]);
        chars[from..to].iter().collect::<String>().starts_with("‚Nur")
    });
    assert!(inner.is_some_and(|attr| attr["chain"][0]["name"].as_str().unwrap().contains("Ohlsen")), "{report}");
}

#[test]
fn words_in_marks_are_whose_the_words_right_before_them_are() {
    let report = read("Der Zeuge gab an, der Angeklagte habe ihm gesagt, er werde „alle mitnehmen“.");
    let names = |report: &Value| -> Vec<Vec<String>> {
        let marked = list(&report["attributions"]).iter().filter(|attr| attr["form"] == "direct");
        marked.map(|attr| list(&attr["chain"]).iter().map(|link| link["name"].as_str().unwrap().to_owned()).collect()).collect()
    };
    assert_eq!(names(&report), [["der Angeklagte", "Der Zeuge"]]);
    let report = read("Die Ministerin lobte den Entwurf als „ausgewogen“, während der Koalitionspartner von „Stückwerk“ sprach.");
    assert_eq!(names(&report), [["Die Ministerin"], ["der Koalitionspartner"]]);
    let report =
        read("Von einem „Angriff“ sprach Holm, von einer „Provokation“ Brandt. Der Rat redete von „Pech“, die Opposition von „Pfusch“.");
    assert_eq!(contents(&report, "reported")[0], "Von einem „Angriff“ sprach Holm");
    let whose: Vec<String> = names(&report).into_iter().map(|chain| chain.join(" → ")).collect();
    assert!(["Brandt", "die Opposition"].iter().all(|own| whose.iter().any(|name| name == own)), "{whose:?}");
    let report = read("Der Minister sprach von einem „Angriff“, Panik von „Kindern“ und Geschrei.");
    assert!(names(&report).iter().all(|chain| chain.contains(&"Der Minister".to_owned())), "{report}");
    let report = read("Zuerst hatte „Bild“ darüber berichtet.");
    assert_eq!(names(&report), Vec::<Vec<String>>::new(), "the paper's name is nobody's words");
    let report = read("Die Behörde habe „geschlampt“, heißt es in dem Bericht, über den zuerst der „Kurier“ berichtet hatte.");
    assert!(!contents(&report, "indirect").iter().any(|content| content.ends_with(" der")), "{report}");
    let report = read("Man werde den Vorfall prüfen, versicherte das Ministerium. Auf Nachfrage blieb offen, wer „man“ ist.");
    assert_eq!(contents(&report, "free_indirect"), Vec::<String>::new());
}
