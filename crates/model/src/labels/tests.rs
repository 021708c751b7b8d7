use super::*;
use crate::features::Linguistics;
use crate::testing::{LINGUISTICS, read};
use zufolge_lexicon::GERMAN;

/// The contents that labels tell in two sentences: o nothing, f frame, D and d direct, I and i indirect.
fn told(labels: &str) -> Vec<(Form, String)> {
    let doc = read("Das Haus steht leer , sagt er .\nNun kommt der Bagger .\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let labels: Vec<u8> = labels
        .chars()
        .map(|label| match label {
            'f' => content::FRAME,
            'D' => of_content(Form::Direct, true),
            'd' => of_content(Form::Direct, false),
            'I' => of_content(Form::Indirect, true),
            'i' => of_content(Form::Indirect, false),
            _ => content::NONE,
        })
        .collect();
    assert_eq!(labels.len(), doc.tokens.len());
    let words = |content: &Role| content.iter().map(|span| doc.slice(*span)).collect::<Vec<_>>().join(" … ");
    contents(&facts, 0, &labels).into_iter().map(|found| (found.form, words(&found.content))).collect()
}

#[test]
fn a_content_goes_on_behind_a_gap_in_its_sentence() {
    assert_eq!(told("IioiooooDdddo"), [(Form::Indirect, "Das Haus … leer".into()), (Form::Direct, "Nun kommt der Bagger".into())]);
}

#[test]
fn a_content_goes_on_in_the_next_sentence_behind_its_frame_only() {
    assert_eq!(told("Iiiifffffiioo").len(), 1);
    assert_eq!(told("Iiiiooooiiooo"), [(Form::Indirect, "Das Haus steht leer".into()), (Form::Indirect, "Nun kommt".into())]);
}

#[test]
fn the_inside_of_another_form_begins_anew() {
    assert_eq!(told("Iidoooooooooo"), [(Form::Indirect, "Das Haus".into()), (Form::Direct, "steht".into())]);
}

#[test]
fn labels_of_roles_are_put_together() {
    let labels = [role::SOURCE, role::SOURCE, role::CUE, role::NONE, role::ADDRESSEE, role::FRAME, role::SOURCE_APART];
    let roles = Roles::of_labels(&[3, 4, 5, 6, 7, 8, 12], &labels);
    assert_eq!(roles.source, [Span::new(3, 5), Span::new(12, 13)]);
    assert_eq!(roles.cue, [Span::new(5, 6)]);
    assert_eq!(roles.addressee, [Span::new(7, 8)]);
    assert_eq!(roles.frame, [Span::new(3, 6), Span::new(7, 9)]);
}

#[test]
fn a_told_act_has_its_cue_in_its_content_and_no_frame() {
    let labels = [role::SOURCE, role::CUE, role::CUE, role::FRAME];
    let roles = Roles::of_labels(&[3, 4, 9, 10], &labels);
    let told = roles.clone().of_form(Form::Reported, &vec![Span::new(2, 8)]);
    assert_eq!((told.source, told.cue, told.frame), (vec![Span::new(3, 4)], vec![Span::new(4, 5)], vec![]));
    let free = roles.clone().of_form(Form::FreeIndirect, &vec![Span::new(20, 22)]);
    assert_eq!((free.source, free.cue, free.frame), (vec![Span::new(3, 4)], vec![], vec![]));
    assert_eq!(roles.clone().of_form(Form::Indirect, &vec![Span::new(20, 22)]), roles);
}

#[test]
fn the_rules_classes_are_known_by_name() {
    let other = Linguistics::new(
        &GERMAN,
        crate::tagger::Tagger::from_bytes(include_bytes!("../../../../models/parts/tagger-de.bin")).unwrap(),
        crate::clusters::Clusters::from_bytes(include_bytes!("../../../../models/parts/clusters-de.bin")).unwrap(),
    );
    assert_eq!(other.fingerprint(), LINGUISTICS.fingerprint());
    assert_ne!(other.fingerprint(), 0);
}

#[test]
fn no_content_begins_with_a_comma() {
    assert_eq!(told("ooooIiioooooo"), [(Form::Indirect, "sagt er".into())]);
}

#[test]
fn what_is_told_does_not_end_with_a_comma() {
    assert_eq!(told("Iiiiioooooooo"), [(Form::Indirect, "Das Haus steht leer".into())]);
}
