//! What of the ledger is looked at, as addresses say it: `?since=…&until=…&outlet=…&naming=…&stance=…`.

use crate::language::Language;
use crate::links;
use crate::problem::Problem;
use serde::Deserialize;
use zufolge::attribution::Stance;
use zufolge::report::Naming;
use zufolge_ledger::ask::Filter;
use zufolge_ledger::time;

/// Kinds of naming, in the order in which they are shown.
pub(crate) const NAMINGS: [(&str, Naming); 4] =
    [("named", Naming::Named), ("role", Naming::Role), ("anonymous", Naming::Anonymous), ("implicit", Naming::Implicit)];

/// The parameters that choose, as they were given; forms send empty ones for what was not chosen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    pub(crate) since: String,
    pub(crate) until: String,
    pub(crate) outlet: String,
    pub(crate) naming: String,
    pub(crate) stance: String,
}

impl Chosen {
    pub(crate) fn any(&self) -> bool {
        [&self.since, &self.until, &self.outlet, &self.naming, &self.stance].iter().any(|given| !given.is_empty())
    }

    /// The kinds of naming in a language, and whether each is chosen; likewise [`Chosen::stances`].
    pub(crate) fn namings(&self, language: Language) -> Vec<(&'static str, &'static str, bool)> {
        NAMINGS.iter().map(|(name, _)| (*name, language.named("naming", name), self.naming == *name)).collect()
    }

    pub(crate) fn stances(&self, language: Language) -> Vec<(&'static str, &'static str, bool)> {
        Stance::ALL.iter().map(|stance| (stance.name(), language.stance(*stance), self.stance == stance.name())).collect()
    }

    /// What was chosen, to be put behind other parameters: `&since=2025-11-04`.
    pub(crate) fn as_query(&self) -> String {
        let all =
            [("since", &self.since), ("until", &self.until), ("outlet", &self.outlet), ("naming", &self.naming), ("stance", &self.stance)];
        all.iter().filter(|(_, given)| !given.is_empty()).map(|(name, given)| format!("&{name}={}", links::escaped(given))).collect()
    }

    /// The filter that these stand for.
    pub(crate) fn filter(&self, limit: usize) -> Result<Filter, Problem> {
        let fault = |name: &str, remedy: &str| Problem::unprocessable("no-date", format!("{name}: {remedy}"));
        let filled = |given: &'_ str| Some(given.trim().to_owned()).filter(|given| !given.is_empty());
        let naming = filled(&self.naming).map(|name| {
            let known = NAMINGS.iter().find(|(known, _)| *known == name).map(|(_, naming)| *naming);
            known.ok_or_else(|| Problem::bad_request("naming is one of named, role, anonymous, implicit"))
        });
        let stance =
            filled(&self.stance).map(|name| Stance::from_name(&name).ok_or_else(|| Problem::bad_request("there is no such stance")));
        Ok(Filter {
            since: filled(&self.since).map(|given| time::since(&given).map_err(|remedy| fault("since", &remedy))).transpose()?,
            until: filled(&self.until).map(|given| time::until(&given).map_err(|remedy| fault("until", &remedy))).transpose()?,
            outlet: filled(&self.outlet),
            naming: naming.transpose()?,
            stance: stance.transpose()?,
            limit: Some(limit),
            ..Filter::default()
        })
    }
}
