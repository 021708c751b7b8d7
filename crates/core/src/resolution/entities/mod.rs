//! Who the sources of a document are: mentions, coreference, what they are and how they are named.

mod abbreviations;
mod antecedents;
mod apart;
mod appositions;
mod audience;
mod classes;
mod clusters;
mod descriptions;
mod elsewhere;
mod facts;
mod firms;
mod generic;
mod heads;
mod links;
mod mediators;
mod mentions;
mod names;
mod naming;
mod phrases;
mod premodifiers;
mod press;
mod runs;
mod scan;
mod source_words;
mod texts;
mod told;
mod unsaid;
mod words;

use self::clusters::{Cluster, Clusters, Contents};
use self::elsewhere::Elsewhere;
use self::mentions::{Mention, What};
use self::phrases::{Determiner, Phrase, Reader};
use self::words::{Class, Words, gender, list};
use super::{Entity, Kind, Link, Naming};
use crate::attribution::{Attribution, Form, parent};
use crate::document::{Document, Token};
use crate::span::Span;
use crate::turns::Turns;
use rustc_hash::FxHashMap;
use zufolge_lexicon::LanguageData;

/// Resolves the words of sources to somebody, by rules.
#[derive(Debug, Clone)]
pub(super) struct EntityRules {
    words: Words,
}

/// Who stands behind the attributions of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    /// Those in chains, and everybody else who is named.
    pub(super) entities: Vec<Entity>,
    /// For each attribution: origin first, without who prints the article.
    pub(super) chains: Vec<Vec<Link>>,
}

/// A link before it is written out: whose it is and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    /// `None` for nobody named at all: "es hieß".
    cluster: Option<usize>,
    mention: Option<usize>,
}

/// What the words of one attribution say about its chain, as starts of mentions.
#[derive(Debug, Clone, Default)]
struct Sight {
    origins: Vec<usize>,
    sources: Vec<usize>,
    outer: Vec<usize>,
    /// A cue such as "demnach", where no source is marked.
    points_back: Option<usize>,
}

/// How many attributions back a chain is taken up again.
const CHAIN_REACH: usize = 8;
/// How many sentences after what somebody says "wir" may still be theirs.
const SPEAKS_ON: usize = 2;
/// How many mentions away the subject of a sentence is looked for.
const SUBJECT_REACH: usize = 30;
/// The longest chain that is followed, in links.
const LONGEST_CHAIN: usize = 8;
/// How many sentences apart the two may stand.
const CHAIN_SENTENCES: usize = 3;

impl EntityRules {
    pub(super) fn new(data: &LanguageData) -> Self {
        EntityRules { words: Words::new(data) }
    }

    /// Resolves all sources; `printed_by` are the agency and outlet of the article.
    pub(super) fn resolve(&self, doc: &Document, turns: &Turns, attributions: &[Attribution], printed_by: &[Link]) -> Sources {
        let reader = Reader::new(doc, &self.words, turns);
        let sentence_of = sentences(doc);
        let quoted = quoted(doc);
        let (sights, mut mentions) = sights(&reader, attributions, &sentence_of, &quoted);
        reader.scan(&mut mentions, &sentence_of, &quoted);
        reader.before_relatives(&mut mentions);
        reader.reports(&mut mentions);
        reader.genitives(&mut mentions);
        reader.bodies(&mut mentions);
        let starts: FxHashMap<usize, usize> = mentions.iter().enumerate().rev().map(|(at, mention)| (mention.start, at)).collect();
        let mut contents = Contents::default();
        for (attr, sight) in attributions.iter().zip(&sights) {
            for index in sight.sources.iter().filter_map(|start| starts.get(start)) {
                said(doc, attr, &mentions[*index], &mut contents);
            }
        }
        let denials = attributions.iter().zip(&sights).filter(|(attr, _)| reader.denies_what_was_said(attr));
        let accused = attributions.windows(2).zip(sights.iter().skip(1)).filter(|(pair, _)| reader.rejects(&pair[0], &pair[1]));
        let denials = denials.chain(accused.map(|(pair, sight)| (&pair[1], sight)));
        let denials = denials.flat_map(|(_, sight)| sight.sources.iter().copied()).collect();
        let mut resolving = Resolving {
            clusters: Clusters::new(&reader, &mentions, around(&reader, attributions, &sights), contents, denials),
            attributions,
            mentions: &mentions,
            sights: &sights,
            starts: &starts,
            sentence_of: &sentence_of,
            steps: Vec::with_capacity(attributions.len()),
            own: Vec::with_capacity(attributions.len()),
            printed_by,
            elsewhere: Elsewhere::default(),
        };
        resolving.late();
        resolving.reports_named();
        resolving.read_elsewhere();
        for index in 0..attributions.len() {
            let (steps, own) = resolving.steps(index);
            resolving.steps.push(steps);
            resolving.own.push(own);
        }
        resolving.write()
    }
}

/// The sentence of each token.
fn sentences(doc: &Document) -> Vec<u32> {
    let mut sentence_of = vec![0; doc.tokens.len()];
    for (index, sentence) in doc.sentences.iter().enumerate() {
        sentence_of[sentence.tokens.range()].fill(index as u32);
    }
    sentence_of
}

/// For each token whether it stands in direct speech: in marks around more than a name.
fn quoted(doc: &Document) -> Vec<bool> {
    let mut quoted = vec![false; doc.tokens.len()];
    for quotation in doc.quotations.iter().filter(|quotation| quotation.depth == 0 && quotation.tokens.len() > 8) {
        quoted[quotation.tokens.range()].fill(true);
    }
    quoted
}

/// Where the sources of each attribution and the links behind them stand, and these mentions in order.
fn sights(reader: &Reader<'_>, attributions: &[Attribution], sentence_of: &[u32], quoted: &[bool]) -> (Vec<Sight>, Vec<Mention>) {
    let mut found: std::collections::BTreeMap<usize, Mention> = std::collections::BTreeMap::new();
    let mut enter = |(what, start, end): (What, usize, usize), source: bool| {
        let subject = source && !matches!(&what, What::Phrase(phrase) if phrase.oblique && reader.governed(start, end));
        let mention = Mention { start, end, what, source, sentence: sentence_of[start] as usize, quoted: quoted[start], subject };
        let known = found.entry(start).or_insert_with(|| mention.clone());
        if known.end < end || source && !known.source {
            *known = mention;
        }
        start
    };
    let sights = attributions
        .iter()
        .map(|attr| {
            // "die | nicht | an der Grabung beteiligte Forscherin": an article alone is a part of what follows.
            let cut = |span: &Span<Token>| {
                let next = attr.source.iter().any(|next| next.start > span.end && next.start <= span.end + 1);
                next && span.len() == 1 && reader.facts[span.start as usize].is(list::DET_NOM)
            };
            let sources = attr.source.iter().filter(|span| !span.is_empty() && !cut(span)).filter_map(|span| reader.source(*span, attr));
            let mut sources: Vec<usize> = sources.map(|found| enter(found, true)).collect();
            if attr.source.is_empty() {
                sources.extend(reader.unmarked(attr).map(|found| enter(found, true)));
            }
            let links = reader.links(attr);
            // "unter Berufung auf einen Sprecher", marked as a source without its article: the origin once.
            let run = |what: &What| if let What::Phrase(phrase) = what { phrase.core } else { 0 };
            sources.retain(|source| !links.origins.iter().any(|(what, start, _)| start < source && *source < run(what)));
            let mut entered =
                |links: Vec<(What, usize, usize)>| -> Vec<usize> { links.into_iter().map(|found| enter(found, false)).collect() };
            let (origins, outer) = (entered(links.origins), entered(links.outer));
            let points_back =
                attr.cue.first().filter(|cue| attr.source.is_empty() && reader.points_back(**cue)).map(|cue| cue.start as usize);
            let points_back = points_back.map(|at| enter((What::LastSpeaker, at, at + 1), false));
            Sight { origins, sources, outer, points_back }
        })
        .collect();
    (sights, found.into_values().collect())
}

/// For each source in what somebody else says where the source of that starts: in direct speech, where they are told ("hat mir gesagt"), and whom
/// they quote.
fn around(reader: &Reader<'_>, attributions: &[Attribution], sights: &[Sight]) -> FxHashMap<usize, usize> {
    let told = |index: usize| {
        let mut frame = attributions[index].frame.iter().flat_map(|span| span.range()).take(12);
        frame.any(|at| at < reader.facts.len() && reader.turns.told_to.has(reader.doc.word(at)))
    };
    let outer = |index: usize| parent(attributions, index).filter(|at| attributions[*at].form == Form::Direct || told(index));
    let pairs = (0..attributions.len()).filter_map(|index| Some((index, *sights[outer(index)?].sources.first()?)));
    // "zitierte die Agentur sie": not itself.
    let quoted = sights.iter().filter_map(|sight| Some((sight.sources.first()?, &sight.origins)));
    pairs
        .flat_map(|(index, speaker)| sights[index].sources.iter().map(move |start| (*start, speaker)))
        .chain(quoted.flat_map(|(source, origins)| origins.iter().map(move |start| (*start, *source))))
        .filter(|(own, speaker)| own != speaker)
        .collect()
}

/// Enters what a source says that gives no name, but for the sentence before it that it may be told of in: "Holm geht. Das teilte er mit."
fn said(doc: &Document, attr: &Attribution, source: &Mention, contents: &mut Contents) {
    if matches!(&source.what, What::Phrase(phrase) if phrase.name.is_some()) {
        return;
    }
    let from = match attr.form {
        Form::Direct => 0,
        // A told act is all of its clause: before an inverted subject stands its object, "Fragen nach Pohl wollte er nicht beantworten".
        Form::Reported => {
            let inverted = attr.cue.iter().find(|cue| cue.end as usize == source.start);
            let clause = |cue: &Span<Token>| {
                let start = attr.content.first().map_or(cue.start, |content| content.start).min(cue.start) as usize;
                (start..cue.start as usize).rev().find(|at| doc.word(*at) == ",").map_or(start, |comma| comma + 1)
            };
            inverted.map_or(source.start, clause)
        }
        _ => doc.sentences[source.sentence].tokens.start as usize,
    };
    let behind = |span: &Span<Token>| Span::new(from.clamp(span.start as usize, span.end as usize), span.end as usize);
    contents.entry(source.start).or_default().extend(attr.content.iter().map(behind));
}

/// The way from mentions to chains.
struct Resolving<'a> {
    clusters: Clusters<'a>,
    attributions: &'a [Attribution],
    mentions: &'a [Mention],
    sights: &'a [Sight],
    starts: &'a FxHashMap<usize, usize>,
    sentence_of: &'a [u32],
    steps: Vec<Vec<Step>>,
    /// The same without those of the attributions around it.
    own: Vec<Vec<Step>>,
    printed_by: &'a [Link],
    /// What other sentences tell about the ways of statements.
    elsewhere: Elsewhere,
}

impl Resolving<'_> {
    /// Mentions that need what stands behind them or around them: "ich", "nach eigenen Angaben".
    fn late(&mut self) {
        for (attr, sight) in self.attributions.iter().zip(self.sights) {
            for start in &sight.sources {
                let Some(&index) = self.starts.get(start) else { continue };
                if self.clusters.of_mention[index].is_some() {
                    continue;
                }
                let cluster = match self.mentions[index].what {
                    What::Own => self.subject_near(index),
                    What::Speaking => self.speaking(attr).or_else(|| self.speaks_on(index).filter(|_| sight.sources.len() == 1)),
                    _ => None,
                };
                if let Some(cluster) = cluster {
                    self.clusters.of_mention[index] = Some(cluster);
                    self.clusters.list[cluster].mentions.push(index);
                }
            }
        }
    }

    /// The subject of the sentence that a mention stands in.
    fn subject_near(&self, index: usize) -> Option<usize> {
        let sentence = self.mentions[index].sentence;
        let behind = (index + 1..self.mentions.len()).take(SUBJECT_REACH).take_while(|at| self.mentions[*at].sentence == sentence);
        let before = (0..index).rev().take(SUBJECT_REACH).take_while(|at| self.mentions[*at].sentence == sentence);
        let reader = self.clusters.reader;
        let fits = |at: &usize| match &self.mentions[*at].what {
            What::Phrase(phrase) => {
                // "nach eigenen Angaben drei Millionen Kunden"
                let counted = phrase.determiner == Determiner::Indefinite && phrase.gender == gender::P;
                let start = self.mentions[*at].start;
                !phrase.oblique && !phrase.place && phrase.class != Some(Class::Document) && !reader.number(start) && !counted
            }
            What::Pronoun(_) => true,
            _ => false,
        };
        // "Der Zeitung liegt nach eigenen Angaben ein Papier vor"
        let receives = |at: &usize| {
            let hangs = self.mentions[*at]
                .start
                .checked_sub(1)
                .is_some_and(|before| reader.facts[before].is(list::PREPOSITION) || reader.facts[before].nominal());
            let What::Phrase(phrase) = &self.mentions[*at].what else { return false };
            phrase.oblique && !hangs && matches!(phrase.class, Some(Class::Outlet | Class::Agency | Class::Organisation | Class::Person))
        };
        let opening = before.clone().filter(|at| self.mentions[*at].subject);
        opening
            .filter(fits)
            .chain(before.clone().filter(receives))
            .chain(behind.filter(fits))
            .chain(before.filter(fits))
            .find_map(|at| self.clusters.of_mention[at])
    }

    /// Who says "ich" in an attribution: whoever the attribution around it is by.
    fn speaking(&self, attr: &Attribution) -> Option<usize> {
        let mut around = attr.parent;
        for _ in 0..4 {
            let at = around?;
            let sight = self.sights.get(at)?;
            let cluster =
                sight.sources.iter().filter_map(|start| self.starts.get(start)).find_map(|index| self.clusters.of_mention[*index]);
            if cluster.is_some() {
                return cluster;
            }
            around = self.attributions[at].parent;
        }
        None
    }

    /// Who says "wir" where no marks stand, as in texts that have lost theirs: "Es hat nicht gereicht, sagte Holm. Wir wussten, dass …"
    fn speaks_on(&self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        // "Ich wusste, dass es knapp wird, meinte Holm."
        let behind = self.clusters.spoken.iter().find(|(start, _)| *start > mention.start);
        if let Some((_, cluster)) =
            behind.filter(|(start, _)| self.sentence_of.get(*start).is_some_and(|at| *at as usize == mention.sentence))
        {
            return Some(*cluster).filter(|_| !mention.quoted);
        }
        let (start, cluster) = self.clusters.spoken.iter().rev().find(|(start, _)| *start < mention.start)?;
        let told = self.clusters.contents.get(start).and_then(|told| told.last()).map_or(*start, |told| told.end as usize - 1);
        let sentence = *self.sentence_of.get(told)? as usize;
        let near = mention.sentence >= sentence && mention.sentence - sentence <= SPEAKS_ON;
        (near && !mention.quoted).then_some(*cluster)
    }

    /// The chain of an attribution without who prints the article.
    fn steps(&self, index: usize) -> (Vec<Step>, Vec<Step>) {
        let (attr, sight) = (&self.attributions[index], &self.sights[index]);
        let step = |start: &usize| {
            let mention = *self.starts.get(start)?;
            Some(Step { cluster: Some(self.clusters.of_mention[mention]?), mention: Some(mention) })
        };
        let mut own: Vec<Step> = Vec::new();
        // "Holm wird in einer Mitteilung der Partei zitiert": whose text it is has said nothing itself.
        let text_around = |start: &usize| {
            let texts = sight.outer.iter().filter_map(|start| self.starts.get(start)).map(|at| &self.mentions[*at]);
            let mut texts = texts.filter(|text| matches!(&text.what, What::Phrase(phrase) if phrase.class == Some(Class::Document)));
            !sight.origins.is_empty() && texts.any(|text| text.start < *start && *start < text.end)
        };
        let mut sources: Vec<Step> = sight.sources.iter().filter(|start| !text_around(start)).filter_map(step).collect();
        // A text that somebody wrote stands behind its writer, a paper behind whom it quotes; whom somebody refers to or heard it from stands before.
        let heard = |step: &Step| step.mention.is_some_and(|at| self.clusters.reader.heard_from(self.mentions[at].start, attr));
        // "nach Angaben der Polizei sagte der Fahrer": his words, and she has them.
        let through = |step: &Step| step.mention.is_some_and(|at| self.clusters.reader.speaks_behind(self.mentions[at].start, attr));
        let text = |step: &Step| match step.cluster.and_then(|at| self.clusters.list[at].class) {
            _ if heard(step) => -1,
            Some(Class::Outlet | Class::Agency) => 2,
            _ if through(step) => 1,
            Some(Class::Document) => 1,
            _ => 0,
        };
        sources.sort_by_key(text);
        let named = |step: &Step| {
            step.cluster.is_some_and(|at| {
                let indefinite = |phrase: &Phrase| phrase.determiner == Determiner::Indefinite;
                let one = step.mention.is_some_and(|at| matches!(&self.mentions[at].what, What::Phrase(phrase) if indefinite(phrase)));
                let known = &self.clusters.list[at];
                one || known.name.is_some()
                    || known.part.is_some()
                    || !matches!(self.clusters.list[at].class, Some(Class::Outlet | Class::Agency))
            })
        };
        for next in sight.origins.iter().filter_map(step).chain(sources).chain(sight.outer.iter().filter_map(step).filter(named)) {
            if own.iter().all(|known| known.cluster != next.cluster) {
                own.push(next);
            }
        }
        let around = parent(self.attributions, index).map(|parent| self.steps[parent].as_slice()).unwrap_or_default();
        if own.is_empty() {
            own = self.unsaid(index, attr, around);
            // "Holm sagte der Zeitung, er gehe, und fügte hinzu, …"
            if let [Step { mention: Some(_), .. }] = own[..]
                && let Some(taken_up) = self.taken_up(index, own[0])
            {
                own = taken_up;
            }
        } else if self.before_the_press(attr) {
            // What is said to everybody was said to no paper before.
        } else if own.len() == 1
            && let Some(taken_up) = self.taken_up(index, own[0])
        {
            own = taken_up;
        } else if own.len() == 1
            && attr.parent.is_none()
            && let Some(outlet) = self.interviewed(index, own[0])
        {
            own.push(outlet);
        } else if own.len() == 1
            && let Some(outlet) = self.told_to_next(index, own[0])
        {
            own.push(outlet);
        } else if own.len() == 1
            && let Some(origin) =
                self.handed_on(index, own[0]).or_else(|| self.relied_on(index, own[0])).or_else(|| self.made_known_next(index, own[0]))
        {
            own.insert(0, origin);
        }
        // "Der Bote schreibt unter Berufung auf den Kurier, … Der Kurier beruft sich auf Kreise."
        if own.len() > 1
            && let Some(origin) = self.relied_on(index, own[0]).filter(|origin| own.iter().all(|known| known.cluster != origin.cluster))
        {
            own.insert(0, origin);
        }
        if let Some(issuer) = self.issuer(attr, &own) {
            own.insert(0, issuer);
        }
        if let Some(press) = self.reported_next(index, &own) {
            own.push(press);
        }
        let around = if around.is_empty() { self.passed_on(index, attr, &own) } else { around };
        // "Holm urteilte laut dem „Boten“ mit den Worten: „…“": the words are his, and the paper has them.
        let own = match around.first().filter(|_| self.quotes_whom_it_tells_of(index, &own)) {
            Some(speaker) if own.iter().all(|known| known.cluster != speaker.cluster) => [&[*speaker], own.as_slice()].concat(),
            _ => own,
        };
        let (mut own, alone) = (own.clone(), own);
        for next in around.iter().take(LONGEST_CHAIN.saturating_sub(own.len())) {
            if next.cluster.is_none() || own.iter().all(|known| known.cluster != next.cluster) {
                own.push(*next);
            }
        }
        (own, alone)
    }

    /// True for words in marks that a paper has by "laut" inside a told act of somebody.
    fn quotes_whom_it_tells_of(&self, index: usize, own: &[Step]) -> bool {
        let attr = &self.attributions[index];
        let around = parent(self.attributions, index).map(|parent| &self.attributions[parent]);
        let told = attr.form == Form::Direct && self.by_preposition(attr) && around.is_some_and(|around| around.form == Form::Reported);
        let [Step { cluster: Some(press), .. }] = own else { return false };
        told && matches!(self.clusters.list[*press].class, Some(Class::Outlet | Class::Agency))
    }

    /// True for somebody whom a statement opens with: "Der Minister habe sich gewandt, so die Agentur" are not his words.
    fn told_of(&self, attr: &Attribution, origin: Step) -> bool {
        let Some(opens) = attr.content.first().and_then(|content| self.starts.get(&(content.start as usize))) else { return false };
        matches!(self.mentions[*opens].what, What::Phrase(_)) && self.clusters.of_mention[*opens] == origin.cluster
    }

    /// The chain of the attribution before that the same source ends, where this one goes on with it.
    fn taken_up(&self, index: usize, own: Step) -> Option<Vec<Step>> {
        let attr = &self.attributions[index];
        let cluster = &self.clusters.list[own.cluster?];
        let passes_on = matches!(cluster.class, Some(Class::Outlet | Class::Agency | Class::Document));
        let outlet =
            |step: &Step| step.cluster.is_some_and(|at| matches!(self.clusters.list[at].class, Some(Class::Outlet | Class::Agency)));
        let within = |at: &usize| self.own[*at].iter().any(|step| step.cluster == own.cluster);
        let speaks = |at: &usize| self.own[*at].first().is_some_and(|step| step.cluster == own.cluster);
        let mut reached = (index.saturating_sub(CHAIN_REACH)..index).rev();
        let before = if cluster.person { reached.find(speaks) } else { reached.find(within) }?;
        // "Laut dem Boten sagte Holm …": what a person says in what a paper has.
        let known = self.own[before].last().is_some_and(outlet);
        let chain = if cluster.person && !known { &self.steps[before] } else { &self.own[before] };
        let at = chain.iter().position(|step| step.cluster == own.cluster)?;
        let held_back = at == 0 && !cluster.person && chain.len() > 1 && chain.last().is_some_and(outlet);
        // Of whom a paper has quoted by name not all is that it prints.
        let person = |step: &Step| step.cluster.is_some_and(|at| self.clusters.list[at].person && self.clusters.list[at].name.is_some());
        if passes_on && at > 0 && !person(&chain[0]) && !self.told_of(attr, chain[0]) {
            return Some(chain[..=at].to_vec());
        }
        // What somebody goes on to say was said to the same paper, unless others speak in between.
        let alone = |at: usize| self.attributions[at].parent.is_some() || within(&at);
        if cluster.person && at == 0 && (2..=3).contains(&chain.len()) && chain.last().is_some_and(outlet) && (before..index).all(alone) {
            let sentence = |attr: &Attribution| {
                attr.content.first().and_then(|span| self.sentence_of.get(span.start as usize)).copied().unwrap_or_default() as usize
            };
            let near = sentence(attr).saturating_sub(sentence(&self.attributions[before])) <= CHAIN_SENTENCES;
            return (near && attr.addressee.is_empty()).then(|| chain.clone());
        }
        (held_back && attr.addressee.is_empty()).then(|| chain.clone())
    }

    /// Entities and chains, written out.
    fn write(self) -> Sources {
        let reader = self.clusters.reader;
        let list = &self.clusters.list;
        let used: Vec<bool> = {
            // A name in marks that nothing tells what bears it is somebody only if it speaks.
            let known = |cluster: &Cluster| cluster.name.is_some() && (cluster.person || cluster.class.is_some()) && !cluster.vague;
            let mut used: Vec<bool> = list.iter().map(known).collect();
            for cluster in self.steps.iter().flatten().filter_map(|step| step.cluster) {
                used[cluster] = true;
            }
            used
        };
        let mut order: Vec<usize> = (0..list.len()).filter(|at| used[*at] && !list[*at].mentions.is_empty()).collect();
        order.sort_by_key(|at| list[*at].mentions.iter().min().copied());
        let mut place = vec![None; list.len()];
        let mut entities = Vec::with_capacity(order.len());
        let mut namings: Vec<(Naming, Option<Span<Token>>)> = Vec::with_capacity(order.len());
        for at in order {
            place[at] = Some(entities.len());
            let (entity, naming) = self.entity(&list[at]);
            entities.push(entity);
            let reason = if naming == Naming::Anonymous { reader.stated_reason(&list[at], self.mentions) } else { None };
            namings.push((naming, reason));
        }
        let link = |step: &Step| match step.cluster.and_then(|at| place[at]) {
            Some(entity) => {
                let span = step.mention.map(|at| Span::new(self.mentions[at].start, self.mentions[at].end));
                let (name, kind) = (entities[entity].name.clone(), entities[entity].kind);
                {
                    let (naming, anonymity_reason) = namings[entity];
                    Link { name, entity: Some(entity), span, kind, naming, anonymity_reason }
                }
            }
            None => Link {
                name: String::new(),
                entity: None,
                span: None,
                kind: Kind::Unknown,
                naming: Naming::Implicit,
                anonymity_reason: None,
            },
        };
        let chains = self.steps.iter().map(|steps| {
            let mut chain: Vec<Link> = Vec::with_capacity(steps.len());
            for step in steps {
                let own = step.cluster.is_some_and(|at| list[at].own);
                let next = link(step);
                let printer = own || self.printed_by.iter().any(|printer| same_name(&printer.name, &next.name, self.clusters.reader.turns));
                // Who prints the article is a link only where nobody else claims to know.
                if !(printer && steps.len() > 1) && chain.last() != Some(&next) {
                    chain.push(next);
                }
            }
            if chain.is_empty() { steps.first().map(link).into_iter().collect() } else { chain }
        });
        let chains = chains.collect();
        Sources { entities, chains }
    }

    fn entity(&self, cluster: &Cluster) -> (Entity, Naming) {
        let reader = self.clusters.reader;
        // "demnach" points at what somebody has said.
        let adverb = |mention: &Mention| matches!(mention.what, What::LastSpeaker) && mention.end == mention.start + 1;
        let own = cluster.mentions.iter().map(|at| &self.mentions[*at]);
        let mut mentions: Vec<Span<Token>> =
            own.filter(|mention| !adverb(mention)).map(|mention| Span::new(mention.start, mention.end)).collect();
        mentions.sort_unstable();
        mentions.dedup();
        let role = cluster.role.map(|(from, to)| reader.text(from, to));
        let entity = Entity { name: reader.fullest(cluster, self.mentions), kind: reader.kind(cluster, self.mentions), role, mentions };
        (entity, reader.naming(cluster, self.mentions))
    }
}

/// True if the second is the name of the paper that is the first, or part of it, endings and marks aside.
fn same_name(one: &str, other: &str, turns: &Turns) -> bool {
    let stems = |name: &str| name.split_whitespace().map(clusters::stem).filter(|word| !turns.definite.has(word)).collect::<Vec<_>>();
    let (one, other) = (stems(one), stems(other));
    // "der Anzeiger" is the "Elbtal-Anzeiger".
    let part =
        |word: &String| one.iter().any(|known| known == word || known.strip_suffix(word.as_str()).is_some_and(|rest| rest.ends_with('-')));
    !other.is_empty() && other.iter().all(part)
}

#[cfg(test)]
mod chain_tests;
#[cfg(test)]
mod kind_tests;
#[cfg(test)]
mod mention_tests;
#[cfg(test)]
mod news_tests;
#[cfg(test)]
mod press_tests;
#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod tests;
