//! The lists of `claims.txt`: sets of words as bits, and short lists that are looked through one by one.

/// The lists of `claims.txt`, as bits.
pub(super) mod list {
    /// Says nothing about what a claim is about.
    pub(crate) const STOP: u32 = 1;
    /// Turns what is said into its opposite.
    pub(crate) const NEGATION: u32 = 1 << 1;
    /// A noun for a claim as such: "Darstellung".
    pub(crate) const CLAIM: u32 = 1 << 2;
    /// Makes a number a rough one: "rund".
    pub(crate) const ROUGH: u32 = 1 << 3;
    /// Of the calendar: "Januar", "Montag".
    pub(crate) const TIME: u32 = 1 << 4;
    /// Speaks for a body: "Sprecherin".
    pub(crate) const SPOKESPERSON: u32 = 1 << 5;
    /// An outlet that is not named: "Zeitungsbericht".
    pub(crate) const REPORT: u32 = 1 << 6;
    /// Says only that something is untrue, or will not be spoken of: "falsch", "erfunden".
    pub(crate) const EMPTY: u32 = 1 << 7;
    /// The outlet that prints the article: "diese Zeitung".
    pub(crate) const OWN: u32 = 1 << 8;
    /// Heads an authority and speaks for it: "Minister".
    pub(crate) const HEAD: u32 = 1 << 9;
    /// The last part of the name of an authority: "Ministerium".
    pub(crate) const AUTHORITY: u32 = 1 << 10;
    /// Opens a clause that adds to the one before: a relative pronoun, "weil".
    pub(crate) const CLAUSE: u32 = 1 << 12;
    /// A noun for a demand: "Forderung".
    pub(crate) const DEMAND: u32 = 1 << 13;
    /// Points back at what was said before: "das", "davon".
    pub(crate) const POINTER: u32 = 1 << 16;
    /// Participles and forms of denying: "zurückgewiesen".
    pub(crate) const DENIED: u32 = 1 << 17;
    /// Makes what is said a mere case: "würde".
    pub(crate) const HYPOTHETICAL: u32 = 1 << 18;
    /// Opens a case: "wenn", "bei".
    pub(crate) const CASE: u32 = 1 << 19;
    /// May say that something is demanded: "müsse".
    pub(crate) const MODAL: u32 = 1 << 20;
    /// Whose it is, is the speaker's: "sein", "unser".
    pub(crate) const POSSESSIVE: u32 = 1 << 14;
    /// A body, as those who lead it call it: "Haus".
    pub(crate) const HOUSE: u32 = 1 << 15;
    /// Behind a negation it takes it back: "nicht nur", "kein Zweifel".
    pub(crate) const TAKEN_BACK: u32 = 1 << 11;
    /// What a body is heard through, and no name of it: "Umfrage".
    pub(crate) const DOCUMENT: u32 = 1 << 23;
    /// Any body of its sort: "Konzern".
    pub(crate) const BODY: u32 = 1 << 25;
    /// Ends the title of who leads a body that is no authority: "Geschäftsführer".
    pub(crate) const LEADER: u32 = 1 << 24;
    /// Of the first person singular: the speaker.
    pub(crate) const FIRST: u32 = 1 << 21;
    /// Stands before a person's name and is no part of it: "Dr".
    pub(crate) const TITLE: u32 = 1 << 22;
    /// Behind a number it tells how old somebody is, which is no part of what is claimed of them: "der 46-Jährige".
    pub(crate) const AGED: u32 = 1 << 29;
    /// Before a noun it points back at what was said before: "solche Pläne".
    pub(crate) const SUCH: u32 = 1 << 28;
    /// Behind a number it makes it an hour of the day: "Uhr".
    pub(crate) const HOUR: u32 = 1 << 26;
    /// A body within another one that does not speak for it: "Betriebsrat".
    pub(crate) const APART: u32 = 1 << 30;
    /// Before the name of a body it makes it another one of higher rank: "Generalstaatsanwaltschaft".
    pub(crate) const RANK: u32 = 1 << 27;
}

pub(super) const LISTS: &[(&str, u32)] = &[
    ("apart", list::APART),
    ("stop", list::STOP),
    ("negation", list::NEGATION),
    ("claim", list::CLAIM),
    ("rough", list::ROUGH),
    ("time", list::TIME),
    ("spokesperson", list::SPOKESPERSON),
    ("report", list::REPORT),
    ("empty", list::EMPTY),
    ("own", list::OWN),
    ("head", list::HEAD),
    ("authority", list::AUTHORITY),
    ("title", list::TITLE),
    ("such", list::SUCH),
    ("aged", list::AGED),
    ("hour", list::HOUR),
    ("rank", list::RANK),
    ("first", list::FIRST),
    ("leader", list::LEADER),
    ("body", list::BODY),
    ("document", list::DOCUMENT),
    ("taken-back", list::TAKEN_BACK),
    ("modal", list::MODAL),
    ("case", list::CASE),
    ("denied", list::DENIED),
    ("hypothetical", list::HYPOTHETICAL),
    ("pointer", list::POINTER),
    ("possessive", list::POSSESSIVE),
    ("house", list::HOUSE),
    ("clause", list::CLAUSE),
    ("demand", list::DEMAND),
];

zufolge::word_lists! {
    /// Those lists of `claims.txt` that are asked where a text is looked at word by word, as they are spelled there.
    pub(super) struct Turns {
        particle,
        all_of,
        part_of,
        before_body,
        body_ends,
        indefinite_article,
        definite_article,
        told_back,
        no_more,
        still,
        out_of_reach,
        may_be_people,
        figure,
        may,
        forbid,
        that,
        also,
        speaker,
        confirm,
        content,
        former,
        ministries,
        there_is,
        it,
        and,
        out_of,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use zufolge::word_list::lines;
    use zufolge_lexicon::GERMAN;

    /// A list that is misspelled would be empty, and one that nothing asks dead.
    #[test]
    fn the_lists_of_the_file_are_those_that_are_asked() {
        let of_file: BTreeSet<String> = lines(GERMAN.claims).map(|(name, _)| name.replace('-', "_")).collect();
        let of_lines = ["officer", "given-name", "measure", "convert", "count", "number", "factor", "umlaut", "no-verb"];
        let asked = LISTS.iter().map(|(name, _)| *name).chain(of_lines).chain(Turns::LISTS.iter().map(|(name, _)| *name));
        assert_eq!(of_file, asked.map(|name| name.replace('-', "_")).collect());
    }
}
