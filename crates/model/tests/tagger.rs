//! The shipped tagger on sentences of our own, and the tagger's file under hostile hands.

use proptest::prelude::*;
use std::sync::LazyLock;
use zufolge_model::tagger::lexicon::{Entry, Lexicon};
use zufolge_model::tagger::weights::Table;
use zufolge_model::tagger::{Case, Mood, Number, Pos, Tag, Tagger};

const WEIGHTS: &[u8] = include_bytes!("../../../models/parts/tagger-de.bin");

static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::from_bytes(WEIGHTS).expect("the shipped weights"));

/// The tag of a word of a sentence, whose tokens stand between spaces.
fn tag(sentence: &str, word: &str) -> Tag {
    let words: Vec<&str> = sentence.split(' ').collect();
    let at = words.iter().position(|&other| other == word).expect("the word is in the sentence");
    TAGGER.tag(&words)[at]
}

#[test]
fn konjunktiv_is_told_from_the_indicative() {
    for (sentence, verb, mood) in [
        ("Der Hafen sei seit Montag gesperrt , sagte die Sprecherin .", "sei", Mood::Subjunctive),
        ("Der Hafen sei seit Montag gesperrt , sagte die Sprecherin .", "sagte", Mood::Indicative),
        ("Der Bürgermeister erklärte , er habe davon nichts gewusst .", "habe", Mood::Subjunctive),
        ("Ich habe davon nichts gewusst .", "habe", Mood::Indicative),
        ("Das Werk werde im Herbst schließen , hieß es .", "werde", Mood::Subjunctive),
        ("Ich werde im Herbst gehen .", "werde", Mood::Indicative),
        ("Die Verhandlungen seien gescheitert , teilte das Amt mit .", "seien", Mood::Subjunctive),
        ("Die Verhandlungen sind gescheitert .", "sind", Mood::Indicative),
        ("Es gebe keinen Grund zur Sorge , betonte sie .", "gebe", Mood::Subjunctive),
        ("Es gibt keinen Grund zur Sorge .", "gibt", Mood::Indicative),
        ("Die Firma könne das nicht bezahlen .", "könne", Mood::Subjunctive),
    ] {
        assert_eq!(tag(sentence, verb).mood, Some(mood), "{verb} in {sentence}");
    }
}

#[test]
fn the_subject_is_found_where_the_object_comes_first() {
    for (sentence, subject, object) in [
        ("Den Minister kritisierte die Opposition .", "Opposition", "Minister"),
        ("Der Minister kritisierte den Vorschlag .", "Minister", "Vorschlag"),
        ("Den Vorwurf wies der Sprecher am Abend zurück .", "Sprecher", "Vorwurf"),
        ("Diesen Plan lehnt der Verband ab .", "Verband", "Plan"),
    ] {
        assert!(tag(sentence, subject).subject, "{subject} in {sentence}");
        assert_eq!(tag(sentence, subject).case, Some(Case::Nominative), "{sentence}");
        assert!(!tag(sentence, object).subject, "{object} in {sentence}");
        assert_eq!(tag(sentence, object).case, Some(Case::Accusative), "{sentence}");
    }
}

#[test]
fn cases_and_numbers_of_plain_phrases() {
    let sentence = "Nach Angaben der Polizei half der Fahrer den Kindern des Nachbarn .";
    assert_eq!(tag(sentence, "Polizei").case, Some(Case::Genitive));
    assert_eq!(tag(sentence, "Kindern").case, Some(Case::Dative));
    assert_eq!(tag(sentence, "Kindern").number, Some(Number::Plural));
    assert_eq!(tag(sentence, "Nachbarn").case, Some(Case::Genitive));
    assert_eq!(tag(sentence, "Fahrer").number, Some(Number::Singular));
    assert!(tag(sentence, "Fahrer").subject);
    assert_eq!(tag("Dem Ministerium zufolge ist die Brücke sicher .", "Ministerium").case, Some(Case::Dative));
}

#[test]
fn parts_of_speech_that_look_alike() {
    for (sentence, word, pos) in [
        ("Sie sagt , dass der Zug , der heute kommt , voll ist .", "dass", Pos::Subordinator),
        ("Er will den Antrag prüfen .", "prüfen", Pos::Infinitive),
        ("Die Behörden prüfen den Antrag .", "prüfen", Pos::FiniteVerb),
        ("Der Antrag wurde geprüft .", "geprüft", Pos::Participle),
        ("Der Antrag wurde geprüft .", "wurde", Pos::FiniteAuxiliary),
        ("Er muss den Antrag prüfen .", "muss", Pos::FiniteModal),
        ("Das Amt teilte am Abend mit , der Antrag sei geprüft .", "mit", Pos::VerbParticle),
        ("Sie kam mit dem Zug .", "mit", Pos::Preposition),
        ("Er versprach , den Antrag zu prüfen .", "zu", Pos::ZuParticle),
        ("Das Haus , das er kaufte , ist alt .", "er", Pos::PersonalPronoun),
    ] {
        assert_eq!(tag(sentence, word).pos, pos, "{word} in {sentence}");
    }
    let relative = TAGGER.tag(&["Der", "Mann", ",", "der", "gestern", "kam", ",", "schwieg", "."]);
    assert_eq!((relative[0].pos, relative[3].pos), (Pos::Article, Pos::RelativePronoun));
    assert!(relative[1].subject && relative[3].subject);
}

#[test]
fn nothing_and_oddities_are_tagged_too() {
    assert_eq!(TAGGER.tag(&[]), []);
    assert_eq!(TAGGER.tag(&["", " ", "\u{301}", "🙂", ",,,", "ß"]).len(), 6);
    let long = "ü".repeat(5000);
    assert_eq!(TAGGER.tag(&[long.as_str(); 300]).len(), 300);
}

fn small() -> Tagger {
    let lexicon = Lexicon::new(vec![0, 1, 3], vec![7, 9], vec![Entry { class: 1, cluster: 0 }, Entry { class: 2, cluster: 5 }]);
    let table = || Table::new((0..64).map(|at| at - 32).collect()).expect("64 weights");
    Tagger::new(lexicon.expect("in order"), table(), table())
}

#[test]
fn what_is_written_is_read_again() {
    let bytes = small().to_bytes();
    assert_eq!(Tagger::from_bytes(&bytes).expect("own bytes").to_bytes(), bytes);
    assert_eq!(TAGGER.to_bytes(), WEIGHTS);
}

#[test]
fn damaged_files_are_refused() {
    let bytes = small().to_bytes();
    for length in 0..bytes.len() {
        assert!(Tagger::from_bytes(&bytes[..length]).is_err(), "cut to {length}");
    }
    assert!(Tagger::from_bytes(&[bytes.as_slice(), &[0]].concat()).is_err(), "one byte too many");
    for (at, value, why) in
        [(0, b'X', "other magic"), (7, 9, "other version"), (8, 60, "huge table"), (15, 255, "huge lexicon"), (16, 1, "first set")]
    {
        let mut bytes = bytes.clone();
        bytes[at] = value;
        assert!(Tagger::from_bytes(&bytes).is_err(), "{why}");
    }
}

proptest! {
    #[test]
    fn hostile_bytes_are_an_error_or_a_tagger(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = small().to_bytes();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Ok(tagger) = Tagger::from_bytes(&bytes) {
            prop_assert_eq!(tagger.tag(&["Der", "Hafen", "sei", "zu", "."]).len(), 5);
        }
    }

    #[test]
    fn any_words_have_as_many_tags(words in prop::collection::vec("[a-zA-ZäöüÄß,.;„“ 0-9-]{0,12}", 0..40)) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        prop_assert_eq!(TAGGER.tag(&words).len(), words.len());
    }
}
