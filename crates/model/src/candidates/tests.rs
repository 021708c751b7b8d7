use super::*;
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

#[test]
fn rivals_are_of_the_same_layer() {
    let all = [candidate(&[(0, 4)], false), candidate(&[(2, 9)], false), candidate(&[(2, 4)], true), candidate(&[(9, 12)], false)];
    assert_eq!(rivals(&all), [(0.5, true), (0.5, false), (0.0, false), (0.0, false)]);
}
