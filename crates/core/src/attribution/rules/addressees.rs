//! To whom something is conveyed.

use super::clauses::{Clause, ClauseKind, VerbComplex};
use super::lexicon::{Speaker, Verb, class, complement};
use super::noun_phrases::Place;
use super::tags::Tagged;
use crate::document::Token;
use crate::span::Span;

/// How many words the name of a paper has at most behind its preposition.
const LONGEST_PAPER: usize = 4;

impl Tagged<'_> {
    /// True if the words can name somebody who listens: a pronoun, a head of the word list, a name of several words.
    fn addressable(&self, span: Span<Token>) -> bool {
        let first = &self.tags[span.start as usize];
        span.len() == 1 && first.is(class::PRON_OBL | class::PERSONAL)
            || self.can_speak_in(span.start as usize, span.end as usize)
            || span.range().filter(|at| self.tags[*at].nominal()).count() >= 2
    }

    /// True if the head of the phrase, its first noun, can speak, or if it is a bare name: "zu Pohl", but not "zu den Plänen der Stadt".
    fn names_somebody(&self, span: Span<Token>) -> bool {
        let pronoun = span.len() == 1 && self.tags[span.start as usize].is(class::PRON_OBL | class::PERSONAL);
        let head = span.range().find(|at| self.tags[*at].nominal());
        let bare = |head: usize| head == span.start as usize && !self.tags[head - 1].is(class::CONTRACTED) && self.bare_name(span);
        pronoun || head.is_some_and(|head| self.can_speak(head) || bare(head))
    }

    /// To whom, whatever the verb: "gegenüber der Zeitung", "im Gespräch mit der Zeitung".
    pub(super) fn addressed(&self, within: Span<Token>, source: Option<Span<Token>>) -> Option<Span<Token>> {
        let tags = &self.tags;
        let in_source = |at: usize| source.is_some_and(|source| source.contains(at));
        let found = within.range().filter(|at| tags[*at].quotation == 0).find_map(|at| {
            let noun_before = at > within.start as usize && tags[at - 1].nominal();
            // "die Haltung gegenüber der Stadt" hangs on its noun.
            let addressing = tags[at].is(class::ADDRESSING) && (!noun_before || in_source(at - 1) || tags[at - 1].is(class::TIME_NOUN));
            let occasion = noun_before && tags[at].is(class::OCCASION_PREPOSITION) && tags[at - 1].is(class::OCCASION);
            (addressing || occasion)
                .then(|| self.noun_phrase(at + 1, within.end as usize, Place::AfterVerb))?
                .map(|stop| Span::new(at + 1, stop))
        });
        found.filter(|span| source.is_none_or(|source| !source.overlaps(*span)))
    }

    /// The source and whom its verb is about, where both stand behind the verb: "warf die Opposition | der Regierung Versagen vor". Only of verbs that
    /// take a dative, and where no other dative stands.
    pub(super) fn dative_behind(
        &self,
        source: Span<Token>,
        clause: &Clause,
        verbs: &VerbComplex,
        verb: &Verb,
    ) -> Option<(Span<Token>, Span<Token>)> {
        let (start, end) = (source.start as usize, source.end as usize);
        let takes = || self.lexicon.turns.taking_datives.has(&format!("{}{}", verb.prefix, verb.infinitive));
        if verbs.passive || clause.kind == ClauseKind::Main && start < verbs.finite || end - start < 3 || !takes() {
            return None;
        }
        let thing = |at: usize| {
            let noun = (at + 1..end.min(at + 4)).find(|at| self.tags[*at].nominal());
            self.tags[at].is(class::DATIVE_BEHIND) && noun.is_some_and(|noun| self.lexicon.turns.feminine_thing_ends.ends(self.lower(noun)))
        };
        let at = (start + 1..end).rfind(|at| self.oblique_feminine(*at, end) || thing(*at))?;
        let head = (start..at).find(|at| self.tags[*at].nominal())?;
        // "der Sprecher der Regierung widersprach": whose spokesman he is.
        let lower = self.lower(head);
        let person = self.lexicon.speaker(lower) == Some(Speaker::Person);
        let one = person && (!self.is_word(start, "die") || self.lexicon.turns.feminine_ends.ends(lower));
        if one && self.can_speak_in(at + 1, end) {
            return None;
        }
        let other = self.addressee(clause, verb, Some(source)).is_some();
        let stop = self.noun_phrase(at, end, Place::AfterVerb).unwrap_or(end);
        (!other).then(|| (Span::new(start, at), Span::new(at, stop)))
    }

    /// The source and the paper or agency behind it that was told, where the verb tells somebody something: "bestätigte das Ministerium | der
    /// „Küstenpost“", "sagte die Ministerin | der dpa". What a paper has itself is the paper's: "sagte der Chefredakteur der „Küstenpost“".
    pub(super) fn told_paper(
        &self,
        source: Span<Token>,
        clause: &Clause,
        verbs: &VerbComplex,
        verb: &Verb,
    ) -> Option<(Span<Token>, Span<Token>)> {
        let (start, end) = (source.start as usize, source.end as usize);
        if verbs.passive || !verb.addressee.dative || clause.kind == ClauseKind::Main && start < verbs.finite {
            return None;
        }
        let turns = &self.lexicon.turns;
        let told = |at: usize| {
            let before = self.lower(at - 1);
            let somebody =
                matches!(self.lexicon.speaker(before), Some(Speaker::Person | Speaker::Body)) || self.bare_name(Span::new(start, at));
            let article = self.tags[at].is(class::DATIVE_BEHIND) && self.tags[at].quotation == 0;
            article
                && self.tags[at - 1].nominal()
                && somebody
                && !turns.of_a_paper_ends.ends(before)
                && self.press_by_name(at + 1, clause.end())
        };
        let at = (start + 1..clause.end().min(end + 1)).find(|at| told(*at))?;
        let stop = self.noun_phrase(at, clause.end(), Place::AfterVerb).unwrap_or(at + 1).max(at + 2);
        Some((Span::new(start, at), Span::new(at, stop)))
    }

    /// Parts who speaks from the paper that was told, at the end of a source: "so Pohl | zum Tagblatt", "ließ Sprecher Malte Pohl | KURIER wissen".
    pub(super) fn told_at_end(&self, source: Span<Token>) -> Option<(Span<Token>, Span<Token>)> {
        let (start, end) = (source.start as usize, source.end as usize);
        let turns = &self.lexicon.turns;
        let known = |at: usize| self.tags[at].nominal() && self.lexicon.speaker(self.lower(at)) == Some(Speaker::Outlet);
        let name = |at: usize| self.tags[at].nominal() && self.tags[at].mark == '\0' && !self.can_speak(at) && !self.is_acronym(at);
        let to = (start + 1..end.saturating_sub(1)).find(|at| self.tags[at - 1].nominal() && turns.told_to_paper.has(self.doc.word(*at)));
        if let Some(at) = to.filter(|at| (at + 1..end.min(at + LONGEST_PAPER)).any(known)) {
            let somebody = self.somebody(Span::new(start, at));
            let article = usize::from(!self.tags[at].is(class::CONTRACTED));
            return somebody.then(|| (Span::new(start, at), Span::new(at + article, end)));
        }
        let last = end.checked_sub(1).filter(|last| *last > start && name(last - 1))?;
        let word = self.doc.word(last);
        let shouted = word.chars().count() > 3 && word.chars().all(char::is_uppercase) && !turns.legal_form.has(word);
        // Surnames in capitals have only a first name before them.
        let full = last >= start + 2 && name(last - 2);
        (shouted && (full || known(last))).then(|| (Span::new(start, last), Span::new(last, end)))
    }

    /// True if a paper or agency stands at `at` by its name, in marks, in several words or in initials: "„Küstenpost“", "Deutschen Presse-Agentur", "dpa".
    fn press_by_name(&self, at: usize, end: usize) -> bool {
        let marks = at < end && self.is_quotation_mark(at);
        let first = at + usize::from(marks);
        let known = |at: usize| self.tags[at].word.speaker == Some(Speaker::Outlet);
        let names = (first..end).take_while(|at| self.tags[*at].nominal() && self.tags[*at].mark == '\0').count();
        let Some(last) = names.checked_sub(1).map(|rest| first + rest) else { return !marks && first < end && known(first) };
        let in_full = || (marks || names > 1) && self.lexicon.turns.press_ends.ends(self.lower(last));
        let initials = |at: usize| self.is_acronym(at) || self.lexicon.turns.written_small.has(self.doc.word(at));
        in_full() || (first..=last).any(|at| known(at) && (marks || initials(at)))
    }

    /// A clause between commas that is nothing but the paper, agency or body that was told: "sagte ein Offizier, der ungenannt bleiben will, | der dpa".
    pub(super) fn told_alone(&self, clause: &Clause) -> Option<Span<Token>> {
        let (start, end) = (clause.start(), clause.end());
        let plain =
            clause.verbs.is_none() && clause.before == ',' && end > start + 1 && self.tags[start].is(class::DATIVE | class::DATIVE_BEHIND);
        let outlet = |at: usize| self.tags[at].nominal() && self.lexicon.speaker(self.lower(at)) == Some(Speaker::Outlet);
        let first = start + 1 + usize::from(self.adjective(start + 1, end));
        // "der Polizei", "dem Gericht", but not "der Chef", which is who speaks
        let somebody = || self.can_speak(first) && (self.oblique_feminine(start, end) || !self.tags[start].is(class::DET_NOM));
        let told = plain && (self.title_in_marks(first, end) || self.press_by_name(first, end) || outlet(first) || somebody());
        let stop = self.noun_phrase(start, end, Place::BeforeVerb).filter(|_| told)?;
        (stop == end).then(|| Span::new(start, end))
    }

    /// The end of whoever says something, before the paper or station in which they do: "ein Sprecher der Feuerwehr | im NDR", "ein Team | im Fachblatt
    /// „Küste“". A text in a paper and who reports for a station are one phrase.
    pub(super) fn without_medium(&self, from: usize, to: usize) -> usize {
        let turns = &self.lexicon.turns;
        let head = (from..to).find(|at| self.tags[*at].nominal());
        let somebody = head.is_some_and(|head| {
            let lower = self.lower(head);
            let text = matches!(self.lexicon.speaker(lower), Some(Speaker::Document | Speaker::Outlet));
            !text && self.lexicon.attributor(lower).is_none() && self.lexicon.content_noun(lower).is_none()
        });
        let medium = |at: usize| {
            let article = usize::from(self.tags[at + 1].is(class::DET_OBL));
            let paper = at + 1 + article;
            let called =
                paper + 2 < to && self.lexicon.speaker(self.lower(paper)) == Some(Speaker::Outlet) && self.is_quotation_mark(paper + 1);
            self.tags[at - 1].nominal() && !turns.of_a_paper_ends.ends(self.lower(at - 1)) && (called || self.press_by_name(paper, to))
        };
        let at = (from + 1..to.saturating_sub(1))
            .find(|at| turns.where_printed.has(self.doc.word(*at)) && self.tags[*at].quotation == 0 && medium(*at));
        at.filter(|_| somebody).unwrap_or(to)
    }

    /// True if "den …" is no dative, whose plural ends in n or s: "den Verdacht", but not "den Kindern".
    fn accusative_masculine(&self, at: usize, end: usize) -> bool {
        let noun = (at + 1..end).find(|i| self.tags[*i].nominal());
        self.doc.word(at).ends_with("en") && noun.is_some_and(|noun| !self.doc.word(noun).ends_with(['n', 's']))
    }

    /// To whom: by the verb's case or preposition, outside of `source`.
    pub(super) fn addressee(&self, clause: &Clause, verb: &Verb, source: Option<Span<Token>>) -> Option<Span<Token>> {
        let verbs = clause.verbs.as_ref()?;
        let tags = &self.tags;
        let case = &verb.addressee;
        let free = |span: Span<Token>| source.is_none_or(|source| !source.overlaps(span));
        if let Some(found) = self.addressed(clause.tokens, source) {
            return Some(found);
        }
        let behind_preposition = (clause.start()..clause.end())
            .find(|at| case.prepositions.iter().any(|preposition| self.is_preposition(*at, preposition)))
            .and_then(|at| Some(Span::new(at + 1, self.noun_phrase(at + 1, clause.end(), Place::AfterVerb)?)))
            .filter(|span| free(*span) && self.names_somebody(*span));
        if behind_preposition.is_some() || !(case.dative || case.accusative) {
            return behind_preposition;
        }
        // "forderte Bonn auf": the only object, and so whoever is asked.
        let only_object = case.accusative && !verb.through.accusative;
        let dative = case.dative;
        let mut at = clause.start();
        while at < clause.end() {
            if verbs.tokens.contains(&at) {
                at += 1;
                continue;
            }
            if tags[at].is(class::PREPOSITION) || tags[at].quotation > 0 {
                at = self.noun_phrase(at + 1, clause.end(), Place::AfterVerb).unwrap_or(at + 1).max(at + 1);
                continue;
            }
            let Some(stop) = self.noun_phrase(at, clause.end(), Place::AfterVerb) else {
                at += 1;
                continue;
            };
            let span = Span::new(at, stop);
            let cased = if dative {
                tags[at].is(class::DATIVE) || tags[at].is(class::DATIVE_BEHIND) && (at > verbs.finite || self.oblique_feminine(at, stop))
            } else {
                tags[at].is(class::ACCUSATIVE) && at > verbs.finite
            };
            // "warf Pohl vor": a bare name right behind the verb, or before a passive.
            let named = span.range().all(|i| tags[i].nominal() && tags[i].word.classes == 0)
                && (only_object || verbs.passive || span.len() > 1 || at == verbs.finite + 1)
                && (at > verbs.finite || verbs.passive);
            // "nannte den Plan falsch" is an accusative.
            let anybody = only_object || dative && verb.complements & complement::ALS == 0 && !self.accusative_masculine(at, stop);
            // "widersprach einem Bericht"
            let head = span.range().find(|at| tags[*at].nominal());
            let document = head.is_some_and(|head| self.lexicon.is_document(self.lower(head)));
            let fits = (cased || named) && !document && (anybody || self.addressable(span));
            // "sagten der dnb": an article alone names nobody.
            let followed = tags.get(stop).is_some_and(|tag| {
                let article = span.len() == 1 && tags[at].is(class::DET_NOM | class::DET_OBL);
                tag.is(class::NACH) || tag.word.attributor.is_some() || article && tag.mark == '\0' && stop < clause.end()
            });
            if fits && free(span) && !followed && !self.time_phrase(at, stop) {
                return Some(span);
            }
            at = stop.max(at + 1);
        }
        None
    }
}
