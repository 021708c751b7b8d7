//! A linear model over named signs: each sign adds its weight to the labels it speaks for, and the label with the most wins.
//!
//! Trained by logistic regression (`zufolge-train`, example `stance`) on the build split of our own corpus; the weights are plain text.

use rustc_hash::FxHashMap;

/// The weights of one decision between `LABELS` labels.
#[derive(Debug, Clone, Default)]
pub(super) struct Linear<const LABELS: usize> {
    /// Where the weights of a sign stand in the list.
    signs: FxHashMap<&'static str, (u32, u32)>,
    weights: Vec<(u8, f32)>,
}

impl<const LABELS: usize> Linear<LABELS> {
    /// Reads the lines of one section: a sign, a tab, and `label:weight` with blanks between. What cannot be read is passed over.
    pub(super) fn read(text: &'static str, section: &str, names: [&'static str; LABELS]) -> Self {
        let labels: FxHashMap<&str, u8> = names.into_iter().zip(0..).collect();
        let (mut signs, mut weights) = (FxHashMap::default(), Vec::new());
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.skip_while(|line| line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) != Some(section)).skip(1);
        for (sign, rest) in lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once('\t')) {
            let start = weights.len() as u32;
            weights.extend(rest.split(' ').filter_map(|entry| {
                let (name, weight) = entry.split_once(':')?;
                Some((*labels.get(name)?, weight.parse::<f32>().ok()?))
            }));
            signs.insert(sign, (start, weights.len() as u32));
        }
        Linear { signs, weights }
    }

    /// Adds what a sign speaks for.
    pub(super) fn add(&self, sign: &str, scores: &mut [f32; LABELS]) {
        let Some(&(start, end)) = self.signs.get(sign) else { return };
        for (label, weight) in &self.weights[start as usize..end as usize] {
            scores[usize::from(*label)] += weight;
        }
    }
}

/// The label with the highest score among those that `may` be; the first of them if several have it, 0 if none may.
pub(super) fn best<const LABELS: usize>(scores: &[f32; LABELS], may: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for label in (0..LABELS).filter(|label| may(*label)) {
        if best.is_none_or(|best: usize| scores[label] > scores[best]) {
            best = Some(label);
        }
    }
    best.unwrap_or_default()
}
