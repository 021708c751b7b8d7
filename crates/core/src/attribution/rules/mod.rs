//! The rule engine: hand-written linguistics over plain-text word lists.
//!
//! Each token gets tags (`tags`) and each sentence is split into clauses (`clauses`); then the rules look, in this order, for direct
//! speech (`direct`), content under a verb or noun (`verbal`, `verb_contents`, `inserted`, `noun_contents`), under a preposition, adverb or `so` (`prepositional`), and last
//! for what has no cue of its own: the told speech act, the Konjunktiv or `soll` that goes on (`uncued`), answers (`interview`).

mod addressees;
mod analysis;
mod answers;
mod clause_kinds;
mod clauses;
mod cue_names;
mod cues;
mod direct;
#[cfg(test)]
#[allow(clippy::expect_used, reason = "tests")]
mod examples;
mod figures;
mod fronted;
mod headlines;
mod inserted;
mod interruptions;
mod interview;
mod lexicon;
mod morphology;
mod name_ends;
mod noun_contents;
mod noun_phrases;
mod phrases;
mod pointers;
mod prepositional;
pub(crate) mod reading;
mod silence;
mod sources;
mod subjects;
mod tags;
mod titles;
mod uncued;
mod verb_contents;
mod verbal;
mod verbs;
mod viewpoints;

pub use self::analysis::{Analysis, ClauseFacts, ClauseKind, TokenFacts, VerbFacts};
pub use self::cue_names::CueName;
pub use self::pointers::Gap;
pub use self::reading::Parse;

use self::clauses::Sentence;
use self::lexicon::{Lexicon, Verb};
use self::tags::Tagged;
use super::{Attribution, Engine, Form, Mode, Role, Stance};
use crate::document::{Document, Token};
use crate::span::Span;
use crate::turns::Turns;
use std::fmt::Write as _;
use std::sync::Arc;
use zufolge_lexicon::LanguageData;

/// The compiled word lists of one language. Compiling them takes most of a start, so that stages share them; a clone is the same lists.
#[derive(Debug, Clone)]
pub struct WordLists(Arc<Lexicon>);

impl WordLists {
    /// Compiles the rule data of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        WordLists(Arc::new(Lexicon::new(data)))
    }

    pub(crate) fn turns(&self) -> Arc<Turns> {
        Arc::clone(&self.0.turns)
    }
}

/// Finds attributions by rules.
#[derive(Debug)]
pub struct AttributionRules {
    lexicon: Arc<Lexicon>,
}

impl AttributionRules {
    /// Compiles the rule data of a language.
    #[must_use]
    pub fn new(data: &LanguageData) -> Self {
        AttributionRules { lexicon: WordLists::new(data).0 }
    }

    /// The clauses the rules see, one a line: kind, words, cue verb with its mode. For people who write rules; the layout may change.
    #[must_use]
    pub fn describe(&self, doc: &Document) -> String {
        let tagged = Tagged::new(doc, &self.lexicon);
        let mut out = String::new();
        for sentence in Sentence::all(&tagged) {
            for clause in sentence.clauses {
                let _ = write!(out, "{} {:12} {}", clause.before, format!("{:?}", clause.kind), doc.slice(clause.tokens));
                if let Some(verbs) = &clause.verbs {
                    let words: Vec<&str> = verbs.tokens.iter().map(|at| doc.word(*at)).collect();
                    let verb = verb_of(&tagged, verbs.verb);
                    let name =
                        verb.map_or(String::from("?"), |verb| format!("{}|{}|{}", verb.phrase.join(" "), verb.prefix, verb.infinitive));
                    let _ = write!(
                        out,
                        "   [{} = {name}{}{}]",
                        words.join(" "),
                        if verb.is_some_and(|verb| verb.mode.is_some()) { " cue" } else { "" },
                        if clause.konjunktiv() { " konjunktiv" } else { "" }
                    );
                }
                out.push('\n');
            }
            out.push('\n');
        }
        out
    }
}

impl Engine for AttributionRules {
    fn name(&self) -> &str {
        "rules"
    }

    fn attributions(&self, doc: &Document) -> Vec<Attribution> {
        self.read(doc).0
    }

    fn read(&self, doc: &Document) -> (Vec<Attribution>, Option<Parse>) {
        let (found, parse) = Finder::find(doc, &self.lexicon, Parse::new(doc, &self.lexicon));
        (found, Some(parse))
    }

    fn word_lists(&self) -> Option<WordLists> {
        Some(WordLists(Arc::clone(&self.lexicon)))
    }

    fn headlines(&self, heads: &Document, doc: &Document, found: &[Attribution]) -> Vec<Attribution> {
        AttributionRules::headlines(self, heads, doc, found)
    }
}

/// Collects what the rules find in one document.
struct Finder<'a> {
    tagged: Tagged<'a>,
    sentences: Vec<Sentence>,
    found: Vec<Attribution>,
    /// For each sentence the attributions whose content or frame touches it, by index.
    touching: Vec<Vec<usize>>,
}

/// One rule: its name as given in `evidence`, the form it finds, and how often it is right.
#[derive(Debug, Clone, Copy)]
struct Rule {
    name: &'static str,
    form: Form,
    confidence: f32,
}

/// Declares the rules with their names, forms and confidences.
macro_rules! rules {
    ($($(#[$doc:meta])* $constant:ident = $name:literal, $form:ident, $confidence:literal;)*) => {
        /// All rules. The confidence of a rule is the share of its findings on `wikinews-quotes` train whose content overlaps the
        /// reference by half or more, rounded to 0.05 (`zufolge evaluate --by-rule`); of what that corpus does not mark, as interviews, of our
        /// own corpus's build split; of headlines, judged by hand on those of `wikinews-quotes` train.
        mod rule {
            use super::{Form, Rule};
            $($(#[$doc])* pub(super) const $constant: Rule = Rule { name: $name, form: Form::$form, confidence: $confidence };)*
            /// For the audit of the examples.
            #[cfg(test)]
            pub(super) const ALL: &[Rule] = &[$($constant),*];
        }
    };
}

rules! {
    /// "sagte, dass …"
    VERB_THAT = "verb-that", Indirect, 0.8;
    /// "versprach, zu kommen"
    VERB_INFINITIVE = "verb-infinitive", Indirect, 0.8;
    /// "sagte, er komme"
    VERB_KONJUNKTIV = "verb-konjunktiv", Indirect, 0.95;
    /// Konjunktiv I behind a clause whose verb is no cue.
    KONJUNKTIV_BEHIND = "konjunktiv-behind", Indirect, 0.65;
    /// "sagte, er kommt"
    VERB_INDICATIVE = "verb-indicative", Indirect, 0.45;
    /// "sagte: Er kommt."
    VERB_COLON = "verb-colon", Indirect, 0.35;
    /// "Er komme, sagte sie."
    VERB_BEHIND = "verb-behind", Indirect, 0.9;
    /// "Wie sie sagte, kommt er."
    WIE_CLAUSE = "wie-clause", Indirect, 0.9;
    /// "Das teilte die Polizei mit."
    POINTS_BACK = "points-back", Indirect, 0.85;
    /// "die Behauptung, dass …"
    NOUN_CONTENT = "noun-content", Indirect, 0.5;
    /// "laut Polizei"
    PREPOSITION_BEFORE = "preposition-before", Indirect, 0.95;
    /// "der Polizei zufolge"
    PREPOSITION_AFTER = "preposition-after", Indirect, 0.75;
    /// "nach Angaben der Polizei"
    NACH_NOUN = "nach-noun", Indirect, 0.9;
    /// "Demnach …"
    ADVERB = "adverb", Indirect, 0.8;
    /// "…, so die Polizei"
    SO = "so", Indirect, 0.85;
    /// „…“, sagte sie.
    QUOTATION_VERB_BEHIND = "quotation-verb-behind", Direct, 0.95;
    /// Sie sagte: „…“
    QUOTATION_VERB_BEFORE = "quotation-verb-before", Direct, 0.95;
    /// „…“, so die Ministerin.
    QUOTATION_SO = "quotation-so", Direct, 0.9;
    /// Ihre Antwort: „…“
    QUOTATION_COLON = "quotation-colon", Direct, 0.8;
    /// Sie nannte den Plan „…“.
    QUOTATION_IN_CLAUSE = "quotation-in-clause", Direct, 0.65;
    /// „…“ inside indirect or told content.
    QUOTATION_NESTED = "quotation-nested", Direct, 0.85;
    /// A whole sentence in marks, without a cue.
    QUOTATION_ALONE = "quotation-alone", Direct, 0.85;
    /// „…, sagte sie: the closing mark is missing, so the end is a guess.
    QUOTATION_UNCLOSED = "quotation-unclosed", Direct, 0.3;
    /// Konjunktiv that goes on with the source before.
    KONJUNKTIV_GOES_ON = "konjunktiv-goes-on", IndirectFreeIndirect, 0.8;
    /// Konjunktiv I with no source before.
    KONJUNKTIV_ALONE = "konjunktiv-alone", IndirectFreeIndirect, 0.45;
    /// "soll" that goes on with the source before.
    SOLL_GOES_ON = "soll-goes-on", FreeIndirect, 0.55;
    /// "Brandt: Im Mai." in an interview
    INTERVIEW_ANSWER = "interview-answer", FreeIndirect, 0.95;
    /// "Die Gewerkschaft forderte mehr Lohn."
    TOLD = "told", Reported, 0.35;
    /// "Brandt: Brücke ist sicher", and Brandt speaks in the text below.
    HEADLINE_LABEL = "headline-label", FreeIndirect, 0.7;
    /// "Bericht: Brücke ist sicher"
    HEADLINE_LABEL_ALONE = "headline-label-alone", FreeIndirect, 0.65;
    /// "Brandt: „Brücke ist sicher“"
    HEADLINE_QUOTATION = "headline-quotation", Direct, 0.9;
    /// "Ministerin will Brücke sperren lassen"
    HEADLINE_PLAN = "headline-plan", Reported, 0.5;
    /// "Minister soll Spenden angenommen haben"
    HEADLINE_HEARSAY = "headline-hearsay", FreeIndirect, 0.5;
}

/// What is known of an attribution besides its content.
#[derive(Debug, Clone, Default)]
struct Cue {
    cue: Role,
    source: Role,
    addressee: Role,
    frame: Role,
    mode: Mode,
    stance: Vec<Stance>,
    /// The infinitive or noun behind the cue, for `evidence`.
    lemma: Option<&'static str>,
    /// The cue is negated and tells no refusal: "sagte nicht, dass …" conveys nothing.
    unsaid: bool,
}

impl<'a> Finder<'a> {
    fn new(tagged: Tagged<'a>, sentences: Vec<Sentence>) -> Self {
        let touching = vec![Vec::new(); sentences.len()];
        Finder { tagged, sentences, found: Vec::new(), touching }
    }

    /// All attributions of the document: the rules in their order. Gives back what it goes by.
    fn find(doc: &'a Document, lexicon: &'a Lexicon, Parse { tags, sentences }: Parse) -> (Vec<Attribution>, Parse) {
        let mut finder = Finder::new(Tagged { doc, lexicon, tags }, sentences);
        finder.direct();
        finder.quoted_inside();
        for index in 0..finder.sentences.len() {
            finder.verbal(index);
            finder.prepositional(index);
            finder.answered(index);
        }
        finder.uncued();
        finder.told_relatives();
        finder.voices_of_marks();
        for index in 0..finder.sentences.len() {
            finder.silence(index);
        }
        finder.interview();
        finder.nested_quotations();
        finder.gapped_quotations();
        finder.finish()
    }

    /// Adds an attribution and gives its index; nothing if no content remains.
    fn emit(&mut self, rule: Rule, content: Role, mut cue: Cue) -> Option<usize> {
        let content = tidy(&self.tagged, content);
        // "lehnte es, wie er sagte, ab": where the cue ends behind what is said, so does the frame.
        let outside = |span: &&Span<Token>| !cue.frame.iter().chain(&content).any(|whole| whole.covers(**span));
        let ends: Role = cue
            .cue
            .iter()
            .filter(outside)
            .filter(|_| !cue.frame.is_empty())
            .filter_map(|span| {
                let sentence = &self.sentences[self.sentence_of(span.start as usize)];
                sentence.clause_at(span.start as usize).map(|clause| sentence.clauses[clause].tokens)
            })
            .filter(|clause| !content.iter().any(|span| span.overlaps(*clause)))
            .collect();
        cue.frame.extend(ends);
        // "teilte nicht mit, wie hoch der Schaden ist": a question that is left open.
        let asks = |span: &Span<Token>| self.asks(span.start as usize);
        if cue.unsaid && rule.form == Form::Indirect && content.first().is_some_and(asks) {
            cue.unsaid = false;
            cue.stance = vec![Stance::DeclinesComment];
        }
        if content.is_empty() || cue.unsaid {
            return None;
        }
        // An addressee stands in the reporting clause, which told acts do not set apart from their content. There, a bare noun is rather
        // what is told: "sagte Hilfe zu".
        if let [source] = cue.source[..]
            && let Some((source, told)) = self.tagged.told_at_end(source)
        {
            cue.source = vec![source];
            if cue.addressee.is_empty() {
                cue.addressee = vec![told];
            }
        }
        let source = cue.source.first().copied();
        let addressed = |span: &Span<Token>| {
            let inside = content.iter().any(|inside| inside.overlaps(*span));
            let told = rule.form == Form::Reported;
            source.is_none_or(|source| !source.overlaps(*span))
                && if told {
                    inside
                        && (span.len() > 1
                            || self.tagged.can_speak(span.start as usize)
                            || self.tagged.tags[span.start as usize].word.classes != 0)
                } else {
                    !inside && cue.frame.iter().any(|frame| frame.covers(*span))
                }
        };
        let mut addressee: Role = cue.addressee.into_iter().filter(addressed).collect();
        if addressee.is_empty() && rule.form != Form::Reported {
            addressee.extend(cue.frame.iter().find_map(|frame| self.tagged.addressed(*frame, source)));
        }
        let mode = self.tagged.narrow(cue.mode, cue.source.first().copied());
        let mut evidence = vec![rule.name];
        evidence.extend(cue.lemma);
        let index = self.found.len();
        for span in content.iter().chain(&cue.frame).filter(|span| !span.is_empty()) {
            let first = self.sentence_of(span.start as usize);
            for sentence in first..=self.sentence_of(span.end as usize - 1) {
                if self.touching[sentence].last() != Some(&index) {
                    self.touching[sentence].push(index);
                }
            }
        }
        self.found.push(Attribution {
            form: rule.form,
            mixed: false,
            mode,
            content,
            cue: cue.cue,
            source: cue.source,
            addressee,
            frame: cue.frame.into_iter().filter(|span| !span.is_empty()).collect(),
            parent: None,
            stance: cue.stance,
            confidence: rule.confidence,
            evidence,
        });
        Some(index)
    }

    /// Index of the sentence that holds the token.
    fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end as usize <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// The attributions found so far whose content or frame touches a sentence.
    fn found_in(&self, sentence: usize) -> impl Iterator<Item = &Attribution> {
        self.touching[sentence].iter().map(|index| &self.found[*index])
    }

    /// Orders by content, links children to parents, marks mixed contents.
    fn finish(self) -> (Vec<Attribution>, Parse) {
        let Finder { tagged, sentences, mut found, .. } = self;
        let bounds = |attr: &Attribution| (attr.content[0].start, std::cmp::Reverse(attr.content[attr.content.len() - 1].end));
        found.sort_by_key(bounds);
        // The contents that are still open where the next one starts, outermost first.
        let mut open: Vec<usize> = Vec::new();
        for child in 0..found.len() {
            let inner = found[child].content.clone();
            open.retain(|parent| found[*parent].content.last().is_some_and(|span| span.end > inner[0].start));
            found[child].parent = open.iter().rev().copied().find(|parent| {
                let outer = &found[*parent].content;
                outer != &inner && inner.iter().all(|span| outer.iter().any(|whole| whole.covers(*span)))
            });
            open.push(child);
        }
        for attr in &mut found {
            attr.mixed = super::is_mixed(tagged.doc, attr.form, &attr.content);
        }
        (found, Parse { tags: tagged.tags, sentences })
    }
}

/// The verb of a clause's verb complex, if the lexicon has it.
fn verb_of<'a>(tagged: &'a Tagged<'_>, verb: usize) -> Option<&'a Verb> {
    tagged.lexicon.verbs.get(verb)
}

/// Merges neighbouring spans of tokens given in order into runs.
fn runs(tokens: &[usize]) -> Role {
    let mut role: Role = Vec::new();
    for at in tokens {
        match role.last_mut() {
            Some(last) if last.end as usize == *at => last.end += 1,
            _ => role.push(Span::new(*at, *at + 1)),
        }
    }
    role
}

/// Cuts separators off both ends of each span and drops empty spans.
fn tidy(tagged: &Tagged<'_>, content: Role) -> Role {
    content
        .into_iter()
        .filter_map(|span| {
            let (mut start, mut end) = (span.start as usize, span.end as usize);
            while start < end && matches!(tagged.tags[start].mark, ',' | ';' | ':' | '–' | '-' | '.' | ')') {
                start += 1;
            }
            while end > start && matches!(tagged.tags[end - 1].mark, ',' | ';' | ':' | '–' | '-' | '(') {
                end -= 1;
            }
            (end > start).then(|| Span::new(start, end))
        })
        .collect()
}
