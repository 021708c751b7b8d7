use super::*;
use crate::document::Orthography;
use crate::text::CleanText;
use std::fmt::Write;
use zufolge_lexicon::GERMAN;

/// All times of a text, one a line: "words TYPE value".
fn read(text: &str, published: Option<&str>) -> String {
    let doc = Orthography::new(&GERMAN).read_body(CleanText::new(text));
    let mut out = String::new();
    for time in TimeRules::new(&GERMAN).read(&doc, published.and_then(Published::read)) {
        let point = time.point.map(|point| format!(" @{point}")).unwrap_or_default();
        let modifier = time.modifier.map(|modifier| format!(" {}", modifier.name())).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{} {} {}{modifier}{point}", doc.slice(time.tokens), time.kind.name(), time.value);
    }
    out
}

/// Each text is published on Wednesday, 12 March 2025, at three in the afternoon.
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let found = read(text, Some("2025-03-12T15:00:00+01:00"));
        assert_eq!(found.lines().collect::<Vec<_>>(), *expected, "{text}");
    }
}

#[test]
fn dates_in_all_spellings() {
    check(&[
        ("Der Vertrag gilt seit dem 3. Mai 2021.", &["3. Mai 2021 DATE 2021-05-03"]),
        ("Das Gesetz vom 5. 3. 2001 gilt.", &["5. 3. 2001 DATE 2001-03-05"]),
        ("Er wurde am 23.3.1987 geboren.", &["23.3.1987 DATE 1987-03-23"]),
        ("Das war am Samstag, dem 8. Februar, in Jena.", &["Samstag, dem 8. Februar DATE 2025-02-08"]),
        ("Die Messe geht vom 21. bis 27. Juni 2026.", &["21. DATE 2026-06-21", "27. Juni 2026 DATE 2026-06-27"]),
        ("Im Mai/Juni 1990 wurde gewählt.", &["Mai DATE 1990-05", "Juni 1990 DATE 1990-06"]),
        ("Zwischen 2019 und 2022 stand es leer.", &["2019 DATE 2019", "2022 DATE 2022"]),
        ("Im ersten Quartal 2024 stieg der Umsatz.", &["ersten Quartal 2024 DATE 2024-Q1"]),
        ("Die Säule stammt aus dem 4. Jahrhundert v. Chr. und steht noch.", &["dem 4. Jahrhundert v. Chr. DATE BC03"]),
        ("Sie tagten am Tag der Arbeit nicht.", &[]),
    ]);
}

#[test]
fn a_number_is_a_year_by_its_neighbours() {
    check(&[
        ("Seit 1987 steht die Halle leer.", &["1987 DATE 1987"]),
        ("Es kamen 1987 Menschen.", &[]),
        ("Sie bauten 1200 neue Wohnungen.", &[]),
        ("Die Zahl stieg von 1200 auf 1500.", &[]),
        ("Er legte 1811 seine Prüfung ab.", &["1811 DATE 1811"]),
        ("Im Schuljahr 2023/2024 wurde gebaut.", &["2023 DATE 2023", "2024 DATE 2024"]),
        ("Das Werk hat höchstens 1400 Plätze.", &[]),
        ("Der Rat wurde um 1690 gegründet.", &["1690 DATE 1690"]),
        ("Die Anlage kostet im Jahr 88 Millionen Euro.", &[]),
    ]);
}

#[test]
fn what_is_told_from_the_day_of_publication() {
    check(&[
        ("Das Amt sagte am Dienstag ab.", &["Dienstag DATE 2025-03-11"]),
        ("Der Rat will am Freitag abstimmen.", &["Freitag DATE 2025-03-14"]),
        ("Der Rat wollte am vergangenen Freitag abstimmen.", &["vergangenen Freitag DATE 2025-03-07"]),
        ("Bis Freitag kommender Woche ist Zeit.", &["Freitag kommender Woche DATE 2025-03-21"]),
        ("Gestern Abend brannte es.", &["Gestern Abend TIME 2025-03-11TEV"]),
        ("Noch in diesem Jahr soll gebaut werden.", &["diesem Jahr DATE 2025"]),
        ("Kommende Woche wird gebaut.", &["Kommende Woche DATE 2025-W12"]),
        ("Im September hatte sie gekündigt.", &["September DATE 2024-09"]),
        ("Im Dezember soll der Gipfel beginnen.", &["Dezember DATE 2025-12"]),
        ("Ende 2023 zog er um.", &["Ende 2023 DATE 2023 END"]),
        ("Mitte der achtziger Jahre zog er um.", &["Mitte der achtziger Jahre DATE 198 MID"]),
        ("Das war in den Neunzigern so.", &["den Neunzigern DATE 199"]),
        ("Seit dem Sommer läuft es.", &["Sommer DATE 2024-SU"]),
        ("Nach Ostern soll es weitergehen.", &["Ostern DATE 2025-04-20"]),
        ("In der Nacht zum Montag brannte es.", &["Nacht zum Montag TIME 2025-03-10TNI"]),
        ("Um 8.40 Uhr kam der Zug.", &["8.40 Uhr TIME 2025-03-12T08:40"]),
        ("Um halb neun kam der Zug.", &["halb neun TIME 2025-03-12T08:30"]),
    ]);
}

#[test]
fn hours_and_ranges_of_them() {
    check(&[
        ("Der Zug kam gestern um 7 Uhr früh.", &["gestern DATE 2025-03-11", "7 Uhr früh TIME 2025-03-11T07:00"]),
        ("Der Zug kam um 10 Uhr abends.", &["10 Uhr abends TIME 2025-03-12T22:00"]),
        ("Das Amt hat von 9 bis 12.30 Uhr offen.", &["9 TIME 2025-03-12T09:00", "12.30 Uhr TIME 2025-03-12T12:30"]),
        ("Es kamen 9 bis 12 Gäste.", &[]),
        ("Der Chor probt jeden Dienstag ab 19 Uhr.", &["jeden Dienstag SET XXXX-WXX-2", "19 Uhr TIME XXXX-WXX-2T19:00"]),
        ("Das Bad ist täglich ab 8 Uhr offen.", &["täglich SET P1D", "8 Uhr TIME XXXX-XX-XXT08:00"]),
        // In the paragraph before, and in a ticker.
        ("Der Zug kam am Montag an.\n\nEr fuhr um 9 Uhr ab.", &["Montag DATE 2025-03-10", "9 Uhr TIME 2025-03-10T09:00"]),
        ("Der Zug kam am Montag an.\n\n9 Uhr: Er fährt ab.", &["Montag DATE 2025-03-10", "9 Uhr TIME 2025-03-12T09:00"]),
    ]);
}

#[test]
fn weekdays_in_company() {
    check(&[
        ("Der Markt ist heute, Freitag, offen.", &["heute DATE 2025-03-12", "Freitag DATE 2025-03-14"]),
        ("Die Brücke ist von Montag bis Freitag gesperrt.", &["Montag DATE 2025-03-17", "Freitag DATE 2025-03-21"]),
        ("Am Samstag steigt das Fest.", &["Samstag DATE 2025-03-15"]),
        ("Sonntag, 10.30 Uhr, Kirche.", &["Sonntag DATE 2025-03-16", "10.30 Uhr TIME 2025-03-16T10:30"]),
        ("Am Montag, 17., und Dienstag, 18. März, ist zu.", &["Montag, 17. DATE 2025-03-17", "Dienstag, 18. März DATE 2025-03-18"]),
        ("Der heutige Tag ist schön.", &["heutige Tag DATE 2025-03-12"]),
        ("Montags ist das Bad zu.", &["Montags SET XXXX-WXX-1"]),
        ("Am kommenden Wochenende wird gebaut.", &["kommenden Wochenende DATE 2025-W11-WE"]),
        ("Am vergangenen Wochenende wurde gebaut.", &["vergangenen Wochenende DATE 2025-W10-WE"]),
    ]);
}

#[test]
fn in_a_text_that_speaks_of_yesterday_heute_is_a_day() {
    check(&[
        ("Der Ort ist heute größer.", &["heute DATE PRESENT_REF @2025-03-12"]),
        ("Gestern war es kalt. Die Luft ist heute wärmer.", &["Gestern DATE 2025-03-11", "heute DATE 2025-03-12"]),
    ]);
}

#[test]
fn feasts_of_two_words() {
    check(&[
        ("Zu Mariä Himmelfahrt 2024 spielte die Kapelle.", &["Mariä Himmelfahrt 2024 DATE 2024-08-15"]),
        ("Am Heiligen Abend wurde gesungen.", &["Heiligen Abend DATE 2024-12-24"]),
        ("Maria sang an Christi Himmelfahrt 2024.", &["Christi Himmelfahrt 2024 DATE 2024-05-09"]),
    ]);
}

#[test]
fn in_the_morning_the_evening_was_yesterday() {
    assert_eq!(read("Am Abend brannte es.", Some("2025-03-12T07:30:00+01:00")), "Abend TIME 2025-03-11TEV\n");
    assert_eq!(read("Am Abend brannte es.", Some("2025-03-12")), "Abend TIME 2025-03-12TEV\n");
}

#[test]
fn durations_and_sets() {
    check(&[
        ("Vor zwei Wochen fiel das Urteil.", &["zwei Wochen DURATION P2W @2025-02-26"]),
        ("Er saß drei Jahre und vier Monate.", &["drei Jahre und vier Monate DURATION P3Y4M"]),
        ("Er saß mehr als 20 Jahre.", &["mehr als 20 Jahre DURATION P20Y MORE_THAN"]),
        ("Sie wartet seit Monaten.", &["Monaten DURATION PXM"]),
        ("In den vergangenen Wochen regnete es.", &["den vergangenen Wochen DURATION PXW"]),
        ("Er fuhr ein drei Jahre altes Auto.", &[]),
        ("Sie starb im Alter von 78 Jahren.", &[]),
        ("Der Bus fährt dreimal pro Woche.", &["dreimal pro Woche SET P1W"]),
        ("Es regnete den ganzen Tag.", &["den ganzen Tag DURATION P1D"]),
        ("Sie blieb ein halbes Jahr.", &["ein halbes Jahr DURATION P0.5Y"]),
        ("Das war der Tag, an dem die Brücke fiel.", &["der Tag DURATION P1D"]),
        ("Am Anfang der Woche, als es schneite, fuhr kein Bus.", &["Anfang der Woche DATE 2025-W11 START"]),
        ("Der Ort hat jeden Montag Markt.", &["jeden Montag SET XXXX-WXX-1"]),
        ("Das Fest ist jedes zweite Jahr.", &["jedes zweite Jahr SET P2Y"]),
        ("Alle vier Jahre wird gewählt.", &["Alle vier Jahre SET P4Y"]),
        ("Die Arbeit dauerte jahrelang.", &["jahrelang DURATION PXY"]),
        ("Nach dem neunmonatigen Streik war Ruhe.", &["neunmonatigen DURATION P9M"]),
    ]);
}

#[test]
fn times_left_open() {
    check(&[
        ("Im Moment ist Ruhe.", &["Im Moment DATE PRESENT_REF"]),
        ("Zur Zeit ist Ruhe.", &["Zur Zeit DATE PRESENT_REF"]),
        ("Das war zur Zeit der Kohle.", &[]),
        ("Das kommt früher oder später.", &[]),
        ("In letzter Zeit regnet es oft.", &["letzter Zeit DATE PAST_REF"]),
        ("Die Zeit drängt.", &[]),
        ("Das war die Zeit der Kohle.", &[]),
        ("In Zukunft wird es wärmer.", &["Zukunft DATE FUTURE_REF"]),
    ]);
}

#[test]
fn a_paper_named_after_a_time_is_none() {
    check(&[
        ("Das schrieb die „Rundschau am Sonntag“ am Montag.", &["Montag DATE 2025-03-10"]),
        ("Wie der „Morgen“ schrieb, brennt es.", &[]),
    ]);
}

#[test]
fn what_is_still_to_come_is_no_time_that_a_text_goes_on_from() {
    let found = read("Im Mai 2024 kam er. Der Tunnel soll 2031 fertig sein. Im Juni sagte er, es werde teurer.", None);
    assert_eq!(found.lines().last(), Some("Juni DATE 2024-06"), "{found}");
    check(&[(
        "Das Gesetz soll am 1. Juli in Kraft treten. Sie sprach am Nachmittag davon.",
        &["1. Juli DATE 2025-07-01", "Nachmittag TIME 2025-03-12TAF"],
    )]);
}

#[test]
fn und_is_no_feast() {
    check(&[("Hans und Grete gingen am Bettag in den Wald.", &["Bettag DATE 2024-11-20"])]);
}

#[test]
fn narration_is_told_from_the_time_named_last() {
    let text = "Am 3. Mai 1871 zog das Heer ab. Zwei Tage später brannte die Stadt. Im Juni kam es zurück. Am selben Tag starb er.";
    assert_eq!(
        read(text, None),
        "3. Mai 1871 DATE 1871-05-03\nZwei Tage später DATE 1871-05-05\nJuni DATE 1871-06\nselben Tag DATE 1871-05-05\n"
    );
    assert_eq!(read("Am 3. Mai zog das Heer ab.", None), "3. Mai DATE XXXX-05-03\n");
}

#[test]
fn every_line_of_the_word_list_is_understood() {
    for line in GERMAN.times.lines().map(|line| line.split('#').next().unwrap_or_default()).filter(|line| !line.trim().is_empty()) {
        let columns: Vec<&str> = line.split(';').map(str::trim).collect();
        let [kind, value, forms] = columns[..] else { panic!("three columns: {line}") };
        let unit = matches!(kind, "lasting-unit" | "hyphened") && words::Unit::read(value).is_some();
        assert!(unit || words::word(kind, value).is_some(), "{line}");
        assert!(forms.split_whitespace().next().is_some(), "{line}");
    }
}
