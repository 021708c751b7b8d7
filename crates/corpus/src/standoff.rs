//! Articles of our own format without their words: labels and places alone, for texts that may not stand beside them.
//!
//! One JSON object an article and line ([`Standoff`]). [`Standoff::of`] takes the words out of a `.zuf` file, [`Standoff::fill`] puts the
//! labels back on the text. Names in the labels are places too.

use crate::Error;
use crate::lines::Lines;
use crate::zuf::{self, Fault};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The labels of one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standoff {
    /// The line of the file of texts that the article is, counted from 0.
    pub row: usize,
    /// The text's [`sum`], so that labels are put on no other.
    pub sum: String,
    /// The lines of the file's head.
    pub head: String,
    /// The labels of a mark, and the places in front of its first character and behind its last one, in characters. Outer marks stand before
    /// inner ones.
    pub marks: Vec<(String, usize, usize)>,
    /// The lines below the text; `@3-12` stands for a name between these places.
    pub labels: Vec<String>,
}

/// FNV-1a of a text, 64 bits as hexadecimal digits (Fowler, Noll and Vo, RFC 9923).
#[must_use]
pub fn sum(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Reads a file of labels.
///
/// # Errors
/// If the file cannot be read, or a line is not of this format.
pub fn read(path: &Path) -> Result<Vec<Standoff>, Error> {
    let mut lines = Lines::open(path)?;
    std::iter::from_fn(|| lines.next("standoff", |article: Standoff, _| Ok(article))).collect()
}

impl Standoff {
    /// Takes the words out of a file.
    ///
    /// # Errors
    /// With all faults of the file.
    pub fn of(path: &Path, row: usize) -> Result<Self, Error> {
        let article = zuf::read(path)?;
        let raw = std::fs::read_to_string(path).map_err(|cause| Error::Article { path: path.to_owned(), cause })?;
        let (above, labels) = raw.split_once("\n===\n").unwrap_or_default();
        let (_, marked) = above.split_once("\n---\n").unwrap_or_default();
        let (text, marks) = unmarked(marked.trim());
        if text != article.text {
            let fault = Fault::new(path, 1, "its text has line breaks", "put each paragraph on a line, with an empty line between two");
            return Err(Error::Faults(vec![fault]));
        }
        let labels = labels.lines().filter(|line| !line.trim().is_empty()).map(|line| without_names(line, &article.text)).collect();
        Ok(Standoff { row, sum: sum(&article.text), head: article.head_lines, marks, labels })
    }

    /// The file that the labels were taken from.
    ///
    /// # Errors
    /// What is wrong, in a few words: another text, a place outside of it, marks that overlap.
    pub fn fill(&self, text: &str) -> Result<String, String> {
        if sum(text) != self.sum {
            return Err(format!(
                "row {} is another text than the one that was labelled; give the file that the labels were made on",
                self.row
            ));
        }
        let chars: Vec<char> = text.chars().collect();
        let mut marks = self.marks.iter().peekable();
        let mut open: Vec<usize> = Vec::new();
        let mut marked = String::new();
        for at in 0..=chars.len() {
            while open.pop_if(|end| *end == at).is_some() {
                marked.push('}');
            }
            while let Some((labels, _, end)) = marks.next_if(|(_, start, _)| *start == at) {
                if *end <= at || *end > chars.len() || open.last().is_some_and(|outer| end > outer) {
                    return Err(format!("row {}: the mark “{labels}” at {at} is empty, too long or overlaps another", self.row));
                }
                marked.push_str(&format!("{{{labels}|"));
                open.push(*end);
            }
            marked.extend(chars.get(at));
        }
        if let Some((labels, start, _)) = marks.next() {
            return Err(format!("row {}: the mark “{labels}” at {start} is out of order", self.row));
        }
        let labels: Result<Vec<String>, String> = self.labels.iter().map(|line| with_names(line, &chars)).collect();
        Ok(format!("---\n{}---\n{marked}\n===\n{}\n", self.head, labels?.join("\n")))
    }
}

/// A text without its marks, and where they stood.
fn unmarked(marked: &str) -> (String, Vec<(String, usize, usize)>) {
    let (mut text, mut at, mut rest) = (String::new(), 0, marked);
    let (mut marks, mut open) = (Vec::new(), Vec::new());
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let (labels, behind) = rest.split_once('|').unwrap_or((rest, ""));
                open.push(marks.len());
                marks.push((labels.to_owned(), at, at));
                rest = behind;
            }
            '}' => {
                if let Some(mark) = open.pop() {
                    marks[mark].2 = at;
                }
            }
            c => {
                text.push(c);
                at += 1;
            }
        }
    }
    (text, marks)
}

/// A line of labels; what stands in marks there and in the text is its place.
fn without_names(line: &str, text: &str) -> String {
    let place = |name: &str| {
        let start = text[..text.find(name)?].chars().count();
        Some(format!("@{start}-{}", start + name.chars().count()))
    };
    let quoted = |(index, piece): (usize, &str)| match (index % 2, place(piece)) {
        (0, _) => piece.to_owned(),
        (_, Some(place)) => place,
        (_, None) => format!("\"{piece}\""),
    };
    line.split('"').enumerate().map(quoted).collect()
}

/// The line again.
fn with_names(line: &str, text: &[char]) -> Result<String, String> {
    let mut pieces = line.split('@');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(piece.len());
        let places = piece[..end].split_once('-').and_then(|(start, end)| Some((start.parse::<usize>().ok()?, end.parse::<usize>().ok()?)));
        let name = places.and_then(|(start, end)| text.get(start..end)).ok_or_else(|| format!("no such place in the text: @{piece}"))?;
        out.push('"');
        out.extend(name);
        out.push('"');
        out.push_str(&piece[end..]);
    }
    Ok(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::Standoff;
    use std::path::Path;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const TEXT: &str = "Die Reederei „Süd“ teilte mit, „man prüfe“ das, so Holm.";
    const FILE: &str = "---\nid: x\noutlet: Kurier\nagency:\npublished: 2025-03-04T16:30:00+01:00\ngenre: business\nstyle: newspaper\nstory:\nkicker:\nheadline:\nbyline:\ndateline:\n---\n{a1.f|{a1.s e1|Die Reederei „Süd“} {a1.k|teilte mit},} {a1.c|{a2.c|„man prüfe“} das}, so Holm.\n===\ne1 organisation named \"Reederei „Süd“\" role=\"Reederei\"\ne2 unknown implicit \"(unbenannt)\"\na1 form=indirect mode=speech stance=states certainty=certain polarity=positive chain=e1 mixed\na2 form=direct mode=speech stance=states certainty=certain polarity=positive chain=e1\n";

    /// Tests run side by side: each call has a folder of its own.
    fn taken_apart(file: &str) -> Standoff {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        let call = CALLS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("zufolge-standoff-{}-{call}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("x.zuf");
        std::fs::write(&path, file).unwrap();
        Standoff::of(&path, 3).unwrap()
    }

    #[test]
    fn labels_are_put_back_where_they_were_and_hold_no_words() {
        let standoff = taken_apart(FILE);
        assert_eq!(standoff.fill(TEXT).unwrap(), FILE);
        let json = serde_json::to_string(&standoff).unwrap();
        assert!(!json.contains("Süd") && !json.contains("prüfe") && !json.contains("Reederei"), "{json}");
        let path = Path::new("x.zuf");
        assert_eq!(crate::zuf::parse(path, &standoff.fill(TEXT).unwrap()).0, crate::zuf::parse(path, FILE).0);
    }

    #[test]
    fn labels_are_put_on_no_other_text_and_not_beside_it() {
        let standoff = taken_apart(FILE);
        assert!(standoff.fill(&TEXT.replace("prüfe", "prüft")).unwrap_err().contains("another text"));
        for (mark, what) in
            [((String::from("a1.d"), 45, 900), "too long"), (("a1.d".into(), 50, 50), "empty"), (("a1.d".into(), 2, 3), "out of order")]
        {
            let mut wrong = standoff.clone();
            wrong.marks.push(mark);
            assert!(wrong.fill(TEXT).unwrap_err().contains(what), "{what}");
        }
        let labels = vec!["e1 organisation named @4-999".to_owned()];
        assert!(Standoff { labels, ..standoff }.fill(TEXT).unwrap_err().contains("@4-999"));
    }
}
