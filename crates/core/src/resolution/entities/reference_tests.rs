//! Whom pronouns, relative pronouns and statements without a source lead to: named by what was wrong.

use super::tests::{attribution, chain, chains_of, links_of, read};
use crate::attribution::Form;
use crate::report::{Kind, Naming};

/// Who is the origin of each statement that is handed over: form, content, source, cue, frame.
fn origins(text: &str, given: &[(Form, [&str; 4])]) -> Vec<(String, Kind)> {
    let given: Vec<_> = given.iter().map(|(form, roles)| (*form, *roles, None)).collect();
    links_of(text, &given).into_iter().map(|chain| (chain[0].name.clone(), chain[0].kind)).collect()
}

/// The same for the last of them, by name.
fn last(text: &str, given: &[(Form, [&str; 4])]) -> String {
    origins(text, given).pop().map(|(name, _)| name).unwrap_or_default()
}

/// The name of who says what stands under a cue.
fn who(text: &str, content: &str, source: &str, cue: &str) -> String {
    last(text, &[(Form::Indirect, [content, source, cue, ""])])
}

#[test]
fn who_is_asked_may_be_one_though_the_word_is_that_of_several_too() {
    for who in ["den Angeklagten", "den Abgeordneten", "den Verdächtigen"] {
        let report = read(&format!("Der Richter befragte {who} nach dem Unfall. Dieser sagte, er habe geschlafen."));
        assert_eq!(chain(&report, "er habe"), [who]);
    }
    let report = read("Der Richter dankte den Zeugen. Sie sagten, sie hätten geschlafen.");
    assert_eq!(chain(&report, "sie hätten"), ["den Zeugen"], "or several");
    let report = read("Den Zeugen zufolge war es dunkel.");
    assert_eq!(attribution(&report, "war es").chain[0].kind, Kind::Group);
}

#[test]
fn an_adverb_that_points_at_what_was_said_is_no_mention() {
    let report = read("Laut Wasserwerk Lenne ist der Deich dicht. Demnach bleibt der Weg offen.");
    let named = report.entities.iter().flat_map(|entity| &entity.mentions);
    let text: Vec<char> = report.text.chars().collect();
    let named: Vec<String> = named.map(|span| text[span.start as usize..span.end as usize].iter().collect()).collect();
    assert!(!named.is_empty() && named.iter().all(|mention| mention != "Demnach"), "{named:?}");
    assert_eq!(chain(&report, "bleibt der Weg"), ["Wasserwerk Lenne"]);
}

#[test]
fn hardly_anybody_speaks_of_himself_by_name() {
    let told = |of: &str| {
        let text = format!("Jens Ohlsen kam mit Peter Brandt. Der 54-Jährige sagte, {of} sei stark.");
        who(&text, &format!("{of} sei stark"), "Der 54-Jährige", "sagte")
    };
    assert_eq!(told("Brandt"), "Jens Ohlsen");
    assert_eq!(told("Ohlsen"), "Peter Brandt");
}

#[test]
fn whom_a_pronoun_means_stands_rather_in_its_paragraph() {
    let told = |gap: &str| {
        let text =
            format!("Jens Ohlsen rief, es regne.{gap}Am Kai war Markt. Das Eis lag neben Kapitän Ruben Holm. Er sagte, es sei kalt.");
        let first = (Form::Indirect, ["es regne", "Jens Ohlsen", "rief", "Jens Ohlsen rief,"]);
        last(&text, &[first, (Form::Indirect, ["es sei kalt", "Er", "sagte", ""])])
    };
    assert_eq!((told(" "), told("\n\n")), ("Jens Ohlsen".to_owned(), "Ruben Holm".to_owned()));
    let text = "Der Reeder Jens Ohlsen kam. Laut Nordboter Rundschau lag Eis am Kai. Er sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Er", "sagte"), "Jens Ohlsen", "no paper");
}

#[test]
fn what_a_relative_clause_hangs_on_is_who_speaks_there_be_it_known_or_not() {
    let text = "Lena Brandt schwieg. Sie las am Abend auch eine bissige Gegenschrift, die davon ausgeht, der Deich breche.";
    assert_eq!(who(text, "der Deich breche", "die", "davon ausgeht"), "eine bissige Gegenschrift");
}

#[test]
fn what_somebody_does_leads_less_far_than_how_old_he_is() {
    let told = |source: &str| {
        let between = "Am Kai lag Eis. Es war kalt. Die Flut kam spät. Der Wind ließ nach.";
        who(&format!("Jens Ohlsen lachte. {between} {source} sagte, es taue."), "es taue", source, "sagte")
    };
    assert_eq!(told("Der 54-Jährige"), "Jens Ohlsen");
    assert_eq!(told("Der Schweißer"), "Der Schweißer");
    assert_eq!(
        who("Jens Ohlsen lachte. Am Kai lag Eis. Der Schweißer sagte, es taue.", "es taue", "Der Schweißer", "sagte"),
        "Jens Ohlsen"
    );
}

#[test]
fn groups_without_an_article_are_whichever_they_are() {
    let told = |source: &str| {
        let text = format!("{source} sagten, der Damm halte.");
        links_of(&text, &[(Form::Indirect, ["der Damm halte", source, "sagten", ""], None)]).remove(0).remove(0).naming
    };
    assert_eq!(told("Umweltgruppen"), Naming::Anonymous);
    assert_eq!(told("Die Umweltgruppen"), Naming::Role);
}

#[test]
fn two_descriptions_are_told_apart_by_what_hangs_on_them() {
    let text = "Die Gegner des Stegs schwiegen. Befürworter einer Fähre kamen auch. Gegner der Maut sagten, sie werde teuer.";
    assert_eq!(who(text, "sie werde teuer", "Gegner der Maut", "sagten"), "Gegner der Maut");
    let text = "Die Gegner des Stegs schwiegen. Die Gegner des Stegs von Lenne sagten, er werde teuer.";
    assert_eq!(origins(text, &[(Form::Indirect, ["er werde teuer", "Die Gegner des Stegs von Lenne", "sagten", ""])]).len(), 1);
    let text = "Die Anwältin des Kapitäns schwieg. Die Anwältin der Reederin sprach. Die Anwältin des Kapitäns lachte. Er gehe, sagte die Anwältin.";
    assert_eq!(who(text, "Er gehe", "die Anwältin", "sagte"), "Die Anwältin des Kapitäns");
}

#[test]
fn a_body_of_another_country_is_another_body() {
    let text = "Die Polizei kam spät. Von der dänischen Polizei kam die Auskunft, der Täter sei fort.";
    assert_eq!(who(text, "der Täter sei fort", "der dänischen Polizei", "kam die Auskunft"), "der dänischen Polizei");
}

#[test]
fn what_goes_on_may_have_a_subject_of_its_own() {
    let given = |second: &'static str, content: &'static str, cue: &'static str| {
        let text = format!("Jens Ohlsen sagte, der Damm sei alt. {second}");
        let first = (Form::Indirect, ["der Damm sei alt", "Jens Ohlsen", "sagte", "Jens Ohlsen sagte,"]);
        let frame = second.split(", dass").next().unwrap_or_default();
        last(&text, &[first, (Form::Indirect, [content, "", cue, frame])])
    };
    let subject = given("Darüber hinaus warnt der Verein Elbwache davor, dass er bricht.", "dass er bricht", "warnt");
    assert_eq!(subject, "Verein Elbwache");
    assert_eq!(given("Darüber hinaus hieß es, dass er bricht.", "dass er bricht", "hieß es"), "Jens Ohlsen");
}

#[test]
fn a_sentence_without_words_for_it_goes_on_with_the_one_right_before() {
    let first = (Form::Indirect, ["der Damm sei alt", "Jens Ohlsen", "sagte", "Jens Ohlsen sagte,"]);
    let then = |text: &str| origins(text, &[first, (Form::IndirectFreeIndirect, ["Er werde brechen.", "", "", ""])]).remove(1);
    assert_eq!(then("Jens Ohlsen sagte, der Damm sei alt. Er werde brechen."), ("Jens Ohlsen".to_owned(), Kind::Person));
    let between = then("Jens Ohlsen sagte, der Damm sei alt. Am Ufer steht ein Kran. Er werde brechen.");
    assert_eq!(between, ("Jens Ohlsen".to_owned(), Kind::Person), "in one paragraph");
    let apart = then("Jens Ohlsen sagte, der Damm sei alt. Am Ufer steht ein Kran.\n\nEr werde brechen.");
    assert_eq!(apart, (String::new(), Kind::Unknown), "whose words it is nobody tells");
    let text = "Laut einem Gutachten ist der Damm alt. Am Ufer steht ein Kran. Er werde brechen.";
    let first = (Form::Indirect, ["ist der Damm alt", "einem Gutachten", "Laut", "Laut einem Gutachten"]);
    let retold = origins(text, &[first, (Form::IndirectFreeIndirect, ["Er werde brechen.", "", "", ""])]).remove(1);
    assert_eq!(retold, ("einem Gutachten".to_owned(), Kind::Document), "a text is retold for longer");
}

#[test]
fn who_acts_in_the_passive_is_who_speaks() {
    let frame = "wie vom Hafenmeister Jens Ohlsen behauptet";
    let text = format!("Der Kran war zu alt, {frame}, und die Werft wusste es.");
    let told = (Form::Indirect, ["die Werft wusste es", "", "behauptet", frame]);
    assert_eq!(last(&text, &[told]), "Jens Ohlsen");
    let frame = "Alle Gäste wurden am Abend in einem Aufruf des Wasserwerks Lenne gebeten";
    let told = (Form::Indirect, ["den Strand zu räumen", "", "wurden", frame]);
    assert_eq!(last(&format!("{frame}, den Strand zu räumen."), &[told]), "Wasserwerks Lenne");
    let frame = "Alle Gäste wurden gebeten";
    let told = (Form::Indirect, ["den Strand zu räumen", "", "wurden", frame]);
    assert_eq!(last(&format!("{frame}, den Strand zu räumen."), &[told]), "");
}

#[test]
fn whose_a_question_is_need_not_be_told() {
    let text = "Jens Ohlsen war da. Ob der Damm hält, lautete die Frage am Freitag.";
    let told = |source: &str| links_of(text, &[(Form::Indirect, ["Ob der Damm hält", source, "lautete", ""], None)]).remove(0).remove(0);
    assert_eq!(told("die Frage").naming, Naming::Implicit);
    let report = read("Jens Ohlsen sagte, der Damm sei alt. Nach den Angaben wird er saniert.");
    assert_eq!(chain(&report, "wird er saniert"), ["Jens Ohlsen"], "but of these");
}

#[test]
fn where_demnach_points_the_subject_need_not_open_the_sentence() {
    let report = read("Nach der ersten Zählung am Abend gab die Wahlkammer ein Ergebnis bekannt. Demnach siegte die Deichpartei.");
    assert_eq!(chain(&report, "siegte die"), ["die Wahlkammer"]);
    let text = "Der Senat plant ein Buch. Darunter fällt auch die Schrift.";
    assert_eq!(who(text, "fällt auch die Schrift", "Darunter", ""), "Der Senat");
    let text = "Jens Ohlsen las vor. Die Ansicht von Minister Peter Brandt, wonach der Damm hält, teilt er nicht.";
    assert_eq!(who(text, "der Damm hält", "wonach", "wonach"), "Peter Brandt");
}

#[test]
fn an_abbreviation_may_be_of_all_that_stands_before_it() {
    let report = read("Das Hilfswerk der Freien Häfen (KIDWEL) baut Heime. KIDWEL teilte mit, es fehle Geld.");
    assert_eq!(chain(&report, "es fehle Geld"), ["Hilfswerk der Freien Häfen"]);
}

#[test]
fn a_body_is_not_the_town_that_it_is_told_by() {
    let report = read("Die Hansestadt Bremen wählt. Die Bremer Grünen teilten mit, sie wollten regieren.");
    assert_eq!(chain(&report, "sie wollten"), ["Bremer Grünen"]);
    let report = read("Der Flughafen Bremen wächst. Der Bremer Flughafen teilte mit, er stelle Leute ein.");
    assert_eq!(chain(&report, "er stelle"), ["Flughafen Bremen"]);
}

#[test]
fn from_whose_view_something_is_told_is_who_has_it() {
    let text = "Die aus Belegschaftssicht besten Punkte sind die Löhne.";
    let told = origins(text, &[(Form::Indirect, ["sind die Löhne", "Belegschaftssicht", "aus", ""])]).remove(0);
    assert_eq!(told, ("Belegschaft".to_owned(), Kind::Group));
    assert_eq!(who("Die Heimaufsicht riet ab, zu zahlen.", "zu zahlen", "Die Heimaufsicht", "riet ab"), "Die Heimaufsicht");
}

#[test]
fn whom_an_adjective_has_before_it_is_not_the_source() {
    let source = "der sich gern als Gegner Ohlsens zeigende Reeder Peter Brandt";
    let text = format!("Jens Ohlsen kam. Dann rief {source}, der Damm halte.");
    assert_eq!(who(&text, "der Damm halte", source, "rief"), "Peter Brandt");
}

#[test]
fn a_name_that_no_list_has_stands_behind_an_office_and_its_body() {
    let source = "Der Vorsitzende der Selbstverwaltung Ostap Kovalenk";
    assert_eq!(who(&format!("{source} sagte, der Damm halte."), "der Damm halte", source, "sagte"), "Ostap Kovalenk");
}

#[test]
fn a_paper_that_has_quoted_somebody_says_the_rest_itself() {
    let text = "„Der Damm hält“, zitiert der „Nordbote“ Senatorin Lena Brandt. Das Blatt schreibt außerdem, der Kran sei weg.";
    let quoted = (Form::Direct, ["„Der Damm hält“", "der „Nordbote“", "zitiert", "zitiert der „Nordbote“ Senatorin Lena Brandt"]);
    let written = (Form::Indirect, ["der Kran sei weg", "Das Blatt", "schreibt", "Das Blatt schreibt außerdem,"]);
    let names: Vec<String> = origins(text, &[quoted, written]).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Lena Brandt", "Nordbote"]);
}

#[test]
fn the_name_of_a_paper_may_be_a_list_of_words_written_small() {
    let source = "einem Test des Magazins „boot, bug und segel“";
    let text = format!("Das Magazin „Küste“ ist alt. Laut {source} sinkt jedes dritte Boot.");
    let told = origins(&text, &[(Form::Indirect, ["sinkt jedes dritte Boot", source, "Laut", ""])]).remove(0);
    assert_eq!(told, ("boot, bug und segel".to_owned(), Kind::Outlet));
}

#[test]
fn a_firm_may_be_called_like_somebody() {
    let told = |source: &str| {
        let text = format!("{source} teilte mit, das Werk schließe.");
        origins(&text, &[(Form::Indirect, ["das Werk schließe", source, "teilte mit", ""])]).remove(0)
    };
    assert_eq!(told("Die Lena Brandt AG"), ("Lena Brandt AG".to_owned(), Kind::Organisation));
    assert_eq!(told("Die Konzerntochter Nordra Solarix"), ("Nordra Solarix".to_owned(), Kind::Organisation));
    assert_eq!(told("Die Bauerntochter Lena Brandt"), ("Lena Brandt".to_owned(), Kind::Person));
    assert_eq!(told("Die Netzbetreiberin Nordra"), ("Nordra".to_owned(), Kind::Organisation));
    assert_eq!(told("Die Netzbetreiberin Lena Brandt"), ("Lena Brandt".to_owned(), Kind::Person));
}

#[test]
fn a_camp_is_no_person() {
    let text = "Jens Ohlsen wirbt. Zuletzt war das Brandt-Lager davon ausgegangen, dass es verliert.";
    assert_ne!(who(text, "dass es verliert", "das Brandt-Lager", "war davon ausgegangen"), "Jens Ohlsen");
}

#[test]
fn who_has_a_paper_by_their_own_account_stands_in_the_dative() {
    let text = "Der «Brenzer Kurier» druckte es. Der Zeitung liegt nach eigenen Angaben ein Vermerk vor, in dem die Häuser stehen.";
    assert_eq!(who(text, "Der Zeitung liegt", "eigenen Angaben", "nach"), "Brenzer Kurier");
}

#[test]
fn what_is_told_of_is_not_the_paper_that_tells_it() {
    let text = "Ein Prüfbericht der Werft liegt vor. Der Eintrag fehlt laut dem Papier seit März.";
    assert_eq!(who(text, "seit März", "dem Papier", "laut"), "Ein Prüfbericht der Werft");
}

#[test]
fn what_belongs_to_the_verb_does_not_speak() {
    let told = |text: &str, cue: &str| last(text, &[(Form::Reported, [text, "", cue, ""])]);
    assert_eq!(told("Zum Ort machte es keine Angaben.", "machte"), "");
    assert_eq!(told("Von Rissen ist dort die Rede.", "ist"), "");
}

#[test]
fn who_leads_a_body_that_no_list_has_is_named_behind_the_comma() {
    let text = "Die Chefin der Landesunion, Lena Brandt, schwieg lange. Sie sagte, das Geld reiche.";
    assert_eq!(who(text, "das Geld reiche", "Sie", "sagte"), "Lena Brandt");
}

#[test]
fn nobody_is_meant_rather_than_somebody_of_another_gender() {
    assert_eq!(who("Laut Polizei ist der Wagen weg. Er sagte, das stimme nicht.", "das stimme nicht", "Er", "sagte"), "");
}

#[test]
fn who_inquires_is_none_of_those_who_are_looked_for() {
    let text = "Die Polizei sucht Zeugen. Die Ermittler sagten, der Wagen sei weg.";
    assert_eq!(who(text, "der Wagen sei weg", "Die Ermittler", "sagten"), "Die Ermittler");
}

#[test]
fn who_is_known_by_another_function_is_somebody_else() {
    let text = "Das Haus sei leer, sagte ein Sprecher. Der Fahrer kam zu Fuß. Er sagte, der Wagen sei weg.";
    assert_eq!(who(text, "der Wagen sei weg", "Er", "sagte"), "Der Fahrer");
}

#[test]
fn the_head_of_one_thing_is_not_that_of_another() {
    let text = "Das habe Technikchef Gero Ohlsen verfügt, sagte der Werftchef.";
    assert_eq!(who(text, "Das habe Technikchef Gero Ohlsen verfügt", "der Werftchef", "sagte"), "der Werftchef");
}

#[test]
fn who_tries_a_case_is_not_the_one_who_is_tried() {
    let told =
        |first: &str, source: &str| who(&format!("{first} sah den Ort. {source} sagte, es sei kalt."), "es sei kalt", source, "sagte");
    for source in ["Der Beschuldigte", "Der Angeklagte", "Der Betroffene", "Der 34-Jährige", "Der Fahrer"] {
        assert_eq!(told("Staatsanwalt Jens Ohlsen", source), source);
    }
    assert_eq!(told("Klinikchef Jens Ohlsen", "Der Patient"), "Der Patient");
    assert_eq!(told("Klinikchef Jens Ohlsen", "Der 54-Jährige"), "Jens Ohlsen");
    assert_eq!(told("Trainer Jens Ohlsen", "Der Spieler"), "Der Spieler");
    assert_eq!(told("Lehrer Jens Ohlsen", "Der Schüler"), "Der Schüler");
    assert_eq!(told("Jens Ohlsen", "Der Angeklagte"), "Jens Ohlsen");
    assert_eq!(told("Verteidiger Jens Ohlsen", "Der 22-Jährige"), "Jens Ohlsen");
    assert_eq!(told("Verteidiger Jens Ohlsen", "Der Angeklagte"), "Der Angeklagte");
    let text = "Peter Brandt kritisierte Kapitän Jens Ohlsen. Der Kritisierte sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Der Kritisierte", "sagte"), "Jens Ohlsen");
}

#[test]
fn the_inhabitant_of_a_country_is_who_comes_from_there() {
    let told = |source: &str| {
        let text = format!("Minister Jens Ohlsen traf seinen irischen Kollegen Eoin Brack. {source} sagte, es sei kalt.");
        who(&text, "es sei kalt", source, "sagte")
    };
    assert_eq!(told("Der Ire"), "Eoin Brack");
    assert_eq!(told("Der Däne"), "Jens Ohlsen");
    assert_eq!(told("Der Franzose"), "Jens Ohlsen");
    assert_eq!(told("Der Deutsche"), "Jens Ohlsen");
    assert_eq!(told("Der Ungar"), "Jens Ohlsen");
}

#[test]
fn who_holds_one_office_is_not_called_by_another() {
    let told = |first: &str, source: &str| who(&format!("{first} kam. {source} sagte, es sei kalt."), "es sei kalt", source, "sagte");
    assert_eq!(told("Bürgermeisterin Lena Ohlsen", "Die Landrätin"), "Die Landrätin");
    assert_eq!(told("Bürgermeisterin Lena Ohlsen", "Die frühere Landrätin"), "Lena Ohlsen");
    assert_eq!(told("SPD-Chefin Lena Ohlsen", "Die Landtagspräsidentin"), "Die Landtagspräsidentin");
    assert_eq!(told("SPD-Chefin Lena Ohlsen", "Die Parteivorsitzende"), "Lena Ohlsen");
}

#[test]
fn a_body_without_a_name_that_spoke_is_the_house_and_a_party_is_no_authority() {
    let told = |first: &str, source: &str| {
        let text = format!("Die Firma Nordholz kam. {first} bestritt den Vorwurf. {source} sagte, es sei kalt.");
        let before = (Form::Reported, ["", first, "bestritt", first]);
        last(&text, &[before, (Form::Indirect, ["es sei kalt", source, "sagte", ""])])
    };
    assert_eq!(told("Das Ministerium", "Das Haus"), "Das Ministerium");
    assert_eq!(told("Die Bahn", "Der Konzern"), "Die Bahn");
    assert_eq!(told("Der Deutsche Wetterdienst", "Der Konzern"), "Nordholz");
    assert_eq!(told("Die FDP", "Die Behörde"), "Die Behörde");
    let held = "Die Firma Nordholz kam. Jens Ohlsen bleibt im Amt. Das Ministerium sagte, es sei kalt.";
    assert_eq!(who(held, "es sei kalt", "Das Ministerium", "sagte"), "Das Ministerium");
}

#[test]
fn who_has_just_said_so_does_not_deny_it() {
    let told = |text: &str, content: &str, cue: &str| {
        let first = (Form::Indirect, ["Die Ministerin habe gelogen", "Kern", "sagte", ""]);
        last(text, &[first, (Form::Reported, [content, "Sie", cue, ""])])
    };
    let text = "Die Ministerin habe gelogen, sagte Kern. Sie bestritt das.";
    assert_eq!(told(text, "Sie bestritt das.", "bestritt"), "Die Ministerin");
    let text = "Die Ministerin habe gelogen, sagte Kern. Sie kritisierte das.";
    assert_eq!(told(text, "Sie kritisierte das.", "kritisierte"), "Kern");
}

#[test]
fn whom_a_paper_quotes_in_between_is_whom_the_sentence_is_about() {
    let text = "Minister Jens Ohlsen kam. Der Botschafter selbst, so zitiert ihn die „Nordpost“, sei müde.";
    let given = [(Form::Indirect, ["sei müde", "die „Nordpost“", "so zitiert", "so zitiert ihn die „Nordpost“"])];
    assert_eq!(last(text, &given), "Der Botschafter");
}

#[test]
fn where_something_is_said_is_whose_word_it_is() {
    let told = |second: &str| {
        let text = format!("Jens Ohlsen sprach von Eis. {second}");
        let first = (Form::Reported, ["Jens Ohlsen sprach von Eis.", "Jens Ohlsen", "sprach", ""]);
        last(&text, &[first, (Form::Reported, [second, "", "", ""])])
    };
    assert_eq!(told("Im Fährhaus hält man das für falsch."), "Fährhaus");
    assert_eq!(told("Bei Nordra wird das anders dargestellt."), "Nordra");
    assert_eq!(told("Im Winter hält man das für falsch."), "Jens Ohlsen");
}

#[test]
fn whose_spokeswoman_somebody_is_may_stand_in_front_of_the_word() {
    let told = |source: &str| {
        let text = format!("Die Sprecherin der Polizei kam. Die Sprecherin der Feuerwehr kam. {source} sagte, es sei kalt.");
        who(&text, "es sei kalt", source, "sagte")
    };
    assert_eq!(told("Die Polizeisprecherin"), "Die Sprecherin der Polizei");
    assert_eq!(told("Die Sprecherin"), "Die Sprecherin der Feuerwehr");
}

#[test]
fn who_spoke_without_a_name_may_be_told_by_age() {
    let text = "Der Fahrer rief, es brenne. Der 20-Jährige sagte, es sei kalt.";
    let before = (Form::Indirect, ["es brenne", "Der Fahrer", "rief", ""]);
    assert_eq!(last(text, &[before, (Form::Indirect, ["es sei kalt", "Der 20-Jährige", "sagte", ""])]), "Der Fahrer");
}

#[test]
fn who_calls_something_so_has_hardly_done_it() {
    let told = |first: &str| {
        let text = format!("{first} kam. Dass die Gewerkschaft gegangen sei, nannte sie „beispiellos“.");
        last(&text, &[(Form::Direct, ["„beispiellos“", "sie", "nannte", ""])])
    };
    assert_eq!(told("Lena Brandt"), "Lena Brandt");
    assert_eq!(told("Jens Ohlsen"), "");
}

#[test]
fn whom_an_office_received_is_rather_called_by_what_she_is() {
    let text = "Die Ministerin empfing Bürgermeisterin Lena Ohlsen. Die Politikerin sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Die Politikerin", "sagte"), "Lena Ohlsen");
}

#[test]
fn the_land_is_the_country_that_spoke() {
    let told = |first: &str| {
        let text = format!("{first} bestritt das. Das Land meldete, es sei kalt.");
        let before = (Form::Reported, ["", first, "bestritt", ""]);
        last(&text, &[before, (Form::Indirect, ["es sei kalt", "Das Land", "meldete", ""])])
    };
    assert_eq!(told("Der Iran"), "Iran");
    assert_eq!(told("Lena Brandt"), "Das Land");
}

#[test]
fn the_subject_of_a_clause_is_not_its_object() {
    let told = |second: &str| {
        let text = format!("Die Deutsche Bahn {second}. Der Konzern sagte, es sei kalt.");
        let before = (Form::Reported, ["", "Die Deutsche Bahn", "lobte", ""]);
        last(&text, &[before, (Form::Indirect, ["es sei kalt", "Der Konzern", "sagte", ""])])
    };
    assert_eq!(told("lobte die Gewerkschaft"), "Deutsche Bahn");
    assert_eq!(told("lobte den Plan"), "Deutsche Bahn");
}

#[test]
fn bodies_that_share_a_word_of_a_name_of_several_are_two() {
    let text = "Reporter ohne Grenzen klagte. Die Organisation Ärzte ohne Grenzen sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Die Organisation Ärzte ohne Grenzen", "sagte"), "Organisation Ärzte ohne Grenzen");
    let before = (Form::Indirect, ["es regne", "Die Organisation Ärzte ohne Grenzen", "rief", ""]);
    let text = "Die Organisation Ärzte ohne Grenzen rief, es regne. Die Ärzte ohne Grenzen sagten, es sei kalt.";
    let again = (Form::Indirect, ["es sei kalt", "Die Ärzte ohne Grenzen", "sagten", ""]);
    assert_eq!(last(text, &[before, again]), "Organisation Ärzte ohne Grenzen");
    let text = "Der Rat der Vereinten Nationen tagte. Die Vereinten Nationen sagten, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Die Vereinten Nationen", "sagten"), "Vereinten Nationen");
}

#[test]
fn an_office_of_another_country_is_held_by_somebody_else() {
    let told = |first: &str, source: &str| who(&format!("{first} kam. {source} sagte, es sei kalt."), "es sei kalt", source, "sagte");
    for first in
        ["Präsident Jens Ohlsen", "US-Präsident Jens Ohlsen", "Australiens Präsident Jens Ohlsen", "Der dänische Präsident Jens Ohlsen"]
    {
        assert_eq!(told(first, "Der iranische Präsident"), "Der iranische Präsident", "{first}");
    }
    assert_eq!(told("Irans Präsident Jens Ohlsen", "Der iranische Präsident"), "Jens Ohlsen");
    let again = "Der iranische Präsident Jens Ohlsen kam. Es sei kalt, sagte der iranische Präsident.";
    assert_eq!(who(again, "Es sei kalt", "der iranische Präsident", "sagte"), "Jens Ohlsen");
    assert_eq!(told("In Irland Präsident Jens Ohlsen", "Der irische Präsident"), "Jens Ohlsen");
    assert_eq!(told("US-Präsident Jens Ohlsen", "Der amerikanische Präsident"), "Jens Ohlsen");
}

#[test]
fn who_leads_an_army_or_sits_in_parliament_is_no_head_of_state() {
    let told = |first: &str, source: &str| who(&format!("{first} kam. {source} sagte, es sei kalt."), "es sei kalt", source, "sagte");
    assert_eq!(told("Der Armeechef, General Ohlsen,", "Der Präsident"), "Der Präsident");
    assert_eq!(told("Verbandschef Jens Ohlsen", "Der Präsident"), "Jens Ohlsen");
    for first in ["Der Abgeordnete Jens Ohlsen", "Chefredakteur Jens Ohlsen", "Sender-Chef Jens Ohlsen"] {
        assert_eq!(told(first, "Der Premier"), "Der Premier", "{first}");
        assert_eq!(told(first, "Der Staatschef"), "Der Staatschef", "{first}");
    }
    for first in ["Parteichef Jens Ohlsen", "Der Vorsitzende Jens Ohlsen"] {
        assert_eq!(told(first, "Der Premier"), "Jens Ohlsen", "{first}");
    }
}

#[test]
fn a_ministry_is_what_is_called_one() {
    let told = |first: &str, source: &str| who(&format!("{first} kam. {source} sagte, es sei kalt."), "es sei kalt", source, "sagte");
    for first in ["Amnesty International", "Die UNO", "Die EU-Kommission"] {
        assert_eq!(told(first, "Das Ministerium"), "Das Ministerium", "{first}");
    }
    assert_eq!(told("Das Auswärtige Amt", "Das Ministerium"), "Auswärtige Amt");
    let text = "Der Fund wurde von der Polizei gemeldet, vom Ministerium hieß es, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Ministerium", "hieß es"), "Ministerium");
}

#[test]
fn who_tells_it_in_a_clause_of_its_own_sentence_is_its_subject() {
    let told = |sentence: &str, cue: &str| {
        let report = read(&format!("Minister Jens Kern schweigt. {sentence}, wie er am Montag {cue}."));
        chain(&report, sentence).join(" > ")
    };
    assert_eq!(told("Der Konzern prüft Klagen", "mitteilte"), "Der Konzern");
    assert_eq!(told("Der Statthalter hat eine Untersuchung eröffnet", "sagte"), "Der Statthalter");
    assert_eq!(told("Der Konzern prüft Klagen", "sagte"), "Jens Kern", "bodies seldom speak so");
    assert_eq!(told("Dem Konzern drohen Klagen", "mitteilte"), "Jens Kern", "it is not the subject");
}

#[test]
fn the_latter_is_who_was_named_last() {
    let report = read("Laut „Kurier“ geht es um Landesrat Jens Pohl und einen Steuerberater. Letzterer weist das zurück.");
    assert_eq!(chain(&report, "Letzterer"), ["einen Steuerberater"]);
}

#[test]
fn an_office_that_somebody_takes_is_no_body() {
    let text = "Im Vatikan hieß es, man schweige. Gerüchte, dass Bischof Jens Pohl das Amt übernehmen könnte, wies dieser zurück.";
    assert_eq!(who(text, "dass Bischof Jens Pohl das Amt übernehmen könnte", "dieser", "wies"), "Jens Pohl");
}

#[test]
fn the_club_is_not_the_opponent_and_the_authority_no_private_office() {
    let report = read(
        "Der SV Grünau siegte 4:0 gegen den VfL Teutoburg. „Wir sind überglücklich“, sagte Trainer Rolf Schimanek. \
         Der Verein wollte sich zur Prämie nicht äußern.",
    );
    assert_eq!(chain(&report, "Der Verein"), ["SV Grünau"]);
    let report = read(
        "Das Landratsamt prüft eine Schließung des Bades. Das Büro Weiss & Partner rechnet mit 1,4 Millionen Euro. \
         Die Behörde wollte sich nicht äußern.",
    );
    assert_eq!(chain(&report, "Die Behörde"), ["Das Landratsamt"]);
    let two = read("Das Landratsamt ist zu. Die Polizei ermittelt. Die Behörde wollte sich nicht äußern.");
    assert_eq!(chain(&two, "Die Behörde"), ["Die Behörde"], "either may be meant");
}

#[test]
fn who_rejects_an_accusation_is_not_the_accuser() {
    let text = "Stürmer Dario Kovacic ist gesperrt. Schiedsrichter Jens Oltmann wirft ihm eine Beleidigung vor. \
                Er habe nichts gesagt, beteuerte der Kroate.";
    let accusation = "Schiedsrichter Jens Oltmann wirft ihm eine Beleidigung vor";
    let given = [
        (Form::Reported, [accusation, "Schiedsrichter Jens Oltmann", "wirft", ""]),
        (Form::Indirect, ["Er habe nichts gesagt", "der Kroate", "beteuerte", ""]),
    ];
    assert_eq!(last(text, &given), "Dario Kovacic");
    assert_eq!(last(text, &given[1..]), "Jens Oltmann", "nobody accuses");
}

#[test]
fn who_speaks_for_one_is_not_who_is_named_as_another_ones() {
    for (text, told) in [
        ("Der Sprecher des Klubs bestätigte den Wechsel. Polizeisprecher Jan Huth nannte keine Details.", "Der Sprecher des Klubs"),
        ("Brehms Anwältin kündigte Rechtsmittel an. Staatsanwältin Iris Kolb kündigte nichts an.", "Brehms Anwältin"),
    ] {
        assert_eq!(chain(&read(text), &text[..12]), [told]);
    }
    let one = read("Der Sprecher der Polizei bestätigte den Brand. Polizeisprecher Jan Huth nannte keine Details.");
    assert_eq!(chain(&one, "Der Sprecher"), ["Jan Huth"]);
}

#[test]
fn a_surname_may_be_a_first_name_of_the_other_sex() {
    let report = read("Thea Werner flog 2021 ins All. „Es war schön“, sagte Werner.");
    assert_eq!(chain(&report, "„Es war"), ["Thea Werner"]);
    let two = read("Thea Werner und Werner Pohl flogen ins All. „Es war schön“, sagte Werner.");
    assert_eq!(chain(&two, "„Es war"), ["Werner Pohl"], "his first name");
}

#[test]
fn where_a_source_sits_is_no_source() {
    let report = read("Nach Angaben der Firma Nordra aus Grevenmoor gab es keine Opfer.");
    assert_eq!(chain(&report, "gab es"), ["Nordra"]);
    let heard = read("Nach Informationen der Rundpost aus Regierungskreisen gab es Schäden.");
    assert_eq!(chain(&heard, "gab es"), ["Regierungskreisen", "Rundpost"]);
}

#[test]
fn no_prosecutor_is_somebodys_lawyer() {
    let told = |title: &str| {
        let text = format!("{title} Jens Ohlsen nannte die Tat feige. Der Anwalt des Angeklagten widersprach.");
        let first = (Form::Reported, ["nannte die Tat feige", &format!("{title} Jens Ohlsen"), "nannte", ""]);
        last(
            &text,
            &[first, (Form::Reported, ["Der Anwalt des Angeklagten widersprach.", "Der Anwalt des Angeklagten", "widersprach", ""])],
        )
    };
    assert_eq!(told("Generalbundesanwalt"), "Der Anwalt des Angeklagten");
    assert_eq!(told("Staatsanwalt"), "Der Anwalt des Angeklagten");
    assert_eq!(told("Rechtsanwalt"), "Jens Ohlsen");
    let named = |title: &str| {
        let text = format!("Der Koch schwieg. Sein Anwalt sagte, er sei unschuldig. {title} Jens Ohlsen sagte, er lüge.");
        let told = |content, source| (Form::Indirect, [content, source, "sagte", ""]);
        let second = format!("{title} Jens Ohlsen");
        origins(&text, &[told("er sei unschuldig", "Sein Anwalt"), told("er lüge", &second)])[0].0.clone()
    };
    assert_eq!((named("Staatsanwalt"), named("Strafverteidiger")), ("Sein Anwalt".to_owned(), "Sein Anwalt".to_owned()));
}

#[test]
fn a_word_for_a_sort_of_firm_is_no_union_no_party_and_no_other_sort() {
    let who = |text: &str| {
        let named = text.split(". ").nth(1).unwrap_or_default().split(' ').take(2).collect::<Vec<_>>().join(" ");
        chain(&read(text), &named).concat()
    };
    assert_eq!(who("Verdi droht mit Streik. Die Airline lehnte eine Stellungnahme ab."), "Die Airline");
    assert_eq!(who("Die FDP sprach von 900 Teilnehmern. Die Bank wollte die Zahl nicht bestätigen."), "Die Bank");
    assert_eq!(who("Die Fluggesellschaft Nordjet strich Flüge. Die Bank lehnte eine Stellungnahme ab."), "Die Bank");
    assert_eq!(who("Die Lufthansa strich Flüge. Die Airline lehnte eine Stellungnahme ab."), "Lufthansa");
    let paper = "Wie die „Lenner Zeitung“ schreibt, fehlt Geld. Die Versicherung wollte sich nicht äußern.";
    assert_eq!(who(paper), "Die Versicherung", "a firm, and no assurance");
}

#[test]
fn the_woman_is_who_spoke_right_before_rather_than_who_was_only_named() {
    let end = "Das sei unerträglich, sagte die Frau.";
    let spoke = format!("Der Bürgermeister kam mit seiner Frau. Eine Anwohnerin beschwerte sich über den Lärm. {end}");
    assert_eq!(chain(&read(&spoke), "Das sei"), ["Eine Anwohnerin"]);
    let silent = format!("Am Hafen stand eine Frau. Im Ort war es laut. {end}");
    assert_eq!(chain(&read(&silent), "Das sei"), ["eine Frau"]);
}

#[test]
fn who_inquires_is_not_who_was_arrested_and_an_age_is_the_accuseds() {
    let report = read("Die Polizei nahm zwei Männer fest. Sie hätten Waffen gehabt, teilten die Ermittler mit.");
    assert_eq!(chain(&report, "Sie hätten"), ["die Ermittler"]);
    let court = read("Der Angeklagte gestand die Tat. Sein Verteidiger Max Kern bat um Milde. Der 32-Jährige sagte, er schäme sich.");
    assert_eq!(chain(&court, "er schäme"), ["Der Angeklagte"]);
    let pitch = read("Verteidiger Max Kern verlängerte seinen Vertrag. Der 32-Jährige sagte, er freue sich.");
    assert_eq!(chain(&pitch, "er freue"), ["Max Kern"]);
}

#[test]
fn a_rule_that_says_something_is_nobody_who_spoke() {
    let text = "Ina Brandt kritisierte die Norm 12 scharf. Sie besagt, dass ein Fenster jährlich gewartet wird.";
    let brandt = (Form::Reported, ["Ina Brandt kritisierte die Norm 12 scharf.", "Ina Brandt", "kritisierte", ""]);
    let norm = |cue| last(text, &[brandt, (Form::Indirect, ["dass ein Fenster jährlich gewartet wird", "Sie", cue, ""])]);
    assert_ne!(norm("besagt"), "Ina Brandt");
}

#[test]
fn what_somebody_says_he_is_is_nobody_else() {
    let text = "Jens Cranz lud ein. Im Herzen bin ich ein heimlicher Gärtner. Er sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Er", "sagte"), "Jens Cranz");
}

#[test]
fn a_trade_is_not_that_of_whom_a_book_is_about() {
    let text = "Ein Buch über Karim Said erscheint in Paris. Es sei zu spät fertig geworden, erzählt der Verleger.";
    assert_eq!(who(text, "Es sei zu spät fertig geworden", "der Verleger", "erzählt"), "der Verleger");
}

#[test]
fn what_is_told_on_is_what_demnach_points_at() {
    let text = "Die Gefechte brachen am Sonntag aus, teilte die Hilfsorganisation mit. Die Rebellengruppe ADF habe angegriffen. Demnach starben drei Männer.";
    let given = [
        (Form::Indirect, ["Die Gefechte brachen am Sonntag aus", "die Hilfsorganisation", "teilte", ""]),
        (Form::IndirectFreeIndirect, ["Die Rebellengruppe ADF habe angegriffen.", "die Hilfsorganisation", "", ""]),
        (Form::Indirect, ["starben drei Männer", "Demnach", "Demnach", ""]),
    ];
    assert_eq!(last(text, &given), "die Hilfsorganisation");
}

#[test]
fn answers_that_name_nobody_are_whoevers_the_questions_call_by_name() {
    let talk = "Frage: Frau Volck, wann wird gebaut?\n\nAntwort: Im Mai.\n\nFrage: Und wer zahlt?\n\nAntwort: Das Land.\n";
    let text = format!("Der Rat lud Jost Hennig ein. Renate Volck leitet den Hafen.\n\n{talk}");
    let report = read(&text);
    assert_eq!([chain(&report, "Im Mai"), chain(&report, "Das Land")], [["Renate Volck"], ["Renate Volck"]]);
    let spoken = talk.replace("Frau Volck, wann", "Wann").replace("Das Land", "Wir alle");
    assert_eq!(chain(&read(&format!("Renate Volck leitet den Hafen.\n\n{spoken}")), "Wir alle"), ["Renate Volck"]);
    let paper = talk.replace("Frau Volck, wann", "Wann");
    assert_eq!(chain(&read(&format!("Renate Volck leitet den Hafen.\n\n{paper}")), "Das Land"), [""], "the paper answers itself");
}

#[test]
fn what_answers_an_inquiry_is_the_paper_and_not_the_inquiry() {
    let text = "Die Zahl steigt. Das geht aus der Antwort der Regierung auf eine Anfrage hervor. Es fehle Geld, heißt es in dem Papier.";
    assert_eq!(chain(&read(text), "Es fehle"), ["der Antwort der Regierung"]);
}

#[test]
fn the_mother_of_two_is_who_was_named() {
    let report = read("Sandra Mielke verlor ihre Wohnung. Es sei kalt gewesen, sagte die Mutter zweier Kinder.");
    assert_eq!(chain(&report, "Es sei"), ["Sandra Mielke"]);
    let other = read("Sandra Mielke verlor ihre Wohnung. Es sei kalt gewesen, sagte die Mutter der Frau.");
    assert_ne!(chain(&other, "Es sei"), ["Sandra Mielke"]);
}

#[test]
fn a_firm_and_a_trade_with_their_town_are_whoever_was_named() {
    let firm = |words: &str| {
        let text = format!("Der Stahlverarbeiter Corvix kürzt. Das Ergebnis sinke, teilte {words} mit.");
        chain(&read(&text), "Das Ergebnis").concat()
    };
    assert_eq!([firm("der Konzern aus Ulm"), firm("das Hamburger Unternehmen"), firm("das Unternehmen")], ["Corvix", "Corvix", "Corvix"]);
    assert_ne!(firm("der Vorstand aus Angst"), "Corvix");
    let trade = |words: &str| {
        let text = format!("Präsident Alois Thaler forderte Geld. Viele wüssten nicht weiter, sagte {words}.");
        chain(&read(&text), "Viele").concat()
    };
    assert_eq!([trade("der Imker aus Landeck"), trade("der 52 Jahre alte Landwirt")], ["Alois Thaler", "Alois Thaler"]);
}

#[test]
fn a_station_has_its_number() {
    let report = read("Holm sagte dem Sender Kanal 5, es sei kalt.");
    assert_eq!(chain(&report, "es sei"), ["Holm", "Sender Kanal 5"]);
}

#[test]
fn what_is_told_does_not_tell_it() {
    let text = "Am Abend erklärt, die Zahlen seien falsch.";
    assert_ne!(last(text, &[(Form::Indirect, ["die Zahlen seien falsch", "", "erklärt", "Am Abend erklärt,"])]), "die Zahlen");
}

#[test]
fn a_name_in_capitals_is_whoever_bears_it() {
    let talk = "ZEIT: Herr Holtz, droht eine Krise?\n\nJAN HOLTZ: Im Mai.\n\nZEIT: Was hilft?\n\nHOLTZ: Niedrigere Zinsen.\n";
    let report = read(&format!("Der Ökonom Jan Holtz warnt vor Zöllen.\n\n{talk}"));
    assert_eq!([chain(&report, "Im Mai"), chain(&report, "Niedrigere")], [["Jan Holtz"], ["Jan Holtz"]]);
}

#[test]
fn people_of_whom_no_more_is_told_have_made_nothing_known() {
    let text = "Die Lager seien offen, schrieb das Amt. Das Land ist arm. Dort lernen Männer zu schießen. Demnach ist der Ort voll.";
    assert_eq!(who(text, "ist der Ort voll", "Demnach", "Demnach"), "");
    let told = [
        (Form::Indirect, ["Die Lager seien offen", "das Amt", "schrieb", ""]),
        (Form::Indirect, ["ist der Ort voll", "Demnach", "Demnach", ""]),
    ];
    assert_eq!(last(text, &told), "das Amt");
}

#[test]
fn who_only_listened_does_not_go_on() {
    let text = "Einige Nachbarn kamen. So ende das Glück, sagte eine Wirtin zu Journalisten. Sie hofften, dass es weitergeht.";
    let given = [
        (Form::Indirect, ["So ende das Glück", "eine Wirtin", "sagte", ""]),
        (Form::Indirect, ["dass es weitergeht", "Sie", "hofften", ""]),
    ];
    assert_eq!(last(text, &given), "Einige Nachbarn");
}

#[test]
fn a_study_may_be_pointed_at() {
    let text = "Was Krähen tun, zeigt eine Studie der Universität Sundhagen. Zugleich weist diese darauf hin, dass sie selten sind.";
    assert_eq!(who(text, "dass sie selten sind", "diese", "weist"), "eine Studie der Universität Sundhagen");
}

#[test]
fn who_says_we_without_marks_is_who_has_just_spoken() {
    let text = "Es habe nicht gereicht, sagte Jens Cranz. Wir wussten, dass es knapp wird.";
    let spoke = (Form::Indirect, ["Es habe nicht gereicht", "Jens Cranz", "sagte", ""]);
    assert_eq!(last(text, &[spoke, (Form::Indirect, ["dass es knapp wird", "Wir", "wussten", ""])]), "Jens Cranz");
    let text = "Es habe nicht gereicht, sagte Jens Cranz. Ich wusste, dass es knapp wird, meinte Ina Quell.";
    let behind = [
        spoke,
        (Form::Indirect, ["Ich wusste, dass es knapp wird", "Ina Quell", "meinte", ""]),
        (Form::Indirect, ["dass es knapp wird", "Ich", "wusste", ""]),
    ];
    assert_eq!(last(text, &behind), "Ina Quell");
}

#[test]
fn who_leads_the_police_is_not_who_did_it() {
    let text = "Laut Polizeikommandant Jens Cranz fuhr ein Wagen in den Zaun. Dann gestand der Täter, dass er trank.";
    assert_eq!(who(text, "dass er trank", "der Täter", "gestand"), "der Täter");
}

#[test]
fn an_organisation_may_be_several_brigades() {
    let text = "Die Falken-Brigaden werben Leute an. Die Lager seien offen, schrieb die Organisation.";
    assert_eq!(who(text, "Die Lager seien offen", "die Organisation", "schrieb"), "Falken-Brigaden");
}

#[test]
fn who_knows_a_matter_is_called_so_with_it() {
    let text = "Der Verkauf sei nah, bestätigten mit der Angelegenheit vertraute Personen.";
    assert_eq!(
        who(text, "Der Verkauf sei nah", "mit der Angelegenheit vertraute Personen", "bestätigten"),
        "mit der Angelegenheit vertraute Personen"
    );
}

#[test]
fn konjunktiv_goes_on_in_its_paragraph() {
    let text = "Es habe nicht gereicht, sagte Jens Cranz. Der Wind drehte. Die Boote lagen still. Man werde noch warten.";
    let spoke = (Form::Indirect, ["Es habe nicht gereicht", "Jens Cranz", "sagte", ""]);
    assert_eq!(last(text, &[spoke, (Form::IndirectFreeIndirect, ["Man werde noch warten.", "", "", ""])]), "Jens Cranz");
    let apart = text.replace(" Man", "\n\nMan");
    assert_ne!(last(&apart, &[spoke, (Form::IndirectFreeIndirect, ["Man werde noch warten.", "", "", ""])]), "Jens Cranz");
}

#[test]
fn who_holds_two_offices_is_one() {
    let text = "Bankchef und Stadtrat Jens Cranz sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Bankchef und Stadtrat Jens Cranz", "sagte"), "Jens Cranz");
}

#[test]
fn an_office_with_a_date_behind_a_name_is_that_of_its_bearer() {
    let text = "Jens Cranz, Kandidat für die Wahl Ende April, lächelt. Der Kandidat sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Der Kandidat", "sagte"), "Jens Cranz");
}

#[test]
fn a_name_goes_over_no_colon() {
    let text = "Wirte, die den Beruf lieben: Das geplante Gastgesetz kommt. Laut Gastgesetz zahlen alle mehr.";
    assert_ne!(who(text, "zahlen alle mehr", "Gastgesetz", "Laut"), "die den Beruf lieben: Das geplante Gastgesetz");
}

#[test]
fn what_somebody_named_is_is_nobody_else() {
    let text = "Jens Cranz ist Kommissar für Gesundheit. Der Kommissar sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Der Kommissar", "sagte"), "Jens Cranz");
}

#[test]
fn what_somebody_has_is_not_that_person() {
    let text = "Präsident Heinz Fischer kam. Aus Fischers Büro hieß es, es sei kalt.";
    let found = origins(text, &[(Form::Indirect, ["es sei kalt", "Fischers Büro", "hieß", ""])]);
    assert_eq!(found, [("Fischers Büro".to_owned(), Kind::Organisation)]);
    let text = "Georg Rihas Pausenfilm läuft. Georg Riha kommt. Riha sagte, es sei nass.";
    assert_eq!(who(text, "es sei nass", "Riha", "sagte"), "Georg Riha");
}

#[test]
fn one_of_several_has_no_name() {
    let text = "Gegen den Chef der Bewegung Martin Okafa wird ermittelt. Ein Sprecher Okafas sagte, es sei kalt.";
    assert_eq!(who(text, "es sei kalt", "Ein Sprecher Okafas", "sagte"), "Ein Sprecher Okafas");
}

#[test]
fn who_is_told_of_in_the_heading_is_who_is_named_below_it() {
    let land = "Es sei kalt, sagt Sachsens Landrat. Er bleibe, sagte Jens Ohlsen.";
    let given = [
        (Form::Indirect, ["Es sei kalt", "Sachsens Landrat", "sagt", ""], None),
        (Form::Indirect, ["Er bleibe", "Jens Ohlsen", "sagte", ""], None),
    ];
    assert_eq!(chains_of(land, &given)[0], ["Jens Ohlsen"]);
    let hyphen = "Es sei kalt, sagte der Bankpräsident. Kiel – Bank-Präsident Jens Ohlsen bleibt.";
    assert_eq!(who(hyphen, "Es sei kalt", "der Bankpräsident", "sagte"), "Jens Ohlsen");
    let genitive = "Es sei kalt, sagte der Touristikchef. Das ist Ansicht des Touristikchefs Jens Ohlsen.";
    assert_eq!(who(genitive, "Es sei kalt", "der Touristikchef", "sagte"), "Jens Ohlsen");
}

#[test]
fn a_father_of_two_and_a_head_of_a_town_were_told_of() {
    let father = "Jens Ohlsen kam mit dem Rad. Es sei kalt, sagte der zweifache Vater.";
    assert_eq!(who(father, "Es sei kalt", "der zweifache Vater", "sagte"), "Jens Ohlsen");
    let head = "Bürgermeister Jens Ohlsen kam mit dem Rad. Es sei kalt, sagte das Stadtoberhaupt.";
    assert_eq!(who(head, "Es sei kalt", "das Stadtoberhaupt", "sagte"), "Jens Ohlsen");
}

#[test]
fn an_office_in_a_heading_has_one_holder() {
    let text = "Bundeskanzler: Es bleibe dabei. Kiel – Bundeskanzler Jens Ohlsen hat den Plan verteidigt.";
    let given = [(Form::Indirect, ["Es bleibe dabei", "Bundeskanzler", "", ""], None)];
    assert_eq!(chains_of(text, &given)[0], ["Jens Ohlsen"]);
    let verb = "Bürgermeister fordert Geduld. Kiel – Bürgermeister Jens Ohlsen hat den Plan verteidigt.";
    assert_eq!(who(verb, "Geduld", "Bürgermeister", "fordert"), "Jens Ohlsen");
}

#[test]
fn a_body_with_a_noun_that_no_list_has_is_called_by_it() {
    let text = "Die Irische Beobachtungsstelle für Menschenrechte schwieg. Es sei kalt, sagte die Beobachtungsstelle.";
    assert_eq!(who(text, "Es sei kalt", "die Beobachtungsstelle", "sagte"), "Irische Beobachtungsstelle für Menschenrechte");
}

#[test]
fn whom_this_points_at_is_hardly_who_has_just_spoken() {
    let report = read("Die Vorsitzende Lena Brandt warf der Baugesellschaft Pfusch vor. Diese wies den Vorwurf zurück.");
    assert_eq!(chain(&report, "Diese wies"), ["der Baugesellschaft"]);
}

#[test]
fn a_word_that_a_body_bears_in_its_name_means_that_body() {
    let report = read(
        "Ihr Verlag Kranich & Söhne trauert um Lena Brandt. Das Buch durfte in der DDR nicht erscheinen. Nach Angaben des Verlages hat sie ein \
         Manuskript hinterlassen.",
    );
    assert_eq!(chain(&report, "hat sie"), ["Verlag Kranich & Söhne"]);
    let report = read("Die Tiroler Polizei hat Jens Ohlsen gefasst. Der Tiroler sagte, er sei müde.");
    assert_eq!(chain(&report, "er sei"), ["Jens Ohlsen"], "nobody of the police");
}

#[test]
fn who_is_quoted_in_a_sentence_is_not_who_reports_it() {
    let report =
        read("Der Bürgermeister geht. Das berichtet die „Weserpost“ am Montag. „Ich kann nicht mehr“, sagte Klaus Reuter demnach.");
    let chains = chains_of(
        &report.text,
        &[
            (Form::Indirect, ["Der Bürgermeister geht", "die „Weserpost“", "berichtet", ""], None),
            (Form::Indirect, ["„Ich kann nicht mehr“, sagte Klaus Reuter", "demnach", "demnach", ""], None),
            (Form::Direct, ["„Ich kann nicht mehr“", "Klaus Reuter", "sagte", "sagte Klaus Reuter demnach"], Some(1)),
        ],
    );
    assert_eq!(chains[2], ["Klaus Reuter", "Weserpost"]);
}

#[test]
fn a_club_is_called_by_its_league() {
    let report = read("Der FC Lindau trennt sich von Trainer Marco Senn. Das teilte der Zweitligist am Montag mit.");
    assert_eq!(chain(&report, "Der FC Lindau"), ["FC Lindau"]);
}
