//! How inputs are taken: the options for it, and whether a text is German.

use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};
use std::path::PathBuf;
use zufolge::text::detect_language;
use zufolge_wire::{Format, Limits, Options};

/// "passed over 3 files that are not .txt or .md: a.pdf, b.png, c.html".
pub(crate) fn skipped_note(skipped: &[PathBuf]) -> Option<String> {
    const SHOWN: usize = 3;
    let names: Vec<String> = skipped.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
    let more = if skipped.len() > SHOWN { ", …" } else { "" };
    let files = if skipped.len() == 1 { "1 file that is" } else { &format!("{} files that are", skipped.len()) };
    (!names.is_empty()).then(|| format!("passed over {files} not .txt or .md: {}{more}", names.join(", ")))
}

/// Checks that a text is German, as far as it is long enough to tell.
///
/// # Errors
/// What it is instead, and what can be done about it.
pub(crate) fn check_german(text: &str) -> Result<(), String> {
    match detect_language(text) {
        Some(found) if found.code != "de" && found.reliable && text.chars().nth(ENOUGH_TO_JUDGE).is_some() => {
            let language = language_name(found.code);
            Err(format!("looks like {language}, and only German is read; if it is German all the same, add --force-language de"))
        }
        _ => Ok(()),
    }
}

/// The options of `read` that say how inputs are to be taken.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input options")]
pub(crate) struct InputArgs {
    /// Take every input for this format instead of detecting it
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse::<Format>()))]
    from: Option<Format>,

    /// The column that holds the text, in JSON Lines and CSV
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_column: String,

    /// The column that holds the ids, in JSON Lines and CSV [default: id, if there is one, else the line's number]
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,

    /// The largest document, unpacked: a file, an archive's member, a record, a row; with K, M or G
    #[arg(long, value_name = "BYTES", default_value = "64M", value_parser = bytes)]
    max_size: u64,

    /// The most levels of elements in HTML and XML
    #[arg(long, value_name = "LEVELS", default_value_t = 256, value_parser = RangedU64ValueParser::<usize>::new().range(1..=2000))]
    max_depth: usize,

    /// Fetch URLs on private, loopback and link-local addresses too, and use the environment's proxy
    #[arg(long)]
    allow_private: bool,
}

impl InputArgs {
    pub(crate) fn options(&self) -> Options {
        Options {
            from: self.from,
            text_column: self.text_column.clone(),
            id_column: self.id_column.clone(),
            limits: Limits { max_size: self.max_size, max_depth: self.max_depth },
            allow_private: self.allow_private,
        }
    }
}

/// `65536`, `64K`, `64M`, `1G`.
fn bytes(given: &str) -> Result<u64, String> {
    let upper = given.to_ascii_uppercase();
    let units = [("K", 1 << 10), ("M", 1 << 20), ("G", 1 << 30)];
    let (number, factor) = units.into_iter().find_map(|(unit, factor)| Some((upper.strip_suffix(unit)?, factor))).unwrap_or((&upper, 1));
    number
        .parse::<u64>()
        .ok()
        .filter(|number| *number > 0)
        .and_then(|number| number.checked_mul(factor))
        .ok_or_else(|| "write it as 65536, 64K, 64M or 1G".to_owned())
}

/// A number from 1 on.
pub(crate) fn count<T: std::str::FromStr>(given: &str) -> Result<T, String> {
    given.parse().map_err(|_| "write a whole number from 1 on".to_owned())
}

/// Characters from which on the language of a text is judged: shorter ones may be all names.
const ENOUGH_TO_JUDGE: usize = 200;

/// The English name of the languages that are met most; the code of the others.
fn language_name(code: &'static str) -> &'static str {
    match code {
        "cs" => "Czech",
        "da" => "Danish",
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "hu" => "Hungarian",
        "it" => "Italian",
        "nb" => "Norwegian",
        "nl" => "Dutch",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        code => code,
    }
}
