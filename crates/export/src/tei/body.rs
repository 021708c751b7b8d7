//! `<body>`: the text with its roles inline.

use super::{Page, Xml};
use crate::Error;
use crate::layers::{Cutter, Layer, Role, layers};
use std::collections::HashMap;
use std::ops::Range;
use zufolge::report::{Attribution, Block, BlockKind, blocks};

/// How the text is written: blocks with what opens and closes in each. Laid out before it is written, for an element names the next one.
pub(super) struct Body {
    layers: Vec<Layer>,
    blocks: Vec<(Block, Vec<Step>)>,
    /// Elements of each role of each attribution.
    pieces: HashMap<(usize, Role), usize>,
}

enum Step {
    /// A layer's next element, and its number among those of its role.
    Open(usize, usize),
    Close(usize),
    Words(Range<usize>),
}

impl Body {
    pub(super) fn new(page: &Page<'_>) -> Self {
        let layers = layers(page.report, page.points);
        let mut pieces: HashMap<(usize, Role), usize> = HashMap::new();
        let mut cutter = Cutter::new(&layers);
        let mut laid = Vec::new();
        for block in blocks(page.report, page.points) {
            let (mut steps, mut open) = (Vec::new(), Vec::<usize>::new());
            for segment in cutter.cut(block.bytes.clone()) {
                // Down to where all that is open goes on, then up again.
                let kept = open.iter().zip(&segment.over).take_while(|(open, over)| open == over).count();
                steps.extend(open.drain(kept..).rev().map(Step::Close));
                for &at in &segment.over[kept..] {
                    let piece = pieces.entry((layers[at].attr, layers[at].role)).or_default();
                    *piece += 1;
                    steps.push(Step::Open(at, *piece));
                    open.push(at);
                }
                steps.push(Step::Words(segment.bytes));
            }
            steps.extend(open.into_iter().rev().map(Step::Close));
            laid.push((block, steps));
        }
        Body { layers, blocks: laid, pieces }
    }

    /// The ids of a role's elements, as references.
    pub(super) fn references(&self, page: &Page<'_>, attr: usize, role: Role) -> String {
        let count = self.pieces.get(&(attr, role)).copied().unwrap_or_default();
        let ids: Vec<String> = (1..=count).map(|piece| format!("#{}", id(page, attr, role, piece))).collect();
        ids.join(" ")
    }

    pub(super) fn write(&self, xml: &mut Xml, page: &Page<'_>) -> Result<(), Error> {
        let article = &page.report.article;
        xml.start("body", &[])?;
        xml.start("div", &[("type", "article")])?;
        let mut at_top = true;
        for (block, steps) in &self.blocks {
            let is = |field: &Option<String>| field.as_deref().is_some_and(|text| text.trim() == &page.report.text[block.bytes.clone()]);
            // Heads and bylines stand before all else in TEI.
            let (name, kind) = match block.kind {
                BlockKind::Headline if at_top => ("head", None),
                BlockKind::Quiet if at_top && is(&article.byline) => ("byline", None),
                BlockKind::Quiet if at_top => ("head", Some("kicker")),
                BlockKind::Headline => ("ab", Some("headline")),
                BlockKind::Quiet => ("ab", Some("quiet")),
                BlockKind::Subhead => ("ab", Some("subhead")),
                BlockKind::SignOff => ("ab", Some("signoff")),
                BlockKind::Paragraph => ("p", None),
            };
            at_top &= matches!(name, "head" | "byline");
            xml.line();
            match kind {
                Some(kind) => xml.start(name, &[("type", kind)])?,
                None => xml.start(name, &[])?,
            }
            for step in steps {
                match step {
                    Step::Open(at, piece) => self.open(xml, page, &self.layers[*at], *piece)?,
                    Step::Close(at) => {
                        let layer = &self.layers[*at];
                        xml.end(element(layer.role, &page.report.attributions[layer.attr]))?;
                    }
                    Step::Words(bytes) => xml.words(&page.report.text[bytes.clone()])?,
                }
            }
            xml.end(name)?;
        }
        xml.line();
        xml.end("div")?;
        xml.end("body")
    }

    fn open(&self, xml: &mut Xml, page: &Page<'_>, layer: &Layer, piece: usize) -> Result<(), Error> {
        let Layer { attr, role, .. } = *layer;
        let attribution = &page.report.attributions[attr];
        let element = element(role, attribution);
        let (own, ana) = (id(page, attr, role, piece), format!("#{}", page.attribution(attr)));
        let mut attributes = vec![("xml:id", own), ("ana", ana)];
        let origin = page.origin(attr);
        match (element, origin) {
            ("said", origin) => {
                attributes.extend(origin.map(|origin| ("who", origin)));
                attributes.push(("direct", (attribution.form.name() == "direct").to_string()));
                let mode = attribution.mode;
                let aloud = if mode.speech && !mode.thought && !mode.writing {
                    "true"
                } else if mode.thought && !mode.speech {
                    "false"
                } else {
                    "unknown"
                };
                attributes.push(("aloud", aloud.to_owned()));
                let addressee = self.references(page, attr, Role::Addressee);
                if !addressee.is_empty() {
                    attributes.push(("toWhom", addressee));
                }
            }
            ("quote", Some(origin)) => attributes.push(("source", origin)),
            ("rs", origin) => {
                attributes.push(("type", role.name().to_owned()));
                attributes.extend(origin.filter(|_| role == Role::Source).map(|origin| ("ref", origin)));
            }
            ("seg", _) => attributes.push(("type", role.name().to_owned())),
            _ => {}
        }
        let count = self.pieces.get(&(attr, role)).copied().unwrap_or_default();
        if piece > 1 {
            attributes.push(("prev", format!("#{}", id(page, attr, role, piece - 1))));
        }
        if piece < count {
            attributes.push(("next", format!("#{}", id(page, attr, role, piece + 1))));
        }
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
        xml.start(element, &attributes)
    }
}

fn id(page: &Page<'_>, attr: usize, role: Role, piece: usize) -> String {
    format!("{}.{}{piece}", page.attribution(attr), role.name())
}

fn element(role: Role, attr: &Attribution) -> &'static str {
    match role {
        Role::Content if is_written(attr) => "quote",
        Role::Content => "said",
        Role::Source | Role::Addressee => "rs",
        Role::Cue | Role::Frame => "seg",
    }
}

/// True if the content was written, and nothing else.
pub(super) fn is_written(attr: &Attribution) -> bool {
    attr.mode.writing && !attr.mode.speech && !attr.mode.thought
}
