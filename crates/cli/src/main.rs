//! The `zufolge` command.

mod evaluate;
mod read;

fn main() {}
