//! Stage 1 of 4: bytes → clean text with an offset map back to the input.

mod clean;
mod offsets;

pub use clean::CleanText;
pub use offsets::OffsetMap;
