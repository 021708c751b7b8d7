//! W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>): one `AnnotationCollection` an article and line, its page within it.
//!
//! Each role of each attribution is an `Annotation`: the content one that describes (who, through whom, what they do with it), every other
//! role one that links to it. Each place is a target with a `TextPositionSelector` (code points of `zufolge:text`, half-open) and a
//! `TextQuoteSelector`.

use crate::index::Index;
use crate::layers::Role;
use crate::{Error, Export, iri};
use serde_json::{Map, Value, json};
use std::io::Write;
use zufolge::report::{Attribution, CodePoints, Report};
use zufolge::{CodePoint, Span};

/// Code points of the text before and after a quoted place.
const AROUND: usize = 32;

/// Writes a line an article.
#[derive(Debug)]
pub struct WebAnnotationExport<W: Write> {
    out: W,
}

impl<W: Write> WebAnnotationExport<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        WebAnnotationExport { out }
    }
}

impl<W: Write> Export for WebAnnotationExport<W> {
    fn report(&mut self, report: &Report) -> Result<(), Error> {
        serde_json::to_writer(&mut self.out, &collection(report)).map_err(std::io::Error::from)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.out.flush()?;
        Ok(())
    }
}

fn collection(report: &Report) -> Value {
    let page = Page { report, points: CodePoints::new(&report.text), index: Index::new(report), iri: iri::article(&report.article) };
    let items: Vec<Value> = report.attributions.iter().flat_map(|attr| page.annotations(attr)).collect();
    let chain = json!({"@id": "zufolge:chain", "@container": "@list"});
    let mut node = Map::new();
    node.insert("@context".into(), json!(["http://www.w3.org/ns/anno.jsonld", {"zufolge": iri::TERMS, "zufolge:chain": chain}]));
    node.insert("id".into(), iri::within(&page.iri, "annotations").into());
    node.insert("type".into(), "AnnotationCollection".into());
    node.insert("label".into(), report.article.title.as_deref().unwrap_or(&report.article.id).into());
    node.insert("total".into(), items.len().into());
    node.insert("zufolge:article".into(), json!({"id": page.iri}));
    node.insert("zufolge:text".into(), report.text.clone().into());
    node.insert(
        "generator".into(),
        json!({
            "id": env!("CARGO_PKG_REPOSITORY"),
            "type": "Software",
            "name": format!("{} {}, {}", report.generator.name, report.generator.version, report.generator.model),
        }),
    );
    if !items.is_empty() {
        let id = iri::within(&page.iri, "page");
        node.insert("first".into(), json!({"id": id, "type": "AnnotationPage", "startIndex": 0, "items": items}));
    }
    Value::Object(node)
}

struct Page<'r> {
    report: &'r Report,
    points: CodePoints<'r>,
    index: Index<'r>,
    iri: String,
}

impl Page<'_> {
    fn annotations(&self, attr: &Attribution) -> Vec<Value> {
        let main = iri::within(&self.iri, &attr.id);
        // An attribution without content is described where its other words are.
        let anchor = [Role::Content, Role::Cue, Role::Source, Role::Frame, Role::Addressee]
            .into_iter()
            .find(|role| !role.spans(attr).is_empty())
            .unwrap_or(Role::Content);
        let mut annotations = vec![self.main(attr, &main, anchor)];
        for role in Role::ALL.into_iter().filter(|role| *role != anchor && !role.spans(attr).is_empty()) {
            annotations.push(json!({
                "id": iri::within(&self.iri, &format!("{}-{}", attr.id, role.name())),
                "type": "Annotation",
                "motivation": "linking",
                "zufolge:role": role.name(),
                "body": main,
                "target": self.targets(role.spans(attr)),
            }));
        }
        annotations
    }

    fn main(&self, attr: &Attribution, id: &str, anchor: Role) -> Value {
        let mut node = Map::new();
        node.insert("id".into(), id.into());
        node.insert("type".into(), "Annotation".into());
        node.insert("motivation".into(), "describing".into());
        let places = anchor.spans(attr);
        let targets = if places.is_empty() { json!(self.iri) } else { self.targets(places) };
        node.insert("target".into(), targets);
        let names: Vec<&str> =
            attr.chain.iter().map(|link| self.index.name(link)).map(|name| if name.is_empty() { "?" } else { name }).collect();
        let stances: Vec<&str> = attr.stance.iter().map(|stance| stance.name()).collect();
        let mut body = vec![json!({
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": format!("{}: {}", names.join(" → "), stances.join(", ")),
        })];
        for tag in std::iter::once(attr.form.name()).chain(stances.iter().copied()) {
            body.push(json!({"type": "TextualBody", "purpose": "tagging", "value": tag}));
        }
        node.insert("body".into(), body.into());
        let chain: Vec<Value> = attr
            .chain
            .iter()
            .map(|link| {
                let mut node = Map::new();
                node.insert("zufolge:name".into(), self.index.name(link).into());
                node.insert("zufolge:kind".into(), link.kind.name().into());
                node.insert("zufolge:naming".into(), link.naming.name().into());
                if let Some(entity) = self.index.entity(link) {
                    node.insert("id".into(), iri::within(&self.iri, &entity.id).into());
                }
                Value::Object(node)
            })
            .collect();
        let mut own = |key: &str, value: Value| node.insert(format!("zufolge:{key}"), value);
        own("role", anchor.name().into());
        own("form", attr.form.name().into());
        own("mixed", attr.mixed.into());
        own("mode", attr.mode.names().collect::<Vec<_>>().into());
        own("stance", stances.into());
        if let Some(confidence) = attr.stance_confidence {
            own("stanceConfidence", confidence.into());
        }
        own("certainty", attr.factuality.certainty.name().into());
        own("polarity", attr.factuality.polarity.name().into());
        own("confidence", attr.confidence.into());
        own("evidence", attr.evidence.iter().map(|name| Value::from(&**name)).collect());
        own("chain", chain.into());
        if let Some(said) = &attr.said_at {
            own("saidAt", said.value.clone().into());
        }
        if let Some(parent) = self.index.parent(attr) {
            own("within", json!({"id": iri::within(&self.iri, &self.report.attributions[parent].id)}));
        }
        Value::Object(node)
    }

    fn targets(&self, places: &[Span<CodePoint>]) -> Value {
        let target = |span: &Span<CodePoint>| {
            let total = self.points.total() as usize;
            let (start, end) = (span.range().start.min(total), span.range().end.min(total));
            json!({
                "source": self.iri,
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": self.points.slice(*span),
                        "prefix": self.points.slice(Span::new(start.saturating_sub(AROUND), start)),
                        "suffix": self.points.slice(Span::new(end, end + AROUND)),
                    },
                ],
            })
        };
        match places {
            [only] => target(only),
            places => places.iter().map(target).collect(),
        }
    }
}
