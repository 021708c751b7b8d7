//! Who may read and who may write: tokens, and the cookie that holds one in a browser.

use axum::http::{HeaderMap, header};
use std::fmt;
use subtle::ConstantTimeEq;

/// Shorter tokens could be guessed.
const SHORTEST: usize = 20;
/// More are a mistake, and each is compared with at every request.
const MOST: usize = 1000;
/// The cookie in which a browser keeps its token.
pub(crate) const COOKIE: &str = "zufolge_token";

/// What somebody may do; whoever may write may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Look at pages, have articles read.
    Read,
    /// Put articles into the ledger and correct what stands in it.
    Write,
}

/// The tokens that are let in, with what each may do.
#[derive(Clone)]
pub struct Tokens {
    entries: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    role: Role,
    token: String,
    name: String,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visitor {
    pub(crate) role: Role,
    /// The token's name, which corrections carry; `None` where no tokens are asked for.
    pub(crate) name: Option<String>,
}

/// What is wrong with a token file: line and cause.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenFault {
    /// A line that is no token, with its number.
    #[error("line {0}: write each line as `read NAME TOKEN` or `write NAME TOKEN`")]
    Line(usize),
    /// A token that could be guessed.
    #[error("line {0}: the token is shorter than {SHORTEST} characters; make one with `openssl rand -hex 24`")]
    Short(usize),
    /// The same token twice.
    #[error("line {0}: the token stands in an earlier line too; every line needs its own")]
    Twice(usize),
    /// Nobody would be let in.
    #[error("there is no token in it; write each line as `read NAME TOKEN` or `write NAME TOKEN`")]
    Empty,
    /// More lines than anybody keeps by hand.
    #[error("there are more than {MOST} tokens in it")]
    TooMany,
}

impl Tokens {
    /// Reads a token file: `read NAME TOKEN` or `write NAME TOKEN` a line, `#` begins a comment.
    ///
    /// # Errors
    /// The first line that is none, with its number.
    pub fn parse(text: &str) -> Result<Tokens, TokenFault> {
        let mut entries: Vec<Entry> = Vec::new();
        for (number, line) in text.lines().enumerate().map(|(index, line)| (index + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut words = line.split_whitespace();
            let (Some(role), Some(name), Some(token), None) = (words.next(), words.next(), words.next(), words.next()) else {
                return Err(TokenFault::Line(number));
            };
            let role = match role {
                "read" => Role::Read,
                "write" => Role::Write,
                _ => return Err(TokenFault::Line(number)),
            };
            if token.len() < SHORTEST {
                return Err(TokenFault::Short(number));
            }
            // It travels in headers and cookies.
            if !token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~+/=".contains(&byte)) {
                return Err(TokenFault::Line(number));
            }
            if entries.iter().any(|entry| entry.token == token) {
                return Err(TokenFault::Twice(number));
            }
            entries.push(Entry { role, token: token.to_owned(), name: name.to_owned() });
        }
        match entries.len() {
            0 => Err(TokenFault::Empty),
            count if count > MOST => Err(TokenFault::TooMany),
            _ => Ok(Tokens { entries }),
        }
    }

    /// Whose token this is. Takes as long for a wrong one as for a right one.
    pub(crate) fn visitor(&self, given: &str) -> Option<Visitor> {
        let mut found = None;
        for entry in &self.entries {
            if bool::from(entry.token.as_bytes().ct_eq(given.as_bytes())) {
                found = Some(Visitor { role: entry.role, name: Some(entry.name.clone()) });
            }
        }
        found
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.entries.iter().map(|entry| (entry.role, &entry.name))).finish()
    }
}

/// The token that a request brings: in its `Authorization` header, else in its cookie.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    if let Some(given) = headers.get(header::AUTHORIZATION) {
        let (scheme, token) = given.to_str().ok()?.split_once(' ')?;
        return scheme.eq_ignore_ascii_case("bearer").then_some(token.trim());
    }
    cookie(headers, COOKIE)
}

/// The value of a cookie.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: &str = "0123456789abcdef-read";
    const WRITE: &str = "0123456789abcdef-write";

    #[test]
    fn tokens_carry_role_and_name() {
        let text = format!("# the desk\nread wand {READ}\n\n  write lena {WRITE}\n");
        let tokens = Tokens::parse(&text).expect("a token file");
        assert_eq!(tokens.visitor(READ).map(|visitor| visitor.role), Some(Role::Read));
        assert_eq!(tokens.visitor(WRITE), Some(Visitor { role: Role::Write, name: Some("lena".into()) }));
        assert_eq!(tokens.visitor(""), None);
        assert_eq!(tokens.visitor(&READ[..10]), None);
    }

    #[test]
    fn a_faulty_token_file_is_refused_with_the_line() {
        assert_eq!(Tokens::parse("").err(), Some(TokenFault::Empty));
        assert_eq!(Tokens::parse("# nothing").err(), Some(TokenFault::Empty));
        assert_eq!(Tokens::parse("read lena").err(), Some(TokenFault::Line(1)));
        assert_eq!(Tokens::parse(&format!("\nadmin lena {READ}")).err(), Some(TokenFault::Line(2)));
        assert_eq!(Tokens::parse("read lena short").err(), Some(TokenFault::Short(1)));
        assert_eq!(Tokens::parse(&format!("read lena {READ};")).err(), Some(TokenFault::Line(1)));
        assert_eq!(Tokens::parse(&format!("read a {READ}\nwrite b {READ}")).err(), Some(TokenFault::Twice(2)));
    }

    #[test]
    fn tokens_are_never_printed() {
        let tokens = Tokens::parse(&format!("read wand {READ}")).expect("a token file");
        assert!(!format!("{tokens:?}").contains(READ));
    }

    #[test]
    fn a_header_goes_before_the_cookie() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "lang=de; zufolge_token=abc".parse().expect("a header"));
        assert_eq!(token(&headers), Some("abc"));
        headers.insert(header::AUTHORIZATION, "Bearer xyz".parse().expect("a header"));
        assert_eq!(token(&headers), Some("xyz"));
        headers.insert(header::AUTHORIZATION, "Basic xyz".parse().expect("a header"));
        assert_eq!(token(&headers), None);
    }
}
