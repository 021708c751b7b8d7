//! The words of `times.txt`, compiled: what each spelling can be in an expression of time.

use super::{Modifier, Reference};
use crate::document::Document;
use rustc_hash::FxHashMap;
use zufolge_lexicon::LanguageData;

/// A part of the day (TIMEX3: `TMO`, `TMI`, `TAF`, `TEV`, `TNI`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    pub(super) fn name(self) -> &'static str {
        match self {
            Part::Morning => "MO",
            Part::Midday => "MI",
            Part::Afternoon => "AF",
            Part::Evening => "EV",
            Part::Night => "NI",
        }
    }

    /// The hour from which one may speak of it in the past tense.
    pub(super) fn first_hour(self) -> i8 {
        match self {
            Part::Morning | Part::Night => 0,
            Part::Midday => 10,
            Part::Afternoon => 12,
            Part::Evening => 16,
        }
    }
}

/// A season (TIMEX3: `SP`, `SU`, `FA`, `WI`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) fn name(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    pub(super) fn first_month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(super) fn read(name: &str) -> Option<Unit> {
        Some(match name {
            "S" => Unit::Second,
            "MIN" => Unit::Minute,
            "H" => Unit::Hour,
            "D" => Unit::Day,
            "WE" => Unit::Weekend,
            "W" => Unit::Week,
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "Y" => Unit::Year,
            "DE" => Unit::Decade,
            "CE" => Unit::Century,
            _ => return None,
        })
    }

    /// The letters behind the amount in a TIMEX3 duration.
    pub(super) fn letters(self) -> &'static str {
        match self {
            Unit::Second => "S",
            Unit::Minute | Unit::Month => "M",
            Unit::Hour => "H",
            Unit::Day => "D",
            Unit::Weekend => "WE",
            Unit::Week => "W",
            Unit::Quarter => "Q",
            Unit::Year => "Y",
            Unit::Decade => "DE",
            Unit::Century => "CE",
        }
    }

    /// Counted behind the `T` of a duration.
    pub(super) fn of_clock(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }
}

/// When a feast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// Days from Easter Sunday.
    Easter(i8),
    /// Days from the fourth Sunday in Advent.
    Advent(i8),
}

/// What a preposition says of the time behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preposition {
    /// One word with its article: "am", "im", "zum", "vom".
    At,
    Before,
    After,
    Since,
    Until,
    From,
    For,
    Per,
    /// "um", "gegen"
    By,
    In,
}

/// What a token can be in an expression of time. Numbers are in tenths, for the halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing.
    Other,
    Weekday(i8),
    WeekdayPart(i8, Part),
    WeekdayHabit(i8),
    Month(i8),
    Season(Season),
    Feast(Feast),
    Part(Part),
    PartSmall(Part),
    PartBehind(Part),
    Habit(Part),
    Day(i8),
    Reference(Reference),
    Unit(Unit),
    Units(Unit),
    /// Amount in tenths, and whether it is counted in hours, of months or minutes: "Halbjahr", "Viertelstunde".
    Span(u16, Unit),
    Often(&'static str),
    Lasting(&'static str),
    /// In tenths.
    Number(u16),
    Some,
    Ordinal(i8),
    Edge(Modifier),
    EdgeOf(Modifier, Unit),
    Shift(i8),
    Beside(i8, Unit),
    Same,
    Next(i8),
    Every,
    Article,
    /// `None` for "genau".
    Approx(Option<Modifier>),
    Later(i8),
    Soon,
    Decade(i8),
    /// "Achtzigerjahre", "Achtzigern"
    Decades(i8),
    Uhr,
    Half,
    Quarter,
    Midnight,
    Preposition(Preposition),
    /// "Vorabend"
    Eve,
    Paper,
    Early,
    Time,
    Moment,
    More,
    Less,
    Than,
    And,
    Long,
    All,
    Aged,
    Joint,
    Future,
    Past,
    Is,
    Counted,
    /// "zweimal"
    Repeat,
    /// The first word of a feast of two: "Heiligen" of "Heiligen Abend".
    Opener,
    /// The second word of a feast of two.
    Tail,
    /// Digits only.
    Digits(u16),
    /// "17."
    DigitOrdinal(i8),
    /// A date in digits; year 0 where there is none.
    Date(i16, i8, i8),
    /// "8.40", "17:43"; true with a colon.
    Clock(i8, i8, bool),
    /// "1930er", "60er-Jahre"; true with "Jahre".
    DecadeDigits(u16, bool),
    /// "neunmonatig", "90-Tage": amount in tenths, 0 if open.
    Compound(u16, Unit),
}

/// All spellings of `times.txt`, and those that are put together from them.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    spellings: FxHashMap<Box<str>, Word>,
    /// Units before "-ig", and those behind a number and "-", with how they begin there.
    lasting: Vec<(&'static str, Unit)>,
    hyphened: Vec<(&'static str, Unit)>,
}

impl Words {
    pub(super) fn new(data: &LanguageData) -> Self {
        let mut words = Words::default();
        let mut weekdays: Vec<(&str, i8)> = Vec::new();
        let mut parts: Vec<(&str, Part)> = Vec::new();
        let mut numbers: Vec<(&str, u16)> = Vec::new();
        let lines = data.times.lines().map(|line| line.split('#').next().unwrap_or_default());
        for line in lines.filter(|line| !line.trim().is_empty()) {
            let mut columns = line.split(';').map(str::trim);
            let (Some(kind), Some(value), Some(forms)) = (columns.next(), columns.next(), columns.next()) else { continue };
            if let Some(unit) = Unit::read(value).filter(|_| matches!(kind, "lasting-unit" | "hyphened")) {
                let units = if kind == "hyphened" { &mut words.hyphened } else { &mut words.lasting };
                units.extend(forms.split_whitespace().map(|form| (form, unit)));
                continue;
            }
            let Some(word) = word(kind, value) else { continue };
            for form in forms.split_whitespace() {
                match word {
                    Word::Weekday(day) if !form.ends_with('.') => weekdays.push((form, day)),
                    Word::Part(part) => parts.push((form, part)),
                    Word::Number(tenths) => numbers.push((form, tenths)),
                    Word::Decade(decade) => {
                        let years = format!("{form}jahre");
                        words.add(&capitalised(&years), Word::Decades(decade));
                        words.add(&capitalised(&format!("{years}n")), Word::Decades(decade));
                        words.add(&capitalised(&format!("{form}n")), Word::Decades(decade));
                    }
                    _ => {}
                }
                match form.split_once('_') {
                    Some((first, _)) => {
                        words.spellings.entry(first.into()).or_insert(Word::Opener);
                        words.spellings.insert(form.into(), word);
                    }
                    None => words.add(form, word),
                }
            }
        }
        words.compounds(&weekdays, &parts);
        words.numbers(&numbers);
        words
    }

    /// What each token of a document is.
    pub(super) fn all(&self, doc: &Document) -> Vec<Word> {
        let mut words: Vec<Word> = (0..doc.tokens.len()).map(|token| self.word(doc.word(token))).collect();
        for at in 0..words.len().saturating_sub(1) {
            if words[at] == Word::Opener
                && let Some(word) = self.spellings.get(format!("{}_{}", doc.word(at), doc.word(at + 1)).as_str())
            {
                words[at] = *word;
                words[at + 1] = Word::Tail;
            }
        }
        words
    }

    /// What a spelling is.
    pub(super) fn word(&self, text: &str) -> Word {
        let first = text.as_bytes().first().copied().unwrap_or_default();
        if first.is_ascii_digit() {
            return super::digits::word(text, &self.hyphened);
        }
        if !(first.is_ascii_alphabetic() || first >= 0x80) {
            return Word::Other;
        }
        match self.spellings.get(text) {
            Some(word) => *word,
            None => self.lasting(text).unwrap_or(Word::Other),
        }
    }

    /// "neunmonatig", "dreitägigen": a number and a unit in one adjective. Years are left out, since they are ages more often than not.
    fn lasting(&self, text: &str) -> Option<Word> {
        let stem = text.trim_end_matches(['e', 'n', 'r', 's', 'm']).strip_suffix("ig")?;
        let (number, unit) = self.lasting.iter().find_map(|(name, unit)| Some((stem.strip_suffix(name)?, *unit)))?;
        match self.spellings.get(number) {
            Some(Word::Number(tenths)) => Some(Word::Compound(*tenths, unit)),
            _ if number == "mehr" => Some(Word::Compound(0, unit)),
            _ => None,
        }
    }

    /// Adds a spelling, its form at the start of a sentence and its form in capitals. What was there first stays.
    fn add(&mut self, form: &str, word: Word) {
        self.spellings.entry(form.into()).or_insert(word);
        self.spellings.entry(capitalised(form).into()).or_insert(word);
        self.spellings.entry(form.to_uppercase().into()).or_insert(word);
    }

    /// "Montagabend", "Dienstagvormittag"
    fn compounds(&mut self, weekdays: &[(&str, i8)], parts: &[(&str, Part)]) {
        for (weekday, day) in weekdays.iter().filter(|(weekday, _)| !weekday.ends_with('s')) {
            for (part, value) in parts.iter().chain(&[("früh", Part::Morning)]) {
                self.add(&format!("{weekday}{}", part.to_lowercase()), Word::WeekdayPart(*day, *value));
                self.add(&format!("{}{}", weekday.to_uppercase(), part.to_lowercase()), Word::WeekdayPart(*day, *value));
            }
            let small = weekday.to_lowercase();
            self.spellings.entry(format!("{small}s").into()).or_insert(Word::WeekdayHabit(*day));
        }
    }

    /// "einundzwanzig", "zweiundzwanzig", …
    fn numbers(&mut self, numbers: &[(&str, u16)]) {
        for (ten, tens) in numbers.iter().filter(|(_, tenths)| (200..=900).contains(tenths) && tenths % 100 == 0) {
            for (one, ones) in numbers.iter().filter(|(_, tenths)| (10..=90).contains(tenths) && tenths % 10 == 0) {
                self.add(&format!("{one}und{ten}"), Word::Number(tens + ones));
            }
        }
    }
}

fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// One line of `times.txt`; `None` where kind and value do not go together.
pub(super) fn word(kind: &str, value: &str) -> Option<Word> {
    let number = || value.parse::<i8>().ok();
    Some(match kind {
        "weekday" => Word::Weekday(number()?),
        "month" => Word::Month(number()?),
        "season" => Word::Season(match value {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            "WI" => Season::Winter,
            _ => return None,
        }),
        "part" => Word::Part(part(value)?),
        "part-behind" => Word::PartBehind(part(value)?),
        "part-small" => Word::PartSmall(part(value)?),
        "habit" => Word::Habit(part(value)?),
        "day" => Word::Day(number()?),
        "reference" => Word::Reference(match value {
            "PRESENT_REF" => Reference::Present,
            "PAST_REF" => Reference::Past,
            "FUTURE_REF" => Reference::Future,
            _ => return None,
        }),
        "unit" => Word::Unit(Unit::read(value)?),
        "units" => Word::Units(Unit::read(value)?),
        "span" => match value {
            "6M" => Word::Span(60, Unit::Month),
            "3M" => Word::Span(30, Unit::Month),
            "T15M" => Word::Span(150, Unit::Minute),
            "T45M" => Word::Span(450, Unit::Minute),
            _ => return None,
        },
        "often" => Word::Often(duration(value)?),
        "lasting" => Word::Lasting(duration(value)?),
        "number" => Word::Number((value.parse::<f32>().ok()? * 10.0) as u16),
        "some" => Word::Some,
        "ordinal" => Word::Ordinal(number()?),
        "edge" => Word::Edge(Modifier::read(value)??),
        "edge-of" => {
            let (edge, unit) = value.split_once(' ')?;
            Word::EdgeOf(Modifier::read(edge)??, Unit::read(unit)?)
        }
        "shift" => Word::Shift(number()?),
        "beside" => {
            let (shift, unit) = value.split_once(' ')?;
            Word::Beside(shift.parse().ok()?, Unit::read(unit)?)
        }
        "same" => Word::Same,
        "next" => Word::Next(number()?),
        "every" => Word::Every,
        "article" => Word::Article,
        "approx" => Word::Approx(Modifier::read(value)?),
        "later" => Word::Later(number()?),
        "soon" => Word::Soon,
        "decade" => Word::Decade(number()?),
        "holiday" => Word::Feast(feast(value)?),
        "clock" => match value {
            "UHR" => Word::Uhr,
            "HALF" => Word::Half,
            "QUARTER" => Word::Quarter,
            "MIDNIGHT" => Word::Midnight,
            _ => return None,
        },
        "preposition" => Word::Preposition(preposition(value)?),
        "eve" => Word::Eve,
        "repeat" => Word::Repeat,
        "paper" => Word::Paper,
        "early" => Word::Early,
        "time" => Word::Time,
        "moment" => Word::Moment,
        "more" => Word::More,
        "less" => Word::Less,
        "than" => Word::Than,
        "and" => Word::And,
        "long" => Word::Long,
        "all" => Word::All,
        "aged" => Word::Aged,
        "joint" => Word::Joint,
        "future" => Word::Future,
        "past" => Word::Past,
        "be" => Word::Is,
        "counted" => Word::Counted,
        _ => return None,
    })
}

fn preposition(value: &str) -> Option<Preposition> {
    Some(match value {
        "at" => Preposition::At,
        "before" => Preposition::Before,
        "after" => Preposition::After,
        "since" => Preposition::Since,
        "until" => Preposition::Until,
        "from" => Preposition::From,
        "for" => Preposition::For,
        "per" => Preposition::Per,
        "by" => Preposition::By,
        "in" => Preposition::In,
        _ => return None,
    })
}

fn part(value: &str) -> Option<Part> {
    [Part::Morning, Part::Midday, Part::Afternoon, Part::Evening, Part::Night].into_iter().find(|part| part.name() == value)
}

/// The durations that adverbs stand for.
fn duration(value: &str) -> Option<&'static str> {
    const ALL: [&str; 13] = ["P1D", "P1W", "P1M", "P1Y", "PT1H", "PXY", "PXM", "PXW", "PXD", "PTXH", "PTXM", "PXDE", "PXCE"];
    ALL.into_iter().find(|known| *known == value)
}

fn feast(value: &str) -> Option<Feast> {
    if let Some(days) = value.strip_prefix('E') {
        return Some(Feast::Easter(days.parse().ok()?));
    }
    if let Some(days) = value.strip_prefix('A') {
        return Some(Feast::Advent(days.parse().ok()?));
    }
    let (month, day) = value.split_once('-')?;
    Some(Feast::Fixed(month.parse().ok()?, day.parse().ok()?))
}
