//! Where things of the ledger stand on the site. Their ids are other people's words, and are escaped as one piece of a path.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

pub(crate) fn escaped(id: &str) -> String {
    utf8_percent_encode(id, NON_ALPHANUMERIC).to_string()
}

/// An article's page: the version in force, or one of its versions.
pub(crate) fn article(id: &str, version: Option<u64>) -> String {
    match version {
        Some(version) => format!("/articles/{}?version={version}", escaped(id)),
        None => format!("/articles/{}", escaped(id)),
    }
}

/// A statement on an article's page.
pub(crate) fn statement(id: &str, version: u64, attribution: &str) -> String {
    format!("{}#{}", article(id, Some(version)), escaped(attribution))
}

pub(crate) fn claim(id: &str) -> String {
    format!("/claims/{}", escaped(id))
}

pub(crate) fn entity(id: &str) -> String {
    format!("/sources/{}", escaped(id))
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_cannot_leave_their_place_in_the_path() {
        assert_eq!(super::article("urn:a/b?c#d", Some(2)), "/articles/urn%3Aa%2Fb%3Fc%23d?version=2");
        assert_eq!(super::article("../../x", None), "/articles/%2E%2E%2F%2E%2E%2Fx");
    }
}
