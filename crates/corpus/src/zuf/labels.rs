//! The labels of a file, one a line, and how they are joined with the marks.

use super::marks::Marked;
use super::words::from_word;
use super::{Article, Attribution, Entity, Head, Imbalance, ImbalanceKind, Link, Sink, Spans, Time, TimeKind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use zufolge::attribution::{Form, Mode, Stance};
use zufolge::report::{Certainty, Factuality, Naming, Polarity};

const ENTITY: &str = "write: e1 KIND NAMING \"fullest name\" role=\"…\" (the role may be left out)";
const TIME: &str = "write: t1 DATE|TIME|DURATION|SET VALUE";
const IMBALANCE: &str = "write: q1 unclosed-quotation|unopened-quotation|wrong-closing-mark";
const ATTRIBUTION: &str = "write: a1 form=… mode=… stance=… certainty=… polarity=… chain=e1 said=t1 mixed (the last two may be left out)";
const CONTRACT: &str = "use the words of the annotation guide, lists with commas";

/// The lines below `===`, as far as they can be understood.
#[derive(Debug, Default)]
pub(super) struct Labels {
    entities: Vec<Entity>,
    attributions: Vec<Draft>,
    times: Vec<Time>,
    imbalances: Vec<Imbalance>,
}

/// An attribution that still names entities and times by their ids.
#[derive(Debug)]
struct Draft {
    attribution: Attribution,
    chain: Vec<(String, Option<Naming>)>,
    said: Option<String>,
}

pub(super) fn read(raw: &str, first_line: usize, sink: &mut Sink<'_>) -> Labels {
    let mut labels = Labels::default();
    let mut ids = BTreeSet::new();
    for (index, line) in raw.lines().enumerate() {
        let (number, line) = (first_line + index, line.trim());
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (id, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let number_of = id.strip_prefix(['a', 'e', 't', 'q']).filter(|digits| !digits.is_empty());
        if !number_of.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())) {
            sink.add(number, format!("“{line}” is no label line"), "begin it with an id (e1, a1, t1, q1), or with # if it is a remark");
            continue;
        }
        if !ids.insert(id.to_owned()) {
            sink.add(number, format!("{id} stands there twice"), "give one of the two another number");
            continue;
        }
        match &id[..1] {
            "e" => labels.entities.extend(entity(id, rest, number, sink)),
            "a" => labels.attributions.push(attribution(id, rest, number, sink)),
            "t" => labels.times.extend(time(id, rest, number, sink)),
            _ => labels.imbalances.extend(imbalance(id, rest, number, sink)),
        }
    }
    labels
}

fn entity(id: &str, rest: &str, line: usize, sink: &mut Sink<'_>) -> Option<Entity> {
    let parts = || {
        let (kind, rest) = rest.split_once(' ')?;
        let (naming, rest) = rest.trim_start().split_once(' ')?;
        let (name, rest) = rest.trim().strip_prefix('"')?.split_once('"')?;
        let role = match rest.trim() {
            "" => None,
            role => Some(role.strip_prefix("role=\"")?.strip_suffix('"')?.to_owned()),
        };
        Some((kind, naming, name.to_owned(), role))
    };
    let Some((kind, naming, name, role)) = parts() else {
        sink.add(line, format!("{id} cannot be understood"), ENTITY);
        return None;
    };
    let (known_kind, known_naming) = (from_word(kind), from_word(naming));
    if known_kind.is_none() {
        let remedy = "it is person, office, organisation, outlet, agency, document, group, place, author or unknown";
        sink.add(line, format!("{id}: no such kind: “{kind}”"), remedy);
    }
    if known_naming.is_none() {
        sink.add(line, format!("{id}: no such naming: “{naming}”"), "it is named, role, anonymous or implicit");
    }
    if name.trim().is_empty() {
        sink.add(line, format!("{id} has no name"), ENTITY);
    }
    Some(Entity { id: id.to_owned(), kind: known_kind?, naming: known_naming?, name, role, mentions: Spans::new(), line })
}

fn time(id: &str, rest: &str, line: usize, sink: &mut Sink<'_>) -> Option<Time> {
    let Some((kind, value)) = rest.trim().split_once(' ').filter(|(_, value)| !value.trim().contains(' ')) else {
        sink.add(line, format!("{id} cannot be understood"), TIME);
        return None;
    };
    let Some(kind) = TimeKind::from_name(kind) else {
        sink.add(line, format!("{id}: no such type of time: “{kind}”"), TIME);
        return None;
    };
    Some(Time { id: id.to_owned(), kind, value: value.trim().to_owned(), spans: Spans::new(), line })
}

fn imbalance(id: &str, rest: &str, line: usize, sink: &mut Sink<'_>) -> Option<Imbalance> {
    let kind = ImbalanceKind::from_name(rest.trim());
    if kind.is_none() {
        sink.add(line, format!("{id}: “{}” is no code for marks out of balance", rest.trim()), IMBALANCE);
    }
    Some(Imbalance { id: id.to_owned(), kind: kind?, spans: Spans::new(), line })
}

/// What cannot be understood is told and stands at its default.
fn attribution(id: &str, rest: &str, line: usize, sink: &mut Sink<'_>) -> Draft {
    let mut values: BTreeMap<&str, &str> = BTreeMap::new();
    let mut mixed = false;
    for field in rest.split_whitespace() {
        match field.split_once('=') {
            None if field == "mixed" => mixed = true,
            Some((key @ ("form" | "mode" | "stance" | "certainty" | "polarity" | "chain" | "said"), value)) => {
                if values.insert(key, value).is_some() {
                    sink.add(line, format!("{id}: “{key}” stands there twice"), ATTRIBUTION);
                }
            }
            _ => sink.add(line, format!("{id}: “{field}” cannot be understood"), ATTRIBUTION),
        }
    }
    let mut needed = |key: &str| {
        let value = values.get(key).copied().unwrap_or_default();
        if value.is_empty() {
            sink.add(line, format!("{id} has no “{key}”"), ATTRIBUTION);
        }
        value
    };
    let (form, mode, stance) = (needed("form"), needed("mode"), needed("stance"));
    let (certainty, polarity, chain) = (needed("certainty"), needed("polarity"), needed("chain"));
    let mut unknown = |key: &str, word: &str| {
        if !word.is_empty() {
            sink.add(line, format!("{id}: no such {key}: “{word}”"), CONTRACT);
        }
    };
    let known_form = Form::from_name(form);
    if known_form.is_none() {
        unknown("form", form);
    }
    let mut known_mode = Mode::default();
    for word in mode.split(',') {
        match word {
            "speech" => known_mode.speech = true,
            "writing" => known_mode.writing = true,
            "thought" => known_mode.thought = true,
            other => unknown("mode", other),
        }
    }
    let mut known_stance = Vec::new();
    for word in stance.split(',') {
        match Stance::from_name(word) {
            Some(stance) if known_stance.contains(&stance) => unknown("stance beside itself", word),
            Some(stance) => known_stance.push(stance),
            None => unknown("stance", word),
        }
    }
    let (known_certainty, known_polarity): (Option<Certainty>, Option<Polarity>) = (from_word(certainty), from_word(polarity));
    if known_certainty.is_none() {
        unknown("certainty", certainty);
    }
    if known_polarity.is_none() {
        unknown("polarity", polarity);
    }
    let mut links = Vec::new();
    for link in chain.split('>').filter(|_| !chain.is_empty()) {
        let (entity, naming) = link.split_once('/').map_or((link, None), |(entity, naming)| (entity, Some(naming)));
        let known = naming.map(from_word::<Naming>);
        if known == Some(None) {
            unknown("naming in its chain", naming.unwrap_or_default());
        }
        links.push((entity.to_owned(), known.flatten()));
    }
    let attribution = Attribution {
        id: id.to_owned(),
        form: known_form.unwrap_or(Form::Indirect),
        mixed,
        mode: known_mode,
        stance: known_stance,
        factuality: Factuality { certainty: known_certainty.unwrap_or_default(), polarity: known_polarity.unwrap_or_default() },
        chain: Vec::new(),
        said: None,
        content: Spans::new(),
        cue: Spans::new(),
        source: Spans::new(),
        addressee: Spans::new(),
        frame: Spans::new(),
        parent: None,
        line,
    };
    Draft { attribution, chain: links, said: values.get("said").map(|said| (*said).to_owned()) }
}

/// Puts the labels on their words, and sees to it that neither is without the other.
pub(super) fn join(path: &Path, (head, head_lines): (Head, String), mut marked: Marked, labels: Labels, sink: &mut Sink<'_>) -> Article {
    let Labels { mut entities, attributions: drafts, mut times, mut imbalances } = labels;
    let mut words = |label: &str| marked.spans.remove(label).unwrap_or_default();
    for entity in &mut entities {
        entity.mentions = words(&entity.id);
        if entity.mentions.is_empty() && entity.naming != Naming::Implicit {
            sink.add(entity.line, format!("{} stands nowhere in the text", entity.id), "mark where it is named, or call it implicit");
        }
    }
    for (id, spans, line) in times
        .iter_mut()
        .map(|time| (&time.id, &mut time.spans, time.line))
        .chain(imbalances.iter_mut().map(|imbalance| (&imbalance.id, &mut imbalance.spans, imbalance.line)))
    {
        *spans = words(id);
        if spans.is_empty() {
            sink.add(line, format!("{id} stands nowhere in the text"), "mark its words, or take the line out");
        }
    }
    let mut attributions = Vec::with_capacity(drafts.len());
    for Draft { attribution: mut attr, chain, said } in drafts {
        let mut role = |role: char| words(&format!("{}.{role}", attr.id));
        (attr.content, attr.source, attr.cue) = (role('c'), role('s'), role('k'));
        (attr.addressee, attr.frame) = (role('d'), role('f'));
        if attr.content.is_empty() {
            sink.add(attr.line, format!("{} has no content in the text", attr.id), "mark it with `.c`, or take the line out");
        }
        for (id, naming) in chain {
            match entities.iter().position(|entity| entity.id == id) {
                Some(entity) => attr.chain.push(Link { entity, naming: naming.unwrap_or(entities[entity].naming) }),
                None => sink.add(attr.line, format!("{}: its chain names “{id}”, which is no entity", attr.id), "give the entity its line"),
            }
        }
        if let Some(said) = said {
            attr.said = times.iter().position(|time| time.id == said);
            if attr.said.is_none() {
                sink.add(attr.line, format!("{}: said at “{said}”, which is no time", attr.id), "give the time its line");
            }
        }
        attributions.push(attr);
    }
    for label in marked.spans.keys() {
        sink.add(marked.lines[label], format!("the mark “{label}” has no line below `===`"), "write the line, or take the mark out");
    }
    attributions.sort_by_key(|attr| {
        (attr.content.first().map(|span| span.start), attr.content.last().map(|span| Reverse(span.end)), attr.chain.len())
    });
    for child in 0..attributions.len() {
        attributions[child].parent = parent(&attributions, child);
    }
    let (text, line_starts) = (marked.text, marked.line_starts);
    Article { path: path.to_owned(), head, head_lines, text, entities, attributions, times, imbalances, line_starts }
}

/// The last attribution before this one, and so the smallest, whose content holds this one's. Where two have the same content (*…
/// schwieg, wie Anwesende berichteten*), the chain tells which holds the other: its links go on with the outer one's.
fn parent(attributions: &[Attribution], child: usize) -> Option<usize> {
    let inner = &attributions[child];
    (0..child).rev().find(|outer| {
        let outer = &attributions[*outer];
        let holds = || inner.content.iter().all(|span| outer.content.iter().any(|whole| whole.covers(*span)));
        let same = outer.content == inner.content;
        let links = |attr: &Attribution| attr.chain.iter().map(|link| link.entity).collect::<Vec<_>>();
        let passed_on = || outer.chain.len() < inner.chain.len() && links(inner).ends_with(&links(outer));
        !inner.content.is_empty() && if same { passed_on() } else { holds() }
    })
}
