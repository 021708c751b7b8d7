//! What the word lists say of given words: for later stages, which read attributions that any engine found.

use super::WordLists;
use super::clauses::{Clause, ClauseKind, Sentence};
use super::lexicon::{Lexicon, class};
use super::morphology::form;
use super::tags::{Tag, Tagged};
use crate::attribution::{Role, Stance};
use crate::document::{Document, Token};
use crate::span::Span;
use std::sync::Arc;

/// A noun stands less than so many tokens behind the negation of its adjective: "nicht näher namentlich genannter Beamter".
const LONGEST_ATTRIBUTE: usize = 5;

/// The words of a document as word lists know them, and its sentences split into clauses.
#[derive(Debug)]
pub struct Parse {
    pub(super) tags: Vec<Tag>,
    pub(super) sentences: Vec<Sentence>,
}

impl Parse {
    pub(super) fn new(doc: &Document, lexicon: &Lexicon) -> Self {
        let tagged = Tagged::new(doc, lexicon);
        let sentences = Sentence::all(&tagged);
        Parse { tags: tagged.tags, sentences }
    }
}

/// The compiled word lists, for reading documents.
#[derive(Debug)]
pub(crate) struct Grammar {
    lexicon: Arc<Lexicon>,
}

impl Grammar {
    pub(crate) fn new(WordLists(lexicon): WordLists) -> Self {
        Grammar { lexicon }
    }

    /// Looks up all words of a document and splits its sentences into clauses.
    pub(crate) fn read<'a>(&'a self, doc: &'a Document) -> Reading<'a> {
        self.reading(doc, Parse::new(doc, &self.lexicon))
    }

    /// The same of a parse by these word lists.
    pub(crate) fn reading<'a>(&'a self, doc: &'a Document, Parse { tags, sentences }: Parse) -> Reading<'a> {
        Reading { tagged: Tagged { doc, lexicon: &self.lexicon, tags }, sentences }
    }
}

/// Cues are not read beyond this, in tokens.
const LONGEST_CUE: usize = 24;

/// A document with what the word lists say of its words and clauses.
pub(crate) struct Reading<'a> {
    tagged: Tagged<'a>,
    sentences: Vec<Sentence>,
}

/// One clause with its verbs read together.
#[derive(Debug, Clone)]
pub(crate) struct Predicate<'a> {
    /// The clause, separators excluded.
    pub(crate) tokens: Span<Token>,
    /// The finite verb; `None` in infinitive clauses and fragments.
    pub(crate) finite: Option<usize>,
    /// The lexical verb's parts, where the lists have it: what makes a phrase with it, its prefix, its infinitive.
    pub(crate) verb: Option<(&'a [&'static str], &'static str, &'static str)>,
    /// What the lexical verb conveys, plain and under negation; both empty if it conveys nothing.
    pub(crate) stance: &'a [Stance],
    pub(crate) negated_stance: &'a [Stance],
    /// "wollte sich nicht äußern": the infinitive of the modal.
    pub(crate) modal: Option<&'static str>,
    pub(crate) passive: bool,
    pub(crate) konjunktiv_1: bool,
    pub(crate) konjunktiv_2: bool,
    pub(crate) past: bool,
    /// Subordinate, relative or infinitive, and the word that opens it.
    pub(crate) kind: PredicateKind,
    pub(crate) opener: Option<usize>,
}

/// What sort of clause it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PredicateKind {
    Main,
    Subordinate,
    Relative,
    Infinitive,
    Fragment,
}

/// What the word lists know of a noun or other word of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpeakerClass {
    Person,
    Body,
    Outlet,
    Document,
}

impl<'a> Reading<'a> {
    /// The clauses that overlap a run of tokens, in order.
    pub(crate) fn predicates(&self, span: Span<Token>) -> Vec<Predicate<'_>> {
        self.clauses(span).map(|clause| self.predicate(clause)).collect()
    }

    fn clauses(&self, span: Span<Token>) -> impl Iterator<Item = &Clause> {
        let first = self.sentences.partition_point(|sentence| sentence.tokens.end <= span.start);
        let sentences = self.sentences[first..].iter().take_while(move |sentence| sentence.tokens.start < span.end);
        sentences.flat_map(|sentence| &sentence.clauses).filter(move |clause| clause.tokens.overlaps(span))
    }

    /// The verbs whose words stand in a cue, in order, each with the clause around it: the longest reading of each whose prefix and phrase
    /// stand in the cue too.
    pub(crate) fn cue_predicates(&self, cue: &Role) -> Vec<Predicate<'_>> {
        let words: Vec<usize> = cue.iter().flat_map(|span| span.range()).take(LONGEST_CUE).collect();
        self.verbs_among(&words)
    }

    /// The verbs that tell something in the clauses that overlap a run of tokens.
    pub(crate) fn told_predicates(&self, span: Span<Token>) -> Vec<Predicate<'_>> {
        let mut found = Vec::new();
        for clause in self.clauses(span) {
            let Some(verbs) = &clause.verbs else { continue };
            let mut words = verbs.tokens.clone();
            words.extend((clause.start()..clause.end()).filter(|at| self.tagged.tags[*at].is(class::REFLEXIVE)).take(1));
            words.truncate(LONGEST_CUE);
            found.extend(self.verbs_among(&words));
        }
        found.retain(|predicate| !predicate.stance.is_empty());
        found
    }

    /// All verbs of a clause that are joined by "weder … noch", which read a clause's verbs as one would miss; empty without "weder".
    pub(crate) fn neither_nor(&self, clause: Span<Token>) -> Vec<Predicate<'_>> {
        let tagged = &self.tagged;
        let Some(neither) = clause.range().find(|at| tagged.is_word(*at, "weder")) else { return Vec::new() };
        let verb = |at: &usize| !tagged.tags[*at].capital && tagged.tags[*at].any_forms(form::INFINITIVE | form::PARTICIPLE | form::FINITE);
        let words: Vec<usize> = (neither + 1..clause.end as usize).filter(verb).take(LONGEST_CUE).collect();
        self.verbs_among(&words)
    }

    fn verbs_among(&self, words: &[usize]) -> Vec<Predicate<'_>> {
        let tagged = &self.tagged;
        let place = |word: &str| words.iter().copied().find(|at| tagged.is_word(*at, word));
        let reflexive = words.iter().any(|at| tagged.tags[*at].is(class::REFLEXIVE));
        let any_form = form::FINITE | form::PARTICIPLE | form::INFINITIVE | form::ZU_INFINITIVE;
        let mut found: Vec<(usize, Predicate<'_>)> = Vec::new();
        // Words that belong to another verb: "bekannt" of "gab … bekannt" is no confession.
        let mut taken: Vec<usize> = Vec::new();
        for &at in words.iter().filter(|at| tagged.tags[**at].any_forms(any_form)) {
            let mut best: Option<(usize, usize, Vec<usize>)> = None;
            for reading in tagged.lexicon.readings(tagged.tags[at].word) {
                let verb = &tagged.lexicon.verbs[reading.verb as usize];
                // A phrase's opening determiner stands for any other.
                let opens = |word: &&str| tagged.lexicon.word(word).classes & (class::DET_NOM | class::DET_OBL) != 0;
                let skipped = usize::from(verb.phrase.len() > 1 && verb.phrase.first().is_some_and(opens));
                let prefix = reading.detached.then_some(verb.prefix);
                let parts: Option<Vec<usize>> = verb.phrase[skipped..].iter().copied().chain(prefix).map(place).collect();
                let Some(parts) = parts.filter(|_| !verb.reflexive || reflexive) else { continue };
                let rank = 8 * parts.len() + 2 * usize::from(verb.reflexive) + usize::from(verb.mode.is_some());
                if best.as_ref().is_none_or(|(known, ..)| rank >= *known) {
                    best = Some((rank, reading.verb as usize, parts));
                }
            }
            let Some((_, index, parts)) = best else { continue };
            let verb = &tagged.lexicon.verbs[index];
            let helps = tagged.tags[at].is(class::AUXILIARY | class::MODAL) && verb.mode.is_none();
            if helps || tagged.tags[at].capital && !tagged.tags[at].first {
                continue;
            }
            let Some(clause) = self.clause_at(at) else { continue };
            let (stance, negated_stance): (&[Stance], &[Stance]) =
                if verb.mode.is_some() { (&verb.stance, &verb.negated_stance) } else { (&[], &[]) };
            let verb = Some((verb.phrase.as_slice(), verb.prefix, verb.infinitive));
            found.push((at, Predicate { verb, stance, negated_stance, ..self.predicate(clause) }));
            taken.extend(parts);
        }
        found.retain(|(at, _)| !taken.contains(at));
        found.into_iter().map(|(_, predicate)| predicate).collect()
    }

    /// The clause that holds a token.
    fn clause_at(&self, at: usize) -> Option<&Clause> {
        let sentence = self.sentences.get(self.sentences.partition_point(|sentence| sentence.tokens.end as usize <= at))?;
        sentence.clauses.get(sentence.clause_at(at)?)
    }

    fn predicate(&self, clause: &Clause) -> Predicate<'_> {
        let tagged = &self.tagged;
        let verbs = clause.verbs.as_ref();
        let verb = verbs.and_then(|verbs| tagged.lexicon.verbs.get(verbs.verb));
        let conveys = verb.filter(|verb| verb.mode.is_some());
        let finite = verbs.map(|verbs| verbs.finite);
        let modal = verbs.filter(|verbs| verbs.modal).and_then(|verbs| {
            let word = tagged.tags[verbs.finite].word;
            let mut infinitives = tagged.lexicon.readings(word).map(|reading| &tagged.lexicon.verbs[reading.verb as usize]);
            infinitives.find(|verb| verb.prefix.is_empty() && verb.phrase.is_empty()).map(|verb| verb.infinitive)
        });
        Predicate {
            tokens: clause.tokens,
            finite,
            verb: verb.map(|verb| (verb.phrase.as_slice(), verb.prefix, verb.infinitive)),
            stance: conveys.map_or(&[], |verb| &verb.stance),
            negated_stance: conveys.map_or(&[], |verb| &verb.negated_stance),
            modal,
            passive: verbs.is_some_and(|verbs| verbs.passive),
            konjunktiv_1: verbs.is_some_and(|verbs| verbs.konjunktiv_1),
            konjunktiv_2: verbs.is_some_and(|verbs| verbs.konjunktiv_2),
            past: finite.is_some_and(|at| tagged.tags[at].any_forms(form::PAST)),
            kind: match clause.kind {
                ClauseKind::Main => PredicateKind::Main,
                ClauseKind::Subordinate => PredicateKind::Subordinate,
                ClauseKind::Relative => PredicateKind::Relative,
                ClauseKind::Infinitive => PredicateKind::Infinitive,
                ClauseKind::Fragment => PredicateKind::Fragment,
            },
            opener: clause.opener,
        }
    }

    /// "nicht", "kein", "weder"; but not in "ein nicht namentlich genannter Beamter", which negates no verb.
    pub(crate) fn is_negation(&self, at: usize) -> bool {
        self.tagged.tags[at].is(class::NEGATION) && !self.in_attribute(at)
    }

    /// True between an article and the adjective before its noun.
    fn in_attribute(&self, at: usize) -> bool {
        let tags = &self.tagged.tags;
        let article = |at: usize| tags[at].is(class::DET_NOM | class::DET_OBL) && !tags[at].is(class::NEGATION);
        let small = |at: usize| !tags[at].capital && tags[at].mark == '\0';
        let opens = at > 0 && article(at - 1) || at > 1 && small(at - 1) && tags[at - 1].is(class::ADVERB) && article(at - 2);
        let noun = (at + 1..tags.len().min(at + LONGEST_ATTRIBUTE)).find(|next| !small(*next)).filter(|noun| opens && *noun > at + 1);
        let closed = class::PREPOSITION | class::COORDINATOR | class::DET_NOM | class::DET_OBL | class::AUXILIARY | class::MODAL;
        noun.is_some_and(|noun| {
            tags[noun].nominal()
                && (at + 1..noun).all(|inside| !tags[inside].is(closed))
                && self.tagged.lexicon.turns.adjective_ends.ends(self.tagged.lower(noun - 1))
        })
    }

    /// A modal or auxiliary verb.
    pub(crate) fn is_helping_verb(&self, at: usize) -> bool {
        self.tagged.tags[at].is(class::AUXILIARY | class::MODAL)
    }

    /// True if the word may be a finite verb: words in marks are not parsed into clauses.
    pub(crate) fn may_be_finite(&self, at: usize) -> bool {
        !self.tagged.tags[at].capital && self.tagged.tags[at].any_forms(form::FINITE)
    }

    /// Written with a capital because it is a noun or a name.
    pub(crate) fn is_nominal(&self, at: usize) -> bool {
        self.tagged.tags[at].nominal()
    }

    /// The punctuation mark, `'\0'` for words.
    pub(crate) fn mark(&self, at: usize) -> char {
        self.tagged.tags[at].mark
    }

    /// Which quotation marks stand around a token, `None` for none.
    pub(crate) fn marks_around(&self, at: usize) -> Option<u32> {
        self.tagged.tags[at].quotation.checked_sub(1)
    }

    /// The singular and the stance of a noun that stands for a speech act.
    pub(crate) fn content_noun(&self, at: usize) -> Option<(&'static str, &[Stance])> {
        if !self.tagged.tags[at].nominal() {
            return None;
        }
        self.tagged.lexicon.content_noun(self.tagged.lower(at)).map(|noun| (noun.singular, noun.stance.as_slice()))
    }

    /// What sort of thing a noun that can speak stands for.
    pub(crate) fn speaker(&self, at: usize) -> Option<SpeakerClass> {
        use super::lexicon::Speaker;
        self.tagged.lexicon.speaker(self.tagged.lower(at)).map(|speaker| match speaker {
            Speaker::Person => SpeakerClass::Person,
            Speaker::Body => SpeakerClass::Body,
            Speaker::Outlet => SpeakerClass::Outlet,
            Speaker::Document => SpeakerClass::Document,
        })
    }

    /// True for a pronoun of the first person.
    pub(crate) fn is_first_person(&self, at: usize) -> bool {
        self.tagged.tags[at].is(class::FIRST_PERSON)
    }
}
