//! Where fields are fitted: fields that are kept in a folder need not be fitted again after a break.

use crate::fit::{self, Options, Sequence};
use std::fs;
use std::path::PathBuf;
use zufolge_model::crf::Crf;
use zufolge_model::{file, hash};

/// Fits fields, keeps them, and tells how far it is.
#[derive(Default)]
pub struct Workshop<'a> {
    /// Where fitted fields are kept, one a file named by what it was fitted to; `None` keeps none.
    pub kept: Option<PathBuf>,
    /// Called when a field is done.
    pub done: Option<&'a (dyn Fn() + Sync)>,
}

impl std::fmt::Debug for Workshop<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workshop").field("kept", &self.kept).finish_non_exhaustive()
    }
}

impl Workshop<'_> {
    /// A field with so many labels, fitted to `data` now or before.
    #[must_use]
    pub fn fit(&self, labels: usize, data: &[Sequence], options: Options) -> Crf {
        let path = self.kept.as_ref().map(|folder| folder.join(format!("{:016x}.field", fingerprint(labels, data, options))));
        let kept = path.as_ref().and_then(|path| file::read(&fs::read(path).ok()?).ok());
        let field = kept.unwrap_or_else(|| {
            // What is kept is what is used, so that a broken-off training ends as one in a single run.
            let mut bytes = Vec::new();
            file::write(&fit::fit(labels, data, options), &mut bytes);
            if let Some(path) = &path {
                // A field that cannot be kept is fitted again next time; nothing else is lost.
                let started = path.with_extension("part");
                let _ = fs::write(&started, &bytes).and_then(|()| fs::rename(&started, path));
            }
            file::read(&bytes).unwrap_or_else(|error| unreachable!("a field just written: {error}"))
        });
        if let Some(done) = self.done {
            done();
        }
        field
    }
}

/// Tells apart what fields are fitted to, and how.
fn fingerprint(labels: usize, data: &[Sequence], options: Options) -> u64 {
    let Options { epochs, rate, penalty, dropout, least, rounds, seed } = options;
    let plan = [
        labels as u64,
        epochs as u64,
        u64::from(rate.to_bits()),
        u64::from(penalty.to_bits()),
        u64::from(dropout.to_bits()),
        u64::from(least),
        rounds as u64,
        seed,
    ];
    let mut all = plan.into_iter().fold(data.len() as u64, hash::pair);
    for sequence in data {
        all = hash::pair(all, sequence.labels.len() as u64);
        if sequence.weight != 1.0 {
            all = hash::pair(all, u64::from(sequence.weight.to_bits()));
        }
        all = sequence.open.iter().fold(all, |all, open| hash::pair(all, u64::from(*open)));
        for at in 0..sequence.labels.len() {
            all = hash::pair(all, u64::from(sequence.labels[at]) << 8 | u64::from(sequence.seen.contexts[at]));
            all = sequence.seen.own(at).iter().fold(all, |all, id| hash::pair(all, u64::from(*id)));
            all = sequence.seen.groups(at).fold(all, |all, group| hash::pair(all, group as u64));
        }
        all = sequence.seen.all_shared().flatten().fold(all, |all, id| hash::pair(all, u64::from(*id)));
    }
    all
}
