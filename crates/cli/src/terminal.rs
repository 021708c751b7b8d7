//! What the process knows of the terminal it runs in.

use crate::view::{Palette, Sheet, UiLanguage};
use std::io::{IsTerminal, Write, stderr, stdout};

/// Where nothing says how wide the terminal is.
const USUAL_WIDTH: usize = 80;

/// The sheet that standard output is: its width (`COLUMNS` first, then the terminal itself), its colours, and the language asked for.
pub(crate) fn sheet(words: UiLanguage) -> Sheet {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok()).filter(|&columns| columns > 0);
    let own = || terminal_size::terminal_size_of(stdout()).map(|(width, _)| usize::from(width.0)).filter(|&columns| columns > 0);
    Sheet {
        width: columns.or_else(own).unwrap_or(USUAL_WIDTH),
        palette: Palette::of_environment(|name| std::env::var_os(name), stdout().is_terminal()),
        words,
    }
}

/// One line on standard error. Control characters, as in odd file names, are shown as escapes.
pub(crate) fn complain(message: &str) {
    let clean: String = message.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect();
    // With standard error gone, there is nobody left to tell.
    let _ = writeln!(stderr(), "zufolge: {clean}");
}
