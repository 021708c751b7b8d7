//! The compiled word lists of the rule engine.

mod parse;

use super::morphology::{self, form};
use super::verbs::needed;
use super::viewpoints::Viewpoint;
use crate::attribution::{Mode, Stance};
use crate::turns::Turns;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use zufolge_lexicon::LanguageData;

/// Declares the closed classes of `function-words.txt` as bits.
macro_rules! classes {
    ($($constant:ident = $name:literal),* $(,)?) => {
        /// The closed classes of `function-words.txt`, one bit each.
        pub(super) mod class {
            classes!(@bits 0u32; $($constant)*);
        }
        /// The names of the classes in `function-words.txt`, with their bits.
        pub(super) const CLASS_NAMES: &[(&str, u64)] = &[$(($name, class::$constant)),*];
    };
    (@bits $n:expr; $head:ident $($tail:ident)*) => {
        pub(crate) const $head: u64 = 1 << ($n);
        classes!(@bits $n + 1; $($tail)*);
    };
    (@bits $n:expr;) => {};
}

classes! {
    DET_NOM = "determiner-nominative", DET_OBL = "determiner-oblique", GENITIVE = "genitive", PRON_NOM = "pronoun-nominative",
    PERSONAL = "personal", PRON_OBL = "pronoun-oblique", REFLEXIVE = "reflexive", RELATIVE = "relative", W_WORD = "w-word",
    COMPLEMENTISER = "complementiser", SUBORDINATOR = "subordinator", COORDINATOR = "coordinator", DA_ADVERB = "da-adverb",
    PREPOSITION = "preposition", CONTRACTED = "contracted", ATTRIBUTIVE_PREP = "attributive-preposition", NEGATION = "negation",
    ADVERB = "adverb", TIME_NOUN = "time-noun", AUXILIARY = "auxiliary", MODAL = "modal",
    SEPARABLE_PREFIX = "separable-prefix", INFINITIVE_PARTICLE = "infinitive-particle", PASSIVE_AUXILIARY = "passive-auxiliary",
    PASSIVE_PARTICIPLE = "passive-participle", FIRST_PERSON = "first-person", NAME_PARTICLE = "name-particle", NAME_VON = "name-von",
    AGENT_PREPOSITION = "agent-preposition", NOUN_PREPOSITION = "noun-preposition", PLACE_PREPOSITION = "place-preposition",
    JOINER = "joiner", RELATIVE_NOMINATIVE = "relative-nominative", RELATIVE_ONLY = "relative-only", ADDRESSING = "addressing",
    OCCASION = "occasion", OCCASION_PREPOSITION = "occasion-preposition",
    DATIVE = "dative", DATIVE_BEHIND = "dative-behind", ACCUSATIVE = "accusative", DA_ADVERB_FREE = "da-adverb-free",
    EXPLETIVE = "expletive", AS = "as", SO = "so", DOCUMENT_PREPOSITION = "document-preposition", PURPOSE = "purpose", POINTER = "pointer",
    CONTENT_OPENER = "content-opener", CONDITION = "condition", REPORTED_MODAL = "reported-modal", GENERIC = "generic", NACH = "nach", SUBJECT_PRONOUN = "subject-pronoun", CALLED = "called", ADVERSATIVE = "adversative",
}

/// Declares the words of the complements column as bits.
macro_rules! complements {
    ($($constant:ident = $name:literal),* $(,)?) => {
        /// What can carry the content of a verb or noun, and what a verb asks for besides; the words are those of `verbs.txt`.
        pub(super) mod complement {
            complements!(@bits 0u16; $($constant)*);
            pub(crate) const NAMES: &[(&str, u16)] = &[$(($name, $constant)),*];
        }
    };
    (@bits $n:expr; $head:ident $($tail:ident)*) => {
        pub(crate) const $head: u16 = 1 << ($n);
        complements!(@bits $n + 1; $($tail)*);
    };
    (@bits $n:expr;) => {};
}

complements! {
    THAT = "that", V2 = "v2", ZU = "zu", QUOTE = "quote", WIE = "wie", TOLD = "told", ALS = "als", COLON = "colon",
    DOCUMENT = "document", SAYING = "saying", IMPERSONAL = "impersonal", FROM = "from", LINKED = "linked", SUPPORT = "support",
    QUOTED = "quoted",
}

/// In which phrases something stands: by case or behind a preposition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Government {
    pub(super) accusative: bool,
    pub(super) dative: bool,
    pub(super) genitive: bool,
    pub(super) prepositions: Vec<&'static str>,
    /// Behind which something stands that makes the verb tell another thing: "verurteilte ihn zu drei Jahren".
    pub(super) forbidden: Vec<&'static str>,
}

impl Government {
    fn parse(names: &'static str) -> Self {
        let mut government = Government::default();
        for name in names.split_whitespace() {
            match name {
                "acc" => government.accusative = true,
                "dat" => government.dative = true,
                "gen" => government.genitive = true,
                name => match name.strip_prefix('!') {
                    Some(preposition) => government.forbidden.push(preposition),
                    None => government.prepositions.push(name),
                },
            }
        }
        government
    }
}

/// A verb of `verbs.txt`.
#[derive(Debug, Clone, Default)]
pub(super) struct Verb {
    pub(super) infinitive: &'static str,
    /// The separable prefix; empty if there is none.
    pub(super) prefix: &'static str,
    /// The words that make a phrase with the verb: "der Meinung" sein.
    pub(super) phrase: Vec<&'static str>,
    /// The phrase has several words, and the first is a determiner.
    pub(super) determined: bool,
    /// What must stand beside it ([`needed`]).
    pub(super) needed: u64,
    pub(super) reflexive: bool,
    /// By what means it conveys; `None` for verbs that convey nothing.
    pub(super) mode: Option<Mode>,
    pub(super) complements: u16,
    pub(super) addressee: Government,
    pub(super) stance: Vec<Stance>,
    pub(super) negated_stance: Vec<Stance>,
    /// The phrases that `told`, `from` and `linked` speak of.
    pub(super) through: Government,
}

/// One way to read a spelling as a form of a verb.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// Index into [`Lexicon::verbs`].
    pub(super) verb: u16,
    /// [`form`] flags.
    pub(super) form: u16,
    /// True if the prefix is not in this spelling and must stand elsewhere in the clause.
    pub(super) detached: bool,
    /// Index + 1 of the reading before, 0 if there is none.
    previous: u32,
}

/// A noun that takes a content clause or stands for a speech act.
#[derive(Debug, Clone, Default)]
pub(super) struct ContentNoun {
    pub(super) singular: &'static str,
    pub(super) mode: Mode,
    pub(super) complements: u16,
    pub(super) stance: Vec<Stance>,
}

/// What kind of thing a noun that can speak stands for: the classes of `persons.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    Person,
    Body,
    /// A paper, station, agency: prints.
    Outlet,
    /// Something written.
    Document,
}

/// How an attributing preposition or adverb is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AttributorKind {
    /// Before its noun phrase: "laut".
    Before,
    /// After its noun phrase: "zufolge".
    After,
    /// A noun that makes "nach" an attributing preposition: "nach Angaben der Polizei".
    NachNoun,
    /// Stands alone: "demnach".
    Adverb,
}

/// All that is known of a spelling (in lower case).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// [`class`] bits.
    pub(super) classes: u64,
    /// Index + 1 of the newest reading; older ones are chained behind it.
    reading: u32,
    noun: u16,
    /// Union of the [`form`] flags of all attached readings.
    pub(super) forms: u16,
    /// Union of the [`form`] flags of all readings.
    pub(super) any_forms: u16,
    pub(super) speaker: Option<Speaker>,
    /// The speaker reading holds for the whole word only, not for the last part of a compound.
    whole: bool,
    /// As a head that can speak, feminine singular and nothing else: "der Zeitung" is no nominative.
    feminine: bool,
    /// The same, masculine: "der Vater" is no genitive.
    masculine: bool,
    /// A compound that ends in a head but is something else: "Ehrenamt".
    no_speaker: bool,
    pub(super) attributor: Option<(AttributorKind, Mode)>,
    /// A [`Viewpoint`] begins with it.
    pub(super) opens_viewpoint: bool,
}

impl Word {
    /// A word that no list has, for somebody who speaks.
    pub(super) fn speaking(speaker: Speaker) -> Word {
        Word { speaker: Some(speaker), ..Word::default() }
    }

    /// A word of these [`class`] bits and nothing else.
    pub(super) fn only(classes: u64) -> Word {
        Word { classes, ..Word::default() }
    }
}

/// The compiled word lists of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: FxHashMap<Box<str>, Word>,
    pub(super) verbs: Vec<Verb>,
    readings: Vec<Reading>,
    nouns: Vec<ContentNoun>,
    pub(super) viewpoints: Vec<Viewpoint>,
    /// Shared with the resolution.
    pub(super) turns: Arc<Turns>,
}

impl Lexicon {
    pub(super) fn new(data: &LanguageData) -> Self {
        let mut lexicon = Lexicon { turns: Arc::new(Turns::new(data.turns)), ..Lexicon::default() };
        lexicon.words.reserve(100_000);
        lexicon.readings.reserve(130_000);
        lexicon.function_words(data.function_words);
        lexicon.verbs(data.verbs);
        lexicon.nouns(data.nouns);
        lexicon.persons(data.persons);
        lexicon.attributors(data.prepositions);
        for verb in &mut lexicon.verbs {
            let classes = verb.phrase.first().and_then(|word| lexicon.words.get(*word)).map_or(0, |word| word.classes);
            let negates = classes & class::NEGATION != 0;
            verb.determined = verb.phrase.len() > 1 && classes & (class::DET_NOM | class::DET_OBL) != 0 && !negates;
            verb.needed = needed(verb);
            // "keinen Kommentar abgeben": the negation is part of what it says.
            if negates && verb.negated_stance.is_empty() {
                verb.negated_stance.clone_from(&verb.stance);
            }
        }
        crate::word_list::spell_swiss(&mut lexicon.words);
        lexicon
    }

    /// What is known of a spelling, given in lower case.
    pub(super) fn word(&self, lower: &str) -> Word {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// The verb readings of a word.
    pub(super) fn readings(&self, word: Word) -> impl Iterator<Item = &Reading> {
        let at = |index: u32| self.readings.get(index.wrapping_sub(1) as usize);
        std::iter::successors(at(word.reading), move |reading| at(reading.previous))
    }

    /// The content noun that `lower` is or, as a compound, ends in.
    pub(super) fn content_noun(&self, lower: &str) -> Option<&ContentNoun> {
        suffixes(lower)
            .find_map(|suffix| self.words.get(suffix).filter(|word| word.noun > 0))
            .map(|word| &self.nouns[word.noun as usize - 1])
    }

    /// What `lower` stands for if it is, or as a compound ends in, a noun for somebody or something that can speak.
    pub(super) fn speaker(&self, lower: &str) -> Option<Speaker> {
        self.speaker_form(lower).or_else(|| {
            // The genitive: "des Bundesamtes".
            let stem = lower.strip_suffix("es").or_else(|| lower.strip_suffix('s')).filter(|stem| stem.len() > 3)?;
            self.speaker_form(stem)
        })
    }

    /// True for something written, in the dative plural too: "den Vermerken".
    pub(super) fn is_document(&self, lower: &str) -> bool {
        let plural = || lower.strip_suffix('n').and_then(|stem| self.speaker_form(stem));
        self.speaker(lower).or_else(plural) == Some(Speaker::Document)
    }

    /// True if the head that `lower` is or ends in is feminine singular and nothing else.
    pub(super) fn feminine(&self, lower: &str) -> bool {
        suffixes(lower).find_map(|suffix| self.words.get(suffix).filter(|word| word.speaker.is_some())).is_some_and(|word| word.feminine)
    }

    /// True if the head that `lower` is or ends in is masculine singular and nothing else.
    pub(super) fn masculine(&self, lower: &str) -> bool {
        suffixes(lower).find_map(|suffix| self.words.get(suffix).filter(|word| word.speaker.is_some())).is_some_and(|word| word.masculine)
    }

    fn speaker_form(&self, lower: &str) -> Option<Speaker> {
        for (cut, suffix) in suffixes(lower).enumerate() {
            let Some(word) = self.words.get(suffix) else { continue };
            // "Flugblatt" is no paper, but a head of its own.
            if word.no_speaker && word.speaker.is_none() {
                return None;
            }
            if let Some(speaker) = word.speaker.filter(|_| cut == 0 || !word.whole) {
                return Some(speaker);
            }
        }
        None
    }

    /// The attributing preposition, noun or adverb that `lower` is or, as a compound noun, ends in ("Polizeiangaben").
    pub(super) fn attributor(&self, lower: &str) -> Option<(AttributorKind, Mode)> {
        // "Auszählung"
        if self.turns.no_attributors.ends(lower) {
            return None;
        }
        suffixes(lower).enumerate().find_map(|(cut, suffix)| {
            let found = self.words.get(suffix)?.attributor?;
            (cut == 0 || found.0 == AttributorKind::NachNoun).then_some(found)
        })
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        if !self.words.contains_key(word) {
            self.words.insert(word.into(), Word::default());
        }
        self.words.get_mut(word).unwrap_or_else(|| unreachable!("just inserted"))
    }

    fn function_words(&mut self, text: &'static str) {
        let mut bit = 0;
        for line in lines(text) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                bit = CLASS_NAMES.iter().find(|(known, _)| *known == name).map_or(0, |(_, bit)| *bit);
                continue;
            }
            for word in line.split_whitespace() {
                self.entry(word).classes |= bit;
            }
        }
    }

    fn verbs(&mut self, text: &'static str) {
        let mut spelled = String::new();
        for line in lines(text) {
            let mut columns = line.split(';').map(str::trim);
            let verb_and_parts = columns.next().unwrap_or_default();
            let (verb, parts) = parse::verb(verb_and_parts, columns);
            let index = self.verbs.len() as u16;
            let prefix = verb.prefix;
            morphology::inflect(parts, prefix, |word, flags| {
                if prefix.is_empty() {
                    self.add_reading(word, index, flags, false);
                } else if flags == form::PARTICIPLE {
                    self.add_reading(word, index, flags, false);
                    if let Some(rest) = word.strip_prefix(prefix) {
                        self.add_reading(rest.trim_start(), index, flags, true);
                    }
                } else {
                    self.add_reading(word, index, flags, true);
                    spelled.clear();
                    spelled.push_str(prefix);
                    spelled.push_str(word);
                    self.add_reading(&spelled, index, flags, false);
                }
            });
            if !prefix.is_empty() {
                spelled.clear();
                spelled.extend([prefix, "zu", verb.infinitive]);
                self.add_reading(&spelled, index, form::ZU_INFINITIVE, false);
            }
            self.verbs.push(verb);
        }
    }

    /// Adds one way to read a spelling, and its Swiss spelling without ß.
    fn add_reading(&mut self, spelling: &str, verb: u16, form: u16, detached: bool) {
        self.add_spelled(spelling, verb, form, detached);
        // The last byte of ß is looked for first: there are tens of thousands of forms, and few have it.
        if spelling.as_bytes().contains(&0x9f) && spelling.contains('ß') {
            self.add_spelled(&spelling.replace('ß', "ss"), verb, form, detached);
        }
    }

    fn add_spelled(&mut self, spelling: &str, verb: u16, form: u16, detached: bool) {
        let next = self.readings.len() as u32 + 1;
        let word = self.entry(spelling);
        let previous = std::mem::replace(&mut word.reading, next);
        word.any_forms |= form;
        if !detached {
            word.forms |= form;
        }
        self.readings.push(Reading { verb, form, detached, previous });
    }

    fn nouns(&mut self, text: &'static str) {
        for line in lines(text) {
            let mut columns = line.split(';').map(str::trim);
            let forms = columns.next().unwrap_or_default();
            let mode = columns.next().and_then(parse::mode).unwrap_or(Mode::SPEECH_WRITING);
            let complements = parse::complements(columns.next().unwrap_or_default());
            let stance = parse::stances(columns.next().unwrap_or_default());
            let singular = forms.split(',').next().unwrap_or_default();
            self.nouns.push(ContentNoun { singular, mode, complements, stance });
            let index = self.nouns.len() as u16;
            for form in forms.split(',').map(str::trim).filter(|form| !form.contains(' ')) {
                self.entry(&form.to_lowercase()).noun = index;
            }
        }
    }

    fn persons(&mut self, text: &'static str) {
        for line in lines(text) {
            let mut columns = line.split(';').map(str::trim);
            let forms = columns.next().unwrap_or_default();
            let speaker = match columns.next() {
                Some("person" | "pronoun" | "group" | "anonymous") => Speaker::Person,
                Some("outlet" | "agency") => Speaker::Outlet,
                Some("document") => Speaker::Document,
                _ => Speaker::Body,
            };
            // One word a form; too few words leave the rest unknown.
            let genders = columns.next().unwrap_or_default().split_whitespace().map(Some).chain(std::iter::repeat(None));
            let limits = columns.next().unwrap_or_default();
            let whole = limits.split_whitespace().any(|limit| matches!(limit, "whole" | "marked"));
            for (form, gender) in forms.split(',').map(str::trim).zip(genders).filter(|(form, _)| !form.contains(' ')) {
                let entry = self.entry(&form.to_lowercase());
                entry.speaker = Some(speaker);
                entry.whole = whole;
                entry.feminine = gender == Some("f");
                entry.masculine = gender == Some("m");
            }
            for other in limits.split_whitespace().filter_map(|limit| limit.strip_prefix('-')) {
                self.entry(&other.to_lowercase()).no_speaker = true;
            }
        }
    }

    fn attributors(&mut self, text: &'static str) {
        for line in lines(text) {
            let mut columns = line.split(';').map(str::trim);
            let kind = columns.next().unwrap_or_default();
            let pattern = columns.next().unwrap_or_default();
            let mode = columns.next().and_then(parse::mode).unwrap_or(Mode::SPEECH_WRITING);
            let kind = match kind {
                "before" => AttributorKind::Before,
                "after" => AttributorKind::After,
                "noun" => AttributorKind::NachNoun,
                "adverb" => AttributorKind::Adverb,
                "view" | "case" => {
                    let (before, behind) = pattern.split_once('…').unwrap_or((pattern, ""));
                    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect();
                    let stance = parse::stances(columns.next().unwrap_or_default());
                    self.entry(&before.split_whitespace().next().unwrap_or_default().to_lowercase()).opens_viewpoint = true;
                    self.viewpoints.push(Viewpoint { before: words(before), behind: words(behind), mode, stance, clause: kind == "case" });
                    continue;
                }
                _ => continue,
            };
            // "nach" attributes only beside one of the nouns; phrases are read where they stand.
            if pattern == "nach" || pattern.contains(' ') {
                continue;
            }
            for form in pattern.split('/') {
                let known = &mut self.entry(&form.to_lowercase()).attributor;
                // What stands before its phrase may stand behind it as well: `turns.behind_too` has those.
                if !matches!((&*known, kind), (Some((AttributorKind::Before, _)), AttributorKind::After)) {
                    *known = Some((kind, mode));
                }
            }
        }
    }
}

/// Lines with content, comments cut off.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}

/// The word itself, then what a compound could end in: its suffixes of four bytes or more that start on a letter.
fn suffixes(word: &str) -> impl Iterator<Item = &str> {
    /// What no head is longer than, in letters: what goes on without a blank for thousands of letters is no word.
    const LONGEST_HEAD: usize = 48;
    let from = if word.len() <= LONGEST_HEAD { 0 } else { word.char_indices().rev().nth(LONGEST_HEAD - 1).map_or(0, |(at, _)| at) };
    let starts = word[from..].char_indices().map(move |(at, _)| from + at).filter(|at| *at >= 2 && word.len() - at >= 4);
    std::iter::once(0).chain(starts).map(|at| &word[at..])
}
