//! The mentions that stand outside of sources, and what one mention tells about another.

use super::mentions::{Mention, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{Class, PronounSort, gender, list};
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// How far before the comma of a relative clause the noun that it hangs on begins, in tokens.
const BEFORE_RELATIVE: usize = 10;

impl Reader<'_> {
    /// "die Anwältin Ohlsens", where a Jens Ohlsen is named: whose she is, not who.
    pub(super) fn genitives(&self, mentions: &mut [Mention]) {
        // Behind an office a name may be a genitive itself.
        let full = |mention: &Mention| match &mention.what {
            What::Phrase(Phrase { person: true, name: Some((from, to)), head, .. }) if *to > from + 1 => {
                let surname = self.doc.word(to - 1);
                (!surname.ends_with('s') || head.is_none()).then_some(surname)
            }
            _ => None,
        };
        let surnames: FxHashSet<&str> = mentions.iter().filter_map(full).collect();
        for mention in mentions {
            let What::Phrase(phrase) = &mut mention.what else { continue };
            let Some((from, to)) = phrase.name.filter(|(from, to)| phrase.person && *to <= from + 3 && phrase.core == *to) else {
                continue;
            };
            let word = self.doc.word(to - 1);
            // "Georg Rihas Film", "Fischers Büro", where "Heinz Fischer" is named: what is his, not he.
            let owner = if to > from + 1 { Some(to - 2) } else { phrase.head.filter(|head| head + 1 == from) };
            let owned = |owner: usize| {
                let name = self.doc.word(owner);
                let known = name.strip_suffix('s').is_some_and(|owner| surnames.contains(owner));
                known && !surnames.contains(name)
            };
            if owner.is_some_and(owned) {
                *phrase = Phrase {
                    start: phrase.start,
                    core: to,
                    end: phrase.end,
                    determiner: Determiner::Possessive,
                    head: self.facts[to - 1].noun.map(|_| to - 1),
                    class: self.facts[to - 1].class(),
                    gender: gender::ANY,
                    ..Phrase::default()
                };
                continue;
            }
            let office = phrase.head.is_some_and(|head| head + 1 == from && !self.facts[head].is(list::TITLE_M | list::TITLE_F));
            let genitive = word.strip_suffix('s').is_some_and(|owner| surnames.contains(owner)) && !surnames.contains(word);
            // "ein Sprecher Konvičkas": nobody with a name is one of several.
            let named = || self.facts[from].is(list::FIRST_M | list::FIRST_F) || self.facts[from].noun.is_some();
            let somebodys = phrase.determiner == Determiner::Indefinite && to == from + 1 && word.ends_with('s') && !named();
            if office && (genitive || somebodys) && phrase.end == to {
                phrase.name = None;
                phrase.person = false;
                phrase.role = None;
                phrase.core = from;
            }
        }
    }

    /// "Nord Solar", taken for a person, where "Nord Solar GmbH" is named: the firm.
    pub(super) fn bodies(&self, mentions: &mut [Mention]) {
        let spelled = |from: usize, to: usize| self.doc.slice(Span::new(from, to));
        let marked = |mention: &Mention| match &mention.what {
            What::Phrase(Phrase { person: false, guessed: false, class: Some(Class::Organisation), name: Some((from, to)), .. }) => {
                let firm = (*from..*to).find(|at| self.facts[*at].is(list::FIRM_MARK))?;
                (firm > from + 1).then(|| spelled(*from, firm))
            }
            _ => None,
        };
        let firms: FxHashSet<&str> = mentions.iter().filter_map(marked).collect();
        if firms.is_empty() {
            return;
        }
        for mention in mentions {
            let What::Phrase(phrase) = &mut mention.what else { continue };
            if let Some((from, to)) = phrase.name.filter(|_| phrase.person && phrase.head.is_none())
                && firms.contains(spelled(from, to))
            {
                phrase.person = false;
                phrase.class = Some(Class::Organisation);
                phrase.gender = gender::ANY;
            }
        }
    }

    /// The mentions that stand outside of sources, for those who are introduced before they speak. `taken` are the sources, in order.
    pub(super) fn scan(&self, taken: &mut Vec<Mention>, sentence_of: &[u32], quoted: &[bool]) {
        let mut found: Vec<Mention> = Vec::with_capacity(taken.len() * 2);
        // Names in marks of what a word before them tells to be no paper: "der Frachter „Nordstern“".
        let mut things: FxHashSet<&str> = FxHashSet::default();
        let mut next = 0;
        let (mut i, mut last_sentence) = (0, usize::MAX);
        while i < self.facts.len() {
            let sentence = sentence_of[i] as usize;
            if next < taken.len() && taken[next].start <= i {
                // Sources that start in a stretch already read still count.
                let mention = taken[next].clone();
                i = i.max(mention_core(&mention).max(mention.start + 1));
                last_sentence = mention.sentence;
                found.push(mention);
                next += 1;
                continue;
            }
            let limit = taken.get(next).map_or(self.facts.len(), |mention| mention.start);
            let sentence_end = self.doc.sentences.get(sentence).map_or(self.facts.len(), |sentence| sentence.tokens.end as usize);
            let fact = &self.facts[i];
            let first_in_sentence = last_sentence != sentence;
            if let Some(genders) = self.scanned_pronoun(i) {
                found.push(Mention {
                    start: i,
                    end: i + 1,
                    what: What::Pronoun(genders),
                    source: false,
                    sentence,
                    quoted: quoted[i],
                    subject: true,
                });
                last_sentence = sentence;
                i += 1;
                continue;
            }
            let opens = fact.nominal() || fact.is(list::DET_NOM | list::DET_OBL) && fact.mark == '\0' || self.quotation_end[i] > 0;
            if !opens {
                i += 1;
                continue;
            }
            let phrase = self.phrase(i, limit.min(sentence_end));
            let thing = phrase.as_ref().and_then(|phrase| Some((self.named_thing(phrase)?, phrase.core)));
            things.extend(thing.map(|(name, _)| name));
            // "ein geteiltes Echo": the noun is not read again without its article.
            let some = |phrase: &Phrase| {
                let one = matches!(phrase.determiner, Determiner::Indefinite | Determiner::Negative) && phrase.core < sentence_end;
                one && phrase.name.is_none() && phrase.head.is_some_and(|head| phrase.core == head + 1)
            };
            let some = phrase.as_ref().filter(|phrase| some(phrase)).map(|phrase| phrase.core);
            // "Im Herzen bin ich ein Politiker": what somebody is, is nobody else.
            let is = |at: usize| self.turns.is_somebody.has(self.lower(at));
            let predicate = |phrase: &Phrase| {
                let pronoun = i > 1
                    && self
                        .words
                        .pronoun(self.lower(i - 1))
                        .is_some_and(|word| matches!(word.sort, PronounSort::Personal | PronounSort::Speaking));
                phrase.determiner == Determiner::Indefinite && phrase.name.is_none() && pronoun && is(i - 2)
            };
            // "Jens Holm ist Kommissar für Gesundheit": what somebody named is, is nobody else.
            let of_name = |phrase: &Phrase| {
                let before = found.last().filter(|other| other.end + 1 == i && other.sentence == sentence);
                let person = before.is_some_and(|other| matches!(&other.what, What::Phrase(other) if other.person && other.name.is_some()));
                let office = phrase.class == Some(Class::Person) && phrase.determiner == Determiner::Bare && phrase.name.is_none();
                person && office && is(i - 1)
            };
            let known = phrase.as_ref().filter(|phrase| of_name(phrase)).map(|phrase| (phrase.head, phrase.end));
            if let Some((head, behind)) = known
                && let Some(Mention { what: What::Phrase(named), .. }) = found.last_mut()
            {
                named.also = named.also.or(head);
                i = behind.max(i + 1);
                continue;
            }
            match phrase.filter(|phrase| self.worth(phrase, &things) && !predicate(phrase)) {
                Some(mut phrase) => {
                    // Behind an apposition stands a comma or the sentence's end.
                    let (before, end) = (phrase.clone(), limit.min(sentence_end));
                    if phrase.end < end && self.facts[phrase.end].mark == ',' && self.apposition(&mut phrase, end) {
                        // "Jan Holm, Kandidat für die Wahl Ende April, lacht"
                        let time = |at: &usize| self.facts[*at].is(list::TIME_NOUN) || self.number(*at);
                        let stop = (phrase.end..end).find(|at| !time(at)).unwrap_or(end);
                        let closed = stop >= end || matches!(self.facts[stop].mark, ',' | '.' | ')' | '–');
                        if !closed {
                            phrase = before;
                        }
                    }
                    let after_preposition = i > 0 && self.facts[i - 1].is(list::PREPOSITION);
                    let subject = !phrase.oblique && !after_preposition && first_in_sentence;
                    let core = if phrase.end > phrase.core && phrase.person { phrase.end } else { phrase.core };
                    let end = phrase.end;
                    // A word that opens a sentence need be no name.
                    if phrase.class.is_some() || phrase.place || !self.facts[i].first {
                        last_sentence = sentence;
                    }
                    found.push(Mention { start: i, end, what: What::Phrase(phrase), source: false, sentence, quoted: quoted[i], subject });
                    i = core.max(i + 1);
                }
                // Nor is what stands in the marks somebody by itself.
                None => i = thing.map(|(_, behind)| behind).or(some).unwrap_or(0).max(i + 1),
            }
        }
        *taken = found;
    }

    /// "eine Streitschrift, die fordert": what a source that is a relative pronoun hangs on is somebody, be the noun known or not.
    pub(super) fn before_relatives(&self, mentions: &mut Vec<Mention>) {
        let mut found = Vec::new();
        for (at, mention) in mentions.iter().enumerate() {
            let What::Relative(genders) = mention.what else { continue };
            let Some(comma) = (mention.start.saturating_sub(2)..mention.start).rev().find(|at| self.facts[*at].mark == ',') else {
                continue;
            };
            // A noun that no list has is read there without what stands before it.
            let known = |other: &Mention| {
                other.end + 1 >= comma
                    && matches!(&other.what, What::Phrase(phrase) if other.source || phrase.class.is_some() || phrase.place)
            };
            if mentions[..at].iter().rev().take(4).any(known) {
                continue;
            }
            let sentence = self.doc.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.start as usize);
            let opens = |at: &usize| self.facts[*at].nominal() || self.facts[*at].is(list::DET_NOM | list::DET_OBL);
            let mut phrases =
                (comma.saturating_sub(BEFORE_RELATIVE).max(sentence)..comma).filter(opens).filter_map(|at| self.phrase(at, comma));
            // "hat eine Streitschrift vorgelegt, die fordert"
            let verb = comma.checked_sub(1).filter(|at| {
                let fact = &self.facts[*at];
                !fact.capital && fact.mark == '\0' && !fact.is(list::PREPOSITION | list::ADVERB | list::DET_NOM | list::DET_OBL)
            });
            let ends = |phrase: &Phrase| phrase.end == comma || Some(phrase.end) == verb && phrase.core == phrase.end;
            let fits = |phrase: &Phrase| ends(phrase) && phrase.gender & genders != 0;
            if let Some(phrase) =
                phrases.find(fits).filter(|phrase| mentions.binary_search_by_key(&phrase.start, |other| other.start).is_err())
            {
                let (start, sentence, quoted) = (phrase.start, mention.sentence, mention.quoted);
                let end = phrase.end;
                found.push(Mention { start, end, what: What::Phrase(phrase), source: false, sentence, quoted, subject: false });
            }
        }
        let ends: FxHashMap<usize, usize> = found.iter().map(|new| (new.end, new.start)).collect();
        mentions.retain(|other| other.source || ends.get(&other.end).is_none_or(|start| other.start < *start));
        mentions.append(&mut found);
        mentions.sort_by_key(|mention| mention.start);
    }

    /// "er" and "sie" outside of sources: they keep somebody in mind.
    fn scanned_pronoun(&self, at: usize) -> Option<u8> {
        if !self.facts[at].is(list::PRONOUN) {
            return None;
        }
        let word = self.doc.word(at);
        if self.turns.he.has(word) {
            return Some(gender::M);
        }
        let verb = at + 1;
        let finite = || verb < self.facts.len() && !self.facts[verb].capital && self.facts[verb].mark == '\0';
        self.turns.she_or_they.has(word).then(|| if finite() { self.number_of_verb(verb) } else { gender::F | gender::P })
    }

    /// True if a name in marks has a word of the names of papers or bodies in it.
    pub(super) fn outlet_inside(&self, phrase: &Phrase) -> bool {
        let marks = list::OUTLET_MARK | list::OUTLET_FIRST | list::QUOTED_BODY | list::FIRM_MARK;
        phrase.name.is_some_and(|(from, to)| (from..to).any(|at| self.facts[at].is(marks) || self.facts[at].noun.is_some()))
    }

    /// The last word of a name in marks behind a word for what is neither a paper nor a body.
    fn named_thing(&self, phrase: &Phrase) -> Option<&str> {
        let (from, to) = phrase.name?;
        let marked = from.checked_sub(1).is_some_and(|mark| self.quotation_end[mark] > 0);
        let thing =
            !phrase.vague && phrase.head.is_some() && !matches!(phrase.class, Some(Class::Outlet | Class::Agency | Class::Organisation));
        (marked && thing).then(|| self.doc.word(to - 1))
    }

    /// True if somebody who could be a source later is named here; `things` are the last words of names that are nobody's.
    fn worth(&self, phrase: &Phrase, things: &FxHashSet<&str>) -> bool {
        // "den sie „den Admiral“ nennen"
        let behind = (phrase.end..self.facts.len()).take(2).find(|at| self.facts[*at].mark == '\0');
        let closed = phrase.end < self.facts.len() && self.facts[phrase.end].mark != '\0'
            || phrase.end > 0 && self.facts[phrase.end - 1].mark != '\0';
        if closed && behind.is_some_and(|at| self.turns.called_so.has(self.doc.word(at))) {
            return false;
        }
        // "ist von Rissen die Rede"
        if phrase.head.is_some_and(|head| self.turns.no_subject.has(self.doc.word(head)) && phrase.core == head + 1) {
            return false;
        }
        // "bleibt im Amt", "muss aus dem Amt"
        let in_office = |head: usize| phrase.core == head + 1 && self.turns.held.has(self.doc.word(head));
        let from = phrase.start.checked_sub(1).filter(|_| phrase.head.is_some_and(in_office));
        if from.is_some_and(|before| self.turns.in_office.has(self.doc.word(before))) && phrase.end == phrase.core {
            return false;
        }
        // "das Amt übernehmen", "ihr Amt niederlegt"
        let closes = |verb: usize| self.facts.get(verb + 1).is_none_or(|next| next.mark != '\0' || next.is(list::AUXILIARY | list::MODAL));
        let taken = |verb: usize| verb == phrase.core && closes(verb) && self.turns.taking_office.begins(self.doc.word(verb));
        if behind.is_some_and(taken) && phrase.head.is_some_and(in_office) && !self.facts[phrase.start].first {
            return false;
        }
        match phrase.class {
            // "am Freitag" is no paper.
            // A saying in marks is no paper either, nor is a ship.
            Some(_) => {
                let thing = phrase.name.is_some_and(|(_, to)| things.contains(self.doc.word(to - 1)));
                let somebody = matches!(phrase.determiner, Determiner::Bare | Determiner::Indefinite);
                let vague = phrase.vague && (thing || somebody && !self.outlet_inside(phrase));
                // "zu keiner Zeit Druck"
                let in_marks = |at: usize| at.checked_sub(1).is_some_and(|before| self.quotation_end[before] > 0);
                let bare = |head: usize| phrase.core == head + 1 || phrase.name.is_some_and(|(from, _)| from == head && !in_marks(from));
                let marked = phrase.head.is_some_and(|head| self.facts[head].noun.is_some_and(|noun| noun.marked) && bare(head));
                !(vague || phrase.guessed || marked)
            }
            None => phrase.place || phrase.name.is_some_and(|(from, to)| phrase.determiner == Determiner::Bare && to == from + 1),
        }
    }
}

/// Behind the part of a mention inside which no other one is looked for.
fn mention_core(mention: &Mention) -> usize {
    match &mention.what {
        // "Kern und Ministerin Licht": each of them may be spoken of by herself.
        What::Phrase(phrase) if phrase.coordinated && phrase.named_all => mention.start,
        What::Phrase(phrase) if phrase.person || phrase.coordinated => phrase.end,
        What::Phrase(phrase) => phrase.core.min(phrase.end),
        _ => mention.end,
    }
}
