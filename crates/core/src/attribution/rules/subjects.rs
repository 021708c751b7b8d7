//! The subject of a clause, wherever it stands: before the verb or behind it, before a comma, or in the clause before.

use super::clauses::{Clause, ClauseKind, Sentence, VerbComplex};
use super::lexicon::class;
use super::morphology::form;
use super::noun_phrases::Place;
use super::tags::{Tag, Tagged};
use crate::document::Token;
use crate::span::Span;

impl Tagged<'_> {
    /// The source of an active cue: the subject of its clause.
    pub(super) fn subject(&self, sentence: &Sentence, index: usize) -> Option<Span<Token>> {
        let clause = &sentence.clauses[index];
        let verbs = clause.verbs.as_ref()?;
        let asked = Asked { tagged: self, tags: &self.tags, sentence, index, clause, verbs };
        match clause.kind {
            ClauseKind::Relative => asked.of_relative(),
            ClauseKind::Subordinate => asked.of_subordinate(),
            _ if clause.verb_first(self) => asked.of_verb_first(),
            _ => asked.of_verb_second(),
        }
    }

    /// "der Dienst Kursblick": a name behind a word and its article, that can be a subject.
    fn named_nominative(&self, span: Span<Token>) -> bool {
        let tag = &self.tags[span.start as usize];
        let nouns = (span.start as usize + 1..span.end as usize).take_while(|at| self.tags[*at].nominal()).count();
        tag.is(class::DET_NOM) && !tag.is(class::DET_OBL) && nouns > 1
    }

    /// Where the subject of several starts whose first an apposition parts from "und" and the others: only noun phrases stand between.
    fn joined_subject(&self, sentence: &Sentence, index: usize, finite: usize) -> Option<usize> {
        let clause = &sentence.clauses[index];
        let joins = self.lexicon.turns.joins.has(self.doc.word(clause.start())) && !self.tags[finite].any_forms(form::SINGULAR);
        let first = (0..index).rev().find(|at| sentence.clauses[*at].before == '^').filter(|first| joins && index - first > 1)?;
        let noun_phrase = |clause: &Clause| {
            let (start, end) = (clause.start(), clause.end());
            clause.kind == ClauseKind::Fragment
                && self.noun_phrase(start, end, Place::BeforeVerb) == Some(end)
                && !self.time_phrase(start, end)
        };
        let speaks = || self.can_speak_in(sentence.clauses[first].start(), sentence.clauses[first].end());
        (sentence.clauses[first..index].iter().all(noun_phrase) && speaks()).then(|| sentence.clauses[first].start())
    }

    /// For a clause that starts with its finite verb after a comma: where the subject before that comma starts, if what lies between is
    /// only appositions and relative clauses.
    pub(super) fn interrupted(&self, sentence: &Sentence, index: usize) -> Option<usize> {
        if sentence.clauses[index].before != ',' && sentence.clauses[index].before != '–' && sentence.clauses[index].before != '-' {
            return None;
        }
        let mut first = index;
        while first > 0 {
            let before = &sentence.clauses[first - 1];
            match before.kind {
                ClauseKind::Relative | ClauseKind::Infinitive => {}
                ClauseKind::Subordinate if before.opener.is_some_and(|at| !self.tags[at].is(class::COMPLEMENTISER)) && first >= 2 => {}
                ClauseKind::Fragment if before.before == '^' || before.before == '&' || before.before == ';' || before.before == ':' => {
                    let start = before.start();
                    // A quotation is what is said, not who says it.
                    let spoken =
                        self.outer_quotation(start).is_some_and(|quotation| self.doc.quotations[quotation].tokens.covers(before.tokens));
                    return (!spoken).then_some(start);
                }
                ClauseKind::Fragment => {}
                // "Der Rat wies das zurück, die Sprecherin der Stadt, Ina Pohl, erklärte …"
                ClauseKind::Main => return self.named_behind_comma(sentence, first, index),
                ClauseKind::Subordinate => return None,
            }
            first -= 1;
        }
        None
    }

    /// Where somebody stands who is told of and named between commas, from clause `first` up to the verb of `index`.
    fn named_behind_comma(&self, sentence: &Sentence, first: usize, index: usize) -> Option<usize> {
        let [who, name] = sentence.clauses.get(first..index)? else { return None };
        let start = who.start();
        let whole = |clause: &Clause| {
            clause.before == ',' && self.noun_phrase(clause.start(), clause.end(), Place::BeforeVerb) == Some(clause.end())
        };
        let named = self.tags[name.start()].nominal() && !self.can_speak(name.start());
        let goes_on = self.tags.get(sentence.clauses[index].start() + 1).is_some_and(|tag| tag.is(class::ADVERSATIVE | class::ADVERB));
        (self.tags[start].is(class::DET_NOM) && whole(who) && whole(name) && named && !goes_on && self.can_speak_in(start, who.end()))
            .then_some(start)
    }
}

/// A clause whose subject is asked for.
struct Asked<'a> {
    tagged: &'a Tagged<'a>,
    tags: &'a [Tag],
    sentence: &'a Sentence,
    /// Which clause of the sentence it is.
    index: usize,
    clause: &'a Clause,
    verbs: &'a VerbComplex,
}

/// Finds somebody behind the verb, in view of the phrase before it.
type Behind<T> = fn(&T, Span<Token>) -> Option<Span<Token>>;

impl Asked<'_> {
    /// "der das sagte", "den sie kritisierte": the pronoun, if it can be, or what stands behind it.
    fn of_relative(&self) -> Option<Span<Token>> {
        let (tagged, tags) = (self.tagged, self.tags);
        let opener = self.clause.opener?;
        let no_subject_behind = || {
            let after = tagged.noun_phrase(opener + 1, self.verbs.finite, Place::AfterVerb);
            after.is_none_or(|stop| tagged.thing(Span::new(opener + 1, stop)))
                || tags[opener + 1].is(class::DET_OBL | class::PRON_OBL) && !tags[opener + 1].is(class::PRON_NOM)
                || tags[opener].is(class::DATIVE_BEHIND)
        };
        if tags[opener].is(class::RELATIVE_NOMINATIVE)
            && (opener == self.clause.start() || tags[opener - 1].is(class::COORDINATOR))
            && no_subject_behind()
        {
            return Some(Span::new(opener, opener + 1));
        }
        tagged.subject_after(opener, self.sentence, self.index)
    }

    /// "dass sie das sagte"
    fn of_subordinate(&self) -> Option<Span<Token>> {
        let tagged = self.tagged;
        let opener = self.clause.opener.unwrap_or(self.clause.start());
        // "Wie „funk online“ berichtet"
        let name = tagged.outer_quotation(opener + 1).map(|outer| tagged.doc.quotations[outer].tokens);
        let name = name.filter(|name| name.start as usize == opener + 1 && name.end as usize == self.verbs.finite);
        let as_named = self.tags[opener].is(class::AS) && name.is_some_and(|_| tagged.short_name(opener + 1));
        name.filter(|_| as_named).or_else(|| tagged.subject_after(opener, self.sentence, self.index))
    }

    /// "…, sagte sie", "… und sagte das"
    fn of_verb_first(&self) -> Option<Span<Token>> {
        let (tagged, clause, finite) = (self.tagged, self.clause, self.verbs.finite);
        // "…, und kündigte die Klage an": the subject of the main clause before.
        if self.tags[clause.start()].is(class::COORDINATOR)
            && let Some(subject) = self.of_main_before()
        {
            return Some(subject);
        }
        // "Die Ministerin, die …, sagte": the subject stands before the comma.
        let before = tagged.interrupted(self.sentence, self.index).and_then(|first| tagged.subject_before(first, finite));
        match (before, self.behind_verb()) {
            (Some(before), Some(after)) if self.is_object(before, after) || tagged.many_of_one(before, finite) => Some(after),
            (Some(found), _) => Some(found),
            // "…, lehnte aber weitere Mittel ab": what cannot speak is no subject behind a main clause that has one.
            (None, Some(found)) if !self.is_behind_main() || self.can_speak(found) => Some(found),
            // "…, kündigte aber eine Klage an"
            (None, _) if matches!(clause.before, '&' | ',') => self.of_main_before(),
            (None, _) => None,
        }
    }

    /// The subject of the first clause of those that share it: the ones between have it from there.
    fn of_main_before(&self) -> Option<Span<Token>> {
        let (tagged, sentence) = (self.tagged, self.sentence);
        let of_its_own = |before: &usize| {
            let clause = &sentence.clauses[*before];
            clause.kind == ClauseKind::Main && !(clause.verb_first(tagged) && self.tags[clause.start()].is(class::COORDINATOR))
        };
        let mains = || (0..self.index).rev().filter(of_its_own);
        // "Sie sagte, der Plan sei gut, und forderte mehr Geld."
        let same_mood = |before: &usize| self.clause.konjunktiv() || !sentence.clauses[*before].konjunktiv();
        mains().find(same_mood).or_else(|| mains().next()).and_then(|main| tagged.subject(sentence, main))
    }

    /// "Die Zahl, die das Blatt nennt, wollte die Ärztin nicht bestätigen.": what stands before the comma may be the object.
    fn is_object(&self, before: Span<Token>, after: Span<Token>) -> bool {
        let tagged = self.tagged;
        // "Berichte, wonach er geht, nannte Holm „erfunden“": what others say.
        if before.len() == 1 && tagged.lexicon.turns.told_by_others.has(tagged.lower(before.start as usize)) {
            return tagged.bare_name(after) || self.head_speaks(after);
        }
        // "Forderungen der Anwohner, den Hafen zu schließen, lehnte Holm ab"
        if tagged.told_before(before, self.verbs.verb) && tagged.somebody(after) {
            return true;
        }
        let nominative = || self.first(after).is(class::DET_NOM);
        !tagged.bare_name(before) && !self.head_speaks(before) && self.head_speaks(after) && nominative()
    }

    fn is_behind_main(&self) -> bool {
        let before = self.index.checked_sub(1).map(|before| &self.sentence.clauses[before]);
        before.is_some_and(|before| before.kind == ClauseKind::Main && !before.konjunktiv()) && self.clause.before == ','
    }

    /// "Sie sagte das", "Das sagte sie"
    fn of_verb_second(&self) -> Option<Span<Token>> {
        let tagged = self.tagged;
        if let Some(pronoun) = self.pronoun_behind(class::SUBJECT_PRONOUN) {
            return Some(pronoun);
        }
        let start = self.start();
        // "Nähere Angaben wollte die Polizei nicht machen": what makes a phrase with the verb is no subject.
        let of_verb = |span: &Span<Token>| self.verbs.tokens.iter().any(|at| span.contains(*at));
        let Some(before) = tagged.subject_before(start, self.verbs.finite).filter(|span| !of_verb(span)) else {
            return self.behind_verb_or_von(start);
        };
        if let Some(after) = Self::BEHIND_OBJECTS.iter().find_map(|step| step(self, before)) {
            return Some(after);
        }
        if self.can_only_be_subject(before) {
            return Some(before);
        }
        let rather = |after: &Span<Token>| {
            (!tagged.bare_name(before) || tagged.bare_deed(before)) && !tagged.titled_name(before) && tagged.speaks_rather(before, *after)
        };
        self.behind_verb().filter(rather).or(Some(before))
    }

    /// Where the words start that may be the subject before the verb.
    fn start(&self) -> usize {
        let mut start = self.clause.start();
        while start < self.verbs.finite && self.tags[start].is(class::COORDINATOR) {
            start += 1;
        }
        // "Der Leiter, Karl Pohl, und Ina Brandt fordern"
        let joined = self.tagged.joined_subject(self.sentence, self.index, self.verbs.finite);
        joined.or_else(|| self.before_comma(start)).unwrap_or(start)
    }

    /// "Kim Oberg, Sprecherin der Stadt sagte", "Belgien, Polen und Italien erklärten": one subject with commas inside.
    fn before_comma(&self, start: usize) -> Option<usize> {
        let (tagged, tag) = (self.tagged, &self.tags[start]);
        let before = self.index.checked_sub(1).map(|before| &self.sentence.clauses[before])?;
        let (first, end) = (before.start(), before.end());
        (start == self.clause.start()
            && self.clause.before == ','
            && !tag.is(class::PERSONAL)
            && matches!(before.before, '^' | '&')
            && before.kind == ClauseKind::Fragment
            && tagged.noun_phrase(first, end, Place::BeforeVerb) == Some(end)
            && !tagged.time_phrase(first, end)
            && (tag.nominal() || tag.is(class::DET_NOM) && tagged.bare_name(before.tokens)))
        .then_some(first)
    }

    /// Who stands behind the verb where only an object can stand before it, one sort of object after the other.
    const BEHIND_OBJECTS: [Behind<Self>; 5] =
        [Self::many_behind_thing, Self::behind_pointer, Self::he_behind, Self::behind_what_is_told, Self::behind_text];

    /// "Sabotage schließen sie aus", "Höhere Preise lehnen sie ab": what cannot speak is no subject of many.
    fn many_behind_thing(&self, before: Span<Token>) -> Option<Span<Token>> {
        let many = self.pronoun_behind(class::PERSONAL).filter(|_| !self.tags[self.verbs.finite].any_forms(form::SINGULAR))?;
        let bare = before.len() == 1 || before.len() == 2 && !self.first(before).is(class::DET_NOM | class::DET_OBL);
        (bare && !self.can_speak(before)).then_some(many)
    }

    /// "Das lehnte Pohl ab", "Das bestreitet die Firma": an object, if somebody who speaks stands behind the verb.
    fn behind_pointer(&self, before: Span<Token>) -> Option<Span<Token>> {
        let tagged = self.tagged;
        if before.len() != 1 || !self.first(before).is(class::POINTER) {
            return None;
        }
        // "Das hält Pohl für Panikmache": nothing hangs on a name.
        let name_alone = |after: Span<Token>| {
            let alone = Span::new(after.start as usize, tagged.head_alone(after));
            if tagged.bare_name(alone) { alone } else { after }
        };
        let speaks = |after: &Span<Token>| {
            self.can_speak(*after)
                || after.len() == 1 && self.first(*after).is(class::PERSONAL)
                || tagged.bare_name(*after)
                || tagged.named_nominative(*after)
                || tagged.named_in_marks(*after)
        };
        self.behind_verb().map(name_alone).filter(speaks)
    }

    /// "Eine Anfrage ließ der Verein unbeantwortet": "der" right behind the verb opens its subject.
    fn he_behind(&self, before: Span<Token>) -> Option<Span<Token>> {
        let tagged = self.tagged;
        if tagged.bare_name(before) {
            return None;
        }
        self.behind_verb().filter(|after| tagged.he(*after) || tagged.many_of_one(before, self.verbs.finite))
    }

    /// "Die Vorwürfe nannte Kern Unsinn.": who answers.
    fn behind_what_is_told(&self, before: Span<Token>) -> Option<Span<Token>> {
        let tagged = self.tagged;
        if !tagged.told_before(before, self.verbs.verb) {
            return None;
        }
        self.behind_verb().filter(|after| tagged.somebody(*after))
    }

    /// "Das Urteil nannte Anwältin Kern einen „Skandal“.": a text is called so, and calls nobody.
    fn behind_text(&self, before: Span<Token>) -> Option<Span<Token>> {
        let tagged = self.tagged;
        if !tagged.calls_so(self.verbs.verb) || !tagged.is_text(before) {
            return None;
        }
        self.behind_verb().filter(|after| tagged.can_call(*after) && !tagged.is_text(*after) && !before.overlaps(*after))
    }

    /// True for "Sie", "Die Ministerin", "Ein Drittel der Befragten", and for what opens with "der" before a verb without a dative.
    fn can_only_be_subject(&self, before: Span<Token>) -> bool {
        let (tagged, first) = (self.tagged, self.first(before));
        let speaks = first.is(class::PRON_NOM | class::PERSONAL) && before.len() == 1
            || self.head_speaks(before)
            || tagged.shares_in(before.start as usize, tagged.head_alone(before));
        // "Der Schotte lobte Torwart Fitz": nothing that such a verb has beside it opens with "der".
        speaks && !first.is(class::EXPLETIVE) && !tagged.such(before)
            || tagged.is_word(before.start as usize, "der") && tagged.has_no_dative(self.verbs.verb)
    }

    /// "Von der Leyen sagte am Montag, …", "Von der Leyen kündigte Regeln an."
    fn behind_verb_or_von(&self, start: usize) -> Option<Span<Token>> {
        let (tagged, finite) = (self.tagged, self.verbs.finite);
        let after = self.behind_verb();
        if self.verbs.passive || after.is_some_and(|span| self.can_speak(span) || tagged.bare_name(span)) {
            return after;
        }
        tagged.name_with_von(start, finite).filter(|name| name.end as usize == finite).or(after)
    }

    /// A pronoun right behind the verb.
    fn pronoun_behind(&self, classes: u64) -> Option<Span<Token>> {
        let behind = self.verbs.finite + 1;
        let found = behind < self.clause.end() && self.tags[behind].is(classes) && self.tags[behind].quotation == 0;
        found.then(|| Span::new(behind, behind + 1))
    }

    fn behind_verb(&self) -> Option<Span<Token>> {
        self.tagged.subject_after(self.verbs.finite, self.sentence, self.index)
    }

    fn first(&self, span: Span<Token>) -> &Tag {
        &self.tags[span.start as usize]
    }

    fn can_speak(&self, span: Span<Token>) -> bool {
        self.tagged.can_speak_in(span.start as usize, span.end as usize)
    }

    /// The same without what hangs on the noun.
    fn head_speaks(&self, span: Span<Token>) -> bool {
        self.tagged.can_speak_in(span.start as usize, self.tagged.head_alone(span))
    }
}
