//! Many articles: what is claimed in them, and on how many legs it stands.
//!
//! Data flows one way: [`record`]s (articles with their reports, and what people know better) are appended to the [`store`] and never
//! changed; claims, sources and timelines are [`folds`] over them, kept in tables of their own beside the records; [`ask`] answers from
//! those tables in the shapes that `zufolge ledger … --format json` prints. [`Ledger::rebuild`] drops what is derived and derives it again.

pub mod ask;
mod correct;
mod error;
pub mod exchange;
pub mod folds;
pub mod record;
pub mod store;
pub mod time;
pub mod words;

pub use correct::corrected;
pub use error::LedgerError;
pub use record::Record;
pub use store::{Added, Ledger, Outcome, Prepared, Preparer, Standing, Watch};
