//! What a Markdown document holds that can go stale: links, words in backticks, commands.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The checkable parts of one document, each in order. HTML comments are left out: they are notes to the next editor.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Destinations of links and pictures, as written.
    pub(crate) links: Vec<String>,
    /// Words in backticks, without the backticks.
    pub(crate) code: Vec<String>,
    /// Contents of fenced blocks marked `sh`.
    pub(crate) shell: Vec<String>,
}

/// Takes a document apart.
pub(crate) fn parts(markdown: &str) -> Parts {
    let mut parts = Parts::default();
    let mut in_shell = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => parts.links.push(dest_url.into_string()),
            Event::Code(code) => parts.code.push(code.into_string()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "sh" => {
                in_shell = true;
                parts.shell.push(String::new());
            }
            Event::End(TagEnd::CodeBlock) => in_shell = false,
            Event::Text(text) if in_shell => parts.shell.last_mut().into_iter().for_each(|block| block.push_str(&text)),
            _ => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_links_code_and_shell_apart() {
        let found = parts("See [a](docs/a.md) and ![b](b.png), `crates/core`.\n\n```sh\nls one\nls two\n```\n\n```json\n{}\n```\n");
        let expected = Parts {
            links: vec!["docs/a.md".into(), "b.png".into()],
            code: vec!["crates/core".into()],
            shell: vec!["ls one\nls two\n".into()],
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn comments_hold_nothing_to_check() {
        assert_eq!(parts("<!-- ![later](docs/later.png) `gone/for/good` -->\n"), Parts::default());
    }

    #[test]
    fn table_cells_are_read() {
        assert_eq!(parts("| a | b |\n|---|---|\n| `crates/x` | y |\n").code, ["crates/x"]);
    }
}
