//! To whom, or where, something was said first: "sagte er der Zeitung", "im Gespräch mit dem Sender".

use super::links::{Links, Saying};
use super::mentions::{Found, What};
use super::phrases::{Determiner, Phrase, Reader};
use super::words::{Class, list};
use crate::attribution::Form;
use crate::document::Token;
use crate::span::Span;

/// Who speaks in an attribution, and whether a paper could have been told.
struct Audience<'a> {
    saying: &'a Saying<'a>,
    /// Each source that is a noun phrase, with where that ends.
    speakers: Vec<(Span<Token>, Phrase, usize)>,
    /// What the press says itself it has said to nobody else.
    by_press: bool,
    /// A paper that is accused or asked is none that prints it.
    turned_on: bool,
    /// Without a frame, what is told is searched.
    told_act: bool,
}

/// A noun phrase of a frame or told act that may be a paper which was told.
struct Listener<'a> {
    audience: &'a Audience<'a>,
    phrase: &'a Phrase,
    /// Where the frame starts and ends.
    region: (usize, usize),
    /// The preposition right before it.
    preposition: Option<usize>,
    /// "auf Anfrage von Radio Nord", "auf Anfrage des Senders"
    asked: bool,
    /// "im Gespräch mit dem Sender"
    talked: bool,
}

impl Saying<'_> {
    /// The papers that it was said to, or in.
    pub(super) fn audience(&self, links: &mut Links) {
        let audience = Audience::new(self);
        audience.beside_speakers(&mut links.outer);
        audience.along_the_frame(links);
        if !audience.turned_on {
            links.outer.extend(self.attr.addressee.iter().filter_map(|span| self.addressee(*span)));
        }
    }

    /// The paper that words for whom it was said to stand for.
    fn addressee(&self, span: Span<Token>) -> Option<Found> {
        let (start, end, reader) = (span.start as usize, span.end as usize, self.reader);
        // "sagte sie dem „Küstenpost“-Reporter"
        let in_front = || reader.press_in_front(start, end).and_then(|(paper, head)| reader.outlet_at(paper, head));
        let asked = reader.phrase(start, end).and_then(|phrase| reader.reporter_of(&phrase));
        asked.or_else(in_front).or_else(|| {
            let said = !self.attr.source.is_empty();
            let papers = || reader.unknown_paper(span).or_else(|| reader.small_paper(span)).or_else(|| reader.some_papers(span));
            said.then(|| papers().or_else(|| self.paper_by_name(span)))?
        })
    }

    /// "sagte sie der „Küstenpost“", but on no platform, nor to the paper that prints the article.
    fn paper_by_name(&self, span: Span<Token>) -> Option<Found> {
        let found = self.reader.source(span, self.attr)?;
        let What::Phrase(phrase) = &found.0 else { return None };
        let platform = |(from, to): (usize, usize)| (from..to).any(|at| self.reader.facts[at].is(list::PLATFORM));
        let named = phrase.name.is_some_and(|name| !platform(name));
        (matches!(phrase.class, Some(Class::Outlet | Class::Agency)) && named && !phrase.own).then_some(found)
    }
}

impl<'a> Audience<'a> {
    fn new(saying: &'a Saying<'a>) -> Self {
        let attr = saying.attr;
        let speaker = |span: &Span<Token>| match saying.reader.source(*span, attr)? {
            (What::Phrase(phrase), _, stop) => Some((*span, phrase, stop)),
            _ => None,
        };
        let speakers: Vec<_> = attr.source.iter().filter_map(speaker).collect();
        let press = speakers.iter().any(|(_, phrase, _)| matches!(phrase.class, Some(Class::Outlet | Class::Agency)));
        Audience {
            saying,
            speakers,
            by_press: press && !saying.quotes,
            turned_on: saying.cued(&saying.turns.turned_on),
            told_act: attr.frame.is_empty() && attr.form == Form::Reported,
        }
    }

    /// Papers that are taken for a part of who speaks.
    fn beside_speakers(&self, outer: &mut Vec<Found>) {
        let reader = self.saying.reader;
        for (span, phrase, stop) in &self.speakers {
            outer.extend(reader.works_for(*span).or_else(|| reader.lies_before(*span)));
            outer.extend(self.behind_speaker(*span, phrase, *stop));
            outer.extend(self.behind_comma(*span, phrase));
        }
    }

    /// "Minister Jan Holm der Rundschau": nobody is Jan Holm of a paper, he said it to one.
    fn behind_speaker(&self, span: Span<Token>, phrase: &Phrase, stop: usize) -> Option<Found> {
        let (reader, turns, end) = (self.saying.reader, self.saying.turns, span.end as usize);
        // "der 62-Jährige der Rundschau" neither.
        let aged = phrase.head.is_some_and(|head| turns.aged_noun_ends.ends(reader.lower(head)));
        // "sagte ein Sprecher der „Rundschau“" to it, rather than for it
        let beside_cue = || self.saying.attr.cue.iter().any(|cue| cue.end == span.start);
        let role = phrase.class == Some(Class::Person) && !phrase.person && beside_cue();
        let from = if aged || role && !reader.of_the_press(phrase) { Some(phrase.core) } else { Some(stop).filter(|_| phrase.person) };
        from.filter(|at| *at < end && turns.to_the_paper.has(reader.doc.word(*at))).and_then(|at| reader.outlet_at(at, end))
    }

    /// "sagte der Präsident des Verbandes, Jan Holm, der „Rundschau“"
    fn behind_comma(&self, span: Span<Token>, phrase: &Phrase) -> Option<Found> {
        let (reader, start, end) = (self.saying.reader, span.start as usize, span.end as usize);
        let comma = (start..end.min(reader.facts.len())).rev().find(|at| reader.facts[*at].mark == ',');
        let to_the_paper = |at: &usize| phrase.person && *at < end && self.saying.turns.to_the_paper.has(reader.doc.word(*at));
        let dative = comma.map(|comma| comma + 1).filter(to_the_paper);
        dative.and_then(|at| reader.outlet_at(at, end)).filter(|(.., stop)| *stop == end)
    }

    /// "sagte er der Zeitung", "im Gespräch mit dem Sender": papers in the frame, or in what is told.
    fn along_the_frame(&self, links: &mut Links) {
        let attr = self.saying.attr;
        if attr.source.is_empty() {
            return;
        }
        for region in if self.told_act { &attr.content } else { &attr.frame } {
            let (start, end) = self.saying.reader.reach(*region);
            let mut at = start;
            while at < end {
                let Some(phrase) = self.phrase_at(at, start, end) else {
                    at += 1;
                    continue;
                };
                let known = links.origins.iter().any(|(_, start, _)| *start == phrase.start);
                if !known {
                    Listener::new(self, &phrase, (start, end)).enter(&mut links.outer);
                }
                at = phrase.core.max(at + 1);
            }
        }
    }

    /// The noun phrase at `at`, neither of the cue nor the source.
    fn phrase_at(&self, at: usize, start: usize, end: usize) -> Option<Phrase> {
        let (saying, reader) = (self.saying, self.saying.reader);
        // "eine Mail, die dem Boten vorliegt": a relative pronoun, no article.
        let article = |at: usize| reader.facts.get(at).is_some_and(|fact| fact.is(list::DET_NOM | list::DET_OBL));
        let relative = at > start && reader.facts[at - 1].mark == ',' && article(at) && article(at + 1);
        let opens = !relative && (reader.facts[at].nominal() || article(at) || reader.quotation_end[at] > 0);
        if opens && !saying.in_source(at) && !saying.in_cue(at) { reader.phrase(at, end) } else { None }
    }
}

impl<'a> Listener<'a> {
    fn new(audience: &'a Audience<'a>, phrase: &'a Phrase, region: (usize, usize)) -> Self {
        let (reader, turns, from, start) = (audience.saying.reader, audience.saying.turns, phrase.start, region.0);
        let preposition = from.checked_sub(1).filter(|before| *before >= start && reader.facts[*before].is(list::PREPOSITION));
        let asked = match preposition {
            Some(at) => at > start && turns.asked.has(reader.doc.word(at - 1)) && reader.lower(at).starts_with("vo"),
            None => from > start && turns.asked.has(reader.doc.word(from - 1)),
        };
        let talked = preposition.is_some_and(|at| at > start && reader.facts[at - 1].is(list::INTERVIEW) && reader.lower(at) == "mit");
        Listener { audience, phrase, region, preposition, asked, talked }
    }

    fn reader(&self) -> &'a Reader<'a> {
        self.audience.saying.reader
    }

    /// Enters it if it is a paper that was told.
    fn enter(&self, outer: &mut Vec<Found>) {
        let (reader, phrase, by_press) = (self.reader(), self.phrase, self.audience.by_press);
        let (from, to) = (phrase.start, phrase.end);
        let told = self.told();
        let sure = self.sure();
        if told && sure && !self.topic() && (self.by_name() || self.the_paper()) {
            // The station rather than its show.
            outer.pop_if(|(_, show, _)| *show < from && reader.aired(from));
            outer.push((What::Phrase(phrase.clone()), from, to));
        } else if let Some(name) = reader.regional_outlet(phrase).filter(|_| told && sure) {
            let class = Some(Class::Outlet);
            outer.push((What::Phrase(Phrase { name: Some(name), class, ..phrase.clone() }), name.0, to));
        } else if let Some(outlet) = reader.reporter_of(phrase).filter(|_| told) {
            outer.push(outlet);
        } else if self.talked && !by_press && phrase.name.is_some() && !phrase.person && !phrase.coordinated {
            // Who is interviewed by somebody that no list has talks to a paper.
            let class = Some(Class::Outlet);
            outer.push((What::Phrase(Phrase { class, vague: true, ..phrase.clone() }), from, to));
        }
    }

    /// True where whom something is told to, or where, could stand.
    fn told(&self) -> bool {
        let (reader, turns) = (self.reader(), self.audience.saying.turns);
        // "warf ihr im Nordfunk Versagen vor": where it is said, whomever it is meant for.
        let where_said = || self.preposition.is_some_and(|at| turns.where_printed.has(reader.lower(at)));
        let stands = self.asked || self.preposition.is_none_or(|at| turns.told_in.has(reader.lower(at))) && !self.hangs();
        stands && !self.audience.by_press && (!self.audience.turned_on || where_said())
    }

    /// "den Bericht der Zeitung": whose a thing is was told nothing.
    fn hangs(&self) -> bool {
        let (reader, from) = (self.reader(), self.phrase.start);
        // "nannte die Vorwürfe der Agentur norda gegenüber absurd"
        let faced = || {
            let next = (self.phrase.end..self.region.1).take(2).find(|at| reader.facts[*at].mark == '\0');
            next.is_some_and(|at| reader.lower(at) == "gegenüber")
        };
        let thing = || {
            let noun = &reader.facts[from - 1];
            noun.nominal() && (noun.is(list::TOLD) || noun.class() == Some(Class::Document)) && !noun.is(list::INTERVIEW)
        };
        self.preposition.is_none() && from > self.region.0 && !self.audience.saying.in_source(from - 1) && !faced() && thing()
    }

    /// "zur Sportschau", but not "zum „Umbau“"
    fn topic(&self) -> bool {
        let reader = self.reader();
        let outlet = |(from, to): (usize, usize)| (from..to).any(|at| reader.facts[at].is(list::OUTLET_MARK));
        let to = self.preposition.is_some_and(|at| reader.lower(at).starts_with("zu"));
        to && self.phrase.vague && !self.phrase.name.is_some_and(outlet)
    }

    /// What a told act is about may be a paper too; but who "sprach im Nordfunk von Betrug" did so there.
    fn sure(&self) -> bool {
        let reader = self.reader();
        !self.audience.told_act
            || self.talked
            || self.asked
            || self.dative()
            || reader.aired(self.phrase.start)
            || self.at_hand()
            || self.preposition.is_some_and(|at| reader.lower(at) == "gegenüber" || self.there(at))
    }

    /// "sagte dem Boten", "berichteten der Zeitung „Bote“ von Druck": beside verb or speaker "der" is a dative too.
    fn dative(&self) -> bool {
        let (saying, reader, from) = (self.audience.saying, self.reader(), self.phrase.start);
        let beside =
            || from > self.region.0 && (saying.in_cue(from - 1) || saying.in_source(from - 1) && !reader.facts[from - 1].nominal());
        let feminine = || self.phrase.name.is_some() && saying.turns.genitive_article.has(reader.doc.word(from)) && beside();
        self.preposition.is_none() && (saying.turns.dative_only.has(reader.lower(from)) || feminine())
    }

    /// "der Zeitung gegenüber", "dem Boten vorliegt": what stands behind it tells so.
    fn at_hand(&self) -> bool {
        let reader = self.reader();
        let next = (self.phrase.end..reader.facts.len()).take(2).find(|at| reader.facts[*at].mark == '\0');
        next.is_some_and(|at| reader.lower(at) == "gegenüber" || reader.turns.at_hand.has(reader.doc.word(at)))
    }

    /// "sprach im Nordfunk", but not "die Lage im Nordfunk": "in" that hangs on no noun.
    fn there(&self, at: usize) -> bool {
        let reader = self.reader();
        let free = || !reader.facts[at - 1].nominal() || reader.facts[at - 1].is(list::TIME_NOUN);
        reader.lower(at).starts_with('i') && (at == self.region.0 || self.audience.saying.in_source(at - 1) || free())
    }

    /// "sagte er der „Küstenpost“"
    fn by_name(&self) -> bool {
        self.reader().outlet_by_name(self.phrase) && !self.reader().word_in_marks(self.phrase)
    }

    /// "sagte er dem Blatt", which another sentence names
    fn the_paper(&self) -> bool {
        let (reader, phrase) = (self.reader(), self.phrase);
        let known = matches!(phrase.determiner, Determiner::Definite | Determiner::Demonstrative) && phrase.name.is_none();
        let paper = || phrase.head.is_some_and(|head| reader.facts[head].is(list::GENERIC_OUTLET));
        known && (!self.aside() || self.at_hand()) && paper() && !self.audience.by_press
    }

    /// "sagte eine Frau, die nicht in der Zeitung stehen will": any paper.
    /// "Jan Holm, Chef der Werft, forderte in der Zeitung mehr Geld": what stands before the verb is nothing of that sort.
    fn aside(&self) -> bool {
        let (attr, from) = (self.audience.saying.attr, self.phrase.start);
        let verb = attr.cue.iter().map(|cue| cue.end as usize).filter(|end| *end <= from).max().unwrap_or_default();
        let comma = |source: &Span<Token>| (verb.max(source.end as usize)..from).any(|at| self.reader().facts[at].mark == ',');
        attr.source.last().is_some_and(comma)
    }
}
