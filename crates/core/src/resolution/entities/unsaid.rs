//! Who speaks where no words of an attribution are its source: the subject or agent of the cue, whoever is speaking, or nobody.

use super::mentions::What;
use super::phrases::{Determiner, Reader};
use super::words::{Class, list};
use super::{CHAIN_REACH, CHAIN_SENTENCES, Resolving, SUBJECT_REACH, Step};
use crate::attribution::{Attribution, Form, parent};
use crate::document::Token;
use crate::span::Span;
use crate::word_list::WordList;

/// How many words of a frame are looked at for what somebody looks into.
const FRAME: usize = 24;

impl Reader<'_> {
    /// "Holm wirft ihm Betrug vor. Er habe nichts getan, beteuerte der Kroate.": true for who is no accuser, as the statement before accuses.
    pub(super) fn rejects(&self, before: &Attribution, attr: &Attribution) -> bool {
        let cued = |attr: &Attribution, starts: &WordList| {
            let mut cue = attr.cue.iter().flat_map(|span| span.range()).take(8).filter(|at| *at < self.facts.len());
            cue.any(|at| starts.begins(self.doc.word(at)))
        };
        let rejected = || cued(attr, &self.turns.denying_starts) || cued(attr, &self.turns.protesting_starts);
        cued(before, &self.turns.accusing_starts) && rejected()
    }
}

impl Resolving<'_> {
    /// The chain of an attribution that names no source: whoever is speaking, or nobody at all.
    pub(super) fn unsaid(&self, index: usize, attr: &Attribution, around: &[Step]) -> Vec<Step> {
        let nobody = vec![Step { cluster: None, mention: None }];
        let reader = self.clusters.reader;
        // "wurde entgegnet", marked as a source, is as good as a cue.
        let nobodys = |start: &usize| self.starts.get(start).is_some_and(|at| matches!(self.mentions[*at].what, What::Unsaid));
        let cued = attr.cue.iter().any(|span| !span.is_empty()) || self.sights[index].sources.iter().any(nobodys);
        let any = |role: &[Span<Token>], test: &dyn Fn(usize) -> bool| {
            role.iter().flat_map(|span| span.range()).any(|at| at < reader.facts.len() && test(at))
        };
        let points_back = any(&attr.cue, &|at| reader.facts[at].is(list::LAST_SPEAKER));
        let goes_on = any(&attr.frame, &|at| {
            reader.facts[at].is(list::ADVERB) && reader.turns.goes_on.has(reader.lower(at))
                || at > 0 && reader.turns.reasons.has(reader.doc.word(at)) && reader.turns.as_reason.has(reader.doc.word(at - 1))
        });
        // "wird mit den Worten zitiert, man sei „froh“": words in marks by the cue of the statement around them.
        let of_outer = || {
            let outer = parent(self.attributions, index).map(|outer| &self.attributions[outer].cue);
            outer.is_some_and(|outer| attr.cue.iter().any(|cue| outer.iter().any(|of_outer| of_outer.overlaps(*cue))))
        };
        if !around.is_empty() && (!cued || of_outer()) {
            return Vec::new();
        }
        if let Some(interviewed) = self.answering(attr) {
            return vec![interviewed];
        }
        // "Der Chef gilt dem Vernehmen nach als angezählt."
        if any(&attr.cue, &|at| reader.facts[at].is(list::HEARSAY)) {
            return nobody;
        }
        // "Die Polizei prüft den Vorwurf, er habe …": whoever looks into it has not said it.
        let words = || attr.frame.iter().chain(&attr.cue).flat_map(|span| span.range()).take(FRAME).filter(|at| *at < reader.facts.len());
        let looks_into = |at: usize| !reader.facts[at].capital && reader.turns.looking_into.begins(reader.doc.word(at));
        if words().any(looks_into) && words().any(|at| reader.turns.accusation_ends.ends(reader.lower(at))) {
            return nobody;
        }
        if cued && !points_back {
            match self.subject_of(attr) {
                Some(step) => return vec![step],
                None if !goes_on => return self.speaks_of_itself(index, attr).map_or(nobody, |step| vec![step]),
                None => {}
            }
        }
        let here = attr.content.first().map_or(0, |span| span.start as usize);
        let sentence = |at: usize| self.sentence_of.get(at).copied().unwrap_or_default() as usize;
        let before = (index.saturating_sub(CHAIN_REACH)..index)
            .rev()
            .find(|at| parent(self.attributions, *at).is_none() && !self.steps[*at].is_empty());
        // "Das Amt legte seinen Bericht vor. Demnach …": whoever spoke last, by what stands between, where no statement was found there.
        let pointed = || {
            let at = *self.starts.get(&self.sights[index].points_back?)?;
            Some(vec![Step { cluster: Some(self.clusters.of_mention[at]?), mention: None }])
        };
        let Some(before) = before else { return pointed().or_else(|| self.watched(attr)).unwrap_or(nobody) };
        let end = self.attributions[before]
            .content
            .iter()
            .chain(&self.attributions[before].frame)
            .map(|span| span.end as usize)
            .max()
            .unwrap_or_default();
        let apart = sentence(here).saturating_sub(sentence(end.saturating_sub(1)));
        // Without any words only the sentence right before goes on, unless a text is retold.
        let document = |step: &Step| step.cluster.is_some_and(|at| self.clusters.list[at].class == Some(Class::Document));
        let retold = attr.form != Form::FreeIndirect && self.steps[before].first().is_some_and(document);
        if apart > 1
            && let Some(pointed) = pointed()
        {
            return pointed;
        }
        // "sagte Holm. Der Wind drehte. Man werde warten.": Konjunktiv goes on in its paragraph, some sentences on.
        let paragraph = |sentence: usize| reader.doc.sentences.get(sentence).map(|sentence| sentence.paragraph);
        let told = attr.form == Form::IndirectFreeIndirect && paragraph(sentence(here)) == paragraph(sentence(end.saturating_sub(1)));
        let reach = match () {
            () if cued || retold => 2 * CHAIN_SENTENCES,
            () if told => CHAIN_SENTENCES,
            () => 1,
        };
        if apart > reach {
            return self.watched(attr).unwrap_or(nobody);
        }
        self.steps[before].clone()
    }

    /// "Die Bahn verwies auf das Wetter. Man arbeite daran, hieß es.": the body whose statement stands in the sentence before.
    fn speaks_of_itself(&self, index: usize, attr: &Attribution) -> Option<Step> {
        let reader = self.clusters.reader;
        let start = attr.content.first()?.start as usize;
        let before = index.checked_sub(1).filter(|_| attr.parent.is_none() && reader.turns.one.has(reader.lower(start)))?;
        let sentence = |at: u32| self.sentence_of.get(at as usize).map(|sentence| *sentence as usize);
        let (then, now) = (sentence(self.attributions[before].content.last()?.end.checked_sub(1)?)?, sentence(start as u32)?);
        let paragraph = |sentence: usize| reader.doc.sentences.get(sentence).map(|sentence| sentence.paragraph);
        let step = *self.steps[before].first()?;
        let body = |at: usize| self.clusters.list[at].class == Some(Class::Organisation) && !self.clusters.list[at].nobody;
        (then + 1 == now && paragraph(then) == paragraph(now) && step.cluster.is_some_and(body)).then_some(Step { mention: None, ..step })
    }

    /// "Holm strahlt. „Wer hätte das gedacht?“": whoever the sentence before is about, where words in marks stand for themselves; where they open a
    /// paragraph, whoever the next sentence begins with: "„Na ja.“ Holm zuckt mit den Schultern."
    fn watched(&self, attr: &Attribution) -> Option<Vec<Step>> {
        let content = attr.content.first().filter(|_| attr.form == Form::Direct && attr.cue.is_empty() && attr.parent.is_none())?;
        let sentences = &self.clusters.reader.doc.sentences;
        let sentence = |at: usize| self.sentence_of.get(at).map(|sentence| *sentence as usize);
        let (first, last) = (sentence(content.start as usize)?, sentence((content.end as usize).checked_sub(1)?)?);
        let paragraph = |sentence: usize| sentences.get(sentence).map(|sentence| sentence.paragraph);
        let before = first.checked_sub(1);
        let opens = before.is_none_or(|before| paragraph(before) != paragraph(first));
        let closes = paragraph(last + 1) != paragraph(last);
        let found = match before {
            Some(before) if !opens || closes => self.person_of(before),
            _ if opens && !closes => {
                self.person_of(last + 1).filter(|at| self.mentions[*at].start == sentences[last + 1].tokens.start as usize)
            }
            _ => None,
        }?;
        Some(vec![Step { cluster: Some(self.clusters.of_mention[found]?), mention: Some(found) }])
    }

    /// The mention of whom a sentence is about, if that is a person: its subject, or the only one named in it.
    fn person_of(&self, sentence: usize) -> Option<usize> {
        let first = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let here = (first..self.mentions.len()).take_while(|at| self.mentions[*at].sentence == sentence);
        let somebody = |at: &usize| match &self.mentions[*at].what {
            _ if self.mentions[*at].quoted => false,
            What::Phrase(phrase) => phrase.person,
            What::Pronoun(_) => true,
            _ => false,
        };
        let named = |at: &usize| match &self.mentions[*at].what {
            What::Phrase(phrase) => !phrase.oblique && phrase.name.is_some() && !self.clusters.reader.governed(phrase.start, phrase.end),
            _ => false,
        };
        let mut people = here.clone().filter(somebody);
        let only = people.next().filter(|_| people.next().is_none()).filter(named);
        here.filter(somebody).find(|at| self.mentions[*at].subject).or(only)
    }

    /// The subject of an active cue that no engine or annotator marked as the source: whoever stands before it in its sentence.
    fn subject_of(&self, attr: &Attribution) -> Option<Step> {
        let reader = self.clusters.reader;
        // "um … aufzufordern": the verb is what tells.
        let opens = |at: &usize| !reader.facts[*at].is(list::PREPOSITION | list::SUBORDINATOR) || attr.cue.len() < 2;
        let cue = attr.cue.iter().flat_map(|span| span.range()).take_while(|at| *at < reader.facts.len()).find(opens)?;
        let passive = attr
            .cue
            .iter()
            .flat_map(|span| span.range())
            .take(8)
            .any(|at| at < reader.facts.len() && reader.turns.passive_or_impersonal.has(reader.lower(at)));
        if let Some(agent) = self.agent_of(attr, passive) {
            return Some(agent);
        }
        // Who "soll" do something is spoken of.
        if reader.turns.hearsay_modal.has(reader.doc.word(cue)) {
            return None;
        }
        let last = self.mentions.partition_point(|mention| mention.start < cue);
        let sentence = *self.sentence_of.get(cue)? as usize;
        let fits = |at: &usize| match &self.mentions[*at].what {
            What::Phrase(phrase) => {
                let hangs = self.mentions[*at].start > 0 && reader.facts[self.mentions[*at].start - 1].is(list::PREPOSITION);
                // A surname alone is somebody if the text has told who.
                let person = || self.clusters.of_mention[*at].is_some_and(|cluster| self.clusters.list[cluster].person);
                let speaks = phrase.place || phrase.class.map_or_else(person, |class| class != Class::Document);
                !phrase.oblique && !hangs && speaks && self.mentions[*at].end <= cue
            }
            What::Pronoun(_) => true,
            _ => false,
        };
        let before = (0..last).rev().take(SUBJECT_REACH).take_while(|at| self.mentions[*at].sentence == sentence).find(fits);
        // "Daran erinnern sich auch zwei Teilnehmer"
        let skipped = |at: &usize| reader.facts[*at].is(list::ADVERB) || reader.turns.behind_verb.has(reader.doc.word(*at));
        let next = (cue + 1..reader.facts.len()).find(|at| !skipped(at)).unwrap_or(cue).max(cue + 2);
        // "machte es keine Angaben", "ist von Rissen die Rede": nobody who speaks.
        let nothing = |at: &usize| {
            let What::Phrase(phrase) = &self.mentions[*at].what else { return false };
            phrase.determiner == Determiner::Negative || phrase.head.is_some_and(|head| reader.turns.no_subject.has(reader.doc.word(head)))
        };
        // "Danach wurde erklärt, die Zahlen seien falsch": what is told tells nothing.
        let told =
            |at: &usize| attr.form == Form::Indirect && attr.content.iter().any(|content| content.contains(self.mentions[*at].start));
        let behind = (last..self.mentions.len())
            .take(2)
            .find(|at| self.mentions[*at].start <= next && self.mentions[*at].sentence == sentence && !nothing(at) && !told(at));
        let verb = reader.facts[cue].lists & (list::PREPOSITION | list::DET_NOM) == 0 && !reader.facts[cue].capital;
        let opening = before.filter(|at| self.mentions[*at].subject && self.mentions[*at].end == cue);
        let mention = opening.or(behind).or(before).filter(|_| !passive && verb)?;
        Some(Step { cluster: Some(self.clusters.of_mention[mention]?), mention: Some(mention) })
    }

    /// By whom it is said: "wie von der Ministerin behauptet", "wurde vom Gericht verurteilt", "wurden in einem Aufruf der Stadt gebeten".
    fn agent_of(&self, attr: &Attribution, passive: bool) -> Option<Step> {
        let reader = self.clusters.reader;
        attr.frame.iter().find_map(|region| {
            let (start, end) = reader.reach(*region);
            let as_said = reader.turns.as_opener.has(reader.doc.word(start));
            let first = self.mentions.partition_point(|mention| mention.start < start);
            let inside = (first..self.mentions.len()).take_while(|at| self.mentions[*at].start < end);
            let by = |at: &usize| {
                let mention = &self.mentions[*at];
                let What::Phrase(phrase) = &mention.what else { return false };
                let speaks = phrase.person || matches!(phrase.class, Some(class) if class != Class::Document);
                let word = |back: usize| mention.start.checked_sub(back).filter(|at| *at >= start);
                let agent = word(1).is_some_and(|at| reader.turns.agent.has(reader.doc.word(at)))
                    && word(2).is_none_or(|at| !reader.facts[at].nominal());
                let told = word(1).is_some_and(|at| reader.facts[at].nominal() && reader.facts[at].is(list::TOLD))
                    && (2..5).filter_map(word).any(|at| reader.turns.by_means_of.has(reader.doc.word(at)));
                speaks && (agent && (passive || as_said) || passive && told)
            };
            let mention = inside.into_iter().find(by)?;
            Some(Step { cluster: Some(self.clusters.of_mention[mention]?), mention: Some(mention) })
        })
    }
}
