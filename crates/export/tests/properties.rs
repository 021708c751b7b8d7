//! What holds for any report: in every format, the words of every role can be had again, verbatim.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod support;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use support::exported;
use zufolge::attribution::rules::AttributionRules;
use zufolge::attribution::{Form, Mode, Stance};
use zufolge::document::Orthography;
use zufolge::report::{self, Attribution, CodePoints, Entity, Factuality, Generator, Kind, Naming, Report, Source, Spans};
use zufolge::{Pipeline, Span};
use zufolge_export::{
    ATTRIBUTIONS, ConllExport, CsvExport, HtmlExport, JsonLdExport, ParquetExport, TeiExport, UiLanguage, WebAnnotationExport, brat,
};
use zufolge_lexicon::GERMAN;

/// What a format may stumble over.
const PIECES: &[&str] = &[
    "Die Fähre ",
    "sagte ",
    "„",
    "“",
    "\"",
    "'",
    "»",
    "<b>",
    "</p>",
    "&amp;",
    "&",
    "]]>",
    "-->",
    "<!--",
    "🚢",
    "👩‍👩‍👧",
    "e\u{301}",
    "\u{202e}",
    "\n",
    "\n\n",
    "\t",
    ",",
    ";",
    "|",
    "=1+1",
    "…",
    " … ",
    "\u{a0}",
    "\u{2028}",
    "\\",
    "%",
    "#",
    "_",
    "{}",
    "x",
    "Ä",
    ". ",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// Places in order that do not overlap.
fn places(total: usize) -> impl Strategy<Value = Spans> {
    prop::collection::btree_set(0..=total, 0..7).prop_map(|cuts| {
        let cuts: Vec<usize> = cuts.into_iter().collect();
        cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).collect()
    })
}

fn attribution(total: usize) -> impl Strategy<Value = Attribution> {
    let mode = prop::sample::select(vec![Mode::SPEECH_WRITING, Mode { writing: true, ..Mode::default() }, Mode::default()]);
    let labels = (prop::sample::select(Form::ALL.to_vec()), mode, prop::sample::select(Stance::ALL.to_vec()), any::<bool>(), text());
    let roles = prop::array::uniform5(places(total));
    (roles, labels).prop_map(|([content, cue, source, addressee, frame], (form, mode, stance, mixed, name))| Attribution {
        id: String::new(),
        form,
        mixed,
        mode,
        content,
        cue,
        source,
        addressee,
        frame,
        parent: None,
        chain: vec![Source {
            name,
            entity: Some("e1".into()),
            span: None,
            kind: Kind::Person,
            naming: Naming::Named,
            anonymity_reason: Vec::new(),
        }],
        stance: vec![stance],
        stance_confidence: None,
        factuality: Factuality::default(),
        said_at: None,
        confidence: 0.5,
        evidence: vec!["chance".into()],
    })
}

prop_compose! {
    fn any_report()(text in text(), title in prop::option::of(text()))(
        sentences in places(text.chars().count()),
        mut attributions in prop::collection::vec(attribution(text.chars().count()), 0..5),
        mentions in places(text.chars().count()),
        text in Just(text),
        title in Just(title),
        name in self::text(),
    ) -> Report {
        for (index, attr) in attributions.iter_mut().enumerate() {
            attr.id = format!("a{}", index + 1);
            attr.parent = (index > 1).then(|| "a1".to_owned());
        }
        Report {
            schema: report::SCHEMA.into(),
            generator: Generator { name: "zufolge".into(), version: "0".into(), model: name.clone() },
            article: report::Article { id: name.clone(), language: "de".into(), title, byline: Some(name.clone()), ..Default::default() },
            text,
            sentences,
            entities: vec![Entity { id: "e1".into(), name, kind: Kind::Person, role: None, wikidata: None, mentions }],
            attributions,
            diagnostics: Vec::new(),
        }
    }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() }
}

fn roles(attr: &Attribution) -> [(&'static str, &Spans); 5] {
    [("content", &attr.content), ("cue", &attr.cue), ("source", &attr.source), ("addressee", &attr.addressee), ("frame", &attr.frame)]
}

/// Every role's words by attribution and role; `words` puts a role's pieces together.
fn expected(report: &Report, words: impl Fn(&[&str]) -> String) -> BTreeMap<(String, &'static str), String> {
    let points = CodePoints::new(&report.text);
    let mut expected = BTreeMap::new();
    for attr in &report.attributions {
        for (role, spans) in roles(attr).into_iter().filter(|(_, spans)| !spans.is_empty()) {
            let pieces: Vec<&str> = spans.iter().map(|&span| points.slice(span)).collect();
            expected.insert((attr.id.clone(), role), words(&pieces));
        }
    }
    expected.retain(|_, words| !words.is_empty());
    expected
}

/// Words without white space, where a format leaves out what stands between blocks.
fn dense(pieces: &[&str]) -> String {
    pieces.concat().chars().filter(|c| !c.is_whitespace()).collect()
}

fn slice(text: &[char], start: usize, end: usize) -> String {
    text[start..end].iter().collect()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn csv_gives_words_and_places(report in any_report()) {
        let bytes = exported([&report], |out| Box::new(CsvExport::new(out).unwrap()));
        let mut table = csv::Reader::from_reader(bytes.as_slice());
        let (points, text) = (CodePoints::new(&report.text), report.text.chars().collect::<Vec<_>>());
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), report.attributions.len());
        for (row, attr) in rows.iter().zip(&report.attributions) {
            let cell = |name: &str| &row[ATTRIBUTIONS.iter().position(|column| column.name == name).unwrap()];
            for (role, spans) in roles(attr) {
                let pieces: Vec<&str> = spans.iter().map(|&span| points.slice(span)).collect();
                prop_assert_eq!(cell(role), pieces.join(" … "));
                let places = format!("{role}_places");
                let read: Vec<String> = cell(&places).split(' ').filter(|place| !place.is_empty()).map(|place| {
                    let (start, end) = place.split_once('-').unwrap();
                    slice(&text, start.parse().unwrap(), end.parse().unwrap())
                }).collect();
                prop_assert_eq!(read, pieces);
            }
        }
    }

    #[test]
    fn parquet_gives_words_and_places(report in any_report()) {
        use arrow_array::types::Int32Type;
        use arrow_array::cast::AsArray;
        use arrow_array::RecordBatch;
        let bytes = exported([&report], |out| Box::new(ParquetExport::new(out).unwrap()));
        let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReader::try_new(bytes::Bytes::from(bytes), 1024).unwrap();
        let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
        prop_assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), report.attributions.len());
        let (points, text) = (CodePoints::new(&report.text), report.text.chars().collect::<Vec<_>>());
        for (row, attr) in report.attributions.iter().enumerate() {
            for (role, spans) in roles(attr) {
                let pieces: Vec<&str> = spans.iter().map(|&span| points.slice(span)).collect();
                let words = batches[0].column_by_name(role).unwrap().as_list::<i32>().value(row);
                prop_assert!(words.as_string::<i32>().iter().flatten().eq(pieces.iter().copied()));
                let places = batches[0].column_by_name(&format!("{role}_places")).unwrap().as_list::<i32>().value(row);
                let ends = |name: &str| places.as_struct().column_by_name(name).unwrap().as_primitive::<Int32Type>().values().to_vec();
                let read: Vec<String> = ends("start").iter().zip(ends("end")).map(|(&start, end)| slice(&text, start as usize, end as usize)).collect();
                prop_assert_eq!(read, pieces);
            }
        }
    }

    #[test]
    fn web_annotations_select_the_words_twice(report in any_report()) {
        let bytes = exported([&report], |out| Box::new(WebAnnotationExport::new(out)));
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        let text: Vec<char> = value["zufolge:text"].as_str().unwrap().chars().collect();
        let mut found = BTreeMap::new();
        for item in value["first"]["items"].as_array().into_iter().flatten() {
            let id = item["id"].as_str().unwrap().rsplit("#zufolge-").next().unwrap();
            let (attr, role) = (id.split('-').next().unwrap().to_owned(), item["zufolge:role"].as_str().unwrap().to_owned());
            let mut words = Vec::new();
            let targets = match &item["target"] {
                Value::Array(targets) => targets.clone(),
                Value::String(_) => continue,
                one => vec![one.clone()],
            };
            for target in targets {
                let (position, quote) = (&target["selector"][0], &target["selector"][1]);
                let (start, end) = (position["start"].as_u64().unwrap() as usize, position["end"].as_u64().unwrap() as usize);
                let exact = quote["exact"].as_str().unwrap();
                prop_assert_eq!(slice(&text, start, end), exact);
                let (prefix, suffix) = (quote["prefix"].as_str().unwrap(), quote["suffix"].as_str().unwrap());
                prop_assert_eq!(slice(&text, start - prefix.chars().count(), start), prefix);
                prop_assert_eq!(slice(&text, end, end + suffix.chars().count()), suffix);
                words.push(exact.to_owned());
            }
            found.insert((attr, role), words.concat());
        }
        let expected: BTreeMap<_, _> =
            expected(&report, |pieces: &[&str]| pieces.concat()).into_iter().map(|((attr, role), words)| ((attr, role.to_owned()), words)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn schema_org_has_the_content(report in any_report()) {
        let bytes = exported([&report], |out| Box::new(JsonLdExport::new(out)));
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(value["articleBody"].as_str(), Some(report.text.as_str()));
        let points = CodePoints::new(&report.text);
        for (index, attr) in report.attributions.iter().enumerate() {
            let pieces: Vec<&str> = attr.content.iter().map(|&span| points.slice(span)).collect();
            prop_assert_eq!(value["hasPart"][index]["text"].as_str().unwrap_or_default(), pieces.join(" … "));
        }
    }

    #[test]
    fn tei_elements_add_up_to_the_words(report in any_report()) {
        let bytes = exported([&report], |out| Box::new(TeiExport::new(out)));
        let (body, found) = tei(&bytes);
        let all: String = report.text.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert_eq!(dense(&[&body]), all);
        let expected: BTreeMap<_, _> = expected(&report, dense).into_iter().map(|((attr, role), words)| ((attr, role.to_owned()), words)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn html_marks_the_content(report in any_report()) {
        let bytes = exported([&report], |out| Box::new(HtmlExport::new(out, UiLanguage::De)));
        let page = dom_query::Document::from(std::str::from_utf8(&bytes).unwrap());
        prop_assert_eq!(page.select("script, img, link, iframe, object, [onclick], [src]").length(), 0);
        let mut found: BTreeMap<(String, &'static str), String> = BTreeMap::new();
        for row in &page.select(".row") {
            for note in &row.select(".note") {
                let number = note.select(".n").first().text().to_string();
                let tie = note.attr("class").unwrap().split(' ').find_map(|class| class.strip_prefix('k').map(str::to_owned)).unwrap();
                let words: Vec<String> = row.select(&format!(".m{tie}")).iter().map(|words| words.text().to_string()).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                found.entry((format!("a{number}"), "content")).or_default().push_str(&dense(&words));
            }
        }
        found.retain(|_, words| !words.is_empty());
        let mut expected = expected(&report, dense);
        expected.retain(|(_, role), _| *role == "content");
        prop_assert_eq!(found, expected);
        for chrome in [".notes", ".n", ".imprint", ".legend", ".heard", ".remarks", ".made"] {
            page.select(chrome).remove();
        }
        let title_printed = page.select("h1").text().to_string();
        let shown = dense(&[&page.select("article").text()]);
        let all: String = report.text.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert!(shown == all || shown == format!("{}{all}", dense(&[&title_printed])), "{} is not {}", shown, all);
    }

    #[test]
    fn brat_offsets_slice_to_their_words(report in any_report()) {
        let annotations = brat::annotations(&report);
        let text: Vec<char> = report.text.chars().collect();
        for line in annotations.split_terminator('\n') {
            prop_assert!(line.starts_with(['T', 'R', 'A', '#', '*']), "{}", line);
            let Some(line) = line.strip_prefix('T') else { continue };
            let mut cells = line.splitn(3, '\t');
            let (_, label, words) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
            let (_, places) = label.split_once(' ').unwrap();
            let read: Vec<String> = places.split(';').map(|place| {
                let (start, end) = place.split_once(' ').unwrap();
                slice(&text, start.parse().unwrap(), end.parse().unwrap())
            }).collect();
            prop_assert!(read.iter().all(|words| !words.is_empty() && !words.contains('\n')));
            prop_assert_eq!(read.join(" "), words);
        }
        let contents = report.attributions.iter().filter(|attr| {
            let points = CodePoints::new(&report.text);
            attr.content.iter().any(|&span| points.slice(span).contains(|c| c != '\n'))
        });
        prop_assert_eq!(annotations.lines().filter(|line| line.starts_with('T') && line.contains("\tContent ")).count(), contents.count());
    }
}

/// The text of the body, and the words of each role put together.
fn tei(bytes: &[u8]) -> (String, BTreeMap<(String, String), String>) {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let (mut open, mut body, mut found) = (Vec::<(String, String)>::new(), String::new(), BTreeMap::<(String, String), String>::new());
    let mut ids = std::collections::BTreeSet::new();
    let mut pointers = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let mut own = String::new();
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned();
                    match attribute.key.as_ref() {
                        "xml:id" => {
                            assert!(ids.insert(value.clone()), "{value} twice");
                            own = value;
                        }
                        "next" | "prev" | "who" | "ref" | "ana" | "corresp" | "toWhom" | "fVal" => {
                            pointers.extend(value.split(' ').map(str::to_owned));
                        }
                        _ => {}
                    }
                }
                if matches!(event, Event::Start(_)) {
                    open.push((tag.name().as_ref().to_owned(), own));
                }
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(words) => put(&open, words, &mut body, &mut found),
            Event::GeneralRef(name) => {
                put(&open, quick_xml::escape::resolve_predefined_entity(name).unwrap(), &mut body, &mut found);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    for pointer in pointers {
        assert!(pointer.strip_prefix('#').is_some_and(|id| ids.contains(id)), "{pointer} points nowhere");
    }
    found.retain(|_, words| !words.is_empty());
    (body, found)
}

fn put(open: &[(String, String)], words: &str, body: &mut String, found: &mut BTreeMap<(String, String), String>) {
    if !open.iter().any(|(name, _)| name == "body") {
        return;
    }
    body.push_str(words);
    for (_, id) in open.iter().filter(|(_, id)| id.contains(".a")) {
        // d1.a3.content2
        let mut parts = id.split('.').skip(1);
        let (attr, role) = (parts.next().unwrap(), parts.next().unwrap().trim_end_matches(|c: char| c.is_ascii_digit()));
        found.entry((attr.to_owned(), role.to_owned())).or_default().push_str(&dense(&[words]));
    }
}

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN))));

/// Sentences in which the rules find something, with odd things in between.
fn news() -> impl Strategy<Value = String> {
    let sentences = prop::sample::select(vec![
        "„Wir sind bereit 🚢“, sagte die Ministerin. ",
        "Der Sprecher erklärte, man prüfe den Fall & die Akten. ",
        "Laut Polizei gab es keine Verletzten. ",
        "Die Gewerkschaft forderte mehr Lohn.\n\n",
        "Die Lage sei <ernst>. Man werde handeln. ",
        "Die Cafe\u{301}besitzerin teilte mit, ihr sei davon nichts bekannt. ",
        "\"Nein\", so der Chef, \"das war anders.\" ",
        "Er sagte, sie habe ihm gesagt, „alles ist gut“. ",
        "👩‍👩‍👧 ",
        "\n",
        "Ein Subhead\n\n",
        "]]> -- |_| ",
    ]);
    prop::collection::vec(sentences, 1..12).prop_map(|sentences| sentences.concat())
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn conll_columns_give_the_places(text in news()) {
        let report = PIPELINE.read(&zufolge::Article { id: "x".into(), text, ..Default::default() });
        let bytes = exported([&report], |out| Box::new(ConllExport::new(out, Orthography::new(&GERMAN))));
        let mut columns: Vec<String> = Vec::new();
        // Places by attribution and role; one that is open may go on in the next sentence.
        let mut found: BTreeMap<(String, String), Vec<(usize, usize)>> = BTreeMap::new();
        let chars: Vec<char> = report.text.chars().collect();
        for line in std::str::from_utf8(&bytes).unwrap().lines() {
            if let Some(names) = line.strip_prefix("# columns = ID FORM START END") {
                columns = names.split_whitespace().map(str::to_owned).collect();
            }
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            prop_assert_eq!(cells.len(), 4 + columns.len());
            let (start, end): (usize, usize) = (cells[2].parse().unwrap(), cells[3].parse().unwrap());
            prop_assert_eq!(slice(&chars, start, end).replace(|c: char| c.is_whitespace() || c.is_control(), "_"), cells[1]);
            for (attr, cell) in columns.iter().zip(&cells[4..]).filter(|(_, cell)| **cell != "_") {
                for label in cell.split('|') {
                    let (sign, role) = label.split_once('-').unwrap();
                    let places = found.entry((attr.clone(), role.to_owned())).or_default();
                    match (sign, places.last_mut()) {
                        ("I", Some(last)) => last.1 = end,
                        _ => {
                            prop_assert_eq!(sign, "B");
                            places.push((start, end));
                        }
                    }
                }
            }
        }
        let mut wanted = BTreeMap::new();
        for attr in &report.attributions {
            for (role, spans) in roles(attr).into_iter().filter(|(_, spans)| !spans.is_empty()) {
                wanted.insert((attr.id.clone(), role.to_owned()), spans.iter().map(|span| (span.range().start, span.range().end)).collect::<Vec<_>>());
            }
        }
        prop_assert_eq!(found, wanted);
    }
}
