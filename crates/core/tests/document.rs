//! What the document stage finds in German texts: tokens, sentences, paragraphs, furniture.
#![allow(clippy::unwrap_used, reason = "a test that cannot find what it looks for has failed")]

use zufolge::document::{Document, FurnitureKind, Orthography};
use zufolge::text::CleanText;
use zufolge_lexicon::GERMAN;

fn read(text: &str) -> Document {
    Orthography::new(&GERMAN).read(CleanText::new(text))
}

fn sentences(doc: &Document) -> Vec<&str> {
    doc.sentences.iter().map(|sent| doc.slice(sent.tokens)).collect()
}

fn paragraphs(doc: &Document) -> Vec<String> {
    doc.paragraphs.iter().map(|paragraph| sentences(doc)[paragraph.sentences.range()].join("|")).collect()
}

fn furniture(doc: &Document) -> Vec<(FurnitureKind, &str)> {
    doc.furniture.iter().map(|piece| (piece.kind, &doc.text[piece.span.range()])).collect()
}

/// The tokens of the text, given with "|" between tokens that touch and a space elsewhere.
#[track_caller]
fn assert_tokens(expected: &str) {
    let text = expected.replace('|', "");
    let doc = read(&text);
    let words: Vec<&str> = (0..doc.tokens.len()).map(|token| doc.word(token)).collect();
    let wanted: Vec<&str> = expected.split(['|', ' ']).collect();
    assert_eq!(words, wanted, "{text}");
}

/// The sentences of the text, given with "|" before the space between two.
#[track_caller]
fn assert_sentences(expected: &str) {
    let text = expected.replace('|', "");
    let doc = read(&text);
    let wanted: Vec<&str> = expected.split('|').map(str::trim).collect();
    assert_eq!(sentences(&doc), wanted);
}

#[test]
fn punctuation_is_cut_off_words() {
    assert_tokens("Er kam|, sah (|und schwieg|)|.");
    assert_tokens("„|Ja|!|“|, rief sie|; »|Nein|?|«|, er|.");
    assert_tokens("Der [|neue|] Plan|: alles anders|.");
}

#[test]
fn abbreviations_keep_their_period() {
    assert_tokens("Dr. Meier und Prof. Kunz trafen sich z. B. in St. Goar|, Nr. 5|.");
    assert_tokens("Es gab z.B. Brot|, u.a. Roggen|, d.h. Korn|.");
    assert_tokens("Es kostet ca. 5 Mio. Euro bzw. 3 Mrd. Kronen|.");
    assert_tokens("Der Verein „|Watt e.V.|“ lud ein|.");
    assert_tokens("Das Reich fiel 480 v. Chr. in Scherben|.");
}

#[test]
fn initials_keep_their_period() {
    assert_tokens("J. F. Kuhnert und John F. Berg kamen|.");
}

#[test]
fn ordinals_keep_their_period() {
    assert_tokens("Am 3. Oktober tagte das II. Vatikanische Konzil zum 2. Mal|.");
    assert_tokens("Vom 3. 10. 2024 bis zum 04.11.2024 herrschte Friedrich II. allein|.");
}

#[test]
fn numbers_times_and_scores_are_one_token() {
    assert_tokens("Um 14.30 Uhr und 14:30 Uhr waren 1.234,5 Liter da|, Stand 3:1|.");
    assert_tokens("Das waren 5 % und 3,5 % mehr|, 20 °|C|.");
    assert_tokens("Die 5%-Hürde und der 2,6%ige Satz|, 35-jährige Leute|, 1990er Jahre|.");
    assert_tokens("Von 1939|-|1945 und 1990|–|1995|.");
}

#[test]
fn compounds_stay_whole() {
    assert_tokens("Die Ein- und Ausfuhr der Rhein-Main-Region|.");
    assert_tokens("Bürotechnik und -bedarf der CO2-Branche|.");
    assert_tokens("Der „|Kurier|“|-Bericht lag vor|.");
    assert_tokens("Bürger|/|Bürgerinnen|, Leser:innen und Schüler*innen|.");
}

#[test]
fn apostrophes_stay_inside_words_only() {
    assert_tokens("Wie geht's|, wie geht’s mit Scholz|' Plan|?");
}

#[test]
fn ellipses_are_one_token() {
    assert_tokens("Er sagte|: „|Nun … ja ...|“");
}

#[test]
fn addresses_are_one_token() {
    assert_tokens("Auf https://www.beispiel.example/a_b?c=1,2 (|oder www.beispiel.example|) steht alles|.");
    assert_tokens("Schreiben Sie an lena.brandt@beispiel.example|, @lena oder #deich|.");
    assert_tokens("Die Seite beispiel.example/start|, sagte sie|.");
}

#[test]
fn pictures_of_several_characters_are_one_token() {
    assert_tokens("Gut 👩‍🚒 gemacht 🇩🇪 ❤️|!");
}

#[test]
fn a_forgotten_space_does_not_glue_sentences() {
    let doc = read("Das Tor fiel spät.Danach jubelten alle.");
    assert_eq!(sentences(&doc), ["Das Tor fiel spät.", "Danach jubelten alle."]);
}

#[test]
fn stops_end_sentences() {
    assert_sentences("Er kam. | Sie ging! | Wer blieb? | 1996 kam er wieder. | „Gut“, sagte sie.");
}

#[test]
fn abbreviations_and_ordinals_end_no_sentence() {
    assert_sentences("Dr. Meier kam am 3. Oktober um 14.30 Uhr mit ca. 5 Mio. Euro aus St. Goar an. | Friedrich II. Maier blieb.");
    assert_sentences("Das Amt sprach von 900.| Betroffen waren drei Linien.");
    assert_sentences("Am 100. Geburtstag kamen alle.");
    assert_sentences("Die Firma zählte 350. | „Die Stimmung ist gut“, sagte Holm.");
    assert_sentences("Das ist der 100. „Tatort“ aus Kiel.");
    assert_sentences("Es gab Brot, Käse usw. | Die Gäste blieben bis 5 Uhr.");
    assert_sentences("Sie wohnt in der Deichstr. 5. | Er auch.");
    assert_sentences("Nach Art. 5 ist es verboten. | Er tat es auf seine Art. | Sie lachte.");
}

#[test]
fn a_number_can_end_a_sentence() {
    assert_sentences("Das war im Jahr 1988. | Danach kam er auf Platz 17. | Die anderen gewannen 3:1. | Schluss.");
    assert_sentences("Er wurde 17. von 20. | Niemand klatschte.");
}

#[test]
fn a_sentence_ends_after_its_closing_mark() {
    assert_sentences("Sie sagte: „Wir gehen.“ | Dann ging sie (allein.) | „Und ich?“ | Er blieb.");
}

#[test]
fn a_quoted_question_before_its_cue_ends_no_sentence() {
    assert_sentences("„Wer kommt?“, fragte er. | „Ich!“ rief sie. | „Nun …“, murmelte er.");
}

#[test]
fn a_colon_ends_no_sentence() {
    assert_sentences("Die Ministerin erklärte: Der Entwurf ist fertig. | Er sagte: „Gut.“");
}

#[test]
fn sentences_inside_a_quotation_are_cut() {
    assert_sentences("„Wir gehen. | Wir kommen wieder“, sagte sie.");
}

#[test]
fn an_ellipsis_ends_a_sentence_only_before_a_new_one() {
    assert_sentences("Er zögerte … und ging. | Dann … | Der Rest ist bekannt.");
    assert_sentences("Sie sprach von „[...] Mut und […] Kraft“.");
}

const REPORT: &str = "\
Hochwasser
Deich bei Glückstadt hält dem Druck stand
Von Lena Brandt und Kai Voss, dnb

Glückstadt, 3. Mai (dnb/lno) - Der Deich hält. Das sagte die Bürgermeisterin am Freitag.

Helfer aus drei Ländern

Hunderte Helfer füllten Säcke. „Wir schaffen das“, sagte einer.

Regen lässt nach
Am Abend ließ der Regen nach.

dnb lb/kv
Rückfragen: redaktion@dnb.example
© 2024 Deutscher Nachrichtenbund
";

#[test]
fn the_furniture_of_a_wire_report_is_set_apart() {
    use FurnitureKind::{Byline, Dateline, Headline, Kicker, SignOff, Subhead};
    let doc = read(REPORT);
    assert_eq!(
        furniture(&doc),
        [
            (Kicker, "Hochwasser"),
            (Headline, "Deich bei Glückstadt hält dem Druck stand"),
            (Byline, "Von Lena Brandt und Kai Voss, dnb"),
            (Dateline, "Glückstadt, 3. Mai (dnb/lno) -"),
            (Subhead, "Helfer aus drei Ländern"),
            (Subhead, "Regen lässt nach"),
            (SignOff, "dnb lb/kv"),
            (SignOff, "Rückfragen: redaktion@dnb.example"),
            (SignOff, "© 2024 Deutscher Nachrichtenbund"),
        ]
    );
    assert_eq!(
        paragraphs(&doc),
        [
            "Der Deich hält.|Das sagte die Bürgermeisterin am Freitag.",
            "Hunderte Helfer füllten Säcke.|„Wir schaffen das“, sagte einer.",
            "Am Abend ließ der Regen nach.",
        ]
    );
}

#[test]
fn without_furniture_every_line_is_running_text() {
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(REPORT));
    assert!(doc.furniture.is_empty() && doc.dateline.is_none());
    assert_eq!(sentences(&doc)[..2], ["Hochwasser", "Deich bei Glückstadt hält dem Druck stand"]);
    assert_eq!(doc.paragraphs.len(), 11);
}

#[test]
fn datelines_have_place_date_and_agency() {
    for (dateline, place, date, agency) in [
        ("Hamburg (dnb) -", "Hamburg", None, Some("dnb")),
        ("BERLIN, 3. Mai (Reuters) –", "BERLIN", Some("3. Mai"), Some("Reuters")),
        ("Wien/Berlin (APA/dpa) -", "Wien/Berlin", None, Some("APA/dpa")),
        ("Genf/New York, 12. 5. (SDA) –", "Genf/New York", Some("12. 5."), Some("SDA")),
        ("Frankfurt am Main, den 3. Mai 2024 (afp) --", "Frankfurt am Main", Some("den 3. Mai 2024"), Some("afp")),
        ("Kleinkleckersdorf (abc) —", "Kleinkleckersdorf", None, Some("abc")),
        ("Bad Segeberg 03.05.2024 (dpa/lno) -", "Bad Segeberg", Some("03.05.2024"), Some("dpa/lno")),
        ("(dpa) -", "", None, Some("dpa")),
        ("Berlin, 3. Mai 2024.", "Berlin", Some("3. Mai 2024"), None),
        ("San José (Costa Rica), 03.03.2025 –", "San José", Some("03.03.2025"), None),
        ("Namur (Belgien), 20. Juni 2025 –", "Namur", Some("20. Juni 2025"), None),
        ("Frankfurt (Meldwerk) -", "Frankfurt", None, Some("Meldwerk")),
        ("BERLIN dpa |", "BERLIN", None, Some("dpa")),
        ("Zürich. (mbr)", "Zürich", None, None),
        ("Wien –", "Wien", None, None),
        ("KLEINKLECKERSDORF -", "KLEINKLECKERSDORF", None, None),
    ] {
        let doc = read(&format!("{dateline} Der Stadtrat hat am Montag den Haushalt für das kommende Jahr beschlossen.\n\nDas war es."));
        let found = doc.dateline.unwrap_or_else(|| panic!("no dateline in {dateline}"));
        let slice = |span: zufolge::Span<zufolge::Byte>| &doc.text[span.range()];
        assert_eq!(slice(found.span), dateline);
        assert_eq!((slice(found.place), found.date.map(slice), found.agency.map(slice)), (place, date, agency));
        assert_eq!(doc.word(0), "Der", "{dateline}");
    }
}

#[test]
fn a_dateline_may_have_its_own_line() {
    let doc = read("Stadtrat beschließt Haushalt\n\nKiel (dnb)\n\nDer Stadtrat hat beschlossen.");
    assert_eq!(furniture(&doc).last().unwrap(), &(FurnitureKind::Dateline, "Kiel (dnb)"));
    assert_eq!(sentences(&doc), ["Der Stadtrat hat beschlossen."]);
}

#[test]
fn a_dateline_on_its_own_line_behind_a_teaser_is_no_subhead_too() {
    let doc = read("Der Stadtrat spart.\n\nKiel (dnb)\n\nDer Stadtrat hat am Montag den Haushalt beschlossen.");
    assert_eq!(furniture(&doc), [(FurnitureKind::Dateline, "Kiel (dnb)")]);
    assert_eq!(sentences(&doc), ["Der Stadtrat spart.", "Der Stadtrat hat am Montag den Haushalt beschlossen."]);
}

#[test]
fn a_wrapped_line_behind_a_dateline_does_not_run_on_from_before_it() {
    let doc = read(
        "Der Rat der Stadt hat am Montag den Haushalt für das kommende Jahr beschlossen und\nden Bau der Brücke verschoben\n\n\
         Kiel (dnb) -\nwie die Stadt mitteilte, bleibt die alte Brücke zu.",
    );
    assert_eq!(furniture(&doc), [(FurnitureKind::Dateline, "Kiel (dnb) -")]);
    assert_eq!(doc.paragraphs.len(), 2);
    assert_eq!(sentences(&doc)[1], "wie die Stadt mitteilte, bleibt die alte Brücke zu.");
}

#[test]
fn what_only_resembles_a_dateline_is_text() {
    for text in [
        "Lena Brandt (SPD) – die Bürgermeisterin – trat zurück. Das kam unerwartet.",
        "Lena Brandt (SPD), 34 – die Bürgermeisterin – trat zurück. Das kam unerwartet.",
        "Hamburg (Elbe) ist größer als Kiel - das weiß jeder. Auch hier.",
        "Wien – Graz – Linz: So läuft die Strecke der Bahn durch das ganze Land.",
        "Petra – Lehrerin aus Kiel – schwieg lange Zeit zu diesem Vorwurf.",
        "Der Plan (abc) – so heißt er – ist neu. Niemand kennt ihn.",
        "Lena Brandt (Grüne) - so heißt sie - ist neu. Niemand kennt sie.",
        "Lehre. (mbr) steht darunter. Niemand kennt das.",
    ] {
        let doc = read(text);
        assert_eq!(doc.dateline, None, "{text}");
        assert_eq!(furniture(&doc), [], "{text}");
    }
}

#[test]
fn a_headline_may_ask_if_the_wire_goes_on_behind_it() {
    let doc = read("Hält der Deich?\nVon Lena Brandt\nKiel (dnb) - Der Deich hält.");
    assert_eq!(doc.furniture[0].kind, FurnitureKind::Headline);
    let doc = read("Hält der Deich?\n\nNiemand weiß es.");
    assert_eq!(furniture(&doc), []);
}

#[test]
fn a_question_is_a_subhead_where_there_is_other_furniture() {
    let body = "Der Deich hält noch.\n\nWie lange hält der Deich?\n\nNiemand weiß das so genau.";
    assert_eq!(furniture(&read(body)), []);
    let doc = read(&format!("Kiel (dnb) - {body}"));
    assert_eq!(furniture(&doc)[1..], [(FurnitureKind::Subhead, "Wie lange hält der Deich?")]);
}

#[test]
fn a_question_may_be_the_headline_under_a_kicker() {
    let doc = read("Hochwasser\nHält der Deich bei Glückstadt?\nVon Lena Brandt, dnb\nKiel (dnb) - Der Deich hält.");
    let kinds: Vec<_> = doc.furniture.iter().map(|piece| piece.kind).collect();
    assert_eq!(kinds, [FurnitureKind::Kicker, FurnitureKind::Headline, FurnitureKind::Byline, FurnitureKind::Dateline]);
}

#[test]
fn byline_and_dateline_may_stand_behind_a_teaser() {
    let teaser = "Der Deich bei Glückstadt ist alt. Er hält trotzdem.";
    let doc = read(&format!("Hochwasser\nDer alte Deich hält stand\n{teaser}\nVon Lena Brandt, dnb\nNew York (dnb) - Der Deich hält."));
    let kinds: Vec<_> = doc.furniture.iter().map(|piece| piece.kind).collect();
    assert_eq!(kinds, [FurnitureKind::Kicker, FurnitureKind::Headline, FurnitureKind::Byline, FurnitureKind::Dateline]);
    assert_eq!(paragraphs(&doc), ["Der Deich bei Glückstadt ist alt.|Er hält trotzdem.", "Der Deich hält."]);
}

#[test]
fn a_dateline_behind_a_teaser_in_one_line_is_no_text() {
    let teaser = "Der Kanal bleibt bis Mai gesperrt. Die Stadt hofft auf Regen.";
    let body = "Die Stadt hat den Kanal gesperrt, weil in Ahlbeck das Wasser fehlt.";
    for place in ["Wien", "Kiel/Ahlbeck", "Ahlbeck"] {
        let doc = read(&format!("{teaser} {place} – {body}"));
        assert_eq!(furniture(&doc), [(FurnitureKind::Dateline, &*format!("{place} –"))], "{place}");
        assert_eq!(paragraphs(&doc), ["Der Kanal bleibt bis Mai gesperrt.|Die Stadt hofft auf Regen.", body], "{place}");
    }
    for other in ["Fazit", "Drei ihrer Chefs", "Karsten Holm"] {
        assert_eq!(furniture(&read(&format!("{teaser} {other} – {body}"))), [], "{other}");
    }
}

#[test]
fn a_line_that_says_who_wrote_it_is_a_byline() {
    let doc = read("Der alte Deich\n\nAutor: kb\n\nDer Deich bei Glückstadt ist alt. Er hält trotzdem.");
    assert_eq!(paragraphs(&doc), ["Der Deich bei Glückstadt ist alt.|Er hält trotzdem."]);
    let doc = read("Der alte Deich\n\nAutorin: Brandt, Lena\n\nDer Deich bei Glückstadt ist alt. Er hält trotzdem.");
    assert_eq!(furniture(&doc)[1], (FurnitureKind::Byline, "Autorin: Brandt, Lena"));
}

#[test]
fn notes_to_editors_are_no_text() {
    let doc = read("Der Deich hält.\n\n## Notizblock\n\n## Orte\n- Deich am Kai, Kiel.\n\nEr steht noch.");
    assert_eq!(sentences(&doc), ["Der Deich hält."]);
    assert!(doc.furniture.iter().all(|piece| piece.kind == FurnitureKind::SignOff) && doc.furniture.len() == 4);
}

#[test]
fn short_paragraphs_stay_text() {
    for text in [
        "Der Deich hält.\n\nEr hält!\n\nHält er?\n\nSo ist es.",
        "Er sagte drei Dinge:\n\n- Geduld\n- Mut\n- Kraft\n\nDann ging er.",
        "Eine Zeile ohne Punkt",
        "Erste Zeile ohne Punkt\nZweite Zeile ohne Punkt",
        "Die Stadt tagte.\n\nMüller, Meier,\n\nSchulze und Co. kamen.",
    ] {
        let doc = read(text);
        assert_eq!(furniture(&doc), [], "{text}");
    }
}

#[test]
fn a_sign_off_may_stand_behind_the_last_sentence() {
    for sign_off in ["(dnb/lb)", "(dpa)", "(APA, 3.5.2024)", "(lb/kv)", "(Lena Brandt, 3. 5. 2024)", "(red, 3.5.24)", "(lb, APA)"] {
        let doc = read(&format!("Der Deich hält.\n\nEr hält seit Jahren. {sign_off}"));
        assert_eq!(furniture(&doc), [(FurnitureKind::SignOff, sign_off)]);
        assert_eq!(sentences(&doc).last(), Some(&"Er hält seit Jahren."));
    }
    let doc = read("Der Deich hält.\n\nEr hält seit Jahren. (Seite 4)");
    assert_eq!(furniture(&doc), []);
}

#[test]
fn financial_wires_sign_right_behind_the_last_stop() {
    let doc = read("Der Deich hält.\n\nEr hält, sagte Holm./lb/DP/km\n\nISIN DE000ABC1234");
    assert_eq!(furniture(&doc), [(FurnitureKind::SignOff, "/lb/DP/km"), (FurnitureKind::SignOff, "ISIN DE000ABC1234")]);
    assert_eq!(sentences(&doc).last(), Some(&"Er hält, sagte Holm."));
    for end in ["Er hält. /lb", "Er hält bis 3./4. Mai.", "Er hält, schreibt deich.example/lb/km", "ISIN sagte sie nichts."] {
        assert_eq!(furniture(&read(&format!("Der Deich hält.\n\nEr hält seit Jahren. {end}"))), [], "{end}");
    }
}

#[test]
fn hard_wrapped_lines_are_joined() {
    let text = "\
Der Stadtrat von Glückstadt hat am Montag nach langer Debatte den
Haushalt für das kommende Jahr beschlossen. Die Bürgermeisterin
sagte: „Wir sparen, wo es geht, aber nicht an den Schulen.“ Die
Opposition stimmte dagegen.

Über die Gebühren für das Schwimmbad entscheidet der Rat erst im
Herbst.
";
    let doc = read(text);
    assert_eq!(doc.paragraphs.len(), 2);
    assert_eq!(doc.sentences.len(), 4);
    assert_eq!(furniture(&doc), []);
    assert!(doc.quotations[0].closed);
}

#[test]
fn headlines_one_above_the_other_are_not_joined() {
    let doc = read(
        "Deich bei Glückstadt bricht, Hunderte Helfer im Einsatz\nBürgermeisterin rechnet mit langer Nacht\n\nDer Deich brach am Abend.",
    );
    assert_eq!(doc.furniture.len(), 2);
    assert_eq!(sentences(&doc), ["Der Deich brach am Abend."]);
}

#[test]
fn a_line_is_a_paragraph_where_nothing_is_wrapped() {
    let doc = read("Der Deich hält. Das ist gut.\nDer Regen lässt nach.\nDie Leute gehen heim.");
    assert_eq!(paragraphs(&doc), ["Der Deich hält.|Das ist gut.", "Der Regen lässt nach.", "Die Leute gehen heim."]);
}
