#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::EntityRules;
use super::words::Words;
use crate::attribution::rules::AttributionRules;
use crate::attribution::{self as found, Form};
use crate::document::{Orthography, Token};
use crate::report::{Attribution, Kind, Naming};
use crate::resolution::Link;
use crate::resolution::tests::given as handed_over;
use crate::span::Span;
use crate::text::CleanText;
use crate::{Article, Pipeline, Report, Resolver};
use zufolge_lexicon::GERMAN;

pub(super) fn read(text: &str) -> Report {
    let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));
    pipeline.read(&Article { text: text.to_owned(), ..Article::default() })
}

/// The names of the chain of the attribution whose content begins so.
pub(super) fn chain<'r>(report: &'r Report, content: &str) -> Vec<&'r str> {
    attribution(report, content).chain.iter().map(|link| link.name.as_str()).collect()
}

pub(super) fn attribution<'r>(report: &'r Report, content: &str) -> &'r Attribution {
    let at = report.text.find(content).unwrap();
    let at = report.text[..at].chars().count() as u32;
    report.attributions.iter().find(|attr| attr.content.first().is_some_and(|span| span.start == at)).unwrap()
}

#[test]
fn surname_office_epithet_and_pronoun_are_one_person() {
    let report = read(
        "Verkehrssenatorin Lena Brandt sagte am Montag, der Tunnel werde teurer. Sie sagte, man suche nach Geld. Brandt sagte, es gebe Streit. \
         Die Senatorin sagte, der Streit sei bald vorbei.",
    );
    for content in ["der Tunnel", "man suche", "es gebe", "der Streit"] {
        assert_eq!(chain(&report, content), ["Lena Brandt"], "{content}");
    }
    let entity = &report.entities[0];
    assert_eq!((entity.kind, entity.role.as_deref(), entity.mentions.len()), (Kind::Person, Some("Verkehrssenatorin"), 4));
}

#[test]
fn a_spokesperson_is_not_who_they_speak_for() {
    let report = read("Minister Jens Ohlsen schwieg. Ohlsens Sprecher sagte, der Termin stehe fest.");
    assert_eq!(chain(&report, "der Termin"), ["Ohlsens Sprecher"]);
    assert_eq!(attribution(&report, "der Termin").chain[0].naming, Naming::Role);
}

#[test]
fn an_office_told_before_the_name_is_who_is_named_meanwhile() {
    let told = |who: &str| format!("Die Senatorin will bauen. Am Abend trat {who} ans Pult. Der Grund sei gekauft, sagte die Senatorin.");
    assert_eq!(chain(&read(&told("Lena Brandt")), "Der Grund"), ["Lena Brandt"]);
    assert_eq!(chain(&read(&told("Peter Brandt")), "Der Grund"), ["Die Senatorin"], "a man is no Senatorin");
    assert_eq!(chain(&read(&told("Staatsrätin Lena Brandt")), "Der Grund"), ["Die Senatorin"], "her office is another one");
}

#[test]
fn a_pronoun_that_opens_a_sentence_is_no_body() {
    let report = read("„Uns fehlt das Geld. Der Plan ist tot“, sagte Lena Brandt. Die Gewerkschaft teilte mit, das sei falsch.");
    assert_eq!(chain(&report, "das sei falsch"), ["Die Gewerkschaft"]);
    assert!(report.entities.iter().all(|entity| entity.name != "Uns"), "{:?}", report.entities);
}

#[test]
fn one_person_may_have_two_offices() {
    let report =
        read("Der frühere Vizekanzler und Umweltminister Jens Ohlsen (LP) sagte, die Deiche seien sicher. Er trete zurück, sagte er.");
    assert_eq!(chain(&report, "die Deiche"), ["Jens Ohlsen"]);
    assert_eq!(chain(&report, "Er trete"), ["Jens Ohlsen"]);
    assert_eq!(attribution(&report, "die Deiche").chain[0].kind, Kind::Person);
}

#[test]
fn a_spokesman_and_whose_he_is_are_told_apart_by_the_genitive() {
    let report =
        read("Minister Jens Ohlsen schwieg. Ein Sprecher Ohlsens sagte, der Termin stehe fest. Die Anwältin Ohlsens sagte, er bleibe.");
    assert_eq!(chain(&report, "der Termin"), ["Ein Sprecher Ohlsens"]);
    assert_eq!(chain(&report, "er bleibe"), ["Die Anwältin Ohlsens"]);
    assert_eq!(attribution(&report, "er bleibe").chain[0].naming, Naming::Role);
}

#[test]
fn whom_a_paper_relies_on_may_stand_in_another_sentence() {
    let report = read(
        "Laut einem Bericht des „Nordboten“ wird die Werft verkauft. Das Blatt beruft sich auf Kreise der Reederei. \
         Demnach zahlt der Käufer bar.",
    );
    assert_eq!(chain(&report, "wird die Werft"), ["Kreise der Reederei", "Nordboten"]);
    let alone = read("Laut einem Bericht des „Nordboten“ wird die Werft verkauft. Die Stadt beruft sich auf Kreise der Reederei.");
    assert_eq!(chain(&alone, "wird die Werft"), ["Nordboten"], "somebody else relies on them");
}

#[test]
fn the_man_is_not_who_spoke_in_another_paragraph_long_before() {
    let text =
        |between: &str| format!("Der Abgeordnete Jens Ohlsen sagte, der Hafen sei leer.\n\n{between} Der Mann sagte, das stimme nicht.");
    let far = text("Das Amt hatte im März Anwälte beauftragt. Das Wasser stieg. Der Deich hielt.");
    assert_eq!(chain(&read(&far), "das stimme"), ["Der Mann"]);
    assert_eq!(chain(&read(&text("Das Wasser stieg.")), "das stimme"), ["Jens Ohlsen"]);
}

#[test]
fn a_paper_stays_a_paper_where_its_report_is_spoken_of() {
    let report = read(
        "Die Werft wird verkauft. Das berichtet das «Nordener Tageblatt» unter Berufung auf zwei Beamte des Hafenamts. \
         Dem Bericht zufolge zahlt der Käufer bar.",
    );
    let links = |content: &str| attribution(&report, content).chain.iter().map(|link| link.kind).collect::<Vec<_>>();
    for content in ["Die Werft", "zahlt der Käufer"] {
        assert_eq!(chain(&report, content), ["zwei Beamte des Hafenamts", "Nordener Tageblatt"], "{content}");
        assert_eq!(links(content), [Kind::Group, Kind::Outlet], "{content}");
    }
}

#[test]
fn a_reporter_is_told_what_his_paper_prints() {
    let report = read("„Wir bleiben“, sagte Lena Brandt gegenüber einem NDR-Reporter.");
    assert_eq!(chain(&report, "„Wir bleiben“"), ["Lena Brandt", "NDR"]);
    let report = read("„Wir bleiben“, sagte Lena Brandt gegenüber einer Journalistin.");
    assert_eq!(chain(&report, "„Wir bleiben“"), ["Lena Brandt"]);
}

#[test]
fn an_unknown_name_with_an_article_that_is_told_something_is_a_paper() {
    let report = read("„Wir bleiben“, sagte Lena Brandt. „Das ist sicher“, sagte sie der Nordlandia.");
    assert_eq!(chain(&report, "„Das ist"), ["Lena Brandt", "Nordlandia"]);
}

#[test]
fn a_study_stands_behind_the_journal_that_prints_it() {
    let report = read("Nach einer Studie im Fachblatt „Küste“ steigt die Flut schneller.");
    assert_eq!(chain(&report, "steigt die Flut"), ["einer Studie", "Küste"]);
}

#[test]
fn the_text_by_which_a_body_speaks_stands_behind_it() {
    let report = read("Laut einer Mitteilung des Wasserwerks Lenne ist der Deich dicht.");
    assert_eq!(chain(&report, "ist der"), ["Wasserwerks Lenne", "einer Mitteilung des Wasserwerks Lenne"]);
    let report = read("Das Wasserwerk Lenne teilte in einer Erklärung mit, der Deich sei dicht.");
    assert_eq!(chain(&report, "der Deich"), ["Wasserwerk Lenne", "einer Erklärung"]);
    let reports = read("Nach Meldungen des Wasserwerks Lenne ist der Deich dicht.");
    assert_eq!(chain(&reports, "ist der"), ["Wasserwerks Lenne"], "no text among many");
}

#[test]
fn who_wrote_a_text_stands_before_it() {
    let report = read("Laut dem Gutachten von Lena Brandt ist der Deich dicht.");
    assert_eq!(chain(&report, "ist der"), ["Lena Brandt", "dem Gutachten von Lena Brandt"]);
    let report = read("Laut einem Gutachten ist der Deich dicht.");
    assert_eq!(chain(&report, "ist der"), ["einem Gutachten"]);
}

#[test]
fn who_is_accused_prints_nothing() {
    let accused = |cue: &str| {
        let frame = format!("Lena Brandt {cue} dem Küstenboten,");
        let given = [(Form::Indirect, ["er lüge", "Lena Brandt", cue, frame.as_str()], None)];
        chains_of(&format!("{frame} er lüge."), &given).remove(0).len()
    };
    assert_eq!(accused("sagte"), 2);
    assert_eq!(accused("drohte"), 1);
}

#[test]
fn what_somebody_refers_to_beside_its_name_is_the_origin() {
    let frame = "Lena Brandt verweist auf eine Studie, der zufolge";
    let text = format!("{frame} der Pegel sinke.");
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text.as_str()));
    let given = |source: Vec<Span<Token>>| {
        let attr = found::Attribution { source, ..handed_over(&doc, Form::Indirect, ["der Pegel sinke", "verweist", "", frame]) };
        let resolved = Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[attr]).resolved;
        resolved[0].chain.iter().map(|link| link.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(given(vec![Span::new(0, 2), Span::new(4, 6)]), ["eine Studie", "Lena Brandt"]);
    assert_eq!(given(vec![Span::new(0, 2)]), ["Lena Brandt"]);
}

#[test]
fn what_a_paper_reckons_from_is_the_origin() {
    let report = read("Die Zeitung „Morgenblick“ rechnete auf Basis von Ministeriumsakten vor, dass der Abzug neun Monate dauere.");
    assert_eq!(chain(&report, "dass der"), ["Ministeriumsakten", "Morgenblick"]);
}

#[test]
fn a_station_may_have_no_name_but_where_it_is() {
    let report = read("Ministerin Gerda Voss sagte im hessischen Radio, der Deich sei dicht.");
    assert_eq!(chain(&report, "der Deich"), ["Gerda Voss", "hessischen Radio"]);
    let report = read("Ministerin Gerda Voss sagte im Radio, der Deich sei dicht.");
    assert_eq!(chain(&report, "der Deich"), ["Gerda Voss"]);
}

#[test]
fn who_tells_somebody_something_is_somebody_else() {
    let quotation = "„Die Händlerin hat mir gesagt, der Keller sei nass.“";
    let text = format!("Händlerin Rita Voss klagte: {quotation}");
    let chains = chains_of(
        &text,
        &[
            (Form::Direct, [quotation, "Händlerin Rita Voss", "klagte", "Händlerin Rita Voss klagte:"], None),
            (Form::Indirect, ["der Keller sei nass", "Die Händlerin", "gesagt", "Die Händlerin hat mir gesagt,"], Some(0)),
        ],
    );
    assert_eq!(chains, [vec!["Rita Voss"], vec!["Die Händlerin", "Rita Voss"]]);
}

#[test]
fn the_subject_of_a_cue_may_stand_behind_adverbs_or_be_a_surname() {
    let told = "Daran erinnern sich auch zwei Teilnehmer.";
    assert_eq!(chains_of(told, &[(Form::Reported, [told, "", "erinnern sich", ""], None)]), [["zwei Teilnehmer"]]);
    let text = "Ministerin Lena Brandt kam spät. Brandt wiederum verspricht, dass der Deich hält.";
    let frame = "Brandt wiederum verspricht,";
    assert_eq!(chains_of(text, &[(Form::Indirect, ["dass der Deich hält", "", "verspricht", frame], None)]), [["Lena Brandt"]]);
}

#[test]
fn laws_are_named_and_texts_of_whomever_are_not() {
    let naming = |text: &str, content: &str| attribution(&read(text), content).chain[0].naming;
    assert_eq!(naming("Laut dem Deichschutzgesetz ist das verboten.", "ist das verboten"), Naming::Named);
    assert_eq!(naming("Laut dem Gesetz ist das verboten.", "ist das verboten"), Naming::Role);
    assert_eq!(naming("Einer ersten Schätzung zufolge sind es hundert.", "sind es hundert"), Naming::Anonymous);
}

#[test]
fn the_title_of_a_crowned_head_is_part_of_a_single_name() {
    let report = read("Papst Kolumban sagte, die Kirche sei offen. König Sven Arnulf sagte, das sei gut.");
    assert_eq!(chain(&report, "die Kirche"), ["Papst Kolumban"]);
    assert_eq!(chain(&report, "das sei gut"), ["Sven Arnulf"]);
}

#[test]
fn a_firm_is_no_organisation_and_a_club_no_company() {
    let report = read(
        "Der Konzern Nordstahl baut um. Der Bauverein Nord klagte, das sei zu teuer. Das Unternehmen teilte mit, es bleibe dabei. \
         Die Organisation forderte, neu zu rechnen.",
    );
    assert_eq!(chain(&report, "es bleibe dabei"), ["Konzern Nordstahl"]);
    assert_eq!(chain(&report, "neu zu rechnen"), ["Bauverein Nord"]);
}

#[test]
fn the_house_of_a_minister_is_what_he_leads() {
    let report = read("Das Rathaus schwieg. In Holms Haus hieß es, man prüfe den Fall.");
    assert_eq!(chain(&report, "man prüfe"), ["Holms Haus"]);
    assert_eq!(attribution(&report, "man prüfe").chain[0].kind, Kind::Organisation);
}

#[test]
fn an_office_without_a_name_is_an_office() {
    let kind = |text: &str| attribution(&read(text), "der Deich").chain[0].kind;
    assert_eq!(kind("Der Umweltminister sagte, der Deich sei alt."), Kind::Office);
    assert_eq!(kind("Ein früherer Umweltminister sagte, der Deich sei alt."), Kind::Person);
    assert_eq!(kind("Der Umweltminister Jens Ohlsen sagte, der Deich sei alt."), Kind::Person);
}

#[test]
fn a_country_of_several_words_is_a_place() {
    let report = read("Die Vereinigten Staaten teilten mit, der Vertrag ende im Mai.");
    let link = &attribution(&report, "der Vertrag").chain[0];
    assert_eq!((link.name.as_str(), link.kind, link.naming), ("Vereinigten Staaten", Kind::Place, Naming::Named));
}

#[test]
fn a_participle_with_its_object_stands_before_the_name() {
    let report = read("Die den Sturm überlebende Lena Brandt sagte, das Wasser sei schnell gekommen.");
    assert_eq!(chain(&report, "das Wasser"), ["Lena Brandt"]);
}

#[test]
fn a_form_of_address_is_no_role() {
    let report = read("Man warte, teilte Herr Overbeck mit.");
    let entity = report.entities.iter().find(|entity| entity.name.contains("Overbeck")).unwrap();
    assert_eq!(entity.role, None);
}

#[test]
fn a_pronoun_agrees_in_gender_rather_than_meaning_who_was_named_last() {
    let report = read("Bürgermeisterin Anna Lund traf am Freitag den Architekten Peter Voss. Sie sagte, der Entwurf gefalle ihr.");
    assert_eq!(chain(&report, "der Entwurf"), ["Anna Lund"]);
}

#[test]
fn the_origin_stands_before_the_paper_that_refers_to_it() {
    let report = read("Der „Küstenbote“ berichtete unter Berufung auf Regierungskreise, der Hafen werde verkauft.");
    assert_eq!(chain(&report, "der Hafen"), ["Regierungskreise", "Küstenbote"]);
    let links = &attribution(&report, "der Hafen").chain;
    assert_eq!((links[0].kind, links[0].naming, links[1].kind), (Kind::Group, Naming::Anonymous, Kind::Outlet));
}

#[test]
fn whom_a_paper_quotes_is_the_origin() {
    let report = read("Der „Küstenbote“ zitierte einen Beamten mit den Worten: „Der Deich hält nicht mehr lange durch.“");
    assert_eq!(chain(&report, "„Der Deich"), ["einen Beamten", "Küstenbote"]);
}

#[test]
fn a_stated_reason_for_anonymity_is_kept() {
    let report = read("Ein Mitarbeiter, der nicht namentlich genannt werden wollte, sagte, das Geld sei weg.");
    let link = &attribution(&report, "das Geld").chain[0];
    assert_eq!((link.name.as_str(), link.naming), ("Ein Mitarbeiter", Naming::Anonymous));
    let reason: String = report.text.chars().skip(link.anonymity_reason[0].start as usize).take(link.anonymity_reason[0].len()).collect();
    assert_eq!(reason, "der nicht namentlich genannt werden wollte");
}

#[test]
fn a_weekday_is_no_paper() {
    let report = read("Der Sprecher der Werft sagte am Freitag, das Dock sei voll.");
    assert_eq!(chain(&report, "das Dock"), ["Der Sprecher der Werft"]);
}

#[test]
fn nobody_at_all_is_implicit() {
    let report = read("Es hieß, die Brücke bleibe gesperrt.");
    let link = &attribution(&report, "die Brücke").chain[0];
    assert_eq!((link.name.as_str(), link.naming, link.kind), ("", Naming::Implicit, Kind::Unknown));
}

#[test]
fn an_apposition_gives_the_name() {
    let report = read("Der Hafenkapitän von Norderby, Jens Ohlsen, sagte, die Fähre fahre wieder. Ohlsen sagte, der Sturm sei vorbei.");
    assert_eq!(chain(&report, "die Fähre"), ["Jens Ohlsen"]);
    assert_eq!(chain(&report, "der Sturm"), ["Jens Ohlsen"]);
}

/// Kind, naming and name of the origin of the first statement.
pub(super) fn origin(text: &str) -> (Kind, Naming, String) {
    let link = read(text).attributions[0].chain[0].clone();
    (link.kind, link.naming, link.name)
}

#[test]
fn an_adjective_that_opens_a_sentence_is_no_name() {
    let (kind, naming, _) = origin("Amtlichen Angaben zufolge wurde niemand verletzt.");
    assert_eq!((kind, naming), (Kind::Group, Naming::Anonymous));
}

#[test]
fn hearsay_names_nobody() {
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new("Dem Vernehmen nach wird das Werk verkauft."));
    let attribution = found::Attribution {
        form: found::Form::Indirect,
        mixed: false,
        mode: found::Mode::SPEECH,
        content: vec![Span::new(3, 7)],
        cue: vec![Span::new(2, 3)],
        source: vec![Span::new(0, 2)],
        addressee: Vec::new(),
        frame: vec![Span::new(0, 3)],
        parent: None,
        stance: Vec::new(),
        confidence: 1.0,
        evidence: vec!["test"],
    };
    let sources = EntityRules::new(&GERMAN).resolve(&doc, &[attribution], &[]);
    let link = &sources.chains[0][0];
    assert_eq!((link.name.as_str(), link.naming, link.kind), ("", Naming::Implicit, Kind::Unknown));
}

#[test]
fn several_bodies_are_a_group() {
    let (kind, naming, _) = origin("Flüchtlingsorganisationen warnten, das Lager sei überfüllt.");
    assert_eq!((kind, naming), (Kind::Group, Naming::Role));
    assert_eq!(origin("Die Stadtwerke teilten mit, die Leitung sei dicht.").0, Kind::Organisation);
}

#[test]
fn reports_in_the_plural_are_nobody_in_particular() {
    let (kind, naming, _) = origin("Medienberichten zufolge wird das Werk verkauft.");
    assert_eq!((kind, naming), (Kind::Document, Naming::Anonymous));
}

#[test]
fn an_unknown_name_that_speaks_as_people_do_is_a_person() {
    assert_eq!(origin("„Das wird ein langer Abend für uns alle“, meinte Qualtrow.").0, Kind::Person);
    assert_eq!(origin("Qualtrow gab bekannt, dass das Werk schließt.").0, Kind::Organisation);
}

#[test]
fn a_first_name_of_two_parts_is_one() {
    let report = read("Karl-Theodor zu Hohenau, Obmann des Ausschusses, sagte, die Frist sei um. Hohenau sagte, man warte.");
    assert_eq!(chain(&report, "die Frist"), ["Karl-Theodor zu Hohenau"]);
    assert_eq!(chain(&report, "man warte"), ["Karl-Theodor zu Hohenau"]);
}

#[test]
fn an_unknown_office_takes_the_name_behind_its_comma() {
    let report = read("Der Obersterndeuter Kretas, Jannis Holm, sagte, die Nacht sei klar.");
    assert_eq!(chain(&report, "die Nacht"), ["Jannis Holm"]);
}

#[test]
fn an_abbreviation_in_brackets_makes_a_name() {
    let report = read("Die Schutzgemeinschaft der Imker (SdI) forderte, dass der Wald bleibt. Die SdI teilte mit, man klage.");
    let link = &attribution(&report, "dass der Wald").chain[0];
    assert_eq!((link.name.as_str(), link.kind, link.naming), ("Schutzgemeinschaft der Imker", Kind::Organisation, Naming::Named));
    assert_eq!(chain(&report, "man klage"), ["Schutzgemeinschaft der Imker"]);
}

#[test]
fn an_alliance_in_marks_is_no_paper() {
    assert_eq!(origin("Die „Aktion Sauberer Bach“ forderte, dass die Fabrik schließt.").0, Kind::Organisation);
    assert_eq!(origin("Der „Küstenbote“ berichtete, dass die Fabrik schließt.").0, Kind::Outlet);
}

#[test]
fn an_office_told_before_its_name_is_the_same_person() {
    let report = read("Der Innenminister sagte, die Grenze bleibe offen. Innenminister Jens Ohlsen sagte, man prüfe das.");
    assert_eq!(chain(&report, "die Grenze"), ["Jens Ohlsen"]);
    assert_eq!(attribution(&report, "die Grenze").chain[0].naming, Naming::Named);
}

#[test]
fn what_somebody_goes_on_to_say_was_said_to_the_same_paper() {
    let report = read("Minister Jens Ohlsen sagte dem „Küstenboten“, der Hafen werde verkauft. Ohlsen sagte, der Preis stehe fest.");
    assert_eq!(chain(&report, "der Hafen"), ["Jens Ohlsen", "Küstenboten"]);
    assert_eq!(chain(&report, "der Preis"), ["Jens Ohlsen", "Küstenboten"]);
}

#[test]
fn an_age_before_a_noun_is_an_adjective() {
    let noun = |text: &str, at: usize| {
        let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
        assert!(doc.word(at).ends_with("jährige"), "{text}");
        Words::new(&GERMAN).facts(&doc)[at].nominal()
    };
    assert!(!noun("Die 64-jährige deutsche Kanzlerin schwieg.", 1));
    assert!(!noun("Die 64-jährige Kanzlerin schwieg.", 1));
    assert!(noun("Das sagte der 81-jährige in der Nacht.", 3));
}

#[test]
fn a_commission_is_a_body_although_it_ends_as_a_mission_does() {
    let (kind, naming, _) = origin("Die Kommission teilte mit, der Antrag sei eingegangen.");
    assert_eq!((kind, naming), (Kind::Organisation, Naming::Role));
}

#[test]
fn papers_of_a_country_are_nobody_in_particular() {
    let (kind, naming, _) = origin("US-Zeitungen berichteten, der Hafen sei gesperrt.");
    assert_eq!((kind, naming), (Kind::Group, Naming::Anonymous));
}

#[test]
fn a_surname_behind_a_first_name_is_no_agency() {
    let (kind, naming, _) = origin("Lena Bloomberg sagte, der Hafen sei gesperrt.");
    assert_eq!((kind, naming), (Kind::Person, Naming::Named));
}

#[test]
fn those_responsible_are_several_people() {
    let (kind, naming, _) = origin("Die Verantwortlichen sagten, der Hafen sei gesperrt.");
    assert_eq!((kind, naming), (Kind::Group, Naming::Role));
}

#[test]
fn two_bodies_told_by_name_are_named() {
    let (kind, naming, _) = origin("Die SPD und die FDP teilten mit, der Hafen bleibe offen.");
    assert_eq!((kind, naming), (Kind::Group, Naming::Named));
}

#[test]
fn an_office_for_two_things_is_one_persons() {
    let report = read("Lena Brandt, die Beauftragte für Innen- und Außenpolitik, sagte, der Hafen bleibe offen.");
    assert_eq!(chain(&report, "der Hafen"), ["Lena Brandt"]);
}

#[test]
fn a_body_of_state_is_named_by_its_country_or_town() {
    let told = |who: &str| origin(&format!("{who} teilte mit, der Pass sei zu."));
    for who in ["Die norwegische Regierung", "Die Dresdner Polizei", "Das Außenministerium der Schweiz", "Das isländische Wetteramt"] {
        let (kind, naming, _) = told(who);
        assert_eq!((kind, naming), (Kind::Organisation, Naming::Named), "{who}");
    }
    for who in ["Die Regierung", "Die örtliche Polizei", "Ein norwegisches Ministerium", "Die norwegische Reederei"] {
        assert_eq!(told(who).1, Naming::Role, "{who}");
    }
}

#[test]
fn papers_that_are_not_told_apart_are_anonymous() {
    for who in ["Medien berichteten", "Ein Fernsehsender berichtete"] {
        let (kind, naming, _) = origin(&format!("{who}, der Deich sei weich."));
        assert_eq!((kind, naming), (Kind::Outlet, Naming::Anonymous), "{who}");
    }
}

#[test]
fn a_body_speaks_by_its_press_release_but_a_study_is_a_text() {
    assert_eq!(chain(&read("Laut einer Mitteilung der Polizei Itzehoe war die Straße frei."), "war die")[0], "Polizei Itzehoe");
    let study = read("Laut einer Studie der Hochschule Norderby sinkt der Pegel.");
    assert_eq!(attribution(&study, "sinkt der").chain[0].kind, Kind::Document);
}

#[test]
fn the_police_is_the_police_office_named_before() {
    let report = read("Das Polizeipräsidium Nordharz sucht Zeugen. Die Polizei sagte, der Wagen sei blau gewesen.");
    assert_eq!(chain(&report, "der Wagen"), ["Polizeipräsidium Nordharz"]);
}

#[test]
fn a_government_is_not_who_leads_it() {
    let report = read("Die Regierung Ohlsen ist am Ende. Ohlsen hofft, dass der Sommer kommt.");
    assert_eq!(chain(&report, "dass der"), ["Ohlsen"]);
}

#[test]
fn adjectives_in_capitals_stand_before_an_office() {
    let report = read("Hamburgs früherer Regierender Bürgermeister Jens Ohlsen sagte, die Oper sei zu klein.");
    assert_eq!(chain(&report, "die Oper"), ["Jens Ohlsen"]);
}

/// The chains of attributions handed over, each by its content, source, cue, frame (empty: none) and the attribution it lies in.
pub(super) fn links_of(text: &str, given: &[(Form, [&str; 4], Option<usize>)]) -> Vec<Vec<Link>> {
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
    let attribution = |(form, [content, source, cue, frame], parent): &(Form, [&str; 4], Option<usize>)| found::Attribution {
        parent: *parent,
        ..handed_over(&doc, *form, [content, cue, source, frame])
    };
    let attributions: Vec<found::Attribution> = given.iter().map(attribution).collect();
    let resolved = Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &attributions).resolved;
    resolved.into_iter().map(|one| one.chain).collect()
}

fn chains_of(text: &str, given: &[(Form, [&str; 4], Option<usize>)]) -> Vec<Vec<String>> {
    links_of(text, given).into_iter().map(|chain| chain.into_iter().map(|link| link.name).collect()).collect()
}

#[test]
fn what_somebody_was_told_came_through_them() {
    let chains = chains_of(
        "Jens Ohlsen sagte, er sei ratlos. Die Molkerei habe ihm zugesagt, den Preis zu halten.",
        &[
            (Form::Indirect, ["er sei ratlos", "Jens Ohlsen", "sagte", "Jens Ohlsen sagte,"], None),
            (Form::Indirect, ["den Preis zu halten", "Die Molkerei", "zugesagt", "Die Molkerei habe ihm zugesagt,"], None),
        ],
    );
    assert_eq!(chains, [vec!["Jens Ohlsen"], vec!["Die Molkerei", "Jens Ohlsen"]]);
}

#[test]
fn a_spokeswoman_through_whom_somebody_speaks_is_a_link() {
    let frame = "Der Landrat ließ über seine Sprecherin ausrichten,";
    let given = [(Form::Indirect, ["das Geld sei da", "Der Landrat", "ließ über seine Sprecherin ausrichten", frame], None)];
    let chains = chains_of("Der Landrat ließ über seine Sprecherin ausrichten, das Geld sei da.", &given);
    assert_eq!(chains, [["Der Landrat", "seine Sprecherin"]]);
}

#[test]
fn a_paper_that_quotes_somebody_in_its_frame_is_a_link() {
    let text = "Ein Sender zitierte Lena Brandt mit den Worten: „Der Deich ist weich.“";
    let given = [(Form::Direct, ["„Der Deich ist weich.“", "Lena Brandt", "", "Ein Sender zitierte Lena Brandt mit den Worten:"], None)];
    assert_eq!(chains_of(text, &given), [["Lena Brandt", "Ein Sender"]]);
}

#[test]
fn who_is_asked_is_no_origin() {
    assert_eq!(chain(&read("Lena Brandt wollte vom Senat wissen, ob der Tunnel dicht sei."), "ob der"), ["Lena Brandt"]);
    assert_eq!(chain(&read("Der „Küstenbote“ will aus Kreisen wissen, dass der Tunnel leckt."), "dass der"), ["Kreisen", "Küstenbote"]);
}

#[test]
fn a_network_that_somebody_writes_in_is_no_link() {
    let report = read("Lena Brandt schrieb auf Twitter, der Tunnel sei dicht.");
    assert_eq!(chain(&report, "der Tunnel"), ["Lena Brandt"]);
}

#[test]
fn she_in_a_quotation_is_not_who_is_quoted() {
    let quotation = "„Da kam Rita Voss. Sie sagte, der Zug sei weg.“";
    let chains = chains_of(
        "Richterin Lena Brandt erinnert sich: „Da kam Rita Voss. Sie sagte, der Zug sei weg.“",
        &[
            (Form::Direct, [quotation, "Richterin Lena Brandt", "erinnert sich", "Richterin Lena Brandt erinnert sich:"], None),
            (Form::Indirect, ["der Zug sei weg", "Sie", "sagte", "Sie sagte,"], Some(0)),
        ],
    );
    assert_eq!(chains, [vec!["Lena Brandt"], vec!["Rita Voss", "Lena Brandt"]]);
}
