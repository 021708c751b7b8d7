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

/// Detects the language of a text by its letters and their sequences; none for a text without letters.
#[must_use]
pub fn detect_language(text: &str) -> Option<Language> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let info = Detector::new().detect(&text[..end])?;
    Some(Language { code: code(info.lang()), reliable: info.is_reliable() })
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
    fn a_text_without_letters_has_no_language() {
        assert_eq!(detect_language("3:1 – 2024"), None);
        assert_eq!(detect_language(""), None);
    }
}
