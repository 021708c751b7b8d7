//! Numbers with what they count.

use super::lists::list;
use super::paraphrases::Sets;
use super::signature::Signature;
use super::words::{Stem, Word, Words, hash};
use serde::{Deserialize, Serialize};

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number.
    pub value: f64,
    /// Hash of the stem of what is counted; 0 where nothing is told.
    pub unit: u32,
    /// Which words stand for the unit.
    pub(super) sets: Sets,
    /// The same in the unit of measure that others of its sort are told in, and the hash of that: 0 where there is none.
    pub(super) base: (f64, u32),
    /// Whether people are counted; `None` where that is not known.
    pub(super) people: Option<bool>,
    /// True for "rund 300".
    pub rough: bool,
    /// True if the unit is one of measure ("Meter", "Euro"); what is counted otherwise may go by several words.
    pub measured: bool,
    /// True if it stands in a clause that says that something is not so.
    pub negated: bool,
}

/// From here on a number is seldom the same by chance, whatever it counts.
const TELLING: f64 = 100.0;
/// From here on two counts of the same story that are the same are likely of the same things, whatever word they go by.
const FEW: f64 = 13.0;

impl Quantity {
    /// True if the two can be the same number.
    #[must_use]
    pub fn agrees(&self, other: &Quantity) -> bool {
        let counted_alike =
            self.unit == other.unit || self.sets.meet(other.sets) || self.value >= TELLING && (self.unit == 0 || other.unit == 0);
        // "48 Stunden", "zwei Tage"
        let converted = self.base.1 != 0 && self.base.1 == other.base.1 && self.near(self.base.0, other, other.base.0);
        counted_alike && self.is_near(other) || converted
    }

    /// True if the two may count the same under other words, or one without a word: "43 Tote", "43 Leichen", "es sind 43".
    pub(super) fn echoes(&self, other: &Quantity) -> bool {
        let bare = (self.unit == 0) != (other.unit == 0);
        // "340 Patienten", "340 Eichen"
        if self.people.zip(other.people).is_some_and(|(one, another)| one != another) {
            return false;
        }
        (bare || !self.measured && !other.measured) && self.value >= FEW && self.is_near(other)
    }

    /// True if it is as many of something else, which the words of the other statement tell too: "neun Menschen verletzt", "neun Verletzte".
    pub(super) fn recounts(&self, other: &Quantity, others: &Signature) -> bool {
        !self.measured && !other.measured && self.unit != 0 && other.unit != 0 && self.is_near(other) && others.has(self.unit)
    }

    fn is_near(&self, other: &Quantity) -> bool {
        self.near(self.value, other, other.value)
    }

    fn near(&self, own: f64, other: &Quantity, others: f64) -> bool {
        let room = if self.rough || other.rough { 0.06 } else { 0.000_1 };
        (own - others).abs() <= room * own.abs().max(others.abs())
    }
}

/// True if a separator inside digits belongs to the number: "180 000", "1.200", "2,5".
pub(super) fn goes_on(before: &str, after: &str, separator: char) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    match separator {
        ',' => digits > 0,
        '.' => digits == 3,
        _ => digits == 3 && before.bytes().rev().take_while(u8::is_ascii_digit).count() <= 3,
    }
}

/// The value of a number in digits.
fn digits(form: &str) -> Option<f64> {
    if !form.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain: String = form.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect();
    plain.replace(',', ".").parse().ok()
}

impl Words {
    /// The value of a number in digits or in letters.
    fn number(&self, form: &str) -> Option<f64> {
        digits(form).or_else(|| self.spelled(form))
    }

    /// The value of a number word up to a million: "vierzehn", "dreihundertzwanzig".
    fn spelled(&self, form: &str) -> Option<f64> {
        let form = form.to_lowercase();
        if form == "ein" {
            return None;
        }
        // A genitive, a dative: "zweier", "dreien".
        let inflected =
            || ["er", "en"].iter().find_map(|ending| self.numbers.get(form.strip_suffix(ending)?).filter(|value| **value > 1.0));
        self.composed(&form).filter(|value| *value > 0.0 || form == "null").or_else(|| inflected().copied())
    }

    /// How German puts number words together: "drei-hundert-zwanzig", "fünf-und-sechzig", "vier-zehn".
    fn composed(&self, word: &str) -> Option<f64> {
        if word.is_empty() {
            return Some(0.0);
        }
        let exact = |word: &str| self.numbers.get(word).copied();
        if let Some(value) = exact(word) {
            return Some(value);
        }
        for (name, factor) in [("tausend", 1000.0), ("hundert", 100.0)] {
            if let Some((before, after)) = word.split_once(name) {
                let many = if before.is_empty() { 1.0 } else { self.composed(before)? };
                return Some(many * factor + self.composed(after.strip_prefix("und").unwrap_or(after))?);
            }
        }
        if let Some((ones, tens)) = word.split_once("und") {
            return Some(exact(ones)? + exact(tens).filter(|tens| *tens >= 20.0)?);
        }
        exact(word.strip_suffix("zehn")?).map(|ones| ones + 10.0)
    }

    /// Of how many a number is a part, and the index behind the words that say so: "vier von sechs", "drei der fünf", "alle sechs".
    fn all_of(&self, words: &[Word<'_>], start: usize, at: usize, value: f64) -> Option<(usize, f64)> {
        if start > 0 && self.turns.all_of.has(words[start - 1].form) {
            return Some((at, value));
        }
        let of = words.get(at).is_some_and(|word| self.turns.part_of.has(word.form));
        let all = words.get(at + 1).and_then(|word| self.number(word.form));
        all.filter(|all| of && *all >= value).map(|all| (at + 2, all))
    }

    /// The quantities among words, each with the index of its number; `taken` gets the indices of the words that make them up, unit
    /// included.
    pub(super) fn quantities(&self, words: &[Word<'_>], taken: &mut Vec<usize>) -> Vec<(usize, Quantity)> {
        /// How many words may stand between a number and its unit.
        const REACH: usize = 3;
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let form = words[at].form;
            let Some(mut value) = self.number(form) else {
                at += 1;
                continue;
            };
            let start = at;
            at += 1;
            if let Some(times) = words.get(at).and_then(|word| self.factors.get(word.form.to_lowercase().as_str())) {
                value *= times;
                at += 1;
            }
            // "vier von sechs Zielen", "alle sechs Ziele": so many of so many, whatever they are called.
            if let Some((behind, all)) = self.all_of(words, start, at, value) {
                let unit = hash(&format!("von {all}"));
                taken.extend(start..behind);
                found.push((
                    start,
                    Quantity {
                        value,
                        unit,
                        sets: Sets::default(),
                        base: (0.0, 0),
                        people: None,
                        rough: false,
                        measured: true,
                        negated: false,
                    },
                ));
                at = behind;
                continue;
            }
            let next = words.get(at).map(|word| word.form);
            // A day or a year is a time, not an amount; "1900 Beschäftigte" is one.
            let counts = next.is_some_and(|form| self.unit(form).is_some());
            if next.is_some_and(|form| self.is(form, list::TIME | list::AGED))
                || (1900.0..2100.0).contains(&value) && form.len() == 4 && value.fract() == 0.0 && !counts
            {
                continue;
            }
            let unit = (at..words.len().min(at + REACH)).find(|index| {
                let form = words[*index].form;
                self.unit(form).is_some() || form.chars().next().is_some_and(char::is_uppercase)
            });
            // "bis 20 Uhr" is no rough hour.
            let hour = next.is_some_and(|form| self.is(form, list::HOUR));
            let rough = start > 0 && !hour && self.is(words[start - 1].form, list::ROUGH);
            let measured = unit.is_some_and(|index| self.is_measure(words[index].form));
            let base = |index: usize| self.converted(words[index].form).map(|(times, other)| (value * times, self.counted(other)));
            let itself = || (value, unit.map_or(0, |index| self.counted(words[index].form)));
            let base = if measured { unit.and_then(base).unwrap_or_else(itself) } else { (0.0, 0) };
            let people = unit.and_then(|index| self.people(words[index].form));
            let (unit, last) = match unit {
                Some(index) => (self.counted(words[index].form), index),
                None => (0, at - 1),
            };
            taken.extend(start..at);
            if last >= at {
                taken.push(last);
            }
            found.push((start, Quantity { value, unit, sets: self.paraphrases.sets(unit), base, people, rough, measured, negated: false }));
        }
        found
    }

    fn counted(&self, form: &str) -> Stem {
        hash(&self.stem(self.unit(form).unwrap_or(form)))
    }
}

impl Quantity {
    /// A stem for number and unit together.
    pub(super) fn stem(&self) -> Stem {
        let bytes = self.value.to_bits().to_le_bytes().into_iter().chain(self.unit.to_le_bytes());
        bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}
