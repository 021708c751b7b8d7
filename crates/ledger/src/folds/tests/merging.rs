//! What belongs together, and what only stands near.

use super::*;

/// Where the statements of one paper are placed when nothing is known.
fn placed(paper: &Paper) -> Vec<Placed> {
    place(&statements(paper), &[]).placed
}

#[test]
fn two_sentences_of_one_speaker_that_share_a_verb_are_two_claims() {
    let text = "Die Mühle wird verkauft, sagte Ida Quast. Auch die Schleuse wird verkauft, sagte sie.";
    let says = |content| Says(content, "Ida Quast", "announces", "person", "named");
    let placed = placed(&paper("a", "Kurier", None, 1, text, &[says("Die Mühle wird verkauft"), says("die Schleuse wird verkauft")]));
    assert_eq!(placed.iter().map(|placed| placed.to).collect::<Vec<_>>(), [Place::New, Place::New]);
}

#[test]
fn a_negation_that_belongs_to_a_phrase_does_not_turn_it() {
    let negated = |content: &'static str| {
        let text = format!("{content}, sagte Ida Quast.");
        statements(&paper("a", "Kurier", None, 1, &text, &[Says(content, "Ida Quast", "states", "person", "named")]))[0].signature.negated
    };
    assert!(!negated("Die Seite der Mühle war nicht erreichbar"), "it was offline");
    assert!(negated("Die Seite der Mühle war nicht bunt"));
}

#[test]
fn a_quotation_within_what_is_told_says_the_same() {
    let text = "Ida Quast sprach von „einer Schande für Müller und Bäcker“ in Brenz.";
    let says = |content| Says(content, "Ida Quast", "criticises", "person", "named");
    let contents = ["„einer Schande für Müller und Bäcker“ in Brenz", "„einer Schande für Müller und Bäcker“"];
    let placed = placed(&paper("a", "Kurier", None, 1, text, &contents.map(says)));
    assert_eq!(placed[1].to, Place::With(0));
}

#[test]
fn a_counter_claim_with_a_figure_of_its_own_is_a_claim_of_its_own() {
    let text = "Laut Kurier sind 30 Pegel im Kanal bei Brenz defekt. Man habe nur vier schadhafte Pegel gefunden, entgegnete Ida Quast.";
    let says = [
        Says("30 Pegel im Kanal bei Brenz defekt", "Kurier", "reports", "outlet", "named"),
        Says("Man habe nur vier schadhafte Pegel gefunden", "Ida Quast", "denies", "person", "named"),
    ];
    let placed = placed(&paper("a", "Bote", None, 1, text, &says));
    assert_eq!(placed[1].to, Place::New);
}

#[test]
fn what_is_left_open_in_words_of_its_own_answers_nothing_else() {
    let answer = |content: &'static str, stance| {
        let text = format!("Laut Kurier ist der Frachter vor Brenz gesunken. {content}, so weit Ida Quast.");
        let says = [
            Says("ist der Frachter vor Brenz gesunken", "Kurier", "reports", "outlet", "named"),
            Says(content, "Ida Quast", stance, "person", "named"),
        ];
        placed(&paper("a", "Bote", None, 1, &text, &says))[1].to
    };
    assert_eq!(answer("Ob Kinder an Bord waren, sei unklar", "does_not_confirm"), Place::New);
    assert_eq!(answer("Ob Kinder an Bord waren, sei unklar", "declines_comment"), Place::New);
    assert_eq!(
        answer("Dazu könne man nichts sagen", "declines_comment"),
        Place::With(0),
        "who keeps silent does so on what was told before"
    );
}

#[test]
fn letters_and_digits_in_one_word_are_a_name_and_no_number() {
    let folds = Folds::new(&GERMAN);
    let signature = |text: &str| folds.signature(&words(text).collect::<Vec<_>>());
    assert!(signature("Das Virus K7N2 breite sich am See aus").quantities.is_empty());
    assert_eq!(signature("Der Damm sei 14mm gewandert").quantities.len(), 1);
    assert!(signature("Die 46-Jährige habe davon gehört").quantities.is_empty(), "an age is no amount");
    assert!(!signature("Das Bad öffne bis 20 Uhr").quantities[0].rough, "an hour is no rough amount");
}

#[test]
fn to_announce_is_another_claim_than_to_demand_it() {
    let content = "einen unabhängigen Prüfer für die Kanalwerke Ulmau zu berufen";
    let text = |behind: &str| format!("Es gehe darum, {content}, {behind}. Das Kraftwerk Ulmau steht am Kanal von Brenz.");
    let says = |who, stance| [Says(content, who, stance, "person", "named")];
    let papers = |second: &'static str, stance| {
        claims(&[
            paper("a", "Kurier", None, 1, &text("forderte Ida Quast"), &says("Ida Quast", "demands")),
            paper("b", "Bote", None, 3, &text(&format!("sagte {second} am Abend im Rathaus")), &says(second, stance)),
        ])
    };
    assert_eq!(papers("Udo Brehm", "announces").0.len(), 2);
    assert_eq!(papers("Ida Quast", "demands").0.len(), 1);
}

#[test]
fn far_apart_more_must_be_shared() {
    let text =
        |name: &str| format!("Man werde eine Untersuchung einleiten, kündigte {name} in Ulmau an. In Ulmau steht ein Kraftwerk am Kanal.");
    let says = |name| [Says("Man werde eine Untersuchung einleiten", name, "announces", "person", "named")];
    let folds = Folds::new(&GERMAN);
    let statement = |id: &str, name, published: &str| {
        let paper = paper(id, "Kurier", None, 1, &text(name), &says(name));
        let item = Item { id: &paper.id, outlet: Some("Kurier"), agency: None, published: instant(published), report: &paper.report };
        folds.statements(&item).remove(0)
    };
    let first = statement("a", "Ida Quast", "2026-03-01");
    assert!(matches!(compare(&first, &statement("b", "Ida Quast", "2026-03-02")), Comparison::Same { .. }));
    assert_eq!(compare(&first, &statement("c", "Ida Quast", "2028-03-02")), Comparison::Unrelated);
}

#[test]
fn a_public_prosecutor_speaks_for_the_office_and_not_for_the_higher_one() {
    let text = |behind: &str| format!("{LEAK} {behind}");
    let papers = [
        paper(
            "a",
            "Kurier",
            None,
            1,
            &text("Man ermittle, so die Staatsanwaltschaft Ulmau."),
            &[Says("Man ermittle", "die Staatsanwaltschaft Ulmau", "states", "organisation", "named")],
        ),
        paper(
            "b",
            "Bote",
            None,
            2,
            &text("Man ermittle, sagte Oberstaatsanwältin Rita Sand. Die Staatsanwaltschaft prüfe alles."),
            &[
                Says("Man ermittle", "Oberstaatsanwältin Rita Sand", "states", "person", "named"),
                Says("prüfe alles", "Die Staatsanwaltschaft", "states", "organisation", "role"),
            ],
        ),
        paper(
            "c",
            "Echo",
            None,
            3,
            &text("Man prüfe alle Akten, teilte die Generalstaatsanwaltschaft mit."),
            &[Says("Man prüfe alle Akten", "die Generalstaatsanwaltschaft", "states", "organisation", "role")],
        ),
    ];
    let mut all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
    all.sort_by_key(|statement| (statement.published, statement.attribution.clone()));
    let office = all[0].chain[0].entity;
    assert!(office.is_some());
    assert_eq!((all[1].chain[0].behalf, all[2].chain[0].entity), (office, office));
    assert_ne!(all[3].chain[0].entity, office);
}

#[test]
fn the_initials_before_a_title_are_the_body_that_it_leads() {
    let text = |behind: &str| format!("{LEAK} {behind}");
    let papers = [
        paper(
            "a",
            "Kurier",
            None,
            1,
            &text("Dazu schwieg das Landeswasseramt (LWA)."),
            &[Says("Dazu schwieg das", "Landeswasseramt (LWA)", "declines_comment", "organisation", "named")],
        ),
        paper(
            "b",
            "Bote",
            None,
            2,
            &text("Das stimme, sagte LWA-Präsident Udo Kern."),
            &[Says("Das stimme", "LWA-Präsident Udo Kern", "confirms", "person", "named")],
        ),
    ];
    let mut all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
    all.sort_by_key(|statement| statement.published);
    assert!(all[0].chain[0].entity.is_some());
    assert_eq!(all[1].chain[0].behalf, all[0].chain[0].entity);
}

#[test]
fn silence_on_an_article_is_broken_by_the_first_word_on_one_of_its_claims() {
    let says = |stance| ("Ida Quast", stance, "person", "named");
    let (claims, known, _) = claims(&[
        oil("a", "Kurier", 1, "dazu schwieg Ida Quast", says("declines_comment")),
        oil("b", "Bote", 4, "bestätigte Ida Quast", says("confirms")),
    ]);
    let (mut silent, spoken) = (claims[0][0].clone(), claims[0][1].clone());
    let joins = Joins { attribution: "a9".to_owned(), why: "answers a9".to_owned(), tie: Tie::Answer, weak: false };
    silent.joins = Some(joins);
    let said = [(7, &silent), (8, &spoken)];
    assert!(answered_before(&said, |_, _| false, |_, _| true).is_empty(), "the article has nothing on what is said later");
    let found = answered_before(&said, |at, claim| (at, claim) == (0, 8), |_, _| false);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [(8, vec![Earlier { at: 0, on: vec![1] }])]);
    let thread = Thread { claim: 8, own: vec![&spoken], elsewhere: vec![Elsewhere { claim: 7, statement: &silent, on: vec![&spoken] }] };
    assert_eq!(changes(&[thread], known[0].id), [4]);
}

#[test]
fn what_another_paper_prints_of_an_agency_is_no_change_of_position() {
    let says = |stance| ("Ida Quast", stance, "person", "named");
    let (mut claims, known, _) =
        claims(&[oil("a", "Kurier", 1, "was Ida Quast bestritt", says("denies")), oil("b", "Bote", 1, "sagte Ida Quast", says("states"))]);
    let days = |claim: &[Statement]| changes(&[Thread { claim: 0, own: claim.iter().collect(), elsewhere: Vec::new() }], known[0].id);
    assert_eq!(days(&claims[0]), [1]);
    for statement in &mut claims[0] {
        statement.agency = Some("dak".to_owned());
    }
    assert_eq!(days(&claims[0]), Vec::<i8>::new());
}

#[test]
fn to_announce_an_end_denies_nothing() {
    let ends = "Am Kraftwerk Ulmau fahren keine Schiffe mehr";
    let says = |stance| [Says(ends, "Ida Quast", stance, "person", "named")];
    let text = |behind: &str| format!("{ends}, {behind} Ida Quast. Das Kraftwerk Ulmau steht am Kanal von Brenz.");
    let (claims, known, _) = claims(&[
        paper("a", "Kurier", None, 1, &text("bestätigte am Montag im Rathaus vor vielen Leuten"), &says("announces")),
        paper("b", "Bote", None, 4, &text("sagte"), &says("announces")),
    ]);
    let [first, second] = [&claims[0][0], &claims[0][1]];
    let mut plain = first.clone();
    plain.signature.negated = false;
    let thread = Thread { claim: 0, own: vec![&plain, second], elsewhere: Vec::new() };
    assert_eq!(changes(&[thread], known[0].id), Vec::<i8>::new());
}

#[test]
fn to_insist_on_what_one_has_said_is_no_change() {
    let told = "Am Kraftwerk Ulmau fallen 30 Stellen weg";
    let text = |behind: &str| format!("{told}, {behind} Ida Quast. Das Kraftwerk Ulmau steht am Kanal von Brenz.");
    let turns = |from, to| {
        let (claims, known, _) = claims(&[
            paper(
                "a",
                "Kurier",
                None,
                1,
                &text("sagte am Montag im Rathaus vor vielen Leuten"),
                &[Says(told, "Ida Quast", from, "person", "named")],
            ),
            paper("b", "Bote", None, 4, &text("hieß es von"), &[Says(told, "Ida Quast", to, "person", "named")]),
        ]);
        let thread = Thread { claim: 0, own: claims.iter().flatten().collect(), elsewhere: Vec::new() };
        changes(&[thread], known[0].id).len()
    };
    assert_eq!(turns("announces", "demands"), 0);
    assert_eq!(turns("denies", "demands"), 1, "who has denied it and wants it has turned");
}

#[test]
fn such_plans_are_those_that_were_told_before() {
    let text = "Laut Kurier will die Werft das Dock in Brenz schließen. „Solche Pläne gibt es nicht“, sagte Ida Quast.";
    let says = [
        Says("will die Werft das Dock in Brenz schließen", "Kurier", "reports", "outlet", "named"),
        Says("„Solche Pläne gibt es nicht“", "Ida Quast", "denies", "person", "named"),
    ];
    assert_eq!(placed(&paper("a", "Bote", None, 1, text, &says))[1].to, Place::With(0));
    let besides = text.replace("Solche Pläne gibt es nicht", "Der Bericht ist falsch, es gibt keine solchen Pläne");
    let says = [says[0], Says("„Der Bericht ist falsch, es gibt keine solchen Pläne“", "Ida Quast", "denies", "person", "named")];
    assert_eq!(placed(&paper("a", "Bote", None, 1, &besides, &says))[1].to, Place::With(0));
}

#[test]
fn what_she_confirms_is_what_was_told_as_hers_just_before() {
    let text = "Ida Quast hält zehn Prozent an der Werft. Das bestätigte sie.";
    let says = [
        Says("Ida Quast hält zehn Prozent an der Werft.", "Ida Quast", "states", "person", "named"),
        Says("Das bestätigte sie", "Ida Quast", "confirms", "person", "named"),
    ];
    let mut one = paper("a", "Bote", None, 1, text, &says);
    let at = text.find("bestätigte").map(|at| text[..at].chars().count()).unwrap_or_default();
    one.report.attributions[1].cue = vec![zufolge::Span::new(at, at + 10)];
    assert_eq!(placed(&one)[1].to, Place::With(0));
}

#[test]
fn a_firm_that_one_article_takes_for_a_person_is_the_firm() {
    let text = |behind: &str| format!("{LEAK} {behind}");
    let papers = [
        paper(
            "a",
            "Kurier",
            None,
            1,
            &text("Dazu schwieg der Konzern Arven Chemie."),
            &[Says("Dazu schwieg", "Konzern Arven Chemie", "declines_comment", "organisation", "named")],
        ),
        paper(
            "b",
            "Bote",
            None,
            2,
            &text("Das bestritt Arven Chemie."),
            &[Says("Das bestritt", "Arven Chemie", "denies", "person", "named")],
        ),
    ];
    let (_, known, _) = claims(&papers);
    assert_eq!(known.len(), 1, "{:?}", known.iter().map(|known| &known.name).collect::<Vec<_>>());
}

#[test]
fn an_officer_speaks_for_the_office_of_the_story_that_the_article_does_not_name() {
    let text = |behind: &str| format!("{LEAK} {behind}");
    let papers = [
        paper(
            "a",
            "Kurier",
            None,
            1,
            &text("Dazu schwieg die Staatsanwaltschaft Ulmau."),
            &[Says("Dazu schwieg", "die Staatsanwaltschaft Ulmau", "declines_comment", "organisation", "named")],
        ),
        paper(
            "b",
            "Bote",
            None,
            2,
            &text("Man ermittle, sagte Staatsanwalt Udo Kern."),
            &[Says("Man ermittle", "Staatsanwalt Udo Kern", "confirms", "person", "named")],
        ),
    ];
    let mut all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
    all.sort_by_key(|statement| statement.published);
    assert!(all[0].chain[0].entity.is_some());
    assert_eq!(all[1].chain[0].behalf, all[0].chain[0].entity);
}

#[test]
fn a_paper_of_the_story_is_no_origin_where_it_is_taken_for_a_person() {
    let (claims, _, copies) = claims(&[
        oil("a", "Welle Ulmau", 1, "steht in einem internen Papier", ("einem internen Papier", "states", "document", "role")),
        oil("b", "Bote", 2, "heißt es nach einem Bericht von Welle Ulmau", ("Welle Ulmau", "reports", "person", "named")),
    ]);
    let fold = fold(&claims[0], &copies);
    assert_eq!(fold.origins.len(), 1);
    assert_eq!(fold.parts[1].relation, Some(Relation::Echo));
}

#[test]
fn a_headline_that_shares_only_a_place_shortens_nothing() {
    let content = "man werde in Ulmau die Gelder für Deiche streichen";
    let headlines = |title: &str| {
        let text = format!("{title}\n\nSollte Brenz zustimmen, {content}, drohte Ida Quast.");
        let mut one = paper("a", "Bote", None, 1, &text, &[Says(content, "Ida Quast", "threatens", "person", "named")]);
        one.report.article.title = Some(title.to_owned());
        placed(&one).len() - 1
    };
    assert_eq!(headlines("Wahlen in Ulmau"), 0);
    assert_eq!(headlines("Ulmau verliert Gelder für Deiche"), 1);
}

#[test]
fn a_headline_shortens_what_the_engine_was_unsure_of() {
    let title = "Ulmau verliert Gelder für Deiche";
    let content = "man werde in Ulmau die Gelder für Deiche streichen";
    let mut one = paper(
        "a",
        "Bote",
        None,
        1,
        &format!("{title}\n\nUnd {content}, so Ida Quast."),
        &[Says(content, "Ida Quast", "announces", "person", "named")],
    );
    one.report.article.title = Some(title.to_owned());
    one.report.attributions[0].confidence = 0.15;
    assert_eq!(placed(&one).iter().map(|placed| placed.to).collect::<Vec<_>>(), [Place::New, Place::With(0)]);
}

#[test]
fn nobody_answers_what_is_told_only_later() {
    let text = "Der Schiedsrichter schwieg bislang. Laut Kurier gilt der Schiedsrichter als streng.";
    let says = [
        Says("Der Schiedsrichter schwieg bislang", "Der Schiedsrichter", "declines_comment", "person", "role"),
        Says("gilt der Schiedsrichter als streng", "Kurier", "reports", "outlet", "named"),
    ];
    assert_eq!(placed(&paper("a", "Bote", None, 1, text, &says))[0].to, Place::New);
}

#[test]
fn a_spokeswoman_of_the_ministry_speaks_for_the_one_of_the_story() {
    let text = |behind: &str| format!("{LEAK} {behind}");
    let papers = [
        paper(
            "a",
            "Kurier",
            None,
            1,
            &text("Dazu schwieg das Umweltministerium."),
            &[Says("Dazu schwieg", "das Umweltministerium", "declines_comment", "organisation", "named")],
        ),
        paper(
            "b",
            "Bote",
            None,
            2,
            &text("Das stimme, bestätigte eine Sprecherin des Ministeriums."),
            &[Says("Das stimme", "eine Sprecherin des Ministeriums", "confirms", "person", "role")],
        ),
    ];
    let mut all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
    all.sort_by_key(|statement| statement.published);
    assert!(all[0].chain[0].entity.is_some());
    assert_eq!(all[1].chain[0].behalf, all[0].chain[0].entity);
}

#[test]
fn a_firm_is_what_it_is_called_and_not_what_sort_it_is_of() {
    let text = |behind: &str| format!("{LEAK} {behind}");
    let named = |id: &'static str, day, who: &'static str| {
        let behind = format!("Man prüfe alles, so {who}.");
        paper(id, "Kurier", None, day, &text(&behind), &[Says("Man prüfe alles", who, "states", "organisation", "named")])
    };
    let papers = [named("a", 1, "der Hersteller Ormgard"), named("b", 2, "der Konzern Ormgard"), named("c", 3, "der Konzern Tornau")];
    let mut all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
    all.sort_by_key(|statement| statement.published);
    let [first, second, third] = [0, 1, 2].map(|at: usize| all[at].chain[0].entity);
    assert!(first.is_some());
    assert_eq!(first, second);
    assert_ne!(second, third);
}

#[test]
fn so_many_of_so_many_is_one_amount_whatever_they_are_called() {
    let folds = Folds::new(&GERMAN);
    let amount = |text: &str| folds.signature(&words(text).collect::<Vec<_>>()).quantities;
    let missed = amount("Vier von sechs Pfeilen gingen daneben");
    assert_eq!(missed.len(), 1);
    assert!(missed[0].agrees(&amount("vier der sechs Schützen trafen nicht")[0]));
    let all = amount("Alle sechs Pfeile saßen");
    assert_eq!(all[0].unit, missed[0].unit, "so that another number clashes");
    assert!(!missed[0].agrees(&all[0]));
    assert_ne!(amount("Sechs Pfeile saßen")[0].unit, missed[0].unit);
}

#[test]
fn what_two_papers_print_of_an_agency_is_the_agencys_however_alike_they_are() {
    let told = "Am Kraftwerk Ulmau sind im Februar 30 Tonnen Öl in den Kanal bei Brenz gelaufen";
    let says = [Says(told, "Ida Quast", "states", "person", "named")];
    let first = format!("{told}, sagte Ida Quast am Montag.");
    let middle =
        "Sie leitet das Werk seit vier Jahren und will bis Ostern einen Bericht vorlegen, den der Rat der Stadt danach prüfen soll.";
    let end =
        "Die Feuerwehr hatte drei Boote im Einsatz, zwei Taucher suchten bis zum Abend nach der Stelle, an der das Öl ins Wasser kam.";
    let agency =
        paper("a", "dnb", Some("dnb"), 1, &format!("{first} {middle} {end} Weitere Angaben folgen am Dienstag gegen Mittag."), &says);
    let cut = paper("b", "Bote", Some("dnb"), 2, &format!("{first} {middle}"), &says);
    let shorter = paper("c", "Echo", Some("dnb"), 3, &first, &says);
    let (claims, _, mut copies) = claims(&[agency, cut, shorter]);
    // The shortest shares too little with the whole item.
    copies.retain(|copy| !(copy.first.article == "a" && copy.second.article == "c"));
    assert_eq!(copies.len(), 2);
    let fold = fold(&claims[0], &copies);
    let from = |at: usize| fold.parts[at].echo_of.as_ref().map(|item| &*item.article);
    assert_eq!([from(0), from(1), from(2)], [None, Some("a"), Some("a")]);
}

#[test]
fn the_works_council_does_not_speak_for_the_firm() {
    let text = "Die Werft Ormund schwieg. Der Steg wird geschlossen, sagte Ida Quast, Betriebsratschefin der Werft Ormund.";
    let says = [
        Says("Die Werft Ormund schwieg", "Werft Ormund", "declines_comment", "organisation", "named"),
        Says("Der Steg wird geschlossen", "Ida Quast, Betriebsratschefin der Werft Ormund", "states", "person", "named"),
    ];
    let behalf = |text: &str, says: &[Says]| statements(&paper("a", "Kurier", None, 1, text, says))[1].chain[0].behalf_name.clone();
    assert_eq!(behalf(text, &says).as_deref(), Some("Betriebsrat"));
    let chief = [says[0], Says("Der Steg wird geschlossen", "Ida Quast, Vorstandschefin der Werft Ormund", "states", "person", "named")];
    assert_eq!(behalf(&text.replace("Betriebsrats", "Vorstands"), &chief).as_deref(), Some("Werft Ormund"));
}

#[test]
fn nobody_keeps_silent_on_what_they_say() {
    let text = "Die Firma Quast werde den Steg bei Brenz erneuern, sagte Ida Quast. Zu den Einzelheiten wollte sie sich nicht äußern.";
    let silent = |who| {
        let says = [
            Says("Die Firma Quast werde den Steg bei Brenz erneuern", "Ida Quast", "states", "person", "named"),
            Says("Zu den Einzelheiten wollte sie sich nicht äußern", who, "declines_comment", "person", "named"),
        ];
        placed(&paper("a", "Bote", None, 1, text, &says))[1].to
    };
    assert_eq!(silent("Ida Quast"), Place::New);
}

#[test]
fn what_one_somebody_says_within_days_may_be_one_though_its_words_share_little() {
    let [fence, roof] = ["Das Hafenamt werde im Herbst den Zaun am Nordkai erneuern", "Der Zaun komme im Oktober weg"];
    let said = |id: &str, day: i8, content: &'static str, who: &'static str| {
        let text = format!("{LEAK} {content}, sagte {who}.");
        paper(id, if id == "a" { "Kurier" } else { "Bote" }, None, day, &text, &[Says(content, who, "states", "person", "named")])
    };
    let together = |day: i8, who: &'static str| claims(&[said("a", 1, fence, "Udo Kern"), said("b", day, roof, who)]).0.len() == 1;
    assert!(together(2, "Udo Kern"));
    assert!(!together(2, "Rita Sand"), "somebody else");
    assert!(!together(9, "Udo Kern"), "another day");
}

#[test]
fn a_given_name_may_be_written_as_another_language_has_it() {
    let said = |id: &str, who: &'static str| {
        let text = format!("{LEAK} Das bestritt {who}.");
        paper(id, "Kurier", None, 1, &text, &[Says("Das bestritt", who, "denies", "person", "named")])
    };
    let known = |who: [&'static str; 2]| claims(&[said("a", who[0]), said("b", who[1])]).1.len();
    assert_eq!(known(["Ihor Watschuk", "Igor Vachuk"]), 1);
    assert_eq!(known(["Ihor Watschuk", "Iwan Vachuk"]), 2);
}

#[test]
fn a_demand_that_is_repeated_in_one_word_is_told_by_that_word() {
    let demands = |id: &str, outlet, day, said: &'static str| {
        let text = format!("{LEAK} {said}.");
        let mut one = paper(id, outlet, None, day, &text, &[Says(said, "Ida Quast", "demands", "person", "named")]);
        let at = text.find("bekräftigte").map(|at| text[..at].chars().count());
        let cue = at.map(|at| [(at, 11), (at + 16, said.chars().count() - 26)]).into_iter().flatten();
        one.report.attributions[0].cue = cue.map(|(at, long)| zufolge::Span::new(at, at + long)).collect();
        one
    };
    let first = || demands("a", "Kurier", 1, "Ida Quast forderte Minister Kern zum Rücktritt auf");
    let claims_of = |again| claims(&[first(), demands("b", "Bote", 3, again)]).0.len();
    assert_eq!(claims_of("Ida Quast bekräftigte ihre Rücktrittsforderung"), 1);
    assert_eq!(claims_of("Ida Quast bekräftigte ihre Forderung"), 2, "whichever that is");
}

#[test]
fn the_name_of_a_body_may_have_several_words_in_the_title_of_who_speaks_for_it() {
    let all = told_on_two_days([
        (
            "Man zahle nichts, sagte die Sprecherin der Bürgerwehr Reiner Kanal, Rita Sand.",
            Says("Man zahle nichts", "die Sprecherin der Bürgerwehr Reiner Kanal, Rita Sand", "rejects", "person", "named"),
        ),
        (
            "Das Öl sei im Kanal, bestätigte die Bürgerwehr Reiner Kanal.",
            Says("Das Öl sei im Kanal", "die Bürgerwehr Reiner Kanal", "confirms", "organisation", "named"),
        ),
    ]);
    assert!(all[0].chain[0].behalf.is_some());
    assert_eq!(all[0].chain[0].behalf, all[1].chain[0].entity);
}

#[test]
fn two_who_speak_for_one_body_are_one_speaker() {
    let says = |id: &str, day, who: &'static str| {
        paper(
            id,
            "Kurier",
            None,
            day,
            &format!("{LEAK} Man zahle nichts, sagte {who}."),
            &[Says("Man zahle nichts", who, "rejects", "person", "named")],
        )
    };
    let same = |second| {
        let papers = [says("a", 1, "Reto Halm, Sprecher des Gewässeramts"), says("b", 2, second)];
        let all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
        compare::same_speaker(&all[0], &all[1])
    };
    assert!(same("Ida Quast, Sprecherin des Gewässeramts"));
    assert!(!same("Ida Quast, Sprecherin des Bauernbunds"));
}

#[test]
fn articles_in_which_one_somebody_speaks_are_compared_though_they_tell_it_in_other_words() {
    let keys_of = |id: &str, who: &'static str, nouns: &str, said: &'static str| {
        let text = format!("{nouns} {nouns} {nouns} {said}, sagte {who}.");
        keys(&statements(&paper(id, "Kurier", None, 1, &text, &[Says(said, who, "states", "person", "named")])))
    };
    let first = keys_of("a", "Ida Quast", "Schleuse Bagger Deich Schilf Weide Reuse Kahn Pegel Boje.", "Der Kämmerer fälscht Quittungen");
    let shared = |who| {
        let second = keys_of("b", who, "Tenor Chor Orgel Flöte Pauke Geige Harfe Trompete Posaune.", "Die Bücher stimmen nicht");
        first.iter().any(|key| second.contains(key))
    };
    assert!(shared("Ida Quast"));
    assert!(!shared("Udo Kern"));
}

#[test]
fn what_somebody_only_speaks_up_about_is_no_part_of_what_they_demand() {
    let says = |id: &str, outlet, said: &'static str, who: &'static str, stance: &'static str, cue: &str| {
        let mut one = paper(id, outlet, None, 1, &format!("{LEAK} {said}."), &[Says(said, who, stance, "organisation", "named")]);
        let text = &one.report.text;
        let at = text.find(cue).map(|at| text[..at].chars().count()).unwrap_or_default();
        let attr = &mut one.report.attributions[0];
        (attr.form, attr.cue) = (zufolge::attribution::Form::Reported, vec![zufolge::Span::new(at, at + cue.len())]);
        one
    };
    let leak = || says("a", "Kurier", "Im Kanal bei Brenz sind laut Kurier Rohre gebrochen", "Kurier", "reports", "sind");
    let told = "Nach dem Bericht über gebrochene Rohre im Kanal bei Brenz verlangt der Anglerbund neue Pumpen";
    let claims_of = |stance| claims(&[leak(), says("b", "Bote", told, "Anglerbund", stance, "verlangt")]).0;
    assert_eq!(claims_of("demands").len(), 2);
    let words = |stance| statements(&says("b", "Bote", told, "Anglerbund", stance, "verlangt"))[0].signature.terms.len();
    assert!(words("demands") < words("denies"), "a denial is about the report");
}

#[test]
fn the_month_alone_tells_it_where_the_same_somebody_says_both() {
    let same = |second| {
        let all = told_on_two_days([
            (
                "Das Wehr habe seit Juni Risse, räumte Udo Brehm ein.",
                Says("Das Wehr habe seit Juni Risse", "Udo Brehm", "admits", "person", "named"),
            ),
            (
                "Im Juni sei ihm das gesagt worden, räumten Udo Brehm und Ida Kern ein.",
                Says("Im Juni sei ihm das gesagt worden", second, "admits", "person", "named"),
            ),
        ]);
        matches!(compare(&all[0], &all[1]), Comparison::Same { .. })
    };
    assert!(same("Udo Brehm"));
    assert!(!same("Ida Kern"));
}
