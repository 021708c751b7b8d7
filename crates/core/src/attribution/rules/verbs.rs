//! The verbs of a clause, read together: which verb of the lexicon they are, and in which form.

use super::clauses::{VerbComplex, attributive};
use super::lexicon::{Reading, Verb, class, complement};
use super::morphology::form;
use super::tags::Tagged;
use crate::attribution::Stance;

/// Reads the verbs of `[start, end)` around the finite one together.
pub(super) fn read_verbs(tagged: &Tagged<'_>, start: usize, end: usize, finite: usize, verb_final: bool) -> VerbComplex {
    let tags = &tagged.tags;
    let auxiliary = tags[finite].is(class::AUXILIARY | class::MODAL);
    let there = (start..end).fold(0, |bits, at| bits | spelling_bit(tagged.doc.word(at)));
    let around = Around { tagged, start, end, there, finite, auxiliary, verb_final };
    let bracket = around.bracket();
    let lexical = around.lexical(&bracket);
    let passive = lexical != finite
        && tags[lexical].any_forms(form::PARTICIPLE)
        && (tags[finite].is(class::PASSIVE_AUXILIARY) || bracket.iter().any(|at| tags[*at].is(class::PASSIVE_PARTICIPLE)));
    let best = around.longest_reading(lexical).filter(|(verb, _)| !elects(tagged, start, end, &tagged.lexicon.verbs[*verb]));
    let (verb, parts) = best.unwrap_or((usize::MAX, Vec::new()));
    let mut tokens: Vec<usize> = vec![finite];
    tokens.extend(bracket.iter().copied().filter(|_| auxiliary || verb_final));
    tokens.extend(parts);
    tokens.sort_unstable();
    tokens.dedup();
    let forms = tags[finite].word.any_forms;
    let first_person = (start..end).any(|at| tags[at].is(class::FIRST_PERSON));
    VerbComplex {
        finite,
        tokens,
        verb,
        passive,
        konjunktiv_1: forms & form::KONJUNKTIV_1 != 0 && forms & form::INDICATIVE == 0 && !first_person,
        konjunktiv_2: forms & form::KONJUNKTIV_2 != 0 && forms & form::INDICATIVE == 0,
        modal: tags[finite].is(class::MODAL),
    }
}

/// A clause around its finite verb.
struct Around<'a> {
    tagged: &'a Tagged<'a>,
    start: usize,
    end: usize,
    /// The bits of its words.
    there: u64,
    finite: usize,
    auxiliary: bool,
    verb_final: bool,
}

impl Around<'_> {
    /// The verbs of the right bracket, from the end backwards, or the one that stands first instead.
    fn bracket(&self) -> Vec<usize> {
        let mut bracket = if self.auxiliary || self.verb_final { self.right_bracket() } else { Vec::new() };
        if bracket.is_empty() {
            bracket.extend(self.fronted());
        }
        bracket
    }

    /// The verbs at the end of "hat das bestätigt", "dass er das bestätigt hat".
    fn right_bracket(&self) -> Vec<usize> {
        let (tagged, verb_final) = (self.tagged, self.verb_final);
        let mut bracket = Vec::new();
        let range = if verb_final { self.start..self.finite } else { self.finite + 1..self.end };
        for at in range.rev() {
            let tag = &tagged.tags[at];
            if tag.mark != '\0' || tag.quotation > 0 || tag.capital {
                if bracket.is_empty() && !verb_final && self.end - at < 14 {
                    continue;
                }
                break;
            }
            // "worden" has no other form.
            let verb_like = (tag.any_forms(form::PARTICIPLE | form::INFINITIVE | form::ZU_INFINITIVE) || tag.is(class::PASSIVE_PARTICIPLE))
                && !attributive(tagged, at, self.end)
                && !tag.is(class::PREPOSITION);
            if verb_like {
                bracket.push(at);
            } else if !bracket.is_empty() || verb_final {
                break;
            }
        }
        bracket
    }

    /// The verb that stands first where nothing stands in the right bracket.
    fn fronted(&self) -> Option<usize> {
        let (tags, start, finite) = (&self.tagged.tags, self.start, self.finite);
        // "Kritisiert wird, dass …": the participle stands first.
        if self.auxiliary && finite == start + 1 && tags[start].any_forms(form::PARTICIPLE) && tags[start].word.classes == 0 {
            return Some(start);
        }
        // "Bestätigen wollte die Polizei das nicht.", "Nicht bestätigen wollte …": the infinitive stands first.
        let first = |at: &usize| *at == start || *at == start + 1 && tags[start].is(class::NEGATION);
        let infinitive = |at: &usize| tags[*at].any_forms(form::INFINITIVE) && (!tags[*at].capital || tags[*at].first);
        finite.checked_sub(1).filter(|at| tags[finite].is(class::MODAL) && first(at) && infinitive(at))
    }

    /// The lexical verb: the finite one, or that in the bracket of an auxiliary.
    fn lexical(&self, bracket: &[usize]) -> usize {
        if !self.auxiliary || self.has_own_prefix() {
            return self.finite;
        }
        let verb = |at: &usize| !self.tagged.tags[*at].is(class::AUXILIARY | class::MODAL) && !self.is_prefix(*at, bracket);
        bracket.iter().rev().copied().find(verb).unwrap_or(self.finite)
    }

    /// True for "wurde bekannt", "ist der Meinung": an auxiliary with a prefix of its own is the lexical verb.
    fn has_own_prefix(&self) -> bool {
        let tagged = self.tagged;
        tagged.lexicon.readings(tagged.tags[self.finite].word).any(|reading| {
            let verb = &tagged.lexicon.verbs[reading.verb as usize];
            (reading.detached || !verb.phrase.is_empty())
                && reading.form & form::FINITE != 0
                && self.parts_beside(self.finite, verb, reading.detached).is_some()
        })
    }

    /// True for the first word of "bekannt gegeben": not "bekennen".
    fn is_prefix(&self, at: usize, bracket: &[usize]) -> bool {
        let (tagged, next) = (self.tagged, at + 1);
        let behind = bracket.contains(&next) && !tagged.tags[next].is(class::AUXILIARY);
        let prefix = |reading: &Reading| reading.detached && tagged.is_word(at, tagged.lexicon.verbs[reading.verb as usize].prefix);
        behind && tagged.lexicon.readings(tagged.tags[next].word).any(prefix)
    }

    /// The reading whose prefix and phrase stand in the clause, the longest first, and where they stand.
    fn longest_reading(&self, lexical: usize) -> Option<(usize, Vec<usize>)> {
        let (tagged, tags) = (self.tagged, &self.tagged.tags);
        let mut best: Option<(usize, usize, Vec<usize>)> = None;
        let wanted = if lexical == self.finite { form::FINITE } else { form::PARTICIPLE | form::INFINITIVE | form::ZU_INFINITIVE };
        let says_alone = self.says_alone(lexical, wanted);
        for reading in tagged.lexicon.readings(tags[lexical].word) {
            if reading.form & wanted == 0 {
                continue;
            }
            let verb = &tagged.lexicon.verbs[reading.verb as usize];
            let reflexive = !verb.reflexive || (self.start..self.end).any(|at| tags[at].is(class::REFLEXIVE));
            if !reflexive {
                continue;
            }
            let Some(place) = self.parts_beside(lexical, verb, reading.detached) else { continue };
            // "wie aus dem Amt zu hören war": not "zuhören", which tells nothing.
            let apart = || lexical > self.start && place == [lexical - 1] && tags[lexical - 1].is(class::INFINITIVE_PARTICLE);
            if verb.mode.is_none() && reading.detached && says_alone && apart() {
                continue;
            }
            let rank = place.len() * 4 + 2 * usize::from(verb.reflexive) + usize::from(verb.mode.is_some());
            if best.as_ref().is_none_or(|(known, ..)| rank >= *known) {
                best = Some((rank, reading.verb as usize, place));
            }
        }
        best.map(|(_, verb, place)| (verb, place))
    }

    /// True behind "wie" for a verb that tells something without a prefix: "wie aus dem Amt zu hören war".
    fn says_alone(&self, lexical: usize, wanted: u16) -> bool {
        let tagged = self.tagged;
        tagged.tags[self.start].is(class::AS)
            && tagged.lexicon.readings(tagged.tags[lexical].word).any(|reading| {
                let verb = &tagged.lexicon.verbs[reading.verb as usize];
                reading.form & wanted != 0 && !reading.detached && verb.mode.is_some() && verb.complements & complement::FROM != 0
            })
    }

    /// Where the words stand that a verb at `at` needs beside it.
    fn parts_beside(&self, at: usize, verb: &Verb, detached: bool) -> Option<Vec<usize>> {
        find_parts(self.tagged, (self.start, self.end, self.there), at, verb, detached)
    }
}

/// True for "bestätigte sie als stellvertretende Vorsitzende": that is a vote, and nothing that was said.
fn elects(tagged: &Tagged<'_>, start: usize, end: usize, verb: &Verb) -> bool {
    let turns = &tagged.lexicon.turns;
    let office = |at: usize| {
        let noun = tagged.lower(at);
        tagged.tags[at].nominal() && [&turns.office_ends, &turns.chair_ends, &turns.leading_ends].iter().any(|ends| ends.ends(noun))
    };
    let plain = |at: usize| tagged.tags[at].mark == '\0' && tagged.tags[at].quotation == 0;
    let as_office = |at: usize| tagged.tags[at].is(class::CALLED) && (at + 1..end.min(at + 4)).take_while(|at| plain(*at)).any(office);
    verb.stance == [Stance::Confirms] && verb.prefix.is_empty() && (start..end).any(as_office)
}

/// True if a word in small letters ends in a noun.
fn ends_in_noun(lower: &str, noun: &str) -> bool {
    let mut letters = noun.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    lower.strip_suffix(letters.as_str()).is_some_and(|stem| first.rev().eq(stem.chars().rev().take(1)))
}

/// How many bytes a noun has at least that a phrase may end in as the last part of a compound.
const SHORTEST_LAST_PART: usize = 6;

/// One of 64 bits for a spelling, whatever the case of its letters: a clause that does not have the bit of a word does not have the word.
fn spelling_bit(word: &str) -> u64 {
    // What tells small letters from capitals, in what German is written with.
    let small = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or_default() | 0x20);
    let bytes = word.as_bytes();
    1 << ((7 * small(bytes.first()) + 13 * small(bytes.last()) + 3 * bytes.len()) % 64)
}

/// The bits of the words that must stand beside a verb as they are: its phrase without the determiner, which may be another, without a figure, and
/// without a noun that a compound may end in.
pub(super) fn needed(verb: &Verb) -> u64 {
    let words = verb.phrase.iter().skip(usize::from(verb.determined)).filter(|word| **word != "0");
    words.filter(|word| !(verb.determined && may_be_last_part(word))).fold(0, |bits, word| bits | spelling_bit(word))
}

/// True for a noun of a phrase that a compound may end in, too.
fn may_be_last_part(word: &str) -> bool {
    word.len() >= SHORTEST_LAST_PART && word.starts_with(char::is_uppercase)
}

/// Where the words stand that a verb needs beside it, if they all do: the phrase anywhere in the clause, the detached prefix as its last
/// word or beside the verb ("teilte … mit", "bekannt gegeben").
fn find_parts(
    tagged: &Tagged<'_>,
    (start, end, there): (usize, usize, u64),
    verb_at: usize,
    verb: &Verb,
    detached: bool,
) -> Option<Vec<usize>> {
    let needed = verb.needed | if detached { spelling_bit(verb.prefix) } else { 0 };
    if needed & !there != 0 {
        return None;
    }
    let quotation = tagged.tags[verb_at].quotation;
    let is_word = |at: usize, word: &str| tagged.tags[at].quotation == quotation && tagged.is_word(at, word);
    let mut found = Vec::new();
    if detached {
        let last = (start..end).rev().find(|at| tagged.tags[*at].mark == '\0')?;
        let beside = [last, verb_at.wrapping_sub(1), verb_at + 1].into_iter().filter(|at| (start..end).contains(at) && *at != verb_at);
        // "sagte vor der Presse": in the middle of a clause it is a preposition.
        let governs = |at: usize| at > verb_at && at != last && tagged.tags[at].is(class::PREPOSITION);
        // "fordert ein Verbot"
        let opens = |at: usize| at != last && tagged.tags[at].is(class::DET_NOM | class::DET_OBL);
        let prefix = beside.into_iter().find(|at| is_word(*at, verb.prefix) && !governs(*at) && !opens(*at))?;
        found.push(prefix);
    }
    let mut words = verb.phrase.as_slice();
    if words.is_empty() {
        return Some(found);
    }
    // A phrase's opening determiner stands for any determiner but "kein".
    if verb.determined {
        words = &words[1..];
    }
    // "auf 0": a figure behind the words. It belongs to the content, and so do they. In the past it is rather a result: "kam auf 12 Siege".
    let figure = words.last() == Some(&"0");
    if figure {
        if tagged.tags[verb_at].any_forms(form::PAST | form::KONJUNKTIV_2) {
            return None;
        }
        words = &words[..words.len() - 1];
    }
    // "ihre Rücktrittsforderung", where the phrase has "die Forderung".
    let compound = |at: usize, word: &str| {
        verb.determined
            && may_be_last_part(word)
            && tagged.tags[at].quotation == quotation
            && tagged.tags[at].nominal()
            && ends_in_noun(tagged.lower(at), word)
    };
    let is_word = |at: usize, word: &str| is_word(at, word) || compound(at, word);
    let matches =
        |at: usize| words.iter().enumerate().all(|(i, word)| is_word(at + i, word)) && (!figure || tagged.figure(at + words.len(), end));
    let at = (start..(end + 1).saturating_sub(words.len())).find(|at| matches(*at))?;
    if figure {
        return Some(found);
    }
    if verb.determined {
        let before = (start.max(at.saturating_sub(4))..at).rev().take_while(|i| *i != verb_at);
        let article = before.into_iter().find(|i| tagged.tags[*i].is(class::DET_NOM | class::DET_OBL))?;
        if tagged.tags[article].is(class::NEGATION) {
            return None;
        }
        found.push(article);
    }
    found.extend(at..at + words.len());
    found.sort_unstable();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::{find_parts, needed, spelling_bit};
    use crate::attribution::rules::lexicon::Lexicon;
    use crate::attribution::rules::tags::Tagged;
    use crate::document::Orthography;
    use crate::text::CleanText;
    use zufolge_lexicon::GERMAN;

    #[test]
    fn a_word_has_one_bit_whatever_the_case_of_its_letters() {
        for (one, other) in [("Kritik", "kritik"), ("Übel", "übel"), ("ÜBEL", "übel"), ("zur", "Zur")] {
            assert_eq!(spelling_bit(one), spelling_bit(other), "{one}");
        }
        assert_ne!(spelling_bit("Kritik"), spelling_bit("Ruhe"));
    }

    /// What a verb needs is found where it stands, for all verbs: the bits that spare the search forbid none.
    #[test]
    fn no_phrase_is_passed_over_where_it_stands() {
        let lexicon = Lexicon::new(&GERMAN);
        let mut checked = 0;
        for verb in lexicon.verbs.iter().filter(|verb| !verb.phrase.is_empty() && verb.phrase.last() != Some(&"0")) {
            assert_eq!(verb.needed, needed(verb));
            let text = format!("{} x.", verb.phrase.join(" "));
            let doc = Orthography::new(&GERMAN).read(CleanText::new(&text));
            let tagged = Tagged::new(&doc, &lexicon);
            let at = doc.tokens.len() - 2;
            if doc.tokens.len() != verb.phrase.len() + 2 {
                continue;
            }
            let there = (0..at + 1).fold(0, |bits, at| bits | spelling_bit(doc.word(at)));
            let found = find_parts(&tagged, (0, at + 1, there), at, verb, false);
            let asked_all = find_parts(&tagged, (0, at + 1, u64::MAX), at, verb, false);
            assert_eq!(found, asked_all, "{text}");
            checked += usize::from(found.is_some());
        }
        assert!(checked > 100, "{checked}");
    }
}
