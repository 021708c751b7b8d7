//! The folds over small articles of our own making.

use super::words::words;
use super::*;
use serde_json::{Value, json};
use zufolge::Report;
use zufolge::attribution::Stance;
use zufolge_lexicon::GERMAN;

mod above;
mod changes;
mod legs;
mod merging;
mod wording;

/// One attribution: words of the text, source, stance, kind and naming of the origin.
#[derive(Clone, Copy)]
struct Says(&'static str, &'static str, &'static str, &'static str, &'static str);

/// A stored article whose attributions are given by their words.
struct Paper {
    id: ItemId,
    outlet: &'static str,
    agency: Option<&'static str>,
    day: i8,
    report: Report,
}

fn paper(id: &str, outlet: &'static str, agency: Option<&'static str>, day: i8, text: &str, says: &[Says]) -> Paper {
    let span = |words: &str| {
        let at = text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
        let start = text[..at].chars().count();
        json!([start, start + words.chars().count()])
    };
    let mut entities: Vec<Value> = Vec::new();
    let mut attributions: Vec<Value> = Vec::new();
    for Says(content, source, stance, kind, naming) in says {
        let known = entities.iter().position(|entity| entity["name"] == *source);
        let index = known.unwrap_or_else(|| {
            entities.push(json!({"id": format!("e{}", entities.len() + 1), "name": source, "kind": kind, "mentions": [span(source)]}));
            entities.len() - 1
        });
        let link = json!({"name": source, "entity": format!("e{}", index + 1), "span": span(source), "kind": kind, "naming": naming});
        let polarity = if *stance == "denies" { "negative" } else { "positive" };
        attributions.push(json!({
            "id": format!("a{}", attributions.len() + 1), "form": "indirect", "mode": ["speech"], "content": [span(content)], "cue": [],
            "source": [span(source)], "addressee": [], "frame": [], "parent": null, "chain": [link], "stance": [stance],
            "factuality": {"certainty": "certain", "polarity": polarity}, "confidence": 0.9, "evidence": ["test"],
        }));
    }
    let report = json!({
        "schema": "zufolge/report@1", "generator": {"name": "zufolge", "version": "0", "model": "test"},
        "article": {"id": id, "language": "de"}, "text": text, "sentences": [[0, text.chars().count()]],
        "entities": entities, "attributions": attributions, "diagnostics": [],
    });
    let report = serde_json::from_value(report).expect("a report");
    Paper { id: ItemId { article: id.to_owned(), version: 1 }, outlet, agency, day, report }
}

/// All claims of some papers, added in order: each with its statements; and the entities.
fn claims(papers: &[Paper]) -> (Vec<Vec<Statement>>, Vec<Known>, Vec<Copy>) {
    let folds = Folds::new(&GERMAN);
    let (mut all, mut known, mut copies): (Vec<(usize, Statement)>, Vec<Known>, Vec<Copy>) = Default::default();
    let mut prints: Vec<(&Paper, Option<jiff::Timestamp>, Fingerprint)> = Vec::new();
    let mut count = 0;
    for paper in papers {
        let published = instant(&format!("2026-03-{:02}T08:00:00+01:00", paper.day));
        let item = Item { id: &paper.id, outlet: Some(paper.outlet), agency: paper.agency, published, report: &paper.report };
        let mut local = std::collections::BTreeMap::new();
        for somebody in folds.persons(&item) {
            let candidates: Vec<&Known> = known.iter().collect();
            let id = match folds.meet(&somebody, &candidates, &Aliases::default()) {
                Meeting::Is { entity, .. } => {
                    known[entity as usize].absorb(&somebody);
                    entity
                }
                Meeting::New => {
                    known.push(Known::new(known.len() as i64, &somebody));
                    known.len() as i64 - 1
                }
            };
            local.insert(somebody.local.clone(), id);
        }
        let print = Fingerprint::of(&paper.report.text);
        for (other, when, earlier) in &prints {
            let overlap = print.overlap(earlier);
            if overlap >= NEAR_COPY {
                let agency = paper.agency.filter(|agency| other.agency == Some(agency)).map(str::to_owned);
                let (first, second) = (other.id.clone(), paper.id.clone());
                copies.push(Copy { first, first_published: *when, second, second_published: published, agency, overlap });
            }
        }
        prints.push((paper, published, print));
        let mut statements = folds.statements(&item);
        for statement in &mut statements {
            statement.resolve(|id| local.get(id).copied());
        }
        let candidates: Vec<Candidate<'_>> = all.iter().map(|(claim, statement)| Candidate { claim: *claim as i64, statement }).collect();
        let Placing { placed, joined } = place(&statements, &candidates);
        let fresh: Vec<Option<usize>> = placed
            .iter()
            .map(|placed| {
                count += usize::from(placed.to == Place::New);
                (placed.to == Place::New).then(|| count - 1)
            })
            .collect();
        let claim = |at: usize| match placed[at].to {
            Place::Known(claim) => claim as usize,
            Place::With(with) => fresh[with].expect("founds a claim"),
            Place::New => fresh[at].expect("founds a claim"),
        };
        let numbers: Vec<usize> = (0..placed.len()).map(claim).collect();
        all.extend(numbers.into_iter().zip(statements));
        for (gone, stays) in joined {
            all.iter_mut().filter(|(claim, _)| *claim as i64 == gone).for_each(|(claim, _)| *claim = stays as usize);
        }
    }
    let mut claims = vec![Vec::new(); count];
    for (claim, statement) in all {
        claims[claim].push(statement);
    }
    (claims, known, copies)
}

/// The statements of one paper, resolved against nobody.
fn statements(paper: &Paper) -> Vec<Statement> {
    let item = Item { id: &paper.id, outlet: Some(paper.outlet), agency: paper.agency, published: None, report: &paper.report };
    Folds::new(&GERMAN).statements(&item)
}

fn fold(claim: &[Statement], copies: &[Copy]) -> ClaimFold {
    fold_claim(&claim.iter().collect::<Vec<_>>(), copies)
}

const LEAK: &str = "Am Kraftwerk Ulmau sind im Februar 30 Tonnen Öl in den Kanal gelaufen. Das Kraftwerk Ulmau steht am Kanal von Brenz.";

#[test]
fn inflection_derivation_and_composition_leave_the_stem() {
    let folds = Folds::new(&GERMAN);
    for (one, other) in [
        ("gesperrt", "Sperrung"),
        ("abgesenkt", "Absenkung"),
        ("abzusenken", "Absenkung"),
        ("Brücken", "Brücke"),
        ("verschoben", "Verschiebung"),
        ("offenzulegen", "Offenlegung"),
    ] {
        assert_eq!(folds.stem(one), folds.stem(other));
    }
    assert_ne!(folds.stem("Sperrung"), folds.stem("Spende"));
    let parts = folds.words.parts(&folds.stem("Brückensperrung")).expect("a compound");
    assert_eq!(parts, (folds.stem("Brücke"), folds.stem("Sperrung")));
}

#[test]
fn numbers_have_their_units_and_years_are_times() {
    let folds = Folds::new(&GERMAN);
    let of = |text: &str| folds.signature(&words(text).collect::<Vec<_>>());
    let values = |text: &str| of(text).quantities.iter().map(|quantity| quantity.value).collect::<Vec<_>>();
    assert_eq!(values("rund 180 000 Menschen und 2,5 Millionen Euro"), [180_000.0, 2_500_000.0]);
    assert_eq!(values("vierzehn Millimeter, zweiunddreißig Haushalte, dreihundertzwanzig Euro"), [14.0, 32.0, 320.0]);
    assert!(values("Im Jahr 1962, am 19. Januar").is_empty());
    assert!(of("14 mm").quantities[0].agrees(&of("14 Millimeter").quantities[0]));
    assert!(!of("14 mm").quantities[0].agrees(&of("14 Meter").quantities[0]));
    let same = |one: &str, other: &str| of(one).quantities[0].agrees(&of(other).quantities[0]);
    assert!(same("nach 48 Stunden", "binnen zweier Tage") && same("sechs Wochen", "42 Tage") && same("drei Dutzend", "36"));
    assert!(same("anderthalb Jahre", "18 Monate") && !same("drei Tage", "drei Wochen") && !same("zwei Jahre", "24 Tage"));
    assert!(of("rund 300 Euro").quantities[0].agrees(&of("310 Euro").quantities[0]));
}

#[test]
fn a_passage_in_common_is_a_near_copy_and_a_topic_in_common_is_none() {
    let text =
        "Der Kanal bei Brenz bleibt bis Ostern für alle Schiffe geschlossen, weil Taucher das Wehr untersuchen und zwei Tore erneuern.";
    let other = "Für Schiffe ist bis Ostern kein Weg durch den Kanal bei Brenz: Taucher sehen sich dort das Wehr und seine Tore genau an.";
    let print = Fingerprint::of(text);
    let copy = Fingerprint::of(&format!("Brenz. {text} Das sorgt am Ort für Ärger."));
    assert!(print.overlap(&copy) >= NEAR_COPY && print.keys().iter().any(|key| copy.keys().contains(key)));
    assert!(print.overlap(&Fingerprint::of(other)) < NEAR_COPY);
    assert_eq!(Fingerprint::from_bytes(&print.to_bytes()), Some(print));
    assert_eq!(Fingerprint::from_bytes(&[1, 2, 3]), None);
}

#[test]
fn another_number_is_another_claim_that_contradicts() {
    let (claims, ..) = claims(&[
        paper(
            "a",
            "Kurier",
            None,
            1,
            &format!("{LEAK} Das teilte der Betreiber mit."),
            &[Says("im Februar 30 Tonnen Öl in den Kanal gelaufen", "der Betreiber", "states", "organisation", "role")],
        ),
        paper(
            "b",
            "Bote",
            None,
            2,
            "Am Kraftwerk Ulmau seien 30 Tonnen Öl in den Kanal gelaufen, sagte Ida Quast am Kanal von Brenz.",
            &[Says("Am Kraftwerk Ulmau seien 30 Tonnen Öl in den Kanal gelaufen", "Ida Quast", "states", "person", "named")],
        ),
        paper(
            "c",
            "Bote",
            None,
            2,
            "Am Kraftwerk Ulmau seien nur 3 Tonnen Öl in den Kanal gelaufen, sagte Udo Brehm am Kanal von Brenz.",
            &[Says("Am Kraftwerk Ulmau seien nur 3 Tonnen Öl in den Kanal gelaufen", "Udo Brehm", "states", "person", "named")],
        ),
    ]);
    assert_eq!(claims.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert!(matches!(compare(&claims[0][1], &claims[1][0]), Comparison::Different { why: "number", .. }));
}

#[test]
fn ten_papers_that_cite_one_outlets_insiders_stand_on_one_leg() {
    let told = "Am Kraftwerk Ulmau sind 30 Tonnen Öl in den Kanal gelaufen";
    let mut papers = vec![paper(
        "a",
        "Kurier",
        None,
        1,
        &format!("{told}, sagten Insider. Das Kraftwerk Ulmau gehört Brenz."),
        &[Says(told, "Insider", "states", "group", "anonymous")],
    )];
    for (at, outlet) in ["Bote", "Echo", "Anzeiger"].into_iter().enumerate() {
        let text = format!(
            "Wie der Kurier schreibt, sind am Kraftwerk Ulmau 30 Tonnen Öl in den Kanal bei Brenz gelaufen. So steht es in Ausgabe {at}."
        );
        papers.push(paper(
            outlet,
            outlet,
            None,
            2,
            &text,
            &[Says("sind am Kraftwerk Ulmau 30 Tonnen Öl in den Kanal bei Brenz gelaufen", "Kurier", "reports", "outlet", "named")],
        ));
    }
    let text = format!("{told}, räumte Ida Quast am Kanal bei Brenz ein. Sie leitet das Kraftwerk Ulmau.");
    papers.push(paper("z", "Bote", None, 4, &text, &[Says(told, "Ida Quast", "admits", "person", "named")]));
    let (claims, _, copies) = claims(&papers);
    assert_eq!(claims.len(), 1);
    let fold = fold(&claims[0], &copies);
    assert_eq!(
        fold.origins.iter().map(|origin| (&*origin.name, origin.via.as_deref())).collect::<Vec<_>>(),
        [("Insider", Some("Kurier")), ("Ida Quast", None)]
    );
    let relations: Vec<_> = fold.parts.iter().map(|part| part.relation.expect("asserts")).collect();
    assert_eq!(relations, [Relation::Origin, Relation::Echo, Relation::Echo, Relation::Echo, Relation::Independent]);
    assert!(fold.parts[1..4].iter().all(|part| part.echo_of.as_ref().is_some_and(|item| item.article == "a")));
}

#[test]
fn the_same_person_once_more_is_no_second_leg() {
    let text = |verb: &str| format!("Am Kraftwerk Ulmau sind 30 Tonnen Öl in den Kanal bei Brenz gelaufen, {verb} Ida Quast.");
    let content = "Am Kraftwerk Ulmau sind 30 Tonnen Öl in den Kanal bei Brenz gelaufen";
    let (claims, _, copies) = claims(&[
        paper("a", "Kurier", None, 1, &text("sagte"), &[Says(content, "Ida Quast", "states", "person", "named")]),
        paper(
            "b",
            "Bote",
            None,
            3,
            &text("wiederholte am Rande einer Tagung in einem anderen Haus auch"),
            &[Says(content, "Ida Quast", "states", "person", "named")],
        ),
    ]);
    assert_eq!(fold(&claims[0], &copies).origins.len(), 1);
}

#[test]
fn a_denial_without_words_of_its_own_answers_what_stands_before_it() {
    let text = "Am Kraftwerk Ulmau sind laut Kurier 30 Tonnen Öl in den Kanal gelaufen. Die Behörde wies die Darstellung zurück.";
    let says = [
        Says("30 Tonnen Öl in den Kanal gelaufen", "Kurier", "reports", "outlet", "named"),
        Says("Die Behörde wies die Darstellung zurück", "Die Behörde", "denies", "organisation", "role"),
    ];
    let (claims, ..) = claims(&[paper("a", "Bote", None, 1, text, &says)]);
    assert_eq!(claims.len(), 1);
    let fold = fold(&claims[0], &[]);
    assert_eq!(fold.origins.len(), 1, "who denies is no origin");
    assert!(fold.status.iter().any(|standing| standing.who == "Die Behörde" && standing.stance == Stance::Denies));
}

#[test]
fn two_people_with_one_surname_stay_two() {
    let text = |name: &str| format!("Das Kraftwerk Ulmau muss schließen, sagte {name} am Kanal bei Brenz in Ulmau.");
    let one = |id, name: &'static str| {
        paper(id, "Kurier", None, 1, &text(name), &[Says("Das Kraftwerk Ulmau muss schließen", name, "demands", "person", "named")])
    };
    let (claims, known, _) = claims(&[one("a", "Ida Quast"), one("b", "Udo Quast"), one("c", "Quast"), one("d", "Ida Quaste")]);
    assert_eq!(known.len(), 4, "a surname that two of the story have leads to neither");
    assert_eq!(claims.len(), 4, "who demands something is part of the claim");
}

const OIL: &str = "Am Kraftwerk Ulmau sind 30 Tonnen Öl in den Kanal bei Brenz gelaufen";

/// A small article that has [`OIL`] from somebody, and is no near-copy of one in another paper.
fn oil(id: &str, outlet: &'static str, day: i8, behind: &str, says: (&'static str, &'static str, &'static str, &'static str)) -> Paper {
    let (source, stance, kind, naming) = says;
    let more = match outlet {
        "Kurier" => {
            "Auf dem Markt gab es am Vormittag kaum ein anderes Gespräch, und viele Leute holten Wasser in Kannen vom alten Brunnen"
        }
        "Bote" => "Wer dort gern angelt, muss bis zum Sommer warten oder fährt mit dem Rad hinauf zu den beiden kleinen Weihern im Wald",
        "Echo" => {
            "Noch vor Ostern soll ein Bagger den Schlamm holen, danach werden Schilf und Weiden gepflanzt, sofern das Wetter mitspielt"
        }
        _ => "Eine Schulklasse malte Plakate, der Chor sagte sein Konzert am Ufer ab, nur die Enten schwammen unter der Brücke wie immer",
    };
    let text = format!("{OIL}, {behind}. {more}.");
    paper(id, outlet, None, day, &text, &[Says(OIL, source, stance, kind, naming)])
}

/// The days of March on which the first entity changes its position.
fn changes(threads: &[Thread<'_>], entity: i64) -> Vec<i8> {
    let found = positions(threads, &[entity]);
    let all = threads.iter().zip(&found).flat_map(|(thread, found)| found.iter().map(move |position| (thread, position)));
    let day = |thread: &Thread<'_>, at: usize| {
        let published = thread.own.get(at).and_then(|statement| statement.published).expect("its own");
        published.to_zoned(jiff::tz::TimeZone::UTC).day()
    };
    all.filter(|(_, position)| position.change).map(|(thread, position)| day(thread, position.statement)).collect()
}

#[test]
fn a_document_told_under_two_words_is_one_origin() {
    let (claims, _, copies) = claims(&[
        oil("a", "Die Warte", 1, "steht in einem internen Papier", ("einem internen Papier", "states", "document", "role")),
        oil("b", "Bote", 2, "heißt es nach einem Bericht der „Warte“ im Protokoll", ("Protokoll", "states", "document", "role")),
        oil("c", "Echo", 2, "geht aus einer Mail hervor", ("einer Mail", "states", "document", "role")),
    ]);
    let fold = fold(&claims[0], &copies);
    assert_eq!(fold.origins.iter().map(|origin| &*origin.name).collect::<Vec<_>>(), ["einem internen Papier", "einer Mail"]);
    assert_eq!(fold.parts[1].echo_of.as_ref().map(|item| &*item.article), Some("a"), "the paper goes by the name without its article");
}

#[test]
fn the_firm_that_spoke_through_somebody_is_no_second_origin() {
    let (claims, _, copies) = claims(&[
        oil(
            "a",
            "Kurier",
            1,
            "sagte die Sprecherin der Kanalwerke, Ida Quast",
            ("Sprecherin der Kanalwerke, Ida Quast", "states", "person", "named"),
        ),
        oil("b", "Bote", 2, "so die Firma", ("die Firma", "states", "organisation", "role")),
        oil("c", "Echo", 2, "so die Polizei", ("die Polizei", "states", "organisation", "role")),
    ]);
    assert_eq!(fold(&claims[0], &copies).origins.len(), 2);
}

#[test]
fn to_demand_that_nothing_be_done_is_a_demand_and_a_mere_case_no_claim() {
    let stop = "künftig kein Öl mehr in den Kanal am Kraftwerk Ulmau bei Brenz zu leiten";
    let (demands, ..) = claims(&[
        paper("a", "Kurier", None, 1, &format!("Ida Quast verlangte, {stop}."), &[Says(stop, "Ida Quast", "demands", "person", "named")]),
        paper(
            "b",
            "Bote",
            None,
            2,
            &format!("Auch gestern rief Ida Quast dazu auf, {stop}."),
            &[Says(stop, "Ida Quast", "demands", "person", "named")],
        ),
    ]);
    assert_eq!(fold(&demands[0], &[]).origins.len(), 1);
    let case = "Bei 30 Tonnen Öl im Kanal am Kraftwerk Ulmau bei Brenz würde ich wegziehen";
    let (mut claims, ..) = claims(&[
        oil("a", "Kurier", 1, "sagte Ida Quast", ("Ida Quast", "states", "person", "named")),
        paper("b", "Bote", None, 2, &format!("{case}, sagte Udo Brehm."), &[Says(case, "Udo Brehm", "states", "person", "named")]),
    ]);
    let one: Vec<Statement> = claims.drain(..).flatten().collect();
    assert_eq!(fold(&one, &[]).origins.len(), 1);
}

#[test]
fn a_name_tells_less_than_a_word_as_rare() {
    let leaves = "Brehm werde im Sommer abgelöst";
    let text = format!("{leaves}, sagte Ida Quast.");
    let quast = || Says(leaves, "Ida Quast", "states", "person", "named");
    let folds = Folds::new(&GERMAN);
    let weight = |says: &[Says]| {
        let stem = super::words::hash(&folds.stem("Brehm"));
        statements(&paper("a", "Kurier", None, 1, &text, says))[0]
            .signature
            .terms
            .iter()
            .find(|term| term.stem == stem)
            .map(|term| term.weight)
            .expect("a term")
    };
    assert!(weight(&[quast(), Says("Brehm", "Brehm", "states", "person", "named")]) < weight(&[quast()]));
}

#[test]
fn when_it_was_said_is_no_part_of_what_was_said() {
    let said = "Ida Quast sprach im Juli von einem schweren Jahr";
    let mut one = paper("a", "Kurier", None, 1, &format!("{said}."), &[Says(said, "Ida Quast", "states", "person", "named")]);
    let times = |paper: &Paper| statements(paper)[0].signature.times.len();
    assert_eq!(times(&one), 1);
    let at = said.find("Juli").expect("is there");
    one.report.attributions[0].said_at =
        Some(zufolge::report::SaidAt { value: "2026-07".to_owned(), text: vec![zufolge::Span::new(at, at + 4)] });
    assert_eq!(times(&one), 0);
}

#[test]
fn who_leaves_out_the_figure_or_may_not_speak_at_all_is_no_origin() {
    let said = |id: &str, outlet, day, behind: &str, says| paper(id, outlet, None, day, &format!("{LEAK} {behind}"), &[says]);
    let papers = [
        said("u1", "Kurier", 1, "So sagte es Karla Moor.", Says("30 Tonnen Öl in den Kanal", "Karla Moor", "states", "person", "named")),
        said("u2", "Bote", 2, "So sagte es Jonas Feld.", Says("30 Tonnen Öl in den Kanal", "Jonas Feld", "states", "person", "named")),
        said("u3", "Post", 3, "Der Kanal stinke, sagte Rita Sand.", Says("Der Kanal stinke", "Rita Sand", "states", "person", "named")),
        said("u4", "Wacht", 4, "So sagte es Udo Kern.", Says("30 Tonnen Öl in den Kanal", "Udo Kern", "states", "person", "named")),
    ];
    let mut all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
    all.sort_by_key(|statement| statement.published);
    all[3].confidence = 0.05;
    let folded = fold(&all, &[]);
    let names: Vec<&str> = folded.origins.iter().map(|origin| origin.name.as_str()).collect();
    assert_eq!(names, ["Karla Moor", "Jonas Feld"]);
    assert_eq!(folded.parts[2].origin, None, "the figure is not there");
    assert_eq!(folded.parts[3].origin, None, "the engine is not sure of it");
    all[3].confidence = 0.9;
    assert_eq!(fold(&all, &[]).origins.len(), 3);
}

/// What two papers tell on two days after the leak, each a sentence with what it says, in the order of the days.
fn told_on_two_days(told: [(&str, Says); 2]) -> Vec<Statement> {
    let paper = |(at, (sentence, says)): (usize, (&str, Says))| {
        let (id, outlet) = [("u1", "Kurier"), ("u2", "Bote")][at];
        paper(id, outlet, None, at as i8 + 1, &format!("{LEAK} {sentence}"), &[says])
    };
    let papers: Vec<Paper> = told.into_iter().enumerate().map(paper).collect();
    let mut all: Vec<Statement> = claims(&papers).0.into_iter().flatten().collect();
    all.sort_by_key(|statement| statement.published);
    all
}

#[test]
fn a_body_told_only_in_the_title_of_its_spokesman_is_known_later() {
    let all = told_on_two_days([
        (
            "Man äußere sich nicht, sagte Reto Halm, Sprecher des Gewässeramts.",
            Says("Man äußere sich nicht", "Reto Halm, Sprecher des Gewässeramts", "declines_comment", "person", "named"),
        ),
        (
            "Das Öl sei im Kanal, bestätigte das Gewässeramt.",
            Says("Das Öl sei im Kanal", "das Gewässeramt", "confirms", "organisation", "role"),
        ),
    ]);
    assert!(all[0].chain[0].behalf.is_some());
    assert_eq!(all[0].chain[0].behalf, all[1].chain[0].entity);
}

#[test]
fn the_beginning_of_a_firms_name_is_the_firm_within_a_story() {
    let told = |id: &str, day: i8, firm: &'static str| {
        let text = format!("{LEAK} Das Öl sei im Kanal, teilte {firm} mit.");
        paper(id, "Bote", None, day, &text, &[Says("Das Öl sei im Kanal", firm, "states", "organisation", "named")])
    };
    let met = |first: &'static str, second: &'static str| {
        let statements: Vec<Statement> = claims(&[told("u1", 1, first), told("u2", 2, second)]).0.into_iter().flatten().collect();
        statements[0].chain[0].entity == statements[1].chain[0].entity
    };
    assert!(met("Ormgardo Energie", "Ormgardo"));
    assert!(met("Ormgardo", "Ormgardo Energie GmbH"));
    assert!(!met("Ormgardo Energie", "Ormgardo Wasser"));
    assert!(!met("Deutsche Energie", "Deutsche"), "any firm may begin so");
}

#[test]
fn the_town_before_the_name_of_an_institute_makes_no_other_one_of_it_within_a_story() {
    let told = |id: &str, day: i8, body: &'static str| {
        let text = format!("{LEAK} Das Öl sei im Kanal, teilte das {body} mit.");
        paper(id, "Bote", None, day, &text, &[Says("Das Öl sei im Kanal", body, "states", "organisation", "named")])
    };
    let met = |first: &'static str, second: &'static str| {
        let statements: Vec<Statement> = claims(&[told("u1", 1, first), told("u2", 2, second)]).0.into_iter().flatten().collect();
        statements[0].chain[0].entity == statements[1].chain[0].entity
    };
    assert!(met("Institut für Wasserbau", "Brenzer Institut für Wasserbau"));
    assert!(!met("Brenzer Institut für Wasserbau", "Altenauer Institut für Wasserbau"), "of another town");
    assert!(!met("Institut für Wasserbau", "Brenzer Institut für Hygiene"));
}
