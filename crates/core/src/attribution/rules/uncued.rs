//! What has no cue of its own: Konjunktiv and `soll` that go on with the source before, and speech acts that are told.

use super::clauses::{Clause, ClauseKind, Sentence, VerbComplex};
use super::lexicon::{Verb, class, complement};
use super::morphology::form;
use super::noun_phrases::Place;
use super::{Cue, Finder, rule, verb_of};
use crate::attribution::{Attribution, Form, Mode, Role, Stance};
use crate::document::Token;
use crate::span::Span;
use std::ops::Range;

/// The source that is still speaking.
#[derive(Debug, Clone)]
pub(super) struct Speaking {
    source: Role,
    mode: Mode,
    paragraph: u32,
}

impl Finder<'_> {
    /// Goes through the sentences that no content covers yet.
    pub(super) fn uncued(&mut self) {
        let mut speaking: Option<Speaking> = None;
        // Index of an attribution that the next sentence may lengthen.
        let mut open: Option<usize> = None;
        for index in 0..self.sentences.len() {
            let tokens = self.sentences[index].tokens;
            let paragraph = self.tagged.doc.sentences[self.sentences[index].index].paragraph;
            if let Some(last) = self.found_in(index).max_by_key(|attr| attr.content[0].start) {
                let heard = last.source.first().is_some_and(|source| self.speaks(*source));
                let before = speaking.take().filter(|voice| !heard && voice.paragraph == paragraph);
                let voice = before.unwrap_or_else(|| Speaking { source: self.antecedent(&last.source), mode: last.mode, paragraph });
                speaking = Some(voice);
                open = None;
                self.told_before_words(index);
                if self.units(index).len() > 1
                    && let Some(voice) = self.told(index)
                {
                    speaking = Some(Speaking { paragraph, ..voice });
                }
                continue;
            }
            let goes_on = self.goes_on(index);
            let near = |voice: &&Speaking| {
                paragraph <= voice.paragraph + 1 || goes_on.is_some_and(|(form, sure)| sure && form == Form::IndirectFreeIndirect)
            };
            match (goes_on, speaking.as_ref().filter(near)) {
                (Some((form, _)), Some(voice)) => {
                    let voice = voice.clone();
                    if let Some(previous) = open.filter(|previous| {
                        self.found[*previous].form == form
                            && self.found[*previous].content[0].end == tokens.start
                            && paragraph == voice.paragraph
                    }) {
                        self.found[previous].content[0].end = tokens.end;
                    } else {
                        let rule = if form == Form::FreeIndirect { rule::SOLL_GOES_ON } else { rule::KONJUNKTIV_GOES_ON };
                        let cue = Cue { source: voice.source.clone(), mode: voice.mode, stance: vec![Stance::States], ..Cue::default() };
                        open = self.emit(rule, vec![tokens], cue);
                    }
                    speaking = Some(Speaking { paragraph, ..voice });
                }
                (Some((form, true)), None) => {
                    // "Zu laufenden Verfahren äußere sich die Behörde nicht.": who refuses is who lets it be known.
                    open = None;
                    if let Some(voice) = self.told(index) {
                        speaking = Some(Speaking { paragraph, ..voice });
                        continue;
                    }
                    open = self.emit(
                        if form == Form::FreeIndirect { rule::SOLL_GOES_ON } else { rule::KONJUNKTIV_ALONE },
                        vec![tokens],
                        Cue { mode: Mode::SPEECH_WRITING, stance: vec![Stance::States], ..Cue::default() },
                    );
                    speaking = Some(Speaking { source: Vec::new(), mode: Mode::SPEECH_WRITING, paragraph });
                }
                _ => {
                    open = None;
                    if let Some(voice) = self.told(index) {
                        speaking = Some(Speaking { paragraph, ..voice });
                    }
                }
            }
        }
    }

    /// For a relative pronoun the noun phrase before it, else the source itself.
    pub(super) fn antecedent(&self, source: &Role) -> Role {
        let Some(first) = source.first().filter(|span| span.len() == 1 && span.start >= 2) else { return source.clone() };
        let at = first.start as usize;
        let tags = &self.tagged.tags;
        if !tags[at].is(class::RELATIVE) || tags[at - 1].mark != ',' {
            return source.clone();
        }
        let sentence = &self.sentences[self.sentence_of(at)];
        let before = sentence.clauses.iter().find(|clause| clause.end() == at - 1);
        let start = before.and_then(|clause| {
            (clause.start()..at - 1).find(|from| self.tagged.noun_phrase(*from, at - 1, Place::BeforeVerb) == Some(at - 1))
        });
        start.map_or_else(|| source.clone(), |start| vec![Span::new(start, at - 1)])
    }

    /// The form in which an uncued sentence carries a voice: Konjunktiv in its main clause, or `soll` with the meaning "is said to"; and
    /// whether it can be nothing else, as Konjunktiv I.
    fn goes_on(&self, index: usize) -> Option<(Form, bool)> {
        let sentence = &self.sentences[index];
        let mains: Vec<_> = sentence.clauses.iter().filter(|clause| clause.kind == ClauseKind::Main).collect();
        let conditional =
            sentence.clauses.iter().any(|clause| clause.opener.is_some_and(|opener| self.tagged.tags[opener].is(class::CONDITION)));
        let first = mains.first()?;
        let verbs = first.verbs.as_ref()?;
        if self.tagged.tags[verbs.finite].quotation > 0 {
            return None;
        }
        // "Wenn er sagt, er gehe, dann geht er", "Hätte er gesagt, …": conditions of the writer's own.
        let indicative_end = conditional && mains.last().is_some_and(|last| !last.konjunktiv());
        if indicative_end || first.verb_first(&self.tagged) && verbs.konjunktiv_2 {
            return None;
        }
        if verbs.konjunktiv_1
            || verbs.konjunktiv_2 && mains.iter().any(|clause| clause.verbs.as_ref().is_some_and(|verbs| verbs.konjunktiv_1))
        {
            return Some((Form::IndirectFreeIndirect, true));
        }
        // "Ich würde …" is the writer's own.
        let own = (first.start()..first.end()).any(|at| self.tagged.tags[at].is(class::FIRST_PERSON));
        // "Das möchte sie vermeiden." is as present as "will".
        let wishes = || self.tagged.lower(verbs.finite).starts_with("möchte");
        if verbs.konjunktiv_2 && !conditional && !own && !wishes() {
            return Some((Form::IndirectFreeIndirect, false));
        }
        let soll = self.tagged.tags[verbs.finite].is(class::REPORTED_MODAL);
        soll.then(|| (Form::FreeIndirect, self.hearsay_verbs(verbs)))
    }

    /// "soll angenommen haben": the perfect tense tells hearsay from what ought to be. "soll abgeschlossen sein" may be either.
    pub(super) fn hearsay_verbs(&self, verbs: &VerbComplex) -> bool {
        self.tagged.tags[verbs.finite].is(class::REPORTED_MODAL) && self.perfect_infinitive(verbs)
    }

    /// "angenommen haben", "gesehen worden sein", "gestorben sein".
    fn perfect_infinitive(&self, verbs: &VerbComplex) -> bool {
        let [.., participle, last] = verbs.tokens.as_slice() else { return false };
        let lower = self.tagged.lower(*participle);
        *participle > verbs.finite
            && (self.tagged.tags[*participle].any_forms(form::PARTICIPLE) || self.tagged.tags[*participle].is(class::PASSIVE_PARTICIPLE))
            && (self.tagged.is_word(*last, "haben")
                || self.tagged.is_word(*last, "sein") && self.tagged.lexicon.turns.motion_ends.ends(lower))
    }

    /// The main clauses of a sentence that have a subject of their own, each with what hangs on it: "Die Polizei zählte 20 Verletzte, das
    /// Spital nannte 30." Pairs of the clauses' indices.
    pub(super) fn units(&self, index: usize) -> Vec<Range<usize>> {
        let sentence = &self.sentences[index];
        if sentence.clauses.is_empty() {
            return Vec::new();
        }
        let mut starts = vec![0];
        starts.extend((1..sentence.clauses.len()).filter(|at| self.opens_unit(sentence, *at)));
        let ends = starts.iter().skip(1).copied().chain([sentence.clauses.len()]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    fn opens_unit(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        // "Das Amt bestätigte das weder, noch dementierte es den Bericht."
        if self.tagged.is_word(clause.start(), "noch") && (sentence.start()..clause.start()).any(|at| self.tagged.is_word(at, "weder")) {
            return false;
        }
        if self.contrasts(sentence, at) || self.coordinated_act(sentence, at) || self.answers(sentence, at) {
            return true;
        }
        // "Während der Verband von einem Erfolg sprach, nannte das Amt …"
        if at == 1 && clause.before == ',' && clause.verb_first(&self.tagged) && self.contrasts(sentence, 0) {
            return self.told_cue(sentence, 0).is_some() && self.told_cue(sentence, 1).is_some();
        }
        clause.kind == ClauseKind::Main
            && matches!(clause.before, ',' | ';' | '&')
            && !clause.konjunktiv()
            && !clause.verb_first(&self.tagged)
            && (!self.tagged.zu_infinitive(clause.start(), clause.end() - 1) || self.missing_answer(sentence, at).is_some())
            && sentence.clauses[..at].iter().any(|before| before.kind == ClauseKind::Main)
            && self.tagged.tags[clause.start()].quotation == 0
            && self.tagged.subject(sentence, at).is_some_and(|source| {
                // "die Fahrer und Besucher": "und" joins clauses only before what can be nothing but a subject.
                let joined = clause.before == '&' && !self.tagged.tags[source.start as usize].is(class::DET_NOM | class::PERSONAL);
                let speaks = || self.speaks(source) || self.unknown_body(source) && self.told_cue(sentence, at).is_some();
                source.start as usize >= clause.start() && !joined && speaks()
            })
    }

    /// "Die Firma wies das zurück und kündigte Klage an.": another act of the same subject, with an object of its own.
    fn coordinated_act(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let tags = &self.tagged.tags;
        let opens = tags[clause.start()].is(class::COORDINATOR) || at > 0 && sentence.clauses[at - 1].kind == ClauseKind::Main;
        let noun = |cue: &Cue| {
            // "…, nannte aber keine Einzelheiten": the noun may belong to the verb.
            let own = clause.verbs.as_ref().is_some_and(|verbs| verbs.tokens.iter().any(|at| tags[*at].nominal()));
            let other = |at: usize| !cue.source.iter().chain(&cue.cue).any(|span| span.contains(at));
            own || self.asks_one_word(sentence, at) || (clause.start()..clause.end()).any(|at| tags[at].nominal() && other(at))
        };
        // "wollte sich nicht äußern, dementierte den Bericht aber auch nicht" is one attribution.
        let refuses = |cue: &Cue| !cue.stance.is_empty() && cue.stance.iter().all(is_refusal);
        let main = || (0..at).rev().find(|before| sentence.clauses[*before].kind == ClauseKind::Main);
        let refused = || main().and_then(|before| self.told_cue(sentence, before)).as_ref().is_some_and(refuses);
        opens
            && clause.verb_first(&self.tagged)
            && matches!(clause.before, ',' | '&')
            && !clause.konjunktiv()
            && tags[clause.start()].quotation == 0
            && sentence.clauses[..at].iter().any(|before| before.kind == ClauseKind::Main && !before.konjunktiv())
            && self.told_cue(sentence, at).as_ref().is_some_and(|cue| noun(cue) && !(refuses(cue) && refused()))
    }

    /// "…, während der Verband vor einem Stillstand warnte": what somebody else does.
    pub(super) fn contrasts(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = &sentence.clauses[at];
        let opens = clause.kind == ClauseKind::Subordinate && matches!(clause.before, ',' | '^') && clause.opener == Some(clause.start());
        opens
            && self.tagged.is_one_of(clause.start(), &self.tagged.lexicon.turns.contrasting)
            && self.tagged.tags[clause.start()].quotation == 0
            && self.tagged.subject(sentence, at).is_some_and(|source| self.speaks(source))
    }

    /// True if the main clause before `at` tells what somebody wants, and whoever tells something in `at` tells it of that.
    fn another_wants(&self, sentence: &Sentence, at: usize) -> bool {
        let before = (0..at).rev().find(|before| sentence.clauses[*before].kind == ClauseKind::Main);
        let wants = |clause: &Clause| {
            clause
                .verbs
                .as_ref()
                .is_some_and(|verbs| verbs.modal && self.tagged.is_one_of(verbs.finite, &self.tagged.lexicon.turns.wanting))
        };
        let clause = &sentence.clauses[at];
        let points =
            (clause.start()..clause.end()).any(|at| self.tagged.tags[at].is(class::POINTER) && self.tagged.tags[at].quotation == 0);
        before.filter(|_| points).is_some_and(|before| {
            wants(&sentence.clauses[before]) && self.tagged.subject(sentence, before).is_some_and(|source| self.speaks(source))
        })
    }

    /// True if clause `at` opens a main clause that tells an act of somebody else than the one before.
    pub(super) fn opens_told(&self, sentence: &Sentence, at: usize) -> bool {
        self.opens_unit(sentence, at) && self.told_cue(sentence, at).is_some()
    }

    /// A speech act told, not worded: "Die Gewerkschaft forderte mehr Lohn." The sentence is its content, unless another of its main clauses
    /// conveys something too. Gives who speaks last.
    pub(super) fn told(&mut self, index: usize) -> Option<Speaking> {
        let sentence = self.sentences[index].clone();
        let units = self.units(index);
        let single = units.len() == 1;
        // "Die Bank schwieg, das Amt war für eine Stellungnahme nicht zu erreichen.": beside others, an answer that is missing is an act of its own.
        let missing = |at: usize| if single { None } else { self.missing_answer(&sentence, at) };
        let first_told = |unit: Range<usize>| {
            let mut cues = unit.clone().filter_map(|at| Some((at, self.told_cue(&sentence, at).or_else(|| missing(at))?)));
            cues.next().map(|(at, cue)| (unit.clone(), at, cue))
        };
        let told: Vec<_> = units.into_iter().filter_map(first_told).collect();
        // A claim of one's own doing has no lemma, and is never that of the clause beside it.
        let lemma = told.iter().all(|(.., cue)| cue.lemma.is_some());
        let beside = |(unit, ..): &(Range<usize>, usize, Cue)| self.contrasts(&sentence, unit.start);
        // "Die SPD will nachbessern, die Union lehnt das ab.": what another one wants is no part of it.
        let other =
            |(unit, at, _): &(Range<usize>, usize, Cue)| unit.start > 0 && *at == unit.start && self.another_wants(&sentence, unit.start);
        let alone =
            told.len() == 1 && self.touching[index].is_empty() && (single || lemma) && !told.iter().any(beside) && !told.iter().any(other);
        let mut voice = None;
        for (unit, at, mut cue) in told {
            let gaps = self.told_gaps(&sentence, at, unit.end);
            let goes_on = (at + 1..unit.end).find(|next| self.goes_on_from_it(&sentence, *next));
            let stop = gaps.first().map(|(gap, _)| *gap).or(goes_on);
            let (first, last) = (&sentence.clauses[unit.start], &sentence.clauses[stop.unwrap_or(unit.end) - 1]);
            let content = if alone && stop.is_none() {
                sentence.tokens
            } else {
                let opens = usize::from(unit.start > 0 && self.tagged.tags[first.start()].is(class::COORDINATOR));
                Span::new(first.start() + opens, last.end())
            };
            if self.found_in(index).any(|attr| attr.content.iter().chain(&attr.frame).any(|span| span.overlaps(content))) {
                continue;
            }
            for stance in self.further_acts(&sentence, at) {
                if !cue.stance.contains(&stance) {
                    cue.stance.push(stance);
                }
            }
            voice = Some(Speaking { source: cue.source.clone(), mode: cue.mode, paragraph: 0 });
            let second = self.second_participle(&sentence, at);
            let content = match &second {
                Some((clause, _)) => Span::new(content.start as usize, sentence.clauses[*clause - 1].end()),
                None => content,
            };
            self.emit(rule::TOLD, vec![content], cue.clone());
            if let Some((clause, second)) = second {
                let source = if second.source.is_empty() { cue.source.clone() } else { second.source.clone() };
                let second = Cue { source, ..second };
                self.emit(rule::TOLD, vec![sentence.clauses[clause].tokens], second);
            }
            for (gap, source) in gaps {
                self.emit(
                    rule::TOLD,
                    vec![sentence.clauses[gap].tokens],
                    Cue { source: vec![source], addressee: Role::new(), ..cue.clone() },
                );
            }
        }
        voice
    }

    /// "Die Klinik hatte dies dementiert, später aber Fehler eingeräumt.": the clause right behind a told act that has its helping verb from there.
    fn second_participle(&self, sentence: &Sentence, at: usize) -> Option<(usize, Cue)> {
        let tagged = &self.tagged;
        let helps =
            sentence.clauses[at].verbs.as_ref().filter(|verbs| tagged.tags[verbs.finite].is(class::AUXILIARY) && verbs.tokens.len() > 1)?;
        let clause = sentence.clauses.get(at + 1).filter(|clause| clause.before == ',')?;
        let last = (clause.start()..clause.end()).rev().find(|at| tagged.tags[*at].mark == '\0')?;
        let against = (clause.start()..last).any(|at| tagged.tags[at].is(class::ADVERSATIVE));
        // "…, vom Ministerium dementiert": by somebody else.
        let agent = tagged.agent(clause).filter(|agent| agent.end as usize <= last && self.speaks(*agent));
        let somebody = clause.verbs.as_ref().is_some_and(|verbs| verbs.finite != last);
        // "…, das Geständnis aber widerrufen"
        let relative = || tagged.tags[clause.start()].is(class::RELATIVE) && !tagged.tags[clause.start() + 1].nominal();
        if !against && agent.is_none() || somebody || relative() || tagged.tags[clause.start()].is(class::PERSONAL) {
            return None;
        }
        let told = complement::TOLD | complement::ALS;
        let verb = tagged.lexicon.readings(tagged.tags[last].word).find_map(|reading| {
            let participle = reading.form & form::PARTICIPLE != 0 && !reading.detached;
            verb_of(tagged, reading.verb as usize)
                .filter(|verb| participle && verb.mode.is_some() && verb.complements & told != 0 && verb.phrase.is_empty())
        })?;
        let cue = Cue {
            cue: super::runs(&[helps.finite, last]),
            mode: verb.mode.unwrap_or_default(),
            stance: verb.stance.clone(),
            lemma: Some(verb.infinitive),
            source: agent.into_iter().collect(),
            ..Cue::default()
        };
        Some((at + 1, cue))
    }

    /// "Die FDP verlangte einen Deckel, die Linke mehr Plätze.": the clauses behind a told act, up to `end`, that leave its verb out, each with its
    /// subject.
    fn told_gaps(&self, sentence: &Sentence, at: usize, end: usize) -> Vec<(usize, Span<Token>)> {
        let tags = &self.tagged.tags;
        let through = sentence.clauses[at].verbs.as_ref().and_then(|verbs| verb_of(&self.tagged, verbs.verb)).map(|verb| &verb.through);
        let by_case = through.is_some_and(|through| through.accusative || through.prepositions.is_empty());
        let gap = |clause: &Clause| {
            let start = clause.start();
            let opens =
                clause.kind == ClauseKind::Fragment && clause.before == ',' && clause.verbs.is_none() && tags[start].is(class::DET_NOM);
            let whole = self.tagged.noun_phrase(start, clause.end(), Place::AfterVerb).filter(|_| opens)?;
            // "die Verteidigung Freispruch", "die FDP von einem Neuanfang": what the verb takes is no part of the subject.
            let told = |at: &usize| {
                let bare = *at + 1 == clause.end() && by_case && tags[*at].nominal() && tags[*at].mark == '\0';
                let named = bare && !self.tagged.can_speak(*at) && !self.tagged.titled_name(Span::new(start, *at + 1));
                named || through.is_some_and(|through| through.prepositions.iter().any(|word| self.tagged.is_preposition(*at, word)))
            };
            let stop = (start + 2..whole).find(told).unwrap_or(whole);
            if stop >= clause.end() {
                return None;
            }
            let object = stop < whole
                || tags[stop].is(class::DET_NOM | class::DET_OBL)
                || told(&stop)
                || self.tagged.lexicon.turns.amounts.has(self.tagged.doc.word(stop));
            let subject = Span::new(start, stop);
            (object && tags[stop].quotation == 0 && self.speaks(subject)).then_some(subject)
        };
        let behind = (at + 1..end).take_while(|next| sentence.clauses[*next].kind == ClauseKind::Fragment);
        behind.map_while(|next| Some((next, gap(&sentence.clauses[next])?))).collect()
    }

    /// "Die Firma wies den Vorwurf zurück und sprach von einem „Zufall“.": the act before the one that has words in marks.
    fn told_before_words(&mut self, index: usize) {
        let sentence = self.sentences[index].clone();
        let Some(first) = sentence.clauses.iter().position(|clause| clause.kind == ClauseKind::Main) else { return };
        let end = sentence.clauses[first].end();
        let goes_on = |next: &Clause| next.before == '&' || next.before == ',' && next.verb_first(&self.tagged);
        let another = || self.opens_unit(&sentence, first + 1);
        let next = sentence.clauses.get(first + 1).is_some_and(|next| next.kind == ClauseKind::Main && (goes_on(next) || another()));
        // "wies die Kritik zurück und erklärte, er bleibe": what is said next has a cue of its own.
        let later = |role: &Role| role.iter().all(|span| span.start as usize >= end);
        let behind = |attr: &Attribution| later(&attr.content) && (attr.form == Form::Direct || !attr.cue.is_empty() && later(&attr.cue));
        if first == 0
            && next
            && self.found_in(index).all(behind)
            && let Some(cue) = self.told_cue(&sentence, first)
        {
            self.emit(rule::TOLD, vec![Span::new(sentence.start(), end)], cue);
        }
    }

    /// The roles of a main clause that tells an act, if it does.
    pub(super) fn told_cue(&self, sentence: &Sentence, at: usize) -> Option<Cue> {
        let clause = &sentence.clauses[at];
        let verbs = clause.verbs.as_ref().filter(|_| clause.kind == ClauseKind::Main || self.contrasts(sentence, at))?;
        if let Some(claims) = self.claims(sentence, at, verbs) {
            return Some(claims);
        }
        let verb = verb_of(&self.tagged, verbs.verb)
            .filter(|verb| verb.mode.is_some() && verb.complements & (complement::TOLD | complement::ALS) != 0)?;
        let cue = self.cue(sentence, at, verbs, verb);
        let written = verb.complements & complement::DOCUMENT != 0;
        // "Darin ist von Rissen die Rede."
        let in_it =
            verb.complements & complement::IMPERSONAL != 0 && self.tagged.is_one_of(clause.start(), &self.tagged.lexicon.turns.there);
        if in_it && cue.source.is_empty() && self.told_through(clause, verbs, verb, &cue) {
            return Some(cue);
        }
        let negated = (clause.start()..clause.end()).any(|at| self.tagged.tags[at].is(class::NEGATION));
        // "Die Bafin lehnte eine Stellungnahme ab": whoever would not say anything is somebody, known or not.
        let silent = || (negated || !verb.phrase.is_empty()) && cue.stance == [Stance::DeclinesComment];
        // "Die Wumme wies die Vorwürfe zurück": and so is who answers claims.
        let answers = |source: Span<Token>| {
            let denies = |stance: &Stance| matches!(stance, Stance::Denies | Stance::Rejects) || is_refusal(stance);
            let claim = |at: usize| self.tagged.is_one_of(at, &self.tagged.lexicon.turns.told_by_others) && !source.contains(at);
            cue.stance.iter().all(denies) && (clause.start()..clause.end()).any(claim)
        };
        // "Der Schotte lobte seine Elf": and so is who praises or blames.
        let judges = |source: Span<Token>| {
            let praises = matches!(cue.stance[..], [Stance::Praises | Stance::Criticises]);
            praises && self.tagged.is_word(source.start as usize, "der") && self.tagged.has_no_dative(verbs.verb)
        };
        let teller = |source: Span<Token>| match written {
            true => self.is_document(source),
            false => self.speaks(source) || (silent() || answers(source) || judges(source)) && self.unknown_body(source),
        };
        let source = cue.source.first().copied().filter(|source| teller(*source))?;
        // "Max Holm: Wir hoffen auf 2027.": behind a colon "wir" is whoever answers.
        let we = |at: usize| self.tagged.tags[at - 1].mark == ':' && self.tagged.is_one_of(at, &self.tagged.lexicon.turns.i_or_we);
        let own = |at: usize| self.tagged.tags[at].is(class::FIRST_PERSON) || at > 0 && we(at);
        if source.len() == 1 && (self.tagged.tags[source.start as usize].is(class::GENERIC) || own(source.start as usize)) {
            return None;
        }
        // "Das verspricht Ärger."
        if source.len() == 1 && self.tagged.bare_deed(source) {
            return None;
        }
        // "Dass weniger los ist, sieht jeder."
        let anybody = source.len() == 1 && self.tagged.is_one_of(source.start as usize, &self.tagged.lexicon.turns.anybody);
        if anybody && verb.mode.is_some_and(|mode| mode.thought) {
            return None;
        }
        // "wollte sich nicht äußern" tells a refusal; any other modal tells no act.
        let refuses = negated && cue.stance.iter().any(is_refusal);
        // "Den Vorwurf, der ihn seit Jahren begleitet, wies er zurück."
        let object_before = || {
            let outside = |start: &usize| !source.contains(*start) && self.tagged.tags[*start].is(class::DET_NOM | class::DET_OBL);
            (verb.through.accusative || verb.through.dative) && self.tagged.interrupted(sentence, at).is_some_and(|start| outside(&start))
        };
        let tells = !verbs.modal && (self.told_through(clause, verbs, verb, &cue) || object_before());
        (refuses || tells).then_some(cue)
    }

    /// "will nichts gewusst haben": who says so of themselves.
    fn claims(&self, sentence: &Sentence, at: usize, verbs: &VerbComplex) -> Option<Cue> {
        let wants = self.tagged.is_one_of(verbs.finite, &self.tagged.lexicon.turns.wanting);
        if !wants || !self.perfect_infinitive(verbs) {
            return None;
        }
        // "Zeugen wollen zwei Täter gesehen haben."
        let start = sentence.clauses[at].start();
        let before = self.tagged.noun_phrase(start, verbs.finite, Place::BeforeVerb).filter(|stop| *stop == verbs.finite);
        let opens = !self.tagged.tags[start].is(class::ADVERB);
        let before = before.map(|stop| Span::new(start, stop)).filter(|source| opens && self.speaks(*source));
        let source = before.or_else(|| self.tagged.subject(sentence, at).filter(|source| self.speaks(*source)))?;
        let cue = vec![Span::new(verbs.finite, verbs.finite + 1)];
        Some(Cue { cue, source: vec![source], mode: Mode::SPEECH_WRITING, stance: vec![Stance::States], ..Cue::default() })
    }

    /// True if the first clause tells an act of its own, whose object points back: "Die Bank wies das zurück: …", but not "Sie sagte: …".
    pub(super) fn tells_by_itself(&self, sentence: &Sentence) -> bool {
        let clause = &sentence.clauses[0];
        let acts = |stance: &Stance| !matches!(stance, Stance::States | Stance::Reports | Stance::Announces);
        self.told_cue(sentence, 0).is_some_and(|cue| {
            let roles = || cue.source.iter().chain(&cue.addressee);
            let points = |at: usize| self.tagged.tags[at].is(class::POINTER) || self.tagged.tags[at].is(class::DA_ADVERB);
            let pointer = |at: usize| points(at) && !self.tagged.tags[at + 1].nominal() && !roles().any(|span| span.contains(at));
            cue.stance.iter().all(acts) && (clause.start()..clause.end()).any(pointer)
        })
    }

    /// "Die Bank wies das zurück: Man sei frei.": the act is told, and what follows goes on with its source.
    pub(super) fn told_before_colon(&mut self, sentence: &Sentence) -> Option<usize> {
        let cue = self.told_cue(sentence, 0)?;
        let (source, mode) = (cue.source.clone(), cue.mode);
        self.emit(rule::TOLD, vec![sentence.clauses[0].tokens], cue);
        let behind = Span::new(sentence.clauses[1].start(), sentence.tokens.end as usize);
        self.emit(rule::KONJUNKTIV_GOES_ON, vec![behind], Cue { source, mode, stance: vec![Stance::States], ..Cue::default() });
        Some(sentence.tokens.end as usize)
    }

    /// True if the head of a source is something written.
    pub(super) fn is_document(&self, source: Span<Token>) -> bool {
        let head = source.range().find(|at| self.tagged.tags[*at].nominal());
        head.is_some_and(|at| {
            let lower = self.tagged.lower(at);
            self.tagged.lexicon.is_document(lower) || self.tagged.lexicon.attributor(lower).is_some()
        })
    }

    /// The stances of further verbs with the same subject: "wollte sich nicht äußern, dementierte aber auch nicht".
    pub(super) fn further_acts(&self, sentence: &Sentence, at: usize) -> Vec<Stance> {
        // "weder bestätigen noch dementieren": a second verb in the same clause.
        let clause = &sentence.clauses[at];
        let taken = clause.verbs.as_ref().map(|verbs| verbs.tokens.clone()).unwrap_or_default();
        let beside = (clause.start()..clause.end()).filter(|at| !taken.contains(at) && !self.tagged.tags[*at].capital).filter_map(|at| {
            let verb_form =
                |reading: &&super::lexicon::Reading| !reading.detached && reading.form & (form::INFINITIVE | form::PARTICIPLE) != 0;
            let mut readings = self.tagged.lexicon.readings(self.tagged.tags[at].word).filter(verb_form);
            let verb = readings.find_map(|reading| {
                verb_of(&self.tagged, reading.verb as usize).filter(|verb| verb.mode.is_some() && !verb.reflexive && verb.phrase.is_empty())
            })?;
            Some(verb.negated_stance.clone())
        });
        let refused = (clause.start()..clause.end()).any(|at| self.tagged.tags[at].is(class::NEGATION));
        let beside: Vec<Stance> = if refused { beside.flatten().collect() } else { Vec::new() };
        let further = (at + 1..sentence.clauses.len()).filter(|at| !self.coordinated_act(sentence, *at));
        let further = further
            .map(|at| &sentence.clauses[at])
            .filter(|clause| clause.verb_first(&self.tagged))
            .filter_map(|clause| {
                let verbs = clause.verbs.as_ref()?;
                let verb = verb_of(&self.tagged, verbs.verb).filter(|verb| verb.mode.is_some())?;
                let negated = (clause.start()..clause.end()).any(|at| self.tagged.tags[at].is(class::NEGATION));
                negated.then(|| verb.negated_stance.clone())
            })
            .flatten();
        beside.into_iter().chain(further).collect()
    }

    /// True if the clause has the object or the prepositional phrase that tells what was said: "forderte mehr Lohn", "sprach von Betrug".
    pub(super) fn told_through(&self, clause: &Clause, verbs: &VerbComplex, verb: &Verb, cue: &Cue) -> bool {
        let tagged = &self.tagged;
        let through = &verb.through;
        if through.forbidden.iter().any(|preposition| tagged.sentences_to(clause, preposition)) {
            return false;
        }
        // "Das Haus widersprach.": a dative may be left out.
        // "Die Polizei dementiert.", "Der Betreiber schweigt." need no object.
        // "…, der Aufsichtsrat lehnte ab": what was offered stands before.
        let offered = clause.before == ',' && clause.kind == ClauseKind::Main;
        let by_itself =
            |stance: &Stance| matches!(stance, Stance::DeclinesComment | Stance::Denies) || offered && matches!(stance, Stance::Rejects);
        // "sich positiv äußern" tells all by itself.
        let manner = verb.reflexive && !verb.prefix.is_empty();
        let whole_phrase = !verb.phrase.is_empty() || manner || verb.stance.iter().all(by_itself) && !verb.stance.is_empty();
        if verbs.passive || whole_phrase || verb.complements & complement::ALS != 0 || through.dative && !through.accusative {
            return true;
        }
        let by_case = through.accusative || through.dative || through.genitive || through.prepositions.is_empty();
        // "Die Staatsanwältin forderte acht Jahre."
        let sentenced = |at: usize| verb.stance.contains(&Stance::Demands) && at > clause.start() && tagged.is_amount(at - 1);
        let mut in_phrase = false;
        for at in clause.start()..clause.end() {
            let tag = &tagged.tags[at];
            // "kündigte am Montag Konsequenzen an", "kündigte in Ahlen Konsequenzen an": a day or a place ends its phrase.
            let before = at.checked_sub(1).map(|before| &tagged.tags[before]);
            let ended =
                before.is_some_and(|before| before.is(class::TIME_NOUN) || before.nominal() && tagged.is_word(at.saturating_sub(2), "in"));
            // "kündigte am Montag strengere Regeln an"
            let another = || tagged.adjective(at, clause.end()) && !tagged.time_phrase(at, clause.end());
            // "lehnt die von den Grünen geforderte Sitzung ab"
            in_phrase &= !tagged.outer_noun(at);
            in_phrase &= !(ended && (tag.nominal() || another()));
            let pronominal =
                tag.is(class::DA_ADVERB) && through.prepositions.iter().any(|preposition| tagged.lower(at).ends_with(preposition));
            if pronominal || through.prepositions.iter().any(|preposition| tagged.is_preposition(at, preposition)) {
                return true;
            }
            if at == verbs.finite {
                in_phrase = false;
            } else if tag.is(class::PREPOSITION) && !tag.is(class::DET_NOM) {
                in_phrase = true;
            } else if by_case
                && tag.is(class::DET_NOM | class::DET_OBL | class::PRON_OBL)
                && !tag.is(class::REFLEXIVE)
                && (at == clause.start() || !tagged.tags[at - 1].is(class::PREPOSITION))
            {
                in_phrase = false;
            }
            // "Die lehnte das Ministerium ab."
            let answered = at == clause.start() && tagged.is_one_of(at, &tagged.lexicon.turns.demonstratives);
            let object = tag.nominal() || answered || tag.is(class::PRON_OBL | class::POINTER) && !tag.is(class::REFLEXIVE);
            if by_case
                && object
                && !in_phrase
                && (!tag.is(class::TIME_NOUN) || sentenced(at))
                && !cue.source.iter().chain(&cue.cue).any(|span| span.contains(at))
            {
                return true;
            }
        }
        false
    }
}

/// Whether somebody neither says nor denies.
pub(super) fn is_refusal(stance: &Stance) -> bool {
    matches!(stance, Stance::DeclinesComment | Stance::DoesNotConfirm | Stance::DoesNotDeny)
}
