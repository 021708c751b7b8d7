//! Chains: who knows, through whom it came, and whom it was told.

use super::tests::{attribution, chain, chains_of, read};
use crate::attribution::{self as found, Form};
use crate::document::{Orthography, Token};
use crate::report::{Kind, Naming};
use crate::resolution::tests::given as handed_over;
use crate::span::Span;
use crate::text::CleanText;
use crate::{Article, Resolver};
use zufolge_lexicon::GERMAN;

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
fn what_a_report_rests_on_has_not_told_whoever_says_so() {
    let report = read("Der Minister sagte, das Gutachten stütze sich auf veraltete Zahlen.");
    assert_eq!(chain(&report, "das Gutachten"), ["Der Minister"]);
}

#[test]
fn a_paper_that_keeps_to_what_it_wrote_has_not_printed_the_denial() {
    let report = read("Das gebe es nicht, sagte Lena Brandt. Das Blatt „Nordbote“ beruft sich auf Kreise der Reederei.");
    assert_eq!(chain(&report, "Das gebe"), ["Lena Brandt"]);
}

#[test]
fn who_will_not_stand_in_the_paper_has_not_told_the_one_named_before() {
    let report = read(
        "Jens Ohlsen sagte dem „Nordboten“, er wisse nichts.\n\n„Alles ist fort“, sagte eine Rentnerin, die nicht in der Zeitung stehen will.",
    );
    assert_eq!(chain(&report, "„Alles ist"), ["eine Rentnerin"]);
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
fn the_origin_stands_before_the_paper_that_refers_to_it() {
    let report = read("Der „Küstenbote“ berichtete unter Berufung auf Regierungskreise, der Hafen werde verkauft.");
    assert_eq!(chain(&report, "der Hafen"), ["Regierungskreise", "Küstenbote"]);
    let links = &attribution(&report, "der Hafen").chain;
    assert_eq!((links[0].kind, links[0].naming, links[1].kind), (Kind::Group, Naming::Anonymous, Kind::Outlet));
}

#[test]
fn what_a_paper_tells_of_is_no_part_of_whom_it_refers_to() {
    let told = "Der „Küstenbote“ hatte unter Berufung auf Regierungskreise von einem Verkauf berichtet.";
    assert_eq!(chain(&read(told), told), ["Regierungskreise", "Küstenbote"]);
    let words = "Der „Küstenbote“ hatte unter Berufung auf Angaben von Beamten von einem Verkauf geschrieben.";
    assert_eq!(chain(&read(words), words), ["Beamten", "Küstenbote"]);
    let report = read("Der „Küstenbote“ berichtete unter Berufung auf einen Sprecher von Nordra, der Hafen werde verkauft.");
    assert_eq!(chain(&report, "der Hafen"), ["einen Sprecher von Nordra", "Küstenbote"]);
    let about = "Der „Küstenbote“ berichtete unter Berufung auf einen Sprecher von Nordra über einen Verkauf.";
    assert_eq!(chain(&read(about), about), ["einen Sprecher von Nordra", "Küstenbote"]);
}

#[test]
fn whom_a_paper_quotes_is_the_origin() {
    let report = read("Der „Küstenbote“ zitierte einen Beamten mit den Worten: „Der Deich hält nicht mehr lange durch.“");
    assert_eq!(chain(&report, "„Der Deich"), ["einen Beamten", "Küstenbote"]);
}

#[test]
fn what_somebody_goes_on_to_say_was_said_to_the_same_paper() {
    let report = read("Minister Jens Ohlsen sagte dem „Küstenboten“, der Hafen werde verkauft. Ohlsen sagte, der Preis stehe fest.");
    assert_eq!(chain(&report, "der Hafen"), ["Jens Ohlsen", "Küstenboten"]);
    assert_eq!(chain(&report, "der Preis"), ["Jens Ohlsen", "Küstenboten"]);
}

#[test]
fn a_body_speaks_by_its_press_release_but_a_study_is_a_text() {
    assert_eq!(chain(&read("Laut einer Mitteilung der Polizei Itzehoe war die Straße frei."), "war die")[0], "Polizei Itzehoe");
    let study = read("Laut einer Studie der Hochschule Norderby sinkt der Pegel.");
    assert_eq!(attribution(&study, "sinkt der").chain[0].kind, Kind::Document);
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
fn who_speaks_stands_before_the_paper_that_hands_it_on() {
    let content = "dass der Deich leckt";
    let chain = |frame: &str, source: &str, cue: &str, content: &str| {
        let given = [(Form::Indirect, [content, source, cue, frame], None)];
        chains_of(&format!("Am Montag {frame} {content}."), &given).remove(0)
    };
    let told = chain("bestätigte Lena Brandt laut der Agentur norda,", "der Agentur norda", "laut", content);
    assert_eq!(told, ["Lena Brandt", "norda"]);
    let whole = chain("gab es laut der Agentur norda Streit,", "der Agentur norda", "laut", content);
    assert_eq!(whole, ["norda"], "nobody speaks");
    let quoted = "wird Lena Brandt von der Agentur norda mit den Worten zitiert,";
    assert_eq!(chain(quoted, "der Agentur norda", "", "der Deich lecke"), ["Lena Brandt", "norda"]);
    assert_eq!(chain(quoted, "Agentur norda", "", "der Deich lecke"), ["Lena Brandt", "norda"], "marked without its article");
    let turned = "wird Lena Brandt von der Agentur norda kritisiert,";
    assert_eq!(chain(turned, "der Agentur norda", "", "der Deich lecke"), ["norda"]);
}

#[test]
fn whose_statement_papers_refer_to_is_the_origin() {
    let frame = "Die Zeitungen berufen sich auf eine Aussage der Abgeordneten Lena Brandt,";
    let given = [(Form::Indirect, ["in deren Haus man sich traf", "Die Zeitungen", "berufen sich", frame], None)];
    let chains = chains_of(&format!("{frame} in deren Haus man sich traf."), &given);
    assert_eq!(chains, [["Lena Brandt", "Die Zeitungen"]]);
}

#[test]
fn the_paper_that_is_quoted_from_is_nearer_to_who_said_it() {
    let frame = "Der Nordfunk zitiert aus der Zeitung „Küstenbote“, wonach Lena Brandt";
    let given = [(Form::Indirect, ["den Deich weich nennt", "Lena Brandt", "nennt", frame], None)];
    let chains = chains_of(&format!("{frame} den Deich weich nennt."), &given);
    assert_eq!(chains, [["Lena Brandt", "Küstenbote", "Nordfunk"]]);
}

#[test]
fn what_is_told_in_konjunktiv_by_a_preposition_came_through_the_paper_before() {
    let told = |by: &str, verb: &str| read(&format!("{by} berichtete, der Hafen werde verkauft. Laut der Werft {verb} die Halle leer."));
    let paper = told("Der „Küstenbote“", "sei");
    assert_eq!(chain(&paper, "sei die"), ["der Werft", "Küstenbote"]);
    assert_eq!(chain(&told("Der „Küstenbote“", "ist"), "ist die"), ["der Werft"]);
    assert_eq!(chain(&told("Lena Brandt", "sei"), "sei die"), ["der Werft"], "no paper speaks");
}

#[test]
fn demnach_points_at_who_made_it_known_where_nobody_was_found_to_speak() {
    let text = "Das Institut für Küstenforschung hat am Montag seinen Bericht vorgelegt. Demnach ist der Deich undicht.";
    let given = [(Form::Indirect, ["ist der Deich undicht", "", "Demnach", "Demnach"], None)];
    assert_eq!(chains_of(text, &given), [["Institut für Küstenforschung"]]);
}

#[test]
fn a_text_that_lies_before_a_paper_came_through_it() {
    let report = read("Laut einem Vermerk, der dem „Küstenboten“ vorliegt, war der Deich weich.");
    assert_eq!(chain(&report, "war der"), ["einem Vermerk", "Küstenboten"]);
    let told = "In einer Mail, die dem „Küstenboten“ vorliegt, warnte Lena Brandt vor der Flut.";
    assert_eq!(chains_of(told, &[(Form::Reported, [told, "Lena Brandt", "warnte", ""], None)]), [["Lena Brandt", "Küstenboten"]]);
}

#[test]
fn what_one_points_at_as_a_reason_is_no_origin() {
    let told = "Dazu äußerte sich das Amt mit Hinweis auf das laufende Verfahren nicht.";
    assert_eq!(chains_of(told, &[(Form::Reported, [told, "das Amt", "äußerte sich", ""], None)]), [["das Amt"]]);
}

#[test]
fn whoever_decided_gives_the_reasons() {
    let report = read(
        "Das Landgericht Norby sagte, die Demonstration sei rechtens gewesen. Zur Begründung hieß es, es habe keine Gefahr bestanden.",
    );
    assert_eq!(chain(&report, "es habe"), ["Landgericht Norby"]);
    let text = read(
        "Das Landgericht Norby sagte, die Demonstration sei rechtens gewesen. In der Begründung heißt es, es habe keine Gefahr bestanden.",
    );
    assert_eq!(attribution(&text, "es habe").chain[0].kind, Kind::Document);
}

#[test]
fn words_in_marks_belong_to_whoever_the_sentence_before_is_about() {
    let text = "Parteichef Jan Holm strahlt. „Wer hätte das gedacht?“ Dann hebt er das Glas.";
    assert_eq!(chains_of(text, &[(Form::Direct, ["„Wer hätte das gedacht?“", "", "", ""], None)]), [["Jan Holm"]]);
    let direct = |text: &str, marks: &str| chains_of(text, &[(Form::Direct, [marks, "", "", ""], None)]);
    let apart = "Parteichef Jan Holm strahlt.\n\n„Wer hätte das gedacht?“ Die Halle tobt.";
    assert_eq!(direct(apart, "„Wer hätte das gedacht?“"), [[""]], "another paragraph");
    let alone = "Parteichef Jan Holm strahlt.\n\n„Wer hätte das gedacht?“\n\nDie Halle tobt.";
    assert_eq!(direct(alone, "„Wer hätte das gedacht?“"), [["Jan Holm"]], "a paragraph of its own");
    let verb_second = "Zum Schluss wurde Parteichef Jan Holm laut. „Wer hätte das gedacht?“";
    assert_eq!(direct(verb_second, "„Wer hätte das gedacht?“"), [["Jan Holm"]], "the only one named");
    let behind = "Die Halle tobt.\n\n„Wer hätte das gedacht?“ Jan Holm zuckt mit den Schultern.";
    assert_eq!(direct(behind, "„Wer hätte das gedacht?“"), [["Jan Holm"]], "whoever the next sentence begins with");
}

#[test]
fn whoever_a_paper_refers_to_is_somebody() {
    let report = read("Das „Journal“ hatte unter Verweis auf US-Geheimdienstler berichtet, der Deich sei weich.");
    assert_eq!(chain(&report, "der Deich"), ["US-Geheimdienstler", "Journal"]);
    assert_eq!(attribution(&report, "der Deich").chain[0].naming, Naming::Anonymous);
}

#[test]
fn a_text_without_an_owner_is_whose_the_sentences_are_about() {
    let quoted = "„Die Bahn will es nicht anders“";
    let text = format!("Der Verband Nord hat gestreikt. {quoted}, hieß es in einer Mitteilung.");
    let given = |text: &str, source: &str| {
        chains_of(text, &[(Form::Direct, [quoted, source, "hieß es", &format!(", hieß es in {source}")], None)]).remove(0)
    };
    assert_eq!(given(&text, "einer Mitteilung"), ["Verband Nord", "einer Mitteilung"]);
    assert_eq!(given(&text.replace(" „Die", "\n\n„Die"), "einer Mitteilung"), ["einer Mitteilung"], "another paragraph");
    let owned = text.replace("Mitteilung", "Mitteilung der Polizei Itzehoe");
    assert_eq!(given(&owned, "einer Mitteilung der Polizei Itzehoe")[0], "Polizei Itzehoe");
}

#[test]
fn the_paper_that_reported_it_may_stand_in_the_next_sentence() {
    let (told, next) = ("erwartet einen Verlust", "Das berichtete der „Küstenbote“ am Montag.");
    let text = format!("Die Werft {told}, sagte Lena Brandt. {next}");
    let given = |next: &str| {
        let first = (Form::Indirect, [told, "Lena Brandt", "sagte", ", sagte Lena Brandt"], None);
        chains_of(&text, &[first, (Form::Reported, [next, "der „Küstenbote“", "berichtete", ""], None)]).remove(0)
    };
    assert_eq!(given(next), ["Lena Brandt", "Küstenbote"]);
    assert_eq!(given("der „Küstenbote“ am Montag."), ["Lena Brandt"], "no word for what stands before");
}

#[test]
fn what_a_minister_rules_out_is_no_part_of_the_name() {
    let told = "Am Abend schloss Minister Jan Holm Steuererhöhungen aus.";
    let source = "Minister Jan Holm Steuererhöhungen";
    assert_eq!(chains_of(told, &[(Form::Reported, [told, source, "schloss aus", ""], None)]), [["Jan Holm"]]);
}

#[test]
fn the_report_of_a_paper_is_called_by_again_for_the_paper() {
    let report = read("Laut einem Bericht des „Nordboten“ wird die Werft verkauft. Dem Bericht zufolge zahlt der Käufer bar.");
    assert_eq!(chain(&report, "zahlt der"), ["Nordboten"]);
    let own = read("Laut einem Bericht der Werft wird sie verkauft. Dem Bericht zufolge zahlt der Käufer bar.");
    assert_eq!(attribution(&own, "zahlt der").chain[0].kind, Kind::Document, "no paper's");
}

#[test]
fn whom_a_paper_refers_to_behind_its_frame_is_the_origin() {
    let chains = |frame: &str, behind: &str, cue: &str, source: &str| {
        let text = format!("{frame} {behind}");
        chains_of(&text, &[(Form::Indirect, [behind, source, cue, frame], None)]).remove(0)
    };
    let by = "unter Berufung auf Regierungskreise werden die Häfen verkauft";
    assert_eq!(chains("Laut dem „Küstenboten“", by, "Laut", "dem „Küstenboten“"), ["Regierungskreise", "Küstenboten"]);
    let joined = "und sich dabei auf Akten der Reederei berief, waren die Häfen zu";
    assert_eq!(chains("Wie der „Küstenbote“ berichtete", joined, "Wie", "der „Küstenbote“"), ["Akten der Reederei", "Küstenbote"]);
}

#[test]
fn an_origin_may_be_nameless_by_adverbs() {
    let frame = "Der „Küstenbote“ berichtete unter Berufung auf namentlich nicht genannte Beamte,";
    let given = [(Form::Indirect, ["der Hafen werde verkauft", "Der „Küstenbote“", "berichtete", frame], None)];
    let chains = chains_of(&format!("{frame} der Hafen werde verkauft."), &given);
    assert_eq!(chains, [["namentlich nicht genannte Beamte", "Küstenbote"]]);
}

#[test]
fn an_origin_that_is_marked_as_a_source_without_its_article_stands_once() {
    let text = "Der Hafen ist zu. Das meldete die Agentur norda unter Berufung auf einen Sprecher der Armee.";
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
    let frame = "meldete die Agentur norda unter Berufung auf einen Sprecher der Armee";
    let first = handed_over(&doc, Form::Indirect, ["Der Hafen ist zu", "meldete", "die Agentur norda", frame]);
    let second = handed_over(&doc, Form::Indirect, ["Der Hafen ist zu", "meldete", "Sprecher der Armee", frame]);
    let source = [first.source.clone(), second.source].concat();
    let attr = found::Attribution { source, ..first };
    let resolved = Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[attr]).resolved;
    let names: Vec<_> = resolved[0].chain.iter().map(|link| link.name.as_str()).collect();
    assert_eq!(names, ["einen Sprecher der Armee", "norda"]);
}

#[test]
fn a_paper_is_a_link_where_the_cue_holds_its_preposition_and_to_whom_it_refers_is_the_source() {
    let frame = "Laut einem Bericht der Zeitung „Küstenbote“ vom Samstag unter Berufung auf Hafenkreise";
    let content = "wird die Werft verkauft";
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(&format!("{frame} {content}.")));
    let first = handed_over(&doc, Form::Indirect, [content, "Laut", "Hafenkreise", frame]);
    let second = handed_over(&doc, Form::Indirect, [content, "unter Berufung auf", "Hafenkreise", frame]);
    let cue = [first.cue.clone(), second.cue].concat();
    let resolved = Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[found::Attribution { cue, ..first }]).resolved;
    let names: Vec<_> = resolved[0].chain.iter().map(|link| link.name.as_str()).collect();
    assert_eq!(names, ["Hafenkreise", "Küstenbote"]);
    let report = read("Einem Bericht der Zeitung „Küstenbote“ unter Berufung auf Hafenkreise zufolge wird die Werft verkauft.");
    assert_eq!(chain(&report, "wird die"), ["Hafenkreise", "Küstenbote"], "behind its phrase");
    let report = read("Einem Bericht des Senders Kanal 5 vom Montag zufolge wird die Werft verkauft.");
    assert_eq!(chain(&report, "wird die"), ["Kanal 5"], "a station and its number");
}

#[test]
fn by_whose_statements_somebody_spoke_is_a_link_behind_him() {
    let chains = |frame: &str, cue: &str, source: &str| {
        let text = format!("{frame} er habe geschlafen.");
        chains_of(&text, &[(Form::Indirect, ["er habe geschlafen", source, cue, frame], None)]).remove(0)
    };
    let frame = "Der Fahrer sagte nach Angaben der Staatsanwaltschaft,";
    assert_eq!(chains(frame, "sagte", "Der Fahrer"), ["Der Fahrer", "der Staatsanwaltschaft"]);
    assert_eq!(chains("Der Fahrer sagte nach Angaben von Lena Brandt,", "sagte", "Der Fahrer"), ["Der Fahrer", "Lena Brandt"]);
    assert_eq!(chains("Der Fahrer sagte nach eigenen Angaben,", "sagte", "Der Fahrer"), ["Der Fahrer"]);
}

#[test]
fn who_spoke_stands_before_those_by_whose_statements_he_did_where_both_are_sources() {
    let frame = "Nach Angaben der Polizei sagte der Fahrer,";
    let content = "er habe geschlafen";
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(&format!("{frame} {content}.")));
    let first = handed_over(&doc, Form::Indirect, [content, "Nach", "Angaben der Polizei", frame]);
    let second = handed_over(&doc, Form::Indirect, [content, "sagte", "der Fahrer", frame]);
    let (cue, source) = ([first.cue.clone(), second.cue].concat(), [first.source.clone(), second.source].concat());
    let resolved = Resolver::new(&GERMAN).resolve(&doc, &Article::default(), &[found::Attribution { cue, source, ..first }]).resolved;
    let names: Vec<_> = resolved[0].chain.iter().map(|link| link.name.as_str()).collect();
    assert_eq!(names, ["der Fahrer", "der Polizei"]);
}

#[test]
fn a_paper_relies_on_whoever_the_statements_are_of() {
    let report = read("Der „Küstenbote“ berichtet, der Hafen werde verkauft. Das Blatt beruft sich auf Angaben des Ministeriums.");
    assert_eq!(chain(&report, "der Hafen"), ["des Ministeriums", "Küstenbote"]);
}

#[test]
fn what_a_paper_says_of_whom_it_quoted_is_not_theirs() {
    let report = read(
        "„Wir gehen nicht“, zitierte der „Küstenbote“ den Minister. Der Minister habe sich damit gegen Brüssel gewandt, schrieb der „Küstenbote“.",
    );
    assert_eq!(chain(&report, "Der Minister habe"), ["Küstenbote"]);
}

#[test]
fn where_somebody_is_blamed_is_a_link_and_whom_a_body_tells_something() {
    let act = |told: &str, source: &str, cue: &str| chains_of(told, &[(Form::Reported, [told, source, cue, ""], None)]).remove(0);
    assert_eq!(act("Im Nordfunk warf Lena Brandt ihm Versagen vor.", "Lena Brandt", "warf"), ["Lena Brandt", "Nordfunk"]);
    assert_eq!(act("Beobachter berichteten der Zeitung „Bote“ von Druck.", "Beobachter", "berichteten"), ["Beobachter", "Bote"]);
    assert_eq!(act("Beobachter rügten die Fehler der Zeitung „Bote“.", "Beobachter", "rügten"), ["Beobachter"]);
}

#[test]
fn who_was_asked_by_a_paper_was_heard_by_it() {
    let report = read("Die Stadt bestätigte auf Anfrage des „Küstenboten“, dass gebaut wird.");
    assert_eq!(chain(&report, "dass gebaut"), ["Die Stadt", "Küstenboten"]);
}

#[test]
fn a_page_in_a_network_is_no_paper() {
    let report = read("Auf seiner Facebook-Seite schrieb der Abgeordnete Jan Holm, er gehe.");
    assert_eq!(chain(&report, "er gehe"), ["Jan Holm"]);
}

#[test]
fn nobody_has_read_in_one_paper_what_another_reports() {
    let report = read("Der „Küstenbote“ berichtet, zwei Männer seien geflohen. Laut dem „Tagblatt“ sei einer gefasst.");
    assert_eq!(chain(&report, "sei einer"), ["Tagblatt"]);
}

#[test]
fn who_made_it_known_may_stand_in_the_next_sentence() {
    let told = |next: &str, source: &str, cue: &str| {
        let text = format!("Laut dem „Küstenboten“ starben drei Menschen. {next}");
        let first = (Form::Indirect, ["starben drei Menschen", "dem „Küstenboten“", "Laut", "Laut dem „Küstenboten“"], None);
        chains_of(&text, &[first, (Form::Reported, [next, source, cue, ""], None)]).remove(0)
    };
    assert_eq!(told("Das teilte die Polizei mit.", "die Polizei", "teilte"), ["die Polizei", "Küstenboten"]);
    assert_eq!(told("Das bestritt die Polizei.", "die Polizei", "bestritt"), ["Küstenboten"]);
}

#[test]
fn whose_words_a_paper_points_at_is_the_origin() {
    let told = "Das sagte Lena Brandt laut der Agentur norda in Kiel.";
    let frame = "laut der Agentur norda";
    assert_eq!(chains_of(told, &[(Form::Reported, [told, "der Agentur norda", "laut", frame], None)]), [["Lena Brandt", "norda"]]);
}

#[test]
fn a_text_of_several_is_theirs_and_a_draft_of_several_one_text() {
    let report = read("Laut einer Erklärung des Betriebsrats und der Stadt Norby bleibt das Werk offen.");
    let chain = &attribution(&report, "bleibt das").chain;
    assert_eq!((chain.len(), chain[0].kind, chain[1].kind), (2, Kind::Group, Kind::Document));
    let draft = read("Nach dem Entwurf der Regierung und der Länder steigt die Steuer.");
    assert_eq!(attribution(&draft, "steigt die").chain[0].kind, Kind::Document);
}

#[test]
fn whose_declaration_it_is_speaks_in_it() {
    let report = read("Ministerin Lena Brandt trat zurück. „Ich habe Fehler gemacht“, heißt es in ihrer Erklärung.");
    assert_eq!(chain(&report, "„Ich habe"), ["Lena Brandt", "Erklärung"]);
}

#[test]
fn words_in_marks_by_the_cue_around_them_are_whoevers_that_is() {
    let frame = "Konsul Abel Tirk wurde mit den Worten zitiert,";
    let told = (Form::Indirect, ["die Lage sei „unter Kontrolle“", "Konsul Abel Tirk", "zitiert", frame], None);
    let words = (Form::Direct, ["„unter Kontrolle“", "", "zitiert", frame], Some(0));
    let chains = chains_of("Konsul Abel Tirk wurde mit den Worten zitiert, die Lage sei „unter Kontrolle“.", &[told, words]);
    assert_eq!(chains, [["Abel Tirk"], ["Abel Tirk"]]);
}

#[test]
fn what_one_is_said_to_do_is_the_bodys_that_spoke_right_before() {
    let told = |opens: &str| {
        let report = read(&format!("Der Konzern Nordgas verwies auf das Wetter. {opens} habe alles geprüft, hieß es."));
        chain(&report, opens).concat()
    };
    assert_eq!(told("Man"), "Nordgas");
    assert_eq!(told("Der TÜV"), "");
}

#[test]
fn an_interview_goes_on_to_the_end_of_the_text() {
    let report = read(
        "Im Gespräch mit dem „Nordboten“ warf Karl Ohlsen der Stadt Versagen vor. Der Deich ist alt. Er wurde 1950 gebaut. Seitdem wurde er \
         zweimal erhöht. Das Land hat dafür zwei Millionen Euro ausgegeben. Im Winter stieg das Wasser. Die Schule blieb zu. Viele Keller \
         liefen voll. Die Wiesen standen unter Wasser. Der Hafen war gesperrt. „Wir brauchen Geld“, sagte Ohlsen.",
    );
    assert_eq!(chain(&report, "„Wir brauchen"), ["Karl Ohlsen", "Nordboten"]);
}

#[test]
fn a_paper_and_its_short_name_are_one() {
    for (paper, short) in [("Süddeutsche Zeitung", "SZ"), ("Bild-Zeitung", "Bild"), ("Austria Presse Agentur", "APA")] {
        let report = read(&format!("Die {paper} berichtet, der Deich sei alt. Laut {short} ist er undicht."));
        assert_eq!(chain(&report, "ist er"), [paper], "{short}");
    }
    let report = read("Die Bild-Zeitung berichtet, der Deich sei alt. Laut Süddeutscher Zeitung ist er undicht.");
    assert_ne!(chain(&report, "ist er"), ["Bild-Zeitung"]);
}

#[test]
fn papers_without_an_article_before_zufolge_have_what_somebody_said() {
    let text = "Die Lage sei ernst, betonte Karl Ohlsen örtlichen Medien zufolge.";
    let frame = ", betonte Karl Ohlsen örtlichen Medien zufolge";
    let chains = chains_of(text, &[(Form::Indirect, ["Die Lage sei ernst", "Karl Ohlsen", "betonte", frame], None)]);
    assert_eq!(chains, [["Karl Ohlsen", "örtlichen Medien"]]);
}

#[test]
fn who_relies_on_itself_relies_on_nobody() {
    let report = read("Wie die Zeitung „Nordbote“ unter Berufung auf eigene Recherchen berichtete, ist der Deich undicht.");
    assert_eq!(chain(&report, "ist der"), ["Nordbote"]);
}

#[test]
fn what_a_paper_sends_out_before_it_prints_is_no_link() {
    let report = read("Der Deich sei undicht, sagte Karl Ohlsen dem „Nordboten“ laut Vorabmeldung.");
    assert_eq!(chain(&report, "Der Deich"), ["Karl Ohlsen", "Nordboten"]);
}

#[test]
fn who_stands_before_an_apposition_spoke_in_the_paper() {
    let report = read("Der „Nordbote“ berichtet, der Deich sei alt. Der Vorsitzende, Karl Ohlsen, forderte in der Zeitung mehr Geld.");
    assert_eq!(chain(&report, "Der Vorsitzende"), ["Karl Ohlsen", "Nordbote"]);
}

#[test]
fn whom_a_paper_quotes_or_asks_speaks_through_it() {
    for verb in ["zitierte", "befragte"] {
        let report = read(&format!("Der vom Nordkurier {verb} Fachmann sagte, er sei besorgt."));
        assert_eq!(chain(&report, "er sei"), [format!("Der vom Nordkurier {verb} Fachmann").as_str(), "Nordkurier"]);
    }
}

#[test]
fn what_a_paragraph_opens_with_was_said_to_the_paper_that_the_next_sentence_quotes_it_from() {
    let text = "Ministerin Lena Brandt hat mehr Geld für Deiche gefordert. „Das reicht nicht“, sagte sie dem „Nordboten“.";
    assert_eq!(chain(&read(text), "Ministerin Lena Brandt"), ["Lena Brandt", "Nordboten"]);
    let alone = text.replace("dem „Nordboten“", "vor Anhängern");
    assert_eq!(chain(&read(&alone), "Ministerin Lena Brandt"), ["Lena Brandt"], "to nobody's paper");
}

#[test]
fn what_is_said_to_everybody_ends_what_was_said_in_an_interview() {
    let report = read(
        "Im Gespräch mit dem „Nordboten“ hatte Jens Ohlsen noch gelacht. Der Deich sei dicht, sagte Ohlsen. „Wir bleiben“, sagte Ohlsen vor \
         Journalisten. Am Abend kam der Regen. Der Deich sei weich, sagte Ohlsen.",
    );
    assert_eq!(chain(&report, "Der Deich sei dicht"), ["Jens Ohlsen", "Nordboten"]);
    assert_eq!(chain(&report, "Der Deich sei weich"), ["Jens Ohlsen"]);
}

#[test]
fn a_study_stands_behind_the_journal_that_it_came_out_in() {
    let report = read("Laut einer im Fachblatt „Küste“ erschienenen Studie steigt die Flut schneller.");
    assert_eq!(chain(&report, "steigt die Flut"), ["einer im Fachblatt „Küste“ erschienenen Studie", "Küste"]);
}

#[test]
fn whoever_a_paper_has_it_from_may_have_it_from_another() {
    let press = "Der „Nordbote“ schrieb unter Berufung auf den „Südkurier“, die Werft werde verkauft. Der „Südkurier“ beruft sich auf \
                 Kreise der Reederei.";
    assert_eq!(chain(&read(press), "die Werft"), ["Kreise der Reederei", "Südkurier", "Nordbote"]);
    let office = "Der „Nordbote“ schrieb unter Berufung auf den Gouverneur, die Brücke sei beschädigt. Der Gouverneur wiederum stützte sich \
                  auf Angaben der Bahngesellschaft.";
    assert_eq!(chain(&read(office), "die Brücke"), ["der Bahngesellschaft", "Der Gouverneur", "Nordbote"]);
    let of_his_own = office.replace(" wiederum", "");
    assert_eq!(chain(&read(&of_his_own), "die Brücke"), ["Der Gouverneur", "Nordbote"], "another matter");
}

#[test]
fn a_letter_that_a_paper_has_is_read_through_it() {
    let report = read("In einem Brief, der dem „Nordboten“ vorliegt, warf Jens Ohlsen dem Vorstand Wortbruch vor.");
    assert_eq!(chain(&report, "In einem Brief"), ["Jens Ohlsen", "Nordboten"]);
}

#[test]
fn an_agency_for_business_is_told_as_any_is() {
    let report = read("„Wir bleiben“, sagte Lena Brandt der Wirtschaftsagentur Finanta.");
    assert_eq!(chain(&report, "„Wir bleiben“"), ["Lena Brandt", "Finanta"]);
}

#[test]
fn a_time_may_stand_before_the_station_that_something_is_said_in() {
    let report = read("Jens Ohlsen schloss einen Streik am Abend im Sender Nordlicht FM aus.");
    assert_eq!(chain(&report, "Jens Ohlsen"), ["Jens Ohlsen", "Sender Nordlicht FM"]);
}

#[test]
fn who_judges_in_a_paper_writes_for_it() {
    let report = read("Der Kritiker der „Isar-Post“ schrieb, das Stück sei lang.");
    assert_eq!(chain(&report, "das Stück"), ["Der Kritiker", "Isar-Post"]);
}

#[test]
fn behind_the_name_of_an_office_stands_the_paper_that_was_told() {
    let report = read("Das Urteil sei falsch, sagte der Präsident des Verbandes, Jens Ohlsen, der „Norder Post“.");
    assert_eq!(chain(&report, "Das Urteil"), ["Jens Ohlsen", "Norder Post"]);
}

#[test]
fn whom_a_relative_clause_has_it_from_stands_before_it() {
    let report = read(
        "Die Agentur Interpress meldete unter Berufung auf das Hilfswerk Brücke Nil, das sich seinerseits auf Ärzte stützt, es gebe Tote.",
    );
    assert_eq!(chain(&report, "es gebe"), ["Ärzte", "Hilfswerk Brücke Nil", "Interpress"]);
}

#[test]
fn a_publisher_of_papers_is_told_through_them() {
    let report = read("„Wir bleiben“, sagte Lena Brandt den Zeitungen der Verlagsgruppe Nordmedien.");
    assert_eq!(chain(&report, "„Wir bleiben“"), ["Lena Brandt", "Verlagsgruppe Nordmedien"]);
}

#[test]
fn a_politician_may_speak_in_a_station() {
    let report = read("Lena Brandt hat Neuwahlen ausgeschlossen. „Wir bleiben“, sagte die Politikerin im Deutschlandfunk.");
    assert_eq!(chain(&report, "„Wir bleiben“"), ["Lena Brandt", "Deutschlandfunk"]);
}

#[test]
fn a_paper_that_writes_itself_small_is_told_something() {
    let report = read("„Wir bleiben“, sagte Lena Brandt der „nordrundschau“.");
    assert_eq!(chain(&report, "„Wir bleiben“"), ["Lena Brandt", "nordrundschau"]);
}

#[test]
fn what_is_given_in_a_station_is_no_part_of_its_name() {
    let report = read("Lena Brandt hatte zuvor in der ARD Entwarnung gegeben.");
    assert_eq!(chain(&report, "Lena Brandt"), ["Lena Brandt", "ARD"]);
}
