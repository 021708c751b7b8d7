#![allow(clippy::unwrap_used, reason = "a test that cannot find what it looks for has failed")]

use crate::document::{Document, Orthography, Token};
use crate::span::Span;
use zufolge_lexicon::GERMAN;

/// Words and single marks; a sentence ends with a stop and the marks after it, if white space follows.
fn document(text: &str) -> Document {
    let mut tokens = Vec::new();
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            let words = &tokens[first..];
            let stop = words.iter().rev().map(|token: &Token| &text[token.span.range()]).find(|word| !word.starts_with(super::is_mark));
            if matches!(stop, Some("." | "!" | "?")) || c == '\n' {
                sentences.push(Span::new(first, tokens.len()));
                first = tokens.len();
            }
            continue;
        }
        if c.is_alphanumeric() {
            while chars.next_if(|(_, c)| c.is_alphanumeric()).is_some() {}
        }
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        tokens.push(Token { span: Span::new(start, end) });
    }
    sentences.push(Span::new(first, tokens.len()));
    Orthography::new(&GERMAN).read_tokenised(text.to_owned(), tokens, &sentences)
}

fn quoted(doc: &Document) -> Vec<&str> {
    doc.quotations.iter().map(|quotation| doc.slice(quotation.tokens)).collect()
}

fn codes(doc: &Document) -> Vec<&str> {
    doc.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// Pairs without remarks, all closed and outermost.
#[track_caller]
fn assert_pairs(text: &str, expected: &[&str]) {
    let doc = document(text);
    assert_eq!(quoted(&doc), expected, "{text}");
    assert_eq!(codes(&doc), [""; 0], "{text}");
    assert!(doc.quotations.iter().all(|quotation| quotation.closed && quotation.depth == 0), "{text}: {:?}", doc.quotations);
}

#[test]
fn every_pair_of_glyphs_is_paired() {
    for (open, close) in [
        ("„", "“"),
        ("„", "”"),
        ("“", "”"),
        ("”", "”"),
        ("»", "«"),
        ("«", "»"),
        ("›", "‹"),
        ("‹", "›"),
        ("‚", "‘"),
        ("‘", "’"),
        ("\"", "\""),
        ("'", "'"),
        ("''", "''"),
        ("``", "''"),
        (",,", "''"),
        (",,", "“"),
    ] {
        let one = format!("{open}Der Deich hält{close}");
        let two = format!("{open}Noch{close}");
        assert_pairs(&format!("{one}, sagte sie. {two} fügte er an: {one}. Dann ging er."), &[&one, &two, &one]);
        assert_pairs(&format!("Sie rief: {two}"), &[&two]);
        assert_pairs(&format!("Das Schiff ({two}) lag am Kai."), &[&two]);
    }
}

#[test]
fn guillemets_set_apart_by_spaces_are_paired() {
    assert_pairs("Er rief: « Halt » und lief.", &["« Halt »"]);
}

#[test]
fn a_mark_before_a_hyphen_closes() {
    assert_pairs("Der „Kurier“-Bericht lag vor.", &["„Kurier“"]);
    assert_pairs("Die Anti-\"Filz\"-Gruppe tagte.", &["\"Filz\""]);
}

#[test]
fn an_opening_mark_before_an_ellipsis_opens() {
    assert_pairs("Er sagte: \"... und doch\", dann schwieg er.", &["\"... und doch\""]);
    assert_pairs("Er sagte: \"…und doch …\" Dann schwieg er.", &["\"…und doch …\""]);
}

#[test]
fn nested_quotations_have_depth() {
    for text in [
        "„Er rief ‚Halt‘ und lief“, sagte sie.",
        "„Er rief „Halt“ und lief“, sagte sie.",
        "»Er rief ›Halt‹ und lief«, sagte sie.",
        "«Er rief ‹Halt› und lief», sagte sie.",
        "\"Er rief 'Halt' und lief\", sagte sie.",
        "„Er rief “Halt” und lief“, sagte sie.",
        "„Er rief \"Halt\" und lief“, sagte sie.",
        "„Er rief »Halt« und lief“, sagte sie.",
    ] {
        let doc = document(text);
        let depths: Vec<_> = doc.quotations.iter().map(|quotation| (quotation.depth, quotation.closed)).collect();
        assert_eq!(depths, [(0, true), (1, true)], "{text}");
        assert!(quoted(&doc)[1].contains("Halt") && doc.quotations[1].tokens.len() == 3, "{text}");
        assert_eq!(codes(&doc), [""; 0], "{text}");
    }
}

#[test]
fn nested_quotations_may_end_together() {
    let doc = document("„Er rief: ‚Halt!‘“ Dann lief er.");
    assert_eq!(quoted(&doc), ["„Er rief: ‚Halt!‘“", "‚Halt!‘"]);
    assert_eq!(codes(&doc), [""; 0]);
}

#[test]
fn the_wrong_closing_glyph_closes() {
    assert_pairs("„Wir gehen\", sagte sie. Dann ging sie.", &["„Wir gehen\""]);
    assert_pairs("„Wir gehen», sagte sie. Dann ging sie.", &["„Wir gehen»"]);
    assert_pairs("„Wir gehen„, sagte sie. Dann ging sie.", &["„Wir gehen„"]);
    assert_pairs("„Wir gehen‘, sagte sie. Dann ging sie.", &["„Wir gehen‘"]);
    assert_pairs("‚Wir gehen“, sagte sie. Dann ging sie.", &["‚Wir gehen“"]);
}

#[test]
fn apostrophes_are_no_quotation_marks() {
    for text in [
        "Wie geht's dem Wirt vom Eck's?",
        "Wie geht’s?",
        "Scholz' Plan und Marx’ Werk liegen vor.",
        "Die '68er und die ’68er trafen sich.",
        "'s ist Krieg, sagte der alte Moritz' Vater.",
        "Er hat 'ne Idee und so 'nen Hut.",
        "Das Rock ‘n’ Roll-Fest fiel aus.",
    ] {
        assert_pairs(text, &[]);
    }
}

#[test]
fn a_genitive_apostrophe_does_not_close_single_marks() {
    assert_pairs("Das Buch 'Fritz' Reise' erscheint.", &["'Fritz' Reise'"]);
    assert_pairs("Das Buch ‚Fritz’ Reise‘ erscheint.", &["‚Fritz’ Reise‘"]);
}

#[test]
fn an_apostrophe_inside_a_quotation_leaves_it_whole() {
    assert_pairs("„Hans' Hof brennt“, rief er.", &["„Hans' Hof brennt“"]);
    assert_pairs("\"Hans' Hof brennt\", rief er.", &["\"Hans' Hof brennt\""]);
}

#[test]
fn inches_and_primes_are_no_quotation_marks() {
    assert_pairs("Ein 27\" breiter Schirm und ein 30″ hoher, 5′ lang.", &[]);
    assert_pairs("Er sagte: \"Im Jahr 1990\" und ging.", &["\"Im Jahr 1990\""]);
}

#[test]
fn an_unclosed_quotation_ends_with_its_sentence() {
    let doc = document("„Wir gehen, sagte sie. Dann ging sie.\nDer Tag war kurz.");
    assert_eq!(quoted(&doc), ["„Wir gehen, sagte sie."]);
    assert!(!doc.quotations[0].closed);
    assert_eq!(codes(&doc), ["unclosed-quotation"]);
}

#[test]
fn an_unclosed_quotation_ends_before_the_next_one_opens() {
    let doc = document("Das „Haus nannte er „Burg“. Dann ging er.");
    assert_eq!(quoted(&doc), ["„Haus nannte er", "„Burg“"]);
    assert_eq!(doc.quotations[1].depth, 0);
    assert_eq!(codes(&doc), ["unclosed-quotation"]);
}

#[test]
fn an_unclosed_quotation_leaves_the_next_paragraph_alone() {
    let doc = document("Er sprach von „Gefahr.\nSie sagte: „Nein.“");
    assert_eq!(quoted(&doc), ["„Gefahr.", "„Nein.“"]);
    assert_eq!(doc.quotations[1].continues, None);
    assert_eq!(codes(&doc), ["unclosed-quotation"]);
}

#[test]
fn a_stray_closing_mark_is_reported() {
    let doc = document("Wir gehen“, sagte sie. „Ja“, sagte er.");
    assert_eq!(quoted(&doc), ["„Ja“"]);
    assert_eq!(codes(&doc), ["unopened-quotation"]);
    let span = doc.diagnostics[0].span.unwrap();
    assert_eq!(&doc.text[span.range()], "“");
}

#[test]
fn a_mark_repeated_at_each_paragraph_continues_the_quotation() {
    let doc = document("Sie sagte: „Wir gehen. Heute.\n„Und wir kommen wieder.\n„Bald“, sagte sie. „Ja.“");
    assert_eq!(quoted(&doc), ["„Wir gehen. Heute.", "„Und wir kommen wieder.", "„Bald“", "„Ja.“"]);
    let links: Vec<_> = doc.quotations.iter().map(|quotation| (quotation.closed, quotation.continues)).collect();
    assert_eq!(links, [(false, None), (false, Some(0)), (true, Some(1)), (true, None)]);
    assert_eq!(codes(&doc), [""; 0]);
}

#[test]
fn a_lone_closing_mark_joins_nothing_from_the_paragraph_before() {
    let doc = document("Sie sagte: „Wir gehen. Heute.\nUnd wir kommen wieder.“ Er nickte: „Ja.“");
    assert_eq!(quoted(&doc), ["„Wir gehen.", "„Ja.“"]);
    let links: Vec<_> = doc.quotations.iter().map(|quotation| (quotation.closed, quotation.continues)).collect();
    assert_eq!(links, [(false, None), (true, None)]);
    assert_eq!(codes(&doc), ["unclosed-quotation", "unopened-quotation"]);
}
