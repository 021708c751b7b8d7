#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::EntityRules;
use super::words::Words;
use crate::attribution::rules::AttributionRules;
use crate::attribution::{self as found, Form};
use crate::document::Orthography;
use crate::report::{Attribution, Kind, Naming};
use crate::resolution::Link;
use crate::resolution::tests::given as handed_over;
use crate::span::Span;
use crate::text::CleanText;
use crate::turns::Turns;
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
fn a_name_with_von_is_whoever_bears_it() {
    let report = read("Senatorin Karla von der Aue sprach am Abend. Von der Aue sagte, es sei Zeit. Man warte, sagte von der Aue.");
    for content in ["es sei", "Man warte"] {
        assert_eq!(chain(&report, content), ["Karla von der Aue"], "{content}");
    }
    assert_eq!(chain(&read("Von der Aue sagte, es sei Zeit."), "es sei"), ["Von der Aue"]);
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
    assert_eq!(chain(&report, "es bleibe dabei"), ["Nordstahl"]);
    assert_eq!(chain(&report, "neu zu rechnen"), ["Bauverein Nord"]);
    let report = read(
        "Der Hersteller Nordstahl hat es gewusst. Das sagte ein Mitarbeiter im Werk Ahlen. Der Konzern teilte mit, es sei nichts bekannt.",
    );
    assert_eq!(chain(&report, "es sei nichts bekannt"), ["Nordstahl"]);
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
    let sources = EntityRules::new(&GERMAN).resolve(&doc, &Turns::new(GERMAN.turns), &[attribution], &[]);
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
fn an_age_before_a_noun_is_an_adjective() {
    let noun = |text: &str, at: usize| {
        let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
        assert!(doc.word(at).ends_with("jährige"), "{text}");
        Words::new(&GERMAN).facts(&doc, &Turns::new(GERMAN.turns))[at].nominal()
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

pub(super) fn chains_of(text: &str, given: &[(Form, [&str; 4], Option<usize>)]) -> Vec<Vec<String>> {
    links_of(text, given).into_iter().map(|chain| chain.into_iter().map(|link| link.name).collect()).collect()
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
