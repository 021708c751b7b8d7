//! Stance and factuality in sentences of our own, end to end.

use super::{Certainty, Polarity};
use crate::attribution::rules::AttributionRules;
use crate::attribution::{Attribution, Form, Mode, Role, Stance};
use crate::document::{Document, Orthography};
use crate::span::Span;
use crate::text::CleanText;
use crate::{Article, Pipeline, Report, Resolver};
use zufolge_lexicon::GERMAN;

pub(super) fn read(text: &str) -> Report {
    let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));
    pipeline.read(&Article { text: text.to_owned(), ..Article::default() })
}

/// The stance of the only statement in a text.
pub(super) fn stance(text: &str) -> Vec<Stance> {
    let report = read(text);
    assert_eq!(report.attributions.len(), 1, "{text}: {:?}", report.attributions);
    report.attributions[0].stance.clone()
}

#[test]
fn the_cue_tells_the_stance() {
    for (text, expected) in [
        ("Die Gewerkschaft forderte, dass der Lohn steigt.", Stance::Demands),
        ("Der Verband warnte davor, dass der Deich bricht.", Stance::Warns),
        ("Die Ministerin kündigte an, die Brücke im Mai zu öffnen.", Stance::Announces),
        ("Der Bürgermeister bestätigte, dass der Damm gebrochen ist.", Stance::Confirms),
        ("Der Sprecher bestritt, dass Geld geflossen ist.", Stance::Denies),
        ("Die Sprecherin räumte ein, dass der Zug zu schnell war.", Stance::Admits),
    ] {
        assert_eq!(stance(text), [expected], "{text}");
    }
}

#[test]
fn a_confirmation_that_is_refused_is_none() {
    for text in [
        "Die Polizei bestätigte nicht, dass es Verletzte gab.",
        "Das Ministerium wollte nicht bestätigen, dass der Vertrag gekündigt ist.",
        "Der Konzern konnte am Freitag nicht bestätigen, dass das Werk schließt.",
        "Die Behörde wollte weder bestätigen noch dementieren, dass ermittelt wird.",
    ] {
        let found = read(text).attributions.into_iter().flat_map(|attr| attr.stance).collect::<Vec<_>>();
        assert!(!found.is_empty() && !found.contains(&Stance::Confirms), "{text}: {found:?}");
    }
}

/// The tokens of some words of a document, where they stand first; none for none.
fn role(doc: &Document, words: &str) -> Role {
    let Some(start) = doc.text.find(words).filter(|_| !words.is_empty()) else { return Role::new() };
    let inside = |at: &usize| (start..start + words.len()).contains(&(doc.tokens[*at].span.start as usize));
    let tokens: Vec<usize> = (0..doc.tokens.len()).filter(inside).collect();
    vec![Span::new(tokens[0], tokens[tokens.len() - 1] + 1)]
}

/// An attribution that is handed over, by the words of its content, cue, source and frame.
pub(super) fn given(doc: &Document, form: Form, [content, cue, source, frame]: [&str; 4]) -> Attribution {
    Attribution {
        form,
        mixed: false,
        mode: Mode::SPEECH,
        content: role(doc, content),
        cue: role(doc, cue),
        source: role(doc, source),
        addressee: Vec::new(),
        frame: role(doc, frame),
        parent: None,
        stance: Vec::new(),
        confidence: 1.0,
        evidence: vec!["test"],
    }
}

/// The stances of told acts without a frame.
fn told(texts_and_cues: &[(&str, &str)]) -> Vec<Stance> {
    let one = |(text, cue): &(&str, &str)| {
        let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
        let told = given(&doc, Form::Reported, [text, cue, "", ""]);
        Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[told]).resolved[0].stance[0]
    };
    texts_and_cues.iter().map(one).collect()
}

#[test]
fn who_lets_something_be_said_refuses_nothing() {
    assert_eq!(stance("Der Vertrag laufe bis Mai, ließ Holm ausrichten."), [Stance::States]);
    assert_eq!(stance("Man nehme dazu keine Stellung, ließ Holm ausrichten."), [Stance::DeclinesComment]);
}

#[test]
fn what_another_clause_negates_is_no_part_of_the_cue() {
    let text = "Erst wollte Jan Holm von dem Brief nichts wissen, dann musste er zugeben, dass die Warnung im Haus war.";
    assert_eq!(stance(text), [Stance::Admits]);
}

#[test]
fn a_wish_not_to_be_named_is_no_refusal() {
    let found = told(&[
        ("Daran erinnern sich zwei weitere Gäste, die nicht genannt werden wollen.", "erinnern sich"),
        ("Das Amt ließ Anfragen unbeantwortet.", "ließ"),
    ]);
    assert_ne!(found[0], Stance::DeclinesComment);
    assert_eq!(found[1], Stance::DeclinesComment);
}

#[test]
fn an_answer_that_is_owed_confirms_nothing() {
    // The rules know no such cue, the model does: tokens are "Die Auskunft blieb der Verein den Anwohnern schuldig ."
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new("Die Auskunft blieb der Verein den Anwohnern schuldig."));
    let told = Attribution {
        form: Form::Reported,
        mixed: false,
        mode: Mode::SPEECH,
        content: vec![Span::new(0, 9)],
        cue: vec![Span::new(2, 3), Span::new(7, 8)],
        source: vec![Span::new(3, 5)],
        addressee: vec![Span::new(5, 7)],
        frame: Vec::new(),
        parent: None,
        stance: Vec::new(),
        confidence: 1.0,
        evidence: vec!["test"],
    };
    let resolution = Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[told]);
    assert!(!resolution.resolved[0].stance.contains(&Stance::Confirms), "{:?}", resolution.resolved[0].stance);
}

#[test]
fn what_is_neither_confirmed_nor_denied_is_both() {
    let text = "Die Behörde wollte weder bestätigen noch dementieren, dass ermittelt wird.";
    assert_eq!(stance(text), [Stance::DoesNotConfirm, Stance::DoesNotDeny]);
}

#[test]
fn a_refusal_and_a_denial_that_is_none_are_two_acts() {
    let text = "Die Reederei wollte sich nicht äußern, dementierte den Bericht aber auch nicht.";
    assert_eq!(stance(text), [Stance::DoesNotDeny, Stance::DeclinesComment]);
}

#[test]
fn who_does_not_rule_something_out_hints_at_it() {
    for hint in ["„Ausschließen kann ich es nicht“, sagte die Wirtin.", "„Das kann ich nicht ausschließen“, sagte die Wirtin."] {
        assert_eq!(stance(hint), [Stance::Hints], "{hint}");
    }
    assert_ne!(stance("„Das kann ich ausschließen“, sagte die Wirtin."), [Stance::Hints]);
}

#[test]
fn who_refuses_to_speak_in_so_many_words_denies_nothing() {
    for refusal in [
        "„Zu Wahlen nehmen wir keine Stellung“, sagte die Wirtin.",
        "„Kein Kommentar“, sagte die Wirtin.",
        "Man äußere sich nicht zu Wahlen, sagte die Wirtin.",
        "Die Wirtin lehnte es ab, sich zu Wahlen zu äußern.",
    ] {
        assert_eq!(stance(refusal), [Stance::DeclinesComment], "{refusal}");
    }
    for other in [
        "„Ich habe mich nie zu Wahlen geäußert“, sagte die Wirtin.",
        "„Wir sprechen hier nicht über Kleingeld“, sagte die Wirtin.",
        "Die Wirtin lehnte es ab, den Saal zu öffnen.",
    ] {
        assert_ne!(stance(other), [Stance::DeclinesComment], "{other}");
    }
}

#[test]
fn who_will_have_known_nothing_denies() {
    assert_eq!(stance("Der Koch will nichts davon gewusst haben."), [Stance::Denies]);
    assert_ne!(stance("Der Koch will den Schuss gehört haben."), [Stance::Denies]);
}

#[test]
fn words_in_marks_have_the_stance_of_what_they_stand_in() {
    let report = read("Der Verband kritisierte, der Plan sei „ein Irrweg ohne Ende“.");
    let stances: Vec<_> = report.attributions.iter().map(|attr| &attr.stance).collect();
    assert_eq!(stances, [&[Stance::Criticises], &[Stance::Criticises]]);
}

#[test]
fn the_noun_that_a_source_begins_with_tells_the_stance() {
    for (text, expected) in [
        ("Nach dem Vorschlag der Bürgermeisterin wird die Brücke abgerissen.", Stance::Proposes),
        ("Nach Schätzung der Kammer fehlen im Kreis 300 Lehrlinge.", Stance::Expects),
        ("Nach Angaben der Kammer fehlen im Kreis 300 Lehrlinge.", Stance::States),
    ] {
        assert_eq!(stance(text), [expected], "{text}");
    }
}

#[test]
fn plain_words_state() {
    for text in [
        "Die Werft teilte mit, das Schiff sei überholt und sicher.",
        "Der Sprecher sagte, der Zug sei um acht Uhr abgefahren.",
        "Das Haus sei 1974 gebaut worden, sagte die Architektin.",
    ] {
        assert_eq!(stance(text), [Stance::States], "{text}");
    }
}

#[test]
fn the_press_passes_on() {
    assert_eq!(stance("Laut der Nachrichtenagentur Reuters ist der Damm gebrochen."), [Stance::Reports]);
    assert_eq!(stance("Laut der Bürgermeisterin ist der Damm gebrochen."), [Stance::States]);
}

#[test]
fn commitment_follows_hedges_and_negation() {
    for (text, certainty, polarity) in [
        ("Die Polizei teilte mit, der Fahrer sei verletzt.", Certainty::Certain, Polarity::Positive),
        ("Die Polizei teilte mit, der Fahrer sei nicht verletzt.", Certainty::Certain, Polarity::Negative),
        ("Die Forscherin sagte, der Fluss dürfte wahrscheinlich weiter steigen.", Certainty::Probable, Polarity::Positive),
        ("Die Gewerkschaft forderte, dass der Lohn steigt.", Certainty::Unknown, Polarity::Unknown),
        ("Die Gewerkschaft forderte, dass der Lohn nicht sinkt.", Certainty::Unknown, Polarity::Unknown),
        ("Der Sprecher bestritt, dass Geld geflossen ist.", Certainty::Certain, Polarity::Negative),
    ] {
        let factuality = read(text).attributions[0].factuality;
        assert_eq!((factuality.certainty, factuality.polarity), (certainty, polarity), "{text}");
    }
}

#[test]
fn who_says_that_something_is_so_or_is_not_answers_it() {
    for (text, expected) in [
        ("Der Bericht treffe zu, sagte die Wirtin.", Stance::Confirms),
        ("Der Bericht sei falsch, sagte die Wirtin.", Stance::Denies),
        ("Die Wirtin ging auf den Vorwurf nicht ein.", Stance::DeclinesComment),
        ("Eine Stellungnahme der Wirtin lag nicht vor.", Stance::DeclinesComment),
        ("Ob der Saal öffnet, konnte die Wirtin nicht sagen.", Stance::DoesNotConfirm),
        ("Ob der Saal öffnet, wollte die Wirtin nicht sagen.", Stance::DeclinesComment),
    ] {
        assert_eq!(stance(text), [expected], "{text}");
    }
}
