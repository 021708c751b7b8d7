//! Coreference: which mentions are the same somebody.
//!
//! One walk over the mentions in the order of the text. A name goes to whoever bears it; a definite description to whoever was called by
//! that office or a word for the same one, else to whom its gender fits; a pronoun to whom `antecedents.rs` finds. Only what was named
//! lately is looked at, besides tables by name and head, so that time grows with the number of mentions.

use super::mentions::{Mention, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{Class, gender, list};
use crate::document::Token;
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// Somebody or something, with all places where it is named.
#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    /// Indices of its mentions, in order.
    pub(super) mentions: Vec<usize>,
    /// The fullest proper name so far, as tokens.
    pub(super) name: Option<(usize, usize)>,
    pub(super) person: bool,
    pub(super) class: Option<Class>,
    /// The class is told by marks around a name alone.
    pub(super) vague: bool,
    pub(super) gender: u8,
    /// The heads it was called by, in lower case.
    pub(super) heads: Vec<String>,
    /// Lines of `persons.txt` of these heads.
    pub(super) lines: Vec<u16>,
    pub(super) role: Option<(usize, usize)>,
    pub(super) place: bool,
    /// The country that an adjective tells, its ending left out: "irisch".
    pub(super) country: Option<String>,
    /// What hangs on its first description, as tokens: "des Ministeriums".
    pub(super) hang: Option<(usize, usize)>,
    /// Whose it is, by name: "Holms Kampagne".
    pub(super) possessor: Option<String>,
    /// Whose it is, by the token of a pronoun: "ihr Anwalt".
    pub(super) owner: Option<usize>,
    pub(super) own: bool,
    pub(super) nobody: bool,
    /// Brought in by an indefinite phrase: "ein Mann".
    pub(super) introduced: bool,
    /// A name that is only part of a token: byte length from the token's start.
    pub(super) part: Option<(usize, usize)>,
    /// Of the last mention.
    pub(super) last_sentence: usize,
    pub(super) last_subject: bool,
    /// Neither behind a preposition nor in an oblique case.
    pub(super) last_free: bool,
    pub(super) last_quoted: bool,
    pub(super) last_token: usize,
    /// Sentence in which it last was a source.
    pub(super) spoke: Option<usize>,
}

impl Cluster {
    pub(super) fn plural(&self) -> bool {
        self.gender == gender::P
    }

    /// A human being, as far as one can tell.
    pub(super) fn human(&self) -> bool {
        self.person || matches!(self.class, Some(Class::Person | Class::Anonymous))
    }
}

/// How many of the clusters named last are looked at.
const RECENT: usize = 24;
/// How many heads and mentions of one cluster are remembered for comparison.
const HEADS: usize = 12;

/// What is said by a source without a name, by the token where that source starts.
pub(super) type Contents = FxHashMap<usize, Vec<Span<Token>>>;

/// The clusters of one document, as far as it has been walked through.
pub(super) struct Clusters<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) list: Vec<Cluster>,
    /// By surname, or the stem of another name.
    pub(super) names: FxHashMap<String, Vec<usize>>,
    /// People by the first word of their full name.
    pub(super) given: FxHashMap<String, Vec<usize>>,
    /// By head in lower case, the last one called so.
    pub(super) heads: FxHashMap<String, usize>,
    /// Surnames that the text gives with a first name or title somewhere.
    pub(super) surnames: FxHashSet<String>,
    /// Named last stands last.
    pub(super) recent: Vec<usize>,
    /// Who spoke last.
    pub(super) speaker: Option<usize>,
    /// Who spoke, by token, in order.
    pub(super) spoken: Vec<(usize, usize)>,
    pub(super) of_mention: Vec<Option<usize>>,
    /// Who prints the article, if it speaks of itself.
    own: Option<usize>,
    /// For each source inside direct speech, and for whom somebody quotes, by token, where the source of that speech starts.
    around: FxHashMap<usize, usize>,
    pub(super) contents: Contents,
    /// The sources, by token, that deny what was said before.
    pub(super) denials: FxHashSet<usize>,
    /// Whom the mention at hand cannot mean: "er" in a quotation is not the one who is quoted.
    pub(super) barred: Option<usize>,
}

/// How many letters the ending of a noun or adjective has at most: "des Blattes".
const LONGEST_ENDING: usize = 2;

impl<'a> Clusters<'a> {
    /// Walks through the mentions in order.
    pub(super) fn new(
        reader: &'a Reader<'a>,
        mentions: &[Mention],
        around: FxHashMap<usize, usize>,
        contents: Contents,
        denials: FxHashSet<usize>,
    ) -> Self {
        let mut clusters = Clusters {
            reader,
            list: Vec::new(),
            names: FxHashMap::default(),
            given: FxHashMap::default(),
            heads: FxHashMap::default(),
            surnames: FxHashSet::default(),
            recent: Vec::new(),
            speaker: None,
            spoken: Vec::new(),
            of_mention: vec![None; mentions.len()],
            own: None,
            around,
            contents,
            denials,
            barred: None,
        };
        for mention in mentions {
            if let What::Phrase(Phrase { person: true, name: Some((from, to)), head, .. }) = &mention.what
                && (to - from > 1 || head.is_some())
            {
                clusters.surnames.insert(stem(reader.doc.word(to - 1)));
            }
        }
        for (index, mention) in mentions.iter().enumerate() {
            clusters.barred = clusters.quoted_by(mention, mentions);
            let found = clusters.find(mention, index, mentions);
            clusters.of_mention[index] = found;
            if let Some(cluster) = found {
                clusters.note(cluster, index, mention);
            }
        }
        clusters
    }

    /// True for "ihn" in "so zitiert ihn die Zeitung": whom the source beside it quotes.
    pub(super) fn is_quoted(&self, mention: &Mention) -> bool {
        !mention.source && self.around.contains_key(&mention.start)
    }

    /// Who says the direct speech that a source stands in, if the text has named them by now.
    fn quoted_by(&self, mention: &Mention, mentions: &[Mention]) -> Option<usize> {
        let start = *self.around.get(&mention.start)?;
        let at = mentions.binary_search_by_key(&start, |mention| mention.start).ok()?;
        self.of_mention[at].or_else(|| match &mentions[at].what {
            What::Phrase(phrase) => self.named(phrase, phrase.name?),
            _ => None,
        })
    }

    /// Whom a mention means: somebody known, or somebody new. Words that need what comes later are left open.
    fn find(&mut self, mention: &Mention, index: usize, mentions: &[Mention]) -> Option<usize> {
        match &mention.what {
            What::Phrase(phrase) => {
                // A word that may be a common noun is nobody unless it is a source or known as a name.
                let vague = phrase.class.is_none() && !phrase.place && phrase.determiner == Determiner::Bare && !mention.source;
                match phrase.name.filter(|_| vague) {
                    Some((from, to)) if !self.surnames.contains(&stem(self.reader.doc.word(to - 1))) => {
                        self.named(phrase, (from, to)).or_else(|| self.by_first_word(phrase, (from, to)))
                    }
                    _ => {
                        if let Some(speaker) = self.speaks_by(phrase, mention) {
                            return Some(speaker);
                        }
                        let found = self.phrase(phrase, mention);
                        if phrase.coordinated {
                            self.enter_each(phrase, mention);
                        }
                        Some(self.another(found, phrase))
                    }
                }
            }
            What::Pronoun(genders) => {
                // "Laut Polizei … sagte er": nobody rather than her.
                let may_be = |at: &usize| self.list[*at].gender & genders != 0;
                let stranger =
                    || self.stranger(mention).filter(may_be).filter(|at| !(self.of_a_text(mention) && self.speaks_itself(&self.list[*at])));
                // "Das haben Sie bestritten.": whom somebody asks, who spoke last or nobody.
                if self.is_addressed(mention) {
                    return self.stranger(mention).filter(|at| self.list[*at].person && !mention.quoted);
                }
                self.antecedent(mention, *genders).or_else(stranger)
            }
            What::Demonstrative(genders) => {
                // "Holm widersprach. Beide sagten …": not Holm alone.
                let may_be = |at: &usize| self.list[*at].gender & genders != 0;
                self.pointed_at(mention, *genders).or_else(|| self.stranger(mention).filter(may_be))
            }
            What::Relative(genders) => self.relative(mention, index, mentions, *genders).or_else(|| self.stranger(mention)),
            What::LastSpeaker if self.reader.doc.word(mention.start) == "wonach" => self.before(mention, index, mentions).or(self.speaker),
            What::LastSpeaker if mention.end == mention.start + 1 => {
                self.announcer(mention).or_else(|| self.text_before(mention)).or_else(|| self.spoke_before(mention)).or(self.speaker)
            }
            What::LastSpeaker => self.speaker,
            What::There => self.there(mention).or(self.speaker),
            What::Nobody => {
                let class = Some(Class::Group);
                Some(self.add(Cluster { nobody: true, class, gender: gender::P, ..Cluster::default() }))
            }
            What::Part(length, class) => {
                let head = self.reader.lower(mention.start)[..*length].trim_end_matches('s').to_owned();
                let known = self
                    .heads
                    .get(&head)
                    .copied()
                    .filter(|at| !self.list[*at].introduced)
                    .or_else(|| self.of_police(&head))
                    .or_else(|| self.names.get(&stem(&head)).and_then(|known| known.last().copied()))
                    .or_else(|| self.firm_or_club(&head, mention));
                Some(known.unwrap_or_else(|| {
                    let cluster = Cluster {
                        class: Some(*class),
                        gender: gender::SINGULAR,
                        part: Some((mention.start, *length)),
                        ..Cluster::default()
                    };
                    let new = self.add(cluster);
                    self.heads.insert(head.clone(), new);
                    self.list[new].heads.push(head);
                    new
                }))
            }
            What::Speaking | What::Own | What::Unsaid => None,
        }
    }

    /// "Das teilte das Amt mit. Man handle, hieß es in der Erklärung": a text by which who spoke right before speaks on.
    fn speaks_by(&self, phrase: &Phrase, mention: &Mention) -> Option<usize> {
        let (reader, head) = (self.reader, phrase.head?);
        let inside = mention.start > 0 && reader.turns.said_within.has(reader.doc.word(mention.start - 1));
        let text = phrase.determiner == Determiner::Definite && phrase.end == head + 1 && reader.facts[head].is(list::TOLD_FOR);
        let speaker = self.speaker.filter(|_| mention.source && inside && text && !self.heads.contains_key(reader.lower(head)))?;
        let known = &self.list[speaker];
        let near = known.spoke.is_some_and(|sentence| mention.sentence - sentence <= 1);
        let whose = known.person || matches!(known.class, Some(Class::Organisation | Class::Person | Class::Group));
        (near && whose && !known.nobody).then_some(speaker)
    }

    /// "Die Händlerin hat mir gesagt": whoever tells somebody something is somebody else, by whatever office both may go.
    fn another(&mut self, found: usize, phrase: &Phrase) -> usize {
        if self.barred != Some(found) || phrase.name.is_some() {
            return found;
        }
        self.add(Cluster { class: phrase.class, gender: phrase.gender, ..Cluster::default() })
    }

    /// "Nach Unternehmensangaben": the firm named last, as "das Unternehmen" is.
    fn firm_or_club(&self, head: &str, mention: &Mention) -> Option<usize> {
        let lists = self.reader.words.lists_of(head) & (list::GENERIC_COMPANY | list::GENERIC_ASSOCIATION);
        let (start, end, class) = (mention.start, mention.end, Some(Class::Organisation));
        let phrase = Phrase { start, core: end, end, class, determiner: Determiner::Definite, ..Phrase::default() };
        if lists == 0 { None } else { self.generic(&phrase, lists, false, mention) }
    }

    /// "Jan Holm und Ina Pohl sagten": who goes on to speak as "Pohl" is known by her full name.
    fn enter_each(&mut self, several: &Phrase, mention: &Mention) {
        let reader = self.reader;
        let mut at = several.start;
        while at < several.end {
            let inner = if reader.facts[at].nominal() { reader.phrase(at, several.end) } else { None };
            let Some(inner) = inner else {
                at += 1;
                continue;
            };
            let full = inner.name.filter(|(from, to)| inner.person && to > &(from + 1));
            if let Some(name) = full.filter(|name| self.named(&inner, *name).is_none()) {
                let class = inner.class;
                let (last_sentence, last_token) = (mention.sentence, mention.start);
                let new = self.add(Cluster { class, person: true, gender: inner.gender, last_sentence, last_token, ..Cluster::default() });
                self.surnames.insert(stem(reader.doc.word(name.1 - 1)));
                self.learn(new, &inner);
            }
            at = inner.end.max(at + 1);
        }
    }

    /// "„…“, sagte Holm demnach.": who spoke before the sentence of whoever is quoted by that.
    fn spoke_before(&self, mention: &Mention) -> Option<usize> {
        let first = self.reader.doc.sentences.get(mention.sentence)?.tokens.start as usize;
        self.spoken.iter().rev().find(|(start, _)| *start < first).map(|(_, cluster)| *cluster)
    }

    /// A source whose pronoun leads nowhere is somebody all the same.
    fn stranger(&self, mention: &Mention) -> Option<usize> {
        self.speaker.filter(|_| mention.source)
    }

    fn add(&mut self, cluster: Cluster) -> usize {
        self.list.push(cluster);
        self.list.len() - 1
    }

    /// Enters a mention into its cluster, and the cluster into what is in mind.
    pub(super) fn note(&mut self, cluster: usize, index: usize, mention: &Mention) {
        let entry = &mut self.list[cluster];
        entry.mentions.push(index);
        entry.last_sentence = mention.sentence;
        entry.last_subject = mention.subject;
        let governed = mention.start > 0 && self.reader.facts[mention.start - 1].is(list::PREPOSITION);
        entry.last_free = !governed && !matches!(&mention.what, What::Phrase(phrase) if phrase.oblique);
        entry.last_quoted = mention.quoted;
        entry.last_token = mention.start;
        if mention.source {
            entry.spoke = Some(mention.sentence);
            self.speaker = Some(cluster);
            self.spoken.push((mention.start, cluster));
        }
        if let Some(at) = self.recent.iter().rposition(|known| *known == cluster) {
            self.recent.remove(at);
        } else if self.recent.len() == RECENT {
            self.recent.remove(0);
        }
        self.recent.push(cluster);
        match &mention.what {
            What::Phrase(phrase) => self.learn(cluster, phrase),
            What::Pronoun(genders) | What::Relative(genders) => {
                let entry = &mut self.list[cluster];
                if entry.gender & genders != 0 {
                    entry.gender &= genders;
                }
            }
            _ => {}
        }
    }

    /// What a phrase adds to what is known of somebody.
    fn learn(&mut self, cluster: usize, phrase: &Phrase) {
        let reader = self.reader;
        // "Amnesty International" is called "Amnesty", but that is no word for what it is.
        let proper = |head: usize| phrase.name.is_some() && reader.facts[head].noun.is_some_and(|noun| noun.whole && !phrase.person);
        let head = phrase.head.filter(|head| !proper(*head));
        // "Auswärtiges Amt" may be called "das Amt".
        let last = phrase.head.filter(|head| proper(*head)).map(|head| head + (reader.facts[head].phrase as usize).max(1) - 1);
        let last = last.filter(|last| Some(*last) > phrase.head && reader.facts[*last].is(list::GENERIC_AUTHORITY | list::UNION));
        let head = head.or(last).map(|head| (reader.lower(head).to_owned(), reader.facts[head].noun.map(|noun| noun.line)));
        let entry = &mut self.list[cluster];
        if entry.gender & phrase.gender != 0 && !(phrase.class.is_none() && phrase.determiner == Determiner::Bare) {
            entry.gender &= phrase.gender;
        }
        if entry.country.is_none() {
            entry.country = country(reader, phrase);
        }
        // "Dem Bericht zufolge": what a paper had is one with the paper, which stays a paper.
        let report = phrase.class == Some(Class::Document) && matches!(entry.class, Some(Class::Outlet | Class::Agency));
        if phrase.class.is_some() && (entry.class.is_none() || phrase.person && !entry.person || entry.vague && !phrase.vague && !report) {
            entry.class = phrase.class;
            entry.vague = phrase.vague;
        }
        entry.person |= phrase.person;
        if phrase.own && matches!(phrase.class, Some(Class::Outlet | Class::Agency)) {
            entry.own = true;
            self.own = Some(cluster);
        }
        let entry = &mut self.list[cluster];
        if let Some((from, to)) = phrase.name
            && (phrase.person || !entry.person || entry.name.is_none())
        {
            let better = entry.name.is_none_or(|(known_from, known_to)| {
                let (known, new) = (reader.doc.bytes((known_from..known_to).into()).len(), reader.doc.bytes((from..to).into()).len());
                // "des Hanseblatts", "der Technischen Hochschule": without the ending.
                let word = |at: usize| reader.doc.word(at);
                let ending =
                    |at: usize| word(known_from + at).strip_prefix(word(from + at)).is_some_and(|rest| rest.len() <= LONGEST_ENDING);
                let same = || entry.person || entry.place || (0..to - from).all(ending);
                to - from > known_to - known_from || to - from == known_to - known_from && new < known && same()
            });
            if better {
                entry.name = Some((from, to));
                entry.place |= phrase.place;
            }
        }
        // "Herr" says what somebody is called, not what he is.
        let form_of_address = |(from, to): (usize, usize)| to == from + 1 && reader.facts[from].is(list::TITLE_M | list::TITLE_F);
        if let Some(role) = phrase.role
            && (entry.role.is_none() && role.1 > role.0 && !form_of_address(role))
        {
            entry.role = Some(role);
        }
        if let Some(also) = phrase.also.map(|head| reader.lower(head).to_owned()) {
            if entry.heads.len() < HEADS && !entry.heads.contains(&also) {
                entry.heads.push(also.clone());
            }
            self.heads.insert(also, cluster);
        }
        // "die Nordische Messstelle für Wetter" may be called "die Messstelle".
        let first = |from: usize| phrase.head.is_none_or(|head| head == from) && phrase.class == Some(Class::Organisation);
        if let Some((from, to)) = phrase.name.filter(|(from, _)| first(*from)) {
            let body = |at: &usize| reader.facts[*at].lists == 0 && reader.turns.body_ends.ends(reader.lower(*at));
            let noun = (from + 1..to).find(body).map(|at| reader.lower(at).to_owned());
            if let Some(noun) = noun.filter(|noun| self.list[cluster].heads.len() < HEADS && !self.list[cluster].heads.contains(noun)) {
                self.list[cluster].heads.push(noun.clone());
                self.heads.insert(noun, cluster);
            }
        }
        let entry = &mut self.list[cluster];
        if let Some((head, line)) = head {
            if entry.heads.len() < HEADS && !entry.heads.contains(&head) {
                entry.heads.push(head.clone());
            }
            if let Some(line) = line.filter(|line| !entry.lines.contains(line) && entry.lines.len() < HEADS) {
                entry.lines.push(line);
            }
            self.heads.insert(head, cluster);
        }
        let mut keys = Vec::new();
        if let Some((from, to)) = phrase.name {
            if phrase.person {
                if to > from + 1 {
                    let known = self.given.entry(stem(reader.doc.word(from))).or_default();
                    if known.last() != Some(&cluster) && known.len() < HEADS {
                        known.push(cluster);
                    }
                }
                keys.push(stem(reader.doc.word(to - 1)));
                // "Ramón Quiroga Luna" may be called "Quiroga".
                let inner =
                    (from + 1..to - 1).filter(|at| to == from + 3 && !reader.facts[*at].is(list::FIRST_M | list::FIRST_F | list::PARTICLE));
                keys.extend(inner.map(|at| stem(reader.doc.word(at))).filter(|key| key.chars().count() > 3));
            } else {
                self.body_keys(from, to, &mut keys);
                if matches!(phrase.class, Some(Class::Outlet | Class::Agency)) {
                    keys.extend(self.press_key(from, to));
                }
            }
        }
        if let Some(alias) = phrase.alias {
            keys.push(stem(reader.doc.word(alias)));
        }
        for key in keys {
            let known = self.names.entry(key).or_default();
            if !known.contains(&cluster) && known.len() < HEADS {
                known.push(cluster);
            }
        }
    }

    fn phrase(&mut self, phrase: &Phrase, mention: &Mention) -> usize {
        let known = if phrase.own && matches!(phrase.class, Some(Class::Outlet | Class::Agency)) {
            self.own
        } else if phrase.coordinated {
            None
        } else if let Some(name) = phrase.name {
            self.named(phrase, name)
                .or_else(|| self.by_first_word(phrase, name))
                .or_else(|| self.surname_like_a_first_name(phrase, name))
                .or_else(|| self.named_at_last(phrase))
                .or_else(|| self.only_one_told_of(phrase, mention))
        } else if let Some(surname) = self.surname(phrase) {
            Some(surname)
        } else {
            self.described(phrase, mention)
        };
        known.unwrap_or_else(|| {
            let surname =
                phrase.class.is_none() && phrase.name.is_some_and(|(_, to)| self.surnames.contains(&stem(self.reader.doc.word(to - 1))));
            // Grammatical gender is not that of the person: "das Mitglied", "die Person".
            let neutral = phrase.class == Some(Class::Person) && phrase.head.is_some_and(|head| self.reader.facts[head].is(list::NEUTRAL));
            let sexes = if neutral { gender::M | gender::F } else { 0 };
            let mut cluster = Cluster {
                possessor: self.possessor(phrase),
                owner: self.owner(phrase),
                gender: phrase.gender | sexes,
                class: phrase.class,
                vague: phrase.vague,
                person: phrase.person,
                introduced: phrase.determiner == Determiner::Indefinite,
                place: phrase.place,
                hang: (!phrase.person && phrase.end > phrase.core).then_some((phrase.core, phrase.end)),
                ..Cluster::default()
            };
            if surname {
                cluster.person = true;
                cluster.class = Some(Class::Person);
                cluster.gender = gender::M | gender::F;
                cluster.name = phrase.name;
                let key = stem(self.reader.doc.word(phrase.name.map_or(phrase.start, |(_, to)| to - 1)));
                let new = self.list.len();
                self.names.entry(key).or_default().push(new);
            }
            self.add(cluster)
        })
    }
}

/// The country that an adjective in front of a head tells.
pub(super) fn country(reader: &Reader<'_>, phrase: &Phrase) -> Option<String> {
    let head = phrase.head?;
    let adjective = |at: &usize| reader.facts[*at].is(list::OF_PLACE) && !reader.facts[*at].capital;
    (phrase.start..head).rev().find(adjective).map(|at| stem(reader.doc.word(at)))
}

/// A word without the endings of inflection and without marks, in lower case.
///
/// The genitive goes first, so that "Hansen" and "Hansens" leave the same.
pub(super) fn stem(word: &str) -> String {
    let mut lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let without = |word: &str, ending: usize| if word.len() > ending + 3 { word.len() - ending } else { word.len() };
    lower.truncate(without(&lower, usize::from(lower.ends_with('s'))));
    let ending = match lower.as_bytes() {
        [.., b'e', b'n' | b'm' | b'r'] => 2,
        [.., b'e' | b'n'] => 1,
        _ => 0,
    };
    lower.truncate(without(&lower, ending));
    lower
}
