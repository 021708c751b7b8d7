//! Names for articles and what is in them, as linked data needs them.

use std::fmt::Write as _;
use zufolge::report::Article;

/// What our own terms begin with.
pub(crate) const TERMS: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/terms#");

/// The article's IRI: its URL, its URN, its id if that is one, or else one made of the id.
pub(crate) fn article(article: &Article) -> String {
    let known = [article.url.as_deref(), article.urn.as_deref(), Some(article.id.as_str())];
    let known = known.into_iter().flatten().find(|text| is_absolute(text)).map(|iri| iri.split('#').next().unwrap_or(iri).to_owned());
    known.unwrap_or_else(|| {
        let mut iri = "urn:x-zufolge:article:".to_owned();
        for byte in article.id.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => iri.push(char::from(byte)),
                _ => {
                    let _ = write!(iri, "%{byte:02X}");
                }
            }
        }
        iri
    })
}

/// Something in the article: `https://nordkurier.example/hafenbahn#zufolge-a1`.
pub(crate) fn within(article: &str, what: &str) -> String {
    let mut iri = format!("{article}#zufolge-");
    iri.extend(what.chars().map(|c| if c.is_ascii_alphanumeric() || "-._".contains(c) { c } else { '_' }));
    iri
}

/// True for a scheme, a colon, and nothing behind it that an IRI cannot hold.
fn is_absolute(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let holds = |c: char| {
        !(c.is_control()
            || c.is_whitespace()
            || "\"<>\\^`{|}".contains(c)
            || ('\u{e000}'..='\u{f8ff}').contains(&c)
            || c >= '\u{f0000}'
            || c == '\u{fffd}')
    };
    // Of two percent signs a processor would make something else.
    let escapes = rest.split('%').skip(1).all(|tail| tail.as_bytes().iter().take(2).filter(|byte| byte.is_ascii_hexdigit()).count() == 2);
    let brackets = !rest.contains(['[', ']']);
    is_scheme && !rest.is_empty() && rest.chars().all(holds) && escapes && brackets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(id: &str, url: Option<&str>, urn: Option<&str>) -> String {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        article(&Article { id: id.to_owned(), url: owned(url), urn: owned(urn), ..Article::default() })
    }

    #[test]
    fn articles_have_absolute_iris() {
        assert_eq!(of("x", Some("https://nordkurier.example/a#top"), None), "https://nordkurier.example/a");
        assert_eq!(of("x", Some("nordkurier.example"), Some("urn:newsml:dnb.example:1")), "urn:newsml:dnb.example:1");
        assert_eq!(of("Fähre <1>.txt", None, Some("urn:newsml:a b")), "urn:x-zufolge:article:F%C3%A4hre%20%3C1%3E.txt");
        assert_eq!(of("C:\\news", None, None), "urn:x-zufolge:article:C%3A%5Cnews");
        assert_eq!(of("", Some("https://a.example/100%"), None), "urn:x-zufolge:article:");
        assert_eq!(within("urn:a", "a1 <x>"), "urn:a#zufolge-a1__x_");
    }
}
