//! One name for all forms of a cue, for counting how many different ones a corpus has.

use super::AttributionRules;
use super::lexicon::{AttributorKind, class};

/// What a cue is, and the name that it shares with its other forms.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CueName {
    /// A verb by its infinitive: "mitteilen", "in Abrede stellen". Support verbs go by the noun, where the lexicon does not know the phrase.
    Verb(String),
    /// An attributing preposition, adverb or phrase, with the noun that makes it one: "laut", "nach angaben".
    Pattern(String),
    /// Anything else, most of it nouns, in small letters: "kritik".
    Other(String),
}

impl AttributionRules {
    /// The name of a cue, given by its words and those of its source; `None` if there are no words.
    ///
    /// An approximation: verbs are looked up in the lexicon one by one, without a look at the sentence. Where several could be meant, one
    /// whose prefix stands in the cue goes before one that tells something, and that before any other.
    #[must_use]
    pub fn cue_name(&self, cue: &[&str], source: &[&str]) -> Option<CueName> {
        let lower: Vec<String> =
            cue.iter().map(|word| word.to_lowercase()).filter(|word| word.starts_with(char::is_alphanumeric)).collect();
        if lower.is_empty() {
            return None;
        }
        let as_spelled = lower.join(" ");
        // A capitalised word within the cue is a noun, whatever verb is spelled like it.
        let candidates = cue.iter().enumerate().filter(|(at, word)| *at == 0 || !word.starts_with(char::is_uppercase));
        let readings = candidates.flat_map(|(_, word)| {
            let word = word.to_lowercase();
            self.lexicon.readings(self.lexicon.word(&word)).map(move |reading| (word.clone(), reading))
        });
        let verbs = readings.filter_map(|(word, reading)| {
            let verb = &self.lexicon.verbs[reading.verb as usize];
            let prefix = !reading.detached && word.starts_with(verb.prefix) || lower.iter().any(|word| word == verb.prefix);
            let phrase = verb.phrase.iter().all(|word| lower.contains(&word.to_lowercase()));
            let beside = verb.phrase.len() + usize::from(!verb.prefix.is_empty());
            let helper = beside == 0 && self.lexicon.turns.helping_verbs.has(verb.infinitive);
            (prefix && phrase).then(|| (!helper, beside, verb.mode.is_some(), verb))
        });
        let best = verbs.max_by_key(|(own, prefix, tells, _)| (*own, *prefix, *tells));
        let spelled = |noun: &[&str]| noun.iter().find(|word| word.starts_with(char::is_uppercase)).map(|word| word.to_lowercase());
        Some(match best {
            Some((true, _, tells, verb)) => match spelled(&cue[1..]).filter(|_| !tells) {
                Some(noun) => CueName::Other(noun),
                None => CueName::Verb(format!("{} {}{}", verb.phrase.join(" "), verb.prefix, verb.infinitive).trim_start().to_owned()),
            },
            _ if self.is_pattern(&lower) => {
                let kind = |word: &str| self.lexicon.attributor(&word.to_lowercase()).map(|(kind, _)| kind);
                let noun = source
                    .iter()
                    .chain(cue)
                    .find(|word| word.starts_with(char::is_uppercase) && kind(word) == Some(AttributorKind::NachNoun));
                match noun.map(|noun| noun.to_lowercase()).filter(|noun| !lower.contains(noun)) {
                    Some(noun) => CueName::Pattern(format!("{as_spelled} {noun}")),
                    None => CueName::Pattern(as_spelled),
                }
            }
            _ => CueName::Other(as_spelled),
        })
    }

    /// True if a verbless cue opens with a word that cannot be a noun or verb.
    fn is_pattern(&self, lower: &[String]) -> bool {
        let closed = class::PREPOSITION | class::ADVERB | class::SUBORDINATOR | class::DET_OBL | class::DA_ADVERB | class::RELATIVE;
        let attributes = |word: &String| self.lexicon.attributor(word).is_some_and(|(kind, _)| kind != AttributorKind::NachNoun);
        self.lexicon.word(&lower[0]).classes & closed != 0 || lower.iter().any(attributes) || lower[0] == "so"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_share_a_name() {
        let rules = AttributionRules::new(&zufolge_lexicon::GERMAN);
        let name =
            |cue: &str, source: &str| rules.cue_name(&cue.split(' ').collect::<Vec<_>>(), &source.split_whitespace().collect::<Vec<_>>());
        let verb = |name: &str| Some(CueName::Verb(name.to_owned()));
        let pattern = |name: &str| Some(CueName::Pattern(name.to_owned()));
        assert_eq!(name("sagte", "sie"), verb("sagen"));
        assert_eq!(name("habe gesagt", "er"), verb("sagen"));
        assert_eq!(name("teilte mit", "die Polizei"), verb("mitteilen"));
        assert_eq!(name("mitgeteilt hatte", "die Polizei"), verb("mitteilen"));
        assert_eq!(name("wollte bestätigen", "niemand"), verb("bestätigen"));
        assert_eq!(name("hat erklärt", "sie"), verb("erklären"), "and not one with a phrase that is not there");
        assert_eq!(name("Nach", "Angaben der Behörde"), pattern("nach angaben"));
        assert_eq!(name("Laut", "Behörde"), pattern("laut"));
        assert_eq!(name("Kritik", "der Partei"), Some(CueName::Other("kritik".to_owned())));
        assert_eq!(name("", ""), None);
    }
}
