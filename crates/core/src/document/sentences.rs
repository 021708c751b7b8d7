//! Sentences: which stops end one, and which marks after the stop still belong to it.

use super::letters::{is_lower, is_upper, word_at};
use super::orthography::Orthography;
use super::{Sentence, Token};
use crate::span::Span;

/// Tokens after which a sentence is cut at the next comma, dash or bracket, and after twice as many wherever it may be: what is longer is
/// a list or a table, and stages that look at pairs of words must not pay for it with the square of its length.
const LONGEST: usize = 500;

/// Cuts the tokens from `first` on, one paragraph, into sentences and appends them. `glued_ends` are the tokens, in order, whose own
/// period ends a sentence.
pub(super) fn cut(
    orthography: &Orthography,
    text: &str,
    tokens: &[Token],
    first: usize,
    glued_ends: &[u32],
    paragraph: u32,
    sentences: &mut Vec<Sentence>,
) {
    let mut start = first;
    let mut glued = glued_ends.iter().skip_while(|index| (**index as usize) < first).peekable();
    let mut at = first;
    while at < tokens.len() {
        let stop = if glued.next_if(|index| **index as usize == at).is_some() { Some(Stop::Full) } else { stop(text, tokens, at) };
        let Some(stop) = stop else {
            at += 1;
            if overlong(text, tokens, start, at) {
                sentences.push(Sentence { tokens: Span::new(start, at), paragraph });
                start = at;
            }
            continue;
        };
        let end = close(text, tokens, at + 1);
        if end < tokens.len() && breaks(orthography, text, tokens, stop, at, end) {
            sentences.push(Sentence { tokens: Span::new(start, end), paragraph });
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        sentences.push(Sentence { tokens: Span::new(start, tokens.len()), paragraph });
    }
}

/// True if what runs from `start` up to `at` is too long for a sentence and can be cut here.
fn overlong(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    let separates = || matches!(&text[tokens[at - 1].span.range()], "," | ":" | "-" | "–" | "—" | ")" | "|" | "•");
    at < tokens.len() && at - start >= LONGEST && (at - start >= 2 * LONGEST || separates())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    Strong,
    Ellipsis,
    /// A semicolon: the corpora cut before the main clause after it, but not inside lists of names.
    Semicolon,
}

fn stop(text: &str, tokens: &[Token], at: usize) -> Option<Stop> {
    let word = &text[tokens[at].span.range()];
    match word {
        "." | ".." => Some(Stop::Full),
        "!" | "?" | "⁉" | "‼" => Some(Stop::Strong),
        ";" => Some(Stop::Semicolon),
        _ if word.starts_with("...") || word == "…" => Some(Stop::Ellipsis),
        _ => None,
    }
}

fn touches(tokens: &[Token], at: usize) -> bool {
    tokens[at - 1].span.end == tokens[at].span.start
}

/// One past the stops and closing marks that stand directly behind a stop.
fn close(text: &str, tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    while at < tokens.len() && touches(tokens, at) {
        let word = &text[tokens[at].span.range()];
        let closing = matches!(word, ")" | "]" | "“" | "”" | "«" | "»" | "‘" | "’" | "‹" | "›" | "\"" | "'" | "''" | "´´");
        if !closing && stop(text, tokens, at).is_none_or(|stop| stop == Stop::Semicolon) {
            break;
        }
        // «Halt!»«Nein!»: the second mark opens.
        if closing && at > from && at + 1 < tokens.len() && touches(tokens, at + 1) && is_upper(text, tokens[at + 1].span.start as usize) {
            break;
        }
        at += 1;
    }
    // "Er ging. “ Dann": a closing mark set off by a stray space, with nothing to open before.
    if at < tokens.len() && at + 1 < tokens.len() && !touches(tokens, at + 1) && matches!(&text[tokens[at].span.range()], "“" | "”" | "‘")
    {
        at += 1;
    }
    at
}

/// A sentence ends between the stop at `at` and the token at `next`.
fn breaks(orthography: &Orthography, text: &str, tokens: &[Token], stop: Stop, at: usize, next: usize) -> bool {
    let start = tokens[next].span.start as usize;
    let word = &text[tokens[next].span.range()];
    if stop == Stop::Semicolon {
        return next == at + 1 && !touches(tokens, next) && is_lower(text, start);
    }
    if is_lower(text, start) {
        return false;
    }
    let upper = is_upper(text, start);
    if stop == Stop::Ellipsis {
        let bracketed = next > at + 1 && matches!(&text[tokens[at + 1].span.range()], "]" | ")");
        return !bracketed && upper && (next > at + 1 || orthography.is_starter(word_at(text, start)));
    }
    if upper {
        return true;
    }
    let spaced = !touches(tokens, next);
    match word {
        "„" | "‚" | ",," | "«" | "»" | "‹" | "›" | "“" | "”" | "\"" | "'" | "''" | "``" | "‘" => spaced,
        "(" => spaced && next == at + 1 && tokens.get(next + 1).is_some_and(|token| is_upper(text, token.span.start as usize)),
        "[" => spaced && tokens.get(next + 1).is_some_and(|token| is_upper(text, token.span.start as usize)),
        "-" | "–" | "—" => {
            stop == Stop::Full && spaced && tokens.get(next + 1).is_some_and(|token| is_upper(text, token.span.start as usize))
        }
        _ => spaced && !matches!(word.as_bytes()[0], b',' | b';' | b':' | b'.' | b')' | b']' | b'/' | b'%' | b'&'),
    }
}
