//! The end of every chain: who sent the article out and who printed it.

use super::{Kind, Link, Naming};

/// What of a chain is the same for a whole article: who sent it out and who printed it.
pub(super) fn printed_by(agency: Option<&str>, outlet: Option<&str>) -> Vec<Link> {
    let link =
        |name: &str, kind| Link { name: name.to_owned(), entity: None, span: None, kind, naming: Naming::Named, anonymity_reason: None };
    let agency = agency.map(|name| link(name, Kind::Agency));
    // An agency that prints its own item is one link, not two.
    let outlet = outlet.filter(|name| agency.as_ref().is_none_or(|agency| agency.name != *name)).map(|name| link(name, Kind::Outlet));
    agency.into_iter().chain(outlet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_that_prints_its_own_item_is_one_link() {
        let names = |agency, outlet| printed_by(agency, outlet).into_iter().map(|link| (link.name, link.kind)).collect::<Vec<_>>();
        assert_eq!(names(Some("dnb"), Some("dnb")), [("dnb".to_owned(), Kind::Agency)]);
        assert_eq!(names(Some("dnb"), Some("Nordkurier")), [("dnb".to_owned(), Kind::Agency), ("Nordkurier".to_owned(), Kind::Outlet)]);
        assert_eq!(names(None, None), []);
    }
}
