//! The clauses of a sentence.

use super::interruptions::join_interrupted;
use super::lexicon::{Reading, class, complement};
use super::morphology::form;
use super::tags::Tagged;
use super::verbs::read_verbs;
use crate::document::Token;
use crate::span::Span;

/// What a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// Finite verb in second (or first) place.
    Main,
    /// A subordinator and the verb at the end.
    Subordinate,
    /// A relative pronoun and the verb at the end.
    Relative,
    /// An infinitive with zu and no finite verb.
    Infinitive,
    /// No verb: an apposition, a list item, a sentence adverbial.
    Fragment,
}

/// The verbs of a clause, read together.
#[derive(Debug, Clone, Default)]
pub(super) struct VerbComplex {
    /// The finite verb.
    pub(super) finite: usize,
    /// All its tokens in order: finite verb, prefix, participles, infinitives.
    pub(super) tokens: Vec<usize>,
    /// Index of the lexical verb in the lexicon.
    pub(super) verb: usize,
    /// "wird … vorgeworfen".
    pub(super) passive: bool,
    /// Its finite verb is surely Konjunktiv I, or Konjunktiv II with a form of its own.
    pub(super) konjunktiv_1: bool,
    pub(super) konjunktiv_2: bool,
    /// A modal is the finite verb.
    pub(super) modal: bool,
}

/// A stretch of a sentence with at most one finite verb, separators excluded.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    pub(super) tokens: Span<Token>,
    pub(super) kind: ClauseKind,
    /// The separator before it: `,` `;` `:` `–`, `&` for a coordinating conjunction without comma, `^` at the sentence's start.
    pub(super) before: char,
    pub(super) verbs: Option<VerbComplex>,
    /// The subordinator, relative pronoun or w-word that opens it.
    pub(super) opener: Option<usize>,
}

impl Clause {
    pub(super) fn start(&self) -> usize {
        self.tokens.start as usize
    }

    pub(super) fn end(&self) -> usize {
        self.tokens.end as usize
    }

    /// The finite verb stands first: ", sagte er" or "und kündigte an".
    pub(super) fn verb_first(&self, tagged: &Tagged<'_>) -> bool {
        // "…, jedoch stets beteuert": a second participle at its end has adverbs before it.
        let ends = |finite: usize| finite + 1 == self.end() && tagged.tags[finite].any_forms(form::PARTICIPLE) && self.before != '^';
        let small = |at: usize| {
            let tag = &tagged.tags[at];
            let phrase = class::PRON_NOM | class::PERSONAL | class::DET_NOM | class::DET_OBL | class::PREPOSITION;
            tag.mark == '\0' && !tag.capital && !tag.is(phrase)
        };
        let skipped = |at: usize, finite: usize| tagged.tags[at].is(class::COORDINATOR) || ends(finite) && small(at);
        let opens = |verbs: &VerbComplex| (self.start()..verbs.finite).all(|at| skipped(at, verbs.finite));
        self.kind == ClauseKind::Main && self.verbs.as_ref().is_some_and(opens)
    }

    pub(super) fn konjunktiv(&self) -> bool {
        self.verbs.as_ref().is_some_and(|verbs| verbs.konjunktiv_1 || verbs.konjunktiv_2)
    }
}

/// A sentence with its clauses.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Index of the document's sentence.
    pub(super) index: usize,
    pub(super) tokens: Span<Token>,
    /// End without the closing punctuation.
    pub(super) body_end: usize,
    pub(super) clauses: Vec<Clause>,
}

/// Sentences of more tokens are split at the next separator: lists and noise, where the rules would compare every clause with every other.
const LONGEST_SENTENCE: usize = 300;

impl Sentence {
    pub(super) fn start(&self) -> usize {
        self.tokens.start as usize
    }

    /// The sentences of a document with their clauses. What the document takes for one sentence is split again at a full stop between two
    /// words, as behind missing line breaks, and where it gets so long that no rule means it.
    pub(super) fn all(tagged: &Tagged<'_>) -> Vec<Self> {
        let mut all = Vec::with_capacity(tagged.doc.sentences.len());
        for (index, sentence) in tagged.doc.sentences.iter().enumerate() {
            let tokens = sentence.tokens.range();
            let mut from = tokens.start;
            for at in tokens.clone() {
                let tag = &tagged.tags[at];
                let stop = matches!(tag.mark, '.' | '!' | '?') && tag.quotation == 0 && at + 2 < tokens.end && tagged.tags[at + 1].capital;
                if stop || at - from >= LONGEST_SENTENCE && (tag.separates() || at - from >= 2 * LONGEST_SENTENCE) {
                    all.push(Sentence::new(tagged, index, Span::new(from, at + 1)));
                    from = at + 1;
                }
            }
            all.push(Sentence::new(tagged, index, Span::new(from, tokens.end)));
        }
        all
    }

    fn new(tagged: &Tagged<'_>, index: usize, tokens: Span<Token>) -> Self {
        let mut body_end = tokens.end as usize;
        while body_end > tokens.start as usize && matches!(tagged.tags[body_end - 1].mark, '.' | '!' | '?' | ':' | ';' | '…' | ',') {
            body_end -= 1;
        }
        let mut clauses = split(tagged, tokens.start as usize, body_end);
        close_bracket(tagged, &mut clauses);
        Sentence { index, tokens, body_end, clauses }
    }

    /// True for a clause without a verb in which the verb of one before ends: "…, als absurd zurück".
    pub(super) fn closes(&self, at: usize) -> bool {
        let ends = |clause: &Clause| {
            clause.verbs.as_ref().is_some_and(|verbs| verbs.tokens.iter().any(|verb| self.clauses[at].tokens.contains(*verb)))
        };
        self.clauses[at].verbs.is_none() && self.clauses[..at].iter().any(ends)
    }

    /// The clause that holds `at`.
    pub(super) fn clause_at(&self, at: usize) -> Option<usize> {
        self.clauses.iter().position(|clause| clause.tokens.contains(at))
    }
}

/// Completes the verb of the first clause by the last words of the sentence, where clauses stand between: "wies den Vorwurf, dahinter zu stecken, als absurd
/// zurück", "hat den Vorwurf, sie habe gelogen, bestritten".
fn close_bracket(tagged: &Tagged<'_>, clauses: &mut [Clause]) {
    let [first, between @ .., behind] = clauses else { return };
    let inside = |clause: &Clause| clause.kind != ClauseKind::Main || clause.konjunktiv() && !clause.verb_first(tagged);
    // "…, entschieden bestritten" is spelled as a finite verb, too.
    let nobody = |clause: &Clause| {
        (clause.start()..clause.end())
            .all(|at| !tagged.tags[at].nominal() && !tagged.tags[at].is(class::PRON_NOM | class::PERSONAL | class::COORDINATOR))
    };
    let helped = first.verbs.as_ref().is_some_and(|verbs| tagged.tags[verbs.finite].is(class::AUXILIARY));
    let bare = behind.verbs.is_none() || helped && nobody(behind);
    if first.kind != ClauseKind::Main || between.is_empty() || !bare || behind.before != ',' || !between.iter().all(inside) {
        return;
    }
    let last = (behind.start()..behind.end()).rev().find(|at| tagged.tags[*at].mark == '\0' && tagged.tags[*at].quotation == 0);
    let (Some(verbs), Some(last)) = (first.verbs.as_mut().filter(|verbs| verbs.tokens.len() == 1), last) else { return };
    let of = |at: usize| tagged.lexicon.readings(tagged.tags[at].word);
    let conveys = |reading: &Reading| {
        let verb = &tagged.lexicon.verbs[reading.verb as usize];
        verb.phrase.is_empty() && verb.mode.is_some() && (!reading.detached || tagged.is_word(last, verb.prefix))
    };
    let found = if tagged.tags[verbs.finite].is(class::AUXILIARY) {
        of(last).find(|reading| reading.form & form::PARTICIPLE != 0 && !reading.detached && conveys(reading))
    } else {
        of(verbs.finite).find(|reading| reading.detached && conveys(reading))
    };
    if let Some(reading) = found {
        verbs.verb = reading.verb as usize;
        verbs.tokens.push(last);
        verbs.passive = tagged.tags[verbs.finite].is(class::PASSIVE_AUXILIARY);
        (behind.verbs, behind.kind) = (None, ClauseKind::Fragment);
    }
}

/// Longest bracketed remark that is read as part of its clause, in tokens.
const LONGEST_BRACKET: usize = 25;

/// Splits `[start, end)` at separators and at conjunctions that join clauses.
fn split(tagged: &Tagged<'_>, start: usize, end: usize) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let (mut from, mut before) = (start, '^');
    let mut at = start;
    while at < end {
        // Quotations and brackets are one block: nothing inside them separates.
        if let Some(quotation) = tagged.outer_quotation(at) {
            at = (tagged.doc.quotations[quotation].tokens.end as usize).max(at + 1);
            continue;
        }
        if tagged.tags[at].mark == '('
            && let Some(close) = (at + 1..end.min(at + LONGEST_BRACKET)).find(|close| tagged.tags[*close].mark == ')')
        {
            at = close + 1;
            continue;
        }
        // "NDR, WDR und „Kurier“"
        if tagged.tags[at].mark == ','
            && at > from
            && let Some(stop) = tagged.rest_of_list(at, end)
        {
            at = stop;
            continue;
        }
        if tagged.tags[at].separates() {
            if at > from {
                clauses.push(clause(tagged, from, at, before));
            }
            before = tagged.tags[at].mark;
            from = at + 1;
        } else if at > from && (lacks_comma(tagged, at) || lacks_comma_before_infinitive(tagged, from, at, end)) {
            clauses.push(clause(tagged, from, at, before));
            before = ',';
            from = at;
        } else if at > from && tagged.tags[at].is(class::COORDINATOR) && joins_clauses(tagged, from, at, end) {
            clauses.push(clause(tagged, from, at, before));
            before = '&';
            from = at;
        }
        at += 1;
    }
    if end > from {
        clauses.push(clause(tagged, from, end, before));
    }
    part_joined(tagged, &mut clauses);
    join_interrupted(tagged, &clauses)
}

/// "Die FDP vermisst Reformen, und die SP kritisiert, …": without a relative clause before it "und" joins none.
fn part_joined(tagged: &Tagged<'_>, clauses: &mut [Clause]) {
    let first = clauses.iter().position(|clause| clause.kind == ClauseKind::Relative);
    let Some(joined) = first.filter(|at| *at > 0).map(|at| &mut clauses[at]) else { return };
    let (start, end) = (joined.start(), joined.end());
    let article = joined.opener.filter(|at| *at == start + 1 && tagged.tags[*at].is(class::DET_NOM));
    let says = tagged.noun_phrase(start + 1, end - 1, super::noun_phrases::Place::BeforeVerb) == Some(end - 1);
    if article.is_none() || !tagged.tags[start].is(class::COORDINATOR) || !says {
        return;
    }
    if let Some(finite) = find_finite(tagged, start, end, true) {
        joined.kind = ClauseKind::Main;
        joined.opener = None;
        joined.verbs = Some(read_verbs(tagged, start, end, finite, false));
    }
}

/// True for "hoffte | dass er kommt": the comma before what opens a clause is missing, as behind a verb it often is.
fn lacks_comma(tagged: &Tagged<'_>, at: usize) -> bool {
    let before = &tagged.tags[at - 1];
    let verb = before.may_be_finite() || before.any_forms(form::PARTICIPLE);
    let told = tagged.tags[at].is(class::COMPLEMENTISER) && verb && !before.capital && !before.is(class::AUXILIARY | class::MODAL);
    told || opens_relative(tagged, at)
}

/// True for "einen Zettel | in dem er droht": behind a noun a preposition, a relative pronoun and a subject pronoun can open nothing else.
fn opens_relative(tagged: &Tagged<'_>, at: usize) -> bool {
    let tags = &tagged.tags;
    tags[at].is(class::PREPOSITION)
        && tags[at - 1].nominal()
        && tags[at - 1].mark == '\0'
        && tags.get(at + 1).is_some_and(|tag| tag.is(class::RELATIVE) && !tag.is(class::PERSONAL))
        && tags.get(at + 2).is_some_and(|tag| tag.is(class::SUBJECT_PRONOUN) && !tag.capital)
}

/// True for "hat angekündigt | die Preise zu erhöhen": the comma before an infinitive is missing behind a participle of saying, or a
/// prefix, that closes its clause.
fn lacks_comma_before_infinitive(tagged: &Tagged<'_>, from: usize, at: usize, end: usize) -> bool {
    let said = at - 1;
    let says = |reading: &Reading| {
        let verb = &tagged.lexicon.verbs[reading.verb as usize];
        reading.form & form::PARTICIPLE != 0 && verb.mode.is_some() && verb.complements & complement::ZU != 0
    };
    let tag = &tagged.tags[said];
    let participle = tag.mark == '\0' && !tag.capital && tag.any_forms(form::PARTICIPLE) && tagged.lexicon.readings(tag.word).any(says);
    // "Die Bahn bietet an | den Lohn zu erhöhen": the prefix right behind its verb.
    let offers = |reading: &Reading| {
        let verb = &tagged.lexicon.verbs[reading.verb as usize];
        let detached = reading.detached && reading.form & form::FINITE != 0 && tagged.is_word(said, verb.prefix);
        detached && verb.phrase.is_empty() && verb.mode.is_some() && verb.complements & complement::ZU != 0
    };
    let prefix = || said > from && tag.is(class::SEPARABLE_PREFIX) && tagged.lexicon.readings(tagged.tags[said - 1].word).any(offers);
    let prefix = !participle && prefix();
    if !(participle || prefix) || !tagged.tags[at].is(class::DET_NOM | class::DET_OBL) && !tagged.tags[at].nominal() {
        return false;
    }
    let until = (at..end).find(|i| tagged.tags[*i].separates() && tagged.tags[*i].quotation == 0).unwrap_or(end);
    // "der von der angekündigten Firma zu zahlende Preis" has no auxiliary, "hat angekündigt Arbeitern zu helfen, wenn …" ends at the comma.
    let helped = (from..at).any(|i| tagged.tags[i].is(class::AUXILIARY) && tagged.tags[i].may_be_finite());
    (prefix || helped) && tagged.zu_infinitive(at, until - 1)
}

/// True if the conjunction at `at` joins two clauses: both sides, up to the next separator, have a finite verb.
fn joins_clauses(tagged: &Tagged<'_>, from: usize, at: usize, end: usize) -> bool {
    let until = (at + 1..end).find(|i| tagged.tags[*i].separates() && tagged.tags[*i].quotation == 0).unwrap_or(end);
    let sure = |i: &usize| {
        let tag = &tagged.tags[*i];
        // "unter Druck gestanden und ihn gespürt zu haben"
        let infinitive = *i > from && tagged.tags[*i - 1].is(class::INFINITIVE_PARTICLE) && tag.any_forms(form::INFINITIVE);
        tag.quotation == 0 && tag.may_be_finite() && !tag.any_forms(form::PARTICIPLE) && tag.any_forms(form::SINGULAR)
            || tag.is(class::AUXILIARY | class::MODAL) && !infinitive
    };
    let plural = |i: &usize| tagged.tags[*i].quotation == 0 && tagged.tags[*i].may_be_finite() && !attributive(tagged, *i, until);
    let left = (from..at).any(|i| sure(&i) || plural(&i));
    let next = at + 1;
    // "seien drei Menschen getötet und zehn verletzt worden": the verb stands before.
    let helped = |i: &usize| tagged.tags[*i].is(class::PASSIVE_PARTICIPLE) && !tagged.tags[*i].may_be_finite();
    // "Die Brücke ist gesperrt und die Anwohner befürchten, dass …": but not "Sie will sparen und die Anwohner informieren, dass …".
    let tells_that = || {
        let last = until - 1;
        let that = tagged.tags.get(until + 1).is_some_and(|tag| tag.is(class::COMPLEMENTISER)) && tagged.tags[until].mark == ',';
        let open = (from..at).any(|i| tagged.tags[i].is(class::MODAL) || tagged.tags[i].is(class::PASSIVE_AUXILIARY));
        that && !open
            && last > next
            && plural(&last)
            && tagged.tags[next].is(class::DET_NOM)
            && tagged.noun_phrase(next, last, super::noun_phrases::Place::BeforeVerb) == Some(last)
    };
    left && next < until
        && (((sure(&next) || plural(&next)) && !attributive(tagged, next, until))
            || (next..until).any(|i| sure(&i) && !helped(&i) && !attributive(tagged, i, until))
            || tells_that())
}

/// How many words stand at most between an article and its adjective: "eine mit dem Vorgang".
const LONGEST_INSET: usize = 6;

/// True if the word at `at`, spelled like a finite verb, is an adjective before a noun: "die bestätigte Zahl".
pub(super) fn attributive(tagged: &Tagged<'_>, at: usize, end: usize) -> bool {
    // "die wahren politischen Motive zu ergründen": another adjective, and another verb.
    let adjective = || {
        let verb = form::FINITE | form::INFINITIVE | form::ZU_INFINITIVE;
        tagged.adjective(at + 1, end)
            && at + 2 < end
            && tagged.tags[at + 2].nominal()
            && tagged.doc.word(at + 1).ends_with("en")
            && (at + 3..end).any(|other| tagged.tags[other].any_forms(verb) && !tagged.tags[other].capital)
    };
    if tagged.tags[at].is(class::AUXILIARY | class::MODAL) || at + 1 >= end || !(tagged.tags[at + 1].nominal() || adjective()) {
        return false;
    }
    // "Das gab Pohl bekannt", "Das teilte Minister Pohl mit"
    let inflected = ["e", "en", "er", "es", "em"].iter().any(|ending| tagged.doc.word(at).ends_with(ending));
    let pointer = at > 0 && tagged.tags[at - 1].is(class::POINTER);
    let opens = pointer && tagged.tags[at - 1].first;
    // "Der Bürgermeister geht, das bestätigte Brook."
    let behind_comma = pointer && at > 1 && tagged.tags[at - 2].separates() && tagged.tags[at - 2].quotation == 0;
    // "Das lehnte Brook ab" has no other verb.
    let only_verb = || (at + 1..end).all(|i| !tagged.tags[i].may_be_finite());
    if !inflected || opens && tagged.can_speak(at + 1) || (opens || behind_comma) && only_verb() {
        return false;
    }
    // "eine mit dem Vorgang vertraute Person"
    let opens_phrase = |back: usize| {
        let tag = &tagged.tags[back];
        tag.is(class::DET_NOM | class::DET_OBL) && !tag.is(class::PERSONAL) && tagged.tags[back + 1].is(class::PREPOSITION)
    };
    let plain = |back: &usize| tagged.tags[*back].mark == '\0' && !tagged.tags[*back].is(class::COORDINATOR);
    // "Den von der Opposition geforderten Rücktritt | lehnte Minister Pohl ab": the phrase has its noun already.
    let has_noun = (at.saturating_sub(LONGEST_INSET)..at).any(|noun| tagged.outer_noun(noun));
    if !has_noun && (at.saturating_sub(LONGEST_INSET)..at).rev().take_while(plain).any(opens_phrase) {
        return true;
    }
    let mut back = at;
    while back > 0 {
        back -= 1;
        let tag = &tagged.tags[back];
        if tag.is(class::DET_NOM | class::DET_OBL | class::CONTRACTED) && !tag.is(class::PERSONAL) {
            // "Dem erteilte Pohl eine Absage": an adjective would be "erteilten".
            return !(tagged.lexicon.turns.before_weak_endings.has(tagged.lower(back)) && tagged.doc.word(at).ends_with('e'));
        }
        // "für bedrohte Tiere"
        if tagged.lexicon.turns.before_adjective.has(tagged.lower(back)) {
            return true;
        }
        // "auf nicht näher bezeichnete Quellen"
        let unnamed = tagged.is_word(back, "nicht") || back > 0 && tagged.is_word(back - 1, "nicht") && tag.mark == '\0' && !tag.capital;
        // "Einer der 13 beteiligten Taucher"
        if !(unnamed || tag.is(class::ADVERB) || tag.mark == '\0' && tagged.is_number(back)) || at - back > 4 {
            return false;
        }
    }
    false
}

/// The finite verb of `[start, end)`, if there is one.
fn find_finite(tagged: &Tagged<'_>, start: usize, end: usize, verb_final: bool) -> Option<usize> {
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

/// Reads one clause.
pub(super) fn clause(tagged: &Tagged<'_>, start: usize, end: usize, before: char) -> Clause {
    let tags = &tagged.tags;
    // "und", "aber", "auch" before the opener.
    let mut head = start;
    while head + 1 < end && tags[head].is(class::COORDINATOR | class::ADVERB) && !tags[head].is(class::SUBORDINATOR | class::RELATIVE) {
        head += 1;
    }
    let last = (start..end).rev().find(|at| tags[*at].mark == '\0').unwrap_or(start);
    let last_is_finite = last > head && tags[last].quotation == tags[head].quotation && {
        let tag = &tags[last];
        !tag.capital && tag.forms(form::FINITE) && !tag.is(class::ADVERB) && !tags[last - 1].is(class::INFINITIVE_PARTICLE)
    };
    // "hat kommen müssen": the finite verb may stand before two infinitives.
    let double_infinitive = last > head + 1
        && tags[last].any_forms(form::INFINITIVE)
        && tags[last].is(class::MODAL)
        && !tags[last - 1].is(class::INFINITIVE_PARTICLE);
    let verb_final = last_is_finite || double_infinitive;
    // "von dem", but not "von den Kürzungen": a relative pronoun has no noun right behind it.
    let pronoun = head + 2 < end
        && tags[head].is(class::PREPOSITION)
        && tags[head + 1].is(class::RELATIVE)
        && !tags[head].is(class::SUBORDINATOR)
        && (!tags[head + 2].nominal() || tags[head + 1].is(class::RELATIVE_ONLY));
    let opener_at = head + usize::from(pronoun);
    let opener = &tags[opener_at];
    let mut kind = ClauseKind::Main;
    let mut open = None;
    // "damit solle ein Streit vermieden werden" is a main clause.
    // "Da hatte er das bestritten" too.
    let auxiliary = |at: usize| at < last && tags[at].is(class::AUXILIARY) && tags[at].any_forms(form::FINITE);
    // "Seit Mai seien zwei Leute in die Stadt gelangt", "Seit der Wahl sei viel geschehen": a preposition, its phrase, and the verb.
    let opens_phrase = || {
        let behind = tagged.noun_phrase(opener_at + 1, last, super::noun_phrases::Place::BeforeVerb);
        opener.is(class::PREPOSITION) && behind.is_some_and(auxiliary)
    };
    let adverb = (opener.is(class::DA_ADVERB) || auxiliary(opener_at + 1) || opens_phrase()) && verb_second(tagged, opener_at + 1, last);
    // "bis Mai wolle man", "während ihrer Amtszeit": prepositions.
    let preposition = opener.is(class::PREPOSITION)
        && opener_at + 1 < end
        && (tags[opener_at + 1].is(class::TIME_NOUN)
            || tagged.is_number(opener_at + 1)
            || tags[opener_at + 1].is(class::DET_OBL) && !tags[opener_at + 1].is(class::DET_NOM));
    // "…, hieß es, die Planungen liefen", "…, war der Baum gesund, die Feuerwehr widerspricht": a pronoun or an adjective has no relative clause.
    let before_comma = || {
        let word = &tags[start - 2];
        word.is(class::PERSONAL | class::EXPLETIVE)
            || word.mark == '\0'
                && !word.capital
                && word.word.classes == 0
                && !word.any_forms(form::FINITE | form::PARTICIPLE | form::INFINITIVE)
    };
    // "Die Ministerin sagte, der Plan stehe": what stands right behind a verb in Konjunktiv I hangs on no noun.
    let told = || {
        let (word, verb) = (&tags[start - 2], &tags[last]);
        let told = verb.any_forms(form::KONJUNKTIV_1) && !verb.any_forms(form::INDICATIVE);
        told && word.mark == '\0' && !word.capital && word.any_forms(form::FINITE | form::PARTICIPLE)
    };
    let says_more = || {
        start >= 2
            && before == ','
            && (before_comma() || told())
            // "…, sagt einer, der lange mitregiert"
            && (opener_at..last).any(|at| tags[at].nominal())
            && tagged.noun_phrase(opener_at, last, super::noun_phrases::Place::BeforeVerb) == Some(last)
    };
    // "Die SPD lehnt das ab, die FDP fordert, die Steuern zu senken": a relative clause would have its object in front.
    let content_behind = || {
        let stop = (end + 1..tags.len()).find(|at| tags[*at].mark != '\0').unwrap_or(tags.len());
        let that = tags.get(end + 1).is_some_and(|tag| tag.is(class::COMPLEMENTISER));
        let infinitive = || (end + 1..stop).rev().take(2).any(|at| tagged.zu_infinitive(end + 1, at));
        let takes = || {
            let verb = super::verb_of(tagged, read_verbs(tagged, start, end, last, true).verb);
            verb.is_some_and(|verb| verb.mode.is_some() && verb.complements & if that { complement::THAT } else { complement::ZU } != 0)
        };
        // "…, die dem Trainer vorwerfen, geschwiegen zu haben"
        let dative = tags.get(opener_at + 1).is_some_and(|tag| tag.is(class::DET_OBL | class::PRON_OBL) && !tag.is(class::DET_NOM));
        last + 1 == end
            && !dative
            && tags.get(end).is_some_and(|tag| tag.mark == ',')
            && (that || infinitive())
            && tagged.noun_phrase(opener_at, last, super::noun_phrases::Place::BeforeVerb) == Some(last)
            && takes()
    };
    // "die Fehlerkette, welche zum Unfall führte", but not "fragte den Minister, welche Pläne es gibt": a pronoun, and no article.
    let which = verb_final
        && before == ','
        && head == opener_at
        && start >= 2
        && tags[start - 2].nominal()
        && opener_at + 1 < end
        && tagged.is_one_of(opener_at, &tagged.lexicon.turns.which)
        && !tags[opener_at + 1].nominal()
        && !tagged.adjective(opener_at + 1, end);
    if which {
        kind = ClauseKind::Relative;
        open = Some(opener_at);
    } else if opener.is(class::COMPLEMENTISER) || verb_final && opener.is(class::SUBORDINATOR | class::W_WORD) && !adverb && !preposition {
        kind = ClauseKind::Subordinate;
        open = Some(opener_at);
    } else if opener.is(class::RELATIVE)
        && verb_final
        // "…, doch der Minister schwieg", "…, die SPÖ tobt"
        && !(start..head).any(|at| tags[at].is(class::ADVERSATIVE))
        // "…, die er sich nicht hätte träumen lassen": before the verb of a main clause two pronouns have no room.
        && (tags[opener_at + 1].is(class::PERSONAL) || !verb_second(tagged, opener_at + 1, last))
        && !konjunktiv_second(tagged, opener_at, last)
        && !says_more()
        && !content_behind()
        && !(last == opener_at + 2 && tagged.lexicon.turns.parties.has(tagged.doc.word(opener_at + 1)))
        && (before == ',' || before == '&' || before == '–')
    {
        kind = ClauseKind::Relative;
        open = Some(opener_at);
    }
    let final_verb = kind != ClauseKind::Main;
    let finite = find_finite(tagged, start, end, final_verb);
    let zu = (start..end).rev().take(4).any(|at| tagged.zu_infinitive(start, at));
    let finite = match finite {
        // An infinitive or participle spelled like a plural is no finite verb in an infinitive clause: "betrogen zu haben".
        // "informiert gewesen zu sein"
        Some(at)
            if zu
                && kind == ClauseKind::Main
                && tags[at].any_forms(form::INFINITIVE | form::PARTICIPLE)
                && (at + 3 > last
                    || at + 3 == last && tags[at + 1].any_forms(form::PARTICIPLE)
                    // "unter Druck gestanden und ihn gespürt zu haben"
                    || tags[at + 1].is(class::COORDINATOR)
                    // "ihn unterwandert zu haben und ihn stürzen zu wollen"
                    || tags[at + 1].is(class::INFINITIVE_PARTICLE) && at + 2 < end && tags[at + 2].is(class::AUXILIARY)) =>
        {
            None
        }
        other => other,
    };
    let Some(finite) = finite else {
        if !final_verb {
            kind = if zu { ClauseKind::Infinitive } else { ClauseKind::Fragment };
        }
        return Clause { tokens: Span::new(start, end), kind, before, verbs: None, opener: open };
    };
    let verbs = read_verbs(tagged, start, end, finite, final_verb);
    Clause { tokens: Span::new(start, end), kind, before, verbs: Some(verbs), opener: open }
}

/// True if a clause that might be relative has its finite verb in second place, from `second` on: "das neue Gesetz könne Absprachen
/// verletzen", "die Kosten müssten geteilt werden", where the last word can be an infinitive or participle and an auxiliary or modal stands
/// before it.
fn verb_second(tagged: &Tagged<'_>, second: usize, last: usize) -> bool {
    let tags = &tagged.tags;
    tags[last].any_forms(form::INFINITIVE | form::PARTICIPLE)
        && !tags[last].is(class::MODAL)
        && (second..last).any(|at| {
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
fn konjunktiv_second(tagged: &Tagged<'_>, subject: usize, last: usize) -> bool {
    let tags = &tagged.tags;
    let told = |at: usize| {
        let tag = &tags[at];
        // "einer, der lange mitregiert"
        let verb = tag.any_forms(form::KONJUNKTIV_1) && !tag.is(class::ADVERB);
        at < last && verb && !tag.any_forms(form::INFINITIVE | form::PARTICIPLE) && !tags[at + 1].nominal()
    };
    tags[last].any_forms(form::INFINITIVE | form::PARTICIPLE)
        && tagged.noun_phrase(subject, last, super::noun_phrases::Place::BeforeVerb).is_some_and(told)
}
