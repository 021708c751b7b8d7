//! What headlines, answers and short names stand for.

use super::*;

fn titled(title: &str, below: &str, says: &[Says]) -> Vec<Statement> {
    let mut one = paper("a", "Kurier", None, 1, &format!("{title}\n\n{below}"), says);
    one.report.article.title = Some(title.to_owned());
    statements(&one)
}

#[test]
fn a_country_above_confirms_what_its_minister_confirms_below() {
    let title = "Nordland bestätigt Rückruf seiner Botschafterin";
    let below = "Udo Kern hat bestätigt, dass sein Land die Diplomatin heimholt. Rita Sand sagte das auch.";
    let head = Says(title, "Nordland", "confirms", "organisation", "named");
    let of = |stance| Says("dass sein Land die Diplomatin heimholt", "Udo Kern", stance, "person", "named");
    let who = |says: &[Says]| titled(title, below, says)[0].chain[0].name.clone();
    assert_eq!(who(&[head, of("confirms")]), "Udo Kern");
    assert_eq!(who(&[head, of("states")]), "Nordland");
}

#[test]
fn what_a_headline_admits_is_admitted_though_below_it_was_only_said() {
    let title = "Amt räumt ein: Warnbrief lag seit Juni vor";
    let below = "Der Warnbrief habe seit Juni im Amt gelegen, sagte Udo Kern.";
    let stance = |head, body| {
        let says = [
            Says("Warnbrief lag seit Juni vor", "Amt", head, "organisation", "role"),
            Says("Der Warnbrief habe seit Juni im Amt gelegen", "Udo Kern", body, "person", "named"),
        ];
        let all = titled(title, below, &says);
        assert_eq!(all[0].chain[0].name, "Udo Kern");
        all[0].stance.clone()
    };
    assert_eq!(stance("admits", "states"), [Stance::Admits]);
    assert_eq!(stance("states", "warns"), [Stance::Warns]);
}

#[test]
fn the_circle_of_a_minister_does_not_speak_for_his_ministry() {
    let behalf = |kind, naming| {
        let says = [Says("30 Tonnen Öl in den Kanal", "dem Umfeld von Umweltminister Kern", "states", kind, naming)];
        let text = format!("{LEAK} Das verlautete aus dem Umfeld von Umweltminister Kern.");
        statements(&paper("a", "Kurier", None, 1, &text, &says))[0].chain[0].behalf_name.clone()
    };
    assert_eq!(behalf("group", "anonymous"), None);
    assert!(behalf("person", "named").is_some());
}

#[test]
fn what_goes_on_behind_a_denial_is_what_the_source_says_is_so() {
    let says = [Says("Er habe davon beim Frühstück gelesen", "Udo Kern", "denies", "person", "named")];
    let mut one = paper("a", "Kurier", None, 1, "Udo Kern bestritt das. Er habe davon beim Frühstück gelesen.", &says);
    one.report.attributions[0].form = zufolge::attribution::Form::IndirectFreeIndirect;
    assert_eq!(statements(&one)[0].stance, [Stance::Denies], "it says that something is not so");
    one.report.attributions[0].factuality.polarity = zufolge::report::Polarity::Positive;
    assert_eq!(statements(&one)[0].stance, [Stance::States]);
}

#[test]
fn a_figure_that_is_called_wrong_is_none_of_the_claim() {
    let content = "Nur 24 Kisten seien geliefert worden. Die Zahl 48 sei frei erfunden.";
    let says = [Says(content, "Udo Kern", "states", "person", "named")];
    let mut one = paper("a", "Kurier", None, 1, &format!("{content} So Udo Kern."), &says);
    let numbers = |one: &Paper| statements(one)[0].signature.quantities.len();
    assert_eq!(numbers(&one), 2);
    one.report.sentences = vec![zufolge::Span::new(0, 37), zufolge::Span::new(38, content.chars().count())];
    assert_eq!(numbers(&one), 1);
}

#[test]
fn the_paper_that_a_denial_was_told_to_is_no_content_of_it() {
    let text = "Das Werk schließe im Mai, so Rita Sand. Udo Kern hatte entsprechende Berichte im Tagboten als falsch bezeichnet. Der Tagbote ist neu.";
    let says = [
        Says("Das Werk schließe im Mai", "Rita Sand", "states", "person", "named"),
        Says("entsprechende Berichte im Tagboten als falsch", "Udo Kern", "denies", "person", "named"),
    ];
    let joins = |says: &[Says]| statements(&paper("a", "Kurier", None, 1, text, says))[1].joins.clone().map(|joins| joins.weak);
    assert_ne!(joins(&says), Some(false));
    assert_eq!(joins(&[says[0], says[1], Says("Der Tagbote ist neu", "Tagboten", "states", "outlet", "named")]), Some(false));
}

#[test]
fn a_denial_is_of_what_the_same_sentence_tells() {
    let text = "Der Vertrag komme, sagte Rita Sand. Damit widersprach Udo Kern einem Bericht, wonach die Werft erst im Winter baut.";
    let says = [
        Says("Der Vertrag komme", "Rita Sand", "announces", "person", "named"),
        Says("einem Bericht", "Udo Kern", "denies", "person", "named"),
        Says("die Werft erst im Winter baut", "Udo Kern", "denies", "person", "named"),
    ];
    let joins = statements(&paper("a", "Kurier", None, 1, text, &says))[1].joins.clone();
    assert_eq!(joins.map(|joins| joins.attribution).as_deref(), Some("a3"));
}

#[test]
fn a_word_that_is_short_for_a_firm_is_the_firm_whatever_it_is_taken_for() {
    let says = |who| {
        [
            Says("30 Tonnen Öl in den Kanal", "Fluggesellschaft Nordia Air", "denies", "organisation", "named"),
            Says("Das Kraftwerk Ulmau steht", who, "states", "person", "named"),
        ]
    };
    let text = format!("{LEAK} Das bestritt die Fluggesellschaft Nordia Air. Nordia schwieg, sagte Ida Nordia. Auch Nordia Air flog.");
    let people = |says: &[Says]| claims(&[paper("a", "Kurier", None, 1, &text, says)]).1.len();
    assert_eq!(people(&says("Nordia")), 1);
    let three = [says("Nordia")[0], says("Nordia")[1], Says("am Kanal von Brenz", "Ida Nordia", "states", "person", "named")];
    assert!(people(&three) > 1, "a person has that surname");
    assert_eq!(people(&says("Nordia Air")), 1, "the sort of firm is no part of the name");
}

#[test]
fn a_report_at_the_end_of_a_source_is_whose_words_they_are() {
    let text = format!("{LEAK} Der Konzern Nordia soll einem Zeitungsbericht zufolge 30 Kisten versenkt haben.");
    let origin = |kind| {
        let says = [Says("30 Kisten versenkt", "Der Konzern Nordia soll einem Zeitungsbericht", "reports", kind, "named")];
        statements(&paper("a", "Kurier", None, 1, &text, &says))[0].chain[0].clone()
    };
    let is_the_report = |voice: &Voice| voice.unnamed_medium && voice.local.is_none() && voice.name == "Zeitungsbericht";
    assert!(is_the_report(&origin("organisation")));
    assert!(!is_the_report(&origin("person")), "who told it to a paper told it");
}

#[test]
fn a_quotation_that_names_nobody_goes_on_with_who_spoke_last() {
    let text = "Der Pegel sei defekt, sagte Ida Quast. „Wir haben 30 Pegel gezählt.“";
    let says = |who| {
        [
            Says("Der Pegel sei defekt", who, "states", "person", "named"),
            Says("„Wir haben 30 Pegel gezählt.“", "Ida Quast", "states", "person", "named"),
        ]
    };
    let sure = |says: &[Says]| {
        let mut one = paper("a", "Kurier", None, 1, text, says);
        let quote = &mut one.report.attributions[1];
        (quote.form, quote.source, quote.confidence) = (zufolge::attribution::Form::Direct, Vec::new(), 0.02);
        statements(&one)[1].confidence
    };
    assert!(sure(&says("Ida Quast")) > 0.09);
    assert!(sure(&says("Ida")) < 0.09);
}

#[test]
fn a_person_speaks_for_one_body_throughout_an_article() {
    let text = "Der Pegel sei defekt, sagte Udo Kern. Der Kanal sei voll, sagte er. Die Wehre seien zu, sagte er.";
    let says = |content| Says(content, "Udo Kern", "states", "person", "named");
    let mut all =
        statements(&paper("a", "Kurier", None, 1, text, &["Der Pegel sei defekt", "Der Kanal sei voll", "Die Wehre seien zu"].map(says)));
    let mut bodies = |near: [&str; 3], told: Option<&str>| {
        for (statement, body) in all.iter_mut().zip(near) {
            statement.chain[0].behalf_local = Some(body.to_owned());
            statement.chain[0].behalf_name = told.filter(|told| *told == body).map(str::to_owned);
        }
        super::super::statement::speak_for_one(&mut all);
        all.iter().map(|statement| statement.chain[0].behalf_local.clone().expect("a body")).collect::<Vec<_>>()
    };
    assert_eq!(bodies(["e8", "e9", "e9"], None), ["e9", "e9", "e9"]);
    assert_eq!(bodies(["e8", "e9", "e9"], Some("e8")), ["e8", "e8", "e8"]);
}

/// Which attribution each statement of a text joins.
fn joined(text: &str, says: &[Says]) -> Vec<Option<String>> {
    let all = statements(&paper("a", "Kurier", None, 1, text, says));
    all.into_iter().map(|statement| statement.joins.map(|joins| joins.attribution)).collect()
}

#[test]
fn who_denies_that_denies_what_was_told_right_before() {
    let text = "Die Werft sei pleite, sagte Ida Quast. Das Dock bleibe leer, sagte Udo Kern. Die Stadt bestreitet das.";
    let says = [
        Says("Die Werft sei pleite", "Ida Quast", "states", "person", "named"),
        Says("Das Dock bleibe leer", "Udo Kern", "states", "person", "named"),
        Says("Die Stadt bestreitet das", "Die Stadt", "denies", "organisation", "role"),
    ];
    assert_eq!(joined(text, &says)[2].as_deref(), Some("a2"));
}

#[test]
fn what_somebody_had_denied_before_is_what_they_admit_now() {
    let text =
        "Er habe das Dock im Mai verkauft, räumte Udo Kern ein. Vorige Woche hatte er einen Handel noch bestritten. Die Werft liegt still.";
    let denial = "Vorige Woche hatte er einen Handel noch bestritten";
    let says = |stance| {
        [
            Says("Er habe das Dock im Mai verkauft", "Udo Kern", stance, "person", "named"),
            Says(denial, "Udo Kern", "denies", "person", "named"),
        ]
    };
    let joins = |stance, back| {
        let mut one = paper("a", "Kurier", None, 1, text, &says(stance));
        let at = text[..text.find("hatte").expect("is there")].chars().count();
        one.report.attributions[1].cue = if back { vec![zufolge::Span::new(at, at + 5)] } else { Vec::new() };
        statements(&one)[1].joins.clone().map(|joins| joins.attribution)
    };
    assert_eq!(joins("admits", true).as_deref(), Some("a1"));
    assert_eq!(joins("admits", false), None, "what they deny in the same breath is something else");
    assert_eq!(joins("states", true), None);
}

#[test]
fn who_says_that_they_confirm_it_confirms_it() {
    let stance = |said: &'static str| {
        let text = format!("{said}, sagte Ida Quast.");
        statements(&paper("a", "Kurier", None, 1, &text, &[Says(said, "Ida Quast", "states", "person", "named")]))[0].stance.clone()
    };
    assert_eq!(stance("„Wir können nach drei Proben bestätigen, dass das Dock sinkt“"), [Stance::Confirms]);
    assert_eq!(stance("„Wir können nicht bestätigen, dass das Dock sinkt“"), [Stance::States]);
    assert_eq!(stance("„Die Proben bestätigen, dass das Dock sinkt“"), [Stance::States]);
}

#[test]
fn who_keeps_silent_does_so_on_a_claim_rather_than_on_a_demand() {
    let text = "Die Werft sei pleite, sagte Ida Quast. Der Chef müsse gehen, verlangte Udo Kern. Die Bank wollte sich nicht äußern.";
    let says = |stance| {
        [
            Says("Die Werft sei pleite", "Ida Quast", "states", "person", "named"),
            Says("Der Chef müsse gehen", "Udo Kern", stance, "person", "named"),
            Says("Die Bank wollte sich nicht äußern", "Die Bank", "declines_comment", "organisation", "role"),
        ]
    };
    assert_eq!(joined(text, &says("demands"))[2].as_deref(), Some("a1"));
    assert_eq!(joined(text, &says("states"))[2].as_deref(), Some("a2"));
}

#[test]
fn who_is_silent_too_is_silent_on_the_same() {
    let text = "Die Werft sei pleite, sagte Ida Quast. Die Bank bestritt das. Auch der Landrat schwieg.";
    let says = [
        Says("Die Werft sei pleite", "Ida Quast", "states", "person", "named"),
        Says("Die Bank bestritt das", "Die Bank", "denies", "organisation", "role"),
        Says("Auch der Landrat schwieg", "der Landrat", "declines_comment", "person", "role"),
    ];
    assert_eq!(joined(text, &says)[1..], [Some("a1".to_owned()), Some("a1".to_owned())]);
}

#[test]
fn a_few_words_in_marks_are_no_claim_of_their_own() {
    let stands_in = |words: &'static str| {
        let text = format!("Der Deich sei {words}, sagte Ida Quast.");
        let says =
            [Says("Der Deich sei", "Ida Quast", "states", "person", "named"), Says(words, "Ida Quast", "criticises", "person", "named")];
        let mut one = paper("a", "Kurier", None, 1, &text, &says);
        let found = &mut one.report.attributions;
        found[1].form = zufolge::attribution::Form::Direct;
        found[1].parent = Some(found[0].id.clone());
        statements(&one)[1].joins.is_some()
    };
    assert!(stands_in("„voller Löcher“"));
    assert!(!stands_in("„voller Löcher und seit Jahren ungepflegt“"), "long enough to claim something");
}

#[test]
fn whoever_is_told_by_an_office_above_says_there_what_they_say_first_below() {
    let title = "Früherer Schleusenwärter: Die Ventile waren dicht";
    let below = "„Ich habe das Öl selbst gesehen“, sagte Udo Kern.";
    let head = |naming| Says("Die Ventile waren dicht", "Früherer Schleusenwärter", "states", "person", naming);
    let body = Says("Ich habe das Öl selbst gesehen", "Udo Kern", "states", "person", "named");
    let joins = |naming| titled(title, below, &[head(naming), body])[0].joins.as_ref().map(|joins| (joins.attribution.clone(), joins.weak));
    assert_eq!(joins("role"), Some(("a2".to_owned(), true)));
    assert_eq!(joins("named"), None);
}

#[test]
fn what_somebody_says_above_must_happen_is_what_they_demand_below() {
    let title = "Ida Quast: Das Tor muss neue Scharniere bekommen";
    let below = "Ida Quast verlangte am Abend mehr Fürsorge vom Müller. Den Haushalt nannte sie dürftig.";
    let above = |content, stance| {
        let says = [
            Says("Das Tor muss neue Scharniere bekommen", "Ida Quast", "states", "person", "named"),
            Says(content, "Ida Quast", stance, "person", "named"),
        ];
        let all = titled(title, below, &says);
        (all[0].joins.is_some(), all[0].stance.clone())
    };
    assert_eq!(above("verlangte am Abend mehr Fürsorge vom Müller", "demands"), (true, vec![Stance::Demands]));
    assert_eq!(above("Den Haushalt nannte sie dürftig", "criticises"), (false, vec![Stance::States]));
}
