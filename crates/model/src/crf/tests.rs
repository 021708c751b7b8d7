use super::*;
use crate::features::Context;

/// Every path of three labels over four tokens, with its score.
fn paths(transitions: &[Row], scores: &[Row], contexts: &[u8]) -> Vec<(Vec<u8>, f32)> {
    (0..3usize.pow(4))
        .map(|number| {
            let path: Vec<u8> = (0..4).map(|at| (number / 3usize.pow(at) % 3) as u8).collect();
            let local: f32 = path.iter().zip(scores).map(|(label, row)| row[usize::from(*label)]).sum();
            let steps: f32 =
                (1..4).map(|at| transitions[usize::from(contexts[at]) * LANES + usize::from(path[at - 1])][usize::from(path[at])]).sum();
            (path, local + steps)
        })
        .collect()
}

fn example() -> (Vec<Row>, Vec<Row>, Vec<u8>) {
    // Numbers without a pattern.
    let mut state = 7u64;
    let mut number = || {
        state = hash_step(state);
        (state >> 40) as f32 / (1u64 << 22) as f32 - 2.0
    };
    let mut row = || {
        let mut row = [0.0; LANES];
        row[..3].iter_mut().for_each(|lane| *lane = number());
        row
    };
    let transitions = (0..Context::COUNT * LANES).map(|_| row()).collect();
    let scores = (0..4).map(|_| row()).collect();
    (transitions, scores, vec![0, 3, 1, 3])
}

/// The scores of [`example`] for more labels than go into narrow rows: none of the others can be.
fn wider(scores: &[Row]) -> Vec<Row> {
    let wider = |row: &Row| std::array::from_fn(|lane| if (3..LABELS[1]).contains(&lane) { IMPOSSIBLE } else { row[lane] });
    scores.iter().map(wider).collect()
}

/// Numbers of labels that are reckoned in narrow rows and in wide ones.
const LABELS: [usize; 2] = [3, NARROW + 1];

fn hash_step(state: u64) -> u64 {
    crate::hash::pair(state, 1)
}

#[test]
fn the_best_path_is_the_best_of_all() {
    let (transitions, scores, contexts) = example();
    let all = paths(&transitions, &scores, &contexts);
    let top = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    for (labels, scores) in LABELS.into_iter().zip([&scores, &wider(&scores)]) {
        assert_eq!(best(labels, &transitions, scores, &contexts), top.0, "{labels} labels");
    }
}

#[test]
fn marginals_are_the_shares_of_all_paths() {
    let (transitions, scores, contexts) = example();
    let all = paths(&transitions, &scores, &contexts);
    let whole: f32 = all.iter().map(|(_, score)| score.exp()).sum();
    for (labels, scores) in LABELS.into_iter().zip([&scores, &wider(&scores)]) {
        let steps = Steps::new(labels, &transitions);
        let lattice = Lattice::new(labels, &steps, scores, &contexts);
        for (at, row) in lattice.marginals().iter().enumerate() {
            for label in 0..3u8 {
                let share: f32 = all.iter().filter(|(path, _)| path[at] == label).map(|(_, score)| score.exp()).sum::<f32>() / whole;
                let known = row[usize::from(label)];
                assert!((known - share).abs() < 1e-4, "{labels} labels, token {at}, label {label}: {known} {share}");
            }
        }
        let mut told = [[0.0f32; 3]; LANES];
        lattice.transitions(|context, before, row| {
            if context == 1 {
                told[before].copy_from_slice(&row[..3]);
            }
        });
        let share: f32 = all.iter().filter(|(path, _)| path[1] == 2 && path[2] == 0).map(|(_, score)| score.exp()).sum::<f32>() / whole;
        assert!((told[2][0] - share).abs() < 1e-4, "{labels} labels: {} {share}", told[2][0]);
    }
}

#[test]
fn nothing_has_no_labels() {
    assert!(best(3, &[], &[], &[]).is_empty());
    assert!(Lattice::new(3, &Steps::default(), &[], &[]).marginals().is_empty());
}

#[test]
fn long_sequences_do_not_overflow() {
    let (transitions, scores, _) = example();
    let scores: Vec<Row> = scores.iter().copied().cycle().take(100_000).map(|row| row.map(|lane| lane * 20.0)).collect();
    let contexts = vec![1; scores.len()];
    let steps = Steps::new(3, &transitions);
    let lattice = Lattice::new(3, &steps, &scores, &contexts);
    assert!(lattice.marginals().iter().all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-2));
}
