//! What the word lists say of each token of a document.

use super::words::{CLOSED, Class, Noun, Words, gender, list, suffixes};
use crate::document::Document;
use crate::turns::Turns;

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

/// True for two capitals or more and nothing else, or nearly so.
fn is_acronym(text: &str) -> bool {
    let (capitals, length) = (text.chars().filter(|c| c.is_uppercase()).count(), text.chars().count());
    // "SPD", and "GdI" too
    let mixed = length <= 5 && text.ends_with(char::is_uppercase) && !text.contains('-');
    // "des ZDFs"
    let mixed = mixed || capitals + 1 == length && text.ends_with('s');
    capitals >= 2 && (mixed || !text.chars().any(char::is_lowercase))
}

impl Words {
    /// What is known of each token.
    pub(super) fn facts(&self, doc: &Document, turns: &Turns) -> Vec<Fact> {
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
            let aged = first.is_ascii_digit() && turns.aged_noun_ends.ends(text) && !noun_behind();
            let site = turns.is_site(text);
            let small = turns.written_small.has(text);
            // Few words have a capital inside, and what is asked of those takes long.
            let inner = text.chars().skip(1).any(char::is_uppercase);
            let capital = site || small || first.is_uppercase() || inner || aged;
            let mut fact = Fact { capital, ..Fact::default() };
            let lower = doc.lower(at);
            if site {
                fact.noun = Some(Noun { class: Class::Outlet, gender: gender::ANY, line: 0, whole: true, marked: false });
            } else if capital {
                fact.acronym = inner && is_acronym(text);
                self.capitalised(lower, &mut fact);
                self.double_first_name(lower, &mut fact);
                self.press_of_country(lower, turns, &mut fact);
                // "WebStandard"
                let last = || text.rfind(char::is_uppercase).filter(|at| *at > 0 && !text[..*at].ends_with('-'));
                if let Some(part) = inner.then(last).flatten().map(|at| &text[at..]) {
                    fact.lists |= self.lists_of(&part.to_lowercase()) & list::OUTLET_MARK;
                }
                // "Angebote", "Vorboten"
                if fact.is(list::OUTLET_MARK) && turns.no_outlet_ends.ends(lower) {
                    fact.lists &= !list::OUTLET_MARK;
                }
                // "Triebwerks", "Lieferketten"
                if fact.is(list::FIRM_MARK) && inflected(lower).any(|stem| turns.no_firm_ends.ends(stem)) {
                    fact.lists &= !list::FIRM_MARK;
                }
                // "wirft Ihnen Wortbruch vor"
                if turns.formal.has(text) {
                    fact.lists |= list::PRONOUN;
                }
            } else if let Some(entry) = self.entries.get(lower) {
                fact.lists = entry.lists | entry.ends;
                // "die deutsche Regierung": as a noun it is listed as well.
                fact.lists |= self.adjective(lower) & list::OF_PLACE;
                fact.noun = entry
                    .noun
                    .checked_sub(1)
                    .map(|index| self.nouns[index as usize])
                    .filter(|noun| noun.whole && matches!(noun.class, Class::Agency | Class::Outlet));
            } else {
                fact.lists = self.adjective(lower);
            }
            facts.push(fact);
        }
        self.multi_word(doc, &mut facts);
        for sentence in &doc.sentences {
            if let Some(at) = sentence.tokens.range().find(|at| facts[*at].mark == '\0') {
                facts[at].first = true;
            }
        }
        // "Pro Asyl": the name of a society.
        for at in 1..facts.len() {
            if facts[at - 1].is(list::PREPOSITION) && turns.opens_society(doc.word(at - 1), doc.word(at), facts[at - 1].first) {
                facts[at - 1].lists = list::FIRM_MARK;
            }
        }
        // "Stephan Weil", and "Weil" by himself where no sentence begins.
        let inside = |fact: &Fact| fact.capital && !fact.first && fact.noun.is_none() && fact.is(CLOSED);
        let surname = |at: &usize| inside(&facts[*at]) && facts[*at - 1].is(list::FIRST_M | list::FIRST_F);
        let surnames: Vec<&str> = (1..facts.len()).filter(surname).map(|at| doc.word(at)).collect();
        if !surnames.is_empty() {
            let names = facts.iter_mut().enumerate().filter(|(at, fact)| inside(fact) && surnames.contains(&doc.word(*at)));
            names.for_each(|(_, fact)| fact.lists &= !CLOSED);
        }
        // "Trainer Anders Holm": inside a sentence a first name, whatever else the word is.
        for at in 1..facts.len().saturating_sub(1) {
            let named = facts[at].is(list::FIRST_M | list::FIRST_F) && facts[at + 1].capital && facts[at - 1].mark == '\0';
            if named && inside(&facts[at]) {
                facts[at].lists &= !CLOSED;
            }
        }
        for quotation in &doc.quotations {
            let (start, end) = (quotation.tokens.start as usize, quotation.tokens.end as usize);
            if end - start > 2 {
                facts[start + 1].first |= end - start > 6;
                // „taz“: papers that write their names small.
                let fact = &mut facts[start + 1];
                fact.capital |= quotation.closed && end - start == 3 && fact.class() == Some(Class::Outlet) && !fact.is(CLOSED);
            }
        }
        facts
    }

    /// What is known of adjectives and participles, inflected and in lower case: "ungenannt", "irisch".
    fn adjective(&self, lower: &str) -> u64 {
        let stem = ["en", "er", "es", "em", "e"].iter().find_map(|end| lower.strip_suffix(end));
        stem.and_then(|stem| self.entries.get(stem)).map_or(0, |entry| entry.lists & (list::NAMELESS | list::OF_PLACE))
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
                    // "Intern" is no form of "Inter" either.
                    let proper = if lower.ends_with('n') { list::FIRM_MARK & !entry.ends } else { 0 };
                    own & !(CLOSED | list::TITLE_M | list::TITLE_F | list::FIRST_M | list::FIRST_F | proper)
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

    /// "US-Blatt": a paper of a country is called by what it is, as "das Blatt" is.
    fn press_of_country(&self, lower: &str, turns: &Turns, fact: &mut Fact) {
        let Some((country, press)) = lower.split_once('-') else { return };
        if self.lists_of(country) & list::COUNTRY != 0 || turns.country_parts.has(country) {
            fact.lists |= self.lists_of(press) & list::GENERIC_OUTLET;
        }
    }

    fn multi_word(&self, doc: &Document, facts: &mut [Fact]) {
        for at in 0..facts.len() {
            if !facts[at].capital {
                continue;
            }
            let Some(phrases) = self.phrases.get(doc.lower(at)) else { continue };
            let found = phrases.iter().find(|phrase| {
                at + phrase.rest.len() < facts.len()
                    && phrase.rest.iter().zip(at + 1..).all(|(word, next)| {
                        let text = doc.lower(next);
                        text == &**word || text.strip_suffix('s') == Some(word)
                    })
            });
            if let Some(phrase) = found {
                facts[at].phrase = 1 + phrase.rest.len() as u8;
                facts[at].metonym = phrase.metonym;
                facts[at].noun = phrase.noun.or(facts[at].noun);
                // "San Francisco" is no Francisco.
                if phrase.metonym {
                    facts[at..=at + phrase.rest.len()].iter_mut().for_each(|fact| fact.lists &= !(list::FIRST_M | list::FIRST_F));
                }
            }
        }
    }
}

/// A noun in lower case as it is, and without each of the endings of inflection that it may have.
fn inflected(lower: &str) -> impl Iterator<Item = &str> {
    std::iter::once(lower).chain(["s", "es", "e", "en", "n"].into_iter().filter_map(|end| lower.strip_suffix(end)))
}
