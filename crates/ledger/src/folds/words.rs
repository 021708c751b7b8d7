//! Words of running text → stems that inflection, derivation and composition leave alike.

use super::lists::{LISTS, Turns, list};
use super::names::folded;
use super::paraphrases::Paraphrases;
use super::quantities;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::fmt;
use zufolge::word_list::lines;
use zufolge_lexicon::LanguageData;

/// A stem as a hash; what is stored of a word.
pub(super) type Stem = u32;

/// What is known of the words of a language.
pub(super) struct Words {
    stemmer: Stemmer,
    lists: FxHashMap<String, u32>,
    /// Stems that say the same as another one: "todesopf" → "tot".
    same: FxHashMap<String, String>,
    /// Stems of the strong forms of verbs → the stem of their infinitive: "schloss" → "schliess".
    strong: FxHashMap<String, String>,
    /// One stem in about two to that power of running text is this one.
    rarity: FxHashMap<String, u8>,
    /// What a form counts or measures by; true for a measure.
    units: FxHashMap<String, (String, bool)>,
    /// How many of another unit of measure a unit is.
    conversions: FxHashMap<String, (f64, String)>,
    /// Infinitives in -ern and -eln without their n, which the stemmer would take for an ending: "liefer".
    in_er: FxHashSet<String>,
    /// Stems of verbs with a particle that may stand apart: "ausfall".
    separable: FxHashSet<String>,
    umlauts: Vec<TellingUmlaut>,
    /// Stems of nouns that look like the past of a verb: "Unterlagen".
    no_verbs: FxHashSet<String>,
    /// Words that stand for one another.
    pub(super) paraphrases: Paraphrases,
    /// What people are called, in small letters: "patienten".
    people: FxHashSet<String>,
    /// The stems of [`list::EMPTY`].
    pub(super) empty: FxHashSet<Stem>,
    /// What officers are called → the body that they speak for: "staatsanwältin" → "Staatsanwaltschaft".
    officers: FxHashMap<String, String>,
    /// Given names, folded → the first of those that are one name: "ihor" → "igor".
    given_names: FxHashMap<String, String>,
    /// Number words, and what they are put together from: "zwölf".
    pub(super) numbers: FxHashMap<&'static str, f64>,
    /// What a word behind a number multiplies it by: "Millionen".
    pub(super) factors: FxHashMap<&'static str, f64>,
    pub(super) turns: Turns,
}

/// How long the last part of a compound is, in bytes, that tells what the whole is.
const LAST_PART: usize = 5;

/// What people are called in `persons.txt`, in small letters.
fn people(persons: &str) -> FxHashSet<String> {
    let heads = persons.lines().filter_map(|line| {
        let mut columns = line.split('#').next().unwrap_or_default().split(';').map(str::trim);
        columns.next().zip(columns.next()).filter(|(_, class)| matches!(*class, "person" | "group")).map(|(forms, _)| forms)
    });
    heads.flat_map(|forms| forms.split(',')).map(|form| form.trim().to_lowercase()).filter(|form| !form.is_empty()).collect()
}

/// A part of words that are others without their umlaut.
struct TellingUmlaut {
    /// As it is written: "förder".
    part: String,
    /// As stems would have it: "forder".
    lost: String,
    /// As they have it: "foerder".
    kept: String,
}

impl TellingUmlaut {
    fn new(part: &str) -> TellingUmlaut {
        let kept = part.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
        TellingUmlaut { part: part.to_owned(), lost: crude(part), kept }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("rarity", &self.rarity.len()).finish_non_exhaustive()
    }
}

/// How rare a stem is taken to be that stands in no list.
const UNKNOWN: u8 = 21;
/// The shortest part of a compound, in letters.
const SHORTEST_PART: usize = 4;
/// The rarity up to which a word of three letters can be the last part of a compound.
const SHORT_WORD: u8 = 15;

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// As it stands there.
    pub(super) form: &'a str,
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// True if a comma stands before it.
    pub(super) behind_comma: bool,
}

/// Cuts text into runs of letters, runs of digits, and signs that are units; what is between is left out, and so are ages in brackets.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text.char_indices().peekable();
    let mut behind_comma = false;
    std::iter::from_fn(move || {
        while let Some((at, first)) = rest.next() {
            if !first.is_alphanumeric() && !matches!(first, '%' | '€' | '$') {
                behind_comma |= matches!(first, ',' | ';' | '.' | ':');
                continue;
            }
            let digits = first.is_ascii_digit();
            let mut end = at + first.len_utf8();
            while let Some(&(next, c)) = rest.peek() {
                // "H5N1" is one name and no number; "14mm" is a number with its unit.
                let goes_on = if c.is_alphanumeric() {
                    (!digits || c.is_ascii_digit()) && first.is_alphanumeric()
                } else {
                    digits && quantities::goes_on(&text[at..next], &text[next + c.len_utf8()..], c)
                };
                if !goes_on {
                    break;
                }
                end = next + c.len_utf8();
                rest.next();
            }
            // "Karl Pohl (54)": how old somebody is counts nothing.
            if digits && end - at <= 3 && text[..at].ends_with('(') && text[end..].starts_with(')') {
                continue;
            }
            return Some(Word { form: &text[at..end], at, behind_comma: std::mem::take(&mut behind_comma) });
        }
        None
    })
}

impl Words {
    pub(super) fn new(data: &LanguageData) -> Words {
        let mut words = Words {
            stemmer: Stemmer::create(Algorithm::German),
            lists: FxHashMap::default(),
            same: FxHashMap::default(),
            strong: FxHashMap::default(),
            rarity: FxHashMap::default(),
            units: FxHashMap::default(),
            conversions: FxHashMap::default(),
            in_er: FxHashSet::default(),
            separable: FxHashSet::default(),
            umlauts: lines(data.claims)
                .filter(|(name, _)| *name == "umlaut")
                .flat_map(|(_, line)| line.split_whitespace())
                .map(TellingUmlaut::new)
                .collect(),
            no_verbs: FxHashSet::default(),
            paraphrases: Paraphrases::default(),
            people: people(data.persons),
            empty: FxHashSet::default(),
            officers: FxHashMap::default(),
            given_names: FxHashMap::default(),
            numbers: FxHashMap::default(),
            factors: FxHashMap::default(),
            turns: Turns::new(data.claims),
        };
        let no_verbs = lines(data.claims).filter(|(name, _)| *name == "no-verb").flat_map(|(_, line)| line.split_whitespace());
        words.no_verbs = no_verbs.map(|noun| words.bare_stem(noun)).collect();
        words.read_verbs(data.verbs);
        words.read_lists(data.claims);
        for line in lines(data.paraphrases).filter_map(|(list, line)| (list == "same").then_some(line)) {
            let stems: Vec<String> = line.split_whitespace().map(|word| words.plain_stem(word)).collect();
            for stem in stems.iter().skip(1).filter(|stem| **stem != stems[0]) {
                words.same.insert(stem.clone(), stems[0].clone());
            }
        }
        for (class, line) in lines(data.rarity) {
            let Ok(class) = class.parse::<u8>() else { continue };
            words.rarity.extend(line.split_ascii_whitespace().map(|stem| (stem.to_owned(), class)));
        }
        let empty = words.lists.iter().filter(|(_, bits)| **bits & list::EMPTY != 0);
        words.empty = empty.map(|(form, _)| hash(&words.stem(form))).collect();
        words.paraphrases = Paraphrases::new(&words, data.paraphrases);
        words
    }

    /// Of `verbs.txt` only the principal parts count here: third persons and participle lead to the infinitive.
    fn read_verbs(&mut self, text: &str) {
        let mut infinitives: FxHashSet<String> = FxHashSet::default();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let verb = line.split(';').next().unwrap_or_default().trim();
            let verb = verb.strip_prefix("sich ").unwrap_or(verb);
            // Phrases ("zum Ausdruck|bringen") have the parts of their verb, which stands in a line of its own.
            let Some((particle, rest)) = verb.rsplit_once('|').or(Some(("", verb))) else { continue };
            let mut parts = rest.split_whitespace();
            let (Some(infinitive), false) = (parts.next(), particle.contains(' ')) else { continue };
            self.in_er.extend(infinitive.strip_suffix('n').filter(|rest| rest.ends_with("er") || rest.ends_with("el")).map(str::to_owned));
            let base = self.stem_of_infinitive(infinitive);
            infinitives.insert(base.clone());
            if self.turns.particle.has(particle) {
                self.separable.insert(self.stem_of_infinitive(&format!("{particle}{infinitive}")));
            }
            for form in parts.flat_map(|column| column.split('/')) {
                let whole = form.starts_with(particle) && !particle.is_empty();
                let target = if whole { self.stem_of_infinitive(&format!("{particle}{infinitive}")) } else { base.clone() };
                let stem = self.bare_stem(form);
                if stem != target && stem.len() >= 3 {
                    self.strong.entry(stem).or_insert(target);
                }
            }
        }
        // "führe" is of "fahren" and of "führen".
        self.strong.retain(|stem, _| !infinitives.contains(stem));
    }

    fn read_lists(&mut self, text: &'static str) {
        for (name, line) in lines(text) {
            let mut entries = line.split_whitespace();
            match name {
                "officer" => {
                    if let Some(body) = entries.next() {
                        self.officers.extend(entries.map(|title| (title.to_lowercase(), body.to_owned())));
                    }
                }
                "given-name" => {
                    if let Some(first) = entries.next().map(folded) {
                        self.given_names.extend(entries.map(|other| (folded(other), first.clone())));
                    }
                }
                "number" => self.numbers.extend(entries.next().zip(entries.next().and_then(|value| value.parse().ok()))),
                "factor" => {
                    if let Some(value) = entries.next().and_then(|value| value.parse().ok()) {
                        self.factors.extend(entries.map(|word| (word, value)));
                    }
                }
                "convert" => {
                    if let (Some(unit), Some(Ok(times)), Some(other)) = (entries.next(), entries.next().map(str::parse), entries.next()) {
                        self.conversions.insert(unit.to_lowercase(), (times, other.to_owned()));
                    }
                }
                "measure" | "count" => {
                    if let Some(unit) = entries.next() {
                        for form in std::iter::once(unit).chain(entries) {
                            self.units.insert(form.to_lowercase(), (unit.to_lowercase(), name == "measure"));
                        }
                    }
                }
                _ => {
                    let Some((_, bit)) = LISTS.iter().find(|(list, _)| *list == name) else { continue };
                    for word in entries {
                        *self.lists.entry(word.to_lowercase()).or_default() |= bit;
                    }
                }
            }
        }
    }

    /// True if a form stands in one of the lists.
    pub(super) fn is(&self, form: &str, bits: u32) -> bool {
        self.lists.get(&*lower(form)).is_some_and(|found| found & bits != 0)
    }

    /// True if a form ends with a word of one of the lists: "Ministeriumssprecherin"; gives what stands before it.
    pub(super) fn ends<'a>(&self, form: &'a str, bits: u32) -> Option<&'a str> {
        let lower = form.to_lowercase();
        if lower.len() != form.len() {
            return None;
        }
        form.char_indices().find_map(|(at, _)| self.lists.get(&lower[at..]).is_some_and(|found| found & bits != 0).then(|| &form[..at]))
    }

    /// The body that an officer speaks for, and what the title has before the word for them: "Generalstaatsanwältin" → "General",
    /// "Staatsanwaltschaft".
    pub(super) fn officer<'a>(&self, form: &'a str) -> Option<(&'a str, &str)> {
        let lower = form.to_lowercase();
        if lower.len() != form.len() {
            return None;
        }
        form.char_indices().find_map(|(at, _)| self.officers.get(&lower[at..]).map(|body| (&form[..at], body.as_str())))
    }

    /// The given name that a folded one is counted as: "ihor" → "igor".
    pub(super) fn given_name(&self, folded: String) -> String {
        self.given_names.get(&folded).cloned().unwrap_or(folded)
    }

    /// The unit that a form stands for: "mm" → "millimeter".
    pub(super) fn unit(&self, form: &str) -> Option<&str> {
        self.units.get(&form.to_lowercase()).map(|(unit, _)| unit.as_str())
    }

    /// Whether a form that is counted means people; `None` if that cannot be told: "Fälle", "Operierte".
    pub(super) fn people(&self, form: &str) -> Option<bool> {
        let lower = form.to_lowercase();
        let last_part = || lower.char_indices().skip(1).any(|(at, _)| lower.len() - at >= LAST_PART && self.people.contains(&lower[at..]));
        if self.people.contains(&lower) || last_part() {
            return Some(true);
        }
        (!self.turns.may_be_people.ends(&lower) && form.starts_with(char::is_uppercase)).then_some(false)
    }

    /// How many of which other unit the unit is that a form stands for: "Std" → 60, "Minute".
    pub(super) fn converted(&self, form: &str) -> Option<&(f64, String)> {
        self.conversions.get(self.unit(form)?)
    }

    /// True if a form is a unit of measure.
    pub(super) fn is_measure(&self, form: &str) -> bool {
        self.units.get(&form.to_lowercase()).is_some_and(|(_, measure)| *measure)
    }

    /// The stem of a form, synonyms brought to one.
    pub(super) fn stem(&self, form: &str) -> String {
        self.one_of(self.plain_stem(form))
    }

    /// The stem that stands for all that say the same as this one.
    pub(super) fn one_of(&self, stem: String) -> String {
        self.same.get(&stem).cloned().unwrap_or(stem)
    }

    /// True for what is set before verbs and may stand apart.
    pub(super) fn is_particle(&self, form: &str) -> bool {
        self.turns.particle.has(form)
    }

    /// The stem of the verb that a particle makes of another one: "aus", "fall" → "ausfall"; `None` where there is none.
    pub(super) fn with_particle(&self, particle: &str, stem: &str) -> Option<String> {
        Some(crude(&format!("{particle}{stem}"))).filter(|whole| self.separable.contains(whole))
    }

    /// The stem of a form, each verb's forms brought to one.
    pub(super) fn plain_stem(&self, form: &str) -> String {
        let stem = self.bare_stem(form);
        if form.starts_with(char::is_uppercase) && self.no_verbs.contains(&stem) {
            return stem;
        }
        self.strong.get(&stem).cloned().unwrap_or(stem)
    }

    /// The stem of a form as its letters tell it: particles with -ge- and -zu-, participles and endings are cut.
    fn bare_stem(&self, form: &str) -> String {
        let lower = form.to_lowercase();
        let stem = self.stem_of_letters(form, &lower);
        self.with_telling_umlauts(&lower, stem)
    }

    fn stem_of_letters(&self, form: &str, lower: &str) -> String {
        if form.starts_with(char::is_uppercase) {
            let stem = crude(&self.stemmer.stem(lower));
            // A genitive that the stemmer leaves: "Sees".
            let short = stem.strip_suffix('s').filter(|short| short.len() >= 3 && self.rarity(short) < self.rarity(&stem));
            return short.map(str::to_owned).unwrap_or(stem);
        }
        let mut word = lower.to_owned();
        for inner in ["zu", "ge"] {
            let cut = self.turns.particle.iter().find_map(|particle| Some((particle, word.strip_prefix(particle)?.strip_prefix(inner)?)));
            if let Some((particle, rest)) = cut.filter(|(_, rest)| rest.len() >= 4 && (rest.ends_with('t') || rest.ends_with("en"))) {
                word = format!("{particle}{rest}");
                break;
            }
        }
        if let Some(rest) = word.strip_prefix("ge").filter(|rest| rest.len() >= 5 && rest.ends_with('t')) {
            word = rest.to_owned();
        }
        if let Some(whole) = self.stem_in_er(&word) {
            return crude(whole);
        }
        for ending in ["test", "ten", "tet", "te", "st", "t"] {
            if let Some(rest) = word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4) {
                word.truncate(rest.len());
                break;
            }
        }
        crude(&self.stemmer.stem(&word))
    }

    /// The stem of an infinitive: its endings are no more than -en and -n, whatever stands before them ("halten").
    fn stem_of_infinitive(&self, infinitive: &str) -> String {
        let stem = self.stem_in_er(infinitive).map_or_else(|| crude(&self.stemmer.stem(infinitive)), crude);
        self.with_telling_umlauts(infinitive, stem)
    }

    /// The stem of a form with those umlauts that would be lost in it, and with them the word: "fördern" is not "fordern".
    fn with_telling_umlauts(&self, form: &str, stem: String) -> String {
        if form.is_ascii() {
            return stem;
        }
        let telling = self.umlauts.iter().find(|umlaut| form.contains(&umlaut.part));
        telling.map_or(stem.clone(), |umlaut| stem.replacen(&umlaut.lost, &umlaut.kept, 1))
    }

    /// The stem of a form of a verb in -ern or -eln: "lieferte" → "liefer".
    fn stem_in_er<'a>(&self, word: &'a str) -> Option<&'a str> {
        ["n", "e", "t", "te", "ten", "st", "test", "tet"].iter().find_map(|ending| {
            let whole = word.strip_suffix(ending).filter(|rest| rest.ends_with("er") || rest.ends_with("el"))?;
            let known = |verb: &str| self.in_er.contains(verb);
            let apart = || self.turns.particle.iter().any(|particle| whole.strip_prefix(particle).is_some_and(known));
            (known(whole) || apart()).then_some(whole)
        })
    }

    /// How rare a stem is: one in about two to this power of running text.
    pub(super) fn rarity(&self, stem: &str) -> u8 {
        self.rarity.get(stem).copied().unwrap_or(UNKNOWN)
    }

    /// The two parts of a compound or of a verb with its particle, as stems: "bruckensperr" → "bruck", "sperr".
    pub(super) fn parts(&self, stem: &str) -> Option<(String, String)> {
        if !stem.is_ascii() {
            return None;
        }
        let verb = self.turns.particle.iter().find_map(|particle| {
            let particle = if particle.is_ascii() { Cow::Borrowed(particle) } else { Cow::Owned(particle.replace('ü', "u")) };
            let rest = stem.strip_prefix(&*particle).filter(|rest| rest.len() >= SHORTEST_PART)?;
            self.rarity.contains_key(rest).then(|| (String::new(), rest.to_owned()))
        });
        let mut best: Option<(u32, usize, &str)> = None;
        for cut in SHORTEST_PART..=stem.len().saturating_sub(SHORTEST_PART - 1) {
            let (head, tail) = stem.split_at(cut);
            let Some(&tail_rarity) = self.rarity.get(tail) else { continue };
            // Of three letters only common words: "see", "rat".
            if tail.len() < SHORTEST_PART && tail_rarity > SHORT_WORD {
                continue;
            }
            for joint in ["", "s", "es", "n", "en", "er", "e", "ungs", "ung"] {
                let Some(bare) = head.strip_suffix(joint).filter(|bare| bare.len() >= SHORTEST_PART - 1) else { continue };
                // A name may stand before a common word: "Selmetalsperre".
                let rarity = self.rarity.get(bare).copied().or((joint.is_empty() && tail.len() > SHORTEST_PART).then_some(UNKNOWN + 8));
                if let Some(rarity) = rarity {
                    let cost = u32::from(rarity) + u32::from(tail_rarity);
                    if best.is_none_or(|(least, ..)| cost < least) {
                        best = Some((cost, cut, bare));
                    }
                }
            }
        }
        best.map(|(_, cut, bare)| (bare.to_owned(), stem[cut..].to_owned())).or(verb)
    }
}

/// A form without capitals; most forms of running text have none.
fn lower(form: &str) -> Cow<'_, str> {
    let small = form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if small { Cow::Borrowed(form) } else { Cow::Owned(form.to_lowercase()) }
}

/// Cuts what derivation adds to a stem, and umlauts with it.
fn crude(stem: &str) -> String {
    let mut stem =
        if stem.is_ascii() { stem.to_owned() } else { stem.replace('ß', "ss").replace('ä', "a").replace('ö', "o").replace('ü', "u") };
    if stem.len() >= 7 && stem.ends_with("ung") {
        stem.truncate(stem.len() - 3);
    }
    stem
}

/// What a stored stem is: FNV-1a, the same on every machine and in every version.
pub(super) fn hash(stem: &str) -> Stem {
    stem.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
