//! Sources as news names them: whom several are told of together, whom an object in front of the verb is not, who a paper's words are.

use super::tests::{chains_of, links_of, read};
use crate::attribution::Form;
use crate::document::Orthography;
use crate::report::{Kind, Naming};
use crate::resolution::tests::given as handed_over;
use crate::text::CleanText;
use crate::{Article, Resolver};
use zufolge_lexicon::GERMAN;

/// Kind, naming and name of who says something by that source; what stands before it in the text comes first.
fn says(before: &str, source: &str) -> (Kind, Naming, String) {
    let text = format!("{before} {source} sagte, es regne.");
    let link = links_of(&text, &[(Form::Indirect, ["es regne", source, "sagte", ""], None)]).remove(0).remove(0);
    (link.kind, link.naming, link.name)
}

/// The chain of one attribution.
fn chain(text: &str, form: Form, roles: [&str; 4]) -> Vec<String> {
    chains_of(text, &[(form, roles, None)]).remove(0)
}

#[test]
fn who_spoke_with_another_is_known_by_her_full_name() {
    let report = read("Jens Ohlsen und Lena Brandt sagten, es regne. „Das ist Pfusch“, so Brandt.");
    let last = report.attributions.last().expect("what she says");
    assert_eq!(last.chain[0].name, "Lena Brandt");
}

#[test]
fn whom_the_object_before_the_verb_names_is_not_its_subject() {
    let judged = |object: &str| {
        let report = read(&format!("Lena Brandt sah zu. Peter Holm sagte, es regne. {object} nannte er „mutig“."));
        report.attributions.iter().find(|attr| attr.form == Form::Direct).map(|attr| attr.chain[0].name.clone())
    };
    assert_eq!(judged("Die Pläne der Regierung unter Jens Ohlsen").as_deref(), Some("Peter Holm"));
}

#[test]
fn an_agency_in_marks_is_no_paper() {
    let kind = |source: &str| {
        let text = format!("Laut {source} brannte es.");
        links_of(&text, &[(Form::Indirect, ["brannte es", source, "Laut", ""], None)]).remove(0).remove(0).kind
    };
    assert_eq!(kind("„Reuters“"), Kind::Agency);
    assert_eq!(kind("„Küstenbote“"), Kind::Outlet);
}

#[test]
fn several_of_whom_one_is_at_a_place_are_a_group() {
    let (kind, naming, _) = says("", "Der Sprecher des Amtes in Kiel und andere Mitarbeiter der Ministerin");
    assert_eq!((kind, naming), (Kind::Group, Naming::Role));
    assert_eq!(says("", "Mitarbeiter des Amtes und andere Zeugen").1, Naming::Anonymous);
    assert_eq!(says("", "Politiker der SPD").1, Naming::Anonymous, "whichever they are");
}

#[test]
fn a_reporter_and_a_farmer_are_no_names() {
    assert_eq!(says("", "Ein Reporter des Senders Nordfunk").1, Naming::Role);
    assert_eq!((says("", "Weiße Farmer").0, says("", "Weiße Farmer").1), (Kind::Group, Naming::Anonymous));
    assert_eq!(says("", "Der frühere Hohe Repräsentant in Bosnien").0, Kind::Person);
}

#[test]
fn plurals_that_no_list_has_are_no_names() {
    let told = |source: &str, verb: &str| {
        let text = format!("{source} {verb}, es regne.");
        let link = links_of(&text, &[(Form::Indirect, ["es regne", source, verb, ""], None)]).remove(0).remove(0);
        (link.kind, link.naming)
    };
    for source in ["Kurilen", "Kreter", "Aufgebrachte Kreter"] {
        assert_eq!(told(source, "sagten"), (Kind::Group, Naming::Anonymous), "{source}");
    }
    assert_eq!(told("Kreter", "sagte"), (Kind::Person, Naming::Named), "one of that name");
}

#[test]
fn whose_union_it_is_makes_its_name() {
    for source in [
        "Die Vereinigung aller freien Köche",
        "Der Bundesverband Deutscher Küstenfischer",
        "Die Arbeitsgemeinschaft Eingliederung für Seeleute im Kreis Kiel",
    ] {
        let (kind, naming, _) = says("", source);
        assert_eq!((kind, naming), (Kind::Organisation, Naming::Named), "{source}");
    }
    let text = "Nach Ansicht des Verbandes der Köche regnet es.";
    let link = links_of(text, &[(Form::Indirect, ["regnet es", "Ansicht des Verbandes der Köche", "Nach", ""], None)]).remove(0).remove(0);
    assert_eq!((link.naming, link.name.as_str()), (Naming::Named, "Verbandes der Köche"));
}

#[test]
fn whose_text_it_is_in_which_somebody_is_quoted_has_said_nothing() {
    let text = "Der Vorsitzende Jens Ohlsen wird in einer Mitteilung der Gewerkschaft mit den Worten zitiert: „Es reicht.“";
    let frame = "Der Vorsitzende Jens Ohlsen wird in einer Mitteilung der Gewerkschaft mit den Worten zitiert:";
    let found = chain(text, Form::Direct, ["„Es reicht.“", "einer Mitteilung der Gewerkschaft", "zitiert", frame]);
    assert_eq!(found, ["Jens Ohlsen", "einer Mitteilung der Gewerkschaft"]);
}

#[test]
fn somebody_is_quoted_on_a_site() {
    let text = "Zur Lage wird Jens Ohlsen auf der Internetseite des Klubs wie folgt zitiert: „Es reicht.“";
    let frame = "Zur Lage wird Jens Ohlsen auf der Internetseite des Klubs wie folgt zitiert:";
    assert_eq!(chain(text, Form::Direct, ["„Es reicht.“", "Jens Ohlsen", "", frame]), ["Jens Ohlsen", "der Internetseite des Klubs"]);
}

#[test]
fn on_whom_a_paper_relies_may_stand_in_its_relative_clause() {
    let text = "Nach Angaben des „Küstenboten“, der sich auf Hafen-, Werft- und Polizeisprecher stützt, sank das Schiff.";
    let frame = "Nach Angaben des „Küstenboten“,";
    let found = chain(text, Form::Indirect, ["sank das Schiff", "Angaben des „Küstenboten“", "Nach", frame]);
    assert_eq!(found, ["Hafen-, Werft- und Polizeisprecher", "Küstenboten"]);
}

#[test]
fn what_transpired_from_somewhere_a_paper_has_from_there() {
    let told = "Wie aus Werftkreisen verlautete, sinkt das Schiff.";
    let text = format!("{told} Das berichtete der „Küstenbote“.");
    let roles = [told, "der „Küstenbote“", "berichtete", "Das berichtete der „Küstenbote“"];
    assert_eq!(chain(&text, Form::Indirect, roles), ["Werftkreisen", "Küstenbote"]);
}

#[test]
fn whose_words_a_paper_has_inside_a_told_act_comes_first() {
    let told = "Jens Ohlsen urteilte laut „küste.net“ mit den Worten: „Es reicht.“";
    let given = [
        (Form::Reported, [told, "Jens Ohlsen", "urteilte", ""], None),
        (Form::Direct, ["„Es reicht.“", "„küste.net“", "laut", "laut „küste.net“"], Some(0)),
    ];
    assert_eq!(chains_of(told, &given)[1], ["Jens Ohlsen", "küste.net"]);
}

#[test]
fn what_the_firm_says_is_said_by_the_firm_named_before() {
    let text = "Die Nordra AG baut. Nach Unternehmensangaben regnet es.";
    assert_eq!(chain(text, Form::Indirect, ["regnet es", "Unternehmensangaben", "Nach", ""]), ["Nordra AG"]);
    assert_eq!(chain("Nach Unternehmensangaben regnet es.", Form::Indirect, ["regnet es", "Unternehmensangaben", "Nach", ""]).len(), 1);
}

#[test]
fn a_text_before_the_verb_is_what_its_relative_clause_hangs_on() {
    let text = "Vor Gericht hatte die Partei eine Streitschrift eingereicht, nach der es regnen soll.";
    assert_eq!(chain(text, Form::Indirect, ["es regnen soll", "der", "nach", ""])[0], "eine Streitschrift");
}

#[test]
fn letters_that_no_list_has_hang_on_an_office() {
    let text = "Der Kandidat der NXD, Jens Ohlsen, kam. Er sagte, es regne.";
    assert_eq!(chain(text, Form::Indirect, ["es regne", "Er", "sagte", ""]), ["Jens Ohlsen"]);
}

#[test]
fn a_paper_told_with_its_sort_is_the_one_called_by_its_name() {
    let report = read("Die Tageszeitung Nordika schwieg. Laut Nordika regnet es.");
    let link = &report.attributions.last().expect("what Nordika has").chain[0];
    assert_eq!((link.kind, link.name.as_str()), (Kind::Outlet, "Tageszeitung Nordika"));
}

#[test]
fn somebody_of_a_town_is_no_firm() {
    let (kind, naming, _) = says("", "Ein Frankfurter Netzflicker");
    assert_eq!((kind, naming), (Kind::Person, Naming::Anonymous));
}

#[test]
fn products_and_firms_with_such_names_are_no_people() {
    assert_eq!(says("", "Nordsky Lab").0, Kind::Organisation);
    assert_eq!(says("", "Jens Ohlsen").0, Kind::Person);
}

#[test]
fn the_one_person_told_of_is_who_is_named_below() {
    let named = |before: &str| {
        let text = format!("{before} sagte, es regne. „Das wird ernst“, sagte Lena Brandt.");
        let given = [
            (Form::Indirect, ["es regne", before, "sagte", ""], None),
            (Form::Direct, ["„Das wird ernst“", "Lena Brandt", "sagte", ""], None),
        ];
        chains_of(&text, &given)
    };
    assert_eq!(named("Die Virologin"), [["Lena Brandt"], ["Lena Brandt"]]);
    assert_eq!(named("Der Virologe")[0], ["Der Virologe"], "a woman is no Virologe");
    assert_eq!(named("Eine Anwohnerin")[0], ["Eine Anwohnerin"]);
}

#[test]
fn what_is_added_was_said_to_the_same_paper() {
    let text = "Jens Ohlsen sagte dem „Küstenboten“, es regne. Er sagte, es stürme, und fügte hinzu: „Es reicht.“";
    let given = [
        (Form::Indirect, ["es regne", "Jens Ohlsen", "sagte", "Jens Ohlsen sagte dem „Küstenboten“,"], None),
        (Form::Direct, ["„Es reicht.“", "", "fügte hinzu", "und fügte hinzu:"], None),
    ];
    assert_eq!(chains_of(text, &given)[1], ["Jens Ohlsen", "Küstenboten"]);
}

#[test]
fn where_it_is_printed_is_no_part_of_who_writes() {
    let text = "Es regnet, schreiben die Forscher im Fachblatt „Küste“.";
    let source = "die Forscher im Fachblatt „Küste“";
    assert_eq!(
        chain(text, Form::Indirect, ["Es regnet", source, "schreiben", ", schreiben die Forscher im Fachblatt „Küste“"])[1..],
        ["Küste"]
    );
}

#[test]
fn a_talk_with_a_paper_is_called_after_the_paper() {
    let text = "Jens Ohlsen sagte im NDR-Gespräch, es regne.";
    assert_eq!(
        chain(text, Form::Indirect, ["es regne", "Jens Ohlsen", "sagte", "Jens Ohlsen sagte im NDR-Gespräch,"]),
        ["Jens Ohlsen", "NDR"]
    );
}

#[test]
fn what_somebody_was_asked_is_not_what_is_said() {
    let text = "Auf die Frage, ob er gehe, kündigte Jens Ohlsen an, er bleibe.";
    let report = read(text);
    let words: Vec<char> = report.text.chars().collect();
    let contents = report.attributions.iter().flat_map(|attr| &attr.content);
    let contents: Vec<String> = contents.map(|span| words[span.start as usize..span.end as usize].iter().collect()).collect();
    assert_eq!(contents, ["er bleibe"]);
}

#[test]
fn what_somebody_wrote_for_a_paper_stands_in_it() {
    let text = "Jens Ohlsen prüfte die Lage in einem Beitrag für die Zeitung „Küstenbote“. Er sagte, es regne.";
    assert_eq!(chain(text, Form::Indirect, ["es regne", "Er", "sagte", "Er sagte,"]), ["Jens Ohlsen", "Küstenbote"]);
}

#[test]
fn whose_words_a_paper_has_comes_first_where_both_words_are_the_cue() {
    let frame = "Jens Ohlsen urteilte laut „küste.net“ so:";
    let text = format!("{frame} „Es reicht.“");
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(&text));
    let mut told = handed_over(&doc, Form::Direct, ["„Es reicht.“", "urteilte", "Jens Ohlsen", frame]);
    told.cue.push(handed_over(&doc, Form::Direct, ["", "laut", "", ""]).cue[0]);
    let resolved = Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[told]).resolved;
    let names: Vec<&str> = resolved[0].chain.iter().map(|link| link.name.as_str()).collect();
    assert_eq!(names, ["Jens Ohlsen", "küste.net"]);
}

#[test]
fn a_genitive_that_looks_like_a_plural_is_one_man() {
    let text = "Nach Angaben des Vereinschefs Jens Ohlsen stürmt es. Es regne auch, sagte der Politiker.";
    let given = [
        (Form::Indirect, ["stürmt es", "Angaben des Vereinschefs Jens Ohlsen", "Nach", ""], None),
        (Form::Indirect, ["Es regne auch", "der Politiker", "sagte", ""], None),
    ];
    assert_eq!(chains_of(text, &given)[1], ["Jens Ohlsen"]);
}
