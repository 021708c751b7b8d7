//! Stage 4 of 4: attributions → report, the JSON contract.

/// What one article says, and who says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {}
