//! What is thought of something, and what cannot be meant, in sentences of our own.

use super::tests::{given, read, stance};
use super::{Certainty, Polarity};
use crate::attribution::{Form, Stance};
use crate::document::Orthography;
use crate::text::CleanText;
use crate::{Article, Resolver};
use zufolge_lexicon::GERMAN;

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
fn who_has_no_doubts_states() {
    let told = [
        "Die Richterin hat keinen Zweifel daran, dass der Koch die Tat begangen hat.",
        "Für Staatsanwältin Ina Holm bestand kein Zweifel daran, dass der Koch schoss.",
        "Die Kammer ist ohne jeden Zweifel davon überzeugt, dass er schoss.",
        "Für die Anklage steht außer Zweifel, dass er schoss.",
    ];
    all_have(Stance::States, &told);
    for text in told {
        let factuality = read(text).attributions[0].factuality;
        assert_eq!((factuality.certainty, factuality.polarity), (Certainty::Certain, Polarity::Positive), "{text}");
    }
    all_have(Stance::Doubts, &["Die Richterin hat Zweifel, ob er schoss.", "Die Richterin äußerte Zweifel daran, dass er schoss."]);
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
    none_has(Stance::Criticises, &["Der Trainer sprach von 40 Gästen."]);
    none_has(Stance::Denies, &["Die Wirtin sprach von einer Lüge auf Raten."]);
}

#[test]
fn a_sentence_that_says_what_something_is_judges_it() {
    all_have(Stance::Praises, &["Das Urteil sei gerecht, sagte die Wirtin."]);
    all_have(Stance::Criticises, &["Sollte das stimmen, wäre es ein Skandal, sagte die Abgeordnete."]);
    none_has(Stance::Praises, &["Das Haus sei nach dem Erfolg verkauft worden, sagte die Wirtin."]);
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
    all_have(Stance::States, &["Der Trainer sprach von 40 Gästen."]);
}

#[test]
fn what_nothing_negates_is_not_denied() {
    let factuality = read("„Es gibt erdrückende Beweise“, sagte die Richterin.").attributions[0].factuality;
    assert_eq!(factuality.polarity, Polarity::Positive);
}

/// The first statement of each text has this stance: what stands in its marks is another.
fn first_have(expected: Stance, texts: &[&str]) {
    for text in texts {
        assert_eq!(read(text).attributions[0].stance, [expected], "{text}");
    }
}

#[test]
fn who_calls_it_correct_or_sees_it_so_too_confirms() {
    all_have(Stance::Confirms, &["Das sei korrekt, sagte der Koch.", "„Das ist völlig richtig“, sagte die Wirtin."]);
    all_have(Stance::Confirms, &["Die Wirtin sieht das genauso.", "Ihr Koch sah die Lage ähnlich.", "Das Gericht gab der Wirtin recht."]);
    none_has(Stance::Confirms, &["„Das war richtig“, sagte die Wirtin.", "Der Koch sieht das ähnlich kritisch."]);
    all_have(Stance::Denies, &["Das sei nicht korrekt, sagte der Koch."]);
}

#[test]
fn who_speaks_of_a_thing_does_not_judge_it() {
    all_have(
        Stance::States,
        &[
            "Die Wirtin sprach von sieben Verletzten, darunter zwei Kindern.",
            "Händler sprachen von einer begrenzten Reaktion.",
            "Die Opposition spricht dagegen von mindestens 14 Toten.",
        ],
    );
    all_have(Stance::Accuses, &["Der Anwalt sprach von Folter.", "Die Opposition sprach von Betrug."]);
}

#[test]
fn a_claim_in_any_place_that_is_called_absurd_is_denied() {
    first_have(
        Stance::Denies,
        &[
            "Dass er getrunken habe, nannte der Koch absurd.",
            "Als Verleumdung bezeichnete die Wirtin den Verdacht, sie habe gelogen.",
            "Als falsch bezeichnete die Werft Berichte, wonach sie schließe.",
        ],
    );
    all_have(
        Stance::Criticises,
        &["Dass der Bund nicht zahlt, nannte die Wirtin absurd.", "Die Wirtin nannte es absurd, dass der Preis steigt."],
    );
    all_have(Stance::Praises, &["Die Wirtin bezeichnete es als Erfolg, dass der Preis sinkt."]);
}

#[test]
fn a_judgement_may_be_negated() {
    first_have(Stance::Criticises, &["Die Wirtin nannte den Plan „nicht hilfreich“."]);
    first_have(Stance::States, &["Der Koch nannte die Zahl „nicht völlig abwegig“."]);
    first_have(Stance::Criticises, &["Die Wirtin nannte es einen Skandal, dass niemand helfe."]);
}

#[test]
fn who_insists_that_something_is_so_demands_nothing() {
    all_have(
        Stance::States,
        &["Er sei nüchtern gewesen, beharrt seine Schwester.", "Die Wirtin beharrt darauf, dass der Koch nüchtern war."],
    );
    all_have(Stance::Demands, &["Die Wirtin beharrt darauf, dass der Koch gehen muss.", "Die Wirtin beharrt auf ihrer Forderung."]);
}

#[test]
fn little_enthusiasm_is_no_praise() {
    all_have(
        Stance::Criticises,
        &["Weniger begeistert zeigte sich der Koch.", "Alles andere als begeistert zeigte sich die Wirtin von dem Plan."],
    );
    all_have(Stance::Praises, &["Begeistert zeigte sich die Wirtin von dem Plan."]);
    all_have(Stance::Doubts, &["Nicht überzeugt zeigte sich die Wirtin."]);
}

#[test]
fn of_two_things_one_may_be_confirmed() {
    for text in
        ["Das Amt bestätigte den Eingang des Briefs, nicht aber dessen Inhalt.", "Die Bahn bestätigte den Brand, jedoch nicht den Ort."]
    {
        assert_eq!(stance(text), [Stance::Confirms, Stance::DoesNotConfirm], "{text}");
    }
    all_have(Stance::Confirms, &["Das Amt bestätigte den Eingang des Briefs, aber auch dessen Inhalt."]);
}

#[test]
fn a_cause_is_named_and_not_judged() {
    all_have(Stance::States, &["Als Ursache nannte die Feuerwehr ein Versagen der Pumpe.", "Als Grund nannte die Bahn einen Irrtum."]);
    all_have(Stance::Criticises, &["Die Bahn bezeichnete das als Versagen."]);
}

/// The stance of a told act that is handed over with the words of its cue.
fn told(text: &str, cue: &[&str]) -> Vec<Stance> {
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
    let mut told = given(&doc, Form::Reported, [text, "", "", ""]);
    told.cue = cue.iter().flat_map(|word| given(&doc, Form::Reported, ["", word, "", ""]).cue).collect();
    Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[told]).resolved[0].stance.clone()
}

#[test]
fn a_negation_in_marks_or_in_a_longer_verb_is_not_that_of_the_cue() {
    assert_eq!(told("Der Rat hatte den Verkauf als „nicht nachvollziehbar“ gerügt.", &["hatte", "gerügt"]), [Stance::Criticises]);
    assert_eq!(told("Der Koch plädierte auf nicht schuldig.", &["plädierte", "schuldig"]), [Stance::Denies]);
}

#[test]
fn what_somebody_will_do_is_promised_or_announced() {
    all_have(Stance::Promises, &["Die Wirtin sagte: „Wo man Forderungen stellt, werden wir sie erfüllen.“"]);
    all_have(Stance::Announces, &["„Das Amt wird die Ergebnisse morgen bekanntgeben“, sagte die Ministerin."]);
    none_has(Stance::Promises, &["Die Wirtin sagte: „Wir werden die Forderungen nicht erfüllen.“"]);
}

#[test]
fn what_would_be_so_under_a_condition_is_not_confirmed() {
    none_has(
        Stance::Confirms,
        &["Der Minister erklärte, wenn die Vorwürfe stimmten, trete er zurück.", "Sie sagte, sollte das stimmen, müsse er gehen."],
    );
    all_have(Stance::Confirms, &["Der Minister erklärte, die Vorwürfe träfen zu."]);
}

#[test]
fn who_claims_to_know_asks_nothing_and_what_is_not_ruled_out_may_be() {
    all_have(Stance::States, &["Ein Nachbar will wissen, dass der Fahrer betrunken war."]);
    none_has(Stance::States, &["Ein Nachbar will wissen, ob der Fahrer betrunken war."]);
    all_have(Stance::Hints, &["Ein Anschlag sei nicht auszuschließen, sagte der Minister."]);
    none_has(Stance::Hints, &["Ein Anschlag sei auszuschließen, sagte der Minister."]);
    all_have(Stance::Denies, &["Den Vorwurf, zu spät reagiert zu haben, wies die Behörde zurück."]);
}

#[test]
fn what_may_be_done_or_not_is_rejected_where_it_is_ruled_out() {
    all_have(Stance::Rejects, &["Höhere Preise schloss die Ministerin aus.", "Weitere Entlassungen schloss der Leiter aus."]);
    all_have(Stance::Denies, &["Einen Anschlag schloss die Polizei aus."]);
    none_has(Stance::Rejects, &["Weitere Entlassungen schloss der Leiter nicht aus."]);
}

#[test]
fn who_cries_nonsense_denies() {
    all_have(Stance::Denies, &["„Völliger Unsinn“, sagte der Sprecher.", "Alles erlogen, sagte die Wirtin.", "„Quatsch“, sagte der Koch."]);
    none_has(Stance::Denies, &["„Kein Unsinn“, sagte der Koch.", "„Die Reform ist teurer Unsinn“, sagte die Wirtin."]);
}

#[test]
fn that_nothing_was_done_denies_nothing() {
    none_has(
        Stance::Denies,
        &["Die Pflegerin sagte, geschehen sei seither nichts.", "„Seitdem hat sich nichts geändert“, sagte der Wirt."],
    );
    all_have(Stance::Denies, &["Der Minister sagte, daran sei nichts wahr."]);
}

#[test]
fn what_others_want_of_somebody_they_do_not_demand() {
    none_has(Stance::Demands, &["„Und nun sollen wir auch noch die Rechnung für andere zahlen“, sagte die Pflegerin."]);
    all_have(Stance::Demands, &["„Wir sollten jetzt handeln“, forderte die Pflegerin."]);
}

#[test]
fn what_is_said_to_have_been_done_is_no_more_than_likely() {
    let certainty = |text: &str| read(text).attributions[0].factuality.certainty;
    assert_eq!(certainty("Laut Polizei sollen 50 Menschen verletzt worden sein."), Certainty::Probable);
    assert_eq!(certainty("Laut Polizei sind 50 Menschen verletzt worden."), Certainty::Certain);
}

#[test]
fn who_lacks_something_denies_nothing() {
    all_have(Stance::States, &["Die Stadt habe kein Geld für Schulen, sagte Kern.", "Der Manager sagte, man habe keine Wahl."]);
    all_have(Stance::Denies, &["Er habe kein Geld genommen, sagte Kern."]);
    all_have(Stance::States, &["Laut Feuerwehr gab es keine Verletzten.", "Es habe keine Toten gegeben, sagte Kern."]);
}

#[test]
fn what_is_announced_for_a_case_is_a_threat() {
    let announced = |content: &str| told_in_a_clause(content, "Die Gewerkschaft", "kündigte an", "Die Gewerkschaft kündigte an,");
    assert_eq!(announced("den Hafen zu sperren, falls niemand zahle"), [Stance::Threatens]);
    assert_ne!(announced("den Hafen zu öffnen"), [Stance::Threatens]);
}

#[test]
fn that_somebody_goes_is_no_reproach() {
    let says = |content: &str| told_in_a_clause(content, "Kern", "sagte", ", sagte Kern");
    assert_ne!(says("Der Minister gehe"), [Stance::Criticises]);
    assert_ne!(says("Die Trainerin bleibe"), [Stance::Criticises]);
}

#[test]
fn a_paper_that_only_its_sort_tells_passes_on() {
    let report = read("Die Zeitung Nordika schwieg. Laut Nordika regnet es.");
    assert_eq!(report.attributions.last().map(|attr| attr.stance.clone()), Some(vec![Stance::Reports]));
}

/// The stances of what stands in a clause.
fn told_in_a_clause(content: &str, source: &str, cue: &str, frame: &str) -> Vec<Stance> {
    let text = if frame.starts_with(',') { format!("{content}{frame}.") } else { format!("{frame} {content}.") };
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(&text));
    let told = given(&doc, Form::Indirect, [content, cue, source, frame]);
    Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[told]).resolved[0].stance.clone()
}

#[test]
fn who_is_not_named_denies_nothing() {
    all_have(Stance::Confirms, &["Den Abschuss bestätigte ein nicht namentlich genannter Beamter."]);
    none_has(Stance::DeclinesComment, &["Ein namentlich nicht genannter Offizier sagte, die Truppe sei erschöpft."]);
    none_has(Stance::Confirms, &["Den Abschuss bestätigte ein Beamter nicht."]);
}
