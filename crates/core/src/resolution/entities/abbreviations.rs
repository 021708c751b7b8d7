//! Brackets behind a phrase: "(54)", "(SPD)", and abbreviations that make a name of what stands before them.

use super::phrases::{Phrase, Reader};
use super::words::{CLOSED, Class};

impl Reader<'_> {
    /// True if an abbreviation begins as the phrase does: "Bund der Imker (BdI)", but not "in Europa (OSZE)".
    fn initial_fits(&self, phrase: &Phrase, alias: usize) -> bool {
        let first = (phrase.start..phrase.end).find(|at| self.facts[*at].nominal());
        let letter = |at: usize| self.doc.word(at).chars().next().map(|c| c.to_lowercase().to_string());
        first.is_some_and(|at| letter(at) == letter(alias))
    }

    /// "die Schutzgemeinschaft der Imker (SdI)", "der Verein offene tür (ot)": an abbreviation in brackets makes a name of what stands before.
    pub(super) fn abbreviated(&self, phrase: &mut Phrase, limit: usize) {
        let limit = limit.min(self.facts.len());
        let body = matches!(phrase.class, None | Some(Class::Organisation | Class::Group | Class::Agency | Class::Outlet));
        if phrase.person || !body || phrase.coordinated {
            return;
        }
        let lower = |at: usize| !self.facts[at].capital && self.facts[at].mark == '\0' && !self.facts[at].is(CLOSED) && !self.number(at);
        let mut open = phrase.end;
        while open < limit && open < phrase.end + 3 && phrase.end == phrase.core && lower(open) {
            open += 1;
        }
        let own_name = open > phrase.end;
        if phrase.alias.is_none() && open + 2 < limit && self.facts[open].mark == '(' && self.facts[open + 2].mark == ')' {
            let (inside, first) = (self.doc.word(open + 1), self.facts[phrase.end - 1].capital);
            let short = inside.chars().count() <= 8 && inside.chars().all(|c| c.is_alphabetic() || c == '-');
            let capitals = inside.chars().filter(|c| c.is_uppercase()).count();
            // "das Kinderwerk der Vereinten Häfen (KIDWEL)": no abbreviation of what hangs on it
            let inner = (phrase.core + 1..phrase.end).find(|at| self.facts[*at].nominal());
            let other = |at: usize| self.doc.word(at).chars().next() != inside.chars().next();
            let of_all = phrase.class == Some(Class::Organisation) && capitals > 2 && inner.is_some_and(other);
            let fits = of_all || self.initial_fits(phrase, open + 1);
            if short && first && (capitals > 1 && fits || own_name) {
                phrase.alias = Some(open + 1);
                if own_name {
                    phrase.name = Some((phrase.core, open));
                } else if phrase.name.is_none() || phrase.end > phrase.core {
                    phrase.name = (phrase.start..phrase.end).find(|at| self.facts[*at].nominal()).map(|from| (from, phrase.end));
                }
                phrase.end = open + 3;
                phrase.core = phrase.end;
            }
        } else if phrase.alias.is_some_and(|alias| self.facts[alias].acronym && self.initial_fits(phrase, alias))
            && phrase.name.is_none()
            && phrase.end == phrase.core
        {
            let open = phrase.alias.map_or(phrase.end, |alias| alias - 1);
            phrase.name = (phrase.start..open).find(|at| self.facts[*at].nominal()).map(|from| (from, open));
        }
        let fits = phrase.alias.is_some_and(|alias| self.initial_fits(phrase, alias)) || own_name && phrase.alias == Some(open + 1);
        if fits && phrase.name.is_some() {
            phrase.guessed = false;
        }
        if fits && phrase.name.is_some() && matches!(phrase.class, None | Some(Class::Group)) {
            phrase.class = Some(Class::Organisation);
        }
    }

    /// Takes in "(54)", "(SPD)", "(IAEA)".
    pub(super) fn brackets(&self, phrase: &mut Phrase, limit: usize) {
        let limit = limit.min(self.facts.len());
        if phrase.core < limit && self.facts[phrase.core].mark == '(' {
            let close = (phrase.core + 1..limit.min(phrase.core + 9)).find(|i| self.facts[*i].mark == ')');
            if let Some(close) = close {
                let inside = phrase.core + 1;
                // "der Verein der Imker in der Region Nordau (VIRN)"
                let of_place = phrase.place && phrase.name.is_none_or(|(from, _)| !self.facts[from].metonym);
                let fits = !of_place || self.initial_fits(phrase, inside);
                // "das „Ländchen“ (Glotz)": whose word it is.
                let marked = phrase.core > 0 && self.facts[phrase.core - 1].mark != '\0';
                let whose = marked && !self.facts[inside].acronym && !self.initial_fits(phrase, inside);
                // "die Norddeutsche Zeitung (NZ, Dienstag)"
                let first = || {
                    inside + 1 < close
                        && self.facts[inside + 1].mark == ','
                        && self.facts[inside].acronym
                        && self.initial_fits(phrase, inside)
                };
                if (close == inside + 1 || first()) && self.facts[inside].capital && !phrase.person && fits && !whose {
                    phrase.alias = Some(inside);
                }
                phrase.core = close + 1;
                phrase.end = close + 1;
            }
        }
    }
}
