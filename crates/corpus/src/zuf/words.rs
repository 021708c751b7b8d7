//! The closed lists of words of the format.

use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$mark:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the names are the format's own")]
        pub enum $name { $($(#[$mark])* $variant),* }

        impl $name {
            /// All, in the format's order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word as it stands in the files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// What a word stands for, or `None` if there is no such word.
            #[must_use]
            pub fn from_name(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|word| word.name() == name)
            }
        }
    };
}

words! {
    /// What an article is about.
    #[derive(Default)]
    Genre {
        #[default]
        Politics = "politics", Business = "business", Court = "court", Sport = "sport", Science = "science", Culture = "culture",
        Local = "local", International = "international",
    }
}

words! {
    /// The house style an article is written in.
    #[derive(Default)]
    Style {
        #[default]
        Agency = "agency", Newspaper = "newspaper", Tabloid = "tabloid", Broadcaster = "broadcaster", Austrian = "austrian", Swiss = "swiss",
    }
}

words! {
    /// What an article is if not plain news.
    Variety {
        Interview = "interview", Ticker = "ticker", Correction = "correction", Flash = "flash", Feature = "feature",
        PressReview = "press-review", FactCheck = "fact-check",
    }
}

words! {
    /// TIMEX3 types.
    TimeKind { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" }
}

words! {
    /// What is wrong with quotation marks: the codes of the diagnostics that they must give.
    ImbalanceKind {
        Unclosed = "unclosed-quotation", Unopened = "unopened-quotation", WrongClosing = "wrong-closing-mark",
    }
}

/// What a word of the contract stands for.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    let deserializer: StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(deserializer).ok()
}

/// The contract's word for something.
pub(crate) fn word_of<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("the contract's names are words, not {other:?}"),
    }
}
