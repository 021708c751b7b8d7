//! The pages that people look at, and the HTTP API for programs.
//!
//! [`app`] is the whole of it as a router that needs no port; [`serve`] puts it on one. Requests pass `guard.rs` first (who asks, how often,
//! from where), reading is done in `reading.rs` off the threads that talk, pages are templates over view models (`marked.rs`), and every
//! error is a [`problem`](https://www.rfc-editor.org/rfc/rfc9457) that pages show as a page.

mod access;
mod answers;
mod api;
mod app;
mod assets;
mod contract;
mod dates;
mod etag;
mod guard;
mod kept;
mod language;
mod links;
mod listen;
mod marked;
mod metrics;
mod pages;
mod picture;
mod problem;
mod reading;
mod state;
mod store;

pub use access::{Role, TokenFault, Tokens};
pub use api::openapi;
pub use app::app;
pub use listen::serve;
pub use state::{AppState, Settings};
