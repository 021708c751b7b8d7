//! Which of two phrases on both sides of a verb is its subject: "Die Vorwürfe wies Kern zurück", "Eine Anfrage ließ der Verein unbeantwortet".

use super::lexicon::{Speaker, Verb, class};
use super::morphology::form;
use super::tags::Tagged;
use crate::attribution::Stance;
use crate::document::Token;
use crate::span::Span;

impl Tagged<'_> {
    /// True for what is rather answered than answers: "Die Vorwürfe nannte Kern Unsinn.", "Vorschläge gab es. Diese lehnt die Stadt ab."
    pub(super) fn told_before(&self, before: Span<Token>, verb: usize) -> bool {
        let (start, head) = (before.start as usize, self.head_alone(before) - 1);
        let turns = &self.lexicon.turns;
        let thing = self.told_thing(head) && !self.is_word(start, "der");
        let answers = |verb: &Verb| {
            (verb.through.accusative || verb.through.dative)
                && verb.stance.iter().any(|one| matches!(one, Stance::Rejects | Stance::Denies | Stance::Confirms))
        };
        // "Informationen des Senders dementierte das Ministerium.", "Die von den Grünen geforderte Sitzung lehnt die Koalition ab."
        let reports = || {
            let word = self.lower(start);
            let told =
                self.lexicon.is_document(word) || self.lexicon.attributor(word).is_some() || self.lexicon.content_noun(word).is_some();
            self.tags[start].nominal() && told
        };
        let inset = || {
            before.len() > 2
                && self.tags[start].is(class::DET_NOM)
                && self.tags[start + 1].is(class::PREPOSITION)
                && !self.is_word(start, "der")
        };
        let answered = || self.lexicon.verbs.get(verb).is_some_and(answers);
        // "Eine neue Ausschreibung lehnte Pohl ab": what is written rejects nothing.
        let written = || {
            let rejects = self.lexicon.verbs.get(verb).is_some_and(|verb| verb.through.accusative && verb.stance == [Stance::Rejects]);
            rejects && self.lexicon.is_document(self.lower(head)) && !self.is_word(start, "der")
        };
        let points = || before.len() == 1 && self.is_one_of(start, &turns.demonstratives);
        thing || (reports() || inset() || points()) && answered() || written()
    }

    /// "Vorwürfe", "Details": things that somebody tells or answers, and nobody who does.
    fn told_thing(&self, at: usize) -> bool {
        let somebody = matches!(self.lexicon.speaker(self.lower(at)), Some(Speaker::Person | Speaker::Body | Speaker::Outlet));
        self.lexicon.turns.no_surnames.has(self.doc.word(at)) && !somebody
    }

    /// True for a verb of saying that takes an accusative and nobody in the dative: "lobte", "kritisierte".
    pub(super) fn has_no_dative(&self, verb: usize) -> bool {
        let accusative = |verb: &Verb| verb.mode.is_some() && verb.through.accusative && !verb.through.dative && !verb.addressee.dative;
        self.lexicon.verbs.get(verb).is_some_and(accusative)
    }

    /// True for a verb that calls something somehow: "nannte", "bezeichnete".
    pub(super) fn calls_so(&self, verb: usize) -> bool {
        let calls = |verb: &Verb| self.lexicon.turns.calling_verbs.has(&format!("{}{}", verb.prefix, verb.infinitive));
        self.lexicon.verbs.get(verb).is_some_and(calls)
    }

    /// True for a phrase with an article for what is done, written or told, which is no subject of a verb of saying: "die die Haltung der Stadt kritisierte".
    pub(super) fn thing(&self, span: Span<Token>) -> bool {
        let head = span.range().find(|at| self.tags[*at].nominal()).filter(|head| *head > span.start as usize);
        head.is_some_and(|head| {
            let lower = self.lower(head);
            let somebody = matches!(self.lexicon.speaker(lower), Some(Speaker::Person | Speaker::Body | Speaker::Outlet));
            let turns = &self.lexicon.turns;
            let deed = turns.abstract_ends.ends(lower) || turns.no_surnames.has(self.doc.word(head));
            !somebody && (deed || self.lexicon.is_document(lower) || self.lexicon.content_noun(lower).is_some())
        })
    }

    /// True for a phrase for something written.
    pub(super) fn is_text(&self, span: Span<Token>) -> bool {
        let head = span.range().find(|at| self.tags[*at].nominal());
        head.is_some_and(|head| self.lexicon.is_document(self.lower(head)))
    }

    /// True for somebody who can be the subject: a title and a name, or a person or body with an article that is no accusative alone.
    pub(super) fn can_call(&self, span: Span<Token>) -> bool {
        let opens = &self.tags[span.start as usize];
        (opens.is(class::DET_NOM) || opens.nominal()) && self.somebody(span)
    }

    /// True for a person, a body or a bare name.
    pub(super) fn somebody(&self, span: Span<Token>) -> bool {
        let class = |at: usize| self.lexicon.speaker(self.lower(at)).filter(|_| self.tags[at].nominal());
        let mut classes = (span.start as usize..self.head_alone(span)).filter_map(class);
        let name = Span::new(span.start as usize, span.start as usize + 1);
        classes.any(|class| matches!(class, Speaker::Person | Speaker::Body)) || self.bare_name(name)
    }

    /// "ein solches Gremium": what was spoken of before, and rather the object where somebody stands behind the verb.
    pub(super) fn such(&self, span: Span<Token>) -> bool {
        span.range().take(2).any(|at| self.lower(at).starts_with("solch"))
    }

    /// True if of two phrases on both sides of a verb of saying the one behind it is who speaks: "Eine Absage schloss Minister Pohl aus.", "Ein
    /// Verfahren lehnt Pohl ab."
    pub(super) fn speaks_rather(&self, before: Span<Token>, after: Span<Token>) -> bool {
        let opens = &self.tags[after.start as usize];
        let nominative = opens.is(class::PRON_NOM | class::DET_NOM) || opens.nominal();
        let deed = || {
            let head = before.range().find(|at| self.tags[*at].nominal());
            head.is_some_and(|at| at > before.start as usize && self.lexicon.turns.abstract_ends.ends(self.lower(at)))
                || self.bare_deed(Span::new(before.end as usize - 1, before.end as usize))
        };
        // "Aufklärung forderte auch die Letzte Generation."
        let with_article = || opens.is(class::DET_NOM) && self.bare_deed(before) && before.len() == 1;
        // "Das Beispiel hat Ina Pohl oft erzählt": a thing and a full name.
        let full = || {
            let thing = self.tags[before.start as usize].is(class::DET_NOM) && !self.somebody(before) && !self.is_text(before);
            thing && after.len() > 1 && self.bare_name(after) && !self.bare_deed(after)
        };
        nominative && self.can_speak_in(after.start as usize, after.end as usize)
            || full()
            || self.bare_name(after) && (deed() || self.surname(after))
            || with_article()
    }

    /// "Entspannung", "Kritik", "Details", "Schwere Fehler": a noun without an article for what is done or told, and nobody's surname.
    pub(super) fn bare_deed(&self, span: Span<Token>) -> bool {
        let (start, last) = (span.start as usize, span.end as usize - 1);
        let turns = &self.lexicon.turns;
        let told = self.told_thing(last);
        let deed = span.len() == 1 && turns.abstract_ends.ends(self.lower(last)) && !self.can_speak(start);
        let plain = span.len() == 1 || span.len() == 2 && self.tags[start].first;
        plain && (told || deed) && !self.surname(Span::new(last, last + 1))
    }

    /// "der Verein" right behind the finite verb: a masculine noun that can only be the subject.
    pub(super) fn he(&self, span: Span<Token>) -> bool {
        let start = span.start as usize;
        let noun = span.range().find(|at| self.tags[*at].nominal());
        let masculine = noun.is_some_and(|noun| self.can_speak(noun) && self.lexicon.masculine(self.lower(noun)));
        masculine && self.is_word(start, "der") && start > 0 && self.tags[start - 1].any_forms(form::FINITE)
    }

    /// True for a number of things before a verb in the singular: many are no subject of one.
    pub(super) fn many_of_one(&self, span: Span<Token>, finite: usize) -> bool {
        let (first, tag) = (span.start as usize, &self.tags[finite]);
        let one = tag.any_forms(form::SINGULAR) && !tag.any_forms(form::PLURAL);
        // "Die neuen Regeln verteidigte Pohl": one would be "die neue".
        let several = || {
            let adjective = first + 2 < span.end as usize && self.adjective(first + 1, span.end as usize);
            self.is_word(first, "die") && adjective && self.doc.word(first + 1).ends_with("en")
        };
        let many = self.is_number(first) || self.is_one_of(first, &self.lexicon.turns.several) || several();
        one && many && !self.tags[first].is(class::GENITIVE) && !self.lexicon.turns.just_one.has(self.doc.word(first))
    }

    /// True for one word that stands behind another name elsewhere in the text: "Driesch", after "Manuela Driesch".
    fn surname(&self, span: Span<Token>) -> bool {
        let name = self.doc.word(span.start as usize);
        let full = |at: usize| self.doc.word(at) == name && self.tags[at - 1].nominal() && self.tags[at - 1].mark == '\0';
        span.len() == 1 && (1..self.tags.len()).any(|at| at != span.start as usize && full(at))
    }
}
