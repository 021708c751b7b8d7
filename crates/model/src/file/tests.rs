use super::*;
use crate::clusters::Clusters;
use crate::tagger::Tagger;
use proptest::prelude::*;

fn linguistics() -> Linguistics {
    let clusters = Clusters::new([("sagte", 1)]);
    let tagger = Tagger::from_bytes(include_bytes!("../../../../models/parts/tagger-de.bin")).unwrap();
    Linguistics::new(&zufolge_lexicon::GERMAN, tagger, clusters)
}

fn model() -> Model {
    let field = |labels: usize| {
        let mut row = [0.0; LANES];
        row[labels - 1] = 1.5;
        row[0] = -0.25;
        let mut transitions = vec![[0.0; LANES]; Context::COUNT * LANES];
        transitions[LANES][labels - 1] = 0.5;
        Crf::new(labels, transitions, Table::new(&[(7, row), (u32::MAX, [0.0; LANES]), (1 << 31, row)]))
    };
    Model {
        outer: field(15),
        inner: field(15),
        worth: field(3),
        roles: field(6),
        mode: field(6),
        sure: field(2),
        least: [[0.5, 0.25]; 5],
        calibration: Calibration { points: vec![(0.1, 0.0), (0.9, 1.0)] },
    }
}

#[test]
fn what_is_written_is_read_again() {
    let linguistics = linguistics();
    let learned = model().to_bytes(&linguistics);
    assert_eq!(Model::from_bytes(&learned, &linguistics).unwrap(), model());
    let bytes = model().rounded().to_bytes(&linguistics);
    assert!(bytes.len() < learned.len());
    let again = Model::from_bytes(&bytes, &linguistics).unwrap();
    assert_eq!(again, model().rounded());
    assert_eq!(again.to_bytes(&linguistics), bytes);
    let row = again.outer.table.sum(&[7, 8]);
    assert!((row[14] - 1.5).abs() < 1e-3 && (row[0] + 0.25).abs() < 0.006, "an unknown feature weighs nothing: {row:?}");
    let many = again.outer.table.sum(&[7; 20]);
    assert!((many[14] - 30.0).abs() < 1e-2, "{many:?}");
}

#[test]
fn what_is_no_model_is_told() {
    let linguistics = linguistics();
    let bytes = model().to_bytes(&linguistics);
    let error = |bytes: &[u8]| Model::from_bytes(bytes, &linguistics).unwrap_err();
    assert_eq!(error(b"%PDF-1.7 and more"), FormatError::NoModel);
    assert_eq!(error(b""), FormatError::NoModel);
    assert_eq!(error(&bytes[..bytes.len() - 1]), FormatError::Damaged);
    let mut newer = bytes.clone();
    newer[7] = 9;
    assert_eq!(error(&newer), FormatError::Version(9));
    let mut other = bytes.clone();
    other[8] ^= 1;
    let end = other.len() - 8;
    let sum = hash::bytes(&other[..end]).to_le_bytes();
    other[end..].copy_from_slice(&sum);
    assert_eq!(error(&other), FormatError::OtherLists);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    /// With a right sum, so that the damage is met behind it.
    #[test]
    fn hostile_bytes_are_an_error_or_a_model(places in prop::collection::vec((8usize..2_000, any::<u8>()), 1..6), cut in 0usize..200) {
        static LINGUISTICS: std::sync::LazyLock<Linguistics> = std::sync::LazyLock::new(linguistics);
        let model = if cut % 2 == 0 { model() } else { model().rounded() };
        let mut bytes = model.to_bytes(&LINGUISTICS);
        bytes.truncate(bytes.len() - 8 - cut);
        for (place, value) in places {
            let length = bytes.len();
            bytes[place % length] = value;
        }
        let sum = hash::bytes(&bytes).to_le_bytes();
        bytes.extend(sum);
        if let Ok(model) = Model::from_bytes(&bytes, &LINGUISTICS) {
            assert_eq!(model.outer.table.sum(&[7, 9]).len(), LANES);
        }
    }
}
