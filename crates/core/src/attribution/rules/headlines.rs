//! What a headline says on somebody's word: "Brandt: Brücke ist sicher", "Ministerin will Brücke sperren lassen".
//!
//! Headlines leave out articles and verbs, so the rules for running text see little in them. Who speaks in the text below tells a speaker
//! before the colon from a topic.

use super::clauses::Sentence;
use super::lexicon::{Speaker, class};
use super::morphology::form;
use super::tags::Tagged;
use super::{AttributionRules, Cue, Finder, Rule, rule, verb_of};
use crate::attribution::{Attribution, Mode, Stance};
use crate::document::{Document, Token};
use crate::span::Span;
use rustc_hash::FxHashSet;

/// A label before the colon is not longer than this, in tokens.
const LONGEST_LABEL: usize = 6;
/// Shorter words of a source are particles and initials.
const SHORTEST_NAME: usize = 3;

impl AttributionRules {
    /// The attributions of the headlines: `heads` has nothing but them as running text, `found` is what was found in the text below, `doc`.
    #[must_use]
    pub fn headlines(&self, heads: &Document, doc: &Document, found: &[Attribution]) -> Vec<Attribution> {
        if heads.sentences.is_empty() {
            return Vec::new();
        }
        let speakers = found.iter().flat_map(|attr| &attr.source).flat_map(|span| self.speakers(doc, *span)).collect();
        let tagged = Tagged::new(heads, &self.lexicon);
        let sentences = Sentence::all(&tagged);
        Finder::new(tagged, sentences).headlines(&speakers)
    }

    /// The words of a source that name who speaks: the last one of its first run of nouns and names, and titles before it. Not what hangs
    /// on them: "die Polizei in Kaltenrode" makes no speaker of Kaltenrode.
    fn speakers(&self, doc: &Document, source: Span<Token>) -> Vec<String> {
        let capital = |at: &usize| doc.word(*at).starts_with(char::is_uppercase);
        let nouns = source
            .range()
            .skip_while(|at| !capital(at) || *at == source.start as usize && at + 1 < source.end as usize && !capital(&(at + 1)));
        let run: Vec<usize> = nouns.take_while(capital).collect();
        let last = run.last().copied();
        let names = run.into_iter().filter(|at| Some(*at) == last || self.lexicon.speaker(doc.lower(*at)).is_some());
        names.map(|at| key(doc.word(at))).filter(|word| word.len() >= SHORTEST_NAME).collect()
    }
}

/// The word without case and genitive ending.
fn key(word: &str) -> String {
    let lower = word.to_lowercase();
    let stem = lower.strip_suffix("es").or_else(|| lower.strip_suffix('s')).filter(|stem| stem.len() > SHORTEST_NAME);
    stem.map_or_else(|| lower.clone(), str::to_owned)
}

impl Finder<'_> {
    fn headlines(mut self, speakers: &FxHashSet<String>) -> Vec<Attribution> {
        let labelled: Vec<bool> = (0..self.sentences.len()).map(|index| self.label(index, speakers)).collect();
        self.direct();
        for index in (0..self.sentences.len()).filter(|index| !labelled[*index]) {
            self.verbal(index);
            self.prepositional(index);
        }
        for index in 0..self.sentences.len() {
            if self.touching[index].is_empty() && !self.tells(index) {
                self.plan(index, speakers);
                self.hearsay(index);
            }
        }
        // What a label covers is one statement, whatever marks stand in it.
        let labels: Vec<Span<Token>> = self.found.iter().filter(|attr| is_label(attr)).map(|attr| attr.content[0]).collect();
        self.found.retain(|attr| is_label(attr) || !labels.iter().any(|label| attr.content.iter().any(|span| span.overlaps(*label))));
        self.finish().0
    }

    /// "Behörde weist Vorwürfe zurück". Somebody is named first: not "Unfall fordert fünf Opfer", and not "Minister verurteilt", which may be
    /// a participle.
    fn tells(&mut self, index: usize) -> bool {
        let before = self.found.len();
        if self.told(index).is_none() {
            return false;
        }
        let sentence = &self.sentences[index];
        let told = &self.found[before..];
        let first = |at: usize| at == sentence.start() || matches!(self.tagged.tags[at - 1].mark, ':' | '–' | '-');
        let named = told.iter().all(|attr| attr.source.first().is_some_and(|source| first(source.start as usize)));
        let participle = sentence.clauses.iter().filter_map(|clause| Some((clause, clause.verbs.as_ref()?))).any(|(clause, verbs)| {
            self.tagged.tags[verbs.finite].any_forms(form::PARTICIPLE) && verbs.finite + 1 == clause.end() && verbs.tokens.len() == 1
        });
        if !named || participle {
            self.found.truncate(before);
            for touching in &mut self.touching {
                touching.retain(|found| *found < before);
            }
        }
        // "Brücke gesperrt – Bauern verlangen Ausgleich": what stands before is another matter.
        let opens: Vec<usize> = self.sentences[index]
            .clauses
            .iter()
            .filter(|clause| matches!(clause.before, ':' | '–' | '-'))
            .map(super::clauses::Clause::start)
            .collect();
        for attr in &mut self.found[before..] {
            let first = attr.cue.iter().chain(&attr.source).map(|span| span.start as usize).min();
            let start = opens.iter().rev().copied().find(|open| first.is_some_and(|first| *open <= first));
            attr.content[0].start = start.map_or(attr.content[0].start, |start| attr.content[0].start.max(start as u32));
        }
        self.found.len() > before
    }

    /// "Brandt: Brücke ist sicher"
    fn label(&mut self, index: usize, speakers: &FxHashSet<String>) -> bool {
        let tags = &self.tagged.tags;
        let (start, end) = (self.sentences[index].start(), self.sentences[index].tokens.end as usize);
        let Some(colon) = (start..end.min(start + LONGEST_LABEL + 1)).find(|at| tags[*at].mark == ':') else { return false };
        let verb = self.sentences[index].clauses.first().and_then(|clause| clause.verbs.as_ref()).is_some_and(|verbs| verbs.finite < colon);
        let phrase = || start + 1 == colon || self.tagged.noun_phrase(start, colon, super::noun_phrases::Place::BeforeVerb) == Some(colon);
        if verb || colon + 1 >= end || !phrase() {
            return false;
        }
        let label = Span::new(start, colon);
        // "Klinik: Bei uns bleibt keiner liegen": nobody says "us" of a topic.
        let first_person = &self.tagged.lexicon.turns.first_person;
        let own = |at: usize| tags[at].quotation == 0 && (tags[at].is(class::FIRST_PERSON) || self.tagged.is_one_of(at, first_person));
        let own_words = (colon + 1..end).any(own) && self.speaker_noun(label).is_some();
        let Some(known) = self.speaks_in_headline(label, speakers).or(own_words.then_some(true)) else { return false };
        // "Kranke auf der Fähre: Reederin verlangt Arzt": who speaks stands behind the colon.
        let speaks_behind = || {
            let clauses = &self.sentences[index].clauses;
            clauses.iter().filter_map(|clause| clause.verbs.as_ref()).any(|verbs| {
                let says = verb_of(&self.tagged, verbs.verb).is_some_and(|verb| verb.mode.is_some());
                says && verbs.finite > colon && self.tagged.can_speak_in(colon + 1, verbs.finite)
            })
        };
        let of_something = || label.range().any(|at| tags[at].is(class::PREPOSITION));
        if !known && of_something() && speaks_behind() {
            return false;
        }
        let content = Span::new(colon + 1, end);
        // "Autor: Jens Pohl", "Leser: Haiku": one word or a name tells nothing that a label alone could say.
        if !known && (colon + 2 == end || self.tagged.bare_name(content)) {
            return false;
        }
        // "Handelskammer: Streit um Gebühren" is a topic; "Agentur" never is.
        let never_topic = self.speaker_noun(label).is_some_and(|at| {
            matches!(self.tagged.lexicon.speaker(self.tagged.lower(at)), Some(Speaker::Person | Speaker::Document | Speaker::Outlet))
        });
        let verb_behind = self.sentences[index].clauses.iter().filter_map(|clause| clause.verbs.as_ref()).any(|verbs| verbs.finite > colon);
        if known && !never_topic && !verb_behind && self.tagged.tags[colon + 1].quotation == 0 {
            return false;
        }
        let quoted = self.tagged.outer_quotation(colon + 1).map(|quotation| self.tagged.doc.quotations[quotation].tokens);
        let rule = match quoted {
            Some(quotation) if quotation.start == content.start && quotation.end as usize + 1 >= end => rule::HEADLINE_QUOTATION,
            _ if known => rule::HEADLINE_LABEL,
            _ => rule::HEADLINE_LABEL_ALONE,
        };
        let cue = Cue {
            source: vec![label],
            frame: vec![Span::new(start, colon + 1)],
            mode: Mode::SPEECH_WRITING,
            stance: vec![Stance::States],
            ..Cue::default()
        };
        self.emit(rule, vec![content], cue).is_some()
    }

    /// Whether the words can be a speaker at all, and if so, whether that is sure: the text below has them for a source.
    fn speaks_in_headline(&self, label: Span<Token>, speakers: &FxHashSet<String>) -> Option<bool> {
        let last = self.speaker_noun(label)?;
        if speakers.contains(&key(self.tagged.doc.word(last))) {
            return Some(true);
        }
        match self.tagged.lexicon.speaker(self.tagged.lower(last))? {
            Speaker::Person | Speaker::Document | Speaker::Outlet => Some(false),
            // "Bundestag: Neue Regeln" names a topic as often as a speaker.
            Speaker::Body => None,
        }
    }

    /// The last of the first nouns of a label. "Berichte" could be a verb, but not by itself before a colon.
    fn speaker_noun(&self, label: Span<Token>) -> Option<usize> {
        let noun = |at: &usize| self.tagged.tags[*at].nominal() || label.len() == 1 && self.tagged.tags[*at].capital;
        label.range().skip_while(|at| !noun(at)).take_while(noun).last()
    }

    /// "Ministerin will Brücke sperren lassen"
    fn plan(&mut self, index: usize, speakers: &FxHashSet<String>) {
        let sentence = self.sentences[index].clone();
        let Some(verbs) = sentence.clauses.first().and_then(|clause| clause.verbs.as_ref()) else { return };
        let wants = verbs.modal && self.tagged.is_word(verbs.finite, "will") || self.tagged.is_word(verbs.finite, "wollen");
        let infinitive =
            verbs.tokens.last().is_some_and(|last| *last > verbs.finite && self.tagged.tags[*last].any_forms(form::INFINITIVE));
        let Some(source) = self.tagged.subject(&sentence, 0).filter(|_| wants && infinitive && verbs.tokens.len() > 1) else { return };
        if source.start as usize != sentence.start() || self.speaks_in_headline(source, speakers) != Some(true) {
            return;
        }
        let cue = Cue { cue: vec![Span::new(verbs.finite, verbs.finite + 1)], source: vec![source], mode: Mode::SPEECH, ..Cue::default() };
        self.emit(rule::HEADLINE_PLAN, vec![sentence.tokens], Cue { stance: vec![Stance::Announces], ..cue });
    }

    /// "Minister soll Spenden angenommen haben"
    fn hearsay(&mut self, index: usize) {
        let sentence = &self.sentences[index];
        let Some(verbs) = sentence.clauses.iter().find_map(|clause| clause.verbs.as_ref()) else { return };
        if !self.hearsay_verbs(verbs) {
            return;
        }
        let content = vec![sentence.tokens];
        let cue = Cue { mode: Mode::SPEECH_WRITING, stance: vec![Stance::States], ..Cue::default() };
        self.emit(rule::HEADLINE_HEARSAY, content, cue);
    }
}

fn is_label(attr: &Attribution) -> bool {
    let rules: [Rule; 3] = [rule::HEADLINE_LABEL, rule::HEADLINE_LABEL_ALONE, rule::HEADLINE_QUOTATION];
    rules.iter().any(|rule| attr.evidence.contains(&rule.name))
}
