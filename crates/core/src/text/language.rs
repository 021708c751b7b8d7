//! What language a text is in.

use whatlang::{Detector, Lang};

/// The language a text seems to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-1 code (`"de"`), or ISO 639-3 where there is none with two letters.
    pub code: &'static str,
    /// False for texts too short or too mixed to tell.
    pub reliable: bool,
}

/// How much of a text is looked at, in bytes: enough to be sure, little enough to be quick.
const SAMPLE: usize = 4096;

/// Common German words, of which Dutch and Danish share few.
const GERMAN: [&str; 16] =
    ["und", "nicht", "das", "ist", "sich", "eine", "auf", "für", "dem", "des", "wird", "auch", "sei", "zu", "hat", "der"];

/// Detects the language of a text by its letters and their sequences; none for a text without letters. German text is told by its commonest
/// words where they are many enough: comparing with all languages takes as long as half of all that reading an article takes.
#[must_use]
pub fn detect_language(text: &str) -> Option<Language> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if surely_german(&text[..end]) {
        return Some(Language { code: "de", reliable: true });
    }
    let info = Detector::new().detect(&text[..end])?;
    Some(Language { code: code(info.lang()), reliable: info.is_reliable() })
}

/// At least four of the commonest German words, together more than one word in fourteen.
fn surely_german(text: &str) -> bool {
    let (mut seen, mut found, mut words) = (0u16, 0usize, 0usize);
    for word in text.split_ascii_whitespace() {
        words += 1;
        if let Some(at) = GERMAN.iter().position(|known| *known == word) {
            found += 1;
            seen |= 1 << at;
        }
    }
    seen.count_ones() >= 4 && found * 14 > words
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Ita => "it",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Bul => "bg",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Cat => "ca",
        Lang::Lat => "la",
        Lang::Epo => "eo",
        Lang::Afr => "af",
        Lang::Yid => "yi",
        Lang::Heb => "he",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Kat => "ka",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_news_is_german() {
        let text = "Die Ministerin sagte am Montag, sie werde den Entwurf noch einmal prüfen und dann dem Kabinett vorlegen.";
        assert_eq!(detect_language(text), Some(Language { code: "de", reliable: true }));
    }

    #[test]
    fn other_languages_are_told_apart() {
        for (text, code) in [
            ("The minister said on Monday that she would examine the draft once more and then submit it to the cabinet.", "en"),
            ("La ministre a déclaré lundi qu’elle allait examiner encore une fois le projet avant de le présenter.", "fr"),
            ("De minister zei maandag dat zij het ontwerp nog een keer zou bekijken en het daarna zou voorleggen.", "nl"),
        ] {
            assert_eq!(detect_language(text).map(|language| language.code), Some(code));
        }
    }

    #[test]
    fn the_commonest_words_tell_german_and_no_other_language() {
        let german = "Die Ministerin hat den Entwurf noch nicht geprüft und wird das auch nicht tun, bevor der Rechnungshof sich äußert.";
        assert!(surely_german(german));
        for other in [
            "Ministeren sagde mandag, at der er noget, der ikke er godt, og at det ikke er sket før, men det er der nu.",
            "De minister zei maandag dat die plannen er niet zijn, en dat het dus niet des ministers is om er iets aan te doen.",
            "The article on the war of 1914 quotes „und“, „nicht“ and „das“ as words of the German language, and dem as another.",
        ] {
            assert!(!surely_german(other), "{other}");
        }
    }

    #[test]
    fn a_text_without_letters_has_no_language() {
        assert_eq!(detect_language("3:1 – 2024"), None);
        assert_eq!(detect_language(""), None);
    }
}
