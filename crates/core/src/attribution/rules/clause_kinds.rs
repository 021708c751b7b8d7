//! One clause: what opens it, of which kind it is, and where its finite verb stands.

use super::clauses::{Clause, ClauseKind, attributive};
use super::lexicon::{class, complement};
use super::morphology::form;
use super::noun_phrases::Place;
use super::tags::{Tag, Tagged};
use super::verb_of;
use super::verbs::read_verbs;
use crate::span::Span;

/// Reads one clause.
pub(super) fn clause(tagged: &Tagged<'_>, start: usize, end: usize, before: char) -> Clause {
    let words = Words::new(tagged, start, end, before);
    let (kind, opener) = words.kind();
    let verb_final = kind != ClauseKind::Main;
    let zu = (start..end).rev().take(4).any(|at| tagged.zu_infinitive(start, at));
    let of_infinitive = |at: &usize| zu && !verb_final && words.is_of_infinitive(*at);
    let finite = find_finite(tagged, start, end, verb_final).filter(|at| !of_infinitive(at));
    let kind = match kind {
        ClauseKind::Main if finite.is_none() && zu => ClauseKind::Infinitive,
        ClauseKind::Main if finite.is_none() => ClauseKind::Fragment,
        kind => kind,
    };
    let verbs = finite.map(|finite| read_verbs(tagged, start, end, finite, verb_final));
    Clause { tokens: Span::new(start, end), kind, before, verbs, opener }
}

/// The finite verb of `[start, end)`, if there is one.
pub(super) fn find_finite(tagged: &Tagged<'_>, start: usize, end: usize, verb_final: bool) -> Option<usize> {
    let candidate = |at: usize| {
        let tag = &tagged.tags[at];
        tag.quotation == 0
            && tag.may_be_finite()
            && !attributive(tagged, at, end)
            && (at == start || !tagged.tags[at - 1].is(class::INFINITIVE_PARTICLE))
    };
    if verb_final {
        return (start..end)
            .rev()
            .take(4)
            .find(|at| candidate(*at) && (tagged.tags[*at].forms(form::FINITE) || tagged.tags[*at].any_forms(form::FINITE)));
    }
    let weight = |at: usize| {
        let tag = &tagged.tags[at];
        let ambiguous = tag.any_forms(form::PARTICIPLE | form::INFINITIVE) && !tag.is(class::AUXILIARY | class::MODAL);
        let aux = tag.is(class::AUXILIARY | class::MODAL) && !tag.any_forms(form::INFINITIVE | form::PARTICIPLE);
        // "Das berichtet die Zeitung", spelled like a participle.
        let second = at == start + 1 && tagged.tags[start].is(class::POINTER) && tagged.tags[start].first;
        (!ambiguous || aux || second, std::cmp::Reverse(at))
    };
    (start..end).filter(|at| candidate(*at)).max_by_key(|at| weight(*at))
}

/// The words between two separators.
struct Words<'a> {
    tagged: &'a Tagged<'a>,
    tags: &'a [Tag],
    start: usize,
    end: usize,
    /// The separator before them.
    before: char,
    /// The first of them behind "und", "aber", "auch".
    head: usize,
    /// What may open the clause: the head, or the pronoun behind it.
    opener: usize,
    last: usize,
    /// True if the last of them is the finite verb.
    verb_final: bool,
}

impl<'a> Words<'a> {
    fn new(tagged: &'a Tagged<'a>, start: usize, end: usize, before: char) -> Self {
        let tags = tagged.tags.as_slice();
        // "und", "aber", "auch" before the opener.
        let mut head = start;
        while head + 1 < end && tags[head].is(class::COORDINATOR | class::ADVERB) && !tags[head].is(class::SUBORDINATOR | class::RELATIVE) {
            head += 1;
        }
        // "von dem", but not "von den Kürzungen": a relative pronoun has no noun right behind it.
        let pronoun = head + 2 < end
            && tags[head].is(class::PREPOSITION)
            && tags[head + 1].is(class::RELATIVE)
            && !tags[head].is(class::SUBORDINATOR)
            && (!tags[head + 2].nominal() || tags[head + 1].is(class::RELATIVE_ONLY));
        let opener = head + usize::from(pronoun);
        let last = (start..end).rev().find(|at| tags[*at].mark == '\0').unwrap_or(start);
        let verb_final = ends_in_verb(tags, head, last);
        Words { tagged, tags, start, end, before, head, opener, last, verb_final }
    }

    /// What kind of clause its opener makes it, and that opener.
    fn kind(&self) -> (ClauseKind, Option<usize>) {
        if self.opens_with_which() {
            (ClauseKind::Relative, Some(self.opener))
        } else if self.opens_subordinate() {
            (ClauseKind::Subordinate, Some(self.opener))
        } else if self.opens_relative() {
            (ClauseKind::Relative, Some(self.opener))
        } else {
            (ClauseKind::Main, None)
        }
    }

    /// "die Fehlerkette, welche zum Unfall führte", but not "fragte den Minister, welche Pläne es gibt": a pronoun, and no article.
    fn opens_with_which(&self) -> bool {
        let (tagged, tags, start, next) = (self.tagged, self.tags, self.start, self.opener + 1);
        self.verb_final
            && self.before == ','
            && self.head == self.opener
            && start >= 2
            && tags[start - 2].nominal()
            && next < self.end
            && tagged.is_one_of(self.opener, &tagged.lexicon.turns.which)
            && !tags[next].nominal()
            && !tagged.adjective(next, self.end)
    }

    /// True for "dass er kommt", "weil er kommt", "wann er kommt".
    fn opens_subordinate(&self) -> bool {
        let opener = &self.tags[self.opener];
        opener.is(class::COMPLEMENTISER)
            || self.verb_final && opener.is(class::SUBORDINATOR | class::W_WORD) && !self.opens_as_adverb() && !self.opens_as_preposition()
    }

    /// "damit solle ein Streit vermieden werden" is a main clause.
    fn opens_as_adverb(&self) -> bool {
        let opener = &self.tags[self.opener];
        // "Da hatte er das bestritten" too.
        let auxiliary = |at: usize| at < self.last && self.tags[at].is(class::AUXILIARY) && self.tags[at].any_forms(form::FINITE);
        // "Seit Mai seien zwei Leute in die Stadt gelangt", "Seit der Wahl sei viel geschehen": a preposition, its phrase, and the verb.
        let opens_phrase = || {
            opener.is(class::PREPOSITION) && self.tagged.noun_phrase(self.opener + 1, self.last, Place::BeforeVerb).is_some_and(auxiliary)
        };
        (opener.is(class::DA_ADVERB) || auxiliary(self.opener + 1) || opens_phrase()) && self.has_verb_second()
    }

    /// "bis Mai wolle man", "während ihrer Amtszeit": prepositions.
    fn opens_as_preposition(&self) -> bool {
        let (tags, next) = (self.tags, self.opener + 1);
        tags[self.opener].is(class::PREPOSITION)
            && next < self.end
            && (tags[next].is(class::TIME_NOUN)
                || self.tagged.is_number(next)
                || tags[next].is(class::DET_OBL) && !tags[next].is(class::DET_NOM))
    }

    /// True for ", der das sagte", but not for ", der Minister schwieg".
    fn opens_relative(&self) -> bool {
        let (tagged, tags) = (self.tagged, self.tags);
        tags[self.opener].is(class::RELATIVE)
            && self.verb_final
            // "…, doch der Minister schwieg", "…, die SPÖ tobt"
            && !(self.start..self.head).any(|at| tags[at].is(class::ADVERSATIVE))
            // "…, die er sich nicht hätte träumen lassen": before the verb of a main clause two pronouns have no room.
            && (tags[self.opener + 1].is(class::PERSONAL) || !self.has_verb_second())
            && !self.has_konjunktiv_second()
            && !self.says_more()
            && !self.tells_what_follows()
            && !(self.last == self.opener + 2 && tagged.lexicon.turns.parties.has(tagged.doc.word(self.opener + 1)))
            && matches!(self.before, ',' | '&' | '–')
    }

    /// True if a clause that might be relative has its finite verb in second place, behind the opener: "das neue Gesetz könne Absprachen
    /// verletzen", "die Kosten müssten geteilt werden", where the last word can be an infinitive or participle and an auxiliary or modal stands
    /// before it.
    fn has_verb_second(&self) -> bool {
        let (tags, last) = (self.tags, self.last);
        tags[last].any_forms(form::INFINITIVE | form::PARTICIPLE)
            && !tags[last].is(class::MODAL)
            && (self.opener + 1..last).any(|at| {
                let tag = &tags[at];
                tag.quotation == 0
                    && tag.is(class::AUXILIARY | class::MODAL)
                    && tag.any_forms(form::FINITE)
                    && !tag.any_forms(form::INFINITIVE | form::PARTICIPLE)
                    // "die mit dem Fall betraut sind und ungern Auskunft geben"
                    && !tags[at + 1].is(class::COORDINATOR)
            })
    }

    /// The same of a Konjunktiv I behind the subject: "die Regierung halte die Zahl für übertrieben".
    fn has_konjunktiv_second(&self) -> bool {
        let (tags, last) = (self.tags, self.last);
        let told = |at: usize| {
            let tag = &tags[at];
            // "einer, der lange mitregiert"
            let verb = tag.any_forms(form::KONJUNKTIV_1) && !tag.is(class::ADVERB);
            at < last && verb && !tag.any_forms(form::INFINITIVE | form::PARTICIPLE) && !tags[at + 1].nominal()
        };
        tags[last].any_forms(form::INFINITIVE | form::PARTICIPLE)
            && self.tagged.noun_phrase(self.opener, last, Place::BeforeVerb).is_some_and(told)
    }

    /// True if nothing but a noun phrase stands before the last word.
    fn is_noun_phrase_and_verb(&self) -> bool {
        self.tagged.noun_phrase(self.opener, self.last, Place::BeforeVerb) == Some(self.last)
    }

    /// True for a subject and its verb behind what no relative clause stands behind.
    fn says_more(&self) -> bool {
        self.start >= 2
            && self.before == ','
            && (self.behind_no_noun() || self.told_behind_verb())
            // "…, sagt einer, der lange mitregiert"
            && (self.opener..self.last).any(|at| self.tags[at].nominal())
            && self.is_noun_phrase_and_verb()
    }

    /// "…, hieß es, die Planungen liefen", "…, war der Baum gesund, die Feuerwehr widerspricht": a pronoun or an adjective has no relative clause.
    fn behind_no_noun(&self) -> bool {
        let word = &self.tags[self.start - 2];
        word.is(class::PERSONAL | class::EXPLETIVE)
            || word.mark == '\0'
                && !word.capital
                && word.word.classes == 0
                && !word.any_forms(form::FINITE | form::PARTICIPLE | form::INFINITIVE)
    }

    /// "Die Ministerin sagte, der Plan stehe": what stands right behind a verb in Konjunktiv I hangs on no noun.
    fn told_behind_verb(&self) -> bool {
        let (word, verb) = (&self.tags[self.start - 2], &self.tags[self.last]);
        let told = verb.any_forms(form::KONJUNKTIV_1) && !verb.any_forms(form::INDICATIVE);
        told && word.mark == '\0' && !word.capital && word.any_forms(form::FINITE | form::PARTICIPLE)
    }

    /// "Die SPD lehnt das ab, die FDP fordert, die Steuern zu senken": a relative clause would have its object in front.
    fn tells_what_follows(&self) -> bool {
        let (tagged, tags, end) = (self.tagged, self.tags, self.end);
        let stop = (end + 1..tags.len()).find(|at| tags[*at].mark != '\0').unwrap_or(tags.len());
        let that = tags.get(end + 1).is_some_and(|tag| tag.is(class::COMPLEMENTISER));
        let infinitive = || (end + 1..stop).rev().take(2).any(|at| tagged.zu_infinitive(end + 1, at));
        let takes = || {
            let verb = verb_of(tagged, read_verbs(tagged, self.start, end, self.last, true).verb);
            verb.is_some_and(|verb| verb.mode.is_some() && verb.complements & if that { complement::THAT } else { complement::ZU } != 0)
        };
        // "…, die dem Trainer vorwerfen, geschwiegen zu haben"
        let dative = tags.get(self.opener + 1).is_some_and(|tag| tag.is(class::DET_OBL | class::PRON_OBL) && !tag.is(class::DET_NOM));
        self.last + 1 == end
            && !dative
            && tags.get(end).is_some_and(|tag| tag.mark == ',')
            && (that || infinitive())
            && self.is_noun_phrase_and_verb()
            && takes()
    }

    /// An infinitive or participle spelled like a plural is no finite verb in an infinitive clause: "betrogen zu haben".
    fn is_of_infinitive(&self, at: usize) -> bool {
        let tags = self.tags;
        tags[at].any_forms(form::INFINITIVE | form::PARTICIPLE)
            && (at + 3 > self.last
                // "informiert gewesen zu sein"
                || at + 3 == self.last && tags[at + 1].any_forms(form::PARTICIPLE)
                // "unter Druck gestanden und ihn gespürt zu haben"
                || tags[at + 1].is(class::COORDINATOR)
                // "ihn unterwandert zu haben und ihn stürzen zu wollen"
                || tags[at + 1].is(class::INFINITIVE_PARTICLE) && at + 2 < self.end && tags[at + 2].is(class::AUXILIARY))
    }
}

/// True for "dass er kommt", "dass er hat kommen müssen".
fn ends_in_verb(tags: &[Tag], head: usize, last: usize) -> bool {
    let tag = &tags[last];
    let plain = || !tags[last - 1].is(class::INFINITIVE_PARTICLE);
    let finite = last > head
        && tag.quotation == tags[head].quotation
        && !tag.capital
        && tag.forms(form::FINITE)
        && !tag.is(class::ADVERB)
        && plain();
    // "hat kommen müssen": the finite verb may stand before two infinitives.
    finite || last > head + 1 && tag.any_forms(form::INFINITIVE) && tag.is(class::MODAL) && plain()
}
