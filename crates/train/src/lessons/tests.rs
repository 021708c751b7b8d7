use super::{excerpts, plain, prepare};
use std::io::Write as _;
use std::path::Path;
use zufolge::document::Orthography;
use zufolge_lexicon::GERMAN;
use zufolge_model::engine::linguistics;
use zufolge_model::features::Linguistics;
use zufolge_model::labels::content;

fn parts() -> Linguistics {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/parts"));
    let read = |name: &str| std::fs::read(root.join(name)).unwrap();
    linguistics(&GERMAN, &read("tagger-de.bin"), &read("clusters-de.bin")).unwrap()
}

#[test]
fn what_the_rules_are_sure_of_is_taught_and_what_they_half_believe_is_left_open() {
    let (linguistics, orthography) = (parts(), Orthography::new(&GERMAN));
    let mut file = tempfile::NamedTempFile::new().unwrap();
    writeln!(file, "Die Reederei teilte mit, ihr sei davon nichts bekannt. Der Kapitän lobte die Mannschaft.").unwrap();
    let materials = plain(file.path(), 1, &orthography, &linguistics).unwrap();
    let [material] = &materials[..] else { panic!("one text") };
    assert_eq!(material.sure, [true, false]);
    let word = |at: usize| material.example.doc.word(at);
    let open: Vec<&str> = (0..material.open.len()).filter(|at| material.open[*at]).map(word).collect();
    assert!(open.contains(&"lobte") && !open.contains(&"bekannt") && !open.contains(&"Reederei"), "{open:?}");
    let lessons = prepare(&materials, &linguistics);
    assert_eq!(lessons[0].document.outer.open, material.open);
    let roles = lessons[0].roles(&vec![content::NONE; material.open.len()]);
    assert_eq!(roles.len(), 1, "of what is sure only");
    assert!(roles[0].weight < 1.0 && lessons[0].document.outer.weight < 1.0);
    assert!(plain(Path::new("no such file"), 1, &orthography, &linguistics).is_err());
}

#[test]
fn excerpts_are_spread_over_the_file_and_begin_with_a_paragraph() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for number in 0..400 {
        writeln!(file, "Absatz {number} {}", "ä".repeat(100)).unwrap();
    }
    let found = excerpts(file.path(), 4).unwrap();
    assert_eq!(found.len(), 4);
    assert!(found.iter().all(|text| text.starts_with("Absatz ") && (2500..2900).contains(&text.len())));
    assert!(found[0].starts_with("Absatz 0 ") && !found[3].starts_with("Absatz 2"), "{}", &found[3][..12]);
    assert_eq!(excerpts(file.path(), 4).unwrap(), found);
}
