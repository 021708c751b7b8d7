//! The readers over tiny corpora of our own, and what they say about broken ones.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::{Path, PathBuf};
use zufolge::Span;
use zufolge::attribution::{Attribution, Form, Mode, Role};
use zufolge_corpus::wikinews::read_predictions;
use zufolge_corpus::{Annotated, Annotation, Part, PredictionWriter, Sample, role_of, spkatt, wikinews};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A file that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: &str) -> Self {
        let path = std::env::temp_dir().join(format!("zufolge-corpus-{}-{name}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn all_wikinews() -> Vec<Annotated> {
    wikinews::Reader::open(&fixture("wikinews.jsonl")).unwrap().collect::<Result<_, _>>().unwrap()
}

fn words(sample: &Sample, role: &Role) -> Vec<String> {
    let word = |token: u32| sample.text[sample.tokens[token as usize].span.range()].to_owned();
    role.iter().map(|span| (span.start..span.end).map(word).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn wikinews_offsets_become_bytes() {
    let documents = all_wikinews();
    assert_eq!(documents.iter().map(|document| document.line).collect::<Vec<_>>(), [1, 2, 3]);
    let Annotated { sample, annotations, .. } = &documents[0];
    assert_eq!(sample.name, "1 - Fähre nach Grünau");
    assert_eq!(sample.sentences.len(), 4);
    let third = sample.sentences[2];
    assert_eq!(
        words(sample, &vec![third]),
        ["Laut Reederei kostet die Überfahrt 3 Euro ."],
        "after umlauts and a character beyond 16 bits"
    );
    assert_eq!(words(sample, &annotations[0].content), ["„ Das Schiff ist überholt 🚢 und sicher “"]);
    assert_eq!(words(sample, &annotations[0].addressee), ["den Fahrgästen"]);
    assert_eq!(words(sample, &annotations[2].cue), ["teilte", "mit"], "a cue in two pieces");
    assert!(documents[1].annotations.is_empty());
}

#[test]
fn wikinews_labels() {
    let annotations = all_wikinews().pop().unwrap().annotations;
    let forms: Vec<_> = annotations.iter().map(|one| one.form.unwrap()).collect();
    assert_eq!(forms, [Form::Indirect, Form::Indirect, Form::IndirectFreeIndirect, Form::Reported]);
    let modes: Vec<_> = annotations.iter().map(|one| one.mode.unwrap()).collect();
    assert_eq!(modes, [Mode::WRITING, Mode::SPEECH, Mode::WRITING, Mode::default()]);
    assert!(annotations[0].has_nested && !annotations[0].is_nested);
    assert!(annotations[1].is_nested && !annotations[1].has_nested);
}

#[test]
fn every_form_and_mode_has_one_name() {
    for form in [Form::Direct, Form::Indirect, Form::Reported, Form::FreeIndirect, Form::IndirectFreeIndirect] {
        assert_eq!(wikinews::form_from_name(wikinews::form_name(form)), Some(form));
    }
    for name in ["Speech", "Writing", "Thought", "SW", "ST", "TW", "STW", "none"] {
        assert_eq!(wikinews::mode_name(wikinews::mode_from_name(name).unwrap()), name);
    }
    assert_eq!(wikinews::mode_from_name("WS"), Some(Mode::SPEECH_WRITING), "in any order");
    for name in ["speech", "", "S", "SS", "SX", "None"] {
        assert_eq!(wikinews::mode_from_name(name), None, "{name}");
    }
}

#[test]
fn spkatt_text_is_rebuilt() {
    let documents: Vec<_> = spkatt::Reader::open(&fixture("spkatt.jsonl")).unwrap().collect::<Result<_, _>>().unwrap();
    let Annotated { sample, annotations, .. } = &documents[0];
    assert_eq!(sample.text, "Liebe Gäste !\nIch weise das zurück , Herr Brandl .\nDer Bericht sagt uns auf Seite 4 , es werde wärmer .\n");
    assert_eq!(sample.sentences, [Span::new(0, 3), Span::new(3, 11), Span::new(11, 23)]);
    assert_eq!(words(sample, &annotations[0].cue), ["weise", "zurück"], "the verb's prefix is part of the cue");
    assert_eq!(words(sample, &annotations[0].addressee), ["Herr Brandl"]);
    assert_eq!(words(sample, &annotations[1].content), ["es werde wärmer"], "ids may stand in any order");
    assert_eq!(words(sample, &annotations[1].source), ["Der Bericht"]);
    assert_eq!(annotations[1].other.len(), 1);
    assert_eq!((annotations[1].other[0].0, words(sample, &annotations[1].other[0].1)), ("Medium", vec!["auf Seite 4".to_owned()]));
    assert!(annotations[2].content.is_empty() && annotations[2].form.is_none());
}

#[test]
fn roles_are_tidied() {
    assert_eq!(role_of([]), []);
    assert_eq!(role_of([7, 3, 4, 4, 9, 8]), [Span::new(3, 5), Span::new(7, 10)]);
}

#[test]
fn predictions_come_back_as_they_were() {
    let scratch = Scratch::new("predictions.jsonl", "");
    let mut writer = PredictionWriter::create(&scratch.0).unwrap();
    for document in all_wikinews() {
        writer.write(&document.sample, &document.annotations).unwrap();
    }
    writer.finish().unwrap();

    let predictions = read_predictions(&scratch.0).unwrap();
    for document in all_wikinews() {
        assert_eq!(predictions[&document.sample.name], document.annotations);
    }
    // Not only the token ids: what is derived from them is as in the corpus, too.
    let lines = |path: &Path| -> Vec<serde_json::Value> {
        std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let (written, corpus) = (lines(&scratch.0), lines(&fixture("wikinews.jsonl")));
    assert_eq!(written.len(), corpus.len());
    for (written, corpus) in written.iter().zip(&corpus) {
        assert_eq!(written["annotations"], corpus["annotations"]);
    }
}

#[test]
fn attributions_become_annotations() {
    let attribution = |content, parent| Attribution {
        form: Form::Reported,
        mixed: false,
        mode: Mode::SPEECH_WRITING,
        content: vec![content],
        cue: vec![Span::new(9, 10), Span::new(5, 6), Span::new(6, 7), Span::new(4, 4)],
        source: Vec::new(),
        addressee: Vec::new(),
        frame: Vec::new(),
        parent,
        stance: Vec::new(),
        confidence: 1.0,
        evidence: vec!["a test"],
    };
    let annotations = Annotation::from_attributions(&[attribution(Span::new(0, 5), None), attribution(Span::new(2, 3), Some(0))]);
    assert_eq!(annotations[0].form, Some(Form::Reported));
    assert_eq!(annotations[0].mode, Some(Mode::SPEECH_WRITING));
    assert_eq!(annotations[0].role(Part::Cue), &[Span::new(5, 7), Span::new(9, 10)]);
    assert_eq!((annotations[0].has_nested, annotations[0].is_nested), (true, false));
    assert_eq!((annotations[1].has_nested, annotations[1].is_nested, annotations[1].id), (false, true, 1));
}

#[test]
fn reported_attributions_have_no_cue_in_this_corpus() {
    let attribution = |form| Attribution {
        form,
        mixed: false,
        mode: Mode::SPEECH,
        content: vec![Span::new(0, 5)],
        cue: vec![Span::new(1, 2)],
        source: vec![Span::new(0, 1)],
        addressee: vec![Span::new(2, 3)],
        frame: vec![Span::new(0, 2)],
        parent: None,
        stance: Vec::new(),
        confidence: 1.0,
        evidence: vec!["a test"],
    };
    let attributions = [attribution(Form::Reported), attribution(Form::Indirect)];
    let annotations = wikinews::annotations(&attributions);
    assert_eq!((annotations[0].cue.len(), annotations[0].frame.len()), (0, 0));
    assert_eq!((annotations[0].source.len(), annotations[0].addressee.len()), (1, 1));
    assert_eq!(annotations[1], Annotation::from_attributions(&attributions)[1], "others keep theirs");
}

/// What the reader says about the fixture's first line with one thing changed, on the second line of a file.
fn complaint(from: &str, to: &str) -> String {
    let line = std::fs::read_to_string(fixture("wikinews.jsonl")).unwrap().lines().next().unwrap().to_owned();
    assert!(line.contains(from), "nothing to change");
    let scratch = Scratch::new(&format!("broken-{}.jsonl", to.len() * 1000 + from.len()), &format!("\n{}\n", line.replacen(from, to, 1)));
    let error = wikinews::Reader::open(&scratch.0).unwrap().next().unwrap().unwrap_err().to_string();
    assert!(error.starts_with(&format!("{}, line 2: ", scratch.0.display())), "{error}");
    error
}

#[test]
fn broken_documents_are_named_with_a_remedy() {
    let offsets = complaint(r#"{"charBegin": 4,"#, r#"{"charBegin": 5,"#);
    assert!(offsets.contains("“Fähre” does not stand at 5 to 9") && offsets.contains("count the Unicode code points"), "{offsets}");
    let backwards = complaint(r#"{"charBegin": 4,"#, r#"{"charBegin": 90,"#);
    assert!(backwards.contains("does not stand at 90 to 9"), "{backwards}");
    let beyond = complaint(r#""charEnd": 3,"#, r#""charEnd": 99999,"#);
    assert!(beyond.contains("does not stand at 0 to 99999"), "{beyond}");
    let gap = complaint(r#""sentences": [{"begin": 0"#, r#""sentences": [{"begin": 1"#);
    assert!(gap.contains("without a gap"), "{gap}");
    let token = complaint(r#""tokenIds": ["#, r#""tokenIds": [4294967295, "#);
    assert!(token.contains("annotation 0 names token 4294967295") && token.contains("count the document's tokens"), "{token}");
    let form = complaint(r#""type": "Direct""#, r#""type": "Shouted""#);
    assert!(form.contains("“Shouted”") && form.contains("IndirectFreeIndirect"), "{form}");
    let mode = complaint(r#""medium": "Speech""#, r#""medium": "Song""#);
    assert!(mode.contains("“Song”") && mode.contains("Writing"), "{mode}");
    let json = complaint(r#""originalText""#, r#""text""#);
    assert!(json.contains("originalText") && json.contains("one whole Wikinews document"), "{json}");
}

#[test]
fn a_broken_line_does_not_stop_the_next() {
    let text = std::fs::read_to_string(fixture("wikinews.jsonl")).unwrap();
    let scratch = Scratch::new("twice.jsonl", &format!("{{}}\n{text}{}", text.lines().next().unwrap()));
    let read: Vec<_> = wikinews::Reader::open(&scratch.0).unwrap().collect();
    assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true, true, true, false]);
    let twice = read[4].as_ref().unwrap_err().to_string();
    assert!(twice.contains("line 5") && twice.contains("line 2 already") && twice.contains("rename"), "{twice}");
}

#[test]
fn broken_speeches_are_named_with_a_remedy() {
    let line = std::fs::read_to_string(fixture("spkatt.jsonl")).unwrap();
    for (number, (from, to, says)) in [
        ("\"1:6\"", "\"1:8\"", "“1:8”"),
        ("\"1:6\"", "\"6\"", "“6”"),
        ("\"Gäste\"", "\" \"", "token 0:1"),
        ("\"Tokens\": [\"Liebe\", \"Gäste\", \"!\"]", "\"Tokens\": []", "sentence 0"),
    ]
    .into_iter()
    .enumerate()
    {
        assert!(line.contains(from), "nothing to change: {from}");
        let scratch = Scratch::new(&format!("speech-{number}.jsonl"), &line.replacen(from, to, 1));
        let error = spkatt::Reader::open(&scratch.0).unwrap().next().unwrap().unwrap_err().to_string();
        assert!(error.contains("line 1") && error.contains(says), "{error}");
    }
}

#[test]
fn blanks_around_a_token_are_left_out() {
    let line = std::fs::read_to_string(fixture("spkatt.jsonl")).unwrap().replacen("\"Gäste\"", "\" Gäste \"", 1);
    let scratch = Scratch::new("blanks.jsonl", &line);
    let document = spkatt::Reader::open(&scratch.0).unwrap().next().unwrap().unwrap();
    assert!(document.sample.text.starts_with("Liebe Gäste !\n"), "{}", document.sample.text);
}

#[test]
fn a_missing_file_is_named_with_a_remedy() {
    let error = wikinews::Reader::open(Path::new("no/such/corpus.jsonl")).unwrap_err().to_string();
    assert!(error.contains("no/such/corpus.jsonl") && error.contains("give the path"), "{error}");
}
