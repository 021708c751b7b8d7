//! The metric is the published one: same numbers as the reference scorer on random documents, ties included.
//! `score_fixture.py` beside this file writes the fixture and says how.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use serde_json::Value;
use zufolge_corpus::score::{Scheme, Score, Tally};
use zufolge_corpus::wikinews::{form_from_name, form_name, mode_from_name};
use zufolge_corpus::{Annotation, Example, Part, role_of};

fn annotations(list: &Value) -> Vec<Annotation> {
    let role = |value: &Value| role_of(value.as_array().unwrap().iter().map(|id| id.as_u64().unwrap() as u32));
    let of = |one: &Value| Annotation {
        form: one["type"].as_str().map(|name| form_from_name(name).unwrap()),
        mode: one["medium"].as_str().map(|name| mode_from_name(name).unwrap()),
        content: role(&one["quote"]),
        cue: role(&one["cue"]),
        source: role(&one["speaker"]),
        addressee: role(&one["addressee"]),
        frame: role(&one["frame"]),
        ..Annotation::default()
    };
    list.as_array().map(|list| list.iter().map(of).collect()).unwrap_or_default()
}

#[test]
fn on_every_case_of_the_fixture() {
    let cases: Value = serde_json::from_str(include_str!("fixtures/scores.json")).unwrap();
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), 60);
    for (number, case) in cases.iter().enumerate() {
        let mut tally = Tally::new(Scheme::Wikinews);
        for document in case["documents"].as_array().unwrap() {
            tally.add(&Example { predicted: annotations(&document["predicted"]), reference: annotations(&document["reference"]) });
        }
        let rows: [(&str, Score); 9] = [
            ("messages", tally.messages()),
            ("roles", tally.roles()),
            ("joint", tally.joint()),
            ("addressee", tally.score(&[Part::Addressee])),
            ("cue", tally.score(&[Part::Cue])),
            ("frame", tally.score(&[Part::Frame])),
            ("speaker", tally.score(&[Part::Source])),
            ("form", tally.form()),
            ("medium", tally.mode()),
        ];
        assert_eq!(case["scores"].as_object().unwrap().len(), rows.len());
        for (name, score) in rows {
            let ours = [score.precision, score.recall, score.f1()];
            for (place, value) in ours.into_iter().enumerate() {
                let theirs = case["scores"][name][place].as_f64().unwrap();
                assert!((value - theirs).abs() < 1e-9, "case {number}, {name}: {ours:?} but the fixture has {}", case["scores"][name]);
            }
        }
        if let Some(forms) = case["by_form"].as_object() {
            assert_eq!(forms.len(), tally.by_form().len(), "case {number}");
            for (form, found) in tally.by_form() {
                let theirs = &forms[form_name(form.unwrap())];
                let share = |of: usize| of as f64 / found.reference as f64;
                assert_eq!(theirs["gold"].as_u64().unwrap(), found.reference as u64, "case {number}");
                assert!((theirs["found"].as_f64().unwrap() - share(found.found)).abs() < 1e-9, "case {number}, {form:?}: {found:?}");
                assert!((theirs["exact"].as_f64().unwrap() - share(found.exact)).abs() < 1e-9, "case {number}, {form:?}: {found:?}");
            }
        }
    }
}
