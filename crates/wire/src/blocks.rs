//! Marked-up prose → blocks: paragraphs, subheads and list items as plain text, whatever the markup came in.

use crate::xml::{Element, Node};

/// A paragraph, a subhead, an item of a list, a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// `h1` to `h6`, or one of NITF's `hl2`.
    pub(crate) heading: bool,
    /// Trimmed, never empty; line breaks of the markup (`<br>`) are line feeds.
    pub(crate) text: String,
    /// How many bytes of the text are words of links.
    pub(crate) linked: usize,
}

impl Block {
    /// A paragraph of plain text.
    pub(crate) fn paragraph(text: &str) -> Block {
        Block { heading: false, text: text.to_owned(), linked: 0 }
    }
}

/// Gathers blocks while somebody walks a tree and reports what opens, closes and stands in it.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    done: Vec<Block>,
    text: String,
    heading: usize,
    preformatted: usize,
    /// Levels inside an element that is not prose.
    skipped: usize,
    /// Open `<q>`s.
    quotes: usize,
    /// Open `<a>`s.
    links: usize,
    linked: usize,
}

impl Blocks {
    /// An element opens. Each call needs its [`Blocks::close`].
    pub(crate) fn open(&mut self, name: &str) {
        if self.skipped > 0 || is_no_prose(name) {
            self.skipped += 1;
            return;
        }
        if is_block(name) {
            self.flush();
        }
        match name {
            "br" => self.line_break(),
            "pre" => self.preformatted += 1,
            "a" => self.links += 1,
            "td" | "th" if !self.text.is_empty() => self.text.push('\t'),
            "q" => {
                self.text.push(if self.quotes.is_multiple_of(2) { '„' } else { '‚' });
                self.quotes += 1;
            }
            _ if is_heading(name) => self.heading += 1,
            _ => {}
        }
    }

    /// Text inside what is open.
    pub(crate) fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        let before = self.text.len();
        if self.preformatted > 0 {
            self.text.push_str(text);
        } else {
            self.collapsed(text);
        }
        if self.links > 0 {
            self.linked += self.text.len() - before;
        }
    }

    fn collapsed(&mut self, text: &str) {
        // What HTML collapses: ASCII white space only, no-break spaces stay.
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            self.text.push_str(&rest[..word]);
            rest = &rest[word..];
            let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
            if trimmed.len() < rest.len() && !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t', '„', '‚']) {
                self.text.push(' ');
            }
            rest = trimmed;
        }
    }

    /// The element that opened last closes.
    pub(crate) fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if is_block(name) {
            self.flush();
        }
        match name {
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "a" => self.links = self.links.saturating_sub(1),
            "q" => {
                self.quotes = self.quotes.saturating_sub(1);
                self.text.push(if self.quotes.is_multiple_of(2) { '“' } else { '‘' });
            }
            _ if is_heading(name) => self.heading = self.heading.saturating_sub(1),
            _ => {}
        }
    }

    /// All blocks, in order.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.done
    }

    /// Two line breaks end a paragraph.
    fn line_break(&mut self) {
        let written = self.text.trim_end_matches(' ').len();
        self.text.truncate(written);
        if self.text.ends_with('\n') { self.flush() } else { self.text.push('\n') }
    }

    fn flush(&mut self) {
        let text = self.text.trim();
        if !text.is_empty() {
            self.done.push(Block { heading: self.heading > 0, text: text.to_owned(), linked: self.linked });
        }
        self.text.clear();
        self.linked = 0;
    }
}

/// The blocks of an XML element's content: XHTML or NITF.
pub(crate) fn of_element(element: &Element) -> Vec<Block> {
    let mut blocks = Blocks::default();
    walk(element, &mut blocks);
    blocks.finish()
}

/// True for the class of a part that stands beside an article, not in it: agencies mark boxes and notes so.
pub(crate) fn is_beside(class: &str) -> bool {
    class.split_ascii_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        ["infobox", "linkbox", "notepad", "np-public", "np-nonpublic", "factbox", "wp-caption", "ednote"]
            .iter()
            .any(|name| class.contains(name))
    })
}

/// As deep as the tree, which [`crate::Limits::max_depth`] bounds.
fn walk(element: &Element, blocks: &mut Blocks) {
    for node in &element.children {
        match node {
            Node::Text(text) => blocks.text(text),
            Node::Element(element) if element.attribute("class").is_some_and(is_beside) => {}
            Node::Element(element) => {
                blocks.open(&element.name);
                walk(element, blocks);
                blocks.close(&element.name);
            }
        }
    }
}

/// The blocks of plain text: paragraphs are parted by blank lines, or are single lines where there are none.
pub(crate) fn of_text(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let blank_lines = text.trim().split('\n').any(|line| line.trim().is_empty());
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for line in text.split('\n').chain([""]) {
        let line = line.trim();
        if !line.is_empty() {
            if !paragraph.is_empty() {
                paragraph.push('\n');
            }
            paragraph.push_str(line);
        }
        if (line.is_empty() || !blank_lines) && !paragraph.is_empty() {
            blocks.push(Block::paragraph(&std::mem::take(&mut paragraph)));
        }
    }
    blocks
}

/// Blocks as text, a blank line between them.
pub(crate) fn join(blocks: &[Block]) -> String {
    blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hl1" | "hl2")
}

/// Elements that break lines, of HTML and NITF.
fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "p" | "div"
                | "section"
                | "article"
                | "main"
                | "header"
                | "footer"
                | "address"
                | "blockquote"
                | "pre"
                | "hr"
                | "ul"
                | "ol"
                | "li"
                | "dl"
                | "dt"
                | "dd"
                | "table"
                | "caption"
                | "tr"
                | "fieldset"
                | "details"
                | "summary"
                | "center"
                | "body"
        )
        || matches!(
            name,
            "block" | "bq" | "hedline" | "byline" | "dateline" | "abstract" | "tagline" | "body.head" | "body.content" | "body.end"
        )
}

/// Elements whose content is not prose, of HTML and NITF.
fn is_no_prose(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "svg"
            | "math"
            | "object"
            | "embed"
            | "audio"
            | "video"
            | "canvas"
            | "map"
            | "form"
            | "button"
            | "input"
            | "select"
            | "textarea"
            | "dialog"
            | "nav"
            | "aside"
            | "figure"
            | "figcaption"
            | "picture"
            | "head"
            | "title"
            | "menu"
    ) || matches!(name, "media" | "media-caption" | "media-producer" | "copyrite" | "note" | "datasource" | "credit" | "alt-code")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a document that cannot be read has failed the test")]
mod tests {
    use super::*;
    use crate::{Limits, xml};

    fn of(markup: &str) -> String {
        join(&of_element(&xml::parse(markup, &Limits::default()).unwrap().root))
    }

    #[test]
    fn white_space_of_the_markup_collapses_and_blocks_part() {
        assert_eq!(
            of("<x>\n  <p>Eins\n   zwei</p>\n <h2> Drei </h2><p>v<em>ie</em>r <b>fünf</b></p></x>"),
            "Eins zwei\n\nDrei\n\nvier fünf"
        );
    }

    #[test]
    fn line_breaks_stay_and_two_make_a_paragraph() {
        assert_eq!(of("<p>eins<br/>zwei<br/> <br/>drei</p>"), "eins\nzwei\n\ndrei");
    }

    #[test]
    fn quotation_elements_get_their_marks() {
        assert_eq!(of("<p>Sie rief: <q>Er sagte <q>Nein</q>.</q> Dann ging sie.</p>"), "Sie rief: „Er sagte ‚Nein‘.“ Dann ging sie.");
    }

    #[test]
    fn captions_and_scripts_go() {
        assert_eq!(of("<x>a<figure>Bild <b>x</b></figure><script>b()</script><p>c</p></x>"), "a\n\nc");
    }

    #[test]
    fn plain_text_has_paragraphs_by_blank_lines_or_lines() {
        let texts = |text| of_text(text).into_iter().map(|block| block.text).collect::<Vec<_>>();
        assert_eq!(texts("a\r\nb\r\n\r\nc"), ["a\nb", "c"]);
        assert_eq!(texts("a\nb\n"), ["a", "b"]);
        assert_eq!(texts(" \n"), Vec::<String>::new());
    }
}
