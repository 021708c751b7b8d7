//! What a source does with the content.

macro_rules! stances {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What the source does with the content (annotation guide, "Stance").
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the names are the annotation guide's own")]
        pub enum Stance { $($(#[$doc])* $variant),* }

        impl Stance {
            /// All, in the contract's order.
            pub const ALL: &'static [Stance] = &[$(Stance::$variant),*];

            /// The contract's name: `"does_not_confirm"`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Stance::$variant => $name),* }
            }
        }
    };
}

stances! {
    States = "states", Reports = "reports", Confirms = "confirms", Denies = "denies", DoesNotConfirm = "does_not_confirm",
    DoesNotDeny = "does_not_deny", DeclinesComment = "declines_comment", Hints = "hints", Announces = "announces",
    Promises = "promises", Demands = "demands", Requests = "requests", Proposes = "proposes", Warns = "warns",
    Threatens = "threatens", Accuses = "accuses", Criticises = "criticises", Praises = "praises", Admits = "admits",
    Doubts = "doubts", Expects = "expects", Hopes = "hopes", Fears = "fears", Asks = "asks", Rejects = "rejects",
}

impl Stance {
    /// The stance of a contract name, or `None` if there is no such name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Stance> {
        Stance::ALL.iter().copied().find(|stance| stance.name() == name)
    }
}
