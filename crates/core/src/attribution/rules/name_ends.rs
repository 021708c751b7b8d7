//! Where the name of somebody ends: which nouns behind it are no part of it.

use super::lexicon::{Speaker, class};
use super::morphology::form;
use super::noun_phrases::TITLED;
use super::tags::Tagged;

/// Behind a paper or agency, longer words that end like plurals are rather things than its name, in characters.
const LONGEST_NAME: usize = 10;

impl Tagged<'_> {
    /// True if the noun at `at` is no name of whoever stands before it: "laut Betriebsrat Ende März", "laut einem Zeitungsbericht Waren".
    pub(super) fn no_name_of(&self, at: usize) -> bool {
        let (tag, before) = (&self.tags[at], self.lower(at - 1));
        if !tag.nominal() || tag.mark != '\0' || tag.quotation > 0 || !self.tags[at - 1].nominal() {
            return false;
        }
        let (speaker, lower) = (self.lexicon.speaker(before), self.lower(at));
        let own = self.lexicon.speaker(lower);
        // "laut Polizei Waren von 30 Firmen", but not "die Agentur Reuters von 30 Firmen".
        let thing = || matches!(own, None | Some(Speaker::Document));
        let counted = || at + 2 < self.tags.len() && self.tags[at + 1].is(class::NAME_VON) && self.is_amount(at + 2) && thing();
        // "laut Angaben Oldermanns" has a genitive.
        let genitive = || self.may_be_genitive(at);
        // "laut der Agentur Nord Panzerwagen geliefert": long words that end like plurals are things.
        let thing_behind_outlet = || {
            let word = self.doc.word(at);
            let outlet = |at: usize| self.tags[at].nominal() && self.lexicon.speaker(self.lower(at)) == Some(Speaker::Outlet);
            word.chars().count() > LONGEST_NAME
                && !word.contains('-')
                && ["en", "e", "er"].iter().any(|ending| word.ends_with(ending))
                && own.is_none()
                && (outlet(at - 1) || at > 1 && outlet(at - 2))
        };
        // "laut Landratsamt Baumfällungen"
        let deeds = || lower.ends_with("en") && self.lexicon.turns.abstract_ends.ends(lower) && self.lexicon.attributor(lower).is_none();
        // "nach Einschätzung der Ärztin Malwine Zech Entzündungen": behind a title and a name.
        let titled = || (1..=TITLED).all(|back| at.checked_sub(back).is_some_and(|before| self.tags[before].nominal()));
        // "warf der Regierung Untätigkeit vor": behind a body and its article, but not "der Stiftung Denkmalpflege"
        let accused = || {
            let article = at > 1 && self.tags[at - 2].is(class::DET_NOM | class::DET_OBL);
            let turns = &self.lexicon.turns;
            let deed = turns.abstract_ends.ends(lower) || turns.misdeeds.has(lower);
            article && deed && !turns.titled_ends.ends(before) && own.is_none()
        };
        // "die SPD Kanzler Pohl Untätigkeit vorwarf": behind a title and a name.
        let named_accused = || {
            let title = at > 2
                && self.tags[at - 3].nominal()
                && self.tags[at - 2].nominal()
                && self.lexicon.speaker(self.lower(at - 2)) == Some(Speaker::Person);
            title && speaker.is_none() && self.lexicon.turns.abstract_ends.ends(lower) && own.is_none()
        };
        // "legten laut Gericht Verteidigung und Anklage Berufung ein"
        let whole = || speaker.is_some() && !self.has_article(at - 1) && self.lexicon.turns.whole_bodies.has(self.doc.word(at));
        // "gestand der Politiker Fehler ein", "will laut Minister Huber Schulden abbauen", but not "der Verein Kinder in Not"
        let object = || {
            let article = at > 1 && self.tags[at - 2].is(class::DET_NOM | class::DET_OBL);
            // "räumte Overbeck Fehler ein"
            let behind_verb = || self.tags[at - 2].forms(form::FINITE) && !self.tags[at - 2].capital;
            // "das Bündnis Klares Wasser"
            let title = |at: usize| self.tags[at].nominal() && !self.lexicon.turns.naming_nouns.has(self.lower(at));
            let named = || at > 1 && (title(at - 2) && self.lexicon.speaker(self.lower(at - 2)).is_some() || behind_verb());
            let known = speaker.is_some() || self.is_acronym(at - 1);
            let behind = known && !(article && self.lexicon.turns.naming_nouns.has(before)) || named();
            behind && self.lexicon.turns.no_surnames.has(self.doc.word(at))
        };
        thing_behind_outlet()
            || object()
            || named_accused()
            || whole()
            || own == Some(Speaker::Person) && self.title_behind_body(at)
            || (speaker.is_some() || titled()) && deeds()
            || speaker.is_some() && accused()
            || titled() && self.lexicon.turns.misdeeds.has(lower)
            || speaker.is_some() && (tag.is(class::TIME_NOUN) || counted())
            || speaker == Some(Speaker::Document) && !genitive()
    }

    /// "warf die SPÖ | Kanzler Stocker Wortbruch vor": for the word for a person at `at`, whether it is a title that does not agree with the article of the body before it, and a name behind it.
    fn title_behind_body(&self, at: usize) -> bool {
        let next = |at: usize| self.tags.get(at).is_some_and(|tag| tag.nominal() && tag.mark == '\0');
        let title = next(at + 1) && self.lexicon.speaker(self.lower(at + 1)).is_none();
        let Some(first) = (0..at).rev().take(TITLED).take_while(|before| next(*before)).last().filter(|_| title) else { return false };
        let known =
            self.lexicon.speaker(self.lower(first)) == Some(Speaker::Body) || self.lexicon.turns.whole_bodies.has(self.doc.word(first));
        let body = known || self.is_acronym(first);
        let article = (0..first).rev().take(TITLED).find(|before| self.tags[*before].is(class::DET_NOM | class::DET_OBL));
        let plain = |article: &usize| (article + 1..first).all(|before| self.adjective(before, self.tags.len()));
        let turns = &self.lexicon.turns;
        body && article.filter(plain).is_some_and(|article| {
            let word = self.lower(article);
            turns.neuter_article.has(word) || turns.feminine_article.has(word) && !turns.feminine_title_ends.ends(self.lower(at))
        })
    }
}
