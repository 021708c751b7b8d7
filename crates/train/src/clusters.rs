//! Word clusters as text.

use anyhow::{Context, Result};
use std::path::Path;

/// Forms with the paths of their clusters: two columns between tabs. `source` is named in errors.
///
/// # Errors
///
/// If a line has no number in its second column.
pub fn parse<'a>(text: &'a str, source: &Path) -> Result<Vec<(&'a str, u16)>> {
    text.lines()
        .enumerate()
        .map(|(number, line)| {
            line.split_once('\t')
                .and_then(|(form, path)| Some((form, path.parse().ok()?)))
                .with_context(|| format!("{}, line {}: a form, a tab and a number up to 65535 belong here", source.display(), number + 1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parse;
    use std::path::Path;

    #[test]
    fn a_line_without_a_number_is_named() {
        assert_eq!(parse("so\t3\nda\t70\n", Path::new("list")).expect("two lines"), [("so", 3), ("da", 70)]);
        let error = parse("so\t3\nda\n", Path::new("list")).expect_err("no number");
        assert!(error.to_string().starts_with("list, line 2:"), "{error}");
    }
}
