//! The phrases that tell whose words a clause is: "laut Polizei", "nach Angaben der Behörde", "der Polizei zufolge", "demnach".

use super::clauses::{Clause, ClauseKind, Sentence};
use super::lexicon::{AttributorKind, Speaker, class, complement};
use super::morphology::form;
use super::noun_phrases::Place;
use super::tags::{Tag, Tagged};
use super::{Finder, Rule, rule, verb_of};
use crate::attribution::Mode;
use crate::document::Token;
use crate::span::Span;

/// How many words a name, with its title, may have before what it owns, and that.
const LONGEST_OWNER: usize = 6;

/// An attributing phrase: its whole extent, its cue and its source.
pub(super) struct Phrase {
    pub(super) whole: Span<Token>,
    pub(super) cue: Span<Token>,
    pub(super) source: Option<Span<Token>>,
    pub(super) mode: Mode,
    pub(super) rule: Rule,
}

impl Finder<'_> {
    /// The attributing phrase that starts at `at`.
    pub(super) fn phrase(&self, sentence: &Sentence, at: usize) -> Option<Phrase> {
        let tagged = &self.tagged;
        let tag = &tagged.tags[at];
        let end = sentence.clause_at(at).map_or(sentence.body_end, |clause| sentence.clauses[clause].end());
        let opening = Opening { finder: self, tagged, sentence, at, tag, end };
        if let Some(phrase) = self.relative(sentence, at) {
            return phrase;
        }
        if let Some(phrase) = self.viewpoint(at, end) {
            return Some(phrase);
        }
        if tag.mark == '(' && at + 2 < sentence.body_end && tagged.tags[at + 1].is(class::SO) {
            return self.in_brackets(at, sentence.body_end);
        }
        if let Some((kind, mode)) = tag.word.attributor {
            if kind == AttributorKind::Before && opening.is_preposition() {
                return self.behind_preposition(sentence, at, at + 1, end, mode, rule::PREPOSITION_BEFORE);
            }
            if kind == AttributorKind::Adverb && opening.is_adverb() {
                let word = Span::new(at, at + 1);
                return Some(Phrase { whole: word, cue: word, source: Some(word), mode, rule: rule::ADVERB });
            }
        }
        if opening.is_nach() {
            return opening.behind_nach();
        }
        opening.word_before_zufolge().or_else(|| opening.before_postposition())
    }

    /// The noun of a phrase in which another phrase stands first: "Studie" in "einer am Montag in Bonn vorgestellten Studie".
    fn behind_inset(&self, article: usize, first: usize, end: usize) -> Option<usize> {
        let (tagged, tags) = (&self.tagged, &self.tagged.tags);
        let opens = first > article + 1
            && tags[article].is(class::DET_NOM | class::DET_OBL)
            && tags[article + 1].is(class::PREPOSITION | class::CONTRACTED)
            && !tags[article + 1].capital;
        let stop = if opens { tagged.noun_phrase(article, end, Place::AfterVerb)? } else { return None };
        let adjective = |at: usize| {
            let tag = &tags[at];
            !tag.capital && tag.mark == '\0' && tag.word.classes == 0 && tagged.lexicon.turns.adjective_ends.ends(tagged.lower(at))
        };
        (first + 2..stop).find(|at| tags[*at].nominal() && adjective(at - 1))
    }

    /// True where "nach" tells a time: "Nach der Rede verließ er den Saal", "Nach dem Urteil kündigte der Anwalt Revision an", "nach Ansicht der Bilder";
    /// but not "Nach dem Bericht starben vier Menschen".
    fn comes_after(&self, sentence: &Sentence, at: usize, noun: usize, end: usize) -> bool {
        let (tagged, turns) = (&self.tagged, &self.tagged.lexicon.turns);
        let seen = |at: usize| tagged.tags[at].nominal() && turns.looked_at_ends.ends(tagged.lower(at));
        if turns.looks.has(tagged.lower(noun)) && (noun + 1..end.min(noun + 4)).any(seen) {
            return true;
        }
        let article = noun > at + 1 && tagged.tags[at + 1].is(class::DET_OBL | class::DET_NOM);
        // "um zwölf nach den Nachrichten"
        let alone = !tagged.tags.get(noun + 1).is_some_and(|tag| tag.is(class::GENITIVE) || tag.nominal());
        if article && alone && noun == at + 2 && turns.broadcasts.has(tagged.lower(noun)) {
            return true;
        }
        let Some(index) = sentence.clause_at(at) else { return false };
        let clause = &sentence.clauses[index];
        let Some(verbs) = clause.verbs.as_ref().filter(|_| clause.kind == ClauseKind::Main && !clause.konjunktiv()) else { return false };
        let does = verbs.finite > noun && !verbs.modal && !verbs.passive && tagged.tags[verbs.finite].any_forms(form::PAST);
        let lower = tagged.lower(noun);
        let tells = || verb_of(tagged, verbs.verb).is_some_and(|verb| verb.mode.is_some() && verb.complements & complement::TOLD != 0);
        let comes_first = turns.events.has(lower) || turns.followed.has(lower) && tells();
        let somebody = |span: Span<Token>| tagged.tags[span.start as usize].is(class::PERSONAL) || self.speaks(span);
        article && does && comes_first && tagged.subject_after(verbs.finite, sentence, index).is_some_and(somebody)
    }

    /// "(so der Minister)"
    fn in_brackets(&self, at: usize, end: usize) -> Option<Phrase> {
        let close = (at + 2..end).rfind(|at| self.tagged.tags[*at].mark == ')')?;
        let source = Span::new(at + 2, self.tagged.noun_phrase(at + 2, close, Place::BeforeVerb)?);
        let whole = source.end as usize == close && self.speaks(source);
        whole.then_some(Phrase {
            whole: Span::new(at, close + 1),
            cue: Span::new(at + 1, at + 2),
            source: Some(source),
            mode: Mode::SPEECH_WRITING,
            rule: rule::SO,
        })
    }

    /// "Holms Worten", "Ina Voß’ Angaben" behind "nach": the noun that the name at `name` in the genitive owns.
    fn of_named(&self, name: usize, end: usize) -> Option<usize> {
        let tagged = &self.tagged;
        let told = |at: usize| matches!(tagged.lexicon.attributor(tagged.lower(at)), Some((AttributorKind::NachNoun, _)));
        let apostrophe = |at: usize| matches!(tagged.tags[at].mark, '’' | '\'');
        let goes_on = |at: &usize| tagged.tags[*at].nominal() || apostrophe(*at);
        let noun = (name + 1..end.min(name + LONGEST_OWNER)).take_while(goes_on).find(|at| told(*at)).filter(|_| !told(name))?;
        tagged.may_be_genitive(noun - 1).then_some(noun)
    }

    /// "ein Gutachten, nach dem …", "eine Liste vor, der zufolge …": the phrase that opens a relative clause at `at`, with the document before it
    /// as source. `Some(None)` if such a clause is opened there, but nothing that can be cited stands before it.
    fn relative(&self, sentence: &Sentence, at: usize) -> Option<Option<Phrase>> {
        let tagged = &self.tagged;
        let this = sentence.clause_at(at).filter(|this| *this > 0)?;
        let clause = &sentence.clauses[this];
        if clause.kind != ClauseKind::Relative || clause.start() != at || clause.end() < at + 3 {
            return None;
        }
        let cues = |at: usize, wanted: AttributorKind| {
            let tag = &tagged.tags[at];
            tag.word.attributor.is_some_and(|(kind, _)| kind == wanted)
        };
        let before = tagged.tags[at + 1].is(class::RELATIVE) && (tagged.tags[at].is(class::NACH) || cues(at, AttributorKind::Before));
        let behind = tagged.tags[at].is(class::RELATIVE) && cues(at + 1, AttributorKind::After);
        if !before && !behind {
            return None;
        }
        let from = sentence.clauses[this - 1].start();
        let nouns = || (from..at).rev().filter(|noun| tagged.tags[*noun].nominal() && tagged.tags[*noun].quotation == 0);
        let document = |noun: &usize| tagged.lexicon.speaker(tagged.lower(*noun)) == Some(Speaker::Document);
        // "nach eigenen Angaben" tells who says that there is a document.
        let cited = |noun: &usize| {
            let words = (from..*noun).rev().take_while(|at| !tagged.tags[*at].nominal());
            document(noun) && !words.into_iter().any(|at| tagged.tags[at].is(class::NACH) || cues(at, AttributorKind::Before))
        };
        // What was done "nach dem" something is told of everything, "laut dem" only of what can be cited.
        let any = || nouns().next().filter(|_| !tagged.tags[at].is(class::NACH));
        let source = nouns().find(cited).or_else(any).map(|noun| {
            let starts = (from..noun).rev().take_while(|before| !tagged.tags[*before].nominal() && tagged.tags[*before].mark == '\0');
            let start = starts.filter(|before| tagged.tags[*before].is(class::DET_NOM | class::DET_OBL)).last().unwrap_or(noun);
            Span::new(start, noun + 1)
        });
        Some(source.map(|source| Phrase {
            whole: Span::new(at, at + 2),
            cue: Span::new(at + usize::from(behind), at + 1 + usize::from(behind)),
            source: Some(source),
            mode: Mode::WRITING,
            rule: if behind { rule::PREPOSITION_AFTER } else { rule::NACH_NOUN },
        }))
    }

    /// The phrase whose preposition stands at `at`, with the words behind it as source, up to the end of the noun phrase that starts at `noun`.
    fn behind_preposition(&self, sentence: &Sentence, at: usize, noun: usize, end: usize, mode: Mode, rule: Rule) -> Option<Phrase> {
        // "laut lachend": how, not by whom.
        if noun < end && !self.tagged.tags[noun].capital && self.tagged.lexicon.turns.participle_ends.ends(self.tagged.doc.word(noun)) {
            return None;
        }
        let stop = self.tagged.noun_phrase(noun, end, Place::AfterVerb)?;
        let stop = self.with_appositions(sentence, stop);
        let stop = self.up_to_the_verb(sentence, at, stop).unwrap_or(stop);
        Some(Phrase { whole: Span::new(at, stop), cue: Span::new(at, at + 1), source: Some(Span::new(at + 1, stop)), mode, rule })
    }

    /// "Nach Angaben des Leiters des Dienstes in den Alpen | bleibt …": one phrase alone stands before the verb, and all of it is the source.
    fn up_to_the_verb(&self, sentence: &Sentence, at: usize, stop: usize) -> Option<usize> {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[sentence.clause_at(at)?];
        let finite = clause.verbs.as_ref().filter(|_| clause.kind == ClauseKind::Main && clause.start() == at)?.finite;
        let hangs = stop < finite && tagged.tags[stop].is(class::PREPOSITION | class::CONTRACTED) && tagged.tags[stop].quotation == 0;
        let whole = hangs && !tagged.time_phrase(stop + 1, finite) && (stop..finite).all(|at| tagged.tags[at].mark == '\0');
        (whole && tagged.noun_phrase(stop + 1, finite, Place::BeforeVerb) == Some(finite)).then_some(finite)
    }

    /// Takes in an apposition behind a source that ends its clause, if the sentence goes on behind it.
    fn with_appositions(&self, sentence: &Sentence, stop: usize) -> usize {
        let Some(clause) = sentence.clause_at(stop - 1) else { return stop };
        let mut next = clause + 1;
        let mut stop = stop;
        // "Nach Aussage von Ole Brandt, einem Sprecher der Liste, der …, wurde …"
        let goes_on = |from: usize| {
            let behind = sentence.clauses[from..].iter().find(|clause| clause.kind != ClauseKind::Relative);
            behind.is_some_and(|clause| clause.verb_first(&self.tagged))
        };
        // "verstößt nach Ansicht des Gutachters, Ruiz Colmar, gegen das Recht"
        let name = |clause: &Clause| clause.tokens.len() > 1 && self.tagged.bare_name(clause.tokens);
        while next + 1 < sentence.clauses.len()
            && sentence.clauses[next - 1].end() == stop
            && sentence.clauses[next].kind == ClauseKind::Fragment
            && sentence.clauses[next].before == ','
            && (goes_on(next + 1) || name(&sentence.clauses[next]) && sentence.clauses[next + 1].before == ',')
        {
            stop = sentence.clauses[next].end();
            next += 1;
        }
        stop
    }
}

/// A word with which an attributing phrase may open.
struct Opening<'a> {
    finder: &'a Finder<'a>,
    tagged: &'a Tagged<'a>,
    sentence: &'a Sentence,
    at: usize,
    tag: &'a Tag,
    /// Where its clause ends.
    end: usize,
}

impl Opening<'_> {
    /// "laut Polizei"
    fn is_preposition(&self) -> bool {
        // "Klar ist: Laut Vertrag …"
        let opens = || self.at > self.sentence.start() && self.tagged.tags[self.at - 1].mark == ':';
        let norm = || self.tagged.lexicon.turns.behind_too.has(self.tagged.lower(self.at)) && self.is_norm(self.at + 1, self.end);
        (!self.tag.nominal() || opens()) && !self.tag.is(class::AGENT_PREPOSITION) && !norm()
    }

    /// True for "dem Tarifvertrag", "der strengen Hafenpolitik": what something is done by, and nobody's words.
    fn is_norm(&self, from: usize, end: usize) -> bool {
        let noun = (from..end).find(|at| self.tagged.tags[*at].nominal());
        noun.is_some_and(|noun| self.tagged.lexicon.turns.norm_ends.ends(self.tagged.lower(noun)))
    }

    /// "Danach" tells a time unless the clause is in Konjunktiv or a source has just spoken.
    fn is_adverb(&self) -> bool {
        let (finder, tagged, sentence, tag) = (self.finder, self.tagged, self.sentence, self.tag);
        // "Der Gewinn stieg demnach": inside a clause only what can tell nothing else, behind what somebody said.
        let hearsay = || (sentence.start()..sentence.body_end).any(|at| tagged.tags[at].is(class::REPORTED_MODAL));
        let said_before = || sentence.start() > 0 && finder.found_in(finder.sentence_of(sentence.start() - 1)).count() > 0;
        let inside = || !tag.is(class::ADVERB) && said_before() && !hearsay();
        // "Der Funkspruch sei um vier gekommen. Danach habe es nur Anrufe gegeben.": what is told goes on, and this is a time.
        let told_on = || {
            let before = sentence.start().checked_sub(1).map(|before| &finder.sentences[finder.sentence_of(before)]);
            before.is_some_and(|before| before.clauses.iter().any(|clause| clause.kind == ClauseKind::Main && clause.konjunktiv()))
        };
        if self.at == sentence.start() { !tag.is(class::ADVERB) || sentence.clauses[0].konjunktiv() && !told_on() } else { inside() }
    }

    /// "nach Angaben der Behörde", but not "zwei Monate nach dem Urteil".
    fn is_nach(&self) -> bool {
        let (tagged, at) = (self.tagged, self.at);
        // "die Forderung nach einem Gutachten"
        let asked = || at > 0 && tagged.tags[at - 1].nominal() && tagged.lexicon.turns.asks_for.has(tagged.lower(at - 1));
        // "zwei Monate nach dem Urteil", "einen Tag nach dem Beschluss": when.
        let measured = || {
            let span = at > 1 && tagged.tags[at - 1].is(class::TIME_NOUN) && tagged.tags[at - 1].nominal();
            let counted = |at: usize| tagged.is_number(at) || tagged.tags[at].is(class::DET_NOM | class::DET_OBL) || tagged.tags[at].first;
            span && counted(at - 2) && tagged.tags.get(at + 1).is_some_and(|tag| tag.is(class::DET_NOM | class::DET_OBL))
        };
        self.tag.is(class::NACH) && !asked() && !measured()
    }

    /// The phrase that "nach" opens.
    fn behind_nach(&self) -> Option<Phrase> {
        let (finder, tagged, sentence, at, end) = (self.finder, self.tagged, self.sentence, self.at, self.end);
        if let Some(compound) = self.compound_of_marks() {
            let told = tagged.lexicon.attributor(tagged.lower(compound).trim_start_matches('-'));
            let (_, mode) = told.filter(|(kind, _)| *kind == AttributorKind::NachNoun)?;
            return finder.behind_preposition(sentence, at, at + 1, end, mode, rule::NACH_NOUN);
        }
        let noun = self.noun_behind_nach()?;
        let owned = finder.of_named(noun, end);
        let noun = owned.unwrap_or(noun);
        if self.tells_no_source(noun) || owned.is_none() && finder.comes_after(sentence, at, noun, end) {
            return None;
        }
        // "Nach monatelangen Ermittlungen": when; but "nach dem 80 Seiten langen Gutachten".
        let lasting = |i: usize| tagged.is_one_of(i, &tagged.lexicon.turns.lasting) && !tagged.tags[i - 1].nominal();
        if (at + 1..noun).any(lasting) {
            return None;
        }
        let lower = tagged.lower(noun);
        let (kind, mode) = tagged.lexicon.attributor(lower).or_else(|| {
            // "nach dem Gesetzentwurf", "nach der Studie": what is written can be followed.
            let written = tagged.lexicon.speaker(lower) == Some(Speaker::Document) && !tagged.lexicon.turns.no_attributors.ends(lower);
            written.then_some((AttributorKind::NachNoun, Mode::WRITING))
        })?;
        if kind != AttributorKind::NachNoun {
            return None;
        }
        finder.behind_preposition(sentence, at, owned.unwrap_or(at + 1), end, mode, rule::NACH_NOUN)
    }

    /// "nach „Kurier“-Informationen": the noun behind the marks.
    fn compound_of_marks(&self) -> Option<usize> {
        let (tagged, open) = (self.tagged, self.at + 1);
        let marks = tagged.outer_quotation(open).map(|outer| tagged.doc.quotations[outer].tokens)?;
        let behind = marks.end as usize;
        (marks.start as usize == open && behind < self.end && tagged.compound_of_marks(behind)).then_some(behind)
    }

    /// The noun that "nach" takes.
    fn noun_behind_nach(&self) -> Option<usize> {
        let (tagged, at, end) = (self.tagged, self.at, self.end);
        let mut noun = at + 1;
        while noun < end && noun <= at + 6 && !tagged.tags[noun].nominal() && tagged.tags[noun].mark == '\0' {
            noun += 1;
        }
        if noun >= end || !tagged.tags[noun].nominal() {
            return None;
        }
        // "nach dem 80 Seiten langen Gutachten"
        let noun = if tagged.measured_noun(noun, end) { noun + 2 } else { noun };
        Some(self.finder.behind_inset(at + 1, noun, end).unwrap_or(noun))
    }

    /// True if "nach" this noun is not by whom.
    fn tells_no_source(&self, noun: usize) -> bool {
        let (tagged, at) = (self.tagged, self.at);
        let turns = &tagged.lexicon.turns;
        let next = noun + 1;
        // "Nach einem Bericht über die Kosten verlangte er …"
        let topic = || next < self.end && turns.topic_of_text.has(tagged.doc.word(next));
        // "Nach der Nachricht vom Rücktritt stiegen die Kurse"
        let news = || tagged.is_word(noun, "nachricht") && next < self.end && tagged.is_one_of(next, &turns.of);
        // "die Prüfung nach dem Wettbewerbsgesetz", "Mittel nach einem Sozialindex": by which measure, and nobody's words.
        let hangs = || at > self.sentence.start() && tagged.tags[at - 1].nominal() && tagged.tags[at - 1].mark == '\0';
        topic() || news() || hangs() && turns.measure_ends.ends(tagged.lower(noun))
    }

    /// "ihm zufolge"
    fn word_before_zufolge(&self) -> Option<Phrase> {
        let (tagged, at, tag) = (self.tagged, self.at, self.tag);
        let next = tagged.tags.get(at + 1).filter(|_| at + 1 < self.end);
        let behind = next.is_some_and(|next| matches!(next.word.attributor, Some((AttributorKind::After, _))) && next.quotation == 0);
        let pronoun = tag.is(class::PRON_OBL) && !tag.is(class::DET_OBL | class::DET_NOM | class::REFLEXIVE);
        // "Zeugen zufolge": at the start of a sentence any word has a capital.
        let somebody = || tag.first && tag.capital && !tag.nominal() && tagged.lexicon.speaker(tagged.lower(at)).is_some();
        (behind && (pronoun || somebody())).then(|| {
            let (source, whole) = (Span::new(at, at + 1), Span::new(at, at + 2));
            let cue = Span::new(at + 1, at + 2);
            Phrase { whole, cue, source: Some(source), mode: Mode::SPEECH_WRITING, rule: rule::PREPOSITION_AFTER }
        })
    }

    /// Postpositions: "der Polizei zufolge", "seiner Meinung nach".
    fn before_postposition(&self) -> Option<Phrase> {
        let (tagged, at) = (self.tagged, self.at);
        if !self.opens_noun_phrase() || self.hangs_on_before() {
            return None;
        }
        // Few clauses have one, and the phrase before it takes long to find.
        if !(at + 1..self.end).any(|i| tagged.tags[i].is(class::NACH) || self.follows(i)) {
            return None;
        }
        let stop = self.noun_phrase()?;
        if self.is_demanded() {
            return None;
        }
        let behind = self.postposition(stop)?;
        if self.tells_how(behind) {
            return None;
        }
        let mode =
            (at..behind).rev().find_map(|i| tagged.lexicon.attributor(tagged.lower(i))).map_or(Mode::SPEECH_WRITING, |(_, mode)| mode);
        // "dem Vernehmen nach" names nobody.
        let nobody = (at..behind).any(|i| tagged.is_word(i, "vernehmen"));
        // "nimmt die Organisation | Schätzungen zufolge 30 Millionen ein": a bare noun of saying is the phrase, and no name of what stands before it.
        let bare = behind - 1;
        let alone = bare > at && tagged.tags[bare].nominal() && tagged.tags[bare - 1].nominal() && !tagged.tags[bare - 1].first;
        let at = if alone && tagged.lexicon.attributor(tagged.lower(bare)).is_some() { bare } else { at };
        let whole = Span::new(at, behind + 1 + usize::from(self.is_in_two(behind)));
        Some(Phrase {
            whole,
            cue: Span::new(if nobody { at } else { behind }, whole.end as usize),
            source: (!nobody).then(|| Span::new(at, behind)),
            mode,
            rule: rule::PREPOSITION_AFTER,
        })
    }

    fn opens_noun_phrase(&self) -> bool {
        let (tagged, at, tag) = (self.tagged, self.at, self.tag);
        // "ersten Erkenntnissen zufolge"
        let bare = || tag.mark == '\0' && tagged.doc.word(at).ends_with("en") && tagged.adjective(at, self.end);
        tag.is(class::DET_OBL | class::DET_NOM) || tag.nominal() || bare() || tag.first && tag.capital && !tag.is(class::PREPOSITION)
    }

    /// True inside a phrase that has begun before.
    fn hangs_on_before(&self) -> bool {
        let (tagged, at, tag) = (self.tagged, self.at, self.tag);
        let Some(before) = at.checked_sub(1).filter(|_| at > self.sentence.start()).map(|before| &tagged.tags[before]) else {
            return false;
        };
        // "sind die Bilder | seiner Einschätzung nach unverkäuflich"
        let view = |noun: usize| matches!(tagged.lexicon.attributor(tagged.lower(noun)), Some((AttributorKind::NachNoun, _)));
        let own_view = || {
            at + 2 < self.end
                && tagged.lexicon.turns.possessive_starts.begins(tagged.doc.word(at))
                && tagged.tags[at + 2].is(class::NACH)
                && view(at + 1)
        };
        let hangs = before.is(class::PREPOSITION | class::DET_OBL)
            // "der | Untersuchung nach"
            || tag.nominal() && before.is(class::DET_NOM)
            // "dem …" is no genitive of the noun before.
            || before.nominal() && before.mark == '\0' && (!tag.is(class::DET_OBL) || tag.is(class::GENITIVE | class::DET_NOM));
        hangs && !own_view()
    }

    /// "Gerüchten zu Folge"
    fn is_in_two(&self, at: usize) -> bool {
        at + 1 < self.end && self.tagged.is_word(at, "zu") && self.tagged.is_word(at + 1, "folge")
    }

    /// True for a postposition other than "nach".
    fn follows(&self, at: usize) -> bool {
        let (tagged, end) = (self.tagged, self.end);
        let behind_too = |at: usize| tagged.lexicon.turns.behind_too.has(tagged.doc.word(at));
        // "alle Staaten gemäß der Richtlinie": what stands behind it has the dative.
        let dative = |at: usize| tagged.tags[at].is(class::DET_OBL | class::DATIVE_BEHIND) && tagged.tags[at].quotation == 0;
        let governs = at + 1 < end && dative(at + 1) && behind_too(at);
        let after = || matches!(tagged.tags[at].word.attributor, Some((AttributorKind::After, _)));
        !governs && (after() || self.is_in_two(at) || at > self.at + 1 && behind_too(at))
    }

    /// Where the noun phrase ends that opens here.
    fn noun_phrase(&self) -> Option<usize> {
        let (tagged, end) = (self.tagged, self.end);
        let stop = tagged.noun_phrase(self.at, end, Place::BeforeVerb)?;
        // "einem Bericht des „Boten“ | unter Berufung auf Ermittler zufolge"
        let refers = stop + 3 < end && tagged.lexicon.turns.by_reference.has(tagged.doc.word(stop)) && tagged.is_word(stop + 2, "auf");
        Some(refers.then(|| tagged.noun_phrase(stop + 3, end, Place::AfterVerb)).flatten().unwrap_or(stop))
    }

    /// "ihre Forderung nach mehr Lohn": no dative, and so what is demanded.
    fn is_demanded(&self) -> bool {
        let (tagged, at) = (self.tagged, self.at);
        let possessive =
            |at: usize| tagged.lexicon.turns.possessive_starts.begins(tagged.doc.word(at)) && tagged.doc.word(at).ends_with('e');
        possessive(at) || at > self.sentence.start() && self.tag.nominal() && possessive(at - 1)
    }

    /// Where the postposition stands in a noun phrase, or behind it.
    fn postposition(&self, stop: usize) -> Option<usize> {
        let (tagged, sentence, at) = (self.tagged, self.sentence, self.at);
        // "man gehe allen Hinweisen nach": the particle of a verb.
        let verbs = sentence.clause_at(at).and_then(|clause| sentence.clauses[clause].verbs.as_ref());
        let of_verb = |at: usize| verbs.is_some_and(|verbs| verbs.finite < at && verbs.tokens.contains(&at));
        // "seiner Meinung nach": "nach" follows a noun of saying only.
        let told = |noun: usize| {
            tagged.tags[noun].nominal()
                && !tagged.lexicon.turns.asks_for.has(tagged.lower(noun))
                && tagged.lexicon.attributor(tagged.lower(noun)).is_some_and(|(kind, _)| kind == AttributorKind::NachNoun)
        };
        // "Ziel der Untersuchung nach dem Gesetz": a noun of saying that hangs on another is not what "nach" follows.
        let hangs = |noun: usize| (at + 1..noun).any(|i| tagged.tags[i].is(class::GENITIVE) && tagged.tags[i - 1].nominal());
        let heads = |noun: usize| told(noun) && !hangs(noun);
        let mut behind = (at + 1..=stop.min(self.end - 1)).filter(|i| !of_verb(*i));
        behind.find(|i| self.follows(*i) || tagged.tags[*i].is(class::NACH) && (at..*i).any(heads))
    }

    /// True if what stands before the postposition is neither somebody nor a text.
    fn tells_how(&self, behind: usize) -> bool {
        let (finder, tagged, tag, next) = (self.finder, self.tagged, self.tag, behind + 1);
        // "revidierte die Zahlen nach oben", "will die Soldaten nach Hause schicken": whither, and no dative before it.
        let accusative = tag.is(class::DET_NOM) && !tag.is(class::DET_OBL);
        let whither = || next < self.end && (tagged.tags[next].nominal() || tagged.is_one_of(next, &tagged.lexicon.turns.directions));
        if tagged.tags[behind].is(class::NACH) && (accusative || whither()) {
            return true;
        }
        // "dem Vertrag gemäß"
        let norm = |from: usize, end: usize| tagged.lexicon.turns.behind_too.has(tagged.doc.word(behind)) && self.is_norm(from, end);
        if norm(self.at, behind) || norm(next, self.end.min(behind + 3)) {
            return true;
        }
        // "verhielt sich den Regeln entsprechend": what is no text and nobody says nothing.
        let before = Span::new(self.at, behind);
        tagged.is_word(behind, "entsprechend") && !finder.speaks(before) && !finder.is_document(before)
    }
}
