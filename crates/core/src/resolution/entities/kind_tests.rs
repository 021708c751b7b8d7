//! What words stand for: firms, places, ships and nouns that were taken for people or papers, and the other way round.

use super::tests::{attribution, links_of, read};
use crate::attribution::Form;
use crate::report::{Kind, Naming};

/// The kind and name of who makes something known.
fn told(source: &str) -> (Kind, String) {
    let text = format!("{source} meldete, es sei kalt.");
    let link = links_of(&text, &[(Form::Indirect, ["es sei kalt", source, "meldete", ""], None)]).remove(0).remove(0);
    (link.kind, link.name)
}

/// The kind, the naming and the name of the source of a content.
fn source(text: &str, content: &str, source: &str, cue: &str) -> (Kind, Naming, String) {
    let link = links_of(text, &[(Form::Indirect, [content, source, cue, ""], None)]).remove(0).remove(0);
    (link.kind, link.naming, link.name)
}

fn told_in(text: &str, source: &str) -> (Kind, String) {
    let link = links_of(text, &[(Form::Indirect, ["es sei kalt", source, "sagte", ""], None)]).remove(0).remove(0);
    (link.kind, link.name)
}

/// The names of all who are named in a text, with their kinds.
fn named(text: &str) -> Vec<(String, Kind)> {
    read(text).entities.into_iter().map(|entity| (entity.name, entity.kind)).collect()
}

#[test]
fn a_mark_between_names_is_that_of_a_firm() {
    assert_eq!(told("Das Büro Holtz & Partner"), (Kind::Organisation, "Büro Holtz & Partner".to_owned()));
    assert_eq!(told("Die Firma Bauer & Sohn"), (Kind::Organisation, "Bauer & Sohn".to_owned()));
    assert_eq!(told("Anwalt Jens Ohlsen").0, Kind::Person);
}

#[test]
fn one_unknown_word_behind_who_competes_or_invests_is_a_firm() {
    assert_eq!(told("Der als Bieter gehandelte Konkurrent Nordjett aus Basel").1, "Nordjett");
    for source in ["Konkurrent Nordjett", "Finanzinvestor Norvik", "Der Rivale Medicor"] {
        assert_eq!(told(source).0, Kind::Organisation, "{source}");
    }
    assert_eq!(told("Konkurrent Jens Ohlsen").0, Kind::Person);
    for source in ["Der Pharmariese Medicor", "Caterer Medicor", "Der Ferienflieger Medicor", "Der Paketdienst Medicor"] {
        assert_eq!(told(source), (Kind::Organisation, "Medicor".to_owned()), "{source}");
    }
    assert_eq!(told("Der Rettungsdienst Nordau").1, "Rettungsdienst Nordau");
    assert_eq!(told_in("Sein Rivale Ohlsen sagte, es sei kalt.", "Sein Rivale Ohlsen").0, Kind::Person);
}

#[test]
fn an_agency_that_is_told_by_what_it_does_sends_no_news() {
    assert_eq!(told("Die Nationale Anti Doping Agentur"), (Kind::Organisation, "Nationale Anti Doping Agentur".to_owned()));
    assert_eq!(told("Die Nachrichten Agentur Nordau").0, Kind::Agency);
}

#[test]
fn a_noun_alone_with_a_verb_for_one_is_a_surname() {
    assert_eq!(told("Gamsjäger"), (Kind::Person, "Gamsjäger".to_owned()));
    let many = links_of("Gamsjäger sagten, es sei kalt.", &[(Form::Indirect, ["es sei kalt", "Gamsjäger", "sagten", ""], None)]);
    assert_eq!(many[0][0].kind, Kind::Group);
    let others = links_of("Von Gamsjägern kam der Ruf, es sei kalt.", &[(Form::Indirect, ["es sei kalt", "Gamsjägern", "kam", ""], None)]);
    assert_eq!(others[0][0].kind, Kind::Group);
    let headline = links_of("Jäger sagt, es sei kalt", &[(Form::Indirect, ["es sei kalt", "Jäger", "sagt", ""], None)]);
    assert_eq!(headline[0][0].naming, Naming::Anonymous, "no article, for it is a headline");
}

#[test]
fn who_is_named_behind_what_was_said_by_so_is_somebody() {
    let kind = |form: Form, cue: &str, between: &str| {
        let text = format!("„Es ist kalt“, {between} Dehnert.");
        links_of(&text, &[(form, ["„Es ist kalt“", "Dehnert", cue, ""], None)])[0][0].kind
    };
    assert_eq!(kind(Form::Direct, "so", "so"), Kind::Person);
    assert_eq!(kind(Form::Direct, "teilte", "teilte"), Kind::Organisation);
}

#[test]
fn a_ship_is_nobody_and_a_region_is_no_person() {
    let text = "Der Frachter „Nordic Pride“ liegt fest. Der Kapitän sagte, es sei kalt.";
    assert_eq!(told_in(text, "Der Kapitän").1, "Der Kapitän");
    assert!(named(text).iter().all(|(name, _)| name != "Nordic Pride"));
    for place in ["Region Sumau", "Ortschaft Nowosari", "Republik Tarsien"] {
        let text = format!("Die Armee meldete, die {place} sei frei.");
        assert!(named(&text).iter().all(|(_, kind)| *kind != Kind::Person), "{place}");
    }
    let of_region = "Der Imkerbund der Region Nordau (IRN) kam. Der IRN sagte, es sei kalt.";
    assert_ne!(told_in(of_region, "Der IRN").0, Kind::Place);
}

#[test]
fn what_somebody_is_accused_of_or_does_is_no_part_of_a_name() {
    for text in [
        "Die Anwältin warf dem Mann Betrug vor.",
        "In allen Seen wiesen die Forscher Partikel nach.",
        "Ein Insider hatte den Ermittlern E-Mails zugespielt.",
        "Die Angeklagte machte von ihrem Schweigerecht Gebrauch.",
        "Nach Angaben der Behörden wusste der Vorstand Bescheid.",
        "Die Behörde hat gegen den Direktor des Spitals Auenried Anklage erhoben.",
        "Der Landrat wirft Ihnen Populismus vor.",
        "Der Verein warf dem Konzern Nordra Umweltschäden vor.",
        "Laut Behörde haben ausländische Firmen Ersatzteile geliefert.",
    ] {
        for word in ["Betrug", "Ersatzteile", "Partikel", "E-Mails", "Gebrauch", "Bescheid", "Anklage", "Populismus", "Umweltschäden"] {
            assert!(named(text).iter().all(|(name, _)| !name.ends_with(word)), "{text}: {:?}", named(text));
        }
    }
    let firms = named("Das meldeten die Firmen Nordra und Velmar.");
    assert!(firms.iter().any(|(name, _)| name.contains("Nordra")), "{firms:?}");
    let two = named("Es trafen sich die Minister Ohlsen und Brandt. Ohlsen sagte, es sei kalt.");
    assert!(two.iter().any(|(name, kind)| name == "Ohlsen" && *kind == Kind::Person), "{two:?}");
}

#[test]
fn nouns_that_end_as_papers_are_called_are_none() {
    for text in [
        "Der Rücktritt hat ein geteiltes Echo ausgelöst.",
        "Die Forscherin sieht darin einen Vorboten.",
        "Es gebe „keine Denkverbote“, schrieb er.",
    ] {
        assert!(named(text).iter().all(|(_, kind)| *kind != Kind::Outlet), "{text}: {:?}", named(text));
    }
}

#[test]
fn a_noun_with_an_indefinite_article_is_nobody_known() {
    let text = "Ein Wolf riss drei Schafe. Ministerin Jana Wolf sagte, es sei kalt.";
    let wolf = read(text).entities.into_iter().find(|entity| entity.name == "Jana Wolf");
    assert_eq!(wolf.map(|entity| entity.mentions.len()), Some(1));
}

#[test]
fn a_paper_of_a_country_is_the_paper_named_before() {
    let text = "Die „New York Times“ war da. Das US-Blatt sagte, es sei kalt.";
    assert_eq!(told_in(text, "Das US-Blatt").1, "New York Times");
}

#[test]
fn what_somebody_has_is_not_who_has_it() {
    let text = "Politikerin Lena Kranz kam. Kranz' Büro sagte, es sei kalt.";
    assert_eq!(told_in(text, "Kranz' Büro"), (Kind::Organisation, "Kranz' Büro".to_owned()));
}

#[test]
fn a_neuter_office_says_nothing_of_who_holds_it() {
    let text = "Die Gewerkschaft kam. Vorstandsmitglied Silke Amrhein sprach. Sie sagte, es sei kalt.";
    assert_eq!(told_in(text, "Sie").1, "Silke Amrhein");
}

#[test]
fn nouns_that_end_as_firms_are_called_are_none() {
    for thing in
        ["Das Triebwerk", "Die Lieferkette", "Das Regelwerk", "Die Autobahn", "Die Warteliste", "Der Suezkanal", "Der Goldstandard"]
    {
        let found = named(&format!("{thing} sei schuld, sagte Lena Brandt."));
        assert_eq!(found, [("Lena Brandt".to_owned(), Kind::Person)], "{thing}");
    }
    assert_ne!(told("Lieferkette Eurovias").0, Kind::Person);
    assert_eq!(told("Die Nordbahn"), (Kind::Organisation, "Nordbahn".to_owned()));
    assert_eq!(told("Der Deutschlandkanal"), (Kind::Outlet, "Deutschlandkanal".to_owned()));
}

#[test]
fn what_somebody_takes_from_a_body_or_does_to_a_thing_is_no_part_of_its_name() {
    for text in [
        "Laut Lena Brandt hat der Kassierer der Bank Kundengelder gestohlen.",
        "Laut Lena Brandt schlugen die Wellen Risse in den Rumpf.",
        "Laut Lena Brandt hat die Firma der Stadt Grundstücke verkauft.",
        "Laut Lena Brandt hat die Armee Panzer verlegt.",
    ] {
        assert_eq!(named(text), [("Lena Brandt".to_owned(), Kind::Person)], "{text}");
    }
    assert_eq!(told("Die Stiftung Denkmalpflege").1, "Stiftung Denkmalpflege");
    let report = "Geld geben die Ulmer Verkehrsbetriebe (UVB) aus. Laut Lena Brandt ist es weg.";
    assert_eq!(named(report)[0].0, "Ulmer Verkehrsbetriebe");
}

#[test]
fn two_countries_are_several() {
    for (source, kind) in [("Polen und Irland", Kind::Group), ("Die Ukraine und Polen", Kind::Group), ("Irland", Kind::Place)] {
        assert_eq!(told(source).0, kind, "{source}");
    }
}

#[test]
fn a_text_so_many_pages_long_is_a_text() {
    for text in ["Der 80 Seiten dicke Bericht", "Der gut 300 Seiten lange Bericht", "Der zwei Seiten lange Brief"] {
        assert_eq!(told(text), (Kind::Document, text.to_owned()));
    }
}

#[test]
fn who_is_famous_is_no_paper() {
    assert_eq!(told("Der Popstar").0, Kind::Person);
    assert_eq!(told("Aldo Nordsun").0, Kind::Person);
    assert_eq!(told("Der Daily Mirror").0, Kind::Outlet);
    assert_eq!(told("Der NordStandard").0, Kind::Outlet);
}

#[test]
fn a_place_of_several_words_is_no_person() {
    for place in ["New York", "San Francisco", "El Salvador", "Costa Rica"] {
        assert_eq!(told(place), (Kind::Place, place.to_owned()));
    }
    assert_eq!(told("Die New York Times").0, Kind::Outlet);
    assert_eq!(told("Der San Francisco Chronicle").0, Kind::Outlet);
}

#[test]
fn two_people_are_not_one_with_both_offices() {
    for source in [
        "Der Generalsekretär und der Chef der Union, Jens Ohlsen,",
        "Der Leiter des Amtes, Jens Ohlsen, und Lena Brandt von der Stadt",
        "Jens Ohlsen von den Grünen und Lena Brandt von der Linken",
    ] {
        assert_eq!(told(source).0, Kind::Group, "{source}");
    }
    assert_eq!(told("Der Sprecher des Ministers und der Ministerin, Jens Ohlsen,"), (Kind::Person, "Jens Ohlsen".to_owned()));
}

#[test]
fn a_trade_behind_a_bare_office_is_a_surname() {
    for (source, name) in [
        ("Minister Fischer", "Fischer"),
        ("Trainer Bauer", "Bauer"),
        ("Trainer Zimmermann", "Zimmermann"),
        ("Vorsitzender Richter Holm", "Holm"),
        ("Bundestrainer Anders Holm", "Anders Holm"),
        ("Bundestrainer Anders Fischer", "Anders Fischer"),
    ] {
        assert_eq!(told(source), (Kind::Person, name.to_owned()));
    }
    assert_eq!(told("Trainer Bauers Anwalt").1, "Trainer Bauers Anwalt");
    assert_eq!(told("Vorsitzender Richter").1, "Vorsitzender Richter");
}

#[test]
fn pro_before_a_capital_opens_the_name_of_a_society() {
    assert_eq!(told("Pro Asyl"), (Kind::Organisation, "Pro Asyl".to_owned()));
    assert!(named("Der Bund zahlt, Pro Natura auch. Pro Kopf sind es drei Euro.").iter().all(|(name, _)| name != "Pro Kopf"));
    assert!(named("Das Gesetz sei falsch, sagte ein Sprecher von Pro Natura.").contains(&("Pro Natura".to_owned(), Kind::Organisation)));
}

#[test]
fn words_that_look_like_names_of_bodies_or_people_are_none() {
    for text in [
        "„Das ist ein Affront“, schimpfte Verhandler Kai Stumpf.",
        "Ob der Konzern Stellen streicht, wollte Vorstandschef Maas nicht sagen.",
        "Intern gilt der Chef dem Vernehmen nach als angezählt.",
        "Die SPD forderte Hubers Entlassung.",
    ] {
        let known = ["Kai Stumpf", "Maas", "SPD"];
        let others: Vec<_> = named(text).into_iter().filter(|(name, _)| !known.contains(&name.as_str())).collect();
        assert!(others.is_empty(), "{others:?}");
    }
    let denied = "Dass er von den Akten gewusst habe, bestritt Terhagen.";
    assert_eq!(named(denied), [("Terhagen".to_owned(), Kind::Person)]);
}

#[test]
fn what_is_hearsay_nobody_in_its_sentence_says() {
    let report = read("Deshalb gilt der Chef dem Vernehmen nach als angezählt.");
    assert!(report.attributions.iter().flat_map(|attr| &attr.chain).all(|link| link.kind == Kind::Unknown));
}

#[test]
fn eyewitnesses_are_who_their_accounts_are_of() {
    let report = read("Augenzeugenberichten zufolge brannte der Hafen.");
    let link = &attribution(&report, "brannte der").chain[0];
    assert_eq!((link.kind, link.naming), (Kind::Group, Naming::Anonymous));
    let media = read("Medienberichten zufolge brannte der Hafen.");
    assert_eq!(attribution(&media, "brannte der").chain[0].kind, Kind::Document);
}

#[test]
fn an_adjective_before_circles_makes_no_name() {
    let report = read("Deutsche Sicherheitskreise teilten mit, der Hafen sei sicher.");
    assert_eq!(attribution(&report, "der Hafen").chain[0].naming, Naming::Anonymous);
}

#[test]
fn a_list_of_passengers_is_a_text() {
    let report = read("Laut Passagierliste waren zwölf Menschen an Bord.");
    assert_eq!(attribution(&report, "waren zwölf").chain[0].kind, Kind::Document);
}

#[test]
fn a_body_of_state_is_named_by_its_country_in_a_compound_too() {
    let report = read("Nach israelischen Militärangaben war der Hafen leer.");
    assert_eq!(attribution(&report, "war der").chain[0].naming, Naming::Named);
}

#[test]
fn what_somebody_is_spoken_of_for_is_no_person() {
    let text = "Jens Ohlsen lud ein. Ohlsens Wortwahl und der Tonfall gefielen vielen.";
    assert!(!named(text).iter().any(|(name, kind)| name.contains("Wortwahl") && *kind == Kind::Person), "{:?}", named(text));
    let text = "In dem Apartment Renovierungen vornehmen zu lassen, sagte er, sei es kalt. Er sagte, es sei kalt.";
    assert!(!named(text).iter().any(|(name, kind)| name.contains("Renovierungen") && *kind == Kind::Person), "{:?}", named(text));
    let text = "Ein Kind in der Millionenmetropole Karalabad ist krank. Der Arzt sagte, es sei kalt.";
    assert!(!named(text).iter().any(|(name, kind)| name.contains("Karalabad") && *kind == Kind::Person), "{:?}", named(text));
}

#[test]
fn who_answers_in_an_interview_is_a_person() {
    let text = "Bote: Wann wird gebaut? Thorberg: Im Mai. Bote: Und wer zahlt? Thorberg: Das Land.";
    let link = links_of(text, &[(Form::FreeIndirect, ["Im Mai.", "Thorberg", "", ""], None)]).remove(0).remove(0);
    assert_eq!(link.kind, Kind::Person);
}

#[test]
fn a_body_is_called_by_all_of_its_adjective_and_noun() {
    for (article, name) in [
        ("die", "Initiative Stille Nacht"),
        ("die", "Bürgerinitiative Saubere Luft"),
        ("der", "Verein Offenes Haus"),
        ("der", "Verband Freie Gärtner"),
    ] {
        let text = format!("Es sei kalt, sagte ein Wirt. Der Plan sei falsch, teilte {article} {name} mit.");
        let link = attribution(&read(&text), "Der Plan").chain[0].clone();
        assert_eq!((link.name.as_str(), link.kind), (name, Kind::Organisation));
    }
    let cut = [(Form::Indirect, ["es sei kalt", "Die Initiative Stille", "teilte", ""], None)];
    let link = links_of("Die Initiative Stille Nacht teilte mit, es sei kalt.", &cut).remove(0).remove(0);
    assert_eq!(link.name, "Initiative Stille Nacht");
}

#[test]
fn a_specification_is_a_text() {
    let report = read("Laut Spezifikationen taucht die Kamera drei Meter tief.");
    assert_eq!(attribution(&report, "taucht die").chain[0].kind, Kind::Document);
}

#[test]
fn a_body_of_state_is_named_by_where_it_has_its_seat() {
    for source in [
        "Die deutsche Regierung",
        "Die Regierung in Rom",
        "Das Außenministerium in Moskau",
        "Das Außenministerium in Karalabad",
        "Die irischen Behörden",
        "Syriens Führung",
        "Die römische Staatsanwaltschaft",
        "Die Handelskammer von Kiel",
    ] {
        let told = source_of(source);
        assert_eq!((told.0, told.1), (Kind::Organisation, Naming::Named), "{source}");
    }
    for source in ["Die Regierung", "Die zuständigen Behörden", "Eine deutsche Behörde"] {
        assert_eq!(source_of(source).1, Naming::Role, "{source}");
    }
}

/// What the source of a statement is and how it is named.
fn source_of(told: &str) -> (Kind, Naming) {
    let text = format!("{told} teilte mit, es sei kalt.");
    let (kind, naming, _) = source(&text, "es sei kalt", told, "teilte mit");
    (kind, naming)
}

#[test]
fn colleagues_are_named_by_whose_they_are_and_parties_without_an_article() {
    for told in ["Jens Ohlsen und Kollegen", "SPD und Grüne", "Die Gewerkschaft ver.di"] {
        assert_eq!(source_of(told).1, Naming::Named, "{told}");
    }
}

#[test]
fn papers_of_a_trade_and_firms_with_a_first_name_are_no_persons() {
    for outlet in ["Ars Technica", "Eurogamer", "The Verge"] {
        assert_eq!(told(outlet), (Kind::Outlet, outlet.to_owned()));
    }
    assert_eq!(told("Air France").0, Kind::Organisation);
}

#[test]
fn a_writ_and_an_experiment_are_no_persons() {
    for text in ["Ein Experiment", "Die Klage", "Das Regelwerk", "Der Werbetext"] {
        assert_eq!(told(text).0, Kind::Document, "{text}");
    }
}

#[test]
fn two_offices_with_one_article_or_one_name_are_one_person() {
    assert_eq!(source_of("Der Bäcker und Politiker").0, Kind::Person);
    assert_eq!(source_of("Vizekanzler und Obmann Jens Ohlsen"), (Kind::Person, Naming::Named));
    assert_eq!(source_of("Der Bäcker und der Politiker").0, Kind::Group);
}

#[test]
fn somebody_with_a_name_behind_namens_bears_it() {
    let told = source("Ein Mann namens Jure K. sagte, es sei kalt.", "es sei kalt", "Ein Mann namens Jure K.", "sagte");
    assert_eq!(told, (Kind::Person, Naming::Named, "Jure K.".to_owned()));
}

#[test]
fn a_press_release_is_its_body_under_its_austrian_name_too() {
    let told = source("Laut einer Aussendung der OECD ist es kalt.", "ist es kalt", "einer Aussendung der OECD", "Laut");
    assert_eq!(told.2, "OECD");
}

#[test]
fn those_who_were_asked_and_those_who_try_things_are_nobody_in_particular() {
    for told in ["Die Befragten", "Tester"] {
        let text = format!("{told} sagten, es sei kalt.");
        assert_eq!(source(&text, "es sei kalt", told, "sagten").1, Naming::Anonymous, "{told}");
    }
    assert_eq!(source_of("Eine Anfragebeantwortung").0, Kind::Document);
}

#[test]
fn banks_and_parties_of_the_opposition_speak_as_bodies() {
    for bodies in ["Die Banken", "Die Oppositionsparteien"] {
        assert_eq!(told_in(&format!("{bodies} sagten, es sei kalt."), bodies).0, Kind::Organisation, "{bodies}");
    }
}

#[test]
fn whose_austrian_press_release_it_is_speaks() {
    assert_eq!(
        attribution(&read("Laut einer Aussendung des Wasserwerks Lenne ist der Deich dicht."), "ist der").chain[0].name,
        "Wasserwerks Lenne"
    );
}

#[test]
fn an_office_without_its_article_is_one_person_unless_the_verb_tells_of_several() {
    let kind = |text: &str, verb: &str| links_of(text, &[(Form::Indirect, ["es sei kalt", "Vizekanzler", verb, ""], None)])[0][0].kind;
    assert_eq!(kind("Vizekanzler sagt, es sei kalt", "sagt"), Kind::Person);
    assert_eq!(kind("Vizekanzler sagten, es sei kalt", "sagten"), Kind::Group);
}
