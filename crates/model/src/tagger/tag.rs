//! The tags a word can get.

/// Declares an enum with its names, its members in order and the way back from a number.
macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// All members; the place of each is its number, `self as usize`.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The name as written in tag sets.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The member of that name.
            pub fn from_name(name: &str) -> Option<$name> {
                match name { $($text => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

tags! {
    /// Part of speech, after the Stuttgart-Tübingen tag set (Schiller et al. 1999), coarser where nothing here needs the difference.
    Pos {
        /// Common noun.
        Noun = "NN",
        /// Proper noun.
        ProperNoun = "NE",
        /// Article.
        Article = "ART",
        /// Attributive adjective.
        AttributiveAdjective = "ADJA",
        /// Predicative or adverbial adjective.
        PredicativeAdjective = "ADJD",
        /// Adverb.
        Adverb = "ADV",
        /// Pronominal adverb: `damit`, `dafür`.
        PronominalAdverb = "PROAV",
        /// Preposition.
        Preposition = "APPR",
        /// Preposition with article: `zum`, `im`.
        PrepositionArticle = "APPRART",
        /// Postposition, or the right part of a circumposition: `zufolge`.
        Postposition = "APPO",
        /// Cardinal number.
        Cardinal = "CARD",
        /// Foreign word, interjection, non-word.
        Other = "XY",
        /// First part of a shortened compound: `Vor-` in `Vor- und Nachteile`.
        Truncated = "TRUNC",
        /// Coordinating conjunction.
        Coordinator = "KON",
        /// Subordinating conjunction with a finite clause.
        Subordinator = "KOUS",
        /// Subordinating conjunction with an infinitive: `um`, `ohne`.
        InfinitiveSubordinator = "KOUI",
        /// Comparing conjunction: `als`, `wie`.
        Comparison = "KOKOM",
        /// Personal pronoun.
        PersonalPronoun = "PPER",
        /// Reflexive pronoun.
        ReflexivePronoun = "PRF",
        /// Attributive possessive pronoun.
        Possessive = "PPOSAT",
        /// Demonstrative pronoun before a noun.
        DemonstrativeDeterminer = "PDAT",
        /// Demonstrative pronoun on its own.
        DemonstrativePronoun = "PDS",
        /// Indefinite pronoun before a noun.
        IndefiniteDeterminer = "PIAT",
        /// Indefinite (or possessive) pronoun on its own.
        IndefinitePronoun = "PIS",
        /// Relative pronoun, attributive ones (`dessen`) included.
        RelativePronoun = "PRELS",
        /// Interrogative pronoun.
        InterrogativePronoun = "PWS",
        /// Interrogative adverb.
        InterrogativeAdverb = "PWAV",
        /// `nicht`.
        Negation = "PTKNEG",
        /// `zu` before an infinitive.
        ZuParticle = "PTKZU",
        /// Separated verb particle.
        VerbParticle = "PTKVZ",
        /// Particle with an adjective, or an answer: `zu`, `am`; `ja`, `bitte`.
        Particle = "PTKA",
        /// Finite main verb, imperatives included.
        FiniteVerb = "VVFIN",
        /// Infinitive of a main verb.
        Infinitive = "VVINF",
        /// Infinitive with `zu` inside: `anzunehmen`.
        ZuInfinitive = "VVIZU",
        /// Past participle of a main verb.
        Participle = "VVPP",
        /// Finite auxiliary.
        FiniteAuxiliary = "VAFIN",
        /// Infinitive of an auxiliary.
        AuxiliaryInfinitive = "VAINF",
        /// Past participle of an auxiliary.
        AuxiliaryParticiple = "VAPP",
        /// Finite modal verb.
        FiniteModal = "VMFIN",
        /// Infinitive or participle of a modal verb.
        ModalInfinitive = "VMINF",
        /// Comma.
        Comma = "$,",
        /// Mark at the end of a sentence.
        Terminal = "$.",
        /// Other mark.
        Mark = "$(",
    }
}

impl Pos {
    /// Whether the word is a finite verb of any kind.
    pub const fn is_finite(self) -> bool {
        matches!(self, Pos::FiniteVerb | Pos::FiniteAuxiliary | Pos::FiniteModal)
    }

    /// Whether the word is a verb of any kind.
    pub const fn is_verb(self) -> bool {
        self.is_finite()
            || matches!(
                self,
                Pos::Infinitive
                    | Pos::ZuInfinitive
                    | Pos::Participle
                    | Pos::AuxiliaryInfinitive
                    | Pos::AuxiliaryParticiple
                    | Pos::ModalInfinitive
            )
    }

    /// Whether the word is a pronoun that stands for a noun phrase.
    pub const fn is_pronoun(self) -> bool {
        matches!(
            self,
            Pos::PersonalPronoun
                | Pos::ReflexivePronoun
                | Pos::DemonstrativePronoun
                | Pos::IndefinitePronoun
                | Pos::RelativePronoun
                | Pos::InterrogativePronoun
        )
    }

    /// Whether the word can bear case.
    pub const fn is_nominal(self) -> bool {
        matches!(
            self,
            Pos::Noun
                | Pos::ProperNoun
                | Pos::Article
                | Pos::AttributiveAdjective
                | Pos::PrepositionArticle
                | Pos::PersonalPronoun
                | Pos::ReflexivePronoun
                | Pos::Possessive
                | Pos::DemonstrativeDeterminer
                | Pos::DemonstrativePronoun
                | Pos::IndefiniteDeterminer
                | Pos::IndefinitePronoun
                | Pos::RelativePronoun
                | Pos::InterrogativePronoun
        )
    }
}

tags! {
    /// Grammatical case.
    Case {
        /// Nominative.
        Nominative = "Nom",
        /// Accusative.
        Accusative = "Acc",
        /// Dative.
        Dative = "Dat",
        /// Genitive.
        Genitive = "Gen",
    }
}

tags! {
    /// Grammatical number.
    Number {
        /// Singular.
        Singular = "Sing",
        /// Plural.
        Plural = "Plur",
    }
}

tags! {
    /// Mood of a finite verb.
    Mood {
        /// Indicative; imperatives count here.
        Indicative = "Ind",
        /// Subjunctive, Konjunktiv I or II.
        Subjunctive = "Sub",
    }
}

/// What the tagger says of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Part of speech.
    pub pos: Pos,
    /// Case, of words that bear one ([`Pos::is_nominal`]).
    pub case: Option<Case>,
    /// Number, of words that bear case and of finite verbs.
    pub number: Option<Number>,
    /// Mood, of finite verbs.
    pub mood: Option<Mood>,
    /// Whether the word is the head of a subject: its noun, its pronoun or the first part of its name.
    pub subject: bool,
}

#[cfg(test)]
mod tests {
    use super::{Case, Mood, Number, Pos};

    #[test]
    fn every_name_leads_back_to_its_member() {
        for (number, &pos) in Pos::ALL.iter().enumerate() {
            assert_eq!(pos as usize, number);
            assert_eq!(Pos::from_name(pos.name()), Some(pos));
        }
        assert!(Case::ALL.iter().all(|&case| Case::from_name(case.name()) == Some(case)));
        assert!(Number::ALL.iter().all(|&number| Number::from_name(number.name()) == Some(number)));
        assert!(Mood::ALL.iter().all(|&mood| Mood::from_name(mood.name()) == Some(mood)));
        assert_eq!(Pos::from_name("nn"), None);
    }
}
