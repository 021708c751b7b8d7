//! Names under all their spellings: case, umlauts, transliteration, titles.

use super::voices::bare;

/// What all transliterations of a name's word have in common: "Selenskyj", "Selenski", "Zelensky" → "selenski".
///
/// Made for names from Cyrillic, which German, English and French papers write differently (Duden's table against BGN/PCGN), and for
/// umlauts and accents. Longer spellings are replaced first.
#[must_use]
pub fn folded(word: &str) -> String {
    let mut plain: String = word.to_lowercase().chars().filter_map(unaccented).collect();
    // "Grigorjew", "Grigoriev"; "Dmitrijewa", "Dmitrieva"
    for (ending, same) in SOFT_ENDINGS {
        if let Some(before) = plain.strip_suffix(ending).filter(|before| before.len() > 2) {
            plain = format!("{before}{same}");
            break;
        }
    }
    let mut out = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some(first) = rest.chars().next() {
        let mut add = |sound: char| {
            if !out.ends_with(sound) {
                out.push(sound);
            }
        };
        let found = spellings(first).iter().find(|(spelling, _)| rest.starts_with(spelling));
        let length = match found {
            Some((spelling, sound)) => {
                sound.chars().for_each(&mut add);
                spelling.len()
            }
            None => {
                add(match first {
                    'w' => 'v',
                    'y' | 'j' => 'i',
                    'z' | 'ß' => 's',
                    'c' | 'q' => 'k',
                    other => other,
                });
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    for (ending, sound) in [("of", "ov"), ("ef", "ev")] {
        if out.len() > 4 && out.ends_with(ending) {
            out.truncate(out.len() - 2);
            out.push_str(sound);
        }
    }
    out
}

/// Endings of surnames that papers write in several ways, and the one they are counted as; longer ones first.
const SOFT_ENDINGS: &[(&str, &str)] =
    &[("ijew", "ev"), ("iyev", "ev"), ("ijewa", "eva"), ("iyeva", "eva"), ("iew", "ev"), ("iev", "ev"), ("iewa", "eva"), ("ieva", "eva")];

/// The spellings of sounds that begin with a letter, longer ones first, and how the sound is written.
fn spellings(first: char) -> &'static [(&'static str, &'static str)] {
    match first {
        's' => &[("schtsch", "s"), ("shch", "s"), ("sch", "s"), ("sh", "s")],
        't' => &[("tsch", "h"), ("tch", "h"), ("th", "t"), ("tz", "s"), ("ts", "s")],
        'z' => &[("zh", "s")],
        'k' => &[("kh", "h"), ("ks", "x")],
        'c' => &[("ch", "h"), ("ck", "k")],
        'p' => &[("ph", "f")],
        'd' => &[("dh", "d")],
        'g' => &[("gh", "g")],
        'q' => &[("qu", "kv")],
        'a' => &[("ae", "a")],
        'o' => &[("oe", "o"), ("ou", "u")],
        'u' => &[("ue", "u")],
        'i' => &[("ie", "i"), ("ij", "i"), ("iy", "i"), ("ii", "i")],
        'y' => &[("ya", "ia"), ("yu", "iu"), ("ye", "e"), ("yo", "o"), ("yj", "i"), ("yi", "i")],
        'j' => &[("ja", "ia"), ("ju", "iu"), ("je", "e"), ("jo", "o")],
        _ => &[],
    }
}

fn unaccented(letter: char) -> Option<char> {
    Some(match letter {
        'ä' | 'á' | 'à' | 'â' | 'ã' | 'å' | 'ă' | 'ą' => 'a',
        'ö' | 'ó' | 'ò' | 'ô' | 'õ' | 'ø' | 'ő' => 'o',
        'ü' | 'ú' | 'ù' | 'û' | 'ů' | 'ű' => 'u',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' | 'ý' => 'i',
        'ç' | 'ć' | 'č' => 'c',
        'ş' | 'ś' | 'š' | 'ș' => 's',
        'ğ' => 'g',
        'ñ' | 'ń' | 'ň' => 'n',
        'ł' => 'l',
        'ž' | 'ź' | 'ż' => 'z',
        'ř' => 'r',
        'ț' | 'ţ' => 't',
        '\'' | '’' | '`' | '\u{300}'..='\u{36f}' => return None,
        other => other,
    })
}

/// A person's name: its words without titles, particles apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PersonName {
    /// Folded given names, in order; a single letter for an initial.
    pub(super) given: Vec<String>,
    /// The folded surname, its last word.
    pub(super) surname: String,
    /// The same without a genitive's -s, where it has one.
    pub(super) bare: Option<String>,
    /// The same where it begins as in English: "Jorbeli" for "Dschorbeli".
    pub(super) english: Option<String>,
}

impl PersonName {
    /// The parts of a name; `title` tells words that stand before a name and are no part of it.
    pub(super) fn new(name: &str, title: impl Fn(&str) -> bool) -> PersonName {
        let mut parts: Vec<&str> = name
            .split([' ', '\u{a0}'])
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| word.starts_with(char::is_uppercase) && !title(word))
            .collect();
        let last = parts.pop().unwrap_or_default();
        let bare = last.strip_suffix('s').filter(|bare| bare.chars().count() > 3).map(folded);
        let english = last.strip_prefix('J').map(|rest| folded(&format!("Dsch{rest}")));
        PersonName { given: parts.into_iter().map(folded).collect(), surname: folded(last), bare, english }
    }

    /// True if both can be names of one person: the surname is the same, and so is the given name or its initial, where both tell one.
    pub(super) fn agrees(&self, other: &PersonName) -> bool {
        self.same_surname(other) && self.given_agree(other)
    }

    fn same_surname(&self, other: &PersonName) -> bool {
        let told = |name: &PersonName, surname: &String| [&name.bare, &name.english].into_iter().any(|form| form.as_ref() == Some(surname));
        self.surname == other.surname || told(self, &other.surname) || told(other, &self.surname)
    }

    fn given_agree(&self, other: &PersonName) -> bool {
        let (Some(a), Some(b)) = (self.given.first(), other.given.first()) else { return true };
        a == b || a.len() == 1 && b.starts_with(a.as_str()) || b.len() == 1 && a.starts_with(b.as_str())
    }

    /// True if a given name stands before the surname.
    pub(super) fn is_full(&self) -> bool {
        !self.given.is_empty()
    }
}

/// A name whose words are folded.
pub(super) fn fold(name: &str) -> String {
    name.split_whitespace().map(folded).collect::<Vec<_>>().join(" ")
}

/// True if a paper's name has other words before the whole of a shorter one: "Wendhafener Morgenblatt", "Morgenblatt".
pub(super) fn ends_so(name: &str, short: &str) -> bool {
    !short.is_empty() && name.strip_suffix(short).is_some_and(|before| before.ends_with(' '))
}

/// A folded name of a paper or station without article and inflection: "Neuen Wehrstädter Allgemeinen", "die Neue Wehrstädter
/// Allgemeine" are one.
pub(super) fn medium(name: &str) -> String {
    // Cut before it is folded, since "ks" sounds as "x".
    let words: Vec<&str> = bare(name).split_whitespace().map(|word| word.trim_end_matches(['n', 's'])).collect();
    fold(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{PersonName, folded};

    #[test]
    fn transliterations_of_one_name_fold_to_one_form() {
        for names in [
            &["Selenskyj", "Selenski", "Selenskij", "Zelensky", "Zelenskyy", "Zelenskiy"][..],
            &["Nawalny", "Navalny", "Nawalnyj"],
            &["Smirnow", "Smirnov", "Smirnoff"],
            &["Lukaschenko", "Lukashenko"],
            &["Medwedew", "Medvedev", "Medwedjew"],
            &["Chodorkowski", "Khodorkovsky"],
            &["Müller", "Mueller", "MÜLLER"],
            &["Erdoğan", "Erdogan"],
            &["Oleksij", "Oleksii", "Oleksiy"],
            &["Tschelebijew", "Chelebiev", "Chelebiyev"],
            &["Grigorjew", "Grigoriev"],
            &["Dmitrijewa", "Dmitrieva"],
        ] {
            let folds: Vec<String> = names.iter().map(|name| folded(name)).collect();
            assert!(folds.windows(2).all(|pair| pair[0] == pair[1]), "{names:?} → {folds:?}");
        }
    }

    #[test]
    fn names_of_different_people_do_not_fold_to_one_form() {
        for (a, b) in [("Meier", "Maler"), ("Brandt", "Brand"), ("Kohl", "Kahl"), ("Schulz", "Schulze"), ("Winter", "Wienert")] {
            assert_ne!(folded(a), folded(b));
        }
    }

    #[test]
    fn two_given_names_are_two_people() {
        let name = |name: &str| PersonName::new(name, |word| word == "Dr");
        assert!(name("Dr. Lena Brandt").agrees(&name("Lena Brandt")));
        assert!(name("L. Brandt").agrees(&name("Lena Brandt")));
        assert!(name("Lena Marie Brandt").agrees(&name("Lena Brandt")));
        assert!(!name("Lena Brandt").agrees(&name("Karl Brandt")));
        assert!(name("Brandts").agrees(&name("Karl Brandt")));
        assert!(name("Nino Jorbeli").agrees(&name("Nino Dschorbeli")));
        assert!(!name("Nino Jorbeli").agrees(&name("Nino Korbeli")));
    }
}
