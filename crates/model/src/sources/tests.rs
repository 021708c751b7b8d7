use super::*;
use crate::testing::{LINGUISTICS, read, spans};

/// The verbs of the examples.
const CUES: [&str; 16] = [
    "machte",
    "machten",
    "verantwortlich",
    "sagten",
    "sagte",
    "erfuhr",
    "gab",
    "wurde",
    "gefragt",
    "warf",
    "schrieb",
    "zitiert",
    "Rede",
    "informiert",
    "worden",
    "schloss",
];

/// What is left of a source, given as its pieces, and whom it speaks to.
fn tidied(text: &str, pieces: &[&str]) -> Vec<String> {
    let doc = read(text);
    let facts = Facts::new(&doc, &LINGUISTICS);
    let source = spans(&doc, pieces);
    let cue = (0..doc.tokens.len()).filter(|at| CUES.contains(&doc.word(*at))).map(|at| Span::new(at, at + 1));
    let mut roles = Roles { source, cue: cue.collect(), frame: vec![Span::new(0, doc.tokens.len())], ..Roles::default() };
    tidy(&facts, &Role::new(), &mut roles);
    let Roles { source, addressee, .. } = roles;
    source.iter().chain(&addressee).map(|span| doc.slice(*span).to_owned()).collect()
}

#[test]
fn a_source_ends_where_another_phrase_begins() {
    let text = "Am Abend kündigte er kräftige Einschnitte an.\n";
    assert_eq!(tidied(text, &["er kräftige Einschnitte"]), ["er"]);
    assert_eq!(tidied("Das sagten zwei Beamte dem Seeblick.\n", &["zwei Beamte dem Seeblick"]), ["zwei Beamte", "dem Seeblick"]);
    assert_eq!(tidied("Damit sagte Quell einem Bericht ab.\n", &["Quell einem Bericht"]), ["Quell"]);
    assert_eq!(tidied("Das sagte Gerda Quell dem Blatt.\n", &["Gerda Quell dem"]), ["Gerda Quell"]);
    assert_eq!(tidied("Das sagten dem Seeblick zwei Beamte.\n", &["dem Seeblick zwei Beamte"]), ["zwei Beamte", "dem Seeblick"]);
    assert_eq!(tidied("Das erfuhr der Seeblick von zwei Beamten.\n", &["der Seeblick von zwei Beamten"]), ["der Seeblick"]);
    assert_eq!(tidied("Das sagte der Leiter von Seeblick.\n", &["der Leiter von Seeblick"]), ["der Leiter von Seeblick"]);
    assert_eq!(tidied("Das kam von dem Vorstand einer Bank.\n", &["dem Vorstand einer Bank"]), ["dem Vorstand einer Bank"]);
    assert_eq!(tidied("Das sagte ein Mann mit dem Hut.\n", &["ein Mann mit dem Hut"]), ["ein Mann mit dem Hut"]);
    assert_eq!(tidied("Das habe sie selbst gesagt.\n", &["sie selbst"]), ["sie selbst"]);
    assert_eq!(tidied("Pallwitz : Die Gewerkschaft sagte Nein.\n", &["Pallwitz : Die Gewerkschaft"]), ["Die Gewerkschaft"]);
    let text = "Das steht in einem Bericht , der der Agentur vorliegt.\n";
    assert_eq!(tidied(text, &["einem Bericht , der der Agentur"]), ["einem Bericht"]);
}

#[test]
fn whom_somebody_speaks_to_is_no_part_of_a_source() {
    assert_eq!(tidied("Nein, sagte ihm Brandt.\n", &["ihm Brandt"]), ["Brandt", "ihm"]);
    assert_eq!(tidied("Nein, sagte ihr ein Sprecher.\n", &["ihr ein Sprecher"]), ["ein Sprecher", "ihr"]);
    assert_eq!(tidied("Nein, sagte ihr Sprecher.\n", &["ihr Sprecher"]), ["ihr Sprecher"]);
    assert_eq!(tidied("Nein, sagte die Wirtin einigen Gästen.\n", &["die Wirtin einigen Gästen"]), ["die Wirtin", "einigen Gästen"]);
    assert_eq!(tidied("Nein, sagte Gerda Quell dieser Zeitung.\n", &["Gerda Quell dieser Zeitung"]), ["Gerda Quell", "dieser Zeitung"]);
    assert_eq!(tidied("Nein, sagte ein Reporter dieser Zeitung.\n", &["ein Reporter dieser Zeitung"]), ["ein Reporter dieser Zeitung"]);
}

#[test]
fn several_people_behind_a_verb_that_tells_of_one_are_its_object() {
    let pieces = ["Die Sprecherin", "Banditen"];
    assert_eq!(tidied("Die Sprecherin machte Banditen verantwortlich.\n", &pieces), ["Die Sprecherin"]);
    assert_eq!(tidied("Die Sprecherin machten Banditen verantwortlich.\n", &pieces), pieces);
}

#[test]
fn another_phrase_behind_a_noun_is_no_part_of_a_source() {
    assert_eq!(tidied("Das zitiert das Blatt einen Insider.\n", &["das Blatt einen Insider"]), ["das Blatt"]);
    assert_eq!(tidied("Am Abend sagte das Amt zwei Termine ab.\n", &["das Amt zwei Termine"]), ["das Amt"]);
    assert_eq!(tidied("So sagte die Ministerin die Reise ab.\n", &["die Ministerin die Reise"]), ["die Ministerin"]);
    assert_eq!(tidied("So sagte der Wirt seine Reise ab.\n", &["der Wirt seine Reise"]), ["der Wirt"]);
    assert_eq!(tidied("So sagte das Amt in einer Mitteilung ab.\n", &["das Amt in einer Mitteilung"]), ["das Amt"]);
    assert_eq!(tidied("So sagte der Wirt in einer Stadt ab.\n", &["der Wirt in einer Stadt"]), ["der Wirt in einer Stadt"]);
    assert_eq!(tidied("Das schrieb dem Bericht zufolge ein Beamter.\n", &["dem Bericht zufolge ein Beamter"]), ["ein Beamter"]);
    assert_eq!(tidied("Während der Minister Nein sagte, kam er.\n", &["Während der Minister"]), ["der Minister"]);
    assert_eq!(tidied("Er ging, was der Minister verantwortlich machte.\n", &["was der Minister"]), ["der Minister"]);
}

#[test]
fn of_two_phrases_an_object_does_not_speak() {
    assert_eq!(tidied("Die Regierung warf er hinaus.\n", &["Die Regierung", "er"]), ["er"]);
    assert_eq!(tidied("Ihrem Vorgänger warf sie vor, er zaudere.\n", &["Ihrem Vorgänger", "sie"]), ["sie"]);
    assert_eq!(tidied("Der Vorgänger warf sie hinaus.\n", &["Der Vorgänger", "sie"]), ["Der Vorgänger", "sie"], "either may");
    assert_eq!(tidied("Das sagte der Rat.\n", &["Das"]), Vec::<String>::new());
    assert_eq!(tidied("Details sagte sie nicht.\n", &["Details", "sie"]), ["sie"]);
    assert_eq!(tidied("Der Wirt sagte es im Kurier.\n", &["Der Wirt", "Kurier"]), ["Der Wirt"]);
    assert_eq!(tidied("Darin ist von Rissen die Rede.\n", &["Rissen"]), Vec::<String>::new());
}

#[test]
fn what_the_rules_found_for_the_same_content_settles_it() {
    let doc = read("Eine Zeugin sagte, der Mann habe gerufen: „Heute zahlst du!“\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let rule = facts.analysis.found.iter().find(|rule| rule.form == Form::Direct).unwrap();
    let agreed = |source: Role| {
        let mut roles = Roles { source, ..Roles::default() };
        agree(&facts, rule, &mut roles);
        roles
    };
    let (witness, man) = (Span::new(0, 2), Span::new(4, 6));
    assert_eq!(rule.source, [man]);
    assert_eq!(agreed(vec![witness, man]).source, [man]);
    assert_eq!(agreed(vec![witness]).source, [witness], "the rules are no judge of one");
    let taken = agreed(Role::new());
    assert_eq!((taken.source, taken.cue), (rule.source.clone(), rule.cue.clone()), "where there is none");
}

#[test]
fn what_a_told_act_has_behind_its_verb_does_not_tell_it() {
    let union = agreed("Die Gewerkschaft schickte Beobachter und forderte Neuwahlen.\n", &["Beobachter"]);
    assert_eq!(union, ["Beobachter"], "another verb than that of the rule");
    let text = "Die Gewerkschaft forderte Beobachter.\n";
    assert_eq!(agreed(text, &["Beobachter"]), ["Die Gewerkschaft"]);
    let compared = "Anders als die Polizei spricht die Familie von Mord.\n";
    assert_eq!(agreed(compared, &["die Polizei"]), ["die Familie"]);
    let before = "Rücktrittsforderungen wies die Sprecherin zurück: Der Minister habe gearbeitet.\n";
    assert_eq!(agreed(before, &["Rücktrittsforderungen", "die Sprecherin"]), ["die Sprecherin"]);
    let where_it_was = "Vor dem Ausschuss räumte der Minister Fehler ein.\n";
    assert_eq!(agreed(where_it_was, &["Ausschuss", "der Minister Fehler"]), ["der Minister"]);
    let dash = "Fahrer des Wagens gefasst – Feier in Nord – Quell: „Das ist ein trauriger Tag“.\n";
    assert_eq!(agreed(dash, &["Fahrer des Wagens"]), ["Quell"]);
    let there = "Es werde gebaut, teilte in Bonn das Amt mit.\n";
    assert_eq!(agreed(there, &["Bonn das Amt"]), ["das Amt"]);
    let gap = "Die Polizei sprach von 3000 Leuten, die Veranstalter von 8000.\n";
    let doc = read(gap);
    let facts = Facts::new(&doc, &LINGUISTICS);
    let rule = &facts.analysis.found[1];
    let mut roles = Roles { source: spans(&doc, &["Die Polizei"]), ..Roles::default() };
    agree(&facts, rule, &mut roles);
    assert_eq!(roles.source, rule.source, "who stands in what is told, not before it");
}

#[test]
fn a_reason_and_who_asks_in_an_interview_say_nothing() {
    let text = "Angesichts des Preises sagte Quell ab.\n";
    assert_eq!(tidied(text, &["des Preises", "Quell"]), ["Quell"]);
    assert_eq!(tidied("So sagte die Wirtin den Gästen ab.\n", &["die Wirtin den Gästen"]), ["die Wirtin"]);
}

#[test]
fn whoever_looks_into_what_is_said_has_not_said_it() {
    let tidied = |text: &str, pieces: &[&str], cue: &str| {
        let doc = read(text);
        let facts = Facts::new(&doc, &LINGUISTICS);
        let mut roles = Roles { source: spans(&doc, pieces), cue: spans(&doc, &[cue]), ..Roles::default() };
        tidy(&facts, &Role::new(), &mut roles);
        roles.source.iter().map(|span| doc.slice(*span).to_owned()).collect::<Vec<_>>()
    };
    let text = "Die Polizei prüft den Vorwurf, er habe gelogen.\n";
    assert_eq!(tidied(text, &["Die Polizei"], "Vorwurf"), Vec::<String>::new());
    let text = "Die Polizei erhob den Vorwurf, er habe gelogen.\n";
    assert_eq!(tidied(text, &["Die Polizei"], "Vorwurf"), ["Die Polizei"]);
    let text = "Gerda Quell kam. Das zitierte die Agentur Nordra Quell gestern.\n";
    assert_eq!(tidied(text, &["die Agentur Nordra Quell"], "zitierte"), ["die Agentur Nordra"]);
}

#[test]
fn a_source_begins_with_what_its_adjective_hangs_on() {
    let text = "Das sagten mit der Sache vertraute Personen.\n";
    for found in ["vertraute Personen", "der Sache vertraute Personen", "mit der Sache vertraute Personen"] {
        assert_eq!(tidied(text, &[found]), ["mit der Sache vertraute Personen"]);
    }
    assert_eq!(tidied("Das sagte eine mit der Sache vertraute Person.\n", &["vertraute Person"]), ["eine mit der Sache vertraute Person"]);
    assert_eq!(tidied("Das sagten mit Nachdruck zwei vertraute Personen.\n", &["zwei vertraute Personen"]), ["zwei vertraute Personen"]);
}

#[test]
fn what_is_confessed_is_not_who_confesses() {
    let text = "Der Wirt kam heraus und gestand der Polizei eine Lüge, er sei nicht dort gewesen.\n";
    assert_eq!(agreed(text, &["der Polizei eine Lüge"]), ["Der Wirt"]);
    assert_eq!(agreed(text, &["der Polizei"]), ["Der Wirt"]);
}

/// What the rules make of sources that were found for their content, given as their words.
fn agreed(text: &str, sources: &[&str]) -> Vec<String> {
    agreed_with(text, sources, None)
}

/// The same with another cue than the rules'.
fn agreed_with(text: &str, sources: &[&str], cue: Option<&[&str]>) -> Vec<String> {
    let doc = read(text);
    let facts = Facts::new(&doc, &LINGUISTICS);
    let rule = &facts.analysis.found[0];
    let cue = cue.map_or_else(|| rule.cue.clone(), |cue| spans(&doc, cue));
    let mut roles = Roles { source: spans(&doc, sources), cue, ..Roles::default() };
    agree(&facts, rule, &mut roles);
    roles.source.iter().map(|span| doc.slice(*span).to_owned()).collect()
}

#[test]
fn with_the_same_cue_the_rules_know_better_where_a_source_stands() {
    let text = "„Wir sind uns einig“, hieß es nach der Sitzung aus Fraktionskreisen.\n";
    assert_eq!(agreed(text, &["der Sitzung aus Fraktionskreisen"]), ["Fraktionskreisen"]);
    assert_eq!(agreed("Der Schaden wurde von der Polizei auf eine Million beziffert.\n", &["Der Schaden"]), ["der Polizei"]);
    assert_eq!(
        agreed("Kritisch sieht das der Abgeordnete Piet Quell: Die Akten seien weg.\n", &["Kritisch"]),
        ["der Abgeordnete Piet Quell"]
    );
    assert_eq!(agreed("Der Wirt wies das zurück.\n", &["Der Wirt"]), ["Der Wirt"]);
    assert_eq!(agreed("Der Wirt gab Quell recht.\n", &["Quell"]), ["Der Wirt"]);
    let prognosis = "Die Wirtin wagte die Prognose, das Lokal werde schließen.\n";
    assert_eq!(agreed(prognosis, &["Die Wirtin", "die Prognose"]), ["Die Wirtin"], "a noun of the cue");
    assert_eq!(agreed("Von der Quell sagte, die Akten seien weg.\n", &["der Quell"]), ["Von der Quell"]);
    let named = "Der Präsident des Verbandes, Okafor, warnte vor Engpässen.\n";
    assert_eq!(agreed(named, &["Der Präsident des Verbandes"]), ["Der Präsident des Verbandes, Okafor"]);
    assert_eq!(agreed("Der Wirtin gab Quell recht.\n", &["Quell"]), ["Quell"], "a dative");
    let had = "Laut einem Vermerk, aus dem die Zeitung zitiert, wusste sie Bescheid.\n";
    assert_eq!(agreed(had, &["einem Vermerk", "die Zeitung"]), ["einem Vermerk"]);
}

#[test]
fn what_is_called_so_does_not_call_and_nobody_reached_is_no_source() {
    assert_eq!(agreed("Dieses Angebot nannte Betriebsrätin Kern eine „Frechheit“.\n", &["Dieses Angebot"]), ["Betriebsrätin Kern"]);
    assert_eq!(agreed("Betriebsrätin Kern nannte das eine „Frechheit“.\n", &["Betriebsrätin Kern"]), ["Betriebsrätin Kern"]);
    let relative = "Lob kam von Anwältin Ina Holm, die die Haltung der Stadt als „mutig“ bezeichnete.\n";
    assert_eq!(agreed(relative, &["der Stadt"]), ["die"]);
    assert_eq!(agreed("Beim Konzern war niemand zu erreichen.\n", &["niemand"]), ["Konzern"]);
}

#[test]
fn words_in_marks_have_the_verb_that_tells_them_and_all_of_it() {
    let cue = |text: &str, cue: &[&str]| {
        let doc = read(text);
        let facts = Facts::new(&doc, &LINGUISTICS);
        let rule = facts.analysis.found.iter().find(|rule| rule.form == Form::Direct).unwrap();
        let mut roles = Roles { source: rule.source.clone(), cue: spans(&doc, cue), ..Roles::default() };
        agree(&facts, rule, &mut roles);
        roles.cue.iter().map(|span| doc.slice(*span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(cue("Der Wirt räumte „einzelne Fehler“ ein.\n", &["räumte"]), ["räumte", "ein"]);
    let text = "Die Werft bestritt den Bericht nicht, nannte ihn aber „übertrieben“.\n";
    assert_eq!(cue(text, &["bestritt", "nannte"]), ["nannte"]);
    assert_eq!(cue(text, &["bestritt"]), ["nannte"], "the nearer verb");
}

#[test]
fn whose_words_they_are_stands_by_the_verb() {
    let source = |text: &str, cue: &[&str], source: &[&str]| {
        let doc = read(text);
        let facts = Facts::new(&doc, &LINGUISTICS);
        let rule = &facts.analysis.found[0];
        let mut roles = Roles { source: spans(&doc, source), cue: spans(&doc, cue), ..Roles::default() };
        agree(&facts, rule, &mut roles);
        roles.source.iter().map(|span| doc.slice(*span).to_owned()).collect::<Vec<_>>()
    };
    let text = "Vorwürfe, wonach er gelogen habe, nannte Quell „haltlos“.\n";
    assert_eq!(source(text, &["gelogen habe", "nannte"], &["er"]), ["Quell"]);
    assert_eq!(source(text, &["gelogen habe"], &["er"]), ["er"], "another cue");
    let text = "Der Wirt wollte den Bericht der Zeitung, wonach er schließt, nicht bestätigen.\n";
    assert_eq!(source(text, &["wollte"], &["Der Wirt", "der Zeitung"]), ["Der Wirt"]);
}

#[test]
fn a_source_holds_no_verb_and_an_accusative_is_none() {
    let text = "Die Klägerin warf dem Nachbarn vor, er habe gelogen.\n";
    assert_eq!(tidied(text, &["Die Klägerin warf dem Nachbarn"]), ["Die Klägerin"]);
    let text = "Das Amt gab einen Bericht heraus.\n";
    assert_eq!(tidied(text, &["Das Amt", "einen Bericht"]), ["Das Amt"]);
}

#[test]
fn who_is_asked_does_not_ask() {
    let doc = read("Am Abend wurde der Minister gefragt, ob er komme.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let minister = spans(&doc, &["der Minister"]);
    let mut roles = Roles { source: minister.clone(), cue: spans(&doc, &["wurde", "gefragt"]), ..Roles::default() };
    tidy(&facts, &Role::new(), &mut roles);
    assert_eq!((roles.source, roles.addressee), (Role::new(), minister));
    let text = "Am Abend wurde er von der Händlerin gefragt, ob er komme.\n";
    assert_eq!(tidied(text, &["der Händlerin"]), ["der Händlerin"]);
}

#[test]
fn the_subject_of_a_passive_does_not_speak() {
    assert_eq!(tidied("Dementiert wurde der Bericht nicht.\n", &["der Bericht"]), Vec::<String>::new());
    assert_eq!(tidied("Bestätigt wurde der Fund von der Polizei.\n", &["der Fund", "der Polizei"]), ["der Polizei"]);
    assert_eq!(tidied("Am Abend wurde der Minister mit diesen Worten zitiert.\n", &["der Minister"]), ["der Minister"]);
}

#[test]
fn who_is_spoken_of_does_not_speak() {
    let doc = read("Der Stürmer fällt, wie der Verein schrieb, lange aus.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let of = |source: Role| {
        let mut roles = Roles { source, ..Roles::default() };
        tidy(&facts, &vec![Span::new(0, 3), Span::new(9, 11)], &mut roles);
        roles.source
    };
    assert_eq!(of(vec![Span::new(0, 2), Span::new(5, 7)]), [Span::new(5, 7)]);
    assert_eq!(of(vec![Span::new(0, 2)]), [Span::new(0, 2)], "there is no other");
}

#[test]
fn what_was_told_is_no_part_of_a_source() {
    assert_eq!(tidied("So haben es zwei Beamte geschildert.\n", &["es zwei Beamte"]), ["zwei Beamte"]);
    assert_eq!(tidied("So sieht es auch der Minister.\n", &["es auch der Minister"]), ["der Minister"]);
    assert_eq!(tidied("So steht es in einem Bericht.\n", &["es in einem Bericht"]), ["einem Bericht"]);
    assert_eq!(tidied("Das wies der Minister zurück.\n", &["Das", "der Minister"]), ["der Minister"]);
}

#[test]
fn of_two_phrases_what_is_called_so_in_marks_does_not_speak() {
    let text = "Die Fraktion schrieb von einem „Monster“, dem man nicht zustimme.\n";
    assert_eq!(tidied(text, &["Die Fraktion", "einem „ Monster “"]), ["Die Fraktion"]);
}

#[test]
fn of_two_phrases_a_deed_does_not_speak() {
    let text = "Eine Erhöhung lehnte der Minister ab.\n";
    assert_eq!(tidied(text, &["Eine Erhöhung", "der Minister"]), ["der Minister"]);
    let text = "Die Zahl der Betten gab Gerda Quell mit 30 an.\n";
    assert_eq!(tidied(text, &["Die Zahl der Betten", "Gerda Quell"]), ["Gerda Quell"]);
    assert_eq!(tidied("Die Kosten sagte sie voraus.\n", &["Die Kosten", "sie"]), ["sie"]);
    let text = "Die Yrgun sagte, sie komme.\n";
    assert_eq!(tidied(text, &["Die Yrgun", "sie"]), ["Die Yrgun", "sie"]);
    let text = "Die Sitzung des Rats sagten zwei Beamte ab.\n";
    assert_eq!(tidied(text, &["Die Sitzung des Rats", "zwei Beamte"]), ["zwei Beamte"]);
    let text = "Die Regierung, so der Minister, wartet.\n";
    assert_eq!(tidied(text, &["Die Regierung", "der Minister"]), ["Die Regierung", "der Minister"]);
}

#[test]
fn right_behind_the_source_stands_who_was_told() {
    let doc = read("Das bestätigte das Ministerium der Deutschen Presse-Agentur.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let rule = &facts.analysis.found[0];
    let source = spans(&doc, &["das Ministerium der Deutschen Presse-Agentur"]);
    let mut roles = Roles { source, cue: rule.cue.clone(), ..Roles::default() };
    agree(&facts, rule, &mut roles);
    let words = |role: &Role| role.iter().map(|span| doc.slice(*span).to_owned()).collect::<Vec<_>>();
    assert_eq!(words(&roles.source), ["das Ministerium"]);
    assert_eq!(words(&roles.addressee), ["der Deutschen Presse-Agentur"]);
}

#[test]
fn in_a_clause_that_tells_whose_words_follow_the_source_begins_where_the_rules_say() {
    let text = "Wie ein Team um den Physiker Jan Kohl berichtet, schmilzt das Eis.\n";
    assert_eq!(agreed(text, &["Jan Kohl"]), ["ein Team um den Physiker Jan Kohl"]);
    let text = "Das Eis sei dünn, heißt es in einer am Montag in Bonn verbreiteten Erklärung.\n";
    assert_eq!(agreed(text, &["Bonn verbreiteten Erklärung"]), ["einer am Montag in Bonn verbreiteten Erklärung"]);
}

#[test]
fn a_pronoun_behind_the_verb_speaks_and_not_the_thing_before_it() {
    assert_eq!(tidied("Höhere Preise schloss sie aus.\n", &["Höhere Preise"]), ["sie"]);
    assert_eq!(tidied("Neue Schulden schloss sie aus.\n", &["Neue Schulden", "sie"]), ["sie"]);
    assert_eq!(tidied("Die Opposition schloss er aus.\n", &["Die Opposition"]), ["er"]);
    assert_eq!(tidied("Gerda Quell schloss sie aus.\n", &["Gerda Quell"]), ["Gerda Quell"], "whom she shut out");
    assert_eq!(tidied("Die Opposition schloss sie aus.\n", &["Die Opposition"]), ["Die Opposition"]);
}

#[test]
fn who_is_informed_does_not_inform() {
    let text = "Am Abend ist das Ministerium informiert worden, dass eine Probe fehlt.\n";
    assert_eq!(tidied(text, &["das Ministerium"]), ["das Ministerium"], "whom it was told to");
    let doc = read(text);
    let facts = Facts::new(&doc, &LINGUISTICS);
    let mut roles = Roles { source: spans(&doc, &["das Ministerium"]), cue: spans(&doc, &["informiert worden"]), ..Roles::default() };
    tidy(&facts, &Role::new(), &mut roles);
    assert_eq!((roles.source, roles.addressee), (Role::new(), spans(&doc, &["das Ministerium"])));
}

#[test]
fn the_cue_of_a_preposition_is_no_verb_before_it() {
    let doc = read("Der Hafen bleibt zu, denn das Eis ist nach Angaben der Polizei zu dick.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let rule = &facts.analysis.found[0];
    let mut roles = Roles { source: rule.source.clone(), cue: spans(&doc, &["bleibt zu", "nach"]), ..Roles::default() };
    agree(&facts, rule, &mut roles);
    assert_eq!(roles.cue, rule.cue);
}

#[test]
fn a_thing_is_mute() {
    let mute = |text: &str, source: &str| {
        let doc = read(text);
        is_mute(&Facts::new(&doc, &LINGUISTICS), &spans(&doc, &[source]))
    };
    assert!(mute("Der Zug hielt lange.\n", "Der Zug"));
    assert!(!mute("Der Minister hielt lange.\n", "Der Minister"));
    assert!(!mute("Gerda Quell hielt lange.\n", "Gerda Quell"));
    assert!(!mute("Sie hielt lange.\n", "Sie"));
}

#[test]
fn a_told_act_beside_another_is_the_one_of_the_rules_with_its_full_stop() {
    let doc = read("Laut Polizei brennt es , Holm wollte sich nicht äußern .\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let whole = spans(&doc, &["Holm wollte sich nicht äußern ."]);
    let ruled = facts.ruled(Form::Reported, &whole).unwrap();
    assert_eq!(doc.slice(ruled.source[0]), "Holm");
    assert_eq!(facts.ruled(Form::Reported, &spans(&doc, &["wollte sich nicht äußern ."])), None);
}

#[test]
fn whoever_calls_something_so_does_it_by_the_verb_that_the_rules_find() {
    let doc = read("Die Chefin nannte die Pläne „frei erfunden“.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let rule = facts.analysis.found.iter().find(|rule| rule.form == Form::Direct).unwrap();
    let mut roles = Roles { source: spans(&doc, &["Die Chefin"]), ..Roles::default() };
    agree(&facts, rule, &mut roles);
    assert_eq!((&roles.cue, &roles.frame), (&spans(&doc, &["nannte"]), &rule.frame));
}

#[test]
fn beside_whose_words_they_are_by_a_preposition_nobody_is_a_source() {
    let doc = read("Die Behörden prüfen laut Ministerium den Antrag.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let mut roles =
        Roles { source: spans(&doc, &["Die Behörden", "Ministerium"]), cue: spans(&doc, &["prüfen", "laut"]), ..Roles::default() };
    agree(&facts, &facts.analysis.found[0], &mut roles);
    assert_eq!((roles.source, roles.cue), (spans(&doc, &["Ministerium"]), spans(&doc, &["laut"])));
}

#[test]
fn who_goes_on_in_marks_is_who_the_rules_follow() {
    let source = |text: &str| {
        let doc = read(text);
        let facts = Facts::new(&doc, &LINGUISTICS);
        let last = facts.analysis.found.iter().rfind(|rule| rule.form == Form::Direct).unwrap();
        let source = goes_on(&facts, &last.content).unwrap_or_default();
        source.iter().map(|span| doc.slice(*span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(source("„Der Wolf ist zahm“, so Quell. „Er tut seit Jahren keinem etwas.“\n"), ["Quell"]);
    assert_eq!(source("„Der Wolf ist zahm“, so Quell.\n"), [""; 0], "what has a cue of its own");
}

#[test]
fn demands_that_somebody_answers_are_no_source() {
    let text = "Den Forderungen, die Straße zu sperren, erteilte die Landrätin eine Absage.\n";
    assert_eq!(agreed_with(text, &["Den Forderungen", "die Landrätin"], Some(&["erteilte"])), ["die Landrätin"]);
}

#[test]
fn doubts_that_are_heard_are_nobody_who_tells_them() {
    assert_eq!(agreed_with("Es werden Zweifel laut, ob der Plan stehe.\n", &["Zweifel"], Some(&["werden", "laut"])), [""; 0]);
}

#[test]
fn a_source_has_the_noun_behind_its_adjectives() {
    let text = "Laut einer am Dienstag veröffentlichten Umfrage fehlen Wohnungen.\n";
    assert_eq!(agreed_with(text, &["einer am Dienstag"], Some(&["Laut"])), ["einer am Dienstag veröffentlichten Umfrage"]);
    let text = "Ein namentlich nicht genannter Offizier sagte, die Truppe sei erschöpft.\n";
    assert_eq!(agreed_with(text, &["genannter Offizier"], Some(&["sagte"])), ["Ein namentlich nicht genannter Offizier"]);
}

#[test]
fn what_leaves_its_verb_out_has_that_of_the_act_before() {
    let doc = read("Der Verband sprach von Betrug, der Verein von einem Scherz.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let rule = facts.analysis.found.last().unwrap();
    let mut roles = Roles { source: spans(&doc, &["der Verein"]), ..Roles::default() };
    agree(&facts, rule, &mut roles);
    assert_eq!(roles.cue, spans(&doc, &["sprach"]));
}

#[test]
fn when_and_how_somebody_speaks_is_no_part_of_a_source() {
    let text = "Das enthüllte vergangenes Jahr die Initiative.\n";
    assert_eq!(tidied(text, &["vergangenes Jahr"]), [""; 0]);
    assert_eq!(tidied(text, &["vergangenes Jahr", "die Initiative"]), ["die Initiative"]);
    assert_eq!(tidied("Das sagt diplomatisch Ina Quell.\n", &["diplomatisch Ina Quell"]), ["Ina Quell"]);
    assert_eq!(tidied("Das erwartet etwa die Investmentbank.\n", &["etwa die Investmentbank"]), ["die Investmentbank"]);
}
