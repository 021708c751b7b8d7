//! The contract's names for the types that the report shares with the stages before it.

use crate::attribution::{Form, Mode, Stance};
use crate::resolution::{Certainty, Kind, Naming, Polarity};
use crate::span::{CodePoint, Span};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

impl Serialize for Span<CodePoint> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span<CodePoint> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [start, end] = <[u32; 2]>::deserialize(deserializer)?;
        if end < start {
            return Err(D::Error::custom(format_args!("span [{start}, {end}] ends before it starts")));
        }
        Ok(Span::new(start as usize, end as usize))
    }
}

impl Form {
    /// All forms, in the contract's order.
    pub const ALL: [Form; 5] = [Form::Direct, Form::Indirect, Form::Reported, Form::FreeIndirect, Form::IndirectFreeIndirect];

    /// The form of a contract name, or `None` if there is no such name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.name() == name)
    }
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<'de, str>::deserialize(deserializer)?;
        Form::from_name(&name).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&name), &"a form of attribution"))
    }
}

impl Serialize for Stance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Stance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<'de, str>::deserialize(deserializer)?;
        Stance::from_name(&name).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&name), &"a stance"))
    }
}

impl Serialize for Mode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

impl<'de> Deserialize<'de> for Mode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut mode = Mode::default();
        for name in Vec::<Cow<'de, str>>::deserialize(deserializer)? {
            match &*name {
                "speech" => mode.speech = true,
                "writing" => mode.writing = true,
                "thought" => mode.thought = true,
                other => return Err(D::Error::unknown_variant(other, &["speech", "writing", "thought"])),
            }
        }
        Ok(mode)
    }
}

macro_rules! names {
    ($($type:ident { $($variant:ident = $name:literal),* $(,)? })*) => {
        $(impl $type {
            /// All, in the contract's order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// The contract's name, the one that is printed.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }
        })*
    };
}

names! {
    Kind {
        Person = "person", Office = "office", Organisation = "organisation", Outlet = "outlet", Agency = "agency", Document = "document",
        Group = "group", Place = "place", Author = "author", Unknown = "unknown",
    }
    Naming { Named = "named", Role = "role", Anonymous = "anonymous", Implicit = "implicit" }
    Certainty { Certain = "certain", Probable = "probable", Possible = "possible", Unknown = "unknown" }
    Polarity { Positive = "positive", Negative = "negative", Unknown = "unknown" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_are_printed() {
        fn printed<T: Serialize + Copy>(all: &[T], name: impl Fn(T) -> &'static str) {
            for &value in all {
                assert_eq!(serde_json::to_value(value).ok(), Some(name(value).into()));
            }
        }
        printed(Kind::ALL, Kind::name);
        printed(Naming::ALL, Naming::name);
        printed(Certainty::ALL, Certainty::name);
        printed(Polarity::ALL, Polarity::name);
    }
}
