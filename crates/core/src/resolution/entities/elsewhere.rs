//! What other sentences tell about the way of a statement: whom a paper relies on, and to whom somebody gave an interview.

use super::clusters::Cluster;
use super::mentions::{Mention, What};
use super::phrases::Determiner;
use super::words::{Class, list};
use super::{LONGEST_CHAIN, Resolving, SUBJECT_REACH, Step};
use crate::attribution::{Attribution, Form, parent};
use crate::document::Token;
use crate::span::Span;
use crate::word_list::WordList;

/// How far before a paper the word for an interview stands, in tokens, and for how many sentences that interview goes on.
const INTERVIEW_REACH: usize = 6;
const INTERVIEW_SENTENCES: usize = 30;
/// How many sentences before and behind it that a paper relies on somebody, its reports are theirs.
const RELIES_BEFORE: usize = 3;
const RELIES_BEHIND: usize = 4;

/// What sentences tell about ways, each in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    /// Who gave an interview, and the paper it was given to: sentence, cluster, step.
    interviews: Vec<(usize, usize, Step)>,
    /// Which paper or report relies on somebody, and on whom: sentence, cluster, step.
    relies: Vec<(usize, usize, Step)>,
    /// Whose "Antwort: …" it is.
    answering: Option<Step>,
}

impl Resolving<'_> {
    /// Reads the mentions for what they tell about the ways of statements in other sentences.
    pub(super) fn read_elsewhere(&mut self) {
        for index in 0..self.mentions.len() {
            if let Some(found) = self.interview(index) {
                self.elsewhere.interviews.push(found);
            }
            if let Some(found) = self.reliance(index) {
                self.elsewhere.relies.push(found);
            }
        }
        if self.attributions.iter().any(|attr| self.answers(attr)) {
            self.elsewhere.answering = self.questioned();
        }
    }

    /// True for what stands behind "Antwort:" or "A:" and for no other source.
    fn answers(&self, attr: &Attribution) -> bool {
        let reader = self.clusters.reader;
        let colon = attr.content.first().and_then(|content| (content.start as usize).checked_sub(1));
        let colon = colon.filter(|at| attr.form == Form::FreeIndirect && attr.source.is_empty() && reader.facts[*at].mark == ':');
        colon.is_some_and(|colon| colon > 0 && reader.turns.answered_by.has(reader.doc.word(colon - 1)))
    }

    /// Who gives the answers of an interview: whom a question calls by name, "Frau Pohl, wann wird gebaut?", or else who is named first.
    fn questioned(&self) -> Option<Step> {
        let reader = self.clusters.reader;
        let person = |at: &usize| {
            let cluster = self.clusters.of_mention[*at]?;
            let known = &self.clusters.list[cluster];
            (known.person && known.name.is_some()).then_some(Step { cluster: Some(cluster), mention: Some(*at) })
        };
        let called = |at: &usize| {
            let mention = &self.mentions[*at];
            let comma = |at: usize| reader.facts.get(at).is_some_and(|fact| fact.mark == ',');
            reader.turns.calling_by_name.has(reader.doc.word(mention.start))
                && (comma(mention.end) || mention.start > 0 && comma(mention.start - 1))
        };
        // Questions that the paper answers itself are answered by nobody's "ich".
        let mut answers = self.attributions.iter().filter(|attr| self.answers(attr)).flat_map(|attr| attr.content[0].range());
        let mut speaks = || answers.any(|at| reader.turns.i_or_we.has(reader.lower(at)));
        let all = 0..self.mentions.len();
        let by_name = all.clone().filter(called).find_map(|at| person(&at));
        by_name.or_else(|| if speaks() { all.into_iter().find_map(|at| person(&at)) } else { None })
    }

    /// Who answers the questions of an interview, for an answer that does not name them.
    pub(super) fn answering(&self, attr: &Attribution) -> Option<Step> {
        self.elsewhere.answering.filter(|_| self.answers(attr)).map(|step| Step { mention: None, ..step })
    }

    /// "Einem Medienbericht zufolge … Das berichtet der Kurier.": whose report it is. The mentions of the report become those of the paper.
    pub(super) fn reports_named(&mut self) {
        for at in 0..self.mentions.len() {
            let Some(report) = self.unnamed_report(at) else { continue };
            let Some(press) = self.reporter_named(at) else { continue };
            let moved = std::mem::take(&mut self.clusters.list[report].mentions);
            for mention in moved {
                self.clusters.of_mention[mention] = Some(press);
                self.clusters.list[press].mentions.push(mention);
            }
        }
    }

    /// The cluster of "einem Medienbericht", where nothing tells whose it is.
    fn unnamed_report(&self, at: usize) -> Option<usize> {
        let (reader, mention) = (self.clusters.reader, &self.mentions[at]);
        let What::Phrase(phrase) = &mention.what else { return None };
        let report = |head: usize| reader.turns.report_ends.ends(reader.lower(head));
        let bare = phrase.determiner == Determiner::Indefinite && phrase.end == phrase.core && phrase.name.is_none();
        phrase.head.filter(|head| mention.source && bare && report(*head) && phrase.core == head + 1)?;
        let cluster = self.clusters.of_mention[at]?;
        self.clusters.list[cluster].name.is_none().then_some(cluster)
    }

    /// The paper that the next sentences name as the one that reports: "Das berichtet der Kurier.", "Wie der Kurier schreibt, …"
    fn reporter_named(&self, report: usize) -> Option<usize> {
        let reader = self.clusters.reader;
        let from = self.mentions[report].sentence + 1;
        let next = (report + 1..self.mentions.len()).take(SUBJECT_REACH);
        next.take_while(|at| self.mentions[*at].sentence <= from + 1).find_map(|at| {
            let cluster = self.clusters.of_mention[at]?;
            let press = &self.clusters.list[cluster];
            let opens = reader.doc.sentences.get(self.mentions[at].sentence)?.tokens.start as usize;
            let points = reader.turns.this.has(reader.doc.word(opens)) || reader.turns.as_opener.has(reader.lower(opens));
            let named = matches!(press.class, Some(Class::Outlet | Class::Agency)) && press.name.is_some() && !press.own;
            (named && points && self.mentions[at].sentence >= from).then_some(cluster)
        })
    }

    /// "Holm gab dem Nordfunk ein Interview.": what Holm says next was said there.
    fn interview(&self, index: usize) -> Option<(usize, usize, Step)> {
        let (reader, mention) = (self.clusters.reader, &self.mentions[index]);
        let press = matches!(&mention.what, What::Phrase(phrase) if matches!(phrase.class, Some(Class::Outlet | Class::Agency)) && phrase.name.is_some());
        if !press || mention.source {
            return None;
        }
        let interview = (mention.start.saturating_sub(INTERVIEW_REACH)..mention.start)
            .any(|at| reader.facts[at].is(list::INTERVIEW) && self.sentence_of[at] as usize == mention.sentence);
        let outlet = Step { cluster: Some(self.clusters.of_mention[index]?), mention: Some(index) };
        // "Holm schrieb in einem Beitrag für die Zeitung „Bote“, …"
        let written = |at: usize| {
            let behind = |word: usize| word < mention.start && reader.turns.written_for.has(reader.doc.word(word));
            reader.turns.written_pieces.has(reader.doc.word(at)) && behind(at + 1) && self.sentence_of[at] as usize == mention.sentence
        };
        let written = (mention.start.saturating_sub(INTERVIEW_REACH)..mention.start).any(written);
        if interview || written {
            return Some((mention.sentence, self.beside(index, |cluster| cluster.person)?, outlet));
        }
        // "Holm kritisierte im Nordfunk den Plan. Er forderte …": nothing but whoever stands before it.
        let by_name = matches!(&mention.what, What::Phrase(phrase) if reader.outlet_by_name(phrase));
        let before = mention.start.checked_sub(1).filter(|at| by_name && reader.turns.where_printed.has(reader.lower(*at)))?;
        let verb = before.checked_sub(1).filter(|at| !reader.facts[*at].capital && reader.facts[*at].mark == '\0')?;
        let speaker =
            index.checked_sub(1).filter(|at| self.mentions[*at].end == verb && self.mentions[*at].sentence == mention.sentence)?;
        let person = self.clusters.of_mention[speaker].filter(|at| self.clusters.list[*at].person)?;
        Some((mention.sentence, person, outlet))
    }

    /// "Das Blatt beruft sich auf Kreise der Behörde.": what the paper reports, Kreise claim to know.
    fn reliance(&self, index: usize) -> Option<(usize, usize, Step)> {
        let (reader, mention) = (self.clusters.reader, &self.mentions[index]);
        let auf = mention.start.checked_sub(1).filter(|at| reader.doc.word(*at) == "auf" && !mention.quoted)?;
        let sentence = reader.doc.sentences.get(mention.sentence)?.tokens.range();
        reader.refers(auf, sentence.start, sentence.end)?;
        // "stützt sich auf Angaben der Polizei"
        let (index, mention) = self.behind_told(index).map_or((index, mention), |inner| (inner, &self.mentions[inner]));
        let origin = self.clusters.of_mention[index]?;
        let passes_on = |cluster: &Cluster| matches!(cluster.class, Some(Class::Outlet | Class::Agency | Class::Document));
        // "Der Minister wiederum stützte sich auf Akten.": so may anybody.
        let in_turn = (sentence.start..auf).any(|at| reader.turns.in_turn.has(reader.doc.word(at)));
        let anybody = |cluster: &Cluster| cluster.human() || cluster.class == Some(Class::Organisation);
        let press = self.beside(index, |cluster| passes_on(cluster) || in_turn && anybody(cluster)).filter(|press| *press != origin)?;
        Some((mention.sentence, press, Step { cluster: Some(origin), mention: Some(index) }))
    }

    /// The mention behind the noun of saying that another one is: "der Polizei" behind "Angaben"; "ein Bericht der Polizei" is a text of its own.
    fn behind_told(&self, index: usize) -> Option<usize> {
        let (reader, mention) = (self.clusters.reader, &self.mentions[index]);
        let What::Phrase(phrase) = &mention.what else { return None };
        let told = |head: usize| reader.facts[head].is(list::TOLD) && !reader.facts[head].is(list::TOLD_TEXT);
        let last = phrase.core.checked_sub(1).filter(|last| told(*last))?;
        let next = self.mentions.get(index + 1)?;
        (next.start == last + 1 || next.start == last + 2 && !reader.facts[last + 1].capital && next.sentence == mention.sentence)
            .then_some(index + 1)
    }

    /// The cluster that passes a test among those named in the sentence of a mention, those before it first.
    fn beside(&self, index: usize, test: impl Fn(&Cluster) -> bool) -> Option<usize> {
        let sentence = self.mentions[index].sentence;
        let around = (index.saturating_sub(SUBJECT_REACH)..index).chain(index + 1..(index + SUBJECT_REACH).min(self.mentions.len()));
        let mut here = around.filter(|at| self.mentions[*at].sentence == sentence).filter_map(|at| self.clusters.of_mention[at]);
        here.find(|at| test(&self.clusters.list[*at]))
    }

    /// The paper to which somebody has given an interview lately.
    pub(super) fn interviewed(&self, index: usize, own: Step) -> Option<Step> {
        let here = self.sentence_of_content(index)?;
        let before = self.elsewhere.interviews.partition_point(|(sentence, ..)| *sentence <= here);
        let mut lately =
            self.elsewhere.interviews[..before].iter().rev().take_while(|(sentence, ..)| here - sentence <= INTERVIEW_SENTENCES);
        let (given, _, outlet) = lately.find(|(_, person, _)| Some(*person) == own.cluster)?;
        // What somebody says to everybody since ends what they said there.
        let since = (0..index).rev().take_while(|at| self.sentence_of_content(*at).is_none_or(|sentence| sentence > *given));
        let speaks = |at: &usize| self.own[*at].first().is_some_and(|step| step.cluster == own.cluster);
        since.filter(speaks).all(|at| !self.before_the_press(&self.attributions[at])).then_some(*outlet)
    }

    /// On whom a paper relies that is the only source of an attribution, as a sentence nearby tells.
    pub(super) fn relied_on(&self, index: usize, own: Step) -> Option<Step> {
        let here = self.sentence_of_content(index)?;
        let from = self.elsewhere.relies.partition_point(|(sentence, ..)| sentence + RELIES_BEHIND < here);
        let near = self.elsewhere.relies[from..].iter().take_while(|(sentence, ..)| *sentence <= here + RELIES_BEFORE);
        let mut of_own = near.filter(|(_, press, _)| Some(*press) == own.cluster);
        of_own.next().map(|(.., origin)| *origin)
    }

    /// Who speaks in the sentence of the paper or agency that hands it on, which is the only source that is marked: "Am Montag bestätigte Holm
    /// laut dem Blatt, dass …", "Holm wird von dem Blatt mit den Worten zitiert, …".
    pub(super) fn handed_on(&self, index: usize, own: Step) -> Option<Step> {
        let (reader, attr) = (self.clusters.reader, &self.attributions[index]);
        let source = &self.mentions[own.mention?];
        let press = matches!(self.clusters.list[own.cluster?].class, Some(Class::Outlet | Class::Agency));
        let opener = attr.content.first().map(|content| content.start as usize).filter(|at| press && *at < reader.facts.len())?;
        let clause = reader.turns.that.has(reader.doc.word(opener)) && self.by_preposition(attr);
        // "Das sagte Holm laut dem Blatt."
        let points = attr.form == Form::Reported && reader.turns.this.has(reader.doc.word(opener)) && self.by_preposition(attr);
        if !clause && !points && !self.quoted_by(source) {
            return None;
        }
        let first = self.mentions.partition_point(|mention| mention.sentence < source.sentence);
        let speaks = |at: &usize| {
            let mention = &self.mentions[*at];
            let hangs =
                mention.start > 0 && (reader.facts[mention.start - 1].is(list::PREPOSITION) || reader.facts[mention.start - 1].nominal());
            let told = if points { [].iter() } else { attr.content.iter() };
            let inside = told.chain(&attr.source).any(|span| span.contains(mention.start));
            let somebody = match &mention.what {
                What::Phrase(phrase) => phrase.person || matches!(phrase.class, Some(Class::Person | Class::Organisation | Class::Group)),
                What::Pronoun(_) => true,
                _ => false,
            };
            somebody && !hangs && !inside && self.clusters.of_mention[*at].is_some()
        };
        let mention = (first..self.mentions.len()).take_while(|at| self.mentions[*at].start < source.start).find(speaks)?;
        Some(Step { cluster: self.clusters.of_mention[mention], mention: Some(mention) })
    }

    /// "wird von der Zeitung … zitiert"
    fn quoted_by(&self, source: &Mention) -> bool {
        let reader = self.clusters.reader;
        let word = |at: usize| reader.doc.word(at);
        let article = |at: usize| at > 0 && reader.facts[at].is(list::DET_NOM | list::DET_OBL);
        let before = source.start.checked_sub(1).map(|at| if article(at) { at - 1 } else { at });
        let agent = before.is_some_and(|at| reader.turns.agent.has(word(at)));
        let Some(sentence) = reader.doc.sentences.get(source.sentence).filter(|_| agent) else { return false };
        let helped = (sentence.tokens.start as usize..source.start).any(|at| reader.turns.passive_helpers.begins(word(at)));
        helped && (source.end..sentence.tokens.end as usize).any(|at| reader.turns.quoted.has(word(at)))
    }

    /// True if a preposition is the cue of an attribution: "laut", "zufolge".
    pub(super) fn by_preposition(&self, attr: &Attribution) -> bool {
        let reader = self.clusters.reader;
        let word =
            |at: usize| reader.turns.according_at_start.has(reader.doc.word(at)) || reader.turns.according_behind.has(reader.doc.word(at));
        attr.cue.iter().any(|cue| cue.range().any(|at| at < reader.facts.len() && word(at)))
    }

    /// Whose text it is that is the only source and has no owner: "Der Verband ruft zum Streik auf. „…“, hieß es in einer Mitteilung."
    pub(super) fn issuer(&self, attr: &Attribution, own: &[Step]) -> Option<Step> {
        let [Step { mention: Some(at), .. }] = own else { return None };
        let text = &self.mentions[*at];
        let What::Phrase(phrase) = &text.what else { return None };
        let reader = self.clusters.reader;
        let bare =
            matches!(phrase.determiner, Determiner::Indefinite | Determiner::Bare) && phrase.end == phrase.core && text.end == phrase.end;
        let head = phrase.head.filter(|head| bare && reader.facts[*head].is(list::TOLD_FOR) && phrase.core == head + 1)?;
        // "hieß es in einer Mitteilung", not "in einer Mitteilung der Bahn".
        if reader.doc.word(head).ends_with("en") || !self.stands_in(text.start) {
            return None;
        }
        let paragraph = |sentence: usize| reader.doc.sentences.get(sentence).map(|sentence| sentence.paragraph);
        let somebody = |at: &usize| {
            let mention = &self.mentions[*at];
            let told = attr.content.iter().any(|span| span.contains(mention.start));
            let body = matches!(&mention.what, What::Phrase(phrase) if phrase.person || matches!(phrase.class, Some(Class::Organisation | Class::Person)));
            mention.subject && body && !mention.quoted && !told
        };
        let before = (0..*at).rev().take_while(|at| self.mentions[*at].sentence + 1 >= text.sentence);
        let found = before.filter(|at| paragraph(self.mentions[*at].sentence) == paragraph(text.sentence)).find(somebody)?;
        Some(Step { cluster: Some(self.clusters.of_mention[found]?), mention: Some(found) })
    }

    /// True if "in" stands before a text.
    fn stands_in(&self, start: usize) -> bool {
        let reader = self.clusters.reader;
        start.checked_sub(1).is_some_and(|at| reader.turns.in_a_text.has(reader.doc.word(at)))
    }

    /// The paper of the next sentence, if that tells where what somebody says stood: "Das berichtete der Bote am Montag."
    pub(super) fn reported_next(&self, index: usize, own: &[Step]) -> Option<Step> {
        let [Step { cluster: Some(cluster), .. }] = own else { return None };
        if self.of_press(*cluster) {
            return None;
        }
        let press = |next: &Step| next.cluster.is_some_and(|next| self.of_press(next));
        self.source_of(self.told_next(index)?).filter(press)
    }

    /// Who made known what a paper has, if the next sentence tells that: "Drei Menschen starben, meldet der Bote. Das teilte die Polizei mit."
    pub(super) fn made_known_next(&self, index: usize, own: Step) -> Option<Step> {
        let reader = self.clusters.reader;
        let speaks = |cluster: usize| {
            let known = &self.clusters.list[cluster];
            known.person || matches!(known.class, Some(Class::Organisation | Class::Person)) && !known.nobody
        };
        let next = own.cluster.filter(|cluster| self.of_press(*cluster)).and_then(|_| self.told_next(index))?;
        // "Das bestritt die Polizei" is no origin.
        let mut cue = self.attributions[next].cue.iter().flat_map(|span| span.range()).take(8).filter(|at| *at < reader.facts.len());
        let tells = cue.next().is_some_and(|at| reader.turns.making_known.has(reader.doc.word(at)));
        self.source_of(next).filter(|next| tells && next.cluster.is_some_and(speaks))
    }

    /// "Brandt hat mehr Geld gefordert. „…“, sagte sie dem Boten.": the paper to which the next sentence quotes whoever a paragraph opens with.
    pub(super) fn told_to_next(&self, index: usize, own: Step) -> Option<Step> {
        let (doc, attr) = (self.clusters.reader.doc, &self.attributions[index]);
        let person = own.cluster.is_some_and(|at| self.clusters.list[at].person);
        let here = self.sentence_of_content(index).filter(|_| person && attr.form == Form::Reported && attr.parent.is_none())?;
        let sentence = doc.sentences.get(here)?;
        let opens = doc.paragraphs.get(sentence.paragraph as usize)?.sentences.start as usize == here;
        let next = (index + 1..self.attributions.len()).take(3).filter(|at| opens && self.attributions[*at].parent.is_none());
        let mut next = next.filter(|at| self.attributions[*at].form == Form::Direct && self.sentence_of_content(*at) == Some(here + 1));
        let next = next.find(|at| self.source_of(*at).is_some_and(|source| source.cluster == own.cluster))?;
        let step = |start: &usize| {
            let mention = *self.starts.get(start)?;
            Some(Step { cluster: Some(self.clusters.of_mention[mention]?), mention: Some(mention) })
        };
        self.sights[next].outer.iter().filter_map(step).find(|outer| outer.cluster.is_some_and(|at| self.of_press(at)))
    }

    /// True for a paper, a station, an agency.
    fn of_press(&self, cluster: usize) -> bool {
        matches!(self.clusters.list[cluster].class, Some(Class::Outlet | Class::Agency))
    }

    /// The attribution that is the next sentence, if that is about what this one tells: "Das berichtete der Bote am Montag."
    fn told_next(&self, index: usize) -> Option<usize> {
        let reader = self.clusters.reader;
        if self.attributions[index].parent.is_some() {
            return None;
        }
        let last = self.attributions[index].content.iter().chain(&self.attributions[index].frame).map(|span| span.end).max()?;
        let sentence = *self.sentence_of.get((last as usize).checked_sub(1)?)? + 1;
        (index + 1..self.attributions.len()).take(3).find(|at| {
            let told = &self.attributions[*at];
            let start = told.content.first().map_or(0, |span| span.start as usize);
            told.form == Form::Reported
                && told.content.len() == 1
                && self.sentence_of.get(start) == Some(&sentence)
                && reader.doc.sentences.get(sentence as usize).is_some_and(|sentence| sentence.tokens.start as usize == start)
                && reader.turns.this.has(reader.doc.word(start))
                // "Das Blatt bleibt bei seiner Darstellung."
                && told.source.iter().all(|source| source.start as usize != start)
        })
    }

    /// The first source that the words of an attribution name.
    fn source_of(&self, index: usize) -> Option<Step> {
        self.sights[index].sources.iter().find_map(|start| {
            let mention = *self.starts.get(start)?;
            Some(Step { cluster: Some(self.clusters.of_mention[mention]?), mention: Some(mention) })
        })
    }

    /// "Er kenne den Fall. Die Firma habe ihm abgesagt, …": what somebody else has said by the word of whoever is speaking.
    pub(super) fn passed_on(&self, index: usize, attr: &Attribution, own: &[Step]) -> &[Step] {
        let reader = self.clusters.reader;
        let any = |role: &[Span<Token>], verbs: &WordList| {
            role.iter().flat_map(|span| span.range()).take(40).any(|at| at < reader.facts.len() && verbs.has(reader.doc.word(at)))
        };
        let told = any(&attr.frame, &reader.turns.reported_subjunctive);
        // "Laut dem Amt sei der Deich dicht": the indicative would do, if the paper of the sentence before were not still speaking.
        let twice = || self.by_preposition(attr) && any(&attr.content, &reader.turns.present_subjunctive);
        let Some(before) = index.checked_sub(1).filter(|_| attr.parent.is_none() && !own.is_empty()) else { return &[] };
        // Whose words the sentence before is.
        let top = std::iter::successors(Some(before), |at| parent(self.attributions, *at)).take(LONGEST_CHAIN).last().unwrap_or(before);
        let sentence = |role: &[Span<Token>], last: bool| {
            let span = if last { role.last() } else { role.first() };
            span.and_then(|span| self.sentence_of.get(if last { span.end.saturating_sub(1) } else { span.start } as usize)).copied()
        };
        let near = match (sentence(&self.attributions[top].content, true), sentence(&attr.content, false)) {
            (Some(then), Some(now)) => now.abs_diff(then) <= 1,
            _ => false,
        };
        let speaker = self.steps[top].first().and_then(|step| step.cluster);
        let another = speaker.is_some() && own.iter().all(|step| step.cluster != speaker);
        let of_press = |at: usize| matches!(self.clusters.list[at].class, Some(Class::Outlet | Class::Agency));
        // Nobody has read in one paper what another reports.
        let press = || speaker.is_some_and(of_press) && !own.iter().filter_map(|step| step.cluster).any(of_press);
        if near && another && (told || press() && twice()) { &self.steps[top] } else { &[] }
    }

    /// "sagte er vor Journalisten", "auf einer Pressekonferenz"
    pub(super) fn before_the_press(&self, attr: &Attribution) -> bool {
        let reader = self.clusters.reader;
        let frame = attr.frame.iter().flat_map(|span| span.range()).filter(|at| *at > 0 && *at < reader.facts.len());
        let words = |at: usize| {
            let before = (at.saturating_sub(2)..at).any(|at| reader.turns.before_whom.has(reader.doc.word(at)));
            reader.facts[at].is(list::PRESS_EVENT) || before && reader.turns.the_press.has(reader.doc.word(at))
        };
        frame.into_iter().any(words)
    }

    fn sentence_of_content(&self, index: usize) -> Option<usize> {
        let start = self.attributions[index].content.first()?.start as usize;
        self.sentence_of.get(start).map(|sentence| *sentence as usize)
    }
}
