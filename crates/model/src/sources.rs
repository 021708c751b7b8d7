//! What the field for roles takes into a source that cannot belong to it.

use crate::features::Facts;
use crate::labels::Roles;
use zufolge::Span;
use zufolge::document::Token;

/// Subjects that nothing follows but a dative or an object: "kündigte er betriebsbedingte Entlassungen an".
const SUBJECTS: [&str; 3] = ["er", "sie", "wir"];
/// With these a subject is one phrase: "sie selbst", "er sowie der Bürgermeister".
const WITH_SUBJECTS: [&str; 6] = ["selbst", "alle", "beide", "und", "oder", "sowie"];
/// Opens another phrase that has lost its noun, where it stands last.
const OPENERS: [&str; 13] = ["der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "von", "und", "in"];
/// Stand between "es" and the source: "So sieht es auch der Verband", "So geht es aus den Akten hervor".
const BEHIND_IT: [&str; 8] = ["auch", "ebenfalls", "jedenfalls", "in", "aus", "von", "bei", "nun"];
/// Ends of nouns for what is done, which nobody is.
const DEEDS: [&str; 5] = ["ung", "ungen", "heit", "keit", "keiten"];

/// Opens another phrase behind a dative: "dem Kurier zwei Beamte".
const NOMINATIVES: [&str; 12] = ["ein", "eine", "die", "das", "zwei", "drei", "vier", "fünf", "sechs", "mehrere", "einige", "beide"];
/// Begins the forms of verbs of which the source is who is heard: "das erfuhr der Kurier von Beamten".
const HEARS: [&str; 5] = ["erfuhr", "erfahren", "erfährt", "hörte", "gehört"];

/// Takes out of a source what belongs to the content, and gives whoever was spoken to their own role.
pub(crate) fn tidy(facts: &Facts<'_>, roles: &mut Roles) {
    let Roles { source, addressee, frame, cue, .. } = roles;
    let lower = |at: usize| facts.doc.word(at).to_lowercase();
    let tokens = &facts.analysis.tokens;
    let hears = cue.iter().flat_map(|span| span.range()).any(|at| HEARS.iter().any(|begins| lower(at).starts_with(begins)));
    for span in &mut *source {
        let (mut start, mut end) = (span.start as usize, span.end as usize);
        if end - start > 1 && SUBJECTS.contains(&lower(start).as_str()) && !WITH_SUBJECTS.contains(&lower(start + 1).as_str()) {
            end = start + 1;
        }
        // "So haben es zwei Zeugen geschildert": what was told.
        if end - start > 1 && lower(start) == "es" {
            start += 1;
            while end - start > 1 && BEHIND_IT.contains(&lower(start).as_str()) {
                start += 1;
            }
        }
        // "sagten Beamte dem Kurier": "dem" behind a noun is no genitive, and opens another phrase.
        let dative = (start + 1..end).find(|at| lower(*at) == "dem" && tokens[at - 1].nominal && tokens[*at].quotation == 0);
        if let Some(at) = dative {
            let told = Span::new(at, end);
            if end - at > 1 && addressee.is_empty() && frame.iter().any(|frame| frame.covers(told)) {
                addressee.push(told);
            }
            end = at;
        }
        // "Das sagten dem Kurier zwei Beamte": who is spoken to may stand first.
        let behind_cue = cue.iter().any(|span| span.end as usize == start);
        let subject = (start + 2..end).find(|at| tokens[at - 1].nominal && NOMINATIVES.contains(&facts.doc.word(*at)));
        if let Some(at) = subject.filter(|_| lower(start) == "dem" && behind_cue) {
            if addressee.is_empty() {
                addressee.push(Span::new(start, at));
            }
            start = at;
        }
        // "Das erfuhr der Kurier von zwei Beamten": whom he heard it from stands apart.
        let heard = (start + 1..end).find(|at| matches!(lower(*at).as_str(), "von" | "vom" | "aus") && tokens[at - 1].nominal);
        if let Some(at) = heard.filter(|_| hears) {
            end = at;
        }
        while end - start > 1 && OPENERS.contains(&lower(end - 1).as_str()) {
            end -= 1;
        }
        *span = Span::new(start, end);
    }
    let speaks = |span: &Span<Token>| {
        let pronoun = span.len() == 1 && SUBJECTS.contains(&lower(span.start as usize).as_str());
        pronoun || span.range().any(|at| tokens[at].nominal && tokens[at].speaker != 0)
    };
    // "Eine Kündigung schloss der Manager aus": of two phrases the one that can speak.
    let deed = |span: &Span<Token>| {
        let last = span.range().rev().find(|at| tokens[*at].nominal);
        // "seiner Meinung nach" tells whose.
        let opinion = |at: usize| tokens[at].attributor != 0 || tokens[at].content_noun;
        !speaks(span) && last.is_some_and(|at| !opinion(at) && DEEDS.iter().any(|end| lower(at).ends_with(end)))
    };
    let points_back = |span: &Span<Token>| span.len() == 1 && matches!(lower(span.start as usize).as_str(), "das" | "dies" | "es");
    if source.iter().any(speaks) {
        source.retain(|span| !deed(span) && !points_back(span));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::sync::LazyLock;
    use zufolge::attribution::Role;
    use zufolge::document::Orthography;
    use zufolge::text::CleanText;
    use zufolge_lexicon::GERMAN;

    static LINGUISTICS: LazyLock<crate::features::Linguistics> = LazyLock::new(|| {
        let tagger = include_bytes!("../../../models/parts/tagger-de.bin");
        let clusters = include_bytes!("../../../models/parts/clusters-de.bin");
        crate::engine::linguistics(&GERMAN, tagger, clusters).unwrap()
    });

    /// The verbs of the examples.
    const CUES: [&str; 3] = ["sagten", "sagte", "erfuhr"];

    /// What is left of a source, given as its pieces, and whom it speaks to.
    fn tidied(text: &str, pieces: &[&str]) -> Vec<String> {
        let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
        let facts = Facts::new(&doc, &LINGUISTICS);
        let words: Vec<&str> = (0..doc.tokens.len()).map(|at| doc.word(at)).collect();
        let span = |piece: &&str| {
            let wanted: Vec<&str> = piece.split(' ').collect();
            let at = words.windows(wanted.len()).position(|window| window == wanted).unwrap();
            Span::new(at, at + wanted.len())
        };
        let source: Role = pieces.iter().map(span).collect();
        let cue = words.iter().position(|word| CUES.contains(word)).map(|at| Span::new(at, at + 1));
        let mut roles = Roles { source, cue: cue.into_iter().collect(), frame: vec![Span::new(0, doc.tokens.len())], ..Roles::default() };
        tidy(&facts, &mut roles);
        let Roles { source, addressee, .. } = roles;
        source.iter().chain(&addressee).map(|span| doc.slice(*span).to_owned()).collect()
    }

    #[test]
    fn a_source_ends_where_another_phrase_begins() {
        let text = "Am Abend kündigte er kräftige Einschnitte an.\n";
        assert_eq!(tidied(text, &["er kräftige Einschnitte"]), ["er"]);
        assert_eq!(tidied("Das sagten zwei Beamte dem Seeblick.\n", &["zwei Beamte dem Seeblick"]), ["zwei Beamte", "dem Seeblick"]);
        assert_eq!(tidied("Das sagte Gerda Quell dem Blatt.\n", &["Gerda Quell dem"]), ["Gerda Quell"]);
        assert_eq!(tidied("Das sagten dem Seeblick zwei Beamte.\n", &["dem Seeblick zwei Beamte"]), ["zwei Beamte", "dem Seeblick"]);
        assert_eq!(tidied("Das erfuhr der Seeblick von zwei Beamten.\n", &["der Seeblick von zwei Beamten"]), ["der Seeblick"]);
        assert_eq!(tidied("Das sagte der Leiter von Seeblick.\n", &["der Leiter von Seeblick"]), ["der Leiter von Seeblick"]);
        assert_eq!(tidied("Das kam von dem Vorstand einer Bank.\n", &["dem Vorstand einer Bank"]), ["dem Vorstand einer Bank"]);
        assert_eq!(tidied("Das sagte ein Mann mit dem Hut.\n", &["ein Mann mit dem Hut"]), ["ein Mann mit dem Hut"]);
        assert_eq!(tidied("Das habe sie selbst gesagt.\n", &["sie selbst"]), ["sie selbst"]);
    }

    #[test]
    fn what_was_told_is_no_part_of_a_source() {
        assert_eq!(tidied("So haben es zwei Beamte geschildert.\n", &["es zwei Beamte"]), ["zwei Beamte"]);
        assert_eq!(tidied("So sieht es auch der Minister.\n", &["es auch der Minister"]), ["der Minister"]);
        assert_eq!(tidied("So steht es in einem Bericht.\n", &["es in einem Bericht"]), ["einem Bericht"]);
        assert_eq!(tidied("Das wies der Minister zurück.\n", &["Das", "der Minister"]), ["der Minister"]);
    }

    #[test]
    fn of_two_phrases_a_deed_does_not_speak() {
        let text = "Eine Erhöhung lehnte der Minister ab.\n";
        assert_eq!(tidied(text, &["Eine Erhöhung", "der Minister"]), ["der Minister"]);
        let text = "Die Regierung, so der Minister, wartet.\n";
        assert_eq!(tidied(text, &["Die Regierung", "der Minister"]), ["Die Regierung", "der Minister"]);
    }
}
