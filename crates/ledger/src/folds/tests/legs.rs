//! Who claims to know, and who only has it from them.

use super::*;

/// The names of the origins of the one claim of some papers, and where each article has it from.
fn legs_of(papers: &[Paper]) -> (Vec<String>, Vec<Option<Relation>>) {
    let (claims, _, copies) = claims(papers);
    let all: Vec<Statement> = claims.into_iter().flatten().collect();
    let fold = fold(&all, &copies);
    (fold.origins.into_iter().map(|origin| origin.name).collect(), fold.parts.into_iter().map(|part| part.relation).collect())
}

/// Adds one more link to the chain of the first attribution: the paper that the origin spoke to.
fn told_to(mut paper: Paper, name: &str, kind: &str, naming: &str) -> Paper {
    let link = json!({"name": name, "entity": null, "span": null, "kind": kind, "naming": naming});
    paper.report.attributions[0].chain.push(serde_json::from_value(link).expect("a link"));
    paper
}

#[test]
fn a_report_of_a_commission_is_no_papers_report() {
    let insiders = || oil("a", "Kurier", 1, "sagten Insider", ("Insider", "states", "group", "anonymous"));
    let document = |name| oil("b", "Bote", 2, &format!("heißt es in {name}"), (name, "reports", "document", "role"));
    assert_eq!(legs_of(&[insiders(), document("dem Zwischenbericht der Kommission")]).0, ["Insider", "dem Zwischenbericht der Kommission"]);
    assert_eq!(legs_of(&[insiders(), document("dem Bericht")]).0, ["Insider"]);
}

#[test]
fn what_was_told_to_another_paper_is_what_that_paper_has_printed() {
    let papers = || {
        [
            oil("a", "Kurier", 1, "steht in Frachtpapieren", ("Frachtpapieren", "states", "document", "role")),
            oil("b", "Bote", 2, "so Ida Quast", ("Ida Quast", "states", "person", "named")),
        ]
    };
    let third =
        |via| told_to(oil("c", "Echo", 3, "so die Papiere", ("die Papiere", "reports", "group", "anonymous")), via, "outlet", "named");
    let with = |third| legs_of(&papers().into_iter().chain([third]).collect::<Vec<_>>()).0;
    assert_eq!(with(third("Kurier")), ["Frachtpapieren", "Ida Quast"]);
    assert_eq!(with(third("Landbote")).len(), 3, "nothing of that paper is there");
}

#[test]
fn a_paper_may_go_by_the_end_of_its_name() {
    let cites = |name: &'static str| oil("b", "Bote", 2, &format!("wie der {name} schreibt"), (name, "reports", "outlet", "named"));
    let insiders = |outlet| oil("a", outlet, 1, "sagten Insider", ("Insider", "states", "group", "anonymous"));
    let legs = legs_of(&[insiders("Ulmauer Kurier"), cites("Kurier")]);
    assert_eq!(legs, (vec!["Insider".to_owned()], vec![Some(Relation::Origin), Some(Relation::Echo)]));
    assert_eq!(legs_of(&[insiders("Ulmauer Kurier"), cites("Anzeiger")]).0.len(), 2);
}

#[test]
fn words_that_nobody_says_are_of_the_source_within_them() {
    let told = "Am Kraftwerk Ulmau sind laut der Feuerwehr 30 Tonnen Öl in den Kanal gelaufen";
    let says = [
        Says(told, "laut", "states", "unknown", "implicit"),
        Says("30 Tonnen Öl in den Kanal gelaufen", "der Feuerwehr", "states", "organisation", "role"),
    ];
    assert_eq!(legs_of(&[paper("a", "Kurier", None, 1, &format!("{told}."), &says)]).0, ["der Feuerwehr"]);
}

#[test]
fn those_two_officials_are_the_papers_own_sources() {
    let insiders = |says| oil("a", "Kurier", 1, "sagten zwei Beamte", says);
    let again = oil("b", "Kurier", 3, "wie die beiden Beamten sagen", ("die beiden Beamten", "states", "group", "role"));
    assert_eq!(legs_of(&[insiders(("zwei Beamte", "states", "group", "anonymous")), again]).0, ["zwei Beamte"]);
    let again = oil("b", "Bote", 3, "wie die beiden Beamten sagen", ("die beiden Beamten", "states", "group", "role"));
    assert_eq!(legs_of(&[insiders(("zwei Beamte", "states", "group", "anonymous")), again]).0.len(), 2);
}

#[test]
fn who_names_the_figure_again_says_it_again_whatever_they_deny_with_it() {
    let again = |stance| {
        let own = oil("a", "Kurier", 1, "sagte Ida Quast", ("Ida Quast", "states", "person", "named"));
        let other = oil("b", "Bote", 2, "sagte Udo Brehm", ("Udo Brehm", "states", "person", "named"));
        let later = oil("c", "Echo", 3, "blieb Ida Quast dabei", ("Ida Quast", stance, "person", "named"));
        legs_of(&[own, other, later]).1[2]
    };
    assert_eq!(again("denies"), Some(Relation::Echo));
    assert_eq!(again("states"), Some(Relation::Echo));
}

#[test]
fn a_copy_printed_before_another_has_the_origin_too() {
    let text = |more: &str| {
        format!("{OIL}, sagten Insider dem Landboten. Der Kanal bei Brenz ist seit dem Morgen für alle Schiffe gesperrt{more}.")
    };
    let says = [Says(OIL, "Insider", "reports", "group", "anonymous")];
    let copy = |id, outlet, day| told_to(paper(id, outlet, Some("adn"), day, &text(""), &says), "Landboten", "outlet", "named");
    let (claims, _, copies) = claims(&[copy("a", "adn", 1), copy("b", "Bote", 2), copy("c", "Echo", 3)]);
    let mut all: Vec<Statement> = claims.into_iter().flatten().collect();
    for unsure in &mut all[..2] {
        unsure.confidence = 0.05;
    }
    let relations: Vec<_> = fold(&all, &copies).parts.into_iter().map(|part| part.relation).collect();
    assert!(relations.iter().all(Option::is_some), "{relations:?}");
}

/// Whom the one headline above a paper is taken to be from.
fn headline(title: &str, source: &'static str, kind: &'static str, naming: &'static str, below: &str, says: Says) -> Option<String> {
    let content: &'static str = Box::leak(title.split_once(": ").expect("a source").1.to_owned().into_boxed_str());
    let text = format!("{title}\n\n{below}");
    let mut one = paper("a", "Kurier", None, 1, &text, &[Says(content, source, "states", kind, naming), says]);
    one.report.article.title = Some(title.to_owned());
    statements(&one)[0].chain.first().map(|voice| voice.name.clone())
}

#[test]
fn a_former_manager_in_a_headline_is_who_speaks_first_below() {
    let title = "Früherer Manager: Werft kannte alle Preise";
    let below = "Man habe die Angebote der anderen gelesen, sagte Ida Quast.";
    let quast = |stance| Says("Man habe die Angebote der anderen gelesen", "Ida Quast", stance, "person", "named");
    let head = |source, kind, naming, says| headline(title, source, kind, naming, below, says);
    assert_eq!(head("Früherer Manager", "group", "anonymous", quast("states")).as_deref(), Some("Ida Quast"));
    assert_eq!(head("Früherer Manager", "group", "anonymous", quast("denies")).as_deref(), Some("Früherer Manager"));
    assert_eq!(head("Früherer Manager", "document", "role", quast("states")).as_deref(), Some("Früherer Manager"));
    let two = Says("Man habe die Angebote der anderen gelesen", "zwei Manager", "states", "group", "anonymous");
    let below = below.replace("Ida Quast", "zwei Manager");
    let group = headline(title, "Früherer Manager", "group", "role", &below, two);
    assert_eq!(group.as_deref(), Some("zwei Manager"), "a group without a name is the one below");
}

#[test]
fn the_chief_of_a_firm_in_s_speaks_for_it_and_a_spokesman_of_the_firm_for_the_one_named_last() {
    let says = [
        Says("Das Gas reiche", "Nordgas", "states", "organisation", "named"),
        Says("Der Preis steige", "Nordgas-Chef Udo Brehm", "states", "person", "named"),
    ];
    let text = "Das Gas reiche, so Nordgas. Der Preis steige, sagte Nordgas-Chef Udo Brehm.";
    let spoken = |text: &str, says: &[Says]| statements(&paper("a", "Kurier", None, 1, text, says))[1].chain[0].clone();
    assert_eq!(spoken(text, &says).behalf_name.as_deref(), Some("Nordgas"));
    let says = [says[0], Says("Der Preis steige", "Konzernsprecher Udo Brehm", "states", "person", "named")];
    let text = "Das Gas reiche, so Nordgas. Der Preis steige, sagte Konzernsprecher Udo Brehm.";
    assert_eq!(spoken(text, &says).behalf_local.as_deref(), Some("e1"));
}

#[test]
fn the_minister_without_a_name_is_a_person_whatever_she_is_taken_for() {
    let named = oil("a", "Kurier", 1, "sagte Umweltministerin Ida Quast", ("Umweltministerin Ida Quast", "states", "person", "named"));
    let mut one = named;
    one.report.entities[0].role = Some("Umweltministerin".to_owned());
    let office = oil("b", "Bote", 2, "so die Ministerin", ("die Ministerin", "states", "office", "role"));
    assert_eq!(legs_of(&[one, office]).0.len(), 1);
}

#[test]
fn insiders_of_an_unnamed_paper_are_those_of_the_paper_that_the_article_names() {
    let insiders = oil("a", "Kurier", 1, "sagten Insider", ("Insider", "states", "group", "anonymous"));
    let text = format!("{OIL}, so Insider laut Zeitung. Die Werft Ormund schweigt, der „Kurier“ hatte zwei gefragt.");
    let mut other = paper(
        "b",
        "Bote",
        None,
        2,
        &text,
        &[
            Says(OIL, "Insider", "reports", "group", "anonymous"),
            Says("Die Werft Ormund schweigt", "Die Werft Ormund", "declines_comment", "organisation", "named"),
        ],
    );
    other = told_to(other, "einem Zeitungsbericht", "document", "role");
    assert_eq!(legs_of(&[insiders, other]).0, ["Insider"]);
}

#[test]
fn what_was_said_days_before_is_only_told_again() {
    let relation = |said: Option<&str>, back| {
        let (mut claims, ..) = claims(&[oil("a", "Kurier", 6, "hatte Ida Quast gesagt", ("Ida Quast", "states", "person", "named"))]);
        (claims[0][0].said_at, claims[0][0].told_back) = (said.map(str::to_owned), back);
        fold(&claims[0], &[]).parts[0].relation
    };
    assert_eq!(relation(Some("2026-03-03"), true), Some(Relation::Echo));
    assert_eq!(relation(Some("2026-03-06"), true), Some(Relation::Origin));
    assert_eq!(relation(Some("2026-03-03"), false), Some(Relation::Origin));
    let told = |cited: &[&str]| {
        let (mut claims, ..) =
            claims(&[oil("a", "Kurier", 6, "hatten zwei Müller gesagt", ("zwei Müller", "states", "group", "anonymous"))]);
        claims[0][0].told_back = true;
        claims[0][0].cited = cited.iter().map(|name| (*name).to_owned()).collect();
        fold(&claims[0], &[]).parts[0].relation
    };
    assert_eq!(told(&["Bote"]), Some(Relation::Echo));
    assert_eq!(told(&[]), Some(Relation::Origin));
}

#[test]
fn who_admits_it_days_later_says_so_for_the_first_time() {
    let relations = |day, stance| {
        let says = |stance| ("Ida Quast", stance, "person", "named");
        let (claims, ..) = claims(&[
            oil("a", "Kurier", 1, "hieß es bei Udo Kern", ("Udo Kern", "states", "person", "named")),
            oil("b", "Bote", 2, "sagte Ida Quast", says("states")),
            oil("c", "Echo", day, "so Ida Quast", says(stance)),
            oil("d", "Post", day + 1, "so Ida Quast", says(stance)),
        ]);
        let folded = fold(&claims[0], &[]);
        assert_eq!(folded.origins.len(), 2);
        let of = |at: usize| (folded.parts[at].relation, folded.parts[at].echo_of.as_ref().map(|item| item.article.clone()));
        [of(2), of(3)]
    };
    let echo = |of: &str| (Some(Relation::Echo), Some(of.to_owned()));
    assert_eq!(relations(9, "admits"), [(Some(Relation::Independent), None), echo("c")]);
    assert_eq!(relations(3, "admits"), [echo("b"), echo("b")], "the next day it is told again");
    assert_eq!(relations(9, "states"), [echo("b"), echo("b")]);
}

#[test]
fn a_paper_of_the_story_is_that_paper_where_it_is_taken_for_a_body() {
    let second = |kind| {
        legs_of(&[
            oil("a", "Kurier", 1, "sagten zwei Müller", ("zwei Müller", "states", "group", "anonymous")),
            oil("b", "Bote", 2, "so steht es im Kurier", ("Kurier", "states", kind, "role")),
        ])
        .0
        .len()
    };
    assert_eq!(second("organisation"), 1);
    assert_eq!(second("person"), 2);
}

#[test]
fn what_an_article_has_from_another_paper_is_an_echo_though_nothing_of_that_paper_is_there() {
    let relation = |paper: Paper| legs_of(&[paper]).1[0];
    let cites = |name| oil("b", "Bote", 2, &format!("wie der {name} schreibt"), (name, "reports", "outlet", "named"));
    assert_eq!(relation(cites("Kurier")), Some(Relation::Echo));
    assert_eq!(relation(cites("Bote")), Some(Relation::Origin), "its own");
    let quast = || oil("b", "Bote", 2, "sagte Ida Quast", ("Ida Quast", "states", "person", "named"));
    assert_eq!(relation(quast()), Some(Relation::Origin));
    assert_eq!(relation(told_to(quast(), "Kurier", "outlet", "named")), Some(Relation::Echo));
    let told = |relation: Option<Relation>, back| {
        let (claims, ..) = claims(&[cites("Bote")]);
        let mut all: Vec<Statement> = claims.into_iter().flatten().collect();
        all[0].told_back = back;
        assert_eq!(fold(&all, &[]).parts[0].relation, relation);
    };
    told(Some(Relation::Echo), true);
    told(Some(Relation::Origin), false);
}

#[test]
fn whom_one_paper_has_as_the_technician_is_who_another_names_and_cites_it_for() {
    let named = |behind: &str, paper: &str| {
        let by_role = oil("a", "Kurier", 1, "sagt der Techniker", ("der Techniker", "states", "person", "role"));
        let by_name = ("Anton Prill", "states", "person", "named");
        let told = oil("b", "Bote", 2, &format!("hatte der frühere Werkmeister Anton Prill {behind} „{paper}“ gesagt"), by_name);
        legs_of(&[by_role, told]).0
    };
    assert_eq!(named("dem", "Kurier"), ["Anton Prill"]);
    assert_eq!(named("dem", "Anzeiger"), ["der Techniker", "Anton Prill"], "another paper");
}

#[test]
fn a_body_that_only_corrects_itself_is_no_origin_beside_who_says_what_is_so() {
    let text = format!("Auch das Gewässeramt korrigierte sich. {OIL}, räumte Ida Quast ein.");
    let says = [
        Says("Auch das Gewässeramt korrigierte sich", "das Gewässeramt", "admits", "organisation", "role"),
        Says(OIL, "Ida Quast", "admits", "person", "named"),
    ];
    let mut one = paper("b", "Bote", None, 2, &text, &says);
    let at = text.find("korrigierte").map(|at| text[..at].chars().count()).unwrap_or_default();
    one.report.attributions[0].cue = vec![zufolge::Span::new(at, at + "korrigierte sich".len())];
    let insiders = oil("a", "Kurier", 1, "sagten Insider", ("Insider", "states", "group", "anonymous"));
    assert_eq!(legs_of(&[insiders, one]).0, ["Insider", "Ida Quast"]);
}

#[test]
fn a_part_of_what_somebody_says_is_theirs_whoever_is_named_in_it() {
    let told = "Der Stadtrat habe von 30 Tonnen Öl im Kanal gewusst";
    let says = [
        Says(told, "Ida Quast", "states", "person", "named"),
        Says("von 30 Tonnen Öl im Kanal gewusst", "Der Stadtrat", "states", "organisation", "role"),
    ];
    let quast = || paper("a", "Kurier", None, 1, &format!("{told}, sagte Ida Quast."), &says);
    assert_eq!(legs_of(&[quast()]).0, ["Ida Quast"]);
    let itself = oil("b", "Bote", 2, "räumte der Stadtrat ein", ("der Stadtrat", "admits", "organisation", "role"));
    assert_eq!(legs_of(&[quast(), itself]).0, ["Ida Quast", "der Stadtrat"], "it has said nothing before");
}

#[test]
fn insiders_of_media_that_nobody_names_are_those_whom_a_paper_had_first() {
    let insiders = oil("a", "Kurier", 1, "sagten Insider", ("Insider", "states", "group", "anonymous"));
    let media = oil("b", "Bote", 2, "so Beamte laut Medienberichten", ("Beamte", "reports", "group", "anonymous"));
    assert_eq!(legs_of(&[insiders, told_to(media, "Medienberichten", "document", "anonymous")]).0, ["Insider"]);
}

#[test]
fn doctors_of_whom_another_paper_tells_are_its_insiders() {
    let legs = |via| {
        let insiders = oil("a", "Kurier", 1, "sagten leitende Ärzte", ("leitende Ärzte", "states", "group", "anonymous"));
        let doctors = oil("b", "Bote", 2, "so Ärzte des Werks", ("Ärzte des Werks", "reports", "group", "role"));
        legs_of(&[insiders, told_to(doctors, via, "outlet", "named")]).0
    };
    assert_eq!(legs("Kurier"), ["leitende Ärzte"]);
    assert_eq!(legs("Anzeiger").len(), 2, "another paper");
}

#[test]
fn who_is_only_taken_for_the_one_before_is_not_known_by_it() {
    let (claims, ..) = claims(&[
        oil("a", "Kurier", 1, "sagte Ida Quast", ("Ida Quast", "states", "person", "named")),
        oil("b", "Bote", 2, "hatte der Werkleiter gesagt", ("der Werkleiter", "states", "person", "role")),
        oil("c", "Echo", 3, "sagte Udo Brehm", ("Udo Brehm", "states", "person", "named")),
    ]);
    let mut all: Vec<Statement> = claims.into_iter().flatten().collect();
    all[1].told_back = true;
    all[2].chain[0].entity = all[1].chain[0].entity;
    assert_eq!(fold(&all, &[]).origins.len(), 2);
}

#[test]
fn a_body_that_confirms_its_report_adds_its_word_to_it() {
    let legs = |stance| {
        let report = ("dem Prüfbericht des Landesamts", "states", "document", "role");
        let report = oil("a", "Kurier", 1, "steht in dem Prüfbericht des Landesamts", report);
        legs_of(&[report, oil("b", "Bote", 2, "so das Landesamt", ("das Landesamt", stance, "organisation", "role"))]).0.len()
    };
    assert_eq!((legs("confirms"), legs("states")), (2, 1));
}

#[test]
fn a_paper_and_the_minutes_of_one_article_are_one_document() {
    let again = "30 Tonnen Öl seien in den Kanal gelaufen";
    let text = format!("{OIL}, wie ein Papier zeigt. Im Protokoll heißt es, {again}.");
    let says = [Says(OIL, "ein Papier", "states", "document", "role"), Says(again, "Protokoll", "states", "document", "role")];
    assert_eq!(legs_of(&[paper("a", "Kurier", None, 1, &text, &says)]).0.len(), 1);
}

#[test]
fn who_admits_that_something_does_not_hold_says_what_the_claim_says() {
    let origins = |stance| {
        let all = told_on_two_days([
            (
                "Die Schicht löst sich vom Metall, sagte Ida Quast.",
                Says("Die Schicht löst sich vom Metall", "Ida Quast", "states", "person", "named"),
            ),
            (
                "Die Schicht halte nicht am Metall, so Udo Brehm.",
                Says("Die Schicht halte nicht am Metall", "Udo Brehm", stance, "person", "named"),
            ),
        ]);
        fold(&all, &[]).origins.len()
    };
    assert_eq!((origins("admits"), origins("states")), (2, 1));
}

#[test]
fn who_is_hardly_likely_to_deny_it_says_so_too() {
    let origins = |sureness| {
        let mut all = told_on_two_days([
            (
                "Die Probe ist im März an das Amt gegangen, sagte Ida Quast.",
                Says("Die Probe ist im März an das Amt gegangen", "Ida Quast", "states", "person", "named"),
            ),
            (
                "Er habe die Probe im März an das Amt geschickt, so Udo Brehm.",
                Says("Er habe die Probe im März an das Amt geschickt", "Udo Brehm", "denies", "person", "named"),
            ),
        ]);
        (all[1].joins, all[1].stance_confidence) = (None, Some(sureness));
        fold(&all, &[]).origins.len()
    };
    assert_eq!((origins(0.4), origins(0.9)), (2, 1));
}

#[test]
fn who_says_something_else_in_some_of_the_words_is_no_origin() {
    let origins = |stance| {
        let told = [
            ("a", "Kurier", "Die Probe ist im Labor verloren gegangen", "Ida Quast", "states"),
            ("b", "Bote", "Im Labor sei die Probe verloren gegangen", "Udo Brehm", "states"),
            ("c", "Echo", "Das Labor werde im Sommer gestrichen", "Lena Voss", stance),
        ];
        let papers = told.into_iter().zip(1..).map(|((id, outlet, said, who, stance), day)| {
            let says = Says(said, who, stance, "person", "named");
            paper(id, outlet, None, day, &format!("{LEAK} {said}, so {who}."), &[says])
        });
        let (claims, ..) = claims(&papers.collect::<Vec<_>>());
        let mut all: Vec<Statement> = claims.into_iter().flatten().collect();
        all.sort_by_key(|statement| statement.published);
        fold(&all, &[]).origins.len()
    };
    assert_eq!((origins("states"), origins("confirms")), (2, 3));
}

#[test]
fn the_report_of_the_auditors_is_no_papers_report() {
    let legs = |name: &'static str, full: Option<&str>| {
        let insiders = oil("a", "Kurier", 1, "sagten Insider", ("Insider", "states", "group", "anonymous"));
        let mut report = oil("b", "Bote", 2, &format!("heißt es in {name}"), (name, "reports", "document", "role"));
        if let Some(full) = full {
            report.report.attributions[0].chain[0].name = full.to_owned();
        }
        legs_of(&[insiders, report]).0.len()
    };
    assert_eq!(legs("dem Bericht der Kassenprüfer", None), 2);
    assert_eq!(legs("dem Bericht vom Montag", None), 1);
    assert_eq!(legs("dem Bericht", Some("dem Hygienebericht")), 2, "as the article called it before");
}

/// Whom the second of two voices in one article speaks for.
fn spoken_for(text: &str, body: &'static str, who: &'static str) -> (Option<String>, Option<String>) {
    let says =
        [Says("Das Gas reiche", body, "states", "organisation", "named"), Says("Der Preis steige", who, "states", "person", "named")];
    let voice = statements(&paper("a", "Kurier", None, 1, text, &says))[1].chain[0].clone();
    (voice.behalf_local, voice.behalf_name)
}

#[test]
fn who_held_an_office_once_speaks_for_nobody() {
    let text = "Das Gas reiche, so Nordgas. Der Preis steige, sagte der frühere Nordgas-Chef Udo Brehm.";
    assert_eq!(spoken_for(text, "Nordgas", "der frühere Nordgas-Chef Udo Brehm"), (None, None));
}

#[test]
fn the_ministers_spokesman_speaks_for_the_ministry() {
    let text = "Das Gas reiche, so das Finanzministerium. Der Preis steige, sagte der Sprecher des Ministers.";
    let whom = spoken_for(text, "das Finanzministerium", "der Sprecher des Ministers");
    assert_eq!(whom, (Some("e1".to_owned()), Some("Ministerium".to_owned())));
}

#[test]
fn a_secretary_of_the_union_speaks_for_it() {
    let text = "Das Gas reiche, so die Gewerkschaft Schienenbund. Der Preis steige, sagte Gewerkschaftssekretär Udo Brehm.";
    assert_eq!(spoken_for(text, "die Gewerkschaft Schienenbund", "Gewerkschaftssekretär Udo Brehm").0.as_deref(), Some("e1"));
}

#[test]
fn the_hydrologist_of_an_academy_is_the_one_whom_another_paper_names() {
    let legs = |who| {
        let role = ("der Hydrologe von der Akademie Brenz", "states", "person", "role");
        let role = oil("a", "Kurier", 1, "schätzt der Hydrologe von der Akademie Brenz", role);
        legs_of(&[role, oil("b", "Bote", 2, &format!("sagte {who}"), (who, "states", "person", "named"))]).0.len()
    };
    assert_eq!((legs("Hydrologe Udo Brehm"), legs("Geologe Udo Brehm")), (1, 2));
}

#[test]
fn the_operating_firm_is_the_body_that_has_spoken() {
    let who = "Sprecherin der Kanalwerke, Ida Quast";
    let firm = oil("a", "Kurier", 1, &format!("sagte die {who}"), (who, "states", "person", "named"));
    let again = oil("b", "Bote", 2, "so die Betreiberfirma", ("die Betreiberfirma", "states", "organisation", "role"));
    assert_eq!(legs_of(&[firm, again]).0.len(), 1);
}

#[test]
fn a_papers_name_is_inflected_in_all_its_words() {
    let insiders = oil("a", "Neue Ulmauer Zeitung", 1, "sagten Insider", ("Insider", "states", "group", "anonymous"));
    let name = "Neuen Ulmauer Zeitung";
    let cites = oil("b", "Bote", 2, "nach einem Bericht der Neuen Ulmauer Zeitung", (name, "reports", "outlet", "named"));
    assert_eq!(legs_of(&[insiders, cites]).0, ["Insider"]);
}

#[test]
fn her_spokesman_speaks_for_the_ministry_of_the_minister_before_him() {
    let text = "Die Lage sei ernst, sagte Umweltministerin Ida Quast. Ihr Sprecher Reto Halm räumte ein, dass das Wehr Risse hat.";
    let says = [
        Says("Die Lage sei ernst", "Umweltministerin Ida Quast", "states", "person", "named"),
        Says("dass das Wehr Risse hat", "Ihr Sprecher Reto Halm", "admits", "person", "named"),
    ];
    let all = statements(&paper("a", "Kurier", None, 1, text, &says));
    assert_eq!(all[1].chain[0].behalf_name.as_deref(), Some("Umweltministerium"));
}

#[test]
fn who_only_blames_somebody_does_not_tell_what_is_so() {
    let origins = |content: &'static str, stance| {
        let told = |id, outlet, day, content: &'static str, who, stance| {
            paper(id, outlet, None, day, &format!("{content}, sagte {who}."), &[Says(content, who, stance, "person", "named")])
        };
        let papers = [
            told("a", "Kurier", 1, "Das Wehr bei Brenz hat Risse", "Ida Quast", "states"),
            told("b", "Bote", 2, "Das Wehr bei Brenz habe Risse", "Udo Kern", "states"),
            told("c", "Echo", 3, content, "Resi Brehm", stance),
        ];
        let all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
        fold(&all, &[]).origins.len()
    };
    assert_eq!(origins("Das Wehr sei eine Schande", "criticises"), 2);
    assert_eq!(origins("Das Wehr sei eine Schande", "states"), 2, "nor who stands alone with it");
    assert_eq!(origins("Das Wehr bei Brenz hat Risse", "criticises"), 3, "it says so too");
}

#[test]
fn who_corrects_their_own_numbers_confirms_nobodys() {
    let text = format!("{OIL}, sagten Insider. Das Gewässeramt korrigierte seine Zahlen. Es seien 40 Tonnen, sagte Ida Quast.");
    let says = [
        Says(OIL, "Insider", "states", "group", "anonymous"),
        Says("Das Gewässeramt korrigierte seine Zahlen", "Das Gewässeramt", "admits", "organisation", "role"),
        Says("Es seien 40 Tonnen", "Ida Quast", "states", "person", "named"),
    ];
    let joins = statements(&paper("a", "Kurier", None, 1, &text, &says))[1].joins.clone();
    assert_eq!(joins.map(|joins| joins.attribution).as_deref(), Some("a3"));
}

#[test]
fn what_comes_out_of_the_town_hall_is_from_somebody_there() {
    let legs = |from: &str| {
        let insiders = oil("a", "Kurier", 1, "sagten Insider", ("Insider", "states", "group", "anonymous"));
        let hall = oil("b", "Kurier", 2, &format!("heißt es {from} dem Rathaus"), ("dem Rathaus", "states", "organisation", "role"));
        legs_of(&[insiders, hall]).0.len()
    };
    assert_eq!((legs("aus"), legs("in")), (1, 2));
}

#[test]
fn whom_one_paper_has_as_the_founder_of_a_firm_is_who_another_names_and_cites_it_for() {
    let founder = ("der Gründer der Firma Ormund", "states", "person", "role");
    let by_role = oil("a", "Kurier", 1, "sagt der Gründer der Firma Ormund", founder);
    let told = oil("b", "Bote", 2, "hatte Anton Prill dem „Kurier“ gesagt", ("Anton Prill", "states", "person", "named"));
    assert_eq!(legs_of(&[by_role, told]).0, ["Anton Prill"]);
}
