//! The columns of `verbs.txt`, `nouns.txt` and `prepositions.txt`.

use super::super::morphology::Parts;
use super::{Government, Verb, complement};
use crate::attribution::{Mode, Stance};

pub(super) fn verb(head: &'static str, mut columns: impl Iterator<Item = &'static str>) -> (Verb, Parts<'static>) {
    let (head, reflexive) = head.strip_prefix("sich ").map_or((head, false), |rest| (rest, true));
    // "zu Protokoll|geben", "mit|teilen", "die These|auf|stellen": a phrase, a prefix, or both.
    let (before, rest) = head.rsplit_once('|').unwrap_or(("", head));
    let (phrase, prefix) = match before.split_once('|') {
        Some((phrase, prefix)) => (phrase, prefix),
        None if before.contains(' ') || before.starts_with(char::is_uppercase) => (before, ""),
        None => ("", before),
    };
    let mut parts = rest.split_whitespace();
    let parts = Parts {
        infinitive: parts.next().unwrap_or_default(),
        present: parts.next(),
        past: parts.next(),
        participle: parts.next(),
        konjunktiv_2: parts.next(),
    };
    let mode = columns.next().and_then(mode);
    let complements = complements(columns.next().unwrap_or_default());
    let addressee = Government::parse(columns.next().unwrap_or_default());
    let (stance, negated) = columns.next().map_or(("", ""), |stance| stance.split_once('/').unwrap_or((stance, "")));
    let verb = Verb {
        infinitive: parts.infinitive,
        prefix,
        phrase: phrase.split_whitespace().collect(),
        determined: false,
        needed: 0,
        reflexive,
        mode,
        complements,
        addressee,
        stance: stances(stance),
        negated_stance: stances(negated),
        through: Government::parse(columns.next().unwrap_or_default()),
    };
    (verb, parts)
}

pub(super) fn mode(names: &str) -> Option<Mode> {
    let mut mode = Mode::default();
    for name in names.split('/').map(str::trim) {
        match name {
            "speech" => mode.speech = true,
            "writing" => mode.writing = true,
            "thought" => mode.thought = true,
            _ => return None,
        }
    }
    Some(mode)
}

pub(super) fn complements(names: &str) -> u16 {
    names
        .split_whitespace()
        .filter_map(|name| complement::NAMES.iter().find(|(known, _)| *known == name))
        .fold(0, |all, (_, bit)| all | bit)
}

pub(super) fn stances(names: &str) -> Vec<Stance> {
    names.split([' ', ',']).filter_map(Stance::from_name).collect()
}
