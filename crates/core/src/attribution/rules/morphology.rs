//! Inflection of German verbs from their principal parts.
//!
//! After the paradigms of the Duden grammar ("Die Konjugation"): weak verbs take `-te` and `ge-…-t`, with an `e` between stem and ending
//! after `t`, `d` and after a consonant with `m` or `n`; strong verbs list their stems.

/// What a verb form can be; one spelling is often several of them at once.
pub(super) mod form {
    /// Finite, third person singular.
    pub(crate) const SINGULAR: u16 = 1;
    /// Finite, third person plural.
    pub(crate) const PLURAL: u16 = 1 << 1;
    /// Indicative.
    pub(crate) const INDICATIVE: u16 = 1 << 2;
    /// Konjunktiv I.
    pub(crate) const KONJUNKTIV_1: u16 = 1 << 3;
    /// Konjunktiv II with a form of its own, not a weak past.
    pub(crate) const KONJUNKTIV_2: u16 = 1 << 4;
    /// Infinitive.
    pub(crate) const INFINITIVE: u16 = 1 << 5;
    /// Infinitive with `zu` inside: "mitzuteilen".
    pub(crate) const ZU_INFINITIVE: u16 = 1 << 6;
    /// Past participle.
    pub(crate) const PARTICIPLE: u16 = 1 << 7;
    /// Past tense.
    pub(crate) const PAST: u16 = 1 << 8;
    /// First person singular present ("sage"), spelled as Konjunktiv I.
    pub(crate) const FIRST_PERSON: u16 = 1 << 9;
    /// Any finite form.
    pub(crate) const FINITE: u16 = SINGULAR | PLURAL;
    /// The names of the flags, lowest bit first.
    pub(crate) const NAMES: &[&str] = &[
        "singular",
        "plural",
        "indicative",
        "konjunktiv-1",
        "konjunktiv-2",
        "infinitive",
        "zu-infinitive",
        "participle",
        "past",
        "first-person",
    ];
}

/// The parts of a verb as its line in `verbs.txt` gives them, prefix detached.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts<'a> {
    pub(super) infinitive: &'a str,
    pub(super) present: Option<&'a str>,
    pub(super) past: Option<&'a str>,
    /// Whole, with the prefix: "mitgeteilt".
    pub(super) participle: Option<&'a str>,
    pub(super) konjunktiv_2: Option<&'a str>,
}

/// All forms of the verb with its prefix detached, except those that need the prefix inside; each with its [`form`] flags.
pub(super) fn inflect(parts: Parts<'_>, prefix: &str, mut emit: impl FnMut(&str, u16)) {
    use form::*;
    let infinitive = parts.infinitive;
    if infinitive == "sein" {
        for (word, flags) in [
            ("ist", SINGULAR | INDICATIVE),
            ("bin", FIRST_PERSON | SINGULAR | INDICATIVE),
            ("sind", PLURAL | INDICATIVE),
            ("war", SINGULAR | INDICATIVE | PAST),
            ("waren", PLURAL | INDICATIVE | PAST),
            ("sei", SINGULAR | KONJUNKTIV_1),
            ("seien", PLURAL | KONJUNKTIV_1),
            ("wäre", SINGULAR | KONJUNKTIV_2),
            ("wären", PLURAL | KONJUNKTIV_2),
            ("sein", INFINITIVE),
            ("gewesen", PARTICIPLE),
        ] {
            emit(word, flags);
        }
        return;
    }
    let stem = infinitive.strip_suffix("en").or_else(|| infinitive.strip_suffix('n')).unwrap_or(infinitive);
    let link = if needs_e(stem) { "e" } else { "" };
    let mut word = String::with_capacity(infinitive.len() + 8);
    let mut put = |pieces: [&str; 4], flags: u16| {
        word.clear();
        pieces.iter().for_each(|piece| word.push_str(piece));
        emit(&word, flags);
    };
    put([infinitive, "", "", ""], INFINITIVE | PLURAL | INDICATIVE);
    match parts.present {
        Some(present) => alternatives(present).for_each(|present| put([present, "", "", ""], SINGULAR | INDICATIVE)),
        None => put([stem, link, "t", ""], SINGULAR | INDICATIVE),
    }
    // "er handle" or "er handele", "er wandere": -eln verbs may drop the stem's e.
    let konjunktiv_1 = SINGULAR | KONJUNKTIV_1 | FIRST_PERSON;
    if let Some(short) = stem.strip_suffix("el").filter(|_| infinitive.ends_with("eln")) {
        put([short, "le", "", ""], konjunktiv_1);
    }
    put([stem, "e", "", ""], konjunktiv_1);
    match parts.past {
        Some(past) => alternatives(past).for_each(|past| {
            put([past, "", "", ""], SINGULAR | INDICATIVE | PAST);
            put([past, if past.ends_with('e') { "n" } else { "en" }, "", ""], PLURAL | INDICATIVE | PAST);
        }),
        None => {
            put([stem, link, "te", ""], SINGULAR | INDICATIVE | PAST);
            put([stem, link, "ten", ""], PLURAL | INDICATIVE | PAST);
        }
    }
    for konjunktiv_2 in parts.konjunktiv_2.into_iter().flat_map(alternatives) {
        // Some are spelled like the past and tell nothing.
        if !parts.past.into_iter().flat_map(alternatives).any(|past| past == konjunktiv_2) {
            put([konjunktiv_2, "", "", ""], SINGULAR | KONJUNKTIV_2);
            put([konjunktiv_2, "n", "", ""], PLURAL | KONJUNKTIV_2);
        }
    }
    match parts.participle {
        Some(participle) => alternatives(participle).for_each(|participle| put([participle, "", "", ""], PARTICIPLE)),
        None if without_ge(infinitive) => put([prefix, stem, link, "t"], PARTICIPLE),
        None => put([prefix, "ge", stem, &format!("{link}t")], PARTICIPLE),
    }
}

/// Parts between slashes: either is correct.
fn alternatives(parts: &str) -> impl Iterator<Item = &str> {
    parts.split('/')
}

/// True if the participle of the weak verb goes without `ge-`: inseparable prefixes and `-ieren`.
fn without_ge(infinitive: &str) -> bool {
    infinitive.ends_with("ieren")
        || ["be", "emp", "ent", "er", "ge", "miss", "ver", "zer"].iter().any(|prefix| infinitive.starts_with(prefix))
}

/// True if the stem takes an `e` before `t`: "redet", "rechnet", "öffnet", but "warnt", "lernt", "wohnt", "kommt".
fn needs_e(stem: &str) -> bool {
    let mut back = stem.chars().rev();
    match (back.next(), back.next()) {
        (Some('t' | 'd'), _) => true,
        (Some('m' | 'n'), Some(before)) => !"aeiouäöülrhmn".contains(before) || (before == 'h' && stem.ends_with("chn")),
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn flags(parts: Parts<'_>, prefix: &str, word: &str) -> u16 {
        let mut all = 0;
        inflect(parts, prefix, |form, flags| {
            if form == word {
                all |= flags;
            }
        });
        all
    }

    #[test]
    fn weak_verbs_inflect_regularly() {
        let sagen = Parts { infinitive: "sagen", ..Parts::default() };
        assert_eq!(flags(sagen, "", "sagte"), form::SINGULAR | form::INDICATIVE | form::PAST);
        assert_ne!(flags(sagen, "", "sage") & form::KONJUNKTIV_1, 0);
        assert_eq!(flags(sagen, "", "gesagt"), form::PARTICIPLE);
        let rechnen = Parts { infinitive: "rechnen", ..Parts::default() };
        assert_ne!(flags(rechnen, "", "rechnet"), 0);
        let warnen = Parts { infinitive: "warnen", ..Parts::default() };
        assert_ne!(flags(warnen, "", "warnte"), 0);
        let handeln = Parts { infinitive: "handeln", ..Parts::default() };
        assert_ne!(flags(handeln, "", "handle") & form::KONJUNKTIV_1, 0);
        assert_ne!(flags(handeln, "", "handelte"), 0);
        let kritisieren = Parts { infinitive: "kritisieren", ..Parts::default() };
        assert_ne!(flags(kritisieren, "", "kritisiert") & form::PARTICIPLE, 0);
    }

    #[test]
    fn strong_verbs_take_their_parts() {
        let geben = Parts {
            infinitive: "geben",
            present: Some("gibt"),
            past: Some("gab"),
            participle: Some("angegeben"),
            konjunktiv_2: Some("gäbe"),
        };
        assert_ne!(flags(geben, "an", "gab") & form::PAST, 0);
        assert_ne!(flags(geben, "an", "gaben") & form::PLURAL, 0);
        assert_ne!(flags(geben, "an", "gebe") & form::KONJUNKTIV_1, 0);
        assert_ne!(flags(geben, "an", "gäben") & form::KONJUNKTIV_2, 0);
        assert_ne!(flags(geben, "an", "angegeben") & form::PARTICIPLE, 0);
    }
}
