//! Papers and stations in chains: in which show, to whose reporter, by whose report.

use super::tests::{attribution, chain, chains_of, read};
use crate::attribution::{self as found, Form};
use crate::document::Orthography;
use crate::report::{Kind, Naming};
use crate::resolution::tests::given as handed_over;
use crate::text::CleanText;
use crate::{Article, Resolver};
use zufolge_lexicon::GERMAN;

#[test]
fn the_paper_that_another_sentence_names_is_told_again() {
    let report = read("Wie die „Küstenrundschau“ berichtet, brannte es. Eine Anwohnerin sagte dem Blatt, sie habe ihn gesehen.");
    assert_eq!(chain(&report, "sie habe"), ["Eine Anwohnerin", "Küstenrundschau"]);
    let asked = read("Die Behörde spart laut der „Küstenrundschau“. Ein Sprecher wollte das auf Nachfrage der Zeitung nicht bestätigen.");
    assert_eq!(chain(&asked, "Ein Sprecher"), ["Ein Sprecher", "Küstenrundschau"]);
    let nowhere = read("Eine Anwohnerin sagte dem Blatt, sie habe ihn gesehen.");
    assert_eq!(chain(&nowhere, "sie habe"), ["Eine Anwohnerin"], "no sentence names it");
}

#[test]
fn who_is_told_by_age_or_office_talks_to_a_paper() {
    let report = read("„Ich gehe“, sagte der 47-Jährige der „Küstenrundschau“.");
    assert_eq!(chain(&report, "„Ich gehe“"), ["der 47-Jährige", "Küstenrundschau"]);
    let report = read("„Ich gehe“, sagte eine Konzernsprecherin der „Küstenrundschau“.");
    assert_eq!(chain(&report, "„Ich gehe“").last(), Some(&"Küstenrundschau"));
    let editor = read("„Ich gehe“, sagte ein Redakteur der „Küstenrundschau“.");
    assert_eq!(chain(&editor, "„Ich gehe“").len(), 1, "he works for it");
}

#[test]
fn the_station_of_a_show_is_where_something_was_said() {
    let report = read("„Ich gehe“, sagte Lena Brandt in der Sendung „Am Tisch“ des Senders Nordfunk.");
    assert_eq!(chain(&report, "„Ich gehe“"), ["Lena Brandt", "Nordfunk"]);
}

#[test]
fn what_is_said_to_everybody_is_not_said_to_the_paper_before() {
    let report = read("„Ich gehe“, sagte Lena Brandt der „Küstenrundschau“. „Ich bleibe“, sagte Brandt am Abend vor Journalisten.");
    assert_eq!(chain(&report, "„Ich bleibe“"), ["Lena Brandt"]);
    let report = read("„Ich gehe“, sagte Lena Brandt der „Küstenrundschau“. „Ich bleibe“, sagte Brandt am Abend.");
    assert_eq!(chain(&report, "„Ich bleibe“"), ["Lena Brandt", "Küstenrundschau"]);
}

#[test]
fn a_report_is_that_of_the_paper_the_next_sentence_names() {
    let report = read(
        "Einem Medienbericht zufolge wird die Werft verkauft. Das berichtet der „Hafenkurier“ unter Berufung auf Kreise der Reederei.",
    );
    assert_eq!(chain(&report, "wird die Werft"), ["Kreise der Reederei", "Hafenkurier"]);
    let alone = read("Einem Medienbericht zufolge wird die Werft verkauft. Der „Hafenkurier“ ist von gestern.");
    assert_eq!(chain(&alone, "wird die Werft"), ["einem Medienbericht".replacen('e', "E", 1)]);
}

#[test]
fn a_reporter_who_is_a_source_leads_to_the_paper() {
    let report = read("Wie eine Korrespondentin des Senders Nordfunk berichtete, brannte es.");
    assert_eq!(chain(&report, "brannte es").last(), Some(&"Nordfunk"));
}

#[test]
fn whom_an_agency_quotes_is_not_the_agency() {
    let report = read("Außenministerin Kadri Tamm kam an. „Wir warten“, zitierte die Agentur Baltnews sie.");
    assert_eq!(chain(&report, "„Wir warten“"), ["Kadri Tamm", "Baltnews"]);
    let report = read("„Wir warten“, zitierte das Blatt „Hafenkurier“ einen Insider.");
    assert_eq!(attribution(&report, "„Wir warten“").chain[0].naming, Naming::Anonymous);
    let report = read("„Die Tat war geplant“, zitiert die „Küstenrundschau“ aus der Anklageschrift.");
    assert_eq!(chain(&report, "„Die Tat"), ["der Anklageschrift", "Küstenrundschau"]);
}

#[test]
fn a_page_is_of_the_text_before() {
    let report = read("Ein Papier der Klinik Altenau nennt drei Orte. Die Station sei zu klein, heißt es auf Seite 14.");
    assert_eq!(chain(&report, "Die Station"), ["Ein Papier der Klinik Altenau"]);
    let report = read("Ein Papier der Klinik Altenau nennt drei Orte. Die Tat sei geplant, heißt es auf Seite 3 der Anklage.");
    assert_eq!(chain(&report, "Die Tat"), ["der Anklage"]);
}

#[test]
fn what_is_told_of_is_not_what_tells_it() {
    let report = read("Ein Papier der Klinik Altenau nennt drei Orte. Der Eintrag sei falsch, heißt es darin.");
    assert_eq!(chain(&report, "Der Eintrag"), ["Ein Papier der Klinik Altenau"]);
}

#[test]
fn who_printed_a_study_is_told_behind_it() {
    let report = read("Das Meer steigt. Das zeigt eine Studie, über die der „Hafenkurier“ berichtete.");
    assert_eq!(chain(&report, "Das Meer"), ["eine Studie", "Hafenkurier"]);
}

#[test]
fn a_report_inside_of_another_clause_is_whose_it_is() {
    let text = "„Bei uns darf man das“, schrieb laut dem „Hafenkurier“ ein Beamter.";
    assert_eq!(chain(&read(text), "„Bei uns").last(), Some(&"Hafenkurier"));
    let told = "Wie der „Hafenkurier“ berichtet, brannte es. „Bei uns darf man das“, schrieb dem Bericht zufolge ein Beamter.";
    let quoted = [
        (Form::Indirect, ["brannte es", "der „Hafenkurier“", "Wie berichtet", "Wie der „Hafenkurier“ berichtet,"], None),
        (Form::Direct, ["„Bei uns darf man das“", "ein Beamter", "schrieb", ", schrieb dem Bericht zufolge ein Beamter"], None),
    ];
    assert_eq!(chains_of(told, &quoted)[1], ["ein Beamter", "Hafenkurier"]);
}

#[test]
fn what_a_text_says_is_said_there() {
    let before = "Die Runde tagte. Ein Protokoll, das dieser Zeitung vorliegt, hilft nicht weiter.";
    for says in ["Darin heißt es", "Darin steht", "Dort steht", "Darin wird davor gewarnt"] {
        let report = read(&format!("{before} {says}, dass die Runde zaudere."));
        assert_eq!(chain(&report, "dass die Runde"), ["Ein Protokoll"], "{says}");
    }
    let report = read(&format!("{before} Darin ist von Rissen die Rede."));
    assert_eq!(chain(&report, "Darin ist"), ["Ein Protokoll"]);
    let report = read("Dem Sender liegt ein Protokoll der Leitstelle vor. Demnach kam die Meldung zu spät.");
    assert_eq!(chain(&report, "kam die Meldung").first(), Some(&"ein Protokoll der Leitstelle"));
    let place = read("Lena Brandt kam nach Kiel. Dort wurde davor gewarnt, dass der Deich bricht.");
    assert_ne!(chain(&place, "dass der Deich"), ["Kiel"], "a place warns of nothing");
}

#[test]
fn an_act_told_of_another_station_was_told_there() {
    let report = read("Jan Holm sagte in der ARD, er gehe. Im ZDF verteidigte er am Abend die Pläne.");
    assert_eq!(chain(&report, "Im ZDF"), ["Jan Holm", "ZDF"]);
}

#[test]
fn a_reporter_does_not_work_for_his_own_surname() {
    let text = "Der Journalist Aldo Nordfunk sagte, es sei kalt. Der Journalist vom Nordfunk sagte, es sei warm.";
    let report = read(text);
    assert_eq!(chain(&report, "es sei kalt"), ["Aldo Nordfunk"]);
    assert_eq!(chain(&report, "es sei warm").len(), 2);
}

#[test]
fn papers_that_write_their_names_small_are_papers_in_marks() {
    let report = read("Kern sagte dem „stern“, er sei zufrieden. Das berichtet die „taz“.");
    assert_eq!(chain(&report, "er sei"), ["Kern", "stern"]);
    assert!(report.entities.iter().any(|entity| entity.name == "taz"));
}

#[test]
fn a_paper_behind_a_body_and_a_verb_of_telling_was_told() {
    let report = read("Man prüfe das, bestätigte das Ministerium der „Süddeutschen Zeitung“.");
    assert_eq!(chain(&report, "Man prüfe"), ["das Ministerium", "Süddeutschen Zeitung"]);
    let report = read("Man prüfe das, sagte der Anwalt der dpa.");
    assert_eq!(chain(&report, "Man prüfe"), ["der Anwalt", "dpa"]);
}

#[test]
fn an_agency_of_ones_own_passes_on_what_one_says() {
    let report = read("Jens Holm ließ über seine Agentur ausrichten, er sei unschuldig.");
    assert_eq!(chain(&report, "er sei unschuldig"), ["Jens Holm", "seine Agentur"]);
    assert_eq!(attribution(&report, "er sei unschuldig").chain[1].kind, Kind::Organisation);
}

#[test]
fn a_paper_in_front_of_who_works_for_it_is_not_who_speaks() {
    let report = read("„Der Film ist misslungen“, schreibt „Küstenpost“-Kritikerin Elke Pohl.");
    assert_eq!(chain(&report, "„Der Film"), ["Elke Pohl", "Küstenpost"]);
    let report = read("„Der Film ist misslungen“, sagte die „Küstenpost“-Kritikerin Elke Pohl.");
    assert_eq!(chain(&report, "„Der Film"), ["Elke Pohl"], "where she said so is open");
    let report = read("„Der Film ist misslungen“, sagte „Seewache“-Darsteller Jens Pohl.");
    assert_eq!(chain(&report, "„Der Film"), ["Jens Pohl"]);
}

#[test]
fn the_station_behind_who_says_something_there_is_a_link() {
    let report = read("Wie ein Sprecher der Feuerwehr im NDR sagte, starben zwei Menschen.");
    assert_eq!(chain(&report, "starben"), ["ein Sprecher der Feuerwehr", "NDR"]);
    let report = read("Wie ein Team um den Physiker Jan Kohl im Fachblatt „Küste“ berichtet, schmilzt das Eis schneller.");
    assert_eq!(chain(&report, "schmilzt das"), ["ein Team um den Physiker Jan Kohl", "Küste"]);
}

#[test]
fn a_report_that_a_paper_rests_on_is_a_text_of_its_own() {
    let report = read("Gestützt auf einen Bericht der Finanzkontrolle schrieb der „Kurier“ von „gravierenden Mängeln“.");
    assert_eq!(chain(&report, "„gravierenden"), ["einen Bericht der Finanzkontrolle", "Kurier"]);
    assert_eq!(attribution(&report, "„gravierenden").chain[0].kind, Kind::Document);
}

#[test]
fn who_quotes_from_a_letter_is_told_though_the_frame_ends_before_the_verb() {
    let text = "Er höre auf, teilte Jens Holm in einem Brief mit, aus dem der „Küstenkurier“ zitiert.";
    let frame = ", teilte Jens Holm in einem Brief mit, aus dem der „Küstenkurier“";
    let chains = chains_of(text, &[(Form::Indirect, ["Er höre auf", "Jens Holm", "teilte", frame], None)]);
    assert_eq!(chains, [["Jens Holm", "Küstenkurier"]]);
}

#[test]
fn a_word_in_marks_for_something_is_no_paper() {
    let report = read("Trainer Lorenz, der den Titel einst als „Pflicht“ bezeichnet hatte, sagte, man denke von Spiel zu Spiel.");
    assert_eq!(chain(&report, "man denke"), ["Lorenz"]);
    let report = read("Der Kapitän, der die Reederei einen „Saftladen“ genannt hatte, sagte, er habe nur seine Pflicht getan.");
    assert_eq!(chain(&report, "er habe"), ["Der Kapitän"]);
    let paper = read("Der Kapitän sagte der „Bugwelle“, er habe nur seine Pflicht getan.");
    assert_eq!(chain(&paper, "er habe"), ["Der Kapitän", "Bugwelle"]);
}

#[test]
fn by_whom_somebody_is_quoted_is_the_paper() {
    for (text, names) in [
        ("„Die Frist läuft ab“, wird Ministerin Eva Kolb von der „Bild“-Zeitung zitiert.", ["Eva Kolb", "Bild"]),
        ("„Es lag bei ihm“, wurde Firmenanwalt Jens Ohlsen von der Agentur Baltnews zitiert.", ["Jens Ohlsen", "Baltnews"]),
        ("Kolb wird von der dpa mit den Worten zitiert: „Die Frist läuft ab.“", ["Kolb", "dpa"]),
    ] {
        let report = read(text);
        assert_eq!(chain(&report, "„"), names, "{text}");
    }
}

#[test]
fn who_is_referred_to_may_stand_behind_a_participle_with_its_object() {
    let report = read("Die Agentur Baltnews berichtete unter Berufung auf mit der Sache vertraute Personen, dass die Werft schließt.");
    assert_eq!(report.attributions[0].chain.len(), 2);
}

#[test]
fn an_agency_may_write_its_name_small() {
    let report = read("Die Lage sei ernst, berichtete die dpa aus Wymer. Minister Jan Holm sagte der taz, er bleibe.");
    assert_eq!(chain(&report, "Die Lage"), ["dpa"]);
    assert_eq!(chain(&report, "er bleibe"), ["Jan Holm", "taz"]);
}

#[test]
fn a_paper_whose_name_is_made_of_a_word_for_saying_is_a_paper() {
    let report = read("Wie die „Stimme der Küste“ berichtet, brennt es.");
    assert_eq!(chain(&report, "brennt es"), ["Stimme der Küste"]);
}

#[test]
fn a_sheet_is_no_agency_and_an_agency_no_sheet() {
    let told = |noun: &str| {
        let text =
            format!("Der „Küstenbote“ berichtet, die Brücke sei zu. Die Agentur Reuters meldet, die Bahn fahre. Laut {noun} dauert das.");
        chain(&read(&text), "dauert das")[0].to_owned()
    };
    assert_eq!(told("dem Blatt"), "Küstenbote");
    assert_eq!(told("der Agentur"), "Reuters");
}

#[test]
fn a_text_that_lies_before_a_paper_by_a_participle_came_through_it() {
    let report = read("In einem dem „Küstenboten“ vorliegenden Vermerk heißt es, der Deich sei weich.");
    assert_eq!(chain(&report, "der Deich").last(), Some(&"Küstenboten"));
    assert_eq!(attribution(&report, "der Deich").chain[0].kind, Kind::Document);
}

#[test]
fn the_paper_itself_is_the_paper() {
    let text = "Das Magazin „Küstenblick“ erschien. Das Magazin selbst sagte, es sei sicher.";
    let given = [(Form::Indirect, ["es sei sicher", "Das Magazin selbst", "sagte", "Das Magazin selbst sagte,"], None)];
    assert_eq!(chains_of(text, &given), [["Küstenblick"]]);
}

#[test]
fn a_station_quotes_from_a_text() {
    let given = [(Form::Indirect, ["Er irre", "der Sender aus dem Papier", "zitiert", ", zitiert der Sender aus dem Papier"], None)];
    let chains = chains_of("Der Sender Nordfunk nennt ein Papier. Er irre, zitiert der Sender aus dem Papier.", &given);
    assert_eq!(chains[0].last().map(String::as_str), Some("Sender Nordfunk"));
}

#[test]
fn a_reporter_of_a_paper_in_marks_leads_to_it() {
    let given = [(Form::Indirect, ["brannte es", "einer „Küstenpost“-Reporterin", "Nach", "Nach einer „Küstenpost“-Reporterin"], None)];
    assert_eq!(chains_of("Nach einer „Küstenpost“-Reporterin brannte es.", &given)[0].last().map(String::as_str), Some("Küstenpost"));
}

#[test]
fn papers_that_are_not_told_apart_are_told_something_too() {
    let given = |whom: &str| {
        let text = format!("Lena Brandt sagte {whom}, sie gehe.");
        let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text.as_str()));
        let frame = format!("Lena Brandt sagte {whom},");
        let attr = handed_over(&doc, Form::Indirect, ["sie gehe", "sagte", "Lena Brandt", &frame]);
        let addressee = handed_over(&doc, Form::Indirect, ["sie gehe", "sagte", whom, &frame]).source;
        let attr = found::Attribution { addressee, ..attr };
        let resolved = Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[attr]).resolved;
        resolved[0].chain.iter().map(|link| link.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(given("mehreren Zeitungen"), ["Lena Brandt", "mehreren Zeitungen"]);
    assert_eq!(given("Medien"), ["Lena Brandt"], "everybody");
}

#[test]
fn what_somebody_said_in_a_paper_goes_on() {
    let text = "Ministerin Lena Brandt kritisierte im Nordfunk den Plan. Sie forderte, neu zu rechnen.";
    let given = [(Form::Indirect, ["neu zu rechnen", "Sie", "forderte", "Sie forderte,"], None)];
    assert_eq!(chains_of(text, &given), [["Lena Brandt", "Nordfunk"]]);
}

#[test]
fn what_a_person_says_in_what_an_agency_has_goes_on() {
    let told = "hat Minister Jan Holm laut der Agentur norda gesagt, der Deich halte";
    let text = format!("Am Montag {told}. Holm sagte, er sei sicher.");
    let given = [
        (Form::Indirect, [told, "der Agentur norda", "laut", "laut der Agentur norda"], None),
        (
            Form::Indirect,
            ["der Deich halte", "Minister Jan Holm", "gesagt", "hat Minister Jan Holm laut der Agentur norda gesagt,"],
            Some(0),
        ),
        (Form::Indirect, ["er sei sicher", "Holm", "sagte", "Holm sagte,"], None),
    ];
    assert_eq!(chains_of(&text, &given)[2], ["Jan Holm", "norda"]);
}

#[test]
fn a_word_in_marks_that_a_report_is_of_is_no_paper() {
    let frame = "Nach seinem Bericht von einem „Rattenschwanz“";
    let given = [(Form::Indirect, ["hat die Stadt versagt", "seinem Bericht von einem „Rattenschwanz“", "Nach", frame], None)];
    let chains = chains_of(&format!("{frame} hat die Stadt versagt."), &given);
    assert_eq!(chains, [["seinem Bericht von einem „Rattenschwanz“"]]);
}
