//! A linear model over named signs: each sign adds its weight to the labels it speaks for, and the label with the most wins.
//!
//! Trained by logistic regression (`zufolge-train`, example `stance`) on the build split of our own corpus; the weights are plain text.

use rustc_hash::{FxBuildHasher, FxHashMap};

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
        // Lines are some fifty bytes long, weights some ten.
        let mut signs = FxHashMap::with_capacity_and_hasher(text.len() / 50, FxBuildHasher);
        let mut weights = Vec::with_capacity(text.len() / 10);
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.skip_while(|line| line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) != Some(section)).skip(1);
        for (sign, rest) in lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once('\t')) {
            let start = weights.len() as u32;
            weights.extend(rest.split(' ').filter_map(|entry| {
                let (name, weight) = entry.split_once(':')?;
                Some((*labels.get(name)?, hundredths(weight)?))
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

/// A number with two decimals; the general way to read floats takes several times as long, and there are some hundred thousand.
fn hundredths(text: &str) -> Option<f32> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, part) = digits.split_once('.')?;
    if part.len() != 2 {
        return text.parse().ok();
    }
    let value = (f32::from(whole.parse::<u16>().ok()?) * 100.0 + f32::from(part.parse::<u8>().ok()?)) / 100.0;
    Some(if negative { -value } else { value })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_as_the_standard_library_reads_them() {
        for text in ["0.16", "-0.05", "12.34", "1.5", "-3.00"] {
            assert_eq!(hundredths(text), text.parse().ok(), "{text}");
        }
        assert_eq!(hundredths("much"), None);
    }
}
