//! Links of a chain besides the source: whom it refers to ("unter Berufung auf"), quotes, heard it from; `audience.rs` finds to whom it was told first.

use super::mentions::{Found, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::premodifiers::adjective;
use super::words::{Class, gender, list};
use crate::attribution::{Attribution, Form};
use crate::document::Token;
use crate::span::Span;
use crate::turns::Turns;
use crate::word_list::WordList;

/// Mentions before and behind the source of an attribution.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Who claims to know, before the source.
    pub(super) origins: Vec<Found>,
    /// Through whom it came, behind the source.
    pub(super) outer: Vec<Found>,
}

/// A word of so many letters that ends as plurals of people do is hardly a surname.
const LONG_WORD: usize = 10;
/// How far before "zufolge" its phrase begins, in tokens.
const ACCORDING_REACH: usize = 6;
/// How far into a told act or a frame links are looked for, in tokens.
pub(super) const REACH: usize = 80;
/// How far behind a frame it may stand whom its paper refers to, in tokens.
const REFERRED_REACH: usize = 16;
/// How much of a cue tells how something is said, in tokens.
const CUE_REACH: usize = 12;

/// An attribution as its links are read from it: how its cue says it, and where its words stand.
pub(super) struct Saying<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) turns: &'a Turns,
    pub(super) attr: &'a Attribution,
    /// The words of its cue in lower case.
    cue: Vec<&'a str>,
    /// "zitiert", "zitierte aus": the source gives the words of somebody.
    pub(super) quotes: bool,
    /// It does so with a form of "zitieren".
    cites: bool,
    /// "hörte von Ärzten", "will vom Minister wissen, ob": the source has it from somebody.
    hears: bool,
    /// "weiß aus Kreisen"
    knows: bool,
}

impl Reader<'_> {
    /// The links that the words of an attribution name besides its source.
    pub(super) fn links(&self, attr: &Attribution) -> Links {
        let (mut links, saying) = (Links::default(), Saying::new(self, attr));
        saying.refers_to(&mut links.origins);
        if links.origins.is_empty() {
            links.origins.extend(self.referred_behind(attr).or_else(|| self.transpired(attr)));
        }
        saying.along_the_frame(&mut links);
        saying.according_to_text(&mut links.outer);
        for span in &attr.source {
            saying.inside_source(*span, &mut links.origins);
        }
        self.mediated(attr, &saying.cue, &mut links);
        saying.audience(&mut links);
        self.texts(attr, &mut links);
        links.outer.extend(self.printed_by(attr));
        // "schreibt „Küstenpost“-Kritikerin Elke Pohl": in her paper; where she says it is open.
        if links.outer.is_empty() && saying.cued(&self.turns.writing) {
            links.outer.extend(attr.source.iter().find_map(|span| self.writes_for(*span)));
        }
        links
    }
}

impl<'a> Saying<'a> {
    fn new(reader: &'a Reader<'a>, attr: &'a Attribution) -> Self {
        let turns = reader.turns;
        let cue = attr.cue.iter().flat_map(|span| span.range()).filter(|at| *at < reader.facts.len()).take(CUE_REACH);
        let cue: Vec<&str> = cue.map(|at| reader.lower(at)).collect();
        let cued = |starts: &WordList| cue.iter().any(|word| starts.begins(word));
        let quotes = cued(&turns.quoting) && !attr.source.is_empty();
        let cites = cue.iter().any(|word| word.starts_with("zitier"));
        // "will vom Minister wissen, dass", but "will vom Minister wissen, ob" asks.
        let asks = attr.content.first().is_none_or(|span| reader.doc.word(span.start as usize) != "dass");
        let knows = cued(&turns.knowing);
        let hears = cued(&turns.hearing) || knows && !asks;
        Saying { reader, turns, attr, cue, quotes, cites, hears, knows }
    }

    /// True if a word of the cue begins so.
    pub(super) fn cued(&self, starts: &WordList) -> bool {
        self.cue.iter().any(|word| starts.begins(word))
    }

    pub(super) fn in_source(&self, at: usize) -> bool {
        self.attr.source.iter().any(|span| span.contains(at))
    }

    pub(super) fn in_cue(&self, at: usize) -> bool {
        self.attr.cue.iter().any(|span| span.contains(at))
    }

    /// Its frame, or what is told where it has none.
    fn regions(&self) -> &'a [Span<Token>] {
        if self.attr.frame.is_empty() { &self.attr.content } else { &self.attr.frame }
    }

    /// "unter Berufung auf Kreise", "gestützt auf Akten": whom it refers to, in its frame or source.
    fn refers_to(&self, origins: &mut Vec<Found>) {
        let (reader, turns) = (self.reader, self.turns);
        for region in self.regions().iter().chain(&self.attr.source) {
            let (start, end) = reader.reach(*region);
            for at in start..end {
                let Some(from) = reader.refers(at, start, end) else { continue };
                reader.enter(origins, from, end);
                if let Some(origin) = origins.last_mut() {
                    reader.before_topic(self.attr, self.cued(&turns.telling_of), origin);
                    reader.somebody(origin);
                }
                // "unter Berufung auf das Hilfswerk, das sich seinerseits auf Ärzte stützt"
                if origins.len() > 1 && (at.saturating_sub(4).max(start)..at).any(|at| turns.in_turn.has(reader.doc.word(at))) {
                    origins.rotate_right(1);
                }
            }
        }
    }

    /// Links that small words of its frame open: "aus", "laut", "nach Angaben", "zufolge".
    fn along_the_frame(&self, links: &mut Links) {
        for region in self.regions() {
            let (start, end) = self.reader.reach(*region);
            let mut at = start;
            while at < end {
                let next = if self.in_source(at) { None } else { self.link_at(at, start, end, links) };
                at = next.unwrap_or(at + 1);
            }
        }
    }

    /// Enters the link that one token of the frame opens. Where it ends, if it does not with the token.
    fn link_at(&self, at: usize, start: usize, end: usize, links: &mut Links) -> Option<usize> {
        let (reader, turns, word) = (self.reader, self.turns, self.reader.lower(at));
        let apart = !self.in_source(at + 1);
        let free = || !self.in_cue(at) || self.beside_a_verb(at);
        if self.heard_by(word) && apart && links.origins.is_empty() {
            reader.enter(&mut links.origins, at + 1, end)
        } else if word == "laut" && at + 1 < end && turns.sent_before.has(reader.doc.word(at + 1)) {
            // "sagte Holm der Zeitung laut Vorabmeldung"
            Some(at + 2)
        } else if (word == "laut" && free() || self.cited_through(at)) && apart {
            reader.enter(&mut links.outer, at + 1, end)
        } else if let Some(whose) = reader.by_statements_of(at, end).filter(|_| !self.in_cue(at) && apart) {
            reader.enter(&mut links.outer, whose, end)
        } else if turns.by_word_of.has(word) && free() {
            self.before_according(at, start, &mut links.outer);
            None
        } else if self.quotes && links.origins.is_empty() && !self.in_cue(at) {
            self.quoted_at(at, end, &mut links.origins)
        } else {
            None
        }
    }

    /// "hörte von Ärzten", "weiß aus Kreisen": the word before whom the source has it from.
    fn heard_by(&self, word: &str) -> bool {
        word == "aus" && (self.hears || self.knows) || self.hears && self.turns.of.has(word)
    }

    /// "Holm urteilte laut dem „Boten“: …" with both words taken for the cue: the verb is his, the paper is none who speaks first.
    fn beside_a_verb(&self, at: usize) -> bool {
        let source_end = self.attr.source.iter().map(|span| span.end as usize).max();
        self.attr.cue.first().is_some_and(|first| (first.start as usize) < at) && source_end.is_some_and(|end| end <= at)
    }

    /// "laut einem Bericht des „Boten“ unter Berufung auf | Kreise", all but the last word taken for the cue: the paper is none who speaks first.
    fn cited_through(&self, at: usize) -> bool {
        let opens = self.in_cue(at) && self.turns.according_at_start.has(self.reader.doc.word(at)) && !self.in_cue(at + 1);
        let behind = |source: &Span<Token>| at + 1 < source.start as usize && self.referred_to(source.start as usize);
        opens && self.attr.source.first().is_some_and(behind)
    }

    /// "unter Berufung auf | Kreise": true if the cue ends with words that refer to what starts there.
    fn referred_to(&self, start: usize) -> bool {
        let cue = self.attr.cue.iter().find(|span| span.end as usize == start);
        cue.is_some_and(|span| self.reader.refers(start - 1, span.start as usize, self.reader.facts.len()) == Some(start))
    }

    /// "schrieb dem Bericht zufolge ein Beamter", "sagte Holm örtlichen Medien zufolge": who stands before "zufolge" at `at`.
    fn before_according(&self, at: usize, start: usize, outer: &mut Vec<Found>) {
        let reader = self.reader;
        let before = |at: &usize| !self.in_source(*at) && !self.in_cue(*at) && reader.facts[*at].mark == '\0';
        let near = || (start..at).rev().take(ACCORDING_REACH).take_while(before);
        let article = (start..at).rev().take(ACCORDING_REACH).find(|at| reader.facts[*at].is(list::DET_OBL) && !self.in_source(*at));
        let bare = || near().last().filter(|from| reader.phrase(*from, at).is_some_and(|phrase| phrase.end == at));
        article.or_else(bare).and_then(|from| reader.enter(outer, from, at));
    }

    /// Whom it quotes, if that stands at `at`. Where it ends, or what is no part of it: "zitierte | im Mai | aus dem Gutachten".
    fn quoted_at(&self, at: usize, end: usize, origins: &mut Vec<Found>) -> Option<usize> {
        let (reader, fact, word) = (self.reader, &self.reader.facts[at], self.reader.lower(at));
        if fact.is(list::PREPOSITION) && word != "aus" {
            let timed = |phrase: &Phrase| reader.facts[phrase.core - 1].is(list::TIME_NOUN);
            return reader.phrase(at + 1, end).map(|phrase| if timed(&phrase) { phrase.core } else { phrase.end });
        }
        if !self.cites {
            return None;
        }
        // "zitierte die Agentur sie"
        if self.turns.object_pronouns.has(word) {
            origins.extend(reader.source(Span::new(at, at + 1), self.attr));
            return None;
        }
        let from = if word == "aus" { at + 1 } else { at };
        let opens = fact.is(list::DET_NOM | list::DET_OBL) || fact.nominal() || word == "aus" || reader.number(at);
        if opens { reader.enter(origins, from, end) } else { None }
    }

    /// "einem Bericht des „Boten“ | unter Berufung auf Kreise zufolge": the text before "zufolge", whomever it refers to.
    fn according_to_text(&self, outer: &mut Vec<Found>) {
        let attr = self.attr;
        if let (Some(frame), Some(opens), Some(source), Some(closes)) =
            (attr.frame.first(), attr.cue.first(), attr.source.first(), attr.cue.last())
            && frame.start < opens.start
            && self.referred_to(source.start as usize)
            && closes.start >= source.end
            && self.turns.according_behind.has(self.reader.doc.word(closes.start as usize))
        {
            self.reader.enter(outer, frame.start as usize, opens.start as usize);
        }
    }

    /// "Informationen der Zeitung aus Kreisen": whom a source has it from, inside its words.
    fn inside_source(&self, span: Span<Token>, origins: &mut Vec<Found>) {
        let reader = self.reader;
        let (start, end) = reader.reach(span);
        let told = (start..end)
            .map(|at| (at, &reader.facts[at]))
            .find(|(_, fact)| fact.capital && fact.is(list::TOLD) && !fact.is(list::TOLD_TEXT));
        // "zitiert die Rundpost aus der Anklageschrift"
        let press = || {
            let source = reader.source(span, self.attr);
            matches!(source, Some((What::Phrase(phrase), ..)) if matches!(phrase.class, Some(Class::Outlet | Class::Agency)))
        };
        let behind = told.map(|(told, _)| told + 1).or_else(|| (self.cites && press()).then_some(start + 1));
        let out_of = behind.and_then(|from| (from..end).find(|at| self.turns.out_of.has(reader.doc.word(*at))));
        if let Some(from) = out_of.filter(|from| *from > start + 1)
            && !reader.somewhere(from + 1, end)
        {
            reader.enter(origins, from + 1, end);
        }
    }
}

impl Reader<'_> {
    /// Where links are looked for in a role: from its first token on, so far.
    pub(super) fn reach(&self, span: Span<Token>) -> (usize, usize) {
        let start = span.start as usize;
        (start, (span.end as usize).min(self.facts.len()).min(start + REACH))
    }

    /// Whom one refers to right behind a frame that ends before it: "laut dem „Boten“ | unter Berufung auf Kreise ist der Hafen zu", "Wie der „Bote“
    /// schrieb | und sich dabei auf Akten berief, ist der Hafen zu", "Nach Angaben des „Boten“, | der sich auf Akten stützt, ist der Hafen zu".
    fn referred_behind(&self, attr: &Attribution) -> Option<Found> {
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
    fn transpired(&self, attr: &Attribution) -> Option<Found> {
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

    /// The source where none is marked: behind a preposition that is a cue ("laut „Nordkurier“"), or the text that a page is of ("heißt es auf Seite 9").
    pub(super) fn unmarked(&self, attr: &Attribution) -> Option<Found> {
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
    fn told_at(&self, attr: &Attribution) -> Option<Found> {
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
    fn before_topic(&self, attr: &Attribution, tells_of: bool, origin: &mut Found) {
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
    fn somebody(&self, origin: &mut Found) {
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

    fn enter(&self, links: &mut Vec<Found>, from: usize, end: usize) -> Option<usize> {
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
