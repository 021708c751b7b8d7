//! What is thought of something, and what cannot be meant, in sentences of our own.

use super::tests::{read, stance};
use super::{Certainty, Polarity};
use crate::attribution::Stance;

fn all_have(expected: Stance, texts: &[&str]) {
    for text in texts {
        assert_eq!(stance(text), [expected], "{text}");
    }
}

fn none_has(unexpected: Stance, texts: &[&str]) {
    for text in texts {
        assert_ne!(stance(text), [unexpected], "{text}");
    }
}

#[test]
fn who_holds_something_for_true_does_not_doubt_it() {
    all_have(Stance::States, &["Die Forscherin hält die Aufnahmen für echt.", "Der Forscher hält den Fund für einen Dolch."]);
    all_have(Stance::Criticises, &["Der Verband hält den Umbau für zu teuer.", "Die Stadt hält den Vorschlag nicht für gut."]);
    all_have(Stance::Demands, &["Die Ministerin hält Neuwahlen für unausweichlich."]);
    all_have(Stance::Doubts, &["Die Gewerkschaft hält die Zahl für geschönt.", "Der Forscher hält das Bild für eine Fälschung."]);
}

#[test]
fn what_something_is_called_tells_praise_from_blame() {
    all_have(Stance::Praises, &["Der Verband bezeichnete den Streik als legitim.", "Die Ministerin sieht darin einen Fortschritt."]);
    all_have(
        Stance::Criticises,
        &[
            "Die Grüne sieht in dem Verbot einen Rückschritt.",
            "Die Wirtin sieht darin keinen Fortschritt.",
            "Der Trainer nannte die Kürzung wenig hilfreich.",
        ],
    );
    all_have(
        Stance::Denies,
        &[
            "Die Ministerin sprach von Fake News.",
            "Das Amt nannte das eine Räuberpistole.",
            "Der Bürgermeister bezeichnete sich als unschuldig.",
        ],
    );
    all_have(Stance::Rejects, &["Die Wirtin bewertet das anders.", "Eine Nachbarin, die alles hörte, sah das anders."]);
    all_have(Stance::Criticises, &["Die Gewerkschaft sieht den Plan kritisch."]);
    all_have(Stance::Doubts, &["Der Ökonom sieht die Reform skeptisch."]);
    none_has(Stance::Rejects, &["Die Wirtin hatte den Hergang anders beschrieben."]);
    none_has(Stance::Criticises, &["Der Trainer sprach vom Scheitern der Gespräche."]);
    none_has(Stance::Denies, &["Die Wirtin sprach von einer Lüge auf Raten."]);
}

#[test]
fn a_sentence_that_says_what_something_is_judges_it() {
    all_have(Stance::Praises, &["Das Urteil sei gerecht, sagte die Wirtin."]);
    all_have(Stance::Criticises, &["Sollte das stimmen, wäre es ein Skandal, sagte die Abgeordnete."]);
    none_has(Stance::Praises, &["Das Haus sei nach dem großen Erfolg verkauft worden, sagte die Wirtin."]);
    none_has(Stance::Criticises, &["„Es war falsch, und ich wusste es“, sagte die Wirtin."]);
}

#[test]
fn a_long_claim_that_is_called_groundless_is_denied() {
    all_have(
        Stance::Denies,
        &[
            "Vorwürfe, sie habe den Rat zu spät unterrichtet, seien haltlos, sagte Holm.",
            "Der Vorwurf, man habe zu spät gewarnt, sei absurd, teilte die Stadt mit.",
            "Die Sorge, die Brücke könne einstürzen, sei unbegründet, sagte der Sprecher.",
        ],
    );
    none_has(Stance::Denies, &["Die Klage sei unbegründet, sagte die Richterin."]);
    all_have(Stance::States, &["Der Vorwurf sei nicht unbegründet, sagte Holm."]);
    let factuality = read("Die Vorwürfe seien haltlos, sagte Holm.").attributions[0].factuality;
    assert_eq!((factuality.certainty, factuality.polarity), (Certainty::Certain, Polarity::Negative));
}

#[test]
fn what_is_left_open_is_not_confirmed() {
    for text in ["Ob das stimmt, sei unklar, sagte der Sprecher.", "Es sei offen, ob der Betrieb weitergehe, sagte die Chefin."] {
        assert_eq!(stance(text), [Stance::DoesNotConfirm], "{text}");
        let factuality = read(text).attributions[0].factuality;
        assert_eq!((factuality.certainty, factuality.polarity), (Certainty::Unknown, Polarity::Unknown), "{text}");
    }
    none_has(Stance::DoesNotConfirm, &["Es sei nicht unklar, ob der Betrieb weitergehe, sagte die Chefin."]);
}

#[test]
fn nobody_accuses_themselves() {
    all_have(Stance::States, &["Die Miliz erklärte, man habe den Konvoi angegriffen."]);
    all_have(Stance::Accuses, &["Der Anwalt sagte, sie habe die Bank betrogen.", "Die Wirtin sagte, man habe sie betrogen."]);
}

#[test]
fn that_something_has_run_out_denies_nothing() {
    all_have(Stance::States, &["Die Klinik teilte mit, man habe keine Betten mehr.", "„Wir haben keinen Strom mehr“, sagte die Wirtin."]);
    all_have(Stance::Denies, &["Der Sprecher sagte, es gebe keine Belege für den Verdacht."]);
}

#[test]
fn an_assurance_of_what_is_promises_nothing() {
    all_have(Stance::States, &["„Die Papiere sind echt“, versicherte die Wirtin.", "Der Trainer versicherte, die Spieler seien gesund."]);
    all_have(Stance::Promises, &["Der Trainer versicherte, man werde alles offenlegen."]);
}

#[test]
fn a_witness_passes_on_nothing() {
    all_have(Stance::States, &["Eine Zeugin berichtete, zwei Männer seien geflohen."]);
    all_have(Stance::Reports, &["Ein Reporter berichtete, zwei Männer seien geflohen."]);
}

#[test]
fn verbs_that_mean_one_thing_are_not_weighed() {
    all_have(Stance::States, &["Die Kanzlerin sieht sich durch die Zahlen bestätigt.", "Die Ministerin zeigte sich erschüttert."]);
    all_have(Stance::Rejects, &["Die Partei distanzierte sich von dem Brief."]);
    all_have(Stance::Demands, &["Die Ministerin sieht die Länder in der Pflicht."]);
    all_have(Stance::Accuses, &["Der Ausschuss sieht die Schuld bei der Stadt."]);
}

#[test]
fn regret_of_a_loss_admits_nothing() {
    all_have(Stance::States, &["Der Verein bedauerte den Abgang des Trainers."]);
    all_have(Stance::Admits, &["Der Verein bedauerte das Versehen."]);
}

#[test]
fn what_no_word_tells_is_stated() {
    all_have(Stance::States, &["Der Trainer sprach vom Scheitern der Gespräche."]);
}

#[test]
fn what_nothing_negates_is_not_denied() {
    let factuality = read("„Es gibt erdrückende Beweise“, sagte die Richterin.").attributions[0].factuality;
    assert_eq!(factuality.polarity, Polarity::Positive);
}
