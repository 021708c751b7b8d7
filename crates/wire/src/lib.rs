//! The formats that news comes in → [`Article`](zufolge::Article)s.
//!
//! Data flows one way: inputs (files, folders, archives, streams, URLs) → [`Raw`] documents → [`Item`]s. [`format`] tells the formats
//! apart by content; one file a format reads it. All input is untrusted: [`Limits`] bound what is read, nothing in a document makes us
//! read anything else, and what is odd gives a diagnostic beside the item or an [`Error`] in its place.

mod blocks;
mod charset;
mod dates;
mod dpa;
mod error;
mod feed;
mod fetch;
mod format;
mod html;
mod inputs;
mod item;
mod json;
mod newsml;
mod ninjs;
mod nitf;
mod options;
mod read;
mod table;
mod unpack;
mod warc;
mod xml;

pub use error::{Error, Fault};
pub use format::Format;
pub use inputs::{Input, Inputs};
pub use item::Item;
pub use options::{BOMB_FLOOR, Limits, MAX_ARCHIVES, MAX_ELEMENTS, MAX_RATIO, Options};
pub use read::{Raw, STDIN, read};
pub use unpack::{Sink, documents, stream};

/// Reads all items of a file's content: unpacked, taken apart, in order. Total, as [`read`] is.
#[must_use]
pub fn read_all(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Item, Error>> {
    let mut items = Vec::new();
    let mut bytes = bytes;
    let _ = stream(name, &mut bytes, options, &mut |raw| {
        match raw {
            Ok(raw) => items.extend(read(&raw, options)),
            Err(error) => items.push(Err(error)),
        }
        std::ops::ControlFlow::Continue(())
    });
    items
}
