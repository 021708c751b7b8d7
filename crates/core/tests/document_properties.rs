//! What holds for any text, however hostile: spans in order, on character boundaries, verbatim; nothing panics, nothing is lost.

mod chance;

use proptest::prelude::*;
use zufolge::document::{Document, Orthography};
use zufolge::text::{CleanText, decode};
use zufolge::{Byte, Span};
use zufolge_lexicon::GERMAN;

/// Pieces that the rules look for, so that random text meets them.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "„", "“", "”", "»", "«", "›", "‹", "‚", "‘", "’", "\"", "'", "''", "``", "´´", ",,", "(", ")", "[", "]", ".", "..", "...", "…", "!", "?",
            ",", ";", ":", "-", "–", "--", "/", "%", "@", "#", "&", "*", "_", "|", "°",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![" ", "\n", "\n\n", "\r\n", "\r", "\t", "\u{A0}", "\u{2028}", "\u{AD}", "\u{200B}", "\u{FEFF}", "\u{0}", "\u{200D}"])
            .prop_map(str::to_owned),
        6 => prop::sample::select(vec![
            "Der", "Deich", "hält", "sagte", "er", "Dr", "z.B", "St", "usw", "II", "J", "3", "14.30", "1.234,5", "2004", "Mai", "Von", "Hamburg",
            "Hamburg (dnb) - ", "(dnb)", "(lb/kv)", "dnb lb/kv", "https://a.example/b", "a@b.example", "www.", "geht's", "Ein- und", "'68er", "27\"",
            "Rückfragen: x@y.example", "© 2024 dnb", "5%-Hürde", "u\u{308}", "\u{308}", "각", "\u{1100}\u{1161}\u{11A8}", "👩‍🚒", "🇩🇪", "ß", "İ", "ﬁ",
        ]).prop_map(str::to_owned),
        1 => ".{0,12}",
        1 => "[a-zäöü A-Z]{60,140}",
    ]
}

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

fn check(doc: &Document) -> Result<(), TestCaseError> {
    let mut end = 0;
    for token in &doc.tokens {
        let word = doc.text.get(token.span.range());
        prop_assert!(word.is_some_and(|word| !word.is_empty() && word.trim() == word && !word.contains('\n')), "token {:?}", word);
        prop_assert!(token.span.start >= end);
        // Nothing but white space is skipped, except furniture.
        let skipped = &doc.text[end as usize..token.span.start as usize];
        let gap = Span::<Byte>::new(end as usize, token.span.start as usize);
        prop_assert!(skipped.trim().is_empty() || doc.furniture.iter().any(|piece| gap.covers(piece.span)), "skipped {skipped:?}");
        end = token.span.end;
    }
    let mut end = 0;
    for sent in &doc.sentences {
        prop_assert!(!sent.tokens.is_empty() && sent.tokens.start == end);
        end = sent.tokens.end;
    }
    prop_assert_eq!(end as usize, doc.tokens.len());
    let mut end = 0;
    for (index, paragraph) in doc.paragraphs.iter().enumerate() {
        prop_assert!(!paragraph.sentences.is_empty() && paragraph.sentences.start == end);
        prop_assert!(doc.sentences[paragraph.sentences.range()].iter().all(|sent| sent.paragraph as usize == index));
        end = paragraph.sentences.end;
    }
    prop_assert_eq!(end as usize, doc.sentences.len());
    let mut end = 0;
    for piece in &doc.furniture {
        prop_assert!(piece.span.start >= end && doc.text.get(piece.span.range()).is_some_and(|text| !text.trim().is_empty()));
        let first = doc.tokens.partition_point(|token| token.span.end <= piece.span.start);
        prop_assert!(doc.tokens.get(first).is_none_or(|token| !token.span.overlaps(piece.span)));
        end = piece.span.end;
    }
    if let Some(dateline) = doc.dateline {
        for part in [Some(dateline.place), dateline.agency, dateline.date].into_iter().flatten() {
            prop_assert!(dateline.span.covers(part) && doc.text.get(part.range()).is_some());
        }
    }
    let mut enclosing: Vec<u32> = Vec::new();
    for (index, quotation) in doc.quotations.iter().enumerate() {
        prop_assert!(!quotation.tokens.is_empty() && quotation.tokens.end as usize <= doc.tokens.len());
        let paragraph_of = |token: u32| doc.sentences[doc.sentences.partition_point(|sent| sent.tokens.end <= token)].paragraph;
        prop_assert_eq!(paragraph_of(quotation.tokens.start), paragraph_of(quotation.tokens.end - 1));
        while enclosing.last().is_some_and(|end| *end <= quotation.tokens.start) {
            enclosing.pop();
        }
        prop_assert!(enclosing.last().is_none_or(|end| quotation.tokens.end <= *end), "crossing quotations {:?}", doc.quotations);
        prop_assert_eq!(usize::from(quotation.depth), enclosing.len());
        enclosing.push(quotation.tokens.end);
        prop_assert!(index == 0 || doc.quotations[index - 1].tokens.start <= quotation.tokens.start);
        if let Some(before) = quotation.continues {
            prop_assert!((before as usize) < index);
            prop_assert_eq!(paragraph_of(doc.quotations[before as usize].tokens.start) + 1, paragraph_of(quotation.tokens.start));
        }
    }
    for diagnostic in &doc.diagnostics {
        prop_assert!(diagnostic.span.is_some_and(|span| doc.text.get(span.range()).is_some()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(chance::cases(1500))]

    #[test]
    fn documents_are_well_formed(text in hostile()) {
        let orthography = Orthography::new(&GERMAN);
        check(&orthography.read(CleanText::new(&text)))?;
        let body = orthography.read_body(CleanText::new(&text));
        prop_assert!(body.furniture.is_empty());
        check(&body)?;
        // The same tokens and sentences, given from outside.
        let spans: Vec<_> = body.sentences.iter().map(|sent| sent.tokens).collect();
        check(&orthography.read_tokenised(body.text, body.tokens, &spans))?;
    }

    #[test]
    fn clean_text_is_clean_and_cleaning_it_again_changes_nothing(text in hostile()) {
        let clean = CleanText::new(&text);
        prop_assert!(clean.as_str().chars().all(|c| c == '\n' || c == ' ' || !c.is_control() && !c.is_whitespace()));
        prop_assert!(unicode_normalization::is_nfc(clean.as_str()));
        let again = CleanText::new(clean.as_str());
        prop_assert_eq!(again.as_str(), clean.as_str());
        prop_assert!(again.offsets().is_identity());
    }

    #[test]
    fn offsets_lead_to_the_input_and_back(text in hostile()) {
        let clean = CleanText::new(&text);
        let mut before = 0;
        for (at, c) in clean.as_str().char_indices() {
            let span = Span::<Byte>::new(at, at + c.len_utf8());
            let input = clean.offsets().to_input(span);
            let slice = text.get(input.range());
            prop_assert!(slice.is_some_and(|slice| !slice.is_empty()), "{:?} of {:?}", input, text);
            // In order; characters that came from one piece of input share it.
            prop_assert!(input.start >= before);
            before = input.start;
            // The way back covers at least the character, and leads to the same input again.
            let back = clean.offsets().from_input(input);
            prop_assert!(back.covers(span));
            prop_assert_eq!(clean.offsets().to_input(back), input);
            if slice == Some(c.encode_utf8(&mut [0; 4])) {
                prop_assert_eq!(back, span);
            }
        }
        let whole = Span::<Byte>::new(0, text.len());
        prop_assert_eq!(clean.offsets().from_input(whole), Span::new(0, clean.as_str().len()));
    }

    #[test]
    fn decoding_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(decoded) = decode(&bytes) {
            prop_assert!(!decoded.text.contains('\0'));
        }
    }

    #[test]
    fn utf8_text_without_controls_decodes_to_itself(text in "[^\\p{Cc}\u{FEFF}]{0,80}") {
        let decoded = decode(text.as_bytes());
        prop_assert!(decoded.is_ok_and(|decoded| decoded.text == text && decoded.encoding == "UTF-8"));
    }
}
