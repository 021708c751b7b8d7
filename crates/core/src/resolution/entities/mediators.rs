//! Through whom a statement came: "ließ über eine Sprecherin mitteilen", "wird in der Zeitung zitiert".

use super::links::{Links, REACH};
use super::mentions::{Found, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{Class, list};
use crate::attribution::Attribution;
use crate::document::Token;
use crate::span::Span;
use crate::word_list::WordList;

impl Reader<'_> {
    /// Through whom a statement came: "ließ über eine Sprecherin mitteilen", "zitiert wird darin", "der Sender zitierte Holm mit den Worten".
    pub(super) fn mediated(&self, attr: &Attribution, cue: &[&str], links: &mut Links) {
        let cued = |starts: &WordList| cue.iter().any(|word| starts.begins(word));
        let (in_source, turns) = (|at: usize| attr.source.iter().any(|span| span.contains(at)), self.turns);
        let lets = cued(&turns.letting) && cued(&turns.let_known);
        let frame =
            || attr.frame.iter().flat_map(|span| span.range()).filter(|at| *at < self.facts.len()).take(REACH).map(|at| self.lower(at));
        let framed = cue.is_empty() && frame().any(|word| turns.quoted.has(word)) && frame().any(|word| turns.passive_helpers.begins(word));
        let cited = cue.iter().any(|word| word.starts_with("zitiert")) && cued(&turns.passive_helpers) || framed;
        // "wird Ministerin Pohl von der Zeitung zitiert": what stands behind her name is not all hers.
        let behind = |at: usize| attr.source.first().is_some_and(|source| (source.start as usize) < at);
        for region in if attr.frame.is_empty() { &attr.content } else { &attr.frame } {
            let (start, end) = self.reach(*region);
            let cites = !attr.frame.is_empty()
                && !cue.iter().any(|word| word.starts_with("zitier"))
                && (start..end).any(|at| self.doc.word(at).starts_with("zitiert"));
            for at in start..end {
                let word = self.lower(at);
                let mouthpiece = |phrase: &Phrase| {
                    let own = phrase.determiner == Determiner::Possessive && phrase.name.is_some();
                    lets || own && phrase.head.is_some_and(|head| turns.mouthpiece_ends.ends(self.lower(head)))
                };
                let mediator = if turns.by_mouth_of.has(word) && !in_source(at) {
                    // "ließ über seine Agentur ausrichten"
                    let own_body =
                        |phrase: &Phrase| phrase.class == Some(Class::Organisation) && phrase.determiner == Determiner::Possessive && lets;
                    self.phrase(at + 1, end).filter(|phrase| phrase.class == Some(Class::Person) && mouthpiece(phrase) || own_body(phrase))
                } else if cites && at == start && !in_source(at) {
                    self.phrase(at, end).filter(|phrase| matches!(phrase.class, Some(Class::Outlet | Class::Agency)))
                } else {
                    None
                };
                // "zitiert aus dem Boten": nearer to who said it than who quotes from it.
                if cites && self.turns.out_of.has(word) && !in_source(at) {
                    links.outer.splice(0..0, self.outlet_at(at + 1, end));
                }
                if let Some(phrase) = mediator {
                    let (from, to) = (phrase.start, phrase.end);
                    links.outer.push((What::Phrase(phrase), from, to));
                }
                if cited && turns.in_that_text.has(word) {
                    links.outer.push((What::There, at, at + 1));
                } else if cited && (turns.printed_in.has(word) && !in_source(at) || turns.agent.has(word) && behind(at)) {
                    let text = || self.text_or_site(at + 1, end).filter(|_| !turns.agent.has(word));
                    let small = || self.small_agency(at + 1, end).map(|agency| (What::Phrase(agency), at + 1, at + 3));
                    links.outer.extend(self.outlet_at(at + 1, end).or_else(small).or_else(text));
                } else if cited && turns.upon.has(word) && !in_source(at) {
                    links.outer.extend(self.text_or_site(at + 1, end));
                }
            }
        }
        // "einer Meldung der norda, die vom Nordkurier verbreitet wurde", "einer Studie im Fachblatt „Küste“"
        for span in &attr.source {
            let (start, end) = self.reach(*span);
            let end = self.text_that_came_out(start, end);
            let texts = [Class::Document, Class::Outlet, Class::Agency];
            let text = (start..end).find_map(|at| self.facts[at].class()).is_some_and(|class| texts.contains(&class));
            let came_out = (start + 2..end).any(|at| turns.came_out.has(self.doc.word(at)));
            for at in (start + 1..end).filter(|_| text) {
                let printed = turns.printed_in.has(self.doc.word(at)) && (at > start + 1 || came_out);
                let word = |(what, ..): &Found| matches!(what, What::Phrase(phrase) if self.word_in_marks(phrase));
                links.outer.extend(self.outlet_at(at + 1, end).filter(|paper| printed && !word(paper)));
            }
            links.outer.extend(self.writes_in(*span, attr));
        }
    }

    /// "wird auf der Internetseite des Klubs zitiert", "in der Meldung": where the words stand, if that is no paper by name.
    fn text_or_site(&self, at: usize, end: usize) -> Option<Found> {
        let phrase = self.phrase(at, end)?;
        let site = phrase.head.is_some_and(|head| self.turns.shown_site_ends.ends(self.lower(head)));
        let text = phrase.class == Some(Class::Document) && phrase.name.is_none();
        let (from, to) = (phrase.start, phrase.end);
        (site || text).then_some((What::Phrase(Phrase { class: Some(Class::Document), person: false, ..phrase }), from, to))
    }

    /// "schreiben die Forscher im Fachblatt „Küste“": where what they say is printed, if that is taken for a part of who they are.
    fn writes_in(&self, source: Span<Token>, attr: &Attribution) -> Option<Found> {
        let (start, end) = self.reach(source);
        let (What::Phrase(phrase), ..) = self.source(source, attr)? else { return None };
        let somebody = phrase.person || matches!(phrase.class, Some(Class::Person | Class::Group | Class::Anonymous));
        let at = (phrase.start + 1..end).find(|at| self.turns.where_printed.has(self.doc.word(*at)))?;
        let paper = (at + 1..end).take(2).find_map(|at| self.outlet_at(at, end))?;
        let sort = |(what, ..): &Found| matches!(what, What::Phrase(paper) if paper.head.is_some_and(|head| self.facts[head].is(list::GENERIC_OUTLET)));
        // "sagte der Politiker im Nordfunk"; but "der Intendant im Nordfunk" is so there.
        let anywhere = || phrase.head.is_some_and(|head| self.turns.anywhere_ends.ends(self.lower(head)));
        Some(paper).filter(|paper| start < at && somebody && !self.of_the_press(&phrase) && (sort(paper) || anywhere()))
    }
}
