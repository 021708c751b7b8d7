//! When something was said: the expression of time that belongs to the reporting clause itself (annotation guide, "Cases that were decided").
//!
//! It stands in the frame; told speech acts have none, and there it stands in the clause of the cue. What lies in the content of another
//! attribution tells when something else was. A day that is still to come is none on which something was said. Who goes on speaking in
//! the same paragraph, in quotation or without a reporting clause, was heard on the same occasion, and what a ticker enters under a clock
//! was said by then.

use super::{Link, SaidAt};
use crate::attribution::{Attribution, Form, Role};
use crate::document::times::{Published, TimeExpression, TimeKind, shifted};
use crate::document::{Document, Token};
use crate::span::Span;
use crate::turns::Turns;
use rustc_hash::FxHashMap;

/// How many sentences lie at most between two statements of one occasion.
const OCCASION: usize = 2;

/// The times of one document, and which attributions lie in which.
#[derive(Debug)]
pub(super) struct Said<'a> {
    doc: &'a Document,
    turns: &'a Turns,
    times: Vec<TimeExpression>,
    published: Option<Published>,
    attributions: &'a [Attribution],
    /// For each attribution those that lie in its content.
    children: Vec<Vec<usize>>,
}

impl<'a> Said<'a> {
    pub(super) fn new(
        doc: &'a Document,
        turns: &'a Turns,
        times: Vec<TimeExpression>,
        published: Option<Published>,
        attributions: &'a [Attribution],
    ) -> Self {
        let mut children = vec![Vec::new(); attributions.len()];
        for (index, attr) in attributions.iter().enumerate() {
            if let Some(parent) = attr.parent.filter(|parent| *parent < index) {
                children[parent].push(index);
            }
        }
        Said { doc, turns, times, published, attributions, children }
    }

    /// When each statement was made, given whose it is: origin first in each chain.
    pub(super) fn all(&self, chains: &[Vec<Link>]) -> Vec<Option<SaidAt>> {
        let mut found: Vec<Option<SaidAt>> = Vec::with_capacity(self.attributions.len());
        // By paragraph: the clock it stands under; by speaker: the statement before.
        let mut clock: (usize, Option<SaidAt>) = (usize::MAX, None);
        let mut before: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
        for (index, attr) in self.attributions.iter().enumerate() {
            let place = attr.content.first().or(attr.cue.first()).and_then(|span| self.place(span.start));
            let speaker = chains.get(index).and_then(|chain| chain.first()?.entity);
            let mut said = self.said_at(index);
            if let Some((paragraph, sentence)) = place {
                if clock.0 != paragraph {
                    clock = (paragraph, self.clock(paragraph));
                }
                // A clause of its own that names no day is as often of another one.
                let goes_on = match attr.form {
                    Form::Direct => true,
                    Form::Indirect | Form::IndirectFreeIndirect | Form::FreeIndirect => attr.cue.is_empty(),
                    Form::Reported => false,
                };
                if said.is_none() {
                    let same = speaker.and_then(|speaker| before.get(&speaker)).filter(|_| goes_on);
                    let near = same.filter(|(_, last)| sentence.abs_diff(*last) <= OCCASION && self.paragraph_of(*last) == Some(paragraph));
                    said = near.and_then(|(last, _)| found[*last].clone()).or_else(|| clock.1.clone());
                }
                if let Some(speaker) = speaker {
                    before.insert(speaker, (index, sentence));
                }
            }
            found.push(said);
        }
        found
    }

    /// Paragraph and sentence that a token stands in.
    fn place(&self, at: u32) -> Option<(usize, usize)> {
        let sentence = self.doc.sentences.partition_point(|sentence| sentence.tokens.end <= at);
        Some((self.paragraph_of(sentence)?, sentence))
    }

    fn paragraph_of(&self, sentence: usize) -> Option<usize> {
        let paragraph = self.doc.paragraphs.partition_point(|paragraph| paragraph.sentences.end as usize <= sentence);
        (paragraph < self.doc.paragraphs.len()).then_some(paragraph)
    }

    /// "13.22 Uhr: Der Flughafen ist dicht.": the clock that a ticker's entry opens with.
    fn clock(&self, paragraph: usize) -> Option<SaidAt> {
        let first = self.doc.paragraphs.get(paragraph)?.sentences.start as usize;
        let start = self.doc.sentences.get(first)?.tokens.start;
        let time = self.times.get(self.times.partition_point(|time| time.tokens.start < start))?;
        let opens = time.tokens.start == start && time.kind == TimeKind::Time;
        let colon = (time.tokens.end as usize) < self.doc.tokens.len() && self.doc.word(time.tokens.end as usize) == ":";
        let value = self.value(time).filter(|_| opens && colon)?;
        Some(SaidAt { value, text: vec![time.tokens] })
    }

    /// When the statement was made; `None` where its clause does not say.
    fn said_at(&self, index: usize) -> Option<SaidAt> {
        let attr = &self.attributions[index];
        let told = attr.frame.is_empty();
        let region = if told { &attr.content } else { &attr.frame };
        let mut candidates = Vec::new();
        if !told || attr.form == Form::Reported {
            let times = region.iter().flat_map(|span| self.within(*span));
            candidates.extend(times.filter(|time| self.is_adverbial(attr, time) && !(told && self.of_a_child(index, time.tokens))));
        }
        let near = candidates.iter().filter_map(|time| Some((self.distance(attr, time)?, *time))).min_by_key(|near| near.0);
        // Parted from the cue by a relative clause, or no cue known: the one time that can be it.
        let only = || {
            // What lies long ago tells of what is spoken of.
            let mut recent = candidates.iter().filter(|time| self.is_recent(time));
            let time = match (&candidates[..], recent.next()) {
                ([time], _) => *time,
                (_, Some(time)) if recent.next().is_none() => *time,
                _ => return None,
            };
            let today = attr.cue.is_empty() && time.value == "PRESENT_REF" && time.point.is_some();
            let by_itself = today
                || self.is_recent(time) && (attr.cue.is_empty() || !told)
                || self.dates_a_document(time)
                || told && attr.cue.is_empty() && self.begins(attr, time);
            (by_itself && !self.is_earlier(time) && self.back(time, 1) != "seit").then_some((0, time))
        };
        match near.or_else(only) {
            Some((_, time)) => self.value(time).map(|value| SaidAt { value, text: vec![self.with_contraction(time.tokens)] }),
            // Words quoted out of a statement were said with it.
            None => {
                attr.parent.filter(|parent| *parent < index && self.attributions[*parent].cue == attr.cue).and_then(|p| self.said_at(p))
            }
        }
    }

    /// The times that lie in a span.
    fn within(&self, span: Span<Token>) -> impl Iterator<Item = &TimeExpression> {
        let first = self.times.partition_point(|time| time.tokens.start < span.start);
        self.times[first..].iter().take_while(move |time| time.tokens.end <= span.end)
    }

    fn of_a_child(&self, index: usize, time: Span<Token>) -> bool {
        let covers = |role: &Role| role.iter().any(|span| span.covers(time));
        self.children[index].iter().map(|child| &self.attributions[*child]).any(|child| covers(&child.content) || covers(&child.frame))
    }

    /// The token so many places before a time, in small letters; empty at the start of the text.
    fn back(&self, time: &TimeExpression, by: u32) -> &str {
        time.tokens.start.checked_sub(by).map_or("", |at| self.doc.lower(at as usize))
    }

    /// A time that can say when something was done, by what stands before it: not "für Dienstag", "bis Freitag", "die Sitzung vom Montag".
    fn is_adverbial(&self, attr: &Attribution, time: &TimeExpression) -> bool {
        let (before, second) = (self.back(time, 1), self.back(time, 2));
        let for_another = |word: &str| self.turns.for_another_time.has(word);
        let fused = self.turns.fused.has(before);
        let noun = self.doc.word(time.tokens.start as usize).starts_with(char::is_uppercase);
        match before {
            "vor" => time.kind == TimeKind::Duration,
            word if self.turns.behind_time.has(word) => false,
            "seit" if self.is_coarse(time) => false,
            word if self.turns.of.has(word) => self.dates_a_document(time),
            word if self.turns.by_the_clock.has(word) => time.kind == TimeKind::Time,
            word if for_another(word) || fused && for_another(second) => false,
            // "in der Nacht", but not "der Morgen"
            word if noun && self.turns.time_articles.has(word) => self.turns.within_time.has(second),
            // "den Verzicht auf Spiele im November": a month or longer told of the noun before it
            _ if self.is_coarse(time) && fused && !self.opens(attr, time) => {
                let at = (time.tokens.start as usize).saturating_sub(2);
                let of_attribution = |role: &Role| role.iter().any(|span| span.contains(at));
                !self.doc.word(at).starts_with(char::is_uppercase)
                    || [&attr.source, &attr.cue, &attr.addressee].into_iter().any(of_attribution)
            }
            _ => true,
        }
    }

    /// "in einem Brief vom 3. Mai", "laut der Mitteilung vom Dienstag"
    fn dates_a_document(&self, time: &TimeExpression) -> bool {
        // "die in der Woche vom 20. bis 26. Mai befragten"
        if self.turns.spans_of_time.has(self.back(time, 2)) {
            return false;
        }
        let opened = |by| self.turns.before_document.has(self.back(time, by));
        self.turns.of.has(self.back(time, 1)) && (3..10).any(opened)
    }

    /// True if the time, or its preposition, opens a piece of the frame or content.
    fn opens(&self, attr: &Attribution, time: &TimeExpression) -> bool {
        let starts = |role: &Role| role.iter().any(|span| span.start + 2 >= time.tokens.start && span.start <= time.tokens.start);
        starts(&attr.frame) || starts(&attr.content)
    }

    /// True if the time stands within the first words of a told act: "1996 hatte der Minister um Auskunft gebeten".
    fn begins(&self, attr: &Attribution, time: &TimeExpression) -> bool {
        attr.content.first().is_some_and(|span| (span.start..=span.start + 3).contains(&time.tokens.start))
    }

    /// A month or longer.
    fn is_coarse(&self, time: &TimeExpression) -> bool {
        time.kind == TimeKind::Date && time.value.len() <= 7 && time.point.is_none()
    }

    /// A day within the week before publication.
    fn is_recent(&self, time: &TimeExpression) -> bool {
        match (time.begins, self.published) {
            (Some(begins), Some(published)) => {
                !self.is_coarse(time) && published.date.since(begins).is_ok_and(|span| (-7..=7).contains(&span.get_days()))
            }
            _ => false,
        }
    }

    /// A time in a clause of its own that tells what had been before: "die das am Mittwoch noch bestritten hatte".
    fn is_earlier(&self, time: &TimeExpression) -> bool {
        let clause = (time.tokens.end as usize..self.doc.tokens.len()).take(12).take_while(|at| !self.parts(*at));
        clause.map(|at| self.doc.word(at)).any(|word| self.turns.pluperfect.has(word))
    }

    /// How far the time stands from the cue, in tokens; `None` if a mark parts them.
    fn distance(&self, attr: &Attribution, time: &TimeExpression) -> Option<u32> {
        let gap = |from: u32, to: u32| {
            // Marks in the source part nothing: "sagte der General, Jan Holm, heute".
            let relative = |at: usize| self.turns.relative_pronouns.has(self.doc.word(at));
            let of_source = |at: usize| {
                let ends = |span: &Span<Token>| span.end as usize == at && !relative(at + 1);
                attr.source.iter().any(|span| span.contains(at) || ends(span))
            };
            let parted = (from as usize..to as usize).any(|at| self.parts(at) && !of_source(at) && !self.holds_a_name(at));
            (!parted).then_some(to.saturating_sub(from))
        };
        let near = |cue: &Span<Token>| {
            if cue.overlaps(time.tokens) {
                Some(0)
            } else if cue.end <= time.tokens.start {
                gap(cue.end, time.tokens.start)
            } else {
                gap(time.tokens.end, cue.start)
            }
        };
        attr.cue.iter().filter_map(near).min()
    }

    /// True for a mark of a pair that has a word or two in it: "(SPD)", "„Seeadler“".
    fn holds_a_name(&self, at: usize) -> bool {
        let near = |mark: &str, mut places: std::ops::Range<usize>| places.any(|at| self.doc.word(at) == mark);
        let (behind, before) = (at + 2..self.doc.tokens.len().min(at + 4), at.saturating_sub(3)..at.saturating_sub(1));
        match self.doc.word(at) {
            "(" => near(")", behind),
            ")" => near("(", before),
            "„" => near("“", behind),
            "“" => near("„", before),
            _ => false,
        }
    }

    /// A mark that ends a clause.
    fn parts(&self, at: usize) -> bool {
        matches!(self.doc.word(at), "," | ";" | ":" | "–" | "—" | "“" | "”" | "„" | "\"" | "«" | "»" | "(" | ")")
    }

    /// The value of the point in time; `None` where places are open, or where nothing can have been said yet.
    fn value(&self, time: &TimeExpression) -> Option<String> {
        let value = match (time.kind, &time.point) {
            (TimeKind::Date | TimeKind::Time, None) => &time.value,
            (TimeKind::Date | TimeKind::Duration, Some(point)) => point,
            _ => return None,
        };
        if value.contains('X') || value.ends_with("_REF") {
            return None;
        }
        match (time.begins, self.published) {
            (Some(begins), Some(published)) if begins > published.date => {
                // "wie die Polizei am Montag mitteilt" looks like a Monday to come; "am kommenden Montag" and "morgen" are to come.
                let words = self.doc.slice(time.tokens);
                let bare = time.tokens.len() == 1 && words.starts_with(char::is_uppercase) && !self.turns.days_ahead.has(words);
                let past = bare.then(|| shifted(value, -7))?;
                past.filter(|(day, _)| *day <= published.date).map(|(_, value)| value)
            }
            _ => Some(value.clone()),
        }
    }

    /// "am Dienstag": a preposition that is one word with its article belongs to the words that say so.
    fn with_contraction(&self, tokens: Span<Token>) -> Span<Token> {
        match tokens.start.checked_sub(1) {
            Some(before) if self.turns.contracted_before_time.has(self.doc.word(before as usize)) => {
                Span::new(before as usize, tokens.end as usize)
            }
            _ => tokens,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;
    use crate::attribution::rules::AttributionRules;
    use crate::document::Orthography;
    use crate::document::times::TimeRules;
    use crate::resolution::tests::given;
    use crate::text::CleanText;
    use crate::{Article, Pipeline};
    use zufolge_lexicon::GERMAN;

    /// The values of all statements of a text published on Wednesday, 12 March 2025, in order; "–" for none.
    fn said(text: &str) -> Vec<String> {
        let pipeline = Pipeline::new(&GERMAN, Box::new(AttributionRules::new(&GERMAN)));
        let published = Some("2025-03-12T15:00:00+01:00".to_owned());
        let report = pipeline.read(&Article { text: text.to_owned(), published, ..Article::default() });
        report.attributions.into_iter().map(|attr| attr.said_at.map_or_else(|| "–".to_owned(), |said| said.value)).collect()
    }

    #[test]
    fn the_frame_says_when() {
        assert_eq!(said("Die Ministerin sagte am Dienstag, man prüfe den Fall."), ["2025-03-11"]);
        assert_eq!(said("Die Firma hatte im Januar angekündigt, dass sie das Werk schließe."), ["2025-01"]);
        assert_eq!(said("Vor zwei Wochen sagte der Anwalt, man habe nichts gewusst."), ["2025-02-26"]);
    }

    #[test]
    fn the_content_does_not() {
        assert_eq!(said("Die Ministerin sagte, man habe am Dienstag nichts gewusst."), ["–"]);
        assert_eq!(said("Der Verband forderte mehr Lohn für Mai."), ["–"]);
    }

    #[test]
    fn a_told_act_is_dated_by_its_clause() {
        assert_eq!(said("Die Gewerkschaft forderte am Montag mehr Lohn."), ["2025-03-10"]);
    }

    #[test]
    fn a_day_to_come_is_no_day_of_saying() {
        assert_eq!(said("Wie die Polizei am Montag mitteilt, wurde niemand verletzt."), ["2025-03-10"]);
        assert_eq!(said("Wie die Polizei am kommenden Montag mitteilen will, wurde niemand verletzt."), ["–"]);
    }

    /// When an indirect statement was made, and the words that say so: a frame, and the cue and the source in it.
    fn told(text: &str, content: &str, [cue, source, frame]: [&str; 3]) -> Option<(String, String)> {
        let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
        let attributions = [given(&doc, Form::Indirect, [content, cue, source, frame])];
        let published = Published::read("2025-03-12");
        let turns = Turns::new(GERMAN.turns);
        let said = Said::new(&doc, &turns, TimeRules::new(&GERMAN).read(&doc, published), published, &attributions);
        said.said_at(0).map(|said| (said.value, doc.slice(said.text[0]).to_owned()))
    }

    #[test]
    fn an_apposition_does_not_part_the_time_from_its_cue() {
        let frame = "sagte der Direktor, Jan Holm, am Dienstag";
        let found =
            told("Man prüfe das, sagte der Direktor, Jan Holm, am Dienstag.", "Man prüfe das", ["sagte", "der Direktor, Jan Holm", frame]);
        assert_eq!(found, Some(("2025-03-11".to_owned(), "am Dienstag".to_owned())));
    }

    #[test]
    fn marks_around_a_name_do_not_part_the_time_from_its_cue() {
        let value = |frame: &str| told(&format!("{frame}, er bleibe."), "er bleibe", ["sagte", "Jan Holm", frame]).map(|(value, _)| value);
        let days = "Wie am Montag in Kiel hat auch am Dienstag";
        assert_eq!(value(&format!("{days} auf der „Elster“ (Kiel) sagte Jan Holm")).as_deref(), Some("2025-03-11"));
        assert_eq!(value(&format!("{days}, wo die Elster liegt, sagte Jan Holm")), None);
    }

    #[test]
    fn a_letter_is_as_old_as_its_date() {
        assert_eq!(said("In einem Brief vom 3. Februar, der der Redaktion vorliegt, heißt es, man prüfe den Fall."), ["2025-02-03"]);
    }

    #[test]
    fn who_goes_on_speaking_was_heard_on_the_same_day() {
        let text = "Die Ministerin sagte am Dienstag, man prüfe den Fall. Die Akten seien da. „Es fehlt nichts“, sagte sie.";
        assert_eq!(said(text), ["2025-03-11", "2025-03-11", "2025-03-11"]);
        let clause = "Die Ministerin sagte am Dienstag, man prüfe den Fall. Sie sagte, es fehle nichts.";
        assert_eq!(said(clause), ["2025-03-11", "–"]);
        let another = "Die Ministerin sagte am Dienstag, man prüfe den Fall. Der Landrat sagte, die Akten seien weg.";
        assert_eq!(said(another), ["2025-03-11", "–"]);
        let paragraphs = "Die Ministerin sagte am Dienstag, man prüfe den Fall.\n\nDie Ministerin sagte, es fehle nichts.";
        assert_eq!(said(paragraphs), ["2025-03-11", "–"]);
    }

    #[test]
    fn a_paper_is_as_old_as_its_month() {
        assert_eq!(said("In einem Bericht vom Januar 2025 heißt es, der Deich sei dicht."), ["2025-01"]);
        assert_eq!(said("Im Streit vom Januar 2025 heißt es, der Deich sei dicht."), ["–"]);
    }

    #[test]
    fn what_stands_under_a_clock_was_said_by_then() {
        assert_eq!(said("13.22 Uhr: Der Hafen ist zu. Der Kapitän sagte, das Schiff sei dicht."), ["2025-03-12T13:22"]);
        assert_eq!(said("Der Hafen ist seit 13.22 Uhr zu. Der Kapitän sagte, das Schiff sei dicht."), ["–"]);
    }

    #[test]
    fn a_statement_is_made_at_an_hour_but_a_table_is_shifted_by_one() {
        assert_eq!(said("Um 14.30 Uhr sagte der Kapitän, das Schiff sei dicht."), ["2025-03-12T14:30"]);
    }

    #[test]
    fn a_paper_of_the_evening_says_nothing_of_when() {
        assert_eq!(said("Der Trainer sagte der „Rundschau am Abend“, er bleibe."), ["–"]);
    }
}
