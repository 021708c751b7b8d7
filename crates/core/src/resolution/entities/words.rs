//! The compiled word lists: who can be a source, and what a word says about who that is.

use crate::document::Document;
use crate::text::lowercase_into;
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
struct Entry {
    lists: u64,
    /// The lists that also take compounds with this end.
    ends: u64,
    /// Index + 1 into the nouns.
    noun: u16,
    /// A compound that ends in a noun but is something else: "Ehrenamt".
    no_noun: bool,
    /// Sets of words for one office, by number: an index + 1 into the sets.
    same: u16,
}

/// A noun of several words: "Weiße Haus".
#[derive(Debug, Clone)]
struct Phrase {
    rest: Vec<Box<str>>,
    noun: Option<Noun>,
    metonym: bool,
}

/// What is known of one token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fact {
    /// [`list`] bits.
    pub(super) lists: u64,
    /// As a noun of `persons.txt`, or a compound that ends in one.
    pub(super) noun: Option<Noun>,
    /// Starts with a capital letter, or has one inside.
    pub(super) capital: bool,
    /// Two letters or more, all capitals.
    pub(super) acronym: bool,
    /// First word of its sentence, or of words in marks.
    pub(super) first: bool,
    /// The single character of a punctuation mark, else `'\0'`.
    pub(super) mark: char,
    /// How many tokens, this one first, make a noun or name of several words.
    pub(super) phrase: u8,
    /// That phrase is a metonym: "das Weiße Haus".
    pub(super) metonym: bool,
}

impl Fact {
    pub(super) fn is(&self, lists: u64) -> bool {
        self.lists & lists != 0
    }

    /// A word that is written with a capital because it is a noun or a name, as far as one can tell.
    pub(super) fn nominal(&self) -> bool {
        self.capital && self.mark == '\0' && !(self.lists & CLOSED != 0 && self.noun.is_none() && !self.acronym)
    }

    pub(super) fn class(&self) -> Option<Class> {
        self.noun.map(|noun| noun.class)
    }
}

/// The word lists.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    entries: FxHashMap<Box<str>, Entry>,
    nouns: Vec<Noun>,
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// For each word that has one, the sets of words for the same office it is in.
    same: Vec<Vec<u16>>,
}

impl Words {
    pub(super) fn new(data: &LanguageData) -> Self {
        let mut words = Words::default();
        // Far from full, where looking up a word that is not there takes long.
        words.entries.reserve(20_000);
        words.persons(data.persons);
        words.lists(data.function_words);
        words.lists(data.entities);
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
        for (form, letters) in forms.split(',').map(str::trim).zip(genders).filter(|(form, _)| !form.is_empty()) {
            let gender = letters.map_or(gender::ANY, |letters| letters.chars().map(letter).fold(0, |all, one| all | one));
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

    /// True if two heads, in lower case, are words for one office: "kanzler", "regierungschef".
    pub(super) fn same_office(&self, one: &str, other: &str) -> bool {
        let sets = |word: &str| {
            let entry = suffixes(word).find_map(|(_, end)| self.entries.get(end).filter(|entry| entry.same > 0))?;
            self.same.get(entry.same as usize - 1)
        };
        matches!((sets(one), sets(other)), (Some(one), Some(other)) if one.iter().any(|set| other.contains(set)))
    }

    /// The lists of a word in lower case, compounds left out.
    pub(super) fn lists_of(&self, lower: &str) -> u64 {
        self.entries.get(lower).map_or(0, |entry| entry.lists | entry.ends)
    }

    /// The lists of a word in lower case and of what it ends in.
    pub(super) fn ends_of(&self, lower: &str) -> u64 {
        suffixes(lower).filter_map(|(_, end)| self.entries.get(end)).map(|entry| entry.lists | entry.ends).fold(0, |all, lists| all | lists)
    }

    /// What a word in lower case stands for, compounds left out.
    pub(super) fn class_of(&self, lower: &str) -> Option<Class> {
        self.entries.get(lower).and_then(|entry| entry.noun.checked_sub(1)).map(|index| self.nouns[index as usize].class)
    }

    /// What is known of each token.
    pub(super) fn facts(&self, doc: &Document) -> Vec<Fact> {
        let mut lower = String::new();
        let mut facts: Vec<Fact> = Vec::with_capacity(doc.tokens.len());
        for at in 0..doc.tokens.len() {
            let text = doc.word(at);
            let first = text.chars().next().unwrap_or_default();
            if !first.is_alphanumeric() && text.chars().nth(1).is_none() {
                facts.push(Fact { mark: first, ..Fact::default() });
                continue;
            }
            // "eBay" and "90-Jährige" are nouns too.
            // "die 64-jährige deutsche Kanzlerin"
            let adjective = |word: &&str| word.starts_with(char::is_lowercase) && word.ends_with(['e', 'n', 'r']) && word.len() > 4;
            let noun_behind = || {
                let mut next = (at + 1..doc.tokens.len()).take(4).map(|at| doc.word(at)).skip_while(adjective);
                next.next().is_some_and(|next| next.starts_with(char::is_uppercase))
            };
            let aged = first.is_ascii_digit() && AGED.iter().any(|end| text.ends_with(end)) && !noun_behind();
            let dot = |from_end: usize| text.len() > 5 && text.as_bytes()[text.len() - from_end] == b'.';
            let site = (dot(3) || dot(4)) && SITES.iter().any(|end| text.ends_with(end)) && !text.contains(['@', '/']);
            let capital = site || first.is_uppercase() || text.chars().skip(1).any(char::is_uppercase) || aged;
            let mut fact = Fact { capital, ..Fact::default() };
            lower.clear();
            lowercase_into(text, &mut lower);
            if site {
                fact.noun = Some(Noun { class: Class::Outlet, gender: gender::ANY, line: 0, whole: true, marked: false });
            } else if capital {
                let (capitals, length) = (text.chars().filter(|c| c.is_uppercase()).count(), text.chars().count());
                // "SPD", and "GdI" too
                let mixed = length <= 5 && text.ends_with(char::is_uppercase) && !text.contains('-');
                // "des ZDFs"
                let mixed = mixed || capitals + 1 == length && text.ends_with('s');
                fact.acronym = capitals >= 2 && (mixed || !text.chars().any(char::is_lowercase));
                self.capitalised(&lower, &mut fact);
                self.double_first_name(&lower, &mut fact);
            } else if let Some(entry) = self.entries.get(lower.as_str()) {
                fact.lists = entry.lists | entry.ends;
                fact.noun = entry
                    .noun
                    .checked_sub(1)
                    .map(|index| self.nouns[index as usize])
                    .filter(|noun| noun.whole && matches!(noun.class, Class::Agency | Class::Outlet));
            } else if let Some(stem) = ["en", "er", "es", "em", "e"].iter().find_map(|end| lower.strip_suffix(end)) {
                // Adjectives and participles: "ungenannt", "irisch".
                fact.lists = self.entries.get(stem).map_or(0, |entry| entry.lists & (list::NAMELESS | list::OF_PLACE));
            }
            facts.push(fact);
        }
        self.multi_word(doc, &mut facts);
        for sentence in &doc.sentences {
            if let Some(at) = sentence.tokens.range().find(|at| facts[*at].mark == '\0') {
                facts[at].first = true;
            }
        }
        for quotation in &doc.quotations {
            let (start, end) = (quotation.tokens.start as usize, quotation.tokens.end as usize);
            if end - start > 2 {
                facts[start + 1].first |= end - start > 6;
            }
        }
        facts
    }

    fn capitalised(&self, lower: &str, fact: &mut Fact) {
        // "Uns" is no genitive of "UN".
        let short = if fact.acronym { 2 } else { 3 };
        let cut = |end: &str| lower.strip_suffix(end).filter(|stem| stem.len() > short);
        for stem in [Some(lower), cut("es"), cut("s"), cut("n")].into_iter().flatten() {
            let listed = fact.lists != 0;
            for (cut, suffix) in suffixes(stem) {
                let Some(entry) = self.entries.get(suffix) else { continue };
                let own = if cut == 0 { entry.lists | entry.ends } else { entry.ends };
                // Names of persons, places and titles are spelled one way; the genitive is told apart elsewhere.
                fact.lists |= if listed {
                    0
                } else if stem.len() == lower.len() {
                    own
                } else {
                    own & !(CLOSED | list::TITLE_M | list::TITLE_F | list::FIRST_M | list::FIRST_F)
                };
                // Excluded as a compound of one head ("Mission": no "Kommission") it may be a head itself.
                if fact.noun.is_none() && entry.no_noun && entry.noun == 0 {
                    break;
                }
                if fact.noun.is_none() && entry.noun > 0 {
                    let noun = self.nouns[entry.noun as usize - 1];
                    if cut == 0 || !noun.whole {
                        fact.noun = Some(noun);
                    }
                }
            }
            if fact.noun.is_some() {
                break;
            }
        }
        // "des Bundeskartellamts": its head is found in the genitive, its name only without.
        let nominative = lower.strip_suffix('s').filter(|_| fact.noun.is_some_and(|noun| noun.class == Class::Organisation));
        for stem in nominative.into_iter().flat_map(|stem| [Some(stem), stem.strip_suffix('e')]).flatten() {
            fact.lists |= self.entries.get(stem).map_or(0, |entry| entry.lists & list::BODY);
        }
    }

    /// "Karl-Theodor": a first name if its parts are, of the gender of the first.
    fn double_first_name(&self, lower: &str, fact: &mut Fact) {
        const FIRST: u64 = list::FIRST_M | list::FIRST_F;
        if fact.noun.is_some() || fact.is(FIRST) {
            return;
        }
        if let Some((first, second)) = lower.split_once('-') {
            let bits = |part: &str| self.entries.get(part).map_or(0, |entry| entry.lists & FIRST);
            if bits(second) != 0 {
                fact.lists |= bits(first);
            }
        }
    }

    fn multi_word(&self, doc: &Document, facts: &mut [Fact]) {
        for at in 0..facts.len() {
            if !facts[at].capital {
                continue;
            }
            let Some(phrases) = self.phrases.get(doc.word(at).to_lowercase().as_str()) else { continue };
            let found = phrases.iter().find(|phrase| {
                at + phrase.rest.len() < facts.len()
                    && phrase.rest.iter().zip(at + 1..).all(|(word, next)| {
                        let text = doc.word(next).to_lowercase();
                        *text == **word || text.strip_suffix('s') == Some(word)
                    })
            });
            if let Some(phrase) = found {
                facts[at].phrase = 1 + phrase.rest.len() as u8;
                facts[at].metonym = phrase.metonym;
                facts[at].noun = phrase.noun.or(facts[at].noun);
            }
        }
    }
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

/// Ends of the names of sites.
const SITES: [&str; 6] = [".de", ".com", ".org", ".net", ".at", ".ch"];
/// Ends of ages that are nouns, however they are spelled: "der 81-jährige".
const AGED: [&str; 3] = ["-jährige", "-jähriger", "-jährigen"];
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
fn suffixes(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let from = word.char_indices().rev().nth(LONGEST_END - 1).map_or(0, |(at, _)| at);
    let starts = word[from..].char_indices().map(move |(at, _)| from + at).filter(|at| *at >= 2 && word.len() - at >= 2);
    std::iter::once(0).chain(starts).map(|at| (at, word[at..].trim_start_matches('-')))
}
