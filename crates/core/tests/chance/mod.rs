//! How many cases the property tests try, and which.

use proptest::test_runner::{Config, RngSeed};

/// Asks for fresh cases instead of the usual ones, and says how many.
const FRESH_CASES: &str = "ZUFOLGE_FRESH_CASES";

/// `usual` cases, the same in each run, so that no run fails by chance; or as many fresh ones as `ZUFOLGE_FRESH_CASES` says.
pub(crate) fn cases(usual: u32) -> Config {
    let fresh = std::env::var(FRESH_CASES).ok();
    let fresh = fresh.map(|number| number.parse().unwrap_or_else(|_| panic!("{FRESH_CASES}={number}: give a number of cases, as 100000")));
    // What fails is no longer by chance, and its text is printed: it becomes a test of its own.
    let config = Config { failure_persistence: None, ..Config::default() };
    match fresh {
        Some(cases) => Config { cases, ..config },
        None => Config { cases: usual, rng_seed: RngSeed::Fixed(2026), ..config },
    }
}
