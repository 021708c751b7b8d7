//! A linear model over named signs: each sign adds its weight to the labels it speaks for, and the label with the most wins.
//!
//! Trained by logistic regression (`zufolge-train`, example `stance`) on the build split of our own corpus; the weights are plain text.

use memchr::{memchr, memmem};
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
    ///
    /// Byte by byte, since there are some hundred thousand weights and the program starts anew for each article.
    pub(super) fn read(text: &'static str, section: &str, names: [&'static str; LABELS]) -> Self {
        let labels: FxHashMap<&str, u8> = names.into_iter().zip(0..).collect();
        let head = format!("\n[{section}]\n");
        let find = |text: &str, what: &str| memmem::find(text.as_bytes(), what.as_bytes());
        let start = if text.starts_with(&head[1..]) { head.len() - 1 } else { find(text, &head).map_or(text.len(), |at| at + head.len()) };
        let text = &text[start..];
        let text = find(text, "\n[").map_or(text, |end| &text[..end]);
        // Lines are some fifty bytes long, weights some ten.
        let mut signs = FxHashMap::with_capacity_and_hasher(text.len() / 50, FxBuildHasher);
        let mut weights = Vec::with_capacity(text.len() / 10);
        let mut rest = text;
        while !rest.is_empty() {
            let (line, behind) = cut(rest, b'\n');
            rest = behind;
            let (sign, mut entries) = cut(line, b'\t');
            if sign.starts_with('#') {
                continue;
            }
            let start = weights.len() as u32;
            while !entries.is_empty() {
                let (name, behind) = cut(entries, b':');
                let (weight, behind) = cut(behind, b' ');
                entries = behind;
                weights.extend(labels.get(name).copied().zip(hundredths(weight)));
            }
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

/// What stands before a byte of ASCII and what behind; all and nothing if it is not there.
fn cut(text: &str, at: u8) -> (&str, &str) {
    let end = memchr(at, text.as_bytes()).unwrap_or(text.len());
    (&text[..end], text.get(end + 1..).unwrap_or_default())
}

/// A number with two decimals; the general way to read floats takes several times as long.
fn hundredths(text: &str) -> Option<f32> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let value = match digits.as_bytes() {
        [whole, b'.', tenth, hundredth] if [whole, tenth, hundredth].iter().all(|digit| digit.is_ascii_digit()) => {
            f32::from(u16::from(whole - b'0') * 100 + u16::from(tenth - b'0') * 10 + u16::from(hundredth - b'0')) / 100.0
        }
        _ => return text.parse().ok(),
    };
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
    fn a_section_ends_where_the_next_begins_and_junk_is_passed_over() {
        let text: &'static str = "# head\n[one]\na=x\tno:1.00 yes:-0.25 maybe:9.00\n# yes\tno:5.00\n\nb\n[two]\na=x\tno:7.00\n";
        let sums = |section: &str, sign: &str| {
            let mut scores = [0.0; 2];
            Linear::read(text, section, ["no", "yes"]).add(sign, &mut scores);
            scores
        };
        assert_eq!(sums("one", "a=x"), [1.0, -0.25]);
        assert_eq!(sums("one", "# yes"), [0.0; 2]);
        assert_eq!(sums("one", "b"), [0.0; 2]);
        assert_eq!(sums("two", "a=x"), [7.0, 0.0]);
        assert_eq!(sums("three", "a=x"), [0.0; 2]);
    }

    #[test]
    fn a_section_that_opens_the_text_has_its_weights() {
        let text: &'static str = "[one]\na\tno:1.00\n[two]\na\tno:7.00\n";
        for (section, weight) in [("one", 1.0), ("two", 7.0)] {
            let mut scores = [0.0; 2];
            Linear::read(text, section, ["no", "yes"]).add("a", &mut scores);
            assert_eq!(scores, [weight, 0.0], "{section}");
        }
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_reads_them() {
        for text in ["0.16", "-0.05", "12.34", "1.5", "-3.00", "0.1", "7"] {
            assert_eq!(hundredths(text), text.parse().ok(), "{text}");
        }
        assert_eq!(hundredths("much"), None);
    }
}
