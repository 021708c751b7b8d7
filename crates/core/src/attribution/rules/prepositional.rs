//! Content under a preposition, an adverb or `so`: "laut Polizei …", "nach Angaben der Behörde", "… zufolge", "demnach", "so der Minister".

use super::clauses::{Clause, ClauseKind, Sentence};
use super::lexicon::{AttributorKind, Speaker, class, complement};
use super::morphology::form;
use super::noun_phrases::Place;
use super::{Cue, Finder, Rule, rule, verb_of};
use crate::attribution::{Attribution, Form, Mode, Stance};
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
    /// Finds contents under the attributing phrases of a sentence.
    pub(super) fn prepositional(&mut self, index: usize) {
        let sentence = self.sentences[index].clone();
        // First, for what is said so may itself be "nach Angaben der Ärzte".
        for at in 0..sentence.clauses.len() {
            let clause = &sentence.clauses[at];
            if clause.kind == ClauseKind::Fragment && self.attributes(&sentence, at) && self.tagged.tags[clause.start()].quotation == 0 {
                self.so(&sentence, at);
            }
        }
        let mut at = sentence.start();
        while at < sentence.body_end {
            match self.phrase(&sentence, at) {
                Some(phrase) if self.tagged.tags[at].quotation == 0 => {
                    at = phrase.whole.end as usize;
                    self.attributed(&sentence, &phrase);
                }
                _ => at += 1,
            }
        }
        for at in 0..sentence.clauses.len() {
            let clause = &sentence.clauses[at];
            if self.tagged.tags[clause.start()].quotation == 0 {
                self.conditional(&sentence, at);
            }
        }
    }

    /// The attributing phrase that starts at `at`.
    fn phrase(&self, sentence: &Sentence, at: usize) -> Option<Phrase> {
        let tagged = &self.tagged;
        let tag = &tagged.tags[at];
        let end = sentence.clause_at(at).map_or(sentence.body_end, |clause| sentence.clauses[clause].end());
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
            // "Klar ist: Laut Vertrag …"
            let opens = || at > sentence.start() && tagged.tags[at - 1].mark == ':';
            let by_norm = || tagged.lexicon.turns.behind_too.has(tagged.lower(at)) && self.is_norm(at + 1, end);
            if kind == AttributorKind::Before && (!tag.nominal() || opens()) && !tag.is(class::AGENT_PREPOSITION) && !by_norm() {
                return self.behind_preposition(sentence, at, at + 1, end, mode, rule::PREPOSITION_BEFORE);
            }
            // "Danach" tells a time unless the clause is in Konjunktiv or a source has just spoken.
            // "Der Gewinn stieg demnach": inside a clause only what can tell nothing else, behind what somebody said.
            let hearsay = || (sentence.start()..sentence.body_end).any(|at| tagged.tags[at].is(class::REPORTED_MODAL));
            let said_before = || sentence.start() > 0 && self.found_in(self.sentence_of(sentence.start() - 1)).count() > 0;
            let inside = || !tag.is(class::ADVERB) && said_before() && !hearsay();
            // "Der Funkspruch sei um vier gekommen. Danach habe es nur Anrufe gegeben.": what is told goes on, and this is a time.
            let told_on = || {
                let before = sentence.start().checked_sub(1).map(|before| &self.sentences[self.sentence_of(before)]);
                before.is_some_and(|before| before.clauses.iter().any(|clause| clause.kind == ClauseKind::Main && clause.konjunktiv()))
            };
            let at_start = at == sentence.start() && (!tag.is(class::ADVERB) || sentence.clauses[0].konjunktiv() && !told_on());
            if kind == AttributorKind::Adverb && (at_start || at > sentence.start() && inside()) {
                return Some(Phrase {
                    whole: Span::new(at, at + 1),
                    cue: Span::new(at, at + 1),
                    source: Some(Span::new(at, at + 1)),
                    mode,
                    rule: rule::ADVERB,
                });
            }
        }
        // "die Forderung nach einem Gutachten"
        let asked = || at > 0 && tagged.tags[at - 1].nominal() && tagged.lexicon.turns.asks_for.has(tagged.lower(at - 1));
        // "zwei Monate nach dem Urteil", "einen Tag nach dem Beschluss": when.
        let measured = || {
            let span = at > 1 && tagged.tags[at - 1].is(class::TIME_NOUN) && tagged.tags[at - 1].nominal();
            let counted = |at: usize| tagged.is_number(at) || tagged.tags[at].is(class::DET_NOM | class::DET_OBL) || tagged.tags[at].first;
            span && counted(at - 2) && tagged.tags.get(at + 1).is_some_and(|tag| tag.is(class::DET_NOM | class::DET_OBL))
        };
        if tag.is(class::NACH) && !asked() && !measured() {
            let mut noun = at + 1;
            // "nach „Kurier“-Informationen"
            if let Some(marks) = tagged.outer_quotation(noun).map(|outer| tagged.doc.quotations[outer].tokens) {
                let behind = marks.end as usize;
                if marks.start as usize == noun && behind < end && tagged.compound_of_marks(behind) {
                    let told = tagged.lexicon.attributor(tagged.lower(behind).trim_start_matches('-'));
                    let (_, mode) = told.filter(|(kind, _)| *kind == AttributorKind::NachNoun)?;
                    return self.behind_preposition(sentence, at, noun, end, mode, rule::NACH_NOUN);
                }
            }
            while noun < end && noun <= at + 6 && !tagged.tags[noun].nominal() && tagged.tags[noun].mark == '\0' {
                noun += 1;
            }
            if noun >= end || !tagged.tags[noun].nominal() {
                return None;
            }
            // "nach dem 80 Seiten langen Gutachten"
            let noun = if tagged.measured_noun(noun, end) { noun + 2 } else { noun };
            let noun = self.behind_inset(at + 1, noun, end).unwrap_or(noun);
            let owned = self.of_named(noun, end);
            let noun = owned.unwrap_or(noun);
            // "Nach einem Bericht über die Kosten verlangte er …"
            if noun + 1 < end && tagged.lexicon.turns.topic_of_text.has(tagged.doc.word(noun + 1)) {
                return None;
            }
            // "Nach der Nachricht vom Rücktritt stiegen die Kurse"
            if tagged.is_word(noun, "nachricht") && noun + 1 < end && tagged.is_one_of(noun + 1, &tagged.lexicon.turns.of) {
                return None;
            }
            let lower = tagged.lower(noun);
            // "die Prüfung nach dem Wettbewerbsgesetz", "Mittel nach einem Sozialindex": by which measure, and nobody's words.
            let hangs = at > sentence.start() && tagged.tags[at - 1].nominal() && tagged.tags[at - 1].mark == '\0';
            if hangs && tagged.lexicon.turns.measure_ends.ends(lower) {
                return None;
            }
            if owned.is_none() && self.comes_after(sentence, at, noun, end) {
                return None;
            }
            // "Nach monatelangen Ermittlungen": when; but "nach dem 80 Seiten langen Gutachten".
            if (at + 1..noun).any(|i| tagged.is_one_of(i, &tagged.lexicon.turns.lasting) && !tagged.tags[i - 1].nominal()) {
                return None;
            }
            let (kind, mode) = tagged.lexicon.attributor(lower).or_else(|| {
                // "nach dem Gesetzentwurf", "nach der Studie": what is written can be followed.
                let written = tagged.lexicon.speaker(lower) == Some(Speaker::Document) && !tagged.lexicon.turns.no_attributors.ends(lower);
                written.then_some((AttributorKind::NachNoun, Mode::WRITING))
            })?;
            if kind != AttributorKind::NachNoun {
                return None;
            }
            return self.behind_preposition(sentence, at, owned.unwrap_or(at + 1), end, mode, rule::NACH_NOUN);
        }
        // "ihm zufolge"
        let next = tagged.tags.get(at + 1).filter(|_| at + 1 < end);
        let behind = next.is_some_and(|next| matches!(next.word.attributor, Some((AttributorKind::After, _))) && next.quotation == 0);
        let pronoun = tag.is(class::PRON_OBL) && !tag.is(class::DET_OBL | class::DET_NOM | class::REFLEXIVE);
        // "Zeugen zufolge": at the start of a sentence any word has a capital.
        if behind && (pronoun || tag.first && tag.capital && !tag.nominal() && tagged.lexicon.speaker(tagged.lower(at)).is_some()) {
            let (source, whole) = (Span::new(at, at + 1), Span::new(at, at + 2));
            let cue = Span::new(at + 1, at + 2);
            return Some(Phrase { whole, cue, source: Some(source), mode: Mode::SPEECH_WRITING, rule: rule::PREPOSITION_AFTER });
        }
        // Postpositions: "der Polizei zufolge", "seiner Meinung nach".
        // "ersten Erkenntnissen zufolge"
        let bare = || tag.mark == '\0' && tagged.doc.word(at).ends_with("en") && tagged.adjective(at, end);
        if tag.is(class::DET_OBL | class::DET_NOM) || tag.nominal() || bare() || tag.first && tag.capital && !tag.is(class::PREPOSITION) {
            // "sind die Bilder | seiner Einschätzung nach unverkäuflich"
            let view = |noun: usize| matches!(tagged.lexicon.attributor(tagged.lower(noun)), Some((AttributorKind::NachNoun, _)));
            let own_view = at + 2 < end
                && tagged.lexicon.turns.possessive_starts.begins(tagged.doc.word(at))
                && tagged.tags[at + 2].is(class::NACH)
                && view(at + 1);
            if at > sentence.start()
                && !own_view
                && (tagged.tags[at - 1].is(class::PREPOSITION | class::DET_OBL)
                    // "der | Untersuchung nach"
                    || tag.nominal() && tagged.tags[at - 1].is(class::DET_NOM)
                    // "dem …" is no genitive of the noun before.
                    || tagged.tags[at - 1].nominal()
                        && tagged.tags[at - 1].mark == '\0'
                        && (!tag.is(class::DET_OBL) || tag.is(class::GENITIVE | class::DET_NOM)))
            {
                return None;
            }
            // "Gerüchten zu Folge"
            let in_two = |i: usize| i + 1 < end && tagged.is_word(i, "zu") && tagged.is_word(i + 1, "folge");
            // "alle Staaten gemäß der Richtlinie": what stands behind it has the dative.
            let turns = &tagged.lexicon.turns;
            let governs = |i: usize| {
                let next = |at: usize| tagged.tags[at].is(class::DET_OBL | class::DATIVE_BEHIND) && tagged.tags[at].quotation == 0;
                i + 1 < end && next(i + 1) && turns.behind_too.has(tagged.doc.word(i))
            };
            let follows = |i: usize| {
                let behind_too = || i > at + 1 && turns.behind_too.has(tagged.doc.word(i));
                !governs(i) && (matches!(tagged.tags[i].word.attributor, Some((AttributorKind::After, _))) || in_two(i) || behind_too())
            };
            // Few clauses have one, and the phrase before it takes long to find.
            if !(at + 1..end).any(|i| tagged.tags[i].is(class::NACH) || follows(i)) {
                return None;
            }
            let stop = tagged.noun_phrase(at, end, Place::BeforeVerb)?;
            // "einem Bericht des „Boten“ | unter Berufung auf Ermittler zufolge"
            let refers = stop + 3 < end && turns.by_reference.has(tagged.doc.word(stop)) && tagged.is_word(stop + 2, "auf");
            let stop = refers.then(|| tagged.noun_phrase(stop + 3, end, Place::AfterVerb)).flatten().unwrap_or(stop);
            // "ihre Forderung nach mehr Lohn": no dative, and so what is demanded.
            let possessive =
                |at: usize| tagged.lexicon.turns.possessive_starts.begins(tagged.doc.word(at)) && tagged.doc.word(at).ends_with('e');
            if possessive(at) || at > sentence.start() && tag.nominal() && possessive(at - 1) {
                return None;
            }
            // "man gehe allen Hinweisen nach": the particle of a verb.
            let verbs = sentence.clause_at(at).and_then(|clause| sentence.clauses[clause].verbs.as_ref());
            let of_verb = |at: usize| verbs.is_some_and(|verbs| verbs.finite < at && verbs.tokens.contains(&at));
            // "seiner Meinung nach": "nach" follows a noun of saying only.
            let told = |noun: usize| {
                tagged.tags[noun].nominal()
                    && !tagged.lexicon.turns.asks_for.has(tagged.lower(noun))
                    && tagged.lexicon.attributor(tagged.lower(noun)).is_some_and(|(kind, _)| kind == AttributorKind::NachNoun)
            };
            let mut behind = (at + 1..=stop.min(end - 1)).filter(|i| !of_verb(*i));
            // "Ziel der Untersuchung nach dem Gesetz": a noun of saying that hangs on another is not what "nach" follows.
            let hangs = |noun: usize| (at + 1..noun).any(|i| tagged.tags[i].is(class::GENITIVE) && tagged.tags[i - 1].nominal());
            let heads = |noun: usize| told(noun) && !hangs(noun);
            let behind = behind.find(|i| follows(*i) || tagged.tags[*i].is(class::NACH) && (at..*i).any(heads))?;
            let mode =
                (at..behind).rev().find_map(|i| tagged.lexicon.attributor(tagged.lower(i))).map_or(Mode::SPEECH_WRITING, |(_, mode)| mode);
            // "revidierte die Zahlen nach oben", "will die Soldaten nach Hause schicken": whither, and no dative before it.
            let accusative = tag.is(class::DET_NOM) && !tag.is(class::DET_OBL);
            let whither = || {
                behind + 1 < end && (tagged.tags[behind + 1].nominal() || tagged.is_one_of(behind + 1, &tagged.lexicon.turns.directions))
            };
            if tagged.tags[behind].is(class::NACH) && (accusative || whither()) {
                return None;
            }
            // "dem Vernehmen nach" names nobody.
            let nobody = (at..behind).any(|i| tagged.is_word(i, "vernehmen"));
            // "dem Vertrag gemäß"
            let by_norm = |from: usize, end: usize| turns.behind_too.has(tagged.doc.word(behind)) && self.is_norm(from, end);
            if by_norm(at, behind) || by_norm(behind + 1, end.min(behind + 3)) {
                return None;
            }
            // "verhielt sich den Regeln entsprechend": what is no text and nobody says nothing.
            if tagged.is_word(behind, "entsprechend") && !self.speaks(Span::new(at, behind)) && !self.is_document(Span::new(at, behind)) {
                return None;
            }
            // "nimmt die Organisation | Schätzungen zufolge 30 Millionen ein": a bare noun of saying is the phrase, and no name of what stands before it.
            let bare = behind - 1;
            let alone = bare > at && tagged.tags[bare].nominal() && tagged.tags[bare - 1].nominal() && !tagged.tags[bare - 1].first;
            let at = if alone && tagged.lexicon.attributor(tagged.lower(bare)).is_some() { bare } else { at };
            let whole = Span::new(at, behind + 1 + usize::from(in_two(behind)));
            return Some(Phrase {
                whole,
                cue: Span::new(if nobody { at } else { behind }, whole.end as usize),
                source: (!nobody).then(|| Span::new(at, behind)),
                mode,
                rule: rule::PREPOSITION_AFTER,
            });
        }
        None
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

    /// True for "dem Tarifvertrag", "der strengen Hafenpolitik": what something is done by, and nobody's words.
    fn is_norm(&self, from: usize, end: usize) -> bool {
        let noun = (from..end).find(|at| self.tagged.tags[*at].nominal());
        noun.is_some_and(|noun| self.tagged.lexicon.turns.norm_ends.ends(self.tagged.lower(noun)))
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

    /// Adds the attribution of a phrase: its clause, or the sentence, without the phrase.
    fn attributed(&mut self, sentence: &Sentence, phrase: &Phrase) {
        let tagged = &self.tagged;
        let (start, stop) = (phrase.whole.start as usize, phrase.whole.end as usize);
        let Some(at) = sentence.clause_at(start) else { return };
        let clause = &sentence.clauses[at];
        // "sagte laut Tass, man prüfe das": by whom it was passed on.
        let says = clause.verbs.as_ref().filter(|verbs| clause.kind == ClauseKind::Main && verbs.finite < start && clause.end() == stop);
        let passed_on = |attr: &Attribution| {
            let (cued, behind) = (|at: usize| attr.cue.iter().any(|cue| cue.contains(at)), attr.content[0].start as usize >= stop);
            attr.form == Form::Indirect && behind && says.is_some_and(|verbs| cued(verbs.finite))
        };
        if self.found_in(self.sentence_of(start)).any(passed_on) {
            return;
        }
        // "Das sei so, sagte Holm laut dem Boten.", "…, sagte Holm dem Boten zufolge.": the way is told from the preposition alone.
        let laut = [rule::PREPOSITION_BEFORE.name, rule::PREPOSITION_AFTER.name].contains(&phrase.rule.name);
        let tells = clause.verbs.as_ref().filter(|_| laut && self.tells_whose(sentence, at));
        let cued = |attr: &Attribution| tells.is_some_and(|verbs| attr.cue.iter().any(|cue| cue.contains(verbs.finite)));
        if self.found_in(self.sentence_of(start)).any(cued) {
            return;
        }
        let own_main = sentence.clauses[..at].iter().any(|before| before.kind == ClauseKind::Main);
        let inner = match clause.kind {
            ClauseKind::Relative | ClauseKind::Subordinate | ClauseKind::Infinitive => true,
            // "…, darunter laut Polizei zwei Kinder"
            ClauseKind::Fragment => own_main && clause.before == ',',
            ClauseKind::Main => false,
        };
        // "…, diese Taten seien laut Polizei verjährt": a main clause of its own.
        let second = own_main && clause.kind == ClauseKind::Main && clause.before == ',' && !clause.verb_first(tagged);
        let from = if inner || second {
            clause.start()
        } else {
            let unit = self.frame_start(sentence, at);
            unit.max(self.content_start(sentence, at))
        };
        // "laut einem Vermerk, der dem Boten vorliegt, …": what is told of the source.
        let last = sentence.clause_at(stop - 1).unwrap_or(at);
        let behind = sentence.clauses.get(last + 1).filter(|next| next.kind == ClauseKind::Relative && next.before == ',');
        let ends = sentence.clauses[last].end() == stop;
        let stop = behind.filter(|_| ends && phrase.source.is_some()).map_or(stop, |relative| {
            let comma = relative.end() < sentence.body_end && tagged.tags[relative.end()].mark == ',';
            relative.end() + usize::from(comma)
        });
        let to = if inner { clause.end() } else { self.unit_end(sentence, at) }.max(stop);
        let mut frame = Span::new(start, stop);
        // "- nach Angaben der Polizei -": the dashes belong to the frame.
        if start > from && stop < to && tagged.tags[start - 1].separates() && tagged.tags[stop].separates() {
            frame = Span::new(start - 1, stop + 1);
        }
        let mut content = Vec::new();
        if frame.start as usize > from {
            content.push(Span::new(from, frame.start as usize));
        }
        if to > frame.end as usize {
            content.push(Span::new(frame.end as usize, to));
        }
        let cue = Cue {
            cue: vec![phrase.cue],
            source: phrase.source.into_iter().collect(),
            frame: vec![frame],
            mode: phrase.mode,
            stance: vec![Stance::States],
            ..Cue::default()
        };
        self.emit(phrase.rule, content, cue);
    }

    /// Where the main clause that holds clause `at` ends: before a conjunction that opens another main clause, or with the sentence.
    fn unit_end(&self, sentence: &Sentence, at: usize) -> usize {
        let whole = |clauses: &[Clause]| clauses.iter().any(|clause| clause.kind == ClauseKind::Main && clause.verbs.is_some());
        for next in at + 1..sentence.clauses.len() {
            let clause = &sentence.clauses[next];
            let other = clause.kind == ClauseKind::Main && matches!(clause.before, ';') && !clause.konjunktiv()
                || self.attributes(sentence, next)
                // But not in "Laut einem Bericht, der vorliegt, wusste der Vorstand davon".
                || whole(&sentence.clauses[at..next]) && self.tells_whose(sentence, next)
                || self.answers(sentence, next)
                || self.other_figure(sentence, next)
                || self.opens_told(sentence, next);
            if other {
                return sentence.clauses[next - 1].end();
            }
        }
        sentence.body_end
    }

    /// "Laut Polizei kamen 3000, laut Veranstalter 8000 Menschen": a clause that leaves out its verb, by somebody else.
    fn other_figure(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        // "…, das Unternehmen zählte 350"
        let counts = || {
            let verbs = clause
                .verbs
                .as_ref()
                .filter(|_| clause.kind == ClauseKind::Main && clause.before == ',' && !clause.verb_first(&self.tagged));
            verbs.is_some_and(|verbs| {
                self.tagged.is_one_of(verbs.finite, &self.tagged.lexicon.turns.counting)
                    && self.tagged.figure(verbs.finite + 1, clause.end())
                    && self
                        .tagged
                        .subject(sentence, at)
                        .is_some_and(|source| source.start as usize == clause.start() && self.speaks(source))
            })
        };
        counts()
            || clause.kind == ClauseKind::Fragment
                && clause.before == ','
                && self.phrase(sentence, clause.start()).is_some_and(|phrase| (phrase.whole.end as usize) < clause.end())
    }

    /// "…, so der Minister."
    fn so(&mut self, sentence: &Sentence, at: usize) {
        let tagged = &self.tagged;
        let clause = &sentence.clauses[at];
        let so = clause.start();
        let mut from = so + 1;
        while from < clause.end() && tagged.tags[from].is(class::ADVERB) {
            from += 1;
        }
        if from >= clause.end() {
            return;
        }
        let Some(stop) = tagged.noun_phrase(from, clause.end(), Place::BeforeVerb) else { return };
        if (from..stop).any(|at| tagged.tags[at].nominal() && tagged.lexicon.turns.labels.has(tagged.lower(at))) {
            return;
        }
        let mut next = at + 1;
        let mut source_end = stop;
        while next < sentence.clauses.len()
            && sentence.clauses[next].kind == ClauseKind::Fragment
            && sentence.clauses[next].before == ','
            && source_end == sentence.clauses[next - 1].end()
            && !tagged.is_quotation_mark(sentence.clauses[next].start())
            && tagged.noun_phrase(sentence.clauses[next].start(), sentence.clauses[next].end(), Place::BeforeVerb)
                == Some(sentence.clauses[next].end())
        {
            source_end = sentence.clauses[next].end();
            next += 1;
        }
        // A quotation has this cue already.
        if self.found_in(self.sentence_of(so)).any(|attr| attr.cue.contains(&Span::new(so, so + 1))) {
            return;
        }
        let Some((content, frame)) = self.around(sentence, at, next, so) else { return };
        let cue = Cue {
            cue: vec![Span::new(so, so + 1)],
            source: vec![Span::new(from, source_end)],
            frame: vec![frame],
            mode: Mode::SPEECH_WRITING,
            stance: vec![Stance::States],
            ..Cue::default()
        };
        self.emit(rule::SO, content, cue);
    }
}
