//! The compiled word lists: who can be a source, and what a word says about who that is.

use super::phrases::Determiner;
use crate::word_list;
use rustc_hash::FxHashMap;
use zufolge_lexicon::LanguageData;

/// Grammatical gender and number as a set: a form can be several at once.
pub(super) mod gender {
    pub(crate) const M: u8 = 1;
    pub(crate) const F: u8 = 1 << 1;
    pub(crate) const N: u8 = 1 << 2;
    pub(crate) const P: u8 = 1 << 3;
    /// Not known: any of them.
    pub(crate) const ANY: u8 = M | F | N | P;
    pub(crate) const SINGULAR: u8 = M | F | N;
}

/// What kind of thing a head of `persons.txt` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Person,
    Group,
    Organisation,
    Outlet,
    Agency,
    Document,
    Anonymous,
}

/// One form of a head of `persons.txt`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    pub(super) class: Class,
    pub(super) gender: u8,
    /// Number of its line: the forms of one head share it.
    pub(super) line: u16,
    /// Not as last part of a compound.
    pub(super) whole: bool,
    /// Also an everyday word.
    pub(super) marked: bool,
}

macro_rules! lists {
    ($($constant:ident = $name:literal),* $(,)?) => {
        /// The lists of `entities.txt`, and the closed classes of `function-words.txt` that matter here, one bit each.
        pub(super) mod list {
            lists!(@bits 0u32; $($constant)*);
        }
        const LISTS: &[(&str, u64)] = &[$(($name, list::$constant)),*];
    };
    (@bits $n:expr; $head:ident $($tail:ident)*) => {
        pub(crate) const $head: u64 = 1 << ($n);
        lists!(@bits $n + 1; $($tail)*);
    };
    (@bits $n:expr;) => {};
}

lists! {
    FIRST_M = "first-name-m", FIRST_F = "first-name-f", TITLE_M = "title-m", TITLE_F = "title-f", TITLE = "title",
    PARTICLE = "particle", COUNTRY = "country", CITY = "city", BODY = "body", FIRM_MARK = "firm-mark",
    OUTLET_MARK = "outlet-mark", OUTLET_FIRST = "outlet-first", OWN = "own", TOLD = "told", TOLD_TEXT = "told-text",
    LAST_SPEAKER = "last-speaker", GENERIC_PERSON = "generic-person", GENERIC_COMPANY = "generic-company",
    GENERIC_AUTHORITY = "generic-authority", GENERIC_ASSOCIATION = "generic-association", GENERIC_OUTLET = "generic-outlet",
    GENERIC_DOCUMENT = "generic-document", GENERIC_GROUP = "generic-group", OFFICIAL = "official", PRIVATE = "private",
    PUBLIC_GROUP = "public-group", NAMELESS = "nameless", BERUFUNG = "berufung", ANONYMITY = "anonymity", TEXT = "text", UNION = "union", MEASURE = "measure", NEUTRAL = "neutral", HUMAN = "human", BODY_GROUP = "body-group",
    HEARSAY = "hearsay", AT_LARGE = "at-large", HUMAN_VERB = "human-verb", QUOTED_BODY = "quoted-body", INTERVIEW = "interview", PASSED_ON = "passed-on",
    STATE_BODY = "state-body", OF_PLACE = "of-place", TOLD_FOR = "told-for", PLATFORM = "platform", CROWNED = "crowned", REPORTER = "reporter", PRESS_EVENT = "press-event", LAW = "law", MANY_BODIES = "many-bodies",
    DET_NOM = "determiner-nominative", DET_OBL = "determiner-oblique", PREPOSITION = "preposition", SUBORDINATOR = "subordinator",
    COORDINATOR = "coordinator", ADVERB = "adverb", AUXILIARY = "auxiliary", MODAL = "modal", REFLEXIVE = "reflexive",
    RELATIVE = "relative", TIME_NOUN = "time-noun", NEGATION = "negation", DA_ADVERB = "da-adverb", PRONOUN = "personal",
}

/// Words that belong to a closed class: written with a capital they open a sentence and are no nouns.
pub(super) const CLOSED: u64 = list::DET_NOM
    | list::DET_OBL
    | list::PREPOSITION
    | list::SUBORDINATOR
    | list::COORDINATOR
    | list::ADVERB
    | list::AUXILIARY
    | list::MODAL
    | list::REFLEXIVE
    | list::RELATIVE
    | list::NEGATION
    | list::DA_ADVERB
    | list::PRONOUN;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) lists: u64,
    /// The lists that also take compounds with this end.
    pub(super) ends: u64,
    /// Index + 1 into the nouns.
    pub(super) noun: u16,
    /// A compound that ends in a noun but is something else: "Ehrenamt".
    pub(super) no_noun: bool,
    /// Sets of words for one office, by number: an index + 1 into the sets.
    same: u16,
}

/// The office that a word stands for: "kanzler", "firmenchef".
#[derive(Debug, Clone, Copy)]
pub(super) struct Office<'a> {
    /// What a compound has before it: "firmen".
    before: &'a str,
    /// The number of its last part.
    word: u16,
    /// The sets of words for one office that this is in.
    sets: &'a [u16],
}

impl Office<'_> {
    /// True if two words stand for one office: "kanzler", "regierungschef". "der Technikchef" is not "der Firmenchef".
    pub(super) fn same(&self, other: &Office<'_>) -> bool {
        let compounds = || !self.before.is_empty() && !other.before.is_empty() && self.before != other.before;
        self.sets.iter().any(|set| other.sets.contains(set)) && !(self.word == other.word && compounds())
    }
}

/// A noun of several words: "Weiße Haus".
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) rest: Vec<Box<str>>,
    pub(super) noun: Option<Noun>,
    pub(super) metonym: bool,
}

/// What a pronoun points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PronounSort {
    /// "er", "ihr"
    Personal,
    /// "ich", "wir"
    Speaking,
    /// "man", "niemand"
    Nobody,
    /// Behind a comma a relative pronoun, else a demonstrative one: "der", "jene".
    Pointing,
    /// "dieser"
    Demonstrative,
    /// "welcher"
    Relative,
}

/// One form of `[pronoun-forms]`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pronoun {
    pub(super) sort: PronounSort,
    /// `None` where the verb tells whether it is one or several.
    pub(super) genders: Option<u8>,
    /// Followed by a noun it is a determiner.
    pub(super) alone: bool,
}

/// The word lists.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) entries: FxHashMap<Box<str>, Entry>,
    pub(super) nouns: Vec<Noun>,
    pub(super) phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// For each word that has one, the sets of words for the same office it is in.
    same: Vec<Vec<u16>>,
    determiners: FxHashMap<&'static str, (Determiner, u8, u8)>,
    pronouns: FxHashMap<&'static str, Pronoun>,
}

impl Words {
    pub(super) fn new(data: &LanguageData) -> Self {
        let mut words = Words::default();
        // Far from full, where looking up a word that is not there takes long.
        words.entries.reserve(20_000);
        words.persons(data.persons);
        words.lists(data.function_words);
        words.lists(data.entities);
        for (_, line) in word_list::lines(data.turns).filter(|(name, _)| *name == "legal-form") {
            line.split_whitespace().for_each(|form| words.entry(form).lists |= list::FIRM_MARK);
        }
        crate::word_list::spell_swiss(&mut words.entries);
        words
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        self.entries.entry(word.to_lowercase().into_boxed_str()).or_default()
    }

    fn persons(&mut self, text: &'static str) {
        for (number, line) in content(text) {
            self.head(number, line);
        }
    }

    /// One line of `persons.txt`, or of the list of further heads in `entities.txt`.
    fn head(&mut self, number: u16, line: &'static str) {
        let mut columns = line.split(';').map(str::trim);
        let forms = columns.next().unwrap_or_default();
        let class = match columns.next().unwrap_or_default() {
            "person" => Class::Person,
            "group" => Class::Group,
            "organisation" => Class::Organisation,
            "outlet" => Class::Outlet,
            "agency" => Class::Agency,
            "document" => Class::Document,
            "anonymous" => Class::Anonymous,
            _ => return,
        };
        let genders = columns.next().unwrap_or_default().split_whitespace().map(Some).chain(std::iter::repeat(None));
        let limits: Vec<&str> = columns.next().unwrap_or_default().split_whitespace().collect();
        let (whole, marked) = (limits.contains(&"whole") || limits.contains(&"marked"), limits.contains(&"marked"));
        for (form, column) in forms.split(',').map(str::trim).zip(genders).filter(|(form, _)| !form.is_empty()) {
            let gender = column.map_or(gender::ANY, |column| letters(Some(column)));
            let noun = Noun { class, gender, line: number, whole, marked };
            if form.contains(' ') {
                self.phrase(form, Some(noun), false);
            } else {
                self.nouns.push(noun);
                let index = self.nouns.len() as u16;
                let entry = self.entry(form);
                // The form without an ending of its own comes first and stays.
                if entry.noun == 0 {
                    entry.noun = index;
                } else {
                    self.nouns.pop();
                }
            }
        }
        for other in limits.iter().filter_map(|limit| limit.strip_prefix('-')) {
            self.entry(other).no_noun = true;
        }
    }

    fn phrase(&mut self, words: &str, noun: Option<Noun>, metonym: bool) {
        let mut parts = words.split_whitespace().map(|part| part.to_lowercase().into_boxed_str());
        if let Some(first) = parts.next() {
            let phrases = self.phrases.entry(first).or_default();
            let rest: Vec<Box<str>> = parts.collect();
            match phrases.iter_mut().find(|known| known.rest == rest) {
                Some(known) => known.metonym |= metonym,
                None => phrases.push(Phrase { rest, noun, metonym }),
            }
            // The longest one wins.
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
    }

    fn lists(&mut self, text: &'static str) {
        let mut name = "";
        for (number, line) in content(text) {
            if let Some(list) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name = list;
                continue;
            }
            if name == "heads" {
                self.head(FURTHER_HEADS + number, line);
                continue;
            }
            if name == "determiner-forms" {
                self.determiner_forms(line);
                continue;
            }
            if name == "pronoun-forms" {
                self.pronoun_forms(line);
                continue;
            }
            if name == "metonym" {
                self.phrase(line, None, true);
                continue;
            }
            if name == "same" {
                let set = self.same_set();
                for word in line.split_whitespace() {
                    self.join(word, set);
                }
                continue;
            }
            let Some(bit) = LISTS.iter().find(|(known, _)| *known == name).map(|(_, bit)| *bit) else { continue };
            for word in line.split_whitespace() {
                match word.strip_prefix('-').filter(|end| !end.is_empty()) {
                    Some(end) => self.entry(end).ends |= bit,
                    None => {
                        let entry = self.entry(word);
                        entry.lists |= bit;
                        // Long nouns of saying take compounds: "Polizeiangaben".
                        if bit & (list::TOLD | list::TOLD_TEXT | list::TOLD_FOR) != 0 && word.len() >= LONG_NOUN {
                            entry.ends |= bit;
                        }
                    }
                }
            }
        }
    }

    fn determiner_forms(&mut self, line: &'static str) {
        let mut columns = line.split(';').map(str::trim);
        let forms = columns.next().unwrap_or_default();
        let determiner = match columns.next().unwrap_or_default() {
            "definite" => Determiner::Definite,
            "indefinite" => Determiner::Indefinite,
            "demonstrative" => Determiner::Demonstrative,
            "possessive" => Determiner::Possessive,
            "negative" => Determiner::Negative,
            _ => return,
        };
        let (nominative, oblique) = (letters(columns.next()), letters(columns.next()));
        self.determiners.extend(forms.split_whitespace().map(|form| (form, (determiner, nominative, oblique))));
    }

    fn pronoun_forms(&mut self, line: &'static str) {
        let mut columns = line.split(';').map(str::trim);
        let forms = columns.next().unwrap_or_default();
        let sort = match columns.next().unwrap_or_default() {
            "personal" => PronounSort::Personal,
            "speaking" => PronounSort::Speaking,
            "nobody" => PronounSort::Nobody,
            "pointing" => PronounSort::Pointing,
            "demonstrative" => PronounSort::Demonstrative,
            "relative" => PronounSort::Relative,
            _ => return,
        };
        let genders = columns.next().filter(|genders| *genders != "verb").map(|genders| letters(Some(genders)));
        let alone = columns.next() == Some("alone");
        self.pronouns.extend(forms.split_whitespace().map(|form| (form, Pronoun { sort, genders, alone })));
    }

    /// Kind of a determiner in lower case, and the genders it can agree with: as nominative, and in the other cases.
    pub(super) fn determiner(&self, lower: &str) -> Option<(Determiner, u8, u8)> {
        self.determiners.get(lower).copied()
    }

    /// What a pronoun in lower case points at.
    pub(super) fn pronoun(&self, lower: &str) -> Option<Pronoun> {
        self.pronouns.get(lower).copied()
    }

    /// A new set of words for one office: its number.
    fn same_set(&mut self) -> u16 {
        let last = self.same.iter().flatten().copied().max().unwrap_or(0);
        last + 1
    }

    fn join(&mut self, word: &str, set: u16) {
        let at = self.entry(word).same;
        if at == 0 {
            self.same.push(vec![set]);
            let index = self.same.len() as u16;
            self.entry(word).same = index;
        } else {
            self.same[at as usize - 1].push(set);
        }
    }

    /// The office that a head, in lower case, is a word for.
    pub(super) fn office<'a>(&'a self, head: &'a str) -> Option<Office<'a>> {
        let (at, entry) = suffixes(head).find_map(|(at, end)| Some((at, self.entries.get(end).filter(|entry| entry.same > 0)?)))?;
        Some(Office { before: &head[..at], word: entry.same, sets: self.same.get(entry.same as usize - 1)? })
    }

    /// The lists of a word in lower case, compounds left out.
    pub(super) fn lists_of(&self, lower: &str) -> u64 {
        self.entries.get(lower).map_or(0, |entry| entry.lists | entry.ends)
    }

    /// True if a list has a word in lower case only as what compounds end in.
    pub(super) fn is_bare_end(&self, lower: &str, list: u64) -> bool {
        self.entries.get(lower).is_some_and(|entry| entry.ends & list != 0 && entry.lists & list == 0)
    }

    /// True if a list has a word in lower case only as a word of its own, no compound.
    pub(super) fn is_own_word(&self, lower: &str, list: u64) -> bool {
        self.entries.get(lower).is_some_and(|entry| entry.lists & list != 0 && entry.ends & list == 0)
    }

    /// The lists of a word in lower case and of what it ends in.
    pub(super) fn ends_of(&self, lower: &str) -> u64 {
        suffixes(lower).filter_map(|(_, end)| self.entries.get(end)).map(|entry| entry.lists | entry.ends).fold(0, |all, lists| all | lists)
    }

    /// What a word in lower case stands for, compounds left out.
    pub(super) fn class_of(&self, lower: &str) -> Option<Class> {
        self.entries.get(lower).and_then(|entry| entry.noun.checked_sub(1)).map(|index| self.nouns[index as usize].class)
    }
}

/// A column of genders; none for "–".
fn letters(genders: Option<&str>) -> u8 {
    genders.unwrap_or_default().chars().map(letter).fold(0, |all, one| all | one)
}

fn letter(letter: char) -> u8 {
    match letter {
        'm' => gender::M,
        'f' => gender::F,
        'n' => gender::N,
        'p' => gender::P,
        _ => 0,
    }
}

/// The lines of further heads count from here, apart from those of `persons.txt`.
const FURTHER_HEADS: u16 = 1 << 14;
/// How many letters from its end on a compound is looked at.
const LONGEST_END: usize = 30;
/// From how many bytes on a noun of saying is looked for at the end of compounds.
const LONG_NOUN: usize = 7;

/// Lines with content and their numbers, comments cut off.
fn content(text: &'static str) -> impl Iterator<Item = (u16, &'static str)> {
    let lines = text.lines().zip(1_u16..);
    lines.map(|(line, number)| (number, line.split('#').next().unwrap_or_default().trim())).filter(|(_, line)| !line.is_empty())
}

/// The word itself, then what a compound could end in: each with the byte it starts at.
pub(super) fn suffixes(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let from = word.char_indices().rev().nth(LONGEST_END - 1).map_or(0, |(at, _)| at);
    let starts = word[from..].char_indices().map(move |(at, _)| from + at).filter(|at| *at >= 2 && word.len() - at >= 2);
    std::iter::once(0).chain(starts).map(|at| (at, word[at..].trim_start_matches('-')))
}
