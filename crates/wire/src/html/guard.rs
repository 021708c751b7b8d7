//! A look at HTML before it is parsed: the tree builder's time grows with the depth, so that deep pages must not reach it.

use crate::error::Fault;
use crate::options::{Limits, MAX_ELEMENTS};

/// Checks that a page has no more tags and levels than allowed.
///
/// Levels are estimated as opening tags less closing tags, without those whose end the tree builder supplies.
pub(super) fn check(html: &str, limits: &Limits) -> Result<(), Fault> {
    let bytes = html.as_bytes();
    let (mut tags, mut level) = (0usize, 0usize);
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|found| at + found) {
        at = open + 1;
        let closing = bytes.get(at) == Some(&b'/');
        let start = at + usize::from(closing);
        let len = bytes[start.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if len == 0 {
            if bytes[at..].starts_with(b"!--") {
                at = memchr::memmem::find(&bytes[at..], b"-->").map_or(bytes.len(), |found| at + found);
            }
            continue;
        }
        let name = html[start..start + len].to_ascii_lowercase();
        tags += 1;
        if tags > 2 * MAX_ELEMENTS {
            return Err(Fault::TooManyElements(MAX_ELEMENTS));
        }
        at = start + len;
        if closing {
            level = level.saturating_sub(usize::from(!ends_by_itself(&name)));
            continue;
        }
        if matches!(name.as_str(), "script" | "style" | "textarea" | "title" | "xmp" | "noframes") {
            // Raw text up to its closing tag.
            let end = format!("</{name}");
            at = find_ignoring_case(&bytes[at..], end.as_bytes()).map_or(bytes.len(), |found| at + found + end.len());
            continue;
        }
        level += usize::from(!ends_by_itself(&name));
        if level > limits.max_depth {
            return Err(Fault::TooDeep(limits.max_depth));
        }
    }
    Ok(())
}

/// Void elements, and those that the next one of their kind closes.
fn ends_by_itself(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "p"
            | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "colgroup"
            | "option"
            | "optgroup"
            | "rp"
            | "rt"
            | "html"
            | "head"
            | "body"
            | "path"
            | "circle"
            | "rect"
            | "use"
            | "line"
            | "polygon"
            | "stop"
    )
}

fn find_ignoring_case(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = memchr::memchr(wanted[0], &bytes[at..]).map(|found| at + found) {
        if bytes[found..].len() >= wanted.len() && bytes[found..found + wanted.len()].eq_ignore_ascii_case(wanted) {
            return Some(found);
        }
        at = found + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        let page = format!("<html><body>{}<script>'<div>'.repeat(999)</script></body>", "<ul><li>a<li>b<p>c<br><img></ul>".repeat(1000));
        assert_eq!(check(&page, &Limits::default()), Ok(()));
    }

    #[test]
    fn deep_pages_and_endless_ones_do_not() {
        assert_eq!(check(&"<div><p>".repeat(300), &Limits::default()), Err(Fault::TooDeep(256)));
        assert_eq!(check(&"<B>".repeat(300), &Limits::default()), Err(Fault::TooDeep(256)));
        assert_eq!(check(&"<br>".repeat(1_000_001), &Limits::default()), Err(Fault::TooManyElements(MAX_ELEMENTS)));
    }

    #[test]
    fn stray_brackets_are_no_tags() {
        for page in ["<", "</", "<!--", "a < b <", "<script>", "<title"] {
            assert_eq!(check(page, &Limits::default()), Ok(()), "{page}");
        }
    }
}
