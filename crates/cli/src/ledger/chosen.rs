//! What a question to a ledger looks at.

use super::DbArgs;
use super::output::OutputArgs;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use zufolge::attribution::Stance;
use zufolge::report::Naming;
use zufolge_ledger::Ledger;
use zufolge_ledger::ask::Filter;
use zufolge_ledger::time;

/// What is looked at.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What is looked at")]
pub(crate) struct FilterArgs {
    /// The picture at this time: 2025-11-04 (the end of that day) or 2025-11-04T08:30:00+01:00
    #[arg(long, value_name = "TIME", value_parser = time::until)]
    as_of: Option<i64>,
    /// What came out at this time or later; what has no date of its own, by when it was added
    #[arg(long, value_name = "TIME", value_parser = time::since)]
    since: Option<i64>,
    /// What came out at this time or before
    #[arg(long, value_name = "TIME", value_parser = time::until)]
    until: Option<i64>,
    /// What this outlet printed
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Statements whose origin is named like this
    #[arg(long, value_name = "NAMING", value_parser = PossibleValuesParser::new(NAMINGS.map(|(name, _)| name)).map(|name| naming(&name)))]
    naming: Option<Naming>,
    /// Statements that do this with their content
    #[arg(long, value_name = "STANCE", value_parser = PossibleValuesParser::new(Stance::ALL.iter().map(|stance| stance.name())).map(|name| stance(&name)))]
    stance: Option<Stance>,
    /// How many at most
    #[arg(long, value_name = "N", value_parser = limit)]
    limit: Option<usize>,
}

/// How many at most: where none is wanted, nothing is asked.
pub(super) fn limit(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|limit| *limit > 0).ok_or_else(|| "give a number, 1 or more; leave it out for all there are".to_owned())
}

const NAMINGS: [(&str, Naming); 4] =
    [("named", Naming::Named), ("role", Naming::Role), ("anonymous", Naming::Anonymous), ("implicit", Naming::Implicit)];

fn naming(name: &str) -> Naming {
    NAMINGS.iter().find(|(known, _)| *known == name).map_or(Naming::Named, |(_, naming)| *naming)
}

fn stance(name: &str) -> Stance {
    Stance::from_name(name).unwrap_or(Stance::States)
}

impl FilterArgs {
    fn filter(&self) -> Filter {
        Filter {
            as_of: self.as_of,
            since: self.since,
            until: self.until,
            outlet: self.outlet.clone(),
            naming: self.naming,
            stance: self.stance,
            limit: self.limit,
        }
    }
}

/// What every question has.
#[derive(Debug, clap::Args)]
pub(crate) struct AskArgs {
    #[command(flatten)]
    pub(super) db: DbArgs,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

impl AskArgs {
    /// The ledger and what is looked at of it. That an outlet printed nothing is no answer where nobody knows such an outlet.
    pub(super) fn open(&self) -> anyhow::Result<(Ledger, Filter)> {
        let (ledger, filter) = (self.db.read()?, self.filter.filter());
        if let Some(outlet) = &filter.outlet {
            ledger.known_outlet(outlet)?;
        }
        Ok((ledger, filter))
    }
}
