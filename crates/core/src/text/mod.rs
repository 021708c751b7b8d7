//! Stage 1 of 5: bytes → clean text with an offset map back to the input.

mod case;
mod clean;
mod decode;
mod language;
mod offsets;

pub(crate) use case::lowercase_into;
pub use clean::CleanText;
pub use decode::{DecodeError, Decoded, decode};
pub use language::{Language, detect_language};
pub use offsets::OffsetMap;
