//! Checks the examples that stand beside the rules in `examples.txt`.

use super::{AttributionRules, rule};
use crate::attribution::{Attribution, Engine, Role};
use crate::document::{Document, Orthography};
use crate::text::CleanText;
use std::collections::BTreeMap;
use zufolge_lexicon::GERMAN;

/// The marked pieces of an example by role letter, as byte ranges of its bare text.
type Marks = BTreeMap<char, Vec<(usize, usize)>>;

/// Takes the marks out of an example.
fn parse(line: &str) -> (String, Marks) {
    let (mut text, mut marks, mut open) = (String::new(), Marks::new(), Vec::new());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        if let Some(label) = rest.strip_prefix('{').and_then(|rest| rest.chars().next()) {
            open.push((label, text.len()));
            rest = &rest[3..];
        } else if first == '}' {
            let (label, start) = open.pop().expect("a mark opens before it closes");
            marks.entry(label).or_default().push((start, text.len()));
            rest = &rest[1..];
        } else {
            text.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    assert!(open.is_empty(), "every mark closes: {line}");
    marks.values_mut().for_each(|spans| spans.sort_unstable());
    (text, marks)
}

/// The same form as [`parse`] gives, for what the engine found.
fn found(doc: &Document, attr: &Attribution) -> Marks {
    let roles: [(char, &Role); 5] =
        [('c', &attr.content), ('s', &attr.source), ('k', &attr.cue), ('d', &attr.addressee), ('f', &attr.frame)];
    let bytes = |role: &Role| role.iter().map(|span| doc.bytes(*span).range()).map(|range| (range.start, range.end)).collect::<Vec<_>>();
    roles.into_iter().filter(|(_, role)| !role.is_empty()).map(|(label, role)| (label, bytes(role))).collect()
}

#[test]
fn examples_hold() {
    let (rules, orthography) = (AttributionRules::new(&GERMAN), Orthography::new(&GERMAN));
    let (mut name, mut faults) = ("", Vec::new());
    let mut counts: BTreeMap<&str, [usize; 2]> = rule::ALL.iter().map(|rule| (rule.name, [0, 0])).collect();
    for line in GERMAN.examples.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(rule) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            name = rule;
            assert!(counts.contains_key(name), "no rule is called {name}");
            continue;
        }
        let (sign, example) = line.split_once(' ').expect("a sign and a text");
        let (text, wanted) = parse(&example.replace(" ¶ ", "\n\n"));
        let doc = orthography.read(CleanText::new(&text));
        let below = rules.attributions(&doc);
        let heads = orthography.read_headlines(&doc);
        let above = rules.headlines(&heads, &doc, &below);
        let all: Vec<(&Document, &Attribution)> =
            above.iter().map(|attr| (&heads, attr)).chain(below.iter().map(|attr| (&doc, attr))).collect();
        let by_rule: Vec<Marks> =
            all.iter().filter(|(_, attr)| attr.evidence.contains(&name)).map(|(doc, attr)| found(doc, attr)).collect();
        counts.get_mut(name).expect("checked above")[usize::from(sign == "-")] += 1;
        let holds = match sign {
            "+" => by_rule.contains(&wanted),
            "-" => by_rule.is_empty(),
            _ => panic!("{line}: an example starts with + or -"),
        };
        if !holds {
            let others: Vec<_> = all.iter().map(|(doc, attr)| (&attr.evidence, found(doc, attr))).collect();
            faults.push(format!("[{name}] {line}\n    wanted {wanted:?}\n    found  {by_rule:?}\n    all    {others:?}"));
        }
    }
    assert!(faults.is_empty(), "{} examples do not hold:\n{}", faults.len(), faults.join("\n"));
    let lacking: Vec<_> = counts.iter().filter(|(_, [good, bad])| *good == 0 || *bad == 0).map(|(name, _)| name).collect();
    assert!(lacking.is_empty(), "rules without both signs of example: {lacking:?}");
}
