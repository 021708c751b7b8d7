//! Changes of position, and what is none.

use super::*;

#[test]
fn what_is_told_again_is_no_change_of_position() {
    let told = "Am Kraftwerk Ulmau sind 30 Tonnen Öl in den Kanal bei Brenz gelaufen";
    let says = |stance| vec![Says("30 Tonnen Öl in den Kanal bei Brenz gelaufen", "Ida Quast", stance, "person", "named")];
    let (claims, known, _) = claims(&[
        paper("a", "Kurier", None, 1, &format!("{told}: Das bestritt Ida Quast."), &says("denies")),
        paper("b", "Bote", None, 4, &format!("{told}: Das räumte Ida Quast ein."), &says("admits")),
        paper(
            "c",
            "Echo",
            None,
            6,
            &format!("{told}: Das hatte Ida Quast erst geleugnet und dann zugegeben."),
            &[
                Says("30 Tonnen Öl in den Kanal bei Brenz gelaufen", "Ida Quast", "denies", "person", "named"),
                Says("Am Kraftwerk Ulmau sind 30 Tonnen Öl in den Kanal", "Ida Quast", "admits", "person", "named"),
            ],
        ),
    ]);
    let claim: Vec<&Statement> = claims[0].iter().collect();
    let quast = known.iter().find(|known| known.name == "Ida Quast").expect("named").id;
    let thread = Thread { claim: 1, own: claim.clone(), elsewhere: Vec::new() };
    let changes: Vec<bool> = positions(&[thread], &[quast])[0].iter().map(|position| position.change).collect();
    assert_eq!(changes, [false, true, false, false]);
}

#[test]
fn silence_after_a_denial_is_a_change_of_position_and_after_another_word_none() {
    let says = |stance| ("Ida Quast", stance, "person", "named");
    let (claims, known, _) = claims(&[
        oil("a", "Kurier", 1, "dazu schwieg Ida Quast", says("declines_comment")),
        oil("b", "Bote", 2, "was Ida Quast bestritt", says("denies")),
        oil("c", "Echo", 3, "dazu schwieg Ida Quast", says("declines_comment")),
        oil("d", "Bote", 5, "räumte Ida Quast ein", says("admits")),
        oil("e", "Echo", 7, "was Ida Quast einst bestritt", says("denies")),
    ]);
    assert_eq!(claims.len(), 1);
    let thread = Thread { claim: 0, own: claims[0].iter().collect(), elsewhere: Vec::new() };
    assert_eq!(changes(&[thread], known[0].id), [2, 3, 5], "a denial told after the admission is none");
    let (claims, known, _) = super::claims(&[
        oil("a", "Kurier", 1, "räumte Ida Quast ein", says("admits")),
        oil("b", "Echo", 3, "dazu schwieg Ida Quast", says("declines_comment")),
    ]);
    let thread = Thread { claim: 0, own: claims[0].iter().collect(), elsewhere: Vec::new() };
    assert_eq!(changes(&[thread], known[0].id), [0_i8; 0]);
}

#[test]
fn a_change_that_two_claims_show_is_told_once() {
    let says = |stance| ("Ida Quast", stance, "person", "named");
    let (claims, known, _) = claims(&[
        oil("a", "Kurier", 1, "was Ida Quast bestritt", says("denies")),
        oil("b", "Bote", 4, "räumte Ida Quast ein", says("admits")),
    ]);
    let (denied, admitted) = (&claims[0][0], &claims[0][1]);
    let whole = Thread { claim: 0, own: vec![denied, admitted], elsewhere: Vec::new() };
    let also = Thread { claim: 1, own: vec![admitted], elsewhere: vec![Elsewhere { claim: 0, statement: denied, on: vec![admitted] }] };
    assert_eq!(changes(std::slice::from_ref(&also), known[0].id), [4]);
    assert_eq!(changes(&[whole, also], known[0].id), [4]);
}

/// What Ida Quast does on one claim, day by day: a stance, and the words behind it in the text.
fn quast(acts: &[(i8, &'static str, &'static str)]) -> (Vec<Statement>, i64) {
    let says = |stance| ("Ida Quast", stance, "person", "named");
    let ids = ["a", "b", "c", "d", "e"];
    let papers: Vec<Paper> = acts
        .iter()
        .zip(ids)
        .map(|((day, stance, behind), id)| oil(id, if day % 2 == 0 { "Bote" } else { "Kurier" }, *day, behind, says(*stance)))
        .collect();
    let (claims, known, _) = claims(&papers);
    let mut all: Vec<Statement> = claims.into_iter().flatten().collect();
    all.sort_by_key(|statement| statement.published);
    (all, known[0].id)
}

fn own(claim: i64, own: Vec<&Statement>) -> Thread<'_> {
    Thread { claim, own, elsewhere: Vec::new() }
}

fn after<'a>(claim: i64, own: Vec<&'a Statement>, earlier: &'a Statement, of: i64) -> Thread<'a> {
    let on = own.clone();
    Thread { claim, own, elsewhere: vec![Elsewhere { claim: of, statement: earlier, on }] }
}

#[test]
fn a_change_that_a_later_claim_shows_again_is_told_once() {
    let (all, quast) =
        quast(&[(1, "denies", "was Ida Quast bestritt"), (4, "admits", "räumte Ida Quast ein"), (6, "admits", "räumte Ida Quast ein")]);
    let [denied, first, again] = &all[..] else { panic!("three") };
    assert_eq!(changes(&[after(1, vec![again], denied, 0)], quast), [6]);
    assert_eq!(changes(&[after(1, vec![again], denied, 0), after(2, vec![first], denied, 0)], quast), [4]);
}

#[test]
fn what_was_said_on_another_matter_is_no_position_on_this_one() {
    let (all, quast) =
        quast(&[(1, "denies", "was Ida Quast bestritt"), (4, "states", "sagte Ida Quast"), (6, "states", "sagte Ida Quast wieder")]);
    let thread = |on| Thread { claim: 1, own: vec![&all[1], &all[2]], elsewhere: vec![Elsewhere { claim: 0, statement: &all[0], on }] };
    assert_eq!(changes(&[thread(vec![&all[1]])], quast), [4]);
    assert_eq!(changes(&[thread(vec![&all[2]])], quast), Vec::<i8>::new());
}

#[test]
fn silence_leaves_a_denial_that_the_article_only_tells_again() {
    let (mut all, quast) = quast(&[
        (1, "declines_comment", "dazu schwieg Ida Quast"),
        (2, "denies", "was Ida Quast bestritt"),
        (6, "declines_comment", "dazu schwieg Ida Quast"),
    ]);
    let mut again = Statement { said_at: Some("2026-03-02".to_owned()), attribution: "a2".to_owned(), ..all[1].clone() };
    (again.item, again.published) = (all[2].item.clone(), all[2].published);
    assert_eq!(changes(&[own(0, all.iter().chain([&again]).collect())], quast), [2, 6]);
    all[2].manner = Folds::new(&GERMAN).manner("Sie war nicht zu erreichen.");
    assert_eq!(changes(&[own(0, all.iter().collect())], quast), [2], "who is not reached refuses nothing");
}

#[test]
fn who_will_say_no_more_was_silent_before_on_the_claim_and_denied_it_elsewhere() {
    let (mut all, quast) = quast(&[
        (1, "declines_comment", "dazu schwieg Ida Quast"),
        (2, "denies", "was Ida Quast bestritt"),
        (6, "declines_comment", "dazu schwieg Ida Quast"),
    ]);
    let days = |all: &[Statement]| changes(&[after(1, vec![&all[0], &all[2]], &all[1], 0)], quast);
    assert_eq!(days(&all), Vec::<i8>::new());
    all[2].manner = Folds::new(&GERMAN).manner("Sie wollte nichts mehr sagen.");
    assert_eq!(days(&all), [6]);
}

#[test]
fn who_still_says_so_changes_nothing() {
    let (mut all, quast) =
        quast(&[(1, "denies", "was Ida Quast bestritt"), (4, "states", "sagte Ida Quast"), (6, "announces", "kündigte Ida Quast an")]);
    assert_eq!(changes(&[own(0, all.iter().collect())], quast), [4]);
    all[1].manner = Folds::new(&GERMAN).manner("Das sei weiterhin überflüssig");
    assert_eq!(changes(&[own(0, all.iter().collect())], quast), [6]);
}

#[test]
fn a_denial_of_all_that_an_article_tells_is_left_by_admitting_one_of_it() {
    let (mut all, _) =
        quast(&[(1, "denies", "das bestritt Ida Quast"), (4, "states", "sagte Ida Quast"), (6, "admits", "räumte Ida Quast ein")]);
    all[0].joins = Some(Joins { attribution: "a9".to_owned(), why: "answers a9".to_owned(), tie: Tie::Answer, weak: false });
    let said = [(7, &all[0]), (8, &all[1]), (9, &all[2])];
    let found = answered_before(&said, |_, _| true, |_, _| false);
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), [9], "to state something is no admission");
}

#[test]
fn silence_is_broken_by_a_denial_where_another_article_cites_the_paper() {
    let (mut all, _) = quast(&[(1, "declines_comment", "dazu schwieg Ida Quast"), (2, "denies", "das bestritt Ida Quast")]);
    for statement in &mut all {
        statement.joins = Some(Joins { attribution: "a9".to_owned(), why: "answers a9".to_owned(), tie: Tie::Answer, weak: false });
    }
    let found = |all: &[Statement]| answered_before(&[(7, &all[0]), (8, &all[1])], |_, _| false, |_, _| true).len();
    assert_eq!(found(&all), 0);
    all[1].cited = vec!["der Kurier".to_owned()];
    assert_eq!(found(&all), 1);
}

#[test]
fn a_denial_without_content_is_on_what_it_answers() {
    let (mut all, _) =
        quast(&[(1, "states", "sagte Ida Quast"), (1, "denies", "das bestritt Ida Quast"), (6, "admits", "räumte Ida Quast ein")]);
    let asked = all[0].clone();
    all[1].signature = Signature::default();
    let said = [(7, &all[1]), (8, &all[2])];
    assert!(earlier_elsewhere(&said, &[]).is_empty());
    assert_eq!(earlier_elsewhere(&said, &[Some(&asked)]).into_iter().collect::<Vec<_>>(), [(8, vec![Earlier { at: 0, on: vec![1] }])]);
}

#[test]
fn what_is_nearly_on_the_matter_is_on_it_where_the_claim_surely_is() {
    let (mut all, _) =
        quast(&[(1, "denies", "was Ida Quast bestritt"), (4, "admits", "räumte Ida Quast ein"), (6, "admits", "räumte Ida Quast ein")]);
    let mut found = |text: &str, alone: bool| {
        all[1].signature = Folds::new(&GERMAN).signature(&words(text).collect::<Vec<_>>());
        let said = [(7, &all[0]), (8, &all[1]), (8, &all[2])];
        earlier_elsewhere(&said[..if alone { 2 } else { 3 }], &[]).into_values().flatten().next().map(|found| found.on)
    };
    let stinks = "Am Kraftwerk Ulmau ist der Kanal voll Öl, und auch der Fluss stinkt";
    assert_eq!(found(stinks, true), None);
    assert_eq!(found(stinks, false), Some(vec![1, 2]));
}

#[test]
fn who_denies_what_they_had_merely_said_has_not_turned() {
    let days = |stance| {
        let (all, quast) = quast(&[(1, stance, "sagte Ida Quast"), (4, "denies", "was Ida Quast bestritt")]);
        changes(&[own(0, all.iter().collect())], quast)
    };
    assert_eq!(days("states"), Vec::<i8>::new(), "it was said against the claim from the beginning");
    assert_eq!(days("announces"), [4]);
}

#[test]
fn two_who_merely_say_something_one_with_not_are_no_change() {
    let (mut all, quast) = quast(&[(1, "states", "sagte Ida Quast"), (4, "states", "sagte Ida Quast")]);
    all[0].signature.negated = true;
    assert_eq!(changes(&[own(0, all.iter().collect())], quast), Vec::<i8>::new());
    all[0].stance = vec![Stance::Denies];
    assert_eq!(changes(&[own(0, all.iter().collect())], quast), [4]);
}

#[test]
fn to_want_something_is_no_turn_from_what_was_said_elsewhere() {
    let (all, quast) = quast(&[(1, "denies", "was Ida Quast bestritt"), (4, "demands", "verlangte Ida Quast")]);
    assert_eq!(changes(&[after(1, vec![&all[1]], &all[0], 0)], quast), Vec::<i8>::new());
    assert_eq!(changes(&[own(0, all.iter().collect())], quast), [4]);
}

#[test]
fn what_was_wanted_and_is_merely_said_is_no_change() {
    let days = |stance| {
        let (all, quast) = quast(&[(1, "asks", "fragte Ida Quast"), (4, stance, "sagte Ida Quast")]);
        changes(&[own(0, all.iter().collect())], quast)
    };
    assert_eq!(days("states"), Vec::<i8>::new());
    assert_eq!(days("admits"), [4]);
}

#[test]
fn who_rejects_a_demand_has_not_spoken_up_on_what_they_were_silent_on_elsewhere() {
    let days = |stance| {
        let (all, quast) = quast(&[(1, "declines_comment", "dazu schwieg Ida Quast"), (4, stance, "so Ida Quast")]);
        changes(&[after(1, vec![&all[1]], &all[0], 0)], quast)
    };
    assert_eq!(days("rejects"), Vec::<i8>::new());
    assert_eq!(days("denies"), [4]);
}

#[test]
fn silence_leaves_a_denial_of_the_same_matter_in_another_claim() {
    let (all, quast) = quast(&[(1, "denies", "was Ida Quast bestritt"), (4, "declines_comment", "dazu schwieg Ida Quast")]);
    let thread = |on| Thread { claim: 1, own: vec![&all[1]], elsewhere: vec![Elsewhere { claim: 0, statement: &all[0], on }] };
    assert_eq!(changes(&[thread(vec![&all[1]])], quast), [4]);
    assert_eq!(changes(&[thread(Vec::new())], quast), Vec::<i8>::new(), "on another matter");
}

#[test]
fn an_article_that_tells_an_earlier_denial_itself_shows_the_change() {
    let (mut all, quast) = quast(&[(3, "denies", "was Ida Quast bestritt"), (3, "admits", "räumte Ida Quast ein")]);
    all[1].item = all[0].item.clone();
    assert_eq!(changes(&[own(0, all.iter().collect())], quast), Vec::<i8>::new());
    all[0].told_back = true;
    assert_eq!(changes(&[own(0, all.iter().collect())], quast), [3], "hatte es bestritten");
}

#[test]
fn a_denial_in_words_of_its_own_breaks_silence_where_it_cites_the_paper() {
    let (mut all, _) = quast(&[(1, "declines_comment", "dazu schwieg Ida Quast"), (2, "denies", "was Ida Quast bestritt")]);
    all[0].joins = Some(Joins { attribution: "a9".to_owned(), why: "answers a9".to_owned(), tie: Tie::Answer, weak: false });
    all[1].cited = vec!["der Kurier".to_owned()];
    let found = |all: &[Statement]| answered_before(&[(7, &all[0]), (8, &all[1])], |_, _| false, |_, _| true).len();
    assert_eq!(found(&all), 1);
    all[1].stance = vec![Stance::Confirms];
    assert_eq!(found(&all), 1, "who confirms what that paper had speaks up too");
    all[1].stance = vec![Stance::States];
    assert_eq!(found(&all), 0);
}

#[test]
fn what_is_said_on_the_claim_of_the_silence_much_later_hides_no_earlier_answer() {
    let (mut all, _) = quast(&[
        (1, "declines_comment", "dazu schwieg Ida Quast"),
        (2, "denies", "was Ida Quast bestritt"),
        (6, "admits", "räumte Ida Quast ein"),
    ]);
    all[0].joins = Some(Joins { attribution: "a9".to_owned(), why: "answers a9".to_owned(), tie: Tie::Answer, weak: false });
    let said = [(7, &all[0]), (8, &all[1]), (7, &all[2])];
    assert_eq!(answered_before(&said, |_, _| true, |_, _| false).into_keys().collect::<Vec<_>>(), [8]);
}

#[test]
fn who_was_silent_once_and_denies_it_in_two_articles_has_turned_in_the_first() {
    let (all, quast) = quast(&[
        (1, "declines_comment", "dazu schwieg Ida Quast"),
        (2, "denies", "was Ida Quast bestritt"),
        (4, "denies", "was Ida Quast bestritt"),
    ]);
    let again = after(1, vec![&all[2]], &all[0], 0);
    assert_eq!(changes(std::slice::from_ref(&again), quast), [4]);
    assert_eq!(changes(&[own(0, vec![&all[0], &all[1]]), again], quast), [2]);
}

#[test]
fn what_is_merely_said_after_a_denial_elsewhere_must_be_nearer_than_an_admission() {
    let (mut all, _) = quast(&[(1, "denies", "was Ida Quast bestritt"), (4, "admits", "räumte Ida Quast ein")]);
    let text = "Der Kanal am Kraftwerk Ulmau bei Brenz stinkt";
    all[1].signature = Folds::new(&GERMAN).signature(&words(text).collect::<Vec<_>>());
    let found = |all: &[Statement]| earlier_elsewhere(&[(7, &all[0]), (8, &all[1])], &[]).len();
    assert_eq!(found(&all), 1);
    all[1].stance = vec![Stance::States];
    assert_eq!(found(&all), 0);
}
