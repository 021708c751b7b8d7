//! Links of a chain besides the source: whom it refers to ("unter Berufung auf"), quotes, heard it from; and to whom it was told first.

use super::mentions::What;
use super::phrases::{Determiner, Phrase, Reader};
use super::premodifiers::adjective;
use super::words::{Class, gender, list};
use crate::attribution::{Attribution, Form};
use crate::document::Token;
use crate::span::Span;
use crate::word_list::WordList;

/// Mentions before and behind the source of an attribution.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Who claims to know, before the source.
    pub(super) origins: Vec<(What, usize, usize)>,
    /// Through whom it came, behind the source.
    pub(super) outer: Vec<(What, usize, usize)>,
}

/// A word of so many letters that ends as plurals of people do is hardly a surname.
const LONG_WORD: usize = 10;
/// How far before "zufolge" its phrase begins, in tokens.
const ACCORDING_REACH: usize = 6;
/// How far into a told act or a frame links are looked for, in tokens.
const REACH: usize = 80;
/// How far behind a frame it may stand whom its paper refers to, in tokens.
const REFERRED_REACH: usize = 16;

impl Reader<'_> {
    /// The links that the words of an attribution name besides its source.
    pub(super) fn links(&self, attr: &Attribution) -> Links {
        let (mut links, turns) = (Links::default(), self.turns);
        let regions = if attr.frame.is_empty() { &attr.content } else { &attr.frame };
        let in_source = |at: usize| attr.source.iter().any(|span| span.contains(at));
        let in_cue = |at: usize| attr.cue.iter().any(|span| span.contains(at));
        let cue: Vec<&str> =
            attr.cue.iter().flat_map(|span| span.range()).filter(|at| *at < self.facts.len()).take(12).map(|at| self.lower(at)).collect();
        let cued = |starts: &WordList| cue.iter().any(|word| starts.begins(word));
        let source_end = attr.source.iter().map(|span| span.end as usize).max();
        for region in regions.iter().chain(attr.source.iter()) {
            let (start, end) = self.reach(*region);
            for at in start..end {
                let Some(from) = self.refers(at, start, end) else { continue };
                if !in_source(from) || source_end.is_some_and(|source| from < source) {
                    self.enter(&mut links.origins, from, end);
                    if let Some(origin) = links.origins.last_mut() {
                        self.before_topic(attr, cued(&turns.telling_of), origin);
                        self.somebody(origin);
                    }
                    // "unter Berufung auf das Hilfswerk, das sich seinerseits auf Ärzte stützt"
                    if links.origins.len() > 1 && (at.saturating_sub(4).max(start)..at).any(|at| turns.in_turn.has(self.doc.word(at))) {
                        links.origins.rotate_right(1);
                    }
                }
            }
        }
        if links.origins.is_empty() {
            links.origins.extend(self.referred_behind(attr).or_else(|| self.transpired(attr)));
        }
        // "Holm urteilte laut dem „Boten“: …" with both words taken for the cue: the verb is his, the paper is none who speaks first.
        let beside_a_verb =
            |at: usize| attr.cue.first().is_some_and(|first| (first.start as usize) < at) && source_end.is_some_and(|end| end <= at);
        // "laut einem Bericht des „Boten“ unter Berufung auf | Kreise", all but the last word taken for the cue: so is the paper.
        let referred_to = |start: usize| {
            let cue = attr.cue.iter().find(|span| span.end as usize == start);
            cue.is_some_and(|span| self.refers(start - 1, span.start as usize, self.facts.len()) == Some(start))
        };
        let cited_through = |at: usize| {
            let opens = in_cue(at) && turns.according_at_start.has(self.doc.word(at)) && !in_cue(at + 1);
            opens && attr.source.first().is_some_and(|source| at + 1 < source.start as usize && referred_to(source.start as usize))
        };
        let cites = cue.iter().any(|word| word.starts_with("zitier"));
        let quotes = cued(&turns.quoting) && !attr.source.is_empty();
        // "will vom Minister wissen, dass", but "will vom Minister wissen, ob" asks.
        let asks = attr.content.first().is_none_or(|span| self.doc.word(span.start as usize) != "dass");
        let knows = cued(&turns.knowing);
        let hears = cued(&turns.hearing) || knows && !asks;
        for region in attr.frame.iter().chain(if attr.frame.is_empty() { attr.content.as_slice() } else { &[] }) {
            let (start, end) = self.reach(*region);
            let mut at = start;
            while at < end {
                let word = self.lower(at);
                if in_source(at) {
                    at += 1;
                } else if (word == "aus" && (hears || knows) || hears && turns.of.has(word))
                    && !in_source(at + 1)
                    && links.origins.is_empty()
                {
                    at = self.enter(&mut links.origins, at + 1, end).unwrap_or(at + 1);
                } else if word == "laut" && at + 1 < end && turns.sent_before.has(self.doc.word(at + 1)) {
                    // "sagte Holm der Zeitung laut Vorabmeldung"
                    at += 2;
                } else if (word == "laut" && (!in_cue(at) || beside_a_verb(at)) || cited_through(at)) && !in_source(at + 1) {
                    at = self.enter(&mut links.outer, at + 1, end).unwrap_or(at + 1);
                } else if let Some(whose) = self.by_statements_of(at, end).filter(|_| !in_cue(at) && !in_source(at + 1)) {
                    at = self.enter(&mut links.outer, whose, end).unwrap_or(at + 1);
                } else if turns.by_word_of.has(word) && (!in_cue(at) || beside_a_verb(at)) {
                    // "schrieb dem Bericht zufolge ein Beamter", "sagte Holm örtlichen Medien zufolge"
                    let before = |at: &usize| !in_source(*at) && !in_cue(*at) && self.facts[*at].mark == '\0';
                    let near = || (start..at).rev().take(ACCORDING_REACH).take_while(before);
                    let article = (start..at).rev().take(ACCORDING_REACH).find(|at| self.facts[*at].is(list::DET_OBL) && !in_source(*at));
                    let bare = || near().last().filter(|from| self.phrase(*from, at).is_some_and(|phrase| phrase.end == at));
                    article.or_else(bare).and_then(|from| self.enter(&mut links.outer, from, at));
                    at += 1;
                } else if quotes && links.origins.is_empty() && !in_cue(at) && self.facts[at].is(list::PREPOSITION) && word != "aus" {
                    // "zitierte im Mai aus dem Gutachten"
                    let timed = |phrase: &Phrase| self.facts[phrase.core - 1].is(list::TIME_NOUN);
                    at = self.phrase(at + 1, end).map_or(at + 1, |phrase| if timed(&phrase) { phrase.core } else { phrase.end });
                } else if quotes && links.origins.is_empty() && cites && !in_cue(at) && turns.object_pronouns.has(word) {
                    // "zitierte die Agentur sie"
                    links.origins.extend(self.source(Span::new(at, at + 1), attr));
                    at += 1;
                } else if quotes
                    && links.origins.is_empty()
                    && cites
                    && !in_cue(at)
                    && (self.facts[at].is(list::DET_NOM | list::DET_OBL) || self.facts[at].nominal() || word == "aus" || self.number(at))
                {
                    let from = if word == "aus" { at + 1 } else { at };
                    at = self.enter(&mut links.origins, from, end).unwrap_or(at + 1);
                } else {
                    at += 1;
                }
            }
        }
        // "einem Bericht des „Boten“ | unter Berufung auf Kreise zufolge"
        if let (Some(frame), Some(opens), Some(source), Some(closes)) =
            (attr.frame.first(), attr.cue.first(), attr.source.first(), attr.cue.last())
            && frame.start < opens.start
            && referred_to(source.start as usize)
            && closes.start >= source.end
            && turns.according_behind.has(self.doc.word(closes.start as usize))
        {
            self.enter(&mut links.outer, frame.start as usize, opens.start as usize);
        }
        // "Informationen der Zeitung aus Kreisen"
        for span in &attr.source {
            let (start, end) = self.reach(*span);
            let told =
                (start..end).find(|at| self.facts[*at].capital && self.facts[*at].is(list::TOLD) && !self.facts[*at].is(list::TOLD_TEXT));
            // "zitiert die Rundpost aus der Anklageschrift"
            let press = || {
                cites
                    && self.source(*span, attr).is_some_and(
                        |(what, ..)| matches!(what, What::Phrase(phrase) if matches!(phrase.class, Some(Class::Outlet | Class::Agency))),
                    )
            };
            let behind = told.map(|told| told + 1).or_else(|| press().then_some(start + 1));
            if let Some(from) =
                behind.and_then(|from| (from..end).find(|at| turns.out_of.has(self.doc.word(*at)))).filter(|from| *from > start + 1)
                && !self.somewhere(from + 1, end)
            {
                self.enter(&mut links.origins, from + 1, end);
            }
        }
        self.mediated(attr, &cue, &mut links);
        // A paper that is accused or asked is none that prints it.
        let turned_on = cued(&turns.turned_on);
        // What the press says itself it has said to nobody else.
        let mut by_press = false;
        for span in &attr.source {
            let Some((What::Phrase(phrase), _, stop)) = self.source(*span, attr) else { continue };
            by_press |= matches!(phrase.class, Some(Class::Outlet | Class::Agency)) && !quotes;
            // "Minister Jan Holm der Rundschau": nobody is Jan Holm of a paper, he said it to one.
            let end = span.end as usize;
            // "der 62-Jährige der Rundschau" neither.
            let aged = phrase.head.is_some_and(|head| turns.aged_noun_ends.ends(self.lower(head)));
            // "sagte ein Sprecher der „Rundschau“" to it, rather than for it
            let role = phrase.class == Some(Class::Person) && !phrase.person && attr.cue.iter().any(|cue| cue.end == span.start);
            let from = if aged || role && !self.of_the_press(&phrase) { Some(phrase.core) } else { Some(stop).filter(|_| phrase.person) };
            links.outer.extend(self.works_for(*span).or_else(|| self.lies_before(*span)));
            if let Some(at) = from.filter(|at| *at < end && turns.to_the_paper.has(self.doc.word(*at))) {
                links.outer.extend(self.outlet_at(at, end));
            }
            // "sagte der Präsident des Verbandes, Jan Holm, der „Rundschau“"
            let comma = (span.start as usize..end.min(self.facts.len())).rev().find(|at| self.facts[*at].mark == ',');
            let dative = comma.map(|comma| comma + 1).filter(|at| phrase.person && *at < end && turns.to_the_paper.has(self.doc.word(*at)));
            links.outer.extend(dative.and_then(|at| self.outlet_at(at, end)).filter(|(.., stop)| *stop == end));
        }
        // To whom, or where, it was said first: "sagte er der Zeitung", "im Gespräch mit dem Sender".
        let told_act = attr.frame.is_empty() && attr.form == Form::Reported;
        for region in if told_act { &attr.content } else { &attr.frame } {
            let (start, end) = self.reach(*region);
            let mut at = start;
            while at < end && !attr.source.is_empty() {
                let fact = &self.facts[at];
                // "eine Mail, die dem Boten vorliegt": a relative pronoun, no article.
                let article = |at: usize| self.facts.get(at).is_some_and(|fact| fact.is(list::DET_NOM | list::DET_OBL));
                let relative = at > start && self.facts[at - 1].mark == ',' && article(at) && article(at + 1);
                let opens = !relative && (fact.nominal() || article(at) || self.quotation_end[at] > 0);
                let phrase = if opens && !in_source(at) && !in_cue(at) { self.phrase(at, end) } else { None };
                let Some(phrase) = phrase else {
                    at += 1;
                    continue;
                };
                let (from, to, core) = (phrase.start, phrase.end, phrase.core.max(at + 1));
                let known = links.origins.iter().any(|(_, start, _)| *start == from);
                let preposition = from.checked_sub(1).filter(|before| *before >= start && self.facts[*before].is(list::PREPOSITION));
                // "nannte die Vorwürfe der Agentur norda gegenüber absurd"
                let faced =
                    |to: usize| (to..end).take(2).find(|at| self.facts[*at].mark == '\0').is_some_and(|at| self.lower(at) == "gegenüber");
                // "den Bericht der Zeitung": whose a thing is was told nothing.
                let hangs = preposition.is_none() && from > start && !in_source(from - 1) && !faced(to) && {
                    let noun = &self.facts[from - 1];
                    noun.nominal() && (noun.is(list::TOLD) || noun.class() == Some(Class::Document)) && !noun.is(list::INTERVIEW)
                };
                // "auf Anfrage von Radio Nord", "auf Anfrage des Senders"
                let asked = match preposition {
                    Some(at) => at > start && turns.asked.has(self.doc.word(at - 1)) && self.lower(at).starts_with("vo"),
                    None => from > start && turns.asked.has(self.doc.word(from - 1)),
                };
                // "warf ihr im Nordfunk Versagen vor": where it is said, whomever it is meant for.
                let where_said = preposition.is_some_and(|at| turns.where_printed.has(self.lower(at)));
                let told = (asked || preposition.is_none_or(|at| turns.told_in.has(self.lower(at))) && !hangs)
                    && !by_press
                    && (!turned_on || where_said);
                let talked = preposition.is_some_and(|at| at > start && self.facts[at - 1].is(list::INTERVIEW) && self.lower(at) == "mit");
                // "zur Sportschau", but not "zum „Umbau“"
                let topic = preposition.is_some_and(|at| self.lower(at).starts_with("zu"))
                    && phrase.vague
                    && !phrase.name.is_some_and(|(from, to)| (from..to).any(|at| self.facts[at].is(list::OUTLET_MARK)));
                // What a told act is about may be a paper too; but who "sprach im Nordfunk von Betrug" did so there.
                let behind = || {
                    let next = (to..self.facts.len()).take(2).find(|at| self.facts[*at].mark == '\0');
                    next.is_some_and(|at| self.lower(at) == "gegenüber" || self.turns.at_hand.has(self.doc.word(at)))
                };
                let there = |at: usize| {
                    self.lower(at).starts_with('i')
                        && (at == start || in_source(at - 1) || !self.facts[at - 1].nominal() || self.facts[at - 1].is(list::TIME_NOUN))
                };
                // "berichteten der Zeitung „Bote“ von Druck": beside verb or speaker "der" is a dative too.
                let beside = || from > start && (in_cue(from - 1) || in_source(from - 1) && !self.facts[from - 1].nominal());
                let feminine = || phrase.name.is_some() && turns.genitive_article.has(self.doc.word(from)) && beside();
                let dative = preposition.is_none() && (turns.dative_only.has(self.lower(from)) || feminine());
                let sure = !told_act
                    || talked
                    || asked
                    || dative
                    || self.aired(from)
                    || behind()
                    || preposition.is_some_and(|at| self.lower(at) == "gegenüber" || there(at));
                // "sagte er dem Blatt", which another sentence names
                let the_paper = || {
                    let known = matches!(phrase.determiner, Determiner::Definite | Determiner::Demonstrative) && phrase.name.is_none();
                    // "sagte eine Frau, die nicht in der Zeitung stehen will": any paper.
                    // "Jan Holm, Chef der Werft, forderte in der Zeitung mehr Geld": what stands before the verb is nothing of that sort.
                    let verb = attr.cue.iter().map(|cue| cue.end as usize).filter(|end| *end <= from).max().unwrap_or_default();
                    let aside =
                        attr.source.last().is_some_and(|source| (verb.max(source.end as usize)..from).any(|at| self.facts[at].mark == ','));
                    known && (!aside || behind()) && phrase.head.is_some_and(|head| self.facts[head].is(list::GENERIC_OUTLET)) && !by_press
                };
                let paper = || self.outlet_by_name(&phrase) && !self.word_in_marks(&phrase);
                if told && sure && !known && !topic && (paper() || the_paper()) {
                    // The station rather than its show.
                    links.outer.pop_if(|(_, show, _)| *show < from && self.aired(from));
                    links.outer.push((What::Phrase(phrase), from, to));
                } else if let Some(name) = self.regional_outlet(&phrase).filter(|_| told && sure && !known) {
                    let class = Some(Class::Outlet);
                    links.outer.push((What::Phrase(Phrase { name: Some(name), class, ..phrase }), name.0, to));
                } else if let Some(outlet) = self.reporter_of(&phrase).filter(|_| told && !known) {
                    links.outer.push(outlet);
                } else if talked && !known && !by_press && phrase.name.is_some() && !phrase.person && !phrase.coordinated {
                    // Who is interviewed by somebody that no list has talks to a paper.
                    let class = Some(Class::Outlet);
                    links.outer.push((What::Phrase(Phrase { class, vague: true, ..phrase }), from, to));
                }
                at = core;
            }
        }
        for span in attr.addressee.iter().filter(|_| !turned_on) {
            // "sagte sie dem „Küstenpost“-Reporter"
            let (start, end) = (span.start as usize, span.end as usize);
            let in_front = || self.press_in_front(start, end).and_then(|(paper, head)| self.outlet_at(paper, head));
            let asked = self.phrase(start, end).and_then(|phrase| self.reporter_of(&phrase));
            if let Some(outlet) = asked.or_else(in_front) {
                links.outer.push(outlet);
            } else if let Some(paper) = self.unknown_paper(*span).or_else(|| self.small_paper(*span)).filter(|_| !attr.source.is_empty()) {
                links.outer.push(paper);
            } else if let Some(papers) = self.some_papers(*span).filter(|_| !attr.source.is_empty()) {
                links.outer.push(papers);
            } else if let Some(found) = self.source(*span, attr)
                && let What::Phrase(phrase) = &found.0
                && matches!(phrase.class, Some(Class::Outlet | Class::Agency))
                && phrase.name.is_some_and(|(from, to)| !(from..to).any(|at| self.facts[at].is(list::PLATFORM)))
                && !phrase.own
                && !attr.source.is_empty()
            {
                links.outer.push(found);
            }
        }
        self.texts(attr, &mut links);
        links.outer.extend(self.printed_by(attr));
        // "schreibt „Küstenpost“-Kritikerin Elke Pohl": in her paper; where she says it is open.
        if links.outer.is_empty() && cued(&turns.writing) {
            links.outer.extend(attr.source.iter().find_map(|span| self.writes_for(*span)));
        }
        links
    }

    /// Where links are looked for in a role: from its first token on, so far.
    pub(super) fn reach(&self, span: Span<Token>) -> (usize, usize) {
        let start = span.start as usize;
        (start, (span.end as usize).min(self.facts.len()).min(start + REACH))
    }

    /// Whom one refers to right behind a frame that ends before it: "laut dem „Boten“ | unter Berufung auf Kreise ist der Hafen zu", "Wie der „Bote“
    /// schrieb | und sich dabei auf Akten berief, ist der Hafen zu", "Nach Angaben des „Boten“, | der sich auf Akten stützt, ist der Hafen zu".
    fn referred_behind(&self, attr: &Attribution) -> Option<(What, usize, usize)> {
        let behind = |end: usize| {
            let last = self.facts.len().min(end + REFERRED_REACH);
            let stop = (end..last).find(|at| self.facts[*at].mark != '\0').unwrap_or(last);
            let opens = end < stop && (self.turns.by_reference.has(self.doc.word(end)) || self.turns.joins.has(self.doc.word(end)));
            let from = (end + 1..stop).filter(|_| opens).find_map(|at| self.refers(at, end, stop))?;
            let mut found = Vec::new();
            self.enter(&mut found, from, stop)?;
            found.pop()
        };
        let relative = |end: usize| {
            let comma = (end.saturating_sub(1)..end + 1).find(|at| self.facts.get(*at).is_some_and(|fact| fact.mark == ','))?;
            // "sagte, | das Gutachten stütze sich auf alte Zahlen": what is said hangs on nobody.
            let said = attr.content.iter().any(|span| span.contains(comma + 1));
            self.facts.get(comma + 1).filter(|fact| fact.is(list::RELATIVE) && !said)?;
            let last = self.facts.len().min(comma + 2 * REFERRED_REACH);
            // What is cut off, "Küsten-, Seen- und Flussfischer", ends no clause.
            let ends = |at: &usize| self.facts[*at].mark != '\0' && !self.doc.word(*at - 1).ends_with('-');
            let stop = (comma + 1..last).find(ends).unwrap_or(last);
            let from = (comma + 2..stop).find_map(|at| self.refers(at, comma + 1, stop))?;
            let mut found = Vec::new();
            self.enter(&mut found, from, stop)?;
            found.pop()
        };
        let content = |end: usize| attr.content.iter().any(|span| span.start as usize == end);
        let ends = || attr.frame.iter().map(|span| span.end as usize);
        ends().filter(|end| content(*end)).find_map(behind).or_else(|| ends().find_map(relative))
    }

    /// "Wie aus Kreisen verlautete, wird die Werft verkauft. Das berichtet der „Bote“.": who knows what a paper has.
    fn transpired(&self, attr: &Attribution) -> Option<(What, usize, usize)> {
        let (at, turns) = (attr.content.first()?.start as usize, self.turns);
        let word = |at: usize| if at < self.facts.len() { self.doc.word(at) } else { "" };
        let told = attr.form != Form::Direct && turns.as_opener.has(word(at)) && turns.out_of.has(word(at + 1));
        let phrase = self.phrase(at + 2, self.facts.len().min(at + REFERRED_REACH)).filter(|_| told)?;
        let press = |span: &Span<Token>| {
            let source = self.source(*span, attr);
            matches!(source, Some((What::Phrase(source), ..)) if matches!(source.class, Some(Class::Outlet | Class::Agency)))
        };
        let (from, to) = (phrase.start, phrase.end);
        (turns.transpired.has(word(to)) && attr.source.iter().any(press)).then_some((What::Phrase(phrase), from, to))
    }

    /// Whose statements "nach" at `at` goes by, inside a frame: "sagte er nach Angaben | des Senders", but not "nach eigenen Angaben".
    fn by_statements_of(&self, at: usize, end: usize) -> Option<usize> {
        let noun = at + 1;
        let told = || self.facts[noun].is(list::TOLD) && self.facts[noun].capital && !self.facts[noun].is(list::TOLD_TEXT);
        let whose = (noun + 1 < end && self.lower(at) == "nach" && told()).then_some(noun + 1)?;
        if self.turns.by_whom.has(self.lower(whose)) {
            return (whose + 1 < end).then_some(whose + 1);
        }
        self.turns.whose.has(self.lower(whose)).then_some(whose)
    }

    /// "der Firma Nordra aus Bonn": a bare name behind "aus" is where somebody is, and tells no source.
    fn somewhere(&self, at: usize, end: usize) -> bool {
        let bare =
            |phrase: Phrase| phrase.determiner == Determiner::Bare && phrase.core == at + 1 && (phrase.place || phrase.class.is_none());
        self.phrase(at, end).is_some_and(bare)
    }

    /// Through whom a statement came: "ließ über eine Sprecherin mitteilen", "zitiert wird darin", "der Sender zitierte Holm mit den Worten".
    fn mediated(&self, attr: &Attribution, cue: &[&str], links: &mut Links) {
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
                let word = |(what, ..): &(What, usize, usize)| matches!(what, What::Phrase(phrase) if self.word_in_marks(phrase));
                links.outer.extend(self.outlet_at(at + 1, end).filter(|paper| printed && !word(paper)));
            }
            links.outer.extend(self.writes_in(*span, attr));
        }
    }

    /// "wird auf der Internetseite des Klubs zitiert", "in der Meldung": where the words stand, if that is no paper by name.
    fn text_or_site(&self, at: usize, end: usize) -> Option<(What, usize, usize)> {
        let phrase = self.phrase(at, end)?;
        let site = phrase.head.is_some_and(|head| self.turns.shown_site_ends.ends(self.lower(head)));
        let text = phrase.class == Some(Class::Document) && phrase.name.is_none();
        let (from, to) = (phrase.start, phrase.end);
        (site || text).then_some((What::Phrase(Phrase { class: Some(Class::Document), person: false, ..phrase }), from, to))
    }

    /// "schreiben die Forscher im Fachblatt „Küste“": where what they say is printed, if that is taken for a part of who they are.
    fn writes_in(&self, source: Span<Token>, attr: &Attribution) -> Option<(What, usize, usize)> {
        let (start, end) = self.reach(source);
        let (What::Phrase(phrase), ..) = self.source(source, attr)? else { return None };
        let somebody = phrase.person || matches!(phrase.class, Some(Class::Person | Class::Group | Class::Anonymous));
        let at = (phrase.start + 1..end).find(|at| self.turns.where_printed.has(self.doc.word(*at)))?;
        let paper = (at + 1..end).take(2).find_map(|at| self.outlet_at(at, end))?;
        let sort = |(what, ..): &(What, usize, usize)| matches!(what, What::Phrase(paper) if paper.head.is_some_and(|head| self.facts[head].is(list::GENERIC_OUTLET)));
        // "sagte der Politiker im Nordfunk"; but "der Intendant im Nordfunk" is so there.
        let anywhere = || phrase.head.is_some_and(|head| self.turns.anywhere_ends.ends(self.lower(head)));
        Some(paper).filter(|paper| start < at && somebody && !self.of_the_press(&phrase) && (sort(paper) || anywhere()))
    }

    /// The source where none is marked: behind a preposition that is a cue ("laut „Nordkurier“"), or the text that a page is of ("heißt es auf Seite 9").
    pub(super) fn unmarked(&self, attr: &Attribution) -> Option<(What, usize, usize)> {
        let frame = attr.frame.iter().flat_map(|span| span.range()).filter(|at| *at > 0 && *at < self.facts.len());
        if let Some(page) = frame.into_iter().find(|at| self.page(*at) && self.facts[at - 1].is(list::PREPOSITION)) {
            // "auf Seite 3 der Anklage"
            let end = attr.frame.iter().find(|span| span.contains(page)).map_or(page + 2, |span| span.end as usize).min(self.facts.len());
            let whose = page + 2 < end && self.facts[page + 2].is(list::DET_NOM | list::DET_OBL);
            return if whose { self.source(Span::new(page + 2, end), attr) } else { Some((What::There, page, page + 2)) };
        }
        let mut cue = attr.cue.iter().flat_map(|span| span.range()).filter(|at| *at < self.facts.len());
        // "Darin heißt es", "Dort ist von Rissen die Rede", and of texts alone "Darin wird gewarnt"
        let told = attr.content.first().filter(|_| attr.form == Form::Reported).map(|span| span.start as usize);
        let opening = cue.clone().next().and_then(|verb| verb.checked_sub(1)).into_iter().chain(told).find(|at| {
            let passive = || self.turns.passive_helpers.begins(self.lower(at + 1));
            *at + 1 < self.facts.len() && self.turns.there.has(self.lower(*at)) && (self.facts[*at].is(list::DA_ADVERB) || !passive())
        });
        if let Some(told) = self.told_at(attr) {
            return Some(told);
        }
        if let Some(there) = cue.find(|at| self.turns.there.has(self.lower(*at))).or(opening) {
            return Some((What::There, there, there + 1));
        }
        let last = attr.cue.last().map(|span| span.end as usize).filter(|end| *end > 0 && *end < self.facts.len())?;
        if self.lower(last - 1) == "zufolge" {
            let frame = attr.frame.iter().find(|span| span.contains(last - 1))?;
            let from = (frame.start as usize..last - 1).find(|at| self.facts[*at].mark == '\0')?;
            return self.source(Span::new(from, last - 1), attr);
        }
        if !self.turns.according.has(self.lower(last - 1)) {
            return None;
        }
        let end = self.phrase(last, self.facts.len().min(last + REACH))?.end;
        self.source(Span::new(last, end), attr)
    }

    /// True for what rejects a statement that stands before it: "Sie bestritt das."
    pub(super) fn denies_what_was_said(&self, attr: &Attribution) -> bool {
        let words = |spans: &[Span<Token>], test: &dyn Fn(&str) -> bool| {
            spans.iter().flat_map(|span| span.range()).take(REACH).any(|at| at < self.facts.len() && test(self.lower(at)))
        };
        let turns = self.turns;
        let back = words(&attr.cue, &|word| turns.away.has(word)) && words(&attr.cue, &|word| turns.sending.begins(word));
        let denies = back || words(&attr.cue, &|word| turns.denying_starts.begins(word));
        denies && attr.form == Form::Reported && words(&attr.content, &|word| turns.what_was_said.has(word))
    }

    /// "Im Rathaus hält man das für falsch", "Bei Nordra wird das anders dargestellt": where it is said, if no words are the source.
    fn told_at(&self, attr: &Attribution) -> Option<(What, usize, usize)> {
        let at = attr.content.first().filter(|_| attr.form == Form::Reported)?.start as usize;
        let opens = self.facts.get(at).is_some_and(|fact| fact.first) && self.turns.at_whom.has(self.doc.word(at));
        let phrase = self.phrase(at + 1, self.facts.len().min(at + REACH)).filter(|_| opens)?;
        let body = phrase.place || matches!(phrase.class, None | Some(Class::Organisation | Class::Group));
        let dated = (phrase.start..phrase.core).any(|at| self.facts[at].is(list::TIME_NOUN | list::TOLD | list::TEXT));
        let verb = phrase.end;
        let next = |at: usize| self.facts.get(at).is_some_and(|fact| fact.mark == '\0' && !fact.capital);
        let nobody = next(verb)
            && next(verb + 1)
            && (self.turns.one.has(self.doc.word(verb + 1))
                || attr.cue.is_empty()
                    && self.turns.passive_helpers.begins(self.doc.word(verb))
                    && self.turns.what_was_said.has(self.doc.word(verb + 1)));
        let span = Span::new(phrase.start, phrase.end);
        (body && !dated && nobody).then(|| self.source(span, attr)).flatten()
    }

    /// True if a preposition stands before tokens, or "zufolge" behind them.
    pub(super) fn governed(&self, start: usize, end: usize) -> bool {
        start > 0 && self.facts[start - 1].is(list::PREPOSITION) || end < self.facts.len() && self.doc.word(end) == "zufolge"
    }

    /// True for a source that another source of the same attribution refers to or heard it from: "verweist auf eine Studie", "aus dem Amt gehört".
    pub(super) fn heard_from(&self, start: usize, attr: &Attribution) -> bool {
        let Some(before) = start.checked_sub(1).filter(|_| attr.source.len() > 1) else { return false };
        let cue = |starts: &WordList| {
            let words = attr.cue.iter().chain(&attr.frame).flat_map(|span| span.range()).take(40).filter(|at| *at < self.facts.len());
            words.map(|at| self.lower(at)).any(|word| starts.begins(word))
        };
        match self.doc.word(before) {
            "auf" => cue(&self.turns.pointing_at),
            word => self.turns.from.has(word) && cue(&self.turns.heard),
        }
    }

    /// True for a source behind a preposition of the cue, where the cue has a verb and another source: "nach Angaben | der Polizei sagte der Fahrer".
    pub(super) fn speaks_behind(&self, start: usize, attr: &Attribution) -> bool {
        let piece = attr.source.iter().find(|span| span.contains(start)).filter(|_| attr.source.len() > 1);
        let before =
            piece.and_then(|span| (span.start as usize).checked_sub(1)).filter(|at| attr.cue.iter().any(|span| span.contains(*at)));
        let verb = || {
            let mut cue = attr.cue.iter().flat_map(|span| span.range()).take(12);
            cue.any(|at| self.facts.get(at).is_some_and(|fact| fact.is(list::HUMAN_VERB)))
        };
        before.is_some_and(|at| self.turns.according_at_start.has(self.doc.word(at))) && verb()
    }

    /// Where the phrase starts that "auf" at `at` refers to: "unter Berufung auf", "gestützt auf", "beruft sich auf";
    /// or the phrase behind "auf Grundlage von".
    pub(super) fn refers(&self, at: usize, start: usize, end: usize) -> Option<usize> {
        let word = self.doc.word(at);
        // "auf Grundlage von Akten", "auf der Basis von Daten"
        let ground = |at: usize| self.turns.ground.has(self.doc.word(at)) && at + 2 < end && self.doc.word(at + 1) == "von";
        if self.turns.upon.has(word) && at + 3 < end && (ground(at + 1) || ground(at + 2)) {
            return Some(if ground(at + 1) { at + 3 } else { at + 4 });
        }
        if word != "auf" || at <= start || at + 1 >= end {
            return None;
        }
        let before = self.lower(at - 1);
        // "mit Hinweis auf das laufende Verfahren" gives a reason.
        // "unter Berufung auf eigene Recherchen" names nobody else.
        let own = |phrase: &Phrase| {
            let told = self.facts[phrase.core - 1].is(list::TOLD);
            told && (phrase.start..phrase.core).any(|at| self.turns.oneself.has(self.doc.word(at)))
        };
        let reason = |phrase: &Phrase| self.turns.no_origin.has(self.doc.word(phrase.core - 1)) || own(phrase);
        let by_noun = self.facts[at - 1].is(list::BERUFUNG) && !self.phrase(at + 1, end).is_some_and(|phrase| reason(&phrase));
        let by_participle = before == "gestützt";
        let by_verb = (at.saturating_sub(8).max(start)..at).any(|i| self.lower(i).starts_with("sich"))
            && (at.saturating_sub(10).max(start)..end.min(at + 14)).any(|i| self.turns.resting_on.begins(self.lower(i)));
        let told = |phrase: &Phrase| phrase.head.is_some_and(|head| self.facts[head].is(list::TOLD));
        let somebody = || {
            let known = |phrase: Phrase| phrase.class.is_some() && !phrase.guessed || phrase.name.is_some() || told(&phrase);
            self.phrase(at + 1, end).is_some_and(known)
        };
        (by_noun || by_participle || by_verb && somebody()).then_some(at + 1)
    }

    /// "hatte unter Berufung auf Insider von einem Angebot berichtet": what is told of is no part of whom one refers to, where nothing else tells it.
    fn before_topic(&self, attr: &Attribution, tells_of: bool, origin: &mut (What, usize, usize)) {
        let (What::Phrase(phrase), start, stop) = origin else { return };
        let of = |at: &usize| self.turns.of.has(self.lower(*at));
        let elsewhere = || {
            let words = attr.content.iter().flat_map(|span| span.range()).take(REACH).filter(|at| *at < self.facts.len());
            // "Angaben von Beamten"
            let told = |at: usize| of(&at) || self.turns.about.has(self.doc.word(at));
            words.into_iter().any(|at| !(*start..*stop).contains(&at) && at + 1 != *start && told(at))
        };
        let topic = (phrase.core.max(*start + 1)..phrase.end).rfind(of);
        if let Some(topic) = topic.filter(|_| tells_of && attr.form == Form::Reported && !elsewhere()) {
            (phrase.end, *stop) = (topic, topic);
        }
    }

    /// Whom one refers to is somebody, be the noun known or not: "unter Verweis auf Geheimdienstler".
    fn somebody(&self, origin: &mut (What, usize, usize)) {
        if let (What::Phrase(phrase), ..) = origin
            && phrase.class.is_none()
            && phrase.determiner == Determiner::Bare
            && phrase.core == phrase.start + 1
            && self.doc.word(phrase.start).chars().count() >= LONG_WORD
            && self.turns.referred_ends.ends(self.doc.word(phrase.start))
        {
            phrase.name = None;
            phrase.head = Some(phrase.start);
            phrase.class = Some(Class::Anonymous);
            phrase.determiner = Determiner::Indefinite;
            phrase.gender = gender::P;
        }
    }

    /// "mit der Sache vertraute Personen": the participle, before which a preposition and what it governs stand.
    fn behind_its_object(&self, from: usize, end: usize) -> usize {
        let governs = from + 1 < end && self.facts[from].is(list::PREPOSITION) && !self.facts[from].capital;
        let object = self.core(from + 1, end).filter(|_| governs).map(|object| object.core);
        let small = |at: &usize| at + 1 < end && adjective(self.doc.word(*at)) && !self.facts[*at].capital && self.facts[*at].mark == '\0';
        object.filter(|at| small(at) && self.facts[at + 1].nominal()).unwrap_or(from)
    }

    fn enter(&self, links: &mut Vec<(What, usize, usize)>, from: usize, end: usize) -> Option<usize> {
        let behind = self.behind_its_object(from, end);
        // "namentlich nicht genannte Beamte"
        let small =
            |at: usize| !self.facts[at].capital && self.facts[at].mark == '\0' && !self.facts[at].is(list::PREPOSITION | list::DET_NOM);
        let adverbs = || (behind + 1..end.min(behind + 3)).take_while(|at| small(at - 1)).find_map(|at| Some((at, self.phrase(at, end)?)));
        let (behind, mut phrase) = self.phrase(behind, end).map(|phrase| (behind, phrase)).or_else(adverbs)?;
        if behind > from {
            (phrase.start, phrase.end) = (from, phrase.core);
        }
        // "Angaben aus Kreisen"
        if self.facts[phrase.core - 1].is(list::TOLD)
            && phrase.core + 1 < end
            && let Some(inner) = self.phrase(if self.turns.from.has(self.lower(phrase.core)) { phrase.core + 1 } else { phrase.core }, end)
        {
            // "gestützt auf einen Bericht der Finanzkontrolle": a text of its own, but that of a paper is the paper.
            let text = phrase.determiner == Determiner::Indefinite && self.facts[phrase.core - 1].is(list::TOLD_TEXT);
            if !text || matches!(inner.class, Some(Class::Outlet | Class::Agency)) {
                phrase = inner;
            }
        }
        let (start, stop) = (phrase.start, phrase.end);
        links.push((What::Phrase(phrase), start, stop));
        Some(stop)
    }
}
