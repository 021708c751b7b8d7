//! Every fault of a file is told, each with its line.

use super::*;

const HEAD: &str = "---\nid: a\noutlet: Nordkurier\nagency:\npublished: 2025-03-04T16:30:00+01:00\ngenre: local\nstyle: agency\nstory:\nkicker:\n\
headline: Titel\nbyline:\ndateline:\n---\n";
/// The line in which the text starts behind [`HEAD`].
const TEXT: usize = 14;
const LABELS: &str = "e1 person named \"Ilse Kern\"\n\
a1 form=indirect mode=speech stance=states certainty=certain polarity=positive chain=e1\n";

fn faults_of(text: &str, labels: &str) -> Vec<(usize, String)> {
    let (article, mut found) = parse("local/a.zuf".as_ref(), &format!("{HEAD}{text}\n===\n{labels}"));
    found.extend(article.iter().flat_map(faults));
    found.sort();
    found.into_iter().map(|fault| (fault.line, fault.what)).collect()
}

fn article(text: &str, labels: &str) -> Article {
    let (article, found) = parse("local/a.zuf".as_ref(), &format!("{HEAD}{text}\n===\n{labels}"));
    assert_eq!(found, []);
    article.unwrap()
}

#[track_caller]
fn assert_one(found: &[(usize, String)], line: usize, words: &str) {
    assert!(matches!(found, [(at, what)] if *at == line && what.contains(words)), "wanted “{words}” in line {line}: {found:?}");
}

#[test]
fn text_is_rebuilt() {
    let read = article("Eins\nzwei {a1.f|{a1.s e1|Ilse\nKern} {a1.k|sagt},}\n\n\n{a1.c|drei\n\nvier}.\n\n", LABELS);
    assert_eq!(read.text, "Eins zwei Ilse Kern sagt,\n\ndrei\n\nvier.");
    let attr = &read.attributions[0];
    assert_eq!(read.words(&attr.source), "Ilse Kern");
    assert_eq!(read.words(&attr.content), "drei\n\nvier");
    assert_eq!((read.line_at(0), read.line_at(attr.content[0].start)), (TEXT, TEXT + 5));
    assert_eq!(faults(&read), []);
}

#[test]
fn nesting_follows_from_contents() {
    let chain = |chain: &str| format!("form=direct mode=speech stance=states certainty=certain polarity=positive chain={chain}\n");
    let labels = format!(
        "e1 person implicit \"(x)\"\ne2 person implicit \"(y)\"\na1 {}a2 {}a3 {}a4 {}",
        chain("e2"),
        chain("e1>e2"),
        chain("e1>e2"),
        chain("e1")
    );
    let read = article("{a1.c a2.c|„{a3.c|„eins“} zwei“} {a4.c|„drei“}", &labels);
    let parents: Vec<(&str, Option<&str>)> =
        read.attributions.iter().map(|attr| (attr.id.as_str(), attr.parent.map(|parent| read.attributions[parent].id.as_str()))).collect();
    assert_eq!(parents, [("a1", None), ("a2", Some("a1")), ("a3", Some("a2")), ("a4", None)], "the chain parts those with one content");
}

#[test]
fn nobody_commits_to_a_side_and_to_nothing_at_once() {
    let text = "{a1.f|{a1.s e1|Ilse Kern} {a1.k|sagt},} {a1.c|drei}";
    let unsure = LABELS.replace("certainty=certain", "certainty=unknown");
    assert_one(&faults_of(text, &unsure), TEXT + 3, "unknown certainty is positive");
    assert_eq!(faults_of(text, &unsure.replace("polarity=positive", "polarity=unknown")), []);
}

#[test]
fn all_faults_of_a_file_are_told() {
    let found = faults_of("{a1.c|Eins }zwei}\n{a9.x|drei} {e2|vier}", "e1 persn named \"Ilse Kern\"\nunsinn\na1 form=indirekt mode=speech");
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [14, 14, 15, 15, 17, 18, 19, 19, 19, 19, 19], "{found:?}");
}

#[test]
fn a_file_has_three_parts() {
    let told = |raw: &str| {
        let (article, found) = parse("a.zuf".as_ref(), raw);
        assert!(article.is_none());
        found.into_iter().map(|fault| (fault.line, fault.what)).collect::<Vec<_>>()
    };
    assert_one(&told(""), 1, "not closed");
    assert_one(&told("id: a\n"), 1, "does not begin");
    assert_one(&told("---\nid: a\n---\nText\n"), 4, "no line `===`");
}

#[test]
fn heads_are_whole() {
    let told = |from: &str, to: &str| {
        let raw = format!("{}Ilse Kern\n===\n", HEAD.replace(from, to));
        parse("a.zuf".as_ref(), &raw).1.into_iter().map(|fault| (fault.line, fault.what)).collect::<Vec<_>>()
    };
    assert_eq!(told("", ""), []);
    assert_one(&told("byline:\n", ""), 2, "no “byline”");
    assert_one(&told("byline:\n", "byline:\nautor:\n"), 12, "knows no “autor”");
    assert_one(&told("2025-03-04T", "2025-02-30T"), 5, "no moment of the calendar");
    assert_one(&told("local", "lokal"), 6, "no such genre");
    assert_one(&told("story:\n", "story:\nkind: glosse\n"), 9, "no such kind");
    assert_one(&told("Nordkurier", ""), 3, "“outlet” is empty");
}

#[test]
fn marks_are_whole() {
    let source = "{a1.f|{a1.s e1|Ilse Kern} {a1.k|sagt},}";
    assert_eq!(faults_of(&format!("{source} {{a1.c|eins}}"), LABELS), []);
    assert_one(&faults_of(&format!("{source}\n{{a1.c|eins}} }}"), LABELS), TEXT + 1, "closes no mark");
    assert_one(&faults_of(&format!("{source}\n{{a1.c|eins}} z|wei"), LABELS), TEXT + 1, "stands in no mark");
    assert_one(&faults_of(&format!("{source} {{a1.c|eins}}\n{{e1|zwei"), LABELS), TEXT + 1, "is not closed");
    assert_one(&faults_of(&format!("{source} {{a1.c|eins}}\n{{e1|}}"), LABELS), TEXT + 1, "has no words");
    assert_one(&faults_of(&format!("{source} {{a1.c|eins }}zwei"), LABELS), TEXT, "begins or ends with a blank");
    assert_one(&faults_of(&format!("{source} {{a1.c|eins}} {{e2|zwei}}"), LABELS), TEXT, "“e2” has no line");
}

#[test]
fn spans_keep_apart() {
    let told = |text: &str| faults_of(text, LABELS);
    assert_one(&told("{a1.f|{a1.s e1|Ilse Kern} {a1.k|sagt}, {a1.c|eins}}"), TEXT, "both content and frame");
    assert_one(&told("{a1.k|Wohl} {a1.f|{a1.s e1|Ilse Kern} sagt}, {a1.c|eins}"), TEXT, "outside its frame");
    assert_one(&told("{a1.s e1|Ilse Kern}: {a1.c|eins {a1.c|zwei}}"), TEXT, "stands twice");
    let reported = LABELS.replace("indirect", "reported");
    assert_eq!(faults_of("{a1.c|{a1.s e1|Ilse Kern} {a1.k|droht}}", &reported), []);
    assert_one(&faults_of("{a1.f|{a1.s e1|Ilse Kern}} {a1.c|droht}", &reported), TEXT, "has a frame");
}

#[test]
fn direct_content_is_in_marks() {
    let direct = LABELS.replace("indirect", "direct");
    let told = |text: &str, labels: &str| faults_of(&format!("{{a1.f|{{a1.s e1|Ilse Kern}}}}: {text}"), labels);
    assert_eq!(told("{a1.c|„Eins“}", &direct), []);
    assert_one(&told("{a1.c|Eins}", &direct), TEXT, "is not in marks");
    assert_one(&told("{a1.c|„Eins}", &direct), TEXT, "is not in marks");
    assert_eq!(told("{a1.c q1|„Eins}", &format!("{direct}q1 unclosed-quotation\n")), []);
    assert_one(&told("{a1.c|Eins}", &LABELS.replace("chain=e1", "chain=e1 mixed")), TEXT, "no words in marks");
}

#[test]
fn names_stand_in_the_text_in_any_case() {
    let text = "{a1.f|{a1.k|Nach} {a1.s|Angaben aus {e1|den Senatskreisen}}} {a1.c|fehlt Geld}";
    let named = |name: &str| faults_of(text, &LABELS.replace("Ilse Kern", name));
    assert_eq!(named("die Senatskreise"), []);
    assert_one(&named("Senatskanzlei"), TEXT + 2, "stands nowhere");
    assert_one(&named("Ilse Kern"), TEXT + 2, "stands nowhere");
}

#[test]
fn chains_leave_out_who_prints() {
    let text = "{a1.f|{a1.s e1|Ilse Kern} sagt dem {e2|Nordkurier},} {a1.c|eins}";
    let labels = |chain: &str| format!("{}e2 outlet named \"Nordkurier\"\n", LABELS.replace("chain=e1", chain));
    assert_eq!(faults_of(text, &labels("chain=e1")), []);
    assert_one(&faults_of(text, &labels("chain=e1>e2")), TEXT + 3, "who prints the article");
    assert_one(&faults_of(text, &labels("chain=e1>e1")), TEXT + 3, "twice");
    assert_one(&faults_of(text, &labels("chain=e7")), TEXT + 3, "no entity");
}

#[test]
fn times_are_in_the_calendar_and_not_to_come() {
    let text = "{a1.f|{a1.s e1|Ilse Kern} sagt {t1|dann},} {a1.c|eins}";
    let told = |time: &str| faults_of(text, &format!("{}t1 {time}\n", LABELS.replace("chain=e1", "chain=e1 said=t1")));
    assert_eq!(told("DATE 2025-03-04"), []);
    assert_one(&told("DATE 2025-02-30"), TEXT + 4, "not in the calendar");
    assert_one(&told("DATE 2025-03-05"), TEXT + 4, "after the article was published");
    assert_one(&told("DATE PAST_REF"), TEXT + 4, "no time of the calendar");
    assert_one(&told("DURATION P3D"), TEXT + 4, "how long");
}
