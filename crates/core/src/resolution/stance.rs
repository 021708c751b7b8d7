//! What a source does with the content.

use crate::attribution::{Attribution, Stance};
use crate::document::Document;

/// The stance of an attribution.
pub(super) fn stance(_doc: &Document, attr: &Attribution) -> Vec<Stance> {
    attr.stance.clone()
}
