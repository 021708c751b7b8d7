//! What is known of a document before any field has seen it.

use super::bucket;
use crate::clusters::Clusters;
use crate::hash;
use crate::sources::SourceEdges;
use crate::tagger::{Pos, Tag, Tagger, Workspace};
use std::sync::Arc;
use zufolge::Document;
use zufolge::Span;
use zufolge::attribution::rules::{Analysis, AttributionRules, ClauseFacts, ClauseKind, Parse, TokenFacts};
use zufolge::attribution::{Attribution, Form, Role};
use zufolge::document::{Quotation, Sentence, Token};
use zufolge_lexicon::LanguageData;

/// What knows the language before any field has seen a text.
#[derive(Debug)]
pub struct Linguistics {
    rules: AttributionRules,
    tagger: Tagger,
    clusters: Clusters,
    edges: Arc<SourceEdges>,
    fingerprint: u64,
}

impl Linguistics {
    /// The rules with their lists, a tagger, and words by the company they keep.
    #[must_use]
    pub fn new(data: &LanguageData, tagger: Tagger, clusters: Clusters) -> Self {
        let (rules, edges) = (AttributionRules::new(data), Arc::new(SourceEdges::new(data.source_edges)));
        let names = AttributionRules::class_names()
            .chain(AttributionRules::form_names().iter().copied())
            .chain(AttributionRules::complement_names());
        let fingerprint = names.fold(0, |all, name| hash::pair(all, hash::text(name)));
        Linguistics { rules, tagger, clusters, edges, fingerprint }
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &AttributionRules {
        &self.rules
    }

    /// Tells word classes apart whose bits have other meanings: weights learned on one do not hold for another.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

/// Hashes of one token's spelling, and what tagger and clusters say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordFacts {
    /// Of the word in lower case; all numbers are one.
    pub(super) lower: u64,
    /// Of its last three letters.
    pub(super) suffix: u64,
    /// Of its last four letters.
    pub(super) suffix_4: u64,
    /// Of its first four letters.
    pub(super) prefix: u64,
    /// Capitals, small letters, digits, marks.
    pub(super) shape: u64,
    /// Part of speech, 0 if there is none.
    pub(super) pos: u64,
    /// Part of speech with case, number, mood and whether it is a subject.
    pub(super) tag: u64,
    /// The first 6, 10 and 16 branches to its cluster; 0 if it has none.
    pub(super) clusters: [u64; 3],
}

/// What one clause tells its tokens.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ClauseSigns {
    /// Of the verb with its prefix, if it conveys something.
    pub(super) cue: Option<u64>,
    /// Of the verb with its prefix; 0 if there is none.
    pub(super) verb: u64,
    /// Kind, mood, passive, modal, verb-first in one number.
    pub(super) build: u64,
    /// Of the word that opens it; 0 if it is no subordinate clause.
    pub(super) opener: u64,
    pub(super) konjunktiv_1: bool,
    pub(super) konjunktiv_2: bool,
    /// The separator before it.
    pub(super) before: u64,
    /// Complements of the verb as bits.
    pub(super) complements: u64,
    pub(super) sentence: usize,
}

/// What a finding of the rules says of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RuleMark {
    /// 0 none, else the form + 1.
    pub(super) form: u8,
    /// 1 first token of the content, 2 inside, 3 last, 4 both first and last.
    pub(super) place: u8,
    /// Hash of the rule's name.
    pub(super) rule: u32,
    /// Index of the finding.
    pub(super) index: u32,
}

/// What a quotation tells its tokens.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct QuotationSigns {
    /// How many words, in steps.
    pub(super) words: u64,
    /// The marks before and behind it.
    pub(super) around: u64,
    /// It opens its sentence.
    pub(super) opens_sentence: bool,
    /// 2: it holds what may be a finite verb; 1: a word in lower case.
    pub(super) build: u64,
    /// The word before it.
    pub(super) word_before: u64,
    /// Index of the token before it.
    pub(super) before: Option<usize>,
    /// The cue verb of the clause it opens in.
    pub(super) cue: u64,
    /// How deep it lies.
    pub(super) depth: u64,
}

/// What is known of a document.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The document.
    pub doc: &'a Document,
    /// What the rules know and find.
    pub analysis: Analysis,
    pub(crate) edges: Arc<SourceEdges>,
    /// The bits of [`VerbFacts::complements`](zufolge::attribution::rules::VerbFacts) of verbs that tell something without its words.
    pub(crate) tells: u16,
    /// The bit of verbs that call something something.
    calling: u16,
    pub(super) words: Vec<WordFacts>,
    pub(super) sentence_of: Vec<u32>,
    /// Index of the clause of each token, or of the one before it for a separator; `u32::MAX` if there is none.
    pub(super) clause_of: Vec<u32>,
    pub(super) signs: Vec<ClauseSigns>,
    /// Outer and inner finding of the rules at each token.
    pub(super) rule_marks: Vec<[RuleMark; 2]>,
    /// How densely the text attributes, in steps: findings of the rules to a hundred tokens. Some papers leave hardly a sentence to
    /// themselves, others quote once a column, and what counts as a statement differs with it.
    pub(super) density: u64,
    pub(super) quotations: Vec<QuotationSigns>,
    /// Roles of the rules' findings at each token: 1 cue, 2 source, 4 addressee, 8 frame.
    pub(super) rule_roles: Vec<u8>,
    /// The first and last clause of each sentence.
    pub(super) clauses_of: Vec<std::ops::Range<usize>>,
    /// Which sentences have nothing that conveys something.
    silent: Vec<bool>,
}

impl<'a> Facts<'a> {
    /// Looks at a document once.
    #[must_use]
    pub fn new(doc: &'a Document, linguistics: &Linguistics) -> Self {
        let analysis = linguistics.rules.analyse(doc);
        let count = doc.tokens.len();
        let mut sentence_of = vec![0u32; count];
        for (index, sentence) in doc.sentences.iter().enumerate() {
            sentence_of[sentence.tokens.range()].fill(index as u32);
        }
        let mut clause_of = vec![u32::MAX; count];
        let mut clauses_of = vec![0..0; doc.sentences.len()];
        for (index, clause) in analysis.clauses.iter().enumerate() {
            clause_of[clause.tokens.range()].fill(index as u32);
            let range: &mut std::ops::Range<usize> = &mut clauses_of[clause.sentence];
            if range.start == range.end {
                *range = index..index + 1;
            } else {
                range.end = index + 1;
            }
        }
        for at in 1..count {
            if clause_of[at] == u32::MAX && sentence_of[at] == sentence_of[at - 1] {
                clause_of[at] = clause_of[at - 1];
            }
        }
        let words = words(doc, &analysis, linguistics);
        let signs: Vec<ClauseSigns> = analysis.clauses.iter().map(|clause| signs(clause, &words)).collect();
        let cue_at = |at: usize| signs.get(clause_of[at] as usize).and_then(|clause| clause.cue).unwrap_or(0);
        let quotations = doc.quotations.iter().map(|quotation| {
            let open = quotation.tokens.start as usize;
            let opens_sentence = doc.sentences[sentence_of[open] as usize].tokens.start as usize == open;
            quotation_signs(quotation, &analysis, &words, opens_sentence, cue_at(open))
        });
        let quotations = quotations.collect();
        let (rule_marks, rule_roles) = marks(count, &analysis.found);
        let density = density(analysis.found.len(), count);
        let opens_content = AttributionRules::class_names().position(|name| name == "complementiser").map_or(0, |at| 1u64 << at);
        let conveys = |sentence: &Sentence, clauses: &std::ops::Range<usize>| {
            let told = |token: &TokenFacts| {
                token.quotation > 0
                    || token.attributor != 0
                    || token.content_noun
                    || token.mark == ':'
                    || token.classes & opens_content != 0
            };
            let modal = |clause: &ClauseFacts| clause.verbs.as_ref().is_some_and(|verbs| verbs.modal);
            signs[clauses.clone()].iter().any(|clause| clause.konjunktiv_1 || clause.konjunktiv_2 || clause.cue.is_some())
                || analysis.clauses[clauses.clone()].iter().any(modal)
                || analysis.tokens[sentence.tokens.range()].iter().any(told)
                || rule_marks[sentence.tokens.range()].iter().any(|mark| mark[0].form > 0)
        };
        let silent = doc.sentences.iter().zip(&clauses_of).map(|(sentence, clauses)| !conveys(sentence, clauses)).collect();
        let edges = Arc::clone(&linguistics.edges);
        let bits = |names: &[&str]| {
            let named = AttributionRules::complement_names().enumerate().filter(|(_, name)| names.contains(name));
            named.fold(0, |all, (at, _)| all | 1 << at)
        };
        let (tells, calling) = (bits(&TELLING), bits(&["als"]));
        Facts {
            doc,
            edges,
            tells,
            calling,
            density,
            words,
            sentence_of,
            clause_of,
            signs,
            rule_marks,
            rule_roles,
            clauses_of,
            silent,
            quotations,
            analysis,
        }
    }

    /// What the rules read it from.
    #[must_use]
    pub fn into_parse(self) -> Parse {
        self.analysis.parse
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Index of the sentence of a token.
    #[must_use]
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentence_of[at] as usize
    }

    /// True for a sentence without a word, mark, mood or finding of the rules that conveys something. They are more than one in four, and the field finds
    /// a content in one of three hundred of them, so it is not asked.
    pub(crate) fn is_silent(&self, sentence: usize) -> bool {
        self.silent[sentence]
    }

    /// True if something within these tokens may convey something.
    pub(crate) fn may_hold(&self, stretch: Span<Token>) -> bool {
        let inside = |quotation: &Quotation| stretch.covers(quotation.tokens) && quotation.tokens != stretch;
        let first = self.doc.quotations.partition_point(|quotation| quotation.tokens.start < stretch.start);
        // Clauses within marks are not told apart.
        let told = |token: &TokenFacts| {
            token.attributor != 0 || token.content_noun || token.mark == ':' || token.quotation > 0 && token.cue_mode.is_some()
        };
        let marks = &self.rule_marks[stretch.range()];
        let mut clause = u32::MAX;
        let mut cue = |at: usize| {
            let here = std::mem::replace(&mut clause, self.clause_of[at]);
            here != clause && self.signs.get(clause as usize).is_some_and(|clause| clause.cue.is_some())
        };
        self.doc.quotations[first..].iter().take_while(|quotation| quotation.tokens.start < stretch.end).any(inside)
            || self.analysis.tokens[stretch.range()].iter().any(told)
            || marks.iter().any(|mark| mark[1].form > 0)
            || stretch.range().any(&mut cue)
    }

    /// True if the token stands in a clause, and is no separator between clauses.
    pub(super) fn in_clause(&self, at: usize) -> bool {
        self.clause(at).is_some_and(|clause| self.analysis.clauses[clause].tokens.contains(at))
    }

    /// The clause of a token, or the one before it in its sentence.
    pub(super) fn clause(&self, at: usize) -> Option<usize> {
        Some(self.clause_of[at] as usize).filter(|clause| *clause != u32::MAX as usize)
    }

    /// The index of the quotation that opens at a token.
    pub(crate) fn quotation_at(&self, start: u32) -> Option<usize> {
        self.doc.quotations.binary_search_by_key(&start, |quotation| quotation.tokens.start).ok()
    }

    /// The findings of the rules whose content holds any of the given tokens; the same one may come several times.
    pub fn findings(&self, content: &Role) -> impl Iterator<Item = &Attribution> {
        let marks = content.iter().flat_map(|span| &self.rule_marks[span.range()]).flatten();
        let mut last = u32::MAX;
        marks
            .filter(|mark| mark.form > 0)
            .map(|mark| mark.index)
            .filter(move |index| std::mem::replace(&mut last, *index) != *index)
            .map(|index| &self.analysis.found[index as usize])
    }

    /// True if the verb of the clause at `at` calls something something: "nannte das „töricht“".
    pub(crate) fn calls(&self, at: usize) -> bool {
        let clause = self.clause(at).map(|clause| &self.analysis.clauses[clause]);
        clause.and_then(|clause| clause.verbs.as_ref()).is_some_and(|verbs| verbs.complements & self.calling != 0)
    }

    /// True for the finite verb of a clause.
    pub(crate) fn is_finite(&self, at: usize) -> bool {
        let clause = (at < self.len()).then(|| self.clause(at)).flatten().map(|clause| &self.analysis.clauses[clause]);
        clause.and_then(|clause| clause.verbs.as_ref()).is_some_and(|verbs| verbs.finite == at)
    }

    /// True for a word before the finite verb of its main clause.
    pub(crate) fn opens_clause(&self, at: usize) -> bool {
        let clause = self.clause(at).map(|clause| &self.analysis.clauses[clause]);
        let main = clause.filter(|clause| clause.kind == ClauseKind::Main).and_then(|clause| clause.verbs.as_ref());
        main.is_some_and(|verbs| at < verbs.finite)
    }

    /// True for a word that the tagger takes for this part of speech.
    pub(crate) fn is_a(&self, at: usize, pos: Pos) -> bool {
        self.words[at].pos == pos as u64 + 1
    }

    /// What the rules find as the same. What they tell beside another act ends before the full stop.
    pub(crate) fn ruled(&self, form: Form, content: &Role) -> Option<&Attribution> {
        let stop = |at: u32| self.analysis.tokens[at as usize].mark == '.';
        let same = |rule: &Role| match (rule.as_slice(), content.as_slice()) {
            ([rule], [whole]) if form == Form::Reported => {
                rule.start == whole.start && (rule.end == whole.end || rule.end + 1 == whole.end && stop(rule.end))
            }
            _ => rule == content,
        };
        self.findings(content).find(|rule| rule.form == form && same(&rule.content))
    }

    /// The tokens of the quotation around `at`, the innermost one.
    pub(super) fn quotation(&self, at: usize) -> Option<Span<Token>> {
        let index = self.analysis.tokens[at].quotation.checked_sub(1)?;
        Some(self.doc.quotations[index as usize].tokens)
    }
}

/// The complements of verbs that tell something without its words.
const TELLING: [&str; 3] = ["told", "als", "that"];

fn density(found: usize, tokens: usize) -> u64 {
    const STEPS: [usize; 5] = [80, 160, 260, 380, 520];
    let density = found * 10_000 / tokens.max(1);
    STEPS.iter().filter(|step| density > **step).count() as u64
}

fn words(doc: &Document, analysis: &Analysis, linguistics: &Linguistics) -> Vec<WordFacts> {
    let mut tags: Vec<Tag> = Vec::with_capacity(doc.tokens.len());
    let (mut space, mut sentence_tags) = (Workspace::default(), Vec::new());
    for sentence in &doc.sentences {
        linguistics.tagger.tag_into(sentence.tokens.range().map(|at| doc.word(at)), &mut space, &mut sentence_tags);
        tags.append(&mut sentence_tags);
    }
    (0..doc.tokens.len())
        .map(|at| {
            let word = doc.word(at);
            let facts = &analysis.tokens[at];
            let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':'));
            let lower = match word.starts_with(|c: char| c.is_ascii_digit()) && digits(word) {
                true if word.len() == 4 => "0000",
                true => "0",
                false => doc.lower(at),
            };
            let from_end = |letters: usize| lower.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
            let shape = u64::from(facts.capital)
                | u64::from(facts.mark != '\0') << 1
                | u64::from(word.chars().any(|c| c.is_ascii_digit())) << 2
                | u64::from(word.contains('-')) << 3
                | u64::from(word.chars().count() > 1 && word.chars().all(char::is_uppercase)) << 4
                | u64::from(facts.first) << 5
                | bucket(word.chars().count()) << 6;
            let (pos, tag) = tags.get(at).map_or((0, 0), |tag| {
                let pos = tag.pos as u64 + 1;
                let case = tag.case.map_or(0, |case| case as u64 + 1);
                let number = tag.number.map_or(0, |number| number as u64 + 1);
                let mood = tag.mood.map_or(0, |mood| mood as u64 + 1);
                (pos, pos | case << 8 | number << 12 | mood << 16 | u64::from(tag.subject) << 20)
            });
            let clusters = linguistics
                .clusters
                .get(word)
                .map_or([0; 3], |cluster| [6, 10, 16].map(|branches| u64::from(cluster.prefix(branches)) << 8 | u64::from(branches)));
            WordFacts {
                pos,
                tag,
                clusters,
                lower: hash::text(lower),
                suffix: hash::text(&lower[from_end(3)..]),
                suffix_4: hash::text(&lower[from_end(4)..]),
                prefix: hash::text(&lower[..lower.char_indices().nth(4).map_or(lower.len(), |(at, _)| at)]),
                shape,
            }
        })
        .collect()
}

fn quotation_signs(quotation: &Quotation, analysis: &Analysis, words: &[WordFacts], opens_sentence: bool, cue: u64) -> QuotationSigns {
    let (open, end) = (quotation.tokens.start as usize, quotation.tokens.end as usize);
    let before = open.checked_sub(1);
    let mark = |at: Option<usize>| at.and_then(|at| analysis.tokens.get(at)).map_or(0, |token| u64::from(token.mark));
    let inside = &analysis.tokens[open..end];
    let finite = inside.iter().any(|token| !token.capital && token.any_forms & 3 != 0);
    let small = inside.iter().any(|token| token.mark == '\0' && !token.capital);
    QuotationSigns {
        words: bucket(inside.len().saturating_sub(2)),
        around: hash::pair(mark(before), mark(Some(end))),
        opens_sentence,
        build: u64::from(finite) << 1 | u64::from(small),
        word_before: before.map_or(0, |before| words[before].lower),
        before,
        cue,
        depth: u64::from(quotation.depth),
    }
}

fn signs(clause: &ClauseFacts, words: &[WordFacts]) -> ClauseSigns {
    let mut signs = ClauseSigns {
        before: u64::from(clause.before),
        opener: clause.opener.map_or(0, |at| words[at].lower),
        build: clause.kind as u64,
        sentence: clause.sentence,
        ..ClauseSigns::default()
    };
    if let Some(verbs) = &clause.verbs {
        signs.verb = if verbs.infinitive.is_empty() {
            words[verbs.finite].lower
        } else {
            hash::pair(hash::text(verbs.prefix), hash::text(verbs.infinitive))
        };
        signs.cue = verbs.mode.map(|_| signs.verb);
        (signs.konjunktiv_1, signs.konjunktiv_2) = (verbs.konjunktiv_1, verbs.konjunktiv_2);
        signs.complements = u64::from(verbs.complements);
        signs.build |= 8
            | u64::from(verbs.konjunktiv_1) << 4
            | u64::from(verbs.konjunktiv_2) << 5
            | u64::from(verbs.passive) << 6
            | u64::from(verbs.modal) << 7
            | u64::from(verbs.finite == clause.tokens.start as usize) << 8;
    }
    signs
}

/// What the rules' findings say of each token. Findings come in the order of their content, outer ones first.
fn marks(count: usize, found: &[Attribution]) -> (Vec<[RuleMark; 2]>, Vec<u8>) {
    let mut marks = vec![[RuleMark::default(); 2]; count];
    let mut roles = vec![0u8; count];
    for (index, attr) in found.iter().enumerate() {
        let rule = hash::text(attr.evidence.first().copied().unwrap_or_default()) as u32;
        let first = attr.content[0].start as usize;
        let last = attr.content[attr.content.len() - 1].end as usize - 1;
        for at in attr.content.iter().flat_map(|span| span.range()) {
            let place = match (at == first, at == last) {
                (true, true) => 4,
                (false, true) => 3,
                (true, false) => 1,
                (false, false) => 2,
            };
            let mark = RuleMark { form: form_number(attr.form) + 1, place, rule, index: index as u32 };
            if marks[at][0].form == 0 {
                marks[at][0] = mark;
            } else {
                marks[at][1] = mark;
            }
        }
        let mut put = |role: &Role, bit: u8| role.iter().flat_map(|span| span.range()).for_each(|at| roles[at] |= bit);
        put(&attr.cue, 1);
        put(&attr.source, 2);
        put(&attr.addressee, 4);
        put(&attr.frame, 8);
    }
    (marks, roles)
}

/// Forms as numbers from 0.
pub(crate) fn form_number(form: Form) -> u8 {
    match form {
        Form::Direct => 0,
        Form::Indirect => 1,
        Form::IndirectFreeIndirect => 2,
        Form::FreeIndirect => 3,
        Form::Reported => 4,
    }
}
