//! Sources that were taken for somebody else: named by what was wrong.

use super::tests::{attribution, chain, chains_of, links_of, origin, read};
use crate::attribution::Form;
use crate::report::{Kind, Naming};

/// What the source of indirect speech is, how it is named and its name, for statements that are handed over: content, source, cue.
fn sources(text: &str, given: &[[&str; 3]]) -> Vec<(Kind, Naming, String)> {
    let given: Vec<_> = given.iter().map(|[content, source, cue]| (Form::Indirect, [*content, *source, *cue, ""], None)).collect();
    links_of(text, &given).into_iter().map(|chain| (chain[0].kind, chain[0].naming, chain[0].name.clone())).collect()
}

fn source(text: &str, content: &str, source: &str, cue: &str) -> (Kind, Naming, String) {
    sources(text, &[[content, source, cue]]).remove(0)
}

#[test]
fn a_name_that_ends_as_words_do_keeps_its_genitive() {
    let report = read("Jens Hansen sagte, die Schleuse sei zu. Nach Angaben Hansens bleibt das so.");
    assert_eq!(chain(&report, "bleibt das"), ["Jens Hansen"]);
}

#[test]
fn a_name_stands_without_the_ending_of_its_case_where_the_text_has_it_so() {
    for (text, name) in [
        ("Nach Informationen des „Hanseblatts“ ist der Deich dicht. Das „Hanseblatt“ berichtet, der Kai sei frei.", "Hanseblatt"),
        ("Nach Angaben des Ministeriums ist der Deich dicht. Das Ministerium sagte, der Kai sei frei.", "Das Ministerium"),
        (
            "Nach Angaben der Nordischen Messstelle ist der Deich dicht. Die Nordische Messstelle sagte, der Kai sei frei.",
            "Nordische Messstelle",
        ),
    ] {
        let report = read(text);
        assert_eq!(chain(&report, "ist der Deich"), [name]);
        assert_eq!(chain(&report, "der Kai"), [name]);
    }
    assert_eq!(chain(&read("Nach Angaben des Ministeriums ist der Deich dicht."), "ist der Deich"), ["des Ministeriums"], "as it stands");
}

#[test]
fn a_nobles_name_goes_on_behind_the_title_and_a_doctor_is_no_office() {
    let report = read("Anwalt Prof. Dr. Jan Graf von Ohlsen sagte, der Fall sei klar.");
    assert_eq!(chain(&report, "der Fall"), ["Jan Graf von Ohlsen"]);
    assert_eq!(report.entities[0].role.as_deref(), Some("Anwalt"));
    let professor = read("Der Professor Jan Ohlsen sagte, der Fall sei klar.");
    assert_eq!(professor.entities[0].role.as_deref(), Some("Professor"));
}

#[test]
fn both_are_not_the_one_who_spoke_last() {
    let report = read("Jens Ohlsen widersprach. Beide sagten, der Fall sei klar.");
    assert!(!chain(&report, "der Fall").contains(&"Jens Ohlsen"));
}

#[test]
fn her_lawyer_is_not_his() {
    let text = "Anna Weber bat ihren Anwalt Jan Riedel zu reden. Tom Falk schwieg. Sein Anwalt sagte, der Fall sei klar.";
    assert_eq!(chain(&read(text), "der Fall"), ["Sein Anwalt"]);
    assert_eq!(chain(&read(&text.replace("Sein Anwalt", "Ihr Anwalt")), "der Fall"), ["Jan Riedel"]);
}

#[test]
fn somebody_may_be_called_by_the_first_word_of_a_name() {
    let report = read("Admiral Petu Lamoana sagte, der Hafen sei voll. Petu sagte, das Heer bleibe ruhig.");
    assert_eq!(chain(&report, "das Heer"), ["Petu Lamoana"]);
    let other = read("Admiral Petu Lamoana sagte, der Hafen sei voll. Petu Marak sagte, das Heer bleibe ruhig.");
    assert_eq!(chain(&other, "das Heer"), ["Petu Marak"], "another surname");
    let text = "Petu rief, die Flotte bleibe. Admiral Petu Lamoana schwieg.";
    assert_eq!(source(text, "die Flotte bleibe", "Petu", "rief").2, "Petu Lamoana", "the full name comes later");
}

#[test]
fn a_surname_with_a_small_word_before_it_is_taken_in_behind_an_office() {
    let told = |who: &str, marked: &str, cue: &str| source(&format!("{who} {cue}, der Damm halte."), "der Damm halte", marked, cue);
    for (who, marked, name) in [
        ("Kollege den Haan", "Kollege", "den Haan"),
        ("Seine Kollegin den Haan", "Seine Kollegin", "den Haan"),
        ("Trainer van Buren", "Trainer van Buren", "van Buren"),
        ("Der Kollege van den Loo", "Der Kollege van den Loo", "van den Loo"),
        ("Minister von Arnheim", "Minister von Arnheim", "von Arnheim"),
    ] {
        assert_eq!(told(who, marked, "sagte"), (Kind::Person, Naming::Named, name.to_owned()), "{who}");
    }
    for who in ["Der Minister von Nordau", "Der Verantwortliche der Feier"] {
        assert_eq!(told(who, who, "sagte").1, Naming::Role, "{who}");
    }
    assert_eq!(told("Anwohner von Nordau", "Anwohner von Nordau", "klagten").0, Kind::Group);
}

#[test]
fn a_house_is_told_by_its_head_and_not_by_the_preposition_before_it() {
    let text = "Ministerin Elke Pohl schwieg. In Pohls Haus weist man das zurück.";
    let link =
        links_of(text, &[(Form::Reported, ["In Pohls Haus weist man das zurück", "In Pohls Haus", "weist", ""], None)]).remove(0).remove(0);
    assert_eq!((link.name.as_str(), link.kind, link.naming), ("Pohls Haus", Kind::Organisation, Naming::Role));
    let told = "Bei Nordra weist man das zurück";
    assert_eq!(
        chains_of(&format!("{told}."), &[(Form::Reported, [told, "", "zurück", ""], None)]),
        [["Nordra"]],
        "no words are the source"
    );
}

#[test]
fn a_list_of_names_is_one_source() {
    let report = read("Die Verbände Nordwind, Südwind und Flaute forderten, dass der Mast bleibt.");
    let link = &attribution(&report, "dass der").chain[0];
    assert_eq!((link.name.as_str(), link.kind, link.naming), ("Die Verbände Nordwind, Südwind und Flaute", Kind::Group, Naming::Named));
    let three = "Die Abgeordneten Ohlsen, Pohl und Dehnert";
    let told = source(&format!("{three} sagten, der Damm halte."), "der Damm halte", three, "sagten");
    assert_eq!(told, (Kind::Group, Naming::Named, three.to_owned()));
}

#[test]
fn a_name_with_offices_behind_it_is_one_person() {
    let who = "Lena Brandt, Mitglied des Bauvereins und der Deichpartei";
    let told = source(&format!("{who}, sagte, der Damm halte."), "der Damm halte", who, "sagte");
    assert_eq!(told, (Kind::Person, Naming::Named, "Lena Brandt".to_owned()));
}

#[test]
fn a_firm_whose_name_sounds_like_a_persons_is_a_firm() {
    let told = |rest: &str| {
        let text = format!("Nordra Solarix teilte mit, das Werk schließe.{rest}");
        source(&text, "das Werk schließe", "Nordra Solarix", "teilte").0
    };
    assert_eq!(told(" Die Nordra Solarix GmbH baut um."), Kind::Organisation);
    assert_eq!(told(""), Kind::Person, "nothing tells");
}

#[test]
fn a_weekday_before_a_decision_is_not_who_took_it() {
    let text = "Nach dem am Montag gefassten Beschluss des Norderbyer Seerates wird gebaut.";
    let (.., name) = source(text, "wird gebaut", "am Montag gefassten Beschluss des Norderbyer Seerates", "Nach");
    assert!(name.ends_with("Beschluss des Norderbyer Seerates"), "{name}");
}

#[test]
fn the_agency_speaks_by_its_report() {
    assert_eq!(origin("Laut einer dpa-Meldung wird das Werk verkauft."), (Kind::Agency, Naming::Named, "dpa".to_owned()));
    assert_eq!(origin("Laut einem Zeitungsbericht wird das Werk verkauft.").0, Kind::Document);
    let (kind, naming, _) = origin("Laut Presseinformationen wird das Werk verkauft.");
    assert_eq!((kind, naming), (Kind::Outlet, Naming::Anonymous));
}

#[test]
fn an_article_inside_a_preposition_is_one() {
    let text = "Das Aus kam überraschend, hieß es vom Leiter des Hafenamts Jens Ohlsen.";
    let told = source(text, "Das Aus kam überraschend", "vom Leiter des Hafenamts Jens Ohlsen", "hieß es");
    assert_eq!(told, (Kind::Person, Naming::Named, "Jens Ohlsen".to_owned()));
}

#[test]
fn a_measure_stands_before_the_adjective() {
    let told = source(
        "Laut dem 80 Seiten dicken Gutachten ist die Brücke morsch.",
        "ist die Brücke morsch",
        "dem 80 Seiten dicken Gutachten",
        "Laut",
    );
    assert_eq!(told.0, Kind::Document);
}

#[test]
fn adjectives_may_be_joined() {
    for who in ["Der frühere und künftige Landrat Jens Ohlsen", "Der junge, ehrgeizige Landrat Jens Ohlsen"] {
        let text = format!("{who} sagte, die Brücke halte.");
        assert_eq!(source(&text, "die Brücke halte", who, "sagte").2, "Jens Ohlsen");
    }
}

#[test]
fn who_demands_is_no_paper() {
    assert_eq!(origin("„Sanfter Strom“ forderte, dass die Fabrik schließt.").0, Kind::Organisation);
    assert_eq!(origin("„Sanfter Strom“ berichtete, dass die Fabrik schließt.").0, Kind::Outlet);
}

#[test]
fn a_paper_may_write_itself_small() {
    let told = source("Laut „küste kompakt“ schließt die Fabrik.", "schließt die Fabrik", "„küste kompakt“", "Laut");
    assert_eq!(told, (Kind::Outlet, Naming::Named, "küste kompakt".to_owned()));
}

#[test]
fn a_crowd_is_nobody_in_particular() {
    for who in ["Die Demonstranten", "Die Entführer", "Einige Anhänger Ohlsens"] {
        let (kind, naming, name) = origin(&format!("{who} sagten, die Brücke werde besetzt."));
        assert_eq!((kind, naming, name.as_str()), (Kind::Group, Naming::Anonymous, who));
    }
}

#[test]
fn a_group_of_people_is_no_body() {
    let (kind, naming, _) = origin("Eine Gruppe besorgter Eltern sagte, die Brücke sei morsch.");
    assert_eq!((kind, naming), (Kind::Group, Naming::Anonymous));
}

#[test]
fn whose_plan_it_is_claims_it_but_a_plan_alone_is_a_text() {
    let plan = "dem Plan von Ministerin Lena Brandt";
    assert_eq!(source(&format!("Laut {plan} wird gebaut."), "wird gebaut", plan, "Laut").2, "Lena Brandt");
    let text = "Jens Ohlsen sagte, der Deich sei alt. Laut dem Plan wird gebaut.";
    let told = sources(text, &[["der Deich sei alt", "Jens Ohlsen", "sagte"], ["wird gebaut", "dem Plan", "Laut"]]);
    assert_eq!((told[1].0, told[1].2.as_str()), (Kind::Document, "dem Plan"));
}

#[test]
fn a_pronoun_means_the_subject_that_came_after_the_speaker() {
    let text = "Jens Ohlsen sagte, der Deich sei alt. Peter Voss hat den Deich gebaut. Er rief, der Damm halte.";
    let given = [["der Deich sei alt", "Jens Ohlsen", "sagte"], ["der Damm halte", "Er", "rief"]];
    assert_eq!(sources(text, &given)[1].2, "Peter Voss");
}

#[test]
fn ministers_of_two_countries_are_two() {
    for second in ["Der finnische Außenminister", "Der Vize-Außenminister"] {
        let text = format!("Der dänische Außenminister Jens Ohlsen sagte, man warte. {second} meinte, das sei gut.");
        let given = [["man warte", "Der dänische Außenminister Jens Ohlsen", "sagte"], ["das sei gut", second, "meinte"]];
        assert_eq!(sources(&text, &given)[1].2, second);
    }
}

#[test]
fn an_office_of_two_words_is_called_by_the_last() {
    let report = read("Das Auswärtige Amt sagte, der Pass sei zu. Die Grenze sei offen, teilte das Amt mit.");
    assert_eq!(chain(&report, "Die Grenze"), ["Auswärtige Amt"]);
}

#[test]
fn an_age_stands_before_a_name_that_no_list_has() {
    let who = "Der 41-jährige Gondrolf Brixner";
    let told = source(&format!("{who} sagte, die Brücke halte."), "die Brücke halte", who, "sagte");
    assert_eq!(told, (Kind::Person, Naming::Named, "Gondrolf Brixner".to_owned()));
}

#[test]
fn an_advocate_is_not_whose_advocate_she_is() {
    let text = "Arno Tamm Lund wurde verurteilt. Die Anwältin Tamm Lunds klagte, das sei falsch.";
    assert_eq!(source(text, "das sei falsch", "Die Anwältin Tamm Lunds", "klagte").2, "Die Anwältin Tamm Lunds");
}

#[test]
fn states_are_the_subject_of_a_verb_that_nobody_was_marked_for() {
    let text = "Die Vereinigten Staaten erwägen, die Brücke zu sperren.";
    assert_eq!(source(text, "die Brücke zu sperren", "", "erwägen").2, "Vereinigten Staaten");
}

#[test]
fn a_motion_in_a_council_is_what_something_is_demanded_in() {
    let text = "Die Liste hat einen Antrag im Stadtrat gestellt, in dem mehr Geld verlangt wird.";
    assert_eq!(source(text, "mehr Geld", "dem", "verlangt wird").0, Kind::Document);
}

#[test]
fn whose_warning_it_is_are_several() {
    let text = "Sie blieb trotz der Mahnung der Lehrer, das Boot zu räumen.";
    assert_eq!(source(text, "das Boot zu räumen", "der Lehrer", "Mahnung").0, Kind::Group);
}

#[test]
fn a_name_with_an_apostrophe_is_whole() {
    let who = "Jens O’Harlow";
    assert_eq!(source(&format!("{who} sagte, die Brücke halte."), "die Brücke halte", who, "sagte").2, who);
}

#[test]
fn part_of_a_party_is_no_person() {
    let (kind, ..) = source("Die Kreis-FDP sagte, die Brücke halte.", "die Brücke halte", "Die Kreis-FDP", "sagte");
    assert_eq!(kind, Kind::Organisation);
}

#[test]
fn authorities_of_a_town_are_no_paper_of_its_name() {
    let who = "Die New Yorker Feuerwehr";
    assert_eq!(source(&format!("{who} sagte, die Brücke halte."), "die Brücke halte", who, "sagte").0, Kind::Organisation);
}

#[test]
fn the_press_of_a_country_is_no_paper_named_before() {
    let text = "Der „Küstenbote“ schwieg. Nach Meldungen der kretischen Presse ist der Hafen zu.";
    let told = source(text, "ist der Hafen zu", "Meldungen der kretischen Presse", "Nach");
    assert_eq!(told, (Kind::Outlet, Naming::Anonymous, "der kretischen Presse".to_owned()));
}

#[test]
fn a_surname_that_opens_a_sentence_is_in_mind() {
    let text = "Minister Jens Ohlsen traf Peter Voss. Voss kannte die Pläne von Rolf Tamm. Ohlsen widersprach. Er rief, der Damm halte.";
    assert_eq!(source(text, "der Damm halte", "Er", "rief").2, "Jens Ohlsen");
}

#[test]
fn who_is_told_by_a_paper_is_the_subject_not_the_paper() {
    let text = "Minister Jens Ohlsen schwieg. Ohlsen lobte dem „Küstenboten“ zufolge die Fähre. Er rief, der Damm halte.";
    let given = [["lobte", "dem „Küstenboten“", "zufolge"], ["der Damm halte", "Er", "rief"]];
    assert_eq!(sources(text, &given)[1].2, "Jens Ohlsen");
}

#[test]
fn words_that_somebody_coins_are_no_paper() {
    let text = "Neu ist eine „Verzahnung“ der Seiten. Die Zeitung schrieb, das sei gut.";
    assert_eq!(source(text, "das sei gut", "Die Zeitung", "schrieb").2, "Die Zeitung");
}

#[test]
fn initials_stand_before_a_surname() {
    let (kind, _, name) = source("T.J. Lomberg sagte, die Brücke halte.", "die Brücke halte", "T.J. Lomberg", "sagte");
    assert_eq!((kind, name.as_str()), (Kind::Person, "T.J. Lomberg"));
}

#[test]
fn a_nation_tells_the_sex_where_the_first_name_tells_another() {
    let text = "Der Schweizer Simone Tosti kam. Er sagte, die Brücke halte.";
    assert_eq!(source(text, "die Brücke halte", "Er", "sagte").2, "Simone Tosti");
}

#[test]
fn a_site_that_is_only_described_has_no_name() {
    let (kind, naming, _) = origin("Eine EU-kritische Internetseite berichtete, der Hafen sei zu.");
    assert_eq!((kind, naming), (Kind::Outlet, Naming::Anonymous));
    let (kind, naming, name) = origin("Die Nachrichtenseite Hafen Insider berichtete, der Hafen sei zu.");
    assert_eq!((kind, naming, name.as_str()), (Kind::Outlet, Naming::Named, "Hafen Insider"));
}

#[test]
fn an_association_with_a_foreign_name_is_whole() {
    let text = "Die Coastal Rowing Federation (CRF) tagt. Die CRF teilte mit, die Halle sei voll.";
    assert_eq!(source(text, "die Halle sei voll", "Die CRF", "teilte").2, "Coastal Rowing Federation");
}

#[test]
fn a_passive_without_anybody_is_nobodys() {
    let text = "Jens Ohlsen rief, der Damm halte. Dagegen wurde entgegnet, die Halle sei voll.";
    let told = sources(text, &[["der Damm halte", "Jens Ohlsen", "rief"], ["die Halle sei voll", "wurde entgegnet", ""]]);
    assert_eq!((told[1].0, told[1].1), (Kind::Unknown, Naming::Implicit));
}

#[test]
fn a_womans_office_before_a_name_that_ends_as_a_league_does_is_hers() {
    for office in ["Sprecherin", "Die Vorsitzende"] {
        let text = format!("{office} Jadwiga Szeliga sagte, der Damm halte.");
        let told = source(&text, "der Damm halte", &format!("{office} Jadwiga Szeliga"), "sagte");
        assert_eq!(told, (Kind::Person, Naming::Named, "Jadwiga Szeliga".to_owned()));
    }
    let text = "Die Grüne Liga Brenz sagte, der Damm halte.";
    assert_eq!(source(text, "der Damm halte", "Die Grüne Liga Brenz", "sagte").0, Kind::Organisation);
}

#[test]
fn a_paper_and_a_party_may_be_called_by_what_is_written() {
    let of = |name: &str| {
        source(&format!("Am Montag schrieben die {name}, der Damm halte."), "der Damm halte", &format!("die {name}"), "schrieben")
    };
    assert_eq!(of("Brenzer Nachrichten"), (Kind::Outlet, Naming::Named, "Brenzer Nachrichten".to_owned()));
    assert_eq!(of("Freie Liste").0, Kind::Organisation);
    assert_eq!(of("lange Liste").0, Kind::Document);
}

#[test]
fn a_name_ends_before_whom_something_is_done_to() {
    let text = "Laut Anklage hat Karl Ohlsen Kunden betrogen. Er sagte, das stimme nicht.";
    assert_eq!(source(text, "das stimme nicht", "Er", "sagte").2, "Karl Ohlsen");
}

#[test]
fn a_surname_may_be_a_word_that_opens_clauses() {
    let text = "Der Kritiker Peter Weil rief, es sei alt. Am Abend sagte Weil, das sei gut.";
    let given = [["es sei alt", "Der Kritiker Peter Weil", "rief"], ["das sei gut", "Weil", "sagte"]];
    assert!(sources(text, &given).iter().all(|(.., name)| name == "Peter Weil"));
}

#[test]
fn an_office_that_is_held_no_longer_may_stand_before_a_name() {
    let (kind, _, name) = source("Minister a. D. Karl Ohlsen sagte, das sei gut.", "das sei gut", "Minister a. D. Karl Ohlsen", "sagte");
    assert_eq!((kind, name.as_str()), (Kind::Person, "Karl Ohlsen"));
}

#[test]
fn a_text_that_nobody_owns_is_that_of_who_spoke_right_before() {
    let by = |text: &str, first: [&str; 3]| sources(text, &[first, ["man handle", "der Erklärung", "hieß es"]]).pop().expect("a source").2;
    let said = ["die Lage sei ernst", "Das Amt", "teilte mit"];
    assert_eq!(by("Das Amt teilte mit, die Lage sei ernst. Und man handle, hieß es in der Erklärung.", said), "Das Amt");
    // One that was told of before, and one by which a paper speaks, are texts of their own.
    let told_of = "Eine Erklärung lag aus. Das Amt teilte mit, die Lage sei ernst. Und man handle, hieß es in der Erklärung.";
    assert_eq!(by(told_of, said), "Eine Erklärung");
    let paper = "Der Bote teilte mit, die Lage sei ernst. Und man handle, hieß es in der Erklärung.";
    assert_eq!(by(paper, ["die Lage sei ernst", "Der Bote", "teilte mit"]), "der Erklärung");
}

#[test]
fn nobody_is_meant_by_a_pronoun_in_the_clause_that_names_him() {
    let told = "Fragen nach Ole Keit beantwortete er nicht.";
    let text = format!("Karl Brock kam an. {told}");
    assert_eq!(chains_of(&text, &[(Form::Reported, [told, "er", "beantwortete", ""], None)]), [["Karl Brock"]]);
}

#[test]
fn a_season_may_be_a_surname() {
    let given = [["der Damm halte", "Ruth Sommer", "erklärte"], ["der Deich sei fest", "Sommer", "sagte"]];
    let told = sources("Ruth Sommer erklärte, der Damm halte. Auch der Deich sei fest, sagte Sommer.", &given);
    assert_eq!(told.into_iter().map(|(.., name)| name).collect::<Vec<_>>(), ["Ruth Sommer", "Ruth Sommer"]);
}

#[test]
fn the_left_is_a_party_by_its_article() {
    let kind = |who: &str| source(&format!("{who} sagte, der Damm halte."), "der Damm halte", who, "sagte").0;
    assert_eq!(kind("Die Linke"), Kind::Organisation);
    assert_eq!(kind("Der Linke"), Kind::Person);
}

#[test]
fn a_day_is_no_agency() {
    let told = source("Nach Angaben von Montag fehlen zwei Boote.", "fehlen zwei Boote", "Angaben von Montag", "Nach");
    assert_ne!(told.0, Kind::Agency);
}

#[test]
fn an_everyday_word_is_a_paper_only_where_it_is_marked() {
    let report = read("Er habe zu keiner Zeit Druck ausgeübt, sagte Lauber. Das stand in der „Zeit“.");
    assert!(report.entities.iter().all(|entity| entity.name != "Zeit Druck"), "{:?}", report.entities);
}

#[test]
fn an_opinion_that_something_is_said_in_is_a_text() {
    let given = "der von Richter Jens Ohlsen verfassten Mehrheitsmeinung";
    let text = format!("In {given} heißt es, das Eis sei dünn.");
    assert_eq!(source(&text, "das Eis sei dünn", given, "heißt es").0, Kind::Document);
}

#[test]
fn behind_a_first_name_a_surname_is_one_whatever_it_ends_in() {
    for who in ["Sprecher Malte Ruhnstrat", "Werks-Sprecher Malte Ruhnstrat"] {
        let told = source(&format!("{who} sagte, der Damm halte."), "der Damm halte", who, "sagte");
        assert_eq!(told, (Kind::Person, Naming::Named, "Malte Ruhnstrat".to_owned()));
    }
    assert_eq!(source("Der Deichrat sagte, der Damm halte.", "der Damm halte", "Der Deichrat", "sagte").0, Kind::Organisation);
}

#[test]
fn the_name_of_a_firm_ends_with_its_legal_form_and_before_what_it_does_for_others() {
    let names = |text: &str| read(text).entities.into_iter().map(|entity| entity.name).collect::<Vec<_>>();
    let held = names("Minister Ohlsen räumte ein, dass das Land der Hansa AG Einnahmen aus der Maut zugesichert hat.");
    assert!(held.contains(&"Hansa AG".to_owned()) && !held.iter().any(|name| name.contains("Einnahmen")), "{held:?}");
    let stands = names("Nach Angaben Ohlsens steht das Land beim Betreiber Nordra für ausbleibende Autos gerade.");
    assert!(!stands.iter().any(|name| name.contains("Autos")), "{stands:?}");
    let whole = names("Die Gesellschaft für bedrohte Möwen sagte, das reiche nicht.");
    assert!(whole.contains(&"Gesellschaft für bedrohte Möwen".to_owned()), "{whole:?}");
    let told = names("Gestern hat ein Mitarbeiter des Hafenministeriums Angaben von Ministerin Gesa Pohl bestritten.");
    assert!(!told.iter().any(|name| name.contains("Angaben")), "{told:?}");
}

#[test]
fn a_body_ends_before_a_title_that_does_not_agree_with_it_and_before_what_it_does() {
    let names = |text: &str| read(text).entities.iter().map(|entity| entity.name.clone()).collect::<Vec<_>>();
    assert_eq!(names("Zuvor hatte die SPD Kanzler Holm Untätigkeit vorgeworfen."), ["SPD", "Holm"]);
    assert_eq!(names("Gestern hat Dezernentin Rosalba Tennigkeit das abgelehnt."), ["Rosalba Tennigkeit"]);
    assert_eq!(names("Gestern hatte die Gewerkschaft Konzernchef Detjen Wortbruch vorgeworfen."), ["die Gewerkschaft", "Detjen"]);
    assert_eq!(names("Die CDU Abgeordnete Anna Kern sagte, das sei falsch."), ["Anna Kern"]);
    let arrest = names("Am Montag beantragte die Staatsanwaltschaft Untersuchungshaft.");
    assert!(!arrest.iter().any(|name| name.contains("haft ")), "{arrest:?}");
}

#[test]
fn a_verb_between_a_pronoun_and_a_phrase_is_no_adjective() {
    let named = |text: &str| read(text).entities.into_iter().map(|entity| entity.name).collect::<Vec<_>>();
    assert_eq!(named("Das sagte die Ministerin, die den Plan „wirr“ nannte."), ["die Ministerin"]);
}

#[test]
fn one_word_behind_the_comma_after_an_office_is_who_holds_it() {
    let text = "Der Präsident des Verbandes, Okafor, warnte vor Engpässen. Okafor sagte, die Lager seien leer.";
    assert_eq!(chain(&read(text), "die Lager"), ["Okafor"]);
    let given = [(
        Form::Reported,
        ["Der Präsident des Verbandes, Okafor, warnte vor Engpässen.", "Der Präsident des Verbandes, Okafor", "warnte", ""],
        None,
    )];
    assert_eq!(links_of(text, &given)[0][0].name, "Okafor");
    let two = "Der Sprecher der Polizei, Feuerwehr und Helfer warnten.";
    assert!(read(two).entities.iter().all(|entity| entity.name != "Feuerwehr und Helfer"));
}

#[test]
fn a_place_with_the_word_for_its_sort_is_nobody() {
    let named = |text: &str| read(text).entities.into_iter().map(|entity| (entity.name, entity.kind)).collect::<Vec<_>>();
    let persons = |text: &str| named(text).into_iter().filter(|(_, kind)| *kind == Kind::Person).collect::<Vec<_>>();
    assert_eq!(persons("In den Dörfern Oberlunda und Kirchlunda ist es laut, sagte das Amt."), []);
    assert_eq!(persons("Der Windpark Alter Rücken sei laut, sagte das Amt."), []);
    assert_eq!(origin("Die Räder stünden still, berichtete Welle Nordau.").0, Kind::Outlet);
}

#[test]
fn several_who_speak_together_are_not_the_first_of_them() {
    let text = "Sowohl Minister Werner Fuchs (SP) als auch Ministerin Johanna Licht (VP) sagten, es sei kalt.";
    let both = source(text, "es sei kalt", "Sowohl Minister Werner Fuchs (SP) als auch Ministerin Johanna Licht (VP)", "sagten");
    assert_eq!((both.0, both.2 == "Werner Fuchs"), (Kind::Group, false));
    let text = "Jens Brenner ist Richter. Der Richter, die Anwälte der Firma und die des Amtes sagten, es sei kalt.";
    let all = source(text, "es sei kalt", "Der Richter, die Anwälte der Firma und die des Amtes", "sagten");
    assert_eq!((all.0, all.2 == "Jens Brenner"), (Kind::Group, false));
}

#[test]
fn a_town_is_not_who_speaks_where_a_body_in_it_does() {
    let text = "In Brüssel aus der EU-Kommission hieß es, es sei kalt.";
    assert_eq!(source(text, "es sei kalt", "Brüssel aus der EU-Kommission", "hieß").2, "EU-Kommission");
}

#[test]
fn whose_word_stands_in_marks_is_no_abbreviation_of_it() {
    let text = "Das „Ländchen“ (Glotzer) ist klein. Glotzer sagte, es sei kalt.";
    let glotzer = source(text, "es sei kalt", "Glotzer", "sagte");
    assert_eq!((glotzer.0, &*glotzer.2), (Kind::Person, "Glotzer"));
}

#[test]
fn a_source_that_an_engine_has_cut_is_read_to_its_noun() {
    let text = "Der nicht an der Studie beteiligte Geograf Jens Ohlsen sagte, die Flut steige.";
    assert_eq!(source(text, "die Flut steige", "Der nicht an der Studie", "sagte").2, "Jens Ohlsen");
    let text = "Man bleibe, sagte der Chef der Grünen im Landtag, Jens Ohlsen, am Montag.";
    assert_eq!(source(text, "Man bleibe", "der Chef der Grünen", "sagte").2, "Jens Ohlsen");
    let text = "Laut einer im Fachblatt „Küste“ erschienenen Studie steigt die Flut.";
    assert_eq!(source(text, "steigt die Flut", "einer im Fachblatt „Küste“", "Laut").0, Kind::Document);
    let text = "Eine Gruppe namens „Graue Welle“ sagte, sie warte nicht.";
    assert_eq!(source(text, "sie warte nicht", "Eine Gruppe", "sagte").2, "Graue Welle");
}
