//! A stored report → its statements: who claims, denies, or will not comment on what.

use super::Folds;
use super::entities::Somebody;
use super::lists::list;
use super::signature::Signature;
use super::slices::Slices;
use super::words::{Stem, Word, hash, words};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use zufolge::attribution::{Form, Stance};
use zufolge::report::{Attribution, Entity, Factuality, Kind, Naming, Spans};
use zufolge::word_list::WordList;
use zufolge::{CodePoint, Report, Span};

/// One version of one article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ItemId {
    /// The ledger's id of the article, the same for all versions.
    pub article: String,
    /// The version.
    pub version: u64,
}

/// What the store knows of one version of an article.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Which it is.
    pub id: &'a ItemId,
    /// Who printed it.
    pub outlet: Option<&'a str>,
    /// The news agency it came from.
    pub agency: Option<&'a str>,
    /// When this version was published.
    pub published: Option<Timestamp>,
    /// What was read in it.
    pub report: &'a Report,
}

/// One link of a statement's chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The words that name it; empty where the text has none.
    pub name: String,
    /// Its entity in the report, "e4".
    pub local: Option<String>,
    /// Its entity in the ledger, once [`Statement::resolve`] was told.
    pub entity: Option<i64>,
    /// What it is.
    pub kind: Kind,
    /// How it is named.
    pub naming: Naming,
    /// True for a paper or station that the words do not name: "einem Zeitungsbericht", "dem Blatt".
    pub unnamed_medium: bool,
    /// The entity of the report on whose behalf it speaks: a spokesperson's body, a minister's department.
    pub behalf_local: Option<String>,
    /// The same in the ledger.
    pub behalf: Option<i64>,
    /// The name of the body it speaks for, as the words tell it: "Ministerium" in "Ministeriumssprecherin".
    pub behalf_name: Option<String>,
}

/// Why a statement belongs to the claim of another one of its article, whatever its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joins {
    /// The other one's attribution.
    pub attribution: String,
    /// In words for people: "answers a1".
    pub why: String,
    /// What ties it to the other one.
    pub tie: Tie,
    /// True if this holds only where its own words lead to no claim.
    pub weak: bool,
}

/// What ties a statement to another one of its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tie {
    /// It answers it, or takes it back.
    Answer,
    /// It is the headline's short form of it.
    Headline,
    /// It is a few words in marks inside of it.
    Within,
    /// It only says that more is said next: "korrigierte sich".
    Lead,
}

/// An attribution, made ready to be compared with those of other articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Where it stands.
    pub item: ItemId,
    /// The attribution's id in the report, "a3"; [`HEADLINE`] for the headline's short form of one.
    pub attribution: String,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The news agency it came from.
    pub agency: Option<String>,
    /// When the article was published.
    pub published: Option<Timestamp>,
    /// When it was said, where the text tells it: a TIMEX3 value.
    pub said_at: Option<String>,
    /// Where the content stands in the report's text.
    pub content: Spans,
    /// The content, verbatim; pieces that lie apart are joined by " … ".
    pub text: String,
    /// The words of the source, verbatim; empty where there are none.
    pub source: String,
    /// What the source does with the content.
    pub stance: Vec<Stance>,
    /// How likely the stance is to be the right one, 0 to 1; `None` if whoever made the report did not say.
    pub stance_confidence: Option<f64>,
    /// How far the source commits itself.
    pub factuality: Factuality,
    /// Origin first; without the agency and outlet that print the article.
    pub chain: Vec<Voice>,
    /// Outlets that the article names, those named nearest to the statement first.
    pub cited: Vec<String>,
    /// How sure the engine was of it, 0 to 1.
    pub confidence: f32,
    /// True if the article tells of something said before: "hatte bestritten".
    pub told_back: bool,
    /// What its words say of what was so before.
    pub manner: Manner,
    /// The statement of the same article on whose claim this one is: it answers it ("wies das zurück"), or is its headline.
    pub joins: Option<Joins>,
    /// What it is about.
    pub signature: Signature,
}

/// Words of a statement by which it goes on with what was so before or ends it, or is none at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manner {
    /// "nicht mehr", "keine Züge mehr": it was otherwise before.
    pub no_more: bool,
    /// "weiterhin": it was so before.
    pub still: bool,
    /// "war nicht zu erreichen": nobody refused anything.
    pub out_of_reach: bool,
}

/// The attribution id of a statement that a headline makes.
pub const HEADLINE: &str = "headline";

impl Statement {
    /// True for a statement of an agency's own item, which no paper has printed yet.
    pub(super) fn is_agencys_own(&self) -> bool {
        self.agency.is_some() && self.outlet.as_ref().is_none_or(|outlet| Some(outlet) == self.agency.as_ref())
    }

    /// Fills in the ledger's entities: `entity` gives the ledger's number of an entity of the report.
    pub fn resolve(&mut self, entity: impl Fn(&str) -> Option<i64>) {
        for voice in &mut self.chain {
            voice.entity = voice.local.as_deref().and_then(&entity);
            voice.behalf = voice.behalf_local.as_deref().and_then(&entity);
        }
    }
}

/// When something was published: RFC 3339, or a date alone, which stands for its first moment in UTC.
#[must_use]
pub fn instant(published: &str) -> Option<Timestamp> {
    let published = published.trim();
    let utc = |moment: DateTime| moment.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    published
        .parse::<Timestamp>()
        .ok()
        .or_else(|| published.parse::<DateTime>().ok().and_then(utc))
        .or_else(|| published.parse::<Date>().ok().and_then(|date| utc(date.at(0, 0, 0, 0))))
}

impl Folds {
    /// The statements of an article, in the order of its attributions; its headline, if it is the short form of one, comes last.
    #[must_use]
    pub fn statements(&self, item: &Item<'_>) -> Vec<Statement> {
        self.statements_in(item, &Slices::new(&item.report.text), &self.topic(&item.report.text))
    }

    /// Whom an article names, as [`Folds::persons`], and its statements, as [`Folds::statements`].
    #[must_use]
    pub fn of_article(&self, item: &Item<'_>) -> (Vec<Somebody>, Vec<Statement>) {
        let (text, topic) = (Slices::new(&item.report.text), self.topic(&item.report.text));
        let statements = self.statements_in(item, &text, &topic);
        (self.persons_in(item, &text, &topic, &statements), statements)
    }

    fn statements_in(&self, item: &Item<'_>, text: &Slices<'_>, topic: &[Stem]) -> Vec<Statement> {
        let mut all: Vec<Statement> = Vec::new();
        for attr in &item.report.attributions {
            let mut found = content_words(text, item.report, attr);
            self.without_occasion(text, attr, &mut found);
            self.add_demanded(text, attr, &mut found);
            self.without_denied(item.report, text, attr, &mut found);
            let mut signature = self.signature(&found);
            let chain = self.voices(item, text, attr);
            self.add_names(item.report, attr, &found, &mut signature);
            self.weigh_names(item.report, text, attr, &mut signature);
            if let Some(voice) = chain.first() {
                let last = voice.name.split_whitespace().next_back().filter(|_| voice.kind == Kind::Person);
                let names = last.into_iter().chain(voice.behalf_name.as_deref());
                signature.speaker = names.map(|name| hash(&self.words.stem(name))).collect();
            }
            (signature.called, signature.known_as) = self.names_of_voice(item, text, attr, chain.first());
            if let Some(body) = chain.first().and_then(|voice| voice.behalf_name.as_deref()) {
                signature.add(self.named_by_speaker(&found, body));
            }
            signature.set_topic(topic);
            let said = joined(text, &attr.content);
            let (stance, stance_confidence) = self.stance_of(item, text, attr);
            all.push(Statement {
                item: item.id.clone(),
                attribution: attr.id.clone(),
                outlet: item.outlet.map(str::to_owned),
                agency: item.agency.map(str::to_owned),
                published: item.published,
                said_at: attr.said_at.as_ref().map(|said| said.value.clone()),
                content: attr.content.clone(),
                manner: self.manner(&said),
                text: said,
                source: joined(text, &attr.source),
                stance,
                stance_confidence,
                factuality: attr.factuality,
                chain,
                cited: self.cited(item, text, attr),
                told_back: self.told_back(text, attr),
                confidence: (attr.confidence as f32).max(if goes_on(all.last(), attr) { GOES_ON } else { 0.0 }),
                joins: None,
                signature,
            });
        }
        speak_for_one(&mut all);
        self.houses(&mut all);
        words_within(item.report, &mut all);
        self.answer(item, text, &mut all);
        self.headline(item, text, &mut all);
        all
    }
}

/// The most words in marks that claim nothing apart from what they stand in.
const FEW_WORDS: usize = 3;

/// Lets a few words in marks inside of what the same somebody says belong to that: "sie würden „rein vorsorglich“ zurückgerufen".
fn words_within(report: &Report, statements: &mut [Statement]) {
    let parent = |attr: &Attribution| Some((attr.parent.clone().filter(|_| attr.form == Form::Direct)?, attr.source.clone()));
    let parents: Vec<Option<(String, Spans)>> = report.attributions.iter().map(parent).collect();
    for (at, parent) in parents.into_iter().enumerate() {
        let Some((outer, source)) = parent else { continue };
        let same = report.attributions.iter().any(|attr| attr.id == outer && attr.source == source);
        if same && words(&statements[at].text).count() <= FEW_WORDS {
            statements[at].joins = Some(Joins { why: format!("stands in {outer}"), tie: Tie::Within, attribution: outer, weak: false });
        }
    }
}

/// Among how many words at the beginning of a sentence the word for the report stands that somebody speaks up about.
const OCCASION: usize = 4;
/// How many statements before "ihr Haus" whose it is has spoken.
const LEADER_REACH: usize = 4;

impl Folds {
    /// Lets "ihr Haus", and whoever "ihr Sprecher" speaks for, be the body that whoever spoke before it leads.
    fn houses(&self, statements: &mut [Statement]) {
        let house = |statement: &Statement| {
            let mut words = words(&statement.source);
            let whose = words.next().is_some_and(|word| self.words.is(word.form, list::POSSESSIVE));
            let what = words.next().filter(|_| whose && !statement.chain.is_empty());
            let is = |bits: u32| what.is_some_and(|word| self.words.is(word.form, bits));
            is(list::HOUSE) && words.next().is_none() || is(list::SPOKESPERSON)
        };
        for at in 0..statements.len() {
            if !house(&statements[at]) {
                continue;
            }
            let before = statements[at.saturating_sub(LEADER_REACH)..at].iter().rev().filter_map(|before| before.chain.first());
            let leads = |voice: &&Voice| voice.kind != Kind::Organisation && (voice.behalf_local.is_some() || voice.behalf_name.is_some());
            let Some(leader) = before.clone().find(leads) else { continue };
            let (local, name) = (leader.behalf_local.clone(), leader.behalf_name.clone());
            (statements[at].chain[0].behalf_local, statements[at].chain[0].behalf_name) = (local, name);
        }
    }

    /// What the words of a statement say of what was so before.
    pub(super) fn manner(&self, said: &str) -> Manner {
        let has = |list: &WordList| said.split(|c: char| !c.is_alphabetic()).any(|word| list.has(word));
        let turns = &self.words.turns;
        Manner { no_more: has(&turns.no_more), still: has(&turns.still), out_of_reach: has(&turns.out_of_reach) }
    }

    /// Adds what is told in one word with the word for the demand, which belongs to the cue: "bekräftigte ihre Rücktrittsforderung".
    fn add_demanded<'t>(&self, text: &Slices<'t>, attr: &Attribution, found: &mut Vec<Word<'t>>) {
        for span in attr.cue.iter().filter(|cue| attr.content.iter().any(|content| content.covers(**cue))) {
            let (start, _) = text.bytes(*span);
            let noun = |word: &Word<'_>| word.form.starts_with(char::is_uppercase);
            let told = |word: &Word<'_>| noun(word) && self.words.ends(word.form, list::DEMAND).is_some_and(|before| !before.is_empty());
            found.extend(words(text.slice(*span)).filter(told).map(|word| Word { at: start + word.at, ..word }));
        }
        found.sort_unstable_by_key(|word| word.at);
    }

    /// Leaves out what somebody only speaks up about: "Nach dem Bericht über Risse in der Brücke verlangt der Verband eine Prüfung".
    fn without_occasion(&self, text: &Slices<'_>, attr: &Attribution, found: &mut Vec<Word<'_>>) {
        let speaks_up = |stance: &Stance| {
            matches!(stance, Stance::Demands | Stance::Requests | Stance::Accuses | Stance::Threatens | Stance::Announces | Stance::Warns)
        };
        let (Some(content), Some(cue)) = (attr.content.first(), attr.cue.first()) else { return };
        let first_role = attr.source.iter().fold(cue.start, |first, span| first.min(span.start));
        if attr.form != Form::Reported || !attr.stance.iter().all(speaks_up) || first_role <= content.start {
            return;
        }
        let before = text.slice(Span::new(content.start as usize, first_role as usize));
        let reports = |word: &Word<'_>| self.words.is(word.form, list::CLAIM) || self.words.ends(word.form, list::REPORT).is_some();
        if words(before).take(OCCASION).any(|word| reports(&word)) && words(before).all(|word| !word.behind_comma) {
            let (_, end) = text.bytes(Span::new(content.start as usize, first_role as usize));
            found.retain(|word| word.at >= end);
        }
    }

    /// Leaves out the sentences of a longer content that only say that what others say is untrue: "Es seien 24. Die Zahl 48 sei erfunden."
    fn without_denied(&self, report: &Report, text: &Slices<'_>, attr: &Attribution, found: &mut Vec<Word<'_>>) {
        let inside =
            |sentence: &&Span<CodePoint>| attr.content.iter().any(|content| content.start < sentence.end && sentence.start < content.end);
        let sentences: Vec<(usize, usize)> = report.sentences.iter().filter(inside).map(|sentence| text.bytes(*sentence)).collect();
        if sentences.len() < 2 {
            return;
        }
        let of = |words: &[Word<'_>], (start, end): (usize, usize), bits: u32| {
            words.iter().any(|word| (start..end).contains(&word.at) && self.words.is(word.form, bits))
        };
        let denied: Vec<(usize, usize)> =
            sentences.iter().copied().filter(|sentence| of(found, *sentence, list::CLAIM) && of(found, *sentence, list::EMPTY)).collect();
        if denied.len() < sentences.len() {
            found.retain(|word| !denied.iter().any(|(start, end)| (*start..*end).contains(&word.at)));
        }
    }

    /// Lets the names of people, and of bodies with more than one word, tell less than their rarity: they tell whom a statement is about, not
    /// what it says of them.
    fn weigh_names(&self, report: &Report, text: &Slices<'_>, attr: &Attribution, signature: &mut Signature) {
        let inside = |span: &Span<CodePoint>| attr.content.iter().any(|content| content.covers(*span));
        let capitals = |phrase: &'_ str| words(phrase).filter(|word| word.form.starts_with(char::is_uppercase)).count();
        for entity in &report.entities {
            let person = entity.kind == Kind::Person;
            if !person && !matches!(entity.kind, Kind::Organisation | Kind::Office | Kind::Outlet | Kind::Agency) {
                continue;
            }
            let mentions = entity.mentions.iter().filter(|span| inside(span)).map(|span| text.slice(*span));
            let mentions = mentions.filter(|mention| person || capitals(mention) > 1);
            // A person's surname may have been added where the content has only "er".
            for phrase in mentions.chain(entity.name.split_whitespace().next_back().filter(|_| person)) {
                for word in words(phrase).filter(|word| word.form.starts_with(char::is_uppercase)) {
                    let given = person && entity.name.split_whitespace().rev().skip(1).any(|part| part == word.form);
                    signature.weigh(hash(&self.words.stem(word.form)), if given { GIVEN } else { NAME });
                }
            }
        }
    }

    /// Adds the surnames of whom the content speaks of, however it names them: "der Minister", "er".
    fn add_names(&self, report: &Report, attr: &Attribution, found: &[Word<'_>], signature: &mut Signature) {
        let own = attr.chain.first().and_then(|link| link.entity.as_deref());
        let inside = |span: &Span<CodePoint>| attr.content.iter().any(|content| content.covers(*span));
        // "Ich habe verkauft" speaks of the speaker.
        let first = found.iter().any(|word| self.words.is(word.form, list::FIRST));
        let people = report.entities.iter().filter(|entity| entity.kind == Kind::Person);
        let meant = |entity: &Entity| if Some(entity.id.as_str()) == own { first } else { entity.mentions.iter().any(inside) };
        for entity in people.filter(|entity| meant(entity)) {
            let Some((_, surname)) = entity.name.rsplit_once(' ') else { continue };
            signature.add(self.term(surname));
            // "Ministerin Brandt" tells no given name, and "L. Brandt" hardly one.
            let office = entity.name.split(' ').any(|word| self.words.ends(word, list::HEAD | list::LEADER).is_some());
            let given = self.person_name(&entity.name).given.into_iter().next().filter(|given| given.len() > 1 && !office);
            signature.people.extend(given.map(|given| (hash(&self.words.stem(surname)), hash(&given))));
        }
    }
}

/// What a word of a name tells at most, in bits.
const NAME: u8 = 6;
/// The same for what stands before a person's surname, which says the same.
const GIVEN: u8 = 3;

/// Lets a person whose body is only the one that stands nearest speak for one body throughout the article, the one that is told or found most often.
pub(super) fn speak_for_one(statements: &mut [Statement]) {
    let voices = statements.iter().filter_map(|statement| statement.chain.first()).filter(|voice| voice.kind == Kind::Person);
    let mut found: Vec<(String, String, usize)> = Vec::new();
    for voice in voices {
        let Some((person, body)) = voice.local.as_ref().zip(voice.behalf_local.as_ref()) else { continue };
        let told = if voice.behalf_name.is_some() { TOLD } else { 1 };
        match found.iter_mut().find(|(who, whose, _)| who == person && whose == body) {
            Some((_, _, count)) => *count += told,
            None => found.push((person.clone(), body.clone(), told)),
        }
    }
    let nearest = |voice: &&mut Voice| voice.behalf_name.is_none() && voice.behalf_local.is_some() && voice.kind == Kind::Person;
    for voice in statements.iter_mut().filter_map(|statement| statement.chain.first_mut()).filter(nearest) {
        let mut bodies = found.iter().filter(|(person, ..)| Some(person) == voice.local.as_ref());
        let Some(first) = bodies.next() else { continue };
        let most = bodies.fold(first, |most, next| if next.2 > most.2 { next } else { most });
        voice.behalf_local = Some(most.1.clone());
    }
}

/// How often a body must stand nearest to count as much as one that the words for a person tell.
const TOLD: usize = 4;

/// How sure it is at least that whoever spoke last speaks on in a quotation that names nobody.
const GOES_ON: f32 = 0.1;

/// True for a quotation that names nobody, right behind what the named person said whose it is.
fn goes_on(last: Option<&Statement>, attr: &Attribution) -> bool {
    let quoted = attr.form == Form::Direct && attr.source.is_empty();
    let speaker = attr.chain.first().filter(|link| quoted && link.kind == Kind::Person && link.naming == Naming::Named);
    let before = last.and_then(|last| last.chain.first()).and_then(|voice| voice.local.as_ref());
    speaker.and_then(|link| link.entity.as_ref()).is_some_and(|entity| before == Some(entity))
}

/// The words of pieces of a text.
fn joined(text: &Slices<'_>, spans: &[Span<CodePoint>]) -> String {
    spans.iter().map(|span| text.slice(*span)).collect::<Vec<_>>().join(" … ")
}

/// The words of the content that are no source or cue, and do not say when it was said: what a reported content ("Eine Erhöhung lehnte der Minister ab") tells.
fn content_words<'a>(text: &Slices<'a>, report: &Report, attr: &Attribution) -> Vec<Word<'a>> {
    let inside = |span: &Span<CodePoint>| attr.content.iter().any(|content| content.covers(*span));
    let said_at = attr.said_at.iter().flat_map(|said| &said.text);
    // Of several phrases that were taken for the source, only the one that names the origin is no part of what is said.
    let origin = attr.chain.first().and_then(|link| link.entity.as_ref());
    let mentions = report.entities.iter().filter(|entity| Some(&entity.id) == origin).flat_map(|entity| &entity.mentions);
    let names: Vec<Span<CodePoint>> = mentions.copied().collect();
    let names_origin = |span: &&Span<CodePoint>| names.iter().any(|name| span.covers(*name) || name.covers(**span));
    let one = attr.source.len() < 2 || !attr.source.iter().any(|span| names_origin(&span));
    let source = attr.source.iter().filter(|span| one || names_origin(span));
    let roles = source.chain(&attr.cue).chain(said_at).filter(|span| inside(span));
    let mut masks: Vec<(usize, usize)> = roles.map(|span| text.bytes(*span)).collect();
    masks.sort_unstable();
    let mut found = Vec::new();
    for span in &attr.content {
        let (start, _) = text.bytes(*span);
        for word in words(text.slice(*span)) {
            let at = start + word.at;
            if !masks.iter().any(|(from, to)| (*from..*to).contains(&at)) {
                found.push(Word { at, ..word });
            }
        }
    }
    found
}
