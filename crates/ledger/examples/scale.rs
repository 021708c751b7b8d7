//! How a ledger fares when it grows: makes a large one of invented reports, and measures adding and asking.
//!
//! `cargo run --release -p zufolge-ledger --example scale -- FILE ARTICLES` writes the figures to standard output. A file that is there already
//! is taken for one that this has made, and grown to so many articles without asking it anything: so two versions of the program can go on
//! with copies of one large ledger.
//!
//! The reports are made directly, without reading, so that a large ledger costs little: stories of some twenty articles on some fifteen
//! claims each, ten attributions an article, a fifth of the articles agency copy, a few people who are in many stories, and words that are
//! as unevenly frequent as words are.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot go on should stop")]

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};
use zufolge::Report;
use zufolge_ledger::ask::Filter;
use zufolge_ledger::{Ledger, Prepared, Preparer};

/// Stories that go on at the same time.
const OPEN_STORIES: usize = 60;
/// Articles of a story.
const STORY: usize = 20;
/// Attributions of an article.
const ATTRIBUTIONS: usize = 10;
/// Articles that are put on the disk together.
const BATCH: usize = 1000;

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("scale FILE ARTICLES");
    let articles: usize = args.next().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let mut ledger = Ledger::open_or_create(Path::new(&path)).unwrap();
    let mut world = World::new();
    let there = ledger.stats(&Filter::default()).unwrap().articles as usize;
    (0..there).for_each(|_| drop(world.article()));
    let preparers = [Preparer::default(), Preparer::default()];
    let (mut adding, mut preparing, mut worked) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut thousands: Vec<Duration> = Vec::new();
    let mut worked_on: Vec<Duration> = Vec::new();
    let mut thousand = Duration::ZERO;
    for done in (there..articles).step_by(BATCH) {
        let reports: Vec<Report> = (0..BATCH).map(|_| world.article()).collect();
        let start = Instant::now();
        let prepared = prepare(&preparers, reports);
        preparing += start.elapsed();
        let (start, before) = (Instant::now(), on_core());
        ledger.add(&prepared).unwrap();
        let on_core = on_core() - before;
        worked += on_core;
        worked_on.push(on_core);
        adding += start.elapsed();
        thousand += start.elapsed();
        if (done + BATCH).is_multiple_of(1000) {
            thousands.push(std::mem::take(&mut thousand));
            if thousands.len().is_multiple_of(((articles - there) / 10_000).max(1)) {
                eprintln_progress(done + BATCH, thousands.last().copied().unwrap_or_default(), on_core);
            }
        }
    }
    let seconds = |time: Duration| time.as_secs_f64();
    let tenth = (thousands.len() / 10).max(1);
    let mean = |part: &[Duration]| part.iter().map(|time| seconds(*time)).sum::<f64>() / part.len() as f64;
    println!("articles: {articles}, attributions: {}", articles * ATTRIBUTIONS);
    let a_second = |time: Duration| (articles - there) as f64 / seconds(time);
    println!("preparing on two cores: {:.0} articles/s", a_second(preparing));
    println!("adding on one core: {:.0} articles/s", a_second(adding));
    println!("time of that core, without what others took of it: {:.0} articles/s", a_second(worked));
    println!("first 1,000: {:.2} s; last 1,000: {:.2} s", seconds(thousands[0]), seconds(*thousands.last().unwrap()));
    for (what, times) in [("by the clock", &thousands), ("on the core", &worked_on)] {
        println!(
            "mean of the first tenth {what}: {:.2} s per 1,000; of the last: {:.2} s",
            mean(&times[..tenth]),
            mean(&times[times.len() - tenth..])
        );
    }
    println!("first 1,000 on the core: {:.2} s; last 1,000: {:.2} s", seconds(worked_on[0]), seconds(*worked_on.last().unwrap()));
    drop(ledger);
    let size = std::fs::metadata(&path).unwrap().len();
    println!("file: {:.0} MiB, {:.1} KiB an article", size as f64 / f64::from(1 << 20), size as f64 / 1024.0 / articles as f64);
    println!("peak memory: {}", peak());
    if there == 0 {
        ask(Path::new(&path), &mut world);
    }
}

/// Prepares on two cores, in order.
fn prepare(preparers: &[Preparer; 2], mut reports: Vec<Report>) -> Vec<Prepared> {
    let second = reports.split_off(reports.len() / 2);
    thread::scope(|scope| {
        let halves = [reports, second].into_iter().zip(preparers);
        let threads: Vec<_> = halves
            .map(|(half, preparer)| scope.spawn(move || half.into_iter().map(|report| preparer.article(report, true)).collect::<Vec<_>>()))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// Times questions by names, claims and words that are in the ledger, each once.
fn ask(path: &Path, world: &mut World) {
    const QUESTIONS: usize = 1000;
    let ledger = Ledger::open_read_only(path).unwrap();
    let few = Filter { limit: Some(20), ..Filter::default() };
    let mut time = |what: &str, question: &dyn Fn(&mut World) -> usize| {
        let mut times: Vec<Duration> = Vec::new();
        let mut answers = 0;
        for _ in 0..QUESTIONS {
            let start = Instant::now();
            answers += question(world);
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let at = |share: f64| times[((QUESTIONS - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
        println!("{what}: median {:.1} ms, 99 % under {:.1} ms, worst {:.1} ms; {answers} answers", at(0.5), at(0.99), at(1.0));
    };
    time("who", &|world| {
        let name = world.somebody();
        ledger.who(&name, &few).unwrap().len()
    });
    let claims: i64 = 10 * 1000;
    time("claim", &|world| {
        let id = format!("c{}", 1 + world.chance.below(claims as usize));
        ledger.claim(&id, &few).map_or(0, |claim| claim.statements.len())
    });
    time("search, one word", &|world| {
        let word = world.word();
        ledger.search(&word, &few).unwrap().len()
    });
    time("search, two words", &|world| {
        let words = format!("{} {}", world.word(), world.word());
        ledger.search(&words, &few).unwrap().len()
    });
    time("said, about one word", &|world| {
        let (name, word) = (world.somebody(), world.word());
        ledger.said(&name, Some(&word), &few).map_or(0, |said| said.len())
    });
    time("claims, the first twenty", &|_| ledger.claims(&few).unwrap().len());
}

/// How long this thread has been on a core: tells more than the clock on a machine that others use too.
fn on_core() -> Duration {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(times.split(' ').next().and_then(|time| time.parse().ok()).unwrap_or_default())
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}

fn eprintln_progress(done: usize, last: Duration, on_core: Duration) {
    use std::io::Write;
    let _ = writeln!(
        std::io::stderr(),
        "{done} articles, {:.2} s for the last 1,000, {:.2} s of it on the core",
        last.as_secs_f64(),
        on_core.as_secs_f64()
    );
}

/// Numbers that look like chance and are the same each run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    /// Small numbers often, large ones seldom: as words and names are met.
    fn uneven(&mut self, bound: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((bound as f64).powf(share) - 1.0) as usize
    }
}

const BEGINNINGS: [&str; 40] = [
    "Tal",
    "Hafen",
    "Brücken",
    "Kreis",
    "Stadt",
    "Wasser",
    "Straßen",
    "Schul",
    "Klinik",
    "Wald",
    "Bahn",
    "Strom",
    "Bau",
    "Haus",
    "Amts",
    "Landes",
    "Verkehrs",
    "Finanz",
    "Sport",
    "Theater",
    "Markt",
    "Deich",
    "Turm",
    "Gas",
    "Wind",
    "Kohle",
    "Fisch",
    "Holz",
    "Stahl",
    "Papier",
    "Lager",
    "Werft",
    "Museums",
    "Feuerwehr",
    "Polizei",
    "Gerichts",
    "Rathaus",
    "Kirchen",
    "Garten",
    "Flug",
];
const MIDDLES: [&str; 25] = [
    "sanierungs",
    "planungs",
    "aufsichts",
    "verwaltungs",
    "sicherheits",
    "personal",
    "bau",
    "preis",
    "steuer",
    "umwelt",
    "netz",
    "leitungs",
    "prüf",
    "warn",
    "mess",
    "not",
    "schutz",
    "kosten",
    "termin",
    "gebühren",
    "betriebs",
    "werk",
    "fracht",
    "energie",
    "technik",
];
const ENDS: [&str; 40] = [
    "bericht",
    "kommission",
    "vertrag",
    "sperre",
    "haushalt",
    "gutachten",
    "vorhaben",
    "mangel",
    "behörde",
    "gesellschaft",
    "anlage",
    "verordnung",
    "entscheidung",
    "beschluss",
    "antrag",
    "ausschuss",
    "konferenz",
    "abgabe",
    "zuschuss",
    "erweiterung",
    "schließung",
    "eröffnung",
    "verzögerung",
    "klage",
    "beschwerde",
    "untersuchung",
    "prüfung",
    "genehmigung",
    "ausschreibung",
    "vergabe",
    "frist",
    "summe",
    "quote",
    "stelle",
    "zentrale",
    "station",
    "linie",
    "halle",
    "fläche",
    "grenze",
];
const GIVEN: [&str; 30] = [
    "Lena", "Karl", "Jule", "Theo", "Nadine", "Arndt", "Moritz", "Thekla", "Ines", "Elke", "Bernd", "Silke", "Ahmet", "Olga", "Pawel",
    "Rosa", "Emil", "Frieda", "Gustav", "Hanna", "Ivo", "Kira", "Ludwig", "Mira", "Nils", "Petra", "Quirin", "Ruth", "Sven", "Tilda",
];

struct Story {
    words: Vec<String>,
    people: Vec<String>,
    claims: Vec<String>,
    left: usize,
    wire: Option<String>,
}

/// Invents stories and articles.
struct World {
    chance: Chance,
    stories: VecDeque<Story>,
    count: usize,
}

impl World {
    fn new() -> World {
        World { chance: Chance(0x9E37_79B9_7F4A_7C15), stories: VecDeque::new(), count: 0 }
    }

    /// One of 40,000 compounds.
    fn word(&mut self) -> String {
        let number = self.chance.uneven(BEGINNINGS.len() * MIDDLES.len() * ENDS.len());
        let (begin, rest) = (number % BEGINNINGS.len(), number / BEGINNINGS.len());
        format!("{}{}{}", BEGINNINGS[begin], MIDDLES[rest % MIDDLES.len()], ENDS[(rest / MIDDLES.len() + begin) % ENDS.len()])
    }

    /// One of 60,000 people.
    fn somebody(&mut self) -> String {
        let number = self.chance.uneven(60_000);
        let surname = number / GIVEN.len() + number % 7;
        let (a, b) = (BEGINNINGS[surname % BEGINNINGS.len()], ENDS[surname / BEGINNINGS.len() % ENDS.len()]);
        format!("{} {a}{}er", GIVEN[number % GIVEN.len()], b.chars().take(4).collect::<String>())
    }

    fn story(&mut self) -> Story {
        let words: Vec<String> = (0..14).map(|_| self.word()).collect();
        let claims = (0..15)
            .map(|_| {
                let mut pick = || words[self.chance.below(words.len())].clone();
                let (a, b, c) = (pick(), pick(), pick());
                let number = 2 + self.chance.below(900);
                format!("die {a} habe wegen der {b} um {number} Millionen Euro höhere Kosten für die {c}")
            })
            .collect();
        Story { people: (0..6).map(|_| self.somebody()).collect(), words, claims, left: STORY, wire: None }
    }

    fn article(&mut self) -> Report {
        while self.stories.len() < OPEN_STORIES {
            let story = self.story();
            self.stories.push_back(story);
        }
        let at = self.chance.below(self.stories.len());
        let mut story = self.stories.remove(at).unwrap();
        self.count += 1;
        let (mut text, mut entities, mut attributions) = (String::new(), Vec::new(), Vec::new());
        // The wire's text, with another beginning.
        let copied = story.wire.clone().filter(|_| self.chance.below(5) == 0);
        let mut at = 0;
        let mut say = |text: &mut String, words: &str| {
            let start = at;
            text.push_str(words);
            at += words.chars().count();
            json!([start, at])
        };
        let head = format!("Nach dem Streit um die {} geht es weiter.", story.words[self.chance.below(4)]);
        say(&mut text, &head);
        say(&mut text, "\n\n");
        let seed = copied.as_ref().map_or(self.count, |wire| wire.parse().unwrap_or(0));
        let mut chance = Chance(0xD1B5_4A32_D192_ED03 ^ (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        chance.below(2);
        let mut sentences = Vec::new();
        let mut mentions: Vec<Vec<Value>> = vec![Vec::new(); story.people.len()];
        for number in 0..ATTRIBUTIONS {
            let begin = at_of(&text);
            let (who, what) = (chance.below(story.people.len()), &story.claims[chance.below(story.claims.len())]);
            let source = say(&mut text, &story.people[who]);
            say(&mut text, " ");
            let cue = say(&mut text, "sagte");
            say(&mut text, ", ");
            let content = say(&mut text, what);
            say(&mut text, ". ");
            let filler = format!(
                "Über die {} und die {} war lange gestritten worden. ",
                story.words[chance.below(14)],
                story.words[chance.below(14)]
            );
            say(&mut text, &filler);
            sentences.push(json!([begin, at_of(&text)]));
            mentions[who].push(source.clone());
            attributions.push(json!({
                "id": format!("a{}", number + 1), "form": "indirect", "mixed": false, "mode": ["speech"], "content": [content], "cue": [cue],
                "source": [source], "addressee": [], "frame": [], "parent": null,
                "chain": [{"name": story.people[who], "entity": format!("e{}", who + 1), "span": source, "kind": "person", "naming": "named"}],
                "stance": ["states"], "factuality": {"certainty": "certain", "polarity": "positive"}, "confidence": 0.9, "evidence": ["crf"],
            }));
        }
        for (who, mentions) in mentions.into_iter().enumerate().filter(|(_, mentions)| !mentions.is_empty()) {
            entities.push(
                json!({"id": format!("e{}", who + 1), "name": story.people[who], "kind": "person", "role": null, "mentions": mentions}),
            );
        }
        let wire = story.wire.is_none();
        let outlet = if wire { "dnb".to_owned() } else { format!("Blatt {}", self.chance.below(50)) };
        let minute = self.count * 3;
        let published = format!(
            "20{:02}-{:02}-{:02}T{:02}:{:02}:00+01:00",
            20 + minute / 518_400 % 80,
            minute / 43_200 % 12 + 1,
            minute / 1440 % 28 + 1,
            minute / 60 % 24,
            minute % 60
        );
        let id = format!("urn:scale:{}", self.count);
        let agency = if wire || copied.is_some() { json!("dnb") } else { Value::Null };
        let report = json!({
            "schema": "zufolge/report@1", "generator": {"name": "zufolge", "version": "0.1.0", "model": "scale"},
            "article": {"id": id, "urn": id, "language": "de", "title": head, "outlet": outlet, "agency": agency, "published": published},
            "text": text, "sentences": sentences, "entities": entities, "attributions": attributions, "diagnostics": [],
        });
        if wire {
            story.wire = Some(self.count.to_string());
        }
        story.left -= 1;
        if story.left > 0 {
            self.stories.push_back(story);
        }
        serde_json::from_value(report).unwrap()
    }
}

fn at_of(text: &str) -> usize {
    text.chars().count()
}
