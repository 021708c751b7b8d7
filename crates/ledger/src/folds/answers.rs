//! Statements without content of their own: "Die Behörde wies das zurück" answers what stands before it.

use super::Folds;
use super::statement::{Item, Statement};

impl Folds {
    /// Links every answer to the statement of the same article that it answers.
    pub(super) fn answer(&self, _item: &Item<'_>, _statements: &mut [Statement]) {}
}
