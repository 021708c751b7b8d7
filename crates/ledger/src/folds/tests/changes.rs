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
    let also = Thread { claim: 1, own: vec![admitted], elsewhere: vec![(0, denied)] };
    assert_eq!(changes(std::slice::from_ref(&also), known[0].id), [4]);
    assert_eq!(changes(&[whole, also], known[0].id), [4]);
}
