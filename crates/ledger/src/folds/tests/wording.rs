//! Other words for the same.

use super::super::likeness::{Likeness, Weighing, likeness};
use super::super::paraphrases::stems;
use super::super::words::hash;
use super::*;
use std::collections::HashSet;
use zufolge::word_list::lines;

fn signed(folds: &Folds, text: &str) -> Signature {
    folds.signature(&words(text).collect::<Vec<_>>())
}

/// How near two contents are.
fn near(one: &str, other: &str) -> Likeness {
    let folds = Folds::new(&GERMAN);
    likeness(&signed(&folds, one), &signed(&folds, other), &Weighing::default())
}

#[test]
fn words_that_desks_put_for_one_another_are_near() {
    let paraphrase = near("Der Rat habe dem Umbau zugestimmt", "Der Rat habe den Umbau gebilligt");
    let other = near("Der Rat habe dem Umbau zugestimmt", "Der Rat habe den Umbau besichtigt");
    assert!(paraphrase.shared > other.shared, "{} {}", paraphrase.shared, other.shared);
    assert_eq!(paraphrase.negated, (false, false));
}

#[test]
fn what_says_the_opposite_is_near_and_not_so() {
    let said = near("Der Rat habe dem Umbau zugestimmt", "Der Rat habe den Umbau abgelehnt");
    assert_ne!(said.negated.0, said.negated.1);
    let twice = near("Der Rat habe dem Umbau nicht zugestimmt", "Der Rat habe den Umbau abgelehnt");
    assert_eq!(twice.negated.0, twice.negated.1, "\"nicht zugestimmt\" says that it was turned down");
    let kept_back = near("Die Firma habe vier Pannen nicht gemeldet", "Die Firma habe vier Pannen verschwiegen");
    assert_eq!(kept_back.negated.0, kept_back.negated.1);
}

#[test]
fn a_phrase_stands_for_what_it_means() {
    let folds = Folds::new(&GERMAN);
    for text in ["Sie werde ihr Amt niederlegen", "Sie werde ihr Amt aufgeben", "Sie werde ihr Amt räumen"] {
        let found: Vec<_> = words(text).collect();
        let stems = stems(&folds.words, &found);
        let phrases = folds.words.paraphrases.phrases(&stems);
        assert_eq!(phrases.iter().flat_map(|phrase| phrase.means).collect::<Vec<_>>(), [&folds.stem("Rücktritt")], "{text}");
    }
    let terms = |text| signed(&folds, text).terms.iter().map(|term| term.stem).collect::<Vec<_>>();
    let criticised = terms("Die Kammer übte Kritik am Umbau");
    assert!(criticised.contains(&hash(&folds.stem("kritisieren"))), "said in one word");
    assert!(!criticised.contains(&hash(&folds.stem("üben"))), "and not in its own");
}

#[test]
fn verbs_in_ern_keep_what_looks_like_an_ending() {
    let folds = Folds::new(&GERMAN);
    for form in ["liefern", "liefert", "lieferte", "geliefert", "liefere"] {
        assert_eq!(folds.stem(form), folds.stem("Lieferung"), "{form}");
    }
    assert_eq!(folds.stem("ausgeliefert"), folds.stem("Auslieferung"));
    assert_ne!(folds.stem("geliefert"), folds.stem("lief"));
    assert_eq!(folds.stem("größere"), folds.stem("groß"), "an adjective is none of them");
}

#[test]
fn an_umlaut_that_makes_another_word_stays_in_the_stem() {
    let folds = Folds::new(&GERMAN);
    for (one, other) in [("fördern", "fordern"), ("führte", "fuhr"), ("gezählt", "gezahlt"), ("Lösung", "los"), ("führe", "fahre")] {
        assert_ne!(folds.stem(one), folds.stem(other), "{one} {other}");
    }
    for (one, other) in [("Förderung", "gefördert"), ("führte", "Führung"), ("zählte", "gezählt"), ("Häuser", "Haus"), ("fuhr", "fährt")]
    {
        assert_eq!(folds.stem(one), folds.stem(other), "{one} {other}");
    }
}

#[test]
fn a_particle_apart_belongs_to_its_verb() {
    let folds = Folds::new(&GERMAN);
    let of = |text: &'static str| stems(&folds.words, &words(text).collect::<Vec<_>>());
    assert!(of("Am Montag fielen drei Züge aus").contains(&"ausfall".to_owned()));
    assert!(of("Am Montag fielen drei Züge aus, wie es hieß").contains(&"ausfall".to_owned()));
    assert!(!of("Am Montag fielen drei Züge auf").contains(&"ausfall".to_owned()));
    assert!(!of("Aus Brenz kamen drei Züge").contains(&"auskomm".to_owned()), "a preposition belongs to no verb");
}

#[test]
fn both_parts_of_a_compound_count_where_the_other_has_them_apart() {
    let apart = near("Man bestätige die Waffenlieferung", "Waffen seien nach Brenz geliefert worden");
    let one = near("Man bestätige die Waffenlieferung", "Waffen seien in Brenz gesehen worden");
    assert!(apart.shared > one.shared, "{} {}", apart.shared, one.shared);
}

#[test]
fn a_compound_is_near_what_desks_put_for_its_last_part() {
    let same = near("Die Flugdokumente fehlen", "Die Flugunterlagen fehlen").shared;
    let part = near("Die Flugdokumente fehlen", "Die Unterlagen fehlen").shared;
    let other = near("Die Flugdokumente fehlen", "Die Bretter fehlen").shared;
    assert!(same > part && part > other, "{same} {part} {other}");
}

#[test]
fn a_number_may_count_the_same_under_another_word() {
    assert!(near("Neun Menschen seien verletzt worden", "Es gebe neun Verletzte").number_agrees, "what they are is said by the verb");
    assert!(near("Drei Flugzeuge fehlen", "Drei Maschinen fehlen").number_agrees);
    assert!(near("Es habe drei Todesfälle gegeben", "Man sprach von drei Verstorbenen").number_agrees);
    assert!(near("Angesteckt seien neun Patienten", "Bestätigt sind neun Infizierte").number_agrees);
    let other = near("Neun Menschen seien verletzt worden", "Es gebe neun Zeugen");
    assert!(!other.number_agrees);
    assert!(
        near("Neun Menschen seien verletzt worden", "Es gebe vier Verletzte").number_clashes
            == near("Neun Verletzte", "Vier Zeugen").number_clashes
    );
}

#[test]
fn a_month_in_common_makes_no_claim() {
    let text = "Im Februar sei der Kran bei Brenz gekippt, so Ida Quast. Bemerkt habe man es an einem Montag im Februar, so Ida Quast.";
    let says = |content| Says(content, "Ida Quast", "states", "person", "named");
    let contents = ["Im Februar sei der Kran bei Brenz gekippt", "Bemerkt habe man es an einem Montag im Februar"];
    let statements = statements(&paper("a", "Kurier", None, 1, text, &contents.map(says)));
    assert!(!statements[0].signature.times.is_empty());
    assert_eq!(compare(&statements[0], &statements[1]), Comparison::Unrelated);
}

#[test]
fn a_surname_that_two_people_have_is_nothing_in_common() {
    let says = |who: &'static str| format!("Bis Ostern muss {who} gehen, sagte Ida Quast. {who} ist im Rat.");
    let statement = |who: &'static str, content: &'static str| {
        let text = says(who);
        let said = [Says(content, "Ida Quast", "states", "person", "named"), Says("ist im Rat", who, "states", "person", "named")];
        statements(&paper("a", "Kurier", None, 1, &text, &said)).remove(0).signature
    };
    let karl = statement("Karl Brehm", "Bis Ostern muss Karl Brehm gehen");
    let udo = statement("Udo Brehm", "Bis Ostern muss Udo Brehm gehen");
    let shared = |a: &Signature, b: &Signature| likeness(a, b, &Weighing::default()).shared;
    assert!(shared(&karl, &udo) < shared(&karl, &karl) - 8.0, "both names count, and neither is shared");
    assert!(shared(&karl, &statement("Brehm", "Bis Ostern muss Brehm gehen")) > shared(&karl, &udo), "who goes by the surname may be he");
}

#[test]
fn a_day_or_a_small_number_may_be_left_out() {
    let folds = Folds::new(&GERMAN);
    let anchor = |text: &str| folds.signature(&words(text).collect::<Vec<_>>()).anchor();
    assert_eq!(anchor("In Brenz liegen Schiffe fest"), 0.0);
    assert_eq!(anchor("In Brenz liegen 40 Schiffe fest"), 1.0);
    for some in ["In Brenz liegen zwei Schiffe fest", "In Brenz liegen seit dem 14. Oktober Schiffe fest"] {
        assert!((0.1..0.9).contains(&anchor(some)), "{some}");
    }
}

#[test]
fn a_short_common_word_may_be_the_last_part_of_a_compound() {
    assert!(near("Wartungsakten der Maschine", "Wartungsunterlagen der Maschine").features > 1);
}

#[test]
fn a_number_without_a_word_is_the_one_that_counts_something() {
    assert!(near("Abgebaut würden 700 Stellen", "dass es 700 sind").number_agrees);
    assert!(near("dass es 700 sind", "Abgebaut würden 700 Stellen").number_agrees);
    assert!(near("Es ging um 48 Raketen", "In den Papieren sind 48 verzeichnet").number_echoes);
    assert!(!near("Es ging um 4 Raketen", "In den Papieren sind 4 verzeichnet").number_echoes, "few are the same by chance");
}

#[test]
fn a_given_name_tells_less_than_a_surname() {
    let leaves = "Udo Brehm werde im Sommer abgelöst";
    let says = [Says(leaves, "Ida Quast", "states", "person", "named"), Says("Udo Brehm", "Udo Brehm", "states", "person", "named")];
    let terms = statements(&paper("a", "Kurier", None, 1, &format!("{leaves}, sagte Ida Quast."), &says)).remove(0).signature.terms;
    let folds = Folds::new(&GERMAN);
    let weight = |name| terms.iter().find(|term| term.stem == super::super::words::hash(&folds.stem(name))).map(|term| term.weight);
    assert!(weight("Udo") < weight("Brehm"));
}

#[test]
fn a_document_demands_nothing_and_who_tells_of_a_demand_has_not_made_it() {
    let said = |stance, kind, content: &'static str| {
        let text = format!("{content}, so Quast.");
        statements(&paper("a", "Kurier", None, 1, &text, &[Says(content, "Quast", stance, kind, "role")])).remove(0)
    };
    let plan = "Die Schleuse soll im Mai schließen";
    assert!(super::super::compare::asks(&said("demands", "person", plan)));
    assert!(!super::super::compare::asks(&said("demands", "document", plan)));
    let told = "Brehm habe die Sperrung verlangt";
    assert!(super::super::compare::asks(&said("states", "person", told)));
    assert!(!super::super::compare::asks(&said("accuses", "person", told)));
}

#[test]
fn every_line_of_the_paraphrases_tells_something() {
    let folds = Folds::new(&GERMAN);
    let stem = |word: &str| folds.words.stem(word);
    let lines: Vec<(&str, &str)> = lines(GERMAN.paraphrases).collect();
    assert!(lines.len() > 1000);
    let idle: Vec<&str> = lines
        .iter()
        .filter(|(list, line)| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let stems: HashSet<String> = words.iter().map(|word| stem(word)).collect();
            let tells = match *list {
                "same" => words.len() > 1,
                // Words that are one word to the lists already are not near one another.
                "near" => stems.len() > 1,
                "opposite" => words.len() == 2 && stems.len() == 2,
                "phrase" => line.split_once(" | ").is_some_and(|(_, said)| (2..=3).contains(&said.split(' ').count())),
                _ => false,
            };
            !tells
        })
        .map(|(_, line)| *line)
        .collect();
    assert!(idle.is_empty(), "these lines tell nothing: {idle:#?}");
}

#[test]
fn what_somebody_announces_is_told_again_the_next_day() {
    let score = |day, stance| {
        let says = |content, who| [Says(content, who, stance, "person", "named")];
        let one = "Die Nordia legt ihre Flotte still";
        let other = "Am Boden bleibt die ganze Flotte";
        let papers = [
            paper("a", "Kurier", None, 1, &format!("{one}, so Ida Quast."), &says(one, "Ida Quast")),
            paper("b", "Bote", None, day, &format!("{other}, so Ida Quast."), &says(other, "Ida Quast")),
        ];
        let all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
        match compare(&all[0], &all[1]) {
            Comparison::Same { score, .. } => score,
            _ => 0.0,
        }
    };
    assert!(score(2, "announces") > score(2, "warns") + 0.05);
    assert!(score(2, "announces") > score(8, "announces") + 0.05);
}

#[test]
fn what_there_is_not_stands_before_what_was_put_in_between() {
    let folds = Folds::new(&GERMAN);
    let negated = |text: &str| signed(&folds, text).negated;
    assert!(negated("Eine Anweisung an die Belegschaft, darüber zu schweigen, habe es nicht gegeben"));
    assert!(!negated("Eine Anweisung an die Belegschaft, darüber zu schweigen, habe es gegeben"));
    assert!(!negated("Die Anlage an der Brücke sei seit Jahren sicher, habe nie versagt"));
}

#[test]
fn a_number_that_is_ruled_out_behind_another_negates_nothing() {
    let folds = Folds::new(&GERMAN);
    let negated = |text: &str| signed(&folds, text).negated;
    assert!(!negated("Es waren 63 Nächte und nicht acht"));
    assert!(!negated("Es waren 63 Nächte und nicht 8"));
    assert!(negated("Es waren nicht acht Nächte"));
    assert!(negated("Der Steg ist alt und nicht sicher"));
}
