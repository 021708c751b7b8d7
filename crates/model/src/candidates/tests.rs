use super::*;
use crate::testing::{LINGUISTICS, read, spans};
use zufolge::attribution::Form;

fn candidate(spans: &[(usize, usize)], inner: bool) -> Candidate {
    let content = spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
    Candidate { found: Found { form: Form::Indirect, content }, inner, by: 1, mean: 0.5, least: 0.5, begins: 0.5, ends: 0.5 }
}

const EASY: [[f32; 2]; 5] = [[0.3, 0.3]; 5];

#[test]
fn of_candidates_that_overlap_the_better_one_stands() {
    let all = [candidate(&[(0, 10)], false), candidate(&[(5, 20)], false), candidate(&[(20, 30)], false)];
    assert_eq!(choose(&all, &[0.5, 0.9, 0.4], &EASY), [(1, None), (2, None)]);
    assert_eq!(choose(&all, &[0.5, 0.9, 0.2], &EASY), [(1, None)], "too bad to stand at all");
}

#[test]
fn inner_candidates_stand_in_outer_ones_only() {
    let all = [candidate(&[(0, 10)], false), candidate(&[(2, 5)], true), candidate(&[(12, 14)], true), candidate(&[(0, 10)], true)];
    assert_eq!(choose(&all, &[0.9, 0.8, 0.8, 0.7], &EASY), [(0, None), (1, Some(0))]);
}

#[test]
fn a_candidate_may_stand_in_the_gap_of_another() {
    let all = [candidate(&[(0, 4), (9, 12)], false), candidate(&[(5, 8)], false)];
    assert_eq!(choose(&all, &[0.9, 0.8], &EASY), [(0, None), (1, None)]);
    let all = [all[0].clone(), all[1].clone(), candidate(&[(9, 11)], true)];
    assert_eq!(choose(&all, &[0.9, 0.8, 0.8], &EASY), [(0, None), (1, None), (2, Some(0))], "in the order of their content");
}

/// One that the rules have found.
fn ruled(form: Form, spans: &[(usize, usize)]) -> Candidate {
    let mut one = candidate(spans, false);
    (one.found.form, one.by) = (form, BY_RULES);
    one
}

#[test]
fn what_the_rules_find_around_words_in_marks_or_in_pieces_stands_in_their_place() {
    let marks = ruled(Form::Direct, &[(4, 8)]);
    let around = ruled(Form::IndirectFreeIndirect, &[(0, 10)]);
    assert_eq!(choose(&[marks.clone(), around], &[0.9, 0.1], &EASY), [(1, None), (0, Some(0))]);
    assert_eq!(choose(&[marks.clone(), ruled(Form::Reported, &[(0, 10)])], &[0.9, 0.1], &EASY), [(0, None)], "no told act");
    assert_eq!(
        choose(&[marks.clone(), candidate(&[(0, 10)], false)], &[0.9, 0.1], &EASY),
        [(0, None)],
        "nothing that the rules do not find"
    );
    let pieces = [candidate(&[(0, 3)], false), candidate(&[(6, 9)], false), ruled(Form::Indirect, &[(0, 3), (6, 9)])];
    assert_eq!(choose(&pieces, &[0.9, 0.8, 0.1], &EASY), [(2, None)]);
    let cut_by_marks = [candidate(&[(0, 4)], false), ruled(Form::Direct, &[(4, 8)]), ruled(Form::Indirect, &[(0, 10)])];
    assert_eq!(choose(&cut_by_marks, &[0.9, 0.8, 0.1], &EASY), [(2, None), (1, Some(0))]);
    let beyond = [candidate(&[(0, 4)], false), ruled(Form::Indirect, &[(0, 3), (6, 9)])];
    assert_eq!(choose(&beyond, &[0.9, 0.1], &EASY), [(0, None)], "more than the rules find");
}

#[test]
fn words_in_marks_may_lie_in_what_was_chosen() {
    let all = [candidate(&[(0, 10)], false), ruled(Form::Direct, &[(4, 8)])];
    assert_eq!(choose(&all, &[0.9, 0.8], &EASY), [(0, None), (1, Some(0))]);
}

#[test]
fn choosing_takes_time_in_proportion_to_the_candidates() {
    // Statements that the rules find too, every other one with words in marks.
    let chosen = |many: usize| {
        let told = (0..many).map(|at| ruled(Form::Indirect, &[(at * 20, at * 20 + 10)]));
        let marks = (0..many / 2).map(|at| ruled(Form::Direct, &[(at * 40 + 4, at * 40 + 8)]));
        let all: Vec<Candidate> = told.chain(marks).collect();
        let worth: Vec<f32> = (0..all.len()).map(|at| if at < many { 0.9 } else { 0.8 }).collect();
        let start = std::time::Instant::now();
        assert_eq!(choose(&all, &worth, &EASY).len(), all.len());
        start.elapsed()
    };
    let [small, large] = [2_000, 32_000].map(|many| (0..3).map(|_| chosen(many)).min().unwrap());
    // Sixteen times as many; the square would be 256 times.
    assert!(large < small * 64 + std::time::Duration::from_millis(50), "{small:?} {large:?}");
}

#[test]
fn direct_speech_stands_before_what_cuts_it_and_not_before_what_holds_it() {
    let speech = || ruled(Form::Direct, &[(4, 8)]);
    let worth = [0.9, 0.85];
    assert_eq!(choose(&[candidate(&[(2, 6)], false), speech()], &worth, &EASY), [(1, None)], "cut");
    assert_eq!(choose(&[candidate(&[(4, 8)], false), speech()], &worth, &EASY), [(1, None)], "the same words");
    assert_eq!(choose(&[candidate(&[(4, 9)], false), speech()], &worth, &EASY), [(0, None), (1, Some(0))], "held");
    assert_eq!(choose(&[candidate(&[(2, 6)], false), speech()], &[0.9, 0.5], &EASY), [(0, None)], "much less likely");
}

#[test]
fn several_acts_have_what_one_around_them_is_worth() {
    let whole = Candidate { by: 1, ..ruled(Form::Reported, &[(0, 9)]) };
    let acts = [ruled(Form::Reported, &[(0, 4)]), ruled(Form::Reported, &[(5, 9)])];
    let mut worth = [0.8, 0.1, 0.9];
    tell_acts_apart(&[whole.clone(), acts[0].clone(), acts[1].clone()], &mut worth);
    assert_eq!(worth, [0.0, 0.8, 0.9]);
    let mut worth = [0.8, 0.2, 0.1];
    tell_acts_apart(&[whole.clone(), acts[1].clone(), acts[0].clone()], &mut worth);
    assert_eq!(worth, [0.0, 0.8, 0.8], "in any order");
    let mut worth = [0.8, 0.1];
    tell_acts_apart(&[whole, acts[0].clone()], &mut worth);
    assert_eq!(worth, [0.8, 0.1], "one act is no reason");
}

/// What the rules find of a form first.
fn found_by_rules(facts: &Facts<'_>, form: Form) -> Candidate {
    let rule = facts.analysis.found.iter().find(|rule| rule.form == form).unwrap();
    let mut one = ruled(form, &[(0, 1)]);
    one.found.content = rule.content.clone();
    one
}

#[test]
fn words_in_marks_with_a_verb_of_their_own_are_an_act_beside_the_next() {
    let doc = read("Der Wirt räumte „einzelne Fehler“ ein, wies aber den Vorwurf des Betrugs zurück.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let by_rules = |form: Form| found_by_rules(&facts, form);
    let whole = Candidate { by: 1, ..ruled(Form::Reported, &[(0, doc.tokens.len())]) };
    let all = [whole, by_rules(Form::Direct), by_rules(Form::Reported)];
    let mut worth = [0.8, 0.1, 0.2];
    tell_words_apart(&facts, &all, &mut worth, &EASY);
    assert_eq!(worth, [0.0, 0.8, 0.8]);
    let mut worth = [0.8, 0.1];
    tell_words_apart(&facts, &all[..2], &mut worth, &EASY);
    assert_eq!(worth, [0.8, 0.1], "nothing beside them");
}

#[test]
fn rivals_are_of_the_same_layer() {
    let all = [candidate(&[(0, 4)], false), candidate(&[(2, 9)], false), candidate(&[(2, 4)], true), candidate(&[(9, 12)], false)];
    assert_eq!(rivals(&all), [(0.5, true), (0.5, false), (0.0, false), (0.0, false)]);
}

/// A model that has learned nothing.
fn blank() -> Model {
    let field =
        |labels: usize| crate::crf::Crf::new(labels, vec![[0.0; LANES]; features::Context::COUNT * LANES], crate::table::Table::new(&[]));
    Model {
        outer: field(content::COUNT),
        inner: field(content::COUNT),
        worth: field(3),
        roles: field(6),
        mode: field(6),
        sure: field(2),
        least: EASY,
        calibration: crate::predictor::Calibration::default(),
    }
}

/// Whether a candidate of this form that the rules do not find may stand in the text; its pieces are given as words.
fn may_stand(text: &str, form: Form, pieces: &[&str]) -> bool {
    let doc = read(text);
    let facts = Facts::new(&doc, &LINGUISTICS);
    let mut one = candidate(&[(0, 1)], false);
    one.found = Found { form, content: spans(&doc, pieces) };
    unfit::may_stand(&facts, &one)
}

#[test]
fn marks_alone_are_nobodys_words() {
    let text = "Das sei „aus der Luft gegriffen“.";
    assert!(!may_stand(text, Form::IndirectFreeIndirect, &["."]));
    assert!(may_stand(text, Form::IndirectFreeIndirect, &["Das sei"]));
}

#[test]
fn what_somebody_says_does_not_take_in_that_they_say_it() {
    let passed_on = "Der Minister sagte laut Tass, man nehme das zur Kenntnis.";
    assert!(!may_stand(passed_on, Form::Indirect, &["Der Minister sagte", "man nehme das zur Kenntnis"]));
    assert!(may_stand(passed_on, Form::Indirect, &["man nehme das zur Kenntnis"]));
    let told = "Der Minister blieb laut Tass im Amt.";
    assert!(may_stand(told, Form::Indirect, &["Der Minister blieb", "im Amt"]));
    let another = "Der „Kurier“ hatte zuerst darüber berichtet, die Zeitung legte nach: Über den Hafen sollen Waffen gekommen sein.";
    assert!(!may_stand(another, Form::Indirect, &["die Zeitung legte nach : Über den Hafen sollen Waffen gekommen sein"]));
    assert!(may_stand(another, Form::Indirect, &["Über den Hafen sollen Waffen gekommen sein"]));
}

#[test]
fn who_was_told_behind_a_relative_clause_goes_on_with_nothing() {
    let text = "Das sei so, sagte eine Frau, die ungenannt bleiben wollte, der „Küste“.";
    assert!(!may_stand(text, Form::Indirect, &["Das sei so", "der „ Küste “"]));
    assert!(!may_stand(text, Form::Direct, &["„ Küste “"]));
    assert!(may_stand(text, Form::Indirect, &["Das sei so"]));
    let goes_on = "Das Bad sei zu, sagte eine Frau, die dort wohnt, der Deich offen.";
    assert!(may_stand(goes_on, Form::Indirect, &["Das Bad sei zu", "der Deich offen"]));
}

#[test]
fn what_a_union_says_ends_before_the_figure_of_the_firm() {
    let text = "Am Streik beteiligten sich laut Verdi 900 Beschäftigte, das Unternehmen zählte 350.";
    let whole = ["Am Streik beteiligten sich", "900 Beschäftigte , das Unternehmen zählte 350"];
    assert!(!may_stand(text, Form::Indirect, &whole));
    assert!(may_stand(text, Form::Indirect, &["Am Streik beteiligten sich", "900 Beschäftigte"]));
}

#[test]
fn no_content_begins_in_a_word() {
    let text = "Das Amt prüft nach „Kurier“-Informationen den Verkauf.";
    assert!(!may_stand(text, Form::Indirect, &["Das Amt prüft", "-Informationen den Verkauf"]));
    assert!(may_stand(text, Form::Indirect, &["Das Amt prüft", "den Verkauf"]));
}

#[test]
fn when_somebody_says_something_is_not_what() {
    assert!(!may_stand("„Nein“, rief die Wirtin, als er ging.", Form::Indirect, &["als er ging"]));
    assert!(may_stand("Die Wirtin rief, als er gehe, habe es geregnet.", Form::Indirect, &["als er gehe , habe es geregnet"]));
    assert!(may_stand("Die Wirtin rief, dass er geht.", Form::Indirect, &["dass er geht"]));
}

#[test]
fn what_comes_over_somebody_and_what_is_decided_tell_no_act() {
    let told = |text: &str| may_stand(text, Form::Reported, &[text.replace('.', " .").as_str()]);
    assert!(!told("Dem Koch droht eine Strafe."));
    assert!(told("Der Koch droht mit einer Klage."));
    assert!(!told("Das Gericht verurteilte ihn zu neun Jahren Haft."));
    assert!(told("Auch Kiew verurteilte den Angriff."));
}

#[test]
fn a_question_that_is_left_open_stands_beside_a_told_act() {
    let doc = read("Das Amt bestätigte den Brand, wollte aber nicht sagen, was verbrannte.\n");
    let facts = Facts::new(&doc, &LINGUISTICS);
    let by_rules = |form: Form| found_by_rules(&facts, form);
    let whole = Candidate { by: 1, ..ruled(Form::Reported, &[(0, doc.tokens.len())]) };
    let all = [whole, by_rules(Form::Reported), by_rules(Form::Indirect)];
    let mut worth = [0.8, 0.1, 0.2];
    tell_words_apart(&facts, &all, &mut worth, &EASY);
    assert_eq!(worth, [0.0, 0.8, 0.8]);
    let mut worth = [0.8, 0.1, 0.2];
    let mut least = EASY;
    least[usize::from(features::form_number(Form::Indirect))][0] = 0.9;
    tell_words_apart(&facts, &all, &mut worth, &least);
    assert_eq!(worth, [0.0, 0.8, 0.9], "good enough of its form");
}

#[test]
fn who_talks_with_somebody_tells_nothing() {
    assert!(!may_stand(
        "Der Präsident sprach mit dem Kanzler in Genf.",
        Form::Reported,
        &["Der Präsident sprach mit dem Kanzler in Genf ."]
    ));
    assert!(may_stand("Der Präsident sprach von einem Erfolg.", Form::Reported, &["Der Präsident sprach von einem Erfolg ."]));
    let unchecked = "Unabhängig überprüfen ließen sich die Angaben nicht .";
    assert!(!may_stand("Unabhängig überprüfen ließen sich die Angaben nicht.", Form::Reported, &[unchecked]));
    let told = |text: &str| may_stand(text, Form::Reported, &[&text.replace('.', " .")]);
    assert!(!told("Die Angaben beider Seiten lassen sich nicht überprüfen."));
    assert!(!told("Diese Berichte konnten von unabhängiger Seite nicht verifiziert werden."));
    assert!(told("Die Angaben wollte die Polizei nicht bestätigen."));
    assert!(told("Die Angaben konnten von der Polizei nicht bestätigt werden."));
    assert!(!may_stand("Das Amt warnt vor der App „Quick Pay“.", Form::Direct, &["„ Quick Pay “"]), "a name");
    assert!(may_stand("Das Amt warnt vor der App „schnell und schlecht“.", Form::Direct, &["„ schnell und schlecht “"]));
    assert!(!may_stand("Das Amt las Werke wie „Der Weg im Tal“ von Karl Holm.", Form::Direct, &["„ Der Weg im Tal “"]), "a book");
    assert!(!may_stand("Die Liste enthält die Gruppe „Köche gegen Zäune“.", Form::Direct, &["„ Köche gegen Zäune “"]), "a body");
}

#[test]
fn several_words_in_marks_are_a_candidate_for_direct_speech_whatever_the_fields_say() {
    let text = "Sie nannte in der Sendung „Runde am Sonntag“ den Entwurf „einen schlechten Scherz“ und das Amt „träge“.";
    let doc = read(text);
    let facts = Facts::new(&doc, &LINGUISTICS);
    let model = blank();
    let all = candidates(&model, &facts, &Outer::new(&model.outer, &facts));
    let marked: Vec<&str> =
        all.iter().filter(|one| one.by & BY_MARKS != 0 && !one.inner).map(|one| doc.slice(one.found.content[0])).collect();
    assert_eq!(marked, ["„einen schlechten Scherz“"], "neither a title nor one word");
    assert!(all.iter().filter(|one| one.by & BY_MARKS != 0).all(|one| one.found.form == Form::Direct));
}

#[test]
fn less_is_asked_of_words_in_marks_inside_of_what_somebody_says() {
    let direct =
        |inner: bool| Candidate { found: Found { form: Form::Direct, content: vec![Span::new(2, 5)] }, ..candidate(&[(2, 5)], inner) };
    let outer = candidate(&[(0, 10)], false);
    let little = EASY[0][1] * (MARKED_INSIDE + 0.1);
    assert_eq!(choose(&[outer.clone(), direct(true)], &[0.9, little], &EASY), [(0, None), (1, Some(0))]);
    assert_eq!(choose(&[outer.clone(), candidate(&[(2, 5)], true)], &[0.9, little], &EASY), [(0, None)], "no words in marks");
    assert_eq!(choose(&[direct(false)], &[little], &EASY), [], "by themselves");
}

#[test]
fn what_somebody_was_asked_is_no_part_of_what_is_said() {
    let asked = "Auf die Frage , wann er geht , sagte Holm , er bleibe .";
    assert!(!may_stand(asked, Form::Indirect, &["Auf die Frage , wann er geht"]));
    assert!(may_stand(asked, Form::Indirect, &["er bleibe"]));
    let no_question = "Zu fragen sei , wann er geht , sagte Holm .";
    assert!(may_stand(no_question, Form::Indirect, &["Zu fragen sei , wann er geht"]));
    let asked = "Zur Frage , wann er geht , sagte Holm , er bleibe .";
    assert!(!may_stand(asked, Form::Indirect, &["Zur Frage , wann er geht", "er bleibe"]));
}

#[test]
fn what_may_be_thought_is_said_by_nobody_nor_what_is_not_done() {
    let thought = "Es ist davon auszugehen , dass der Deich hält .";
    assert!(!may_stand(thought, Form::Indirect, &["dass der Deich hält"]));
    let expected = "Laut Holm ist zu erwarten , dass der Deich hält .";
    assert!(may_stand(expected, Form::Indirect, &["dass der Deich hält"]));
    let passed_on = "Der Deich halte , sagte Peter Holm laut dem Kurier .";
    assert!(!may_stand(passed_on, Form::Indirect, &["sagte Peter Holm"]));
    let beside = "Der Deich hält , sagte Holm , ohne Namen zu nennen .";
    assert!(!may_stand(beside, Form::Indirect, &["ohne Namen zu nennen"]));
}

#[test]
fn what_hangs_on_a_source_before_its_verb_is_not_what_is_said() {
    let text = "Nach den Erkenntnissen des Leiters des Dienstes in den Alpen bleibt das Wandern beliebt .";
    assert!(!may_stand(text, Form::Indirect, &["in den Alpen bleibt das Wandern beliebt"]));
    assert!(may_stand(text, Form::Indirect, &["bleibt das Wandern beliebt"]));
}

#[test]
fn what_tells_only_with_words_is_no_act_without_them() {
    let act = |text: &str| may_stand(text, Form::Reported, &[&text.replace('.', " .")]);
    assert!(!act("Ina Quell unterbrach die Sitzung."));
    assert!(act("Ina Quell kritisierte die Sitzung."));
    assert!(act("Ina Quell spricht weiter von 34 Kisten."));
    assert!(!act("Der Beifall hielt lange an."), "the noun is who does it");
    assert!(!act("Die Opposition lässt nicht locker."));
    assert!(!act("Im Winter sieht die Rechnung anders aus."));
    assert!(!act("Noch etwas stellte die Sprecherin klar."));
    assert!(act("Noch etwas Geduld forderte die Sprecherin."));
    assert!(!act("Ihre Namen wollen sie nicht gedruckt sehen."));
}

#[test]
fn what_stands_behind_an_answer_is_worth_something() {
    let worth = |text: &str, by: u8| {
        let doc = read(text);
        let facts = Facts::new(&doc, &LINGUISTICS);
        let found = Found { form: Form::Indirect, content: spans(&doc, &["Ohne Kühlung geht es nicht"]) };
        let mut worth = [0.1];
        tell_answers(&facts, &[Candidate { found, by, ..candidate(&[(0, 1)], false) }], &mut worth);
        worth[0]
    };
    assert_eq!(worth("Ina Quell kennt das. Ihre Antwort: Ohne Kühlung geht es nicht.\n", BY_RULES), ANSWERED);
    assert_eq!(worth("Ina Quell kennt das. Die Antwort der Ärztin: Ohne Kühlung geht es nicht.\n", BY_RULES), ANSWERED);
    assert_eq!(worth("Ina Quell kennt das. Das Ergebnis der Wahl: Ohne Kühlung geht es nicht.\n", BY_RULES), 0.1, "nobody");
    assert_eq!(worth("Ina Quell kennt das. Ihre Antwort: Ohne Kühlung geht es nicht.\n", 1), 0.1, "what the rules do not find");
}

#[test]
fn one_word_in_marks_that_somebody_calls_something_is_worth_what_must_be() {
    let worth = |text: &str, form: Form| {
        let doc = read(text);
        let facts = Facts::new(&doc, &LINGUISTICS);
        let all = [found_by_rules(&facts, form)];
        let mut worth = [0.1];
        tell_callings(&facts, &all, &mut worth, &[[0.4; 2]; 5]);
        worth[0]
    };
    assert_eq!(worth("Der Trainer nannte die Karte „überzogen“.\n", Form::Direct), 0.4);
    assert_eq!(worth("Der Trainer nannte die Karte „völlig überzogen“.\n", Form::Direct), 0.1, "several words are judged");
    assert_eq!(worth("Der Trainer bezeichnete die Karte als Witz.\n", Form::Reported), 0.4);
    assert_eq!(worth("Der Trainer forderte eine Karte.\n", Form::Reported), 0.1, "not what it is called");
}

#[test]
fn who_somebody_is_is_no_part_of_what_was_said() {
    let text = "Der Wald müsse weg, sagt Andreas Braun, ehemals langjähriger Direktor des Parks.";
    assert!(!may_stand(text, Form::Indirect, &["Der Wald müsse weg", "ehemals langjähriger Direktor des Parks"]));
    assert!(may_stand(text, Form::Indirect, &["Der Wald müsse weg"]));
    let place = "Der Test diene allen, sagte Ingenieur Gary Raff in Cleveland, Ohio.";
    assert!(!may_stand(place, Form::Indirect, &["Der Test diene allen", "Ohio"]));
    let goes_on = "Das Bad sei zu, sagte Holm, aber sauber.";
    assert!(may_stand(goes_on, Form::Indirect, &["Das Bad sei zu", "aber sauber"]));
}

#[test]
fn a_verb_keeps_the_rest_of_it() {
    let text = "Der Sprecher geht davon aus, dass in Zukunft leichter, schneller und mehr gebaut werden kann.";
    assert!(!may_stand(text, Form::Indirect, &["dass in Zukunft leichter"]));
    assert!(may_stand(text, Form::Indirect, &["dass in Zukunft leichter , schneller und mehr gebaut werden kann"]));
}

#[test]
fn what_conveys_nothing_is_not_asked_for_contents() {
    let silent = |text: &str| {
        let doc = read(text);
        let facts = Facts::new(&doc, &LINGUISTICS);
        (0..doc.sentences.len()).map(|index| facts.is_silent(index)).collect::<Vec<_>>()
    };
    assert_eq!(silent("Die Brücke wurde 1974 gebaut. Sie sei alt, sagte Holm. Der Fluss ist hier tief."), [true, false, true]);
    for text in [
        "Der Turm sei alt.",
        "Der Turm soll alt sein.",
        "Laut Holm ist der Turm alt.",
        "Der Turm heißt „alter Riese am Tor“.",
        "Eines ist klar: Der Turm ist alt.",
        "Die Warnung vor dem Turm kam spät.",
        "Ihn freut, dass der Turm steht.",
    ] {
        assert_eq!(silent(text), [false], "{text}");
    }
}

#[test]
fn silent_sentences_are_surely_nothing_and_change_nothing_beside_them() {
    let doc = read("Die Brücke wurde 1974 gebaut. Der Fluss ist hier tief. Holm sagte, das Amt prüfe den Pfeiler.");
    let facts = Facts::new(&doc, &LINGUISTICS);
    // Transitions that differ, so that a token more or less on the way would be seen.
    let mut outer = blank().outer;
    let step = |at: usize| (at * 7 % 11) as f32 / 10.0;
    let transitions: Vec<Row> =
        (0..crate::features::Context::COUNT * LANES).map(|at| std::array::from_fn(|lane| step(at + lane))).collect();
    outer = crate::crf::Crf::new(content::COUNT, transitions, outer.table);
    let found = Outer::new(&outer, &facts);
    let scores = outer.scores(&found.seen);
    let whole: Vec<Row> = (0..facts.len()).map(|at| if facts.is_silent(facts.sentence_of(at)) { NOTHING } else { scores[at] }).collect();
    assert_eq!(found.paths[0], outer.best(&whole, &found.seen.contexts));
    for (row, known) in outer.marginals(&whole, &found.seen.contexts).iter().zip(&found.marginals) {
        assert!(row.iter().zip(known).all(|(one, other)| (one - other).abs() < 1e-4), "{row:?} {known:?}");
    }
    assert!(facts.is_silent(0) && facts.is_silent(1) && !facts.is_silent(2));
}

#[test]
fn only_what_may_hold_something_is_asked_for_contents_in_it() {
    let holds = |text: &str, piece: &str| {
        let doc = read(text);
        let facts = Facts::new(&doc, &LINGUISTICS);
        facts.may_hold(spans(&doc, &[piece])[0])
    };
    assert!(!holds("Holm sagte, der Pfeiler ist alt und feucht.", "der Pfeiler ist alt und feucht"));
    assert!(holds("Holm sagte, laut dem Amt ist der Pfeiler alt.", "laut dem Amt ist der Pfeiler alt"));
    assert!(holds("Holm sagte, der Pfeiler ist „alt und feucht“.", "der Pfeiler ist „ alt und feucht “"));
    assert!(holds("„Mein Mann fürchtet, dass ich umziehe“, sagte Holm.", "„ Mein Mann fürchtet , dass ich umziehe “"));
    assert!(!holds("„Ein alter Mann im Garten“, sagte Holm.", "„ Ein alter Mann im Garten “"));
}
