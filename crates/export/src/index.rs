//! A report's attributions and entities by their ids.

use std::collections::HashMap;
use zufolge::report::{Attribution, Entity, Report, Source};

pub(crate) struct Index<'r> {
    report: &'r Report,
    attributions: HashMap<&'r str, usize>,
    entities: HashMap<&'r str, usize>,
}

impl<'r> Index<'r> {
    pub(crate) fn new(report: &'r Report) -> Self {
        let attributions = report.attributions.iter().enumerate().map(|(index, attr)| (attr.id.as_str(), index)).collect();
        let entities = report.entities.iter().enumerate().map(|(index, entity)| (entity.id.as_str(), index)).collect();
        Index { report, attributions, entities }
    }

    /// The place in the report of the attribution whose content holds this one.
    pub(crate) fn parent(&self, attr: &Attribution) -> Option<usize> {
        attr.parent.as_deref().and_then(|id| self.attributions.get(id)).copied()
    }

    /// The place in the report of a link's entity.
    pub(crate) fn entity_at(&self, link: &Source) -> Option<usize> {
        link.entity.as_deref().and_then(|id| self.entities.get(id)).copied()
    }

    /// The entity of a link.
    pub(crate) fn entity(&self, link: &Source) -> Option<&'r Entity> {
        self.entity_at(link).map(|at| &self.report.entities[at])
    }

    /// The fullest name of a link; empty for one that the text does not name.
    pub(crate) fn name(&self, link: &'r Source) -> &'r str {
        self.entity(link).map_or(link.name.as_str(), |entity| &entity.name)
    }
}
