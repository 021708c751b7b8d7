//! The language that the pages speak. Their words stand in `ui/`, one file a language, apart from the code.

use std::collections::HashMap;
use std::sync::LazyLock;
use zufolge::attribution::{Form, Stance};

/// The language of a page; the article's own is another matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Language {
    #[default]
    De,
    En,
}

type Words = HashMap<&'static str, &'static str>;

/// What a problem tells: the pieces of the English text between the places that vary, and the words for it, in which `{1}` is the first place.
type Details = Vec<(Vec<&'static str>, &'static str)>;

static GERMAN: LazyLock<Words> = LazyLock::new(|| entries(include_str!("ui/de.txt")));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| entries(include_str!("ui/en.txt")));

static GERMAN_DETAILS: LazyLock<Details> = LazyLock::new(|| details(&GERMAN));
static ENGLISH_DETAILS: LazyLock<Details> = LazyLock::new(|| details(&ENGLISH));

impl Language {
    /// The language of a code, also of one with a region: `"de-AT"`.
    pub(crate) fn of_code(code: &str) -> Option<Language> {
        match code.trim().split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "de" => Some(Language::De),
            "en" => Some(Language::En),
            _ => None,
        }
    }

    /// The one of an `Accept-Language` header that is liked best.
    pub(crate) fn accepted(header: &str) -> Option<Language> {
        let mut liked: Option<(f32, Language)> = None;
        for part in header.split(',').take(20) {
            let (code, quality) = part.split_once(';').unwrap_or((part, ""));
            let quality = quality.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0);
            if let Some(language) = Language::of_code(code).filter(|_| quality > 0.0 && liked.is_none_or(|(best, _)| quality > best)) {
                liked = Some((quality, language));
            }
        }
        liked.map(|(_, language)| language)
    }

    pub(crate) fn code(self) -> &'static str {
        match self {
            Language::De => "de",
            Language::En => "en",
        }
    }

    /// The words for a key; the key itself where a language has none, which a test rules out.
    pub(crate) fn say(self, key: &str) -> &str {
        let words = match self {
            Language::De => &GERMAN,
            Language::En => &ENGLISH,
        };
        words.get(key).copied().unwrap_or(key)
    }

    /// The words for a group and a name in it: `stance`, `denies`.
    pub(crate) fn named<'n>(self, group: &str, name: &'n str) -> &'n str {
        self.said(group, name).unwrap_or(name)
    }

    /// As [`Language::named`]; `None` where there are no such words.
    fn said(self, group: &str, name: &str) -> Option<&'static str> {
        let words = match self {
            Language::De => &GERMAN,
            Language::En => &ENGLISH,
        };
        words.get(format!("{group}.{name}").as_str()).copied()
    }

    /// What a problem or a remark tells, in this language; `None` where nobody has found words for it yet. What it is about, such as a file
    /// and a place in it, may stand before it with a colon.
    pub(crate) fn detail(self, english: &str) -> Option<String> {
        self.worded(english).or_else(|| {
            let (at, words) = english.match_indices(": ").find_map(|(at, colon)| Some((at, self.worded(&english[at + colon.len()..])?)))?;
            let about: Vec<String> = english[..at].split(", ").map(|part| self.place(part)).collect();
            Some(format!("{}: {words}", about.join(", ")))
        })
    }

    fn worded(self, english: &str) -> Option<String> {
        let details = match self {
            Language::De => &GERMAN_DETAILS,
            Language::En => &ENGLISH_DETAILS,
        };
        let (varying, words) = details.iter().find_map(|(pieces, words)| Some((varying(english, pieces)?, words)))?;
        let mut words = (*words).to_owned();
        for (index, part) in varying.iter().enumerate() {
            words = words.replace(&format!("{{{}}}", index + 1), part);
        }
        Some(words)
    }

    /// `line 3` and the like; all else stays.
    fn place(self, part: &str) -> String {
        let known = part.split_once(' ').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
        let known = known.and_then(|(place, number)| Some(format!("{} {number}", self.said("place", place)?)));
        known.unwrap_or_else(|| part.to_owned())
    }

    /// The words for a number of things: `key.one` or `key.many`, in which `{}` is the number; `key.none`, where there is one.
    pub(crate) fn count(self, key: &str, number: usize) -> String {
        let form = match number {
            0 if self.said(key, "none").is_some() => "none",
            1 => "one",
            _ => "many",
        };
        self.named(key, form).replace("{}", &self.number(number))
    }

    /// Why the ledger takes one thing for another, in this language; what it tells is English. A reason that is not known here stays as it is.
    pub(crate) fn why(self, evidence: &str) -> String {
        let reasons: Vec<String> = evidence.split("; ").map(|reason| self.reason(reason)).collect();
        reasons.join("; ")
    }

    fn reason(self, reason: &str) -> String {
        if let Some(words) = self.said("why", reason).filter(|words| !words.contains("{}")) {
            return words.to_owned();
        }
        let colon = reason.split_once(": ");
        let verb = ["answers", "leads to", "headline of", "cites", "told to"]
            .iter()
            .find_map(|verb| Some((*verb, reason.strip_prefix(verb)?.strip_prefix(' ')?)));
        let Some((key, what)) = colon.or(verb) else { return reason.to_owned() };
        let Some(words) = self.said("why", key) else { return reason.to_owned() };
        // Pages number statements as reports do their attributions: "a3" is number 3.
        let number = what.strip_prefix('a').filter(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
        let what = match number {
            Some(number) => number.to_owned(),
            None => what.to_owned(),
        };
        words.replace("{}", self.said("why", &what).unwrap_or(&what))
    }

    /// The same for a number as the ledger counts.
    pub(crate) fn counted(self, key: &str, number: &u64) -> String {
        self.count(key, usize::try_from(*number).unwrap_or(usize::MAX))
    }

    /// A whole number, its thousands parted as the language does.
    pub(crate) fn number(self, number: usize) -> String {
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + 4);
        for (index, digit) in digits.chars().enumerate() {
            // A narrow space, as both languages' typography allows; four digits stand unparted.
            if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
                out.push('\u{202f}');
            }
            out.push(digit);
        }
        out
    }

    pub(crate) fn stance(self, stance: Stance) -> &'static str {
        self.named("stance", stance.name())
    }

    pub(crate) fn form(self, form: Form) -> &'static str {
        self.named("form", form.name())
    }

    /// To one decimal: "2,4".
    pub(crate) fn decimal(self, number: f64) -> String {
        let text = format!("{number:.1}");
        if self == Language::De { text.replace('.', ",") } else { text }
    }

    /// A share of one in percent: "93 %".
    pub(crate) fn percent(self, share: f64) -> String {
        format!("{:.0}\u{a0}%", share * 100.0)
    }
}

fn entries(text: &'static str) -> Words {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" =")).map(|(key, words)| (key.trim(), words.trim())).collect()
}

/// Those that say most first, so that a more exact one goes before a vaguer one.
fn details(words: &Words) -> Details {
    let all = words.iter().filter_map(|(key, words)| Some((key.strip_prefix("detail.")?.split("{}").collect::<Vec<_>>(), *words)));
    let mut details: Details = all.collect();
    details.sort_by_key(|(pieces, _)| std::cmp::Reverse(pieces.iter().map(|piece| piece.len()).sum::<usize>()));
    details
}

/// What stands between the pieces, if the text is made of them.
fn varying<'t>(text: &'t str, pieces: &[&str]) -> Option<Vec<&'t str>> {
    let (first, others) = pieces.split_first()?;
    let mut rest = text.strip_prefix(first)?;
    let mut found = Vec::new();
    for (index, piece) in others.iter().enumerate() {
        let at = if index + 1 == others.len() { rest.strip_suffix(piece)?.len() } else { rest.find(piece)? };
        found.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_language_has_the_same_keys_and_all_stances_and_forms() {
        let keys = |words: &Words| words.keys().copied().collect::<BTreeSet<_>>();
        assert_eq!(keys(&GERMAN), keys(&ENGLISH));
        assert!(Stance::ALL.iter().all(|stance| GERMAN.contains_key(format!("stance.{}", stance.name()).as_str())));
        assert!(Form::ALL.iter().all(|form| GERMAN.contains_key(format!("form.{}", form.name()).as_str())));
    }

    #[test]
    fn every_key_that_a_template_says_has_words() {
        let mut said = 0;
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("templates"), root.join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
                if entry.is_dir() {
                    folders.push(entry);
                    continue;
                }
                let text = std::fs::read_to_string(&entry).expect("a text");
                for key in text.split(".say(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(GERMAN.contains_key(key), "{}: {key}", entry.display());
                    said += 1;
                }
                for key in text
                    .split(".count")
                    .skip(1)
                    .filter_map(|rest| rest.trim_start_matches("ed").strip_prefix("(\""))
                    .filter_map(|rest| rest.split('"').next())
                {
                    assert!(GERMAN.contains_key(format!("{key}.many").as_str()), "{}: {key}.many", entry.display());
                    assert!(GERMAN.contains_key(format!("{key}.one").as_str()), "{}: {key}.one", entry.display());
                }
            }
        }
        assert!(said > 20, "only {said} keys found: the test looks in the wrong place");
    }

    #[test]
    fn the_language_liked_best_is_spoken() {
        assert_eq!(Language::accepted("en-GB,en;q=0.9,de;q=0.8"), Some(Language::En));
        assert_eq!(Language::accepted("fr, de-CH;q=0.7, en;q=0.3"), Some(Language::De));
        assert_eq!(Language::accepted("fr, de;q=0"), None);
        assert_eq!(Language::accepted(""), None);
    }

    #[test]
    fn nothing_at_all_has_words_of_its_own_where_a_language_has_them() {
        assert_eq!(Language::De.count("origins", 0), "niemand steht dafür");
        assert_eq!(Language::De.count("articles", 0), "0 Artikel");
    }

    #[test]
    fn reasons_are_told_in_the_language_of_the_page() {
        let told = Language::De.why("words in common: 24 bits; same number; cites Landbote");
        assert_eq!(told, "gemeinsame Wörter, die sonst selten zusammen stehen; dieselbe Zahl; beruft sich auf Landbote");
        assert_eq!(Language::De.why("answers a12"), "antwortet auf Aussage 12");
        assert_eq!(Language::De.why("told to the same outlet"), "gesagt zu demselben Blatt");
        assert_eq!(Language::En.why("headline of a3"), "headline of statement 3");
        assert_eq!(
            Language::De.why("surname within one story: Brandt = Lena Brandt"),
            "Nachname in derselben Geschichte: Brandt = Lena Brandt"
        );
        assert_eq!(Language::De.why("something new: of a kind"), "something new: of a kind");
    }

    #[test]
    fn what_varies_in_a_reason_stands_where_the_words_want_it() {
        let told = |english: &str| Language::De.detail(english).expect("words");
        let column = "rows.csv, line 3: has no column “text”; name one of these with --text-column: id, body";
        assert_eq!(
            told(column),
            "rows.csv, Zeile 3: hat keine Spalte „text“ mit dem Text. Vorhanden: id, body. Bitte die Spalte umbenennen."
        );
        assert!(told("Failed to deserialize query string: missing field `version`").contains("„version“"));
        assert!(told("Failed to deserialize query string: x: odd").starts_with("In der Adresse"));
        assert_eq!(Language::De.detail("nobody knows: what this is"), None);
    }

    #[test]
    fn large_numbers_are_parted() {
        assert_eq!(Language::De.number(1234), "1234");
        assert_eq!(Language::De.number(1_234_567), "1\u{202f}234\u{202f}567");
    }
}
