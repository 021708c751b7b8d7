//! How things look: which words are set in which ink, and what a terminal makes of it.
//!
//! One meaning per colour: the five forms have one each, and red is for what wants a second look: remarks, and sources without a name. Everything else is weight and slant, so that the page
//! keeps its sense on dark and light ground, and in the terminal's own two colours.

use anstyle::{Ansi256Color, AnsiColor, Color, Style};
use std::ffi::OsStr;
use zufolge::attribution::Form;

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Palette {
    /// No styles at all: brackets and letters carry the meaning.
    Plain,
    /// The terminal theme's own 16 colours.
    Sixteen,
    /// The fixed 256 colours.
    Many,
}

impl Palette {
    /// What the environment asks for: `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` (in this order, see bixense.com/clicolors) and `TERM`.
    pub(crate) fn of_environment(var: impl Fn(&str) -> Option<std::ffi::OsString>, is_terminal: bool) -> Palette {
        let set = |name: &str| var(name).is_some_and(|value| !value.is_empty());
        let is = |name: &str, wanted: &str| var(name).is_some_and(|value| value == OsStr::new(wanted));
        let forced = set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0");
        let wanted = forced || is_terminal && !is("TERM", "dumb") && !is("CLICOLOR", "0");
        if set("NO_COLOR") || !wanted {
            return Palette::Plain;
        }
        let holds = |name: &str, part: &str| var(name).is_some_and(|value| value.to_string_lossy().contains(part));
        if set("COLORTERM") || holds("TERM", "256color") || holds("TERM", "direct") { Palette::Many } else { Palette::Sixteen }
    }
}

/// The look of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ink {
    /// In the colour of this form.
    pub(crate) form: Option<Form>,
    /// Headlines, sources.
    pub(crate) bold: bool,
    /// Cues.
    pub(crate) italic: bool,
    /// Content inside another's content.
    pub(crate) underline: bool,
    /// Furniture and labels.
    pub(crate) quiet: bool,
    /// Remarks, and sources without a name.
    pub(crate) alarm: bool,
}

impl Ink {
    pub(crate) const BODY: Ink = Ink { form: None, bold: false, italic: false, underline: false, quiet: false, alarm: false };
    pub(crate) const BOLD: Ink = Ink { bold: true, ..Ink::BODY };
    pub(crate) const CUE: Ink = Ink { italic: true, ..Ink::BODY };
    pub(crate) const QUIET: Ink = Ink { quiet: true, ..Ink::BODY };
    pub(crate) const ALARM: Ink = Ink { alarm: true, ..Ink::BODY };

    /// In the colour of a form.
    pub(crate) const fn of(form: Form) -> Ink {
        Ink { form: Some(form), ..Ink::BODY }
    }

    /// The escape codes for it.
    pub(crate) fn style(self, palette: Palette) -> Style {
        if palette == Palette::Plain {
            return Style::new();
        }
        let mut style = Style::new();
        // The fixed colours have a relative luminance of about 0.2: a contrast of about four to one on white and on dark grey alike.
        let color = |many: u8, sixteen: AnsiColor| -> Option<Color> {
            Some(if palette == Palette::Many { Ansi256Color(many).into() } else { sixteen.into() })
        };
        if let Some(form) = self.form {
            style = style.fg_color(match form {
                Form::Direct => color(64, AnsiColor::Green),
                Form::Indirect => color(32, AnsiColor::Blue),
                Form::IndirectFreeIndirect => color(30, AnsiColor::Cyan),
                Form::FreeIndirect => color(166, AnsiColor::Yellow),
                Form::Reported => color(133, AnsiColor::Magenta),
            });
        }
        if self.alarm {
            style = style.fg_color(color(167, AnsiColor::Red));
        }
        if self.quiet {
            style = if palette == Palette::Many { style.fg_color(color(244, AnsiColor::White)) } else { style.dimmed() };
        }
        if self.bold {
            style = style.bold();
        }
        if self.italic {
            style = style.italic();
        }
        if self.underline {
            style = style.underline();
        }
        style
    }
}

/// The letters that stand for a form where there is no colour.
pub(crate) fn code(form: Form) -> &'static str {
    match form {
        Form::Direct => "d",
        Form::Indirect => "i",
        Form::Reported => "r",
        Form::FreeIndirect => "f",
        Form::IndirectFreeIndirect => "if",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette(vars: &[(&str, &str)], is_terminal: bool) -> Palette {
        Palette::of_environment(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into()), is_terminal)
    }

    #[test]
    fn the_environment_decides() {
        let xterm = ("TERM", "xterm-256color");
        assert_eq!(palette(&[xterm], true), Palette::Many);
        assert_eq!(palette(&[("TERM", "xterm")], true), Palette::Sixteen);
        assert_eq!(palette(&[("TERM", "xterm"), ("COLORTERM", "truecolor")], true), Palette::Many);
        assert_eq!(palette(&[xterm], false), Palette::Plain);
        assert_eq!(palette(&[("TERM", "dumb")], true), Palette::Plain);
        assert_eq!(palette(&[xterm, ("NO_COLOR", "1")], true), Palette::Plain);
        assert_eq!(palette(&[xterm, ("NO_COLOR", "")], true), Palette::Many);
        assert_eq!(palette(&[xterm, ("CLICOLOR", "0")], true), Palette::Plain);
        assert_eq!(palette(&[xterm, ("CLICOLOR_FORCE", "1")], false), Palette::Many);
        assert_eq!(palette(&[xterm, ("CLICOLOR_FORCE", "0")], false), Palette::Plain);
        assert_eq!(palette(&[xterm, ("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], true), Palette::Plain);
    }
}
