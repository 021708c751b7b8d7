//! brat standoff (<https://brat.nlplab.org/standoff.html>): the text as it is, and beside it one annotation a line.
//!
//! Text-bound annotations are the five roles, mentions of entities, times, and marks out of balance. An attribution is its content: roles
//! hang on it by relations, labels as attributes. Offsets count code points; an annotation that goes over a line end stands in pieces, for
//! brat does not show others.

use crate::zuf::words::word_of;
use crate::zuf::{Article, Attribution};
use std::fmt::Write;
use zufolge::report::CodePoints;
use zufolge::{Byte, CodePoint, Span};

/// What brat must know of the annotations: `annotation.conf`.
pub const CONFIGURATION: &str = "\
[entities]
Content
Source
Cue
Addressee
Frame
Mention
Time
Imbalance

[relations]
SourceOf\tArg1:Source, Arg2:Content
CueOf\tArg1:Cue, Arg2:Content
AddresseeOf\tArg1:Addressee, Arg2:Content
FrameOf\tArg1:Frame, Arg2:Content
Parent\tArg1:Content, Arg2:Content
Link1\tArg1:Content, Arg2:Mention
Link2\tArg1:Content, Arg2:Mention
Link3\tArg1:Content, Arg2:Mention
Link4\tArg1:Content, Arg2:Mention
SaidAt\tArg1:Content, Arg2:Time
Same\tArg1:Mention, Arg2:Mention, <REL-TYPE>:symmetric-transitive

[events]

[attributes]
Form\tArg:Content, Value:direct|indirect|reported|free_indirect|indirect_free_indirect
Mixed\tArg:Content
Speech\tArg:Content
Writing\tArg:Content
Thought\tArg:Content
Stance\tArg:Content, Value:states|reports|confirms|denies|does_not_confirm|does_not_deny|declines_comment|hints|announces|promises|demands|requests|proposes|warns|threatens|accuses|criticises|praises|admits|doubts|expects|hopes|fears|asks|rejects
Stance2\tArg:Content, Value:states|reports|confirms|denies|does_not_confirm|does_not_deny|declines_comment|hints|announces|promises|demands|requests|proposes|warns|threatens|accuses|criticises|praises|admits|doubts|expects|hopes|fears|asks|rejects
Stance3\tArg:Content, Value:states|reports|confirms|denies|does_not_confirm|does_not_deny|declines_comment|hints|announces|promises|demands|requests|proposes|warns|threatens|accuses|criticises|praises|admits|doubts|expects|hopes|fears|asks|rejects
Certainty\tArg:Content, Value:certain|probable|possible|unknown
Polarity\tArg:Content, Value:positive|negative|unknown
Kind\tArg:Mention, Value:person|office|organisation|outlet|agency|document|group|place|author|unknown
Naming\tArg:Mention, Value:named|role|anonymous|implicit
TimeType\tArg:Time, Value:DATE|TIME|DURATION|SET
";

/// The annotations of an article: the content of its `.ann` file. The `.txt` file is [`Article::text`].
#[must_use]
pub fn annotations(article: &Article) -> String {
    let mut page =
        Page { article, points: CodePoints::new(&article.text), out: String::new(), texts: 0, relations: 0, attributes: 0, notes: 0 };
    let mentions = page.entities();
    let times: Vec<usize> = article
        .times
        .iter()
        .map(|time| {
            let id = page.text("Time", &time.spans);
            page.attribute("TimeType", id, Some(time.kind.name()));
            page.note(id, &time.value);
            id
        })
        .collect();
    for imbalance in &article.imbalances {
        let id = page.text("Imbalance", &imbalance.spans);
        page.note(id, imbalance.kind.name());
    }
    let contents: Vec<usize> = article.attributions.iter().map(|attr| page.text("Content", &attr.content)).collect();
    for (attr, content) in article.attributions.iter().zip(&contents) {
        page.attribution(attr, *content, &mentions);
        if let Some(parent) = attr.parent {
            page.relation("Parent", *content, contents[parent]);
        }
        if let Some(said) = attr.said {
            page.relation("SaidAt", *content, times[said]);
        }
    }
    page.out
}

struct Page<'a> {
    article: &'a Article,
    points: CodePoints<'a>,
    out: String,
    texts: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl Page<'_> {
    /// The ids of the mentions of each entity. The first one carries the entity's labels; the others are the same.
    fn entities(&mut self) -> Vec<Vec<usize>> {
        let article = self.article;
        let mut mentions = vec![Vec::new(); article.entities.len()];
        for (entity, ids) in article.entities.iter().zip(&mut mentions) {
            *ids = entity.mentions.iter().map(|mention| self.text("Mention", &[*mention])).collect();
            if let Some(first) = ids.first() {
                self.attribute("Kind", *first, Some(&word_of(entity.kind)));
                self.attribute("Naming", *first, Some(&word_of(entity.naming)));
                let role = entity.role.as_ref().map(|role| format!("; {role}")).unwrap_or_default();
                self.note(*first, &format!("{}: {}{role}", entity.id, entity.name));
            }
            if ids.len() > 1 {
                let same: Vec<String> = ids.iter().map(|id| format!("T{id}")).collect();
                let _ = writeln!(self.out, "*\tSame {}", same.join(" "));
            }
        }
        mentions
    }

    fn attribution(&mut self, attr: &Attribution, content: usize, mentions: &[Vec<usize>]) {
        for (name, relation, spans) in [
            ("Source", "SourceOf", &attr.source),
            ("Cue", "CueOf", &attr.cue),
            ("Addressee", "AddresseeOf", &attr.addressee),
            ("Frame", "FrameOf", &attr.frame),
        ] {
            if !spans.is_empty() {
                let id = self.text(name, spans);
                self.relation(relation, id, content);
            }
        }
        self.attribute("Form", content, Some(attr.form.name()));
        for (name, on) in
            [("Mixed", attr.mixed), ("Speech", attr.mode.speech), ("Writing", attr.mode.writing), ("Thought", attr.mode.thought)]
        {
            if on {
                self.attribute(name, content, None);
            }
        }
        for (number, stance) in (1..).zip(&attr.stance) {
            // An attribute has one value in brat.
            let name = if number == 1 { "Stance".to_owned() } else { format!("Stance{number}") };
            self.attribute(&name, content, Some(stance.name()));
        }
        self.attribute("Certainty", content, Some(&word_of(attr.factuality.certainty)));
        self.attribute("Polarity", content, Some(&word_of(attr.factuality.polarity)));
        for (number, link) in attr.chain.iter().enumerate() {
            let entity = &self.article.entities[link.entity];
            match mentions[link.entity].first() {
                Some(mention) => self.relation(&format!("Link{}", number + 1), content, *mention),
                None => self.note(content, &format!("link {}: {} {}", number + 1, word_of(entity.kind), entity.name)),
            }
            if link.naming != entity.naming {
                self.note(content, &format!("link {}: named here as {}", number + 1, word_of(link.naming)));
            }
        }
        self.note(content, &attr.id);
    }

    /// A text-bound annotation on some places; its id.
    fn text(&mut self, name: &str, spans: &[Span<Byte>]) -> usize {
        let (mut places, mut words) = (Vec::new(), Vec::new());
        for span in spans {
            for (start, line) in lines(&self.article.text, *span) {
                let place: Span<CodePoint> = self.points.of_bytes(Span::new(start, start + line.len()));
                places.push(format!("{} {}", place.start, place.end));
                words.push(line);
            }
        }
        self.texts += 1;
        let _ = writeln!(self.out, "T{}\t{name} {}\t{}", self.texts, places.join(";"), words.join(" "));
        self.texts
    }

    fn relation(&mut self, name: &str, from: usize, to: usize) {
        self.relations += 1;
        let _ = writeln!(self.out, "R{}\t{name} Arg1:T{from} Arg2:T{to}", self.relations);
    }

    fn attribute(&mut self, name: &str, of: usize, value: Option<&str>) {
        self.attributes += 1;
        let value = value.map(|value| format!(" {value}")).unwrap_or_default();
        let _ = writeln!(self.out, "A{}\t{name} T{of}{value}", self.attributes);
    }

    fn note(&mut self, of: usize, words: &str) {
        self.notes += 1;
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes T{of}\t{words}", self.notes);
    }
}

/// The lines that a span goes over, each with the byte it starts at.
fn lines(text: &str, span: Span<Byte>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = span.start as usize;
    text[span.range()].split('\n').filter_map(move |line| {
        let start = at;
        at += line.len() + 1;
        (!line.is_empty()).then_some((start, line))
    })
}
