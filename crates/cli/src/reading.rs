//! What the commands that read articles have in common: which inputs, taken how, and read with what.

use crate::engine::EngineArgs;
use crate::input::{InputArgs, check_german, count};
use crate::terminal;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use zufolge::{Pipeline, Report};
use zufolge_wire::{Error, Input, Inputs, Item, Options, Raw};

/// Which articles are read, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadingArgs {
    /// Files, folders to search for them, or http(s):// URLs; `-` is standard input, and so is no INPUT at all when something is piped in.
    /// In folders and archives, plain text is read from *.txt, *.md and files without extension only
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// When the articles were published: 2025-11-04 or 2025-11-04T08:30:00+01:00
    #[arg(long, value_name = "DATE", value_parser = published)]
    published: Option<String>,

    /// Who printed the articles: the last link of every chain
    #[arg(long, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    outlet: Option<String>,

    #[command(flatten)]
    engine: EngineArgs,

    /// Take every text for one in this language, whatever it looks like
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    force_language: Option<Language>,

    /// How many articles are read at once [default: one for each core]
    #[arg(long, value_name = "N", value_parser = count::<NonZeroUsize>)]
    jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    input: InputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    /// German
    De,
}

/// A day, or a moment with its offset from UTC.
fn published(given: &str) -> Result<String, String> {
    let day = || (given.len() == 10).then(|| given.parse::<jiff::civil::Date>().ok()).flatten().map(|date| date.to_string());
    let moment = || {
        // The offset is kept: it tells what day it was where the article was printed.
        let offset = jiff::fmt::temporal::Pieces::parse(given).ok()?.to_numeric_offset();
        let moment: jiff::Timestamp = given.parse().ok()?;
        Some(match offset.filter(|_| !given.ends_with(['Z', 'z'])) {
            Some(offset) => moment.display_with_offset(offset).to_string(),
            None => moment.to_string(),
        })
    };
    day().or_else(moment).ok_or_else(|| "write it as 2025-11-04 or, with the time, as 2025-11-04T08:30:00+01:00".to_owned())
}

impl ReadingArgs {
    pub(crate) fn options(&self) -> Options {
        self.input.options()
    }

    /// The inputs that are named, or standard input.
    pub(crate) fn inputs(&self) -> Inputs {
        if self.inputs.is_empty() && !io::stdin().is_terminal() {
            Inputs { found: vec![Ok(Input::Stdin)], ..Inputs::default() }
        } else {
            Inputs::of(&self.inputs, &self.options())
        }
    }

    pub(crate) fn jobs(&self) -> usize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }

    pub(crate) fn reading(&self) -> anyhow::Result<Reading> {
        Ok(Reading {
            outlet: self.outlet.clone(),
            published: self.published.clone(),
            any_language: self.force_language.is_some(),
            options: self.options(),
            pipeline: Pipeline::new(&self.engine.language(), self.engine.engine()?),
        })
    }
}

/// Reads documents; at work on all cores at once.
pub(crate) struct Reading {
    outlet: Option<String>,
    published: Option<String>,
    any_language: bool,
    options: Options,
    pipeline: Pipeline,
}

/// An item that was found in a document.
pub(crate) struct Found {
    pub(crate) item: Item,
    /// Where it was found.
    pub(crate) place: String,
    /// What is to be told of it on standard error.
    pub(crate) note: Option<String>,
    /// True if its id is its own, and not made of the input's name.
    pub(crate) own_id: bool,
}

impl Reading {
    /// The items of a document, or why there is none.
    pub(crate) fn items(&self, raw: Result<Raw, Error>) -> Vec<Result<Found, String>> {
        let raw = match raw {
            Ok(raw) => raw,
            Err(error) => return vec![Err(error.to_string())],
        };
        let place = raw.place.as_ref().map_or_else(|| raw.name.clone(), |place| format!("{}, {place}", raw.name));
        let found = |mut item: Item| {
            // What the user says goes before what the format says.
            item.article.outlet = self.outlet.clone().or(item.article.outlet);
            item.article.published = self.published.clone().or(item.article.published);
            let damaged = item.diagnostics.iter().find(|remark| matches!(remark.code, "malformed-bytes" | "doubtful-encoding"));
            let note = damaged.map(|remark| format!("{place}: {}", remark.message));
            Found { own_id: !raw.gave_id(&item.article.id), item, place: place.clone(), note }
        };
        let items = zufolge_wire::read(&raw, &self.options);
        items.into_iter().map(|item| item.map(found).map_err(|error| error.to_string())).collect()
    }

    /// The report of an item, or why it is not read.
    pub(crate) fn report(&self, found: &Found) -> Result<Report, String> {
        if !self.any_language {
            check_german(&found.item.article.text).map_err(|said| format!("{}: {said}", found.place))?;
        }
        Ok(found.item.report(&self.pipeline))
    }
}

/// A bar on standard error, where somebody is there to watch it and it takes longer than a glance; else one that draws nothing.
pub(crate) fn progress(inputs: &Inputs) -> ProgressBar {
    if inputs.found.len() < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    bar(inputs.found.len() as u64, "inputs")
}

/// A bar on standard error that counts to `all`.
pub(crate) fn bar(all: u64, what: &str) -> ProgressBar {
    let bar = ProgressBar::new(all);
    match ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {what}, {{eta}} left")) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Says that nothing was named to be read.
pub(crate) fn complain_of_no_input(command: &str) {
    terminal::complain(&format!("no INPUT; name files or folders, or pipe a text in: `zufolge {command} article.txt`"));
}

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn dates_and_moments_are_read() {
        for (given, kept) in [
            ("2025-11-04", "2025-11-04"),
            ("2025-11-04T08:30:00+01:00", "2025-11-04T08:30:00+01:00"),
            ("2025-11-04T08:30:00Z", "2025-11-04T08:30:00Z"),
        ] {
            assert_eq!(published(given).as_deref(), Ok(kept));
        }
    }

    #[test]
    fn other_dates_are_refused_with_the_remedy() {
        for given in ["", "gestern", "04.11.2025", "2025-02-30", "2025-11-04T08:30:00", "20251104"] {
            assert!(published(given).is_err_and(|remedy| remedy.contains("2025-11-04T08:30:00+01:00")), "{given}");
        }
    }
}
